//! The claims of a project laid beside each other: its records made ready for [`crate::analysis::agreement`], and the pairs it
//! proposes but for those that are linked, or were rejected. What was made of the claims is kept, and of the next state of the
//! project only what the history says has changed is read.

use crate::analysis::agreement::{Change, Known, Proposal, Stated, Weighing};
use crate::domain::claim::{Claim, ClaimStatus, ClaimTag, Evidence, Hop};
use crate::domain::document::{Document, ImportBatch};
use crate::domain::link::ClaimLink;
use crate::domain::name::{Mention, Name, NameKind, Role, Spelling, known_as};
use crate::domain::passage::{Passage, PassageTag};
use crate::domain::{Fault, Id, ProjectRead, Record, Row, RowChange, Words};
use crate::store::Reader;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Most changes that are followed one by one.
const FOLLOWED: usize = 50_000;
/// Most claims that are read one by one; of more, all are read at once.
const SINGLY: usize = 500;

/// What is read of claims.
#[derive(Default)]
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
}

fn group<T>(rows: Vec<T>, of: impl Fn(&T) -> Option<(Id, Id)>, into: &mut HashMap<Id, Vec<Id>>) {
    for (key, value) in rows.iter().filter_map(of) {
        into.entry(key).or_default().push(value);
    }
}

impl Records {
    /// Of all claims.
    fn all(project: &dyn ProjectRead) -> Result<Self, Fault> {
        let mut out = Self { claims: project.all()?, ..Self::default() };
        out.documents = project.all::<Document>()?.into_iter().map(|document| (document.id, document)).collect();
        out.passages = project.all::<Passage>()?.into_iter().map(|passage| (passage.id, passage.document)).collect();
        out.take(project.all()?, project.all()?, project.all()?, project.all()?, project.all()?);
        Ok(out)
    }

    /// Of some claims.
    fn of(project: &dyn ProjectRead, claims: &BTreeSet<Id>) -> Result<Self, Fault> {
        let mut out = Self::default();
        for id in claims {
            let Some(claim) = project.get::<Claim>(*id)? else { continue };
            out.claims.push(claim);
            let evidence = project.of::<Evidence>("claim", *id)?;
            let passages: BTreeSet<Id> = evidence.iter().filter_map(|row| row.passage).collect();
            out.take(evidence, Vec::new(), Vec::new(), project.of("claim", *id)?, project.of("claim", *id)?);
            for passage in passages {
                let Some(Passage { document, .. }) = project.get(passage)? else { continue };
                if out.passages.insert(passage, document).is_none() {
                    let (mentions, tags) = (project.of("passage", passage)?, project.of("passage", passage)?);
                    out.take(Vec::new(), mentions, tags, Vec::new(), Vec::new());
                }
                if !out.documents.contains_key(&document) {
                    out.documents.extend(project.get::<Document>(document)?.map(|held| (document, held)));
                }
            }
        }
        Ok(out)
    }

    fn take(
        &mut self,
        evidence: Vec<Evidence>,
        mentions: Vec<Mention>,
        passage_tags: Vec<PassageTag>,
        claim_tags: Vec<ClaimTag>,
        hops: Vec<Hop>,
    ) {
        group(evidence, |row| Some((row.claim, row.passage?)), &mut self.evidence);
        group(mentions, |row| Some((row.passage, row.name)), &mut self.mentions);
        group(passage_tags, |row| Some((row.passage, row.tag)), &mut self.passage_tags);
        group(claim_tags, |row| Some((row.claim, row.tag)), &mut self.claim_tags);
        for hop in hops {
            self.hops.entry(hop.claim).or_default().push(hop);
        }
    }
}

/// What is kept of a project whose claims were laid beside each other.
pub struct Tensions {
    weighing: Weighing,
    /// The claims of each link, whatever became of it: what was decided on a pair, in either direction, stands.
    links: HashMap<Id, (Id, Id)>,
    /// The names that were found to be others.
    merged: HashMap<Id, Id>,
    /// Imports that were undone: what they brought is not shown.
    undone: HashSet<Id>,
    /// The edit the history ended with, or one before it.
    edit: i64,
}

/// What changes touch.
#[derive(Default)]
struct Touched {
    claims: BTreeSet<Id>,
    passages: BTreeSet<Id>,
    documents: BTreeSet<Id>,
    names: bool,
    decided: Vec<Id>,
}

impl Tensions {
    /// Lays all claims of a project beside each other. `goes_on` is asked with the number of claims looked at; `None` where it
    /// said no.
    pub fn of(project: &dyn ProjectRead, goes_on: &mut dyn FnMut(usize) -> bool) -> Result<Option<Self>, Fault> {
        // What changes while the rest is read counts as not read.
        let edit = project.facts()?.edits;
        let names = project.all::<Name>()?.into_iter().filter_map(|name| Some((name.id, name.merged_into?)));
        let undone = project.all::<ImportBatch>()?.into_iter().filter(|batch| batch.removed_at.is_some());
        let links = project.all::<ClaimLink>()?;
        let mut out = Self {
            weighing: Weighing::default(),
            links: links.iter().map(|link| (link.id, (link.from_claim, link.to_claim))).collect(),
            merged: names.collect(),
            undone: undone.map(|batch| batch.id).collect(),
            edit,
        };
        let records = Records::all(project)?;
        let claims = records.claims.iter().map(|claim| (claim.id, out.stated(&records, claim))).collect();
        let change = Change { claims, decided: Vec::new(), known: Some(out.known(project)?) };
        Ok(out.change(change, goes_on).then_some(out))
    }

    /// The same of a project that was read before: what is not as it was is read and weighed again.
    pub fn follow(self, reader: &Reader, goes_on: &mut dyn FnMut(usize) -> bool) -> Result<Option<Self>, Fault> {
        let mut out = self;
        let edit = reader.project_facts()?.edits;
        let changes = reader.changes_after(out.edit, FOLLOWED)?;
        let Some(mut touched) = changes.and_then(|changes| out.touched(&changes)) else {
            return Self::of(reader, goes_on);
        };
        let project: &dyn ProjectRead = reader;
        for document in &touched.documents {
            touched.passages.extend(project.of::<Passage>("document", *document)?.iter().map(Row::id));
        }
        for passage in &touched.passages {
            touched.claims.extend(project.of::<Evidence>("passage", *passage)?.iter().map(|row| row.claim));
        }
        let mut records =
            if touched.claims.len() > SINGLY { Records::all(project)? } else { Records::of(project, &touched.claims)? };
        records.claims.retain(|claim| touched.claims.contains(&claim.id));
        let mut claims: HashMap<Id, Option<Stated>> = touched.claims.iter().map(|id| (*id, None)).collect();
        claims.extend(records.claims.iter().map(|claim| (claim.id, out.stated(&records, claim))));
        let known = touched.names.then(|| out.known(project)).transpose()?;
        out.edit = edit;
        let change = Change { claims: claims.into_iter().collect(), decided: touched.decided, known };
        Ok(out.change(change, goes_on).then_some(out))
    }

    /// The pairs of claims that are to be decided, the heaviest first.
    pub fn proposals(&mut self) -> Vec<Arc<Proposal>> {
        self.weighing.proposals()
    }

    fn change(&mut self, change: Change, goes_on: &mut dyn FnMut(usize) -> bool) -> bool {
        let pair = |one: Id, other: Id| (one.min(other), one.max(other));
        let decided: HashSet<(Id, Id)> = self.links.values().map(|(one, other)| pair(*one, *other)).collect();
        self.weighing.change(change, &|one, other| decided.contains(&pair(one, other)), goes_on)
    }

    /// What changes touch, links taken over. `None` where they change so much that all is to be read again.
    fn touched(&mut self, changes: &[RowChange]) -> Option<Touched> {
        let mut out = Touched::default();
        for change in changes {
            match (&change.before, &change.after) {
                (Some(Record::Document(one)), Some(Record::Document(other)))
                    if (&one.language, &one.published, one.batch)
                        == (&other.language, &other.published, other.batch) =>
                {
                    continue;
                }
                (Some(Record::Name(one)), Some(Record::Name(other)))
                    if (&one.words, one.kind, one.merged_into) == (&other.words, other.kind, other.merged_into) =>
                {
                    continue;
                }
                _ => {}
            }
            for record in [&change.before, &change.after].into_iter().flatten() {
                match record {
                    Record::Claim(row) => drop(out.claims.insert(row.id)),
                    Record::Evidence(row) => drop(out.claims.insert(row.claim)),
                    Record::ClaimTag(row) => drop(out.claims.insert(row.claim)),
                    Record::Hop(row) => drop(out.claims.insert(row.claim)),
                    Record::ClaimLink(row) => out.decided.extend([row.from_claim, row.to_claim]),
                    Record::Passage(row) => drop(out.passages.insert(row.id)),
                    Record::PassageTag(row) => drop(out.passages.insert(row.passage)),
                    Record::Mention(row) => drop(out.passages.insert(row.passage)),
                    Record::Document(row) => drop(out.documents.insert(row.id)),
                    Record::Spelling(_) | Record::Role(_) => out.names = true,
                    // Whoever was called by one name may be called by another now, in any claim.
                    Record::Name(row) if row.merged_into.is_some() => return None,
                    Record::Name(_) => out.names = true,
                    Record::ImportBatch(row) if row.removed_at.is_some() => return None,
                    _ => {}
                }
            }
            match (&change.after, &change.before) {
                (Some(Record::ClaimLink(row)), _) => drop(self.links.insert(row.id, (row.from_claim, row.to_claim))),
                (None, Some(Record::ClaimLink(row))) => drop(self.links.remove(&row.id)),
                _ => {}
            }
        }
        Some(out)
    }

    /// The name a name was found to be.
    fn who(&self, name: Id) -> Id {
        known_as(name, |id| self.merged.get(&id).copied())
    }

    /// A claim as it is weighed; `None` for one that was given up.
    fn stated(&self, records: &Records, claim: &Claim) -> Option<Stated> {
        if claim.status != ClaimStatus::Open {
            return None;
        }
        let passages = records.evidence.get(&claim.id).map_or(&[][..], Vec::as_slice);
        let of = |rows: &HashMap<Id, Vec<Id>>| -> Vec<Id> {
            passages.iter().filter_map(|passage| rows.get(passage)).flatten().copied().collect()
        };
        let mut tags = of(&records.passage_tags);
        tags.extend(records.claim_tags.get(&claim.id).into_iter().flatten());
        let document = passages.iter().find_map(|passage| records.passages.get(passage)).copied();
        let held = document.and_then(|document| records.documents.get(&document));
        let held = held.filter(|document| !self.undone.contains(&document.batch));
        let mut hops: Vec<&Hop> = records.hops.get(&claim.id).into_iter().flatten().collect();
        hops.sort_by_key(|hop| hop.ordinal);
        Some(Stated {
            id: claim.id,
            words: claim.words.raw().to_owned(),
            language: held.and_then(|document| document.language.clone()).map(Words::into_raw),
            speaker: claim.speaker.map(|name| self.who(name)),
            stance: claim.stance,
            firmness: claim.firmness,
            form: claim.form,
            said: claim.said_at.clone(),
            happens: claim.happens_at.clone(),
            published: held.and_then(|document| document.published.clone()),
            place: claim.place.clone().map(Words::into_raw),
            kind: claim.kind,
            tags,
            names: of(&records.mentions).into_iter().map(|name| self.who(name)).collect(),
            document,
            chain: hops.into_iter().filter_map(|hop| hop.actor).map(|name| self.who(name)).collect(),
        })
    }

    /// What is known of the names of a project.
    fn known(&self, project: &dyn ProjectRead) -> Result<Known, Fault> {
        let mut known = Known::default();
        let names = project.all::<Name>()?;
        let kinds: HashMap<Id, NameKind> = names.iter().map(|name| (name.id, name.kind)).collect();
        for name in &names {
            let who = self.who(name.id);
            known.add_kind(who, kinds.get(&who).copied().unwrap_or(name.kind));
            known.register.add(name.words.raw(), who, name.kind == NameKind::Person);
        }
        for spelling in project.all::<Spelling>()? {
            let person = kinds.get(&spelling.name) == Some(&NameKind::Person);
            known.register.add(spelling.words.raw(), self.who(spelling.name), person);
        }
        // Offices name places, whose spellings are known by now.
        for role in project.all::<Role>()? {
            known.add_office(self.who(role.name), role.words.raw(), role.since, role.until);
        }
        Ok(known)
    }
}

/// The pairs of claims that are to be decided as a project is now. `kept` is what the last state of it left, and takes what
/// this one leaves; `goes_on` is asked with the number of claims looked at, and where it says no nothing is proposed.
pub fn tensions(
    kept: &mut Option<Tensions>,
    reader: &Reader,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Vec<Arc<Proposal>>, Fault> {
    *kept = match kept.take() {
        Some(before) => before.follow(reader, goes_on)?,
        None => Tensions::of(reader, goes_on)?,
    };
    Ok(kept.as_mut().map(Tensions::proposals).unwrap_or_default())
}
