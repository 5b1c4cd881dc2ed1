//! The sample project: the two seed documents and work on them, embedded in the program. It is made once, as the
//! analyst's own copy; one that is there is never touched.

use super::batch::Batch;
use super::importing::{ImportSink as _, decoding};
use crate::domain::document::{Document, ImportBatch};
use crate::domain::passage::Anchor;
use crate::domain::{Edit, Fault, Id, Op, ProjectRead, Words, position};
use crate::import;
use crate::store::{FoundAt, NewDocument, Store};
use std::path::Path;

const SEEDS: [(&str, &[u8]); 2] = [
    ("000_84839096dc77e6c1.txt", include_bytes!("../../seeds/000_84839096dc77e6c1.txt")),
    ("002_288d556eec8bee92.txt", include_bytes!("../../seeds/002_288d556eec8bee92.txt")),
];

/// The work on them, as `assay apply` reads it.
pub const LINES: &str = include_str!("../../assets/sample/sample.jsonl");

/// The passage the sample opens at, by its `ref`.
const OPENS_AT: &str = "p_khrenin";

/// Makes the sample at a path where nothing is yet. It comes into being whole or not at all.
pub(super) fn make(path: &Path, author: Option<&Words>) -> Result<(), Fault> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| failed().caused_by(&error))?;
    }
    let beside = path.with_file_name(format!(".{}.assay", Id::new()));
    let made =
        fill(&beside, author).and_then(|()| std::fs::rename(&beside, path).map_err(|error| failed().caused_by(&error)));
    if made.is_err() {
        drop(std::fs::remove_file(&beside));
    }
    made
}

fn fill(path: &Path, author: Option<&Words>) -> Result<(), Fault> {
    let mut store = Store::create(path, author)?;
    let label = Words::new("Import the sample documents");
    let (started_ms, removed_at) = (jiff::Timestamp::now().as_millisecond(), None);
    let batch = ImportBatch { id: Id::new(), label: label.clone(), started_ms, removed_at };
    let (id, group) = (batch.id, Id::new());
    store.commit(&Edit { label, group: Some(group), ops: vec![Op::add(batch)] })?;
    let mut documents = Vec::new();
    for (name, bytes) in SEEDS {
        let extraction = import::decode(bytes, None)?;
        let found = FoundAt { file_name: Words::new(name), path: Words::new(name), modified_ms: None };
        documents.push(NewDocument::prepare(found, bytes.to_vec(), true, &extraction.text, decoding(&extraction))?);
    }
    store.take(id, group, documents)?;
    let reader = store.reader()?;
    let project: &dyn ProjectRead = &reader;
    let mut work = Batch::read(LINES, project)?;
    work.edit.label = Words::new("Work on the sample: passages, claims, links and a brief");
    let opens_at = work.refs.get(OPENS_AT).copied();
    store.commit(&work.edit)?;
    if let Some(passage) = opens_at
        && let Some(anchor) = project.of::<Anchor>("passage", passage)?.first()
        && let Some(document) = project.all::<Document>()?.iter().find(|d| d.revision == Some(anchor.revision))
    {
        store.set_view_state(position::LAST, &format!("{} {}", document.id, anchor.start))?;
        store.set_view_state("hand", &passage.to_string())?;
    }
    drop(reader);
    store.close()?;
    Ok(())
}

fn failed() -> Fault {
    Fault::new(
        "AS-WIN-02",
        "The sample project could not be made.",
        "Nothing else is affected.",
        "Make a project of your own, or open your folder.",
    )
}
