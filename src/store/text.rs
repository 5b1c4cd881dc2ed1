//! Canonical text and original bytes as they are stored: compressed chunks of at most 64 KiB cut at paragraph ends, originals
//! in pieces of at most 1 MiB (4 MiB in older projects).

use super::intake::Decoding;
use super::read::SHOWN;
use super::{Reader, StoreError};
use crate::domain::document::Revision;
use crate::domain::paragraphs::lines;
use crate::domain::{Id, Sha256, Structure};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use sha2::Digest as _;
use std::cell::RefCell;
use std::ops::Range;

/// How hard texts are packed, as Zstandard counts: one above its usual level makes short texts smaller and takes hardly
/// more time over them.
const LEVEL: i32 = 4;
/// Longest chunk, in bytes of text.
const CHUNK: usize = 64 * 1024;
/// Longest piece of an original, in bytes; also how much of a large document one transaction takes.
pub(super) const PIECE: usize = 1024 * 1024;

/// Longest structure beside a text, in bytes as it was handed in.
const LONGEST_STRUCTURE: u64 = 512 * 1024 * 1024;

/// A chunk of text made ready to store.
#[derive(Debug)]
pub(super) struct Prepared {
    place: Place,
    pub(super) body: Vec<u8>,
}

/// One decoding of a document with its chunks, ready to store. Fails only for a text over 4 GiB or when compressing fails.
pub(super) fn revision(
    document: Id,
    ordinal: u32,
    text: &str,
    decoding: Decoding,
) -> Result<(Revision, Vec<Prepared>), StoreError> {
    let text_bytes = u32::try_from(text.len())
        .map_err(|_too_long| StoreError::Refused("the text is longer than 4 GiB".to_owned()))?;
    let chunks = cut(text)?;
    let last = chunks.last();
    let paragraphs = lines(text).filter(|line| is_paragraph(line)).count();
    let revision = Revision {
        id: Id::new(),
        document,
        ordinal,
        encoding: decoding.encoding,
        decided_by: decoding.decided_by,
        had_bom: decoding.had_bom,
        newlines: decoding.newlines,
        replaced: decoding.replaced,
        text_sha256: Sha256::of(text.as_bytes()),
        text_bytes,
        chars: last.map_or(0, |c| c.place.start_char)
            + u32::try_from(last.map_or(0, |c| text[c.place.start_byte as usize..].chars().count()))
                .unwrap_or(u32::MAX),
        paragraphs: u32::try_from(paragraphs).unwrap_or(u32::MAX),
        original: None,
    };
    Ok((revision, chunks))
}

/// A line that counts as a paragraph: it has some character that is not white space.
fn is_paragraph(line: &str) -> bool {
    line.chars().any(|c| !c.is_whitespace())
}

/// Where a chunk stands in its text.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    start_byte: u32,
    start_char: u32,
    first_paragraph: u32,
    bytes: u32,
    /// Where the chunk's paragraphs start, each as the bytes since the one before, in LEB128.
    paragraph_starts: Vec<u8>,
}

/// Goes along a text chunk by chunk and tells where each stands.
#[derive(Default)]
struct Along {
    bytes: usize,
    chars: usize,
    paragraphs: u32,
    /// True while a line's first bytes were in the chunk before, and whether it was counted there.
    inside_line: bool,
    line_counted: bool,
}

impl Along {
    fn next(&mut self, chunk: &str) -> Place {
        let mut starts = Vec::new();
        let mut previous = 0_usize;
        let first_paragraph = self.paragraphs;
        let mut at = 0_usize;
        for line in lines(chunk) {
            let continued = self.inside_line && at == 0;
            if is_paragraph(line) && !(continued && self.line_counted) {
                leb128(&mut starts, at - previous);
                previous = at;
                self.paragraphs += 1;
                self.line_counted = true;
            } else if !continued {
                self.line_counted = false;
            }
            at += line.len();
        }
        self.inside_line = !chunk.ends_with('\n');
        if !self.inside_line {
            self.line_counted = false;
        }
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let place = Place {
            start_byte: number(self.bytes),
            start_char: number(self.chars),
            first_paragraph,
            bytes: number(chunk.len()),
            paragraph_starts: starts,
        };
        self.bytes += chunk.len();
        self.chars += chunk.chars().count();
        place
    }
}

fn cut(text: &str) -> Result<Vec<Prepared>, StoreError> {
    let mut out = Vec::new();
    let mut along = Along::default();
    while along.bytes < text.len() {
        let piece = &text[along.bytes..chunk_end(text, along.bytes)];
        let body = compress(piece.as_bytes()).map_err(|e| StoreError::io("compressing text", e))?;
        out.push(Prepared { place: along.next(piece), body });
    }
    Ok(out)
}

/// Where a chunk that starts at `start` ends: after the last line end within reach, else after the last whole character.
fn chunk_end(text: &str, start: usize) -> usize {
    if text.len() - start <= CHUNK {
        return text.len();
    }
    let limit = text.floor_char_boundary(start + CHUNK);
    text[start..limit].rfind('\n').map_or(limit, |at| start + at + 1)
}

fn leb128(out: &mut Vec<u8>, mut n: usize) {
    loop {
        let low = u8::try_from(n & 0x7f).unwrap_or(0);
        n >>= 7;
        if n == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

/// The numbers of a run of LEB128.
fn leb128_values(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let mut rest = bytes.iter();
    std::iter::from_fn(move || {
        let mut value = 0_u32;
        for shift in (0..35).step_by(7) {
            let byte = rest.next()?;
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    })
}

/// Writes chunks of text from the `from`th on, until about `limit` bytes are written. Gives how many are written now in
/// all, and the bytes of this call.
pub(super) fn write_chunks(
    conn: &Connection,
    revision: Id,
    chunks: &[Prepared],
    from: usize,
    limit: usize,
) -> Result<(usize, usize), StoreError> {
    let (mut done, mut written) = (from, 0);
    let mut insert = conn.prepare_cached("INSERT INTO text_chunk VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for (n, chunk) in chunks.iter().enumerate().skip(from) {
        if written >= limit {
            break;
        }
        insert.execute(params![
            revision,
            i64::try_from(n).unwrap_or(i64::MAX),
            chunk.place.start_byte,
            chunk.place.start_char,
            chunk.place.first_paragraph,
            chunk.place.bytes,
            chunk.place.paragraph_starts,
            chunk.body
        ])?;
        written += chunk.body.len();
        done = n + 1;
    }
    Ok((done, written))
}

/// SHA-256 of a revision's text as it is stored.
pub(super) fn text_hash(conn: &Connection, revision: Id) -> Result<Sha256, StoreError> {
    let mut digest = sha2::Sha256::new();
    let mut statement = conn.prepare_cached("SELECT body, bytes FROM text_chunk WHERE revision = ?1 ORDER BY n")?;
    let mut rows = statement.query([revision])?;
    while let Some(row) = rows.next()? {
        digest.update(decompress(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?, row.get(1)?)?);
    }
    Ok(Sha256::from_bytes(digest.finalize().into()))
}

/// True when a revision's chunks follow each other, stand where they say, and make up its text.
pub(super) fn is_whole(conn: &Connection, revision: &Revision) -> Result<bool, StoreError> {
    let mut digest = sha2::Sha256::new();
    let mut along = Along::default();
    let mut statement = conn.prepare_cached(
        "SELECT n, start_byte, start_char, first_paragraph, bytes, paragraph_starts, body FROM text_chunk
         WHERE revision = ?1 ORDER BY n",
    )?;
    let mut rows = statement.query([revision.id])?;
    let mut n = 0_i64;
    while let Some(row) = rows.next()? {
        let place = Place {
            start_byte: row.get(1)?,
            start_char: row.get(2)?,
            first_paragraph: row.get(3)?,
            bytes: row.get(4)?,
            paragraph_starts: row.get(5)?,
        };
        let piece = decompress(row.get_ref(6)?.as_blob().map_err(rusqlite::Error::from)?, place.bytes)?;
        let Ok(piece) = std::str::from_utf8(&piece) else { return Ok(false) };
        if row.get::<_, i64>(0)? != n || along.next(piece) != place {
            return Ok(false);
        }
        digest.update(piece);
        n += 1;
    }
    Ok(Sha256::from_bytes(digest.finalize().into()) == revision.text_sha256)
}

/// SHA-256 of a kept original as it is stored. Its pieces are numbered from 0 without a gap.
pub(super) fn original_hash(conn: &Connection, sha256: Sha256) -> Result<Sha256, StoreError> {
    let mut digest = sha2::Sha256::new();
    let mut statement = conn.prepare_cached("SELECT n, body FROM original_chunk WHERE sha256 = ?1 ORDER BY n")?;
    let mut rows = statement.query([sha256])?;
    let mut n = 0_i64;
    while let Some(row) = rows.next()? {
        if row.get::<_, i64>(0)? != n {
            return Err(StoreError::Damaged("a piece of an original is missing".to_owned()));
        }
        digest.update(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?);
        n += 1;
    }
    Ok(Sha256::from_bytes(digest.finalize().into()))
}

/// True when an original is kept.
pub(super) fn has_original(conn: &Connection, sha256: Sha256) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("SELECT 1 FROM original_chunk WHERE sha256 = ?1 LIMIT 1")?.exists([sha256])?)
}

/// Packs a piece of text or what stands beside it.
pub(super) fn compress(piece: &[u8]) -> std::io::Result<Vec<u8>> {
    thread_local! {
        static PACKER: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
    }
    PACKER.with_borrow_mut(|kept| match kept {
        Some(packer) => packer.compress(piece),
        None => kept.insert(zstd::bulk::Compressor::new(LEVEL)?).compress(piece),
    })
}

fn decompress(body: &[u8], bytes: u32) -> Result<Vec<u8>, StoreError> {
    thread_local! {
        // Making one costs more than unpacking a short text with it.
        static UNPACKER: RefCell<Option<zstd::bulk::Decompressor<'static>>> = const { RefCell::new(None) };
    }
    let limit = usize::try_from(bytes).unwrap_or(CHUNK).min(CHUNK);
    let unpacked = UNPACKER.with_borrow_mut(|kept| match kept {
        Some(unpacker) => unpacker.decompress(body, limit),
        None => kept.insert(zstd::bulk::Decompressor::new()?).decompress(body, limit),
    });
    unpacked.map_err(|e| StoreError::Damaged(format!("a piece of text does not unpack: {e}")))
}

/// One chunk of a revision's text, counted from 0; `None` behind the last.
pub(super) fn chunk(conn: &Connection, revision: Id, n: u32) -> Result<Option<String>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT body, bytes FROM text_chunk WHERE revision = ?1 AND n = ?2")?;
    let mut rows = statement.query(params![revision, n])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let piece = decompress(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?, row.get(1)?)?;
    String::from_utf8(piece).map(Some).map_err(|_odd| StoreError::Damaged("a text is not UTF-8".to_owned()))
}

/// A stretch of a revision's text; `None` when it reaches past the end or splits a character.
pub(super) fn slice(conn: &Connection, revision: Id, bytes: Range<u32>) -> Result<Option<String>, StoreError> {
    let (text, start) = around(conn, revision, bytes.clone())?;
    let from = bytes.start.saturating_sub(start) as usize;
    let to = from + (bytes.end - bytes.start) as usize;
    Ok(text.get(from..to).map(str::to_owned))
}

/// A stretch of a revision's text that begins at a whole character, cut to whole characters at its end.
pub(super) fn slice_down(conn: &Connection, revision: Id, bytes: Range<u32>) -> Result<String, StoreError> {
    let (text, start) = around(conn, revision, bytes.clone())?;
    let from = bytes.start.saturating_sub(start) as usize;
    let to = text.floor_char_boundary(bytes.end.saturating_sub(start) as usize);
    let slice = text.get(from..to.max(from));
    slice.map(str::to_owned).ok_or_else(|| StoreError::Damaged("a text is shorter than it says".to_owned()))
}

/// The whole chunks that hold a stretch, and the byte the first of them starts at.
pub(super) fn around(conn: &Connection, revision: Id, bytes: Range<u32>) -> Result<(String, u32), StoreError> {
    // A chunk is never longer than CHUNK, so the one wanted cannot come before this number, and is seldom far behind it.
    let from = bytes.start / u32::try_from(CHUNK).unwrap_or(u32::MAX);
    let mut statement = conn.prepare_cached(
        "SELECT start_byte, bytes, body FROM text_chunk
         WHERE revision = ?1 AND n >= ?2 AND start_byte + bytes > ?3 ORDER BY n",
    )?;
    let mut rows = statement.query(params![revision, from, bytes.start])?;
    let end = bytes.end.max(bytes.start.saturating_add(1));
    let mut text = String::new();
    let mut first = None;
    while let Some(row) = rows.next()? {
        let start: u32 = row.get(0)?;
        if start >= end {
            break;
        }
        first.get_or_insert(start);
        push_chunk(&mut text, row)?;
    }
    if first.is_none() {
        // At the end of the text, or beyond it, the last chunk is what there is.
        let mut last = conn.prepare_cached(
            "SELECT start_byte, bytes, body FROM text_chunk WHERE revision = ?1 ORDER BY n DESC LIMIT 1",
        )?;
        let mut rows = last.query([revision])?;
        if let Some(row) = rows.next()? {
            first = Some(row.get(0)?);
            push_chunk(&mut text, row)?;
        }
    }
    Ok((text, first.unwrap_or(0)))
}

fn push_chunk(text: &mut String, row: &rusqlite::Row<'_>) -> Result<(), StoreError> {
    let piece = decompress(row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?, row.get(1)?)?;
    text.push_str(std::str::from_utf8(&piece).map_err(|_odd| StoreError::Damaged("a text is not UTF-8".to_owned()))?);
    Ok(())
}

/// A chunk of canonical text.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// The byte it starts at.
    pub start: u32,
    /// Its text.
    pub text: String,
}

/// A document that is shown and has a text.
#[derive(Clone, Debug, PartialEq)]
pub struct HasText {
    /// The document.
    pub document: Id,
    /// The revision that is read.
    pub revision: Id,
    /// Its language, if that is known.
    pub language: Option<String>,
    /// Length of the text, in bytes.
    pub bytes: u32,
}

/// Where the paragraphs of a revision start.
#[derive(Clone, Debug, PartialEq)]
pub struct TextMap {
    /// The first byte of every paragraph, in bytes of canonical text.
    pub starts: Vec<u32>,
    /// Length of the text, in bytes.
    pub bytes: u32,
}

fn has_text(row: &Row<'_>) -> rusqlite::Result<HasText> {
    Ok(HasText { document: row.get(0)?, revision: row.get(1)?, language: row.get(2)?, bytes: row.get(3)? })
}

impl Reader {
    /// The documents that are shown and have a text, oldest import first.
    pub fn texts(&self) -> Result<Vec<HasText>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT d.id, r.id, d.language, r.text_bytes FROM document d JOIN revision r ON r.id = d.revision {SHOWN} ORDER BY d.id"
        ))?;
        let texts = statement.query_map([], has_text)?;
        Ok(texts.collect::<Result<_, _>>()?)
    }

    /// The text of a document that is shown and has one.
    pub fn text_of(&self, document: Id) -> Result<Option<HasText>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT d.id, r.id, d.language, r.text_bytes FROM document d JOIN revision r ON r.id = d.revision {SHOWN} AND d.id = ?1"
        ))?;
        Ok(statement.query_row([document], has_text).optional()?)
    }

    /// The chunks that hold a stretch of text.
    pub fn chunk(&self, revision: Id, bytes: Range<u32>) -> Result<Chunk, StoreError> {
        let (text, start) = around(&self.conn, revision, bytes)?;
        Ok(Chunk { start, text })
    }

    /// The structure beside a revision's text of so many bytes; `None` where there is none. One that cannot be is damage,
    /// which the text does not share.
    pub fn structure(&self, revision: Id, text_bytes: u32) -> Result<Option<Structure>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT body FROM structure WHERE revision = ?1")?;
        let Some(body) = statement.query_row([revision], |row| row.get::<_, Vec<u8>>(0)).optional()? else {
            return Ok(None);
        };
        let damaged = |e| StoreError::Damaged(format!("the structure beside a text does not unpack: {e}"));
        let mut out = Vec::new();
        let unpacked = zstd::stream::read::Decoder::new(body.as_slice()).map_err(damaged)?;
        std::io::Read::read_to_end(&mut std::io::Read::take(unpacked, LONGEST_STRUCTURE), &mut out).map_err(damaged)?;
        let wrong = |e| StoreError::Damaged(format!("the structure beside a text is not used: {e}"));
        Structure::read(&out, text_bytes).map(Some).map_err(wrong)
    }

    /// Length of a revision's text, in bytes; 0 where there is none.
    pub fn text_bytes(&self, revision: Id) -> Result<u32, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT text_bytes FROM revision WHERE id = ?1")?;
        Ok(statement.query_row([revision], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// Where the paragraphs of a revision start.
    pub fn text_map(&self, revision: Id) -> Result<TextMap, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT start_byte, bytes, paragraph_starts FROM text_chunk WHERE revision = ?1 ORDER BY n",
        )?;
        let mut rows = statement.query([revision])?;
        let mut map = TextMap { starts: Vec::new(), bytes: 0 };
        while let Some(row) = rows.next()? {
            let start: u32 = row.get(0)?;
            let deltas: Vec<u8> = row.get(2)?;
            let mut at = start;
            for delta in leb128_values(&deltas) {
                at = at.saturating_add(delta);
                map.starts.push(at);
            }
            map.bytes = start.saturating_add(row.get(1)?);
        }
        Ok(map)
    }

    /// The number of the paragraph a byte is in, counted from 1.
    pub fn paragraph_at(&self, revision: Id, byte: u32) -> Result<u32, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT start_byte, first_paragraph, paragraph_starts FROM text_chunk
             WHERE revision = ?1 AND n >= ?2 AND start_byte + bytes > ?3 ORDER BY n LIMIT 1",
        )?;
        let from = byte / u32::try_from(CHUNK).unwrap_or(u32::MAX);
        let found = statement.query_row(params![revision, from, byte], |row| {
            Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?, row.get::<_, Vec<u8>>(2)?))
        });
        let Some((start, first, deltas)) = found.optional()? else { return Ok(1) };
        let mut at = start;
        let mut begun = first;
        for delta in leb128_values(&deltas) {
            at = at.saturating_add(delta);
            if at > byte {
                break;
            }
            begun = begun.saturating_add(1);
        }
        Ok(begun.max(1))
    }

    /// The original bytes of a document that keeps them.
    pub fn original(&self, sha256: Sha256) -> Result<Vec<u8>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT body FROM original_chunk WHERE sha256 = ?1 ORDER BY n")?;
        let mut rows = statement.query([sha256])?;
        let mut bytes = Vec::new();
        while let Some(row) = rows.next()? {
            bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
        }
        if Sha256::of(&bytes) == sha256 {
            Ok(bytes)
        } else {
            Err(StoreError::Damaged("the original of a document is not what it was".to_owned()))
        }
    }

    pub(super) fn text_widened(&self, revision: Id, bytes: Range<u32>) -> Result<String, StoreError> {
        let (text, start) = around(&self.conn, revision, bytes.clone())?;
        let at = |byte: u32| (byte.saturating_sub(start) as usize).min(text.len());
        let (from, to) = (text.floor_char_boundary(at(bytes.start)), text.ceil_char_boundary(at(bytes.end)));
        Ok(text.get(from..to).unwrap_or_default().to_owned())
    }
}
