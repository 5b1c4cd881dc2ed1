//! The lock on content grade 1: the project within a transaction as [`crate::domain::origins`] reads it.

use super::refused;
use crate::domain::copies::{Copy, CopyOf, clusters};
use crate::domain::name::Name;
use crate::domain::origins::{Held, Node, weigh};
use crate::domain::read::By;
use crate::domain::{Date, Id, Overlap, Record, Table};
use crate::store::read::SHOWN;
use crate::store::{StoreError, rows};
use rusqlite::{Connection, params};

/// Refuses content grade 1 where no two independent reports show.
pub(super) fn confirmed(conn: &Connection, claim: Id) -> Result<(), StoreError> {
    let found = weigh(&Within(conn), &[claim])?;
    if found.is_independent() {
        return Ok(());
    }
    let spelled = |node: Node| called(conn, node);
    refused(format!(
        "content grade 1 (confirmed by other sources) needs two documents that have it from independent origins; here are {}. {}",
        found.sentence(),
        found.reason(&spelled).trim_end_matches('.')
    ))
}

/// What a name or document is called, in quotation marks; its identity where that does not read.
fn called(conn: &Connection, node: Node) -> String {
    let (table, id) = match node {
        Node::Document(id) => (Table::Document, id),
        Node::Name(id) => (Table::Name, id),
    };
    let record = rows::get(conn, table, id).ok().flatten().and_then(|fields| rows::record(table, fields).ok());
    match record {
        Some(Record::Name(Name { words, .. })) => format!("“{}”", words.raw()),
        Some(Record::Document(document)) => format!("“{}”", document.heading().raw()),
        _ => id.to_string(),
    }
}

/// The project within a transaction.
struct Within<'c>(&'c Connection);

impl Held for Within<'_> {
    type Error = StoreError;

    fn records(&self, table: Table, by: By) -> Result<Vec<Record>, StoreError> {
        let fields = match by {
            By::Id(id) => rows::get(self.0, table, id)?.into_iter().collect(),
            By::Ref(field, id) => rows::referring_to(self.0, table, field, id)?,
            By::All => rows::all(self.0, table)?,
        };
        fields.into_iter().map(|fields| rows::record(table, fields)).collect()
    }

    fn copy_of(&self, document: Id) -> Result<Option<CopyOf>, StoreError> {
        // The texts that hang together with this one, and the documents that have them.
        const TOGETHER: &str = "WITH RECURSIVE t(n) AS (
            SELECT m.n FROM document d JOIN near_revision m ON m.revision = d.revision WHERE d.id = ?1
            UNION SELECT p.other FROM t JOIN near_pair p ON p.one = t.n
            UNION SELECT p.one FROM t JOIN near_pair p ON p.other = t.n)";
        let date = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
        let mut statement = self.0.prepare_cached(&format!(
            "{TOGETHER} SELECT d.id, t.n, d.published, x.dateline FROM t JOIN near_revision m ON m.n = t.n
             JOIN document d ON d.revision = m.revision JOIN near_text x ON x.n = t.n {SHOWN} ORDER BY d.id"
        ))?;
        let copies = statement.query_map([document], |row| {
            let (published, dateline) = (date(row.get(2)?), date(row.get(3)?));
            Ok(Copy { document: row.get(0)?, text: row.get(1)?, published, dateline })
        })?;
        let copies: Vec<Copy> = copies.collect::<Result<_, _>>()?;
        if copies.len() < 2 {
            return Ok(None);
        }
        let mut statement = self.0.prepare_cached(&format!(
            "{TOGETHER} SELECT p.one, p.other, p.common, p.runs FROM t JOIN near_pair p ON p.one = t.n"
        ))?;
        let pairs = statement.query_map(params![document], |row| {
            Ok((row.get(0)?, row.get(1)?, Overlap { common: row.get(2)?, all: row.get(3)? }))
        })?;
        let pairs = pairs.collect::<Result<Vec<_>, _>>()?;
        Ok(clusters(copies, &pairs).iter().find_map(|cluster| cluster.copy_of(document)))
    }
}
