//! The way of a claim on its card: a strip of small cards, one a hop, from whoever is nearest to what is claimed down to this
//! document. A hop is unfolded to be changed.

use super::{choice, dated, rows, typed};
use crate::app::cards::CardAction;
use crate::app::model::Model;
use crate::app::origins::{OriginsShown, OriginsWish};
use crate::app::overlay::{NameFor, Overlay};
use crate::app::{Action, Hand};
use crate::domain::claim::{Hop, Medium};
use crate::domain::document::Document;
use crate::domain::name::NameKind;
use crate::domain::{Id, Table, Words};
use crate::say::cards as say;
use crate::say::{labels, origins};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::{measure, size};
use crate::ui::widgets::{Chip, chip, field, note};
use egui::{Align, Frame, Layout, Margin, RichText, Stroke, Ui, vec2};

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, claim: Id, shown: &OriginsShown) {
    let p = scene.palette;
    let hops = model.hops_of(claim);
    field(ui, &p, say::VIA, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (at, hop) in hops.iter().enumerate() {
            let with = shown.hops.get(&hop.id).map_or(&[][..], Vec::as_slice);
            ui.push_id(hop.id.to_bytes(), |ui| one(ui, scene, model, hop, (at > 0, at + 1 < hops.len()), with));
            ui.horizontal(|ui| {
                ui.add_space(12.0);
                ui.label(RichText::new("↓").size(size::SMALL).color(p.soft));
            });
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            if hops.is_empty() {
                note(ui, &p, say::NO_HOPS);
            } else {
                ui.label(RichText::new(say::THIS_DOCUMENT).size(size::BODY).color(p.ink));
            }
            if scene.app.can_write() {
                let text = format!("+ {}", say::ADD_HOP_BUTTON);
                if chip(ui, &p, &text, Chip::Missing).on_hover_text(say::ADD_HOP_HELP).clicked() {
                    scene.wanted.push(Action::Card(CardAction::AddHop(claim)));
                }
            }
        });
    });
}

fn wish(scene: &mut Scene<'_>, wish: OriginsWish) {
    scene.wanted.push(Action::Card(CardAction::Origins(wish)));
}

/// The card of a hop.
fn one(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, hop: &Hop, moves: (bool, bool), with: &[Id]) {
    let p = scene.palette;
    let unfolded = scene.app.can_write() && scene.app.cards.hop == Some(hop.id);
    let edge = if unfolded { p.faint } else { p.rule };
    Frame::new()
        .fill(p.paper)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(measure::CARD_RADIUS)
        .inner_margin(Margin::symmetric(9, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            head(ui, scene, model, hop, unfolded);
            if unfolded {
                fields(ui, scene, model, hop, moves);
            } else {
                about(ui, scene, model, hop);
            }
            if let Some(next) = with.first() {
                let words = Words::new(origins::shared(with.len()));
                let style = LabelStyle::small().lines(2).color(p.soft);
                if rows::follow(ui, scene, &words, style, origins::SHOW_SHARED) {
                    scene.wanted.push(Action::Hand(Hand::Claim(*next)));
                }
            }
        });
}

/// Who it is, and the sign that unfolds the hop.
fn head(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, hop: &Hop, unfolded: bool) {
    let p = scene.palette;
    let can_write = scene.app.can_write();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let signs = if unfolded { 40.0 } else { 20.0 };
        let room = (ui.available_width() - if can_write { signs } else { 0.0 }).max(20.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            let name = hop.actor.and_then(|id| model.names.get(&model.who(id)));
            match (name, hop.document.and_then(|id| model.documents.get(&id))) {
                (Some(name), _) => {
                    if rows::follow(ui, scene, &name.words, LabelStyle::body().lines(2), say::SHOW_NAME) {
                        scene.wanted.push(Action::Hand(Hand::Name(name.id)));
                    }
                }
                // A release speaks for itself.
                (None, Some(document)) if !unfolded => held(ui, scene, document, LabelStyle::body()),
                (None, _) => {
                    note(ui, &p, say::SOMEBODY);
                }
            }
        });
        if !can_write {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if unfolded {
                if rows::sign(ui, &p, "‹", origins::HOP_DONE) {
                    wish(scene, OriginsWish::Hop(None));
                }
                if rows::sign(ui, &p, "›", say::HOP_WHO) {
                    let (purpose, kind, query) = (NameFor::Hop(hop.id), NameKind::Person, String::new());
                    scene.wanted.push(Action::Overlay(Overlay::PickName { purpose, kind, query, at: 0 }));
                }
            } else if rows::sign(ui, &p, "…", origins::CHANGE_HOP) {
                wish(scene, OriginsWish::Hop(Some(hop.id)));
            }
        });
    });
}

/// How and when, and the document if it is held; a note of ours.
fn about(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, hop: &Hop) {
    let p = scene.palette;
    let medium = (hop.medium != Medium::Unknown).then(|| hop.medium.label().to_owned());
    let parts: Vec<String> = medium.into_iter().chain(hop.at.as_ref().map(crate::domain::Date::shown)).collect();
    let known = hop.actor.is_some() || hop.document.is_some();
    if !parts.is_empty() {
        note(ui, &p, &parts.join(" · "));
    } else if !known {
        note(ui, &p, origins::NOTHING_KNOWN);
    }
    if let Some(document) = hop.document.filter(|_| hop.actor.is_some()).and_then(|id| model.documents.get(&id)) {
        held(ui, scene, document, LabelStyle::small());
    }
    if let Some(words) = &hop.note {
        scene.engine.label(ui, words, LabelStyle::small().lines(3).color(p.soft));
    }
}

/// The document of a hop, which opens beside the claim.
fn held(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, style: LabelStyle) {
    if rows::follow(ui, scene, document.heading(), style.lines(2), say::OPEN_DOCUMENT) {
        let hand = scene.app.hand;
        scene.wanted.push(Action::OpenDocument(document.id));
        scene.wanted.push(Action::Hand(hand));
    }
}

/// The fields of a hop that is unfolded.
fn fields(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, hop: &Hop, (can_up, can_down): (bool, bool)) {
    let p = scene.palette;
    field(ui, &p, labels::BY, |ui| {
        let medium =
            choice(ui, scene, labels::CHOOSE_MEDIUM, Some(hop.medium), Medium::ALL, |m| m.label().to_owned(), false);
        if let Some(medium) = medium {
            let value = String::from(medium).into();
            scene.wanted.push(Action::Set { table: Table::Hop, id: hop.id, field: "medium", value });
        }
    });
    field(ui, &p, say::WHEN, |ui| {
        dated(ui, scene, (Table::Hop, hop.id), ("at", labels::PASSED_ON), (hop.at.as_ref(), None), None);
    });
    field(ui, &p, origins::HELD, |ui| match hop.document.and_then(|id| model.documents.get(&id)) {
        Some(document) => {
            let away = rows::removable(ui, &p, Some(origins::DOCUMENT_AWAY), |ui| {
                held(ui, scene, document, LabelStyle::small());
            });
            if away {
                let value = serde_json::Value::Null;
                scene.wanted.push(Action::Set { table: Table::Hop, id: hop.id, field: "document", value });
            }
        }
        None => {
            if chip(ui, &p, origins::ADD_DOCUMENT, Chip::Missing).on_hover_text(origins::ADD_DOCUMENT_HELP).clicked() {
                let overlay = Overlay::PickDocument { hop: hop.id, query: String::new(), at: 0 };
                scene.wanted.push(Action::Overlay(overlay));
            }
        }
    });
    field(ui, &p, labels::NOTE, |ui| {
        typed(ui, scene, (Table::Hop, hop.id), ("note", labels::HOP_NOTE), hop.note.as_ref(), true);
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (can, text, name, nearer) in [(can_up, "↑", say::HOP_EARLIER, false), (can_down, "↓", say::HOP_LATER, true)]
        {
            if can && rows::sign(ui, &p, text, name) {
                scene.wanted.push(Action::Card(CardAction::MoveHop(hop.id, nearer)));
            }
        }
        rows::delete(ui, scene, say::HOP_AWAY, Table::Hop, hop.id);
    });
}
