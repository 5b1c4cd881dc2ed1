//! How the graph is drawn: threads and links, marks of nodes, and beside them the words that have room.

use super::ink::Ink;
use super::labels::{Labels, Much, lines, sign};
use super::sight::Sight;
use crate::app::graphing::{Edge, Node, NodeKind, Picture, Says, Tie};
use crate::domain::link::LinkKind;
use crate::text::Weight;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::{Palette, size};
use egui::epaint::Mesh;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use std::sync::Arc;

/// How far the sign of a clash reaches, and how long a link at least has one.
pub(super) const SIGN: (f32, f32) = (6.5, 24.0);
/// How near kinds of links are written beside them.
const KINDS: f32 = 0.95;
/// What is shorter than this never has room for that.
const SHORT: f32 = 40.0;
/// Beyond so many edges in a picture threads are not dashed any more.
const DASHED: usize = 1_500;
/// So many words are laid out anew in a frame; the others follow in the next.
const NEW_WORDS: usize = 2;
/// So much more than what is in sight is drawn, of the canvas on each side: as one goes along it needs not be drawn anew.
const BESIDE: f32 = 0.5;

/// What is pointed at or in hand, and what is to be told apart from it.
pub(super) struct Lit<'a> {
    /// The node.
    pub node: usize,
    /// What it is tied to.
    pub near: &'a [usize],
}

impl Lit<'_> {
    fn has(&self, n: usize) -> bool {
        n == self.node || self.near.binary_search(&n).is_ok()
    }

    fn has_edge(&self, edge: &Edge) -> bool {
        edge.from == self.node || edge.to == self.node
    }
}

/// A picture on a canvas.
pub(super) struct Drawn<'a> {
    pub picture: &'a Arc<Picture>,
    pub canvas: Rect,
    pub sight: Sight,
    pub lit: Option<Lit<'a>>,
    /// How large marks are, and how far all is moved.
    marks: f32,
    shift: Vec2,
}

/// Threads, links and nodes as they were drawn last, to be drawn again.
#[derive(Clone)]
pub(super) struct Inked {
    /// How near, with how many pixels a point, in which colors, and what was pointed at.
    of: (u32, u32, Palette, Option<usize>),
    mesh: Arc<Mesh>,
    /// How far it is moved.
    shift: Vec2,
    /// What of the canvas it is of.
    covers: Rect,
}

impl<'a> Drawn<'a> {
    pub(super) fn of(picture: &'a Arc<Picture>, canvas: Rect, sight: Sight) -> Self {
        Self { picture, canvas, sight, lit: None, marks: sight.marks(), shift: sight.shift(canvas) }
    }

    pub(super) fn place(&self, n: usize) -> Option<Pos2> {
        self.picture.places.get(n).map(|at| (vec2(at.x, at.y) * self.sight.zoom + self.shift).to_pos2())
    }

    /// The radius of a node as it is drawn.
    pub(super) fn radius(&self, n: usize) -> f32 {
        self.picture.graph.nodes.get(n).map_or(0.0, |node| node.radius() * self.marks)
    }

    pub(super) fn ends(&self, edge: &Edge) -> Option<(Pos2, Pos2)> {
        Some((self.place(edge.from)?, self.place(edge.to)?))
    }

    /// Threads first, links over them, nodes over both. What was drawn for the last frame is drawn again as long as it is the
    /// same but for its place.
    pub(super) fn ink(&self, painter: &Painter, p: &Palette, kept: &mut Option<Inked>) {
        let pixels = painter.ctx().pixels_per_point();
        let of = (self.sight.zoom.to_bits(), pixels.to_bits(), *p, self.lit.as_ref().map(|lit| lit.node));
        let all = super::sight::bounds(self.picture);
        let all = Rect::from_min_max(
            (all.min.to_vec2() * self.sight.zoom + self.shift).to_pos2(),
            (all.max.to_vec2() * self.sight.zoom + self.shift).to_pos2(),
        );
        let wanted = self.canvas.intersect(all.expand(40.0));
        let mut before = kept.take();
        if let Some(inked) = before.as_mut().filter(|inked| inked.of == of) {
            let by = self.shift - inked.shift;
            let covers = inked.covers.translate(by);
            if covers.contains_rect(wanted) || !wanted.is_positive() {
                if by != Vec2::ZERO {
                    for vertex in &mut Arc::make_mut(&mut inked.mesh).vertices {
                        vertex.pos += by;
                    }
                    (inked.shift, inked.covers) = (self.shift, covers);
                }
                painter.add(Shape::Mesh(Arc::clone(&inked.mesh)));
                *kept = before;
                return;
            }
        }
        // The room the last mesh took is used again where nobody else holds it.
        let mut mesh = before.and_then(|inked| Arc::into_inner(inked.mesh)).unwrap_or_default();
        mesh.indices.clear();
        mesh.vertices.clear();
        let covers = self.canvas.expand2(self.canvas.size() * BESIDE);
        let mesh = Arc::new(self.drawn(Ink::over(covers, pixels, mesh), p));
        painter.add(Shape::Mesh(Arc::clone(&mesh)));
        *kept = Some(Inked { of, mesh, shift: self.shift, covers });
    }

    fn drawn(&self, mut ink: Ink, p: &Palette) -> Mesh {
        let all = &self.picture.graph.edges;
        let strokes: Vec<(Tie, Strokes)> = Tie::ALL.iter().map(|tie| (*tie, Strokes::of(*tie, p))).collect();
        for links in [false, true] {
            for edge in all.iter().filter(|edge| edge.tie.is_link() == links) {
                let lit = self.lit.as_ref().map(|lit| lit.has_edge(edge));
                let strokes = strokes.iter().find(|(tie, _)| *tie == edge.tie);
                if let (Some((from, to)), Some((_, strokes))) = (self.ends(edge), strokes) {
                    let near = (lit, self.sight.zoom, all.len());
                    tie(&mut ink, (p, strokes), edge, (from, to), near, self.radius(edge.to));
                }
            }
        }
        let dimmed = Palette { ink: p.dimmed(p.ink), accent: p.dimmed(p.accent), soft: p.dimmed(p.soft), ..*p };
        for (n, node) in self.picture.graph.nodes.iter().enumerate() {
            let dim = self.lit.as_ref().is_some_and(|lit| !lit.has(n));
            if let Some(at) = self.place(n) {
                mark(&mut ink, if dim { &dimmed } else { p }, node, at, self.radius(n));
            }
        }
        ink.mesh()
    }

    /// The words beside nodes, and over all of them those of what is pointed at or in hand; true when some are still to be laid
    /// out.
    pub(super) fn words(&self, ui: &Ui, scene: &Scene<'_>, labels: &Labels, first: [Option<usize>; 2]) -> bool {
        let p = scene.palette;
        let painter = ui.painter().with_clip_rect(self.canvas);
        let (mut anew, mut left) = (NEW_WORDS, false);
        let mut laid_out = |n: usize, room: Rect, much: Much| {
            let (node, row) = (self.picture.graph.nodes.get(n)?, self.picture.rows.get(n)?);
            let dim = self.lit.as_ref().is_some_and(|lit| !lit.has(n));
            let style = style(node.kind, &p, dim);
            let words = if much == Much::Long { &row.more } else { &row.short };
            let known = scene.engine.known(words, &style.lines(lines(room)), room.width());
            let made = || {
                let made = (anew > 0).then(|| scene.engine.laid(words, &style.lines(lines(room)), room.width()));
                anew = anew.saturating_sub(1);
                left |= made.is_none();
                made
            };
            Some((known.or_else(made)?, room, style.color.unwrap_or(p.ink)))
        };
        let mut put = Vec::new();
        let mut grounds = Ink::new(&painter);
        for n in labels.standing() {
            let Some((room, much)) = labels.room(self, *n).filter(|(room, _)| self.canvas.intersects(*room)) else {
                continue;
            };
            if let Some(laid) = laid_out(*n, room, much) {
                // What runs under words is not read through them.
                let name = self.picture.graph.nodes.get(*n).is_some_and(|node| node.kind == NodeKind::Name);
                grounds.ground(room, 4.0, p.paper.gamma_multiply(if name { 0.85 } else { 0.6 }));
                put.push(laid);
            }
        }
        grounds.paint(&painter);
        scene.engine.put_all(&painter, &put);
        for n in first.into_iter().flatten().filter(|n| labels.room(self, *n).is_none()) {
            let room = labels.over(self, n);
            let room = room.filter(|_| self.place(n).is_some_and(|at| self.canvas.contains(at)));
            if let Some(laid) = room.and_then(|room| laid_out(n, room, Much::Short)) {
                let ground = laid.1.expand2(vec2(4.0, 1.0));
                painter.rect(ground, 4.0, p.raise, Stroke::new(1.0, p.rule), StrokeKind::Outside);
                scene.engine.put_all(&painter, &[laid]);
            }
        }
        left
    }

    /// Near enough, what a link is, in the middle of it where that covers no words.
    pub(super) fn kinds(&self, painter: &Painter, p: &Palette, labels: &Labels) {
        if self.sight.zoom < KINDS && self.lit.is_none() {
            return;
        }
        let (mut grounds, mut galleys) = (Ink::new(painter), Vec::new());
        let rooms = labels.standing().iter().filter_map(|n| labels.room(self, *n));
        let mut taken: Vec<Rect> = rooms.map(|(room, _)| room).filter(|room| self.canvas.intersects(*room)).collect();
        let clashes = self.picture.graph.edges.iter().filter(|edge| edge.tie == Tie::Clashes);
        taken.extend(clashes.filter_map(|edge| sign(self, edge)).filter(|room| self.canvas.intersects(*room)));
        for edge in self.picture.graph.edges.iter().filter(|edge| edge.tie.is_link()) {
            let (Some(kind), Some((from, to))) = (edge.link, self.ends(edge)) else { continue };
            if self.lit.as_ref().is_some_and(|lit| !lit.has_edge(edge))
                || !self.canvas.contains(from + (to - from) / 2.0)
                || (to - from).length_sq() < SHORT * SHORT
            {
                continue;
            }
            let color = stroke(edge.tie, p).0;
            let galley = painter.layout_no_wrap(kind.label().to_owned(), FontId::proportional(size::LABEL), color);
            // Beside the sign in the middle of a clash.
            let middle = from + (to - from) / 2.0 + vec2(0.0, if edge.tie == Tie::Clashes { 15.0 } else { 0.0 });
            let ground = Rect::from_center_size(middle, galley.size() + vec2(6.0, 1.0));
            let need = if edge.tie == Tie::Clashes { 44.0 } else { galley.size().x + 24.0 };
            if (to - from).length() < need || taken.iter().any(|room| room.intersects(ground)) {
                continue;
            }
            grounds.ground(ground, 4.0, p.paper);
            galleys.push((middle - galley.size() / 2.0, galley, color));
            taken.push(ground);
        }
        // All grounds first: what lies between ground and words in turn is not one mesh.
        grounds.paint(painter);
        for (at, galley, color) in galleys {
            painter.galley(at, galley, color);
        }
    }

    /// A ring around a node: it is in hand, or has the focus.
    pub(super) fn ring(&self, painter: &Painter, p: &Palette, n: usize, strong: bool) {
        let (Some(at), Some(node)) = (self.place(n), self.picture.graph.nodes.get(n)) else { return };
        let r = self.radius(n) + 3.0;
        let edge = Stroke::new(if strong { 2.5 } else { 1.5 }, p.accent);
        match node.kind {
            NodeKind::Claim => drop(painter.circle_stroke(at, r, edge)),
            NodeKind::Name | NodeKind::Document => {
                let square = Rect::from_center_size(at, vec2(2.0 * r, 2.0 * r));
                painter.rect_stroke(square, 4.0, edge, StrokeKind::Middle);
            }
        }
    }
}

fn style(kind: NodeKind, p: &Palette, dim: bool) -> LabelStyle {
    let (style, color) = match kind {
        NodeKind::Name => (LabelStyle::body().weight(Weight::SemiBold), p.ink),
        NodeKind::Claim => (LabelStyle { size: 12.0, line_height: 1.35, ..LabelStyle::quote() }, p.ink),
        NodeKind::Document => (LabelStyle::small(), p.soft),
    };
    style.color(if dim { p.dimmed(color) } else { color })
}

/// The colors of a sort of tie, and how wide it is. Thousands have the same.
struct Strokes {
    own: Color32,
    dimmed: Color32,
    width: f32,
}

impl Strokes {
    fn of(tie: Tie, p: &Palette) -> Self {
        let (own, width) = stroke(tie, p);
        Self { own, dimmed: p.dimmed(own), width }
    }
}

/// The color of a tie and how wide it is.
fn stroke(tie: Tie, p: &Palette) -> (Color32, f32) {
    match tie {
        Tie::Agrees => (p.supported(), 2.0),
        Tie::Clashes => (p.clash(), 2.4),
        Tie::Other => (p.soft, 1.4),
        Tie::Says | Tie::StandsIn | Tie::Publishes | Tie::Mentions => (p.thread(), 1.0),
    }
}

/// True for a link that runs one way.
fn is_directed(kind: LinkKind) -> bool {
    !matches!(kind, LinkKind::PullsAgainst | LinkKind::Contradicts | LinkKind::SameAs | LinkKind::SameOrigin)
}

fn tie(
    ink: &mut Ink,
    (p, strokes): (&Palette, &Strokes),
    edge: &Edge,
    (from, to): (Pos2, Pos2),
    (lit, zoom, edges): (Option<bool>, f32, usize),
    end: f32,
) {
    // Far away lines are thinner, so that they do not become one.
    let width = strokes.width * zoom.sqrt().clamp(0.45, 1.0);
    let color = match lit {
        Some(false) => strokes.dimmed,
        Some(true) if !edge.tie.is_link() => p.soft,
        _ => strokes.own,
    };
    let long = (to - from).length();
    let dash = match edge.tie {
        Tie::Agrees | Tie::Clashes => edge.proposed.then_some(6.0),
        Tie::Other => Some(3.5),
        Tie::StandsIn | Tie::Publishes => (edges < DASHED).then_some(2.0),
        Tie::Says | Tie::Mentions => None,
    };
    match dash {
        Some(dash) if long > 12.0 => ink.dashed(from, to, width, dash, color),
        _ => ink.line(from, to, width, color),
    }
    if edge.link.is_some_and(is_directed) && long > 40.0 && zoom > 0.4 {
        ink.arrow(from, to - (to - from) / long * (end + 2.0), 8.0, color);
    }
    if edge.tie == Tie::Clashes && long > SIGN.1 {
        let middle = from + (to - from) / 2.0;
        ink.disc(middle, SIGN.0, p.paper);
        ink.cross(middle, 3.6, 2.0, color);
    }
}

/// A claim is round: full when it is affirmed, with a cross when denied, empty when hedged, with a dot when unclear. A name is a
/// square, full for who says something; a document a page.
pub(super) fn mark(ink: &mut Ink, p: &Palette, node: &Node, at: Pos2, r: f32) {
    match node.kind {
        NodeKind::Claim => {
            let own = p.ink;
            match node.says {
                Some(Says::Affirms) => ink.disc(at, r, own),
                says => {
                    ink.ring(at, r, (r * 0.26).clamp(1.0, 2.0), own, p.paper);
                    match says {
                        Some(Says::Denies) => ink.cross(at, r * 0.42, (r * 0.26).clamp(1.0, 2.0), own),
                        Some(Says::Unclear) | None => ink.disc(at, r * 0.28, own),
                        Some(Says::Hedges | Says::Affirms) => {}
                    }
                }
            }
        }
        NodeKind::Name => {
            let square = Rect::from_center_size(at, vec2(2.0 * r, 2.0 * r));
            ink.fill(square, p.accent);
            if !node.speaks {
                ink.fill(square.shrink((r * 0.26).clamp(1.0, 2.0)), p.paper);
            }
        }
        NodeKind::Document => ink.page(at, r, p.soft, p.raise),
    }
}

/// A tie as the legend shows it, as long as the room is wide.
pub(super) fn sample(ui: &Ui, p: &Palette, room: Rect, tie_of: Tie) {
    let mut ink = Ink::new(ui.painter());
    let edge = Edge { from: 0, to: 0, tie: tie_of, link: None, record: None, proposed: false };
    let strokes = Strokes::of(tie_of, p);
    tie(&mut ink, (p, &strokes), &edge, (room.left_center(), room.right_center()), (None, 1.0, 0), 0.0);
    ink.paint(ui.painter());
}

/// What the signs of claims mean, from a place on.
pub(super) fn signs(ui: &Ui, p: &Palette, at: Pos2, labels: [&str; 4]) {
    let mut x = at.x;
    let mut ink = Ink::new(ui.painter());
    for (says, label) in [Says::Affirms, Says::Denies, Says::Hedges, Says::Unclear].into_iter().zip(labels) {
        claim_sign(&mut ink, p, pos2(x, at.y), Some(says));
        let font = FontId::proportional(size::LABEL);
        x = ui.painter().text(pos2(x + 10.0, at.y), Align2::LEFT_CENTER, label, font, p.soft).right() + 18.0;
    }
    ink.paint(ui.painter());
}

/// A claim's sign in the legend.
fn claim_sign(ink: &mut Ink, p: &Palette, at: Pos2, says: Option<Says>) {
    mark(ink, p, &sign_of(NodeKind::Claim, says, false), at, 5.0);
}

fn sign_of(kind: NodeKind, says: Option<Says>, speaks: bool) -> Node {
    Node { id: crate::domain::Id::from_bytes([0; 16]), kind, says, ties: 0, clashes: 0, claims: 0, speaks }
}

/// A node's mark in the legend.
pub(super) fn node_sample(ui: &Ui, p: &Palette, at: Pos2, (kind, speaks): (NodeKind, bool)) {
    let mut ink = Ink::new(ui.painter());
    let r = if kind == NodeKind::Document { 6.5 } else { 5.0 };
    mark(&mut ink, p, &sign_of(kind, Some(Says::Affirms), speaks), at, r);
    ink.paint(ui.painter());
}
