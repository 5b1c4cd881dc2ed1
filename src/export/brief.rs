//! A brief as a tree: its blocks in their order, each with its endnotes.

use super::ExportError;
use super::cite::Citer;
use super::claim::{Basis, Depth, given, short};
use super::marks;
use super::model::{Judged, Line, Paper, Part, Prose, ours};
use super::visible::{foreign, heading, is_ended, joined, one_line, prose};
use crate::domain::brief::{Block, BlockKind, Brief};
use crate::domain::claim::Claim;
use crate::domain::document::Document;
use crate::domain::judgement::{Judgement, JudgementClaim, JudgementLooked};
use crate::domain::ladder::LADDERS;
use crate::domain::looked::{Looked, LookedIn};
use crate::domain::passage::Passage;
use crate::domain::{Date, Id, ProjectRead, Row, Table};

/// Puts a brief together.
pub(super) fn paper(project: &dyn ProjectRead, id: Id, version: &str) -> Result<Paper, ExportError> {
    let brief: Brief = project.get(id)?.ok_or(ExportError::NoBrief(id))?;
    let mut blocks: Vec<Block> = project.of("brief", id)?;
    blocks.sort_by_key(|block| (block.ordinal, block.id));

    let mut citer = Citer::of(project)?;
    let cited = blocks.iter().filter(|block| block.kind == BlockKind::Citation);
    citer.announced = cited.filter_map(|block| block.document).collect();
    let mut title: Option<Prose> = None;
    let mut parts = Vec::new();
    for block in &blocks {
        if block.kind == BlockKind::Headline {
            let words = block.words.as_ref().filter(|w| w.is_filled());
            match (words, &title) {
                (None, _) => {}
                (Some(words), None) => title = Some(heading(words)),
                (Some(words), Some(_)) => parts.push(Part::Headline(heading(words))),
            }
        } else {
            add(&mut citer, &mut parts, block)?;
        }
    }
    citer.paper(None, title.unwrap_or_else(|| heading(&brief.title)), parts, version)
}

fn add(citer: &mut Citer<'_>, parts: &mut Vec<Part>, block: &Block) -> Result<(), ExportError> {
    if !matches!(block.kind, BlockKind::Quotation) {
        citer.under = None;
    }
    match block.kind {
        BlockKind::Headline | BlockKind::Text => {
            parts.extend(marks::prose(citer, block)?.into_iter().map(Part::Prose));
        }
        BlockKind::PullQuote | BlockKind::Quotation => {
            let passage: Passage = needed(citer.project, block, block.passage)?;
            let Some(place) = citer.place(&passage)? else { return Err(lost(citer.project, &passage)?) };
            let mut quote = citer.quote(&passage, &place, block.struck.as_ref())?;
            quote.pull = block.kind == BlockKind::PullQuote;
            parts.push(Part::Quote(quote));
        }
        BlockKind::Claim => {
            let claim: Claim = needed(citer.project, block, block.claim)?;
            let basis = whole(citer, &claim)?;
            parts.push(Part::Claim(given(citer, &claim, &basis, Depth::Brief)?));
        }
        BlockKind::Citation => {
            let document: Document = needed(citer.project, block, block.document)?;
            parts.push(Part::Citation(citer.cite(&document, None)?));
            citer.under = Some(document.id);
        }
        BlockKind::Judgement => {
            let judgement: Judgement = needed(citer.project, block, block.judgement)?;
            parts.push(Part::Judgement(judged(citer, &judgement)?));
        }
    }
    Ok(())
}

/// What a block is about; a block that is about nothing, or about what is gone, refuses the export.
fn needed<R: Row>(project: &dyn ProjectRead, block: &Block, id: Option<Id>) -> Result<R, ExportError> {
    let id = id.ok_or(ExportError::Missing { what: block.kind.label(), id: block.id })?;
    project.get(id)?.ok_or_else(|| ExportError::missing(R::TABLE, id))
}

pub(super) fn lost(project: &dyn ProjectRead, passage: &Passage) -> Result<ExportError, ExportError> {
    let document: Option<Document> = project.get(passage.document)?;
    Ok(ExportError::LostPlace { heading: document.map_or_else(String::new, |d| one_line(d.heading().brief(80).raw())) })
}

/// A claim's evidence, of which nothing may have lost its place.
pub(super) fn whole(citer: &mut Citer<'_>, claim: &Claim) -> Result<Basis, ExportError> {
    let basis = Basis::of(citer, claim)?;
    match basis.lost.first() {
        Some(passage) => Err(lost(citer.project, passage)?),
        None => Ok(basis),
    }
}

fn judged(citer: &mut Citer<'_>, judgement: &Judgement) -> Result<Judged, ExportError> {
    let mut sentences: Vec<Line> = Vec::new();
    if let Some(likelihood) = judgement.likelihood().map_err(ExportError::Likelihood)? {
        let (low, high) = likelihood.range();
        let ladder = LADDERS.iter().find(|l| l.id == likelihood.ladder()).map_or(likelihood.ladder(), |l| l.name);
        let range = if low == high { format!("{low}%") } else { format!("{low}–{high}%") };
        sentences.push(vec![ours(format!("We judge this: {} ({range}; {ladder}).", likelihood.term()))]);
    }
    if let Some(confidence) = judgement.confidence {
        let mut line = vec![ours(format!("Our confidence in the basis is {}", confidence.label()))];
        match &judgement.basis {
            Some(basis) => {
                line.extend([ours(": "), foreign(basis)]);
                if !is_ended(basis.raw()) {
                    line.push(ours("."));
                }
            }
            None => line.push(ours(".")),
        }
        sentences.push(line);
    } else if let Some(basis) = &judgement.basis {
        sentences.push(vec![ours("Basis: "), foreign(basis)]);
    }
    let mut rests_on = Vec::new();
    let claims: Vec<JudgementClaim> = citer.project.of("judgement", judgement.id)?;
    for link in claims {
        let claim: Claim =
            citer.project.get(link.claim)?.ok_or_else(|| ExportError::missing(Table::Claim, link.claim))?;
        let basis = whole(citer, &claim)?;
        rests_on.push(short(citer, &claim, &basis, false)?);
    }
    let looks: Vec<JudgementLooked> = citer.project.of("judgement", judgement.id)?;
    for look in looks {
        rests_on.push(looked(citer, look.looked)?);
    }
    Ok(Judged { words: prose(&judgement.words, None), sentences, rests_on })
}

/// What was looked for and what came of it, with a note that cites the documents that were looked in.
fn looked(citer: &mut Citer<'_>, id: Id) -> Result<Line, ExportError> {
    let looked: Looked = citer.project.get(id)?.ok_or_else(|| ExportError::missing(Table::Looked, id))?;
    let rows: Vec<LookedIn> = citer.project.of("looked", id)?;
    let mut cited = Vec::with_capacity(rows.len());
    for row in &rows {
        let document: Option<Document> = citer.project.get(row.document)?;
        let document = document.ok_or_else(|| ExportError::missing(Table::Document, row.document))?;
        cited.push(citer.cite(&document, None)?);
    }
    let mut line = vec![ours("Looked for “"), foreign(&looked.words), ours("”")];
    if let Some(query) = &looked.query {
        line.extend([ours(", by the search “"), foreign(query), ours("”")]);
    }
    let day = jiff::Timestamp::from_millisecond(looked.at_ms).map(|at| at.strftime("%Y-%m-%d").to_string());
    if let Some(day) = day.ok().and_then(|day| Date::try_from(day).ok()) {
        line.push(ours(format!(", on {}", day.shown())));
    }
    let documents = match rows.len() {
        0 => String::new(),
        1 => ", in one document".to_owned(),
        n => format!(", in {n} documents"),
    };
    line.push(ours(format!("{documents}: {}.", looked.outcome.label())));
    if !cited.is_empty() {
        line.push(citer.note(joined(cited, " ")));
    }
    Ok(line)
}
