//! Snapshots and the way back: real projects, really damaged.
#![cfg(target_os = "linux")]

use super::inject::{Action, Injection, hits};
use super::program::{Place, Ran, tag, text_of};
use assay::domain::{Edit, Id, Op, Words};
use assay::jobs::{Event, How, Session, Ticket, Work};
use assay::store::{Reader, Store, StoreError, rescue, snapshot};
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const ENOSPC: i32 = 28;
const BACKUPS: &str = "p.assay-backups";

fn add_tags(project: &Path, names: &[&str]) {
    let mut store = Store::open(project, Some(&Words::new("Ana"))).unwrap();
    for name in names {
        store.commit(&Edit::new(format!("Add {name}"), vec![Op::add(tag(name))])).unwrap();
    }
    store.close().unwrap();
}

/// A project with two snapshots: one before and one after the tag “second”; the tag “third” is in none.
fn with_snapshots() -> Place {
    let place = Place::with_seeds();
    add_tags(&place.project(), &["first"]);
    snapshot::make(&place.project(), None).unwrap();
    add_tags(&place.project(), &["second"]);
    snapshot::make(&place.project(), None).unwrap();
    add_tags(&place.project(), &["third"]);
    Reader::open(&place.project()).unwrap().note_standing().unwrap();
    place
}

/// The names in the folder of snapshots.
fn kept(place: &Place) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(place.path(BACKUPS)) else { return Vec::new() };
    let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Its snapshots alone.
fn files(place: &Place) -> Vec<String> {
    kept(place).into_iter().filter(|name| name.ends_with(".assay")).collect()
}

fn lists(place: &Place, project: &str) -> Vec<(String, Vec<Value>)> {
    let kinds = "documents sources names tags passages claims links judgements wanted briefs edits";
    let list = |kind: &str| {
        let listed = place.run(["list", project, kind, "--json"]).well();
        listed.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    kinds.split(' ').map(|kind| (kind.to_owned(), list(kind))).collect()
}

fn tags(place: &Place, project: &str) -> Vec<String> {
    let listed = place.run(["list", project, "tags", "--json"]).well();
    let names = listed.text().lines().map(|line| {
        let value: Value = serde_json::from_str(line).unwrap();
        text_of(&value, "name").to_owned()
    });
    names.collect()
}

/// The first event that is wanted; whoever waits in vain fails after a minute of silence.
#[track_caller]
fn wait<T>(session: &Session, mut wanted: impl FnMut(Event) -> Option<T>) -> T {
    let mut quiet = 0;
    let mut others = Vec::new();
    while quiet < 500 {
        match session.event() {
            Some(event) => {
                quiet = 0;
                others.push(format!("{event:?}"));
                if let Some(found) = wanted(event) {
                    return found;
                }
            }
            None => {
                quiet += 1;
                std::thread::sleep(Duration::from_millis(10));
            }
        }
    }
    panic!("the event never came, but {others:?}");
}

fn open(path: &Path) -> Session {
    Session::begin(path, How::Open, Some(Words::new("Ana")), Arc::new(|| {}), Box::new(()))
}

#[test]
fn a_snapshot_is_the_whole_project_and_for_its_owner_alone() {
    let place = Place::with_seeds();
    add_tags(&place.project(), &["first"]);
    let made = snapshot::make(&place.project(), None).unwrap();
    assert_eq!((made.number, made.holds.unwrap().counts.tags), (1, 1));
    assert_eq!(std::fs::metadata(&made.path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(place.path(BACKUPS)).unwrap().permissions().mode() & 0o777, 0o700);
    let as_file = format!("{BACKUPS}/{}", made.path.file_name().unwrap().to_str().unwrap());
    place.run(["check", &as_file]).well();
    assert_eq!(lists(&place, &as_file), lists(&place, "p.assay"));
    place.run(["undo", &as_file]).fault(3, "AS-STO-18");
    assert_eq!(kept(&place).len(), 2, "the snapshot, and how the project stood: {:?}", kept(&place));
}

#[test]
fn a_restored_snapshot_has_the_same_lists_and_the_project_is_not_touched() {
    let place = with_snapshots();
    let before = std::fs::read(place.project()).unwrap();
    let snapshots = place.run(["snapshots", "p.assay", "--json"]).well();
    let snapshots: Vec<Value> = snapshots.text().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let numbers: Vec<_> = snapshots.iter().map(|s| (s["number"].clone(), s["holds"]["tags"].clone())).collect();
    assert_eq!(numbers, [(json!(2), json!(2)), (json!(1), json!(1))], "newest first");
    let told = place.run(["snapshots", "p.assay"]).well();
    assert!(told.text().lines().next().unwrap().contains("1 tag and 1 step of work fewer than now"), "{told:?}");
    for (number, names) in [("2", vec!["first", "second"]), ("1", vec!["first"])] {
        let new = format!("back {number}.assay");
        place.run(["restore", "p.assay", "--snapshot", number, "-o", &new]).well();
        assert_eq!(tags(&place, &new), names);
        let from = format!("{BACKUPS}/{}", files(&place)[number.parse::<usize>().unwrap() - 1]);
        assert_eq!(lists(&place, &new), lists(&place, &from));
        // Work goes on in it, and nobody is told of an unexpected stop.
        let store = Store::open(&place.path(&new), None).unwrap();
        assert!(store.was_closed_cleanly());
        store.close().unwrap();
        place.run(["restore", "p.assay", "-o", &new]).fault(1, "AS-STO-02");
    }
    place.run(["restore", "p.assay", "--snapshot", "7", "-o", "x.assay"]).fault(1, "AS-STO-15");
    assert_eq!(place.run(["restore", "p.assay", "--snapshot", "two", "-o", "x.assay"]).code(), 2);
    assert_eq!(place.run(["restore", "p.assay"]).code(), 2);
    assert!(std::fs::read(place.project()).unwrap() == before);
}

#[test]
fn a_log_left_beside_the_new_name_is_not_taken_for_the_log_of_what_is_restored() {
    let place = with_snapshots();
    place.put("new.assay-wal", "somebody’s");
    place.run(["restore", "p.assay", "-o", "new.assay"]).fault(1, "AS-STO-02");
    assert!(!place.path("new.assay").exists());
}

/// What is done to a project, and the code it is told with.
type Harm = (&'static str, fn(&Path), &'static str);

fn write_at(path: &Path, at: usize, with: &[u8]) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[at..at + with.len()].copy_from_slice(with);
    std::fs::write(path, bytes).unwrap();
}

const HARMS: &[Harm] = &[
    ("zero length", |p| std::fs::write(p, b"").unwrap(), "AS-STO-03"),
    ("header zeroed", |p| write_at(p, 0, &[0; 100]), "AS-STO-04"),
    ("first page gone", |p| write_at(p, 0, &[0xff; 8192]), "AS-STO-04"),
    ("cut in half", |p| std::fs::write(p, &std::fs::read(p).unwrap()[..100_000]).unwrap(), "AS-STO-04"),
    ("not there", |p| std::fs::remove_file(p).unwrap(), "AS-STO-01"),
    ("a letter in its place", |p| std::fs::write(p, "Dear Ana,\n".repeat(2_000)).unwrap(), "AS-STO-04"),
    (
        "the history’s pages",
        |p| {
            let bytes = std::fs::read(p).unwrap();
            let at = bytes.windows(12).position(|w| w == b"Import seeds").unwrap();
            write_at(p, at - 200, &[0x5a; 400]);
        },
        "AS-STO-10",
    ),
    (
        "one letter of the history",
        |p| {
            let bytes = std::fs::read(p).unwrap();
            let at = bytes.windows(9).position(|w| w == b"Add first").unwrap();
            write_at(p, at, b"x");
        },
        "AS-STO-10",
    ),
];

#[test]
fn every_damage_is_told_with_the_newest_sound_snapshot_and_the_file_stays_as_it_lies() {
    for (what, harm, code) in HARMS {
        let place = with_snapshots();
        harm(&place.project());
        let before = std::fs::read(place.project()).ok();
        let names = place.names();
        let session = open(&place.project());
        let damage = wait(&session, |event| match event {
            Event::Damaged(damage) => Some(damage),
            Event::OpenFailed(fault) => panic!("{what}: {fault}"),
            _ => None,
        });
        assert_eq!(damage.fault.code, *code, "{what}");
        assert_eq!(damage.newest_good, Some(2), "{what}");
        let newest = damage.kept.snapshots[0].holds.unwrap().counts;
        let lacks = newest.lacking(&damage.kept.last_known.unwrap().counts);
        assert_eq!(lacks, ["1 tag", "1 step of work"], "{what}");
        session.abandon();
        let after = std::fs::read(place.project()).ok();
        // What is found only by a look at the whole file, beside the work, was opened for writing by then.
        if *what != "one letter of the history" {
            assert!(after == before, "{what}: it was written to");
            assert_eq!(place.names(), names, "{what}: something was laid beside it");
        }
        // The way back by hand.
        let new = rescue::restore(&damage.kept.snapshots[0].path, &rescue::free_name(&place.project())).unwrap();
        assert_eq!(new.file_name().unwrap(), "p restored.assay");
        assert_eq!(tags(&place, "p restored.assay"), ["first", "second"]);
        place.run(["check", "p restored.assay"]).well();
    }
}

#[test]
fn a_snapshot_that_is_damaged_itself_is_passed_over() {
    let place = with_snapshots();
    let newest = place.path(BACKUPS).join(files(&place).pop().unwrap());
    std::fs::write(place.project(), b"").unwrap();
    // A letter of a text is changed: the file is well formed, only its hash tells.
    let bytes = std::fs::read(&newest).unwrap();
    let at = bytes.windows(12).position(|w| w == b"Import seeds").unwrap();
    write_at(&newest, at, b"x");
    let damage = rescue::look(&place.project(), &StoreError::Empty(place.project())).unwrap();
    assert_eq!(damage.newest_good, Some(1));
    place.run(["restore", "p.assay", "-o", "new.assay"]).well();
    assert_eq!(tags(&place, "new.assay"), ["first"]);
    place.run(["restore", "p.assay", "--snapshot", "2", "-o", "other.assay"]).fault(1, "AS-STO-10");
    assert!(!place.path("other.assay").exists(), "what is not sound gets no name");
}

#[test]
fn bytes_flipped_anywhere_are_opened_clean_or_told_and_never_bring_the_program_down() {
    let place = with_snapshots();
    let whole = std::fs::read(place.project()).unwrap();
    let mut told = 0;
    let mut seed = 7_u64;
    for round in 0..60 {
        let mut bytes = whole.clone();
        for _ in 0..(1 + round % 8) * 6 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).unwrap() % bytes.len();
            bytes[at] ^= 1 << (seed % 8);
        }
        std::fs::write(place.project(), &bytes).unwrap();
        let looked = Reader::untouched(&place.project()).and_then(|reader| reader.check());
        if looked.as_ref().is_ok_and(|report| report.findings.is_empty()) {
            // A bit in a page that nobody uses.
            continue;
        }
        told += 1;
        let why = looked.map_or_else(|error| error, |report| StoreError::Damaged(report.findings[0].what.clone()));
        let damage = rescue::look(&place.project(), &why).expect("damage is told as damage");
        assert_eq!(damage.newest_good, Some(2));
        assert!(std::fs::read(place.project()).unwrap() == bytes);
    }
    assert!(told >= 30, "{told}");
}

#[test]
fn a_damaged_project_copied_aside_is_looked_at_alone_and_with_its_log() {
    let place = with_snapshots();
    // A session that is broken off leaves its last edits in the log.
    let mut store = Store::open(&place.project(), None).unwrap();
    store.commit(&Edit::new("Add", vec![Op::add(tag("in the log"))])).unwrap();
    let (main, log) = (std::fs::read(place.project()).unwrap(), std::fs::read(place.path("p.assay-wal")).unwrap());
    drop(store);
    std::fs::write(place.project(), &main).unwrap();
    place.put("p.assay-wal", &log);
    let aside = rescue::set_aside(&place.project()).unwrap();
    assert_eq!(aside.copy.file_name().unwrap(), "p.assay.damaged-1");
    assert_eq!(std::fs::read(place.path("p.assay.damaged-1-wal")).unwrap(), log);
    let held = |outcome: &Result<assay::domain::snapshot::Standing, String>| outcome.as_ref().unwrap().counts.tags;
    assert_eq!((held(&aside.alone), held(aside.with_log.as_ref().unwrap())), (3, 4));
    assert!(std::fs::read(place.project()).unwrap() == main);
    for (with_log, name, count) in [(false, "alone.assay", 3), (true, "whole.assay", 4)] {
        rescue::restore_aside(&aside.copy, with_log, &place.path(name)).unwrap();
        assert_eq!(tags(&place, name).len(), count);
        place.run(["check", name]).well();
    }
    // The next copy has a name of its own, and a copy that is not sound says why.
    write_at(&place.project(), 0, &[0; 16]);
    let aside = rescue::set_aside(&place.project()).unwrap();
    assert_eq!(aside.copy.file_name().unwrap(), "p.assay.damaged-2");
    assert!(aside.alone.is_err());
    assert!(
        !place.names().iter().any(|name| name.ends_with(".part") || name.contains(".part-")),
        "{:?}",
        place.names()
    );
}

#[test]
fn a_log_that_was_deleted_is_noticed_by_the_steps_that_are_missing() {
    let place = with_snapshots();
    let older = std::fs::read(place.project()).unwrap();
    add_tags(&place.project(), &["fourth", "fifth"]);
    Reader::open(&place.project()).unwrap().note_standing().unwrap();
    std::fs::write(place.project(), older).unwrap();
    let session = open(&place.project());
    let lost = wait(&session, |event| match event {
        Event::Ready(head) => Some(head.steps_lost),
        _ => None,
    });
    assert_eq!(lost, 2);
}

#[test]
fn what_can_be_read_of_a_damaged_project_is_read_and_nothing_is_written() {
    let place = with_snapshots();
    HARMS.iter().find(|(what, ..)| *what == "the history’s pages").unwrap().1(&place.project());
    let (before, names) = (std::fs::read(place.project()).unwrap(), place.names());
    let session = Session::begin(&place.project(), How::Salvage, None, Arc::new(|| {}), Box::new(()));
    let why = wait(&session, |event| match event {
        Event::Ready(head) => Some(head.read_only.unwrap()),
        Event::OpenFailed(fault) => panic!("{fault}"),
        _ => None,
    });
    assert_eq!(why.code, "AS-STO-16");
    wait(&session, |event| matches!(event, Event::Whole).then_some(()));
    assert_eq!(session.close(), []);
    assert!(std::fs::read(place.project()).unwrap() == before);
    assert_eq!(place.names(), names);
}

#[test]
fn a_session_makes_a_snapshot_when_it_is_closed_and_before_much_is_deleted() {
    let place = Place::with_seeds();
    let session = open(&place.project());
    wait(&session, |event| matches!(event, Event::Whole).then_some(()));
    let ops: Vec<Op> = (0..60).map(|n| Op::add(tag(&format!("tag {n}")))).collect();
    let ids: Vec<Id> = ops
        .iter()
        .map(|op| match op {
            Op::Add(record) => record.id(),
            _ => unreachable!(),
        })
        .collect();
    session.write(Work::Edit(Ticket(1), Edit::new("Add", ops))).unwrap();
    wait(&session, |event| matches!(event, Event::Committed { .. }).then_some(()));
    assert_eq!(files(&place).len(), 0);
    let delete = ids.into_iter().map(|id| Op::delete(assay::domain::Table::Tag, id)).collect();
    session.write(Work::Edit(Ticket(2), Edit::new("Delete", delete))).unwrap();
    wait(&session, |event| matches!(event, Event::Committed { .. }).then_some(()));
    let before = snapshot::kept(&place.project()).unwrap().snapshots;
    assert_eq!(before.iter().map(|s| s.holds.unwrap().counts.tags).collect::<Vec<_>>(), [60]);
    assert_eq!(session.close(), []);
    let after = snapshot::kept(&place.project()).unwrap().snapshots;
    assert_eq!(after.iter().map(|s| s.holds.unwrap().counts.tags).collect::<Vec<_>>(), [0, 60]);
    // Opened and closed without work, it needs no other.
    let session = open(&place.project());
    wait(&session, |event| matches!(event, Event::Whole).then_some(()));
    assert_eq!(session.close(), []);
    assert_eq!(files(&place).len(), 2);
    place.check();
}

#[test]
fn a_project_of_an_earlier_schema_is_kept_before_it_is_brought_up_to_date() {
    let place = Place::new();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema_1.assay");
    let old = std::fs::read(fixture).unwrap();
    place.put("p.assay", &old);
    Store::open(&place.project(), None).unwrap().close().unwrap();
    let [only] = files(&place).try_into().unwrap();
    let version = |path: PathBuf| -> i64 {
        let conn = rusqlite::Connection::open(path).unwrap();
        conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    };
    assert_eq!((version(place.path(BACKUPS).join(only)), version(place.project())), (1, 6));
    place.run(["restore", "p.assay", "-o", "old.assay"]).well();
    assert_eq!(lists(&place, "old.assay"), lists(&place, "p.assay"));
}

/// A project under whose name a file lies where its snapshots belong, so that none can be made.
fn without_snapshots(place: &Place) {
    place.put(BACKUPS, "somebody’s file");
}

#[test]
fn a_project_of_an_earlier_schema_of_which_no_snapshot_can_be_made_is_read_and_stays_as_it_is() {
    let place = Place::new();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema_1.assay");
    place.put("p.assay", std::fs::read(fixture).unwrap());
    without_snapshots(&place);
    let (before, names) = (std::fs::read(place.project()).unwrap(), place.names());
    let told = place.run(["undo", "p.assay"]).fault(3, "AS-SNP-03").to_owned();
    assert!(told.contains(BACKUPS) && told.contains("Nothing was changed"), "{told}");
    place.run(["list", "p.assay", "documents"]).well();
    let session = open(&place.project());
    let why = wait(&session, |event| match event {
        Event::Ready(head) => Some(head.read_only.unwrap()),
        Event::OpenFailed(fault) => panic!("{fault}"),
        _ => None,
    });
    assert_eq!(why.code, "AS-SNP-03");
    wait(&session, |event| matches!(event, Event::Whole).then_some(()));
    session.close();
    assert!(std::fs::read(place.project()).unwrap() == before);
    assert_eq!(place.names(), names);
    // Once one can be made, it is brought up to date.
    std::fs::remove_file(place.path(BACKUPS)).unwrap();
    Store::open(&place.project(), None).unwrap().close().unwrap();
    assert_eq!(files(&place).len(), 1);
}

#[test]
fn much_is_not_deleted_while_no_snapshot_can_be_made() {
    let place = Place::with_seeds();
    without_snapshots(&place);
    let session = open(&place.project());
    wait(&session, |event| matches!(event, Event::Whole).then_some(()));
    let ops: Vec<Op> = (0..60).map(|n| Op::add(tag(&format!("tag {n}")))).collect();
    session.write(Work::Edit(Ticket(1), Edit::new("Add", ops))).unwrap();
    let ids = wait(&session, |event| match event {
        Event::Committed { committed, .. } => Some(committed.changes.iter().map(|c| c.id).collect::<Vec<_>>()),
        _ => None,
    });
    let delete = |ids: &[Id]| ids.iter().map(|id| Op::delete(assay::domain::Table::Tag, *id)).collect();
    session.write(Work::Edit(Ticket(2), Edit::new("Delete", delete(&ids)))).unwrap();
    session.write(Work::Undo(Ticket(3))).unwrap();
    for n in [2, 3] {
        let (ticket, fault) = wait(&session, |event| match event {
            Event::Refused { ticket, fault } => Some((ticket, fault)),
            Event::Committed { .. } => panic!("it was deleted"),
            Event::Stalled { fault, .. } => panic!("it holds up what comes after it: {fault}"),
            _ => None,
        });
        assert_eq!((ticket, fault.code), (Some(Ticket(n)), "AS-SNP-03"));
    }
    // Little may go.
    session.write(Work::Edit(Ticket(4), Edit::new("Delete", delete(&ids[..50])))).unwrap();
    wait(&session, |event| matches!(event, Event::Committed { .. }).then_some(()));
    session.close();
    assert_eq!(tags(&place, "p.assay").len(), 10);
    // The same from the command line.
    let batch = |what: &dyn Fn(usize) -> Value| (0..60).map(|n| what(n).to_string() + "\n").collect::<String>();
    place.apply(&batch(&|n| json!({ "op": "add_tag", "name": format!("more {n}") }))).well();
    place.run(["undo", "p.assay"]).fault(1, "AS-SNP-03");
    assert_eq!(tags(&place, "p.assay").len(), 70);
    std::fs::remove_file(place.path(BACKUPS)).unwrap();
    place.run(["undo", "p.assay"]).well();
    assert_eq!((tags(&place, "p.assay").len(), files(&place).len()), (10, 1));
    place.check();
}

#[test]
fn documents_are_read_anew_after_one_snapshot_for_all_of_them() {
    let place = Place::new();
    let write = |say: &str| {
        for n in 0..3 {
            place.put(&format!("in/{n}.txt"), format!("Text {n} says {say}.\n"));
        }
    };
    write("one thing");
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    without_snapshots(&place);
    let before = place.list("documents");
    write("another");
    let refused = place.run(["rescan", "p.assay"]);
    assert!(refused.code() == 1 && refused.err.contains("AS-SNP-03"), "{refused:?}");
    assert_eq!(place.list("documents"), before);
    std::fs::remove_file(place.path(BACKUPS)).unwrap();
    place.run(["rescan", "p.assay"]).well();
    assert_ne!(place.list("documents"), before);
    assert_eq!(files(&place).len(), 1);
    // In another decoding as well, and again one for a run of them.
    add_tags(&place.project(), &["work between"]);
    let documents: Vec<Id> = place.list("documents").iter().map(|d| text_of(d, "id").parse().unwrap()).collect();
    let mut session = open(&place.project());
    wait(&session, |event| matches!(event, Event::Whole).then_some(()));
    for document in &documents {
        session.read_as(*document, "KOI8-R".to_owned());
        wait(&session, |event| match event {
            Event::Decoded(Ok(_)) => Some(()),
            Event::Decoded(Err(fault)) => panic!("{fault}"),
            _ => None,
        });
    }
    assert_eq!(files(&place).len(), 2);
    session.close();
    place.check();
}

#[test]
fn the_command_line_keeps_to_ten_minutes() {
    let place = Place::with_seeds();
    let add = |name: &str| place.apply(&json!({ "op": "add_tag", "name": name }).to_string()).well();
    add("one");
    assert_eq!(files(&place).len(), 0, "the project is not ten minutes old");
    snapshot::make(&place.project(), None).unwrap();
    add("two");
    assert_eq!(files(&place).len(), 1, "the last one is fresh");
    // Eleven minutes pass.
    let [name] = files(&place).try_into().unwrap();
    let then = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(11);
    let older = format!("000001-{}.assay", then.strftime("%Y%m%dT%H%M%SZ"));
    std::fs::rename(place.path(BACKUPS).join(name), place.path(BACKUPS).join(&older)).unwrap();
    place.run(["list", "p.assay", "tags"]).well();
    assert_eq!(files(&place).len(), 1, "who only reads makes none");
    add("three");
    assert_eq!(files(&place).len(), 2);
    place.run(["undo", "p.assay"]).well();
    assert_eq!(files(&place).len(), 2);
    // A clock that was set back by years makes nothing wait, and the order is by number.
    let newest = files(&place).pop().unwrap();
    std::fs::rename(place.path(BACKUPS).join(newest), place.path(BACKUPS).join("000002-20990101T000000Z.assay"))
        .unwrap();
    add("four");
    let numbers: Vec<u64> = snapshot::kept(&place.project()).unwrap().snapshots.iter().map(|s| s.number).collect();
    assert_eq!(numbers, [3, 2, 1]);
}

#[test]
fn a_snapshot_made_while_edits_go_on_is_one_of_the_committed_states() {
    let place = Place::with_seeds();
    let mut store = Store::open(&place.project(), None).unwrap();
    let project = place.project();
    let (made, heads) = std::thread::scope(|scope| {
        let maker = scope.spawn(|| (0..5).map(|_| snapshot::make(&project, None).unwrap()).collect::<Vec<_>>());
        let mut heads = vec![store.reader().unwrap().standing().unwrap().head];
        while !maker.is_finished() {
            let name = format!("tag {}", heads.len());
            store.commit(&Edit::new("Add", vec![Op::add(tag(&name))])).unwrap();
            heads.push(store.reader().unwrap().standing().unwrap().head);
        }
        (maker.join().unwrap(), heads)
    });
    store.close().unwrap();
    for snapshot in made {
        let holds = snapshot.holds.unwrap();
        let at = heads.iter().position(|head| *head == holds.head).expect("a state that was committed");
        assert_eq!(holds.counts.tags, at as u64);
        let reader = Reader::open(&snapshot.path).unwrap();
        assert_eq!(reader.check().unwrap().findings, []);
    }
}

/// The program makes a snapshot along with an edit, and the calls of a kind below the folder of snapshots are hit from the
/// `n`th to another.
fn under(place: &Place, call: &'static str, action: Action, (n, to): (u32, u32), note: &Path) -> Ran {
    let mut command = place.command(["apply", "p.assay", "-"]);
    Injection { call, action, from: n, to }.into_command(&mut command, &place.path(BACKUPS), note);
    let line = json!({ "op": "add_tag", "name": format!("{call} {n}") }).to_string();
    super::program::feed(command, &line).into()
}

/// A project whose next edit makes a snapshot.
fn due() -> Place {
    let place = Place::with_seeds();
    std::fs::create_dir(place.path(BACKUPS)).unwrap();
    let made = snapshot::make(&place.project(), None).unwrap();
    let then = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(11);
    let older = format!("000001-{}.assay", then.strftime("%Y%m%dT%H%M%SZ"));
    std::fs::rename(made.path, place.path(BACKUPS).join(older)).unwrap();
    place
}

#[test]
fn killed_at_any_moment_of_a_snapshot_nothing_is_lost_and_no_half_file_counts() {
    let notes = tempfile::tempdir().unwrap();
    let mut points = 0;
    for call in ["pwrite64", "fsync", "rename", "unlink", "open"] {
        let stride = if call == "pwrite64" { 9 } else { 1 };
        for n in (1..).step_by(stride) {
            let place = due();
            let note = notes.path().join(format!("{call}{n}"));
            let ran = under(&place, call, Action::Kill, (n, n), &note);
            let there = place.list("tags").iter().any(|t| t["name"] == format!("{call} {n}"));
            assert!(there, "{call} {n}: the edit was acknowledged before: {ran:?}");
            for snapshot in snapshot::kept(&place.project()).unwrap().snapshots {
                let reader = Reader::open(&snapshot.path).unwrap();
                assert_eq!(reader.check().unwrap().findings, [], "{call} {n}");
            }
            // The next one is made, and sweeps up what was left.
            snapshot::make(&place.project(), None).unwrap();
            assert!(kept(&place).iter().all(|name| name.ends_with(".assay") || name == "last-known.json"));
            place.check();
            if hits(&note) == 0 {
                assert_eq!(files(&place).len(), 3, "{call} {n}");
                break;
            }
            points += 1;
        }
    }
    assert!(points >= 10, "{points} moments");
}

#[test]
fn a_snapshot_that_finds_no_room_is_told_and_the_work_is_done_all_the_same() {
    let notes = tempfile::tempdir().unwrap();
    let mut met = 0;
    // Once, and from then on.
    for (call, stride, for_ever) in
        [("pwrite64", 9, false), ("pwrite64", 9, true), ("rename", 1, false), ("rename", 1, true)]
    {
        for n in (1..).step_by(stride) {
            let place = due();
            let note = notes.path().join(format!("{call}{n}{for_ever}"));
            let to = if for_ever { u32::MAX } else { n };
            let ran = under(&place, call, Action::Fail(ENOSPC), (n, to), &note);
            assert_eq!(ran.code(), 0, "{ran:?}");
            if hits(&note) == 0 {
                assert_eq!(ran.err, "");
                break;
            }
            met += 1;
            if call != "rename" || n == 1 {
                assert!(ran.err.contains("AS-SNP-01: No snapshot could be made: the disk is full."), "{ran:?}");
                assert_eq!(files(&place).len(), 1, "no half file counts");
            }
            assert!(!kept(&place).iter().any(|name| name.ends_with(".tmp")));
            place.check();
        }
    }
    assert!(met >= 8, "{met}");
}

#[test]
fn something_else_where_the_snapshots_belong_is_not_used() {
    let place = Place::with_seeds();
    place.put(BACKUPS, "somebody’s file");
    assert!(snapshot::make(&place.project(), None).is_err());
    std::fs::remove_file(place.path(BACKUPS)).unwrap();
    std::fs::create_dir(place.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", place.path(BACKUPS)).unwrap();
    assert!(matches!(snapshot::make(&place.project(), None), Err(StoreError::NotPlain { .. })));
    assert_eq!(std::fs::read_dir(place.path("elsewhere")).unwrap().count(), 0);
}

#[test]
fn a_second_window_reads_what_the_first_one_writes_when_it_is_asked() {
    let place = Place::with_seeds();
    let first = open(&place.project());
    wait(&first, |event| matches!(event, Event::Whole).then_some(()));
    let mut second = open(&place.project());
    let head = wait(&second, |event| match event {
        Event::Ready(head) => Some(head),
        _ => None,
    });
    assert_eq!(head.read_only.as_ref().unwrap().code, "AS-STO-07");
    assert!(head.closed_cleanly, "what another window has open was not broken off");
    wait(&second, |event| matches!(event, Event::Whole).then_some(()));
    second.follow(head.facts.head, Box::new(()));
    wait(&second, |event| matches!(event, Event::Unchanged).then_some(()));
    first.write(Work::Edit(Ticket(1), Edit::new("Add", vec![Op::add(tag("new"))]))).unwrap();
    wait(&first, |event| matches!(event, Event::Committed { .. }).then_some(()));
    second.follow(head.facts.head, Box::new(()));
    let facts = wait(&second, |event| match event {
        Event::Reloaded(facts) => Some(facts),
        _ => None,
    });
    assert_eq!(facts.edits, head.facts.edits + 1);
    // The first closes while the second still reads: that is no fault.
    assert_eq!(first.close(), []);
    assert_eq!(second.close(), []);
    place.check();
    Store::open(&place.project(), None).unwrap().close().unwrap();
    assert_eq!(place.names(), ["p.assay", BACKUPS]);
}
