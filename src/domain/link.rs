//! Links: typed relations between two claims, or between two passages.

use super::vocabulary::vocabulary;
use super::{Id, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// How two claims stand to each other. The first is the default for a clash.
    LinkKind {
        PullsAgainst = "pulls_against", "pulls against";
        Contradicts = "contradicts", "contradicts";
        Supports = "supports", "supports";
        SameAs = "same_as", "says the same as";
        SameOrigin = "same_origin", "same origin";
        LaterStateOf = "later_state_of", "later state of";
        DifferentThing = "different_thing", "different thing";
        Qualifies = "qualifies", "qualifies";
        Elaborates = "elaborates", "elaborates";
        RespondsTo = "responds_to", "responds to";
        TranslationOf = "translation_of", "translation of";
        Retracts = "retracts", "retracts";
    }
}

vocabulary! {
    /// Whether a link is only proposed.
    LinkStatus {
        Proposed = "proposed", "proposed";
        Accepted = "accepted", "accepted";
        Rejected = "rejected", "rejected";
    }
}

/// A relation between two claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimLink {
    /// Identity.
    pub id: Id,
    /// The claim it goes out from.
    pub from_claim: Id,
    /// The claim it goes to; never the same one.
    pub to_claim: Id,
    /// How they stand to each other.
    pub kind: LinkKind,
    /// Why.
    pub note: Option<Words>,
    /// Whether it is only proposed.
    pub status: LinkStatus,
    /// The rule that proposed it, if one did.
    pub rule: Option<Words>,
}

/// A relation between two passages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassageLink {
    /// Identity.
    pub id: Id,
    /// The passage it goes out from.
    pub from_passage: Id,
    /// The passage it goes to; never the same one.
    pub to_passage: Id,
    /// How they stand to each other.
    pub kind: LinkKind,
    /// Why.
    pub note: Option<Words>,
    /// Whether it is only proposed.
    pub status: LinkStatus,
    /// The rule that proposed it, if one did.
    pub rule: Option<Words>,
}
