//! Noting that something was looked for, in which documents, and what came of it.

use super::edits::judgements;
use super::notice::Said;
use super::overlay::drafts::{LookedDraft, LookedWhere};
use super::{App, Hand, List, Overlay, Place};
use crate::domain::Id;
use crate::domain::looked::Outcome;
use crate::say::looked as say;

impl App {
    /// The documents something may have been looked for in, with what they are; the likeliest first. Only those that have a text.
    pub fn looked_where(&self) -> Vec<(LookedWhere, Vec<Id>)> {
        let Some(model) = self.model() else { return Vec::new() };
        let has_text = |id: &Id| model.documents.get(id).is_some_and(|document| document.revision.is_some());
        let all: Vec<Id> = model.shown_documents().map(|document| document.id).filter(has_text).collect();
        let listed: Vec<Id> = self.listing.rows().iter().copied().filter(has_text).collect();
        let in_hand: Vec<Id> = self.documents_in_hand().into_iter().filter(has_text).collect();
        let mut out = Vec::new();
        let is_chosen = !self.selection.ids().is_empty();
        if self.place == Place::Read && !self.searching.shown && (is_chosen || !self.is_filtered()) {
            out.push((LookedWhere::InHand, in_hand));
        }
        // A search goes through every document, whatever is listed.
        if self.is_filtered() && !self.searching.shown && listed.len() < all.len() {
            out.push((LookedWhere::Listed, listed));
        }
        let everything = all.len();
        out.push((LookedWhere::All, all));
        out.retain(|(of, documents)| {
            !documents.is_empty() && (*of == LookedWhere::All || documents.len() < everything)
        });
        out
    }

    /// The sheet for what was looked for; what was searched last is on it.
    pub(super) fn looked_draft(&self) -> Option<LookedDraft> {
        let of = self.looked_where().first()?.0;
        let page = &self.searching;
        let query = page.query.trim();
        let query = (page.shown && !query.is_empty()).then(|| query.to_owned());
        let outcome = if query.is_some() && !self.found_nothing() { Outcome::Unclear } else { Outcome::Nothing };
        Some(LookedDraft { words: String::new(), query, of, outcome })
    }

    /// True when a search went through all it was to go through, and nothing was found.
    pub fn found_nothing(&self) -> bool {
        let page = &self.searching;
        let looks = page.looking.is_some_and(|looking| looking.goes_on() || looking.broken_off);
        let done = page.answer.as_ref().is_some_and(|answer| answer.waiting == 0);
        done && !page.busy && !looks && page.lines().is_empty()
    }

    /// Notes it. The sheet stays while something is missing on it.
    pub(super) fn accept_looked(&mut self, draft: LookedDraft) {
        let documents = self.looked_where().into_iter().find(|(of, _)| *of == draft.of).map(|(_, documents)| documents);
        let made = judgements::looked(&draft, &documents.unwrap_or_default());
        let Some((id, edit)) = made else { return self.mend(Overlay::Looked(draft), say::EMPTY) };
        let label = edit.label.clone();
        if self.edit(edit).is_none() {
            return;
        }
        if self.place == Place::Weigh {
            (self.list, self.hand) = (List::Judgements, Hand::Looked(id));
        } else {
            self.say(Said::About("", label, say::WHERE_IT_IS.to_owned()));
        }
    }
}
