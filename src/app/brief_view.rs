//! What Write shows of a brief: its blocks as they will be read, what each sentence and each block rests on, and the
//! endnotes in their order, which is the export's.

mod notes;
mod text;

use super::model::{By, Model};
use super::view::{outlet_words, speaker_words};
use super::weigh_view::judgements::looks_of;
use super::weigh_view::{quoted, said_how};
use crate::analysis::marks;
use crate::domain::brief::{Block, BlockKind};
use crate::domain::claim::{Claim, Stance};
use crate::domain::document::Document;
use crate::domain::passage::AnchorState;
use crate::domain::struck::Piece;
use crate::domain::{Id, Words};
use crate::say::write as say;
pub use notes::{How, Note};
use notes::{note_claim, note_looked, note_passage, with_marks};
use std::collections::BTreeSet;
use std::ops::Range;
pub use text::SentenceRow;

/// What a sentence or a block rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Words or a record of a document that is held.
    Supported,
    /// Our own words, and said to be.
    Ours,
    /// Something that nothing held supports.
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
    /// The sentences of a text; empty for any other block.
    pub sentences: Vec<SentenceRow>,
    /// Where `[n]` of the words as they are written became a raised number: bytes of both.
    pub raised: Vec<(Range<usize>, Range<usize>)>,
    /// What of a quotation is left out, in order.
    pub hidden: Vec<Words>,
    /// Who says it, over a claim.
    pub speaker: Option<Words>,
    /// The line under or beside it: a claim's date and form, a judgement's likelihood.
    pub about: Option<Words>,
    /// What the speaker of a claim does with it.
    pub stance: Option<Stance>,
    /// What it rests on; of a text, the least of its sentences.
    pub support: Support,
    /// Why it is unsupported.
    pub missing: Option<&'static str>,
    /// Its endnotes, as places in [`BriefView::notes`].
    pub notes: Range<usize>,
    /// Its first words, for the outline.
    pub first: Words,
    /// What assistive technology says.
    pub name: Words,
}

/// A brief.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BriefView {
    /// Its blocks, in their order.
    pub blocks: Vec<BlockRow>,
    /// Its endnotes, in their order.
    pub notes: Vec<Note>,
    /// How many sentences, and blocks that are not text, are supported.
    pub supported: usize,
    /// How many are ours.
    pub ours: usize,
    /// How many are unsupported.
    pub unsupported: usize,
}

impl BriefView {
    fn count(&mut self, support: Support) {
        match support {
            Support::Supported => self.supported += 1,
            Support::Ours => self.ours += 1,
            Support::Unsupported => self.unsupported += 1,
        }
    }
}

/// A brief as it is shown. `half` are the words of one block as they stand in its field, which the project does not have
/// yet.
pub fn brief_view(model: &Model, brief: Id, half: Option<(Id, &str)>) -> BriefView {
    let mut view = BriefView::default();
    let blocks = model.blocks_of(brief);
    // A document with a citation line of its own needs no endnote for the excerpts of it.
    let cited: BTreeSet<Id> =
        blocks.iter().filter(|b| b.kind == BlockKind::Citation).filter_map(|b| b.document).collect();
    for block in blocks {
        let typed = half.filter(|(id, _)| *id == block.id).map(|(_, text)| text);
        let row = block_row(model, block, typed, &cited, &mut view.notes);
        match row.kind {
            // A headline names what the brief is about and asserts nothing by itself.
            BlockKind::Headline => {}
            BlockKind::Text => row.sentences.iter().for_each(|sentence| view.count(sentence.support)),
            _ => view.count(row.support),
        }
        view.blocks.push(row);
    }
    view
}

fn block_row(
    model: &Model,
    block: &Block,
    typed: Option<&str>,
    cited: &BTreeSet<Id>,
    notes: &mut Vec<Note>,
) -> BlockRow {
    let from = notes.len();
    let mut row = BlockRow {
        id: block.id,
        kind: block.kind,
        words: None,
        length: 0,
        sentences: Vec::new(),
        raised: Vec::new(),
        hidden: Vec::new(),
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
        BlockKind::Headline => {
            let words = typed.map(Words::new).or_else(|| block.words.clone());
            row.words = words.filter(Words::is_filled);
        }
        BlockKind::Text => text::text(model, block, typed, notes, &mut row),
        BlockKind::PullQuote | BlockKind::Quotation => quotation(model, block, cited, notes, &mut row),
        BlockKind::Claim => match block.claim.and_then(|id| model.claims.get(&id)) {
            Some(claim) => {
                row.words = Some(quoted(claim));
                row.speaker = Some(speaker_words(model, claim).cloned().unwrap_or(say::NO_SPEAKER.into()));
                let how = said_how(claim);
                row.about = Some(match told_by(model, claim) {
                    Some(outlet) => how.with(say::IN_THE_WORDS_OF).joined(outlet),
                    None => how,
                });
                row.stance = claim.stance;
                row.support = Support::Supported;
                if let Some(missing) = note_claim(model, claim, Some(cited), notes) {
                    (row.support, row.missing) = (Support::Unsupported, Some(missing));
                }
            }
            None => (row.support, row.missing) = (Support::Unsupported, Some(say::CLAIM_GONE)),
        },
        BlockKind::Citation => match block.document.and_then(|id| model.documents.get(&id)) {
            Some(document) => {
                (row.words, row.support) = (Some(citation(model, document)), Support::Supported);
                row.about = document.title.is_none().then(|| document.heading().clone());
            }
            None => (row.support, row.missing) = (Support::Unsupported, Some(say::DOCUMENT_GONE)),
        },
        BlockKind::Judgement => {
            if let Some(judgement) = block.judgement.and_then(|id| model.judgements.get(&id)) {
                row.words = Some(judgement.words.clone());
                row.about = judged_how(judgement);
                for id in model.ids(By::RestsOn, judgement.id) {
                    let claim = model.judgement_claims.get(&id).and_then(|row| model.claims.get(&row.claim));
                    if let Some(missing) = claim.and_then(|claim| note_claim(model, claim, None, notes)) {
                        row.missing = Some(missing);
                    }
                }
                looks_of(model, judgement.id).for_each(|looked| note_looked(model, looked, notes));
            }
        }
    }
    row.notes = from..notes.len();
    // A document without a title is told from others by its file.
    let file = row.about.clone().filter(|_| row.kind == BlockKind::Citation);
    row.first = match file.as_ref().or(row.words.as_ref()).filter(|words| words.is_filled()) {
        Some(words) => first_words(words),
        None => Words::new(say::empty_block(block.kind.label())),
    };
    row.name = Words::new(format!("{}: {}", block.kind.label(), row.first.raw()));
    row.length = row.words.as_ref().map_or(0, |words| words.raw().chars().count());
    if row.kind != BlockKind::Text {
        row.words = row.words.map(|words| with_marks(&words, row.notes.clone()));
    }
    row
}

/// The likelihood of a judgement and the confidence in its basis.
pub fn judged_how(judgement: &crate::domain::judgement::Judgement) -> Option<Words> {
    let confidence = judgement.confidence.map(|c| crate::say::write::confidence(c.label()));
    let term = judgement.term.as_ref().map(|term| term.raw().to_owned());
    [term, confidence].into_iter().flatten().reduce(|a, b| format!("{a} · {b}")).map(Words::new)
}

fn quotation(model: &Model, block: &Block, cited: &BTreeSet<Id>, notes: &mut Vec<Note>, row: &mut BlockRow) {
    row.support = Support::Unsupported;
    let anchor = block.passage.and_then(|id| model.anchor(id));
    let Some(anchor) = anchor else {
        row.missing = Some(say::PASSAGE_GONE);
        return;
    };
    let quote = marks::elided(anchor.quote.raw(), block.struck.as_ref());
    if let Some(struck) = &block.struck {
        let hidden = struck.pieces(anchor.quote.raw()).into_iter().filter_map(|piece| match piece {
            Piece::Hidden(words) => Some(Words::new(words)),
            Piece::Kept(_) => None,
        });
        row.hidden = hidden.collect();
    }
    // A block quotation is set apart by its place, a pull quote by its marks.
    let quote = Words::new(quote);
    row.words = Some(if block.kind == BlockKind::Quotation { quote } else { quote.in_marks() });
    if anchor.state == AnchorState::Orphaned {
        row.missing = Some(say::PASSAGE_LOST);
        return;
    }
    row.support = Support::Supported;
    let document = model.passages.get(&anchor.passage).and_then(|p| model.documents.get(&p.document));
    row.about = document.map(|document| document.heading().clone());
    if document.is_some_and(|document| cited.contains(&document.id)) {
        return;
    }
    let how = match row.hidden.as_slice() {
        [] => How::Verbatim,
        hidden => How::Elided(hidden.iter().map(|words| words.brief(40)).collect()),
    };
    note_passage(model, anchor.passage, how, notes);
}

/// The outlet whose words a claim's are, where they are quoted to the letter and not given as what the speaker said.
fn told_by<'m>(model: &'m Model, claim: &Claim) -> Option<&'m Words> {
    if !claim.is_told() {
        return None;
    }
    let passage = model.passages.get(&model.support(claim.id)?)?;
    let document = model.documents.get(&passage.document)?;
    (document.outlet != claim.speaker).then(|| outlet_words(model, document)).flatten()
}

/// A document as a citation, with what is missing said as the exports say it: “Title,” outlet, date.
fn citation(model: &Model, document: &Document) -> Words {
    let outlet = outlet_words(model, document).map_or(say::NO_OUTLET, Words::raw);
    let date = document.published.as_ref().map_or_else(|| say::NO_DATE.to_owned(), crate::domain::Date::shown);
    let title = document.title.as_ref().map_or(say::UNTITLED, Words::raw);
    Words::new(format!("“{title},” {outlet}, {date}"))
}

/// The first line's first words.
pub fn first_words(words: &Words) -> Words {
    let line = words.raw().trim().lines().next().unwrap_or_default();
    Words::new(line).brief(60)
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
