//! Searches that are kept. One with a tag is a rule: what it finds is tagged, and marked as by rule until somebody confirms
//! it.

use super::vocabulary::vocabulary;
use super::{Id, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What of a text is marked around what was found.
    Around {
        Words = "words", "the words";
        Sentence = "sentence", "the sentence";
        Paragraph = "paragraph", "the paragraph";
    }
}

/// A search that is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSearch {
    /// Identity.
    pub id: Id,
    /// The question, as [`Query`](super::query::Query) reads it.
    pub query: Words,
    /// The tag it sets, when it is a rule.
    pub tag: Option<Id>,
    /// What it tags around a place.
    pub around: Around,
}
