//! All names of a register, so that those like one of them are found without comparing all with all: by the consonants of
//! surnames, by slips beside a given name, by offices, and, for bodies and places, by the words they are made of.

use super::{Known, Likeness, Profile};
use std::collections::HashMap;

/// Most names of one key that are compared: what so many share tells nothing.
const MOST: usize = 2_000;

/// A register, read.
#[derive(Debug, Default)]
pub struct Register {
    profiles: Vec<Profile>,
    /// Which names are found by a key.
    by_key: HashMap<String, Vec<usize>>,
}

/// Two names that may be one, by their places in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The earlier one.
    pub one: usize,
    /// The later one.
    pub other: usize,
    /// Why.
    pub likeness: Likeness,
}

impl Register {
    /// Reads names, in the order they are told by later.
    pub fn of(names: impl IntoIterator<Item = Known>) -> Self {
        let mut register = Self::default();
        for known in names {
            register.add(&Profile::of(&known));
        }
        register
    }

    fn add(&mut self, profile: &Profile) {
        let number = self.profiles.len();
        for key in profile.index_keys() {
            self.by_key.entry(key).or_default().push(number);
        }
        self.profiles.push(profile.clone());
    }

    /// A name as it was read.
    pub fn profile(&self, number: usize) -> Option<&Profile> {
        self.profiles.get(number)
    }

    /// Names that may be the same as this one, the likeliest first.
    pub fn like(&self, profile: &Profile) -> Vec<(usize, Likeness)> {
        let numbers = self.candidates(profile);
        let found = numbers.into_iter().filter_map(|number| Some((number, profile.compare(self.profile(number)?)?)));
        let mut found: Vec<(usize, Likeness)> = found.collect();
        found.sort_by_key(|(number, likeness)| (std::cmp::Reverse(likeness.score), *number));
        found
    }

    fn candidates(&self, profile: &Profile) -> Vec<usize> {
        let keys = profile.index_keys();
        let lists = keys.iter().filter_map(|key| self.by_key.get(key)).filter(|list| list.len() <= MOST);
        let mut numbers: Vec<usize> = lists.flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// All pairs of names that may be one, each once, the likeliest first; `given_up` is asked between names.
    pub fn pairs(&self, mut given_up: impl FnMut() -> bool) -> Option<Vec<Pair>> {
        let mut out = Vec::new();
        for (one, profile) in self.profiles.iter().enumerate() {
            if given_up() {
                return None;
            }
            let later = self.candidates(profile).into_iter().filter(|other| *other > one);
            let found = later.filter_map(|other| {
                let likeness = profile.compare(self.profile(other)?)?;
                Some(Pair { one, other, likeness })
            });
            out.extend(found);
        }
        out.sort_by_key(|pair| (std::cmp::Reverse(pair.likeness.score), pair.one, pair.other));
        Some(out)
    }
}
