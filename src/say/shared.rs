//! What several panels say in the same words: what is not known, how a source is graded, how many more there are.

use crate::domain::Words;
use crate::domain::snapshot::counted;

/// A document without an outlet, as a chip.
pub const NO_OUTLET: &str = "no outlet";
/// A document without text.
pub const NO_TEXT: &str = "no text";
/// Before what is known of a document that has no text.
pub const NO_TEXT_AND: &str = "no text · ";
/// The same, where an outlet would be named.
pub const OUTLET_NOT_KNOWN: &str = "outlet not known";
/// A document without a date.
pub const NO_DATE: &str = "no date";
/// A claim without one.
pub const DATE_NOT_KNOWN: &str = "date not known";
/// Nothing is known of it.
pub const NOT_KNOWN: &str = "not known";
/// A source that nobody graded.
pub const NOT_GRADED: &str = "not graded";
/// The same, where a grade stands by itself.
pub const F_NOT_GRADED: &str = "F · not graded";
/// The same, where it is said whose grade it is.
pub const SOURCE_NOT_GRADED: &str = "source F · not graded";
/// A claim whose content nobody graded.
pub const CONTENT_NOT_GRADED: &str = "content not graded";
/// What the chip of that grade does.
pub const CHOOSE_CONTENT_GRADE: &str = "Choose the content grade";
/// Button: closes something.
pub const CLOSE: &str = "Close";
/// A project is on its way.
pub const OPENING: &str = "Opening…";

/// “outlet B”: the letter in the trust in a claim is that of the outlet it stands in, and not of the speaker.
pub fn outlet(letter: &str) -> String {
    format!("outlet {letter}")
}

/// “speaker D”.
pub fn speaker(letter: &str) -> String {
    format!("speaker {letter}")
}

/// In place of an outlet's letter where no outlet is known.
pub const NO_OUTLET_COUNTS: &str = "no outlet: F";

/// “source B”.
pub fn source(letter: &str) -> String {
    format!("source {letter}")
}

/// “source B · usually reliable”.
pub fn source_graded(letter: &str, label: &str) -> String {
    format!("source {letter} · {label}")
}

/// “content 2”.
pub fn content(grade: u8) -> String {
    format!("content {grade}")
}

/// “high confidence”.
pub fn confidence(label: &str) -> String {
    format!("{label} confidence")
}

/// Under a list that is cut short.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// Under a list of places that is cut short.
pub fn and_more_places(count: usize) -> String {
    let places = if count == 1 { "place" } else { "places" };
    format!("and in {count} more {places}")
}

/// “1 passage”, “2 passages”.
pub fn passages(count: usize) -> String {
    counted(count as u64, "passage", "passages")
}

/// “1 claim”, “2 claims”.
pub fn claims(count: usize) -> String {
    counted(count as u64, "claim", "claims")
}

/// “1 judgement”, “2 judgements”.
pub fn judgements(count: usize) -> String {
    counted(count as u64, "judgement", "judgements")
}

/// “1 brief”, “2 briefs”.
pub fn briefs(count: usize) -> String {
    counted(count as u64, "brief", "briefs")
}

/// “1 document”, “2 documents”.
pub fn documents(count: usize) -> String {
    counted(count as u64, "document", "documents")
}

/// “1 link”, “2 links”.
pub fn links(count: usize) -> String {
    counted(count as u64, "link", "links")
}

/// Spellings beside the one that is used.
pub fn other_spellings(count: usize) -> String {
    counted(count as u64, "other spelling", "other spellings")
}

/// “1 role”, “2 roles”.
pub fn roles(count: usize) -> String {
    counted(count as u64, "role", "roles")
}

/// “1 grade”, “2 grades”.
pub fn grades(count: usize) -> String {
    counted(count as u64, "grade", "grades")
}

/// Claims that came by way of somebody.
pub fn claims_passed_on(count: usize) -> String {
    counted(count as u64, "claim passed on", "claims passed on")
}

/// “1 claim about it”, “2 claims about it”.
pub fn claims_about(count: usize) -> String {
    counted(count as u64, "claim about it", "claims about it")
}

/// “1 mention”, “2 mentions”.
pub fn mentions(count: usize) -> String {
    counted(count as u64, "mention", "mentions")
}

/// The time of a role: “3 August 2021 to 19 May 2024”, “since July 2024”, “until 2020”, nothing.
pub fn held(since: Option<&str>, until: Option<&str>) -> Option<String> {
    match (since, until) {
        (Some(since), Some(until)) => Some(format!("{since} to {until}")),
        (Some(since), None) => Some(format!("since {since}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (None, None) => None,
    }
}

/// How long a text is, in code points and paragraphs.
pub fn length(chars: u32, paragraphs: u32) -> String {
    format!("{}, {paragraphs} ¶", counted(u64::from(chars), "character", "characters"))
}

/// How much of a text could not be decoded.
pub fn not_decoded(places: u32) -> String {
    format!("{} could not be decoded", counted(u64::from(places), "place", "places"))
}

/// How large a file is, and whether the project holds its bytes.
pub fn size(bytes: u64, kept: bool) -> String {
    let kept = if kept { "original kept" } else { "original not kept" };
    format!("{}, {kept}", counted(bytes, "byte", "bytes"))
}

/// What the head of a column or the name of an order does.
pub fn sort_by(order: &str) -> String {
    format!("Sort by {order}")
}

/// Behind the form of a claim whose words are a translation.
pub const AND_TRANSLATED: &str = ", translated";
/// Label of the edit that adds a spelling.
pub const ADD_SPELLING: &str = "Add a spelling";
/// Label of the edit that adds a role.
pub const ADD_ROLE: &str = "Add a role";

/// The trust in a claim: the letter of its source and the number of its content.
pub fn trust(letter: &str, content: Option<u8>) -> String {
    match content {
        Some(grade) => format!("{} · content {grade}", outlet(letter)),
        None => format!("{} · content not graded", outlet(letter)),
    }
}

/// A label as it begins a line: with a capital.
pub fn sentence(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Where words stand: their pages, where the text has any, and their paragraph, such as “p. 12, ¶ 3”.
pub fn stands(pages: Option<&Words>, paragraph: String) -> Words {
    let paragraph = Words::new(paragraph);
    pages.map_or(paragraph.clone(), |pages| pages.with(", ").joined(&paragraph))
}
