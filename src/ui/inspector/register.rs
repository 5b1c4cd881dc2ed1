//! The card of a name from the register: its spellings, roles, grades with their reasons, what was merged into it, and where it is used.

use super::{choice, typed};
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::overlay::names::{RoleDraft, SpellingDraft};
use crate::app::weigh_view::names::{grades, roles, spellings, uses};
use crate::app::weigh_view::shown;
use crate::app::{Action, Command, Hand, Weighing};
use crate::domain::name::NameKind;
use crate::domain::{Date, Id, Table, Words};
use crate::say::weigh as say;
use crate::say::{labels, shared};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{button, card, field, note, quiet_button, section};
use egui::{Popup, Response, RichText, Ui};
use serde_json::Value;

/// Most uses of one sort that are listed; the rest is counted.
const MOST: usize = 12;

/// Draws it. A name that was merged shows the one it stands for.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some((model, id)) = scene.app.model().map(|m| (m, m.who(id))) else { return };
    let Some(name) = model.names.get(&id) else {
        note(ui, &p, say::BEING_SAVED);
        return;
    };
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        scene.engine.label(ui, &name.words, LabelStyle::quote());
        ui.horizontal_wrapped(|ui| {
            let kind =
                choice(ui, scene, labels::CHOOSE_KIND, Some(name.kind), NameKind::ALL, |k| k.label().to_owned(), false);
            if let Some(kind) = kind {
                let value = Value::String(kind.as_str().to_owned());
                scene.wanted.push(Action::Set { table: Table::Name, id, field: "kind", value });
            }
        });
        field(ui, &p, labels::MEMO, |ui| {
            typed(ui, scene, (Table::Name, id), ("memo", labels::MEMO), name.memo.as_ref(), false);
        });
    });
    also_entered(ui, scene, model, id);
    spelling_list(ui, scene, model, id);
    role_list(ui, scene, model, id);
    grade_list(ui, scene, model, id);
    used(ui, scene, model, id);
    if scene.app.can_write() {
        ui.add_space(10.0);
        if button(ui, &p, say::MERGE).on_hover_text(Command::MergeName.help()).clicked() {
            scene.wanted.push(Action::Command(Command::MergeName));
        }
    }
}

fn group(ui: &mut Ui, scene: &Scene<'_>, heading: &str) {
    ui.add_space(12.0);
    section(ui, &scene.palette, heading);
}

/// A line that opens a menu, and under it what is said of it.
fn line(ui: &mut Ui, scene: &mut Scene<'_>, words: &Words, about: &Words, menu: impl FnOnce(&mut Ui, &mut Scene<'_>)) {
    let response = scene.engine.label(ui, words, LabelStyle::body().clickable());
    if !about.is_empty() {
        ui.add_space(-3.0);
        scene.engine.label(ui, about, LabelStyle::small().color(scene.palette.soft));
    }
    if scene.app.can_write() {
        Popup::menu(&response).show(|ui| {
            ui.set_min_width(150.0);
            menu(ui, scene);
        });
    }
}

fn entry(ui: &mut Ui, scene: &mut Scene<'_>, label: &str, action: Action) {
    if ui.button(label).clicked() {
        scene.wanted.push(action);
        ui.close();
    }
}

fn also_entered(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let merged: Vec<Id> = model.merged(id).into_iter().filter(|other| *other != id).collect();
    if merged.is_empty() {
        return;
    }
    let p = scene.palette;
    group(ui, scene, say::ALSO_ENTERED);
    card(ui, &p, |ui| {
        for other in merged.iter().filter_map(|other| model.names.get(other)) {
            ui.horizontal(|ui| {
                ui.scope(|ui| {
                    ui.set_max_width(ui.available_width() - 50.0);
                    scene.engine.label(ui, &other.words, LabelStyle::body().lines(2));
                });
                if scene.app.can_write() {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        if quiet_button(ui, &p, say::SPLIT).clicked() {
                            scene.wanted.push(Action::Weigh(Weighing::Split(other.id)));
                        }
                    });
                }
            });
        }
    });
}

fn spelling_list(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let p = scene.palette;
    group(ui, scene, say::SPELLINGS);
    card(ui, &p, |ui| {
        for row in spellings(model, id) {
            let about = both(row.scheme.as_ref(), row.note.as_ref());
            line(ui, scene, &row.words, &about, |ui, scene| {
                entry(ui, scene, say::USE_SPELLING, Action::Weigh(Weighing::UseSpelling(row.id)));
                entry(ui, scene, say::CHANGE, Action::Overlay(Overlay::Spelling(SpellingDraft::of(row))));
                entry(ui, scene, say::REMOVE, Action::Delete(Table::Spelling, row.id));
            });
        }
        if scene.app.can_write() && quiet_button(ui, &p, say::ADD_SPELLING).clicked() {
            scene.wanted.push(Action::Overlay(Overlay::Spelling(SpellingDraft::new(id))));
        }
    });
}

fn role_list(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let p = scene.palette;
    group(ui, scene, say::ROLES);
    card(ui, &p, |ui| {
        for row in roles(model, id) {
            let when = held(row.since.as_ref(), row.until.as_ref());
            line(ui, scene, &row.words, &Words::new(when), |ui, scene| {
                entry(ui, scene, say::CHANGE, Action::Overlay(Overlay::Role(RoleDraft::of(row))));
                entry(ui, scene, say::REMOVE, Action::Delete(Table::Role, row.id));
            });
        }
        if scene.app.can_write() && quiet_button(ui, &p, say::ADD_ROLE).clicked() {
            scene.wanted.push(Action::Overlay(Overlay::Role(RoleDraft::new(id))));
        }
    });
}

fn grade_list(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let p = scene.palette;
    group(ui, scene, say::GRADES);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        let all = grades(model, id);
        for (i, grade) in all.iter().enumerate() {
            let day = jiff::Timestamp::from_millisecond(grade.at_ms).map(|t| t.strftime("%-d %b %Y").to_string());
            let color = if i == 0 { p.ink } else { p.soft };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.label(RichText::new(grade.reliability.as_str()).font(semi_bold(size::BODY)).color(color));
                ui.label(RichText::new(grade.reliability.label()).size(12.5).color(color));
                if i == 0 {
                    ui.label(RichText::new(say::IN_FORCE).size(size::SMALL).color(p.accent));
                }
            });
            ui.add_space(-5.0);
            let day = Words::new(day.unwrap_or_default());
            let why = [grade.scope.as_ref(), grade.reason.as_ref()];
            let about = Words::list(std::iter::once(&day).chain(why.into_iter().flatten()), " · ");
            scene.engine.label(ui, &about, LabelStyle::small().color(p.soft));
        }
        if all.is_empty() {
            note(ui, &p, say::NOT_GRADED);
        }
        if scene.app.can_write() && button(ui, &p, say::GRADE).clicked() {
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

fn used(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let p = scene.palette;
    group(ui, scene, say::USED);
    let uses = kept(ui, "uses of a name", (state_of(scene), id), || uses(model, id));
    card(ui, &p, |ui| {
        if uses.count() == 0 {
            note(ui, &p, say::NOT_USED);
        }
        let claim = |id: &Id| model.claims.get(id).map(|claim| (shown(claim), Action::Hand(Hand::Claim(*id))));
        let document =
            |id: &Id| model.documents.get(id).map(|document| (document.heading().clone(), Action::OpenDocument(*id)));
        let hop = |id: &Id| model.hops.get(id).and_then(|hop| claim(&hop.claim));
        let mention = |id: &Id| {
            let passage = model.mentions.get(id)?.passage;
            Some((model.anchor(passage)?.quote.brief(80), Action::OpenPassage(passage)))
        };
        jumps(ui, scene, shared::claims, &uses.claims, claim);
        jumps(ui, scene, shared::documents, &uses.documents, document);
        jumps(ui, scene, shared::claims_passed_on, &uses.hops, hop);
        jumps(ui, scene, shared::mentions, &uses.mentions, mention);
    });
}

fn jumps(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    what: fn(usize) -> String,
    rows: &[Id],
    show: impl Fn(&Id) -> Option<(Words, Action)>,
) {
    if rows.is_empty() {
        return;
    }
    let p = scene.palette;
    ui.label(RichText::new(what(rows.len())).size(size::SMALL).color(p.soft));
    for (words, action) in rows.iter().rev().take(MOST).filter_map(show) {
        let response: Response = scene.engine.label(ui, &words, LabelStyle::body().lines(2).clickable());
        if response.clicked() {
            scene.wanted.push(action);
        }
    }
    if rows.len() > MOST {
        note(ui, &p, &shared::and_more(rows.len() - MOST));
    }
    ui.add_space(4.0);
}

/// Two remarks on one line.
fn both(one: Option<&Words>, other: Option<&Words>) -> Words {
    Words::list(one.into_iter().chain(other), " · ")
}

/// “3 August 2021 to 19 May 2024”, “since July 2024”, “until 2020”.
pub(super) fn held(since: Option<&Date>, until: Option<&Date>) -> String {
    let [since, until] = [since, until].map(|date| date.map(Date::shown));
    shared::held(since.as_deref(), until.as_deref()).unwrap_or_default()
}
