//! A session, as the window has one, on a disk that fills up for a while: an edit that cannot be written waits first in the
//! queue, says why, and is written when it is tried again; the edits behind it keep their order.

use crate::inject::{self, Action, Injection};
use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Edit, Id, Op, ProjectRead};
use assay::jobs::{Event, How, Session, Ticket, Work};
use assay::store::{Reader, Store};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

const ENOSPC: i32 = 28;
/// How many edits the child hands in at once.
const EDITS: u64 = 6;

/// What was seen.
#[derive(Debug, Default)]
pub struct Starved {
    /// Sessions that went through a full disk.
    pub runs: u32,
    /// How often an edit had to wait.
    pub stalls: u32,
    /// What went wrong.
    pub wrong: Vec<String>,
}

/// The child: hands in edits, tries again whenever the writer stalls, prints what it is told.
pub fn child(project: &Path) {
    let bell: Arc<(Mutex<bool>, Condvar)> = Arc::default();
    let rung = Arc::clone(&bell);
    let wake = Arc::new(move || {
        *rung.0.lock().unwrap() = true;
        rung.1.notify_all();
    });
    let session = Session::begin(project, How::Open, None, wake, Box::new(()));
    let next = || loop {
        if let Some(event) = session.event() {
            return event;
        }
        let guard = bell.0.lock().unwrap();
        *bell.1.wait_timeout(guard, Duration::from_millis(100)).unwrap().0 = false;
    };
    if let Event::OpenFailed(fault) = next() {
        return println!("not opened: {}", fault.code);
    }
    for n in 0..EDITS {
        let name = TagName::try_from(Id::new().to_string()).unwrap();
        let (id, color) = (Id::new(), Color([0, 0, 0]));
        let tag =
            Tag { id, parent: None, name, color, definition: None, digit: None, ordinal: i64::try_from(n).unwrap() };
        session.write(Work::Edit(Ticket(n), Edit::new("Add a tag", vec![Op::add(tag)]))).unwrap();
    }
    let mut done = 0;
    while done < EDITS {
        match next() {
            Event::Committed { committed, .. } => {
                println!("committed {}", committed.changes[0].id);
                done += 1;
            }
            // The first write of a session comes after its first page.
            Event::OpenFailed(fault) => return println!("not opened: {}", fault.code),
            Event::Stalled { fault, .. } => {
                println!("stalled: {}", fault.code);
                session.retry();
            }
            _ => {}
        }
    }
}

/// Lets the disk be full for a few writes, beginning at each write of the session.
pub fn starve(make: &dyn Fn(&Path)) -> Starved {
    let mut seen = Starved::default();
    let notes = tempfile::tempdir().unwrap();
    for n in 1_u32.. {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path());
        let (project, note) = (folder.path().join("p.assay"), notes.path().join(n.to_string()));
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("--session").arg(&project);
        let from = n * 3 - 2;
        let full = Injection { call: "pwrite64", action: Action::Fail(ENOSPC), from, to: from + n % 5 };
        full.into_command(&mut command, folder.path(), &note);
        let ended = command.output().unwrap();
        let said = String::from_utf8(ended.stdout).unwrap();
        let mut wrong = |what: String| seen.wrong.push(format!("writes {from} to {}: {what}", from + n % 5));
        if !ended.status.success() {
            wrong(String::from_utf8_lossy(&ended.stderr).into_owned());
        }
        let stalls: Vec<_> = said.lines().filter(|line| line.contains(": ")).collect();
        if let Some(other) = stalls.iter().find(|line| !line.ends_with("AS-STO-11")) {
            wrong((*other).to_owned());
        }
        let committed: Vec<Id> =
            said.lines().filter_map(|line| line.strip_prefix("committed ")).map(|id| id.parse().unwrap()).collect();
        let opened = !said.starts_with("not opened");
        if opened && committed.len() as u64 != EDITS {
            wrong(format!("{} of {EDITS} edits came through", committed.len()));
        }
        // Whatever was left of the log is taken in.
        Store::open(&project, None).unwrap().close().unwrap();
        let reader = Reader::open(&project).unwrap();
        let findings = reader.check().unwrap().findings;
        if !findings.is_empty() {
            wrong(format!("{findings:?}"));
        }
        let tags = (&reader as &dyn ProjectRead).all::<Tag>().unwrap();
        let mut in_order = tags.iter().map(|tag| (tag.ordinal, tag.id)).collect::<Vec<_>>();
        in_order.sort_unstable();
        if in_order.iter().map(|(_, id)| *id).collect::<Vec<_>>() != committed {
            wrong("the project does not hold what was committed, in its order".to_owned());
        }
        if inject::hits(&note) == 0 {
            return seen;
        }
        seen.runs += 1;
        seen.stalls += u32::try_from(stalls.len()).unwrap();
    }
    seen
}
