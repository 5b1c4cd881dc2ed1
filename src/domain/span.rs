//! A stretch of canonical text: a half-open range of UTF-8 bytes that is never empty.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// `start..end` in UTF-8 bytes of a revision's canonical text, `start < end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct Span {
    start: u32,
    end: u32,
}

#[derive(Serialize, Deserialize)]
struct Bounds {
    start: u32,
    end: u32,
}

/// Why two numbers are not a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a span ends after it starts; {start}..{end} does not")]
pub struct EmptySpan {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`, in bytes.
    pub fn new(start: u32, end: u32) -> Result<Self, EmptySpan> {
        if start < end { Ok(Self { start, end }) } else { Err(EmptySpan { start, end }) }
    }

    /// First byte.
    pub fn start(self) -> u32 {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes; never 0.
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// As a range of `u32`.
    pub fn range(self) -> Range<u32> {
        self.start..self.end
    }

    /// As a range that indexes a string.
    pub fn index(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// True when both share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when the byte lies inside.
    pub fn contains(self, byte: u32) -> bool {
        self.start <= byte && byte < self.end
    }

    /// True when all of `other` lies inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl TryFrom<Bounds> for Span {
    type Error = EmptySpan;
    fn try_from(b: Bounds) -> Result<Self, EmptySpan> {
        Self::new(b.start, b.end)
    }
}

impl From<Span> for Bounds {
    fn from(s: Span) -> Self {
        Bounds { start: s.start, end: s.end }
    }
}
