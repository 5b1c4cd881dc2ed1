//! Copies of one text: texts whose runs of three words are mostly the same. A text's runs are sketched by the least of
//! their hashes at many places (MinHash; of a long text each run has a place of its own, as in Dahlgaard, Knudsen and
//! Thorup, "Fast Similarity Sketching", 2017); texts whose sketches agree in a whole band are laid against each other
//! (LSH), and only those whose runs themselves are found to be common count as copies. So what is called a copy is one; what
//! can be missed is about one copy in 400 at exactly four fifths, and fewer the more alike they are.
//!
//! The hashes are our own and fixed: a sketch made on one machine or by one version is read by every other.

pub mod dateline;
pub mod differing;
#[cfg(test)]
mod tests;

/// Copies put together; the store goes by it too, hence its place.
pub use crate::domain::copies as clusters;

use crate::domain::Overlap;
use crate::domain::tokens::{Lent, each_word};
use std::collections::HashMap;

/// How many words make a run.
const RUN: usize = 3;
/// Bands of a sketch, and places in a band. Texts with four fifths in common agree in a band with a probability of
/// 1 - (1 - 0.8^6)^21 = 0.998; those with half in common, of 0.28; with a quarter, of 0.005.
const BANDS: usize = 21;
const ROWS: usize = 6;
/// Places of a sketch.
const PLACES: usize = BANDS * ROWS;
/// Length of a kept sketch, in bytes, the first of which tells how it was made.
const KEPT: usize = 1 + PLACES * 2;
/// The way sketches are made now.
const MADE: u8 = 2;
/// Places that agree in two sketches that are worth comparing. Texts with four fifths in common agree in 101 of the 126, and
/// once in 1,600 in fewer than 86.
const WORTH: u16 = 86;
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
        Hashed::of(text).runs()
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
        let (mut left, mut right, mut common) = (0, 0, 0_usize);
        // Each step goes on in one or both without a branch that nobody could foretell.
        while let (Some(one), Some(another)) = (self.0.get(left), other.0.get(right)) {
            left += usize::from(one <= another);
            right += usize::from(another <= one);
            common += usize::from(one == another);
        }
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Overlap { common: small(common), all: small(self.0.len() + other.0.len() - common) }
    }
}

/// The sketch of a text: its places agree with those of another text as often as their runs do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u16; PLACES]);

impl Sketch {
    /// As it is kept: 253 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        std::iter::once(MADE).chain(self.0.iter().flat_map(|place| place.to_le_bytes())).collect()
    }

    /// From what was kept; `None` when that is no sketch, or one made in another way.
    pub fn from_bytes(kept: &[u8]) -> Option<Self> {
        let (made, kept) = kept.split_first()?;
        if *made != MADE || kept.len() != KEPT - 1 {
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
        // Counted in as few bits as the places have, many at a time.
        self.0.iter().zip(&other.0).fold(0_u16, |count, (a, b)| count + u16::from(a == b)) >= WORTH
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

    /// The words of a text.
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        each_word(text, |word| words.push(&word));
        words
    }

    /// True while there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each run, in order; fewer words than make one are one all the same.
    fn each_run(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.windows(self.0.len().clamp(1, RUN)).map(run)
    }

    /// The runs of the words so far.
    pub fn runs(&self) -> Runs {
        let mut runs: Vec<u64> = self.each_run().collect();
        runs.sort_unstable();
        runs.dedup();
        Runs(runs)
    }

    /// The sketch of the runs of the words so far.
    pub fn sketch(&self) -> Sketch {
        let mut least = [u64::MAX; PLACES];
        // In each round every run is dealt to a place. What came in an earlier round is less than all of a later one, so
        // once no place is empty nothing can change; for a long text that is after the first.
        deal(&mut least, 0, self.each_run());
        let is_full = |least: &[u64; PLACES]| !least.contains(&u64::MAX);
        if !is_full(&least) && !self.is_empty() {
            let runs = self.runs();
            let mut round = 1;
            while !is_full(&least) {
                deal(&mut least, round, runs.0.iter().copied());
                round += 1;
            }
        }
        Sketch(least.map(|least| u16::try_from(least & 0xFFFF).unwrap_or(0)))
    }
}

/// One round: the least hash of those dealt to a place is kept there, behind the number of the round. After as many rounds
/// as there are places each further one deals all runs to a place of its own, so that in the end none is empty.
fn deal(least: &mut [u64; PLACES], round: u64, runs: impl Iterator<Item = u64>) {
    let places = PLACES as u64;
    let turn = mixed(SEED.wrapping_add(GOLDEN.wrapping_mul(round + 1)));
    for run in runs {
        let hash = mixed(run ^ turn);
        let place = if round < places { ((hash >> 32) * places) >> 32 } else { round - places };
        if let Some(least) = usize::try_from(place).ok().and_then(|place| least.get_mut(place)) {
            *least = (round << 32 | hash & 0xFFFF_FFFF).min(*least);
        }
    }
}

fn run(words: &[u64]) -> u64 {
    words.iter().fold(SEED, |hash, word| mixed(hash.rotate_left(17) ^ word))
}

/// What all hashes begin with, and what they go on by.
const SEED: u64 = 0x4173_7361_795F_6E31;
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Eight bytes at a time, each multiplied into both halves of the product.
fn hashed(from: u64, word: &str) -> u64 {
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    for (to, byte) in last.iter_mut().zip(rest) {
        *to = *byte;
    }
    let step = |hash: u64, next: u64| {
        let product = u128::from(hash ^ next) * u128::from(GOLDEN);
        (product ^ (product >> 64)) as u64
    };
    let hash = eights.iter().fold(from, |hash, eight| step(hash, u64::from_le_bytes(*eight)));
    // How many bytes there are tells a word from one that goes on with zeros.
    step(step(hash, u64::from_le_bytes(last)), word.len() as u64)
}

/// The last step of SplitMix64, which spreads a change of any bit over all of them.
fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
