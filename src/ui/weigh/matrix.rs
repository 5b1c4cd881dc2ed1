//! Who says what: a row a matter, a column a source; what each affirms, denies or hedges, and where one is silent.

use super::tab_named;
use crate::app::timing::{Cell, Column, Columns, Matrix, Row, Rows, Says, TimeWish};
use crate::app::weigh_view::time::{called, cell_name, matrix_of, without_claims};
use crate::app::{Action, Command, Hand};
use crate::domain::{Id, Words};
use crate::say::{shared, time as say, weigh};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::{Palette, semi_bold, size};
use crate::ui::widgets::{empty, note, quiet_button};
use egui::{
    Align, Align2, EventFilter, FontId, Key, Layout, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Shape, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::ops::Range;

/// Height of a row and of the heads of the columns.
const ROW: f32 = 50.0;
const HEAD: f32 = 78.0;
/// Least and greatest width of a column.
const COLUMN: (f32, f32) = (116.0, 168.0);
/// What part of the width a matter's words get, and the most of it in points.
const WORDS: (f32, f32) = (0.38, 420.0);

const ROWS: [(Rows, &str); 3] =
    [(Rows::Matter, say::ROWS_MATTER), (Rows::Name, weigh::order::NAME), (Rows::Tag, say::LANES_TAG)];
const COLUMNS: [(Columns, &str); 2] = [(Columns::Outlet, say::LANES_OUTLET), (Columns::Speaker, weigh::order::SPEAKER)];

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let timing = &scene.app.timing;
    let by = (timing.rows, timing.columns);
    let key = (state_of(scene), by.0 as u8, by.1 as u8, timing.within, scene.app.tag_filter);
    let shown = kept(ui, "matrix", key, || {
        let scope = scene.app.tag_scope();
        scene.app.model().map(|m| matrix_of(m, by, scope.as_ref(), timing.within)).unwrap_or_default()
    });
    let (mut rows, mut columns) = by;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(say::MATRIX).font(semi_bold(17.0)).color(p.ink));
        ui.add_space(16.0);
        note(ui, &p, say::BY);
        choices(ui, &p, &ROWS, say::rows_by, &mut rows);
        ui.add_space(6.0);
        note(ui, &p, say::AGAINST);
        choices(ui, &p, &COLUMNS, say::columns_by, &mut columns);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if quiet_button(ui, &p, say::EXPORT).on_hover_text(Command::ExportMatrix.help()).clicked() {
                scene.wanted.push(Action::Command(Command::ExportMatrix));
            }
        });
    });
    ui.add_space(10.0);
    if rows != by.0 {
        scene.wanted.push(Action::Time(TimeWish::Rows(rows)));
    }
    if columns != by.1 {
        scene.wanted.push(Action::Time(TimeWish::Columns(columns)));
    }
    crate::ui::read::tag_chip(ui, scene);
    if shown.rows.is_empty() {
        empty(ui, &p, say::NO_MATRIX, say::NO_MATRIX_HINT);
        return;
    }
    let room = ui.available_rect_before_wrap();
    let left = room.left() + (room.width() * WORDS.0).min(WORDS.1).floor();
    let fit = (((room.right() - left) / COLUMN.0).floor() as usize).max(1);
    let seen = in_sight(ui, scene, &shown, fit, rows);
    let wide = ((room.right() - left) / seen.len().max(1) as f32).clamp(COLUMN.0, COLUMN.1);
    let grid = Grid { left, wide };
    heads(ui, scene, &shown, seen.clone(), grid);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("matrix").auto_shrink([false, false]);
    area.show_rows(ui, ROW, shown.rows.len(), |ui, range| {
        for row in shown.rows.get(range).unwrap_or_default() {
            matter(ui, scene, &shown, row, seen.clone(), grid);
        }
    });
}

fn choices<T: Copy + PartialEq>(
    ui: &mut Ui,
    p: &Palette,
    all: &[(T, &str)],
    named: fn(&str) -> String,
    chosen: &mut T,
) {
    for (one, label) in all {
        if tab_named(ui, p, label, named(label), *one == *chosen).clicked() {
            *chosen = *one;
        }
    }
}

/// The columns in sight, and over them how to go to the others; what is in no row is counted there too.
fn in_sight(ui: &mut Ui, scene: &Scene<'_>, shown: &Matrix, fit: usize, rows: Rows) -> Range<usize> {
    let p = scene.palette;
    let all = shown.columns.len();
    let id = egui::Id::unique("first column of the matrix");
    let last_first = all.saturating_sub(fit);
    let mut first = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or_default().min(last_first);
    let free = !field::is_typing(ui.ctx()) && scene.app.overlay.is_none();
    let key = |key| free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (mut before, mut after) = (key(Key::ArrowLeft), key(Key::ArrowRight));
    ui.horizontal(|ui| {
        ui.set_min_height(22.0);
        legend(ui, &p);
        ui.add_space(8.0);
        let by = ROWS.iter().find(|(one, _)| *one == rows).map_or("", |(_, label)| label);
        if shown.elsewhere > 0 {
            note(ui, &p, &say::elsewhere(shown.elsewhere, by));
        }
        let make = || scene.app.model().map(without_claims).unwrap_or_default();
        let without = match scene.app.timing.columns {
            Columns::Outlet => *kept(ui, "documents without claims", state_of(scene), make),
            Columns::Speaker => 0,
        };
        if without > 0 {
            note(ui, &p, &say::without_claims(without));
        } else if rows == Rows::Matter && scene.app.model().is_some_and(|model| model.links.is_empty()) {
            note(ui, &p, say::NOTHING_LINKED);
        }
        if last_first > 0 {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                after |= quiet_button(ui, &p, "→").on_hover_text(say::COLUMNS_AFTER).clicked();
                note(ui, &p, &say::columns(first + 1, first + fit, all));
                before |= quiet_button(ui, &p, "←").on_hover_text(say::COLUMNS_BEFORE).clicked();
            });
        }
    });
    if before {
        first = first.saturating_sub(1);
    }
    if after {
        first = (first + 1).min(last_first);
    }
    ui.data_mut(|data| data.insert_temp(id, first));
    first..(first + fit).min(all)
}

fn name(scene: &Scene<'_>, of: Option<Id>) -> Words {
    match scene.app.model().zip(of) {
        Some((model, id)) => called(model, id),
        None => say::NOBODY.into(),
    }
}

/// Where the columns begin, and how wide each is.
#[derive(Clone, Copy)]
struct Grid {
    left: f32,
    wide: f32,
}

impl Grid {
    /// The place of the `n`th column in sight.
    fn place(&self, rect: Rect, n: usize) -> Rect {
        let x = self.left + self.wide * n as f32;
        Rect::from_x_y_ranges(x..=x + self.wide - 8.0, rect.y_range())
    }
}

fn heads(ui: &mut Ui, scene: &mut Scene<'_>, shown: &Matrix, seen: Range<usize>, grid: Grid) {
    let p = scene.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    for (n, column) in shown.columns.get(seen).unwrap_or_default().iter().enumerate() {
        let Column { of, claims, unnamed } = column;
        let at = grid.place(rect, n);
        let words = name(scene, *of);
        let response = ui.interact(at, egui::Id::unique(("column", n)), Sense::click());
        let about = [Some(shared::claims(*claims)), (*unnamed > 0).then(|| say::unnamed(*unnamed))];
        let mut label = TextEngine::accessible_name(&words);
        for about in about.iter().flatten() {
            label = format!("{label}, {about}");
        }
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &label));
        let style = super::line().weight(crate::text::Weight::SemiBold).lines(2);
        let size = scene.engine.sized(&words, &style, at.width());
        let top = at.bottom() - 40.0 - size.y;
        scene.engine.put(ui, &words, &style, Rect::from_min_size(pos2(at.left(), top), vec2(at.width(), size.y)));
        for (line, about) in about.iter().flatten().enumerate() {
            let place = pos2(at.left(), at.bottom() - 29.0 + 16.0 * line as f32);
            ui.painter().text(place, Align2::LEFT_CENTER, about, FontId::proportional(size::SMALL), p.soft);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(at.expand(3.0), 6.0, Stroke::new(1.5, p.accent), StrokeKind::Inside);
        }
        if response.clicked()
            && let Some(id) = of.filter(|id| scene.app.model().is_some_and(|m| m.names.contains_key(id)))
        {
            scene.wanted.push(Action::Hand(Hand::Name(id)));
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.rule));
}

fn matter(ui: &mut Ui, scene: &mut Scene<'_>, shown: &Matrix, row: &Row, seen: Range<usize>, grid: Grid) {
    let p = scene.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let words = name(scene, Some(row.of));
    let style = LabelStyle { size: 14.0, ..LabelStyle::quote() }.lines(2);
    let style = LabelStyle { line_height: 1.3, ..style };
    let at = Rect::from_min_max(rect.min + vec2(2.0, 4.0), pos2(grid.left - 14.0, rect.bottom() - 4.0));
    scene.engine.put(ui, &words, &style, at);
    for (n, column) in seen.enumerate() {
        let at = grid.place(rect, n).shrink2(vec2(0.0, 7.0));
        let source = name(scene, shown.columns.get(column).and_then(|column| column.of));
        match row.cell(column) {
            Some(said) => cell(ui, scene, (row.of, &words), &source, said, at),
            None if shown.is_gap(row, column) => silent(ui, &p, &cell_name(&words, &source, &[]), row.of, column, at),
            None => {}
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.rule));
}

/// A source that says nothing on a matter: a gap that can be seen.
fn silent(ui: &Ui, p: &Palette, name: &Words, row: Id, column: usize, at: Rect) {
    let response = ui.interact(at, egui::Id::unique(("silent", row, column)), Sense::hover());
    let name = TextEngine::accessible_name(name);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &name));
    let edge = at.shrink(0.5);
    let corners = [edge.left_top(), edge.right_top(), edge.right_bottom(), edge.left_bottom(), edge.left_top()];
    ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.0, p.rule), 3.0, 3.0));
    let font = FontId::proportional(size::SMALL);
    ui.painter().text(at.center(), Align2::CENTER_CENTER, say::SILENT, font, p.soft);
    response.on_hover_text(say::SILENT_MEANS);
}

/// What a source says on a matter. A click takes its claims into the hand, one after the other; a double click or Enter opens
/// the words.
fn cell(ui: &mut Ui, scene: &mut Scene<'_>, (row, matter): (Id, &Words), source: &Words, said: &Cell, at: Rect) {
    let p = scene.palette;
    let Some((first, _)) = said.claims.first() else { return };
    let held = said.claims.iter().position(|(id, _)| scene.app.hand == Hand::Claim(*id));
    let response = ui.interact(at, egui::Id::unique(("cell", row, said.column)), Sense::click());
    let says = said.says();
    let name = TextEngine::accessible_name(&cell_name(matter, source, &says));
    response.widget_info(|| WidgetInfo::selected(Role::Cell, true, held.is_some(), &name));
    let edge = match (response.has_focus(), held.is_some(), response.hovered()) {
        (true, _, _) => Stroke::new(1.5, p.accent),
        (_, true, _) => Stroke::new(1.0, p.ink),
        (_, _, true) => Stroke::new(1.0, p.faint),
        _ => Stroke::new(1.0, p.rule),
    };
    ui.painter().rect(at, 6.0, p.raise, edge, StrokeKind::Inside);
    told(ui, &p, at, &says);
    ui.memory_mut(|memory| {
        let all = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        memory.set_focus_lock_filter(response.id, all);
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let next = held.map_or(0, |at| (at + 1) % said.claims.len());
    let taken = if response.clicked() { said.claims.get(next) } else { said.claims.first() };
    if let Some((id, _)) = taken
        && (response.clicked() || (response.gained_focus() && held.is_none()))
    {
        scene.wanted.push(Action::Hand(Hand::Claim(*id)));
    }
    let entered = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let in_hand = held.and_then(|at| said.claims.get(at)).map_or(*first, |(id, _)| *id);
    if (response.double_clicked() || entered)
        && let Some(passage) = scene.app.model().and_then(|model| model.support(in_hand))
    {
        scene.wanted.push(Action::OpenPassage(passage));
    }
    let engine = scene.engine;
    let Some(model) = scene.app.model() else { return };
    response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        for (id, says) in said.claims.iter().take(5) {
            engine.label(ui, &called(model, *id), LabelStyle::quote().lines(3));
            note(ui, &p, says.label());
        }
        if said.claims.len() > 5 {
            note(ui, &p, &say::more(said.claims.len() - 5));
        }
    });
}

/// What a cell says: a line each, or, where they are more than two, two by two with their signs alone.
fn told(ui: &Ui, p: &Palette, at: Rect, says: &[(Says, usize)]) {
    let many = says.len() > 2;
    let lines = if many { 2 } else { says.len() };
    for (n, (says, count)) in says.iter().enumerate() {
        let (line, across) = if many { (n / 2, n % 2) } else { (n, 0) };
        let y = at.center().y + (line as f32 - (lines as f32 - 1.0) / 2.0) * 15.0;
        let x = at.left() + 14.0 + across as f32 * at.width() / 2.0;
        sign(ui, p, pos2(x, y), *says);
        let word = word(*says);
        let text = match (many, *count) {
            (true, count) => count.to_string(),
            (false, 1) => word.to_owned(),
            (false, count) => say::times(word, count),
        };
        let font = FontId::proportional(if lines > 1 { size::SMALL } else { size::BODY });
        ui.painter().text(pos2(x + 11.0, y), Align2::LEFT_CENTER, text, font, p.ink);
    }
}

fn word(says: Says) -> &'static str {
    if says == Says::Unclear { say::UNCLEAR } else { says.label() }
}

/// What the signs mean.
fn legend(ui: &mut Ui, p: &Palette) {
    for says in Says::ALL {
        let font = FontId::proportional(size::SMALL);
        let galley = ui.painter().layout_no_wrap(word(*says).to_owned(), font, p.soft);
        let (rect, _) = ui.allocate_exact_size(vec2(14.0 + galley.size().x + 10.0, 18.0), Sense::hover());
        sign(ui, p, pos2(rect.left() + 5.0, rect.center().y), *says);
        ui.painter().galley(pos2(rect.left() + 14.0, rect.center().y - galley.size().y / 2.0), galley, p.soft);
    }
}

/// A full disc affirms, a cross denies, an empty one hedges, a dot is unclear.
fn sign(ui: &Ui, p: &Palette, at: egui::Pos2, says: Says) {
    let painter = ui.painter();
    let edge = Stroke::new(1.5, p.ink);
    match says {
        Says::Affirms => {
            painter.circle_filled(at, 4.0, p.ink);
        }
        Says::Hedges => {
            painter.circle_stroke(at, 3.5, edge);
        }
        Says::Unclear => {
            painter.circle_filled(at, 1.5, p.ink);
        }
        Says::Denies => {
            for (x, y) in [(3.5, 3.5), (3.5, -3.5)] {
                painter.line_segment([at - vec2(x, y), at + vec2(x, y)], Stroke::new(2.0, p.ink));
            }
        }
    }
}
