//! What letters can sound like: each letter or group of letters is a set of sounds, and what it costs to pass it over.

use super::super::tokens::Script;

/// A set of sounds.
type Set = u32;

const P: Set = 1;
const B: Set = 1 << 1;
const F: Set = 1 << 2;
const V: Set = 1 << 3;
const W: Set = 1 << 4;
const T: Set = 1 << 5;
const D: Set = 1 << 6;
const S: Set = 1 << 7;
const Z: Set = 1 << 8;
const SH: Set = 1 << 9;
const ZH: Set = 1 << 10;
const CH: Set = 1 << 11;
const DJ: Set = 1 << 12;
const TS: Set = 1 << 13;
const K: Set = 1 << 14;
const G: Set = 1 << 15;
const KH: Set = 1 << 16;
const H: Set = 1 << 17;
const Q: Set = 1 << 18;
const M: Set = 1 << 19;
const N: Set = 1 << 20;
const R: Set = 1 << 21;
const L: Set = 1 << 22;
const Y: Set = 1 << 23;
const A: Set = 1 << 24;
const E: Set = 1 << 25;
const I: Set = 1 << 26;
const O: Set = 1 << 27;
const U: Set = 1 << 28;

const VOWELS: Set = A | E | I | O | U;
/// Sounds that are easily taken for each other, by groups.
const ALIKE: [Set; 7] = [P | B, F | V | W, T | D, S | Z | SH | ZH | CH | DJ | TS, K | G | KH | Q | H, M | N, R | L];

/// One letter or group of letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    set: Set,
    /// What it costs to pass over it, when it is the other script's.
    pub skip: u32,
    /// Which character of its word it comes from.
    pub character: usize,
}

impl Item {
    pub(super) fn is_consonant(&self) -> bool {
        self.set & (VOWELS | Y) == 0
    }

    fn is_vowel(&self) -> bool {
        self.set & !(VOWELS | Y | W) == 0
    }

    /// What it costs to take one for the other; 9 is more than anything allows.
    pub(super) fn cost(&self, other: &Self) -> u32 {
        if self.set & other.set != 0 {
            return 0;
        }
        if self.is_vowel() && other.is_vowel() {
            return 1;
        }
        if ALIKE.iter().any(|group| self.set & group != 0 && other.set & group != 0) { 2 } else { 9 }
    }

    /// What it costs to pass over a sound of the Latin word beside a word of this script, before the sound `next`. Arabic
    /// writing leaves out vowels but at the end of a word, Chinese has many that are nothing.
    pub(super) fn skip_beside(&self, script: Script, next: Option<&Self>) -> u32 {
        let at_end = next.is_none_or(|next| next.set == SILENT);
        if self.is_vowel() {
            return match script {
                Script::Cyrillic => u32::from(self.set != (Y | I)),
                Script::Arabic if at_end => 2,
                _ => 0,
            };
        }
        let closes = at_end || next.is_some_and(Self::is_consonant);
        match script {
            _ if self.set == SILENT => 0,
            // Chinese has no such sound at the end of a syllable.
            Script::Han if closes && self.set & (R | L) != 0 => 1,
            _ => 3,
        }
    }
}

/// A final h that nobody says.
const SILENT: Set = H | 1 << 31;

/// The sounds of a folded Latin word.
pub(super) fn latin(word: &str) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let (length, sets) = GROUPS
            .iter()
            .find(|(group, _)| rest.starts_with(group))
            .map_or_else(|| (c.len_utf8(), single(c, rest)), |(group, sets)| (group.len(), *sets));
        rest = rest.get(length..).unwrap_or_default();
        for set in sets {
            let set = if *set == H && rest.is_empty() && !out.is_empty() { SILENT } else { *set };
            push(&mut out, set, 0, word.len() - rest.len());
        }
    }
    out
}

/// Adds an item; a doubled letter is one.
fn push(out: &mut Vec<Item>, set: Set, skip: u32, character: usize) {
    if out.last().is_none_or(|last| last.set != set) {
        out.push(Item { set, skip, character });
    }
}

/// Groups of Latin letters, the longest first.
const GROUPS: &[(&str, &[Set])] = &[
    ("schtsch", &[SH | CH]),
    ("shch", &[SH | CH]),
    ("tsch", &[CH]),
    ("sch", &[SH]),
    ("tch", &[CH]),
    ("dzh", &[DJ]),
    ("sh", &[SH]),
    ("zh", &[ZH]),
    ("ch", &[CH | KH | SH | K]),
    ("kh", &[KH]),
    ("gh", &[G | KH | Q]),
    ("ph", &[F]),
    ("th", &[T | S]),
    ("ts", &[TS]),
    ("tz", &[TS]),
    ("dj", &[DJ]),
    ("ck", &[K]),
    ("ou", &[O | U]),
    ("oo", &[U]),
    ("ee", &[I]),
    ("aa", &[A]),
];

fn single(c: char, rest: &str) -> &'static [Set] {
    let soft = rest.chars().nth(1).is_some_and(|next| matches!(next, 'e' | 'i' | 'y'));
    match c {
        'a' => &[A],
        'b' => &[B],
        'c' if soft => &[S | TS | CH],
        'c' => &[K],
        'd' => &[D],
        'e' => &[E],
        'f' => &[F],
        'g' => &[G | Q],
        'h' => &[H],
        'i' => &[I],
        'j' => &[DJ | ZH | Y],
        'k' => &[K],
        'l' => &[L],
        'm' => &[M],
        'n' => &[N],
        'o' => &[O],
        'p' => &[P],
        'q' => &[Q | K],
        'r' => &[R],
        's' => &[S],
        't' => &[T],
        'u' => &[U],
        'v' => &[V],
        'w' => &[V | W],
        'x' => &[K, S],
        'y' => &[Y | I],
        'z' => &[Z],
        _ => &[],
    }
}

/// The folded word and what it may be without an ending or an article.
pub(super) fn forms(word: &str, script: Script) -> Vec<&str> {
    let endings: &[&str] = if script == Script::Cyrillic { ENDINGS } else { &[] };
    let article = word.strip_prefix("ال").filter(|_| script == Script::Arabic);
    let bare = endings.iter().filter_map(|ending| word.strip_suffix(ending)).chain(article);
    std::iter::once(word).chain(bare.filter(|bare| bare.chars().count() >= 3)).collect()
}

/// Endings of declined names.
const ENDINGS: &[&str] = &["ого", "ому", "ой", "ом", "ем", "ым", "им", "а", "я", "у", "ю", "е", "ы", "и"];

/// The sounds of a folded word of another script.
pub(super) fn other(word: &str, script: Script) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let letters: Vec<char> = word.chars().collect();
    for (at, c) in letters.iter().enumerate() {
        let (first, last) = (at == 0, at + 1 == letters.len());
        let sets: &[(Set, u32)] = match script {
            Script::Cyrillic => cyrillic(*c),
            Script::Arabic => arabic(*c, first, last, letters.get(at + 1) == Some(&'ا')),
            _ => &[],
        };
        let (set, before) = (sets.first().map_or(0, |s| s.0), out.last().map(|item| item.set));
        // Persian writes щ with two letters.
        if script == Script::Arabic && *c == 'چ' && at > 0 && letters.get(at - 1) == Some(&'ش') {
            continue;
        }
        if script == Script::Cyrillic && set == ZH && before == Some(D) {
            out.pop();
            push(&mut out, DJ, 3, at);
            continue;
        }
        for (set, skip) in sets {
            push(&mut out, *set, *skip, at);
        }
    }
    out
}

fn cyrillic(c: char) -> &'static [(Set, u32)] {
    match c {
        'а' => &[(A, 1)],
        'б' => &[(B, 3)],
        'в' => &[(V | W, 3)],
        'г' | 'ґ' => &[(G | H | Q, 3)],
        'д' => &[(D, 3)],
        'е' => &[(E, 1)],
        'є' => &[(Y, 0), (E, 1)],
        'ж' => &[(ZH, 3)],
        'з' => &[(Z, 3)],
        'и' | 'і' => &[(I, 1)],
        'ї' => &[(Y | I, 1)],
        'й' => &[(Y | I, 0)],
        'к' => &[(K | Q, 3)],
        'л' => &[(L, 3)],
        'м' => &[(M, 3)],
        'н' => &[(N, 3)],
        'о' => &[(O, 1)],
        'п' => &[(P, 3)],
        'р' => &[(R, 3)],
        'с' => &[(S, 3)],
        'т' => &[(T, 3)],
        'у' => &[(U | O, 1)],
        'ў' => &[(U | W | V, 1)],
        'ф' => &[(F, 3)],
        'х' => &[(KH | H, 3)],
        'ц' => &[(TS, 3)],
        'ч' => &[(CH, 3)],
        'ш' => &[(SH, 3)],
        'щ' => &[(SH | CH, 3)],
        'ы' => &[(Y | I, 1)],
        'э' => &[(E, 1)],
        'ю' => &[(Y, 0), (U, 1)],
        'я' => &[(Y, 0), (A | E, 1)],
        _ => &[],
    }
}

fn arabic(c: char, first: bool, last: bool, before_alef: bool) -> &'static [(Set, u32)] {
    match c {
        'ا' if first => &[(VOWELS, 0)],
        'ا' => &[(A | O | E, 1)],
        'ب' => &[(B | P, 3)],
        'پ' => &[(P, 3)],
        'ت' | 'ط' => &[(T, 3)],
        'ث' => &[(S | T, 3)],
        'ج' => &[(DJ | G | ZH, 3)],
        'چ' => &[(CH, 3)],
        'ح' => &[(H, 3)],
        'خ' => &[(KH | H, 3)],
        'د' => &[(D, 3)],
        'ذ' => &[(Z | D, 3)],
        'ر' => &[(R, 3)],
        'ز' => &[(Z, 3)],
        'ژ' => &[(ZH | Z, 3)],
        'س' | 'ص' => &[(S, 3)],
        'ش' => &[(SH | CH, 3)],
        'ض' | 'ظ' => &[(Z | D, 3)],
        'ع' => &[(VOWELS, 0)],
        'غ' => &[(G | Q | KH, 3)],
        'ف' => &[(F | V, 3)],
        'ق' => &[(Q | G | K, 3)],
        'ک' => &[(K | G, 3)],
        'گ' => &[(G, 3)],
        'ل' => &[(L, 3)],
        'م' => &[(M, 3)],
        'ن' => &[(N, 3)],
        // At the end it is mostly a vowel, and before an ending.
        'ه' if last || before_alef => &[(H | E | A, 0)],
        'ه' => &[(H, 3)],
        'و' => &[(W | V | U | O, 1)],
        'ی' => &[(Y | I | E, 1)],
        _ => &[],
    }
}

/// One item of Chinese: what the first sound of a character, or the end of it, may stand for.
pub(super) fn of_syllable(initial: &str, nasal: bool, character: usize, out: &mut Vec<Item>) {
    let (set, skip) = match initial {
        "b" => (B, 3),
        "p" => (P, 3),
        "m" => (M, 3),
        "f" => (F | V, 3),
        "d" => (D, 3),
        "t" => (T, 3),
        "n" => (N, 3),
        "l" => (L | R, 3),
        "g" => (G | Q, 3),
        "k" => (K, 3),
        "h" => (H | KH | G, 3),
        "j" => (DJ | ZH | CH | G | K | D | T, 3),
        "q" => (CH | K | Q | TS, 3),
        "x" => (SH | S | H | KH, 3),
        "zh" => (DJ | ZH, 3),
        "ch" => (CH, 3),
        "sh" => (SH | S, 3),
        "r" => (R | ZH | DJ, 3),
        "z" => (Z | S | TS, 3),
        "c" => (TS | S | Z, 3),
        "s" => (S | Z, 3),
        // 尔 and its like, said for r and l.
        "er" => (R | L, 2),
        "w" => (V | W | U | O, 0),
        "y" => (Y | I | E, 0),
        _ => (VOWELS, 0),
    };
    out.push(Item { set, skip, character });
    if nasal {
        out.push(Item { set: N, skip: 1, character });
    }
}
