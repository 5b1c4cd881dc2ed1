//! Tags: the nodes of the tag tree, with color, definition and a pinned digit.

use super::{Id, Words};
use serde::{Deserialize, Serialize};

/// A color as it is stored: 24-bit RGB, written `#RRGGBB`. The window adjusts it to the theme's contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color(pub [u8; 3]);

impl TryFrom<String> for Color {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let bad = || format!("“{text}” is not a color; write #RRGGBB");
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6).ok_or_else(bad)?;
        let number = u32::from_str_radix(digits, 16).map_err(|_not_hex| bad())?;
        let [_, r, g, b] = number.to_be_bytes();
        Ok(Self([r, g, b]))
    }
}

impl From<Color> for String {
    fn from(color: Color) -> String {
        let [r, g, b] = color.0;
        format!("#{r:02X}{g:02X}{b:02X}")
    }
}

/// A digit a tag is pinned to, 1 to 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Digit(u8);

impl Digit {
    /// The number.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Digit {
    type Error = String;
    fn try_from(n: u8) -> Result<Self, String> {
        if (1..=9).contains(&n) { Ok(Self(n)) } else { Err(format!("a tag is pinned to a digit from 1 to 9, not {n}")) }
    }
}

impl From<Digit> for u8 {
    fn from(digit: Digit) -> u8 {
        digit.0
    }
}

/// A tag's name: something is in it, on one line, at most 300 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TagName(Words);

impl TagName {
    /// The name as words to draw.
    pub fn words(&self) -> &Words {
        &self.0
    }
}

impl TryFrom<String> for TagName {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            Err("a tag needs a name".to_owned())
        } else if trimmed.chars().count() > 300 {
            Err("a tag's name has at most 300 characters".to_owned())
        } else if trimmed.chars().any(char::is_control) {
            Err("a tag's name is one line without control characters".to_owned())
        } else {
            Ok(Self(Words::new(trimmed)))
        }
    }
}

impl From<TagName> for String {
    fn from(name: TagName) -> String {
        name.0.into_raw()
    }
}

/// A node of the tag tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Identity.
    pub id: Id,
    /// The tag above it.
    pub parent: Option<Id>,
    /// Its name.
    pub name: TagName,
    /// Its color.
    pub color: Color,
    /// What it means and when to use it.
    pub definition: Option<Words>,
    /// The digit that sets it.
    pub digit: Option<Digit>,
    /// Its place among its siblings.
    pub ordinal: i64,
}
