//! What a session does for imports: one at a time on a worker, which hands its units to the writer and tells the window what
//! becomes of each file.

use super::importing::{self, FileNews, Gate, ImportSink, Progress, Report, THREADS, Wanted, Watch};
use super::inbox::{Full, Inbox};
use super::news::{Event, Tell, Ticket};
use super::rescanning::{self, Seen};
use super::session::Session;
use super::writer::{ImportUnit, PathsUnit, RecaptureUnit, Unit, Work};
use crate::domain::{Edit, Fault, Id};
use crate::store::{ImportOutcome, NewDocument, Origin, PathNews, Reader, Recapture};
use std::path::PathBuf;
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often the window is told how far an import is.
const TOLD: Duration = Duration::from_millis(100);
/// News of files are told together, at most so many.
const TOGETHER: usize = 4_096;

impl Session {
    /// Imports files and folders on a worker.
    /// Originals of at most `keep_limit` bytes are kept in the project.
    pub fn import(&mut self, paths: Vec<PathBuf>, keep_limit: usize) {
        self.run(move |gate, watch, sink| importing::run(&Wanted::new(paths, keep_limit), gate, watch, sink));
    }

    /// Goes on with an import that did not come to its end, on a worker.
    pub fn go_on(&mut self, batch: Id) {
        self.run(move |gate, watch, sink| importing::go_on(batch, THREADS, gate, watch, sink));
    }

    /// Takes in what was seen where the documents came from, on a worker.
    pub fn take_seen(&mut self, seen: Seen) {
        self.run(move |gate, watch, sink| rescanning::take(seen, gate, watch, sink));
    }

    /// Reads a document that ended its parser again, for longer, on a worker.
    pub fn read_again(&mut self, document: Id) {
        let path = self.path.clone();
        self.run(move |gate, watch, sink| importing::again::again(document, &path, gate, watch, sink));
    }

    /// Looks again, on a worker, where the documents came from.
    pub fn look_again(&mut self) {
        let (gate, tell) = (self.begin_import(), self.tell.clone());
        let (path, progress) = (self.path.clone(), Arc::clone(&self.progress));
        self.threads.push(std::thread::spawn(move || {
            let mut teller = Teller::new(&tell, &progress);
            tell.guard(false, || {
                let seen = Reader::open(&path).map_err(Fault::from).and_then(|reader| {
                    rescanning::look(&reader, &gate, &mut |found| {
                        teller.progress(&Progress { found, ..Progress::default() });
                    })
                });
                tell.event(Event::Seen(seen.map(Box::new)));
            });
            show(&tell, &progress, None);
        }));
    }

    /// Holds a running import after the files in hand, or lets it go on.
    pub fn hold_import(&self, held: bool) {
        self.gate.hold(held);
    }

    /// Stops a running import after the files in hand; what was taken stays, and the rest can be gone on with.
    pub fn cancel_import(&self) {
        self.gate.stop();
    }

    /// How far a running import is.
    pub fn progress(&self) -> Option<Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn begin_import(&mut self) -> Arc<Gate> {
        self.threads.retain(|thread| !thread.is_finished());
        self.gate = Arc::default();
        // From here on until the report is sent there is progress, so that nobody takes the session for idle.
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(Progress::default());
        Arc::clone(&self.gate)
    }

    fn run(
        &mut self,
        import: impl FnOnce(&Gate, &mut dyn Watch, &mut dyn ImportSink) -> Result<Report, Fault> + Send + 'static,
    ) {
        let (gate, tell) = (self.begin_import(), self.tell.clone());
        let (inbox, path, progress) = (Arc::clone(&self.inbox), self.path.clone(), Arc::clone(&self.progress));
        self.threads.push(std::thread::spawn(move || {
            tell.guard(false, || {
                let mut teller = Teller::new(&tell, &progress);
                let mut sink = WriterSink { inbox, path };
                let report = import(&gate, &mut teller, &mut sink);
                teller.flush();
                tell.event(Event::Imported(report));
            });
            show(&tell, &progress, None);
        }));
    }
}

fn show(tell: &Tell, progress: &Mutex<Option<Progress>>, value: Option<Progress>) {
    *progress.lock().unwrap_or_else(PoisonError::into_inner) = value;
    (tell.wake)();
}

/// Tells the window, not too often.
struct Teller<'a> {
    tell: &'a Tell,
    progress: &'a Mutex<Option<Progress>>,
    news: Vec<FileNews>,
    held: bool,
    last: Instant,
}

impl<'a> Teller<'a> {
    fn new(tell: &'a Tell, progress: &'a Mutex<Option<Progress>>) -> Self {
        Self { tell, progress, news: Vec::new(), held: false, last: Instant::now() }
    }

    fn flush(&mut self) {
        self.last = Instant::now();
        if !self.news.is_empty() {
            self.tell.event(Event::Files(std::mem::take(&mut self.news)));
        }
    }
}

impl Watch for Teller<'_> {
    fn file(&mut self, news: FileNews) {
        self.news.push(news);
        if self.news.len() >= TOGETHER {
            self.flush();
        }
    }

    fn progress(&mut self, now: &Progress) {
        if self.last.elapsed() >= TOLD || now.held != self.held {
            self.held = now.held;
            self.flush();
            show(self.tell, self.progress, Some(now.clone()));
        }
    }
}

/// Hands units to the writer and waits for the outcome.
struct WriterSink {
    inbox: Arc<Inbox>,
    path: PathBuf,
}

impl WriterSink {
    fn unit<T>(&self, unit: impl FnOnce(SyncSender<Result<T, Fault>>) -> Unit) -> Result<T, Fault> {
        let (answer, outcome) = mpsc::sync_channel(1);
        if !self.inbox.push_unit(unit(answer)) {
            return Err(stopped());
        }
        outcome.recv().unwrap_or_else(|_closed| Err(stopped()))
    }
}

impl ImportSink for WriterSink {
    fn begin(&mut self, edit: Option<Edit>, origin: &Origin) -> Result<(), Fault> {
        if let Some(edit) = edit {
            self.inbox.push(Work::Edit(Ticket(0), edit)).map_err(|Full| stopped())?;
        }
        // Edits go before units, so the batch is there when this is answered.
        self.unit(|answer| Unit::Begin(origin.clone(), answer))
    }

    fn take(&mut self, batch: Id, group: Id, documents: Vec<NewDocument>) -> Result<Vec<ImportOutcome>, Fault> {
        self.unit(|answer| Unit::Import(ImportUnit { batch, group, documents, answer }))
    }

    fn recapture(&mut self, group: Id, new: Recapture) -> Result<Option<Recapture>, Fault> {
        self.unit(|answer| Unit::Recapture(Box::new(RecaptureUnit { group, new, answer })))
    }

    fn note_paths(&mut self, batch: Id, group: Id, news: Vec<PathNews>) -> Result<(), Fault> {
        self.unit(|answer| Unit::Paths(PathsUnit { batch, group, news, answer }))
    }

    fn end(&mut self, batch: Id) -> Result<(), Fault> {
        self.unit(|answer| Unit::End(batch, answer))
    }

    fn reader(&self) -> Result<Reader, Fault> {
        Ok(Reader::open(&self.path)?)
    }
}

fn stopped() -> Fault {
    Fault::new(
        "AS-IMP-90",
        "The import stopped, because the project is no longer being written.",
        "What was imported before is in the project.",
        "Go on with the import when the project can be written; what is there already is not taken twice.",
    )
}
