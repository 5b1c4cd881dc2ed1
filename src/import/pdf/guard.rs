//! How much the packed streams of a PDF hold, found before anything unpacks them: the reader of the format unpacks a
//! stream as a whole, however large it is.

mod runs;

use crate::import::ParseError;
use flate2::read::ZlibDecoder;
use std::io::{BufRead, BufReader, Read};

/// Most bytes that come out of one stream.
const MAX_STREAM: u64 = 128 * 1024 * 1024;
/// Most packings around one stream.
const MAX_LAYERS: usize = 4;
/// How much of what stands before a stream is its dictionary, in bytes, at most.
const DICTIONARY: usize = 512;
/// Deflate makes nothing shorter than by this.
const MOST_RATIO: usize = 1032;

/// Refuses a file one of whose streams unpacks to more than is read. What is packed is known by its first bytes, because
/// lengths and names of filters can lie.
pub(super) fn check_streams(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<(), ParseError> {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let after = rest.get(at + 6..).unwrap_or_default();
        let body =
            after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).or_else(|| after.strip_prefix(b"\r"));
        let dictionary = rest.get(at.saturating_sub(DICTIONARY)..at).unwrap_or_default();
        rest = after;
        let Some(body) = body else { continue };
        beat();
        let (zlib, filters) = (is_zlib(body), runs::Filters::named(dictionary));
        if !zlib && filters.is_none() {
            continue;
        }
        // What was looked at once is passed over: a file full of beginnings without an end is gone through once.
        let length = find(body, b"endstream").unwrap_or(body.len());
        let body = body.get(..length).unwrap_or(body);
        if !filters.is_none_or(|filters| filters.fit(body, beat)) || (zlib && !fits(body, beat)) {
            return Err(ParseError::TooMany { what: "bytes in one of its streams", limit: MAX_STREAM });
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(())
}

/// True when what comes out of this is within the limit, packing by packing.
fn fits(body: &[u8], beat: &mut dyn FnMut()) -> bool {
    for layers in 1..=MAX_LAYERS + 1 {
        let short = layers == 1 && (body.len().saturating_mul(MOST_RATIO) as u64) < MAX_STREAM;
        // Of what cannot be too long only the beginning is unpacked, to see whether it is packed again.
        let holds = if short { 16 } else { 64 * 1024 };
        let mut reader: Box<dyn BufRead + '_> = Box::new(body);
        for _ in 0..layers {
            reader = Box::new(BufReader::with_capacity(holds, ZlibDecoder::new(reader)));
        }
        let packed_again = reader.fill_buf().is_ok_and(is_zlib);
        if !short && !gives_little(reader, beat) {
            return false;
        }
        if !packed_again {
            return true;
        }
    }
    false
}

fn gives_little(mut reader: impl Read, beat: &mut dyn FnMut()) -> bool {
    let mut buffer = vec![0; 64 * 1024];
    let mut count = 0u64;
    while let Ok(more @ 1..) = reader.read(&mut buffer) {
        count += more as u64;
        if count > MAX_STREAM {
            return false;
        }
        beat();
    }
    true
}

fn is_zlib(bytes: &[u8]) -> bool {
    let [method, flags, ..] = bytes else { return false };
    method & 0x0F == 8
        && method >> 4 <= 7
        && flags & 0x20 == 0
        && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0
}

/// Where the needle first stands.
pub(super) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}
