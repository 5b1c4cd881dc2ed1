//! The graph as it is looked at: what of it is shown, and its picture, laid out beside the window whenever claims or what is
//! shown have changed.

use super::model::Model;
use super::timing::Days;
use super::weigh_view::graph::{NodeRow, graph_of, node_row, passage_of};
use super::{Action, App, Hand, List, Place};
use crate::analysis::graph::is_something;
pub use crate::analysis::graph::labels::{Board, own, sides};
pub use crate::analysis::graph::{Edge, Graph, Node, NodeKind, Point, Shown, Tie};
pub use crate::analysis::matrix::Says;
use crate::domain::{Fault, Id};
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
    /// What could not be laid out; it is not tried again.
    failed: Option<Of>,
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

    /// True for what is neither the picture there is nor on its way, nor could not be laid out.
    fn wants(&self, of: &Of) -> bool {
        let known = match &self.asked {
            Some((_, asked)) => asked.of == *of,
            None => self.picture.as_ref().is_some_and(|picture| picture.of == *of),
        };
        !known && self.failed.as_ref() != Some(of)
    }

    /// A picture is to be laid out; gives its number. The one before is not waited for any more.
    fn ask(&mut self, picture: Picture) -> u64 {
        self.number += 1;
        self.asked = Some((self.number, picture));
        self.number
    }

    /// Takes the places of the nodes of the picture that was asked last. Where it could not be laid out it gives why.
    fn take(&mut self, number: u64, places: Result<Vec<Point>, Fault>) -> Option<Fault> {
        let (_, picture) = self.asked.take_if(|(asked, _)| *asked == number)?;
        match places {
            Ok(places) => {
                self.picture = Some(Arc::new(Picture { places, ..picture }));
                None
            }
            Err(fault) => {
                self.failed = Some(picture.of);
                Some(fault)
            }
        }
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
        if self.place != Place::Weigh || self.list != List::Graph {
            return;
        }
        let Some(project) = self.project.as_ref().filter(|project| project.first_page.is_none()) else { return };
        let model = &project.model;
        let sight = Sight { shown: self.graphing.shown.clone(), tag: self.tag_filter, within: self.timing.within };
        let of = Of { project: project.facts.secret, generation: model.generation, sight };
        if !self.graphing.wants(&of) {
            return;
        }
        let graph = Arc::new(graph_of(model, &of.sight.shown, self.tag_scope().as_ref(), of.sight.within));
        let rows = graph.nodes.iter().map(|node| node_row(model, node)).collect();
        let order = graph.by_weight();
        let picture = Picture { of, places: Vec::new(), rows, order, graph: Arc::clone(&graph) };
        let number = self.graphing.ask(picture);
        if let Some(project) = &mut self.project {
            project.session.lay_graph(number, graph);
        }
    }

    /// Takes the places of its nodes. Where it could not be laid out that is told, and not tried again.
    pub(super) fn take_graph(&mut self, number: u64, places: Result<Vec<Point>, Fault>) {
        if let Some(fault) = self.graphing.take(number, places) {
            self.fault(fault);
        }
    }

    /// The graph as it is looked at, to be exported.
    pub(super) fn graph_product(&self) -> Product {
        Product::Graph { shown: self.graphing.shown.clone(), scope: self.export_scope() }
    }
}

#[cfg(test)]
impl Picture {
    /// A picture of a graph, whose nodes all have the same words beside them.
    pub(crate) fn with_words(graph: Graph, words: &str) -> Self {
        let (short, more, name) = (crate::domain::Words::from(words).brief(30), words.into(), words.into());
        let row = NodeRow { letters: (words.len().min(30), words.len()), short, more, name };
        let sight = Sight { shown: Shown::default(), tag: None, within: None };
        Self {
            of: Of { project: Id::from_bytes([1; 16]), generation: 0, sight },
            places: crate::analysis::graph::lay(&graph),
            rows: vec![row; graph.nodes.len()],
            order: graph.by_weight(),
            graph: Arc::new(graph),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(generation: u64) -> Of {
        let sight = Sight { shown: Shown::default(), tag: None, within: None };
        Of { project: Id::from_bytes([1; 16]), generation, sight }
    }

    fn asked(graphing: &mut Graphing, generation: u64) -> u64 {
        let (graph, places, rows, order) = (Arc::default(), Vec::new(), Vec::new(), Vec::new());
        graphing.ask(Picture { of: of(generation), graph, places, rows, order })
    }

    #[test]
    fn what_is_newer_is_asked_at_once_and_what_comes_too_late_is_not_taken() {
        let mut graphing = Graphing::default();
        assert!(graphing.wants(&of(1)));
        let first = asked(&mut graphing, 1);
        assert!(!graphing.wants(&of(1)) && graphing.wants(&of(2)), "what is on its way is not asked again");
        let second = asked(&mut graphing, 2);
        assert!(graphing.take(first, Ok(Vec::new())).is_none() && graphing.picture.is_none());
        assert!(graphing.take(second, Ok(Vec::new())).is_none());
        assert!(graphing.picture.as_ref().is_some_and(|picture| picture.of == of(2)));
        assert!(!graphing.wants(&of(2)) && !graphing.is_asking());
    }

    #[test]
    fn what_could_not_be_laid_out_is_told_and_not_asked_again() {
        let mut graphing = Graphing::default();
        let number = asked(&mut graphing, 1);
        let fault = Fault::new("AS-JOB-02", "It failed.", "All is safe.", "Go on.");
        assert!(graphing.take(number, Err(fault)).is_some_and(|fault| fault.code == "AS-JOB-02"));
        assert!(!graphing.wants(&of(1)) && !graphing.is_asking(), "not in a loop");
        assert!(graphing.wants(&of(2)), "another may be laid out");
    }
}
