//! What a document refers to elsewhere, and would make a program fetch, run or send: kept as a list, never followed.

use crate::domain::Words;
use serde::{Deserialize, Serialize};

/// Longest address that is kept, in bytes.
const LONGEST: usize = 1_000;

/// Something elsewhere that a document refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Where it is, as the document writes it; of a very long address the beginning.
    pub to: String,
    /// What it is for the document.
    #[serde(rename = "as")]
    pub kind: ElsewhereKind,
}

/// What something elsewhere is for a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ElsewhereKind {
    /// A picture.
    Image,
    /// Sound or moving pictures, and what belongs to them.
    Media,
    /// A program that would be run.
    Script,
    /// A style sheet, a font, or a picture of a style.
    Style,
    /// A page shown within, or that would be gone to.
    Frame,
    /// Where a form would be sent.
    Form,
    /// What a click would open.
    Link,
    /// A template, or a part of the text that lies in another file.
    Part,
    /// Anything else.
    File,
}

impl Elsewhere {
    /// Most that are kept of one document.
    pub const MOST: usize = 200;

    /// Adds one to a list, unless it is full or there is no address.
    pub fn keep(list: &mut Vec<Self>, to: &str, kind: ElsewhereKind) {
        let to = to.trim();
        if list.len() < Self::MOST && !to.is_empty() {
            let to = to.get(..to.floor_char_boundary(LONGEST)).unwrap_or_default();
            list.push(Self { to: to.to_owned(), kind });
        }
    }

    /// True when a list is no longer, and its addresses are no longer, than they may be.
    pub fn are_sound(list: &[Self]) -> bool {
        list.len() <= Self::MOST && list.iter().all(|one| one.to.len() <= LONGEST)
    }

    /// The address, to be shown.
    pub fn words(&self) -> Words {
        Words::new(self.to.as_str())
    }
}
