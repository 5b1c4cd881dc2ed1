//! All spellings of a register found in a text in one pass (Aho–Corasick, begun where a word begins that any spelling begins
//! with): Cyrillic and Greek names in every case, with joiners and hyphens written or not, whole words alone, told by where
//! they stand in the text as it is.

use super::spelling::bent_forms;
use super::words::normal;
use crate::domain::tokens::Script;
use crate::domain::{Folded, fold};
use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

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
    /// What the spellings begin with.
    heads: Heads,
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
            .start_kind(StartKind::Anchored)
            .build(texts.iter().map(|(_, text)| text));
        let automaton = built.map_err(|error| TooMany(error.to_string()))?;
        let heads = Heads::of(texts.iter().map(|(_, text)| text.as_str()));
        Ok(Self { automaton, heads, patterns })
    }

    /// The names a text has, in order; of those that share a place the longest. A text is best given in pieces of some dozen
    /// kilobytes that end between words.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        let folded = Folding::of(text);
        let hay = folded.text();
        let mut out: Vec<Mention> = Vec::new();
        let mut at = 0;
        while let Some(head) = Head::at(hay, at) {
            let found = if self.heads.may_have(head.hash) { self.longest(text, &folded, at) } else { None };
            at = match found {
                Some((mention, end)) => {
                    out.push(mention);
                    end
                }
                None => head.end,
            };
        }
        out
    }

    /// The longest spelling that begins at a byte of the folded text and is written as it has to be, and where it ends there.
    fn longest(&self, text: &str, folded: &Folding, start: usize) -> Option<(Mention, usize)> {
        let hay = folded.text();
        let mut state = OverlappingState::start();
        let mut found: Vec<(usize, usize)> = Vec::new();
        loop {
            let input = Input::new(hay).range(start..).anchored(Anchored::Yes);
            // It is made to be asked from one place on; what it could not be asked it says by finding nothing.
            self.automaton.try_find_overlapping(input, &mut state).ok()?;
            let Some(hit) = state.get_match() else { break };
            // Where a long spelling ends, a shorter one that began later may end too.
            if hit.start() == start && ends_a_word(hay, hit.end()) {
                found.push((hit.end(), hit.pattern().as_usize()));
            }
        }
        found.into_iter().rev().find_map(|(end, pattern)| {
            let bytes = folded.canonical(start..end);
            let written = text.get(bytes.clone()).unwrap_or_default();
            let all = self.patterns.get(pattern).map(Vec::as_slice).unwrap_or_default();
            let mut names: Vec<usize> = all.iter().filter(|sought| sought.case.fits(written)).map(|s| s.name).collect();
            names.dedup();
            (!names.is_empty()).then_some((Mention { names, bytes }, end))
        })
    }
}

/// What a text has at a place where a word can begin: a whole word, or one character that belongs to none.
struct Head {
    /// Where it ends, in bytes.
    end: usize,
    /// A number made of its characters.
    hash: u64,
}

impl Head {
    /// The one at a byte, at which a word begins or no word is; `None` at the end of the text.
    fn at(text: &str, start: usize) -> Option<Self> {
        let rest = text.get(start..)?;
        let first = rest.chars().next()?;
        let (mut end, mut hash) = (start, FIRST);
        if !joins(first) {
            return Some(Self { end: end + first.len_utf8(), hash: with(hash, first) });
        }
        for c in rest.chars().take_while(|c| joins(*c)) {
            hash = with(hash, c);
            end += c.len_utf8();
        }
        Some(Self { end, hash })
    }
}

/// What no character has been added to.
const FIRST: u64 = 0xCBF2_9CE4_8422_2325;

fn with(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
}

/// What spellings begin with, so that most words of a text are passed over at a look.
#[derive(Debug)]
struct Heads {
    bits: Vec<u64>,
}

impl Heads {
    fn of<'a>(spellings: impl Iterator<Item = &'a str>) -> Self {
        let all: std::collections::HashSet<u64> = spellings.filter_map(|text| Some(Head::at(text, 0)?.hash)).collect();
        // Of a hundred words that begin no spelling some six are looked up in vain.
        let words = (all.len() / 4).next_power_of_two();
        let mut heads = Self { bits: vec![0; words] };
        for hash in all {
            let (word, bit) = heads.place(hash);
            if let Some(word) = heads.bits.get_mut(word) {
                *word |= bit;
            }
        }
        heads
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let word = usize::try_from(hash >> 6).unwrap_or(usize::MAX) & (self.bits.len() - 1);
        (word, 1 << (hash & 63))
    }

    /// False where surely no spelling begins so.
    fn may_have(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }
}

/// True of a letter or digit that makes one word with those beside it; characters of scripts that set no spaces make none.
fn joins(c: char) -> bool {
    /// Below this it is looked up.
    const END: u32 = 0x3000;
    static TABLE: LazyLock<Vec<bool>> =
        LazyLock::new(|| (0..END).map(|n| char::from_u32(n).is_some_and(worked_out)).collect());
    fn worked_out(c: char) -> bool {
        c.is_alphanumeric() && !Script::of(c).is_unspaced()
    }
    match usize::try_from(u32::from(c)).ok().and_then(|n| TABLE.get(n)) {
        Some(joins) => *joins,
        None => worked_out(c),
    }
}

/// True where no letter or digit goes on with the word that ends at a byte.
fn ends_a_word(text: &str, end: usize) -> bool {
    let is = |c: Option<char>| c.is_some_and(joins);
    let before = text.get(..end).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    !(is(before) && is(after))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same, looked for one spelling after another at every place.
    fn one_by_one(spellings: &[String], text: &str) -> Vec<Mention> {
        let folded = Folded::of(text);
        let hay = folded.text();
        let mut forms: Vec<(usize, String, Case)> = Vec::new();
        for (name, spelling) in spellings.iter().enumerate() {
            forms.extend(forms_of(spelling).into_iter().map(|(form, case)| (name, form, case)));
        }
        forms.sort_by_key(|(_, form, _)| std::cmp::Reverse(form.len()));
        let mut out = Vec::new();
        let mut end = 0;
        for (at, first) in hay.char_indices() {
            let inside = hay[..at].chars().next_back().is_some_and(joins) && joins(first);
            if at < end || inside {
                continue;
            }
            let fits = |(_, form, case): &&(usize, String, Case)| {
                let to = at + form.len();
                hay[at..].starts_with(form.as_str())
                    && ends_a_word(hay, to)
                    && case.fits(&text[folded.canonical(at..to)])
            };
            let Some(longest) = forms.iter().find(fits).map(|(_, form, _)| form.len()) else { continue };
            let mut names: Vec<usize> = forms
                .iter()
                .filter(|(_, form, _)| form.len() == longest)
                .filter(fits)
                .map(|(name, ..)| *name)
                .collect();
            names.sort_unstable();
            names.dedup();
            end = at + longest;
            out.push(Mention { names, bytes: folded.canonical(at..end) });
        }
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn it_finds_what_is_found_one_by_one(
            spellings in prop::collection::vec("(Иванов|Анна|Ural|Ltd|SBU|李明|明|‘x|ana|-)([ -](Иванов|Анна|Ural|李|a1|ana)){0,2}", 1..12),
            text in "((Иванов[ауеы]?|Анн[аыеу]|анна|URAL|Ural|SBU|sbu|李明|明|李|‘x|a1|anan?a|И\u{301}ванов)[ ,.\n-]{0,2}|[а-я] ){0,30}",
        ) {
            let gazetteer = Gazetteer::of(spellings.iter().map(String::as_str).enumerate()).unwrap();
            let mut found = gazetteer.find(&text);
            for mention in &mut found {
                mention.names.sort_unstable();
                mention.names.dedup();
            }
            prop_assert_eq!(found, one_by_one(&spellings, &text));
        }
    }
}
