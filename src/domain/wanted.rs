//! Wanted items: what we do not hold, such as the original of a quotation or a missing date.

use super::vocabulary::vocabulary;
use super::{Id, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// Whether it was found.
    WantedStatus {
        Open = "open", "open";
        Found = "found", "found";
        GivenUp = "given_up", "given up";
    }
}

/// Something we do not hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Identity.
    pub id: Id,
    /// What it is.
    pub words: Words,
    /// The document that lacks it.
    pub document: Option<Id>,
    /// The claim that lacks it.
    pub claim: Option<Id>,
    /// Whether it was found.
    pub status: WantedStatus,
}
