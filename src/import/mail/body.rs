//! Bodies: bytes to text in the encoding they are in, flowed lines joined, quoted ones set apart.

use crate::import::{BlockKind, Builder, ParseError};
use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding as Transfer, Message, MessagePart, MimeHeaders, PartType};
use std::borrow::Cow;

/// How the lines of a plain body are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// Every line is one.
    Fixed,
    /// A line that ends with a space goes on in the next.
    Flowed {
        /// The space at the end is not part of the words.
        delete_space: bool,
    },
}

impl Flow {
    /// What a part's type says.
    pub(super) fn of(part: &MessagePart<'_>) -> Self {
        let says = |name: &str, value: &str| {
            let said = part.content_type().and_then(|kind| kind.attribute(name));
            said.is_some_and(|said| said.eq_ignore_ascii_case(value))
        };
        if says("format", "flowed") { Self::Flowed { delete_space: says("delsp", "yes") } } else { Self::Fixed }
    }
}

/// The encoding of the first body: the one it declares, or the one it looks like.
pub(super) fn coding(message: &Message<'_>) -> Option<&'static Encoding> {
    let part = message.text_bodies().chain(message.html_bodies()).next()?;
    match declared(part) {
        Some(label) => Encoding::for_label(label.as_bytes()),
        None => Encoding::for_label(crate::import::decode(&bytes(message, part), None).ok()?.encoding.as_bytes()),
    }
}

/// The encoding a part declares, unless that is ASCII, which is what programs say that do not know.
fn declared<'a>(part: &'a MessagePart<'_>) -> Option<&'a str> {
    let label = part.content_type()?.attribute("charset")?;
    let ascii = ["us-ascii", "ascii", "ansi_x3.4-1968"].iter().any(|ascii| label.eq_ignore_ascii_case(ascii));
    (!ascii).then_some(label)
}

/// The one part of a message that says it has many and shows no boundary between them.
pub(super) fn undivided<'a, 'x>(message: &'a Message<'x>) -> Option<&'a MessagePart<'x>> {
    let [part] = message.parts.as_slice() else { return None };
    let many = part.content_type().is_some_and(|kind| kind.ctype() == "multipart");
    (many && !matches!(part.body, PartType::Multipart(_))).then_some(part)
}

/// A part's own bytes, out of quoted-printable or base64 but in no other way changed.
pub(super) fn bytes<'a>(message: &'a Message<'_>, part: &'a MessagePart<'_>) -> Cow<'a, [u8]> {
    let (start, end) = (part.offset_body as usize, part.offset_end as usize);
    let raw = message.raw_message.get(start..end.min(message.raw_message.len())).unwrap_or_default();
    let decoded = match part.encoding {
        Transfer::None => return Cow::Borrowed(raw),
        Transfer::QuotedPrintable => quoted_printable_decode(raw),
        Transfer::Base64 => base64_decode(raw),
    };
    decoded.map_or(Cow::Borrowed(part.contents()), Cow::Owned)
}

/// A part's words. Where its encoding is not declared, or declared as ASCII and is not, its bytes decide.
pub(super) fn text<'a>(message: &'a Message<'_>, part: &'a MessagePart<'_>) -> Cow<'a, str> {
    let read = part.text_contents().unwrap_or_default();
    let known = declared(part).is_some_and(|label| charset_decoder(label.as_bytes()).is_some());
    // A mail that declares one encoding and is in UTF-8 shows itself: hardly anything else is valid UTF-8 by chance.
    if read.is_ascii() || (known && !read.contains(char::REPLACEMENT_CHARACTER)) {
        return Cow::Borrowed(read);
    }
    let bytes = bytes(message, part);
    if std::str::from_utf8(&bytes).is_ok() {
        return Cow::Owned(String::from_utf8_lossy(&bytes).into_owned());
    }
    if known {
        return Cow::Borrowed(read);
    }
    Cow::Owned(match charset_inside(&bytes).filter(|_| part.is_text_html()) {
        Some(coding) => coding.decode(&bytes).0.into_owned(),
        None => guessed(&bytes),
    })
}

/// The encoding that HTML declares in its own first kilobyte.
fn charset_inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(1024))?.to_ascii_lowercase();
    let at = start.windows(8).position(|w| w == b"charset=")? + 8;
    let rest = start.get(at..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let label = rest.split(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'-' | b'_' | b':')).next()?;
    Encoding::for_label(label)
}

/// Bytes in the encoding they look like.
pub(super) fn guessed(bytes: &[u8]) -> String {
    match crate::import::decode(bytes, None) {
        Ok(read) => read.text,
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Adds a plain body, quoted lines as blocks of their own.
pub(super) fn plain(out: &mut Builder, text: &str, flow: Flow, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = match flow {
        Flow::Fixed => text,
        Flow::Flowed { delete_space } => unflowed(&text, delete_space),
    };
    let mut quoted = false;
    for (count, line) in text.trim_matches('\n').split_inclusive('\n').enumerate() {
        if count % 16_384 == 0 {
            beat();
        }
        let quotes = line.starts_with('>');
        if quotes != quoted {
            if quotes {
                out.open(BlockKind::Quote)?;
            } else {
                out.close();
            }
            quoted = quotes;
        }
        out.push(line)?;
    }
    if quoted {
        out.close();
    }
    Ok(())
}

/// Flowed lines joined (RFC 3676). Lines are joined only within one depth of quoting; the mark of a signature ends a line.
fn unflowed(text: &str, delete_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let words = line.trim_start_matches('>');
        let depth = line.len() - words.len();
        let words = words.strip_prefix(' ').unwrap_or(words);
        let signature = words == "-- ";
        if open.is_some_and(|before| before != depth || signature) {
            out.push('\n');
            open = None;
        }
        if open.is_none() && depth > 0 {
            out.extend(std::iter::repeat_n('>', depth));
            out.push_str(if words.is_empty() { "" } else { " " });
        }
        let flows = words.ends_with(' ') && !signature;
        let kept = if flows && delete_space { words.strip_suffix(' ').unwrap_or(words) } else { words };
        out.push_str(kept);
        open = flows.then_some(depth);
        if !flows {
            out.push('\n');
        }
    }
    out
}
