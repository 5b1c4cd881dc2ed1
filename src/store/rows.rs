//! Records to rows and back, by the one list of columns.

use super::StoreError;
use super::columns::{Column, Kind, columns, is_later};
use crate::domain::record::Fields;
use crate::domain::{Id, Record, Sha256, Table};
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row, params_from_iter};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What is said to a table again and again.
struct Statements {
    /// `SELECT …columns… FROM table`.
    select: String,
    get: String,
    insert: String,
    put: String,
    remove: String,
    exists: String,
}

/// Put together once: a commit says a dozen of them.
static STATEMENTS: LazyLock<HashMap<Table, Statements>> =
    LazyLock::new(|| Table::ALL.iter().map(|table| (*table, Statements::of(*table))).collect());

impl Statements {
    fn of(table: Table) -> Self {
        let (name, columns) = (table.as_str(), columns(table));
        let joined =
            |part: &dyn Fn(&str) -> String| columns.iter().map(|(name, _)| part(name)).collect::<Vec<_>>().join(", ");
        let list = joined(&|name| format!("\"{name}\""));
        let marks = vec!["?"; columns.len()].join(", ");
        let replace = joined(&|name| format!("\"{name}\" = excluded.\"{name}\""));
        let select = format!("SELECT {list} FROM \"{name}\"");
        let insert = format!("INSERT INTO \"{name}\" ({list}) VALUES ({marks})");
        Self {
            get: format!("{select} WHERE id = ?1"),
            put: format!("{insert} ON CONFLICT (id) DO UPDATE SET {replace}"),
            remove: format!("DELETE FROM \"{name}\" WHERE id = ?1"),
            exists: format!("SELECT 1 FROM \"{name}\" WHERE id = ?1"),
            select,
            insert,
        }
    }

    /// Those of a table; every table has its own.
    fn to(table: Table) -> &'static Self {
        &STATEMENTS[&table]
    }
}

/// `SELECT …columns… FROM table` followed by `rest`.
pub(super) fn select(table: Table, rest: &str) -> String {
    format!("{} {rest}", Statements::to(table).select)
}

/// A row of a `select` as fields.
pub(super) fn fields(table: Table, row: &Row<'_>) -> Result<Fields, StoreError> {
    let mut out = Fields::new();
    for (i, (name, kind)) in columns(table).iter().enumerate() {
        let value = json(*kind, row.get_ref(i)?)?;
        if !value.is_null() || !is_later(table, name) {
            out.insert((*name).to_owned(), value);
        }
    }
    Ok(out)
}

fn json(kind: Kind, value: ValueRef<'_>) -> Result<Value, StoreError> {
    let odd = || StoreError::Damaged(format!("a value of kind {kind:?} is {value:?}"));
    Ok(match (kind, value) {
        (_, ValueRef::Null) => Value::Null,
        (Kind::Id | Kind::Ref(..), ValueRef::Blob(bytes)) => {
            Value::String(Id::from_bytes(bytes.try_into().map_err(|_length| odd())?).to_string())
        }
        (Kind::Hash, ValueRef::Blob(bytes)) => {
            Value::String(Sha256::from_bytes(bytes.try_into().map_err(|_length| odd())?).to_string())
        }
        (Kind::Text, ValueRef::Text(bytes)) => {
            Value::String(std::str::from_utf8(bytes).map_err(|_not_utf8| odd())?.to_owned())
        }
        (Kind::Int, ValueRef::Integer(n)) => Value::from(n),
        (Kind::Bool, ValueRef::Integer(n @ (0 | 1))) => Value::Bool(n == 1),
        _ => return Err(odd()),
    })
}

fn sql(column: &Column, value: Option<&Value>) -> Result<Sql, StoreError> {
    let (name, kind) = column;
    let odd = || StoreError::Refused(format!("the field “{name}” cannot hold {}", value.unwrap_or(&Value::Null)));
    Ok(match (kind, value) {
        (_, None | Some(Value::Null)) => Sql::Null,
        (Kind::Id | Kind::Ref(..), Some(Value::String(text))) => {
            Sql::Blob(text.parse::<Id>().map_err(|_not_an_id| odd())?.to_bytes().to_vec())
        }
        (Kind::Hash, Some(Value::String(text))) => {
            Sql::Blob(text.parse::<Sha256>().map_err(|_not_a_hash| odd())?.to_bytes().to_vec())
        }
        (Kind::Text, Some(Value::String(text))) => Sql::Text(text.clone()),
        (Kind::Int, Some(Value::Number(n))) => Sql::Integer(n.as_i64().ok_or_else(odd)?),
        (Kind::Bool, Some(Value::Bool(b))) => Sql::Integer(i64::from(*b)),
        _ => return Err(odd()),
    })
}

/// The fields of one row.
pub(super) fn get(conn: &Connection, table: Table, id: Id) -> Result<Option<Fields>, StoreError> {
    let mut statement = conn.prepare_cached(&Statements::to(table).get)?;
    let found = statement.query_row([id], |row| Ok(fields(table, row))).optional()?;
    found.transpose()
}

/// Every row whose `field` refers to `id`, oldest first.
pub(super) fn referring_to(conn: &Connection, table: Table, field: &str, id: Id) -> Result<Vec<Fields>, StoreError> {
    let mut statement = conn.prepare_cached(&select(table, &format!("WHERE \"{field}\" = ?1 ORDER BY id")))?;
    let mut rows = statement.query([id])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(fields(table, row)?);
    }
    Ok(out)
}

/// Every row of a table, oldest first.
pub(super) fn all(conn: &Connection, table: Table) -> Result<Vec<Fields>, StoreError> {
    let mut statement = conn.prepare_cached(&select(table, "ORDER BY id"))?;
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(fields(table, row)?);
    }
    Ok(out)
}

fn values(table: Table, fields: &Fields) -> Result<Vec<Sql>, StoreError> {
    columns(table).iter().map(|column| sql(column, fields.get(column.0))).collect()
}

/// Puts a row in. `false` when there is one with the same identity, which stays as it is.
pub(super) fn insert(conn: &Connection, table: Table, fields: &Fields) -> Result<bool, StoreError> {
    let values = values(table, fields)?;
    match conn.prepare_cached(&Statements::to(table).insert)?.execute(params_from_iter(values)) {
        Ok(_) => Ok(true),
        Err(rusqlite::Error::SqliteFailure(why, _))
            if why.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY =>
        {
            Ok(false)
        }
        Err(other) => Err(other.into()),
    }
}

/// Writes a row: puts it in, or in place of the one with the same identity.
pub(super) fn put(conn: &Connection, table: Table, fields: &Fields) -> Result<(), StoreError> {
    let values = values(table, fields)?;
    conn.prepare_cached(&Statements::to(table).put)?.execute(params_from_iter(values))?;
    Ok(())
}

/// Takes a row out.
pub(super) fn remove(conn: &Connection, table: Table, id: Id) -> Result<(), StoreError> {
    conn.prepare_cached(&Statements::to(table).remove)?.execute([id])?;
    Ok(())
}

/// True when the row is there.
pub(super) fn exists(conn: &Connection, table: Table, id: Id) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached(&Statements::to(table).exists)?.exists([id])?)
}

/// Fields as a record. A record that does not read means the file was written by something else.
pub(super) fn record(table: Table, fields: Fields) -> Result<Record, StoreError> {
    Record::from_fields(table, fields).map_err(|e| StoreError::Damaged(format!("a {}: {e}", table.label())))
}

impl rusqlite::ToSql for Id {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(Sql::Blob(self.to_bytes().to_vec())))
    }
}

impl rusqlite::types::FromSql for Id {
    fn column_result(value: ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        <[u8; 16]>::column_result(value).map(Id::from_bytes)
    }
}

impl rusqlite::ToSql for Sha256 {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(Sql::Blob(self.to_bytes().to_vec())))
    }
}

impl rusqlite::types::FromSql for Sha256 {
    fn column_result(value: ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        <[u8; 32]>::column_result(value).map(Sha256::from_bytes)
    }
}
