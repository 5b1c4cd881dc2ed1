//! The word in hand: how it is used, and its collocates.

use super::columns::{HEAD, Head, ROW, cells, figure, head, word};
use super::{heading, places};
use crate::app::overlay::Ask;
use crate::app::words::{Told, WIDEST, Window, WordsWish, wanted};
use crate::domain::Words;
use crate::say::documents::number;
use crate::say::words as say;
use crate::text::Face;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::size;
use crate::ui::widgets::{button, note, quiet_button};
use egui::{Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// The share of the height that the collocates have.
const SHARE: f32 = 0.52;
/// Height of the word itself.
const TITLE: f32 = 42.0;
/// Widths of the columns of figures.
const WIDTHS: [f32; 5] = [76.0, 64.0, 56.0, 60.0, 84.0];

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let page = &scene.app.words;
    let told = page.told.as_ref().filter(|told| page.word.as_ref() == Some(&told.folded));
    let Some(told) = told else {
        if page.list.is_some() {
            note(ui, &p, if page.word.is_some() { say::AGAIN } else { say::NO_WORD });
        }
        return;
    };
    title(ui, scene, told);
    if told.spots.count == 0 {
        return;
    }
    ui.add_space(12.0);
    let room = ui.available_height();
    let whole = ui.available_rect_before_wrap();
    let rect = Rect::from_min_size(whole.min, vec2(whole.width(), room * SHARE));
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| collocates(ui, scene, told));
    let rest = Rect::from_min_max(rect.left_bottom() + vec2(0.0, 12.0), whole.max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(rest), |ui| places::show(ui, scene, told));
}

fn title(ui: &mut Ui, scene: &mut Scene<'_>, told: &Told) {
    let p = scene.palette;
    // A word that is not used is shown as it was asked for.
    let shown: &Words = if told.spots.word.is_empty() { &told.folded } else { &told.spots.word };
    ui.horizontal(|ui| {
        // As high for every script, so that nothing below it moves from word to word.
        ui.set_min_height(TITLE);
        let style = LabelStyle { face: Face::Serif, ..LabelStyle::title() }.one_line();
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - 120.0);
            scene.engine.label(ui, shown, style);
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if button(ui, &p, say::SEARCH).on_hover_text(say::SEARCH_WHY).clicked() {
                scene.wanted.push(wanted(WordsWish::Search(told.folded.clone())));
            }
        });
    });
    let spots = &told.spots;
    if spots.count == 0 {
        note(ui, &p, say::NO_PLACES);
        return;
    }
    let used = say::used(spots.count, spots.per_million, spots.in_documents, spots.of, spots.deviation);
    ui.label(RichText::new(used).size(size::BODY).color(p.soft)).on_hover_text(say::meaning::DEVIATION);
}

fn collocates(ui: &mut Ui, scene: &mut Scene<'_>, told: &Told) {
    let p = scene.palette;
    heading(ui, scene, say::COLLOCATES, |ui, scene| {
        if !told.collocates.is_empty()
            && quiet_button(ui, &scene.palette, say::EXPORT).on_hover_text(say::EXPORT_COLLOCATES).clicked()
        {
            scene.wanted.push(wanted(WordsWish::Export(Ask::Collocates)));
        }
        ui.add_space(10.0);
        let window = scene.app.words.window;
        reach(ui, scene, window.after, say::AFTER, |after| Window { after, ..window });
        ui.add_space(8.0);
        reach(ui, scene, window.before, say::BEFORE, |before| Window { before, ..window });
    });
    if told.collocates.is_empty() {
        note(ui, &p, say::NO_COLLOCATES);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width() - 14.0, HEAD), Sense::hover());
    let heads = [
        (say::TOGETHER, ""),
        (say::LEFT, ""),
        (say::RIGHT, ""),
        (say::INFORMATION, say::meaning::INFORMATION),
        (say::LIKELIHOOD, say::meaning::LIKELIHOOD),
    ];
    for ((text, meaning), rect) in heads.into_iter().zip(cells(line, &WIDTHS).into_iter().skip(1)) {
        let order = None;
        head(ui, &p, rect, true, &Head { text, name: text.to_owned(), meaning, order, sorts: false });
    }
    let below = if told.of > told.collocates.len() { 22.0 } else { 0.0 };
    let top = ui.available_rect_before_wrap();
    ui.painter().hline(top.x_range(), top.top(), Stroke::new(1.0, p.rule));
    let area = ScrollArea::vertical().id_salt(("collocates", TextEngine::accessible_name(&told.folded)));
    let area = area.max_height((top.height() - below).max(ROW)).auto_shrink([false, true]);
    area.show_rows(ui, ROW, told.collocates.len(), |ui, range| {
        for n in range {
            let Some(found) = told.collocates.get(n) else { continue };
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 14.0, ROW), Sense::click());
            let name = format!("{} {}", TextEngine::accessible_name(&found.word), found.together);
            response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), &name));
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 4.0, p.wash);
            }
            if response.has_focus() {
                let edge = Stroke::new(1.0, p.accent);
                ui.painter().rect_stroke(rect.expand2(vec2(6.0, 0.0)), 4.0, edge, StrokeKind::Inside);
            }
            let large = |n: u64| number(usize::try_from(n).unwrap_or(usize::MAX));
            let figures = [
                large(found.together),
                large(found.before),
                large(found.after),
                say::figure(found.information),
                say::figure(found.likelihood),
            ];
            let cells = cells(rect, &WIDTHS);
            if let Some(first) = cells.first() {
                word(ui, scene, *first, &found.word);
            }
            for (at, (text, cell)) in figures.iter().zip(cells.iter().skip(1)).enumerate() {
                figure(ui, &p, *cell, text, at == 4);
            }
            if response.clicked() {
                scene.wanted.push(wanted(WordsWish::Take(found.folded.clone())));
            }
        }
    });
    if told.of > told.collocates.len() {
        note(ui, &p, &say::first_of(told.collocates.len(), told.of));
    }
}

/// How far is looked on one side, with a sign for fewer and one for more. Drawn from the right.
fn reach(ui: &mut Ui, scene: &mut Scene<'_>, now: u32, side: &str, window: impl Fn(u32) -> Window) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.label(RichText::new(side).size(size::SMALL).color(p.soft));
    let mut sign = |ui: &mut Ui, text: &str, what: &str, to: Option<u32>| {
        let (rect, response) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, to.is_some(), format!("{what} {side}")));
        let edge = if response.has_focus() || (response.hovered() && to.is_some()) { p.accent } else { p.rule };
        ui.painter().rect(rect, 4.0, p.raise, Stroke::new(1.0, edge), StrokeKind::Inside);
        let color = if to.is_some() { p.ink } else { p.faint };
        let font = egui::FontId::proportional(size::BODY);
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, text, font, color);
        if let Some(to) = to.filter(|_| response.clicked()) {
            scene.wanted.push(wanted(WordsWish::Window(window(to))));
        }
    };
    sign(ui, "+", say::MORE, (now < WIDEST).then_some(now + 1));
    ui.label(RichText::new(now.to_string()).size(size::SMALL).color(p.ink));
    sign(ui, "−", say::FEWER, now.checked_sub(1));
}
