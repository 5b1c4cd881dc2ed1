//! The page of words: which are listed and of which documents, the word in hand with what stands beside it and where it
//! stands, as the counting thread tells them.

use super::overlay::Ask;
use super::tag_view::TagScope;
use super::{Action, App, Place};
pub use crate::analysis::words::{Collocate, Column, InDocument, Kind, List, Row, Spots, Window};
use crate::analysis::words::{Near, Sought, word_at};
use crate::domain::query::Query;
use crate::domain::{Id, Span, Words};
pub use crate::jobs::words::Told;
use crate::jobs::words::{Count, Part, Place as Placed, WordNews};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Most words that are listed at once; a table that is written has all of them.
const ROWS: usize = 5_000;
/// Most collocates that are listed at once.
const NEIGHBOURS: usize = 500;
/// The widest window, in words.
pub const WIDEST: u32 = 10;
/// How long an answer stands at least before the same is asked again.
const PATIENCE: Duration = Duration::from_secs(1);

/// Documents whose words are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    #[default]
    All,
    /// Those that the search finds.
    Found,
    /// Those that the list shows while it is narrowed.
    Listed,
    /// Those that are chosen in the list.
    Chosen,
    /// Those with a tag, or one below it.
    Tag(Id),
}

/// A way to change the page.
#[derive(Clone, Debug, PartialEq)]
pub enum WordsWish {
    /// Show the page, or go back into its field.
    Show,
    /// Leave it.
    Leave,
    /// List only words with these letters.
    Letters(String),
    /// List these words.
    Kind(Kind),
    /// Count these documents.
    Which(Which),
    /// Sort by a column; by the same once more turns the order.
    Sort(Column),
    /// List stop words too, or not.
    StopWords(bool),
    /// List only words that are used at least so often.
    Least(u32),
    /// Look so far around a word.
    Window(Window),
    /// Take a word, folded, into the hand.
    Take(Words),
    /// The next word of the list, or the one before.
    Step(bool),
    /// Show collocates and places of the word that is read, or selected, in the open document.
    Here,
    /// Search all documents for a word, given folded.
    Search(Words),
    /// Open a document at a place of the word in hand, counted from 0.
    Open(Id, usize),
    /// Write the list, or the collocates, as a table.
    Export(Ask),
}

/// The page and what it knows. It is kept while documents are read.
#[derive(Debug)]
pub struct WordsPage {
    /// True while it is shown.
    pub shown: bool,
    /// How often the field was asked for.
    pub asked: u64,
    /// Letters that are typed.
    pub letters: String,
    /// Which words are listed.
    pub kind: Kind,
    /// Of which documents.
    pub which: Which,
    /// What they are sorted by.
    pub column: Column,
    /// True for the greatest first.
    pub descending: bool,
    /// True when stop words are listed too.
    pub stop_words: bool,
    /// How often a word is used at least.
    pub least: u32,
    /// How far is looked around a word.
    pub window: Window,
    /// The list, once it came.
    pub list: Option<List>,
    /// The word in hand, folded.
    pub word: Option<Words>,
    /// What is told of it.
    pub told: Option<Told>,
    /// True until the list came.
    pub busy: bool,
    /// How many texts of how many are counted, while they are.
    pub progress: Option<(usize, usize)>,
    /// True until the word was told.
    telling: bool,
    /// True until a place was found.
    placing: bool,
    /// True until it is known whether the other documents that are counted have the word in hand.
    moved: bool,
    /// True while places of a word are marked in the open document.
    pub(super) lit: bool,
    number: u64,
    told_number: u64,
    /// The generation of the project the list is of, and when it was asked for.
    of: u64,
    at_time: Option<Instant>,
}

impl Default for WordsPage {
    fn default() -> Self {
        Self {
            shown: false,
            asked: 0,
            letters: String::new(),
            kind: Kind::Used,
            which: Which::All,
            column: Column::Count,
            descending: true,
            stop_words: false,
            least: 1,
            window: Window { before: 5, after: 5 },
            list: None,
            word: None,
            told: None,
            busy: false,
            progress: None,
            telling: false,
            placing: false,
            moved: false,
            lit: false,
            number: 0,
            told_number: 0,
            of: 0,
            at_time: None,
        }
    }
}

impl WordsPage {
    /// True while an answer is awaited.
    pub(super) fn is_asking(&self) -> bool {
        self.busy || self.telling || self.placing
    }

    /// The words of the list.
    pub fn rows(&self) -> &[Row] {
        self.list.as_ref().map_or(&[], |list| &list.rows)
    }

    /// The row of the word in hand.
    pub fn at(&self) -> Option<usize> {
        let word = self.word.as_ref()?;
        self.rows().iter().position(|row| row.folded == *word)
    }

    /// The columns of the list.
    pub fn columns(&self) -> &'static [Column] {
        use Column::{Count, Deviation, Documents, Likelihood, Million, Ratio, Rest, Word};
        match self.kind {
            Kind::Used => &[Word, Count, Million, Documents, Deviation],
            Kind::More | Kind::Less => &[Word, Count, Rest, Ratio, Likelihood],
        }
    }

    fn sought(&self, limit: usize) -> Sought {
        Sought {
            kind: self.kind,
            column: self.column,
            descending: self.descending,
            letters: self.letters.clone(),
            stop_words: self.stop_words,
            least: self.least,
            limit,
        }
    }

    fn near(&self, limit: usize) -> Near {
        // What stands beside a word once is chance.
        Near { window: self.window, least: self.least.max(2), stop_words: self.stop_words, limit }
    }
}

/// The action for a wish.
pub fn wanted(wish: WordsWish) -> Action {
    Action::Words(wish)
}

impl App {
    /// What is wanted of the page.
    pub(super) fn words_wish(&mut self, wish: WordsWish) {
        let page = &mut self.words;
        match wish {
            WordsWish::Show => self.show_words(),
            WordsWish::Leave => page.shown = false,
            WordsWish::Letters(typed) => {
                page.letters = typed;
                self.ask_list();
            }
            WordsWish::Kind(kind) => {
                if kind == Kind::Used || page.which != Which::All {
                    page.list_kind(kind);
                    self.ask_list();
                }
            }
            WordsWish::Which(which) => {
                // What some documents are chosen for is what sets them apart.
                match (page.which, which) {
                    (_, Which::All) => page.list_kind(Kind::Used),
                    (Which::All, _) => page.list_kind(Kind::More),
                    _ => {}
                }
                (page.which, page.moved) = (which, true);
                self.ask_list();
                self.ask_word();
            }
            WordsWish::Sort(column) => {
                page.descending = if page.column == column { !page.descending } else { column != Column::Word };
                page.column = column;
                self.ask_list();
            }
            WordsWish::StopWords(too) => {
                page.stop_words = too;
                self.ask_list();
                self.ask_word();
            }
            WordsWish::Least(least) => {
                page.least = least;
                self.ask_list();
                self.ask_word();
            }
            WordsWish::Window(window) => {
                page.window = Window { before: window.before.min(WIDEST), after: window.after.min(WIDEST) };
                self.ask_word();
            }
            WordsWish::Take(folded) => self.take_word(folded),
            WordsWish::Step(forward) => {
                let last = page.rows().len().saturating_sub(1);
                let to = match page.at() {
                    Some(at) if forward => (at + 1).min(last),
                    Some(at) => at.saturating_sub(1),
                    None => 0,
                };
                if let Some(folded) = page.rows().get(to).map(|row| row.folded.clone()) {
                    self.take_word(folded);
                }
            }
            WordsWish::Here => {
                if let Some((folded, _)) = self.word_here() {
                    self.show_words();
                    self.take_word(folded);
                }
            }
            WordsWish::Search(folded) => {
                page.shown = false;
                self.place = Place::Read;
                (self.searching.shown, self.searching.asked) = (true, self.searching.asked + 1);
                self.count_kept();
                self.update(super::searching::wanted(super::searching::Wish::Ask(format!("={}", folded.raw()))));
            }
            WordsWish::Open(document, nth) => {
                if let (Some(project), Some(folded)) = (&self.project, page.word.clone()) {
                    page.placing = true;
                    project.session.count(Count::Place { document, folded, nth });
                }
            }
            WordsWish::Export(ask) => self.ask_path(ask),
        }
    }

    fn show_words(&mut self) {
        self.place = Place::Read;
        self.searching.shown = false;
        self.words.shown = true;
        self.words.asked += 1;
        self.ask_words();
    }

    /// Asks for everything the page shows, of all documents where those that were chosen are not there any more.
    fn ask_words(&mut self) {
        if !self.has_part(self.words.which) {
            self.words.which = Which::All;
            self.words.list_kind(Kind::Used);
        }
        self.ask_list();
        self.ask_word();
    }

    fn take_word(&mut self, folded: Words) {
        self.words.word = Some(folded);
        self.ask_word();
    }

    /// True when there are such documents, so that they can be chosen.
    pub fn has_part(&self, which: Which) -> bool {
        match which {
            Which::All => true,
            Which::Found => self.found_question().is_some() && self.searching.answer.is_some(),
            Which::Listed => self.is_list_narrowed(),
            Which::Chosen => !self.selection.ids().is_empty(),
            Which::Tag(id) => self.model().is_some_and(|model| model.tags.contains_key(&id)),
        }
    }

    fn found_question(&self) -> Option<Query> {
        self.searching.question().filter(|_| self.searching.wrong.is_none())
    }

    fn is_list_narrowed(&self) -> bool {
        !self.list_words.trim().is_empty()
            || self.arrangement.triage.is_some()
            || self.tag_filter.is_some()
            || self.copies.listed.is_some()
    }

    fn part(&self) -> Part {
        match self.words.which {
            Which::All => Part::All,
            Which::Found => self.found_question().map_or(Part::All, Part::Found),
            Which::Listed => Part::Of(self.listing.rows().iter().copied().collect()),
            Which::Chosen => Part::Of(self.selection.ids().iter().copied().collect()),
            Which::Tag(tag) => {
                let documents = self.model().map(|model| TagScope::of(model, tag).documents(model));
                Part::Of(documents.unwrap_or_default())
            }
        }
    }

    /// Asks for the list. Nothing waits for it.
    fn ask_list(&mut self) {
        let part = self.part();
        let Some(project) = &self.project else { return };
        let page = &mut self.words;
        page.number += 1;
        (page.of, page.at_time, page.busy) = (project.model.generation, Some(Instant::now()), true);
        project.session.count(Count::List { number: page.number, part, sought: page.sought(ROWS) });
    }

    /// Asks for what is told of the word in hand.
    fn ask_word(&mut self) {
        let part = self.part();
        let Some(project) = &self.project else { return };
        let page = &mut self.words;
        let Some(folded) = page.word.clone() else { return };
        page.told_number += 1;
        page.telling = true;
        project.session.count(Count::Word { number: page.told_number, part, folded, near: page.near(NEIGHBOURS) });
    }

    /// Asks the same again when the project has changed since.
    pub(super) fn count_again(&mut self) {
        let Some(project) = &self.project else { return };
        let page = &self.words;
        let lately = page.at_time.is_some_and(|at| at.elapsed() < PATIENCE);
        if page.shown && page.of != project.model.generation && !lately && !page.is_asking() && self.waiting == 0 {
            self.ask_words();
        }
    }

    pub(super) fn words_came(&mut self, news: WordNews) {
        let page = &mut self.words;
        match news {
            WordNews::Counting { done, of } => page.progress = Some((done, of)),
            WordNews::Listed { number, list } => {
                page.progress = None;
                if page.number == number {
                    page.busy = false;
                    let first = list.rows.first().map(|row| row.folded.clone());
                    page.list = Some(list);
                    // Something is always in hand.
                    if let (None, Some(first)) = (&page.word, first) {
                        self.take_word(first);
                    }
                }
            }
            WordNews::Told { number, told } => {
                page.progress = None;
                if page.told_number == number {
                    let gone = std::mem::take(&mut page.moved) && told.spots.count == 0;
                    (page.telling, page.told) = (false, Some(told));
                    if let Some(first) = page.rows().first().map(|row| row.folded.clone()).filter(|_| gone) {
                        self.take_word(first);
                    }
                }
            }
            WordNews::Placed(place) => {
                page.placing = false;
                if let Some(place) = place {
                    self.open_place(place);
                }
            }
            WordNews::Failed(fault) => {
                (page.busy, page.telling, page.placing, page.progress) = (false, false, false, None);
                self.fault(fault);
            }
        }
    }

    /// Opens a document at a place of the word, with all its places marked.
    fn open_place(&mut self, place: Placed) {
        self.words.shown = false;
        self.table = false;
        self.jump(place.document, place.span.start());
        if self.reading.as_ref().is_some_and(|reading| reading.revision == place.revision) {
            self.light_words(place.revision, place.spans);
        }
    }

    /// Takes the marks of a word off the open document; `false` when there are none.
    pub(super) fn put_word_out(&mut self) -> bool {
        let lit = self.words.lit;
        if lit {
            // What the search found is not shown anew: nobody asked for it here.
            self.lit = super::searching::Lit::default();
            self.words.lit = false;
        }
        lit
    }

    /// The word that is selected, or that was clicked, in the open document: folded, and as it is written there.
    pub fn word_here(&self) -> Option<(Words, Words)> {
        let reading = self.reading.as_ref()?;
        let in_sentence = |byte: &u32| reading.cursor.is_some_and(|s| s.start() <= *byte && *byte <= s.end());
        let (span, byte) = match (reading.selection, reading.point.filter(in_sentence)) {
            (Some(selection), _) => (selection, selection.start()),
            (None, Some(byte)) => (reading.cursor?, byte),
            (None, None) => return None,
        };
        let text = reading.text(span.range())?;
        let (folded, bytes) = word_at(&text, (byte - span.start()) as usize)?;
        Some((Words::new(folded), Words::new(text.get(bytes)?)))
    }

    /// Takes the word under the pointer into the hand of commands: where a click would have put the cursor, unless the
    /// selection is there.
    pub(super) fn point_at(&mut self, byte: u32) {
        let Some(reading) = &mut self.reading else { return };
        if !reading.selection.is_some_and(|selection: Span| selection.range().contains(&byte)) {
            reading.place(byte);
            reading.point = Some(byte);
        }
    }

    /// Writes the list, or the collocates of the word in hand, into a file.
    pub(super) fn write_words(&mut self, neighbours: bool, to: PathBuf) {
        let part = self.part();
        let (Some(project), page) = (&self.project, &self.words) else { return };
        let of = page.word.clone().filter(|_| neighbours).map(|word| (word, page.near(usize::MAX)));
        project.session.count(Count::Write { part, sought: page.sought(usize::MAX), of, to });
    }
}

impl WordsPage {
    /// Lists words of another kind, in the order that suits it.
    fn list_kind(&mut self, kind: Kind) {
        if self.kind != kind {
            self.kind = kind;
            self.column = if kind == Kind::Used { Column::Count } else { Column::Likelihood };
            self.descending = true;
        }
    }
}
