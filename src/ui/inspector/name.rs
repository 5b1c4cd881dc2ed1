//! The card of a name, wherever it is met: the spelling we use, its kind, roles, trust and memo; of a source its grades
//! with their reasons; its other spellings, where it is used; folded away, its spelling to be mended and its history.

use super::name_uses::used;
use super::{choice, grades, rows, typed};
use crate::app::model::{By, Model};
use crate::app::overlay::names::{RoleDraft, SpellingDraft};
use crate::app::overlay::{NameFor, Overlay};
use crate::app::weigh_view::names::{roles, spellings};
use crate::app::{Action, Command, Hand, Weighing};
use crate::domain::name::{Name, NameKind, SourceKind};
use crate::domain::{Date, Id, Table, Words};
use crate::say::{cards as say_cards, labels, origins, shared, weigh as say};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, card, chip, field, note, quiet_button, section};
use egui::{Popup, RichText, Ui};

/// A name that publishes, speaks or was graded is a source.
pub(super) fn title(scene: &Scene<'_>, id: Id) -> &'static str {
    let source = scene.app.model().is_some_and(|m| {
        let all = m.merged(m.who(id));
        m.reliability(id).is_some() || all.iter().any(|id| m.count(By::Published, *id) + m.count(By::Said, *id) > 0)
    });
    if source { say_cards::SOURCE } else { say_cards::NAME }
}

/// Draws it. A name that was merged shows the one it stands for.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some((model, name)) = scene.app.model().and_then(|m| Some((m, m.names.get(&m.who(id))?))) else {
        note(ui, &p, say::BEING_SAVED);
        return;
    };
    let id = name.id;
    let is_source = title(scene, id) == say_cards::SOURCE;
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        scene.engine.label(ui, &name.words, LabelStyle::quote().filling().showing_all());
        ui.horizontal_wrapped(|ui| {
            let kind =
                choice(ui, scene, labels::CHOOSE_KIND, Some(name.kind), NameKind::ALL, |k| k.label().to_owned(), true);
            if let Some(kind) = kind {
                let value = String::from(kind).into();
                scene.wanted.push(Action::Set { table: Table::Name, id, field: "kind", value });
            }
        });
        field(ui, &p, say_cards::WHO, |ui| role_list(ui, scene, model, id));
        field(ui, &p, say_cards::TRUST, |ui| {
            ui.label(RichText::new(rows::trust(model, Some(id))).size(size::BODY));
        });
        if is_source {
            source(ui, scene, name);
        }
        if matches!(name.kind, NameKind::Organisation | NameKind::Unknown) {
            field(ui, &p, origins::OWNED_BY, |ui| owner_list(ui, scene, model, id));
        }
        field(ui, &p, labels::MEMO, |ui| {
            typed(ui, scene, (Table::Name, id), ("memo", labels::MEMO), name.memo.as_ref(), false);
        });
    });
    // Of a source its trust is asked first, of another name how it is spelled.
    if is_source {
        grades::show(ui, scene, model, id);
    }
    spelling_list(ui, scene, model, id);
    also_entered(ui, scene, model, id);
    used(ui, scene, model, id);
    if !is_source {
        grades::show(ui, scene, model, id);
    }
    rows::more(ui, &p, say_cards::MORE_NAME, id, |ui| {
        field(ui, &p, labels::SPELLING, |ui| {
            typed(ui, scene, (Table::Name, id), ("words", labels::SPELLING_WE_USE), Some(&name.words), true);
        });
        rows::past(ui, scene, id);
    });
}

/// What sort of source it is, and where and in what language it is at home.
fn source(ui: &mut Ui, scene: &mut Scene<'_>, name: &Name) {
    let p = scene.palette;
    let key = (Table::Name, name.id);
    field(ui, &p, labels::SORT_OF_SOURCE, |ui| {
        let (now, all) = (name.source_kind, SourceKind::ALL);
        if let Some(kind) = choice(ui, scene, labels::CHOOSE_SORT, now, all, |k| k.label().to_owned(), false) {
            let value = String::from(kind).into();
            scene.wanted.push(Action::Set { table: Table::Name, id: name.id, field: "source_kind", value });
        }
    });
    field(ui, &p, labels::COUNTRY, |ui| {
        typed(ui, scene, key, ("country", labels::COUNTRY), name.country.as_ref(), true);
    });
    field(ui, &p, labels::LANGUAGE, |ui| {
        typed(ui, scene, key, ("language", labels::LANGUAGE), name.language.as_ref(), true);
    });
}

/// The label over one more card.
pub(super) fn group(ui: &mut Ui, scene: &Scene<'_>, heading: &str) {
    ui.add_space(12.0);
    section(ui, &scene.palette, heading);
}

/// A line that opens a menu, and under it what is said of it.
fn line(ui: &mut Ui, scene: &mut Scene<'_>, words: &Words, about: &Words, menu: impl FnOnce(&mut Ui, &mut Scene<'_>)) {
    if !scene.app.can_write() {
        scene.engine.label(ui, words, LabelStyle::body().lines(3));
    } else {
        let response = scene.engine.label(ui, words, LabelStyle::body().lines(3).clickable());
        rows::underline(ui, &scene.palette, &response);
        Popup::menu(&response).show(|ui| {
            ui.set_min_width(150.0);
            menu(ui, scene);
        });
    }
    if !about.is_empty() {
        ui.add_space(-3.0);
        scene.engine.label(ui, about, LabelStyle::small().color(scene.palette.soft));
    }
}

fn entry(ui: &mut Ui, scene: &mut Scene<'_>, label: &str, action: Action) {
    if ui.button(label).clicked() {
        scene.wanted.push(action);
        ui.close();
    }
}

fn role_list(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let p = scene.palette;
    let roles = roles(model, id);
    for row in &roles {
        let when = held(row.since.as_ref(), row.until.as_ref());
        line(ui, scene, &row.words, &Words::new(when), |ui, scene| {
            entry(ui, scene, say::CHANGE, Action::Overlay(Overlay::Role(RoleDraft::of(row))));
            entry(ui, scene, say::REMOVE, Action::Delete(Table::Role, row.id));
        });
    }
    if scene.app.can_write() {
        if chip(ui, &p, say::ADD_ROLE, Chip::Missing).clicked() {
            scene.wanted.push(Action::Overlay(Overlay::Role(RoleDraft::new(id))));
        }
    } else if roles.is_empty() {
        note(ui, &p, shared::NOT_KNOWN);
    }
}

/// Who owns it, over which time; what one owner has is of one origin.
fn owner_list(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let p = scene.palette;
    let names = model.merged(id);
    let owners: Vec<_> = model.ownership.values().filter(|row| names.contains(&row.name)).collect();
    for row in &owners {
        let owner = model.who(row.owner);
        let Some(name) = model.names.get(&owner) else { continue };
        let away = rows::removable(ui, &p, scene.app.can_write().then_some(origins::NO_OWNER), |ui| {
            if rows::follow(ui, scene, &name.words, LabelStyle::body().lines(2), say_cards::SHOW_NAME) {
                scene.wanted.push(Action::Hand(Hand::Name(owner)));
            }
            let when = Words::filled(&held(row.since.as_ref(), row.until.as_ref()));
            let about = both(when.as_ref(), row.note.as_ref());
            if about.is_filled() {
                scene.engine.label(ui, &about, LabelStyle::small().color(p.soft));
            }
        });
        if away {
            scene.wanted.push(Action::Delete(Table::Ownership, row.id));
        }
    }
    if scene.app.can_write() {
        if chip(ui, &p, origins::ADD_OWNER, Chip::Missing).on_hover_text(origins::ADD_OWNER_HELP).clicked() {
            let (purpose, kind) = (NameFor::Owner(id), NameKind::Organisation);
            scene.wanted.push(Action::Overlay(Overlay::PickName { purpose, kind, query: String::new(), at: 0 }));
        }
    } else if owners.is_empty() {
        note(ui, &p, shared::NOT_KNOWN);
    }
}

fn spelling_list(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let p = scene.palette;
    let mut spellings = spellings(model, id).peekable();
    if spellings.peek().is_none() && !scene.app.can_write() {
        return;
    }
    group(ui, scene, say::SPELLINGS);
    card(ui, &p, |ui| {
        for row in spellings {
            let about = both(row.scheme.as_ref(), row.note.as_ref());
            line(ui, scene, &row.words, &about, |ui, scene| {
                entry(ui, scene, say::USE_SPELLING, Action::Weigh(Weighing::UseSpelling(row.id)));
                entry(ui, scene, say::CHANGE, Action::Overlay(Overlay::Spelling(SpellingDraft::of(row))));
                entry(ui, scene, say::REMOVE, Action::Delete(Table::Spelling, row.id));
            });
        }
        if scene.app.can_write() {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                if chip(ui, &p, say::ADD_SPELLING, Chip::Missing).clicked() {
                    scene.wanted.push(Action::Overlay(Overlay::Spelling(SpellingDraft::new(id))));
                }
                if chip(ui, &p, say::MERGE, Chip::Known).on_hover_text(Command::MergeName.help()).clicked() {
                    scene.wanted.push(Action::Command(Command::MergeName));
                }
            });
        }
    });
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

/// Two remarks on one line.
fn both(one: Option<&Words>, other: Option<&Words>) -> Words {
    Words::list(one.into_iter().chain(other), " · ")
}

/// “3 August 2021 to 19 May 2024”, “since July 2024”, “until 2020”.
fn held(since: Option<&Date>, until: Option<&Date>) -> String {
    let [since, until] = [since, until].map(|date| date.map(Date::shown));
    shared::held(since.as_deref(), until.as_deref()).unwrap_or_default()
}
