//! The files that came with a message, under names that are safe to show and to write.

use super::body;
use crate::import::limits::MAX_PART_BYTES;
use crate::import::{ParseError, Part};
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};
use std::collections::HashSet;

/// Longest name, in characters; no file system allows more than 255 bytes.
const MAX_NAME: usize = 80;
/// Longest ending that is kept when a name is cut, in characters.
const MAX_ENDING: usize = 10;

/// The files of a message, messages among them, in their order.
pub(super) fn parts(message: &Message<'_>, beat: &mut dyn FnMut()) -> Result<Vec<Part>, ParseError> {
    let mut names = Names::default();
    let mut out = Vec::new();
    if body::undivided(message).is_some() {
        return Ok(out);
    }
    for (number, part) in message.attachments().enumerate() {
        beat();
        if part.offset_end <= part.offset_body && part.attachment_name().is_none() {
            continue;
        }
        let bytes = match &part.body {
            PartType::Message(inner) if part.encoding != Encoding::None => inner.raw_message.to_vec(),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
            _ => body::bytes(message, part).into_owned(),
        };
        if bytes.len() as u64 > MAX_PART_BYTES {
            return Err(ParseError::TooMany { what: "bytes of one attachment", limit: MAX_PART_BYTES });
        }
        out.push(Part { name: names.unique(&name(part, number + 1)), bytes });
    }
    Ok(out)
}

/// The name a part gives itself, or one from its type and its place.
fn name(part: &MessagePart<'_>, number: usize) -> String {
    let said = part.attachment_name().map(safe).filter(|name| !name.is_empty());
    match (&part.body, said) {
        (PartType::Message(_), Some(name)) if name.to_ascii_lowercase().ends_with(".eml") => name,
        (PartType::Message(_), Some(name)) => safe(&format!("{name}.eml")),
        (_, Some(name)) => name,
        (PartType::Message(inner), None) => match inner.subject().map(safe).filter(|subject| !subject.is_empty()) {
            Some(subject) => safe(&format!("{subject}.eml")),
            None => format!("message {number}.eml"),
        },
        (_, None) => format!("attachment {number}{}", ending(part)),
    }
}

/// The usual ending of a part's type.
fn ending(part: &MessagePart<'_>) -> &'static str {
    let kind = part.content_type().map(|kind| (kind.ctype(), kind.subtype().unwrap_or_default()));
    match kind.unwrap_or(("text", "plain")) {
        ("text", "html") => ".html",
        ("text", "calendar") => ".ics",
        ("text", "csv") => ".csv",
        ("text", _) => ".txt",
        ("image", "jpeg" | "jpg") => ".jpg",
        ("image", "png") => ".png",
        ("image", "gif") => ".gif",
        ("application", "pdf") => ".pdf",
        ("application", "zip") => ".zip",
        ("application", "rtf") => ".rtf",
        _ => "",
    }
}

/// A name without folders, without characters that no screen shows or that turn the others round, no longer than is usual.
pub(super) fn safe(name: &str) -> String {
    let seen = |c: &char| !c.is_control() && !unseen(*c);
    let shown: String = name.chars().filter(seen).map(|c| if "/\\<>:\"|?*".contains(c) { '_' } else { c }).collect();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = shown.trim_matches(|c: char| c == '.' || c.is_whitespace());
    shortened(shown, MAX_NAME)
}

fn unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// A name of at most so many characters and 240 bytes, its ending kept.
fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most && name.len() <= 240 {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= MAX_ENDING => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut short: String = stem.chars().take(most.saturating_sub(ending.chars().count())).collect();
    short.truncate(short.floor_char_boundary(240_usize.saturating_sub(ending.len())));
    short.trim_end().to_owned() + &ending
}

/// Names given so far, so that none is given twice.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: HashSet<String>,
    next: usize,
}

impl Names {
    /// This name, or one with a number where another part has it. Case does not tell names apart.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let mut unique = name.to_owned();
        while !self.given.insert(unique.to_lowercase()) {
            self.next += 1;
            let number = self.next + 1;
            unique = match name.rsplit_once('.') {
                Some((stem, ending)) => format!("{stem} ({number}).{ending}"),
                None => format!("{name} ({number})"),
            };
        }
        unique
    }
}
