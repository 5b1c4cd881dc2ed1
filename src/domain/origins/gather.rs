//! What is weighed: the claims of a matter, and of each the documents it rests on with the chain it came by.

use super::names::{Names, typed};
use super::{Entry, Held, LeftOut, Out};
use crate::domain::claim::{Claim, ClaimStatus, Evidence, EvidenceRole, Hop, Stance};
use crate::domain::declined::{Declined, DeclinedKind, copy_pair};
use crate::domain::document::Document;
use crate::domain::link::{ClaimLink, LinkKind, LinkStatus};
use crate::domain::passage::{Anchor, AnchorState, Passage};
use crate::domain::{By, Id, Record, Table};
use std::collections::{BTreeMap, BTreeSet};

/// A claim in a document.
pub(super) struct Stand {
    pub(super) claim: Id,
    pub(super) passage: Id,
    pub(super) is_lost: bool,
    pub(super) document: Id,
}

/// What is weighed.
pub(super) struct Matter {
    pub(super) claims: Vec<(Id, Entry)>,
    pub(super) records: BTreeMap<Id, Claim>,
    /// The chains, nearest to what is claimed first.
    pub(super) chains: BTreeMap<Id, Vec<Hop>>,
    /// By document, then by claim.
    pub(super) stands: BTreeMap<(Id, Id), Stand>,
    pub(super) documents: BTreeMap<Id, Document>,
    /// Links that say two claims of it are of the same origin.
    pub(super) same_origin: Vec<(Id, Id, Id)>,
    pub(super) left_out: Vec<LeftOut>,
    /// Pairs of documents of which somebody decided that neither is a copy of the other.
    pub(super) no_copies: BTreeSet<(Id, Id)>,
}

/// How a link of a kind goes on: `Some(true)` says the same, `Some(false)` leads one step aside.
fn leads(kind: LinkKind) -> Option<bool> {
    match kind {
        LinkKind::SameAs | LinkKind::SameOrigin | LinkKind::TranslationOf => Some(true),
        LinkKind::Supports | LinkKind::Elaborates => Some(false),
        _ => None,
    }
}

fn links<H: Held>(held: &H, claim: Id) -> Result<Vec<ClaimLink>, H::Error> {
    let mut links = typed::<ClaimLink, H>(held, By::Ref("from_claim", claim))?;
    links.extend(typed::<ClaimLink, H>(held, By::Ref("to_claim", claim))?);
    links.retain(|link| link.status == LinkStatus::Accepted && leads(link.kind).is_some());
    links.sort_by_key(|link| link.id);
    Ok(links)
}

pub(super) fn matter<H: Held>(held: &H, names: &mut Names<'_, H>, asked: &[Id]) -> Result<Matter, H::Error> {
    let mut matter = Matter {
        claims: Vec::new(),
        records: BTreeMap::new(),
        chains: BTreeMap::new(),
        stands: BTreeMap::new(),
        documents: BTreeMap::new(),
        same_origin: Vec::new(),
        left_out: Vec::new(),
        no_copies: BTreeSet::new(),
    };
    matter.claims(held, asked)?;
    let claims: Vec<Id> = matter.records.keys().copied().collect();
    for claim in claims {
        matter.evidence(held, claim)?;
        let mut hops = typed::<Hop, H>(held, By::Ref("claim", claim))?;
        hops.sort_by_key(|hop| (hop.ordinal, hop.id));
        for hop in &mut hops {
            hop.actor = hop.actor.map(|name| names.who(name)).transpose()?;
            if let Some(document) = hop.document {
                matter.document(held, document)?;
            }
        }
        matter.chains.insert(claim, hops);
    }
    for declined in typed::<Declined, H>(held, By::All)? {
        if declined.kind == DeclinedKind::Copy {
            matter.no_copies.extend(copy_pair(&declined.key));
        }
    }
    Ok(matter)
}

impl Matter {
    /// The claims: on and on over what says the same, and once over what supports or elaborates.
    fn claims<H: Held>(&mut self, held: &H, asked: &[Id]) -> Result<(), H::Error> {
        let mut next: std::collections::VecDeque<(Id, Entry, bool)> =
            asked.iter().map(|id| (*id, Entry::Asked, false)).collect();
        // Where somebody came aside, nobody need come aside again.
        let mut met: BTreeSet<(Id, bool)> = BTreeSet::new();
        let mut denies = None;
        while let Some((id, entry, aside)) = next.pop_front() {
            if met.contains(&(id, false)) || !met.insert((id, aside)) {
                continue;
            }
            let Some(claim) = typed::<Claim, H>(held, By::Id(id))?.pop() else { continue };
            let is_denial = claim.stance == Some(Stance::Denies);
            let is_first = denies.is_none();
            let out = match claim.status {
                _ if is_first => None,
                ClaimStatus::Dropped => Some(Out::Dropped),
                ClaimStatus::Retracted => Some(Out::Retracted),
                ClaimStatus::Open if denies != Some(is_denial) => Some(Out::Denies),
                ClaimStatus::Open => None,
            };
            denies = denies.or(Some(is_denial));
            if let Some(why) = out {
                let left = LeftOut { claim: id, evidence: None, why };
                if !self.left_out.contains(&left) {
                    self.left_out.push(left);
                }
                continue;
            }
            if self.records.insert(id, claim).is_none() {
                self.claims.push((id, entry));
            }
            for link in links(held, id)? {
                let Some(same) = leads(link.kind).filter(|same| *same || !aside) else { continue };
                let other = if link.from_claim == id { link.to_claim } else { link.from_claim };
                let entry = Entry::Link { link: link.id, kind: link.kind, other: id };
                next.push_back((other, entry, aside || !same));
                if link.kind == LinkKind::SameOrigin {
                    self.same_origin.push((link.from_claim, link.to_claim, link.id));
                }
            }
        }
        self.same_origin.sort();
        self.same_origin.dedup();
        Ok(())
    }

    fn evidence<H: Held>(&mut self, held: &H, claim: Id) -> Result<(), H::Error> {
        for row in typed::<Evidence, H>(held, By::Ref("claim", claim))? {
            let out = match row.passage {
                None => Some(Out::NoDocument),
                Some(_) if row.role == EvidenceRole::Context => Some(Out::Context),
                Some(passage) => self.stand(held, claim, passage)?,
            };
            self.left_out.extend(out.map(|why| LeftOut { claim, evidence: Some(row.id), why }));
        }
        Ok(())
    }

    fn stand<H: Held>(&mut self, held: &H, claim: Id, id: Id) -> Result<Option<Out>, H::Error> {
        let Some(passage) = typed::<Passage, H>(held, By::Id(id))?.pop() else { return Ok(Some(Out::NoDocument)) };
        if !self.document(held, passage.document)? {
            return Ok(Some(Out::Undone));
        }
        let read = self.documents.get(&passage.document).and_then(|document| document.revision);
        let anchors = typed::<Anchor, H>(held, By::Ref("passage", id))?;
        let anchor = anchors.iter().rev().find(|anchor| Some(anchor.revision) == read);
        let is_lost = anchor.is_none_or(|anchor| anchor.state == AnchorState::Orphaned);
        let stand = Stand { claim, passage: id, is_lost, document: passage.document };
        let key = (passage.document, claim);
        // Of several passages in a document one that stands there says more.
        if self.stands.get(&key).is_none_or(|known| known.is_lost && !is_lost) {
            self.stands.insert(key, stand);
        }
        Ok(None)
    }

    /// Takes a document in; `false` when it is not there or its import was undone.
    pub(super) fn document<H: Held>(&mut self, held: &H, id: Id) -> Result<bool, H::Error> {
        if self.documents.contains_key(&id) {
            return Ok(true);
        }
        let found = document(held, id)?;
        let is_there = found.is_some();
        self.documents.extend(found.map(|document| (id, document)));
        Ok(is_there)
    }
}

/// A document whose import was not undone.
pub(super) fn document<H: Held>(held: &H, id: Id) -> Result<Option<Document>, H::Error> {
    let Some(document) = typed::<Document, H>(held, By::Id(id))?.pop() else { return Ok(None) };
    let batch = held.records(Table::ImportBatch, By::Id(document.batch))?.pop();
    let is_undone = matches!(batch, Some(Record::ImportBatch(batch)) if batch.removed_at.is_some());
    Ok((!is_undone).then_some(document))
}
