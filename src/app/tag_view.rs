//! The tag tree as it is shown, and what a tag as a filter lets through.

use super::App;
use super::model::{By, Model};
use crate::domain::tag::{Digit, Tag};
use crate::domain::{Id, Words};
use std::collections::{BTreeSet, HashSet};

/// A row of the tag tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TagRow {
    /// The tag.
    pub id: Id,
    /// The tag above it.
    pub parent: Option<Id>,
    /// How deep it lies; 0 at the top.
    pub depth: usize,
    /// Its name.
    pub name: Words,
    /// Its color as stored.
    pub color: [u8; 3],
    /// The digit that sets it.
    pub digit: Option<u8>,
    /// What it means.
    pub definition: Option<Words>,
    /// How many passages and claims have it.
    pub count: usize,
    /// How many tags lie right below it.
    pub below: usize,
    /// The sibling after it.
    pub next: Option<Id>,
    /// The sibling before it.
    pub previous: Option<Id>,
}

/// The tags right below one, or at the top, in their order.
pub fn children(model: &Model, parent: Option<Id>) -> Vec<&Tag> {
    let mut tags: Vec<&Tag> = match parent {
        Some(parent) => model.ids(By::Below, parent).filter_map(|id| model.tags.get(&id)).collect(),
        None => model.tags.values().filter(|tag| tag.parent.is_none()).collect(),
    };
    tags.sort_by_key(|tag| (tag.ordinal, tag.id));
    tags
}

/// True when a tag is another one, or lies anywhere below it.
pub fn is_within(model: &Model, tag: Id, above: Id) -> bool {
    let mut at = Some(tag);
    // The writer refuses circles; the bound is for a file of another's making.
    for _ in 0..=model.tags.len() {
        match at {
            Some(id) if id == above => return true,
            Some(id) => at = model.tags.get(&id).and_then(|tag| tag.parent),
            None => return false,
        }
    }
    false
}

/// The tag tree from top to bottom, without what lies below folded tags.
pub fn tag_rows(model: &Model, folded: &BTreeSet<Id>) -> Vec<TagRow> {
    let mut out = Vec::new();
    // What is still to be drawn, the next last.
    let mut stack: Vec<TagRow> = rows_below(model, None, 0);
    stack.reverse();
    while let Some(row) = stack.pop() {
        if row.below > 0 && !folded.contains(&row.id) && out.len() <= model.tags.len() {
            stack.extend(rows_below(model, Some(row.id), row.depth + 1).into_iter().rev());
        }
        out.push(row);
    }
    out
}

fn rows_below(model: &Model, parent: Option<Id>, depth: usize) -> Vec<TagRow> {
    let tags = children(model, parent);
    let at = |i: Option<usize>| i.and_then(|i| tags.get(i)).map(|tag| tag.id);
    let rows = tags.iter().enumerate().map(|(i, tag)| TagRow {
        id: tag.id,
        parent,
        depth,
        name: tag.name.words().clone(),
        color: tag.color.0,
        digit: tag.digit.map(Digit::number),
        definition: tag.definition.clone(),
        count: model.count(By::Tagged, tag.id) + model.count(By::TaggedClaims, tag.id),
        below: model.count(By::Below, tag.id),
        next: at(Some(i + 1)),
        previous: at(i.checked_sub(1)),
    });
    rows.collect()
}

/// A tag chosen as a filter, with every tag below it.
#[derive(Clone, Debug)]
pub struct TagScope(HashSet<Id>);

impl TagScope {
    /// The scope of a tag.
    pub fn of(model: &Model, tag: Id) -> Self {
        let mut tags = HashSet::from([tag]);
        let mut open = vec![tag];
        while let Some(at) = open.pop() {
            open.extend(model.ids(By::Below, at).filter(|id| tags.insert(*id)));
        }
        Self(tags)
    }

    /// True when a passage has one of its tags.
    pub fn has_passage(&self, model: &Model, passage: Id) -> bool {
        model.tags_of(passage).any(|(_, tag)| self.0.contains(&tag.id))
    }

    /// True when a claim, or a passage it rests on, has one of its tags.
    pub fn has_claim(&self, model: &Model, claim: Id) -> bool {
        let mut tags = model.ids(By::ClaimTags, claim).filter_map(|id| model.claim_tags.get(&id));
        tags.any(|row| self.0.contains(&row.tag))
            || model
                .ids(By::Evidence, claim)
                .filter_map(|id| model.evidence.get(&id)?.passage)
                .any(|passage| self.has_passage(model, passage) || self.is_around(model, passage))
    }

    /// True when a passage stands within one that has one of its tags: a claim rests on a clause, and the sentence is tagged.
    fn is_around(&self, model: &Model, passage: Id) -> bool {
        let span = |id: Id| model.place(id).and_then(crate::domain::passage::Anchor::span);
        let (Some(own), Some(document)) = (span(passage), model.passages.get(&passage).map(|p| p.document)) else {
            return false;
        };
        let holds = |id: Id| span(id).is_some_and(|other| other.start() <= own.start() && own.end() <= other.end());
        model.ids(By::Passages, document).any(|id| id != passage && self.has_passage(model, id) && holds(id))
    }

    /// The documents that have a passage or a claim with one of its tags.
    pub fn documents(&self, model: &Model) -> HashSet<Id> {
        let tagged = self.0.iter().flat_map(|tag| model.ids(By::Tagged, *tag));
        let passages = tagged.filter_map(|id| model.passage_tags.get(&id)).map(|row| row.passage);
        let claimed = self.0.iter().flat_map(|tag| model.ids(By::TaggedClaims, *tag));
        let claims = claimed.filter_map(|id| model.claim_tags.get(&id)).map(|row| row.claim);
        let evidence = claims.flat_map(|claim| model.ids(By::Evidence, claim));
        let given = evidence.filter_map(|id| model.evidence.get(&id)?.passage);
        passages.chain(given).filter_map(|id| model.passages.get(&id)).map(|passage| passage.document).collect()
    }
}

impl App {
    /// The tag everything is filtered by, with those below it.
    pub fn tag_scope(&self) -> Option<TagScope> {
        let (model, tag) = (self.model()?, self.tag_filter?);
        model.tags.contains_key(&tag).then(|| TagScope::of(model, tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tag::{Color, TagName};
    use crate::domain::{Op, Record};

    fn tag(name: &str, parent: Option<Id>, ordinal: i64) -> Tag {
        let name = TagName::try_from(name.to_owned()).unwrap();
        Tag { id: Id::new(), parent, name, color: Color([1, 2, 3]), definition: None, digit: None, ordinal }
    }

    fn model(tags: &[Tag]) -> Model {
        Model::new(tags.iter().cloned().map(Record::Tag).collect())
    }

    fn names(rows: &[TagRow]) -> Vec<String> {
        rows.iter().map(|row| format!("{}{}", "-".repeat(row.depth), row.name.raw())).collect()
    }

    #[test]
    fn ten_thousand_tags_a_hundred_deep_are_a_list_and_folding_hides_what_is_below() {
        let mut tags = vec![tag("root", None, 0)];
        for n in 1..10_000_i64 {
            // A hundred chains of a hundred.
            let parent = if n % 100 == 1 { tags[0].id } else { tags.last().unwrap().id };
            tags.push(tag(&format!("tag {n}"), Some(parent), n));
        }
        let model = model(&tags);
        let rows = tag_rows(&model, &BTreeSet::new());
        assert_eq!(rows.len(), 10_000);
        assert_eq!(rows[100].depth, 100);
        assert_eq!(rows.iter().map(|row| row.depth).max(), Some(100));
        let folded = tag_rows(&model, &BTreeSet::from([tags[1].id]));
        assert_eq!(folded.len(), 10_000 - 99);
        assert_eq!(tag_rows(&model, &BTreeSet::from([tags[0].id])).len(), 1);
    }

    #[test]
    fn a_tag_goes_before_its_new_neighbour_and_never_below_itself() {
        use crate::app::edits::tags::move_tag;
        let a = tag("a", None, 1);
        let (b, c) = (tag("b", None, 2), tag("c", None, 3));
        let d = tag("d", Some(a.id), 4);
        let all = [a.clone(), b.clone(), c.clone(), d.clone()];
        let moved = |tag: Id, parent, before| -> Vec<String> {
            let edit = move_tag(&model(&all), tag, parent, before).unwrap().unwrap();
            let mut tags = all.to_vec();
            for op in edit.ops {
                let Op::Set { id, fields, .. } = op else { panic!() };
                let tag = tags.iter_mut().find(|tag| tag.id == id).unwrap();
                if let Some(parent) = fields.get("parent") {
                    tag.parent = serde_json::from_value(parent.clone()).unwrap();
                }
                if let Some(ordinal) = fields.get("ordinal") {
                    tag.ordinal = ordinal.as_i64().unwrap();
                }
            }
            names(&tag_rows(&model(&tags), &BTreeSet::new()))
        };
        assert_eq!(moved(c.id, None, Some(b.id)), ["a", "-d", "c", "b"]);
        assert_eq!(moved(c.id, None, Some(a.id)), ["c", "a", "-d", "b"]);
        assert_eq!(moved(a.id, None, None), ["b", "c", "a", "-d"]);
        assert_eq!(moved(b.id, Some(d.id), None), ["a", "-d", "--b", "c"]);
        assert_eq!(moved(d.id, None, Some(b.id)), ["a", "d", "b", "c"]);
        let all = model(&all);
        assert!(move_tag(&all, a.id, Some(d.id), None).is_err());
        assert!(move_tag(&all, a.id, Some(a.id), None).is_err());
        assert_eq!(move_tag(&all, b.id, None, Some(c.id)), Ok(None), "it is there");
    }
}
