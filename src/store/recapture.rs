//! A document whose file has other bytes now: they come in as a new text of the same document, in one edit with where its
//! passages stand in it. The bytes and the text it had stay.

use super::history::{self, Change, Line};
use super::intake::{self, NewDocument};
use super::origins;
use super::revision::{CarriedAnchor, CarriedStruck, is_still};
use super::{Store, StoreError, rows, rules};
use crate::domain::document::{Document, Readiness, Revision};
use crate::domain::record::Fields;
use crate::domain::{Committed, Id, Op, Record, Row, Table, Words};
use rusqlite::TransactionBehavior;

/// New bytes of a document, made ready off the writer.
#[derive(Debug)]
pub struct Recapture {
    new: NewDocument,
    document: Id,
    /// The record of the file, a [`crate::domain::document::DocumentPath`].
    path: Id,
    /// Every passage that has an anchor in the text that is read until now.
    pub anchors: Vec<CarriedAnchor>,
    /// Every quotation of these passages out of which something is left.
    pub struck: Vec<CarriedStruck>,
}

impl Recapture {
    /// New bytes of a document, found in a file; `ordinal` is the number of their text. `None` when they gave no text.
    pub fn of(mut new: NewDocument, document: Id, path: Id, ordinal: u32) -> Option<Self> {
        let revision = new.revision.as_mut()?;
        (revision.document, revision.ordinal) = (document, ordinal);
        revision.original = Some(new.sha256);
        Some(Self { new, document, path, anchors: Vec::new(), struck: Vec::new() })
    }

    /// Lets the places of passages be computed again, because they changed meanwhile; `ordinal` may have gone up too.
    pub fn again(&mut self, ordinal: u32) {
        self.anchors.clear();
        self.struck.clear();
        if let Some(revision) = &mut self.new.revision {
            revision.ordinal = ordinal;
        }
    }

    /// The identity of the new text.
    pub fn revision(&self) -> Option<Id> {
        self.new.revision.as_ref().map(|revision| revision.id)
    }
}

impl Store {
    /// Writes the bodies of large new bytes, at most 1 MiB a call, before they count. `true` when all are written.
    pub fn stage_recapture(&mut self, recapture: &mut Recapture) -> Result<bool, StoreError> {
        self.stage(&mut recapture.new)
    }

    /// Reads the document in its new text from now on. `None`, and nothing is changed, when passages came, went or moved
    /// since their places were computed.
    pub fn recapture(&mut self, group: Id, recapture: &Recapture) -> Result<Option<Committed>, StoreError> {
        self.keep_before_reading_anew(group)?;
        let new = &recapture.new;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(revision) = &new.revision else { return Ok(None) };
        let Some(before) = rows::get(&tx, Table::Document, recapture.document)? else {
            return Err(StoreError::Refused("the document is no longer there".to_owned()));
        };
        if !is_still(&tx, &recapture.anchors, &recapture.struck, &before)? {
            tx.finish()?;
            return Ok(None);
        }
        intake::write_bodies(&tx, new, new.staged, usize::MAX)?;
        intake::read_back(&tx, new)?;
        let mut changes = Vec::new();
        let mut put = |record: Record, before: Option<Fields>| -> Result<(), StoreError> {
            changes.push(Change::put(&tx, record, before)?);
            Ok(())
        };
        let document: Document = typed(Table::Document, before.clone())?;
        for fields in rows::referring_to(&tx, Table::Revision, "document", document.id)? {
            let old: Revision = typed(Table::Revision, fields.clone())?;
            if old.original.is_none() {
                put(Revision { original: Some(document.sha256), ..old }.into_record(), Some(fields))?;
            }
        }
        put(revision.clone().into_record(), None)?;
        let about = new.about.clone();
        let label = Words::new(format!("Take the new version of {}", document.heading().brief(60).raw()));
        let after = Document {
            sha256: new.sha256,
            bytes: new.original.len() as u64,
            kept: new.keep,
            readiness: Readiness::Ready,
            revision: Some(revision.id),
            format: about.format,
            trouble: None,
            // What an analyst wrote stays; what nobody knew is what the new bytes say.
            title: document.title.clone().or(about.title),
            author: document.author.clone().or(about.author),
            published: document.published.clone().or(about.published),
            url: document.url.clone().or(about.url),
            language: document.language.clone().or(about.language),
            ..document
        };
        put(after.into_record(), Some(before))?;
        let modified_ms = new.modified_ms;
        changes.extend(origins::changed(&tx, recapture.path, |path| {
            (path.modified_ms, path.gone_ms) = (modified_ms, None);
        })?);
        let struck = recapture.struck.iter().map(|s| Op::set(Table::Block, s.block, "struck", &s.to));
        let ops: Vec<Op> = struck.chain(recapture.anchors.iter().map(|a| Op::add(a.to.clone()))).collect();
        changes.extend(rules::apply(&tx, &ops)?);
        let line = Line { label: &label, group, undoes: None };
        let head = history::append(&tx, self.head, &line, &self.author, self.session, &changes)?;
        tx.commit()?;
        self.note_read_anew(head, group, &label);
        self.committed(label.clone(), changes).map(Some)
    }
}

fn typed<R: Row>(table: Table, fields: Fields) -> Result<R, StoreError> {
    R::from_record(rows::record(table, fields)?)
        .ok_or_else(|| StoreError::Damaged(format!("a {} is of another table", table.label())))
}
