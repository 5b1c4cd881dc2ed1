//! What is asked about documents: a reason, and what is known of many of them at once.

use super::forms::{heading, hints};
use super::{entered, focus_first};
use crate::app::Action;
use crate::app::describe::{self, Common, Description, Field};
use crate::app::overlay::Overlay;
use crate::domain::{Id, Words};
use crate::say::documents as say;
use crate::say::forms;
use crate::say::shared;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, field};
use crate::ui::theme::size;
use crate::ui::widgets::{button, note, quiet_button_with};
use egui::{Ui, vec2};

/// Why documents were parked or dropped; Enter takes it.
pub(super) fn reason(ui: &mut Ui, scene: &mut Scene<'_>, documents: &[Id], text: &str) {
    let p = scene.palette;
    heading(ui, scene, say::REASON);
    of_which(ui, scene, documents);
    let take = entered(ui);
    let mut new = text.to_owned();
    let response = field::wide_line(ui, say::REASON_FIELD, say::REASON_HINT, &mut new);
    focus_first(ui, &response);
    if new != text {
        scene.wanted.push(Action::Overlay(Overlay::Reason { documents: documents.to_vec(), text: new }));
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if take | button(ui, &p, say::REASON_SAVE).clicked() {
            scene.wanted.push(Action::Accept);
        }
        hints(ui, scene, forms::SAVE_KEYS);
    });
}

/// Says which documents are meant.
fn of_which(ui: &mut Ui, scene: &Scene<'_>, documents: &[Id]) {
    match documents {
        [one] => {
            if let Some(document) = scene.app.model().and_then(|m| m.documents.get(one)) {
                scene.engine.label(ui, document.heading(), LabelStyle::quote().one_line());
            }
        }
        many => {
            note(ui, &scene.palette, &say::for_documents(many.len()));
        }
    }
    ui.add_space(4.0);
}

/// What is known of documents; only what is touched is set.
pub(super) fn describe(ui: &mut Ui, scene: &mut Scene<'_>, wanted: &Description) {
    let Some(model) = scene.app.model() else { return };
    let p = scene.palette;
    heading(ui, scene, if wanted.documents.len() == 1 { say::DESCRIBE_ONE } else { say::DESCRIBE });
    of_which(ui, scene, &wanted.documents);
    let take = entered(ui);
    let common = kept(ui, "what documents have in common", (state_of(scene), wanted.documents.clone()), || {
        Field::ALL.iter().map(|f| (*f, describe::common(model, &wanted.documents, *f))).collect::<Vec<_>>()
    });
    let mut new = wanted.clone();
    for (field, now) in common.iter() {
        one(ui, scene, *field, now, &mut new);
    }
    ui.add_space(6.0);
    let preview = kept(ui, "what describing does", (state_of(scene), wanted.clone()), || {
        describe::edit(model, wanted).map(|(_, preview)| preview)
    });
    let ready = match preview.as_ref() {
        _ if wanted.fields.is_empty() => {
            note(ui, &p, say::NOTHING_TOUCHED);
            false
        }
        Ok(preview) => {
            note(ui, &p, &say::preview(preview.changed, preview.of));
            preview.changed > 0
        }
        Err(why) => {
            // What was typed is quoted in it.
            let style = LabelStyle::small().color(p.alarm);
            scene.engine.label(ui, &Words::new(why.as_str()), style);
            false
        }
    };
    if new != *wanted {
        scene.wanted.push(Action::Overlay(Overlay::Describe(new)));
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let clicked = ui.add_enabled_ui(ready, |ui| button(ui, &p, say::SET).clicked()).inner;
        if clicked || (take && ready) {
            scene.wanted.push(Action::Accept);
        }
        hints(ui, scene, forms::SET_KEYS);
    });
}

fn one(ui: &mut Ui, scene: &Scene<'_>, field: Field, now: &Common, new: &mut Description) {
    let p = scene.palette;
    let touched = new.fields.contains_key(&field);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(76.0, 28.0), egui::Sense::hover());
        let (font, color) = if touched {
            (crate::ui::theme::semi_bold(size::BODY), p.accent)
        } else {
            (egui::FontId::proportional(size::BODY), p.soft)
        };
        ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, shared::sentence(field.label()), font, color);
        let hint = match now {
            _ if touched => say::EMPTIED,
            Common::Different => say::DIFFERENT,
            _ => say::NOT_SET,
        };
        let before = match (new.fields.get(&field), now) {
            (Some(typed), _) => typed.clone(),
            (None, Common::Same(words)) => crate::ui::text::TextEngine::accessible_name(words),
            (None, _) => String::new(),
        };
        let mut text = before.clone();
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - if touched { 110.0 } else { 0.0 });
            let response = field::wide_line(ui, field.label(), hint, &mut text);
            if field == Field::Outlet {
                focus_first(ui, &response);
            }
        });
        if text != before {
            new.fields.insert(field, text);
        }
        // No stop of Tab: it appears under the hand that goes from field to field.
        if touched && quiet_button_with(ui, &p, say::UNTOUCH, egui::Sense::CLICK).clicked() {
            new.fields.remove(&field);
        }
    });
}
