//! Packages as programs write them, and packages made to do harm. The hostile ones are built here, byte by byte.

use super::*;
use crate::import::parsed::ParseError;
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A package of these entries, as a program writes it.
pub(in crate::import) fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An entry of a hand-made package: what its two headers say, and where its local header stands.
struct Raw<'a> {
    name: &'a str,
    central_name: &'a str,
    flags: u16,
    bytes: &'a [u8],
    claimed: u32,
    at: Option<u32>,
}

impl<'a> Raw<'a> {
    fn stored(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, central_name: name, flags: 0, bytes, claimed: bytes.len() as u32, at: None }
    }
}

/// A package whose headers say what the test wants, entries stored without packing.
fn hand_made(entries: &[Raw<'_>]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let at = entry.at.unwrap_or(out.len() as u32);
        let crc = crc32(entry.bytes);
        let mut common = Vec::new();
        common.extend([20, 0]);
        common.extend(entry.flags.to_le_bytes());
        common.extend([0; 6]);
        common.extend(crc.to_le_bytes());
        common.extend(entry.claimed.to_le_bytes());
        common.extend(entry.claimed.to_le_bytes());
        if entry.at.is_none() {
            out.extend(b"PK\x03\x04");
            out.extend(&common);
            out.extend((entry.name.len() as u16).to_le_bytes());
            out.extend([0, 0]);
            out.extend(entry.name.as_bytes());
            out.extend(entry.bytes);
        }
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend((entry.central_name.len() as u16).to_le_bytes());
        directory.extend([0; 12]);
        directory.extend(at.to_le_bytes());
        directory.extend(entry.central_name.as_bytes());
    }
    let (start, size) = (out.len() as u32, directory.len() as u32);
    out.extend(directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xEDB8_8320 } else { c >> 1 })
    })
}

fn document(bytes: &[u8]) -> Result<(), String> {
    Package::document(bytes, &mut || {}).map(|_| ()).map_err(|error| error.to_string())
}

#[test]
fn a_package_gives_its_entries_upper_and_lower_case_alike() {
    let bytes = zipped(&[("word/document.xml", b"<a/>"), ("Pictures/one.png", b"png")]);
    let mut beats = 0;
    let mut package = Package::document(&bytes, &mut || beats += 1).unwrap();
    let names: Vec<&str> = package.entries().iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["word/document.xml", "Pictures/one.png"]);
    assert!(package.has("Word/Document.xml"));
    assert_eq!(package.read("word/DOCUMENT.xml", &mut || {}).unwrap().unwrap(), b"<a/>");
    assert_eq!(package.read("word/none.xml", &mut || {}).unwrap(), None);
    assert!(beats > 0);
}

#[test]
fn the_hand_made_package_is_a_sound_one_until_something_is_changed_in_it() {
    let bytes = hand_made(&[Raw::stored("a.txt", b"one"), Raw::stored("b.txt", b"two")]);
    let mut package = Package::document(&bytes, &mut || {}).unwrap();
    assert_eq!(package.read("b.txt", &mut || {}).unwrap().unwrap(), b"two");
}

#[test]
fn a_megabyte_that_swells_to_more_than_two_hundred_times_is_refused_on_the_way() {
    // Given 64 MiB of blanks, which pack about a thousand times smaller,
    let bytes = zipped(&[("word/document.xml", &vec![b' '; 64 * 1024 * 1024])]);
    assert!(bytes.len() < 128 * 1024);
    // when they are read,
    let mut beats = 0_u64;
    let mut package = Package::document(&bytes, &mut || {}).unwrap();
    let refused = package.read("word/document.xml", &mut || beats += 1);
    // then reading stops when two hundred times the packed bytes are out, which is some twelve mebibytes.
    assert!(matches!(refused, Err(ParseError::TooMany { limit: MAX_RATIO, .. })), "{refused:?}");
    assert!(beats <= 12, "{beats} mebibytes were let out");
}

#[test]
fn many_small_bombs_are_counted_together() {
    let blanks = vec![b' '; 4 * 1024 * 1024];
    let names: Vec<String> = (0..8).map(|n| format!("{n}.xml")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), blanks.as_slice())).collect();
    let bytes = zipped(&entries);
    let mut package = Package::document(&bytes, &mut || {}).unwrap();
    let outcomes: Vec<bool> = names.iter().map(|name| package.read(name, &mut || {}).is_ok()).collect();
    assert_eq!(outcomes, [true, true, false, false, false, false, false, false]);
}

#[test]
fn entries_that_share_bytes_are_refused() {
    let first = Raw::stored("a.txt", b"one");
    let again = Raw { at: Some(0), ..Raw::stored("a.txt", b"one") };
    let again = Raw { central_name: "b.txt", ..again };
    let said = document(&hand_made(&[first, again])).unwrap_err();
    assert!(said.starts_with("the file is damaged"), "{said}");
}

#[test]
fn headers_that_disagree_are_refused() {
    let said = document(&hand_made(&[Raw { central_name: "b.txt", ..Raw::stored("a.txt", b"one") }])).unwrap_err();
    assert!(said.starts_with("the file is damaged"), "{said}");
    // A second file that only the local headers know of.
    let mut bytes = hand_made(&[Raw::stored("a.txt", b"one")]);
    let hidden = hand_made(&[Raw::stored("h.txt", b"two")]);
    let local = &hidden[..30 + 5 + 3];
    let end = bytes.len();
    let start = u32::from_le_bytes(bytes[end - 6..end - 2].try_into().unwrap());
    bytes.splice(start as usize..start as usize, local.iter().copied());
    let end = bytes.len();
    bytes[end - 6..end - 2].copy_from_slice(&(start + local.len() as u32).to_le_bytes());
    let said = document(&bytes).unwrap_err();
    assert!(said.starts_with("the file is damaged"), "{said}");
}

#[test]
fn a_claimed_size_that_is_a_lie_is_found_out() {
    let bytes = hand_made(&[Raw { claimed: 2_000_000_000, ..Raw::stored("a.txt", b"one") }]);
    assert!(document(&bytes).is_err());
}

#[test]
fn encrypted_entries_ask_for_a_password() {
    let bytes = hand_made(&[Raw { flags: 1, ..Raw::stored("a.txt", b"one") }]);
    assert!(matches!(Package::document(&bytes, &mut || {}), Err(ParseError::Encrypted)));
    // Opened as an archive it lists its entries, and each says why it is not read.
    let mut package = Package::open(&bytes, &mut || {}).unwrap();
    assert_eq!(package.entries()[0].fault, Some(Fault::Encrypted));
    assert!(matches!(package.read_at(0, &mut || {}), Err(ParseError::Encrypted)));
}

#[test]
fn twins_are_both_marked_and_the_others_can_be_read() {
    let bytes = hand_made(&[Raw::stored("A.txt", b"one"), Raw::stored("a.TXT", b"two"), Raw::stored("b", b"three")]);
    assert!(document(&bytes).unwrap_err().contains("same name"));
    let mut package = Package::open(&bytes, &mut || {}).unwrap();
    let faults: Vec<Option<Fault>> = package.entries().iter().map(|entry| entry.fault).collect();
    assert_eq!(faults, [Some(Fault::Twin), Some(Fault::Twin), None]);
    assert_eq!(package.read_at(2, &mut || {}).unwrap(), b"three");
    let same = hand_made(&[Raw::stored("a.txt", b"one"), Raw::stored("a.txt", b"two")]);
    assert!(Package::open(&same, &mut || {}).is_err());
}

#[test]
fn names_that_lead_out_of_the_package_are_marked() {
    for name in ["../a", "a/../../b", "/etc/passwd", "C:/a", "..\\a", "\\\\host\\a", "a\0b", "a//b", "a\nb"] {
        let bytes = hand_made(&[Raw::stored(name, b"x")]);
        let package = Package::open(&bytes, &mut || {}).unwrap();
        assert_eq!(package.entries()[0].fault, Some(Fault::Name), "{name:?}");
    }
    for (name, plain) in [("a/b.txt", "a/b.txt"), ("word\\document.xml", "word/document.xml"), ("./a", "a"), ("é", "é")]
    {
        let bytes = hand_made(&[Raw::stored(name, b"x")]);
        let package = Package::document(&bytes, &mut || {}).unwrap();
        assert_eq!(package.entries()[0].name, plain);
    }
}

#[test]
fn more_entries_than_are_read_are_refused_before_they_are_listed() {
    let names: Vec<String> = (0..=MAX_PARTS).map(|n| n.to_string()).collect();
    let entries: Vec<Raw<'_>> = names.iter().map(|name| Raw::stored(name, b"")).collect();
    let bytes = hand_made(&entries);
    assert!(matches!(Package::open(&bytes, &mut || {}), Err(ParseError::TooMany { what: "files in it", .. })));
}

#[test]
fn every_cut_and_every_flipped_byte_is_answered() {
    let whole = zipped(&[("a.xml", b"<a>words words words words</a>"), ("b/c.xml", b"<c/>")]);
    for end in 0..whole.len() {
        assert!(Package::document(&whole[..end], &mut || {}).is_err(), "cut at {end}");
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        // Whatever comes of it, it is an answer: the words as they were, or a refusal.
        let read = Package::document(&bytes, &mut || {}).and_then(|mut package| package.read("a.xml", &mut || {}));
        if let Ok(Some(words)) = read {
            assert_eq!(words, b"<a>words words words words</a>", "flipped at {at}");
        }
    }
}
