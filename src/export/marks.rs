//! Marks inside a block's own words: `[2]` becomes an endnote with what supports the sentence before it, numbered in order
//! of appearance. A mark that only says that a sentence is ours leaves no trace.

use super::ExportError;
use super::brief::{lost, whole};
use super::cite::Citer;
use super::claim::short;
use super::model::{Line, Prose, ours};
use super::visible::{foreign, is_ended, joined, one_line};
use crate::analysis::marks::{sentences, tokens};
use crate::domain::brief::{Block, Cite};
use crate::domain::claim::{Claim, Evidence};
use crate::domain::document::Document;
use crate::domain::passage::Passage;
use crate::domain::{Id, Row};

/// A block's own words as paragraphs, with the marks that stand in them.
pub(super) fn prose(citer: &mut Citer<'_>, block: &Block) -> Result<Vec<Prose>, ExportError> {
    let Some(words) = &block.words else { return Ok(Vec::new()) };
    let cites: Vec<Cite> = citer.project.of("block", block.id)?;
    let mut out = Vec::new();
    let mut lines = Vec::new();
    for text in words.raw().split('\n').chain([""]) {
        let text = one_line(text);
        if text.is_empty() {
            if !lines.is_empty() {
                out.push(Prose { lines: std::mem::take(&mut lines), lang: None });
            }
            continue;
        }
        let line = marked(citer, &text, &cites)?;
        if !line.is_empty() {
            lines.push(line);
        }
    }
    Ok(out)
}

/// A line of words with its marks. No space stands before a mark.
fn marked(citer: &mut Citer<'_>, text: &str, cites: &[Cite]) -> Result<Line, ExportError> {
    let mut line = Line::new();
    let mut plain = String::new();
    let mut at = 0;
    let of = |label: u32| cites.iter().find(|cite| cite.label == label);
    for sentence in sentences(text, |label| of(label).is_some()) {
        if !is_held(citer, sentence.tokens.iter().filter_map(|token| of(token.label)))? {
            citer.unsupported += 1;
        }
    }
    for token in tokens(text) {
        let Some(cite) = of(token.label) else { continue };
        plain.push_str(text.get(at..token.bytes.start).unwrap_or_default());
        plain.truncate(plain.trim_end().len());
        at = token.bytes.end;
        if let Some(note) = note(citer, cite)? {
            if !plain.is_empty() {
                line.push(ours(std::mem::take(&mut plain)));
            }
            line.push(citer.note(note));
        }
    }
    plain.push_str(text.get(at..).unwrap_or_default());
    if !plain.trim().is_empty() {
        line.push(ours(plain));
    }
    Ok(line)
}

/// True when something held stands behind a sentence, or it is said to be ours.
fn is_held<'c>(citer: &Citer<'_>, cites: impl Iterator<Item = &'c Cite>) -> Result<bool, ExportError> {
    let mut is_held = false;
    for cite in cites {
        if let Some(claim) = cite.claim {
            let evidence: Vec<Evidence> = citer.project.of("claim", claim)?;
            if evidence.iter().all(|row| row.passage.is_none()) {
                return Ok(false);
            }
        }
        // A note alone is words beside the sentence.
        is_held |= cite.note.is_none() || cite.passage.or(cite.claim).or(cite.document).or(cite.judgement).is_some();
    }
    Ok(is_held)
}

/// What an endnote says: our note, then what it points to. `None` when it says nothing: a sentence that gives a judgement
/// is ours.
fn note(citer: &mut Citer<'_>, cite: &Cite) -> Result<Option<Line>, ExportError> {
    let mut said: Vec<Line> = Vec::new();
    if let Some(id) = cite.passage {
        let passage: Passage = held(citer, id)?;
        let Some(place) = citer.place(&passage)? else { return Err(lost(citer.project, &passage)?) };
        said.push(citer.cite_place(&place)?);
    }
    if let Some(id) = cite.claim {
        let claim: Claim = held(citer, id)?;
        let basis = whole(citer, &claim)?;
        said.push(short(citer, &claim, &basis, true)?);
    }
    if let Some(id) = cite.document {
        let document: Document = held(citer, id)?;
        said.push(citer.cite(&document, None)?);
    }
    let mut line = Line::new();
    if let Some(note) = cite.note.as_ref().filter(|note| note.is_filled()) {
        let ended = is_ended(note.raw());
        let leads = note.raw().trim_end().ends_with([':', ';', ',', '—', '–']);
        line.push(foreign(note));
        line.extend(match (said.is_empty(), ended || leads) {
            (true, _) if ended => None,
            (true, _) => Some(ours(".")),
            (false, true) => Some(ours(" ")),
            (false, false) => Some(ours(": ")),
        });
    }
    line.extend(joined(said, " "));
    Ok((!line.is_empty()).then_some(line))
}

fn held<R: Row>(citer: &Citer<'_>, id: Id) -> Result<R, ExportError> {
    citer.project.get(id)?.ok_or_else(|| ExportError::missing(R::TABLE, id))
}
