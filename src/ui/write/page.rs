//! The brief on its page. Only the blocks in sight are laid out; the heights of the others are as they were last seen, or
//! guessed from their length, and a wrong guess above the page's edge moves the page and not what is read.

use super::block::{self, Near};
use crate::app::brief_view::{BlockRow, BriefView};
use crate::domain::Id;
use crate::domain::brief::BlockKind;
use crate::ui::Scene;
use crate::ui::text::{forget_ahead, type_ahead};
use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use std::collections::HashMap;

/// Width of the column of text.
const COLUMN: f32 = 610.0;
/// Over the first block and under the last.
const EDGE: f32 = 30.0;
/// Blocks so near to the page's edge are laid out before they are seen.
const AHEAD: f32 = 240.0;

/// What the page remembers between frames.
#[derive(Clone, Default)]
struct Page {
    /// The width heights were seen at.
    width: f32,
    heights: HashMap<Id, f32>,
    /// Where to scroll to, to make up for a wrong guess.
    offset: Option<f32>,
    /// The block that was in hand.
    block: Option<Id>,
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, view: &BriefView) {
    let id = egui::Id::unique("page of the brief");
    let mut page: Page = ui.data_mut(|data| data.remove_temp(id)).unwrap_or_default();
    let room = ui.available_width();
    let column = (COLUMN * scene.app.zoom).min(room - 154.0).max(120.0);
    if (page.width - column).abs() > 0.5 {
        page.width = column;
        page.heights.clear();
    }
    let left = ((room - column) / 2.0).clamp(62.0, (room - 92.0 - column).max(62.0));
    let mut area = ScrollArea::vertical().id_salt("brief").auto_shrink([false, false]);
    if let Some(offset) = page.offset.take() {
        area = area.vertical_scroll_offset(offset);
    }
    let waits = scene.app.block.is_some_and(|id| !view.blocks.iter().any(|row| row.id == id)) && !scene.app.is_idle();
    if waits {
        type_ahead(ui);
    }
    let mut shift = 0.0;
    let out = area.show_viewport(ui, |ui, viewport| {
        let origin = ui.min_rect().min;
        let mut y = EDGE;
        for (i, row) in view.blocks.iter().enumerate() {
            let known = page.heights.get(&row.id).copied();
            let height = known.unwrap_or_else(|| guessed(row, column, scene.app.zoom));
            let place = Rect::from_min_size(origin + vec2(left, y), vec2(column, height));
            let taken = taken(scene, &mut page, row);
            if taken {
                ui.scroll_to_rect(place.expand2(vec2(0.0, 40.0)), None);
            }
            let near = y + height >= viewport.top() - AHEAD && y <= viewport.bottom() + AHEAD;
            let mut advance = height;
            if near || taken {
                let above = i.checked_sub(1).and_then(|i| view.blocks.get(i));
                let around = (above, view.blocks.get(i + 1));
                let seen = placed(ui, scene, row, place, around, taken);
                if (known.unwrap_or(-1.0) - seen).abs() > 0.1 {
                    page.heights.insert(row.id, seen);
                    ui.ctx().request_repaint();
                }
                if y < viewport.top() {
                    shift += seen - height;
                } else {
                    advance = seen;
                }
            }
            y += advance;
        }
        let whole = Rect::from_min_max(origin, pos2(origin.x + room, origin.y + y + EDGE));
        ui.allocate_rect(whole, Sense::hover());
    });
    if shift.abs() > 0.1 {
        page.offset = Some((out.state.clamped_offset().y + shift).max(0.0));
    }
    if !waits {
        forget_ahead(ui);
    }
    ui.data_mut(|data| data.insert_temp(id, page));
}

/// True when this block has just come into the hand; the caret goes into it when it is our words.
fn taken(scene: &Scene<'_>, page: &mut Page, row: &BlockRow) -> bool {
    if scene.app.block != Some(row.id) {
        return false;
    }
    let taken = page.block != Some(row.id);
    page.block = Some(row.id);
    taken
}

/// Draws a block and gives the height it takes, the space under it included.
fn placed(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    row: &BlockRow,
    place: Rect,
    (above, next): (Option<&BlockRow>, Option<&BlockRow>),
    taken: bool,
) -> f32 {
    let near = Near { above: above.map(|row| row.id), below: next.map(|row| row.id) };
    let builder = UiBuilder::new().scope_id(egui::Id::unique(("block of the brief", row.id))).max_rect(place);
    let drawn = ui.scope_builder(builder, |ui| {
        ui.set_width(place.width());
        block::show(ui, scene, row, near, taken);
    });
    // A headline and the pull quote under it belong together.
    let close = row.kind == BlockKind::Headline && next.is_some_and(|next| next.kind == BlockKind::PullQuote);
    drawn.response.rect.height() + if close { 4.0 } else { 15.0 }
}

/// The height of a block that was not seen yet.
fn guessed(row: &BlockRow, column: f32, zoom: f32) -> f32 {
    // A letter of the serif is about half as wide as it is high; more digits would not make the guess better.
    let a_line = (column / (8.3 * zoom)).max(1.0);
    let lines = (row.length as f32 / a_line).ceil().max(1.0);
    let more = if row.about.is_some() { 24.0 } else { 0.0 };
    lines * 26.0 * zoom + more + 15.0
}
