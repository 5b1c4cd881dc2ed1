//! Edits the cards and the keys of the text make: names in the text, translations, the way of a claim. Pure, as all edits.

use super::edits::passage_for;
use super::find::Found;
use super::model::{By, Model};
use super::overlay::TranslationDraft;
use super::reading::Reading;
use crate::analysis::anchoring;
use crate::domain::claim::ClaimTag;
use crate::domain::name::{Mention, Name, NameKind};
use crate::domain::passage::{Anchor, AnchorState, Passage, PassageTag, Translation};
use crate::domain::tag::{Color, TagName};
use crate::domain::{Date, Edit, Id, Op, Span, Table, Words};
use crate::jobs::FoundWords;
use crate::say::cards as say;
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation as _;

/// The stretches of a sentence that may be names, the most probable first: spellings that are known, then words that begin
/// with capitals, then the sentence itself.
pub fn named_in(model: &Model, reading: &Reading, sentence: Span) -> Vec<Span> {
    let Some(text) = reading.text(sentence.range()) else { return vec![sentence] };
    let mut found: Vec<Span> = Vec::new();
    let spellings = model.names.values().map(|n| &n.words).chain(model.spellings.values().map(|s| &s.words));
    for spelling in spellings {
        found.extend(anchoring::find_words(&text, spelling.raw()));
    }
    // The longest of those that overlap: the whole name, not its last word.
    found.sort_by_key(|span| (std::cmp::Reverse(span.len()), span.start()));
    let mut known: Vec<Span> = Vec::new();
    for span in found {
        if known.iter().all(|other| span.end() <= other.start() || other.end() <= span.start()) {
            known.push(span);
        }
    }
    known.sort();
    let around = reading.around(sentence.start());
    let mut capitals = capitals(&text, &around);
    capitals.retain(|span| !known.contains(span));
    let whole = |span: Span| Span::new(sentence.start() + span.start(), sentence.start() + span.end()).ok();
    let mut out: Vec<Span> = known.into_iter().chain(capitals).filter_map(whole).take(12).collect();
    if !out.contains(&sentence) {
        out.push(sentence);
    }
    out
}

/// Runs of words that begin with capitals. One word at the beginning of the sentence, where every word does, is left out
/// when the text around has it in small letters too.
fn capitals(text: &str, around: &str) -> Vec<Span> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, word) in text.unicode_word_indices() {
        if !word.starts_with(char::is_uppercase) {
            continue;
        }
        let end = at + word.len();
        match runs.last_mut() {
            Some((_, last)) if matches!(text.get(*last..at), Some(" " | "-" | "\u{A0}" | ". " | "’")) => *last = end,
            _ => runs.push((at, end)),
        }
    }
    if let Some((at, word)) = text.unicode_word_indices().next()
        && runs.first() == Some(&(at, at + word.len()))
        && !anchoring::find_words(around, &word.to_lowercase()).is_empty()
    {
        runs.remove(0);
    }
    let span = |(start, end): (usize, usize)| Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?).ok();
    runs.into_iter().filter_map(span).collect()
}

/// The name that was chosen, and the operation that makes it when it is new.
pub fn chosen_name(found: &Found, kind: NameKind) -> Option<(Id, Option<Op>)> {
    match found {
        Found::Name(id, _) => Some((*id, None)),
        Found::NewName(words) => {
            let name = Name::new(kind, Words::filled(words.raw())?);
            Some((name.id, Some(Op::add(name))))
        }
        _ => None,
    }
}

/// Marks a span as a name. `None` while its text is not in memory, or when it is marked as that name already.
pub fn mention(model: &Model, reading: &Reading, span: Span, name: Id, made: Option<Op>) -> Option<Edit> {
    let (passage, mut ops, quote) = passage_for(model, reading, span)?;
    if names(model, passage, name) {
        return None;
    }
    ops.splice(0..0, made);
    ops.push(Op::add(Mention { id: Id::new(), passage, name }));
    Some(Edit::new(say::mark_name(quote.brief(40).raw()), ops))
}

/// True when the passage is marked as this name, or as one merged with it.
fn names(model: &Model, passage: Id, name: Id) -> bool {
    let who = model.who(name);
    model.ids(By::Mentions, passage).any(|id| model.mentions.get(&id).is_some_and(|m| model.who(m.name) == who))
}

/// Marks every place that was found as a name, in one edit; gives how many are new. `None` when none is.
pub fn everywhere(model: &Model, found: &FoundWords) -> Option<(usize, Edit)> {
    let document = model.revisions.get(&found.revision)?.document;
    if !model.names.contains_key(&found.name) {
        return None;
    }
    let at = |id: Id| Some((model.place(id)?.span()?, id));
    let known: HashMap<Span, Id> = model.ids(By::Passages, document).filter_map(at).collect();
    let mut ops = Vec::new();
    let mut count = 0;
    for place in &found.places {
        let passage = match known.get(&place.span) {
            Some(passage) if names(model, *passage, found.name) => continue,
            Some(passage) => *passage,
            None => {
                let passage = Passage { id: Id::new(), document, memo: None };
                let anchor = Anchor {
                    id: Id::new(),
                    passage: passage.id,
                    revision: found.revision,
                    start: place.span.start(),
                    end: place.span.end(),
                    quote: found.words.clone(),
                    prefix: place.prefix.clone(),
                    suffix: place.suffix.clone(),
                    state: AnchorState::Exact,
                    score: None,
                };
                let id = passage.id;
                ops.extend([Op::add(passage), Op::add(anchor)]);
                id
            }
        };
        ops.push(Op::add(Mention { id: Id::new(), passage, name: found.name }));
        count += 1;
    }
    (count > 0).then(|| (count, Edit::new(say::mark_everywhere(found.words.brief(40).raw(), count), ops)))
}

/// Takes a name off the text; a passage that held nothing else goes with it.
pub fn unmark(model: &Model, mention: Id) -> Option<Edit> {
    let passage = model.mentions.get(&mention)?.passage;
    let alone = model.count(By::Mentions, passage) == 1 && !is_held(model, passage);
    let op = if alone { Op::delete(Table::Passage, passage) } else { Op::delete(Table::Mention, mention) };
    let quote = model.anchor(passage).map(|a| a.quote.brief(40)).unwrap_or_default();
    Some(Edit::new(say::unmark_name(quote.raw()), vec![op]))
}

/// True when something other than names holds a passage.
pub fn is_held(model: &Model, passage: Id) -> bool {
    [By::PassageTags, By::Gives, By::Used, By::Translations].iter().any(|by| model.count(*by, passage) > 0)
        || model.passages.get(&passage).is_some_and(|p| p.memo.is_some())
}

/// A translation, on the passage or on a new one. The error says what is missing.
pub fn translation(
    model: &Model,
    reading: Option<&Reading>,
    draft: &TranslationDraft,
) -> Result<(Id, Edit), &'static str> {
    let words = Words::filled(&draft.words).ok_or(say::TRANSLATION_WITHOUT_WORDS)?;
    let made_on = match draft.made_on.trim() {
        "" => None,
        text => Some(text.parse::<Date>().map_err(|_odd| say::TRANSLATION_DATE)?),
    };
    let there = draft.passage.filter(|id| model.passages.contains_key(id));
    let (passage, mut ops, quote) = match (there, reading, draft.span) {
        (Some(id), ..) => (id, Vec::new(), model.anchor(id).map(|a| a.quote.clone()).unwrap_or_default()),
        (None, Some(reading), Some(span)) => passage_for(model, reading, span).ok_or(say::TRANSLATION_NOWHERE)?,
        _ => return Err(say::TRANSLATION_NOWHERE),
    };
    ops.push(Op::add(Translation {
        id: Id::new(),
        passage,
        words,
        language: Words::filled(&draft.language),
        made_by: Words::filled(&draft.made_by),
        made_on,
    }));
    Ok((passage, Edit::new(say::translate(quote.brief(40).raw()), ops)))
}

/// A new tag of this name, put on a claim or a passage in the same edit. The error says what is wrong with the name.
pub fn new_tag_on(model: &Model, table: Table, id: Id, name: &Words, color: [u8; 3]) -> Result<Edit, String> {
    let tag = super::edits::new_tag(model, None, TagName::try_from(name.raw().to_owned())?, Color(color));
    let on = tag.id;
    let label = say::tag_claim(name.brief(60).raw());
    let row = match table {
        Table::Claim => Op::add(ClaimTag { id: Id::new(), claim: id, tag: on }),
        _ => Op::add(PassageTag { id: Id::new(), passage: id, tag: on, rule: None }),
    };
    let label = if table == Table::Claim { label } else { say::tag_passage(name.brief(60).raw()) };
    Ok(Edit::new(label, vec![Op::add(tag), row]))
}

/// Sets a reference to a name, which may be made in the same edit.
pub fn refer(table: Table, id: Id, field: &str, name: Id, made: Option<Op>) -> Edit {
    let mut ops: Vec<Op> = made.into_iter().collect();
    ops.push(Op::set(table, id, field, name));
    Edit::new(say::set_field(field, table.label()), ops)
}

/// Exchanges a hop with its neighbour, nearer to us or farther. `None` at the end.
pub fn move_hop(model: &Model, hop: Id, nearer: bool) -> Option<Edit> {
    let hops = model.hops_of(model.hops.get(&hop)?.claim);
    let i = hops.iter().position(|h| h.id == hop)?;
    let j = if nearer { i + 1 } else { i.checked_sub(1)? };
    let (mine, other) = (hops.get(i)?, hops.get(j)?);
    // Places count from 0 without a gap, whatever they were.
    let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut ops = Vec::new();
    for (n, h) in hops.iter().enumerate() {
        let to = if h.id == mine.id {
            j
        } else if h.id == other.id {
            i
        } else {
            n
        };
        if h.ordinal != place(to) {
            ops.push(Op::set(Table::Hop, h.id, "ordinal", place(to)));
        }
    }
    Some(Edit::new(say::MOVE_HOP, ops))
}
