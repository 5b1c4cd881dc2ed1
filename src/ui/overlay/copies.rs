//! Two copies of one text beside each other: the passages in which they differ, and the other copies to be chosen.

use super::entered;
use crate::app::Action;
use crate::app::copies::{CopiesWish, Side, SideBySide, about};
use crate::domain::{Id, Overlap};
use crate::say::cards::paragraph;
use crate::say::copies as say;
use crate::ui::Scene;
use crate::ui::inspector::copies::{likeness, others};
use crate::ui::inspector::follow_ours;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{button, note, row, section};
use egui::{Key, Modifiers, Rect, RichText, ScrollArea, Ui, pos2, vec2};

/// Height of a row of the other copies, and how many are in sight.
const OTHER: f32 = 30.0;
const IN_SIGHT: usize = 5;
/// Between the two columns.
const GUTTER: f32 = 28.0;

/// Draws them.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, left: Id, right: Id) {
    let p = scene.palette;
    let others = others(ui, scene, "beside-copies", left);
    keys(ui, scene, left, right, &others);
    let beside = scene.app.copies.beside.as_ref().filter(|beside| beside.documents == (left, right));
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::BESIDE).font(semi_bold(15.0)).color(p.ink));
        let overlap = others.iter().find(|(id, _)| *id == right).and_then(|(_, overlap)| *overlap);
        ui.label(RichText::new(likeness(overlap)).size(size::BODY).color(p.soft));
    });
    ui.add_space(4.0);
    match beside {
        None => drop(note(ui, &p, say::BEING_COMPARED)),
        Some(beside) if beside.passages.is_empty() => drop(note(ui, &p, say::NO_DIFFERENCE)),
        Some(beside) => {
            note(ui, &p, &say::in_words(beside.only.0, beside.only.1, beside.moved));
            if beside.moved > 0 {
                note(ui, &p, say::MOVED_WHY);
            }
        }
    }
    ui.add_space(8.0);
    columns(ui, |left_ui, right_ui| {
        heading(left_ui, scene, left);
        heading(right_ui, scene, right);
    });
    let below = if others.len() > 1 { in_sight(others.len()) + 40.0 } else { 0.0 };
    let room = (ui.ctx().content_rect().height() - 330.0 - below).clamp(120.0, 420.0);
    ScrollArea::vertical().id_salt("copies").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        let page = vec2(0.0, room - 40.0);
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageDown)) {
            ui.scroll_with_delta(-page);
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageUp)) {
            ui.scroll_with_delta(page);
        }
        for (l, r) in beside.map(|beside| beside.passages.as_slice()).unwrap_or_default() {
            ui.separator();
            columns(ui, |left_ui, right_ui| {
                side(left_ui, scene, left, l);
                side(right_ui, scene, right, r);
            });
        }
        if let Some(SideBySide { passages, more: true, .. }) = beside {
            note(ui, &p, &say::more(passages.len()));
        }
    });
    choose(ui, scene, left, right, &others);
    ui.add_space(8.0);
    if button(ui, &p, say::OPEN_RIGHT).clicked() {
        scene.wanted.push(Action::Accept);
    }
}

fn columns(ui: &mut Ui, add: impl FnOnce(&mut Ui, &mut Ui)) {
    ui.scope(|ui| {
        let spacing = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, GUTTER);
        ui.columns(2, |columns| {
            columns.iter_mut().for_each(|column| column.spacing_mut().item_spacing.x = spacing);
            if let [left, right] = columns {
                add(left, right);
            }
        });
    });
}

/// How high the rows of the other copies are that are in sight at once.
fn in_sight(others: usize) -> f32 {
    OTHER * others.min(IN_SIGHT) as f32
}

/// Which document a column is of.
fn heading(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let Some((model, document)) = scene.app.model().and_then(|m| Some((m, m.documents.get(&id)?))) else { return };
    let original = scene.app.copies.is_original(id);
    ui.spacing_mut().item_spacing.y = 1.0;
    scene.engine.label(ui, document.heading(), LabelStyle::body().lines(2));
    let style = LabelStyle::small().one_line().color(scene.palette.soft);
    scene.engine.label(ui, &about(model, document, original), style);
}

/// One side of a passage.
fn side(ui: &mut Ui, scene: &mut Scene<'_>, document: Id, side: &Side) {
    let p = scene.palette;
    let number = paragraph(side.paragraph);
    if follow_ours(ui, &p, &number, say::OPEN_HERE).clicked() {
        scene.wanted.push(Action::Copies(CopiesWish::Open(document, side.byte)));
    }
    scene.engine.compared(ui, &side.words, &side.runs, p.accent);
}

/// Arrows choose another copy, Enter opens the right one.
fn keys(ui: &Ui, scene: &mut Scene<'_>, left: Id, right: Id, others: &[(Id, Option<Overlap>)]) {
    let (down, up) = ui
        .input_mut(|i| (i.consume_key(Modifiers::NONE, Key::ArrowDown), i.consume_key(Modifiers::NONE, Key::ArrowUp)));
    let at = others.iter().position(|(id, _)| *id == right);
    let to = match (down, up) {
        (true, _) => at.and_then(|at| others.get(at + 1)),
        (_, true) => at.and_then(|at| others.get(at.checked_sub(1)?)),
        _ => None,
    };
    if let Some((to, _)) = to {
        scene.wanted.push(Action::Copies(CopiesWish::Beside(left, *to)));
    }
    if ui.memory(|memory| memory.focused().is_none()) && entered(ui) {
        scene.wanted.push(Action::Accept);
    }
}

/// The other copies, to be laid at the right.
fn choose(ui: &mut Ui, scene: &mut Scene<'_>, left: Id, right: Id, others: &[(Id, Option<Overlap>)]) {
    if others.len() < 2 {
        return;
    }
    let p = scene.palette;
    ui.add_space(8.0);
    section(ui, &p, say::OTHERS);
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = in_sight(others.len());
    let area = ScrollArea::vertical().id_salt("others").max_height(room).auto_shrink([false, true]);
    area.show_rows(ui, OTHER, others.len(), |ui, range| {
        for (id, overlap) in others.get(range).unwrap_or_default() {
            let document = scene.app.model().and_then(|m| Some((m, m.documents.get(id)?)));
            let Some((model, document)) = document else { continue };
            let original = scene.app.copies.is_original(*id);
            let about = about(model, document, original);
            let alike = likeness(*overlap);
            let name = format!("{}, {alike}", TextEngine::accessible_name(document.heading()));
            let clicked = row(ui, &p, OTHER, *id == right, &name, |ui, rect| {
                let font = egui::FontId::proportional(size::SMALL);
                let at = rect.right_center() - vec2(8.0, 0.0);
                let said = ui.painter().text(at, egui::Align2::RIGHT_CENTER, &alike, font, p.soft);
                let middle = rect.left() + rect.width() * 0.5;
                let title = Rect::from_min_max(rect.min, pos2(middle - 10.0, rect.bottom()));
                scene.engine.put(ui, document.heading(), &LabelStyle::body().one_line(), title);
                let more = Rect::from_min_max(pos2(middle, rect.top()), pos2(said.left() - 10.0, rect.bottom()));
                scene.engine.put(ui, &about, &LabelStyle::small().one_line().color(p.soft), more);
            });
            if clicked.clicked() {
                scene.wanted.push(Action::Copies(CopiesWish::Beside(left, *id)));
            }
        }
    });
}
