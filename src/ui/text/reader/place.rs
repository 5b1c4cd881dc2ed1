//! Where in a document the reader stands, and the blocks (paragraphs, or slices of overlong ones) that are in sight.
//! A place is a block and a distance within it, so that nothing above what is looked at can push it about.

use std::ops::Range;
use std::sync::Arc;

use super::ReaderSource;
use super::dress::{Dress, FOLD, Known, Tables};
use crate::text::style::first_strong;
use crate::text::{Direction, ParagraphLayout, Style, slices};
use crate::ui::text::engine::TextEngine;

/// Blank space above the first and below the last paragraph, in points.
const ABOVE: f64 = 26.0;
const BELOW: f64 = 48.0;
/// Space between paragraphs, with a blank line between them, and with several.
const GAPS: [f32; 3] = [11.0, 15.0, 24.0];
/// A paragraph of more bytes than this, some four lines, is long: its sentences may stand apart.
const LONG: usize = 280;
/// Space between two sentences that stand apart.
const APART: f32 = 7.0;
/// Bytes on a line, for heights of text nobody has seen yet.
const BYTES_A_LINE: f64 = 70.0;

/// A stretch that is laid out as one: a paragraph, or a slice of an overlong one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Block {
    pub paragraph: usize,
    pub slice: u32,
}

/// A block and its size.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    /// The bytes laid out; for a block not loaded its nominal bytes.
    pub bytes: Range<u32>,
    /// `None` when the text is not loaded.
    pub layout: Option<Arc<ParagraphLayout>>,
    /// Of the lines, without the gap.
    pub height: f32,
    pub gap: f32,
    /// How it is set; plain where its text is not loaded.
    pub dress: Dress,
}

impl Measured {
    fn full(&self) -> f64 {
        f64::from(self.height) + f64::from(self.gap)
    }
}

/// A block in sight: its top in points below the top of the view.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub block: Block,
    pub top: f64,
    pub measured: Measured,
}

/// What decides how lines break; when it changes, the place is found again by its byte.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    width: f32,
    size: f32,
    face: crate::text::Face,
    leading: f32,
    invisibles: bool,
    apart: bool,
}

/// The place of a reader.
#[derive(Debug, Default)]
pub(super) struct Place {
    block: Block,
    /// From the top of the block to the top of the view, in points; negative when blank space shows above it.
    offset: f64,
    started: bool,
    /// The byte to reveal was asked for in an earlier frame, and its text is not there yet.
    waiting: bool,
    look: Option<Look>,
    /// The first line in sight in the last frame: its first byte, and its top below the top of the view.
    anchor: Option<(u32, f64)>,
    /// Lines of this document were broken by hand; `None` until its beginning has been seen.
    lines: Option<LineUse>,
    /// Direction of the overlong paragraph last looked at.
    direction: Option<(usize, Direction)>,
    tables: Tables,
    /// The paragraphs shown in the last frame.
    shown: Range<usize>,
    /// A byte to bring into sight.
    pub reveal: Option<u32>,
    /// Points to move by, downwards in the text.
    pub scroll: f64,
    /// Part of the document (0 to 1, by bytes) to go to.
    pub jump: Option<f64>,
    /// Text that was asked for and is not loaded, in bytes.
    pub lacking: Vec<Range<u32>>,
}

/// What is needed to lay blocks out.
pub(super) struct Column<'a> {
    pub engine: &'a TextEngine,
    pub source: &'a dyn ReaderSource,
    pub style: Style,
    pub zoom: f32,
    /// Each sentence of a long paragraph stands on lines of its own.
    pub apart: bool,
    pub height: f64,
}

impl Place {
    /// The blocks in sight, after all that was asked for: a jump, a scroll, a byte to reveal.
    pub fn blocks(&mut self, column: &Column<'_>) -> Vec<Placed> {
        if column.source.paragraphs().is_empty() {
            return Vec::new();
        }
        self.learn(column);
        let shown = column.source.shown();
        if !self.started {
            (self.started, self.offset) = (true, -above(&shown));
        } else if self.shown != shown
            && let Some((byte, y)) = self.anchor
        {
            // What is folded in or out does not push what is read about.
            self.stand(column, byte, y);
        }
        self.shown = shown;
        let look = Look {
            width: column.style.wrap.unwrap_or(0.0),
            size: column.style.size,
            face: column.style.face,
            leading: column.style.line_height,
            invisibles: column.style.invisibles,
            apart: column.apart,
        };
        if self.look.replace(look).is_some_and(|before| before != look) {
            self.tables.clear();
            if let Some((byte, y)) = self.anchor {
                self.stand(column, byte, y);
            }
        }
        if self.jump.is_some() || self.scroll != 0.0 {
            // Who scrolls does not want to be brought somewhere else when its text comes at last.
            self.reveal = self.reveal.filter(|_| !self.waiting);
        }
        self.waiting = false;
        if let Some(part) = self.jump.take() {
            let (first, paragraphs) = (self.shown.start, column.source.paragraphs());
            let (start, end) = (paragraphs.start(first), paragraphs.start(self.shown.end));
            let start = if first == 0 { 0 } else { start };
            let byte = f64::from(start) + part.clamp(0.0, 1.0) * f64::from(end.saturating_sub(start));
            self.stand(column, byte as u32, 0.0);
        }
        self.offset += std::mem::take(&mut self.scroll);
        let mut placed = self.fill(column);
        if let Some(byte) = self.reveal {
            if let Some(y) = self.wanted(column, byte, &placed) {
                let loaded = self.stand(column, byte, y);
                placed = self.fill(column);
                self.waiting = !loaded;
                self.reveal = self.reveal.filter(|_| !loaded);
            } else {
                self.reveal = None;
            }
        }
        self.anchor = placed.iter().find_map(|p| {
            let layout = p.measured.layout.as_ref()?;
            let line = layout.lines().iter().find(|line| p.top + f64::from(line.top) >= 0.0)?;
            Some((p.measured.bytes.start + line.bytes.start, p.top + f64::from(line.top)))
        });
        placed
    }

    /// Where a byte's line should come to stand; `None` when it stands well already.
    fn wanted(&mut self, column: &Column<'_>, byte: u32, placed: &[Placed]) -> Option<f64> {
        let (near_top, near_bottom) = (column.height * 0.12, column.height * 0.82);
        let shown = placed.iter().find(|p| p.measured.bytes.contains(&byte) || p.measured.bytes.end == byte);
        if let Some(p) = shown {
            let Some(layout) = &p.measured.layout else { return Some(column.height / 3.0) };
            let line = layout.lines().get(layout.line_of(byte - p.measured.bytes.start))?;
            let (top, bottom) = (p.top + f64::from(line.top), p.top + f64::from(line.bottom));
            // Above the first paragraph there is nothing to make room for.
            let at_start = p.block == Block { paragraph: self.shown.start, slice: 0 } && top >= 0.0;
            return if top < near_top && !at_start {
                Some(near_top)
            } else if bottom > near_bottom {
                Some(near_bottom - (bottom - top))
            } else {
                None
            };
        }
        let paragraph = column.source.paragraphs().at(byte);
        let before =
            placed.first().is_some_and(|p| paragraph + 1 >= p.block.paragraph && byte < p.measured.bytes.start);
        let after = placed.last().is_some_and(|p| paragraph <= p.block.paragraph + 1 && byte >= p.measured.bytes.end);
        let line = f64::from(column.style.size * column.style.line_height);
        Some(if before {
            near_top
        } else if after {
            near_bottom - line
        } else {
            column.height / 3.0
        })
    }

    /// Puts the line of a byte `y` points below the top of the view; false when its text is not loaded and its place a guess.
    fn stand(&mut self, column: &Column<'_>, byte: u32, y: f64) -> bool {
        self.block = self.block_of(column, byte);
        let measured = self.measure(column, self.block);
        let Some(layout) = &measured.layout else {
            let bytes = f64::from(measured.bytes.end.saturating_sub(measured.bytes.start).max(1));
            let part = f64::from(byte.saturating_sub(measured.bytes.start)) / bytes;
            self.offset = part * measured.full() - y;
            return false;
        };
        let line = layout.lines().get(layout.line_of(byte.saturating_sub(measured.bytes.start)));
        self.offset = line.map_or(0.0, |line| f64::from(line.top)) - y;
        true
    }

    fn fill(&mut self, column: &Column<'_>) -> Vec<Placed> {
        let mut placed = self.downwards(column);
        let bottom = placed.last().map_or(0.0, |p: &Placed| p.top + f64::from(p.measured.height));
        let at_end = placed.last().is_none_or(|p| self.next(column, p.block).is_none());
        let folded = column.source.shown().end < column.source.paragraphs().len();
        let room = column.height - BELOW - if folded { f64::from(FOLD) } else { 0.0 } - bottom;
        if at_end && room > 0.5 {
            // Past the end: stand on it instead, unless all there is fits.
            self.offset -= room;
            placed = self.downwards(column);
        }
        placed
    }

    fn downwards(&mut self, column: &Column<'_>) -> Vec<Placed> {
        let shown = column.source.shown();
        if !shown.contains(&self.block.paragraph) {
            self.block =
                Block { paragraph: self.block.paragraph.clamp(shown.start, shown.end.saturating_sub(1)), slice: 0 };
        }
        while self.offset < 0.0 {
            let Some(before) = self.previous(column, self.block) else {
                self.offset = self.offset.max(-above(&shown));
                break;
            };
            self.block = before;
            self.offset += self.measure(column, before).full();
        }
        let mut measured = self.measure(column, self.block);
        while self.offset >= measured.full() {
            let Some(after) = self.next(column, self.block) else { break };
            self.offset -= measured.full();
            self.block = after;
            measured = self.measure(column, after);
        }
        let mut placed = Vec::new();
        let (mut block, mut top) = (self.block, -self.offset);
        loop {
            let full = measured.full();
            placed.push(Placed { block, top, measured });
            top += full;
            if top >= column.height {
                return placed;
            }
            let Some(after) = self.next(column, block) else { return placed };
            block = after;
            measured = self.measure(column, after);
        }
    }

    /// The block after, if there is one.
    pub fn next(&self, column: &Column<'_>, block: Block) -> Option<Block> {
        let paragraphs = column.source.paragraphs();
        if block.slice + 1 < slices::count(len(&paragraphs.range(block.paragraph))) {
            return Some(Block { slice: block.slice + 1, ..block });
        }
        (block.paragraph + 1 < column.source.shown().end).then_some(Block { paragraph: block.paragraph + 1, slice: 0 })
    }

    /// The block before, if there is one.
    pub fn previous(&self, column: &Column<'_>, block: Block) -> Option<Block> {
        if let Some(slice) = block.slice.checked_sub(1) {
            return Some(Block { slice, ..block });
        }
        let paragraph = block.paragraph.checked_sub(1).filter(|before| *before >= column.source.shown().start)?;
        let range = column.source.paragraphs().range(paragraph);
        Some(Block { paragraph, slice: slices::count(len(&range)) - 1 })
    }

    /// The block a byte lies in.
    pub fn block_of(&self, column: &Column<'_>, byte: u32) -> Block {
        let paragraphs = column.source.paragraphs();
        let shown = column.source.shown();
        let paragraph = paragraphs.at(byte).clamp(shown.start, shown.end.saturating_sub(1).max(shown.start));
        let range = paragraphs.range(paragraph);
        let slice = slices::nominal(range.clone(), byte);
        let next = slice + 1;
        let later = next < slices::count(len(&range)) && cut(column.source, &range, next).is_some_and(|at| at <= byte);
        Block { paragraph, slice: if later { next } else { slice } }
    }

    /// Lays a block out, or guesses its height where the text is not loaded.
    pub fn measure(&mut self, column: &Column<'_>, block: Block) -> Measured {
        let range = column.source.paragraphs().range(block.paragraph);
        let count = slices::count(len(&range));
        let last = block.slice + 1 >= count;
        let nominal =
            |n| slices::window(range.clone(), n).map_or(if n == 0 { range.start } else { range.end }, |w| w.end);
        let start = cut(column.source, &range, block.slice);
        let end = cut(column.source, &range, block.slice + 1);
        let text = start.zip(end).and_then(|(start, end)| Some((start, column.source.text(start..end)?)));
        let Some((start, text)) = text else {
            let bytes = nominal(block.slice)..nominal(block.slice + 1);
            // With what is looked at to find the cut before it.
            let first = slices::window(range.clone(), block.slice).map_or(bytes.start, |window| window.start);
            self.lack(first..bytes.end);
            return unseen(column, bytes, last);
        };
        // A paragraph is one line; what follows it is blank.
        let line = text.split('\n').next().unwrap_or_default();
        let body = if last || line.len() < text.len() { line.trim_end() } else { line };
        let direction = if count > 1 { self.direction(column, block.paragraph, &range) } else { Direction::Own };
        let dress = Dress::of(column.source, start, body, column.zoom, column.style.wrap.unwrap_or(0.0));
        let style = dress.style(&column.style);
        let table = dress.table().filter(|_| count == 1 && body.contains('\t'));
        let columns = match table.map(|number| self.tables.columns(column, number, &style)) {
            Some(Known::Columns(columns)) => Some(columns),
            Some(Known::Lacks(head)) => {
                // Rows that were laid out before their columns are known would jump when they are.
                self.lack(head);
                return unseen(column, start..start + u32::try_from(body.len()).unwrap_or(0), last);
            }
            Some(Known::RunOn) | None => None,
        };
        let layout = if let Some(columns) = columns {
            column.engine.row(body, &style, &columns)
        } else if column.apart && body.len() > LONG && dress.is_prose() {
            let starts = || column.source.sentence_starts(body);
            column.engine.apart(body, &style, direction, APART * column.zoom, starts)
        } else {
            column.engine.layout(body, &style, direction)
        };
        let breaks = text.bytes().filter(|&b| b == b'\n').count();
        let gap = match breaks {
            _ if !last => 0.0,
            0 | 1 if self.lines == Some(LineUse::Blocks) => 0.0,
            0 | 1 if self.lines == Some(LineUse::Filled) && looks_wrapped(body) => 0.0,
            0 | 1 => GAPS[0],
            2 => GAPS[1],
            _ => GAPS[2],
        };
        let gap = if last { dress.gap(column.source, range.end, gap) } else { gap };
        let bytes = start..start + u32::try_from(body.len()).unwrap_or(u32::MAX - start);
        // A slice of nothing but blank lines takes no room.
        let height = if body.is_empty() && block.slice > 0 { 0.0 } else { layout.height() };
        Measured { bytes, height, layout: Some(layout), gap: gap * column.zoom, dress }
    }

    /// The direction of an overlong paragraph, which its slices inherit.
    fn direction(&mut self, column: &Column<'_>, paragraph: usize, range: &Range<u32>) -> Direction {
        if let Some((known, direction)) = self.direction
            && known == paragraph
        {
            return direction;
        }
        let head = range.start..range.end.min(range.start.saturating_add(2_000));
        let text = column.source.boundary(head.end).and_then(|end| column.source.text(head.start..end));
        let direction = text.as_deref().and_then(first_strong).unwrap_or(Direction::LeftToRight);
        if text.is_some() {
            self.direction = Some((paragraph, direction));
        } else {
            self.lack(head);
        }
        direction
    }

    fn lack(&mut self, bytes: Range<u32>) {
        if !self.lacking.contains(&bytes) {
            self.lacking.push(bytes);
        }
    }

    /// Finds out once whether the lines of the document were broken by hand.
    fn learn(&mut self, column: &Column<'_>) {
        if self.lines.is_some() {
            return;
        }
        if column.source.structure().is_some() {
            // Who parsed the file has found its paragraphs.
            self.lines = Some(LineUse::Paragraphs);
            return;
        }
        // From where the document was opened; as much of it as is there.
        let (start, len) =
            (column.source.paragraphs().start(self.block.paragraph), column.source.paragraphs().text_len());
        let sample = |bytes: u32| {
            let end = column.source.boundary(start.saturating_add(bytes).min(len))?;
            column.source.text(start..end.max(start))
        };
        let Some(text) = [32_768, 8_192, 2_048].into_iter().find_map(sample) else { return };
        let (mut written, mut wrapped, mut followed, mut parted, mut longest) = (0, 0, 0, 0, 0);
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if line.trim().is_empty() {
                continue;
            }
            written += 1;
            longest = longest.max(line.len());
            match lines.peek() {
                Some(next) if next.trim().is_empty() => parted += 1,
                Some(_) => {
                    followed += 1;
                    wrapped += usize::from(looks_wrapped(line));
                }
                None => {}
            }
        }
        self.lines = Some(if followed >= 2 && parted >= 2 && longest <= 160 {
            LineUse::Blocks
        } else if written > 3 && wrapped * 10 > written * 6 {
            LineUse::Filled
        } else {
            LineUse::Paragraphs
        });
    }

    /// The first byte in sight, by the part of the top block that has gone out of it.
    pub fn top_byte(placed: &[Placed]) -> u32 {
        let Some(p) = placed.first() else { return 0 };
        let part = (-p.top / p.measured.full().max(1.0)).clamp(0.0, 1.0);
        p.measured.bytes.start + (f64::from(len(&p.measured.bytes)) * part) as u32
    }

    /// One past the last byte in sight.
    pub fn bottom_byte(placed: &[Placed], height: f64) -> u32 {
        let Some(p) = placed.last() else { return 0 };
        let part = ((height - p.top) / f64::from(p.measured.height).max(1.0)).clamp(0.0, 1.0);
        p.measured.bytes.start + (f64::from(len(&p.measured.bytes)) * part).ceil() as u32
    }
}

/// Blank space above the first paragraph shown, with the row that stands for those folded away.
fn above(shown: &Range<usize>) -> f64 {
    ABOVE + if shown.start > 0 { f64::from(FOLD) } else { 0.0 }
}

/// A block whose text is not loaded.
fn unseen(column: &Column<'_>, bytes: Range<u32>, last: bool) -> Measured {
    let lines = (f64::from(len(&bytes)) / BYTES_A_LINE).ceil().max(1.0);
    let height = lines as f32 * column.style.size * column.style.line_height;
    let gap = if last { GAPS[0] * column.zoom } else { 0.0 };
    Measured { bytes, layout: None, height, gap, dress: Dress::default() }
}

/// Where slice `n` of a paragraph begins; the end of the paragraph past the last. `None` when the text there is not loaded.
fn cut(source: &dyn ReaderSource, range: &Range<u32>, n: u32) -> Option<u32> {
    if n == 0 {
        return Some(range.start);
    }
    if n >= slices::count(len(range)) {
        return Some(range.end);
    }
    let Some(window) = slices::window(range.clone(), n) else { return Some(range.end) };
    let (start, end) = (source.boundary(window.start)?, source.boundary(window.end)?);
    let text = source.text(start..end)?;
    Some(start + u32::try_from(slices::cut(&text)).unwrap_or(0))
}

/// What one line of a document is to its writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineUse {
    /// A paragraph.
    Paragraphs,
    /// A line broken by hand; a short one ends a paragraph.
    Filled,
    /// A line broken by hand; a blank line ends a paragraph.
    Blocks,
}

fn looks_wrapped(line: &str) -> bool {
    (50..=100).contains(&line.trim_end().chars().count())
}

fn len(range: &Range<u32>) -> u32 {
    range.end.saturating_sub(range.start)
}
