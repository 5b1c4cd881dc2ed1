//! New documents: made ready off the writer, taken in one transaction and one edit each, and read back before they count.

use super::history::{self, Change, Line};
use super::text::{self, PIECE, Prepared, write_chunks};
use super::{Store, StoreError, origins, row_reader, rows};
use crate::domain::document::{DecidedBy, Document, DocumentPath, Newlines, Proposed, Revision};
use crate::domain::{Committed, Date, Id, Record, Row as _, Sha256, Table, Words};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

/// A document made ready for import: everything that costs time is done, off the writer.
#[derive(Debug)]
pub struct NewDocument {
    pub(super) file_name: Words,
    pub(super) path: Words,
    pub(super) modified_ms: Option<i64>,
    /// Below which of the files and folders the import was given.
    pub(super) root: Option<u32>,
    pub(super) original: Vec<u8>,
    pub(super) keep: bool,
    pub(super) sha256: Sha256,
    pub(super) id: Id,
    /// Its text; one that could not be read has none.
    pub(super) revision: Option<Revision>,
    pub(super) chunks: Vec<Prepared>,
    /// The structure beside the text, packed.
    pub(super) structure: Option<Vec<u8>>,
    pub(super) about: About,
    pub(super) staged: Staged,
    /// True when the next document comes of the same file, and counts only together with this one.
    pub(super) has_more: bool,
}

/// What is known of a new document from its bytes.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// What its bytes are, where they are not plain text.
    pub format: Option<Words>,
    /// Why it has no text.
    pub trouble: Option<Words>,
    /// The document it lies in, by its bytes, which was taken in before.
    pub part_of: Option<Sha256>,
    /// Its title.
    pub title: Option<Words>,
    /// Who wrote it.
    pub author: Option<Words>,
    /// When it was published.
    pub published: Option<Date>,
    /// Where it is on the web.
    pub url: Option<Words>,
    /// Its language.
    pub language: Option<Words>,
}

/// How far a large document's bodies are written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Staged {
    chunks: usize,
    pieces: usize,
}

/// How the text of a new document came about.
#[derive(Clone, Debug)]
pub struct Decoding {
    /// The encoding's WHATWG name.
    pub encoding: Words,
    /// How it was decided.
    pub decided_by: DecidedBy,
    /// True when a byte order mark was removed.
    pub had_bom: bool,
    /// The original's line ends.
    pub newlines: Newlines,
    /// How many replacement characters were put in.
    pub replaced: u32,
}

/// Where a new document was found.
#[derive(Clone, Debug)]
pub struct FoundAt {
    /// The file's name.
    pub file_name: Words,
    /// Its path below the imported folder.
    pub path: Words,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub modified_ms: Option<i64>,
}

impl NewDocument {
    /// Hashes, cuts and compresses. Fails only for a text over 4 GiB or when compressing fails.
    pub fn prepare(
        found: FoundAt,
        original: Vec<u8>,
        keep: bool,
        text: &str,
        decoding: Decoding,
    ) -> Result<Self, StoreError> {
        let id = Id::new();
        let (revision, chunks) = text::revision(id, 1, text, decoding)?;
        Ok(Self { id, revision: Some(revision), chunks, ..Self::without_text(found, original, keep) })
    }

    /// A document whose text could not be got; its bytes count all the same.
    pub fn without_text(found: FoundAt, original: Vec<u8>, keep: bool) -> Self {
        Self {
            file_name: found.file_name,
            path: found.path,
            modified_ms: found.modified_ms,
            root: None,
            sha256: Sha256::of(&original),
            original,
            keep,
            id: Id::new(),
            revision: None,
            chunks: Vec::new(),
            structure: None,
            about: About::default(),
            staged: Staged::default(),
            has_more: false,
        }
    }

    /// The same with what is known of it, and with the structure beside its text. Fails only when packing fails.
    pub fn described(mut self, about: About, structure: Option<&[u8]>) -> Result<Self, StoreError> {
        let pack = |body| text::compress(body).map_err(|e| StoreError::io("compressing a structure", e));
        self.structure = structure.map(pack).transpose()?;
        self.about = about;
        Ok(self)
    }

    /// The same, found below one of the files and folders an import was given, counted from 0.
    pub fn below(mut self, root: u32) -> Self {
        self.root = Some(root);
        self
    }

    /// The same with identities made now: documents are prepared side by side, and sort by the age of their identities.
    pub fn in_turn(mut self) -> Self {
        self.id = Id::new();
        if let Some(revision) = &mut self.revision {
            (revision.id, revision.document) = (Id::new(), self.id);
        }
        self
    }

    /// The same, to be written together with the next, which comes of the same file.
    pub fn with_next(mut self) -> Self {
        self.has_more = true;
        self
    }

    /// SHA-256 of its bytes.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// Bytes it will write, roughly.
    pub fn weight(&self) -> usize {
        self.chunks.iter().map(|c| c.body.len()).sum::<usize>() + if self.keep { self.original.len() } else { 0 }
    }

    /// Where it was found.
    pub fn path(&self) -> &Words {
        &self.path
    }

    /// True when its text could be read.
    pub fn has_text(&self) -> bool {
        self.revision.is_some()
    }

    /// Why it has no text, where it has none.
    pub fn trouble(&self) -> Option<&Words> {
        self.about.trouble.as_ref()
    }
}

/// What became of a document that was to be imported.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportOutcome {
    /// A new document.
    Added(Id),
    /// Its bytes are here already; the document has one more path now.
    SecondPath(Id),
    /// Its bytes and its path are here already: nothing changed.
    AlreadyHere(Id),
    /// Its document had been removed and is back.
    BroughtBack(Id),
}

impl Store {
    /// Writes the bodies of a large document, at most 1 MiB a call, before it counts. `true` when all are written;
    /// a small document is written whole by [`Store::import`].
    pub fn stage(&mut self, document: &mut NewDocument) -> Result<bool, StoreError> {
        if document.weight() <= PIECE || find_document(&self.conn, document.sha256)?.is_some() {
            return Ok(true);
        }
        self.trusted()?;
        let done = self.stage_piece(document);
        self.heed(done)
    }

    fn stage_piece(&mut self, document: &mut NewDocument) -> Result<bool, StoreError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let staged = write_bodies(&tx, document, document.staged, PIECE)?;
        tx.commit()?;
        self.staged = true;
        document.staged = staged.0;
        Ok(staged.1)
    }

    /// Takes documents in, in one transaction and one edit each. Every text is read back and hashed before it counts.
    pub fn import(
        &mut self,
        batch: Id,
        group: Id,
        documents: &[NewDocument],
    ) -> Result<(Vec<ImportOutcome>, Committed), StoreError> {
        self.import_until(batch, group, documents, &|| false)
    }

    /// The same with the first of them, until it is `enough` and what was taken of a file is whole; as many outcomes tell
    /// how many that were.
    pub fn import_until(
        &mut self,
        batch: Id,
        group: Id,
        documents: &[NewDocument],
        enough: &dyn Fn() -> bool,
    ) -> Result<(Vec<ImportOutcome>, Committed), StoreError> {
        self.trusted()?;
        let done = self.take_all(batch, group, documents, enough);
        self.heed(done)
    }

    fn take_all(
        &mut self,
        batch: Id,
        group: Id,
        documents: &[NewDocument],
        enough: &dyn Fn() -> bool,
    ) -> Result<(Vec<ImportOutcome>, Committed), StoreError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut head = self.head;
        let mut outcomes = Vec::with_capacity(documents.len());
        let mut all = Vec::new();
        let label = Words::new("Import");
        for document in documents {
            let (outcome, changes) = take_in(&tx, batch, document)?;
            if !changes.is_empty() {
                let label = Words::new(format!("Import {}", document.file_name.raw()));
                let line = Line { label: &label, group, undoes: None };
                head = history::append(&tx, head, &line, &self.author, self.session, &changes)?;
                all.extend(changes);
            }
            outcomes.push(outcome);
            if !document.has_more && enough() {
                break;
            }
        }
        tx.commit()?;
        if !all.is_empty() {
            self.note_import(head, group, &label);
        }
        Ok((outcomes, self.committed(label, all)?))
    }
}

/// The fields that the file filled in.
fn filled_in(document: &Document) -> Option<Proposed> {
    Proposed::of(|field| match field {
        "title" => document.title.is_some(),
        "author" => document.author.is_some(),
        "published" => document.published.is_some(),
        "url" => document.url.is_some(),
        "language" => document.language.is_some(),
        _ => false,
    })
}

pub(super) fn find_document(conn: &Connection, sha256: Sha256) -> Result<Option<Document>, StoreError> {
    let mut statement = conn.prepare_cached(&rows::select(Table::Document, "WHERE sha256 = ?1"))?;
    statement.query_row([sha256], |row| Ok(row_reader::typed(row))).optional()?.transpose()
}

fn take_in(conn: &Connection, batch: Id, new: &NewDocument) -> Result<(ImportOutcome, Vec<Change>), StoreError> {
    let mut changes = Vec::new();
    let mut put = |record: Record, before: Option<Record>| -> Result<(), StoreError> {
        let after = record.fields()?;
        rows::put(conn, record.table(), &after)?;
        let before = before.map(|b| b.fields()).transpose()?;
        let (table, id) = (record.table(), record.id());
        changes.push(Change { table, id, before, after: Some(after), record: Some(record) });
        Ok(())
    };
    let path = |document| {
        DocumentPath {
            id: Id::new(),
            document,
            batch,
            path: new.path.clone(),
            modified_ms: new.modified_ms,
            root: new.root,
            gone_ms: None,
        }
        .into_record()
    };
    let Some(known) = find_document(conn, new.sha256)? else {
        let (id, bytes) = (new.id, new.original.len() as u64);
        let revision = new.revision.as_ref().map(|revision| revision.id);
        let document = Document::new(id, batch, new.file_name.clone(), new.sha256, bytes, revision);
        let about = new.about.clone();
        let part_of = about.part_of.map(|whole| find_document(conn, whole)).transpose()?.flatten();
        let document = Document {
            kept: new.keep,
            format: about.format,
            trouble: about.trouble,
            part_of: part_of.map(|whole| whole.id),
            title: about.title,
            author: about.author,
            published: about.published,
            url: about.url,
            language: about.language,
            ..document
        };
        let document = Document { proposed: filled_in(&document), ..document };
        write_bodies(conn, new, new.staged, usize::MAX)?;
        // It refers to its text, so it cannot be written before that counts, as the bodies of a large document are.
        if let (Some(revision), Some(structure)) = (&new.revision, &new.structure) {
            conn.prepare_cached("INSERT INTO structure VALUES (?1, ?2)")?.execute(params![revision.id, structure])?;
        }
        read_back(conn, new)?;
        put(document.into_record(), None)?;
        if let Some(revision) = &new.revision {
            put(revision.clone().into_record(), None)?;
        }
        put(path(id), None)?;
        return Ok((ImportOutcome::Added(id), changes));
    };
    let id = known.id;
    let removed: bool = conn
        .prepare_cached("SELECT removed_at IS NOT NULL FROM import_batch WHERE id = ?1")?
        .query_row([known.batch], |row| row.get(0))?;
    if removed {
        put(path(id), None)?;
        put(Document { batch, ..known.clone() }.into_record(), Some(known.into_record()))?;
        return Ok((ImportOutcome::BroughtBack(id), changes));
    }
    let same_path: bool = conn
        .prepare_cached(
            "SELECT 1 FROM document_path p JOIN import_batch b ON b.id = p.batch
             WHERE p.document = ?1 AND p.path = ?2 AND b.removed_at IS NULL",
        )?
        .exists(params![id, new.path.raw()])?;
    if same_path {
        if new.root.is_some() && !origins::lies_there(conn, id, batch, new)? {
            // Below another folder, or it was not kept where it lies: from now on it is known.
            put(path(id), None)?;
        }
        return Ok((ImportOutcome::AlreadyHere(id), changes));
    }
    put(path(id), None)?;
    Ok((ImportOutcome::SecondPath(id), changes))
}

/// Writes bodies from where `staged` left off, until about `limit` bytes are written. Gives how far it came and whether
/// that is all.
pub(super) fn write_bodies(
    conn: &Connection,
    new: &NewDocument,
    mut staged: Staged,
    limit: usize,
) -> Result<(Staged, bool), StoreError> {
    let mut written = 0;
    if let Some(revision) = &new.revision {
        (staged.chunks, written) = write_chunks(conn, revision.id, &new.chunks, staged.chunks, limit)?;
        if staged.chunks < new.chunks.len() {
            return Ok((staged, false));
        }
    }
    if new.keep {
        let mut insert = conn.prepare_cached("INSERT OR REPLACE INTO original_chunk VALUES (?1, ?2, ?3)")?;
        for (n, piece) in new.original.chunks(PIECE).enumerate().skip(staged.pieces) {
            if written >= limit {
                return Ok((staged, false));
            }
            insert.execute(params![new.sha256, i64::try_from(n).unwrap_or(i64::MAX), piece])?;
            written += piece.len();
            staged.pieces = n + 1;
        }
    }
    Ok((staged, true))
}

/// Reads text and original back as they are stored and compares their hashes.
pub(super) fn read_back(conn: &Connection, new: &NewDocument) -> Result<(), StoreError> {
    let text = match &new.revision {
        Some(revision) => reads_back(text::text_hash(conn, revision.id), revision.text_sha256)?,
        None => true,
    };
    let original = !new.keep || reads_back(text::original_hash(conn, new.sha256), new.sha256)?;
    if text && original { Ok(()) } else { Err(StoreError::ReadBack(new.path.raw().to_owned())) }
}

/// True when what was read back has the hash it should. What cannot be read as a text any more is other than it was too;
/// the project it was to come into is not damaged by that.
pub(super) fn reads_back(found: Result<Sha256, StoreError>, wanted: Sha256) -> Result<bool, StoreError> {
    match found {
        Ok(found) => Ok(found == wanted),
        Err(error) if error.is_damage() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Removes bodies of documents whose import never finished.
pub(super) fn remove_leftovers(conn: &Connection) -> Result<(), StoreError> {
    conn.execute("DELETE FROM text_chunk WHERE revision NOT IN (SELECT id FROM revision)", [])?;
    conn.execute("DELETE FROM structure WHERE revision NOT IN (SELECT id FROM revision)", [])?;
    // Bytes a document had before are those of one of its texts.
    conn.execute(
        "DELETE FROM original_chunk WHERE sha256 NOT IN (SELECT sha256 FROM document)
         AND sha256 NOT IN (SELECT original FROM revision WHERE original IS NOT NULL)",
        [],
    )?;
    Ok(())
}
