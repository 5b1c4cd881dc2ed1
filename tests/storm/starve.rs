//! A session, as the window has one, on a disk that fills up for a while: an edit that cannot be written waits first in the
//! queue, says why, and is written when it is tried again; the edits behind it keep their order.
//!
//! And on a disk that once does not confirm a write: from then on nothing is written to the file, however often it is
//! tried again, and a copy holds everything.

use crate::inject::{self, Action, Injection};
use assay::domain::tag::Tag;
use assay::domain::{Edit, Id, Op, ProjectRead};
use assay::jobs::{Event, How, Session, Ticket, Work};
use assay::store::{Reader, Store};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

const ENOSPC: i32 = 28;
const EIO: i32 = 5;
/// What is said of a disk that did not confirm a write.
const UNCONFIRMED: &str = "AS-STO-21";
/// How often it is tried again before somebody saves a copy.
const TRIES: usize = 2;
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

/// How a project's file and its log stand: length and time of the last write. They are not opened.
fn stands(project: &Path) -> String {
    let log = project.with_file_name("p.assay-wal");
    format!("{:?}", [project, &log].map(|path| std::fs::metadata(path).map(|m| (m.len(), m.modified().unwrap())).ok()))
}

/// The child: hands in edits, tries again whenever the writer stalls, prints what it is told. Where a write was not
/// confirmed it saves a copy in the end.
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
        let tag = super::tag(i64::try_from(n).unwrap());
        println!("handed in {}", tag.id);
        session.write(Work::Edit(Ticket(n), Edit::new("Add a tag", vec![Op::add(tag)]))).unwrap();
    }
    let (mut done, mut unconfirmed) = (0, Vec::new());
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
                if fault.code == UNCONFIRMED {
                    unconfirmed.push(stands(project));
                }
                if unconfirmed.len() > TRIES {
                    session.save_as(project.with_file_name("copy.assay"));
                } else {
                    session.retry();
                }
            }
            Event::Refused { fault, .. } => println!("refused: {}", fault.code),
            Event::SavedAs(_) => {
                println!("copied");
                break;
            }
            _ => {}
        }
    }
    if done == EDITS && !project.with_file_name("p.assay-wal").exists() {
        println!("written without a log");
    }
    for fault in session.close() {
        println!("closed: {}", fault.code);
    }
    unconfirmed.push(stands(project));
    if unconfirmed.windows(2).any(|two| two[0] != two[1]) {
        println!("written to: {unconfirmed:?}");
    }
}

/// The child whose file was deleted under it: it saves a copy with what waits, and again as often as it is refused.
pub fn copying_child(project: &Path) {
    let (told, news) = std::sync::mpsc::channel();
    // Nobody listens any more when the session is closed.
    let wake = Arc::new(move || told.send(()).unwrap_or_default());
    let session = Session::begin(project, How::Open, None, wake, Box::new(()));
    let next = || loop {
        if let Some(event) = session.event() {
            return event;
        }
        news.recv_timeout(Duration::from_millis(100)).unwrap_or_default();
    };
    while !matches!(next(), Event::Whole) {}
    std::fs::remove_file(project).unwrap();
    for n in 0..EDITS {
        let tag = super::tag(i64::try_from(n).unwrap());
        println!("handed in {}", tag.id);
        session.write(Work::Edit(Ticket(n), Edit::new("Add a tag", vec![Op::add(tag)]))).unwrap();
    }
    while !matches!(next(), Event::Stalled { .. }) {}
    for _ in 0..=TRIES {
        session.save_as(project.with_file_name("copies").join("copy.assay"));
        loop {
            match next() {
                Event::Refused { fault, .. } => {
                    println!("refused: {}", fault.code);
                    break;
                }
                Event::SavedAs(_) => return println!("copied"),
                _ => {}
            }
        }
    }
}

/// Lets the disk be full where a copy is saved, at each few of its writes in turn: once, and from then on.
pub fn starve_copies(make: &dyn Fn(&Path)) -> Starved {
    let mut seen = Starved::default();
    let notes = tempfile::tempdir().unwrap();
    for (from, for_ever) in (1_u32..).step_by(4).flat_map(|n| [(n, false), (n + 1, true)]) {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path());
        let (project, copies) = (folder.path().join("p.assay"), folder.path().join("copies"));
        std::fs::create_dir(&copies).unwrap();
        let note = notes.path().join(from.to_string());
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("--copying").arg(&project);
        let full = Action::Fail(ENOSPC);
        let full = Injection { call: "pwrite64", action: full, from, to: if for_ever { u32::MAX } else { from } };
        full.into_command(&mut command, &copies, &note);
        let ended = command.output().unwrap();
        let said = String::from_utf8(ended.stdout).unwrap();
        let mut wrong = |what: String| seen.wrong.push(format!("write {from} of a copy: {what}"));
        if !ended.status.success() {
            wrong(String::from_utf8_lossy(&ended.stderr).into_owned());
        }
        let refused = said.lines().filter(|line| line.starts_with("refused")).count();
        if said.lines().any(|line| line.starts_with("refused") && line != "refused: AS-STO-11") {
            wrong(said.clone());
        }
        let met = inject::hits(&note) > 0;
        let copy = copies.join("copy.assay");
        if said.ends_with("copied\n") {
            let reader = Reader::open(&copy).unwrap();
            let findings = reader.check().unwrap().findings;
            if !findings.is_empty() || in_order(&reader) != identities(&said, "handed in ") {
                wrong(format!("{findings:?}, {said}"));
            }
            if for_ever && met && refused > 0 {
                wrong("it came through a disk that stayed full".to_owned());
            }
        } else if !for_ever || std::fs::read_dir(&copies).unwrap().next().is_some() {
            wrong(format!("it was not saved, or something of it was left: {said}"));
        }
        if !met {
            return seen;
        }
        seen.runs += 1;
        seen.stalls += u32::try_from(refused).unwrap();
    }
    seen
}

/// The identities on the lines that begin so.
fn identities(said: &str, beginning: &str) -> Vec<Id> {
    said.lines().filter_map(|line| line.strip_prefix(beginning)).map(|id| id.parse().unwrap()).collect()
}

/// The tags of a project in their order.
fn in_order(reader: &Reader) -> Vec<Id> {
    let tags = (reader as &dyn ProjectRead).all::<Tag>().unwrap();
    let mut tags: Vec<_> = tags.iter().map(|tag| (tag.ordinal, tag.id)).collect();
    tags.sort_unstable();
    tags.into_iter().map(|(_, id)| id).collect()
}

/// Lets the disk leave one write unconfirmed, at each time it is asked in turn.
pub fn distrust(make: &dyn Fn(&Path)) -> Starved {
    let mut seen = Starved::default();
    let notes = tempfile::tempdir().unwrap();
    for n in 1_u32.. {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path());
        let (project, note) = (folder.path().join("p.assay"), notes.path().join(n.to_string()));
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("--session").arg(&project);
        Injection::once("fsync", Action::Fail(EIO), n).into_command(&mut command, folder.path(), &note);
        let ended = command.output().unwrap();
        let said = String::from_utf8(ended.stdout).unwrap();
        let mut wrong = |what: String| seen.wrong.push(format!("confirmation {n}: {what}"));
        if !ended.status.success() {
            wrong(String::from_utf8_lossy(&ended.stderr).into_owned());
        }
        let stalled = said.lines().position(|line| line.starts_with("stalled"));
        let after: Vec<_> = said.lines().skip(stalled.unwrap_or(usize::MAX)).collect();
        if let Some(line) = after.iter().find(|line| line.starts_with("committed")) {
            wrong(format!("after it stopped: {line}"));
        }
        let odd = |line: &&str| line.contains(": ") && !line.ends_with(UNCONFIRMED) && !line.ends_with("AS-SNP-01");
        if let Some(line) = said.lines().find(odd) {
            wrong(line.to_owned());
        }
        if said.contains("without a log") {
            wrong(format!("it went on without a log, and nobody was told: {said}"));
        }
        let (handed, committed) = (identities(&said, "handed in "), identities(&said, "committed "));
        let copy = folder.path().join("copy.assay");
        let mut kept = vec![project.clone()];
        if stalled.is_some() {
            let tries = after.iter().filter(|line| line.starts_with("stalled")).count();
            if (tries, after.contains(&"copied"), copy.exists()) != (TRIES + 1, true, true) {
                wrong(format!("no copy after {TRIES} tries: {said}"));
                continue;
            }
            kept.push(copy.clone());
        }
        for path in kept {
            Store::open(&path, None).unwrap().close().unwrap();
            let reader = Reader::open(&path).unwrap();
            let findings = reader.check().unwrap().findings;
            let there = in_order(&reader);
            // What was written last may have reached the file all the same; nobody was told that it had.
            let holds = there.starts_with(&committed) && handed.starts_with(&there);
            if !findings.is_empty() || !holds || (path == copy && there != handed) {
                wrong(format!("{}: {there:?} of {said}, {findings:?}", path.display()));
            }
        }
        if inject::hits(&note) == 0 {
            return seen;
        }
        seen.runs += 1;
        seen.stalls += u32::from(stalled.is_some());
    }
    seen
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
        let stalls: Vec<_> = said.lines().filter(|line| line.contains(": ") && !line.starts_with("closed")).collect();
        if let Some(other) = stalls.iter().find(|line| !line.ends_with("AS-STO-11")) {
            wrong((*other).to_owned());
        }
        let committed = identities(&said, "committed ");
        let opened = !said.lines().any(|line| line.starts_with("not opened"));
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
        if in_order(&reader) != committed {
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
