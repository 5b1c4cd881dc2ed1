//! Short forms: a claim in one line, a memo, a grade, a tag, a path.

use super::{entered, focus_first};
use crate::app::overlay::{Overlay, TagDraft};
use crate::app::{Action, model::By};
use crate::domain::grade::Reliability;
use crate::domain::{Id, Table};
use crate::say::forms as say;
use crate::say::labels;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, field};
use crate::ui::theme::{self, semi_bold, size};
use crate::ui::widgets::{button, kbd, note};
use egui::{EventFilter, FontId, Key, Modifiers, RichText, Sense, Stroke, StrokeKind, Ui, vec2};

pub(super) fn heading(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.label(RichText::new(text).font(semi_bold(14.0)).color(scene.palette.ink));
    ui.add_space(4.0);
}

pub(super) fn key(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|i| i.consume_key(Modifiers::NONE, key))
}

/// Other words for a claim; Enter takes them.
pub(super) fn reword(ui: &mut Ui, scene: &mut Scene<'_>, claim: Id, text: &str) {
    heading(ui, scene, say::REWORD);
    let quote = scene.app.model().and_then(|m| m.support(claim).and_then(|passage| m.anchor(passage)));
    if let Some(anchor) = quote {
        scene.engine.label(ui, &anchor.quote, LabelStyle::quote().lines(4).filling());
        ui.add_space(6.0);
    }
    let take = entered(ui);
    let mut new = text.to_owned();
    let response = field::multi_line(ui, labels::WORDS, say::OWN_WORDS_HINT, 2, &mut new);
    focus_first(ui, &response);
    if new != text {
        scene.wanted.push(Action::Overlay(Overlay::Reword { claim, text: new }));
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if take | button(ui, &scene.palette, say::SAVE_WORDS).clicked() {
            scene.wanted.push(Action::Accept);
        }
        hints(ui, scene, say::SAVE_KEYS);
    });
}

pub(super) fn hints(ui: &mut Ui, scene: &Scene<'_>, list: &[(&str, &str)]) {
    let p = scene.palette;
    ui.horizontal_wrapped(|ui| {
        for (cap, what) in list {
            // A cap and what it does stand on one line.
            let what = ui.painter().layout_no_wrap((*what).to_owned(), FontId::proportional(12.0), p.soft);
            let cap_width = ui.painter().layout_no_wrap((*cap).to_owned(), semi_bold(size::LABEL), p.ink).size().x;
            if ui.available_size_before_wrap().x < cap_width + what.size().x + 20.0 {
                ui.end_row();
            }
            kbd(ui, &p, cap);
            ui.label(what);
            ui.add_space(6.0);
        }
    });
}

/// A note; Ctrl+Enter takes it.
pub(super) fn memo(ui: &mut Ui, scene: &mut Scene<'_>, table: Table, id: Id, text: &str) {
    heading(ui, scene, &say::memo_on(table.label()));
    let done = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    let mut new = text.to_owned();
    let response = field::multi_line(ui, say::MEMO, say::MEMO_HINT, 4, &mut new);
    focus_first(ui, &response);
    if new != text {
        scene.wanted.push(Action::Overlay(Overlay::Memo { table, id, text: new }));
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if done | button(ui, &scene.palette, say::SAVE_MEMO).clicked() {
            scene.wanted.push(Action::Accept);
        }
        hints(ui, scene, say::MEMO_KEYS);
    });
}

/// A grade being given.
pub(super) struct Grading<'a> {
    pub document: Option<Id>,
    pub name: Option<Id>,
    pub outlet: &'a str,
    pub letter: Option<Reliability>,
    pub reason: &'a str,
}

/// A letter for a source; a letter key chooses it, Enter takes it.
pub(super) fn grade(ui: &mut Ui, scene: &mut Scene<'_>, now: &Grading<'_>) {
    let p = scene.palette;
    heading(ui, scene, say::GRADE_SOURCE);
    let (mut outlet, mut reason, mut letter) = (now.outlet.to_owned(), now.reason.to_owned(), now.letter);
    let take = entered(ui);
    match now.name.and_then(|id| scene.app.model().and_then(|m| m.names.get(&m.who(id)))) {
        Some(name) => {
            scene.engine.label(ui, &name.words, LabelStyle::quote());
        }
        None => {
            let response = field::wide_line(ui, say::OUTLET, say::OUTLET_HINT, &mut outlet);
            focus_first(ui, &response);
        }
    }
    let mut typed = None;
    if !field::is_typing(ui.ctx()) {
        const KEYS: [(Key, Reliability); 6] = [
            (Key::A, Reliability::A),
            (Key::B, Reliability::B),
            (Key::C, Reliability::C),
            (Key::D, Reliability::D),
            (Key::E, Reliability::E),
            (Key::F, Reliability::F),
        ];
        typed = KEYS.into_iter().find(|(k, _)| key(ui, *k)).map(|(_, r)| r);
    }
    letter = typed.or(letter);
    let in_force = now.name.and_then(|id| scene.app.model()?.reliability(id));
    ui.add_space(6.0);
    let mut leaves = false;
    for value in Reliability::ALL {
        let on = letter == Some(*value);
        let now = if in_force == Some(*value) { say::IN_FORCE } else { "" };
        let text = format!("{}   {}{now}", value.as_str(), value.label());
        let row = ui.selectable_label(on, RichText::new(text).size(size::BODY)).on_hover_text(value.meaning());
        // Enter on a row that the Tab key went to takes its letter, as a click does.
        if row.clicked() || (take && row.has_focus() && letter.is_none()) {
            letter = Some(*value);
        }
        // The focus goes where the key pointed, so that one row stands out and not two.
        if typed == Some(*value) {
            row.request_focus();
        }
        // The rows are one stop of the Tab key: behind them the reason is typed, and its letters are no grades.
        if row.has_focus() {
            let tab = EventFilter { tab: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, tab));
            // Not the stroke that came here.
            let came = row.gained_focus();
            leaves |= !came && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab));
        }
    }
    ui.add_space(4.0);
    let why = field::wide_line(ui, say::REASON, say::REASON_HINT, &mut reason);
    if leaves {
        why.request_focus();
    }
    if (outlet.as_str(), reason.as_str(), letter) != (now.outlet, now.reason, now.letter) {
        let (document, name) = (now.document, now.name);
        scene.wanted.push(Action::Overlay(Overlay::Grade { document, name, outlet, letter, reason }));
    }
    if take {
        scene.wanted.push(Action::Accept);
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if button(ui, &p, say::GRADE).clicked() {
            scene.wanted.push(Action::Accept);
        }
        hints(ui, scene, say::GRADE_KEYS);
    });
}

/// A tag's name, definition, color and digit.
pub(super) fn tag(ui: &mut Ui, scene: &mut Scene<'_>, draft: &TagDraft) {
    let p = scene.palette;
    heading(ui, scene, if draft.id.is_some() { say::CHANGE_TAG } else { say::NEW_TAG });
    let take = entered(ui);
    let mut new = draft.clone();
    let response = field::wide_line(ui, say::TAG_NAME, say::TAG_NAME_HINT, &mut new.name);
    focus_first(ui, &response);
    ui.add_space(2.0);
    field::wide_line(ui, say::DEFINITION, say::DEFINITION_HINT, &mut new.definition);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        for (name, rgb) in theme::hues() {
            let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, new.color == rgb, name));
            ui.painter().rect_filled(rect.shrink(4.0), 4.0, p.adjusted(rgb));
            if new.color == rgb || response.has_focus() {
                ui.painter().rect_stroke(rect.shrink(1.0), 6.0, Stroke::new(1.5, p.ink), StrokeKind::Inside);
            }
            if response.on_hover_text(name).clicked() {
                new.color = rgb;
            }
        }
    });
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::DIGIT).size(12.5).color(p.soft));
        for n in 0..=9_u8 {
            let text = if n == 0 { say::NO_DIGIT.to_owned() } else { n.to_string() };
            if ui.selectable_label(new.digit == n, RichText::new(text).size(12.5)).clicked() {
                new.digit = n;
            }
        }
    });
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Tag(new)));
    }
    if take {
        scene.wanted.push(Action::Accept);
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if button(ui, &p, say::SAVE_TAG).clicked() {
            scene.wanted.push(Action::Accept);
        }
        hints(ui, scene, say::SAVE_KEYS);
    });
}

/// Whether a tag is really to go.
pub(super) fn delete_tag(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some((model, tag)) = scene.app.model().and_then(|m| Some((m, m.tags.get(&id)?))) else { return };
    heading(ui, scene, say::DELETE_TAG_ASKED);
    scene.engine.label(ui, tag.name.words(), LabelStyle::quote());
    let (passages, claims) = (model.count(By::Tagged, id), model.count(By::TaggedClaims, id));
    let below = model.count(By::Below, id);
    note(ui, &p, &say::tag_goes(passages, claims, below));
    ui.add_space(8.0);
    let take = entered(ui);
    ui.horizontal(|ui| {
        if take | button(ui, &p, say::DELETE_TAG).clicked() {
            scene.wanted.push(Action::Accept);
        }
        if button(ui, &p, say::LEAVE_IT).clicked() {
            scene.wanted.push(Action::CloseOverlay);
        }
    });
}
