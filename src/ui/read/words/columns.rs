//! Columns of the lists of words: their heads, their figures.

use crate::domain::Words;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::{Palette, medium, size};
use crate::ui::widgets::paint_text;
use egui::{Align2, FontId, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of the line of heads.
pub(super) const HEAD: f32 = 24.0;
/// Height of a row.
pub(super) const ROW: f32 = 24.0;

/// A head of a column of figures: what it says, what that means, and which way it sorts.
pub(super) struct Head<'a> {
    pub text: &'a str,
    pub name: String,
    pub meaning: &'a str,
    /// `Some(true)` for the greatest first.
    pub order: Option<bool>,
    /// True when a click sorts by it.
    pub sorts: bool,
}

/// Draws a head into a rectangle; figures stand at the right of their column.
pub(super) fn head(ui: &Ui, p: &Palette, rect: Rect, right: bool, head: &Head<'_>) -> Response {
    let sense = if head.sorts { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(("head", head.name.as_str())), sense);
    let role = if head.sorts { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), head.order.is_some(), &head.name));
    let lit = head.order.is_some() || (head.sorts && (response.hovered() || response.has_focus()));
    let color = if lit { p.ink } else { p.soft };
    let galley = ui.painter().layout_no_wrap(head.text.to_owned(), medium(size::SMALL), color);
    let arrow = if head.order.is_some() && right { 14.0 } else { 0.0 };
    let left = if right { rect.right() - galley.size().x - arrow } else { rect.left() };
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    let end = at.x + galley.size().x;
    ui.painter().galley(at, galley, color);
    if let Some(descending) = head.order {
        let tip = if descending { 3.0 } else { -3.0 };
        let middle = pos2(end + 8.0, rect.center().y);
        let points = vec![middle + vec2(-3.5, -tip), middle + vec2(3.5, -tip), middle + vec2(0.0, tip)];
        ui.painter().add(Shape::convex_polygon(points, p.accent, Stroke::NONE));
    }
    if head.meaning.is_empty() { response } else { response.on_hover_text(head.meaning) }
}

/// The rectangles of columns in a row: the first takes what the others leave.
pub(super) fn cells(row: Rect, widths: &[f32]) -> Vec<Rect> {
    let others: f32 = widths.iter().sum();
    let mut left = row.left() + (row.width() - others).max(0.0);
    let mut out = vec![Rect::from_min_max(row.min, pos2(left - 8.0, row.bottom()))];
    for width in widths {
        out.push(Rect::from_min_max(pos2(left, row.top()), pos2(left + width, row.bottom())));
        left += width;
    }
    out
}

/// A word in its cell, as wide as it is, so that one that runs leftwards stands at the left of its column too.
pub(super) fn word(ui: &Ui, scene: &Scene<'_>, rect: Rect, words: &Words) {
    let style = LabelStyle::quote().one_line();
    let wide = scene.engine.sized(words, &style, rect.width()).x.min(rect.width());
    scene.engine.put(ui, words, &style, Rect::from_min_size(rect.min, vec2(wide, rect.height())));
}

/// A figure in its cell.
pub(super) fn figure(ui: &Ui, p: &Palette, rect: Rect, text: &str, strong: bool) {
    let color = if strong { p.ink } else { p.soft };
    paint_text(ui, rect.right_center(), Align2::RIGHT_CENTER, text, FontId::proportional(size::BODY), color);
}
