//! The marks of notes as the text shows them.

use crate::domain::roman;
use std::collections::HashMap;

/// Which notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Notes {
    /// At the foot of the page.
    Foot,
    /// At the end.
    End,
}

impl Notes {
    /// The kind of relationship that leads to them.
    pub(super) fn relation(self) -> &'static str {
        match self {
            Self::Foot => "footnotes",
            Self::End => "endnotes",
        }
    }

    /// The name of their elements.
    pub(super) fn element(self) -> &'static str {
        match self {
            Self::Foot => "footnote",
            Self::End => "endnote",
        }
    }
}

/// The marks of the notes that the text refers to, by the notes' ids.
#[derive(Debug, Default)]
pub(super) struct Marks {
    by_id: HashMap<(Notes, String), String>,
    feet: u32,
    ends: u32,
}

impl Marks {
    /// The mark of the next note: figures at the foot, small Roman figures at the end, as a word processor shows them.
    pub(super) fn next(&mut self, kind: Notes, id: &str) -> String {
        let mark = match kind {
            Notes::Foot => {
                self.feet += 1;
                self.feet.to_string()
            }
            Notes::End => {
                self.ends += 1;
                roman(self.ends)
            }
        };
        self.set(kind, id, mark.clone());
        mark
    }

    /// This note has a mark of its own.
    pub(super) fn set(&mut self, kind: Notes, id: &str, mark: String) {
        self.by_id.insert((kind, id.to_owned()), mark);
    }

    /// The mark of a note, when the text refers to it.
    pub(super) fn of(&self, kind: Notes, id: &str) -> Option<&str> {
        self.by_id.get(&(kind, id.to_owned())).map(String::as_str)
    }
}
