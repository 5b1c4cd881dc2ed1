//! The names that are known, by their spellings, and where a text has them.

use crate::domain::Id;
use crate::domain::tokens::{Token, tokens};
use std::collections::HashMap;
use std::ops::Range;

/// Most words of a spelling that is looked for.
const LONGEST: usize = 6;
/// Fewest letters of a surname that alone is looked for.
const SURNAME: usize = 4;

/// The names that are known, by their folded spellings.
#[derive(Clone, Debug, Default)]
pub struct Register {
    spellings: HashMap<String, Id>,
    surnames: HashMap<String, Option<Id>>,
}

impl Register {
    /// Adds a spelling of a name; of a person also the last word of it, as long as nobody else has the same.
    pub fn add(&mut self, spelling: &str, name: Id, person: bool) {
        let words: Vec<String> = tokens(spelling).into_iter().map(|token| token.word).collect();
        let last = words.last().filter(|last| person && last.chars().count() >= SURNAME);
        if let Some(last) = last {
            self.surnames
                .entry(last.clone())
                .and_modify(|known| *known = known.filter(|known| *known == name))
                .or_insert(Some(name));
        }
        if !words.is_empty() {
            self.spellings.entry(words.join(" ")).or_insert(name);
        }
    }

    /// The longest spelling that begins with these words, and how many it has.
    pub(super) fn at(&self, words: &[Token]) -> Option<(usize, Id)> {
        (1..=LONGEST.min(words.len())).rev().find_map(|length| {
            let row = words.get(..length)?;
            let key = row.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(" ");
            let surname = || (length == 1).then(|| self.surnames.get(&key).copied().flatten()).flatten();
            self.spellings.get(&key).copied().or_else(surname).map(|id| (length, id))
        })
    }

    /// Every spelling in a text, the longest at each place, with its bytes.
    pub(super) fn named(&self, text: &str) -> Vec<(Range<usize>, Id)> {
        let words = tokens(text);
        let mut out = Vec::new();
        let mut n = 0;
        while let Some((rest, first)) = words.get(n..).and_then(|rest| Some((rest, rest.first()?))) {
            let Some((length, id)) = self.at(rest) else {
                n += 1;
                continue;
            };
            let end = rest.get(length - 1).map_or(first.bytes.end, |last| last.bytes.end);
            out.push((first.bytes.start..end, id));
            n += length;
        }
        out
    }
}
