//! The lists of wordings, and reading them: the built-in ones, or those of a file somebody edited. A line that cannot be
//! read is named, and the others are used all the same.

use super::Class;
use crate::domain::lists::{Line, Slip, lines};
use crate::domain::tokens::{Script, Token, script_of, tokens};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Most letters an ending has that a star stands for.
const ENDING: usize = 3;
/// Lists of wordings of several languages.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    languages: Vec<List>,
}

/// The lists of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    language: String,
    script: Option<Script>,
    sets: HashMap<String, Vec<Form>>,
    negation: HashSet<String>,
    entries: Vec<Entry>,
    /// Entries by a word they begin with.
    by_word: HashMap<String, Vec<usize>>,
    /// Entries by a beginning their first word has.
    by_stem: HashMap<String, Vec<usize>>,
    /// Entries that begin with a number or a year.
    by_number: Vec<usize>,
}

/// A wording: for each of its words the forms it may have. `None` for what is no wording though it looks like one.
#[derive(Clone, Debug)]
struct Entry {
    words: Vec<Vec<Form>>,
    class: Option<Class>,
    /// Which of its words stands for others.
    gap: Option<usize>,
}

impl Entry {
    /// How many of some words it takes from the first on; `None` where it is not there.
    fn length(&self, words: &[Token]) -> Option<usize> {
        let fit = |(forms, token): (&Vec<Form>, &Token)| forms.iter().any(|form| form.fits(token));
        let fits = |forms: &[Vec<Form>], words: &[Token]| {
            (forms.len() <= words.len() && forms.iter().zip(words).all(fit)).then_some(forms.len())
        };
        let Some(gap) = self.gap else { return fits(&self.words, words) };
        let (head, tail) = (fits(self.words.get(..gap)?, words)?, self.words.get(gap + 1..)?);
        // The nearest, so that it is of the same verb.
        (head + 1..words.len()).find_map(|at| Some(at + fits(tail, words.get(at..)?)?))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Word(String),
    /// The word with any short ending.
    Stem(String),
    Number,
    Year,
    /// Other words of the same clause.
    Others,
}

impl Form {
    fn fits(&self, token: &Token) -> bool {
        match self {
            Self::Word(word) => *word == token.word,
            Self::Stem(stem) => {
                token.word.strip_prefix(stem.as_str()).is_some_and(|ending| ending.chars().count() <= ENDING)
            }
            Self::Number => is_number(token),
            Self::Year => is_year(token),
            Self::Others => false,
        }
    }
}

fn is_number(token: &Token) -> bool {
    const WORDS: [&str; 26] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "hundred",
        "thousand",
        "million",
        "billion",
        "два",
        "три",
        "пять",
        "десять",
        "сто",
        "тысяч",
    ];
    token.word.starts_with(|c: char| c.is_ascii_digit()) || WORDS.contains(&token.word.as_str())
}

fn is_year(token: &Token) -> bool {
    token.word.len() == 4 && token.word.bytes().all(|b| b.is_ascii_digit()) && token.word.starts_with(['1', '2'])
}

impl Lexicon {
    /// Longest file of lists that is read, in bytes.
    pub const LONGEST: u64 = 4 * 1024 * 1024;
    /// Most words of a wording.
    pub const MOST_WORDS: usize = 12;

    /// The lists Assay comes with.
    pub fn built_in() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::read(include_str!("../../../assets/lexicons/wordings.txt")).0);
        &LEXICON
    }

    /// Reads lists, and says which lines could not be.
    pub fn read(lists: &str) -> (Self, Vec<Slip>) {
        let mut lexicon = Self::default();
        let mut slips = Vec::new();
        let (said, wrong): (Vec<_>, Vec<_>) = lines(lists).partition(Result::is_ok);
        slips.extend(wrong.into_iter().filter_map(Result::err));
        // Sets come first wherever they stand, so that no line depends on the order of others.
        for sets in [true, false] {
            let of_kind = |line: &Line<'_>| line.class.starts_with("set.") == sets;
            for line in said.iter().flatten().filter(|line| of_kind(line)) {
                if let Err(what) = lexicon.line(line) {
                    slips.push(line.slip(what));
                }
            }
        }
        slips.sort_by_key(|slip| slip.line);
        (lexicon, slips)
    }

    fn line(&mut self, line: &Line<'_>) -> Result<(), String> {
        let Line { language, class, words: wordings, .. } = *line;
        let at = self.languages.iter().position(|list| list.language == language).unwrap_or_else(|| {
            let script = Some(script_of(language));
            self.languages.push(List { language: language.to_owned(), script, ..List::default() });
            self.languages.len() - 1
        });
        let Some(list) = self.languages.get_mut(at) else { return Ok(()) };
        if let Some(name) = class.strip_prefix("set.") {
            let forms = list.forms(wordings)?;
            list.sets.entry(name.to_owned()).or_default().extend(forms);
            return Ok(());
        }
        if class == "negation" {
            list.negation.extend(wordings.split(',').flat_map(tokens).map(|token| token.word));
            return Ok(());
        }
        let class = match class {
            "not" => None,
            word => match Class::ALL.iter().find(|(_, known)| *known == word) {
                Some((class, _)) => Some(*class),
                None => {
                    let known: Vec<&str> = Class::ALL.iter().map(|(_, word)| *word).collect();
                    return Err(format!(
                        "“{word}” is no class; there are {}, not, negation and set.NAME",
                        known.join(", ")
                    ));
                }
            },
        };
        // All of a line or nothing of it.
        let all: Vec<Vec<Vec<Form>>> =
            wordings.split(',').map(|wording| list.wording(wording.trim())).collect::<Result<_, _>>()?;
        for words in all {
            let gap = words.iter().position(|forms| forms.contains(&Form::Others));
            list.insert(Entry { words, class, gap });
        }
        Ok(())
    }

    /// The lists of a language.
    pub(super) fn of(&self, language: &str) -> Option<&List> {
        self.languages.iter().find(|list| list.language == language)
    }

    /// The lists of the first language that is written so.
    pub(super) fn of_script(&self, script: Script) -> Option<&List> {
        self.languages.iter().find(|list| list.script == Some(script))
    }
}

impl List {
    /// The forms of one word, as `a/b`, `a*`, `~name`, `%` or `%%`.
    fn forms(&self, word: &str) -> Result<Vec<Form>, String> {
        let mut out = Vec::new();
        for form in word.split('/') {
            if form == "…" {
                out.push(Form::Others);
            } else if form == "%" {
                out.push(Form::Number);
            } else if form == "%%" {
                out.push(Form::Year);
            } else if let Some(name) = form.strip_prefix('~') {
                out.extend(self.sets.get(name).ok_or_else(|| format!("there is no set “{name}”"))?.iter().cloned());
            } else {
                let mut parts = tokens(form.trim_end_matches('*')).into_iter().map(|token| token.word);
                match (parts.next(), parts.next()) {
                    (Some(stem), None) if form.ends_with('*') => out.push(Form::Stem(stem)),
                    (Some(word), None) => out.push(Form::Word(word)),
                    _ => return Err(format!("“{form}” is not one word")),
                }
            }
        }
        Ok(out)
    }

    fn wording(&self, wording: &str) -> Result<Vec<Vec<Form>>, String> {
        if wording.is_empty() {
            return Err("nothing stands between two commas".to_owned());
        }
        if wording.split_whitespace().count() > Lexicon::MOST_WORDS {
            return Err(format!("a wording has at most {} words", Lexicon::MOST_WORDS));
        }
        wording.split_whitespace().map(|word| self.forms(word)).collect()
    }

    fn insert(&mut self, entry: Entry) {
        let number = self.entries.len();
        for form in entry.words.first().into_iter().flatten() {
            match form {
                Form::Word(word) => self.by_word.entry(word.clone()).or_default().push(number),
                Form::Stem(stem) => self.by_stem.entry(stem.clone()).or_default().push(number),
                Form::Number | Form::Year => self.by_number.push(number),
                Form::Others => {}
            }
        }
        self.entries.push(entry);
    }

    /// The wordings that begin with the first of some words, and how many words each has.
    pub(super) fn at(&self, words: &[Token]) -> Vec<(usize, Option<Class>)> {
        let Some(first) = words.first() else { return Vec::new() };
        let whole = self.by_word.get(&first.word).into_iter().flatten();
        let ends = first.word.char_indices().rev().map(|(at, _)| at).take(ENDING);
        let stems = std::iter::once(first.word.len())
            .chain(ends)
            .filter_map(|end| self.by_stem.get(first.word.get(..end)?))
            .flatten();
        let numbers = self.by_number.iter().filter(|_| is_number(first));
        let entries = whole.chain(stems).chain(numbers).filter_map(|number| self.entries.get(*number));
        entries.filter_map(|entry| Some((entry.length(words)?, entry.class))).collect()
    }

    pub(super) fn negates(&self, word: &str) -> bool {
        self.negation.contains(word)
    }
}
