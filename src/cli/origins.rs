//! `analyse origins`: where the reports on a matter come from, step by step, and whether two of them are independent.

use super::{End, complain, not_here, one_line, print, print_json};
use crate::domain::claim::Claim;
use crate::domain::document::Document;
use crate::domain::name::Name;
use crate::domain::origins::{Entry, Joined, Node, Origins, Report, Step, Way, Why, weigh};
use crate::domain::passage::Anchor;
use crate::domain::{Fault, Id, ProjectRead, Words};
use crate::jobs::origins::Project;
use crate::store::Reader;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};

pub(super) fn origins(reader: &Reader, claim: Option<Id>, json: bool) -> Result<(), End> {
    let said = Said::read(reader)?;
    let project = Project::of(reader)?;
    if let Some(id) = claim.filter(|id| !said.claims.contains_key(id)) {
        return Err(not_here(id));
    }
    let mut asked: Vec<Id> = claim.map_or_else(|| said.claims.keys().copied().collect(), |id| vec![id]);
    asked.sort();
    let mut told: BTreeSet<BTreeSet<Id>> = BTreeSet::new();
    let (mut matters, mut independent) = (0, 0);
    for claim in asked {
        let found = weigh(&project, &[claim])?;
        // A matter is told once, whichever of its claims is asked about.
        if !told.insert(found.claims.iter().map(|(id, _)| *id).collect()) {
            continue;
        }
        matters += 1;
        independent += usize::from(found.is_independent());
        if json {
            print_json(&said.as_json(&found)?);
        } else {
            said.show(claim, &found);
        }
    }
    match (matters, independent) {
        (0, _) => {
            complain("There are no claims.");
            return Err(End::No);
        }
        (1, 0) => complain("Of one matter independence is not established."),
        (1, _) => complain("One matter has two independent reports."),
        (n, yes) => complain(&format!("Of {n} matters {yes} have two independent reports.")),
    }
    Ok(())
}

/// What things are called.
struct Said<'r> {
    project: &'r dyn ProjectRead,
    claims: HashMap<Id, Claim>,
    documents: HashMap<Id, Document>,
    names: HashMap<Id, Name>,
}

impl<'r> Said<'r> {
    fn read(reader: &'r Reader) -> Result<Self, Fault> {
        let project: &dyn ProjectRead = reader;
        Ok(Self {
            project,
            claims: project.all::<Claim>()?.into_iter().map(|claim| (claim.id, claim)).collect(),
            documents: project.all::<Document>()?.into_iter().map(|document| (document.id, document)).collect(),
            names: project.all::<Name>()?.into_iter().map(|name| (name.id, name)).collect(),
        })
    }

    fn words(&self, node: Node) -> Option<&Words> {
        match node {
            Node::Document(id) => self.documents.get(&id).map(Document::heading),
            Node::Name(id) => self.names.get(&id).map(|name| &name.words),
        }
    }

    fn spelled(&self, node: Node) -> String {
        let (Node::Document(id) | Node::Name(id)) = node;
        self.words(node).map_or_else(|| id.to_string(), |words| format!("“{}”", words.raw()))
    }

    fn node(&self, node: Node) -> Value {
        match node {
            Node::Document(id) => json!({ "document": id, "heading": self.words(node) }),
            Node::Name(id) => json!({ "name": id, "words": self.words(node) }),
        }
    }

    fn step(&self, step: &Step) -> Value {
        let (why, of) = match step.why {
            Why::Outlet => ("outlet", json!(null)),
            Why::Owner { ownership } => ("owner", json!({ "ownership": ownership })),
            Why::Copy { overlap } => ("copy", json!({ "percent": overlap.map(crate::domain::Overlap::percent) })),
            Why::Hop { hop, medium } => ("hop", json!({ "hop": hop, "medium": medium })),
            Why::Speaker { claim } => ("speaker", json!({ "claim": claim })),
            Why::Told { claim } => ("told", json!({ "claim": claim })),
        };
        let words = step.say(&|node| self.spelled(node));
        json!({ "from": self.node(step.from), "to": self.node(step.to), "why": why, "of": of, "words": words })
    }

    fn way(&self, document: Id, way: &Way) -> Result<Value, Fault> {
        let read = self.documents.get(&document).and_then(|document| document.revision);
        let anchors = self.project.of::<Anchor>("passage", way.passage)?;
        let anchor = anchors.iter().rev().find(|anchor| Some(anchor.revision) == read).or(anchors.last());
        Ok(json!({
            "claim": way.claim,
            "passage": way.passage,
            "start_byte": anchor.map(|anchor| anchor.start),
            "end_byte": anchor.map(|anchor| anchor.end),
            "quote": anchor.map(|anchor| &anchor.quote),
            "lost": way.is_lost,
            "steps": way.steps.iter().map(|step| self.step(step)).collect::<Vec<_>>(),
            "origins": way.origins,
            "unknown": way.unknown.map(crate::domain::origins::Unknown::label),
        }))
    }

    fn report(&self, report: &Report) -> Result<Value, Fault> {
        let ways = report.ways.iter().map(|way| self.way(report.document, way)).collect::<Result<Vec<_>, _>>()?;
        Ok(json!({
            "document": report.document,
            "heading": self.words(Node::Document(report.document)),
            "outlet": report.outlet,
            "outlet_name": report.outlet.and_then(|id| self.words(Node::Name(id))),
            "claims": ways,
        }))
    }

    fn as_json(&self, found: &Origins) -> Result<Value, Fault> {
        let claims = found.claims.iter().map(|(id, entry)| {
            let words = self.claims.get(id).map(|claim| &claim.words);
            match entry {
                Entry::Asked => json!({ "claim": id, "words": words, "by": "asked" }),
                Entry::Link { link, kind, other } => {
                    json!({ "claim": id, "words": words, "by": kind, "link": link, "other": other })
                }
            }
        });
        let origins = found.origins.iter().map(|origin| {
            let names = origin.names.iter().map(|id| self.node(Node::Name(*id))).collect::<Vec<_>>();
            let joined = origin.joined.iter().map(|why| match why {
                Joined::Owner(id) => json!({ "owner": id, "words": self.words(Node::Name(*id)) }),
                Joined::Link(id) => json!({ "link": id }),
            });
            json!({ "names": names, "joined": joined.collect::<Vec<_>>() })
        });
        let left_out = found
            .left_out
            .iter()
            .map(|left| json!({ "claim": left.claim, "evidence": left.evidence, "why": left.why.label() }));
        let spelled = |node: Node| self.spelled(node);
        Ok(json!({
            "claims": claims.collect::<Vec<_>>(),
            "reports": found.reports.iter().map(|report| self.report(report)).collect::<Result<Vec<_>, _>>()?,
            "outlets": found.outlets.iter().map(|id| self.node(Node::Name(*id))).collect::<Vec<_>>(),
            "origins": origins.collect::<Vec<_>>(),
            "counts": {
                "reports": found.reports.len(),
                "outlets": found.outlets.len(),
                "origins": found.origins.len(),
                "unknown": found.unknown,
                "lost": found.lost(),
            },
            "independent": found.is_independent(),
            "sentence": found.sentence(),
            "reason": found.reason(&spelled),
            "left_out": left_out.collect::<Vec<_>>(),
            "troubles": found.troubles.iter().map(|trouble| trouble.say(&spelled)).collect::<Vec<_>>(),
        }))
    }

    /// One matter for people.
    fn show(&self, claim: Id, found: &Origins) {
        let spelled = |node: Node| self.spelled(node);
        let line = |text: &str| print(&one_line(text));
        line(&format!("{claim}  {}", self.claims.get(&claim).map_or("", |claim| claim.words.raw())));
        line(&format!("  {}. {}", found.sentence(), found.reason(&spelled)));
        for trouble in &found.troubles {
            line(&format!("  {}", trouble.say(&spelled)));
        }
        for report in &found.reports {
            line(&format!("  {}  {}", report.document, self.spelled(Node::Document(report.document))));
            for way in &report.ways {
                for step in &way.steps {
                    line(&format!("    {}", step.say(&spelled)));
                }
                let names = way.origins.iter().filter_map(|at| found.origins.get(*at)).flat_map(|origin| &origin.names);
                let names: Vec<String> = names.map(|id| self.spelled(Node::Name(*id))).collect();
                match way.unknown {
                    Some(unknown) => line(&format!("    origin not known: {}", unknown.label())),
                    None => line(&format!("    origin: {}", names.join(", "))),
                }
                if way.is_lost {
                    line("    the passage lost its place in the text");
                }
            }
        }
        for left in &found.left_out {
            line(&format!("  not counted: {}  {}", left.claim, left.why.label()));
        }
    }
}
