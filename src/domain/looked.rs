//! Looking for something: what was looked for, in which documents, and what came of it. That it was not there is
//! evidence too, and a judgement can rest on it.

use super::vocabulary::vocabulary;
use super::{Id, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What came of looking.
    Outcome {
        Nothing = "nothing", "nothing found";
        Something = "something", "found";
        Unclear = "unclear", "unclear";
    }
}

/// That somebody looked for something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Looked {
    /// Identity.
    pub id: Id,
    /// What was looked for.
    pub words: Words,
    /// The search that was typed; none when it was looked for by reading.
    pub query: Option<Words>,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What came of it.
    pub outcome: Outcome,
    /// A note.
    pub memo: Option<Words>,
}

/// A document that was looked in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookedIn {
    /// Identity.
    pub id: Id,
    /// What was looked for.
    pub looked: Id,
    /// The document.
    pub document: Id,
}
