//! Short forms of Write: the title of a brief, an endnote in our own words.

use super::{entered, focus_first};
use crate::app::overlay::Overlay;
use crate::app::{Action, Scope, TEMPLATES};
use crate::domain::{Id, Words};
use crate::say::write as say;
use crate::ui::Scene;
use crate::ui::text::field;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::semi_bold;
use crate::ui::widgets::{Chip, button, chip, row, section};
use egui::{Key, Modifiers, Popup, Rect, RichText, Ui, pos2, vec2};

/// The title of a brief; Enter takes it.
pub(super) fn title(ui: &mut Ui, scene: &mut Scene<'_>, brief: Option<Id>, title: &str) {
    let now = title.to_owned();
    line(ui, scene, (say::BRIEF_TITLE, say::TITLE_FIELD, say::TITLE_HINT), &now, |title| Overlay::Brief {
        brief,
        title,
    });
}

/// A note of our own words in an endnote; Enter takes it.
pub(super) fn note(ui: &mut Ui, scene: &mut Scene<'_>, cite: Id, text: &str) {
    let now = text.to_owned();
    line(ui, scene, (say::NOTE_TITLE, say::NOTE_FIELD, say::NOTE_HINT), &now, |text| Overlay::EndnoteText {
        cite,
        text,
    });
}

fn line(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    (heading, name, hint): (&str, &str, &str),
    now: &str,
    make: impl FnOnce(String) -> Overlay,
) {
    let p = scene.palette;
    let taken = entered(ui);
    ui.label(RichText::new(heading).font(semi_bold(14.0)).color(p.ink));
    ui.add_space(4.0);
    let mut text = now.to_owned();
    let response = field::wide_line(ui, name, hint, &mut text);
    focus_first(ui, &response);
    ui.add_space(8.0);
    let clicked = button(ui, &p, say::TAKE).clicked();
    if text != now {
        scene.wanted.push(Action::Overlay(make(text)));
    }
    if taken || clicked {
        scene.wanted.push(Action::Accept);
    }
}

/// Which template, and what for; arrows choose, Enter makes the brief.
pub(super) fn template(ui: &mut Ui, scene: &mut Scene<'_>, at: usize, path: &str, about: Scope) {
    let p = scene.palette;
    let (mut now, mut file, mut scope) = (at, path.to_owned(), about);
    let down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
    let up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
    let make = entered(ui);
    if down || up {
        now = if down { (at + 1).min(TEMPLATES.len()) } else { at.saturating_sub(1) };
    }
    ui.label(RichText::new(say::WHICH_TEMPLATE).font(semi_bold(14.0)).color(p.ink));
    ui.add_space(4.0);
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
    let own = (say::OWN_TEMPLATE, say::OWN_TEMPLATE_WHAT);
    let all = TEMPLATES.iter().map(|(name, what, _)| (*name, *what)).chain([own]);
    for (i, (name, what)) in all.enumerate() {
        let clicked = row(ui, &p, 42.0, i == now, name, |ui, rect| {
            let line = |top: f32, bottom: f32| {
                Rect::from_min_max(pos2(rect.left(), rect.top() + top), pos2(rect.right(), rect.top() + bottom))
            };
            scene.engine.put(ui, &name.into(), &LabelStyle::body().one_line(), line(3.0, 22.0));
            let small = LabelStyle::small().one_line().color(p.soft);
            scene.engine.put(ui, &what.into(), &small, line(21.0, 38.0));
        })
        .clicked();
        if clicked {
            now = i;
        }
    }
    if now >= TEMPLATES.len() {
        ui.add_space(4.0);
        let response = field::wide_line(ui, say::TEMPLATE_FILE, say::TEMPLATE_HINT, &mut file);
        focus_first(ui, &response);
    }
    ui.add_space(8.0);
    section(ui, &p, say::ABOUT_WHAT);
    ui.horizontal_wrapped(|ui| {
        let look = |on| if on { Chip::Strong } else { Chip::Missing };
        if chip(ui, &p, say::ABOUT_ALL, look(scope == Scope::All)).clicked() {
            scope = Scope::All;
        }
        let model = scene.app.model();
        let tag = model.zip(match scope {
            Scope::Tag(id) => Some(id),
            _ => None,
        });
        let tag = tag.and_then(|(m, id)| m.tags.get(&id)).map(|tag| tag.name.words());
        let response = match tag {
            Some(words) => crate::ui::widgets::words_chip(ui, scene, words, Chip::Strong),
            None => chip(ui, &p, say::ABOUT_TAG, Chip::Missing),
        };
        Popup::menu(&response).show(|ui| {
            for tag in model.into_iter().flat_map(|m| m.tags.values()) {
                let words: &Words = tag.name.words();
                let name = TextEngine::accessible_name(words);
                let style = LabelStyle::body().one_line().clickable();
                let label = scene.engine.label(ui, words, style);
                label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MenuItem, true, &name));
                if label.clicked() {
                    scope = Scope::Tag(tag.id);
                    ui.close();
                }
            }
        });
        if let Some(reading) = &scene.app.reading {
            let document = Scope::Document(reading.document);
            if chip(ui, &p, say::ABOUT_DOCUMENT, look(scope == document)).clicked() {
                scope = document;
            }
        }
    });
    ui.add_space(8.0);
    let clicked = button(ui, &p, say::MAKE).clicked();
    if (now, &file, scope) != (at, &path.to_owned(), about) {
        scene.wanted.push(Action::Overlay(Overlay::Template { at: now, path: file, scope }));
    }
    if make || clicked {
        scene.wanted.push(Action::Accept);
    }
}
