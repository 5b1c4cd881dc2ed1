//! Which claims agree and which clash: pairs that are about the same matter, laid beside each other with what they may be to
//! each other and why. What comes out is a proposal; an analyst decides.
//!
//! Claims are found for each other by what is rare in them (matters, words, actors, tags), never by comparing all with all, and
//! what was made of them is kept: of a change only the claims that changed, and those it brings to another weight, are weighed
//! again.

mod features;
mod matters;
mod numbers;
mod rules;
mod shared;
#[cfg(test)]
mod tests;
mod time;
mod weighing;

use super::register::Register;
use crate::domain::claim::{ClaimKind, Firmness, Form, Stance};
use crate::domain::link::LinkKind;
use crate::domain::name::NameKind;
use crate::domain::{Date, Id};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
pub use weighing::{Change, Weighing};

/// A claim as far as it is weighed against others.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The claim.
    pub id: Id,
    /// Its words.
    pub words: String,
    /// Their language as a BCP 47 tag, where it is known.
    pub language: Option<String>,
    /// Who says it.
    pub speaker: Option<Id>,
    /// What the speaker does with it.
    pub stance: Option<Stance>,
    /// How firmly.
    pub firmness: Option<Firmness>,
    /// The form it has in its document.
    pub form: Option<Form>,
    /// When it was said.
    pub said: Option<Date>,
    /// When it happens.
    pub happens: Option<Date>,
    /// When its document was published.
    pub published: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// What sort of thing is claimed.
    pub kind: Option<ClaimKind>,
    /// Its tags, and those of the passages it rests on.
    pub tags: Vec<Id>,
    /// The names that are marked in its passages.
    pub names: Vec<Id>,
    /// The document its words stand in.
    pub document: Option<Id>,
    /// The actors its chain goes through, the nearest to what is claimed first.
    pub chain: Vec<Id>,
}

/// An office somebody holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// Its words, folded.
    pub words: String,
    /// The places named in them.
    pub places: Vec<Id>,
    /// Since when.
    pub since: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
}

/// What is known of the names in claims.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Their spellings.
    pub register: Register,
    kinds: HashMap<Id, NameKind>,
    offices: HashMap<Id, Vec<Office>>,
}

impl Known {
    /// Says what a name names.
    pub fn add_kind(&mut self, name: Id, kind: NameKind) {
        self.kinds.insert(name, kind);
    }

    /// Adds an office; the spellings of places are to be known before.
    pub fn add_office(&mut self, name: Id, words: &str, since: Option<Date>, until: Option<Date>) {
        let named = self.register.named(words).into_iter().map(|(_, id)| id);
        let places = named.filter(|id| self.kind(*id) == Some(NameKind::Place)).collect();
        let office = Office { words: crate::domain::fold(words), places, since, until };
        self.offices.entry(name).or_default().push(office);
    }

    fn kind(&self, name: Id) -> Option<NameKind> {
        self.kinds.get(&name).copied()
    }

    fn offices(&self, name: Id) -> &[Office] {
        self.offices.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The names of which something else is known here, their spellings aside.
    fn differing(&self, other: &Self) -> BTreeSet<Id> {
        let all = [&self.kinds, &other.kinds].into_iter().flat_map(HashMap::keys);
        let all = all.chain([&self.offices, &other.offices].into_iter().flat_map(HashMap::keys));
        let differs = |name: &Id| self.kind(*name) != other.kind(*name) || self.offices(*name) != other.offices(*name);
        all.copied().filter(differs).collect()
    }
}

/// Two claims that are to be decided on.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The claims, the earlier said first where that is known.
    pub claims: (Id, Id),
    /// What they may be to each other; the first is what is proposed.
    pub kinds: Vec<LinkKind>,
    /// The rule that proposes it, as it is kept with the link.
    pub rule: &'static str,
    /// Why, in words.
    pub why: String,
    /// The words of each that it rests on, in bytes of the claim's words.
    pub marked: (Vec<Range<usize>>, Vec<Range<usize>>),
    /// The larger, the nearer the two claims are.
    pub weight: f64,
}
