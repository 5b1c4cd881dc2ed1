//! Plain file calls: finding, making, copying and naming files. None of these ever opens a project that a connection of
//! ours is open on, since closing any descriptor of it would drop SQLite's locks.

use super::StoreError;
use std::ffi::OsString;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Makes an empty file for the owner alone. SQLite gives its sidecars the mode of the project file, so this comes first.
/// An error names `shown`, the path the file is for.
pub(super) fn make_file(path: &Path, shown: &Path) -> Result<(), StoreError> {
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

/// Gives a finished new file its name and makes the name durable. The sidecar lock keeps other windows from doing the same.
pub(super) fn put_in_place(beside: &Path, path: &Path) -> Result<(), StoreError> {
    if std::fs::symlink_metadata(path).is_ok() {
        return Err(StoreError::Exists(path.to_owned()));
    }
    let told = |e| StoreError::io(format!("making {}", path.display()), e);
    std::fs::rename(beside, path).map_err(told)?;
    path.parent().map_or(Ok(()), settle_folder).map_err(told)
}

/// Makes the names in a folder durable.
pub(super) fn settle_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    match std::fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems have no such operation for folders; they settle names by themselves.
        Err(e) if !matches!(e.kind(), std::io::ErrorKind::InvalidInput | std::io::ErrorKind::Unsupported) => {
            return Err(e);
        }
        _ => {}
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// A path with something added to its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// An error when something is at a path, or when a log lies there that would be taken for the log of what comes to it.
pub(super) fn is_free(path: &Path) -> Result<(), StoreError> {
    for ending in ["", "-wal", "-journal", "-shm"] {
        let path = beside(path, ending);
        if std::fs::symlink_metadata(&path).is_ok() {
            return Err(StoreError::Exists(path));
        }
    }
    Ok(())
}

/// Copies a file that no connection of ours is open on, for the owner alone, and makes it durable.
pub(super) fn copy_file(from: &Path, to: &Path) -> Result<(), StoreError> {
    make_file(to, to)?;
    let told = |e| StoreError::io(format!("copying {}", from.display()), e);
    let mut source = File::open(from).map_err(told)?;
    let mut copy = std::fs::OpenOptions::new().write(true).open(to).map_err(told)?;
    let copied = std::io::copy(&mut source, &mut copy).and_then(|_| copy.sync_all());
    copied.map_err(|error| {
        drop(std::fs::remove_file(to));
        told(error)
    })
}

/// Makes the folder, for the owner alone. What lies there instead is not used.
pub(super) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    match builder.create(folder) {
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            if std::fs::symlink_metadata(folder).is_ok_and(|about| about.is_dir()) {
                Ok(())
            } else {
                Err(StoreError::NotPlain { path: folder.to_owned(), what: "not a folder, where the snapshots belong" })
            }
        }
        Err(e) => Err(StoreError::io(format!("making {}", folder.display()), e)),
        Ok(()) => Ok(()),
    }
}

/// Makes what is in a file durable.
pub(super) fn settle(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()
}

/// What lies in a folder; nothing when it is not there.
pub(super) fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) => Err(e),
    }
}

/// A small file, of which no more than `longest` bytes are read.
pub(super) fn small(path: &Path, longest: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(longest).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a small file for the owner alone in the place of the one before it, by way of `part`.
pub(super) fn replace(part: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let written =
        options.open(part).and_then(|mut file| file.write_all(bytes)).and_then(|()| std::fs::rename(part, path));
    written.inspect_err(|_| drop(std::fs::remove_file(part)))
}

/// The path with its folder made absolute; the last component is kept, so that a link there is seen as one.
pub(super) fn placed(path: &Path) -> Result<PathBuf, StoreError> {
    let name = path.file_name().ok_or_else(|| StoreError::Missing(path.to_owned()))?;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|_gone| StoreError::Missing(path.to_owned()))?;
    Ok(folder.join(name))
}

/// As [`placed`], for a plain file that is there.
pub(super) fn existing(path: &Path) -> Result<PathBuf, StoreError> {
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
    if has_second_name(&path) {
        return Err(not_plain("a file with a second name (hard link)"));
    }
    if about.len() == 0 {
        return Err(StoreError::Empty(path));
    }
    Ok(path)
}

/// True for a file with more names than this one.
#[cfg(unix)]
pub(super) fn has_second_name(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::symlink_metadata(path).is_ok_and(|about| about.nlink() > 1)
}

#[cfg(not(unix))]
pub(super) fn has_second_name(_path: &Path) -> bool {
    false
}

/// What tells this file from another put in its place: device and inode. `None` when there is nothing.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::symlink_metadata(path).ok().map(|m| (m.dev(), m.ino()))
}

#[cfg(not(unix))]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    std::fs::symlink_metadata(path).ok().map(|_| (0, 0))
}
