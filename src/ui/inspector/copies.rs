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
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{card, note, quiet_button, section};
use egui::{Align, Layout, RichText, Ui};
use std::sync::Arc;

/// Most copies that are named.
const MOST: usize = 6;

/// Draws them; nothing for a document without copies.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, document: &Document) {
    let Some(cluster) = scene.app.copies.of(document.id) else { return };
    let others = others(ui, scene, "card-copies", document.id);
    let Some((nearest, _)) = others.first() else { return };
    let p = scene.palette;
    ui.add_space(12.0);
    section(ui, &p, say::COPIES);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        let original = cluster.copies.first().map(|copy| copy.document);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            note(ui, &p, &say::count(others.len(), cluster.is_exact()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if quiet_button(ui, &p, say::LIST).on_hover_text(say::LIST_HELP).clicked() {
                    scene.wanted.push(Action::Copies(CopiesWish::List(Some(Listed::Of(document.id)))));
                }
                if quiet_button(ui, &p, say::COMPARE).on_hover_text(say::COMPARE_HELP).clicked() {
                    scene.wanted.push(Action::Copies(CopiesWish::Beside(document.id, *nearest)));
                }
            });
        });
        let why = reason(&cluster.why);
        let own = original == Some(document.id);
        note(ui, &p, &if own { say::this_is_original(&why) } else { say::why_original(&why) });
        // The likely original is always among those that are named.
        let first = others.iter().filter(|(id, _)| Some(*id) == original);
        let rest = others.iter().filter(|(id, _)| Some(*id) != original);
        for (id, overlap) in first.chain(rest).take(MOST) {
            let Some(other) = model.documents.get(id) else { continue };
            let is_original = original == Some(*id);
            one(ui, scene, model, (document.id, other), *overlap, is_original);
        }
        if others.len() > MOST {
            note(ui, &p, &shared::and_more(others.len() - MOST));
        }
    });
}

/// The other copies of a document, kept as long as nothing changes.
pub(in crate::ui) fn others(
    ui: &Ui,
    scene: &Scene<'_>,
    kept_as: &str,
    document: Id,
) -> Arc<Vec<(Id, Option<Overlap>)>> {
    let key = (state_of(scene), scene.app.copies.fetched, document);
    kept(ui, kept_as, key, || {
        scene.app.model().map(|model| scene.app.copies.others(model, document)).unwrap_or_default()
    })
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
        if is_original {
            ui.label(RichText::new(say::ORIGINAL).font(semi_bold(size::SMALL)).color(p.accent));
        }
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
                    scene.engine.label(ui, &about(model, other, false), LabelStyle::small().lines(2).color(p.soft));
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
