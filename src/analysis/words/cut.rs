//! The words of a text as they are counted: those that search sees ([`crate::domain::tokens`]), but in scripts that set no
//! space between words (Chinese, Japanese, Thai …) whole words of a dictionary instead of characters.

use crate::domain::tokens::{Script, Token, tokens};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use std::ops::Range;

/// Longest word as it is written, in bytes; what is longer is cut.
const LONGEST: usize = 96;

/// Calls `each` for every word of a text in order: folded, its script, and where it stands in bytes.
pub fn words(text: &str, mut each: impl FnMut(&str, Script, Range<usize>)) {
    // No word reaches over white space, and where all is ASCII a word is a run of letters and digits: most of most texts,
    // many times quicker than by the rules for all scripts.
    let (mut from, mut at) = (0, 0);
    for part in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let end = at + part.len();
        if part.is_ascii() {
            by_the_rules(text, from..at, &mut each);
            plain(part, at, &mut each);
            from = end;
        }
        at = end;
    }
    by_the_rules(text, from..at, &mut each);
}

/// The words of a part that is ASCII and begins at a byte.
fn plain(part: &str, start: usize, each: &mut impl FnMut(&str, Script, Range<usize>)) {
    let mut folded = [0_u8; LONGEST];
    let mut at = start;
    for run in part.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = run.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let length = word.len().min(LONGEST);
        if let (Some(to), Some(written)) = (folded.get_mut(..length), word.as_bytes().get(..length))
            && !written.is_empty()
        {
            to.copy_from_slice(written);
            to.make_ascii_lowercase();
            let script = word.chars().next().map_or(Script::Other, Script::of);
            each(str::from_utf8(to).unwrap_or_default(), script, at..at + word.len());
        }
        at += run.len();
    }
}

/// The words of a part of a text in any script.
fn by_the_rules(text: &str, part: Range<usize>, each: &mut impl FnMut(&str, Script, Range<usize>)) {
    let start = part.start;
    let Some(part) = text.get(part).filter(|part| !part.is_empty()) else { return };
    let mut each = |word: &str, script, bytes: Range<usize>| each(word, script, start + bytes.start..start + bytes.end);
    let tokens = tokens(part);
    let mut rest = tokens.as_slice();
    while let Some(first) = rest.first() {
        let run = if first.script.is_unspaced() { run(rest) } else { 1 };
        let (here, after) = rest.split_at(run);
        rest = after;
        match here {
            [token] => each(&token.word, token.script, token.bytes.clone()),
            _ => cut(here, &mut each),
        }
    }
}

/// How many tokens from the first on stand together without anything between them.
fn run(tokens: &[Token]) -> usize {
    1 + tokens.iter().skip(1).take_while(|token| token.joined).count()
}

/// Cuts a run of characters where a dictionary says that words end.
fn cut(tokens: &[Token], each: &mut impl FnMut(&str, Script, Range<usize>)) {
    let run: String = tokens.iter().map(|token| token.word.as_str()).collect();
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut tokens = tokens.iter();
    let (mut from, mut at) = (0, 0);
    for end in segmenter.segment_str(&run).skip(1) {
        // A word ends where one of its characters does.
        let mut bytes: Option<Range<usize>> = None;
        let mut script = Script::Other;
        while at < end
            && let Some(token) = tokens.next()
        {
            at += token.word.len();
            let start = bytes.map_or_else(
                || {
                    script = token.script;
                    token.bytes.start
                },
                |bytes| bytes.start,
            );
            bytes = Some(start..token.bytes.end);
        }
        if let (Some(bytes), Some(word)) = (bytes, run.get(from..at)) {
            each(word.get(..word.floor_char_boundary(LONGEST)).unwrap_or(word), script, bytes);
        }
        from = at;
    }
}

/// The word at a byte of a text, folded, with where it stands; else the first after it, else the last.
pub fn word_at(text: &str, byte: usize) -> Option<(String, Range<usize>)> {
    let mut found: Option<(String, Range<usize>)> = None;
    words(text, |word, _, bytes| {
        if found.as_ref().is_none_or(|(_, before)| before.end <= byte) {
            found = Some((word.to_owned(), bytes));
        }
    });
    found
}

/// A word as it is written, cut where it is too long.
pub(super) fn written(text: &str, bytes: Range<usize>) -> &str {
    let form = text.get(bytes).unwrap_or_default();
    form.get(..form.floor_char_boundary(LONGEST)).unwrap_or(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        words(text, |word, _, bytes| {
            assert!(!text[bytes].trim().is_empty());
            out.push(word.to_owned());
        });
        out
    }

    #[test]
    fn words_are_folded_and_chinese_is_cut_into_words() {
        assert_eq!(all("Ёлка, the NATO‑summit"), ["елка", "the", "nato", "summit"]);
        assert_eq!(all("北约在北京举行会议。"), ["北约", "在", "北京", "举行", "会议"]);
        assert_eq!(all("می‌رود به تهران"), ["میرود", "به", "تهران"]);
        assert_eq!(all("ทุกสองสัปดาห์"), ["ทุก", "สอง", "สัปดาห์"]);
        assert_eq!(all("… 12 — a 京"), ["12", "a", "京"]);
        assert!(all("").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn the_quick_way_finds_what_the_rules_find(text in "([a-zA-Z0-9 '.,:;_\n-]|[“’é№ёЖی\u{200C}京かん。\u{301}\u{A0}]){0,60}") {
            let (mut quick, mut slow) = (Vec::new(), Vec::new());
            words(&text, |word, script, bytes| quick.push((word.to_owned(), script, bytes)));
            by_the_rules(&text, 0..text.len(), &mut |word: &str, script, bytes| slow.push((word.to_owned(), script, bytes)));
            proptest::prop_assert_eq!(quick, slow);
        }
    }

    #[test]
    fn the_word_at_a_byte_is_the_one_it_lies_in_or_one_beside_it() {
        let text = "Minsk and 北京会议";
        let at = |byte: usize| word_at(text, byte).map(|(word, bytes)| (word, text[bytes].to_owned()));
        assert_eq!(at(0), Some(("minsk".into(), "Minsk".into())));
        assert_eq!(at(5), Some(("and".into(), "and".into())));
        assert_eq!(at(10), Some(("北京".into(), "北京".into())));
        assert_eq!(at(16), Some(("会议".into(), "会议".into())));
        assert_eq!(at(22), Some(("会议".into(), "会议".into())));
        assert_eq!(word_at(" …", 1), None);
    }
}
