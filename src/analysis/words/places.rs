//! Where a word stands: in which documents how often, and at which bytes of a text.

use super::corpus::Corpus;
use super::cut::words;
use super::tally::{Tally, Those};
use crate::domain::{Id, Span, Words};

/// Documents that are told with the places in them.
const DOCUMENTS: usize = 500;
/// About the most places that are told of one.
const PLACES: usize = 2_000;

/// How a word is used in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InDocument {
    /// The document.
    pub document: Id,
    /// The revision that was counted.
    pub revision: Id,
    /// How often.
    pub count: u64,
    /// How many words it has in all.
    pub words: u64,
    /// Where, counted in words from 0: of very many places every second, third …, from the first to the last of them.
    pub at: Vec<u32>,
    /// How many places there are for each that is told; 1 where it is all of them.
    pub every: usize,
}

/// A word as a whole, in the documents that were tallied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spots {
    /// Documents that have it, those that use it most first; as many as are shown at once.
    pub documents: Vec<InDocument>,
    /// How many have it in all.
    pub in_documents: usize,
    /// As it is written most often.
    pub word: Words,
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
                documents.push(InDocument { document, revision, count, words, at: Vec::new(), every: 1 });
            }
        }
        documents.sort_by_key(|found| (std::cmp::Reverse(found.count), found.document));
        let in_documents = documents.len();
        documents.truncate(DOCUMENTS);
        for found in &mut documents {
            let places = self.texts.get(&found.document).into_iter().flat_map(|text| text.forms().zip(0..));
            let own = places.filter(|(form, _)| self.word_of(*form) == word).map(|(_, at)| at);
            found.every = usize::try_from(found.count).unwrap_or(usize::MAX).div_ceil(PLACES).max(1);
            found.at = own.step_by(found.every).collect();
        }
        let (all, of) = tally.here();
        let count = tally.count(word);
        let per_million = super::measures::per_million(count, all);
        let (_, deviation) = tally.spread(word);
        Some(Spots { documents, in_documents, word: self.written(tally, word), count, per_million, of, deviation })
    }
}

/// The places of a word, given folded, in a piece of a text, in bytes counted from `start`.
pub fn bytes_of(piece: &str, start: u32, folded: &str, mut take: impl FnMut(Span)) {
    words(piece, |word, _, bytes| {
        let at = |byte: usize| start.saturating_add(u32::try_from(byte).unwrap_or(u32::MAX));
        if word == folded
            && let Ok(span) = Span::new(at(bytes.start), at(bytes.end))
        {
            take(span);
        }
    });
}
