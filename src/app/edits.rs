//! Edits put together from what is in hand: tags on spans, claims, evidence, links, blocks. Pure: the model and the open
//! document in, an edit with a label a person can read out.

pub mod groups;
pub mod hypotheses;
pub mod judgements;
pub mod names;
pub mod tags;

use super::capturing::{ClaimDraft, Happens};
use super::model::{By, Model};
use super::overlay::TagDraft;
use super::reading::Reading;
use crate::analysis::anchoring;
use crate::domain::claim::{Claim, Evidence, EvidenceRole};
use crate::domain::document::{Document, Triage};
use crate::domain::grade::Reliability;
use crate::domain::link::{ClaimLink, LinkKind, LinkStatus};
use crate::domain::name::{Name, NameKind, SourceGrade};
use crate::domain::passage::{Anchor, AnchorState, Passage, PassageTag};
use crate::domain::record::Fields;
use crate::domain::tag::{Color, Digit, Tag, TagName};
use crate::domain::{Edit, Id, Op, Span, Table, Words};
use crate::say::history as say;
use serde_json::Value;

/// A new passage with its anchor. `None` while the text around it is not in memory.
pub fn passage(reading: &Reading, span: Span) -> Option<(Passage, Anchor)> {
    // Sixty-four code points are at most 256 bytes.
    let from = reading.boundary(span.start().saturating_sub(256))?;
    let end = reading.paragraphs.as_ref()?.text_len().min(span.end().saturating_add(256));
    let to = if end <= span.end() { span.end() } else { reading.boundary(end).unwrap_or(span.end()) };
    let text = reading.text(from..to)?;
    let local = Span::new(span.start() - from, span.end() - from).ok()?;
    let local = anchoring::snap_outward(&text, local).ok()?;
    let (prefix, suffix) = anchoring::context(&text, local);
    let passage = Passage { id: Id::new(), document: reading.document, memo: None };
    let anchor = Anchor {
        id: Id::new(),
        passage: passage.id,
        revision: reading.revision,
        start: from + local.start(),
        end: from + local.end(),
        quote: Words::new(text.get(local.index())?),
        prefix: Words::new(prefix),
        suffix: Words::new(suffix),
        state: AnchorState::Exact,
        score: None,
    };
    Some((passage, anchor))
}

/// Moves both edges of a passage: its place, its words and what stands around them. `None` while the text around it is
/// not in memory, or when the passage has no place in this text.
pub fn move_edges(model: &Model, reading: &Reading, id: Id, span: Span) -> Option<Edit> {
    let before = model.place(id).filter(|anchor| anchor.revision == reading.revision)?;
    let (_, after) = passage(reading, span)?;
    let label = say::move_edges(before.quote.brief(40).raw());
    Some(Edit::new(label, vec![stands(before.id, after)]))
}

/// Gives a passage another place, also when it had lost its own. Where its words are others now, the briefs that leave
/// some of them out have all of them. `None` while the text around the place is not in memory.
pub fn place_anew(model: &Model, reading: &Reading, id: Id, span: Span) -> Option<Edit> {
    let before = model.anchor(id).filter(|anchor| anchor.revision == reading.revision)?;
    let (_, after) = passage(reading, span)?;
    let label = say::place_anew(before.quote.brief(40).raw());
    let others = after.quote != before.quote;
    let quoting = model.blocks.values().filter(|block| others && block.passage == Some(id) && block.struck.is_some());
    let whole = quoting.map(|block| Op::set(Table::Block, block.id, "struck", Value::Null));
    let ops = whole.chain([stands(before.id, after)]).collect();
    Some(Edit::new(label, ops))
}

/// Lets an anchor stand exactly where another would.
fn stands(id: Id, after: Anchor) -> Op {
    let fields = [
        ("start", Value::from(after.start)),
        ("end", after.end.into()),
        ("quote", after.quote.into_raw().into()),
        ("prefix", after.prefix.into_raw().into()),
        ("suffix", after.suffix.into_raw().into()),
        ("state", AnchorState::Exact.as_str().into()),
        ("score", Value::Null),
    ];
    let fields = fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
    Op::Set { table: Table::Anchor, id, fields }
}

/// The passage that stands exactly on a span.
pub fn passage_at(model: &Model, document: Id, span: Span) -> Option<Id> {
    model.ids(By::Passages, document).find(|id| model.place(*id).and_then(Anchor::span) == Some(span))
}

/// The passage on a span: the one that is there, or a new one with the operations that make it.
pub(super) fn passage_for(model: &Model, reading: &Reading, span: Span) -> Option<(Id, Vec<Op>, Words)> {
    if let Some(id) = passage_at(model, reading.document, span) {
        return Some((id, Vec::new(), model.anchor(id)?.quote.clone()));
    }
    let (passage, anchor) = passage(reading, span)?;
    let quote = anchor.quote.clone();
    Some((passage.id, vec![Op::add(passage), Op::add(anchor)], quote))
}

/// Puts a tag on a span, or takes it off when it is there. A passage nothing else holds goes with its last tag.
pub fn toggle_tag(model: &Model, reading: &Reading, span: Span, tag: &Tag) -> Option<Edit> {
    let name = tag.name.words().raw();
    if let Some(passage) = passage_at(model, reading.document, span)
        && let Some((row, _)) = model.tags_of(passage).find(|(_, t)| t.id == tag.id)
    {
        let held = model.count(By::PassageTags, passage) > 1
            || model.count(By::Gives, passage) > 0
            || model.count(By::Used, passage) > 0
            || model.count(By::Translations, passage) > 0
            || model.count(By::Mentions, passage) > 0
            || model.passages.get(&passage).is_some_and(|p| p.memo.is_some());
        let op = if held { Op::delete(Table::PassageTag, row) } else { Op::delete(Table::Passage, passage) };
        let quote = model.anchor(passage).map(|anchor| anchor.quote.brief(40)).unwrap_or_default();
        return Some(Edit::new(crate::say::cards::tag_off(name, quote.raw()), vec![op]));
    }
    let (passage, mut ops, quote) = passage_for(model, reading, span)?;
    ops.push(Op::add(PassageTag { id: Id::new(), passage, tag: tag.id, rule: None }));
    Some(Edit::new(say::tag(quote.brief(40).raw(), name), ops))
}

/// A new tag of this name, and the edit that makes it and puts it on a span.
pub fn tag_with_new(model: &Model, reading: &Reading, span: Span, name: TagName, color: Color) -> Option<(Id, Edit)> {
    let tag = new_tag(model, None, name, color);
    let id = tag.id;
    let mut edit = toggle_tag(model, reading, span, &tag)?;
    edit.ops.insert(0, Op::add(tag));
    Some((id, edit))
}

pub(super) fn new_tag(model: &Model, parent: Option<Id>, name: TagName, color: Color) -> Tag {
    let taken = |n: u8| model.tags.values().any(|t| t.digit.is_some_and(|d| d.number() == n));
    let digit = (1..=9).find(|n| !taken(*n)).and_then(|n| Digit::try_from(n).ok());
    let ordinal = model.tags.values().map(|t| t.ordinal).max().unwrap_or(0) + 1;
    Tag { id: Id::new(), parent, name, color, definition: None, digit, ordinal }
}

/// Makes or changes a tag.
pub fn tag(model: &Model, draft: &TagDraft) -> Result<Edit, String> {
    let name = TagName::try_from(draft.name.clone())?;
    let is_taken = |tag: &Tag| Some(tag.id) != draft.id && tag.parent == draft.parent && tag.name == name;
    if model.tags.values().any(is_taken) {
        return Err(crate::say::tags::TAKEN.to_owned());
    }
    let digit = Digit::try_from(draft.digit).ok();
    let label = name.words().raw().to_owned();
    let color = Color(draft.color);
    let definition = Words::filled(&draft.definition);
    Ok(match draft.id {
        None => {
            let tag = Tag { definition, digit, ..new_tag(model, draft.parent, name, color) };
            Edit::new(say::add_tag(&label), vec![Op::add(tag)])
        }
        Some(id) => {
            let set = |field, value: serde_json::Value| Op::set(Table::Tag, id, field, value);
            Edit::new(
                say::change_tag(&label),
                vec![
                    set("name", String::from(name).into()),
                    set("parent", draft.parent.map(|p| p.to_string()).into()),
                    set("color", String::from(color).into()),
                    set("definition", definition.map(Words::into_raw).into()),
                    set("digit", digit.map(Digit::number).into()),
                ],
            )
        }
    })
}

/// The claims of drafts, with their words as evidence, in one edit; and the claims as it makes them, in order. Who is called
/// by a name that nobody has yet becomes a name.
pub fn claims(model: &Model, reading: &Reading, drafts: &[ClaimDraft]) -> Option<(Vec<Claim>, Edit)> {
    let (mut claims, mut ops) = (Vec::new(), Vec::new());
    let mut called: Vec<(&Words, Id)> = Vec::new();
    let mut label = String::new();
    for draft in drafts {
        let (passage, of_passage, quote) = passage_for(model, reading, draft.span)?;
        ops.extend(of_passage);
        let mut speaker = draft.speaker;
        if let Some(new) = draft.called.as_ref().filter(|_| speaker.is_none()) {
            let known = called.iter().find(|(other, _)| **other == new.words).map(|(_, id)| *id);
            speaker = known.or_else(|| {
                let (id, op) = name_for(model, new.words.raw(), new.kind)?;
                ops.extend(op);
                called.push((&new.words, id));
                Some(id)
            });
        }
        let happens = draft.happens.as_ref().filter(|happens| happens.taken);
        // Words that are ours are no longer those of the text.
        let own = draft.own.as_deref().and_then(Words::filled).filter(|own| *own != draft.words);
        let claim = Claim {
            reworded: own.is_some(),
            speaker,
            role: draft.role.clone(),
            stance: Some(draft.stance),
            firmness: Some(draft.firmness),
            hedge: draft.hedge.clone(),
            form: Some(draft.form),
            happens_at: happens.map(|happens| happens.date.clone()),
            happens_at_words: happens.map(Happens::as_written),
            headline: draft.stands_in.headline,
            pull_quote: draft.stands_in.pull_quote,
            translated: draft.stands_in.translation,
            ..Claim::of(own.unwrap_or_else(|| draft.words.clone()))
        };
        if label.is_empty() {
            label = say::claims(drafts.len(), quote.brief(40).raw());
        }
        ops.push(Op::add(states(claim.id, passage)));
        ops.push(Op::add(claim.clone()));
        claims.push(claim);
    }
    (!claims.is_empty()).then(|| (claims, Edit::new(label, ops)))
}

/// Other words for a claim, which are then ours; `None` when they are none or the same.
pub fn reword(model: &Model, claim: Id, text: &str) -> Option<Edit> {
    let words = Words::filled(text)?;
    if model.claims.get(&claim)?.words == words {
        return None;
    }
    let label = say::reword(words.brief(40).raw());
    let ops = vec![Op::set(Table::Claim, claim, "words", words), Op::set(Table::Claim, claim, "reworded", true)];
    Some(Edit::new(label, ops))
}

fn states(claim: Id, passage: Id) -> Evidence {
    Evidence { id: Id::new(), claim, passage: Some(passage), role: EvidenceRole::States, basis: None }
}

/// One more passage for a claim. `None` while the text is not in memory, or when the passage is its evidence already.
pub fn evidence(model: &Model, reading: &Reading, span: Span, claim: Id) -> Option<Edit> {
    let (passage, mut ops, quote) = passage_for(model, reading, span)?;
    let known =
        model.ids(By::Evidence, claim).any(|id| model.evidence.get(&id).is_some_and(|e| e.passage == Some(passage)));
    if known {
        return None;
    }
    ops.push(Op::add(states(claim, passage)));
    Some(Edit::new(say::add_evidence(quote.brief(40).raw()), ops))
}

/// A link between two claims.
pub fn link(from: Id, to: Id, kind: LinkKind) -> Edit {
    let row = ClaimLink {
        id: Id::new(),
        from_claim: from,
        to_claim: to,
        kind,
        note: None,
        status: LinkStatus::Accepted,
        rule: None,
    };
    Edit::new(say::link(kind.label()), vec![Op::add(row)])
}

/// A triage decision on documents, whatever state they are in; `None` when all are in it already. A reason is one for
/// parking or dropping, and goes when neither is meant any more.
pub fn triage(documents: &[&Document], triage: Triage) -> Option<Edit> {
    let verb = match triage {
        Triage::Inbox => say::TO_INBOX,
        Triage::Kept => say::KEEP,
        Triage::Parked => say::PARK,
        Triage::Dropped => say::DROP,
    };
    let stays = matches!(triage, Triage::Parked | Triage::Dropped);
    let changed: Vec<&&Document> = documents.iter().filter(|document| document.triage != triage).collect();
    let ops: Vec<Op> = changed
        .iter()
        .map(|document| {
            let mut fields = Fields::from_iter([("triage".to_owned(), triage.as_str().into())]);
            if !stays && document.triage_reason.is_some() {
                fields.insert("triage_reason".to_owned(), serde_json::Value::Null);
            }
            Op::Set { table: Table::Document, id: document.id, fields }
        })
        .collect();
    let label = match changed.as_slice() {
        [] => return None,
        [one] => say::decide_one(verb, one.heading().brief(60).raw()),
        many => say::decide_many(verb, many.len()),
    };
    Some(Edit::new(label, ops))
}

/// The name with a spelling, or a new one with the operation that makes it.
pub fn name_for(model: &Model, text: &str, kind: NameKind) -> Option<(Id, Option<Op>)> {
    let words = Words::filled(text)?;
    if let Some(id) = model.name_spelled(words.raw()) {
        return Some((id, None));
    }
    let name = Name::new(kind, words);
    Some((name.id, Some(Op::add(name))))
}

/// Sets a reference to a name by its spelling, or empties it when nothing is written.
pub fn set_name(model: &Model, table: Table, id: Id, field: &str, text: &str, kind: NameKind) -> Edit {
    let (value, op) = match name_for(model, text, kind) {
        Some((name, op)) => (Some(name), op),
        None => (None, None),
    };
    let mut ops: Vec<Op> = op.into_iter().collect();
    ops.push(Op::set(table, id, field, value));
    Edit::new(say::set_field(field, table.label()), ops)
}

/// A grade for a source; also makes it the document's outlet when that has none.
pub fn grade(
    model: &Model,
    document: Option<Id>,
    name: Option<Id>,
    outlet: &str,
    letter: Reliability,
    reason: &str,
) -> Option<Edit> {
    let mut ops = Vec::new();
    let name = match name {
        Some(name) => name,
        None => {
            let (name, op) = name_for(model, outlet, NameKind::Organisation)?;
            ops.extend(op);
            if let Some(document) = document {
                ops.push(Op::set(Table::Document, document, "outlet", name));
            }
            name
        }
    };
    ops.push(Op::add(SourceGrade {
        id: Id::new(),
        name,
        reliability: letter,
        scope: None,
        reason: Words::filled(reason),
        at_ms: jiff::Timestamp::now().as_millisecond(),
    }));
    Some(Edit::new(say::grade(letter.as_str()), ops))
}
