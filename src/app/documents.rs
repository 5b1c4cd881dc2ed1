//! The list of documents as the window keeps it: arranged, filtered, chosen from, decided about.

use super::describe::{self, Description, Field};
use super::edits;
use super::listing::{Arrangement, Column};
use super::notice::Said;
use super::overlay::Overlay;
use super::selection::Choose;
use super::{App, Place};
use crate::domain::Id;
use crate::domain::document::{Document, Triage};
use crate::jobs::Work;

/// The key the arrangement is kept under as view state.
pub(super) const KEPT_AS: &str = "documents";

impl App {
    /// Puts the list together anew.
    pub(super) fn relist(&mut self) {
        let Some(project) = &self.project else { return };
        let tagged = self.tag_scope().map(|scope| scope.documents(&project.model));
        self.listing.only(self.within_group(self.within_copies(tagged)));
        self.listing.rebuild(&project.model, &project.heads, &self.arrangement, &self.list_words);
        self.selection.keep(self.listing.rows());
    }

    /// Lays the list out another way. That is view state: kept with the project, and no edit.
    pub(super) fn arrange(&mut self, arrangement: Arrangement) {
        let columns_only = Arrangement { columns: self.arrangement.columns.clone(), ..arrangement.clone() };
        let same_rows = columns_only == self.arrangement;
        self.arrangement = arrangement;
        if !same_rows {
            self.relist();
        }
        if let (Some(project), Ok(text)) = (&self.project, serde_json::to_string(&self.arrangement))
            && project.read_only.is_none()
        {
            // When the queue is full, the layout is the least that is lost.
            drop(project.session.write(Work::ViewState(KEPT_AS.to_owned(), text)));
        }
    }

    /// Sorts by a column; by the one it is sorted by already, the other way round.
    pub fn sorted_by(&self, column: Column) -> Arrangement {
        let now = &self.arrangement;
        Arrangement { sort: column, descending: now.sort == column && !now.descending, ..now.clone() }
    }

    pub(super) fn filter_words(&mut self, typed: String) {
        self.list_words = typed;
        self.relist();
    }

    pub(super) fn choose_documents(&mut self, how: Choose) {
        let open = self.reading.as_ref().map(|reading| reading.document);
        self.selection.choose(how, self.listing.rows(), open);
    }

    /// What commands on documents act on: the chosen ones, else the one that is read. In the order of the list.
    pub fn documents_in_hand(&self) -> Vec<Id> {
        if self.selection.ids().is_empty() {
            // In the table the open document is one row among others, and may not be listed at all.
            if self.table {
                return Vec::new();
            }
            return self.reading.iter().map(|reading| reading.document).collect();
        }
        self.listing.rows().iter().copied().filter(|id| self.selection.has(*id)).collect()
    }

    /// Decides about the documents in hand, in one edit, and goes on to the next.
    pub(super) fn triage(&mut self, state: Triage) {
        let Some(model) = self.model() else { return };
        let ids = self.documents_in_hand();
        let documents: Vec<&Document> = ids.iter().filter_map(|id| model.documents.get(id)).collect();
        let open = self.reading.as_ref().map(|reading| reading.document);
        let next = open.filter(|open| ids.contains(open)).and_then(|open| self.after_triage(open, &ids));
        // Where all are in that state already there is nothing to change, but still to go on.
        if let Some(edit) = edits::triage(&documents, state) {
            let several = (documents.len() > 1).then(|| edit.label.clone());
            if self.edit(edit).is_none() {
                return;
            }
            if let Some(label) = several {
                self.say(Said::About("", label, crate::say::notices::UNDO_TAKES_BACK.to_owned()));
            }
        }
        self.selection.choose(Choose::Nothing, &[], None);
        if let Some(next) = next {
            self.open_document(next, self.position_of(next));
        }
    }

    /// The document to read after some are decided: the next in the list that waits, going round. Where the list shows
    /// another state than the inbox, its next document.
    fn after_triage(&self, open: Id, decided: &[Id]) -> Option<Id> {
        let model = self.model()?;
        let rows = self.listing.rows();
        let any = self.arrangement.triage.is_some_and(|triage| triage != Triage::Inbox);
        let [waiting, ..] = self.listing.counts();
        if waiting == 0 && !any {
            return None;
        }
        let decided: std::collections::HashSet<Id> = decided.iter().copied().collect();
        let waits = |id: &&Id| {
            !decided.contains(id) && (any || model.documents.get(id).is_some_and(|d| d.triage == Triage::Inbox))
        };
        let at = self.listing.position(open).unwrap_or(0);
        let (before, after) = rows.split_at(at.min(rows.len()));
        after.iter().find(waits).or_else(|| before.iter().find(waits)).copied()
    }

    pub(super) fn neighbour(&mut self, forward: bool) {
        let here = self.reading.as_ref().and_then(|reading| self.listing.position(reading.document));
        let rows = self.listing.rows();
        let to = match (here, forward) {
            (Some(i), true) => rows.get(i + 1),
            (Some(i), false) => i.checked_sub(1).and_then(|i| rows.get(i)),
            (None, _) => rows.first(),
        };
        if let Some(id) = to.copied() {
            self.place = Place::Read;
            self.open_document(id, self.position_of(id));
        }
    }

    /// Asks what is to be set on the documents in hand.
    pub(super) fn describe(&mut self) {
        let documents = self.documents_in_hand();
        if !documents.is_empty() {
            self.overlay = Some(Overlay::Describe(Description { documents, ..Description::default() }));
        }
    }

    /// Asks why the documents in hand were parked or dropped.
    pub(super) fn ask_reason(&mut self) {
        let documents = self.documents_in_hand();
        let Some(model) = self.model().filter(|_| !documents.is_empty()) else { return };
        let text = match describe::common(model, &documents, Field::Reason) {
            describe::Common::Same(reason) => reason.into_raw(),
            _ => String::new(),
        };
        self.overlay = Some(Overlay::Reason { documents, text });
    }

    pub(super) fn set_description(&mut self, wanted: Description) {
        let Some(model) = self.model() else { return };
        match describe::edit(model, &wanted) {
            Ok((edit, _)) if edit.ops.is_empty() => {}
            Ok((edit, _)) => {
                self.edit(edit);
            }
            // The form says what is wrong with it.
            Err(_) => self.overlay = Some(Overlay::Describe(wanted)),
        }
    }
}
