//! The list of documents at the left: triage filters with their counts, a filter by words, an order, and rows of which
//! several can be chosen at once.

use super::choosing::{self, Rows};
use crate::app::copies::CopiesWish;
use crate::app::groups::GroupWish;
use crate::app::listing::{Arrangement, Column};
use crate::app::selection::Choose;
use crate::app::view::DocumentRow;
use crate::app::{Action, Command};
use crate::domain::Words;
use crate::domain::document::Triage;
use crate::say::copies as say_copies;
use crate::say::documents as say;
use crate::say::groups as say_groups;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::{measure, semi_bold, size};
use crate::ui::widgets::{note, quiet_button, row, tick};
use egui::{
    Key, Modifiers, Popup, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a document's row.
const DOCUMENT: f32 = 51.0;
/// Up to so many documents are looked over without a filter.
const FEW: usize = 8;
/// The orders the menu over the list offers; the table has more.
const ORDERS: [Column; 6] =
    [Column::Imported, Column::Title, Column::Date, Column::Outlet, Column::Passages, Column::Language];

/// Draws it, `height` points high.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, height: f32) {
    let top = ui.cursor().top();
    states(ui, scene);
    let all = all(scene);
    if all > FEW || !scene.app.list_words.is_empty() {
        ui.add_space(3.0);
        narrowing(ui, scene);
    }
    held_to(ui, scene);
    chosen(ui, scene);
    ui.add_space(4.0);
    let (before, count) = rows_there(scene);
    if count == 0 {
        nothing(ui, scene, all);
        return;
    }
    let used = ui.cursor().top() - top;
    let room = (height - used).max(DOCUMENT);
    // Another group begins at its top.
    let mut area =
        ScrollArea::vertical().id_salt(("documents", &scene.app.within)).max_height(room).auto_shrink([false, true]);
    let rows = Rows { name: say::LIST, count, height: DOCUMENT + ui.spacing().item_spacing.y, room };
    if let Some(offset) = choosing::offset(ui, scene, &rows, before) {
        area = area.vertical_scroll_offset(offset);
    }
    let shown = area.show_rows(ui, DOCUMENT, count, |ui, range| {
        choosing::seen(ui, &rows, &range);
        for at in range {
            // A row that is not in memory yet keeps its place.
            let id = at.checked_sub(before).and_then(|at| scene.app.listing.rows().get(at)).copied();
            let document = id.and_then(|id| scene.app.model()?.documents.get(&id));
            let (Some(model), Some(document)) = (scene.app.model(), document) else {
                placeholder(ui, scene);
                continue;
            };
            let shown = scene.app.document_row(model, document);
            let response = document_row(ui, scene, &shown);
            if response.clicked() {
                scene.wanted.push(match choosing::clicked(ui, &rows, shown.id) {
                    Some(choose) => Action::Choose(choose),
                    None => Action::OpenDocument(shown.id),
                });
            }
        }
    });
    choosing::listen(ui, scene, &rows, shown.inner_rect);
}

/// How many documents the project shows.
pub(super) fn all(scene: &Scene<'_>) -> usize {
    match scene.app.project.as_ref().and_then(|project| project.first_page) {
        Some(page) => page.documents,
        None => scene.app.listing.counts().iter().sum(),
    }
}

/// How many rows come before those in memory, and how many there are in all.
pub(super) fn rows_there(scene: &Scene<'_>) -> (usize, usize) {
    let app = scene.app;
    let listed = app.listing.rows().len();
    let plain = Arrangement { columns: Vec::new(), ..app.arrangement.clone() }
        == Arrangement { columns: Vec::new(), ..Arrangement::default() };
    match app.project.as_ref().and_then(|project| project.first_page) {
        Some(page) if plain && app.list_words.is_empty() && app.within.is_none() => (page.before, page.documents),
        // In another order nobody knows yet which come first.
        Some(_) => (0, 0),
        None => (0, listed),
    }
}

/// What is said where no row is.
pub(super) fn nothing(ui: &mut Ui, scene: &mut Scene<'_>, all: usize) {
    let p = scene.palette;
    if scene.app.project.as_ref().is_some_and(|project| project.first_page.is_some()) && all > 0 {
        note(ui, &p, say::READING);
    } else if !scene.app.list_words.trim().is_empty() {
        let app = scene.app;
        let more = app.tag_filter.is_some() || app.arrangement.triage.is_some() || app.within.is_some();
        note(ui, &p, if more { say::NONE_WITH_ALL } else { say::NONE_WITH_WORDS });
    } else if scene.app.copies.listed.is_some() {
        note(ui, &p, say_copies::NONE);
    } else if scene.app.within.is_some() {
        note(ui, &p, say_groups::NONE_HERE);
    } else if scene.app.arrangement.triage.is_some() {
        note(ui, &p, say::NONE_IN_STATE);
    } else {
        note(ui, &p, say::NONE);
        if quiet_button(ui, &p, say::IMPORT).clicked() {
            scene.wanted.push(Action::Command(Command::Import));
        }
    }
}

/// The states with their counts; a click lists one alone.
pub(super) fn states(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let counts = Triage::ALL.iter().copied().zip(scene.app.listing.counts());
    let whole = scene.app.project.as_ref().is_some_and(|project| project.first_page.is_none());
    let chosen = scene.app.arrangement.triage;
    let shown: Vec<(Triage, String)> = counts
        .filter(|(triage, count)| *count > 0 || *triage == Triage::Inbox || chosen == Some(*triage))
        .map(|(triage, count)| match whole {
            true => (triage, format!("{} {}", triage.label(), say::number(count)).to_uppercase()),
            false => (triage, triage.label().to_uppercase()),
        })
        .collect();
    let width = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), semi_bold(size::LABEL), p.soft).size().x;
    let between = width(BETWEEN) + 8.0;
    let long: f32 = shown.iter().map(|(_, text)| width(text) + between).sum();
    let in_two = long - between > ui.available_width();
    // As high as the label over a group, so that the panels' headings stand in one line.
    let usual = std::mem::replace(&mut ui.spacing_mut().interact_size.y, 14.0);
    // What does not fit on one line stands in two columns.
    for line in shown.chunks(if in_two { 2 } else { shown.len().max(1) }) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let left = ui.max_rect().left();
            for (at, (triage, text)) in line.iter().enumerate() {
                if at > 0 && in_two {
                    ui.add_space(left + ui.max_rect().width() / 2.0 - ui.cursor().left());
                } else if at > 0 {
                    ui.label(RichText::new(BETWEEN).size(size::LABEL).color(p.soft));
                }
                state(ui, scene, *triage, text);
            }
        });
    }
    ui.spacing_mut().interact_size.y = usual;
}

fn state(ui: &mut Ui, scene: &mut Scene<'_>, triage: Triage, text: &str) {
    let p = scene.palette;
    let on = scene.app.arrangement.triage == Some(triage);
    let color = if on { p.accent } else { p.soft };
    let rich = RichText::new(text).font(semi_bold(size::LABEL)).color(color);
    let label = ui.add(egui::Label::new(rich).selectable(false).sense(Sense::click()));
    if on {
        let under = label.rect.bottom() + 1.0;
        ui.painter().hline(label.rect.x_range(), under, Stroke::new(1.5, p.accent));
    }
    if label.on_hover_text(if on { say::SHOW_ALL } else { say::SHOW_STATE }).clicked() {
        let triage = (!on).then_some(triage);
        scene.wanted.push(Action::Arrange(Arrangement { triage, ..scene.app.arrangement.clone() }));
    }
}

/// Between states on one line.
const BETWEEN: &str = "·";

/// The field that filters by words.
pub(super) fn filter(ui: &mut Ui, scene: &mut Scene<'_>) {
    let mut typed = scene.app.list_words.clone();
    let response = field::wide_line(ui, say::FILTER, say::FILTER_HINT, &mut typed);
    let press = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    // Down goes from the words to what they leave.
    if response.has_focus() && press(Key::ArrowDown) {
        choosing::focus_on(ui.ctx(), if scene.app.table { say::TABLE_ROWS } else { say::LIST });
    }
    if typed != scene.app.list_words {
        scene.wanted.push(Action::FilterWords(typed));
    }
}

fn narrowing(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - 32.0);
            filter(ui, scene);
        });
        order(ui, scene);
    });
}

/// The menu of orders.
fn order(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let now = scene.app.arrangement.clone();
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), say::SORT));
    let edge = if response.has_focus() { p.accent } else { p.rule };
    let fill = if response.hovered() { p.wash } else { p.panel };
    ui.painter().rect(rect, measure::BUTTON_RADIUS, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    // Lines that grow shorter, upward or downward.
    for (line, y) in [-5.0, 0.0, 5.0].into_iter().enumerate() {
        let long = if now.descending { line } else { 2 - line };
        let half = 3.0 + 2.0 * long as f32;
        let at = rect.center() + vec2(0.0, y);
        ui.painter().hline(at.x - half..=at.x + half, at.y, Stroke::new(1.4, p.soft));
    }
    let response = response.on_hover_text(format!("{}: {}", say::SORT, now.sort.label()));
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(150.0);
        ui.label(RichText::new(say::SORT_BY).font(semi_bold(size::LABEL)).color(p.soft));
        for column in ORDERS {
            if ui.selectable_label(now.sort == column, column.label()).clicked() {
                scene.wanted.push(Action::Arrange(Arrangement { sort: column, ..now.clone() }));
                ui.close();
            }
        }
        ui.separator();
        let mut descending = now.descending;
        if tick(ui, &p, &mut descending, say::GREATEST_FIRST).clicked() {
            scene.wanted.push(Action::Arrange(Arrangement { descending, ..now.clone() }));
            ui.close();
        }
        if scene.app.is_enabled(Command::OnlyCopies) {
            let mut only = scene.app.copies.listed.is_some();
            if tick(ui, &p, &mut only, say_copies::ONLY_COPIES_MENU).clicked() {
                scene.wanted.push(Action::Command(Command::OnlyCopies));
                ui.close();
            }
        }
        ui.separator();
        let keys = Command::Documents.keys(cfg!(target_os = "macos"));
        if ui.add(egui::Button::new(Command::Documents.name()).shortcut_text(keys)).clicked() {
            scene.wanted.push(Action::Command(Command::Documents));
            ui.close();
        }
    });
}

/// What the list is held to, each of which a click ends: a group, copies; nothing while all documents are listed.
pub(super) fn held_to(ui: &mut Ui, scene: &mut Scene<'_>) {
    if let Some(words) = scene.app.within_words() {
        held_chip(ui, scene, &words, say_groups::LIST_ALL, Action::Group(GroupWish::Narrow(None)));
    }
    if let Some(words) = scene.app.copies_listed() {
        held_chip(ui, scene, &words, say_copies::LIST_ALL, Action::Copies(CopiesWish::List(None)));
    }
}

fn held_chip(ui: &mut Ui, scene: &mut Scene<'_>, words: &Words, ends: &'static str, wish: Action) {
    let p = scene.palette;
    ui.add_space(3.0);
    let style = LabelStyle::small().one_line().showing_all();
    let wide = scene.engine.sized(words, &style, (ui.available_width() - 40.0).clamp(40.0, 260.0)).x;
    let (rect, response) = ui.allocate_exact_size(vec2(wide + 34.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, ends));
    let edge = if response.hovered() || response.has_focus() { p.accent } else { p.rule };
    ui.painter().rect(rect, 20.0, p.raise, Stroke::new(1.0, edge), StrokeKind::Inside);
    let place = Rect::from_min_size(pos2(rect.left() + 12.0, rect.top() + 2.0), vec2(wide, 18.0));
    scene.engine.put(ui, words, &style, place);
    let at = pos2(rect.right() - 12.0, rect.center().y);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, "×", egui::FontId::proportional(size::BODY), p.soft);
    if response.on_hover_text(ends).clicked() {
        scene.wanted.push(wish);
    }
}

/// What can be done with the chosen documents.
pub(super) fn chosen(ui: &mut Ui, scene: &mut Scene<'_>) {
    let count = scene.app.selection.ids().len();
    if count == 0 {
        return;
    }
    let p = scene.palette;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.label(RichText::new(say::chosen(count)).font(semi_bold(size::SMALL)).color(p.accent));
        for (command, short) in [
            (Command::Describe, say::DESCRIBE_THEM),
            (Command::AddToSet, say::ADD_TO_SET),
            (Command::Reason, say::GIVE_REASON),
        ] {
            if quiet_button(ui, &p, short).on_hover_text(command.help()).clicked() {
                scene.wanted.push(Action::Command(command));
            }
        }
        // In the narrow list Esc does it.
        if ui.max_rect().width() > 2.0 * measure::LEFT_PANEL && quiet_button(ui, &p, say::LET_GO).clicked() {
            scene.wanted.push(Action::Choose(Choose::Nothing));
        }
    });
}

fn placeholder(ui: &mut Ui, scene: &Scene<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), DOCUMENT), Sense::hover());
    let left = rect.left() + 18.0;
    for (top, width) in [(13.0, 0.62), (32.0, 0.4)] {
        let bar = Rect::from_min_size(pos2(left, rect.top() + top), vec2((rect.width() - 18.0) * width, 8.0));
        ui.painter().rect_filled(bar, 3.0, scene.palette.wash);
    }
}

fn document_row(ui: &mut Ui, scene: &Scene<'_>, shown: &DocumentRow) -> egui::Response {
    let p = scene.palette;
    let name = TextEngine::accessible_name(&shown.heading);
    let selected = scene.app.selection.has(shown.id);
    // The row lies 9 points wider than the list's text; the scroll area would cut that off.
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
    row(ui, &p, DOCUMENT, shown.open || selected, &name, |ui, rect| {
        if selected {
            ui.painter().rect_filled(rect.expand2(vec2(8.0, -1.0)), measure::BUTTON_RADIUS, p.selection);
        }
        triage_sign(ui, scene, shown.triage, pos2(rect.left() + 6.0, rect.top() + 16.0));
        let left = rect.left() + 18.0;
        let heading = Rect::from_min_max(pos2(left, rect.top() + 6.0), pos2(rect.right(), rect.top() + 27.0));
        let about = Rect::from_min_max(pos2(left, rect.top() + 27.0), pos2(rect.right(), rect.bottom() - 6.0));
        scene.engine.put(ui, &shown.heading, &LabelStyle::body().one_line(), heading);
        scene.engine.put(ui, &shown.about, &LabelStyle::small().one_line().color(p.soft), about);
    })
}

/// Triage as a sign that does not need its color: a ring for the inbox, a disc for kept, half for parked, a cross for
/// dropped.
pub(super) fn triage_sign(ui: &Ui, scene: &Scene<'_>, triage: Triage, at: egui::Pos2) {
    let p = scene.palette;
    let painter = ui.painter();
    let stroke = Stroke::new(1.4, p.accent);
    match triage {
        Triage::Inbox => {
            painter.circle_stroke(at, 4.5, stroke);
        }
        Triage::Kept => {
            painter.circle_filled(at, 5.0, p.accent);
        }
        Triage::Parked => {
            painter.circle_stroke(at, 4.5, stroke);
            painter.line_segment([at - vec2(4.0, 0.0), at + vec2(4.0, 0.0)], stroke);
        }
        Triage::Dropped => {
            let stroke = Stroke::new(1.4, p.faint);
            painter.line_segment([at - vec2(3.5, 3.5), at + vec2(3.5, 3.5)], stroke);
            painter.line_segment([at - vec2(3.5, -3.5), at + vec2(3.5, -3.5)], stroke);
        }
    }
}
