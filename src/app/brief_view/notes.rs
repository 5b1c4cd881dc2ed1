//! Endnotes as the window lists them: number, words, place, and how the brief's words stand to those they lead to.

use crate::app::model::{By, Model};
use crate::app::view::source_letter;
use crate::domain::claim::{Claim, Form};
use crate::domain::document::Document;
use crate::domain::looked::Looked;
use crate::domain::passage::AnchorState;
use crate::domain::{Id, Words, fold};
use crate::say::write as say;
use std::collections::BTreeSet;
use std::ops::Range;

/// How the words in the brief stand to the words of the passage.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// The brief says it in its own words.
    Told,
    /// What the brief has in quotation marks stands there.
    Verbatim,
    /// The same, with these words left out.
    Elided(Vec<Words>),
    /// It stands there when what the dots leave out is passed over.
    Shortened,
    /// What the brief has in quotation marks does not stand there.
    Differs,
}

/// An endnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its number, from 1.
    pub number: usize,
    /// The words it leads to, or that there are none; a note of ours alone.
    pub words: Words,
    /// The source's letter and the document; the claim, when there is no passage.
    pub place: Words,
    /// The passage; `None` for a claim without one and for a note of ours.
    pub passage: Option<Id>,
    /// A document that is cited as a whole.
    pub document: Option<Id>,
    /// How the brief's words stand to the passage's.
    pub how: How,
    /// The document gives the words as indirect speech.
    pub indirect: bool,
    /// True when nothing is held behind it.
    pub missing: bool,
}

/// The endnotes of a claim: one for each passage that holds its place, one of our own when there is no passage. Says what
/// is missing.
///
/// A document with a citation line of its own, one of `cited`, needs none for what is only quoted of it beside the claim.
pub(super) fn note_claim(
    model: &Model,
    claim: &Claim,
    cited: Option<&BTreeSet<Id>>,
    notes: &mut Vec<Note>,
) -> Option<&'static str> {
    let passages: Vec<Id> =
        model.ids(By::Evidence, claim.id).filter_map(|id| model.evidence.get(&id)?.passage).collect();
    let indirect = claim.form == Some(Form::IndirectQuote);
    let stands_in = |passage: Id| match model.anchor(passage) {
        Some(anchor) if !claim.reworded => quoted_in(claim.words.raw(), anchor.quote.raw()),
        _ => How::Told,
    };
    // Words that one passage holds need not stand in the others.
    let held = passages.iter().any(|id| !is_lost(model, *id) && stands_in(*id) != How::Differs);
    let is_cited = |passage: Id| {
        let document = model.passages.get(&passage).map(|passage| passage.document);
        document.is_some_and(|document| cited.is_some_and(|cited| cited.contains(&document)))
    };
    for passage in passages.iter().filter(|id| !is_lost(model, **id)) {
        if is_cited(*passage) && !holds(model, claim, *passage) {
            continue;
        }
        let how = match stands_in(*passage) {
            How::Differs if held => How::Told,
            how => how,
        };
        note_passage(model, *passage, how, notes);
        if let Some(note) = notes.last_mut() {
            note.indirect = indirect;
        }
    }
    if passages.is_empty() {
        notes.push(Note { missing: true, ..empty(notes, say::NO_PASSAGE.into(), super::first_words(&claim.words)) });
        return Some(say::CLAIM_UNSUPPORTED);
    }
    passages.iter().any(|id| is_lost(model, *id)).then_some(say::EVIDENCE_LOST)
}

/// True when a passage, or a translation of it, has the words of a claim to the letter, as the exports want it.
fn holds(model: &Model, claim: &Claim, passage: Id) -> bool {
    let words = claim.words.raw();
    let has = |text: &Words| text.raw().contains(words);
    let translations = model.ids(By::Translations, passage).filter_map(|id| model.translations.get(&id));
    !claim.reworded
        && (model.anchor(passage).is_some_and(|anchor| has(&anchor.quote)) || translations.map(|t| &t.words).any(has))
}

/// The endnote of what was looked for, which names the documents that were looked in.
pub(super) fn note_looked(model: &Model, looked: &Looked, notes: &mut Vec<Note>) {
    let documents: Vec<Id> =
        model.ids(By::LookedIn, looked.id).filter_map(|id| Some(model.looked_in.get(&id)?.document)).collect();
    if let Some(first) = documents.first().and_then(|id| model.documents.get(id)) {
        let place = match documents.len() {
            1 => place(model, first),
            n => Words::new(say::looked_in(n)),
        };
        notes.push(empty(notes, super::first_words(&looked.words), place));
    }
}

/// The one endnote of a mark that leads to a claim: to the first of its passages that holds its place.
pub(super) fn note_mark_of_claim(model: &Model, claim: &Claim, sentence: &str, notes: &mut Vec<Note>) {
    let mut passages = model.ids(By::Evidence, claim.id).filter_map(|id| model.evidence.get(&id)?.passage);
    let anchor = passages.find(|id| !is_lost(model, *id)).and_then(|id| model.anchor(id));
    let Some(anchor) = anchor else {
        notes.push(Note { missing: true, ..empty(notes, say::NO_PASSAGE.into(), super::first_words(&claim.words)) });
        return;
    };
    note_passage(model, anchor.passage, stands(sentence, anchor.quote.raw()), notes);
    if let Some(note) = notes.last_mut() {
        note.indirect = claim.form == Some(Form::IndirectQuote);
    }
}

/// True when a passage is gone or lost its place.
pub(super) fn is_lost(model: &Model, passage: Id) -> bool {
    model.anchor(passage).is_none_or(|anchor| anchor.state == AnchorState::Orphaned)
}

pub(super) fn note_passage(model: &Model, passage: Id, how: How, notes: &mut Vec<Note>) {
    let document = model.passages.get(&passage).and_then(|p| model.documents.get(&p.document));
    let place = document.map_or_else(|| say::DOCUMENT_NOT_HELD.into(), |document| place(model, document));
    let words = model.anchor(passage).map(|anchor| super::first_words(&anchor.quote)).unwrap_or_default();
    notes.push(Note { passage: Some(passage), how, ..empty(notes, words, place) });
}

pub(super) fn note_document(model: &Model, document: &Document, notes: &mut Vec<Note>) {
    let words = super::first_words(document.heading());
    notes.push(Note { document: Some(document.id), ..empty(notes, words, place(model, document)) });
}

pub(super) fn note_ours(words: &Words, notes: &mut Vec<Note>) {
    notes.push(empty(notes, super::first_words(words), say::OUR_NOTE.into()));
}

fn place(model: &Model, document: &Document) -> Words {
    Words::new(crate::say::shared::source_graded(source_letter(model, document), document.heading().raw()))
}

fn empty(notes: &[Note], words: Words, place: Words) -> Note {
    Note {
        number: notes.len() + 1,
        words,
        place,
        passage: None,
        document: None,
        how: How::Told,
        indirect: false,
        missing: false,
    }
}

/// How what a sentence has in quotation marks stands to a passage's words.
pub(super) fn stands(sentence: &str, quote: &str) -> How {
    let mut all = How::Told;
    for quoted in quotations(sentence) {
        match (quoted_in(quoted, quote), &all) {
            (How::Differs, _) => return How::Differs,
            (How::Shortened, _) => all = How::Shortened,
            (how, How::Told) => all = how,
            _ => {}
        }
    }
    all
}

/// How words stand to a passage's, capitals and kinds of marks aside.
fn quoted_in(words: &str, quote: &str) -> How {
    let quote = fold(quote);
    let mut rest = quote.as_str();
    let mut parts = 0;
    for part in words.split(['…']).flat_map(|part| part.split("...")) {
        let part = fold(part.trim_matches(|c: char| c.is_whitespace() || ",.;:[]“”\"".contains(c)));
        if part.trim().is_empty() {
            continue;
        }
        parts += 1;
        let Some(at) = rest.find(part.trim()) else { return How::Differs };
        rest = rest.get(at + part.trim().len()..).unwrap_or_default();
    }
    if parts > 1 { How::Shortened } else { How::Verbatim }
}

/// What stands between double quotation marks, without them.
fn quotations(sentence: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = sentence;
    while let Some(open) = rest.find(['“', '«', '„']) {
        let Some(opener) = rest.get(open..).and_then(|r| r.chars().next()) else { break };
        let inside = rest.get(open + opener.len_utf8()..).unwrap_or_default();
        let closers: &[char] = match opener {
            '«' => &['»'],
            '„' => &['“', '”'],
            _ => &['”'],
        };
        let Some(close) = inside.find(closers) else { break };
        out.extend(inside.get(..close));
        rest = inside.get(close..).unwrap_or_default();
        rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    }
    out
}

/// The numbers of endnotes behind words, raised. A word joiner keeps them on the line of the last word.
pub(super) fn with_marks(words: &Words, notes: Range<usize>) -> Words {
    if notes.is_empty() {
        return words.clone();
    }
    Words::new(format!("{}{}", words.raw().trim_end(), raised(notes)))
}

/// Numbers of endnotes in raised figures, glued to the word before them.
pub(super) fn raised(notes: Range<usize>) -> String {
    const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let figures = |number: usize| -> String {
        number.to_string().bytes().filter_map(|b| FIGURES.get(usize::from(b.wrapping_sub(b'0')))).collect()
    };
    let all: Vec<String> = notes.map(|at| figures(at + 1)).collect();
    if all.is_empty() { String::new() } else { format!("\u{2060}{}", all.join("\u{202f}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sentence_quotes_is_laid_against_the_passage() {
        let held = "we must all agree to repair those bridges, he said";
        assert_eq!(stands("The two must “repair those bridges.”", held), How::Verbatim);
        assert_eq!(stands("The two must “agree … repair those bridges.”", held), How::Shortened);
        assert_eq!(stands("The two must “repair bridges.”", held), How::Differs);
        assert_eq!(stands("The two must repair.", held), How::Told);
        assert_eq!(stands("They “repair” and “declared an alliance.”", held), How::Differs);
        assert_eq!(stands("Он сказал: «Repair Those bridges»", held), How::Verbatim);
    }
}
