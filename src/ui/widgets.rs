//! Small parts the panels share: labels over groups, cards, chips, keys, rows of lists, quiet buttons.

use super::Scene;
use super::text::LabelStyle;
use super::theme::{Palette, measure, semi_bold, size};
use crate::domain::Words;
use egui::{
    Align2, Color32, CornerRadius, FontId, Frame, InnerResponse, Margin, Rect, Response, RichText, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// The label over a group: small, wide, faint capitals.
pub fn section(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    let text = text.to_uppercase();
    let rich = RichText::new(text).font(semi_bold(size::LABEL)).color(palette.soft).extra_letter_spacing(0.6);
    let response = ui.label(rich);
    ui.add_space(3.0);
    response
}

/// A card: raised paper with a hairline.
pub fn card<R>(ui: &mut Ui, palette: &Palette, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    Frame::new()
        .fill(palette.raise)
        .stroke(Stroke::new(1.0, palette.rule))
        .corner_radius(measure::CARD_RADIUS)
        .inner_margin(Margin::symmetric(14, 13))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
}

/// How a chip looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chip {
    /// Something known.
    Known,
    /// Something known that stands out.
    Strong,
    /// Something missing, shown quietly.
    Missing,
}

/// A chip that can be clicked: a short text of ours in a rounded frame.
pub fn chip(ui: &mut Ui, palette: &Palette, text: &str, look: Chip) -> Response {
    let color = match look {
        Chip::Known => palette.soft,
        Chip::Strong => palette.ink,
        Chip::Missing => palette.soft,
    };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(size::SMALL), color);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(20.0, 6.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    outline(ui, palette, rect, look, &response);
    ui.painter().galley(rect.min + vec2(10.0, 3.0), galley, color);
    response
}

/// The same for words of a document or a person.
pub fn words_chip(ui: &mut Ui, scene: &Scene<'_>, words: &Words, look: Chip) -> Response {
    let ink = if look == Chip::Strong { scene.palette.ink } else { scene.palette.soft };
    let style = LabelStyle::small().one_line().color(ink);
    let wanted = scene.engine.sized(words, &style, 220.0);
    let (rect, response) = ui.allocate_exact_size(vec2(wanted.x + 20.0, wanted.y + 4.0), Sense::click());
    let name = super::text::TextEngine::accessible_name(words);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    outline(ui, &scene.palette, rect, look, &response);
    scene.engine.put(ui, words, &style, rect.shrink2(vec2(10.0, 0.0)));
    response
}

fn outline(ui: &Ui, palette: &Palette, rect: Rect, look: Chip, response: &Response) {
    let radius = CornerRadius::same(20);
    if look == Chip::Missing {
        dashed(ui, rect, Stroke::new(1.0, palette.faint));
    } else {
        ui.painter().rect(rect, radius, palette.raise, Stroke::new(1.0, palette.rule), StrokeKind::Inside);
    }
    if response.hovered() || response.has_focus() {
        let color = if response.has_focus() { palette.accent } else { palette.faint };
        ui.painter().rect_stroke(rect, radius, Stroke::new(1.0, color), StrokeKind::Inside);
    }
}

/// A rounded outline of dashes.
fn dashed(ui: &Ui, rect: Rect, stroke: Stroke) {
    let r = rect.height() / 2.0;
    let rect = rect.shrink(0.5);
    let mut path = vec![pos2(rect.left() + r, rect.top()), pos2(rect.right() - r, rect.top())];
    let arc = |center: egui::Pos2, from: f32| {
        (0..=12).map(move |i| {
            let angle = from + std::f32::consts::PI * i as f32 / 12.0;
            center + (r - 0.5) * vec2(angle.cos(), angle.sin())
        })
    };
    path.extend(arc(pos2(rect.right() - r, rect.center().y), -std::f32::consts::FRAC_PI_2));
    path.push(pos2(rect.left() + r, rect.bottom()));
    path.extend(arc(pos2(rect.left() + r, rect.center().y), std::f32::consts::FRAC_PI_2));
    ui.painter().extend(egui::Shape::dashed_line(&path, stroke, 3.0, 3.0));
}

/// Keys as a small cap, such as those of the strip.
pub fn kbd(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), semi_bold(size::LABEL), palette.ink);
    let (rect, response) = ui.allocate_exact_size(vec2((galley.size().x + 11.0).max(18.0), 17.0), Sense::hover());
    let radius = CornerRadius::same(4);
    ui.painter().rect(rect, radius, palette.raise, Stroke::new(1.0, palette.rule), StrokeKind::Inside);
    let line = [rect.left_bottom() + vec2(2.0, -1.0), rect.right_bottom() + vec2(-2.0, -1.0)];
    ui.painter().line_segment(line, Stroke::new(1.5, palette.rule));
    ui.painter().galley(rect.center() - galley.size() / 2.0 - vec2(0.0, 0.5), galley, palette.ink);
    response
}

/// A box to tick, with words of ours beside it. Its edge is drawn, so that an empty one is seen.
pub fn tick(ui: &mut Ui, palette: &Palette, on: &mut bool, text: &str) -> Response {
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (widget, edge) in [
            (&mut widgets.inactive, palette.soft),
            (&mut widgets.hovered, palette.ink),
            (&mut widgets.active, palette.accent),
        ] {
            widget.bg_fill = palette.paper;
            widget.bg_stroke = Stroke::new(1.0, edge);
            widget.corner_radius = CornerRadius::same(4);
        }
        ui.checkbox(on, text)
    })
    .inner
}

/// A button with words of ours on it.
pub fn button(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    let rich = RichText::new(text).size(12.5).color(palette.ink);
    ui.add(egui::Button::new(rich).fill(palette.paper).stroke(Stroke::new(1.0, palette.rule)))
}

/// The one button of a page that is to be pressed.
pub fn main_button(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    let rich = RichText::new(text).font(semi_bold(14.0)).color(palette.paper);
    let button = egui::Button::new(rich).fill(palette.accent).stroke(Stroke::NONE).min_size(vec2(0.0, 36.0));
    ui.add(button)
}

/// A button that is only text until it is pointed at.
pub fn quiet_button(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    quiet_button_with(ui, palette, text, Sense::click())
}

/// The same that listens to something else.
pub fn quiet_button_with(ui: &mut Ui, palette: &Palette, text: &str, sense: Sense) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(12.5), palette.soft);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(0.0, 8.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    // The text stands at the edge of what is above it; only what shows under the pointer reaches beyond.
    let around = rect.expand2(vec2(7.0, 1.0));
    if response.hovered() {
        ui.painter().rect_filled(around, 6.0, palette.wash);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(around, 6.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
    }
    let color = if response.hovered() { palette.ink } else { palette.soft };
    ui.painter().galley_with_override_text_color(rect.min + vec2(0.0, 4.0), galley, color);
    response
}

/// A row of a list, as high as `height`, that can be clicked; the one in hand lies on a card. `name` is its accessible
/// name. `paint` gets the inner rectangle.
pub fn row(
    ui: &mut Ui,
    palette: &Palette,
    height: f32,
    on: bool,
    name: &str,
    paint: impl FnOnce(&mut Ui, Rect),
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), on, name));
    if ui.is_rect_visible(rect) {
        let outer = rect.expand2(vec2(9.0, 0.0));
        let radius = CornerRadius::same(7);
        if on {
            ui.painter().rect(outer, radius, palette.raise, Stroke::new(1.0, palette.rule), StrokeKind::Inside);
        } else if response.hovered() {
            ui.painter().rect_filled(outer, radius, palette.wash);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(outer, radius, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
        }
        paint(ui, rect);
    }
    response
}

/// Text of ours painted at a place, cut to a width.
pub fn paint_text(ui: &Ui, at: egui::Pos2, align: Align2, text: &str, font: FontId, color: Color32) -> Rect {
    ui.painter().text(at, align, text, font, color)
}

/// A line “label: value” of a card, the label faint at the left, the value as given.
pub fn field<R>(ui: &mut Ui, palette: &Palette, label: &str, value: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(vec2(66.0, 18.0), Sense::hover());
        let shown = ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            // A value is as high as its text, whether it is read or typed.
            ui.spacing_mut().interact_size.y = 18.0;
            value(ui)
        });
        // Beside the first line of the value, whether that is a line of text or a row of chips.
        let height = shown.response.rect.height();
        let middle = rect.top() + if height < 22.0 { height / 2.0 } else { 9.0 };
        let at = pos2(rect.left(), middle);
        ui.painter().text(at, Align2::LEFT_CENTER, label, FontId::proportional(12.5), palette.soft);
        shown.inner
    })
    .inner
}

/// Text of the second rank, wrapping.
pub fn note(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    ui.label(RichText::new(text).size(12.5).color(palette.soft))
}

/// What an empty place says: what it is for and what to do next.
pub fn empty(ui: &mut Ui, palette: &Palette, title: &str, what: &str) {
    ui.vertical(|ui| {
        ui.label(RichText::new(title).font(semi_bold(15.0)).color(palette.ink));
        ui.add_space(2.0);
        ui.label(RichText::new(what).size(size::BODY).color(palette.soft));
    });
}

/// A square of a tag's color.
pub fn swatch(ui: &Ui, rect: Rect, color: Color32) {
    ui.painter().rect_filled(Rect::from_center_size(rect.center(), Vec2::splat(10.0)), 3.0, color);
}
