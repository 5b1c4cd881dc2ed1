//! The list of words: the field, which words are listed, columns to sort by, a row a word.

use super::columns::{HEAD, Head, ROW, cells, figure, head, word};
use crate::app::overlay::Ask;
use crate::app::words::{Column, Kind, Row, Which, WordsWish, wanted};
use crate::say::documents::number;
use crate::say::words as say;
use crate::say::{search, shared};
use crate::ui::Scene;
use crate::ui::text::TextEngine;
use crate::ui::text::field::{self, Left};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{Chip, chip, empty, note, quiet_button};
use egui::{
    Align, EventFilter, Key, Layout, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, asked: &mut u64) {
    let p = scene.palette;
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::TITLE).font(semi_bold(17.0)).color(p.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            if quiet_button(ui, &p, search::BACK).clicked() {
                scene.wanted.push(wanted(WordsWish::Leave));
            }
        });
    });
    ui.add_space(6.0);
    letters(ui, scene, asked);
    ui.add_space(6.0);
    if scene.app.words.which != Which::All {
        ui.horizontal(|ui| kinds(ui, scene));
        ui.add_space(4.0);
    }
    let page = &scene.app.words;
    let Some(list) = &page.list else {
        counting(ui, scene);
        return;
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::said(list.of, list.words, list.documents)).size(size::SMALL).color(p.soft));
        if page.busy {
            ui.label(RichText::new(say::AGAIN).size(size::SMALL).color(p.accent));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            if !list.rows.is_empty() && quiet_button(ui, &p, say::EXPORT).on_hover_text(say::EXPORT_LIST).clicked() {
                scene.wanted.push(wanted(WordsWish::Export(Ask::Words)));
            }
        });
    });
    if page.kind != Kind::Used {
        let against = say::against(list.rest_words, list.rest_documents);
        ui.label(RichText::new(against).size(size::SMALL).color(p.soft));
    }
    if page.progress.is_some() {
        counting(ui, scene);
    }
    ui.add_space(2.0);
    if scene.app.words.rows().is_empty() {
        ui.add_space(10.0);
        if !scene.app.words.busy {
            empty(ui, &p, say::NONE, say::NONE_TODO);
        }
        return;
    }
    rows(ui, scene);
}

/// How far the counting is.
fn counting(ui: &mut Ui, scene: &Scene<'_>) {
    let p = scene.palette;
    let Some((done, of)) = scene.app.words.progress else {
        note(ui, &p, say::COUNTING);
        return;
    };
    note(ui, &p, &say::counting(done, of));
    let width = ui.available_width() - 8.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, 4.0), Sense::hover());
    ui.painter().rect_filled(rect, 2.0, p.rule);
    let part = rect.width() * done as f32 / of.max(1) as f32;
    ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(part, rect.height())), 2.0, p.accent);
}

/// The field. Down and Enter go from it to the rows.
fn letters(ui: &mut Ui, scene: &mut Scene<'_>, asked: &mut u64) {
    let page = &scene.app.words;
    let mut typed = page.letters.clone();
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width() - 8.0);
        let listens = scene.app.overlay.is_none();
        match field::over_rows(ui, (say::FIELD, say::FIELD_HINT), (asked, page.asked), listens, &mut typed).1 {
            Some(Left::ToRows) => {
                ui.data_mut(|data| data.insert_temp(focus_wanted(), true));
            }
            Some(Left::Out) => scene.wanted.push(wanted(WordsWish::Leave)),
            None => {}
        }
    });
    if typed != page.letters {
        scene.wanted.push(wanted(WordsWish::Letters(typed)));
    }
}

fn focus_wanted() -> egui::Id {
    egui::Id::unique("the words listed want the focus")
}

/// All words of the documents, or what sets them apart.
fn kinds(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing.x = 6.0;
    for kind in [Kind::More, Kind::Less, Kind::Used] {
        let look = if scene.app.words.kind == kind { Chip::Strong } else { Chip::Missing };
        if chip(ui, &p, kind.label(), look).clicked() {
            scene.wanted.push(wanted(WordsWish::Kind(kind)));
        }
    }
}

fn width(column: Column) -> f32 {
    match column {
        Column::Word => 0.0,
        Column::Count | Column::Ratio => 72.0,
        Column::Deviation | Column::Rest | Column::Likelihood => 80.0,
        Column::Million | Column::RestMillion | Column::Documents => 88.0,
    }
}

fn meaning(column: Column) -> &'static str {
    match column {
        Column::Word => "",
        Column::Count => say::meaning::COUNT,
        Column::Million | Column::RestMillion => say::meaning::MILLION,
        Column::Documents => say::meaning::DOCUMENTS,
        Column::Deviation => say::meaning::DEVIATION,
        Column::Rest => say::meaning::REST,
        Column::Likelihood => say::meaning::LIKELIHOOD,
        Column::Ratio => say::meaning::RATIO,
    }
}

fn rows(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let columns = scene.app.words.columns();
    let widths: Vec<f32> = columns.iter().skip(1).map(|column| width(*column)).collect();
    ui.spacing_mut().item_spacing.y = 0.0;
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width() - 14.0, HEAD), Sense::hover());
    for (column, rect) in columns.iter().zip(cells(line, &widths)) {
        let page = &scene.app.words;
        let order = (page.column == *column).then_some(page.descending);
        let name = shared::sort_by(column.label());
        let shown = Head { text: column.label(), name, meaning: meaning(*column), order, sorts: true };
        if head(ui, &p, rect, *column != Column::Word, &shown).clicked() {
            scene.wanted.push(wanted(WordsWish::Sort(*column)));
        }
    }
    let page = &scene.app.words;
    let (count, of) = (page.rows().len(), page.list.as_ref().map_or(0, |list| list.of));
    let below = if of > count { 30.0 } else { 0.0 };
    let whole = ui.available_rect_before_wrap();
    let whole = Rect::from_min_max(whole.min, whole.max - vec2(0.0, below));
    let id = egui::Id::unique("the words listed");
    let response = ui.interact(whole, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), say::LIST));
    if ui.data_mut(|data| data.remove_temp::<bool>(focus_wanted())).is_some() {
        response.request_focus();
    }
    keys(ui, scene, &response);
    ui.painter().hline(whole.x_range(), whole.top(), Stroke::new(1.0, p.rule));
    ui.add_space(1.0);
    let mut area =
        ScrollArea::vertical().id_salt("words listed").max_height(whole.height()).auto_shrink([false, false]);
    // The word in hand comes into sight when it is another one than before.
    let (first, end, was): (usize, usize, Option<usize>) = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let at = scene.app.words.at();
    if let Some(row) = at.filter(|row| at != was && !(first..end.saturating_sub(1)).contains(row)) {
        area = area.vertical_scroll_offset((row as f32 * ROW - whole.height() / 2.0).max(0.0));
    }
    let shown = area.show_rows(ui, ROW, count, |ui, range| {
        for n in range.clone() {
            if let Some(row) = scene.app.words.rows().get(n) {
                line_of(ui, scene, row, columns, &widths, at == Some(n), response.has_focus());
            }
        }
        (range.start, range.end, at)
    });
    ui.data_mut(|data| data.insert_temp(id, shown.inner));
    if of > count {
        ui.add_space(6.0);
        note(ui, &p, &say::first_of(count, of));
    }
}

fn keys(ui: &Ui, scene: &mut Scene<'_>, response: &egui::Response) {
    if scene.app.overlay.is_some() || !response.has_focus() {
        return;
    }
    let filter = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let press = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if press(Key::ArrowDown) {
        scene.wanted.push(wanted(WordsWish::Step(true)));
    }
    if press(Key::ArrowUp) {
        // Up from the first row goes back into the field.
        let first = scene.app.words.at().is_none_or(|at| at == 0);
        scene.wanted.push(wanted(if first { WordsWish::Show } else { WordsWish::Step(false) }));
    }
    if press(Key::Enter)
        && let Some(folded) = scene.app.words.word.clone()
    {
        scene.wanted.push(wanted(WordsWish::Search(folded)));
    }
}

fn line_of(ui: &mut Ui, scene: &mut Scene<'_>, row: &Row, columns: &[Column], widths: &[f32], on: bool, focused: bool) {
    let p = scene.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 14.0, ROW), Sense::click());
    let name = format!("{} {}", TextEngine::accessible_name(&row.word), row.count);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), on, &name));
    let ground = rect.expand2(vec2(6.0, 0.0));
    if on {
        ui.painter().rect_filled(ground, 4.0, p.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(ground, 4.0, p.wash);
    }
    if on && focused {
        ui.painter().rect_stroke(ground, 4.0, Stroke::new(1.0, p.accent), StrokeKind::Inside);
    }
    let large = |n: u64| number(usize::try_from(n).unwrap_or(usize::MAX));
    for (column, cell) in columns.iter().zip(cells(rect, widths)) {
        let text = match column {
            Column::Word => {
                word(ui, scene, Rect::from_min_max(cell.min, pos2(cell.right(), cell.bottom())), &row.word);
                continue;
            }
            Column::Count => large(row.count),
            Column::Million => say::figure(row.per_million),
            Column::Documents => large(row.documents),
            Column::Deviation => say::figure(row.deviation),
            Column::Rest => large(row.rest),
            Column::RestMillion => say::figure(row.rest_per_million),
            Column::Likelihood => say::figure(row.likelihood),
            Column::Ratio => say::figure(row.ratio),
        };
        figure(ui, &p, cell, &text, *column == scene.app.words.column);
    }
    if response.double_clicked() {
        scene.wanted.push(wanted(WordsWish::Search(row.folded.clone())));
    } else if response.clicked() {
        ui.data_mut(|data| data.insert_temp(focus_wanted(), true));
        scene.wanted.push(wanted(WordsWish::Take(row.folded.clone())));
    }
}
