//! Cutting an overlong paragraph, so that a file that is one line of 200 MB is laid out only where it is looked at.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A paragraph of more bytes than this, and so perhaps of more than 10,000 characters, is laid out in slices.
pub const LONG: u32 = 10_000;
/// Length of a slice in bytes, about.
const SLICE: u32 = 5_000;
/// How far before its nominal place a cut looks for the end of a sentence or of a word.
const LOOK: u32 = 600;

/// How many slices a paragraph of `bytes` has; 1 when it is not cut.
pub fn count(bytes: u32) -> u32 {
    if bytes <= LONG { 1 } else { bytes.div_ceil(SLICE) }
}

/// The slice a byte lies in, by nominal places: the real cut may lie up to 600 bytes before, so that the slice found
/// may be one too early.
pub fn nominal(paragraph: Range<u32>, byte: u32) -> u32 {
    let bytes = paragraph.end.saturating_sub(paragraph.start);
    if bytes <= LONG { 0 } else { (byte.saturating_sub(paragraph.start) / SLICE).min(count(bytes) - 1) }
}

/// Where to look for the cut before slice `n`: a range of bytes that ends at its nominal place. `None` for the ends of
/// the paragraph, which need no search.
pub fn window(paragraph: Range<u32>, n: u32) -> Option<Range<u32>> {
    let place = u64::from(paragraph.start) + u64::from(n) * u64::from(SLICE);
    let place = u32::try_from(place).ok().filter(|&place| place < paragraph.end)?;
    (n > 0).then(|| place.saturating_sub(LOOK).max(paragraph.start)..place)
}

/// The place to cut in the text of a window, in bytes from its start: after a sentence, else after a word, else between
/// two graphemes.
pub fn cut(window: &str) -> usize {
    let mut word = 0;
    let mut sentence = 0;
    let mut before = ' ';
    for (at, c) in window.char_indices() {
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            word = end;
            if matches!(before, '.' | '!' | '?' | '؟' | '۔' | '…' | '”' | '»') {
                sentence = end;
            }
        } else if matches!(c, '。' | '！' | '？') {
            (word, sentence) = (end, end);
        }
        before = c;
    }
    if sentence > 0 {
        sentence
    } else if word > 0 {
        word
    } else {
        window.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_prefers_sentences_then_words_then_graphemes() {
        assert_eq!(cut("one two. three four"), 9);
        assert_eq!(cut("one two three"), 8);
        assert_eq!(cut("公开。信息"), "公开。".len());
        assert_eq!(cut("aaae\u{301}"), 3);
        assert_eq!(cut(""), 0);
    }

    #[test]
    fn slices_cover_a_paragraph_without_gap() {
        assert_eq!(count(LONG), 1);
        let paragraph = 100..100 + 23_456;
        assert_eq!(count(23_456), 5);
        assert_eq!(window(paragraph.clone(), 0), None);
        assert_eq!(window(paragraph.clone(), 1), Some(4_500..5_100));
        assert_eq!(window(paragraph.clone(), 5), None);
        assert_eq!(nominal(paragraph, 5_100), 1);
    }
}
