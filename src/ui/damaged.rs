//! What is shown instead of a project that is damaged: what happened, what is safe, and one thing to press.

use super::Scene;
use super::text::LabelStyle;
use super::theme::{measure, semi_bold, size};
use super::widgets::{button, main_button, note, quiet_button, row, section};
use crate::app::Action;
use crate::app::keep::{Damaged, Rescue};
use crate::domain::Words;
use crate::domain::snapshot::{Aside, Snapshot};
use crate::say::keep as say;
use egui::{CentralPanel, FontId, Frame, Margin, RichText, ScrollArea, Stroke, Ui, pos2};

/// Width of the column.
const WIDTH: f32 = 640.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, damaged: &Damaged) {
    let p = scene.palette;
    CentralPanel::default().frame(Frame::new().fill(p.paper)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let width = WIDTH.min(ui.available_width() - 40.0);
            let left = (ui.available_width() - width) / 2.0;
            ui.add_space((ui.ctx().content_rect().height() * 0.06).max(20.0));
            ui.horizontal_top(|ui| {
                ui.add_space(left);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    page(ui, scene, damaged);
                    ui.add_space(40.0);
                });
            });
        });
    });
}

fn page(ui: &mut Ui, scene: &mut Scene<'_>, damaged: &Damaged) {
    let p = scene.palette;
    let damage = &damaged.damage;
    let (heading, what) = match damage.fault.code {
        "AS-STO-01" => (say::MISSING, say::MISSING_WHAT),
        "AS-STO-03" => (say::EMPTY, say::DAMAGED_WHAT),
        "AS-STO-04" => (say::NO_PROJECT, say::DAMAGED_WHAT),
        _ => (say::DAMAGED, say::DAMAGED_WHAT),
    };
    ui.label(RichText::new(heading).font(semi_bold(22.0)).color(p.ink));
    let file = Words::new(damage.project.to_string_lossy());
    scene.engine.label(ui, &file, LabelStyle::body().lines(2).color(p.soft));
    ui.add_space(14.0);
    section(ui, &p, say::WHAT_HAPPENED);
    body(ui, scene, what);
    ui.add_space(12.0);
    section(ui, &p, say::WHAT_IS_SAFE);
    body(ui, scene, &safe(damaged));
    ui.add_space(16.0);
    main_thing(ui, scene, damaged);
    if let Some(aside) = &damaged.aside {
        ui.add_space(14.0);
        copied(ui, scene, aside);
    }
    if damage.kept.snapshots.len() > 1 {
        ui.add_space(20.0);
        section(ui, &p, say::CHOOSE);
        snapshots(ui, scene, damaged);
    }
    ui.add_space(20.0);
    section(ui, &p, say::ELSE);
    others(ui, scene, damaged);
    if !damage.findings.is_empty() {
        ui.add_space(20.0);
        section(ui, &p, say::FINDINGS);
        for finding in &damage.findings {
            // A finding may quote the file.
            scene.engine.label(ui, &Words::new(finding.as_str()), LabelStyle::small().lines(2).color(p.soft));
        }
    }
    ui.add_space(8.0);
    note(ui, &p, damage.fault.code);
}

fn body(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.label(RichText::new(text).size(14.0).color(scene.palette.ink));
}

/// What is safe, and what is not.
fn safe(damaged: &Damaged) -> String {
    let damage = &damaged.damage;
    let newest = damage.newest_good.and_then(|good| damage.kept.snapshots.iter().find(|s| s.number == good));
    let when = newest.map(|snapshot| say::when(snapshot.at_ms));
    let mut text = say::sound(damage.kept.snapshots.len(), when.as_deref());
    if let (Some(holds), Some(known)) = (newest.and_then(|s| s.holds), damage.kept.last_known) {
        text.push(' ');
        text.push_str(&say::lacks(&holds.counts, &known.counts, &say::when(known.at_ms)));
    }
    if damage.fault.code != "AS-STO-01" {
        text.push(' ');
        text.push_str(say::UNTOUCHED);
    }
    text
}

/// The one thing to press.
fn main_thing(ui: &mut Ui, scene: &mut Scene<'_>, damaged: &Damaged) {
    let p = scene.palette;
    if scene.app.is_rescuing() {
        body(ui, scene, say::WORKING);
        return;
    }
    let (text, what, action) = match damaged.snapshot() {
        Some(snapshot) => {
            let newest = damaged.damage.newest_good == Some(snapshot.number);
            let text = say::open_as_new(&say::when(snapshot.at_ms), newest);
            (text, say::OPEN_AS_NEW_WHAT, Action::Rescue(Rescue::Restore(Some(snapshot.number))))
        }
        None if damaged.damage.readable.is_some() => {
            (say::READ_WHAT_READS.to_owned(), say::READ_WHAT_READS_WHAT, Action::Salvage)
        }
        None => (say::SET_ASIDE.to_owned(), say::SET_ASIDE_WHAT, Action::Rescue(Rescue::SetAside)),
    };
    let main = main_button(ui, &p, &text);
    // Enter presses it.
    if scene.app.overlay.is_none() && ui.memory(|memory| memory.focused().is_none()) {
        main.request_focus();
    }
    if main.clicked() {
        scene.wanted.push(action);
    }
    note(ui, &p, what);
}

fn snapshots(ui: &mut Ui, scene: &mut Scene<'_>, damaged: &Damaged) {
    const ROW: f32 = 46.0;
    let kept = &damaged.damage.kept;
    ScrollArea::vertical().id_salt("snapshots").max_height(ROW * 4.5).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        kept.snapshots.len(),
        |ui, range| {
            // A row in hand reaches beyond its text.
            ui.set_width(ui.available_width() - 14.0);
            for snapshot in kept.snapshots.get(range).unwrap_or_default() {
                snapshot_row(ui, scene, damaged, snapshot, ROW);
            }
        },
    );
}

fn snapshot_row(ui: &mut Ui, scene: &mut Scene<'_>, damaged: &Damaged, snapshot: &Snapshot, height: f32) {
    let p = scene.palette;
    let when = say::when(snapshot.at_ms);
    let on = damaged.chosen == Some(snapshot.number);
    let known = damaged.damage.kept.last_known;
    let (line, color) = match (snapshot.holds, known) {
        (None, _) => (say::UNREADABLE.to_owned(), p.alarm),
        (Some(holds), Some(known)) => (say::against(&holds.counts, &known.counts, say::LAST_KNOWN), p.soft),
        (Some(holds), None) => (say::counts(&holds.counts), p.soft),
    };
    let name = format!("{when}: {line}");
    let response = row(ui, &p, height, on, &name, |ui, rect| {
        let font = semi_bold(size::BODY);
        let painter = ui.painter();
        let at = pos2(rect.left(), rect.top() + 14.0);
        let head = painter.text(at, egui::Align2::LEFT_CENTER, &when, font, p.ink);
        let holds = snapshot.holds.map(|holds| say::counts(&holds.counts)).unwrap_or_default();
        let beside = format!("{}   {holds}", say::length(snapshot.bytes));
        let small = FontId::proportional(size::SMALL);
        let width = rect.right() - head.right() - 24.0;
        let mut job = egui::text::LayoutJob::simple_singleline(beside, small.clone(), p.soft);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let galley = painter.layout_job(job);
        painter.galley(pos2(head.right() + 12.0, at.y - galley.size().y / 2.0), galley, p.soft);
        painter.text(pos2(at.x, rect.top() + 32.0), egui::Align2::LEFT_CENTER, &line, small, color);
    });
    if response.clicked() && snapshot.holds.is_some() {
        scene.wanted.push(Action::ChooseSnapshot(snapshot.number));
    }
}

fn others(ui: &mut Ui, scene: &mut Scene<'_>, damaged: &Damaged) {
    let p = scene.palette;
    let damage = &damaged.damage;
    ui.add_enabled_ui(!scene.app.is_rescuing(), |ui| {
        ui.horizontal_wrapped(|ui| {
            if damage.readable.is_some()
                && button(ui, &p, say::READ_WHAT_READS).on_hover_text(say::READ_WHAT_READS_WHAT).clicked()
            {
                scene.wanted.push(Action::Salvage);
            }
            let there = damage.fault.code != "AS-STO-01";
            if there && button(ui, &p, say::SET_ASIDE).on_hover_text(say::SET_ASIDE_WHAT).clicked() {
                scene.wanted.push(Action::Rescue(Rescue::SetAside));
            }
            if button(ui, &p, say::SHOW_FOLDER).clicked() {
                let beside = damage.project.parent().unwrap_or(&damage.project);
                let folder = if damage.kept.snapshots.is_empty() { beside } else { &damage.kept.folder };
                scene.wanted.push(Action::ShowFolder(folder.to_owned()));
            }
            ui.add_space(8.0);
            if quiet_button(ui, &p, say::LEAVE).clicked() {
                scene.wanted.push(Action::LeaveDamaged);
            }
        });
    });
}

/// The copy that was made, and whether it is sound.
fn copied(ui: &mut Ui, scene: &mut Scene<'_>, aside: &Aside) {
    let p = scene.palette;
    let edge = Stroke::new(1.0, p.rule);
    let card =
        Frame::new().fill(p.raise).stroke(edge).corner_radius(measure::CARD_RADIUS).inner_margin(Margin::same(14));
    card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        note(ui, &p, say::COPIED);
        scene.engine.label(ui, &Words::new(aside.copy.to_string_lossy()), LabelStyle::body().lines(2));
        ui.add_space(4.0);
        let each = [(say::COPY_ALONE, Some(&aside.alone), false), (say::COPY_WITH_LOG, aside.with_log.as_ref(), true)];
        for (which, outcome, with_log) in each {
            let Some(outcome) = outcome else { continue };
            let fares = say::fares(which, outcome.as_ref().map(|holds| &holds.counts).map_err(String::as_str));
            scene.engine.label(ui, &Words::new(fares), LabelStyle::body());
            if outcome.is_ok() && button(ui, &p, say::OPEN_COPY).clicked() {
                scene.wanted.push(Action::Rescue(Rescue::UseCopy { copy: aside.copy.clone(), with_log }));
            }
        }
    });
}
