//! Opening a project. Nothing is written before all that stays in memory was read, so that a project that turns out to be
//! damaged is left as it lay there.

use super::inbox::Inbox;
use super::loading;
use super::news::{Event, Resident, Tell};
use crate::domain::snapshot::Damage;
use crate::domain::{Fault, Words};
use crate::store::{Reader, Store, StoreError, rescue, snapshot};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

/// What a session begins with.
pub(super) struct Opened {
    /// Prepared for writing; `None` when the project can only be read.
    pub store: Option<Store>,
    pub reader: Reader,
    /// For reading all that stays in memory.
    pub whole: Reader,
    pub head: Resident,
}

/// Why it does not begin.
pub(super) enum Failed {
    Plainly(Fault),
    Damaged(Box<Damage>),
}

impl Failed {
    pub(super) fn tell(self, tell: &Tell) {
        tell.event(match self {
            Self::Plainly(fault) => Event::OpenFailed(fault),
            Self::Damaged(damage) => Event::Damaged(damage),
        });
    }
}

/// What an error in opening or reading a project means: it is damaged, or there is another reason.
pub(super) fn failed(path: &Path, why: StoreError) -> Failed {
    match rescue::look(path, &why) {
        Some(damage) => Failed::Damaged(Box::new(damage)),
        None => Failed::Plainly(why.into()),
    }
}

/// Makes a project.
pub(super) fn made(path: &Path, author: Option<&Words>) -> Result<Opened, Failed> {
    let made = || -> Result<Opened, StoreError> {
        let store = Store::create(path, author)?;
        let (reader, whole) = (store.reader()?, store.reader()?);
        let head = loading::head(&reader, None, true, Some(store.next_steps()))?;
        Ok(Opened { store: Some(store), reader, whole, head })
    };
    made().map_err(|why| Failed::Plainly(why.into()))
}

/// Opens a project for writing, else for reading.
pub(super) fn opened(path: &Path, author: Option<&Words>) -> Result<Opened, Failed> {
    let open = || -> Result<Opened, StoreError> {
        let (store, why) = match Store::prepare(path, author) {
            Ok(store) => (Some(store), None),
            Err(
                why @ (StoreError::InUse(_)
                | StoreError::ReadOnly(_)
                | StoreError::IsSnapshot(_)
                | StoreError::Unkept(_)),
            ) => (None, Some(Fault::from(why))),
            Err(why) => return Err(why),
        };
        let (reader, whole) = (Reader::open(path)?, Reader::open(path)?);
        // What of its own accord would be mended is only read here, which the window says.
        let why = why.map(|why| if reader.is_broken_off() { Fault { code: "AS-STO-25", ..why } } else { why });
        let steps = store.as_ref().map(Store::next_steps);
        // What another window has open is not broken off.
        let closed_cleanly = store.as_ref().is_none_or(Store::was_closed_cleanly);
        let mut head = loading::head(&reader, why, closed_cleanly, steps)?;
        if store.is_some() {
            head.steps_lost = snapshot::is_behind(path, head.facts.edits);
            head.facts.author = author.cloned().or(head.facts.author);
        }
        Ok(Opened { store, reader, whole, head })
    };
    open().map_err(|why| failed(path, why))
}

/// Opens what can be read of a damaged project, as it lies there.
pub(super) fn salvaged(path: &Path) -> Result<Opened, Failed> {
    let open = || -> Result<Opened, StoreError> {
        let (reader, whole) = (Reader::untouched(path)?, Reader::untouched(path)?);
        let mut head = loading::head_that_reads(&reader)?;
        head.read_only = Some(Fault::new(
            "AS-STO-16",
            "This project is damaged; what can be read of it is shown.",
            "Nothing is written to it.",
            "To work on, open one of its snapshots as a new project: Project ▸ Snapshots.",
        ));
        Ok(Opened { store: None, reader, whole, head })
    };
    open().map_err(|why| Failed::Plainly(why.into()))
}

/// Holds back what is to be written until it is dropped, or for good.
struct Held<'a> {
    inbox: &'a Inbox,
    for_good: bool,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if self.for_good {
            self.inbox.give_up();
        } else {
            self.inbox.hold(false);
        }
    }
}

/// A look at the whole file beside the work.
pub(super) struct LookOver {
    thread: JoinHandle<()>,
    stop: Box<dyn Fn() + Send>,
}

impl LookOver {
    /// Begins. What is found wrong is told as [`Event::Damaged`]. Until it is known to be sound nothing is written: what is edited meanwhile waits in the inbox.
    pub(super) fn begin(path: &Path, inbox: &Arc<Inbox>, tell: &Tell) -> Option<Self> {
        // A project that cannot be opened for reading now was just read; whoever reads next will be told.
        let reader = Reader::open(path).ok()?;
        let stop = reader.interrupter();
        let (path, tell, inbox) = (path.to_owned(), tell.clone(), Arc::clone(inbox));
        inbox.hold(true);
        let thread = std::thread::spawn(move || {
            // Whatever ends the looking, a panic too, lets through what waits, unless damage was found.
            let mut held = Held { inbox: &inbox, for_good: false };
            // An error here means that the looking was broken off, or met what the next reading meets as well.
            let found =
                reader.look_over(false).ok().and_then(|report| report.findings.into_iter().find(|f| !f.is_of_index()));
            let damage = found.and_then(|finding| rescue::look(&path, &StoreError::Damaged(finding.what)));
            if let Some(damage) = damage {
                held.for_good = true;
                tell.event(Event::Damaged(Box::new(damage)));
            }
        });
        Some(Self { thread, stop })
    }

    /// Breaks it off and waits until it is gone.
    pub(super) fn end(self) {
        while !self.thread.is_finished() {
            (self.stop)();
            std::thread::sleep(Duration::from_millis(2));
        }
        // A look that panicked has nothing more to say.
        drop(self.thread.join());
    }
}
