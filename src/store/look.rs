//! Opening with care: what was broken off is looked over before a word is written, and what may be damaged is read as it
//! lies.

use super::connect::connect;
use super::files::existing;
use super::{Reader, Setting, StoreError, schema, settings};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// A connection to a project that was looked over.
pub(super) struct Looked {
    pub conn: Connection,
    /// The version of its schema.
    pub version: i64,
    /// True when the last session that wrote ended by closing the project.
    pub closed_cleanly: bool,
}

/// The connection, when the project on it is one and is sound. After a session that was broken off that is looked into
/// before anything is written; so is a project of an earlier schema.
pub(super) fn looked_over(conn: Connection, path: &Path) -> Result<Looked, StoreError> {
    // Until it is known to be sound, closing must not bring the log into the file; the caller allows it then.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let version = schema::recognise(&conn, path)?;
    let reader = Reader { conn, path: path.to_owned(), broken_off: false };
    let closed_cleanly = reader.was_closed_cleanly()?;
    if (!closed_cleanly || version < schema::VERSION)
        && let Some(finding) = reader.look_over(true)?.findings.into_iter().find(|finding| !finding.is_of_index())
    {
        return Err(StoreError::Damaged(finding.what));
    }
    Ok(Looked { conn: reader.conn, version, closed_cleanly })
}

/// The address of a file with something that SQLite is told of it, such as that nobody changes it.
pub(super) fn address(path: &Path, what: &str) -> PathBuf {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._".contains(byte) {
            address.push(char::from(*byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    PathBuf::from(address + "?" + what)
}

impl Reader {
    /// True when the last session that wrote ended by closing the project.
    fn was_closed_cleanly(&self) -> Result<bool, StoreError> {
        Ok(settings::get(&self.conn, Setting::Closed)?.as_deref() == Some("clean"))
    }

    /// Opens a file for reading as it lies there, its log left aside: nothing is written, no lock is taken, nothing is
    /// made beside it. For what may be damaged and is not to be touched.
    pub fn untouched(path: &Path) -> Result<Self, StoreError> {
        let path = existing(path)?;
        let as_it_lies = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Self::of(connect(&address(&path, "immutable=1"), as_it_lies)?, &path)
    }

    /// What breaks off a long reading from another thread.
    pub fn interrupter(&self) -> Box<dyn Fn() + Send> {
        let handle = self.conn.get_interrupt_handle();
        Box::new(move || handle.interrupt())
    }
}
