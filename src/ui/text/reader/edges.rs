//! The edges of what is held: two bars with a knob each, dragged by the pointer or moved by keys.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::input::{Towards, step};
use super::place::Column;
use super::view::{Shown, byte_at};
use super::{ReaderEvent, ReaderState};
use crate::domain::Span;
use crate::text::caret::Step;
use crate::ui::theme::Palette;

/// Radius of a knob, and how far from it the pointer still takes it.
const KNOB: f32 = 4.0;
const REACH: f32 = 4.0;

/// An edge in sight.
pub(super) struct Knob {
    /// From the top of the line to its bottom.
    bar: [Pos2; 2],
    knob: Pos2,
    /// Keys move it, or the pointer is on it.
    strong: bool,
    /// Edges are being moved at all.
    moving: bool,
}

/// Follows the pointer on the knobs; gives what is to be painted.
pub(super) fn listen(
    ui: &Ui,
    reader: &Response,
    shown: &[Shown],
    state: &ReaderState,
    events: &mut Vec<ReaderEvent>,
) -> Vec<Knob> {
    let Some(span) = state.edges.map(|(span, _)| span).or(state.held) else { return Vec::new() };
    let mut knobs = Vec::new();
    for end in [false, true] {
        let Some(line) = line_of(shown, span, end) else { continue };
        let knob = if end { line.center_bottom() } else { line.center_top() };
        let target = Rect::from_center_size(knob, Vec2::splat(2.0 * (KNOB + REACH))).intersect(reader.rect);
        if !target.is_positive() {
            continue;
        }
        let response = ui.interact(target, reader.id.with(("edge", end)), Sense::drag());
        let name = if end { crate::say::reader::END_EDGE } else { crate::say::reader::START_EDGE };
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            // The knob stands beside its line; the hand means the line.
            let towards = vec2(0.0, if end { -0.5 } else { 0.5 } * line.height());
            if let Some(byte) = byte_at(shown, at + towards) {
                events.push(ReaderEvent::Edge { end, byte });
            }
        }
        if response.drag_stopped() {
            events.push(ReaderEvent::KeepEdges);
        }
        let pointed = response.hovered() || response.dragged() || response.has_focus();
        if pointed {
            ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
        }
        let strong = pointed || state.edges.is_some_and(|(_, of)| of == end);
        let (top, bottom) = (line.center_top(), line.center_bottom());
        knobs.push(Knob { bar: [top, bottom], knob, strong, moving: state.edges.is_some() });
    }
    knobs
}

/// The edge of a span as a line of no width, from the top of its line of text to the bottom.
fn line_of(shown: &[Shown], span: Span, end: bool) -> Option<Rect> {
    let byte = if end { span.end().checked_sub(1)? } else { span.start() };
    let s = shown.iter().find(|s| s.placed.measured.bytes.contains(&byte))?;
    let layout = s.placed.measured.layout.as_ref()?;
    let start = s.placed.measured.bytes.start;
    let (x, index) = layout.edge(if end { span.end() } else { span.start() }.saturating_sub(start), end)?;
    let line = layout.lines().get(index)?;
    Some(Rect::from_min_max(pos2(x, line.top + 2.0), pos2(x, line.bottom - 2.0)).translate(s.at.to_vec2()))
}

/// Paints bars and knobs.
pub(super) fn paint(ui: &Ui, palette: &Palette, knobs: &[Knob]) {
    for knob in knobs {
        let color = if knob.strong { palette.accent } else { palette.soft };
        let width = if knob.moving && knob.strong { 2.0 } else { 1.0 };
        ui.painter().line_segment(knob.bar, Stroke::new(width, color));
        let radius = if knob.strong { KNOB + 0.5 } else { KNOB - 1.0 };
        ui.painter().circle(knob.knob, radius, color, Stroke::new(1.0, palette.paper));
    }
}

/// Arrows move the edge in hand by a word, with Shift by a letter; Tab takes the other; Enter keeps, Esc leaves.
pub(super) fn keys(
    ui: &Ui,
    column: &Column<'_>,
    state: &mut ReaderState,
    span: Span,
    end: bool,
    events: &mut Vec<ReaderEvent>,
) {
    let by_word = if end { Step::WordEnd } else { Step::WordStart };
    let mut moves = Vec::new();
    ui.input_mut(|input| {
        for (key, event) in [
            (Key::Tab, ReaderEvent::OtherEdge),
            (Key::Enter, ReaderEvent::KeepEdges),
            (Key::Escape, ReaderEvent::LeaveEdges),
        ] {
            if input.consume_key(Modifiers::NONE, key) || (key == Key::Tab && input.consume_key(Modifiers::SHIFT, key))
            {
                events.push(event);
            }
        }
        for (modifiers, by) in [(Modifiers::SHIFT, Step::Grapheme), (Modifiers::NONE, by_word)] {
            for (key, towards) in [(Key::ArrowLeft, Towards::Left(by)), (Key::ArrowRight, Towards::Right(by))] {
                moves.extend(std::iter::repeat_n(towards, input.count_and_consume_key(modifiers, key)));
            }
        }
        for (key, down) in [(Key::ArrowUp, -1), (Key::ArrowDown, 1)] {
            let times = input.count_and_consume_key(Modifiers::NONE, key);
            moves.extend(std::iter::repeat_n(Towards::Line(down), times));
        }
    });
    let mut at = if end { span.end() } else { span.start() };
    for towards in moves {
        let Some(byte) = step(column, state, at, towards) else { continue };
        // The edges do not meet.
        if if end { byte > span.start() } else { byte < span.end() } {
            at = byte;
            state.reveal(byte);
            events.push(ReaderEvent::Edge { end, byte });
        }
    }
}
