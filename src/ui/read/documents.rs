//! The list of documents at the left, with their triage.

use crate::app::view::DocumentRow;
use crate::app::{Action, Command};
use crate::domain::Id;
use crate::domain::document::Triage;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::size;
use crate::ui::widgets::{note, quiet_button, row};
use egui::{Align, Layout, Rect, RichText, ScrollArea, Sense, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// Height of a document's row.
const DOCUMENT: f32 = 51.0;

/// Draws it, `height` points high.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, height: f32) {
    let Some(model) = scene.app.model() else { return };
    let p = scene.palette;
    let top = ui.cursor().top();
    // As high as the label over a group, so that the panels' headings stand in one line.
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 14.0), Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let counts = kept(ui, "triage counts", state_of(scene), || scene.app.triage_counts(model));
        let mut first = true;
        for (triage, count) in counts.iter().copied().filter(|(t, n)| *n > 0 || *t == Triage::Inbox) {
            if !first {
                ui.label(RichText::new("·").size(size::LABEL).color(p.soft));
            }
            first = false;
            let on = scene.app.filter == Some(triage);
            let text = format!("{} {count}", triage.label()).to_uppercase();
            let font = crate::ui::theme::semi_bold(size::LABEL);
            let rich = RichText::new(text).font(font).color(if on { p.accent } else { p.soft });
            let label = ui.add(egui::Label::new(rich).selectable(false).sense(Sense::click()));
            let what = if on { "Show all documents" } else { "Show only these documents" };
            if label.on_hover_text(what).clicked() {
                scene.wanted.push(Action::Filter((!on).then_some(triage)));
            }
        }
    });
    ui.add_space(4.0);
    let rows: Arc<Vec<Id>> = kept(ui, "listed documents", (state_of(scene), scene.app.filter), || {
        scene.app.listed(model).map(|document| document.id).collect()
    });
    if rows.is_empty() {
        note(ui, &p, if scene.app.filter.is_some() { "No document is in this state." } else { "No documents yet." });
        if scene.app.filter.is_none() && quiet_button(ui, &p, "Import…").clicked() {
            scene.wanted.push(Action::Command(Command::Import));
        }
        return;
    }
    let used = ui.cursor().top() - top;
    ScrollArea::vertical()
        .id_salt("documents")
        .max_height((height - used).max(DOCUMENT))
        .auto_shrink([false, true])
        .show_rows(ui, DOCUMENT, rows.len(), |ui, range| {
            let shown = rows.get(range).unwrap_or_default();
            for document in shown.iter().filter_map(|id| model.documents.get(id)) {
                let shown = scene.app.document_row(model, document);
                if document_row(ui, scene, &shown).clicked() {
                    scene.wanted.push(Action::OpenDocument(shown.id));
                }
            }
        });
}

fn document_row(ui: &mut Ui, scene: &Scene<'_>, shown: &DocumentRow) -> egui::Response {
    let p = scene.palette;
    let name = TextEngine::accessible_name(&shown.heading);
    // The row lies 9 points wider than the list's text; the scroll area would cut that off.
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
    row(ui, &p, DOCUMENT, shown.open, &name, |ui, rect| {
        triage_sign(ui, scene, shown.triage, pos2(rect.left() + 6.0, rect.top() + 16.0));
        let left = rect.left() + 18.0;
        let heading = Rect::from_min_max(pos2(left, rect.top() + 6.0), pos2(rect.right(), rect.top() + 27.0));
        let about = Rect::from_min_max(pos2(left, rect.top() + 27.0), pos2(rect.right(), rect.bottom() - 6.0));
        scene.engine.put(ui, &shown.heading, &LabelStyle::body().one_line(), heading);
        scene.engine.put(ui, &shown.about, &LabelStyle::small().one_line().color(p.soft), about);
    })
}

/// Triage as a sign that does not need its color: a ring for the inbox, a disc for kept, half for parked, a cross for
/// dropped.
fn triage_sign(ui: &Ui, scene: &Scene<'_>, triage: Triage, at: egui::Pos2) {
    let p = scene.palette;
    let painter = ui.painter();
    let stroke = Stroke::new(1.4, p.accent);
    match triage {
        Triage::Inbox => {
            painter.circle_stroke(at, 4.5, stroke);
        }
        Triage::Kept => {
            painter.circle_filled(at, 5.0, p.accent);
        }
        Triage::Parked => {
            painter.circle_stroke(at, 4.5, stroke);
            painter.line_segment([at - vec2(4.0, 0.0), at + vec2(4.0, 0.0)], stroke);
        }
        Triage::Dropped => {
            let stroke = Stroke::new(1.4, p.faint);
            painter.line_segment([at - vec2(3.5, 3.5), at + vec2(3.5, 3.5)], stroke);
            painter.line_segment([at - vec2(3.5, -3.5), at + vec2(3.5, -3.5)], stroke);
        }
    }
}
