//! Judgements: our own assessments, with likelihood, confidence and what they rest on. A reported claim has neither
//! likelihood nor confidence.

use super::ladder::Likelihood;
use super::vocabulary::vocabulary;
use super::{Id, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// How good the basis of a judgement is (ICD 203).
    Confidence {
        Low = "low", "low";
        Moderate = "moderate", "moderate";
        High = "high", "high";
    }
}

/// Our assessment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Identity.
    pub id: Id,
    /// Its words.
    pub words: Words,
    /// The ladder its term is on.
    pub ladder: Option<Words>,
    /// The term; only together with a ladder.
    pub term: Option<Words>,
    /// Confidence in the basis.
    pub confidence: Option<Confidence>,
    /// Why that confidence.
    pub basis: Option<Words>,
}

impl Judgement {
    /// The likelihood, checked against the ladders we know; `Ok(None)` when none is given.
    pub fn likelihood(&self) -> Result<Option<Likelihood>, String> {
        match (&self.ladder, &self.term) {
            (Some(ladder), Some(term)) => Likelihood::new(ladder.raw(), term.raw()).map(Some),
            (None, None) => Ok(None),
            _ => Err("a likelihood is a ladder and a term, both or neither".to_owned()),
        }
    }
}

/// A claim a judgement rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JudgementClaim {
    /// Identity.
    pub id: Id,
    /// The judgement.
    pub judgement: Id,
    /// The claim.
    pub claim: Id,
}

/// A look for something that a judgement rests on: most often one that found nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JudgementLooked {
    /// Identity.
    pub id: Id,
    /// The judgement.
    pub judgement: Id,
    /// What was looked for.
    pub looked: Id,
}
