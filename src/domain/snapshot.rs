//! Snapshots: whole copies of a project made while work goes on, what is in them, and what is found when a project is
//! damaged.

use super::{Fault, Sha256};
use std::path::PathBuf;

/// How many things of each kind are in a project, and how many steps its history has. For comparing one state with
/// another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// Documents that are shown.
    pub documents: u64,
    /// Passages.
    pub passages: u64,
    /// Tags.
    pub tags: u64,
    /// Claims.
    pub claims: u64,
    /// Links between claims and between passages.
    pub links: u64,
    /// Names, sources among them.
    pub names: u64,
    /// Judgements.
    pub judgements: u64,
    /// Briefs.
    pub briefs: u64,
    /// Steps in the history.
    pub edits: u64,
}

impl Counts {
    /// Every count with its noun, for one and for many, in the order a person looks for them.
    pub fn each(&self) -> [(u64, &'static str, &'static str); 9] {
        [
            (self.documents, "document", "documents"),
            (self.passages, "passage", "passages"),
            (self.tags, "tag", "tags"),
            (self.claims, "claim", "claims"),
            (self.links, "link", "links"),
            (self.names, "name", "names"),
            (self.judgements, "judgement", "judgements"),
            (self.briefs, "brief", "briefs"),
            (self.edits, "step of work", "steps of work"),
        ]
    }

    /// What `later` has more of, each as how many and of what.
    pub fn lacking(&self, later: &Self) -> Vec<String> {
        let both = self.each().into_iter().zip(later.each());
        both.filter_map(|((here, one, many), (there, ..))| match there.checked_sub(here) {
            None | Some(0) => None,
            Some(n) => Some(counted(n, one, many)),
        })
        .collect()
    }
}

/// A number with its noun.
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(usize::try_from(n).unwrap_or(usize::MAX)), if n == 1 { one } else { many })
}

/// A number with its thousands apart, such as 100,000.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A state of a project: what it held and where its history stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Standing {
    /// How many of everything.
    pub counts: Counts,
    /// The hash of the last edit.
    pub head: Sha256,
    /// When it was so, in milliseconds since 1970 UTC by the clock of the machine.
    pub at_ms: i64,
}

/// A whole copy of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Counts up with every snapshot of the project. Their order, whatever the clock says.
    pub number: u64,
    /// When it was made, in milliseconds since 1970 UTC by the clock of the machine.
    pub at_ms: i64,
    /// The file.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// What it holds; `None` when the file cannot be read.
    pub holds: Option<Standing>,
}

/// The snapshots of a project, and how it stood when that was noted last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Newest first.
    pub snapshots: Vec<Snapshot>,
    /// The last state that is known, whatever the project file says now.
    pub last_known: Option<Standing>,
    /// How the project stands now; `None` when it cannot be read.
    pub now: Option<Standing>,
    /// The folder they lie in.
    pub folder: PathBuf,
}

/// What is found when a project cannot be opened as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The project file, which nothing was written to.
    pub project: PathBuf,
    /// What is wrong, in the words of an error.
    pub fault: Fault,
    /// What the checks found, at most a few lines.
    pub findings: Vec<String>,
    /// Its snapshots.
    pub kept: Kept,
    /// The number of the newest snapshot that passed every check.
    pub newest_good: Option<u64>,
    /// What of the damaged file can be counted; `None` when nothing of it can be read.
    pub readable: Option<Counts>,
}

/// A damaged project copied aside, and how the copy fares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The copy.
    pub copy: PathBuf,
    /// The copy without its log: what it holds when it passed every check, else what is wrong.
    pub alone: Result<Standing, String>,
    /// The copy with its log; `None` when there was no log.
    pub with_log: Option<Result<Standing, String>>,
}
