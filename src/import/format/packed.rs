//! Kinds of containers, told by their directories.

use super::Format;
use std::io::{Cursor, Read};

/// Longest part of the list of kinds in an Office package that is looked at, in bytes.
const LIST: u64 = 256 * 1024;

/// What a ZIP is.
pub(super) fn zip_kind(bytes: &[u8]) -> Format {
    if let Some(kind) = stored_mimetype(bytes) {
        return kind;
    }
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return broken_kind(bytes);
    };
    if let Ok(file) = archive.by_name("mimetype") {
        let mut mimetype = String::new();
        if file.take(256).read_to_string(&mut mimetype).is_ok()
            && let Some(kind) = by_mimetype(mimetype.trim())
        {
            return kind;
        }
    }
    let has = |name: &str| archive.file_names().flatten().any(|n| n.eq_ignore_ascii_case(name));
    if !has("[Content_Types].xml") {
        return if has("META-INF/container.xml") { Format::Epub } else { Format::Zip };
    }
    let by_name = [
        ("word/document.xml", Format::Docx),
        ("xl/workbook.xml", Format::Sheet),
        ("xl/workbook.bin", Format::Sheet),
        ("ppt/presentation.xml", Format::Binary("a PowerPoint presentation")),
    ];
    if let Some((_, kind)) = by_name.iter().find(|(name, _)| has(name)) {
        return *kind;
    }
    let mut list = Vec::new();
    if let Ok(file) = archive.by_name("[Content_Types].xml") {
        // What came before an error is looked at too.
        let _whole = file.take(LIST).read_to_end(&mut list);
    }
    let list = String::from_utf8_lossy(&list);
    if list.contains("wordprocessingml.document.main") || list.contains("wordprocessingml.template.main") {
        Format::Docx
    } else if list.contains("spreadsheetml.sheet.main") || list.contains("spreadsheetml.template.main") {
        Format::Sheet
    } else {
        Format::Zip
    }
}

/// The kind a first entry without packing says, as EPUB and OpenDocument ask for.
fn stored_mimetype(bytes: &[u8]) -> Option<Format> {
    let number = |at: usize| Some(usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    let (method, name, extra) = (number(8)?, number(26)?, number(28)?);
    if method != 0 || bytes.get(30..30 + name)? != b"mimetype" {
        return None;
    }
    let from = 30 + name + extra;
    let words = bytes.get(from..bytes.len().min(from + 100))?;
    let end = words.windows(2).position(|w| w == b"PK").unwrap_or(words.len());
    by_mimetype(String::from_utf8_lossy(words.get(..end)?).trim())
}

fn by_mimetype(mimetype: &str) -> Option<Format> {
    // A descriptor may stand behind the words where sizes were not known before.
    let is = |known: &str| mimetype.starts_with(known);
    if is("application/epub+zip") {
        Some(Format::Epub)
    } else if is("application/vnd.oasis.opendocument.text") {
        Some(Format::Odt)
    } else if is("application/vnd.oasis.opendocument.spreadsheet") {
        Some(Format::Sheet)
    } else if is("application/vnd.oasis.opendocument.presentation") {
        Some(Format::Binary("an OpenDocument presentation"))
    } else if is("application/vnd.oasis.opendocument") {
        Some(Format::Binary("an OpenDocument drawing"))
    } else {
        None
    }
}

/// What a ZIP was whose directory is gone.
fn broken_kind(bytes: &[u8]) -> Format {
    let head = bytes.get(..4 * 1024 * 1024).unwrap_or(bytes);
    let has = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    if !has(b"[Content_Types].xml") {
        Format::Zip
    } else if has(b"word/document.xml") {
        Format::Docx
    } else if has(b"xl/workbook.xml") {
        Format::Sheet
    } else {
        Format::Zip
    }
}

/// What an old Office file is, by the names in its directory.
pub(super) fn ole_kind(bytes: &[u8]) -> Format {
    let names = [
        ("EncryptedPackage", Format::Binary("an encrypted Office document")),
        ("Workbook\0", Format::Sheet),
        ("WordDocument\0", Format::Binary("an old Word document")),
        ("PowerPoint Document", Format::Binary("an old PowerPoint presentation")),
        ("__substg1.0_", Format::Binary("an Outlook message")),
        ("VisioDocument\0", Format::Binary("a Visio drawing")),
        ("Book\0", Format::Sheet),
    ];
    let entries = directory(bytes);
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entries.iter().any(|entry| entry.starts_with(&wide))
    };
    names.iter().find(|(name, _)| holds(name)).map_or(Format::Binary("an old Office document"), |(_, kind)| *kind)
}

/// The entries of the directory of an old Office file. They are 128 bytes long and lie on such bounds; each ends in what a
/// directory's entry has and hardly anything else: a length of its name that fits its kind.
fn directory(bytes: &[u8]) -> Vec<&[u8]> {
    let is_entry = |entry: &&[u8]| {
        let length = entry.get(64..66).and_then(|l| <[u8; 2]>::try_from(l).ok()).map_or(0, u16::from_le_bytes);
        (4..=64).contains(&length) && length.is_multiple_of(2) && matches!(entry.get(66), Some(1 | 2 | 5))
    };
    bytes.chunks_exact(128).skip(4).filter(is_entry).collect()
}

/// True when these bytes begin with the head of a tape archive: its sum is right.
pub(in crate::import) fn is_tar(bytes: &[u8]) -> bool {
    let Some(head) = bytes.get(..512) else { return false };
    let Some(field) = head.get(148..156) else { return false };
    let digits: String = field.iter().map(|b| char::from(*b)).filter(|c| !matches!(c, ' ' | '\0')).collect();
    let Ok(said) = u32::from_str_radix(&digits, 8) else { return false };
    let sum: u32 = head.iter().zip(0..).map(|(b, at)| if (148..156).contains(&at) { 32 } else { u32::from(*b) }).sum();
    said == sum && head.first().is_some_and(|b| *b != 0)
}
