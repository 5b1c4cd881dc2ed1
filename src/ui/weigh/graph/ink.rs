//! Many lines and discs as one mesh, with soft edges. Thousands of shapes one by one would cost more than a frame has.

use egui::epaint::Mesh;
use egui::{Color32, Painter, Pos2, Rect, Shape, Vec2, pos2, vec2};

/// Corners of a round mark.
const ROUND: usize = 20;

/// A mesh that is being added to.
pub(super) struct Ink {
    mesh: Mesh,
    /// The corners of a circle of radius 1.
    circle: [Vec2; ROUND],
    /// What lies outside of this is not drawn.
    clip: Rect,
    /// Half of a pixel, in points.
    soft: f32,
}

impl Ink {
    pub(super) fn new(painter: &Painter) -> Self {
        let corner = |n: usize| Vec2::angled(std::f32::consts::TAU * n as f32 / ROUND as f32);
        let soft = 0.5 / painter.ctx().pixels_per_point();
        Self { mesh: Mesh::default(), circle: std::array::from_fn(corner), clip: painter.clip_rect(), soft }
    }

    pub(super) fn paint(self, painter: &Painter) {
        painter.add(Shape::mesh(self.mesh));
    }

    fn first(&self) -> u32 {
        u32::try_from(self.mesh.vertices.len()).unwrap_or(u32::MAX)
    }

    /// A strip: the colors of its lengthwise lines, each at two corners.
    fn strip(&mut self, lines: [(Pos2, Pos2, Color32); 4]) {
        let first = self.first();
        for (from, to, color) in lines {
            self.mesh.colored_vertex(from, color);
            self.mesh.colored_vertex(to, color);
        }
        for at in [0, 2, 4] {
            self.mesh.add_triangle(first + at, first + at + 1, first + at + 2);
            self.mesh.add_triangle(first + at + 1, first + at + 2, first + at + 3);
        }
    }

    /// A line so many points wide.
    pub(super) fn line(&mut self, from: Pos2, to: Pos2, width: f32, color: Color32) {
        let way = to - from;
        let long = way.length();
        if long < 0.1 || !self.clip.intersects(Rect::from_two_pos(from, to).expand(width)) {
            return;
        }
        let across = vec2(-way.y, way.x) / long;
        let (inner, outer) = ((width / 2.0 - self.soft).max(0.0) * across, (width / 2.0 + self.soft) * across);
        let clear = Color32::TRANSPARENT;
        self.strip([
            (from - outer, to - outer, clear),
            (from - inner, to - inner, color),
            (from + inner, to + inner, color),
            (from + outer, to + outer, clear),
        ]);
    }

    /// A line of dashes, each `dash` points long and as far from the next.
    pub(super) fn dashed(&mut self, from: Pos2, to: Pos2, width: f32, dash: f32, color: Color32) {
        let long = (to - from).length();
        if !self.clip.intersects(Rect::from_two_pos(from, to).expand(width)) {
            return;
        }
        let count = ((long / (2.0 * dash)) as usize).clamp(1, 120);
        let part = (to - from) / count as f32;
        for n in 0..count {
            let begin = from + part * n as f32;
            self.line(begin, begin + part * 0.55, width, color);
        }
    }

    /// A full disc.
    pub(super) fn disc(&mut self, at: Pos2, radius: f32, color: Color32) {
        if !self.clip.intersects(Rect::from_center_size(at, Vec2::splat(2.0 * radius + 2.0))) {
            return;
        }
        let first = self.first();
        self.mesh.colored_vertex(at, color);
        let (inner, outer) = ((radius - self.soft).max(0.0), radius + self.soft);
        for corner in self.circle {
            self.mesh.colored_vertex(at + corner * inner, color);
            self.mesh.colored_vertex(at + corner * outer, Color32::TRANSPARENT);
        }
        let count = ROUND as u32;
        for n in 0..count {
            let (here, next) = (first + 1 + 2 * n, first + 1 + 2 * ((n + 1) % count));
            self.mesh.add_triangle(first, here, next);
            self.mesh.add_triangle(here, here + 1, next);
            self.mesh.add_triangle(here + 1, next, next + 1);
        }
    }

    /// An empty disc: paper within an edge.
    pub(super) fn ring(&mut self, at: Pos2, radius: f32, width: f32, color: Color32, paper: Color32) {
        self.disc(at, radius, color);
        self.disc(at, radius - width, paper);
    }

    /// A cross with arms so long.
    pub(super) fn cross(&mut self, at: Pos2, arm: f32, width: f32, color: Color32) {
        for way in [vec2(arm, arm), vec2(arm, -arm)] {
            self.line(at - way, at + way, width, color);
        }
    }

    /// A full box.
    pub(super) fn fill(&mut self, rect: Rect, color: Color32) {
        if self.clip.intersects(rect) {
            self.mesh.add_colored_rect(rect, color);
        }
    }

    /// The head of an arrow whose point is at `to`.
    pub(super) fn arrow(&mut self, from: Pos2, to: Pos2, size: f32, color: Color32) {
        let way = (to - from).normalized();
        let across = vec2(-way.y, way.x);
        if !self.clip.contains(to) {
            return;
        }
        let first = self.first();
        for corner in [to, to - way * size + across * size * 0.5, to - way * size - across * size * 0.5] {
            self.mesh.colored_vertex(corner, color);
        }
        self.mesh.add_triangle(first, first + 1, first + 2);
    }

    /// A page with a corner folded over and lines on it.
    pub(super) fn page(&mut self, at: Pos2, radius: f32, color: Color32, paper: Color32) {
        let half = vec2(radius * 0.75, radius);
        let rect = Rect::from_min_max(at - half, at + half);
        self.fill(rect, color);
        self.fill(rect.shrink(1.2), paper);
        let fold = radius * 0.6;
        let corner = rect.right_top();
        let first = self.first();
        for point in [corner - vec2(fold, 0.0), corner + vec2(0.0, fold), corner] {
            self.mesh.colored_vertex(point, color);
        }
        self.mesh.add_triangle(first, first + 1, first + 2);
        if radius > 5.0 {
            for part in [0.0, 0.45] {
                let y = at.y + radius * part;
                self.line(pos2(at.x - half.x * 0.55, y), pos2(at.x + half.x * 0.55, y), 1.0, color);
            }
        }
    }
}
