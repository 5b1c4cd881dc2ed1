//! The claims that are being recorded: what is proposed for each clause of a sentence, to be taken with one key.

use super::forms::{heading, hints, key};
use super::{entered, focus_first};
use crate::app::Action;
use crate::app::capturing::{Capture, ClaimDraft};
use crate::app::overlay::Overlay;
use crate::domain::Words;
use crate::domain::claim::{Firmness, Form, Stance};
use crate::say::forms as say;
use crate::say::labels;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::widgets::{Chip, button, chip, words_chip};
use egui::{Frame, Key, Margin, Popup, ScrollArea, Stroke, Ui};

/// The value after this one, going round.
fn next<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let at = all.iter().position(|v| *v == now).unwrap_or(0);
    all.get((at + 1) % all.len().max(1)).copied().unwrap_or(now)
}

fn menu<T: Copy + PartialEq>(response: &egui::Response, all: &[T], label: impl Fn(T) -> &'static str) -> Option<T> {
    let mut chosen = None;
    Popup::menu(response).show(|ui| {
        for value in all {
            if ui.button(label(*value)).clicked() {
                chosen = Some(*value);
                ui.close();
            }
        }
    });
    chosen
}

/// The claims, one below the other; Enter takes all of them.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, capture: &Capture) {
    if entered(ui) {
        scene.wanted.push(Action::Accept);
        return;
    }
    let several = capture.drafts.len() > 1;
    heading(ui, scene, &say::claims(capture.drafts.len()));
    let mut new = capture.clone();
    let mut pick_speaker = None;
    ScrollArea::vertical().id_salt("claims").max_height(430.0).auto_shrink([false, true]).show(ui, |ui| {
        for (n, draft) in new.drafts.iter_mut().enumerate() {
            let in_hand = n == capture.at;
            if !several {
                one(ui, scene, draft, in_hand).then(|| pick_speaker = Some(n));
                continue;
            }
            let line = if in_hand { Stroke::new(1.5, scene.palette.ink) } else { Stroke::new(1.0, scene.palette.rule) };
            Frame::new().stroke(line).corner_radius(8.0).inner_margin(Margin::same(10)).show(ui, |ui| {
                one(ui, scene, draft, in_hand).then(|| pick_speaker = Some(n));
            });
            ui.add_space(6.0);
        }
    });
    if several && !field::is_typing(ui.ctx()) {
        let last = new.drafts.len() - 1;
        if key(ui, Key::ArrowDown) {
            new.at = (new.at + 1).min(last);
        }
        if key(ui, Key::ArrowUp) {
            new.at = new.at.saturating_sub(1);
        }
        if key(ui, Key::X) {
            new.drafts.remove(new.at.min(last));
            new.at = new.at.min(last - 1);
        }
    }
    if let Some(at) = pick_speaker {
        let (capture, query) = (Capture { at, ..new }, String::new());
        scene.wanted.push(Action::Overlay(Overlay::PickSpeaker { capture, query, at: 0 }));
    } else if new != *capture {
        scene.wanted.push(Action::Overlay(Overlay::Claim(new)));
    }
    ui.add_space(4.0);
    // For whoever has no keys: a pointer, a screen reader.
    if button(ui, &scene.palette, say::record(capture.drafts.len())).clicked() {
        scene.wanted.push(Action::Accept);
    }
    ui.add_space(4.0);
    // Without a time there is none to leave out.
    let timed = capture.drafts.iter().any(|draft| draft.happens.is_some());
    let keys = if several { say::CLAIMS_KEYS } else { say::CLAIM_KEYS };
    let keys: Vec<_> = keys.iter().filter(|(key, _)| timed || *key != say::TIME_KEY).copied().collect();
    hints(ui, scene, &keys);
}

/// One claim with its chips, which the keys change where it is in hand. True when its speaker is to be chosen.
fn one(ui: &mut Ui, scene: &mut Scene<'_>, draft: &mut ClaimDraft, in_hand: bool) -> bool {
    let p = scene.palette;
    scene.engine.label(ui, &draft.words, LabelStyle::quote().lines(4).filling());
    ui.add_space(6.0);
    if let Some(own) = &mut draft.own {
        let response = field::multi_line(ui, labels::WORDS, say::OWN_WORDS_HINT, 2, own);
        if in_hand {
            focus_first(ui, &response);
        }
        ui.add_space(4.0);
    }
    // While words are typed, letters are letters.
    let typing = draft.own.is_some() || !in_hand;
    let key = |ui: &Ui, wanted: Key| !typing && key(ui, wanted);
    let mut pick_speaker = key(ui, Key::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let model = scene.app.model();
        let name = draft.speaker.and_then(|s| model.and_then(|m| m.names.get(&m.who(s)))).map(|name| &name.words);
        pick_speaker |= match (name, &draft.called) {
            (Some(name), _) => words_chip(ui, scene, name, Chip::Strong).on_hover_text(say::WHO_SAYS_IT).clicked(),
            (None, Some(called)) => {
                words_chip(ui, scene, &called.words, Chip::Strong).on_hover_text(say::NEW_SPEAKER).clicked()
            }
            (None, None) => chip(ui, &p, say::NO_SPEAKER, Chip::Missing).on_hover_text(say::SAY_WHO).clicked(),
        };
        let stance = chip(ui, &p, draft.stance.label(), Chip::Strong);
        draft.stance = menu(&stance, Stance::ALL, Stance::label).unwrap_or(draft.stance);
        let firmness = chip(ui, &p, draft.firmness.label(), Chip::Known);
        draft.firmness = menu(&firmness, Firmness::ALL, Firmness::label).unwrap_or(draft.firmness);
        let form = chip(ui, &p, draft.form.label(), Chip::Known);
        draft.form = menu(&form, Form::ALL, Form::label).unwrap_or(draft.form);
        if draft.own.is_none()
            && (key(ui, Key::W)
                | chip(ui, &p, say::VERBATIM, Chip::Known).on_hover_text(say::SAY_IN_OWN_WORDS).clicked())
        {
            draft.own = Some(TextEngine::accessible_name(&draft.words));
        }
        if let Some(happens) = &mut draft.happens {
            let (label, kind, hint) = if happens.taken {
                (say::happens(&happens.date.shown()), Chip::Known, say::LEAVE_TIME_OUT)
            } else {
                (say::TIME_LEFT_OUT.to_owned(), Chip::Missing, say::TAKE_TIME)
            };
            happens.taken ^= key(ui, Key::H) | chip(ui, &p, &label, kind).on_hover_text(hint).clicked();
        }
    });
    if let Some(words) = &draft.recorded {
        let words = Words::new(say::RECORDED_ALREADY).joined(words);
        scene.engine.label(ui, &words, LabelStyle::small().lines(2).color(p.alarm));
    }
    // What was taken from words is said with them.
    if let Some(why) = draft.why() {
        scene.engine.label(ui, &why, LabelStyle::small().lines(2).color(p.soft));
    }
    if key(ui, Key::D) {
        draft.stance = next(Stance::ALL, draft.stance);
    }
    if key(ui, Key::A) {
        draft.firmness = next(Firmness::ALL, draft.firmness);
    }
    if key(ui, Key::F) {
        draft.form = next(Form::ALL, draft.form);
    }
    pick_speaker
}
