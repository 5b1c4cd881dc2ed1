//! A drawing that knows nothing of any format: boxes, marks and lines of words at their places, in points from the top left.

use crate::text::caret::Step;
use crate::text::{Direction, Fonts, ParagraphLayout, Style, Weight};

/// A color: red, green, blue.
pub(super) type Ink = [u8; 3];

/// Paper, text, text of the second rank, hairlines, what is pointed out.
pub(super) const PAPER: Ink = [0xFF, 0xFF, 0xFF];
pub(super) const TEXT: Ink = [0x1F, 0x1D, 0x1A];
pub(super) const SOFT: Ink = [0x65, 0x5F, 0x55];
pub(super) const RULE: Ink = [0xDD, 0xD8, 0xCC];
pub(super) const ACCENT: Ink = [0x2F, 0x5D, 0x8A];

/// A mark for one of the three times of a claim, or for what a source says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// An empty square on its corner.
    Diamond,
    /// A full disc.
    Disc,
    /// An empty square.
    Square,
    /// An empty disc.
    Ring,
    /// Two lines that cross.
    Cross,
    /// A small disc.
    Dot,
}

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A full box.
    Box { at: [f32; 4], ink: Ink },
    /// A box whose ink is this strong at its left, in its middle and at its right, 0 to 1.
    Fading { at: [f32; 4], ink: Ink, strong: [f32; 3] },
    /// An empty box with an edge of dashes.
    Dashed { at: [f32; 4], ink: Ink },
    /// A straight line from one point to another.
    Line { from: (f32, f32), to: (f32, f32), ink: Ink, width: f32, dashed: bool },
    /// A disc, or one that is empty: paper within an edge.
    Round { x: f32, y: f32, r: f32, ink: Ink, full: bool },
    /// A mark around a point.
    Mark { x: f32, y: f32, mark: Mark, ink: Ink },
    /// A line of words.
    Text(Text),
}

/// A line of words. Words that run leftwards do so within it; it begins at its left all the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    /// Its left edge.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// How wide it was measured.
    pub width: f32,
    pub size: f32,
    pub bold: bool,
    pub ink: Ink,
    pub words: String,
    /// True when the line runs leftwards.
    pub leftwards: bool,
}

/// How a line of words looks.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub size: f32,
    pub bold: bool,
    pub ink: Ink,
}

impl Look {
    pub(super) const fn new(size: f32, ink: Ink) -> Self {
        Self { size, bold: false, ink }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// A drawing being made.
pub(super) struct Drawing {
    pub width: f32,
    pub height: f32,
    pub shapes: Vec<Shape>,
    fonts: Fonts,
}

/// A line laid out in the interface's face.
pub(super) fn lay(fonts: &mut Fonts, words: &str, size: f32, bold: bool, leftwards: bool) -> ParagraphLayout {
    let weight = if bold { Weight::SemiBold } else { Weight::Regular };
    let direction = if leftwards { Direction::RightToLeft } else { Direction::LeftToRight };
    ParagraphLayout::new(fonts, words, &Style { weight, ..Style::interface(size) }, direction)
}

impl Drawing {
    pub(super) fn new(width: f32) -> Self {
        Self { width, height: 0.0, shapes: Vec::new(), fonts: Fonts::with_system() }
    }

    pub(super) fn add(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    /// Writes words on one line from `x` on, cut with “…” where they are wider than `room`: at the end of a word, or in one that
    /// is too long by itself; gives how wide they are.
    pub(super) fn write(&mut self, (x, y): (f32, f32), words: &str, look: Look, room: f32) -> f32 {
        let leftwards = crate::text::first_strong(words) == Some(Direction::RightToLeft);
        let Look { size, bold, ink } = look;
        let mut words = words.to_owned();
        let mut whole = lay(&mut self.fonts, &words, size, bold, leftwards);
        if whole.width() > room {
            // No letter of these faces is narrower than a fifth of its size.
            let most = (room / (size * 0.2)) as usize;
            let head =
                words.char_indices().nth(most + 1).map_or(words.as_str(), |(at, _)| words.get(..at).unwrap_or(""));
            whole = lay(&mut self.fonts, head, size, bold, leftwards);
            let short = |end: u32| format!("{}…", head.get(..end as usize).unwrap_or_default().trim_end());
            let mut fitting = |step: Step| {
                let ends: Vec<u32> = std::iter::successors(whole.after(0, step), |at| whole.after(*at, step)).collect();
                let fit = |end: &u32| lay(&mut self.fonts, &short(*end), size, bold, leftwards).width() <= room;
                let count = ends.partition_point(fit);
                count.checked_sub(1).and_then(|at| ends.get(at)).copied().unwrap_or_default()
            };
            let (letter, word) = (fitting(Step::Grapheme), fitting(Step::WordEnd));
            words = short(if word * 2 >= letter { word } else { letter });
            whole = lay(&mut self.fonts, &words, size, bold, leftwards);
        }
        let width = whole.width();
        self.shapes.push(Shape::Text(Text { x, y, width, size, bold, ink, words, leftwards }));
        width
    }

    /// The same with its middle at `x`.
    pub(super) fn write_middle(&mut self, (x, y): (f32, f32), words: &str, look: Look, room: f32) {
        let width = self.write((x, y), words, look, room);
        if let Some(Shape::Text(text)) = self.shapes.last_mut() {
            text.x = x - width / 2.0;
        }
    }

    /// The fonts its words were measured with.
    pub(super) fn fonts(&mut self) -> &mut Fonts {
        &mut self.fonts
    }
}
