//! One frame of the reader: column, washes, words, underlines, margin.

use egui::{Align2, FontId, Rect, Sense, Ui, pos2};
use std::ops::Range;

use super::marks::{Drawn, Mark, paint_ticks};
use super::place::{Column, Place, Placed};
use super::{
    Reader, ReaderEvent, ReaderOutput, ReaderState, access, aside, dress, edges, hits, input, marks, quiet, scroll,
};
use crate::domain::{Id, Paragraphs, Structure};
use crate::text::Style;
use crate::ui::text::paint::TextMeshes;
use crate::ui::theme::{Palette, size};

/// Width of the column at zoom 1, and the least room at its left (numbers) and right (lanes, scrollbar).
const MEASURE: f32 = 610.0;
const LEFT_ROOM: f32 = 62.0;
const RIGHT_ROOM: f32 = 92.0;
/// How many tables are looked at to tell a sheet from other documents.
const SHEETS: u32 = 64;

/// A block in sight, with its place in the window.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub placed: Placed,
    /// Top left corner of its first line.
    pub at: egui::Pos2,
}

impl Shown {
    /// The rectangles of a range of bytes (of the document) within this block.
    pub fn rects(&self, bytes: Range<u32>) -> Vec<Rect> {
        self.lines_of(bytes).map(|(rect, _)| rect).collect()
    }

    /// The same, each with the baseline of its line.
    pub fn lines_of(&self, bytes: Range<u32>) -> impl Iterator<Item = (Rect, f32)> + use<> {
        let own = &self.placed.measured.bytes;
        let local = bytes.start.max(own.start)..bytes.end.min(own.end);
        let mut out = Vec::new();
        if let Some(layout) = self.placed.measured.layout.as_ref().filter(|_| local.start < local.end) {
            let local = local.start - own.start..local.end - own.start;
            for r in layout.rects(local) {
                let baseline = layout
                    .lines()
                    .get(layout.line_at((r.x0 + r.x1) / 2.0, (r.y0 + r.y1) / 2.0))
                    .map_or(r.y1, |line| line.baseline);
                let rect = Rect::from_min_max(pos2(r.x0, r.y0), pos2(r.x1, r.y1)).translate(self.at.to_vec2());
                out.push((rect, self.at.y + baseline));
            }
        }
        out.into_iter()
    }
}

pub(super) fn show(reader: &Reader<'_>, ui: &mut Ui, state: &mut ReaderState) -> ReaderOutput {
    let palette = Palette::of(ui.ctx());
    let ordinal = ordinal(ui.ctx());
    state.first = ordinal == 0;
    // Not the next free identity: what stands above a reader changes, and its focus must not go with that.
    let id = ui.make_persistent_id(("reader", ordinal));
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let mut events = Vec::new();
    state.zoom = state.zoom.clamp(0.5, 4.0);

    let measure = if is_sheet(reader.source.structure(), reader.source.paragraphs()) { f32::MAX } else { MEASURE };
    let width = (measure * state.zoom).min(rect.width() - LEFT_ROOM - RIGHT_ROOM).max(120.0).floor();
    let most_left = (rect.right() - RIGHT_ROOM - width).max(rect.left() + LEFT_ROOM);
    let left = (rect.center().x - width / 2.0).clamp(rect.left() + LEFT_ROOM, most_left).floor();
    let (face, line_height) = (state.face, state.leading);
    let size = size::READING * state.zoom;
    let style = Style { size, face, line_height, invisibles: state.invisibles, ..Style::reading(width) };
    let column = Column {
        engine: reader.engine,
        source: reader.source,
        style,
        zoom: state.zoom,
        apart: state.apart,
        height: f64::from(rect.height()),
    };

    let all = reader.bytes();
    let bar = scroll::listen(ui, &response, rect, state, &all);
    input::scroll_keys(ui, &response, &column, state);
    input::selection_keys(ui, reader, &response, &column, state, &mut events);
    let placed = state.place.blocks(&column);
    let (top_byte, bottom_byte) = (Place::top_byte(&placed), Place::bottom_byte(&placed, column.height));
    let aside = aside::scroll(ui, &response, &placed, width, state);
    let shown: Vec<Shown> = placed
        .into_iter()
        .map(|placed| Shown { at: corner(&placed, left, rect.top()) - aside::shift(&placed, aside, width), placed })
        .collect();
    events.extend(state.place.lacking.drain(..).map(ReaderEvent::Need));
    let moved = shown.first().map(|s| (s.placed.block.paragraph, top_byte, bottom_byte));
    if moved != state.moved
        && let Some((paragraph, byte, end)) = moved
    {
        events.push(ReaderEvent::Moved { paragraph, byte, end });
    }
    state.moved = moved;

    let mut found: Vec<Mark> = Vec::new();
    if let (Some(first), Some(last)) = (shown.first(), shown.last()) {
        reader.source.marks(first.placed.measured.bytes.start..last.placed.measured.bytes.end, &mut found);
    }
    let drawn = state.marks.place(found, &shown, left + width, rect);

    access::document(ui, reader, &response, &shown, state);
    access::requests(ui, &response, &shown, state, &mut events);
    let on_lane = lanes(ui, reader, &response, &drawn, &mut events);
    let knobs = edges::listen(ui, &response, &shown, state, &mut events);
    let text_area = Rect::from_min_max(pos2(rect.left(), rect.top()), pos2(left + width + 14.0, rect.bottom()));
    let pointed = input::pointer(ui, reader, &response, &shown, &drawn, text_area, state, &mut events);
    let hovered = on_lane.or(pointed);
    let folded = folded(reader, &shown);
    ring(ui, &response, state);

    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let ui = &mut child;
    ui.painter().rect_filled(rect, 0.0, palette.paper);
    for s in &shown {
        s.placed.measured.dress.paint(ui, &palette, s, (left, width));
    }
    if let Some(structure) = reader.source.structure() {
        dress::breaks(ui, reader.engine, &palette, structure, &shown, (left, width));
    }
    washes(ui, reader, &palette, &shown, state);
    words(ui, reader, &palette, &shown, width);
    quiet::paint(ui, &palette, reader, &shown, style.size);
    for d in &drawn {
        d.underline(ui, &palette, hovered, style.size);
    }
    aside::paint(ui, &palette, &shown, (left, width), aside, rect);
    margin(ui, reader, &palette, &shown, left, style.size);
    hits::bookmarks(ui, &palette, reader, &shown, left);
    edges::paint(ui, &palette, &knobs);
    for d in &drawn {
        d.bar(ui, reader.engine, &palette, hovered);
    }
    scroll::paint(ui, &palette, &bar, top_byte, bottom_byte, &all);
    paint_ticks(ui, &palette, reader.source.ticks(), &all, bar.track);
    hits::ticks(ui, &palette, reader, bar.track);
    if state.ringed {
        let ring = egui::Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(rect.shrink(3.0), 4.0, ring, egui::StrokeKind::Inside);
    }
    if dress::folds(ui, &palette, response.id, &folded, (left, width)) {
        events.push(ReaderEvent::Unfold);
    }
    state.shown = shown;
    ReaderOutput { response, events }
}

/// True when a document is a sheet: more than half of it is one table. It has the whole width there is.
pub(in crate::ui) fn is_sheet(structure: Option<&Structure>, paragraphs: &Paragraphs) -> bool {
    let Some(structure) = structure else { return false };
    let length = |table: &Range<u32>| u64::from(table.end - table.start);
    // A workbook has a table a sheet.
    let all: u64 = (0..SHEETS).map_while(|n| structure.table(n)).map(|table| length(&table)).sum();
    2 * all > u64::from(paragraphs.text_len())
}

/// The top left corner of a block's first line.
fn corner(placed: &Placed, left: f32, top: f32) -> egui::Pos2 {
    let inward = placed.measured.layout.as_ref().map_or(0.0, |layout| placed.measured.dress.left(layout));
    pos2(left + inward, top + placed.top as f32)
}

/// What is folded away next to what is in sight: how many paragraphs, and where the row that stands for them has its top.
fn folded(reader: &Reader<'_>, shown: &[Shown]) -> Vec<(usize, f32)> {
    let (within, all) = (reader.source.shown(), reader.source.paragraphs().len());
    let mut out = Vec::new();
    if let Some(first) = shown.first().filter(|s| s.placed.block.paragraph == within.start && s.placed.block.slice == 0)
    {
        out.push((within.start, first.at.y - dress::FOLD - 16.0));
    }
    if let Some(last) = shown.last().filter(|s| s.placed.block.paragraph + 1 == within.end) {
        out.push((all.saturating_sub(within.end), last.at.y + last.placed.measured.height + 18.0));
    }
    out.retain(|(paragraphs, _)| *paragraphs > 0);
    out
}

/// The focus is shown where keys brought it, not where the pointer is at work or an overlay gave it back.
fn ring(ui: &Ui, response: &egui::Response, state: &mut ReaderState) {
    let focused = response.has_focus();
    let gained = focused && !std::mem::replace(&mut state.had_focus, focused);
    let (down, tab) = ui.input(|input| (input.pointer.any_down(), input.key_pressed(egui::Key::Tab)));
    let by_keys = gained && (tab || crate::ui::panels::brought(ui.ctx(), response.id));
    state.ringed = focused && !down && (state.ringed || by_keys);
}

/// How many readers were shown before this one in the same pass.
fn ordinal(ctx: &egui::Context) -> usize {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| {
        let key = egui::Id::unique("readers of a pass");
        let before: Option<(u64, usize)> = data.get_temp(key);
        let count = before.filter(|&(of, _)| of == pass).map_or(0, |(_, count)| count + 1);
        data.insert_temp(key, (pass, count));
        count
    })
}

/// The lanes as buttons; gives back the mark whose lane is pointed at.
fn lanes(
    ui: &mut Ui,
    reader: &Reader<'_>,
    response: &egui::Response,
    drawn: &[Drawn],
    events: &mut Vec<ReaderEvent>,
) -> Option<Id> {
    let mut hovered = None;
    for d in drawn {
        let target = d.target().intersect(response.rect);
        if !target.is_positive() {
            continue;
        }
        // The words of a name are text: a press on them may begin a selection, so only the reader listens to the mouse there.
        let sense = if d.has_lane() { Sense::click() } else { Sense::focusable_noninteractive() };
        let lane = ui.interact(target, response.id.with(d.mark.place()), sense);
        let name = d.mark.name.clone();
        lane.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
        let focused = lane.has_focus();
        let told = !d.has_lane()
            && ui.input(|i| {
                let entered = focused && (i.key_pressed(egui::Key::Enter) || i.key_pressed(egui::Key::Space));
                entered || i.has_accesskit_action_request(lane.id, egui::accesskit::Action::Click)
            });
        if lane.clicked() || told {
            events.push(ReaderEvent::Open(d.mark.id));
        }
        if lane.hovered() && d.has_lane() {
            hovered = Some(d.mark.id);
        }
        if lane.has_focus() {
            let stroke = egui::Stroke::new(1.5, Palette::of(ui.ctx()).accent);
            ui.painter().rect_stroke(target.expand(1.0), 3.0, stroke, egui::StrokeKind::Outside);
        }
        if !d.has_lane() {
            continue;
        }
        let words = crate::domain::Words::new(name);
        lane.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
            reader.engine.label(ui, &words, crate::ui::text::LabelStyle::small());
        });
    }
    hovered
}

/// One neutral wash: behind what is selected, else behind the sentence under the cursor, with what was found on it.
fn washes(ui: &Ui, reader: &Reader<'_>, palette: &Palette, shown: &[Shown], state: &ReaderState) {
    let (span, color) = match (state.edges, state.selection(), reader.cursor) {
        (Some((span, _)), ..) => (span, palette.selection),
        (None, Some(span), _) => (span, palette.selection),
        (None, None, _) if reader.source.hit().is_some() => return hits::wash(ui, palette, reader, shown),
        (None, None, Some(span)) => (span, palette.wash),
        (None, None, None) => return,
    };
    for rect in shown.iter().flat_map(|s| s.rects(span.range())) {
        ui.painter().rect_filled(rect, 3.0, color);
    }
    if state.edges.is_none() && state.selection().is_none() {
        hits::wash(ui, palette, reader, shown);
    }
}

fn words(ui: &Ui, reader: &Reader<'_>, palette: &Palette, shown: &[Shown], width: f32) {
    let (mut meshes, clip) = (TextMeshes::default(), ui.clip_rect());
    for s in shown {
        let Some(layout) = &s.placed.measured.layout else {
            let height = s.placed.measured.height;
            let area = Rect::from_min_size(s.at, egui::vec2(width, height)).shrink2(egui::vec2(0.0, 4.0));
            ui.painter().rect_filled(area, 6.0, palette.panel);
            continue;
        };
        for token in layout.tokens() {
            let rect = Rect::from_min_max(pos2(token.x0, token.y0), pos2(token.x1, token.y1)).translate(s.at.to_vec2());
            ui.painter().rect_filled(rect.shrink2(egui::vec2(0.0, rect.height() * 0.2)), 2.0, palette.rule);
        }
        reader.engine.add(&mut meshes, ui.ctx(), s.at, clip, layout, palette.ink);
    }
    meshes.paint(ui.painter());
}

/// Numbers of paragraphs, and the bar beside the sentence under the cursor.
fn margin(ui: &Ui, reader: &Reader<'_>, palette: &Palette, shown: &[Shown], left: f32, size: f32) {
    for s in shown.iter().filter(|s| s.placed.block.slice == 0) {
        let first = s.placed.measured.layout.as_ref().and_then(|layout| layout.lines().first());
        let middle = first.map_or(size * 0.76, |line| (line.top + line.bottom) / 2.0);
        let number = (s.placed.block.paragraph + 1).to_string();
        let at = pos2(left - 28.0, s.at.y + middle);
        ui.painter().text(at, Align2::RIGHT_CENTER, number, FontId::proportional(size::LABEL), palette.soft);
    }
    let Some(cursor) = reader.cursor else { return };
    for s in shown {
        let rects = s.rects(cursor.range());
        if let (Some(first), Some(last)) = (rects.first(), rects.last()) {
            let bar = Rect::from_min_max(pos2(left - 20.0, first.top() + 5.0), pos2(left - 17.0, last.bottom() - 5.0));
            ui.painter().rect_filled(bar, 2.0, palette.accent);
        }
    }
}

/// The byte nearest to a point, and the mark whose words are exactly there.
pub(super) fn byte_at(shown: &[Shown], at: egui::Pos2) -> Option<u32> {
    let s = block_at(shown, at)?;
    let bytes = &s.placed.measured.bytes;
    let Some(layout) = &s.placed.measured.layout else { return Some(bytes.start) };
    Some(bytes.start + layout.hit(at.x - s.at.x, at.y - s.at.y))
}

/// The shortest mark whose words are under a point.
pub(super) fn mark_at(shown: &[Shown], drawn: &[Drawn], at: egui::Pos2) -> Option<Id> {
    let s = block_at(shown, at)?;
    let layout = s.placed.measured.layout.as_ref()?;
    let (x, y) = (at.x - s.at.x, at.y - s.at.y);
    let inside = (0.0..layout.height()).contains(&y);
    let cluster = layout.cluster_at(x, y).filter(|c| inside && c.x0 <= x && x < c.x1)?;
    marks::smallest(drawn, s.placed.measured.bytes.start + cluster.start)
}

/// The block at a height: the gap below a paragraph is its own.
pub(super) fn block_at(shown: &[Shown], at: egui::Pos2) -> Option<&Shown> {
    let i = shown.partition_point(|s| s.at.y + s.placed.measured.height + s.placed.measured.gap <= at.y);
    shown.get(i.min(shown.len().saturating_sub(1)))
}
