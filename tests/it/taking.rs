//! An import that is held, stopped, broken off and gone on with: what was taken stays, nothing is taken or read twice, and
//! what was left is known after a restart and after a kill.

use super::program::Place;
use super::watched::Watched;
use assay::domain::document::{Document, DocumentPath, ImportBatch};
use assay::domain::{ProjectRead, Row};
use assay::jobs::Event;
use assay::jobs::importing::{
    self, FileNews, FileState, Gate, ImportSink as _, KEEP_LIMIT, Progress, Report, Wanted, Watch,
};
use assay::store::{Origin, Reader, Store};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// A folder of so many notes, and a project that knows nothing of them yet.
fn notes(count: usize) -> Place {
    let place = Place::new();
    for n in 0..count {
        place.put(&format!("in/{:02}/{n:04}.txt", n % 7), format!("Note {n}.\n{}", "Words of a note. ".repeat(40)));
    }
    place.run(["new", "p.assay", "--author", "Ana"]).well();
    place
}

fn all<R: Row>(path: &Path) -> Vec<R> {
    let reader = Reader::open(path).unwrap();
    (&reader as &dyn ProjectRead).all::<R>().unwrap()
}

/// Follows an import, and stops it once so many documents are written.
struct Stops<'a> {
    gate: &'a Gate,
    after: u64,
    read: u64,
    states: BTreeMap<u32, FileState>,
}

impl Watch for Stops<'_> {
    fn file(&mut self, news: FileNews) {
        self.states.insert(news.number, news.state);
    }

    fn progress(&mut self, now: &Progress) {
        self.read = now.read;
        if now.written >= self.after {
            self.gate.stop();
        }
    }
}

fn stops(gate: &Gate, after: u64) -> Stops<'_> {
    Stops { gate, after, read: 0, states: BTreeMap::new() }
}

/// Imports the folder and stops after some documents. Gives how many are in.
fn broken_off(place: &Place, store: &mut Store) -> usize {
    let gate = Gate::default();
    let wanted = Wanted::new(vec![place.path("in")], KEEP_LIMIT);
    let report = importing::run(&wanted, &gate, &mut stops(&gate, 100), store).unwrap();
    assert!(report.cancelled && report.added.len() >= 100 && report.added.len() < 400, "{}", report.added.len());
    report.added.len()
}

#[test]
fn what_was_stopped_is_gone_on_with_and_nothing_is_read_twice() {
    let place = notes(400);
    let mut store = Store::open(&place.project(), None).unwrap();
    let taken = broken_off(&place, &mut store);
    // The program ends as if it was killed: nothing is closed.
    store.abandon().unwrap();

    let mut store = Store::open(&place.project(), None).unwrap();
    let left = store.reader().unwrap().origins().unwrap();
    let [origin] = left.as_slice() else { panic!("{left:?}") };
    assert!(!origin.finished && origin.label.raw() == "Import in");
    // One of those that are in has a new time and the same bytes; it alone is read again.
    let first = place.path("in/00/0000.txt");
    let time = std::fs::File::open(&first).unwrap();
    time.set_modified(std::time::SystemTime::now() + Duration::from_secs(60)).unwrap();
    let gate = Gate::default();
    let mut watch = stops(&gate, u64::MAX);
    let report = importing::go_on(origin.batch, 2, &gate, &mut watch, &mut store).unwrap();
    assert_eq!((report.added.len(), report.already_here), (400 - taken, taken as u64));
    assert_eq!(watch.read, (400 - taken + 1) as u64, "what is here already is not read twice");
    let over = watch.states.values().filter(|state| matches!(state, FileState::Taken | FileState::AlreadyHere));
    assert_eq!(over.count(), 400, "every file says what became of it");
    assert!(store.reader().unwrap().origins().unwrap().iter().all(|origin| origin.finished));
    let again = importing::go_on(origin.batch, 2, &Gate::default(), &mut (), &mut store).unwrap_err();
    assert_eq!(again.code, "AS-IMP-91");

    // It is one import all the same: one batch, every file once, and one undo takes it back.
    assert_eq!((all::<ImportBatch>(&place.project()).len(), all::<Document>(&place.project()).len()), (1, 400));
    assert_eq!(all::<DocumentPath>(&place.project()).len(), 400);
    store.undo().unwrap();
    assert_eq!(store.next_steps().0, None);
    store.close().unwrap();
    assert_eq!(all::<Document>(&place.project()).len(), 0);
    place.check();
}

#[test]
fn an_import_that_was_undone_or_given_up_is_not_offered_again() {
    let place = notes(400);
    let mut store = Store::open(&place.project(), None).unwrap();
    broken_off(&place, &mut store);
    store.undo().unwrap();
    assert_eq!(store.reader().unwrap().origins().unwrap(), [], "undone, it is not there");
    store.redo().unwrap();
    let origin = store.reader().unwrap().origins().unwrap().remove(0);
    assert!(!origin.finished);
    store.end(origin.batch).unwrap();
    assert!(store.reader().unwrap().origins().unwrap()[0].finished);
    store.close().unwrap();
    place.check();
}

#[test]
fn a_file_that_cannot_be_taken_says_why_and_one_that_breaks_its_parser_is_an_entry_that_is_not_tried_again() {
    let place = notes(3);
    place.put("in/program", b"\x7fELF\x02\x01\x01 and so on");
    place.put("in/cut.pdf", b"%PDF-1.4\nnothing more");
    let mut store = Store::open(&place.project(), None).unwrap();
    let gate = Gate::default();
    let mut watch = stops(&gate, u64::MAX);
    let wanted = Wanted { threads: 1, ..Wanted::new(vec![place.path("in")], KEEP_LIMIT) };
    let report = importing::run(&wanted, &gate, &mut watch, &mut store).unwrap();
    assert_eq!((report.added.len(), report.not_taken.len()), (4, 1));
    let count = |wanted| watch.states.values().filter(|state| **state == wanted).count();
    assert_eq!([FileState::Taken, FileState::NoText, FileState::NotTaken].map(count), [3, 1, 1]);
    // As if it had been broken off after the last of them.
    let origin = store.reader().unwrap().origins().unwrap().remove(0);
    store.begin_import(&Origin { finished: false, ..origin.clone() }).unwrap();
    let gate = Gate::default();
    let mut watch = stops(&gate, u64::MAX);
    importing::go_on(origin.batch, 1, &gate, &mut watch, &mut store).unwrap();
    assert_eq!(watch.read, 1, "the program alone is looked at again");
    store.close().unwrap();
    place.check();
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_changes_while_it_is_read_is_not_taken_and_is_not_said_to_be_whole() {
    let place = notes(1);
    // Its length is said to be nothing, and there is something in it: it is never what it was said to be.
    let ran = place.run(["add", "p.assay", "/proc/self/status", "in"]);
    assert_eq!(ran.code(), 1, "{ran:?}");
    assert!(ran.err.contains("status: ") && ran.err.contains("1 imported"), "{}", ran.err);
    assert_eq!(all::<Document>(&place.project()).len(), 1);
}

fn report(open: &Watched) -> Report {
    open.wait(|event| match event {
        Event::Imported(report) => Some(report.unwrap()),
        _ => None,
    })
}

#[test]
fn a_held_import_writes_what_it_has_and_waits_until_it_is_let_go_on_also_through_a_stop() {
    let place = notes(600);
    let mut open = Watched::on(&place.project());
    open.session.import(vec![place.path("in")], KEEP_LIMIT);
    open.session.hold_import(true);
    let held = open.until(|session| session.progress().filter(|now| now.held && now.walked));
    assert_eq!(held.found, 600, "all are found while it waits");
    let count = all::<Document>(&place.project()).len();
    assert_eq!(count as u64, held.written, "what was taken is in the file");
    assert!(count < 600);
    // It stays so, whatever else is written meanwhile.
    open.session.write(assay::jobs::Work::Draft("key".into(), Some("half".into()))).unwrap();
    open.wait(|event| matches!(event, Event::AllSaved).then_some(()));
    assert_eq!(all::<Document>(&place.project()).len(), count);
    open.session.hold_import(false);
    assert_eq!(report(&open).added.len(), 600);

    // Stopped while it is held, it ends at once and can be gone on with after a restart.
    let other = notes(600);
    let mut open = Watched::on(&other.project());
    open.session.import(vec![other.path("in")], KEEP_LIMIT);
    open.session.hold_import(true);
    open.until(|session| session.progress().filter(|now| now.held && now.walked));
    open.session.cancel_import();
    assert!(report(&open).cancelled);
    assert_eq!(open.session.close(), []);
    let mut open = Watched::on(&other.project());
    let batch = Reader::open(&other.project()).unwrap().origins().unwrap()[0].batch;
    open.session.go_on(batch);
    report(&open);
    assert_eq!(all::<Document>(&other.project()).len(), 600);
    assert_eq!(open.session.close(), []);
    other.check();
}
