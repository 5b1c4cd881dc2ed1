//! What part of a graph is in sight, and how near.

use crate::app::graphing::{Picture, Point};
use egui::{Pos2, Rect, Ui, Vec2, vec2};

/// By how much one step comes nearer.
pub(super) const STEP: f32 = 1.3;
/// How far and how near one can go, and how near the whole of a small graph is shown.
const FAR: f32 = 0.04;
const NEAR: f32 = 5.0;
const WHOLE: f32 = 1.3;
/// Free room around the whole on the canvas: words stand at the right. No words stand farther out.
pub(super) const AROUND: (Vec2, Vec2) = (vec2(96.0, 34.0), vec2(150.0, 30.0));

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
        (self.shift(canvas) + vec2(point.x, point.y) * self.zoom).to_pos2()
    }

    /// How far what is drawn at this nearness is moved on the canvas.
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
pub(super) fn bounds(picture: &Picture) -> Rect {
    let mut all = Rect::NOTHING;
    for at in &picture.places {
        all.extend_with(egui::pos2(at.x, at.y));
    }
    if picture.places.is_empty() { Rect::ZERO } else { all }
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
