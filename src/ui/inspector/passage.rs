//! The card of a passage: its words, tags, memo, translations, and the claims that rest on it.

use super::typed;
use crate::app::model::By;
use crate::app::view::{claims_on, outlet_words};
use crate::app::{Action, Hand};
use crate::domain::passage::AnchorState;
use crate::domain::{Id, Table};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{Chip, card, field, note, quiet_button, section, words_chip};
use egui::{RichText, Ui};

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    section(ui, &p, "Passage");
    let found = scene.app.model().and_then(|m| Some((m, m.passages.get(&id)?, m.anchor(id)?)));
    let Some((model, passage, anchor)) = found else {
        note(ui, &p, "Being saved…");
        return;
    };
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let words = scene.engine.label(ui, &anchor.quote, LabelStyle::quote().lines(12).filling().clickable());
        if words.on_hover_text("Show where it stands").clicked() {
            scene.wanted.push(Action::OpenPassage(id));
        }
        ui.add_space(2.0);
        if anchor.state != AnchorState::Exact {
            ui.label(RichText::new(anchor.state.label()).size(12.5).color(p.alarm));
        }
        field(ui, &p, "Tags", |ui| {
            let mut none = true;
            ui.horizontal_wrapped(|ui| {
                for (row, tag) in model.tags_of(id) {
                    none = false;
                    let response = words_chip(ui, scene, tag.name.words(), Chip::Strong);
                    if response.on_hover_text("Take this tag off").clicked() && scene.app.can_write() {
                        scene.wanted.push(Action::Delete(Table::PassageTag, row));
                    }
                }
                if none {
                    note(ui, &p, "none");
                }
            });
        });
        if let Some(document) = model.documents.get(&passage.document) {
            field(ui, &p, "Where", |ui| {
                let words = outlet_words(model, document).unwrap_or(document.heading());
                scene.engine.label(ui, words, LabelStyle::body().lines(2))
            });
        }
        for translation in model.ids(By::Translations, id).filter_map(|t| model.translations.get(&t)) {
            field(ui, &p, "In other words", |ui| scene.engine.label(ui, &translation.words, LabelStyle::body()));
        }
        field(ui, &p, "Memo", |ui| {
            typed(ui, scene, (Table::Passage, id), ("memo", "Memo"), passage.memo.as_ref(), false);
        });
    });
    let claims: Vec<_> = claims_on(model, id).collect();
    if !claims.is_empty() {
        ui.add_space(12.0);
        section(ui, &p, "Claims on it");
        for claim in claims {
            card(ui, &p, |ui| {
                let style = LabelStyle::quote().lines(3).filling().clickable();
                if scene.engine.label(ui, &claim.words, style).clicked() {
                    scene.wanted.push(Action::Hand(Hand::Claim(claim.id)));
                }
            });
        }
    }
    ui.add_space(6.0);
    if scene.app.can_write() && quiet_button(ui, &p, "Delete this passage").clicked() {
        scene.wanted.push(Action::Delete(Table::Passage, id));
    }
}
