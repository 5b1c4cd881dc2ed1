//! `list` and `show`: records as JSON objects, with what belongs to them beside their own fields.

use crate::domain::brief::{Block, Brief};
use crate::domain::claim::{Claim, ClaimTag, Evidence, Hop};
use crate::domain::declined::Declined;
use crate::domain::document::{Document, DocumentPath, ImportBatch, Revision};
use crate::domain::group::{DocumentInSet, DocumentSet, SavedFilter};
use crate::domain::hypothesis::{AchCell, AchItem, Assumption, Hypothesis, Indicator};
use crate::domain::judgement::{Judgement, JudgementClaim, JudgementLooked};
use crate::domain::link::ClaimLink;
use crate::domain::looked::{Looked, LookedIn};
use crate::domain::name::{DifferentNames, Name, Ownership, Role, SourceGrade, Spelling, known_as};
use crate::domain::passage::{Anchor, Passage, PassageTag, Translation};
use crate::domain::saved::SavedSearch;
use crate::domain::tag::Tag;
use crate::domain::wanted::Wanted;
use crate::domain::{By, Fault, Id, ProjectRead, Row, Table, Words};
use crate::export::{Product, Report};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// What can be listed.
pub(super) const KINDS: &[&str] = &[
    "documents",
    "sources",
    "names",
    "tags",
    "passages",
    "claims",
    "links",
    "judgements",
    "wanted",
    "briefs",
    "searches",
    "sets",
    "filters",
    "ownerships",
    "different_names",
    "declined",
    "hypotheses",
    "ach_items",
    "ach_cells",
    "assumptions",
    "indicators",
    "looked",
    "edits",
];

/// One value a record of a kind; `None` for a kind that is not known.
pub(super) fn list(project: &dyn ProjectRead, kind: &str) -> Result<Option<Vec<Value>>, Fault> {
    Ok(Some(match kind {
        "documents" => documents(project)?,
        "sources" => sources(project)?,
        "names" => names(project)?,
        "tags" => plain::<Tag>(project)?,
        "passages" => passages(project)?,
        "claims" => claims(project)?,
        "links" => plain::<ClaimLink>(project)?,
        "judgements" => judgements(project)?,
        "wanted" => plain::<Wanted>(project)?,
        "briefs" => briefs(project)?,
        "searches" => plain::<SavedSearch>(project)?,
        "sets" => sets(project)?,
        "filters" => plain::<SavedFilter>(project)?,
        "ownerships" => plain::<Ownership>(project)?,
        "different_names" => plain::<DifferentNames>(project)?,
        "declined" => plain::<Declined>(project)?,
        "hypotheses" => hypotheses(project)?,
        "ach_items" => ach_items(project)?,
        "ach_cells" => plain::<AchCell>(project)?,
        "assumptions" => plain::<Assumption>(project)?,
        "indicators" => plain::<Indicator>(project)?,
        "looked" => looked(project)?,
        "edits" => edits(project)?,
        _ => return Ok(None),
    }))
}

/// One record whole, with everything that refers to it.
pub(super) fn show(project: &dyn ProjectRead, id: Id) -> Result<Option<Value>, Fault> {
    for table in Table::ALL {
        let Some(record) = project.records(*table, By::Id(id))?.pop() else { continue };
        let mut value = json!({ "kind": table.as_str() });
        merge(&mut value, json!(record.fields().map_err(|e| unreadable(&e))?));
        let kind = match table {
            Table::Document => "documents",
            Table::Passage => "passages",
            Table::Claim => "claims",
            Table::Judgement => "judgements",
            Table::Brief => "briefs",
            Table::Name => "names",
            Table::AchItem => "ach_items",
            Table::Looked => "looked",
            _ => return Ok(Some(value)),
        };
        let listed = list(project, kind)?.unwrap_or_default();
        let own = listed.into_iter().find(|v| v.get("id") == Some(&json!(id)));
        merge(&mut value, own.unwrap_or(Value::Null));
        return Ok(Some(value));
    }
    Ok(None)
}

/// The revision that is read of a document, and its length in bytes.
pub(super) fn revision_of(project: &dyn ProjectRead, document: Id) -> Result<Option<(Id, u32)>, Fault> {
    let Some(document) = project.get::<Document>(document)? else { return Ok(None) };
    let Some(revision) = document.revision else { return Ok(None) };
    Ok(project.get::<Revision>(revision)?.map(|r| (r.id, r.text_bytes)))
}

/// The only brief, or the annotation report when there is none; the inner error says that there are several.
pub(super) fn only_product(project: &dyn ProjectRead) -> Result<Result<Product, String>, Fault> {
    let briefs = project.all::<Brief>()?;
    Ok(match briefs.as_slice() {
        [] => Ok(Product::Report(Report::default())),
        [only] => Ok(Product::Brief(only.id)),
        several => Err(format!(
            "there are {} briefs; name one with --brief ID: {}",
            several.len(),
            several.iter().map(|b| b.id.to_string()).collect::<Vec<_>>().join(" ")
        )),
    })
}

/// A line for people: the values in order, short.
pub(super) fn readable(value: &Value) -> String {
    let Value::Object(fields) = value else { return value.to_string() };
    let shown = fields.iter().filter(|(_, v)| !v.is_null() && **v != json!([]) && **v != json!(false)).map(|(k, v)| {
        match v.as_str() {
            Some(text) => format!("{k}: {}", super::one_line(text)),
            None => format!("{k}: {}", super::one_line(&v.to_string())),
        }
    });
    shown.collect::<Vec<_>>().join("  ")
}

fn unreadable(error: &serde_json::Error) -> Fault {
    Fault::new("AS-CLI-03", "A record cannot be shown.", "Nothing was changed.", "Run `assay check`.").caused_by(error)
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}

fn fields(row: impl Row) -> Result<Value, Fault> {
    serde_json::to_value(row).map_err(|e| unreadable(&e))
}

fn plain<R: Row>(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    project.all::<R>()?.into_iter().map(fields).collect()
}

/// Each row's fields with something beside them.
fn with<R: Row>(rows: Vec<R>, mut beside: impl FnMut(&R) -> Value) -> Result<Vec<Value>, Fault> {
    rows.into_iter()
        .map(|row| {
            let more = beside(&row);
            let mut value = fields(row)?;
            merge(&mut value, more);
            Ok(value)
        })
        .collect()
}

/// Rows by the record they refer to.
fn grouped<R: Row>(project: &dyn ProjectRead, key: impl Fn(&R) -> Id) -> Result<HashMap<Id, Vec<R>>, Fault> {
    let mut groups: HashMap<Id, Vec<R>> = HashMap::new();
    for row in project.all::<R>()? {
        groups.entry(key(&row)).or_default().push(row);
    }
    Ok(groups)
}

/// Every name by its identity, and under a merged one's the name it was merged into.
fn names_by_id(project: &dyn ProjectRead) -> Result<HashMap<Id, Name>, Fault> {
    let known: HashMap<Id, Name> = project.all::<Name>()?.into_iter().map(|n| (n.id, n)).collect();
    Ok(known.keys().filter_map(|id| Some((*id, known.get(&who(&known, *id))?.clone()))).collect())
}

/// The name a name stands for.
fn who(known: &HashMap<Id, Name>, id: Id) -> Id {
    known_as(id, |id| known.get(&id).and_then(|name| name.merged_into))
}

fn documents(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let revisions: HashMap<Id, Revision> = project.all::<Revision>()?.into_iter().map(|r| (r.id, r)).collect();
    let passages = grouped::<Passage>(project, |p| p.document)?;
    let mut paths = grouped::<DocumentPath>(project, |p| p.document)?;
    // A path counts while the import that found it does.
    let batches = project.all::<ImportBatch>()?;
    let undone: HashSet<Id> = batches.iter().filter(|b| b.removed_at.is_some()).map(|b| b.id).collect();
    let names = names_by_id(project)?;
    with(project.all::<Document>()?, |document| {
        let id = document.id;
        let revision = document.revision.and_then(|r| revisions.get(&r));
        let known = paths.remove(&id).unwrap_or_default().into_iter().filter(|p| !undone.contains(&p.batch));
        let (gone, there): (Vec<_>, Vec<_>) = known.partition(|p| p.gone_ms.is_some());
        json!({
            "name": document.file_name,
            "outlet_name": document.outlet.and_then(|o| names.get(&o)).map(|n| &n.words),
            "chars": revision.map(|r| r.chars),
            "text_bytes": revision.map(|r| r.text_bytes),
            "text_sha256": revision.map(|r| r.text_sha256),
            "encoding": revision.map(|r| &r.encoding),
            "paragraphs": revision.map(|r| r.paragraphs),
            "passages": passages.get(&id).map_or(0, Vec::len),
            "paths": once(there),
            "gone": once(gone),
        })
    })
}

/// Paths in the order they were found. The same path below two folders stands once.
fn once(paths: Vec<DocumentPath>) -> Vec<Words> {
    let mut seen = HashSet::new();
    paths.into_iter().map(|p| p.path).filter(|path| seen.insert(path.clone())).collect()
}

fn names(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let mut spellings = grouped::<Spelling>(project, |s| s.name)?;
    let mut roles = grouped::<Role>(project, |r| r.name)?;
    let mut owners = grouped::<Ownership>(project, |o| o.name)?;
    let mut different: HashMap<Id, Vec<Id>> = HashMap::new();
    for pair in project.all::<DifferentNames>()? {
        different.entry(pair.one).or_default().push(pair.other);
        different.entry(pair.other).or_default().push(pair.one);
    }
    let known: HashMap<Id, Name> = project.all::<Name>()?.into_iter().map(|n| (n.id, n)).collect();
    let mut merged: HashMap<Id, Vec<Id>> = HashMap::new();
    for name in known.values() {
        merged.entry(who(&known, name.id)).or_default().extend(name.merged_into.map(|_| name.id));
    }
    for names in merged.values_mut() {
        names.sort_unstable();
    }
    with(project.all::<Name>()?, |name| {
        let into = name.merged_into.and_then(|_| known.get(&who(&known, name.id)));
        json!({
            "stands_for": into.map(|n| n.id),
            "stands_for_name": into.map(|n| &n.words),
            "merged": merged.remove(&name.id).unwrap_or_default(),
            "spellings": spellings.remove(&name.id).unwrap_or_default(),
            "roles": roles.remove(&name.id).unwrap_or_default(),
            "owners": owners.remove(&name.id).unwrap_or_default(),
            "different_from": different.remove(&name.id).unwrap_or_default(),
        })
    })
}

fn sources(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let known: HashMap<Id, Name> = project.all::<Name>()?.into_iter().map(|n| (n.id, n)).collect();
    // What was said of a merged name is said of the one it stands for.
    let mut grades = grouped::<SourceGrade>(project, |g| who(&known, g.name))?;
    for history in grades.values_mut() {
        history.sort_by_key(|grade| (grade.at_ms, grade.id));
    }
    let mut owners = grouped::<Ownership>(project, |o| who(&known, o.name))?;
    let mut outlets: HashMap<Id, usize> = HashMap::new();
    for outlet in project.all::<Document>()?.into_iter().filter_map(|d| d.outlet) {
        *outlets.entry(who(&known, outlet)).or_default() += 1;
    }
    let mut speakers: HashMap<Id, usize> = HashMap::new();
    for speaker in project.all::<Claim>()?.into_iter().filter_map(|c| c.speaker) {
        *speakers.entry(who(&known, speaker)).or_default() += 1;
    }
    Ok(project
        .all::<Name>()?
        .into_iter()
        .filter_map(|name| {
            let history = grades.remove(&name.id).unwrap_or_default();
            let (documents, claims) = (outlets.get(&name.id).copied(), speakers.get(&name.id).copied());
            if history.is_empty() && documents.is_none() && claims.is_none() {
                return None;
            }
            Some(json!({
                "id": name.id,
                "name": name.words,
                "kind": name.source_kind,
                "country": name.country,
                "language": name.language,
                "owners": owners.remove(&name.id).unwrap_or_default(),
                "reliability": history.last().map_or("F", |g| g.reliability.as_str()),
                "graded": !history.is_empty(),
                "documents": documents.unwrap_or(0),
                "claims": claims.unwrap_or(0),
                "grades": history,
            }))
        })
        .collect())
}

fn passages(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let tags: HashMap<Id, Tag> = project.all::<Tag>()?.into_iter().map(|t| (t.id, t)).collect();
    let revisions: HashMap<Id, Option<Id>> =
        project.all::<Document>()?.into_iter().map(|d| (d.id, d.revision)).collect();
    let mut anchors = grouped::<Anchor>(project, |a| a.passage)?;
    let mut tagged = grouped::<PassageTag>(project, |t| t.passage)?;
    let mut translations = grouped::<Translation>(project, |t| t.passage)?;
    with(project.all::<Passage>()?, |passage| {
        let id = passage.id;
        let read = revisions.get(&passage.document).copied().flatten();
        let anchor = anchors.remove(&id).unwrap_or_default().into_iter().rfind(|a| Some(a.revision) == read);
        let names: Vec<_> =
            tagged.remove(&id).unwrap_or_default().iter().filter_map(|t| tags.get(&t.tag)).map(|t| &t.name).collect();
        json!({
            "revision": anchor.as_ref().map(|a| a.revision),
            "start_byte": anchor.as_ref().map(|a| a.start),
            "end_byte": anchor.as_ref().map(|a| a.end),
            "quote": anchor.as_ref().map(|a| &a.quote),
            "state": anchor.as_ref().map(|a| a.state),
            "tags": names,
            "translations": translations.remove(&id).unwrap_or_default(),
        })
    })
}

fn claims(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let names = names_by_id(project)?;
    let tags: HashMap<Id, Tag> = project.all::<Tag>()?.into_iter().map(|t| (t.id, t)).collect();
    let mut evidence = grouped::<Evidence>(project, |e| e.claim)?;
    let mut hops = grouped::<Hop>(project, |h| h.claim)?;
    let mut tagged = grouped::<ClaimTag>(project, |t| t.claim)?;
    let links = project.all::<ClaimLink>()?;
    with(project.all::<Claim>()?, |claim| {
        let id = claim.id;
        let evidence = evidence.remove(&id).unwrap_or_default();
        let names_of_tags: Vec<_> =
            tagged.remove(&id).unwrap_or_default().iter().filter_map(|t| tags.get(&t.tag)).map(|t| &t.name).collect();
        json!({
            "speaker_name": claim.speaker.and_then(|s| names.get(&s)).map(|n| &n.words),
            "supported": evidence.iter().any(|e| e.passage.is_some()),
            "evidence": evidence,
            "via": hops.remove(&id).unwrap_or_default(),
            "tags": names_of_tags,
            "links": links.iter().filter(|l| l.from_claim == id || l.to_claim == id).collect::<Vec<_>>(),
        })
    })
}

fn judgements(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let mut rests = grouped::<JudgementClaim>(project, |j| j.judgement)?;
    let mut looks = grouped::<JudgementLooked>(project, |j| j.judgement)?;
    with(project.all::<Judgement>()?, |judgement| {
        let on: Vec<Id> = rests.remove(&judgement.id).unwrap_or_default().iter().map(|r| r.claim).collect();
        let looked: Vec<Id> = looks.remove(&judgement.id).unwrap_or_default().iter().map(|r| r.looked).collect();
        json!({ "rests_on": on, "looked": looked })
    })
}

fn briefs(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let mut blocks = grouped::<Block>(project, |b| b.brief)?;
    with(project.all::<Brief>()?, |brief| {
        let mut own = blocks.remove(&brief.id).unwrap_or_default();
        own.sort_by_key(|b| b.ordinal);
        json!({ "blocks": own })
    })
}

fn edits(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let mut out = Vec::new();
    let mut after = 0;
    loop {
        let lines = project.edits(after, 10_000)?;
        let Some(last) = lines.last() else { return Ok(out) };
        after = last.seq;
        for line in lines {
            let at = jiff::Timestamp::from_millisecond(line.at_ms).map(|t| t.to_string()).unwrap_or_default();
            let mut value = serde_json::to_value(line).map_err(|e| unreadable(&e))?;
            merge(&mut value, json!({ "at": at }));
            out.push(value);
        }
    }
}

/// Sets with the documents that are in them.
fn sets(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let rows = grouped(project, |row: &DocumentInSet| row.document_set)?;
    with(project.all::<DocumentSet>()?, |set| {
        let documents: Vec<Id> = rows.get(&set.id).into_iter().flatten().map(|row| row.document).collect();
        json!({ "documents": documents })
    })
}

/// Hypotheses in their order.
fn hypotheses(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let mut all = project.all::<Hypothesis>()?;
    all.sort_by_key(|hypothesis| hypothesis.ordinal);
    all.into_iter().map(fields).collect()
}

/// Items of the matrix in their order, with the words of their claims and how they are rated.
fn ach_items(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let claims: HashMap<Id, Claim> = project.all::<Claim>()?.into_iter().map(|c| (c.id, c)).collect();
    let mut cells = grouped::<AchCell>(project, |cell| cell.item)?;
    let mut items = project.all::<AchItem>()?;
    items.sort_by_key(|item| item.ordinal);
    with(items, |item| {
        json!({
            "claim_words": claims.get(&item.claim).map(|claim| &claim.words),
            "cells": cells.remove(&item.id).unwrap_or_default(),
        })
    })
}

/// What was looked for, with where, and what rests on it.
fn looked(project: &dyn ProjectRead) -> Result<Vec<Value>, Fault> {
    let mut documents = grouped::<LookedIn>(project, |row| row.looked)?;
    let mut judgements = grouped::<JudgementLooked>(project, |row| row.looked)?;
    with(project.all::<Looked>()?, |looked| {
        let documents = documents.remove(&looked.id).unwrap_or_default();
        let judgements = judgements.remove(&looked.id).unwrap_or_default();
        json!({
            "documents": documents.iter().map(|row| row.document).collect::<Vec<_>>(),
            "judgements": judgements.iter().map(|row| row.judgement).collect::<Vec<_>>(),
        })
    })
}
