//! The card of what was looked for: what, how, in which documents, what came of it, and which judgements rest on it.

use super::rows::{delete, follow};
use super::{choice, typed};
use crate::app::weigh_view::day;
use crate::app::weigh_view::looked::{LookedRow, looked_row};
use crate::app::{Action, Hand};
use crate::domain::looked::Outcome;
use crate::domain::{Id, Table};
use crate::say::{cards as say_cards, labels, looked as say, shared, weigh as say_weigh};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::theme::size;
use crate::ui::widgets::{card, field, note, section};
use egui::{RichText, Ui};
use serde_json::Value;

/// Most documents that are listed; the rest is counted.
const MOST: usize = 12;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some((model, looked)) = scene.app.model().and_then(|m| Some((m, m.looked.get(&id)?))) else {
        note(ui, &p, say_weigh::BEING_SAVED);
        return;
    };
    let row = kept(ui, "card of what was looked for", (state_of(scene), id), || looked_row(model, id));
    let Some(row) = row.as_ref() else { return };
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        typed(ui, scene, (Table::Looked, id), ("words", say::WORDS), Some(&looked.words), false);
        field(ui, &p, say::OUTCOME, |ui| {
            let chosen = choice(
                ui,
                scene,
                labels::CHOOSE_OUTCOME,
                Some(looked.outcome),
                Outcome::ALL,
                |outcome| outcome.label().to_owned(),
                true,
            );
            if let Some(outcome) = chosen {
                let value = Value::String(outcome.as_str().to_owned());
                scene.wanted.push(Action::Set { table: Table::Looked, id, field: "outcome", value });
            }
        });
        field(ui, &p, say::BY_SEARCH, |ui| match &looked.query {
            Some(query) => {
                scene.engine.label(ui, query, LabelStyle::body().lines(2));
            }
            None => {
                note(ui, &p, say::BY_READING);
            }
        });
        field(ui, &p, say::WHEN, |ui| ui.label(RichText::new(day(looked.at_ms)).size(size::BODY).color(p.ink)));
        field(ui, &p, say::NOTE, |ui| {
            typed(ui, scene, (Table::Looked, id), ("memo", say::NOTE), looked.memo.as_ref(), false);
        });
    });
    ui.add_space(12.0);
    section(ui, &p, say::LOOKED_IN);
    card(ui, &p, |ui| documents(ui, scene, row));
    ui.add_space(12.0);
    section(ui, &p, say::CARRIES);
    card(ui, &p, |ui| {
        if row.judgements.is_empty() {
            note(ui, &p, say::CARRIES_NOTHING);
        }
        for judgement in row.judgements.iter().filter_map(|id| model.judgements.get(id)) {
            if follow(ui, scene, &judgement.words, LabelStyle::body().lines(3), say_cards::SHOW_JUDGEMENT) {
                scene.wanted.push(Action::Hand(Hand::Judgement(judgement.id)));
            }
        }
    });
    ui.add_space(8.0);
    delete(ui, scene, say::DELETE, Table::Looked, id);
}

/// Where it was looked for, and where not.
fn documents(ui: &mut Ui, scene: &mut Scene<'_>, row: &LookedRow) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    ui.label(RichText::new(shared::documents(row.documents.len())).size(size::BODY).color(p.ink));
    if row.rest.0 > 0 {
        note(ui, &p, &say::not_in(row.rest.0, row.rest.1));
    }
    if row.changed > 0 {
        ui.label(RichText::new(say::changed(row.changed)).size(size::SMALL).color(p.alarm));
    }
    for document in row.documents.iter().take(MOST).filter_map(|id| model.documents.get(id)) {
        if follow(ui, scene, document.heading(), LabelStyle::body().lines(2), say_cards::OPEN_DOCUMENT) {
            scene.wanted.push(Action::OpenDocument(document.id));
        }
    }
    if row.documents.len() > MOST {
        note(ui, &p, &shared::and_more(row.documents.len() - MOST));
    }
}
