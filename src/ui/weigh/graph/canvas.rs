//! The canvas of the graph: it is moved by a drag or the wheel, comes nearer with Ctrl and the wheel, and each node in sight can be
//! pointed at, gone to with the arrows, and opened.

use super::drawing::{Drawn, Inked, Lit, signs};
use super::labels::Labels;
use super::sight::{STEP, Sight};
use crate::app::Action;
use crate::app::graphing::{GraphWish, NodeKind, Picture};
use crate::app::view::speaker_words;
use crate::app::weigh_view::shown;
use crate::app::weigh_view::time::{called, time_lines};
use crate::domain::Id;
use crate::say::{graph as say, shared};
use crate::text::Weight;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::widgets::note;
use egui::{
    EventFilter, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};
use std::sync::Arc;

/// Nodes in sight that assistive technology is told of, those with most to say first.
const TOLD: usize = 150;
/// How far beside a node it is still hit.
const BESIDE: f32 = 5.0;

/// What the buttons above ask of the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    /// Come nearer by this.
    Nearer(f32),
    /// Show all.
    Whole,
}

/// Draws the picture into what room there is.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, picture: &Arc<Picture>, look: Option<Look>) {
    let p = scene.palette;
    let room = ui.available_rect_before_wrap();
    let outer = Rect::from_min_max(room.min, room.max - vec2(0.0, 30.0));
    ui.painter().rect_stroke(outer, 9.0, Stroke::new(1.0, p.rule), StrokeKind::Inside);
    signs(ui, &p, pos2(outer.left() + 7.0, outer.bottom() + 15.0), say::SIGNS);
    let canvas = outer.shrink(1.0);
    let response = ui.interact(canvas, egui::Id::unique("canvas of the graph"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, say::PICTURE));
    let mut sight = Sight::kept(ui, picture, canvas);
    match look {
        Some(Look::Nearer(by)) => sight.nearer(canvas, by, canvas.center()),
        Some(Look::Whole) => sight = Sight::whole(picture, canvas),
        None => {}
    }
    pointer(ui, &response, canvas, &mut sight);
    zoom_keys(ui, scene, picture, canvas, &mut sight);
    let in_hand = scene.app.node_in_hand().and_then(|id| picture.graph.place(id));
    let gone_to = arrows(ui, scene, picture, in_hand);
    if let Some(at) = gone_to.and_then(|n| picture.places.get(n)) {
        sight.bring(canvas, *at);
    }
    sight.keep(ui, picture);
    ui.set_clip_rect(ui.clip_rect().intersect(canvas));
    let mut kept = Kept::taken(ui, picture);
    let mut drawn = Drawn::of(picture, canvas, sight);
    let mut more = kept.labels.look(&drawn);
    let hovered = ui
        .input(|input| input.pointer.hover_pos())
        .filter(|pos| canvas.contains(*pos) && !response.dragged() && ui.rect_contains_pointer(canvas))
        .and_then(|pos| hit(&drawn, &kept.labels, pos));
    drawn.lit = hovered.and_then(|node| Some(Lit { node, near: picture.graph.near.get(node)? }));
    drawn.ink(ui.painter(), &p, &mut kept.ink);
    drawn.kinds(ui.painter(), &p, &kept.labels);
    more |= drawn.words(ui, scene, &kept.labels, [in_hand, hovered]);
    if more {
        ui.ctx().request_repaint();
    }
    kept.keep(ui);
    if let Some(n) = in_hand {
        drawn.ring(ui.painter(), &p, n, false);
    }
    told(ui, scene, &drawn, in_hand.or(gone_to), gone_to);
    if let Some(n) = hovered {
        pointed(ui, scene, picture, &response, n);
    }
}

/// What is kept from frame to frame.
#[derive(Clone, Default)]
struct Kept {
    /// What it is of. It is held with it: another never lies where it lay.
    picture: Option<Arc<Picture>>,
    labels: Labels,
    ink: Option<Inked>,
}

impl Kept {
    fn id() -> egui::Id {
        egui::Id::unique("drawn of the graph")
    }

    /// What was kept of a picture, else nothing of it yet.
    fn taken(ui: &Ui, picture: &Arc<Picture>) -> Self {
        let known: Option<Self> = ui.data_mut(|data| data.remove_temp(Self::id()));
        let same = |kept: &Self| kept.picture.as_ref().is_some_and(|of| Arc::ptr_eq(of, picture));
        let new = || Self { picture: Some(Arc::clone(picture)), labels: Labels::of(picture), ink: None };
        known.filter(same).unwrap_or_else(new)
    }

    fn keep(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(Self::id(), self));
    }
}

/// A drag moves the picture, and so does the wheel; with Ctrl the wheel comes nearer where it points.
fn pointer(ui: &Ui, response: &Response, canvas: Rect, sight: &mut Sight) {
    if response.dragged() {
        sight.move_by(response.drag_delta());
    }
    let Some(at) = ui.input(|input| input.pointer.hover_pos()).filter(|_| ui.rect_contains_pointer(canvas)) else {
        return;
    };
    let (zoomed, along) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    if zoomed != 1.0 {
        sight.nearer(canvas, zoomed, at);
    } else if along != Vec2::ZERO {
        sight.move_by(along);
    }
}

/// True where single keys are the graph's.
fn is_free(ui: &Ui, scene: &Scene<'_>) -> bool {
    !field::is_typing(ui.ctx()) && scene.app.overlay.is_none()
}

/// `+` and `−` come nearer and go farther, `0` shows all.
fn zoom_keys(ui: &Ui, scene: &Scene<'_>, picture: &Picture, canvas: Rect, sight: &mut Sight) {
    if !is_free(ui, scene) {
        return;
    }
    ui.input_mut(|input| {
        let mut key = |key| input.consume_key(Modifiers::NONE, key);
        if key(Key::Plus) || key(Key::Equals) {
            sight.nearer(canvas, STEP, canvas.center());
        }
        if key(Key::Minus) {
            sight.nearer(canvas, 1.0 / STEP, canvas.center());
        }
        if key(Key::Num0) {
            *sight = Sight::whole(picture, canvas);
        }
    });
}

fn node_id(id: Id) -> egui::Id {
    egui::Id::unique(("node of the graph", id))
}

/// An arrow goes from the node in hand to the nearest on that side; with none in hand, to the one with most to say.
fn arrows(ui: &Ui, scene: &mut Scene<'_>, picture: &Picture, in_hand: Option<usize>) -> Option<usize> {
    let arrow = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
    if !ui.input(|input| arrow.iter().any(|key| input.key_pressed(*key))) {
        return None;
    }
    // What else has the focus keeps its arrows.
    let focused = ui.memory(egui::Memory::focused);
    let ours = focused.is_none_or(|focused| picture.graph.nodes.iter().any(|node| node_id(node.id) == focused));
    if !is_free(ui, scene) || !ours {
        return None;
    }
    let ways = [
        (Key::ArrowLeft, vec2(-1.0, 0.0)),
        (Key::ArrowRight, vec2(1.0, 0.0)),
        (Key::ArrowUp, vec2(0.0, -1.0)),
        (Key::ArrowDown, vec2(0.0, 1.0)),
    ];
    let pressed = |(key, _): &(Key, Vec2)| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
    let (_, way) = ways.into_iter().find(pressed)?;
    let next = match in_hand {
        Some(from) => beside(picture, from, way).unwrap_or(from),
        None => *picture.order.first()?,
    };
    let node = picture.graph.nodes.get(next)?;
    scene.wanted.push(Action::Graph(GraphWish::Take(node.id)));
    ui.memory_mut(|memory| {
        memory.request_focus(node_id(node.id));
        // The focus has gone where it was to go.
        memory.move_focus(egui::FocusDirection::None);
    });
    Some(next)
}

/// The nearest node on a side: what lies aside counts for farther.
fn beside(picture: &Picture, from: usize, way: Vec2) -> Option<usize> {
    let at = |n: usize| picture.places.get(n).map(|at| vec2(at.x, at.y));
    let here = at(from)?;
    let far = |n: usize| {
        let to = at(n)? - here;
        let along = to.dot(way);
        let aside = (to - along * way).length();
        // What lies more aside than ahead is gone to only where nothing lies ahead.
        (along > 0.5).then_some((aside > along, along + 2.0 * aside))
    };
    let found = (0..picture.places.len()).filter(|n| *n != from).filter_map(|n| Some((far(n)?, n)));
    found.min_by(|((a, far), _), ((b, farther), _)| a.cmp(b).then(far.total_cmp(farther))).map(|(_, n)| n)
}

/// The node at a place, or the one whose words are there.
fn hit(drawn: &Drawn<'_>, labels: &Labels, pos: Pos2) -> Option<usize> {
    let near = |n: usize| {
        let far = drawn.place(n)?.distance(pos) - drawn.radius(n);
        (far <= BESIDE).then_some((far, n))
    };
    let all = 0..drawn.picture.places.len();
    let node = all.filter_map(near).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, n)| n);
    let inside = |n: &usize| labels.room(drawn, *n).is_some_and(|(room, _)| room.contains(pos));
    node.or_else(|| labels.standing().iter().copied().find(inside))
}

/// What is pointed at: a click takes it into the hand, a double click opens its words.
fn pointed(ui: &Ui, scene: &mut Scene<'_>, picture: &Picture, response: &Response, n: usize) {
    let Some(node) = picture.graph.nodes.get(n) else { return };
    if response.double_clicked() {
        scene.wanted.push(Action::Graph(GraphWish::Open(node.id)));
    } else if response.clicked() {
        scene.wanted.push(Action::Graph(GraphWish::Take(node.id)));
        ui.memory_mut(|memory| memory.request_focus(node_id(node.id)));
    }
    if response.dragged() {
        return;
    }
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    let id = node.id;
    response.clone().on_hover_ui_at_pointer(|ui| card(ui, scene, node.kind, id));
}

/// What is told of a node that is pointed at.
fn card(ui: &mut Ui, scene: &Scene<'_>, kind: NodeKind, id: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    ui.set_max_width(420.0);
    let bold = LabelStyle::body().weight(Weight::SemiBold);
    match model.claims.get(&id) {
        Some(claim) => {
            if let Some(speaker) = speaker_words(model, claim) {
                scene.engine.label(ui, speaker, bold.one_line());
            }
            scene.engine.label(ui, &shown(claim), LabelStyle::quote().lines(6));
            for line in time_lines(model, claim) {
                scene.engine.label(ui, &line, LabelStyle::small().color(p.soft));
            }
        }
        None => {
            scene.engine.label(ui, &called(model, id), bold.lines(3));
            let claims = scene.app.graphing.picture.as_ref().and_then(|picture| {
                picture.graph.place(id).and_then(|n| picture.graph.nodes.get(n)).map(|node| node.claims)
            });
            if let Some(claims) = claims.filter(|_| kind != NodeKind::Claim) {
                note(ui, &p, &shared::claims(claims));
            }
        }
    }
}

/// Nodes in sight as assistive technology and the keyboard know them. One of them can be gone to with Tab: the one in hand, else
/// the first. The pointer is the canvas's alone, which finds what it hits for all nodes at once.
fn told(ui: &mut Ui, scene: &mut Scene<'_>, drawn: &Drawn<'_>, in_hand: Option<usize>, gone_to: Option<usize>) {
    let clip = ui.clip_rect();
    ui.set_clip_rect(Rect::NOTHING);
    let picture = drawn.picture;
    let in_sight = |n: &usize| drawn.place(*n).is_some_and(|at| drawn.canvas.contains(at));
    let first = gone_to.or(in_hand).filter(in_sight);
    let others = picture.order.iter().copied().filter(in_sight).filter(|n| Some(*n) != first);
    for (turn, n) in first.into_iter().chain(others).take(TOLD).enumerate() {
        let (Some(node), Some(row), Some(at)) = (picture.graph.nodes.get(n), picture.rows.get(n), drawn.place(n))
        else {
            continue;
        };
        let sense = if turn == 0 { Sense::click() } else { Sense::CLICK };
        let side = 2.0 * drawn.radius(n).max(5.0);
        let response = ui.interact(Rect::from_center_size(at, Vec2::splat(side)), node_id(node.id), sense);
        let on = in_hand == Some(n);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, true, on, TextEngine::accessible_name(&row.name))
        });
        if turn == 0 {
            ui.memory_mut(|memory| {
                let all = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
                memory.set_focus_lock_filter(response.id, all);
            });
            if response.has_focus() {
                drawn.ring(&ui.painter().with_clip_rect(clip), &scene.palette, n, true);
            }
        }
        let entered = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if entered {
            scene.wanted.push(Action::Graph(GraphWish::Open(node.id)));
        } else if response.clicked() || (response.gained_focus() && !on) {
            scene.wanted.push(Action::Graph(GraphWish::Take(node.id)));
            ui.memory_mut(|memory| memory.request_focus(response.id));
        }
    }
    ui.set_clip_rect(clip);
}
