//! What a document refers to elsewhere, folded away on its card: each address as text with what it was for the document.
//! Nothing of it is fetched; the list can be copied.

use super::origin::beside;
use crate::app::Action;
use crate::domain::Words;
use crate::domain::document::Document;
use crate::domain::structure::Elsewhere;
use crate::say::{elsewhere as say, shared};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::size;
use crate::ui::widgets::{note, quiet_button};
use egui::{CollapsingHeader, RichText, ScrollArea, Ui};

/// Width of what a reference was, in points.
const KIND: f32 = 44.0;
/// Height of the list at most, in points.
const HEIGHT: f32 = 220.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let p = scene.palette;
    let Some(of) = beside(scene, document.revision).filter(|of| !of.elsewhere.is_empty()) else { return };
    let more = of.more_elsewhere();
    let title = RichText::new(say::title(of.elsewhere.len() + more)).size(size::SMALL).color(p.soft);
    ui.add_space(6.0);
    CollapsingHeader::new(title).id_salt(("elsewhere", document.id.to_bytes())).show_unindented(ui, |ui| {
        if quiet_button(ui, &p, say::COPY).clicked() {
            scene.wanted.push(Action::Copy(list(&of.elsewhere)));
        }
        ScrollArea::vertical().id_salt(("elsewhere", document.id.to_bytes())).max_height(HEIGHT).show(ui, |ui| {
            for one in &of.elsewhere {
                ui.horizontal(|ui| {
                    let (rect, _) = ui.allocate_exact_size(egui::vec2(KIND, size::SMALL * 1.4), egui::Sense::hover());
                    let kind = RichText::new(say::kind(one.kind)).size(size::SMALL).color(p.soft);
                    ui.put(rect, egui::Label::new(kind).halign(egui::Align::Min));
                    scene.engine.label(ui, &one.words(), LabelStyle::small().one_line());
                });
            }
        });
        if more > 0 {
            note(ui, &p, &shared::and_more(more));
        }
    });
}

/// The list as it is copied: a line each, what it was and where it is.
fn list(all: &[Elsewhere]) -> Words {
    let lines: Vec<Words> =
        all.iter().map(|one| Words::new(say::kind(one.kind)).with("\t").joined(&one.words())).collect();
    Words::list(&lines, "\n")
}
