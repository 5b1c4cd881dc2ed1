//! Which encoding bytes are in, when nobody said so.

use super::Coding;
use crate::domain::document::DecidedBy;
use crate::import::{BinaryKind, ImportError};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr;

/// How many bytes a detector is shown, from the first that is not ASCII on. More tells it nothing new.
const SAMPLE: usize = 1024 * 1024;

/// First bytes of formats that are not text but might come without their ending.
const KNOWN: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (a .docx, .xlsx, .odt or .epub is one)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
];

/// The format these bytes announce at their start, when it is one that is not text.
pub(super) fn known_format(bytes: &[u8]) -> Option<&'static str> {
    // Its level stands between its name and the mark of its first block.
    if bytes.starts_with(b"BZh") && bytes.get(4..10) == Some(b"1AY&SY") {
        return Some("a bzip2 archive");
    }
    KNOWN.iter().find(|(magic, _)| announces(bytes, magic)).map(|(_, name)| *name)
}

/// True when these bytes begin with a magic and a text could not begin so: “OTTO” begins fonts, and sentences on Bismarck.
/// What follows letters tells.
pub(in crate::import) fn announces(bytes: &[u8], magic: &[u8]) -> bool {
    let letters = magic.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'!' | b'&'));
    bytes.starts_with(magic) && !(letters && is_written(bytes))
}

/// True when the first bytes may be those of a text, of whichever encoding: none of them is a control character. Formats
/// with a magic of letters have their numbers there, which are.
pub(in crate::import) fn is_written(bytes: &[u8]) -> bool {
    const HEAD: usize = 64;
    let control = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    !bytes.get(..HEAD).unwrap_or(bytes).iter().any(control)
}

/// The encoding of these bytes and how it was found.
pub(super) fn coding(bytes: &[u8]) -> Result<(Coding, DecidedBy), ImportError> {
    if let Some(coding) = byte_order_mark(bytes) {
        return Ok((coding, DecidedBy::Mark));
    }
    if memchr(0, bytes).is_some() {
        if let Some(encoding) = utf16_by_zeros(bytes) {
            return Ok((Coding::Known(encoding), DecidedBy::Detected));
        }
        if zeros(bytes) * 1000 > bytes.len() {
            return Err(ImportError::Binary(BinaryKind::ZeroBytes));
        }
    }
    if is_utf8(bytes) {
        // ISO-2022-JP is ASCII with escapes; nothing else that is valid UTF-8 is anything else.
        let japanese = memchr(0x1B, bytes).is_some() && detect(bytes) == ISO_2022_JP;
        return Ok(if japanese {
            (Coding::Known(ISO_2022_JP), DecidedBy::Detected)
        } else {
            (Coding::Known(UTF_8), DecidedBy::Valid)
        });
    }
    let encoding = if is_damaged_utf8(bytes) { UTF_8 } else { detect(bytes) };
    Ok((Coding::Known(encoding), DecidedBy::Detected))
}

fn byte_order_mark(bytes: &[u8]) -> Option<Coding> {
    let whole_units = bytes.len().is_multiple_of(4);
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some(Coding::Known(UTF_8)),
        [0xFF, 0xFE, 0, 0, ..] if whole_units => Some(Coding::Utf32 { big_endian: false }),
        [0, 0, 0xFE, 0xFF, ..] if whole_units => Some(Coding::Utf32 { big_endian: true }),
        [0xFF, 0xFE, ..] => Some(Coding::Known(UTF_16LE)),
        [0xFE, 0xFF, ..] => Some(Coding::Known(UTF_16BE)),
        _ => None,
    }
}

fn zeros(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b == 0).count()
}

fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
}

/// UTF-16 without a byte order mark: the spaces, digits, stops and line ends of any script have a zero for their high
/// byte, which no other encoding has, and the wrong order of bytes shows next to none of them.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.len() / 2;
    if pairs < 2 || !bytes.len().is_multiple_of(2) || zeros(sample) == 0 || is_text_with_zeros(sample) {
        return None;
    }
    let (mut little, mut big) = (Signs::default(), Signs::default());
    for pair in sample.chunks_exact(2) {
        little.take(u16::from_le_bytes([pair[0], pair[1]]));
        big.take(u16::from_be_bytes([pair[0], pair[1]]));
    }
    let ahead = |one: usize, other: usize| one > other * 4 && one * 100 >= pairs;
    // Letters decide only where there is neither a space nor a digit: 一, U+4E00, is an N the other way round.
    let encoding = match (&little, &big) {
        (l, b) if ahead(l.plain, b.plain) => UTF_16LE,
        (l, b) if ahead(b.plain, l.plain) => UTF_16BE,
        (l, b) if l.plain + b.plain == 0 && ahead(l.letters, b.letters) => UTF_16LE,
        (l, b) if l.plain + b.plain == 0 && ahead(b.letters, l.letters) => UTF_16BE,
        _ => return None,
    };
    // A table of small numbers has such pairs too, but decodes to controls and broken units.
    let mut text = String::new();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let head = &sample[..sample.len().min(64 * 1024) & !1];
    text.reserve(decoder.max_utf8_buffer_length(head.len()).unwrap_or_default());
    let (_, _, broken) = decoder.decode_to_string(head, &mut text, false);
    let odd_ones =
        text.chars().filter(|c| c.is_control() && !c.is_whitespace() || matches!(c, '\u{E000}'..='\u{F8FF}'));
    (!broken && odd_ones.count() * 50 <= text.chars().count()).then_some(encoding)
}

/// ASCII characters seen in one order of bytes.
#[derive(Default)]
struct Signs {
    /// Spaces, line ends, digits and stops.
    plain: usize,
    letters: usize,
}

impl Signs {
    fn take(&mut self, unit: u16) {
        self.plain += usize::from(matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x40));
        self.letters += usize::from(matches!(unit, 0x41..=0x7E));
    }
}

/// Text of one byte a character, or UTF-8, into which some zeros fell. In UTF-16 either half the bytes are zeros or
/// nearly half are the low controls that number the blocks of Cyrillic, Arabic and their like.
fn is_text_with_zeros(sample: &[u8]) -> bool {
    let blocks = sample.iter().filter(|b| matches!(b, 1..=9 | 0xB | 0xC | 0xE..=0x1F)).count();
    let utf8 = std::str::from_utf8(sample).map_or_else(|error| error.error_len().is_none(), |_| true);
    utf8 && zeros(sample) * 4 < sample.len() && blocks * 5 < sample.len()
}

/// UTF-8 with some bytes gone wrong: far more whole sequences than broken ones. In a legacy encoding sequences that
/// happen to be whole are rare.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xC2).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 2 && whole > broken * 3
}

/// The most probable legacy encoding.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.iter().position(|b| !b.is_ascii() || *b == 0x1B).unwrap_or(bytes.len());
    // A few letters before it help; more would not be looked at.
    let start = start.saturating_sub(2);
    let end = bytes.len().min(start + SAMPLE);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[start..end], end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}
