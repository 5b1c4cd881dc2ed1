//! A string that came from a file or a person. It cannot be printed or drawn by accident: it has neither `Display` nor a
//! conversion into anything egui draws, so right-to-left text and look-alike characters always pass through the text
//! engine, and exports always pass through an escaping writer.

use serde::{Deserialize, Serialize};

/// Words of a document or of a person, kept as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(String);

impl Words {
    /// Takes the string as it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// `None` for a string that is empty or only white space, so that "no title" has one form.
    pub fn filled(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self(text.trim().to_owned()))
    }

    /// The bare text. In `ui` only `ui/text` may call this (a source rule).
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// The bare text, by value.
    pub fn into_raw(self) -> String {
        self.0
    }

    /// True when these are the words, to the letter.
    pub fn is(&self, text: &str) -> bool {
        self.0 == text
    }

    /// True when there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True when some character is not white space.
    pub fn is_filled(&self) -> bool {
        !self.0.trim().is_empty()
    }

    /// The same with words of ours after them, on one line. Words that run leftwards are set apart, so that ours stay
    /// behind them.
    #[must_use]
    pub fn with(&self, after: &str) -> Words {
        let leftwards =
            |c: char| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}');
        if after.is_empty() {
            self.clone()
        } else if self.0.contains(leftwards) {
            Words(format!("\u{2068}{}\u{2069}{after}", self.0))
        } else {
            Words(format!("{}{after}", self.0))
        }
    }

    /// The same with other words after them.
    #[must_use]
    pub fn joined(&self, after: &Words) -> Words {
        Words(format!("{}{}", self.0, after.0))
    }

    /// Several words on one line, with what stands between them.
    pub fn list<'a>(words: impl IntoIterator<Item = &'a Words>, between: &str) -> Words {
        let parts: Vec<&str> = words.into_iter().map(Words::raw).collect();
        Words(parts.join(between))
    }

    /// The first `chars` code points, with an ellipsis when something was left out. Cut on a grapheme boundary.
    pub fn brief(&self, chars: usize) -> Words {
        use unicode_segmentation::UnicodeSegmentation;
        if self.0.chars().count() <= chars {
            return self.clone();
        }
        let mut out = String::new();
        let mut n = 0;
        for g in self.0.graphemes(true) {
            n += g.chars().count();
            if n >= chars {
                break;
            }
            out.push_str(g);
        }
        Words(out.trim_end().to_owned() + "…")
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(text)
    }
}
