//! The application without a window: its state, what can be wanted of it ([`Command`], [`Action`]), the one place that
//! answers ([`App::update`]), and what the window shows ([`view`]).

pub mod about;
mod accept;
pub mod action;
mod acts;
pub mod altered;
mod brief_drafts;
mod brief_edits;
pub mod brief_view;
pub mod capturing;
pub mod cards;
pub mod checking;
pub mod citing;
pub mod command;
pub mod competing;
pub mod copies;
pub mod deciding;
pub mod describe;
mod documents;
pub mod edges;
mod edits;
pub mod entered;
mod events;
pub mod find;
pub mod finding;
pub mod fuzzy;
pub mod graphing;
mod grouping;
pub mod groups;
pub mod guide;
pub mod intake;
pub mod keep;
pub mod listing;
mod loading;
mod looked;
mod marking;
pub mod model;
pub mod naming;
pub mod notice;
pub mod origins;
pub mod overlay;
pub mod palette;
pub mod paths;
pub mod placing;
pub mod reading;
pub mod remarking;
pub mod searching;
pub mod selection;
pub mod settings;
pub mod structure;
pub mod tag_view;
pub mod timing;
pub mod trail;
mod typing;
mod update;
pub mod view;
mod view_keys;
pub mod weigh_view;
mod weighing;
pub mod whereabouts;
pub mod words;
mod writing;

pub use crate::analysis::template::Scope;
pub use crate::jobs::{Beside, LineKind, Set, SheetLine, Stands, TEMPLATES, Template};
pub use action::Action;
pub use command::{Command, Place};
pub use loading::FirstPage;
pub use weighing::{TagWish, Weighing};
pub use writing::{Write, Writing};

use crate::domain::read::{EditLine, ProjectFacts};
use crate::domain::snapshot::Kept;
use crate::domain::{Edit, Fault, Id, Span, Table, Words};
use crate::jobs::importing::{KEEP_LIMIT, Progress};
use crate::jobs::worker::WorkerError;
use crate::jobs::{Event, Full, How, Origin, Read, Session, Ticket, Wake, Work};
use edges::Edges;
use finding::Finding;
use listing::{Arrangement, Heads, Listing};
use model::Model;
use notice::{Notice, Said};
use overlay::Overlay;
use reading::Reading;
use selection::Selection;
use settings::{Recent, Settings, Start};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Instant;
use trail::Trail;

/// The thing in hand: what the inspector shows and what commands act on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hand {
    /// The open document.
    #[default]
    Document,
    /// A passage.
    Passage(Id),
    /// A claim.
    Claim(Id),
    /// A name; one that publishes, speaks or was graded is a source.
    Name(Id),
    /// A judgement.
    Judgement(Id),
    /// Something wanted.
    Wanted(Id),
    /// What was looked for.
    Looked(Id),
    /// A hypothesis.
    Hypothesis(Id),
}

/// A list in Weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// Claims.
    #[default]
    Claims,
    /// Sources.
    Sources,
    /// The register of names.
    Names,
    /// Judgements.
    Judgements,
    /// What we do not hold.
    Wanted,
    /// Pairs of claims that may agree or clash.
    ToDecide,
    /// Claims in time.
    Timeline,
    /// Who says what.
    Matrix,
    /// Claims, names and documents, and what links them.
    Graph,
    /// Hypotheses, and the claims that are held against them.
    Hypotheses,
}

/// How saving stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Saving {
    /// Everything is durable.
    #[default]
    Saved,
    /// Something is on its way.
    Busy,
    /// Writing failed; so many edits wait.
    Stalled(usize, Fault),
}

/// A mark that is on its way to the file and is drawn hollow until it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingMark {
    ticket: Ticket,
    /// The document it is in.
    pub document: Id,
    /// Where.
    pub span: Span,
    /// Colors of its tags; none for a claim.
    pub colors: Vec<[u8; 3]>,
}

/// A tagging on its way to the disk, and the tags that were wanted on the same words meanwhile.
#[derive(Debug)]
struct Tagging {
    ticket: Ticket,
    /// The document and the words.
    at: (Id, Span),
    more: Vec<Id>,
}

/// A project that is open.
pub struct Project {
    /// The project as a whole, as it was when it was opened.
    pub facts: ProjectFacts,
    /// What of it stays in memory; only what the first page of the list shows, as long as `first_page` says so.
    pub model: Model,
    /// The first page of the list, until the model is whole. Until then nothing can be changed.
    pub first_page: Option<FirstPage>,
    /// What the list searches and sorts.
    heads: Heads,
    /// Why it can only be read, if it can.
    pub read_only: Option<Fault>,
    /// What undo would take back.
    pub can_undo: Option<Words>,
    /// What redo would bring again.
    pub can_redo: Option<Words>,
    /// Imports as they were asked for, oldest first.
    origins: Vec<Origin>,
    /// Where the files of documents lie.
    whereabouts: whereabouts::Whereabouts,
    session: Session,
    whole: loading::Slot,
}

/// The application.
pub struct App {
    /// The project that is open.
    pub project: Option<Project>,
    /// A project that is being opened.
    opening: Option<(Session, loading::Slot)>,
    /// Where one is.
    pub place: Place,
    /// The document that is read.
    pub reading: Option<Reading>,
    /// The thing in hand.
    pub hand: Hand,
    /// The list in Weigh.
    pub list: List,
    /// The documents that are listed, in order.
    pub listing: Listing,
    /// How the list is laid out.
    pub arrangement: Arrangement,
    /// Only documents that have these words in title, file name or outlet are listed.
    pub list_words: String,
    /// Only documents of this group are listed.
    pub within: Option<groups::Within>,
    /// The groups of the project.
    pub groups: groups::Groups,
    /// Documents chosen in the list.
    pub selection: Selection,
    /// True while the documents are shown as a table instead of the open one.
    pub table: bool,
    /// Only what has this tag, or one below it, is shown; `None` shows everything.
    pub tag_filter: Option<Id>,
    /// Tags whose branches are folded.
    pub folded: BTreeSet<Id>,
    /// What was proposed and is not to be proposed again.
    pub dismissed: BTreeSet<String>,
    /// The newest text each rule has been run over, a revision.
    rules_through: BTreeMap<Id, Id>,
    /// The block of the brief in hand.
    pub block: Option<Id>,
    /// Words looked for in the open document, while the field for them is open.
    pub finding: Option<Finding>,
    /// The page that searches the whole corpus.
    pub searching: searching::Searching,
    /// What was found in the open document.
    pub lit: searching::Lit,
    /// The page of words.
    pub words: words::WordsPage,
    /// Edges that are being moved.
    pub edges: Option<Edges>,
    /// A passage that is being set anew.
    pub placing: Option<Id>,
    /// Where one has been.
    pub trail: Trail,
    /// True when each sentence of a long paragraph stands on lines of its own.
    pub spaced: bool,
    /// Quiet marks in the open document.
    pub remarking: remarking::Remarking,
    /// By how many panels the focus was asked to go on, and back; the window goes after them.
    pub panels: (u64, u64),
    /// Words to be put on the clipboard, and how often that was asked.
    pub copied: Option<(Words, u64)>,
    /// The outline of the text it was asked for last.
    pub outline: Option<crate::jobs::Outlined>,
    /// The parts of the text that was opened last.
    parts: Option<crate::jobs::Parts>,
    /// The text whose parts are on their way.
    parts_asked: Option<Id>,
    /// What the cards of the inspector know beside the project.
    pub cards: cards::Cards,
    /// Which documents are copies of one text.
    pub copies: copies::Copies,
    /// Which claims are to be decided on.
    pub deciding: deciding::Deciding,
    /// How claims are looked at in time and against their sources.
    pub timing: timing::Timing,
    /// How the graph is looked at.
    pub graphing: graphing::Graphing,
    /// Where one is in the matrix of hypotheses.
    pub competing: competing::Competing,
    /// Which names may be one.
    pub naming: naming::Naming,
    /// What is written at.
    pub writing: Writing,
    /// What lies over the window.
    pub overlay: Option<Overlay>,
    /// A project that was to be opened and is damaged.
    pub damaged: Option<keep::Damaged>,
    /// The project's snapshots, as far as they were fetched.
    pub kept: Option<Kept>,
    /// What is said.
    pub notices: Vec<Notice>,
    /// What is said of fields of cards.
    entered: entered::Entered,
    /// How saving stands.
    pub saving: Saving,
    /// Marks on their way.
    pub pending: Vec<PendingMark>,
    /// Lines of the history, latest first, as far as they were fetched.
    pub history: Vec<EditLine>,
    /// How far an import is.
    pub importing: Option<Progress>,
    /// What becomes of each of its files.
    pub intake: intake::Intake,
    /// True while the table shows these files and not the documents.
    intake_shown: bool,
    /// How large documents' words are; 1 is 17 points.
    pub zoom: f32,
    /// True when the theme was asked to change.
    pub toggle_theme: bool,
    /// True when the window was asked to close.
    pub quit: bool,
    /// Where the last export was to go: it is asked for again when it could not be written.
    going_out: Option<overlay::PathAsk>,
    /// How the analyst's work is signed.
    pub author: Option<Words>,
    /// What was chosen for all projects.
    pub settings: Settings,
    /// Projects that were opened, latest first; empty while they are not to be remembered.
    pub recents: Vec<Recent>,
    /// What is shown while no project is open.
    pub start: Start,
    /// The folder new projects are made in unless somebody says otherwise.
    pub projects: PathBuf,
    /// What the palette offers.
    pub palette: palette::Palette,
    /// True when whoever draws says so after each frame ([`App::drawn`]); then the rest of a project is read only when its
    /// first page was drawn.
    pub says_drawn: bool,
    /// What the path picker knows of the folders around.
    pub around: paths::Around,
    /// Scripts of which no font draws all letters, as Unicode names them, in the order they were met.
    lacking: Vec<&'static str>,
    drafts: BTreeMap<String, Words>,
    /// What was typed on a sheet and is not kept yet.
    sheet_typed: Option<typing::Typing>,
    last_tag: Option<Id>,
    tagging: Vec<Tagging>,
    last_claim: Option<Id>,
    last_speakers: BTreeMap<Id, Id>,
    outward_from: Option<Id>,
    last_search: u64,
    next_ticket: u64,
    next_notice: u64,
    waiting: usize,
    after_open: Vec<PathBuf>,
    /// Work on a project that is not open.
    rescuing: Option<Receiver<Event>>,
    /// A worker that was asked how it is confined.
    layers_asked: Option<Receiver<Result<about::Layers, WorkerError>>>,
    /// True when the analyst asked whether there is anything new.
    reload_asked: bool,
    wake: Wake,
}

impl App {
    /// Without a project. `wake` is called when a worker has news.
    pub fn new(wake: Wake) -> Self {
        Self {
            project: None,
            opening: None,
            place: Place::Read,
            reading: None,
            hand: Hand::Document,
            list: List::Claims,
            listing: Listing::default(),
            arrangement: Arrangement::default(),
            list_words: String::new(),
            within: None,
            groups: groups::Groups::default(),
            selection: Selection::default(),
            table: false,
            tag_filter: None,
            folded: BTreeSet::new(),
            dismissed: BTreeSet::new(),
            rules_through: BTreeMap::new(),
            block: None,
            finding: None,
            searching: searching::Searching::default(),
            lit: searching::Lit::default(),
            words: words::WordsPage::default(),
            edges: None,
            placing: None,
            trail: Trail::default(),
            spaced: false,
            remarking: remarking::Remarking::default(),
            panels: (0, 0),
            copied: None,
            outline: None,
            parts: None,
            parts_asked: None,
            cards: cards::Cards::default(),
            copies: copies::Copies::default(),
            deciding: deciding::Deciding::default(),
            timing: timing::Timing::default(),
            graphing: graphing::Graphing::default(),
            competing: competing::Competing::default(),
            naming: naming::Naming::default(),
            writing: Writing::default(),
            overlay: None,
            damaged: None,
            kept: None,
            notices: Vec::new(),
            entered: entered::Entered::default(),
            saving: Saving::Saved,
            pending: Vec::new(),
            history: Vec::new(),
            importing: None,
            intake: intake::Intake::default(),
            intake_shown: false,
            zoom: 1.0,
            toggle_theme: false,
            quit: false,
            going_out: None,
            author: None,
            settings: Settings::default(),
            recents: Vec::new(),
            start: Start::Usual,
            projects: std::env::home_dir().unwrap_or_default().join("Assay"),
            palette: palette::Palette::default(),
            says_drawn: false,
            around: paths::Around::default(),
            lacking: Vec::new(),
            drafts: BTreeMap::new(),
            sheet_typed: None,
            last_tag: None,
            tagging: Vec::new(),
            last_claim: None,
            last_speakers: BTreeMap::new(),
            outward_from: None,
            last_search: 0,
            next_ticket: 1,
            next_notice: 1,
            waiting: 0,
            after_open: Vec::new(),
            rescuing: None,
            layers_asked: None,
            reload_asked: false,
            wake,
        }
    }

    /// Begins to open a project, or to make one and import `corpus` into it.
    pub fn begin(&mut self, path: PathBuf, how: How, corpus: Vec<PathBuf>) {
        self.close();
        self.place = Place::Read;
        self.after_open = corpus;
        let whole = loading::Slot::default();
        let wake = std::sync::Arc::clone(&self.wake);
        if !self.says_drawn {
            whole.want();
        }
        let session = Session::begin(&path, how, self.author.clone(), wake, whole.filling());
        self.opening = Some((session, whole));
    }

    /// Closes the project; when this returns it is one file again.
    pub fn close(&mut self) {
        self.leave_text();
        self.leave_fields();
        self.remember_position();
        if let Some(project) = self.project.take() {
            for fault in project.session.close() {
                self.fault(fault);
            }
        }
        self.opening = None;
        self.listing = Listing::default();
        self.arrangement = Arrangement::default();
        self.list_words.clear();
        self.within = None;
        self.groups = groups::Groups::default();
        self.selection = Selection::default();
        self.table = false;
        self.damaged = None;
        self.kept = None;
        self.reading = None;
        self.hand = Hand::Document;
        self.block = None;
        (self.outline, self.parts, self.parts_asked) = (None, None, None);
        self.cards = cards::Cards::default();
        self.copies = copies::Copies::default();
        self.deciding = deciding::Deciding::default();
        self.timing = timing::Timing::default();
        self.graphing = graphing::Graphing::default();
        self.competing = competing::Competing::default();
        self.naming = naming::Naming::default();
        self.writing = Writing::default();
        self.overlay = None;
        self.finding = None;
        self.searching = searching::Searching::default();
        self.lit = searching::Lit::default();
        self.words = words::WordsPage::default();
        self.edges = None;
        self.placing = None;
        self.trail = Trail::default();
        self.pending.clear();
        self.history.clear();
        self.saving = Saving::Saved;
        self.waiting = 0;
        self.importing = None;
        (self.intake, self.intake_shown) = (intake::Intake::default(), false);
    }

    /// Where the open project lies.
    pub fn path(&self) -> Option<&std::path::Path> {
        self.project.as_ref().map(|p| p.session.path())
    }

    /// True while a project is being opened.
    pub fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// True when nothing is on its way: no edit, no text, no import, no opening, no reading of the project.
    pub fn is_idle(&self) -> bool {
        self.opening.is_none()
            && self.project.as_ref().is_none_or(|p| p.first_page.is_none())
            && self.around.is_idle()
            && self.rescuing.is_none()
            && self.layers_asked.is_none()
            && self.waiting == 0
            && self.parts_asked.is_none()
            && self.cards.busy.is_none()
            && !self.copies.is_asking()
            && !self.deciding.is_asking()
            && !self.naming.is_asking()
            && !self.remarking.is_asking()
            && !self.graphing.is_asking()
            && !self.groups.is_asking()
            && self.importing.is_none()
            && !self.writing.is_asking()
            && !self.searching.busy
            && !self.words.is_asking()
            && self.reading.as_ref().is_none_or(|r| r.paragraphs.is_some())
    }

    /// True while the first page of a project is all there is of it, and the words it opens at have come.
    pub fn has_first_page(&self) -> bool {
        self.project.as_ref().is_some_and(|p| p.first_page.is_some())
            && self.reading.as_ref().is_none_or(|r| r.paragraphs.is_some())
    }

    /// Says that the first page and the words are on the screen: now the rest is read.
    pub fn drawn(&mut self) {
        if let Some(project) = &self.project {
            project.whole.want();
        }
    }

    /// Takes in what the workers have sent, for at most about two milliseconds.
    pub fn receive(&mut self) {
        let begun = Instant::now();
        self.notices.retain(|notice| !notice.is_over(begun));
        self.see_around();
        self.see_layers();
        if let Some(event) = self.rescuing.as_ref().and_then(|news| news.try_recv().ok()) {
            self.rescuing = None;
            self.event(event);
        }
        while begun.elapsed().as_micros() < 2_000 {
            let session = match (&self.project, &self.opening) {
                (_, Some((session, _))) => session,
                (Some(project), None) => &project.session,
                (None, None) => return,
            };
            let Some(event) = session.event() else { break };
            self.event(event);
        }
        self.follow_import(begun);
        self.keep_sheet(begun);
        self.keep_half(begun);
        self.keep_preview();
        self.ask_again();
        self.count_again();
        self.light_again();
        self.see_tensions();
        self.see_graph();
        self.narrow();
        self.see_rated();
        self.see_names();
        self.see_remarks();
    }

    /// What is half-typed on the sheet over the window: the key it is kept under, and the text.
    fn half_on_sheet(&self) -> Option<(String, &str)> {
        match self.overlay.as_ref()? {
            Overlay::Memo { table, id, text } => Some((view_keys::memo(*table, *id), text)),
            Overlay::Translation(draft) => Some((self.translation_key(draft)?, &draft.words)),
            Overlay::Judgement(draft) => Some((view_keys::JUDGEMENT.to_owned(), &draft.words)),
            Overlay::Hypothesis(draft) => Some((view_keys::HYPOTHESIS.to_owned(), &draft.words)),
            _ => None,
        }
    }

    /// True while something is typed that will go to the drafts in a moment, whether or not anything else happens.
    pub fn keeps_soon(&self) -> bool {
        self.sheet_typed.is_some() || self.writing.is_typing()
    }

    /// A text being typed on a sheet goes to the drafts.
    fn keep_sheet(&mut self, now: Instant) {
        if self.sheet_typed.is_some_and(|typing| typing.is_due(now)) {
            self.sheet_typed = None;
            let half = self.half_on_sheet().map(|(key, text)| (key, text.to_owned()));
            if let Some((key, text)) = half {
                self.update(Action::Draft(key, Some(text)));
            }
        }
    }

    /// A text that was taken or left needs its draft no more.
    fn forget_sheet(&mut self) {
        self.sheet_typed = None;
        let key = self.half_on_sheet().map(|(key, _)| key).filter(|key| self.drafts.contains_key(key));
        if let Some(key) = key {
            self.update(Action::Draft(key, None));
        }
    }

    /// What was half-typed on a sheet when the program last stopped.
    fn half_kept(&self, key: &str) -> Option<String> {
        self.drafts.get(key).cloned().map(Words::into_raw)
    }

    /// The project's records.
    pub fn model(&self) -> Option<&Model> {
        self.project.as_ref().map(|p| &p.model)
    }

    /// True when edits can be made.
    pub fn can_write(&self) -> bool {
        self.project.as_ref().is_some_and(|p| p.read_only.is_none())
    }

    /// What was half-typed under a key.
    pub fn draft(&self, key: &str) -> Option<&Words> {
        self.drafts.get(key)
    }

    /// Everything that is half-typed.
    pub fn drafts(&self) -> impl Iterator<Item = &Words> {
        self.drafts.values()
    }

    /// The scripts without a font that were met and of which nobody has put the word away.
    pub fn lacking(&self) -> Vec<&'static str> {
        let known = &self.settings.scripts_without_font;
        self.lacking.iter().copied().filter(|script| !known.iter().any(|known| known == script)).collect()
    }

    fn write(&mut self, make: impl FnOnce(Ticket) -> Work) -> Option<Ticket> {
        let project = self.project.as_ref()?;
        if let Some(fault) = project.read_only.clone() {
            self.fault(fault);
            return None;
        }
        if project.first_page.is_some() {
            self.say(Said::Word(crate::say::notices::PROJECT_STILL_READ));
            return None;
        }
        let ticket = Ticket(self.next_ticket);
        match project.session.write(make(ticket)) {
            Ok(()) => {
                self.next_ticket += 1;
                self.waiting += 1;
                if self.saving == Saving::Saved {
                    self.saving = Saving::Busy;
                }
                Some(ticket)
            }
            Err(Full) => {
                self.fault(Fault::new(
                    "AS-EDT-03",
                    crate::say::notices::QUEUE_FULL,
                    crate::say::notices::QUEUE_FULL_SAFE,
                    crate::say::notices::QUEUE_FULL_TODO,
                ));
                None
            }
        }
    }

    /// Hands an edit to the writer.
    pub fn edit(&mut self, edit: Edit) -> Option<Ticket> {
        let ticket = self.write(|ticket| Work::Edit(ticket, edit))?;
        self.forget_steps();
        Some(ticket)
    }

    /// Puts away what was said of steps: after another one, "taken back" and "Ctrl+Z takes it back" are true no more.
    fn forget_steps(&mut self) {
        use crate::say::notices::{REDONE, UNDO_TAKES_BACK, UNDONE};
        self.notices.retain(|notice| match &notice.what {
            Said::About(before, _, after) => ![UNDONE, REDONE].contains(before) && !after.ends_with(UNDO_TAKES_BACK),
            _ => true,
        });
    }

    fn read(&self, read: Read) {
        if let Some(project) = &self.project {
            project.session.read(read);
        }
    }

    /// Says something.
    pub fn say(&mut self, what: Said) {
        let id = self.next_notice;
        self.next_notice += 1;
        self.notices.push(Notice { id, what, at: Instant::now() });
    }

    /// Says which step was taken back or brought again, instead of the one before.
    fn tell_step(&mut self, what: &'static str, label: Option<Words>) {
        self.forget_steps();
        if let Some(label) = label {
            self.say(Said::About(what, label, String::new()));
        }
    }

    /// Says that something failed.
    pub fn fault(&mut self, fault: Fault) {
        self.notices.retain(|n| n.what != Said::Fault(fault.clone()));
        self.say(Said::Fault(fault));
    }

    /// Opens a document with the cursor at a byte, as a jump one can come back from.
    fn open_document(&mut self, id: Id, at: u32) {
        self.leave();
        self.show_document(id, at);
    }

    fn show_document(&mut self, id: Id, at: u32) {
        self.remember_position();
        self.edges = None;
        self.leave_fields();
        (self.searching.shown, self.words.shown) = (false, false);
        let Some(document) = self.model().and_then(|m| m.documents.get(&id)) else { return };
        let revision = document.revision;
        self.reading = Some(revision.map_or_else(|| Reading::without_text(id), |read| Reading::new(id, read, at)));
        self.hand = Hand::Document;
        if let Some(revision) = revision {
            self.read(Read::Open { revision, at });
        }
    }

    fn open_first(&mut self) {
        let first = self.model().and_then(|m| {
            let waiting = |d: &&crate::domain::document::Document| d.triage == crate::domain::document::Triage::Inbox;
            m.shown_documents().find(waiting).or_else(|| m.shown_documents().next()).map(|d| d.id)
        });
        if let Some(id) = first {
            self.open_document(id, self.position_of(id));
        }
    }

    fn import(&mut self, paths: Vec<PathBuf>) {
        if self.project.is_none() && self.opening.is_none() {
            // Dropped on the first page: a project is made of it.
            return self.ask_project_of(paths);
        }
        if let Some(project) = &mut self.project {
            if let Some(fault) = project.read_only.clone() {
                return self.fault(fault);
            }
            if project.first_page.is_some() {
                // It begins as soon as the project is read.
                self.after_open.extend(paths);
                return;
            }
            let keep_limit = if self.settings.keep_originals { KEEP_LIMIT } else { 0 };
            project.session.import(paths, keep_limit);
            self.importing = project.session.progress();
            self.intake_begins();
        }
    }

    /// Deletes a record after the analyst wanted it.
    fn delete(&mut self, table: Table, id: Id) {
        self.edit(Edit::new(crate::say::history::delete(table.label()), vec![crate::domain::Op::delete(table, id)]));
    }
}
