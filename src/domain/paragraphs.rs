//! Where the paragraphs of a text begin. A paragraph (¶) is a line with at least one character that is not white space;
//! the blank lines after it belong to it, those before the first belong to the first.

use memchr::memchr_iter;
use std::ops::Range;
use std::sync::Arc;

/// The lines of a text, each with the line end it has. Texts are gone through line by line at every turn.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).chain([text.len()]);
    ends.filter_map(move |end| {
        let line = text.get(from..end).filter(|line| !line.is_empty());
        from = end;
        line
    })
}

/// The paragraphs of one canonical text. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraphs {
    starts: Arc<[u32]>,
    len: u32,
}

/// Why a list of starts is no index of paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadStarts {
    /// A start does not lie after the one before it.
    #[error("paragraph {0} does not start after the one before it")]
    Order(usize),
    /// A start lies at or beyond the end of the text.
    #[error("paragraph {0} starts beyond the end of the text")]
    Beyond(usize),
}

impl Paragraphs {
    /// The paragraphs of a text. What lies beyond 4 GiB, which no document has, is left out.
    pub fn of(text: &str) -> Self {
        let mut starts = Vec::new();
        let mut at = 0_usize;
        for line in lines(text) {
            if !line.trim().is_empty() {
                let Ok(start) = u32::try_from(at) else { break };
                starts.push(start);
            }
            at += line.len();
        }
        Self { starts: starts.into(), len: u32::try_from(text.len()).unwrap_or(u32::MAX) }
    }

    /// From stored starts (bytes, ascending) and the length of the text in bytes.
    pub fn from_starts(starts: Vec<u32>, len: u32) -> Result<Self, BadStarts> {
        for (i, &start) in starts.iter().enumerate() {
            if start >= len {
                return Err(BadStarts::Beyond(i));
            }
            if i.checked_sub(1).and_then(|before| starts.get(before)).is_some_and(|&before| before >= start) {
                return Err(BadStarts::Order(i));
            }
        }
        Ok(Self { starts: starts.into(), len })
    }

    /// How many paragraphs there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// True when the text has no character that is not white space.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Length of the text in bytes.
    pub fn text_len(&self) -> u32 {
        self.len
    }

    /// All starts, in bytes, ascending.
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// First byte of paragraph `i`, counted from 0 (people are shown `i + 1`); past the last, the length of the text.
    pub fn start(&self, i: usize) -> u32 {
        self.starts.get(i).copied().unwrap_or(self.len)
    }

    /// From the start of paragraph `i` to the start of the next or the end of the text, blank lines included.
    pub fn range(&self, i: usize) -> Range<u32> {
        self.start(i)..self.start(i.saturating_add(1))
    }

    /// The paragraph a byte lies in, counted from 0; white space before the first counts as the first.
    pub fn at(&self, byte: u32) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line_with_something_on_it() {
        let text = "\n \nFirst.\n\u{a0}\nSecond.\n\n\nسوم.";
        let paragraphs = Paragraphs::of(text);
        assert_eq!(paragraphs.starts(), [3, 13, 23]);
        assert_eq!(paragraphs.range(0), 3..13);
        assert_eq!(paragraphs.range(2), 23..u32::try_from(text.len()).unwrap());
        assert_eq!([0, 3, 12, 13, 22, 23, 29].map(|byte| paragraphs.at(byte)), [0, 0, 0, 1, 1, 2, 2]);
        assert_eq!(Paragraphs::from_starts(vec![3, 13, 23], paragraphs.text_len()), Ok(paragraphs));
    }

    #[test]
    fn lines_end_where_their_line_ends_are() {
        for text in ["", "\n", "one", "one\n", "\n\none\n\r\ntwo\u{2028}سوم\n\n"] {
            assert_eq!(lines(text).collect::<Vec<_>>(), text.split_inclusive('\n').collect::<Vec<_>>(), "{text:?}");
        }
    }

    #[test]
    fn starts_that_cannot_be_are_refused() {
        assert_eq!(Paragraphs::from_starts(vec![0, 5, 5], 9), Err(BadStarts::Order(2)));
        assert_eq!(Paragraphs::from_starts(vec![0, 9], 9), Err(BadStarts::Beyond(1)));
        assert!(Paragraphs::of(" \n\n").is_empty());
    }
}
