//! The blocks of a text: its lines, or the lines together over which a paragraph was wrapped.

use crate::analysis::sentences::{Layout, one_sentence_per_line};
use crate::domain::paragraphs::lines;
use std::ops::Range;

/// A line of at least so many characters may have been wrapped, and one of at most so many.
const WRAPPED: Range<usize> = 45..121;
/// How much of a text says how it is laid out, in bytes.
const SAMPLE: usize = 16 * 1024;

/// A paragraph, a heading, a citation: what stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Where, in bytes, without the line end and the spaces and tabs at both ends. No-break spaces stay.
    pub bytes: Range<usize>,
    /// True when an empty line, or nothing, stands before it.
    pub apart: bool,
}

impl Block {
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.bytes.clone()).unwrap_or_default()
    }
}

/// How the sentences of a text are laid out.
pub(super) fn layout(text: &str) -> Layout {
    let end = text.floor_char_boundary(SAMPLE);
    let sample = text.get(..end).unwrap_or(text);
    let whole = if end < text.len() { sample.rfind('\n').map_or(end, |at| at + 1) } else { end };
    let sample = sample.get(..whole).unwrap_or(sample);
    if one_sentence_per_line(sample) { Layout::SentencePerLine } else { Layout::Prose }
}

/// The blocks of a stretch of a text, in order.
pub(super) fn blocks(text: &str, within: Range<usize>, layout: Layout) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    // The lines that stand together, with no empty one between.
    let mut together: Vec<Range<usize>> = Vec::new();
    let mut at = within.start;
    for line in lines(text.get(within).unwrap_or_default()) {
        let start = at;
        at += line.len();
        let plain = |c: char| c.is_ascii_whitespace();
        if line.trim().is_empty() {
            close(text, &mut together, layout, &mut out);
            continue;
        }
        let begin = start + line.len() - line.trim_start().len();
        together.push(begin..start + line.trim_end_matches(plain).len());
    }
    close(text, &mut together, layout, &mut out);
    out
}

fn close(text: &str, together: &mut Vec<Range<usize>>, layout: Layout, out: &mut Vec<Block>) {
    let lines = std::mem::take(together);
    let wrapped = layout == Layout::Prose && are_wrapped(text, &lines);
    for (n, bytes) in lines.into_iter().enumerate() {
        match out.last_mut() {
            Some(before) if wrapped && n > 0 => before.bytes.end = bytes.end,
            _ => out.push(Block { bytes, apart: n == 0 }),
        }
    }
}

/// True for lines that one paragraph was broken into: all but the last are about as long as a line was to be, and few of
/// them end a sentence.
fn are_wrapped(text: &str, lines: &[Range<usize>]) -> bool {
    let Some((_, but_last)) = lines.split_last() else { return false };
    let mut ends = 0;
    for bytes in but_last {
        let line = text.get(bytes.clone()).unwrap_or_default();
        // To count the characters of a very long line is not worth it.
        if line.len() > WRAPPED.end * 4 || !WRAPPED.contains(&line.chars().count()) {
            return false;
        }
        ends += usize::from(line.ends_with(['.', '!', '?', '”', '»', ':', ';']));
    }
    !but_last.is_empty() && ends * 2 <= but_last.len()
}
