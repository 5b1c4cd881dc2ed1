//! Parts of a graph that hang together, packed around the largest. Sizes count in whole cells, so a part that grows by a node
//! mostly stays where it is, and so do the others.

use std::collections::BTreeSet;

/// The side of a cell in points.
pub(super) const CELL: f32 = 56.0;
/// A picture is so much wider than it is high.
const WIDER: f32 = 1.3;

/// How wide and how high a part is, in cells.
pub(super) type Size = (usize, usize);

/// So many cells hold so many points.
pub(super) fn cells(points: f32) -> usize {
    (points / CELL).ceil().max(1.0) as usize
}

/// Where each part begins, in cells: its left and its top. They come in the order in which they are to find a place; parts of
/// one size should follow each other.
pub(super) fn pack(parts: &[Size]) -> Vec<(usize, usize)> {
    let area: usize = parts.iter().map(|(wide, high)| wide * high).sum();
    let most = parts.iter().map(|(wide, high)| (*wide).max(*high)).max().unwrap_or(1);
    let side = (area as f32 * 3.0).sqrt().ceil() as usize + 2 * most;
    let middle = side as f32 / 2.0;
    // Every cell by how far it is from the middle.
    let mut order: Vec<(u32, usize, usize)> = Vec::with_capacity(side * side);
    for y in 0..side {
        for x in 0..side {
            let (dx, dy) = ((x as f32 + 0.5 - middle) / WIDER, y as f32 + 0.5 - middle);
            order.push((((dx * dx + dy * dy) * 16.0) as u32, y, x));
        }
    }
    order.sort_unstable();
    let mut taken = vec![false; side * side];
    let mut out = Vec::with_capacity(parts.len());
    // What was too narrow for a part is too narrow for the next of its size.
    let (mut last, mut from) = ((0, 0), 0);
    for &(wide, high) in parts {
        if last != (wide, high) {
            (last, from) = ((wide, high), 0);
        }
        let mut place = (0, 0);
        for (n, (_, y, x)) in order.iter().enumerate().skip(from) {
            let (Some(left), Some(top)) = (x.checked_sub(wide / 2), y.checked_sub(high / 2)) else { continue };
            if left + wide > side || top + high > side {
                continue;
            }
            let row = |y: usize| taken.get(y * side + left..y * side + left + wide);
            let free = (top..top + high).all(|y| row(y).is_some_and(|row| row.iter().all(|cell| !cell)));
            if free {
                (place, from) = ((left, top), n);
                break;
            }
        }
        let (left, top) = place;
        for y in top..top + high {
            if let Some(row) = taken.get_mut(y * side + left..y * side + left + wide) {
                row.fill(true);
            }
        }
        out.push(place);
    }
    out
}

/// The order in which parts find a place: the largest first, of one size the oldest. Each comes with its size and its age.
pub(super) fn order<A: Ord + Copy>(parts: &[(Size, A)]) -> Vec<usize> {
    let key = |at: usize, &((wide, high), age): &(Size, A)| (std::cmp::Reverse((wide * high, wide, high)), age, at);
    let sorted: BTreeSet<_> = parts.iter().enumerate().map(|(at, part)| key(at, part)).collect();
    sorted.into_iter().map(|(_, _, at)| at).collect()
}
