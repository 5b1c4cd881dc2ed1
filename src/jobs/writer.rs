//! The writer: one thread with the only read-write connection. It answers an edit after it is durable, never before.
//! What fails because of the disk stays first in the queue until it is tried again or discarded.

use super::copies::Copies;
use super::inbox::{Inbox, Next};
use super::keeping::{Keeping, Rule};
use super::news::{Event, Tell, Ticket};
use crate::domain::{Edit, Fault, Id, Words};
use crate::store::{
    ExportRecord, ImportOutcome, NewDocument, NewRevision, Origin, PathNews, Recapture, Store, StoreError, space,
};
use std::path::PathBuf;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

/// Something to write.
#[derive(Clone, Debug)]
pub enum Work {
    /// An edit.
    Edit(Ticket, Edit),
    /// Take back the latest group.
    Undo(Ticket),
    /// Bring it again.
    Redo(Ticket),
    /// Remember a position or a layout.
    ViewState(String, String),
    /// Keep or forget a half-typed text.
    Draft(String, Option<String>),
    /// Record an export.
    Export(ExportRecord),
    /// Name the analyst.
    Author(Words),
    /// Nobody wants to go on with an import.
    EndImport(Id),
}

/// Documents of one import that are written together, and where the outcome goes.
pub(super) struct ImportUnit {
    pub batch: Id,
    pub group: Id,
    pub documents: Vec<NewDocument>,
    pub answer: SyncSender<Result<Vec<ImportOutcome>, Fault>>,
}

/// Another decoding of a document, and where the outcome goes: `false` when its passages changed meanwhile.
pub(super) struct DecodingUnit {
    pub new: NewRevision,
    pub answer: SyncSender<Result<bool, Fault>>,
}

/// New bytes of a document, and where the outcome goes: they come back when its passages changed meanwhile.
pub(super) struct RecaptureUnit {
    pub group: Id,
    pub new: Recapture,
    pub answer: SyncSender<Result<Option<Recapture>, Fault>>,
}

/// What became of files, and where the outcome goes.
pub(super) struct PathsUnit {
    pub batch: Id,
    pub group: Id,
    pub news: Vec<PathNews>,
    pub answer: SyncSender<Result<(), Fault>>,
}

/// What goes in pieces, so that edits overtake it.
pub(super) enum Unit {
    Import(ImportUnit),
    Decoding(DecodingUnit),
    Recapture(Box<RecaptureUnit>),
    Paths(PathsUnit),
    /// Remember what an import was asked for.
    Begin(Origin, SyncSender<Result<(), Fault>>),
    /// An import came to its end.
    End(Id, SyncSender<Result<(), Fault>>),
}

/// Words that pass every queue.
#[derive(Clone, Debug)]
pub(super) enum Control {
    Retry,
    Discard,
    /// Go on in a copy of the project at this path.
    SaveAs(PathBuf),
    /// The project is damaged: write nothing more, not even to close it.
    Abandon,
    Close,
}

/// How long nothing happens before the log is brought into the file and the file is looked at.
const IDLE: Duration = Duration::from_secs(5);
/// How long a piece of what is done beside may take, but for what is in hand then…
const PATIENCE: Duration = Duration::from_millis(30);
/// …and how long while somebody edits, who waits for the end of a piece at every stroke.
const LITTLE_PATIENCE: Duration = Duration::from_millis(8);
/// So long after an edit somebody edits still.
const AT_WORK: Duration = Duration::from_secs(3);
/// How long indexing rests after it failed, as it does while somebody else holds the file for a moment.
const AGAIN: Duration = Duration::from_secs(1);

/// Writes until it is told to close. `readers_gone` waits for the other connections, which must be closed first.
pub(super) fn run(
    mut store: Store,
    inbox: &Inbox,
    tell: &Tell,
    keeping: &Keeping,
    readers_gone: impl FnOnce(),
) -> Result<(), StoreError> {
    let mut rule = Rule::new(keeping.clone());
    store.keep_before_risk();
    store.load_ballast();
    store.let_log_grow()?;
    let stall = |error: StoreError| tell.event(Event::Stalled { waiting: inbox.edits(), fault: error.into() });
    let mut stalled = false;
    let mut dirty = false;
    // True once it was told that the log could not be brought into the file.
    let mut told_of_log = false;
    // True while some text may wait to be indexed; that is done in small pieces when nothing else waits.
    let mut indexing = true;
    // True once it was told that all texts can be searched.
    let mut searched = false;
    // Not before this after it failed.
    let mut index_again: Option<Instant> = None;
    let mut copies = Copies::default();
    loop {
        let left = index_again.map_or(Duration::ZERO, |at| at.saturating_duration_since(Instant::now()));
        let index_soon = indexing && !stalled && !inbox.is_held();
        let index_now = index_soon && left.is_zero();
        match inbox.next(stalled, if index_soon { left.min(IDLE) } else { IDLE }) {
            Next::Control(Control::Close) => {
                inbox.close();
                readers_gone();
                rule.close(store.still_there().is_ok());
                return store.close();
            }
            Next::Control(Control::Abandon) => {
                inbox.close();
                readers_gone();
                rule.close(false);
                return store.abandon();
            }
            // A disk that did not confirm a write is not asked again.
            Next::Control(Control::Retry | Control::Discard) if store.trusted().is_err() => {
                stalled = true;
                stall(StoreError::Unconfirmed);
            }
            Next::Control(Control::Retry) => stalled = false,
            Next::Control(Control::Discard) => {
                if let Next::Work(work) = inbox.next(false, Duration::ZERO) {
                    tell.event(Event::Discarded { ticket: work.ticket() });
                }
                stalled = false;
            }
            Next::Control(Control::SaveAs(path)) => match save_as(&store, &path, inbox) {
                Ok(path) => tell.event(Event::SavedAs(path)),
                Err(error) => tell.event(Event::Refused { ticket: None, fault: error.into() }),
            },
            Next::Work(work) => {
                let done = match store.still_there() {
                    Ok(()) => answer(&mut store, work, inbox, tell),
                    Err(gone) => {
                        inbox.put_back(work);
                        Err(gone)
                    }
                };
                if let Err(error) = done {
                    stalled = true;
                    stall(error);
                    continue;
                }
                if inbox.edits() == 0 {
                    tell.event(Event::AllSaved);
                }
                dirty = true;
                (indexing, searched) = (true, false);
                rule.written();
            }
            Next::Unit(unit) => {
                perform(&mut store, inbox, unit, tell);
                shorten_log(&store, inbox);
                if let Err(error) = store.trusted() {
                    stalled = true;
                    stall(error);
                    continue;
                }
                dirty = true;
                (indexing, searched) = (true, false);
                rule.written();
            }
            // Looked at while nothing else is done, so that it is noticed before somebody edits.
            Next::Idle if let Err(error) = store.still_there() => {
                stalled = true;
                stall(error);
            }
            Next::Idle if index_now => {
                let until = Instant::now() + if inbox.edited_within(AT_WORK) { LITTLE_PATIENCE } else { PATIENCE };
                let enough = || Instant::now() >= until || inbox.edits() > 0;
                // Where it fails, search says that texts wait, and it is tried again a little later.
                let done = copies.index_piece(&mut store, &enough, &|| inbox.edits() > 0);
                if matches!(done, Ok(true)) && !std::mem::replace(&mut searched, true) {
                    tell.event(Event::Indexed);
                }
                // Copies are looked for when all texts can be searched.
                let done = done.and_then(|done| if done { copies.piece(&mut store, &enough) } else { Ok(false) });
                let done = store.heed(done);
                shorten_log(&store, inbox);
                if let Err(error) = store.trusted() {
                    stalled = true;
                    stall(error);
                    continue;
                }
                dirty |= matches!(done, Ok(false));
                indexing = !matches!(done, Ok(true));
                index_again = done.is_err().then(|| Instant::now() + AGAIN);
                if matches!(done, Ok(true)) && copies.take_changed() {
                    tell.event(Event::Compared);
                }
            }
            Next::Idle if dirty => match store.checkpoint() {
                Ok(done) => {
                    // A reader may hold the log for now; the next idle time tries again.
                    (dirty, told_of_log) = (!done, false);
                    rule.look();
                }
                Err(error @ StoreError::Unconfirmed) => {
                    stalled = true;
                    stall(error);
                }
                Err(error) => {
                    if !std::mem::replace(&mut told_of_log, true) {
                        tell.event(Event::LogStays(log_stays(error)));
                    }
                }
            },
            Next::Idle => {}
        }
    }
}

/// Brings a long log into the file between two edits. Where that fails the log stays, and it is tried again.
fn shorten_log(store: &Store, inbox: &Inbox) {
    if inbox.edits() == 0 {
        drop(store.heed(store.shorten_log()));
    }
}

/// Copies the project and writes what waits into the copy. On an error everything waits as before, and nothing of the copy
/// is left.
fn save_as(store: &Store, path: &std::path::Path, inbox: &Inbox) -> Result<PathBuf, StoreError> {
    let path = store.copy_to(path)?;
    let waiting = inbox.take_edits();
    let done = Store::open(&path, None).and_then(|copy| write_all(copy, &waiting));
    if let Err(error) = done {
        for work in waiting.into_iter().rev() {
            inbox.put_back(work);
        }
        Store::remove_copy(&path);
        return Err(error);
    }
    Ok(path)
}

fn write_all(mut copy: Store, waiting: &[Work]) -> Result<(), StoreError> {
    for work in waiting {
        match write(&mut copy, work) {
            // What makes no sense in the project makes none in its copy.
            Err(error) if !error.is_refusal() => return Err(error),
            _ => {}
        }
    }
    copy.close()
}

/// What is said when the log could not be brought into the file.
fn log_stays(error: StoreError) -> Fault {
    let cause = Fault::from(error);
    Fault {
        code: "AS-STO-22",
        what: format!("The log beside the project could not be brought into its file. {}", cause.what),
        safe: "Everything shown as Saved is safe: in the file, and in the log beside it.".to_owned(),
        todo: "Free some space. Until the project is closed, move the file only together with its log.".to_owned(),
        causes: cause.causes,
    }
}

impl Work {
    fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Edit(ticket, _) | Self::Undo(ticket) | Self::Redo(ticket) => Some(*ticket),
            _ => None,
        }
    }
}

/// Writes one thing and tells what came of it. What could not be written goes back to the head of the queue; what makes
/// no sense is refused and is done with.
fn answer(store: &mut Store, work: Work, inbox: &Inbox, tell: &Tell) -> Result<(), StoreError> {
    let mut done = write(store, &work);
    // What is no edit says so here alone.
    done = store.heed(done);
    if matches!(done, Err(StoreError::DiskFull)) && store.drop_ballast() {
        // It may have been told before, but now it is the last that is saved.
        if let Some(short) = space::short(store.path()) {
            tell.event(Event::LittleSpace(short));
        }
        done = write(store, &work);
    }
    match done {
        Ok(Some(event)) => tell.event(event),
        Ok(None) => {}
        Err(error) if error.is_refusal() => tell.event(Event::Refused { ticket: work.ticket(), fault: error.into() }),
        Err(error) => {
            inbox.put_back(work);
            return Err(error);
        }
    }
    Ok(())
}

fn write(store: &mut Store, work: &Work) -> Result<Option<Event>, StoreError> {
    let (ticket, committed) = match work {
        Work::Edit(ticket, edit) => (ticket, store.commit(edit)?),
        Work::Undo(ticket) => (ticket, store.undo()?),
        Work::Redo(ticket) => (ticket, store.redo()?),
        Work::ViewState(key, value) => return store.set_view_state(key, value).map(|()| None),
        Work::Draft(key, body) => return store.set_draft(key, body.as_deref()).map(|()| None),
        Work::Export(export) => return store.record_export(export).map(|()| None),
        Work::Author(author) => return store.set_author(author).map(|()| None),
        Work::EndImport(batch) => return store.end_import(*batch).map(|()| None),
    };
    Ok(Some(Event::Committed { ticket: Some(*ticket), committed }))
}

/// Does a unit and answers. A worker that has gone away no longer wants the answer.
fn perform(store: &mut Store, inbox: &Inbox, unit: Unit, tell: &Tell) {
    match unit {
        Unit::Import(mut unit) => {
            let done = import(store, inbox, &mut unit, tell);
            drop(unit.answer.send(done.map_err(Fault::from)));
        }
        Unit::Decoding(mut unit) => {
            let done = read_as(store, inbox, &mut unit, tell);
            let done = store.heed(done);
            drop(unit.answer.send(done.map_err(Fault::from)));
        }
        Unit::Recapture(unit) => {
            let RecaptureUnit { group, mut new, answer } = *unit;
            let done = recapture(store, inbox, group, &mut new, tell);
            let done = store.heed(done);
            drop(answer.send(done.map(|done| (!done).then_some(new)).map_err(Fault::from)));
        }
        Unit::Begin(origin, answer) => {
            let done = store.begin_import(&origin);
            drop(answer.send(store.heed(done).map_err(Fault::from)));
        }
        Unit::End(batch, answer) => {
            let done = store.end_import(batch);
            drop(answer.send(store.heed(done).map_err(Fault::from)));
        }
        Unit::Paths(PathsUnit { batch, group, news, answer }) => {
            let done = store.still_there().and_then(|()| store.note_paths(batch, group, &news));
            let done = store.heed(done).map(|committed| tell.event(Event::Committed { ticket: None, committed }));
            drop(answer.send(done.map_err(Fault::from)));
        }
    }
}

/// Takes new bytes of a document. Its text goes in pieces as an import's does.
fn recapture(
    store: &mut Store,
    inbox: &Inbox,
    group: Id,
    new: &mut Recapture,
    tell: &Tell,
) -> Result<bool, StoreError> {
    store.still_there()?;
    while !store.stage_recapture(new)? {
        edits_first(store, inbox, tell)?;
    }
    let committed = store.recapture(group, new)?;
    let done = committed.is_some();
    if let Some(committed) = committed {
        tell.event(Event::Committed { ticket: None, committed });
    }
    Ok(done)
}

/// Writes one unit. Large documents go in pieces, and edits that come meanwhile go before the next piece or file.
fn import(
    store: &mut Store,
    inbox: &Inbox,
    unit: &mut ImportUnit,
    tell: &Tell,
) -> Result<Vec<ImportOutcome>, StoreError> {
    store.still_there()?;
    for document in &mut unit.documents {
        while !store.stage(document)? {
            edits_first(store, inbox, tell)?;
        }
    }
    let mut outcomes = Vec::with_capacity(unit.documents.len());
    while let Some(rest) = unit.documents.get(outcomes.len()..).filter(|rest| !rest.is_empty()) {
        let (taken, committed) = store.import_until(unit.batch, unit.group, rest, &|| inbox.edits() > 0)?;
        outcomes.extend(taken);
        tell.event(Event::Committed { ticket: None, committed });
        edits_first(store, inbox, tell)?;
    }
    Ok(outcomes)
}

/// Reads a document in another decoding. Its text goes in pieces as an import's does.
fn read_as(store: &mut Store, inbox: &Inbox, unit: &mut DecodingUnit, tell: &Tell) -> Result<bool, StoreError> {
    store.still_there()?;
    while !store.stage_revision(&mut unit.new)? {
        edits_first(store, inbox, tell)?;
    }
    let committed = store.read_as(&unit.new)?;
    let done = committed.is_some();
    if let Some(committed) = committed {
        tell.event(Event::Committed { ticket: None, committed });
    }
    Ok(done)
}

/// Edits that came meanwhile go before the next piece; the log of a large text does not grow with it.
fn edits_first(store: &mut Store, inbox: &Inbox, tell: &Tell) -> Result<(), StoreError> {
    while inbox.edits() > 0 {
        let Next::Work(work) = inbox.next(false, Duration::ZERO) else { break };
        answer(store, work, inbox, tell)?;
    }
    shorten_log(store, inbox);
    Ok(())
}
