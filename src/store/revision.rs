//! Another decoding of a document: its text comes in as an import's does, and in one edit the document is read in it, every
//! passage gets its place in it, and what briefs leave out of quotations follows.

use super::history::{self, Change, Line};
use super::intake::reads_back;
use super::text::{self, PIECE, Prepared};
use super::{Decoding, Reader, Store, StoreError, rows, rules};
use crate::domain::document::{Document, Revision};
use crate::domain::passage::Anchor;
use crate::domain::record::Fields;
use crate::domain::{Committed, Id, Op, Record, Row as _, Span, Struck, Table, Words};
use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;

/// Where a passage stands in a new decoding.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedAnchor {
    /// The anchor it has in the decoding that is read until now.
    pub from: Id,
    /// That anchor's bytes, to tell whether somebody moved it meanwhile.
    pub was: Span,
    /// The anchor in the new decoding.
    pub to: Anchor,
}

/// What a brief leaves out of a quotation, in the new decoding.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedStruck {
    /// The block.
    pub block: Id,
    /// What it left out until now.
    pub was: Struck,
    /// What it leaves out from now on; `None` where that cannot be said in the new text.
    pub to: Option<Struck>,
}

/// Another decoding of a document, made ready off the writer.
#[derive(Debug)]
pub struct NewRevision {
    revision: Revision,
    chunks: Vec<Prepared>,
    written: usize,
    label: Words,
    /// Every passage that has an anchor in the decoding that is read until now.
    pub anchors: Vec<CarriedAnchor>,
    /// Every quotation of these passages out of which something is left.
    pub struck: Vec<CarriedStruck>,
}

impl NewRevision {
    /// Cuts and compresses a text. `ordinal` is the number of the decoding, from 2 on. Fails only for a text over 4 GiB or
    /// when compressing fails.
    pub fn prepare(document: &Document, ordinal: u32, text: &str, decoding: Decoding) -> Result<Self, StoreError> {
        let label = format!("Read {} as {}", document.heading().brief(60).raw(), decoding.encoding.raw());
        let (revision, chunks) = text::revision(document.id, ordinal, text, decoding)?;
        let label = Words::new(label);
        Ok(Self { revision, chunks, written: 0, label, anchors: Vec::new(), struck: Vec::new() })
    }

    /// Its identity.
    pub fn id(&self) -> Id {
        self.revision.id
    }
}

impl Store {
    /// Writes the text of a large decoding, at most 1 MiB a call, before it counts. `true` when all is written.
    pub fn stage_revision(&mut self, new: &mut NewRevision) -> Result<bool, StoreError> {
        if new.written == new.chunks.len() {
            return Ok(true);
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (written, _) = text::write_chunks(&tx, new.revision.id, &new.chunks, new.written, PIECE)?;
        tx.commit()?;
        new.written = written;
        Ok(new.written == new.chunks.len())
    }

    /// Reads the document in another decoding from now on, in one edit. `None`, and nothing is changed, when passages came,
    /// went or moved since their places were computed.
    pub fn read_as(&mut self, new: &NewRevision) -> Result<Option<Committed>, StoreError> {
        let group = Id::new();
        self.keep_before_reading_anew(group)?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let document = new.revision.document;
        let Some(before) = rows::get(&tx, Table::Document, document)? else {
            return Err(StoreError::Refused("the document is no longer there".to_owned()));
        };
        if !is_still(&tx, &new.anchors, &new.struck, &before)? {
            tx.finish()?;
            return Ok(None);
        }
        text::write_chunks(&tx, new.revision.id, &new.chunks, new.written, usize::MAX)?;
        if !reads_back(text::text_hash(&tx, new.revision.id), new.revision.text_sha256)? {
            return Err(StoreError::ReadBack(new.label.raw().to_owned()));
        }
        let mut changes = Vec::new();
        let mut put = |record: Record, before: Option<Fields>| -> Result<(), StoreError> {
            changes.push(Change::put(&tx, record, before)?);
            Ok(())
        };
        put(new.revision.clone().into_record(), None)?;
        let mut after = before.clone();
        after.insert("revision".to_owned(), Value::String(new.revision.id.to_string()));
        put(rows::record(Table::Document, after)?, Some(before))?;
        let mut ops: Vec<Op> = new.struck.iter().map(|s| Op::set(Table::Block, s.block, "struck", &s.to)).collect();
        ops.extend(new.anchors.iter().map(|a| Op::add(a.to.clone())));
        changes.extend(rules::apply(&tx, &ops)?);
        let line = Line { label: &new.label, group, undoes: None };
        let head = history::append(&tx, self.head, &line, &self.author, self.session, &changes)?;
        tx.commit()?;
        self.note_read_anew(head, group, &new.label);
        self.committed(new.label.clone(), changes).map(Some)
    }
}

/// True when the passages and what briefs leave out are as they were when the new places were computed.
pub(super) fn is_still(
    conn: &Connection,
    carried: &[CarriedAnchor],
    struck: &[CarriedStruck],
    document: &Fields,
) -> Result<bool, StoreError> {
    let Some(current) = document.get("revision").and_then(Value::as_str).and_then(|id| id.parse::<Id>().ok()) else {
        return Ok(carried.is_empty() && struck.is_empty());
    };
    let anchors: Vec<Anchor> = read(conn, Table::Anchor, "WHERE revision = ?1", current)?;
    let mut known: Vec<(Id, Option<Span>)> = anchors.iter().map(|a| (a.id, a.span())).collect();
    let mut were: Vec<(Id, Option<Span>)> = carried.iter().map(|a| (a.from, Some(a.was))).collect();
    known.sort();
    were.sort();
    let sql = "WHERE struck IS NOT NULL AND passage IN (SELECT passage FROM anchor WHERE revision = ?1)";
    let blocks: Vec<crate::domain::brief::Block> = read(conn, Table::Block, sql, current)?;
    let as_it_was = |s: &CarriedStruck| blocks.iter().any(|b| b.id == s.block && b.struck.as_ref() == Some(&s.was));
    Ok(known == were && blocks.len() == struck.len() && struck.iter().all(as_it_was))
}

fn read<R: crate::domain::Row>(conn: &Connection, table: Table, rest: &str, id: Id) -> Result<Vec<R>, StoreError> {
    let mut statement = conn.prepare_cached(&rows::select(table, rest))?;
    let mut found = statement.query([id])?;
    let mut out = Vec::new();
    while let Some(row) = found.next()? {
        out.extend(R::from_record(rows::record(table, rows::fields(table, row)?)?));
    }
    Ok(out)
}

impl Reader {
    /// The text a document had last when `newest` was the newest revision of the project; `None` when it came later.
    pub fn last_revision(&self, document: Id, newest: Id) -> Result<Option<Id>, StoreError> {
        let sql = "SELECT max(id) FROM revision WHERE document = ?1 AND id <= ?2";
        Ok(self.conn.prepare_cached(sql)?.query_row([document, newest], |row| row.get(0))?)
    }
}
