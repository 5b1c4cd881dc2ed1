//! Proposals that were declined and never come again, where they are not about two records: those that two names are
//! one, and those about links, stand in records of their own.

use super::vocabulary::vocabulary;
use super::{Id, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What was proposed.
    DeclinedKind {
        Wanted = "wanted", "something to look for";
        Citation = "citation", "a citation";
        Claim = "claim", "a claim";
        Name = "name", "that a name means a holder of an office";
    }
}

/// A proposal nobody wants to see again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declined {
    /// Identity.
    pub id: Id,
    /// What was proposed.
    pub kind: DeclinedKind,
    /// Which proposal it was: text by which whoever proposes knows it again. Of a kind, each stands once.
    pub key: Words,
    /// A note, such as why.
    pub note: Option<Words>,
}
