//! Write: the outline at the left, the brief as it will be read in the middle, what a block rests on at the right.

mod block;
mod briefs;
mod outline;
mod page;
mod preview;
mod sentence;
mod side;

use super::kept::{State, kept, state_of};
use super::theme::{Palette, measure};
use super::widgets::{button, empty};
use super::{Scene, side as side_frame};
use crate::app::brief_view::{BriefView, Support};
use crate::app::{Action, Command};
use crate::domain::Id;
use crate::domain::brief::BlockKind;
use crate::say::write as say;
use egui::{CentralPanel, Frame, Panel, RichText, Sense, Shape, Stroke, Ui, vec2};
use std::sync::Arc;

/// Draws the place.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let view = view(ui, scene);
    ask_places(scene, &view);
    Panel::left("outline").exact_size(measure::LEFT_PANEL).resizable(false).frame(side_frame(&p)).show(ui, |ui| {
        outline::show(ui, scene, &view);
    });
    Panel::right("block").exact_size(measure::RIGHT_PANEL).resizable(false).frame(side_frame(&p)).show(ui, |ui| {
        side::show(ui, scene, &view);
    });
    CentralPanel::default().frame(Frame::new().fill(p.paper)).show(ui, |ui| {
        if scene.app.writing.preview.is_some() {
            preview::show(ui, scene);
        } else if view.blocks.is_empty() {
            nothing(ui, scene);
        } else {
            page::show(ui, scene, &view);
        }
    });
}

/// The brief as it is shown, computed anew when something changed.
fn view(ui: &Ui, scene: &Scene<'_>) -> Arc<BriefView> {
    let brief = scene.app.brief();
    let half = scene.app.half().map(|(id, text)| (id, text.to_owned()));
    let key: (State, Option<Id>, Option<(Id, String)>) = (state_of(scene), brief, half);
    kept(ui, "brief", key, || scene.app.brief_shown())
}

fn nothing(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let column = 460.0_f32.min(ui.available_width() - 60.0);
    let left = ((ui.available_width() - column) / 2.0).max(30.0);
    ui.add_space((ui.available_height() * 0.24).max(20.0));
    ui.horizontal(|ui| {
        ui.add_space(left);
        ui.vertical(|ui| {
            ui.set_width(column);
            empty(ui, &p, say::EMPTY, say::EMPTY_HINT);
            ui.add_space(10.0);
            ui.add_enabled_ui(scene.app.can_write(), |ui| {
                ui.horizontal(|ui| {
                    if button(ui, &p, say::WRITE_HEADLINE).clicked() {
                        scene.wanted.push(Action::AddBlock(BlockKind::Headline));
                    }
                    if button(ui, &p, say::WRITE_TEXT).clicked() {
                        scene.wanted.push(Action::AddBlock(BlockKind::Text));
                    }
                    if button(ui, &p, say::FROM_TEMPLATE).clicked() {
                        scene.wanted.push(Action::Command(Command::Template));
                    }
                    if button(ui, &p, say::GO_TO_READ).clicked() {
                        scene.wanted.push(Action::Command(Command::Read));
                    }
                });
            });
        });
    });
}

/// Draws how many blocks are supported, ours and unsupported; for the strip at the bottom.
pub(super) fn counts(ui: &mut Ui, scene: &Scene<'_>) {
    let view = view(ui, scene);
    if view.blocks.is_empty() {
        return;
    }
    let p = scene.palette;
    for (support, count) in
        [(Support::Supported, view.supported), (Support::Ours, view.ours), (Support::Unsupported, view.unsupported)]
    {
        let alarming = support == Support::Unsupported && count > 0;
        let color = if alarming { p.alarm } else { p.soft };
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 14.0), Sense::hover());
            sign(ui, &p, rect.center(), support);
            ui.label(RichText::new(say::count_of(count, called(support))).size(12.0).color(color));
        });
    }
}

/// What a kind of support is called.
fn called(support: Support) -> &'static str {
    match support {
        Support::Supported => say::SUPPORTED,
        Support::Ours => say::OURS,
        Support::Unsupported => say::UNSUPPORTED,
    }
}

/// The sign of a kind of support: each has its own shape, so that the color is never the only sign.
fn sign(ui: &Ui, palette: &Palette, at: egui::Pos2, support: Support) {
    match support {
        Support::Supported => {
            ui.painter().circle_filled(at, 5.0, palette.supported());
        }
        Support::Ours => {
            let corners = [vec2(0.0, -5.5), vec2(5.5, 0.0), vec2(0.0, 5.5), vec2(-5.5, 0.0)].map(|by| at + by);
            ui.painter().add(Shape::closed_line(corners.to_vec(), Stroke::new(1.4, palette.accent)));
        }
        Support::Unsupported => {
            ui.painter().circle_stroke(at, 4.5, Stroke::new(1.5, palette.alarm));
        }
    }
}

/// What a sign means, in a line.
fn means(support: Support) -> &'static str {
    match support {
        Support::Supported => say::SUPPORTED_MEANS,
        Support::Ours => say::OURS_MEANS,
        Support::Unsupported => say::UNSUPPORTED_MEANS,
    }
}

/// Asks for the paragraphs of the passages in the brief, so far as they are not known.
fn ask_places(scene: &mut Scene<'_>, view: &BriefView) {
    for passage in view.notes.iter().filter_map(|note| note.passage) {
        if let Err(ask) = scene.app.passage_stands(passage) {
            scene.wanted.push(Action::Card(ask));
        }
    }
}
