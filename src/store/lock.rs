//! The sidecar lock: `<project>.lock`, held for as long as the project is open for writing. The system's lock decides; the
//! text in it only explains who holds it. It goes when the project is closed, so that a project at rest is one file.
//!
//! Behind the text it can hold ballast: room on the disk that is given up when the disk is full, so that the last edit and
//! a clean close find place.

use super::StoreError;
use super::files::beside;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// A held lock.
#[derive(Debug)]
pub(super) struct Sidecar {
    path: PathBuf,
    file: File,
}

impl Sidecar {
    /// Takes the lock, or says who holds it. A lock file left behind by a process that is gone is simply taken.
    pub(super) fn take(project: &Path, author: &str) -> Result<Self, StoreError> {
        let path = beside(project, ".lock");
        // A holder that closes removes the file while it still holds it; whoever then gets the lock of the removed
        // file must try again on the new one.
        for _ in 0..100 {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            #[cfg(unix)]
            {
                use std::os::unix::fs::OpenOptionsExt as _;
                // A link is not followed, and a pipe does not make us wait.
                let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
                options.mode(0o600).custom_flags(flags.bits().cast_signed());
            }
            let file = options.open(&path).map_err(|e| match e.kind() {
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                    StoreError::ReadOnly(project.to_owned())
                }
                _ if std::fs::symlink_metadata(&path).is_ok_and(|about| !about.is_file()) => {
                    StoreError::StrangeLock(path.clone())
                }
                _ => StoreError::io(format!("the lock beside the project, {}", path.display()), e),
            })?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    // Who holds it is told if it can be read; the lock itself is what counts.
                    let read = (&file).take(LONGEST_TOLD as u64).read_to_string(&mut holder);
                    holder.truncate(holder.trim_end().len());
                    if read.is_err() || holder.is_empty() {
                        holder = "another window or program has it open".to_owned();
                    }
                    return Err(StoreError::InUse(holder));
                }
                Err(TryLockError::Error(e)) => {
                    return Err(StoreError::io("locking is not supported where the project lies", e));
                }
            }
            if !same_file(&file, &path) {
                continue;
            }
            // A file with a second name is somebody's own, and what we write would be written into that.
            if !is_ours(&file) {
                return Err(StoreError::StrangeLock(path));
            }
            let mut lock = Self { path, file };
            let since = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC");
            let told = format!("open by {author} since {since} (process {})", std::process::id());
            // As long as what is read of it, so that nobody reads ballast.
            let told = format!("{told:<LONGEST_TOLD$}");
            lock.file
                .set_len(0)
                .and_then(|()| lock.file.rewind())
                .and_then(|()| lock.file.write_all(told.as_bytes()))
                .map_err(|e| StoreError::io("writing the lock beside the project", e))?;
            return Ok(lock);
        }
        Err(StoreError::InUse("it is being opened and closed by another program".to_owned()))
    }
}

impl Sidecar {
    /// Takes ballast on board. A disk that has no room for it gives none.
    pub(super) fn load_ballast(&mut self) {
        // Noise, which no file system makes smaller.
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed.to_le_bytes()
        })
        .take(BALLAST / 8)
        .flatten()
        .collect();
        let at = std::io::SeekFrom::Start(LONGEST_TOLD as u64);
        if self.file.seek(at).and_then(|_| self.file.write_all(&noise)).is_err() {
            self.drop_ballast();
        }
    }

    /// False when the lock's file was taken away or exchanged: then it keeps nobody out.
    pub(super) fn is_in_place(&self) -> bool {
        same_file(&self.file, &self.path)
    }

    /// True while it holds ballast.
    pub(super) fn has_ballast(&self) -> bool {
        self.file.metadata().is_ok_and(|about| about.len() > LONGEST_TOLD as u64)
    }

    /// Gives the room up; true when there was any.
    pub(super) fn drop_ballast(&mut self) -> bool {
        self.has_ballast() && self.file.set_len(LONGEST_TOLD as u64).is_ok()
    }
}

impl Drop for Sidecar {
    fn drop(&mut self) {
        // Best effort: a lock file that stays behind is taken over at the next start.
        if same_file(&self.file, &self.path) && std::fs::remove_file(&self.path).is_err() {
            return;
        }
        drop(self.file.unlock());
    }
}

/// How much is read of what a lock says, in bytes.
const LONGEST_TOLD: usize = 400;

/// How much ballast there is, in bytes.
const BALLAST: usize = 4 * 1024 * 1024;

/// True for a plain file with one name.
#[cfg(unix)]
fn is_ours(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    file.metadata().is_ok_and(|about| about.is_file() && about.nlink() == 1)
}

#[cfg(not(unix))]
fn is_ours(file: &File) -> bool {
    file.metadata().is_ok_and(|about| about.is_file())
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(a), Ok(b)) => a.dev() == b.dev() && a.ino() == b.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_file(_file: &File, path: &Path) -> bool {
    path.exists()
}
