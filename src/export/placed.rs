//! The claims of a project with what places them in time and against sources, and the words of what they are placed by.

use super::visible::one_line;
use crate::analysis::placed::Placed;
use crate::domain::claim::{Claim, ClaimTag, Evidence};
use crate::domain::document::{Document, ImportBatch};
use crate::domain::link::ClaimLink;
use crate::domain::name::{Mention, Name, known_as};
use crate::domain::passage::{Passage, PassageTag};
use crate::domain::tag::Tag;
use crate::domain::{Fault, Id, ProjectRead};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is read of a project once.
pub(super) struct Records {
    claims: BTreeMap<Id, Claim>,
    documents: HashMap<Id, Document>,
    /// The document a passage stands in.
    passages: HashMap<Id, Id>,
    evidence: HashMap<Id, Vec<Id>>,
    mentions: HashMap<Id, Vec<Id>>,
    passage_tags: HashMap<Id, Vec<Id>>,
    claim_tags: HashMap<Id, Vec<Id>>,
    names: HashMap<Id, Name>,
    tags: HashMap<Id, Tag>,
    /// Links between claims.
    pub links: Vec<ClaimLink>,
}

fn grouped(rows: impl Iterator<Item = (Id, Id)>) -> HashMap<Id, Vec<Id>> {
    let mut out: HashMap<Id, Vec<Id>> = HashMap::new();
    for (key, value) in rows {
        out.entry(key).or_default().push(value);
    }
    out
}

impl Records {
    pub(super) fn read(project: &dyn ProjectRead) -> Result<Self, Fault> {
        let gone: HashSet<Id> = project
            .all::<ImportBatch>()?
            .into_iter()
            .filter(|batch| batch.removed_at.is_some())
            .map(|batch| batch.id)
            .collect();
        let documents = project.all::<Document>()?.into_iter().filter(|document| !gone.contains(&document.batch));
        Ok(Self {
            claims: project.all::<Claim>()?.into_iter().map(|claim| (claim.id, claim)).collect(),
            documents: documents.map(|document| (document.id, document)).collect(),
            passages: project.all::<Passage>()?.into_iter().map(|passage| (passage.id, passage.document)).collect(),
            evidence: grouped(project.all::<Evidence>()?.into_iter().filter_map(|row| Some((row.claim, row.passage?)))),
            mentions: grouped(project.all::<Mention>()?.into_iter().map(|row| (row.passage, row.name))),
            passage_tags: grouped(project.all::<PassageTag>()?.into_iter().map(|row| (row.passage, row.tag))),
            claim_tags: grouped(project.all::<ClaimTag>()?.into_iter().map(|row| (row.claim, row.tag))),
            names: project.all::<Name>()?.into_iter().map(|name| (name.id, name)).collect(),
            tags: project.all::<Tag>()?.into_iter().map(|tag| (tag.id, tag)).collect(),
            links: project.all()?,
        })
    }

    /// The name a name was found to be.
    fn who(&self, name: Id) -> Id {
        known_as(name, |id| self.names.get(&id).and_then(|name| name.merged_into))
    }

    pub(super) fn placed(&self) -> Vec<Placed<'_>> {
        self.claims
            .values()
            .map(|claim| {
                let passages = self.evidence.get(&claim.id).map_or(&[][..], Vec::as_slice);
                let of = |rows: &HashMap<Id, Vec<Id>>| -> Vec<Id> {
                    passages.iter().filter_map(|passage| rows.get(passage)).flatten().copied().collect()
                };
                let mut tags: Vec<Id> = self.claim_tags.get(&claim.id).into_iter().flatten().copied().collect();
                tags.extend(of(&self.passage_tags));
                let documents = passages.iter().filter_map(|id| self.documents.get(self.passages.get(id)?));
                Placed {
                    claim,
                    speaker: claim.speaker.map(|name| self.who(name)),
                    documents: documents
                        .map(|document| (document, document.outlet.map(|name| self.who(name))))
                        .collect(),
                    tags,
                    names: of(&self.mentions).into_iter().map(|name| self.who(name)).collect(),
                }
            })
            .collect()
    }

    pub(super) fn claim(&self, id: Id) -> Option<&Claim> {
        self.claims.get(&id)
    }

    /// What something is called, on one line: a name, a document, a tag, or a claim by its words.
    pub(super) fn called(&self, id: Id) -> String {
        let name = || self.names.get(&id).map(|name| name.words.raw());
        let document = || self.documents.get(&id).map(|document| document.heading().raw());
        let tag = || self.tags.get(&id).map(|tag| tag.name.words().raw());
        let claim = || self.claims.get(&id).map(|claim| claim.words.raw());
        one_line(name().or_else(document).or_else(tag).or_else(claim).unwrap_or_default())
    }
}
