//! The reader: a document's paragraphs, laid out only where they are looked at, with its marks beside and under them.
//!
//! The caller keeps a [`ReaderState`] for each open document, shows a [`Reader`] each frame and answers its events. The
//! reader changes nothing itself: it says where was clicked, what was selected, which mark is to be opened and which
//! text is missing.

mod access;
mod aside;
mod dress;
mod edges;
mod hits;
mod input;
mod marks;
mod place;
mod quiet;
mod scroll;
mod view;

pub(in crate::ui) use view::is_sheet;

use egui::{Response, Ui};
use std::borrow::Cow;
use std::ops::Range;

use super::engine::TextEngine;
use crate::domain::{Id, Paragraphs, Span, Structure, Words};

pub use marks::{Mark, MarkKind, Tick};
pub use quiet::Quiet;

/// What a reader reads from. Everything it asks for is about what is in sight; nothing may block.
pub trait ReaderSource {
    /// The paragraphs of the whole text.
    fn paragraphs(&self) -> &Paragraphs;

    /// The text of a range of bytes that begins and ends between characters; `None` when it is not loaded, and then a
    /// [`ReaderEvent::Need`] asks for it.
    fn text(&self, bytes: Range<u32>) -> Option<Cow<'_, str>>;

    /// The last place between two characters at or before `byte`; `None` when the text there is not loaded.
    fn boundary(&self, byte: u32) -> Option<u32>;

    /// Appends the marks that share a byte with `bytes`, in any order.
    fn marks(&self, bytes: Range<u32>, out: &mut Vec<Mark>);

    /// Where the sentences of a paragraph, or of a part of one, begin, in bytes of it. Asked for where they are to stand
    /// apart.
    fn sentence_starts(&self, _text: &str) -> Vec<u32> {
        Vec::new()
    }

    /// Words that were looked for: those that share a byte with `bytes`, in the order they stand.
    fn hits(&self, _bytes: Range<u32>) -> &[Span] {
        &[]
    }

    /// The hit that is looked at; while there is one the sentence under the cursor has no wash.
    fn hit(&self) -> Option<Span> {
        None
    }

    /// All hits, as signs beside the scrollbar, in the order they stand.
    fn all_hits(&self) -> &[Span] {
        &[]
    }

    /// Appends the quiet marks that may share a byte with `bytes`, in the order they stand.
    fn remarks(&self, _bytes: Range<u32>, _out: &mut Vec<(Span, Quiet)>) {}

    /// Places to come back to, in bytes, ascending.
    fn bookmarks(&self) -> &[u32] {
        &[]
    }

    /// The structure beside the text, where there is one.
    fn structure(&self) -> Option<&Structure> {
        None
    }

    /// The paragraphs that are shown; the others are folded away and stand as one row at either end.
    fn shown(&self) -> Range<usize> {
        0..self.paragraphs().len()
    }

    /// All marks of the document as signs on the scrollbar, in any order.
    fn ticks(&self) -> &[Tick] {
        &[]
    }
}

/// One document on the screen, for one frame.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Draws the words.
    pub engine: &'a TextEngine,
    /// The document.
    pub source: &'a dyn ReaderSource,
    /// Its name, for assistive technology.
    pub name: &'a Words,
    /// The sentence under the cursor: a bar in the margin and, while nothing is selected, the wash.
    pub cursor: Option<Span>,
}

/// What a person did in the reader, or what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderEvent {
    /// A click on the text. Nothing is selected any more.
    Place {
        /// The place between two characters nearest to the click.
        byte: u32,
    },
    /// A menu was asked for with the pointer on the text.
    Point {
        /// The place between two characters nearest to the pointer.
        byte: u32,
    },
    /// Something that was dragged is let go of over the text.
    Drop {
        /// The place between two characters nearest to the pointer.
        byte: u32,
    },
    /// The selection is now from `anchor`, where it began, to `head`, which moves; either may be the greater.
    Select {
        /// Where it began, in bytes.
        anchor: u32,
        /// Where it goes to, in bytes.
        head: u32,
    },
    /// A mark was clicked: its lane, or the words it covers, then the shortest there.
    Open(Id),
    /// Text in sight, or to be copied, that is not loaded, in bytes; asked for again each frame until it is there. The ends may cut a
    /// character.
    Need(Range<u32>),
    /// An edge of what is held was moved.
    Edge {
        /// True for the end, false for the beginning.
        end: bool,
        /// Where it is now, in bytes.
        byte: u32,
    },
    /// The other edge is to be moved from now on.
    OtherEdge,
    /// The edges are to stay as they are now.
    KeepEdges,
    /// The edges are to be as they were.
    LeaveEdges,
    /// What is folded away is to be shown.
    Unfold,
    /// What is in sight has changed.
    Moved {
        /// The paragraph at the top, counted from 0.
        paragraph: usize,
        /// The first byte in sight.
        byte: u32,
        /// One past the last byte in sight: how far was read.
        end: u32,
    },
}

/// What [`Reader::show`] gives back.
#[derive(Debug)]
pub struct ReaderOutput {
    /// The whole reader as a widget.
    pub response: Response,
    /// What happened, in order.
    pub events: Vec<ReaderEvent>,
}

/// What a reader remembers between frames.
#[derive(Debug)]
pub struct ReaderState {
    /// 1.0 is 17 points; between 0.5 and 4.
    pub zoom: f32,
    /// The typeface.
    pub face: crate::text::Face,
    /// Baselines apart, as a multiple of the size.
    pub leading: f32,
    /// Shows characters that have no picture, or that turn the direction, as named tokens.
    pub invisibles: bool,
    /// Shows each sentence of a long paragraph on lines of its own.
    pub apart: bool,
    /// What is held: its edges are shown, and can be dragged.
    pub held: Option<Span>,
    /// The edges of what is held that are being moved, and whether it is the end that keys move.
    pub edges: Option<(Span, bool)>,
    selection: Option<Selection>,
    place: place::Place,
    marks: marks::Lanes,
    press: Option<input::Press>,
    /// The blocks of the last frame, for [`Self::rects`].
    shown: Vec<view::Shown>,
    moved: Option<(usize, u32, u32)>,
    grip: Option<f32>,
    /// How far tables wider than the page are moved to the left, in points.
    aside: f32,
    /// What is to be copied as soon as its text is loaded.
    copying: Option<Span>,
    /// It had the focus in the last frame.
    had_focus: bool,
    /// The focus came by keys: it is shown.
    ringed: bool,
    /// The first reader of the frame: its are the keys that nothing else has the focus for.
    first: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Selection {
    anchor: u32,
    head: u32,
}

impl Default for ReaderState {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            face: crate::text::Face::Serif,
            leading: 1.52,
            invisibles: false,
            apart: false,
            held: None,
            edges: None,
            had_focus: false,
            ringed: false,
            selection: None,
            place: place::Place::default(),
            marks: marks::Lanes::default(),
            press: None,
            shown: Vec::new(),
            moved: None,
            grip: None,
            aside: 0.0,
            copying: None,
            first: true,
        }
    }
}

impl ReaderState {
    /// At the top of a document, nothing selected.
    pub fn new() -> Self {
        Self::default()
    }

    /// Brings a byte into sight at the next frame: by as little as can be when it is near, else to a third of the
    /// height. Waits for the text when it is not loaded.
    pub fn reveal(&mut self, byte: u32) {
        self.place.reveal = Some(byte);
    }

    /// What is selected, if anything is.
    pub fn selection(&self) -> Option<Span> {
        let Selection { anchor, head } = self.selection?;
        Span::new(anchor.min(head), anchor.max(head)).ok()
    }

    /// Selects a span, or nothing.
    pub fn select(&mut self, span: Option<Span>) {
        self.selection = span.map(|span| Selection { anchor: span.start(), head: span.end() });
    }

    /// Where a span was drawn in the last frame: in points of the window, a rectangle a stretch of a line, from the top.
    /// Empty when none of it is in sight.
    pub fn rects(&self, span: Span) -> Vec<egui::Rect> {
        self.shown.iter().flat_map(|shown| shown.rects(span.range())).collect()
    }

    /// The bytes that were in sight in the last frame; `None` before the first.
    pub fn in_sight(&self) -> Option<Range<u32>> {
        self.moved.map(|(_, start, end)| start..end)
    }
}

impl Reader<'_> {
    /// The bytes of the paragraphs that are shown.
    fn bytes(&self) -> Range<u32> {
        let (paragraphs, shown) = (self.source.paragraphs(), self.source.shown());
        // Blank lines before the first paragraph are its own.
        let start = if shown.start == 0 { 0 } else { paragraphs.start(shown.start) };
        start..paragraphs.start(shown.end).max(start)
    }

    /// Draws the document into all the room there is, listens, and says what happened. Of several readers in a frame
    /// the first has the keys while nothing has the focus.
    pub fn show(self, ui: &mut Ui, state: &mut ReaderState) -> ReaderOutput {
        view::show(&self, ui, state)
    }
}
