//! Where documents came from: the files and folders imports were given, whether an import came to its end, and which file of
//! which folder holds which document. What says where files lie on this computer has no history; what became of a file has.

use super::history::{self, Change, Line};
use super::intake::NewDocument;
use super::{Reader, Store, StoreError, rows};
use crate::domain::document::{Document, DocumentPath};
use crate::domain::{Committed, Id, Row as _, Sha256, Table, Words};
use rusqlite::{Connection, TransactionBehavior, params};
use std::path::{Path, PathBuf};

/// A file or folder an import was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Where it lies, whole.
    pub path: PathBuf,
    /// True for a folder, of which paths are counted from below it; the path of a file is its name.
    pub is_folder: bool,
}

/// An import as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its batch.
    pub batch: Id,
    /// The group of edits one undo takes together.
    pub group: Id,
    /// What it was, in words.
    pub label: Words,
    /// The files and folders it was given.
    pub roots: Vec<Root>,
    /// Originals up to this many bytes are kept.
    pub keep_limit: u64,
    /// True when it came to its end, or was given up.
    pub finished: bool,
}

/// A file some document was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPath {
    /// Its record, a [`DocumentPath`].
    pub id: Id,
    /// The document.
    pub document: Id,
    /// The import that saw it.
    pub batch: Id,
    /// Below which of that import's files and folders.
    pub root: u32,
    /// Its path below that.
    pub path: Words,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub modified_ms: Option<i64>,
    /// True when it was found to be no longer there.
    pub gone: bool,
    /// SHA-256 of the document's bytes.
    pub sha256: Sha256,
    /// How many bytes the document has.
    pub bytes: u64,
    /// True when the document lies in another, as an attachment does.
    pub is_part: bool,
}

/// A path a document was found at.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPath {
    /// The document.
    pub document: Id,
    /// The import that saw it.
    pub batch: Id,
    /// Below which of the files and folders that import was given.
    pub root: Option<u32>,
    /// Its path below that.
    pub path: Words,
    /// True when there is no file any more.
    pub gone: bool,
}

/// What became of a file some document was taken from.
#[derive(Clone, Debug, PartialEq)]
pub enum PathNews {
    /// It lies elsewhere now.
    Moved {
        /// Its record.
        id: Id,
        /// Below which of this import's files and folders.
        root: u32,
        /// Its path below that.
        path: Words,
        /// When it was last changed.
        modified_ms: Option<i64>,
    },
    /// It is no longer there.
    Gone {
        /// Its record.
        id: Id,
        /// When that was seen, in milliseconds since 1970 UTC.
        at_ms: i64,
    },
    /// It is there, with the bytes it had.
    Here {
        /// Its record.
        id: Id,
        /// When it was last changed.
        modified_ms: Option<i64>,
    },
}

impl Store {
    /// Remembers what an import was asked for, until [`Store::end_import`] as one that has not come to its end.
    pub fn begin_import(&mut self, origin: &Origin) -> Result<(), StoreError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let keep_limit = i64::try_from(origin.keep_limit).unwrap_or(i64::MAX);
        tx.execute(
            "INSERT OR REPLACE INTO import_run VALUES (?1, ?2, ?3, ?4)",
            params![origin.batch, origin.group, keep_limit, origin.finished],
        )?;
        for (n, root) in (0_i64..).zip(&origin.roots) {
            tx.execute(
                "INSERT OR REPLACE INTO import_root VALUES (?1, ?2, ?3, ?4)",
                params![origin.batch, n, bytes_of(&root.path), root.is_folder],
            )?;
        }
        tx.commit()?;
        Ok(())
    }

    /// Notes that an import came to its end, or that nobody wants to go on with it.
    pub fn end_import(&mut self, batch: Id) -> Result<(), StoreError> {
        self.conn.execute("UPDATE import_run SET finished = 1 WHERE batch = ?1", [batch])?;
        Ok(())
    }

    /// Writes what became of files, in one edit of a group.
    pub fn note_paths(&mut self, batch: Id, group: Id, news: &[PathNews]) -> Result<Committed, StoreError> {
        let label = Words::new("Where files lie");
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut changes = Vec::new();
        for news in news {
            let (PathNews::Moved { id, .. } | PathNews::Gone { id, .. } | PathNews::Here { id, .. }) = news;
            if let PathNews::Moved { path: to, .. } = news {
                changes.extend(renamed(&tx, *id, to)?);
            }
            changes.extend(changed(&tx, *id, |path| match news {
                PathNews::Moved { root, path: to, modified_ms, .. } => {
                    (path.batch, path.root, path.path) = (batch, Some(*root), to.clone());
                    (path.modified_ms, path.gone_ms) = (*modified_ms, None);
                }
                PathNews::Gone { at_ms, .. } => path.gone_ms = Some(*at_ms),
                PathNews::Here { modified_ms, .. } => (path.modified_ms, path.gone_ms) = (*modified_ms, None),
            })?);
        }
        if changes.is_empty() {
            tx.finish()?;
            return self.committed(label, changes);
        }
        let line = Line { label: &label, group, undoes: None };
        let head = history::append(&tx, self.head, &line, &self.author, self.session, &changes)?;
        tx.commit()?;
        self.note_import(head, group, &label);
        self.committed(label, changes)
    }
}

/// Changes the record of a file; nothing when it is no longer there or is so already.
pub(super) fn changed(
    conn: &Connection,
    id: Id,
    change: impl FnOnce(&mut DocumentPath),
) -> Result<Option<Change>, StoreError> {
    let Some(before) = rows::get(conn, Table::DocumentPath, id)? else { return Ok(None) };
    let record = rows::record(Table::DocumentPath, before.clone())?;
    let Some(mut path) = DocumentPath::from_record(record) else { return Ok(None) };
    change(&mut path);
    let record = path.into_record();
    let after = record.fields()?;
    if after == before {
        return Ok(None);
    }
    rows::put(conn, Table::DocumentPath, &after)?;
    Ok(Some(Change { table: Table::DocumentPath, id, before: Some(before), after: Some(after), record: Some(record) }))
}

/// Gives a document the new name of its file, when it has the name of the file as it lay until now.
fn renamed(conn: &Connection, path: Id, to: &Words) -> Result<Option<Change>, StoreError> {
    let name = |path: &Words| Words::new(path.raw().rsplit('/').next().unwrap_or_default());
    let Some(fields) = rows::get(conn, Table::DocumentPath, path)? else { return Ok(None) };
    let Some(path) = DocumentPath::from_record(rows::record(Table::DocumentPath, fields)?) else { return Ok(None) };
    let Some(before) = rows::get(conn, Table::Document, path.document)? else { return Ok(None) };
    let record = rows::record(Table::Document, before.clone())?;
    let Some(mut document) = Document::from_record(record) else { return Ok(None) };
    let new = name(to);
    if document.file_name != name(&path.path) || document.file_name == new {
        return Ok(None);
    }
    document.file_name = new;
    Ok(Some(Change::put(conn, document.into_record(), Some(before))?))
}

/// True when it is known of a document that it lies where this one was found.
pub(super) fn lies_there(conn: &Connection, document: Id, batch: Id, new: &NewDocument) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 FROM document_path p JOIN import_batch b ON b.id = p.batch AND b.removed_at IS NULL
             JOIN import_root r ON r.batch = p.batch AND r.n = p.root
             JOIN import_root here ON here.batch = ?3 AND here.n = ?4 AND here.path = r.path
             WHERE p.document = ?1 AND p.path = ?2",
        )?
        .exists(params![document, new.path.raw(), batch, new.root])?)
}

impl Reader {
    /// The imports whose files and folders are known and which were not undone, oldest first.
    pub fn origins(&self) -> Result<Vec<Origin>, StoreError> {
        let mut roots =
            self.conn.prepare_cached("SELECT path, is_folder FROM import_root WHERE batch = ?1 ORDER BY n")?;
        let mut statement = self.conn.prepare_cached(
            "SELECT r.batch, r.grp, b.label, r.keep_limit, r.finished FROM import_run r
             JOIN import_batch b ON b.id = r.batch WHERE b.removed_at IS NULL ORDER BY r.batch",
        )?;
        let mut found = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            let batch: Id = row.get(0)?;
            let given =
                roots.query_map([batch], |row| Ok(Root { path: path_of(row.get(0)?), is_folder: row.get(1)? }))?;
            out.push(Origin {
                batch,
                group: row.get(1)?,
                label: Words::new(row.get::<_, String>(2)?),
                roots: given.collect::<Result<_, _>>()?,
                keep_limit: u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0),
                finished: row.get(4)?,
            });
        }
        Ok(out)
    }

    /// Paths documents were found at, oldest first, at most `limit` of them after that record; and the last record, when
    /// there may be more. What was undone is not there.
    pub fn found_paths(&self, after: Option<Id>, limit: u32) -> Result<(Vec<FoundPath>, Option<Id>), StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT p.id, p.document, p.batch, p.root, p.path, p.gone_ms IS NOT NULL
             FROM document_path p JOIN import_batch b ON b.id = p.batch AND b.removed_at IS NULL
             WHERE ?1 IS NULL OR p.id > ?1 ORDER BY p.id LIMIT ?2",
        )?;
        let (mut last, mut out) = (None, Vec::new());
        let mut found = statement.query(params![after, limit])?;
        while let Some(row) = found.next()? {
            last = Some(row.get(0)?);
            out.push(FoundPath {
                document: row.get(1)?,
                batch: row.get(2)?,
                root: row.get(3)?,
                path: Words::new(row.get::<_, String>(4)?),
                gone: row.get(5)?,
            });
        }
        let more = usize::try_from(limit).is_ok_and(|limit| out.len() == limit);
        Ok((out, last.filter(|_| more)))
    }

    /// Files documents were taken from, oldest first: those of one import, or of all. What was undone is not there.
    pub fn known_paths(&self, batch: Option<Id>) -> Result<Vec<KnownPath>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT p.id, p.document, p.batch, p.root, p.path, p.modified_ms, p.gone_ms IS NOT NULL, d.sha256, d.bytes,
                    d.part_of IS NOT NULL
             FROM document_path p JOIN import_batch b ON b.id = p.batch AND b.removed_at IS NULL
             JOIN document d ON d.id = p.document JOIN import_batch o ON o.id = d.batch AND o.removed_at IS NULL
             WHERE p.root IS NOT NULL AND (?1 IS NULL OR p.batch = ?1) ORDER BY p.id",
        )?;
        let found = statement.query_map([batch], |row| {
            Ok(KnownPath {
                id: row.get(0)?,
                document: row.get(1)?,
                batch: row.get(2)?,
                root: row.get(3)?,
                path: Words::new(row.get::<_, String>(4)?),
                modified_ms: row.get(5)?,
                gone: row.get(6)?,
                sha256: row.get(7)?,
                bytes: u64::try_from(row.get::<_, i64>(8)?).unwrap_or(0),
                is_part: row.get(9)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

/// A path some document was taken from, undone imports left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lying {
    /// The document.
    pub document: Id,
    /// The file or folder its import was given; `None` in projects that did not keep it.
    pub root: Option<Root>,
    /// What the import was, in words.
    pub import: Words,
    /// The path below that.
    pub path: Words,
}

impl Reader {
    /// Every path documents were taken from, oldest first.
    pub fn lying(&self) -> Result<Vec<Lying>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT p.document, r.path, r.is_folder, b.label, p.path
             FROM document_path p JOIN import_batch b ON b.id = p.batch AND b.removed_at IS NULL
             JOIN document d ON d.id = p.document JOIN import_batch o ON o.id = d.batch AND o.removed_at IS NULL
             LEFT JOIN import_root r ON r.batch = p.batch AND r.n = p.root ORDER BY p.id",
        )?;
        let found = statement.query_map([], |row| {
            let root = row.get::<_, Option<Vec<u8>>>(1)?;
            Ok(Lying {
                document: row.get(0)?,
                root: match root {
                    Some(path) => Some(Root { path: path_of(path), is_folder: row.get(2)? }),
                    None => None,
                },
                import: Words::new(row.get::<_, String>(3)?),
                path: Words::new(row.get::<_, String>(4)?),
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}
