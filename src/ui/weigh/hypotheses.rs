//! The matrix of competing hypotheses: claims down, hypotheses across, one key a cell; above it what it says, below it
//! what the order rests on, what is assumed, and what would show which hypothesis comes true.

mod below;

use crate::app::competing::AchWish;
use crate::app::weigh_view::hypotheses::{Column, Row, Table};
use crate::app::{Action, Command, Hand};
use crate::domain::hypothesis::Rating;
use crate::domain::{Id, Words};
use crate::say::hypotheses as say;
use crate::ui::Scene;
use crate::ui::kept::matrix_of;
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{button, empty, quiet_button};
use egui::{
    Align, Align2, EventFilter, FontId, Key, Layout, Modifiers, Popup, Rect, Response, RichText, Role, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// Height of the head of a column.
const HEAD: f32 = 104.0;
/// Height of a row.
const ROW: f32 = 76.0;
/// Narrowest and widest a column gets.
const WIDTHS: (f32, f32) = (104.0, 190.0);
/// Width of another column that shows a good part of a hypothesis; the claims take what is left by as many of these.
const ENOUGH: f32 = 150.0;
/// Narrowest and widest the column of claims gets, which stays where it is.
const FIRST: (f32, f32) = (250.0, 470.0);

/// Where things stand: all in points.
#[derive(Clone, Copy)]
struct Places {
    /// Width of the column of claims.
    first: f32,
    /// Width of each other column.
    column: f32,
    /// Width the other columns are seen through.
    room: f32,
    /// How far they are scrolled.
    offset: f32,
}

impl Places {
    fn of(width: f32, columns: usize, offset: f32) -> Self {
        let columns = columns.max(1) as f32;
        let first = (width - columns * ENOUGH).clamp(FIRST.0, FIRST.1.max(width * 0.4));
        let room = (width - first).max(WIDTHS.0);
        let column = (room / columns).clamp(WIDTHS.0, WIDTHS.1).floor();
        Self { first, column, room, offset: offset.clamp(0.0, (columns * column - room).max(0.0)) }
    }

    /// Scrolls until a column is seen.
    fn show(&mut self, at: usize) {
        let left = at as f32 * self.column;
        self.offset = self.offset.max(left + self.column - self.room).min(left);
    }
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let table = matrix_of(ui, scene);
    if table.columns.is_empty() {
        empty(ui, &p, say::NONE, say::NONE_HINT);
        ui.add_space(8.0);
        if scene.app.can_write() && button(ui, &p, say::NEW).clicked() {
            scene.wanted.push(Action::Command(Command::NewHypothesis));
        }
        return;
    }
    heading(ui, scene, &table);
    let before = table.cell(scene.app.competing.cell);
    let now = keys(ui, scene, &table, before);
    let memory = egui::Id::unique("matrix scrolled to");
    let offset = ui.data(|data| data.get_temp(memory)).unwrap_or(0.0);
    let mut places = Places::of(ui.available_width().floor(), table.columns.len(), offset);
    if let (true, Some((_, column))) = (now != before, now) {
        places.show(column);
    }
    heads(ui, scene, &table, &mut places);
    let body = ui.available_rect_before_wrap();
    ScrollArea::vertical().id_salt("matrix").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, row) in table.rows.iter().enumerate() {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
            let column = now.filter(|(row, _)| *row == at).map(|(_, column)| column);
            if column.is_some() && now != before {
                ui.scroll_to_rect(rect, None);
            }
            if column.is_some() || ui.is_rect_visible(rect) {
                line(ui, scene, (&table, places), row, rect, column);
            }
        }
        ui.spacing_mut().item_spacing.y = 4.0;
        below::show(ui, scene, &table, now);
    });
    // Turned sideways over the rows, the wheel moves the columns too.
    let aside =
        ui.input(
            |i| if i.pointer.hover_pos().is_some_and(|at| body.contains(at)) { i.smooth_scroll_delta.x } else { 0.0 },
        );
    ui.data_mut(|data| data.insert_temp(memory, places.offset - aside));
}

/// What the matrix says, and what can be added to it.
fn heading(ui: &mut Ui, scene: &mut Scene<'_>, table: &Table) {
    let p = scene.palette;
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::HYPOTHESES).font(semi_bold(17.0)).color(p.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let size = say::size(table.rows.len(), table.columns.len());
            ui.label(RichText::new(size).size(size::BODY).color(p.soft));
        });
    });
    ui.add_space(4.0);
    ui.label(RichText::new(&table.lead).size(size::BODY).color(p.ink));
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for (command, label) in [(Command::HoldAgainst, say::ADD_CLAIM), (Command::NewHypothesis, say::NEW)] {
            if scene.app.is_enabled(command) && button(ui, &p, label).on_hover_text(command.help()).clicked() {
                scene.wanted.push(Action::Command(command));
            }
        }
        let export = Command::ExportHypotheses;
        if quiet_button(ui, &p, export.name()).on_hover_text(export.help()).clicked() {
            scene.wanted.push(Action::Command(export));
        }
    });
    ui.add_space(10.0);
}

/// The id of a cell, by which the focus stays with it.
fn id_of(item: Id, hypothesis: Id) -> egui::Id {
    egui::Id::unique(("cell of the matrix", item, hypothesis))
}

/// What the keys do with the cell in hand. Gives the cell they leave in hand, a row and a column.
fn keys(ui: &Ui, scene: &mut Scene<'_>, table: &Table, cell: Option<(usize, usize)>) -> Option<(usize, usize)> {
    let (row, column) = cell?;
    if field::is_typing(ui.ctx()) || scene.app.overlay.is_some() || Popup::is_any_open(ui.ctx()) {
        return cell;
    }
    let ids = |(row, column): (usize, usize)| Some((table.rows.get(row)?.id, table.columns.get(column)?.id));
    let (item, hypothesis) = ids((row, column))?;
    let (id, focused) = (id_of(item, hypothesis), ui.memory(egui::Memory::focused));
    // What has the focus elsewhere has the arrows too.
    if focused.is_some_and(|focused| focused != id) {
        return cell;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if scene.app.rates() {
        if pressed(Key::Num0) {
            scene.wanted.push(Action::Ach(AchWish::Rate(0)));
        }
        if pressed(Key::Backspace) {
            scene.wanted.push(Action::Ach(AchWish::Clear));
        }
    }
    let last = (table.rows.len().saturating_sub(1), table.columns.len().saturating_sub(1));
    let moves = [
        (Key::ArrowDown, ((row + 1).min(last.0), column)),
        (Key::ArrowUp, (row.saturating_sub(1), column)),
        (Key::ArrowRight, (row, (column + 1).min(last.1))),
        (Key::ArrowLeft, (row, column.saturating_sub(1))),
    ];
    let moved = moves.into_iter().find(|(key, _)| pressed(*key)).map(|(_, to)| to).filter(|to| *to != (row, column));
    let Some(to) = moved else { return cell };
    let (item, hypothesis) = ids(to)?;
    scene.wanted.push(Action::Ach(AchWish::Cell(item, hypothesis)));
    if focused.is_some() {
        ui.memory_mut(|memory| memory.request_focus(id_of(item, hypothesis)));
    }
    Some(to)
}

/// The heads of the columns, which stay above the rows.
fn heads(ui: &mut Ui, scene: &mut Scene<'_>, table: &Table, places: &mut Places) {
    let p = scene.palette;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
    let font = FontId::proportional(size::SMALL);
    ui.painter().text(
        pos2(rect.left(), rect.top() + 10.0),
        Align2::LEFT_CENTER,
        say::CLAIMS,
        semi_bold(size::BODY),
        p.ink,
    );
    // What the codes of the cells mean, where they are read.
    let legend = ui.painter_at(rect.with_max_x(rect.left() + places.first - 8.0));
    for (n, codes) in Rating::ALL.chunks(3).enumerate() {
        let at = pos2(rect.left(), rect.top() + 58.0 + 16.0 * n as f32);
        legend.text(at, Align2::LEFT_CENTER, say::codes(codes), font.clone(), p.soft);
    }
    if table.in_order {
        ui.painter().text(pos2(rect.left(), rect.top() + 27.0), Align2::LEFT_CENTER, say::CLAIMS_ORDER, font, p.soft);
    } else {
        let at = egui::Rect::from_min_size(rect.min + vec2(0.0, 20.0), vec2(places.first, 22.0));
        let mut child = ui.new_child(UiBuilder::new().max_rect(at));
        if quiet_button(&mut child, &p, say::PUT_IN_ORDER).on_hover_text(say::PUT_IN_ORDER_HELP).clicked() {
            scene.wanted.push(Action::Ach(AchWish::InOrder));
        }
    }
    let room = rect.with_min_x(rect.left() + places.first);
    let mut child = ui.new_child(UiBuilder::new().max_rect(room));
    // The bar stands under the heads, not out in the margin.
    child.spacing_mut().scroll.bar_outer_margin = 0.0;
    let area = ScrollArea::horizontal().id_salt("columns").auto_shrink([false, false]);
    let shown = area.horizontal_scroll_offset(places.offset).show(&mut child, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for column in &table.columns {
                let response = head(ui, scene, column, places.column);
                if response.clicked() || response.gained_focus() {
                    scene.wanted.push(Action::Hand(Hand::Hypothesis(column.id)));
                }
                if response.gained_focus() {
                    response.scroll_to_me(None);
                }
            }
        });
    });
    places.offset = shown.state.clamped_offset().x;
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.rule));
}

fn head(ui: &mut Ui, scene: &Scene<'_>, column: &Column, width: f32) -> Response {
    let p = scene.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEAD - 12.0), Sense::click());
    let name = Words::new(format!("{} ", column.label)).joined(&column.words).with(&format!(", {}", column.place));
    let on = scene.app.hand == Hand::Hypothesis(column.id);
    let name = TextEngine::accessible_name(&name);
    response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, ui.is_enabled(), on, &name));
    if on {
        ui.painter().rect(rect.shrink(1.0), 7.0, p.raise, Stroke::new(1.0, p.rule), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect.shrink(1.0), 7.0, p.wash);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect.shrink(1.0), 7.0, Stroke::new(1.5, p.accent), StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(8.0, 4.0));
    let bold = semi_bold(size::BODY);
    ui.painter().text(pos2(inner.left(), inner.top() + 8.0), Align2::LEFT_CENTER, &column.label, bold.clone(), p.ink);
    ui.painter().text(pos2(inner.right(), inner.top() + 8.0), Align2::RIGHT_CENTER, &column.figure, bold, p.ink);
    let words = Rect::from_min_max(pos2(inner.left(), inner.top() + 19.0), pos2(inner.right(), inner.bottom() - 17.0));
    scene.engine.put(ui, &column.words, &LabelStyle::small().lines(3), words);
    let (font, color) =
        if column.best { (semi_bold(size::LABEL), p.ink) } else { (FontId::proportional(size::LABEL), p.soft) };
    let place = pos2(inner.left(), inner.bottom() - 6.0);
    ui.painter().with_clip_rect(rect).text(place, Align2::LEFT_CENTER, &column.place, font, color);
    response.on_hover_text(TextEngine::accessible_name(&column.words))
}

/// One claim, and its cells. `column` is the one in hand.
fn line(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    (table, places): (&Table, Places),
    row: &Row,
    rect: Rect,
    column: Option<usize>,
) {
    let p = scene.palette;
    let first = rect.with_max_x(rect.left() + places.first - 10.0);
    let response = ui.interact(first, egui::Id::unique(("claim of the matrix", row.id)), Sense::click());
    let name = Words::new(format!("{} ", row.label))
        .joined(&row.words)
        .with(&row.weak.map(|w| format!(", {w}")).unwrap_or_default());
    let name = TextEngine::accessible_name(&name);
    response.widget_info(|| WidgetInfo::selected(Role::RowHeader, ui.is_enabled(), column.is_some(), &name));
    let outer = first.expand2(vec2(9.0, 0.0)).shrink2(vec2(0.0, 2.0));
    if column.is_some() {
        ui.painter().rect(outer, 7.0, p.raise, Stroke::new(1.0, p.rule), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(outer, 7.0, p.wash);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(outer, 7.0, Stroke::new(1.5, p.accent), StrokeKind::Inside);
    }
    claim(ui, scene, row, first);
    let at = column.or_else(|| table.cell(scene.app.competing.cell).map(|(_, column)| column)).unwrap_or(0);
    if (response.clicked() || response.gained_focus())
        && let Some(column) = table.columns.get(at)
    {
        scene.wanted.push(Action::Ach(AchWish::Cell(row.id, column.id)));
    }
    if response.double_clicked() {
        scene.wanted.extend(row.passage.map(Action::OpenPassage));
    }
    let room = rect.with_min_x(rect.left() + places.first);
    for (n, (of, rating)) in table.columns.iter().zip(&row.cells).enumerate() {
        let left = room.left() + n as f32 * places.column - places.offset;
        let whole = Rect::from_min_size(pos2(left, rect.top()), vec2(places.column, ROW)).shrink(2.0);
        if whole.intersect(room).width() > 4.0 {
            cell(ui, scene, (row, of), *rating, (whole, room), column == Some(n));
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.rule));
}

/// The claim at the left of a row.
fn claim(ui: &mut Ui, scene: &Scene<'_>, row: &Row, rect: Rect) {
    let p = scene.palette;
    let color = if row.nothing_apart { p.soft } else { p.ink };
    let small = FontId::proportional(size::SMALL);
    ui.painter().text(pos2(rect.left(), rect.top() + 18.0), Align2::LEFT_CENTER, &row.label, small.clone(), p.soft);
    let mut right = rect.right();
    if let Some(weak) = row.weak {
        right = super::sign(ui, &p, pos2(right, rect.top() + 18.0), weak, p.alarm) - 6.0;
    }
    let left = rect.left() + 28.0;
    let words = Rect::from_min_max(pos2(left, rect.top() + 7.0), pos2(right.max(left + 40.0), rect.top() + 51.0));
    scene.engine.put(ui, &row.words, &LabelStyle::quote().lines(2).color(color), words);
    let apart = match row.apart {
        _ if row.nothing_apart => say::NOTHING_APART.to_owned(),
        Some(variance) => say::apart(variance),
        None => String::new(),
    };
    let under = rect.top() + 61.0;
    let drawn = ui.painter().text(pos2(rect.right(), under), Align2::RIGHT_CENTER, apart, small, p.soft);
    let about = LabelStyle::small().one_line().color(p.soft);
    let room = Rect::from_min_max(pos2(left, under - 9.0), pos2((drawn.left() - 10.0).max(left), under + 9.0));
    let width = scene.engine.sized(&row.about, &about, room.width()).x;
    scene.engine.put(ui, &row.about, &about, room.with_max_x(left + width));
}

/// One cell: its code; what speaks against a hypothesis stands out, since nothing else counts.
fn cell(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    (row, column): (&Row, &Column),
    rating: Option<Rating>,
    (whole, room): (Rect, Rect),
    in_hand: bool,
) {
    let p = scene.palette;
    let response = ui.interact(whole.intersect(room), id_of(row.id, column.id), Sense::click());
    let rated = rating.map_or(say::BLANK, Rating::label);
    let name = say::cell(&row.label, &column.label, rated);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), in_hand, &name));
    let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
    let fill = match rating {
        Some(Rating::VeryInconsistent) => Some(p.selection),
        Some(Rating::Inconsistent) => Some(p.wash),
        _ => response.hovered().then_some(p.raise),
    };
    if let Some(fill) = fill {
        painter.rect_filled(whole, 6.0, fill);
    }
    if in_hand {
        painter.rect_stroke(whole, 6.0, Stroke::new(1.5, p.accent), StrokeKind::Inside);
    }
    match rating {
        Some(rating) => {
            let against = matches!(rating, Rating::Inconsistent | Rating::VeryInconsistent);
            let (font, color) =
                if against { (semi_bold(14.0), p.ink) } else { (FontId::proportional(size::BODY), p.soft) };
            painter.text(whole.center(), Align2::CENTER_CENTER, rating.as_str(), font, color);
        }
        None => drop(painter.circle_filled(whole.center(), 1.5, p.faint)),
    }
    if response.has_focus() {
        // Arrows move the cell in hand, and with it the focus.
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    }
    if response.clicked() || (response.gained_focus() && !in_hand) {
        scene.wanted.push(Action::Ach(AchWish::Cell(row.id, column.id)));
    }
    if response.double_clicked() {
        scene.wanted.extend(row.passage.map(Action::OpenPassage));
    }
    response.on_hover_text(name);
}
