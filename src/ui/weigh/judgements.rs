//! The list of judgements: our words, how likely, how sure, and on how many claims they rest.

use super::{ends, filter_field, in_sight, sign};
use crate::app::weigh_view::judgements::{JudgementRow, judgement_ids, judgement_row};
use crate::app::weigh_view::looked::{LookedRow, looked_ids, looked_row};
use crate::app::{Action, Command, Hand};
use crate::domain::{Id, Words};
use crate::say::weigh as say;
use crate::say::{hypotheses as say_ach, looked as say_looked, shared};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{button, empty, note, quiet_button, row, section};
use egui::{Align, Layout, Rect, Response, RichText, ScrollArea, Stroke, Ui, pos2, vec2};

/// Height of a judgement's row with one line of words, and with two.
const HEIGHTS: [f32; 2] = [84.0, 108.0];
/// Height of a row of what was looked for, and of what stands over those rows.
const LOOKED: f32 = 50.0;
const HEAD: f32 = 44.0;
/// Beside its words stands a sign.
const SIGN: f32 = 110.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(model) = scene.app.model() else { return };
    let p = scene.palette;
    if model.judgements.is_empty() && model.looked.is_empty() {
        empty(ui, &p, say::NO_JUDGEMENTS, say::NO_JUDGEMENTS_HINT);
        new_button(ui, scene);
        return;
    }
    let id = egui::Id::unique("judgements asked for");
    let mut filter: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let listing = (state_of(scene), filter.clone(), scene.app.timing.within);
    let listed = kept(ui, "judgements", listing.clone(), || {
        let mut ids = judgement_ids(model, &filter);
        ids.retain(|id| scene.app.time_scope().is_none_or(|scope| scope.has_judgement(model, *id)));
        ids
    });
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::JUDGEMENTS).font(semi_bold(17.0)).color(p.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let count = say::of_all(listed.len(), model.judgements.len());
            ui.label(RichText::new(count).size(size::BODY).color(p.soft));
            ui.add_space(8.0);
            filter_field(ui, say::FILTER_JUDGEMENTS, say::FILTER_JUDGEMENTS_HINT, &mut filter);
        });
    });
    ui.add_space(14.0);
    ui.data_mut(|data| data.insert_temp(id, filter.clone()));
    if listed.is_empty() {
        note(ui, &p, if model.judgements.is_empty() { say::NO_JUDGEMENTS_HINT } else { say::NO_SUCH_JUDGEMENT });
    }
    let all = ui.available_height() - 100.0;
    ui.spacing_mut().item_spacing.y = 0.0;
    let looks = kept(ui, "what was looked for", (state_of(scene), filter.clone()), || looked_ids(model, &filter));
    let below = if looks.is_empty() { 0.0 } else { (LOOKED * looks.len() as f32 + HEAD).min(all * 0.5) };
    let room = (all - below).max(HEIGHTS[1]);
    let area = ScrollArea::vertical().id_salt("judgements").auto_shrink([false, true]).max_height(room);
    let width = (ui.available_width() - SIGN).floor();
    let ends = kept(ui, "ends of judgements", (listing, width as u32), || {
        let words = listed.iter().filter_map(|id| model.judgements.get(id)).map(|judgement| judgement.words.clone());
        ends(words, width, HEIGHTS)
    });
    in_sight(ui, area, &ends, |ui, at, height| {
        let Some(shown) = listed.get(at).and_then(|id| judgement_row(model, *id)) else { return };
        let response = judgement_line(ui, scene, &shown, height);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.clicked() || response.gained_focus() {
            scene.wanted.push(Action::Hand(Hand::Judgement(shown.id)));
        }
    });
    if !looks.is_empty() {
        looked(ui, scene, &looks, (below - HEAD).max(LOOKED));
    }
    new_button(ui, scene);
}

/// What was looked for, under the judgements: it is what some of them rest on.
fn looked(ui: &mut Ui, scene: &mut Scene<'_>, looks: &[Id], room: f32) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    ui.add_space(18.0);
    section(ui, &p, say_looked::LOOKED);
    let area = ScrollArea::vertical().id_salt("what was looked for").auto_shrink([false, true]).max_height(room);
    area.show_rows(ui, LOOKED, looks.len(), |ui, range| {
        for id in looks.get(range).unwrap_or_default() {
            let row = kept(ui, "a row of what was looked for", (state_of(scene), *id), || looked_row(model, *id));
            let Some(shown) = row.as_ref() else { continue };
            let response = looked_line(ui, scene, shown);
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.clicked() || response.gained_focus() {
                scene.wanted.push(Action::Hand(Hand::Looked(*id)));
            }
        }
    });
}

fn looked_line(ui: &mut Ui, scene: &Scene<'_>, shown: &LookedRow) -> Response {
    let p = scene.palette;
    let on = scene.app.hand == Hand::Looked(shown.id);
    let name = TextEngine::accessible_name(&shown.words);
    let response = row(ui, &p, LOOKED, on, &name, |ui, rect| {
        let at = |top: f32, height: f32| {
            let (left, right) = (rect.left() + 2.0, rect.right() - 4.0);
            Rect::from_min_max(pos2(left, rect.top() + top), pos2(right, rect.top() + top + height))
        };
        scene.engine.put(ui, &shown.words, &LabelStyle::body().one_line().color(p.ink), at(6.0, 20.0));
        let small = LabelStyle::small().one_line().color(p.soft);
        scene.engine.put(ui, &Words::new(shown.about.as_str()), &small, at(26.0, 17.0));
    });
    if !on {
        ui.painter().hline(response.rect.x_range(), response.rect.bottom(), Stroke::new(1.0, p.rule));
    }
    response
}

fn new_button(ui: &mut Ui, scene: &mut Scene<'_>) {
    if scene.app.can_write() {
        ui.add_space(8.0);
        if button(ui, &scene.palette, say::NEW_JUDGEMENT).clicked() {
            scene.wanted.push(Action::Command(Command::NewJudgement));
        }
        ui.add_space(6.0);
        if quiet_button(ui, &scene.palette, say_looked::NEW).clicked() {
            scene.wanted.push(Action::Command(Command::NewLooked));
        }
        // Whoever assesses claims is told, until it was done once, that several answers can be held against them.
        if scene.app.model().is_some_and(|m| m.hypotheses.is_empty() && m.claims.len() > 1) {
            ui.add_space(14.0);
            note(ui, &scene.palette, say_ach::OFFER);
            if quiet_button(ui, &scene.palette, say_ach::NEW).clicked() {
                scene.wanted.push(Action::Command(Command::NewHypothesis));
            }
        }
    }
}

fn judgement_line(ui: &mut Ui, scene: &Scene<'_>, shown: &JudgementRow, height: f32) -> Response {
    let p = scene.palette;
    let on = scene.app.hand == Hand::Judgement(shown.id);
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(14.0, 0.0)));
    let name = TextEngine::accessible_name(&shown.words);
    let response = row(ui, &p, height, on, &name, |ui, rect| {
        let at = |left: f32, right: f32, top: f32, bottom: f32| {
            Rect::from_min_max(pos2(left, rect.top() + top), pos2(right.max(left), rect.top() + bottom))
        };
        let (left, right) = (rect.left() + 2.0, rect.right() - 4.0);
        let words = LabelStyle { size: 16.0, ..LabelStyle::quote() }.lines(if height < HEIGHTS[1] { 1 } else { 2 });
        let block = at(left, right - SIGN, 10.0, height);
        let block = block.with_max_y(block.top() + scene.engine.sized(&shown.words, &words, block.width()).y);
        scene.engine.put(ui, &shown.words, &words, block);
        if shown.unsupported == shown.claims && shown.looks == 0 {
            sign(ui, &p, pos2(right, rect.top() + 21.0), say::UNSUPPORTED, p.alarm);
        } else if shown.used {
            sign(ui, &p, pos2(right, rect.top() + 21.0), say::IN_A_BRIEF, p.soft);
        }
        // Two lines, because the two never stand in one sentence.
        let likelihood = shown.likelihood.as_deref().unwrap_or(say::NO_LIKELIHOOD);
        let confidence = shown.confidence.map_or(say::NO_CONFIDENCE.to_owned(), |c| shared::confidence(c.label()));
        let rests = say::rests_on(shown.claims, shown.unsupported, shown.looks);
        let small = LabelStyle::small().one_line();
        let top = block.bottom() - rect.top() + 4.0;
        scene.engine.put(ui, &Words::new(likelihood), &small.color(p.ink), at(left, right, top, top + 17.0));
        let second = Words::new(format!("{confidence} · {rests}"));
        scene.engine.put(ui, &second, &small.color(p.soft), at(left, right, top + 17.0, top + 34.0));
    });
    if !on {
        ui.painter().hline(response.rect.x_range(), response.rect.bottom(), Stroke::new(1.0, p.rule));
    }
    response
}
