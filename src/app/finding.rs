//! Find in document: what is typed, the hits as the reading worker tells them, and the one that is looked at.

use super::App;
use crate::domain::{Id, Span};
use crate::jobs::Read;

/// Words looked for in the open document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// What is typed.
    pub query: String,
    /// The hits so far, in the order they stand.
    pub hits: Vec<Span>,
    /// The hit that is looked at, counted from 0.
    pub at: Option<usize>,
    /// True when the whole document was looked through.
    pub done: bool,
    /// True when there are more hits than are kept.
    pub cut_short: bool,
    /// How often the field was asked for.
    pub asked: u64,
    /// The document that is looked through.
    document: Option<Id>,
    /// The hit that is wanted first is the first one from this byte on.
    from: u32,
    /// The search on its way.
    number: u64,
}

impl Finding {
    /// The hit that is looked at.
    pub fn hit(&self) -> Option<Span> {
        self.hits.get(self.at?).copied()
    }

    /// The hits that share a byte with a stretch.
    pub fn within(&self, bytes: std::ops::Range<u32>) -> &[Span] {
        let from = self.hits.partition_point(|hit| hit.end() <= bytes.start);
        let to = self.hits.partition_point(|hit| hit.start() < bytes.end);
        self.hits.get(from..to.max(from)).unwrap_or_default()
    }
}

impl App {
    /// Opens the field, or goes back into it.
    pub(super) fn find_here(&mut self) {
        let Some(reading) = &self.reading else { return };
        let from = reading.cursor.map_or(reading.start_at, Span::start);
        // Words that are selected are what one looks for.
        let selected = reading
            .selection
            .and_then(|span| reading.text(span.range()))
            .filter(|words| !words.contains('\n') && words.chars().count() <= 200);
        let typed = selected.map(std::borrow::Cow::into_owned);
        let finding = self.finding.get_or_insert_with(|| Finding { from, ..Finding::default() });
        finding.asked += 1;
        if let Some(typed) = typed.filter(|typed| *typed != finding.query) {
            self.find(typed);
        }
    }

    /// Looks for what is typed, beginning at the hit that was looked at.
    pub(super) fn find(&mut self, query: String) {
        let Some(reading) = &self.reading else { return };
        let Some(paragraphs) = &reading.paragraphs else { return };
        let Some(finding) = &mut self.finding else { return };
        self.last_search += 1;
        let from = match finding.hit() {
            Some(hit) => hit.start(),
            None if finding.document == Some(reading.document) => finding.from,
            None => reading.cursor.map_or(reading.start_at, Span::start),
        };
        *finding = Finding {
            query: query.clone(),
            asked: finding.asked,
            document: Some(reading.document),
            from,
            number: self.last_search,
            done: crate::domain::fold(&query).is_empty(),
            ..Finding::default()
        };
        let (number, revision, len) = (self.last_search, reading.revision, paragraphs.text_len());
        self.read(Read::Find { number, revision, len, typed: query });
    }

    /// Another document is open: the same words are looked for in it.
    pub(super) fn find_again(&mut self) {
        let open = self.reading.as_ref().map(|r| r.document);
        if let Some(finding) = self.finding.as_mut().filter(|f| f.document != open) {
            finding.at = None;
            let query = finding.query.clone();
            self.find(query);
        }
    }

    /// Takes hits that were found.
    pub(super) fn found(&mut self, number: u64, spans: Vec<Span>, done: bool, cut_short: bool) {
        let Some(finding) = self.finding.as_mut().filter(|f| f.number == number) else { return };
        finding.hits.extend(spans);
        (finding.done, finding.cut_short) = (done, cut_short);
        if finding.at.is_some() {
            return;
        }
        let first = finding.hits.partition_point(|hit| hit.start() < finding.from);
        // Round to the beginning only when it is sure that nothing comes after.
        let at = if first < finding.hits.len() { Some(first) } else { (done && first > 0).then_some(0) };
        if at.is_some() {
            finding.at = at;
            self.show_hit();
        }
    }

    /// Goes to the next hit or the one before, round the ends.
    pub(super) fn find_step(&mut self, forward: bool) {
        if self.finding.is_none() && self.found_step(forward) {
            return;
        }
        let Some(finding) = &mut self.finding else { return self.find_here() };
        let count = finding.hits.len();
        if count == 0 {
            return;
        }
        finding.at = Some(match (finding.at, forward) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, _) => 0,
        });
        self.show_hit();
    }

    fn show_hit(&mut self) {
        let Some(hit) = self.finding.as_ref().and_then(Finding::hit) else { return };
        self.leave_for_a_hit();
        self.stand_at(hit.start());
    }

    /// Closes the field; the cursor stays where the hit is.
    pub(super) fn close_find(&mut self) {
        if self.finding.take().is_some_and(|finding| !finding.done) {
            self.last_search += 1;
            // Nothing to look for gives the search up.
            let (number, revision) = (self.last_search, Id::new());
            self.read(Read::Find { number, revision, len: 0, typed: String::new() });
        }
    }
}
