//! Where the reports on a claim come from, on its card: the figures and what they come to, and unfolded every step with what
//! mends it.

use super::rows;
use crate::app::cards::CardAction;
use crate::app::origins::{Mend, OriginsShown, OriginsWish, ReportShown, StepShown, WayShown};
use crate::app::overlay::{NameFor, Overlay};
use crate::app::{Action, Hand};
use crate::domain::name::NameKind;
use crate::domain::{Id, Table, Words};
use crate::say::origins as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{card, field, note, section};
use egui::{RichText, Ui};
use std::sync::Arc;

/// The origins of a claim, kept as long as nothing changes.
pub(super) fn of(ui: &Ui, scene: &Scene<'_>, claim: Id) -> Arc<Option<OriginsShown>> {
    // Two cards can be shown at once, of which one is in hand.
    let kept_as = if scene.app.hand == Hand::Claim(claim) { "origins" } else { "origins-pinned" };
    kept(ui, kept_as, (state_of(scene), scene.app.copies.fetched, claim), || scene.app.origins_shown(claim))
}

/// The line on the card.
pub(super) fn line(ui: &mut Ui, scene: &mut Scene<'_>, shown: &OriginsShown) {
    let p = scene.palette;
    field(ui, &p, say::ORIGINS, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.label(RichText::new(&shown.figures).size(size::BODY).color(p.ink));
        let verdict = if shown.is_independent { say::ESTABLISHED } else { say::NOT_ESTABLISHED };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            note(ui, &p, verdict);
            let unfolded = scene.app.cards.origins_unfolded;
            if rows::follow_ours(ui, &p, if unfolded { say::FOLD } else { say::WHY }, say::STEPS).clicked() {
                scene.wanted.push(Action::Card(CardAction::Origins(OriginsWish::Unfold(!unfolded))));
            }
        });
    });
}

/// The steps, where they are unfolded.
pub(super) fn steps(ui: &mut Ui, scene: &mut Scene<'_>, claim: Id, shown: &OriginsShown) {
    if !scene.app.cards.origins_unfolded {
        ui.data_mut(|data| data.remove::<Id>(egui::Id::unique("origins unfolded for")));
        return;
    }
    let p = scene.palette;
    ui.add_space(12.0);
    section(ui, &p, say::STEPS);
    // It opens below the card, and is brought into sight once.
    let seen = egui::Id::unique("origins unfolded for");
    let before: Option<Id> = ui.data_mut(|data| data.get_temp(seen));
    if before != Some(claim) {
        ui.data_mut(|data| data.insert_temp(seen, claim));
        ui.scroll_to_cursor(Some(egui::Align::Center));
    }
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        scene.engine.label(ui, &shown.reason, LabelStyle::body().lines(6));
        for trouble in &shown.troubles {
            scene.engine.label(ui, trouble, LabelStyle::small().lines(6).color(p.alarm));
        }
        if shown.lost > 0 {
            ui.label(RichText::new(say::lost(shown.lost)).size(size::SMALL).color(p.alarm));
        }
        for report in &shown.reports {
            ui.push_id(report.document.to_bytes(), |ui| one(ui, scene, report));
        }
        for (words, link) in &shown.joined {
            ui.add_space(4.0);
            let name = link.filter(|_| scene.app.can_write()).map(|_| say::UNLINK);
            if line_with(ui, scene, words, name, None) {
                scene.wanted.extend(link.map(|link| Action::Delete(Table::ClaimLink, link)));
            }
        }
        for (pair, words) in &shown.declined {
            ui.add_space(4.0);
            let name = scene.app.can_write().then_some(say::MAY_BE_COPY);
            if line_with(ui, scene, words, name, None) {
                scene.wanted.push(Action::Card(CardAction::Origins(OriginsWish::MayBeCopy(pair.0, pair.1))));
            }
        }
        if !shown.others.is_empty() {
            heading(ui, scene, say::COUNTED_TOO);
        }
        for (other, link, words) in &shown.others {
            let name = scene.app.can_write().then_some(say::UNLINK);
            let to = Some(Action::Hand(Hand::Claim(*other))).filter(|_| *other != claim);
            if line_with(ui, scene, words, name, to) {
                scene.wanted.push(Action::Delete(Table::ClaimLink, *link));
            }
        }
        if !shown.left_out.is_empty() {
            heading(ui, scene, say::NOT_COUNTED);
        }
        for (other, words) in &shown.left_out {
            line_with(ui, scene, words, None, Some(Action::Hand(Hand::Claim(*other))));
        }
    });
}

fn heading(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(text).font(semi_bold(size::SMALL)).color(scene.palette.ink));
}

/// Words that may lead somewhere, with a cross at the right where something takes them away; true when that was clicked.
fn line_with(ui: &mut Ui, scene: &mut Scene<'_>, words: &Words, away: Option<&str>, to: Option<Action>) -> bool {
    let p = scene.palette;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let room = (ui.available_width() - 22.0).max(20.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            let style = LabelStyle::small().lines(4);
            match to {
                Some(action) => {
                    if rows::follow(ui, scene, words, style, say::SHOW_STEP) {
                        scene.wanted.push(action);
                    }
                }
                None => {
                    scene.engine.label(ui, words, style.color(p.soft));
                }
            }
        });
        away.is_some_and(|name| rows::sign(ui, &p, "×", name))
    })
    .inner
}

/// A report: its document, and the ways of the claims in it.
fn one(ui: &mut Ui, scene: &mut Scene<'_>, report: &ReportShown) {
    ui.add_space(6.0);
    let first = report.ways.first();
    let style = LabelStyle::body().lines(2);
    if rows::follow(ui, scene, &report.heading, style, say::SHOW_WORDS) {
        // What was in hand stays there beside the words.
        let hand = scene.app.hand;
        scene.wanted.push(first.map_or(Action::OpenDocument(report.document), |way| Action::OpenPassage(way.passage)));
        scene.wanted.push(Action::Hand(hand));
    }
    for way in &report.ways {
        ui.push_id(way.claim.to_bytes(), |ui| {
            ui.indent("way", |ui| ways(ui, scene, way));
        });
    }
}

fn ways(ui: &mut Ui, scene: &mut Scene<'_>, way: &WayShown) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing.y = 2.0;
    for step in &way.steps {
        step_line(ui, scene, step);
    }
    scene.engine.label(ui, &way.end, LabelStyle::small().lines(3));
    if way.is_lost {
        ui.label(RichText::new(say::LOST).size(size::SMALL).color(p.alarm));
    }
}

/// A step: its words lead to what it rests on, the sign at the right mends it.
fn step_line(ui: &mut Ui, scene: &mut Scene<'_>, step: &StepShown) {
    let p = scene.palette;
    let can_write = scene.app.can_write();
    let to = match step.mend {
        Mend::Outlet(document) | Mend::Copy(document, _) => Action::OpenDocument(document),
        Mend::Owner { name, .. } => Action::Hand(Hand::Name(name)),
        Mend::Hop { claim, .. } | Mend::Claim(claim) => Action::Hand(Hand::Claim(claim)),
    };
    let (sign, name) = match step.mend {
        Mend::Outlet(_) => ("›", Some(say::CHANGE_OUTLET)),
        Mend::Hop { .. } => ("›", Some(say::CHANGE_HOP)),
        Mend::Owner { .. } => ("×", Some(say::NO_OWNER)),
        Mend::Copy(..) => ("×", Some(say::NO_COPY)),
        Mend::Claim(_) => ("", None),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let room = (ui.available_width() - 22.0).max(20.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            if rows::follow(ui, scene, &step.words, LabelStyle::small().lines(3).color(p.soft), say::SHOW_STEP) {
                let hand = scene.app.hand;
                let stays = matches!(to, Action::OpenDocument(_));
                scene.wanted.push(to);
                scene.wanted.extend(stays.then_some(Action::Hand(hand)));
            }
        });
        let Some(name) = name.filter(|_| can_write) else { return };
        if rows::sign(ui, &p, sign, name) {
            mend(scene, step.mend);
        }
    });
}

fn mend(scene: &mut Scene<'_>, mend: Mend) {
    match mend {
        Mend::Outlet(document) => {
            let (purpose, kind) = (NameFor::Outlet(document), NameKind::Organisation);
            scene.wanted.push(Action::Overlay(Overlay::PickName { purpose, kind, query: String::new(), at: 0 }));
        }
        Mend::Owner { ownership, .. } => scene.wanted.push(Action::Delete(Table::Ownership, ownership)),
        Mend::Hop { claim, hop } => {
            scene.wanted.push(Action::Hand(Hand::Claim(claim)));
            scene.wanted.push(Action::Card(CardAction::Origins(OriginsWish::Hop(Some(hop)))));
        }
        Mend::Copy(one, other) => {
            scene.wanted.push(Action::Card(CardAction::Origins(OriginsWish::NoCopy(one, other))));
        }
        Mend::Claim(_) => {}
    }
}
