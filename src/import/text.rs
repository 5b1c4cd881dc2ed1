//! Plain text: bytes to canonical text, whatever encoding they are in.

mod carry;
mod guess;

pub use carry::{Carried, ENCODINGS, Preview, carry, previews};
pub(super) use guess::{announces, is_written};

use super::{BinaryKind, Extraction, ImportError, Warning};
use crate::domain::document::{DecidedBy, Newlines};
use encoding_rs::{DecoderResult, Encoding, UTF_8};
use memchr::{memchr, memchr2_iter};

/// The largest file taken, in bytes.
pub const MAX_TEXT_BYTES: u64 = 512 * 1024 * 1024;

/// Bytes decoded at a time, so that the text grows with what was read and not with the worst case.
const STEP: usize = 64 * 1024;

/// How bytes become characters.
#[derive(Clone, Copy)]
enum Coding {
    Known(&'static Encoding),
    Utf32 { big_endian: bool },
}

impl Coding {
    fn name(self) -> &'static str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Utf32 { big_endian: true } => "UTF-32BE",
            Self::Utf32 { big_endian: false } => "UTF-32LE",
        }
    }
}

/// Reads the bytes of a text file. `chosen` is an encoding's name or label that a person gave; without one a byte order
/// mark decides, then the pattern of zero bytes, then whether it is UTF-8, then the most probable legacy encoding.
pub fn decode(bytes: &[u8], chosen: Option<&str>) -> Result<Extraction, ImportError> {
    if u64::try_from(bytes.len()).map_or(true, |len| len > MAX_TEXT_BYTES) {
        return Err(ImportError::TooLarge { limit: MAX_TEXT_BYTES });
    }
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if let Some(kind) = guess::known_format(bytes) {
        return Err(ImportError::Binary(BinaryKind::Known(kind)));
    }
    let (coding, decided_by) = match chosen {
        Some(label) => (labelled(label)?, DecidedBy::Chosen),
        None => guess::coding(bytes)?,
    };
    let (mut text, replaced) = decoded(coding, bytes);
    let had_bom = text.starts_with('\u{FEFF}');
    if had_bom {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.is_empty() {
        return Err(ImportError::Empty);
    }
    let (text, newlines) = canonical_newlines(text);
    let seen = Seen::of(&text);
    // A person who chose the encoding has looked at the result and wants it.
    if decided_by != DecidedBy::Chosen
        && let Some(kind) = seen.binary()
    {
        return Err(ImportError::Binary(kind));
    }
    let warnings = seen.warnings(replaced);
    Ok(Extraction { text, encoding: coding.name(), decided_by, had_bom, newlines, replaced, warnings })
}

fn labelled(label: &str) -> Result<Coding, ImportError> {
    match label.trim().to_ascii_lowercase().as_str() {
        "utf-32le" | "utf-32" => Ok(Coding::Utf32 { big_endian: false }),
        "utf-32be" => Ok(Coding::Utf32 { big_endian: true }),
        other => match Encoding::for_label_no_replacement(other.as_bytes()) {
            Some(encoding) => Ok(Coding::Known(encoding)),
            None => Err(ImportError::UnknownEncoding(label.to_owned())),
        },
    }
}

/// The characters as they come, byte order mark and all, and how many places became replacement marks.
fn decoded(coding: Coding, bytes: &[u8]) -> (String, u32) {
    match coding {
        Coding::Known(encoding) => decode_known(encoding, bytes),
        Coding::Utf32 { big_endian } => decode_utf32(bytes, big_endian),
    }
}

fn decode_known(encoding: &'static Encoding, bytes: &[u8]) -> (String, u32) {
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return (text.to_owned(), 0);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut replaced = 0_u32;
    let mut at = 0;
    loop {
        let end = bytes.len().min(at + STEP);
        let (step, last) = (&bytes[at..end], end == bytes.len());
        text.reserve(decoder.max_utf8_buffer_length_without_replacement(step.len()).unwrap_or(step.len() * 4));
        let (result, read) = decoder.decode_to_string_without_replacement(step, &mut text, last);
        at += read;
        match result {
            DecoderResult::InputEmpty if last => return (text, replaced),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                text.push('\u{FFFD}');
                replaced = replaced.saturating_add(1);
            }
        }
    }
}

/// `encoding_rs` leaves UTF-32 out, because no browser reads it.
fn decode_utf32(bytes: &[u8], big_endian: bool) -> (String, u32) {
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut replaced = 0_u32;
    for unit in bytes.chunks(4) {
        let number = <[u8; 4]>::try_from(unit)
            .ok()
            .map(|b| if big_endian { u32::from_be_bytes(b) } else { u32::from_le_bytes(b) });
        text.push(number.and_then(char::from_u32).unwrap_or_else(|| {
            replaced = replaced.saturating_add(1);
            '\u{FFFD}'
        }));
    }
    (text, replaced)
}

/// CRLF and lone CR become LF; the text is moved within its own memory.
fn canonical_newlines(text: String) -> (String, Newlines) {
    let Some(first_cr) = memchr(b'\r', text.as_bytes()) else {
        let newlines = if text.contains('\n') { Newlines::Lf } else { Newlines::None };
        return (text, newlines);
    };
    let lf_before = text[..first_cr].contains('\n');
    let (mut lf, mut crlf, mut cr) = (lf_before, false, false);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('\r') {
        let (line, after) = rest.split_at(at);
        lf |= line.contains('\n');
        out.push_str(line);
        out.push('\n');
        rest = match after.strip_prefix("\r\n") {
            Some(next) => {
                crlf = true;
                next
            }
            None => {
                cr = true;
                &after[1..]
            }
        };
    }
    lf |= rest.contains('\n');
    out.push_str(rest);
    let newlines = match (lf, crlf, cr) {
        (false, true, false) => Newlines::CrLf,
        (false, false, true) => Newlines::Cr,
        _ => Newlines::Mixed,
    };
    (out, newlines)
}

/// How many characters of a text are not seen and change the direction of writing: U+061C, U+200E, U+200F, U+202A to U+202E
/// and U+2066 to U+2069. Of the bytes they begin with only those are looked at closely.
pub(super) fn direction_marks(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let is_mark = |at: &usize| {
        matches!(
            bytes.get(*at..).unwrap_or_default(),
            [0xD8, 0x9C, ..] | [0xE2, 0x80, 0x8E | 0x8F | 0xAA..=0xAE, ..] | [0xE2, 0x81, 0xA6..=0xA9, ..]
        )
    };
    memchr2_iter(0xD8, 0xE2, bytes).filter(is_mark).count() as u64
}

/// How many bytes of a text are such. As many are counted at once as a byte can count, so that the machine takes many in one
/// step; characters would be gone through one by one.
fn count(text: &str, of: impl Fn(u8) -> bool) -> u64 {
    let few = |bytes: &[u8]| u64::from(bytes.iter().fold(0_u8, |count, byte| count + u8::from(of(*byte))));
    text.as_bytes().chunks(usize::from(u8::MAX)).map(few).sum()
}

/// What is counted in a decoded text.
struct Seen {
    chars: u64,
    nul: u64,
    controls: u64,
    direction: u64,
    filled: bool,
}

impl Seen {
    fn of(text: &str) -> Self {
        Self {
            chars: count(text, |b| b & 0xC0 != 0x80),
            nul: count(text, |b| b == 0),
            // Bell, backspace, tab, line ends, form feed and escape stand in many an honest log or manual page.
            controls: count(text, |b| matches!(b, 0x1..=0x6 | 0xE..=0x1A | 0x1C..=0x1F)),
            direction: direction_marks(text),
            filled: text.chars().any(|c| !c.is_whitespace()),
        }
    }

    /// More than one zero in a thousand characters, or one other control in a hundred, is no text.
    fn binary(&self) -> Option<BinaryKind> {
        if self.nul * 1000 > self.chars {
            Some(BinaryKind::ZeroBytes)
        } else if self.controls * 100 > self.chars {
            Some(BinaryKind::Controls)
        } else {
            None
        }
    }

    fn warnings(&self, replaced: u32) -> Vec<Warning> {
        let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let mut warnings = Vec::new();
        if replaced > 0 {
            warnings.push(Warning::Replaced(replaced));
        }
        if self.nul + self.controls > 0 {
            warnings.push(Warning::Controls(count(self.nul + self.controls)));
        }
        if self.direction > 0 {
            warnings.push(Warning::DirectionMarks(count(self.direction)));
        }
        if !self.filled {
            warnings.push(Warning::Blank);
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_direction_are_all_found_and_nothing_else_is() {
        let is_mark = |c: &char| matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        for c in '\0'..=char::MAX {
            assert_eq!(direction_marks(&format!("“{c}…")), u64::from(is_mark(&c)), "{c:?}");
        }
    }
}
