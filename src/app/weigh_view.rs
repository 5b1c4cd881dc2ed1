//! What Weigh lists: claims and sources, in an order and after a filter; names, judgements and what is wanted in files of
//! their own.

pub mod graph;
pub mod hypotheses;
pub mod judgements;
pub mod looked;
pub mod name_page;
pub mod names;
pub mod regraded;
pub mod time;
pub mod wanted;

use super::model::{By, Model};
use super::tag_view::TagScope;
use super::view::{SourceRow, said_when, speaker_words, trust};
use crate::domain::claim::{Claim, ClaimStatus, Stance};
use crate::domain::link::LinkStatus;
use crate::domain::{Id, Words, fold};
use crate::say::{shared, weigh as say};
use std::cmp::Reverse;

/// In what order claims are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClaimOrder {
    /// The newest first.
    #[default]
    Newest,
    /// By speaker, those without one last.
    Speaker,
    /// By the time they were said, unknown times last.
    Date,
    /// By document, and in it as they stand in the text; unsupported claims last.
    Document,
}

/// In what order sources are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceOrder {
    /// By name.
    #[default]
    Name,
    /// By grade, those never graded first: they are to be decided.
    Grade,
    /// Those with most documents first.
    Documents,
    /// Those with most claims first.
    Claims,
}

/// The claims whose words or speaker have `query` in them and that have a tag of `scope`, in an order.
pub fn claim_ids(model: &Model, order: ClaimOrder, query: &str, scope: Option<&TagScope>) -> Vec<Id> {
    let wanted = fold(query.trim());
    let has = |words: &Words| fold(words.raw()).contains(&wanted);
    let mut claims: Vec<&Claim> = model
        .claims
        .values()
        .filter(|claim| scope.is_none_or(|scope| scope.has_claim(model, claim.id)))
        .filter(|claim| wanted.is_empty() || has(&claim.words) || speaker_words(model, claim).is_some_and(has))
        .collect();
    match order {
        ClaimOrder::Newest => claims.sort_by_key(|claim| Reverse(claim.id)),
        ClaimOrder::Speaker => claims.sort_by_cached_key(|claim| {
            let speaker = speaker_words(model, claim).map(|words| fold(words.raw()));
            (speaker.is_none(), speaker, claim.id)
        }),
        ClaimOrder::Date => {
            claims.sort_by_cached_key(|claim| (claim.said_at.is_none(), claim.said_at.clone(), claim.id));
        }
        ClaimOrder::Document => claims.sort_by_cached_key(|claim| {
            let passage = model.support(claim.id).and_then(|id| model.passages.get(&id));
            let start = passage.and_then(|p| model.place(p.id)).map(|anchor| anchor.start);
            (passage.is_none(), passage.map(|p| p.document), start, claim.id)
        }),
    }
    claims.into_iter().map(|claim| claim.id).collect()
}

/// Puts sources into an order; names settle what is equal.
pub fn sort_sources(rows: &mut [SourceRow], order: SourceOrder) {
    rows.sort_by_cached_key(|row| {
        let first = match order {
            SourceOrder::Name => (0, None),
            SourceOrder::Grade => (0, row.letter),
            SourceOrder::Documents => (usize::MAX - row.documents, None),
            SourceOrder::Claims => (usize::MAX - row.claims, None),
        };
        (first, fold(row.name.raw()), row.id)
    });
}

/// A row of the list of claims.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow {
    /// The claim.
    pub id: Id,
    /// Who says it; `None` when that is not known.
    pub speaker: Option<Words>,
    /// When it was said and in what form.
    pub about: Words,
    /// Its words, in quotation marks unless they are ours.
    pub words: Words,
    /// Where it stands, and the trust in it.
    pub rests_on: Words,
    /// What the speaker does with it.
    pub stance: Option<Stance>,
    /// What of it is no longer open.
    pub status: Option<&'static str>,
    /// True when no passage supports it.
    pub unsupported: bool,
    /// Links from and to it.
    pub links: usize,
    /// The passage it rests on.
    pub passage: Option<Id>,
    /// What assistive technology says.
    pub name: Words,
}

/// One row of the list of claims.
pub fn claim_row(model: &Model, claim: &Claim) -> ClaimRow {
    let speaker = speaker_words(model, claim).cloned();
    let passage = model.support(claim.id);
    let unsupported = passage.is_none();
    let of_claim = model.ids(By::Links, claim.id).filter_map(|id| model.links.get(&id));
    let links = of_claim.filter(|link| link.status != LinkStatus::Rejected).count();
    let words = shown(claim);
    let mut name = format!("{}: {}", speaker.as_ref().map_or(say::SPEAKER_NOT_KNOWN, Words::raw), words.raw());
    for sign in [claim.stance.map(Stance::label), unsupported.then_some(say::UNSUPPORTED)].into_iter().flatten() {
        name = format!("{name}, {sign}");
    }
    ClaimRow {
        id: claim.id,
        about: said_how(claim),
        rests_on: rests_on(model, claim, passage),
        stance: claim.stance,
        status: (claim.status != ClaimStatus::Open).then(|| claim.status.label()),
        name: Words::new(name),
        speaker,
        words,
        unsupported,
        links,
        passage,
    }
}

/// A claim's words as a list shows them: in quotation marks when somebody is quoted, bare when the document tells it or
/// the words are ours.
pub fn shown(claim: &Claim) -> Words {
    claim.shown()
}

/// The day something was noted: “9 Mar 2026”.
pub fn day(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms).map(|at| at.strftime("%-d %b %Y").to_string()).unwrap_or_default()
}

/// A claim's words as a product gives them: in quotation marks when they are the document's.
pub fn quoted(claim: &Claim) -> Words {
    if claim.reworded { Words::new(claim.words.raw().trim()) } else { claim.words.in_marks() }
}

/// When and in what form a claim was said: “said 18 October 2023 · direct quote, translated”.
pub fn said_how(claim: &Claim) -> Words {
    let when = if claim.said_at.is_some() || claim.said_at_words.is_some() {
        say::said(said_when(claim).raw())
    } else {
        shared::DATE_NOT_KNOWN.to_owned()
    };
    let form = claim.form.map(|form| format!(" · {}", form.label())).unwrap_or_default();
    let translated = if claim.translated { shared::AND_TRANSLATED } else { "" };
    Words::new(format!("{when}{form}{translated}"))
}

fn rests_on(model: &Model, claim: &Claim, passage: Option<Id>) -> Words {
    let document = passage.and_then(|id| model.passages.get(&id)).and_then(|p| model.documents.get(&p.document));
    match document {
        Some(document) => Words::new(format!("{} · {}", document.heading().raw(), trust(model, claim))),
        None => {
            let basis = model.ids(By::Evidence, claim.id).find_map(|id| model.evidence.get(&id)?.basis.as_ref());
            match basis {
                Some(basis) => Words::new(say::no_passage_but(basis.raw())),
                None => Words::new(crate::say::cards::NO_PASSAGE),
            }
        }
    }
}
