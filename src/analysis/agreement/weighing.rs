//! Claims made ready to be weighed against each other, and the pairs that are best for each of them, kept from change to
//! change.
//!
//! What a change leaves as it was is not weighed again, and what comes out is what would come out if all were: the weight of
//! a pair hangs on the two claims, on what is known of the names in them, and on how rare is what they share. So weighed again
//! are claims that changed, those that share with one of them what has become rarer or more common by it, and those among
//! whose best pairs one of them was.

use super::features::Features;
use super::rules;
use super::shared::{Near, Says, Shared, commonness, is_few, rarity, shares, tells};
use super::{Known, Proposal, Stated};
use crate::domain::Id;
use crate::domain::link::LinkKind;
use foldhash::fast::RandomState;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Least weight of a pair.
const LEAST: f64 = 1.6;
/// Of the pairs of a claim, how many are proposed.
const BEST: usize = 4;
/// How many of its pairs are kept: among these a claim is to be for the other of a pair.
const KEPT: usize = BEST * 2;
/// Most proposals a claim is in at once, where it agrees with others and where it clashes with them: a clash missed costs more
/// than a support. Others follow when these are decided.
const MOST: [usize; 2] = [5, 7];
/// What it adds to the weight of a pair that its claims are of two documents.
const ACROSS: f64 = 0.8;

/// Tells the pairs that are linked or were rejected.
type Decided<'d> = &'d dyn Fn(Id, Id) -> bool;

/// A claim and what was made of it.
struct Taken {
    stated: Stated,
    features: Features,
    /// What it may share with others, by number, in order.
    shares: Vec<usize>,
}

/// Something claims may share.
struct Sharing {
    says: Says,
    /// The places of the claims that have it.
    claims: Vec<usize>,
}

/// One of the best pairs of a claim.
#[derive(Clone, Copy, Debug)]
struct Ranked {
    weight: f64,
    /// The other claim, and its place.
    other: Id,
    at: usize,
}

/// A pair that is among the best of both its claims.
struct Pair {
    weight: f64,
    claims: (Id, Id),
    places: (usize, usize),
}

impl Ranked {
    /// The heavier first.
    fn order(&self, other: &Self) -> Ordering {
        other.weight.total_cmp(&self.weight).then(self.other.cmp(&other.other))
    }
}

/// Claims that are weighed against each other.
#[derive(Default)]
pub struct Weighing {
    known: Known,
    /// A place that nobody has is given again.
    claims: Vec<Option<Taken>>,
    places: BTreeMap<Id, usize>,
    free: Vec<usize>,
    numbers: HashMap<Shared, usize>,
    sharing: Vec<Sharing>,
    /// The best pairs of each claim, by its place, the heaviest first.
    best: Vec<Vec<Ranked>>,
    /// Proposals that were made, by the places of both claims.
    made: HashMap<(usize, usize), Arc<Proposal>, RandomState>,
    /// What one claim is near to, while it is weighed: by places, and those of them that are in use.
    near: Vec<Near>,
    met: Vec<usize>,
}

/// What is new to claims that are weighed.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Claims as they are now; `None` for one that is not there any more.
    pub claims: Vec<(Id, Option<Stated>)>,
    /// Claims of a pair that was decided, or is to be decided again.
    pub decided: Vec<Id>,
    /// What is known of names, where that is not as it was.
    pub known: Option<Known>,
}

impl Weighing {
    /// Takes a change over. `decided` tells the pairs that are linked or were rejected; `goes_on` is asked between claims with
    /// how many were weighed. `false` where it said so: then nothing of this is right any more.
    pub fn change(&mut self, change: Change, decided: Decided<'_>, goes_on: &mut dyn FnMut(usize) -> bool) -> bool {
        let all = commonness(self.places.len());
        let mut claims: BTreeMap<Id, Option<Stated>> = change.claims.into_iter().collect();
        claims.retain(|id, now| self.stated(*id) != now.as_ref());
        if let Some(known) = change.known
            && !self.learn(known, &mut claims, goes_on)
        {
            return false;
        }
        // What each of these shares, with how common it was.
        let mut common: BTreeMap<usize, u32> = BTreeMap::new();
        let gone: BTreeSet<usize> = claims.keys().filter_map(|id| self.places.get(id).copied()).collect();
        for at in &gone {
            self.take_out(*at, &mut common);
        }
        let mut again = self.let_go(&gone);
        let put: Vec<Stated> = claims.into_values().flatten().collect();
        let come: BTreeSet<usize> = put.into_iter().map(|stated| self.put_in(stated, &mut common)).collect();
        again.extend(&come);
        again.extend(change.decided.iter().filter_map(|id| self.places.get(id)));
        if commonness(self.places.len()) == all {
            for (number, before) in common {
                self.stir(number, before, all, &mut again);
            }
        } else {
            again.extend(self.places.values());
        }
        self.made.retain(|(one, other), _| ![one, other].iter().any(|at| again.contains(at) || gone.contains(at)));
        let mut settled = vec![true; self.claims.len()];
        again.iter().filter_map(|at| settled.get_mut(*at).map(|place| *place = false)).for_each(drop);
        let spreads = again.len() < self.places.len();
        for (n, at) in again.iter().enumerate() {
            if !goes_on(n) {
                return false;
            }
            self.rank(*at, (spreads && come.contains(at)).then_some(&settled), decided);
        }
        true
    }

    /// The pairs of all claims, the heaviest first: each pair once, and none that is not among the best of either claim.
    pub fn proposals(&mut self) -> Vec<Arc<Proposal>> {
        // Among the best of one and near the best of the other: a claim that is like many is not proposed with all of them.
        let mut pairs: Vec<Pair> = Vec::new();
        for (id, at) in &self.places {
            for (rank, ranked) in self.best_of(*at).iter().enumerate().filter(|(_, ranked)| *id < ranked.other) {
                let back = self.best_of(ranked.at).iter().position(|back| back.at == *at);
                if back.is_some_and(|back| back.min(rank) < BEST) {
                    pairs.push(Pair { weight: ranked.weight, claims: (*id, ranked.other), places: (*at, ranked.at) });
                }
            }
        }
        pairs.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.claims.cmp(&b.claims)));
        let mut made = HashMap::with_capacity_and_hasher(pairs.len(), RandomState::default());
        // Three for two claims at most, and none of the claims again and again.
        let mut of_claim = vec![0_usize; self.claims.len()];
        let mut out = Vec::new();
        for Pair { places: (one, other), .. } in pairs {
            let known = self.made.remove(&(one, other));
            let Some(proposal) = known.or_else(|| self.propose(one, other, self.near(one, other)).map(Arc::new)) else {
                continue;
            };
            made.insert((one, other), Arc::clone(&proposal));
            let most = MOST[usize::from(proposal.kinds.first() == Some(&LinkKind::PullsAgainst))];
            if [one, other].iter().all(|at| of_claim.get(*at).is_some_and(|count| *count < most)) {
                [one, other].iter().filter_map(|at| of_claim.get_mut(*at).map(|count| *count += 1)).for_each(drop);
                out.push(proposal);
            }
        }
        self.made = made;
        out.truncate(self.places.len() * 3 / 2);
        out
    }

    fn stated(&self, claim: Id) -> Option<&Stated> {
        self.taken(*self.places.get(&claim)?).map(|taken| &taken.stated)
    }

    fn taken(&self, at: usize) -> Option<&Taken> {
        self.claims.get(at)?.as_ref()
    }

    fn best_of(&self, at: usize) -> &[Ranked] {
        self.best.get(at).map_or(&[], Vec::as_slice)
    }

    /// Takes over what is known of names; the claims that are something else by it count as changed.
    fn learn(
        &mut self,
        known: Known,
        claims: &mut BTreeMap<Id, Option<Stated>>,
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        let differing = known.differing(&self.known);
        self.known = known;
        for taken in self.claims.iter().flatten() {
            if !goes_on(0) {
                return false;
            }
            let differs = taken.features.actors.iter().any(|actor| differing.contains(actor))
                || Features::of(&taken.stated, &self.known) != taken.features;
            if differs {
                claims.entry(taken.stated.id).or_insert_with(|| Some(taken.stated.clone()));
            }
        }
        true
    }

    /// Takes a claim out, and notes how common it was what it shares.
    fn take_out(&mut self, at: usize, common: &mut BTreeMap<usize, u32>) {
        let Some(taken) = self.claims.get_mut(at).and_then(Option::take) else { return };
        self.places.remove(&taken.stated.id);
        self.free.push(at);
        for number in taken.shares {
            let Some(sharing) = self.sharing.get_mut(number) else { continue };
            common.entry(number).or_insert(commonness(sharing.claims.len()));
            sharing.claims.retain(|claim| *claim != at);
        }
    }

    fn put_in(&mut self, stated: Stated, common: &mut BTreeMap<usize, u32>) -> usize {
        let at = self.free.pop().unwrap_or_else(|| {
            self.claims.push(None);
            self.best.push(Vec::new());
            self.near.push(Near::default());
            self.claims.len() - 1
        });
        let features = Features::of(&stated, &self.known);
        let mut numbers: Vec<usize> = Vec::new();
        for shared in shares(&stated, &features) {
            let says = shared.says();
            let number = *self.numbers.entry(shared).or_insert_with(|| {
                self.sharing.push(Sharing { says, claims: Vec::new() });
                self.sharing.len() - 1
            });
            if let Some(sharing) = self.sharing.get_mut(number) {
                common.entry(number).or_insert(commonness(sharing.claims.len()));
                sharing.claims.push(at);
            }
            numbers.push(number);
        }
        numbers.sort_unstable();
        self.places.insert(stated.id, at);
        if let Some(place) = self.claims.get_mut(at) {
            *place = Some(Taken { stated, features, shares: numbers });
        }
        at
    }

    /// Strikes claims from the best of others, and gives those that may have another in its place.
    fn let_go(&mut self, gone: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut again = BTreeSet::new();
        if gone.is_empty() {
            return again;
        }
        for (at, best) in self.best.iter_mut().enumerate() {
            let before = best.len();
            best.retain(|ranked| !gone.contains(&ranked.at));
            // Where there were fewer than are kept, these were all.
            if before == KEPT && best.len() < KEPT {
                again.insert(at);
            }
        }
        for at in gone {
            self.best.get_mut(*at).into_iter().for_each(Vec::clear);
            again.remove(at);
        }
        again
    }

    /// Adds the claims that have something and other pairs by how common it has become.
    fn stir(&self, number: usize, before: u32, all: u32, again: &mut BTreeSet<usize>) {
        let claims = self.sharing.get(number).map(|sharing| sharing.claims.as_slice()).unwrap_or_default();
        let now = commonness(claims.len());
        // What one claim had, or has, brought no two together that were there before and are now.
        if before == 0 || claims.len() < 2 || now == before {
            return;
        }
        // What has become more common makes pairs lighter: where none of the best rests on it, they stay the best. Where it
        // is not what few have any more, a pair may be something else by it.
        let lighter = now > before && is_few(before, all) == is_few(now, all) && tells(before, all) == tells(now, all);
        let rests =
            |ranked: &Ranked| self.taken(ranked.at).is_some_and(|taken| taken.shares.binary_search(&number).is_ok());
        again.extend(claims.iter().filter(|at| !lighter || self.best_of(**at).iter().any(rests)));
    }

    /// The claims that one shares something with, where the two may be about the same; the nearest first.
    fn meet(&mut self, at: usize) -> Vec<(usize, Near)> {
        let all = commonness(self.places.len());
        let shares = self.claims.get(at).and_then(Option::as_ref).map(|taken| taken.shares.as_slice());
        for sharing in shares.unwrap_or_default().iter().filter_map(|number| self.sharing.get(*number)) {
            let Some(rarity) = rarity(sharing.claims.len(), all) else { continue };
            for other in &sharing.claims {
                let Some(near) = self.near.get_mut(*other) else { continue };
                if near.is_nothing() {
                    self.met.push(*other);
                }
                near.add(sharing.says, rarity);
            }
        }
        let met = self.met.drain(..).filter_map(|other| Some((other, std::mem::take(self.near.get_mut(other)?))));
        let mut met: Vec<(usize, Near)> = met.filter(|(other, near)| *other != at && near.is_near()).collect();
        met.sort_unstable_by_key(|(_, near)| std::cmp::Reverse(near.tenths()));
        met
    }

    /// What two claims share.
    fn near(&self, one: usize, other: usize) -> Near {
        let all = commonness(self.places.len());
        let mut near = Near::default();
        let (Some(one), Some(other)) = (self.taken(one), self.taken(other)) else { return near };
        let both = one.shares.iter().filter(|number| other.shares.binary_search(number).is_ok());
        for sharing in both.filter_map(|number| self.sharing.get(*number)) {
            rarity(sharing.claims.len(), all).into_iter().for_each(|rarity| near.add(sharing.says, rarity));
        }
        near
    }

    /// Finds the best pairs of a claim. With `settled`, each also finds its place among the best of the other claim, where that
    /// is not found anew itself.
    fn rank(&mut self, at: usize, settled: Option<&Vec<bool>>, decided: Decided<'_>) {
        let Some(id) = self.taken(at).map(|taken| taken.stated.id) else { return };
        let mut best: Vec<Ranked> = Vec::new();
        for (to, near) in self.meet(at) {
            let most = near.weight() + rules::MOST + ACROSS;
            let may = |best: &[Ranked]| best.len() < KEPT || best.last().is_some_and(|last| most >= last.weight);
            let of_other = settled.is_some_and(|settled| settled.get(to) == Some(&true)) && may(self.best_of(to));
            if most < LEAST || !may(&best) && settled.is_none() {
                break;
            }
            if !of_other && !may(&best) {
                continue;
            }
            let Some(other) = self.taken(to).map(|taken| taken.stated.id).filter(|other| !decided(id, *other)) else {
                continue;
            };
            let Some(weight) = self.propose(at, to, near).map(|proposal| proposal.weight) else { continue };
            insert(&mut best, Ranked { weight, other, at: to });
            if of_other {
                self.best.get_mut(to).into_iter().for_each(|best| insert(best, Ranked { weight, other: id, at }));
            }
        }
        self.best.get_mut(at).into_iter().for_each(|place| *place = std::mem::take(&mut best));
    }

    /// What two claims may be to each other that share so much.
    fn propose(&self, n: usize, m: usize, near: Near) -> Option<Proposal> {
        let (one, other) = (self.taken(n)?, self.taken(m)?);
        // Always the same way round, whichever of the two was asked for.
        let (one, other) = if comes_after(one, other) { (other, one) } else { (one, other) };
        let sides = ((&one.stated, &one.features), (&other.stated, &other.features));
        let verdict = rules::decide(sides.0, sides.1, &self.known, &near)?;
        let across = if one.stated.document == other.stated.document { 0.0 } else { ACROSS };
        let weight = near.weight() + verdict.weight + across;
        (weight >= LEAST).then_some(Proposal {
            claims: (one.stated.id, other.stated.id),
            kinds: verdict.kinds,
            rule: verdict.rule,
            why: verdict.why,
            marked: verdict.marked,
            weight,
        })
    }
}

/// Puts a pair in its place among the best, if it has one there.
fn insert(best: &mut Vec<Ranked>, ranked: Ranked) {
    let at = best.partition_point(|other| other.order(&ranked) == Ordering::Less);
    if at < KEPT {
        best.insert(at, ranked);
        best.truncate(KEPT);
    }
}

/// True when the first claim was said after the other, or, where that is not known, was recorded after it.
fn comes_after(one: &Taken, other: &Taken) -> bool {
    match (&one.features.said, &other.features.said) {
        (Some(said), Some(before)) if before.is_before(said) => true,
        (Some(said), Some(after)) if said.is_before(after) => false,
        _ => one.stated.id > other.stated.id,
    }
}
