//! Places that an answer did not tell at first: of a document with many of them only the first are lines, and a line stands
//! for the rest. They are counted, and told when that line or the document is opened.

use super::{Found, Searching};
use crate::app::App;
use crate::domain::Id;
use crate::jobs::{Hit, Search};
use std::path::PathBuf;

impl Searching {
    /// True when no place is chosen.
    pub fn none_chosen(&self) -> bool {
        !self.chosen.every && self.chosen.places.is_empty()
    }

    /// How many places are chosen, as far as they are counted.
    pub fn chosen_count(&self) -> usize {
        let named = self.chosen.places.len();
        if self.chosen.every { self.places().0.saturating_sub(named) } else { named }
    }

    /// Chooses a place, or lets it go.
    pub(super) fn choose(&mut self, place: (Id, u32), chosen: bool) {
        if chosen == self.chosen.every {
            self.chosen.places.remove(&place);
        } else {
            self.chosen.places.insert(place);
        }
    }

    /// How many places there are in the documents shown, and whether there are more that are not counted yet.
    pub fn places(&self) -> (usize, bool) {
        let told = self.lines.iter().filter(|line| line.span.is_some()).count();
        let rest = self.answer.as_ref().map(|answer| &answer.rest);
        let hidden: usize = rest.into_iter().flat_map(|rest| rest.keys()).filter_map(|id| self.rest_of(*id)).sum();
        (told + hidden, rest.is_some_and(|rest| rest.values().any(Option::is_none)))
    }

    /// How many places of a text are not among the lines; `None` where that is not counted.
    pub fn rest_of(&self, revision: Id) -> Option<usize> {
        let all = *self.answer.as_ref()?.rest.get(&revision)?.as_ref()?;
        let told = self.lines.iter().filter(|line| line.revision == revision && line.span.is_some()).count();
        Some(all.saturating_sub(told))
    }

    /// Which place, counted from 1, the line in hand is of all there are, and whether there are more than those.
    pub fn place_in_hand(&self) -> Option<(usize, usize, bool)> {
        self.lines.get(self.at).filter(|line| line.span.is_some())?;
        let before = self.lines.iter().take(self.at);
        let count = before.map(|line| match (line.span, line.rest) {
            (Some(_), _) => 1,
            (None, true) => self.rest_of(line.revision).unwrap_or(0),
            (None, false) => 0,
        });
        let (all, more) = self.places();
        Some((count.sum::<usize>() + 1, all, more))
    }
}

impl App {
    /// Asks how many places there are where only the first were told.
    pub(super) fn count_rest(&mut self) {
        let (Some(project), page) = (&self.project, &self.searching) else { return };
        let (Some(query), Some(answer)) = (page.question(), &page.answer) else { return };
        let unknown = answer.rest.iter().filter(|(id, count)| count.is_none() && !page.opened.1.contains(*id));
        let revisions: Vec<Id> = unknown.map(|(id, _)| *id).collect();
        if !revisions.is_empty() {
            project.session.search(Search::Places { number: page.number, query, revisions });
        }
    }

    pub(in crate::app) fn places_came(&mut self, number: u64, counts: &[(Id, usize)]) {
        let page = &mut self.searching;
        let Some(answer) = page.answer.as_mut().filter(|_| page.number == number) else { return };
        for (revision, count) in counts {
            if let Some(known) = answer.rest.get_mut(revision) {
                *known = Some(*count);
            }
        }
        self.count_rest();
    }

    /// True when something was found that can be written out.
    pub(in crate::app) fn has_found(&self) -> bool {
        let page = &self.searching;
        page.wrong.is_none() && page.question().is_some() && !page.lines.is_empty()
    }

    /// Writes every place of the question into a table.
    pub(in crate::app) fn write_found(&mut self, to: PathBuf) {
        if let (Some(query), Some(project)) = (self.searching.question(), &mut self.project) {
            project.session.export_hits(query, to);
        }
    }

    /// Asks for all places of a text, where only the first were told. `on` says which way one goes on among them once they
    /// are there; without it they are only shown.
    pub(super) fn open_rest(&mut self, revision: Id, on: Option<bool>) {
        let (Some(project), page) = (&self.project, &mut self.searching) else { return };
        let hidden = page.answer.as_ref().is_some_and(|answer| answer.rest.contains_key(&revision));
        if !hidden || page.opened.1.contains(&revision) {
            return;
        }
        let Some(query) = page.question() else { return };
        match &mut page.awaited {
            Some((awaited, way)) if *awaited == revision => *way = on.or(*way),
            _ => {
                page.awaited = Some((revision, on));
                project.session.search(Search::Whole { number: page.number, query, revision });
            }
        }
    }

    pub(in crate::app) fn whole_came(&mut self, number: u64, revision: Id, hit: Option<Hit>) {
        let page = &mut self.searching;
        if page.number != number {
            return;
        }
        let on = match page.awaited.take() {
            Some((awaited, on)) if awaited == revision => on,
            other => {
                page.awaited = other;
                None
            }
        };
        let in_hand = page.lines.get(page.at).map(Found::key);
        let told: Vec<(Id, u32)> = page.lines.iter().filter(|l| l.revision == revision).map(Found::key).collect();
        let Some(first) = page.lines.iter().position(|line| line.revision == revision) else { return };
        page.lines.retain(|line| line.revision != revision);
        if let (Some(answer), Some(false) | None) = (&mut page.answer, hit.as_ref().map(|hit| hit.more)) {
            answer.rest.remove(&revision);
        }
        page.opened.1.insert(revision);
        let lines: Vec<Found> = hit.into_iter().flat_map(lines).collect();
        page.lines.splice(first.min(page.lines.len())..first.min(page.lines.len()), lines);
        let there = |key| page.lines.iter().position(|line| line.key() == key);
        // Where the line in hand stood for the rest, the first of them takes its place.
        page.at = in_hand.and_then(there).unwrap_or(page.at.min(page.lines.len().saturating_sub(1)));
        self.order_found();
        let page = &self.searching;
        let new = |line: &Found| line.revision == revision && !told.contains(&line.key());
        let next = match on {
            Some(true) => page.lines.iter().position(new),
            Some(false) => page.lines.iter().rposition(new),
            None => None,
        };
        match next.filter(|_| !page.shown) {
            Some(at) => self.open_found(at),
            None => self.light(),
        }
        self.count_rest();
    }
}

/// The lines of a document whose places are all told.
fn lines(hit: Hit) -> impl Iterator<Item = Found> {
    let Hit { document, revision, heading, lines, .. } = hit;
    lines.into_iter().map(move |line| Found {
        document,
        revision,
        heading: heading.clone(),
        span: Some(line.bytes),
        before: line.before,
        quote: line.quote,
        after: line.after,
        how: line.how,
        by: Vec::new(),
        rest: false,
    })
}
