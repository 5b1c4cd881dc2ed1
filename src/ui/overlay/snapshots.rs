//! The sheet of snapshots: earlier states of the project, newest first, each against the project as it is now.

use super::pages::title;
use crate::app::{Action, Command};
use crate::domain::Words;
use crate::domain::snapshot::{Counts, Snapshot};
use crate::say::keep as say;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::{measure, semi_bold, size};
use crate::ui::widgets::{button, note};
use egui::{Align, Layout, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder, vec2};

/// Height of a snapshot's row.
const ROW: f32 = 64.0;
/// Rows and lines keep clear of the scroll bar.
const CLEAR: f32 = 12.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    title(ui, scene, say::SNAPSHOTS);
    note(ui, &p, say::SNAPSHOTS_WHAT);
    ui.add_space(measure::GAP);
    let Some(kept) = &scene.app.kept else {
        note(ui, &p, say::LOOKING);
        return;
    };
    if scene.app.is_enabled(Command::SnapshotNow) && button(ui, &p, say::MAKE_ONE).clicked() {
        scene.wanted.push(Action::Command(Command::SnapshotNow));
    }
    ui.add_space(measure::GAP);
    if kept.snapshots.is_empty() {
        note(ui, &p, say::NO_SNAPSHOT);
        return;
    }
    let now = kept.now.map(|now| now.counts);
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width() - CLEAR, 1.0), Sense::hover());
    ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, p.rule));
    let high = (ui.ctx().content_rect().height() - 330.0).max(ROW * 2.0);
    ScrollArea::vertical().max_height(high).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        kept.snapshots.len(),
        |ui, range| {
            for snapshot in kept.snapshots.get(range).unwrap_or_default() {
                row(ui, scene, snapshot, now.as_ref());
            }
        },
    );
    // The last row ends in a line of its own.
    ui.add_space(measure::GAP);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        note(ui, &p, say::IN_FOLDER);
        let folder = Words::new(kept.folder.to_string_lossy());
        scene.engine.label(ui, &folder, LabelStyle::small().one_line().color(p.soft));
    });
}

fn row(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &Snapshot, now: Option<&Counts>) {
    let p = scene.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let inner = rect.shrink2(vec2(0.0, 6.0)).with_max_x(rect.right() - CLEAR);
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
        let when = say::when(snapshot.at_ms);
        if snapshot.holds.is_some() {
            let restore = button(ui, &p, say::RESTORE);
            let enabled = ui.is_enabled();
            restore.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, say::restore_named(&when)));
            if restore.clicked() {
                scene.wanted.push(Action::Restore(snapshot.number));
            }
        }
        ui.add_space(10.0);
        ui.with_layout(Layout::top_down(Align::Min), |ui| lines(ui, scene, snapshot, now, &when));
    });
    ui.painter().hline(rect.left()..=inner.right(), rect.bottom(), Stroke::new(1.0, p.rule));
}

/// When it was made and how long it is; what it holds; how that differs from what it is compared with.
fn lines(ui: &mut Ui, scene: &Scene<'_>, snapshot: &Snapshot, now: Option<&Counts>, when: &str) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing.y = 1.0;
    // Lines of text, not of buttons.
    ui.spacing_mut().interact_size.y = 16.0;
    ui.horizontal(|ui| {
        ui.label(RichText::new(when).font(semi_bold(size::BODY)).color(p.ink));
        ui.label(RichText::new(say::length(snapshot.bytes)).size(size::SMALL).color(p.soft));
    });
    let small = |text: &str, color| RichText::new(text).size(size::SMALL).color(color);
    match snapshot.holds {
        None => {
            ui.label(small(say::UNREADABLE, p.alarm));
        }
        Some(holds) => {
            ui.add(egui::Label::new(small(&say::counts(&holds.counts), p.soft)).truncate());
            if let Some(now) = now {
                ui.add(egui::Label::new(small(&say::against(&holds.counts, now, say::NOW), p.soft)).truncate());
            }
        }
    }
}
