//! The quotation check as it is shown: the quotation around the cursor, and the places that have its words.

use super::model::Model;
use super::notice::Said;
use super::overlay::Overlay;
use super::{App, Hand};
use crate::analysis::quotation;
pub use crate::analysis::quotation::{Class, Run, Sign, Verdict, Voice};
use crate::domain::{Id, Span, Words};
pub use crate::jobs::Held;
pub use crate::jobs::quoting::{Checked, Piece};
use crate::jobs::{Quoted, Read, Text};

/// A quotation under check.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The document it stands in.
    pub document: Id,
    /// Where, in bytes, without its quotation marks.
    pub span: Span,
    /// The number of its paragraph, counted from 1.
    pub paragraph: usize,
    /// Its words.
    pub words: Words,
    /// True when quotation marks stand around it.
    pub marked: bool,
    /// What it is to the texts that are held; not yet known, or without quotation marks.
    pub judged: Option<Box<Checked>>,
    /// Places that have its words, best first.
    pub places: Vec<Held>,
    /// The place that is shown beside it.
    pub at: usize,
    /// Texts looked through, and how many there are.
    pub looked: (usize, usize),
    /// True when all were looked through.
    pub done: bool,
    number: u64,
}

impl Check {
    /// The pieces the quotation is made of, where these are shown: nobody chose another place, and some text has them.
    pub fn pieces(&self) -> Option<&[Piece]> {
        let judged = self.judged.as_ref().filter(|judged| self.at == 0 && judged.class != Class::NotHeld)?;
        Some(&judged.pieces)
    }

    /// True where there is a place to open.
    pub fn has_place(&self) -> bool {
        self.pieces().is_some_and(|pieces| !pieces.is_empty()) || self.places.get(self.at).is_some()
    }

    /// The words the dots of the quotation stand for where it is shown.
    pub fn hidden(&self) -> Option<Words> {
        if let (Some(judged), Some(_)) = (&self.judged, self.pieces()) {
            return Words::filled(&judged.hidden.join(" … "));
        }
        self.places.get(self.at).and_then(hidden)
    }
}

/// A place in words: what its document is called, and the number of the paragraph.
pub fn place(model: &Model, document: Id, paragraph: usize) -> Option<Words> {
    let heading = model.documents.get(&document)?.heading();
    Some(Words::new(format!("{} {}", heading.brief(60).raw(), crate::say::reader::paragraph(paragraph))))
}

/// The words the dots of a quotation stand for at a place.
fn hidden(held: &Held) -> Option<Words> {
    let runs = held.likeness.held.iter().filter(|(_, sign)| *sign == Sign::Hidden);
    let words: Vec<&str> = runs.filter_map(|(range, _)| held.words.raw().get(range.clone())).collect();
    (!words.is_empty()).then(|| Words::new(words.join(" … ")))
}

impl App {
    /// Begins to check the quotation around the cursor, or the sentence where there are no quotation marks.
    pub(super) fn check_quotation(&mut self) {
        let Some((model, reading, target)) = self.target() else { return self.still_loading() };
        let Some(paragraphs) = reading.paragraphs.as_ref().filter(|p| !p.is_empty()) else { return };
        let n = paragraphs.at(target.start());
        let range = paragraphs.range(n);
        let range = range.start..range.end.max(target.end());
        let Some(text) = reading.text(range.clone()) else {
            self.need(range);
            return self.still_loading();
        };
        let local = |byte: u32| (byte.saturating_sub(range.start)) as usize;
        let pointed = reading.point.filter(|p| reading.selection.is_none() && target.contains(*p));
        let place = pointed.map_or(local(target.start())..local(target.end()), |p| local(p)..local(p) + 1);
        let quoted = quotation::around(&text, place)
            .or_else(|| quotation::around(&text, local(target.start())..local(target.end())));
        let marked = quoted.is_some();
        let quoted = quoted.unwrap_or(local(target.start())..local(target.end()));
        let at = |n: usize| u32::try_from(n).ok().and_then(|n| range.start.checked_add(n));
        let (Some(start), Some(end)) = (at(quoted.start), at(quoted.end)) else { return };
        let (Some(words), Ok(span)) = (text.get(quoted), Span::new(start, end)) else { return };
        let words = words.to_owned();
        if quotation::Quotation::of(&words).is_none() {
            return self.say(Said::Word(crate::say::reader::CANNOT_CHECK));
        }
        let own = Text { document: reading.document, revision: reading.revision };
        let others = model.shown_documents().filter(|d| d.id != own.document);
        let others = others.filter_map(|d| Some(Text { document: d.id, revision: d.revision? }));
        let texts: Vec<Text> = std::iter::once(own).chain(others).collect();
        self.last_search += 1;
        let number = self.last_search;
        self.overlay = Some(Overlay::Quotation(Box::new(Check {
            document: own.document,
            span,
            paragraph: n + 1,
            words: Words::new(words.as_str()),
            marked,
            judged: None,
            places: Vec::new(),
            at: 0,
            looked: (0, texts.len()),
            done: false,
            number,
        })));
        self.read(Read::Check { number, words, own: Some(Quoted { text: own, span, marked }), texts });
    }

    /// Takes what the quotation is.
    pub(super) fn judged(&mut self, number: u64, checked: Box<Checked>) {
        if let Some(Overlay::Quotation(check)) = &mut self.overlay
            && check.number == number
        {
            check.judged = Some(checked);
        }
    }

    /// Takes what was found so far.
    pub(super) fn checked(&mut self, number: u64, places: Vec<Held>, looked: (usize, usize), done: bool) {
        let Some(Overlay::Quotation(check)) = &mut self.overlay else { return };
        if check.number != number {
            return;
        }
        let shown = check.places.get(check.at).map(|held| (held.text, held.span)).filter(|_| check.at > 0);
        check.places.extend(places);
        check.places.sort_by_key(|held| held.likeness.rank());
        // What one has chosen to see stays in sight.
        check.at =
            shown.and_then(|shown| check.places.iter().position(|held| (held.text, held.span) == shown)).unwrap_or(0);
        (check.looked, check.done) = (looked, done);
    }

    /// Nobody waits for the check any more.
    pub(super) fn forget_check(&mut self) {
        if matches!(&self.overlay, Some(Overlay::Quotation(check)) if !check.done) {
            self.last_search += 1;
            let number = self.last_search;
            self.read(Read::Check { number, words: String::new(), own: None, texts: Vec::new() });
        }
    }

    /// Goes to the place that is shown beside the quotation.
    pub(super) fn open_held(&mut self, check: &Check) {
        let judged = check.pieces().and_then(|pieces| pieces.first());
        let place = judged.map(|piece| (piece.place.document, piece.place.span.start()));
        let held = || check.places.get(check.at).map(|held| (held.text.document, held.span.start()));
        let Some((document, byte)) = place.or_else(held) else { return };
        self.jump(document, byte);
        self.hand = Hand::Document;
    }
}
