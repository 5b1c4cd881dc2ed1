//! RTF: the words of a document in its own order, whatever code pages they are written in.

mod charset;
mod controls;
mod fields;

mod reader;
mod sheet;
mod state;
#[cfg(test)]
mod tests;
mod token;

use super::{ParseError, Parsed};

/// Reads an RTF file. `beat` is called every few thousand tokens.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"{\\rtf") {
        return Err(ParseError::Damaged("it does not begin as RTF does".to_owned()));
    }
    let mut reader = reader::Reader::new();
    for (count, token) in token::Tokens::new(bytes).enumerate() {
        if count % 4096 == 0 {
            beat();
        }
        if !reader.read(token)? {
            break;
        }
    }
    beat();
    reader.finish()
}
