//! The card of a source: its name, its grade with history and reasons, what it published and said.

use super::typed;
use crate::app::Action;
use crate::app::model::By;
use crate::app::overlay::Overlay;
use crate::domain::{Id, Table};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{button, card, field, note, section};
use egui::{RichText, Ui};

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    section(ui, &p, "Source");
    let Some((model, name)) = scene.app.model().and_then(|m| Some((m, m.names.get(&id)?))) else {
        note(ui, &p, "Being saved…");
        return;
    };
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        scene.engine.label(ui, &name.words, LabelStyle::quote());
        field(ui, &p, "Kind", |ui| ui.label(RichText::new(name.kind.label()).size(12.5)));
        let published = model.count(By::Published, id);
        let said = model.count(By::Said, id);
        field(ui, &p, "Published", |ui| ui.label(RichText::new(format!("{published} documents")).size(12.5)));
        field(ui, &p, "Claims", |ui| ui.label(RichText::new(said.to_string()).size(12.5)));
        field(ui, &p, "Memo", |ui| typed(ui, scene, (Table::Name, id), ("memo", "Memo"), name.memo.as_ref(), false));
    });
    ui.add_space(12.0);
    section(ui, &p, "Grades");
    card(ui, &p, |ui| {
        let mut any = false;
        for grade in model.ids(By::Grades, id).rev().filter_map(|g| model.grades.get(&g)) {
            any = true;
            let day = jiff::Timestamp::from_millisecond(grade.at_ms).map(|t| t.strftime("%d %b %Y").to_string());
            field(ui, &p, &day.unwrap_or_default(), |ui| {
                let text = format!("{} – {}", grade.reliability.as_str(), grade.reliability.label());
                ui.label(RichText::new(text).size(12.5));
                if let Some(reason) = &grade.reason {
                    scene.engine.label(ui, reason, LabelStyle::small().color(p.soft));
                }
            });
        }
        if !any {
            note(ui, &p, "Not graded yet: it counts as F, which means that nothing is known, not that it is bad.");
        }
        if scene.app.can_write() && button(ui, &p, "Grade…").clicked() {
            scene.wanted.push(Action::Overlay(Overlay::Grade {
                document: None,
                name: Some(id),
                outlet: String::new(),
                letter: None,
                reason: String::new(),
            }));
        }
    });
}
