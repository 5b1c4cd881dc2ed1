//! Putting a finished product on disk so that there is always a whole file: the old one or the new one.

use crate::domain::{Fault, Id, Words};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use unicode_segmentation::UnicodeSegmentation;

/// Why a file was not written. The file that was there before, if there was one, is as it was, but for
/// [`WriteError::NotSettled`].
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The path has no file name.
    #[error("the path names no file")]
    NoName,
    /// The target is something other than a plain file.
    #[error("the target is {0}, not a plain file")]
    NotAFile(&'static str),
    /// The target is a file that may not be written.
    #[error("the target is a read-only file")]
    ReadOnlyFile,
    /// The folder is not there.
    #[error("the folder does not exist")]
    NoFolder,
    /// What should be the folder is something else.
    #[error("the folder of the target is not a folder")]
    NotAFolder,
    /// The disk is full, or a limit on size was reached.
    #[error("the disk is full")]
    Full(#[source] io::Error),
    /// The folder may not be written.
    #[error("the folder is read-only")]
    ReadOnly(#[source] io::Error),
    /// Anything else.
    #[error("the file could not be written")]
    Other(#[source] io::Error),
    /// The new file is in place, but whether it would survive a power cut is not known.
    #[error("the file was written, but the disk did not confirm it")]
    NotSettled(#[source] io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::NotFound => Self::NoFolder,
            Kind::NotADirectory => Self::NotAFolder,
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full(error),
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::ReadOnly(error),
            _ => Self::Other(error),
        }
    }
}

impl From<WriteError> for Fault {
    fn from(error: WriteError) -> Fault {
        let safe = match error {
            WriteError::NotSettled(_) => "The project is as it was.",
            _ => "The project is as it was, and so is any file that was at the target.",
        };
        let (code, todo) = match &error {
            WriteError::NoName => ("AS-EXP-11", "Give the export a file name."),
            WriteError::NotAFile(_) => ("AS-EXP-12", "Choose another file name."),
            WriteError::ReadOnlyFile => ("AS-EXP-13", "Choose another file name, or allow that file to be written."),
            WriteError::NoFolder | WriteError::NotAFolder => ("AS-EXP-14", "Choose a folder that is there."),
            WriteError::Full(_) => ("AS-EXP-15", "Free some space or choose another disk, then export again."),
            WriteError::ReadOnly(_) => ("AS-EXP-16", "Choose a folder you may write to."),
            WriteError::Other(_) => ("AS-EXP-17", "Choose another folder, then export again."),
            WriteError::NotSettled(_) => ("AS-EXP-18", "Export again before you rely on this file."),
        };
        let fault = Fault::new(code, super::sentence(&error.to_string()), safe, todo);
        super::with_causes(fault, &error)
    }
}

/// Writes a file whole or not at all: into a new file beside the target, readable by its owner alone, forced to disk, then
/// put in the target's place.
///
/// # Errors
/// See [`WriteError`]; nothing is left behind in any case.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let name = path.file_name().ok_or(WriteError::NoName)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    if !folder.metadata()?.is_dir() {
        return Err(WriteError::NotAFolder);
    }
    let target = folder.join(name);
    plain_or_absent(&target)?;

    let beside = folder.join(format!(".{}.part", Id::new()));
    let written = fill(&beside, bytes).and_then(|()| std::fs::rename(&beside, &target));
    if let Err(error) = written {
        // The first error is the one to tell; that the part could not be removed either adds nothing a person can act on.
        drop(std::fs::remove_file(&beside));
        return Err(error.into());
    }
    settle(&folder).map_err(WriteError::NotSettled)
}

fn plain_or_absent(target: &Path) -> Result<(), WriteError> {
    let found = match target.symlink_metadata() {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let kind = found.file_type();
    if kind.is_symlink() {
        Err(WriteError::NotAFile("a symbolic link"))
    } else if kind.is_dir() {
        Err(WriteError::NotAFile("a folder"))
    } else if !kind.is_file() {
        Err(WriteError::NotAFile("a device, pipe or socket"))
    } else if found.permissions().readonly() {
        Err(WriteError::ReadOnlyFile)
    } else {
        Ok(())
    }
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the new name durable. Some file systems have no such operation for folders; they settle names by themselves.
#[cfg(unix)]
fn settle(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}

#[cfg(not(unix))]
fn settle(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// A file name made of words, without an ending: letters and digits of any script, `.`, `_`, `-` and single spaces; at
/// most 100 bytes, so that an ending fits; never empty, never hidden, never a name Windows keeps for itself.
pub fn file_name(words: &Words) -> String {
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let mut name = String::new();
    for cluster in words.raw().graphemes(true) {
        let first = cluster.chars().next().unwrap_or(' ');
        let fit: String = if first.is_alphanumeric() {
            cluster.chars().filter(|c| c.is_alphanumeric() || !(c.is_control() || is_format(*c))).collect()
        } else if matches!(first, '.' | '_' | '-') {
            first.to_string()
        } else {
            " ".to_owned()
        };
        if fit == " " && (name.is_empty() || name.ends_with(' ')) {
            continue;
        }
        if name.len() + fit.len() > 100 {
            break;
        }
        name.push_str(&fit);
    }
    let name = name.trim_start_matches(['.', '-', ' ']).trim_end_matches(['.', ' ']);
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered =
        |port: &str| stem.strip_prefix(port).is_some_and(|n| n.chars().count() == 1 && n.chars().all(char::is_numeric));
    if name.is_empty() {
        "export".to_owned()
    } else if RESERVED.contains(&stem.as_str()) || numbered("com") || numbered("lpt") {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

/// Characters that steer others and have no picture: they do not belong in a name.
fn is_format(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}
