//! The tag tree at the left.

use crate::app::Action;
use crate::app::overlay::{Overlay, TagDraft};
use crate::app::view::{TagRow, tag_rows};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::size;
use crate::ui::widgets::{note, row, section, swatch};
use egui::{Align2, FontId, Rect, ScrollArea, Ui, pos2, vec2};
use std::sync::Arc;

/// Height of a tag's row.
const TAG: f32 = 25.0;

/// The tags from top to bottom.
pub(super) fn rows(ui: &Ui, scene: &Scene<'_>) -> Arc<Vec<TagRow>> {
    kept(ui, "tag rows", state_of(scene), || scene.app.model().map(tag_rows).unwrap_or_default())
}

/// How high the tree would like to be, in points.
pub(super) fn wanted_height(tags: &[TagRow]) -> f32 {
    62.0 + TAG * (tags.len().max(2) as f32)
}

/// Draws it in what is left of the panel.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, tags: &[TagRow]) {
    let p = scene.palette;
    section(ui, &p, "Tags");
    if tags.is_empty() {
        note(ui, &p, "Put the cursor on a sentence and press T to tag it; a new name makes a new tag.");
        return;
    }
    ScrollArea::vertical().id_salt("tags").auto_shrink([false, true]).show_rows(
        ui,
        TAG - 2.0,
        tags.len(),
        |ui, range| {
            for tag in tags.get(range).unwrap_or_default() {
                let response = tag_row(ui, scene, tag);
                if response.clicked() {
                    scene.wanted.push(Action::Tag(tag.id));
                }
                egui::Popup::context_menu(&response).show(|ui| tag_menu(ui, scene, tag));
            }
        },
    );
}

fn tag_row(ui: &mut Ui, scene: &Scene<'_>, tag: &TagRow) -> egui::Response {
    let p = scene.palette;
    let name = TextEngine::accessible_name(&tag.name);
    let response = row(ui, &p, TAG - 2.0, false, &name, |ui, rect| {
        let middle = rect.center().y;
        let small = FontId::proportional(size::LABEL);
        if let Some(n) = tag.digit {
            ui.painter().text(pos2(rect.left() + 7.0, middle), Align2::CENTER_CENTER, n, small.clone(), p.soft);
        }
        let left = rect.left() + 23.0 + 23.0 * tag.depth.min(4) as f32;
        let square = Rect::from_min_size(pos2(left, middle - 5.0), vec2(10.0, 10.0));
        swatch(ui, square, p.adjusted(tag.color));
        let words = Rect::from_min_max(pos2(left + 18.0, rect.top()), pos2(rect.right() - 28.0, rect.bottom()));
        scene.engine.put(ui, &tag.name, &LabelStyle::body().one_line(), words);
        if tag.count > 0 {
            ui.painter().text(pos2(rect.right(), middle), Align2::RIGHT_CENTER, tag.count, small, p.soft);
        }
    });
    response.on_hover_text("Click to tag with it; right click to rename, to add a tag below it or to delete it")
}

fn tag_menu(ui: &mut Ui, scene: &mut Scene<'_>, row: &TagRow) {
    let Some(tag) = scene.app.model().and_then(|m| m.tags.get(&row.id)) else { return };
    ui.set_min_width(160.0);
    if ui.button("Change…").clicked() {
        scene.wanted.push(Action::Overlay(Overlay::Tag(TagDraft::of(tag))));
        ui.close();
    }
    if ui.button("New tag below…").clicked() {
        scene.wanted.push(Action::Overlay(Overlay::Tag(TagDraft::below(tag))));
        ui.close();
    }
    ui.separator();
    if ui.button("Delete…").clicked() {
        scene.wanted.push(Action::Overlay(Overlay::DeleteTag(row.id)));
        ui.close();
    }
}
