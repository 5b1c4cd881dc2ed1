//! The list of sources: how reliable each is, what it published, what it claims.

use super::{heading, line};
use crate::app::view::SourceRow;
use crate::app::weigh_view::{SourceOrder, sort_sources};
use crate::app::{Action, Hand};
use crate::domain::Words;
use crate::say::shared;
use crate::say::weigh as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{empty, row};
use egui::{Align2, FontId, Rect, Response, RichText, ScrollArea, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

/// Height of a source's row.
const SOURCE: f32 = 54.0;
/// Width of a column of figures.
const FIGURES: f32 = 104.0;

const ORDERS: [(SourceOrder, &str); 4] = [
    (SourceOrder::Name, say::order::NAME),
    (SourceOrder::Grade, say::order::GRADE),
    (SourceOrder::Documents, say::order::DOCUMENTS),
    (SourceOrder::Claims, say::order::CLAIMS),
];

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, sources: &[SourceRow]) {
    let p = scene.palette;
    if sources.is_empty() {
        empty(ui, &p, say::NO_SOURCES, say::NO_SOURCES_HINT);
        return;
    }
    let id = egui::Id::unique("sources wanted");
    let mut order: SourceOrder = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    heading(ui, &p, say::SOURCES, &ORDERS, &mut order, |ui| {
        ui.label(RichText::new(sources.len().to_string()).size(size::BODY).color(p.soft));
    });
    ui.data_mut(|data| data.insert_temp(id, order));
    let listed = kept(ui, "sources in order", (state_of(scene), order as u8, scene.app.timing.within), || {
        let mut rows = sources.to_vec();
        if let Some((model, scope)) = scene.app.model().zip(scene.app.time_scope()) {
            rows.retain(|row| scope.has_name(model, row.id));
        }
        sort_sources(&mut rows, order);
        rows
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("sources").auto_shrink([false, false]);
    area.show_rows(ui, SOURCE, listed.len(), |ui, range| {
        for source in listed.get(range).unwrap_or_default() {
            let response = source_line(ui, scene, source);
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.clicked() || response.gained_focus() {
                scene.wanted.push(Action::Hand(Hand::Name(source.id)));
            }
        }
    });
}

fn source_line(ui: &mut Ui, scene: &Scene<'_>, shown: &SourceRow) -> Response {
    let p = scene.palette;
    let on = scene.app.hand == Hand::Name(shown.id);
    let grade = scene.app.model().and_then(|m| m.reliability(shown.id));
    let meaning = grade.map_or(shared::NOT_GRADED, crate::domain::grade::Reliability::label);
    let documents = (shown.documents > 0).then(|| shared::documents(shown.documents));
    let claims = (shown.claims > 0).then(|| shared::claims(shown.claims));
    let graded = shown.letter.map_or_else(|| shared::NOT_GRADED.to_owned(), shared::source);
    let about = match shown.about.is_empty() {
        true => Words::new(meaning),
        false => Words::new(meaning).with(" · ").joined(&shown.about),
    };
    let mut name = format!("{}, {graded}", TextEngine::accessible_name(&shown.name));
    if shown.about.is_filled() {
        name = format!("{name}, {}", TextEngine::accessible_name(&shown.about));
    }
    for more in [&documents, &claims].into_iter().flatten() {
        name = format!("{name}, {more}");
    }
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(14.0, 0.0)));
    let response = row(ui, &p, SOURCE, on, &name, |ui, rect| {
        letter(
            ui,
            scene,
            shown.letter,
            Rect::from_center_size(pos2(rect.left() + 15.0, rect.center().y), vec2(28.0, 28.0)),
        );
        let figure = |right: f32, text: Option<&String>| {
            if let Some(text) = text {
                let font = FontId::proportional(size::BODY);
                ui.painter().text(pos2(right, rect.center().y), Align2::RIGHT_CENTER, text, font, p.soft);
            }
        };
        figure(rect.right() - 4.0, claims.as_ref());
        figure(rect.right() - 4.0 - FIGURES, documents.as_ref());
        let left = rect.left() + 44.0;
        let right = (rect.right() - 2.0 * FIGURES - 12.0).max(left);
        // As wide as the name, so that one that runs leftwards stands at the left too.
        let style = line().weight(crate::text::Weight::Medium);
        let width = scene.engine.sized(&shown.name, &style, right - left).x;
        let words = Rect::from_min_size(pos2(left, rect.top() + 8.0), vec2(width, 20.0));
        scene.engine.put(ui, &shown.name, &style, words);
        let place = Rect::from_min_size(pos2(left, rect.top() + 28.0), vec2(right - left, 18.0));
        scene.engine.put(ui, &about, &LabelStyle::small().one_line().color(p.soft), place);
    });
    if !on {
        ui.painter().hline(response.rect.x_range(), response.rect.bottom(), Stroke::new(1.0, p.rule));
    }
    response
}

/// A grade's letter in a box; a dashed box while nobody has graded the source, which counts as F until then.
pub(super) fn letter(ui: &Ui, scene: &Scene<'_>, letter: Option<&'static str>, rect: Rect) {
    let p = scene.palette;
    match letter {
        Some(letter) => {
            ui.painter().rect(rect, 7.0, p.raise, Stroke::new(1.0, p.rule), StrokeKind::Inside);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, letter, semi_bold(size::BODY), p.ink);
        }
        None => {
            let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
            ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.0, p.faint), 3.0, 3.0));
            let font = FontId::proportional(size::BODY);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, say::NO_LETTER, font, p.soft);
        }
    }
}
