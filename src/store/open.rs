//! Making, opening and closing a project: flags, limits, the lock, and the settings of the reliability catalogue.

use super::history::{Head, Stacks};
use super::lock::Sidecar;
use super::{Setting, StoreError, schema, settings, text};
use crate::domain::{Id, Words};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The one connection that writes.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
    pub(super) head: Head,
    pub(super) stacks: Stacks,
    pub(super) session: Id,
    pub(super) author: Words,
    /// True when bodies were written before their document counted: some may be left that never did.
    pub(super) staged: bool,
    closed_cleanly: bool,
    path: PathBuf,
    identity: Option<(u64, u64)>,
    // Dropped after the connection, so that the lock outlives the last write.
    _lock: Sidecar,
}

/// A connection that only reads.
#[derive(Debug)]
pub struct Reader {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
}

/// Longest value SQLite will take or give, in bytes. Originals and texts are stored in smaller pieces.
const LONGEST_VALUE: i32 = 64 * 1024 * 1024;

impl Store {
    /// Makes a new project file. Fails if something is there already.
    pub fn create(path: &Path, author: Option<&Words>) -> Result<Self, StoreError> {
        let path = placed(path)?;
        if std::fs::symlink_metadata(&path).is_ok() {
            return Err(StoreError::Exists(path));
        }
        let lock = Sidecar::take(&path, label(author))?;
        // Made beside its place and moved there whole, so that a sudden end never leaves half a project in the way.
        let beside = path.with_file_name(format!(".{}.part", Id::new()));
        let made = Self::fill_new(&beside, &path).and_then(|()| put_in_place(&beside, &path));
        if let Err(error) = made {
            // The first error is the one to tell; the part holds nothing.
            drop(std::fs::remove_file(&beside));
            return Err(error);
        }
        Self::begin(path, lock, author)
    }

    /// Makes a project in a file `beside` the `path` it is for.
    fn fill_new(beside: &Path, path: &Path) -> Result<(), StoreError> {
        make_file(beside, path)?;
        let mut conn = connect(beside, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.pragma_update(None, "page_size", 8192)?;
        let tx = conn.transaction()?;
        schema::create(&tx)?;
        settings::put(&tx, Setting::Secret, &Id::new().to_string())?;
        settings::put(&tx, Setting::Closed, "clean")?;
        tx.commit()?;
        Ok(())
    }

    /// Opens a project for writing.
    pub fn open(path: &Path, author: Option<&Words>) -> Result<Self, StoreError> {
        let path = existing(path)?;
        if std::fs::metadata(&path).is_ok_and(|m| m.permissions().readonly()) {
            return Err(StoreError::ReadOnly(path));
        }
        let lock = Sidecar::take(&path, label(author))?;
        Self::begin(path, lock, author)
    }

    fn begin(path: PathBuf, lock: Sidecar, author: Option<&Words>) -> Result<Self, StoreError> {
        let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let version = schema::recognise(&conn, &path)?;
        // Fails at once while any other program writes, whatever the sidecar says.
        conn.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
        let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        conn.pragma_update(None, "synchronous", if mode.eq_ignore_ascii_case("wal") { "FULL" } else { "EXTRA" })?;
        conn.busy_timeout(Duration::from_millis(250))?;
        if version < schema::VERSION {
            let tx = conn.transaction()?;
            schema::migrate(&tx, version)?;
            tx.commit()?;
        }
        let closed_cleanly = settings::get(&conn, Setting::Closed)?.as_deref() == Some("clean");
        // A session that ends by itself sweeps up after itself; the sweep looks at every text and every original.
        if !closed_cleanly {
            text::remove_leftovers(&conn)?;
        }
        let author = match author {
            Some(author) => {
                settings::put(&conn, Setting::Author, author.raw())?;
                author.clone()
            }
            None => Words::new(settings::get(&conn, Setting::Author)?.unwrap_or_else(|| "unnamed".to_owned())),
        };
        settings::put(&conn, Setting::Closed, "open")?;
        let head = Head::read(&conn)?;
        let stacks = Stacks::read(&conn)?;
        let identity = identity(&path);
        let (session, staged) = (Id::new(), false);
        Ok(Self { conn, head, stacks, session, author, staged, closed_cleanly, path, identity, _lock: lock })
    }

    /// Where the project lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// True when the session before this one ended by closing the project.
    pub fn was_closed_cleanly(&self) -> bool {
        self.closed_cleanly
    }

    /// A read-only connection to the same project.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        Reader::connect(self.path.clone())
    }

    /// An error when the file at the path is no longer the one that was opened.
    pub fn still_there(&self) -> Result<(), StoreError> {
        if identity(&self.path) == self.identity { Ok(()) } else { Err(StoreError::Gone(self.path.clone())) }
    }

    /// Writes a whole copy of the project as it is now to a path where nothing is yet. Works even when the project's own
    /// file was deleted while it was open.
    pub fn copy_to(&self, path: &Path) -> Result<PathBuf, StoreError> {
        let path = placed(path)?;
        if std::fs::symlink_metadata(&path).is_ok() {
            return Err(StoreError::Exists(path));
        }
        let beside = path.with_file_name(format!(".{}.part", Id::new()));
        // SQLite is told a path as text.
        let Some(text) = beside.to_str() else {
            return Err(StoreError::Refused("the path of a copy must be Unicode text".to_owned()));
        };
        make_file(&beside, &path)?;
        let copied = self.conn.execute("VACUUM INTO ?1", [text]).map_err(StoreError::from);
        if let Err(error) = copied.and_then(|_| put_in_place(&beside, &path)) {
            drop(std::fs::remove_file(&beside));
            return Err(error);
        }
        Ok(path)
    }

    /// Names the analyst from here on.
    pub fn set_author(&mut self, author: &Words) -> Result<(), StoreError> {
        settings::put(&self.conn, Setting::Author, author.raw())?;
        self.author = author.clone();
        Ok(())
    }

    /// Brings the write-ahead log back into the file; done when idle.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Closes the project: afterwards it is one file again. Readers must be closed before.
    pub fn close(self) -> Result<(), StoreError> {
        if self.staged {
            text::remove_leftovers(&self.conn)?;
        }
        settings::put(&self.conn, Setting::Closed, "clean")?;
        self.checkpoint()?;
        let _: String = self.conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
        self.conn.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}

impl Reader {
    /// Opens a project for reading alone. What a process that died left half written is taken back first.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = existing(path)?;
        match Self::connect(path.clone()) {
            Err(error) if error.wants_recovery() => {
                recover(&path)?;
                Self::connect(path)
            }
            other => other,
        }
    }

    fn connect(path: PathBuf) -> Result<Self, StoreError> {
        let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let version = schema::recognise(&conn, &path)?;
        if version < schema::VERSION {
            conn = brought_up(&conn, version)?;
        }
        conn.pragma_update(None, "query_only", true)?;
        conn.busy_timeout(Duration::from_millis(250))?;
        Ok(Self { conn, path })
    }

    /// Where the project lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A project of an earlier schema, to be read as one of ours: a copy in memory is brought up to date, the file stays.
fn brought_up(conn: &Connection, version: i64) -> Result<Connection, StoreError> {
    let mut copy = configured(Connection::open_in_memory()?)?;
    let backup = rusqlite::backup::Backup::new(conn, &mut copy)?;
    backup.run_to_completion(1_000, Duration::ZERO, None)?;
    drop(backup);
    schema::migrate(&copy, version)?;
    Ok(copy)
}

/// Makes an empty file for the owner alone. SQLite gives its sidecars the mode of the project file, so this comes first.
/// An error names `shown`, the path the file is for.
fn make_file(path: &Path, shown: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    drop(options.open(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly(shown.to_owned())
        }
        std::io::ErrorKind::NotFound => StoreError::Missing(shown.to_owned()),
        _ => StoreError::io(format!("making {}", shown.display()), e),
    })?);
    Ok(())
}

/// Lets SQLite finish or take back what a process that died was writing.
fn recover(path: &Path) -> Result<(), StoreError> {
    let _lock = Sidecar::take(path, label(None))?;
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

/// Gives a finished new file its name and makes the name durable. The sidecar lock keeps other windows from doing the same.
fn put_in_place(beside: &Path, path: &Path) -> Result<(), StoreError> {
    if std::fs::symlink_metadata(path).is_ok() {
        return Err(StoreError::Exists(path.to_owned()));
    }
    let told = |e| StoreError::io(format!("making {}", path.display()), e);
    std::fs::rename(beside, path).map_err(told)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        match std::fs::File::open(folder).and_then(|folder| folder.sync_all()) {
            // Some file systems have no such operation for folders; they settle names by themselves.
            Err(e) if !matches!(e.kind(), std::io::ErrorKind::InvalidInput | std::io::ErrorKind::Unsupported) => {
                return Err(told(e));
            }
            _ => {}
        }
    }
    Ok(())
}

fn label(author: Option<&Words>) -> &str {
    author.map_or("somebody", Words::raw)
}

fn connect(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let flags =
        access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_EXRESCODE;
    configured(Connection::open_with_flags(path, flags)?)
}

/// Limits and settings of every connection.
fn configured(conn: Connection) -> Result<Connection, StoreError> {
    conn.busy_timeout(Duration::ZERO)?;
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
        (Limit::SQLITE_LIMIT_VDBE_OP, 250_000),
        (Limit::SQLITE_LIMIT_ATTACHED, 1),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
    ] {
        conn.set_limit(limit, value)?;
    }
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        // Otherwise a statement whose plan might depend on a bound value is compiled anew for every value.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        conn.set_db_config(config, on)?;
    }
    for (pragma, value) in [
        ("foreign_keys", "ON"),
        ("secure_delete", "ON"),
        ("temp_store", "MEMORY"),
        ("mmap_size", "0"),
        ("cell_size_check", "ON"),
        ("fullfsync", "ON"),
        ("checkpoint_fullfsync", "ON"),
    ] {
        conn.pragma_update(None, pragma, value)?;
    }
    conn.set_prepared_statement_cache_capacity(128);
    Ok(conn)
}

/// The path with its folder made absolute; the last component is kept, so that a link there is seen as one.
fn placed(path: &Path) -> Result<PathBuf, StoreError> {
    let name = path.file_name().ok_or_else(|| StoreError::Missing(path.to_owned()))?;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|_gone| StoreError::Missing(path.to_owned()))?;
    Ok(folder.join(name))
}

/// As [`placed`], for a plain file that is there.
fn existing(path: &Path) -> Result<PathBuf, StoreError> {
    let path = placed(path)?;
    let about = std::fs::symlink_metadata(&path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing(path.clone()),
        _ => StoreError::io(format!("looking at {}", path.display()), e),
    })?;
    let not_plain = |what| StoreError::NotPlain { path: path.clone(), what };
    if about.is_symlink() {
        return Err(not_plain("a symbolic link"));
    }
    if !about.is_file() {
        return Err(not_plain("not a file"));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if about.nlink() > 1 {
            return Err(not_plain("a file with a second name (hard link)"));
        }
    }
    if about.len() == 0 {
        return Err(StoreError::Empty(path));
    }
    Ok(path)
}

/// What tells this file from another put in its place: device and inode. `None` when there is nothing.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::symlink_metadata(path).ok().map(|m| (m.dev(), m.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    std::fs::symlink_metadata(path).ok().map(|_| (0, 0))
}
