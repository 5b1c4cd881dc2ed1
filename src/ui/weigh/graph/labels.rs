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
const LOOKED: usize = 150;
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

    /// A side where words have room; `seen` asks that all of them are on the canvas.
    fn free(&self, n: usize, much: Much, seen: bool, drawn: &Drawn<'_>, board: &Board) -> Option<Spot> {
        let is_seen = |[x, y, w, h]: [f32; 4]| {
            let room = Rect::from_min_size(pos2(x, y), vec2(w, h));
            !seen || drawn.canvas.contains_rect(room)
        };
        let sides = self.sides(drawn, n, much)?;
        let side = sides.iter().position(|room| is_seen(*room) && board.free(n, [*room]).is_some())?;
        Some(Spot { side, much })
    }

    /// Where words have room, on the canvas if that can be; those of a name stand over as little as can be where they cannot but
    /// stand over something.
    fn found(&self, n: usize, drawn: &Drawn<'_>, board: &Board) -> Option<Spot> {
        let ways = [true, false].into_iter().flat_map(|seen| Self::little(drawn).iter().map(move |much| (*much, seen)));
        let mut ways = ways.filter_map(|(much, seen)| self.free(n, much, seen, drawn, board));
        let over = || Some(Spot { side: board.least(n, self.sides(drawn, n, Much::Short)?)?, much: Much::Short });
        ways.next().or_else(|| over().filter(|_| is_over(drawn, n)))
    }

    /// Where there is room for more of the words that stand, or for a name's beside all others.
    fn better(&self, n: usize, drawn: &Drawn<'_>, board: &Board) -> Option<Spot> {
        let now = self.spot(n)?;
        // More of them beyond the canvas would be less.
        let seen = drawn.place(n).is_some_and(|at| drawn.canvas.contains(at));
        let free = |much: Much| self.free(n, much, seen, drawn, board);
        if is_over(drawn, n) {
            let room = *self.sides(drawn, n, now.much)?.get(now.side)?;
            return if board.is_free(n, room) { None } else { free(now.much) };
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
pub(super) fn sign(drawn: &Drawn<'_>, edge: &Edge) -> Option<Rect> {
    let (from, to) = drawn.ends(edge)?;
    let shown = (to - from).length_sq() > SIGN.1 * SIGN.1;
    shown.then(|| Rect::from_center_size(from + (to - from) / 2.0, Vec2::splat(2.0 * SIGN.0)))
}

/// How many lines words have.
pub(super) fn lines(room: Rect) -> usize {
    (room.height() / LINE).round().max(1.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::graphing::{Graph, Node};
    use crate::domain::Id;
    use crate::ui::weigh::graph::sight::Sight;
    use std::sync::Arc;

    const CANVAS: Rect = Rect { min: pos2(200.0, 100.0), max: pos2(1_100.0, 700.0) };

    /// Names that say so many claims each, and links between some of these.
    fn picture(names: usize, each: usize) -> Arc<Picture> {
        let id = |n: usize| Id::from_bytes((n as u128).to_be_bytes());
        let total = names * (each + 1);
        let node = |n: usize| {
            let is_name = n.is_multiple_of(each + 1);
            let kind = if is_name { NodeKind::Name } else { NodeKind::Claim };
            let claims = if is_name { each } else { 0 };
            Node { id: id(n), kind, says: None, ties: claims.max(1), clashes: 0, claims, speaks: is_name }
        };
        let edge = |from, to, tie| Edge { from, to, tie, link: None, record: None, proposed: false };
        let says = (0..total).filter(|n| n % (each + 1) > 0).map(|n| edge(n - n % (each + 1), n, Tie::Says));
        let links =
            (0..names.saturating_sub(1)).map(|n| edge(n * (each + 1) + 1, (n + 1) * (each + 1) + 1, Tie::Clashes));
        let edges: Vec<Edge> = says.chain(links).collect();
        let mut near = vec![Vec::new(); total];
        for edge in &edges {
            near[edge.from].push(edge.to);
            near[edge.to].push(edge.from);
        }
        let graph = Graph { nodes: (0..total).map(node).collect(), edges, near, left_out: 0 };
        Arc::new(Picture::with_words(graph, "claim number seven on a matter that takes some words to be told"))
    }

    /// Looks until all have looked; gives in how many frames.
    fn settle(labels: &mut Labels, drawn: &Drawn<'_>) -> usize {
        (1..).find(|_| !labels.look(drawn)).unwrap()
    }

    /// The nodes in sight, and the rooms of the words that are.
    fn in_sight(labels: &Labels, drawn: &Drawn<'_>) -> (Vec<usize>, Vec<(usize, Rect)>) {
        let nodes = (0..drawn.picture.places.len()).filter(|n| CANVAS.contains(drawn.place(*n).unwrap()));
        let rooms = labels.standing().iter().map(|n| (*n, labels.room(drawn, *n).unwrap().0));
        (nodes.collect(), rooms.filter(|(_, room)| CANVAS.intersects(*room)).collect())
    }

    fn nothing_over_anything(labels: &Labels, drawn: &Drawn<'_>) {
        let (nodes, rooms) = in_sight(labels, drawn);
        for (at, (n, room)) in rooms.iter().enumerate() {
            let over = rooms[at + 1..].iter().find(|(_, other)| other.shrink(0.01).intersects(room.shrink(0.01)));
            assert!(over.is_none(), "the words of {n} over those of {over:?} at {}", drawn.sight.zoom);
            let hides = |other: &&usize| *other != n && room.contains(drawn.place(**other).unwrap());
            assert!(is_over(drawn, *n) || !nodes.iter().any(|other| hides(&other)), "the words of {n} over a node");
        }
    }

    /// The nodes in sight that have no words though there is room for some: on no side of them is anything.
    fn forgotten(labels: &Labels, drawn: &Drawn<'_>) -> Vec<usize> {
        let (nodes, rooms) = in_sight(labels, drawn);
        let nodes_of = |n: usize| {
            let [x, y, w, h] = own(drawn.place(n).unwrap().into(), drawn.radius(n));
            Rect::from_min_size(pos2(x, y), vec2(w, h))
        };
        let is_free = |n: usize, room: Rect| {
            let node = |other: usize| other != n && nodes_of(other).intersects(room);
            CANVAS.contains_rect(room)
                && !rooms.iter().any(|(_, other)| other.intersects(room))
                && !(0..drawn.picture.places.len()).any(node)
        };
        let has_room = |n: usize| {
            let sides = labels.sides(drawn, n, *Labels::little(drawn).last().unwrap()).unwrap();
            sides.into_iter().any(|[x, y, w, h]| is_free(n, Rect::from_min_size(pos2(x, y), vec2(w, h))))
        };
        nodes.into_iter().filter(|n| labels.room(drawn, *n).is_none() && has_room(*n)).collect()
    }

    #[test]
    fn near_enough_every_node_in_the_thick_of_it_has_its_words() {
        let picture = picture(1, 80);
        let mut sight = Sight::whole(&picture, CANVAS);
        let mut labels = Labels::of(&picture);
        settle(&mut labels, &Drawn::of(&picture, CANVAS, sight));
        let hub = Drawn::of(&picture, CANVAS, sight).place(0).unwrap();
        assert!(labels.room(&Drawn::of(&picture, CANVAS, sight), 0).is_some(), "who speaks is always seen");
        let (mut seen, mut last) = (0, 0);
        for _ in 0..12 {
            sight.nearer(CANVAS, 1.3, hub);
            let drawn = Drawn::of(&picture, CANVAS, sight);
            labels.look(&drawn);
            nothing_over_anything(&labels, &drawn);
            settle(&mut labels, &drawn);
            nothing_over_anything(&labels, &drawn);
            assert_eq!(forgotten(&labels, &drawn), [0; 0], "at {}", sight.zoom);
            let (nodes, _) = in_sight(&labels, &drawn);
            let without = nodes.iter().filter(|n| labels.room(&drawn, **n).is_none()).count();
            if sight.zoom >= 2.0 {
                // One may be shut in by the words of those around it.
                assert!(without <= 1.max(nodes.len() / 20), "{without} of {} at {}", nodes.len(), sight.zoom);
                seen = seen.max(nodes.len());
            }
            last = without;
        }
        assert_eq!(last, 0, "nearest, every one");
        assert!(seen > 15, "{seen}");
    }

    #[test]
    fn few_look_in_a_frame_words_stay_on_their_side_and_none_stands_over_another() {
        let picture = picture(60, 16);
        let mut sight = Sight::whole(&picture, CANVAS);
        let mut labels = Labels::of(&picture);
        let drawn = Drawn::of(&picture, CANVAS, sight);
        let frames = settle(&mut labels, &drawn);
        assert!(frames > picture.places.len() / LOOKED, "not all in one frame: {frames}");
        assert!(!labels.look(&drawn), "what stands still asks for nothing");
        for step in 0..24 {
            let before: Vec<(usize, Option<Spot>)> = labels.standing.iter().map(|n| (*n, labels.spot(*n))).collect();
            sight.nearer(CANVAS, if step % 12 < 6 { 1.15 } else { 1.0 / 1.15 }, CANVAS.center());
            let drawn = Drawn::of(&picture, CANVAS, sight);
            labels.look(&drawn);
            nothing_over_anything(&labels, &drawn);
            let inner = CANVAS.shrink(60.0);
            let seen = before.iter().filter(|(n, _)| inner.contains(drawn.place(*n).unwrap()));
            let side = |spot: Option<Spot>| spot.map(|spot| spot.side);
            let (stay, all) = seen.fold((0, 0), |(stay, all), (n, spot)| {
                (stay + usize::from(side(labels.spot(*n)) == side(*spot)), all + 1)
            });
            // As one goes farther, some have no room any more.
            let part = if step % 12 < 6 { 0.85 } else { 0.5 };
            assert!(all > 10 && stay as f32 >= part * all as f32, "{stay} of {all} stay at {}", sight.zoom);
        }
        // A drag changes nothing but the place of words.
        let drawn = Drawn::of(&picture, CANVAS, sight);
        settle(&mut labels, &drawn);
        let (_, before) = in_sight(&labels, &drawn);
        sight.move_by(vec2(30.0, -20.0));
        let drawn = Drawn::of(&picture, CANVAS, sight);
        labels.look(&drawn);
        for (n, room) in before {
            let moved = room.translate(vec2(30.0, -20.0));
            let now = labels.room(&drawn, n).unwrap().0;
            assert!(now.min.distance(moved.min) < 0.1, "{n}");
        }
    }
}
