//! What part of a graph is in sight, and how near; which nodes have their words beside them there.

use crate::app::graphing::{Asked, Edge, Label, NodeKind, Picture, Point, Tie, place};
use crate::ui::theme::size;
use egui::{Pos2, Rect, Ui, Vec2, vec2};
use std::sync::Arc;

/// How far the sign of a clash reaches, and how long a link at least has one.
pub(super) const SIGN: (f32, f32) = (6.5, 24.0);
/// By how much one step comes nearer.
pub(super) const STEP: f32 = 1.3;
/// How far and how near one can go, and how near the whole of a small graph is shown.
const FAR: f32 = 0.04;
const NEAR: f32 = 3.0;
const WHOLE: f32 = 1.3;
/// Free room around the whole on the canvas: words stand at the right. No words stand farther out.
const AROUND: (Vec2, Vec2) = (vec2(96.0, 34.0), vec2(150.0, 30.0));

/// The point of the graph in the middle of the canvas, and how many points on it a point of the graph takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sight {
    middle: Vec2,
    pub zoom: f32,
}

impl Sight {
    /// The one of the last frame; of another graph, the whole.
    pub(super) fn kept(ui: &Ui, picture: &Picture, canvas: Rect) -> Self {
        ui.data(|data| data.get_temp(Self::id(picture))).unwrap_or_else(|| Self::whole(picture, canvas))
    }

    pub(super) fn keep(self, ui: &Ui, picture: &Picture) {
        ui.data_mut(|data| data.insert_temp(Self::id(picture), self));
    }

    /// Each way to look at a graph of a project has its own: who lifts a filter is back where he was.
    fn id(picture: &Picture) -> egui::Id {
        egui::Id::unique(("sight of the graph", picture.of.project.to_bytes(), &picture.of.sight))
    }

    /// The whole graph.
    pub(super) fn whole(picture: &Picture, canvas: Rect) -> Self {
        let all = bounds(picture);
        let room = canvas.size() - AROUND.0 - AROUND.1;
        let zoom = (room.x / all.width().max(1.0)).min(room.y / all.height().max(1.0)).clamp(FAR, WHOLE);
        Self { middle: all.center().to_vec2() + (AROUND.1 - AROUND.0) / (2.0 * zoom), zoom }
    }

    /// Where a point of the graph is.
    pub(super) fn at(&self, canvas: Rect, point: Point) -> Pos2 {
        canvas.center() + (vec2(point.x, point.y) - self.middle) * self.zoom
    }

    /// How far what is laid out at this nearness is moved on the canvas.
    pub(super) fn shift(&self, canvas: Rect) -> Vec2 {
        canvas.center().to_vec2() - self.middle * self.zoom
    }

    /// Comes so much nearer; what is at `pos` stays there.
    pub(super) fn nearer(&mut self, canvas: Rect, by: f32, pos: Pos2) {
        let zoom = (self.zoom * by).clamp(FAR, NEAR);
        let from = pos - canvas.center();
        self.middle += from / self.zoom - from / zoom;
        self.zoom = zoom;
    }

    /// Moves what is in sight by so many points of the canvas.
    pub(super) fn move_by(&mut self, by: Vec2) {
        self.middle -= by / self.zoom;
    }

    /// Brings a place of the graph into sight, with some room around it.
    pub(super) fn bring(&mut self, canvas: Rect, point: Point) {
        let inner = canvas.shrink2(vec2(200.0, 60.0).min(canvas.size() * 0.3));
        let at = self.at(canvas, point);
        self.move_by(at.clamp(inner.min, inner.max) - at);
    }

    /// How large marks are drawn: smaller when they are far away, but not as much as the ways between them.
    pub(super) fn marks(&self) -> f32 {
        self.zoom.powf(0.65).clamp(0.12, 1.25)
    }
}

/// The corners of all nodes.
fn bounds(picture: &Picture) -> Rect {
    let mut all = Rect::NOTHING;
    for at in &picture.places {
        all.extend_with(egui::pos2(at.x, at.y));
    }
    if picture.places.is_empty() { Rect::ZERO } else { all }
}

/// Points a letter takes at most on the average, and how high a line is.
const LETTER: f32 = 6.9;
const LINE: f32 = 17.0;
/// The widest words are in one line, and in several; and how many lines they have at most.
const WIDEST: (f32, f32) = (176.0, 190.0);
const LINES: usize = 3;

/// The words that have room at a nearness.
pub(super) struct Labels {
    /// By the place of their node; where they are, before what is in sight is moved.
    pub at: Vec<Option<Label>>,
    /// In which turn each came to have room.
    since: Vec<u32>,
    turn: u32,
}

/// The words that have room now. Those that have stood longest keep theirs first, so that none comes and goes as one looks
/// around.
pub(super) fn labels(ui: &Ui, picture: &Arc<Picture>, sight: &Sight, canvas: Vec2) -> Arc<Labels> {
    // The picture is held with them: another never lies where it lay.
    type Kept = (Arc<Picture>, [u32; 3], Arc<Labels>);
    let id = egui::Id::unique("words of the graph");
    let at = [sight.zoom, canvas.x, canvas.y].map(f32::to_bits);
    let known: Option<Kept> = ui.data(|data| data.get_temp(id));
    let known = known.filter(|(old, ..)| Arc::ptr_eq(old, picture));
    if let Some((_, then, labels)) = &known
        && *then == at
    {
        return Arc::clone(labels);
    }
    let before = known.map(|(.., labels)| labels);
    let made = Arc::new(made(picture, sight, canvas, before.as_deref()));
    ui.data_mut(|data| data.insert_temp::<Kept>(id, (Arc::clone(picture), at, Arc::clone(&made))));
    made
}

fn made(picture: &Picture, sight: &Sight, canvas: Vec2, before: Option<&Labels>) -> Labels {
    let marks = sight.marks();
    let nodes = picture.graph.nodes.iter().zip(&picture.places).zip(&picture.rows);
    let asked: Vec<Asked> = nodes
        .map(|((node, at), row)| {
            let letter = if node.kind == NodeKind::Name { LETTER * size::BODY / 12.0 } else { LETTER };
            let wide = |letters: usize| letters as f32 * letter + 6.0;
            let short = [wide(row.letters.0).min(WIDEST.0), LINE];
            let lines = (wide(row.letters.1) * 1.08 / WIDEST.1).ceil().clamp(1.0, LINES as f32);
            let long = if lines > 1.0 { [WIDEST.1, LINE * lines] } else { [wide(row.letters.1).min(WIDEST.1), LINE] };
            // Names are not broken into lines.
            let long = if node.kind == NodeKind::Claim { long } else { short };
            let over = node.kind != NodeKind::Claim;
            Asked { x: at.x * sight.zoom, y: at.y * sight.zoom, r: node.radius() * marks, short, long, over }
        })
        .collect();
    let turn = before.map_or(0, |before| before.turn + 1);
    let since = |n: usize| {
        before
            .filter(|before| before.at.get(n).is_some_and(Option::is_some))
            .and_then(|before| before.since.get(n))
            .copied()
            .unwrap_or(turn)
    };
    let mut order = picture.order.clone();
    order.sort_by_key(|n| since(*n));
    let all = bounds(picture);
    let (min, max) = (all.min.to_vec2() * sight.zoom - AROUND.0, all.max.to_vec2() * sight.zoom + AROUND.1);
    // What is smaller than the canvas has all of it.
    let more = (canvas - (max - min)).max(Vec2::ZERO) / 2.0;
    let (min, size) = (min - more, max - min + 2.0 * more);
    let walls = [min.x, min.y, size.x, size.y];
    let signs: Vec<[f32; 4]> = picture.graph.edges.iter().filter_map(|edge| sign(picture, edge, sight.zoom)).collect();
    Labels { at: place(&asked, &order, walls, &signs), since: (0..asked.len()).map(since).collect(), turn }
}

/// The room the sign in the middle of a clash takes, where there is one.
fn sign(picture: &Picture, edge: &Edge, zoom: f32) -> Option<[f32; 4]> {
    let [from, to] = [edge.from, edge.to].map(|n| picture.places.get(n).map(|at| vec2(at.x, at.y) * zoom));
    let (from, to) = (from?, to?);
    let middle = (from + to) / 2.0;
    let shown = edge.tie == Tie::Clashes && (to - from).length() > SIGN.1;
    shown.then_some([middle.x - SIGN.0, middle.y - SIGN.0, 2.0 * SIGN.0, 2.0 * SIGN.0])
}

/// How many lines a label has.
pub(super) fn lines(label: &Label) -> usize {
    let [.., high] = label.room;
    (high / LINE).round().max(1.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pointed_at_stays_where_it_is() {
        let canvas = Rect::from_min_size(egui::pos2(100.0, 50.0), vec2(800.0, 600.0));
        let mut sight = Sight { middle: vec2(10.0, -20.0), zoom: 0.5 };
        let point = Point { x: 200.0, y: 90.0 };
        let pos = sight.at(canvas, point);
        for by in [2.0, 0.3, 1e9, 1e-9] {
            sight.nearer(canvas, by, pos);
            assert!((sight.at(canvas, point) - pos).length() < 0.05, "{by}");
        }
        assert_eq!(sight.zoom, FAR);
        let far = Point { x: 90_000.0, y: 0.0 };
        sight.bring(canvas, far);
        assert!(canvas.contains(sight.at(canvas, far)));
    }
}
