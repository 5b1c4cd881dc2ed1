//! Hostile archives: names that lead elsewhere, links, bombs, directories that lie, and two files in one.

use super::make::{Entry, File, Seed, deflated_blanks, file, run, zip, zip_with};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Names of entries, and what the files with them are called here.
const NAMES: &[(&str, &[u8])] = &[
    ("up", b"../x.txt"),
    ("up_far", b"../../../../../../../../tmp/x.txt"),
    ("up_inside", b"a/../../x.txt"),
    ("up_dots", b"..././x.txt"),
    ("up_backslash", b"..\\..\\x.txt"),
    ("up_percent", b"%2e%2e/x.txt"),
    ("root", b"/x.txt"),
    ("drive", b"C:\\Windows\\x.txt"),
    ("drive_here", b"C:x.txt"),
    ("share", b"\\\\beacon.invalid\\share\\x.txt"),
    ("zero", b"a\0b.txt"),
    ("dot_behind", b"x.txt."),
    ("space_behind", b"x.txt "),
    ("stream", b"x.txt:hidden"),
    ("device", b"CON"),
    ("home", b"~/x.txt"),
    ("dash", b"-rf.txt"),
    ("nothing", b""),
    ("reversed", "x\u{202E}txt.exe".as_bytes()),
    ("escapes", b"x\x1B[2J\n.txt"),
    ("not_utf8", b"x\xFF\xFE.txt"),
    ("here", b"./x.txt"),
];

/// All of them.
pub fn archives(seed: &mut Seed) -> Vec<File> {
    let mut out = Vec::new();
    for (what, name) in NAMES {
        let entries = [Entry::new(name, seed.words()), fine(seed)];
        out.push(file(format!("name_{what}.zip"), zip(&entries)));
    }
    let long = ["long_", &"n".repeat(3_000), ".txt"].concat();
    out.push(file("name_long.zip", zip(&[Entry::new(long, seed.words()), fine(seed)])));
    out.push(file("name_deep.zip", zip(&[Entry::new("d/".repeat(200) + "x.txt", seed.words()), fine(seed)])));
    modes(seed, &mut out);
    bombs(seed, &mut out);
    directories(seed, &mut out);
    twins(seed, &mut out);
    tapes(seed, &mut out);
    out
}

fn fine(seed: &mut Seed) -> Entry {
    Entry::new("fine.txt", seed.words())
}

fn modes(seed: &mut Seed, out: &mut Vec<File>) {
    let moded = |name: &str, bytes: &[u8], mode| Entry::new(name, bytes).with(|e| e.mode = mode);
    let link = moded("d", b"/tmp", 0o120_777);
    out.push(file("link.zip", zip(&[link.clone(), fine(seed)])));
    out.push(file("link_and_through.zip", zip(&[link, Entry::new("d/x.txt", seed.words()), fine(seed)])));
    out.push(file("device.zip", zip(&[moded("null", b"x", 0o020_666), fine(seed)])));
    out.push(file("pipe.zip", zip(&[moded("pipe", b"x", 0o010_644), fine(seed)])));
    out.push(file("setuid.zip", zip(&[moded("x.txt", seed.words().as_bytes(), 0o104_755), fine(seed)])));
    let locked = |seed: &mut Seed| Entry::new("x.txt", seed.words()).with(|e| e.flags |= 1);
    out.push(file("locked_one.zip", zip(&[locked(seed), fine(seed)])));
    out.push(file("locked_all.zip", zip(&[locked(seed)])));
    for method in [12, 99] {
        let other = Entry::new("x.txt", seed.words()).with(|e| e.method = method);
        out.push(file(format!("method_{method}.zip"), zip(&[other, fine(seed)])));
    }
}

fn bombs(seed: &mut Seed, out: &mut Vec<File>) {
    let (packed, crc) = deflated_blanks(1 << 30);
    let bomb = Entry::packed("bomb.txt", packed.clone(), crc, 1 << 30);
    out.push(file("bomb.zip", zip(&[bomb.clone(), fine(seed)])));
    out.push(file("bomb_says_little.zip", zip(&[bomb.clone().with(|e| e.size = 10), fine(seed)])));
    let inner = zip(&[bomb, fine(seed)]);
    out.push(file("bomb_inside.zip", zip(&[Entry::stored("inner.zip", &inner), fine(seed)])));
    let mut nested = zip(&[Entry::new("5.txt", seed.words())]);
    for n in (1..5).rev() {
        nested = zip(&[Entry::new(format!("{n}.txt"), seed.words()), Entry::stored(format!("{}.zip", n + 1), &nested)]);
    }
    out.push(file("nested_five.zip", nested));
    // Each level holds the next eight times.
    let mut wide = zip(&[Entry::new("x.txt", run(b' ', 1 << 20))]);
    for level in 0..4 {
        let copies: Vec<Entry> = (0..8).map(|n| Entry::stored(format!("{level}{n}.zip"), &wide)).collect();
        wide = zip(&copies);
    }
    out.push(file("nested_wide.zip", wide));
    // All entries lie on the bytes of the first.
    let shared = Entry::new("0.txt", run(b' ', 100_000));
    let mut many: Vec<Entry> =
        (0..500).map(|n| shared.clone().with(|e| (e.name, e.offset) = (format!("{n}.txt").into(), Some(0)))).collect();
    many[0].offset = None;
    let empty = |e: &mut Entry| e.packed.clear();
    let overlapping: Vec<Entry> =
        many.into_iter().enumerate().map(|(n, e)| if n > 0 { e.with(empty) } else { e }).collect();
    out.push(file("overlapping.zip", zip(&overlapping)));
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    for _ in 0..1024 {
        gzip.write_all(&run(b' ', 1 << 20)).unwrap();
    }
    out.push(file("bomb.gz", gzip.finish().unwrap()));
}

fn directories(seed: &mut Seed, out: &mut Vec<File>) {
    let x = |seed: &mut Seed| Entry::new("x.txt", seed.words());
    out.push(file("size_small.zip", zip(&[x(seed).with(|e| e.size = 3), fine(seed)])));
    out.push(file("size_large.zip", zip(&[x(seed).with(|e| e.size = u32::MAX - 1), fine(seed)])));
    out.push(file("packed_large.zip", zip(&[x(seed).with(|e| e.packed_size = 1 << 30), fine(seed)])));
    out.push(file("sum_wrong.zip", zip(&[x(seed).with(|e| e.crc ^= 1), fine(seed)])));
    out.push(file("offset_wrong.zip", zip(&[x(seed).with(|e| e.offset = Some(7)), fine(seed)])));
    out.push(file("two_names.zip", zip(&[x(seed).with(|e| e.local_name = Some(b"y.txt".to_vec())), fine(seed)])));
    let many = |n: usize| -> Vec<Entry> { (0..n).map(|n| Entry::stored(format!("{n}"), b"")).collect() };
    out.push(file("entries_12000.zip", zip(&many(12_000))));
    out.push(file("entries_70000.zip", zip(&many(70_000))));
    out.push(file("claims_none.zip", zip_with(&[x(seed), fine(seed)], b"", b"", 0)));
    out.push(file("claims_64_bit.zip", zip_with(&[x(seed), fine(seed)], b"", b"", u16::MAX)));
    let whole = zip(&[x(seed), fine(seed)]);
    out.push(file("cut.zip", &whole[..whole.len() - 30]));
    out.push(file("empty.zip", zip(&[])));
    // As programs write that do not know how long a file is before they have packed it.
    let (mut streamed, entry) = (Vec::new(), x(seed));
    let late = zip(&[entry.clone().with(|e| e.flags |= 8)]);
    let head = 30 + entry.name.len();
    streamed.extend(&late[..14]);
    streamed.extend([0; 12]);
    streamed.extend(&late[26..head + entry.packed.len()]);
    streamed.extend(b"PK\x07\x08");
    streamed.extend(entry.crc.to_le_bytes());
    streamed.extend(entry.packed_size.to_le_bytes());
    streamed.extend(entry.size.to_le_bytes());
    let directory = &late[head + entry.packed.len()..];
    let at = streamed.len() as u32;
    streamed.extend(&directory[..directory.len() - 6]);
    streamed.extend(at.to_le_bytes());
    streamed.extend([0, 0]);
    out.push(file("streamed.zip", streamed));
}

fn twins(seed: &mut Seed, out: &mut Vec<File>) {
    let pair = |seed: &mut Seed, a: &str, b: &str| {
        zip(&[Entry::new(a, seed.words()), Entry::new(b, seed.words()), fine(seed)])
    };
    out.push(file("twins.zip", pair(seed, "x.txt", "x.txt")));
    out.push(file("twins_case.zip", pair(seed, "x.txt", "X.TXT")));
    out.push(file("twins_accent.zip", pair(seed, "\u{e9}.txt", "e\u{301}.txt")));
    out.push(file("twins_slash.zip", pair(seed, "a/x.txt", "a\\x.txt")));
    let (one, two) = (zip(&[fine(seed)]), zip(&[Entry::new("other.txt", seed.words())]));
    out.push(file("archive_in_comment.zip", zip_with(&[fine(seed)], &two, b"", 1)));
    out.push(file("two_archives.zip", [one.clone(), two].concat()));
    let mut program = b"MZ\x90\0\x03\0\0\0".to_vec();
    program.extend(run(0, 200));
    out.push(file("program_before.zip", zip_with(&[fine(seed)], b"", &program, 1)));
    let page = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n";
    out.push(file("page_before.zip", zip_with(&[fine(seed)], b"", page, 1)));
    out.push(file("bytes_behind.zip", [one, run(b'x', 1000)].concat()));
}

fn tapes(seed: &mut Seed, out: &mut Vec<File>) {
    let tape = |entries: &[(tar::EntryType, &[u8], &[u8])]| {
        let mut out = tar::Builder::new(Vec::new());
        for (kind, name, bytes) in entries {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(*kind);
            header.set_size(bytes.len() as u64);
            header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name);
            if kind.is_symlink() || kind.is_hard_link() {
                header.set_link_name("/tmp").unwrap();
            }
            header.set_cksum();
            out.append(&header, *bytes).unwrap();
        }
        out.into_inner().unwrap()
    };
    let words = seed.words();
    let regular = tar::EntryType::Regular;
    out.push(file("name_up.tar", tape(&[(regular, b"../../x.txt", words.as_bytes())])));
    let words = seed.words();
    let links = [
        (tar::EntryType::Symlink, b"link".as_slice(), b"".as_slice()),
        (tar::EntryType::Link, b"hard", b""),
        (tar::EntryType::Block, b"disk", b""),
        (regular, b"link/x.txt", words.as_bytes()),
    ];
    out.push(file("links.tar", tape(&links)));
    let same = tape(&vec![(regular, b"same.txt".as_slice(), b"".as_slice()); 8_000]);
    out.push(file("one_name_8000.tar", same));
    let words = seed.words();
    let whole = tape(&[(regular, b"a.txt", words.as_bytes()), (regular, b"b.txt", &run(b'b', 4000))]);
    out.push(file("cut.tar", &whole[..3000]));
}
