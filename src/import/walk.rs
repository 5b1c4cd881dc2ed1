//! Finding the files of a corpus: folders are gone through in the order of names, so that the same corpus is imported
//! in the same order everywhere; whatever is not taken is listed with the reason.

use super::{SpecialFile, read::special};
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// The most files one walk finds.
pub const MAX_FILES: u64 = 1_000_000;
/// How many folders deep a walk goes below the one it was given.
pub const MAX_DEPTH: usize = 64;
/// The longest path a walk follows, in bytes.
pub const MAX_PATH_BYTES: usize = 4096;

/// One thing a walk came across.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file to read.
    File {
        /// Where it is.
        path: PathBuf,
        /// Its path below the folder that was given, with `/` between names; for a file that was given, its name. Bytes
        /// that are not UTF-8 stand as `\xNN`.
        relative: String,
        /// Which of the files and folders that were given it lies below, counted from 0.
        root: u32,
    },
    /// Something that is not taken.
    NotTaken {
        /// Where it is.
        path: PathBuf,
        /// As for a file.
        relative: String,
        /// Why not.
        reason: Reason,
    },
}

/// Why something was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is a link, a pipe, a device.
    NotAFile(SpecialFile),
    /// The system refused; what it said.
    Refused(String),
    /// The folder was gone through already, under another name.
    SeenBefore,
    /// It lies deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Its path is longer than [`MAX_PATH_BYTES`].
    PathTooLong,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAFile(SpecialFile::Link) => f.write_str("it is a link, and links are not followed"),
            Self::NotAFile(kind) => write!(f, "it is {kind}, not a file"),
            Self::Refused(why) => write!(f, "the system refused: {why}"),
            Self::SeenBefore => f.write_str("this folder was gone through already"),
            Self::TooDeep => write!(f, "it lies more than {MAX_DEPTH} folders deep"),
            Self::PathTooLong => write!(f, "its path is longer than {MAX_PATH_BYTES} bytes"),
        }
    }
}

/// How a walk ended, and what it counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// Files found.
    pub files: u64,
    /// Things listed as not taken.
    pub not_taken: u64,
    /// Files and folders left out because their names begin with a dot. They are counted, not listed.
    pub hidden: u64,
    /// Why it ended.
    pub ended: Ended,
}

/// Why a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Everything was seen.
    Complete,
    /// It was cancelled.
    Cancelled,
    /// The receiver wanted no more.
    Stopped,
    /// [`MAX_FILES`] were found; there are more.
    TooMany,
}

/// Goes through files and folders and hands each thing it finds to `each`. A link that was given is followed, because a
/// person named it; links found below are not. Nothing is opened but folders.
pub fn walk(paths: &[PathBuf], cancel: &AtomicBool, each: &mut dyn FnMut(Found) -> ControlFlow<()>) -> Walked {
    let walked = Walked { files: 0, not_taken: 0, hidden: 0, ended: Ended::Complete };
    let mut walk = Walk { cancel, each, seen: HashSet::new(), walked, root: 0 };
    for (path, root) in paths.iter().zip(0..) {
        walk.root = root;
        if let ControlFlow::Break(ended) = walk.given(path) {
            walk.walked.ended = ended;
            break;
        }
    }
    walk.walked
}

struct Walk<'a> {
    cancel: &'a AtomicBool,
    each: &'a mut dyn FnMut(Found) -> ControlFlow<()>,
    seen: HashSet<Identity>,
    walked: Walked,
    root: u32,
}

type Step = ControlFlow<Ended>;

impl Walk<'_> {
    fn given(&mut self, given: &Path) -> Step {
        let name = given.file_name().map_or_else(|| shown(given.as_os_str()), shown);
        // Resolving a link here leaves none for the reading to refuse.
        let resolved = match fs::symlink_metadata(given) {
            Ok(found) if found.is_symlink() => fs::canonicalize(given),
            Ok(_) => Ok(given.to_owned()),
            Err(error) => Err(error),
        };
        let found = resolved.and_then(|path| fs::symlink_metadata(&path).map(|found| (path, found.file_type())));
        match found {
            Ok((path, kind)) if kind.is_dir() => self.folder(&path, "", 0),
            Ok((path, kind)) => self.entry(path, name, kind, 0),
            Err(error) => self.not_taken(given.to_owned(), name, Reason::Refused(error.to_string())),
        }
    }

    fn folder(&mut self, path: &Path, relative: &str, depth: usize) -> Step {
        let name = || if relative.is_empty() { shown(path.as_os_str()) } else { relative.to_owned() };
        match identity(path) {
            Ok(identity) if self.seen.insert(identity) => {}
            Ok(_) => return self.not_taken(path.to_owned(), name(), Reason::SeenBefore),
            Err(error) => return self.not_taken(path.to_owned(), name(), Reason::Refused(error.to_string())),
        }
        let listing = match fs::read_dir(path) {
            Ok(listing) => listing,
            Err(error) => return self.not_taken(path.to_owned(), name(), Reason::Refused(error.to_string())),
        };
        let mut entries: Vec<(OsString, std::io::Result<FileType>)> = Vec::new();
        for entry in listing {
            self.go_on()?;
            match entry {
                Ok(entry) if is_hidden(&entry.file_name()) => self.walked.hidden += 1,
                Ok(entry) => entries.push((entry.file_name(), entry.file_type())),
                Err(error) => {
                    self.not_taken(path.to_owned(), name(), Reason::Refused(error.to_string()))?;
                    break;
                }
            }
            if u64::try_from(entries.len()).unwrap_or(u64::MAX) > MAX_FILES {
                return ControlFlow::Break(Ended::TooMany);
            }
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, kind) in entries {
            self.go_on()?;
            let below = path.join(&name);
            let shown_below = if relative.is_empty() { shown(&name) } else { format!("{relative}/{}", shown(&name)) };
            match kind {
                Ok(kind) => self.entry(below, shown_below, kind, depth + 1)?,
                Err(error) => self.not_taken(below, shown_below, Reason::Refused(error.to_string()))?,
            }
        }
        ControlFlow::Continue(())
    }

    fn entry(&mut self, path: PathBuf, relative: String, kind: FileType, depth: usize) -> Step {
        if path.as_os_str().len() > MAX_PATH_BYTES {
            return self.not_taken(path, relative, Reason::PathTooLong);
        }
        if kind.is_dir() {
            return if depth > MAX_DEPTH {
                self.not_taken(path, relative, Reason::TooDeep)
            } else {
                self.folder(&path, &relative, depth)
            };
        }
        if !kind.is_file() {
            return self.not_taken(path, relative, Reason::NotAFile(special(kind)));
        }
        // What a file is its bytes say, not its name.
        if self.walked.files == MAX_FILES {
            return ControlFlow::Break(Ended::TooMany);
        }
        self.walked.files += 1;
        let root = self.root;
        self.hand_over(Found::File { path, relative, root })
    }

    fn not_taken(&mut self, path: PathBuf, relative: String, reason: Reason) -> Step {
        self.walked.not_taken += 1;
        self.hand_over(Found::NotTaken { path, relative, reason })
    }

    fn hand_over(&mut self, found: Found) -> Step {
        match (self.each)(found) {
            ControlFlow::Continue(()) => self.go_on(),
            ControlFlow::Break(()) => ControlFlow::Break(Ended::Stopped),
        }
    }

    fn go_on(&self) -> Step {
        if self.cancel.load(Ordering::Relaxed) {
            ControlFlow::Break(Ended::Cancelled)
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// What makes two folders one, whatever their names.
#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(unix)]
fn identity(path: &Path) -> std::io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(path).map(|found| (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> std::io::Result<Identity> {
    fs::canonicalize(path)
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// A name as it can be shown and stored: bytes that are not UTF-8 stand as `\xNN`.
pub fn shown(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| out.push_str(&format!("\\x{byte:02X}")));
    }
    out
}
