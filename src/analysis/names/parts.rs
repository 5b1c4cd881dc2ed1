//! How parts of names are told by their letters, by `assets/lexicons/name-parts.txt`: patronymics, endings of women's and of
//! men's surnames, “junior”, “servant of”.

use super::given::Sex;
use super::lists::{Slip, each_line, is_language};
use super::spelling::dictionary_forms;
use super::words::normal;
use std::sync::LazyLock;

/// Fewest letters of what a servant is of.
const LEAST: usize = 3;

#[derive(Clone, Debug, Default)]
struct Parts {
    patronymic: Vec<String>,
    daughter: Vec<String>,
    woman: Vec<String>,
    man: Vec<String>,
    either: Vec<String>,
    junior: Vec<String>,
    /// The short form, and the others.
    servant: Vec<(String, Vec<String>)>,
    god: Vec<String>,
}

const LIST: &str = include_str!("../../../assets/lexicons/name-parts.txt");

static PARTS: LazyLock<Parts> = LazyLock::new(|| read(LIST).0);

fn read(list: &str) -> (Parts, Vec<Slip>) {
    let mut parts = Parts::default();
    let slips = each_line(list, |line| {
        let mut fields = line.split_whitespace();
        let class = fields.next().unwrap_or_default();
        is_language(fields.next().unwrap_or_default())?;
        let mut words: Vec<String> = fields.map(str::to_owned).collect();
        if words.is_empty() {
            return Err("behind the language stand endings or words".to_owned());
        }
        match class {
            "patronymic" => parts.patronymic.extend(words),
            "daughter" => parts.daughter.extend(words),
            "woman" => parts.woman.extend(words),
            "man" => parts.man.extend(words),
            "either" => parts.either.extend(words),
            "junior" => parts.junior.extend(words),
            "god" => parts.god.extend(words),
            "servant" => {
                let short = words.remove(0);
                // The longer come first, since one may begin with another.
                words.sort_by_key(|word| std::cmp::Reverse(word.len()));
                parts.servant.push((short, words));
            }
            other => {
                let known = "patronymic, daughter, woman, man, either, junior, servant, god";
                return Err(format!("“{other}” is no class; there are {known}"));
            }
        }
        Ok(())
    });
    (parts, slips)
}

fn ends(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// True for a name after the father, in any case and in Latin letters too.
pub(super) fn is_patronymic(word: &str) -> bool {
    dictionary_forms(&normal(word)).iter().any(|form| ends(form, &PARTS.patronymic))
}

/// Whose patronymic a word in small letters is.
pub(super) fn sex_of_patronymic(word: &str) -> Sex {
    if ends(word, &PARTS.daughter) { Sex::Woman } else { Sex::Man }
}

/// Whose surname a word in small letters can only be.
pub(super) fn sex_of_surname(word: &str) -> Option<Sex> {
    if ends(word, &PARTS.woman) { Some(Sex::Woman) } else { ends(word, &PARTS.man).then_some(Sex::Man) }
}

/// True for a surname in small letters that may be a woman's, or a man's in another case.
pub(super) fn is_either(word: &str) -> bool {
    ends(word, &PARTS.either)
}

/// True for what tells somebody from a relative of the same name.
pub(super) fn is_junior(word: &str) -> bool {
    let word = normal(word.trim_matches('.'));
    PARTS.junior.contains(&word)
}

/// “Abdul”, “Abdel” and “Abd al” before one of God's names are one: the article is left out. “Abdullah” stays.
pub(super) fn servant(word: &str) -> String {
    let small = normal(word);
    for (short, longs) in &PARTS.servant {
        for rest in longs.iter().filter_map(|long| small.strip_prefix(long.as_str())) {
            let gods = PARTS.god.iter().any(|god| rest.starts_with(god.as_str()));
            if rest.chars().count() >= LEAST && !gods {
                return format!("{short}{rest}");
            }
        }
    }
    word.to_owned()
}

#[cfg(test)]
pub(super) fn slips_of_built_in() -> Vec<Slip> {
    read(LIST).1
}
