//! Edits on the tag tree: moving a tag, merging two, their color and digit.

use crate::app::model::{By, Model};
use crate::app::tag_view::{children, is_within};
use crate::domain::tag::{Color, Digit, Tag};
use crate::domain::{Edit, Id, Op, Table};
use crate::say::{history, tags as say};

/// Puts a tag below another (`None`: at the top), before one of its new siblings or last. `Ok(None)` when it is there.
///
/// # Errors
/// Why it cannot go there, as a sentence.
pub fn move_tag(model: &Model, tag: Id, parent: Option<Id>, before: Option<Id>) -> Result<Option<Edit>, &'static str> {
    let Some(moved) = model.tags.get(&tag) else { return Err(say::GONE) };
    if parent.is_some_and(|parent| is_within(model, parent, tag)) {
        return Err(say::BELOW_ITSELF);
    }
    let all = children(model, parent);
    let at_now = |list: &[&Tag]| list.iter().position(|t| t.id == tag).map(|at| list.get(at + 1).map(|t| t.id));
    if moved.parent == parent && (before == Some(tag) || at_now(&all) == Some(before)) {
        return Ok(None);
    }
    let siblings: Vec<&Tag> = all.into_iter().filter(|t| t.id != tag).collect();
    let at = before.and_then(|id| siblings.iter().position(|t| t.id == id)).unwrap_or(siblings.len());
    let previous = at.checked_sub(1).and_then(|i| siblings.get(i)).map(|t| t.ordinal);
    let next = siblings.get(at).map(|t| t.ordinal);
    let mut ops = Vec::new();
    let ordinal = match (previous, next) {
        (None, None) => moved.ordinal,
        (None, Some(next)) => next - 1,
        (Some(previous), None) => previous + 1,
        (Some(previous), Some(next)) if next - previous > 1 => previous.midpoint(next),
        (Some(previous), Some(_)) => {
            // No number is left between the two: those that follow make room, as far as they must.
            let mut last = previous + 1;
            for later in siblings.iter().skip(at) {
                if later.ordinal > last {
                    break;
                }
                last += 1;
                ops.push(Op::set(Table::Tag, later.id, "ordinal", last));
            }
            previous + 1
        }
    };
    ops.push(Op::set(Table::Tag, tag, "parent", parent));
    ops.push(Op::set(Table::Tag, tag, "ordinal", ordinal));
    let name = moved.name.words().brief(60);
    let label = match parent.filter(|_| moved.parent != parent).and_then(|id| model.tags.get(&id)) {
        Some(above) => history::tag_below(name.raw(), above.name.words().brief(60).raw()),
        None if moved.parent != parent => history::tag_to_top(name.raw()),
        None => history::move_tag(name.raw()),
    };
    Ok(Some(Edit::new(label, ops)))
}

/// Makes two tags one: what has the one gets the other, what has both keeps one, and the tags below move over.
///
/// # Errors
/// Why they cannot be merged, as a sentence.
pub fn merge_tags(model: &Model, gone: Id, kept: Id) -> Result<Edit, &'static str> {
    if gone == kept {
        return Err(say::MERGE_ITSELF);
    }
    let (Some(one), Some(other)) = (model.tags.get(&gone), model.tags.get(&kept)) else { return Err(say::GONE) };
    let mut ops = Vec::new();
    for row in model.ids(By::Tagged, gone).filter_map(|id| model.passage_tags.get(&id)) {
        let has = model.tags_of(row.passage).any(|(_, tag)| tag.id == kept);
        // Those that have both lose the row with the tag.
        if !has {
            ops.push(Op::set(Table::PassageTag, row.id, "tag", kept));
        }
    }
    for row in model.ids(By::TaggedClaims, gone).filter_map(|id| model.claim_tags.get(&id)) {
        let mut tags = model.ids(By::ClaimTags, row.claim).filter_map(|id| model.claim_tags.get(&id));
        if !tags.any(|other| other.tag == kept) {
            ops.push(Op::set(Table::ClaimTag, row.id, "tag", kept));
        }
    }
    for child in children(model, Some(gone)) {
        // One that holds the kept tag cannot go below it: it moves up with the deletion.
        if !is_within(model, kept, child.id) {
            ops.push(Op::set(Table::Tag, child.id, "parent", kept));
        }
    }
    ops.push(Op::delete(Table::Tag, gone));
    if other.definition.is_none() && one.definition.is_some() {
        ops.push(Op::set(Table::Tag, kept, "definition", &one.definition));
    }
    if other.digit.is_none() && one.digit.is_some() {
        ops.push(Op::set(Table::Tag, kept, "digit", one.digit));
    }
    let (one, other) = (one.name.words().brief(60), other.name.words().brief(60));
    Ok(Edit::new(history::merge_tags(one.raw(), other.raw()), ops))
}

/// Gives a tag another color.
pub fn recolor(tag: &Tag, color: Color) -> Edit {
    let label = history::color_tag(tag.name.words().brief(60).raw());
    Edit::new(label, vec![Op::set(Table::Tag, tag.id, "color", color)])
}

/// Pins a tag to a digit, or takes it off.
pub fn pin(tag: &Tag, digit: Option<Digit>) -> Edit {
    let name = tag.name.words().brief(60);
    let label = match digit {
        Some(digit) => history::pin_tag(name.raw(), digit.number()),
        None => history::unpin_tag(name.raw()),
    };
    Edit::new(label, vec![Op::set(Table::Tag, tag.id, "digit", digit)])
}
