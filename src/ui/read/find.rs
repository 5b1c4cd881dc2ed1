//! What lies over the text for a while: the field for words to find, and what the keys do while edges are moved.

use crate::app::finding::Finding;
use crate::app::{Action, Command};
use crate::say::reader as say;
use crate::ui::Scene;
use crate::ui::text::field;
use crate::ui::theme::measure;
use crate::ui::widgets::quiet_button;
use egui::{
    Align, Align2, Area, Context, Frame, Id, Key, Layout, Margin, Modifiers, Order, Rect, RichText, Stroke, Ui, vec2,
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
    sheet(ctx, scene, "find in document", Align2::RIGHT_TOP, reader.right_top() + vec2(-34.0, 4.0), |ui, scene| {
        ui.set_width(WIDTH);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let mut text = finding.query.clone();
            let response = ui.allocate_ui(vec2(WIDTH - 172.0, 28.0), |ui| {
                field::wide_line(ui, say::FIND, say::FIND_HINT, &mut text)
            });
            let response = response.inner;
            ctx.data_mut(|data| data.insert_temp(field_id, response.id));
            if *asked != finding.asked {
                *asked = finding.asked;
                response.request_focus();
            }
            if text != finding.query {
                scene.wanted.push(Action::Find(text));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| buttons(ui, scene, finding));
        });
    });
}

fn buttons(ui: &mut Ui, scene: &mut Scene<'_>, finding: &Finding) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing.x = 12.0;
    if quiet_button(ui, &p, say::CLOSE_FIND_SIGN).on_hover_text(say::CLOSE_FIND).clicked() {
        scene.wanted.push(Action::CloseFind);
    }
    for (sign, command) in [("↓", Command::FindNext), ("↑", Command::FindPrevious)] {
        let button = ui.add_enabled_ui(!finding.hits.is_empty(), |ui| quiet_button(ui, &p, sign)).inner;
        if button.on_hover_text(command.name()).clicked() {
            scene.wanted.push(Action::Command(command));
        }
    }
    if !finding.query.is_empty() {
        let count = say::hit_of(finding.at, finding.hits.len(), finding.done, finding.cut_short);
        ui.label(RichText::new(count).size(12.0).color(p.soft));
    }
}

/// What the keys do while edges are moved, over the bottom of the reader.
pub(super) fn edges(ctx: &Context, scene: &mut Scene<'_>, reader: Rect) {
    sheet(ctx, scene, "edges", Align2::CENTER_BOTTOM, reader.center_bottom() - vec2(0.0, 14.0), |ui, scene| {
        ui.label(RichText::new(say::EDGES).size(12.5).color(scene.palette.ink));
    });
}

fn sheet(
    ctx: &Context,
    scene: &mut Scene<'_>,
    name: &str,
    pivot: Align2,
    at: egui::Pos2,
    add: impl FnOnce(&mut Ui, &mut Scene<'_>),
) {
    let p = scene.palette;
    Area::new(Id::unique(name)).order(Order::Middle).pivot(pivot).fixed_pos(at).constrain(true).show(ctx, |ui| {
        Frame::new()
            .fill(p.raise)
            .stroke(Stroke::new(1.0, p.rule))
            .corner_radius(measure::CARD_RADIUS)
            .shadow(egui::Shadow { offset: [0, 4], blur: 16, spread: 0, color: p.shadow })
            .inner_margin(Margin::symmetric(12, 8))
            .show(ui, |ui| add(ui, scene));
    });
}
