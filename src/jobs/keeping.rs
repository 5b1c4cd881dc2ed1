//! Snapshots of a session: by the ten-minute rule while work goes on, when the project is closed, when somebody asks, and
//! before a restore. All on workers; one at a time. One that fails is told and stops nothing. Here it is also looked
//! whether the disk has room left.

use super::news::{Event, Tell};
use crate::domain::Fault;
use crate::store::{Reader, StoreError, rescue, snapshot, space};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often it is looked whether a snapshot is due, while work goes on without a pause.
const LOOK: Duration = Duration::from_secs(60);

/// Makes the snapshots of one project.
#[derive(Clone)]
pub(super) struct Keeping {
    project: PathBuf,
    tell: Tell,
    // Held while a snapshot is made, so that no two get the same number and the project is not closed under one.
    one: Arc<Mutex<()>>,
    warned: Arc<AtomicBool>,
}

impl Keeping {
    pub(super) fn new(project: &Path, tell: Tell) -> Self {
        Self { project: project.to_owned(), tell, one: Arc::default(), warned: Arc::default() }
    }

    fn alone(&self) -> MutexGuard<'_, ()> {
        self.one.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a snapshot because somebody asked for one.
    pub(super) fn now(&self) {
        let _alone = self.alone();
        match snapshot::make(&self.project, None) {
            Ok(made) => self.tell.event(Event::SnapshotMade(made)),
            Err(error) => self.failed(error),
        }
    }

    /// Says, once a session, when the disk has less room than it should have.
    pub(super) fn look_at_space(&self) {
        if let Some(short) = space::short(&self.project)
            && !self.warned.swap(true, Ordering::Relaxed)
        {
            self.tell.event(Event::LittleSpace(short));
        }
    }

    /// Makes one if the ten-minute rule wants it; else only notes how the project stands.
    fn by_the_rule(&self) {
        self.look_at_space();
        let _alone = self.alone();
        let made = match snapshot::is_due(&self.project) {
            Ok(true) => snapshot::make(&self.project, None).map(|_| ()),
            Ok(false) => Reader::open(&self.project).and_then(|reader| reader.note_standing()),
            Err(error) => Err(error),
        };
        if let Err(error) = made {
            self.failed(error);
        }
    }

    /// Makes one if anything was done since the last, and waits for whoever is making one now.
    pub(super) fn at_close(&self) {
        let _alone = self.alone();
        let made = match snapshot::is_changed(&self.project) {
            Ok(true) => snapshot::make(&self.project, None).map(|_| ()),
            Ok(false) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = made {
            self.failed(error);
        }
    }

    /// Brings a snapshot back as a new project beside this one, after a snapshot of what is.
    pub(super) fn restore(&self, number: u64, writes: bool) {
        if writes {
            let _alone = self.alone();
            if let Ok(true) = snapshot::is_changed(&self.project)
                && let Err(error) = snapshot::make(&self.project, Some(number))
            {
                self.failed(error);
            }
        }
        self.tell.event(Event::Restored(restore(&self.project, Some(number))));
    }

    fn failed(&self, error: StoreError) {
        self.tell.event(Event::SnapshotFailed(fault(error)));
    }
}

/// What is said when a snapshot could not be made.
pub fn fault(error: StoreError) -> Fault {
    let damaged = error.is_damage();
    let cause = Fault::from(error);
    if damaged {
        return Fault {
            code: "AS-SNP-02",
            what: format!("The project’s file is damaged, so no snapshot was made of it: {}", lower(&cause.what)),
            safe: "The snapshots made before are as they were; nothing was written over them.".to_owned(),
            todo: "Close the project and open it again: it is looked over, and the newest good snapshot is offered."
                .to_owned(),
            causes: cause.causes,
        };
    }
    Fault {
        code: "AS-SNP-01",
        what: format!("No snapshot could be made: {}", lower(&cause.what)),
        safe: "Your work is saved in the project as always; only the extra copy is missing.".to_owned(),
        todo: "Free some space, or look at the folder of the snapshots; the next one is tried by itself.".to_owned(),
        causes: cause.causes,
    }
}

fn lower(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Brings a snapshot of a project back under a new name beside it: the one of this number, or the newest that is sound.
pub(super) fn restore(project: &Path, number: Option<u64>) -> Result<PathBuf, Fault> {
    let snapshot = rescue::choose(project, number)?;
    Ok(rescue::restore(&snapshot, &rescue::free_name(project))?)
}

/// Makes snapshots by the ten-minute rule beside the writer, on a thread of its own.
pub(super) struct Rule {
    keeping: Keeping,
    running: Option<JoinHandle<()>>,
    looked: Instant,
}

impl Rule {
    pub(super) fn new(keeping: Keeping) -> Self {
        Self { keeping, running: None, looked: Instant::now() }
    }

    /// To be called when something was written; looks now and then.
    pub(super) fn written(&mut self) {
        if self.looked.elapsed() >= LOOK {
            self.look();
        }
    }

    /// Looks whether one is due, unless that is being done.
    pub(super) fn look(&mut self) {
        if self.running.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        self.looked = Instant::now();
        let keeping = self.keeping.clone();
        self.running = Some(std::thread::spawn(move || keeping.tell.guard(false, || keeping.by_the_rule())));
    }

    /// Waits for what is running, and makes the last one.
    pub(super) fn close(self, whole: bool) {
        if let Some(running) = self.running {
            // A thread that panicked has told so.
            drop(running.join());
        }
        if whole {
            self.keeping.at_close();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.assay");
        let project = std::fs::File::create(&path).unwrap();
        let (events, news) = std::sync::mpsc::channel();
        let keeping = Keeping::new(&path, Tell { events, wake: Arc::new(|| {}) });
        // Longer than what is free, without taking any of it.
        project.set_len(1 << 40).unwrap();
        keeping.look_at_space();
        let Ok(Event::LittleSpace(short)) = news.try_recv() else { panic!("nothing was said") };
        assert_eq!(short.wanted, 1 << 41);
        assert!(short.free < short.wanted);
        keeping.clone().look_at_space();
        assert!(news.try_recv().is_err(), "once is enough");
    }
}
