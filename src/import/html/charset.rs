//! Which encoding a page is in, by the rules browsers keep: a byte order mark before what the transport says, that before
//! what the page declares, that before a guess.

use super::tags::Tag;
use super::token::{Token, Tokens};
use crate::import::{ParseError, decode};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Where the standard lets a page declare its encoding, in bytes from its start.
const DECLARED: usize = 1024;
/// How far a declaration is looked for in a page that is not UTF-8; browsers come upon a late one too.
const DECLARED_LATE: usize = 64 * 1024;

/// The characters of a page, line ends made LF, and how many places could not be decoded.
pub(super) fn read(bytes: &[u8], transport: Option<&str>) -> Result<(String, u32), ParseError> {
    let declared = || {
        declared_in(bytes, DECLARED)
            .or_else(|| if std::str::from_utf8(bytes).is_ok() { None } else { declared_in(bytes, DECLARED_LATE) })
    };
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => Some(encoding),
        None => transport.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes())).or_else(declared),
    };
    match decode(bytes, encoding.map(Encoding::name)) {
        Ok(page) => Ok((page.text, page.replaced)),
        Err(crate::import::ImportError::Empty) => Ok((String::new(), 0)),
        Err(error) => Err(ParseError::Damaged(error.to_string())),
    }
}

/// The encoding that the first `most` bytes declare.
fn declared_in(bytes: &[u8], most: usize) -> Option<&'static Encoding> {
    // Declarations are ASCII in every encoding that can hold one.
    let head: String = bytes.iter().take(most).map(|b| if b.is_ascii() { char::from(*b) } else { '?' }).collect();
    if let Some(declaration) = head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next())
        && let Some((_, rest)) = declaration.split_once("encoding")
    {
        let label = rest.trim_start_matches(['=', ' ', '\n', '\t']);
        let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''));
        if let Some(encoding) = quote.and_then(|q| label.split(q).nth(1)).and_then(of_label) {
            return Some(encoding);
        }
    }
    let mut tokens = Tokens::of(&head);
    while let Some(token) = tokens.next() {
        let Token::Start(Tag::Meta, ..) = token else { continue };
        if let Some(encoding) = tokens.attributes.get("charset").and_then(|label| of_label(&label)) {
            return Some(encoding);
        }
        let is_type = tokens.attributes.get("http-equiv").is_some_and(|e| e.eq_ignore_ascii_case("content-type"));
        let content = tokens.attributes.get("content").unwrap_or_default().to_ascii_lowercase();
        if is_type && let Some((_, rest)) = content.split_once("charset") {
            let label = rest.trim_start_matches(['=', ' ', '"', '\'']);
            let label = label.split([';', '"', '\'', ' ', ',']).next().unwrap_or_default();
            if let Some(encoding) = of_label(label) {
                return Some(encoding);
            }
        }
    }
    None
}

/// A page whose declaration can be read as ASCII is not in UTF-16, whatever it says.
fn of_label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label.trim().as_bytes())?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}
