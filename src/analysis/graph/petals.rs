//! What hangs on one node alone is laid around it as petals are: few of them as a fan to the side where there is room, many in
//! rings. One more makes a fan a little wider and takes the next place of a ring.

use super::layout::Point;

/// Points from one petal to the next.
const SPACE: f32 = 46.0;
/// So many are a fan.
const FAN: usize = 9;
/// How far a fan opens, in radians.
const OPEN: f32 = 2.4;
/// The least radius of a fan, and of the first ring.
const FIRST: (f32, f32) = (76.0, 90.0);
/// How far one ring is from the next.
const RING: f32 = 44.0;
/// What belongs to a petal itself.
const EDGE: f32 = 20.0;

fn fan_radius(count: usize) -> f32 {
    (SPACE * count.saturating_sub(1) as f32 / OPEN).max(FIRST.0)
}

fn ring_radius(ring: usize) -> f32 {
    FIRST.1 + RING * ring as f32
}

/// How many fit on a ring.
fn ring_holds(ring: usize) -> usize {
    ((std::f32::consts::TAU * ring_radius(ring) / SPACE) as usize).max(1)
}

/// How far so many petals reach from the middle, in points; 0 for none.
pub(super) fn reach(count: usize) -> f32 {
    match count {
        0 => 0.0,
        1..=FAN => fan_radius(count) + EDGE,
        _ => {
            let (mut ring, mut left) = (0, count);
            while left > ring_holds(ring) {
                left -= ring_holds(ring);
                ring += 1;
            }
            ring_radius(ring) + EDGE
        }
    }
}

/// Where so many petals lie around the middle. A fan opens towards `outward`, an angle in radians.
pub(super) fn petals(count: usize, outward: f32) -> Vec<Point> {
    let at = |radius: f32, angle: f32| Point { x: radius * angle.cos(), y: radius * angle.sin() };
    if count <= FAN {
        let radius = fan_radius(count);
        let step = SPACE / radius;
        // The first in the middle, the next on either side of it in turn.
        let side = |n: usize| if n.is_multiple_of(2) { n as f32 / 2.0 } else { -(n as f32 + 1.0) / 2.0 };
        // An even number of them lies evenly too.
        let even = if count > 0 && count.is_multiple_of(2) { 0.5 } else { 0.0 };
        return (0..count).map(|n| at(radius, outward + (side(n) + even) * step)).collect();
    }
    let mut out = Vec::with_capacity(count);
    let mut ring = 0;
    while out.len() < count {
        let holds = ring_holds(ring);
        for n in 0..holds.min(count - out.len()) {
            out.push(at(ring_radius(ring), outward + n as f32 * std::f32::consts::TAU / holds as f32));
        }
        ring += 1;
    }
    out
}
