//! The graph of a project: claims, who says them, the documents they stand in and what links them, as plain values; which of it
//! is shown; where each node lies in the picture; which of the words beside them have room.

mod force;
pub mod labels;
mod layout;
mod packing;
mod petals;

pub use layout::{Point, lay};

use super::matrix::Says;
use super::placed::{Placed, unique};
use crate::domain::claim::ClaimStatus;
use crate::domain::link::{ClaimLink, LinkKind, LinkStatus};
use crate::domain::vocabulary::vocabulary;
use crate::domain::{Id, fold};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

    /// Tells which claims have the words that are asked for, by their own words and their speaker's.
    pub fn answers(&self) -> impl Fn(&str, Option<&str>) -> bool + use<> {
        let wanted = fold(self.words.trim());
        move |claim, speaker| {
            wanted.is_empty() || [Some(claim), speaker].into_iter().flatten().any(|text| fold(text).contains(&wanted))
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
    /// Links of a claim to claims it clashes with.
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

    /// The nodes each node is tied to, each once.
    pub fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut out = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
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

    /// The places of nodes, those whose words are needed most first.
    pub fn by_weight(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|at| (Reverse(self.nodes.get(*at).map(Node::weight)), *at));
        order
    }
}

/// Of a link: how two claims stand to each other, its record, and whether it is only proposed.
type Link = (LinkKind, Id, bool);

/// A graph in the making: nodes by identity, edges between identities.
#[derive(Default)]
struct Making {
    nodes: BTreeMap<Id, (NodeKind, Option<Says>)>,
    edges: Vec<(Id, Id, Tie, Option<Link>)>,
}

impl Making {
    fn node(&mut self, id: Id, kind: NodeKind) {
        self.nodes.entry(id).or_insert((kind, None));
    }

    fn edge(&mut self, from: Id, to: Id, tie: Tie) {
        self.edges.push((from, to, tie, None));
    }

    /// Leaves only these nodes, and what holds them together.
    fn only(&mut self, keep: &BTreeSet<Id>) {
        self.nodes.retain(|id, _| keep.contains(id));
        self.edges.retain(|(from, to, ..)| keep.contains(from) && keep.contains(to));
    }

    /// What is at most so many steps from a node.
    fn around(&self, from: Id, steps: usize) -> BTreeSet<Id> {
        let mut near: HashMap<Id, Vec<Id>> = HashMap::new();
        for (one, other, ..) in &self.edges {
            near.entry(*one).or_default().push(*other);
            near.entry(*other).or_default().push(*one);
        }
        let mut found = BTreeSet::from([from]);
        let mut last = vec![from];
        for _ in 0..steps {
            let next: Vec<Id> = last.iter().filter_map(|id| near.get(id)).flatten().copied().collect();
            last = next.into_iter().filter(|id| found.insert(*id)).collect();
        }
        found
    }

    /// The best connected, as many as a picture has: what has most links between claims, then most ties.
    fn best(&self) -> BTreeSet<Id> {
        let mut ties: HashMap<Id, usize> = HashMap::new();
        for (from, to, tie, _) in &self.edges {
            for id in [from, to] {
                *ties.entry(*id).or_default() += if tie.is_link() { 4 } else { 1 };
            }
        }
        let mut ids: Vec<Id> = self.nodes.keys().copied().collect();
        ids.sort_by_key(|id| (Reverse(ties.get(id).copied().unwrap_or_default()), *id));
        ids.into_iter().take(MOST).collect()
    }

    fn finish(self, left_out: usize) -> Graph {
        let at: HashMap<Id, usize> = self.nodes.keys().enumerate().map(|(at, id)| (*id, at)).collect();
        let edge = |(from, to, tie, link): &(Id, Id, Tie, Option<Link>)| {
            let (link, record, proposed) =
                link.map_or((None, None, false), |(kind, id, open)| (Some(kind), Some(id), open));
            Some(Edge { from: *at.get(from)?, to: *at.get(to)?, tie: *tie, link, record, proposed })
        };
        let mut edges: Vec<Edge> = self.edges.iter().filter_map(edge).collect();
        edges.sort_by_key(|edge| (edge.tie, edge.from, edge.to, edge.record));
        edges.dedup();
        let node = |(id, (kind, says)): (Id, (NodeKind, Option<Says>))| Node {
            id,
            kind,
            says,
            ties: 0,
            clashes: 0,
            claims: 0,
            speaks: false,
        };
        let mut out = Graph { nodes: self.nodes.into_iter().map(node).collect(), edges, left_out };
        let kinds: Vec<NodeKind> = out.nodes.iter().map(|node| node.kind).collect();
        let near = out.neighbours();
        for (node, near) in out.nodes.iter_mut().zip(&near) {
            node.ties = near.len();
            node.claims = near.iter().filter(|at| kinds.get(**at) == Some(&NodeKind::Claim)).count();
        }
        for edge in out.edges.iter().filter(|edge| edge.tie == Tie::Says) {
            if let Some(node) = out.nodes.get_mut(edge.from) {
                node.speaks = true;
            }
        }
        for edge in out.edges.iter().filter(|edge| edge.tie == Tie::Clashes) {
            for at in [edge.from, edge.to] {
                if let Some(node) = out.nodes.get_mut(at) {
                    node.clashes += 1;
                }
            }
        }
        out
    }
}

/// The graph of some claims, which are all that is looked at, and the links between them. What was dropped by us and what was
/// rejected is left out, and links that keep two claims apart. The order in which they come does not matter.
pub fn graph<'l>(claims: &[Placed<'_>], links: impl IntoIterator<Item = &'l ClaimLink>, shown: &Shown) -> Graph {
    let mut making = Making::default();
    for placed in claims.iter().filter(|placed| placed.claim.status != ClaimStatus::Dropped) {
        let claim = placed.claim;
        making.nodes.insert(claim.id, (NodeKind::Claim, Some(Says::of(claim.stance, claim.firmness))));
        if let Some(speaker) = placed.speaker.filter(|_| shown.has(Tie::Says)) {
            making.node(speaker, NodeKind::Name);
            making.edge(speaker, claim.id, Tie::Says);
        }
        if shown.has(Tie::StandsIn) {
            for (document, outlet) in &placed.documents {
                making.node(document.id, NodeKind::Document);
                making.edge(claim.id, document.id, Tie::StandsIn);
                if let Some(outlet) = outlet {
                    making.node(*outlet, NodeKind::Name);
                    making.edge(*outlet, document.id, Tie::Publishes);
                }
            }
        }
        if shown.has(Tie::Mentions) {
            // Who says it is tied to it already.
            let said = placed.speaker.filter(|_| shown.speakers);
            for name in unique(placed.names.iter().copied()).into_iter().filter(|name| Some(*name) != said) {
                making.node(name, NodeKind::Name);
                making.edge(name, claim.id, Tie::Mentions);
            }
        }
    }
    for link in links.into_iter().filter(|link| link.status != LinkStatus::Rejected) {
        let both = [link.from_claim, link.to_claim].iter().all(|id| making.nodes.contains_key(id));
        let Some(tie) = Tie::of(link.kind).filter(|tie| both && shown.has(*tie)) else { continue };
        let proposed = link.status == LinkStatus::Proposed;
        making.edges.push((link.from_claim, link.to_claim, tie, Some((link.kind, link.id, proposed))));
    }
    // Around what is not shown there is nothing: never everything instead.
    if let Some((id, steps)) = shown.around {
        let near = making.around(id, steps);
        making.only(&near);
    }
    let left_out = making.nodes.len().saturating_sub(MOST);
    if left_out > 0 {
        let best = making.best();
        making.only(&best);
    }
    making.finish(left_out)
}

/// True where there is something to show: two claims that are linked.
pub fn is_something<'l>(links: impl IntoIterator<Item = &'l ClaimLink>) -> bool {
    links.into_iter().any(|link| link.status != LinkStatus::Rejected && Tie::of(link.kind).is_some())
}

#[cfg(test)]
mod tests;
