//! The inspector: one card for the thing in hand, its parts always in the same order: words, who, when, trust, where it is
//! used; the rest is folded away. A card can be pinned above it. It never takes the focus.

mod altered;
mod cites;
mod claim;
mod claim_more;
pub(super) mod copies;
mod document;
mod elsewhere;
mod grades;
mod hypothesis;
mod judgement;
mod looked;
mod name;
mod name_uses;
mod origin;
mod origins;
mod passage;
mod pinned;
mod rows;
mod via;
mod wanted;
mod whereabouts;

pub(super) use judgement::likelihood;
pub(super) use rows::follow_ours;

use super::Scene;
use super::text::{Bound, BoundStyle, Typed, bound};
use super::widgets::{Chip, chip, note};
use crate::app::cards::{CardAction, Pinned};
use crate::app::entered::draft_key;
use crate::app::{Action, Hand};
use crate::domain::date::BadDate;
use crate::domain::language::tag_of;
use crate::domain::{Date, Id, Table, Words};
use crate::say::cards as say;
use crate::say::labels::Choice;
use egui::{Popup, Response, ScrollArea, Ui};
use serde_json::Value;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    // The scrollbar runs in the margin of the panel, clear of the cards and their pins.
    let room = ui.available_rect_before_wrap();
    let wide = egui::Rect::from_min_max(room.min, room.max + egui::vec2(12.0, 0.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(wide));
    // Another card begins at its top.
    ScrollArea::vertical().id_salt(("inspector", scene.app.hand)).auto_shrink([false, false]).show(&mut ui, |ui| {
        ui.set_max_width(room.width());
        // Cards have hairlines outside their edge; the scroll area would cut them.
        ui.set_clip_rect(ui.clip_rect().expand(2.0));
        let in_hand = in_hand(scene);
        match scene.app.cards.pinned {
            Some(pinned) if pinned != in_hand => {
                ui.push_id("pinned", |ui| pinned::show(ui, scene, pinned));
                ui.add_space(18.0);
                one(ui, scene, in_hand);
            }
            _ => one(ui, scene, in_hand),
        }
        ui.add_space(8.0);
    });
}

/// What the card is of that is not pinned.
fn in_hand(scene: &Scene<'_>) -> Pinned {
    let open = scene.app.reading.as_ref().map(|r| r.document);
    Pinned { hand: scene.app.hand, document: open.filter(|_| scene.app.hand == Hand::Document) }
}

/// One card, with what belongs to it.
fn one(ui: &mut Ui, scene: &mut Scene<'_>, of: Pinned) {
    let title = match of.hand {
        Hand::Claim(_) => say::CLAIM,
        Hand::Passage(_) => say::PASSAGE,
        Hand::Name(id) => name::title(scene, id),
        Hand::Judgement(_) => crate::say::weigh::JUDGEMENT,
        Hand::Wanted(_) => crate::say::weigh::WANTED,
        Hand::Looked(_) => crate::say::looked::LOOKED,
        Hand::Hypothesis(_) => crate::say::hypotheses::HYPOTHESIS,
        Hand::Document if scene.app.cards.pinned.is_some_and(|pinned| pinned != of) => say::DOCUMENT_READ,
        Hand::Document => say::DOCUMENT,
    };
    rows::head(ui, scene, title, of);
    if scene.app.cards.pinned == Some(of) && !is_there(scene, of) {
        note(ui, &scene.palette, say::PINNED_GONE);
        return;
    }
    match of.hand {
        Hand::Claim(id) => claim::show(ui, scene, id),
        Hand::Passage(id) => passage::show(ui, scene, id),
        Hand::Name(id) => name::show(ui, scene, id),
        Hand::Judgement(id) => judgement::show(ui, scene, id),
        Hand::Wanted(id) => wanted::show(ui, scene, id),
        Hand::Looked(id) => looked::show(ui, scene, id),
        Hand::Hypothesis(id) => hypothesis::show(ui, scene, id),
        Hand::Document => document::show(ui, scene, of.document),
    }
}

fn is_there(scene: &Scene<'_>, of: Pinned) -> bool {
    scene.app.model().is_some_and(|m| match of.hand {
        Hand::Claim(id) => m.claims.contains_key(&id),
        Hand::Passage(id) => m.passages.contains_key(&id),
        Hand::Name(id) => m.names.contains_key(&id),
        Hand::Judgement(id) => m.judgements.contains_key(&id),
        Hand::Wanted(id) => m.wanted.contains_key(&id),
        Hand::Looked(id) => m.looked.contains_key(&id),
        Hand::Hypothesis(id) => m.hypotheses.contains_key(&id),
        Hand::Document => of.document.is_some_and(|id| m.documents.contains_key(&id)),
    })
}

/// A field of a record that is typed; what is typed becomes an edit when it is left.
fn typed(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    (table, id): (Table, Id),
    (field, label): (&'static str, &str),
    value: Option<&Words>,
    one_line: bool,
) {
    entered(ui, scene, id, (field, label), value, one_line, |text| Action::Set { table, id, field, value: text });
}

/// A date that is typed in people's words. What is no date is kept as the document's words for one, where there is a
/// field for them.
fn dated(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    (table, id): (Table, Id),
    (field, label): (&'static str, &str),
    (date, words): (Option<&Date>, Option<&Words>),
    words_field: Option<&'static str>,
) {
    let value = date.map(|date| Words::new(date.shown())).or_else(|| words.cloned());
    entered(ui, scene, id, (field, label), value.as_ref(), true, |text| {
        let read = text.as_str().map(Date::read);
        match (read, words_field) {
            (Some(Ok(date)), _) => Action::Set { table, id, field, value: String::from(date).into() },
            // A date that has two readings, runs backwards or is none of any year is told; other words are words for a time.
            (Some(Err(BadDate::Unknown(_))), Some(words)) => {
                let ops = vec![
                    crate::domain::Op::set(table, id, field, Value::Null),
                    crate::domain::Op::set(table, id, words, text),
                ];
                Action::Edit(crate::domain::Edit::new(crate::say::cards::set_field(label, table.label()), ops))
            }
            // It is said what a date looks like.
            (Some(Err(_)), _) => Action::Set { table, id, field, value: text },
            (None, Some(words)) if date.is_none() => Action::Set { table, id, field: words, value: Value::Null },
            (None, _) => Action::Set { table, id, field, value: Value::Null },
        }
    });
}

/// A value that reads as text until it is pointed at, and what becomes of what is typed.
fn entered(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    id: Id,
    (field, label): (&'static str, &str),
    value: Option<&Words>,
    one_line: bool,
    make: impl FnOnce(Value) -> Action,
) {
    if !scene.app.can_write() {
        match value {
            Some(words) => scene.engine.label(ui, words, super::text::LabelStyle::body()),
            None => note(ui, &scene.palette, unfilled(field)),
        };
        return;
    }
    let draft = scene.app.draft(&draft_key(id, field));
    let done = bound(ui, &style((field, label), one_line), (id, field), now_is(scene, value, draft));
    commit(scene, done, make);
}

/// A value of the project as it stands.
fn now_is<'a>(scene: &Scene<'_>, value: Option<&'a Words>, draft: Option<&'a Words>) -> Bound<'a> {
    Bound { value, draft, settled: scene.app.is_idle() }
}

/// What stands where a field is empty.
fn unfilled(field: &str) -> &'static str {
    if matches!(field, "memo" | "note" | "basis") { say::NOTHING_WRITTEN } else { say::NOT_KNOWN }
}

/// How a value on a card is typed.
fn style((field, label): (&str, &str), one_line: bool) -> BoundStyle {
    let hint = unfilled(field);
    let font = egui::FontId::proportional(super::theme::size::BODY);
    let reads: fn(&str) -> Option<String> = match field {
        "published" | "accessed" | "at" | "said_at" | "happens_at" => |text| Some(Date::read(text).ok()?.shown()),
        "language" => |text| tag_of(text).ok(),
        _ => |_| None,
    };
    BoundStyle { name: label.to_owned(), hint: hint.to_owned(), one_line, font, reads }
}

/// What a typed field came to: a draft, or an action made of its text; empty text is no value.
pub(super) fn commit(scene: &mut Scene<'_>, typed: Option<Typed>, make: impl FnOnce(Value) -> Action) {
    match typed {
        Some(Typed::Half(key, text)) => scene.wanted.push(Action::Draft(key, Some(text))),
        Some(Typed::Done(key, text)) => {
            let text = text.trim();
            scene.wanted.push(make(if text.is_empty() { Value::Null } else { text.into() }));
            scene.wanted.push(Action::Draft(key, None));
        }
        Some(Typed::Same(key)) => scene.wanted.push(Action::Card(CardAction::Same(key))),
        None => {}
    }
}

/// A chip that opens a menu of a closed vocabulary.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (none, choose): Choice,
    now: Option<T>,
    all: &[T],
    label: impl Fn(T) -> String,
    strong: bool,
) -> Option<T> {
    let (text, look) = match now {
        Some(value) => (label(value), if strong { Chip::Strong } else { Chip::Known }),
        None => (none.to_owned(), Chip::Missing),
    };
    let response = chip(ui, &scene.palette, &text, look).on_hover_text(choose);
    if !scene.app.can_write() {
        return None;
    }
    menu_of(&response, all, now, label)
}

fn menu_of<T: Copy + PartialEq>(
    response: &Response,
    all: &[T],
    now: Option<T>,
    label: impl Fn(T) -> String,
) -> Option<T> {
    let mut chosen = None;
    Popup::menu(response).show(|ui| {
        ui.set_min_width(150.0);
        for value in all {
            if ui.selectable_label(now == Some(*value), label(*value)).clicked() {
                chosen = Some(*value);
                ui.close();
            }
        }
    });
    chosen.filter(|value| now != Some(*value))
}
