//! The copies of a document under its card: how alike each is, which is likely the original and why, and the way to lay
//! two beside each other.

use super::rows::{follow, follow_ours};
use crate::app::Action;
use crate::app::copies::{CopiesWish, Listed, Why, about};
use crate::app::model::Model;
use crate::domain::document::Document;
use crate::domain::{Id, Overlap};
use crate::say::cards::OPEN_DOCUMENT;
use crate::say::copies as say;
use crate::say::shared;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{card, note, quiet_button, section};
use egui::{Align, Layout, Ui};

/// Most copies that are named.
const MOST: usize = 6;

/// Draws them; nothing for a document without copies.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, document: &Document) {
    let Some(cluster) = scene.app.copies.of(document.id) else { return };
    let shown = |id: &Id| model.documents.get(id).is_some_and(|document| model.is_shown(document));
    let mut others = scene.app.copies.others(document.id);
    others.retain(|(id, _)| shown(id));
    if others.is_empty() {
        return;
    }
    let p = scene.palette;
    ui.add_space(12.0);
    section(ui, &p, say::COPIES);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        let original = cluster.copies.first().map(|copy| copy.document);
        note(ui, &p, &say::count(others.len(), cluster.is_exact()));
        let why = reason(&cluster.why);
        let own = original == Some(document.id);
        note(ui, &p, &if own { say::this_is_original(&why) } else { say::why_original(&why) });
        // The likely original is always among those that are named.
        others.sort_by_key(|(id, _)| Some(*id) != original);
        for (id, overlap) in others.iter().take(MOST) {
            let Some(other) = model.documents.get(id) else { continue };
            let is_original = original == Some(*id);
            one(ui, scene, model, (document.id, other), *overlap, is_original);
        }
        if others.len() > MOST {
            note(ui, &p, &shared::and_more(others.len() - MOST));
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            if let Some((nearest, _)) = scene.app.copies.others(document.id).first()
                && quiet_button(ui, &p, say::COMPARE).on_hover_text(say::COMPARE_HELP).clicked()
            {
                scene.wanted.push(Action::Copies(CopiesWish::Beside(document.id, *nearest)));
            }
            if quiet_button(ui, &p, say::LIST).clicked() {
                scene.wanted.push(Action::Copies(CopiesWish::List(Some(Listed::Of(document.id)))));
            }
        });
    });
}

/// One copy: its title, and below it where it is from, when, and how alike it is.
fn one(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    model: &Model,
    (from, other): (Id, &Document),
    overlap: Option<Overlap>,
    is_original: bool,
) {
    let p = scene.palette;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        if follow(ui, scene, other.heading(), LabelStyle::body().lines(2), OPEN_DOCUMENT) {
            scene.wanted.push(Action::OpenDocument(other.id));
        }
        ui.horizontal_top(|ui| {
            ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                let alike = likeness(overlap);
                if follow_ours(ui, &p, &alike, say::COMPARE_HELP).clicked() {
                    scene.wanted.push(Action::Copies(CopiesWish::Beside(from, other.id)));
                }
                ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
                    scene.engine.label(
                        ui,
                        &about(model, other, is_original),
                        LabelStyle::small().lines(2).color(p.soft),
                    );
                });
            });
        });
    });
}

/// How alike two copies are, in words of ours.
pub(in crate::ui) fn likeness(overlap: Option<Overlap>) -> String {
    match overlap.map(Overlap::percent) {
        None => say::BY_ANOTHER.to_owned(),
        Some(100) => say::SAME_WORDS.to_owned(),
        Some(percent) => say::percent(percent),
    }
}

/// Why the first of a cluster is taken for the original.
fn reason(why: &Why) -> String {
    match why {
        Why::Published(date) => say::published_first(&date.shown()),
        Why::Dateline(date) => say::dated_first(&date.shown()),
        Why::Imported => say::IMPORTED_FIRST.to_owned(),
    }
}
