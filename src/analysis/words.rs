//! Words of a corpus: how often each is used, what stands beside it, what sets some documents apart from the rest, and
//! where in each document a word stands. Formulas with their sources are in [`measures`].

mod around;
mod corpus;
mod cut;
pub mod measures;
mod places;
mod stop;
mod tally;
#[cfg(test)]
mod tests;

pub use around::{Collocate, Near, Window};
pub use corpus::{Corpus, Reading};
pub use cut::{word_at, words};
pub use places::{InDocument, Spots, bytes_of};
pub use stop::is_stop_word;
pub use tally::{Column, Kind, List, Row, Sought, Tally, Those};
