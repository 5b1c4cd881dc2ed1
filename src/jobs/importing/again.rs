//! A document whose file ended its parser, read once more with ten minutes instead of one because somebody asks for it. What
//! comes of it is one group of edits, which one undo takes back; where nothing comes of it nothing is changed.

use super::known::Known;
use super::preparing::{Preparing, Renews};
use super::{FileNews, FileState, Gate, ImportSink, Progress, Remark, Report, Watch, batch};
use crate::domain::document::{Document, DocumentPath};
use crate::domain::{Fault, Id, ProjectRead, Words};
use crate::jobs::worker::Clocks;
use crate::jobs::{decoding, recapturing};
use crate::store::{ImportOutcome, KnownPath, NewDocument, Origin, Reader, Root};
use std::collections::HashMap;
use std::path::Path;

/// Reads a document again. `project` is where the project lies, beside which its file may be found.
pub(in crate::jobs) fn again(
    document: Id,
    project: &Path,
    gate: &Gate,
    watch: &mut dyn Watch,
    sink: &mut dyn ImportSink,
) -> Result<Report, Fault> {
    let reader = sink.reader()?;
    let record: Document = (&reader as &dyn ProjectRead).get(document)?.ok_or_else(gone)?;
    let known = known(&reader, &record)?;
    let row = |state, why| FileNews { number: 0, path: Some(known.path.clone()), state, document: Some(document), why };
    watch.file(row(FileState::Reading, None));
    let found =
        Progress { found: 1, bytes_found: record.bytes, walked: true, at: known.path.clone(), ..Progress::default() };
    watch.progress(&found);
    let bytes = decoding::original(&reader, project, &record)?;
    let prepared = {
        let preparing = Preparing {
            keep_limit: if record.kept { bytes.len() } else { 0 },
            cancel: gate.stopped(),
            roots: &[],
            known: &Known::default(),
            ended: &HashMap::new(),
            renews: Renews::All,
            clocks: Clocks::PATIENT,
        };
        preparing.again(bytes, &known)
    };
    let mut report = Report { warnings: prepared.warnings, not_taken: prepared.not_taken, ..Report::default() };
    if gate.is_stopped() {
        report.cancelled = true;
        watch.file(row(FileState::Waiting, None));
        return Ok(report);
    }
    let mut texts: HashMap<Words, String> = prepared.texts.into_iter().collect();
    let (own, parts): (Vec<_>, Vec<_>) = prepared.documents.into_iter().partition(|new| new.path() == &known.path);
    let label = format!("Read {} again", record.heading().brief(60).raw());
    let root = root_of(&reader.origins()?, &known);
    let (mut origin, edit) = batch(label, vec![root], 0);
    // Broken off, it is not gone on with: whoever wants it asks again.
    origin.finished = true;
    if own.is_empty() {
        watch.file(row(FileState::Opened, None));
    }
    for new in own {
        let why = new.trouble().map(|why| why.raw().to_owned());
        let text = texts.remove(new.path()).filter(|_| new.has_text());
        let done = match text {
            Some(text) => {
                let mut write = |recapture| sink.recapture(origin.group, recapture);
                recapturing::take(&reader, new, &text, &known, &mut write)?
            }
            None => None,
        };
        match done {
            Some(done) => {
                report.new_versions.push(done);
                watch.file(row(FileState::NewVersion, None));
            }
            None => {
                let what = format!("it gave no text. {}", why.unwrap_or_default());
                watch.file(row(FileState::NotTaken, Some(what.clone())));
                // It is said once.
                report.warnings.retain(|remark| remark.path != known.path);
                report.not_taken.push(Remark { path: known.path.clone(), what });
            }
        }
    }
    if !parts.is_empty() {
        sink.begin(Some(edit), &origin)?;
        let parts: Vec<NewDocument> = parts.into_iter().map(NewDocument::in_turn).collect();
        let with_text: Vec<bool> = parts.iter().map(NewDocument::has_text).collect();
        for (outcome, has_text) in sink.take(origin.batch, origin.group, parts)?.into_iter().zip(with_text) {
            match outcome {
                ImportOutcome::Added(id) => {
                    report.added.push(id);
                    report.without_text += u64::from(!has_text);
                }
                ImportOutcome::BroughtBack(_) => report.brought_back += 1,
                ImportOutcome::AlreadyHere(_) | ImportOutcome::SecondPath(..) => report.already_here += 1,
            }
        }
        sink.end(origin.batch)?;
    }
    watch.progress(&Progress { done: 1, bytes_done: record.bytes, ..found });
    Ok(report)
}

/// Where a document was found last; of one that came in before that was noted whole, what is noted.
fn known(reader: &Reader, document: &Document) -> Result<KnownPath, Fault> {
    if let Some(known) = reader.known_paths(None)?.into_iter().rfind(|known| known.document == document.id) {
        return Ok(known);
    }
    let paths = (reader as &dyn ProjectRead).of::<DocumentPath>("document", document.id)?;
    let path = paths.into_iter().next_back().ok_or_else(gone)?;
    Ok(KnownPath {
        id: path.id,
        document: document.id,
        batch: path.batch,
        root: 0,
        path: path.path,
        modified_ms: path.modified_ms,
        gone: false,
        sha256: document.sha256,
        bytes: document.bytes,
        is_part: document.part_of.is_some(),
    })
}

/// The file or folder an import was given, below which a document was found.
fn root_of(origins: &[Origin], known: &KnownPath) -> Root {
    let origin = origins.iter().find(|origin| origin.batch == known.batch);
    let root = origin.and_then(|origin| origin.roots.get(usize::try_from(known.root).ok()?));
    root.cloned().unwrap_or_else(|| Root { path: Path::new(known.path.raw()).to_owned(), is_folder: false })
}

fn gone() -> Fault {
    Fault::new(
        "AS-IMP-94",
        "The document was not read again, because it does not stand as the project says.",
        "Nothing was changed.",
        "Run `assay check` on the project.",
    )
}
