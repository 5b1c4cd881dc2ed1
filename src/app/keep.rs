//! Snapshots and the way back from damage, and the window that only reads what another one writes.

use super::App;
use super::notice::Said;
use super::overlay::{Ask, Overlay, PathAsk};
use crate::domain::read::ProjectFacts;
use crate::domain::snapshot::{Aside, Damage, Snapshot};
use crate::domain::{Fault, Words};
use crate::jobs::rescue;
pub use crate::jobs::rescue::Rescue;
use crate::jobs::{How, Read};
use crate::say;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A damaged project, and what the analyst did about it so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Damaged {
    /// What was found.
    pub damage: Damage,
    /// The snapshot that is looked at; at first the newest that is sound.
    pub chosen: Option<u64>,
    /// The copy that was made of the damaged file.
    pub aside: Option<Aside>,
}

impl Damaged {
    /// The snapshot that is looked at.
    pub fn snapshot(&self) -> Option<&Snapshot> {
        self.damage.kept.snapshots.iter().find(|s| Some(s.number) == self.chosen)
    }
}

/// What is said when a project no longer has what was saved in it.
pub(super) fn steps_lost(steps: u64) -> Fault {
    Fault::new("AS-STO-17", say::keep::steps_lost(steps), say::keep::STEPS_LOST_SAFE, say::keep::STEPS_LOST_TODO)
}

/// What is said when the disk has `free` bytes left and should have `wanted`.
pub(super) fn little_space(free: u64, wanted: u64) -> Fault {
    let (what, todo) = (say::keep::little_space(free), say::keep::little_space_todo(wanted));
    Fault::new("AS-STO-19", what, say::keep::LITTLE_SPACE_SAFE, todo)
}

/// What is said of a project that lies on such a file system of another computer.
pub(super) fn far_away(kind: &str) -> Fault {
    Fault::new("AS-STO-29", say::keep::far_away(kind), say::keep::FAR_AWAY_SAFE, say::keep::FAR_AWAY_TODO)
}

impl App {
    /// True when the project is open in another window, which writes it.
    pub fn is_second(&self) -> bool {
        self.read_only_code() == Some("AS-STO-07")
    }

    /// The code of the reason why the project can only be read.
    pub fn read_only_code(&self) -> Option<&'static str> {
        self.project.as_ref()?.read_only.as_ref().map(|fault| fault.code)
    }

    /// True while something is done for a damaged project.
    pub fn is_rescuing(&self) -> bool {
        self.rescuing.is_some()
    }

    /// Looks whether the other window has written anything. `asked` says whether the analyst wants an answer.
    pub fn follow(&mut self, asked: bool) {
        if !self.is_second() {
            return;
        }
        if let Some(project) = self.project.as_mut().filter(|p| p.first_page.is_none()) {
            project.session.follow(project.facts.head, project.whole.filling());
            self.reload_asked |= asked;
        }
    }

    pub(super) fn unchanged(&mut self) {
        if std::mem::take(&mut self.reload_asked) {
            self.say(Said::Word(say::keep::NOTHING_NEW));
        }
    }

    /// Takes over what another window has written; the open document and the thing in hand stay.
    pub(super) fn reloaded(&mut self, facts: ProjectFacts) {
        let Some(project) = &mut self.project else { return };
        let Some((model, heads)) = project.whole.take() else { return };
        let generation = project.model.generation + 1;
        let steps = facts.edits.saturating_sub(project.facts.edits);
        project.facts = facts;
        project.model = model;
        project.model.generation = generation;
        project.heads = heads;
        self.deciding.follow_all();
        self.relist();
        self.let_go_of_what_went();
        self.ask_copies();
        self.regroup();
        self.ask_folders();
        self.reload_asked = false;
        self.say(Said::About("", Words::default(), say::keep::new_steps(u64::try_from(steps).unwrap_or(0))));
    }

    pub(super) fn show_snapshots(&mut self) {
        self.kept = None;
        self.read(Read::Kept);
        self.overlay = Some(Overlay::Snapshots);
    }

    pub(super) fn snapshot_now(&mut self) {
        if let Some(project) = &mut self.project {
            project.session.snapshot();
        }
    }

    pub(super) fn snapshot_made(&mut self, snapshot: &Snapshot) {
        let counts = snapshot.holds.map(|holds| say::keep::counts(&holds.counts)).unwrap_or_default();
        self.say(Said::About(say::keep::SNAPSHOT_MADE, Words::default(), counts));
        if matches!(self.overlay, Some(Overlay::Snapshots)) {
            self.read(Read::Kept);
        }
    }

    /// Brings a snapshot back as a new project, from an open project or a damaged one.
    pub(super) fn restore(&mut self, number: u64) {
        let writes = self.can_write();
        match &mut self.project {
            Some(project) => project.session.restore(number, writes),
            None => self.rescue(Rescue::Restore(Some(number))),
        }
    }

    pub(super) fn restored(&mut self, outcome: Result<PathBuf, Fault>) {
        match outcome {
            Ok(path) => {
                let name = Words::new(path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default());
                self.begin(path, How::Open, Vec::new());
                self.say(Said::About(say::keep::RESTORED, name, say::keep::RESTORED_REST.to_owned()));
            }
            Err(fault) => self.fault(fault),
        }
    }

    /// Nothing more is written to a damaged project; what can be done is shown instead of it.
    pub(super) fn found_damaged(&mut self, damage: Damage) {
        let session = self.project.take().map(|p| p.session).or(self.opening.take().map(|(session, _)| session));
        if let Some(session) = session {
            session.abandon();
        }
        self.close();
        let chosen = damage.newest_good;
        self.damaged = Some(Damaged { damage, chosen, aside: None });
    }

    pub(super) fn rescue(&mut self, what: Rescue) {
        if let Some(damaged) = self.damaged.as_ref().filter(|_| self.rescuing.is_none()) {
            self.rescuing = Some(rescue::begin(damaged.damage.project.clone(), what, Arc::clone(&self.wake)));
        }
    }

    pub(super) fn set_aside(&mut self, outcome: Result<Aside, Fault>) {
        match (outcome, &mut self.damaged) {
            (Ok(aside), Some(damaged)) => damaged.aside = Some(aside),
            (Err(fault), _) => self.fault(fault),
            (Ok(_), None) => {}
        }
    }

    pub(super) fn salvage(&mut self) {
        if let Some(path) = self.damaged.as_ref().map(|damaged| damaged.damage.project.clone()) {
            self.begin(path, How::Salvage, Vec::new());
        }
    }

    pub(super) fn show_folder(&mut self, folder: &Path) {
        let text = folder.join("").to_string_lossy().into_owned();
        self.show_path(PathAsk::new(Ask::OpenProject, text));
    }
}
