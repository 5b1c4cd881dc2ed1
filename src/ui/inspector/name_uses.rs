//! Where a name is used, on its card: what it said, published and passed on, and where it is marked in texts. Every line
//! leads there.

use super::name::group;
use super::rows;
use crate::app::cards::CardAction;
use crate::app::model::Model;
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
use egui::{RichText, Ui};

/// Most uses of one sort that are listed; the rest is counted.
const MOST: usize = 8;

/// Draws it.
pub(super) fn used(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
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
        jumps(ui, scene, (shared::claims, say_cards::SHOW_CLAIM), &uses.claims, claim);
        jumps(ui, scene, (shared::documents, say_cards::OPEN_DOCUMENT), &uses.documents, document);
        jumps(ui, scene, (shared::claims_passed_on, say_cards::SHOW_CLAIM), &uses.hops, hop);
        mentions(ui, scene, model, id, &uses.mentions);
    });
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
