//! Passages whose words are not as they were marked: on the card of their document, the lost ones with their words and the
//! changed ones with what they were beside what they are; on the card of a passage, the words it had.

use super::rows::follow_ours;
use crate::app::altered::{Altered, altered, of};
use crate::app::model::Model;
use crate::app::{Action, Hand};
use crate::domain::Id;
use crate::domain::document::Document;
use crate::say::altered as say;
use crate::say::cards::SHOW_PLACE;
use crate::say::shared;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{card, note, section};
use egui::{RichText, Ui};

/// Most passages that are shown.
const MOST: usize = 20;

/// Those of a document under its card; nothing when all are as they were marked.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, document: &Document) {
    let all = kept(ui, "card-altered", (state_of(scene), document.id), || altered(model, document.id));
    if all.is_empty() {
        return;
    }
    let p = scene.palette;
    ui.add_space(12.0);
    section(ui, &p, say::ALTERED);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let lost = all.iter().filter(|one| one.now.is_none()).count();
        note(ui, &p, &say::counts(lost, all.len() - lost));
        for one in all.iter().take(MOST) {
            ui.push_id(one.passage.to_bytes(), |ui| {
                ui.separator();
                passage(ui, scene, one);
            });
        }
        if all.len() > MOST {
            note(ui, &p, &shared::and_more(all.len() - MOST));
        }
    });
}

fn passage(ui: &mut Ui, scene: &mut Scene<'_>, one: &Altered) {
    let p = scene.palette;
    let (was, runs) = &one.was;
    match &one.now {
        None => {
            if follow_ours(ui, &p, say::LOST, say::SHOW_PASSAGE).clicked() {
                scene.wanted.push(Action::Hand(Hand::Passage(one.passage)));
            }
            scene.engine.compared(ui, was, runs, p.alarm);
        }
        Some((now, new)) => {
            if follow_ours(ui, &p, say::CHANGED, SHOW_PLACE).clicked() {
                scene.wanted.push(Action::OpenPassage(one.passage));
            }
            ui.columns(2, |columns| {
                if let [left, right] = columns {
                    head(left, scene, say::WAS);
                    scene.engine.compared(left, was, runs, p.alarm);
                    head(right, scene, say::NOW);
                    scene.engine.compared(right, now, new, p.accent);
                }
            });
        }
    }
}

/// The words a passage had when it was marked, where it stands on others now.
pub(super) fn was(ui: &mut Ui, scene: &Scene<'_>, model: &Model, passage: Id) {
    let found = kept(ui, "passage-altered", (state_of(scene), passage), || of(model, passage));
    if let Some(Altered { was: (words, runs), now: Some(_), .. }) = found.as_ref() {
        head(ui, scene, say::IT_READ);
        scene.engine.compared(ui, words, runs, scene.palette.alarm);
    }
}

fn head(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.label(RichText::new(text).font(semi_bold(size::SMALL)).color(scene.palette.soft));
}
