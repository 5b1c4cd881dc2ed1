//! The card of a claim: its words, stance, firmness and form; who, when, trust, way, tags, where it stands and is used; the
//! claims it is linked with.

use super::rows::{self, follow, follow_ours};
use super::{choice, claim_more, dated, hypothesis, origins, via};
use crate::app::model::{By, Model};
use crate::app::overlay::{NameFor, Overlay};
use crate::app::view::{said_when, source_letter, speaker_words};
use crate::app::weigh_view::shown;
use crate::app::{Action, Command, Hand};
use crate::domain::claim::{Claim, ClaimStatus, Firmness, Form, Stance};
use crate::domain::document::Document;
use crate::domain::grade::ContentGrade;
use crate::domain::link::{ClaimLink, LinkStatus};
use crate::domain::name::NameKind;
use crate::domain::tag::Tag;
use crate::domain::{Id, Table, Words};
use crate::say::cards as say;
use crate::say::{labels, origins as say_origins, shared};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, button, card, chip, field, note, quiet_button, section};
use egui::{Popup, RichText, Ui};
use serde_json::Value;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some((model, claim)) = scene.app.model().and_then(|m| Some((m, m.claims.get(&id)?))) else {
        note(ui, &p, say::BEING_SAVED);
        return;
    };
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        body(ui, scene, model, claim, true);
    });
    if let Some(shown) = origins::of(ui, scene, id).as_ref() {
        origins::steps(ui, scene, id, shown);
    }
    links(ui, scene, id);
    hypothesis::weights(ui, scene, id);
    rows::more(ui, &p, say::MORE_CLAIM, id, |ui| claim_more::show(ui, scene, claim));
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        for command in [Command::Link, Command::MoreEvidence, Command::ToBrief] {
            let name = command.name().trim_end_matches('…');
            if scene.app.is_enabled(command) && button(ui, &p, name).on_hover_text(command.help()).clicked() {
                scene.wanted.push(Action::Hand(Hand::Claim(id)));
                scene.wanted.push(Action::Command(command));
            }
        }
        hypothesis::hold(ui, scene, id);
    });
}

/// What a claim's card says before it is unfolded. `whole` is false where it is one of several on a passage's card.
pub(super) fn body(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, claim: &Claim, whole: bool) {
    let p = scene.palette;
    let passage = model.support(claim.id);
    let words = shown(claim);
    let style = LabelStyle::quote().filling().clickable();
    let style = if whole { style } else { style.lines(3) };
    let to = if whole { say::SHOW_PLACE } else { say::SHOW_CLAIM };
    if scene.engine.label(ui, &words, style).on_hover_text(to).clicked() {
        scene.wanted.extend(passage.filter(|_| whole).map(Action::OpenPassage));
        scene.wanted.push(Action::Hand(Hand::Claim(claim.id)));
    }
    chips(ui, scene, claim);
    if passage.is_none() {
        ui.label(RichText::new(say::UNSUPPORTED).size(12.5).color(p.alarm));
    }
    ui.add_space(1.0);
    who(ui, scene, model, claim);
    if !whole {
        return;
    }
    field(ui, &p, say::WHEN, |ui| {
        let value = (claim.said_at.as_ref(), claim.said_at_words.as_ref());
        dated(ui, scene, (Table::Claim, claim.id), ("said_at", say::WHEN), value, Some("said_at_words"));
    });
    if claim_more::has_time(claim) {
        claim_more::happens(ui, scene, claim);
    }
    let document = passage.and_then(|p| model.passages.get(&p)).and_then(|p| model.documents.get(&p.document));
    let shown = origins::of(ui, scene, claim.id);
    let independent = shown.as_ref().as_ref().is_some_and(|shown| shown.is_independent);
    trust(ui, scene, model, claim, document, independent);
    if let Some(shown) = shown.as_ref() {
        via::show(ui, scene, model, claim.id, shown);
        origins::line(ui, scene, shown);
    }
    let tags: Vec<&Tag> =
        model.ids(By::ClaimTags, claim.id).filter_map(|row| model.tags.get(&model.claim_tags.get(&row)?.tag)).collect();
    rows::tags(ui, scene, Table::Claim, claim.id, &tags);
    match passage {
        Some(passage) => rows::where_row(ui, scene, passage, Hand::Claim(claim.id), ""),
        None => {
            field(ui, &p, say::WHERE, |ui| note(ui, &p, say::NO_PASSAGE));
        }
    }
    rows::used(ui, scene, claim.id);
}

fn set(scene: &mut Scene<'_>, id: Id, field: &'static str, value: impl Into<Value>) {
    scene.wanted.push(Action::Set { table: Table::Claim, id, field, value: value.into() });
}

fn chips(ui: &mut Ui, scene: &mut Scene<'_>, claim: &Claim) {
    let p = scene.palette;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        let stance =
            choice(ui, scene, labels::CHOOSE_STANCE, claim.stance, Stance::ALL, |s| s.label().to_owned(), true);
        if let Some(stance) = stance {
            set(scene, claim.id, "stance", String::from(stance));
        }
        let firmness =
            choice(ui, scene, labels::CHOOSE_FIRMNESS, claim.firmness, Firmness::ALL, |f| f.label().to_owned(), false);
        if let Some(firmness) = firmness {
            set(scene, claim.id, "firmness", String::from(firmness));
        }
        let form = choice(ui, scene, labels::CHOOSE_FORM, claim.form, Form::ALL, |f| f.label().to_owned(), false);
        if let Some(form) = form {
            set(scene, claim.id, "form", String::from(form));
        }
        for (name, on) in [
            (labels::TRANSLATED, claim.translated),
            (labels::IN_HEADLINE, claim.headline),
            (labels::IN_PULL_QUOTE, claim.pull_quote),
        ] {
            if on {
                chip(ui, &p, name, Chip::Known);
            }
        }
        if claim.status != ClaimStatus::Open {
            status(ui, scene, claim);
        }
    });
}

/// How it stands with the claim, as a chip that offers the others.
pub(super) fn status(ui: &mut Ui, scene: &mut Scene<'_>, claim: &Claim) {
    let strong = claim.status != ClaimStatus::Open;
    let label = |status: ClaimStatus| status.label().to_owned();
    let chosen = choice(ui, scene, labels::CHOOSE_STATUS, Some(claim.status), ClaimStatus::ALL, label, strong);
    if let Some(status) = chosen {
        set(scene, claim.id, "status", String::from(status));
    }
}

fn who(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, claim: &Claim) {
    let p = scene.palette;
    field(ui, &p, say::WHO, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            match (speaker_words(model, claim), claim.speaker) {
                (Some(name), Some(speaker)) => {
                    let room = (ui.available_width() - 22.0).max(20.0);
                    ui.vertical(|ui| {
                        ui.set_max_width(room);
                        if follow(ui, scene, name, LabelStyle::body().lines(2), say::SHOW_NAME) {
                            scene.wanted.push(Action::Hand(Hand::Name(model.who(speaker))));
                        }
                        if let Some(role) = &claim.role {
                            scene.engine.label(ui, role, LabelStyle::body().lines(2).color(p.soft));
                        }
                    });
                }
                _ => {
                    note(ui, &p, say::NOT_SAID);
                }
            }
            if scene.app.can_write() && rows::sign(ui, &p, "›", say::CHANGE_SPEAKER) {
                let purpose = NameFor::Speaker(claim.id);
                let (kind, query) = (NameKind::Person, String::new());
                scene.wanted.push(Action::Overlay(Overlay::PickName { purpose, kind, query, at: 0 }));
            }
        });
    });
}

fn trust(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    model: &Model,
    claim: &Claim,
    document: Option<&Document>,
    independent: bool,
) {
    let p = scene.palette;
    field(ui, &p, say::TRUST, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let letter = document.map_or("F", |d| source_letter(model, d));
            let outlet = document.and_then(|d| d.outlet).map(|id| model.who(id));
            let speaker = claim.speaker.map(|id| model.who(id)).filter(|id| Some(*id) != outlet);
            if let Some((speaker, grade)) = speaker.and_then(|id| Some((id, model.reliability(id)?))) {
                if follow_ours(ui, &p, &shared::speaker(grade.as_str()), say::SHOW_NAME).clicked() {
                    scene.wanted.push(Action::Hand(Hand::Name(speaker)));
                }
                ui.label(RichText::new("·").size(size::BODY).color(p.soft));
            }
            match outlet {
                Some(outlet) => {
                    if follow_ours(ui, &p, &shared::outlet(letter), say::SHOW_NAME).clicked() {
                        scene.wanted.push(Action::Hand(Hand::Name(outlet)));
                    }
                }
                None => drop(note(ui, &p, shared::NO_OUTLET_COUNTS)),
            }
            ui.label(RichText::new("·").size(size::BODY).color(p.soft));
            let text = match claim.content_grade {
                Some(grade) => shared::content(grade.number()),
                None => shared::CONTENT_NOT_GRADED.to_owned(),
            };
            let response = follow_ours(ui, &p, &text, shared::CHOOSE_CONTENT_GRADE);
            if scene.app.can_write() {
                grades(scene, &response, claim, independent);
            }
        });
        if claim.content_grade == Some(ContentGrade::CONFIRMED) && !independent {
            ui.label(RichText::new(say_origins::NO_LONGER).size(12.5).color(p.alarm));
        }
    });
}

/// The menu of content grades; the first is locked until two independent origins show, and says so.
fn grades(scene: &mut Scene<'_>, response: &egui::Response, claim: &Claim, independent: bool) {
    let p = scene.palette;
    Popup::menu(response).show(|ui| {
        ui.set_min_width(230.0);
        for grade in ContentGrade::ALL {
            let is = claim.content_grade == Some(grade);
            let locked = grade == ContentGrade::CONFIRMED && !independent && !is;
            let label = format!("{} {}", grade.number(), grade.label());
            if ui.add_enabled(!locked, egui::Button::selectable(is, label)).clicked() {
                if !is {
                    set(scene, claim.id, "content_grade", grade.number());
                }
                ui.close();
            }
            if locked {
                ui.indent("locked", |ui| note(ui, &p, say_origins::LOCKED));
            }
        }
    });
}

fn links(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let links = model.ids(By::Links, id).filter_map(|link| model.links.get(&link));
    let links: Vec<&ClaimLink> = links.filter(|link| link.status != LinkStatus::Rejected).collect();
    for link in links {
        let other = if link.from_claim == id { link.to_claim } else { link.from_claim };
        let Some(claim) = model.claims.get(&other) else { continue };
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            section(ui, &p, link.kind.label());
            if scene.app.can_write() && quiet_button(ui, &p, say::UNLINK).clicked() {
                scene.wanted.push(Action::Delete(Table::ClaimLink, link.id));
            }
        });
        card(ui, &p, |ui| {
            if follow_quote(ui, scene, &shown(claim), 4) {
                scene.wanted.push(Action::Hand(Hand::Claim(other)));
            }
            ui.add_space(4.0);
            field(ui, &p, say::WHO, |ui| {
                let when = match (&claim.said_at, &claim.said_at_words) {
                    (None, None) => Words::default(),
                    _ => said_when(claim),
                };
                match speaker_words(model, claim) {
                    Some(name) if when.is_filled() => {
                        scene.engine.label(ui, &name.with(", ").joined(&when), LabelStyle::body())
                    }
                    Some(name) => scene.engine.label(ui, name, LabelStyle::body()),
                    None => note(ui, &p, say::NOT_SAID),
                };
            });
            if let Some(passage) = model.support(other) {
                let form = claim.form.map(|form| format!(", {}", form.label())).unwrap_or_default();
                let translated = if claim.translated { shared::AND_TRANSLATED } else { "" };
                rows::where_row(ui, scene, passage, Hand::Claim(other), &format!("{form}{translated}"));
            }
            field(ui, &p, say::WHY, |ui| {
                super::typed(ui, scene, (Table::ClaimLink, link.id), ("note", say::WHY), link.note.as_ref(), false);
            });
        });
    }
}

/// A quotation that leads to its card.
pub(super) fn follow_quote(ui: &mut Ui, scene: &Scene<'_>, words: &Words, lines: usize) -> bool {
    scene.engine.label(ui, words, LabelStyle::quote().lines(lines).filling().clickable()).clicked()
}
