//! `check`: is the file whole, does the history's chain hold, is every row as the history left it, does every passage
//! still stand on its words, do texts and originals have their hashes?

use super::history::{self, Columns};
use super::{Reader, StoreError, row_reader, rows, text};
use crate::domain::document::{Document, Revision};
use crate::domain::passage::{Anchor, AnchorState};
use crate::domain::{Id, Row, Sha256, Table};
use sha2::Digest as _;
use std::collections::HashMap;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Finding {
    /// Which check found it: `file`, `search`, `references`, `chain`, `rows`, `anchors`, `text` or `originals`.
    pub check: &'static str,
    /// What is wrong, in words.
    pub what: String,
}

impl Finding {
    /// True when it is about the search index alone, which can be made again.
    pub fn is_of_index(&self) -> bool {
        self.check == "search"
    }
}

/// What a check saw.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Report {
    /// Edits whose hashes were computed again.
    pub edits: u64,
    /// Rows compared with the history.
    pub rows: u64,
    /// Passages whose words were compared with the text.
    pub anchors: u64,
    /// Texts and originals hashed again.
    pub bodies: u64,
    /// What is wrong; empty when all is well.
    pub findings: Vec<Finding>,
}

impl Report {
    fn find(&mut self, check: &'static str, what: impl Into<String>) {
        self.findings.push(Finding { check, what: what.into() });
    }

    /// A part of the check that broke off on damage has found it; anything else breaks the whole check off.
    fn settle<T>(&mut self, check: &'static str, outcome: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match outcome {
            Ok(done) => Ok(Some(done)),
            Err(error) if error.is_damage() => {
                self.find(check, error.to_string());
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

/// How SQLite begins or goes on when what the search index holds makes no sense: there is no other table of its kind.
const INDEX: [&str; 2] = ["fts5: ", " FTS5 table main.search"];

/// The latest body hash and salt of a row, by its table and identity.
type Latest = HashMap<(String, Id), (Option<Sha256>, Option<Vec<u8>>)>;

impl Reader {
    /// Checks everything. An error means that the checking itself could not go on.
    pub fn check(&self) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let outcome = self.check_file(&mut report);
        report.settle("file", outcome)?;
        let mut latest = Latest::new();
        let outcome = self.check_chain(&mut report, Some(&mut latest));
        if report.settle("chain", outcome)?.is_some() {
            let outcome = self.check_rows(&mut report, &latest);
            report.settle("rows", outcome)?;
        }
        let outcome = self.check_bodies(&mut report);
        report.settle("text", outcome)?;
        let outcome = self.check_anchors(&mut report);
        report.settle("anchors", outcome)?;
        Ok(report)
    }

    /// Looks over what every reading rests on: the file's pages and the history's chain. With `whole`, indexes and
    /// references too, as after a session that was broken off.
    pub fn look_over(&self, whole: bool) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let outcome = if whole { self.check_file(&mut report) } else { self.check_pages(&mut report, "quick_check") };
        report.settle("file", outcome)?;
        let outcome = self.check_chain(&mut report, None);
        report.settle("chain", outcome)?;
        Ok(report)
    }

    fn check_pages(&self, report: &mut Report, pragma: &str) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare(&format!("PRAGMA {pragma}"))?;
        for line in statement.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                report.find(if INDEX.iter().any(|index| line.contains(index)) { "search" } else { "file" }, line);
            }
        }
        Ok(())
    }

    fn check_file(&self, report: &mut Report) -> Result<(), StoreError> {
        self.check_pages(report, "integrity_check")?;
        let mut statement = self.conn.prepare("PRAGMA foreign_key_check")?;
        for table in statement.query_map([], |row| row.get::<_, String>(0))? {
            report.find("references", format!("a row of {} refers to one that is not there", table?));
        }
        Ok(())
    }

    /// Follows the history; `latest` is given what each row should be.
    fn check_chain(&self, report: &mut Report, mut latest: Option<&mut Latest>) -> Result<(), StoreError> {
        let mut edits = self.conn.prepare("SELECT * FROM edit ORDER BY seq")?;
        let mut changes = self.conn.prepare(
            "SELECT n, tbl, id, before, after, salt, before_hash, after_hash FROM change WHERE edit = ?1 ORDER BY n",
        )?;
        let mut prev = Sha256::from_bytes([0; 32]);
        let mut expected_seq = 1;
        let mut rows = edits.query([])?;
        while let Some(row) = rows.next()? {
            let columns = Columns {
                seq: row.get(0)?,
                group: row.get(1)?,
                label: row.get(2)?,
                author: row.get(3)?,
                session: row.get(4)?,
                utc_ms: row.get(5)?,
                app_version: row.get(6)?,
                schema_version: row.get(7)?,
                undoes: row.get(8)?,
                changes_digest: row.get(9)?,
                prev: row.get(10)?,
            };
            let hash: Sha256 = row.get(11)?;
            let seq = columns.seq;
            if seq != expected_seq || columns.prev != prev || columns.hash() != hash {
                report.find("chain", format!("edit {seq} does not follow from the one before it"));
            }
            let mut digest = sha2::Sha256::new();
            let mut list = changes.query([seq])?;
            while let Some(change) = list.next()? {
                let (n, table, id): (i64, String, Id) = (change.get(0)?, change.get(1)?, change.get(2)?);
                let salt: Option<Vec<u8>> = change.get(5)?;
                let bodies: [Option<String>; 2] = [change.get(3)?, change.get(4)?];
                let hashes: [Option<Sha256>; 2] = [change.get(6)?, change.get(7)?];
                // A purged change has neither bodies nor salt; its hashes still count in the chain.
                let as_made = match &salt {
                    Some(salt) => {
                        bodies.iter().zip(&hashes).all(|(b, hash)| history::body_hash(salt, b.as_deref()) == *hash)
                    }
                    None => bodies == [None, None],
                };
                if !as_made {
                    report.find("chain", format!("change {n} of edit {seq} was altered"));
                }
                history::digest_change(&mut digest, n, &table, id, hashes[0], hashes[1]);
                if let Some(latest) = &mut latest {
                    latest.insert((table, id), (hashes[1], salt));
                }
            }
            if Sha256::from_bytes(digest.finalize().into()) != columns.changes_digest {
                report.find("chain", format!("the changes of edit {seq} are not those it was made with"));
            }
            report.edits += 1;
            prev = hash;
            expected_seq = seq + 1;
        }
        let sql = "SELECT count(*) FROM change WHERE edit NOT IN (SELECT seq FROM edit)";
        let stray: i64 = self.conn.query_row(sql, [], |row| row.get(0))?;
        if stray > 0 {
            report.find("chain", format!("{stray} changes belong to no edit"));
        }
        Ok(())
    }

    fn check_rows(&self, report: &mut Report, latest: &Latest) -> Result<(), StoreError> {
        let mut live = 0_usize;
        for table in Table::ALL {
            let mut statement = self.conn.prepare(&rows::select(*table, ""))?;
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                let fields = rows::fields(*table, row)?;
                let id: Id = row.get(0)?;
                report.rows += 1;
                let body = history::canonical_json(&fields)?;
                match latest.get(&(table.as_str().to_owned(), id)) {
                    Some((Some(hash), Some(salt))) => {
                        live += 1;
                        if history::body_hash(salt, Some(&body)) != Some(*hash) {
                            report.find("rows", format!("the {} {id} is not as the history left it", table.label()));
                        }
                    }
                    Some((Some(_), None)) => {
                        live += 1;
                        report.find(
                            "rows",
                            format!("the history no longer has what the {} {id} should be", table.label()),
                        );
                    }
                    _ => report.find("rows", format!("the history knows nothing of the {} {id}", table.label())),
                }
            }
        }
        let should = latest.values().filter(|(hash, _)| hash.is_some()).count();
        if live < should {
            report.find("rows", format!("{} rows the history has are not there", should - live));
        }
        Ok(())
    }

    fn check_bodies(&self, report: &mut Report) -> Result<(), StoreError> {
        self.each::<Revision>(report, |report, revision| {
            report.bodies += 1;
            if !matches!(text::is_whole(&self.conn, &revision), Ok(true)) {
                report.find("text", format!("the text of document {} is not what it was", revision.document));
            }
            // Bytes the document had before, where they are kept.
            if let Some(sha256) = revision.original
                && text::has_original(&self.conn, sha256)?
                && !matches!(text::original_hash(&self.conn, sha256), Ok(hash) if hash == sha256)
            {
                let what =
                    format!("the original of an earlier text of document {} is not what it was", revision.document);
                report.find("originals", what);
            }
            Ok(())
        })?;
        // All documents, those of undone imports too: they may come back.
        self.each::<Document>(report, |report, document| {
            if document.kept {
                report.bodies += 1;
                if !matches!(text::original_hash(&self.conn, document.sha256), Ok(hash) if hash == document.sha256) {
                    report.find("originals", format!("the original of document {} is not what it was", document.id));
                }
            }
            Ok(())
        })
    }

    fn check_anchors(&self, report: &mut Report) -> Result<(), StoreError> {
        self.each::<Anchor>(report, |report, anchor| {
            if anchor.state == AnchorState::Orphaned {
                return Ok(());
            }
            report.anchors += 1;
            let slice = match anchor.span() {
                Some(span) => text::slice(&self.conn, anchor.revision, span.range())?,
                None => None,
            };
            if slice.as_deref() != Some(anchor.quote.raw()) && anchor.state == AnchorState::Exact {
                report.find("anchors", format!("the passage {} does not stand on its words", anchor.passage));
            }
            Ok(())
        })
    }

    /// Goes over all rows of a kind. One that does not read is a finding.
    fn each<R: Row>(
        &self,
        report: &mut Report,
        mut look: impl FnMut(&mut Report, R) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare(&rows::select(R::TABLE, ""))?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            if let Some(row) = report.settle("rows", row_reader::typed(row))? {
                look(report, row)?;
            }
        }
        Ok(())
    }
}
