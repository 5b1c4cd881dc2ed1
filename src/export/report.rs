//! The annotation report as a tree: what was marked, claimed and noted in some documents, under some tags.

use super::cite::Citer;
use super::claim::{Basis, Depth, given, speakers};
use super::model::{Line, Paper, Part, Piece, Prose, ours};
use super::place::Place;
use super::visible::{foreign, foreign_in, heading, joined, prose};
use super::{ExportError, Report};
use crate::domain::claim::{Claim, ClaimTag, Hop};
use crate::domain::document::{Document, ImportBatch, Revision, Triage};
use crate::domain::name::{Role, SourceGrade};
use crate::domain::passage::{Passage, PassageTag};
use crate::domain::tag::Tag;
use crate::domain::{Id, ProjectRead, Table, Words};
use std::collections::{HashMap, HashSet};

/// A passage of a covered document: where it stands, or that it lost its place.
struct Marked {
    passage: Passage,
    place: Option<Place>,
    tags: Vec<Id>,
}

/// What the report covers.
struct Covered {
    documents: Vec<Document>,
    passages: Vec<Marked>,
    /// Their identities.
    marked: HashSet<Id>,
    /// The tags in the order of the tree, each with its depth, 0 for the top.
    tags: Vec<(Tag, usize)>,
    /// `None` when every tag is covered.
    chosen: Option<HashSet<Id>>,
    all_documents: bool,
}

/// Puts a report together.
pub(super) fn paper(project: &dyn ProjectRead, report: &Report, version: &str) -> Result<Paper, ExportError> {
    let mut citer = Citer::of(project)?;
    let covered = covered(&mut citer, report)?;
    let mut parts = Vec::new();
    documents(&mut citer, &mut parts, &covered)?;
    let claims = claims(&mut citer, &mut parts, &covered)?;
    tagged(&mut citer, &mut parts, &covered)?;
    untagged(&mut citer, &mut parts, &covered)?;
    memos(&mut parts, &covered);
    names(&mut citer, &mut parts, &claims)?;
    let title = heading(&project.facts()?.name);
    citer.paper(Some("Annotation report"), title, parts, version)
}

fn covered(citer: &mut Citer<'_>, report: &Report) -> Result<Covered, ExportError> {
    let project = citer.project;
    let documents = chosen_documents(project, &report.documents)?;
    let tags = tree(project.all()?);
    let chosen = if report.tags.is_empty() { None } else { Some(below(&tags, &report.tags)?) };
    let mut passages = Vec::new();
    for document in &documents {
        let marked: Vec<Passage> = project.of("document", document.id)?;
        let mut here = Vec::new();
        for passage in marked {
            let on: Vec<PassageTag> = project.of("passage", passage.id)?;
            let on: Vec<Id> = on.into_iter().map(|t| t.tag).collect();
            if chosen.as_ref().is_none_or(|chosen| on.iter().any(|t| chosen.contains(t))) {
                here.push(Marked { place: citer.place(&passage)?, passage, tags: on });
            }
        }
        here.sort_by_key(|m| (m.place.as_ref().map_or((u32::MAX, u32::MAX), |p| (p.start, p.end)), m.passage.id));
        passages.append(&mut here);
    }
    let marked = passages.iter().map(|m| m.passage.id).collect();
    Ok(Covered { documents, passages, marked, tags, chosen, all_documents: report.documents.is_empty() })
}

fn chosen_documents(project: &dyn ProjectRead, ids: &[Id]) -> Result<Vec<Document>, ExportError> {
    let batches: Vec<ImportBatch> = project.all()?;
    let undone: HashSet<Id> = batches.into_iter().filter(|b| b.removed_at.is_some()).map(|b| b.id).collect();
    let mut out = Vec::new();
    if ids.is_empty() {
        let all: Vec<Document> = project.all()?;
        let wanted = |d: &Document| matches!(d.triage, Triage::Kept | Triage::Inbox);
        out.extend(all.into_iter().filter(|d| !undone.contains(&d.batch) && wanted(d)));
    }
    for id in ids {
        let document: Option<Document> = project.get(*id)?;
        let document = document.filter(|d| !undone.contains(&d.batch));
        out.push(document.ok_or_else(|| ExportError::missing(Table::Document, *id))?);
    }
    Ok(out)
}

/// The tags in the order of the tree, each with its depth. A tag whose parent is gone or above itself stands at the top.
pub(super) fn tree(mut tags: Vec<Tag>) -> Vec<(Tag, usize)> {
    tags.sort_by_key(|t| (t.ordinal, t.id));
    let known: HashSet<Id> = tags.iter().map(|t| t.id).collect();
    let mut under: HashMap<Option<Id>, Vec<Tag>> = HashMap::new();
    for tag in tags {
        under.entry(tag.parent.filter(|p| known.contains(p))).or_default().push(tag);
    }
    let mut out = Vec::new();
    let mut next: Vec<(Tag, usize)> =
        under.remove(&None).unwrap_or_default().into_iter().rev().map(|t| (t, 0)).collect();
    loop {
        while let Some((tag, depth)) = next.pop() {
            let below = under.remove(&Some(tag.id)).unwrap_or_default();
            next.extend(below.into_iter().rev().map(|t| (t, depth + 1)));
            out.push((tag, depth));
        }
        // What is left hangs in a circle: cut it at its oldest tag.
        let Some(key) = under.keys().min().copied() else { return out };
        next.extend(under.remove(&key).unwrap_or_default().into_iter().rev().map(|t| (t, 0)));
    }
}

/// The chosen tags with all below them.
pub(super) fn below(tags: &[(Tag, usize)], chosen: &[Id]) -> Result<HashSet<Id>, ExportError> {
    let mut out = HashSet::new();
    for id in chosen {
        let at = tags.iter().position(|(t, _)| t.id == *id).ok_or_else(|| ExportError::missing(Table::Tag, *id))?;
        let depth = tags.get(at).map_or(0, |(_, depth)| *depth);
        out.insert(*id);
        out.extend(tags.iter().skip(at + 1).take_while(|(_, d)| *d > depth).map(|(t, _)| t.id));
    }
    Ok(out)
}

fn section(parts: &mut Vec<Part>, title: &str) {
    parts.push(Part::Section(2, vec![ours(title)]));
}

fn documents(citer: &mut Citer<'_>, parts: &mut Vec<Part>, covered: &Covered) -> Result<(), ExportError> {
    section(parts, "Documents");
    if covered.documents.is_empty() {
        parts.push(Part::Say(vec![ours("No document is covered.")]));
    }
    for document in &covered.documents {
        let citation = citer.cite(document, None)?;
        parts.push(Part::Citation(citation));
        let revision = match document.revision {
            Some(id) => citer.project.get::<Revision>(id)?,
            None => None,
        };
        let mut facts = vec![vec![ours("file "), foreign(&document.file_name)]];
        facts.extend(document.author.as_ref().map(|author| vec![ours("by "), foreign(author)]));
        facts.push(match &document.language {
            Some(language) => vec![ours("language "), foreign(language)],
            None => vec![ours("language not known")],
        });
        let mut triage = vec![ours(document.triage.label())];
        if let Some(reason) = &document.triage_reason {
            triage.extend([ours(": "), foreign(reason)]);
        }
        facts.push(triage);
        facts.push(vec![ours(format!("{} bytes", document.bytes))]);
        facts.push(match revision {
            Some(r) => vec![foreign(&r.encoding), ours(format!(" ({})", r.decided_by.label()))],
            None => vec![ours(document.readiness.label())],
        });
        facts.push(vec![ours("SHA-256 "), Piece::Code(document.sha256.to_string())]);
        parts.push(Part::Facts(joined(facts, " · ")));
    }
    Ok(())
}

/// The claims, each in the document its first evidence stands in; then the unsupported ones. Gives back those covered.
fn claims(citer: &mut Citer<'_>, parts: &mut Vec<Part>, covered: &Covered) -> Result<Vec<Claim>, ExportError> {
    let order: HashMap<Id, usize> = covered.documents.iter().enumerate().map(|(i, d)| (d.id, i)).collect();
    let all: Vec<Claim> = citer.project.all()?;
    let mut placed: Vec<(usize, u32, Claim, Basis)> = Vec::new();
    let mut unsupported: Vec<(Claim, Basis)> = Vec::new();
    for claim in all {
        let basis = Basis::of(citer, &claim)?;
        if !wanted(citer, covered, &claim, &basis)? {
            continue;
        }
        if basis.unsupported() {
            if covered.all_documents || passed_on(citer, &claim, &order)? {
                unsupported.push((claim, basis));
            }
            continue;
        }
        let places = basis.places.iter().map(|(_, place, _)| (place.document.id, place.start));
        let lost = basis.lost.iter().map(|passage| (passage.document, u32::MAX));
        let first = places.chain(lost).filter_map(|(id, start)| order.get(&id).map(|i| (*i, start))).min();
        if let Some((document, start)) = first {
            placed.push((document, start, claim, basis));
        }
    }
    placed.sort_by_key(|(document, start, claim, _)| (*document, *start, claim.id));

    section(parts, "Claims");
    if placed.is_empty() {
        parts.push(Part::Say(vec![ours("No claim rests on a passage of these documents.")]));
    }
    let mut current = None;
    for (document, _, claim, basis) in &placed {
        if current != Some(*document) {
            current = Some(*document);
            parts.extend(covered.documents.get(*document).map(title_of));
        }
        parts.push(Part::Claim(given(citer, claim, basis, Depth::Report)?));
    }
    if !unsupported.is_empty() {
        section(parts, "Unsupported claims");
        parts.push(Part::Say(vec![ours("These rest on no passage. They are listed, not given as fact.")]));
        for (claim, basis) in &unsupported {
            parts.push(Part::Claim(given(citer, claim, basis, Depth::Report)?));
        }
    }
    Ok(placed
        .into_iter()
        .map(|(_, _, claim, _)| claim)
        .chain(unsupported.into_iter().map(|(claim, _)| claim))
        .collect())
}

/// True when no tags were chosen, or the claim or a passage of it has one of them.
fn wanted(citer: &Citer<'_>, covered: &Covered, claim: &Claim, basis: &Basis) -> Result<bool, ExportError> {
    let Some(chosen) = &covered.chosen else { return Ok(true) };
    let on: Vec<ClaimTag> = citer.project.of("claim", claim.id)?;
    if on.iter().any(|t| chosen.contains(&t.tag)) {
        return Ok(true);
    }
    let mut passages = basis.places.iter().map(|(passage, _, _)| passage.id).chain(basis.lost.iter().map(|p| p.id));
    Ok(passages.any(|id| covered.marked.contains(&id)))
}

/// True when a covered document is one of the hands an unsupported claim went through.
fn passed_on(citer: &Citer<'_>, claim: &Claim, order: &HashMap<Id, usize>) -> Result<bool, ExportError> {
    let hops: Vec<Hop> = citer.project.of("claim", claim.id)?;
    Ok(hops.iter().filter_map(|hop| hop.document).any(|id| order.contains_key(&id)))
}

fn title_of(document: &Document) -> Part {
    let lang = super::model::Lang::of(document.language.as_ref());
    Part::Section(3, vec![foreign_in(document.heading(), document.title.as_ref().and(lang))])
}

fn tagged(citer: &mut Citer<'_>, parts: &mut Vec<Part>, covered: &Covered) -> Result<(), ExportError> {
    let has = |tag: &Tag| covered.passages.iter().any(|m| m.tags.contains(&tag.id));
    let shown = |tag: &Tag| covered.chosen.as_ref().is_none_or(|chosen| chosen.contains(&tag.id));
    section(parts, "Passages by tag");
    let mut any = false;
    let mut path: Vec<&Tag> = Vec::new();
    for (tag, depth) in &covered.tags {
        path.truncate(*depth);
        path.push(tag);
        if !shown(tag) || !has(tag) {
            continue;
        }
        any = true;
        let names: Vec<Line> = path.iter().map(|t| vec![foreign(t.name.words())]).collect();
        parts.push(Part::Section(3, joined(names, " › ")));
        parts.extend(tag.definition.iter().flat_map(|words| prose(words, None)).map(Part::Prose));
        for marked in covered.passages.iter().filter(|m| m.tags.contains(&tag.id)) {
            passage(citer, parts, marked)?;
        }
    }
    if !any {
        parts.push(Part::Say(vec![ours("No passage of these documents has such a tag.")]));
    }
    Ok(())
}

fn untagged(citer: &mut Citer<'_>, parts: &mut Vec<Part>, covered: &Covered) -> Result<(), ExportError> {
    let mut bare = covered.passages.iter().filter(|m| m.tags.is_empty()).peekable();
    if bare.peek().is_some() {
        section(parts, "Passages without a tag");
    }
    bare.try_for_each(|marked| passage(citer, parts, marked))
}

fn passage(citer: &mut Citer<'_>, parts: &mut Vec<Part>, marked: &Marked) -> Result<(), ExportError> {
    let memo: Vec<Prose> = marked.passage.memo.iter().flat_map(|memo| prose(memo, None)).collect();
    match &marked.place {
        Some(place) => {
            let mut quote = citer.quote(&marked.passage, place, None)?;
            quote.memo = memo;
            parts.push(Part::Quote(quote));
        }
        None => {
            parts.push(Part::Say(vec![ours("A passage here lost its place and is not quoted.")]));
            parts.extend(memo.into_iter().map(Part::Prose));
        }
    }
    Ok(())
}

/// The notes on documents; those on passages and claims stand beside them.
fn memos(parts: &mut Vec<Part>, covered: &Covered) {
    let mut noted = covered.documents.iter().filter_map(|d| d.memo.as_ref().map(|memo| (d, memo))).peekable();
    if noted.peek().is_some() {
        section(parts, "Memos on documents");
    }
    for (document, memo) in noted {
        parts.push(title_of(document));
        parts.extend(prose(memo, None).into_iter().map(Part::Prose));
    }
}

fn names(citer: &mut Citer<'_>, parts: &mut Vec<Part>, claims: &[Claim]) -> Result<(), ExportError> {
    let mut lines = Vec::new();
    let mut told = HashSet::new();
    for id in speakers(claims) {
        let Some(name) = citer.name(Some(id))? else { continue };
        if !told.insert(name.id) {
            continue;
        }
        let mut facts = vec![vec![foreign(&name.words), ours(format!(" ({})", name.kind.label()))]];
        let roles: Vec<Role> = citer.of_name(&name)?;
        facts.extend(roles.iter().map(held));
        let spellings = citer.spellings(&name)?;
        let spelt: Vec<Line> = spellings.iter().map(|s| with_note(&s.words, s.note.as_ref())).collect();
        if !spelt.is_empty() {
            facts.push(joined(vec![vec![ours("also written ")], joined(spelt, ", ")], ""));
        }
        facts.push(citer.grade(Some(id))?.map_or_else(|| vec![ours("not graded")], |grade| graded(&grade)));
        facts.extend(name.memo.as_ref().map(|memo| vec![foreign(memo)]));
        lines.push(joined(facts, "; "));
    }
    if !lines.is_empty() {
        section(parts, "Speakers");
        parts.push(Part::List(lines));
    }
    Ok(())
}

fn held(role: &Role) -> Line {
    let mut line = vec![foreign(&role.words)];
    line.extend(role.since.as_ref().map(|d| ours(format!(", since {}", d.shown()))));
    line.extend(role.until.as_ref().map(|d| ours(format!(", until {}", d.shown()))));
    line
}

fn with_note(words: &Words, note: Option<&Words>) -> Line {
    let mut line = vec![foreign(words)];
    if let Some(note) = note {
        line.extend([ours(" ("), foreign(note), ours(")")]);
    }
    line
}

fn graded(grade: &SourceGrade) -> Line {
    let mut line = vec![ours(format!("graded {} ({})", grade.reliability.as_str(), grade.reliability.label()))];
    if let Some(scope) = &grade.scope {
        line.extend([ours(" for "), foreign(scope)]);
    }
    if let Some(reason) = &grade.reason {
        line.extend([ours(": "), foreign(reason)]);
    }
    line
}
