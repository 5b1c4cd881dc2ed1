//! Archives: ZIP, TAR, both packed with gzip, and a single file packed with gzip. There is no text in them, only files. What
//! comes out is counted as it comes; nothing is written anywhere.

mod names;
#[cfg(test)]
mod tests;
mod unpack;

use super::format::is_tar;
use super::limits::{MAX_PART_BYTES, MAX_PARTS, MAX_UNPACKED};
use super::parsed::{ParseError, Parsed, Part, Remark};
use flate2::bufread::MultiGzDecoder;
use names::Names;
use std::io::{Cursor, Read};
pub(super) use unpack::{Counted, Stop, unpacked};
use zip::ZipArchive;
use zip::read::ZipReadOptions;

/// Most bytes of parts kept at once: a worker has one gibibyte of memory, and the archive lies in it too.
const MAX_HELD: u64 = 512 * 1024 * 1024;

/// The files in an archive, in their order.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let mut found = Found::default();
    if bytes.starts_with(&[0x1F, 0x8B]) {
        gzip(bytes, &mut found, beat)?;
    } else if is_tar(bytes) {
        tar(bytes, &mut found, beat);
    } else {
        zip(bytes, &mut found, beat)?;
    }
    Ok(found.finish())
}

/// What was found, and what was left out and why.
#[derive(Default)]
struct Found {
    parts: Vec<Part>,
    held: u64,
    names: Names,
    /// Why, how many, and the first of them.
    left: Vec<(&'static str, u32, String)>,
    damaged: Vec<String>,
}

impl Found {
    fn keep(&mut self, name: &str, bytes: Vec<u8>) {
        self.held = self.held.saturating_add(bytes.len() as u64);
        let name = self.names.safe(name);
        self.parts.push(Part { name, bytes });
    }

    fn leave(&mut self, name: &str, why: &'static str) {
        match self.left.iter_mut().find(|(known, ..)| *known == why) {
            Some((_, count, _)) => *count = count.saturating_add(1),
            None => self.left.push((why, 1, names::shown(name))),
        }
    }

    fn is_full(&self) -> bool {
        self.parts.len() >= MAX_PARTS
    }

    /// How many more bytes may come out.
    fn room(&self) -> u64 {
        MAX_HELD.min(MAX_UNPACKED).saturating_sub(self.held).min(MAX_PART_BYTES)
    }

    /// Takes what came of unpacking one file, or says why it is left out.
    fn take(&mut self, name: &str, outcome: Result<Vec<u8>, Stop>) {
        match outcome {
            Ok(bytes) => self.keep(name, bytes),
            Err(stop) => self.leave(name, stop.why()),
        }
    }

    fn finish(self) -> Parsed {
        let mut remarks = Vec::new();
        if !self.parts.is_empty() {
            remarks.push(Remark::Attached(u32::try_from(self.parts.len()).unwrap_or(u32::MAX)));
        }
        remarks.extend(self.left.into_iter().map(|(why, count, first)| {
            let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
            Remark::LeftOut(format!("{first}{more}: {why}"))
        }));
        if self.names.changed() > 0 {
            let n = self.names.changed();
            remarks.push(Remark::Damaged(format!("names of files that are not safe were changed: {n}")));
        }
        remarks.extend(self.damaged.into_iter().map(Remark::Damaged));
        Parsed { parts: self.parts, remarks, ..Parsed::default() }
    }
}

fn damaged(error: &dyn std::fmt::Display) -> ParseError {
    ParseError::Damaged(error.to_string())
}

/// A ZIP whose directory was looked over: not too many entries, none on the bytes of another.
pub(super) fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ParseError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(ParseError::TooMany { what: "entries", limit: MAX_PARTS as u64 });
    }
    if archive.has_overlapping_entries().map_err(|error| damaged(&error))? {
        return Err(ParseError::Damaged("its entries lie over each other".to_owned()));
    }
    // A name that is given twice is said where the files are read.
    if !archive.has_duplicate_names() {
        ambiguous(bytes, &archive)?;
    }
    Ok(archive)
}

/// Refuses what two programs would find other files in: those that read an archive from its start and from its end, or by
/// its list and by its count.
fn ambiguous(bytes: &[u8], archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), ParseError> {
    let refused = |what: String| Err(ParseError::Damaged(what));
    let begins = bytes.starts_with(b"PK\x03\x04");
    let (said, listed) = (archive.len(), listed(bytes, archive.central_directory_start()));
    if listed != said || said == 0 && begins {
        return refused(format!("it says that it holds {said} files, and holds others"));
    }
    let starts = (0..said).filter_map(|at| Some(archive.by_index_data(at).ok()?.header_start()));
    if begins && starts.min().is_some_and(|at| at > 0) {
        return refused("another archive stands before it in the same file".to_owned());
    }
    Ok(())
}

/// How many entries the directory that begins here lists, whatever it says of their number.
fn listed(bytes: &[u8], start: u64) -> usize {
    let mut rest = usize::try_from(start).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
    let mut count = 0;
    while rest.starts_with(b"PK\x01\x02") {
        let length = |at: usize| match rest.get(at..at + 2) {
            Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
            _ => 0,
        };
        // Its name, its further fields and its comment follow.
        let whole = 46 + length(28) + length(30) + length(32);
        rest = rest.get(whole..).unwrap_or_default();
        count += 1;
    }
    count
}

fn zip(bytes: &[u8], found: &mut Found, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
    let mut archive = open(bytes)?;
    let twins = archive.has_duplicate_names();
    if twins {
        found.damaged.push("several files have the same name; the last of them was read".to_owned());
    }
    for at in 0..archive.len() {
        beat();
        let Ok(entry) = archive.by_index_data(at) else { continue };
        let name = entry
            .name()
            .map_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned(), std::borrow::Cow::into_owned);
        if entry.is_dir() {
            continue;
        }
        if entry.is_symlink() {
            found.leave(&name, "a link");
            continue;
        }
        if entry.unix_mode().is_some_and(is_special) {
            found.leave(&name, "neither a file nor a folder");
            continue;
        }
        if entry.encrypted() {
            found.leave(&name, "encrypted");
            continue;
        }
        let packed = entry.compressed_size();
        let options = ZipReadOptions::new().enforce_header_consistency(!twins);
        let room = found.room();
        match archive.by_index_with_options(at, options) {
            Ok(mut file) => {
                let outcome = unpacked(&mut file, packed, room, beat);
                found.take(&name, outcome);
            }
            Err(zip::result::ZipError::CompressionMethodNotSupported(_)) => {
                found.leave(&name, "packed in a way that is not read");
            }
            Err(_) => found.leave(&name, Stop::Broken.why()),
        }
    }
    Ok(())
}

/// True for the mode of a device, a pipe or a socket. Many programs give none of the kinds.
fn is_special(mode: u32) -> bool {
    !matches!(mode & 0o170_000, 0 | 0o100_000 | 0o040_000 | 0o120_000)
}

fn tar(read: impl Read, found: &mut Found, beat: &mut dyn FnMut()) {
    let mut archive = tar::Archive::new(read);
    let Ok(entries) = archive.entries() else { return };
    for (entry, seen) in entries.zip(1_usize..) {
        beat();
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.damaged.push(format!("the archive breaks off: {}", Stop::of(&error).why()));
                return;
            }
        };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if found.is_full() || seen > MAX_PARTS {
            found.leave(&name, "more files than are read");
            return;
        }
        let kind = entry.header().entry_type();
        if kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse() {
            // A sparse file has holes that no byte of the archive pays for.
            let packed = entry.header().entry_size().unwrap_or(0);
            let room = found.room();
            let size = entry.size();
            // Where the archive breaks off, the file does too.
            let outcome = unpacked(&mut entry, packed, room, beat)
                .and_then(|bytes| if bytes.len() as u64 == size { Ok(bytes) } else { Err(Stop::Broken) });
            found.take(&name, outcome);
        } else if kind.is_symlink() || kind.is_hard_link() {
            found.leave(&name, "a link");
        } else if !kind.is_dir() && !kind.is_pax_global_extensions() {
            found.leave(&name, "neither a file nor a folder");
        }
    }
}

fn gzip(bytes: &[u8], found: &mut Found, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
    let mut read = Counted::new(MultiGzDecoder::new(bytes), bytes.len() as u64);
    let mut head = Vec::with_capacity(512);
    read.by_ref().take(512).read_to_end(&mut head).map_err(|error| damaged(&error))?;
    if is_tar(&head) {
        tar(Cursor::new(head).chain(read), found, beat);
        return Ok(());
    }
    // The name stands in the head of the first member, if the packer wrote one.
    let one = flate2::bufread::GzDecoder::new(bytes);
    let name = one.header().and_then(|header| header.filename()).map(|name| String::from_utf8_lossy(name).into_owned());
    let name = name.as_deref().filter(|name| !name.is_empty()).unwrap_or("unpacked");
    let room = found.room();
    let mut whole = Cursor::new(head).chain(read);
    let outcome = unpacked(&mut whole, bytes.len() as u64, room, beat);
    found.take(name, outcome);
    Ok(())
}
