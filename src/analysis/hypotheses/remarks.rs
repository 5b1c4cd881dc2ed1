//! What has to be said beside an order of hypotheses, so that nobody takes it for more than it is.

use super::{Credibility, Held, Matrix, Weighed};
use crate::domain::claim::ClaimStatus;
use crate::domain::hypothesis::{Assumption, Indicator, Standing};
use crate::domain::vocabulary::vocabulary;
use crate::domain::{Id, fold};
use std::collections::{BTreeMap, BTreeSet};

vocabulary! {
    /// Why something has to be said.
    Why {
        OneHypothesis = "one_hypothesis", "nothing competes: there are fewer than two hypotheses";
        NoEvidence = "no_evidence", "nothing is said of this hypothesis; it is not ranked";
        NotRated = "not_rated", "not rated against every hypothesis that is ranked; an empty cell counts as nothing against it";
        NotWeighed = "not_weighed", "not weighed: no credibility is set and the claim has no grade that says it; counted as medium";
        NoSource = "no_source", "no source is known: the claim has no speaker and its documents no outlet";
        TellsNothing = "tells_nothing_apart", "the same against every hypothesis: it tells nothing apart";
        LostPlace = "lost_place", "evidence lost its place: the document no longer has the words where they were marked";
        Unsupported = "unsupported", "the claim rests on no passage";
        NotOpen = "not_open", "the claim was dropped or retracted, and counts all the same";
        Everywhere = "indicator_everywhere", "stands under every hypothesis: seeing it would tell nothing apart";
        Assumed = "assumption_unsupported", "assumed, with nothing that supports it";
    }
}

/// Something that has to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Why.
    pub why: Why,
    /// Of which hypotheses, items, indicators or assumptions.
    pub of: Vec<Id>,
}

/// What has to be said of a matrix, in the order of [`Why`]. `held` has the claim of each item in the matrix's order.
pub fn remarks(
    matrix: &Matrix,
    weighed: &Weighed,
    held: &[Held],
    assumptions: &[Assumption],
    indicators: &[Indicator],
) -> Vec<Remark> {
    let mut of: BTreeMap<Why, Vec<Id>> = BTreeMap::new();
    let mut say = |yes: bool, why: Why, id: Id| {
        if yes {
            of.entry(why).or_default().push(id);
        }
    };
    for (id, evidence) in matrix.hypotheses.iter().zip(&weighed.evidence) {
        say(*evidence == 0, Why::NoEvidence, *id);
    }
    for (item, held) in matrix.items.iter().zip(held) {
        // Of a hypothesis nothing is said of, that is said already.
        let mut cells = item.cells.iter().zip(&weighed.evidence);
        say(cells.any(|(cell, evidence)| cell.is_none() && *evidence > 0), Why::NotRated, item.id);
        say(item.credibility == Credibility::NotWeighed, Why::NotWeighed, item.id);
        say(item.sources.is_empty(), Why::NoSource, item.id);
        say(item.tells_nothing_apart(), Why::TellsNothing, item.id);
        say(!held.lost.is_empty(), Why::LostPlace, item.id);
        say(held.passages == 0, Why::Unsupported, item.id);
        say(held.claim.status != ClaimStatus::Open, Why::NotOpen, item.id);
    }
    for id in everywhere(&matrix.hypotheses, indicators) {
        say(true, Why::Everywhere, id);
    }
    for assumption in assumptions {
        say(assumption.standing == Standing::Unsupported, Why::Assumed, assumption.id);
    }
    if matrix.hypotheses.len() < 2 {
        of.insert(Why::OneHypothesis, Vec::new());
    }
    of.into_iter().map(|(why, of)| Remark { why, of }).collect()
}

/// The indicators whose words stand under every one of several hypotheses.
fn everywhere(hypotheses: &[Id], indicators: &[Indicator]) -> Vec<Id> {
    let mut under: BTreeMap<String, BTreeSet<Id>> = BTreeMap::new();
    for indicator in indicators {
        under.entry(fold(indicator.words.raw())).or_default().insert(indicator.hypothesis);
    }
    let is_everywhere = |indicator: &&Indicator| {
        hypotheses.len() > 1
            && under.get(&fold(indicator.words.raw())).is_some_and(|found| found.len() == hypotheses.len())
    };
    indicators.iter().filter(is_everywhere).map(|indicator| indicator.id).collect()
}
