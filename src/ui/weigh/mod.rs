//! Weigh: a rail with what there is to weigh, the list in the middle, the inspector at the right.

mod claims;
mod decide;
mod graph;
mod hypotheses;
mod judgements;
mod matrix;
mod names;
mod sources;
mod timeline;
mod wanted;

use super::kept::{kept, state_of};
use super::text::{LabelStyle, TextEngine};
use super::theme::{Palette, measure, medium, semi_bold, size};
use super::widgets::{row, section};
use super::{Scene, inspector, side};
use crate::app::graphing::is_graph;
use crate::app::view::{SourceRow, source_rows};
use crate::app::weigh_view::time::is_something;
use crate::app::{Action, List};
use crate::domain::Words;
use crate::domain::wanted::WantedStatus;
use crate::say::weigh as say;
use crate::say::{graph as say_graph, hypotheses as say_ach, shared, time};
use egui::{
    Align, Align2, CentralPanel, FontId, Frame, Layout, Margin, Panel, Response, RichText, Role, ScrollArea, Sense,
    Stroke, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Widest a list gets; beyond it lines are too long for the eye.
const WIDEST: f32 = 880.0;
/// Height of a row of the rail.
const RAIL: f32 = 51.0;

/// Draws the place.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let sources = sources_kept(ui, scene);
    Panel::left("weigh").exact_size(measure::LEFT_PANEL).resizable(false).frame(side(&p)).show(ui, |ui| {
        rail(ui, scene, &sources);
    });
    Panel::right("inspector").exact_size(measure::RIGHT_PANEL).resizable(false).frame(side(&p)).show(ui, |ui| {
        inspector::show(ui, scene);
    });
    let frame = Frame::new().fill(p.paper).inner_margin(Margin { left: 46, right: 22, top: 20, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let room = ui.available_rect_before_wrap();
        // What is drawn, not read in lines, takes all there is.
        let drawn = matches!(scene.app.list, List::Timeline | List::Matrix | List::Graph | List::Hypotheses);
        let width = if drawn { room.width() } else { room.width().min(WIDEST) };
        // In a wide window the list stands in the middle, not at the left with air beside it.
        let left = ((room.width() - width) / 2.0 - 24.0).max(0.0).floor();
        let inner = egui::Rect::from_min_size(room.min + vec2(left, 0.0), vec2(width, room.height()));
        ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
            // Scroll bars stand in the margin, clear of the rows.
            ui.spacing_mut().scroll.bar_outer_margin = -16.0;
            timeline::chip(ui, scene);
            match scene.app.list {
                List::Timeline => timeline::show(ui, scene),
                List::Matrix => matrix::show(ui, scene),
                List::Graph => graph::show(ui, scene),
                List::Claims => claims::show(ui, scene),
                List::Sources => sources::show(ui, scene, &sources),
                List::Names => names::show(ui, scene),
                List::Judgements => judgements::show(ui, scene),
                List::Wanted => wanted::show(ui, scene),
                List::ToDecide => decide::show(ui, scene),
                List::Hypotheses => hypotheses::show(ui, scene),
            }
        });
    });
}

fn rail(ui: &mut Ui, scene: &mut Scene<'_>, sources: &[SourceRow]) {
    ui.spacing_mut().item_spacing.y = 2.0;
    section(ui, &scene.palette, say::WEIGH);
    let counts = kept(ui, "rail", state_of(scene), || {
        let count = |m: &crate::app::model::Model| {
            let names = m.names.values().filter(|name| name.merged_into.is_none()).count();
            let open = m.wanted.values().filter(|item| item.status == WantedStatus::Open).count();
            [m.claims.len(), names, m.judgements.len(), open, m.hypotheses.len()]
        };
        scene.app.model().map(count).unwrap_or_default()
    });
    let [claims, names, judgements, open, hypotheses] = *counts;
    // Two claims are needed for one to be laid beside another.
    if claims > 1 || scene.app.list == List::ToDecide {
        let open = decide::pairs(ui, scene).len();
        entry(ui, scene, List::ToDecide, say::TO_DECIDE, &say::proposals(open));
    }
    entry(ui, scene, List::Claims, say::CLAIMS, &claims.to_string());
    // Sources come with the first outlet, speaker or grade.
    if !sources.is_empty() || scene.app.list == List::Sources {
        let ungraded = sources.iter().filter(|row| row.letter.is_none()).count();
        let about = say::sources_ungraded(sources.len(), ungraded);
        entry(ui, scene, List::Sources, say::SOURCES, &about);
    }
    let alike = names::proposals(ui, scene).len();
    entry(ui, scene, List::Names, say::NAMES, &say::with_proposals(names, alike));
    // Two dates make a time, and two sources a comparison.
    let about = kept(ui, "what is drawn", state_of(scene), || scene.app.model().map(is_something).unwrap_or_default());
    if about.0 || scene.app.list == List::Timeline {
        entry(ui, scene, List::Timeline, time::TIMELINE, time::TIMELINE_IS);
    }
    if about.1 || scene.app.list == List::Matrix {
        entry(ui, scene, List::Matrix, time::MATRIX, time::MATRIX_IS);
    }
    // Two claims that are linked make a graph.
    let linked = kept(ui, "whether there is a graph", state_of(scene), || scene.app.model().is_some_and(is_graph));
    if *linked || scene.app.list == List::Graph {
        entry(ui, scene, List::Graph, say_graph::GRAPH, say_graph::GRAPH_IS);
    }
    entry(ui, scene, List::Judgements, say::JUDGEMENTS, &judgements.to_string());
    // Hypotheses come with the first of them.
    if hypotheses > 0 || scene.app.list == List::Hypotheses {
        entry(ui, scene, List::Hypotheses, say_ach::HYPOTHESES, &hypotheses.to_string());
    }
    let proposed = wanted::proposed(ui, scene).len();
    entry(ui, scene, List::Wanted, say::WANTED, &say::with_proposals(open, proposed));
}

fn entry(ui: &mut Ui, scene: &mut Scene<'_>, list: List, title: &str, about: &str) {
    let p = scene.palette;
    let on = scene.app.list == list;
    let response = row(ui, &p, RAIL, on, title, |ui, rect| {
        let left = rect.left() + 14.0;
        let font = FontId::proportional(size::BODY);
        ui.painter().text(pos2(left, rect.top() + 17.0), Align2::LEFT_CENTER, title, font, p.ink);
        let small = FontId::proportional(size::SMALL);
        ui.painter().text(pos2(left, rect.top() + 35.0), Align2::LEFT_CENTER, about, small, p.soft);
    });
    if response.clicked() {
        scene.wanted.push(Action::List(list));
    }
}

/// The line over a list: its title, the orders it can be in, and at the right what `right` puts there.
fn heading<T: Copy + PartialEq>(
    ui: &mut Ui,
    palette: &Palette,
    title: &str,
    orders: &[(T, &str)],
    order: &mut T,
    right: impl FnOnce(&mut Ui),
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(title).font(semi_bold(17.0)).color(palette.ink));
        ui.add_space(16.0);
        for (one, label) in orders {
            if tab(ui, palette, label, *order == *one).clicked() {
                *order = *one;
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), right);
    });
    ui.add_space(14.0);
}

/// Points a letter of 16 points takes at most on the average; one of a wide script takes two.
const LETTER: f32 = 8.3;

/// Where each row of a list ends, in points from its top, when rows are as high as their one line of words or two.
fn ends(rows: impl Iterator<Item = Words>, width: f32, heights: [f32; 2]) -> Vec<f32> {
    let mut end = 0.0;
    rows.map(|words| {
        let shown = TextEngine::accessible_name(&words.brief(200));
        let letters: usize = shown.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum();
        end += heights[usize::from(letters as f32 * LETTER > width)];
        end
    })
    .collect()
}

/// Draws the rows that are in sight; `line` is told a row's place in the list and its height.
fn in_sight(ui: &mut Ui, area: ScrollArea, ends: &[f32], mut line: impl FnMut(&mut Ui, usize, f32)) {
    area.show_viewport(ui, |ui, seen| {
        ui.set_height(ends.last().copied().unwrap_or_default());
        let first = ends.partition_point(|end| *end <= seen.top());
        let mut above = first.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
        let room = ui.max_rect();
        let room = room.with_min_y(room.top() + above);
        ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
            ui.skip_ahead_auto_ids(first);
            for (at, end) in ends.iter().enumerate().skip(first) {
                if above > seen.bottom() {
                    break;
                }
                line(ui, at, end - above);
                above = *end;
            }
        });
    });
}

/// A field that filters a list.
fn filter_field(ui: &mut Ui, name: &str, hint: &str, filter: &mut String) {
    ui.scope(|ui| {
        ui.set_max_width(170.0);
        super::text::field::wide_line(ui, name, hint, filter);
    });
}

/// One order a list can be in.
fn tab(ui: &mut Ui, palette: &Palette, label: &str, on: bool) -> Response {
    tab_named(ui, palette, label, shared::sort_by(label), on)
}

/// One of several ways to look, by what it does.
fn tab_named(ui: &mut Ui, palette: &Palette, label: &str, name: String, on: bool) -> Response {
    let (font, color) =
        if on { (medium(size::SMALL), palette.ink) } else { (FontId::proportional(size::SMALL), palette.soft) };
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font, color);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 18.0, 21.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, &name));
    let edge = match (response.has_focus(), on, response.hovered()) {
        (true, _, _) => Some(palette.accent),
        (_, true, _) => Some(palette.rule),
        (_, _, true) => Some(palette.rule),
        _ => None,
    };
    if let Some(edge) = edge {
        let fill = if on { palette.raise } else { palette.paper };
        ui.painter().rect(rect, 20.0, fill, Stroke::new(1.0, edge), egui::StrokeKind::Inside);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    response.on_hover_text(name)
}

fn sources_kept(ui: &Ui, scene: &Scene<'_>) -> Arc<Vec<SourceRow>> {
    kept(ui, "sources", state_of(scene), || scene.app.model().map(source_rows).unwrap_or_default())
}

/// A short sign of ours in a frame, painted with its right edge at `right`; gives its left edge.
fn sign(ui: &Ui, palette: &Palette, right: egui::Pos2, text: &str, color: egui::Color32) -> f32 {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(size::SMALL), color);
    let rect = egui::Rect::from_min_size(
        right - vec2(galley.size().x + 18.0, (galley.size().y + 5.0) / 2.0),
        galley.size() + vec2(18.0, 5.0),
    );
    let edge = if color == palette.alarm { palette.alarm } else { palette.rule };
    ui.painter().rect(rect, 20.0, palette.raise, Stroke::new(1.0, edge), egui::StrokeKind::Inside);
    ui.painter().galley(rect.min + vec2(9.0, 2.5), galley, color);
    rect.left()
}

/// One line of a list in the interface's face.
fn line() -> LabelStyle {
    LabelStyle::body().one_line()
}
