//! Bringing a project into memory: first what the first frame shows, then the rest on a thread of its own.

use super::news::{Event, Resident, Tell};
use crate::domain::{Fault, Id, ProjectRead as _, Record, Table, Words};
use crate::store::{Reader, StoreError};
use std::sync::atomic::{AtomicBool, Ordering};

/// Documents of the list fetched before everything else, some before and some after the one that was read last.
const PAGE: u32 = 64;
/// Records handed over together.
const TOGETHER: usize = 1_024;

/// Takes the project's records as they are read, on the thread that reads them.
pub trait Fill: Send {
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
];

/// What the first frame is drawn from: the project's facts, the page of the list around the document that was read last
/// (`position`, the view state of that name), and what is known of their outlets.
pub(super) fn head(
    reader: &Reader,
    read_only: Option<Fault>,
    closed_cleanly: bool,
    steps: Option<(Option<Words>, Option<Words>)>,
) -> Result<Resident, Fault> {
    let view_state = reader.view_state()?;
    let position = view_state.iter().find(|(key, _)| key == "position");
    let last = position.and_then(|(_, at)| at.split_once(' ')).and_then(|(id, _)| id.parse::<Id>().ok());
    let page = reader.page(last, PAGE)?;
    let (can_undo, can_redo) = steps.unwrap_or_default();
    Ok(Resident {
        facts: reader.facts()?,
        records: page.records,
        before: page.before,
        documents: page.documents,
        view_state,
        drafts: reader.drafts()?,
        closed_cleanly,
        read_only,
        can_undo,
        can_redo,
    })
}

/// Reads everything the window keeps, and tells when it is there.
pub(super) fn run(reader: &Reader, fill: &mut dyn Fill, closing: &AtomicBool, tell: &Tell) {
    let mut batch = Vec::new();
    let read = reader.hand_over(RESIDENT, &mut |record| {
        batch.push(record);
        if batch.len() == TOGETHER {
            fill.take(std::mem::take(&mut batch));
        }
        !closing.load(Ordering::Relaxed)
    });
    match read.map_err(|error: StoreError| Fault::from(error)) {
        Ok(true) => {
            fill.take(batch);
            fill.done();
            tell.event(Event::Whole);
        }
        Ok(false) => {}
        Err(fault) => tell.event(Event::OpenFailed(fault)),
    }
}
