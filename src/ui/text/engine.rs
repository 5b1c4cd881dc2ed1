//! The text engine of a window: fonts, laid-out paragraphs and glyph pictures, shared by everything that draws words.

use egui::{Color32, Painter, Pos2, Rect};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::rc::Rc;
use std::sync::Arc;
use swash::text::Codepoint as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::atlas::Atlas;
use super::paint::TextMeshes;
use crate::text::{Columns, Direction, Fonts, ParagraphLayout, Style};

/// What laid-out paragraphs may take in memory before the ones longest unused go, in bytes.
const MOST_BYTES: usize = 24 << 20;

/// Draws words. Cloning gives another name for the same engine; one serves a window, on its thread.
#[derive(Clone)]
pub struct TextEngine(Rc<RefCell<Inner>>);

struct Inner {
    fonts: Fonts,
    atlas: Atlas,
    layouts: HashMap<Key, Kept>,
    /// Unpredictable, so that no document can be made whose paragraphs collide.
    hashing: RandomState,
    bytes: usize,
    clock: u64,
    laid_out: u64,
    /// Scripts with letters no font here draws, as they were met.
    lacking: Vec<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    text: u64,
    len: usize,
    look: [u32; 6],
}

struct Kept {
    layout: Arc<ParagraphLayout>,
    last_used: u64,
}

impl TextEngine {
    /// An engine over a font store.
    pub fn new(fonts: Fonts) -> Self {
        Self(Rc::new(RefCell::new(Inner {
            fonts,
            atlas: Atlas::default(),
            layouts: HashMap::new(),
            hashing: RandomState::new(),
            bytes: 0,
            clock: 0,
            laid_out: 0,
            lacking: Vec::new(),
        })))
    }

    /// A paragraph laid out, from the cache where it is there.
    pub fn layout(&self, text: &str, style: &Style, direction: Direction) -> Arc<ParagraphLayout> {
        self.limited(text, style, direction, usize::MAX)
    }

    /// As [`Self::layout`], but the parts that begin at the bytes `starts` gives stand on lines of their own, `gap`
    /// points apart.
    pub(super) fn apart(
        &self,
        text: &str,
        style: &Style,
        direction: Direction,
        gap: f32,
        starts: impl FnOnce() -> Vec<u32>,
    ) -> Arc<ParagraphLayout> {
        // A label has one line at least; none tells this kind of layout from the others.
        self.kept(text, style, direction, 0, |fonts| {
            ParagraphLayout::apart(fonts, text, &starts(), gap, style, direction)
        })
    }

    /// A row of a table, its cells in columns; as [`Self::layout`] when it has more cells than there are columns.
    pub(super) fn row(&self, text: &str, style: &Style, columns: &Columns) -> Arc<ParagraphLayout> {
        // Beyond what labels have lines; the columns are part of the key.
        let [a, b, c, d, ..] = self.0.borrow().hashing.hash_one(columns).to_le_bytes();
        let lines = u32::from_le_bytes([a, b, c, d]) as usize | (1 << 31);
        self.kept(text, style, Direction::Own, lines, |fonts| {
            ParagraphLayout::row(fonts, text, columns, style)
                .unwrap_or_else(|| ParagraphLayout::new(fonts, text, style, Direction::Own))
        })
    }

    /// As [`Self::layout`], but no more than `lines` lines, the last ending in “…” where something was left out.
    pub(super) fn limited(
        &self,
        text: &str,
        style: &Style,
        direction: Direction,
        lines: usize,
    ) -> Arc<ParagraphLayout> {
        self.kept(text, style, direction, lines, |fonts| elided(fonts, text, style, direction, lines))
    }

    /// As [`Self::limited`], from the cache alone.
    pub(super) fn at_hand(
        &self,
        text: &str,
        style: &Style,
        direction: Direction,
        lines: usize,
    ) -> Option<Arc<ParagraphLayout>> {
        let inner = &mut *self.0.borrow_mut();
        let key = inner.key(text, style, direction, lines);
        let kept = inner.layouts.get_mut(&key)?;
        inner.clock += 1;
        kept.last_used = inner.clock;
        Some(Arc::clone(&kept.layout))
    }

    /// From the cache, or made and put there.
    fn kept(
        &self,
        text: &str,
        style: &Style,
        direction: Direction,
        lines: usize,
        make: impl FnOnce(&mut Fonts) -> ParagraphLayout,
    ) -> Arc<ParagraphLayout> {
        let inner = &mut *self.0.borrow_mut();
        inner.clock += 1;
        let key = inner.key(text, style, direction, lines);
        if let Some(kept) = inner.layouts.get_mut(&key) {
            kept.last_used = inner.clock;
            return Arc::clone(&kept.layout);
        }
        inner.laid_out += 1;
        let layout = Arc::new(make(&mut inner.fonts));
        if let Some(script) = layout.lacks().map(|c| c.script().name()).filter(|name| !inner.lacking.contains(name)) {
            inner.lacking.push(script);
        }
        inner.bytes += layout.weight();
        inner.layouts.insert(key, Kept { layout: Arc::clone(&layout), last_used: inner.clock });
        if inner.bytes > MOST_BYTES {
            inner.forget_half();
        }
        layout
    }

    /// Paints a paragraph, its top left corner at `at`.
    pub fn paint(&self, painter: &Painter, at: Pos2, layout: &ParagraphLayout, color: Color32) {
        let mut meshes = TextMeshes::default();
        self.add(&mut meshes, painter.ctx(), at, painter.clip_rect(), layout, color);
        meshes.paint(painter);
    }

    /// Adds a paragraph to meshes that are painted later.
    pub(super) fn add(
        &self,
        to: &mut TextMeshes,
        ctx: &egui::Context,
        at: Pos2,
        clip: Rect,
        layout: &ParagraphLayout,
        color: Color32,
    ) {
        to.add(ctx, &mut self.0.borrow_mut().atlas, layout, at, clip, color);
    }

    /// How many paragraphs were laid out so far, cached ones not counted. For tests and benches.
    pub fn laid_out(&self) -> u64 {
        self.0.borrow().laid_out
    }

    /// The Unicode names of the scripts (“Han”, “Thai”) that were to be drawn and have letters no font here draws, in the
    /// order they were met.
    pub fn lacking(&self) -> Vec<&'static str> {
        self.0.borrow().lacking.clone()
    }

    /// How many texture pages hold glyphs. For tests and benches.
    pub fn pages(&self) -> usize {
        self.0.borrow().atlas.pages()
    }
}

impl Inner {
    fn key(&self, text: &str, style: &Style, direction: Direction, lines: usize) -> Key {
        let kinds = (style.face, style.weight, style.italic, style.invisibles, direction);
        let flags = self.hashing.hash_one(kinds).to_le_bytes();
        let [a, b, c, d, e, f, g, h] = flags;
        Key {
            text: self.hashing.hash_one(text),
            len: text.len(),
            look: [
                style.size.to_bits(),
                style.line_height.to_bits(),
                style.wrap.map_or(u32::MAX, f32::to_bits),
                u32::from_le_bytes([a, b, c, d]),
                u32::from_le_bytes([e, f, g, h]),
                u32::try_from(lines).unwrap_or(u32::MAX),
            ],
        }
    }

    fn forget_half(&mut self) {
        let mut ages: Vec<u64> = self.layouts.values().map(|kept| kept.last_used).collect();
        ages.sort_unstable();
        let middle = ages.get(ages.len() / 2).copied().unwrap_or(0);
        self.layouts.retain(|_, kept| kept.last_used > middle);
        self.bytes = self.layouts.values().map(|kept| kept.layout.weight()).sum();
    }
}

/// As many letters as one line has room for, and “…”: names that begin alike are not cut where they could be broken.
fn cut(fonts: &mut Fonts, text: &str, style: &Style, direction: Direction, room: f32) -> ParagraphLayout {
    let unbroken = Style { wrap: None, ..*style };
    let line = text.lines().next().unwrap_or_default();
    let ends: Vec<usize> = line.grapheme_indices(true).map(|(at, _)| at).chain([line.len()]).collect();
    let mut short = |end: usize| {
        let kept = line.get(..end).unwrap_or_default().trim_end();
        ParagraphLayout::new(fonts, &format!("{kept}…"), &unbroken, direction)
    };
    let fitting = ends.partition_point(|end| short(*end).width() <= room);
    let end = fitting.checked_sub(1).and_then(|at| ends.get(at)).copied().unwrap_or_default();
    let kept = line.get(..end).unwrap_or_default().trim_end();
    ParagraphLayout::new(fonts, &format!("{kept}…"), style, direction)
}

fn elided(fonts: &mut Fonts, text: &str, style: &Style, direction: Direction, lines: usize) -> ParagraphLayout {
    if lines == usize::MAX {
        return ParagraphLayout::new(fonts, text, style, direction);
    }
    // A label never shows more than this, and what is long must not be laid out whole to find that out.
    let most = lines.saturating_mul(400).min(text.len());
    let head = text.get(..text.floor_char_boundary(most)).unwrap_or(text);
    let full = ParagraphLayout::new(fonts, head, style, direction);
    let fits = full.lines().len() <= lines && style.wrap.is_none_or(|wrap| full.width() <= wrap + 0.5);
    if fits && head.len() == text.len() {
        return full;
    }
    // The direction of the whole, which the part left may not show.
    let direction = if full.right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight };
    if let (1, Some(room)) = (lines, style.wrap) {
        return cut(fonts, head, style, direction, room);
    }
    let last = full.lines().get(lines.saturating_sub(1)).or(full.lines().last());
    let mut end = last.map_or(0, |line| line.bytes.end);
    loop {
        let kept = head.get(..end as usize).unwrap_or_default().trim_end();
        let short = ParagraphLayout::new(fonts, &format!("{kept}…"), style, direction);
        if kept.is_empty() || short.lines().len() <= lines {
            return short;
        }
        end = full.before(end, crate::text::caret::Step::Grapheme).unwrap_or(0);
    }
}
