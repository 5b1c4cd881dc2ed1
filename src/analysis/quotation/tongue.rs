//! In which language somebody spoke, by the sentence that quotes him: “he said in Russian”, “through an interpreter”. Words that
//! were spoken in another language than they are quoted in are a translation.

use super::marks::quotations;
use crate::analysis::sentences::sentences;
use crate::analysis::word_lists::WordLists;
use crate::domain::tokens::{Token, primary_language, tokens};
use std::ops::Range;
use std::sync::LazyLock;

/// Classes of the lists that are no languages.
const OTHERS: usize = 4;
const IN: usize = 0;
const OF: usize = 1;
const THROUGH: usize = 2;
const INTERPRETER: usize = 3;
/// Most words between “through” and who interprets.
const NEAR: usize = 3;

const CLASSES: [&str; 34] = [
    "in",
    "of",
    "through",
    "interpreter",
    "ru",
    "uk",
    "be",
    "fa",
    "ar",
    "zh",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "pl",
    "tr",
    "he",
    "ja",
    "ko",
    "hi",
    "ur",
    "ps",
    "ku",
    "hy",
    "ka",
    "az",
    "kk",
    "sr",
    "hu",
    "ro",
    "el",
    "sv",
    "en",
];

const TEXT: &str = include_str!("../../../assets/lexicons/tongues.txt");

static LISTS: LazyLock<WordLists> = LazyLock::new(|| WordLists::read(TEXT, &CLASSES).0);

/// A language that words were spoken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// Its BCP 47 tag; `None` where only somebody who interprets is named.
    pub tag: Option<&'static str>,
}

/// The language the sentence around a quotation (bytes of `text`, without its marks) says it was spoken in, where that is not
/// `language`, the text's own.
pub fn spoken_in(text: &str, quotation: &Range<usize>, language: Option<&str>) -> Option<Tongue> {
    let lines = super::lines_around(text, quotation);
    let paragraph = text.get(lines.clone())?;
    let own = quotation.start - lines.start..quotation.end - lines.start;
    let all = sentences(paragraph);
    let first = all.iter().rfind(|at| at.start <= own.start)?;
    let last = all.iter().find(|at| own.end <= at.end).unwrap_or(first);
    let quoted = quotations(paragraph);
    let outside = |word: &Token| {
        let (start, end) = (word.bytes.start + first.start, word.bytes.end + first.start);
        !quoted.iter().any(|quote| quote.start <= start && end <= quote.end)
    };
    let mut words = tokens(paragraph.get(first.start..last.end.max(first.end))?);
    words.retain(outside);
    let is =
        |n: Option<usize>, class: usize| n.and_then(|n| words.get(n)).is_some_and(|word| LISTS.has(class, &word.word));
    let spoken = |n: usize| {
        let tag = (OTHERS..CLASSES.len()).find(|class| is(Some(n), *class))?;
        let before = n.checked_sub(1);
        // “بالروسية” has the preposition in it.
        let joined = words.get(n).is_some_and(|word| word.word.starts_with("بال"));
        let named = joined || is(before, IN) || (is(before, OF) && is(n.checked_sub(2), IN));
        CLASSES.get(tag).copied().filter(|_| named)
    };
    let own = language.map(primary_language);
    let tag = (0..words.len()).filter_map(spoken).find(|tag| own.as_deref() != Some(*tag));
    let through = |n: usize| is(Some(n), INTERPRETER) && (1..=NEAR).any(|back| is(n.checked_sub(back), THROUGH));
    let interpreted = || (0..words.len()).any(through);
    (tag.is_some() || interpreted()).then_some(Tongue { tag })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert_eq!(WordLists::read(TEXT, &CLASSES).1, []);
    }

    #[test]
    fn a_sentence_says_in_which_language_it_was_said() {
        for (language, text, tag) in [
            ("en", "“We dig,” she said in Russian.", Some(Some("ru"))),
            ("en", "Speaking through an interpreter, she said: “We dig at night.”", Some(None)),
            ("en", "“We dig,” reads the letter, translated from the Arabic.", Some(Some("ar"))),
            ("en", "“We dig,” she said in English.", None),
            ("en", "“We dig,” said the Russian. She writes in Russian.", None),
            ("en", "“They said it in Russian,” she said.", None),
            ("ru", "«Мы копаем», – сказала она по-английски.", Some(Some("en"))),
            ("ru", "«Мы копаем», – сказала она по-русски.", None),
            ("fa", "او به زبان روسی گفت: «ما شب‌ها می‌کنیم».", Some(Some("ru"))),
            ("de", "„Wir graben“, sagte sie auf Russisch.", Some(Some("ru"))),
            ("ar", "«نحن نحفر»، قالت بالروسية.", Some(Some("ru"))),
        ] {
            let quotation = quotations(text).remove(0);
            let found = spoken_in(text, &quotation, Some(language));
            assert_eq!(found.map(|tongue| tongue.tag), tag, "{text}");
        }
    }
}
