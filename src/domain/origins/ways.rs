//! The ways reports took: of each claim in each document its own, as its records give it, and then on from where that ends
//! over what the other reports of the matter tell.

use super::gather::{self, Matter, Stand};
use super::names::{Names, circles};
use super::{Held, Node, Step, Trouble, Unknown, Why};
use crate::domain::claim::{Form, Hop};
use crate::domain::copies::CopyOf;
use crate::domain::document::Document;
use crate::domain::{Date, Id};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// The way of a claim in a document as far as its own records give it.
struct Own {
    document: Id,
    claim: Id,
    outlet: Option<Id>,
    steps: Vec<Step>,
    nodes: BTreeSet<Node>,
    /// The outlets and actors on it.
    through: BTreeSet<Id>,
    /// Where it ends, or why nobody knows.
    root: Result<Node, Unknown>,
}

impl Own {
    fn step(&mut self, from: Node, to: Node, why: Why) {
        self.nodes.extend([from, to]);
        if from != to && !self.steps.iter().any(|step| (step.from, step.to) == (from, to)) {
            self.steps.push(Step { from, to, why });
        }
    }
}

/// A way to its end.
pub(super) struct Walked {
    pub(super) document: Id,
    pub(super) claim: Id,
    pub(super) outlet: Option<Id>,
    pub(super) steps: Vec<Step>,
    pub(super) nodes: BTreeSet<Node>,
    /// The names it ends at.
    pub(super) ends: Vec<Id>,
    pub(super) unknown: Option<Unknown>,
}

/// What was found of all ways.
pub(super) struct Found {
    /// In the order of the documents, then of the claims.
    pub(super) ways: Vec<Walked>,
    /// Of every end all who own it.
    pub(super) owners: BTreeMap<Id, BTreeSet<Id>>,
    pub(super) troubles: Vec<Trouble>,
}

pub(super) fn ways<H: Held>(names: &mut Names<'_, H>, matter: &Matter) -> Result<Found, H::Error> {
    let mut paths = Paths { names, matter, copies: HashMap::new(), troubles: Vec::new() };
    let own = matter.stands.values().map(|stand| paths.own(stand)).collect::<Result<Vec<_>, _>>()?;
    let mut beyond: BTreeMap<Node, Beyond> = BTreeMap::new();
    let mut next: Vec<Node> = own.iter().filter_map(|way| way.root.ok()).collect();
    while let Some(node) = next.pop() {
        if let Entry::Vacant(new) = beyond.entry(node) {
            let after = new.insert(paths.beyond(&own, node)?);
            next.extend(after.on.iter().map(|(step, _)| step.to));
        }
    }
    let graph = beyond.iter().map(|(node, after)| (*node, after.on.iter().map(|(step, _)| step.to).collect()));
    let graph: BTreeMap<Node, BTreeSet<Node>> = graph.collect();
    let Paths { names, mut troubles, .. } = paths;
    troubles.extend(circles(&graph).into_iter().map(Trouble::Reports));
    let mut owners: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    let mut ways = Vec::with_capacity(own.len());
    for way in &own {
        let walked = walk(way, &own, &beyond);
        let when = matter.documents.get(&way.document).and_then(|document| document.published.as_ref());
        for end in &walked.ends {
            let steps = names.owners(*end, when)?;
            let all = steps.iter().filter_map(|step| if let Node::Name(id) = step.to { Some(id) } else { None });
            owners.entry(*end).or_default().extend(all);
        }
        ways.push(walked);
    }
    Ok(Found { ways, owners, troubles })
}

/// What lies beyond where a way ends by its own records.
#[derive(Default)]
struct Beyond {
    /// The steps on, each with the way that tells it.
    on: Vec<(Step, Option<usize>)>,
    /// The name it ends at.
    end: Option<Id>,
    unknown: Option<Unknown>,
}

/// Goes on from the end of a way to where all ends.
fn walk(way: &Own, own: &[Own], beyond: &BTreeMap<Node, Beyond>) -> Walked {
    let mut walked = Walked {
        document: way.document,
        claim: way.claim,
        outlet: way.outlet,
        steps: way.steps.clone(),
        nodes: way.nodes.clone(),
        ends: Vec::new(),
        unknown: None,
    };
    match way.root {
        Err(unknown) => walked.unknown = Some(unknown),
        // It is the outlet's own word.
        Ok(Node::Name(id)) if way.outlet == Some(id) => walked.ends.push(id),
        Ok(root) => {
            let mut met = BTreeSet::from([root]);
            let mut next = VecDeque::from([root]);
            let mut unknown = None;
            while let Some(after) = next.pop_front().and_then(|node| beyond.get(&node)) {
                for (step, told) in &after.on {
                    if !walked.steps.iter().any(|known| (known.from, known.to) == (step.from, step.to)) {
                        walked.steps.push(*step);
                    }
                    walked.nodes.insert(step.to);
                    walked.nodes.extend(told.and_then(|at| own.get(at)).into_iter().flat_map(|way| &way.nodes));
                    if met.insert(step.to) {
                        next.push_back(step.to);
                    }
                }
                walked.ends.extend(after.end.filter(|end| !walked.ends.contains(end)));
                unknown = unknown.or(after.unknown);
            }
            if walked.ends.is_empty() {
                walked.unknown = Some(unknown.unwrap_or(Unknown::Circle));
            }
        }
    }
    walked
}

struct Paths<'a, 'h, H> {
    names: &'a mut Names<'h, H>,
    matter: &'a Matter,
    copies: HashMap<Id, Option<CopyOf>>,
    troubles: Vec<Trouble>,
}

impl<H: Held> Paths<'_, '_, H> {
    /// What a document is a copy of, unless somebody decided that it is none.
    fn copy_of(&mut self, document: Id) -> Result<Option<CopyOf>, H::Error> {
        if let Some(known) = self.copies.get(&document) {
            return Ok(*known);
        }
        let found = self.names.held.copy_of(document)?.filter(|copy| {
            let pair = (copy.original.min(document), copy.original.max(document));
            !self.matter.no_copies.contains(&pair)
        });
        self.copies.insert(document, found);
        Ok(found)
    }

    fn document(&self, id: Id) -> Result<Option<Document>, H::Error> {
        match self.matter.documents.get(&id) {
            Some(known) => Ok(Some(known.clone())),
            None => gather::document(self.names.held, id),
        }
    }

    fn outlet(&mut self, document: &Document) -> Result<Option<Id>, H::Error> {
        document.outlet.map(|outlet| self.names.who(outlet)).transpose()
    }

    fn passed_on(&mut self, way: &mut Own, name: Id, at: Option<&Date>) -> Result<(), H::Error> {
        way.nodes.insert(Node::Name(name));
        for step in self.names.owners(name, at)? {
            way.step(step.from, step.to, step.why);
        }
        Ok(())
    }

    /// Whose a text is: its outlet, and the text it is a copy of with that one's outlet.
    fn text(&mut self, way: &mut Own, document: &Document) -> Result<Option<Id>, H::Error> {
        let (at, when) = (Node::Document(document.id), document.published.as_ref());
        way.nodes.insert(at);
        let outlet = self.outlet(document)?;
        if let Some(outlet) = outlet {
            way.step(at, Node::Name(outlet), Why::Outlet);
            self.passed_on(way, outlet, when)?;
        }
        if let Some(copy) = self.copy_of(document.id)?
            && let Some(original) = self.document(copy.original)?
        {
            let to = Node::Document(original.id);
            way.step(at, to, Why::Copy { overlap: copy.overlap });
            if let Some(outlet) = self.outlet(&original)? {
                way.step(to, Node::Name(outlet), Why::Outlet);
                self.passed_on(way, outlet, original.published.as_ref())?;
            }
        }
        Ok(outlet)
    }

    /// The way of a claim in a document by its own records.
    fn own(&mut self, stand: &Stand) -> Result<Own, H::Error> {
        let mut way = Own {
            document: stand.document,
            claim: stand.claim,
            outlet: None,
            steps: Vec::new(),
            nodes: BTreeSet::new(),
            through: BTreeSet::new(),
            root: Err(Unknown::NoOutlet),
        };
        let matter = self.matter;
        let (Some(document), Some(claim)) = (matter.documents.get(&stand.document), matter.records.get(&stand.claim))
        else {
            return Ok(way);
        };
        way.outlet = self.text(&mut way, document)?;
        way.through.extend(way.outlet);
        let chain = matter.chains.get(&claim.id).map_or(&[][..], Vec::as_slice);
        // A hop whose document this is stands for it: what comes after leads on to other documents.
        let here = chain.iter().position(|hop| hop.document == Some(document.id));
        let hops = chain.get(..here.unwrap_or(chain.len())).unwrap_or_default();
        if let Some(actor) = here.and_then(|at| chain.get(at)).and_then(|hop| hop.actor) {
            way.through.insert(actor);
            self.passed_on(&mut way, actor, document.published.as_ref())?;
        }
        let mut at = Node::Document(document.id);
        for hop in hops.iter().rev() {
            at = self.hop(&mut way, hop, at, document)?;
        }
        self.twice(claim.id, hops);
        // An outlet that speaks in its own name has it from wherever the text has it.
        let speaker = claim.speaker.map(|name| self.names.who(name)).transpose()?;
        let speaker = speaker.filter(|name| way.outlet != Some(*name));
        if let Some(speaker) = speaker {
            way.step(at, Node::Name(speaker), Why::Speaker { claim: claim.id });
            self.passed_on(&mut way, speaker, document.published.as_ref())?;
        }
        way.root = match (speaker, hops.first()) {
            (Some(speaker), _) => Ok(Node::Name(speaker)),
            (None, Some(hop)) => {
                let held = hop.document.filter(|id| matter.documents.contains_key(id));
                let reports = |id: &Id| matter.stands.keys().any(|(document, _)| document == id);
                match (held.filter(reports), hop.actor, held) {
                    (Some(document), ..) | (None, None, Some(document)) => Ok(Node::Document(document)),
                    (None, Some(actor), _) => Ok(Node::Name(actor)),
                    (None, None, None) => Err(Unknown::NotNamed),
                }
            }
            (None, None) if claim.form == Some(Form::Unnamed) => Err(Unknown::NotNamed),
            (None, None) => match (self.copy_of(document.id)?, way.outlet) {
                (Some(copy), _) => Ok(Node::Document(copy.original)),
                (None, Some(outlet)) => Ok(Node::Name(outlet)),
                (None, None) => Err(Unknown::NoOutlet),
            },
        };
        Ok(way)
    }

    /// One hop away from us; gives where that leads.
    fn hop(&mut self, way: &mut Own, hop: &Hop, from: Node, report: &Document) -> Result<Node, H::Error> {
        let why = Why::Hop { hop: hop.id, medium: hop.medium };
        let mut at = from;
        let matter = self.matter;
        if let Some(document) = hop.document.and_then(|id| matter.documents.get(&id)) {
            let to = Node::Document(document.id);
            way.step(at, to, why);
            let outlet = self.text(way, document)?;
            way.through.extend(outlet.filter(|_| hop.actor.is_none()));
            at = to;
        }
        if let Some(actor) = hop.actor {
            way.step(at, Node::Name(actor), why);
            way.through.insert(actor);
            self.passed_on(way, actor, hop.at.as_ref().or(report.published.as_ref()))?;
            at = Node::Name(actor);
        }
        Ok(at)
    }

    /// Notes who stands in a chain again after somebody else.
    fn twice(&mut self, claim: Id, hops: &[Hop]) {
        let mut actors: Vec<Id> = hops.iter().filter_map(|hop| hop.actor).collect();
        actors.dedup();
        let mut met = BTreeSet::new();
        for name in actors {
            let trouble = Trouble::Twice { claim, name };
            if !met.insert(name) && !self.troubles.contains(&trouble) {
                self.troubles.push(trouble);
            }
        }
    }

    /// What the matter tells of where something has it from.
    fn beyond(&mut self, own: &[Own], node: Node) -> Result<Beyond, H::Error> {
        let mut beyond = Beyond::default();
        match node {
            Node::Name(name) => {
                for (at, way) in own.iter().enumerate().filter(|(_, way)| way.through.contains(&name)) {
                    match way.root {
                        // What it published is its own word.
                        Ok(Node::Document(id)) if self.published_by(id, name)? => beyond.end = Some(name),
                        Ok(root) if root != node => {
                            let why = Why::Told { claim: way.claim };
                            beyond.on.push((Step { from: node, to: root, why }, Some(at)));
                        }
                        // What it says in its own name; that others name it tells nothing more of it.
                        Ok(_) => beyond.end = beyond.end.or(way.outlet.filter(|outlet| *outlet == name)),
                        Err(unknown) => beyond.unknown = beyond.unknown.or(Some(unknown)),
                    }
                }
                if beyond.on.is_empty() && beyond.unknown.is_none() {
                    beyond.end = Some(name);
                }
            }
            Node::Document(id) => {
                for (at, way) in own.iter().enumerate().filter(|(_, way)| way.document == id) {
                    match way.root {
                        Ok(Node::Name(root)) if way.outlet == Some(root) => beyond.end = Some(root),
                        Ok(root) => {
                            let why = Why::Told { claim: way.claim };
                            beyond.on.push((Step { from: node, to: root, why }, Some(at)));
                        }
                        Err(unknown) => beyond.unknown = beyond.unknown.or(Some(unknown)),
                    }
                }
                if beyond.on.is_empty() && beyond.end.is_none() && beyond.unknown.is_none() {
                    self.text_alone(&mut beyond, id)?;
                }
            }
        }
        Ok(beyond)
    }

    /// True for a document that is no report of the matter and that this outlet published.
    fn published_by(&mut self, id: Id, outlet: Id) -> Result<bool, H::Error> {
        if self.matter.stands.keys().any(|(document, _)| *document == id) || self.copy_of(id)?.is_some() {
            return Ok(false);
        }
        let Some(document) = self.document(id)? else { return Ok(false) };
        Ok(self.outlet(&document)? == Some(outlet))
    }

    /// Of a text that is no report of the matter: what it is a copy of, else its outlet.
    fn text_alone(&mut self, beyond: &mut Beyond, id: Id) -> Result<(), H::Error> {
        let from = Node::Document(id);
        let outlet = match self.document(id)? {
            Some(document) => self.outlet(&document)?,
            None => None,
        };
        match (self.copy_of(id)?, outlet) {
            (Some(copy), _) => {
                let why = Why::Copy { overlap: copy.overlap };
                beyond.on.push((Step { from, to: Node::Document(copy.original), why }, None));
            }
            (None, Some(outlet)) => beyond.end = Some(outlet),
            (None, None) => beyond.unknown = Some(Unknown::NoOutlet),
        }
        Ok(())
    }
}
