//! What claims may share, and how much it says that two of them do.
//!
//! How rare something is counts in doublings, so that one claim more or less changes the weight of few pairs: of those alone that
//! share what has become twice as common by it, or half as common.

use super::Stated;
use super::features::Features;
use super::matters::{Matter, Matters};
use crate::domain::Id;
use std::collections::BTreeSet;

/// Doublings from which something is common: what 512 claims or more share brings no two of them together. How many claims
/// there are counts up to here too.
const COMMON: u32 = 9;
/// What something of weight 1 that has become half as common adds to the weight of a pair.
const DOUBLING: f64 = std::f64::consts::LN_2 / 2.0;

/// What claims may share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Shared {
    Matter(Matter),
    Word(String),
    /// A word of a matter: to have the same one says more than to speak of the same matter.
    OfMatter(String),
    Actor(Id),
    Tag(Id),
    Year(u64),
}

/// What something shared says, however rare it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Says {
    /// A matter so wide that it brings nothing together.
    Wide,
    /// A matter with two sides.
    Sided,
    /// Any other matter.
    Matter,
    /// A word.
    Word,
    /// A word of a matter.
    OfMatter,
    /// Somebody.
    Actor,
    /// A tag or a year.
    Beside,
}

impl Shared {
    pub(super) fn says(&self) -> Says {
        let lists = Matters::built_in();
        match self {
            Self::Matter(matter) if lists.is_wide(*matter) => Says::Wide,
            Self::Matter(matter) if lists.is_sided(*matter) => Says::Sided,
            Self::Matter(_) => Says::Matter,
            Self::Word(_) => Says::Word,
            Self::OfMatter(_) => Says::OfMatter,
            Self::Actor(_) => Says::Actor,
            Self::Tag(_) | Self::Year(_) => Says::Beside,
        }
    }
}

/// What a claim may share with others.
pub(super) fn shares(claim: &Stated, features: &Features) -> BTreeSet<Shared> {
    let matters = features.matters.keys().copied().map(Shared::Matter);
    let stems = features
        .stems
        .iter()
        .map(|(stem, word)| if word.of_matter { Shared::OfMatter(stem.clone()) } else { Shared::Word(stem.clone()) });
    let actors = features.actors.iter().copied().chain(claim.speaker).map(Shared::Actor);
    let tags = claim.tags.iter().copied().map(Shared::Tag);
    let years = features.years.iter().copied().map(Shared::Year);
    matters.chain(stems).chain(actors).chain(tags).chain(years).collect()
}

/// How common something is that so many claims have, in doublings; all that is common is alike.
pub(super) fn commonness(claims: usize) -> u32 {
    claims.max(1).ilog2().min(COMMON)
}

/// How rare something is that so many claims have, among claims of that commonness; `None` where it is common.
pub(super) fn rarity(claims: usize, all: u32) -> Option<Rarity> {
    let common = commonness(claims);
    (common < COMMON).then(|| Rarity { doublings: all.saturating_sub(common), few: common * 2 + 2 <= all })
}

/// How rare something is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rarity {
    doublings: u32,
    /// Few claims have it.
    few: bool,
}

/// What two claims share, added up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Near {
    /// In tenths of a doubling: whole numbers, whose sum is the same in whatever order.
    tenths: u32,
    /// How many things they share.
    things: u32,
    matters: u32,
    wide: u32,
    words: u32,
    actors: u32,
    /// Few have something of what they share that is not wide.
    pub is_rare: bool,
}

impl Near {
    pub(super) fn add(&mut self, says: Says, rarity: Rarity) {
        self.is_rare |= rarity.few && matches!(says, Says::Matter | Says::Word);
        let tenths = match says {
            Says::Wide => {
                self.wide += 1;
                4
            }
            Says::Sided | Says::Matter => {
                self.matters += 1;
                10
            }
            Says::Word => {
                self.words += 1;
                7
            }
            Says::OfMatter => 4,
            Says::Actor => {
                self.actors += 1;
                5
            }
            Says::Beside => 6,
        };
        self.tenths += tenths * rarity.doublings;
        self.things += 1;
    }

    /// True where they share nothing.
    pub(super) fn is_nothing(&self) -> bool {
        self.things == 0
    }

    pub(super) fn tenths(&self) -> u32 {
        self.tenths
    }

    pub(super) fn weight(&self) -> f64 {
        f64::from(self.tenths) * DOUBLING / 10.0
    }

    /// True where they may be about the same: a common actor alone, or a wide matter alone, is not enough.
    pub(super) fn is_near(&self) -> bool {
        self.matters > 0
            || self.is_rare
            || self.words > 1
            || (self.words > 0 && (self.actors > 0 || self.wide > 0))
            || (self.wide > 0 && self.actors > 0)
            || self.wide > 1
    }
}
