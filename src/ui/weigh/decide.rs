//! What is to be decided: two claims side by side, what in them clashes or agrees, why they are shown, and a digit for each thing
//! they may be to each other.

use crate::app::deciding::{Proposal, Verdict, digit, kinds, quote};
use crate::app::view::{speaker_words, trust};
use crate::app::weigh_view::said_how;
use crate::app::{Action, Hand, Weighing};
use crate::domain::{Id, Words};
use crate::say::weigh as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, field};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{card, empty, note};
use egui::{
    FontId, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// The pairs that are to be decided.
pub(super) fn pairs(ui: &Ui, scene: &Scene<'_>) -> Arc<Vec<Arc<Proposal>>> {
    let key = (state_of(scene), scene.app.deciding.turns, scene.app.timing.within);
    kept(ui, "to decide", key, || scene.app.to_decide())
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let pairs = pairs(ui, scene);
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::TO_DECIDE).font(semi_bold(17.0)).color(p.ink));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if !pairs.is_empty() {
                ui.label(RichText::new(say::left_to_decide(pairs.len())).size(size::BODY).color(p.soft));
            }
        });
    });
    ui.add_space(14.0);
    let Some(proposal) = pairs.first() else {
        empty(ui, &p, say::NOTHING_TO_DECIDE, say::NOTHING_TO_DECIDE_HINT);
        return;
    };
    ScrollArea::vertical().id_salt("to decide").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.columns(2, |columns| {
            let [left, right] = columns else { return };
            side(left, scene, proposal.claims.0, &proposal.marked.0);
            side(right, scene, proposal.claims.1, &proposal.marked.1);
        });
        ui.add_space(14.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.label(RichText::new(say::WHY).font(semi_bold(size::BODY)).color(p.ink));
            // Words of both claims stand in it, of whatever script.
            scene.engine.label(ui, &Words::new(proposal.why.as_str()), LabelStyle::small().color(p.soft));
        });
        ui.add_space(14.0);
        if scene.app.can_write() {
            choices(ui, scene, proposal);
        }
    });
}

/// One of the two claims.
fn side(ui: &mut Ui, scene: &mut Scene<'_>, id: Id, marked: &[Range<usize>]) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let Some(claim) = model.claims.get(&id) else { return };
    card(ui, &p, |ui| {
        match speaker_words(model, claim) {
            Some(name) => scene.engine.label(ui, name, LabelStyle::body().one_line()),
            None => scene.engine.label(ui, &Words::new(say::NO_SPEAKER), LabelStyle::body().one_line().color(p.soft)),
        };
        scene.engine.label(ui, &said_how(claim), LabelStyle::small().one_line().color(p.soft));
        ui.add_space(6.0);
        let (words, runs) = quote(claim, marked);
        scene.engine.compared(ui, &words, &runs, p.alarm);
        ui.add_space(6.0);
        let stance = claim.stance.map(|stance| format!("{} · ", stance.label())).unwrap_or_default();
        let passage = model.support(id).and_then(|passage| model.passages.get(&passage));
        let heading = passage.and_then(|passage| model.documents.get(&passage.document)).map(|d| d.heading().clone());
        if let Some(heading) = heading {
            scene.engine.label(ui, &heading, LabelStyle::small().one_line().color(p.soft));
        }
        note(ui, &p, &format!("{stance}{}", trust(model, claim)));
        ui.add_space(4.0);
        if crate::ui::widgets::quiet_button(ui, &p, say::OPEN_CLAIM).clicked() {
            scene.wanted.push(Action::Hand(Hand::Claim(id)));
        }
    });
}

fn choices(ui: &mut Ui, scene: &mut Scene<'_>, proposal: &Proposal) {
    let kinds = kinds(proposal);
    let mut chosen = None;
    let mut later = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for kind in kinds {
            let key = digit(kind).map_or_else(|| say::NO_DIGIT.to_owned(), |digit| digit.to_string());
            if choice(ui, scene, &key, kind.label(), proposal.kinds.first() == Some(&kind)) {
                chosen = Some(Verdict::Kind(kind));
            }
        }
        if choice(ui, scene, "0", say::NO_LINK, false) {
            chosen = Some(Verdict::No);
        }
        later = choice(ui, scene, say::SPACE, say::LATER, false);
    });
    if !field::is_typing(ui.ctx()) && scene.app.overlay.is_none() {
        let focused = ui.memory(|memory| memory.focused().is_some());
        ui.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::Num0) {
                chosen = Some(Verdict::No);
            }
            if !focused && input.consume_key(Modifiers::NONE, Key::Enter) {
                chosen = Some(Verdict::Proposed);
            }
            // A button that has the focus is pressed by the space bar.
            later |= !focused && input.consume_key(Modifiers::NONE, Key::Space);
        });
    }
    if let Some(verdict) = chosen {
        scene.wanted.push(Action::Weigh(Weighing::Decide(verdict)));
    } else if later {
        scene.wanted.push(Action::Weigh(Weighing::Later));
    }
}

/// A button with its key before it; the one that is proposed has a stronger edge.
fn choice(ui: &mut Ui, scene: &Scene<'_>, key: &str, label: &str, proposed: bool) -> bool {
    let p = scene.palette;
    let font = FontId::proportional(size::BODY);
    let cap = ui.painter().layout_no_wrap(key.to_owned(), semi_bold(size::LABEL), p.ink);
    let words = ui.painter().layout_no_wrap(label.to_owned(), font, p.ink);
    let (cap_size, words_size) = (cap.size() + vec2(12.0, 4.0), words.size());
    let (rect, response) =
        ui.allocate_exact_size(vec2(cap_size.x + words_size.x + 30.0, words_size.y + 16.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let edge = match (response.has_focus(), proposed || response.hovered()) {
        (true, _) => Stroke::new(1.5, p.accent),
        (false, true) => Stroke::new(1.0, p.ink),
        (false, false) => Stroke::new(1.0, p.rule),
    };
    ui.painter().rect(rect, 7.0, p.raise, edge, StrokeKind::Inside);
    let at = Rect::from_min_size(pos2(rect.left() + 10.0, rect.center().y - cap_size.y / 2.0), cap_size);
    ui.painter().rect(at, 4.0, p.raise, Stroke::new(1.0, p.rule), StrokeKind::Inside);
    ui.painter().galley(at.min + vec2(6.0, 2.0), cap, p.ink);
    ui.painter().galley(pos2(at.right() + 8.0, rect.center().y - words_size.y / 2.0), words, p.ink);
    response.clicked()
}
