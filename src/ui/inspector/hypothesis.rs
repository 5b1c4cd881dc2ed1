//! The card of a hypothesis, and what the card of a claim says that is held against hypotheses.

use super::{choice, rows, typed};
use crate::app::Action;
use crate::app::competing::AchWish;
use crate::app::weigh_view::hypotheses::{credibility, item_of};
use crate::domain::hypothesis::Weight;
use crate::domain::{Id, Table};
use crate::say::hypotheses as say;
use crate::say::labels;
use crate::ui::Scene;
use crate::ui::kept::matrix_of;
use crate::ui::theme::size;
use crate::ui::widgets::{card, field, note, quiet_button, section};
use egui::{RichText, Ui};
use serde_json::Value;

/// Draws the card of a hypothesis.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some(hypothesis) = scene.app.model().and_then(|m| m.hypotheses.get(&id)) else {
        note(ui, &p, crate::say::weigh::BEING_SAVED);
        return;
    };
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        typed(ui, scene, (Table::Hypothesis, id), ("words", say::HYPOTHESIS), Some(&hypothesis.words), false);
        let table = matrix_of(ui, scene);
        if let Some(column) = table.columns.iter().find(|column| column.id == id) {
            field(ui, &p, &column.label, |ui| {
                ui.label(RichText::new(format!("{} · {}", column.figure, column.place)).size(size::BODY));
            });
        }
        field(ui, &p, labels::MEMO, |ui| {
            typed(ui, scene, (Table::Hypothesis, id), ("memo", labels::MEMO), hypothesis.memo.as_ref(), false);
        });
    });
    rows::more(ui, &p, say::MORE, id, |ui| {
        rows::past(ui, scene, id);
        rows::delete(ui, scene, say::DELETE, Table::Hypothesis, id);
    });
}

/// How a claim is weighed that is held against the hypotheses.
pub(super) fn weights(ui: &mut Ui, scene: &mut Scene<'_>, claim: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let Some(item) = item_of(model, claim) else { return };
    let Some((now, relevance)) = credibility(model, item.id) else { return };
    ui.add_space(12.0);
    section(ui, &p, say::IN_THE_MATRIX);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        let set = |field: &'static str, value: Value| Action::Set { table: Table::AchItem, id: item.id, field, value };
        field(ui, &p, say::CREDIBLE, |ui| {
            ui.horizontal_wrapped(|ui| {
                let label = |weight: Weight| weight.label().to_owned();
                let shown = now.is_weighed().then(|| now.weight());
                if let Some(chosen) = choice(ui, scene, say::CHOOSE_CREDIBLE, shown, Weight::ALL, label, true) {
                    scene.wanted.push(set("credibility", String::from(chosen).into()));
                }
                if item.credibility.is_none() && shown.is_some() {
                    note(ui, &p, say::BY_GRADE);
                } else if item.credibility.is_some()
                    && scene.app.can_write()
                    && quiet_button(ui, &p, say::KEY_CLEAR).clicked()
                {
                    scene.wanted.push(set("credibility", Value::Null));
                }
            });
        });
        field(ui, &p, say::RELEVANT, |ui| {
            let label = |weight: Weight| weight.label().to_owned();
            let chosen = choice(ui, scene, say::CHOOSE_RELEVANT, Some(relevance), Weight::ALL, label, true);
            if let Some(chosen) = chosen {
                scene.wanted.push(set("relevance", String::from(chosen).into()));
            }
        });
        field(ui, &p, say::NOTE, |ui| {
            typed(ui, scene, (Table::AchItem, item.id), ("memo", say::NOTE), item.memo.as_ref(), false);
        });
        rows::delete(ui, scene, say::TAKE_OFF, Table::AchItem, item.id);
    });
}

/// A button that holds a claim against the hypotheses, where there are some and it is not yet.
pub(super) fn hold(ui: &mut Ui, scene: &mut Scene<'_>, claim: Id) {
    let offered = scene.app.model().is_some_and(|m| !m.hypotheses.is_empty() && item_of(m, claim).is_none());
    let command = crate::app::Command::HoldAgainst;
    if offered
        && scene.app.can_write()
        && crate::ui::widgets::button(ui, &scene.palette, command.name()).on_hover_text(command.help()).clicked()
    {
        scene.wanted.push(Action::Ach(AchWish::Hold(claim)));
    }
}
