//! Passages that overlap, taken outward one after the other, and their edges, moved word by word.

use super::edits;
use super::model::{By, Model};
use super::notice::Said;
use super::{App, Hand};
use crate::domain::passage::Anchor;
use crate::domain::{Id, Span};

/// A passage, or the selection, whose edges are being moved. Nothing is changed until it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edges {
    /// The passage; `None` for the selection.
    pub passage: Option<Id>,
    /// Where the edges are now.
    pub span: Span,
    /// True when the end is in hand, false when the beginning is.
    pub end: bool,
}

impl App {
    /// The passage in hand, or the one the claim in hand rests on, when it stands in the open text.
    pub fn passage_in_hand(&self) -> Option<(Id, Span)> {
        let (model, reading) = (self.model()?, self.reading.as_ref()?);
        let passage = match self.hand {
            Hand::Passage(id) => id,
            Hand::Claim(id) => model.support(id)?,
            _ => return None,
        };
        let anchor = model.place(passage).filter(|a| a.revision == reading.revision)?;
        Some((passage, anchor.span()?))
    }

    /// Takes the next larger passage around the one in hand; after the largest, the smallest again.
    pub(super) fn outward(&mut self) {
        let (Some(model), Some(reading)) = (self.model(), &self.reading) else { return };
        let here = self.passage_in_hand();
        let Some(core) = here.map(|(_, span)| span).or_else(|| reading.target()) else { return };
        let mut ring: Vec<(Span, Id)> = standing(model, reading.document, reading.revision)
            .filter(|(span, _)| span.covers(core) || core.covers(*span))
            .collect();
        ring.sort_by_key(|(span, id)| (span.len(), span.start(), *id));
        let next = match here {
            Some((id, span)) => {
                let after =
                    |(s, i): &&(Span, Id)| (s.len(), s.start(), *i) > (span.len(), span.start(), id) && s.covers(span);
                // Back to the one the way outward began with, when it lies inside; else to the smallest inside.
                let begun = self.outward_from.and_then(|first| ring.iter().find(|(_, id)| *id == first));
                ring.iter().find(after).or(begun).or(ring.first())
            }
            // From the words: the smallest around them, else the smallest in them.
            None => ring.iter().find(|(span, _)| span.covers(core)).or(ring.first()),
        };
        let Some((span, id)) = next.copied() else {
            return self.say(Said::Word(crate::say::reader::NO_PASSAGE_HERE));
        };
        if here.is_none() || !self.outward_from.is_some_and(|first| ring.iter().any(|(_, id)| *id == first)) {
            self.outward_from = Some(here.map_or(id, |(own, _)| own));
        }
        self.hand = Hand::Passage(id);
        if let Some(reading) = &mut self.reading {
            reading.bring(span.start());
        }
    }

    /// Takes the edges of what is in hand: of the passage, else of the selection or the sentence. Once more takes the
    /// other edge.
    pub(super) fn take_edges(&mut self) {
        if let Some(edges) = &mut self.edges {
            edges.end = !edges.end;
            return;
        }
        let whole = self.passage_in_hand();
        let span =
            whole.map(|(_, span)| span).or_else(|| self.reading.as_ref().and_then(super::reading::Reading::target));
        let Some(span) = span else { return self.still_loading() };
        let passage = whole.map(|(id, _)| id).filter(|_| self.can_write());
        self.edges = Some(Edges { passage, span, end: true });
        if let Some(reading) = &mut self.reading {
            reading.bring(span.end().saturating_sub(1).max(span.start()));
        }
    }

    /// Moves one edge to a byte. The two never meet.
    pub(super) fn move_edge(&mut self, end: bool, byte: u32) {
        if self.edges.is_none() {
            self.take_edges();
        }
        let Some(edges) = &mut self.edges else { return };
        edges.end = end;
        let (from, to) = if end { (edges.span.start(), byte) } else { (byte, edges.span.end()) };
        if let Ok(span) = Span::new(from, to) {
            edges.span = span;
        }
    }

    /// Keeps the edges as they are now: of a passage as one edit, of the selection as the selection.
    pub(super) fn keep_edges(&mut self) {
        let Some(edges) = self.edges.take() else { return };
        let (Some(model), Some(reading)) = (self.model(), &self.reading) else { return };
        match edges.passage {
            Some(passage) => {
                if model.place(passage).and_then(Anchor::span) == Some(edges.span) {
                    return;
                }
                match edits::move_edges(model, reading, passage, edges.span) {
                    Some(edit) => {
                        self.edit(edit);
                    }
                    None => {
                        self.edges = Some(edges);
                        self.still_loading();
                    }
                }
            }
            None => {
                if let Some(reading) = &mut self.reading {
                    reading.selection = Some(edges.span);
                }
                self.hand = Hand::Document;
            }
        }
    }
}

/// The passages of a document that stand in a revision.
fn standing(model: &Model, document: Id, revision: Id) -> impl Iterator<Item = (Span, Id)> + '_ {
    model.ids(By::Passages, document).filter_map(move |id| {
        let anchor = model.place(id).filter(|a| a.revision == revision)?;
        Some((anchor.span()?, id))
    })
}
