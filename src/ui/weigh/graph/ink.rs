//! Many lines and discs as one mesh, with soft edges. Thousands of shapes one by one would cost more than a frame has.

use egui::epaint::{Mesh, Vertex};
use egui::{Color32, Painter, Pos2, Rect, Shape, Vec2, pos2, vec2};

/// How far the edge of a round mark may be from a circle, in pixels: small marks need few corners.
const TRUE: f32 = 0.09;
/// Fewest and most corners of a round mark.
const CORNERS: (usize, usize) = (6, 24);

/// A mesh that is being added to.
pub(super) struct Ink {
    mesh: Mesh,
    /// What lies outside of this is not drawn.
    clip: Rect,
    /// Half of a pixel, in points.
    soft: f32,
    /// The radius of the last circle, and its corners on one of radius 1: most marks are as large as the one before.
    circle: (f32, Vec<Vec2>),
    corners: Vec<(Pos2, Pos2)>,
}

impl Ink {
    pub(super) fn new(painter: &Painter) -> Self {
        Self::over(painter.clip_rect(), painter.ctx().pixels_per_point(), Mesh::default())
    }

    /// What lies within a box, in an empty mesh.
    pub(super) fn over(clip: Rect, pixels_per_point: f32, mesh: Mesh) -> Self {
        Self { mesh, clip, soft: 0.5 / pixels_per_point, circle: (-1.0, Vec::new()), corners: Vec::new() }
    }

    pub(super) fn paint(self, painter: &Painter) {
        painter.add(Shape::mesh(self.mesh));
    }

    pub(super) fn mesh(self) -> Mesh {
        self.mesh
    }

    fn first(&self) -> u32 {
        u32::try_from(self.mesh.vertices.len()).unwrap_or(u32::MAX)
    }

    /// A strip: the colors of its lengthwise lines, each at two corners.
    fn strip<const LINES: usize>(&mut self, lines: [(Pos2, Pos2, Color32); LINES]) {
        let first = self.first();
        for (from, to, color) in lines {
            self.mesh.vertices.extend([Vertex::untextured(from, color), Vertex::untextured(to, color)]);
        }
        for n in 1..LINES as u32 {
            let at = first + 2 * (n - 1);
            self.mesh.indices.extend([at, at + 1, at + 2, at + 1, at + 2, at + 3]);
        }
    }

    /// A line so many points wide.
    pub(super) fn line(&mut self, from: Pos2, to: Pos2, width: f32, color: Color32) {
        let way = to - from;
        let square = way.length_sq();
        if square < 0.01 || !self.clip.intersects(Rect::from_two_pos(from, to).expand(width)) {
            return;
        }
        let across = vec2(-way.y, way.x) / square.sqrt();
        let outer = (width / 2.0 + self.soft) * across;
        let clear = Color32::TRANSPARENT;
        if width <= 2.0 * self.soft {
            // No wider than a pixel: it has a middle, and nothing on either side of it.
            self.strip([(from - outer, to - outer, clear), (from, to, color), (from + outer, to + outer, clear)]);
            return;
        }
        let inner = (width / 2.0 - self.soft) * across;
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

    /// What lies within some corners, of which each comes with the same a pixel farther out.
    fn full(&mut self, color: Color32) {
        let first = self.first();
        let Ok(count) = u32::try_from(self.corners.len()) else { return };
        for (inner, outer) in &self.corners {
            let corners = [Vertex::untextured(*inner, color), Vertex::untextured(*outer, Color32::TRANSPARENT)];
            self.mesh.vertices.extend(corners);
        }
        for n in 0..count {
            let (here, next) = (first + 2 * n, first + 2 * ((n + 1) % count));
            if n > 0 && n + 1 < count {
                self.mesh.indices.extend([first, here, next]);
            }
            self.mesh.indices.extend([here, here + 1, next, here + 1, next, next + 1]);
        }
    }

    /// A full disc.
    pub(super) fn disc(&mut self, at: Pos2, radius: f32, color: Color32) {
        if !self.clip.intersects(Rect::from_center_size(at, Vec2::splat(2.0 * radius + 2.0))) {
            return;
        }
        if self.circle.0 != radius {
            let many = corners(radius * 0.5 / self.soft);
            let corner = |n: usize| Vec2::angled(std::f32::consts::TAU * n as f32 / many as f32);
            self.circle = (radius, (0..many).map(corner).collect());
        }
        let (inner, outer) = ((radius - self.soft).max(0.0), radius + self.soft);
        self.corners.clear();
        self.corners.extend(self.circle.1.iter().map(|corner| (at + *corner * inner, at + *corner * outer)));
        self.full(color);
    }

    /// A full box with round corners.
    pub(super) fn ground(&mut self, rect: Rect, radius: f32, color: Color32) {
        const PART: usize = 4;
        if !self.clip.intersects(rect) {
            return;
        }
        let rect_inner = rect.shrink(radius);
        let middles =
            [rect_inner.right_bottom(), rect_inner.left_bottom(), rect_inner.left_top(), rect_inner.right_top()];
        let soft = self.soft;
        self.corners.clear();
        for (quarter, middle) in middles.into_iter().enumerate() {
            for n in 0..PART {
                let turn = quarter as f32 + n as f32 / (PART - 1) as f32;
                let way = Vec2::angled(std::f32::consts::FRAC_PI_2 * turn);
                self.corners.push((middle + way * (radius - soft), middle + way * (radius + soft)));
            }
        }
        self.full(color);
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

/// How many corners a round mark of a radius in pixels needs.
fn corners(radius: f32) -> usize {
    let turn = (1.0 - TRUE / radius.max(TRUE)).clamp(-1.0, 1.0).acos();
    ((std::f32::consts::PI / turn).ceil() as usize).clamp(CORNERS.0, CORNERS.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_has_as_many_corners_as_one_can_see_and_no_more() {
        assert_eq!((corners(0.5), corners(40.0)), CORNERS);
        for (radius, least) in [(1.5, 8), (4.0, 14), (8.0, 20)] {
            let many = corners(radius);
            let off = radius * (1.0 - (std::f32::consts::PI / many as f32).cos());
            assert!(off <= TRUE && many <= least + 3, "{radius}: {many} corners, {off} off");
        }
    }

    #[test]
    fn a_thin_line_costs_less_than_a_wide_one_and_what_is_out_of_sight_nothing() {
        let clip = Rect::from_min_size(Pos2::ZERO, vec2(100.0, 100.0));
        let mut ink = Ink::over(clip, 1.0, Mesh::default());
        ink.line(pos2(0.0, 0.0), pos2(50.0, 50.0), 1.0, Color32::BLACK);
        assert_eq!((ink.mesh.vertices.len(), ink.mesh.indices.len()), (6, 12));
        ink.line(pos2(0.0, 0.0), pos2(50.0, 50.0), 2.0, Color32::BLACK);
        assert_eq!(ink.mesh.vertices.len(), 14);
        ink.line(pos2(200.0, 0.0), pos2(250.0, 50.0), 2.0, Color32::BLACK);
        ink.disc(pos2(-20.0, 50.0), 8.0, Color32::BLACK);
        assert_eq!(ink.mesh.vertices.len(), 14);
        ink.disc(pos2(50.0, 50.0), 8.0, Color32::BLACK);
        assert!(ink.mesh.is_valid());
        let reach = ink.mesh.vertices.iter().skip(14).map(|v| v.pos.distance(pos2(50.0, 50.0))).fold(0.0, f32::max);
        assert!((reach - 8.5).abs() < 0.01, "half a pixel beyond its edge it is clear");
    }
}
