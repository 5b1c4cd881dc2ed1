//! Fields to type in. The one place that uses egui's text field, so that it can be changed in one place.

use egui::{Frame, Margin, Response, Stroke, TextEdit, Ui};

use crate::ui::theme::{Palette, measure};

/// A field of one line. `name` is its accessible name, `hint` what stands in it while it is empty.
pub fn single_line(ui: &mut Ui, name: &str, hint: &str, text: &mut String) -> Response {
    let width = ui.available_width().min(ui.spacing().text_edit_width);
    shown(ui, name, TextEdit::singleline(text).hint_text(hint.to_owned()).desired_width(width))
}

/// A field of one line that takes the width there is.
pub fn wide_line(ui: &mut Ui, name: &str, hint: &str, text: &mut String) -> Response {
    shown(ui, name, TextEdit::singleline(text).hint_text(hint.to_owned()).desired_width(f32::INFINITY))
}

/// A field of several lines that takes the width there is and is at least `rows` high.
pub fn multi_line(ui: &mut Ui, name: &str, hint: &str, rows: usize, text: &mut String) -> Response {
    shown(
        ui,
        name,
        TextEdit::multiline(text).hint_text(hint.to_owned()).desired_width(f32::INFINITY).desired_rows(rows),
    )
}

/// True while somebody types: a field had the focus in this pass or the last.
pub fn is_typing(ctx: &egui::Context) -> bool {
    let pass = ctx.cumulative_pass_nr();
    ctx.data(|data| data.get_temp::<u64>(typing())).is_some_and(|last| pass.saturating_sub(last) <= 1)
}

fn typing() -> egui::Id {
    egui::Id::unique("typing in a field")
}

fn shown(ui: &mut Ui, name: &str, field: TextEdit<'_>) -> Response {
    let palette = Palette::of(ui.ctx());
    let frame =
        Frame::new().fill(palette.paper).corner_radius(measure::BUTTON_RADIUS).inner_margin(Margin::symmetric(10, 5));
    let response = ui.add(field.frame(frame.stroke(Stroke::new(1.0, palette.rule))));
    if response.has_focus() {
        let pass = ui.ctx().cumulative_pass_nr();
        ui.data_mut(|data| data.insert_temp(typing(), pass));
        let edge = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(response.rect, measure::BUTTON_RADIUS, edge, egui::StrokeKind::Inside);
    }
    // The field has said what it holds; its name is added to that.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}
