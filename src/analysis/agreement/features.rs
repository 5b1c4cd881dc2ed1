//! What a claim has by which it is laid beside others: who is in it, what it is about and on which side, what it counts, when
//! and where.

use super::matters::{Matter, Matters, stem_of};
use super::numbers::numbers;
use super::time::Period;
use super::{Known, Stated};
use crate::analysis::capture::lists::{Group, denies};
use crate::analysis::wordings::{Class, Lexicon, wordings};
use crate::analysis::words::is_stop_word;
use crate::domain::Id;
use crate::domain::claim::Stance;
use crate::domain::name::NameKind;
use crate::domain::tokens::{Token, tokens};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words before one among which a negation turns it round.
const NEAR: usize = 4;

/// A matter of a claim: on which side it stands, and the words that say so.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    /// Above 0 on the one side, below on the other.
    pub side: i32,
    pub words: Vec<Range<usize>>,
    /// A word names it that is on neither side.
    named: bool,
}

/// A word that says something.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it first stands.
    pub bytes: Range<usize>,
    /// True for one of a matter.
    pub of_matter: bool,
}

/// A claim taken apart.
#[derive(Clone, Debug)]
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
    /// What it counts: the number, the matter or stem that is counted, where.
    pub counts: Vec<(u64, String, Range<usize>)>,
    /// Years it names.
    pub years: BTreeSet<u64>,
    /// Its words have a negation.
    pub negated: bool,
    /// They say of a number that it is about so much.
    pub rough: bool,
    /// How many words say something.
    pub content: usize,
    pub said: Option<Period>,
    pub happens: Option<Period>,
}

impl Features {
    pub(super) fn of(claim: &Stated<'_>, known: &Known) -> Self {
        let lists = Matters::built_in();
        let words = tokens(claim.words);
        let negations = negations(claim, &words);
        let mut actors: BTreeSet<Id> = claim.names.iter().copied().collect();
        let mut named: Vec<Range<usize>> = Vec::new();
        for (bytes, id) in known.register.named(claim.words) {
            actors.insert(id);
            named.push(bytes);
        }
        let mut matters: BTreeMap<Matter, About> = BTreeMap::new();
        let mut stems: BTreeMap<String, Word> = BTreeMap::new();
        let (mut counts, mut years, mut content) = (Vec::new(), BTreeSet::new(), 0);
        let numbers = numbers(claim.words, &words);
        for number in numbers.iter().filter(|number| number.is_year) {
            years.insert(number.value);
        }
        let mut counting = numbers.iter().filter(|number| !number.is_year).peekable();
        for (n, word) in words.iter().enumerate() {
            if numbers.iter().any(|number| number.words.contains(&n)) {
                continue;
            }
            if is_stop_word(&word.word, claim.language) && lists.of(word, claim.language).is_empty() {
                continue;
            }
            content += 1;
            let of = lists.of(word, claim.language);
            for (matter, side) in of {
                let turned = negations.iter().any(|at| *at < n && n - at <= NEAR);
                let about = matters.entry(*matter).or_default();
                about.side += i32::from(*side) * if turned { -1 } else { 1 };
                about.named |= *side == 0;
                about.words.push(word.bytes.clone());
            }
            let in_name = named.iter().any(|name| name.start <= word.bytes.start && word.bytes.end <= name.end);
            let stem = stem_of(word, claim.language);
            // What a number stands before is what it counts.
            if let Some(number) = counting.next_if(|number| number.words.end <= n) {
                let what = of.first().map_or_else(|| stem.clone(), |(matter, _)| lists.name(*matter).to_owned());
                let of = words.get(number.words.clone()).unwrap_or_default();
                if let (Some(first), Some(last)) = (of.first(), of.last()) {
                    counts.push((number.value, what, first.bytes.start..last.bytes.end));
                }
            }
            if !in_name {
                let said = Word { bytes: word.bytes.clone(), of_matter: !of.is_empty() };
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
        if let Some(place) = claim.place {
            // Where it happens goes before what is named on the way.
            let stated: BTreeSet<Id> = known.register.named(place).into_iter().map(|(_, id)| id).collect();
            if !stated.is_empty() {
                places = stated;
            }
        }
        actors.extend(of_offices);
        Self {
            rough: !counts.is_empty() && is_rough(claim),
            negated: (0..words.len()).any(|n| denies(&words, n)),
            actors,
            persons,
            places,
            instruments,
            matters,
            stems,
            counts,
            years,
            content,
            said: claim.said.and_then(Period::of).or(claim.published.and_then(Period::about)),
            happens: claim.happens.and_then(Period::of),
        }
    }
}

/// The words that turn round what follows them. A claim that is denied has all of its words turned.
fn negations(claim: &Stated<'_>, words: &[Token]) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let turns = |n: &usize| denies(words, *n) || words.get(*n).is_some_and(|word| Group::Lack.has(&word.word));
    out.extend((0..words.len()).filter(turns));
    // Denied without a negation in its words: “the war was wanted”, denied.
    if claim.stance == Some(Stance::Denies) && out.is_empty() {
        out.extend(0..words.len());
    }
    out
}

/// True where words of a claim say that a number is about so much.
fn is_rough(claim: &Stated<'_>) -> bool {
    let all = wordings(claim.words, claim.language, Lexicon::built_in());
    all.iter().any(|wording| wording.class == Class::About)
}
