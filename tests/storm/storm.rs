//! The storm: a child process is killed at its first call that changes a file, then at its second, and so on until it
//! comes through. After each death the project is opened again; everything the child had acknowledged must be there, and
//! the check must find nothing. Any command can be the child.

use crate::inject::{self, Action, Injection};
use assay::domain::{By, Id, ProjectRead, Record, Table};
use assay::store::{Reader, Store};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// One run of the child.
pub struct Run {
    /// The child, with its working folder; the storm adds the pipes.
    pub command: Command,
    /// What it gets on standard input.
    pub input: String,
}

/// What is stormed.
pub struct Scenario<'a> {
    pub name: &'a str,
    /// Lays out a folder before the `n`th run: makes what the child needs. `p.assay` in it is the project.
    pub prepare: &'a dyn Fn(&Path, u32),
    /// The child of the `n`th run. Each line it prints acknowledges every identity that stands in it.
    pub run: &'a dyn Fn(&Path, u32) -> Run,
    /// True when all runs work on one project, which lives through all deaths; else each run has a new folder.
    pub one_project: bool,
    /// Only every so many calls are a kill point.
    pub stride: u32,
}

/// What the storm saw.
#[derive(Debug, Default)]
pub struct Tally {
    pub points: u32,
    /// Acknowledged identities that were not there afterwards.
    pub lost: Vec<String>,
    /// Projects that did not open, and findings of the check.
    pub broken: Vec<String>,
}

impl Tally {
    pub fn add(&mut self, other: Tally) {
        self.points += other.points;
        self.lost.extend(other.lost);
        self.broken.extend(other.broken);
    }
}

/// Kills the child at every `stride`th call of this name until it comes through.
pub fn storm(scenario: &Scenario<'_>, call: &'static str, action: Action) -> Tally {
    let mut tally = Tally::default();
    let mut acknowledged = BTreeSet::new();
    let mut folder = tempfile::tempdir().unwrap();
    let notes = tempfile::tempdir().unwrap();
    for n in 1.. {
        if n == 1 || !scenario.one_project {
            folder = tempfile::tempdir().unwrap();
            acknowledged.clear();
        }
        (scenario.prepare)(folder.path(), n);
        let note = notes.path().join(n.to_string());
        let Run { mut command, input } = (scenario.run)(folder.path(), n);
        let at = (n - 1) * scenario.stride + 1;
        Injection::once(call, action, at).into_command(&mut command, folder.path(), &note);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A child that is dead already does not read.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stdout).unwrap();
        // A line that was cut off acknowledges nothing.
        let lines = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        acknowledged.extend(lines.flat_map(identities));
        let place = || format!("{}, {call} {at}, {action:?}", scenario.name);
        match look(&folder.path().join("p.assay")) {
            Ok(found) => {
                let lost = acknowledged.iter().filter(|id| !found.contains(*id));
                tally.lost.extend(lost.map(|id| format!("{}: {id}", place())));
                acknowledged.retain(|id| found.contains(id));
            }
            Err(why) => tally.broken.push(format!("{}: {why}", place())),
        }
        if inject::hits(&note) == 0 {
            assert!(ended.status.success(), "{}: {}", place(), String::from_utf8_lossy(&ended.stderr));
            assert!(!said.is_empty(), "{}: it came through and acknowledged nothing", place());
            return tally;
        }
        assert_eq!(ended.status.signal(), Some(9), "{}: {}", place(), String::from_utf8_lossy(&ended.stderr));
        tally.points += 1;
    }
    tally
}

/// Every identity that stands in a text.
fn identities(text: &str) -> Vec<Id> {
    text.split(|c: char| !c.is_ascii_hexdigit() && c != '-')
        .filter(|w| w.len() == 36)
        .filter_map(|w| w.parse().ok())
        .collect()
}

/// Opens a project as its owner would after the death, checks it, and gives the identities in it. A project whose making
/// was cut short is not there at all.
fn look(path: &Path) -> Result<BTreeSet<Id>, String> {
    if !path.exists() {
        return Ok(BTreeSet::new());
    }
    // Somebody may only look before anybody writes again.
    let reader = Reader::open(path).map_err(|e| format!("it cannot be read: {e}"))?;
    drop(reader);
    let store = Store::open(path, None).map_err(|e| format!("it does not open: {e}"))?;
    let reader = store.reader().map_err(|e| e.to_string())?;
    let report = reader.check().map_err(|e| format!("it cannot be checked: {e}"))?;
    if !report.findings.is_empty() {
        return Err(format!("{:?}", report.findings));
    }
    let mut found = BTreeSet::new();
    for table in Table::ALL {
        let records = reader.records(*table, By::All).map_err(|f| f.to_string())?;
        found.extend(records.iter().map(Record::id));
    }
    drop(reader);
    store.close().map_err(|e| format!("it does not close: {e}"))?;
    let left =
        std::fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let left: Vec<_> = left.filter(|name| name.starts_with("p.assay") && name != "p.assay").collect();
    if left.is_empty() { Ok(found) } else { Err(format!("beside it stays {left:?}")) }
}
