//! Worker processes: what came from outside is parsed by programs of their own, which are confined, watched by two clocks
//! and thrown away after any fault. The import goes on whatever a file does to its parser.

mod child;
mod pipe;
mod sandbox;
mod wire;

pub use child::{Parser, run, serve};
pub use sandbox::Layers;

use super::news::Wake;
use crate::domain::{Fault, Words};
use crate::import::Parsed;
use std::ffi::OsString;
use std::io::{self, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use wire::{Answer, Done, Frame};

/// The argument that makes the program a worker.
pub const WORKER: &str = "--worker";
/// A worker parses so many files and is then replaced.
const FILES: usize = 200;
/// One that holds more memory than this after a file is replaced, in bytes.
const ROOM: u64 = 256 * 1024 * 1024;
/// How often the parent looks whether somebody cancelled.
const LOOK: Duration = Duration::from_millis(50);

/// How long a worker may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// Without a sign of progress.
    pub silent: Duration,
    /// For one file in all.
    pub whole: Duration,
    /// Of the processor's time for one file, in whole seconds; the system ends one that takes more.
    pub processor: Duration,
}

impl Clocks {
    /// For a file that somebody asks to be tried for longer.
    pub const PATIENT: Self = {
        let long = Duration::from_secs(600);
        Self { silent: long, whole: long, processor: long }
    };
}

impl Default for Clocks {
    fn default() -> Self {
        Self { silent: Duration::from_secs(10), whole: Duration::from_secs(60), processor: Duration::from_secs(30) }
    }
}

/// Why a worker gave no text.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The parser said why.
    #[error("{0}")]
    Parser(String),
    /// It showed no progress for so long.
    #[error("its parser was stopped after {} s without progress", .0.as_secs())]
    Silent(Duration),
    /// It took longer than any file may.
    #[error("its parser was stopped after {} s", .0.as_secs())]
    Slow(Duration),
    /// It ended: out of memory or time, or through a fault of its parser.
    #[error("its parser broke down ({0})")]
    Broke(String),
    /// It said what no worker says.
    #[error("its parser gave nonsense: {0}")]
    Nonsense(String),
    /// No worker could be started.
    #[error("no worker could be started to parse it")]
    NotStarted(#[source] io::Error),
    /// Somebody cancelled.
    #[error("cancelled")]
    Cancelled,
}

/// How the sentences begin that say that a file ended its parser, whichever way.
const ENDED: [&str; 4] =
    ["Its parser was stopped", "Its parser broke down", "Its parser gave nonsense", "Its parser failed"];

/// True when a document's trouble is that it ended its parser: its bytes would do so again.
pub fn ended_its_parser(trouble: &Words) -> bool {
    ENDED.iter().any(|start| trouble.raw().starts_with(start))
}

impl From<WorkerError> for Fault {
    fn from(error: WorkerError) -> Self {
        let code = match &error {
            WorkerError::Parser(_) => "AS-DOC-01",
            WorkerError::Silent(_) | WorkerError::Slow(_) => "AS-DOC-02",
            WorkerError::Broke(_) => "AS-DOC-03",
            WorkerError::Nonsense(_) => "AS-DOC-04",
            WorkerError::NotStarted(_) => "AS-DOC-05",
            WorkerError::Cancelled => "AS-DOC-06",
        };
        Fault::new(
            code,
            crate::domain::sentence(&error.to_string()),
            "The file is untouched, and the other documents are not concerned.",
            "Open it in the program it belongs to; text you save from there can be imported.",
        )
    }
}

/// Workers that wait for files.
pub struct Workers {
    program: PathBuf,
    arguments: Vec<OsString>,
    clocks: Clocks,
    idle: Mutex<Vec<Worker>>,
    layers: Mutex<Option<Layers>>,
}

impl Workers {
    /// Workers of a program that is called with these arguments.
    pub fn new(program: PathBuf, arguments: Vec<OsString>, clocks: Clocks) -> Self {
        Self { program, arguments, clocks, idle: Mutex::default(), layers: Mutex::default() }
    }

    /// The workers of this program, of which there is one set.
    pub fn own() -> &'static Self {
        static OWN: OnceLock<Workers> = OnceLock::new();
        OWN.get_or_init(|| {
            let program = own_program().get().cloned().or_else(|| std::env::current_exe().ok());
            Self::new(program.unwrap_or_default(), vec![WORKER.into()], Clocks::default())
        })
    }

    /// How the workers are confined, once one has answered: what one of them lacked counts as missing.
    pub fn layers(&self) -> Option<Layers> {
        *self.layers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same; asks a worker when none has answered yet.
    pub fn ask_layers(&self) -> Result<Layers, WorkerError> {
        if self.layers().is_none()
            && let Err(error) = self.parse("", &[], &AtomicBool::new(false))
            && !matches!(error, WorkerError::Parser(_))
        {
            return Err(error);
        }
        self.layers().ok_or_else(|| WorkerError::Broke("it did not say".to_owned()))
    }

    /// How long a file may take unless somebody asks for longer.
    pub fn clocks(&self) -> Clocks {
        self.clocks
    }

    /// Parses a file. Waits for a worker as long as its clocks allow, or until somebody cancels.
    pub fn parse(&self, name: &str, bytes: &[u8], cancel: &AtomicBool) -> Result<Parsed, WorkerError> {
        self.parse_within(name, bytes, self.clocks, cancel)
    }

    /// The same by other clocks.
    pub fn parse_within(
        &self,
        name: &str,
        bytes: &[u8],
        clocks: Clocks,
        cancel: &AtomicBool,
    ) -> Result<Parsed, WorkerError> {
        let waiting = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(worker) = waiting {
            match self.parse_by(worker, (name, bytes), clocks, cancel) {
                // What an earlier file did to its worker must not be laid to this one: it is asked of a new worker.
                Err(WorkerError::Silent(_) | WorkerError::Broke(_) | WorkerError::Nonsense(_)) => {}
                answer => return answer,
            }
        }
        let worker = Worker::start(&self.program, &self.arguments).map_err(WorkerError::NotStarted)?;
        self.parse_by(worker, (name, bytes), clocks, cancel)
    }

    fn parse_by(
        &self,
        mut worker: Worker,
        (name, bytes): (&str, &[u8]),
        clocks: Clocks,
        cancel: &AtomicBool,
    ) -> Result<Parsed, WorkerError> {
        let answer = worker.parse(name, bytes, clocks, cancel);
        if let Some(done) = worker.done {
            let mut layers = self.layers.lock().unwrap_or_else(PoisonError::into_inner);
            *layers = Some(layers.map_or(done.confined, |layers| layers.and(done.confined)));
        }
        if worker.is_fresh() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        }
        answer
    }

    /// Lets the workers that wait go.
    pub fn rest(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Asks on a thread of its own how the workers of this program are confined; `wake` is called when it is known.
pub fn ask_layers(wake: Wake) -> Receiver<Result<Layers, WorkerError>> {
    let (tell, said) = mpsc::channel();
    std::thread::spawn(move || {
        // Whoever asked may have gone.
        drop(tell.send(Workers::own().ask_layers()));
        wake();
    });
    said
}

/// Says which program parses, for a program that is not itself one of ours, such as a test.
pub fn use_program(path: PathBuf) {
    own_program().get_or_init(|| path);
}

fn own_program() -> &'static OnceLock<PathBuf> {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    &PROGRAM
}

/// A worker process and the pipes to it.
struct Worker {
    child: Child,
    to: Option<ChildStdin>,
    frames: Receiver<io::Result<Frame>>,
    files: usize,
    done: Option<Done>,
    /// True while it is not known to be well.
    spent: bool,
}

impl Worker {
    fn start(program: &std::path::Path, arguments: &[OsString]) -> io::Result<Self> {
        let mut command = Command::new(program);
        // A group of its own, so that it ends with all it began, and no key pressed in a terminal ends it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command
            .args(arguments)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("a worker without pipes"));
        };
        pipe::widen(&to);
        // Few at a time, so that a worker that talks without end is held up by its pipe.
        let (sender, frames) = mpsc::sync_channel(4);
        std::thread::spawn(move || {
            let mut from = BufReader::new(from);
            loop {
                let frame = wire::receive(&mut from);
                let last = frame.is_err();
                if sender.send(frame).is_err() || last {
                    break;
                }
            }
        });
        Ok(Self { child, to: Some(to), frames, files: 0, done: None, spent: false })
    }

    /// True when it can parse another file.
    fn is_fresh(&self) -> bool {
        let small = sandbox::memory_of(self.child.id()).is_none_or(|held| held <= ROOM);
        // One that has ended, or says more than it was asked, is none.
        let quiet = matches!(self.frames.try_recv(), Err(TryRecvError::Empty));
        !self.spent && self.to.is_some() && quiet && self.files < FILES && small
    }

    fn parse(&mut self, name: &str, bytes: &[u8], clocks: Clocks, cancel: &AtomicBool) -> Result<Parsed, WorkerError> {
        self.files += 1;
        self.spent = true;
        let Some(mut to) = self.to.take() else { return Err(WorkerError::Broke("it is gone".to_owned())) };
        if pipe::takes(&to, wire::length(name, bytes)) {
            // A worker that closed its pipe is told from what it says, or that it says nothing more.
            let asked = wire::ask(&mut to, name, clocks.processor, bytes);
            let answer = self.answer(clocks, cancel);
            let answer = self.until_read(answer, clocks, cancel, |worker| pipe::is_empty(&to) || worker.says_more());
            self.to = asked.is_ok().then_some(to);
            return answer;
        }
        // The file is sent from a thread of its own: a worker that does not read must not hold up who watches it.
        let (answer, to) = std::thread::scope(|scope| {
            let (sent, all_sent) = mpsc::channel::<()>();
            let sending = scope.spawn(move || {
                let asked = wire::ask(&mut to, name, clocks.processor, bytes).map(|()| to);
                drop(sent);
                asked
            });
            let answer = self.answer(clocks, cancel);
            let sent = |_: &mut Self| all_sent.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout);
            (self.until_read(answer, clocks, cancel, sent), sending.join())
        });
        self.to = to.ok().and_then(Result::ok);
        answer
    }

    /// Waits until the file is read, which whoever answers has done or is about to. One that answered something else, or
    /// does not read, is ended and not waited for. `is_read` may wait for so long as [`LOOK`].
    fn until_read(
        &mut self,
        mut answer: Result<Parsed, WorkerError>,
        clocks: Clocks,
        cancel: &AtomicBool,
        mut is_read: impl FnMut(&mut Self) -> bool,
    ) -> Result<Parsed, WorkerError> {
        let answered = Instant::now();
        while matches!(answer, Ok(_) | Err(WorkerError::Parser(_))) && !is_read(self) {
            if cancel.load(Ordering::Relaxed) {
                answer = Err(WorkerError::Cancelled);
            } else if answered.elapsed() >= clocks.silent {
                answer = Err(WorkerError::Nonsense("it answered before it had read the file".to_owned()));
            }
        }
        if !matches!(answer, Ok(_) | Err(WorkerError::Parser(_))) {
            self.spent = true;
            self.kill();
        }
        answer
    }

    /// True when it ends, or says more than it was asked, before somebody looks again; then it parses nothing more.
    fn says_more(&mut self) -> bool {
        let more = self.frames.recv_timeout(LOOK).map_or_else(|none| none != RecvTimeoutError::Timeout, |_frame| true);
        self.spent |= more;
        more
    }

    /// Waits for the answer to the file that was sent.
    fn answer(&mut self, clocks: Clocks, cancel: &AtomicBool) -> Result<Parsed, WorkerError> {
        let begun = Instant::now();
        let mut heard = begun;
        let mut answer = Answer::default();
        let mut failed = None;
        loop {
            let nonsense = |what: &str| WorkerError::Nonsense(what.to_owned());
            match self.frames.recv_timeout(LOOK) {
                Ok(Ok(frame)) => {
                    heard = Instant::now();
                    match frame {
                        Frame::Beat => {}
                        Frame::Parsed(parsed) => answer.parsed(parsed).map_err(nonsense)?,
                        Frame::Part(bytes) => answer.part(bytes).map_err(nonsense)?,
                        Frame::Failed(why) => failed = Some(why),
                        Frame::Done(done) => {
                            self.done = Some(done);
                            self.spent = false;
                            return match failed {
                                Some(why) => Err(WorkerError::Parser(why)),
                                None => answer.whole().map_err(nonsense),
                            };
                        }
                    }
                }
                Ok(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    return Err(failed.map_or_else(|| WorkerError::Broke(self.ended()), WorkerError::Parser));
                }
                Ok(Err(error)) => return Err(WorkerError::Nonsense(error.to_string())),
                Err(RecvTimeoutError::Disconnected) => return Err(WorkerError::Broke(self.ended())),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if cancel.load(Ordering::Relaxed) {
                return Err(WorkerError::Cancelled);
            }
            if heard.elapsed() >= clocks.silent {
                return Err(WorkerError::Silent(clocks.silent));
            }
            if begun.elapsed() >= clocks.whole {
                return Err(WorkerError::Slow(clocks.whole));
            }
        }
    }

    /// How it ended, in words.
    fn ended(&mut self) -> String {
        // Its pipe is closed; it has ended or is about to.
        self.kill();
        match self.child.wait() {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        }
    }

    fn kill(&mut self) {
        #[cfg(unix)]
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) {
            let _ended_already = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        // One that has ended cannot be killed.
        drop(self.child.kill());
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.to = None;
        self.kill();
        drop(self.child.wait());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sentence;

    #[test]
    fn what_ended_its_parser_is_told_from_what_the_parser_said() {
        let told = |error: WorkerError| ended_its_parser(&Words::new(sentence(&error.to_string())));
        assert!(told(WorkerError::Silent(Duration::from_secs(10))));
        assert!(told(WorkerError::Slow(Duration::from_secs(60))));
        assert!(told(WorkerError::Broke("signal: 9 (SIGKILL)".to_owned())));
        assert!(told(WorkerError::Nonsense("it answered twice".to_owned())));
        assert!(told(WorkerError::Parser(child::PANICKED.to_owned())));
        assert!(!told(WorkerError::Parser("the file is encrypted or asks for a password".to_owned())));
        assert!(!told(WorkerError::Parser("the file is damaged: its parser is missing".to_owned())));
    }
}
