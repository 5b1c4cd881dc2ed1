//! The tag tree at the left: a click shows what has a tag, a drag onto the text tags with it; moving by a drag or with
//! keys, folding.

use crate::app::overlay::drafts::TagPick;
use crate::app::overlay::{Overlay, TagDraft};
use crate::app::searching;
use crate::app::tag_view::{TagRow, is_within, tag_rows};
use crate::app::{Action, Command, TagWish};
use crate::domain::Id;
use crate::say::tags as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{hues, size};
use crate::ui::widgets::{note, row, section, swatch};
use egui::{
    Align2, EventFilter, FontId, Key, Modifiers, Popup, Rect, Response, RichText, Role, ScrollArea, Sense,
    SetOpenCommand, Shape, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Height of a tag's row.
const TAG: f32 = 25.0;
/// How far a tag stands in from the one above it, and how deep that still shows.
const STEP: f32 = 23.0;
const DEEPEST: usize = 4;

/// A tag being dragged.
struct Dragged(Id);

/// The tag that was dragged and is let go of in this frame.
pub(super) fn let_go(ctx: &egui::Context) -> Option<Id> {
    let released = ctx.input(|input| input.pointer.any_released());
    released.then(|| egui::DragAndDrop::payload::<Dragged>(ctx)).flatten().map(|dragged| dragged.0)
}

/// The tags from top to bottom.
pub(super) fn rows(ui: &Ui, scene: &Scene<'_>) -> Arc<Vec<TagRow>> {
    let key = (state_of(scene), scene.app.folded.clone());
    kept(ui, "tag rows", key, || scene.app.model().map(|m| tag_rows(m, &scene.app.folded)).unwrap_or_default())
}

/// How high the tree would like to be, in points.
pub(super) fn wanted_height(scene: &Scene<'_>, tags: &[TagRow]) -> f32 {
    let chip = if scene.app.tag_filter.is_some() { 28.0 } else { 0.0 };
    62.0 + chip + TAG * (tags.len().max(2) as f32)
}

/// Draws it, `height` points high.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, tags: &[TagRow], height: f32) {
    let p = scene.palette;
    let top = ui.cursor().top();
    section(ui, &p, say::TAGS);
    tag_chip(ui, scene);
    if tags.is_empty() {
        note(ui, &p, say::NONE);
        return;
    }
    let used = ui.cursor().top() - top;
    let area = ScrollArea::vertical().id_salt("tags").auto_shrink([false, true]).max_height((height - used).max(TAG));
    area.show_rows(ui, TAG - 2.0, tags.len(), |ui, range| {
        for tag in tags.get(range).unwrap_or_default() {
            // By the tag and not by its place, so that the focus goes with it.
            let by_tag = UiBuilder::new().scope_id(egui::Id::unique(("tag", tag.id)));
            ui.scope_builder(by_tag, |ui| one_row(ui, scene, tag));
        }
    });
}

fn one_row(ui: &mut Ui, scene: &mut Scene<'_>, tag: &TagRow) {
    let response = tag_row(ui, scene, tag);
    if response.clicked() {
        // A second click shows all again.
        let shown = (scene.app.tag_filter != Some(tag.id)).then_some(tag.id);
        scene.wanted.push(Action::TagTree(TagWish::Filter(shown)));
    }
    fold_sign(ui, scene, tag, response.rect);
    count_sign(ui, scene, tag, response.rect);
    drag(ui, scene, tag, &response);
    let asked = keys(ui, scene, tag, &response);
    Popup::context_menu(&response).show(|ui| tag_menu(ui, scene, tag));
    // Asked for with a key, it opens at the row and not where the pointer happens to be.
    let by_key = Popup::menu(&response).id(egui::Id::unique(("tag menu", tag.id)));
    by_key.open_memory(asked.then_some(SetOpenCommand::Bool(true))).show(|ui| tag_menu(ui, scene, tag));
    hint(scene, tag, response);
}

/// The tag that everything is filtered by, which a click takes off; nothing while there is none.
pub(in crate::ui) fn tag_chip(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(tag) = scene.app.tag_filter.and_then(|id| scene.app.model()?.tags.get(&id)) else { return };
    let p = scene.palette;
    let style = LabelStyle::small().one_line().showing_all();
    let name = tag.name.words();
    let wide = scene.engine.sized(name, &style, 150.0).x;
    let (rect, response) = ui.allocate_exact_size(vec2(wide + 46.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, say::SHOW_ALL));
    let edge = if response.hovered() || response.has_focus() { p.accent } else { p.rule };
    ui.painter().rect(rect, 20.0, p.raise, Stroke::new(1.0, edge), StrokeKind::Inside);
    swatch(
        ui,
        Rect::from_center_size(pos2(rect.left() + 14.0, rect.center().y), Vec2::splat(10.0)),
        p.adjusted(tag.color.0),
    );
    let words = Rect::from_min_size(pos2(rect.left() + 24.0, rect.top() + 2.0), vec2(wide, 18.0));
    scene.engine.put(ui, name, &style, words);
    let at = pos2(rect.right() - 12.0, rect.center().y);
    ui.painter().text(at, Align2::CENTER_CENTER, "×", FontId::proportional(size::BODY), p.soft);
    if response.on_hover_text(Command::ShowAll.help()).clicked() {
        scene.wanted.push(Action::TagTree(TagWish::Filter(None)));
    }
    ui.add_space(4.0);
}

fn left_of(tag: &TagRow, rect: Rect) -> f32 {
    rect.left() + 25.0 + STEP * tag.depth.min(DEEPEST) as f32
}

fn tag_row(ui: &mut Ui, scene: &Scene<'_>, tag: &TagRow) -> Response {
    let p = scene.palette;
    let name = TextEngine::accessible_name(&tag.name);
    let on = scene.app.tag_filter == Some(tag.id);
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
    let response = row(ui, &p, TAG - 2.0, on, &name, |ui, rect| {
        let middle = rect.center().y;
        let small = FontId::proportional(size::LABEL);
        if let Some(n) = tag.digit {
            ui.painter().text(pos2(rect.left() + 5.0, middle), Align2::CENTER_CENTER, n, small.clone(), p.soft);
        }
        let left = left_of(tag, rect);
        swatch(ui, Rect::from_min_size(pos2(left, middle - 5.0), vec2(10.0, 10.0)), p.adjusted(tag.color));
        let style = LabelStyle::body().one_line().showing_all();
        // As wide as the name, so that one that runs leftwards begins beside its color too.
        let wide = scene
            .engine
            .sized(&tag.name, &style, (rect.right() - if tag.count > 0 { 30.0 } else { 4.0 } - left - 18.0).max(1.0))
            .x;
        let words = Rect::from_min_size(pos2(left + 18.0, rect.top()), vec2(wide, rect.height()));
        scene.engine.put(ui, &tag.name, &style, words);
        if tag.count > 0 {
            ui.painter().text(pos2(rect.right(), middle), Align2::RIGHT_CENTER, tag.count, small, p.soft);
        }
    });
    response.interact(Sense::click_and_drag())
}

/// The whole name, what the tag means, and what the row does.
fn hint(scene: &Scene<'_>, tag: &TagRow, response: Response) {
    if egui::DragAndDrop::has_payload_of_type::<Dragged>(&response.ctx) {
        return;
    }
    let p = scene.palette;
    let mut tooltip = egui::Tooltip::for_enabled(&response);
    // Beside the row, so that the rows below it stay in sight.
    tooltip.popup = tooltip.popup.align(egui::RectAlign::RIGHT_START);
    tooltip.show(|ui| {
        ui.set_max_width(320.0);
        let style = LabelStyle::body().weight(crate::text::Weight::Medium).showing_all().lines(12);
        scene.engine.label(ui, &tag.name, style);
        if let Some(definition) = &tag.definition {
            scene.engine.label(ui, definition, LabelStyle::body().lines(12));
        }
        ui.label(RichText::new(say::ROW).size(size::SMALL).color(p.soft));
    });
}

/// The sign beside a tag that has others below it.
fn fold_sign(ui: &Ui, scene: &mut Scene<'_>, tag: &TagRow, rect: Rect) {
    if tag.below == 0 {
        return;
    }
    let p = scene.palette;
    let folded = scene.app.folded.contains(&tag.id);
    let at = pos2(left_of(tag, rect) - 8.0, rect.center().y);
    let target = Rect::from_center_size(at, vec2(14.0, rect.height()));
    let response = ui.interact(target, egui::Id::unique(("fold", tag.id)), Sense::click());
    let name = format!("{} {}", if folded { say::UNFOLD } else { say::FOLD }, TextEngine::accessible_name(&tag.name));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let color = if response.hovered() || response.has_focus() { p.ink } else { p.soft };
    let points = if folded {
        vec![at + vec2(-2.0, -3.5), at + vec2(2.5, 0.0), at + vec2(-2.0, 3.5)]
    } else {
        vec![at + vec2(-3.5, -2.0), at + vec2(3.5, -2.0), at + vec2(0.0, 2.5)]
    };
    ui.painter().add(Shape::convex_polygon(points, color, Stroke::NONE));
    if response.clicked() {
        scene.wanted.push(Action::TagTree(TagWish::Fold(tag.id, !folded)));
    }
}

/// The number of a tag's passages, which leads to them.
fn count_sign(ui: &Ui, scene: &mut Scene<'_>, tag: &TagRow, rect: Rect) {
    if tag.count == 0 {
        return;
    }
    let p = scene.palette;
    let target = Rect::from_min_max(pos2(rect.right() - 26.0, rect.top()), pos2(rect.right() + 6.0, rect.bottom()));
    let response = ui.interact(target, egui::Id::unique(("passages of", tag.id)), Sense::click());
    let name = say::passages_of(&TextEngine::accessible_name(&tag.name));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().hline(rect.right() - 16.0..=rect.right(), rect.center().y + 8.0, Stroke::new(1.0, p.accent));
    }
    if response.on_hover_text(say::menu::PASSAGES).clicked() {
        scene.wanted.push(searching::wanted(searching::Wish::Tagged(tag.id)));
    }
}

/// Dragging a tag onto another puts it below that one; between two, among them.
fn drag(ui: &Ui, scene: &mut Scene<'_>, tag: &TagRow, response: &Response) {
    if !scene.app.can_write() {
        return;
    }
    response.dnd_set_drag_payload(Dragged(tag.id));
    let Some(dragged) = egui::DragAndDrop::payload::<Dragged>(ui.ctx()) else { return };
    let (Some(pointer), Some(model)) = (ui.ctx().pointer_latest_pos(), scene.app.model()) else { return };
    let zone = response.rect.expand2(vec2(9.0, 1.0));
    if dragged.0 == tag.id || !zone.contains(pointer) || !ui.clip_rect().contains(pointer) {
        return;
    }
    let p = scene.palette;
    let within = (pointer.y - zone.top()) / zone.height();
    let unfolded = tag.below > 0 && !scene.app.folded.contains(&tag.id);
    let left = left_of(tag, response.rect);
    let (parent, before, line) = if within < 0.28 {
        (tag.parent, Some(tag.id), Some(zone.top()))
    } else if within > 0.72 && !unfolded {
        (tag.parent, tag.next, Some(zone.bottom()))
    } else {
        (Some(tag.id), None, None)
    };
    if parent.is_some_and(|parent| is_within(model, parent, dragged.0)) {
        ui.ctx().set_cursor_icon(egui::CursorIcon::NotAllowed);
    } else {
        let stroke = Stroke::new(2.0, p.accent);
        match line {
            Some(y) => {
                ui.painter().hline(left..=response.rect.right(), y, stroke);
                ui.painter().circle_filled(pos2(left, y), 3.0, p.accent);
            }
            None => {
                ui.painter().rect_stroke(zone.shrink2(vec2(0.0, 1.0)), 7.0, stroke, StrokeKind::Inside);
            }
        }
    }
    if ui.input(|input| input.pointer.any_released()) {
        egui::DragAndDrop::clear_payload(ui.ctx());
        scene.wanted.push(Action::TagTree(TagWish::Move { tag: dragged.0, parent, before }));
    }
}

/// True when a row of a tree has the focus: it is scrolled to, and the arrows that fold and unfold it are its own.
pub(super) fn is_in_hand(ui: &Ui, response: &Response) -> bool {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    response.has_focus()
}

/// Keys on the row that has the focus; true when its menu is to open.
fn keys(ui: &Ui, scene: &mut Scene<'_>, tag: &TagRow, response: &Response) -> bool {
    if !is_in_hand(ui, response) {
        return false;
    }
    let key = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if tag.below > 0 && key(Modifiers::NONE, Key::ArrowLeft) {
        scene.wanted.push(Action::TagTree(TagWish::Fold(tag.id, true)));
    }
    if tag.below > 0 && key(Modifiers::NONE, Key::ArrowRight) {
        scene.wanted.push(Action::TagTree(TagWish::Fold(tag.id, false)));
    }
    if scene.app.can_write() {
        if key(Modifiers::ALT, Key::ArrowUp) {
            scene.wanted.extend(up(tag));
        }
        if key(Modifiers::ALT, Key::ArrowDown) {
            scene.wanted.extend(down(scene, tag));
        }
        if key(Modifiers::NONE, Key::Delete) {
            scene.wanted.push(Action::Overlay(Overlay::DeleteTag(tag.id)));
        }
        if key(Modifiers::NONE, Key::F2) {
            scene.wanted.extend(change(scene, tag));
        }
    }
    key(Modifiers::NONE, Key::Menu) | key(Modifiers::SHIFT, Key::F10)
}

fn up(tag: &TagRow) -> Option<Action> {
    let before = tag.previous?;
    Some(Action::TagTree(TagWish::Move { tag: tag.id, parent: tag.parent, before: Some(before) }))
}

fn down(scene: &Scene<'_>, tag: &TagRow) -> Option<Action> {
    let model = scene.app.model()?;
    let next = tag.next?;
    let siblings = crate::app::tag_view::children(model, tag.parent);
    let at = siblings.iter().position(|sibling| sibling.id == next)?;
    let before = siblings.get(at + 1).map(|sibling| sibling.id);
    Some(Action::TagTree(TagWish::Move { tag: tag.id, parent: tag.parent, before }))
}

fn change(scene: &Scene<'_>, tag: &TagRow) -> Option<Action> {
    let tag = scene.app.model()?.tags.get(&tag.id)?;
    Some(Action::Overlay(Overlay::Tag(TagDraft::of(tag))))
}

fn tag_menu(ui: &mut Ui, scene: &mut Scene<'_>, row: &TagRow) {
    let Some(tag) = scene.app.model().and_then(|m| m.tags.get(&row.id)) else { return };
    ui.set_min_width(200.0);
    ui.set_max_width(230.0);
    let pick = |act| Action::Overlay(Overlay::PickTagTo { act, query: String::new(), at: 0 });
    let place = |parent, before| Action::TagTree(TagWish::Move { tag: row.id, parent, before });
    let mut entries = vec![
        (say::menu::ONLY_THIS, Some(Action::TagTree(TagWish::Filter(Some(row.id))))),
        (say::menu::PASSAGES, Some(searching::wanted(searching::Wish::Tagged(row.id)))),
    ];
    if scene.app.can_write() {
        let tags = scene.app.is_enabled(Command::Tag) && !scene.app.searching.shown;
        entries.extend([
            (say::menu::TAG_HERE, tags.then_some(Action::Tag(row.id))),
            (say::menu::CHANGE, Some(Action::Overlay(Overlay::Tag(TagDraft::of(tag))))),
            (say::menu::BELOW, Some(Action::Overlay(Overlay::Tag(TagDraft::below(tag))))),
            (say::menu::UP, up(row)),
            (say::menu::DOWN, down(scene, row)),
            (say::menu::MOVE, Some(pick(TagPick::MoveBelow(row.id)))),
            (say::menu::TO_TOP, row.parent.map(|_| place(None, None))),
            (say::menu::MERGE, Some(pick(TagPick::MergeInto(row.id)))),
            (say::menu::DELETE, Some(Action::Overlay(Overlay::DeleteTag(row.id)))),
        ]);
    }
    for (label, action) in entries {
        let Some(action) = action else { continue };
        if ui.button(label).clicked() {
            scene.wanted.push(action);
            ui.close();
        }
    }
    if scene.app.can_write() {
        ui.separator();
        colors(ui, scene, row);
        digits(ui, scene, row);
    }
}

fn colors(ui: &mut Ui, scene: &mut Scene<'_>, row: &TagRow) {
    let p = scene.palette;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (name, rgb) in hues() {
            let (rect, response) = ui.allocate_exact_size(Vec2::splat(22.0), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, row.color == rgb, name));
            ui.painter().rect_filled(rect.shrink(4.0), 4.0, p.adjusted(rgb));
            if row.color == rgb || response.has_focus() {
                ui.painter().rect_stroke(rect.shrink(1.0), 6.0, Stroke::new(1.5, p.ink), StrokeKind::Inside);
            }
            if response.on_hover_text(name).clicked() {
                scene.wanted.push(Action::TagTree(TagWish::Color(row.id, rgb)));
                ui.close();
            }
        }
    });
}

fn digits(ui: &mut Ui, scene: &mut Scene<'_>, row: &TagRow) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().button_padding.x = 5.0;
        for n in 1..=9_u8 {
            let on = row.digit == Some(n);
            let response = ui.selectable_label(on, RichText::new(n.to_string()).size(12.0));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, say::menu::digit(n)));
            if response.clicked() {
                scene.wanted.push(Action::TagTree(TagWish::Pin(row.id, if on { 0 } else { n })));
                ui.close();
            }
        }
    });
}
