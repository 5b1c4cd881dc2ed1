//! Real workers that go wrong. A worker here is the real one, confined as the real one is, with a parser that goes wrong in
//! the way the name of its file says; every other file it parses as the real one does. Whatever one does, the next file has
//! its right answer, and no process is left behind.
//!
//! A program of its own, because it is the workers too: the program that is shipped has no parser that goes wrong.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where its story breaks, and this one reports what it counted"
)]

mod wrong;

use assay::domain::document::Document;
use assay::domain::{By, ProjectRead as _, Row as _, Table};
use assay::import;
use assay::jobs::importing::{self, Gate, KEEP_LIMIT, Wanted};
use assay::jobs::worker::{self, Clocks, WORKER, WorkerError, Workers};
use assay::store::{Reader, Store};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// A page that is read well.
const PAGE: &[u8] =
    b"<!DOCTYPE html><html><head><title>The lease</title></head><body><p>The lease was signed.</p></body></html>";
/// Its words.
const WORDS: &str = "The lease was signed.\n";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|argument| argument == WORKER) {
        return worker::serve(wrong::parse);
    }
    let begun = Instant::now();
    worker::use_program(own());
    std::thread::scope(|scope| {
        // They wait rather than work, each for its clocks.
        scope.spawn(an_import_goes_on_past_every_file_that_ends_its_worker);
        scope.spawn(after_every_way_of_going_wrong_the_next_file_has_its_answer);
    });
    a_file_that_computes_for_ever_is_ended_by_the_kernel();
    Workers::own().rest();
    assert_eq!(children(), Vec::<u32>::new(), "processes are left");
    println!("in all {:.1} s", begun.elapsed().as_secs_f64());
    ExitCode::SUCCESS
}

fn own() -> PathBuf {
    std::env::current_exe().unwrap()
}

/// How a file is to end.
type Is = fn(&Result<import::Parsed, WorkerError>) -> bool;

/// Files by what they do to their parser.
fn modes() -> Vec<(&'static str, Is)> {
    let silent: Is = |answer| matches!(answer, Err(WorkerError::Silent(_)));
    let slow: Is = |answer| matches!(answer, Err(WorkerError::Slow(_)));
    // By the signal that ended it.
    let aborted: Is = |answer| matches!(answer, Err(WorkerError::Broke(how)) if how.contains("SIGABRT"));
    let ended: Is = |answer| matches!(answer, Err(WorkerError::Broke(how)) if how.contains("exit status: 0"));
    let nonsense: Is = |answer| matches!(answer, Err(WorkerError::Nonsense(_)));
    let parser: Is = |answer| matches!(answer, Err(WorkerError::Parser(why)) if why == "its parser failed");
    let well: Is = |answer| answer.as_ref().is_ok_and(|parsed| parsed.text == WORDS);
    vec![
        ("hang.html", silent),
        ("endless.html", slow),
        ("memory.html", aborted),
        ("deep.html", aborted),
        ("panic.html", parser),
        ("abort.html", aborted),
        ("leave.html", ended),
        ("flood.html", slow),
        ("babble.html", nonsense),
        ("partial.html", ended),
        ("stays.html", well),
        // What it starts is refused by its confinement, and it gives the words all the same.
        ("forks.html", well),
    ]
}

fn after_every_way_of_going_wrong_the_next_file_has_its_answer() {
    let clocks = Clocks { silent: Duration::from_secs(5), whole: Duration::from_secs(12), ..Clocks::default() };
    let workers = Workers::new(own(), vec![WORKER.into()], clocks);
    let never = AtomicBool::new(false);
    let modes = modes();
    for (file, is) in &modes {
        let begun = Instant::now();
        let answer = workers.parse(file, PAGE, &never);
        assert!(is(&answer), "{file}: {answer:?}");
        let next = workers.parse("lease.html", PAGE, &never);
        assert_eq!(next.unwrap_or_else(|error| panic!("after {file}: {error}")).text, WORDS);
        println!("{file}: as expected, and the next file is read, {:.1} s", begun.elapsed().as_secs_f64());
    }
    let layers = workers.layers().unwrap();
    assert!(layers.limits && layers.calls, "{layers:?}");
    println!("ways of going wrong: {}", modes.len());
}

fn an_import_goes_on_past_every_file_that_ends_its_worker() {
    let begun = Instant::now();
    // Given a folder in which every second file ends its parser.
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("in");
    std::fs::create_dir(&folder).unwrap();
    let wrong = ["abort", "deep", "endless", "hang", "memory", "panic", "partial"];
    for (n, name) in wrong.iter().enumerate() {
        // Each of other bytes: what has the same bytes is one document.
        std::fs::write(folder.join(format!("{name}.html")), page(&format!("wrong {n}"))).unwrap();
        std::fs::write(folder.join(format!("{name} next.html")), page(&format!("right {n}"))).unwrap();
    }
    // When it is imported as a person imports it.
    let wanted = Wanted::new(vec![folder.clone()], KEEP_LIMIT);
    let project = place.path().join("p.assay");
    let mut store = Store::create(&project, None).unwrap();
    let report = importing::run(&wanted, &Gate::default(), &mut (), &mut store).unwrap();
    assert!(!report.cancelled && report.not_taken.is_empty(), "{report:?}");
    // Then every file is a document: the right ones with their text, the others with what was wrong.
    let reader = Reader::open(&project).unwrap();
    let documents = reader.records(Table::Document, By::All).unwrap();
    let troubles: BTreeMap<String, String> = documents
        .into_iter()
        .filter_map(Document::from_record)
        .map(|document| {
            let trouble = document.trouble.map(|words| words.raw().to_owned()).unwrap_or_default();
            assert_eq!(document.revision.is_some(), trouble.is_empty(), "{}: {trouble}", document.file_name.raw());
            (document.file_name.raw().to_owned(), trouble)
        })
        .collect();
    assert_eq!(troubles.len(), wrong.len() * 2);
    for name in wrong {
        assert_eq!(troubles[&format!("{name} next.html")], "", "beside {name}");
        let wished = match name {
            // The clocks of reliability, section 4.
            "hang" => "Its parser was stopped after 10 s without progress.",
            "endless" => "Its parser was stopped after 60 s.",
            "panic" => "Its parser failed.",
            "partial" => "Its parser broke down (exit status: 0).",
            _ => "Its parser broke down (signal: 6 (SIGABRT)).",
        };
        assert_eq!(troubles[&format!("{name}.html")], wished);
    }
    // And none of them is tried again when the folder is imported again, here or by the program, whose own parser would
    // read them all.
    let report = importing::run(&wanted, &Gate::default(), &mut (), &mut store).unwrap();
    drop((reader, store));
    let again = |said: &str| said.ends_with("It was not tried again.");
    assert_eq!(report.warnings.iter().filter(|remark| again(&remark.what)).count(), wrong.len(), "{report:?}");
    let (by_path, beside) = (folder.join("abort.html"), place.path().join("elsewhere"));
    std::fs::create_dir(&beside).unwrap();
    std::fs::copy(by_path, beside.join("under another name.html")).unwrap();
    let mut added = Command::new(env!("CARGO_BIN_EXE_assay"));
    let output = added.arg("add").args([&project, &folder, &beside]).arg("--json").output().unwrap();
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let warnings = said["warnings"].as_array().unwrap();
    let left = warnings.iter().filter(|warning| again(warning["what"].as_str().unwrap())).count();
    assert_eq!(left, wrong.len() + 1, "{said}");
    let (files, took) = (wrong.len(), begun.elapsed().as_secs_f64());
    println!("import: {files} files that ended their parser, {files} read, {took:.1} s");
}

fn page(words: &str) -> String {
    format!("<!DOCTYPE html><html><body><p>{words}</p></body></html>")
}

fn a_file_that_computes_for_ever_is_ended_by_the_kernel() {
    let begun = Instant::now();
    // Clocks that do not run out first, however busy the machine is.
    let clocks = Clocks { processor: Duration::from_secs(4), ..Clocks::PATIENT };
    let workers = Workers::new(own(), vec![WORKER.into()], clocks);
    let never = AtomicBool::new(false);
    // The limit counts from each file: one that took none of it leaves it whole.
    assert!(workers.parse("lease.html", PAGE, &never).is_ok());
    let answer = workers.parse("works.html", PAGE, &never);
    assert!(matches!(&answer, Err(WorkerError::Broke(how)) if how.contains("SIGXCPU")), "{answer:?}");
    assert_eq!(workers.parse("lease.html", PAGE, &never).unwrap().text, WORDS);
    // Whoever asks for longer gets longer, of the same worker.
    let longer = Clocks { processor: Duration::from_secs(9), ..Clocks::PATIENT };
    let before = begun.elapsed();
    let answer = workers.parse_within("works.html", PAGE, longer, &never);
    assert!(matches!(&answer, Err(WorkerError::Broke(how)) if how.contains("SIGXCPU")), "{answer:?}");
    let took = begun.elapsed().saturating_sub(before);
    assert!(took >= Duration::from_secs(9), "{took:?}");
    println!("works.html: ended by the kernel, and the next file is read, {:.1} s", begun.elapsed().as_secs_f64());
}

/// Processes this one began and has not seen the end of.
fn children() -> Vec<u32> {
    let threads = std::fs::read_dir("/proc/self/task").unwrap().flatten();
    let lists = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().map(|id| id.parse().unwrap()).collect::<Vec<u32>>()).collect()
}
