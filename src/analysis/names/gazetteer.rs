//! All spellings of a register found in a text in one pass (Aho–Corasick): Cyrillic and Greek names in every case, with
//! joiners and hyphens written or not, whole words alone, told by where they stand in the text as it is.

use super::spelling::bent_forms;
use super::words::normal;
use crate::domain::tokens::Script;
use crate::domain::{Folded, fold};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::HashMap;
use std::ops::Range;

/// Shortest spelling of one word, in letters: “Ali” alone is nobody. An abbreviation in capitals may be shorter.
const SHORTEST: usize = 4;
/// Shortest abbreviation, in letters.
const ABBREVIATION: usize = 3;
/// Most forms of one spelling.
const MOST_FORMS: usize = 120;
/// Longest spelling that is looked for, in bytes.
const LONGEST: usize = 400;

/// The spellings of a register, ready to be looked for.
#[derive(Debug)]
pub struct Gazetteer {
    automaton: AhoCorasick,
    /// By pattern: whose it is.
    patterns: Vec<Vec<Sought>>,
}

/// A spelling behind a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sought {
    name: usize,
    /// How it has to be written where letters have two cases.
    case: Case,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Any,
    /// The first letter is a capital.
    First,
    /// All letters are.
    All,
}

/// A name where it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The names that are spelled so, as they were told.
    pub names: Vec<usize>,
    /// Where, in bytes of the text that was given.
    pub bytes: Range<usize>,
}

/// The spellings could not be made ready: they are too many or too long for one automaton.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the names are too many to be looked for at once: {0}")]
pub struct TooMany(String);

impl Gazetteer {
    /// Makes spellings ready, each with the number of its name.
    pub fn of<'a>(spellings: impl IntoIterator<Item = (usize, &'a str)>) -> Result<Self, TooMany> {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut patterns: Vec<Vec<Sought>> = Vec::new();
        for (name, spelling) in spellings {
            for (pattern, case) in forms_of(spelling) {
                let number = *numbers.entry(pattern).or_insert_with(|| {
                    patterns.push(Vec::new());
                    patterns.len() - 1
                });
                let sought = Sought { name, case };
                if let Some(all) = patterns.get_mut(number)
                    && !all.contains(&sought)
                {
                    all.push(sought);
                }
            }
        }
        let mut texts: Vec<(usize, String)> = numbers.into_iter().map(|(text, number)| (number, text)).collect();
        texts.sort_unstable();
        let built = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(texts.iter().map(|(_, text)| text));
        let automaton = built.map_err(|error| TooMany(error.to_string()))?;
        Ok(Self { automaton, patterns })
    }

    /// The names a text has, in order; of those that share a place the longest. A text is best given in pieces of some dozen
    /// kilobytes that end between words.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        let folded = Folding::of(text);
        let hay = folded.text();
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(hay) {
            let at = hit.start()..hit.end();
            if is_whole(hay, &at) {
                found.push((at, hit.pattern().as_usize()));
            }
        }
        found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        let mut out: Vec<Mention> = Vec::new();
        let mut end = 0;
        for (at, pattern) in found {
            if at.start < end {
                continue;
            }
            let bytes = folded.canonical(at.clone());
            let written = text.get(bytes.clone()).unwrap_or_default();
            let all = self.patterns.get(pattern).map(Vec::as_slice).unwrap_or_default();
            let mut names: Vec<usize> = all.iter().filter(|sought| sought.case.fits(written)).map(|s| s.name).collect();
            names.dedup();
            if !names.is_empty() {
                end = at.end;
                out.push(Mention { names, bytes });
            }
        }
        out
    }
}

/// A folded text with the way back. Most text in English needs no map: its letters stay where they are.
enum Folding {
    Plain(String),
    Mapped(Folded),
}

impl Folding {
    fn of(text: &str) -> Self {
        if !text.is_ascii() || two_spaces(text.as_bytes()) {
            return Self::Mapped(Folded::of(text));
        }
        let mut plain = text.as_bytes().to_vec();
        for byte in &mut plain {
            *byte = if byte.is_ascii_whitespace() { b' ' } else { byte.to_ascii_lowercase() };
        }
        String::from_utf8(plain).map_or_else(|_odd| Self::Mapped(Folded::of(text)), Self::Plain)
    }

    fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Mapped(folded) => folded.text(),
        }
    }

    fn canonical(&self, at: Range<usize>) -> Range<usize> {
        match self {
            Self::Plain(_) => at,
            Self::Mapped(folded) => folded.canonical(at),
        }
    }
}

/// True where two spaces stand together, which folding makes one.
fn two_spaces(text: &[u8]) -> bool {
    text.iter().zip(text.iter().skip(1)).any(|(a, b)| a.is_ascii_whitespace() && b.is_ascii_whitespace())
}

/// True where no letter or digit continues the words on either side; between words of scripts that set no spaces none can.
fn is_whole(text: &str, at: &Range<usize>) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && !Script::of(c).is_unspaced();
    let inside = text.get(at.clone()).unwrap_or_default();
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    let after = text.get(at.end..).and_then(|text| text.chars().next());
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    let joins = |outer: Option<char>, inner: Option<char>| {
        outer.is_some_and(is_letter) && inner.is_some_and(|c| c.is_alphanumeric() && is_letter(c))
    };
    !joins(before, first) && !joins(after, last)
}

impl Case {
    fn fits(self, written: &str) -> bool {
        let mut letters = written.chars().filter(|c| c.is_alphabetic());
        match self {
            Self::Any => true,
            Self::First => letters.next().is_none_or(|c| !c.is_lowercase()),
            Self::All => !letters.any(char::is_lowercase),
        }
    }
}

/// What a spelling may look like in a text, folded.
fn forms_of(spelling: &str) -> Vec<(String, Case)> {
    let spelling = spelling.trim();
    let letters = spelling.chars().filter(|c| c.is_alphabetic()).count();
    let one_word = !spelling.contains(char::is_whitespace);
    let capitals = spelling.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let unspaced = spelling.chars().any(|c| Script::of(c).is_unspaced());
    if spelling.len() > LONGEST || letters == 0 {
        return Vec::new();
    }
    let short = one_word && letters < SHORTEST && !unspaced;
    if short && !(capitals && letters >= ABBREVIATION) {
        return Vec::new();
    }
    let case = match spelling.chars().find(|c| c.is_alphabetic()) {
        _ if capitals && one_word && letters <= SHORTEST => Case::All,
        Some(c) if c.is_uppercase() => Case::First,
        _ => Case::Any,
    };
    let mut variants = vec![spelling.to_owned()];
    // A joiner within a word is also written as a space; a hyphen too.
    for (sign, other) in [('\u{200C}', " "), ('-', " ")] {
        if spelling.contains(sign) {
            variants.push(spelling.replace(sign, other));
        }
    }
    let mut out: Vec<(String, Case)> = Vec::new();
    for variant in variants {
        for form in bent(&variant) {
            let folded = fold(&form);
            if !folded.is_empty() && !out.iter().any(|(known, _)| *known == folded) {
                out.push((folded, case));
            }
        }
    }
    out.truncate(MOST_FORMS);
    out
}

/// A spelling in all cases: its words are bent together, but for those that have no other forms.
fn bent(spelling: &str) -> Vec<String> {
    let words: Vec<&str> = spelling.split_whitespace().collect();
    let ways: Vec<Vec<String>> = words
        .iter()
        .map(|word| {
            let small = normal(word);
            let plain = small.chars().all(|c| c.is_alphabetic() || c == '\'');
            let mut ways = vec![small.clone()];
            if plain && small.chars().count() > 2 {
                ways.extend(bent_forms(&small));
            }
            ways
        })
        .collect();
    let mut out = vec![spelling.to_owned()];
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for ways in &ways {
        // The dictionary form beside a bent word is right for a word that is never bent alone.
        let others: Vec<&str> =
            if ways.len() > 1 { ways.iter().skip(1).map(String::as_str).collect() } else { Vec::new() };
        let choices = if others.is_empty() { ways.iter().map(String::as_str).collect() } else { others };
        let longer =
            all.iter().flat_map(|form| choices.iter().map(move |way| form.iter().chain([way]).copied().collect()));
        all = longer.take(MOST_FORMS).collect();
    }
    if ways.iter().any(|ways| ways.len() > 1) {
        out.extend(all.into_iter().map(|form| form.join(" ")));
    }
    out
}
