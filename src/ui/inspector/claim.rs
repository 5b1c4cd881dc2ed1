//! The card of a claim: its words, stance, firmness and form; who, when, trust, way, tags; the claims it is linked with;
//! and under “more” every field it has.

use super::{choice, commit, now_is, style, typed};
use crate::app::model::By;
use crate::app::view::{outlet_words, said_when, speaker_words, trust};
use crate::app::{Action, Command, Hand};
use crate::domain::claim::{Claim, ClaimKind, ClaimStatus, Firmness, Form, Stance};
use crate::domain::grade::ContentGrade;
use crate::domain::link::ClaimLink;
use crate::domain::{Id, Table, Words};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, bound};
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, button, card, chip, field, note, quiet_button, section, words_chip};
use egui::{CollapsingHeader, RichText, Ui};
use serde_json::Value;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    section(ui, &p, "Claim");
    let Some((model, claim)) = scene.app.model().and_then(|m| Some((m, m.claims.get(&id)?))) else {
        note(ui, &p, "Being saved…");
        return;
    };
    let passage = model.support(id);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let words = scene.engine.label(ui, &claim.words, LabelStyle::quote().filling().clickable());
        if words.on_hover_text("Show where it stands").clicked()
            && let Some(passage) = passage
        {
            scene.wanted.push(Action::OpenPassage(passage));
            scene.wanted.push(Action::Hand(Hand::Claim(id)));
        }
        chips(ui, scene, claim);
        if passage.is_none() {
            ui.label(RichText::new("Unsupported: it rests on no passage.").size(12.5).color(p.alarm));
        }
        ui.add_space(2.0);
        field(ui, &p, "Who", |ui| match speaker_words(model, claim) {
            Some(name) => {
                if scene.engine.label(ui, name, LabelStyle::body().clickable()).clicked()
                    && let Some(speaker) = claim.speaker
                {
                    scene.wanted.push(Action::Hand(Hand::Source(speaker)));
                }
            }
            None => {
                note(ui, &p, "not said");
            }
        });
        field(ui, &p, "When", |ui| {
            when(ui, scene, claim);
        });
        field(ui, &p, "Trust", |ui| ui.label(RichText::new(trust(model, claim)).size(size::BODY)));
        let document = passage.and_then(|p| model.passages.get(&p)).and_then(|p| model.documents.get(&p.document));
        field(ui, &p, "Where", |ui| match document {
            Some(document) => {
                let words = outlet_words(model, document).unwrap_or(document.heading());
                scene.engine.label(ui, words, LabelStyle::body().lines(2));
            }
            None => {
                note(ui, &p, "no passage");
            }
        });
        tags(ui, scene, id);
    });
    links(ui, scene, id);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        for command in [Command::Link, Command::MoreEvidence, Command::ToBrief] {
            let name = command.name().trim_end_matches('…');
            if scene.app.is_enabled(command) && button(ui, &p, name).on_hover_text(command.help()).clicked() {
                scene.wanted.push(Action::Command(command));
            }
        }
    });
    let text = RichText::new("more: evidence, kind, place, memo").size(12.5).color(p.soft);
    CollapsingHeader::new(text).id_salt("more of a claim").show(ui, |ui| more(ui, scene, claim));
}

fn set(scene: &mut Scene<'_>, id: Id, field: &'static str, value: impl Into<String>) {
    scene.wanted.push(Action::Set { table: Table::Claim, id, field, value: Value::String(value.into()) });
}

fn chips(ui: &mut Ui, scene: &mut Scene<'_>, claim: &Claim) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let stance = choice(ui, scene, "stance", claim.stance, Stance::ALL, |s| s.label().to_owned(), true);
        if let Some(stance) = stance {
            set(scene, claim.id, "stance", stance);
        }
        let firmness = choice(ui, scene, "firmness", claim.firmness, Firmness::ALL, |f| f.label().to_owned(), false);
        if let Some(firmness) = firmness {
            set(scene, claim.id, "firmness", firmness);
        }
        let form = choice(ui, scene, "form", claim.form, Form::ALL, |f| f.label().to_owned(), false);
        if let Some(form) = form {
            set(scene, claim.id, "form", form);
        }
    });
}

fn tags(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let names: Vec<&Words> = model
        .ids(By::ClaimTags, id)
        .filter_map(|row| model.tags.get(&model.claim_tags.get(&row)?.tag))
        .map(|tag| tag.name.words())
        .collect();
    if names.is_empty() {
        return;
    }
    field(ui, &p, "Tags", |ui| {
        for name in names {
            scene.engine.label(ui, name, LabelStyle::body());
        }
    });
}

fn links(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let links: Vec<&ClaimLink> = model.ids(By::Links, id).filter_map(|link| model.links.get(&link)).collect();
    for link in links {
        let other = if link.from_claim == id { link.to_claim } else { link.from_claim };
        let Some(claim) = model.claims.get(&other) else { continue };
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            section(ui, &p, link.kind.label());
            if scene.app.can_write() && quiet_button(ui, &p, "unlink").clicked() {
                scene.wanted.push(Action::Delete(Table::ClaimLink, link.id));
            }
        });
        card(ui, &p, |ui| {
            let words = LabelStyle::quote().lines(4).filling().clickable();
            if scene.engine.label(ui, &claim.words, words).clicked() {
                scene.wanted.push(Action::Hand(Hand::Claim(other)));
            }
            ui.add_space(4.0);
            if let Some(name) = speaker_words(model, claim) {
                field(ui, &p, "Who", |ui| scene.engine.label(ui, name, LabelStyle::body()));
            }
            field(ui, &p, "When", |ui| when(ui, scene, claim));
            if let Some(why) = &link.note {
                field(ui, &p, "Why", |ui| scene.engine.label(ui, why, LabelStyle::body()));
            }
        });
    }
}

fn when(ui: &mut Ui, scene: &Scene<'_>, claim: &Claim) {
    if claim.said_at.is_none() && claim.said_at_words.is_none() {
        note(ui, &scene.palette, "not known");
    } else {
        scene.engine.label(ui, &said_when(claim), LabelStyle::body());
    }
}

fn more(ui: &mut Ui, scene: &mut Scene<'_>, claim: &Claim) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let key = (Table::Claim, claim.id);
    ui.spacing_mut().item_spacing.y = 7.0;
    field(ui, &p, "Speaker", |ui| {
        let name = speaker_words(model, claim);
        if scene.app.can_write() {
            let done = bound(ui, &style("Speaker", true), (claim.id, "speaker"), now_is(scene, name, None));
            commit(scene, done, |text| Action::Speaker(claim.id, text.as_str().unwrap_or_default().to_owned()));
        }
    });
    for (name, label, value) in [
        ("role", "Role", claim.role.as_ref()),
        ("hedge", "Hedged by", claim.hedge.as_ref()),
        ("said_at_words", "Said, words", claim.said_at_words.as_ref()),
        ("happens_at_words", "Happens", claim.happens_at_words.as_ref()),
        ("place", "Place", claim.place.as_ref()),
    ] {
        field(ui, &p, label, |ui| typed(ui, scene, key, (name, label), value, true));
    }
    for (name, label, value) in [("said_at", "Said", &claim.said_at), ("happens_at", "Happens on", &claim.happens_at)] {
        let value = value.as_ref().map(|d| Words::new(d.as_str()));
        field(ui, &p, label, |ui| typed(ui, scene, key, (name, label), value.as_ref(), true));
    }
    field(ui, &p, "Kind", |ui| {
        if let Some(kind) = choice(ui, scene, "kind", claim.kind, ClaimKind::ALL, |k| k.label().to_owned(), false) {
            set(scene, claim.id, "kind", kind);
        }
    });
    field(ui, &p, "Content", |ui| {
        let label = |g: ContentGrade| format!("{} {}", g.number(), g.label());
        if let Some(grade) = choice(ui, scene, "content grade", claim.content_grade, &ContentGrade::ALL, label, false) {
            let value = grade.number().into();
            scene.wanted.push(Action::Set { table: Table::Claim, id: claim.id, field: "content_grade", value });
        }
    });
    field(ui, &p, "Status", |ui| {
        let status = choice(ui, scene, "status", Some(claim.status), ClaimStatus::ALL, |s| s.label().to_owned(), false);
        if let Some(status) = status {
            set(scene, claim.id, "status", status);
        }
    });
    field(ui, &p, "Flags", |ui| {
        ui.horizontal_wrapped(|ui| {
            for (name, label, on) in [
                ("translated", "translated", claim.translated),
                ("headline", "in a headline", claim.headline),
                ("pull_quote", "in a pull quote", claim.pull_quote),
            ] {
                let look = if on { Chip::Strong } else { Chip::Missing };
                if chip(ui, &p, label, look).clicked() && scene.app.can_write() {
                    let value = Value::Bool(!on);
                    scene.wanted.push(Action::Set { table: Table::Claim, id: claim.id, field: name, value });
                }
            }
        });
    });
    field(ui, &p, "Memo", |ui| typed(ui, scene, key, ("memo", "Memo"), claim.memo.as_ref(), false));
    evidence(ui, scene, claim.id);
    if scene.app.can_write() && quiet_button(ui, &p, "Delete this claim").clicked() {
        scene.wanted.push(Action::Delete(Table::Claim, claim.id));
    }
}

fn evidence(ui: &mut Ui, scene: &mut Scene<'_>, claim: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    for row in model.ids(By::Evidence, claim).filter_map(|id| model.evidence.get(&id)) {
        field(ui, &p, row.role.label(), |ui| {
            let quote = row.passage.and_then(|p| model.anchor(p)).map(|a| &a.quote).or(row.basis.as_ref());
            if let Some(quote) = quote {
                let response = words_chip(ui, scene, &quote.brief(80), Chip::Known);
                if response.clicked()
                    && let Some(passage) = row.passage
                {
                    scene.wanted.push(Action::OpenPassage(passage));
                }
            }
        });
    }
}
