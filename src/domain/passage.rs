//! Passages: spans of a document that somebody marked, with the anchors that hold them in place.

use super::vocabulary::vocabulary;
use super::{Date, Id, Span, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// How an anchor holds.
    AnchorState {
        Exact = "exact", "exact";
        Moved = "moved", "moved";
        Folded = "folded", "found but for typography";
        Fuzzy = "fuzzy", "found with differences";
        Ambiguous = "ambiguous", "found in several places";
        Orphaned = "orphaned", "lost its place";
    }
}

/// A span of one document that was marked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Identity.
    pub id: Id,
    /// The document.
    pub document: Id,
    /// A note.
    pub memo: Option<Words>,
}

/// Where a passage stands in one revision: its bytes, and its words so that the place can be proved or found again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Identity.
    pub id: Id,
    /// The passage.
    pub passage: Id,
    /// The revision the bytes count in.
    pub revision: Id,
    /// First byte.
    pub start: u32,
    /// One past the last byte; always after `start`.
    pub end: u32,
    /// The words between them.
    pub quote: Words,
    /// Up to 64 code points before.
    pub prefix: Words,
    /// Up to 64 code points after.
    pub suffix: Words,
    /// How it holds.
    pub state: AnchorState,
    /// The score of a match that is not exact, in thousandths.
    pub score: Option<u32>,
}

impl Anchor {
    /// The bytes as a span; `None` only for a row written by something else.
    pub fn span(&self) -> Option<Span> {
        Span::new(self.start, self.end).ok()
    }
}

/// A tag on a passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassageTag {
    /// Identity.
    pub id: Id,
    /// The passage.
    pub passage: Id,
    /// The tag.
    pub tag: Id,
    /// The rule that set it, until somebody confirms it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Id>,
}

/// A passage's words in another language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// Identity.
    pub id: Id,
    /// The passage.
    pub passage: Id,
    /// The translation.
    pub words: Words,
    /// The language it is in, as a BCP 47 tag.
    pub language: Option<Words>,
    /// Who or what made it.
    pub made_by: Option<Words>,
    /// When it was made.
    pub made_on: Option<Date>,
}
