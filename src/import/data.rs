//! JSON and XML that are no document of a known kind: their words in their order, with the names that stand beside them.

mod json;
mod lexer;
#[cfg(test)]
mod tests;
mod xml;

// The dispatcher that calls them comes next.
#[allow(unused_imports)]
pub(super) use json::parse as parse_json;
#[allow(unused_imports)]
pub(super) use xml::parse as parse_xml;

/// Longest name of a section, in characters.
const MAX_NAME: usize = 120;

/// The first words of a value, on one line.
fn short(value: &str) -> String {
    let words: Vec<&str> = value.split_whitespace().take(40).collect();
    words.join(" ").chars().take(MAX_NAME).collect()
}

/// A date as proposals have it: an ISO date or time stays, the time of a feed becomes one, anything else is none.
fn date(value: &str) -> Option<String> {
    let value = value.trim();
    let bytes = value.as_bytes();
    let digits = |from: usize, to: usize| bytes.get(from..to).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    if !digits(0, 4) {
        return jiff::fmt::rfc2822::parse(value).ok().map(|time| time.timestamp().to_string());
    }
    match bytes.len() {
        4 => Some(value.to_owned()),
        7 if bytes.get(4) == Some(&b'-') && digits(5, 7) => Some(value.to_owned()),
        10.. if bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-') && digits(5, 7) && digits(8, 10) => {
            // A time without a zone says a day and no more.
            let time = value.replacen(' ', "T", 1).parse::<jiff::Timestamp>().ok();
            let day = value.get(..10)?.parse::<jiff::civil::Date>().ok()?;
            Some(if bytes.len() > 10 && time.is_some() { value.replacen(' ', "T", 1) } else { day.to_string() })
        }
        _ => None,
    }
}
