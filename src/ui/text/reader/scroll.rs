//! The scrollbar: a strip over the bytes of the document, the part in sight as a thumb, marks as colored signs.

use egui::accesskit::Role;
use egui::{Rect, Response, Sense, Ui, WidgetInfo, pos2};
use std::ops::Range;

use super::ReaderState;
use crate::ui::theme::Palette;

const WIDTH: f32 = 8.0;
const INSET: f32 = 8.0;
const MARGIN: f32 = 12.0;
const LEAST_THUMB: f32 = 24.0;

pub(super) struct Bar {
    pub track: Rect,
    pub active: bool,
}

/// Follows the pointer on the strip, which stands for the bytes that are shown.
pub(super) fn listen(ui: &Ui, reader: &Response, rect: Rect, state: &mut ReaderState, all: &Range<u32>) -> Bar {
    let track = Rect::from_min_max(
        pos2(rect.right() - INSET - WIDTH, rect.top() + MARGIN),
        pos2(rect.right() - INSET, (rect.bottom() - MARGIN).max(rect.top() + MARGIN + 1.0)),
    );
    let response =
        ui.interact(track.expand2(egui::vec2(4.0, 0.0)), reader.id.with("scrollbar"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, crate::say::reader::PLACE));
    let down = response.is_pointer_button_down_on();
    if let Some(at) = response.interact_pointer_pos().filter(|_| down || response.clicked()) {
        let (top, bottom) = state.moved.map_or((0, 0), |(_, top, bottom)| (top, bottom));
        let thumb = thumb(track, top, bottom, all);
        // Held where it was taken; a press beside it takes it in the middle.
        let grip = *state.grip.get_or_insert_with(|| {
            if thumb.y_range().contains(at.y) { at.y - thumb.top() } else { thumb.height() / 2.0 }
        });
        let room = (track.height() - thumb.height()).max(1.0);
        let part = f64::from(((at.y - grip - track.top()) / room).clamp(0.0, 1.0));
        let in_sight = f64::from(bottom.saturating_sub(top)) / f64::from(len(all));
        state.place.jump = Some(part * (1.0 - in_sight).max(0.0));
    }
    if !down {
        state.grip = None;
    }
    Bar { track, active: response.hovered() || down }
}

/// Paints strip and thumb; the signs go on top.
pub(super) fn paint(ui: &Ui, palette: &Palette, bar: &Bar, top: u32, bottom: u32, all: &Range<u32>) {
    ui.painter().rect_filled(bar.track, 4.0, palette.panel);
    let thumb = thumb(bar.track, top, bottom, all);
    if thumb.height() + 1.0 < bar.track.height() {
        ui.painter().rect_filled(thumb, 4.0, if bar.active { palette.faint } else { palette.rule });
    }
}

fn len(all: &Range<u32>) -> u32 {
    all.end.saturating_sub(all.start).max(1)
}

fn thumb(track: Rect, top: u32, bottom: u32, all: &Range<u32>) -> Rect {
    let len = f64::from(len(all));
    let in_sight = (f64::from(bottom.saturating_sub(top)) / len).clamp(0.0, 1.0);
    let height = (in_sight as f32 * track.height()).max(LEAST_THUMB).min(track.height());
    let part = if in_sight < 1.0 {
        (f64::from(top.saturating_sub(all.start)) / len / (1.0 - in_sight)).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let y = track.top() + part as f32 * (track.height() - height);
    Rect::from_min_max(pos2(track.left(), y), pos2(track.right(), y + height))
}
