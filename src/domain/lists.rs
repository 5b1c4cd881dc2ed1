//! The lines of a file of word lists: a language, a class and words, with white space between them. A line that begins with
//! `#` is a remark. A line that cannot be read is named, and the others are used all the same.

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Slip {
    /// Which line, from 1.
    pub line: usize,
    /// What is wrong with it, and what would be right.
    pub what: String,
}

/// A line taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The language, by two or three letters.
    pub language: &'a str,
    /// The class.
    pub class: &'a str,
    /// The words; at least one.
    pub words: &'a str,
}

impl Line<'_> {
    /// Says what is wrong with it.
    pub fn slip(&self, what: String) -> Slip {
        Slip { line: self.number, what }
    }
}

/// The lines of a file in order, each taken apart or with what is wrong with it.
pub fn lines(lists: &str) -> impl Iterator<Item = Result<Line<'_>, Slip>> {
    let said = lists.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    said.map(|(at, line)| {
        let number = at + 1;
        let (language, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (class, words) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim_start(), ""));
        let line = Line { number, language, class, words: words.trim_start() };
        if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(line.slip(format!("“{language}” is no language; a line begins with one, as “en”")));
        }
        if line.words.is_empty() {
            return Err(line.slip("no words; a line has a language, a class and words".to_owned()));
        }
        Ok(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_taken_apart_and_what_is_wrong_is_named() {
        let all: Vec<_> = lines("# a remark\n\n  en  title\tbaron, the duke \nEnglish title x\nen title").collect();
        assert_eq!(all[0], Ok(Line { number: 3, language: "en", class: "title", words: "baron, the duke" }));
        let wrong: Vec<String> = all[1..].iter().map(|line| line.clone().unwrap_err().to_string()).collect();
        assert_eq!(
            wrong,
            [
                "line 4: “English” is no language; a line begins with one, as “en”",
                "line 5: no words; a line has a language, a class and words"
            ]
        );
    }
}
