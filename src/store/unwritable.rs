//! Reading where nothing can be written: a medium, a folder or a file that is only for reading. Nothing is tried there that
//! would write, and what a broken-off session left in its log is read with the file.

use super::connect::{connect, connect_alone};
use super::files::beside;
use super::look::address;
use super::{Reader, StoreError};
use rusqlite::OpenFlags;
use std::path::Path;

/// False when it is known that a project cannot be written where it lies: neither its file nor what belongs beside it.
#[cfg(unix)]
pub(super) fn may_be_written(project: &Path) -> bool {
    use rustix::fs::{Access, access};
    let folder = project.parent().unwrap_or(project);
    access(project, Access::WRITE_OK).is_ok() && access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
pub(super) fn may_be_written(project: &Path) -> bool {
    std::fs::metadata(project).is_ok_and(|about| !about.permissions().readonly())
}

/// True when a log with something in it lies beside a project.
pub(super) fn has_log(project: &Path) -> bool {
    std::fs::symlink_metadata(beside(project, "-wal")).is_ok_and(|about| about.len() > 0)
}

impl Reader {
    /// Opens a project that cannot be written where it lies.
    pub(super) fn unwritable(path: &Path) -> Result<Self, StoreError> {
        if !has_log(path) {
            return Self::of(connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?, path);
        }
        // Whoever else has it open for writing keeps an index of the log, which is read along with theirs.
        let shared = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let opened = connect(&address(path, "readonly_shm=1"), shared).and_then(|conn| Self::of(conn, path));
        match opened {
            Err(error) if error.lacks_index() || error.wants_recovery() => Self::with_its_log(path),
            other => other,
        }
    }

    /// Opens a project whose last session was broken off, with its log and without a word written: what SQLite would write
    /// down of the log it keeps in memory. Only for a file that nobody writes.
    pub(super) fn with_its_log(path: &Path) -> Result<Self, StoreError> {
        let alone = connect_alone(path, OpenFlags::SQLITE_OPEN_READ_ONLY, "unix-none");
        let opened = alone.and_then(|conn| Self::of(conn, path));
        opened.map(|reader| Self { broken_off: true, ..reader }).map_err(|error| {
            if error.wants_recovery() || error.lacks_index() { StoreError::Unfinished(path.to_owned()) } else { error }
        })
    }

    /// True when the last session was broken off and the project is read as that left it, because it cannot be written.
    pub fn is_broken_off(&self) -> bool {
        self.broken_off
    }
}
