//! How much comes out of streams packed by runs or by LZW. Nothing in them shows that they are, so the names of their
//! filters count; each filter behind the first makes more of what the one before gave.

use super::{MAX_STREAM, find};
use flate2::read::ZlibDecoder;
use std::io::{BufRead, BufReader, Read};

/// True unless this stream's dictionary names a packing by runs or LZW out of which more comes than is read.
pub(super) fn fit(dictionary: &[u8], body: &[u8], beat: &mut dyn FnMut()) -> bool {
    let names = |long: &[u8], short: &[u8]| find(dictionary, long).is_some() || find(dictionary, short).is_some();
    let (runs, lzw) = (names(b"/RunLengthDecode", b"/RL"), names(b"/LZWDecode", b"/LZW"));
    if !runs && !lzw {
        return true;
    }
    // In what order they are packed nobody needs to know: deflate shows itself, and the others are tried on what it gives.
    let inner: Box<dyn Read + '_> =
        if super::is_zlib(body) { Box::new(ZlibDecoder::new(body)) } else { Box::new(body) };
    let mut from = BufReader::with_capacity(64 * 1024, inner);
    let length = match (runs, lzw) {
        // One packed in the other is in no honest file.
        (true, true) => return false,
        (true, false) => length_of_runs(&mut from, beat),
        _ => length_of_lzw(&mut from, beat),
    };
    length <= MAX_STREAM
}

/// How many bytes come out of runs, counted no further than past the limit.
fn length_of_runs(from: &mut impl BufRead, beat: &mut dyn FnMut()) -> u64 {
    let (mut out, mut runs) = (0, 0_u32);
    let mut bytes = from.bytes().map_while(Result::ok);
    while let Some(mark) = bytes.next().filter(|mark| *mark != 128) {
        let (taken, given) =
            if mark < 128 { (usize::from(mark) + 1, u64::from(mark) + 1) } else { (1, 257 - u64::from(mark)) };
        if bytes.nth(taken - 1).is_none() || out > MAX_STREAM {
            break;
        }
        (out, runs) = (out + given, runs.wrapping_add(1));
        if runs.is_multiple_of(4096) {
            beat();
        }
    }
    out
}

/// How many bytes come out of LZW, counted no further than past the limit. Only the lengths of its words are kept.
fn length_of_lzw(from: &mut impl BufRead, beat: &mut dyn FnMut()) -> u64 {
    const CLEAR: u32 = 256;
    const END: u32 = 257;
    let mut words: Vec<u64> = Vec::with_capacity(4096);
    let (mut out, mut last, mut read) = (0_u64, 0_u64, 0_u32);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in from.bytes().map_while(Result::ok) {
        (bits, held) = (bits << 8 | u32::from(byte), held + 8);
        let width = match words.len() + 258 {
            ..=510 => 9,
            511..=1022 => 10,
            1023..=2046 => 11,
            _ => 12,
        };
        if held < width {
            continue;
        }
        held -= width;
        let code = bits >> held & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        let length = match code {
            CLEAR => {
                words.clear();
                last = 0;
                continue;
            }
            END => break,
            0..CLEAR => 1,
            _ => words.get(code as usize - 258).copied().unwrap_or(last + 1),
        };
        // Each code but the first adds a word one longer than the one before.
        if last > 0 && words.len() < 4096 - 258 {
            words.push(last + 1);
        }
        (last, out, read) = (length, out + length, read.wrapping_add(1));
        if out > MAX_STREAM {
            break;
        }
        if read.is_multiple_of(4096) {
            beat();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted_as_they_come_out() {
        let mut bytes: &[u8] = &[2, b'a', b'b', b'c', 255, b'x', 129, b'y', 128, 129, b'z'];
        assert_eq!(length_of_runs(&mut bytes, &mut || {}), 3 + 2 + 128);
    }

    #[test]
    fn words_of_lzw_are_counted_as_they_come_out() {
        // The example of the PDF reference, `-----A---B`.
        let mut bytes: &[u8] = &[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(length_of_lzw(&mut bytes, &mut || {}), 10);
    }

    #[test]
    fn only_what_is_named_is_refused() {
        let bomb = [129, b' '].repeat(2 << 20);
        assert!(!fit(b"<</Filter/RunLengthDecode", &bomb, &mut || {}));
        assert!(fit(b"<</Filter/ASCIIHexDecode", &bomb, &mut || {}));
        assert!(fit(b"<</Filter/RunLengthDecode", &bomb[..1000], &mut || {}));
    }
}
