//! The field for words to find, over the text, with how many there are and the way from one to the next.

use crate::app::finding::Finding;
use crate::app::{Action, Command};
use crate::say::reader as say;
use crate::ui::Scene;
use crate::ui::text::field;
use crate::ui::theme::measure;
use crate::ui::widgets::quiet_button;
use egui::{
    Align, Align2, Area, Context, Frame, Id, Key, Layout, Margin, Modifiers, Order, Rect, Response, RichText, Stroke,
    Ui, vec2,
};

/// Width of the field's sheet, in points.
const WIDTH: f32 = 344.0;

/// Draws the field over the right top of the reader. `asked` is how often it was given the focus.
pub(super) fn bar(ctx: &Context, scene: &mut Scene<'_>, finding: &Finding, reader: Rect, asked: &mut u64) {
    let field_id = Id::unique("the field for words to find");
    let covered = scene.app.overlay.is_some();
    if !covered && scene.app.edges.is_none() && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        if let Some(focused) = ctx.memory(egui::Memory::focused) {
            ctx.memory_mut(|memory| memory.surrender_focus(focused));
        }
        scene.wanted.push(Action::CloseFind);
        return;
    }
    let typing = ctx.data(|data| data.get_temp::<Id>(field_id)).is_some_and(|id| ctx.memory(|m| m.has_focus(id)));
    if typing {
        for (modifiers, command) in [(Modifiers::SHIFT, Command::FindPrevious), (Modifiers::NONE, Command::FindNext)] {
            if ctx.input_mut(|i| i.consume_key(modifiers, Key::Enter)) {
                scene.wanted.push(Action::Command(command));
            }
        }
    }
    let p = scene.palette;
    let frame = Frame::new()
        .fill(p.raise)
        .stroke(Stroke::new(1.0, p.rule))
        .corner_radius(measure::CARD_RADIUS)
        .shadow(egui::Shadow { offset: [0, 4], blur: 16, spread: 0, color: p.shadow })
        .inner_margin(Margin::symmetric(12, 8));
    // Clear of the signs beside the scrollbar.
    let corner = reader.right_top() + vec2(-42.0, 4.0);
    let area = Area::new(Id::unique("find in document")).order(Order::Middle).pivot(Align2::RIGHT_TOP);
    area.fixed_pos(corner)
        .constrain(true)
        .show(ctx, |ui| frame.show(ui, |ui| line(ui, scene, finding, field_id, asked)));
}

/// The field, how many there are, and the buttons.
fn line(ui: &mut Ui, scene: &mut Scene<'_>, finding: &Finding, field_id: Id, asked: &mut u64) {
    ui.set_width(WIDTH);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut text = finding.query.clone();
        let response =
            ui.allocate_ui(vec2(WIDTH - 172.0, 28.0), |ui| field::wide_line(ui, say::FIND, say::FIND_HINT, &mut text));
        let response = response.inner;
        ui.data_mut(|data| data.insert_temp(field_id, response.id));
        if *asked != finding.asked {
            *asked = finding.asked;
            response.request_focus();
        }
        if text != finding.query {
            scene.wanted.push(Action::Find(text));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| buttons(ui, scene, finding));
    });
}

fn buttons(ui: &mut Ui, scene: &mut Scene<'_>, finding: &Finding) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing.x = 12.0;
    let close = quiet_button(ui, &p, say::CLOSE_FIND_SIGN);
    named(ui, &close, say::CLOSE_FIND);
    if close.on_hover_text(say::CLOSE_FIND).clicked() {
        scene.wanted.push(Action::CloseFind);
    }
    for (sign, command) in [("↓", Command::FindNext), ("↑", Command::FindPrevious)] {
        let button = ui.add_enabled_ui(!finding.hits.is_empty(), |ui| quiet_button(ui, &p, sign)).inner;
        named(ui, &button, command.name());
        if button.on_hover_text(command.name()).clicked() {
            scene.wanted.push(Action::Command(command));
        }
    }
    if !finding.query.is_empty() {
        let count = say::hit_of(finding.at, finding.hits.len(), finding.done, finding.cut_short);
        ui.label(RichText::new(count).size(12.0).color(p.soft));
    }
}

/// A sign on a button says little to who does not see it.
fn named(ui: &Ui, button: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(name));
}
