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
