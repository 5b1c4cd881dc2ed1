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
        Copy = "copy", "a copy";
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

/// The key of a declined copy: the two documents whose texts do not come from one another, in either order.
pub fn copy_key(one: Id, other: Id) -> Words {
    Words::new(format!("{} {}", one.min(other), one.max(other)))
}

/// The two documents of such a key; `None` when it is none, or names one document twice.
pub fn copy_pair(key: &Words) -> Option<(Id, Id)> {
    let (one, other) = key.raw().split_once(' ')?;
    let (one, other) = (one.parse().ok()?, other.parse().ok()?);
    (one < other).then_some((one, other))
}
