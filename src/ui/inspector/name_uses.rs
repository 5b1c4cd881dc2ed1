//! Where a name is used, on its card: what it said, what is said about it, what it published and passed on, where it is marked
//! in texts; when it was seen first and last, and with whom. Every line leads there.

use super::name::group;
use super::rows;
use crate::app::cards::CardAction;
use crate::app::model::Model;
use crate::app::weigh_view::name_page::{Seen, SeenAt, page};
use crate::app::weigh_view::names::uses;
use crate::app::weigh_view::shown;
use crate::app::{Action, Hand, Place};
use crate::domain::name::Mention;
use crate::domain::{Id, Words};
use crate::say::{cards as say_cards, shared, weigh as say};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, card, chip, note};
use egui::{Align, Layout, RichText, Ui};

/// Most uses of one sort that are listed; the rest is counted.
const MOST: usize = 8;

/// Draws it.
pub(super) fn used(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let p = scene.palette;
    group(ui, scene, say::USED);
    let uses = kept(ui, "uses of a name", (state_of(scene), id), || uses(model, id));
    let page = kept(ui, "page of a name", (state_of(scene), id), || page(model, id));
    card(ui, &p, |ui| {
        if uses.count() == 0 && page.about.is_empty() {
            note(ui, &p, say::NOT_USED);
        }
        let claim = |id: &Id| model.claims.get(id).map(|claim| (shown(claim), Action::Hand(Hand::Claim(*id))));
        let document =
            |id: &Id| model.documents.get(id).map(|document| (document.heading().clone(), Action::OpenDocument(*id)));
        let hop = |id: &Id| model.hops.get(id).and_then(|hop| claim(&hop.claim));
        jumps(ui, scene, (shared::claims, say_cards::SHOW_CLAIM), &uses.claims, claim);
        jumps(ui, scene, (shared::claims_about, say_cards::SHOW_CLAIM), &page.about, claim);
        jumps(ui, scene, (shared::documents, say_cards::OPEN_DOCUMENT), &uses.documents, document);
        jumps(ui, scene, (shared::claims_passed_on, say_cards::SHOW_CLAIM), &uses.hops, hop);
        mentions(ui, scene, model, id, &uses.mentions);
    });
    if !page.seen.is_empty() {
        group(ui, scene, say::SEEN);
        card(ui, &p, |ui| seen(ui, scene, model, &page.seen));
    }
    if !page.with.is_empty() {
        group(ui, scene, say::SEEN_WITH);
        card(ui, &p, |ui| with(ui, scene, model, &page.with));
    }
}

/// When it was seen first and last, and where.
fn seen(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, seen: &[Seen]) {
    for (seen, which) in seen.iter().zip([say::SEEN_FIRST, say::SEEN_LAST]) {
        counted(ui, scene, &say::seen_on(which, &seen.date.shown()));
        let at = match seen.at {
            SeenAt::Document(id) => model
                .documents
                .get(&id)
                .map(|document| (document.heading().clone(), Action::OpenDocument(id), say_cards::OPEN_DOCUMENT)),
            SeenAt::Claim(id) => {
                model.claims.get(&id).map(|claim| (shown(claim), Action::Hand(Hand::Claim(id)), say_cards::SHOW_CLAIM))
            }
        };
        if let Some((words, action, to)) = at
            && rows::follow(ui, scene, &words, LabelStyle::body().lines(2), to)
        {
            scene.wanted.push(action);
        }
    }
}

/// The names that are in the same documents.
fn with(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, with: &[(Id, usize)]) {
    for (id, count) in with.iter().take(MOST) {
        let Some(name) = model.names.get(id) else { continue };
        ui.horizontal(|ui| {
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width() - 100.0);
                if rows::follow(ui, scene, &name.words, LabelStyle::body().one_line(), say::SHOW_NAME) {
                    scene.wanted.push(Action::Hand(Hand::Name(*id)));
                }
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                counted(ui, scene, &shared::documents(*count));
            });
        });
    }
    if with.len() > MOST {
        note(ui, &scene.palette, &shared::and_more(with.len() - MOST));
    }
}

fn counted(ui: &mut Ui, scene: &Scene<'_>, what: &str) {
    ui.label(RichText::new(what).size(size::SMALL).color(scene.palette.soft));
}

fn rest(ui: &mut Ui, scene: &Scene<'_>, count: usize) {
    if count > MOST {
        note(ui, &scene.palette, &shared::and_more(count - MOST));
    }
    ui.add_space(4.0);
}

fn jumps(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    (what, to): (fn(usize) -> String, &str),
    found: &[Id],
    show: impl Fn(&Id) -> Option<(Words, Action)>,
) {
    if found.is_empty() {
        return;
    }
    counted(ui, scene, &what(found.len()));
    for (words, action) in found.iter().rev().take(MOST).filter_map(show) {
        if rows::follow(ui, scene, &words, LabelStyle::body().lines(2), to) {
            scene.wanted.push(action);
        }
    }
    rest(ui, scene, found.len());
}

/// The places where it is marked, each with a cross that takes the mark away.
fn mentions(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id, found: &[Id]) {
    let p = scene.palette;
    if !found.is_empty() {
        counted(ui, scene, &shared::mentions(found.len()));
    }
    let found: Vec<&Mention> = found.iter().filter_map(|id| model.mentions.get(id)).collect();
    for mention in found.iter().take(MOST) {
        let Some(anchor) = model.anchor(mention.passage) else { continue };
        let document = model.revisions.get(&anchor.revision).and_then(|r| model.documents.get(&r.document));
        let at = rows::stands(scene, anchor).map(|at| at.with(" · "));
        let heading = document.map(|d| d.heading().clone()).unwrap_or_default();
        let words = at.unwrap_or_default().joined(&heading);
        let away = scene.app.can_write().then_some(say_cards::UNMARK);
        let gone = rows::removable(ui, &p, away, |ui| {
            if rows::follow(ui, scene, &words, LabelStyle::body().one_line(), say_cards::SHOW_PLACE) {
                scene.wanted.push(Action::OpenPassage(mention.passage));
                scene.wanted.push(Action::Hand(Hand::Name(id)));
            }
        });
        if gone {
            scene.wanted.push(Action::Card(CardAction::Unmark(mention.id)));
        }
    }
    if !found.is_empty() {
        rest(ui, scene, found.len());
    }
    if scene.app.can_write() && scene.app.place == Place::Read && scene.app.reading.is_some() {
        let spelled = model.names.get(&id).map(|name| name.words.clone());
        let marked = found.last().and_then(|m| model.anchor(m.passage)).map(|a| a.quote.clone());
        if let Some(words) = marked.or(spelled)
            && chip(ui, &p, say_cards::MARK_HERE, Chip::Missing).clicked()
        {
            scene.wanted.push(Action::Card(CardAction::Everywhere(id, words)));
        }
    }
}
