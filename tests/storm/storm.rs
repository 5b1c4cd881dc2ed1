//! The storm: a child process is killed at its first call that changes a file, then at its second, and so on until it
//! comes through. After each death the project is opened again; everything the child had acknowledged must be there, and
//! the check must find nothing. Any command can be the child.

use crate::inject::{self, Action, Injection};
use assay::domain::{By, Id, ProjectRead, Record, Table};
use assay::store::{Reader, Store};
use rustix::time::{ClockId, clock_gettime};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// One run of the child.
pub struct Run {
    /// The child, with its working folder; the storm adds the pipes.
    pub command: Command,
    /// What it gets on standard input.
    pub input: String,
}

/// What is found beside the project after a death, in the words it is acknowledged with; an error when something is broken.
pub type Beside = dyn Fn(&Path) -> Result<BTreeSet<String>, String>;

/// What lays out a folder before the run of a number.
pub type Prepare<'a> = dyn Fn(&Path, u32) + 'a;
/// What makes the child for a folder and the run of a number.
pub type Child<'a> = dyn Fn(&Path, u32) -> Run + 'a;

/// What is stormed.
pub struct Scenario<'a> {
    pub name: &'a str,
    /// Lays out a folder before the `n`th run: makes what the child needs. `p.assay` in it is the project.
    pub prepare: Box<Prepare<'a>>,
    /// The child of the `n`th run. Each line it prints acknowledges every identity that stands in it; a line `kept …`
    /// acknowledges what [`look`] or `beside` finds under these words.
    pub run: Box<Child<'a>>,
    /// True when all runs work on one project, which lives through all deaths; else each run has a new folder.
    pub one_project: bool,
    /// Only every so many calls are a kill point.
    pub stride: u32,
    pub beside: &'a Beside,
}

/// What the storm saw.
#[derive(Debug, Default)]
pub struct Tally {
    pub points: u32,
    /// Kill points at which something of the run itself had been acknowledged.
    pub told: u32,
    /// What was acknowledged and was not there afterwards.
    pub lost: Vec<String>,
    /// Projects that did not open, and findings of the check.
    pub broken: Vec<String>,
    /// The most processor time opening took after a death, and after a clean close.
    pub opening: (Duration, Duration),
}

impl Tally {
    pub fn add(&mut self, other: Tally) {
        self.points += other.points;
        self.told += other.told;
        self.lost.extend(other.lost);
        self.broken.extend(other.broken);
        self.opening.0 = self.opening.0.max(other.opening.0);
        self.opening.1 = self.opening.1.max(other.opening.1);
    }

    /// By how much longer a project opens after a death. Of the processor's time, which others at work do not lengthen.
    pub fn extra(&self) -> Duration {
        self.opening.0.saturating_sub(self.opening.1)
    }
}

/// Kills the child at every `stride`th call of this name until it comes through. What the project held before is expected
/// to be there afterwards as what was acknowledged is.
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
        let project = folder.path().join("p.assay");
        if acknowledged.is_empty() && project.exists() {
            acknowledged = held(&Reader::open(&project).unwrap()).unwrap();
        }
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
        let told: BTreeSet<String> = lines.flat_map(told).collect();
        let place = || format!("{}, {call} {at}, {action:?}", scenario.name);
        let ended_well = inject::hits(&note) == 0;
        let found = look(&project, ended_well, &mut tally.opening).and_then(|mut found| {
            found.extend((scenario.beside)(folder.path())?);
            Ok(found)
        });
        tally.told += u32::from(!ended_well && !told.is_empty());
        acknowledged.extend(told);
        match found {
            Ok(found) => {
                let lost = acknowledged.iter().filter(|what| !found.contains(*what));
                tally.lost.extend(lost.map(|what| format!("{}: {what}", place())));
                acknowledged.retain(|what| found.contains(what));
            }
            Err(why) => tally.broken.push(format!("{}: {why}", place())),
        }
        if ended_well {
            assert!(ended.status.success(), "{}: {}", place(), String::from_utf8_lossy(&ended.stderr));
            assert!(!said.is_empty(), "{}: it came through and acknowledged nothing", place());
            return tally;
        }
        assert_eq!(ended.status.signal(), Some(9), "{}: {}", place(), String::from_utf8_lossy(&ended.stderr));
        tally.points += 1;
    }
    tally
}

/// What a line acknowledges.
fn told(line: &str) -> Vec<String> {
    match line.trim_end().strip_prefix("kept ") {
        Some(what) => vec![what.to_owned()],
        None => identities(line).iter().map(Id::to_string).collect(),
    }
}

/// Every identity that stands in a text.
fn identities(text: &str) -> Vec<Id> {
    text.split(|c: char| !c.is_ascii_hexdigit() && c != '-')
        .filter(|w| w.len() == 36)
        .filter_map(|w| w.parse().ok())
        .collect()
}

/// Opens a project as its owner would after the death, checks it, and gives what is in it; `opening` is lengthened when it
/// took longer, its first half after a death and its second after an end that went `well`. A project whose making was cut
/// short is not there at all.
fn look(path: &Path, well: bool, opening: &mut (Duration, Duration)) -> Result<BTreeSet<String>, String> {
    if !path.exists() {
        return Ok(BTreeSet::new());
    }
    // Somebody may only look before anybody writes again.
    let reader = Reader::open(path).map_err(|e| format!("it cannot be read: {e}"))?;
    drop(reader);
    let begun = clock_gettime(ClockId::ThreadCPUTime);
    let store = Store::open(path, None).map_err(|e| format!("it does not open: {e}"))?;
    let took = Duration::try_from(clock_gettime(ClockId::ThreadCPUTime) - begun).unwrap();
    let longest = if well { &mut opening.1 } else { &mut opening.0 };
    *longest = took.max(*longest);
    let reader = store.reader().map_err(|e| e.to_string())?;
    let report = reader.check().map_err(|e| format!("it cannot be checked: {e}"))?;
    if !report.findings.is_empty() {
        return Err(format!("{:?}", report.findings));
    }
    let found = held(&reader)?;
    drop(reader);
    store.close().map_err(|e| format!("it does not close: {e}"))?;
    let left =
        std::fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let ours = ["p.assay", "p.assay-backups"];
    let left: Vec<_> = left.filter(|name| name.starts_with("p.assay") && !ours.contains(&name.as_str())).collect();
    if left.is_empty() { Ok(found) } else { Err(format!("beside it stays {left:?}")) }
}

/// The identities in a project, its steps and its half-typed texts.
fn held(reader: &Reader) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    for table in Table::ALL {
        let records = reader.records(*table, By::All).map_err(|f| f.to_string())?;
        found.extend(records.iter().map(|record| Record::id(record).to_string()));
    }
    let edits = reader.edits(0, u32::MAX).map_err(|f| f.to_string())?;
    found.extend(edits.iter().map(|edit| format!("edit {} {}", edit.seq, edit.label.raw())));
    let drafts = reader.drafts().map_err(|e| e.to_string())?;
    found.extend(drafts.iter().map(|(key, text)| format!("draft {key}: {text}")));
    Ok(found)
}
