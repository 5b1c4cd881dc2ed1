//! Searching the whole corpus: what is typed, the places found as the searching thread tells them, their order, which of
//! them are chosen, and the one that is looked at.

mod looking;
mod marking;
mod narrow;
mod opening;
mod rest;
mod tagged;

pub use looking::Looking;
pub use marking::{MarkAs, mark};
pub use opening::Lit;
pub use tagged::tags_on;

use super::{Action, App, Place};
use crate::domain::called::MayBe;
use crate::domain::query::{Query, QueryError, Reason};
use crate::domain::saved::Around;
use crate::domain::{Id, Span, Table, Words, fold};
pub use crate::jobs::{Chosen, FoundHow, Meant};
use crate::jobs::{Facets, Gathered, Hit, Hits, Own, Search};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// How long an answer stands at least before the same is asked again.
const PATIENCE: Duration = Duration::from_secs(1);

/// The field that asks for a tag.
const TAG: &str = "tag";

/// The order of the places that were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best documents first, in each as the text goes.
    #[default]
    Best,
    /// By the words before them, the nearest first.
    Before,
    /// By the words after them.
    After,
    /// By the date of the document, the earliest first; those without one last.
    Date,
}

impl Order {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Best, Self::Before, Self::After, Self::Date];

    /// What it is called.
    pub fn label(self) -> &'static str {
        use crate::say::search as say;
        match self {
            Self::Best => say::BEST_FIRST,
            Self::Before => say::BY_BEFORE,
            Self::After => say::BY_AFTER,
            Self::Date => say::BY_DATE,
        }
    }
}

/// A place that was found, as a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The document.
    pub document: Id,
    /// The decoding the bytes are of.
    pub revision: Id,
    /// What the document is called.
    pub heading: Words,
    /// Where, in bytes; `None` where only what is known of the document was asked for.
    pub span: Option<Span>,
    /// What stands before it.
    pub before: Words,
    /// The words that were found.
    pub quote: Words,
    /// What stands after it.
    pub after: Words,
    /// How it came to be found.
    pub how: FoundHow,
    /// What is known of the document that was asked for, where that alone found it.
    pub by: Vec<Reason>,
    /// True for the line that stands for all other places of its document; it is none itself.
    pub rest: bool,
}

impl Found {
    /// What tells it from others.
    pub fn key(&self) -> (Id, u32) {
        let nowhere = if self.rest { u32::MAX } else { 0 };
        (self.revision, self.span.map_or(nowhere, Span::start))
    }
}

/// A way to change the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Show the page, or go back into its field.
    Show,
    /// Leave it.
    Leave,
    /// Break off looking through every text.
    BreakOff,
    /// Look for this.
    Ask(String),
    /// Show the page with the passages that have this tag.
    Tagged(Id),
    /// Show the page with what a kept search finds.
    Kept(Id),
    /// Look only where a field has this value, or everywhere again when that is what is asked.
    Narrow(&'static str, Words),
    /// Another order.
    Order(Order),
    /// Choose this line, or no longer.
    Toggle(usize),
    /// Choose from the line in hand to this one.
    Reach(usize),
    /// Choose every line, or none.
    All(bool),
    /// Take the line into the hand.
    At(usize),
    /// The line after the one in hand, or before.
    Step(bool),
    /// Open the document of a line at its place.
    Open(usize),
    /// Go to words of ours that were found: a record of a table.
    OpenOwn(Table, Id),
    /// What is marked around a place.
    Around(Around),
    /// Show what would be tagged, with this tag chosen at first, or marked as a name.
    Mark {
        /// The tag.
        tag: Option<Id>,
        /// A name instead.
        name: bool,
    },
    /// Keep the question that is typed, or let it go when it is kept.
    Keep,
    /// Let a kept search or a rule go.
    Forget(Id),
    /// Confirm what a rule tagged: rows of tags on passages.
    Confirm(Vec<Id>),
    /// Take the marks of what was found off the open document.
    PutOut,
}

/// The page and what it knows. It is kept while documents are read.
#[derive(Debug)]
pub struct Searching {
    /// True while it is shown.
    pub shown: bool,
    /// What is typed.
    pub query: String,
    /// How often the field was asked for.
    pub asked: u64,
    /// Why it is not understood.
    pub wrong: Option<QueryError>,
    /// Names that may be one, as they are proposed.
    may_be: Vec<MayBe>,
    /// True until the answer came.
    pub busy: bool,
    /// How far every text is looked through, where a regular expression is asked for.
    pub looking: Option<Looking>,
    /// What was found, if anything was asked.
    pub answer: Option<Answer>,
    /// The order of the lines.
    pub order: Order,
    /// Chosen lines.
    pub chosen: Chosen,
    /// The line in hand.
    pub at: usize,
    /// What is marked around a place.
    pub around: Around,
    /// What was, before the sheet was opened that marks what was found.
    around_before: Option<Around>,
    lines: Vec<Found>,
    /// The order the texts came in.
    came: BTreeMap<Id, usize>,
    /// Lines of opened texts that were there before, and the one in hand then, while an answer comes.
    known: BTreeMap<Id, Vec<Found>>,
    back_to: Option<(Id, u32)>,
    number: u64,
    /// The question that is answered, and the texts of which all places are among the lines.
    opened: (String, BTreeSet<Id>),
    /// The text whose places are awaited, and which way one goes on among them.
    awaited: Option<(Id, Option<bool>)>,
    /// What would be marked, once it is gathered.
    pub gathered: Option<Gathered>,
    gathering: u64,
    gathering_for: Option<marking::For>,
    /// True when rules are to be run once what is on its way is gathered.
    rules_wait: bool,
    /// How many documents each kept search finds.
    pub counts: BTreeMap<Id, usize>,
    /// The generation of the project the answer is of, and when it was asked for.
    of: u64,
    at_time: Option<Instant>,
}

impl Default for Searching {
    fn default() -> Self {
        Self {
            shown: false,
            query: String::new(),
            asked: 0,
            wrong: None,
            may_be: Vec::new(),
            busy: false,
            looking: None,
            answer: None,
            order: Order::default(),
            chosen: Chosen::default(),
            at: 0,
            around: Around::Sentence,
            around_before: None,
            lines: Vec::new(),
            came: BTreeMap::new(),
            known: BTreeMap::new(),
            back_to: None,
            number: 0,
            opened: <(String, BTreeSet<Id>)>::default(),
            awaited: None,
            of: 0,
            at_time: None,
            gathered: None,
            gathering: 0,
            gathering_for: None,
            rules_wait: false,
            counts: BTreeMap::new(),
        }
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// How many documents.
    pub documents: usize,
    /// How many documents have their places among the lines.
    pub shown: usize,
    /// The texts that have more places than are among the lines, with how many they have once that is counted.
    pub rest: BTreeMap<Id, Option<usize>>,
    /// What is to be said beside it.
    pub remarks: Vec<String>,
    /// How many texts are not indexed yet.
    pub waiting: u64,
    /// What answers the question of the analyst's own words, once that is known.
    pub own: Vec<Own>,
    /// True when there is more of them.
    pub more_own: bool,
    /// How it is spread, once that is known.
    pub facets: Option<Facets>,
    /// What may have been meant where nothing was found.
    pub meant: Option<Meant>,
}

impl Searching {
    /// The places found, in their order.
    pub fn lines(&self) -> &[Found] {
        &self.lines
    }

    /// True when there are places to mark.
    pub fn has_places(&self) -> bool {
        self.wrong.is_none() && self.lines.iter().any(|line| line.span.is_some())
    }

    /// The question, if it is one.
    pub fn question(&self) -> Option<Query> {
        self.asked().ok()
    }

    /// The question, asked for names that may be the same as well.
    fn asked(&self) -> Result<Query, QueryError> {
        Ok(self.query.parse::<Query>()?.with_names(&self.may_be))
    }

    /// True when every place that is found is marked, as a rule would.
    pub fn all_marked(&self) -> bool {
        self.marked() == Chosen::all()
    }

    /// The chosen places, all there are when none is.
    pub fn marked(&self) -> Chosen {
        if self.none_chosen() { Chosen::all() } else { self.chosen.clone() }
    }

    fn clear_lines(&mut self) {
        self.lines.clear();
        self.came.clear();
    }

    /// Makes room for the lines of an answer. Of a text that is opened, the places are known already: it is the same text
    /// and the same question.
    fn begin_anew(&mut self) {
        // The first line stays the first until another is taken into the hand.
        self.back_to = self.lines.get(self.at).filter(|_| self.at > 0).map(Found::key);
        self.known.clear();
        self.came.clear();
        for line in self.lines.drain(..).filter(|line| self.opened.1.contains(&line.revision)) {
            self.known.entry(line.revision).or_default().push(line);
        }
    }

    /// Adds a line for each place of these documents, and one for the rest where there are more.
    fn add_lines(&mut self, hits: Vec<Hit>) {
        for hit in hits {
            let nth = self.came.len();
            self.came.entry(hit.revision).or_insert(nth);
            if let Some(lines) = self.known.remove(&hit.revision).filter(|_| hit.more) {
                self.lines.extend(lines);
                continue;
            }
            let of = |span, before, quote, after, how| Found {
                document: hit.document,
                revision: hit.revision,
                heading: hit.heading.clone(),
                span,
                before,
                quote,
                after,
                how,
                by: hit.by.clone(),
                rest: false,
            };
            let none = Words::default;
            if hit.lines.is_empty() {
                self.lines.push(of(None, none(), none(), none(), FoundHow::Typed));
            }
            self.lines.extend(
                hit.lines.into_iter().map(|line| of(Some(line.bytes), line.before, line.quote, line.after, line.how)),
            );
            if hit.more {
                self.lines.push(Found { rest: true, ..of(None, none(), none(), none(), FoundHow::Typed) });
                if let Some(answer) = &mut self.answer {
                    answer.rest.insert(hit.revision, None);
                }
            }
        }
        let back_to = self.back_to.and_then(|key| self.lines.iter().position(|line| line.key() == key));
        if let Some(at) = back_to {
            (self.at, self.back_to) = (at, None);
        }
    }

    /// No more lines come: what is not among them is not chosen any more, nor gone back to.
    fn end_lines(&mut self) {
        self.back_to = None;
        self.known.clear();
        let there: BTreeSet<(Id, u32)> = self.lines.iter().map(Found::key).collect();
        self.chosen.places.retain(|key| there.contains(key));
    }

    /// The places in a document, in the order they stand.
    fn in_document(&self, revision: Id) -> Vec<Span> {
        let mut spans: Vec<Span> =
            self.lines.iter().filter(|line| line.revision == revision).filter_map(|line| line.span).collect();
        spans.sort_unstable();
        spans.dedup();
        spans
    }

    fn put_in_order(&mut self, dates: impl Fn(Id) -> Option<String>) {
        let in_hand = self.lines.get(self.at).map(Found::key);
        match self.order {
            Order::Best => {
                let came = &self.came;
                self.lines.sort_by_key(|line| (came.get(&line.revision), line.rest, line.span));
            }
            Order::Before => self.lines.sort_by_cached_key(|line| (line.rest, neighbours(line.before.raw(), true))),
            Order::After => self.lines.sort_by_cached_key(|line| (line.rest, neighbours(line.after.raw(), false))),
            Order::Date => self.lines.sort_by_cached_key(|line| {
                let date = dates(line.document);
                (date.is_none(), date, line.document, line.rest, line.span)
            }),
        }
        self.at = in_hand.and_then(|key| self.lines.iter().position(|line| line.key() == key)).unwrap_or(0);
    }
}

/// The words beside a place, the nearest first, as they are compared.
fn neighbours(text: &str, before: bool) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned);
    let mut words: Vec<String> = words.collect();
    if before {
        words.reverse();
    }
    words.truncate(6);
    words
}

impl App {
    /// What is wanted of the page.
    pub(super) fn search(&mut self, wish: Wish) {
        let page = &mut self.searching;
        if wish != Wish::Show {
            // One goes on from where one is now.
            page.back_to = None;
        }
        match wish {
            Wish::Show => self.show_search(),
            Wish::Leave => {
                page.shown = false;
                self.light();
            }
            Wish::BreakOff => {
                self.break_off_look();
                self.count_rest();
            }
            Wish::Tagged(tag) => {
                let query = self.model().and_then(|m| m.tags.get(&tag)).map(|tag| field(TAG, tag.name.words().raw()));
                if let Some(query) = query {
                    self.show_search_for(query);
                }
            }
            Wish::Kept(id) => {
                let query = self.model().and_then(|m| m.saved.get(&id)).map(|saved| saved.query.raw().to_owned());
                if let Some(query) = query {
                    self.show_search_for(query);
                }
            }
            Wish::Ask(query) => {
                page.query = query;
                self.ask_corpus();
            }
            Wish::Narrow(name, value) => {
                page.query = narrow::narrowed(&page.query, &field(name, value.raw()));
                self.ask_corpus();
            }
            Wish::Order(order) => {
                page.order = order;
                self.order_found();
            }
            Wish::Toggle(at) => {
                page.at = at;
                match page.lines.get(at) {
                    Some(line) if line.rest => self.open_found(at),
                    Some(line) => page.choose(line.key(), !page.chosen.holds(line.key())),
                    None => {}
                }
            }
            Wish::Reach(to) => {
                let (from, to) = (page.at.min(to), page.at.max(to));
                let lines = page.lines.iter().take(to + 1).skip(from).filter(|line| !line.rest);
                for key in lines.map(Found::key).collect::<Vec<_>>() {
                    page.choose(key, true);
                }
            }
            Wish::All(true) => page.chosen = Chosen::all(),
            Wish::All(false) => page.chosen = Chosen::default(),
            Wish::At(at) => page.at = at,
            Wish::Step(forward) => {
                let last = page.lines.len().saturating_sub(1);
                page.at = if forward { (page.at + 1).min(last) } else { page.at.saturating_sub(1) };
            }
            Wish::Open(at) => self.open_found(at),
            Wish::OpenOwn(table, id) => self.open_own(table, id),
            Wish::Around(around) => {
                page.around = around;
                if self.overlay.is_some() {
                    self.gather();
                }
            }
            Wish::Mark { tag, name } => self.mark_found(tag, name),
            Wish::Keep => self.save_search(),
            Wish::Confirm(rows) => self.confirm_tags(&rows),
            Wish::Forget(id) => self.forget_search(id),
            Wish::PutOut => self.put_out(),
        }
    }

    fn show_search_for(&mut self, query: String) {
        (self.place, self.words.shown) = (Place::Read, false);
        (self.searching.shown, self.searching.asked) = (true, self.searching.asked + 1);
        self.count_kept();
        self.search(Wish::Ask(query));
    }

    fn show_search(&mut self) {
        self.place = Place::Read;
        self.words.shown = false;
        // Words that are selected are what one looks for.
        let selected = self.reading.as_ref().and_then(|r| r.text(r.selection?.range()));
        let selected = selected.filter(|words| !words.contains('\n') && words.chars().count() <= 200);
        let page = &mut self.searching;
        let new = selected.map(|words| format!("\"{}\"", words.replace('"', " "))).filter(|_| !page.shown);
        page.shown = true;
        page.asked += 1;
        self.count_kept();
        let changed = self.project.as_ref().is_some_and(|project| project.model.generation != self.searching.of);
        match new {
            Some(words) => self.search(Wish::Ask(words)),
            // What a regular expression finds is looked for again only when the page is gone to.
            None if self.searching.looking.is_some() && changed && !self.searching.is_looking() => self.ask_corpus(),
            None => self.ask_again(),
        }
    }

    /// Asks for what is typed. Nothing waits for the answer.
    fn ask_corpus(&mut self) {
        self.break_off_look();
        let Some(project) = &self.project else { return };
        let page = &mut self.searching;
        page.number += 1;
        page.looking = None;
        page.awaited = None;
        (page.of, page.at_time) = (project.model.generation, Some(Instant::now()));
        page.wrong = None;
        if page.query.trim().is_empty() {
            (page.busy, page.answer) = (false, None);
            page.clear_lines();
            page.chosen = Chosen::default();
            return;
        }
        if page.opened.0 != page.query {
            page.opened = (page.query.clone(), BTreeSet::new());
            page.at = 0;
            // All places of another question are not what was chosen.
            if page.chosen.every {
                page.chosen = Chosen::default();
            }
        }
        match page.asked() {
            Ok(query) => {
                page.busy = true;
                page.looking = (!query.expressions().is_empty()).then(Looking::begin);
                project.session.search(Search::Find { number: page.number, query });
            }
            Err(error) => (page.busy, page.wrong) = (false, Some(error)),
        }
    }

    /// Takes names that may be one. What was asked is asked again where they are others than before.
    pub(super) fn may_be(&mut self, names: Vec<MayBe>) {
        if self.searching.may_be != names {
            self.searching.may_be = names;
            if self.searching.shown {
                self.ask_corpus();
            }
        }
    }

    /// Asks the same again when the project has changed since, or not all was indexed.
    pub(super) fn ask_again(&mut self) {
        let Some(project) = &self.project else { return };
        let page = &self.searching;
        let behind = page.of != project.model.generation || page.answer.as_ref().is_some_and(|a| a.waiting > 0);
        let lately = page.at_time.is_some_and(|at| at.elapsed() < PATIENCE);
        // Every text is looked through again only for texts that were not there before, and not one look after the other.
        let settled = page.looking.is_some_and(|looking| {
            let rested = page.at_time.is_some_and(|at| at.elapsed() > looking.took() * 4);
            looking.broken_off || page.answer.as_ref().is_some_and(|answer| answer.waiting == 0) || !rested
        });
        if page.shown
            && behind
            && !lately
            && !settled
            && !page.busy
            && !page.query.trim().is_empty()
            && self.waiting == 0
        {
            self.ask_corpus();
        }
    }

    pub(super) fn hits_came(&mut self, number: u64, hits: Hits) {
        let page = &mut self.searching;
        if page.number != number {
            return;
        }
        page.busy = false;
        let answer = Answer {
            documents: hits.documents,
            shown: hits.hits.len(),
            rest: BTreeMap::new(),
            remarks: hits.remarks,
            waiting: hits.waiting,
            own: Vec::new(),
            more_own: false,
            meant: None,
            facets: page.answer.take().and_then(|before| before.facets),
        };
        page.begin_anew();
        page.answer = Some(answer);
        page.add_lines(hits.hits);
        page.end_lines();
        self.order_found();
        self.count_rest();
        self.light();
    }

    pub(super) fn facets_came(&mut self, number: u64, facets: Facets, meant: Option<Meant>, own: (Vec<Own>, bool)) {
        let page = &mut self.searching;
        if let Some(answer) = page.answer.as_mut().filter(|_| page.number == number) {
            answer.facets = Some(facets);
            answer.meant = meant;
            (answer.own, answer.more_own) = own;
        }
    }

    /// Counts what kept searches find.
    pub(super) fn count_kept(&mut self) {
        let Some(project) = self.project.as_ref().filter(|_| self.searching.shown) else { return };
        let kept = project.model.saved.values();
        let queries: Vec<_> = kept.filter_map(|saved| Some((saved.id, saved.query.raw().parse().ok()?))).collect();
        if !queries.is_empty() {
            project.session.search(Search::Count(queries));
        }
    }

    fn order_found(&mut self) {
        let App { searching, project, .. } = self;
        let model = project.as_ref().map(|project| &project.model);
        let date = |id: Id| model?.documents.get(&id)?.published.as_ref().map(|date| date.as_str().to_owned());
        searching.put_in_order(date);
    }
}

/// A value as it stands behind a field's name: in quotation marks unless it is one word.
fn field(name: &str, value: &str) -> String {
    let plain = value == "?" || !value.is_empty() && value.chars().all(char::is_alphanumeric);
    if plain { format!("{name}:{value}") } else { format!("{name}:\"{}\"", value.replace('"', " ")) }
}

/// The action for a wish.
pub fn wanted(wish: Wish) -> Action {
    Action::Search(wish)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_compared_from_the_place_outward() {
        assert_eq!(neighbours("He said, in Minsk: ", true), ["minsk", "in", "said", "he"]);
        assert_eq!(neighbours(" the Treaty, today.", false), ["the", "treaty", "today"]);
        assert_eq!(neighbours("دیدار", true).cmp(&neighbours("", true)), std::cmp::Ordering::Greater);
    }

    #[test]
    fn a_field_is_written_as_it_is_read_again() {
        for value in ["OE Watch", "ru", "a \"b\" c", "Минск-Тегеран"] {
            let text = field("source", value);
            assert!(text.parse::<Query>().is_ok(), "{text}");
        }
        assert_eq!(field("lang", "ru"), "lang:ru");
        assert_eq!(field("source", "OE Watch"), "source:\"OE Watch\"");
    }
}
