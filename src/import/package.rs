//! Reading ZIP packages within the limits. Sizes are counted as bytes come out, never believed; entries that share bytes,
//! headers that disagree and names that occur twice are refused, because two programs would read two different files there.

use super::limits::{MAX_PART_BYTES, MAX_PARTS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM};
use super::parsed::ParseError;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How many bytes come out between two signs of progress.
const STEP: u64 = 1024 * 1024;

/// A ZIP package, open for reading.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    entries: Vec<Entry>,
    by_name: HashMap<String, usize>,
    /// Bytes of the whole package.
    packed: u64,
    /// Bytes that came out so far, all entries together.
    unpacked: u64,
}

/// An entry of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its name, with `/` between the names of folders.
    pub name: String,
    /// It is a folder.
    pub folder: bool,
    /// Why it is not to be read, if it is not.
    pub fault: Option<Fault>,
}

/// Why an entry is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is encrypted.
    Encrypted,
    /// Its name leads out of the package, is absolute or holds control characters.
    Name,
    /// Another entry has the same name but for upper and lower case.
    Twin,
    /// It is a link to another file.
    Link,
}

impl<'a> Package<'a> {
    /// Opens a package and looks at all its headers. Single entries may have faults; what concerns the whole is refused.
    pub(super) fn open(bytes: &'a [u8], beat: &mut dyn FnMut()) -> Result<Self, ParseError> {
        if claimed_entries(bytes).is_some_and(|count| count > MAX_PARTS) {
            return Err(too_many_entries());
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
        beat();
        if archive.len() > MAX_PARTS {
            return Err(too_many_entries());
        }
        archive.validate_header_consistency().map_err(|error| refused(&error))?;
        beat();
        let mut entries = Vec::with_capacity(archive.len());
        let mut by_name = HashMap::new();
        for at in 0..archive.len() {
            let found = archive.by_index_data(at).map_err(|error| refused(&error))?;
            let name = match std::str::from_utf8(found.name_raw()) {
                Ok(name) => name.to_owned(),
                Err(_) => found.name().map_or_else(|_| String::new(), std::borrow::Cow::into_owned),
            };
            let (name, safe) = plain_name(&name);
            let twin = by_name.insert(name.to_lowercase(), at);
            let fault = if found.encrypted() {
                Some(Fault::Encrypted)
            } else if !safe {
                Some(Fault::Name)
            } else if found.is_symlink() {
                Some(Fault::Link)
            } else {
                twin.map(|_| Fault::Twin)
            };
            let folder = found.is_dir();
            if let Some(first) = twin.and_then(|first: usize| entries.get_mut(first)) {
                let first: &mut Entry = first;
                first.fault = first.fault.or(Some(Fault::Twin));
            }
            entries.push(Entry { name, folder, fault });
        }
        Ok(Self { archive, entries, by_name, packed: bytes.len() as u64, unpacked: 0 })
    }

    /// Opens a package that is one document: a fault of any entry refuses the whole.
    pub(super) fn document(bytes: &'a [u8], beat: &mut dyn FnMut()) -> Result<Self, ParseError> {
        let package = Self::open(bytes, beat)?;
        match package.entries.iter().find_map(|entry| entry.fault) {
            None => Ok(package),
            Some(Fault::Encrypted) => Err(ParseError::Encrypted),
            Some(Fault::Name) => Err(ParseError::Damaged("a name in its package leads out of it".to_owned())),
            Some(Fault::Twin) => Err(ParseError::Damaged("two parts of its package have the same name".to_owned())),
            Some(Fault::Link) => Err(ParseError::Damaged("a part of its package is a link".to_owned())),
        }
    }

    /// The entries in the order of the package's directory.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether there is an entry of this name, upper and lower case alike.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&name.to_lowercase())
    }

    /// The bytes of the entry of this name, upper and lower case alike; nothing when there is none.
    pub(super) fn read(&mut self, name: &str, beat: &mut dyn FnMut()) -> Result<Option<Vec<u8>>, ParseError> {
        match self.by_name.get(&name.to_lowercase()).copied() {
            Some(at) => self.read_at(at, beat).map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of the entry at this place of [`Self::entries`].
    pub(super) fn read_at(&mut self, at: usize, beat: &mut dyn FnMut()) -> Result<Vec<u8>, ParseError> {
        match self.entries.get(at).and_then(|entry| entry.fault) {
            Some(Fault::Encrypted) => return Err(ParseError::Encrypted),
            Some(fault) => return Err(ParseError::Damaged(format!("an entry is not to be read ({fault:?})"))),
            None => {}
        }
        let mut entry = self.archive.by_index(at).map_err(|error| refused(&error))?;
        let packed = entry.compressed_size().min(self.packed);
        let mut out = Vec::new();
        loop {
            let before = out.len();
            let came = entry.by_ref().take(STEP).read_to_end(&mut out);
            let grown = (out.len() - before) as u64;
            self.unpacked = self.unpacked.saturating_add(grown);
            let length = out.len() as u64;
            if length > MAX_PART_BYTES {
                return Err(ParseError::TooMany { what: "bytes in one part", limit: MAX_PART_BYTES });
            }
            if self.unpacked > MAX_UNPACKED {
                return Err(ParseError::TooMany { what: "bytes in its parts", limit: MAX_UNPACKED });
            }
            if swollen(length, packed) || swollen(self.unpacked, self.packed) {
                return Err(ParseError::TooMany { what: "bytes for each byte it is packed in", limit: MAX_RATIO });
            }
            came.map_err(|error| ParseError::Damaged(format!("a part of its package cannot be unpacked: {error}")))?;
            beat();
            if grown == 0 {
                return Ok(out);
            }
        }
    }
}

/// The name of a part that another part, `owner`, names by way of folders.
pub(super) fn resolved(owner: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = owner.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether what came out is too large for what went in.
fn swollen(out: u64, packed: u64) -> bool {
    out > RATIO_FROM && out > packed.saturating_mul(MAX_RATIO)
}

fn too_many_entries() -> ParseError {
    ParseError::TooMany { what: "files in it", limit: MAX_PARTS as u64 }
}

fn refused(error: &ZipError) -> ParseError {
    match error {
        ZipError::CompressionMethodNotSupported(_) => {
            ParseError::NotRead("packages packed by another method than deflate")
        }
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => ParseError::Encrypted,
        ZipError::InvalidArchive(_) => ParseError::Damaged(
            "the list of what is in it cannot be read; the end of the file may be missing".to_owned(),
        ),
        ZipError::Io(_) => ParseError::Damaged("what is packed in it cannot be unpacked".to_owned()),
        other => ParseError::Damaged(other.to_string()),
    }
}

/// How many entries the end of the directory claims, so that a directory of millions is not read to be counted.
/// Nothing when there is no such record or when it points to a larger one.
fn claimed_entries(bytes: &[u8]) -> Option<usize> {
    const RECORD: usize = 22;
    let tail = bytes.get(bytes.len().saturating_sub(RECORD + usize::from(u16::MAX))..)?;
    let at = tail.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count = u16::from_le_bytes([*tail.get(at + 10)?, *tail.get(at + 11)?]);
    (count != u16::MAX).then_some(usize::from(count))
}

/// The name with `/` between folders, and whether it stays inside the package.
fn plain_name(name: &str) -> (String, bool) {
    let name = name.replace('\\', "/");
    let name = name.trim_start_matches("./").to_owned();
    let path = name.strip_suffix('/').unwrap_or(&name);
    let drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    let parts = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    let safe = parts && !drive && !name.contains(char::is_control);
    (name, safe)
}

#[cfg(test)]
pub(super) mod tests;
