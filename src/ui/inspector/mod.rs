//! The inspector: one card for the thing in hand, its parts always in the same order: words, who, when, trust, where it is
//! used. It never takes the focus.

mod claim;
mod document;
mod passage;
mod source;

use super::Scene;
use super::text::{Bound, BoundStyle, Typed, bound, draft_key};
use super::widgets::{Chip, chip};
use crate::app::{Action, Hand};
use crate::domain::{Id, Table, Words};
use egui::{Popup, Response, ScrollArea, Ui};
use serde_json::Value;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    ScrollArea::vertical().id_salt("inspector").auto_shrink([false, false]).show(ui, |ui| {
        // Cards have hairlines outside their edge; the scroll area would cut them.
        ui.set_clip_rect(ui.clip_rect().expand(2.0));
        match scene.app.hand {
            Hand::Claim(id) => claim::show(ui, scene, id),
            Hand::Passage(id) => passage::show(ui, scene, id),
            Hand::Source(id) => source::show(ui, scene, id),
            Hand::Document => document::show(ui, scene),
        }
    });
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
    if !scene.app.can_write() {
        match value {
            Some(words) => scene.engine.label(ui, words, super::text::LabelStyle::body()),
            None => super::widgets::note(ui, &scene.palette, "–"),
        };
        return;
    }
    let draft = scene.app.draft(&draft_key((id, field)));
    let done = bound(ui, &style(label, one_line), (id, field), now_is(scene, value, draft));
    commit(scene, done, |text| Action::Set { table, id, field, value: text });
}

/// A value of the project as it stands.
fn now_is<'a>(scene: &Scene<'_>, value: Option<&'a Words>, draft: Option<&'a Words>) -> Bound<'a> {
    Bound { value, draft, settled: scene.app.is_idle() }
}

/// How a value on a card is typed.
fn style(label: &str, one_line: bool) -> BoundStyle {
    let font = egui::FontId::proportional(super::theme::size::BODY);
    BoundStyle { name: label.to_owned(), hint: "not known".to_owned(), one_line, font }
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
        None => {}
    }
}

/// A chip that opens a menu of a closed vocabulary. `name` is what it is called for assistive technology.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    name: &str,
    now: Option<T>,
    all: &[T],
    label: impl Fn(T) -> String,
    strong: bool,
) -> Option<T> {
    let (text, look) = match now {
        Some(value) => (label(value), if strong { Chip::Strong } else { Chip::Known }),
        None => (format!("no {name}"), Chip::Missing),
    };
    let response = chip(ui, &scene.palette, &text, look).on_hover_text(format!("Choose the {name}"));
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
