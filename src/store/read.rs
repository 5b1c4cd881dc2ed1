//! [`ProjectRead`] over a read-only connection.

use super::columns::columns;
use super::history::Head;
use super::{Reader, Setting, StoreError, row_reader, rows, settings};
use crate::domain::document::Document;
use crate::domain::read::{By, EditLine, ProjectFacts, ProjectRead};
use crate::domain::{Fault, Id, Record, RowChange, Structure, Table, Words};
use rusqlite::OptionalExtension as _;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Documents whose import was undone are not shown.
pub(super) const SHOWN: &str = "WHERE batch NOT IN (SELECT id FROM import_batch WHERE removed_at IS NOT NULL)";

impl Reader {
    fn rows(&self, table: Table, by: By) -> Result<Vec<Record>, StoreError> {
        let (rest, id) = match by {
            By::All if table == Table::Document => (format!("{SHOWN} ORDER BY id"), None),
            By::All => ("ORDER BY id".to_owned(), None),
            By::Id(id) => ("WHERE id = ?1".to_owned(), Some(id)),
            By::Ref(field, id) => {
                if !columns(table).iter().any(|(name, _)| *name == field) {
                    return Err(StoreError::Refused(format!("a {} has no field “{field}”", table.label())));
                }
                (format!("WHERE \"{field}\" = ?1 ORDER BY id"), Some(id))
            }
        };
        let mut out = Vec::new();
        self.each_row(table, &rest, id, |record| {
            out.push(record?);
            Ok(())
        })?;
        Ok(out)
    }

    /// Records of a table of a damaged project: those that read, from both ends of the table.
    pub fn rows_that_read(&self, table: Table) -> Vec<Record> {
        let mut out = BTreeMap::new();
        for way in ["ORDER BY id", "ORDER BY id DESC"] {
            let whole = self.each_row(table, way, None, |record| {
                // A row that does not read is left out; the next may.
                out.extend(record.ok().map(|record| (record.id(), record)));
                Ok(())
            });
            if whole.is_ok() {
                break;
            }
        }
        out.into_values().collect()
    }

    fn each_row(
        &self,
        table: Table,
        rest: &str,
        id: Option<Id>,
        mut take: impl FnMut(Result<Record, StoreError>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(&rows::select(table, rest))?;
        let mut found = match id {
            Some(id) => statement.query([id])?,
            None => statement.query([])?,
        };
        while let Some(row) = found.next()? {
            take(row_reader::record(table, row))?;
        }
        Ok(())
    }

    /// The project as a whole.
    pub fn project_facts(&self) -> Result<ProjectFacts, StoreError> {
        let head = Head::read(&self.conn)?;
        let secret = settings::get(&self.conn, Setting::Secret)?
            .and_then(|text| text.parse::<Id>().ok())
            .ok_or_else(|| StoreError::Damaged("the project has no secret".to_owned()))?;
        Ok(ProjectFacts {
            name: Words::new(self.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()),
            secret,
            edits: head.seq,
            head: head.hash,
            author: settings::get(&self.conn, Setting::Author)?.map(Words::new),
        })
    }

    /// What the edits after one changed, in order. `None` where that is more than `most` changes, or where some of it is not in
    /// the history any more.
    pub fn changes_after(&self, edit: i64, most: usize) -> Result<Option<Vec<RowChange>>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT tbl, id, before, after, before_hash IS NOT NULL, after_hash IS NOT NULL
             FROM change WHERE edit > ?1 ORDER BY edit, n",
        )?;
        let mut found = statement.query([edit])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            let table: Table = row.get::<_, String>(0)?.parse().map_err(StoreError::Damaged)?;
            let (before, after): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
            let purged = before.is_none() && row.get(4)? || after.is_none() && row.get(5)?;
            if purged || out.len() == most {
                return Ok(None);
            }
            let record =
                |text: Option<String>| text.map(|text| rows::record(table, serde_json::from_str(&text)?)).transpose();
            out.push(RowChange { table, id: row.get(1)?, before: record(before)?, after: record(after)? });
        }
        Ok(Some(out))
    }

    fn edit_lines(&self, after: i64, limit: u32) -> Result<Vec<EditLine>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, grp, label, author, utc_ms, undoes, (SELECT count(*) FROM change WHERE edit = seq), hash
             FROM edit WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        )?;
        let lines = statement.query_map(rusqlite::params![after, limit], edit_line)?;
        Ok(lines.collect::<Result<_, _>>()?)
    }
}

/// A page of the list of documents, oldest import first.
#[derive(Debug)]
pub struct Page {
    /// Its documents, then what is shown of them: imports, outlets with their grades, the open one's revision.
    pub records: Vec<Record>,
    /// How many documents come before it.
    pub before: usize,
    /// How many documents there are.
    pub documents: usize,
}

impl Reader {
    /// Hands over every record of some tables as one state of the project, in no particular order within a table, until
    /// `take` says `false`. `true` when that was all.
    pub fn hand_over(&self, tables: &[Table], take: &mut dyn FnMut(Record) -> bool) -> Result<bool, StoreError> {
        let _one_state = self.conn.unchecked_transaction()?;
        for table in tables {
            let mut statement = self.conn.prepare(&rows::select(*table, ""))?;
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                if !take(row_reader::record(*table, row)?) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// A page of about `rows` documents: around the one read last, else around the first that waits in the inbox, else
    /// the first.
    pub fn page(&self, last: Option<Id>, rows: u32) -> Result<Page, StoreError> {
        let _one_state = self.conn.unchecked_transaction()?;
        let mut records = self.rows(Table::ImportBatch, By::All)?;
        let removed = |record: &Record| matches!(record, Record::ImportBatch(batch) if batch.removed_at.is_some());
        // Only where some import was undone the documents themselves have to be looked at to count them.
        let shown = if records.iter().any(removed) { SHOWN } else { "WHERE true" };
        let first = |rest: &str, id: Option<Id>| -> Result<Option<Id>, StoreError> {
            let sql = format!("SELECT id FROM document {shown} {rest} ORDER BY id LIMIT 1");
            Ok(self.conn.prepare(&sql)?.query_row(rusqlite::params_from_iter(id), |row| row.get(0)).optional()?)
        };
        let known = last.map(|id| first("AND id = ?1", Some(id))).transpose()?.flatten();
        let middle = match known {
            Some(id) => Some(id),
            None => first("AND triage = 'inbox'", None)?.map_or_else(|| first("", None), |id| Ok(Some(id)))?,
        };
        let count = |rest: &str, id: Option<Id>| -> Result<usize, StoreError> {
            let sql = format!("SELECT count(*) FROM document {shown} {rest}");
            let n: i64 = self.conn.query_row(&sql, rusqlite::params_from_iter(id), |row| row.get(0))?;
            Ok(usize::try_from(n).unwrap_or(0))
        };
        let Some(middle) = middle else { return Ok(Page { records, before: 0, documents: 0 }) };
        let around = |rest: &str| -> Result<Vec<Document>, StoreError> {
            let sql = rows::select(Table::Document, &format!("{shown} {rest} LIMIT ?2"));
            let mut statement = self.conn.prepare(&sql)?;
            let mut found = statement.query(rusqlite::params![middle, rows / 2])?;
            let mut out = Vec::new();
            while let Some(row) = found.next()? {
                out.push(row_reader::typed::<Document>(row)?);
            }
            Ok(out)
        };
        let earlier = around("AND id < ?1 ORDER BY id DESC")?;
        let before = count("AND id < ?1", Some(middle))?.saturating_sub(earlier.len());
        let documents: Vec<Document> = earlier.into_iter().rev().chain(around("AND id >= ?1 ORDER BY id")?).collect();
        let outlets: BTreeSet<Id> = documents.iter().filter_map(|document| document.outlet).collect();
        for outlet in outlets {
            records.extend(self.rows(Table::Name, By::Id(outlet))?);
            records.extend(self.rows(Table::SourceGrade, By::Ref("name", outlet))?);
        }
        if let Some(revision) = documents.iter().find(|d| d.id == middle).and_then(|d| d.revision) {
            records.extend(self.rows(Table::Revision, By::Id(revision))?);
        }
        records.extend(documents.into_iter().map(Record::Document));
        Ok(Page { records, before, documents: count("", None)? })
    }
}

impl Reader {
    /// The steps that changed one record or a row that refers to it, oldest first, the last `limit` of them. Goes over the
    /// whole history.
    pub fn edits_of(&self, id: Id, limit: u32) -> Result<Vec<EditLine>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, grp, label, author, utc_ms, undoes, 1, hash FROM edit
             WHERE seq IN (SELECT edit FROM change WHERE id = ?1 OR instr(coalesce(after, before), ?2) > 0)
             ORDER BY seq DESC LIMIT ?3",
        )?;
        let lines = statement.query_map(rusqlite::params![id, id.to_string(), limit], edit_line)?;
        let mut lines: Vec<EditLine> = lines.collect::<Result<_, _>>()?;
        lines.reverse();
        Ok(lines)
    }
}

fn edit_line(row: &rusqlite::Row<'_>) -> rusqlite::Result<EditLine> {
    Ok(EditLine {
        seq: row.get(0)?,
        group: row.get(1)?,
        label: Words::new(row.get::<_, String>(2)?),
        author: Words::new(row.get::<_, String>(3)?),
        at_ms: row.get(4)?,
        undoes: row.get(5)?,
        changes: row.get(6)?,
        hash: row.get(7)?,
    })
}

impl ProjectRead for Reader {
    fn facts(&self) -> Result<ProjectFacts, Fault> {
        Ok(self.project_facts()?)
    }

    fn records(&self, table: Table, by: By) -> Result<Vec<Record>, Fault> {
        Ok(self.rows(table, by)?)
    }

    fn text(&self, revision: Id, bytes: Range<u32>) -> Result<String, Fault> {
        Ok(self.text_widened(revision, bytes)?)
    }

    fn structure(&self, revision: Id, text_bytes: u32) -> Result<Option<Structure>, Fault> {
        match Reader::structure(self, revision, text_bytes) {
            Err(StoreError::Damaged(_)) => Ok(None),
            read => Ok(read?),
        }
    }

    fn edits(&self, after: i64, limit: u32) -> Result<Vec<EditLine>, Fault> {
        Ok(self.edit_lines(after, limit)?)
    }
}
