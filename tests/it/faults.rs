//! Bad input and bad luck: each gets a sentence that says what happened, what is safe and what to do, nothing is lost, and
//! the project passes its check afterwards.
#![cfg(target_os = "linux")]

use super::inject::{Action, Injection, hits};
use super::program::{Place, Ran, SEED_B, feed, one, tag, text_of};
use super::watched::Watched;
use assay::domain::{Edit, Op};
use assay::jobs::{Event, How, Ticket, Work};
use assay::store::{Reader, Store, StoreError};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

const EIO: i32 = 5;
const ENOSPC: i32 = 28;
const EROFS: i32 = 30;

/// Every verb that opens a project refuses it with this code, and its bytes are as they were.
#[track_caller]
fn refused_by_every_verb(place: &Place, project: &str, code: &str) {
    let read = || std::fs::metadata(place.path(project)).ok().filter(std::fs::Metadata::is_file);
    let bytes = || read().map(|_| std::fs::read(place.path(project)).unwrap());
    let (before, names) = (bytes(), place.names());
    place.put("corpus/x.txt", "x");
    place.put("batch.jsonl", r#"{"op":"add_tag","name":"x"}"#);
    for ran in [
        place.run(["list", project, "tags"]),
        place.run(["show", project, "00000000-0000-0000-0000-000000000000"]),
        place.run(["text", project, "00000000-0000-0000-0000-000000000000"]),
        place.run(["check", project]),
        place.run(["add", project, "corpus"]),
        place.run(["apply", project, "batch.jsonl"]),
        place.run(["undo", project]),
        place.run(["export", project, "md", "-o", "out.md"]),
    ] {
        ran.fault(3, code);
    }
    assert_eq!(bytes(), before, "it was not written to");
    let left: Vec<_> = place.names().into_iter().filter(|n| n != "corpus" && n != "batch.jsonl").collect();
    let names: Vec<_> = names.into_iter().filter(|n| n != "corpus" && n != "batch.jsonl").collect();
    assert_eq!(left, names, "nothing stays beside it");
}

#[test]
fn what_is_no_project_of_ours_is_refused_and_left_alone() {
    let place = Place::new();
    refused_by_every_verb(&place, "missing.assay", "AS-STO-01");
    refused_by_every_verb(&place, "no/folder/p.assay", "AS-STO-01");
    place.put("empty.assay", "");
    refused_by_every_verb(&place, "empty.assay", "AS-STO-03");
    place.put("text.assay", "This is a letter, not a project.\n".repeat(100));
    place.put("short.assay", "0123456789abcdef");
    place.put("header.assay", [b"SQLite format 3\0".as_slice(), &[0xab; 5000]].concat());
    for name in ["text.assay", "short.assay", "header.assay"] {
        refused_by_every_verb(&place, name, "AS-STO-04");
    }
    Connection::open(place.path("other.assay")).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    refused_by_every_verb(&place, "other.assay", "AS-STO-04");
    std::fs::create_dir(place.path("folder.assay")).unwrap();
    refused_by_every_verb(&place, "folder.assay", "AS-STO-06");
    assert!(Command::new("mkfifo").arg(place.path("pipe.assay")).status().unwrap().success());
    refused_by_every_verb(&place, "pipe.assay", "AS-STO-06");
}

#[test]
fn a_project_of_a_later_version_or_with_strange_tables_is_refused() {
    for (sql, code) in [
        ("PRAGMA user_version = 7", "AS-STO-05"),
        ("PRAGMA user_version = 2000000000", "AS-STO-05"),
        ("PRAGMA user_version = 0", "AS-STO-04"),
        ("PRAGMA user_version = -1", "AS-STO-04"),
        ("PRAGMA application_id = 7", "AS-STO-04"),
        ("CREATE TABLE more (x)", "AS-STO-04"),
        ("CREATE TABLE sqlitex (x)", "AS-STO-04"),
        ("CREATE VIEW more AS SELECT * FROM tag", "AS-STO-04"),
        ("CREATE TRIGGER more AFTER INSERT ON tag BEGIN DELETE FROM passage; END", "AS-STO-04"),
        ("CREATE INDEX more ON tag (color)", "AS-STO-04"),
        ("DROP INDEX passage_document", "AS-STO-04"),
        ("DROP TABLE wanted", "AS-STO-04"),
        ("ALTER TABLE tag ADD COLUMN more TEXT", "AS-STO-04"),
        ("ANALYZE", "AS-STO-04"),
    ] {
        let place = Place::with_seeds();
        Connection::open(place.project()).unwrap().execute_batch(sql).unwrap();
        refused_by_every_verb(&place, "p.assay", code);
    }
}

#[test]
fn a_project_under_a_second_name_is_refused_but_a_linked_folder_is_fine() {
    let place = Place::with_seeds();
    symlink("p.assay", place.path("link.assay")).unwrap();
    refused_by_every_verb(&place, "link.assay", "AS-STO-06");
    symlink("nowhere", place.path("broken.assay")).unwrap();
    refused_by_every_verb(&place, "broken.assay", "AS-STO-06");
    place.run(["new", "broken.assay"]).fault(3, "AS-STO-02");
    std::fs::hard_link(place.project(), place.path("hard.assay")).unwrap();
    refused_by_every_verb(&place, "hard.assay", "AS-STO-06");
    refused_by_every_verb(&place, "p.assay", "AS-STO-06");
    std::fs::remove_file(place.path("hard.assay")).unwrap();
    symlink(".", place.path("way")).unwrap();
    place.run(["undo", "way/p.assay"]).well();
    place.check();
}

#[test]
fn a_lock_that_is_really_another_file_is_not_written_to() {
    let place = Place::with_seeds();
    let letter = place.put("letter.txt", "precious");
    for lay in [|a: &Path, b: &Path| std::fs::hard_link(a, b), |a: &Path, b: &Path| symlink(a, b)] {
        lay(&letter, &place.path("p.assay.lock")).unwrap();
        let told = place.run(["undo", "p.assay"]).fault(3, "AS-STO-14").to_owned();
        assert!(told.contains("p.assay.lock"), "{told}");
        assert_eq!(std::fs::read(&letter).unwrap(), b"precious");
        std::fs::remove_file(place.path("p.assay.lock")).unwrap();
    }
    symlink(place.path("made"), place.path("p.assay.lock")).unwrap();
    place.run(["undo", "p.assay"]).fault(3, "AS-STO-14");
    assert!(!place.path("made").exists());
    std::fs::remove_file(place.path("p.assay.lock")).unwrap();
    // What a process that is gone has left is taken over, whatever stands in it.
    place.put("p.assay.lock", "x".repeat(100_000));
    place.run(["undo", "p.assay"]).well();
    place.check();
}

#[test]
fn a_read_only_project_can_be_read_but_not_written() {
    let place = Place::with_seeds();
    let before = std::fs::read(place.project()).unwrap();
    let reads_but_does_not_write = |spoil: &dyn Fn(&mut Command)| {
        let run = |mut command: Command| {
            spoil(&mut command);
            Ran::from(command.output().unwrap())
        };
        run(place.command(["list", "p.assay", "documents"])).well();
        run(place.command(["check", "p.assay"])).well();
        run(place.command(["undo", "p.assay"])).fault(3, "AS-STO-08");
        let made = run(place.command(["export", "p.assay", "md", "--json", "-o", "/dev/shm/../../tmp/assay-none/x"]));
        made.fault(1, "AS-EXP-14");
    };
    // By its mode …
    std::fs::set_permissions(place.project(), std::fs::Permissions::from_mode(0o444)).unwrap();
    reads_but_does_not_write(&|_| {});
    std::fs::set_permissions(place.project(), std::fs::Permissions::from_mode(0o600)).unwrap();
    // … and because the file system is mounted so: whatever opens a file for writing is told EROFS.
    let folder = place.path("");
    let elsewhere = tempfile::tempdir().unwrap();
    reads_but_does_not_write(&|command| {
        let note = elsewhere.path().join("note");
        Injection { call: "open", action: Action::Fail(EROFS), from: 1, to: u32::MAX }
            .into_command(command, &folder, &note);
    });
    assert!(hits(&elsewhere.path().join("note")) > 0, "the fault was met");
    let mut new = place.command(["new", "q.assay"]);
    let note = elsewhere.path().join("new");
    Injection { call: "open", action: Action::Fail(EROFS), from: 1, to: u32::MAX }
        .into_command(&mut new, &folder, &note);
    let told = Ran::from(new.output().unwrap()).fault(3, "AS-STO-08").to_owned();
    assert!(told.contains("q.assay"), "{told}");
    assert_eq!(std::fs::read(place.project()).unwrap(), before);
    place.check();
}

#[test]
fn another_program_that_writes_the_file_is_seen_without_its_lock() {
    let place = Place::with_seeds();
    let other = Connection::open(place.project()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE setting SET value = value").unwrap();
    place.run(["undo", "p.assay"]).fault(3, "AS-STO-07");
    assert_eq!(place.list("documents").len(), 2);
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    place.run(["undo", "p.assay"]).well();
    place.check();
}

/// The next piece of news, but for the index having been brought up to date, which comes when nothing else is to do.
fn news(open: &Watched) -> Event {
    open.wait(|event| (!matches!(event, Event::Indexed)).then_some(event))
}

#[test]
fn a_project_that_goes_away_while_open_stops_the_writing_until_it_is_back() {
    let place = Place::with_seeds();
    std::fs::create_dir(place.path("in")).unwrap();
    std::fs::rename(place.project(), place.path("in/p.assay")).unwrap();
    let (here, away) = (place.path("in/p.assay"), place.path("away"));
    type Step<'a> = &'a dyn Fn() -> std::io::Result<()>;
    let moved: Step<'_> = &|| std::fs::rename(&here, &away);
    let back: Step<'_> = &|| std::fs::rename(&away, &here);
    let replaced: Step<'_> = &|| moved().and_then(|()| std::fs::write(&here, "something else"));
    let unreplaced: Step<'_> = &|| {
        assert_eq!(std::fs::read(&here).unwrap(), b"something else", "what took its place is not written to");
        back()
    };
    let folder_gone: Step<'_> = &|| std::fs::rename(place.path("in"), place.path("out"));
    let folder_back: Step<'_> = &|| std::fs::rename(place.path("out"), place.path("in"));
    let open = Watched::begin(&here, How::Open);
    assert!(matches!(news(&open), Event::Ready(_)));
    assert!(matches!(news(&open), Event::Whole));
    for (n, (gone, mended)) in (0..).zip([(moved, back), (replaced, unreplaced), (folder_gone, folder_back)]) {
        gone().unwrap();
        open.session.write(Work::Edit(Ticket(n), Edit::new("Add", vec![Op::add(tag(&format!("tag {n}")))]))).unwrap();
        // It may be noticed before the edit comes; then it is told again with the edit that waits.
        let fault = loop {
            let Event::Stalled { waiting, fault } = news(&open) else { panic!("it went on writing") };
            assert_eq!(fault.code, "AS-STO-09");
            if waiting == 1 {
                break fault;
            }
        };
        assert!(fault.safe.contains("Saved") && fault.todo.contains("Put the file back"), "{fault}");
        mended().unwrap();
        open.session.retry();
        let Event::Committed { ticket, .. } = news(&open) else { panic!("the retry does not work") };
        assert_eq!(ticket, Some(Ticket(n)));
        assert!(matches!(news(&open), Event::AllSaved));
    }
    drop(open);
    std::fs::rename(&here, place.project()).unwrap();
    assert_eq!(place.list("tags").len(), 3, "every edit that waited is in it");
    place.check();
}

#[test]
fn a_project_deleted_while_open_is_told() {
    let place = Place::with_seeds();
    let mut store = Store::open(&place.project(), None).unwrap();
    store.still_there().unwrap();
    std::fs::remove_file(place.project()).unwrap();
    assert!(matches!(store.still_there(), Err(StoreError::Gone(_))));
    assert!(matches!(Reader::open(&place.project()), Err(StoreError::Missing(_))));
}

/// Waits until writing stops, and gives the code.
#[track_caller]
fn stalled(open: &Watched) -> &'static str {
    open.wait(|event| match event {
        Event::Stalled { fault, .. } => Some(fault.code),
        Event::Committed { .. } => panic!("it went on writing"),
        _ => None,
    })
}

#[test]
fn a_project_deleted_while_nobody_edits_is_told_without_an_edit() {
    let place = Place::with_seeds();
    let open = Watched::on(&place.project());
    std::fs::remove_file(place.project()).unwrap();
    assert_eq!(stalled(&open), "AS-STO-09");
    drop(open);
    // Also while some text cannot be put into the index, which is tried again and again.
    let place = Place::with_seeds();
    let conn = Connection::open(place.project()).unwrap();
    conn.execute_batch("UPDATE text_chunk SET body = x'00'; INSERT INTO search_wanted SELECT revision FROM document")
        .unwrap();
    drop(conn);
    let open = Watched::on(&place.project());
    std::fs::remove_file(place.project()).unwrap();
    assert_eq!(stalled(&open), "AS-STO-09");
}

#[test]
fn a_second_name_given_to_a_project_while_it_is_open_stops_the_writing_until_it_goes() {
    let place = Place::with_seeds();
    let open = Watched::on(&place.project());
    std::fs::hard_link(place.project(), place.path("second.assay")).unwrap();
    assert_eq!(stalled(&open), "AS-STO-27");
    open.session.write(Work::Edit(Ticket(1), Edit::new("Add", vec![Op::add(tag("waits"))]))).unwrap();
    std::fs::remove_file(place.path("second.assay")).unwrap();
    open.session.retry();
    open.wait(|event| matches!(event, Event::Committed { .. }).then_some(()));
    drop(open);
    assert_eq!(place.list("tags").len(), 1);
    place.check();
}

#[test]
fn a_lock_deleted_while_the_project_is_open_is_taken_again() {
    let place = Place::with_seeds();
    let lock = place.path("p.assay.lock");
    let open = Watched::on(&place.project());
    std::fs::remove_file(&lock).unwrap();
    open.until(|_| lock.exists().then_some(()));
    place.run(["undo", "p.assay"]).fault(3, "AS-STO-07");
    open.session.write(Work::Edit(Ticket(1), Edit::new("Add", vec![Op::add(tag("goes on"))]))).unwrap();
    open.wait(|event| matches!(event, Event::Committed { .. }).then_some(()));
    assert!(std::fs::metadata(&lock).unwrap().len() > 4_000_000, "the room it keeps is kept again");
    drop(open);
    assert!(!lock.exists());
    place.check();
}

#[test]
fn a_window_that_came_in_when_the_lock_was_deleted_is_noticed() {
    let place = Place::with_seeds();
    let mut first = Store::open(&place.project(), None).unwrap();
    std::fs::remove_file(place.path("p.assay.lock")).unwrap();
    let mut second = Store::open(&place.project(), None).unwrap();
    assert!(matches!(first.still_there(), Err(StoreError::InUse(_))), "it is open there");
    second.commit(&Edit::new("Add", vec![Op::add(tag("of the second"))])).unwrap();
    second.close().unwrap();
    for _ in 0..2 {
        assert!(matches!(first.still_there(), Err(StoreError::Overtaken(_))), "it was written to there");
    }
    let copy = first.copy_to(&place.path("copy.assay")).unwrap();
    assert_eq!(place.run(["list", "copy.assay", "tags"]).well().text().lines().count(), 1);
    drop((first, copy));
    place.check();
}

#[test]
fn files_that_are_no_text_are_listed_with_the_reason_and_the_rest_is_taken() {
    let place = Place::new();
    place.put("corpus/good.txt", "Good.");
    place.put("corpus/also good.txt", "Also good.");
    place.put("corpus/empty.txt", "");
    place.put("corpus/mark alone.txt", [0xff, 0xfe]);
    place.put("corpus/program.txt", &std::fs::read(env!("CARGO_BIN_EXE_assay")).unwrap()[..100_000]);
    place.put("corpus/zip.txt", b"PK\x03\x04rest\0\0\0\0");
    place.run(["new", "p.assay"]).well();
    let added = place.run(["add", "p.assay", "corpus", "/proc/self/mem", "nowhere", "--json"]);
    assert_eq!(added.code(), 1, "{added:?}");
    let report = added.json();
    // A damaged archive is one of them: a document without text that says why.
    assert_eq!((report["added"].as_array().unwrap().len(), &report["without_text"]), (3, &1.into()));
    let warning = &report["warnings"][0];
    assert_eq!(warning["path"], "zip.txt");
    assert!(text_of(warning, "what").contains("damaged"), "{warning}");
    let not_taken: Vec<(&str, &str)> =
        report["not_taken"].as_array().unwrap().iter().map(|r| (text_of(r, "path"), text_of(r, "what"))).collect();
    for (path, what) in [
        ("empty.txt", "is empty"),
        ("mark alone.txt", "is empty"),
        ("program.txt", "not text"),
        ("mem", "could not be read"),
        ("nowhere", "refused"),
    ] {
        let why = not_taken.iter().find(|(p, _)| *p == path).unwrap_or_else(|| panic!("{path}: {not_taken:?}")).1;
        assert!(why.contains(what), "{path}: {why}");
        assert!(added.err.contains(&format!("  not taken: {path}: ")), "a person is told too: {}", added.err);
    }
    assert_eq!(not_taken.len(), 5);
    place.check();
}

#[test]
fn sixty_four_megabytes_in_one_line_are_a_document_like_any_other() {
    let place = Place::new();
    let (word, needle) = ("слово ", "the one place that counts");
    let half = word.repeat(32 * 1024 * 1024 / word.len());
    let text = [half.as_str(), needle, half.as_str()].concat();
    place.put("long.txt", &text);
    place.run(["new", "p.assay"]).well();
    place.run(["add", "p.assay", "long.txt"]).well();
    let documents = place.list("documents");
    assert_eq!((&documents[0]["text_bytes"], &documents[0]["paragraphs"]), (&json!(text.len()), &json!(1)));
    let passage = json!({ "op": "add_passage", "document": "long.txt", "quote": needle });
    place.apply(&passage.to_string()).well();
    assert_eq!(place.list("passages")[0]["start_byte"], half.len());
    let shown = place.run(["text", "p.assay", text_of(&documents[0], "id")]).well();
    assert!(shown.out == text.as_bytes(), "the text is not what it was");
    place.check();
}

#[test]
fn a_quotation_must_lead_to_one_place_and_keep_characters_whole() {
    let place = Place::new();
    let (accent, family, hangul, flags) = ("cafe\u{301}", "👩\u{200d}👩\u{200d}👧", "\u{1112}\u{1161}\u{11ab}", "🇧🇾🇮🇷");
    let text = format!("One two one. {accent} {family} {hangul} {flags} नमस्ते");
    place.put("t.txt", &text);
    place.run(["new", "p.assay"]).well();
    place.run(["add", "p.assay", "t.txt"]).well();
    let before = place.contents();
    let quote =
        |quote: &str| place.apply(&json!({ "op": "add_passage", "document": "t.txt", "quote": quote }).to_string());
    assert!(quote("three").fault(1, "AS-BAT-01").contains("line 1: these words do not occur"));
    assert!(quote("").fault(1, "AS-BAT-01").contains("do not occur"));
    assert!(quote("ne").fault(1, "AS-BAT-01").contains("occur 2 times; say which"));
    for (whole, part) in [
        (accent, "cafe"),
        (accent, "\u{301}"),
        (family, "👩"),
        (family, "👧"),
        (hangul, "\u{1112}\u{1161}"),
        (flags, "🇾🇮"),
    ] {
        let start = text.find(whole).unwrap() + whole.find(part).unwrap();
        let end = start + part.len();
        let line =
            json!({ "op": "add_passage", "document": "t.txt", "start_byte": start, "end_byte": end }).to_string();
        let told = place.apply(&line);
        assert!(told.fault(1, "AS-BAT-01").contains("cuts a character in two"), "{part}: {told:?}");
    }
    // Inside a code point, too.
    let inside = text.find(family).unwrap() + 1;
    let line = json!({ "op": "add_passage", "document": "t.txt", "start_byte": 0, "end_byte": inside }).to_string();
    assert!(place.apply(&line).fault(1, "AS-BAT-01").contains("cuts a character in two"));
    assert_eq!(place.contents(), before);
    for whole in [accent, family, hangul, flags, "नमस्ते"] {
        quote(whole).well();
    }
    place.check();
}

#[test]
fn a_claim_without_evidence_is_kept_and_marked() {
    let place = Place::with_seeds();
    let lines = r#"{"op":"add_claim","words":"Somebody said so.","ref":"bare"}
{"op":"add_claim","words":"It was on the radio.","evidence":[{"basis":"heard on the radio"}],"ref":"heard"}
{"op":"add_passage","document":"002_288d556eec8bee92.txt","start_byte":0,"end_byte":9,"ref":"p"}
{"op":"add_claim","words":"It is written.","evidence":[{"passage":"p"}],"ref":"written"}"#;
    let refs = place.apply(lines).well().json();
    let claims = place.list("claims");
    for (name, supported) in [("bare", false), ("heard", false), ("written", true)] {
        assert_eq!(one(&claims, "id", text_of(&refs, name))["supported"], supported, "{name}");
    }
    place.apply(&format!(r#"{{"op":"delete_passage","id":"{}"}}"#, text_of(&refs, "p"))).well();
    assert_eq!(one(&place.list("claims"), "id", text_of(&refs, "written"))["supported"], false, "its words are kept");
    place.check();
}

#[test]
fn a_log_that_somebody_reads_comes_into_the_file_when_the_reading_ends() {
    let place = Place::with_seeds();
    std::fs::create_dir(place.path("p.assay-backups")).unwrap();
    let open = Watched::on(&place.project());
    let other = Connection::open(place.project()).unwrap();
    other.execute_batch("BEGIN; SELECT count(*) FROM tag").unwrap();
    open.session.write(Work::Edit(Ticket(1), Edit::new("Add", vec![Op::add(tag("read meanwhile"))]))).unwrap();
    open.wait(|event| matches!(event, Event::Committed { .. }).then_some(()));
    let log = || std::fs::metadata(place.path("p.assay-wal")).unwrap().len();
    // This is written when the session has been idle: then it tried.
    let idle = place.path("p.assay-backups/last-known.json");
    open.until(|_| idle.exists().then_some(()));
    assert!(log() > 0, "it is being read");
    other.execute_batch("COMMIT").unwrap();
    open.until(|_| (log() == 0).then_some(()));
    drop(open);
    assert_eq!(place.list("tags").len(), 1);
    place.check();
}

/// Runs a command again and again, with the fault at its first call, then `stride` calls later …, until the fault is no
/// longer met. Gives how many times it was.
fn sweep(
    place: &Place,
    (calls, stride): (&[&'static str], usize),
    errno: i32,
    for_ever: bool,
    run: &dyn Fn(Command, u32) -> Ran,
    verb: [&str; 3],
    each: &dyn Fn(u32, Ran),
) -> u32 {
    let notes = tempfile::tempdir().unwrap();
    let mut met = 0;
    let mut serial = 0;
    for call in calls {
        for n in (1..).step_by(stride) {
            serial += 1;
            let mut command = place.command(verb);
            let note = notes.path().join(serial.to_string());
            let to = if for_ever { u32::MAX } else { n };
            Injection { call, action: Action::Fail(errno), from: n, to }.into_command(
                &mut command,
                &place.path(""),
                &note,
            );
            let ran = run(command, serial);
            if hits(&note) == 0 {
                ran.well();
                break;
            }
            met += 1;
            each(serial, ran);
        }
    }
    met
}

fn batch(n: u32) -> String {
    format!(
        "{{\"op\":\"add_tag\",\"name\":\"tag {n}\"}}\n{{\"op\":\"add_passage\",\"document\":\"{SEED_B}\",\"start_byte\":{n},\"end_byte\":{}}}",
        n + 5
    )
}

/// Writes of an `apply` fail in turn, each once and from then on.
fn apply_under(errno: i32, calls: (&[&'static str], usize), codes: &[(&str, &str)]) -> u32 {
    let place = Place::with_seeds();
    let apply = |command: Command, n: u32| Ran::from(feed(command, &batch(n)));
    let there = |n: u32| place.list("tags").iter().any(|t| t["name"] == format!("tag {n}"));
    let each = |n: u32, ran: Ran| {
        let acknowledged = !ran.out.is_empty();
        if ran.code() != 0 {
            let is_told =
                |(code, words): &(&str, &str)| ran.err.lines().any(|l| l.starts_with(code) && l.contains(words));
            assert!(codes.iter().any(is_told), "none of {codes:?}: {ran:?}");
        }
        assert!(acknowledged || ran.code() != 0, "neither an answer nor a failure: {ran:?}");
        if acknowledged {
            assert!(there(n), "what was acknowledged is there");
        }
        place.check();
        // When the disk works again, so does the work.
        if !there(n) {
            Ran::from(feed(place.command(["apply", "p.assay", "-"]), &batch(n))).well();
            assert!(there(n));
        }
    };
    let mut met = 0;
    for for_ever in [false, true] {
        for name in place.list("tags").iter().map(|t| text_of(t, "id").to_owned()).collect::<Vec<_>>() {
            place.apply(&json!({ "op": "delete_tag", "id": name }).to_string()).well();
        }
        met += sweep(&place, calls, errno, for_ever, &apply, ["apply", "p.assay", "-"], &each);
    }
    place.check();
    met
}

#[test]
fn a_disk_that_fills_up_under_an_edit_loses_nothing_and_the_edit_works_when_there_is_room() {
    let met = apply_under(ENOSPC, (&["pwrite64", "write"], 1), &[("AS-STO-11", "disk is full")]);
    assert!(met >= 80, "{met} writes");
}

#[test]
fn a_disk_that_does_not_confirm_loses_nothing() {
    let met = apply_under(EIO, (&["fsync"], 1), &[("AS-STO-21", "did not confirm")]);
    assert!(met >= 15, "{met} confirmations");
}

/// SQLite does not say why the index of its log could not grow; it is told as what it nearly always is.
const INDEX_OF_LOG: (&str, &str) = ("AS-STO-11", "disk is full");

#[test]
fn a_disk_that_cannot_write_loses_nothing() {
    let met = apply_under(EIO, (&["pwrite64"], 4), &[("AS-STO-13", "I/O"), INDEX_OF_LOG]);
    assert!(met >= 15, "{met} writes");
}

#[test]
fn a_disk_that_fills_up_under_an_undo_loses_nothing_and_it_works_when_there_is_room() {
    let place = Place::with_seeds();
    let there = |n: u32| place.list("tags").iter().any(|t| t["name"] == format!("tag {n}"));
    let undo = |command: Command, n: u32| {
        Ran::from(feed(place.command(["apply", "p.assay", "-"]), &batch(n))).well();
        let mut command = command;
        Ran::from(command.output().unwrap())
    };
    let each = |n: u32, ran: Ran| {
        if ran.code() != 0 {
            assert!(ran.err.lines().any(|line| line.starts_with("AS-STO-11")), "{ran:?}");
        }
        // What was said to be undone is; what could not be is there as before.
        let undone = !ran.out.is_empty() && !ran.text().contains("\"error\"");
        assert!(undone || ran.code() != 0, "neither an answer nor a failure: {ran:?}");
        place.check();
        assert!(!undone || !there(n), "{ran:?}");
        if there(n) {
            place.run(["undo", "p.assay"]).well();
            assert!(!there(n));
        }
    };
    for for_ever in [false, true] {
        let met = sweep(&place, (&["pwrite64"], 3), ENOSPC, for_ever, &undo, ["undo", "p.assay", "--json"], &each);
        assert!(met >= 8, "{met} writes");
    }
}

#[test]
fn a_disk_that_fills_up_under_an_export_leaves_the_old_file_whole() {
    let place = Place::with_seeds();
    place.put("out.md", "the old export");
    let apply = |mut command: Command, _| {
        command.args(["-o", "out.md"]);
        Ran::from(command.output().unwrap())
    };
    let each = |_, ran: Ran| {
        let written = std::fs::read_to_string(place.path("out.md")).unwrap();
        if ran.code() == 0 {
            assert!(written.contains("Assay"), "{written}");
        } else {
            // A project whose last writer failed needs room to be opened at all.
            let (exit, code) = if ran.code() == 3 { (3, "AS-STO-11") } else { (1, "AS-EXP-15") };
            assert!(ran.fault(exit, code).contains("disk is full"));
            assert_eq!(written, "the old export");
        }
        std::fs::write(place.path("out.md"), "the old export").unwrap();
        place.check();
        // What SQLite still needs may lie there until the project is opened again; nothing else may.
        Store::open(&place.project(), None).unwrap().close().unwrap();
        assert_eq!(place.names(), ["out.md", "p.assay"], "no part of a file stays behind");
    };
    for for_ever in [false, true] {
        let met =
            sweep(&place, (&["write", "pwrite64"], 1), ENOSPC, for_ever, &apply, ["export", "p.assay", "md"], &each);
        assert!(met >= 2, "{met} writes");
        std::fs::write(place.path("out.md"), "the old export").unwrap();
    }
}

#[test]
fn a_disk_that_fills_up_under_an_import_keeps_what_was_taken_before() {
    let place = Place::new();
    for n in 0..70 {
        place.put(&format!("corpus/{n}.txt"), format!("Text {n}."));
    }
    let notes = tempfile::tempdir().unwrap();
    // Once, and from then on, each at other writes.
    for (at, to) in (1..).step_by(12).map(|at| (at, if at % 24 == 1 { u32::MAX } else { at })) {
        let project = format!("p{at}.assay");
        place.run(["new", &project]).well();
        let note = notes.path().join(at.to_string());
        let mut command = place.command(["add", &project, "corpus", "--json"]);
        let full = Injection { call: "pwrite64", action: Action::Fail(ENOSPC), from: at, to };
        full.into_command(&mut command, &place.path(""), &note);
        let ran = Ran::from(command.output().unwrap());
        place.run(["check", &project]).well();
        let listed = place.run(["list", &project, "documents", "--json"]).well().text().lines().count();
        if hits(&note) == 0 {
            assert_eq!((ran.code(), listed), (0, 70));
            break;
        }
        // Where only the last write is refused, which makes one file of the project again, all of it was taken before.
        if listed == 70 && ran.code() == 0 {
            continue;
        }
        assert!(ran.code() != 0 && ran.err.contains("AS-STO-11"), "{ran:?}");
        let added = place.run(["add", &project, "corpus", "--json"]).well().json();
        assert_eq!(added["added"].as_array().unwrap().len() + listed, 70, "what was there is not taken twice");
        place.run(["check", &project]).well();
    }
}

#[test]
fn a_new_project_that_cannot_be_finished_is_not_left_half_made() {
    let place = Place::new();
    let run = |mut command: Command, _: u32| Ran::from(command.output().unwrap());
    let each = |_, ran: Ran| {
        assert!(ran.code() == 0 || ran.err.contains("AS-STO-"), "{ran:?}");
        if place.project().exists() {
            place.check();
            Store::open(&place.project(), None).unwrap().close().unwrap();
            std::fs::remove_file(place.project()).unwrap();
        }
        assert_eq!(place.names(), Vec::<String>::new(), "{ran:?}");
    };
    let mut met = 0;
    for (call, for_ever) in ["pwrite64", "write", "rename", "open"].into_iter().flat_map(|c| [(c, true), (c, false)]) {
        // Once a write is refused, most of what comes after it is the same.
        let stride = if call == "pwrite64" && !for_ever { 3 } else { 1 };
        met += sweep(&place, (&[call], stride), ENOSPC, for_ever, &run, ["new", "p.assay", "--json"], &each);
        // The run in which nothing failed made it.
        std::fs::remove_file(place.project()).unwrap();
    }
    assert!(met >= 100, "{met} calls");
}

#[test]
fn a_torn_page_and_a_file_cut_short_are_found() {
    let place = Place::with_seeds();
    let mut bytes = std::fs::read(place.project()).unwrap();
    let whole = bytes.clone();
    // The page that holds the history's first rows is overwritten in its middle.
    let at = bytes.windows(12).position(|w| w == b"Import seeds").unwrap();
    bytes[at - 200..at + 200].fill(0x5a);
    std::fs::write(place.project(), &bytes).unwrap();
    let checked = place.run(["check", "p.assay", "--json"]);
    assert_eq!(checked.code(), 1, "{checked:?}");
    let told = checked.json();
    let damage = told["findings"].as_array().map_or(0, Vec::len) + usize::from(told["error"] != Value::Null);
    assert!(damage > 0, "{told}");
    // A file cut short is told as damaged as well.
    std::fs::write(place.project(), &whole[..whole.len() / 2]).unwrap();
    assert_ne!(place.run(["check", "p.assay"]).code(), 0);
    std::fs::write(place.project(), &whole).unwrap();
    place.check();
}
