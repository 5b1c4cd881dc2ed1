//! Short forms for hypotheses, assumptions and indicators, and the picker of claims to be held against them.

use super::forms::heading;
use super::picker::{Asked, pick};
use super::weighing::done;
use super::{entered, focus_first};
use crate::app::overlay::Overlay;
use crate::app::overlay::hypotheses::{AssumptionDraft, HypothesisDraft, IndicatorDraft};
use crate::app::{Action, Hand};
use crate::domain::hypothesis::{IndicatorStatus, Standing};
use crate::domain::{Id, Table};
use crate::say::hypotheses as say;
use crate::say::{forms, weigh};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, field};
use crate::ui::widgets::{Chip, chip, quiet_button};
use egui::{RichText, Ui};

/// A new hypothesis.
pub(super) fn hypothesis(ui: &mut Ui, scene: &mut Scene<'_>, draft: &HypothesisDraft) {
    heading(ui, scene, say::HYPOTHESIS);
    let take = entered(ui);
    let mut new = draft.clone();
    let response = field::wide_line(ui, say::FIELD, say::HINT, &mut new.words);
    focus_first(ui, &response);
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Hypothesis(new)));
    }
    done(ui, scene, take, weigh::SAVE, forms::ENTER);
}

/// A claim to be held against the hypotheses; the picker stays until Esc.
pub(super) fn pick_held(ui: &mut Ui, scene: &mut Scene<'_>, query: &str, at: usize) {
    let found = scene.app.claims_to_hold(query);
    pick(
        ui,
        scene,
        &Asked { name: say::WHICH_CLAIM, hint: say::WHICH_CLAIM_HINT, question: Some(say::WHICH_CLAIM) },
        (query, at),
        &found,
        |query, at| Overlay::PickHeld { query, at },
    );
}

/// A line of chips with a label before it. Gives the one that was clicked.
fn chips<T: Copy + PartialEq>(ui: &mut Ui, scene: &Scene<'_>, label: &str, now: T, all: &[(T, String)]) -> Option<T> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add_sized([52.0, 20.0], egui::Label::new(RichText::new(label).size(12.5).color(scene.palette.soft)));
        for (value, text) in all {
            let look = if now == *value { Chip::Strong } else { Chip::Missing };
            if chip(ui, &scene.palette, text, look).clicked() {
                chosen = Some(*value);
            }
        }
    });
    ui.add_space(4.0);
    chosen
}

/// The hypotheses by their labels, in the order of the project.
fn labels(scene: &Scene<'_>) -> Vec<(Id, String)> {
    scene.app.hypothesis_labels()
}

/// An assumption.
pub(super) fn assumption(ui: &mut Ui, scene: &mut Scene<'_>, draft: &AssumptionDraft) {
    heading(ui, scene, say::ASSUMPTION);
    let take = entered(ui);
    let mut new = draft.clone();
    let response = field::wide_line(ui, say::ASSUMED, say::ASSUMED_HINT, &mut new.words);
    focus_first(ui, &response);
    ui.add_space(6.0);
    let of = labels(scene).into_iter().map(|(id, label)| (Some(id), label));
    let of: Vec<_> = std::iter::once((None, say::OF_ALL.to_owned())).chain(of).collect();
    new.hypothesis = chips(ui, scene, say::FOR, new.hypothesis, &of).unwrap_or(new.hypothesis);
    let all: Vec<_> = Standing::ALL.iter().map(|standing| (*standing, standing.label().to_owned())).collect();
    new.standing = chips(ui, scene, say::STATE, new.standing, &all).unwrap_or(new.standing);
    field::wide_line(ui, say::WHY, say::WHY_HINT, &mut new.why);
    ui.add_space(3.0);
    field::wide_line(ui, say::IF_WRONG, say::IF_WRONG_HINT, &mut new.if_wrong);
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Assumption(new)));
    }
    done(ui, scene, take, weigh::SAVE, forms::ENTER);
    delete(ui, scene, draft.id, (Table::Assumption, say::DELETE_ASSUMPTION));
}

/// An indicator.
pub(super) fn indicator(ui: &mut Ui, scene: &mut Scene<'_>, draft: &IndicatorDraft) {
    heading(ui, scene, say::INDICATOR);
    let take = entered(ui);
    let mut new = draft.clone();
    let response = field::wide_line(ui, say::SEEN, say::SEEN_HINT, &mut new.words);
    focus_first(ui, &response);
    ui.add_space(6.0);
    new.hypothesis = chips(ui, scene, say::FOR, new.hypothesis, &labels(scene)).unwrap_or(new.hypothesis);
    let all: Vec<_> = IndicatorStatus::ALL.iter().map(|status| (*status, status.label().to_owned())).collect();
    new.status = chips(ui, scene, say::STATE, new.status, &all).unwrap_or(new.status);
    for (name, text) in [(say::SINCE, &mut new.at), (say::REVIEW, &mut new.review_at)] {
        ui.horizontal(|ui| {
            ui.add_sized([72.0, 20.0], egui::Label::new(RichText::new(name).size(12.5).color(scene.palette.soft)));
            field::wide_line(ui, name, weigh::DATE_HINT, text);
        });
    }
    shown_by(ui, scene, &mut new);
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Indicator(new)));
    }
    done(ui, scene, take, weigh::SAVE, forms::ENTER);
    delete(ui, scene, draft.id, (Table::Indicator, say::DELETE_INDICATOR));
}

/// The claim that shows an indicator: the one in hand is offered.
fn shown_by(ui: &mut Ui, scene: &Scene<'_>, draft: &mut IndicatorDraft) {
    let Some(model) = scene.app.model() else { return };
    let in_hand = if let Hand::Claim(id) = scene.app.hand { Some(id) } else { None };
    let known = draft.claim.and_then(|id| model.claims.get(&id));
    let offered = in_hand.and_then(|id| model.claims.get(&id));
    let Some(claim) = known.or(offered) else { return };
    ui.add_space(4.0);
    let mut shown = known.is_some();
    if crate::ui::widgets::tick(ui, &scene.palette, &mut shown, say::SHOWN_BY).changed() {
        draft.claim = shown.then_some(claim.id);
    }
    scene.engine.label(ui, &claim.words, LabelStyle::quote().lines(2).color(scene.palette.soft));
}

fn delete(ui: &mut Ui, scene: &mut Scene<'_>, id: Option<Id>, (table, label): (Table, &str)) {
    if let Some(id) = id
        && quiet_button(ui, &scene.palette, label).clicked()
    {
        scene.wanted.push(Action::CloseOverlay);
        scene.wanted.push(Action::Delete(table, id));
    }
}
