//! Which nodes have their words beside them, and where: as one comes nearer or goes farther, words stay on their side of their
//! node as long as they have room there, and a few of the others look for room in each frame.

use super::drawing::{Drawn, SIGN};
use super::sight::{AROUND, bounds};
use crate::app::graphing::{Board, Edge, NodeKind, Picture, Tie, own, sides};
use crate::ui::theme::size;
use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Points a letter takes at most on the average, and how high a line is.
const LETTER: f32 = 6.9;
const LINE: f32 = 17.0;
/// The widest words are where there is little room, in one line, and in several; and how many lines they have at most.
const WIDEST: (f32, f32, f32) = (88.0, 176.0, 190.0);
const LINES: usize = 3;
/// From this nearness on, a claim that has no room for its words has a few of them.
const NEAR: f32 = 1.0;
/// So many nodes at most look for room in a frame; the others follow in the next.
const LOOKED: usize = 200;
/// So far out of sight nodes have their words ready, and so far words reach.
const BESIDE: (f32, f32) = (160.0, 400.0);

/// How much of its words a node has beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Much {
    /// The first of them.
    Little,
    /// Cut short.
    Short,
    /// More of them, in several lines.
    Long,
}

/// Where words stand: on which side of their node, and how much of them.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    side: usize,
    much: Much,
}

/// What is known of a node's words.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// How wide and how high they are, by how much of them there is.
    sizes: [[f32; 2]; 3],
    spot: Option<Spot>,
    /// True when it has looked for room at this nearness, and for room for more.
    looked: (bool, bool),
}

/// The words that have room.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    /// By the place of their node.
    known: Vec<Known>,
    /// The nodes that have words beside them, those that have had them longest first.
    standing: Vec<usize>,
    /// How near, and on what canvas.
    at: [u32; 3],
    /// Where in their order the next nodes look for room.
    next: usize,
}

impl Labels {
    /// Those of a picture: none stands yet.
    pub(super) fn of(picture: &Picture) -> Self {
        let nodes = picture.graph.nodes.iter().zip(&picture.rows);
        let known = nodes.map(|(node, row)| {
            let letter = if node.kind == NodeKind::Name { LETTER * size::BODY / 12.0 } else { LETTER };
            let wide = |letters: usize| letters as f32 * letter + 6.0;
            let short = [wide(row.letters.0).min(WIDEST.1), LINE];
            if node.kind != NodeKind::Claim {
                // Names are not cut shorter, nor broken into lines.
                return Known { sizes: [short; 3], ..Known::default() };
            }
            let little = [wide(row.letters.0).min(WIDEST.0), LINE];
            let lines = (wide(row.letters.1) * 1.08 / WIDEST.2).ceil().clamp(1.0, LINES as f32);
            let long = if lines > 1.0 { [WIDEST.2, LINE * lines] } else { [wide(row.letters.1).min(WIDEST.1), LINE] };
            Known { sizes: [little, short, long], ..Known::default() }
        });
        Self { known: known.collect(), ..Self::default() }
    }

    /// The nodes that have words beside them, those that have had them longest first.
    pub(super) fn standing(&self) -> &[usize] {
        &self.standing
    }

    /// Where a node's words stand, and how much of them.
    pub(super) fn room(&self, drawn: &Drawn<'_>, n: usize) -> Option<(Rect, Much)> {
        let spot = self.known.get(n)?.spot?;
        let [x, y, w, h] = *self.sides(drawn, n, spot.much)?.get(spot.side)?;
        Some((Rect::from_min_size(pos2(x, y), vec2(w, h)), spot.much))
    }

    /// Room for words that have none, over whatever is there but on the canvas.
    pub(super) fn over(&self, drawn: &Drawn<'_>, n: usize) -> Option<Rect> {
        let rooms = self.sides(drawn, n, Much::Short)?.map(|[x, y, w, h]| Rect::from_min_size(pos2(x, y), vec2(w, h)));
        rooms.iter().find(|room| drawn.canvas.contains_rect(**room)).or(rooms.first()).copied()
    }

    fn sides(&self, drawn: &Drawn<'_>, n: usize, much: Much) -> Option<[[f32; 4]; 8]> {
        let size = *self.known.get(n)?.sizes.get(much as usize)?;
        let Pos2 { x, y } = drawn.place(n)?;
        Some(sides([x, y], drawn.radius(n), size))
    }

    /// Looks for room where words may have it by now; true when not all that are in sight have looked.
    pub(super) fn look(&mut self, drawn: &Drawn<'_>) -> bool {
        let at = [drawn.sight.zoom, drawn.canvas.width(), drawn.canvas.height()].map(f32::to_bits);
        let near = drawn.canvas.expand(BESIDE.0);
        let is_near = |n: usize| drawn.place(n).is_some_and(|at| near.contains(at));
        let stays = self.at == at;
        let waits = |known: &Known| if known.spot.is_none() { !known.looked.0 } else { !known.looked.1 };
        if stays && !(0..self.known.len()).any(|n| self.known.get(n).is_some_and(waits) && is_near(n)) {
            return false;
        }
        self.at = at;
        let mut board = board(drawn);
        let standing = std::mem::take(&mut self.standing);
        if !stays {
            self.known.iter_mut().for_each(|known| known.looked = (false, false));
        }
        for n in standing {
            // What is out of sight by now looks again when it comes back.
            let spot = if stays { self.spot(n) } else { self.still(n, drawn, &board).filter(|_| is_near(n)) };
            self.stand(n, spot, drawn, &mut board);
        }
        let mut left = LOOKED;
        let order = &drawn.picture.order;
        for turn in 0..order.len() {
            let turn = (self.next + turn) % order.len();
            let Some(n) = order.get(turn).copied() else { continue };
            let Some(known) = self.known.get_mut(n).filter(|known| known.spot.is_none() && !known.looked.0) else {
                continue;
            };
            if !is_near(n) {
                continue;
            }
            if left == 0 {
                self.next = turn;
                return true;
            }
            left -= 1;
            known.looked.0 = true;
            let spot = self.found(n, drawn, &board);
            self.stand(n, spot, drawn, &mut board);
        }
        // When each has what it can have, those that can have more do.
        self.next = 0;
        for at in 0..self.standing.len() {
            let Some(n) = self.standing.get(at).copied().filter(|n| is_near(*n)) else { continue };
            let Some(known) = self.known.get_mut(n).filter(|known| !known.looked.1) else { continue };
            if left == 0 {
                return true;
            }
            left -= 1;
            known.looked.1 = true;
            if let Some(spot) = self.better(n, drawn, &board) {
                known_spot(&mut self.known, n, Some(spot));
                self.take(n, drawn, &mut board);
            }
        }
        false
    }

    fn spot(&self, n: usize) -> Option<Spot> {
        self.known.get(n)?.spot
    }

    /// Lets a node's words stand somewhere, or not.
    fn stand(&mut self, n: usize, spot: Option<Spot>, drawn: &Drawn<'_>, board: &mut Board) {
        known_spot(&mut self.known, n, spot);
        if spot.is_some() {
            self.standing.push(n);
            self.take(n, drawn, board);
        }
    }

    fn take(&self, n: usize, drawn: &Drawn<'_>, board: &mut Board) {
        if let Some((room, _)) = self.room(drawn, n) {
            board.take(n, [room.left(), room.top(), room.width(), room.height()], true);
        }
    }

    /// How much of its words a node may have where there is little room, most first.
    fn little(drawn: &Drawn<'_>) -> &'static [Much] {
        if drawn.sight.zoom >= NEAR { &[Much::Short, Much::Little] } else { &[Much::Short] }
    }

    /// Where words that stood somewhere can stay, on the side where they are; there may be less of them.
    fn still(&self, n: usize, drawn: &Drawn<'_>, board: &Board) -> Option<Spot> {
        let Spot { side, much } = self.spot(n)?;
        let less = std::iter::once(&much).chain(Self::little(drawn).iter().filter(|less| **less < much));
        let room = |much: Much| self.sides(drawn, n, much)?.get(side).copied();
        let free = |much: &Much| room(*much).is_some_and(|room| board.free(n, [room]).is_some());
        let over = || {
            let stays = room(much).is_some_and(|room| board.has_no_words(n, room));
            (is_over(drawn, n) && stays).then_some(Spot { side, much })
        };
        less.copied().find(|much| free(much)).map(|much| Spot { side, much }).or_else(over)
    }

    /// Where words have room; those of a name stand over as little as can be where they cannot but stand over something.
    fn found(&self, n: usize, drawn: &Drawn<'_>, board: &Board) -> Option<Spot> {
        let much = Self::little(drawn).iter().copied();
        let free = |much| Some(Spot { side: board.free(n, self.sides(drawn, n, much)?)?, much });
        let over = || Some(Spot { side: board.least(n, self.sides(drawn, n, Much::Short)?)?, much: Much::Short });
        much.filter_map(free).next().or_else(|| over().filter(|_| is_over(drawn, n)))
    }

    /// Where there is room for more of the words that stand, or for a name's beside all others.
    fn better(&self, n: usize, drawn: &Drawn<'_>, board: &Board) -> Option<Spot> {
        let now = self.spot(n)?;
        let free = |much: Much| Some(Spot { side: board.free(n, self.sides(drawn, n, much)?)?, much });
        if is_over(drawn, n) {
            let [x, y, w, h] = *self.sides(drawn, n, now.much)?.get(now.side)?;
            return if board.is_free(n, [x, y, w, h]) { None } else { free(now.much) };
        }
        [Much::Long, Much::Short].into_iter().filter(|much| *much > now.much).find_map(free)
    }
}

fn known_spot(known: &mut [Known], n: usize, spot: Option<Spot>) {
    if let Some(known) = known.get_mut(n) {
        known.spot = spot;
    }
}

/// True for a node whose words may stand over others.
fn is_over(drawn: &Drawn<'_>, n: usize) -> bool {
    drawn.picture.graph.nodes.get(n).is_some_and(|node| node.kind != NodeKind::Claim)
}

/// What is on the canvas beside words: nodes, and the signs of clashes.
fn board(drawn: &Drawn<'_>) -> Board {
    let (zoom, shift) = (drawn.sight.zoom, drawn.sight.shift(drawn.canvas));
    let all = bounds(drawn.picture);
    let (min, max) = (all.min.to_vec2() * zoom - AROUND.0, all.max.to_vec2() * zoom + AROUND.1);
    // What is smaller than the canvas has all of it.
    let more = (drawn.canvas.size() - (max - min)).max(Vec2::ZERO) / 2.0;
    let all = Rect::from_min_max((min - more + shift).to_pos2(), (max + more + shift).to_pos2());
    let walls = all.intersect(drawn.canvas.expand(BESIDE.1));
    let mut board = Board::new([walls.left(), walls.top(), walls.width(), walls.height()]);
    for n in 0..drawn.picture.places.len() {
        if let Some(at) = drawn.place(n).filter(|at| walls.contains(*at)) {
            board.take(n, own([at.x, at.y], drawn.radius(n)), false);
        }
    }
    let signs = drawn.picture.graph.edges.iter().filter(|edge| edge.tie == Tie::Clashes);
    for room in signs.filter_map(|edge| sign(drawn, edge)).filter(|room| walls.intersects(*room)) {
        board.take(usize::MAX, [room.left(), room.top(), room.width(), room.height()], false);
    }
    board
}

/// The room the sign in the middle of a clash takes, where there is one.
fn sign(drawn: &Drawn<'_>, edge: &Edge) -> Option<Rect> {
    let (from, to) = drawn.ends(edge)?;
    let shown = (to - from).length_sq() > SIGN.1 * SIGN.1;
    shown.then(|| Rect::from_center_size(from + (to - from) / 2.0, Vec2::splat(2.0 * SIGN.0)))
}

/// How many lines words have.
pub(super) fn lines(room: Rect) -> usize {
    (room.height() / LINE).round().max(1.0) as usize
}
