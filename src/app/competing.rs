//! Where one is in the matrix of competing hypotheses: the cell in hand, the order that is kept while cells are rated, and
//! who rated it; and what commands do with hypotheses.

use super::edits::hypotheses::{self as edits, Cell, item_of};
use super::find::{self, Found};
use super::model::Model;
use super::notice::Said;
use super::overlay::Overlay;
use super::overlay::hypotheses::HypothesisDraft;
use super::weigh_view::hypotheses::{Order, Table, table};
use super::{App, Command, Hand, List, Place, view_keys};
use crate::analysis::hypotheses::column;
use crate::domain::hypothesis::Rating;
use crate::domain::read::EditLine;
use crate::domain::{Fault, Id};
use crate::jobs::Read;
use crate::say::hypotheses as say;
use std::collections::{BTreeMap, BTreeSet};

/// What the digits from 1 on rate a cell; 0 is “not applicable”.
const BY_DIGIT: [Rating; 5] =
    [Rating::VeryConsistent, Rating::Consistent, Rating::Neutral, Rating::Inconsistent, Rating::VeryInconsistent];

/// Where one is in the matrix.
#[derive(Debug, Default)]
pub struct Competing {
    /// The cell in hand: an item and a hypothesis.
    pub cell: Option<(Id, Id)>,
    /// The order that is kept from the first rating on, until the matrix is left or is put in order.
    kept: Option<Order>,
    /// Records of ratings that are on their way, by their cells.
    rating: BTreeMap<(Id, Id), (Id, Option<Rating>)>,
    /// Claims that are on their way into the matrix.
    holding: BTreeSet<Id>,
    /// The rating the steps below are of, and the state of the project they were asked in.
    of: Option<(Id, u64)>,
    /// The steps that touched the cell in hand, oldest first.
    pub steps: Vec<EditLine>,
}

/// Something wanted of the matrix.
#[derive(Clone, Copy, Debug)]
pub enum AchWish {
    /// Take a cell into the hand: an item and a hypothesis.
    Cell(Id, Id),
    /// Rate the cell in hand by a digit.
    Rate(u8),
    /// Take the rating of the cell in hand out.
    Clear,
    /// Hold a claim against the hypotheses.
    Hold(Id),
    /// Put the matrix in order as it is rated now.
    InOrder,
}

impl Competing {
    /// The order that is kept now.
    pub fn kept(&self) -> Option<&Order> {
        self.kept.as_ref()
    }
}

impl App {
    /// True where digits rate.
    pub fn rates(&self) -> bool {
        self.place == Place::Weigh
            && self.list == List::Hypotheses
            && self.can_write()
            && self.model().is_some_and(|m| !m.hypotheses.is_empty() && !m.ach_items.is_empty())
    }

    /// The matrix as it is shown.
    pub fn matrix(&self) -> Table {
        self.model().map(|model| table(model, self.competing.kept())).unwrap_or_default()
    }

    pub(super) fn ach(&mut self, wish: AchWish) {
        match wish {
            AchWish::Cell(item, hypothesis) => {
                self.competing.cell = Some((item, hypothesis));
                if let Some(claim) = self.model().and_then(|m| m.ach_items.get(&item)).map(|item| item.claim) {
                    self.hand = Hand::Claim(claim);
                    self.last_claim = Some(claim);
                }
            }
            AchWish::Rate(0) => self.rate(Some(Rating::NotApplicable)),
            AchWish::Rate(digit) => {
                if let Some(rating) = usize::from(digit).checked_sub(1).and_then(|at| BY_DIGIT.get(at)) {
                    self.rate(Some(*rating));
                }
            }
            AchWish::Clear => self.rate(None),
            AchWish::Hold(claim) => self.hold(claim),
            AchWish::InOrder => self.competing.kept = None,
        }
    }

    /// Rates the cell in hand, or takes its rating out.
    fn rate(&mut self, rating: Option<Rating>) {
        if !self.rates() {
            return;
        }
        let shown = self.matrix();
        let Some((row, column)) = shown.cell(self.competing.cell) else { return };
        let (Some(row), Some(column)) = (shown.rows.get(row), shown.columns.get(column)) else { return };
        let at = (row.id, column.id);
        if self.waiting == 0 {
            // What was on its way has come, or has been given up.
            self.competing.rating.clear();
        }
        let Some(model) = self.model() else { return };
        let known = model.ach_cells.values().find(|cell| (cell.item, cell.hypothesis) == at);
        let known = known.map(|cell| (cell.id, Some(cell.rating)));
        let on_its_way = self.competing.rating.get(&at).copied();
        let (id, was) = on_its_way.or(known).unzip();
        // A record that is being taken out cannot be set any more.
        let id = id.filter(|_| was.flatten().is_some());
        let cell = Cell { item: at.0, hypothesis: at.1, id, rating: was.flatten() };
        let Some((made, edit)) = edits::rate(model, cell, rating) else { return };
        let order = shown.order();
        if self.edit(edit).is_some() {
            if let Some(id) = made.or(id) {
                self.competing.rating.insert(at, (id, rating));
            }
            self.competing.cell = Some(at);
            // Nothing moves under the hand.
            self.competing.kept.get_or_insert(order);
        }
    }

    /// Holds a claim against the hypotheses.
    fn hold(&mut self, claim: Id) {
        let Some(model) = self.model() else { return };
        let words = model.claims.get(&claim).map(|claim| claim.words.brief(60)).unwrap_or_default();
        match edits::hold(model, claim) {
            Some(edit) => {
                if self.waiting == 0 {
                    self.competing.holding.clear();
                }
                let sent = self.edit(edit).is_some();
                self.competing.holding.insert(claim);
                if sent && !(self.place == Place::Weigh && self.list == List::Hypotheses) {
                    // The newest only: one after another they would lie over the list they are chosen from.
                    self.notices.retain(|notice| !matches!(&notice.what, Said::About(say::HELD, ..)));
                    self.say(Said::About(say::HELD, words, say::HELD_WHERE.to_owned()));
                }
            }
            None => self.say(Said::About("", words, say::HELD_ALREADY.to_owned())),
        }
    }

    /// The claims that can still be held against the hypotheses, for what is typed.
    pub fn claims_to_hold(&self, query: &str) -> Vec<Found> {
        let Some(model) = self.model() else { return Vec::new() };
        let coming = |id: &Id| self.waiting > 0 && self.competing.holding.contains(id);
        let free = |found: &Found| matches!(found, Found::Claim(id, _) if item_of(model, *id).is_none() && !coming(id));
        find::claims(model, query, Id::new()).into_iter().filter(free).collect()
    }

    pub(super) fn ach_command(&mut self, command: Command) {
        match command {
            Command::NewHypothesis => {
                let words = self.half_kept(view_keys::HYPOTHESIS).unwrap_or_default();
                self.overlay = Some(Overlay::Hypothesis(HypothesisDraft { words }));
            }
            Command::HoldAgainst => {
                let here = self.place == Place::Weigh && self.list == List::Hypotheses;
                match self.claim_in_hand().filter(|_| !here) {
                    Some(claim) => self.hold(claim),
                    None if self.claims_to_hold("").is_empty() => self.say(Said::Word(say::ALL_HELD)),
                    None => self.overlay = Some(Overlay::PickHeld { query: String::new(), at: 0 }),
                }
            }
            Command::Hypotheses => (self.place, self.list) = (Place::Weigh, List::Hypotheses),
            _ => {}
        }
    }

    /// What Enter does in the overlays of this part.
    pub(super) fn accept_ach(&mut self, overlay: Overlay) {
        let Some(model) = self.model() else { return };
        match &overlay {
            Overlay::Hypothesis(draft) => match edits::hypothesis(model, draft) {
                Some((id, edit)) => {
                    self.edit(edit);
                    (self.place, self.list, self.hand) = (Place::Weigh, List::Hypotheses, Hand::Hypothesis(id));
                }
                None => self.mend(overlay, say::EMPTY),
            },
            Overlay::PickHeld { query, at } => {
                let found = self.claims_to_hold(query).into_iter().nth(*at);
                let Some(Found::Claim(claim, _)) = found else { return };
                self.hold(claim);
                // Several go in one after the other; Esc ends it.
                if !self.claims_to_hold("").is_empty() {
                    self.overlay = Some(Overlay::PickHeld { query: String::new(), at: 0 });
                }
            }
            Overlay::Assumption(draft) => match edits::assumption(draft) {
                Some(edit) => drop(self.edit(edit)),
                None => self.mend(overlay, say::ASSUMPTION_EMPTY),
            },
            Overlay::Indicator(draft) => match edits::indicator(draft) {
                Ok(edit) => drop(self.edit(edit)),
                Err(why) => self.mend(overlay, &why),
            },
            _ => {}
        }
    }

    /// Says why something was not taken, and puts the form back so that it can be mended.
    pub(super) fn mend(&mut self, overlay: Overlay, why: &str) {
        self.overlay = Some(overlay);
        self.fault(Fault::new("AS-EDT-05", why, crate::say::weigh::NOTHING_CHANGED, crate::say::weigh::MEND));
    }

    /// The record of the rating in hand, if the cell is rated.
    pub fn rating_in_hand(&self) -> Option<Id> {
        let (item, hypothesis) = self.competing.cell?;
        let rated = |model: &Model| {
            let mut cells = model.ach_cells.values();
            cells.find(|cell| cell.item == item && cell.hypothesis == hypothesis).map(|cell| cell.id)
        };
        self.model().and_then(rated)
    }

    /// Fetches who rated the cell in hand, and when, where that is shown.
    pub(super) fn see_rated(&mut self) {
        if self.place != Place::Weigh || self.list != List::Hypotheses {
            self.competing.kept = None;
            return;
        }
        let Some(generation) = self.model().map(|model| model.generation) else { return };
        let wanted = self.rating_in_hand().map(|id| (id, generation));
        if self.competing.of == wanted {
            return;
        }
        if self.competing.of.map(|of| of.0) != wanted.map(|of| of.0) {
            self.competing.steps.clear();
        }
        self.competing.of = wanted;
        if let Some((id, _)) = wanted {
            self.read(Read::Past { id });
        }
    }

    /// Takes the steps that touched a rating.
    pub(super) fn rated(&mut self, id: Id, lines: &[EditLine]) {
        if self.competing.of.is_some_and(|(of, _)| of == id) {
            self.competing.steps = lines.to_vec();
        }
    }

    /// The hypotheses by what they are called, in the order of the project.
    pub fn hypothesis_labels(&self) -> Vec<(Id, String)> {
        let Some(model) = self.model() else { return Vec::new() };
        let mut all: Vec<(i64, Id)> = model.hypotheses.values().map(|known| (known.ordinal, known.id)).collect();
        all.sort();
        all.into_iter().zip(0..).map(|((_, id), n)| (id, column(n))).collect()
    }
}
