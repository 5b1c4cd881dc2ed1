//! What Write shows of a brief: its blocks as they will be read, what each rests on, and the endnotes in their order,
//! which is the export's.

use super::model::{By, Model};
use super::view::{outlet_words, source_letter, speaker_words};
use super::weigh_view::{quoted, said_how};
use crate::domain::brief::{Block, BlockKind};
use crate::domain::claim::{Claim, Stance};
use crate::domain::document::Document;
use crate::domain::passage::AnchorState;
use crate::domain::{Id, Words};

/// What a block rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Words or a record of a document that is held.
    Supported,
    /// Our own words.
    Ours,
    /// Something that is given as another's and that nothing held supports.
    Unsupported,
}

/// One block of a brief, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockRow {
    /// The block.
    pub id: Id,
    /// What it is.
    pub kind: BlockKind,
    /// What stands in the brief, with the numbers of its endnotes; `None` while nothing is written.
    pub words: Option<Words>,
    /// How long they are, in code points.
    pub length: usize,
    /// Who says it, over a claim.
    pub speaker: Option<Words>,
    /// The line under or beside it: a claim's date and form, a judgement's likelihood.
    pub about: Option<Words>,
    /// What the speaker of a claim does with it.
    pub stance: Option<Stance>,
    /// What it rests on.
    pub support: Support,
    /// Why it is unsupported.
    pub missing: Option<&'static str>,
    /// Its endnotes, as places in [`BriefView::notes`].
    pub notes: std::ops::Range<usize>,
    /// Its first words, for the outline.
    pub first: Words,
    /// What assistive technology says.
    pub name: Words,
}

/// An endnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its number, from 1.
    pub number: usize,
    /// The words it leads to, or that there are none.
    pub words: Words,
    /// The source's letter and the document; the claim, when there is no passage.
    pub place: Words,
    /// The passage; `None` for a claim without one.
    pub passage: Option<Id>,
}

/// A brief.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BriefView {
    /// Its blocks, in their order.
    pub blocks: Vec<BlockRow>,
    /// Its endnotes, in their order.
    pub notes: Vec<Note>,
    /// How many blocks are supported.
    pub supported: usize,
    /// How many are ours.
    pub ours: usize,
    /// How many are unsupported.
    pub unsupported: usize,
}

/// A brief as it is shown.
pub fn brief_view(model: &Model, brief: Id) -> BriefView {
    let mut view = BriefView::default();
    for block in model.blocks_of(brief) {
        let row = block_row(model, block, &mut view.notes);
        match row.support {
            Support::Supported => view.supported += 1,
            Support::Ours => view.ours += 1,
            Support::Unsupported => view.unsupported += 1,
        }
        view.blocks.push(row);
    }
    view
}

fn block_row(model: &Model, block: &Block, notes: &mut Vec<Note>) -> BlockRow {
    let from = notes.len();
    let mut row = BlockRow {
        id: block.id,
        kind: block.kind,
        words: None,
        length: 0,
        speaker: None,
        about: None,
        stance: None,
        support: Support::Ours,
        missing: None,
        notes: from..from,
        first: Words::default(),
        name: Words::default(),
    };
    match block.kind {
        BlockKind::Headline | BlockKind::Text => row.words = block.words.clone().filter(Words::is_filled),
        BlockKind::PullQuote | BlockKind::Quotation => quotation(model, block, notes, &mut row),
        BlockKind::Claim => match block.claim.and_then(|id| model.claims.get(&id)) {
            Some(claim) => {
                row.words = Some(quoted(claim));
                row.speaker = Some(speaker_words(model, claim).cloned().unwrap_or("Speaker not known".into()));
                row.about = Some(said_how(claim));
                row.stance = claim.stance;
                row.support = Support::Supported;
                if let Some(missing) = note_claim(model, claim, notes) {
                    (row.support, row.missing) = (Support::Unsupported, Some(missing));
                }
            }
            None => (row.support, row.missing) = (Support::Unsupported, Some("The claim it gave is gone.")),
        },
        BlockKind::Citation => match block.document.and_then(|id| model.documents.get(&id)) {
            Some(document) => (row.words, row.support) = (Some(citation(model, document)), Support::Supported),
            None => (row.support, row.missing) = (Support::Unsupported, Some("The document it cited is gone.")),
        },
        BlockKind::Judgement => {
            if let Some(judgement) = block.judgement.and_then(|id| model.judgements.get(&id)) {
                row.words = Some(judgement.words.clone());
                let confidence = judgement.confidence.map(|c| format!("confidence {}", c.label()));
                let term = judgement.term.as_ref().map(|term| term.raw().to_owned());
                row.about =
                    [term, confidence].into_iter().flatten().reduce(|a, b| format!("{a} · {b}")).map(Words::new);
                for id in model.ids(By::RestsOn, judgement.id) {
                    let claim = model.judgement_claims.get(&id).and_then(|row| model.claims.get(&row.claim));
                    if let Some(missing) = claim.and_then(|claim| note_claim(model, claim, notes)) {
                        row.missing = Some(missing);
                    }
                }
            }
        }
    }
    row.notes = from..notes.len();
    row.first = match row.words.as_ref().filter(|words| words.is_filled()) {
        Some(words) => first_words(words),
        None => Words::new(format!("empty {}", block.kind.label())),
    };
    row.name = Words::new(format!("{}: {}", block.kind.label(), row.first.raw()));
    row.length = row.words.as_ref().map_or(0, |words| words.raw().chars().count());
    row.words = row.words.map(|words| with_marks(&words, row.notes.clone()));
    row
}

fn quotation(model: &Model, block: &Block, notes: &mut Vec<Note>, row: &mut BlockRow) {
    row.support = Support::Unsupported;
    let anchor = block.passage.and_then(|id| model.anchor(id));
    let Some(anchor) = anchor else {
        row.missing = Some("The passage it quoted is gone.");
        return;
    };
    let quote = anchor.quote.raw().trim();
    let marked = quote.starts_with(['“', '«', '„', '"', '‘']);
    // A block quotation is set apart by its place, a pull quote by its marks.
    let bare = block.kind == BlockKind::Quotation || marked;
    row.words = Some(if bare { Words::new(quote) } else { Words::new(format!("“{quote}”")) });
    if anchor.state == AnchorState::Orphaned {
        row.missing = Some("Its passage lost its place in the document.");
        return;
    }
    row.support = Support::Supported;
    let document = model.passages.get(&anchor.passage).and_then(|p| model.documents.get(&p.document));
    row.about = document.map(|document| document.heading().clone());
    note_passage(model, anchor.passage, notes);
}

/// The endnotes of a claim: one for each passage that holds its place, one of our own when there is no passage. Says what
/// is missing.
fn note_claim(model: &Model, claim: &Claim, notes: &mut Vec<Note>) -> Option<&'static str> {
    let passages: Vec<Id> =
        model.ids(By::Evidence, claim.id).filter_map(|id| model.evidence.get(&id)?.passage).collect();
    let lost = |id: &Id| model.anchor(*id).is_none_or(|anchor| anchor.state == AnchorState::Orphaned);
    for passage in passages.iter().filter(|id| !lost(id)) {
        note_passage(model, *passage, notes);
    }
    if passages.is_empty() {
        let (number, words) = (notes.len() + 1, "No passage held".into());
        notes.push(Note { number, words, place: first_words(&claim.words), passage: None });
        return Some("No passage held supports it. It may stand in a brief only as what was claimed.");
    }
    passages.iter().any(lost).then_some("A passage it rests on lost its place in the document.")
}

fn note_passage(model: &Model, passage: Id, notes: &mut Vec<Note>) {
    let document = model.passages.get(&passage).and_then(|p| model.documents.get(&p.document));
    let place = match document {
        Some(document) => {
            let letter = source_letter(model, document);
            Words::new(format!("source {letter} · {}", document.heading().raw()))
        }
        None => Words::new("a document that is gone"),
    };
    let words = model.anchor(passage).map(|anchor| first_words(&anchor.quote)).unwrap_or_default();
    notes.push(Note { number: notes.len() + 1, words, place, passage: Some(passage) });
}

/// A document as a citation: “Title,” outlet, date.
fn citation(model: &Model, document: &Document) -> Words {
    let outlet = outlet_words(model, document).map_or("no outlet", Words::raw);
    let date = document.published.as_ref().map_or_else(|| "n.d.".to_owned(), crate::domain::Date::shown);
    Words::new(format!("“{},” {outlet}, {date}", document.heading().raw()))
}

/// The first line's first words.
pub fn first_words(words: &Words) -> Words {
    let line = words.raw().trim().lines().next().unwrap_or_default();
    Words::new(line).brief(60)
}

/// The numbers of endnotes behind words, raised. A word joiner keeps them on the line of the last word.
fn with_marks(words: &Words, notes: std::ops::Range<usize>) -> Words {
    let marks: Vec<String> = notes.map(|at| raised(at + 1)).collect();
    if marks.is_empty() {
        return words.clone();
    }
    Words::new(format!("{}\u{2060}{}", words.raw().trim_end(), marks.join("\u{202f}")))
}

/// A number in raised figures.
fn raised(number: usize) -> String {
    const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().filter_map(|b| FIGURES.get(usize::from(b.wrapping_sub(b'0')))).collect()
}

/// The passage a block rests on first: its own, or that of its claim.
pub fn passage_of(model: &Model, block: &Block) -> Option<Id> {
    block.passage.or_else(|| model.support(block.claim?))
}

/// The document a block rests on: the one it cites, or that of its passage.
pub fn document_of<'a>(model: &'a Model, block: &Block) -> Option<&'a Document> {
    let passage = passage_of(model, block).and_then(|id| model.passages.get(&id)).map(|p| p.document);
    model.documents.get(&block.document.or(passage)?)
}
