//! What can be chosen for all projects. A choice is seen at once behind the sheet, and in a specimen on it.

use super::focus_first;
use super::forms::heading;
use crate::app::Action;
use crate::app::settings::{LEADING, Paper, Room, Settings, Typeface, ZOOM};
use crate::domain::Words;
use crate::say::settings as say;
use crate::text::Face;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, field};
use crate::ui::theme::{Palette, measure, size};
use crate::ui::widgets::{note, quiet_button, section, tick};
use egui::{Frame, Margin, RichText, ScrollArea, Slider, Stroke, Ui};

/// Draws the sheet.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    heading(ui, scene, say::TITLE);
    note(ui, &p, say::ALL_PROJECTS);
    let height = ui.ctx().content_rect().height() - 150.0;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_width(ui.available_width() - 12.0);
        let mut new = scene.app.settings.clone();
        ui.add_space(8.0);
        words(ui, scene, &mut new);
        ui.add_space(8.0);
        section(ui, &p, say::WINDOW);
        line(ui, &p, say::ROOM, |ui| {
            for (room, name) in [Room::System, Room::Light, Room::Dark].into_iter().zip(say::ROOMS) {
                choose(ui, &mut new.room, room, name);
            }
        });
        tick(ui, &p, &mut new.still, say::STILL);
        ui.add_space(8.0);
        section(ui, &p, say::KEEPING);
        ui.horizontal(|ui| {
            tick(ui, &p, &mut new.remember_projects, say::RECENTS);
            if !scene.app.recents.is_empty() && quiet_button(ui, &p, say::FORGET).clicked() {
                scene.wanted.push(Action::ForgetProjects);
            }
        });
        tick(ui, &p, &mut new.keep_originals, say::ORIGINALS);
        if !new.keep_originals {
            note(ui, &p, say::ORIGINALS_OFF);
        }
        ui.add_space(8.0);
        section(ui, &p, say::YOU);
        line(ui, &p, say::SIGNED, |ui| signed(ui, scene));
        note(ui, &p, say::SIGNED_WHEN);
        if new != scene.app.settings {
            scene.wanted.push(Action::Settings(new));
        }
    });
}

fn words(ui: &mut Ui, scene: &mut Scene<'_>, new: &mut Settings) {
    let p = scene.palette;
    section(ui, &p, say::WORDS);
    line(ui, &p, say::TYPEFACE, |ui| {
        choose(ui, &mut new.face, Typeface::Serif, say::SERIF);
        choose(ui, &mut new.face, Typeface::Sans, say::SANS);
    });
    let mut points = (scene.app.zoom * size::READING).round();
    line(ui, &p, say::SIZE, |ui| {
        let range = (ZOOM.0 * size::READING).round()..=(2.0 * size::READING);
        let slider = Slider::new(&mut points, range).step_by(1.0).suffix(say::POINTS);
        slide(ui, slider, say::SIZE);
    });
    if points != (scene.app.zoom * size::READING).round() {
        scene.wanted.push(Action::Zoom(points / size::READING));
    }
    line(ui, &p, say::LEADING, |ui| {
        let mut leading = (new.leading * 100.0).round() / 100.0;
        let slider = Slider::new(&mut leading, LEADING.0..=LEADING.2).step_by(0.01).fixed_decimals(2);
        if slide(ui, slider, say::LEADING) {
            new.leading = leading;
        }
    });
    line(ui, &p, say::PAPER, |ui| {
        for (paper, name) in [Paper::Warm, Paper::Plain, Paper::Green].into_iter().zip(say::TINTS) {
            choose(ui, &mut new.paper, paper, name);
        }
    });
    ui.add_space(4.0);
    let frame = Frame::new()
        .fill(p.paper)
        .stroke(Stroke::new(1.0, p.rule))
        .corner_radius(measure::CARD_RADIUS)
        .inner_margin(Margin::symmetric(14, 5));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let style = LabelStyle {
            face: if scene.app.settings.face == Typeface::Sans { Face::Interface } else { Face::Serif },
            size: size::READING * scene.app.zoom,
            line_height: scene.app.settings.leading,
            ..LabelStyle::body()
        };
        for part in say::SPECIMEN.split(" — ") {
            scene.engine.label(ui, &Words::new(part), style.filling());
        }
    });
}

/// A name at the left and what can be chosen beside it.
fn line(ui: &mut Ui, palette: &Palette, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.scope(|ui| {
            ui.set_width(84.0);
            ui.label(RichText::new(name).size(size::BODY).color(palette.soft));
        });
        add(ui);
    });
}

fn choose<T: PartialEq + Copy>(ui: &mut Ui, now: &mut T, value: T, name: &str) {
    let response = ui.selectable_label(*now == value, name);
    focus_first(ui, &response);
    if response.clicked() {
        *now = value;
    }
}

/// True when it was moved.
fn slide(ui: &mut Ui, slider: Slider<'_>, name: &str) -> bool {
    ui.spacing_mut().slider_width = 220.0;
    let response = ui.add(slider);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response.changed()
}

fn signed(ui: &mut Ui, scene: &mut Scene<'_>) {
    let id = egui::Id::unique("the name in the settings");
    let known = scene.app.author.as_ref().map(crate::ui::text::TextEngine::accessible_name).unwrap_or_default();
    let mut typed = ui.data(|data| data.get_temp::<String>(id)).filter(|t| t.trim() == known).unwrap_or(known.clone());
    field::wide_line(ui, say::SIGNED, crate::say::paths::UNNAMED, &mut typed);
    if typed.trim() != known {
        scene.wanted.push(Action::Sign(typed.trim().to_owned()));
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
}
