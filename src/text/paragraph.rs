//! One paragraph laid out: its lines, its clusters in visual order, the rectangles of a range of its bytes, the byte
//! under a point, and the glyphs to paint. All places are in points from the paragraph's top left corner, all bytes
//! count from the paragraph's first.

use parley::style::{FontFamily, FontStyle, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{Alignment, AlignmentOptions, BaseDirection, FontData, Layout, PositionedLayoutItem};
use std::borrow::Cow;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::Fonts;
use super::invisible::Shown;
use super::row::Cell;
use super::style::{ARABIC_LEADING, ARABIC_SCALE, Direction, Face, Style, Weight, is_arabic};

/// A rectangle in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

/// What the caret steps over: a grapheme, or a part of one where its parts come from several fonts (both parts then
/// carry the bytes of the whole).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// Left edge, in points.
    pub x0: f32,
    /// Right edge, in points.
    pub x1: f32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Reads from right to left.
    pub right_to_left: bool,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Top of the line's box, in points.
    pub top: f32,
    /// Bottom of the line's box, which is the top of the next.
    pub bottom: f32,
    /// Where the letters stand.
    pub baseline: f32,
    /// Left edge of what is written.
    pub left: f32,
    /// Right edge of what is written, without white space that hangs over.
    pub right: f32,
    /// Bytes on this line, in logical order without gaps between lines.
    pub bytes: Range<u32>,
    /// Its clusters in [`ParagraphLayout::clusters`].
    pub clusters: Range<usize>,
    /// Its glyphs in [`ParagraphLayout::runs`].
    pub runs: Range<usize>,
}

/// A glyph and where its origin stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GlyphAt {
    /// Index in the font; 0 is the font's box for what it lacks.
    pub id: u16,
    /// Origin, in points.
    pub x: f32,
    /// Baseline, in points.
    pub y: f32,
}

/// Glyphs of one font at one size.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The font file and the font's index in it.
    pub font: FontData,
    /// Size in points.
    pub size: f32,
    /// Place in the design space of a variable font, in 2.14 fixed point.
    pub coords: Vec<i16>,
    /// To be made bolder, since the family has no bold.
    pub embolden: bool,
    /// To be slanted by so many degrees, since the family has no italic.
    pub skew: f32,
    /// The glyphs, from left to right.
    pub glyphs: Vec<GlyphAt>,
}

/// A paragraph, laid out. Holds its own text and shares nothing with the font store.
#[derive(Clone, Debug)]
pub struct ParagraphLayout {
    pub(super) text: Box<str>,
    pub(super) lines: Vec<Line>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) runs: Vec<GlyphRun>,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) right_to_left: bool,
    pub(super) tokens: Vec<Rect>,
    pub(super) lacks: Option<char>,
    /// The cells of a row of a table, in the order they are read.
    pub(super) cells: Vec<Cell>,
}

impl ParagraphLayout {
    /// Lays `text` out. Line feeds in it break lines; anything else wraps at `style.wrap`.
    pub fn new(fonts: &mut Fonts, text: &str, style: &Style, direction: Direction) -> Self {
        let shown = Shown::of(text, style.invisibles);
        let (layout, leading) = shape(fonts, &shown, style, direction);
        let mut out = Self {
            text: text.into(),
            lines: Vec::with_capacity(layout.len()),
            clusters: Vec::with_capacity(shown.text.len()),
            runs: Vec::new(),
            width: layout.width(),
            height: leading * layout.len() as f32,
            right_to_left: layout.is_rtl(),
            tokens: Vec::new(),
            lacks: None,
            cells: Vec::new(),
        };
        out.take(&layout, &shown, leading);
        out
    }

    /// Copies out of parley's layout what painting and selecting need, and lets the rest go. Lines are set `leading`
    /// apart, baselines included: a name in a taller script must not push two lines apart, as boxes in boxes would.
    fn take(&mut self, layout: &Layout<()>, shown: &Shown<'_>, leading: f32) {
        let text = std::mem::take(&mut self.text);
        let whole = Graphemes::of(&text);
        let (ascent, descent) =
            layout.root_span_metrics().map_or((leading * 0.75, leading * 0.25), |m| (m.ascent, m.descent));
        let mut top = -leading;
        for line in layout.lines() {
            top += leading;
            let (bottom, baseline) = (top + leading, top + (leading - ascent - descent) / 2.0 + ascent);
            let metrics = line.metrics();
            let down = baseline - metrics.baseline;
            let (first_cluster, first_run) = (self.clusters.len(), self.runs.len());
            let left = metrics.offset + metrics.inline_min_coord;
            let mut x = left;
            let (mut first_byte, mut last_byte) = (u32::MAX, 0);
            for run in line.runs() {
                let right_to_left = run.is_rtl();
                for cluster in run.visual_clusters() {
                    let x1 = x + cluster.advance();
                    if self.lacks.is_none() && cluster.glyphs().any(|glyph| glyph.id == 0) {
                        let drawn = shown.text.get(cluster.text_range()).unwrap_or_default();
                        self.lacks = drawn.chars().find(|c| c.is_alphabetic());
                    }
                    let (start, end) = shown.source(cluster.text_range(), |a, b| whole.around(a, b));
                    (first_byte, last_byte) = (first_byte.min(start), last_byte.max(end));
                    if shown.is_token(cluster.text_range().start) {
                        match self.tokens.last_mut() {
                            Some(last) if last.y0 == top && last.x1 == x => last.x1 = x1,
                            _ => self.tokens.push(Rect { x0: x, y0: top, x1, y1: bottom }),
                        }
                    }
                    match self.clusters.get_mut(first_cluster..).and_then(|on_line| on_line.last_mut()) {
                        // The letters of one token, or the parts of one grapheme, are one thing to step over.
                        Some(last) if last.start == start && last.end == end => last.x1 = x1,
                        _ => self.clusters.push(Cluster { x0: x, x1, start, end, right_to_left }),
                    }
                    x = x1;
                }
            }
            for item in line.items() {
                if let PositionedLayoutItem::GlyphRun(run) = item {
                    self.runs.push(glyph_run(&run, down));
                }
            }
            if first_byte > last_byte {
                let at = self.lines.last().map_or(0, |before| before.bytes.end);
                (first_byte, last_byte) = (at, at);
            }
            let moved = self.hang(&text, first_byte..last_byte, first_cluster, first_run);
            let hanging = if moved > 0.0 { moved } else { metrics.hanging_advance };
            // White space hangs over at the end of reading, which is the left where the paragraph runs leftwards.
            let left = if self.right_to_left { left + hanging } else { left };
            self.lines.push(Line {
                top,
                bottom,
                baseline,
                left,
                right: left + metrics.advance - hanging,
                bytes: first_byte..last_byte,
                clusters: first_cluster..self.clusters.len(),
                runs: first_run..self.runs.len(),
            });
        }
        self.text = text;
    }

    /// White space at the end of a line belongs at the end of the reading direction (UAX 9, L1), also where the words
    /// before it run the other way. Parley leaves it inside the line then; this moves it, closes the gap, and gives back
    /// its width, 0 when there was nothing to move.
    fn hang(&mut self, text: &str, bytes: Range<u32>, first_cluster: usize, first_run: usize) -> f32 {
        let on_line = text.get(bytes.start as usize..bytes.end as usize).unwrap_or_default();
        let end = bytes.start + small(on_line.trim_end().len());
        let mut clusters = self.clusters.split_off(first_cluster);
        let outer = clusters.first().zip(clusters.last()).map_or((0.0, 0.0), |(first, last)| (first.x0, last.x1));
        let white: Vec<Cluster> = clusters.iter().filter(|c| c.start >= end).copied().collect();
        let (x0, x1) = white.iter().fold((f32::MAX, f32::MIN), |(x0, x1), c| (x0.min(c.x0), x1.max(c.x1)));
        let (width, covered) = (x1 - x0, white.iter().map(|c| c.x1 - c.x0).sum::<f32>());
        let at_end = if self.right_to_left { x0 <= outer.0 + 0.01 } else { x1 >= outer.1 - 0.01 };
        if white.is_empty() || at_end || width <= 0.0 || (width - covered).abs() > 0.1 {
            self.clusters.append(&mut clusters);
            return 0.0;
        }
        // What lies between the gap and the end of the line moves up to close it.
        let (by, beyond): (f32, fn(f32, f32, f32) -> bool) =
            if self.right_to_left { (width, |x, x0, _| x < x0 - 0.01) } else { (-width, |x, _, x1| x >= x1 - 0.01) };
        clusters.retain(|c| c.start < end);
        for cluster in clusters.iter_mut().filter(|c| beyond(c.x0, x0, x1)) {
            (cluster.x0, cluster.x1) = (cluster.x0 + by, cluster.x1 + by);
        }
        for glyph in
            self.runs.iter_mut().skip(first_run).flat_map(|run| &mut run.glyphs).filter(|g| beyond(g.x, x0, x1))
        {
            glyph.x += by;
        }
        let mut white = white;
        white.sort_by_key(|c| if self.right_to_left { u32::MAX - c.start } else { c.start });
        let mut x = if self.right_to_left { outer.0 } else { outer.1 - width };
        for cluster in &mut white {
            let next = x + cluster.x1 - cluster.x0;
            (cluster.x0, cluster.x1, cluster.right_to_left) = (x, next, self.right_to_left);
            x = next;
        }
        if self.right_to_left {
            self.clusters.append(&mut white);
            self.clusters.append(&mut clusters);
        } else {
            self.clusters.append(&mut clusters);
            self.clusters.append(&mut white);
        }
        width
    }

    /// The text that was laid out.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Width of the widest line, in points.
    pub fn width(&self) -> f32 {
        self.width
    }

    /// Height of all lines, in points.
    pub fn height(&self) -> f32 {
        self.height
    }

    /// True when the paragraph runs from right to left, and so stands at the right.
    pub fn right_to_left(&self) -> bool {
        self.right_to_left
    }

    /// The lines, from the top.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The clusters of a line, from left to right.
    pub fn clusters(&self, line: &Line) -> &[Cluster] {
        self.clusters.get(line.clusters.clone()).unwrap_or_default()
    }

    /// The first letter no font on this computer draws; a box stands in its place.
    pub fn lacks(&self) -> Option<char> {
        self.lacks
    }

    /// The glyphs of a line.
    pub fn runs(&self, line: &Line) -> &[GlyphRun] {
        self.runs.get(line.runs.clone()).unwrap_or_default()
    }

    /// Where tokens stand for invisible characters.
    pub fn tokens(&self) -> &[Rect] {
        &self.tokens
    }

    /// The line at a point, the first above all and the last below all; in a row of a table, of the cell nearest to `x`.
    pub fn line_at(&self, x: f32, y: f32) -> usize {
        let column = self.column_at(x);
        let lines = self.lines.get(column.clone()).unwrap_or_default();
        column.start + lines.partition_point(|line| line.bottom <= y).min(lines.len().saturating_sub(1))
    }

    /// The line a byte stands on.
    pub fn line_of(&self, byte: u32) -> usize {
        self.lines.partition_point(|line| line.bytes.end <= byte).min(self.lines.len().saturating_sub(1))
    }

    /// The cluster under a point, or the nearest on the line at that height.
    pub fn cluster_at(&self, x: f32, y: f32) -> Option<Cluster> {
        let line = self.lines.get(self.line_at(x, y))?;
        let clusters = self.clusters(line);
        let i = clusters.partition_point(|cluster| cluster.x1 <= x).min(clusters.len().saturating_sub(1));
        clusters.get(i).copied()
    }

    /// The grapheme boundary nearest to a point.
    pub fn hit(&self, x: f32, y: f32) -> u32 {
        let Some(cluster) = self.cluster_at(x, y) else { return 0 };
        let left_half = x < (cluster.x0 + cluster.x1) / 2.0;
        let end = if left_half == cluster.right_to_left { cluster.end } else { cluster.start };
        // A line feed ends its line, a tab of no width its cell: what is right of it is still this line, not the next.
        let ends = match self.text.as_bytes().get(cluster.start as usize) {
            Some(b'\n') => true,
            Some(b'\t') => !self.cells.is_empty(),
            _ => false,
        };
        if end == cluster.end && ends {
            return cluster.start;
        }
        end
    }

    /// The rectangles that cover a range of bytes, from the top and from left to right, touching ones joined.
    pub fn rects(&self, bytes: Range<u32>) -> Vec<Rect> {
        let mut out = Vec::new();
        let first = self.lines.partition_point(|line| line.bytes.end <= bytes.start);
        for line in self.lines.iter().skip(first).take_while(|line| line.bytes.start < bytes.end) {
            if bytes.start <= line.bytes.start && line.bytes.end <= bytes.end {
                if line.right > line.left {
                    out.push(Rect { x0: line.left, y0: line.top, x1: line.right, y1: line.bottom });
                }
                continue;
            }
            let first_on_line = out.len();
            let mut open: Option<Rect> = None;
            for cluster in self.clusters(line) {
                let inside = bytes.start <= cluster.start && cluster.start < bytes.end;
                match &mut open {
                    Some(rect) if inside => rect.x1 = cluster.x1,
                    Some(rect) => {
                        out.push(*rect);
                        open = None;
                    }
                    None if inside && cluster.x1 > cluster.x0 => {
                        open = Some(Rect { x0: cluster.x0, y0: line.top, x1: cluster.x1, y1: line.bottom });
                    }
                    None => {}
                }
            }
            out.extend(open);
            // White space that hangs over the edge is not covered.
            for rect in out.iter_mut().skip(first_on_line) {
                (rect.x0, rect.x1) = (rect.x0.max(line.left), rect.x1.min(line.right));
            }
        }
        out.retain(|rect| rect.x1 > rect.x0);
        out
    }

    /// The word a byte lies in (UAX 29), or the white space or sign there; empty only in an empty paragraph.
    pub fn word_at(&self, byte: u32) -> Range<u32> {
        let mut last = 0..0;
        for (start, word) in self.text.split_word_bound_indices() {
            last = small(start)..small(start + word.len());
            if byte < last.end {
                break;
            }
        }
        last
    }

    /// Bytes this takes in memory, about.
    pub fn weight(&self) -> usize {
        let glyphs: usize =
            self.runs.iter().map(|run| size_of::<GlyphRun>() + run.glyphs.len() * size_of::<GlyphAt>()).sum();
        self.text.len() + self.clusters.len() * size_of::<Cluster>() + self.lines.len() * size_of::<Line>() + glyphs
    }
}

fn shape(fonts: &mut Fonts, shown: &Shown<'_>, style: &Style, direction: Direction) -> (Layout<()>, f32) {
    let text: &str = &shown.text;
    let stretches = if style.face == Face::Serif { Scripts::of(text) } else { Scripts::default() };
    let arabic_size = style.size * ARABIC_SCALE;
    // One leading a paragraph: a single Persian name must not push two lines of English apart.
    let leading = if stretches.mostly_arabic { arabic_size * ARABIC_LEADING } else { style.size * style.line_height };
    let families = |arabic: bool| FontFamily::List(Cow::Owned(fonts.families(style.face, arabic).to_vec()));
    let (plain, naskh, small) = (
        families(false),
        families(true),
        FontFamily::List(Cow::Owned(fonts.families(Face::Interface, false).to_vec())),
    );
    let mut builder = fonts.scratch.ranged_builder(&mut fonts.fonts, text, 1.0, false);
    let (base, base_size, other, other_size) = if stretches.mostly_arabic {
        (naskh, arabic_size, plain, style.size)
    } else {
        (plain, style.size, naskh, arabic_size)
    };
    // A family without a bold is thickened only when asked for more than 200 above what it has.
    let asked = if style.weight == Weight::SemiBold { style.weight.value() + 1.0 } else { style.weight.value() };
    builder.push_default(StyleProperty::FontFamily(base));
    builder.push_default(StyleProperty::FontSize(base_size));
    builder.push_default(StyleProperty::FontWeight(FontWeight::new(asked)));
    builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(leading)));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
    if style.italic {
        builder.push_default(StyleProperty::FontStyle(FontStyle::Italic));
    }
    for stretch in stretches.other {
        builder.push(StyleProperty::FontFamily(other.clone()), stretch.clone());
        builder.push(StyleProperty::FontSize(other_size), stretch);
    }
    for token in &shown.tokens {
        builder.push(StyleProperty::FontFamily(small.clone()), token.clone());
        builder.push(StyleProperty::FontSize(style.size * 0.62), token.clone());
    }
    builder.set_base_direction(match direction {
        Direction::Own => BaseDirection::Auto,
        Direction::LeftToRight => BaseDirection::Ltr,
        Direction::RightToLeft => BaseDirection::Rtl,
    });
    let mut layout = builder.build(text);
    layout.break_all_lines(style.wrap);
    layout.align(Alignment::Start, AlignmentOptions::default());
    (layout, leading)
}

fn glyph_run(run: &parley::GlyphRun<'_, ()>, down: f32) -> GlyphRun {
    let of = run.run();
    GlyphRun {
        font: of.font().clone(),
        size: of.font_size(),
        coords: of.normalized_coords().iter().map(|coord| coord.to_bits()).collect(),
        embolden: of.synthesis().embolden(),
        // Naskh and Hebrew square script are not slanted, wanted or not.
        skew: if of.is_rtl() { 0.0 } else { of.synthesis().skew().unwrap_or(0.0) },
        // An OpenType font has at most 65,535 glyphs.
        glyphs: run
            .positioned_glyphs()
            .map(|g| GlyphAt { id: u16::try_from(g.id).unwrap_or(0), x: g.x, y: g.y + down })
            .collect(),
    }
}

/// Which stretches are in Arabic letters, since they take another size and face than their neighbours.
#[derive(Default)]
struct Scripts {
    mostly_arabic: bool,
    /// Stretches in the script that is not the paragraph's: Arabic ones in a paragraph of others, and the reverse.
    other: Vec<Range<usize>>,
}

impl Scripts {
    fn of(text: &str) -> Self {
        let (mut arabic, mut letters) = (0_usize, 0_usize);
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            letters += 1;
            arabic += usize::from(is_arabic(c));
        }
        if arabic == 0 {
            return Self::default();
        }
        let mostly_arabic = arabic * 2 > letters;
        // What is neither goes with the paragraph, except between two letters of the other script.
        let (mut other, mut open): (Vec<Range<usize>>, Option<Range<usize>>) = (Vec::new(), None);
        for (at, c) in text.char_indices() {
            let foreign = match is_arabic(c) {
                true => Some(!mostly_arabic),
                false if c.is_alphanumeric() => Some(mostly_arabic),
                false => None,
            };
            match (foreign, &mut open) {
                (Some(true), Some(range)) => range.end = at + c.len_utf8(),
                (Some(true), None) => open = Some(at..at + c.len_utf8()),
                (Some(false), _) => other.extend(open.take()),
                // A mark stays with the letter before it.
                (None, Some(range))
                    if range.end == at && !c.is_whitespace() && !c.is_ascii_punctuation() && c > '\u{2FF}' =>
                {
                    range.end = at + c.len_utf8();
                }
                (None, _) => {}
            }
        }
        other.extend(open);
        Self { mostly_arabic, other }
    }
}

/// The grapheme boundaries of a text.
struct Graphemes(Option<Vec<u32>>);

impl Graphemes {
    fn of(text: &str) -> Self {
        // In ASCII without carriage returns every byte is a grapheme.
        if text.bytes().all(|b| b.is_ascii() && b != b'\r') {
            return Self(None);
        }
        let mut bounds: Vec<u32> = text.grapheme_indices(true).map(|(at, _)| small(at)).collect();
        bounds.push(small(text.len()));
        Self(Some(bounds))
    }

    /// The whole graphemes a range touches.
    fn around(&self, start: u32, end: u32) -> (u32, u32) {
        let Some(bounds) = &self.0 else { return (start, end) };
        let first = bounds.partition_point(|&b| b <= start).saturating_sub(1);
        let last = bounds.partition_point(|&b| b < end);
        (bounds.get(first).copied().unwrap_or(start), bounds.get(last).copied().unwrap_or(end))
    }
}

pub(super) fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
