//! Marks inside our own sentences: where the words of a block hold `[n]`, the mark with that label stands for what
//! supports the sentence before it. This is the one reading of such words: the window's margin and the exports go by it.
//!
//! A mark that leads to a passage, a claim or a document has an endnote; one that leads to a judgement, or to nothing at
//! all, says that the sentence is ours and has none, unless it has a note of our own words. A `[n]` without a mark of that
//! label is words like any other.

use super::sentences;
use std::ops::Range;

/// `[n]` in some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, brackets included, in bytes.
    pub bytes: Range<usize>,
    /// The number between the brackets, from 1.
    pub label: u32,
}

/// A sentence of ours and the marks that follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, its marks included, in bytes.
    pub bytes: Range<usize>,
    /// Its marks, in order.
    pub tokens: Vec<Token>,
}

/// Every `[n]`, in order; `n` is written without leading zeros.
pub fn tokens(words: &str) -> Vec<Token> {
    let mut out = Vec::new();
    for (at, _) in words.match_indices('[') {
        let Some(rest) = words.get(at + 1..) else { continue };
        let Some(close) = rest.bytes().take(10).position(|b| b == b']') else { continue };
        let Some(digits) = rest.get(..close) else { continue };
        if digits.is_empty() || digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        if let Ok(label) = digits.parse() {
            out.push(Token { bytes: at..at + close + 2, label });
        }
    }
    out
}

/// The sentences of a block's words with their marks. `is_mark` says which labels are marks at all.
pub fn sentences(words: &str, is_mark: impl Fn(u32) -> bool) -> Vec<Sentence> {
    let all: Vec<Token> = tokens(words).into_iter().filter(|token| is_mark(token.label)).collect();
    // The marks are no words of the sentence: each is blanked, in place, so that bytes stay where they are.
    let mut bare = words.to_owned();
    for token in &all {
        bare.replace_range(token.bytes.clone(), &" ".repeat(token.bytes.len()));
    }
    let mut out: Vec<Sentence> =
        sentences::sentences(&bare).into_iter().map(|bytes| Sentence { bytes, tokens: Vec::new() }).collect();
    for token in all {
        // The last sentence that begins before the mark, on the mark's own line if there is one.
        let line = words.get(..token.bytes.start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
        let before = out.iter_mut().rev().find(|s| s.bytes.start < token.bytes.start && s.bytes.start >= line);
        if let Some(sentence) = before {
            sentence.bytes.end = sentence.bytes.end.max(token.bytes.end);
            // A full stop after the mark belongs to the sentence too.
            sentence.tokens.push(token);
        }
    }
    out
}

/// Where a mark for the sentence at a byte is to stand: after the sentence and the marks it has. `None` when no sentence
/// is there.
pub fn place_for(words: &str, at: usize, is_mark: impl Fn(u32) -> bool) -> Option<usize> {
    let all = sentences(words, is_mark);
    let found = all.iter().rev().find(|s| s.bytes.start <= at).or(all.first())?;
    Some(found.bytes.end)
}

/// The least label no `[n]` of the words has, whether it is a mark or not.
pub fn free_label(words: &str, taken: impl Fn(u32) -> bool) -> u32 {
    let there: Vec<u32> = tokens(words).into_iter().map(|token| token.label).collect();
    (1..u32::MAX).find(|n| !there.contains(n) && !taken(*n)).unwrap_or(u32::MAX)
}

/// The words of a quotation as they are given when some are left out: what stays, with the sign of omission between, which
/// is `[…]` where the words have dots of their own. The sign stands between two spaces, but not before punctuation, nor at
/// the edge of a line. Bare of white space at both ends.
pub fn elided(quote: &str, struck: Option<&crate::domain::Struck>) -> String {
    use crate::domain::struck::Piece;
    let Some(struck) = struck else { return quote.trim().to_owned() };
    let sign = if quote.contains('…') || quote.contains("...") { "[…]" } else { "…" };
    let space = |c: char| c.is_whitespace() && c != '\n';
    let mut out = String::new();
    let mut hidden = false;
    for piece in struck.pieces(quote) {
        match piece {
            Piece::Kept(words) if hidden => {
                let words = words.trim_start_matches(space);
                if !words.starts_with(|c: char| c == '\n' || ",.;:!?)]”’»،؛؟".contains(c)) {
                    out.push(' ');
                }
                out.push_str(words);
            }
            Piece::Kept(words) => out.push_str(words),
            Piece::Hidden(_) => {
                out.truncate(out.trim_end_matches(space).len());
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push(' ');
                }
                out.push_str(sign);
            }
        }
        hidden = matches!(piece, Piece::Hidden(_));
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(words: &str) -> Vec<(&str, Vec<u32>)> {
        let all = sentences(words, |n| n < 100);
        all.iter().map(|s| (&words[s.bytes.clone()], s.tokens.iter().map(|t| t.label).collect())).collect()
    }

    #[test]
    fn a_mark_supports_the_sentence_before_it() {
        assert_eq!(
            split("Belarus signed a plan.[1] It names no place.[2][3] We assess a risk.[4]"),
            [
                ("Belarus signed a plan.[1]", vec![1]),
                ("It names no place.[2][3]", vec![2, 3]),
                ("We assess a risk.[4]", vec![4])
            ]
        );
        assert_eq!(
            split("It was signed[1]. Then came rain."),
            [("It was signed[1].", vec![1]), ("Then came rain.", vec![])]
        );
        assert_eq!(
            split("He called it “a dream.”[1] She did not."),
            [("He called it “a dream.”[1]", vec![1]), ("She did not.", vec![])]
        );
        assert_eq!(split("One. [1] Two."), [("One. [1]", vec![1]), ("Two.", vec![])]);
        assert_eq!(
            split("Минск подписал план.[1] Затем — Тегеран."),
            [("Минск подписал план.[1]", vec![1]), ("Затем — Тегеран.", vec![])]
        );
    }

    #[test]
    fn the_sign_of_omission_stands_between_spaces() {
        let without = |quote: &str, hidden: &[&str]| {
            let span = |words: &&str| {
                let at = quote.find(words).unwrap();
                crate::domain::Span::new(at as u32, (at + words.len()) as u32).unwrap()
            };
            elided(quote, crate::domain::Struck::new(hidden.iter().map(span)).as_ref())
        };
        assert_eq!(without("agree to repair those bridges.", &["those"]), "agree to repair … bridges.");
        assert_eq!(without("agree to repair those bridges.", &[" those bridges"]), "agree to repair ….");
        assert_eq!(without("One… two, three.", &["two,"]), "One… […] three.");
        assert_eq!(without("Well, we must.\nAnd we will.", &["Well,", "And "]), "… we must.\n… we will.");
        assert_eq!(without("a b ", &[]), "a b");
    }

    #[test]
    fn what_is_no_mark_is_words() {
        assert_eq!(tokens("[0] [01] [] [x] [12] [ 3] [99999999999]").len(), 1);
        assert_eq!(split("See [250]. It is a room."), [("See [250].", vec![]), ("It is a room.", vec![])]);
        assert!(split("[1]").is_empty(), "a mark without a sentence supports nothing");
        assert_eq!(split("One.\n[1] Two."), [("One.", vec![]), ("Two.", vec![])]);
    }

    #[test]
    fn a_mark_is_put_after_the_sentence_under_the_caret_and_gets_a_free_label() {
        let words = "One here.[1] Two there. Three.";
        assert_eq!(place_for(words, 3, |_| true), Some(12));
        assert_eq!(place_for(words, 14, |_| true), Some(23));
        assert_eq!(place_for(words, words.len(), |_| true), Some(words.len()));
        assert_eq!(place_for("", 0, |_| true), None);
        assert_eq!(free_label(words, |n| n == 2), 3);
    }
}
