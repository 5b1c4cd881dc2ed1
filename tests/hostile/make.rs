//! What hostile files are made of: words from a fixed seed, packed runs, ZIP archives whose every field can lie.

use flate2::write::{DeflateEncoder, ZlibEncoder};
use flate2::{Compression, Crc};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;

/// A file of the corpus.
pub struct File {
    /// Its name, which is also its row in the table of what is expected.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Puts a file into the corpus.
pub fn file(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> File {
    File { name: name.into(), bytes: bytes.into() }
}

/// Where files point that must never be reached.
pub struct Traps {
    /// `127.0.0.1` with the port somebody listens at.
    pub beacon: String,
    /// The path of a file whose words must never be in any text.
    pub canary: String,
}

/// Numbers from a seed, the same everywhere.
pub struct Seed(u64);

impl Seed {
    pub fn new(number: u64) -> Self {
        Self(number | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A sentence that no other file has.
    pub fn words(&mut self) -> String {
        const WORDS: [&str; 16] = [
            "harbour", "lease", "signed", "council", "report", "delay", "concrete", "budget", "minister", "denied",
            "transfer", "letter", "witness", "account", "weather", "bridge",
        ];
        let mut out = format!("Sentence {:08x}", self.next() as u32);
        for _ in 0..8 {
            out.push(' ');
            out.push_str(WORDS[self.next() as usize % WORDS.len()]);
        }
        out.push('.');
        out
    }
}

/// So many of one byte.
pub fn run(byte: u8, count: usize) -> Vec<u8> {
    vec![byte; count]
}

fn feed(out: &mut impl Write, byte: u8, count: u64) {
    let step = vec![byte; 1 << 20];
    let mut left = count;
    while left > 0 {
        let now = left.min(step.len() as u64) as usize;
        out.write_all(&step[..now]).unwrap();
        left -= now as u64;
    }
}

/// Deflate of so many blanks, and their checksum. The same bomb lies in many a file, so it is made once.
pub fn deflated_blanks(count: u64) -> (Vec<u8>, u32) {
    static MADE: Mutex<BTreeMap<u64, (Vec<u8>, u32)>> = Mutex::new(BTreeMap::new());
    MADE.lock().unwrap().entry(count).or_insert_with(|| deflated_run(b' ', count)).clone()
}

fn deflated_run(byte: u8, count: u64) -> (Vec<u8>, u32) {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    feed(&mut packed, byte, count);
    let mut crc = Crc::new();
    let step = vec![byte; 1 << 20];
    let mut left = count;
    while left > 0 {
        let now = left.min(step.len() as u64) as usize;
        crc.update(&step[..now]);
        left -= now as u64;
    }
    (packed.finish().unwrap(), crc.sum())
}

/// zlib around so many of one byte.
pub fn zlib_run(byte: u8, count: u64) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    feed(&mut packed, byte, count);
    packed.finish().unwrap()
}

/// zlib around bytes.
pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// An entry of a ZIP, every field of which can be made to lie.
#[derive(Clone)]
pub struct Entry {
    pub name: Vec<u8>,
    /// The name in front of the bytes, where it is another than in the directory.
    pub local_name: Option<Vec<u8>>,
    pub method: u16,
    pub flags: u16,
    pub packed: Vec<u8>,
    pub crc: u32,
    /// The length it says it unpacks to.
    pub size: u32,
    /// The length it says it is packed in.
    pub packed_size: u32,
    /// Its mode on Unix, in the upper half.
    pub mode: u32,
    /// The offset the directory gives, where that is another than the true one.
    pub offset: Option<u32>,
}

impl Entry {
    /// An honest entry, deflated.
    pub fn new(name: impl AsRef<[u8]>, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        let mut crc = Crc::new();
        crc.update(bytes);
        Self::packed(name, deflate(bytes), crc.sum(), bytes.len() as u32)
    }

    /// An entry that is stored as it is.
    pub fn stored(name: impl AsRef<[u8]>, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        let mut entry = Self::new(name, bytes);
        (entry.method, entry.packed_size, entry.packed) = (0, bytes.len() as u32, bytes.to_vec());
        entry
    }

    /// An entry that was deflated elsewhere.
    pub fn packed(name: impl AsRef<[u8]>, packed: Vec<u8>, crc: u32, size: u32) -> Self {
        Self {
            name: name.as_ref().to_vec(),
            local_name: None,
            method: 8,
            flags: 0x800,
            packed_size: packed.len() as u32,
            packed,
            crc,
            size,
            mode: 0o100_644,
            offset: None,
        }
    }

    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

/// A ZIP of these entries.
pub fn zip(entries: &[Entry]) -> Vec<u8> {
    zip_with(entries, b"", &[], entries.len() as u16)
}

/// A ZIP with a comment, with bytes before it that its offsets count, and with the number of entries it claims.
pub fn zip_with(entries: &[Entry], comment: &[u8], before: &[u8], claimed: u16) -> Vec<u8> {
    let mut out = before.to_vec();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = out.len() as u32;
        let middle = |out: &mut Vec<u8>| {
            out.extend(20_u16.to_le_bytes());
            out.extend(entry.flags.to_le_bytes());
            out.extend(entry.method.to_le_bytes());
            // Midnight, the first of January 1980.
            out.extend([0, 0, 0x21, 0]);
            out.extend(entry.crc.to_le_bytes());
            out.extend(entry.packed_size.to_le_bytes());
            out.extend(entry.size.to_le_bytes());
        };
        let local = entry.local_name.as_ref().unwrap_or(&entry.name);
        out.extend(b"PK\x03\x04");
        middle(&mut out);
        out.extend((local.len() as u16).to_le_bytes());
        out.extend([0, 0]);
        out.extend(local);
        out.extend(&entry.packed);
        directory.extend(b"PK\x01\x02\x14\x03");
        middle(&mut directory);
        directory.extend((entry.name.len() as u16).to_le_bytes());
        // Neither a field beside it nor a comment, on the first disk, not text.
        directory.extend([0; 8]);
        directory.extend((entry.mode << 16).to_le_bytes());
        directory.extend(entry.offset.unwrap_or(offset).to_le_bytes());
        directory.extend(&entry.name);
    }
    let at = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(claimed.to_le_bytes());
    out.extend(claimed.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend((comment.len() as u16).to_le_bytes());
    out.extend(comment);
    out
}
