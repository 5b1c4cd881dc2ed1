//! Where a span stands in a text: the words around it, the places a quotation occurs, and the grapheme boundaries a
//! span has to keep. Everything here costs what lies around the span or one pass over the text, never more.

use crate::domain::Span;
use unicode_segmentation::GraphemeCursor;

/// How many code points of context are kept on each side of an anchor.
pub const CONTEXT_CODE_POINTS: usize = 64;

/// Why a quotation did not lead to one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// The words do not stand in the text.
    #[error("these words do not occur in the document")]
    NotFound,
    /// They stand there more than once and nobody said which is meant.
    #[error("these words occur {count} times; say which occurrence is meant, 1 to {count}")]
    Ambiguous {
        /// How often they occur.
        count: usize,
    },
    /// They stand there, but not that often.
    #[error("these words occur {count} times; there is no such occurrence")]
    NoSuchOccurrence {
        /// How often they occur.
        count: usize,
    },
}

/// Why a span cannot anchor anything in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSpan {
    /// It reaches past the end.
    #[error("the span reaches past the end of the text, which has {len} bytes")]
    Outside {
        /// The text's length in bytes.
        len: usize,
    },
    /// It begins or ends inside what a reader takes for one character.
    #[error("the span cuts a character in two; {}..{} does not", snapped.start(), snapped.end())]
    SplitsGrapheme {
        /// The smallest span around it that keeps characters whole.
        snapped: Span,
    },
}

/// The code points before and after the span, at most [`CONTEXT_CODE_POINTS`] each. A span that reaches past the text
/// is cut to it.
pub fn context(text: &str, span: Span) -> (&str, &str) {
    let start = text.floor_char_boundary(span.start() as usize);
    let end = text.ceil_char_boundary(span.end() as usize);
    let (before, after) = (&text[..start], &text[end..]);
    let from = before.char_indices().rev().take(CONTEXT_CODE_POINTS).last().map_or(start, |(i, _)| i);
    let to = after.char_indices().nth(CONTEXT_CODE_POINTS).map_or(after.len(), |(i, _)| i);
    (&before[from..], &after[..to])
}

/// Every place where exactly these words stand, overlapping ones included, in order of the text.
pub fn find_all(text: &str, quote: &str) -> Vec<Span> {
    let mut found = Vec::new();
    each_match(text, quote, |span| found.push(span));
    found
}

/// Every place where exactly these words stand as whole words: no letter or digit goes on before or after them. Scripts
/// that write words without spaces have no such edges.
pub fn find_words(text: &str, words: &str) -> Vec<Span> {
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
    let opens = goes_on(words.chars().next());
    let closes = goes_on(words.chars().next_back());
    let mut found = find_all(text, words);
    found.retain(|span| {
        let before = text.get(..span.start() as usize).and_then(|t| t.chars().next_back());
        let after = text.get(span.end() as usize..).and_then(|t| t.chars().next());
        !(opens && goes_on(before) || closes && goes_on(after))
    });
    found
}

/// Letters of scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana and Han.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF
        | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// The place where exactly these words stand: the only one, or the `n`th counted from 1.
pub fn occurrence(text: &str, quote: &str, n: Option<usize>) -> Result<Span, FindError> {
    let wanted = n.unwrap_or(1);
    let (mut count, mut hit) = (0, None);
    each_match(text, quote, |span| {
        count += 1;
        if count == wanted {
            hit = Some(span);
        }
    });
    match (hit, n) {
        (_, None) if count > 1 => Err(FindError::Ambiguous { count }),
        (Some(span), _) => Ok(span),
        (None, _) if count == 0 => Err(FindError::NotFound),
        (None, _) => Err(FindError::NoSuchOccurrence { count }),
    }
}

/// Knuth, Morris and Pratt over the bytes: one pass whatever the words are, so that a text made to defeat a search
/// cannot. UTF-8 keeps the hits on code points.
fn each_match(text: &str, quote: &str, mut hit: impl FnMut(Span)) {
    let needle = quote.as_bytes();
    let Some(&first) = needle.first() else { return };
    let mut borders = vec![0_usize; needle.len()];
    let mut length = 0;
    for (at, &byte) in needle.iter().enumerate().skip(1) {
        while length > 0 && needle[length] != byte {
            length = borders[length - 1];
        }
        if needle[length] == byte {
            length += 1;
        }
        borders[at] = length;
    }
    let mut matched = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if matched == 0 && byte != first {
            continue;
        }
        while matched > 0 && needle[matched] != byte {
            matched = borders[matched - 1];
        }
        if needle[matched] == byte {
            matched += 1;
        }
        if matched == needle.len() {
            matched = borders[matched - 1];
            let end = at + 1;
            if let (Ok(start), Ok(end)) = (u32::try_from(end - needle.len()), u32::try_from(end))
                && let Ok(span) = Span::new(start, end)
            {
                hit(span);
            }
        }
    }
}

/// The span itself when it keeps characters whole, else why not and which one would.
pub fn on_graphemes(text: &str, span: Span) -> Result<Span, BadSpan> {
    let snapped = snap_outward(text, span)?;
    if snapped == span { Ok(span) } else { Err(BadSpan::SplitsGrapheme { snapped }) }
}

/// The smallest span around this one that neither begins nor ends inside a grapheme cluster.
pub fn snap_outward(text: &str, span: Span) -> Result<Span, BadSpan> {
    let outside = BadSpan::Outside { len: text.len() };
    if span.end() as usize > text.len() {
        return Err(outside);
    }
    let start = boundary_at_or_before(text, span.start() as usize);
    let end = boundary_at_or_after(text, span.end() as usize);
    match (u32::try_from(start), u32::try_from(end)) {
        (Ok(start), Ok(end)) => Span::new(start, end).map_err(|_empty| outside),
        _ => Err(outside),
    }
}

/// True when a grapheme cluster begins at this byte, or the text ends there.
pub fn is_grapheme_boundary(text: &str, byte: usize) -> bool {
    text.is_char_boundary(byte)
        && GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).is_ok_and(|boundary| boundary)
}

// The cursor is given the whole text and asked at one place: it looks back only as far as the cluster reaches.
fn boundary_at_or_before(text: &str, byte: usize) -> usize {
    if is_grapheme_boundary(text, byte) {
        return byte;
    }
    let from = text.ceil_char_boundary(byte);
    GraphemeCursor::new(from, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

fn boundary_at_or_after(text: &str, byte: usize) -> usize {
    if is_grapheme_boundary(text, byte) {
        return byte;
    }
    let from = text.floor_char_boundary(byte);
    GraphemeCursor::new(from, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The span in code points, for formats that count them. Costs one pass up to its end: pass a chunk, not a library.
pub fn code_points(text: &str, span: Span) -> (u32, u32) {
    let start = text.floor_char_boundary(span.start() as usize);
    let end = text.ceil_char_boundary(span.end() as usize).max(start);
    let count = |part: &str| u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
    let before = count(&text[..start]);
    (before, before.saturating_add(count(&text[start..end])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    const SEED_A: &str = include_str!("../../seeds/000_84839096dc77e6c1.txt");

    fn span(start: u32, end: u32) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn a_quotation_is_found_where_it_stands() {
        let quote = "with one another";
        let found = find_all(SEED_A, quote);
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|s| &SEED_A[s.index()] == quote));
        assert_eq!(occurrence(SEED_A, quote, None), Err(FindError::Ambiguous { count: 3 }));
        assert_eq!(occurrence(SEED_A, quote, Some(2)), Ok(found[1]));
        assert_eq!(occurrence(SEED_A, quote, Some(4)), Err(FindError::NoSuchOccurrence { count: 3 }));
        assert_eq!(occurrence(SEED_A, quote, Some(0)), Err(FindError::NoSuchOccurrence { count: 3 }));
        assert_eq!(occurrence(SEED_A, "work loosely", Some(1)), Err(FindError::NotFound));
        assert_eq!(occurrence(SEED_A, "", None), Err(FindError::NotFound));
        let minister = occurrence(SEED_A, "вице-презмдентом", None).unwrap();
        assert_eq!(code_points(SEED_A, minister), (2349, 2365));
    }

    #[test]
    fn whole_words_only() {
        let text = "Iran, Iranian; Iran’s Iran. Иран Ирана 中文中";
        let starts = |words: &str| find_words(text, words).iter().map(|s| s.start()).collect::<Vec<_>>();
        assert_eq!(starts("Iran").len(), 3);
        assert_eq!(starts("Иран").len(), 1);
        assert_eq!(starts("中").len(), 2);
        assert!(starts("").is_empty());
    }

    #[test]
    fn overlapping_places_all_count() {
        assert_eq!(find_all("ananas ananana", "ana"), [span(0, 3), span(2, 5), span(7, 10), span(9, 12), span(11, 14)]);
        assert_eq!(find_all("دددد", "دد"), [span(0, 4), span(2, 6), span(4, 8)]);
    }

    /// A million letters and half a million of the same to look for: any search that starts over would not end.
    #[test]
    fn a_text_made_to_defeat_a_search_does_not() {
        let text = "a".repeat(1_000_000);
        assert_eq!(find_all(&text, &text[..500_000]).len(), 500_001);
        assert_eq!(find_all(&text, &format!("{}b", &text[..500_000])), []);
    }

    #[test]
    fn context_is_sixty_four_code_points_a_side() {
        let golden = occurrence(SEED_A, "вице-презмдентом", None).unwrap();
        let (before, after) = context(SEED_A, golden);
        assert_eq!((before.chars().count(), after.chars().count()), (64, 64));
        assert!(before.ends_with("первым "));
        assert!(after.starts_with(" Ирана Мохаммадом"));
        assert_eq!(context("ab", span(0, 2)), ("", ""));
        assert_eq!(context("дом", span(2, 4)), ("д", "м"));
        assert_eq!(context("дом", span(3, 900)), ("д", ""), "what does not fit is cut to the text");
    }

    #[test]
    fn a_span_keeps_characters_whole() {
        let text = "Cafe\u{301} 👨‍👩‍👧 🇧🇾🇮🇷 कि";
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            span(start.try_into().unwrap(), (start + part.len()).try_into().unwrap())
        };
        for whole in ["Cafe\u{301}", "👨‍👩‍👧", "🇧🇾", "🇮🇷", "कि", "e\u{301} "] {
            assert_eq!(on_graphemes(text, at(whole)), Ok(at(whole)), "{whole}");
        }
        for (cut, whole) in
            [("Cafe", "Cafe\u{301}"), ("👩", "👨‍👩‍👧"), ("\u{1F1FE}", "🇧🇾"), ("\u{1F1FE}\u{1F1EE}", "🇧🇾🇮🇷"), ("क", "कि")]
        {
            assert_eq!(on_graphemes(text, at(cut)), Err(BadSpan::SplitsGrapheme { snapped: at(whole) }), "{cut}");
            assert_eq!(snap_outward(text, at(cut)), Ok(at(whole)));
        }
        // Half a code point is widened as well; what lies outside is said to.
        assert_eq!(snap_outward("дом", span(1, 3)), Ok(span(0, 4)));
        assert_eq!(on_graphemes("дом", span(4, 7)), Err(BadSpan::Outside { len: 6 }));
        assert_eq!(on_graphemes("a\r\nb", span(0, 2)), Err(BadSpan::SplitsGrapheme { snapped: span(0, 3) }));
    }

    proptest! {
        #[test]
        fn snapping_agrees_with_reading_the_text_from_its_start(
            text in "([a-c \\n]|[\u{300}-\u{304}\u{200D}\u{FE0F}]|[🇦-🇿]|[👨👩🏽]|[가-나]|[\u{1100}-\u{1102}\u{1161}\u{11A8}]|[क-ङ\u{93F}\u{94D}]|\\PC){1,24}",
            a in 0_u32..120, b in 1_u32..120,
        ) {
            let len = u32::try_from(text.len()).unwrap();
            let (start, end) = (a % len, a % len + 1 + b % (len - a % len));
            let edges: Vec<u32> =
                text.grapheme_indices(true).map(|(i, _)| u32::try_from(i).unwrap()).chain([len]).collect();
            let from = edges.iter().rev().find(|e| **e <= start).copied().unwrap();
            let to = edges.iter().find(|e| **e >= end).copied().unwrap();
            prop_assert_eq!(snap_outward(&text, span(start, end)), Ok(span(from, to)));
        }
    }
}
