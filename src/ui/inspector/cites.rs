//! What the open document cites, on its card: each title with its outlet and day, the way to the original where it is held, and
//! what can be done where it is not.

use super::rows;
use crate::app::citing::{Cites, by_heading, is_wanted, known_source};
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::overlay::drafts::WantedDraft;
use crate::app::{Action, Hand};
use crate::domain::document::Document;
use crate::domain::{Id, Words};
use crate::say::{cards as say, shared};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{card, note, quiet_button, section};
use egui::Ui;

/// Most citations that are listed; the rest is counted.
const MOST: usize = 12;

/// Draws it, where the document is open and cites something.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, document: &Document) {
    let p = scene.palette;
    let app = scene.app;
    let open = app.reading.as_ref().is_some_and(|reading| reading.document == document.id);
    let Some(parts) = app.parts().filter(|parts| open && !parts.cites.is_empty()) else { return };
    let held = kept(ui, "documents by their headings", state_of(scene), || by_heading(model));
    ui.add_space(12.0);
    section(ui, &p, say::CITES);
    card(ui, &p, |ui| {
        for (at, cites) in parts.cites.iter().enumerate().take(MOST) {
            let original = held.get(&cites.key).copied().filter(|id| *id != document.id);
            one(ui, scene, model, document.id, (at, cites), original);
            ui.add_space(6.0);
        }
        if parts.cites.len() > MOST {
            note(ui, &p, &shared::and_more(parts.cites.len() - MOST));
        }
    });
}

fn one(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    model: &Model,
    document: Id,
    (at, cites): (usize, &Cites),
    original: Option<Id>,
) {
    let p = scene.palette;
    if rows::follow(ui, scene, &cites.title, LabelStyle::body().lines(2), say::SHOW_CITATION) {
        scene.wanted.push(Action::OpenBookmark(document, cites.span.start()));
    }
    let source = known_source(model, cites);
    let outlet = cites.outlet_translated.as_ref().unwrap_or(&cites.outlet);
    let line = Words::list([outlet, &Words::new(cites.date.shown())], " · ");
    match source {
        Some(name) => {
            if rows::follow(ui, scene, &line, LabelStyle::small().one_line().color(p.soft), say::SHOW_NAME) {
                scene.wanted.push(Action::Hand(Hand::Name(name)));
            }
        }
        None => {
            scene.engine.label(ui, &line, LabelStyle::small().one_line().color(p.soft));
        }
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        match original {
            Some(id) => {
                let open = quiet_button(ui, &p, say::OPEN_ORIGINAL).clicked();
                scene.wanted.extend(open.then_some(Action::OpenDocument(id)));
            }
            None if is_wanted(model, cites) => drop(note(ui, &p, say::ORIGINAL_WANTED)),
            None if scene.app.can_write() && !cites.wanted.is_empty() => {
                let want = quiet_button(ui, &p, say::WANT_ORIGINAL).clicked();
                let (words, document) = (cites.wanted.clone(), Some(document));
                let draft = WantedDraft { words, document, claim: None };
                scene.wanted.extend(want.then_some(Action::Overlay(Overlay::Wanted(draft))));
            }
            None => {}
        }
        if source.is_none() && scene.app.can_write() && quiet_button(ui, &p, say::AS_SOURCE).clicked() {
            scene.wanted.push(Action::CiteSource(at));
        }
    });
}
