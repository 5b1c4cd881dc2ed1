//! The sheet about the program: what it is, and how what reads documents is confined on this computer.

use super::pages::title;
use crate::app::about::{Confinement, Layers};
use crate::say::about as say;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::{medium, size};
use crate::ui::widgets::{note, section};
use egui::{RichText, Ui};

/// Room for the word before a layer, in points.
const WORD: f32 = 62.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, confinement: &Confinement) {
    let p = scene.palette;
    title(ui, scene, say::TITLE);
    note(ui, &p, say::VERSION);
    ui.add_space(6.0);
    ui.label(RichText::new(say::WHAT).size(size::BODY).color(p.ink));
    ui.add_space(4.0);
    note(ui, &p, say::LICENCE);
    ui.add_space(12.0);
    section(ui, &p, say::READING);
    ui.label(RichText::new(say::WORKERS).size(size::BODY).color(p.ink));
    ui.add_space(6.0);
    match confinement {
        Confinement::Asked => drop(note(ui, &p, say::ASKED)),
        Confinement::NotKnown(why) => {
            note(ui, &p, say::NOT_KNOWN);
            scene.engine.label(ui, why, LabelStyle::body());
        }
        Confinement::Known(layers) => layer_by_layer(ui, scene, *layers),
    }
}

fn layer_by_layer(ui: &mut Ui, scene: &Scene<'_>, layers: Layers) {
    let p = scene.palette;
    let held = [layers.limits, layers.files, layers.calls];
    for (holds, what) in held.into_iter().zip(say::LAYERS) {
        ui.horizontal_top(|ui| {
            let (word, color) = if holds { (say::HOLDS, p.soft) } else { (say::MISSING, p.alarm) };
            ui.allocate_ui(egui::vec2(WORD, 18.0), |ui| {
                ui.set_min_width(WORD);
                ui.label(RichText::new(word).font(medium(size::BODY)).color(color));
            });
            ui.label(RichText::new(what).size(size::BODY).color(p.ink));
        });
    }
    ui.add_space(6.0);
    let in_all = match held {
        [true, true, true] => say::ALL,
        [false, false, false] => say::NONE,
        _ => say::NOT_ALL,
    };
    ui.label(RichText::new(in_all).size(size::BODY).color(p.ink));
}
