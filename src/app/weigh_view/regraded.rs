//! What rested on the grade of a source before it was changed: the claims that were recorded under the earlier letter, those
//! that carry a judgement or stand in a brief first, since they are to be looked at again.

use super::judgements::briefs_with;
use super::names::{grades, rows_of};
use crate::app::model::{By, Model};
use crate::domain::Id;
use crate::domain::grade::Reliability;
use std::cmp::Reverse;

/// A source whose letter is another than the one before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Regraded {
    /// The letter it had.
    pub before: Reliability,
    /// The letter in force.
    pub now: Reliability,
    /// Since when, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What was recorded before that and rests on the source.
    pub claims: Vec<Rested>,
}

/// A claim that was recorded when the source had its earlier letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rested {
    /// The claim.
    pub claim: Id,
    /// How many of our judgements rest on it.
    pub judgements: usize,
    /// In how many briefs it, or a judgement that rests on it, is given.
    pub briefs: usize,
}

/// What rested on the letter a source had before its present one; `None` where it never had another.
pub fn regraded(model: &Model, name: Id) -> Option<Regraded> {
    let all = grades(model, name);
    let now = all.first()?;
    // A grade that was given once more is no change; the change is where the letter in force began.
    let since = all.iter().take_while(|grade| grade.reliability == now.reliability).last()?;
    let before = all.iter().find(|grade| grade.reliability != now.reliability)?;
    let mut claims: Vec<Rested> = resting(model, name)
        .into_iter()
        .filter(|claim| claim.made_ms().is_none_or(|made| made < since.at_ms))
        .map(|claim| rested(model, claim))
        .collect();
    claims.sort_by_key(|rested| Reverse((rested.briefs, rested.judgements, rested.claim)));
    Some(Regraded { before: before.reliability, now: now.reliability, at_ms: since.at_ms, claims })
}

/// The claims a source says, publishes or passes on.
fn resting(model: &Model, name: Id) -> Vec<Id> {
    let mut claims = rows_of(model, By::Said, name);
    claims.extend(rows_of(model, By::PassedOn, name).iter().filter_map(|hop| Some(model.hops.get(hop)?.claim)));
    for document in rows_of(model, By::Published, name) {
        for passage in model.ids(By::Passages, document) {
            let evidence = model.ids(By::Gives, passage);
            claims.extend(evidence.filter_map(|id| Some(model.evidence.get(&id)?.claim)));
        }
    }
    claims.sort_unstable();
    claims.dedup();
    claims
}

fn rested(model: &Model, claim: Id) -> Rested {
    let judgements: Vec<Id> =
        model.ids(By::RestedOn, claim).filter_map(|id| Some(model.judgement_claims.get(&id)?.judgement)).collect();
    let mut briefs: Vec<Id> = std::iter::once(claim)
        .chain(judgements.iter().copied())
        .flat_map(|id| briefs_with(model, id))
        .filter_map(|(block, _)| Some(model.blocks.get(&block)?.brief))
        .collect();
    briefs.sort_unstable();
    briefs.dedup();
    Rested { claim, judgements: judgements.len(), briefs: briefs.len() }
}
