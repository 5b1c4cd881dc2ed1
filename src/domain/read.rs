//! Reading a project, without knowing how it is kept. Exports and batch edits see a project only through this.

use super::{Fault, Id, Record, Row, Sha256, Structure, Table, Words};
use std::ops::Range;

/// Which records of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum By {
    /// All of them, oldest first.
    All,
    /// The one with this identity.
    Id(Id),
    /// Those whose field (a reference to another record) is this identity.
    Ref(&'static str, Id),
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct EditLine {
    /// Its number, counted from 1.
    pub seq: i64,
    /// The group undo takes together.
    pub group: Id,
    /// What was done.
    pub label: Words,
    /// Who did it.
    pub author: Words,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The group this one takes back or brings again, if it does.
    pub undoes: Option<Id>,
    /// How many records it changed.
    pub changes: u32,
    /// The chain's hash after it.
    pub hash: Sha256,
}

/// What is known of the project as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectFacts {
    /// The file's name without its ending.
    pub name: Words,
    /// The secret that exported identities are made with.
    pub secret: Id,
    /// How many edits the history has.
    pub edits: i64,
    /// The chain's hash after the last edit.
    pub head: Sha256,
    /// How the analyst asked to be named.
    pub author: Option<Words>,
}

/// A project that can be read.
pub trait ProjectRead {
    /// What is known of the project as a whole.
    fn facts(&self) -> Result<ProjectFacts, Fault>;

    /// Records of a table.
    fn records(&self, table: Table, by: By) -> Result<Vec<Record>, Fault>;

    /// A stretch of a revision's canonical text, in bytes. An end inside a character is moved outward.
    fn text(&self, revision: Id, bytes: Range<u32>) -> Result<String, Fault>;

    /// The structure beside a revision's text of so many bytes; `None` where there is none, or none that can be used.
    fn structure(&self, _revision: Id, _text_bytes: u32) -> Result<Option<Structure>, Fault> {
        Ok(None)
    }

    /// The history from `after` (exclusive, 0 for the start), oldest first, at most `limit` lines.
    fn edits(&self, after: i64, limit: u32) -> Result<Vec<EditLine>, Fault>;
}

impl dyn ProjectRead + '_ {
    /// All records of one type, oldest first.
    pub fn all<R: Row>(&self) -> Result<Vec<R>, Fault> {
        self.typed(By::All)
    }

    /// The record with this identity.
    pub fn get<R: Row>(&self, id: Id) -> Result<Option<R>, Fault> {
        Ok(self.typed(By::Id(id))?.pop())
    }

    /// Records of one type whose field refers to `id`.
    pub fn of<R: Row>(&self, field: &'static str, id: Id) -> Result<Vec<R>, Fault> {
        self.typed(By::Ref(field, id))
    }

    fn typed<R: Row>(&self, by: By) -> Result<Vec<R>, Fault> {
        Ok(self.records(R::TABLE, by)?.into_iter().filter_map(R::from_record).collect())
    }
}
