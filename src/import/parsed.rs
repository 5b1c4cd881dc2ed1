//! What a parser makes of a file: the canonical text, the structure beside it, what the file says of itself, what a reader
//! should know of it, and the files inside it. Every format's parser is one function from bytes to [`Parsed`].

use super::limits::{MAX_BLOCKS, MAX_CHARS};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parsed {
    /// The canonical text: LF alone ends lines, a paragraph is a line that is not blank.
    pub text: String,
    /// The structure beside it, in the order blocks begin; an outer block comes before what is in it.
    pub blocks: Vec<Block>,
    /// What the file says of itself: proposals, which the analyst can correct.
    pub meta: Meta,
    /// What a reader should know, each at most once.
    pub remarks: Vec<Remark>,
    /// Files inside this one, in their order.
    pub parts: Vec<Part>,
}

/// A part of the text that is more than lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in the text, in bytes, without the line end behind it.
    pub span: Range<u32>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading of this level, from 1.
    Heading(u8),
    /// An item of a list, this deep, from 1.
    Item(u8),
    /// A table; its rows are lines, with tabs between cells.
    Table,
    /// Words set apart as somebody else's.
    Quote,
    /// Words set as code or otherwise exactly as typed.
    Code,
    /// A footnote or an endnote, with its mark.
    Note(String),
    /// A page, with the number printed on it or counted from 1.
    Page(String),
    /// A section with a name, such as a sheet, a chapter, a message of a mailbox.
    Section(String),
    /// Words that lead elsewhere, and where to. Never followed.
    Link(String),
    /// The article of a web page, apart from what stands around it.
    Article,
}

/// What a file says of itself. A field is empty when the file does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it: a site, a newspaper; of a mail, nobody.
    pub outlet: Option<String>,
    /// When it was published, written or sent, as `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an RFC 3339 time.
    pub published: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
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

/// What a reader should know of a document that was parsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// It holds no words, only pictures or nothing at all.
    NoText,
    /// So many references to files elsewhere: pictures, frames, style sheets, templates. None was fetched.
    Remote(u32),
    /// So many scripts. None was run.
    Scripts(u32),
    /// It holds macros. None was run.
    Macros,
    /// So many pieces of text are hidden from whoever looks at it in its own program; they are left out of the text.
    Hidden(u32),
    /// So many files are attached or embedded.
    Attached(u32),
    /// So many forms or fields that fetch or compute something. None was run.
    Fields(u32),
    /// So many places could not be decoded and show a replacement mark.
    Replaced(u32),
    /// A part was left out, and which and why.
    LeftOut(String),
    /// Parts of it are damaged, and what was done.
    Damaged(String),
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoText => f.write_str("It holds no text, only pictures or nothing."),
            Self::Remote(n) => write!(f, "References to files elsewhere, not fetched: {n}."),
            Self::Scripts(n) => write!(f, "Scripts, not run: {n}."),
            Self::Macros => f.write_str("It holds macros, not run."),
            Self::Hidden(n) => write!(f, "Hidden pieces of text, left out: {n}."),
            Self::Attached(n) => write!(f, "Files inside it: {n}."),
            Self::Fields(n) => write!(f, "Forms or computed fields, not run: {n}."),
            Self::Replaced(n) => write!(f, "Places that could not be decoded and show a replacement mark: {n}."),
            Self::LeftOut(what) => write!(f, "Left out: {what}."),
            Self::Damaged(what) => write!(f, "Damaged: {what}."),
        }
    }
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
        if words.contains('\r') {
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
