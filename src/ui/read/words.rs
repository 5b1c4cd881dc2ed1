//! The page of words: what is counted at the left, the list, and beside it what stands beside the word in hand and where it
//! stands.

mod beside;
mod columns;
mod list;
mod places;

use crate::app::words::{Which, WordsWish, wanted};
use crate::domain::Words;
use crate::say::documents::number;
use crate::say::words as say;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::{measure, semi_bold, size};
use crate::ui::widgets::{Chip, chip, note, row, section, swatch, tick};
use crate::ui::{panels, side};
use egui::{
    Align2, CentralPanel, FontId, Frame, Key, Margin, Modifiers, Panel, Rect, RichText, ScrollArea, Ui, Vec2, pos2,
};

/// Height of a row at the left.
const CHOICE: f32 = 26.0;
/// The smallest counts that can be asked for.
const LEAST: [u32; 5] = [1, 2, 3, 5, 10];
/// The share of the page that the word in hand has.
const BESIDE: f32 = 0.55;

/// Draws the page.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, asked: &mut u64) {
    let p = scene.palette;
    Panel::left("counted").exact_size(measure::LEFT_PANEL).resizable(false).frame(side(&p)).show(ui, |ui| {
        panels::begin(ui, panels::Panel::Documents);
        counted(ui, scene);
    });
    let frame = |left, right, top| Frame::new().fill(p.paper).inner_margin(Margin { left, right, top, bottom: 0 });
    let wide = (ui.available_width() * BESIDE).floor();
    Panel::right("the word in hand").exact_size(wide).resizable(false).frame(frame(24, 14, 9)).show(ui, |ui| {
        panels::begin(ui, panels::Panel::Inspector);
        beside::show(ui, scene);
    });
    CentralPanel::default().frame(frame(26, 8, 16)).show(ui, |ui| {
        panels::begin(ui, panels::Panel::Reader);
        list::show(ui, scene, asked);
    });
    let typing = field::is_typing(ui.ctx());
    if scene.app.overlay.is_none()
        && scene.app.notices.is_empty()
        && !typing
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        scene.wanted.push(wanted(WordsWish::Leave));
    }
}

/// Which documents are counted, and what is left out.
fn counted(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing.y = 2.0;
    section(ui, &p, say::LEFT_OUT);
    let page = &scene.app.words;
    let mut out = !page.stop_words;
    if tick(ui, &p, &mut out, say::STOP_WORDS).on_hover_text(say::STOP_WORDS_WHY).clicked() {
        scene.wanted.push(wanted(WordsWish::StopWords(!out)));
    }
    ui.add_space(4.0);
    note(ui, &p, say::LEAST);
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for least in LEAST {
            let look = if scene.app.words.least == least { Chip::Strong } else { Chip::Missing };
            if chip(ui, &p, &say::least(least), look).clicked() {
                scene.wanted.push(wanted(WordsWish::Least(least)));
            }
        }
    });
    ui.add_space(14.0);
    section(ui, &p, say::DOCUMENTS);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| documents(ui, scene));
}

fn documents(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let app = scene.app;
    let all = app.listing.counts().iter().sum();
    choice(ui, scene, Which::All, &Words::new(say::ALL), Some(all), None);
    let found = app.searching.answer.as_ref().map(|answer| answer.documents);
    let parts = [
        (Which::Found, say::FOUND, found),
        (Which::Listed, say::LISTED, Some(app.listing.rows().len())),
        (Which::Chosen, say::CHOSEN, Some(app.selection.ids().len())),
    ];
    for (which, what, count) in parts {
        if app.has_part(which) {
            choice(ui, scene, which, &Words::new(what), count, None);
        }
    }
    let tags = app.model().map(|model| crate::app::tag_view::tag_rows(model, &app.folded)).unwrap_or_default();
    let used: Vec<_> = tags.into_iter().filter(|tag| tag.count > 0 || tag.below > 0).collect();
    if used.is_empty() && parts.iter().all(|(which, ..)| !app.has_part(*which)) {
        ui.add_space(6.0);
        note(ui, &p, say::PARTS);
        return;
    }
    if !used.is_empty() {
        ui.add_space(10.0);
        section(ui, &p, say::TAGS);
    }
    for tag in used {
        choice(ui, scene, Which::Tag(tag.id), &tag.name, None, Some((tag.depth, tag.color)));
    }
}

/// A part that can be counted, with how many documents it has.
fn choice(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    which: Which,
    what: &Words,
    count: Option<usize>,
    tag: Option<(usize, [u8; 3])>,
) {
    let p = scene.palette;
    let on = scene.app.words.which == which;
    let name = TextEngine::accessible_name(what);
    ui.set_clip_rect(ui.clip_rect().expand2(Vec2::new(9.0, 0.0)));
    let response = row(ui, &p, CHOICE, on, &name, |ui, rect| {
        let mut left = rect.left();
        if let Some((depth, color)) = tag {
            left += 12.0 * depth.min(6) as f32;
            let square = Rect::from_center_size(pos2(left + 5.0, rect.center().y), Vec2::splat(10.0));
            swatch(ui, square, p.adjusted(color));
            left += 18.0;
        }
        let mut right = rect.right();
        if let Some(count) = count {
            let at = pos2(right, rect.center().y);
            let font = FontId::proportional(size::SMALL);
            right =
                crate::ui::widgets::paint_text(ui, at, Align2::RIGHT_CENTER, &number(count), font, p.soft).left() - 8.0;
        }
        let style = LabelStyle::body().one_line();
        let wide = scene.engine.sized(what, &style, right - left).x;
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(left + wide, rect.bottom()));
        scene.engine.put(ui, what, &style, place);
    });
    if response.clicked() && !on {
        scene.wanted.push(wanted(WordsWish::Which(which)));
    }
}

/// A heading over a part of the word in hand, and what stands at its right.
fn heading(ui: &mut Ui, scene: &mut Scene<'_>, title: &str, right: impl FnOnce(&mut Ui, &mut Scene<'_>)) {
    let p = scene.palette;
    ui.horizontal(|ui| {
        let rich = RichText::new(title).font(semi_bold(size::LABEL)).color(p.soft).extra_letter_spacing(0.6);
        ui.label(rich);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| right(ui, scene));
    });
}
