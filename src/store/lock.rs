//! The sidecar lock: `<project>.lock`, held for as long as the project is open for writing. The system's lock decides; the
//! text in it only explains who holds it. It goes when the project is closed, so that a project at rest is one file.

use super::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// A held lock.
#[derive(Debug)]
pub(super) struct Sidecar {
    path: PathBuf,
    file: File,
}

/// The sidecar's path.
fn beside(project: &Path) -> PathBuf {
    let mut name = project.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

impl Sidecar {
    /// Takes the lock, or says who holds it. A lock file left behind by a process that is gone is simply taken.
    pub(super) fn take(project: &Path, author: &str) -> Result<Self, StoreError> {
        let path = beside(project);
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
                    let read = (&file).take(LONGEST_TOLD).read_to_string(&mut holder);
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
const LONGEST_TOLD: u64 = 1_000;

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
