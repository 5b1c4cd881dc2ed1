//! What a page draws, as far as words go: every glyph with its place, its size and the characters it stands for. Pictures
//! and shapes are seen only where they decide whether words can be seen.

use super::fonts::Fonts;
use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use smol_str::SmolStr;

/// Most glyphs one page gives.
const MAX_GLYPHS: usize = 1_000_000;
/// Most things one page draws.
const MAX_DRAWN: u32 = 2_000_000;
/// Most forms and clipped areas of one page: a form that draws itself twice, fifty deep, would never end.
const MAX_CLIPS: u32 = 200_000;
/// Most painted areas and lines that are remembered.
const MAX_AREAS: usize = 4_000;
/// Most comparisons of glyphs with what is drawn over them, of one page.
const MAX_COVERED: usize = 20_000_000;
/// Slots for the cells glyphs stand in.
const SLOTS: usize = 1 << 15;
/// How many codes of a run are kept in mind with their characters.
const TOLD: usize = 128;
/// The side of a cell, in points.
const CELL: f64 = 4.0;
/// Most glyphs of one slot that are looked at, the last first: a page can put all of its glyphs in one place.
const MAX_IN_SLOT: usize = 32;
/// Smaller than this, in points, nobody reads it.
const TINY: f64 = 1.0;

/// One glyph on the page. The page's y grows downwards; lengths are points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Its characters; empty when they went to another glyph.
    pub(super) text: SmolStr,
    /// Where its baseline begins.
    pub(super) x: f64,
    /// Where its baseline begins.
    pub(super) y: f64,
    /// The direction of its baseline, of length one.
    pub(super) along: (f64, f64),
    /// How far it reaches along its baseline.
    pub(super) advance: f64,
    /// The height of its em.
    pub(super) size: f64,
    /// Whether anybody sees it.
    pub(super) sight: Sight,
    /// Which run of glyphs it was drawn with.
    pub(super) run: u32,
}

/// Whether a glyph can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sight {
    /// It can.
    Shown,
    /// It is drawn without ink, as words recognised behind a picture are.
    Behind,
    /// It is too small, outside the page, cut off, white on nothing, or a box was drawn over it.
    Hidden,
}

/// What was seen of a page.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The glyphs, in the order they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// Straight lines drawn across: left, right, y; in the order of their y.
    pub(super) rules: Vec<(f64, f64, f64)>,
    /// How many glyphs stand for characters nobody could tell.
    pub(super) unknown: u32,
    /// True when pictures are drawn.
    pub(super) pictures: bool,
    /// True when the page draws more than is read.
    pub(super) stopped: bool,
}

/// Collects glyphs while a page is drawn.
pub(super) struct Collector<'b> {
    seen: Seen,
    page: Rect,
    clips: Vec<Rect>,
    dark: Vec<Rect>,
    /// Of each open group: whether what is drawn in it hides what is under it.
    groups: Vec<bool>,
    compared: usize,
    marked: Vec<Option<Spoken>>,
    cells: Cells,
    /// The characters of codes, with the run they were drawn in: a run is of one font.
    told: Vec<(u32, u32, Option<SmolStr>)>,
    fonts: &'b mut Fonts,
    drawn: u32,
    clipped: u32,
    run: u32,
    beat: &'b mut dyn FnMut(),
}

/// Characters that a stretch of glyphs stands for as a whole.
struct Spoken {
    text: Option<SmolStr>,
    at: Option<usize>,
}

impl<'b> Collector<'b> {
    /// For a page of this size, from its upper left corner.
    pub(super) fn new(page: Rect, fonts: &'b mut Fonts, beat: &'b mut dyn FnMut()) -> Self {
        Self {
            seen: Seen::default(),
            page,
            clips: Vec::new(),
            dark: Vec::new(),
            groups: Vec::new(),
            compared: 0,
            marked: Vec::new(),
            cells: Cells::default(),
            told: vec![(0, 0, None); TOLD],
            fonts,
            drawn: 0,
            clipped: 0,
            run: 0,
            beat,
        }
    }

    /// What was seen.
    pub(super) fn seen(mut self) -> Seen {
        self.seen.rules.sort_by(|a, b| a.2.total_cmp(&b.2));
        self.seen
    }

    /// Counts one more thing drawn. Past the limit drawing is given up by unwinding to whoever draws the page, because
    /// the interpreter offers no other way out.
    fn count(&mut self) {
        self.drawn = self.drawn.saturating_add(1);
        if self.drawn.is_multiple_of(4096) {
            (self.beat)();
        }
        if self.drawn > MAX_DRAWN || self.clipped > MAX_CLIPS || self.seen.glyphs.len() > MAX_GLYPHS {
            self.seen.stopped = true;
            std::panic::resume_unwind(Box::new("a page draws too much"));
        }
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(self.page)
    }

    fn area(&mut self, area: Rect, paint: &Paint<'_>) {
        let thin = area.height() < 2.5 && area.width() > 24.0;
        if thin && self.seen.rules.len() < MAX_AREAS {
            self.seen.rules.push((area.x0, area.x1, area.center().y));
        } else if !is_white(paint) && self.dark.len() < MAX_AREAS && area.width() > 2.0 && area.height() > 2.0 {
            self.dark.push(area);
        }
    }

    /// Hides the glyphs a full box is drawn over, as they are whose author thinks them gone. Glyphs that are drawn again
    /// on top of it are seen again.
    fn cover(&mut self, path: &BezPath, props: &DrawProps<'_>) {
        let plain = props.blend_mode == BlendMode::Normal && props.soft_mask.is_none();
        let hides = plain && self.groups.iter().all(|hides| *hides);
        let full = matches!(&props.paint, Paint::Color(color) if color.to_rgba().components()[3] > 0.98);
        let area = props.transform.transform_rect_bbox(path.bounding_box());
        let drawn = props.transform * path.clone();
        let is_box = path.elements().len() <= 8 && drawn.area().abs() > 0.98 * area.area();
        let area = area.intersect(self.clip());
        self.compared = self.compared.saturating_add(self.seen.glyphs.len());
        if !hides || !full || !is_box || area.area() <= 0.0 || self.compared > MAX_COVERED {
            return;
        }
        // A line through words covers none.
        let covers = |glyph: &Glyph| area.contains(middle(glyph)) && area.height().min(area.width()) > 0.6 * glyph.size;
        self.seen.glyphs.iter_mut().filter(|glyph| covers(glyph)).for_each(|glyph| glyph.sight = Sight::Hidden);
    }

    /// Whether anybody sees what is drawn there, with white or other ink.
    fn sight(&self, at: Point, size: f64, white: bool, mode: &DrawMode) -> Sight {
        let outside = !self.page.inflate(1.0, 1.0).contains(at) || !self.clip().inflate(size, size).contains(at);
        let invisible = matches!(mode, DrawMode::Invisible);
        if size < TINY || outside {
            Sight::Hidden
        } else if invisible {
            Sight::Behind
        } else if white && !self.dark.iter().any(|area| area.contains(at)) {
            Sight::Hidden
        } else {
            Sight::Shown
        }
    }

    fn add(&mut self, glyph: Glyph) {
        // Bold letters are sometimes made by drawing them twice.
        if let Some(twin) = self.cells.twin(&glyph, &self.seen.glyphs).and_then(|at| self.seen.glyphs.get_mut(at)) {
            twin.sight = twin.sight.min(glyph.sight);
            return;
        }
        self.cells.insert(&glyph, self.seen.glyphs.len());
        self.seen.glyphs.push(glyph);
    }

    /// The characters of a glyph of the run in hand.
    fn told(&mut self, drawn: &Drawn<'_>, are_characters: bool) -> Option<SmolStr> {
        let code = drawn.char_code();
        let place = usize::try_from(code).unwrap_or(0) % TOLD;
        match self.told.get(place) {
            Some((run, of, text)) if (*run, *of) == (self.run, code) => text.clone(),
            _ => {
                let text = characters(drawn, are_characters, self.fonts);
                if let Some(told) = self.told.get_mut(place) {
                    *told = (self.run, code, text.clone());
                }
                text
            }
        }
    }

    /// The open stretch whose characters are said in so many words, if any: the outermost counts.
    fn spoken(&mut self) -> Option<&mut Spoken> {
        self.marked.iter_mut().flatten().next()
    }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.count();
        if !matches!(draw_mode, DrawMode::Invisible) && path.elements().len() <= 64 {
            self.area(props.transform.transform_rect_bbox(path.bounding_box()), &props.paint);
            if matches!(draw_mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
                self.cover(path, &props);
            }
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.clipped = self.clipped.saturating_add(1);
        self.count();
        let area = clip_path.path.bounding_box();
        let clip = self.clip();
        self.clips.push(clip.intersect(area));
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend_mode: BlendMode) {
        self.count();
        self.groups.push(opacity > 0.98 && mask.is_none() && blend_mode == BlendMode::Normal);
    }

    fn draw_glyph_run(&mut self, glyph_run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.count();
        self.run = self.run.saturating_add(1);
        let vertical = glyph_run.writing_mode() == WritingMode::Vertical;
        let are_characters = are_characters(glyph_run.glyphs().iter().map(|glyph| glyph.char_code()));
        let white = is_white(&props.paint);
        for drawn in glyph_run.glyphs() {
            self.count();
            let Some(mut glyph) = placed(drawn, props.transform * drawn.transform(), vertical) else { continue };
            glyph.run = self.run;
            glyph.sight = self.sight(middle(&glyph), glyph.size, white, draw_mode);
            if let Some(spoken) = self.spoken() {
                if let Some(text) = spoken.text.take() {
                    glyph.text = text;
                    let at = self.seen.glyphs.len();
                    if let Some(spoken) = self.spoken() {
                        spoken.at = Some(at);
                    }
                    self.seen.glyphs.push(glyph);
                } else if let Some(at) = spoken.at
                    && let Some(first) = self.seen.glyphs.get_mut(at)
                {
                    reach(first, &glyph);
                }
                continue;
            }
            let text = self.told(drawn, are_characters);
            if text.is_none() {
                self.seen.unknown = self.seen.unknown.saturating_add(1);
            }
            glyph.text = text.unwrap_or_else(|| "\u{FFFD}".into());
            self.add(glyph);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count();
        self.seen.pictures = true;
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let area = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        if self.dark.len() < MAX_AREAS {
            self.dark.push(area);
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties.and_then(|dict| dict.get::<PdfString<'_>>("ActualText"));
        let spoken = text.map(|text| Spoken { text: Some(super::about::text_of(text.as_bytes()).into()), at: None });
        self.marked.push(spoken);
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}

/// The middle of what is seen of a glyph.
fn middle(glyph: &Glyph) -> Point {
    Point::new(
        glyph.x + glyph.along.0 * glyph.advance * 0.5 + glyph.along.1 * glyph.size * 0.3,
        glyph.y + glyph.along.1 * glyph.advance * 0.5 - glyph.along.0 * glyph.size * 0.3,
    )
}

fn is_white(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, alpha] = color.to_rgba().components();
            alpha < 0.01 || (r > 0.98 && g > 0.98 && b > 0.98)
        }
        Paint::Pattern(_) => false,
    }
}

/// A square of the page, with the text of a glyph that stands in it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Cell {
    x: i32,
    y: i32,
    text: u64,
}

impl Cell {
    fn slot(self) -> usize {
        let place = u64::from(self.x.cast_unsigned()) | u64::from(self.y.cast_unsigned()) << 32;
        let mixed = (place ^ self.text).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> 32).unwrap_or(0) % SLOTS
    }
}

/// Which glyphs stand in which cell. Nearly all cells asked for are free, which a bit tells.
struct Cells {
    /// A bit for each slot some cell is in.
    taken: Vec<u64>,
    /// For each slot, the number of the last of `all` that is in it.
    slots: Vec<u32>,
    /// Each glyph with its cell, and the number of the one before it in its slot.
    all: Vec<(Cell, usize, Option<u32>)>,
}

impl Default for Cells {
    fn default() -> Self {
        Self { taken: vec![0; SLOTS / 64], slots: vec![0; SLOTS], all: Vec::new() }
    }
}

impl Cells {
    fn insert(&mut self, glyph: &Glyph, at: usize) {
        let cell = Cell { x: row_of(glyph.x), y: row_of(glyph.y), text: hash(&glyph.text) };
        let (slot, before) = (cell.slot(), self.last_in(cell.slot()));
        let Ok(number) = u32::try_from(self.all.len()) else { return };
        self.all.push((cell, at, before));
        if let (Some(bits), Some(last)) = (self.taken.get_mut(slot / 64), self.slots.get_mut(slot)) {
            *bits |= 1 << (slot % 64);
            *last = number;
        }
    }

    /// The place among the glyphs of one with the same text that stands where this one does, or nearly.
    fn twin(&self, glyph: &Glyph, glyphs: &[Glyph]) -> Option<usize> {
        let near = (glyph.size * 0.1).min(CELL);
        let text = hash(&glyph.text);
        let is_twin = |twin: &Glyph| {
            twin.text == glyph.text && (twin.x - glyph.x).abs() < near && (twin.y - glyph.y).abs() < near
        };
        for x in row_of(glyph.x - near)..=row_of(glyph.x + near) {
            for y in row_of(glyph.y - near)..=row_of(glyph.y + near) {
                let cell = Cell { x, y, text };
                let mut number = self.last_in(cell.slot());
                for _ in 0..MAX_IN_SLOT {
                    let Some((of, at, before)) = number.and_then(|n| self.all.get(usize::try_from(n).ok()?)) else {
                        break;
                    };
                    if *of == cell && glyphs.get(*at).is_some_and(is_twin) {
                        return Some(*at);
                    }
                    number = *before;
                }
            }
        }
        None
    }

    fn last_in(&self, slot: usize) -> Option<u32> {
        let is_taken = self.taken.get(slot / 64).is_some_and(|bits| bits & (1 << (slot % 64)) != 0);
        self.slots.get(slot).filter(|_| is_taken).copied()
    }
}

/// The row or column of cells a place is in.
fn row_of(place: f64) -> i32 {
    (place / CELL).floor() as i32
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}

/// Where a glyph stands; none for what has no size or no place.
fn placed(drawn: &Drawn<'_>, transform: Affine, vertical: bool) -> Option<Glyph> {
    let [a, b, c, d, x, y] = transform.as_coeffs();
    let size = (a * d - b * c).abs().sqrt() * 1000.0;
    let width = match drawn {
        Drawn::Outline(outline) => outline.advance_width(),
        Drawn::Type3(glyph) => glyph.advance_width(),
    };
    let mut width = f64::from(width.unwrap_or(500.0)).clamp(-10_000.0, 1_000_000.0);
    let (mut start, mut along) = (Point::new(x, y), (a, b));
    if vertical {
        // The glyph hangs below the middle of its top.
        start = transform * Point::new(width * 0.5, 880.0);
        along = (-c, -d);
        width = 1000.0;
    }
    let length = (along.0 * along.0 + along.1 * along.1).sqrt();
    let advance = length * width;
    let all = [size, start.x, start.y, length, advance];
    if all.iter().any(|v| !v.is_finite() || v.abs() > 1.0e6) || length == 0.0 || size == 0.0 {
        return None;
    }
    let along = (along.0 / length, along.1 / length);
    let back = advance.min(0.0);
    Some(Glyph {
        text: SmolStr::default(),
        x: start.x + along.0 * back,
        y: start.y + along.1 * back,
        along,
        advance: advance.abs(),
        size,
        sight: Sight::Shown,
        run: 0,
    })
}

/// Stretches a glyph so that it reaches as far as another on its baseline.
fn reach(first: &mut Glyph, other: &Glyph) {
    let (dx, dy) = (other.x - first.x, other.y - first.y);
    let across = dy * first.along.0 - dx * first.along.1;
    if across.abs() > first.size * 0.5 {
        return;
    }
    let from = dx * first.along.0 + dy * first.along.1;
    let (start, end) = (from.min(0.0), (from + other.advance).max(first.advance));
    first.x += first.along.0 * start;
    first.y += first.along.1 * start;
    first.advance = end - start;
}

/// Whether the codes of a run can be characters. Codes that number glyphs are small or large; among characters of ASCII
/// there is neither, and the accented letters of Latin-1 stand among more of those.
fn are_characters(codes: impl Iterator<Item = u32>) -> bool {
    let (mut plain, mut accented) = (0, 0);
    for code in codes {
        match code {
            0x20..0x7F => plain += 1,
            0xC0..=0xFF => accented += 1,
            _ => return false,
        }
    }
    plain >= accented
}

/// The characters a glyph stands for. Without a word on it in the file its font is asked, and where that knows nothing its
/// code is taken, when codes can be characters.
fn characters(drawn: &Drawn<'_>, are_characters: bool, fonts: &mut Fonts) -> Option<SmolStr> {
    let text = match drawn.as_unicode() {
        Some(BfString::Char(c)) => {
            let says = (!c.is_control() || c.is_whitespace()) && !('\u{E000}'..='\u{F8FF}').contains(&c);
            return says.then(|| (&*c.encode_utf8(&mut [0; 4])).into());
        }
        Some(BfString::String(text)) => text,
        None => {
            let by_font = match drawn {
                Drawn::Outline(glyph) => fonts.character(glyph),
                Drawn::Type3(_) => None,
            };
            let code = u8::try_from(drawn.char_code()).ok().filter(|_| are_characters).map(char::from);
            return by_font.or(code).map(|character| (&*character.encode_utf8(&mut [0; 4])).into());
        }
    };
    // Private and control characters say nothing.
    let text: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    if text.is_empty() || text.chars().all(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)) {
        return None;
    }
    Some(text.into())
}
