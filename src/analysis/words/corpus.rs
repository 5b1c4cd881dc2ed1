//! The words of many texts, each told by a number, in the order they stand: what everything else is counted from. A text
//! takes about a byte and a half a word, so that a hundred megabytes of text stay in memory in a quarter of that.

use super::cut::{words, written};
use super::stop::{self, Lists};
use crate::domain::Id;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// A word, folded, and the stop lists it stands in.
#[derive(Debug)]
pub(super) struct Word {
    pub folded: Arc<str>,
    pub stop: Lists,
}

/// A word as it is written somewhere.
#[derive(Debug)]
pub(super) struct Form {
    pub written: Arc<str>,
    /// Its place among the words.
    pub word: usize,
}

/// One text.
#[derive(Debug)]
pub(super) struct Text {
    pub revision: Id,
    /// The stop lists that hold in it.
    pub stop: Lists,
    /// How many words it has.
    pub count: u64,
    /// The numbers of its forms, in LEB128.
    forms: Vec<u8>,
}

impl Text {
    /// The numbers of its forms in order.
    pub fn forms(&self) -> impl Iterator<Item = usize> + '_ {
        let mut rest = self.forms.iter();
        std::iter::from_fn(move || {
            let (mut value, mut shift) = (0_usize, 0_u32);
            loop {
                let byte = rest.next()?;
                value |= usize::from(byte & 0x7f) << shift;
                if byte & 0x80 == 0 {
                    return Some(value);
                }
                shift = (shift + 7).min(28);
            }
        })
    }
}

/// A text that is being read piece by piece.
#[derive(Debug)]
pub struct Reading {
    document: Id,
    text: Text,
}

/// The words of many texts.
#[derive(Debug, Default)]
pub struct Corpus {
    known_forms: HashMap<Arc<str>, usize>,
    known_words: HashMap<Arc<str>, usize>,
    pub(super) forms: Vec<Form>,
    pub(super) words: Vec<Word>,
    pub(super) texts: BTreeMap<Id, Text>,
}

impl Corpus {
    /// Begins to read the text of a document: one of its revisions, in a language where that is known.
    pub fn begin(document: Id, revision: Id, language: Option<&str>) -> Reading {
        let text = Text { revision, stop: stop::lists_of(language), count: 0, forms: Vec::new() };
        Reading { document, text }
    }

    /// Reads the next piece of a text, which is not cut inside a word.
    pub fn read(&mut self, reading: &mut Reading, piece: &str) {
        words(piece, |folded, _, bytes| {
            let form = self.form(written(piece, bytes), folded);
            push(&mut reading.text.forms, form);
            reading.text.count += 1;
        });
    }

    /// Takes a text that was read whole in, in place of the one its document had.
    pub fn take(&mut self, mut reading: Reading) {
        reading.text.forms.shrink_to_fit();
        self.texts.insert(reading.document, reading.text);
    }

    /// True when this revision of the document is in.
    pub fn has(&self, document: Id, revision: Id) -> bool {
        self.texts.get(&document).is_some_and(|text| text.revision == revision)
    }

    /// Says in which language a document that is in is read; `true` when other words are left out of it then.
    pub fn tell_language(&mut self, document: Id, language: Option<&str>) -> bool {
        let stop = stop::lists_of(language);
        let Some(text) = self.texts.get_mut(&document).filter(|text| text.stop != stop) else { return false };
        text.stop = stop;
        true
    }

    /// Lets go of the texts of all other documents; `true` when there was one.
    pub fn keep(&mut self, documents: &HashSet<Id>) -> bool {
        let before = self.texts.len();
        self.texts.retain(|document, _| documents.contains(document));
        self.texts.len() < before
    }

    /// How many texts are in.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// True when no text is in.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The word that is folded so.
    pub(super) fn word(&self, folded: &str) -> Option<usize> {
        self.known_words.get(folded).copied()
    }

    /// The word of a form.
    pub(super) fn word_of(&self, form: usize) -> usize {
        self.forms.get(form).map_or(usize::MAX, |form| form.word)
    }

    fn form(&mut self, written: &str, folded: &str) -> usize {
        if let Some(known) = self.known_forms.get(written) {
            return *known;
        }
        let word = match self.known_words.get(folded) {
            Some(known) => *known,
            None => {
                let folded: Arc<str> = folded.into();
                let stop = stop::lists_with(&folded);
                self.known_words.insert(Arc::clone(&folded), self.words.len());
                self.words.push(Word { folded, stop });
                self.words.len() - 1
            }
        };
        // Most words are written as they are folded: they are kept once.
        let same = self.words.get(word).map(|word| &word.folded).filter(|folded| &***folded == written);
        let written: Arc<str> = same.map_or_else(|| written.into(), Arc::clone);
        self.known_forms.insert(Arc::clone(&written), self.forms.len());
        self.forms.push(Form { written, word });
        self.forms.len() - 1
    }
}

fn push(out: &mut Vec<u8>, mut n: usize) {
    loop {
        let low = u8::try_from(n & 0x7f).unwrap_or(0);
        n >>= 7;
        if n == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}
