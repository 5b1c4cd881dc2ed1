//! How names are spelled and bent, after lists: systems of romanisation (`assets/lexicons/romanizations.txt`), declensions
//! (`endings.txt`), and Chinese syllables as three systems have them (`syllables.txt`).

use super::lists::{Slip, each_line, is_language};
use super::sounds::Letters;
use super::words::{SEAM, bare_word, is_vowel};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Fewest letters of what is left when an ending is taken off.
const LEAST: usize = 3;
/// Most letters of a Chinese syllable in any system.
const SYLLABLE: usize = 7;

/// A system by which names are written in Latin letters.
#[derive(Clone, Debug)]
pub(super) struct System {
    pub name: String,
    letters: Letters,
    rules: Vec<Rule>,
}

#[derive(Clone, Debug)]
struct Rule {
    letters: Vec<char>,
    place: Place,
    latin: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Any,
    First,
    Last,
    AfterVowel,
}

impl System {
    /// A word in small letters as this system writes it, without marks and signs.
    fn romanized(&self, word: &str) -> Option<String> {
        // What parts words that are compared as one is no letter.
        let word: Vec<char> = word.chars().filter(|c| *c != SEAM).collect();
        let mut out = String::new();
        let mut at = 0;
        while at < word.len() {
            let fits = |rule: &&Rule| {
                let end = at + rule.letters.len();
                let before = at.checked_sub(1).and_then(|before| word.get(before)).copied();
                word.get(at..end) == Some(rule.letters.as_slice())
                    && match rule.place {
                        Place::Any => true,
                        Place::First => at == 0,
                        Place::Last => end == word.len() && at > 0,
                        Place::AfterVowel => before.is_some_and(|c| is_vowel(c) || matches!(c, 'й' | 'ъ' | 'ь')),
                    }
            };
            let rule = self.rules.iter().find(fits)?;
            out.push_str(&rule.latin);
            at += rule.letters.len();
        }
        Some(out)
    }
}

const ROMANIZATIONS: &str = include_str!("../../../assets/lexicons/romanizations.txt");
const ENDINGS: &str = include_str!("../../../assets/lexicons/endings.txt");
const SYLLABLES: &str = include_str!("../../../assets/lexicons/syllables.txt");

static SYSTEMS: LazyLock<Vec<System>> = LazyLock::new(|| systems(ROMANIZATIONS).0);
static DECLENSIONS: LazyLock<Vec<Declension>> = LazyLock::new(|| declensions(ENDINGS).0);
static CHINESE: LazyLock<Chinese> = LazyLock::new(|| chinese(SYLLABLES).0);

fn systems(list: &str) -> (Vec<System>, Vec<Slip>) {
    let mut all: Vec<(String, System)> = Vec::new();
    let slips = each_line(list, |line| {
        let (language, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        is_language(language)?;
        let name = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
        let (name, rules) = name.ok_or("behind the language stands the system's name in quotation marks")?;
        let rules: Vec<Rule> = rules.split_whitespace().map(romanizing).collect::<Result<_, _>>()?;
        let letters = if language == "el" { Letters::Greek } else { Letters::Cyrillic };
        let at = all.iter().position(|(of, system)| of == language && system.name == name);
        let at = at.unwrap_or_else(|| {
            let system = System { name: name.to_owned(), letters, rules: Vec::new() };
            all.push((language.to_owned(), system));
            all.len() - 1
        });
        if let Some((_, system)) = all.get_mut(at) {
            system.rules.extend(rules);
            let order = |rule: &Rule| (rule.letters.len(), rule.place != Place::Any);
            system.rules.sort_by_key(|rule| std::cmp::Reverse(order(rule)));
        }
        Ok(())
    });
    (all.into_iter().map(|(_, system)| system).collect(), slips)
}

fn romanizing(text: &str) -> Result<Rule, String> {
    let (letters, latin) = text.split_once('=').ok_or_else(|| format!("“{text}” has no “=”"))?;
    let (letters, place) = match (letters.strip_prefix('^'), letters.strip_prefix('+'), letters.strip_suffix('$')) {
        (Some(letters), ..) => (letters, Place::First),
        (_, Some(letters), _) => (letters, Place::AfterVowel),
        (.., Some(letters)) => (letters, Place::Last),
        _ => (letters, Place::Any),
    };
    if letters.is_empty() {
        return Err(format!("“{text}” names no letters"));
    }
    Ok(Rule { letters: letters.chars().collect(), place, latin: latin.to_owned() })
}

/// A word in small letters as each system for its script writes it in Latin ones, with the system's name; each writing once.
pub(super) fn romanized(word: &str) -> Vec<(&'static str, String)> {
    let Some(letters) = Letters::of(word).filter(|letters| matches!(letters, Letters::Cyrillic | Letters::Greek))
    else {
        return Vec::new();
    };
    let mut out: Vec<(&'static str, String)> = Vec::new();
    for system in SYSTEMS.iter().filter(|system| system.letters == letters) {
        if let Some(written) = system.romanized(word)
            && !out.iter().any(|(_, known)| *known == written)
        {
            out.push((system.name.as_str(), written));
        }
    }
    out
}

fn plain_latin(word: &str) -> String {
    bare_word(word).chars().filter(|c| c.is_alphabetic()).collect()
}

/// A dictionary ending and what it becomes.
#[derive(Clone, Debug)]
struct Declension {
    letters: Letters,
    /// `None` for a consonant.
    dictionary: Option<String>,
    others: Vec<String>,
}

fn declensions(list: &str) -> (Vec<Declension>, Vec<Slip>) {
    let mut out = Vec::new();
    let slips = each_line(list, |line| {
        let (head, others) = line.split_once('|').ok_or("no bar stands between an ending and what it becomes")?;
        let mut head = head.split_whitespace();
        let (language, ending) = (head.next().unwrap_or_default(), head.next().ok_or("no ending before the bar")?);
        is_language(language)?;
        let letters = match language {
            "el" => Letters::Greek,
            "en" => Letters::Latin,
            _ => Letters::Cyrillic,
        };
        // “ς |” in Greek: nothing is left of the ending.
        let mut others: Vec<String> = others.split_whitespace().map(str::to_owned).collect();
        if others.is_empty() {
            others.push(String::new());
        }
        out.push(Declension { letters, dictionary: (ending != "-").then(|| ending.to_owned()), others });
        Ok(())
    });
    (out, slips)
}

/// What a word in small letters may be in its dictionary form; the word itself comes first.
pub(super) fn dictionary_forms(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    let Some(letters) = Letters::of(word) else { return out };
    for declension in DECLENSIONS.iter().filter(|declension| declension.letters == letters) {
        for ending in &declension.others {
            let ends = declension.dictionary.as_ref().is_some_and(|dictionary| word.ends_with(dictionary.as_str()));
            let Some(stem) = word.strip_suffix(ending.as_str()).filter(|_| !(ends && ending.is_empty())) else {
                continue;
            };
            let form = match &declension.dictionary {
                Some(dictionary) => format!("{stem}{dictionary}"),
                None if stem.ends_with(|c| !is_vowel(c) && !matches!(c, 'й' | 'ь')) => stem.to_owned(),
                None => continue,
            };
            if stem.chars().count() >= LEAST.min(form.chars().count().saturating_sub(1)).max(2) && !out.contains(&form)
            {
                out.push(form);
            }
        }
    }
    out
}

/// The forms a word in small letters has in other cases, for looking through texts.
pub(super) fn bent_forms(word: &str) -> Vec<String> {
    let mut out = HashSet::new();
    let Some(letters) = Letters::of(word) else { return Vec::new() };
    // What an ending of several letters says holds, and not what its last letter would.
    let fits = |declension: &&Declension| {
        declension.letters == letters
            && match &declension.dictionary {
                Some(ending) => word.ends_with(ending.as_str()),
                None => word.ends_with(|c| !is_vowel(c) && !matches!(c, 'й' | 'ь')),
            }
    };
    let length = |declension: &Declension| declension.dictionary.as_ref().map_or(0, |ending| ending.chars().count());
    let longest = DECLENSIONS.iter().filter(fits).map(length).max().unwrap_or(0);
    for declension in DECLENSIONS.iter().filter(fits).filter(|declension| length(declension) == longest) {
        let ending = declension.dictionary.as_deref().unwrap_or_default();
        let Some(stem) = word.strip_suffix(ending) else { continue };
        if stem.chars().count() >= 2 {
            out.extend(declension.others.iter().map(|other| format!("{stem}{other}")));
        }
    }
    let mut out: Vec<String> = out.into_iter().filter(|form| form != word).collect();
    out.sort();
    out
}

/// Chinese syllables.
#[derive(Clone, Debug, Default)]
struct Chinese {
    /// As Palladius and as Wade and Giles write a syllable of pinyin.
    pinyin: HashMap<String, Vec<(String, String)>>,
    /// As Palladius writes one of Wade and Giles.
    wade: HashMap<String, Vec<String>>,
    /// Korean syllables in Latin and in Russian letters.
    korean: HashMap<String, Vec<String>>,
}

fn chinese(list: &str) -> (Chinese, Vec<Slip>) {
    let mut out = Chinese::default();
    let slips = each_line(list, |line| {
        let mut fields = line.split_whitespace();
        let language = fields.next().unwrap_or_default();
        is_language(language)?;
        for field in fields {
            if language == "ko" {
                let both =
                    field.split_once('=').ok_or_else(|| format!("“{field}” is not one syllable in two alphabets"))?;
                out.korean.entry(both.0.to_owned()).or_default().push(both.1.to_owned());
                continue;
            }
            let mut ways = field.split('=');
            let (Some(pinyin), Some(palladius), Some(wade)) = (ways.next(), ways.next(), ways.next()) else {
                return Err(format!("“{field}” is not one syllable in three systems"));
            };
            let both = (palladius.to_owned(), wade.to_owned());
            out.pinyin.entry(pinyin.to_owned()).or_default().push(both);
            out.wade.entry(wade.to_owned()).or_default().push(palladius.to_owned());
        }
        Ok(())
    });
    (out, slips)
}

/// How one syllable is written otherwise.
type Rewrite<'a> = &'a dyn Fn(&str) -> Vec<String>;

/// All ways to write a word syllable by syllable otherwise; none where it is not made of such syllables.
fn rewritten(word: &str, ways: Rewrite<'_>) -> Vec<String> {
    // What was written up to a byte of the word.
    let mut reached: HashMap<usize, Vec<String>> = HashMap::from([(0, vec![String::new()])]);
    for (start, _) in word.char_indices() {
        let Some(before) = reached.get(&start).cloned() else { continue };
        for end in (start + 1..=word.len().min(start + SYLLABLE)).filter(|end| word.is_char_boundary(*end)) {
            let syllables = ways(word.get(start..end).unwrap_or_default());
            let into = reached.entry(end).or_default();
            for (written, syllable) in before.iter().flat_map(|b| syllables.iter().map(move |s| (b, s))) {
                let all = format!("{written}{syllable}");
                if into.len() < 16 && !into.contains(&all) {
                    into.push(all);
                }
            }
        }
    }
    reached.remove(&word.len()).unwrap_or_default()
}

/// A word in small Latin letters as other systems write it, where it is made of Chinese or Korean syllables: each with the
/// systems' names, without signs.
pub(super) fn rewritings(word: &str) -> Vec<(&'static str, String)> {
    let latin = plain_latin(word);
    let palladius = |pinyin: &str| {
        let known = CHINESE.pinyin.get(pinyin).into_iter().flatten();
        known.map(|(palladius, _)| palladius.clone()).collect::<Vec<_>>()
    };
    let giles = |pinyin: &str| {
        let known = CHINESE.pinyin.get(pinyin).into_iter().flatten();
        known.map(|(_, wade)| wade.clone()).collect::<Vec<_>>()
    };
    let from_giles = |wade: &str| CHINESE.wade.get(wade).cloned().unwrap_or_default();
    let korean = |syllable: &str| CHINESE.korean.get(syllable).cloned().unwrap_or_default();
    let ways: [(&'static str, Rewrite<'_>); 4] = [
        ("pinyin and Palladius", &palladius),
        ("Wade–Giles and Palladius", &from_giles),
        ("pinyin and Wade–Giles", &giles),
        ("Kontsevich’s way of writing Korean", &korean),
    ];
    let mut out = Vec::new();
    for (name, way) in ways {
        let written = rewritten(&latin, way).into_iter().map(|written| (name, without_hard_sign(&written)));
        out.extend(written.filter(|(_, written)| !written.is_empty()));
    }
    out
}

/// Palladius parts two syllables with a hard sign where they would be misread.
pub(super) fn without_hard_sign(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic() && *c != 'ъ').collect()
}

/// True for a word of one Chinese syllable in pinyin.
pub(super) fn is_syllable(word: &str) -> bool {
    CHINESE.pinyin.contains_key(word)
}

/// True for a word made of one to three Chinese syllables in pinyin.
pub(super) fn is_chinese(word: &str) -> bool {
    let known = |pinyin: &str| if is_syllable(pinyin) { vec![".".to_owned()] } else { Vec::new() };
    rewritten(word, &known).iter().any(|found| (1..=3).contains(&found.len()))
}

#[cfg(test)]
pub(super) fn slips_of_built_in() -> Vec<Slip> {
    [systems(ROMANIZATIONS).1, declensions(ENDINGS).1, chinese(SYLLABLES).1].concat()
}
