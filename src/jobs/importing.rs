//! Importing files and folders: walk, read and prepare on threads ahead of the writing; write through a sink in the order of
//! the walk; report every file that was not taken and why. One import is one batch and one group of edits, which one undo
//! takes back. What it was asked for is remembered until it ends, so that it can be gone on with.

pub(super) mod again;
mod ahead;
mod file;
mod gate;
pub(super) mod known;
mod preparing;
mod run;

pub use file::{FileNews, FileState, Progress, Watch};
pub use gate::Gate;

use super::worker::Workers;
use crate::domain::document::ImportBatch;
use crate::domain::{Edit, Fault, Id, Op, Words};
use crate::import::{self, Stamp};
use crate::store::{Decoding, ImportOutcome, NewDocument, Origin, PathNews, Reader, Recapture, Root, Store};
use known::Known;
use preparing::{Preparing, Renews};
use run::Run;
use std::path::PathBuf;

/// Unless somebody chooses otherwise, originals up to this many bytes are kept.
pub const KEEP_LIMIT: usize = 50 * 1024 * 1024;
/// Threads that prepare files unless somebody chooses otherwise, and with them the parsers that work at once.
pub const THREADS: usize = 2;

/// What is to be imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Originals of at most this many bytes are kept in the project, others are referenced by their path.
    pub keep_limit: usize,
    /// Threads that prepare files.
    pub threads: usize,
}

impl Wanted {
    /// Files and folders, on the usual number of threads.
    pub fn new(paths: Vec<PathBuf>, keep_limit: usize) -> Self {
        Self { paths, keep_limit, threads: THREADS }
    }
}

/// Where an import writes.
pub trait ImportSink {
    /// Adds the batch, unless it is there, and remembers what the import was asked for.
    fn begin(&mut self, edit: Option<Edit>, origin: &Origin) -> Result<(), Fault>;
    /// Writes documents; gives an outcome for each.
    fn take(&mut self, batch: Id, group: Id, documents: Vec<NewDocument>) -> Result<Vec<ImportOutcome>, Fault>;
    /// Writes new bytes of a document. Gives them back, with nothing written, when its passages changed meanwhile.
    fn recapture(&mut self, group: Id, new: Recapture) -> Result<Option<Recapture>, Fault>;
    /// Writes what became of files.
    fn note_paths(&mut self, batch: Id, group: Id, news: Vec<PathNews>) -> Result<(), Fault>;
    /// Notes that the import came to its end.
    fn end(&mut self, batch: Id) -> Result<(), Fault>;
    /// The project as it was written last.
    fn reader(&self) -> Result<Reader, Fault>;
}

impl ImportSink for Store {
    fn begin(&mut self, edit: Option<Edit>, origin: &Origin) -> Result<(), Fault> {
        if let Some(edit) = edit {
            self.commit(&edit)?;
        }
        Ok(self.begin_import(origin)?)
    }

    fn take(&mut self, batch: Id, group: Id, mut documents: Vec<NewDocument>) -> Result<Vec<ImportOutcome>, Fault> {
        for document in &mut documents {
            while !self.stage(document)? {}
        }
        Ok(Store::import(self, batch, group, &documents)?.0)
    }

    fn recapture(&mut self, group: Id, mut new: Recapture) -> Result<Option<Recapture>, Fault> {
        while !self.stage_recapture(&mut new)? {}
        Ok(Store::recapture(self, group, &new)?.is_none().then_some(new))
    }

    fn note_paths(&mut self, batch: Id, group: Id, news: Vec<PathNews>) -> Result<(), Fault> {
        Store::note_paths(self, batch, group, &news)?;
        Ok(())
    }

    fn end(&mut self, batch: Id) -> Result<(), Fault> {
        Ok(self.end_import(batch)?)
    }

    fn reader(&self) -> Result<Reader, Fault> {
        Ok(Store::reader(self)?)
    }
}

/// A file and what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The file's path below the imported folder.
    pub path: Words,
    /// What is said.
    pub what: String,
}

/// A document that has a new text, and what became of its passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    /// The document.
    pub document: Id,
    /// Passages whose words stand in the new text.
    pub carried: usize,
    /// Passages that stand on words much like theirs now.
    pub alike: usize,
    /// Passages whose words are not in the new text: they lost their place.
    pub lost: usize,
    /// Quotations in briefs that are whole again, because their words are others now.
    pub whole_again: usize,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// New documents.
    pub added: Vec<Id>,
    /// How many of them have no text.
    pub without_text: u64,
    /// Documents that came back.
    pub brought_back: u64,
    /// Files whose bytes and path were here already.
    pub already_here: u64,
    /// Files whose bytes were here under another path.
    pub second_paths: Vec<(Words, Id)>,
    /// Documents that have a new text.
    pub new_versions: Vec<NewVersion>,
    /// Files that lie elsewhere now.
    pub moved: u64,
    /// Files that are no longer there.
    pub gone: u64,
    /// Files that were not taken, and why.
    pub not_taken: Vec<Remark>,
    /// Files that were taken, with something a reader should know.
    pub warnings: Vec<Remark>,
    /// Hidden files and folders passed over.
    pub hidden: u64,
    /// True when somebody stopped it before its end: it can be gone on with.
    pub cancelled: bool,
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listed {
    /// Where it is.
    pub path: PathBuf,
    /// Its path below its root.
    pub relative: Words,
    /// Which root it lies below.
    pub root: u32,
    /// What it looks like from outside.
    pub stamp: Stamp,
}

/// Where the files come from.
pub(super) enum Source {
    /// Whatever lies below some files and folders.
    Roots(Vec<Root>),
    /// These.
    Listed(Vec<Listed>),
}

/// An import, ready to be run.
pub(super) struct Plan {
    pub origin: Origin,
    /// Adds the batch; nothing when an import is gone on with.
    pub begin: Option<Edit>,
    pub source: Source,
    pub threads: usize,
    /// What is here already.
    pub known: Known,
    /// What became of files that need no reading.
    pub paths: Vec<PathNews>,
    /// True when a document whose file has other bytes gets a new text.
    pub renews: bool,
}

/// Begins a batch for files below some roots.
pub(super) fn batch(label: String, roots: Vec<Root>, keep_limit: u64) -> (Origin, Edit) {
    let label = Words::new(label);
    let started_ms = jiff::Timestamp::now().as_millisecond();
    let batch = ImportBatch { id: Id::new(), label: label.clone(), started_ms, removed_at: None };
    let group = Id::new();
    let origin = Origin { batch: batch.id, group, label: label.clone(), roots, keep_limit, finished: false };
    (origin, Edit { label, group: Some(group), ops: vec![Op::add(batch)] })
}

/// Imports files and folders. An error means that writing failed; what was written before stays.
pub fn run(wanted: &Wanted, gate: &Gate, watch: &mut dyn Watch, sink: &mut dyn ImportSink) -> Result<Report, Fault> {
    let label = match wanted.paths.as_slice() {
        [one] => format!("Import {}", one.file_name().unwrap_or(one.as_os_str()).to_string_lossy()),
        many => format!("Import {} files and folders", many.len()),
    };
    let root = |path: &PathBuf| Root {
        path: std::path::absolute(path).unwrap_or_else(|_unknown| path.clone()),
        is_folder: path.is_dir(),
    };
    let roots: Vec<Root> = wanted.paths.iter().map(root).collect();
    let (origin, edit) = batch(label, roots, u64::try_from(wanted.keep_limit).unwrap_or(u64::MAX));
    let plan = Plan {
        source: Source::Roots(origin.roots.clone()),
        origin,
        begin: Some(edit),
        threads: wanted.threads,
        known: Known::default(),
        paths: Vec::new(),
        renews: false,
    };
    carry_out(plan, gate, watch, sink)
}

/// Goes on with an import that did not come to its end, as a part of it. What it took and looks as it did is not read again.
pub fn go_on(
    batch: Id,
    threads: usize,
    gate: &Gate,
    watch: &mut dyn Watch,
    sink: &mut dyn ImportSink,
) -> Result<Report, Fault> {
    let reader = sink.reader()?;
    let origins = reader.origins()?;
    let known = Known::new(&origins, reader.known_paths(Some(batch))?);
    drop(reader);
    let Some(origin) = origins.into_iter().find(|origin| origin.batch == batch && !origin.finished) else {
        return Err(Fault::new(
            "AS-IMP-91",
            "There is no import left to go on with.",
            "Nothing was changed.",
            "Import the folder again; what is here already is not taken twice.",
        ));
    };
    let source = Source::Roots(origin.roots.clone());
    let plan = Plan { origin, begin: None, source, threads, known, paths: Vec::new(), renews: false };
    carry_out(plan, gate, watch, sink)
}

/// Runs an import.
pub(super) fn carry_out(
    plan: Plan,
    gate: &Gate,
    watch: &mut dyn Watch,
    sink: &mut dyn ImportSink,
) -> Result<Report, Fault> {
    let Plan { origin, begin, source, threads, known, paths, renews } = plan;
    sink.begin(begin, &origin)?;
    let ended = known::ended(&sink.reader()?)?;
    let report = {
        let preparing = Preparing {
            keep_limit: usize::try_from(origin.keep_limit).unwrap_or(usize::MAX),
            cancel: gate.stopped(),
            roots: &origin.roots,
            known: &known,
            ended: &ended,
            renews: if renews { Renews::Changed } else { Renews::None },
            clocks: Workers::own().clocks(),
        };
        std::thread::scope(|scope| {
            let ahead = ahead::Ahead::begin(scope, source, threads, preparing, gate);
            Run::new(&origin, &known, gate, watch, sink, ahead, renews).carry_out(paths)
        })?
    };
    if !report.cancelled {
        sink.end(origin.batch)?;
    }
    Ok(report)
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
