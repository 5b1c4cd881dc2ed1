//! A question to search: words and phrases, what joins them, fields of documents, and regular expressions. Written as
//! `"signed a treaty" OR (pact* NEAR/5 Minsk) NOT lang:fa date:2023-10..2024`, or `lang:ru /договор\w* от \d+/i`.

mod dates;
mod expression;
mod read;
#[cfg(test)]
mod tests;

use super::tokens::Script;
use std::str::FromStr;

pub use dates::Days;
pub use expression::{Expression, Matcher};

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Documents that all of these find.
    And(Vec<Query>),
    /// Documents that any of these finds.
    Or(Vec<Query>),
    /// Documents that this does not find.
    Not(Box<Query>),
    /// Documents with these words.
    Words(Sought),
    /// Documents in which these stand near each other, in any order.
    Near {
        /// What stands there, two or more.
        parts: Vec<Sought>,
        /// How many words stand between the first and the last at most.
        within: u32,
    },
    /// Documents by what is known of them.
    Field(Field),
    /// Documents in which a paragraph has a place that this finds. Stands alone or joined by AND.
    Expression(Expression),
}

/// A word, or several that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// As it was typed.
    pub typed: String,
    /// The words; one or more.
    pub words: Vec<Word>,
    /// What names are called that may be the same, each by one word or by characters of a run. Not part of what is written.
    pub may_be: Vec<Vec<String>>,
}

/// A word that is sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded. In a [`Form::Pattern`] with `*` and `?`.
    pub word: String,
    /// Its script.
    pub script: Script,
    /// True when nothing stands between it and the word before, both of scripts without spaces.
    pub joined: bool,
    /// True when it was typed with a capital, as names are.
    pub capital: bool,
    /// How a word of a text must agree with it.
    pub form: Form,
}

/// How a word of a text agrees with a word that is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It has the same stem, or is a spelling of the same name.
    Stemmed,
    /// It is the same when folded.
    Exact,
    /// It begins so.
    Prefix,
    /// It has this form: `*` is any letters or none, `?` one letter.
    Pattern,
    /// So many letters differ at most.
    Fuzzy(u8),
}

/// Something known of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Its title, translated title or file name has these words.
    Title(Vec<Word>),
    /// Its outlet is called so.
    Source(Vec<Word>),
    /// Its language, the primary part of a tag, in small letters.
    Language(String),
    /// It has a passage with this tag, or one below it. Folded.
    Tag(String),
    /// It is in the set of this name. Folded.
    Set(String),
    /// It was published then.
    Date(Days),
    /// A claim rests on it.
    HasClaim,
    /// This is not known of it.
    Lacks(Lacked),
}

/// What may not be known of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacked {
    /// Its outlet.
    Source,
    /// Its language.
    Language,
    /// When it was published.
    Date,
}

/// Something known of a document that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Its title has the words.
    Title,
    /// Its translated title has them.
    TranslatedTitle,
    /// The name of its file has them.
    FileName,
    /// Its outlet, or that it has none.
    Outlet,
    /// Its language, or that it is not known.
    Language,
    /// A tag on a passage that has lost its place, or on a claim.
    Tag,
    /// A set it is in.
    Set,
    /// When it was published, or that this is not known.
    Date,
    /// A claim rests on it.
    Claim,
}

/// Why a question is not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct QueryError {
    /// The byte of the question it is about.
    pub at: usize,
    /// What is wrong, a sentence.
    pub what: String,
}

impl FromStr for Query {
    type Err = QueryError;
    fn from_str(text: &str) -> Result<Self, QueryError> {
        read::read(text)
    }
}

/// Signs that belong to a name or a number where they are typed, and stand in no word: C++, C#, R&D, 5 %, snake_case.
const SIGNS: [char; 20] =
    ['+', '#', '@', '&', '%', '$', '€', '£', '_', '\\', '<', '>', '|', '^', '{', '}', '[', ']', '§', '°'];

impl Word {
    /// True where it may be a name: a word without a capital is hardly one. Arabic letters have no capitals.
    pub fn is_named(&self) -> bool {
        self.capital || self.script == Script::Arabic
    }
}

impl Sought {
    /// A regular expression for what was typed, between its slashes, where signs of it that matter are not sought.
    pub fn with_its_signs(&self) -> Option<String> {
        let typed = self.typed.strip_prefix('=').unwrap_or(&self.typed);
        // 12.4 is two words as well, and not those of every table.
        let number = typed.contains(|c: char| c.is_numeric())
            && self.words.len() > 1
            && typed.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | ':' | '/' | '-'));
        let passed_over = self.words.iter().all(|word| matches!(word.form, Form::Stemmed | Form::Exact))
            && (number || typed.contains(SIGNS));
        passed_over.then(|| format!("/{}/", regex_syntax::escape(typed).replace('/', "\\/")))
    }

    /// True for several characters of a script without spaces that were typed as one run.
    pub fn is_run(&self) -> bool {
        self.words.len() > 1
            && self.words.iter().enumerate().all(|(at, word)| word.script.is_unspaced() && (word.joined || at == 0))
    }
}
