//! Which places that were found are tagged already, and which of them one stands on while documents are read.

use super::Found;
use crate::app::model::{By, Model};
use crate::app::{App, Place};
use crate::domain::{Id, Span};
use std::collections::{BTreeSet, HashMap};

/// The tags on passages that share a byte with each of these places, in the order of the places.
pub fn tags_on(model: &Model, lines: &[Found]) -> Vec<Vec<Id>> {
    let mut known: HashMap<Id, Vec<(Id, Span, Vec<Id>)>> = HashMap::new();
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let tagged = known.entry(line.document).or_insert_with(|| of_document(model, line.document));
        let Some(place) = line.span else {
            out.push(Vec::new());
            continue;
        };
        let here = tagged.iter().filter(|(revision, span, _)| {
            *revision == line.revision && span.start() < place.end() && place.start() < span.end()
        });
        let tags: BTreeSet<Id> = here.flat_map(|(_, _, tags)| tags.iter().copied()).collect();
        out.push(tags.into_iter().collect());
    }
    out
}

fn of_document(model: &Model, document: Id) -> Vec<(Id, Span, Vec<Id>)> {
    let passages = model.ids(By::Passages, document);
    let tagged = passages.filter_map(|passage| {
        let anchor = model.place(passage)?;
        let tags: Vec<Id> = model.tags_of(passage).map(|(_, tag)| tag.id).collect();
        Some((anchor.revision, anchor.span()?, tags)).filter(|(_, _, tags)| !tags.is_empty())
    });
    tagged.collect()
}

impl App {
    /// Which place of those found in all documents one stands on while one is read, counted from 1, of how many, and
    /// whether there are more than those; `None` where the next is not among them.
    pub fn hit_on_the_way(&self) -> Option<(usize, usize, bool)> {
        let page = &self.searching;
        let away = page.shown || self.words.shown || self.words.lit || self.table || self.place != Place::Read;
        let line = page.lines().get(page.at).filter(|_| !away && self.finding.is_none())?;
        let here = self.reading.as_ref().is_some_and(|reading| reading.revision == line.revision);
        page.place_in_hand().filter(|_| here)
    }
}
