//! Words beside the nodes of a picture: only where there is room, none over another. Who speaks must be seen: a name with much
//! around it stands over that; no other words stand over a node.

use std::collections::HashMap;

/// The side of the squares in which what is near is looked for, in points.
const SQUARE: f32 = 64.0;
/// Free room between a node and its words, in points.
const GAP: f32 = 6.0;

/// A box: left, top, width, height, in points.
pub type Room = [f32; 4];

/// A node that is to have words beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Its place.
    pub x: f32,
    /// Its place.
    pub y: f32,
    /// Its radius.
    pub r: f32,
    /// How wide and how high its words are, cut short.
    pub short: [f32; 2],
    /// The same of more of them; as the short ones where there are no more.
    pub long: [f32; 2],
    /// True for words that may stand over other nodes where nothing else is free.
    pub over: bool,
}

/// Words that have room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Where.
    pub room: Room,
    /// True where there is room for more of them.
    pub long: bool,
}

/// A box that is taken: the node it is of, where it is, and whether it holds words or the node itself.
type Part = (usize, Room, bool);

/// Boxes that are taken, by squares.
#[derive(Default)]
struct Taken(HashMap<(i32, i32), Vec<Part>>);

fn squares([x, y, w, h]: Room) -> impl Iterator<Item = (i32, i32)> {
    let square = |at: f32| (at / SQUARE).floor() as i32;
    let (left, right) = (square(x), square(x + w));
    (square(y)..=square(y + h)).flat_map(move |y| (left..=right).map(move |x| (x, y)))
}

fn touch([ax, ay, aw, ah]: Room, [bx, by, bw, bh]: Room) -> bool {
    ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah
}

impl Taken {
    /// Takes a box for a node: for its words, or for itself.
    fn add(&mut self, of: usize, room: Room, words: bool) {
        for square in squares(room) {
            self.0.entry(square).or_default().push((of, room, words));
        }
    }

    /// What others have there: whether there are words, and how many times part of a node.
    fn covers(&self, of: usize, room: Room) -> (bool, usize) {
        let there = squares(room).filter_map(|square| self.0.get(&square)).flatten();
        let there = there.filter(|(owner, taken, _)| *owner != of && touch(*taken, room));
        there.fold((false, 0), |(words, nodes), (.., is_words)| (words || *is_words, nodes + usize::from(!is_words)))
    }

    /// True where no other has anything.
    fn is_free(&self, of: usize, room: Room) -> bool {
        self.covers(of, room) == (false, 0)
    }
}

/// The places beside a node: right, left, below, above, and aslant.
fn sides(asked: &Asked, [w, h]: [f32; 2]) -> [Room; 8] {
    let Asked { x, y, r, .. } = *asked;
    let (away, aslant) = (r + GAP, (r + GAP) * 0.6);
    let (right, left, middle) = (x + away, x - away - w, x - w / 2.0);
    let (below, above) = (y + away - 2.0, y - away - h + 2.0);
    [
        [right, y - h / 2.0, w, h],
        [left, y - h / 2.0, w, h],
        [middle, below, w, h],
        [middle, above, w, h],
        [x + aslant, y - aslant - h, w, h],
        [x + aslant, y + aslant, w, h],
        [x - aslant - w, y - aslant - h, w, h],
        [x - aslant - w, y + aslant, w, h],
    ]
}

/// True for a box within another.
fn within([x, y, w, h]: Room, [left, top, wide, high]: Room) -> bool {
    x >= left && y >= top && x + w <= left + wide && y + h <= top + high
}

/// Finds room for words within `walls`. The first in `order` choose first; when each has what it can have, those that can have more of their
/// words do, in the same order. Nothing stands over `signs` either. One entry for each of `asked`.
pub fn place(asked: &[Asked], order: &[usize], walls: Room, signs: &[Room]) -> Vec<Option<Label>> {
    let mut taken = Taken::default();
    for sign in signs {
        taken.add(usize::MAX, *sign, false);
    }
    for (n, Asked { x, y, r, .. }) in asked.iter().enumerate() {
        taken.add(n, [x - r - 1.0, y - r - 1.0, 2.0 * r + 2.0, 2.0 * r + 2.0], false);
    }
    let mut out: Vec<Option<Label>> = vec![None; asked.len()];
    for n in order {
        let (Some(asked), Some(label)) = (asked.get(*n), out.get_mut(*n)) else { continue };
        let beside = || sides(asked, asked.short).into_iter().filter(|room| within(*room, walls));
        let covers = |room: &Room| taken.covers(*n, *room);
        // Where a name cannot but stand over something, it stands over as little as can be.
        let over = || beside().filter(|room| !covers(room).0).min_by_key(|room| covers(room).1);
        let found = beside().find(|room| taken.is_free(*n, *room)).or_else(|| over().filter(|_| asked.over));
        if let Some(room) = found {
            taken.add(*n, room, true);
            *label = Some(Label { room, long: false });
        }
    }
    for n in order {
        let (Some(asked), Some(Some(label))) = (asked.get(*n), out.get_mut(*n)) else { continue };
        if asked.long == asked.short {
            continue;
        }
        let beside = sides(asked, asked.long).into_iter();
        if let Some(room) = beside.into_iter().find(|room| within(*room, walls) && taken.is_free(*n, *room)) {
            taken.add(*n, room, true);
            *label = Label { room, long: true };
        }
    }
    out
}
