//! Words beside the nodes of a picture: only where there is room, none over another, none over a node.

use std::collections::HashMap;

/// The side of the squares in which what is near is looked for, in points.
const SQUARE: f32 = 64.0;
/// Free room between a node and its words, in points.
const GAP: f32 = 5.0;

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
}

/// Words that have room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Where.
    pub room: Room,
    /// True where there is room for more of them.
    pub long: bool,
}

/// Boxes that are taken, each of a node.
#[derive(Default)]
struct Taken(HashMap<(i32, i32), Vec<(usize, Room)>>);

fn squares([x, y, w, h]: Room) -> impl Iterator<Item = (i32, i32)> {
    let square = |at: f32| (at / SQUARE).floor() as i32;
    let (left, right) = (square(x), square(x + w));
    (square(y)..=square(y + h)).flat_map(move |y| (left..=right).map(move |x| (x, y)))
}

fn touch([ax, ay, aw, ah]: Room, [bx, by, bw, bh]: Room) -> bool {
    ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah
}

impl Taken {
    fn add(&mut self, of: usize, room: Room) {
        for square in squares(room) {
            self.0.entry(square).or_default().push((of, room));
        }
    }

    /// True where no other node has anything.
    fn is_free(&self, of: usize, room: Room) -> bool {
        let taken = |square| self.0.get(&square).into_iter().flatten();
        !squares(room).flat_map(taken).any(|(owner, taken)| *owner != of && touch(*taken, room))
    }
}

/// The places beside a node: right, left, below, above.
fn sides(asked: &Asked, [w, h]: [f32; 2]) -> [Room; 4] {
    let Asked { x, y, r, .. } = *asked;
    let away = r + GAP;
    [
        [x + away, y - h / 2.0, w, h],
        [x - away - w, y - h / 2.0, w, h],
        [x - w / 2.0, y + away - 2.0, w, h],
        [x - w / 2.0, y - away - h + 2.0, w, h],
    ]
}

/// Finds room for words. The first in `order` choose first; when each has what it can have, those that can have more of their
/// words do, in the same order. One entry for each of `asked`.
pub fn place(asked: &[Asked], order: &[usize]) -> Vec<Option<Label>> {
    let mut taken = Taken::default();
    for (n, Asked { x, y, r, .. }) in asked.iter().enumerate() {
        taken.add(n, [x - r - 1.0, y - r - 1.0, 2.0 * r + 2.0, 2.0 * r + 2.0]);
    }
    let mut out: Vec<Option<Label>> = vec![None; asked.len()];
    for n in order {
        let (Some(asked), Some(label)) = (asked.get(*n), out.get_mut(*n)) else { continue };
        if let Some(room) = sides(asked, asked.short).into_iter().find(|room| taken.is_free(*n, *room)) {
            taken.add(*n, room);
            *label = Some(Label { room, long: false });
        }
    }
    for n in order {
        let (Some(asked), Some(Some(label))) = (asked.get(*n), out.get_mut(*n)) else { continue };
        if asked.long == asked.short {
            continue;
        }
        if let Some(room) = sides(asked, asked.long).into_iter().find(|room| taken.is_free(*n, *room)) {
            taken.add(*n, room);
            *label = Label { room, long: true };
        }
    }
    out
}
