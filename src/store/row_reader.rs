//! A row of SQLite straight into a record: serde reads the columns as they are, with no JSON between. What a value may be
//! stands in the one list of columns; a value of another kind means that something else wrote the file.

use super::StoreError;
use super::columns::{Column, Kind, columns};
use crate::domain::{Record, Table};
use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde::de::value::Error;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// A row of a `select` as a record of its table.
pub(super) fn record(table: Table, row: &Row<'_>) -> Result<Record, StoreError> {
    Record::read(table, Columns::of(table, row)).map_err(|e| damaged(table, &e))
}

/// A row of a `select` as a record of one type.
pub(super) fn typed<R: crate::domain::Row>(row: &Row<'_>) -> Result<R, StoreError> {
    R::deserialize(Columns::of(R::TABLE, row)).map_err(|e| damaged(R::TABLE, &e))
}

fn damaged(table: Table, error: &Error) -> StoreError {
    StoreError::Damaged(format!("a {}: {error}", table.label()))
}

/// The columns of a row, one after the other.
struct Columns<'r> {
    columns: &'static [Column],
    row: &'r Row<'r>,
    next: usize,
}

impl<'r> Columns<'r> {
    fn of(table: Table, row: &'r Row<'_>) -> Self {
        Self { columns: columns(table), row, next: 0 }
    }
}

impl<'de> Deserializer<'de> for Columns<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Columns<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((name, _)) = self.columns.get(self.next) else { return Ok(None) };
        seed.deserialize(serde::de::value::StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let at = self.next;
        self.next += 1;
        let Some((name, kind)) = self.columns.get(at) else { return Err(Error::custom("there are no more columns")) };
        let value = self.row.get_ref(at).map_err(Error::custom)?;
        seed.deserialize(Cell { kind: *kind, value }).map_err(|e| Error::custom(format_args!("“{name}”: {e}")))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.columns.len() - self.next)
    }
}

/// One value.
struct Cell<'r> {
    kind: Kind,
    value: ValueRef<'r>,
}

impl<'de> Deserializer<'de> for Cell<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match (self.kind, self.value) {
            (_, ValueRef::Null) => visitor.visit_none(),
            (Kind::Id | Kind::Ref(..) | Kind::Hash, ValueRef::Blob(bytes)) => visitor.visit_bytes(bytes),
            (Kind::Text, ValueRef::Text(bytes)) => {
                visitor.visit_str(std::str::from_utf8(bytes).map_err(|_not_utf8| Error::custom("not UTF-8"))?)
            }
            (Kind::Int, ValueRef::Integer(n)) => visitor.visit_i64(n),
            (Kind::Bool, ValueRef::Integer(n @ (0 | 1))) => visitor.visit_bool(n == 1),
            (kind, value) => Err(Error::custom(format_args!("a value of kind {kind:?} is {value:?}"))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value == ValueRef::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// Identities and hashes are bytes here, not text.
    fn is_human_readable(&self) -> bool {
        false
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
