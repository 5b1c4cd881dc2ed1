//! Which files are taken, by their names.

use std::ffi::OsStr;
use std::path::Path;

/// What a file's name says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text or Markdown, which is read as plain text.
    Text,
    /// No ending: its bytes decide.
    Unnamed,
    /// Something that is not read yet; the ending, in lower case and without its dot.
    NotRead(String),
}

/// What this file's name says it is. Case does not count.
pub fn kind_of(name: &OsStr) -> Kind {
    let ending = Path::new(name).extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    match ending.as_deref() {
        Some("txt" | "text" | "md" | "markdown") => Kind::Text,
        // "Report of 17.10.2023" and "Встреча в г. Минск" have no ending: one is short, of letters and figures.
        Some(e) if is_ending(e) => Kind::NotRead(e.to_owned()),
        _ => Kind::Unnamed,
    }
}

fn is_ending(text: &str) -> bool {
    (1..=10).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric())
        && text.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_is_read() {
        for name in ["a.txt", "A.TXT", "b.Md", "c.text", "архив.2.markdown"] {
            assert_eq!(kind_of(OsStr::new(name)), Kind::Text, "{name}");
        }
        for name in ["README", "Report of 17.10.2023", "Встреча в г. Минск", "end."] {
            assert_eq!(kind_of(OsStr::new(name)), Kind::Unnamed, "{name}");
        }
        for (name, ending) in [("a.PDF", "pdf"), ("b.tar.gz", "gz"), ("c.mp3", "mp3"), ("d.7z", "7z")] {
            assert_eq!(kind_of(OsStr::new(name)), Kind::NotRead(ending.to_owned()), "{name}");
        }
    }
}
