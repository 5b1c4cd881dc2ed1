//! What a claim's card has folded away: evidence, when it happens, kind, place, status, memo, history.

use super::{choice, dated, rows, typed};
use crate::app::model::By;
use crate::app::{Action, Hand};
use crate::domain::claim::{Claim, ClaimKind, ClaimStatus, EvidenceRole};
use crate::domain::{Id, Table};
use crate::say::cards as say;
use crate::say::labels;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{Chip, chip, field, section};
use egui::Ui;
use serde_json::Value;

/// True when it is known when what is claimed happens, which the card then shows by itself.
pub(super) fn has_time(claim: &Claim) -> bool {
    claim.happens_at.is_some() || claim.happens_at_words.is_some()
}

/// When what is claimed happens.
pub(super) fn happens(ui: &mut Ui, scene: &mut Scene<'_>, claim: &Claim) {
    let p = scene.palette;
    field(ui, &p, labels::HAPPENS, |ui| {
        let value = (claim.happens_at.as_ref(), claim.happens_at_words.as_ref());
        let key = (Table::Claim, claim.id);
        dated(ui, scene, key, ("happens_at", labels::HAPPENS), value, Some("happens_at_words"));
    });
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, claim: &Claim) {
    let p = scene.palette;
    let key = (Table::Claim, claim.id);
    evidence(ui, scene, claim.id);
    ui.add_space(2.0);
    section(ui, &p, labels::MORE_OF_IT);
    field(ui, &p, labels::WORDS, |ui| {
        super::entered(ui, scene, claim.id, ("words", labels::WORDS), Some(&claim.words), false, |text| {
            Action::Reword(claim.id, text.as_str().unwrap_or_default().to_owned())
        });
    });
    for (name, label, value) in
        [("role", labels::ROLE, claim.role.as_ref()), ("hedge", labels::HEDGED_BY, claim.hedge.as_ref())]
    {
        field(ui, &p, label, |ui| typed(ui, scene, key, (name, label), value, true));
    }
    if claim.said_at.is_some() {
        field(ui, &p, labels::AS_WRITTEN, |ui| {
            let value = claim.said_at_words.as_ref();
            typed(ui, scene, key, ("said_at_words", labels::SAID_AS_WRITTEN), value, true);
        });
    }
    if !has_time(claim) {
        happens(ui, scene, claim);
    }
    if claim.happens_at.is_some() {
        field(ui, &p, labels::TIME_AS_WRITTEN, |ui| {
            let value = claim.happens_at_words.as_ref();
            typed(ui, scene, key, ("happens_at_words", labels::HAPPENS_AS_WRITTEN), value, true);
        });
    }
    field(ui, &p, labels::PLACE, |ui| typed(ui, scene, key, ("place", labels::PLACE), claim.place.as_ref(), true));
    field(ui, &p, labels::KIND, |ui| {
        if let Some(kind) =
            choice(ui, scene, labels::CHOOSE_KIND, claim.kind, ClaimKind::ALL, |k| k.label().to_owned(), false)
        {
            set(scene, Table::Claim, claim.id, "kind", String::from(kind));
        }
    });
    // A claim that is no longer open says so among its chips, and is reopened there.
    if claim.status == ClaimStatus::Open {
        field(ui, &p, labels::STATUS, |ui| super::claim::status(ui, scene, claim));
    }
    field(ui, &p, labels::FLAGS, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            for (name, label, on) in [
                ("translated", labels::TRANSLATED, claim.translated),
                ("headline", labels::IN_HEADLINE, claim.headline),
                ("pull_quote", labels::IN_PULL_QUOTE, claim.pull_quote),
            ] {
                let look = if on { Chip::Strong } else { Chip::Missing };
                if chip(ui, &p, label, look).clicked() && scene.app.can_write() {
                    set(scene, Table::Claim, claim.id, name, !on);
                }
            }
        });
    });
    field(ui, &p, labels::MEMO, |ui| typed(ui, scene, key, ("memo", labels::MEMO), claim.memo.as_ref(), false));
    rows::past(ui, scene, claim.id);
    rows::delete(ui, scene, say::DELETE_CLAIM, Table::Claim, claim.id);
}

fn set(scene: &mut Scene<'_>, table: Table, id: Id, field: &'static str, value: impl Into<Value>) {
    scene.wanted.push(Action::Set { table, id, field, value: value.into() });
}

/// What the claim rests on: its role, its words, where they stand.
fn evidence(ui: &mut Ui, scene: &mut Scene<'_>, claim: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    section(ui, &p, say::EVIDENCE);
    for row in model.ids(By::Evidence, claim).filter_map(|id| model.evidence.get(&id)) {
        let place = row.passage.and_then(|id| rows::place(scene, model, id));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let role = choice(
                ui,
                scene,
                labels::CHOOSE_ROLE,
                Some(row.role),
                EvidenceRole::ALL,
                |r| r.label().to_owned(),
                false,
            );
            if let Some(role) = role {
                set(scene, Table::Evidence, row.id, "role", String::from(role));
            }
            if let Some(place) = &place {
                let room = (ui.available_width() - 24.0).max(20.0);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    scene.engine.label(ui, place, LabelStyle::small().one_line().color(p.soft));
                });
            }
            rows::remove(ui, scene, say::EVIDENCE_AWAY, Table::Evidence, row.id);
        });
        match row.passage.and_then(|id| Some((id, model.anchor(id)?))) {
            Some((passage, anchor)) => {
                let style = LabelStyle::small().lines(3);
                if rows::follow(ui, scene, &anchor.quote, style, say::SHOW_PLACE) {
                    scene.wanted.push(Action::OpenPassage(passage));
                    scene.wanted.push(Action::Hand(Hand::Claim(claim)));
                }
            }
            None => {
                if let Some(basis) = &row.basis {
                    scene.engine.label(ui, basis, LabelStyle::small());
                }
            }
        }
    }
}
