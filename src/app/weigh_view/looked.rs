//! What was looked for, as it is listed and as its card shows it.

use super::day;
use crate::app::model::{By, Model};
use crate::domain::document::Document;
use crate::domain::{Id, Words, fold};
use crate::say::looked as say;

/// What was looked for, with where.
#[derive(Clone, Debug, PartialEq)]
pub struct LookedRow {
    /// The record.
    pub id: Id,
    /// What it was.
    pub words: Words,
    /// What came of it, where and when, on a line.
    pub about: String,
    /// The documents that are there of those it was looked for in, oldest import first.
    pub documents: Vec<Id>,
    /// How many of them got another text only after that: it was not looked in.
    pub changed: usize,
    /// How many documents that have a text were not looked in, and how many such there are.
    pub rest: (usize, usize),
    /// The judgements that rest on it.
    pub judgements: Vec<Id>,
}

/// The records whose words hold `query`, the newest first.
pub fn looked_ids(model: &Model, query: &str) -> Vec<Id> {
    let wanted = fold(query.trim());
    let has = |words: &Words| wanted.is_empty() || fold(words.raw()).contains(&wanted);
    model.looked.values().rev().filter(|looked| has(&looked.words)).map(|looked| looked.id).collect()
}

/// One of them; `None` when it is gone.
pub fn looked_row(model: &Model, id: Id) -> Option<LookedRow> {
    let looked = model.looked.get(&id)?;
    let has_text = |document: &&Document| document.revision.is_some();
    let there: Vec<&Document> = model
        .ids(By::LookedIn, id)
        .filter_map(|id| model.documents.get(&model.looked_in.get(&id)?.document))
        .filter(|document| model.is_shown(document))
        .collect();
    // A text is as old as its identity.
    let came = |document: &&&Document| document.revision.and_then(Id::made_ms).is_some_and(|ms| ms > looked.at_ms);
    let all = model.shown_documents().filter(has_text).count();
    let rows = model.ids(By::RestedOn, id).filter_map(|id| model.judgement_looked.get(&id));
    Some(LookedRow {
        id,
        words: looked.words.clone(),
        about: say::about(looked.outcome.label(), there.len(), &day(looked.at_ms)),
        changed: there.iter().filter(came).count(),
        rest: (all.saturating_sub(there.iter().copied().filter(has_text).count()), all),
        documents: there.into_iter().map(|document| document.id).collect(),
        judgements: rows.map(|row| row.judgement).collect(),
    })
}
