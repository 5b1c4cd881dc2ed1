//! Words beside the nodes of a picture: only where there is room, none over another. Who speaks must be seen: a name with much
//! around it stands over that; no other words stand over a node.

/// The side of the squares in which what is near is looked for, in points.
const SQUARE: f32 = 32.0;
/// Free room between a node and its words, in points.
const GAP: f32 = 6.0;
/// What the first entry of a square has before it, and an empty square last.
const NONE: u32 = u32::MAX;

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

/// Boxes that are taken, found by squares. What lies beyond its walls is not on it.
#[derive(Debug, Default)]
pub struct Board {
    walls: Room,
    wide: usize,
    high: usize,
    parts: Vec<Part>,
    /// The last part of each square, and of each entry its part and the entry before it in the same square.
    squares: Vec<u32>,
    entries: Vec<(u32, u32)>,
}

fn touch([ax, ay, aw, ah]: Room, [bx, by, bw, bh]: Room) -> bool {
    ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah
}

impl Board {
    /// An empty one.
    pub fn new(walls: Room) -> Self {
        let [.., w, h] = walls;
        let many = |long: f32| (long.max(1.0) / SQUARE).ceil() as usize;
        let (wide, high) = (many(w), many(h));
        Self { walls, wide, high, squares: vec![NONE; wide * high], ..Self::default() }
    }

    /// The squares a box lies in.
    fn squares(&self, [x, y, w, h]: Room) -> impl Iterator<Item = usize> + use<> {
        let [left, top, ..] = self.walls;
        let along = |from: f32, to: f32, many: usize| {
            let first = (from / SQUARE).floor().max(0.0) as usize;
            let end = if to < 0.0 { 0 } else { ((to / SQUARE) as usize + 1).min(many) };
            first..end
        };
        let wide = self.wide;
        let (xs, ys) = (along(x - left, x - left + w, wide), along(y - top, y - top + h, self.high));
        ys.flat_map(move |y| xs.clone().map(move |x| y * wide + x))
    }

    /// Takes a box for a node, whose number may be anything: for its words, or for itself.
    pub fn take(&mut self, of: usize, room: Room, words: bool) {
        let Ok(part) = u32::try_from(self.parts.len()) else { return };
        for square in self.squares(room) {
            if let (Some(last), Ok(entry)) = (self.squares.get_mut(square), u32::try_from(self.entries.len())) {
                self.entries.push((part, std::mem::replace(last, entry)));
            }
        }
        self.parts.push((of, room, words));
    }

    /// What others have in a box, part after part; one that lies in several squares comes as often.
    fn there(&self, of: usize, room: Room) -> impl Iterator<Item = bool> + '_ {
        let of_square = move |square: usize| {
            let mut entry = self.squares.get(square).copied().unwrap_or(NONE);
            std::iter::from_fn(move || {
                let (part, before) = self.entries.get(entry as usize)?;
                entry = *before;
                self.parts.get(*part as usize)
            })
        };
        let parts = self.squares(room).flat_map(of_square);
        parts.filter(move |(owner, taken, _)| *owner != of && touch(*taken, room)).map(|(.., words)| *words)
    }

    /// True where no other has anything.
    pub fn is_free(&self, of: usize, room: Room) -> bool {
        self.there(of, room).next().is_none()
    }

    /// True where no other has words.
    pub fn has_no_words(&self, of: usize, room: Room) -> bool {
        !self.there(of, room).any(|words| words)
    }

    /// The first of some boxes that lies within the walls and is free.
    pub fn free(&self, of: usize, rooms: impl IntoIterator<Item = Room>) -> Option<usize> {
        rooms.into_iter().position(|room| within(room, self.walls) && self.is_free(of, room))
    }

    /// Of some boxes the one within the walls that has no other's words and as little of other nodes as can be.
    pub fn least(&self, of: usize, rooms: impl IntoIterator<Item = Room>) -> Option<usize> {
        let covers = |room: Room| {
            let mut there = self.there(of, room);
            there.try_fold(0_usize, |nodes, words| (!words).then_some(nodes + 1))
        };
        let beside = rooms.into_iter().enumerate().filter(|(_, room)| within(*room, self.walls));
        let found = beside.filter_map(|(n, room)| Some((covers(room)?, n))).min();
        found.map(|(_, n)| n)
    }
}

/// How wide words are, in letters of a Latin face: those of Chinese, Japanese and Korean are twice as wide.
pub fn letters(words: &str) -> usize {
    words.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

/// The box of a node.
pub fn own([x, y]: [f32; 2], r: f32) -> Room {
    [x - r - 1.0, y - r - 1.0, 2.0 * r + 2.0, 2.0 * r + 2.0]
}

/// The places beside a node: right, left, below, above, and aslant.
pub fn sides([x, y]: [f32; 2], r: f32, [w, h]: [f32; 2]) -> [Room; 8] {
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
    let mut board = Board::new(walls);
    for sign in signs {
        board.take(usize::MAX, *sign, false);
    }
    for (n, Asked { x, y, r, .. }) in asked.iter().enumerate() {
        board.take(n, own([*x, *y], *r), false);
    }
    let mut out: Vec<Option<Label>> = vec![None; asked.len()];
    for n in order {
        let (Some(asked), Some(label)) = (asked.get(*n), out.get_mut(*n)) else { continue };
        let beside = sides([asked.x, asked.y], asked.r, asked.short);
        // Where a name cannot but stand over something, it stands over as little as can be.
        let over = || board.least(*n, beside).filter(|_| asked.over);
        let found = board.free(*n, beside).or_else(over).and_then(|at| beside.get(at));
        if let Some(room) = found {
            board.take(*n, *room, true);
            *label = Some(Label { room: *room, long: false });
        }
    }
    for n in order {
        let (Some(asked), Some(Some(label))) = (asked.get(*n), out.get_mut(*n)) else { continue };
        if asked.long == asked.short {
            continue;
        }
        let beside = sides([asked.x, asked.y], asked.r, asked.long);
        if let Some(room) = board.free(*n, beside).and_then(|at| beside.get(at)) {
            board.take(*n, *room, true);
            *label = Label { room: *room, long: true };
        }
    }
    out
}
