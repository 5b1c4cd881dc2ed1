//! Making, opening and closing a project: flags, limits, the lock, and the settings of the reliability catalogue.

use super::connect::{configured, connect, keep_log, set_journal, settle_all};
use super::far::far;
use super::files::{existing, identity, make_file, placed, put_in_place};
use super::history::{Head, Stacks};
use super::lock::Sidecar;
use super::look::{Looked, looked_over};
use super::unwritable::{has_log, may_be_written};
use super::{Setting, StoreError, intake, schema, settings, snapshot};
use crate::domain::{Id, Sha256, Words};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::cell::Cell;
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
    /// True once the disk did not confirm a write.
    pub(super) unconfirmed: Cell<bool>,
    /// Pieces of indexing since the parts of the index were merged.
    pub(super) unmerged: u32,
    /// True once another window wrote while our lock was away.
    pub(super) overtaken: bool,
    closed_cleanly: bool,
    pub(super) path: PathBuf,
    pub(super) identity: Option<(u64, u64)>,
    /// True when what is risky is preceded by a snapshot.
    pub(super) keeps: bool,
    /// The group that read a document anew last, and the head after it.
    pub(super) kept: Option<(Id, Sha256)>,
    // Dropped after the connection, so that the lock outlives the last write.
    pub(super) lock: Sidecar,
}

/// A connection that only reads.
#[derive(Debug)]
pub struct Reader {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
    /// True when the last session was broken off and could not be mended where the file lies.
    pub(super) broken_off: bool,
}

/// How many pages of a log are worth bringing into the file: 8 MB.
const LONG_LOG: i64 = 1_000;
/// How much of the file the writing connection keeps in memory, in KiB: in less, the index is read and written over and
/// over while it is made.
const KEPT_PAGES_KIB: i64 = 32 * 1024;

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
        let mut store = Self::begin(path, lock)?;
        store.start(author)?;
        Ok(store)
    }

    /// Makes a project in a file `beside` the `path` it is for.
    fn fill_new(beside: &Path, path: &Path) -> Result<(), StoreError> {
        make_file(beside, path)?;
        let mut conn = connect(beside, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.pragma_update(None, "page_size", 8192)?;
        settle_all(&conn)?;
        let tx = conn.transaction()?;
        schema::create(&tx)?;
        settings::put(&tx, Setting::Secret, &Id::new().to_string())?;
        settings::put(&tx, Setting::Closed, "clean")?;
        tx.commit()?;
        Ok(())
    }

    /// Opens a project for writing.
    pub fn open(path: &Path, author: Option<&Words>) -> Result<Self, StoreError> {
        let mut store = Self::prepare(path, author)?;
        store.start(author)?;
        Ok(store)
    }

    /// Opens a project that is to be written, and writes nothing yet: it is locked, and looked over if its last session
    /// was broken off. Only a project of an earlier schema is brought up to date at once, after a snapshot.
    pub fn prepare(path: &Path, author: Option<&Words>) -> Result<Self, StoreError> {
        let path = existing(path)?;
        if std::fs::metadata(&path).is_ok_and(|m| m.permissions().readonly()) || !may_be_written(&path) {
            return Err(StoreError::ReadOnly(path));
        }
        if snapshot::is_one(&path) {
            return Err(StoreError::IsSnapshot(path));
        }
        let lock = Sidecar::take(&path, label(author))?;
        Self::begin(path, lock)
    }

    fn begin(path: PathBuf, lock: Sidecar) -> Result<Self, StoreError> {
        let conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // Whoever begins to read what was broken off holds the file for a moment, and is waited for. Another window has the
        // lock, which says so at once.
        conn.busy_timeout(Duration::from_secs(2))?;
        let Looked { mut conn, version, closed_cleanly } = looked_over(conn, &path)?;
        settle_all(&conn)?;
        // Fails while any other program writes, whatever the sidecar says.
        conn.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
        if version < schema::VERSION {
            snapshot::first(&path)?;
            let tx = conn.transaction()?;
            schema::migrate(&tx, version)?;
            tx.commit()?;
        }
        let author = Words::new(settings::get(&conn, Setting::Author)?.unwrap_or_else(|| "unnamed".to_owned()));
        let head = Head::read(&conn)?;
        let stacks = Stacks::read(&conn)?;
        let identity = identity(&path);
        Ok(Self {
            conn,
            head,
            stacks,
            session: Id::new(),
            author,
            staged: false,
            unconfirmed: Cell::default(),
            unmerged: 0,
            overtaken: false,
            closed_cleanly,
            path,
            identity,
            keeps: false,
            kept: None,
            lock,
        })
    }

    /// Begins to write in a project that was prepared.
    pub fn start(&mut self, author: Option<&Words>) -> Result<(), StoreError> {
        let done = self.begin_writing(author);
        self.heed(done)
    }

    fn begin_writing(&mut self, author: Option<&Words>) -> Result<(), StoreError> {
        let conn = &self.conn;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        // Whoever reads just now is waited for.
        conn.busy_timeout(Duration::from_secs(2))?;
        keep_log(conn, far(&self.path).is_some())?;
        conn.busy_timeout(Duration::from_millis(250))?;
        conn.pragma_update(None, "cache_size", -KEPT_PAGES_KIB)?;
        // A session that ends by itself sweeps up after itself; the sweep looks at every text and every original.
        if !self.closed_cleanly {
            intake::remove_leftovers(conn)?;
        }
        if let Some(author) = author {
            settings::put(conn, Setting::Author, author.raw())?;
            self.author = author.clone();
        }
        settings::put(&self.conn, Setting::Closed, "open")
    }

    /// Lets go of a project that is damaged, or whose disk did not confirm a write, without another write: not even its
    /// log is brought in.
    pub fn abandon(self) -> Result<(), StoreError> {
        self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        self.conn.close().map_err(|(_, error)| error)?;
        Ok(())
    }

    /// From here on, an edit that deletes much, and reading documents anew, is preceded by a snapshot; where none can be
    /// made, it is not done.
    pub fn keep_before_risk(&mut self) {
        self.keeps = true;
    }

    /// Keeps room on the disk for the last edit and a clean close, to be given up when the disk is full.
    pub fn load_ballast(&mut self) {
        self.lock.load_ballast();
    }

    /// Gives that room up; true when there was any.
    pub fn drop_ballast(&mut self) -> bool {
        self.lock.drop_ballast()
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
        Reader::connect(&self.path)
    }

    /// Names the analyst from here on.
    pub fn set_author(&mut self, author: &Words) -> Result<(), StoreError> {
        settings::put(&self.conn, Setting::Author, author.raw())?;
        self.author = author.clone();
        Ok(())
    }

    /// Brings the write-ahead log back into the file; done when idle. `false` when not all of it came in, because somebody
    /// reads what stands in it.
    pub fn checkpoint(&self) -> Result<bool, StoreError> {
        self.trusted()?;
        // Being held up is no error to SQLite: the first column says so.
        let done = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(!row.get::<_, bool>(0)?));
        self.heed(done.map_err(StoreError::from))
    }

    /// From now on the log is brought into the file only by [`Store::shorten_log`], so that no edit waits for it.
    pub fn let_log_grow(&self) -> Result<(), StoreError> {
        Ok(self.conn.pragma_update(None, "wal_autocheckpoint", 0)?)
    }

    /// Brings the log into the file as far as nobody reads it, if it is long.
    pub fn shorten_log(&self) -> Result<(), StoreError> {
        self.trusted()?;
        let read = |row: &rusqlite::Row<'_>| Ok(row.get::<_, i64>(1)?.saturating_sub(row.get::<_, i64>(2)?));
        let waits = self.conn.query_row("PRAGMA wal_checkpoint(NOOP)", [], read)?;
        if waits < LONG_LOG {
            return Ok(());
        }
        let done = self.conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        self.heed(done.map_err(StoreError::from))
    }

    /// Closes the project: afterwards it is one file again. Readers must be closed before. Where the disk did not confirm
    /// a write, it is left as it lies, and that is the error.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.drop_ballast();
        let closing = self.trusted().and_then(|()| self.make_one_file());
        match self.heed(closing) {
            Err(StoreError::Unconfirmed) => {
                self.abandon()?;
                return Err(StoreError::Unconfirmed);
            }
            closing => closing?,
        }
        self.conn.close().map_err(|(_, error)| error)?;
        Ok(())
    }

    fn make_one_file(&self) -> Result<(), StoreError> {
        if self.staged {
            intake::remove_leftovers(&self.conn)?;
        }
        settings::put(&self.conn, Setting::Closed, "clean")?;
        self.checkpoint()?;
        match set_journal(&self.conn, "DELETE") {
            // Another window reads it still; whoever opens it for writing next makes it one file again.
            Ok(_) | Err(StoreError::InUse(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Breaks off what a [`Reader`] is reading just now; that ends with an error of which
/// [`StoreError::is_broken_off`] is true.
pub struct Breaker(rusqlite::InterruptHandle);

impl Breaker {
    /// Breaks it off.
    pub fn break_off(&self) {
        self.0.interrupt();
    }
}

impl Reader {
    /// What breaks off reading from another thread.
    pub fn breaker(&self) -> Breaker {
        Breaker(self.conn.get_interrupt_handle())
    }

    /// Opens a project for reading alone. What a process that died left half written is taken back first, or read as it
    /// lies where nothing can be written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = existing(path)?;
        if !may_be_written(&path) {
            return Self::unwritable(&path);
        }
        match Self::connect(&path) {
            Err(error) if error.wants_recovery() || (error.lacks_index() && has_log(&path)) => match recover(&path) {
                Ok(()) => Self::connect(&path),
                Err(StoreError::ReadOnly(_)) => Self::with_its_log(&path),
                Err(error) => Err(error),
            },
            other => other,
        }
    }

    fn connect(path: &Path) -> Result<Self, StoreError> {
        Self::of(connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?, path)
    }

    /// Reads the project at a path by a connection.
    pub(super) fn of(mut conn: Connection, path: &Path) -> Result<Self, StoreError> {
        // Whoever has it open for writing may be just beginning or closing.
        conn.busy_timeout(Duration::from_secs(2))?;
        let version = schema::recognise(&conn, path)?;
        if version < schema::VERSION {
            conn = brought_up(&conn, version)?;
        }
        conn.pragma_update(None, "query_only", true)?;
        conn.busy_timeout(Duration::from_millis(250))?;
        Ok(Self { conn, path: path.to_owned(), broken_off: false })
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

/// Lets SQLite finish or take back what a process that died was writing.
fn recover(path: &Path) -> Result<(), StoreError> {
    let _lock = Sidecar::take(path, label(None))?;
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    settle_all(&conn)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

fn label(author: Option<&Words>) -> &str {
    author.map_or("somebody", Words::raw)
}
