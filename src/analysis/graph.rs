//! The graph of a project: claims, who says them, the documents they stand in and what links them, as plain values; which of it
//! is shown; where each node lies in the picture; which of the words beside them have room.

mod force;
pub mod labels;
mod layout;
mod packing;
mod petals;

pub use layout::{Point, lay, lay_while};

use super::matrix::Says;
use super::placed::{Placed, unique};
use crate::domain::claim::{Claim, ClaimStatus};
use crate::domain::link::{ClaimLink, LinkKind, LinkStatus};
use crate::domain::vocabulary::vocabulary;
use crate::domain::{Id, fold};
use foldhash::fast::RandomState;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Most nodes a picture has; of more, the best connected are shown.
pub const MOST: usize = 2_000;

vocabulary! {
    /// What a node is.
    NodeKind {
        Claim = "claim", "claim";
        Name = "name", "name";
        Document = "document", "document";
    }
}

vocabulary! {
    /// What holds two nodes together. The first three are links between claims.
    Tie {
        Agrees = "agrees", "agrees";
        Clashes = "clashes", "clashes";
        Other = "other", "other link";
        Says = "says", "says";
        StandsIn = "stands_in", "stands in";
        Publishes = "publishes", "publishes";
        Mentions = "mentions", "is mentioned in";
    }
}

impl Tie {
    /// The family of a link between two claims; `None` for one that keeps them apart.
    pub fn of(kind: LinkKind) -> Option<Self> {
        Some(match kind {
            LinkKind::Supports | LinkKind::SameAs | LinkKind::Elaborates | LinkKind::TranslationOf => Self::Agrees,
            LinkKind::PullsAgainst | LinkKind::Contradicts | LinkKind::Retracts => Self::Clashes,
            LinkKind::SameOrigin | LinkKind::LaterStateOf | LinkKind::Qualifies | LinkKind::RespondsTo => Self::Other,
            LinkKind::DifferentThing => return None,
        })
    }

    /// True for a link between two claims.
    pub fn is_link(self) -> bool {
        matches!(self, Self::Agrees | Self::Clashes | Self::Other)
    }
}

/// What of a project is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shown {
    /// Who says the claims.
    pub speakers: bool,
    /// The documents they stand in, and the outlets of these.
    pub documents: bool,
    /// The names marked in the passages they rest on.
    pub mentions: bool,
    /// Links of claims that agree.
    pub agrees: bool,
    /// Links of claims that clash.
    pub clashes: bool,
    /// Other links.
    pub others: bool,
    /// Only claims that have these words, or whose speaker has; empty for all.
    pub words: String,
    /// Only what is at most so many steps from a node.
    pub around: Option<(Id, usize)>,
}

impl Default for Shown {
    fn default() -> Self {
        let words = String::new();
        Self {
            speakers: true,
            documents: false,
            mentions: false,
            agrees: true,
            clashes: true,
            others: true,
            words,
            around: None,
        }
    }
}

impl Shown {
    fn has(&self, tie: Tie) -> bool {
        match tie {
            Tie::Agrees => self.agrees,
            Tie::Clashes => self.clashes,
            Tie::Other => self.others,
            Tie::Says => self.speakers,
            Tie::StandsIn | Tie::Publishes => self.documents,
            Tie::Mentions => self.mentions,
        }
    }

    /// Tells which claims have the words that are asked for, by their own words and their speaker's. What a speaker is called
    /// is asked and folded once, however much is said.
    pub fn answers<N: AsRef<str>, F: Fn(Id) -> Option<N>>(
        &self,
        called: F,
    ) -> impl FnMut(&Claim, Option<Id>) -> bool + use<N, F> {
        let wanted = fold(self.words.trim());
        let mut speakers: HashMap<Id, bool, RandomState> = HashMap::default();
        move |claim, speaker| {
            let has = |text: &str| fold(text).contains(&wanted);
            let says = |id| *speakers.entry(id).or_insert_with(|| called(id).is_some_and(|name| has(name.as_ref())));
            wanted.is_empty() || speaker.is_some_and(says) || has(claim.words.raw())
        }
    }
}

/// A node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The claim, the name or the document.
    pub id: Id,
    /// Which of them.
    pub kind: NodeKind,
    /// What the speaker does with a claim.
    pub says: Option<Says>,
    /// To how many nodes of the picture it is tied.
    pub ties: usize,
    /// Claims a claim clashes with; what is only proposed does not count.
    pub clashes: usize,
    /// Claims tied to a name or a document.
    pub claims: usize,
    /// True for a name that says one of the claims.
    pub speaks: bool,
}

impl Node {
    /// Its radius in points at the size it is laid out for. A name grows with what it says.
    pub fn radius(&self) -> f32 {
        match self.kind {
            NodeKind::Claim => 7.0,
            NodeKind::Document => 9.0,
            NodeKind::Name => 8.0 + (self.claims as f32).sqrt().min(8.0),
        }
    }

    /// How much is lost without its words: who says much comes first, then documents, then claims that clash.
    pub fn weight(&self) -> usize {
        let kind = match self.kind {
            NodeKind::Name => 60,
            NodeKind::Document => 40,
            NodeKind::Claim => 0,
        };
        kind + 2 * self.ties + 4 * self.clashes
    }
}

/// What holds two nodes together, by their places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The claim a link goes out from, the speaker, the outlet, the claim that stands in a document, the name that is mentioned.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// What sort.
    pub tie: Tie,
    /// How two claims stand to each other.
    pub link: Option<LinkKind>,
    /// The record of a link.
    pub record: Option<Id>,
    /// True for a link nobody has accepted yet.
    pub proposed: bool,
}

/// Nodes, and what holds them together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The nodes, the oldest first.
    pub nodes: Vec<Node>,
    /// What holds them together.
    pub edges: Vec<Edge>,
    /// The nodes each is tied to, each once, in their order.
    pub near: Vec<Vec<usize>>,
    /// How many nodes are left out of the picture, being too many for it.
    pub left_out: usize,
}

impl Graph {
    /// How many nodes are of a kind.
    pub fn count(&self, kind: NodeKind) -> usize {
        self.nodes.iter().filter(|node| node.kind == kind).count()
    }

    /// How many edges are of a sort.
    pub fn ties(&self, tie: Tie) -> usize {
        self.edges.iter().filter(|edge| edge.tie == tie).count()
    }

    /// The place of a node.
    pub fn place(&self, id: Id) -> Option<usize> {
        self.nodes.binary_search_by_key(&id, |node| node.id).ok()
    }

    /// The places of nodes, those whose words are needed most first.
    pub fn by_weight(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|at| (Reverse(self.nodes.get(*at).map(Node::weight)), *at));
        order
    }
}

/// Of a link: how two claims stand to each other, its record, and whether it is only proposed.
type Link = (LinkKind, Id, bool);

/// A graph in the making: its nodes in the order they were met, and edges between their numbers. Twenty thousand claims are looked
/// at once, so each identity is looked up as seldom as can be.
#[derive(Default)]
struct Making {
    at: HashMap<Id, usize, RandomState>,
    nodes: Vec<(Id, NodeKind, Option<Says>)>,
    edges: Vec<(usize, usize, Tie, Option<Link>)>,
}

impl Making {
    /// The number of a node, which is there from now on.
    fn node(&mut self, id: Id, kind: NodeKind, says: Option<Says>) -> usize {
        *self.at.entry(id).or_insert_with(|| {
            self.nodes.push((id, kind, says));
            self.nodes.len() - 1
        })
    }

    fn edge(&mut self, from: usize, to: usize, tie: Tie) {
        self.edges.push((from, to, tie, None));
    }

    /// Only these nodes, and what holds them together.
    fn only(self, keep: &[bool]) -> Self {
        // The numbers of those that are left follow each other.
        let mut left = 0..;
        let to: Vec<Option<usize>> = keep.iter().map(|keep| if *keep { left.next() } else { None }).collect();
        let now = |n: usize| to.get(n).copied().flatten();
        let edges = self.edges.into_iter().filter_map(|(from, to, tie, link)| Some((now(from)?, now(to)?, tie, link)));
        let nodes = self.nodes.into_iter().zip(keep).filter(|(_, keep)| **keep).map(|(node, _)| node);
        Self { at: HashMap::default(), nodes: nodes.collect(), edges: edges.collect() }
    }

    /// What is at most so many steps from a node; nothing where it is not there.
    fn around(&self, from: Id, steps: usize) -> Vec<bool> {
        let mut near: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (one, other, ..) in &self.edges {
            for (one, other) in [(one, other), (other, one)] {
                if let Some(near) = near.get_mut(*one) {
                    near.push(*other);
                }
            }
        }
        let mut found = vec![false; self.nodes.len()];
        let mut last: Vec<usize> = self.at.get(&from).copied().into_iter().collect();
        for left in (0..=steps).rev() {
            last.retain(|n| found.get_mut(*n).is_some_and(|found| !std::mem::replace(found, true)));
            if left > 0 {
                last = last.iter().filter_map(|n| near.get(*n)).flatten().copied().collect();
            }
        }
        found
    }

    /// The best connected, as many as a picture has: what has most links between claims, then most ties, then the oldest.
    fn best(&self) -> Vec<bool> {
        let mut ties = vec![0_usize; self.nodes.len()];
        for (from, to, tie, _) in &self.edges {
            for n in [from, to] {
                if let Some(ties) = ties.get_mut(*n) {
                    *ties += if tie.is_link() { 4 } else { 1 };
                }
            }
        }
        let mut order: Vec<(Reverse<usize>, Id, usize)> =
            self.nodes.iter().zip(&ties).enumerate().map(|(n, ((id, ..), ties))| (Reverse(*ties), *id, n)).collect();
        if order.len() > MOST {
            order.select_nth_unstable(MOST);
        }
        let mut best = vec![false; self.nodes.len()];
        for (.., n) in order.into_iter().take(MOST) {
            if let Some(best) = best.get_mut(n) {
                *best = true;
            }
        }
        best
    }

    fn finish(self, left_out: usize) -> Graph {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_unstable_by_key(|n| self.nodes.get(*n).map(|(id, ..)| *id));
        let mut at = vec![0; order.len()];
        for (place, n) in order.iter().enumerate() {
            if let Some(at) = at.get_mut(*n) {
                *at = place;
            }
        }
        let edge = |(from, to, tie, link): &(usize, usize, Tie, Option<Link>)| {
            let (link, record, proposed) =
                link.map_or((None, None, false), |(kind, id, open)| (Some(kind), Some(id), open));
            Some(Edge { from: *at.get(*from)?, to: *at.get(*to)?, tie: *tie, link, record, proposed })
        };
        let mut edges: Vec<Edge> = self.edges.iter().filter_map(edge).collect();
        edges.sort_by_key(|edge| (edge.tie, edge.from, edge.to, edge.record));
        edges.dedup();
        let near = neighbours(order.len(), edges.iter());
        // What is only proposed is nobody's word yet.
        let clashing = neighbours(order.len(), edges.iter().filter(|e| e.tie == Tie::Clashes && !e.proposed));
        let mut speaks = vec![false; order.len()];
        for edge in edges.iter().filter(|edge| edge.tie == Tie::Says) {
            if let Some(speaks) = speaks.get_mut(edge.from) {
                *speaks = true;
            }
        }
        let kinds: Vec<NodeKind> = order.iter().filter_map(|n| self.nodes.get(*n)).map(|(_, kind, _)| *kind).collect();
        let of = |near: &Vec<usize>| near.iter().filter(|at| kinds.get(**at) == Some(&NodeKind::Claim)).count();
        let beside = near.iter().zip(&clashing).zip(&speaks);
        let nodes = order.iter().filter_map(|n| self.nodes.get(*n)).zip(beside);
        let node = |((id, kind, says), ((near, clashing), speaks)): (&(Id, NodeKind, Option<Says>), _)| {
            let (near, clashing, speaks): (&Vec<usize>, &Vec<usize>, &bool) = (near, clashing, speaks);
            Node {
                id: *id,
                kind: *kind,
                says: *says,
                ties: near.len(),
                clashes: clashing.len(),
                claims: of(near),
                speaks: *speaks,
            }
        };
        Graph { nodes: nodes.map(node).collect(), edges, near, left_out }
    }
}

/// The nodes each of so many is tied to by some edges, each once.
fn neighbours<'e>(nodes: usize, edges: impl Iterator<Item = &'e Edge>) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); nodes];
    for edge in edges {
        for (one, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
            if let Some(of) = out.get_mut(one) {
                of.push(other);
            }
        }
    }
    for of in &mut out {
        of.sort_unstable();
        of.dedup();
    }
    out
}

/// The graph of some claims, which are all that is looked at, and the links between them. What was dropped by us and what was
/// rejected is left out, and links that keep two claims apart. The order in which they come does not matter.
pub fn graph<'c, 'l>(
    claims: impl IntoIterator<Item = Placed<'c>>,
    links: impl IntoIterator<Item = &'l ClaimLink>,
    shown: &Shown,
) -> Graph {
    let mut making = Making::default();
    for placed in claims.into_iter().filter(|placed| placed.claim.status != ClaimStatus::Dropped) {
        let says = Says::of(placed.claim.stance, placed.claim.firmness);
        let claim = making.node(placed.claim.id, NodeKind::Claim, Some(says));
        let speaker = placed.speaker.filter(|_| shown.has(Tie::Says));
        if let Some(speaker) = speaker {
            let speaker = making.node(speaker, NodeKind::Name, None);
            making.edge(speaker, claim, Tie::Says);
        }
        if shown.has(Tie::StandsIn) {
            for (document, outlet) in &placed.documents {
                let document = making.node(document.id, NodeKind::Document, None);
                making.edge(claim, document, Tie::StandsIn);
                if let Some(outlet) = outlet {
                    let outlet = making.node(*outlet, NodeKind::Name, None);
                    making.edge(outlet, document, Tie::Publishes);
                }
            }
        }
        if shown.has(Tie::Mentions) {
            // Who says it is tied to it already.
            for name in unique(placed.names.iter().copied()).into_iter().filter(|name| Some(*name) != speaker) {
                let name = making.node(name, NodeKind::Name, None);
                making.edge(name, claim, Tie::Mentions);
            }
        }
    }
    for link in links.into_iter().filter(|link| link.status != LinkStatus::Rejected) {
        let Some(tie) = Tie::of(link.kind).filter(|tie| shown.has(*tie)) else { continue };
        let (from, to) = (making.at.get(&link.from_claim), making.at.get(&link.to_claim));
        if let (Some(from), Some(to)) = (from, to) {
            let proposed = link.status == LinkStatus::Proposed;
            making.edges.push((*from, *to, tie, Some((link.kind, link.id, proposed))));
        }
    }
    // Around what is not shown there is nothing: never everything instead.
    if let Some((id, steps)) = shown.around {
        let near = making.around(id, steps);
        making = making.only(&near);
    }
    let left_out = making.nodes.len().saturating_sub(MOST);
    if left_out > 0 {
        let best = making.best();
        making = making.only(&best);
    }
    making.finish(left_out)
}

/// True where there is something to show: two claims that are linked.
pub fn is_something<'l>(links: impl IntoIterator<Item = &'l ClaimLink>) -> bool {
    links.into_iter().any(|link| link.status != LinkStatus::Rejected && Tie::of(link.kind).is_some())
}

#[cfg(test)]
mod tests;
