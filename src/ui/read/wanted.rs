//! What is wanted, under the tags: what the open document lacks first.

use crate::app::weigh_view::wanted::{lacked_by, open_wanted};
use crate::app::{Action, Hand, List};
use crate::domain::{Id, Words};
use crate::say::shared;
use crate::say::weigh as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::widgets::{quiet_button, row, section};
use egui::{Rect, Ui, pos2, vec2};
use std::sync::Arc;

/// Height of a row.
const WANTED: f32 = 22.0;
/// Most rows; the rest is in Weigh.
const MOST: usize = 3;

/// The open items, those of the open document first.
pub(super) fn items(ui: &Ui, scene: &Scene<'_>) -> Arc<Vec<Id>> {
    let document = scene.app.reading.as_ref().map(|reading| reading.document);
    kept(ui, "wanted here", (state_of(scene), document), || {
        scene.app.model().map(|model| open_wanted(model, document)).unwrap_or_default()
    })
}

/// How high the list is, in points.
pub(super) fn height(items: &[Id]) -> f32 {
    match items.len() {
        0 => 0.0,
        n => 44.0 + (WANTED + 2.0) * n.min(MOST) as f32 + if n > MOST { 26.0 } else { 0.0 },
    }
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, items: &[Id]) {
    let Some(model) = scene.app.model() else { return };
    let p = scene.palette;
    if items.is_empty() {
        return;
    }
    ui.add_space(12.0);
    section(ui, &p, say::WANTED);
    for item in items.iter().take(MOST).filter_map(|id| model.wanted.get(id)) {
        // What the open document lacks needs no word on which document it is.
        let here = scene.app.reading.as_ref().is_some_and(|reading| item.document == Some(reading.document));
        let of = lacked_by(model, item.document, item.claim).filter(|_| !here);
        let words = Words::list(std::iter::once(&item.words).chain(&of), " · ");
        let on = scene.app.hand == Hand::Wanted(item.id);
        let name = TextEngine::accessible_name(&words);
        ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
        let response = row(ui, &p, WANTED, on, &name, |ui, rect| {
            let style = LabelStyle::body().one_line();
            let wide = scene.engine.sized(&words, &style, rect.width()).x;
            let at = Rect::from_min_size(pos2(rect.left(), rect.top()), vec2(wide, rect.height()));
            scene.engine.put(ui, &words, &style, at);
        });
        if response.clicked() {
            scene.wanted.push(Action::Hand(Hand::Wanted(item.id)));
        }
    }
    if items.len() > MOST && quiet_button(ui, &p, &shared::and_more(items.len() - MOST)).clicked() {
        scene.wanted.push(Action::List(List::Wanted));
    }
}
