//! Worker processes that go wrong: whatever one does, the parent gets an answer in time, and the next file a fresh worker.

use assay::import::Parsed;
use assay::jobs::worker::{Clocks, WORKER, WorkerError, Workers};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A worker that does what a script says instead of parsing. It has no environment: programs are called by their paths.
fn mock(script: &str) -> Workers {
    let clocks = Clocks { silent: Duration::from_secs(2), whole: Duration::from_secs(5), ..Clocks::default() };
    Workers::new("/bin/sh".into(), vec!["-c".into(), script.into()], clocks)
}

fn answer(script: &str) -> Result<Parsed, WorkerError> {
    mock(script).parse("a.pdf", &[b'x'; 300_000], &AtomicBool::new(false))
}

/// `printf` of a frame: its kind, its length in eight bytes, its body.
fn frame(kind: char, body: &str) -> String {
    let length: String = (body.len() as u64).to_le_bytes().iter().map(|byte| format!("\\{byte:03o}")).collect();
    let body: String = body.bytes().map(|byte| format!("\\{byte:03o}")).collect();
    format!("printf '{kind}{length}{body}'")
}

fn parsed(text: &str, blocks: &str, parts: &str) -> String {
    let meta = r#"{"title":null,"author":null,"outlet":null,"published":null,"language":null,"url":null}"#;
    frame('{', &format!(r#"{{"text":"{text}","blocks":{blocks},"meta":{meta},"remarks":[],"parts":{parts}}}"#))
}

#[test]
fn a_worker_that_misbehaves_is_stopped_and_said_to_have() {
    let done = frame('=', r#"{"confined":{"limits":false,"files":false,"calls":false}}"#);
    let fine = parsed("words", "[]", "[]");
    let past = parsed("words", r#"[[2,88,"table"]]"#, "[]");
    let split = parsed("é", r#"[[1,1,"table"]]"#, "[]");
    let climbs = parsed("", "[]", r#"[{"name":"../../etc/cron.d/x"}]"#);
    let promised = parsed("", "[]", r#"[{"name":"a"},{"name":"b"}]"#);
    let part = frame('P', "bytes");
    let beat = frame('.', "");
    let refused = frame('!', "it is not liked");
    let read = "/bin/cat >/dev/null &";
    type Is = fn(&WorkerError) -> bool;
    let silent: Is = |error| matches!(error, WorkerError::Silent(_));
    let slow: Is = |error| matches!(error, WorkerError::Slow(_));
    let broke: Is = |error| matches!(error, WorkerError::Broke(_));
    let nonsense: Is = |error| matches!(error, WorkerError::Nonsense(_));
    let modes: Vec<(&str, String, Is)> = vec![
        ("never reads and never answers", "/bin/sleep 60".into(), silent),
        ("reads and never answers", "/bin/cat >/dev/null; :".into(), silent),
        ("is at it for ever", format!("{read} while :; do {beat}; /bin/sleep 0.1; done"), slow),
        ("ends at once", "exit 0".into(), broke),
        ("is killed", "kill -SEGV $$".into(), broke),
        ("ends in the middle of a frame", "printf '{\\377'".into(), broke),
        ("speaks another language", "printf 'HTTP/1.1 200 OK with some more words'".into(), nonsense),
        ("announces more than there is memory", "printf '{\\377\\377\\377\\377\\377\\377\\377\\377'".into(), nonsense),
        ("gives what is no record", format!("{}; {done}", frame('{', "[1, 2")), nonsense),
        ("gives blocks past the text", format!("{past}; {done}"), nonsense),
        ("gives blocks that split a character", format!("{split}; {done}"), nonsense),
        ("names a part that climbs out", format!("{climbs}; {part}; {done}"), nonsense),
        ("keeps back parts it promised", format!("{promised}; {part}; {done}"), nonsense),
        ("gives parts without end", format!("{fine}; while :; do {part}; done"), nonsense),
        ("answers twice", format!("{fine}; {fine}; {done}"), nonsense),
        ("is done without an answer", done.clone(), nonsense),
        ("answers without reading and stays", format!("{fine}; {done}; /bin/sleep 60"), nonsense),
        ("refuses without reading and stays", format!("{refused}; {done}; /bin/sleep 60"), nonsense),
    ];
    for (what, script, is) in modes {
        match answer(&script) {
            Err(error) if is(&error) => {}
            other => panic!("{what}: {other:?}"),
        }
    }
    assert_eq!(answer(&format!("{read} {fine}; {done}; wait")).unwrap().text, "words");
}

#[test]
fn whoever_cancels_waits_for_no_worker() {
    let cancel = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let workers = Workers::new("/bin/sleep".into(), vec!["60".into()], Clocks::default());
        let waiting = scope.spawn({
            let cancel = &cancel;
            move || workers.parse("a.pdf", b"x", cancel)
        });
        cancel.store(true, Ordering::Relaxed);
        assert!(matches!(waiting.join().unwrap(), Err(WorkerError::Cancelled)));
    });
}

#[test]
fn what_a_file_did_to_its_worker_is_not_laid_to_the_next() {
    // Given workers that answer their first file well and then end, stay silent, or talk on.
    let done = frame('=', r#"{"confined":{"limits":false,"files":false,"calls":false}}"#);
    let read = "/usr/bin/head -c 300029 >/dev/null";
    for then in ["exit 0", "exec /bin/sleep 60", "while :; do printf nonsense; /bin/sleep 0.01; done"] {
        let workers = mock(&format!("{read}; {}; {done}; {then}", parsed("words", "[]", "[]")));
        // When one file comes after the other, then each gets its answer.
        for file in 0..3 {
            let answer = workers.parse("a.pdf", &[b'x'; 300_000], &AtomicBool::new(false));
            assert_eq!(answer.unwrap_or_else(|error| panic!("{then}, file {file}: {error}")).text, "words");
        }
    }
}

#[test]
fn a_real_worker_confines_itself_before_it_reads() {
    let workers = Workers::new(env!("CARGO_BIN_EXE_assay").into(), vec![WORKER.into()], Clocks::default());
    let cancel = AtomicBool::new(false);
    let refused = workers.parse("a.bin", b"\x00\x01\x02 nothing known", &cancel);
    assert!(matches!(refused, Err(WorkerError::Parser(_))), "{refused:?}");
    let layers = workers.layers().unwrap();
    assert!(layers.limits && layers.calls, "{layers:?}");
}
