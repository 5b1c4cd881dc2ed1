//! Pages to read: the history, the keys, what an import did.

use super::entered;
use crate::app::intake::{IntakeWish, NewVersion};
use crate::app::overlay::Report;
use crate::app::{Action, Command};
use crate::domain::Words;
use crate::say::{imports, pages as say, shared};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{button, note, section};
use egui::{Align, Layout, RichText, ScrollArea, Ui};

/// The heading of a page.
pub(super) fn title(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.label(RichText::new(text).font(semi_bold(15.0)).color(scene.palette.ink));
    ui.add_space(6.0);
}

/// Every step of work, latest first.
pub(super) fn history(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    title(ui, scene, say::HISTORY);
    let lines = &scene.app.history;
    if lines.is_empty() {
        note(ui, &p, say::NOTHING_DONE);
        return;
    }
    ui.horizontal(|ui| {
        if scene.app.is_enabled(Command::Undo) && button(ui, &p, say::UNDO_LAST).clicked() {
            scene.wanted.push(Action::Command(Command::Undo));
        }
        if scene.app.is_enabled(Command::Redo) && button(ui, &p, say::REDO).clicked() {
            scene.wanted.push(Action::Command(Command::Redo));
        }
    });
    ui.add_space(6.0);
    ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show_rows(
        ui,
        22.0,
        lines.len(),
        |ui, range| {
            for line in lines.get(range).unwrap_or_default() {
                ui.horizontal(|ui| {
                    ui.set_height(22.0);
                    let at = jiff::Timestamp::from_millisecond(line.at_ms)
                        .map(|t| t.to_zoned(jiff::tz::TimeZone::system()).strftime("%d %b %H:%M").to_string());
                    ui.label(RichText::new(at.unwrap_or_default()).size(size::SMALL).color(p.soft));
                    ui.scope(|ui| {
                        ui.set_max_width(ui.available_width() - 120.0);
                        scene.engine.label(ui, &line.label, LabelStyle::body().one_line());
                    });
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        // Clear of the scrollbar.
                        ui.add_space(10.0);
                        scene.engine.label(ui, &line.author, LabelStyle::small().one_line().color(p.soft));
                    });
                });
            }
        },
    );
}

/// What an import did, in counts.
pub(in crate::ui) fn did(report: &Report) -> Vec<String> {
    let mut lines = if report.cancelled { vec![imports::STOPPED.to_owned()] } else { Vec::new() };
    lines.push(say::new_documents(report.added.len(), report.without_text));
    let sum = |of: fn(&NewVersion) -> usize| report.new_versions.iter().map(of).sum::<usize>() as u64;
    for (count, line) in [
        (report.new_versions.len() as u64, imports::new_versions as fn(u64) -> String),
        (sum(|version| version.lost), imports::lost),
        (sum(|version| version.alike), imports::alike),
        (sum(|version| version.whole_again), imports::whole_again),
        (report.moved, imports::moved),
        (report.gone, imports::gone),
        (report.second_paths.len() as u64, say::second_paths),
        (report.not_taken.len() as u64, say::not_taken),
        (report.brought_back, say::are_back),
        (report.already_here, say::here_already),
        (report.hidden, say::passed_over),
    ] {
        if count > 0 {
            lines.push(line(count));
        }
    }
    lines
}

/// What an import did, and every file that was not taken with its reason.
pub(super) fn imported(ui: &mut Ui, scene: &mut Scene<'_>, report: &Report) {
    let p = scene.palette;
    title(ui, scene, if report.cancelled { say::STOPPED } else { say::IMPORTED });
    for line in did(&Report { cancelled: false, ..report.clone() }) {
        ui.label(RichText::new(line).size(size::BODY));
    }
    ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
        let remarks = |ui: &mut Ui, scene: &Scene<'_>, heading: &str, lines: &[(&Words, Words)]| {
            if lines.is_empty() {
                return;
            }
            ui.add_space(10.0);
            section(ui, &p, heading);
            for (path, what) in lines.iter().take(1_000) {
                scene.engine.label(ui, path, LabelStyle::body().lines(2));
                // A reason may quote the system or the file.
                scene.engine.label(ui, what, LabelStyle::small().color(p.soft));
            }
            if lines.len() > 1_000 {
                note(ui, &p, &shared::and_more(lines.len() - 1_000));
            }
        };
        let not_taken: Vec<_> = report.not_taken.iter().map(|r| (&r.path, Words::new(r.what.as_str()))).collect();
        remarks(ui, scene, say::NOT_TAKEN, &not_taken);
        let same: Vec<_> = report
            .second_paths
            .iter()
            .map(|(path, document)| match scene.app.also_at(*document, path) {
                Some(other) => (path, imports::same_as(other)),
                None => (path, Words::new(say::SAME_BYTES)),
            })
            .collect();
        remarks(ui, scene, say::OTHER_PATH, &same);
        let warnings: Vec<_> = report.warnings.iter().map(|r| (&r.path, Words::new(r.what.as_str()))).collect();
        remarks(ui, scene, say::WITH_A_REMARK, &warnings);
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if entered(ui) | button(ui, &p, shared::CLOSE).clicked() {
            scene.wanted.push(Action::CloseOverlay);
        }
        if button(ui, &p, imports::SHOW_FILES).clicked() {
            scene.wanted.push(Action::CloseOverlay);
            scene.wanted.push(Action::Intake(IntakeWish::Show));
        }
    });
}
