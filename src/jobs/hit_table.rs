//! The places a question finds as a table for a spreadsheet: each with where its document came from, what is known of it, the
//! words around it and the tags it has.

use crate::domain::document::{Document, DocumentPath, Revision};
use crate::domain::name::Name;
use crate::domain::passage::{Anchor, Passage, PassageTag};
use crate::domain::query::Query;
use crate::domain::tag::Tag;
use crate::domain::{Fault, Id, ProjectRead, Sha256, Span, Structure};
use crate::export;
use crate::store::search::{Extent, Hits, How};
use crate::store::{ExportRecord, Reader};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How much of an answer goes into a table: every place, with some words on each side.
pub const EVERY_PLACE: Extent = Extent { documents: 100_000, lines: usize::MAX, context: 60 };

/// The columns.
const HEAD: [&str; 18] = [
    "document",
    "file_name",
    "path",
    "archive",
    "sha256",
    "title",
    "outlet",
    "published",
    "language",
    "paragraph",
    "page",
    "start_byte",
    "end_byte",
    "before",
    "quote",
    "after",
    "found_as",
    "tags",
];
/// How the names of archives end whose files are documents.
const ARCHIVES: [&str; 5] = [".zip", ".tar", ".tgz", ".tar.gz", ".gz"];

/// Asks, writes the table and says what was made.
pub(super) fn make(reader: &Reader, query: &Query, to: &Path) -> Result<ExportRecord, Fault> {
    let hits = reader.search(query, &EVERY_PLACE)?;
    write(reader, &hits, to)
}

/// Writes what was found into a table at a path and says what was made.
pub fn write(reader: &Reader, hits: &Hits, to: &Path) -> Result<ExportRecord, Fault> {
    let bytes = export::table::csv(&HEAD, rows(reader, hits)?);
    export::write_file(to, &bytes)?;
    let head = reader.project_facts()?.head;
    Ok(ExportRecord { product: "search".to_owned(), format: "csv".to_owned(), sha256: Sha256::of(&bytes), head })
}

fn rows(reader: &Reader, hits: &Hits) -> Result<Vec<Vec<String>>, Fault> {
    let project: &dyn ProjectRead = reader;
    let known = Known::read(project)?;
    let mut rows = Vec::new();
    for hit in &hits.hits {
        let Some(document) = known.documents.get(&hit.document) else { continue };
        let outlet = document.outlet.and_then(|id| known.names.get(&id)).map(|name| name.words.raw());
        let structure = structure(project, hit.revision)?;
        let tagged = known.tagged(project, hit.document, hit.revision)?;
        for line in &hit.lines {
            let page = structure.as_ref().and_then(|structure| structure.cited(&line.bytes.range()));
            rows.push(vec![
                hit.document.to_string(),
                document.file_name.raw().to_owned(),
                known.path(hit.document).to_owned(),
                known.archive(document).to_owned(),
                document.sha256.to_string(),
                hit.heading.raw().to_owned(),
                outlet.unwrap_or_default().to_owned(),
                document.published.as_ref().map(|date| date.as_str().to_owned()).unwrap_or_default(),
                document.language.as_ref().map(|words| words.raw().to_owned()).unwrap_or_default(),
                reader.paragraph_at(hit.revision, line.bytes.start())?.to_string(),
                page.map(|words| words.raw().to_owned()).unwrap_or_default(),
                line.bytes.start().to_string(),
                line.bytes.end().to_string(),
                line.before.raw().to_owned(),
                line.quote.raw().to_owned(),
                line.after.raw().to_owned(),
                found_as(line.how).to_owned(),
                tags_at(&tagged, line.bytes),
            ]);
        }
    }
    Ok(rows)
}

fn structure(project: &dyn ProjectRead, revision: Id) -> Result<Option<Structure>, Fault> {
    match project.get::<Revision>(revision)? {
        Some(known) => project.structure(revision, known.text_bytes),
        None => Ok(None),
    }
}

fn found_as(how: How) -> &'static str {
    match how {
        How::Typed => "as typed",
        How::Form => "another form",
        How::Spelling => "another spelling",
        How::Transliterated => "transliterated",
        How::Proposed => "proposed",
        How::Tagged => "tagged passage",
    }
}

/// The names of the tags on passages that share a byte with a place, each once.
fn tags_at(tagged: &[(Span, String)], place: Span) -> String {
    let here = tagged.iter().filter(|(span, _)| span.start() < place.end() && place.start() < span.end());
    let names: BTreeSet<&str> = here.map(|(_, name)| name.as_str()).collect();
    names.into_iter().collect::<Vec<_>>().join("; ")
}

/// What a table tells of documents.
struct Known {
    documents: BTreeMap<Id, Document>,
    names: BTreeMap<Id, Name>,
    tags: BTreeMap<Id, Tag>,
    tags_of: BTreeMap<Id, Vec<Id>>,
    paths: BTreeMap<Id, String>,
}

impl Known {
    fn read(project: &dyn ProjectRead) -> Result<Self, Fault> {
        let mut tags_of: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for row in project.all::<PassageTag>()? {
            tags_of.entry(row.passage).or_default().push(row.tag);
        }
        let mut paths: BTreeMap<Id, String> = BTreeMap::new();
        let (gone, there): (Vec<_>, Vec<_>) =
            project.all::<DocumentPath>()?.into_iter().partition(|path| path.gone_ms.is_some());
        // Where it is now; else where it was.
        for path in there.into_iter().chain(gone) {
            paths.entry(path.document).or_insert_with(|| path.path.into_raw());
        }
        Ok(Self {
            documents: project.all::<Document>()?.into_iter().map(|document| (document.id, document)).collect(),
            names: project.all::<Name>()?.into_iter().map(|name| (name.id, name)).collect(),
            tags: project.all::<Tag>()?.into_iter().map(|tag| (tag.id, tag)).collect(),
            tags_of,
            paths,
        })
    }

    /// Where the document was found, below the folder that was imported.
    fn path(&self, document: Id) -> &str {
        self.paths.get(&document).map_or("", String::as_str)
    }

    /// The archive a document lies in, or the letter it came with; empty for a file of its own.
    fn archive(&self, document: &Document) -> &str {
        match document.part_of {
            Some(whole) => self.path(whole),
            None => archive_of(self.path(document.id)),
        }
    }

    /// The tagged passages of a text.
    fn tagged(&self, project: &dyn ProjectRead, document: Id, revision: Id) -> Result<Vec<(Span, String)>, Fault> {
        let mut out = Vec::new();
        if self.tags_of.is_empty() {
            return Ok(out);
        }
        for passage in project.of::<Passage>("document", document)? {
            let Some(tags) = self.tags_of.get(&passage.id) else { continue };
            for anchor in project.of::<Anchor>("passage", passage.id)? {
                let Some(span) = anchor.span().filter(|_| anchor.revision == revision) else { continue };
                let names = tags.iter().filter_map(|tag| self.tags.get(tag));
                out.extend(names.map(|tag| (span, tag.name.words().raw().to_owned())));
            }
        }
        Ok(out)
    }
}

/// The part of a path that is an archive.
fn archive_of(path: &str) -> &str {
    let ends = path.match_indices('/').map(|(at, _)| at);
    let archive = ends.filter_map(|at| path.get(..at)).rfind(|before| {
        let name = before.to_lowercase();
        ARCHIVES.iter().any(|end| name.ends_with(end))
    });
    archive.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_the_part_of_a_path_that_is_named_like_one() {
        assert_eq!(archive_of("in/leak.zip/notes/a.txt"), "in/leak.zip");
        assert_eq!(archive_of("all.TAR.GZ/second.zip/b.txt"), "all.TAR.GZ/second.zip");
        assert_eq!(archive_of("in/notes/a.zip"), "");
        assert_eq!(archive_of(""), "");
    }
}
