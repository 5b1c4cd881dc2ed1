//! Whether words outside of direct speech tell what somebody said. A wording that attributes does not hold for its whole
//! sentence: it holds for what follows it as its object or clause, and for what stands before it where it is put in between
//! commas or dashes (“…, said the mayor”). German shows reported speech by the form of the verb; in English, French and
//! German a sentence that goes on in the tense of reported speech goes on with it.

use super::lists::Group;
use super::quotations;
use crate::analysis::wordings::{Class, Lexicon, Wording, wordings};
use crate::domain::tokens::{Script, Token, tokens};
use std::ops::Range;

/// Most words of a clause that says who speaks.
const CLAUSE: usize = 25;
/// Words at the beginning of a clause among which one says that it is put under another.
const OPENING: usize = 3;
/// Most words of “, so der Sprecher der Stadt Lenz”.
const SO: usize = 8;
/// Most words between a quotation and the verb that attributes it.
const NEAR: usize = 12;

/// A sentence with what in it attributes.
pub(super) struct Sentence<'t> {
    text: &'t str,
    language: Option<&'t str>,
    words: Vec<Token>,
    quotes: Vec<Range<usize>>,
    said: Vec<Wording>,
}

impl<'t> Sentence<'t> {
    pub(super) fn of(text: &'t str, language: Option<&'t str>) -> Self {
        let mut said = wordings(text, language, Lexicon::built_in());
        // “According to …” stands among hearsay in some languages; a word alone, such as “reportedly”, names nobody.
        let of_many = |said: &Wording| text.get(said.bytes.clone()).is_some_and(|words| words.contains(' '));
        said.retain(|said| {
            let attributes = said.class.attributes() || (said.class == Class::Hearsay && of_many(said));
            attributes && !said.quoted
        });
        Self { text, language, words: tokens(text), quotes: quotations(text), said }
    }

    /// True when somebody is said to have said what stands at these bytes of it.
    pub(super) fn attributes(&self, words: &Range<usize>) -> bool {
        let apart = |said: &&Wording| said.bytes.end <= words.start || words.end <= said.bytes.start;
        self.said.iter().filter(apart).any(|said| self.holds(said, words))
            || self.shows_by_form()
            || self.ends_with_so(words.end)
    }

    /// True when it tells what somebody said, in the words of the writer: what comes next may go on with it.
    pub(super) fn reports(&self) -> bool {
        let tells = |said: &Wording| is_frame(said.class) || (self.has_object(said) && !self.is_spent(said));
        self.said.iter().any(tells) || self.shows_by_form()
    }

    /// True when nothing in it is quoted or attributed, so that it may go on with what was.
    pub(super) fn is_plain(&self) -> bool {
        self.quotes.is_empty() && !self.said.iter().any(|said| self.has_object(said))
    }

    /// False for a verb at the end of its sentence that nothing stands before: “nobody had complained.”
    fn has_object(&self, said: &Wording) -> bool {
        let arabic = || self.words.iter().any(|word| word.script == Script::Arabic);
        let behind = self.within(&(said.bytes.end..self.text.len())).next().is_some();
        let clause = self.clause_of(said.bytes.start);
        let joined = || self.within(&(clause..said.bytes.start)).next().is_some_and(|word| Group::Join.has(&word.word));
        is_frame(said.class) || behind || arabic() || (clause > 0 && !joined())
    }

    /// True when it is told in the tense in which reported speech goes on: “The tax would be paid back.”
    pub(super) fn goes_on(&self) -> bool {
        let latin = |word: &Token| word.script == Script::Latin;
        let back = |word: &Token| match self.main() {
            Some("fr") => ["rait", "raient", "rions"].iter().any(|end| word.word.ends_with(end)),
            _ => Group::Back.has(&word.word),
        };
        self.own().any(|word| latin(word) && back(word))
    }

    fn main(&self) -> Option<&'t str> {
        self.language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag))
    }

    /// Its words outside of quotation marks.
    fn own(&self) -> impl Iterator<Item = &Token> {
        let quoted = |word: &&Token| {
            self.quotes.iter().any(|quote| quote.start <= word.bytes.start && word.bytes.end <= quote.end)
        };
        self.words.iter().filter(move |word| !quoted(word))
    }

    /// “Er sei krank”, “он, мол, болен”: the form or a small word says that somebody said so.
    fn shows_by_form(&self) -> bool {
        let german = self.main() == Some("de");
        let first_person = || self.own().any(|word| Group::Own.has(&word.word));
        self.own().any(|word| Group::Quotative.has(&word.word))
            || (german && self.own().any(|word| Group::Form.has(&word.word)) && !first_person())
    }

    /// “Das Werk schließt im Mai, so Lenz.”
    fn ends_with_so(&self, at: usize) -> bool {
        let Some(rest) = self.text.get(at..).filter(|_| self.main() == Some("de")) else { return false };
        rest.match_indices(", so ").any(|(cut, so)| {
            let clause = rest.get(cut + so.len()..).unwrap_or_default();
            let clause = clause.split([',', '.', '!', '?']).next().unwrap_or_default();
            let few = clause.split_whitespace().count() <= SO;
            few && clause.starts_with(char::is_uppercase)
        })
    }

    fn holds(&self, said: &Wording, words: &Range<usize>) -> bool {
        if is_frame(said.class) {
            return true;
        }
        if said.bytes.end <= words.start { self.holds_behind(said, words) } else { self.holds_ahead(said, words) }
    }

    /// For words that stand behind the verb.
    fn holds_behind(&self, said: &Wording, words: &Range<usize>) -> bool {
        let between = said.bytes.end..words.start;
        if self.is_spent(said) {
            // “‘Go,’ she said, and the room went quiet.” But: “, and that the room was cold.”
            return self.within(&between).any(|word| Group::That.has(&word.word));
        }
        // “When the mayor announced it, the boats had left.”
        let clause = self.clause_of(said.bytes.start);
        let under = self.within(&(clause..said.bytes.start)).take(OPENING).any(|word| Group::Under.has(&word.word));
        if under && self.outside(&between).contains([',', '،']) {
            return false;
        }
        // “He wrote letters and the crew slept.”
        let thing = self.within(&said.bytes).any(|word| Group::Thing.has(&word.word));
        let tells = || self.within(&between).any(|word| Group::That.has(&word.word));
        let joined = || self.within(&between).last().is_some_and(|word| Group::Join.has(&word.word));
        !(thing && joined() && !tells())
    }

    /// For words that stand ahead of the verb.
    fn holds_ahead(&self, said: &Wording, words: &Range<usize>) -> bool {
        let between = words.end..said.bytes.start;
        let crossed = self.quotes.iter().any(|quote| between.start <= quote.start && quote.end <= between.end);
        if (crossed && self.is_spent(said)) || self.follows_that(said.bytes.end) {
            return false;
        }
        let arabic = self.words.iter().any(|word| word.script == Script::Arabic && between.start <= word.bytes.end);
        let text = self.outside(&between);
        if text.contains([';', '؛']) {
            return false;
        }
        // The object stands ahead of the verb there.
        if arabic {
            return true;
        }
        let Some(cut) = text.rfind([',', '—', '–', '―']).or_else(|| text.rfind(" - ")) else { return false };
        let from = between.start + cut;
        let joins = self
            .within(&(from..said.bytes.start))
            .next()
            .is_some_and(|word| Group::Join.has(&word.word) || Group::Under.has(&word.word));
        !joins && self.within(&(from..said.bytes.start)).count() <= CLAUSE
    }

    /// True when the verb says who spoke a quotation beside it, and so has its object.
    fn is_spent(&self, said: &Wording) -> bool {
        self.quotes.iter().any(|quote| {
            let inside = self.text.get(quote.clone()).unwrap_or_default().trim();
            if quote.end <= said.bytes.start {
                let gap = self.text.get(quote.end..said.bytes.start).unwrap_or_default().trim_start_matches(is_mark);
                let joined = inside.ends_with([',', '،', '?', '!', '؟', '…', '.', '—'])
                    || gap.trim_start().starts_with([',', '،', '—', '–', '-']);
                let rest = gap.trim_start_matches(|c: char| !c.is_alphanumeric());
                joined
                    && self.begins(quote)
                    && !rest.contains([',', '،'])
                    && self.within(&(quote.end..said.bytes.start)).count() <= NEAR
            } else if said.bytes.end <= quote.start {
                let gap = self.text.get(said.bytes.end..quote.start).unwrap_or_default();
                let gap = gap.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace());
                gap.ends_with([',', ':', '،']) && self.within(&(said.bytes.end..quote.start)).count() <= NEAR
            } else {
                false
            }
        })
    }

    /// True for a quotation that is a sentence, and no part of the writer's.
    fn begins(&self, quote: &Range<usize>) -> bool {
        let ahead = self.text.get(..quote.start).unwrap_or_default();
        let ahead = ahead.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace());
        let capital = self.text.get(quote.clone()).is_some_and(|words| {
            words.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| !c.is_lowercase())
        });
        capital || ahead.is_empty() || ahead.ends_with([':', ',', '،', '—', '–'])
    }

    /// Where the clause begins a place stands in: behind the comma before it.
    fn clause_of(&self, at: usize) -> usize {
        let ahead = self.text.get(..at).unwrap_or_default();
        ahead.rfind([',', ';', ':', '،', '؛', '—', '–']).map_or(0, |cut| cut + 1)
    }

    fn follows_that(&self, at: usize) -> bool {
        let next = self.words.iter().find(|word| word.bytes.start >= at);
        next.is_some_and(|word| Group::That.has(&word.word))
    }

    /// Its words within some bytes, outside of quotation marks.
    fn within<'s>(&'s self, bytes: &Range<usize>) -> impl Iterator<Item = &'s Token> {
        let bytes = bytes.clone();
        self.own().filter(move |word| bytes.start <= word.bytes.start && word.bytes.end <= bytes.end)
    }

    /// Its text within some bytes, with what is quoted blanked.
    fn outside(&self, bytes: &Range<usize>) -> String {
        let text = self.text.get(bytes.clone()).unwrap_or_default();
        let quoted = |at: usize| self.quotes.iter().any(|quote| quote.start <= at && at < quote.end);
        let blank = |(at, c): (usize, char)| if quoted(bytes.start + at) { "_".repeat(c.len_utf8()) } else { c.into() };
        text.char_indices().map(blank).collect()
    }
}

fn is_frame(class: Class) -> bool {
    matches!(class, Class::Frame | Class::Hearsay)
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '«' | '»' | '"' | '‘' | '’' | '\'')
}
