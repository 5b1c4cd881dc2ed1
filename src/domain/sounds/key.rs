//! The coarse key: the consonants of a name by classes, so that spellings of one name in several scripts meet in one row
//! of a table. What may be a vowel or a consonant is tried both ways when asking, so that a word is stored once.

use super::super::tokens::Script;

/// Most keys that are asked for one word.
const MOST: usize = 16;

/// What a letter or group of letters adds to a key.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// Always this class.
    Sure(char),
    /// This class, or nothing.
    Maybe(char),
}

/// The key a folded word is stored under: in Latin letters with every consonant, in others without those that may be
/// vowels. `None` for a word of a script that has none, or of fewer than two consonants.
pub fn key(word: &str, script: Script) -> Option<String> {
    let parts = parts(word, script)?;
    let classes = parts.iter().filter_map(|part| match part {
        Part::Sure(class) => Some(*class),
        Part::Maybe(class) => (script == Script::Latin).then_some(*class),
    });
    long_enough(collapsed(classes))
}

/// The key of the word without an ending or an article, where it is another one.
pub fn inflected_key(word: &str, script: Script) -> Option<String> {
    let bare = match script {
        Script::Cyrillic => ["ом", "ем", "ым", "им", "ого", "ому"].iter().find_map(|ending| word.strip_suffix(ending)),
        Script::Arabic => word.strip_prefix("ال"),
        _ => None,
    };
    key(bare.filter(|bare| bare.chars().count() >= 3)?, script)
}

/// The keys under which words of other scripts may be stored that are the same name as this folded word.
pub fn keys_to_ask(word: &str, script: Script) -> Vec<String> {
    let Some(parts) = parts(word, script) else { return Vec::new() };
    let mut keys = vec![String::new()];
    for part in parts {
        let (class, maybe) = match part {
            Part::Sure(class) => (class, false),
            Part::Maybe(class) => (class, true),
        };
        let without = if maybe && keys.len() < MOST { keys.clone() } else { Vec::new() };
        for key in &mut keys {
            key.push(class);
        }
        keys.extend(without);
    }
    let mut keys: Vec<String> = keys.into_iter().filter_map(|key| long_enough(collapsed(key.chars()))).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn long_enough(key: String) -> Option<String> {
    (key.len() > 1).then_some(key)
}

fn collapsed(classes: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for class in classes {
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    out
}

fn parts(word: &str, script: Script) -> Option<Vec<Part>> {
    let letters: Vec<char> = word.chars().collect();
    match script {
        Script::Latin => Some(latin(word)),
        // дж is one sound.
        Script::Cyrillic => Some(
            with_next(&letters).filter(|pair| *pair != ('д', Some('ж'))).filter_map(|(c, _)| cyrillic(c)).collect(),
        ),
        Script::Arabic => Some(with_next(&letters).filter_map(|(c, next)| arabic(c, next)).collect()),
        _ => None,
    }
}

/// Each letter with the one after it.
fn with_next(letters: &[char]) -> impl Iterator<Item = (char, Option<char>)> + '_ {
    letters.iter().copied().zip(letters.iter().skip(1).copied().map(Some).chain([None]))
}

fn latin(word: &str) -> Vec<Part> {
    use Part::{Maybe, Sure};
    const GROUPS: [(&str, char); 14] = [
        ("schtsch", 'S'),
        ("shch", 'S'),
        ("tsch", 'S'),
        ("tch", 'S'),
        ("dzh", 'S'),
        ("sch", 'S'),
        ("sh", 'S'),
        ("zh", 'S'),
        ("ch", 'S'),
        ("kh", 'K'),
        ("gh", 'K'),
        ("ph", 'F'),
        ("ts", 'S'),
        ("dj", 'S'),
    ];
    let mut out = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        if let Some((group, class)) = GROUPS.iter().find(|(group, _)| rest.starts_with(group)) {
            out.push(Sure(*class));
            rest = rest.get(group.len()..).unwrap_or_default();
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let soft = rest.starts_with(['e', 'i', 'y']);
        match c {
            'b' | 'p' => out.push(Sure('P')),
            'c' if soft => out.push(Sure('S')),
            'c' | 'k' | 'q' | 'g' => out.push(Sure('K')),
            // “th” is t with an h that may be nothing.
            'd' | 't' => out.push(Sure('T')),
            'f' => out.push(Sure('F')),
            'v' | 'w' => out.push(Maybe('F')),
            // At the end nobody says it.
            'h' if !rest.is_empty() => out.push(Maybe('K')),
            's' | 'z' | 'j' => out.push(Sure('S')),
            'x' => out.extend([Sure('K'), Sure('S')]),
            'm' => out.push(Sure('M')),
            'n' => out.push(Sure('N')),
            'l' => out.push(Sure('L')),
            'r' => out.push(Sure('R')),
            _ => {}
        }
    }
    out
}

fn cyrillic(c: char) -> Option<Part> {
    Some(Part::Sure(match c {
        'б' | 'п' => 'P',
        'в' | 'ф' => 'F',
        'г' | 'ґ' | 'к' | 'х' => 'K',
        'д' | 'т' => 'T',
        'ж' | 'з' | 'с' | 'ц' | 'ч' | 'ш' | 'щ' => 'S',
        'л' => 'L',
        'м' => 'M',
        'н' => 'N',
        'р' => 'R',
        _ => return None,
    }))
}

fn arabic(c: char, next: Option<char>) -> Option<Part> {
    Some(Part::Sure(match c {
        'ب' | 'پ' => 'P',
        'ف' => 'F',
        'و' => return Some(Part::Maybe('F')),
        'ک' | 'گ' | 'ق' | 'غ' | 'خ' => 'K',
        'ح' => return Some(Part::Maybe('K')),
        'ه' if next.is_some() => return Some(Part::Maybe('K')),
        'ت' | 'ط' | 'د' => 'T',
        'س' | 'ص' | 'ث' | 'ز' | 'ذ' | 'ض' | 'ظ' | 'ژ' | 'ش' | 'چ' | 'ج' => 'S',
        'ل' => 'L',
        'م' => 'M',
        'ن' => 'N',
        'ر' => 'R',
        _ => return None,
    }))
}
