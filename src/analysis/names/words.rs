//! Whether two words, each a part of a name, may be one: by letters, by what given names become in other languages, by
//! systems of romanisation, by sounds, and by the slips of those who type.

use super::given;
use super::sounds::{self, Letters, Reading};
use super::spelling::{chinese_systems, dictionary_forms, pressed, system_of};
use crate::domain::fold;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

/// Stands between words that are compared as one, so that no group of letters reaches over their border.
pub(super) const SEAM: char = '\u{B7}';
/// Shortest key that says anything.
const KEY: usize = 3;

/// A word of a name, prepared for comparing.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// In small letters, without signs nobody reads.
    pub raw: String,
    /// What it may be in its dictionary form, itself first.
    forms: Vec<Form>,
    /// Keys of consonants, for finding candidates.
    keys: OnceLock<Vec<String>>,
}

#[derive(Clone, Debug)]
struct Form {
    raw: String,
    folded: String,
    readings: OnceLock<Vec<Reading>>,
}

impl Form {
    fn of(raw: String) -> Self {
        let folded = bare_word(&raw);
        Self { raw, folded, readings: OnceLock::new() }
    }

    fn readings(&self) -> &[Reading] {
        self.readings.get_or_init(|| sounds::readings(&self.raw))
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

impl Word {
    /// A word, or some that are written as one, as they stand in a name.
    pub(super) fn of(raw: &str) -> Self {
        let raw = normal(raw);
        let forms = dictionary_forms(&raw).into_iter().flat_map(|form| {
            let bare = form.strip_prefix("ال").filter(|bare| bare.chars().count() >= 3).map(str::to_owned);
            [bare, Some(form)].into_iter().flatten()
        });
        let forms = forms.map(Form::of).collect();
        Self { raw, forms, keys: OnceLock::new() }
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
            let readings = self.forms.iter().flat_map(Form::readings);
            let mut keys: Vec<String> = readings.map(sounds::key).filter(|key| key.len() > 1).collect();
            keys.sort();
            keys.dedup();
            keys
        })
    }

    /// True where it may begin with the sound of an initial.
    pub(super) fn begins_with(&self, initial: &str) -> bool {
        let initials = sounds::readings(&normal(initial));
        let own = self.forms.first().map(Form::readings).unwrap_or_default();
        initials.iter().any(|initial| own.iter().any(|reading| sounds::begin_alike(initial, reading)))
    }

    /// How two words are one; `None` where nothing says so.
    pub(super) fn alike(&self, other: &Self) -> Option<Alike> {
        let pairs = || {
            let mut all: Vec<_> = self.forms.iter().enumerate().collect();
            all.truncate(24);
            all.into_iter().flat_map(|(a, one)| {
                other.forms.iter().enumerate().take(24).map(move |(b, other)| ((a, one), (b, other)))
            })
        };
        let bent = |a: &Form, b: &Form| {
            let taken = |form: &Form, word: &Self| !word.raw.ends_with(form.raw.as_str());
            taken(a, self) || taken(b, other)
        };
        let (one_letters, other_letters) = (Letters::of(&self.raw)?, Letters::of(&other.raw)?);
        if let Some(((_, a), (_, b))) = pairs().find(|((_, a), (_, b))| a.folded == b.folded) {
            return Some(Alike { how: How::Same, bent: bent(a, b) });
        }
        if let Some((short, a, b)) =
            pairs().find_map(|((_, a), (_, b))| Some((given::same(&a.folded, &b.folded)?, a, b)))
        {
            return Some(Alike { how: How::Given(short), bent: bent(a, b) });
        }
        let system = |a: &Form, b: &Form| match (one_letters, other_letters) {
            (Letters::Latin, Letters::Cyrillic | Letters::Greek) => system_of(&b.raw, &a.raw),
            (Letters::Cyrillic | Letters::Greek, Letters::Latin) => system_of(&a.raw, &b.raw),
            _ => None,
        };
        if let Some((name, a, b)) = pairs().find_map(|((_, a), (_, b))| Some((system(a, b)?, a, b))) {
            return Some(Alike { how: How::System(name), bent: bent(a, b) });
        }
        let chinese = |a: &Form, b: &Form| match (one_letters, other_letters) {
            (Letters::Latin, Letters::Latin | Letters::Cyrillic) => chinese_systems(&a.raw, &b.raw)
                .or_else(|| (other_letters == Letters::Latin).then(|| chinese_systems(&b.raw, &a.raw)).flatten()),
            (Letters::Cyrillic, Letters::Latin) => chinese_systems(&b.raw, &a.raw),
            _ => None,
        };
        if let Some((name, a, b)) = pairs().find_map(|((_, a), (_, b))| Some((chinese(a, b)?, a, b))) {
            return Some(Alike { how: How::System(name), bent: bent(a, b) });
        }
        if let Some((cost, a, b)) = self.least(other) {
            return Some(Alike { how: if cost == 0 { How::Sounds } else { How::Near }, bent: bent(a, b) });
        }
        if let Some((slip, a, b)) = self.slip(other) {
            return Some(Alike { how: How::Slip(slip), bent: bent(a, b) });
        }
        self.share_consonants(other).then_some(Alike { how: How::Consonants, bent: false })
    }

    /// The least cost at which the sounds agree, where that is little enough, and the forms that do.
    fn least<'a>(&'a self, other: &'a Self) -> Option<(u32, &'a Form, &'a Form)> {
        let mut best: Option<(u32, &Form, &Form)> = None;
        let one_script = Letters::of(&self.raw) == Letters::of(&other.raw);
        for a in &self.forms {
            for b in &other.forms {
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
        let latin = |word: &Self| Letters::of(&word.raw) == Some(Letters::Latin);
        let cyrillic = |word: &Self| Letters::of(&word.raw) == Some(Letters::Cyrillic);
        let same_script = Letters::of(&self.raw) == Letters::of(&other.raw);
        let mut best: Option<(Slipped, &Form, &Form)> = None;
        let mut take = |slip: Option<Slipped>, a: &'a Form, b: &'a Form| {
            let order = |slip: Slipped| slip == Slipped::TwoLetters;
            if let Some(slip) = slip
                && best.is_none_or(|(known, ..)| order(slip) < order(known))
            {
                best = Some((slip, a, b));
            }
        };
        for a in &self.forms {
            for b in &other.forms {
                if same_script {
                    take(slip_between(&a.folded, &b.folded), a, b);
                } else if latin(self) && cyrillic(other) {
                    pressed(&b.raw).iter().for_each(|b_latin| take(slip_between(&a.folded, b_latin), a, b));
                } else if cyrillic(self) && latin(other) {
                    pressed(&a.raw).iter().for_each(|a_latin| take(slip_between(a_latin, &b.folded), a, b));
                }
            }
        }
        best
    }

    /// True where the consonants agree by classes, or all but one of several do.
    fn share_consonants(&self, other: &Self) -> bool {
        let near = |a: &str, b: &str| {
            let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
            short >= KEY
                && (a == b
                    || (short > KEY
                        && a.as_bytes().first() == b.as_bytes().first()
                        && long - short <= 1
                        && edits(a, b, 1).is_some()))
        };
        let begin = |one: &Self, other: &Self| {
            let readings = |word: &Self| word.forms.first().map(|form| form.readings().to_vec()).unwrap_or_default();
            let (one, other) = (readings(one), readings(other));
            one.iter().any(|a| other.iter().any(|b| sounds::begin_alike(a, b)))
        };
        begin(self, other) && self.keys().iter().any(|a| other.keys().iter().any(|b| near(a, b)))
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
