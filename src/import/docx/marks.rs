//! The marks of notes as the text shows them.

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

/// Small Roman figures; plain ones where those grow too long.
fn roman(number: u32) -> String {
    const FIGURES: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number >= 4000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (worth, figure) in FIGURES {
        while rest >= worth {
            out.push_str(figure);
            rest -= worth;
        }
    }
    out
}
