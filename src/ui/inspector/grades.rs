//! The grades of a source on its card, with their reasons; where the letter was changed, the claims that rested on the earlier
//! one, to be looked at again.

use super::name::group;
use super::rows;
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::weigh_view::day;
use crate::app::weigh_view::names::grades;
use crate::app::weigh_view::regraded::{Regraded, regraded};
use crate::app::weigh_view::shown;
use crate::app::{Action, Hand};
use crate::domain::grade::Reliability;
use crate::domain::{Id, Words};
use crate::say::{cards as say_cards, shared, weigh as say};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{button, card, note};
use egui::{RichText, Ui};

/// Most claims that are listed; the rest is counted.
const MOST: usize = 8;

/// Draws them.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id) {
    let p = scene.palette;
    group(ui, scene, say::GRADES);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        let all = grades(model, id);
        for (i, grade) in all.iter().enumerate() {
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
            let day = Words::new(day(grade.at_ms));
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
    let changed = kept(ui, "what rested on a grade", (state_of(scene), id), || regraded(model, id));
    if let Some(changed) = changed.as_ref().as_ref().filter(|changed| !changed.claims.is_empty()) {
        rested(ui, scene, model, changed);
    }
}

/// The claims that rested on the earlier letter.
fn rested(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, changed: &Regraded) {
    let p = scene.palette;
    group(ui, scene, say::RESTED);
    card(ui, &p, |ui| {
        let [before, now] = [changed.before, changed.now].map(Reliability::as_str);
        note(ui, &p, &say::regraded(before, now, &day(changed.at_ms), changed.claims.len()));
        for rested in changed.claims.iter().take(MOST) {
            let Some(claim) = model.claims.get(&rested.claim) else { continue };
            if rows::follow(ui, scene, &shown(claim), LabelStyle::body().lines(2), say_cards::SHOW_CLAIM) {
                scene.wanted.push(Action::Hand(Hand::Claim(rested.claim)));
            }
            let uses = say::rests_in(rested.judgements, rested.briefs);
            if !uses.is_empty() {
                // What we wrote on the word of a source that is trusted less now would embarrass us in print.
                let color = if changed.now > changed.before { p.alarm } else { p.soft };
                ui.label(RichText::new(uses).size(size::SMALL).color(color));
            }
        }
        if changed.claims.len() > MOST {
            note(ui, &p, &shared::and_more(changed.claims.len() - MOST));
        }
    });
}
