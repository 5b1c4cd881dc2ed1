//! From files to text: which files are taken, how their bytes are read, and the canonical text those bytes stand for.
//! One file a format: bytes in, an [`Extraction`] out. The original bytes are never changed.

use crate::domain::document::{DecidedBy, Newlines};

mod archive;
mod data;
mod dated;
mod docx;
mod epub;
mod error;
mod flow;
mod format;
mod html;
mod language;
pub mod limits;
mod mail;
mod mhtml;
mod odt;
mod package;
mod parse;
mod parsed;
mod pdf;
mod read;
mod rtf;
mod seen;
mod sheets;
mod signs;
mod table;
mod text;
mod walk;
mod xml;

pub use error::{BinaryKind, ImportError, SpecialFile};
pub use format::{Format, format_of};
pub use language::{language, language_said, languages};
pub use parse::parse;
pub use parsed::{Block, BlockKind, Builder, Meta, ParseError, Parsed, Part, Remark};
pub use read::{FileBytes, Stamp, read_file, stamp};
pub use text::{Carried, ENCODINGS, MAX_TEXT_BYTES, Preview, carry, decode, previews};
pub use walk::{Ended, Found, MAX_DEPTH, MAX_FILES, MAX_PATH_BYTES, Reason, Walked, shown, walk};

/// The canonical text of a document and how it was got out of the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extraction {
    /// The canonical text: decoded, one leading U+FEFF removed, CRLF and CR made LF, nothing else touched.
    pub text: String,
    /// The encoding's name, such as `UTF-8` or `windows-1251` (WHATWG names, and `UTF-32LE`, `UTF-32BE`).
    pub encoding: &'static str,
    /// How the encoding was found.
    pub decided_by: DecidedBy,
    /// True when a byte order mark stood at the start.
    pub had_bom: bool,
    /// How the original ended its lines.
    pub newlines: Newlines,
    /// How many places could not be decoded and became U+FFFD.
    pub replaced: u32,
    /// What a reader of this document should know.
    pub warnings: Vec<Warning>,
}

/// What a reader should know of a document that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// So many places could not be decoded; a replacement mark stands there.
    Replaced(u32),
    /// So many control characters, U+0000 among them, stand in the text.
    Controls(u32),
    /// So many characters that change the direction of writing stand in the text, unseen.
    DirectionMarks(u32),
    /// There is nothing but white space.
    Blank,
}

impl Warning {
    /// The warning of what turns the direction of writing round in this text, if anything does.
    pub fn direction_marks(text: &str) -> Option<Self> {
        let count = text::direction_marks(text);
        (count > 0).then(|| Self::DirectionMarks(u32::try_from(count).unwrap_or(u32::MAX)))
    }
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Replaced(1) => write!(f, "One place could not be decoded and shows a replacement mark."),
            Self::Replaced(n) => write!(f, "{n} places could not be decoded and show a replacement mark."),
            Self::Controls(n) => write!(f, "Control characters in the text: {n}."),
            Self::DirectionMarks(n) => write!(f, "Unseen characters that change the direction of writing: {n}."),
            Self::Blank => write!(f, "The document holds nothing but white space."),
        }
    }
}
