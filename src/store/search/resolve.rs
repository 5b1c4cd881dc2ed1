//! What a question comes to in this project: stems of the languages there are, words that a pattern or a slip stands for,
//! spellings of names, and words of other scripts that may be the same name.

use super::index::RUN;
use super::matching::{COMMON, How, Leaf, Pattern, Way, differs_little, fits};
use super::names::Register;
use crate::domain::query::{Form, Sought, Word};
use crate::domain::sounds::{all_keys, same_name, within_han};
use crate::domain::tokens::{Forms, Script};
use crate::store::StoreError;
use rusqlite::{Connection, params};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Most words that one word of a question stands for.
const MOST_WORDS: usize = 500;
/// Most words whose sounds are compared for one word.
const MOST_COMPARED: usize = 20_000;

/// What names are called that may be the same.
fn proposed(sought: &Sought) -> impl Iterator<Item = Way> {
    let pattern = |part: &Vec<String>| match part.as_slice() {
        [one] => Pattern::Words(BTreeMap::from([(one.clone(), COMMON)])),
        _ => Pattern::Run(part.clone()),
    };
    sought.may_be.iter().map(move |part| Way { how: How::Proposed, pattern: pattern(part) })
}

/// Turns what is sought into what the index is asked.
pub(super) struct Resolver<'c> {
    conn: &'c Connection,
    languages: Vec<String>,
    register: OnceCell<Register>,
    /// What is to be said beside the answer.
    pub remarks: Vec<String>,
}

impl<'c> Resolver<'c> {
    pub(super) fn new(conn: &'c Connection) -> Result<Self, StoreError> {
        let mut languages = vec![String::new()];
        let mut next = conn.prepare_cached("SELECT min(language) FROM search_text WHERE language > ?1")?;
        while let Some(language) = next.query_row([languages.last()], |row| row.get::<_, Option<String>>(0))? {
            languages.push(language);
        }
        Ok(Self { conn, languages, register: OnceCell::new(), remarks: Vec::new() })
    }

    /// One word or phrase.
    pub(super) fn words(&mut self, sought: &Sought) -> Result<Leaf, StoreError> {
        Ok(Leaf { parts: vec![self.ways(sought)?], within: 0 })
    }

    /// Words and phrases near each other.
    pub(super) fn near(&mut self, parts: &[Sought], within: u32) -> Result<Leaf, StoreError> {
        let parts = parts.iter().map(|part| self.ways(part)).collect::<Result<_, _>>()?;
        Ok(Leaf { parts, within })
    }

    fn ways(&mut self, sought: &Sought) -> Result<Vec<Way>, StoreError> {
        if let Some(expression) = sought.with_its_signs() {
            let words: Vec<&str> = sought.words.iter().map(|word| word.word.as_str()).collect();
            self.remarks.push(format!(
                "“{}” is sought as “{}”, whatever signs stand there; {expression} finds it as it is written.",
                sought.typed,
                words.join(" ")
            ));
        }
        let [word] = sought.words.as_slice() else {
            let words = sought.words.iter().map(|word| word.word.clone()).collect();
            let pattern = if sought.is_run() { Pattern::Run(words) } else { Pattern::Phrase(words) };
            return Ok(vec![Way { how: How::Typed, pattern }]);
        };
        let typed = BTreeMap::from([(word.word.clone(), COMMON)]);
        Ok(match word.form {
            Form::Exact => vec![Way { how: How::Typed, pattern: Pattern::Words(typed) }],
            Form::Prefix => vec![Way { how: How::Form, pattern: Pattern::Prefix(word.word.clone()) }],
            Form::Pattern => {
                let pattern = word.word.clone();
                self.stands_for(&sought.typed, word, &|term| fits(&pattern, term))?
            }
            Form::Fuzzy(most) => {
                let right = word.word.clone();
                let mut ways = self.stands_for(&sought.typed, word, &|term| differs_little(&right, term, most))?;
                // A slip that is allowed finds more, never less, than the word alone.
                let typed = Way { how: How::Typed, pattern: Pattern::Words(typed) };
                ways.extend(std::iter::once(typed).chain(self.forms(&sought.typed, word)?));
                ways.extend(self.spellings(word)?);
                ways.extend(self.across(word)?);
                ways.extend(proposed(sought));
                ways
            }
            Form::Stemmed => {
                let mut ways = vec![Way { how: How::Typed, pattern: Pattern::Words(typed) }];
                ways.extend(self.forms(&sought.typed, word)?);
                ways.extend(self.spellings(word)?);
                ways.extend(self.across(word)?);
                ways.extend(proposed(sought));
                ways
            }
        })
    }

    /// The words of the project that have the stem of a word, by the languages there are.
    fn forms(&mut self, typed: &str, word: &Word) -> Result<Option<Way>, StoreError> {
        let forms = Forms::of(&word.word, word.script, self.languages.iter().map(String::as_str));
        let mut found = Vec::new();
        for start in forms.starts() {
            self.terms(word.script, &start, &|term| term != word.word && forms.hold(term), &mut found)?;
        }
        Ok(self.commonest(typed, found))
    }

    /// The words of the project that a word with a pattern stands for.
    fn stands_for(&mut self, typed: &str, word: &Word, agrees: &dyn Fn(&str) -> bool) -> Result<Vec<Way>, StoreError> {
        // What a pattern begins with narrows the words that are looked at; a slip may be in the first letter.
        let start: String = match word.form {
            Form::Pattern => word.word.chars().take_while(|c| !matches!(c, '*' | '?')).collect(),
            _ => String::new(),
        };
        let mut found = Vec::new();
        self.terms(word.script, &start, agrees, &mut found)?;
        Ok(self.commonest(typed, found).into_iter().collect())
    }

    /// Puts the words of a script that begin so and agree beside those that were found, with the number of their rows.
    fn terms(
        &self,
        script: Script,
        start: &str,
        agrees: &dyn Fn(&str) -> bool,
        found: &mut Vec<(i64, String)>,
    ) -> Result<(), StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT term, df FROM term WHERE script = ?1 AND term >= ?2 AND term < ?3")?;
        let mut rows = statement.query(params![script.number(), start, format!("{start}\u{10FFFF}")])?;
        while let Some(row) = rows.next()? {
            let term = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if agrees(term) {
                found.push((row.get(1)?, term.to_owned()));
            }
        }
        Ok(())
    }

    /// Any of the words that were found, the commonest where there are too many; `None` where there is none.
    fn commonest(&mut self, typed: &str, mut found: Vec<(i64, String)>) -> Option<Way> {
        if found.len() > MOST_WORDS {
            found.sort_by(|a, b| b.cmp(a));
            self.remarks
                .push(format!("{typed} stands for {} words; the {MOST_WORDS} commonest are sought.", found.len()));
            found.truncate(MOST_WORDS);
        }
        let words: BTreeMap<String, i64> = found.into_iter().map(|(rows, term)| (term, rows)).collect();
        (!words.is_empty()).then_some(Way { how: How::Form, pattern: Pattern::Words(words) })
    }

    /// The other spellings of names that are called so.
    fn spellings(&self, word: &Word) -> Result<Vec<Way>, StoreError> {
        let register = match self.register.get() {
            Some(register) => register,
            None => {
                let read = Register::read(self.conn)?;
                self.register.get_or_init(|| read)
            }
        };
        let ways = register.other_spellings(word).into_iter();
        Ok(ways.map(|pattern| Way { how: How::Spelling, pattern }).collect())
    }

    /// Words of other scripts that may be the same name.
    fn across(&mut self, word: &Word) -> Result<Vec<Way>, StoreError> {
        let mut keys = all_keys(&word.word, word.script);
        // What is hardly a name is none when it is short.
        let named = word.is_named();
        keys.retain(|key| named || key.len() > 2);
        let mut statement = self.conn.prepare_cached(
            "SELECT script, term, df FROM term WHERE name_key = ?1
             UNION SELECT script, term, df FROM term WHERE bare_key = ?1 LIMIT ?2",
        )?;
        let mut words = BTreeMap::new();
        let most = i64::try_from(MOST_COMPARED).unwrap_or(i64::MAX);
        for key in &keys {
            let mut rows = statement.query(params![key, most])?;
            while let Some(row) = rows.next()? {
                let script: u8 = row.get(0)?;
                let term = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
                if same_name((&word.word, word.script), (term, Script::of_number(script)), !named) {
                    words.insert(term.to_owned(), row.get(2)?);
                }
            }
        }
        let mut ways: Vec<Pattern> = if words.is_empty() { Vec::new() } else { vec![Pattern::Words(words)] };
        if word.script == Script::Latin && named && !keys.is_empty() {
            ways.extend(self.runs(&word.word)?);
        }
        Ok(ways.into_iter().map(|pattern| Way { how: How::Transliterated, pattern }).collect())
    }

    /// Runs of Chinese characters that may be the same name.
    fn runs(&self, name: &str) -> Result<Vec<Pattern>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT term FROM term WHERE script = ?1")?;
        let mut rows = statement.query([RUN])?;
        let mut found = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let run = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if let Some(at) = within_han(name, run).and_then(|at| run.get(at)) {
                found.insert(at.to_owned());
            }
        }
        let characters = |run: String| Pattern::Run(run.chars().map(String::from).collect());
        Ok(found.into_iter().take(MOST_WORDS).map(characters).collect())
    }
}
