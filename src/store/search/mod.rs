//! Full-text search: the index and how it is kept, and asking it. A question is answered by document: each word or phrase
//! is looked up in the rows of the index, a row being whole paragraphs, and the planner joins what they find.

mod answer;
mod facets;
mod fields;
mod index;
mod known;
mod matching;
mod meant;
mod names;
mod own;
mod places;
mod regex;
mod resolve;
#[cfg(test)]
mod tests;
mod whole;

pub use answer::{Extent, Hit, Hits, Line};
pub use facets::Facets;
pub use index::{Pace, Row};
pub use matching::How;
pub use meant::Meant;
pub use own::Own;
pub use regex::Sweep;

pub(super) use index::note;

/// Longest row of the index, in bytes of text, where its paragraphs allow it.
const ROW: usize = 32 * 1024;
