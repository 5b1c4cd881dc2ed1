//! The graph of the records that are in memory, and what stands beside its nodes.

use super::shown as words_of;
use super::time::{Days, called};
use crate::analysis::graph::labels::letters;
use crate::analysis::graph::{Graph, Node, NodeKind, Shown, graph};
use crate::analysis::placed::Placed;
use crate::analysis::timeline::times;
use crate::app::model::{By, Model};
use crate::app::tag_view::TagScope;
use crate::app::view::speaker_words;
use crate::domain::claim::Claim;
use crate::domain::{Id, Words};
use crate::say::graph as say;

/// Letters of a node's words, cut short, and of more of them.
const LETTERS: (usize, usize) = (30, 84);

/// A claim with what the graph needs of it: what is not asked for is not looked up, which is most of the work.
fn placed<'m>(model: &'m Model, claim: &'m Claim, shown: &Shown, dated: bool) -> Placed<'m> {
    let asked = shown.documents || shown.mentions || dated;
    let evidence = asked.then(|| model.ids(By::Evidence, claim.id)).into_iter().flatten();
    let passages: Vec<Id> = evidence.filter_map(|id| model.evidence.get(&id)?.passage).collect();
    let documents = passages.iter().filter_map(|id| model.documents.get(&model.passages.get(id)?.document));
    let marked = passages.iter().filter(|_| shown.mentions).flat_map(|id| model.ids(By::Mentions, *id));
    Placed {
        claim,
        speaker: claim.speaker.map(|name| model.who(name)),
        documents: documents.map(|document| (document, document.outlet.map(|name| model.who(name)))).collect(),
        tags: Vec::new(),
        names: marked.filter_map(|id| model.mentions.get(&id)).map(|row| model.who(row.name)).collect(),
    }
}

/// The graph of a project as it is looked at.
pub fn graph_of(model: &Model, shown: &Shown, scope: Option<&TagScope>, within: Option<Days>) -> Graph {
    let called = |id| model.names.get(&id).map(|name| name.words.raw());
    let mut answers = shown.answers(called);
    let claims = model
        .claims
        .values()
        .filter(|claim| answers(claim, claim.speaker.map(|name| model.who(name))))
        .filter(|claim| scope.is_none_or(|scope| scope.has_claim(model, claim.id)))
        .map(|claim| placed(model, claim, shown, within.is_some()))
        .filter(|placed| within.is_none_or(|days| times(placed).iter().flatten().any(|time| time.touches(days))));
    graph(claims, model.links.values(), shown)
}

/// What stands beside a node.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeRow {
    /// Its words, cut short.
    pub short: Words,
    /// More of them.
    pub more: Words,
    /// How wide each is, in letters of a Latin face.
    pub letters: (usize, usize),
    /// What assistive technology says.
    pub name: Words,
}

/// What stands beside a node of the graph.
pub fn node_row(model: &Model, node: &Node) -> NodeRow {
    let claim = model.claims.get(&node.id);
    let words = claim.map_or_else(|| called(model, node.id), words_of);
    let name = match claim {
        Some(claim) => {
            let speaker = speaker_words(model, claim).map_or(crate::say::weigh::SPEAKER_NOT_KNOWN, Words::raw);
            say::claim(speaker, words.raw(), node.says.map(crate::analysis::matrix::Says::label), node.clashes)
        }
        None => say::with_claims(words.raw(), node.claims),
    };
    let (short, more) = (words.brief(LETTERS.0), words.brief(LETTERS.1));
    NodeRow { letters: (letters(short.raw()), letters(more.raw())), short, more, name: Words::new(name) }
}

/// The passage a node's words stand in: those of a claim; those where a name is marked, else of the first claim it says.
pub fn passage_of(model: &Model, id: Id) -> Option<Id> {
    if model.claims.contains_key(&id) {
        return model.support(id);
    }
    let names = model.merged(id);
    let marked = || names.iter().flat_map(|id| model.ids(By::Mentioned, *id)).find_map(|id| model.mentions.get(&id));
    let says = || names.iter().flat_map(|id| model.ids(By::Said, *id)).find_map(|claim| model.support(claim));
    marked().map(|mention| mention.passage).or_else(says)
}

/// How many nodes of a kind a graph has, for what is said over it: claims, names, documents, and links between claims.
pub fn counted(graph: &Graph) -> (usize, usize, usize, usize) {
    let links = graph.edges.iter().filter(|edge| edge.tie.is_link()).count();
    let [claims, names, documents] =
        [NodeKind::Claim, NodeKind::Name, NodeKind::Document].map(|kind| graph.count(kind));
    (claims, names, documents, links)
}
