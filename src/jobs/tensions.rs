//! The claims of a project laid beside each other: its records made ready for [`crate::analysis::agreement`], and the pairs it
//! proposes but for those that are linked, or were rejected.

use crate::analysis::agreement::{Known, Proposal, Stated, Weighing};
use crate::domain::claim::{Claim, ClaimStatus, ClaimTag, Evidence, Hop};
use crate::domain::document::Document;
use crate::domain::link::ClaimLink;
use crate::domain::name::{Mention, Name, NameKind, Role, Spelling, known_as};
use crate::domain::passage::{Passage, PassageTag};
use crate::domain::{Fault, Id, ProjectRead, Words};
use std::collections::{HashMap, HashSet};

/// What is read of a project once for all of its claims.
struct Records {
    claims: Vec<Claim>,
    documents: HashMap<Id, Document>,
    /// The document a passage stands in.
    passages: HashMap<Id, Id>,
    evidence: HashMap<Id, Vec<Id>>,
    mentions: HashMap<Id, Vec<Id>>,
    passage_tags: HashMap<Id, Vec<Id>>,
    claim_tags: HashMap<Id, Vec<Id>>,
    hops: HashMap<Id, Vec<Hop>>,
    merged: HashMap<Id, Id>,
}

fn grouped<T>(rows: Vec<T>, of: impl Fn(&T) -> Option<(Id, Id)>) -> HashMap<Id, Vec<Id>> {
    let mut out: HashMap<Id, Vec<Id>> = HashMap::new();
    for (key, value) in rows.iter().filter_map(of) {
        out.entry(key).or_default().push(value);
    }
    out
}

impl Records {
    fn read(project: &dyn ProjectRead) -> Result<Self, Fault> {
        let mut claims = project.all::<Claim>()?;
        claims.retain(|claim| claim.status == ClaimStatus::Open);
        let mut hops: HashMap<Id, Vec<Hop>> = HashMap::new();
        for hop in project.all::<Hop>()? {
            hops.entry(hop.claim).or_default().push(hop);
        }
        hops.values_mut().for_each(|hops| hops.sort_by_key(|hop| hop.ordinal));
        let merged = project.all::<Name>()?.into_iter().filter_map(|name| Some((name.id, name.merged_into?)));
        Ok(Self {
            claims,
            documents: project.all::<Document>()?.into_iter().map(|document| (document.id, document)).collect(),
            passages: project.all::<Passage>()?.into_iter().map(|passage| (passage.id, passage.document)).collect(),
            evidence: grouped(project.all::<Evidence>()?, |row| Some((row.claim, row.passage?))),
            mentions: grouped(project.all::<Mention>()?, |row| Some((row.passage, row.name))),
            passage_tags: grouped(project.all::<PassageTag>()?, |row| Some((row.passage, row.tag))),
            claim_tags: grouped(project.all::<ClaimTag>()?, |row| Some((row.claim, row.tag))),
            hops,
            merged: merged.collect(),
        })
    }

    /// The name a name was found to be.
    fn who(&self, name: Id) -> Id {
        known_as(name, |id| self.merged.get(&id).copied())
    }

    fn stated<'r>(&'r self, claim: &'r Claim) -> Stated<'r> {
        let passages = self.evidence.get(&claim.id).map_or(&[][..], Vec::as_slice);
        let of = |rows: &HashMap<Id, Vec<Id>>| -> Vec<Id> {
            passages.iter().filter_map(|passage| rows.get(passage)).flatten().copied().collect()
        };
        let mut tags = of(&self.passage_tags);
        tags.extend(self.claim_tags.get(&claim.id).into_iter().flatten());
        let document = passages.iter().find_map(|passage| self.passages.get(passage)).copied();
        let held = document.and_then(|document| self.documents.get(&document));
        let chain = self.hops.get(&claim.id).into_iter().flatten().filter_map(|hop| hop.actor);
        Stated {
            id: claim.id,
            words: claim.words.raw(),
            language: held.and_then(|document| document.language.as_ref()).map(Words::raw),
            speaker: claim.speaker.map(|name| self.who(name)),
            stance: claim.stance,
            firmness: claim.firmness,
            form: claim.form,
            said: claim.said_at.as_ref(),
            happens: claim.happens_at.as_ref(),
            published: held.and_then(|document| document.published.as_ref()),
            place: claim.place.as_ref().map(Words::raw),
            kind: claim.kind,
            tags,
            names: of(&self.mentions).into_iter().map(|name| self.who(name)).collect(),
            document,
            chain: chain.map(|name| self.who(name)).collect(),
        }
    }
}

/// What is known of the names of a project.
fn known(project: &dyn ProjectRead, records: &Records) -> Result<Known, Fault> {
    let mut known = Known::default();
    let names = project.all::<Name>()?;
    let kinds: HashMap<Id, NameKind> = names.iter().map(|name| (name.id, name.kind)).collect();
    for name in &names {
        let who = records.who(name.id);
        known.add_kind(who, kinds.get(&who).copied().unwrap_or(name.kind));
        known.register.add(name.words.raw(), who, name.kind == NameKind::Person);
    }
    for spelling in project.all::<Spelling>()? {
        let person = kinds.get(&spelling.name) == Some(&NameKind::Person);
        known.register.add(spelling.words.raw(), records.who(spelling.name), person);
    }
    // Offices name places, whose spellings are known by now.
    for role in project.all::<Role>()? {
        known.add_office(records.who(role.name), role.words.raw(), role.since, role.until);
    }
    Ok(known)
}

/// The pairs of claims that are to be decided, the heaviest first; `goes_on` is asked with the number of claims looked at.
pub fn tensions(project: &dyn ProjectRead, goes_on: &mut dyn FnMut(usize) -> bool) -> Result<Vec<Proposal>, Fault> {
    let records = Records::read(project)?;
    let known = known(project, &records)?;
    // Whatever was decided on a pair, in either direction, stands.
    let links = project.all::<ClaimLink>()?;
    let decided: HashSet<(Id, Id)> =
        links.iter().map(|link| (link.from_claim.min(link.to_claim), link.from_claim.max(link.to_claim))).collect();
    let stated = records.claims.iter().map(|claim| records.stated(claim)).collect();
    let weighing = Weighing::of(stated, &known);
    Ok(weighing.all(&|one, other| decided.contains(&(one.min(other), one.max(other))), goes_on))
}
