//! Where the reports on a claim come from, as its card shows it: the figures, every step with what mends it, and which other
//! claims go through the same hop.

use super::copies::Copies;
use super::model::{By, Model};
use super::{App, marking};
use crate::domain::copies::CopyOf;
use crate::domain::declined::{Declined, DeclinedKind, copy_key};
use crate::domain::document::Document;
use crate::domain::link::ClaimLink;
use crate::domain::name::Ownership;
use crate::domain::origins::{Entry, Held, Joined, Node, Origins, Step, Why, weigh};
use crate::domain::{By as Records, Edit, Id, Op, Record, Row as _, Table, Words};
use crate::say::origins as say;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// What is wanted of the origins of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginsWish {
    /// Show the steps, or fold them away.
    Unfold(bool),
    /// Show a hop with its fields; none folds it.
    Hop(Option<Id>),
    /// These documents are no copies of one another.
    NoCopy(Id, Id),
    /// They may be after all.
    MayBeCopy(Id, Id),
}

/// What mends a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mend {
    /// The outlet of a document.
    Outlet(Id),
    /// The owners of a name, of which this record is one.
    Owner {
        /// The name that is owned.
        name: Id,
        /// The ownership.
        ownership: Id,
    },
    /// That one document is a copy of another.
    Copy(Id, Id),
    /// A hop of a claim.
    Hop {
        /// The claim.
        claim: Id,
        /// The hop.
        hop: Id,
    },
    /// A claim.
    Claim(Id),
}

/// A step as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct StepShown {
    /// In words; without its subject where that is the document over it.
    pub words: Words,
    /// What mends it.
    pub mend: Mend,
}

/// The way of a claim in a document as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct WayShown {
    /// The claim.
    pub claim: Id,
    /// Its passage there.
    pub passage: Id,
    /// The passage lost its place.
    pub is_lost: bool,
    /// The steps.
    pub steps: Vec<StepShown>,
    /// Where it ends, or why nobody knows.
    pub end: Words,
}

/// A report as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportShown {
    /// The document.
    pub document: Id,
    /// What it is called.
    pub heading: Words,
    /// The ways of the claims in it.
    pub ways: Vec<WayShown>,
}

/// The origins of a claim as its card shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct OriginsShown {
    /// The figures, such as “2 reports, 2 outlets, 1 origin”.
    pub figures: String,
    /// The figures and what they come to.
    pub sentence: String,
    /// Two reports are independent: content grade 1 can be given.
    pub is_independent: bool,
    /// Why it is so.
    pub reason: Words,
    /// What cannot be as it is recorded.
    pub troubles: Vec<Words>,
    /// How many reports rest on passages that lost their place.
    pub lost: usize,
    /// The reports.
    pub reports: Vec<ReportShown>,
    /// Names that count as one origin, and why, with the link that says so if one does.
    pub joined: Vec<(Words, Option<Id>)>,
    /// Claims of the matter beside this one, each with the link that brings it in.
    pub others: Vec<(Id, Id, Words)>,
    /// What does not count: the claim, and why.
    pub left_out: Vec<(Id, Words)>,
    /// Copies that somebody declined, among the documents of the reports.
    pub declined: Vec<((Id, Id), Words)>,
    /// The other claims that go through a hop.
    pub hops: BTreeMap<Id, Vec<Id>>,
}

/// The model as the rule of independence reads it.
struct Seen<'m> {
    model: &'m Model,
    copies: &'m Copies,
}

impl Held for Seen<'_> {
    type Error = Infallible;

    fn records(&self, table: Table, by: Records) -> Result<Vec<Record>, Infallible> {
        let model = self.model;
        let found = |by, id| model.ids(by, id).filter_map(|row| model.record(table, row)).collect::<Vec<_>>();
        let links = |id, end: fn(&ClaimLink) -> Id| {
            let links = model.ids(By::Links, id).filter_map(|row| model.links.get(&row));
            links.filter(|link| end(link) == id).map(|link| Record::ClaimLink(link.clone())).collect()
        };
        Ok(match (table, by) {
            (_, Records::Id(id)) => model.record(table, id).into_iter().collect(),
            (Table::Declined, Records::All) => model.declined.values().cloned().map(Declined::into_record).collect(),
            (Table::Evidence, Records::Ref("claim", id)) => found(By::Evidence, id),
            (Table::Hop, Records::Ref("claim", id)) => found(By::Hops, id),
            (Table::Anchor, Records::Ref("passage", id)) => found(By::Anchors, id),
            (Table::Name, Records::Ref("merged_into", id)) => found(By::Merged, id),
            (Table::ClaimLink, Records::Ref("from_claim", id)) => links(id, |link| link.from_claim),
            (Table::ClaimLink, Records::Ref("to_claim", id)) => links(id, |link| link.to_claim),
            (Table::Ownership, Records::Ref("name", id)) => {
                let rows = model.ownership.values().filter(|row| row.name == id);
                rows.cloned().map(Ownership::into_record).collect()
            }
            _ => Vec::new(),
        })
    }

    fn copy_of(&self, document: Id) -> Result<Option<CopyOf>, Infallible> {
        Ok(self.copies.of(document).and_then(|cluster| cluster.copy_of(document)))
    }
}

/// What a name or document is called, in quotation marks.
fn spelled(model: &Model, node: Node) -> String {
    let words = match node {
        Node::Document(id) => model.documents.get(&id).map(Document::heading),
        Node::Name(id) => model.names.get(&id).map(|name| &name.words),
    };
    say::quoted(words.map(|words| words.brief(60)).as_ref().map_or("", Words::raw))
}

/// The origins of the matter of a claim.
fn origins(model: &Model, copies: &Copies, claim: Id) -> Origins {
    let Ok(found) = weigh(&Seen { model, copies }, &[claim]);
    found
}

fn mend(step: &Step, claim: Id) -> Mend {
    match (step.why, step.from, step.to) {
        (Why::Outlet, Node::Document(document), _) => Mend::Outlet(document),
        (Why::Owner { ownership }, Node::Name(name), _) => Mend::Owner { name, ownership },
        (Why::Copy { .. }, Node::Document(one), Node::Document(other)) => Mend::Copy(one, other),
        (Why::Hop { hop, .. }, ..) => Mend::Hop { claim, hop },
        (Why::Speaker { claim } | Why::Told { claim }, ..) => Mend::Claim(claim),
        (Why::Outlet | Why::Owner { .. } | Why::Copy { .. }, ..) => Mend::Claim(claim),
    }
}

/// The other claims that go through each hop of a claim: those that have it from the same document, else from the same name
/// where no document is held.
fn shared_hops(model: &Model, claim: Id) -> BTreeMap<Id, Vec<Id>> {
    let hops = model.hops_of(claim);
    let mut out: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    if hops.is_empty() {
        return out;
    }
    for other in model.hops.values().filter(|other| other.claim != claim) {
        let same = |hop: &&&crate::domain::claim::Hop| match (hop.document, other.document) {
            (Some(one), Some(with)) => one == with,
            _ => hop.actor.is_some() && hop.actor.map(|id| model.who(id)) == other.actor.map(|id| model.who(id)),
        };
        for hop in hops.iter().filter(same) {
            let with = out.entry(hop.id).or_default();
            if !with.contains(&other.claim) {
                with.push(other.claim);
            }
        }
    }
    out
}

impl App {
    /// The origins of a claim; `None` when no project is open.
    pub fn origins_shown(&self, claim: Id) -> Option<OriginsShown> {
        let model = self.model()?;
        let found = origins(model, &self.copies, claim);
        let called = |node: Node| spelled(model, node);
        let report = |report: &crate::domain::origins::Report| {
            let at = Node::Document(report.document);
            let ways = report.ways.iter().map(|way| {
                let step = |step: &Step| {
                    let words = if step.from == at { step.predicate(&called) } else { step.say(&called) };
                    StepShown { words: Words::new(words), mend: mend(step, way.claim) }
                };
                let ends = way.origins.iter().filter_map(|at| found.origins.get(*at)).flat_map(|origin| &origin.names);
                let ends: Vec<String> = ends.map(|id| called(Node::Name(*id))).collect();
                let end = match way.unknown {
                    Some(unknown) => say::no_end(unknown.label()),
                    None => say::ends(&ends),
                };
                let steps = way.steps.iter().map(step).collect();
                let (claim, passage, is_lost) = (way.claim, way.passage, way.is_lost);
                WayShown { claim, passage, is_lost, steps, end: Words::new(end) }
            });
            let heading = model.documents.get(&report.document).map(|d| d.heading().clone()).unwrap_or_default();
            ReportShown { document: report.document, heading, ways: ways.collect() }
        };
        let joined = found.origins.iter().flat_map(|origin| {
            let names: Vec<String> = origin.names.iter().map(|id| called(Node::Name(*id))).collect();
            origin.joined.iter().map(move |why| match why {
                Joined::Owner(id) => (Words::new(say::joined_by_owner(&names, &called(Node::Name(*id)))), None),
                Joined::Link(link) => (Words::new(say::joined_by_link(&names)), Some(*link)),
            })
        });
        let words_of = |id: &Id| model.claims.get(id).map(|claim| claim.words.brief(60)).unwrap_or_default();
        let others = found.claims.iter().filter_map(|(id, entry)| match entry {
            Entry::Asked => None,
            Entry::Link { link, kind, .. } => {
                Some((*id, *link, Words::new(say::other(kind.label(), words_of(id).raw()))))
            }
        });
        let left_out = found
            .left_out
            .iter()
            .map(|left| (left.claim, Words::new(say::left_out(words_of(&left.claim).raw(), left.why.label()))));
        let among = |id: Id| found.reports.iter().any(|report| report.document == id);
        let declined = model.declined.values().filter(|row| row.kind == DeclinedKind::Copy);
        let declined = declined.filter_map(|row| crate::domain::declined::copy_pair(&row.key));
        let declined = declined.filter(|(one, other)| among(*one) || among(*other)).map(|(one, other)| {
            let [a, b] = [one, other].map(|id| called(Node::Document(id)));
            ((one, other), Words::new(say::declined(&a, &b)))
        });
        Some(OriginsShown {
            figures: found.figures(),
            sentence: found.sentence(),
            is_independent: found.is_independent(),
            reason: Words::new(found.reason(&called)),
            troubles: found.troubles.iter().map(|trouble| Words::new(trouble.say(&called))).collect(),
            lost: found.lost(),
            reports: found.reports.iter().map(report).collect(),
            joined: joined.collect(),
            others: others.collect(),
            left_out: left_out.collect(),
            declined: declined.collect(),
            hops: shared_hops(model, claim),
        })
    }

    pub(super) fn origins_wish(&mut self, wish: OriginsWish) {
        match wish {
            OriginsWish::Unfold(on) => self.cards.origins_unfolded = on,
            OriginsWish::Hop(hop) => self.cards.hop = hop,
            OriginsWish::NoCopy(one, other) => {
                let (kind, key) = (DeclinedKind::Copy, copy_key(one, other));
                let row = Declined { id: Id::new(), kind, key, note: None };
                self.edit(Edit::new(say::NO_COPY_STEP, vec![Op::add(row)]));
            }
            OriginsWish::MayBeCopy(one, other) => {
                let key = copy_key(one, other);
                let rows = self.model().map(|m| {
                    let rows = m.declined.values().filter(|row| row.kind == DeclinedKind::Copy && row.key == key);
                    rows.map(|row| Op::delete(Table::Declined, row.id)).collect::<Vec<_>>()
                });
                if let Some(rows) = rows.filter(|rows| !rows.is_empty()) {
                    self.edit(Edit::new(say::MAY_BE_COPY_STEP, rows));
                }
            }
        }
    }

    /// The document that was picked for a hop.
    pub(super) fn pick_hop_document(&mut self, hop: Id, query: &str, at: usize) {
        let Some(model) = self.model() else { return };
        if let Some(super::find::Found::Document(id, _)) = super::find::documents(model, query).into_iter().nth(at) {
            self.edit(marking::refer(Table::Hop, hop, "document", id, None));
        }
    }
}
