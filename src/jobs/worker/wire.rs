//! What a worker process and its parent say to each other: a request is a name and a file's bytes, an answer a run of frames,
//! each of a kind, a length and that many bytes. Nothing is believed of a length before it is compared with its limit.

use crate::domain::structure::Elsewhere;
use crate::import::limits::{MAX_PART_BYTES, MAX_PARTS, MAX_UNPACKED};
use crate::import::{Parsed, Part};
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind, Read, Result, Write};

/// Longest name of a file, in bytes.
const MAX_NAME: u64 = 64 * 1024;
/// Longest file that is sent, in bytes.
pub(super) const MAX_FILE: u64 = 512 * 1024 * 1024;
/// Longest record of what was parsed, in bytes: the longest text with what JSON adds to it.
const MAX_RECORD: u64 = 512 * 1024 * 1024;

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

/// Sends a file to be parsed.
pub(super) fn ask(to: &mut impl Write, name: &str, bytes: &[u8]) -> Result<()> {
    to.write_all(&(name.len() as u64).to_le_bytes())?;
    to.write_all(name.as_bytes())?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// The next file to be parsed; `None` when no more will come.
pub(super) fn asked(from: &mut impl Read) -> Result<Option<(String, Vec<u8>)>> {
    let mut first = [0_u8; 8];
    match from.read(&mut first)? {
        0 => return Ok(None),
        n => from.read_exact(first.get_mut(n..).unwrap_or_default())?,
    }
    let name = bytes(from, u64::from_le_bytes(first), MAX_NAME)?;
    let length = number(from)?;
    let file = bytes(from, length, MAX_FILE)?;
    Ok(Some((String::from_utf8_lossy(&name).into_owned(), file)))
}

/// Sends a frame.
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
    to.flush()
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
        PARSED => Frame::Parsed(serde_json::from_slice(&bytes(from, length, MAX_RECORD)?)?),
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
    let mut out = Vec::new();
    from.take(length).read_to_end(&mut out)?;
    if out.len() as u64 == length { Ok(out) } else { Err(ErrorKind::UnexpectedEof.into()) }
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
        if !is_sound(&parsed) {
            return Err("blocks that are no part of the text");
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

fn is_sound(parsed: &Parsed) -> bool {
    let text = &parsed.text;
    let meta = &parsed.meta;
    let fields = [&meta.title, &meta.author, &meta.outlet, &meta.published, &meta.language, &meta.url];
    let in_text = |at: u32| text.is_char_boundary(at as usize);
    let name = |part: &Part| {
        let safe = |name: &str| !matches!(name, "" | "." | "..") && !name.chars().any(char::is_control);
        part.name.len() <= 4096 && part.name.split('/').all(safe)
    };
    parsed.blocks.iter().all(|b| b.span.start <= b.span.end && in_text(b.span.start) && in_text(b.span.end))
        && parsed.blocks.is_sorted_by_key(|b| b.span.start)
        && fields.into_iter().flatten().all(|field| field.len() <= 64 * 1024)
        && parsed.parts.iter().all(name)
        && Elsewhere::are_sound(&parsed.elsewhere)
        && !text.contains('\r')
}
