//! Edits of a brief: its blocks, the marks in its text, the words left out of its quotations. Pure: the model in, an edit
//! with a label a person can read out.

use super::edits::passage_for;
use super::model::{By, Model};
use super::reading::Reading;
use crate::analysis::marks;
use crate::domain::brief::{Block, BlockKind, Brief, Cite};
use crate::domain::{Edit, Id, Op, Span, Struck, Table, Words};
use crate::say::history as say;
use std::collections::BTreeMap;

/// Blocks are this far apart, so that one can be put between two others.
const STEP: i64 = 1024;

/// What is put into a brief as a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// A claim.
    Claim(Id),
    /// A passage, quoted.
    Passage(Id),
    /// A document, cited.
    Document(Id),
    /// A judgement of ours.
    Judgement(Id),
    /// Words of ours.
    Own(BlockKind),
}

/// What a mark in a text leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lead {
    /// A passage.
    Passage(Id),
    /// A claim.
    Claim(Id),
    /// A document as a whole.
    Document(Id),
    /// A judgement: the sentence is ours.
    Judgement(Id),
    /// Nothing: the sentence is ours.
    Ours,
}

/// An edit and what is in hand after it.
pub struct Made {
    /// The edit.
    pub edit: Edit,
    /// The block in hand.
    pub block: Id,
    /// The words of the block that changed, as they are once the edit is durable.
    pub words: Option<(Id, String)>,
    /// Where the caret stands in the block in hand, in bytes.
    pub caret: usize,
}

/// The place for a block after another, at the end when `after` is `None`, and what makes room for it.
fn place_after(model: &Model, brief: Id, after: Option<Id>) -> (i64, Vec<Op>) {
    let blocks = model.blocks_of(brief);
    let Some(at) = after.and_then(|id| blocks.iter().position(|b| b.id == id)) else {
        return (blocks.last().map_or(0, |b| b.ordinal) + STEP, Vec::new());
    };
    let Some(next) = blocks.get(at + 1) else { return (blocks[at].ordinal + STEP, Vec::new()) };
    between(blocks[at].ordinal, next.ordinal, &blocks[at + 1..])
}

/// A number between two; where none is left, all blocks from the second on make room.
fn between(before: i64, after: i64, later: &[&Block]) -> (i64, Vec<Op>) {
    let middle = before.midpoint(after);
    if middle > before && middle < after {
        return (middle, Vec::new());
    }
    let room = later.iter().map(|b| Op::set(Table::Block, b.id, "ordinal", b.ordinal + STEP)).collect();
    (before + STEP / 2, room)
}

/// The brief, or a new one with the operation that makes it.
fn or_new(brief: Option<Id>) -> (Id, Vec<Op>) {
    match brief {
        Some(brief) => (brief, Vec::new()),
        None => {
            let brief = Brief { id: Id::new(), title: Words::new(say::BRIEF) };
            (brief.id, vec![Op::add(brief)])
        }
    }
}

/// Puts a piece into the brief after a block, at its end when `after` is `None`; makes the brief when there is none.
pub fn to_brief(model: &Model, brief: Option<Id>, after: Option<Id>, piece: Piece) -> (Id, Edit) {
    let (brief, mut ops) = or_new(brief);
    let (ordinal, room) = place_after(model, brief, after);
    ops.extend(room);
    let (kind, what) = match piece {
        Piece::Claim(_) => (BlockKind::Claim, say::A_CLAIM),
        Piece::Passage(_) => (BlockKind::Quotation, say::A_QUOTATION),
        Piece::Document(_) => (BlockKind::Citation, say::A_CITATION),
        Piece::Judgement(_) => (BlockKind::Judgement, say::A_JUDGEMENT),
        Piece::Own(kind) => (kind, kind.label()),
    };
    let mut block = Block::new(brief, kind, ordinal);
    match piece {
        Piece::Claim(id) => block.claim = Some(id),
        Piece::Passage(id) => block.passage = Some(id),
        Piece::Document(id) => block.document = Some(id),
        Piece::Judgement(id) => block.judgement = Some(id),
        Piece::Own(_) => {}
    }
    let id = block.id;
    ops.push(Op::add(block));
    (id, Edit::new(say::into_brief(what), ops))
}

/// A span as a quotation in the brief, with a new passage where none stands on it.
pub fn span_to_brief(
    model: &Model,
    reading: &Reading,
    span: Span,
    brief: Option<Id>,
    after: Option<Id>,
) -> Option<(Id, Edit)> {
    let (passage, mut ops, quote) = passage_for(model, reading, span)?;
    let (block, edit) = to_brief(model, brief, after, Piece::Passage(passage));
    ops.extend(edit.ops);
    Some((block, Edit::new(say::words_into_brief(quote.brief(40).raw()), ops)))
}

/// The marks of a block by their labels.
fn cites(model: &Model, block: Id) -> BTreeMap<u32, &Cite> {
    model.ids(By::Cites, block).filter_map(|id| model.cites.get(&id)).map(|cite| (cite.label, cite)).collect()
}

/// Words as the project keeps them: a headline on one line, nothing for white space.
fn kept(kind: BlockKind, text: &str) -> Option<Words> {
    match kind {
        BlockKind::Headline => Words::filled(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
        _ => Words::filled(text),
    }
}

/// Sets a block's words, and takes out the marks whose tokens were typed over or deleted.
fn set_words(model: &Model, block: &Block, text: &str) -> Vec<Op> {
    let there: Vec<u32> = marks::tokens(text).into_iter().map(|token| token.label).collect();
    let mut ops = vec![Op::set(Table::Block, block.id, "words", kept(block.kind, text))];
    let gone = cites(model, block.id).into_values().filter(|cite| !there.contains(&cite.label));
    ops.extend(gone.map(|cite| Op::delete(Table::Cite, cite.id)));
    ops
}

/// What was typed, as an edit; `None` when nothing changed.
pub fn write(model: &Model, block: Id, text: &str) -> Option<Edit> {
    let block = model.blocks.get(&block)?;
    let kept = kept(block.kind, text);
    if kept == block.words {
        return None;
    }
    let label = match &kept {
        Some(words) => say::write(super::brief_view::first_words(words).brief(40).raw()),
        None => say::empty(block.kind.label()),
    };
    Some(Edit::new(label, set_words(model, block, text)))
}

/// Splits a text at a byte: what follows, with its marks, becomes a text of its own.
pub fn split(model: &Model, block: Id, text: &str, at: usize) -> Option<Made> {
    let block = model.blocks.get(&block)?;
    let (before, after) = (text.get(..at)?.trim_end(), text.get(at..)?.trim_start());
    let (ordinal, mut ops) = place_after(model, block.brief, Some(block.id));
    let mut new = Block::new(block.brief, BlockKind::Text, ordinal);
    new.words = Words::filled(after);
    let id = new.id;
    ops.push(Op::add(new));
    // A label that stands on both sides stays with the first; the other side gets a mark of its own.
    let (first, second) = (marks::tokens(before), marks::tokens(after));
    for cite in cites(model, block.id).into_values() {
        let stays = first.iter().any(|token| token.label == cite.label);
        let goes = second.iter().any(|token| token.label == cite.label);
        match (stays, goes) {
            (true, true) => ops.push(Op::add(Cite { id: Id::new(), block: id, ..cite.clone() })),
            (false, true) => ops.push(Op::set(Table::Cite, cite.id, "block", id)),
            (true, false) => {}
            (false, false) => ops.push(Op::delete(Table::Cite, cite.id)),
        }
    }
    ops.push(Op::set(Table::Block, block.id, "words", kept(block.kind, before)));
    let edit = Edit::new(say::SPLIT_TEXT, ops);
    Some(Made { edit, block: id, words: Some((block.id, before.to_owned())), caret: 0 })
}

/// Joins a text to the text before it, with its marks. A block before it that holds nothing goes instead. `None` when
/// there is nothing to join with.
pub fn join(model: &Model, block: Id, text: &str) -> Option<Made> {
    let block = model.blocks.get(&block)?;
    let blocks = model.blocks_of(block.brief);
    let at = blocks.iter().position(|b| b.id == block.id)?;
    let before = *blocks.get(at.checked_sub(1)?)?;
    let own = |block: &Block| matches!(block.kind, BlockKind::Text | BlockKind::Headline);
    if text.trim().is_empty() {
        let caret = if own(before) { before.words.as_ref().map_or(0, |words| words.raw().len()) } else { 0 };
        let edit = Edit::new(say::delete_empty(block.kind.label()), vec![Op::delete(Table::Block, block.id)]);
        return Some(Made { edit, block: before.id, words: None, caret });
    }
    let head = before.words.as_ref().map_or("", Words::raw);
    if own(before) && head.is_empty() {
        let edit = Edit::new(say::delete_empty(before.kind.label()), vec![Op::delete(Table::Block, before.id)]);
        return Some(Made { edit, block: block.id, words: None, caret: 0 });
    }
    if before.kind != BlockKind::Text || block.kind != BlockKind::Text {
        return None;
    }
    let caret = head.len();
    let space = if head.ends_with(char::is_whitespace) { "" } else { " " };
    let mut joined = format!("{head}{space}");
    let mut ops = Vec::new();
    // Marks of the second text whose labels the first has too get new ones.
    let mine = cites(model, block.id);
    let (theirs, mut from) = (cites(model, before.id), 0);
    let mut renamed: BTreeMap<u32, u32> = BTreeMap::new();
    for token in marks::tokens(text) {
        let Some(cite) = mine.get(&token.label) else { continue };
        let label = match renamed.get(&token.label) {
            Some(label) => *label,
            None => {
                let taken = |n| theirs.contains_key(&n) || mine.contains_key(&n) || renamed.values().any(|l| *l == n);
                let label = if theirs.contains_key(&token.label) {
                    marks::free_label(&format!("{joined}{text}"), taken)
                } else {
                    token.label
                };
                ops.push(Op::set(Table::Cite, cite.id, "block", before.id));
                ops.push(Op::set(Table::Cite, cite.id, "label", label));
                renamed.insert(token.label, label);
                label
            }
        };
        joined.push_str(text.get(from..token.bytes.start).unwrap_or_default());
        joined.push_str(&format!("[{label}]"));
        from = token.bytes.end;
    }
    joined.push_str(text.get(from..).unwrap_or_default());
    ops.push(Op::delete(Table::Block, block.id));
    ops.push(Op::set(Table::Block, before.id, "words", kept(BlockKind::Text, &joined)));
    let edit = Edit::new(say::JOIN_TEXTS, ops);
    Some(Made { edit, block: before.id, words: Some((before.id, joined)), caret })
}

/// Puts a mark behind the sentence at a byte of a text. `None` when there is no sentence.
pub fn mark(model: &Model, block: Id, text: &str, at: usize, lead: Lead) -> Option<Made> {
    let block = model.blocks.get(&block).filter(|block| block.kind == BlockKind::Text)?;
    let there = cites(model, block.id);
    let mut place = marks::place_for(text, at, |label| there.contains_key(&label))?;
    // White space at the end is not kept, and would move the mark.
    place = place.min(text.trim_end().len());
    let label = marks::free_label(text, |label| there.contains_key(&label));
    let mut cite = Cite {
        id: Id::new(),
        block: block.id,
        label,
        passage: None,
        claim: None,
        document: None,
        judgement: None,
        note: None,
    };
    let what = match lead {
        Lead::Passage(id) => {
            cite.passage = Some(id);
            say::SUPPORT_PASSAGE
        }
        Lead::Claim(id) => {
            cite.claim = Some(id);
            say::SUPPORT_CLAIM
        }
        Lead::Document(id) => {
            cite.document = Some(id);
            say::SUPPORT_DOCUMENT
        }
        Lead::Judgement(id) => {
            cite.judgement = Some(id);
            say::LINK_JUDGEMENT
        }
        Lead::Ours => say::MARK_OURS,
    };
    let token = format!("[{label}]");
    let mut words = text.to_owned();
    words.insert_str(place, &token);
    let mut ops = set_words(model, block, &words);
    ops.push(Op::add(cite));
    let caret = if at >= place { at + token.len() } else { at };
    Some(Made { edit: Edit::new(what, ops), block: block.id, words: Some((block.id, words)), caret })
}

/// The same for a span of the open document, with a new passage where none stands on it.
pub fn mark_span(model: &Model, reading: &Reading, span: Span, block: Id, text: &str, at: usize) -> Option<Made> {
    let (passage, mut ops, _) = passage_for(model, reading, span)?;
    let mut made = mark(model, block, text, at, Lead::Passage(passage))?;
    ops.append(&mut made.edit.ops);
    made.edit.ops = ops;
    Some(made)
}

/// Takes a mark out of a text, with its token.
pub fn unmark(model: &Model, cite: Id, text: &str) -> Option<Made> {
    let cite = model.cites.get(&cite)?;
    let block = model.blocks.get(&cite.block)?;
    let mut words = text.to_owned();
    for token in marks::tokens(text).into_iter().rev().filter(|token| token.label == cite.label) {
        words.replace_range(token.bytes, "");
    }
    let edit = Edit::new(say::MARK_OUT, set_words(model, block, &words));
    let caret = words.len();
    Some(Made { edit, block: block.id, words: Some((block.id, words)), caret })
}

/// Leaves a stretch of a quotation out, in bytes of its words, or puts it back. `Err` says why it cannot be.
pub fn strike(model: &Model, block: Id, stretch: Span, out: bool) -> Result<Edit, &'static str> {
    let gone = || crate::say::write::PASSAGE_GONE;
    let block = model.blocks.get(&block).ok_or_else(gone)?;
    if block.kind != BlockKind::Quotation {
        return Err(crate::say::write::ONLY_QUOTATIONS);
    }
    let quote = block.passage.and_then(|id| model.anchor(id)).map(|anchor| &anchor.quote).ok_or_else(gone)?;
    let now = block.struck.iter().flat_map(|struck| struck.spans().iter().copied());
    let struck = if out {
        Struck::new(now.chain([stretch]))
    } else {
        // What of each hidden stretch lies outside the one that is put back stays hidden.
        let rests = now.flat_map(|span| {
            let before = Span::new(span.start(), span.end().min(stretch.start()));
            let after = Span::new(span.start().max(stretch.end()), span.end());
            [before.ok(), after.ok()].into_iter().flatten()
        });
        Struck::new(rests)
    };
    if struck.as_ref().is_some_and(|struck| !struck.fits(quote)) {
        return Err(crate::say::write::SOMETHING_STAYS);
    }
    let words = Words::new(quote.raw().get(stretch.index()).unwrap_or_default().trim());
    let words = words.brief(40);
    let label = if out { say::leave_out(words.raw()) } else { say::put_back(words.raw()) };
    Ok(Edit::new(label, vec![Op::set(Table::Block, block.id, "struck", struck)]))
}

/// Makes a block another of the same matter: a text a headline, a quotation the pull quote, and back.
pub fn change_kind(model: &Model, block: Id, kind: BlockKind, text: &str) -> Option<Edit> {
    let block = model.blocks.get(&block)?;
    let mut ops = vec![Op::set(Table::Block, block.id, "kind", kind)];
    match (block.kind, kind) {
        (BlockKind::Text, BlockKind::Headline) => {
            // A headline holds no marks.
            let mine = cites(model, block.id);
            let mut words = text.to_owned();
            for token in marks::tokens(text).into_iter().rev().filter(|token| mine.contains_key(&token.label)) {
                words.replace_range(token.bytes, "");
            }
            ops.splice(0..0, mine.values().map(|cite| Op::delete(Table::Cite, cite.id)));
            ops.push(Op::set(Table::Block, block.id, "words", kept(kind, &words)));
        }
        (BlockKind::Headline, BlockKind::Text) => {
            ops.push(Op::set(Table::Block, block.id, "words", kept(kind, text)));
        }
        (BlockKind::Quotation, BlockKind::PullQuote) => {
            // A pull quote is an exact excerpt.
            ops.insert(0, Op::set(Table::Block, block.id, "struck", None::<Struck>));
        }
        (BlockKind::PullQuote, BlockKind::Quotation) => {}
        _ => return None,
    }
    Some(Edit::new(say::recast(block.kind.label(), kind.label()), ops))
}

/// Moves a block before another one, to the end when `before` is `None`. `None` when it stands there already.
pub fn move_before(model: &Model, block: Id, before: Option<Id>) -> Option<Edit> {
    let block = model.blocks.get(&block)?;
    let blocks = model.blocks_of(block.brief);
    let from = blocks.iter().position(|b| b.id == block.id)?;
    let to = before.map_or(Some(blocks.len()), |id| blocks.iter().position(|b| b.id == id))?;
    if to == from || to == from + 1 {
        return None;
    }
    let label = say::MOVE_BLOCK;
    let before = to.checked_sub(1).and_then(|i| blocks.get(i)).map(|b| b.ordinal);
    let after = blocks.get(to).map(|b| b.ordinal);
    let (ordinal, mut ops) = match (before, after) {
        (Some(before), Some(after)) => between(before, after, &blocks[to..]),
        (None, Some(first)) => (first - STEP, Vec::new()),
        (Some(last), None) => (last + STEP, Vec::new()),
        (None, None) => return None,
    };
    ops.push(Op::set(Table::Block, block.id, "ordinal", ordinal));
    Some(Edit::new(label, ops))
}

/// Moves a block by one place. `None` at the end.
pub fn move_block(model: &Model, block: Id, down: bool) -> Option<Edit> {
    let blocks = model.blocks_of(model.blocks.get(&block)?.brief);
    let i = blocks.iter().position(|b| b.id == block)?;
    let before = if down { i + 2 } else { i.checked_sub(1)? };
    if down && i + 1 >= blocks.len() {
        return None;
    }
    move_before(model, block, blocks.get(before).map(|b| b.id))
}

/// A new brief of this title.
pub fn new_brief(title: Words) -> (Id, Edit) {
    let label = say::begin_brief(title.brief(60).raw());
    let brief = Brief { id: Id::new(), title };
    (brief.id, Edit::new(label, vec![Op::add(brief)]))
}

/// Another title for a brief.
pub fn rename(brief: Id, title: Words) -> Edit {
    let label = say::call_brief(title.brief(60).raw());
    Edit::new(label, vec![Op::set(Table::Brief, brief, "title", title)])
}

/// A brief once more, with its blocks and marks.
pub fn duplicate(model: &Model, brief: Id) -> Option<(Id, Edit)> {
    let old = model.briefs.get(&brief)?;
    let title = Words::new(say::copy_of(old.title.raw()));
    let (id, mut edit) = new_brief(title);
    for block in model.blocks_of(brief) {
        let new = Block { id: Id::new(), brief: id, ..block.clone() };
        let to = new.id;
        edit.ops.push(Op::add(new));
        let cites = model.ids(By::Cites, block.id).filter_map(|cite| model.cites.get(&cite));
        edit.ops.extend(cites.map(|cite| Op::add(Cite { id: Id::new(), block: to, ..cite.clone() })));
    }
    edit.label = Words::new(say::duplicate_brief(old.title.brief(60).raw()));
    Some((id, edit))
}

/// Takes a brief out, with its blocks and marks.
pub fn delete_brief(model: &Model, brief: Id) -> Option<Edit> {
    let title = model.briefs.get(&brief)?.title.brief(60);
    Some(Edit::new(say::delete_brief(title.raw()), vec![Op::delete(Table::Brief, brief)]))
}
