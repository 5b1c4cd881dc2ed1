//! Archives as they are, and as those make them who mean harm.

use super::*;
use crate::import::limits::RATIO_FROM;
use std::io::Write;
use zip::write::SimpleFileOptions;

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn tarred(entries: &[(tar::EntryType, &str, &[u8])]) -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    for (kind, name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        out.append(&header, *bytes).unwrap();
    }
    out.into_inner().unwrap()
}

fn read(bytes: &[u8]) -> Parsed {
    parse(bytes, &mut || {}).unwrap()
}

fn names(parsed: &Parsed) -> Vec<&str> {
    parsed.parts.iter().map(|part| part.name.as_str()).collect()
}

fn left(parsed: &Parsed) -> Vec<&str> {
    parsed
        .remarks
        .iter()
        .filter_map(|r| if let Remark::LeftOut(what) = r { Some(what.as_str()) } else { None })
        .collect()
}

/// Changes the two bytes at `offset` of every record that begins with this mark.
fn patch(bytes: &mut [u8], mark: &[u8], offset: usize, value: u16) {
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(mark)).collect();
    for at in places {
        bytes[at + offset..at + offset + 2].copy_from_slice(&value.to_le_bytes());
    }
}

#[test]
fn the_files_of_every_kind_of_archive_come_in_their_order() {
    let file = tar::EntryType::Regular;
    let tar = tarred(&[(tar::EntryType::Directory, "a/", b""), (file, "a/б.txt", b"one"), (file, "c.txt", b"two")]);
    let archives = [zipped(&[("a/б.txt", b"one"), ("c.txt", b"two")]), tar.clone(), packed(&tar)];
    for bytes in archives {
        let parsed = read(&bytes);
        assert_eq!(names(&parsed), ["a/б.txt", "c.txt"]);
        assert_eq!(parsed.parts[0].bytes, b"one");
        assert_eq!(parsed.remarks, [Remark::Attached(2)]);
        assert_eq!(parsed.text, "");
    }
}

#[test]
fn a_single_packed_file_has_the_name_it_was_packed_under() {
    let mut out = flate2::GzBuilder::new().filename("report.txt").write(Vec::new(), flate2::Compression::fast());
    out.write_all(b"words").unwrap();
    assert_eq!(names(&read(&out.finish().unwrap())), ["report.txt"]);
    let parsed = read(&packed(b"words"));
    assert_eq!((names(&parsed), parsed.parts[0].bytes.as_slice()), (vec!["unpacked"], b"words".as_slice()));
}

#[test]
fn names_lead_nowhere_but_down() {
    let cases = [
        ("/etc/passwd", "etc/passwd"),
        ("../../x.txt", "x.txt"),
        ("a/../../b.txt", "a/b.txt"),
        ("C:\\Windows\\a.dll", "Windows/a.dll"),
        ("c:a.txt", "a.txt"),
        ("\\\\server\\share\\a", "server/share/a"),
        ("a\u{202E}txt.exe", "a_txt.exe"),
        ("a\nb\0c", "a_b_c"),
        ("a.txt:stream", "a.txt_stream"),
        ("..", "unnamed"),
        ("...", "unnamed"),
        ("a./b ", "a/b"),
        ("./a", "a"),
        ("Отчёт 1.txt", "Отчёт 1.txt"),
    ];
    for (raw, safe) in cases {
        assert_eq!(names::shown(raw), safe, "{raw:?}");
    }
    let long = names::shown(&format!("{}.docx", "ы".repeat(400)));
    assert!(long.len() <= 200 && long.ends_with("ы.docx"), "{long}");
    let parsed = read(&zipped(&[("../evil.txt", b"1"), ("fine.txt", b"2")]));
    assert_eq!(names(&parsed), ["evil.txt", "fine.txt"]);
    assert!(parsed.remarks.contains(&Remark::Damaged("names of files that are not safe were changed: 1".to_owned())));
}

#[test]
fn no_two_names_are_one_on_any_disk() {
    let parsed =
        read(&zipped(&[("A.txt", b"1"), ("a.txt", b"2"), ("./a.TXT", b"3"), ("b/.rc", b"4"), ("B/.rc", b"5")]));
    assert_eq!(names(&parsed), ["A.txt", "a (2).txt", "a (3).TXT", "b/.rc", "B/.rc (2)"]);
    let file = tar::EntryType::Regular;
    let parsed = read(&tarred(&[(file, "same", b"1"), (file, "same", b"2")]));
    assert_eq!(names(&parsed), ["same", "same (2)"]);
}

#[test]
fn links_and_devices_are_left_out_and_counted() {
    let parsed = read(&tarred(&[
        (tar::EntryType::Symlink, "link", b""),
        (tar::EntryType::Link, "hard", b""),
        (tar::EntryType::Char, "null", b""),
        (tar::EntryType::Fifo, "pipe", b""),
        (tar::EntryType::Regular, "words", b"1"),
    ]));
    assert_eq!(names(&parsed), ["words"]);
    assert_eq!(left(&parsed), ["link and 1 more: a link", "null and 1 more: neither a file nor a folder"]);
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    out.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let parsed = read(&out.finish().unwrap().into_inner());
    assert_eq!((parsed.parts.len(), left(&parsed)), (0, vec!["link: a link"]));
}

#[test]
fn what_swells_is_left_out_and_the_rest_is_read() {
    let swollen = vec![b' '; usize::try_from(RATIO_FROM).unwrap() * 3];
    let parsed = read(&zipped(&[("bomb.txt", &swollen), ("words.txt", b"words")]));
    assert_eq!(names(&parsed), ["words.txt"]);
    assert_eq!(left(&parsed), ["bomb.txt: it unpacks to more than 200 times its size"]);
    let parsed = read(&packed(&swollen));
    assert_eq!(left(&parsed), ["unpacked: it unpacks to more than 200 times its size"]);
    let tar = packed(&tarred(&[(tar::EntryType::Regular, "one", b"1"), (tar::EntryType::Regular, "bomb", &swollen)]));
    let parsed = read(&tar);
    assert_eq!((names(&parsed), left(&parsed).len()), (vec!["one"], 1));
    // Ten mebibytes of anything are no bomb.
    let blank = vec![b' '; usize::try_from(RATIO_FROM).unwrap()];
    assert_eq!(names(&read(&zipped(&[("blank.txt", &blank)]))), ["blank.txt"]);
}

#[test]
fn a_file_that_lies_about_its_size_is_damaged_and_the_rest_is_read() {
    let mut bytes = zipped(&[("a.txt", b"some words of one file"), ("b.txt", b"words")]);
    // The first central record says its file is longer.
    let at = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[at + 24] = 200;
    let parsed = read(&bytes);
    assert_eq!((names(&parsed), left(&parsed)), (vec!["b.txt"], vec!["a.txt: damaged"]));
}

#[test]
fn encrypted_files_are_left_out() {
    let mut bytes = zipped(&[("secret.txt", b"words")]);
    patch(&mut bytes, b"PK\x03\x04", 6, 1);
    patch(&mut bytes, b"PK\x01\x02", 8, 1);
    let parsed = read(&bytes);
    assert_eq!((parsed.parts.len(), left(&parsed)), (0, vec!["secret.txt: encrypted"]));
}

#[test]
fn entries_over_each_other_are_refused() {
    let mut bytes = zipped(&[("a.txt", b"words"), ("b.txt", b"words")]);
    // The second central record points at the first file.
    let second = bytes.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    bytes[second + 42..second + 46].copy_from_slice(&[0; 4]);
    let error = parse(&bytes, &mut || {}).unwrap_err();
    assert_eq!(error.to_string(), "the file is damaged: its entries lie over each other");
}

#[test]
fn more_entries_than_are_read_are_refused_and_nothing_is_held() {
    let many: Vec<String> = (0..=MAX_PARTS).map(|n| n.to_string()).collect();
    let files: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let error = parse(&zipped(&files), &mut || {}).unwrap_err();
    assert_eq!(error.to_string(), "the file holds more than 10000 entries");
}

#[test]
fn names_given_twice_in_a_directory_are_said() {
    let mut bytes = zipped(&[("a.txt", b"one"), ("b.txt", b"two")]);
    for at in 0..bytes.len() - 5 {
        if &bytes[at..at + 5] == b"b.txt" {
            bytes[at] = b'a';
        }
    }
    let parsed = read(&bytes);
    assert_eq!((names(&parsed), parsed.parts[0].bytes.as_slice()), (vec!["a.txt"], b"two".as_slice()));
    assert!(matches!(parsed.remarks.last(), Some(Remark::Damaged(_))));
}

#[test]
fn what_two_programs_would_read_differently_is_refused() {
    let one = zipped(&[("a.txt", b"words")]);
    let two = zipped(&[("b.txt", b"other words")]);
    let refused = |bytes: &[u8]| parse(bytes, &mut || {}).unwrap_err().to_string();
    assert_eq!(
        refused(&[one.clone(), two].concat()),
        "the file is damaged: another archive stands before it in the same file"
    );
    // The end of the directory says that it lists nothing.
    let mut none = one.clone();
    let end = none.len() - 22;
    none[end + 8..end + 12].fill(0);
    assert_eq!(refused(&none), "the file is damaged: it says that it holds 0 files, and holds others");
    assert_eq!(names(&read(&one)), ["a.txt"]);
    assert_eq!(read(&zipped(&[])), Parsed::default());
}

#[test]
fn devices_in_a_zip_are_left_out() {
    let mut bytes = zipped(&[("null", b"x"), ("words", b"1")]);
    // The mode of the first stands in the upper half of its attributes, and who wrote it before its version.
    let first = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[first + 5] = 3;
    bytes[first + 38..first + 42].copy_from_slice(&(0o020_666_u32 << 16).to_le_bytes());
    let parsed = read(&bytes);
    assert_eq!((names(&parsed), left(&parsed)), (vec!["words"], vec!["null: neither a file nor a folder"]));
}

#[test]
fn an_archive_in_an_archive_is_a_part_and_not_opened() {
    let inner = zipped(&[("deep.txt", b"words")]);
    let parsed = read(&zipped(&[("inner.zip", &inner)]));
    assert_eq!((names(&parsed), &parsed.parts[0].bytes), (vec!["inner.zip"], &inner));
}

#[test]
fn every_cut_and_every_changed_byte_ends_in_an_answer() {
    let file = tar::EntryType::Regular;
    let tar = tarred(&[(file, "a", b"one"), (file, "b", b"two")]);
    for whole in [zipped(&[("a.txt", b"some words"), ("b", b"more")]), packed(&tar), packed(b"words"), tar] {
        let step = (whole.len() / 200).max(1);
        for at in (0..whole.len()).step_by(step) {
            drop(parse(&whole[..at], &mut || {}));
            let mut changed = whole.clone();
            changed[at] ^= 0xFF;
            drop(parse(&changed, &mut || {}));
        }
    }
}

#[test]
fn a_tar_that_breaks_off_gives_what_came_before() {
    let file = tar::EntryType::Regular;
    let tar = tarred(&[(file, "a", b"one"), (file, "b", &[b'x'; 2000])]);
    let parsed = read(&tar[..2000]);
    assert_eq!((names(&parsed), left(&parsed)), (vec!["a"], vec!["b: damaged"]));
}
