//! What a template may speak of: documents with their passages and claims, names, judgements, what is wanted.

use super::MARK;
use crate::domain::claim::{Claim, ClaimTag, Evidence, EvidenceRole};
use crate::domain::document::{Document, ImportBatch, Triage};
use crate::domain::judgement::Judgement;
use crate::domain::name::{Mention, Name};
use crate::domain::passage::{Anchor, AnchorState, Passage, PassageTag, Translation};
use crate::domain::tag::Tag;
use crate::domain::wanted::Wanted;
use crate::domain::{Date, Fault, Id, ProjectRead, Words};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a brief from a template is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All the project holds, but for documents that were dropped.
    #[default]
    All,
    /// What has a tag, or one below it.
    Tag(Id),
    /// One document.
    Document(Id),
}

#[derive(Serialize)]
struct Context {
    about: String,
    documents: Vec<DocumentOf>,
    passages: Vec<PassageOf>,
    claims: Vec<ClaimOf>,
    names: Vec<NameOf>,
    judgements: Vec<JudgementOf>,
    wanted: Vec<String>,
}

#[derive(Serialize)]
struct DocumentOf {
    id: String,
    title: String,
    file: String,
    outlet: Option<String>,
    published: Option<String>,
    memo: Option<String>,
    passages: Vec<PassageOf>,
}

#[derive(Clone, Serialize)]
struct PassageOf {
    id: String,
    document: String,
    words: String,
    memo: Option<String>,
}

#[derive(Serialize)]
struct ClaimOf {
    id: String,
    words: String,
    speaker: Option<String>,
    stance: Option<&'static str>,
    said: Option<String>,
    memo: Option<String>,
    passages: Vec<String>,
}

#[derive(Serialize)]
struct NameOf {
    id: String,
    words: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct JudgementOf {
    id: String,
    words: String,
    term: Option<String>,
    confidence: Option<&'static str>,
}

/// Words as a template gets them: nothing in them is taken for the number of a line.
fn text(words: &Words) -> String {
    words.raw().chars().filter(|c| *c != MARK.0 && *c != MARK.1).collect()
}

/// What a template may speak of, for a scope.
///
/// # Errors
/// When the project cannot be read.
pub fn context(project: &dyn ProjectRead, scope: Scope) -> Result<Value, Fault> {
    let names: BTreeMap<Id, Name> = project.all::<Name>()?.into_iter().map(|name| (name.id, name)).collect();
    let undone: BTreeSet<Id> =
        project.all::<ImportBatch>()?.into_iter().filter(|b| b.removed_at.is_some()).map(|b| b.id).collect();
    let documents: Vec<Document> = project.all()?;
    let documents: BTreeMap<Id, Document> = documents
        .into_iter()
        .filter(|d| !undone.contains(&d.batch) && d.triage != Triage::Dropped)
        .map(|d| (d.id, d))
        .collect();
    let anchors: BTreeMap<Id, Anchor> = project.all::<Anchor>()?.into_iter().map(|a| (a.passage, a)).collect();
    let evidence: Vec<Evidence> = project.all()?;
    let (tags, about) = tags(project, scope, &documents)?;
    let tagged: BTreeSet<Id> =
        project.all::<PassageTag>()?.into_iter().filter(|row| tags.contains(&row.tag)).map(|row| row.passage).collect();
    let claimed: BTreeSet<Id> =
        project.all::<ClaimTag>()?.into_iter().filter(|row| tags.contains(&row.tag)).map(|row| row.claim).collect();

    let mut passages: Vec<Passage> = project.all()?;
    passages.retain(|p| documents.contains_key(&p.document));
    let home: BTreeMap<Id, Id> = passages.iter().map(|p| (p.id, p.document)).collect();
    let rests = |claim: Id| {
        evidence.iter().filter(move |e| e.claim == claim && e.role != EvidenceRole::Context).filter_map(|e| e.passage)
    };
    let in_scope = |claim: &Claim| match scope {
        Scope::All => true,
        Scope::Tag(_) => claimed.contains(&claim.id) || rests(claim.id).any(|p| tagged.contains(&p)),
        Scope::Document(id) => rests(claim.id).any(|p| home.get(&p) == Some(&id)),
    };
    let claims: Vec<Claim> = project.all::<Claim>()?.into_iter().filter(in_scope).collect();
    let of_claims: BTreeSet<Id> = claims.iter().flat_map(|claim| rests(claim.id)).collect();
    passages.retain(|p| match scope {
        Scope::All => true,
        Scope::Tag(_) => tagged.contains(&p.id) || of_claims.contains(&p.id),
        Scope::Document(id) => p.document == id,
    });
    // A passage that only marks where a name stands is no excerpt.
    let named: BTreeSet<Id> = project.all::<Mention>()?.into_iter().map(|mention| mention.passage).collect();
    let mut held: BTreeSet<Id> = evidence.iter().filter_map(|e| e.passage).collect();
    held.extend(project.all::<PassageTag>()?.into_iter().map(|row| row.passage));
    held.extend(project.all::<Translation>()?.into_iter().map(|row| row.passage));
    passages.retain(|p| !named.contains(&p.id) || held.contains(&p.id) || p.memo.is_some());
    // As they stand in their documents; one that lost its place is nothing to quote.
    let place = |p: &Passage| anchors.get(&p.id).filter(|a| a.state != AnchorState::Orphaned).map(|a| a.start);
    passages.retain(|p| place(p).is_some());
    passages.sort_by_key(|p| (p.document, place(p), p.id));
    let passage = |p: &Passage| PassageOf {
        id: p.id.to_string(),
        document: p.document.to_string(),
        words: anchors.get(&p.id).map(|a| text(&a.quote)).unwrap_or_default(),
        memo: p.memo.as_ref().map(text),
    };
    let touched: BTreeSet<Id> = passages.iter().map(|p| p.document).collect();
    let document = |d: &Document| DocumentOf {
        id: d.id.to_string(),
        title: text(d.heading()),
        file: text(&d.file_name),
        outlet: d.outlet.and_then(|id| names.get(&id)).map(|name| text(&name.words)),
        published: d.published.as_ref().map(Date::shown),
        memo: d.memo.as_ref().map(text),
        passages: passages.iter().filter(|p| p.document == d.id).map(passage).collect(),
    };
    let shown = |d: &&Document| match scope {
        Scope::All => true,
        Scope::Tag(_) => touched.contains(&d.id),
        Scope::Document(id) => d.id == id,
    };
    let claim = |c: &Claim| ClaimOf {
        id: c.id.to_string(),
        words: text(&c.words),
        speaker: c.speaker.and_then(|id| names.get(&id)).map(|name| text(&name.words)),
        stance: c.stance.map(crate::domain::claim::Stance::label),
        said: c.said_at.as_ref().map(Date::shown),
        memo: c.memo.as_ref().map(text),
        passages: rests(c.id).filter(|p| anchors.contains_key(p)).map(|p| p.to_string()).collect(),
    };
    let judgement = |j: &Judgement| JudgementOf {
        id: j.id.to_string(),
        words: text(&j.words),
        term: j.term.as_ref().map(text),
        confidence: j.confidence.map(crate::domain::judgement::Confidence::label),
    };
    Ok(Value::from(Serde(Context {
        about,
        documents: documents.values().filter(shown).map(document).collect(),
        claims: claims.iter().map(claim).collect(),
        judgements: project.all::<Judgement>()?.iter().map(judgement).collect(),
        wanted: project.all::<Wanted>()?.iter().map(|wanted| text(&wanted.words)).collect(),
        names: names
            .values()
            .map(|n| NameOf { id: n.id.to_string(), words: text(&n.words), kind: n.kind.label() })
            .collect(),
        passages: passages.iter().map(passage).collect(),
    })))
}

/// The tags a scope covers, and what it is called.
fn tags(
    project: &dyn ProjectRead,
    scope: Scope,
    documents: &BTreeMap<Id, Document>,
) -> Result<(BTreeSet<Id>, String), Fault> {
    let root = match scope {
        Scope::All => return Ok((BTreeSet::new(), text(&project.facts()?.name))),
        Scope::Document(id) => {
            return Ok((BTreeSet::new(), documents.get(&id).map(|d| text(d.heading())).unwrap_or_default()));
        }
        Scope::Tag(id) => id,
    };
    let all: Vec<Tag> = project.all()?;
    let name = all.iter().find(|tag| tag.id == root).map(|tag| text(tag.name.words())).unwrap_or_default();
    let mut covered = BTreeSet::from([root]);
    loop {
        let below =
            all.iter().filter(|tag| tag.parent.is_some_and(|p| covered.contains(&p)) && !covered.contains(&tag.id));
        let below: Vec<Id> = below.map(|tag| tag.id).collect();
        if below.is_empty() {
            return Ok((covered, name));
        }
        covered.extend(below);
    }
}
