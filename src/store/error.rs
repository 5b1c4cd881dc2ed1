//! What can go wrong with the project file, and what a person is told.

use crate::domain::Fault;
use std::path::PathBuf;

/// A failure of the project file or of an edit on it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// This program was built with an SQLite in which a crafted file can do harm.
    #[error("this Assay was built with SQLite {0}, which a crafted file can harm")]
    OldEngine(&'static str),
    /// There is no file at the path.
    #[error("there is no project at {0}")]
    Missing(PathBuf),
    /// A new project was asked for where something is already.
    #[error("there is already a file at {0}")]
    Exists(PathBuf),
    /// The file is empty.
    #[error("{0} is empty")]
    Empty(PathBuf),
    /// The file is not a database.
    #[error("{0} is not an Assay project")]
    NotAProject(PathBuf),
    /// The database belongs to another program.
    #[error("{0} belongs to another program")]
    OtherApplication(PathBuf),
    /// A newer version of Assay made the file.
    #[error("{path} has schema {found}; this version knows schemas up to {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The schema it has.
        found: i64,
        /// The newest schema we know.
        known: i64,
    },
    /// Its tables are not those any version of Assay made.
    #[error("{0} has other tables than a project has")]
    StrangeSchema(PathBuf),
    /// The path is a symbolic link or not a regular file, or the file has a second name.
    #[error("{path} is {what}")]
    NotPlain {
        /// The path.
        path: PathBuf,
        /// What it is instead.
        what: &'static str,
    },
    /// Another window or program holds it.
    #[error("the project is in use: {0}")]
    InUse(String),
    /// Where its lock should be lies something else.
    #[error("there is something else where the project’s lock should be, at {0}")]
    StrangeLock(PathBuf),
    /// It can be read but not written.
    #[error("{0} cannot be written")]
    ReadOnly(PathBuf),
    /// A process died while it wrote into the file, which cannot be written now to take that back.
    #[error("{0} was broken off in the middle of a write")]
    Unfinished(PathBuf),
    /// It is a snapshot, which is never changed.
    #[error("{0} is a snapshot")]
    IsSnapshot(PathBuf),
    /// It was moved, replaced or deleted while open.
    #[error("{0} was moved or replaced while it was open")]
    Gone(PathBuf),
    /// It was given a second name while open, under which SQLite would not find its log.
    #[error("{0} was given a second name (hard link) while it was open")]
    SecondName(PathBuf),
    /// Its lock was taken away while it was open, and another window has written since.
    #[error("another window has written to {0}, whose lock was deleted while it was open")]
    Overtaken(PathBuf),
    /// SQLite finds it damaged.
    #[error("the project is damaged: {0}")]
    Damaged(String),
    /// The search index is damaged, and nothing else: it is made of the texts and can be made again.
    #[error("the search index is damaged: {0}")]
    IndexDamaged(String),
    /// There is no snapshot of it to go back to.
    #[error("there is no snapshot of {0} that can be used")]
    NoSnapshot(PathBuf),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The disk was asked to make durable what was written, and did not say that it was.
    #[error("the disk did not confirm what was written")]
    Unconfirmed,
    /// The snapshot that comes before something risky could not be made, so that was not done.
    #[error("no snapshot could be made first: {0}")]
    Unkept(Box<StoreError>),
    /// An edit that makes no sense as the project stands.
    #[error("{0}")]
    Refused(String),
    /// One operation of an edit makes no sense as the project stands.
    #[error("{why}")]
    Operation {
        /// Which of the edit's operations, counted from 0.
        index: usize,
        /// Why.
        why: String,
    },
    /// There is nothing to undo or redo.
    #[error("there is nothing to {0}")]
    Nothing(&'static str),
    /// Bytes read back differ from what was to be stored.
    #[error("what was written of {0} reads back different")]
    ReadBack(String),
    /// A file call failed.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Anything else SQLite says.
    #[error("the database says: {0}")]
    Sql(rusqlite::Error),
    /// A record does not read as one.
    #[error("a record does not read: {0}")]
    Record(#[from] serde_json::Error),
}

impl StoreError {
    /// A failed file call.
    pub(super) fn io(what: impl Into<String>, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::StorageFull {
            return Self::DiskFull;
        }
        Self::Io { what: what.into(), source }
    }
}

impl StoreError {
    /// True when a connection that only reads found work of a process that died, which only a writing one can finish.
    pub(super) fn wants_recovery(&self) -> bool {
        use rusqlite::ffi;
        const UNFINISHED: [i32; 3] =
            [ffi::SQLITE_READONLY_ROLLBACK, ffi::SQLITE_READONLY_RECOVERY, ffi::SQLITE_READONLY_CANTINIT];
        matches!(self, Self::Sql(e) if e.sqlite_error().is_some_and(|e| UNFINISHED.contains(&e.extended_code)))
    }

    /// True when a file that belongs beside the project could neither be opened nor made: the index of its log.
    pub(super) fn lacks_index(&self) -> bool {
        matches!(self, Self::Sql(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen))
    }

    /// True when reading was broken off by a [`Breaker`](super::Breaker).
    pub fn is_broken_off(&self) -> bool {
        matches!(self, Self::Sql(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted))
    }

    /// True when what was read cannot be as it was written.
    pub fn is_damage(&self) -> bool {
        use rusqlite::Error as Sql;
        matches!(
            self,
            Self::Damaged(_)
                | Self::Record(_)
                | Self::Sql(
                    Sql::FromSqlConversionFailure(..)
                        | Sql::IntegralValueOutOfRange(..)
                        | Sql::InvalidColumnType(..)
                        | Sql::Utf8Error(..),
                )
        )
    }

    /// True when the edit itself is at fault, or is too risky as things are: it does not wait to be tried again.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Operation { .. } | Self::Nothing(_) | Self::Unkept(_))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode, ffi};
        const UNCONFIRMED: [i32; 3] = [ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_IOERR_DIR_FSYNC, ffi::SQLITE_IOERR_CLOSE];
        let extended = error.sqlite_error().map(|e| e.extended_code);
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(_) if extended.is_some_and(|code| UNCONFIRMED.contains(&code)) => Self::Unconfirmed,
            // The log's index could not grow; SQLite says no more than that.
            Some(_) if extended == Some(ffi::SQLITE_IOERR_SHMSIZE) => Self::DiskFull,
            // The tables of full-text search say so when their contents make no sense.
            Some(_) if extended == Some(ffi::SQLITE_CORRUPT_VTAB) => Self::IndexDamaged(error.to_string()),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::InUse("another program holds the file".to_owned())
            }
            _ => Self::Sql(error),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        const UNTOUCHED: &str = "Nothing was written to it.";
        let what = capital(&error.to_string());
        match &error {
            StoreError::OldEngine(_) => Fault::new(
                "AS-STO-24",
                what,
                "Nothing was opened.",
                "Build or install it anew with the SQLite that comes with it.",
            ),
            StoreError::Missing(_) => {
                Fault::new("AS-STO-01", what, "Nothing was created.", "Check the path, or make a new project.")
            }
            StoreError::Exists(_) => {
                Fault::new("AS-STO-02", what, UNTOUCHED, "Choose another name for the new project.")
            }
            StoreError::Empty(_) => Fault::new(
                "AS-STO-03",
                what,
                UNTOUCHED,
                "If it should hold work, look for a copy of it; else make a new project under another name.",
            ),
            StoreError::NotAProject(_) | StoreError::OtherApplication(_) | StoreError::StrangeSchema(_) => Fault::new(
                "AS-STO-04",
                what,
                UNTOUCHED,
                "Open a file that Assay made; documents are added with Import.",
            ),
            StoreError::Newer { .. } => {
                Fault::new("AS-STO-05", what, UNTOUCHED, "Open it with the version that made it, or a later one.")
            }
            StoreError::NotPlain { .. } => {
                Fault::new("AS-STO-06", what, UNTOUCHED, "Open the file itself, by the one name it has.")
            }
            StoreError::InUse(_) => Fault::new(
                "AS-STO-07",
                what,
                "Nothing was written by this window.",
                "Close the other window, or only read here.",
            ),
            StoreError::StrangeLock(_) => Fault::new(
                "AS-STO-14",
                what,
                "Nothing was written to it, nor to the project.",
                "Move it away, then open the project again.",
            ),
            StoreError::ReadOnly(_) => Fault::new(
                "AS-STO-08",
                what,
                "It can be read here.",
                "To work on it, copy it to a place where you may write.",
            ),
            StoreError::Unfinished(_) => Fault::new(
                "AS-STO-26",
                what,
                "Nothing was lost: what lies beside it says how to mend it. It cannot be written here, so it stays as it is.",
                "Copy it, together with the file beside it that ends in “-journal” or “-wal”, to a place where you may write.",
            ),
            StoreError::IsSnapshot(_) => Fault::new(
                "AS-STO-18",
                what,
                "It can be read here, and stays as it is.",
                "To work on it, restore it as a new project.",
            ),
            StoreError::Gone(_) => Fault::new(
                "AS-STO-09",
                what,
                "Everything shown as Saved is in the file as it was; later changes are held in memory.",
                "Put the file back and press Retry, or save a copy elsewhere.",
            ),
            StoreError::SecondName(_) => Fault::new(
                "AS-STO-27",
                what,
                "Everything shown as Saved is in the file; later changes are held in memory.",
                "Remove the second name and press Retry, or save a copy elsewhere.",
            ),
            StoreError::Overtaken(_) => Fault::new(
                "AS-STO-28",
                what,
                "What was saved here and there is in the file; later changes of this window are held in memory.",
                "Save a copy: what waits is written into it, after what the other window wrote.",
            ),
            StoreError::Damaged(_) => Fault::new(
                "AS-STO-10",
                what,
                UNTOUCHED,
                "Keep the file as it is. Open it in the window, which offers its snapshots; or list them with `assay snapshots`.",
            ),
            StoreError::IndexDamaged(_) => Fault::new(
                "AS-STO-20",
                what,
                "Documents and work are not affected.",
                "Search again once the project can be written: the index is made anew from the texts.",
            ),
            StoreError::NoSnapshot(_) => Fault::new(
                "AS-STO-15",
                what,
                "Nothing was changed.",
                "Look for a copy of the project elsewhere, such as on a backup disk.",
            ),
            StoreError::DiskFull => Fault::new(
                "AS-STO-11",
                what,
                "Everything that was saved is safe; the last change is not in the file yet.",
                "Free some space, then try again.",
            ),
            StoreError::Unconfirmed => Fault::new(
                "AS-STO-21",
                what,
                "Everything that was saved before is safe; nothing more is written to this file.",
                "Save a copy on another disk and go on in it; look at this disk before you trust it again.",
            ),
            StoreError::Unkept(_) => Fault::new(
                "AS-SNP-03",
                what,
                "Nothing was changed: this is never done without a snapshot to go back to.",
                "Free some space, or look at the folder of the snapshots; then try again.",
            ),
            StoreError::Refused(_) | StoreError::Operation { .. } => {
                Fault::new("AS-EDT-01", what, "The project is unchanged.", "Mend what is named and try again.")
            }
            StoreError::Nothing(_) => Fault::new("AS-EDT-02", what, "The project is unchanged.", "Go on working."),
            StoreError::ReadBack(_) => Fault::new(
                "AS-STO-12",
                what,
                "It was not taken in; the project is as before.",
                "Try again; if it repeats, the disk or the memory of this computer is failing.",
            ),
            StoreError::Io { .. } | StoreError::Sql(_) | StoreError::Record(_) => Fault::new(
                "AS-STO-13",
                what,
                "Everything shown as Saved is safe.",
                "Try again; if it repeats, run `assay check` on the project.",
            ),
        }
        .caused_by_source(&error)
    }
}

impl Fault {
    fn caused_by_source(self, error: &StoreError) -> Self {
        match std::error::Error::source(error) {
            Some(source) => self.caused_by(source),
            None => self,
        }
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect::<String>() + ".",
        None => String::new(),
    }
}
