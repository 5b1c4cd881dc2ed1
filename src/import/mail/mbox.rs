//! Mailboxes: where one message ends and the next begins, and each message as it was before it was put there.

use super::headers::{self, Fields};
use super::parts::{Names, safe};
use crate::import::limits::{MAX_PART_BYTES, MAX_PARTS};
use crate::import::{ParseError, Parsed, Part, Remark};

/// Reads a mailbox: no text of its own, one part a message, named by its number and its subject.
pub(in crate::import) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    if bytes.len() as u64 > MAX_PART_BYTES {
        return Err(ParseError::TooMany { what: "bytes of one mailbox", limit: MAX_PART_BYTES });
    }
    if !bytes.starts_with(b"From ") {
        return Err(ParseError::Damaged("it does not begin as a mailbox does".to_owned()));
    }
    let mut parsed = Parsed::default();
    let mut names = Names::default();
    let mut left = 0_usize;
    for message in messages(bytes) {
        beat();
        if message.len() > super::MAX_BYTES || parsed.parts.len() >= MAX_PARTS {
            left += 1;
            continue;
        }
        let bytes = unquoted(message);
        let fields = Fields::of(&bytes);
        let subject = fields.named("Subject").next().map(|field| headers::shown(field.value, None)).unwrap_or_default();
        let number = parsed.parts.len() + 1;
        let name = format!("{number:04} {}", safe(&subject));
        let name = names.unique(&format!("{}.eml", name.trim_end()));
        parsed.parts.push(Part { name, bytes });
    }
    parsed.remarks.push(Remark::NoText);
    if !parsed.parts.is_empty() {
        parsed.remarks.push(Remark::Attached(u32::try_from(parsed.parts.len()).unwrap_or(u32::MAX)));
    }
    if left > 0 {
        parsed.remarks.push(Remark::LeftOut(format!("messages that are too long or too many: {left}")));
    }
    Ok(parsed)
}

/// The messages, each without the line before it and the blank line after it.
fn messages(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (_, message) = split_line(rest)?;
        let mut end = 0;
        let mut blank = true;
        while let Some((line, after)) = message.get(end..).and_then(split_line) {
            if line.starts_with(b"From ") && begins(line, after, blank) {
                break;
            }
            blank = line.trim_ascii().is_empty();
            end += line.len();
        }
        let (message, next) = message.split_at_checked(end)?;
        rest = next;
        let cut = message.strip_suffix(b"\n").unwrap_or(message);
        let cut = cut.strip_suffix(b"\r").unwrap_or(cut);
        // Only a blank line goes, not the end of the last line of words.
        Some(if cut.is_empty() || cut.ends_with(b"\n") { cut } else { message })
    })
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if bytes.is_empty() {
        return None;
    }
    let end = bytes.iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| at + 1);
    bytes.split_at_checked(end)
}

/// True when a line that starts with `From ` begins a message: it has a time of day, or a blank line stands before it, and
/// a header follows. A sentence that starts so is nothing.
fn begins(line: &[u8], after: &[u8], blank: bool) -> bool {
    let colon =
        line.windows(5).any(|w| matches!(w, [a, b, b':', c, d] if [a, b, c, d].iter().all(|x| x.is_ascii_digit())));
    let year = line.trim_ascii_end().rsplit(|b| *b == b' ').any(|w| w.len() == 4 && w.iter().all(u8::is_ascii_digit));
    let next = split_line(after).map(|(line, _)| line).unwrap_or_default();
    let name = next.iter().position(|b| *b == b':').and_then(|colon| next.get(..colon)).unwrap_or_default();
    let header = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    header && (colon && year || blank && (colon || year))
}

/// A message with one `>` less on each line that was quoted because it began with `From `.
fn unquoted(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|b| *b == b'\n') {
        let marks = line.iter().take_while(|b| **b == b'>').count();
        let quoted = marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(b"From "));
        out.extend_from_slice(line.get(usize::from(quoted)..).unwrap_or_default());
    }
    out
}
