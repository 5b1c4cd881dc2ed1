//! Headings, sections and pages of the open document: typed for, chosen with the arrows, gone to with Enter.

use super::{entered, focus_first, moved};
use crate::app::Action;
use crate::app::LineKind;
use crate::app::overlay::Overlay;
use crate::app::structure::Offered;
use crate::domain::Words;
use crate::domain::parts::PartKind;
use crate::say::{palette, reader as say};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::widgets::{note, row};
use egui::{Rect, ScrollArea, Ui, pos2, vec2};

const LINE: f32 = 28.0;
const HEIGHT: f32 = 420.0;
/// By how much a heading is set in for each level below the first.
const LEVEL: f32 = 18.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, pages: bool, query: &str, at: usize) {
    let lines = scene.app.outline_offered(pages, query);
    let moved = moved(ui, at, lines.len());
    let take = entered(ui);
    let mut text = query.to_owned();
    let response =
        field::wide_line(ui, say::OUTLINE, if pages { say::PAGE_HINT } else { say::OUTLINE_HINT }, &mut text);
    focus_first(ui, &response);
    if text != query {
        scene.wanted.push(Action::Overlay(Overlay::Outline { pages, query: text.clone(), at: 0 }));
    } else if moved != at && !lines.is_empty() {
        scene.wanted.push(Action::Overlay(Overlay::Outline { pages, query: text.clone(), at: moved }));
    }
    // With nothing to go to it stays, and says what there is.
    if take && !lines.is_empty() {
        scene.wanted.push(Action::Accept);
    }
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    if lines.is_empty() {
        let structure = scene.app.reading.as_ref().and_then(|reading| reading.layer());
        match structure.and_then(|structure| structure.pages.last()).filter(|_| pages) {
            Some(last) => {
                let words = say::last_page(&last.label);
                scene.engine.label(ui, &words, LabelStyle::body().one_line().color(scene.palette.soft));
            }
            None if scene.app.outline.is_none() => drop(note(ui, &scene.palette, say::LOOKING)),
            None => drop(note(ui, &scene.palette, palette::NOTHING)),
        }
        return;
    }
    // The line one is at stands in the middle when the list is shown, and any that is chosen comes into sight.
    let key = egui::Id::unique("the line of the outline that was in sight");
    let before: Option<(String, usize)> = ui.data(|data| data.get_temp(key));
    let now = (query.to_owned(), moved);
    let mut area = ScrollArea::vertical().id_salt("outline").max_height(HEIGHT).auto_shrink([false, true]);
    if before.as_ref() != Some(&now) {
        let scrolled = ui.data(|data| data.get_temp::<f32>(key.with("offset"))).unwrap_or(0.0);
        let top = moved as f32 * LINE;
        let fresh = before.is_none_or(|(of, _)| of != query);
        let offset = if fresh {
            top - HEIGHT / 2.0
        } else {
            scrolled.clamp((top + LINE - HEIGHT).max(0.0), top.max(top + LINE - HEIGHT))
        };
        area = area.vertical_scroll_offset(offset.max(0.0));
    }
    let shown = area.show_rows(ui, LINE, lines.len(), |ui, range| {
        ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
        for i in range {
            let Some(line) = lines.get(i) else { continue };
            if draw(ui, scene, line, i == moved).clicked() {
                scene.wanted.push(Action::Overlay(Overlay::Outline { pages, query: text.clone(), at: i }));
                scene.wanted.push(Action::Accept);
            }
        }
    });
    ui.data_mut(|data| {
        data.insert_temp(key, now);
        data.insert_temp(key.with("offset"), shown.state.clamped_offset().y);
    });
}

/// True for the parts that others stand under.
fn leads(kind: PartKind) -> bool {
    !matches!(kind, PartKind::Excerpt { .. } | PartKind::Heading)
}

fn draw(ui: &mut Ui, scene: &Scene<'_>, offered: &Offered, on: bool) -> egui::Response {
    let p = scene.palette;
    let line = &offered.line;
    let (words, inward) = match line.kind {
        LineKind::Heading(level) => (line.words.clone(), f32::from(level.saturating_sub(1)) * LEVEL),
        LineKind::Section => (line.words.clone(), 0.0),
        LineKind::Page => (say::page(&line.words), 0.0),
        LineKind::Part(kind) => (line.words.clone(), if leads(kind) { 0.0 } else { LEVEL }),
    };
    let name = TextEngine::accessible_name(&words);
    row(ui, &p, LINE, on, &name, |ui, rect| {
        // Clear of the scrollbar.
        let right = rect.right() - 8.0;
        let mut end = right;
        let beside = match line.kind {
            LineKind::Part(kind) => Some(Words::new(say::part(kind))),
            _ => None,
        };
        if let Some(page) = offered.page.as_ref().map(say::page).or(beside) {
            let style = LabelStyle::small().one_line().color(p.soft);
            let wide = scene.engine.sized(&page, &style, 130.0).x.min(130.0);
            end = right - wide - 14.0;
            let area = Rect::from_min_max(pos2(right - wide, rect.top()), pos2(right, rect.bottom()));
            scene.engine.put(ui, &page, &style, area);
        }
        let style = match line.kind {
            LineKind::Heading(1) | LineKind::Section => LabelStyle::body().color(p.ink),
            LineKind::Part(kind) if leads(kind) => LabelStyle::body().color(p.ink),
            _ => LabelStyle::body().color(if line.kind == LineKind::Page { p.ink } else { p.soft }),
        };
        let area = Rect::from_min_max(pos2(rect.left() + inward, rect.top()), pos2(end, rect.bottom()));
        scene.engine.put(ui, &words, &style.one_line(), area);
    })
}
