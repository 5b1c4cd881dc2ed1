//! The claims of a project with what places them in time and against sources, and the words of what they are placed by.

use super::report::{below, tree};
use super::visible::one_line;
use super::{ExportError, Scope};
use crate::analysis::placed::Placed;
use crate::analysis::timeline::{Day, date_of, day_of, times};
use crate::domain::claim::{Claim, ClaimTag, Evidence};
use crate::domain::document::{Document, ImportBatch};
use crate::domain::link::ClaimLink;
use crate::domain::name::{Mention, Name, known_as};
use crate::domain::passage::{Anchor, AnchorState, Passage, PassageTag};
use crate::domain::tag::Tag;
use crate::domain::{Fault, Id, ProjectRead, Span};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is read of a project once.
pub(super) struct Records {
    /// Which claims are shown.
    pub scope: Scope,
    /// The claims under its tag; `None` when they all are.
    tagged: Option<HashSet<Id>>,
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

/// Where passages stand in the texts that are read of their documents.
fn places(project: &dyn ProjectRead, records: &Records) -> Result<HashMap<Id, Span>, Fault> {
    let stands = |anchor: &Anchor| {
        let document = records.documents.get(records.passages.get(&anchor.passage)?)?;
        (document.revision == Some(anchor.revision) && anchor.state != AnchorState::Orphaned).then_some(())
    };
    let anchors = project.all::<Anchor>()?.into_iter().filter(|anchor| stands(anchor).is_some());
    Ok(anchors.filter_map(|anchor| Some((anchor.passage, anchor.span()?))).collect())
}

impl Records {
    pub(super) fn read(project: &dyn ProjectRead, scope: Scope) -> Result<Self, ExportError> {
        let gone: HashSet<Id> = project
            .all::<ImportBatch>()?
            .into_iter()
            .filter(|batch| batch.removed_at.is_some())
            .map(|batch| batch.id)
            .collect();
        let documents = project.all::<Document>()?.into_iter().filter(|document| !gone.contains(&document.batch));
        let mut records = Self {
            scope,
            tagged: None,
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
        };
        if let Some(tag) = scope.tag {
            let tags = below(&tree(records.tags.values().cloned().collect()), &[tag])?;
            let places = places(project, &records)?;
            records.tagged = Some(records.under(&tags, &places));
        }
        Ok(records)
    }

    /// The claims that have one of some tags, or rest on a passage that has one or stands within one that has.
    fn under(&self, tags: &HashSet<Id>, places: &HashMap<Id, Span>) -> HashSet<Id> {
        let has =
            |rows: &HashMap<Id, Vec<Id>>, id: &Id| rows.get(id).into_iter().flatten().any(|tag| tags.contains(tag));
        let mut around: HashMap<Id, Vec<Span>> = HashMap::new();
        for (passage, span) in places.iter().filter(|(passage, _)| has(&self.passage_tags, passage)) {
            if let Some(document) = self.passages.get(passage) {
                around.entry(*document).or_default().push(*span);
            }
        }
        let is_around = |passage: &Id| {
            let around = self.passages.get(passage).and_then(|document| around.get(document));
            let own = places.get(passage);
            own.zip(around).is_some_and(|(own, around)| {
                around.iter().any(|other| other.start() <= own.start() && own.end() <= other.end())
            })
        };
        let rests = |claim: &Id| {
            let mut passages = self.evidence.get(claim).into_iter().flatten();
            passages.any(|passage| has(&self.passage_tags, passage) || is_around(passage))
        };
        self.claims.keys().filter(|claim| has(&self.claim_tags, claim) || rests(claim)).copied().collect()
    }

    /// What the claims are narrowed to, for a heading: “, tagged “port”, from 14 March 2023 on”.
    pub(super) fn narrowed(&self) -> String {
        let tag = self.scope.tag.map_or_else(String::new, |tag| format!(", tagged “{}”", self.called(tag)));
        let day = |day: Day| date_of(day).strftime("%-d %B %Y").to_string();
        let days = self.scope.within.map_or_else(String::new, |(from, to)| {
            match (from == day_of(jiff::civil::Date::MIN), to == day_of(jiff::civil::Date::MAX)) {
                (true, true) => String::new(),
                (true, false) => format!(", up to {}", day(to)),
                (false, true) => format!(", from {} on", day(from)),
                (false, false) => format!(", {} to {}", day(from), day(to)),
            }
        });
        format!("{tag}{days}")
    }

    /// The name a name was found to be.
    fn who(&self, name: Id) -> Id {
        known_as(name, |id| self.names.get(&id).and_then(|name| name.merged_into))
    }

    /// The claims that may be of its days, too.
    pub(super) fn placed_then(&self) -> Vec<Placed<'_>> {
        let mut claims = self.placed();
        if let Some(days) = self.scope.within {
            claims.retain(|placed| times(placed).iter().flatten().any(|time| time.touches(days)));
        }
        claims
    }

    /// The claims under the tag of the scope, of any day.
    pub(super) fn placed(&self) -> Vec<Placed<'_>> {
        self.claims
            .values()
            .filter(|claim| self.tagged.as_ref().is_none_or(|tagged| tagged.contains(&claim.id)))
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

    /// The same as a picture shows it: a claim that quotes somebody in quotation marks.
    pub(super) fn drawn(&self, id: Id) -> String {
        match self.claims.get(&id) {
            Some(claim) => one_line(claim.shown().raw()),
            None => self.called(id),
        }
    }
}
