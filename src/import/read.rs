//! Reading one file: opened once, without waiting and without following a link, and read through that one descriptor,
//! so that the bytes, their size and their time belong together.

use super::{ImportError, SpecialFile};
use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::Read;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// What was read of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileBytes {
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// When it was last modified, in milliseconds since 1970 UTC; `None` where the system does not say.
    pub modified_ms: Option<i64>,
}

/// Reads a whole file of at most `limit` bytes. Pipes, sockets and devices are told apart before a byte is read; a
/// pipe nobody writes to does not make it wait.
pub fn read_file(path: &Path, limit: u64) -> Result<FileBytes, ImportError> {
    let file = open(path).map_err(|error| match std::fs::symlink_metadata(path) {
        // A socket or a link cannot be opened; that says what it is better than the system's number does.
        Ok(found) if !found.is_file() && !found.is_dir() => ImportError::NotAFile(special(found.file_type())),
        _ => ImportError::Open(error),
    })?;
    let before = file.metadata().map_err(ImportError::Read)?;
    if !before.is_file() {
        return Err(ImportError::NotAFile(special(before.file_type())));
    }
    if before.len() > limit {
        return Err(ImportError::TooLarge { limit });
    }
    let mut bytes = Vec::new();
    let room = usize::try_from(before.len()).unwrap_or(usize::MAX);
    bytes.try_reserve_exact(room).map_err(|_full| ImportError::NoMemory { bytes: before.len() })?;
    // One byte past the limit tells a file that grew from one that fits.
    (&file).take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(ImportError::Read)?;
    let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if read > limit {
        return Err(ImportError::TooLarge { limit });
    }
    let after = file.metadata().map_err(ImportError::Read)?;
    if read != after.len() || before.len() != after.len() || before.modified().ok() != after.modified().ok() {
        return Err(ImportError::Changed);
    }
    Ok(FileBytes { bytes, modified_ms: modified_ms(&after) })
}

/// What a file looks like from outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Its length in bytes.
    pub bytes: u64,
    /// When it was last modified, in milliseconds since 1970 UTC; `None` where the system does not say.
    pub modified_ms: Option<i64>,
}

/// What a file looks like, without opening it; nothing when the system does not say.
pub fn stamp(path: &Path) -> Stamp {
    let found = std::fs::symlink_metadata(path).ok();
    found.map(|found| Stamp { bytes: found.len(), modified_ms: modified_ms(&found) }).unwrap_or_default()
}

#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).map_err(std::io::Error::other)?;
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    // Without a flag that refuses links, one is looked for first.
    if std::fs::symlink_metadata(path)?.file_type().is_symlink() {
        return Err(std::io::Error::other("a link is not followed"));
    }
    OpenOptions::new().read(true).open(path)
}

/// What something is that is not a file.
pub(super) fn special(kind: FileType) -> SpecialFile {
    if kind.is_symlink() {
        return SpecialFile::Link;
    }
    if kind.is_dir() {
        return SpecialFile::Folder;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return SpecialFile::Pipe;
        }
        if kind.is_socket() {
            return SpecialFile::Socket;
        }
        if kind.is_block_device() || kind.is_char_device() {
            return SpecialFile::Device;
        }
    }
    SpecialFile::Other
}

fn modified_ms(found: &Metadata) -> Option<i64> {
    let modified = found.modified().ok()?;
    match modified.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).ok(),
        Err(before) => i64::try_from(before.duration().as_millis()).ok().map(|ms| -ms),
    }
}
