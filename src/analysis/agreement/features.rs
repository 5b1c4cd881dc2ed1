//! What a claim has by which it is laid beside others: who is in it, what it is about and on which side, what it counts, when
//! and where.

use super::matters::{Matter, Matters, stem_of};
use super::numbers::{Number, numbers};
use super::time::Period;
use super::{Known, Stated};
use crate::analysis::capture::lists::{Group, denies};
use crate::analysis::dates::{self, expressions};
use crate::analysis::wordings::{Class, Lexicon, wordings};
use crate::analysis::words::is_stop_word;
use crate::domain::Id;
use crate::domain::claim::Stance;
use crate::domain::name::NameKind;
use crate::domain::tokens::{Token, tokens};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words that stand beside a time of day, and those that stand before one.
const HOURS: [&str; 6] = ["h", "uhr", "a", "p", "am", "pm"];
const AT: [&str; 3] = ["at", "um", "в"];
/// Words before one among which a negation turns it round.
const NEAR: usize = 4;
/// Words before one among which a refusal does: what is refused may stand behind to whom.
const REFUSED: usize = 8;
/// Fewest words that say something behind a negation for it to stand before what it denies.
const DENIED: usize = 3;
/// Words that say something behind a number, or before it, among which is what it counts.
const COUNTED: usize = 3;

/// A matter of a claim: on which side it stands, and the words that say so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct About {
    /// Above 0 on the one side, below on the other.
    pub side: i32,
    /// A negation stands before its words.
    pub turned: bool,
    pub words: Vec<Range<usize>>,
    /// A word names it that is on neither side.
    named: bool,
}

/// A word that says something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Where it first stands.
    pub bytes: Range<usize>,
    /// True for one of a matter.
    pub of_matter: bool,
    /// True for one of matters alone that are so wide that they say nothing.
    pub is_wide: bool,
    /// A negation stands before it.
    pub turned: bool,
}

/// A number of things.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Count {
    pub value: u64,
    /// What it counts: stems of the words around it, and the names of their matters. The words themselves, for people.
    pub of: BTreeSet<String>,
    pub what: String,
    /// Where the number stands.
    pub bytes: Range<usize>,
}

/// A claim taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Features {
    /// Everybody and everything named in it, and the places whose offices they hold.
    pub actors: BTreeSet<Id>,
    /// The persons among them.
    pub persons: BTreeSet<Id>,
    /// The places.
    pub places: BTreeSet<Id>,
    /// The papers and other instruments that are named.
    pub instruments: BTreeSet<Id>,
    pub matters: BTreeMap<Matter, About>,
    /// Stems of the words that say something and are no names.
    pub stems: BTreeMap<String, Word>,
    pub counts: Vec<Count>,
    /// Every number that is no year, day or time of day, whatever it may count, and where it stands.
    pub numbers: Vec<(u64, Range<usize>)>,
    /// Times of day it names, on the face of a clock: minutes since twelve.
    pub clocks: BTreeSet<u32>,
    /// Years it names.
    pub years: BTreeSet<u64>,
    /// They say of a number that it is about so much.
    pub rough: bool,
    /// How many words say something.
    pub content: usize,
    pub said: Option<Period>,
    pub happens: Option<Period>,
}

impl Features {
    pub(super) fn of(claim: &Stated, known: &Known) -> Self {
        let lists = Matters::built_in();
        let language = claim.language.as_deref();
        let words = tokens(&claim.words);
        let negations = negations(claim, &words);
        // When it was is said apart: the days and months of two claims are no numbers of one thing.
        let dates = expressions(&claim.words, language, None, dates::Lexicon::built_in());
        // That it was said is not what is claimed, but for words of a matter: that it was denied, or that somebody was told.
        let told = wordings(&claim.words, language, Lexicon::built_in());
        let told = |word: &Token| {
            lists.of(word, language).is_empty()
                && !Group::Refuse.has(&word.word)
                && told.iter().any(|said| said.class.attributes() && within(&word.bytes, &said.bytes))
        };
        let of_date = |word: &Token| dates.iter().any(|date| within(&word.bytes, &date.bytes));
        let mut actors: BTreeSet<Id> = claim.names.iter().copied().collect();
        let mut named: Vec<Range<usize>> = Vec::new();
        for (bytes, id) in known.register.named(&claim.words) {
            actors.insert(id);
            named.push(bytes);
        }
        let mut matters: BTreeMap<Matter, About> = BTreeMap::new();
        let mut stems: BTreeMap<String, Word> = BTreeMap::new();
        let (mut years, mut content) = (BTreeSet::new(), 0);
        let clocks = clocks(&claim.words, &words);
        let of_clock = |number: &Number| clocks.iter().any(|(at, _)| at.contains(&number.words.start));
        let mut numbers = numbers(&claim.words, &words, language);
        numbers.retain(|number| !of_clock(number));
        for number in numbers.iter().filter(|number| number.is_year) {
            years.insert(number.value);
        }
        let turned_at = |bytes: &Range<usize>| {
            let n = words.partition_point(|word| word.bytes.start < bytes.start);
            negations.iter().any(|(at, reach)| *at <= n && n - at <= *reach)
        };
        let counted = |number: &&Number| !number.is_year && !words.get(number.words.start).is_some_and(&of_date);
        let of_word = |n: usize| words.get(n).map(|word| &word.bytes);
        let place =
            |number: &Number| Some(of_word(number.words.start)?.start..of_word(number.words.end.checked_sub(1)?)?.end);
        let told_numbers = numbers.iter().filter(counted).filter_map(|number| Some((number.value, place(number)?)));
        let told_numbers = told_numbers.collect();
        let counts = numbers.iter().filter(counted).filter_map(|number| count(claim, &words, number, &numbers));
        // “Not a single one” counts nothing.
        let none = |count: &Count| count.value <= 1 && turned_at(&count.bytes);
        let counts: Vec<Count> = counts.filter(|count| !none(count)).collect();
        for (n, word) in words.iter().enumerate() {
            let counts = numbers.iter().any(|number| number.words.contains(&n));
            if counts || of_date(word) || told(word) || clocks.iter().any(|(at, _)| at.contains(&n)) {
                continue;
            }
            if is_stop_word(&word.word, language) && lists.of(word, language).is_empty() {
                continue;
            }
            content += 1;
            let of = lists.of(word, language);
            let turned = negations.iter().any(|(at, reach)| *at <= n && n - at <= *reach);
            let in_name = named.iter().any(|name| within(&word.bytes, name));
            // What somebody is called is not what is said of it, but for what happens once: a treaty's name says what it is.
            for (matter, side) in of.iter().filter(|(matter, _)| !in_name || lists.is_event(*matter)) {
                let about = matters.entry(*matter).or_default();
                about.side += i32::from(*side) * if turned { -1 } else { 1 };
                about.turned |= turned;
                about.named |= *side == 0;
                about.words.push(word.bytes.clone());
            }
            let stem = stem_of(word, language);
            if !in_name {
                let of_matter = !of.is_empty();
                let is_wide = of_matter && of.iter().all(|(matter, _)| lists.is_wide(*matter));
                let said = Word { bytes: word.bytes.clone(), of_matter, is_wide, turned };
                stems.entry(stem).or_insert(said);
            }
        }
        // The sides of a matter say nothing where the matter itself is not named.
        matters.retain(|matter, about| about.named || !lists.is_named_apart(*matter));
        // Whoever holds an office stands for the place it is of.
        let of_offices: Vec<Id> =
            actors.iter().flat_map(|id| known.offices(*id)).flat_map(|office| office.places.iter().copied()).collect();
        let of_kind = |kind: NameKind| -> BTreeSet<Id> {
            actors.iter().copied().filter(|id| known.kind(*id) == Some(kind)).collect()
        };
        let (persons, mut places, instruments) =
            (of_kind(NameKind::Person), of_kind(NameKind::Place), of_kind(NameKind::Instrument));
        if let Some(place) = &claim.place {
            // Where it happens goes before what is named on the way.
            let stated: BTreeSet<Id> = known.register.named(place).into_iter().map(|(_, id)| id).collect();
            if !stated.is_empty() {
                places = stated;
            }
        }
        actors.extend(of_offices);
        Self {
            rough: !counts.is_empty() && is_rough(claim),
            actors,
            persons,
            places,
            instruments,
            matters,
            stems,
            counts,
            numbers: told_numbers,
            clocks: clocks.into_iter().map(|(_, minutes)| minutes).collect(),
            years,
            content,
            said: claim.said.as_ref().and_then(Period::of).or(claim.published.as_ref().and_then(Period::about)),
            happens: claim.happens.as_ref().and_then(Period::of),
        }
    }
}

/// The words that turn round what follows them, each with how many words it reaches. A claim that is denied has its words
/// turned from the one on that says so; all of them, where none does or where that stands behind what it denies, as the verb
/// of a Persian or German clause may.
fn negations(claim: &Stated, words: &[Token]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (n, word) in words.iter().enumerate() {
        if denies(words, n) || Group::Lack.has(&word.word) {
            out.push((n, NEAR));
        } else if Group::Refuse.has(&word.word) {
            out.push((n, REFUSED));
        }
    }
    // However that is worded: “the war was wanted”, denied; „davon kann keine Rede sein“.
    if claim.stance == Some(Stance::Denies) {
        let says = |word: &&Token| !is_stop_word(&word.word, claim.language.as_deref());
        let behind = |n: usize| words.get(n + 1..).unwrap_or_default().iter().filter(says).count();
        let first = out.first().map(|(n, _)| *n).filter(|n| behind(*n) >= DENIED);
        out = vec![(first.unwrap_or(0), words.len())];
    }
    out
}

/// The times of day of a text, each with the words it takes: “2:40”, and with a word of hours beside them “2.40 p.m.”,
/// “at 2.40”, “14 h 40”.
fn clocks(text: &str, words: &[Token]) -> Vec<(Range<usize>, u32)> {
    let word = |n: usize| words.get(n).map_or("", |word| word.word.as_str());
    let gap = |n: usize| {
        let pair = words.get(n).zip(words.get(n + 1));
        pair.and_then(|(a, b)| text.get(a.bytes.end..b.bytes.start)).unwrap_or("\n")
    };
    let mut out = Vec::new();
    for n in 0..words.len() {
        let Some(hour) = word(n).parse::<u32>().ok().filter(|hour| *hour < 24 && word(n).len() <= 2) else { continue };
        let of_hours = HOURS.contains(&word(n + 1)) && gap(n).trim().is_empty() && gap(n + 1).trim().is_empty();
        let minute_at = n + if of_hours { 2 } else { 1 };
        let minutes = word(minute_at);
        let Some(minute) = minutes.parse::<u32>().ok().filter(|minute| *minute < 60 && minutes.len() == 2) else {
            continue;
        };
        let told =
            HOURS.contains(&word(minute_at + 1)) || n.checked_sub(1).is_some_and(|before| AT.contains(&word(before)));
        if of_hours || gap(n) == ":" || gap(n) == "." && told {
            out.push((n..minute_at + 1, hour % 12 * 60 + minute));
        }
    }
    out
}

/// What a number counts. It stands behind the number, “14 of her crew”, or where nothing does before it, “the dead are 258”. A
/// number behind what it only numbers, “frame 18”, counts nothing.
fn count(claim: &Stated, words: &[Token], number: &Number, numbers: &[Number]) -> Option<Count> {
    let gap = |n: usize| {
        let pair = n.checked_sub(1).and_then(|before| words.get(before)).zip(words.get(n));
        pair.and_then(|(a, b)| claim.words.get(a.bytes.end..b.bytes.start)).unwrap_or(".")
    };
    let breaks = |n: usize| gap(n).contains([',', ';', ':', '.', '(', ')', '—', '–']);
    let says = |n: usize| words.get(n).is_some_and(|word| !is_stop_word(&word.word, claim.language.as_deref()));
    let is_number = |n: usize| numbers.iter().any(|other| other.words.contains(&n));
    let (first, last) = (words.get(number.words.start)?, words.get(number.words.end.checked_sub(1)?)?);
    let behind = (number.words.end..words.len()).take_while(|n| !breaks(*n) && !is_number(*n));
    // “14 of the crew perished”, and not “in the storm” behind it.
    let behind: Vec<usize> = behind.skip_while(|n| !says(*n)).take_while(|n| says(*n)).take(COUNTED).collect();
    let before = (0..number.words.start).rev().take_while(|n| !breaks(n + 1) && !is_number(*n));
    let before: Vec<usize> = before.filter(|n| says(*n)).take(COUNTED).collect();
    let follows = behind.first() == Some(&number.words.end);
    let numbered = before.first().is_some_and(|n| n + 1 == number.words.start) && !follows && number.words.len() == 1;
    let of_none = |n: &usize| {
        words.get(*n).is_some_and(|word| Matters::built_in().of(word, claim.language.as_deref()).is_empty())
    };
    if numbered && behind.iter().all(of_none) {
        return None;
    }
    let of = if behind.is_empty() { before } else { behind };
    if of.is_empty() {
        return None;
    }
    let mut names = BTreeSet::new();
    for word in of.iter().filter_map(|n| words.get(*n)) {
        let matters = Matters::built_in().of(word, claim.language.as_deref()).iter();
        let narrow = matters.filter(|(matter, _)| !Matters::built_in().is_wide(*matter));
        names.extend(narrow.map(|(matter, _)| Matters::built_in().name(*matter).to_owned()));
        names.insert(stem_of(word, claim.language.as_deref()));
    }
    let what = of.first().and_then(|n| words.get(*n)).map(|word| word.word.clone()).unwrap_or_default();
    Some(Count { value: number.value, of: names, what, bytes: first.bytes.start..last.bytes.end })
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// True where words of a claim say that a number is about so much.
fn is_rough(claim: &Stated) -> bool {
    let all = wordings(&claim.words, claim.language.as_deref(), Lexicon::built_in());
    all.iter().any(|wording| wording.class == Class::About)
}
