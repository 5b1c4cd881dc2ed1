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

    /// The quotation marks these words get where they are quoted to the letter, for not one of their own may be changed: double
    /// ones; single ones around words that have double ones in them; none where they stand wholly within marks of their own.
    pub fn marks(&self) -> (&'static str, &'static str) {
        const DOUBLE: [char; 4] = ['“', '”', '„', '"'];
        let words = self.0.trim();
        match (is_within_marks(words), words.contains(DOUBLE)) {
            (true, _) => ("", ""),
            (false, true) => ("‘", "’"),
            (false, false) => ("“", "”"),
        }
    }

    /// The words within the marks [`Words::marks`] gives them, bare of white space at both ends.
    #[must_use]
    pub fn in_marks(&self) -> Words {
        let (open, close) = self.marks();
        Words(format!("{open}{}{close}", self.0.trim()))
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

/// True when the mark words begin with is closed at their end and not before; a stop may stand behind it.
fn is_within_marks(words: &str) -> bool {
    let closers: &[char] = match words.chars().next() {
        Some('“') => &['”'],
        Some('«') => &['»'],
        Some('„') => &['“', '”'],
        Some('"') => &['"'],
        Some('‘') => &['’'],
        _ => return false,
    };
    let mut letters = words.char_indices();
    let Some((_, opener)) = letters.next() else { return false };
    let mut depth = 1_u32;
    for (at, letter) in letters {
        if closers.contains(&letter) {
            depth -= 1;
        } else if letter == opener {
            depth += 1;
        }
        if depth == 0 {
            let rest = words.get(at + letter.len_utf8()..).unwrap_or_default();
            return rest.chars().all(|c| matches!(c, '.' | ',' | '!' | '?' | '…'));
        }
    }
    false
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_without_a_second_mark_beside_one_of_their_own() {
        for (words, quoted) in [
            ("The bridge is closed", "“The bridge is closed”"),
            (" The bridge “will close” ", "‘The bridge “will close”’"),
            ("The bridge will close.”", "‘The bridge will close.”’"),
            ("“The bridge is closed.”", "“The bridge is closed.”"),
            ("“Never”, and “no”", "‘“Never”, and “no”’"),
            ("„Die „alte“ Brücke“", "„Die „alte“ Brücke“"),
            ("«Мост закрыт».", "«Мост закрыт»."),
            ("«Мост закрыт», — сказал он", "“«Мост закрыт», — сказал он”"),
            ("\"Closed\"", "\"Closed\""),
            ("‘Don’t go’", "“‘Don’t go’”"),
        ] {
            assert_eq!(Words::new(words).in_marks().raw(), quoted);
        }
    }
}
