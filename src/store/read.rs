//! [`ProjectRead`] over a read-only connection.

use super::columns::columns;
use super::history::Head;
use super::{Reader, Setting, StoreError, rows, settings};
use crate::domain::read::{By, EditLine, ProjectFacts, ProjectRead};
use crate::domain::{Fault, Id, Record, Table, Words};
use std::ops::Range;

/// Documents whose import was undone are not shown.
const SHOWN: &str = "WHERE batch NOT IN (SELECT id FROM import_batch WHERE removed_at IS NOT NULL)";

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
        let mut statement = self.conn.prepare_cached(&rows::select(table, &rest))?;
        let mut found = match id {
            Some(id) => statement.query([id])?,
            None => statement.query([])?,
        };
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            out.push(rows::record(table, rows::fields(table, row)?)?);
        }
        Ok(out)
    }

    fn project_facts(&self) -> Result<ProjectFacts, StoreError> {
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

    fn edit_lines(&self, after: i64, limit: u32) -> Result<Vec<EditLine>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, grp, label, author, utc_ms, undoes, (SELECT count(*) FROM change WHERE edit = seq), hash
             FROM edit WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        )?;
        let lines = statement.query_map(rusqlite::params![after, limit], |row| {
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
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }
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

    fn edits(&self, after: i64, limit: u32) -> Result<Vec<EditLine>, Fault> {
        Ok(self.edit_lines(after, limit)?)
    }
}
