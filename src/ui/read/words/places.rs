//! Where the word in hand stands: a row a document, a tick a place, from the document's beginning at the left to its end.

use super::heading;
use crate::app::words::{InDocument, Told, WordsWish, wanted};
use crate::domain::Words;
use crate::say::documents::number;
use crate::say::words as say;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::size;
use crate::ui::widgets::paint_text;
use egui::{
    Align2, FontId, Pos2, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a row.
const ROW: f32 = 24.0;
/// Room for what the document is called.
const HEADING: f32 = 190.0;
/// Room for how often the word stands in it.
const COUNT: f32 = 52.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, told: &Told) {
    let p = scene.palette;
    heading(ui, scene, say::PLACES, |_, _| {});
    let spots = &told.spots;
    ui.spacing_mut().item_spacing.y = 0.0;
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width() - 14.0, 16.0), Sense::hover());
    let track = track(line);
    let small = || FontId::proportional(size::LABEL);
    paint_text(ui, pos2(track.left(), line.center().y), Align2::LEFT_CENTER, say::BEGINNING, small(), p.soft);
    paint_text(ui, pos2(track.right(), line.center().y), Align2::RIGHT_CENTER, say::END, small(), p.soft);
    let more = spots.in_documents.saturating_sub(spots.documents.len());
    let below = if more > 0 { 22.0 } else { 0.0 };
    let area = ScrollArea::vertical().id_salt(("places", TextEngine::accessible_name(&told.folded)));
    let area = area.max_height((ui.available_height() - below - 6.0).max(ROW)).auto_shrink([false, true]);
    area.show_rows(ui, ROW, spots.documents.len(), |ui, range| {
        for n in range {
            if let Some(found) = spots.documents.get(n) {
                row(ui, scene, found);
            }
        }
    });
    if more > 0 {
        ui.label(RichText::new(say::more_documents(more)).size(size::SMALL).color(p.soft));
    }
}

/// Where the ticks of a row stand.
fn track(row: Rect) -> Rect {
    Rect::from_min_max(pos2(row.left() + HEADING, row.top() + 4.0), pos2(row.right() - COUNT, row.bottom() - 4.0))
}

fn row(ui: &mut Ui, scene: &mut Scene<'_>, found: &InDocument) {
    let p = scene.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 14.0, ROW), Sense::click());
    let document = scene.app.model().and_then(|model| model.documents.get(&found.document));
    let called = document.map_or_else(Words::default, |document| document.heading().clone());
    let name = format!("{}: {}", TextEngine::accessible_name(&called), say::places(found.count));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), &name));
    let track = track(rect);
    let at = |place: &u32| track.left() + track.width() * *place as f32 / found.words.max(1) as f32;
    let nearest = response.hover_pos().filter(|_| response.hovered()).and_then(|pointer| nearest(found, pointer, at));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 4.0, p.wash);
    }
    if response.has_focus() {
        let edge = Stroke::new(1.0, p.accent);
        ui.painter().rect_stroke(rect.expand2(vec2(6.0, 0.0)), 4.0, edge, StrokeKind::Inside);
    }
    let style = LabelStyle::small().one_line();
    let wide = scene.engine.sized(&called, &style, HEADING - 14.0).x.min(HEADING - 14.0);
    scene.engine.put(ui, &called, &style, Rect::from_min_size(rect.min, vec2(wide, ROW)));
    ui.painter().hline(track.x_range(), track.bottom(), Stroke::new(1.0, p.rule));
    // One tick a point is all that can be seen.
    let mut last = f32::NEG_INFINITY;
    for place in &found.at {
        let x = at(place).round();
        if x > last {
            last = x;
            ui.painter().vline(x + 0.5, track.y_range(), Stroke::new(1.0, p.accent));
        }
    }
    if let Some(place) = nearest.and_then(|nth| found.at.get(nth)) {
        ui.painter().vline(at(place).round() + 0.5, rect.y_range().shrink(1.0), Stroke::new(2.0, p.ink));
    }
    let count = number(usize::try_from(found.count).unwrap_or(usize::MAX));
    paint_text(ui, rect.right_center(), Align2::RIGHT_CENTER, &count, FontId::proportional(size::SMALL), p.soft);
    if response.clicked() {
        scene.wanted.push(wanted(WordsWish::Open(found.document, nearest.unwrap_or(0) * found.every)));
    }
}

/// The tick that is nearest to the pointer, counted from 0.
fn nearest(found: &InDocument, pointer: Pos2, at: impl Fn(&u32) -> f32) -> Option<usize> {
    let distance = |place: &u32| (at(place) - pointer.x).abs();
    let nearest = found.at.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
    nearest.map(|(nth, _)| nth)
}
