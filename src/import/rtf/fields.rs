//! What the instruction of a field, the name of a style and the date of a document say.

use super::reader::MAX_NAME;
use crate::import::parsed::ElsewhereKind;

/// What a field does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// It only leads somewhere.
    Link,
    /// It fetches something.
    Remote,
    /// It computes something or asks for something.
    Computed,
}

fn name(instruction: &str) -> &str {
    instruction.split_whitespace().next().unwrap_or_default()
}

/// What a field does, by its instruction.
pub(super) fn field(instruction: &str) -> Field {
    let fetches = ["INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "RD", "LINK", "DDE", "DDEAUTO", "IMPORT", "DATABASE"];
    let name = name(instruction);
    if name.eq_ignore_ascii_case("HYPERLINK") {
        Field::Link
    } else if fetches.iter().any(|fetch| name.eq_ignore_ascii_case(fetch)) {
        Field::Remote
    } else {
        Field::Computed
    }
}

/// What a field fetches, and what that is for the document.
pub(super) fn fetched(instruction: &str) -> Option<(String, ElsewhereKind)> {
    let rest = instruction.trim_start().get(name(instruction).len()..)?.trim_start();
    let to = match rest.split_once('"') {
        Some((_, quoted)) => quoted.split('"').next()?,
        None => rest.split_whitespace().find(|word| !word.starts_with('\\'))?,
    };
    let picture = name(instruction).eq_ignore_ascii_case("INCLUDEPICTURE");
    Some((to.replace("\\\\", "\\"), if picture { ElsewhereKind::Image } else { ElsewhereKind::Part }))
}

/// Where a field leads, if it is a link out of the document.
pub(super) fn link(instruction: &str) -> Option<String> {
    if field(instruction) != Field::Link || instruction.len() >= MAX_NAME {
        return None;
    }
    let rest = instruction.trim_start().get("HYPERLINK".len()..)?.trim_start();
    let target = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        // A switch comes first: a place in this document.
        None if rest.starts_with('\\') => return None,
        None => rest.split_whitespace().next()?,
    };
    (!target.is_empty() && !target.starts_with('#')).then(|| target.to_owned())
}

/// The level of a heading, from the name every program gives its style, whatever its language.
pub(super) fn heading_level(style: &str) -> Option<u8> {
    let rest = style.trim().to_ascii_lowercase();
    let level: u8 = rest.strip_prefix("heading ")?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

/// The day of a year, a month and a day, if there is one.
pub(super) fn day([year, month, day]: [i32; 3]) -> Option<String> {
    let date = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().filter(|date| date.year() > 1900).map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_says_what_its_field_does() {
        assert_eq!(link(" HYPERLINK \"https://a.example/x?y=1\" "), Some("https://a.example/x?y=1".to_owned()));
        assert_eq!(link("hyperlink mailto:a@b.example \\t"), Some("mailto:a@b.example".to_owned()));
        assert_eq!(link("HYPERLINK \\l \"chapter\""), None);
        assert_eq!(link("HYPERLINK \"#chapter\""), None);
        assert_eq!(link("PAGE"), None);
        assert_eq!(field(" INCLUDEPICTURE \"http://a.example/p.png\""), Field::Remote);
        assert_eq!(field(" TOC \\o"), Field::Computed);
    }

    #[test]
    fn only_days_that_exist_are_days() {
        assert_eq!(day([2021, 2, 28]), Some("2021-02-28".to_owned()));
        assert_eq!(day([2021, 2, 30]), None);
        assert_eq!(day([0, 0, 0]), None);
        assert_eq!(heading_level("Heading 2"), Some(2));
        assert_eq!(heading_level("heading 10"), None);
        assert_eq!(heading_level("List 2"), None);
    }
}
