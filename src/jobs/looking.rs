//! What takes the reading worker longer than an answer: finding words in the open document, and looking for a quotation
//! in every document. It is done a small step at a time between answers, and given up as soon as something else is
//! looked for.

use super::news::{Event, Tell};
use super::quoting::check_one;
use crate::analysis::finding::{Finding, Needle};
use crate::analysis::quotation::{Likeness, OVERLAP, Quotation, WINDOW};
use crate::domain::{Fault, Id, Paragraphs, Span, Words};
use crate::store::Reader;
use std::ops::Range;

/// A text to look through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// The document.
    pub document: Id,
    /// Its revision.
    pub revision: Id,
}

/// Where a quotation that is checked stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The text.
    pub text: Text,
    /// Its words, in bytes.
    pub span: Span,
    /// True when quotation marks stand around it.
    pub marked: bool,
}

/// A place that has a quotation's words.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Where.
    pub text: Text,
    /// The words, in bytes of that text.
    pub span: Span,
    /// The number of the paragraph they begin in, counted from 1.
    pub paragraph: usize,
    /// The words as they stand there.
    pub words: Words,
    /// What they are to the quotation; its place and its stretches of the held words are bytes of `words`.
    pub likeness: Likeness,
}

/// Most places that are told.
const MOST_PLACES: usize = 50;
/// Texts looked through between two pieces of news.
const TEXTS_A_NEWS: usize = 50;

/// What is being looked for.
#[derive(Default)]
pub(super) struct Looking {
    finding: Option<(u64, Id, Finding)>,
    checking: Option<Checking>,
}

struct Checking {
    number: u64,
    quotation: Quotation,
    /// Where the quotation itself stands.
    own: Quoted,
    /// What it is is told first, where it stands in quotation marks.
    judged: bool,
    texts: Vec<Text>,
    /// The text in hand, and the byte its next window begins at.
    at: (usize, u32),
    places: usize,
}

impl Looking {
    /// True when there is nothing to do.
    pub(super) fn is_over(&self) -> bool {
        self.finding.is_none() && self.checking.is_none()
    }

    /// Looks for words in a text of `len` bytes from now on; for nothing, when nothing is left of them.
    pub(super) fn find(&mut self, number: u64, revision: Id, len: u32, typed: &str) {
        self.finding = Needle::of(typed).map(|needle| (number, revision, Finding::of(needle, len)));
    }

    /// Looks for a quotation in texts from now on.
    pub(super) fn check(&mut self, number: u64, words: &str, own: Option<Quoted>, texts: Vec<Text>) {
        let checking = |(quotation, own): (Quotation, Quoted)| Checking {
            number,
            quotation,
            judged: !own.marked,
            own,
            texts,
            at: (0, 0),
            places: 0,
        };
        self.checking = Quotation::of(words).zip(own).map(checking);
    }

    /// Does a little of it.
    pub(super) fn step(&mut self, reader: &Reader, tell: &Tell) {
        // What is typed comes before what is checked.
        let done = if self.finding.is_some() { self.find_step(reader) } else { self.check_step(reader) };
        match done {
            Ok(Some(event)) => tell.event(event),
            Ok(None) => {}
            Err(fault) => {
                *self = Self::default();
                tell.event(Event::ReadFailed { fault });
            }
        }
    }

    fn find_step(&mut self, reader: &Reader) -> Result<Option<Event>, Fault> {
        let Some((number, revision, finding)) = &mut self.finding else { return Ok(None) };
        let number = *number;
        let mut spans = Vec::new();
        if let Some(needed) = finding.needs() {
            let chunk = reader.chunk(*revision, needed)?;
            spans = finding.step(chunk.start, &chunk.text);
        }
        let (done, cut_short) = (finding.needs().is_none(), finding.is_cut_short());
        if done {
            self.finding = None;
        }
        Ok(Some(Event::Found { number, spans, done, cut_short }))
    }

    fn check_step(&mut self, reader: &Reader) -> Result<Option<Event>, Fault> {
        let Some(checking) = &mut self.checking else { return Ok(None) };
        let (number, of) = (checking.number, checking.texts.len());
        if !std::mem::replace(&mut checking.judged, true) {
            let own = reader.text_of(checking.own.text.document)?;
            let judged = own.map(|own| check_one(reader, &own, checking.own.span)).transpose()?.flatten();
            return Ok(judged.map(|checked| Event::Judged { number, checked: Box::new(checked) }));
        }
        let places = checking.window(reader)?;
        let (looked, byte) = checking.at;
        let done = looked >= of || checking.places >= MOST_PLACES;
        if done {
            self.checking = None;
        }
        let worth_telling = done || !places.is_empty() || (byte == 0 && looked.is_multiple_of(TEXTS_A_NEWS));
        Ok(worth_telling.then_some(Event::Checked { number, places, looked, of, done }))
    }
}

impl Checking {
    /// Looks through one window of one text.
    fn window(&mut self, reader: &Reader) -> Result<Vec<Held>, Fault> {
        let (i, from) = self.at;
        let Some(text) = self.texts.get(i).copied() else { return Ok(Vec::new()) };
        let chunk = reader.chunk(text.revision, from..from.saturating_add(WINDOW))?;
        let chunk_end = chunk.start.saturating_add(u32::try_from(chunk.text.len()).unwrap_or(u32::MAX));
        let start = chunk.text.floor_char_boundary(from.saturating_sub(chunk.start) as usize);
        let window = chunk.text.get(start..).unwrap_or_default();
        let base = chunk.start.saturating_add(u32::try_from(start).unwrap_or(0));
        let own = self.own.span.range();
        let local = own.start.saturating_sub(base) as usize..own.end.saturating_sub(base) as usize;
        let except = Some(local).filter(|local| self.own.text == text && !local.is_empty());
        let found = self.quotation.places(window, None, except.as_ref());
        // The chunk reached as far as was asked for, or the text ends in it.
        let ends = chunk_end < from.saturating_add(WINDOW) || chunk.text.is_empty();
        self.at = if ends { (i + 1, 0) } else { (i, chunk_end.saturating_sub(OVERLAP).max(from.saturating_add(1))) };
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let map = reader.text_map(text.revision)?;
        let paragraphs = Paragraphs::from_starts(map.starts, map.bytes).ok();
        let paragraph = |byte: u32| paragraphs.as_ref().filter(|p| !p.is_empty()).map_or(1, |p| p.at(byte) + 1);
        let next = self.at;
        let held = found.into_iter().filter_map(|likeness| {
            let byte = |n: usize| u32::try_from(n).ok().and_then(|n| base.checked_add(n));
            let span = Span::new(byte(likeness.place.start)?, byte(likeness.place.end)?).ok()?;
            // What lies in the overlap is found again, whole, in the next window.
            if next.0 == i && span.start() >= next.1 {
                return None;
            }
            let words = window.get(likeness.place.clone())?;
            let first = likeness.place.start;
            let local = |range: &Range<usize>| range.start.saturating_sub(first)..range.end.saturating_sub(first);
            let likeness = Likeness {
                held: likeness.held.iter().map(|(range, sign)| (local(range), *sign)).collect(),
                place: local(&likeness.place),
                ..likeness
            };
            Some(Held { text, span, paragraph: paragraph(span.start()), words: Words::new(words), likeness })
        });
        let held: Vec<Held> = held.collect();
        self.places += held.len();
        Ok(held)
    }
}
