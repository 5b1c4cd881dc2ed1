//! The graph: a drawing of claims, names, documents and what links them, and a table with a row a tie, made so that Gephi takes
//! it for edges as it is and a spreadsheet can be read without it.

use super::drawing::{ACCENT, Drawing, Ink, Look, Mark, PAPER, RULE, SOFT, Shape, TEXT};
use super::placed::Records;
use super::table;
use super::visible::one_line;
use crate::analysis::graph::labels::{Asked, letters, place};
use crate::analysis::graph::{Edge, Graph, Node, NodeKind, Point, Shown, Tie, graph, lay};
use crate::analysis::matrix::Says;
use crate::domain::Id;
use crate::domain::link::LinkStatus;
use std::collections::HashMap;

const MARGIN: f32 = 40.0;
/// Where the picture begins.
const TOP: f32 = 130.0;
/// Free room around the nodes: at the left, and at the right, where words stand; and above and below.
const AROUND: (f32, f32) = (110.0, 170.0);
const ABOVE: f32 = 50.0;
/// How far the sign of a clash reaches, and how long a link at least has one.
const SIGN: (f32, f32) = (6.5, 24.0);
/// Most of a picture in square points; what needs more is drawn smaller, so that it is a picture and no wall.
const MOST: f32 = 15_000_000.0;
/// Narrowest picture.
const NARROWEST: f32 = 900.0;

const AGREES: Ink = [0x3F, 0x7D, 0x6E];
const CLASHES: Ink = [0xB4, 0x57, 0x3C];
const THREAD: Ink = [0xB9, 0xB2, 0xA4];

const TITLE: Look = Look::new(20.0, TEXT).bold();
const BODY: Look = Look::new(13.0, TEXT);
const SMALL: Look = Look::new(11.0, SOFT);

/// How the words beside a node look, how many letters of them are shown, short and long, and points a letter takes at most.
fn look(kind: NodeKind) -> (Look, usize, usize) {
    match kind {
        NodeKind::Name => (Look::new(13.0, TEXT).bold(), 34, 34),
        NodeKind::Claim => (Look::new(11.0, TEXT), 28, 60),
        NodeKind::Document => (Look::new(11.0, SOFT), 26, 40),
    }
}

/// The graph of a project.
pub(super) fn made(records: &Records, shown: &Shown) -> Graph {
    let mut claims = records.placed_then();
    let mut answers = shown.answers(|id| Some(records.called(id)));
    claims.retain(|placed| answers(placed.claim, placed.speaker));
    graph(claims, records.links.iter(), shown)
}

/// How a tie is drawn: its ink, its width, and whether it is dashed.
fn drawn(edge: &Edge) -> (Ink, f32, bool) {
    match edge.tie {
        Tie::Agrees => (AGREES, 2.0, edge.proposed),
        Tie::Clashes => (CLASHES, 2.4, edge.proposed),
        Tie::Other => (SOFT, 1.4, true),
        Tie::Says => (THREAD, 1.0, false),
        Tie::StandsIn | Tie::Publishes => (THREAD, 1.0, true),
        Tie::Mentions => (RULE, 1.0, false),
    }
}

/// The drawing.
pub(super) fn draw(records: &Records, shown: &Graph, asked: &Shown, title: &str) -> Drawing {
    let places = lay(shown);
    let corner = places.iter().fold(Point::default(), |a, b| Point { x: a.x.min(b.x), y: a.y.min(b.y) });
    let end = places.iter().fold(corner, |a, b| Point { x: a.x.max(b.x), y: a.y.max(b.y) });
    let size = end - corner;
    let scale = (MOST / (size.x * size.y).max(1.0)).sqrt().min(1.0);
    let at = |n: usize| {
        let place = places.get(n).copied().unwrap_or_default();
        (AROUND.0 + (place.x - corner.x) * scale, TOP + ABOVE + (place.y - corner.y) * scale)
    };
    let mut out = Drawing::new((size.x * scale + AROUND.0 + AROUND.1).max(NARROWEST));
    let room = out.width - 2.0 * MARGIN;
    out.write((MARGIN, 52.0), title, TITLE, room);
    out.write((MARGIN, 76.0), &about(records, shown, asked), Look { ink: SOFT, ..BODY }, room);
    legend(&mut out);
    for edge in &shown.edges {
        tie(&mut out, edge, at(edge.from), at(edge.to));
    }
    let mut asked = Vec::with_capacity(shown.nodes.len());
    for (n, one) in shown.nodes.iter().enumerate() {
        let (x, y) = at(n);
        let r = one.radius() * scale.sqrt();
        node(&mut out, one, (x, y), r);
        let (look, few, many) = look(one.kind);
        let letters = letters(&records.drawn(one.id));
        let wide = |most: usize| letters.min(most) as f32 * look.size * 0.58 + 4.0;
        let (short, long) = ([wide(few), look.size + 5.0], [wide(many), look.size + 5.0]);
        asked.push(Asked { x, y, r, short, long, over: one.kind != NodeKind::Claim });
    }
    out.height = TOP + ABOVE * 2.0 + size.y * scale;
    let sign = |edge: &Edge| {
        let (x, y, long) = sign(edge, at(edge.from), at(edge.to))?;
        (long > SIGN.1).then_some([x - SIGN.0, y - SIGN.0, 2.0 * SIGN.0, 2.0 * SIGN.0])
    };
    let signs: Vec<[f32; 4]> = shown.edges.iter().filter_map(sign).collect();
    let walls = [12.0, TOP - 10.0, out.width - 24.0, out.height - TOP];
    for (label, one) in place(&asked, &shown.by_weight(), walls, &signs).into_iter().zip(&shown.nodes) {
        let Some(label) = label else { continue };
        let [x, y, wide, high] = label.room;
        let (look, ..) = look(one.kind);
        if one.kind != NodeKind::Claim {
            out.add(Shape::Box { at: label.room, ink: PAPER });
        }
        out.write((x, y + high - 5.0), &records.drawn(one.id), look, wide);
    }
    out
}

fn about(records: &Records, shown: &Graph, asked: &Shown) -> String {
    let count = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let links = shown.edges.iter().filter(|edge| edge.tie.is_link()).count();
    let mut out = vec![count(shown.count(NodeKind::Claim), "claim")];
    for (kind, what) in [(NodeKind::Name, "name"), (NodeKind::Document, "document")] {
        if shown.count(kind) > 0 {
            out.push(count(shown.count(kind), what));
        }
    }
    out.push(count(links, "link"));
    if shown.left_out > 0 {
        out.push(format!("{} with fewer links left out", shown.left_out));
    }
    let mut narrowed = records.narrowed();
    if !asked.words.trim().is_empty() {
        narrowed = format!("{narrowed}, only claims with “{}”", one_line(&asked.words));
    }
    if let Some((around, _)) = asked.around {
        narrowed = format!("{narrowed}, only around “{}”", records.called(around));
    }
    format!("Graph: {}{narrowed}", out.join(", "))
}

/// What the marks mean.
fn legend(out: &mut Drawing) {
    let (mut x, y) = (MARGIN + 6.0, 104.0);
    let says =
        [(Says::Affirms, "affirms"), (Says::Denies, "denies"), (Says::Hedges, "hedges"), (Says::Unclear, "unclear")];
    for (says, label) in says {
        claim(out, says, (x, y - 4.0), 6.0);
        x += 12.0 + out.write((x + 12.0, y), label, SMALL, 200.0) + 18.0;
    }
    name(out, (x, y - 4.0), 6.0, true);
    x += 12.0 + out.write((x + 12.0, y), "name", SMALL, 200.0) + 18.0;
    document(out, (x, y - 4.0), 7.0);
    x += 12.0 + out.write((x + 12.0, y), "document", SMALL, 200.0) + 18.0;
    for sort in [Tie::Agrees, Tie::Clashes, Tie::Other, Tie::Says] {
        let edge = Edge { from: 0, to: 0, tie: sort, link: None, record: None, proposed: false };
        tie(out, &edge, (x - 6.0, y - 4.0), (x + 22.0, y - 4.0));
        x += 28.0 + out.write((x + 28.0, y), sort.label(), SMALL, 200.0) + 18.0;
    }
}

/// The middle of a clash, where its sign is, and how long it is.
fn sign(edge: &Edge, from: (f32, f32), to: (f32, f32)) -> Option<(f32, f32, f32)> {
    let long = (from.0 - to.0).hypot(from.1 - to.1);
    (edge.tie == Tie::Clashes).then(|| (f32::midpoint(from.0, to.0), f32::midpoint(from.1, to.1), long))
}

fn tie(out: &mut Drawing, edge: &Edge, from: (f32, f32), to: (f32, f32)) {
    let (ink, width, dashed) = drawn(edge);
    out.add(Shape::Line { from, to, ink, width, dashed });
    if let Some((x, y, _)) = sign(edge, from, to).filter(|(.., long)| *long > SIGN.1) {
        out.add(Shape::Round { x, y, r: SIGN.0, ink: PAPER, full: true });
        out.add(Shape::Mark { x, y, mark: Mark::Cross, ink });
    }
}

fn node(out: &mut Drawing, node: &Node, at: (f32, f32), r: f32) {
    match node.kind {
        NodeKind::Claim => claim(out, node.says.unwrap_or(Says::Unclear), at, r),
        NodeKind::Name => name(out, at, r, node.speaks),
        NodeKind::Document => document(out, at, r),
    }
}

/// A full disc affirms, one with a cross denies, an empty one hedges, one with a dot is unclear.
fn claim(out: &mut Drawing, says: Says, (x, y): (f32, f32), r: f32) {
    out.add(Shape::Round { x, y, r, ink: TEXT, full: says == Says::Affirms });
    match says {
        Says::Denies => out.add(Shape::Mark { x, y, mark: Mark::Cross, ink: TEXT }),
        Says::Unclear => out.add(Shape::Mark { x, y, mark: Mark::Dot, ink: TEXT }),
        Says::Affirms | Says::Hedges => {}
    }
}

/// A square, full for who says something.
fn name(out: &mut Drawing, (x, y): (f32, f32), r: f32, speaks: bool) {
    out.add(Shape::Box { at: [x - r, y - r, 2.0 * r, 2.0 * r], ink: ACCENT });
    if !speaks {
        let r = r - 2.0;
        out.add(Shape::Box { at: [x - r, y - r, 2.0 * r, 2.0 * r], ink: PAPER });
    }
}

/// A page with lines on it.
fn document(out: &mut Drawing, (x, y): (f32, f32), r: f32) {
    let wide = r * 0.75;
    out.add(Shape::Box { at: [x - wide, y - r, 2.0 * wide, 2.0 * r], ink: SOFT });
    out.add(Shape::Box { at: [x - wide + 1.2, y - r + 1.2, 2.0 * wide - 2.4, 2.0 * r - 2.4], ink: PAPER });
    for line in [-0.4_f32, 0.0, 0.4] {
        out.add(Shape::Box { at: [x - wide * 0.5, y + line * r - 0.5, wide, 1.0], ink: SOFT });
    }
}

/// The heads of the table. The first four are those Gephi looks for in a table of edges.
const HEAD: [&str; 13] = [
    "Source",
    "Target",
    "Type",
    "Label",
    "tie",
    "status",
    "note",
    "source_kind",
    "target_kind",
    "source_says",
    "target_says",
    "source_id",
    "target_id",
];
/// Letters of a claim that stand for it in the table.
const LETTERS: usize = 90;

/// The table: a row a tie, and at its end a row without a target for each node that has none.
pub(super) fn csv(records: &Records, shown: &Graph) -> Vec<u8> {
    let called = called(records, shown);
    let of = |n: usize| Some((shown.nodes.get(n)?, called.get(n)?.clone()));
    let links: HashMap<Id, _> = records.links.iter().map(|link| (link.id, link)).collect();
    let says = |node: &Node| node.says.map(Says::as_str).unwrap_or_default().to_owned();
    let ties = shown.edges.iter().filter_map(|edge| {
        let ((from, source), (to, target)) = (of(edge.from)?, of(edge.to)?);
        let link = edge.record.and_then(|id| links.get(&id));
        Some(vec![
            source,
            target,
            "Directed".to_owned(),
            edge.link.map_or(edge.tie.label(), crate::domain::link::LinkKind::label).to_owned(),
            edge.tie.as_str().to_owned(),
            link.map(|link| LinkStatus::as_str(link.status)).unwrap_or_default().to_owned(),
            link.and_then(|link| link.note.as_ref()).map(|note| one_line(note.raw())).unwrap_or_default(),
            from.kind.as_str().to_owned(),
            to.kind.as_str().to_owned(),
            says(from),
            says(to),
            from.id.to_string(),
            to.id.to_string(),
        ])
    });
    let alone = shown.nodes.iter().zip(&called).filter(|(node, _)| node.ties == 0).map(|(node, words)| {
        let mut row = vec![String::new(); HEAD.len()];
        let cells =
            [(0, words.clone()), (7, node.kind.as_str().to_owned()), (9, says(node)), (11, node.id.to_string())];
        for (at, value) in cells {
            if let Some(cell) = row.get_mut(at) {
                *cell = value;
            }
        }
        row
    });
    table::csv(&HEAD, ties.chain(alone))
}

/// What each node is called in the table, no two alike: they are one node to the program that reads them otherwise.
fn called(records: &Records, shown: &Graph) -> Vec<String> {
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut one = |node: &Node| {
        let whole = records.called(node.id);
        let mut words: String = whole.chars().take(LETTERS).collect();
        if words.len() < whole.len() {
            words.push('…');
        }
        let times = used.entry(words.clone()).or_default();
        *times += 1;
        if *times > 1 { format!("{words} ({times})") } else { words }
    };
    shown.nodes.iter().map(&mut one).collect()
}
