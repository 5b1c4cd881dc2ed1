//! What an edit may do as the project stands: references that exist, trees without circles, quotes that are in the text.
//! Deleting follows the column list: what has no meaning without the deleted row goes with it, what is in use refuses.

mod independence;
mod weighing;

use super::columns::{Kind, OnDelete, columns, referring};
use super::history::Change;
use super::{StoreError, rows, text};
use crate::domain::brief::BlockKind;
use crate::domain::declined::{Declined, DeclinedKind, copy_pair};
use crate::domain::grade::ContentGrade;
use crate::domain::language::tag_of;
use crate::domain::link::LinkStatus;
use crate::domain::name::Name;
use crate::domain::passage::{Anchor, AnchorState, Translation};
use crate::domain::record::Fields;
use crate::domain::{Id, Op, Record, Struck, Table, Words};
use rusqlite::Connection;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashMap;

/// Applies the operations in order and gives what changed. The caller's transaction holds it.
pub(super) fn apply(conn: &Connection, ops: &[Op]) -> Result<Vec<Change>, StoreError> {
    let mut changes = Vec::new();
    // Which operation each change belongs to, so that a refusal can be told where it was asked for.
    let mut asked_by = Vec::new();
    for (index, op) in ops.iter().enumerate() {
        match op {
            Op::Add(record) => add(conn, record, &mut changes),
            Op::Set { table, id, fields } => set(conn, *table, *id, fields, &mut changes),
            Op::Delete { table, id } => delete(conn, *table, *id, &mut changes),
        }
        .map_err(|error| at(index, error))?;
        asked_by.resize(changes.len(), index);
    }
    // A row that several operations touched is the last one's to answer for.
    let last: HashMap<_, _> = changes.iter().map(|c| (c.table, c.id)).zip(0_usize..).collect();
    let mut left = Vec::new();
    for ((change, index), position) in changes.iter().zip(asked_by).zip(0..) {
        if last.get(&(change.table, change.id)) != Some(&position) {
            continue;
        }
        if let Some(fields) = &change.after {
            let record = match &change.record {
                Some(record) => Cow::Borrowed(record),
                None => Cow::Owned(rows::record(change.table, fields.clone())?),
            };
            let by_this_edit = |to, id| {
                last.get(&(to, id)).and_then(|position| changes.get(*position)).is_some_and(|c| c.after.is_some())
            };
            references(conn, change.table, fields, by_this_edit)
                .and_then(|()| check(conn, &record))
                .map_err(|error| at(index, error))?;
            left.push((record, index));
        }
    }
    // From the end: of two that cannot both be, the later one is at fault.
    for (record, index) in left.iter().rev() {
        check_beside(conn, record).map_err(|error| at(*index, error))?;
    }
    Ok(changes)
}

fn at(index: usize, error: StoreError) -> StoreError {
    match error {
        StoreError::Refused(why) => StoreError::Operation { index, why },
        other => other,
    }
}

fn refused<T>(why: impl Into<String>) -> Result<T, StoreError> {
    Err(StoreError::Refused(why.into()))
}

fn add(conn: &Connection, record: &Record, changes: &mut Vec<Change>) -> Result<(), StoreError> {
    let (table, id) = (record.table(), record.id());
    if is_body(table) {
        return refused(format!("{} comes only by import", table.one()));
    }
    let mut record = record.clone();
    if let Record::Translation(Translation { language: Some(language), .. })
    | Record::Name(Name { language: Some(language), .. }) = &mut record
    {
        *language = Words::new(language_of(language.raw())?);
    }
    check_form(&record)?;
    let change = Change { table, id, before: None, after: Some(record.fields()?), record: Some(record) };
    write(conn, change, changes)
}

/// The tag of a language that was given by its tag or its name.
fn language_of(text: &str) -> Result<String, StoreError> {
    tag_of(text).map_err(|why| StoreError::Refused(why.to_string()))
}

/// The rows an import writes itself.
fn is_body(table: Table) -> bool {
    matches!(table, Table::Document | Table::Revision | Table::DocumentPath)
}

fn set(conn: &Connection, table: Table, id: Id, new: &Fields, changes: &mut Vec<Change>) -> Result<(), StoreError> {
    const NEVER_SET: &[&str] = &["id", "batch", "sha256", "bytes", "kept", "readiness", "format", "trouble", "part_of"];
    if matches!(table, Table::Revision | Table::ImportBatch) {
        return refused(format!("{} is never changed", table.one()));
    }
    let Some(before) = rows::get(conn, table, id)? else {
        return refused(format!("there is no {} with the id {id}", table.label()));
    };
    let mut after = before.clone();
    for (name, value) in new {
        let of_another = matches!((table, name.as_str()), (Table::Passage, "document") | (Table::Document, "revision"));
        if of_another || NEVER_SET.contains(&name.as_str()) {
            return refused(format!("“{name}” of {} cannot be set", table.one()));
        }
        let value = match value {
            Value::String(text) if name == "language" => language_of(text)?.into(),
            other => other.clone(),
        };
        after.insert(name.clone(), value);
        if !columns(table).iter().any(|(known, _)| known == name) {
            return refused(format!("{} has no field “{name}”", table.one()));
        }
    }
    let mut record = Record::from_fields(table, after)
        .map_err(|e| StoreError::Refused(format!("this {} cannot be: {e}", table.label())))?;
    if let Record::Document(document) = &mut record
        && !new.contains_key("proposed")
    {
        // What somebody set is no proposal any more.
        for name in new.keys() {
            document.proposed = document.proposed.take().and_then(|proposed| proposed.without(name));
        }
    }
    check_form(&record)?;
    let after = record.fields()?;
    if after == before {
        return Ok(());
    }
    write(conn, Change { table, id, before: Some(before), after: Some(after), record: Some(record) }, changes)
}

/// Writes a row that is there after the change. A digit belongs to one tag: pinning it takes it from the one that had it.
fn write(conn: &Connection, change: Change, changes: &mut Vec<Change>) -> Result<(), StoreError> {
    if change.table == Table::Tag
        && let Some(after) = &change.after
        && let Some(digit) = after.get("digit").and_then(Value::as_i64)
    {
        let mut statement = conn.prepare_cached("SELECT id FROM tag WHERE digit = ?1 AND id <> ?2")?;
        let others: Vec<Id> =
            statement.query_map(rusqlite::params![digit, change.id], |r| r.get(0))?.collect::<Result<_, _>>()?;
        for other in others {
            set(conn, Table::Tag, other, &Fields::from_iter([("digit".to_owned(), Value::Null)]), changes)?;
        }
    }
    match (&change.before, &change.after) {
        (None, Some(after)) => {
            if !rows::insert(conn, change.table, after)? {
                return refused(format!("there is already {} with the id {}", change.table.one(), change.id));
            }
        }
        (Some(_), Some(after)) => rows::put(conn, change.table, after)?,
        (_, None) => {}
    }
    changes.push(change);
    Ok(())
}

fn delete(conn: &Connection, table: Table, id: Id, changes: &mut Vec<Change>) -> Result<(), StoreError> {
    if is_body(table) || table == Table::ImportBatch {
        return refused(format!("{} is not deleted; undo its import, or drop it", table.one()));
    }
    let Some(before) = rows::get(conn, table, id)? else {
        return refused(format!("there is no {} with the id {id}", table.label()));
    };
    for (other, field, rule) in referring(table) {
        for row in rows::referring_to(conn, other, field, id)? {
            let row_id = identity(&row)?;
            match rule {
                OnDelete::Cascade => delete(conn, other, row_id, changes)?,
                OnDelete::Refuse => {
                    return refused(format!(
                        "this {} is in use: {} refers to it; take that away first",
                        table.label(),
                        other.one()
                    ));
                }
                OnDelete::Clear | OnDelete::Lift => {
                    let value = match rule {
                        OnDelete::Lift => before.get(field).cloned().unwrap_or(Value::Null),
                        _ => Value::Null,
                    };
                    set(conn, other, row_id, &Fields::from_iter([(field.to_owned(), value)]), changes)?;
                }
            }
        }
    }
    rows::remove(conn, table, id)?;
    changes.push(Change { table, id, before: Some(before), after: None, record: None });
    Ok(())
}

fn identity(fields: &Fields) -> Result<Id, StoreError> {
    fields
        .get("id")
        .and_then(Value::as_str)
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| StoreError::Damaged("a row has no identity".to_owned()))
}

/// The rules a record keeps by itself. The tables have them too, so they come before anything is written.
fn check_form(record: &Record) -> Result<(), StoreError> {
    match record {
        Record::ClaimLink(link) if link.from_claim == link.to_claim => refused("a claim is not linked to itself"),
        Record::PassageLink(link) if link.from_passage == link.to_passage => {
            refused("a passage is not linked to itself")
        }
        Record::Cite(cite) => {
            let leads = [cite.passage, cite.claim, cite.document, cite.judgement].iter().flatten().count();
            if leads > 1 || cite.label == 0 {
                return refused("a mark has a number from 1 and leads to one thing");
            }
            Ok(())
        }
        Record::Anchor(anchor) if anchor.span().is_none() => refused("a passage ends after it starts"),
        Record::Ownership(row) if row.name == row.owner => refused("a name does not own itself"),
        Record::DifferentNames(row) if row.one == row.other => refused("a name is not different from itself"),
        _ => Ok(()),
    }
}

/// The rules a record keeps once the whole edit is done.
fn check(conn: &Connection, record: &Record) -> Result<(), StoreError> {
    match record {
        Record::Anchor(anchor) => {
            let Some(span) = anchor.span() else { return refused("a passage ends after it starts") };
            let sql = "SELECT count(*) FROM passage p JOIN revision r ON r.document = p.document WHERE p.id = ?1 AND r.id = ?2";
            if count(conn, sql, [anchor.passage, anchor.revision])? == 0 {
                return refused("a passage stands in a text of its own document");
            }
            if anchor.state == AnchorState::Orphaned {
                // It stands nowhere in this text; its words are kept to find it again.
                return Ok(());
            }
            left_out(conn, anchor)?;
            let slice = text::slice(conn, anchor.revision, span.range())?;
            if slice.as_deref() != Some(anchor.quote.raw()) {
                return refused("the words of a passage must be what the text has at its place");
            }
        }
        Record::Claim(claim) => {
            if !claim.words.is_filled() {
                return refused("a claim needs words");
            }
            if claim.content_grade == Some(ContentGrade::CONFIRMED) {
                independence::confirmed(conn, claim.id)?;
            }
        }
        Record::Evidence(evidence) if evidence.passage.is_none() && evidence.basis.is_none() => {
            return refused("evidence is a passage, or a basis in words");
        }
        Record::Judgement(judgement) => {
            if !judgement.words.is_filled() {
                return refused("a judgement needs words");
            }
            judgement.likelihood().map_err(StoreError::Refused)?;
        }
        Record::Cite(cite) => {
            let sql = "SELECT count(*) FROM block WHERE id = ?1 AND kind = 'text'";
            if count(conn, sql, [cite.block])? == 0 {
                return refused("marks stand in blocks of text");
            }
        }
        Record::Name(name) if !name.words.is_filled() => return refused("a name needs a spelling"),
        Record::Translation(t) if !t.words.is_filled() => return refused("a translation needs words"),
        Record::Wanted(w) if !w.words.is_filled() => return refused("a wanted item says what is wanted"),
        Record::Declined(d) if !d.key.is_filled() => return refused("a declined proposal needs a key"),
        Record::Declined(d) if d.kind == DeclinedKind::Copy => not_copies(conn, d)?,
        Record::Hypothesis(h) if !h.words.is_filled() => return refused("a hypothesis needs words"),
        Record::Assumption(a) if !a.words.is_filled() => return refused("an assumption needs words"),
        Record::Indicator(i) if !i.words.is_filled() => return refused("an indicator says what would be seen"),
        Record::Looked(l) if !l.words.is_filled() => return refused("say in words what was looked for"),
        Record::SavedSearch(saved) => {
            let read: Result<crate::domain::query::Query, _> = saved.query.raw().parse();
            if let Err(error) = read {
                return refused(format!("a search is kept only when it can be read: {error}"));
            }
        }
        Record::SavedFilter(filter) => {
            let nothing = (&filter.words, filter.triage, filter.tag, filter.document_set, &filter.folder);
            if nothing == (&None, None, None, None, &None) {
                return refused("a filter that lets every document through is none");
            }
            if filter.document_set.is_some() && filter.folder.is_some() {
                return refused("a filter is held to a set or to a folder, not to both");
            }
        }
        Record::Block(block) => {
            if block.kind != BlockKind::Quotation && block.struck.is_some() {
                return refused("words are left out of quotations alone");
            }
            if let (Some(struck), Some(passage)) = (&block.struck, block.passage) {
                let quotes = quotes(conn, passage)?;
                if !quotes.iter().all(|quote| struck.fits(quote)) {
                    return refused("what is left out of a quotation is part of its words, and some of them stay");
                }
            }
            let fits = match block.kind {
                BlockKind::Headline | BlockKind::Text => {
                    block.passage.is_none() && block.claim.is_none() && block.document.is_none()
                }
                BlockKind::Quotation | BlockKind::PullQuote => block.passage.is_some(),
                BlockKind::Claim => block.claim.is_some(),
                BlockKind::Citation => block.document.is_some(),
                BlockKind::Judgement => block.judgement.is_some(),
            };
            if !fits {
                return refused(format!("a {} block does not refer to that", block.kind.label()));
            }
        }
        _ => {}
    }
    Ok(())
}

/// What a quotation's words are, in the decoding of its document that is read.
fn quotes(conn: &Connection, passage: Id) -> Result<Vec<Words>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT quote FROM anchor WHERE passage = ?1 AND EXISTS (SELECT 1 FROM document d WHERE d.revision = anchor.revision)",
    )?;
    let rows = statement.query_map([passage], |row| row.get::<_, String>(0))?;
    rows.map(|quote| Ok(Words::new(quote?))).collect()
}

/// Words left out of a quotation stay part of it when its passage moves.
fn left_out(conn: &Connection, anchor: &Anchor) -> Result<(), StoreError> {
    if count(conn, "SELECT count(*) FROM document WHERE revision = ?1", [anchor.revision])? == 0 {
        // In a decoding nobody reads any more.
        return Ok(());
    }
    let sql = "SELECT struck FROM block WHERE passage = ?1 AND struck IS NOT NULL";
    let mut statement = conn.prepare_cached(sql)?;
    for struck in statement.query_map([anchor.passage], |row| row.get::<_, String>(0))? {
        let struck = Struck::try_from(struck?).map_err(StoreError::Damaged)?;
        if !struck.fits(&anchor.quote) {
            return refused("a brief leaves words out of this passage, and its words would no longer be these");
        }
    }
    Ok(())
}

/// The rules a record keeps beside others of its kind.
fn check_beside(conn: &Connection, record: &Record) -> Result<(), StoreError> {
    match record {
        Record::Tag(tag) => {
            let mut above = tag.parent;
            let mut steps = 0;
            while let Some(id) = above {
                steps += 1;
                if id == tag.id || steps > 1_000 {
                    return refused("a tag cannot be below itself");
                }
                above = match rows::get(conn, Table::Tag, id)?.map(|f| rows::record(Table::Tag, f)).transpose()? {
                    Some(Record::Tag(parent)) => parent.parent,
                    _ => None,
                };
            }
            let name = tag.name.words().raw();
            let sql = "SELECT count(*) FROM tag WHERE name = ?1 AND parent IS ?2 AND id <> ?3";
            if count(conn, sql, rusqlite::params![name, tag.parent, tag.id])? > 0 {
                return refused(format!("there is already a tag “{name}” here"));
            }
        }
        Record::Name(name) => {
            let mut into = name.merged_into;
            let mut steps = 0;
            while let Some(id) = into {
                steps += 1;
                if id == name.id || steps > 1_000 {
                    return refused("a name cannot be merged into itself, nor round in a circle");
                }
                into = match rows::get(conn, Table::Name, id)?.map(|f| rows::record(Table::Name, f)).transpose()? {
                    Some(Record::Name(other)) => other.merged_into,
                    _ => None,
                };
            }
            if name.merged_into.is_some() {
                // Two names that become one may take away what confirmed a claim.
                let mut statement = conn.prepare_cached("SELECT id FROM claim WHERE content_grade = 1")?;
                let graded: Vec<Id> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
                for claim in graded {
                    match independence::confirmed(conn, claim) {
                        Err(StoreError::Refused(_)) => {
                            return refused(
                                "a claim has content grade 1 because these two names are two origins; grade it anew before they are one",
                            );
                        }
                        other => other?,
                    }
                }
                weighing::merged(conn, name.id)?;
            }
        }
        Record::Mention(row) => {
            let sql = "SELECT count(*) FROM mention WHERE passage = ?1 AND +name = ?2";
            if count(conn, sql, [row.passage, row.name])? > 1 {
                return refused("this passage names it already");
            }
        }
        Record::Cite(row) => {
            let sql = "SELECT count(*) FROM cite WHERE block = ?1 AND label = ?2";
            if count(conn, sql, rusqlite::params![row.block, row.label])? > 1 {
                return refused("two marks of a block have the same number");
            }
        }
        Record::PassageTag(row) => {
            // By the few tags of the passage, never by the many passages of the tag: hence the plus.
            let sql = "SELECT count(*) FROM passage_tag WHERE passage = ?1 AND +tag = ?2";
            if count(conn, sql, [row.passage, row.tag])? > 1 {
                return refused("this passage has the tag already");
            }
        }
        Record::ClaimTag(row) => {
            let sql = "SELECT count(*) FROM claim_tag WHERE claim = ?1 AND +tag = ?2";
            if count(conn, sql, [row.claim, row.tag])? > 1 {
                return refused("this claim has the tag already");
            }
        }
        Record::DocumentSet(set) => {
            let sql = "SELECT count(*) FROM document_set WHERE name = ?1 AND id <> ?2";
            if count(conn, sql, rusqlite::params![set.name.words().raw(), set.id])? > 0 {
                return refused(format!("there is already a set “{}”", set.name.words().raw()));
            }
        }
        Record::SavedFilter(filter) => {
            let sql = "SELECT count(*) FROM saved_filter WHERE name = ?1 AND id <> ?2";
            if count(conn, sql, rusqlite::params![filter.name.words().raw(), filter.id])? > 0 {
                return refused(format!("there is already a filter “{}”", filter.name.words().raw()));
            }
        }
        Record::DocumentInSet(row) => {
            // By the few sets of the document, never by the many documents of the set.
            let sql = "SELECT count(*) FROM document_in_set WHERE document = ?1 AND +document_set = ?2";
            if count(conn, sql, [row.document, row.document_set])? > 1 {
                return refused("this document is in the set already");
            }
        }
        Record::ClaimLink(link) => {
            // That a proposal was rejected stands in nobody's way who finds a link later.
            let sql = "SELECT count(*) FROM claim_link WHERE from_claim = ?1 AND to_claim = ?2 AND kind = ?3
                       AND (status = 'rejected') = ?4";
            let rejected = link.status == LinkStatus::Rejected;
            let fields = rusqlite::params![link.from_claim, link.to_claim, link.kind.as_str(), rejected];
            if count(conn, sql, fields)? > 1 {
                return refused(format!("these two claims are linked already as “{}”", link.kind.label()));
            }
        }
        other => weighing::check(conn, other)?,
    }
    Ok(())
}

/// That two documents are no copies of one another names both.
fn not_copies(conn: &Connection, declined: &Declined) -> Result<(), StoreError> {
    let Some((one, other)) = copy_pair(&declined.key) else {
        return refused("a copy that is declined is named by the ids of two documents, the smaller first");
    };
    for id in [one, other] {
        if !rows::exists(conn, Table::Document, id)? {
            return refused(format!("there is no document with the id {id}"));
        }
    }
    Ok(())
}

fn count(conn: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<i64, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
}

/// What a row refers to is there. What the same edit has put in need not be looked up.
fn references(
    conn: &Connection,
    table: Table,
    fields: &Fields,
    by_this_edit: impl Fn(Table, Id) -> bool,
) -> Result<(), StoreError> {
    for (name, kind) in columns(table) {
        if let (Kind::Ref(to, _), Some(Value::String(text))) = (kind, fields.get(*name)) {
            let id: Id = text.parse().map_err(|_odd| StoreError::Refused(format!("“{text}” is not an id")))?;
            if !by_this_edit(*to, id) && !rows::exists(conn, *to, id)? {
                return refused(format!("there is no {} with the id {id}", to.label()));
            }
        }
    }
    Ok(())
}
