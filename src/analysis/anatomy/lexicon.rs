//! The words by which parts of a document are told, and reading them: the built-in lists, or those of a file somebody edited.
//! A line that cannot be read is named, and the others are used all the same.

use super::wanted::Work;
use crate::domain::fold;
use crate::domain::lists::{Line, Slip, lines};
use crate::domain::tokens::{Script, Token, script_of, tokens};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Most letters an ending has that a star stands for.
const ENDING: usize = 3;
/// Most words of an entry.
const MOST_WORDS: usize = 8;

/// What a word of the lists is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Weekday,
    Agency,
    Distributor,
    Place,
    Byline,
    Dated,
    Release,
    ReleaseKind,
    Issuer,
    About,
    Contact,
    Source,
    Accessed,
    Notes,
    NoSpeaker,
    Through,
    Until,
    Relative,
    Network,
    /// Something that was published; `true` where the word has other uses too.
    Work(Work, bool),
    Not,
    Lead,
    Cited,
    Det,
    Own,
    Definite,
    By,
    Made,
    On,
}

/// The classes with their words, but for works, which have names.
const CLASSES: [(&str, Class); 28] = [
    ("weekday", Class::Weekday),
    ("agency", Class::Agency),
    ("distributor", Class::Distributor),
    ("place", Class::Place),
    ("byline", Class::Byline),
    ("dated", Class::Dated),
    ("release", Class::Release),
    ("release.kind", Class::ReleaseKind),
    ("issuer", Class::Issuer),
    ("about", Class::About),
    ("contact", Class::Contact),
    ("source", Class::Source),
    ("accessed", Class::Accessed),
    ("notes", Class::Notes),
    ("no.speaker", Class::NoSpeaker),
    ("bound.through", Class::Through),
    ("bound.until", Class::Until),
    ("relative", Class::Relative),
    ("network", Class::Network),
    ("not", Class::Not),
    ("lead", Class::Lead),
    ("cited", Class::Cited),
    ("det", Class::Det),
    ("own", Class::Own),
    ("definite", Class::Definite),
    ("by", Class::By),
    ("made", Class::Made),
    ("on", Class::On),
];

fn class_of(word: &str) -> Option<Class> {
    if let Some((_, class)) = CLASSES.iter().find(|(known, _)| *known == word) {
        return Some(*class);
    }
    let (kind, rest) = word.split_once('.')?;
    let work = || Work::ALL.iter().find(|(_, known, _)| *known == rest).map(|(work, _, _)| *work);
    match kind {
        "work" => work().map(|work| Class::Work(work, false)),
        "loose" => work().map(|work| Class::Work(work, true)),
        _ => None,
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Word(String),
    /// The word with any short ending.
    Stem(String),
}

impl Form {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Word(own) => own == word,
            Self::Stem(stem) => word.strip_prefix(stem.as_str()).is_some_and(|ending| ending.chars().count() <= ENDING),
        }
    }
}

#[derive(Clone, Debug)]
struct Entry {
    language: usize,
    class: Class,
    words: Vec<Vec<Form>>,
}

#[derive(Clone, Debug)]
struct Language {
    tag: String,
    script: Script,
    has_det: bool,
}

/// A phrase of the lists where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// How many words it has.
    pub words: usize,
    pub class: Class,
    /// The language of its list, by number.
    pub language: usize,
}

/// Lists of words of several languages.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    languages: Vec<Language>,
    entries: Vec<Entry>,
    /// Entries by a word they begin with, and by a beginning their first word has.
    by_word: HashMap<String, Vec<usize>>,
    by_stem: HashMap<String, Vec<usize>>,
    /// What ends a release, folded and without spaces.
    ends: Vec<String>,
    /// What makes an adjective of a name.
    endings: Vec<String>,
}

impl Lexicon {
    /// Longest file of lists that is read, in bytes.
    pub const LONGEST: u64 = 4 * 1024 * 1024;

    /// The lists Assay comes with.
    pub fn built_in() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::read(include_str!("../../../assets/lexicons/anatomy.txt")).0);
        &LEXICON
    }

    /// Reads lists, and says which lines could not be.
    pub fn read(lists: &str) -> (Self, Vec<Slip>) {
        let mut lexicon = Self::default();
        let mut slips = Vec::new();
        for line in lines(lists) {
            slips.extend(line.and_then(|line| lexicon.line(&line).map_err(|what| line.slip(what))).err());
        }
        (lexicon, slips)
    }

    fn line(&mut self, line: &Line<'_>) -> Result<(), String> {
        let Line { language, class, words: phrases, .. } = *line;
        let signs = |text: &str| fold(text).split_whitespace().collect::<String>();
        match class {
            "end" => self.ends.extend(phrases.split(',').map(signs).filter(|sign| !sign.is_empty())),
            "ending" => self.endings.extend(phrases.split(',').map(signs).filter(|sign| !sign.is_empty())),
            _ => {
                let class = class_of(class).ok_or_else(|| {
                    let known: Vec<&str> = CLASSES.iter().map(|(word, _)| *word).collect();
                    let works: Vec<&str> = Work::ALL.iter().map(|(_, word, _)| *word).collect();
                    format!(
                        "“{class}” is no class; there are {}, end, ending, \
                         and work.NAME and loose.NAME with {}",
                        known.join(", "),
                        works.join(", ")
                    )
                })?;
                // All of a line or nothing of it.
                let all: Vec<_> = phrases.split(',').map(|phrase| words(phrase.trim())).collect::<Result<_, _>>()?;
                let language = self.language(language);
                if let Some(own) = self.languages.get_mut(language).filter(|_| class == Class::Det) {
                    own.has_det = true;
                }
                all.into_iter().for_each(|words| self.insert(Entry { language, class, words }));
            }
        }
        Ok(())
    }

    fn language(&mut self, tag: &str) -> usize {
        self.languages.iter().position(|known| known.tag == tag).unwrap_or_else(|| {
            self.languages.push(Language { tag: tag.to_owned(), script: script_of(tag), has_det: false });
            self.languages.len() - 1
        })
    }

    fn insert(&mut self, entry: Entry) {
        let number = self.entries.len();
        for form in entry.words.first().into_iter().flatten() {
            match form {
                Form::Word(word) => self.by_word.entry(word.clone()).or_default().push(number),
                Form::Stem(stem) => self.by_stem.entry(stem.clone()).or_default().push(number),
            }
        }
        self.entries.push(entry);
    }

    /// The phrases that begin with the first of some words.
    pub(super) fn at<'a>(&'a self, ahead: &'a [Token]) -> impl Iterator<Item = Hit> + 'a {
        let first = ahead.first().map_or("", |token| token.word.as_str());
        let ends = first.char_indices().rev().map(|(at, _)| at).take(ENDING);
        let stems = std::iter::once(first.len()).chain(ends).filter_map(|end| self.by_stem.get(first.get(..end)?));
        let numbers = self.by_word.get(first).into_iter().chain(stems).flatten();
        numbers.filter_map(|number| self.entries.get(*number)).filter_map(|entry| {
            let own = ahead.get(..entry.words.len())?;
            let fit = entry.words.iter().zip(own).all(|(forms, token)| forms.iter().any(|f| f.fits(&token.word)));
            fit.then_some(Hit { words: entry.words.len(), class: entry.class, language: entry.language })
        })
    }

    /// The longest phrase that begins with the first of some words and that `is` takes, in any language.
    pub(super) fn longest(&self, ahead: &[Token], is: impl Fn(Class) -> bool) -> Option<Hit> {
        self.at(ahead).filter(|hit| is(hit.class)).max_by_key(|hit| hit.words)
    }

    /// The longest phrase of a class some words begin with, in words; 0 where there is none.
    pub(super) fn begins(&self, ahead: &[Token], class: Class) -> usize {
        self.longest(ahead, |own| own == class).map_or(0, |hit| hit.words)
    }

    /// True when some words have a phrase of a class anywhere.
    pub(super) fn has(&self, words: &[Token], class: Class) -> bool {
        (0..words.len()).any(|at| self.begins(words.get(at..).unwrap_or_default(), class) > 0)
    }

    /// The number of the language a text's words are looked up in: its own where that is known and written so, else the first
    /// of the script.
    pub(super) fn language_of(&self, script: Script, main: Option<&str>) -> Option<usize> {
        let main = main.map(crate::domain::tokens::primary_language);
        let own = self.languages.iter().position(|l| main.as_deref() == Some(l.tag.as_str()) && l.script == script);
        let known = main.is_some_and(|tag| script_of(&tag) == script);
        own.or_else(|| (!known).then(|| self.languages.iter().position(|l| l.script == script)).flatten())
    }

    /// True when a language sets an article or the like before what was published.
    pub(super) fn has_det(&self, language: usize) -> bool {
        self.languages.get(language).is_some_and(|language| language.has_det)
    }

    /// True for signs that end a release.
    pub(super) fn ends(&self, line: &str) -> bool {
        const LONGEST: usize = 24;
        line.len() <= LONGEST && {
            let signs: String = fold(line).split_whitespace().collect();
            self.ends.contains(&signs)
        }
    }

    /// A folded word without what makes an adjective of a name.
    pub(super) fn without_ending<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.endings.iter().filter_map(|ending| word.strip_suffix(ending.as_str())).min_by_key(|stem| stem.len())
    }
}

/// The words of a phrase, each with the forms it may have.
fn words(phrase: &str) -> Result<Vec<Vec<Form>>, String> {
    let mut out: Vec<Vec<Form>> = Vec::new();
    for word in phrase.split_whitespace() {
        let mut forms = Vec::new();
        // An apostrophe or a hyphen parts words in texts, so it does here, where there is one form alone.
        let parts = tokens(word);
        if !word.contains(['/', '*']) && parts.len() > 1 {
            out.extend(parts.into_iter().map(|token| vec![Form::Word(token.word)]));
            continue;
        }
        for form in word.split('/') {
            let mut parts = tokens(form.trim_end_matches('*')).into_iter().map(|token| token.word);
            match (parts.next(), parts.next()) {
                (Some(stem), None) if form.ends_with('*') => forms.push(Form::Stem(stem)),
                (Some(word), None) => forms.push(Form::Word(word)),
                _ => return Err(format!("“{form}” is not one word")),
            }
        }
        out.push(forms);
    }
    match out.len() {
        0 => Err("nothing stands between two commas".to_owned()),
        1..=MOST_WORDS => Ok(out),
        _ => Err(format!("a phrase has at most {MOST_WORDS} words")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_have_no_mistakes_and_no_class_without_words() {
        let (lexicon, slips) = Lexicon::read(include_str!("../../../assets/lexicons/anatomy.txt"));
        assert_eq!(slips, []);
        // Every class that is known is used.
        for (word, class) in CLASSES {
            assert!(lexicon.entries.iter().any(|entry| entry.class == class), "{word}");
        }
    }

    #[test]
    fn the_longest_phrase_is_taken_and_endings_are_short() {
        let (lexicon, slips) =
            Lexicon::read("en by of\nen by of the\nru work.report  доклад*\nen end -30-, ###\nen ending ian, an\n");
        assert_eq!(slips, []);
        let words = |text: &str| lexicon.begins(&tokens(text), Class::By);
        assert_eq!((words("of the state"), words("of state"), words("for the")), (2, 1, 0));
        let report = |text: &str| lexicon.begins(&tokens(text), Class::Work(Work::Report, false));
        assert_eq!((report("доклада"), report("доклад"), report("докладывали")), (1, 1, 0));
        assert!(
            lexicon.ends(" — 30 — ") && lexicon.ends("###") && !lexicon.ends("31") && !lexicon.ends(&"#".repeat(99))
        );
        assert_eq!((lexicon.without_ending("belarusian"), lexicon.without_ending("minsk")), (Some("belarus"), None));
    }
}
