//! The card that stays while the hand goes on to something else: a strip over it says what it is of, and that it is not what
//! is read. It stands on a ground of its own, so that nobody types into it what belongs into the other.

use crate::app::cards::{CardAction, Pinned};
use crate::app::model::Model;
use crate::app::{Action, Hand};
use crate::domain::{Id, Words};
use crate::say::cards as say;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::{measure, semi_bold, size};
use crate::ui::widgets::button;
use egui::{Align, Frame, Layout, Margin, RichText, Stroke, Ui};

/// Draws the strip, and the card on the same ground.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, of: Pinned) {
    let p = scene.palette;
    Frame::new()
        .fill(p.selection)
        .stroke(Stroke::new(1.0, p.accent))
        .corner_radius(measure::CARD_RADIUS)
        .inner_margin(Margin::symmetric(6, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.scope(|ui| strip(ui, scene, of));
            ui.add_space(10.0);
            super::one(ui, scene, of);
        });
}

fn strip(ui: &mut Ui, scene: &mut Scene<'_>, of: Pinned) {
    let p = scene.palette;
    let model = scene.app.model();
    let words = model.and_then(|model| words(model, of)).unwrap_or_default();
    let document = model.and_then(|model| document(model, of));
    let open = scene.app.reading.as_ref().map(|reading| reading.document);
    let elsewhere = match (document, of.hand) {
        (Some(document), Hand::Document) if Some(document) != open => say::READING_ANOTHER,
        (Some(document), _) if Some(document) != open => say::STANDS_IN_ANOTHER,
        _ => say::IN_HAND_BELOW,
    };
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(say::PINNED_OF).font(semi_bold(size::BODY)).color(p.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button(ui, &p, say::UNPIN_BUTTON).on_hover_text(say::UNPIN).clicked() {
                scene.wanted.push(Action::Card(CardAction::Unpin));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                scene.engine.label(ui, &words, LabelStyle::body().one_line().color(p.ink));
            });
        });
    });
    ui.label(RichText::new(elsewhere).size(size::SMALL).color(p.ink));
}

/// What the card is of, in the words of the thing.
fn words(model: &Model, of: Pinned) -> Option<Words> {
    Some(match of.hand {
        Hand::Document => model.documents.get(&of.document?)?.heading().clone(),
        Hand::Passage(id) => model.anchor(id)?.quote.brief(80),
        Hand::Claim(id) => model.claims.get(&id)?.words.clone(),
        Hand::Name(id) => model.names.get(&id)?.words.clone(),
        Hand::Judgement(id) => model.judgements.get(&id)?.words.clone(),
        Hand::Wanted(id) => model.wanted.get(&id)?.words.clone(),
        Hand::Looked(id) => model.looked.get(&id)?.words.clone(),
        Hand::Hypothesis(id) => model.hypotheses.get(&id)?.words.clone(),
    })
}

/// The document it is, or stands in.
fn document(model: &Model, of: Pinned) -> Option<Id> {
    let passage = match of.hand {
        Hand::Document => return of.document,
        Hand::Passage(id) => Some(id),
        Hand::Claim(id) => model.support(id),
        Hand::Name(_) | Hand::Judgement(_) | Hand::Wanted(_) | Hand::Looked(_) | Hand::Hypothesis(_) => None,
    };
    Some(model.passages.get(&passage?)?.document)
}
