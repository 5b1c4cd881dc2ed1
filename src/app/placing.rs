//! Passages whose words moved, changed or were lost in a later version of their text: the list of them, and setting one
//! anew by hand where its words stand now.

use super::model::{By, Model};
use super::notice::Said;
use super::overlay::Overlay;
use super::{Action, App, Hand, edits};
use crate::domain::Id;
use crate::domain::passage::{Anchor, AnchorState};
use crate::say::placing as say;

/// A way to find passages their place again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacingWish {
    /// Show the list, with this line chosen.
    Show(usize),
    /// Open the document of a passage, to choose where it stands now.
    Begin(Id),
    /// It stands where the selection is, or the sentence under the cursor.
    Here,
    /// Leave it as it was.
    Leave,
}

/// The action for a wish.
pub fn wanted(wish: PlacingWish) -> Action {
    Action::Placing(wish)
}

/// The passages that do not stand exactly where they were marked, with how their anchors hold: what lost its place first,
/// then by how unsure their place is; of one kind as the documents came in and the texts go.
pub fn carried(model: &Model) -> Vec<(Id, AnchorState)> {
    let rank = |state: AnchorState| match state {
        AnchorState::Orphaned => 0,
        AnchorState::Ambiguous => 1,
        AnchorState::Fuzzy => 2,
        AnchorState::Folded => 3,
        AnchorState::Moved => 4,
        AnchorState::Exact => 5,
    };
    let mut found: Vec<(u8, Id, u32, Id, AnchorState)> = Vec::new();
    for document in model.shown_documents() {
        for passage in model.ids(By::Passages, document.id) {
            let Some(anchor) = model.anchor(passage).filter(|anchor| anchor.state != AnchorState::Exact) else {
                continue;
            };
            found.push((rank(anchor.state), document.id, anchor.start, passage, anchor.state));
        }
    }
    found.sort_unstable_by_key(|(rank, document, start, passage, _)| (*rank, *document, *start, *passage));
    found.into_iter().map(|(.., passage, state)| (passage, state)).collect()
}

impl App {
    /// What is wanted of passages that are to be set anew.
    pub(super) fn placing_wish(&mut self, wish: PlacingWish) {
        match wish {
            PlacingWish::Show(at) => self.overlay = Some(Overlay::Places { at }),
            PlacingWish::Begin(passage) => self.place_anew(passage),
            PlacingWish::Here => self.placed_here(),
            PlacingWish::Leave => self.placing = None,
        }
    }

    /// The passage being set anew, while its document is open.
    pub fn being_placed(&self) -> Option<&Anchor> {
        let (model, reading) = (self.model()?, self.reading.as_ref()?);
        let passage = model.passages.get(&self.placing?)?;
        model.anchor(passage.id).filter(|_| passage.document == reading.document && !self.searching.shown)
    }

    /// Opens the document of a passage about where its words were.
    fn place_anew(&mut self, passage: Id) {
        if !self.can_write() {
            return;
        }
        let Some(model) = self.model() else { return };
        let Some(document) = model.passages.get(&passage).map(|p| p.document) else { return };
        let Some(anchor) = model.anchor(passage) else { return };
        let bytes = model.revisions.get(&anchor.revision).map_or(0, |revision| revision.text_bytes);
        let at = anchor.start.min(bytes.saturating_sub(1));
        (self.overlay, self.table, self.searching.shown) = (None, false, false);
        self.jump(document, at);
        self.hand = Hand::Passage(passage);
        self.placing = Some(passage);
    }

    /// Opens the passage of a line of the list.
    pub(super) fn open_carried(&mut self, at: usize) {
        let passage = self.model().and_then(|model| carried(model).get(at).map(|(passage, _)| *passage));
        if let Some(passage) = passage {
            (self.table, self.searching.shown) = (false, false);
            self.open_passage(passage);
        }
    }

    /// Gives the passage its place: one edit.
    fn placed_here(&mut self) {
        let Some(passage) = self.being_placed().map(|anchor| anchor.passage) else { return };
        let (Some(model), Some(reading)) = (self.model(), &self.reading) else { return };
        let edit = reading.target().and_then(|span| edits::place_anew(model, reading, passage, span));
        let Some(edit) = edit else { return self.still_loading() };
        self.placing = None;
        if self.edit(edit).is_some() {
            if let Some(reading) = &mut self.reading {
                reading.selection = None;
            }
            self.hand = Hand::Passage(passage);
            self.say(Said::Word(say::PLACED));
        }
    }
}
