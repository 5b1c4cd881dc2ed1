//! What is wanted, and what the empty fields of documents and claims propose to want.

use crate::app::model::{By, Model};
use crate::app::view_keys;
use crate::domain::claim::{Claim, ClaimStatus, Form, Hop};
use crate::domain::link::LinkKind;
use crate::domain::wanted::{Wanted, WantedStatus};
use crate::domain::{Id, Words};
use crate::say::weigh as say;
use std::collections::{BTreeSet, HashSet};

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// When a document was published.
    Published,
    /// Who published it.
    Outlet,
    /// Its language.
    Language,
    /// Who says a claim.
    Speaker,
    /// When it was said.
    Said,
    /// A passage that supports it.
    Passage,
    /// The original of words we have in translation.
    Original,
    /// The document of a hop we only hear of, by its place in the chain.
    Hop(u32),
}

/// Something that might be wanted. It is nothing until it is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is missing.
    pub missing: Missing,
    /// The document that lacks it, or the one the claim stands in.
    pub document: Option<Id>,
    /// The claim that lacks it.
    pub claim: Option<Id>,
}

impl Proposal {
    /// Under what key it is remembered that nobody wants it.
    pub fn key(&self) -> String {
        view_keys::not_wanted(self.missing, self.claim.or(self.document))
    }

    /// What would be wanted, in words.
    pub fn words(&self, model: &Model) -> String {
        match self.missing {
            Missing::Published => say::MISSING_PUBLISHED.to_owned(),
            Missing::Outlet => say::MISSING_OUTLET.to_owned(),
            Missing::Language => say::MISSING_LANGUAGE.to_owned(),
            Missing::Speaker => say::MISSING_SPEAKER.to_owned(),
            Missing::Said => say::MISSING_SAID.to_owned(),
            Missing::Passage => say::MISSING_PASSAGE.to_owned(),
            Missing::Original => say::MISSING_ORIGINAL.to_owned(),
            Missing::Hop(ordinal) => {
                let hop = self.claim.and_then(|claim| hops(model, claim).find(|hop| hop.ordinal == ordinal));
                say::missing_hop(hop.map_or(say::REPORT, |hop| hop.medium.label()), ordinal)
            }
        }
    }
}

fn hops(model: &Model, claim: Id) -> impl Iterator<Item = &Hop> {
    model.ids(By::Hops, claim).filter_map(|id| model.hops.get(&id))
}

/// What the empty fields propose, without what is wanted already and what was dismissed.
pub fn proposals(model: &Model, dismissed: &BTreeSet<String>) -> Vec<Proposal> {
    let wanted: HashSet<(Option<Id>, Option<Id>, &str)> =
        model.wanted.values().map(|w| (w.document, w.claim, w.words.raw())).collect();
    let mut out = missing(model);
    out.retain(|proposal| {
        let words = proposal.words(model);
        !wanted.contains(&(proposal.document, proposal.claim, words.as_str())) && !dismissed.contains(&proposal.key())
    });
    out
}

/// What is missing: of documents that claims rest on, and of open claims.
pub fn missing(model: &Model) -> Vec<Proposal> {
    let mut out: Vec<Proposal> = Vec::new();
    let mut seen: HashSet<Id> = HashSet::new();
    let mut add = |missing, document, claim| out.push(Proposal { missing, document, claim });
    for claim in model.claims.values().filter(|claim| claim.status == ClaimStatus::Open) {
        let passages = model.ids(By::Evidence, claim.id).filter_map(|id| model.evidence.get(&id)?.passage);
        let documents: Vec<Id> =
            passages.filter_map(|id| model.passages.get(&id)).map(|passage| passage.document).collect();
        for document in documents.iter().filter(|id| seen.insert(**id)).filter_map(|id| model.documents.get(id)) {
            let fields = [
                (document.published.is_none(), Missing::Published),
                (document.outlet.is_none(), Missing::Outlet),
                (document.language.is_none(), Missing::Language),
            ];
            for (_, missing) in fields.into_iter().filter(|(lacks, _)| *lacks) {
                add(missing, Some(document.id), None);
            }
        }
        let document = documents.first().copied();
        let fields = [
            (claim.speaker.is_none() && claim.form != Some(Form::Gloss), Missing::Speaker),
            (claim.said_at.is_none() && claim.said_at_words.is_none(), Missing::Said),
            (documents.is_empty(), Missing::Passage),
            (claim.translated && is_quoted(claim) && !is_original_held(model, claim.id), Missing::Original),
        ];
        for (_, missing) in fields.into_iter().filter(|(lacks, _)| *lacks) {
            add(missing, document, Some(claim.id));
        }
        for hop in hops(model, claim.id).filter(|hop| hop.document.is_none()) {
            add(Missing::Hop(hop.ordinal), document, Some(claim.id));
        }
    }
    out.sort_by_key(|proposal| (proposal.claim, proposal.document, proposal.missing));
    out
}

fn is_quoted(claim: &Claim) -> bool {
    matches!(claim.form, Some(Form::DirectQuote | Form::PartialQuote | Form::IndirectQuote))
}

/// True when a claim is linked with one it is a translation of, or came through a document that is held.
fn is_original_held(model: &Model, claim: Id) -> bool {
    let mut links = model.ids(By::Links, claim).filter_map(|id| model.links.get(&id));
    links.any(|link| link.kind == LinkKind::TranslationOf) || hops(model, claim).any(|hop| hop.document.is_some())
}

/// What lacks it: the words of the claim, else the heading of the document.
pub fn lacked_by(model: &Model, document: Option<Id>, claim: Option<Id>) -> Option<Words> {
    let words = claim.and_then(|id| model.claims.get(&id)).map(super::shown);
    words.or_else(|| document.and_then(|id| model.documents.get(&id)).map(|document| document.heading().clone()))
}

/// The wanted items with a status (`None`: any) whose words or whose document hold `query`: the open ones first, then the
/// newest.
pub fn wanted_ids(model: &Model, status: Option<WantedStatus>, query: &str) -> Vec<Id> {
    let wanted = crate::domain::fold(query.trim());
    let has = |words: &Words| crate::domain::fold(words.raw()).contains(&wanted);
    let fits = |item: &&Wanted| {
        status.is_none_or(|status| item.status == status)
            && (wanted.is_empty()
                || has(&item.words)
                || lacked_by(model, item.document, item.claim).is_some_and(|words| has(&words)))
    };
    let mut items: Vec<&Wanted> = model.wanted.values().filter(fits).collect();
    items.sort_by_key(|item| (item.status, std::cmp::Reverse(item.id)));
    items.into_iter().map(|item| item.id).collect()
}

/// Open items for the panel beside a document: those of this document first, then the newest.
pub fn open_wanted(model: &Model, document: Option<Id>) -> Vec<Id> {
    let mut items: Vec<&Wanted> = model.wanted.values().filter(|item| item.status == WantedStatus::Open).collect();
    items.sort_by_key(|item| (document.is_none() || item.document != document, std::cmp::Reverse(item.id)));
    items.into_iter().map(|item| item.id).collect()
}
