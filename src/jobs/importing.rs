//! Importing files and folders: walk, read and prepare on threads ahead of the writing; write through a sink in the order of
//! the walk; report every file that was not taken and why. One import is one batch and one group of edits, which one undo
//! hides.

mod ahead;
mod preparing;

use crate::domain::document::ImportBatch;
use crate::domain::{Edit, Fault, Id, Op, Words};
use crate::import::{self, Ended, Found};
use crate::store::{Decoding, ImportOutcome, NewDocument, Store};
use ahead::Ahead;
use preparing::Prepared;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// Unless somebody chooses otherwise, originals up to this many bytes are kept.
pub const KEEP_LIMIT: usize = 50 * 1024 * 1024;
/// A unit is written when it weighs this many bytes…
const UNIT_BYTES: usize = 4 * 1024 * 1024;
/// …or has this many documents, which takes the writer about 50 ms.
const UNIT_DOCUMENTS: usize = 64;

/// Where an import writes.
pub trait ImportSink {
    /// Adds the batch.
    fn begin(&mut self, edit: Edit) -> Result<(), Fault>;
    /// Writes documents; gives an outcome for each.
    fn take(&mut self, batch: Id, group: Id, documents: Vec<NewDocument>) -> Result<Vec<ImportOutcome>, Fault>;
}

impl ImportSink for Store {
    fn begin(&mut self, edit: Edit) -> Result<(), Fault> {
        self.commit(&edit)?;
        Ok(())
    }

    fn take(&mut self, batch: Id, group: Id, mut documents: Vec<NewDocument>) -> Result<Vec<ImportOutcome>, Fault> {
        for document in &mut documents {
            while !self.stage(document)? {}
        }
        Ok(Store::import(self, batch, group, &documents)?.0)
    }
}

/// How far an import is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Files read so far.
    pub read: u64,
    /// Documents written so far.
    pub written: u64,
    /// Files not taken so far.
    pub not_taken: u64,
    /// The file in hand.
    pub at: Words,
}

/// A file and what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The file's path below the imported folder.
    pub path: Words,
    /// What is said.
    pub what: String,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// New documents.
    pub added: Vec<Id>,
    /// Documents that came back.
    pub brought_back: u64,
    /// Files whose bytes and path were here already.
    pub already_here: u64,
    /// Files whose bytes were here under another path.
    pub second_paths: Vec<(Words, Id)>,
    /// Files that were not taken, and why.
    pub not_taken: Vec<Remark>,
    /// Files that were taken, with something a reader should know.
    pub warnings: Vec<Remark>,
    /// Hidden files and folders passed over.
    pub hidden: u64,
    /// True when somebody stopped it before its end.
    pub cancelled: bool,
}

struct Run<'a> {
    sink: &'a mut dyn ImportSink,
    progress: &'a mut dyn FnMut(&Progress),
    batch: Id,
    group: Id,
    ahead: Ahead,
    unit: Vec<NewDocument>,
    weight: usize,
    now: Progress,
    report: Report,
    failed: Option<Fault>,
}

/// Imports files and folders. Originals of at most `keep_limit` bytes are kept in the project, others are referenced by
/// their path. An error means that writing failed; what was written before stays.
pub fn run(
    paths: &[PathBuf],
    keep_limit: usize,
    cancel: &AtomicBool,
    progress: &mut dyn FnMut(&Progress),
    sink: &mut dyn ImportSink,
) -> Result<Report, Fault> {
    let label = Words::new(match paths {
        [one] => format!("Import {}", one.file_name().unwrap_or(one.as_os_str()).to_string_lossy()),
        many => format!("Import {} files and folders", many.len()),
    });
    let batch = ImportBatch {
        id: Id::new(),
        label: label.clone(),
        started_ms: jiff::Timestamp::now().as_millisecond(),
        removed_at: None,
    };
    let group = Id::new();
    sink.begin(Edit { label, group: Some(group), ops: vec![Op::add(batch.clone())] })?;
    std::thread::scope(|scope| {
        let mut run = Run {
            sink,
            progress,
            batch: batch.id,
            group,
            ahead: Ahead::begin(scope, keep_limit, cancel),
            unit: Vec::new(),
            weight: 0,
            now: Progress::default(),
            report: Report::default(),
            failed: None,
        };
        let walked = import::walk(paths, cancel, &mut |found| run.found(found));
        while let Some(prepared) = run.ahead.last() {
            run.take(prepared);
        }
        run.flush();
        run.report.hidden = walked.hidden;
        run.report.cancelled = walked.ended == Ended::Cancelled;
        if walked.ended == Ended::TooMany {
            run.report.not_taken.push(Remark {
                path: Words::default(),
                what: format!("more than {} files; the rest was not looked at", import::MAX_FILES),
            });
        }
        match run.failed {
            Some(fault) => Err(fault),
            None => Ok(run.report),
        }
    })
}

impl Run<'_> {
    fn found(&mut self, found: Found) -> ControlFlow<()> {
        match found {
            Found::NotTaken { relative, reason, .. } => {
                self.ahead.put(Prepared::not_taken(Words::new(relative), reason.to_string()));
            }
            Found::File { path, relative } => {
                self.now.at = Words::new(relative);
                self.ahead.send(path, self.now.at.clone());
            }
        }
        while let Some(prepared) = self.ahead.next() {
            self.take(prepared);
        }
        (self.progress)(&self.now);
        if self.failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn take(&mut self, prepared: Prepared) {
        self.now.read += u64::from(prepared.read);
        self.now.not_taken += prepared.not_taken.len() as u64;
        self.report.not_taken.extend(prepared.not_taken);
        self.report.warnings.extend(prepared.warnings);
        for new in prepared.documents {
            self.weight += new.weight();
            self.unit.push(new.in_turn());
        }
        if self.weight >= UNIT_BYTES || self.unit.len() >= UNIT_DOCUMENTS {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if self.unit.is_empty() || self.failed.is_some() {
            return;
        }
        self.weight = 0;
        let unit = std::mem::take(&mut self.unit);
        let paths: Vec<Words> = unit.iter().map(|d| d.path().clone()).collect();
        match self.sink.take(self.batch, self.group, unit) {
            Ok(outcomes) => {
                for (path, outcome) in paths.into_iter().zip(outcomes) {
                    match outcome {
                        ImportOutcome::Added(id) => self.report.added.push(id),
                        ImportOutcome::BroughtBack(_) => self.report.brought_back += 1,
                        ImportOutcome::AlreadyHere(_) => self.report.already_here += 1,
                        ImportOutcome::SecondPath(id) => self.report.second_paths.push((path, id)),
                    }
                }
                self.now.written = self.report.added.len() as u64;
            }
            Err(fault) => self.failed = Some(fault),
        }
    }
}

/// How a text was decoded, as the project keeps it.
pub(super) fn decoding(extraction: &import::Extraction) -> Decoding {
    Decoding {
        encoding: Words::new(extraction.encoding),
        decided_by: extraction.decided_by,
        had_bom: extraction.had_bom,
        newlines: extraction.newlines,
        replaced: extraction.replaced,
    }
}
