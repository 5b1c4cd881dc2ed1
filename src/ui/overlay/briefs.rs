//! Short forms of Write: the title of a brief, an endnote in our own words.

use super::{entered, focus_first};
use crate::app::Action;
use crate::app::overlay::Overlay;
use crate::domain::Id;
use crate::say::write as say;
use crate::ui::Scene;
use crate::ui::text::field;
use crate::ui::theme::semi_bold;
use crate::ui::widgets::button;
use egui::{RichText, Ui};

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
