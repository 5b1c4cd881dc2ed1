//! What a group changes and its end gives back, and what is gathered on the way.

use super::charset::Page;
use super::sheet::Paragraph;
use crate::import::parsed::Elsewhere;

/// What the words of a group are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Words of the document, or of the note or shape around.
    Words,
    /// The words a field shows.
    Result,
    /// A footnote or an endnote.
    Note,
    /// The words in a drawn shape.
    Shape,
    /// Only the groups inside count.
    Around,
    /// A field: its instruction and its result.
    Field,
    Instruction,
    Fonts,
    Styles,
    Title,
    Author,
    Created,
    /// A header or a footer.
    Margin,
    /// A comment.
    Comment,
    /// The words of `\upr` for programs without Unicode; the group of the others comes inside.
    Ansi,
    Skipped,
}

/// What a group changes and its end gives back.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub place: Place,
    /// Counts up with every place entered, so that its end is known.
    pub entered: u64,
    /// The place around `\upr`.
    pub outer: (Place, u64),
    /// Words are not taken, whatever the place says.
    pub silent: bool,
    pub font: Option<i32>,
    /// How many bytes stand in for a character after `\u`.
    pub fallback: usize,
    pub hidden: bool,
    pub deleted: bool,
    pub starred: bool,
    pub paragraph: Paragraph,
}

/// A font, as far as its bytes go.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Font {
    pub charset: Option<i32>,
    pub page: Option<Page>,
}

/// A style while its group lasts.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub number: i32,
    pub outline: Option<u8>,
    pub name: String,
}

/// Counts of what is not in the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub hidden: u32,
    pub deleted: bool,
    pub attached: u32,
    pub remote: u32,
    /// The first of them whose address is told.
    pub elsewhere: Vec<Elsewhere>,
    pub fields: u32,
    pub margins: bool,
    pub comments: u32,
}
