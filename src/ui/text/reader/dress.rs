//! How a paragraph is dressed by the structure beside the text: headings heavier and larger, items and quotes set in, notes
//! and code smaller, the rows of a table in columns; what stands before it when a page or a section begins.

use egui::{Align2, Color32, FontId, Rect, Stroke, Ui, pos2, vec2};
use std::collections::HashMap;
use std::ops::Range;

use super::ReaderSource;
use super::place::Column;
use super::view::Shown;
use crate::domain::Words;
use crate::domain::structure::{Page, Shape, Structure};
use crate::say::reader as say;
use crate::text::style::first_strong;
use crate::text::{Columns, Direction, Face, ParagraphLayout, Style, Weight};
use crate::ui::text::engine::TextEngine;
use crate::ui::theme::{Palette, size};

/// How much larger than the text headings are, by level.
const HEADINGS: [f32; 6] = [1.34, 1.2, 1.08, 1.0, 1.0, 1.0];
/// By how much an item of a list and a quote are set in, in points at zoom 1; no deeper than half of the column.
const ITEM: f32 = 22.0;
const QUOTE: f32 = 18.0;
/// Space above a heading, by level, and below it.
const ABOVE_HEADING: [f32; 6] = [30.0, 26.0, 22.0, 18.0, 18.0, 18.0];
const BELOW_HEADING: f32 = 9.0;
/// Space between items, and between rows of a table.
const BETWEEN_ITEMS: f32 = 4.0;
const BETWEEN_ROWS: f32 = 7.0;
/// Space around the rule between pages, and around that before a section.
const PAGE: f32 = 46.0;
const SECTION: f32 = 62.0;
/// The greatest width of a column of a table that need not be wider, and the space between two, in points at zoom 1.
const MOST_COLUMN: f32 = 300.0;
const BETWEEN_COLUMNS: f32 = 22.0;
/// How much of a table is looked at to find how wide its columns are, in bytes, rows and columns.
const LOOKED_AT: (u32, usize, usize) = (12_000, 60, 64);

/// Most strokes between cells that run on, in one row.
const MOST_STROKES: usize = 256;

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Dress {
    shape: Shape,
    /// From the edge of the column at which reading begins, in points.
    pub indent: f32,
    zoom: f32,
    /// It begins an item that has no sign of its own.
    bullet: bool,
}

impl Dress {
    /// Of a paragraph whose text begins at byte `start`.
    pub fn of(source: &dyn ReaderSource, start: u32, body: &str, zoom: f32, width: f32) -> Self {
        let Some(structure) = source.structure() else { return Self::default() };
        let first = structure.shape(start);
        let last = structure.shape(start + u32::try_from(body.len().saturating_sub(1)).unwrap_or(0));
        // What covers only the beginning of a paragraph stands within it.
        let heading = if first.heading == last.heading { first.heading } else { 0 };
        let quotes = first.quotes.min(last.quotes);
        let shape = Shape { heading, quotes, code: first.code && last.code, ..first };
        let indent = (f32::from(shape.item) * ITEM + f32::from(quotes) * QUOTE) * zoom;
        let bullet = shape.item > 0 && shape.item_start == start && heading == 0 && !has_sign(body);
        Self { shape, indent: indent.min(width / 2.0).floor(), zoom, bullet }
    }

    /// The table it is in.
    pub fn table(&self) -> Option<u32> {
        self.shape.table
    }

    /// True when its sentences may stand apart.
    pub fn is_prose(&self) -> bool {
        self.shape.heading == 0 && self.shape.table.is_none() && !self.shape.code
    }

    /// The style of its letters.
    pub fn style(&self, plain: &Style) -> Style {
        let mut style = Style { wrap: plain.wrap.map(|wrap| wrap - self.indent), ..*plain };
        if let Some(larger) = HEADINGS.get(usize::from(self.shape.heading).wrapping_sub(1)) {
            style.size = (plain.size * larger).round();
            (style.weight, style.line_height) = (Weight::SemiBold, 1.3);
        } else if self.shape.code {
            (style.face, style.size, style.line_height) = (Face::Interface, plain.size * 0.84, 1.5);
        } else if self.shape.note {
            style.size = plain.size * 0.87;
        } else if self.shape.table.is_some() {
            (style.size, style.line_height) = (plain.size * 0.92, 1.4);
        }
        style
    }

    /// The space below it, before a paragraph of shape `next` at byte `at`, where without structure there would be `plain`.
    pub fn gap(&self, source: &dyn ReaderSource, at: u32, plain: f32) -> f32 {
        let Some(structure) = source.structure() else { return plain };
        let next = structure.shape(at);
        if before(structure, at).section.is_some() {
            return SECTION;
        }
        if before(structure, at).page.is_some() {
            return PAGE;
        }
        if next.heading > 0 {
            let above = ABOVE_HEADING.get(usize::from(next.heading) - 1).copied().unwrap_or(plain);
            return if self.shape.heading > 0 { plain.max(BELOW_HEADING * 1.4) } else { above };
        }
        match self.shape {
            Shape { heading: 1.., .. } => BELOW_HEADING,
            Shape { table: Some(table), .. } if next.table == Some(table) => BETWEEN_ROWS,
            Shape { code: true, .. } if next.code && plain < 15.0 => 0.0,
            Shape { item: 1.., .. } if next.item > 0 => BETWEEN_ITEMS,
            _ => plain,
        }
    }

    /// Where its lines begin, in points from the left edge of the column.
    pub fn left(&self, layout: &ParagraphLayout) -> f32 {
        if layout.right_to_left() { 0.0 } else { self.indent }
    }

    /// Paints what stands beside its lines: the bars of quotes, the sign of an item, the rule under a row.
    pub fn paint(&self, ui: &Ui, palette: &Palette, shown: &Shown, column: (f32, f32)) {
        let Some(layout) = &shown.placed.measured.layout else { return };
        let (left, width) = column;
        let (top, bottom) = (shown.at.y, shown.at.y + layout.height());
        // From the edge at which reading begins.
        let x = |inward: f32| if layout.right_to_left() { left + width - inward } else { left + inward };
        for n in 0..self.shape.quotes {
            let inward = self.indent - (f32::from(n + 1) * QUOTE - 5.0) * self.zoom;
            ui.painter().vline(x(inward.max(2.0)), top + 3.0..=bottom - 3.0, Stroke::new(2.0, palette.rule));
        }
        if self.bullet
            && let Some(line) = layout.lines().first()
        {
            let inward = self.indent - (f32::from(self.shape.quotes) * QUOTE + 12.0) * self.zoom;
            let at = pos2(x(inward), top + (line.top + line.bottom) / 2.0 + 1.0);
            let deep = self.shape.item > 1;
            if deep {
                ui.painter().circle_stroke(at, 2.2 * self.zoom, Stroke::new(1.0, palette.soft));
            } else {
                ui.painter().circle_filled(at, 2.2 * self.zoom, palette.soft);
            }
        }
        if self.shape.table.is_some() {
            // Where cells run on for want of room, a stroke stands in each tab; in columns a tab has no width.
            for (at, _) in layout.text().match_indices('\t').take(MOST_STROKES) {
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                for tab in layout.rects(at..at.saturating_add(1)) {
                    let middle = shown.at + vec2((tab.x0 + tab.x1) / 2.0, (tab.y0 + tab.y1) / 2.0);
                    ui.painter().vline(
                        middle.x.round() + 0.5,
                        middle.y - 7.0..=middle.y + 7.0,
                        Stroke::new(1.0, palette.rule),
                    );
                }
            }
            let y = bottom + BETWEEN_ROWS * self.zoom / 2.0;
            ui.painter().hline(
                // Under the whole row, wider than the page where that is.
                x(self.indent).min(x(width)).min(shown.at.x)
                    ..=x(self.indent).max(x(width)).max(shown.at.x + layout.width()),
                y,
                Stroke::new(1.0, palette.rule),
            );
        }
    }
}

/// True when an item brings a sign or number of its own.
fn has_sign(body: &str) -> bool {
    let body = body.trim_start();
    let numbered = body.trim_start_matches(|c: char| c.is_numeric());
    let number = numbered.len() < body.len() && numbered.starts_with(['.', ')']);
    number || body.starts_with(['•', '·', '◦', '▪', '–', '—', '-', '*', '‣', '●', '○', '■'])
}

/// What begins with a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Begins<'a> {
    /// A page, and it is not the first.
    pub page: Option<&'a Page>,
    /// A section with this name, which no heading says again.
    pub section: Option<&'a Words>,
}

fn before(structure: &Structure, start: u32) -> Begins<'_> {
    let page = structure.pages_in(start..start + 1).first().filter(|_| start > 0);
    let from = structure.places.partition_point(|place| place.span.start < start);
    let here = structure.places.get(from..).unwrap_or_default().iter().take_while(|place| place.span.start == start);
    // A heading at the same place says what begins.
    let mut name = None;
    for place in here {
        match &place.name {
            Some(section) => name = name.or(Some(section)),
            None => return Begins { page, section: None },
        }
    }
    Begins { page, section: name }
}

/// Paints the rules between pages and sections, and the labels of pages in the margin.
pub(super) fn breaks(
    ui: &Ui,
    engine: &TextEngine,
    palette: &Palette,
    structure: &Structure,
    shown: &[Shown],
    column: (f32, f32),
) {
    let (left, width) = column;
    let zoom = |s: &Shown| s.placed.measured.dress.zoom;
    for s in shown.iter().filter(|s| s.placed.block.slice == 0) {
        let start = s.placed.measured.bytes.start;
        let begins = before(structure, start);
        if begins.page.is_none() && begins.section.is_none() {
            continue;
        }
        let high = if begins.section.is_some() { SECTION } else { PAGE } * zoom(s);
        let y =
            if start == 0 { s.at.y - 29.0 } else { s.at.y - high / if begins.section.is_some() { 1.6 } else { 2.0 } };
        if start > 0 {
            ui.painter().hline(left..=left + width, y.round() + 0.5, Stroke::new(1.0, palette.rule));
        }
        if let Some(name) = begins.section {
            let style = Style { wrap: Some(width), ..Style::interface(size::SMALL) };
            let layout = engine.limited(name.raw(), &style, Direction::Own, 1);
            engine.paint(ui.painter(), pos2(left, y + 7.0), &layout, palette.soft);
        }
    }
    for s in shown {
        let bytes = &s.placed.measured.bytes;
        for page in structure.pages_in(bytes.start..bytes.end) {
            let regular = page.start == bytes.start && s.placed.block.slice == 0;
            let line = s.lines_of(page.start..page.start + 1).next();
            let y = match line {
                _ if regular && before(structure, page.start).section.is_some() => s.at.y - SECTION * zoom(s) / 1.6,
                _ if regular && page.start > 0 => s.at.y - PAGE * zoom(s) / 2.0,
                _ if regular => s.at.y - 14.0,
                Some((rect, _)) => rect.center().y + 12.0,
                None => continue,
            };
            label(ui, engine, palette, &page.label, (left - 28.0, y));
        }
    }
}

/// The label of a page in the margin, ending at `x`.
fn label(ui: &Ui, engine: &TextEngine, palette: &Palette, label: &Words, (x, y): (f32, f32)) {
    let words = say::page(label);
    let style = Style { wrap: Some(34.0), ..Style::interface(size::LABEL) };
    let layout = engine.limited(words.raw(), &style, Direction::LeftToRight, 1);
    let at = pos2(x - layout.width().min(34.0), y - layout.height() / 2.0);
    engine.paint(ui.painter(), at, &layout, palette.soft);
}

/// The columns of the tables that were looked at, for one way of drawing.
#[derive(Debug, Default)]
pub(super) struct Tables(HashMap<u32, Option<Columns>>);

/// What is known of the columns of a table.
pub(super) enum Known {
    /// These.
    Columns(Columns),
    /// It has too many: its rows run on.
    RunOn,
    /// Its beginning, these bytes, is not loaded.
    Lacks(Range<u32>),
}

impl Tables {
    /// Forgets them: the way of drawing has changed.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The columns of a table, as wide as its first rows need them.
    pub fn columns(&mut self, column: &Column<'_>, number: u32, style: &Style) -> Known {
        let known = |columns: &Option<Columns>| columns.clone().map_or(Known::RunOn, Known::Columns);
        if let Some(columns) = self.0.get(&number) {
            return known(columns);
        }
        let Some(table) = column.source.structure().and_then(|structure| structure.table(number)) else {
            return Known::RunOn;
        };
        let (most, rows, cells) = LOOKED_AT;
        let head = table.start..table.end.min(table.start.saturating_add(most));
        let text = column.source.boundary(head.end).and_then(|end| column.source.text(head.start..end.max(head.start)));
        let Some(text) = text else { return Known::Lacks(head) };
        let unbroken = Style { wrap: None, ..*style };
        let most = MOST_COLUMN * column.zoom;
        let wide = |words: &str| {
            // As it stands in the row, where sizes are rounded.
            column.engine.layout(words, &unbroken, Direction::Own).width() + 1.0
        };
        let mut wanted: Vec<(f32, f32)> = Vec::new();
        for row in text.lines().take(rows).filter(|row| row.contains('\t')) {
            for (n, cell) in row.split('\t').enumerate().take(cells + 1) {
                let cell = cell.get(..cell.floor_char_boundary(400)).unwrap_or(cell);
                let word = cell.split_whitespace().max_by_key(|word| word.chars().count()).unwrap_or_default();
                let (like, least) = (wide(cell).min(most), wide(word).min(most));
                match wanted.get_mut(n) {
                    Some((widest, longest)) => (*widest, *longest) = (widest.max(like), longest.max(least)),
                    None => wanted.push((like, least)),
                }
            }
        }
        let columns = if wanted.len() > cells {
            None
        } else {
            let right_to_left = first_strong(&text) == Some(Direction::RightToLeft);
            Columns::share(&wanted, style.wrap.unwrap_or(f32::MAX), BETWEEN_COLUMNS * column.zoom, right_to_left)
        };
        let out = known(&columns);
        self.0.insert(number, columns);
        out
    }
}

/// The rows that stand for what is folded away around an article: how many paragraphs, where, and whether one was clicked.
pub(super) fn folds(ui: &mut Ui, palette: &Palette, id: egui::Id, folded: &[(usize, f32)], column: (f32, f32)) -> bool {
    let mut clicked = false;
    for (n, (paragraphs, top)) in folded.iter().enumerate() {
        let text = say::folded(*paragraphs);
        let font = FontId::proportional(size::SMALL);
        let rect = Rect::from_min_size(pos2(column.0 - 8.0, *top), vec2(column.1 + 16.0, FOLD));
        let response = ui.interact(rect, id.with(("fold", n)), egui::Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
        let color: Color32 = if response.hovered() || response.has_focus() { palette.ink } else { palette.soft };
        ui.painter().rect_filled(rect, 6.0, palette.panel);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, &text, font, color);
        if response.has_focus() {
            ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.0, palette.accent), egui::StrokeKind::Inside);
        }
        clicked |= response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked();
    }
    clicked
}

/// Height of such a row, in points.
pub(super) const FOLD: f32 = 26.0;
