//! Words that were looked for, and bookmarks: in the text and as signs beside the scrollbar.

use egui::{Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::Reader;
use super::view::Shown;
use crate::ui::theme::Palette;

/// From the track to the signs beside it, their width and height.
const TO_SIGNS: f32 = 6.0;
const SIGN: egui::Vec2 = egui::Vec2::new(4.0, 2.0);
/// Width and height of a bookmark's ribbon.
const RIBBON: egui::Vec2 = egui::Vec2::new(8.0, 11.0);

/// A wash behind each hit in sight, an outline around the one that is looked at.
pub(super) fn wash(ui: &Ui, palette: &Palette, reader: &Reader<'_>, shown: &[Shown]) {
    let bytes = |s: &Shown| s.placed.measured.bytes.clone();
    let (Some(first), Some(last)) = (shown.first().map(bytes), shown.last().map(bytes)) else { return };
    let current = reader.source.hit();
    for hit in reader.source.hits(first.start..last.end) {
        for rect in shown.iter().flat_map(|s| s.rects(hit.range())) {
            // Lines touch; what is marked on two of them does not.
            let rect = rect.shrink2(vec2(-1.0, 2.0));
            ui.painter().rect_filled(rect, 3.0, palette.selection);
            if current == Some(*hit) {
                ui.painter().rect_stroke(rect, 3.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
            }
        }
    }
}

/// Signs of hits at the left of the track, of bookmarks a little further.
pub(super) fn ticks(ui: &Ui, palette: &Palette, reader: &Reader<'_>, track: Rect) {
    let all = reader.bytes();
    let len = f64::from(all.end.saturating_sub(all.start).max(1));
    let y =
        |byte: u32| track.top() + (f64::from(byte.saturating_sub(all.start)) / len) as f32 * (track.height() - SIGN.y);
    let mut last = f32::NEG_INFINITY;
    for hit in reader.source.all_hits().iter().filter(|hit| all.contains(&hit.start())) {
        let top = y(hit.start()).round();
        // Of a hundred thousand hits only as many as the track has points are seen.
        if top > last {
            last = top;
            let at = pos2(track.left() - TO_SIGNS, top);
            ui.painter().rect_filled(Rect::from_min_size(at, SIGN), 0.0, palette.accent);
        }
    }
    for byte in reader.source.bookmarks().iter().filter(|byte| all.contains(byte)) {
        ribbon(ui, palette, pos2(track.left() - TO_SIGNS - 7.0, y(*byte)), 0.7);
    }
}

/// A ribbon in the margin beside the line a bookmark is on.
pub(super) fn bookmarks(ui: &Ui, palette: &Palette, reader: &Reader<'_>, shown: &[Shown], left: f32) {
    for byte in reader.source.bookmarks() {
        let Some(s) = shown.iter().find(|s| s.placed.measured.bytes.contains(byte)) else { continue };
        let Some(layout) = &s.placed.measured.layout else { continue };
        let Some(line) = layout.lines().get(layout.line_of(byte - s.placed.measured.bytes.start)) else { continue };
        let middle = s.at.y + (line.top + line.bottom) / 2.0;
        ribbon(ui, palette, pos2(left - 14.0, middle - RIBBON.y / 2.0), 1.0);
    }
}

/// A ribbon with a notch, its top left corner at `at`.
fn ribbon(ui: &Ui, palette: &Palette, at: Pos2, scale: f32) {
    let (w, h) = (RIBBON.x * scale, RIBBON.y * scale);
    // Two halves, for a notched shape is not convex.
    for (from, to) in [(0.0, w / 2.0), (w, w / 2.0)] {
        let points = vec![at + vec2(from, 0.0), at + vec2(to, 0.0), at + vec2(to, h * 0.7), at + vec2(from, h)];
        ui.painter().add(Shape::convex_polygon(points, palette.accent, Stroke::NONE));
    }
}
