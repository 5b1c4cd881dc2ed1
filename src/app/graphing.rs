//! The graph as it is looked at: what of it is shown, and its picture, laid out beside the window whenever claims or what is
//! shown have changed.

use super::model::Model;
use super::timing::Days;
use super::weigh_view::graph::{NodeRow, graph_of, node_row, passage_of};
use super::{Action, App, Hand, List, Place};
use crate::analysis::graph::is_something;
pub use crate::analysis::graph::labels::{Asked, Label, place};
pub use crate::analysis::graph::{Edge, Graph, Node, NodeKind, Point, Shown, Tie};
pub use crate::analysis::matrix::Says;
use crate::domain::Id;
use crate::jobs::Product;
use std::sync::Arc;

/// What a picture is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Of {
    /// Which project it is.
    pub project: Id,
    /// The state it is in.
    generation: u64,
    /// What it is narrowed to.
    pub sight: Sight,
}

/// What is looked at, in whatever state the project is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sight {
    /// What of the graph is shown.
    pub shown: Shown,
    /// Only what has this tag.
    pub tag: Option<Id>,
    /// Only what may be of these days.
    pub within: Option<Days>,
}

/// A graph that was laid out.
#[derive(Debug)]
pub struct Picture {
    /// What it is of.
    pub of: Of,
    /// Its nodes and edges.
    pub graph: Arc<Graph>,
    /// Where each node lies, in points at its own size.
    pub places: Vec<Point>,
    /// What stands beside each.
    pub rows: Vec<NodeRow>,
    /// The nodes each is tied to.
    pub near: Vec<Vec<usize>>,
    /// The nodes whose words are needed most first.
    pub order: Vec<usize>,
}

/// The graph, and what of it is shown.
#[derive(Debug, Default)]
pub struct Graphing {
    /// What of it is shown.
    pub shown: Shown,
    /// Its picture, as soon as there is one.
    pub picture: Option<Arc<Picture>>,
    /// The picture that is being laid out, by its number.
    asked: Option<(u64, Picture)>,
    number: u64,
}

/// Something wanted of it.
#[derive(Clone, Debug)]
pub enum GraphWish {
    /// Show this of it.
    Show(Shown),
    /// Take a node into the hand.
    Take(Id),
    /// Open the words of a node.
    Open(Id),
}

impl Graphing {
    /// True while a picture is laid out.
    pub fn is_asking(&self) -> bool {
        self.asked.is_some()
    }
}

/// True where there is a graph to speak of: claims that are linked.
pub fn is_graph(model: &Model) -> bool {
    is_something(model.links.values())
}

impl App {
    pub(super) fn graph_wish(&mut self, wish: GraphWish) {
        match wish {
            GraphWish::Show(shown) => self.graphing.shown = shown,
            GraphWish::Take(id) => {
                let Some(model) = self.model() else { return };
                if model.claims.contains_key(&id) {
                    self.update(Action::Hand(Hand::Claim(id)));
                } else if model.names.contains_key(&id) {
                    self.hand = Hand::Name(id);
                } else if model.documents.contains_key(&id) {
                    // The card of a document is that of the one that is read.
                    if self.reading.as_ref().is_none_or(|reading| reading.document != id) {
                        self.open_document(id, self.position_of(id));
                    }
                    self.hand = Hand::Document;
                }
            }
            GraphWish::Open(id) => {
                let Some(model) = self.model() else { return };
                if model.documents.contains_key(&id) {
                    self.update(Action::OpenDocument(id));
                } else if let Some(passage) = passage_of(model, id) {
                    self.update(Action::OpenPassage(passage));
                }
            }
        }
    }

    /// The node in hand.
    pub fn node_in_hand(&self) -> Option<Id> {
        match self.hand {
            Hand::Claim(id) => Some(id),
            Hand::Name(id) => Some(self.model()?.who(id)),
            Hand::Document => self.reading.as_ref().map(|reading| reading.document),
            _ => None,
        }
    }

    /// Has a picture laid out where it is shown and what it is of has changed.
    pub(super) fn see_graph(&mut self) {
        if self.place != Place::Weigh || self.list != List::Graph || self.graphing.is_asking() {
            return;
        }
        let Some(project) = self.project.as_ref().filter(|project| project.first_page.is_none()) else { return };
        let model = &project.model;
        let sight = Sight { shown: self.graphing.shown.clone(), tag: self.tag_filter, within: self.timing.within };
        let of = Of { project: project.facts.secret, generation: model.generation, sight };
        if self.graphing.picture.as_ref().is_some_and(|picture| picture.of == of) {
            return;
        }
        let graph = Arc::new(graph_of(model, &of.sight.shown, self.tag_scope().as_ref(), of.sight.within));
        let rows = graph.nodes.iter().map(|node| node_row(model, node)).collect();
        let (near, order) = (graph.neighbours(), graph.by_weight());
        let picture = Picture { of, places: Vec::new(), rows, near, order, graph: Arc::clone(&graph) };
        self.graphing.number += 1;
        let number = self.graphing.number;
        self.graphing.asked = Some((number, picture));
        if let Some(project) = &mut self.project {
            project.session.lay_graph(number, graph);
        }
    }

    /// Takes the places of its nodes.
    pub(super) fn take_graph(&mut self, number: u64, places: Vec<Point>) {
        if let Some((_, picture)) = self.graphing.asked.take_if(|(asked, _)| *asked == number) {
            self.graphing.picture = Some(Arc::new(Picture { places, ..picture }));
        }
    }

    /// The graph as it is looked at, to be exported.
    pub(super) fn graph_product(&self) -> Product {
        Product::Graph { shown: self.graphing.shown.clone(), scope: self.export_scope() }
    }
}
