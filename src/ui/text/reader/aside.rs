//! Tables wider than the page: they are moved sideways, by the wheel with Shift or by the bar below, and the rest stays.

use egui::{Rect, Response, Sense, Ui, Vec2, pos2, vec2};

use super::ReaderState;
use super::place::Placed;
use super::view::Shown;
use crate::ui::theme::Palette;

/// By how much a block is wider than the page, in points; what is no table is never.
fn over(placed: &Placed, width: f32) -> f32 {
    let layout = placed.measured.layout.as_ref().filter(|_| placed.measured.dress.table().is_some());
    layout.map_or(0.0, |layout| (layout.width() - width).max(0.0))
}

/// How far the tables in sight are moved, in points, after the wheel and the bar.
pub(super) fn scroll(ui: &Ui, response: &Response, placed: &[Placed], width: f32, state: &mut ReaderState) -> f32 {
    let most = placed.iter().map(|placed| over(placed, width)).fold(0.0, f32::max);
    if most <= 0.0 {
        // A table further down begins at its first column.
        state.aside = 0.0;
        return 0.0;
    }
    if response.contains_pointer() {
        let wheel = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.x));
        state.aside -= wheel;
    }
    let bar = ui.interact(track(response.rect), response.id.with("aside"), Sense::drag());
    bar.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, crate::say::reader::ASIDE));
    state.aside += bar.drag_delta().x * (width + most) / track(response.rect).width().max(1.0);
    state.aside = state.aside.clamp(0.0, most);
    state.aside
}

/// By how much a block is moved to the left.
pub(super) fn shift(placed: &Placed, aside: f32, width: f32) -> Vec2 {
    vec2(aside.min(over(placed, width)), 0.0)
}

/// Where the bar runs.
fn track(rect: Rect) -> Rect {
    Rect::from_min_max(pos2(rect.left() + 62.0, rect.bottom() - 14.0), pos2(rect.right() - 92.0, rect.bottom() - 4.0))
}

/// Keeps the margins clear of what was moved, and paints the bar.
pub(super) fn paint(ui: &Ui, p: &Palette, shown: &[Shown], (left, width): (f32, f32), aside: f32, rect: Rect) {
    let most = shown.iter().map(|s| over(&s.placed, width)).fold(0.0, f32::max);
    if most <= 0.0 {
        return;
    }
    let before = Rect::from_min_max(rect.min, pos2(left - 4.0, rect.bottom()));
    let behind = Rect::from_min_max(pos2(left + width + 4.0, rect.top()), rect.max);
    ui.painter().rect_filled(before, 0.0, p.paper);
    ui.painter().rect_filled(behind, 0.0, p.paper);
    let track = track(rect);
    // On paper of its own: over a line of words it would strike them out.
    let foot = Rect::from_min_max(pos2(rect.left(), track.top() - 2.0), rect.max);
    ui.painter().rect_filled(foot, 0.0, p.paper);
    let part = track.width() / (width + most);
    let bar = Rect::from_min_size(pos2(track.left() + aside * part, track.center().y - 2.0), vec2(width * part, 4.0));
    ui.painter().rect_filled(bar, 2.0, p.faint);
}
