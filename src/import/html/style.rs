//! What an element's own attributes say of how it is shown. Style sheets are not read.

use super::token::Attributes;

/// True when its author hid this element in its own tag.
pub(super) fn is_hidden(attributes: &Attributes<'_>) -> bool {
    attributes.get("hidden").is_some()
        || attributes.get("aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
        || attributes.get("style").is_some_and(|style| {
            properties(&style).any(|(name, value)| match name.as_str() {
                "display" => value.starts_with("none"),
                "visibility" => value.starts_with("hidden") || value.starts_with("collapse"),
                _ => false,
            })
        })
}

/// True when this style keeps white space as typed.
pub(super) fn keeps_space(style: &str) -> bool {
    properties(style).any(|(name, value)| {
        name == "white-space" && (value.starts_with("pre") && !value.starts_with("pre-line") || value == "break-spaces")
    })
}

/// The properties of a style, names and values in lower case.
fn properties(style: &str) -> impl Iterator<Item = (String, String)> + '_ {
    style.split(';').filter_map(|property| {
        let (name, value) = property.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase()))
    })
}

/// True when this address is a script.
pub(super) fn is_script(address: &str) -> bool {
    address.get(..11).is_some_and(|scheme| scheme.eq_ignore_ascii_case("javascript:"))
}
