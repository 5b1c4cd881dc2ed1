//! The groups of documents: filters, sets and folders, each with how many documents it has. A click lists only these.

use super::tags::is_in_hand;
use crate::app::Action;
use crate::app::groups::{GroupOf, GroupRow, GroupWish, Within};
use crate::app::overlay::groups::Naming;
use crate::domain::Table;
use crate::say::documents::number;
use crate::say::groups as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{paint_text, row};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, FontId, Key, Modifiers, Popup, Rect, Response, RichText, Role, ScrollArea, Sense, SetOpenCommand, Shape,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Height of a row.
const ROW: f32 = 23.0;
/// How far a folder stands in from the one above it, and how deep that still shows.
const STEP: f32 = 14.0;
const DEEPEST: usize = 6;
/// Room for the heading.
const HEADING: f32 = 24.0;
/// Most rows shown at once beside the list.
const MOST: usize = 8;

/// The rows, where there is something to choose from.
pub(super) fn rows(ui: &Ui, scene: &Scene<'_>) -> Arc<Vec<GroupRow>> {
    let groups = &scene.app.groups;
    kept(ui, "group rows", (state_of(scene), groups.changed), || {
        let whole = scene.app.project.as_ref().filter(|project| project.first_page.is_none());
        whole.map(|project| groups.rows(&project.model)).unwrap_or_default()
    })
}

/// How high they would like to be beside the list, in points.
pub(super) fn height(scene: &Scene<'_>, rows: &[GroupRow]) -> f32 {
    match rows.len() {
        0 => 0.0,
        _ if !scene.app.groups.shown => HEADING + 10.0,
        n => HEADING + 12.0 + ROW * n.min(MOST) as f32,
    }
}

/// Draws them below the list, `height` points high, with a heading that shows and hides them.
pub(super) fn beside(ui: &mut Ui, scene: &mut Scene<'_>, rows: &[GroupRow], height: f32) {
    if rows.is_empty() {
        return;
    }
    ui.add_space(8.0);
    heading(ui, scene);
    if scene.app.groups.shown {
        show(ui, scene, rows, height - HEADING - 12.0);
    }
}

/// The heading, a button.
fn heading(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let shown = scene.app.groups.shown;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::click());
    let name = if shown { say::HIDE } else { say::SHOW };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let color = if response.hovered() || response.has_focus() { p.ink } else { p.soft };
    let font = TextFormat { extra_letter_spacing: 0.6, ..TextFormat::simple(semi_bold(size::LABEL), color) };
    let galley = ui.painter().layout_job(LayoutJob::single_section(say::GROUPS.to_uppercase(), font));
    let end = rect.left() + galley.size().x;
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, color);
    triangle(ui, pos2(end + 10.0, rect.center().y), shown, color);
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand2(vec2(7.0, 0.0)), 6.0, Stroke::new(1.5, p.accent), StrokeKind::Inside);
    }
    if response.clicked() {
        scene.wanted.push(Action::Group(GroupWish::Show(!shown)));
    }
}

fn triangle(ui: &Ui, at: egui::Pos2, open: bool, color: egui::Color32) {
    let points = if open {
        vec![at + vec2(-3.5, -2.0), at + vec2(3.5, -2.0), at + vec2(0.0, 2.5)]
    } else {
        vec![at + vec2(-2.0, -3.5), at + vec2(2.5, 0.0), at + vec2(-2.0, 3.5)]
    };
    ui.painter().add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// Draws the rows, `height` points high.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, rows: &[GroupRow], height: f32) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let area = ScrollArea::vertical().id_salt("groups").auto_shrink([false, true]).max_height(height.max(ROW));
    area.show_rows(ui, ROW - 2.0, rows.len(), |ui, range| {
        for group in rows.get(range).unwrap_or_default() {
            // By what it is and not by its place, so that the focus goes with it.
            let by_group = UiBuilder::new().scope_id(egui::Id::unique(("group", identity(group))));
            ui.scope_builder(by_group, |ui| one_row(ui, scene, group));
        }
    });
}

fn identity(group: &GroupRow) -> String {
    match &group.of {
        GroupOf::Heading(words) => (*words).to_owned(),
        GroupOf::Filter(id) | GroupOf::Set(id) => id.to_string(),
        // Two folders may be called the same; they lie at different places.
        GroupOf::Folder { place, .. } => TextEngine::accessible_name(place),
    }
}

fn one_row(ui: &mut Ui, scene: &mut Scene<'_>, group: &GroupRow) {
    let p = scene.palette;
    if let GroupOf::Heading(words) = &group.of {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - 2.0), Sense::hover());
        let at = pos2(rect.left(), rect.bottom() - 3.0);
        paint_text(ui, at, Align2::LEFT_BOTTOM, words, FontId::proportional(size::SMALL), p.soft);
        return;
    }
    let within = match &group.of {
        GroupOf::Set(id) => Some(Within::Set(*id)),
        GroupOf::Folder { key, .. } => Some(Within::Folder(key.clone())),
        _ => None,
    };
    let filter = match &group.of {
        GroupOf::Filter(id) => scene.app.model().and_then(|model| model.filters.get(id)),
        _ => None,
    };
    let on = match filter {
        Some(filter) => scene.app.has_filter(filter),
        None => within.is_some() && within == scene.app.within,
    };
    let response = draw(ui, scene, group, on);
    if response.clicked() {
        scene.wanted.push(Action::Group(match &group.of {
            GroupOf::Filter(id) => GroupWish::Apply(*id),
            // The same once more lists all again.
            _ => GroupWish::Narrow(within.filter(|_| !on)),
        }));
    }
    fold_sign(ui, scene, group, response.rect);
    let menu = keys(ui, scene, group, &response);
    if let Some((table, id, naming)) = named(group)
        && scene.app.can_write()
    {
        let entries = |ui: &mut Ui, scene: &mut Scene<'_>| {
            if ui.button(say::RENAME).clicked() {
                scene.wanted.push(Action::Group(GroupWish::Rename(naming)));
                ui.close();
            }
            if ui.button(say::DELETE).clicked() {
                scene.wanted.push(Action::Group(GroupWish::Delete(table, id)));
                ui.close();
            }
        };
        Popup::context_menu(&response).show(|ui| entries(ui, scene));
        // Asked for with a key, it opens at the row and not where the pointer happens to be.
        let by_key = Popup::menu(&response).id(egui::Id::unique(("group menu", id)));
        by_key.open_memory(menu.then_some(SetOpenCommand::Bool(true))).show(|ui| entries(ui, scene));
    }
    hint(scene, group, &response);
}

/// What can be renamed and deleted.
fn named(group: &GroupRow) -> Option<(Table, crate::domain::Id, Naming)> {
    match group.of {
        GroupOf::Set(id) => Some((Table::DocumentSet, id, Naming::Set(id))),
        GroupOf::Filter(id) => Some((Table::SavedFilter, id, Naming::Filter(id))),
        _ => None,
    }
}

fn left_of(group: &GroupRow, rect: Rect) -> f32 {
    rect.left() + 14.0 + STEP * group.depth.min(DEEPEST) as f32
}

fn draw(ui: &mut Ui, scene: &Scene<'_>, group: &GroupRow, on: bool) -> Response {
    let p = scene.palette;
    let name = say::row(&TextEngine::accessible_name(&group.words), group.count);
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
    row(ui, &p, ROW - 2.0, on, &name, |ui, rect| {
        // Clear of the scrollbar.
        let middle = pos2(rect.right() - 7.0, rect.center().y);
        let figure = paint_text(
            ui,
            middle,
            Align2::RIGHT_CENTER,
            &number(group.count),
            FontId::proportional(size::LABEL),
            p.soft,
        );
        let style = LabelStyle::body().one_line().showing_all();
        let left = left_of(group, rect);
        // As wide as the name, so that one that runs leftwards begins at the left too.
        let wide = scene.engine.sized(&group.words, &style, (figure.left() - 8.0 - left).max(1.0)).x;
        let words = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, rect.height()));
        scene.engine.put(ui, &group.words, &style, words);
    })
}

/// The sign beside a folder that has others below it.
fn fold_sign(ui: &Ui, scene: &mut Scene<'_>, group: &GroupRow, rect: Rect) {
    let GroupOf::Folder { key, place, below, unfolded } = &group.of else { return };
    if *below == 0 {
        return;
    }
    let p = scene.palette;
    let at = pos2(left_of(group, rect) - 8.0, rect.center().y);
    let target = Rect::from_center_size(at, vec2(14.0, rect.height()));
    let id = egui::Id::unique(("fold folder", TextEngine::accessible_name(place)));
    let response = ui.interact(target, id, Sense::click());
    let act = if *unfolded { say::FOLD } else { say::UNFOLD };
    let name = format!("{act} {}", TextEngine::accessible_name(&group.words));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    triangle(ui, at, *unfolded, if response.hovered() || response.has_focus() { p.ink } else { p.soft });
    if response.clicked() {
        scene.wanted.push(Action::Group(GroupWish::Unfold(key.clone(), !unfolded)));
    }
}

/// Keys on the row that has the focus; true when its menu is to open.
fn keys(ui: &Ui, scene: &mut Scene<'_>, group: &GroupRow, response: &Response) -> bool {
    if !is_in_hand(ui, response) {
        return false;
    }
    let press = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if let GroupOf::Folder { key, below, .. } = &group.of
        && *below > 0
    {
        for (arrow, unfold) in [(Key::ArrowLeft, false), (Key::ArrowRight, true)] {
            if press(Modifiers::NONE, arrow) {
                scene.wanted.push(Action::Group(GroupWish::Unfold(key.clone(), unfold)));
            }
        }
    }
    let Some((table, id, naming)) = named(group) else { return false };
    if scene.app.can_write() {
        if press(Modifiers::NONE, Key::F2) {
            scene.wanted.push(Action::Group(GroupWish::Rename(naming)));
        }
        if press(Modifiers::NONE, Key::Delete) {
            scene.wanted.push(Action::Group(GroupWish::Delete(table, id)));
        }
    }
    press(Modifiers::NONE, Key::Menu) | press(Modifiers::SHIFT, Key::F10)
}

/// The whole name or path, and what the row does.
fn hint(scene: &Scene<'_>, group: &GroupRow, response: &Response) {
    let p = scene.palette;
    let mut tooltip = egui::Tooltip::for_enabled(response);
    // Beside the row, so that the rows below it stay in sight.
    tooltip.popup = tooltip.popup.align(egui::RectAlign::RIGHT_START);
    tooltip.show(|ui| {
        ui.set_max_width(360.0);
        let whole = match &group.of {
            GroupOf::Folder { place, .. } => place,
            _ => &group.words,
        };
        scene.engine.label(ui, whole, LabelStyle::body().showing_all().lines(6));
        let what = if named(group).is_some() { say::ROW_NAMED } else { say::ROW };
        ui.label(RichText::new(what).size(size::SMALL).color(p.soft));
    });
}
