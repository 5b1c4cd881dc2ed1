//! Moving a place in a paragraph: by grapheme, by word, by line, as arrow keys do.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::paragraph::ParagraphLayout;

/// By how much a key moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One grapheme.
    Grapheme,
    /// To the next edge of a word.
    Word,
    /// To where a word begins, whichever way.
    WordStart,
    /// To where a word ends, whichever way.
    WordEnd,
}

impl ParagraphLayout {
    /// The next place in reading order, `None` beyond the end. Words end at the end of the word, as everywhere on the desktop.
    pub fn after(&self, byte: u32, step: Step) -> Option<u32> {
        let at = byte as usize;
        let rest = self.text.get(at..)?;
        if rest.is_empty() {
            return None;
        }
        let next = match step {
            Step::Grapheme => GraphemeCursor::new(at, self.text.len(), true).next_boundary(&self.text, 0).ok()??,
            Step::WordStart => {
                let words = rest.split_word_bound_indices().filter(|(i, word)| *i > 0 && is_word(word));
                // From inside a word its rest is no beginning.
                words.map(|(i, _)| at + i).next().unwrap_or(self.text.len())
            }
            Step::Word | Step::WordEnd => {
                let words = rest.split_word_bound_indices();
                words
                    .filter(|(_, word)| is_word(word))
                    .map(|(i, word)| at + i + word.len())
                    .next()
                    .unwrap_or(self.text.len())
            }
        };
        u32::try_from(next).ok()
    }

    /// The place before in reading order, `None` at the start.
    pub fn before(&self, byte: u32, step: Step) -> Option<u32> {
        let at = byte as usize;
        let head = self.text.get(..at)?;
        if head.is_empty() {
            return None;
        }
        let next = match step {
            Step::Grapheme => GraphemeCursor::new(at, self.text.len(), true).prev_boundary(&self.text, 0).ok()??,
            Step::WordEnd => {
                let words = head.split_word_bound_indices().filter(|(_, word)| is_word(word));
                words.map(|(i, word)| i + word.len()).rfind(|end| *end < at).unwrap_or(0)
            }
            Step::Word | Step::WordStart => {
                head.split_word_bound_indices().rev().find(|(_, word)| is_word(word)).map_or(0, |(i, _)| i)
            }
        };
        u32::try_from(next).ok()
    }

    /// Where a caret at a byte stands: (x, line). At a line's wrap it stands on the later line.
    pub fn caret(&self, byte: u32) -> (f32, usize) {
        let line_index = self.line_of(byte);
        let Some(line) = self.lines.get(line_index) else { return (0.0, 0) };
        for cluster in self.clusters(line) {
            if cluster.start == byte {
                return (if cluster.right_to_left { cluster.x1 } else { cluster.x0 }, line_index);
            }
        }
        for cluster in self.clusters(line) {
            if cluster.end == byte {
                return (if cluster.right_to_left { cluster.x0 } else { cluster.x1 }, line_index);
            }
        }
        (if self.right_to_left() { line.right } else { line.left }, line_index)
    }

    /// Where a stretch that begins at a byte, or with `end` one that ends there, has its edge: (x, line). `None` where
    /// nothing is written.
    pub fn edge(&self, byte: u32, end: bool) -> Option<(f32, usize)> {
        let index = self.line_of(if end { byte.checked_sub(1)? } else { byte });
        let line = self.lines.get(index)?;
        let mut clusters = self.clusters(line).iter();
        let cluster =
            clusters.find(|c| if end { c.start < byte && byte <= c.end } else { c.start <= byte && byte < c.end })?;
        let x = if cluster.right_to_left == end { cluster.x0 } else { cluster.x1 };
        Some((x.clamp(line.left, line.right.max(line.left)), index))
    }

    /// The place `down` lines below (or, negative, above) that lies under `x`; `None` outside the paragraph.
    pub fn line_step(&self, byte: u32, down: isize, x: f32) -> Option<u32> {
        let from = self.line_of(byte);
        let line = from.checked_add_signed(down).filter(|line| self.column_of(from).contains(line))?;
        let line = self.lines.get(line)?;
        Some(self.hit(x, (line.top + line.bottom) / 2.0))
    }
}

fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}
