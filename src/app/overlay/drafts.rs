//! Judgements and wanted items being made, and tags being picked for something.

use crate::domain::Id;
use crate::domain::judgement::Confidence;
use crate::domain::ladder::Likelihood;

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
