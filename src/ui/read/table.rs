//! All documents as a table: columns to choose, an order by any of them, rows to choose from.

use super::choosing::{self, Rows};
use super::documents::{all, chosen, filter, held_to, nothing, rows_there, states, triage_sign};
use super::groups;
use crate::app::listing::{Arrangement, Column, cell, short_date};
use crate::app::selection::Choose;
use crate::app::{Action, Command};
use crate::domain::document::Document;
use crate::say::documents as say;
use crate::say::groups as say_groups;
use crate::say::shared;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{measure, medium, semi_bold, size};
use crate::ui::widgets::{quiet_button, section, tick};
use crate::ui::{Scene, panels, side};
use egui::{
    Align, CentralPanel, Frame, Layout, Margin, Panel, Popup, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};
use egui_extras::{Column as Width, TableBuilder, TableRow};

/// Height of a row.
const ROW: f32 = 30.0;
/// Height of the line of column heads.
const HEAD: f32 = 28.0;

/// Draws the page.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let groups = groups::rows(ui, scene);
    if !groups.is_empty() {
        Panel::left("groups").exact_size(measure::LEFT_PANEL).resizable(false).frame(side(&p)).show(ui, |ui| {
            panels::begin(ui, panels::Panel::Groups);
            section(ui, &p, say_groups::GROUPS);
            let room = ui.available_height();
            groups::show(ui, scene, &groups, room);
        });
    }
    CentralPanel::default().frame(Frame::new().fill(p.paper).inner_margin(Margin::symmetric(26, 18))).show(ui, |ui| {
        panels::begin(ui, panels::Panel::Documents);
        heading(ui, scene);
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            states(ui, scene);
            ui.add_space(16.0);
            held_to(ui, scene);
            chosen(ui, scene);
        });
        ui.add_space(10.0);
        let (before, count) = rows_there(scene);
        if count == 0 {
            let all = all(scene);
            nothing(ui, scene, all);
            return;
        }
        let below = 24.0;
        let rect = Rect::from_min_max(ui.cursor().min, ui.max_rect().max - vec2(0.0, below));
        ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
            // More columns than the window is wide are reached by scrolling sideways.
            ScrollArea::horizontal().auto_shrink([false, false]).show(ui, |ui| table(ui, scene, before, count));
        });
        let foot = pos2(ui.max_rect().left(), ui.max_rect().bottom() - 6.0);
        let font = egui::FontId::proportional(size::SMALL);
        ui.painter().text(foot, egui::Align2::LEFT_CENTER, say::TABLE_KEYS, font, p.soft);
    });
}

fn heading(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::TABLE).font(semi_bold(17.0)).color(p.ink));
        let (_, count) = rows_there(scene);
        ui.label(RichText::new(say::listed(count, all(scene))).size(size::BODY).color(p.soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            if quiet_button(ui, &p, say::BACK).clicked() {
                scene.wanted.push(Action::Command(Command::Documents));
            }
            columns(ui, scene);
            ui.scope(|ui| {
                ui.set_max_width(220.0);
                filter(ui, scene);
            });
        });
    });
}

/// The menu of columns.
fn columns(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let button = quiet_button(ui, &p, say::COLUMNS);
    Popup::menu(&button).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_min_width(150.0);
        let shown = &scene.app.arrangement.columns;
        for column in Column::ALL.iter().copied().filter(|column| *column != Column::Title) {
            let mut on = shown.contains(&column);
            if tick(ui, &p, &mut on, column.label()).clicked() {
                // Always in the order of the vocabulary, wherever they were switched on.
                let taken = |c: &&Column| if **c == column { on } else { shown.contains(c) };
                let columns = Column::ALL.iter().filter(taken).copied().collect();
                scene.wanted.push(Action::Arrange(Arrangement { columns, ..scene.app.arrangement.clone() }));
            }
        }
    });
}

fn width(column: Column) -> f32 {
    match column {
        Column::Title => 240.0,
        Column::Path => 200.0,
        Column::File | Column::Outlet | Column::Reason | Column::Author => 140.0,
        Column::Date => 122.0,
        Column::Imported => 104.0,
        Column::Encoding => 84.0,
        Column::Format | Column::Text | Column::Bytes | Column::Triage | Column::Passages | Column::Language => 72.0,
        Column::Grade | Column::Claims => 60.0,
    }
}

/// Between columns.
const GAP: f32 = 12.0;

/// Figures stand at the right of their column.
fn is_figure(column: Column) -> bool {
    matches!(column, Column::Passages | Column::Claims | Column::Bytes)
}

fn table(ui: &mut Ui, scene: &mut Scene<'_>, before: usize, count: usize) {
    let p = scene.palette;
    let shown: Vec<Column> =
        std::iter::once(Column::Title).chain(scene.app.arrangement.columns.iter().copied()).collect();
    let room = (ui.available_height() - HEAD).max(ROW);
    let rows = Rows { name: say::TABLE_ROWS, count, height: ROW, room };
    let whole = ui.max_rect();
    ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
    let offset = choosing::offset(ui, scene, &rows, before);
    let mut builder = TableBuilder::new(ui)
        .id_salt(("documents", shown.clone(), &scene.app.within))
        .striped(false)
        .resizable(true)
        .sense(Sense::click())
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Width::remainder().at_least(width(Column::Title)).resizable(false).clip(true));
    for column in shown.iter().skip(1) {
        builder = builder.column(Width::initial(width(*column)).at_least(56.0).clip(true));
    }
    if let Some(offset) = offset {
        builder = builder.vertical_scroll_offset(offset);
    }
    let mut seen: Option<std::ops::Range<usize>> = None;
    builder
        .header(HEAD, |mut header| {
            for column in &shown {
                header.col(|ui| head(ui, scene, *column));
            }
        })
        .body(|body| {
            body.rows(ROW, count, |mut row| {
                let at = row.index();
                seen = Some(seen.take().map_or(at..at + 1, |seen| seen.start.min(at)..seen.end.max(at + 1)));
                let id = at.checked_sub(before).and_then(|at| scene.app.listing.rows().get(at)).copied();
                match id.and_then(|id| scene.app.model()?.documents.get(&id)) {
                    Some(document) => line(&mut row, scene, &rows, &shown, document),
                    None => {
                        row.col(|ui| {
                            let bar = Rect::from_center_size(ui.max_rect().center(), vec2(ui.available_width(), 8.0));
                            ui.painter().rect_filled(bar, 3.0, p.wash);
                        });
                    }
                }
            });
        });
    ui.painter().hline(whole.x_range(), whole.top() + HEAD, Stroke::new(1.0, p.rule));
    choosing::seen(ui, &rows, &seen.unwrap_or_default());
    choosing::listen(ui, scene, &rows, whole);
}

fn head(ui: &mut Ui, scene: &mut Scene<'_>, column: Column) {
    let p = scene.palette;
    let now = &scene.app.arrangement;
    let on = now.sort == column;
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, shared::sort_by(column.label())));
    let color = if on || response.hovered() || response.has_focus() { p.ink } else { p.soft };
    let galley = ui.painter().layout_no_wrap(column.label().to_owned(), medium(size::SMALL), color);
    let arrow = if on { 14.0 } else { 0.0 };
    let left = if is_figure(column) { rect.right() - galley.size().x - arrow } else { rect.left() };
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    let end = at.x + galley.size().x;
    ui.painter().galley(at, galley, color);
    if on {
        let tip = if now.descending { 3.0 } else { -3.0 };
        let middle = pos2(end + 8.0, rect.center().y);
        let points = vec![middle + vec2(-3.5, -tip), middle + vec2(3.5, -tip), middle + vec2(0.0, tip)];
        ui.painter().add(egui::Shape::convex_polygon(points, p.accent, Stroke::NONE));
    }
    if response.clicked() {
        scene.wanted.push(Action::Arrange(scene.app.sorted_by(column)));
    }
}

fn line(row: &mut TableRow<'_, '_>, scene: &mut Scene<'_>, rows: &Rows, shown: &[Column], document: &Document) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let selected = scene.app.selection.has(document.id);
    let open = scene.app.reading.as_ref().is_some_and(|reading| reading.document == document.id);
    row.set_selected(selected);
    for column in shown {
        row.col(|ui| {
            let mut rect = ui.max_rect();
            if *column == Column::Title {
                if open {
                    let bar = Rect::from_min_size(rect.left_top() + vec2(-4.0, 5.0), vec2(3.0, rect.height() - 10.0));
                    ui.painter().rect_filled(bar, 1.5, p.accent);
                }
                triage_sign(ui, scene, document.triage, pos2(rect.left() + 10.0, rect.center().y));
                rect.min.x += 24.0;
            }
            let ink = if *column == Column::Title { p.ink } else { p.soft };
            let style = LabelStyle::body().one_line().color(ink);
            let words = match column {
                Column::Path => scene.app.path_of(document.id).cloned(),
                Column::Date => document.published.as_ref().map(|date| {
                    short_date(date, |words| scene.engine.sized(words, &style, f32::INFINITY).x <= rect.width())
                }),
                _ => cell(model, document, *column),
            };
            match words {
                Some(words) => {
                    // As wide as the words, so that what runs leftwards stands at the left of its column too.
                    let wide = scene.engine.sized(&words, &style, rect.width()).x.min(rect.width());
                    let left = if is_figure(*column) { rect.right() - wide } else { rect.left() };
                    let at = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, rect.height()));
                    scene.engine.put(ui, &words, &style, at);
                }
                None if !is_figure(*column) => {
                    let at = rect.left_center();
                    ui.painter().text(
                        at,
                        egui::Align2::LEFT_CENTER,
                        "–",
                        egui::FontId::proportional(size::BODY),
                        p.faint,
                    );
                }
                None => {}
            }
        });
    }
    let response = row.response();
    let name = TextEngine::accessible_name(document.heading());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, selected, &name));
    if response.double_clicked() {
        scene.wanted.push(Action::OpenDocument(document.id));
    } else if response.clicked() {
        let ctx = &response.ctx;
        let modifiers = ctx.input(|input| input.modifiers);
        choosing::focus_on(ctx, rows.name);
        scene.wanted.push(Action::Choose(match (modifiers.shift, modifiers.command) {
            (true, _) => Choose::Reach(document.id),
            (_, true) => Choose::Toggle(document.id),
            _ => Choose::Only(document.id),
        }));
    }
}
