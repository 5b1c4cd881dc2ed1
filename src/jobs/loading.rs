//! Bringing a project into memory: first what the first frame shows, then the rest on a thread of its own.

use super::news::Resident;
use crate::domain::{Fault, Record, Table, Words, position};
use crate::store::{Reader, StoreError};
use std::sync::atomic::{AtomicBool, Ordering};

/// Documents of the list fetched before everything else, some before and some after the one that was read last.
const PAGE: u32 = 64;
/// Records handed over together.
const TOGETHER: usize = 1_024;

/// Takes the project's records as they are read, on the thread that reads them.
pub trait Fill: Send {
    /// Comes back when the records are wanted, and soon after `closing` says so.
    fn wait(&mut self, _closing: &AtomicBool) {}
    /// Some records.
    fn take(&mut self, records: Vec<Record>);
    /// That was all; after this the window is told.
    fn done(&mut self);
}

/// For a session nobody looks at: nothing is kept.
impl Fill for () {
    fn take(&mut self, _records: Vec<Record>) {}
    fn done(&mut self) {}
}

/// The tables the window keeps whole, in the order they are read; the history and the texts are fetched when they are
/// looked at.
const RESIDENT: &[Table] = &[
    Table::ImportBatch,
    Table::Name,
    Table::Spelling,
    Table::Role,
    Table::SourceGrade,
    Table::Tag,
    Table::Document,
    Table::Revision,
    Table::Passage,
    Table::Anchor,
    Table::PassageTag,
    Table::Translation,
    Table::Claim,
    Table::Evidence,
    Table::Hop,
    Table::ClaimTag,
    Table::ClaimLink,
    Table::PassageLink,
    Table::Judgement,
    Table::JudgementClaim,
    Table::Brief,
    Table::Block,
    Table::Wanted,
    Table::Mention,
    Table::Cite,
    Table::SavedSearch,
    Table::DocumentSet,
    Table::DocumentInSet,
    Table::SavedFilter,
    Table::Ownership,
    Table::DifferentNames,
    Table::Declined,
    Table::Hypothesis,
    Table::AchItem,
    Table::AchCell,
    Table::Assumption,
    Table::Indicator,
    Table::Looked,
    Table::LookedIn,
    Table::JudgementLooked,
];

/// What the first frame is drawn from: the project's facts, the page of the list around the document that was read last
/// ([`position::LAST`]), and what is known of their outlets.
pub(super) fn head(
    reader: &Reader,
    read_only: Option<Fault>,
    closed_cleanly: bool,
    steps: Option<(Option<Words>, Option<Words>)>,
) -> Result<Resident, StoreError> {
    let view_state = reader.view_state()?;
    let last = position::last(&view_state).map(|(document, _)| document);
    let page = reader.page(last, PAGE)?;
    let (can_undo, can_redo) = steps.unwrap_or_default();
    Ok(Resident {
        facts: reader.project_facts()?,
        records: page.records,
        before: page.before,
        documents: page.documents,
        view_state,
        drafts: reader.drafts()?,
        closed_cleanly,
        read_only,
        steps_lost: 0,
        can_undo,
        can_redo,
        origins: reader.origins()?,
    })
}

/// As [`head`], of a damaged project: the list comes with the rest.
pub(super) fn head_that_reads(reader: &Reader) -> Result<Resident, StoreError> {
    Ok(Resident {
        facts: reader.project_facts()?,
        records: Vec::new(),
        before: 0,
        documents: 0,
        view_state: Vec::new(),
        drafts: Vec::new(),
        closed_cleanly: true,
        read_only: None,
        steps_lost: 0,
        can_undo: None,
        can_redo: None,
        origins: Vec::new(),
    })
}

/// How much of a project must be readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Much {
    /// All of it.
    All,
    /// As much as can be had.
    WhatReads,
}

/// Hands everything the window keeps over. `false` when it was broken off.
pub(super) fn hand_over(
    reader: &Reader,
    much: Much,
    fill: &mut dyn Fill,
    closing: &AtomicBool,
) -> Result<bool, StoreError> {
    if much == Much::WhatReads {
        for table in RESIDENT {
            fill.take(reader.rows_that_read(*table));
        }
        fill.done();
        return Ok(true);
    }
    let mut batch = Vec::new();
    let all = reader.hand_over(RESIDENT, &mut |record| {
        batch.push(record);
        if batch.len() == TOGETHER {
            fill.take(std::mem::take(&mut batch));
        }
        !closing.load(Ordering::Relaxed)
    })?;
    if all {
        fill.take(batch);
        fill.done();
    }
    Ok(all)
}
