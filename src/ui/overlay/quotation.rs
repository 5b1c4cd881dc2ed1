//! The check of a quotation: what is quoted beside what a document has, and the verdict.

use super::entered;
use crate::app::Action;
use crate::app::checking::{Check, Class, Held, Run, Sign, Verdict, place};
use crate::app::overlay::Overlay;
use crate::domain::language::name_of;
use crate::domain::{Id, Words};
use crate::say::reader as say;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{Chip, button, chip, note, row, section};
use egui::{Key, Modifiers, Rect, RichText, ScrollArea, Ui, pos2, vec2};

/// Height of a row of further places.
const PLACE: f32 = 30.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, check: &Check) {
    let p = scene.palette;
    let pieces = check.pieces();
    let shown = check.places.get(check.at);
    keys(ui, scene, check);
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::QUOTATION).font(semi_bold(15.0)).color(p.ink));
        let class = check.judged.as_ref().filter(|_| pieces.is_some()).map(|judged| judged.class.label());
        let verdict = class.or_else(|| shown.map(|held| held.likeness.verdict.label()));
        if let Some(verdict) = verdict.or(check.done.then_some(say::NOT_HELD)) {
            chip(ui, &p, verdict, Chip::Strong);
        }
    });
    ui.add_space(4.0);
    // Whose words they are is what would embarrass us in print.
    let remark = match pieces {
        Some(pieces) => Class::remark(pieces.iter().map(|piece| piece.class)),
        None => shown.and_then(|held| voice(check, held)).map(str::to_owned),
    };
    if let Some(remark) = remark {
        ui.label(RichText::new(remark).size(size::BODY).color(p.alarm));
    }
    for remark in remarks(check, shown) {
        note(ui, &p, &remark);
    }
    if let Some(hidden) = check.hidden() {
        ui.horizontal(|ui| {
            note(ui, &p, say::HIDES);
            scene.engine.label(ui, &hidden, LabelStyle::body().lines(3));
        });
    }
    ui.add_space(8.0);
    ScrollArea::vertical().id_salt("quotation").max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 28.0;
        ui.columns(2, |columns| {
            columns.iter_mut().for_each(|column| column.spacing_mut().item_spacing.x = 8.0);
            let [left, right] = columns else { return };
            heading(left, scene, say::AS_QUOTED, check.document, check.paragraph);
            if let (Some(judged), Some(pieces)) = (&check.judged, pieces) {
                scene.engine.compared(left, &check.words, &judged.runs(), p.alarm);
                for piece in pieces {
                    let place = &piece.place;
                    let paragraph = usize::try_from(place.paragraph).unwrap_or(usize::MAX);
                    heading(right, scene, say::IN, place.document, paragraph);
                    scene.engine.compared(right, &Words::new(place.words.as_str()), &piece.runs.1, p.alarm);
                    chip(right, &p, piece.class.label(), Chip::Known);
                    right.add_space(8.0);
                }
                return;
            }
            let whole: Vec<Run> = vec![(0..usize::MAX, Sign::Same)];
            let runs = shown.map_or(&whole, |held| &held.likeness.quotation);
            scene.engine.compared(left, &check.words, runs, p.alarm);
            if let Some(held) = shown {
                heading(right, scene, say::IN, held.text.document, held.paragraph);
                scene.engine.compared(right, &held.words, &held.likeness.held, p.alarm);
            }
        });
    });
    places(ui, scene, check);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if check.has_place() && button(ui, &p, say::OPEN_PLACE).clicked() {
            scene.wanted.push(Action::Accept);
        }
        let progress =
            if check.done { say::looked_through(check.looked.1) } else { say::looking_through(check.looked) };
        note(ui, &p, &progress);
    });
}

/// Arrows choose another place, Enter opens it.
fn keys(ui: &Ui, scene: &mut Scene<'_>, check: &Check) {
    let last = check.places.len().saturating_sub(1);
    let (down, up) = ui
        .input_mut(|i| (i.consume_key(Modifiers::NONE, Key::ArrowDown), i.consume_key(Modifiers::NONE, Key::ArrowUp)));
    if down && check.at < last {
        choose(scene, check, check.at + 1);
    } else if up && check.at > 0 {
        choose(scene, check, check.at - 1);
    }
    if ui.memory(|memory| memory.focused().is_none()) && entered(ui) {
        scene.wanted.push(if check.has_place() { Action::Accept } else { Action::CloseOverlay });
    }
}

fn choose(scene: &mut Scene<'_>, check: &Check, at: usize) {
    let mut check = check.clone();
    check.at = at;
    scene.wanted.push(Action::Overlay(Overlay::Quotation(Box::new(check))));
}

/// What is to be said in words, so that no color has to say it.
fn remarks(check: &Check, shown: Option<&Held>) -> Vec<String> {
    let mut out = Vec::new();
    if !check.marked {
        out.push(say::NO_MARKS.to_owned());
    }
    if let Some(of) = check.judged.as_ref().and_then(|judged| judged.translated.as_ref()) {
        out.push(say::only_in_translation(of.from.as_deref().map(|tag| name_of(tag).unwrap_or(tag))));
    }
    // What a quotation is made of is told piece by piece; of its only piece what its place shows.
    let made_of = |held: &Held| match check.pieces() {
        Some([piece]) => (piece.place.document, &piece.place.span) == (held.text.document, &held.span),
        pieces => pieces.is_none(),
    };
    let Some(held) = shown.filter(|held| made_of(held)) else {
        if check.done && check.pieces().is_none() {
            out.push(say::NOT_HELD_WHY.to_owned());
        }
        return out;
    };
    if held.likeness.share < 1_000 {
        out.push(say::share(held.likeness.share));
    }
    if held.likeness.punctuation && held.likeness.verdict != Verdict::Punctuation {
        out.push(say::PUNCTUATION_TOO.to_owned());
    }
    out
}

/// What is to be said when the words are a quotation here and not all of them there.
fn voice(check: &Check, held: &Held) -> Option<&'static str> {
    held.likeness.voice.remark().filter(|_| check.marked)
}

fn heading(ui: &mut Ui, scene: &Scene<'_>, what: &str, document: Id, paragraph: usize) {
    section(ui, &scene.palette, what);
    if let Some(words) = scene.app.model().and_then(|m| place(m, document, paragraph)) {
        scene.engine.label(ui, &words, LabelStyle::small().one_line().color(scene.palette.soft));
    }
    ui.add_space(2.0);
}

/// The other places, to be chosen.
fn places(ui: &mut Ui, scene: &mut Scene<'_>, check: &Check) {
    if check.places.len() < 2 {
        return;
    }
    let p = scene.palette;
    ui.add_space(8.0);
    section(ui, &p, say::ALL_PLACES);
    ScrollArea::vertical().id_salt("places").max_height(PLACE * 4.0).auto_shrink([false, true]).show_rows(
        ui,
        PLACE,
        check.places.len(),
        |ui, range| {
            for i in range {
                let Some(held) = check.places.get(i) else { continue };
                let words = scene.app.model().and_then(|m| place(m, held.text.document, held.paragraph));
                let Some(words) = words else { continue };
                let name = TextEngine::accessible_name(&words);
                let mut verdict = held.likeness.verdict.label().to_owned();
                if let Some(voice) = held.likeness.voice.label() {
                    verdict = format!("{verdict}, {voice}");
                }
                let clicked = row(ui, &p, PLACE, i == check.at, &format!("{name}, {verdict}"), |ui, rect| {
                    let font = egui::FontId::proportional(size::SMALL);
                    let right = rect.right_center() - vec2(8.0, 0.0);
                    let said = ui.painter().text(right, egui::Align2::RIGHT_CENTER, &verdict, font, p.soft);
                    let area = Rect::from_min_max(rect.min, pos2(said.left() - 10.0, rect.bottom()));
                    scene.engine.put(ui, &words, &LabelStyle::body().one_line(), area);
                });
                if clicked.clicked() {
                    choose(scene, check, i);
                }
            }
        },
    );
}
