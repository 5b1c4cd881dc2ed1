//! Where a word stands: in which documents how often, and at which bytes of a text.

use super::corpus::Corpus;
use super::cut::words;
use super::tally::{Tally, Those};
use crate::domain::Id;

/// How often a word is used in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InDocument {
    /// The document.
    pub document: Id,
    /// The revision that was counted.
    pub revision: Id,
    /// How often.
    pub count: u64,
    /// How many words it has in all.
    pub words: u64,
}

/// A word as a whole, in the documents that were tallied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spots {
    /// The documents that have it, those that use it most first.
    pub documents: Vec<InDocument>,
    /// As it is written most often.
    pub word: crate::domain::Words,
    /// How often it is used.
    pub count: u64,
    /// The same in a million words.
    pub per_million: f64,
    /// Of how many documents.
    pub of: u64,
    /// Its deviation of proportions, of 0 (spread evenly) to 1.
    pub deviation: f64,
}

impl Corpus {
    /// Where a word, given folded, is used; `None` when it is given up.
    pub fn spots(&self, folded: &str, those: &Those, tally: &Tally, given_up: &dyn Fn() -> bool) -> Option<Spots> {
        let Some(word) = self.word(folded) else {
            return Some(Spots { of: tally.here().1, ..Spots::default() });
        };
        let mut documents = Vec::new();
        for (document, text) in self.texts.iter().filter(|(document, _)| those.has(**document)) {
            if given_up() {
                return None;
            }
            let count = text.forms().filter(|form| self.word_of(*form) == word).count() as u64;
            if count > 0 {
                let (document, revision, words) = (*document, text.revision, text.count);
                documents.push(InDocument { document, revision, count, words });
            }
        }
        documents.sort_by_key(|found| (std::cmp::Reverse(found.count), found.document));
        let (all, of) = tally.here();
        let count = tally.count(word);
        let per_million = super::measures::per_million(count, all);
        let (_, deviation) = tally.spread(word);
        Some(Spots { documents, word: self.written(tally, word), count, per_million, of, deviation })
    }
}

/// The bytes at which a word, given folded, begins in a piece of a text, counted from `start`.
pub fn bytes_of(piece: &str, start: u32, folded: &str, mut take: impl FnMut(u32)) {
    words(piece, |word, _, bytes| {
        if word == folded {
            take(start.saturating_add(u32::try_from(bytes.start).unwrap_or(u32::MAX)));
        }
    });
}
