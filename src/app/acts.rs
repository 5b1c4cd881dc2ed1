//! What the commands do to what is in hand: tagging, claiming, deciding, moving on.

use super::edits;
use super::model::By;
use super::notice::Said;
use super::overlay::{Overlay, TagDraft};
use super::{App, Hand, PendingMark, Place, view_keys};
use crate::domain::name::NameKind;
use crate::domain::{Edit, Id, Op, Span, Table, Words};
use crate::jobs::{Read, Ticket};

/// The hues a new tag is given in turn; the window offers these and more.
pub const NEW_TAG_HUES: [[u8; 3]; 4] = [[0xB4, 0x57, 0x3C], [0x3F, 0x7D, 0x6E], [0x8A, 0x6D, 0x1F], [0x5A, 0x5F, 0xA8]];

impl App {
    /// The claim commands act on: the one in hand, else the one the passage or sentence in hand is evidence of, else
    /// the one made last.
    pub fn claim_in_hand(&self) -> Option<Id> {
        let model = self.model()?;
        match self.hand {
            Hand::Claim(id) if model.claims.contains_key(&id) => return Some(id),
            Hand::Passage(id) => {
                if let Some(claim) = model.ids(By::Gives, id).find_map(|e| model.evidence.get(&e)).map(|e| e.claim) {
                    return Some(claim);
                }
            }
            _ => {}
        }
        self.last_claim.filter(|id| model.claims.contains_key(id))
    }

    pub(super) fn digit(&mut self, n: u8) {
        let pinned = self.model().and_then(|m| m.tags.values().find(|t| t.digit.is_some_and(|d| d.number() == n)));
        match pinned.map(|t| t.id) {
            Some(tag) if self.searching.shown => self.mark_found(Some(tag), false),
            Some(_) if self.words.shown => {}
            Some(tag) => self.tag(tag, false),
            None => self.say(Said::About(
                crate::say::notices::NO_TAG_PINNED,
                Words::new(n.to_string()),
                crate::say::notices::PRESS_T.to_owned(),
            )),
        }
    }

    /// Tags the selection or the sentence, or takes the tag off. While an earlier tagging of the same words is on its
    /// way, it waits: whether this one puts on or takes off depends on it. `told` says it in words too.
    pub(super) fn tag(&mut self, tag: Id, told: bool) {
        let Some((_, reading, span)) = self.target() else { return self.still_loading() };
        let at = (reading.document, span);
        match self.tagging.iter_mut().find(|tagging| tagging.at == at) {
            Some(tagging) => tagging.more.push(tag),
            None => self.tag_at(at, tag, told, Vec::new()),
        }
    }

    fn tag_at(&mut self, (document, span): (Id, Span), tag: Id, told: bool, more: Vec<Id>) {
        let Some((model, reading)) = self.model().zip(self.reading.as_ref()) else { return };
        let Some(tag) = model.tags.get(&tag).filter(|_| reading.document == document) else { return };
        let Some(edit) = edits::toggle_tag(model, reading, span, tag) else { return self.still_loading() };
        let (id, color, label) = (tag.id, tag.color.0, edit.label.clone());
        let off = !edit.ops.iter().any(|op| matches!(op, Op::Add(_)));
        self.last_tag = Some(id);
        let Some(ticket) = self.edit_marking(edit, document, span, vec![color]) else { return };
        self.tagging.push(super::Tagging { ticket, at: (document, span), more });
        // What is put on is seen in the text under the hand; what is taken off is not seen any more.
        if off || told {
            self.say(Said::About("", label, crate::say::notices::UNDO_TAKES_BACK.to_owned()));
        }
    }

    /// Goes on with the taggings that waited for this one.
    pub(super) fn tag_on_after(&mut self, ticket: Option<Ticket>, saved: bool) {
        let Some(at) = self.tagging.iter().position(|tagging| Some(tagging.ticket) == ticket) else { return };
        let mut done = self.tagging.swap_remove(at);
        if saved && !done.more.is_empty() {
            let next = done.more.remove(0);
            self.tag_at(done.at, next, false, done.more);
        }
    }

    /// Hands in an edit that makes a mark, which is drawn hollow until the edit is durable.
    pub(super) fn edit_marking(
        &mut self,
        edit: Edit,
        document: Id,
        span: Span,
        colors: Vec<[u8; 3]>,
    ) -> Option<Ticket> {
        let passage = edit.ops.iter().find_map(|op| match op {
            Op::Add(crate::domain::Record::Passage(p)) => Some(p.id),
            _ => None,
        });
        let ticket = self.edit(edit)?;
        if let Some(passage) = passage {
            self.hand = Hand::Passage(passage);
            self.pending.push(PendingMark { ticket, document, span, colors });
        } else if let Some(known) = self.model().and_then(|m| edits::passage_at(m, document, span)) {
            self.hand = Hand::Passage(known);
        }
        Some(ticket)
    }

    /// The model, the open document and the span commands act on.
    pub(super) fn target(&self) -> Option<(&super::model::Model, &super::reading::Reading, Span)> {
        let reading = self.reading.as_ref()?;
        Some((self.model()?, reading, reading.target()?))
    }

    pub(super) fn still_loading(&mut self) {
        self.say(Said::Word(crate::say::notices::TEXT_STILL_READ));
    }

    /// Copies the words in hand with the citation of their document, as soon as it is put together.
    pub(super) fn copy_cited(&mut self) {
        let Some((_, reading, span)) = self.target() else { return self.still_loading() };
        let (Some(text), Some(stands)) = (reading.text(span.range()), reading.stands(span)) else {
            return self.still_loading();
        };
        self.read(Read::Cite { document: reading.document, words: Words::new(text.trim()), stands });
    }

    /// Puts words on the clipboard and says so.
    pub(super) fn copy(&mut self, words: Words, said: &'static str) {
        self.say(Said::Word(said));
        let times = self.copied.as_ref().map_or(0, |(_, times)| *times);
        self.copied = Some((words, times + 1));
    }

    pub(super) fn more_evidence(&mut self) {
        let Some(claim) = self.claim_in_hand() else { return };
        let Some((model, reading, span)) = self.target() else { return self.still_loading() };
        let document = reading.document;
        match edits::evidence(model, reading, span, claim) {
            Some(edit) => {
                self.edit_marking(edit, document, span, Vec::new());
                self.hand = Hand::Claim(claim);
            }
            None => self.say(Said::Word(crate::say::notices::EVIDENCE_ALREADY)),
        }
    }

    pub(super) fn memo(&mut self) {
        let Some(model) = self.model() else { return };
        let (table, id, memo) = match self.hand {
            Hand::Passage(id) => (Table::Passage, id, model.passages.get(&id).and_then(|p| p.memo.clone())),
            Hand::Claim(id) => (Table::Claim, id, model.claims.get(&id).and_then(|c| c.memo.clone())),
            Hand::Name(id) => {
                let id = model.who(id);
                (Table::Name, id, model.names.get(&id).and_then(|n| n.memo.clone()))
            }
            Hand::Hypothesis(id) => {
                (Table::Hypothesis, id, model.hypotheses.get(&id).and_then(|hypothesis| hypothesis.memo.clone()))
            }
            Hand::Looked(id) => (Table::Looked, id, model.looked.get(&id).and_then(|looked| looked.memo.clone())),
            Hand::Judgement(_) | Hand::Wanted(_) => return,
            Hand::Document => {
                let Some(id) = self.reading.as_ref().map(|r| r.document) else { return };
                (Table::Document, id, model.documents.get(&id).and_then(|d| d.memo.clone()))
            }
        };
        let text = self.half_kept(&view_keys::memo(table, id)).or(memo.map(Words::into_raw));
        self.overlay = Some(Overlay::Memo { table, id, text: text.unwrap_or_default() });
    }

    pub(super) fn reword(&mut self) {
        let claim = self.claim_in_hand().and_then(|id| self.model()?.claims.get(&id));
        let words = claim.map(|claim| (claim.id, claim.words.clone().into_raw()));
        if let Some((claim, text)) = words {
            self.overlay = Some(Overlay::Reword { claim, text });
        }
    }

    /// What would be graded: the document without an outlet that is to get one, or the source.
    pub(super) fn to_grade(&self) -> Option<(Option<Id>, Option<Id>)> {
        let model = self.model()?;
        let document = match (self.place, self.hand) {
            (Place::Weigh, Hand::Name(id)) => return Some((None, Some(model.who(id)))),
            (Place::Weigh, Hand::Claim(id)) => model.passages.get(&model.support(id)?)?.document,
            (Place::Read, _) => self.reading.as_ref()?.document,
            _ => return None,
        };
        let document = model.documents.get(&document)?;
        Some((document.outlet.is_none().then_some(document.id), document.outlet))
    }

    pub(super) fn grade_source(&mut self) {
        let Some((document, name)) = self.to_grade() else { return };
        let (outlet, reason) = (String::new(), String::new());
        self.overlay = Some(Overlay::Grade { document, name, outlet, letter: None, reason });
    }

    pub(super) fn step(&mut self, forward: bool) {
        let Some(reading) = &mut self.reading else { return };
        match reading.step(forward) {
            Some(span) => {
                reading.stand_on(span);
                reading.bring(span.start());
                self.hand = Hand::Document;
                self.prefetch();
            }
            None => {
                if let Some(missing) = reading.missing_for(forward) {
                    self.need(missing);
                }
            }
        }
    }

    /// Fetches what the next steps and anchors need around the cursor.
    pub(super) fn prefetch(&mut self) {
        let Some(reading) = &self.reading else { return };
        let Some(cursor) = reading.cursor else { return };
        let end = reading.paragraphs.as_ref().map_or(0, crate::domain::Paragraphs::text_len);
        for at in [cursor.start().saturating_sub(512), cursor.end().saturating_add(512).min(end.saturating_sub(1))] {
            if reading.boundary(at).is_none_or(|b| reading.text(b..b.saturating_add(1)).is_none()) {
                self.need(at..at.saturating_add(1));
                return;
            }
        }
    }

    pub(super) fn need(&mut self, bytes: std::ops::Range<u32>) {
        let Some(reading) = &mut self.reading else { return };
        if reading.ask(&bytes) {
            let revision = reading.revision;
            self.read(Read::Chunk { revision, bytes });
        }
    }

    pub(super) fn open_passage(&mut self, id: Id) {
        let Some(model) = self.model() else { return };
        let Some(passage) = model.passages.get(&id) else { return };
        let at = model.place(id).map_or(0, |a| a.start);
        let document = passage.document;
        self.place = Place::Read;
        self.jump(document, at);
        self.hand = Hand::Passage(id);
    }

    pub(super) fn set_name(&mut self, table: Table, id: Id, field: &'static str, text: &str, kind: NameKind) {
        let Some(model) = self.model() else { return };
        let edit = edits::set_name(model, table, id, field, text, kind);
        self.edit(edit);
    }

    pub(super) fn new_tag_draft(&self) -> TagDraft {
        let count = self.model().map_or(0, |m| m.tags.len());
        let used =
            |n: u8| self.model().is_some_and(|m| m.tags.values().any(|t| t.digit.is_some_and(|d| d.number() == n)));
        TagDraft {
            id: None,
            parent: None,
            name: String::new(),
            definition: String::new(),
            color: NEW_TAG_HUES[count % NEW_TAG_HUES.len()],
            digit: (1..=9).find(|n| !used(*n)).unwrap_or(0),
        }
    }
}
