//! The graph: who says what, what clashes and what hangs on one source, as a picture one can go around in.

mod canvas;
mod drawing;
mod ink;
mod labels;
mod sight;

use super::tab_named;
use crate::app::graphing::{GraphWish, NodeKind, Picture, Shown, Tie};
use crate::app::weigh_view::graph::counted;
use crate::app::weigh_view::time::called;
use crate::app::{Action, Command};
use crate::domain::Id;
use crate::say::{graph as say, time};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, field};
use crate::ui::theme::{Palette, semi_bold, size};
use crate::ui::widgets::{empty, kbd, note, quiet_button};
use canvas::Look;
use egui::{
    Align, FontId, Key, Layout, Modifiers, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let picture = scene.app.graphing.picture.clone();
    heading(ui, scene, picture.as_deref());
    crate::ui::read::tag_chip(ui, scene);
    let mut shown = scene.app.graphing.shown.clone();
    let look = controls(ui, scene, &mut shown);
    legend(ui, &p, picture.as_deref(), &mut shown);
    if shown != scene.app.graphing.shown {
        scene.wanted.push(Action::Graph(GraphWish::Show(shown)));
    }
    let Some(picture) = picture else {
        if scene.app.graphing.is_asking() {
            note(ui, &p, say::BUSY);
        }
        return;
    };
    if picture.graph.left_out > 0 {
        ui.add_space(2.0);
        note(ui, &p, &say::left_out(picture.graph.nodes.len(), picture.graph.left_out));
    }
    ui.add_space(8.0);
    if picture.graph.nodes.is_empty() {
        nothing(ui, scene, &picture);
        return;
    }
    canvas::show(ui, scene, &picture, look);
}

fn nothing(ui: &mut Ui, scene: &Scene<'_>, picture: &Picture) {
    let p = scene.palette;
    if !picture.of.sight.shown.words.trim().is_empty() {
        note(ui, &p, say::NOTHING_SO);
    } else if picture.of.sight.within.is_some() {
        note(ui, &p, time::NOTHING_THEN);
    } else if picture.of.sight.tag.is_some() {
        note(ui, &p, crate::say::weigh::NO_TAGGED_CLAIM);
    } else {
        empty(ui, &p, say::NOTHING, say::NOTHING_HINT);
    }
}

fn heading(ui: &mut Ui, scene: &mut Scene<'_>, picture: Option<&Picture>) {
    let p = scene.palette;
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::GRAPH).font(semi_bold(17.0)).color(p.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if quiet_button(ui, &p, time::EXPORT).on_hover_text(Command::ExportGraph.help()).clicked() {
                scene.wanted.push(Action::Command(Command::ExportGraph));
            }
            ui.add_space(10.0);
            if let Some(picture) = picture {
                let (claims, names, documents, links) = counted(&picture.graph);
                ui.label(RichText::new(say::counts(claims, names, documents, links)).size(size::BODY).color(p.soft));
            }
        });
    });
    ui.add_space(10.0);
}

/// The filter, what is around a node, and the buttons that come nearer and go farther.
fn controls(ui: &mut Ui, scene: &mut Scene<'_>, shown: &mut Shown) -> Option<Look> {
    let p = scene.palette;
    let mut look = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        super::filter_field(ui, say::FILTER, say::FILTER_HINT, &mut shown.words);
        match shown.around {
            Some((id, steps)) => around(ui, scene, shown, id, steps),
            None => {
                let node = scene.app.node_in_hand();
                let picture = scene.app.graphing.picture.as_ref();
                let here = node.filter(|id| picture.is_some_and(|picture| picture.graph.place(*id).is_some()));
                if let Some(id) = here
                    && quiet_button(ui, &p, say::AROUND).on_hover_text(say::AROUND_HELP).clicked()
                {
                    shown.around = Some((id, 1));
                }
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            if quiet_button(ui, &p, time::WHOLE).clicked() {
                look = Some(Look::Whole);
            }
            for (label, by) in [(time::NEARER, sight::STEP), (time::FARTHER, 1.0 / sight::STEP)] {
                if quiet_button(ui, &p, label).clicked() {
                    look = Some(Look::Nearer(by));
                }
            }
        });
    });
    ui.add_space(8.0);
    look
}

/// Only what is around a node is shown: which, how far, and the way back.
fn around(ui: &mut Ui, scene: &mut Scene<'_>, shown: &mut Shown, id: Id, steps: usize) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing.x = 6.0;
    note(ui, &p, say::ONLY_AROUND);
    if let Some(model) = scene.app.model() {
        let style = LabelStyle::body().one_line();
        let words = called(model, id).brief(17);
        let wide = scene.engine.sized(&words, &style, 112.0);
        let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
        scene.engine.put(ui, &words, &style, rect);
    }
    for (n, label) in say::STEPS.into_iter().enumerate() {
        if tab_named(ui, &p, label, say::steps(label), steps == n + 1).clicked() {
            shown.around = Some((id, n + 1));
        }
    }
    let clicked = quiet_button(ui, &p, "×").on_hover_text(say::WHOLE_AGAIN).clicked();
    kbd(ui, &p, "Esc");
    let free = scene.app.overlay.is_none() && !field::is_typing(ui.ctx());
    if clicked || free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        shown.around = None;
    }
}

/// What the marks mean; each switches on and off what it stands for.
fn legend(ui: &mut Ui, p: &Palette, picture: Option<&Picture>, shown: &mut Shown) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let ties = |tie| picture.map(|picture| picture.graph.ties(tie)).filter(|count| *count > 0);
        let nodes: [((NodeKind, bool), &str, &mut bool); 3] = [
            ((NodeKind::Name, true), say::legend::SPEAKERS, &mut shown.speakers),
            ((NodeKind::Document, false), say::legend::DOCUMENTS, &mut shown.documents),
            ((NodeKind::Name, false), say::legend::MENTIONS, &mut shown.mentions),
        ];
        for (kind, label, on) in nodes {
            let painted = |ui: &Ui, room: Rect| drawing::node_sample(ui, p, room.center(), kind);
            switch(ui, p, (label, None), 12.0, on, painted);
        }
        ui.add_space(8.0);
        let links: [(Tie, &str, &mut bool); 3] = [
            (Tie::Agrees, say::legend::AGREES, &mut shown.agrees),
            (Tie::Clashes, say::legend::CLASHES, &mut shown.clashes),
            (Tie::Other, say::legend::OTHERS, &mut shown.others),
        ];
        for (tie, label, on) in links {
            let painted = |ui: &Ui, room: Rect| drawing::sample(ui, p, room, tie);
            switch(ui, p, (label, ties(tie)), 28.0, on, painted);
        }
    });
}

/// A switch with a mark on it.
fn switch(
    ui: &mut Ui,
    p: &Palette,
    (label, count): (&str, Option<usize>),
    mark: f32,
    on: &mut bool,
    painted: impl FnOnce(&Ui, Rect),
) -> Response {
    let text = count.map_or_else(|| label.to_owned(), |count| format!("{label} {count}"));
    let color = if *on { p.ink } else { p.soft };
    let galley = ui.painter().layout_no_wrap(text, FontId::proportional(size::SMALL), color);
    let (rect, mut response) = ui.allocate_exact_size(vec2(galley.size().x + mark + 25.0, 23.0), Sense::click());
    let name = say::toggle(label);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *on, &name));
    let edge = match (response.has_focus(), *on, response.hovered()) {
        (true, _, _) => Some(p.accent),
        (_, true, _) => Some(p.rule),
        (_, _, true) => Some(p.rule),
        _ => None,
    };
    if let Some(edge) = edge {
        let fill = if *on { p.raise } else { p.paper };
        ui.painter().rect(rect, 20.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    let left = rect.left() + 10.0;
    painted(ui, Rect::from_x_y_ranges(left..=left + mark, rect.y_range()));
    ui.painter().galley(pos2(left + mark + 6.0, rect.center().y - galley.size().y / 2.0), galley, color);
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.on_hover_text(name)
}
