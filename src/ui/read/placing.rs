//! The bar over the text while a passage is set anew: its words, and setting it where the selection is.

use crate::app::placing::{PlacingWish, wanted};
use crate::say::placing as say;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, field};
use crate::ui::theme::size;
use crate::ui::widgets::{main_button, quiet_button};
use egui::{Key, Modifiers, RichText, Ui};

/// Draws it, if a passage of the open document is set anew.
pub(super) fn bar(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(anchor) = scene.app.being_placed() else { return };
    let p = scene.palette;
    let (left, width) = super::header::column(ui, scene);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let free = scene.app.overlay.is_none() && scene.app.edges.is_none() && !field::is_typing(ui.ctx());
    let (mut here, mut leave) = (free && pressed(Key::Enter), free && pressed(Key::Escape));
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(left);
        ui.scope(|ui| {
            ui.set_width(width);
            ui.vertical(|ui| {
                ui.label(RichText::new(say::WHERE).size(size::SMALL).color(p.alarm));
                scene.engine.label(ui, &anchor.quote, LabelStyle::quote().lines(3).filling());
                ui.horizontal(|ui| {
                    here |= main_button(ui, &p, say::HERE).clicked();
                    leave |= quiet_button(ui, &p, say::LEAVE).clicked();
                });
            });
        });
    });
    ui.add_space(4.0);
    if here {
        scene.wanted.push(wanted(PlacingWish::Here));
    } else if leave {
        scene.wanted.push(wanted(PlacingWish::Leave));
    }
}
