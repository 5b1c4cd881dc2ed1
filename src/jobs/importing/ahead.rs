//! Files are read and prepared ahead of the writing, on as many threads as there are processors worth having, and come out
//! in the order they went in: the same corpus is imported in the same order everywhere.

use super::preparing::{Prepared, Preparing};
use crate::domain::Words;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;

/// Threads that prepare, and with them the parsers that work at once.
const THREADS: usize = 2;
/// Files that are read ahead of the one that is written next, at most.
const AHEAD: u64 = 16;

struct Task {
    number: u64,
    path: PathBuf,
    relative: Words,
}

/// Files on their way.
pub(super) struct Ahead {
    tasks: Option<Sender<Task>>,
    done: Receiver<(u64, Prepared)>,
    /// What is prepared before what comes before it.
    early: BTreeMap<u64, Prepared>,
    sent: u64,
    given: u64,
}

impl Ahead {
    /// Starts the threads. They end when nothing more is sent.
    pub(super) fn begin<'scope>(
        scope: &'scope Scope<'scope, '_>,
        keep_limit: usize,
        cancel: &'scope AtomicBool,
    ) -> Self {
        let (tasks, wanted) = mpsc::channel::<Task>();
        let (finished, done) = mpsc::channel();
        let wanted = Arc::new(Mutex::new(wanted));
        for _ in 0..THREADS {
            let (wanted, finished) = (Arc::clone(&wanted), finished.clone());
            scope.spawn(move || {
                let preparing = Preparing { keep_limit, cancel };
                loop {
                    let task = wanted.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(task) = task else { break };
                    let prepared = preparing.file(&task.path, &task.relative);
                    if finished.send((task.number, prepared)).is_err() {
                        break;
                    }
                }
            });
        }
        Self { tasks: Some(tasks), done, early: BTreeMap::new(), sent: 0, given: 0 }
    }

    /// Sends a file to be prepared.
    pub(super) fn send(&mut self, path: PathBuf, relative: Words) {
        let number = self.sent;
        self.sent += 1;
        if let Some(tasks) = &self.tasks {
            // Fails only when every thread has ended, and then nothing comes out either.
            drop(tasks.send(Task { number, path, relative }));
        }
    }

    /// Puts in something that needs no preparing, in its turn.
    pub(super) fn put(&mut self, prepared: Prepared) {
        self.early.insert(self.sent, prepared);
        self.sent += 1;
    }

    /// What is to be written next, when it is there already or enough is on its way to wait for it.
    pub(super) fn next(&mut self) -> Option<Prepared> {
        let full = |ahead: &Self| ahead.sent - ahead.given >= AHEAD;
        loop {
            if let Some(prepared) = self.early.remove(&self.given) {
                self.given += 1;
                return Some(prepared);
            }
            let (number, prepared) = if full(self) { self.done.recv().ok()? } else { self.done.try_recv().ok()? };
            self.early.insert(number, prepared);
        }
    }

    /// What is left when nothing more is sent, one after the other.
    pub(super) fn last(&mut self) -> Option<Prepared> {
        self.tasks = None;
        while !self.early.contains_key(&self.given) {
            match self.done.recv() {
                Ok((number, prepared)) => drop(self.early.insert(number, prepared)),
                // Every thread has ended; a file one of them failed at leaves a gap.
                Err(_ended) => self.given = *self.early.keys().next()?,
            }
        }
        self.given += 1;
        self.early.remove(&(self.given - 1))
    }
}
