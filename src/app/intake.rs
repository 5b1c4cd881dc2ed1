//! What becomes of each file of an import, or what was seen where the documents came from, as a table; how fast it goes and
//! how long it will take.

use super::model::By;
use super::{Action, App, Place};
use crate::domain::document::Document;
use crate::domain::{Fault, Id, Words};
pub use crate::jobs::Origin as Unfinished;
use crate::jobs::importing::{FileNews, Report};
pub use crate::jobs::importing::{FileState, NewVersion, Progress};
pub use crate::jobs::rescanning::{Seen, Sight};
use crate::jobs::worker::ended_its_parser;
use crate::jobs::{Event, Read, Work};
use crate::say::imports as say;
use std::collections::{BTreeSet, VecDeque};
use std::time::{Duration, Instant};

/// Over how long the speed is taken.
const SPEED_OVER: Duration = Duration::from_secs(10);
/// How soon another sample is taken.
const SAMPLE: Duration = Duration::from_millis(250);

/// How a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// In an import.
    Is(FileState),
    /// It was seen so, and nothing is written yet.
    Seen(Sight),
}

/// Every way a file stands, in the order they are offered.
pub const STANDS: [Stand; 17] = [
    Stand::Is(FileState::Reading),
    Stand::Is(FileState::Waiting),
    Stand::Is(FileState::Taken),
    Stand::Is(FileState::Opened),
    Stand::Is(FileState::NewVersion),
    Stand::Is(FileState::Moved),
    Stand::Is(FileState::Gone),
    Stand::Is(FileState::AlreadyHere),
    Stand::Is(FileState::NoText),
    Stand::Is(FileState::NotTaken),
    Stand::Seen(Sight::New),
    Stand::Seen(Sight::Changed),
    Stand::Seen(Sight::Moved),
    Stand::Seen(Sight::Copy),
    Stand::Seen(Sight::Back),
    Stand::Seen(Sight::Gone),
    Stand::Seen(Sight::NotTaken),
];

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRow {
    /// The file's path below what was imported.
    pub path: Words,
    /// How it stands.
    pub stand: Stand,
    /// Its document.
    pub document: Option<Id>,
    /// Why it stands so, or what a reader should know of it.
    pub why: Option<Words>,
}

/// How fast an import goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed {
    /// Files a second.
    pub files: f64,
    /// Bytes a second.
    pub bytes: f64,
    /// How long it will take, once all files are found.
    pub left: Option<Duration>,
}

/// The table of the import that runs or ran last in this window.
#[derive(Debug, Default)]
pub struct Intake {
    rows: Vec<FileRow>,
    counts: [usize; STANDS.len()],
    /// Only files that stand so are listed.
    filter: Option<Stand>,
    listed: Vec<usize>,
    /// The rows that were there before the import that runs began.
    before: usize,
    /// What was seen and waits to be taken.
    pub seen: Option<Box<Seen>>,
    /// What the import did, once it ended.
    pub report: Option<Report>,
    /// The import, once it is known.
    batch: Option<Id>,
    /// True while it is undone: nothing of what is listed is in the project.
    pub undone: bool,
    /// True while the files are only looked at.
    pub looking: bool,
    /// How many steps back there were when a document was opened from the table: there going back leads to it again.
    left_at: Option<usize>,
    /// True from the end of an import until it is known what it was: what rules do with its documents belongs to it.
    pub(super) asked: bool,
    samples: VecDeque<(Instant, u64, u64)>,
}

fn place_of(stand: Stand) -> usize {
    STANDS.iter().position(|one| *one == stand).unwrap_or(0)
}

impl Intake {
    /// How many files stand so.
    pub fn count(&self, stand: Stand) -> usize {
        self.counts.get(place_of(stand)).copied().unwrap_or(0)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Which files are listed.
    pub fn filter(&self) -> Option<Stand> {
        self.filter
    }

    /// How many files are listed.
    pub fn listed(&self) -> usize {
        if self.filter.is_none() { self.rows.len() } else { self.listed.len() }
    }

    /// A row of those that are listed.
    pub fn row(&self, at: usize) -> Option<&FileRow> {
        let at = if self.filter.is_none() { Some(at) } else { self.listed.get(at).copied() };
        self.rows.get(at?)
    }

    /// How fast it goes, once that can be said.
    pub fn speed(&self, now: &Progress) -> Option<Speed> {
        let ((from, files, bytes), (to, more_files, more_bytes)) = (self.samples.front()?, self.samples.back()?);
        let seconds = to.duration_since(*from).as_secs_f64();
        if seconds < 1.0 {
            return None;
        }
        let files = (more_files - files) as f64 / seconds;
        let bytes = (more_bytes - bytes) as f64 / seconds;
        let left = now.bytes_found.saturating_sub(now.bytes_done) as f64 / bytes.max(1.0);
        // Nothing is said of a time nobody would wait for.
        let left = (now.walked && bytes > 0.0 && left < 1e7).then(|| Duration::from_secs_f64(left));
        Some(Speed { files, bytes, left })
    }

    fn clear(&mut self) {
        *self = Self::default();
    }

    fn push(&mut self, row: FileRow) {
        self.counted(row.stand, 1);
        if self.filter == Some(row.stand) {
            self.listed.push(self.rows.len());
        }
        self.rows.push(row);
    }

    fn counted(&mut self, stand: Stand, by: isize) {
        if let Some(count) = self.counts.get_mut(place_of(stand)) {
            *count = count.saturating_add_signed(by);
        }
    }

    fn list(&mut self, filter: Option<Stand>) {
        self.filter = filter;
        let fits = |row: &FileRow| filter.is_some_and(|stand| row.stand == stand);
        self.listed = self.rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect();
    }

    /// Takes news of files.
    fn take(&mut self, news: Vec<FileNews>) {
        let mut turned = false;
        for one in news {
            let at = self.before + usize::try_from(one.number).unwrap_or(usize::MAX);
            let (stand, why) = (Stand::Is(one.state), one.why.map(Words::new));
            match (one.path, self.rows.get_mut(at)) {
                (Some(path), None) => self.push(FileRow { path, stand, document: one.document, why }),
                (_, Some(row)) => {
                    let was = std::mem::replace(&mut row.stand, stand);
                    row.document = one.document.or(row.document);
                    row.why = why;
                    turned |= self.filter.is_some_and(|filter| (filter == was) != (filter == stand));
                    self.counted(was, -1);
                    self.counted(stand, 1);
                }
                (None, None) => {}
            }
        }
        if turned {
            self.list(self.filter);
        }
    }

    fn sample(&mut self, now: &Progress, at: Instant) {
        if now.held {
            self.samples.clear();
            return;
        }
        if self.samples.back().is_some_and(|(last, ..)| at.duration_since(*last) < SAMPLE) {
            return;
        }
        // What was here already goes by at once and says nothing of the rest.
        self.samples.push_back((at, now.read, now.bytes_read));
        while self.samples.front().is_some_and(|(first, ..)| at.duration_since(*first) > SPEED_OVER) {
            self.samples.pop_front();
        }
    }
}

/// What is wanted of an import.
#[derive(Clone, Debug, PartialEq)]
pub enum IntakeWish {
    /// Show the table of files.
    Show,
    /// Show what was shown before.
    Leave,
    /// List only files that stand so.
    Filter(Option<Stand>),
    /// Hold the import, or let it go on.
    Hold(bool),
    /// Go on with an import that did not come to its end.
    GoOn(Id),
    /// Never go on with it.
    GiveUp(Id),
    /// Take in what was seen.
    Take,
    /// Take nothing of what was seen, and forget it.
    Dismiss,
    /// Open the document of a row; going back leads to the table again.
    Open(Id),
    /// Read a document that ended its parser again, for longer.
    Again(Id),
}

impl App {
    /// True while the table of files is shown.
    pub fn shows_intake(&self) -> bool {
        self.place == Place::Read && self.table && self.intake_shown
    }

    /// The latest import that did not come to its end, when it can be gone on with now.
    pub fn unfinished(&self) -> Option<&Unfinished> {
        let project = self.project.as_ref().filter(|p| p.read_only.is_none() && p.first_page.is_none())?;
        project.origins.iter().rev().find(|origin| !origin.finished && self.importing.is_none())
    }

    /// The group of the latest import, when it brought all of these documents: what a rule does with them is taken back
    /// with it.
    pub(super) fn import_of(&self, documents: &BTreeSet<Id>) -> Option<Id> {
        let project = self.project.as_ref()?;
        let latest = project.origins.last()?;
        let brought = |id: &Id| project.model.documents.get(id).is_some_and(|d| d.batch == latest.batch);
        documents.iter().all(brought).then_some(latest.group)
    }

    /// True when a document's file ended its parser, which somebody may let try for longer.
    pub fn may_be_tried_longer(&self, document: &Document) -> bool {
        let writes = self.project.as_ref().is_some_and(|p| p.read_only.is_none() && p.first_page.is_none());
        writes && document.revision.is_none() && document.trouble.as_ref().is_some_and(ended_its_parser)
    }

    /// True when it is known where documents came from.
    pub fn knows_origins(&self) -> bool {
        self.project.as_ref().is_some_and(|project| !project.origins.is_empty())
    }

    pub(super) fn wish(&mut self, wish: IntakeWish) {
        match wish {
            IntakeWish::Show => self.show_intake(),
            IntakeWish::Leave => (self.table, self.intake_shown) = (false, false),
            IntakeWish::Filter(stand) => self.intake.list(stand),
            IntakeWish::Hold(held) => {
                if let Some(project) = &self.project {
                    project.session.hold_import(held);
                }
            }
            IntakeWish::GoOn(batch) => {
                self.intake.clear();
                if let Some(project) = self.project.as_mut().filter(|_| self.importing.is_none()) {
                    project.session.go_on(batch);
                    self.importing = project.session.progress();
                    self.show_intake();
                }
            }
            IntakeWish::GiveUp(batch) => {
                if let Some(project) = &mut self.project
                    && project.session.write(Work::EndImport(batch)).is_ok()
                {
                    project.origins.iter_mut().filter(|o| o.batch == batch).for_each(|origin| origin.finished = true);
                }
            }
            IntakeWish::Again(document) => {
                if let Some(project) = self.project.as_mut().filter(|_| self.importing.is_none()) {
                    self.intake.clear();
                    project.session.read_again(document);
                    self.importing = project.session.progress();
                }
            }
            IntakeWish::Take => self.take_seen(),
            IntakeWish::Open(document) => {
                self.update(Action::OpenDocument(document));
                self.intake.left_at = Some(self.trail.steps_back());
            }
            IntakeWish::Dismiss => {
                self.intake.clear();
                (self.table, self.intake_shown) = (false, false);
            }
        }
    }

    /// True when going back leads to the table of files.
    pub(super) fn returns_to_intake(&self) -> bool {
        !self.shows_intake() && !self.intake.is_empty() && self.intake.left_at == Some(self.trail.steps_back())
    }

    pub(super) fn show_intake(&mut self) {
        self.selection.choose(super::selection::Choose::Nothing, &[], None);
        (self.place, self.table, self.intake_shown) = (Place::Read, true, true);
        (self.searching.shown, self.words.shown) = (false, false);
    }

    /// An import begins: its table is empty.
    pub(super) fn intake_begins(&mut self) {
        self.intake.clear();
    }

    /// Looks again where the documents came from.
    pub(super) fn look_again(&mut self) {
        self.intake.clear();
        self.intake.looking = true;
        if let Some(project) = &mut self.project {
            project.session.look_again();
            self.importing = project.session.progress();
        }
        self.show_intake();
    }

    fn seen_came(&mut self, seen: Result<Box<Seen>, Fault>) {
        self.intake.clear();
        match seen {
            Err(fault) => self.fault(fault),
            Ok(seen) => {
                // What can be taken comes first.
                let (other, news): (Vec<_>, Vec<_>) = seen.files.iter().partition(|f| f.sight == Sight::NotTaken);
                for file in news.into_iter().chain(other) {
                    let marked = file.document.and_then(|id| Some(self.model()?.count(By::Passages, id)));
                    let path = file.path.clone();
                    let why = match (file.sight, &file.was, marked) {
                        (Sight::Changed, _, Some(marked)) => Some(Words::new(say::looked_for(marked))),
                        (Sight::Gone, _, Some(marked)) => Some(Words::new(say::gone_stays(marked))),
                        (_, Some(was), marked) => Some(say::lay_at(was, marked.unwrap_or(0))),
                        _ => file.why.as_deref().map(Words::new),
                    };
                    // What its document has until now is not what was seen.
                    let document = file.document.filter(|_| file.sight != Sight::Changed);
                    self.intake.push(FileRow { path, stand: Stand::Seen(file.sight), document, why });
                }
                self.intake.seen = Some(seen);
            }
        }
    }

    fn take_seen(&mut self) {
        let Some(seen) = self.intake.seen.take() else { return };
        let rows = std::mem::take(&mut self.intake.rows);
        self.intake.clear();
        for row in rows {
            // What needs no reading is told no more news of.
            let stand = match row.stand {
                Stand::Seen(Sight::Moved) => FileState::Moved,
                Stand::Seen(Sight::Back) => FileState::AlreadyHere,
                Stand::Seen(Sight::Gone) => FileState::Gone,
                _ => continue,
            };
            self.intake.push(FileRow { stand: Stand::Is(stand), ..row });
        }
        self.intake.before = self.intake.rows.len();
        if let Some(project) = &mut self.project {
            project.session.take_seen(*seen);
            self.importing = project.session.progress();
        }
    }

    /// An import ended: what is unfinished is asked anew.
    pub(super) fn import_ended(&mut self, report: Option<&Report>) {
        (self.intake.report, self.intake.asked) = (report.cloned(), true);
        self.read(Read::Origins);
        self.ask_folders();
    }

    fn origins_came(&mut self, origins: Vec<Unfinished>) {
        if let Some(project) = &mut self.project {
            if self.intake.asked {
                self.intake.batch = origins.last().map(|origin| origin.batch);
            }
            // An import that is undone is none.
            let of_it = |batch: Id| origins.iter().any(|origin| origin.batch == batch);
            self.intake.undone = self.intake.batch.is_some_and(|batch| !of_it(batch));
            project.origins = origins;
            self.intake.asked = false;
            self.read(Read::Paths { after: None });
            self.run_rules();
        }
    }

    /// Takes note of how far an import is.
    pub(super) fn follow_import(&mut self, now: Instant) {
        let was = self.importing.is_some();
        self.importing = self.project.as_ref().and_then(|p| p.session.progress());
        if was && self.importing.is_none() {
            // Rules wait for the end of an import.
            self.run_rules();
        }
        if let Some(progress) = &self.importing {
            self.intake.sample(progress, now);
        }
    }

    pub(super) fn intake_event(&mut self, event: Event) {
        match event {
            Event::Files(news) => self.intake.take(news),
            Event::Seen(seen) => self.seen_came(seen),
            Event::Origins { origins } => self.origins_came(origins),
            Event::Paths { after, paths, next } => self.paths_came(after, paths, next),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(number: u32, path: Option<&str>, state: FileState) -> FileNews {
        FileNews { number, path: path.map(Words::new), state, document: None, why: None }
    }

    #[test]
    fn rows_follow_the_news_and_the_filter_follows_the_rows() {
        let mut intake = Intake::default();
        intake.take((0..5).map(|n| news(n, Some(&format!("{n}.txt")), FileState::Waiting)).collect());
        intake.list(Some(Stand::Is(FileState::NotTaken)));
        assert_eq!(intake.listed(), 0);
        intake.take(vec![news(3, None, FileState::Reading), news(3, None, FileState::NotTaken)]);
        assert_eq!(intake.row(0).map(|row| row.path.raw()), Some("3.txt"));
        intake.take(vec![news(5, Some("3.txt/inside.bin"), FileState::NotTaken), news(1, None, FileState::NotTaken)]);
        let listed: Vec<_> = (0..intake.listed()).filter_map(|at| intake.row(at)).map(|row| row.path.raw()).collect();
        assert_eq!(listed, ["1.txt", "3.txt", "3.txt/inside.bin"], "in the order they were found");
        assert_eq!((intake.count(Stand::Is(FileState::NotTaken)), intake.count(Stand::Is(FileState::Waiting))), (3, 3));
        intake.list(None);
        assert_eq!(intake.listed(), 6);
    }

    #[test]
    fn the_time_left_is_told_from_bytes_once_all_files_are_found() {
        let mut intake = Intake::default();
        let begun = Instant::now();
        let mut now = Progress { found: 100, bytes_found: 100_000, ..Progress::default() };
        for second in 0..=4 {
            (now.read, now.bytes_read) = (second * 2, second * 5_000);
            now.bytes_done = now.bytes_read;
            intake.sample(&now, begun + Duration::from_secs(second));
        }
        let speed = intake.speed(&now).unwrap();
        assert_eq!((speed.files, speed.bytes, speed.left), (2.0, 5_000.0, None));
        now.walked = true;
        assert_eq!(intake.speed(&now).unwrap().left, Some(Duration::from_secs(16)));
        now.held = true;
        intake.sample(&now, begun + Duration::from_secs(9));
        assert_eq!(intake.speed(&now), None, "while it is held nothing goes fast");
    }
}
