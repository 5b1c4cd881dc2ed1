//! Springs and repulsion: nodes that hang together come near each other, all others keep away. The beginning is the one state in
//! which every node lies in the middle of those it is tied to, held a little by a place of its own; from there a fixed number
//! of smaller and smaller steps. The same nodes and ties always come to lie the same way, and one more tie changes little.

use super::layout::Point;

/// How far tied nodes are apart, beside what they reach themselves, in points.
const APART: f32 = 70.0;
/// How strongly a node's own place holds it at the beginning, against one tie.
const HELD: f32 = 0.12;
/// How often the beginning is evened out, how many steps follow, how often overlaps are pushed apart at most.
const ROUNDS: (usize, usize, usize) = (90, 90, 120);
/// How strongly everything is held to the middle, across and up and down.
const INWARD: (f32, f32) = (0.05, 0.13);
/// Up to so many nodes each is weighed against each.
const EXACT: usize = 400;

/// A node of a part that hangs together.
#[derive(Clone, Debug)]
pub(super) struct Body {
    /// The place of its own: from 0 to 1 each way.
    pub own: Point,
    /// How far it reaches, in points: nothing else comes nearer.
    pub reach: f32,
    /// The nodes it is tied to, by their places among these.
    pub near: Vec<usize>,
}

fn at(places: &[Point], n: usize) -> Point {
    places.get(n).copied().unwrap_or_default()
}

/// The state in which each lies in the middle of those it is tied to, as wide as all of them need.
fn beginning(bodies: &[Body]) -> Vec<Point> {
    let mut places: Vec<Point> = bodies.iter().map(|body| body.own).collect();
    for _ in 0..ROUNDS.0 {
        let even = |body: &Body| {
            let sum = body.near.iter().fold(body.own * HELD, |sum, near| sum + at(&places, *near));
            sum * (1.0 / (HELD + body.near.len() as f32))
        };
        // Half the way each time: two that are tied to each other alone would change places for ever.
        places = bodies.iter().zip(&places).map(|(body, place)| (even(body) + *place) * 0.5).collect();
    }
    let middle = places.iter().fold(Point::default(), |sum, place| sum + *place) * (1.0 / places.len().max(1) as f32);
    let spread = places.iter().map(|place| (*place - middle).square()).sum::<f32>() / places.len().max(1) as f32;
    let room: f32 = bodies.iter().map(|body| (body.reach + APART / 2.0).powi(2)).sum();
    let by = room.sqrt() * 0.7 / spread.sqrt().max(1e-6);
    let wider = |place: Point| Point { x: place.x * 1.25, y: place.y * 0.8 };
    places.into_iter().map(|place| wider((place - middle) * by)).collect()
}

/// What pushes each node away from all others.
struct Push<'a> {
    places: &'a [Point],
    bodies: &'a [Body],
    cells: Option<Cells>,
}

/// Nodes by squares, for those that are many: near ones count one by one, far ones a square at a time.
struct Cells {
    side: usize,
    corner: Point,
    wide: f32,
    held: Vec<Vec<usize>>,
    /// The mass and the middle of each square.
    whole: Vec<(f32, Point)>,
}

fn mass(body: &Body) -> f32 {
    (body.reach / 30.0).max(1.0)
}

/// The push of a mass at a distance.
fn push(away: Point, mass: f32) -> Point {
    let square = away.square().max(25.0);
    away * (mass * APART * APART / square)
}

impl<'a> Push<'a> {
    fn of(places: &'a [Point], bodies: &'a [Body]) -> Self {
        let cells = (bodies.len() > EXACT).then(|| Cells::of(places, bodies));
        Self { places, bodies, cells }
    }

    fn on(&self, n: usize) -> Point {
        let here = at(self.places, n);
        let one = |sum: Point, other: usize| {
            let Some(body) = self.bodies.get(other).filter(|_| other != n) else { return sum };
            sum + push(here - at(self.places, other), mass(body))
        };
        let Some(cells) = &self.cells else {
            return (0..self.places.len()).fold(Point::default(), one);
        };
        let (x, y) = cells.square(here);
        let mut sum = Point::default();
        for (n, (mass, middle)) in cells.whole.iter().enumerate() {
            let (cx, cy) = (n % cells.side, n / cells.side);
            if cx.abs_diff(x) > 1 || cy.abs_diff(y) > 1 {
                if *mass > 0.0 {
                    sum = sum + push(here - *middle, *mass);
                }
            } else {
                sum = cells.held.get(n).into_iter().flatten().copied().fold(sum, one);
            }
        }
        sum
    }
}

impl Cells {
    fn of(places: &[Point], bodies: &[Body]) -> Self {
        let side = (((places.len() as f32).sqrt() / 2.0).ceil() as usize).max(1);
        let corner = places.iter().fold(at(places, 0), |a, b| Point { x: a.x.min(b.x), y: a.y.min(b.y) });
        let end = places.iter().fold(at(places, 0), |a, b| Point { x: a.x.max(b.x), y: a.y.max(b.y) });
        let wide = ((end.x - corner.x).max(end.y - corner.y) / side as f32).max(1.0);
        let mut out = Self {
            side,
            corner,
            wide,
            held: vec![Vec::new(); side * side],
            whole: vec![Default::default(); side * side],
        };
        for (n, (place, body)) in places.iter().zip(bodies).enumerate() {
            let (x, y) = out.square(*place);
            let square = y * side + x;
            if let (Some(held), Some((whole, middle))) = (out.held.get_mut(square), out.whole.get_mut(square)) {
                held.push(n);
                *whole += mass(body);
                *middle = *middle + *place * mass(body);
            }
        }
        for (whole, middle) in &mut out.whole {
            *middle = *middle * (1.0 / whole.max(1.0));
        }
        out
    }

    fn square(&self, place: Point) -> (usize, usize) {
        let along = |from: f32, at: f32| (((at - from) / self.wide).max(0.0) as usize).min(self.side - 1);
        (along(self.corner.x, place.x), along(self.corner.y, place.y))
    }
}

/// Where the nodes of a part come to lie. None reaches into another. `goes_on` is asked in every step; `None` where it said no.
pub(super) fn settle(bodies: &[Body], goes_on: &dyn Fn() -> bool) -> Option<Vec<Point>> {
    let mut places = beginning(bodies);
    let most = APART * 0.6;
    for step in 0..ROUNDS.1 {
        if !goes_on() {
            return None;
        }
        let left = 1.0 - step as f32 / ROUNDS.1 as f32;
        let heat = most * left * left + 0.5;
        let pushed = Push::of(&places, bodies);
        let moved = |(n, body): (usize, &Body)| {
            let here = at(&places, n);
            let mut force = pushed.on(n);
            for near in &body.near {
                let Some(other) = bodies.get(*near) else { continue };
                let away = at(&places, *near) - here;
                let long = away.square().sqrt();
                // A spring of the length the two need, stronger the longer it is.
                force = force + away * (long / (APART + body.reach + other.reach));
            }
            // Nothing flies away, less so to the sides: windows and pages are wider than they are high, and words are too.
            force = force - Point { x: here.x * INWARD.0, y: here.y * INWARD.1 };
            let strong = force.square().sqrt().max(1e-6);
            here + force * (heat.min(strong * 0.1) / strong)
        };
        places = bodies.iter().enumerate().map(moved).collect();
    }
    part(&mut places, bodies);
    Some(places)
}

/// Pushes apart what reaches into each other; what is left of that after many rounds is mended by making everything wider.
fn part(places: &mut [Point], bodies: &[Body]) {
    let reach = |n: usize| bodies.get(n).map_or(0.0, |body| body.reach);
    for round in 0..=ROUNDS.2 {
        let close = overlaps(places, bodies);
        if close.is_empty() {
            return;
        }
        if round == ROUNDS.2 {
            let need = |(one, other): &(usize, usize)| {
                let long = (at(places, *one) - at(places, *other)).square().sqrt().max(0.1);
                (reach(*one) + reach(*other)) / long
            };
            let wider = close.iter().map(need).fold(1.0, f32::max) * 1.001;
            places.iter_mut().for_each(|place| *place = *place * wider);
            return;
        }
        for (one, other) in close {
            let mut away = at(places, one) - at(places, other);
            if away.square() < 0.01 {
                // Of two at one place the older gives way, to a side of its own.
                away = Point { x: 0.3 + at_own(bodies, one).x, y: at_own(bodies, one).y - 0.5 };
            }
            let long = away.square().sqrt().max(0.05);
            let by = (reach(one) + reach(other) - long + 0.5).max(0.0);
            // What is large moves less.
            let (a, b) = (reach(one).powi(2).max(1.0), reach(other).powi(2).max(1.0));
            for (n, part) in [(one, b / (a + b)), (other, -a / (a + b))] {
                if let Some(place) = places.get_mut(n) {
                    *place = *place + away * (by * part / long);
                }
            }
        }
    }
}

fn at_own(bodies: &[Body], n: usize) -> Point {
    bodies.get(n).map(|body| body.own).unwrap_or_default()
}

/// The pairs that reach into each other.
fn overlaps(places: &[Point], bodies: &[Body]) -> Vec<(usize, usize)> {
    let mut order: Vec<(f32, f32, usize)> = places
        .iter()
        .zip(bodies)
        .enumerate()
        .map(|(n, (place, body))| (place.x - body.reach, place.x + body.reach, n))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    let mut out = Vec::new();
    for (first, (_, right, one)) in order.iter().enumerate() {
        for (left, _, other) in order.iter().skip(first + 1) {
            if left >= right {
                break;
            }
            let need =
                bodies.get(*one).map_or(0.0, |body| body.reach) + bodies.get(*other).map_or(0.0, |body| body.reach);
            if (at(places, *one) - at(places, *other)).square() < need * need {
                out.push((*one, *other));
            }
        }
    }
    out
}
