//! Words that stand in every text whatever it says: articles, prepositions, pronouns, forms of “be”. Lists by language in
//! `assets/lexicons/stopwords.txt`; a document's own language says which hold in it, so that German “war” goes and
//! English “war” stays. Single letters and short numbers go everywhere; a year stays.

use crate::domain::fold;
use crate::domain::tokens::{Script, primary_language, script_of, tokens};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Lists as bits: a word has those of the lists it stands in, a document those of the lists that hold in it.
pub(super) type Lists = u32;

struct Lexicon {
    languages: Vec<String>,
    words: HashMap<String, Lists>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read(include_str!("../../../assets/lexicons/stopwords.txt")));

/// Reads the lists; words are taken apart as those of texts are.
fn read(lists: &str) -> Lexicon {
    let mut lexicon = Lexicon { languages: Vec::new(), words: HashMap::new() };
    for line in lists.lines().filter(|line| !line.starts_with('#')) {
        let Some((language, words)) = line.split_once(' ') else { continue };
        let known = lexicon.languages.iter().position(|known| known == language);
        let at = known.unwrap_or_else(|| {
            lexicon.languages.push(language.to_owned());
            lexicon.languages.len() - 1
        });
        for word in words.split_whitespace() {
            let whole = if tokens(word).iter().all(|token| token.script.is_unspaced()) {
                vec![fold(word)]
            } else {
                parts(word)
            };
            for part in whole {
                *lexicon.words.entry(part).or_default() |= bit(at);
            }
        }
    }
    lexicon
}

fn parts(word: &str) -> Vec<String> {
    tokens(word).into_iter().map(|token| token.word).collect()
}

/// The list of what says little in any language, which holds in every document.
const SLIGHT: Lists = 1 << 31;

/// True for a single letter where words have spaces between them, and a number that is no year.
fn is_slight(word: &str) -> bool {
    let spaced = word.chars().all(|c| !Script::of(c).is_unspaced());
    let length = word.chars().count();
    spaced && (length == 1 || (length < 4 && word.chars().all(char::is_numeric)))
}

fn bit(at: usize) -> Lists {
    u32::try_from(at).ok().and_then(|at| 1_u32.checked_shl(at)).unwrap_or(0)
}

/// The lists a folded word stands in.
pub(super) fn lists_with(word: &str) -> Lists {
    LEXICON.words.get(word).copied().unwrap_or(0) | if is_slight(word) { SLIGHT } else { 0 }
}

/// True for a folded word that stands in every text of a language whatever it says.
pub fn is_stop_word(word: &str, language: Option<&str>) -> bool {
    lists_with(word) & lists_of(language) != 0
}

/// The lists that hold in a document of a language: its own, and for other scripts those that are likely in them, as foreign
/// words are quoted.
pub(super) fn lists_of(language: Option<&str>) -> Lists {
    let language = language.map(primary_language).unwrap_or_default();
    let own = script_of(&language);
    let mut lists = SLIGHT;
    for (at, known) in LEXICON.languages.iter().enumerate() {
        let likely = matches!(known.as_str(), "en" | "ru" | "fa" | "ar" | "zh" | "ja" | "he");
        let other = language.is_empty() || script_of(known) != own;
        if *known == language || (likely && other) {
            lists |= bit(at);
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_depends_on_the_language_of_the_document() {
        let out = |word: &str, language: Option<&str>| lists_with(&fold(word)) & lists_of(language) != 0;
        for (word, language) in [
            ("the", Some("en")),
            ("the", None),
            ("и", Some("ru")),
            ("это", Some("en")),
            ("و", Some("fa")),
            ("است", Some("fa-IR")),
            ("في", Some("ar")),
            ("的", Some("zh")),
            ("war", Some("de")),
            ("щоб", Some("uk")),
            ("של", Some("he")),
            ("s", Some("en")),
            ("x", Some("de")),
            ("12", None),
            ("۱۲", Some("fa")),
        ] {
            assert!(out(word, language), "{word} {language:?}");
        }
        for (word, language) in [
            ("war", Some("en")),
            ("war", None),
            ("die", Some("en")),
            ("Minsk", Some("en")),
            ("санкции", Some("ru")),
            ("the", Some("de")),
            ("تهران", Some("fa")),
            ("北约", Some("zh")),
            ("美", Some("zh")),
            ("2023", None),
        ] {
            assert!(!out(word, language), "{word} {language:?}");
        }
        assert!(LEXICON.languages.len() < 32, "each has a bit, and the last is taken");
    }
}
