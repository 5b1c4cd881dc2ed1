//! Whether two words, each a part of a name, may be one: by letters, by what given names become in other languages, by
//! systems of romanisation, by sounds, and by the slips of those who type.

use super::given;
use super::sounds::{self, Letters, Reading};
use super::spelling::{dictionary_forms, rewritings, romanized, without_hard_sign};
use crate::domain::fold;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// Longest key that may differ in one consonant only.
const LONG_KEY: usize = 4;
/// Stands between words that are compared as one, so that no group of letters reaches over their border.
pub(super) const SEAM: char = '\u{B7}';
/// Most words that are kept prepared.
const MOST_KNOWN: usize = 200_000;
/// Letters at the beginning of a word that say what sound it begins with.
const START: usize = 4;
/// Shortest key that says anything.
const KEY: usize = 3;

/// A word of a name, prepared for comparing. Many names have a word in common, which is prepared once.
#[derive(Clone, Debug)]
pub(super) struct Word(Arc<Prepared>);

impl Deref for Word {
    type Target = Prepared;

    fn deref(&self) -> &Prepared {
        &self.0
    }
}

/// Words that were prepared already.
static KNOWN: LazyLock<Mutex<HashMap<String, Word>>> = LazyLock::new(Mutex::default);

/// What is known of a word.
#[derive(Debug)]
pub(super) struct Prepared {
    /// In small letters, without signs nobody reads.
    pub raw: String,
    letters: Option<Letters>,
    /// What it may be in its dictionary form, itself first.
    forms: Vec<Form>,
    /// Keys of consonants, for finding candidates.
    keys: OnceLock<Vec<String>>,
    /// The lines of the list of given names it stands in.
    given: OnceLock<Vec<usize>>,
    begins: OnceLock<u32>,
}

#[derive(Debug)]
struct Form {
    raw: String,
    folded: String,
    readings: OnceLock<Vec<Reading>>,
    /// Its coarse keys, those of one consonant too.
    keys: OnceLock<Vec<String>>,
    /// The form in Latin letters by each system, where it is in others.
    romanized: OnceLock<Vec<(&'static str, String)>>,
    /// The form as other systems write Chinese and Korean, where it is in Latin letters.
    rewritten: OnceLock<Vec<(&'static str, String)>>,
}

impl Form {
    fn of(raw: String) -> Self {
        let folded = bare_word(&raw);
        Self {
            raw,
            folded,
            readings: OnceLock::new(),
            keys: OnceLock::new(),
            romanized: OnceLock::new(),
            rewritten: OnceLock::new(),
        }
    }

    fn readings(&self) -> &[Reading] {
        self.readings.get_or_init(|| sounds::readings(&self.raw))
    }

    fn keys(&self) -> &[String] {
        self.keys.get_or_init(|| {
            let mut keys: Vec<String> = self.readings().iter().flat_map(sounds::keys).collect();
            // Chinese in Latin letters says nothing of how it sounds.
            let others = self.rewritten().iter().flat_map(|(_, written)| sounds::readings(written));
            keys.extend(others.flat_map(|reading| sounds::keys(&reading)));
            keys.sort();
            keys.dedup();
            keys
        })
    }

    /// True where the sounds of both may agree: what is taken for each other is of one class.
    fn shares_key(&self, other: &Self) -> bool {
        let others = other.keys();
        self.keys().iter().any(|key| others.binary_search(key).is_ok())
    }

    fn rewritten(&self) -> &[(&'static str, String)] {
        let latin = Letters::of(&self.raw) == Some(Letters::Latin);
        self.rewritten.get_or_init(|| if latin { rewritings(&self.raw) } else { Vec::new() })
    }

    fn romanized(&self) -> &[(&'static str, String)] {
        self.romanized.get_or_init(|| romanized(&self.raw))
    }
}

/// How two words are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The same letters but for marks.
    Same,
    /// One is written in Latin letters after a system.
    System(&'static str),
    /// Two forms of one given name; true where one is a short form.
    Given(bool),
    /// Each letter can stand for a sound of the other.
    Sounds,
    /// Vowels differ, or consonants that are easily taken for each other.
    Near,
    /// A slip of the fingers.
    Slip(Slipped),
    /// The consonants agree by classes.
    Consonants,
}

/// What a slip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slipped {
    OneLetter,
    Swapped,
    TwoLetters,
}

impl How {
    /// How much it says, from 0 to 1.
    pub(super) fn weight(&self) -> f64 {
        match self {
            Self::Same => 1.0,
            Self::System(_) => 0.995,
            Self::Given(false) => 0.99,
            Self::Sounds => 0.985,
            Self::Given(true) => 0.96,
            Self::Near => 0.95,
            Self::Slip(Slipped::OneLetter | Slipped::Swapped) => 0.88,
            Self::Slip(Slipped::TwoLetters) => 0.84,
            Self::Consonants => 0.76,
        }
    }

    /// True where the spellings are two ways to write one word, and none of them is wrong.
    pub(super) fn is_variant(&self) -> bool {
        !matches!(self, Self::Slip(_) | Self::Consonants)
    }
}

/// Two words that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alike {
    pub how: How,
    /// True where a case ending was taken off.
    pub bent: bool,
}

impl Prepared {
    fn of(raw: String) -> Self {
        let forms = dictionary_forms(&raw).into_iter().flat_map(|form| {
            let bare = form.strip_prefix("ال").filter(|bare| bare.chars().count() >= 3).map(str::to_owned);
            [bare, Some(form)].into_iter().flatten()
        });
        let forms = forms.map(Form::of).collect();
        let letters = Letters::of(&raw);
        Self { raw, letters, forms, keys: OnceLock::new(), given: OnceLock::new(), begins: OnceLock::new() }
    }
}

impl Word {
    /// A word, or some that are written as one, as they stand in a name.
    pub(super) fn of(raw: &str) -> Self {
        let raw = normal(raw);
        // A lock that a panic poisoned is used all the same: words are put in whole.
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(word) = known.get(&raw) {
            return word.clone();
        }
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        let word = Self(Arc::new(Prepared::of(raw.clone())));
        known.insert(raw, word.clone());
        word
    }

    /// Letter for letter, but for marks.
    pub(super) fn folded(&self) -> &str {
        self.forms.first().map_or("", |form| form.folded.as_str())
    }

    /// What the word may be in its dictionary form, folded.
    pub(super) fn folded_forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(|form| form.folded.as_str())
    }

    pub(super) fn letters(&self) -> usize {
        self.folded().chars().filter(|c| c.is_alphabetic()).count()
    }

    /// The coarse keys of its readings, each once; none shorter than two consonants.
    pub(super) fn keys(&self) -> &[String] {
        self.keys.get_or_init(|| {
            let all = self.forms.iter().flat_map(Form::keys);
            let mut keys: Vec<String> = all.filter(|key| key.len() > 1).cloned().collect();
            keys.sort();
            keys.dedup();
            keys
        })
    }

    /// As [`Self::keys`], those of one consonant too; the word where it has none.
    pub(super) fn short_keys(&self) -> Vec<String> {
        let all = self.forms.iter().flat_map(Form::keys);
        let mut keys: Vec<String> = all.filter(|key| !key.is_empty()).cloned().collect();
        if keys.is_empty() {
            keys.push(self.folded().to_owned());
        }
        keys.sort();
        keys.dedup();
        keys
    }

    /// True where it may begin with the sound of an initial.
    pub(super) fn begins_with(&self, initial: &Self) -> bool {
        self.begins() & initial.begins() != 0
    }

    /// The sounds it may begin with, as bits.
    pub(super) fn begins(&self) -> u32 {
        *self.begins.get_or_init(|| {
            let start: String = self.raw.chars().take(START).collect();
            sounds::readings(&start).iter().fold(0, |set, reading| set | sounds::begins(reading))
        })
    }

    /// The lines of the list of given names its forms stand in.
    pub(super) fn given_lines(&self) -> &[usize] {
        self.given.get_or_init(|| {
            let of = self.forms.iter().flat_map(|form| given::lines_of(&form.folded)).map(|(line, _)| *line);
            of.collect()
        })
    }

    /// How two words are one; `None` where nothing says so.
    pub(super) fn alike(&self, other: &Self) -> Option<Alike> {
        let (one_letters, other_letters) = (self.letters?, other.letters?);
        let pairs = || self.forms.iter().flat_map(|a| other.forms.iter().map(move |b| (a, b)));
        let met = |how: How, (a, b): (&Form, &Form)| {
            let taken = |form: &Form, word: &Self| !word.raw.ends_with(form.raw.as_str());
            Some(Alike { how, bent: taken(a, self) || taken(b, other) })
        };
        // What sounds alike has like consonants, and asking for those is quick.
        let near = self.near_keys(other);
        if near && let Some(pair) = pairs().find(|(a, b)| a.folded == b.folded) {
            return met(How::Same, pair);
        }
        if self.shares_given(other)
            && let Some((short, pair)) = pairs().find_map(|(a, b)| Some((given::same(&a.folded, &b.folded)?, (a, b))))
        {
            return met(How::Given(short), pair);
        }
        let both = |one, other| {
            (one_letters == one && other_letters == other) || (one_letters == other && other_letters == one)
        };
        let may_be_chinese = both(Letters::Latin, Letters::Latin) || both(Letters::Latin, Letters::Cyrillic);
        if may_be_chinese {
            let by = |a: &Form, b: &Form| {
                if a.rewritten().is_empty() {
                    return None;
                }
                let plain = without_hard_sign(&b.folded);
                a.rewritten().iter().find(|(_, written)| *written == plain).map(|(name, _)| *name)
            };
            if let Some((name, pair)) = pairs().find_map(|(a, b)| Some((by(a, b).or_else(|| by(b, a))?, (a, b)))) {
                return met(How::System(name), pair);
            }
        }
        if !near {
            return None;
        }
        let system = |(a, b): (&Form, &Form)| {
            let by = |romanized: &[(&'static str, String)], latin: &str| {
                romanized.iter().find(|(_, written)| written == latin).map(|(name, _)| *name)
            };
            match (one_letters, other_letters) {
                (Letters::Latin, Letters::Cyrillic | Letters::Greek) => by(b.romanized(), &a.folded),
                (Letters::Cyrillic | Letters::Greek, Letters::Latin) => by(a.romanized(), &b.folded),
                _ => None,
            }
        };
        if let Some((name, pair)) = pairs().find_map(|pair| Some((system(pair)?, pair))) {
            return met(How::System(name), pair);
        }
        if let Some((cost, a, b)) = self.least(other) {
            return met(if cost == 0 { How::Sounds } else { How::Near }, (a, b));
        }
        if let Some((slip, a, b)) = self.slip(other) {
            return met(How::Slip(slip), (a, b));
        }
        self.share_consonants(other).then_some(Alike { how: How::Consonants, bent: false })
    }

    /// True where some forms of both are one given name.
    fn shares_given(&self, other: &Self) -> bool {
        let others = other.given_lines();
        self.given_lines().iter().any(|line| others.contains(line))
    }

    /// False where the consonants are too far apart for any likeness.
    fn near_keys(&self, other: &Self) -> bool {
        let near = |a: &String, b: &String| {
            let longest = a.len().max(b.len());
            edits_of_bytes(a.as_bytes(), b.as_bytes(), if longest > LONG_KEY { 2 } else { 1 })
        };
        let (a, b) = (self.keys(), other.keys());
        a.is_empty() || b.is_empty() || a.iter().any(|a| b.iter().any(|b| near(a, b)))
    }

    /// The least cost at which the sounds agree, where that is little enough, and the forms that do.
    fn least<'a>(&'a self, other: &'a Self) -> Option<(u32, &'a Form, &'a Form)> {
        let mut best: Option<(u32, &Form, &Form)> = None;
        let one_script = self.letters == other.letters;
        for a in &self.forms {
            for b in other.forms.iter().filter(|b| a.shares_key(b)) {
                for one in a.readings() {
                    for two in b.readings() {
                        let loose = one.loose || two.loose;
                        if loose && one_script {
                            continue;
                        }
                        let more = u32::from(loose);
                        let limit = budget(one.sounds.len().min(two.sounds.len()));
                        let limit = best.map_or(Some(limit), |(cost, ..)| Some(limit.min(cost.checked_sub(1)?)));
                        let Some(limit) = limit.and_then(|limit| limit.checked_sub(more)) else { continue };
                        if let Some(cost) = sounds::cost(one, two, limit) {
                            best = Some((cost + more, a, b));
                        }
                    }
                }
                if best.is_some_and(|(cost, ..)| cost == 0) {
                    return best;
                }
            }
        }
        best
    }

    /// Whether somebody mistyped one of them.
    fn slip<'a>(&'a self, other: &'a Self) -> Option<(Slipped, &'a Form, &'a Form)> {
        let latin = |word: &Self| word.letters == Some(Letters::Latin);
        let cyrillic = |word: &Self| word.letters == Some(Letters::Cyrillic);
        let same_script = self.letters == other.letters;
        let mut best: Option<(Slipped, &Form, &Form)> = None;
        let mut take = |slip: Option<Slipped>, a: &'a Form, b: &'a Form| {
            if let Some(slip) = slip
                && best.is_none_or(|(known, ..)| known == Slipped::TwoLetters && slip != known)
            {
                best = Some((slip, a, b));
            }
        };
        for a in &self.forms {
            for b in &other.forms {
                if same_script {
                    take(slip_between(&a.folded, &b.folded), a, b);
                } else if latin(self) && cyrillic(other) {
                    b.romanized().iter().for_each(|(_, latin)| take(slip_between(&a.folded, latin), a, b));
                } else if cyrillic(self) && latin(other) {
                    a.romanized().iter().for_each(|(_, latin)| take(slip_between(latin, &b.folded), a, b));
                }
            }
        }
        best
    }

    /// True where the consonants agree by classes, or all but one of several do.
    fn share_consonants(&self, other: &Self) -> bool {
        // One consonant may be left out of a longer word, or two swapped; another one in its place is another name.
        let near = |a: &str, b: &str| {
            let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
            let first = a.as_bytes().first() == b.as_bytes().first();
            let swapped = long == short && sorted(a) == sorted(b);
            let left_out = long - short == 1;
            a == b || (short > KEY && first && (swapped || left_out) && edits(a, b, 1).is_some())
        };
        let near = |a: &str, b: &str| a.len().min(b.len()) >= KEY && near(a, b);
        self.begins_with(other) && self.keys().iter().any(|a| other.keys().iter().any(|b| near(a, b)))
    }
}

/// How much the sounds of a word may cost, by their number.
fn budget(sounds: usize) -> u32 {
    match sounds {
        0..=2 => 0,
        3..=4 => 1,
        5..=6 => 2,
        7..=9 => 3,
        _ => 4,
    }
}

/// What slip lies between two words in one script, if that is all that lies between them.
fn slip_between(one: &str, other: &str) -> Option<Slipped> {
    // Two slips leave a beginning or an end as it was.
    let starts = one.chars().zip(other.chars()).take(2).any(|(a, b)| a == b);
    let ends = one.chars().rev().zip(other.chars().rev()).take(2).any(|(a, b)| a == b);
    if !starts && !ends {
        return None;
    }
    let length = one.chars().count().min(other.chars().count());
    let most = match length {
        0..=4 => return None,
        5..=7 => 1,
        _ => 2,
    };
    let edits = edits(one, other, most)?;
    let longer = one.chars().count() != other.chars().count();
    Some(match edits {
        0 | 1 if longer || differ(one, other) == 1 => Slipped::OneLetter,
        0 | 1 => Slipped::Swapped,
        _ => Slipped::TwoLetters,
    })
}

/// True where two keys are at most so many consonants apart.
fn edits_of_bytes(one: &[u8], other: &[u8], most: usize) -> bool {
    if one == other {
        return true;
    }
    if one.len().abs_diff(other.len()) > most {
        return false;
    }
    // What they have in common at both ends needs no looking at.
    let front = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(front..).unwrap_or_default(), other.get(front..).unwrap_or_default());
    let back = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let one = one.get(..one.len() - back).unwrap_or_default();
    let other = other.get(..other.len() - back).unwrap_or_default();
    match (one, other) {
        ([], rest) | (rest, []) => rest.len() <= most,
        ([_], [_]) => true,
        ([a, b], [c, d]) if a == d && b == c => true,
        (a, b) if a.len().max(b.len()) <= most => true,
        _ if most < 2 => false,
        (a, b) => {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            edits(&text(a), &text(b), most).is_some()
        }
    }
}

fn sorted(key: &str) -> Vec<u8> {
    let mut letters = key.as_bytes().to_vec();
    letters.sort_unstable();
    letters
}

/// In how many places two words of one length differ.
fn differ(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).filter(|(a, b)| a != b).count()
}

/// How many letters have to be put in, left out, changed or swapped with their neighbour; `None` above a limit.
pub(super) fn edits(one: &str, other: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    // What they have in common at both ends needs no looking at.
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(front..).unwrap_or_default(), b.get(front..).unwrap_or_default());
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(..a.len() - back).unwrap_or_default(), b.get(..b.len() - back).unwrap_or_default());
    if most == 1 && a.len().max(b.len()) > 2 {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (get(&row, j) + usize::from(x != y)).min(get(&row, j + 1) + 1).min(get(&next, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        if next.iter().all(|cost| *cost > most) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|cost| *cost <= most)
}

/// A word in small letters, without vowel signs, joiners and marks of direction, apostrophes of one kind, and letters that are
/// one although they are written as two.
pub(super) fn normal(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        match c {
            '\u{300}'..='\u{36F}' => {
                let whole = match (out.chars().next_back(), c) {
                    (Some('и'), '\u{306}') => 'й',
                    (Some('у'), '\u{306}') => 'ў',
                    (Some('і'), '\u{308}') => 'ї',
                    (Some('е'), '\u{308}') => 'ё',
                    _ => continue,
                };
                out.pop();
                out.push(whole);
            }
            '\u{640}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{AD}' => {}
            '\u{2066}'..='\u{2069}' | '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' | '\u{FEFF}' => {}
            '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´' | '′' | 'ʾ' | 'ʿ' | 'ʻ' | '׳' => out.push('\''),
            'İ' => out.push('i'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A word in small letters without marks, apostrophes and hyphens.
pub(super) fn bare_word(word: &str) -> String {
    fold(word).chars().filter(|c| c.is_alphanumeric()).map(bare_greek).collect()
}

fn bare_greek(c: char) -> char {
    match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        c => c,
    }
}

/// A Latin letter without what stands on, under or through it; any other as it is.
pub(super) fn bare_letter(c: char) -> char {
    static BARE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let latin = ('\u{C0}'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}');
        let bare = latin.filter_map(|c| {
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            let mut chars = folded.chars();
            chars.next().filter(|_| chars.next().is_none()).map(|bare| (c, bare))
        });
        bare.collect()
    });
    if c.is_ascii() { c } else { BARE.get(&c).copied().unwrap_or(c) }
}

/// True for a letter that is a vowel in Latin, Cyrillic or Greek.
pub(super) fn is_vowel(c: char) -> bool {
    matches!(bare_letter(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
        || matches!(
            c,
            'а' | 'е' | 'ё' | 'и' | 'і' | 'ї' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'є' | 'ә' | 'ө' | 'ү' | 'ұ'
        )
        || matches!(bare_greek(c), 'α' | 'ε' | 'η' | 'ι' | 'ο' | 'υ' | 'ω')
}
