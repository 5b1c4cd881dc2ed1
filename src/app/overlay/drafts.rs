//! Judgements and wanted items being made, and tags being picked for something.

use crate::domain::Id;
use crate::domain::judgement::Confidence;
use crate::domain::ladder::Likelihood;
use crate::domain::looked::Outcome;

/// A judgement being made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JudgementDraft {
    /// Its words.
    pub words: String,
    /// How likely it is.
    pub likelihood: Option<Likelihood>,
    /// Confidence in the basis.
    pub confidence: Option<Confidence>,
    /// Why that confidence.
    pub basis: String,
    /// A claim it rests on.
    pub claim: Option<Id>,
}

/// In which documents something was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookedWhere {
    /// Every document that has a text.
    All,
    /// Those that are listed.
    Listed,
    /// The chosen ones, else the one that is read.
    InHand,
}

/// What was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct LookedDraft {
    /// What it is.
    pub words: String,
    /// The search by which it was looked for.
    pub query: Option<String>,
    /// In which documents.
    pub of: LookedWhere,
    /// What came of it.
    pub outcome: Outcome,
}

/// Something wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WantedDraft {
    /// What it is.
    pub words: String,
    /// The document that lacks it.
    pub document: Option<Id>,
    /// The claim that lacks it.
    pub claim: Option<Id>,
}

/// What a tag is picked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagPick {
    /// To show only what has it.
    Filter,
    /// To change its name, definition, color or digit.
    Change,
    /// To be merged into another.
    MergeWhich,
    /// This one is merged into what is picked.
    MergeInto(Id),
    /// To be put below another.
    MoveWhich,
    /// This one is put below what is picked.
    MoveBelow(Id),
}
