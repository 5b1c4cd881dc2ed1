//! Counting the words of a project. Texts are read once and stay counted in memory; after a change only those that are new
//! are read. In the window a thread of its own does it; the command line calls [`Counter`] itself.

pub(super) mod desk;
mod table;

pub use desk::{Count, Part, Place, WordNews};

use crate::analysis::words::{Collocate, Corpus, List, Near, Sought, Spots, Tally, Those, bytes_of};
use crate::domain::{Id, Sha256, Words};
use crate::store::{HasText, Reader, StoreError};
use std::collections::HashSet;

/// A piece of a text that has no place to be cut at is not held longer than this, in bytes.
const LONGEST_PIECE: usize = 256 * 1024;
/// Most places of a word that are marked in one document.
const PLACES: usize = 10_000;

/// What is told of a word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The word, folded.
    pub folded: Words,
    /// Where it stands: the documents that use it most.
    pub spots: Spots,
    /// Its collocates, the surest first.
    pub collocates: Vec<Collocate>,
    /// How many there are.
    pub of: usize,
}

/// The words of a project, counted.
#[derive(Debug, Default)]
pub struct Counter {
    corpus: Corpus,
    /// The history's head the corpus is of.
    head: Option<Sha256>,
    tally: Option<(Those, Tally)>,
}

impl Counter {
    /// Reads what was not counted yet. `watch` is told how many texts of how many are done, and says whether to go on;
    /// `false` when it did not.
    pub fn follow(&mut self, reader: &Reader, watch: &mut dyn FnMut(usize, usize) -> bool) -> Result<bool, StoreError> {
        let head = reader.project_facts()?.head;
        if self.head == Some(head) {
            return Ok(true);
        }
        let texts = reader.texts()?;
        let shown: HashSet<Id> = texts.iter().map(|text| text.document).collect();
        let mut changed = self.corpus.keep(&shown);
        for (done, text) in texts.iter().enumerate() {
            if self.corpus.has(text.document, text.revision) {
                changed |= self.corpus.tell_language(text.document, text.language.as_deref());
                continue;
            }
            (changed, self.tally) = (true, None);
            if !watch(done, texts.len()) || !self.read(reader, text, &mut || watch(done, texts.len()))? {
                return Ok(false);
            }
        }
        if changed {
            self.tally = None;
        }
        self.head = Some(head);
        Ok(true)
    }

    /// Reads one text; `false` when it was given up.
    fn read(&mut self, reader: &Reader, text: &HasText, goes_on: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
        let mut reading = Corpus::begin(text.document, text.revision, text.language.as_deref());
        let whole = each_piece(reader, text, &mut |piece, _| {
            self.corpus.read(&mut reading, piece);
            goes_on()
        })?;
        if whole {
            self.corpus.take(reading);
        }
        Ok(whole)
    }

    /// Counts the words of some documents against the rest; `false` when it is given up.
    fn count(&mut self, those: &Those, given_up: &dyn Fn() -> bool) -> bool {
        if self.tally.as_ref().is_some_and(|(of, _)| of == those) {
            return true;
        }
        self.tally = self.corpus.tally(those, given_up).map(|tally| (those.clone(), tally));
        self.tally.is_some()
    }

    /// The words that are sought; `None` when it is given up.
    pub fn list(&mut self, those: &Those, sought: &Sought, given_up: &dyn Fn() -> bool) -> Option<List> {
        if !self.count(those, given_up) {
            return None;
        }
        let (_, tally) = self.tally.as_ref()?;
        Some(self.corpus.list(tally, sought))
    }

    /// What stands beside a word, given folded, and where it stands; `None` when it is given up.
    pub fn word(&mut self, folded: &str, those: &Those, near: Near, given_up: &dyn Fn() -> bool) -> Option<Told> {
        if !self.count(those, given_up) {
            return None;
        }
        let (_, tally) = self.tally.as_ref()?;
        let spots = self.corpus.spots(folded, those, tally, given_up)?;
        let (collocates, of) = self.corpus.collocates(folded, those, tally, near, given_up)?;
        Some(Told { folded: Words::new(folded), spots, collocates, of })
    }
}

/// A place of a word, given folded, in the text of a document as it is now, by its number from 0, else the last, with all
/// others as far as they are marked; `None` when it was given up or there is none any more.
fn place(
    reader: &Reader,
    document: Id,
    folded: &str,
    nth: usize,
    goes_on: &mut dyn FnMut() -> bool,
) -> Result<Option<Place>, StoreError> {
    let texts = reader.texts()?;
    let Some(text) = texts.into_iter().find(|text| text.document == document) else { return Ok(None) };
    let (mut spans, mut found, mut count) = (Vec::new(), None, 0);
    let whole = each_piece(reader, &text, &mut |piece, start| {
        bytes_of(piece, start, folded, |span| {
            if count <= nth {
                found = Some(span);
            }
            if spans.len() < PLACES {
                spans.push(span);
            }
            count += 1;
        });
        (count <= nth || spans.len() < PLACES) && goes_on()
    })?;
    let enough = whole || (count > nth && spans.len() >= PLACES);
    Ok(found.filter(|_| enough).map(|span| Place { document, revision: text.revision, spans, span }))
}

/// Calls `take` with each piece of a text and the byte it starts at, until it says `false`; none is cut inside a word.
pub fn each_piece(
    reader: &Reader,
    text: &HasText,
    take: &mut dyn FnMut(&str, u32) -> bool,
) -> Result<bool, StoreError> {
    let (mut start, mut held) = (0_u32, String::new());
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    loop {
        let at = start.saturating_add(length(&held));
        if at < text.bytes {
            let chunk = reader.chunk(text.revision, at..at.saturating_add(1))?;
            held.push_str(&chunk.text);
            if chunk.text.is_empty() {
                return Err(StoreError::Damaged("a text is shorter than it says".to_owned()));
            }
        }
        let last = start.saturating_add(length(&held)) >= text.bytes;
        let end = if last { held.len() } else { between_words(&held) };
        if !take(held.get(..end).unwrap_or_default(), start) {
            return Ok(false);
        }
        if last {
            return Ok(true);
        }
        held.drain(..end);
        start = start.saturating_add(u32::try_from(end).unwrap_or(u32::MAX));
    }
}

/// The last place in a piece at which no word is cut.
fn between_words(piece: &str) -> usize {
    let after = |is: fn(char) -> bool| piece.rfind(is).map(|at| piece.ceil_char_boundary(at + 1));
    let end = after(|c| c == '\n').or_else(|| after(char::is_whitespace)).or_else(|| after(is_mark));
    match end {
        Some(end) => end,
        None if piece.len() < LONGEST_PIECE => 0,
        None => piece.len(),
    }
}

/// A full stop or comma of a script without spaces.
fn is_mark(c: char) -> bool {
    matches!(c, '。' | '、' | '，' | '！' | '？' | '；' | '：')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_cut_where_no_word_is() {
        assert_eq!(between_words("one\ntwo th"), "one\n".len());
        assert_eq!(between_words("one two th"), "one two ".len());
        assert_eq!(between_words("北京，北"), "北京，".len());
        assert_eq!(between_words("北京北"), 0);
        assert_eq!(between_words(&"北".repeat(LONGEST_PIECE)), LONGEST_PIECE * "北".len());
    }
}
