//! The card of a judgement: its words, likelihood and confidence apart from each other, what it rests on, where it is used.

use super::{choice, rows, typed};
use crate::app::model::By;
use crate::app::overlay::Overlay;
use crate::app::weigh_view::judgements::{briefs_with, has_both, rests_on, support};
use crate::app::weigh_view::looked::looked_row;
use crate::app::weigh_view::shown;
use crate::app::{Action, Command, Hand, Place, Weighing};
use crate::domain::judgement::Confidence;
use crate::domain::ladder::{LADDERS, Likelihood};
use crate::domain::{Id, Table, Words};
use crate::say::{cards as say_cards, labels, looked as say_looked, weigh as say};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, button, card, chip, field, note, quiet_button, section};
use egui::{Popup, RichText, Ui};
use serde_json::Value;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some((model, judgement)) = scene.app.model().and_then(|m| Some((m, m.judgements.get(&id)?))) else {
        note(ui, &p, say::BEING_SAVED);
        return;
    };
    let key = (Table::Judgement, id);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        typed(ui, scene, key, ("words", say::JUDGEMENT), Some(&judgement.words), false);
        if has_both(&judgement.words) {
            ui.label(RichText::new(say::BOTH_IN_ONE).size(12.5).color(p.alarm));
        }
        field(ui, &p, say::LIKELIHOOD, |ui| {
            let now = judgement.likelihood().ok().flatten();
            if let Some(chosen) = likelihood(ui, scene, now) {
                scene.wanted.push(Action::Weigh(Weighing::Likelihood(id, chosen)));
            }
        });
        field(ui, &p, say::CONFIDENCE, |ui| {
            let all = Confidence::ALL;
            let chosen =
                choice(ui, scene, labels::CHOOSE_CONFIDENCE, judgement.confidence, all, |c| c.label().to_owned(), true);
            if let Some(chosen) = chosen {
                let value = Value::String(chosen.as_str().to_owned());
                scene.wanted.push(Action::Set { table: Table::Judgement, id, field: "confidence", value });
            }
        });
        field(ui, &p, say::BASIS, |ui| typed(ui, scene, key, ("basis", say::BASIS), judgement.basis.as_ref(), false));
        note(ui, &p, say::APART);
    });

    ui.add_space(12.0);
    section(ui, &p, say::RESTS_ON);
    card(ui, &p, |ui| {
        let rows = rests_on(model, id);
        if rows.is_empty() && model.count(By::Looks, id) == 0 {
            note(ui, &p, say::RESTS_ON_NOTHING);
        }
        for row in rows {
            let Some(claim) = model.claims.get(&row.claim) else { continue };
            let words = scene.engine.label(ui, &shown(claim), LabelStyle::quote().lines(3).filling().clickable());
            if words.clicked() {
                scene.wanted.push(Action::Hand(Hand::Claim(row.claim)));
            }
            ui.horizontal(|ui| {
                let unsupported = model.support(row.claim).is_none();
                let color = if unsupported { p.alarm } else { p.soft };
                ui.label(RichText::new(support(model, row.claim)).size(size::SMALL).color(color));
                if scene.app.can_write() {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        if quiet_button(ui, &p, say::TAKE_OFF).clicked() {
                            scene.wanted.push(Action::Delete(Table::JudgementClaim, row.id));
                        }
                    });
                }
            });
            ui.add_space(4.0);
        }
        for row in model.ids(By::Looks, id).filter_map(|row| model.judgement_looked.get(&row)) {
            looked(ui, scene, row.id, row.looked);
        }
        if scene.app.can_write() {
            if quiet_button(ui, &p, say::ADD_CLAIM).clicked() {
                scene.wanted.push(Action::Command(Command::RestOn));
            }
            if quiet_button(ui, &p, say_looked::ADD).clicked() {
                let (judgement, query) = (id, String::new());
                scene.wanted.push(Action::Overlay(Overlay::PickRest { judgement, looked: true, query, at: 0 }));
            }
        }
    });

    ui.add_space(12.0);
    section(ui, &p, say::USED_IN);
    card(ui, &p, |ui| {
        let briefs = briefs_with(model, id);
        if briefs.is_empty() {
            note(ui, &p, say::IN_NO_BRIEF);
        }
        for (block, title) in briefs {
            if scene.engine.label(ui, &title, LabelStyle::body().clickable()).clicked() {
                scene.wanted.push(Action::Block(Some(block)));
                scene.wanted.push(Action::Command(Command::Write));
            }
        }
    });
    if scene.app.can_write() {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            if scene.app.place != Place::Write && button(ui, &p, Command::ToBrief.name()).clicked() {
                scene.wanted.push(Action::Command(Command::ToBrief));
            }
            if quiet_button(ui, &p, say::DELETE_JUDGEMENT).clicked() {
                scene.wanted.push(Action::Delete(Table::Judgement, id));
            }
        });
    }
    rows::more(ui, &p, say_cards::HISTORY_FOLDED, id, |ui| rows::past(ui, scene, id));
}

/// A chip with a menu of every ladder and its terms. `Some(None)` takes the likelihood off.
pub(in crate::ui) fn likelihood(ui: &mut Ui, scene: &Scene<'_>, now: Option<Likelihood>) -> Option<Option<Likelihood>> {
    let (text, look) = match now {
        Some(now) => (format!("{} · {}", now.term(), percent(now)), Chip::Strong),
        None => (say::NO_LIKELIHOOD.to_owned(), Chip::Missing),
    };
    let response = chip(ui, &scene.palette, &text, look);
    if !scene.app.can_write() {
        return None;
    }
    let mut chosen = None;
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(190.0);
        for ladder in LADDERS {
            ui.menu_button(ladder.name, |ui| {
                ui.set_min_width(190.0);
                for rung in ladder.rungs {
                    let Ok(likelihood) = Likelihood::new(ladder.id, rung.term) else { continue };
                    let text = format!("{} · {}", rung.term, percent(likelihood));
                    if ui.selectable_label(now == Some(likelihood), text).clicked() {
                        chosen = Some(Some(likelihood));
                        ui.close();
                    }
                }
            });
        }
        if now.is_some() && ui.button(say::NO_LIKELIHOOD).clicked() {
            chosen = Some(None);
            ui.close();
        }
    });
    chosen
}

fn percent(likelihood: Likelihood) -> String {
    let (low, high) = likelihood.range();
    if low == high { format!("{low} %") } else { format!("{low}–{high} %") }
}

/// What was looked for that it rests on, with what came of it.
fn looked(ui: &mut Ui, scene: &mut Scene<'_>, rests: Id, id: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let row = kept(ui, "what was looked for, under a judgement", (state_of(scene), id), || looked_row(model, id));
    let Some(row) = row.as_ref() else { return };
    let words = Words::new(say_looked::LOOKED).with(": ").joined(&row.words);
    if rows::follow(ui, scene, &words, LabelStyle::body().lines(3), say_looked::SHOW) {
        scene.wanted.push(Action::Hand(Hand::Looked(id)));
    }
    note(ui, &p, &row.about);
    if scene.app.can_write() && quiet_button(ui, &p, say::TAKE_OFF).clicked() {
        scene.wanted.push(Action::Delete(Table::JudgementLooked, rests));
    }
    ui.add_space(4.0);
}
