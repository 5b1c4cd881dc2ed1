//! What a parser makes of a file: the canonical text, the structure beside it, what the file says of itself, what a reader
//! should know of it, and the files inside it. Every format's parser is one function from bytes to [`Parsed`].

use super::limits::{MAX_BLOCKS, MAX_CHARS};
pub use crate::domain::structure::{Block, BlockKind, Elsewhere, ElsewhereKind, Meta, Remark};
use memchr::memchr;
use serde::{Deserialize, Serialize};

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Parsed {
    /// The canonical text: LF alone ends lines, a paragraph is a line that is not blank.
    pub text: String,
    /// The structure beside it, in the order blocks begin; an outer block comes before what is in it.
    #[serde(serialize_with = "crate::domain::structure::pack")]
    pub blocks: Vec<Block>,
    /// What the file says of itself: proposals, which the analyst can correct.
    pub meta: Meta,
    /// What a reader should know, each at most once.
    pub remarks: Vec<Remark>,
    /// What it refers to elsewhere, the first of it. Nothing of it is fetched.
    pub elsewhere: Vec<Elsewhere>,
    /// Files inside this one, in their order.
    pub parts: Vec<Part>,
}

/// A file inside a file: an attachment, an entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name, with `/` between the names of folders; never absolute, never with `..`.
    pub name: String,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// Why a file could not be parsed.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// It does not keep to its format.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// It is encrypted.
    #[error("the file is encrypted or asks for a password")]
    Encrypted,
    /// It holds more of something than is read.
    #[error("the file holds more than {limit} {what}")]
    TooMany {
        /// Of what, in the plural.
        what: &'static str,
        /// The most that is read.
        limit: u64,
    },
    /// It is of a kind that is not read.
    #[error("{0} are not read")]
    NotRead(&'static str),
}

/// Puts a text together with the blocks beside it, within the limits.
#[derive(Debug, Default)]
pub struct Builder {
    text: String,
    chars: usize,
    blocks: Vec<Block>,
    open: Vec<usize>,
}

impl Builder {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the next words will stand, in bytes.
    pub fn at(&self) -> usize {
        self.text.len()
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds words as they are, CR and CRLF made LF.
    pub fn push(&mut self, words: &str) -> Result<(), ParseError> {
        self.chars += words.chars().count();
        if self.chars > MAX_CHARS {
            return Err(ParseError::TooMany { what: "characters", limit: MAX_CHARS as u64 });
        }
        if memchr(b'\r', words.as_bytes()).is_some() {
            self.text.push_str(&words.replace("\r\n", "\n").replace('\r', "\n"));
        } else {
            self.text.push_str(words);
        }
        Ok(())
    }

    /// Ends the line, unless nothing stands on it. White space at its end goes.
    pub fn end_line(&mut self) {
        let open = self.open.last().and_then(|at| self.blocks.get(*at)).map_or(0, |block| block.span.start as usize);
        let end = self.text.trim_end_matches([' ', '\t']).len().max(open);
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Ends the paragraph: what comes next stands after a blank line.
    pub fn end_paragraph(&mut self) {
        self.end_line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Opens a block at the next words. Blocks are closed in the opposite order.
    pub fn open(&mut self, kind: BlockKind) -> Result<(), ParseError> {
        if self.blocks.len() >= MAX_BLOCKS {
            return Err(ParseError::TooMany { what: "blocks", limit: MAX_BLOCKS as u64 });
        }
        let at = self.here();
        self.open.push(self.blocks.len());
        self.blocks.push(Block { span: at..at, kind });
        Ok(())
    }

    /// Closes the block opened last, at the last of its words.
    pub fn close(&mut self) {
        let Some(at) = self.open.pop() else { return };
        let end = u32::try_from(self.text.trim_end().len()).unwrap_or(u32::MAX);
        if let Some(block) = self.blocks.get_mut(at) {
            block.span.end = end.max(block.span.start);
        }
    }

    fn here(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// The text, with one LF at its end, and its blocks; blocks without words are dropped.
    pub fn finish(mut self) -> (String, Vec<Block>) {
        while !self.open.is_empty() {
            self.close();
        }
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.blocks.retain(|block| block.span.start < block.span.end);
        (self.text, self.blocks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_where_their_words_do() {
        let mut out = Builder::new();
        out.open(BlockKind::Heading(1)).unwrap();
        out.push("A title ").unwrap();
        out.close();
        out.end_paragraph();
        out.open(BlockKind::Table).unwrap();
        out.push("a\tb").unwrap();
        out.end_line();
        out.push("c\td\r\n").unwrap();
        out.close();
        out.end_paragraph();
        out.open(BlockKind::Quote).unwrap();
        let (text, blocks) = out.finish();
        assert_eq!(text, "A title\n\na\tb\nc\td\n");
        let words: Vec<&str> = blocks.iter().map(|b| &text[b.span.start as usize..b.span.end as usize]).collect();
        assert_eq!(words, ["A title", "a\tb\nc\td"]);
    }
}
