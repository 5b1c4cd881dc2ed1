//! What a graph holds, and what its picture promises: the same every time, nothing over anything else, and one claim more
//! moves the others little.

use super::labels::{Asked, place};
use super::*;
use crate::domain::claim::{Claim, Stance};
use std::collections::BTreeSet;

fn id(n: u32) -> Id {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    Id::from_bytes(bytes)
}

/// Numbers as good as drawn by lot, the same every time.
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(most)) as u32
    }
}

/// So many claims, one in six of them a name's; links between one in three.
fn records(claims: u32, names: u32) -> (Vec<Claim>, Vec<ClaimLink>) {
    let mut lot = Lot(7);
    let claims: Vec<Claim> = (0..claims)
        .map(|n| Claim {
            id: id(10_000 + n),
            // Few names say much, as it is.
            speaker: Some(id(lot.below(names).min(lot.below(names)))),
            stance: Some(if n % 5 == 0 { Stance::Denies } else { Stance::Affirms }),
            ..Claim::of("words".into())
        })
        .collect();
    let links = (0..claims.len() as u32 / 3)
        .map(|n| {
            let from = lot.below(claims.len() as u32);
            let to = (from + 1 + lot.below(20)) % claims.len() as u32;
            let kind = if n % 3 == 0 { LinkKind::Contradicts } else { LinkKind::Supports };
            link(50_000 + n, 10_000 + from, 10_000 + to, kind)
        })
        .collect();
    (claims, links)
}

fn link(n: u32, from: u32, to: u32, kind: LinkKind) -> ClaimLink {
    let (from_claim, to_claim) = (id(from), id(to));
    ClaimLink { id: id(n), from_claim, to_claim, kind, note: None, status: LinkStatus::Accepted, rule: None }
}

fn placed(claims: &[Claim]) -> Vec<Placed<'_>> {
    let one =
        |claim| Placed { claim, speaker: claim.speaker, documents: Vec::new(), tags: Vec::new(), names: Vec::new() };
    claims.iter().map(one).collect()
}

fn of(claims: &[Claim], links: &[ClaimLink]) -> Graph {
    graph(placed(claims), links, &Shown::default())
}

#[test]
fn claims_are_tied_to_their_speakers_and_to_each_other_and_what_keeps_two_apart_is_no_tie() {
    let (mut claims, _) = records(6, 1);
    claims[4].speaker = None;
    claims[5].status = ClaimStatus::Dropped;
    let mut proposed = link(3, 10_001, 10_002, LinkKind::Supports);
    proposed.status = LinkStatus::Proposed;
    let mut rejected = link(4, 10_000, 10_003, LinkKind::Supports);
    rejected.status = LinkStatus::Rejected;
    let links = [
        link(1, 10_000, 10_001, LinkKind::PullsAgainst),
        link(2, 10_000, 10_002, LinkKind::DifferentThing),
        proposed,
        rejected,
        link(5, 10_000, 10_005, LinkKind::Supports),
    ];
    let made = of(&claims, &links);
    assert_eq!((made.count(NodeKind::Claim), made.count(NodeKind::Name)), (5, 1), "what we dropped is left out");
    assert_eq!([Tie::Says, Tie::Clashes, Tie::Agrees].map(|tie| made.ties(tie)), [4, 1, 1]);
    let agrees = made.edges.iter().find(|edge| edge.tie == Tie::Agrees).unwrap();
    assert!(agrees.proposed && agrees.record == Some(id(3)));
    let at = |n: u32| made.nodes[made.place(id(n)).unwrap()];
    assert_eq!((at(10_000).clashes, at(10_000).ties, at(10_004).ties, at(0).claims), (1, 2, 0, 4));
    assert!(is_something(&links) && !is_something(&links[1..2]));
    let shown = Shown { clashes: false, speakers: false, ..Shown::default() };
    assert_eq!(graph(placed(&claims), &links, &shown).edges.len(), 1);
}

#[test]
fn around_a_node_are_those_some_steps_from_it() {
    let claims: Vec<Claim> = (0..5).map(|n| Claim { id: id(n), ..Claim::of("words".into()) }).collect();
    let links: Vec<ClaimLink> = (0..4).map(|n| link(100 + n, n, n + 1, LinkKind::Supports)).collect();
    let around = |steps| {
        let shown = Shown { around: Some((id(1), steps)), ..Shown::default() };
        graph(placed(&claims), &links, &shown).nodes.len()
    };
    assert_eq!((around(1), around(2), around(3)), (3, 4, 5));
}

#[test]
fn of_too_many_the_best_connected_are_shown_and_the_others_are_counted() {
    let (claims, links) = records(3_000, 300);
    let made = of(&claims, &links);
    assert_eq!(made.nodes.len(), MOST);
    assert!(made.left_out > 1_000 && made.left_out <= 1_300, "{}", made.left_out);
    let linked: BTreeSet<Id> = links.iter().flat_map(|link| [link.from_claim, link.to_claim]).collect();
    assert!(linked.len() < MOST && linked.iter().all(|id| made.place(*id).is_some()), "no clash is lost");
    assert_eq!(made.ties(Tie::Clashes) + made.ties(Tie::Agrees), links.len());
}

#[test]
fn the_same_project_gives_the_same_picture_in_whatever_order_it_comes() {
    let (claims, links) = records(170, 30);
    let first = of(&claims, &links);
    let places = lay(&first);
    assert_eq!(lay(&first), places);
    let (mut claims, mut links) = (claims, links);
    claims.reverse();
    links.rotate_left(7);
    let other = of(&claims, &links);
    assert_eq!(other, first);
    assert_eq!(lay(&other), places);
}

fn overlapping(graph: &Graph, places: &[Point]) -> usize {
    let nodes: Vec<(f32, Point)> = graph.nodes.iter().map(Node::radius).zip(places.iter().copied()).collect();
    let touch = |(a, at): &(f32, Point), (b, other): &(f32, Point)| (*at - *other).square().sqrt() < a + b;
    nodes.iter().enumerate().map(|(n, one)| nodes[n + 1..].iter().filter(|other| touch(one, other)).count()).sum()
}

#[test]
fn no_node_lies_over_another() {
    for (claims, names) in [(1, 1), (12, 2), (60, 1), (170, 30), (500, 5), (700, 90)] {
        let (claims, links) = records(claims, names);
        let made = of(&claims, &links);
        assert_eq!(overlapping(&made, &lay(&made)), 0, "{} nodes", made.nodes.len());
        let apart = graph(placed(&claims), &links, &Shown { speakers: false, ..Shown::default() });
        assert_eq!(overlapping(&apart, &lay(&apart)), 0, "without speakers");
    }
}

/// How far the nodes of one picture lie from where they are in another, as parts of the width of the picture: the way of the
/// median, and that of nineteen in twenty.
fn moved(before: &Graph, after: &Graph) -> (f32, f32) {
    let (old, new) = (lay(before), lay(after));
    let right = old.iter().map(|at| at.x).fold(f32::MIN, f32::max);
    let left = old.iter().map(|at| at.x).fold(f32::MAX, f32::min);
    let way = |(node, at): (&Node, &Point)| {
        let to = after.place(node.id).map(|n| new[n])?;
        Some((to - *at).square().sqrt() / (right - left))
    };
    let mut ways: Vec<f32> = before.nodes.iter().zip(&old).filter_map(way).collect();
    ways.sort_by(f32::total_cmp);
    (ways[ways.len() / 2], ways[ways.len() * 19 / 20])
}

#[test]
fn one_claim_more_moves_the_others_little() {
    let (claims, links) = records(170, 30);
    let before = of(&claims, &links);
    assert!(before.nodes.len() > 190);
    for speaker in [0, 3, 11, 29, 77] {
        let mut claims = claims.clone();
        claims.push(Claim { id: id(20_000), speaker: Some(id(speaker)), ..Claim::of("one more".into()) });
        let (median, most) = moved(&before, &of(&claims, &links));
        assert!(median < 0.01 && most < 0.03, "said by {speaker}: {median}, {most} of the width");
    }
    // A link ties parts of the picture to each other that were not.
    for (from, to) in [(10_003, 10_004), (10_020, 10_025), (10_100, 10_101)] {
        let mut links = links.clone();
        links.push(link(60_000, from, to, LinkKind::Supports));
        let (median, most) = moved(&before, &of(&claims, &links));
        assert!(median < 0.05, "a link more: {median}, {most} of the width");
    }
}

#[test]
fn who_says_much_has_its_claims_around_it() {
    let claims: Vec<Claim> =
        (0..60).map(|n| Claim { id: id(100 + n), speaker: Some(id(1)), ..Claim::of("words".into()) }).collect();
    let made = of(&claims, &[]);
    let places = lay(&made);
    let hub = places[made.place(id(1)).unwrap()];
    let far = places.iter().map(|at| (*at - hub).square().sqrt()).fold(0.0, f32::max);
    assert!(far < 260.0, "{far}");
    let newer: Vec<Claim> =
        claims.iter().cloned().chain([Claim { id: id(900), speaker: Some(id(1)), ..Claim::of("w".into()) }]).collect();
    assert!(moved(&made, &of(&newer, &[])).1 < 0.2);
}

#[test]
fn words_stand_beside_their_nodes_where_there_is_room_and_nowhere_else() {
    let mut lot = Lot(3);
    let asked: Vec<Asked> = (0..400)
        .map(|_| Asked {
            x: lot.below(800) as f32,
            y: lot.below(600) as f32,
            r: 5.0,
            short: [40.0 + lot.below(60) as f32, 14.0],
            long: [120.0, 46.0],
            over: false,
        })
        .collect();
    let order: Vec<usize> = (0..asked.len()).rev().collect();
    let walls = [-50.0, -50.0, 900.0, 700.0];
    let found = place(&asked, &order, walls, &[]);
    let rooms: Vec<[f32; 4]> = found.iter().flatten().map(|label| label.room).collect();
    assert!(rooms.len() > 40 && rooms.len() < 400, "{}", rooms.len());
    for (n, [x, y, w, h]) in rooms.iter().enumerate() {
        for [ox, oy, ow, oh] in &rooms[n + 1..] {
            assert!(x + w <= *ox || ox + ow <= *x || y + h <= *oy || oy + oh <= *y, "words over words");
        }
    }
    for (n, label) in found.iter().enumerate() {
        let Some([x, y, w, h]) = label.map(|label| label.room) else { continue };
        let over = |(other, asked): (usize, &Asked)| {
            other != n && (x..x + w).contains(&asked.x) && (y..y + h).contains(&asked.y)
        };
        assert!(!asked.iter().enumerate().any(over), "words over a node");
    }
    // A name in the thick of its claims is seen all the same.
    let mut crowd: Vec<Asked> =
        (0..81).map(|n: u16| Asked { x: f32::from(n % 9) * 14.0, y: f32::from(n / 9) * 14.0, ..asked[0] }).collect();
    assert_eq!(place(&crowd, &[40], walls, &[])[40], None);
    crowd[40].over = true;
    assert!(place(&crowd, &[40], walls, &[])[40].is_some());
    let alone = [Asked { x: 0.0, y: 0.0, ..asked[0] }];
    assert!(rooms.iter().all(|[x, y, w, h]| *x >= -50.0 && *y >= -50.0 && x + w <= 850.0 && y + h <= 650.0));
    assert!(
        place(&alone, &[0], walls, &[])[0].is_some_and(|label| label.long),
        "where there is room there are more words"
    );
}

#[test]
fn a_layout_that_is_not_wanted_any_more_is_given_up_in_the_middle() {
    let (claims, links) = records(170, 30);
    let made = of(&claims, &links);
    let asked = std::cell::Cell::new(0);
    let until = |most: usize| {
        asked.set(0);
        lay_while(&made, &|| {
            asked.set(asked.get() + 1);
            asked.get() < most
        })
    };
    assert_eq!(until(3), None);
    assert_eq!(asked.get(), 3, "nothing goes on after a no");
    assert_eq!(until(usize::MAX), Some(lay(&made)));
    assert!(asked.get() > 50, "it is asked in every step");
}

#[test]
fn a_clash_that_is_only_proposed_is_no_clash_yet_and_two_links_to_one_claim_are_one() {
    let (claims, _) = records(4, 1);
    let mut proposed = link(1, 10_000, 10_001, LinkKind::Contradicts);
    proposed.status = LinkStatus::Proposed;
    let accepted = [link(2, 10_000, 10_002, LinkKind::Contradicts), link(3, 10_002, 10_000, LinkKind::PullsAgainst)];
    let made = of(&claims, &[vec![proposed], accepted.to_vec()].concat());
    let clashes: Vec<usize> = (0..4).map(|n| made.nodes[made.place(id(10_000 + n)).unwrap()].clashes).collect();
    assert_eq!(clashes, [1, 0, 1, 0]);
    assert_eq!(made.ties(Tie::Clashes), 3, "all of them are drawn");
}

#[test]
fn of_too_many_the_best_connected_are_left_and_around_one_only_what_is_near() {
    let many = MOST as u32 + 500;
    let (claims, _) = records(many, 1);
    let links: Vec<ClaimLink> =
        (0..300).map(|n| link(50_000 + n, 10_000 + many - 1 - n, 10_000 + many - 2 - n, LinkKind::Supports)).collect();
    let made = graph(placed(&claims), &links, &Shown { speakers: false, ..Shown::default() });
    assert_eq!((made.nodes.len(), made.left_out), (MOST, 500));
    assert_eq!(made.ties(Tie::Agrees), 300, "what is linked is never left out for what is not");
    assert!(made.nodes.is_sorted_by_key(|node| node.id));
    let newest = id(10_000 + many - 1);
    let around = |steps| {
        let shown = Shown { speakers: false, around: Some((newest, steps)), ..Shown::default() };
        graph(placed(&claims), &links, &shown).nodes.len()
    };
    assert_eq!([around(0), around(1), around(3)], [1, 2, 4]);
    let shown = Shown { around: Some((id(3_000_000), 2)), ..Shown::default() };
    assert!(graph(placed(&claims), &links, &shown).nodes.is_empty());
}
