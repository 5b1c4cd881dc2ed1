//! Sketches of texts and the pairs of texts that are copies of each other: kept beside the texts, noted in the transaction
//! that makes a text read or unread, made later in small pieces by whoever can reckon with them.

use super::history::Change;
use super::read::SHOWN;
use super::{Reader, Store, StoreError, text};
use crate::domain::{Date, Id, Overlap, Sha256, Table};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use serde_json::Value;

/// A text that is to be sketched, or whose sketch is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchWanted {
    /// The revision.
    pub revision: Id,
    /// Its text's hash and length in bytes; `None` when no document reads it any more.
    pub read: Option<(Sha256, u32)>,
    /// True when that text has its sketch already, as the text of another revision.
    pub known: bool,
}

/// A sketch to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSketch {
    /// What it was made for.
    pub of: SketchWanted,
    /// True for a text without words, which is no copy of anything; nothing is kept of it.
    pub is_empty: bool,
    /// The sketch; a text that is too long to be compared has none.
    pub sketch: Option<Vec<u8>>,
    /// The date at the head of the text.
    pub dateline: Option<Date>,
}

/// A document that may be a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MayBeCopy {
    /// The document.
    pub document: Id,
    /// The number of its text.
    pub text: i64,
    /// When it was published.
    pub published: Option<Date>,
    /// The date at the head of its text.
    pub dateline: Option<Date>,
}

/// Two texts, by their numbers, that are copies of each other.
pub type Pair = (i64, i64, Overlap);

/// Notes what the changes of an edit mean for the sketches: a text that is read now, or no longer.
pub(super) fn note(conn: &Connection, changes: &[Change]) -> Result<(), StoreError> {
    for change in changes.iter().filter(|change| change.table == Table::Document) {
        let [before, after] = [&change.before, &change.after]
            .map(|fields| fields.as_ref().and_then(|f| f.get("revision")).and_then(Value::as_str));
        if before == after {
            continue;
        }
        let mut wanted = conn.prepare_cached("INSERT OR IGNORE INTO near_wanted VALUES (?1)")?;
        for revision in [before, after].into_iter().flatten().filter_map(|text| text.parse::<Id>().ok()) {
            wanted.execute([revision])?;
        }
    }
    Ok(())
}

impl Store {
    /// Some of the texts that wait to be sketched, at most `limit`.
    pub fn sketches_wanted(&self, limit: u32) -> Result<Vec<SketchWanted>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT w.revision, r.text_sha256, r.text_bytes, EXISTS (SELECT 1 FROM near_text t WHERE t.text_sha256 = r.text_sha256)
             FROM near_wanted w LEFT JOIN revision r
             ON r.id = w.revision AND EXISTS (SELECT 1 FROM document d WHERE d.revision = w.revision)
             LIMIT ?1",
        )?;
        let wanted = statement.query_map([limit], |row| {
            let read = row.get::<_, Option<Sha256>>(1)?.zip(row.get::<_, Option<u32>>(2)?);
            Ok(SketchWanted { revision: row.get(0)?, read, known: row.get(3)? })
        })?;
        Ok(wanted.collect::<Result<_, _>>()?)
    }

    /// The whole text of a revision of this length.
    pub fn text_to_sketch(&self, revision: Id, bytes: u32) -> Result<String, StoreError> {
        text::slice_down(&self.conn, revision, 0..bytes)
    }

    /// Keeps sketches, and takes out those of texts that are no longer read.
    pub fn keep_sketches(&mut self, sketches: &[NewSketch]) -> Result<(), StoreError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for new in sketches {
            let revision = new.of.revision;
            take_out(&tx, revision)?;
            if let Some((hash, _)) = new.of.read.filter(|_| !new.is_empty) {
                // What cannot be compared has met all it will meet.
                let met = new.sketch.is_none();
                tx.prepare_cached(
                    "INSERT INTO near_text (text_sha256, sketch, dateline, met) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (text_sha256) DO NOTHING",
                )?
                .execute(params![hash, new.sketch, new.dateline.as_ref().map(Date::as_str), met])?;
                tx.prepare_cached("INSERT INTO near_revision SELECT ?1, n FROM near_text WHERE text_sha256 = ?2")?
                    .execute(params![revision, hash])?;
            }
            tx.prepare_cached("DELETE FROM near_wanted WHERE revision = ?1")?.execute([revision])?;
        }
        tx.commit()?;
        Ok(())
    }

    /// Sketches after a number, in order, each with its number, at most `limit`; with `unmet`, only of texts that were not
    /// laid against all others yet.
    pub fn sketches(&self, after: i64, limit: u32, unmet: bool) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
        let sql = if unmet {
            "SELECT n, sketch FROM near_text WHERE met = 0 AND n > ?1 AND sketch IS NOT NULL ORDER BY n LIMIT ?2"
        } else {
            "SELECT n, sketch FROM near_text WHERE n > ?1 AND sketch IS NOT NULL ORDER BY n LIMIT ?2"
        };
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![after, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The text of a number; `None` when it is no longer read.
    pub fn text_of_sketch(&self, n: i64) -> Result<Option<String>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT r.id, r.text_bytes FROM near_revision m JOIN revision r ON r.id = m.revision WHERE m.n = ?1 LIMIT 1",
        )?;
        let found = statement.query_row([n], |row| Ok((row.get::<_, Id>(0)?, row.get::<_, u32>(1)?))).optional()?;
        found.map(|(revision, bytes)| self.text_to_sketch(revision, bytes)).transpose()
    }

    /// Keeps pairs of copies, and that these texts were laid against all others.
    pub fn keep_pairs(&mut self, pairs: &[Pair], met: &[i64]) -> Result<(), StoreError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut keep = tx.prepare_cached("INSERT OR REPLACE INTO near_pair VALUES (?1, ?2, ?3, ?4)")?;
        for (one, other, overlap) in pairs {
            keep.execute(params![one.min(other), one.max(other), overlap.common, overlap.all])?;
        }
        let mut mark = tx.prepare_cached("UPDATE near_text SET met = 1 WHERE n = ?1")?;
        for n in met {
            mark.execute([n])?;
        }
        drop((keep, mark));
        tx.commit()?;
        Ok(())
    }

    /// Empties the sketches; all of them wait to be made again.
    pub fn empty_sketches(&mut self) -> Result<(), StoreError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(
            "DELETE FROM near_pair; DELETE FROM near_revision; DELETE FROM near_text; DELETE FROM near_wanted;
             INSERT INTO near_wanted SELECT DISTINCT revision FROM document WHERE revision IS NOT NULL;",
        )?;
        tx.commit()?;
        Ok(())
    }
}

/// Takes a revision out, and its text when no other revision has it.
fn take_out(conn: &Connection, revision: Id) -> Result<(), StoreError> {
    let mut gone = conn.prepare_cached("DELETE FROM near_revision WHERE revision = ?1 RETURNING n")?;
    let Some(n) = gone.query_row([revision], |row| row.get::<_, i64>(0)).optional()? else { return Ok(()) };
    let mut left = conn.prepare_cached("SELECT 1 FROM near_revision WHERE n = ?1")?;
    if left.exists([n])? {
        return Ok(());
    }
    conn.prepare_cached("DELETE FROM near_pair WHERE one = ?1")?.execute([n])?;
    conn.prepare_cached("DELETE FROM near_pair WHERE other = ?1")?.execute([n])?;
    conn.prepare_cached("DELETE FROM near_text WHERE n = ?1")?.execute([n])?;
    Ok(())
}

impl Reader {
    /// How many texts wait to be sketched or to be laid against the others.
    pub fn waits_for_sketches(&self) -> Result<u64, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT (SELECT count(*) FROM near_wanted) + (SELECT count(*) FROM near_text WHERE met = 0)",
        )?;
        let waiting: i64 = statement.query_row([], |row| row.get(0))?;
        Ok(u64::try_from(waiting).unwrap_or(0))
    }

    /// The shown documents whose text is in a pair or is the text of several revisions, in the order they were imported.
    pub fn may_be_copies(&self) -> Result<Vec<MayBeCopy>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT d.id, m.n, d.published, t.dateline FROM near_revision m
             JOIN document d ON d.revision = m.revision JOIN near_text t ON t.n = m.n
             {SHOWN} AND m.n IN (SELECT one FROM near_pair UNION SELECT other FROM near_pair
                                 UNION SELECT n FROM near_revision GROUP BY n HAVING count(*) > 1)
             ORDER BY d.id"
        ))?;
        // A date that cannot be read is as good as none; `check` tells of it.
        let date = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
        let rows = statement.query_map([], |row| {
            let (published, dateline) = (date(row.get(2)?), date(row.get(3)?));
            Ok(MayBeCopy { document: row.get(0)?, text: row.get(1)?, published, dateline })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All pairs of texts that are copies of each other.
    pub fn pairs_of_copies(&self) -> Result<Vec<Pair>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT one, other, common, runs FROM near_pair")?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, Overlap { common: row.get(2)?, all: row.get(3)? })))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
