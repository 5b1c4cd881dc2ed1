//! Connections to SQLite, every one with the limits and settings of the reliability catalogue.

use super::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// The oldest SQLite that is used, as SQLite numbers its versions: before it, a crafted file could write over memory.
const FLOOR: i32 = 3_053_002;

/// Longest value SQLite will take or give, in bytes. Originals and texts are stored in smaller pieces.
const LONGEST_VALUE: i32 = 64 * 1024 * 1024;

const LIMITS: [(Limit, i32); 9] = [
    (Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    (Limit::SQLITE_LIMIT_COLUMN, 100),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
    (Limit::SQLITE_LIMIT_VDBE_OP, 250_000),
    (Limit::SQLITE_LIMIT_ATTACHED, 1),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
];

const CONFIGS: [(DbConfig, bool); 7] = [
    (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
    (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
    (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
    (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    // Otherwise a statement whose plan might depend on a bound value is compiled anew for every value.
    (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
];

const PRAGMAS: [(&str, &str); 7] = [
    ("foreign_keys", "ON"),
    // Freed pages are written over. What the index held of a text that left it stays until SQLite merges those parts: the
    // option of full-text search with this name does nothing for an index without contents, and the text itself stays.
    ("secure_delete", "ON"),
    ("temp_store", "MEMORY"),
    ("mmap_size", "0"),
    ("cell_size_check", "ON"),
    ("fullfsync", "ON"),
    ("checkpoint_fullfsync", "ON"),
];

/// How every file is opened: by one thread at a time, no link followed, errors told exactly.
const ALWAYS: OpenFlags =
    OpenFlags::SQLITE_OPEN_NO_MUTEX.union(OpenFlags::SQLITE_OPEN_NOFOLLOW).union(OpenFlags::SQLITE_OPEN_EXRESCODE);

/// An error when the SQLite this program was built with is too old.
fn new_enough(version: i32, name: &'static str) -> Result<(), StoreError> {
    if version >= FLOOR { Ok(()) } else { Err(StoreError::OldEngine(name)) }
}

/// A connection to a file that is there; a link is not followed.
pub(super) fn connect(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    new_enough(rusqlite::version_number(), rusqlite::version())?;
    configured(Connection::open_with_flags(path, access | ALWAYS)?)
}

/// As [`connect`], but through another of SQLite's ways to files, as the only one that has the file open.
pub(super) fn connect_alone(path: &Path, access: OpenFlags, system: &str) -> Result<Connection, StoreError> {
    new_enough(rusqlite::version_number(), rusqlite::version())?;
    let conn = configured(Connection::open_with_flags_and_vfs(path, access | ALWAYS, system)?)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    Ok(conn)
}

/// Limits and settings of every connection.
pub(super) fn configured(conn: Connection) -> Result<Connection, StoreError> {
    conn.busy_timeout(Duration::ZERO)?;
    for (limit, value) in LIMITS {
        conn.set_limit(limit, value)?;
    }
    for (config, on) in CONFIGS {
        conn.set_db_config(config, on)?;
    }
    for (pragma, value) in PRAGMAS {
        conn.pragma_update(None, pragma, value)?;
    }
    conn.set_prepared_statement_cache_capacity(128);
    Ok(conn)
}

/// For whoever writes without a log: each commit makes its folder durable as well. Only for a file that is known to be a
/// project, since SQLite reads the file's tables for it.
pub(super) fn settle_all(conn: &Connection) -> Result<(), StoreError> {
    Ok(conn.pragma_update(None, "synchronous", "EXTRA")?)
}

/// Writes by way of a log from now on, where the file system can; without one where it is `far` away.
pub(super) fn keep_log(conn: &Connection, far: bool) -> Result<(), StoreError> {
    if set_journal(conn, if far { "DELETE" } else { "WAL" })? != "wal" {
        return settle_all(conn);
    }
    Ok(conn.pragma_update(None, "synchronous", "FULL")?)
}

/// Writes what can be made again: where there is a log it is durable only together with the next edit, which nobody who
/// edits has to wait for.
pub(super) fn lightly<T>(conn: &Connection, write: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    const FULL: i64 = 2;
    let waits: i64 = conn.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    if waits != FULL {
        return write();
    }
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    let done = write();
    conn.pragma_update(None, "synchronous", "FULL")?;
    done
}

/// Asks for a way of writing, and gives the one there is now. SQLite names it before it has written it into the file, so
/// that it has to be followed to its end: what fails there is no longer told by its first answer.
pub(super) fn set_journal(conn: &Connection, wanted: &str) -> Result<String, StoreError> {
    let mut statement = conn.prepare(&format!("PRAGMA journal_mode = {wanted}"))?;
    let mut rows = statement.query([])?;
    let mut now = String::new();
    while let Some(row) = rows.next()? {
        now = row.get(0)?;
    }
    Ok(now)
}

#[cfg(test)]
mod tests {
    use super::super::{Reader, Store, snapshot};
    use super::*;
    use crate::domain::Fault;

    fn number(conn: &Connection, pragma: &str) -> i64 {
        conn.pragma_query_value(None, pragma, |row| row.get(0)).unwrap()
    }

    /// Holds a connection to the catalogue's figures, which stand here once more.
    #[track_caller]
    fn hardened(who: &str, conn: &Connection, synchronous: i64) {
        for (limit, value) in [
            (Limit::SQLITE_LIMIT_LENGTH, 67_108_864),
            (Limit::SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
            (Limit::SQLITE_LIMIT_COLUMN, 100),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
            (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
            (Limit::SQLITE_LIMIT_VDBE_OP, 250_000),
            (Limit::SQLITE_LIMIT_ATTACHED, 1),
            (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
            (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
        ] {
            assert_eq!(conn.limit(limit).unwrap(), value, "{who}: {limit:?}");
        }
        for (config, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        ] {
            assert_eq!(conn.db_config(config).unwrap(), on, "{who}: {config:?}");
        }
        for (pragma, value) in [
            ("foreign_keys", 1),
            ("secure_delete", 1),
            ("temp_store", 2),
            ("cell_size_check", 1),
            ("fullfsync", 1),
            ("checkpoint_fullfsync", 1),
            ("trusted_schema", 0),
            ("synchronous", synchronous),
        ] {
            assert_eq!(number(conn, pragma), value, "{who}: {pragma}");
        }
        // SQLite says nothing here where it maps no file at all.
        let mapped = conn.pragma_query_value(None, "mmap_size", |row| row.get::<_, i64>(0));
        assert!(matches!(mapped, Ok(0) | Err(rusqlite::Error::QueryReturnedNoRows)), "{who}: {mapped:?}");
    }

    fn project() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("p.assay"), None).unwrap();
        (folder, store)
    }

    #[test]
    fn every_connection_has_the_settings_of_the_catalogue() {
        let (_folder, store) = project();
        // With a log, FULL is durable; EXTRA is for writing without one.
        hardened("the store", &store.conn, 2);
        assert_eq!(number(&store.conn, "query_only"), 0);
        let made = snapshot::make(store.path(), None).unwrap();
        for (who, reader) in [
            ("a reader beside it", store.reader().unwrap()),
            ("a reader alone", Reader::open(store.path()).unwrap()),
            ("a reader that leaves all as it lies", Reader::untouched(store.path()).unwrap()),
            ("the reader of a snapshot", Reader::open(&made.path).unwrap()),
        ] {
            hardened(who, &reader.conn, 2);
            assert_eq!(number(&reader.conn, "query_only"), 1, "{who}");
        }
        hardened("what is read of an earlier schema", &configured(Connection::open_in_memory().unwrap()).unwrap(), 2);
        let path = store.path().to_owned();
        store.close().unwrap();
        let store = Store::prepare(&path, None).unwrap();
        hardened("a store that has not begun to write", &store.conn, 3);
    }

    #[test]
    fn a_file_system_without_a_log_has_every_commit_settle_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        // It has no shared memory, as file systems of a network have none.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let conn = Connection::open_with_flags_and_vfs(folder.path().join("p"), flags, "unix-dotfile").unwrap();
        let conn = configured(conn).unwrap();
        conn.pragma_update(None, "synchronous", "OFF").unwrap();
        keep_log(&conn, false).unwrap();
        let stands = |conn: &Connection| -> (String, i64) {
            (conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap(), number(conn, "synchronous"))
        };
        assert_eq!(stands(&conn), ("delete".to_owned(), 3));
        // Nor is one kept where there could be one, but the disk is another computer's.
        let (_folder, store) = project();
        assert_eq!(stands(&store.conn), ("wal".to_owned(), 2));
        keep_log(&store.conn, true).unwrap();
        assert_eq!(stands(&store.conn), ("delete".to_owned(), 3));
    }

    #[test]
    fn a_view_and_a_trigger_that_somebody_laid_in_a_project_do_not_run() {
        let (_folder, store) = project();
        let path = store.path().to_owned();
        store.close().unwrap();
        let other = Connection::open(&path).unwrap();
        other
            .execute_batch(
                "CREATE VIEW seen AS SELECT * FROM tag;
                 CREATE TABLE traces (x);
                 CREATE TRIGGER planted AFTER INSERT ON draft BEGIN INSERT INTO traces VALUES (1); END",
            )
            .unwrap();
        let traces =
            |conn: &Connection| -> i64 { conn.query_row("SELECT count(*) FROM traces", [], |row| row.get(0)).unwrap() };
        let insert = "INSERT INTO draft VALUES (?1, 'x', 0)";
        other.execute(insert, ["theirs"]).unwrap();
        assert_eq!(traces(&other), 1, "it would run");
        drop(other);
        let conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        conn.execute(insert, ["ours"]).unwrap();
        assert_eq!(traces(&conn), 1);
        assert!(conn.prepare("SELECT * FROM seen").unwrap_err().to_string().contains("seen"));
    }

    #[test]
    fn an_sqlite_that_a_crafted_file_can_harm_opens_nothing() {
        new_enough(rusqlite::version_number(), rusqlite::version()).unwrap();
        new_enough(3_053_002, "3.53.2").unwrap();
        let fault = Fault::from(new_enough(3_053_001, "3.53.1").unwrap_err());
        assert_eq!(fault.code, "AS-STO-24");
        assert!(fault.what.contains("3.53.1") && fault.safe.contains("Nothing"), "{fault}");
    }

    #[test]
    fn what_is_deleted_for_good_is_nowhere_in_the_closed_file() {
        use crate::domain::Words;
        use crate::domain::document::{DecidedBy, Newlines};
        use crate::store::{Decoding, FoundAt, NewDocument};
        let (_folder, mut store) = project();
        let path = store.path().to_owned();
        let there =
            |canary: &str| std::fs::read(&path).unwrap().windows(canary.len()).any(|bytes| bytes == canary.as_bytes());
        let (draft, original) = ("a draft that Zwillbrock gave up", "an original of Quackenbrueck that never came in");
        // Long enough that its bytes are written before it counts; they are kept as they are.
        let bytes = format!("{}{original}", "x".repeat(9 * 1024 * 1024)).into_bytes();
        let found = FoundAt { file_name: Words::new("x"), path: Words::new("x"), modified_ms: None };
        let decoding = Decoding {
            encoding: Words::new("UTF-8"),
            decided_by: DecidedBy::Valid,
            had_bom: false,
            newlines: Newlines::Lf,
            replaced: 0,
        };
        let mut new = NewDocument::prepare(found, bytes, true, "A text.", decoding).unwrap();
        store.set_draft("d", Some(draft)).unwrap();
        while !store.stage(&mut new).unwrap() {}
        store.checkpoint().unwrap();
        assert!(there(draft) && there(original), "they were in the file");
        drop(new);
        store.set_draft("d", None).unwrap();
        store.close().unwrap();
        assert!(!there(draft), "the draft");
        assert!(!there(original), "the original");
    }

    #[test]
    fn the_option_of_full_text_search_changes_nothing_for_an_index_without_contents() {
        let conn = configured(Connection::open_in_memory().unwrap()).unwrap();
        conn.execute_batch(
            "CREATE VIRTUAL TABLE search USING fts5 (w, content='', contentless_delete=1, tokenize='ascii');
             INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
             INSERT INTO search (rowid, w) VALUES (1, 'quackenbrueck'), (2, 'minsk');
             DELETE FROM search WHERE rowid = 1",
        )
        .unwrap();
        let blocks = || -> bool {
            let sql = "SELECT count(*) FROM search_data WHERE instr(block, CAST('quackenbrueck' AS BLOB)) > 0";
            conn.query_row(sql, [], |row| Ok(row.get::<_, i64>(0)? > 0)).unwrap()
        };
        assert!(blocks(), "if this fails, SQLite has learnt it, and the project’s index should have the option");
    }
}
