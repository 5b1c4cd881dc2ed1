//! Where one has been: back and forward through jumps, the place last read in each document, bookmarks. All of it is
//! kept with the project, none of it is an edit.

use super::view_keys::{BOOKMARKS, LAST, POSITION};
use super::{App, Hand, Place};
use crate::domain::{Id, Span, Words, position};
use crate::jobs::Work;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Most places that are remembered in each direction.
const MOST: usize = 100;

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    document: Id,
    byte: u32,
}

/// A place to come back to.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// The first byte of the sentence.
    pub byte: u32,
    /// How it begins.
    pub words: Words,
}

/// Where one has been.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    back: Vec<Spot>,
    forward: Vec<Spot>,
    /// The last jump was to a hit: going on to the next is no jump of its own.
    at_hit: bool,
    positions: BTreeMap<Id, u32>,
    bookmarks: BTreeMap<Id, Vec<Bookmark>>,
    /// Changes with the bookmarks.
    pub generation: u64,
}

impl Trail {
    /// From what was kept, and the document read last.
    pub(super) fn of(view_state: &[(String, String)]) -> (Self, Option<(Id, u32)>) {
        let mut trail = Self::default();
        for (key, value) in view_state {
            let id = |prefix| key.strip_prefix(prefix).and_then(|id| id.parse::<Id>().ok());
            if let (Some(id), Ok(byte)) = (id(POSITION), value.parse()) {
                trail.positions.insert(id, byte);
            } else if let Some(id) = id(BOOKMARKS) {
                trail.bookmarks.insert(id, bookmarks(value));
            }
        }
        (trail, position::last(view_state))
    }

    /// The bookmarks of a document, in the order they stand.
    pub fn bookmarks(&self, document: Id) -> &[Bookmark] {
        self.bookmarks.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Every bookmark with its document.
    pub fn all_bookmarks(&self) -> impl Iterator<Item = (Id, &Bookmark)> {
        self.bookmarks.iter().flat_map(|(id, all)| all.iter().map(|b| (*id, b)))
    }

    /// How many steps back there are.
    pub(super) fn steps_back(&self) -> usize {
        self.back.len()
    }

    fn leave(&mut self, from: Spot) {
        self.at_hit = false;
        self.forward.clear();
        push(&mut self.back, from);
    }
}

fn push(places: &mut Vec<Spot>, spot: Spot) {
    if places.last() != Some(&spot) {
        places.push(spot);
    }
    if places.len() > MOST {
        places.remove(0);
    }
}

fn bookmarks(kept: &str) -> Vec<Bookmark> {
    let rows: Vec<Value> = serde_json::from_str(kept).unwrap_or_default();
    let mut all: Vec<Bookmark> = rows
        .iter()
        .filter_map(|row| {
            let byte = u32::try_from(row.get(0)?.as_u64()?).ok()?;
            Some(Bookmark { byte, words: Words::new(row.get(1)?.as_str()?) })
        })
        .collect();
    all.sort_by_key(|b| b.byte);
    all
}

impl App {
    fn spot(&self) -> Option<Spot> {
        let reading = self.reading.as_ref()?;
        Some(Spot { document: reading.document, byte: reading.cursor.map_or(reading.start_at, Span::start) })
    }

    /// Remembers where one is before going somewhere else.
    pub(super) fn leave(&mut self) {
        if let Some(spot) = self.spot() {
            self.trail.leave(spot);
        }
    }

    /// The same before the first of several hits.
    pub(super) fn leave_for_a_hit(&mut self) {
        if !self.trail.at_hit {
            self.leave();
            self.trail.at_hit = true;
        }
    }

    /// True when there is somewhere to go back or forward to.
    pub(super) fn can_go(&self, back: bool) -> bool {
        if back && self.returns_to_intake() {
            return true;
        }
        let places = if back { &self.trail.back } else { &self.trail.forward };
        places.iter().any(|spot| self.is_there(*spot))
    }

    fn is_there(&self, spot: Spot) -> bool {
        let model = self.model();
        model.is_some_and(|m| m.documents.get(&spot.document).is_some_and(|d| m.is_shown(d)))
    }

    /// Goes back, or forward again.
    pub(super) fn go(&mut self, back: bool) {
        if back && self.returns_to_intake() {
            return self.show_intake();
        }
        let Some(here) = self.spot() else { return };
        loop {
            let places = if back { &mut self.trail.back } else { &mut self.trail.forward };
            let Some(spot) = places.pop() else { return };
            // A document that was taken out since, or the place one is at.
            if !self.is_there(spot) || spot == here {
                continue;
            }
            push(if back { &mut self.trail.forward } else { &mut self.trail.back }, here);
            self.trail.at_hit = false;
            self.place = Place::Read;
            self.show_spot(spot.document, spot.byte);
            return;
        }
    }

    fn show_spot(&mut self, document: Id, byte: u32) {
        if self.reading.as_ref().is_some_and(|r| r.document == document) {
            self.stand_at(byte);
            self.hand = Hand::Document;
        } else {
            self.show_document(document, byte);
        }
    }

    /// Jumps to a place.
    pub(super) fn jump(&mut self, document: Id, byte: u32) {
        self.leave();
        self.place = Place::Read;
        self.show_spot(document, byte);
    }

    /// Puts the cursor on the sentence at a byte of the open document and brings it into sight.
    pub(super) fn stand_at(&mut self, byte: u32) {
        let Some(reading) = &mut self.reading else { return };
        reading.start_at = byte;
        reading.place(byte);
        reading.bring(byte);
        self.need(byte..byte.saturating_add(1));
        self.prefetch();
    }

    /// Where a document was left, in bytes.
    pub(super) fn position_of(&self, document: Id) -> u32 {
        self.trail.positions.get(&document).copied().unwrap_or(0)
    }

    /// Where the analyst is in the open document is view state: kept, but no edit.
    pub(super) fn remember_position(&mut self) {
        let Some(Spot { document, byte }) = self.spot() else { return };
        if self.trail.positions.insert(document, byte) != Some(byte) {
            self.keep_view_state(&format!("{POSITION}{document}"), byte.to_string());
        }
        self.keep_view_state(LAST, format!("{document} {byte}"));
    }

    /// Sets a bookmark at the sentence under the cursor, or takes it off.
    pub(super) fn toggle_bookmark(&mut self) {
        let Some(reading) = &self.reading else { return };
        let Some(cursor) = reading.cursor else { return };
        let words = reading.text(cursor.range()).map(|text| Words::new(text.trim()).brief(80)).unwrap_or_default();
        let (document, byte) = (reading.document, cursor.start());
        let all = self.trail.bookmarks.entry(document).or_default();
        match all.iter().position(|b| cursor.contains(b.byte)) {
            Some(at) => {
                all.remove(at);
            }
            None => {
                all.push(Bookmark { byte, words });
                all.sort_by_key(|b| b.byte);
            }
        }
        let kept: Vec<Value> = all.iter().map(|b| json!([b.byte, b.words.raw()])).collect();
        self.trail.generation += 1;
        self.keep_view_state(&format!("{BOOKMARKS}{document}"), Value::from(kept).to_string());
    }

    /// Keeps something about how the project is looked at.
    pub(super) fn keep_view_state(&self, key: &str, value: String) {
        if let Some(project) = self.project.as_ref().filter(|p| p.read_only.is_none()) {
            // When the queue is full, this is the least that is lost.
            drop(project.session.write(Work::ViewState(key.to_owned(), value)));
        }
    }
}
