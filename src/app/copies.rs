//! Copies of one text as the window knows them: which documents are copies of which, the list of them alone, and two of
//! them beside each other.

use super::model::Model;
use super::overlay::Overlay;
use super::view::outlet_words;
use super::{App, Hand};
pub use crate::analysis::near::clusters::{Cluster, Why};
use crate::domain::document::Document;
use crate::domain::{Fault, Id, Overlap, Record, RowChange, Words};
pub use crate::jobs::{Side, SideBySide};
use crate::say::copies as say;
use crate::say::shared;
use std::collections::{HashMap, HashSet};

/// Which copies are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// All documents that have copies.
    All,
    /// The copies of one document, and itself.
    Of(Id),
}

/// What is wanted of copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopiesWish {
    /// List only these; `None` lists all documents again.
    List(Option<Listed>),
    /// Lay two documents beside each other.
    Beside(Id, Id),
    /// Open a document at a byte, out of the two that are beside each other.
    Open(Id, u32),
}

/// The copies of the project.
#[derive(Debug, Default)]
pub struct Copies {
    clusters: Vec<Cluster>,
    /// The cluster each document is in, by its place.
    of: HashMap<Id, usize>,
    /// The two that were laid beside each other last.
    pub beside: Option<SideBySide>,
    /// Which copies are listed, if not all documents are.
    pub listed: Option<Listed>,
    /// How often they were fetched.
    pub fetched: u64,
    /// True while they are fetched, and once more when that is done.
    asking: bool,
    again: bool,
}

impl Copies {
    /// The copies of a document, itself among them; `None` when it has none.
    pub fn of(&self, document: Id) -> Option<&Cluster> {
        self.of.get(&document).and_then(|at| self.clusters.get(*at))
    }

    /// True when a document is taken for the original of its copies.
    pub fn is_original(&self, document: Id) -> bool {
        self.of(document).and_then(|cluster| cluster.copies.first()).is_some_and(|copy| copy.document == document)
    }

    /// How many documents have copies.
    pub fn documents(&self) -> usize {
        self.of.len()
    }

    /// True while they are fetched.
    pub(super) fn is_asking(&self) -> bool {
        self.asking
    }

    /// The other copies of a document that are shown, the most alike first; of those that are only copies of another copy
    /// it is not known how alike they are, and they come last.
    pub fn others(&self, model: &Model, document: Id) -> Vec<(Id, Option<Overlap>)> {
        let Some(cluster) = self.of(document) else { return Vec::new() };
        let shown = |id: &Id| model.documents.get(id).is_some_and(|document| model.is_shown(document));
        let mut others = cluster.overlaps_with(document);
        others.retain(|(id, _)| shown(id));
        let apart =
            |overlap: Overlap| u64::from(overlap.all - overlap.common) * 1_000_000 / u64::from(overlap.all.max(1));
        others.sort_by_key(|(_, overlap)| overlap.map_or(u64::MAX, apart));
        others
    }

    fn listed(&self) -> Option<HashSet<Id>> {
        Some(match self.listed? {
            Listed::All => self.of.keys().copied().collect(),
            Listed::Of(document) => {
                let copies = self.of(document).map(|cluster| cluster.copies.iter().map(|copy| copy.document));
                copies.map(Iterator::collect).unwrap_or_else(|| HashSet::from([document]))
            }
        })
    }
}

/// True for a change that makes others copies, or another the original, though no text was compared: a date of publication,
/// an import that is undone or brought back. New texts are compared first.
pub(super) fn touches(change: &RowChange) -> bool {
    match (&change.before, &change.after) {
        (Some(Record::Document(before)), Some(Record::Document(after))) => before.published != after.published,
        (Some(Record::ImportBatch(before)), Some(Record::ImportBatch(after))) => before.removed_at != after.removed_at,
        _ => false,
    }
}

/// What is said of a copy below its title: whether it is likely the original, its outlet, its date.
pub fn about(model: &Model, document: &Document, is_original: bool) -> Words {
    let outlet = outlet_words(model, document).map_or(shared::NO_OUTLET, Words::raw);
    // A date is never broken in two.
    let date =
        document.published.as_ref().map_or(shared::NO_DATE.to_owned(), |date| date.shown().replace(' ', "\u{A0}"));
    let original = if is_original { format!("{} · ", say::ORIGINAL) } else { String::new() };
    Words::new(format!("{original}{outlet} · {date}"))
}

impl App {
    /// What the list is held to, in words, while it shows some copies only.
    pub fn copies_listed(&self) -> Option<Words> {
        Some(match self.copies.listed? {
            Listed::All => Words::new(say::ONLY_COPIES),
            Listed::Of(id) => {
                let heading = self.model()?.documents.get(&id)?.heading();
                Words::new(format!("{} {}", say::COPIES_OF, heading.raw()))
            }
        })
    }

    /// Fetches the copies anew.
    pub(super) fn ask_copies(&mut self) {
        let Some(project) = &mut self.project else { return };
        if self.copies.asking {
            self.copies.again = true;
            return;
        }
        self.copies.asking = project.session.copies();
    }

    /// Takes the copies in.
    pub(super) fn take_copies(&mut self, found: Result<Vec<Cluster>, Fault>) {
        self.copies.asking = false;
        match found {
            Ok(clusters) => {
                let of = |(at, cluster): (usize, &Cluster)| -> Vec<_> {
                    cluster.copies.iter().map(|copy| (copy.document, at)).collect()
                };
                self.copies.of = clusters.iter().enumerate().flat_map(of).collect();
                self.copies.clusters = clusters;
                self.copies.fetched += 1;
                if self.copies.listed.is_some() {
                    self.relist();
                }
            }
            Err(fault) => self.fault(fault),
        }
        if std::mem::take(&mut self.copies.again) {
            self.ask_copies();
        }
    }

    /// The documents the list is held to, when it shows some copies only.
    pub(super) fn within_copies(&self, others: Option<HashSet<Id>>) -> Option<HashSet<Id>> {
        match (others, self.copies.listed()) {
            (Some(others), Some(copies)) => Some(others.intersection(&copies).copied().collect()),
            (one, other) => one.or(other),
        }
    }

    pub(super) fn copies_wish(&mut self, wish: CopiesWish) {
        match wish {
            CopiesWish::List(listed) => {
                self.copies.listed = listed;
                self.relist();
            }
            CopiesWish::Beside(left, right) => {
                self.overlay = Some(Overlay::Copies { left, right });
                let there = self.copies.beside.as_ref().is_some_and(|b| b.documents == (left, right));
                if let Some(project) = self.project.as_mut().filter(|_| !there) {
                    self.copies.beside = None;
                    project.session.beside(left, right);
                }
            }
            CopiesWish::Open(document, byte) => {
                self.overlay = None;
                self.jump(document, byte);
                self.hand = Hand::Document;
            }
        }
    }

    /// Lays the open document beside the copy that is most like it.
    pub(super) fn beside_a_copy(&mut self) {
        let Some(left) = self.reading.as_ref().map(|reading| reading.document) else { return };
        let others = self.model().map(|model| self.copies.others(model, left)).unwrap_or_default();
        if let Some((right, _)) = others.first() {
            self.copies_wish(CopiesWish::Beside(left, *right));
        }
    }

    /// Takes in two texts beside each other, if they are still looked at.
    pub(super) fn take_beside(&mut self, found: Result<SideBySide, Fault>) {
        let wanted = match &self.overlay {
            Some(Overlay::Copies { left, right }) => Some((*left, *right)),
            _ => None,
        };
        match found {
            Ok(beside) if wanted == Some(beside.documents) => self.copies.beside = Some(beside),
            Ok(_) => {}
            Err(fault) => {
                if wanted.is_some() {
                    self.overlay = None;
                }
                self.fault(fault);
            }
        }
    }
}
