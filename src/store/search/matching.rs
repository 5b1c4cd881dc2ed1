//! Whether words of a text are what a question seeks, and what the index is asked for it. Both say the same; the first is
//! also what a plain scan would do.

use crate::domain::query::{Form, Word};
use crate::domain::tokens::{Script, Token, stem};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Most questions the index is asked one by one for one leaf.
const MOST_ASKED: usize = 100;
/// How common a word counts of which that is not known: it is asked for first.
pub(super) const COMMON: i64 = i64::MAX;

/// What a word counts that may be the same name, of what the word itself does.
const PERHAPS: f64 = 0.01;

/// How a place came to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The words as they were typed, case, accents and letter variants aside.
    Typed,
    /// Another form of the word, or what `*`, `?` and `~` allow.
    Form,
    /// Another spelling of a name in the project.
    Spelling,
    /// A word of another script that may be the same name.
    Transliterated,
    /// A spelling of a name that is proposed to be the same and was not decided on.
    Proposed,
    /// A passage with the tag that is asked for.
    Tagged,
}

impl How {
    /// True where it may be something else.
    pub(super) fn is_perhaps(self) -> bool {
        matches!(self, Self::Transliterated | Self::Proposed)
    }
}

/// What stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// One of these words, each with the number of rows it stands in.
    Words(BTreeMap<String, i64>),
    /// A word that begins so.
    Prefix(String),
    /// These words one after the other.
    Phrase(Vec<String>),
    /// These characters with nothing between them.
    Run(Vec<String>),
}

/// One way in which something sought may stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub how: How,
    pub pattern: Pattern,
}

/// What one word, phrase or group of near words comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// What is sought, each in any of its ways. Several are near each other.
    pub parts: Vec<Vec<Way>>,
    /// How many words stand between at most.
    pub within: u32,
}

/// What the index is asked for a leaf.
pub(super) struct Asked {
    /// What this finds is it.
    pub sure: Option<String>,
    /// What this finds must be looked at one by one.
    pub doubtful: Option<String>,
}

/// What the words that are sought begin with: a first look that tells most words of a text apart from them.
pub(super) struct Starts {
    /// How many of their first bytes are looked at: no word that is sought has fewer.
    length: usize,
    /// By their first byte, for most words end there.
    first: [bool; 256],
    /// All of them.
    all: BTreeSet<Vec<u8>>,
}

/// Most bytes at the beginning of a word that are looked at first.
const LONGEST_START: usize = 4;

impl Starts {
    /// Those of all that leaves seek.
    pub(super) fn of(leaves: &[&Leaf]) -> Self {
        let ways = || leaves.iter().flat_map(|leaf| leaf.parts.iter().flatten());
        let words = || ways().flat_map(|way| way.pattern.words()).map(String::as_bytes);
        let length = words().map(<[u8]>::len).min().unwrap_or(0).min(LONGEST_START);
        let all: BTreeSet<Vec<u8>> = words().filter_map(|word| Some(word.get(..length)?.to_vec())).collect();
        let mut first = [length == 0; 256];
        for byte in all.iter().filter_map(|start| start.first()) {
            first[usize::from(*byte)] = true;
        }
        Self { length, first, all }
    }

    /// True when a word may be one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        let begins = word.as_bytes().first().is_some_and(|byte| self.first[usize::from(*byte)]);
        begins && word.as_bytes().get(..self.length).is_some_and(|start| self.all.contains(start))
    }
}

/// A place in a text: the words from the first to one past the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub words: Range<usize>,
    pub how: How,
}

impl Pattern {
    /// How many words stand here in this pattern; `None` when they are others.
    fn length_at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let word = &tokens.get(at)?.word;
        let follow = |words: &[String], joined: bool| {
            let here = tokens.get(at..at + words.len())?;
            let same = here
                .iter()
                .zip(words)
                .enumerate()
                .all(|(nth, (token, word))| token.word == *word && (!joined || nth == 0 || token.joined));
            same.then_some(words.len())
        };
        match self {
            Self::Words(words) => words.contains_key(word).then_some(1),
            Self::Prefix(start) => word.starts_with(start.as_str()).then_some(1),
            Self::Phrase(words) => follow(words, false),
            Self::Run(words) => follow(words, true),
        }
    }

    /// All its words, or what they begin with.
    fn words(&self) -> impl Iterator<Item = &String> {
        let (set, list) = match self {
            Self::Words(words) => (Some(words), [].as_slice()),
            Self::Prefix(start) => (None, std::slice::from_ref(start)),
            Self::Phrase(words) | Self::Run(words) => (None, words.as_slice()),
        };
        set.into_iter().flat_map(BTreeMap::keys).chain(list)
    }

    /// The most words of a text it stands for.
    fn length(&self) -> usize {
        match self {
            Self::Words(_) | Self::Prefix(_) => 1,
            Self::Phrase(words) | Self::Run(words) => words.len(),
        }
    }

    /// What the index is asked, each part by itself: what any of them finds is found.
    fn questions(&self) -> Vec<String> {
        match self {
            Self::Words(words) => words.keys().map(|word| question(word)).collect(),
            Self::Prefix(start) => vec![format!("w : \"{start}\" *")],
            Self::Phrase(words) => vec![question(&words.join(" "))],
            Self::Run(words) => {
                let pairs: Vec<String> = words.windows(2).map(<[String]>::concat).collect();
                vec![format!("s : \"{}\"", pairs.join(" "))]
            }
        }
    }

    /// The phrases it stands for and how common each is, where all are as long as what stands in the text.
    fn phrases(&self) -> Option<Vec<(i64, String)>> {
        match self {
            Self::Words(words) => Some(words.iter().map(|(word, rows)| (*rows, word.clone())).collect()),
            Self::Phrase(words) => Some(vec![(COMMON, words.join(" "))]),
            Self::Prefix(_) | Self::Run(_) => None,
        }
    }
}

/// What the index is asked for a word or phrase.
fn question(phrase: &str) -> String {
    format!("w : \"{phrase}\"")
}

impl Leaf {
    /// What the index is asked.
    pub(super) fn question(&self) -> Asked {
        if let [one] = self.parts.as_slice() {
            return Asked { sure: Some(any(&questions(one))), doubtful: None };
        }
        let (usual, rest) = self.usual_and_rest();
        let mut near = vec![String::new()];
        for phrases in &usual {
            let with =
                |start: &String| phrases.iter().map(|phrase| format!("{start} \"{phrase}\"")).collect::<Vec<_>>();
            near = near.iter().flat_map(with).collect();
        }
        let near: Vec<String> =
            near.into_iter().map(|phrases| format!("w : NEAR({phrases}, {})", self.within)).collect();
        // What stands near each other in a way that is not usual has at least one part that is not.
        let all = || self.parts.iter().map(|ways| any(&questions(ways)));
        let with_rest = rest.iter().enumerate().filter(|(_, rest)| !rest.is_empty()).map(|(at, rest)| {
            let parts: Vec<String> =
                all().enumerate().map(|(nth, part)| if nth == at { any(rest) } else { part }).collect();
            parts.join(" AND ")
        });
        let doubtful: Vec<String> = with_rest.collect();
        Asked { sure: (!near.is_empty()).then(|| any(&near)), doubtful: (!doubtful.is_empty()).then(|| any(&doubtful)) }
    }

    /// Of each part the phrases that the index can tell are near each other, the commonest first and so many that their
    /// combinations are not too many; and the questions for what else it may be. What is not told by the index is told by
    /// taking rows apart, so what is left should be rare.
    fn usual_and_rest(&self) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
        let mut usual: Vec<Vec<String>> = vec![Vec::new(); self.parts.len()];
        let mut rest: Vec<Vec<String>> = vec![Vec::new(); self.parts.len()];
        let mut phrases: Vec<(i64, usize, String)> = Vec::new();
        for ((at, part), rest) in self.parts.iter().enumerate().zip(&mut rest) {
            for way in part {
                match way.pattern.phrases() {
                    Some(more) => phrases.extend(more.into_iter().map(|(rows, phrase)| (rows, at, phrase))),
                    None => rest.extend(way.pattern.questions()),
                }
            }
        }
        phrases.sort_by(|(rows, _, phrase), (others, _, other)| others.cmp(rows).then_with(|| phrase.cmp(other)));
        for (_, at, phrase) in phrases {
            let others: usize =
                usual.iter().enumerate().filter(|(nth, _)| *nth != at).map(|(_, p)| p.len().max(1)).product();
            let (Some(known), Some(rest)) = (usual.get_mut(at), rest.get_mut(at)) else { continue };
            if known.contains(&phrase) {
                continue;
            }
            if others.saturating_mul(known.len() + 1) <= MOST_ASKED {
                known.push(phrase);
            } else {
                rest.push(question(&phrase));
            }
        }
        (usual, rest)
    }

    /// What its rank is made of: questions of which each counts as often as it finds something, but all as rare as they
    /// are together, and what each is worth. Words that may only be the same name are worth so little that they come behind
    /// those that were typed and their forms.
    pub(super) fn ranked_by(&self) -> Vec<(String, f64)> {
        let [one] = self.parts.as_slice() else { return Vec::new() };
        let (perhaps, sure): (Vec<&Way>, Vec<&Way>) = one.iter().partition(|way| way.how.is_perhaps());
        let mut out = Vec::new();
        for (ways, worth) in [(sure, 1.0), (perhaps, PERHAPS)] {
            let all: Vec<String> = ways.iter().flat_map(|way| way.pattern.questions()).collect();
            if all.len() > MOST_ASKED {
                out.push((any(&all), worth));
            } else {
                out.extend(all.into_iter().map(|question| (question, worth)));
            }
        }
        out
    }

    /// Letters one of which a line must have where it stands in that line, as the text has them; `None` where it may stand
    /// over a line end, or where its letters may be written in another way. Chinese characters are
    /// never folded to others.
    pub(super) fn letters(&self) -> Option<Vec<char>> {
        let [ways] = self.parts.as_slice() else { return None };
        let first = |word: &String| {
            let first = word.chars().next()?;
            matches!(Script::of(first), Script::Han).then_some(first)
        };
        let mut out = Vec::new();
        for way in ways {
            match &way.pattern {
                Pattern::Words(words) => out.extend(words.keys().map(first).collect::<Option<Vec<char>>>()?),
                Pattern::Run(words) => out.push(first(words.first()?)?),
                Pattern::Prefix(start) => out.push(first(start)?),
                Pattern::Phrase(_) => return None,
            }
        }
        Some(out)
    }

    /// How many words one part of it stands for at most.
    pub(super) fn reach(&self) -> usize {
        self.parts.iter().flatten().map(|way| way.pattern.length()).max().unwrap_or(0)
    }

    /// Where in a row it stands, in order.
    pub(super) fn places(&self, tokens: &[Token]) -> Vec<Found> {
        let mut parts: Vec<Vec<Found>> = self.parts.iter().map(|ways| places(ways, tokens)).collect();
        if parts.len() > 1 {
            return near(&parts, usize::try_from(self.within).unwrap_or(usize::MAX));
        }
        let mut out: Vec<Found> = parts.pop().unwrap_or_default();
        out.sort_by_key(|found| (found.words.start, found.words.end, found.how));
        out.dedup_by_key(|found| found.words.clone());
        out
    }
}

fn questions(ways: &[Way]) -> Vec<String> {
    ways.iter().flat_map(|way| way.pattern.questions()).collect()
}

/// What any of these finds.
fn any(questions: &[String]) -> String {
    let all: Vec<String> = questions.iter().map(|one| format!("({one})")).collect();
    format!("({})", all.join(" OR "))
}

fn places(ways: &[Way], tokens: &[Token]) -> Vec<Found> {
    let mut out = Vec::new();
    for at in 0..tokens.len() {
        if tokens.get(at).is_none_or(|token| token.word.is_empty()) {
            continue;
        }
        let here = ways.iter().filter_map(|way| Some((way.pattern.length_at(tokens, at)?, way.how)));
        // The plainest reason is told; of one reason, the longest place.
        if let Some((length, how)) = here.min_by_key(|(length, how)| (*how, usize::MAX - length)) {
            out.push(Found { words: at..at + length, how });
        }
    }
    out
}

/// The groups of places, one of every part, that stand near each other: between the end of each and the start of the last
/// stand at most so many words. A group is one place, from its first word to its last; no word is in two groups.
fn near(parts: &[Vec<Found>], within: usize) -> Vec<Found> {
    let longest = parts.iter().flatten().map(|found| found.words.len()).max().unwrap_or(0);
    let mut groups: Vec<Found> = Vec::new();
    for last in parts.iter().flatten().map(|found| found.words.start).collect::<BTreeSet<_>>() {
        let free = groups.last().map_or(0, |group| group.words.end);
        // Places are in order of their start, so those that are close stand just before, and the closest is the last.
        let close = |part: &Vec<Found>| -> Option<Found> {
            let until = part.partition_point(|found| found.words.start <= last);
            let from = part.partition_point(|found| found.words.start + longest + within < last);
            let here = part.get(from..until)?;
            let fits = |found: &&Found| found.words.end + within >= last && found.words.start >= free;
            here.iter().rfind(fits).cloned()
        };
        let Some(group) = parts.iter().map(close).collect::<Option<Vec<Found>>>() else { continue };
        let start = group.iter().map(|found| found.words.start).min();
        let end = group.iter().map(|found| found.words.end).max();
        let how = group.iter().map(|found| found.how).max();
        if let (Some(start), Some(end), Some(how)) = (start, end, how) {
            groups.push(Found { words: start..end, how });
        }
    }
    groups
}

/// True when these words follow each other somewhere in a short text that is not in the index, such as a title.
pub(super) fn stands_in(words: &[Word], tokens: &[Token], language: Option<&str>) -> bool {
    let agrees = |word: &Word, token: &Token| match word.form {
        Form::Exact => word.word == token.word,
        Form::Prefix => token.word.starts_with(&word.word),
        Form::Pattern => fits(&word.word, &token.word),
        Form::Fuzzy(most) => differs_little(&word.word, &token.word, most),
        Form::Stemmed => {
            word.word == token.word
                || (word.script == token.script
                    && stem(&word.word, word.script, language) == stem(&token.word, token.script, language))
        }
    };
    tokens.windows(words.len()).any(|here| here.iter().zip(words).all(|(token, word)| agrees(word, token)))
}

/// True when a word has the form of a pattern: `*` is any letters or none, `?` one letter.
pub(super) fn fits(pattern: &str, word: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let word: Vec<char> = word.chars().collect();
    let (mut p, mut w) = (0, 0);
    // Where the last star stands, and how far it reaches so far.
    let mut star: Option<(usize, usize)> = None;
    while let Some(letter) = word.get(w) {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, w));
                p += 1;
            }
            Some(c) if *c == '?' || c == letter => {
                p += 1;
                w += 1;
            }
            _ => {
                let Some((at, reach)) = star else { return false };
                star = Some((at, reach + 1));
                p = at + 1;
                w = reach + 1;
            }
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|c| *c == '*'))
}

/// True when at most so many letters are to be put in, left out or changed.
pub(super) fn differs_little(a: &str, b: &str, most: u8) -> bool {
    let most = usize::from(most);
    let b: Vec<char> = b.chars().collect();
    let length = a.chars().count();
    if length.abs_diff(b.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (nth, c) in a.chars().enumerate() {
        let mut corner = nth;
        let mut left = nth + 1;
        let mut least = left;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(&b) {
            let cost = (corner + usize::from(c != *other)).min(*cell + 1).min(left + 1);
            corner = *cell;
            *cell = cost;
            left = cost;
            least = least.min(cost);
        }
        if least > most {
            return false;
        }
    }
    row.last().is_some_and(|distance| *distance <= most)
}
