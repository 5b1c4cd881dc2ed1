//! What words can sound like, after `assets/lexicons/sounds.txt`: each letter or group of letters is a set of sounds, a word
//! a row of such sets for each language it may be spelled in. Two rows are laid beside each other at the least cost.
//! [`crate::domain::sounds`] does the like for search, whose words need not be names and whose keys are stored; here more
//! scripts and the spellings of several languages are known, and what was found is told in words.

use super::lists::{Slip, each_line};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The language whose spelling says little of how it sounds.
const LOOSE: &str = "en";
/// Most sounds that are compared; a longer word is no name.
const MOST: usize = 40;

/// Most keys of one reading.
const MOST_KEYS: usize = 8;

/// A set of sounds.
type Set = u32;

const SOUNDS: [&str; 28] = [
    "p", "b", "f", "v", "w", "t", "d", "s", "z", "sh", "zh", "ch", "dj", "ts", "k", "g", "kh", "h", "q", "m", "n", "r",
    "l", "y", "a", "e", "i", "o",
];
/// The last one.
const U: &str = "u";

const fn bit(at: usize) -> Set {
    1 << at
}

const P: Set = bit(0);
const B: Set = bit(1);
const F: Set = bit(2);
const V: Set = bit(3);
const W: Set = bit(4);
const T: Set = bit(5);
const D: Set = bit(6);
const S: Set = bit(7);
const Z: Set = bit(8);
const SH: Set = bit(9);
const ZH: Set = bit(10);
const CH: Set = bit(11);
const DJ: Set = bit(12);
const TS: Set = bit(13);
const K: Set = bit(14);
const G: Set = bit(15);
const KH: Set = bit(16);
const H: Set = bit(17);
const Q: Set = bit(18);
const M: Set = bit(19);
const N: Set = bit(20);
const R: Set = bit(21);
const L: Set = bit(22);
const Y: Set = bit(23);
const A: Set = bit(24);
const E: Set = bit(25);
const I: Set = bit(26);
const O: Set = bit(27);
const UU: Set = bit(28);
const VOWELS: Set = A | E | I | O | UU;

/// Consonants that are taken for each other, and what that costs.
const ALIKE: [(Set, Set, u32); 20] = [
    (KH, H, 1),
    (KH, K, 2),
    (H, G, 2),
    (KH, G, 2),
    (KH, Q, 2),
    (Q, K, 1),
    (Q, G, 1),
    (K, G, 3),
    (S, Z, 1),
    (S, SH, 2),
    (Z, ZH, 2),
    (SH, ZH, 2),
    (SH, CH, 2),
    (ZH, DJ, 1),
    (CH, DJ, 3),
    (S, TS, 2),
    (CH, TS, 3),
    (V | W, F, 2),
    (P, B, 2),
    (T, D, 3),
];

/// One letter or group of letters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    set: Set,
    /// What it costs to pass over it.
    skip: u8,
}

impl Sound {
    fn is_vowel(self) -> bool {
        self.set & VOWELS != 0 && self.set & !(VOWELS | Y | W | V) == 0
    }

    fn is_pure_vowel(self) -> bool {
        self.set & !VOWELS == 0
    }

    fn cost(self, other: Self) -> u32 {
        if self.set & other.set != 0 {
            return 0;
        }
        if self.is_vowel() && other.is_vowel() {
            let near =
                |a: Set, b: Set| (self.set & a != 0 && other.set & b != 0) || (self.set & b != 0 && other.set & a != 0);
            return if near(E, I) || near(O, UU) || near(A, O) || near(A, E) { 1 } else { 2 };
        }
        let pair = |(a, b, cost): &(Set, Set, u32)| {
            let one = self.set & a != 0 && other.set & b != 0;
            (one || (self.set & b != 0 && other.set & a != 0)).then_some(*cost)
        };
        ALIKE.iter().filter_map(pair).min().unwrap_or(9)
    }

    /// The classes of the consonants it may be, as the coarse key has them.
    fn classes(self) -> impl Iterator<Item = char> {
        const CLASSES: [(Set, char); 9] = [
            (P | B, 'P'),
            (F | V | W, 'F'),
            (T | D, 'T'),
            (S | Z | SH | ZH | CH | DJ | TS, 'S'),
            (K | G | KH | H | Q, 'K'),
            (M, 'M'),
            (N, 'N'),
            (R, 'R'),
            (L, 'L'),
        ];
        CLASSES.into_iter().filter(move |(set, _)| self.set & set != 0).map(|(_, class)| class)
    }
}

/// A word as one language would say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub sounds: Vec<Sound>,
    /// True where short vowels are not written.
    pub abjad: bool,
    /// True where the spelling says little of how it sounds.
    pub loose: bool,
}

/// Where a rule of a table holds.
#[derive(Clone, Debug)]
struct Rule {
    letters: Vec<char>,
    first: bool,
    last: bool,
    before: Option<Vec<char>>,
    after: Option<Vec<char>>,
    sounds: Vec<Sound>,
}

/// The rules of a script or of a language, by their first letter, the longest first.
type Table = HashMap<char, Vec<Rule>>;

#[derive(Clone, Debug, Default)]
struct Tables {
    /// By script: what holds for all its languages, then what each language has of its own.
    scripts: HashMap<Letters, (Table, Vec<(String, Table)>)>,
}

/// The scripts that are known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Letters {
    Latin,
    Cyrillic,
    Arabic,
    Hebrew,
    Greek,
}

impl Letters {
    const TAGS: [(Self, &'static str); 5] = [
        (Self::Latin, "Latn"),
        (Self::Cyrillic, "Cyrl"),
        (Self::Arabic, "Arab"),
        (Self::Hebrew, "Hebr"),
        (Self::Greek, "Grek"),
    ];

    /// The script of a word: that of its first letter.
    pub(super) fn of(word: &str) -> Option<Self> {
        word.chars().find_map(|c| match c {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | 'ʻ' | 'ʿ' => Some(Self::Latin),
            '\u{400}'..='\u{52F}' => Some(Self::Cyrillic),
            '\u{590}'..='\u{5FF}' => Some(Self::Hebrew),
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' => Some(Self::Arabic),
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Some(Self::Greek),
            _ => None,
        })
    }

    fn is_abjad(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew)
    }
}

const LIST: &str = include_str!("../../../assets/lexicons/sounds.txt");

static TABLES: LazyLock<Tables> = LazyLock::new(|| read(LIST).0);

fn read(list: &str) -> (Tables, Vec<Slip>) {
    let mut tables = Tables::default();
    let slips = each_line(list, |line| {
        let (tag, rules) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rules: Vec<Rule> = rules.split_whitespace().map(rule).collect::<Result<_, _>>()?;
        let script = Letters::TAGS.iter().find(|(_, known)| *known == tag).map(|(script, _)| *script);
        let table = match script {
            Some(script) => &mut tables.scripts.entry(script).or_default().0,
            None => {
                super::lists::is_language(tag)?;
                // What languages have of their own is all in Latin letters.
                let own = &mut tables.scripts.entry(Letters::Latin).or_default().1;
                let at = own.iter().position(|(language, _)| language == tag).unwrap_or_else(|| {
                    own.push((tag.to_owned(), Table::new()));
                    own.len() - 1
                });
                &mut own.get_mut(at).ok_or("there is no such table")?.1
            }
        };
        for rule in rules {
            let Some(first) = rule.letters.first() else { continue };
            table.entry(*first).or_default().push(rule);
        }
        Ok(())
    });
    for (shared, own) in tables.scripts.values_mut() {
        for table in own.iter_mut().map(|(_, table)| table).chain([shared]) {
            for rules in table.values_mut() {
                let weight = |rule: &Rule| {
                    let places = [rule.first, rule.last, rule.before.is_some(), rule.after.is_some()];
                    (rule.letters.len(), places.iter().filter(|holds| **holds).count())
                };
                rules.sort_by_key(|rule| std::cmp::Reverse(weight(rule)));
            }
        }
    }
    (tables, slips)
}

/// One rule: `^x$=a/b+c`, `[ab]x[cd]=-y`.
fn rule(text: &str) -> Result<Rule, String> {
    let (letters, sounds) = text.split_once('=').ok_or_else(|| format!("“{text}” has no “=”"))?;
    let mut rest = letters;
    let group = |rest: &mut &str, start: bool| -> Option<Vec<char>> {
        let inside =
            if start { rest.strip_prefix('[')?.split_once(']')? } else { rest.strip_suffix(']')?.rsplit_once('[')? };
        let (chars, left) = if start { inside } else { (inside.1, inside.0) };
        *rest = left;
        Some(chars.chars().collect())
    };
    let first = rest.starts_with('^');
    rest = rest.trim_start_matches('^');
    let before = group(&mut rest, true);
    let last = rest.ends_with('$');
    rest = rest.trim_end_matches('$');
    let after = group(&mut rest, false);
    if rest.is_empty() {
        return Err(format!("“{text}” names no letters"));
    }
    let mut out = Vec::new();
    for item in sounds.split('+').filter(|item| !item.is_empty()) {
        let optional = item.starts_with('-');
        let mut set = 0;
        for name in item.trim_start_matches('-').split('/') {
            let at = SOUNDS.iter().position(|sound| *sound == name);
            let at = at.or((name == U).then_some(SOUNDS.len()));
            set |= bit(at.ok_or_else(|| format!("“{name}” is no sound; there are {} u", SOUNDS.join(" ")))?);
        }
        let sound = Sound { set, skip: 0 };
        let skip = match (optional, sound.is_vowel()) {
            (true, _) => 0,
            (_, true) => 2,
            _ => 9,
        };
        out.push(Sound { set, skip });
    }
    Ok(Rule { letters: rest.chars().collect(), first, last, before, after, sounds: out })
}

impl Rule {
    fn fits(&self, word: &[char], at: usize) -> bool {
        let end = at + self.letters.len();
        let among = |group: &Option<Vec<char>>, c: Option<&char>| match group {
            None => true,
            Some(group) => {
                let has = |c: char| {
                    group.contains(&c)
                        || group.contains(&super::words::bare_letter(c))
                        || (group.contains(&'V') && super::words::is_vowel(c))
                };
                c.is_some_and(|c| has(*c))
            }
        };
        word.get(at..end) == Some(self.letters.as_slice())
            && (!self.first || at == 0)
            && (!self.last || (end == word.len() && at > 0))
            && among(&self.before, at.checked_sub(1).and_then(|before| word.get(before)))
            && among(&self.after, word.get(end))
    }
}

fn by_tables(word: &[char], tables: &[&Table], bare: bool) -> Vec<Sound> {
    let mut out: Vec<Sound> = Vec::new();
    let mut at = 0;
    while let Some(c) = word.get(at) {
        let rule = tables.iter().filter_map(|table| {
            let fits = |rule: &&Rule| rule.fits(word, at);
            table.get(c).and_then(|rules| rules.iter().find(fits))
        });
        // A longer group wins over what a language says of its first letter.
        let rule = rule.rev().max_by_key(|rule| rule.letters.len());
        let Some(rule) = rule else {
            // A letter with a mark that has no rule is the letter.
            let plain = super::words::bare_letter(*c);
            if plain != *c && !bare {
                let shared = tables.last().and_then(|table| table.get(&plain)).and_then(|rules| rules.last());
                shared.into_iter().flat_map(|rule| &rule.sounds).for_each(|sound| push(&mut out, *sound));
            }
            at += 1;
            continue;
        };
        rule.sounds.iter().for_each(|sound| push(&mut out, *sound));
        at += rule.letters.len();
    }
    out.truncate(MOST);
    out
}

/// Adds a sound; a doubled consonant is one.
fn push(out: &mut Vec<Sound>, sound: Sound) {
    if out.last().is_none_or(|last| last.set != sound.set || sound.is_vowel()) {
        out.push(sound);
    }
}

/// How a word in small letters may be said: as its script has it, then as each language whose rules make a difference.
/// Letters with marks are also read without them, since newspapers leave marks out.
pub(super) fn readings(word: &str) -> Vec<Reading> {
    let Some(script) = Letters::of(word) else { return Vec::new() };
    let Some((shared, own)) = TABLES.scripts.get(&script) else { return Vec::new() };
    let abjad = script.is_abjad();
    let letters: Vec<char> = word.chars().collect();
    let bare: Vec<char> = letters.iter().map(|c| super::words::bare_letter(*c)).collect();
    let mut out: Vec<Reading> = Vec::new();
    let mut add = |sounds: Vec<Sound>, loose: bool| {
        let reading = Reading { sounds, abjad, loose };
        if !reading.sounds.is_empty() && !out.iter().any(|known| known.sounds == reading.sounds) {
            out.push(reading);
        }
    };
    add(by_tables(&letters, &[shared], false), false);
    for (language, table) in own {
        add(by_tables(&letters, &[table, shared], false), language == LOOSE);
    }
    if script == Letters::Latin && bare != letters {
        add(by_tables(&bare, &[shared], true), false);
    }
    out
}

/// The least cost of laying two readings beside each other, up to a limit.
pub(super) fn cost(one: &Reading, other: &Reading, limit: u32) -> Option<u32> {
    let most = limit + 1;
    let skip = |sound: Sound, beside: &Reading, own: &Reading, last: bool| match (beside.abjad, own.abjad) {
        // Beside letters without vowels one is missing, unless it ends the word.
        (true, false) if sound.is_pure_vowel() => u32::from(last && sound.skip > 0) * 2,
        // An alef is a long vowel; the others may be a glide.
        (_, true) if sound.skip > 0 && sound.is_vowel() => {
            if last || sound.set & A != 0 && sound.set & Y == 0 {
                2
            } else {
                1
            }
        }
        _ => u32::from(sound.skip),
    };
    let mut row: Vec<u32> = vec![0];
    let mut sum = 0;
    for (at, sound) in other.sounds.iter().enumerate() {
        sum += skip(*sound, one, other, at + 1 == other.sounds.len());
        row.push(sum);
    }
    for (nth, sound) in one.sounds.iter().enumerate() {
        let own = skip(*sound, other, one, nth + 1 == one.sounds.len());
        let mut last = row.first().copied()?;
        let mut next = vec![last + own];
        for (at, beside) in other.sounds.iter().enumerate() {
            let above = row.get(at + 1).copied()?;
            let left = next.last().copied()?;
            let its = skip(*beside, one, other, at + 1 == other.sounds.len());
            next.push((last + sound.cost(*beside)).min(above + own).min(left + its));
            last = above;
        }
        if next.iter().all(|cost| *cost >= most) {
            return None;
        }
        row = next;
    }
    row.last().copied().filter(|cost| *cost <= limit)
}

/// The classes of a reading's consonants, repeats as one: the coarse keys. What may be several classes, or a vowel, or
/// nothing, makes several keys.
pub(super) fn keys(reading: &Reading) -> Vec<String> {
    let mut out = vec![String::new()];
    for sound in &reading.sounds {
        let mut ways: Vec<Option<char>> = sound.classes().map(Some).collect();
        if ways.is_empty() {
            continue;
        }
        if sound.set & (VOWELS | Y) != 0 || sound.skip == 0 {
            ways.push(None);
        }
        let most = if out.len() * ways.len() > MOST_KEYS { 1 } else { ways.len() };
        let mut longer = Vec::new();
        for key in &out {
            for way in ways.iter().take(most) {
                let mut key = key.clone();
                key.extend(way.filter(|class| !key.ends_with(*class)));
                if !longer.contains(&key) {
                    longer.push(key);
                }
            }
        }
        out = longer;
    }
    out
}

/// The sounds a word may begin with, as bits.
pub(super) fn begins(reading: &Reading) -> u32 {
    // What may be left out may be the beginning, and what is behind it too.
    let optional = reading.sounds.iter().take_while(|sound| sound.skip == 0).count();
    reading.sounds.iter().take(optional + 1).fold(0, |set, sound| set | sound.set)
}

#[cfg(test)]
pub(super) fn slips_of_built_in() -> Vec<Slip> {
    read(LIST).1
}
