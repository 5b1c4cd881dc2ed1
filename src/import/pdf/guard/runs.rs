//! How much comes out of streams packed by runs or by LZW. Nothing in them shows that they are, so the names of their
//! filters count; each filter behind the first makes more of what the one before gave.

use super::{MAX_STREAM, find};
use flate2::read::ZlibDecoder;
use std::io::{BufRead, BufReader, Read};

/// What a stream is packed by, of what does not show itself.
#[derive(Clone, Copy, Debug)]
pub(super) enum Filters {
    /// Runs of one byte.
    Runs,
    /// LZW.
    Lzw,
    /// One in the other, which is in no honest file.
    Both,
}

impl Filters {
    /// Those the dictionary of a stream names; `before` is what stands before the stream, its dictionary at the end.
    pub(super) fn named(before: &[u8]) -> Option<Self> {
        let from = before.windows(4).rposition(|w| w == b" obj").unwrap_or(0);
        let dictionary = before.get(from..).unwrap_or(before);
        let names = |long: &[u8], short: &[u8]| find(dictionary, long).is_some() || find(dictionary, short).is_some();
        match (names(b"/RunLengthDecode", b"/RL"), names(b"/LZWDecode", b"/LZW")) {
            (true, true) => Some(Self::Both),
            (true, false) => Some(Self::Runs),
            (false, true) => Some(Self::Lzw),
            (false, false) => None,
        }
    }

    /// True when no more comes out of this than is read. Deflate around it shows itself.
    pub(super) fn fit(self, body: &[u8], beat: &mut dyn FnMut()) -> bool {
        let inner: Box<dyn Read + '_> =
            if super::is_zlib(body) { Box::new(ZlibDecoder::new(body)) } else { Box::new(body) };
        let mut from = BufReader::with_capacity(64 * 1024, inner);
        match self {
            Self::Runs => length_of_runs(&mut from, beat) <= MAX_STREAM,
            Self::Lzw => length_of_lzw(&mut from, beat) <= MAX_STREAM,
            Self::Both => false,
        }
    }
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
        let runs = Filters::named(b"1 0 obj <</Filter/LZWDecode>> endobj 2 0 obj <</Filter/RunLengthDecode").unwrap();
        assert!(matches!(runs, Filters::Runs));
        assert!(!runs.fit(&bomb, &mut || {}));
        assert!(runs.fit(&bomb[..1000], &mut || {}));
        assert!(Filters::named(b"<</Filter/ASCIIHexDecode").is_none());
        assert!(!Filters::named(b"<</Filter[/LZW/RL]").unwrap().fit(b"", &mut || {}));
    }
}
