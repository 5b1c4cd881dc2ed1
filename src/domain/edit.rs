//! Edits: one reversible step of work each, made of operations on records, with a label a person can read.

use super::record::Fields;
use super::{Id, Record, Row, Table, Words};
use serde::Serialize;
use serde_json::Value;

/// One operation on one record.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "an edit has few operations; boxing each record would cost more than it saves"
)]
pub enum Op {
    /// Puts a new record in.
    Add(Record),
    /// Changes some fields of a record that is there, leaving the others as they are when it is written.
    Set {
        /// The record's table.
        table: Table,
        /// The record.
        id: Id,
        /// The fields that change.
        fields: Fields,
    },
    /// Takes a record out, with the records that have no meaning without it.
    Delete {
        /// The record's table.
        table: Table,
        /// The record.
        id: Id,
    },
}

impl Op {
    /// Puts a new record in.
    pub fn add(row: impl Row) -> Self {
        Self::Add(row.into_record())
    }

    /// Changes one field. A value that cannot be written as JSON becomes null, which the writer then refuses or takes as empty.
    pub fn set(table: Table, id: Id, field: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or(Value::Null);
        Self::Set { table, id, fields: Fields::from_iter([(field.to_owned(), value)]) }
    }

    /// Takes a record out.
    pub fn delete(table: Table, id: Id) -> Self {
        Self::Delete { table, id }
    }
}

/// One step of work: what undo undoes and what the history lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What was done, such as “Tag 3 passages as denial”.
    pub label: Words,
    /// The group undo takes together; `None` gives the edit a group of its own.
    pub group: Option<Id>,
    /// What it does, in order. All of it happens or none.
    pub ops: Vec<Op>,
}

impl Edit {
    /// An edit with a group of its own.
    pub fn new(label: impl Into<Words>, ops: Vec<Op>) -> Self {
        Self { label: label.into(), group: None, ops }
    }
}

/// What happened to one record: `None` before means it was put in, `None` after that it was taken out.
#[derive(Clone, Debug, PartialEq)]
pub struct RowChange {
    /// The record's table.
    pub table: Table,
    /// The record.
    pub id: Id,
    /// The record before.
    pub before: Option<Record>,
    /// The record after.
    pub after: Option<Record>,
}

/// The answer of the writer: what is durable now.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed {
    /// The edit's number in the history; counted from 1.
    pub seq: i64,
    /// What was done, in words.
    pub label: Words,
    /// What changed.
    pub changes: Vec<RowChange>,
    /// The label of what undo would take back now.
    pub can_undo: Option<Words>,
    /// The label of what redo would bring again now.
    pub can_redo: Option<Words>,
}
