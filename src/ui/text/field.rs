//! Fields to type in. The one place that uses egui's text field, so that it can be changed in one place.

use egui::{FontId, Frame, Margin, Response, Stroke, TextEdit, Ui, vec2};

use crate::ui::theme::{Palette, measure};

/// How a field stands among other things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// In a frame of its own.
    Framed,
    /// Like the text around it, until it is pointed at or typed in.
    Quiet,
}

/// A field of one line that takes the width there is.
pub fn wide_line(ui: &mut Ui, name: &str, hint: &str, text: &mut String) -> Response {
    shown(ui, name, Look::Framed, TextEdit::singleline(text).hint_text(hint.to_owned()).desired_width(f32::INFINITY))
}

/// A value that looks like text until it is pointed at or typed in; it grows with its lines. Enter leaves it when it is
/// of one line.
pub fn quiet(ui: &mut Ui, name: &str, hint: &str, one_line: bool, font: FontId, text: &mut String) -> Response {
    let field = if one_line { TextEdit::singleline(text) } else { TextEdit::multiline(text).desired_rows(1) };
    shown(ui, name, Look::Quiet, field.hint_text(hint.to_owned()).font(font).desired_width(f32::INFINITY))
}

/// A field of several lines that takes the width there is and is at least `rows` high.
pub fn multi_line(ui: &mut Ui, name: &str, hint: &str, rows: usize, text: &mut String) -> Response {
    shown(
        ui,
        name,
        Look::Framed,
        TextEdit::multiline(text).hint_text(hint.to_owned()).desired_width(f32::INFINITY).desired_rows(rows),
    )
}

/// Puts the caret of a field behind what stands in it, when something else than the keyboard put it there.
pub fn to_end(ctx: &egui::Context, field: egui::Id, text: &str) {
    if let Some(mut state) = egui::text_edit::TextEditState::load(ctx, field) {
        let end = egui::text::CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        state.store(ctx, field);
    }
}

/// True while somebody types: a field had the focus in this pass or the last.
pub fn is_typing(ctx: &egui::Context) -> bool {
    let pass = ctx.cumulative_pass_nr();
    ctx.data(|data| data.get_temp::<u64>(typing())).is_some_and(|last| pass.saturating_sub(last) <= 1)
}

fn typing() -> egui::Id {
    egui::Id::unique("typing in a field")
}

fn shown(ui: &mut Ui, name: &str, look: Look, field: TextEdit<'_>) -> Response {
    let palette = Palette::of(ui.ctx());
    let frame = match look {
        Look::Framed => Frame::new()
            .fill(palette.paper)
            .corner_radius(measure::BUTTON_RADIUS)
            .inner_margin(Margin::symmetric(10, 5))
            .stroke(Stroke::new(1.0, palette.rule)),
        // The outer margin takes back what the inner one gives, so that the text stands where a label would.
        Look::Quiet => Frame::new().inner_margin(Margin::symmetric(6, 2)).outer_margin(Margin::symmetric(-6, -2)),
    };
    let response = ui.add(field.frame(frame));
    // A quiet field takes no more room than its text; its outline stands off from it.
    let outline = if look == Look::Quiet { response.rect.expand2(vec2(6.0, 2.0)) } else { response.rect };
    if look == Look::Quiet && response.hovered() && !response.has_focus() {
        let edge = Stroke::new(1.0, palette.rule);
        ui.painter().rect_stroke(outline, measure::BUTTON_RADIUS, edge, egui::StrokeKind::Outside);
    }
    if response.has_focus() {
        let pass = ui.ctx().cumulative_pass_nr();
        ui.data_mut(|data| data.insert_temp(typing(), pass));
        let edge = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(outline, measure::BUTTON_RADIUS, edge, egui::StrokeKind::Outside);
    }
    // The field has said what it holds; its name is added to that.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}
