//! Where each node of a graph lies, in points, the middle of the picture near 0, 0. What hangs on one node alone lies around
//! that one; what hangs together is laid out by springs; these parts are packed; what is tied to nothing stands in rows below.

use super::force::{Body, settle};
use super::packing::{CELL, Size, cells, order, pack};
use super::petals::{petals, reach};
use super::{Graph, NodeKind};
use crate::domain::Id;
use std::collections::BTreeMap;
use std::ops::{Add, Mul, Sub};

/// A place, or the way from one to another, in points: to the right and down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    /// The square of its length.
    pub fn square(self) -> f32 {
        self.x * self.x + self.y * self.y
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { x: self.x - other.x, y: self.y - other.y }
    }
}

impl Mul<f32> for Point {
    type Output = Self;
    fn mul(self, by: f32) -> Self {
        Self { x: self.x * by, y: self.y * by }
    }
}

/// Free room around a node, in points.
const ROOM: f32 = 25.0;
/// Free room around a part: left, top, and right, where its words stand, below.
const AROUND: (Point, Point) = (Point { x: 24.0, y: 20.0 }, Point { x: 110.0, y: 24.0 });
/// What is tied to nothing stands so far apart, across and down.
const ROWS: Point = Point { x: 250.0, y: 50.0 };
/// In so many columns, the fewest that do not make a tower of it.
const COLUMNS: [usize; 7] = [4, 6, 8, 12, 16, 24, 40];

/// A place of its own for a record: from 0 to 1 each way, as good as drawn by lot, and always the same.
fn own(id: Id) -> Point {
    let mixed = |seed: u64| {
        let mut hash = seed;
        for byte in id.to_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
            hash ^= hash >> 29;
        }
        hash = (hash ^ (hash >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> 40) as f32 / (1_u64 << 24) as f32
    };
    Point { x: mixed(0xCBF2_9CE4_8422_2325), y: mixed(0x8422_2325_CBF2_9CE4) }
}

/// A part that hangs together: where its nodes lie, by their places in the graph.
struct Part {
    nodes: Vec<(usize, Point)>,
    oldest: usize,
}

/// What each node hangs on alone; `None` for all others.
fn hung(graph: &Graph, near: &[Vec<usize>]) -> Vec<Option<usize>> {
    let ties = |n: usize| near.get(n).map_or(0, Vec::len);
    // Of two that are tied to each other alone, the name holds the claim, and the older the younger.
    let rank = |n: usize| {
        let kind = graph.nodes.get(n).map(|node| node.kind);
        (kind != Some(NodeKind::Name), kind == Some(NodeKind::Claim), n)
    };
    let on = |(n, near): (usize, &Vec<usize>)| match near.as_slice() {
        [only] if ties(*only) > 1 || rank(*only) < rank(n) => Some(*only),
        _ => None,
    };
    near.iter().enumerate().map(on).collect()
}

/// Lays the nodes out: a place for each, in their order.
pub fn lay(graph: &Graph) -> Vec<Point> {
    lay_while(graph, &|| true).unwrap_or_default()
}

/// As [`lay`]; `goes_on` is asked in every step of it, and `None` given where it said no.
pub fn lay_while(graph: &Graph, goes_on: &dyn Fn() -> bool) -> Option<Vec<Point>> {
    let near = &graph.near;
    let hung = hung(graph, near);
    let mut petals_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, on) in hung.iter().enumerate() {
        if let Some(on) = on {
            petals_of.entry(*on).or_default().push(n);
        }
    }
    let is_core = |n: usize| hung.get(n).is_some_and(Option::is_none);
    let mut seen = vec![false; graph.nodes.len()];
    let (mut parts, mut alone) = (Vec::new(), Vec::new());
    for first in 0..graph.nodes.len() {
        if seen.get(first) != Some(&false) || !is_core(first) {
            continue;
        }
        if near.get(first).is_some_and(Vec::is_empty) {
            alone.push(first);
            continue;
        }
        let mut members = vec![first];
        let mut next = 0;
        mark(&mut seen, first);
        while let Some(n) = members.get(next).copied() {
            for other in near.get(n).into_iter().flatten().copied().filter(|n| is_core(*n)) {
                if seen.get(other) == Some(&false) {
                    mark(&mut seen, other);
                    members.push(other);
                }
            }
            next += 1;
        }
        members.sort_unstable();
        parts.push(part(graph, near, &petals_of, &members, goes_on)?);
    }
    let mut places = vec![Point::default(); graph.nodes.len()];
    let below = put(graph, &parts, &mut places);
    rows(&alone, below, &mut places);
    goes_on().then_some(places)
}

fn mark(seen: &mut [bool], n: usize) {
    if let Some(seen) = seen.get_mut(n) {
        *seen = true;
    }
}

/// One part: its nodes that hang on several by springs, the others around them.
fn part(
    graph: &Graph,
    near: &[Vec<usize>],
    petals_of: &BTreeMap<usize, Vec<usize>>,
    members: &[usize],
    goes_on: &dyn Fn() -> bool,
) -> Option<Part> {
    let held = |n: usize| petals_of.get(&n).map_or(&[][..], Vec::as_slice);
    let bodies: Vec<Body> = members
        .iter()
        .map(|n| {
            let node = graph.nodes.get(*n);
            let radius = node.map_or(0.0, super::Node::radius);
            let near = near.get(*n).into_iter().flatten().filter_map(|other| members.binary_search(other).ok());
            Body {
                own: node.map(|node| own(node.id)).unwrap_or_default(),
                reach: reach(held(*n).len()).max(radius + ROOM),
                near: near.collect(),
            }
        })
        .collect();
    let places = if bodies.len() > 1 { settle(&bodies, goes_on)? } else { vec![Point::default()] };
    let mut nodes = Vec::new();
    for ((n, body), place) in members.iter().zip(&bodies).zip(&places) {
        nodes.push((*n, *place));
        // Petals lie on the side away from what else the node is tied to; with nothing else, to the right, as words run.
        let tied = body.near.iter().filter_map(|at| places.get(*at));
        let away = tied.fold(Point::default(), |sum, other| {
            let way = *place - *other;
            sum + way * (1.0 / way.square().sqrt().max(1.0))
        });
        let outward = if away.square() < 1e-6 { 0.0 } else { away.y.atan2(away.x) };
        let around = petals(held(*n).len(), outward);
        nodes.extend(held(*n).iter().zip(around).map(|(petal, way)| (*petal, *place + way)));
    }
    let oldest = nodes.iter().map(|(n, _)| *n).min().unwrap_or_default();
    Some(Part { nodes, oldest })
}

/// The corners of some places, with what the nodes there need around them.
fn corners(graph: &Graph, nodes: &[(usize, Point)]) -> (Point, Point) {
    let mut out: Option<(Point, Point)> = None;
    for (n, place) in nodes {
        let r = graph.nodes.get(*n).map_or(0.0, super::Node::radius);
        let (min, max) = out.unwrap_or((*place, *place));
        out = Some((
            Point { x: min.x.min(place.x - r), y: min.y.min(place.y - r) },
            Point { x: max.x.max(place.x + r), y: max.y.max(place.y + r) },
        ));
    }
    let (min, max) = out.unwrap_or_default();
    (min - AROUND.0, max + AROUND.1)
}

/// Packs the parts; gives the left edge, the width and the lower edge of all of them.
fn put(graph: &Graph, parts: &[Part], places: &mut [Point]) -> (f32, f32, f32) {
    let boxes: Vec<(Point, Point)> = parts.iter().map(|part| corners(graph, &part.nodes)).collect();
    let sizes: Vec<(Size, usize)> = parts
        .iter()
        .zip(&boxes)
        .map(|(part, (min, max))| ((cells(max.x - min.x), cells(max.y - min.y)), part.oldest))
        .collect();
    let order = order(&sizes);
    let in_order: Vec<Size> = order.iter().filter_map(|at| sizes.get(*at)).map(|(size, _)| *size).collect();
    let found = pack(&in_order);
    // The middle of what was placed first is the middle of the picture.
    let origin = found.first().zip(in_order.first()).map_or((0.0, 0.0), |((x, y), (wide, high))| {
        ((*x as f32 + *wide as f32 / 2.0) * CELL, (*y as f32 + *high as f32 / 2.0) * CELL)
    });
    let (mut left, mut right, mut bottom) = (0.0_f32, 0.0_f32, 0.0_f32);
    for ((at, (x, y)), (wide, high)) in order.iter().zip(&found).zip(&in_order) {
        let (Some(part), Some((min, max))) = (parts.get(*at), boxes.get(*at)) else { continue };
        let corner = Point { x: *x as f32 * CELL - origin.0, y: *y as f32 * CELL - origin.1 };
        let room = Point { x: *wide as f32 * CELL, y: *high as f32 * CELL };
        left = left.min(corner.x);
        right = right.max(corner.x + room.x);
        bottom = bottom.max(corner.y + room.y);
        let by = corner + (room - (*max - *min)) * 0.5 - *min;
        for (n, place) in &part.nodes {
            if let Some(to) = places.get_mut(*n) {
                *to = *place + by;
            }
        }
    }
    (left, right - left, bottom)
}

/// What is tied to nothing: in rows, the oldest first.
fn rows(alone: &[usize], (left, wide, below): (f32, f32, f32), places: &mut [Point]) {
    let fit = (wide / ROWS.x) as usize;
    let enough = |columns: usize| alone.len() <= columns * columns * 2;
    let columns = COLUMNS.into_iter().find(|columns| *columns >= fit && enough(*columns)).unwrap_or(40);
    for (n, at) in alone.iter().enumerate() {
        let across = (n % columns) as f32 * ROWS.x + AROUND.0.x;
        let down = (n / columns) as f32 * ROWS.y + ROWS.y;
        if let Some(place) = places.get_mut(*at) {
            *place = Point { x: left + across, y: below + down };
        }
    }
}
