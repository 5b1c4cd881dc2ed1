//! Hypotheses, assumptions and indicators being made or changed.

use crate::domain::hypothesis::{Assumption, Indicator, IndicatorStatus, Standing};
use crate::domain::{Date, Id, Words};

/// A hypothesis being made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HypothesisDraft {
    /// What it says.
    pub words: String,
}

/// An assumption being made or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct AssumptionDraft {
    /// The one that is changed; `None` makes a new one.
    pub id: Option<Id>,
    /// What is assumed.
    pub words: String,
    /// The hypothesis that needs it; `None` for all of them.
    pub hypothesis: Option<Id>,
    /// How well it stands.
    pub standing: Standing,
    /// Why it is held to be true.
    pub why: String,
    /// What becomes of the analysis if it is wrong.
    pub if_wrong: String,
}

/// An indicator being made or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorDraft {
    /// The one that is changed; `None` makes a new one.
    pub id: Option<Id>,
    /// What would be seen.
    pub words: String,
    /// The hypothesis it would speak for.
    pub hypothesis: Id,
    /// Whether it is seen.
    pub status: IndicatorStatus,
    /// When that was so, in words or as EDTF.
    pub at: String,
    /// The claim that shows it.
    pub claim: Option<Id>,
    /// When to look again, in words or as EDTF.
    pub review_at: String,
}

fn text(words: Option<&Words>) -> String {
    words.cloned().unwrap_or_default().into_raw()
}

impl AssumptionDraft {
    /// A new one, for a hypothesis or for all.
    pub fn new(hypothesis: Option<Id>) -> Self {
        let (words, why, if_wrong) = (String::new(), String::new(), String::new());
        Self { id: None, words, hypothesis, standing: Standing::Caveated, why, if_wrong }
    }

    /// One as it is.
    pub fn of(row: &Assumption) -> Self {
        Self {
            id: Some(row.id),
            words: row.words.raw().to_owned(),
            hypothesis: row.hypothesis,
            standing: row.standing,
            why: text(row.why.as_ref()),
            if_wrong: text(row.if_wrong.as_ref()),
        }
    }
}

impl IndicatorDraft {
    /// A new one, of a hypothesis.
    pub fn new(hypothesis: Id) -> Self {
        let (words, at, review_at) = (String::new(), String::new(), String::new());
        Self { id: None, words, hypothesis, status: IndicatorStatus::NotSeen, at, claim: None, review_at }
    }

    /// One as it is.
    pub fn of(row: &Indicator) -> Self {
        let shown = |date: Option<&Date>| date.map(Date::shown).unwrap_or_default();
        Self {
            id: Some(row.id),
            words: row.words.raw().to_owned(),
            hypothesis: row.hypothesis,
            status: row.status,
            at: shown(row.at.as_ref()),
            claim: row.claim,
            review_at: shown(row.review_at.as_ref()),
        }
    }
}
