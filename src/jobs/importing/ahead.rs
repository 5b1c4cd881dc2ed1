//! Files are found, read and prepared ahead of the writing: one thread walks, others prepare, and what they have done comes
//! out of one channel. What is written keeps the order of the walk, so that the same corpus is imported in the same order
//! everywhere.

use super::gate::Gate;
use super::preparing::{Prepared, Preparing};
use super::{Listed, Source};
use crate::domain::Words;
use crate::import::{self, Ended, Found, Reason, Stamp, Walked};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;
use std::time::Duration;

/// How often whoever waits looks whether somebody held or stopped the import.
const LOOK: Duration = Duration::from_millis(50);

/// A file to prepare.
pub(super) struct Task {
    /// Its place in the order of the walk.
    pub number: u64,
    pub file: Listed,
}

/// What the threads have done.
pub(super) enum Step {
    /// A file was found.
    File(Listed),
    /// Something was found that is not taken.
    NotTaken { relative: Words, reason: Reason },
    /// Everything was found, or no more is looked for.
    Walked(Walked),
    /// A file is being read now.
    Begun(u64),
    /// A file is ready to be written.
    Ready(u64, Prepared),
}

/// The threads of an import.
pub(super) struct Ahead {
    tasks: Option<Sender<Task>>,
    steps: Receiver<Step>,
}

impl Ahead {
    /// Starts them. Those that prepare end when this is dropped, the one that walks by itself.
    pub(super) fn begin<'scope>(
        scope: &'scope Scope<'scope, '_>,
        source: Source,
        threads: usize,
        preparing: Preparing<'scope>,
        gate: &'scope Gate,
    ) -> Self {
        let (tasks, wanted) = mpsc::channel::<Task>();
        let (done, steps) = mpsc::channel();
        let wanted = Arc::new(Mutex::new(wanted));
        for _ in 0..threads.max(1) {
            let (wanted, done, preparing) = (Arc::clone(&wanted), done.clone(), preparing.clone());
            scope.spawn(move || {
                loop {
                    let task = wanted.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(Task { number, file }) = task else { break };
                    // Nobody listens any more only when the import has failed.
                    if done.send(Step::Begun(number)).is_err() {
                        break;
                    }
                    let prepared = catch_unwind(AssertUnwindSafe(|| preparing.file(&file)));
                    let prepared = prepared.unwrap_or_else(|_panic| {
                        Prepared::not_taken(
                            file.relative.clone(),
                            "the program failed at it; tell its makers".to_owned(),
                        )
                    });
                    if done.send(Step::Ready(number, prepared)).is_err() {
                        break;
                    }
                }
            });
        }
        scope.spawn(move || find(source, gate, &done));
        Self { tasks: Some(tasks), steps }
    }

    /// Sends a file to be prepared.
    pub(super) fn send(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            // Fails only when every thread has ended, and then nothing is waited for either.
            drop(tasks.send(task));
        }
    }

    /// What was done next; `Ok(None)` when nothing was for a moment, and an error once everything has ended.
    pub(super) fn next(&self) -> Result<Option<Step>, ()> {
        match self.steps.recv_timeout(LOOK) {
            Ok(step) => Ok(Some(step)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(()),
        }
    }
}

/// Finds the files, and tells of each.
fn find(source: Source, gate: &Gate, done: &Sender<Step>) {
    let told = |step: Step| if done.send(step).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
    let walked = match source {
        Source::Listed(files) => {
            let walked = Walked { files: files.len() as u64, not_taken: 0, hidden: 0, ended: Ended::Complete };
            for file in files {
                if told(Step::File(file)).is_break() {
                    return;
                }
            }
            walked
        }
        Source::Roots(roots) => {
            let paths: Vec<PathBuf> = roots.iter().map(|root| root.path.clone()).collect();
            import::walk(&paths, gate.stopped(), &mut |found| match found {
                Found::NotTaken { relative, reason, .. } => {
                    told(Step::NotTaken { relative: Words::new(relative), reason })
                }
                Found::File { path, relative, root } => {
                    let stamp: Stamp = import::stamp(&path);
                    told(Step::File(Listed { path, relative: Words::new(relative), root, stamp }))
                }
            })
        }
    };
    // The last word: nobody listening any more changes nothing.
    if told(Step::Walked(walked)).is_break() {}
}
