//! A session on one project: the threads that write and read it, and the messages they send. Opening happens on a thread
//! too, so that the window never waits.

use super::copies;
use super::decoding;
use super::desk::Desk;
use super::drafting;
use super::exporting;
use super::hit_table;
use super::importing::{Gate, Progress};
use super::inbox::{Full, Inbox};
use super::keeping::Keeping;
use super::loading::{self, Fill};
use super::news::{Event, Tell, Wake};
use super::opening::{self, LookOver, Opened};
use super::reading::{self, Read};
use super::sample;
use super::searching::{self, Search};
use super::side_by_side;
use super::tensions::{self, Tensions};
use super::turn::Turns;
use super::words::{self, Count};
use super::writer::{self, Control, DecodingUnit, Unit, Work};
use crate::analysis::graph::{Graph, lay_while};
use crate::analysis::remarks::RemarkKind;
use crate::domain::document::Revision;
use crate::domain::query::Query;
use crate::domain::{Fault, Id, Sha256, Words};
use crate::export::{Format, Product};
use crate::store::far::far;
use crate::store::{ExportRecord, HasText, Reader};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// How a project is opened.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// Make a new one.
    Create,
    /// Open for writing; if that cannot be, for reading, and say why.
    Open,
    /// The same for the sample, which is made when it is not there yet.
    Sample,
    /// Read what can be read of a damaged project, as it lies there. Nothing is written.
    Salvage,
}

/// A session on one project. Dropping it closes the project and waits until that is done.
pub struct Session {
    pub(super) path: PathBuf,
    how: How,
    pub(super) inbox: Arc<Inbox>,
    keeping: Keeping,
    reads: Option<Sender<Read>>,
    searches: Arc<Desk<Search>>,
    counts: Arc<Desk<Count>>,
    tensions: Arc<Mutex<Option<Tensions>>>,
    events: Receiver<Event>,
    pub(super) tell: Tell,
    pub(super) gate: Arc<Gate>,
    closing: Arc<AtomicBool>,
    laying: Turns,
    remarking: Turns,
    pub(super) progress: Arc<Mutex<Option<Progress>>>,
    pub(super) threads: Vec<JoinHandle<()>>,
}

impl Session {
    /// Begins to open a project. [`Event::Ready`] or [`Event::OpenFailed`] tells how it went; `fill` is given all that
    /// stays in memory, until [`Event::Whole`].
    pub fn begin(path: &Path, how: How, author: Option<Words>, wake: Wake, fill: Box<dyn Fill>) -> Self {
        let (events_in, events) = mpsc::channel();
        let (reads, requests) = mpsc::channel();
        let tell = Tell { events: events_in, wake };
        let inbox = Arc::new(Inbox::default());
        let closing: Arc<AtomicBool> = Arc::default();
        let searches: Arc<Desk<Search>> = Arc::default();
        let counts: Arc<Desk<Count>> = Arc::default();
        let keeping = Keeping::new(path, tell.clone());
        let thread = {
            let (path, inbox, tell) = (path.to_owned(), Arc::clone(&inbox), tell.clone());
            let (how, closing, keeping) = (how.clone(), Arc::clone(&closing), keeping.clone());
            let (searches, counts) = (Arc::clone(&searches), Arc::clone(&counts));
            std::thread::spawn(move || {
                let begun = Begun { how, author, inbox: &inbox, requests, searches, counts, closing, keeping };
                tell.guard(true, || run(&path, begun, fill, &tell));
                inbox.close();
            })
        };
        Self {
            path: path.to_owned(),
            how,
            inbox,
            keeping,
            reads: Some(reads),
            searches,
            counts,
            tensions: Arc::default(),
            events,
            tell,
            gate: Arc::default(),
            closing,
            laying: Turns::default(),
            remarking: Turns::default(),
            progress: Arc::default(),
            threads: vec![thread],
        }
    }

    /// Where the project lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Hands in something to write.
    pub fn write(&self, work: Work) -> Result<(), Full> {
        self.inbox.push(work)
    }

    /// Asks for something to read; the answer is an event.
    pub fn read(&self, read: Read) {
        if let Some(reads) = &self.reads {
            // Fails only after the reading thread ended, which another event has told.
            drop(reads.send(read));
        }
    }

    /// Asks for something to be searched for; the answer is an event.
    pub fn search(&self, search: Search) {
        self.searches.ask(search);
    }

    /// Asks for words to be counted; the answer is an event.
    pub fn count(&self, count: Count) {
        self.counts.ask(count);
    }

    /// Tries the failed edit again.
    pub fn retry(&self) {
        self.inbox.control(Control::Retry);
    }

    /// Gives the failed edit up and goes on with the next.
    pub fn discard(&self) {
        self.inbox.control(Control::Discard);
    }

    /// Copies the project to a path and writes what waits into the copy.
    pub fn save_as(&self, path: PathBuf) {
        self.inbox.control(Control::SaveAs(path));
    }

    /// Makes a snapshot now, on a worker.
    pub fn snapshot(&mut self) {
        let keeping = self.keeping.clone();
        self.threads.push(std::thread::spawn(move || keeping.now()));
    }

    /// Brings the snapshot of a number back as a new project beside this one, on a worker. `writes` says whether this
    /// session writes: then a snapshot of what is comes first.
    pub fn restore(&mut self, number: u64, writes: bool) {
        let keeping = self.keeping.clone();
        self.threads.push(std::thread::spawn(move || keeping.restore(number, writes)));
    }

    /// Looks, on a worker, whether another window has written since the history ended with `head`. If so, `fill` is given
    /// all that stays in memory.
    pub fn follow(&mut self, head: Sha256, mut fill: Box<dyn Fill>) {
        let (path, tell, closing) = (self.path.clone(), self.tell.clone(), Arc::clone(&self.closing));
        self.threads.push(std::thread::spawn(move || {
            tell.guard(false, || {
                let read = Reader::open(&path).and_then(|reader| {
                    let facts = reader.project_facts()?;
                    let new = facts.head != head;
                    let all = new && loading::hand_over(&reader, loading::Much::All, fill.as_mut(), &closing)?;
                    Ok(if all { Event::Reloaded(facts) } else { Event::Unchanged })
                });
                tell.event(read.unwrap_or_else(|error| Event::ReadFailed { fault: error.into() }));
            });
        }));
    }

    /// Closes the project and waits until that is done. What went wrong meanwhile is given.
    pub fn close(mut self) -> Vec<Fault> {
        self.end(Control::Close);
        std::iter::from_fn(|| self.event())
            .filter_map(|event| match event {
                Event::Closed(Err(fault)) | Event::SnapshotFailed(fault) => Some(fault),
                _ => None,
            })
            .collect()
    }

    /// Lets go of a damaged project without another write to it.
    pub fn abandon(mut self) {
        self.end(Control::Abandon);
    }

    fn end(&mut self, how: Control) {
        self.cancel_import();
        self.closing.store(true, Ordering::Relaxed);
        // The reading thread ends when nobody can ask it any more; then the writer can close the file.
        self.reads = None;
        self.searches.close();
        self.counts.close();
        self.inbox.control(how);
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing more to say.
            drop(thread.join());
        }
    }

    /// The next piece of news, if there is one.
    pub fn event(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// Fetches what a document's first lines would be in each encoding, on a worker.
    pub fn preview(&mut self, document: Id) {
        let (tell, path) = (self.tell.clone(), self.path.clone());
        self.threads.push(std::thread::spawn(move || {
            tell.guard(false, || {
                tell.event(Event::Previewed { document, previews: decoding::previews(&path, document) });
            });
        }));
    }

    /// Reads a document in another encoding from now on; the work is done on a worker.
    pub fn read_as(&mut self, document: Id, encoding: String) {
        let (inbox, tell, path) = (Arc::clone(&self.inbox), self.tell.clone(), self.path.clone());
        self.threads.push(std::thread::spawn(move || {
            tell.guard(false, || {
                let done = decoding::run(&path, document, &encoding, |new| {
                    let (answer, outcome): (SyncSender<_>, _) = mpsc::sync_channel(1);
                    if !inbox.push_unit(Unit::Decoding(DecodingUnit { new, answer })) {
                        return Err(unwritten());
                    }
                    outcome.recv().unwrap_or_else(|_closed| Err(unwritten()))
                });
                tell.event(Event::Decoded(done));
            });
        }));
    }

    /// Makes a brief of a template on a worker.
    pub fn draft(&mut self, template: super::Template, scope: crate::analysis::template::Scope) {
        self.work(move |reader| Event::Drafted(drafting::draft(reader, &template, scope)), Event::Drafted);
    }

    /// Puts a brief together on a worker as its export would be.
    pub fn sheet(&mut self, brief: Id) {
        self.work(move |reader| Event::Sheet(drafting::sheet(reader, brief)), Event::Sheet);
    }

    /// Fetches the copies the project is known to hold, on a worker. `false` for a damaged project, of which nobody
    /// expects them.
    pub fn copies(&mut self) -> bool {
        let whole = self.how != How::Salvage;
        if whole {
            self.work(|reader| Event::Copies(copies::known(reader)), Event::Copies);
        }
        whole
    }

    /// Lays all claims beside each other on a worker; after the first time, those that changed.
    pub fn tensions(&mut self) {
        let (closing, kept) = (Arc::clone(&self.closing), Arc::clone(&self.tensions));
        let read = move |reader: &Reader| {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            Event::Tensions(tensions::tensions(&mut kept, reader, &mut |_| !closing.load(Ordering::Relaxed)))
        };
        self.work(read, Event::Tensions);
    }

    /// Looks through a text for quiet marks of some sorts on a worker. What was asked before gives up.
    pub fn remarks(
        &mut self,
        number: u64,
        document: Id,
        text: &Revision,
        language: Option<Words>,
        kinds: Vec<RemarkKind>,
    ) {
        let goes_on = self.remarking.next(number, &self.closing);
        let language = language.map(Words::into_raw);
        let text = HasText { document, revision: text.id, language, bytes: text.text_bytes };
        let path = self.path.clone();
        let look = move || {
            let reader = Reader::open(&path).map_err(Fault::from)?;
            super::remarking::remarks(&reader, &text, &kinds, &goes_on)
        };
        self.answered(move || look().transpose(), move |found| Event::Remarks { number, found });
    }

    /// Lays a graph out on a worker. What was asked before gives up.
    pub fn lay_graph(&mut self, number: u64, graph: Arc<Graph>) {
        let goes_on = self.laying.next(number, &self.closing);
        self.answered(move || lay_while(&graph, &goes_on).map(Ok), move |places| Event::GraphLaid { number, places });
    }

    /// Does work on a worker and gives its answer: none of work that was given up, and of what panics that it did.
    fn answered<T>(
        &mut self,
        work: impl FnOnce() -> Option<Result<T, Fault>> + Send + 'static,
        answer: impl Fn(Result<T, Fault>) -> Event + Send + 'static,
    ) {
        let tell = self.tell.clone();
        self.threads.retain(|thread| !thread.is_finished());
        self.threads.push(std::thread::spawn(move || {
            let done = || work().into_iter().for_each(|result| tell.event(answer(result)));
            tell.guard_answer(done, |fault| answer(Err(fault)));
        }));
    }

    /// Lays all names beside each other on a worker.
    pub fn names(&mut self) {
        let closing = Arc::clone(&self.closing);
        let read = move |reader: &Reader| {
            Event::Names(super::naming::proposals(reader, &mut || !closing.load(Ordering::Relaxed)))
        };
        self.work(read, Event::Names);
    }

    /// Lays two copies beside each other on a worker.
    pub fn beside(&mut self, left: Id, right: Id) {
        self.work(move |reader| Event::SideBySide(side_by_side::side_by_side(reader, left, right)), Event::SideBySide);
    }

    fn work<T>(
        &mut self,
        read: impl FnOnce(&Reader) -> Event + Send + 'static,
        unread: impl FnOnce(Result<T, Fault>) -> Event + Send + 'static,
    ) {
        let (tell, path) = (self.tell.clone(), self.path.clone());
        self.threads.retain(|thread| !thread.is_finished());
        self.threads.push(std::thread::spawn(move || {
            tell.guard(false, || {
                tell.event(match Reader::open(&path) {
                    Ok(reader) => read(&reader),
                    Err(error) => unread(Err(error.into())),
                });
            });
        }));
    }

    /// Exports on a worker, and records it.
    pub fn export(&mut self, product: Product, format: Format, to: PathBuf) {
        self.write_out(to, move |reader, to| exporting::make(reader, &product, format, to));
    }

    /// Writes every place a question finds into a table, on a worker, and records it.
    pub fn export_hits(&mut self, query: Query, to: PathBuf) {
        self.write_out(to, move |reader, to| hit_table::make(reader, &query, to));
    }

    /// Writes the matrix of hypotheses into a table, on a worker, and records it.
    pub fn export_hypotheses(&mut self, to: PathBuf) {
        self.write_out(to, |reader, to| super::hypotheses::export(reader, to));
    }

    fn write_out(
        &mut self,
        to: PathBuf,
        make: impl FnOnce(&Reader, &Path) -> Result<ExportRecord, Fault> + Send + 'static,
    ) {
        let (inbox, tell, path) = (Arc::clone(&self.inbox), self.tell.clone(), self.path.clone());
        let open = if self.how == How::Salvage { Reader::untouched } else { Reader::open };
        self.threads.push(std::thread::spawn(move || {
            tell.guard(false, || {
                let made = open(&path).map_err(Fault::from).and_then(|reader| make(&reader, &to));
                tell.event(Event::Exported(made.map(|record| {
                    // A full queue means that writing has stopped, which the window says already.
                    if inbox.push(Work::Export(record)) == Err(Full) {
                        return to;
                    }
                    to
                })));
            });
        }));
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.threads.is_empty() {
            self.end(Control::Close);
        }
    }
}

fn unwritten() -> Fault {
    Fault::new(
        "AS-ENC-90",
        "The encoding was not changed, because the project is no longer being written.",
        "The document is read as before.",
        "Try again when the project can be written.",
    )
}

/// What a session is begun with beside its path.
struct Begun<'a> {
    how: How,
    author: Option<Words>,
    inbox: &'a Arc<Inbox>,
    requests: Receiver<Read>,
    searches: Arc<Desk<Search>>,
    counts: Arc<Desk<Count>>,
    closing: Arc<AtomicBool>,
    keeping: Keeping,
}

/// Waits for a thread. One that panicked has said so.
fn ended(thread: JoinHandle<()>) {
    drop(thread.join());
}

fn run(path: &Path, begun: Begun<'_>, mut fill: Box<dyn Fill>, tell: &Tell) {
    let Begun { how, author, inbox, requests, searches, counts, closing, keeping } = begun;
    if how == How::Sample
        && !path.exists()
        && let Err(fault) = sample::make(path, author.as_ref())
    {
        return tell.event(Event::OpenFailed(fault));
    }
    let opened = match how {
        How::Create => opening::made(path, author.as_ref()),
        How::Open | How::Sample => opening::opened(path, author.as_ref()),
        How::Salvage => opening::salvaged(path),
    };
    let Opened { mut store, reader, whole, head } = match opened {
        Ok(opened) => opened,
        Err(failed) => return failed.tell(tell),
    };
    let clean = head.closed_cleanly;
    tell.event(Event::Ready(Box::new(head)));
    let told = tell.clone();
    let reading = std::thread::spawn(move || told.guard(false, || reading::run(&reader, &requests, &told)));
    let (told, project) = (tell.clone(), path.to_owned());
    let searching = std::thread::spawn(move || told.guard(false, || searching::run(&project, &searches, &told)));
    let (told, project, exported) = (tell.clone(), path.to_owned(), Arc::clone(inbox));
    let counting =
        std::thread::spawn(move || told.guard(false, || words::desk::run(&project, &counts, &exported, &told)));
    let readers = [reading, searching, counting];
    // Nothing is written before all that stays in memory was read: until then a damaged project is as it lay there.
    let much = if how == How::Salvage { loading::Much::WhatReads } else { loading::Much::All };
    fill.wait(&closing);
    let loaded = loading::hand_over(&whole, much, fill.as_mut(), &closing);
    drop(whole);
    let started = loaded.and_then(|all| match &mut store {
        Some(store) if all => store.start(author.as_ref()).map(|()| all),
        _ => Ok(all),
    });
    if matches!(started, Ok(true)) {
        tell.event(Event::Whole);
    }
    let written = match (started, store) {
        (Ok(true), Some(store)) => {
            keeping.look_at_space();
            if let Some(kind) = far(path) {
                tell.event(Event::FarAway(kind));
            }
            // What was broken off was looked over before; what was closed is looked over now, beside the work.
            let look =
                (clean && matches!(how, How::Open | How::Sample)).then(|| LookOver::begin(path, inbox, tell)).flatten();
            let readers_gone = || {
                readers.into_iter().for_each(ended);
                if let Some(look) = look {
                    look.end();
                }
            };
            writer::run(store, inbox, tell, &keeping, readers_gone)
        }
        (Ok(_), store) => {
            readers.into_iter().for_each(ended);
            drop(store);
            Ok(())
        }
        (Err(why), store) => {
            drop(store);
            opening::failed(path, why).tell(tell);
            inbox.close();
            readers.into_iter().for_each(ended);
            return;
        }
    };
    inbox.close();
    tell.event(Event::Closed(written.map_err(Fault::from)));
}
