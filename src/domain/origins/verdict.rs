//! What the ways come to: which ends are one origin, and whether two reports are independent.

use super::gather::Matter;
use super::ways::{Found, Walked};
use super::{Joined, Node, Origin, Origins, Report, Trouble, Verdict, Way, WhyNot};
use crate::domain::Id;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn verdict(matter: Matter, found: Found, of_names: Vec<Trouble>) -> Origins {
    let groups = Groups::of(&matter, &found);
    let mut reports: Vec<Report> = Vec::new();
    for way in &found.ways {
        let stand = matter.stands.get(&(way.document, way.claim));
        let Some(stand) = stand else { continue };
        let mut origins: Vec<usize> = way.ends.iter().filter_map(|end| groups.origin(*end)).collect();
        origins.sort_unstable();
        origins.dedup();
        let (steps, unknown) = (way.steps.clone(), way.unknown);
        let one = Way { claim: way.claim, passage: stand.passage, is_lost: stand.is_lost, steps, origins, unknown };
        match reports.last_mut().filter(|report| report.document == way.document) {
            Some(report) => report.ways.push(one),
            None => reports.push(Report { document: way.document, outlet: way.outlet, ways: vec![one] }),
        }
    }
    let mut outlets: Vec<Id> = reports.iter().filter_map(|report| report.outlet).collect();
    outlets.sort();
    outlets.dedup();
    let unknown = reports.iter().filter(|report| report.ways.iter().all(|way| way.origins.is_empty())).count();
    let verdict = independent(&reports, &found.ways, &groups);
    let mut troubles = of_names;
    troubles.extend(found.troubles);
    let (claims, left_out) = (matter.claims, matter.left_out);
    Origins { claims, reports, outlets, origins: groups.origins, unknown, left_out, troubles, verdict }
}

/// Ends put together to origins.
struct Groups {
    origins: Vec<Origin>,
    of: BTreeMap<Id, usize>,
}

impl Groups {
    fn of(matter: &Matter, found: &Found) -> Self {
        let mut ends: Vec<Id> = Vec::new();
        for end in found.ways.iter().flat_map(|way| &way.ends) {
            if !ends.contains(end) {
                ends.push(*end);
            }
        }
        // Which ends an owner or a link brings together.
        let mut by: BTreeMap<Joined, BTreeSet<Id>> = BTreeMap::new();
        for end in &ends {
            let owners = found.owners.get(end).into_iter().flatten();
            for owner in owners.chain([end]) {
                by.entry(Joined::Owner(*owner)).or_default().insert(*end);
            }
        }
        for (one, other, link) in &matter.same_origin {
            let ways = found.ways.iter().filter(|way| way.claim == *one || way.claim == *other);
            by.entry(Joined::Link(*link)).or_default().extend(ways.flat_map(|way| &way.ends));
        }
        by.retain(|_, ends| ends.len() > 1);
        let mut groups = Self { origins: Vec::new(), of: BTreeMap::new() };
        for end in &ends {
            if groups.of.contains_key(end) {
                continue;
            }
            let place = groups.origins.len();
            let (mut names, mut joined) = (vec![*end], BTreeSet::new());
            groups.of.insert(*end, place);
            let mut at = 0;
            while let Some(name) = names.get(at).copied() {
                for (why, with) in by.iter().filter(|(_, with)| with.contains(&name)) {
                    joined.insert(*why);
                    for other in with {
                        if groups.of.insert(*other, place).is_none() {
                            names.push(*other);
                        }
                    }
                }
                at += 1;
            }
            groups.origins.push(Origin { names, joined: joined.into_iter().collect() });
        }
        groups
    }

    fn origin(&self, end: Id) -> Option<usize> {
        self.of.get(&end).copied()
    }

    /// True when two ways end at different origins.
    fn differ(&self, one: &Walked, other: &Walked) -> bool {
        let of = |way: &Walked| way.ends.iter().filter_map(|end| self.origin(*end)).collect::<BTreeSet<_>>();
        let (one, other) = (of(one), of(other));
        one.iter().any(|origin| other.iter().any(|with| with != origin))
    }
}

fn independent(reports: &[Report], ways: &[Walked], groups: &Groups) -> Verdict {
    let not = match (reports.len(), groups.origins.len()) {
        (0, _) => Some(WhyNot::NoReport),
        (1, _) => Some(WhyNot::OneReport),
        (_, 0) => Some(WhyNot::NoOrigin),
        (_, 1) => Some(WhyNot::OneOrigin),
        _ => None,
    };
    if let Some(not) = not {
        return Verdict::Not(not);
    }
    // Without its outlet nobody knows whose hands a report went through.
    let known: Vec<&Walked> = ways.iter().filter(|way| way.outlet.is_some() && !way.ends.is_empty()).collect();
    let documents: BTreeSet<Id> = known.iter().map(|way| way.document).collect();
    if documents.len() < 2 {
        return Verdict::Not(WhyNot::NoOutlets);
    }
    let mut common: Option<BTreeSet<Node>> = None;
    for way in &known {
        common = Some(match common {
            None => way.nodes.clone(),
            Some(common) => common.intersection(&way.nodes).copied().collect(),
        });
    }
    if let Some(node) = common.and_then(|common| common.first().copied()) {
        return Verdict::Not(WhyNot::OneHand(node));
    }
    for (n, one) in known.iter().enumerate() {
        for other in known.iter().skip(n + 1) {
            if one.nodes.is_disjoint(&other.nodes) && groups.differ(one, other) {
                return Verdict::Independent(one.document, other.document);
            }
        }
    }
    Verdict::Not(WhyNot::Tied)
}
