//! A text of ours, sentence by sentence: what each rests on, and the numbers of its endnotes in place of its marks.

use super::notes::{is_lost, note_document, note_mark_of_claim, note_ours, note_passage, raised, stands};
use super::{BlockRow, Note, Support};
use crate::analysis::marks;
use crate::app::model::{By, Model};
use crate::domain::brief::{Block, Cite};
use crate::domain::{Id, Words};
use crate::say::write as say;
use std::collections::BTreeMap;
use std::ops::Range;

/// One sentence of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceRow {
    /// Where it stands in the words as they are written, in bytes.
    pub written: Range<usize>,
    /// Where it stands in the words as they are shown, in bytes.
    pub shown: Range<usize>,
    /// What it rests on.
    pub support: Support,
    /// Why it is unsupported.
    pub missing: Option<&'static str>,
    /// Its marks, in order.
    pub cites: Vec<Id>,
    /// Its endnotes, as places in the brief's list.
    pub notes: Vec<usize>,
    /// Its first words, for the margin's sign.
    pub first: Words,
}

impl BlockRow {
    /// The sentence at a byte of the words as they are written: the one it lies in, or that ends before it.
    pub fn sentence_at(&self, byte: usize) -> Option<&SentenceRow> {
        self.sentences.iter().rev().find(|s| s.written.start <= byte).or(self.sentences.first())
    }

    /// The byte of the written words for one of the words as they are shown; a number's is the end of its mark.
    pub fn written(&self, shown: usize) -> usize {
        let mut at = (0, 0);
        for (from, to) in &self.raised {
            if shown < to.start {
                break;
            }
            if shown < to.end {
                return from.end;
            }
            at = (from.end, to.end);
        }
        at.0 + (shown - at.1)
    }

    fn shown(&self, written: usize) -> usize {
        let mut at = (0, 0);
        for (from, to) in &self.raised {
            if written < from.end {
                if written > from.start {
                    return to.end;
                }
                break;
            }
            at = (from.end, to.end);
        }
        at.1 + (written - at.0)
    }
}

pub(super) fn text(model: &Model, block: &Block, typed: Option<&str>, notes: &mut Vec<Note>, row: &mut BlockRow) {
    let words = typed.or(block.words.as_ref().map(Words::raw)).unwrap_or_default();
    if words.trim().is_empty() {
        return;
    }
    let cites: BTreeMap<u32, &Cite> =
        model.ids(By::Cites, block.id).filter_map(|id| model.cites.get(&id)).map(|cite| (cite.label, cite)).collect();
    // A mark's endnotes by where its token stands: one that stands twice has two, as in the exports.
    let mut numbers: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    let mut shown = String::new();
    let mut from = 0;
    let sentences = marks::sentences(words, |label| cites.contains_key(&label));
    for token in marks::tokens(words) {
        let Some(cite) = cites.get(&token.label) else { continue };
        let sentence = sentences.iter().find(|s| s.tokens.contains(&token)).map(|s| s.bytes.clone());
        let sentence = sentence.and_then(|bytes| words.get(bytes)).unwrap_or_default();
        let first = notes.len();
        note(model, cite, sentence, notes);
        let given = first..notes.len();
        numbers.insert(token.bytes.start, given.clone());
        shown.push_str(words.get(from..token.bytes.start).unwrap_or_default());
        let start = shown.len();
        shown.push_str(&raised(given));
        row.raised.push((token.bytes.clone(), start..shown.len()));
        from = token.bytes.end;
    }
    shown.push_str(words.get(from..).unwrap_or_default());
    for sentence in sentences {
        let marks: Vec<&Cite> = sentence.tokens.iter().filter_map(|t| cites.get(&t.label).copied()).collect();
        let (support, missing) = state(model, &marks);
        let notes = sentence.tokens.iter().filter_map(|t| numbers.get(&t.bytes.start)).flat_map(Clone::clone).collect();
        let written = sentence.bytes;
        row.sentences.push(SentenceRow {
            shown: row.shown(written.start)..row.shown(written.end),
            first: super::first_words(&Words::new(words.get(written.clone()).unwrap_or_default())),
            cites: marks.iter().map(|cite| cite.id).collect(),
            written,
            support,
            missing,
            notes,
        });
    }
    row.words = Some(Words::new(shown));
    row.support = Support::Supported;
    for support in [Support::Ours, Support::Unsupported] {
        if row.sentences.iter().any(|sentence| sentence.support == support) {
            row.support = support;
        }
    }
}

/// What a sentence with these marks rests on, and why it is unsupported. Something that does not hold weighs more than
/// whatever else supports it: it would be found in print.
fn state(model: &Model, marks: &[&Cite]) -> (Support, Option<&'static str>) {
    let mut state = (Support::Unsupported, Some(say::NOTHING_SAYS_SO));
    let mut ours = false;
    for cite in marks {
        let bad = if let Some(passage) = cite.passage {
            is_lost(model, passage).then_some(say::PASSAGE_LOST)
        } else if let Some(claim) = cite.claim {
            match model.claims.get(&claim) {
                None => Some(say::CLAIM_GONE),
                Some(_) => broken(model, claim),
            }
        } else if let Some(document) = cite.document {
            model.documents.get(&document).is_none_or(|d| !model.is_shown(d)).then_some(say::DOCUMENT_GONE)
        } else {
            // A note alone is words beside the sentence; no note either, or a judgement, says that it is ours.
            ours |= cite.judgement.is_some() || cite.note.is_none();
            continue;
        };
        match bad {
            Some(why) => return (Support::Unsupported, Some(why)),
            None => state = (Support::Supported, None),
        }
    }
    if ours { (Support::Ours, None) } else { state }
}

/// Why a claim supports nothing, if it does not.
fn broken(model: &Model, claim: Id) -> Option<&'static str> {
    let mut passages = model.ids(By::Evidence, claim).filter_map(|id| model.evidence.get(&id)?.passage).peekable();
    if passages.peek().is_none() {
        return Some(say::CLAIM_UNSUPPORTED);
    }
    passages.any(|passage| is_lost(model, passage)).then_some(say::EVIDENCE_LOST)
}

/// The endnote of a mark: of what it leads to; of our own words alone when it leads nowhere and has some.
fn note(model: &Model, cite: &Cite, sentence: &str, notes: &mut Vec<Note>) {
    if let Some(passage) = cite.passage {
        let how = model.anchor(passage).map_or(super::How::Told, |anchor| stands(sentence, anchor.quote.raw()));
        note_passage(model, passage, how, notes);
    } else if let Some(claim) = cite.claim.and_then(|id| model.claims.get(&id)) {
        note_mark_of_claim(model, claim, sentence, notes);
    } else if let Some(document) = cite.document.and_then(|id| model.documents.get(&id)) {
        note_document(model, document, notes);
    } else if let Some(words) = &cite.note {
        note_ours(words, notes);
    }
}
