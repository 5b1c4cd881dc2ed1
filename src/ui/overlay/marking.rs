//! The sheet that marks what was found: what will be marked is gathered and shown before Enter does it, in one edit.

use super::picker::{Asked, pick};
use crate::app::Action;
use crate::app::find;
use crate::app::overlay::Overlay;
use crate::app::searching::{Wish, wanted};
use crate::domain::saved::Around;
use crate::say::{forms, search as say};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{Chip, chip, note, tick};
use egui::{Frame, Margin, RichText, ScrollArea, Ui};
use std::collections::BTreeSet;

/// Most stretches that are shown.
const SHOWN: usize = 40;

/// Draws it.
pub(super) fn found(ui: &mut Ui, scene: &mut Scene<'_>, query: &str, at: usize, (name, rule): (bool, bool)) {
    let p = scene.palette;
    let page = &scene.app.searching;
    let heading = page.gathered.as_ref().map(|gathered| {
        let documents: BTreeSet<_> = gathered.places.iter().map(|place| place.document).collect();
        say::will_mark(&say::stretches(page.around, gathered.places.len()), documents.len(), name)
    });
    ui.label(
        RichText::new(heading.as_deref().unwrap_or(say::GATHERING)).font(semi_bold(size::BODY + 2.0)).color(p.ink),
    );
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for around in Around::ALL.iter().copied() {
            let look = if page.around == around { Chip::Strong } else { Chip::Missing };
            if chip(ui, &p, around.label(), look).clicked() {
                scene.wanted.push(wanted(Wish::Around(around)));
            }
        }
    });
    let mut keep = rule;
    // A rule is about all that is found, not about chosen places.
    if !name && page.all_marked() {
        if tick(ui, &p, &mut keep, say::RULE).clicked() {
            let query = query.to_owned();
            scene.wanted.push(Action::Overlay(Overlay::MarkFound { query, at, name, rule: keep }));
        }
    } else if !name {
        note(ui, &p, say::NO_RULE);
    }
    ui.add_space(6.0);
    if let Some(gathered) = &scene.app.searching.gathered {
        let style = LabelStyle::quote().lines(2);
        Frame::new().fill(p.paper).corner_radius(7).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::vertical().max_height(168.0).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 5.0;
                for place in gathered.places.iter().take(SHOWN) {
                    scene.engine.label(ui, &place.quote, style);
                }
                let more = gathered.places.len().saturating_sub(SHOWN);
                if more > 0 {
                    note(ui, &p, &crate::say::shared::and_more(more));
                }
            });
        });
        if gathered.more {
            note(ui, &p, say::FIRST);
        }
        ui.add_space(6.0);
    }
    let Some(model) = scene.app.model() else { return };
    let found = kept(ui, "marks offered", (state_of(scene), query.to_owned(), name), || {
        if name { find::names(model, query) } else { find::tags(model, query) }
    });
    let asked = if name {
        Asked { name: forms::SPEAKER, hint: forms::SPEAKER_HINT, question: Some(say::WHICH_NAME) }
    } else {
        Asked { name: forms::TAG, hint: forms::TAG_HINT, question: Some(say::WHICH_TAG) }
    };
    pick(ui, scene, &asked, (query, at), &found, |query, at| Overlay::MarkFound { query, at, name, rule });
}
