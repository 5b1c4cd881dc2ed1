//! The storms whose child goes on step by step and acknowledges each step when the program has told of it: a session of
//! edits, undo and half-typed text; one that makes snapshots; one that exports over an old file; one that restores; one
//! that imports; and a project of each earlier schema. All are sessions as the window has them.

use super::storm::{Beside, Run, Scenario};
use assay::domain::claim::Claim;
use assay::domain::tag::TagName;
use assay::domain::{Edit, Id, Op, Table};
use assay::export::{Format, Product, Report};
use assay::jobs::{Event, How, Session, Ticket, Work};
use assay::store::{Reader, snapshot};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, OnceLock};
use std::time::Duration;

/// What the child exports over.
const OUT: &str = "out.html";
const OLD: &str = "An old file.\n";

/// The scenarios, and the fewest kill points each must have.
pub fn scenarios() -> Vec<(Scenario<'static>, u32)> {
    vec![
        (scenario("edits", 13, &ready, &|_| Ok(BTreeSet::new())), 20),
        (scenario("snapshots", 29, &ready, &snapshots), 20),
        (scenario("exports", 13, &with_an_old_file, &exports), 20),
        (scenario("restores", 23, &with_a_snapshot, &restored), 18),
        (scenario("import", 17, &with_files, &|_| Ok(BTreeSet::new())), 18),
        (scenario("schema_1", 19, &|folder| earlier(folder, "schema_1"), &snapshots), 20),
        (scenario("schema_2", 19, &|folder| earlier(folder, "schema_2"), &snapshots), 20),
        (scenario("schema_3", 23, &|folder| earlier(folder, "schema_3"), &snapshots), 20),
        (scenario("schema_4", 19, &|folder| earlier(folder, "schema_4"), &snapshots), 20),
        (scenario("schema_5", 19, &|folder| earlier(folder, "schema_5"), &snapshots), 20),
    ]
}

fn scenario(
    name: &'static str,
    stride: u32,
    prepare: &'static dyn Fn(&Path),
    beside: &'static Beside,
) -> Scenario<'static> {
    Scenario {
        name,
        prepare: Box::new(|folder, _| prepare(folder)),
        run: Box::new(move |folder, _| {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.arg(format!("--steps-of-{name}")).arg(folder.join("p.assay"));
            Run { command, input: String::new() }
        }),
        one_project: false,
        stride,
        beside,
    }
}

/// The child of a scenario. A line `kept …` acknowledges what the program has told it is durable.
pub fn child(name: &str, project: &Path) {
    assay::jobs::worker::use_program(env!("CARGO_BIN_EXE_assay").into());
    let mut hand = Hand::open(project);
    match name {
        "edits" => {
            for n in 0..2 {
                let id = hand.tag();
                let name = TagName::try_from(Id::new().to_string()).unwrap();
                hand.edit(Edit::new("Rename a tag", vec![Op::set(Table::Tag, id, "name", name)]));
                hand.step(Work::Undo);
                hand.step(Work::Redo);
                let key = format!("memo {}", Id::new());
                hand.session.write(Work::Draft(key.clone(), Some(format!("half-typed {n}")))).unwrap();
                // What is handed in is written in turn; of half-typed text nothing is told.
                hand.tag();
                println!("kept draft {key}: half-typed {n}");
            }
        }
        "snapshots" => {
            for _ in 0..3 {
                hand.tag();
                hand.session.snapshot();
                let made = hand.wait(|event| match event {
                    Event::SnapshotMade(made) => Some(made.number),
                    _ => None,
                });
                println!("kept snapshot {made}");
            }
        }
        "exports" => {
            for n in 1..=3 {
                hand.edit(Edit::new(
                    "Add a claim",
                    vec![Op::add(Claim::of(format!("claim number {n}.").as_str().into()))],
                ));
                hand.session.export(Product::Report(Report::default()), Format::Html, project.with_file_name(OUT));
                hand.wait(|event| match event {
                    Event::Exported(done) => Some(done.unwrap()),
                    _ => None,
                });
                println!("kept export {n}");
            }
        }
        "restores" => {
            for _ in 0..2 {
                hand.tag();
                hand.session.restore(1, true);
                let made = hand.wait(|event| match event {
                    Event::Restored(made) => Some(made.unwrap()),
                    _ => None,
                });
                println!("kept restored {}", made.file_name().unwrap().to_str().unwrap());
            }
        }
        "import" => {
            hand.session.import(vec![project.with_file_name("corpus")], 1 << 20);
            let imported = hand.wait(|event| match event {
                Event::Committed { committed, .. } => {
                    let documents = committed.changes.iter().filter(|change| change.table == Table::Document);
                    documents.for_each(|change| println!("kept {}", change.id));
                    None
                }
                Event::Imported(report) => Some(report),
                _ => None,
            });
            imported.unwrap();
        }
        _ => {
            hand.tag();
            hand.tag();
        }
    }
    assert_eq!(hand.session.close(), []);
}

/// A session, and the bell its threads ring.
struct Hand {
    session: Session,
    bell: Arc<(Mutex<bool>, Condvar)>,
    tickets: u64,
}

impl Hand {
    fn open(project: &Path) -> Self {
        let bell: Arc<(Mutex<bool>, Condvar)> = Arc::default();
        let rung = Arc::clone(&bell);
        let wake = Arc::new(move || {
            *rung.0.lock().unwrap() = true;
            rung.1.notify_all();
        });
        let session = Session::begin(project, How::Open, None, wake, Box::new(()));
        let hand = Self { session, bell, tickets: 0 };
        hand.wait(|event| match event {
            Event::OpenFailed(fault) => panic!("{fault}"),
            Event::Whole => Some(()),
            _ => None,
        });
        hand
    }

    fn wait<T>(&self, mut wanted: impl FnMut(Event) -> Option<T>) -> T {
        loop {
            while let Some(event) = self.session.event() {
                if let Event::Stalled { fault, .. } | Event::SnapshotFailed(fault) = &event {
                    panic!("{fault}");
                }
                if let Some(found) = wanted(event) {
                    return found;
                }
            }
            let guard = self.bell.0.lock().unwrap();
            *self.bell.1.wait_timeout(guard, Duration::from_millis(100)).unwrap().0 = false;
        }
    }

    /// Hands something in and acknowledges it when it is durable.
    fn step(&mut self, work: impl FnOnce(Ticket) -> Work) {
        self.tickets += 1;
        let mine = Ticket(self.tickets);
        self.session.write(work(mine)).unwrap();
        let committed = self.wait(|event| match event {
            Event::Committed { ticket, committed } if ticket == Some(mine) => Some(committed),
            Event::Refused { fault, .. } => panic!("{fault}"),
            _ => None,
        });
        println!("kept edit {} {}", committed.seq, committed.label.raw());
    }

    fn edit(&mut self, edit: Edit) {
        self.step(|ticket| Work::Edit(ticket, edit));
    }

    /// Adds a tag under a name nothing else has.
    fn tag(&mut self) -> Id {
        let tag = super::tag(0);
        let id = tag.id;
        self.edit(Edit::new(format!("Add the tag {id}"), vec![Op::add(tag)]));
        id
    }
}

/// A project with the two sample documents, made once and copied from then on.
fn ready(folder: &Path) {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        super::make(folder.path());
        std::fs::read(folder.path().join("p.assay")).unwrap()
    });
    std::fs::write(folder.join("p.assay"), bytes).unwrap();
}

fn with_an_old_file(folder: &Path) {
    ready(folder);
    std::fs::write(folder.join(OUT), OLD).unwrap();
}

fn with_a_snapshot(folder: &Path) {
    ready(folder);
    assert_eq!(snapshot::make(&folder.join("p.assay"), None).unwrap().number, 1);
}

fn with_files(folder: &Path) {
    ready(folder);
    super::corpus(folder);
}

fn earlier(folder: &Path, name: &str) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.assay"));
    std::fs::copy(fixture, folder.join("p.assay")).unwrap();
}

/// A project or snapshot as it lies there passes its check.
fn is_sound(path: &Path) -> Result<(), String> {
    let report =
        Reader::untouched(path).and_then(|reader| reader.check()).map_err(|e| format!("{}: {e}", path.display()))?;
    if report.findings.is_empty() { Ok(()) } else { Err(format!("{}: {:?}", path.display(), report.findings)) }
}

/// The snapshots: each that has its name is whole.
fn snapshots(folder: &Path) -> Result<BTreeSet<String>, String> {
    let kept = snapshot::kept(&folder.join("p.assay")).map_err(|e| e.to_string())?;
    kept.snapshots.iter().try_for_each(|snapshot| is_sound(&snapshot.path))?;
    Ok(kept.snapshots.iter().map(|snapshot| format!("snapshot {}", snapshot.number)).collect())
}

/// The exported file: the old one, or a whole one with all claims up to some number.
fn exports(folder: &Path) -> Result<BTreeSet<String>, String> {
    let out = std::fs::read_to_string(folder.join(OUT)).map_err(|e| e.to_string())?;
    if out == OLD {
        return Ok(BTreeSet::new());
    }
    if !out.starts_with("<!DOCTYPE html>") || !out.trim_end().ends_with("</html>") {
        return Err(format!("half an export of {} bytes", out.len()));
    }
    Ok((1..=3).filter(|n| out.contains(&format!("claim number {n}."))).map(|n| format!("export {n}")).collect())
}

/// The projects made of snapshots: each that has its name is whole.
fn restored(folder: &Path) -> Result<BTreeSet<String>, String> {
    let found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let named = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let made: Vec<_> = found.iter().filter(|path| named(path).starts_with("p restored")).collect();
    made.iter().try_for_each(|path| is_sound(path))?;
    Ok(made.iter().map(|path| format!("restored {}", named(path))).collect())
}
