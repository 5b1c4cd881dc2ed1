//! What the threads of a session tell the window: events, in the order they happened.

use super::beside::{Beside, Outlined, Stands};
use super::decoding::{Decoded, Preview};
use super::folders::Folders;
use super::importing::{FileNews, Report};
use super::looking::Held;
use super::parts::Parts;
use super::quoting::Checked;
use super::reading::{FoundWords, OpenedText};
use super::rescanning::Seen;
use crate::analysis::agreement::Proposal;
use crate::analysis::graph::Point;
use crate::analysis::near::clusters::Cluster;
use crate::analysis::remarks::RemarkKind;
use crate::domain::query::QueryError;
use crate::domain::read::{EditLine, ProjectFacts};
use crate::domain::snapshot::{Aside, Damage, Kept, Snapshot};
use crate::domain::{Committed, Fault, Id, Record, Span, Words};
use crate::store::search::{Facets, Hit, Hits, Meant, Own};
use crate::store::space::Short;
use crate::store::{Chunk, FoundPath, Origin};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// Names one edit that was handed in, until it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Wakes the window when there is news.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What the first frame of a project is drawn from; the rest of what stays in memory follows.
#[derive(Debug)]
pub struct Resident {
    /// The project as a whole.
    pub facts: ProjectFacts,
    /// Documents of the list's first page, with what is shown of them.
    pub records: Vec<Record>,
    /// How many documents of the list come before that page, oldest first.
    pub before: usize,
    /// How many documents the list has.
    pub documents: usize,
    /// Remembered positions and layouts.
    pub view_state: Vec<(String, String)>,
    /// Half-typed texts.
    pub drafts: Vec<(String, String)>,
    /// False when the last session ended without closing the project.
    pub closed_cleanly: bool,
    /// Why the project can only be read here, if it can.
    pub read_only: Option<Fault>,
    /// How many steps that were saved once are no longer in the file, because it was exchanged for an older one.
    pub steps_lost: u64,
    /// What undo would take back.
    pub can_undo: Option<Words>,
    /// What redo would bring again.
    pub can_redo: Option<Words>,
    /// Imports as they were asked for, oldest first; undone ones are not among them.
    pub origins: Vec<Origin>,
}

/// News for the window.
#[derive(Debug)]
pub enum Event {
    /// The project is open; its first page is here.
    Ready(Box<Resident>),
    /// Everything that stays in memory has been handed over, and edits can be made.
    Whole,
    /// It could not be opened, or not be read whole.
    OpenFailed(Fault),
    /// This is durable now.
    Committed {
        /// Which edit, unless it is part of an import.
        ticket: Option<Ticket>,
        /// What changed.
        committed: Committed,
    },
    /// Everything handed in so far is durable.
    AllSaved,
    /// An edit made no sense; nothing changed.
    Refused {
        /// Which edit.
        ticket: Option<Ticket>,
        /// Why.
        fault: Fault,
    },
    /// Writing failed; edits wait.
    Stalled {
        /// How many wait.
        waiting: usize,
        /// Why.
        fault: Fault,
    },
    /// The log could not be brought into the project's file; everything is safe in both.
    LogStays(Fault),
    /// A copy of the project holds everything, what waited included; work goes on in it.
    SavedAs(PathBuf),
    /// An edit that could not be written was given up.
    Discarded {
        /// Which edit.
        ticket: Option<Ticket>,
    },
    /// A document's text is open.
    Opened(OpenedText),
    /// More text.
    Text {
        /// Of which revision.
        revision: Id,
        /// The text.
        chunk: Chunk,
    },
    /// Lines of the history.
    History {
        /// The lines, oldest first.
        lines: Vec<EditLine>,
    },
    /// Hits of a search in a document, in order.
    Found {
        /// Which search.
        number: u64,
        /// The hits that were not told before.
        spans: Vec<Span>,
        /// True with the last of them.
        done: bool,
        /// True when there are more than can be kept.
        cut_short: bool,
    },
    /// The pairs of claims that are to be decided, or why there are none.
    Tensions(Result<Vec<Arc<Proposal>>, Fault>),
    /// The quiet marks of some sorts on a text, or why they are not known.
    Remarks {
        /// Which were asked.
        number: u64,
        /// The marks, by their first bytes.
        found: Result<Vec<(Span, RemarkKind)>, Fault>,
    },
    /// Where the nodes of a graph lie, or why that is not known.
    GraphLaid {
        /// Which graph.
        number: u64,
        /// A place for each node.
        places: Result<Vec<Point>, Fault>,
    },
    /// The names that may be one, or why that is not known.
    Names(Result<Vec<super::naming::Proposal>, Fault>),
    /// What a quotation is to the texts that are held.
    Judged {
        /// Which check.
        number: u64,
        /// What it is, and where its pieces stand.
        checked: Box<Checked>,
    },
    /// How far a quotation check is.
    Checked {
        /// Which check.
        number: u64,
        /// Places that were not told before.
        places: Vec<Held>,
        /// Texts looked through.
        looked: usize,
        /// Texts in all.
        of: usize,
        /// True with the last of them.
        done: bool,
    },
    /// Words with their citation, to be copied.
    Cited {
        /// Both, as they are pasted.
        text: Words,
    },
    /// The steps that touched one record, oldest first.
    Past {
        /// The record.
        id: Id,
        /// The steps.
        lines: Vec<EditLine>,
    },
    /// Where words stand.
    Placed {
        /// The revision.
        revision: Id,
        /// The words, in bytes.
        span: Span,
        /// Where they stand.
        stands: Stands,
    },
    /// The structure beside a text.
    Beside {
        /// The revision.
        revision: Id,
        /// The structure.
        structure: Beside,
    },
    /// The outline of a text.
    Outlined(Outlined),
    /// The parts of a text.
    Parts(Parts),
    /// Every place of some words in a text.
    Everywhere(FoundWords),
    /// What a question finds.
    Hits {
        /// Which search.
        number: u64,
        /// The documents and places.
        hits: Hits,
    },
    /// How what it finds is spread.
    Facets {
        /// Which search.
        number: u64,
        /// The counts.
        facets: Facets,
        /// What may have been meant where nothing was found.
        meant: Option<Meant>,
        /// What answers it of the analyst's own words.
        own: Vec<Own>,
        /// True when there is more of them.
        more_own: bool,
    },
    /// The stretches to be marked for a question.
    Gathered {
        /// Which search.
        number: u64,
        /// The stretches.
        gathered: super::Gathered,
    },
    /// All places of a document of which only the first were told.
    AllPlaces {
        /// Which search.
        number: u64,
        /// The text.
        revision: Id,
        /// The places; `None` when there are none any more.
        hit: Option<Hit>,
    },
    /// How many places there are in texts of which only the first were told: in some of them at least.
    Places {
        /// Which search.
        number: u64,
        /// How many, by text.
        counts: Vec<(Id, usize)>,
    },
    /// How many documents each of several questions finds.
    Counted(BTreeMap<Id, usize>),
    /// What was counted of words.
    Words(Box<super::words::WordNews>),
    /// Every text is indexed.
    Indexed,
    /// How far a look through every text is, and what it has found since.
    Looked {
        /// Which search.
        number: u64,
        /// How far.
        looked: super::Looked,
    },
    /// What was asked cannot be looked for.
    NotUnderstood {
        /// Which search.
        number: u64,
        /// Why, and where in the question.
        error: QueryError,
    },
    /// Searching failed.
    SearchFailed(Fault),
    /// Reading failed.
    ReadFailed {
        /// Why.
        fault: Fault,
    },
    /// A worker ended by a fault of the program itself.
    Broken {
        /// True when it was the writer: nothing can be saved any more until the project is opened again.
        writing: bool,
        /// What to say.
        fault: Fault,
    },
    /// What became of files of a running import.
    Files(Vec<FileNews>),
    /// An import ended.
    Imported(Result<Report, Fault>),
    /// Where documents came from.
    Origins {
        /// Imports as they were asked for, oldest first.
        origins: Vec<Origin>,
    },
    /// Paths documents were found at.
    Paths {
        /// The record they come after; `None` for the first of all.
        after: Option<Id>,
        /// They.
        paths: Vec<FoundPath>,
        /// The record to ask on from, when there may be more.
        next: Option<Id>,
    },
    /// The folders documents were taken from.
    Folders(Folders),
    /// The places the project's documents were taken from were looked at again.
    Seen(Result<Box<Seen>, Fault>),
    /// A document is read in another encoding now, or not.
    Decoded(Result<Decoded, Fault>),
    /// What a document's first lines would be in each encoding.
    Previewed {
        /// The document.
        document: Id,
        /// The lines, an encoding each.
        previews: Result<Vec<Preview>, Fault>,
    },
    /// Texts that waited were compared with all others; there may be other copies than before.
    Compared,
    /// The copies the project is known to hold, the largest cluster first.
    Copies(Result<Vec<Cluster>, Fault>),
    /// Two copies beside each other.
    SideBySide(Result<super::SideBySide, Fault>),
    /// A template made a brief, or not.
    Drafted(Result<super::Draft, Fault>),
    /// A brief as its export would be, or why it cannot be.
    Sheet(Result<Vec<super::SheetLine>, Fault>),
    /// An export was made, or not.
    Exported(Result<PathBuf, Fault>),
    /// It is damaged: nothing was written to it, and this is what can be done. Comes instead of [`Event::Ready`], or
    /// later, when a look at the whole file finds it.
    Damaged(Box<Damage>),
    /// Another window wrote; everything that stays in memory has been handed over anew, as it is now.
    Reloaded(ProjectFacts),
    /// Another window wrote nothing since.
    Unchanged,
    /// A snapshot that was asked for is made.
    SnapshotMade(Snapshot),
    /// A snapshot could not be made.
    SnapshotFailed(Fault),
    /// There is less room on the disk than there should be; said once a session.
    LittleSpace(Short),
    /// The project lies on such a file system of another computer, or of a program.
    FarAway(&'static str),
    /// The snapshots, and how the project stands.
    Kept(Kept),
    /// A new project was made of a snapshot or of a sound copy, or not.
    Restored(Result<PathBuf, Fault>),
    /// A damaged project was copied aside, or not.
    Aside(Result<Aside, Fault>),
    /// The project is closed; it is one file again.
    Closed(Result<(), Fault>),
}

/// Where threads leave their news.
#[derive(Clone)]
pub(super) struct Tell {
    pub(super) events: Sender<Event>,
    pub(super) wake: Wake,
}

impl Tell {
    /// Does a worker's work. A panic in it becomes news; whoever waits for the worker would wait for ever otherwise.
    pub(super) fn guard(&self, writing: bool, work: impl FnOnce()) {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            self.event(Event::Broken { writing, fault: broken(writing) });
        }
    }

    /// As [`Self::guard`], where somebody waits for an answer: a panic becomes that answer, so that it is known that there
    /// will be no other.
    pub(super) fn guard_answer(&self, work: impl FnOnce(), answer: impl FnOnce(Fault) -> Event) {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            self.event(answer(broken(false)));
        }
    }

    pub(super) fn event(&self, event: Event) {
        // When the window has gone there is nobody to tell.
        if self.events.send(event).is_ok() {
            (self.wake)();
        }
    }
}

fn broken(writing: bool) -> Fault {
    if writing {
        return Fault::new(
            "AS-JOB-01",
            "The part of the program that saves has failed.",
            "Everything shown as Saved is in the file. What was not saved yet is lost with this window.",
            "Close the project and open it again.",
        );
    }
    Fault::new(
        "AS-JOB-02",
        "A part of the program that reads, imports or exports has failed.",
        "The project is unharmed, and what is Saved is safe.",
        "Go on; if it repeats, open the project again and leave out the file it happened with.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_panics_says_so() {
        let (events, news) = std::sync::mpsc::channel();
        let tell = Tell { events, wake: Arc::new(|| {}) };
        tell.guard(true, || {});
        assert!(news.try_recv().is_err());
        tell.guard(true, || panic!("a fault of the program"));
        let Ok(Event::Broken { writing: true, fault }) = news.try_recv() else { panic!("nothing was said") };
        assert_eq!(fault.code, "AS-JOB-01");
    }

    #[test]
    fn who_waits_for_an_answer_has_one_also_of_a_worker_that_panics() {
        let (events, news) = std::sync::mpsc::channel();
        let tell = Tell { events, wake: Arc::new(|| {}) };
        let answer = |fault| Event::GraphLaid { number: 7, places: Err(fault) };
        tell.guard_answer(|| {}, answer);
        assert!(news.try_recv().is_err());
        tell.guard_answer(|| panic!("a fault of the program"), answer);
        let Ok(Event::GraphLaid { number: 7, places: Err(fault) }) = news.try_recv() else {
            panic!("nothing was said")
        };
        assert_eq!(fault.code, "AS-JOB-02");
        assert!(news.try_recv().is_err(), "it is said once");
    }
}
