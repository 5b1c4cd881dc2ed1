//! The fields of a message's header: found line by line, unfolded, decoded, shown on one line each.

use encoding_rs::Encoding;
use mail_parser::parsers::MessageStream;
use mail_parser::{DateTime, HeaderValue};

/// Longest date that is read, in bytes.
const MAX_DATE: usize = 256;
/// The fields that ask for a receipt when the message is read.
const RECEIPTS: [&str; 5] = [
    "Disposition-Notification-To",
    "Return-Receipt-To",
    "X-Confirm-Reading-To",
    "Read-Receipt-To",
    "Return-Receipt-Requested",
];

/// A field: its name as it is written, and its value with its folds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub name: &'a str,
    pub value: &'a [u8],
}

/// The fields of a header.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    fields: Vec<Field<'a>>,
    /// Where the header ends, in bytes.
    pub end: usize,
}

impl<'a> Fields<'a> {
    /// Those at the start of a message.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let mut fields = Vec::new();
        let mut start = 0;
        let mut at = 0;
        let mut field = |range: std::ops::Range<usize>| {
            let Some(line) = bytes.get(range) else { return };
            let Some(colon) = line.iter().position(|b| *b == b':') else { return };
            let (name, value) = line.split_at(colon);
            if let (Ok(name), Some(value)) = (std::str::from_utf8(name.trim_ascii()), value.get(1..)) {
                fields.push(Field { name, value });
            }
        };
        for line in bytes.split_inclusive(|b| *b == b'\n') {
            if super::bounds::blank(line) {
                break;
            }
            if !matches!(line.first(), Some(b' ' | b'\t')) {
                field(start..at);
                start = at;
            }
            at += line.len();
        }
        field(start..at);
        Self { fields, end: at }
    }

    /// Those of this name, in their order.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = Field<'a>> {
        self.fields.iter().filter(move |field| field.name.eq_ignore_ascii_case(name)).copied()
    }

    pub(super) fn ask_for_receipt(&self) -> bool {
        RECEIPTS.iter().any(|name| self.named(name).next().is_some())
    }
}

/// A value as a program shows it: on one line, its encoded words decoded. Bytes that nothing declares are in `coding`, which
/// is that of the body, or else in what they look like.
pub(super) fn shown(value: &[u8], coding: Option<&'static Encoding>) -> String {
    let text = match (std::str::from_utf8(value), coding) {
        (Ok(text), _) => text.to_owned(),
        (Err(_), Some(coding)) if coding != encoding_rs::UTF_8 => {
            coding.decode_without_bom_handling(value).0.into_owned()
        }
        (Err(_), _) => super::body::guessed(value),
    };
    let text = known_labels(text.trim()) + "\n";
    let decoded = match MessageStream::new(text.as_bytes()).parse_unstructured() {
        HeaderValue::Text(text) => text.into_owned(),
        _ => String::new(),
    };
    // A line end in an encoded word would make a line that the header does not have.
    let one_line = decoded.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ");
    one_line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Encoded words with the names Python gives two Chinese encodings under those that others know.
fn known_labels(text: &str) -> String {
    text.replace("=?eucgb2312_cn?", "=?gb2312?").replace("=?big5_tw?", "=?big5?")
}

/// A date as an RFC 3339 time, if it is one.
pub(super) fn time(value: &[u8]) -> Option<String> {
    if value.len() > MAX_DATE {
        return None;
    }
    let text = std::str::from_utf8(value.trim_ascii()).ok()?.to_owned() + "\n";
    let time = DateTime::parse_rfc822(&text).filter(DateTime::is_valid)?;
    let (year, month, day) =
        (i16::try_from(time.year).ok()?, i8::try_from(time.month).ok()?, i8::try_from(time.day).ok()?);
    jiff::civil::Date::new(year, month, day).ok()?;
    Some(time.to_rfc3339())
}
