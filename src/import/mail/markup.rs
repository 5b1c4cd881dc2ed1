//! HTML bodies: the reader of web pages is asked.

use crate::import::{ParseError, Parsed, html};

/// The text of an HTML body, and what it would load and run.
pub(super) fn html_body(body: &str, beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    // It is UTF-8 by now, whatever the page says of itself; the mark makes that known.
    html::parse(("\u{FEFF}".to_owned() + body).as_bytes(), beat)
}
