//! The card of something wanted: what it is, whether it was found, what lacks it.

use super::{choice, typed};
use crate::app::weigh_view::shown;
use crate::app::{Action, Hand, Weighing};
use crate::domain::wanted::WantedStatus;
use crate::domain::{Id, Table};
use crate::say::labels;
use crate::say::weigh as say;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{card, field, note, quiet_button};
use egui::Ui;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some((model, item)) = scene.app.model().and_then(|m| Some((m, m.wanted.get(&id)?))) else {
        note(ui, &p, say::BEING_SAVED);
        return;
    };
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        typed(ui, scene, (Table::Wanted, id), ("words", say::WANTED), Some(&item.words), false);
        field(ui, &p, say::STATUS, |ui| {
            let all = WantedStatus::ALL;
            if let Some(status) =
                choice(ui, scene, labels::CHOOSE_STATUS, Some(item.status), all, |s| s.label().to_owned(), true)
            {
                scene.wanted.push(Action::Weigh(Weighing::Status(id, status)));
            }
        });
        if let Some(document) = item.document.and_then(|id| model.documents.get(&id)) {
            field(ui, &p, say::DOCUMENT, |ui| {
                if scene.engine.label(ui, document.heading(), LabelStyle::body().lines(3).clickable()).clicked() {
                    scene.wanted.push(Action::OpenDocument(document.id));
                }
            });
        }
        if let Some(claim) = item.claim.and_then(|id| model.claims.get(&id)) {
            field(ui, &p, say::CLAIM, |ui| {
                if scene.engine.label(ui, &shown(claim), LabelStyle::body().lines(4).clickable()).clicked() {
                    scene.wanted.push(Action::Hand(Hand::Claim(claim.id)));
                }
            });
        }
        if item.document.is_none() && item.claim.is_none() {
            note(ui, &p, say::FOR_NOTHING);
        }
    });
    if scene.app.can_write() {
        ui.add_space(8.0);
        if quiet_button(ui, &p, say::DELETE_WANTED).clicked() {
            scene.wanted.push(Action::Delete(Table::Wanted, id));
        }
    }
}
