//! Which claims agree and which clash: pairs that are about the same matter, laid beside each other with what they may be to
//! each other and why. What comes out is a proposal; an analyst decides.
//!
//! Claims are found for each other by what is rare in them (matters, words, actors, tags), never by comparing all with all.

mod features;
mod matters;
mod numbers;
mod rules;
#[cfg(test)]
mod tests;
mod time;

use super::register::Register;
use crate::domain::claim::{ClaimKind, Firmness, Form, Stance};
use crate::domain::link::LinkKind;
use crate::domain::name::NameKind;
use crate::domain::{Date, Id};
use features::Features;
use matters::{Matter, Matters};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// A claim as far as it is weighed against others.
#[derive(Clone, Debug)]
pub struct Stated<'a> {
    /// The claim.
    pub id: Id,
    /// Its words.
    pub words: &'a str,
    /// Their language as a BCP 47 tag, where it is known.
    pub language: Option<&'a str>,
    /// Who says it.
    pub speaker: Option<Id>,
    /// What the speaker does with it.
    pub stance: Option<Stance>,
    /// How firmly.
    pub firmness: Option<Firmness>,
    /// The form it has in its document.
    pub form: Option<Form>,
    /// When it was said.
    pub said: Option<&'a Date>,
    /// When it happens.
    pub happens: Option<&'a Date>,
    /// When its document was published.
    pub published: Option<&'a Date>,
    /// Where.
    pub place: Option<&'a str>,
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
#[derive(Clone, Debug)]
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

/// Most claims that share something for it to bring two of them together: what more of them share says nothing.
const COMMON: usize = 400;
/// Least weight of a pair.
const LEAST: f64 = 1.6;
/// Of the pairs of a claim, how many are proposed.
const BEST: usize = 4;
/// Most proposals a claim is in at once, where it agrees with others and where it clashes with them: a clash missed costs more
/// than a support. Others follow when these are decided.
const MOST: [usize; 2] = [5, 7];

/// What claims may share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Shared {
    Matter(Matter),
    Word(String),
    /// A word of a matter: to have the same one says more than to speak of the same matter.
    OfMatter(String),
    Actor(Id),
    Tag(Id),
    Year(u64),
}

/// Claims made ready to be weighed against each other.
pub struct Weighing<'a> {
    claims: Vec<(Stated<'a>, Features)>,
    by: HashMap<Shared, Vec<usize>>,
    known: &'a Known,
}

impl<'a> Weighing<'a> {
    /// Takes claims apart.
    pub fn of(claims: Vec<Stated<'a>>, known: &'a Known) -> Self {
        let claims: Vec<(Stated<'a>, Features)> =
            claims.into_iter().map(|claim| (Features::of(&claim, known), claim)).map(|(f, c)| (c, f)).collect();
        let mut by: HashMap<Shared, Vec<usize>> = HashMap::new();
        for (n, (claim, features)) in claims.iter().enumerate() {
            for shared in shares(claim, features) {
                by.entry(shared).or_default().push(n);
            }
        }
        Self { claims, by, known }
    }

    /// The pairs of all claims, the heaviest first: each pair once, and none that is not among the best of either claim;
    /// `decided` tells the pairs that are linked or were rejected.
    /// `goes_on` is asked between claims, and the rest is left out when it says `false`.
    pub fn all(&self, decided: &dyn Fn(Id, Id) -> bool, goes_on: &mut dyn FnMut(usize) -> bool) -> Vec<Proposal> {
        // The place of a pair among those of either claim.
        let mut best: BTreeMap<(Id, Id), (Vec<usize>, Proposal)> = BTreeMap::new();
        for n in 0..self.claims.len() {
            if !goes_on(n) {
                break;
            }
            for (rank, proposal) in self.pairs(n, decided).into_iter().take(BEST * 2).enumerate() {
                let (one, other) = proposal.claims;
                let key = (one.min(other), one.max(other));
                best.entry(key).or_insert((Vec::new(), proposal)).0.push(rank);
            }
        }
        // Among the best of one and near the best of the other: a claim that is like many is not proposed with all of them.
        let mut all: Vec<Proposal> = best
            .into_values()
            .filter(|(ranks, _)| ranks.len() > 1 && ranks.iter().any(|rank| *rank < BEST))
            .map(|(_, proposal)| proposal)
            .collect();
        all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.claims.cmp(&b.claims)));
        // Three for two claims at most, and none of the claims again and again.
        let mut of_claim: HashMap<Id, usize> = HashMap::new();
        all.retain(|proposal| {
            let (one, other) = proposal.claims;
            let most = MOST[usize::from(proposal.kinds.first() == Some(&LinkKind::PullsAgainst))];
            let fits = [one, other].iter().all(|claim| of_claim.get(claim).is_none_or(|count| *count < most));
            if fits {
                [one, other].into_iter().for_each(|claim| *of_claim.entry(claim).or_default() += 1);
            }
            fits
        });
        all.truncate(self.claims.len() * 3 / 2);
        all
    }

    fn pairs(&self, n: usize, decided: &dyn Fn(Id, Id) -> bool) -> Vec<Proposal> {
        let Some((claim, features)) = self.claims.get(n) else { return Vec::new() };
        let mut weights: HashMap<usize, Near> = HashMap::new();
        for shared in shares(claim, features) {
            let Some(others) = self.by.get(&shared).filter(|others| others.len() <= COMMON) else { continue };
            let rare = self.rarity(others.len());
            let few = others.len() <= self.claims.len().isqrt() / 2;
            for other in others.iter().filter(|other| **other != n) {
                weights.entry(*other).or_default().add(&shared, rare, few);
            }
        }
        let mut out: Vec<Proposal> = weights
            .into_iter()
            .filter(|(_, near)| near.is_near())
            .filter_map(|(m, near)| {
                let (other, of_other) = self.claims.get(m)?;
                if decided(claim.id, other.id) {
                    return None;
                }
                // Always the same way round, whichever of the two was asked for.
                let swapped = self.comes_after(n, m);
                let (one, two) = if swapped {
                    ((other, of_other), (claim, features))
                } else {
                    ((claim, features), (other, of_other))
                };
                let verdict = rules::decide(one, two, self.known, near.is_rare)?;
                let across = if claim.document == other.document { 0.0 } else { 0.8 };
                let weight = near.weight + verdict.weight + across;
                (weight >= LEAST).then_some(Proposal {
                    claims: (one.0.id, two.0.id),
                    kinds: verdict.kinds,
                    rule: verdict.rule,
                    why: verdict.why,
                    marked: verdict.marked,
                    weight,
                })
            })
            .collect();
        out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.claims.cmp(&b.claims)));
        out
    }

    /// How much it says that two claims share what so many of all have.
    fn rarity(&self, of: usize) -> f64 {
        let (all, of) = (self.claims.len().max(2), of.max(1));
        #[expect(clippy::cast_precision_loss, reason = "counts of claims are small")]
        let share = all as f64 / of as f64;
        share.ln().max(0.0) / 2.0
    }

    /// True when the claim `n` was said after `m`, or, where that is not known, was recorded after it.
    fn comes_after(&self, n: usize, m: usize) -> bool {
        let said = |at: usize| self.claims.get(at).and_then(|(_, features)| features.said.as_ref());
        match (said(n), said(m)) {
            (Some(one), Some(other)) if other.is_before(one) => true,
            (Some(one), Some(other)) if one.is_before(other) => false,
            _ => self.claims.get(n).map(|(claim, _)| claim.id) > self.claims.get(m).map(|(claim, _)| claim.id),
        }
    }
}

/// What two claims share, added up.
#[derive(Clone, Debug, Default)]
struct Near {
    weight: f64,
    matters: usize,
    wide: usize,
    words: usize,
    actors: usize,
    /// Few have something of what they share that is not wide.
    is_rare: bool,
}

impl Near {
    fn add(&mut self, shared: &Shared, rare: f64, few: bool) {
        self.is_rare |= few
            && match shared {
                Shared::Matter(matter) => {
                    !Matters::built_in().is_wide(*matter) && !Matters::built_in().is_sided(*matter)
                }
                Shared::Word(_) => true,
                Shared::OfMatter(_) | Shared::Actor(_) | Shared::Tag(_) | Shared::Year(_) => false,
            };
        match shared {
            Shared::Matter(matter) if Matters::built_in().is_wide(*matter) => {
                self.wide += 1;
                self.weight += 0.4 * rare;
            }
            Shared::Matter(_) => {
                self.matters += 1;
                self.weight += rare;
            }
            Shared::Word(_) => {
                self.words += 1;
                self.weight += 0.7 * rare;
            }
            Shared::OfMatter(_) => self.weight += 0.4 * rare,
            Shared::Actor(_) => {
                self.actors += 1;
                self.weight += 0.5 * rare;
            }
            Shared::Tag(_) | Shared::Year(_) => self.weight += 0.6 * rare,
        }
    }

    /// True where they may be about the same: a common actor alone, or a wide matter alone, is not enough.
    fn is_near(&self) -> bool {
        self.matters > 0
            || self.is_rare
            || self.words > 1
            || (self.words > 0 && (self.actors > 0 || self.wide > 0))
            || (self.wide > 0 && self.actors > 0)
            || self.wide > 1
    }
}

/// What a claim may share with others, always in one order, so that a weight is the same from either side.
fn shares(claim: &Stated<'_>, features: &Features) -> BTreeSet<Shared> {
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
