//! What a worker process and its parent say to each other: a request is a name, the processor time it may take in seconds
//! and a file's bytes, an answer a run of frames, each of a kind, a length and that many bytes. Nothing is believed of a length before it is compared with its limit.

use crate::domain::structure::{Elsewhere, Packed, unpack};
use crate::import::limits::{MAX_BLOCKS, MAX_CHARS, MAX_PART_BYTES, MAX_PARTS, MAX_REMARKS, MAX_UNPACKED};
use crate::import::{Block, BlockKind, Meta, Parsed, Part, Remark};
use memchr::memchr;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::marker::PhantomData;
use std::time::Duration;

/// Most memory that is set aside for a frame before it comes, in bytes.
const SET_ASIDE: u64 = 1024 * 1024;
/// Longest name of a file, in bytes.
const MAX_NAME: u64 = 64 * 1024;
/// Longest file that is sent, in bytes.
pub(super) const MAX_FILE: u64 = 512 * 1024 * 1024;
/// Longest record of what was parsed, in bytes: the longest text with what JSON adds to it.
const MAX_RECORD: u64 = 512 * 1024 * 1024;
/// Longest field of what a file says of itself, in bytes.
const MAX_FIELD: usize = 64 * 1024;
/// Longest name, mark or address of a block, and longest remark, in bytes: an address or a path with words around it.
const MAX_WORDS: usize = 2 * MAX_FIELD;
/// Longest name of a part, in bytes.
const MAX_PART_NAME: usize = 4096;
/// How deep blocks lie in each other at most: twice as deep as elements of HTML do.
const MAX_BLOCK_DEPTH: usize = 1024;

/// One frame of an answer.
#[derive(Debug)]
pub(super) enum Frame {
    /// It is still at it.
    Beat,
    /// What was parsed, without the bytes of its parts.
    Parsed(Box<Parsed>),
    /// The bytes of the next part.
    Part(Vec<u8>),
    /// It could not be parsed, and why.
    Failed(String),
    /// That is all.
    Done(Done),
}

/// How a worker stands after a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done {
    /// How it is confined.
    pub confined: super::sandbox::Layers,
}

const BEAT: u8 = b'.';
const PARSED: u8 = b'{';
const PART: u8 = b'P';
const FAILED: u8 = b'!';
const DONE: u8 = b'=';

/// Sends a file to be parsed in so much processor time.
pub(super) fn ask(to: &mut impl Write, name: &str, time: Duration, bytes: &[u8]) -> Result<()> {
    let [named, timed, sized] = [name.len() as u64, time.as_secs(), bytes.len() as u64].map(u64::to_le_bytes);
    to.write_all(&[&named, name.as_bytes(), &timed, &sized].concat())?;
    to.write_all(bytes)?;
    to.flush()
}

/// How many bytes a file takes when it is sent.
pub(super) fn length(name: &str, bytes: &[u8]) -> usize {
    3 * size_of::<u64>() + name.len() + bytes.len()
}

/// A file to be parsed.
pub(super) struct Asked {
    pub name: String,
    /// Processor time it may take.
    pub time: Duration,
    pub bytes: Vec<u8>,
}

/// The next file to be parsed; `None` when no more will come.
pub(super) fn asked(from: &mut impl Read) -> Result<Option<Asked>> {
    let mut first = [0_u8; 8];
    match from.read(&mut first)? {
        0 => return Ok(None),
        n => from.read_exact(first.get_mut(n..).unwrap_or_default())?,
    }
    let name = bytes(from, u64::from_le_bytes(first), MAX_NAME)?;
    let time = Duration::from_secs(number(from)?);
    let length = number(from)?;
    let bytes = bytes(from, length, MAX_FILE)?;
    Ok(Some(Asked { name: String::from_utf8_lossy(&name).into_owned(), time, bytes }))
}

/// Sends a frame; what was parsed goes on its way with what follows it.
pub(super) fn send(to: &mut impl Write, frame: &Frame) -> Result<()> {
    let mut put = |kind: u8, body: &[u8]| {
        to.write_all(&[kind])?;
        to.write_all(&(body.len() as u64).to_le_bytes())?;
        to.write_all(body)
    };
    match frame {
        Frame::Beat => put(BEAT, &[])?,
        Frame::Parsed(parsed) => put(PARSED, &serde_json::to_vec(parsed)?)?,
        Frame::Part(bytes) => put(PART, bytes)?,
        Frame::Failed(why) => put(FAILED, why.as_bytes())?,
        Frame::Done(done) => put(DONE, &serde_json::to_vec(done)?)?,
    }
    match frame {
        Frame::Parsed(_) | Frame::Part(_) => Ok(()),
        Frame::Beat | Frame::Failed(_) | Frame::Done(_) => to.flush(),
    }
}

/// The next frame.
pub(super) fn receive(from: &mut impl Read) -> Result<Frame> {
    let mut kind = [0_u8];
    from.read_exact(&mut kind)?;
    let length = number(from)?;
    let [kind] = kind;
    let odd = |what: &str| Error::new(ErrorKind::InvalidData, what.to_owned());
    Ok(match kind {
        BEAT if length == 0 => Frame::Beat,
        PARSED => {
            let record: Record = serde_json::from_slice(&bytes(from, length, MAX_RECORD)?)?;
            let Record { text, blocks, meta, remarks, elsewhere, parts } = record;
            let blocks = unpack(blocks.0).map_err(|_beyond| odd("blocks that are no part of any text"))?;
            let (remarks, elsewhere, parts) = (remarks.0, elsewhere.0, parts.0);
            Frame::Parsed(Box::new(Parsed { text, blocks, meta, remarks, elsewhere, parts }))
        }
        PART => Frame::Part(bytes(from, length, MAX_PART_BYTES)?),
        FAILED => Frame::Failed(String::from_utf8_lossy(&bytes(from, length, MAX_NAME)?).into_owned()),
        DONE => Frame::Done(serde_json::from_slice(&bytes(from, length, MAX_NAME)?)?),
        _ => return Err(odd("a frame of no known kind")),
    })
}

fn number(from: &mut impl Read) -> Result<u64> {
    let mut number = [0_u8; 8];
    from.read_exact(&mut number)?;
    Ok(u64::from_le_bytes(number))
}

fn bytes(from: &mut impl Read, length: u64, limit: u64) -> Result<Vec<u8>> {
    if length > limit {
        return Err(Error::new(ErrorKind::InvalidData, "a frame longer than any may be"));
    }
    // No more is set aside than is soon filled, whatever was announced.
    let mut out = Vec::with_capacity(usize::try_from(length.min(SET_ASIDE)).unwrap_or(0));
    from.take(length).read_to_end(&mut out)?;
    if out.len() as u64 == length { Ok(out) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

/// What was parsed, as it is received: no list grows past what it may hold, whatever the record holds.
#[derive(Deserialize)]
struct Record {
    text: String,
    blocks: AtMost<Packed, MAX_BLOCKS>,
    meta: Meta,
    remarks: AtMost<Remark, MAX_REMARKS>,
    #[serde(default)]
    elsewhere: AtMost<Elsewhere, { Elsewhere::MOST }>,
    parts: AtMost<Part, MAX_PARTS>,
}

/// A list that is refused as soon as it is longer.
#[derive(Debug)]
struct AtMost<T, const N: usize>(Vec<T>);

impl<T, const N: usize> Default for AtMost<T, N> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, const N: usize> Deserialize<'de> for AtMost<T, N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        struct Items<T, const N: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const N: usize> Visitor<'de> for Items<T, N> {
            type Value = AtMost<T, N>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "a list of at most {N}")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> std::result::Result<Self::Value, A::Error> {
                let mut out = Vec::new();
                while let Some(item) = items.next_element()? {
                    if out.len() >= N {
                        return Err(A::Error::custom(format_args!("a list longer than {N}")));
                    }
                    out.push(item);
                }
                Ok(AtMost(out))
            }
        }
        from.deserialize_seq(Items(PhantomData))
    }
}

/// Puts an answer together out of its frames and looks at all of it: a worker that was taken over by what it parsed gets
/// nothing past this.
#[derive(Debug, Default)]
pub(super) struct Answer {
    parsed: Option<Box<Parsed>>,
    parts: Vec<Vec<u8>>,
    unpacked: u64,
}

impl Answer {
    /// Takes what was parsed.
    pub(super) fn parsed(&mut self, parsed: Box<Parsed>) -> std::result::Result<(), &'static str> {
        if self.parsed.is_some() {
            return Err("it answered twice");
        }
        if let Some(wrong) = unsound(&parsed) {
            return Err(wrong);
        }
        self.parsed = Some(parsed);
        Ok(())
    }

    /// Takes the bytes of a part.
    pub(super) fn part(&mut self, bytes: Vec<u8>) -> std::result::Result<(), &'static str> {
        self.unpacked = self.unpacked.saturating_add(bytes.len() as u64);
        if self.parts.len() >= MAX_PARTS || self.unpacked > MAX_UNPACKED {
            return Err("more parts than a file may have");
        }
        self.parts.push(bytes);
        Ok(())
    }

    /// The whole of it.
    pub(super) fn whole(self) -> std::result::Result<Parsed, &'static str> {
        let mut parsed = *self.parsed.ok_or("it ended without an answer")?;
        if parsed.parts.len() != self.parts.len() {
            return Err("parts without bytes, or bytes without a part");
        }
        for (part, bytes) in parsed.parts.iter_mut().zip(self.parts) {
            part.bytes = bytes;
        }
        Ok(parsed)
    }
}

/// What is wrong with what was parsed, if anything: it is all a worker may say, or nothing is taken of it.
fn unsound(parsed: &Parsed) -> Option<&'static str> {
    let Parsed { text, blocks, meta, remarks, elsewhere, parts } = parsed;
    let fields = [&meta.title, &meta.author, &meta.outlet, &meta.published, &meta.language, &meta.url];
    let in_text = |block: &Block| {
        let (start, end) = (block.span.start as usize, block.span.end as usize);
        start < end && text.is_char_boundary(start) && text.is_char_boundary(end)
    };
    let part = |part: &Part| {
        let safe = |name: &str| !matches!(name, "" | "." | "..") && !name.chars().any(char::is_control);
        part.name.len() <= MAX_PART_NAME && part.name.split('/').all(safe)
    };
    // Line ends are not counted by parsers either; few bytes are few characters.
    let too_long = || text.len() > MAX_CHARS && text.chars().filter(|c| *c != '\n').count() > MAX_CHARS;
    [
        (memchr(b'\r', text.as_bytes()).is_some(), "line ends that no text has"),
        (too_long(), "a text longer than any may be"),
        (!blocks.iter().all(in_text), "blocks that are no part of the text"),
        (!blocks.is_sorted_by_key(|block| block.span.start), "blocks out of order"),
        (depth(blocks) > MAX_BLOCK_DEPTH, "blocks too deep in each other"),
        (blocks.iter().any(|block| words(&block.kind) > MAX_WORDS), "a name longer than any may be"),
        (remarks.iter().any(|remark| said(remark) > MAX_WORDS), "a remark longer than any may be"),
        (fields.into_iter().flatten().any(|field| field.len() > MAX_FIELD), "a field longer than any may be"),
        (!parts.iter().all(part), "names of parts that are none"),
        (!Elsewhere::are_sound(elsewhere), "addresses longer than any may be"),
    ]
    .into_iter()
    .find_map(|(wrong, what)| wrong.then_some(what))
}

/// In how many others a block lies at most, itself counted. They stand in the order they begin.
fn depth(blocks: &[Block]) -> usize {
    let (mut ends, mut deepest): (Vec<u32>, usize) = (Vec::new(), 0);
    for block in blocks {
        while ends.last().is_some_and(|end| *end <= block.span.start) {
            ends.pop();
        }
        ends.push(block.span.end);
        deepest = deepest.max(ends.len());
    }
    deepest
}

/// Bytes of the words that belong to a block and stand beside the text.
fn words(kind: &BlockKind) -> usize {
    match kind {
        BlockKind::Note(words) | BlockKind::Page(words) | BlockKind::Section(words) | BlockKind::Link(words) => {
            words.len()
        }
        BlockKind::Heading(_)
        | BlockKind::Item(_)
        | BlockKind::Table
        | BlockKind::Quote
        | BlockKind::Code
        | BlockKind::Article => 0,
    }
}

/// Bytes of what a remark says in words of its own.
fn said(remark: &Remark) -> usize {
    match remark {
        Remark::LeftOut(words) | Remark::Damaged(words) => words.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
