//! What claims may share, and how much it says that two of them do.
//!
//! How rare something is counts in doublings, so that one claim more or less changes the weight of few pairs: of those alone that
//! share what has become twice as common by it, or half as common.

use super::Stated;
use super::features::Features;
use super::matters::{Matter, Matters};
use super::time::Period;
use crate::domain::Id;
use crate::domain::claim::ClaimKind;
use std::collections::BTreeSet;

/// Doublings from which something is common: what 512 claims or more share brings no two of them together. How many claims
/// there are counts up to here too.
const COMMON: u32 = 9;
/// What something of weight 1 that has become half as common adds to the weight of a pair.
const DOUBLING: f64 = std::f64::consts::LN_2 / 2.0;

/// Least number that says something by itself: of smaller ones there are some of everything.
pub(super) const TELLING: u64 = 13;

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
    /// Somebody on a day: what one says on one day is told in many places.
    Saying(Id, String),
    /// So many of something.
    Number(u64),
    /// A time of day.
    Clock(u32),
    /// How many, of what has a tag.
    Quantity(Id),
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
    /// A tag.
    Tag,
    /// A year.
    Year,
    /// A number or a time of day.
    Number,
    /// That somebody said it that day, or that it counts what has a tag: it brings two claims together, and adds nothing to
    /// the speaker and the tag.
    Brings,
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
            Self::Tag(_) => Says::Tag,
            Self::Year(_) => Says::Year,
            Self::Number(_) | Self::Clock(_) => Says::Number,
            Self::Saying(..) | Self::Quantity(_) => Says::Brings,
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
    let saying = claim.speaker.zip(features.said.as_ref().and_then(Period::day));
    let saying = saying.map(|(speaker, day)| Shared::Saying(speaker, day.to_owned()));
    let numbers = features.counts.iter().map(|count| count.value).filter(|value| *value >= TELLING).map(Shared::Number);
    let clocks = features.clocks.iter().copied().map(Shared::Clock);
    let quantities =
        claim.tags.iter().copied().filter(|_| claim.kind == Some(ClaimKind::Quantity)).map(Shared::Quantity);
    let of_words = matters.chain(stems).chain(years).chain(numbers).chain(clocks);
    of_words.chain(actors).chain(tags).chain(saying).chain(quantities).collect()
}

/// How common something is that so many claims have, in doublings; all that is common is alike.
pub(super) fn commonness(claims: usize) -> u32 {
    claims.max(1).ilog2().min(COMMON)
}

/// How rare something is that so many claims have, among claims of that commonness; `None` where it is common.
pub(super) fn rarity(claims: usize, all: u32) -> Option<Rarity> {
    let common = commonness(claims);
    (common < COMMON).then(|| Rarity {
        doublings: all.saturating_sub(common),
        few: is_few(common, all),
        tells: tells(common, all),
    })
}

/// True where it is few claims that have something so common, among claims of that commonness.
pub(super) fn is_few(common: u32, all: u32) -> bool {
    common * 2 + 2 <= all
}

/// True where no more than about an eighth of all claims have something so common.
pub(super) fn tells(common: u32, all: u32) -> bool {
    common + 3 <= all
}

/// How rare something is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rarity {
    doublings: u32,
    /// Few claims have it.
    few: bool,
    /// An eighth of all claims have it, or fewer.
    tells: bool,
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
    tags: u32,
    brings: bool,
    /// Few have something of what they share that is not wide.
    pub is_rare: bool,
    /// They share a tag that says something: not one of a large part of all.
    pub tag_tells: bool,
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
            Says::Tag => {
                self.tag_tells |= rarity.tells;
                self.tags += 1;
                6
            }
            Says::Year => 6,
            Says::Number => {
                self.brings = true;
                7
            }
            Says::Brings => {
                self.brings = true;
                0
            }
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
            || self.brings
            || (self.tags > 0 && self.actors > 0)
            || self.is_rare
            || self.words > 1
            || (self.words > 0 && (self.actors > 0 || self.wide > 0))
            || (self.wide > 0 && self.actors > 0)
            || self.wide > 1
    }
}
