//! What belongs to the project but has no history: its secret, the analyst's name, view state, drafts, and the record of
//! exports.

use super::{Reader, Store, StoreError};
use crate::domain::{Id, Sha256};
use rusqlite::{Connection, OptionalExtension as _, params};

/// A setting of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The secret exported identities are made with.
    Secret,
    /// How the analyst asked to be named.
    Author,
    /// “clean” after a close, “open” while somebody writes.
    Closed,
}

impl Setting {
    fn key(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::Author => "author",
            Self::Closed => "closed",
        }
    }
}

pub(super) fn get(conn: &Connection, setting: Setting) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([setting.key()], |row| row.get(0))
        .optional()?)
}

pub(super) fn put(conn: &Connection, setting: Setting, value: &str) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value")?
        .execute([setting.key(), value])?;
    Ok(())
}

/// One export that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRecord {
    /// What was exported: a brief's id, or `report`.
    pub product: String,
    /// In which format.
    pub format: String,
    /// SHA-256 of the exported file.
    pub sha256: Sha256,
    /// The history's head it shows.
    pub head: Sha256,
}

impl Store {
    /// Remembers where somebody was: reading position, layout. No history.
    pub fn set_view_state(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO view_state VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            )?
            .execute([key, value])?;
        Ok(())
    }

    /// Keeps a half-typed text, or forgets it when `None`.
    pub fn set_draft(&self, key: &str, body: Option<&str>) -> Result<(), StoreError> {
        match body {
            Some(body) => self
                .conn
                .prepare_cached(
                    "INSERT INTO draft VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET body = excluded.body, at_ms = excluded.at_ms",
                )?
                .execute(params![key, body, super::history::now_ms()])?,
            None => self.conn.prepare_cached("DELETE FROM draft WHERE key = ?1")?.execute([key])?,
        };
        Ok(())
    }

    /// Records an export. It is not an edit and cannot be undone.
    pub fn record_export(&self, export: &ExportRecord) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO export VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                Id::new(),
                super::history::now_ms(),
                export.product,
                export.format,
                env!("CARGO_PKG_VERSION"),
                export.sha256,
                export.head
            ],
        )?;
        Ok(())
    }
}

impl Reader {
    /// All remembered view state.
    pub fn view_state(&self) -> Result<Vec<(String, String)>, StoreError> {
        pairs(&self.conn, "SELECT key, value FROM view_state ORDER BY key")
    }

    /// All half-typed texts.
    pub fn drafts(&self) -> Result<Vec<(String, String)>, StoreError> {
        pairs(&self.conn, "SELECT key, body FROM draft ORDER BY key")
    }

    /// How many exports were recorded.
    pub fn export_count(&self) -> Result<u32, StoreError> {
        Ok(self.conn.query_row("SELECT count(*) FROM export", [], |row| row.get(0))?)
    }
}

fn pairs(conn: &Connection, sql: &str) -> Result<Vec<(String, String)>, StoreError> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
