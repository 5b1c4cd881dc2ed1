//! Copies of one text: texts whose runs of three words are mostly the same. A text's runs are sketched by the least of
//! many hashes (MinHash); texts whose sketches agree in a whole band are laid against each other (LSH), and only those
//! whose runs themselves are found to be common count as copies. So what is called a copy is one; what can be missed is
//! about one copy in 400 at exactly four fifths, and fewer the more alike they are.
//!
//! The hashes are our own and fixed: a sketch made on one machine or by one version is read by every other.

pub mod clusters;
pub mod dateline;
pub mod differing;
#[cfg(test)]
mod tests;

use crate::domain::Overlap;
use crate::domain::tokens::{Lent, each_word};
use std::cmp::Ordering;
use std::collections::HashMap;

/// How many words make a run.
const RUN: usize = 3;
/// Bands of a sketch, and places in a band. Texts with four fifths in common agree in a band with a probability of
/// 1 - (1 - 0.8^6)^21 = 0.998; those with half in common, of 0.28; with a quarter, of 0.005.
const BANDS: usize = 21;
const ROWS: usize = 6;
/// Places of a sketch.
const PLACES: usize = BANDS * ROWS;
/// Length of a kept sketch, in bytes.
const KEPT: usize = PLACES * 2;
/// Places that agree in two sketches that are worth comparing. Copies agree in 101 of the 126 and seldom in fewer
/// than 90.
const WORTH: usize = 76;
/// Most texts of one band that a further one is laid against; they are copies of each other, and it is one of them all.
const MOST_IN_BAND: usize = 100;

/// Longest text whose runs are compared, in bytes: a book of 500 pages. A longer one is a copy only of the very same text.
pub const LONGEST: u32 = 1024 * 1024;

/// The runs of three words of a text, each once, as hashes in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runs(Vec<u64>);

impl Runs {
    /// Those of a text. A text of fewer than three words is one run; one without words has none.
    pub fn of(text: &str) -> Self {
        let mut words = Hashed::default();
        each_word(text, |word| words.push(&word));
        words.runs()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True for a text without words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What both have in common.
    pub fn overlap(&self, other: &Self) -> Overlap {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut common, mut all) = (0_u32, 0_u32);
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return Overlap { common, all },
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => a.cmp(b),
            };
            if order != Ordering::Greater {
                left.next();
            }
            if order != Ordering::Less {
                right.next();
            }
            common += u32::from(order == Ordering::Equal);
            all = all.saturating_add(1);
        }
    }

    /// The sketch of them.
    pub fn sketch(&self) -> Sketch {
        let mut least = [u64::MAX; PLACES];
        let mut seed = SEED;
        let mut turns = [(0_u64, 0_u64); PLACES];
        for turn in &mut turns {
            seed = seed.wrapping_add(GOLDEN);
            turn.0 = mixed(seed) | 1;
            seed = seed.wrapping_add(GOLDEN);
            turn.1 = mixed(seed);
        }
        let turned = |run: &u64, by: u64, plus: u64| run.wrapping_mul(by).wrapping_add(plus);
        // Four at a time, so that what is least so far is fetched and put back once for all of them.
        let (fours, rest) = self.0.as_chunks::<4>();
        for [a, b, c, d] in fours {
            for (least, (by, plus)) in least.iter_mut().zip(&turns) {
                let one = turned(a, *by, *plus).min(turned(b, *by, *plus));
                let other = turned(c, *by, *plus).min(turned(d, *by, *plus));
                *least = one.min(other).min(*least);
            }
        }
        for run in rest {
            for (least, (by, plus)) in least.iter_mut().zip(&turns) {
                *least = turned(run, *by, *plus).min(*least);
            }
        }
        // Of the upper half, which is mixed best, the lower one tells the least of one text from that of another as well as
        // the whole does, but once in 65,536.
        Sketch(least.map(|least| u16::try_from((least >> 32) & 0xFFFF).unwrap_or(0)))
    }
}

/// The sketch of a text: its places agree with those of another text as often as their runs do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u16; PLACES]);

impl Sketch {
    /// As it is kept: 252 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|place| place.to_le_bytes()).collect()
    }

    /// From what was kept; `None` when that is no sketch.
    pub fn from_bytes(kept: &[u8]) -> Option<Self> {
        if kept.len() != KEPT {
            return None;
        }
        let mut places = [0; PLACES];
        for (place, bytes) in places.iter_mut().zip(kept.chunks_exact(2)) {
            *place = u16::from_le_bytes(bytes.try_into().ok()?);
        }
        Some(Self(places))
    }

    /// True when the texts may well be copies of each other.
    pub fn is_worth_comparing(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() >= WORTH
    }

    fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        let band = |(n, rows): (u64, &[u16])| rows.iter().fold(mixed(n), |hash, row| mixed(hash ^ u64::from(*row)));
        (0_u64..).zip(self.0.chunks_exact(ROWS)).map(band)
    }
}

/// Sketches that wait for others like them, by their bands. Each has a number.
#[derive(Debug, Default)]
pub struct Bands(HashMap<u64, Vec<u32>>);

impl Bands {
    /// Puts a sketch in.
    pub fn insert(&mut self, number: u32, sketch: &Sketch) {
        for band in sketch.bands() {
            let of = self.0.entry(band).or_default();
            if of.len() < MOST_IN_BAND {
                of.push(number);
            }
        }
    }

    /// The numbers of those that agree with a sketch in a band, in order.
    pub fn like(&self, sketch: &Sketch) -> Vec<u32> {
        let mut found: Vec<u32> =
            sketch.bands().filter_map(|band| self.0.get(&band)).flat_map(|of| of.iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The words of a text as hashes: one for each word; where no space parts words, for each pair of neighbouring characters.
#[derive(Clone, Debug, Default)]
pub struct Hashed(Vec<u64>);

impl Hashed {
    /// The next word of the text.
    pub fn push(&mut self, lent: &Lent<'_>) {
        if lent.joined
            && let Some(last) = self.0.last_mut()
        {
            *last = hashed(*last, lent.word);
        }
        self.0.push(hashed(SEED, lent.word));
    }

    /// The runs of the words so far.
    pub fn runs(&self) -> Runs {
        let words = &self.0;
        let mut runs: Vec<u64> = if words.len() < RUN && !words.is_empty() {
            vec![run(words)]
        } else {
            words.windows(RUN).map(run).collect()
        };
        runs.sort_unstable();
        runs.dedup();
        Runs(runs)
    }
}

fn run(words: &[u64]) -> u64 {
    words.iter().fold(SEED, |hash, word| mixed(hash.rotate_left(17) ^ word))
}

/// What all hashes begin with, and what they go on by.
const SEED: u64 = 0x4173_7361_795F_6E31;
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// FNV-1a.
fn hashed(from: u64, word: &str) -> u64 {
    word.bytes().fold(from, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The last step of SplitMix64, which spreads a change of any bit over all of them.
fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
