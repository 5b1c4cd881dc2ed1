//! What a reader should look at: where the parts of a text do not fit each other. Each check says what stands where, and
//! decides nothing.

use super::blocks::Block;
use super::citation::Citation;
use super::lexicon::{Class, Lexicon};
use super::notes::Note;
use super::wanted::{Outlets, SENTENCE};
use super::{Part, PullQuote, What};
use crate::analysis::names::slip_of;
use crate::analysis::quotation::{Verdict, quotations};
use crate::analysis::sentences::{Layout, segment};
use crate::analysis::wordings::{self, wordings};
use crate::analysis::words::is_stop_word;
use crate::domain::tokens::{Script, Token, each_word, stem, tokens};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// Fewest letters of a name whose spellings are compared, each letter counted once where it is doubled.
const NAME: usize = 5;
/// Fewest letters of a word that an excerpt may lack.
const WORD: usize = 4;
/// Most places in cited titles that one check names.
const CITED: usize = 8;
/// Most that may stand between the words of an end, in bytes.
const APART: usize = 16;

/// What a check is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckKind {
    /// A pull quote is not what the excerpt has.
    PullQuoteDiffers,
    /// A name and what is made of it are spelled in two ways.
    Spellings,
    /// A word of an original title is one slip from a word for an office or a body.
    Misspelled,
    /// The citation says what the outlet is.
    OutletDescribed,
    /// A year is the end of a time here, and in a cited title in other words.
    Bounds,
    /// A note gives the date from which a time is reckoned.
    RelativeDate,
    /// A word of the headline is attributed to a source whose excerpt has no form of it.
    NotInExcerpt,
    /// Marks that no note follows.
    MarkWithoutNote,
    /// A note that no mark leads to.
    NoteWithoutMark,
}

impl CheckKind {
    /// The word for it in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PullQuoteDiffers => "pull_quote_differs",
            Self::Spellings => "spellings",
            Self::Misspelled => "misspelled",
            Self::OutletDescribed => "outlet_described",
            Self::Bounds => "bounds",
            Self::RelativeDate => "relative_date",
            Self::NotInExcerpt => "not_in_excerpt",
            Self::MarkWithoutNote => "mark_without_note",
            Self::NoteWithoutMark => "note_without_mark",
        }
    }
}

/// Something a reader should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What it is about.
    pub kind: CheckKind,
    /// What is the case, in a sentence.
    pub says: String,
    /// The places it rests on, in bytes of the text.
    pub places: Vec<Range<usize>>,
}

/// A text with the parts that were found.
pub(super) struct Found<'a> {
    pub text: &'a str,
    pub language: Option<&'a str>,
    pub layout: Layout,
    pub lexicon: &'a Lexicon,
    pub parts: &'a [Part],
    /// The blocks in the writer's own voice.
    pub own: &'a [Block],
    pub citations: &'a [Citation],
    pub notes: &'a [Note],
    pub outlets: &'a Outlets,
}

impl Found<'_> {
    fn of(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// All checks, in the order of their kinds.
    pub(super) fn checks(&self) -> Vec<Check> {
        let mut out = self.pull_quotes();
        out.extend(self.spellings());
        out.extend(self.misspelled());
        out.extend(self.descriptors());
        out.extend(self.bounds());
        out.extend(self.relative_dates());
        out.extend(self.not_in_excerpts());
        out.extend(self.orphans());
        out
    }

    fn pull_quotes(&self) -> Vec<Check> {
        let pulls = self.parts.iter().filter_map(|part| match &part.what {
            What::PullQuote(pull) => Some((&part.bytes, pull.as_ref())),
            _ => None,
        });
        let differs = |(bytes, pull): (&Range<usize>, &PullQuote)| {
            let how = match pull.verdict {
                Verdict::Verbatim | Verdict::Typography => return None,
                Verdict::Punctuation => "has the words of the excerpt with other punctuation",
                Verdict::Shortened => "leaves out words of the excerpt, and says so by dots",
                Verdict::Differs => "has other words than the excerpt",
            };
            Some(Check {
                kind: CheckKind::PullQuoteDiffers,
                says: format!("The pull quote {how}."),
                places: vec![bytes.clone(), pull.place.clone()],
            })
        };
        pulls.filter_map(differs).collect()
    }

    /// Names and adjectives made of them whose stems differ in nothing but a doubled letter.
    fn spellings(&self) -> Vec<Check> {
        struct Spelling {
            first: Range<usize>,
            is_adjective: bool,
        }
        // By the stem without doubled letters, then by the stem as it is.
        let mut all: HashMap<String, BTreeMap<String, Spelling>> = HashMap::new();
        each_word(self.text, |lent| {
            let capital = self.text.get(lent.bytes.clone()).is_some_and(|word| word.starts_with(char::is_uppercase));
            if !capital || lent.script != Script::Latin || lent.word.len() < NAME {
                return;
            }
            let mut note = |stem: &str, is_adjective: bool| {
                let once = once_each(stem);
                if once.len() < NAME || all.len() > MOST_NAMES {
                    return;
                }
                let spelling = all.entry(once).or_default().entry(stem.to_owned());
                let spelling = spelling.or_insert(Spelling { first: lent.bytes.clone(), is_adjective });
                spelling.is_adjective |= is_adjective;
            };
            match self.lexicon.without_ending(lent.word) {
                Some(stem) => note(stem, true),
                None => note(lent.word, false),
            }
        });
        let mut out: Vec<Check> = all
            .into_values()
            .filter(|ways| ways.len() > 1 && ways.values().any(|way| way.is_adjective))
            .map(|ways| {
                let mut places: Vec<Range<usize>> = ways.into_values().map(|way| way.first).collect();
                places.sort_by_key(|place| place.start);
                let words: Vec<String> = places.iter().map(|place| format!("“{}”", self.of(place))).collect();
                let says = format!("{} may be one name in two spellings.", words.join(" and "));
                Check { kind: CheckKind::Spellings, says, places }
            })
            .collect();
        out.sort_by_key(|check| check.places.first().map_or(0, |place| place.start));
        out
    }

    /// Of titles in another language, which nobody mends on the way: they are kept as they are, and may have a “sic”.
    fn misspelled(&self) -> Vec<Check> {
        let mut out = Vec::new();
        for citation in self.citations.iter().filter(|citation| citation.title_translated.is_some()) {
            let title = self.of(&citation.title);
            for token in tokens(title) {
                let Some(stem) = slip_of(&token.word) else { continue };
                // With what is joined to it by a hyphen.
                let joins = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '‑'));
                let before = title.get(..token.bytes.start).unwrap_or_default();
                let after = title.get(token.bytes.end..).unwrap_or_default();
                let from = before.rfind(joins).map_or(0, |at| before.ceil_char_boundary(at + 1));
                let to = token.bytes.end + after.find(joins).unwrap_or(after.len());
                let place = citation.title.start + from..citation.title.start + to;
                let says = format!("“{}” may be a slip: “{stem}…” is a word for an office or a body.", self.of(&place));
                out.push(Check { kind: CheckKind::Misspelled, says, places: vec![place] });
            }
        }
        out
    }

    fn descriptors(&self) -> Vec<Check> {
        let told = self.citations.iter().filter_map(|citation| {
            let descriptor = citation.descriptor.as_ref()?;
            let (outlet, descriptor) = (&citation.outlet, descriptor);
            Some(Check {
                kind: CheckKind::OutletDescribed,
                says: format!("The citation describes {} as “{}”.", self.of(outlet), self.of(descriptor)),
                places: vec![descriptor.clone(), outlet.clone()],
            })
        });
        told.collect()
    }

    /// The words that make a year an end, in a stretch of the text: which class, where with the year, and the year.
    fn ends(&self, bytes: &Range<usize>) -> Vec<(Class, Range<usize>, String)> {
        let words = self.of(bytes);
        let tokens = tokens(words);
        let is = |class: Class| matches!(class, Class::Through | Class::Until);
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let hit = self.lexicon.longest(tokens.get(at..).unwrap_or_default(), is);
            let ends = hit.and_then(|hit| {
                let (first, year) = (tokens.get(at)?, tokens.get(at + hit.words)?);
                let is_year = year.word.len() == 4
                    && year.word.starts_with(['1', '2'])
                    && year.word.bytes().all(|b| b.is_ascii_digit());
                let whole = words.get(first.bytes.start..year.bytes.end)?;
                let letters: usize = tokens.get(at..=at + hit.words)?.iter().map(|token| token.bytes.len()).sum();
                let joined = whole.len() <= letters + APART && whole.split_whitespace().count() == hit.words + 1;
                let place = bytes.start + first.bytes.start..bytes.start + year.bytes.end;
                (is_year && joined).then(|| (hit.class, place, year.word.clone()))
            });
            at += hit.map_or(1, |hit| hit.words);
            out.extend(ends);
        }
        out
    }

    fn bounds(&self) -> Vec<Check> {
        // The first ends in cited titles by class and year, which are all that a check names.
        let mut cited: HashMap<(Class, String), Vec<Range<usize>>> = HashMap::new();
        for citation in self.citations {
            let titles = citation.title_translated.iter().chain([&citation.title]);
            for (class, place, year) in titles.flat_map(|title| self.ends(title)) {
                let places = cited.entry((class, year)).or_default();
                if places.len() < CITED {
                    places.push(place);
                }
            }
        }
        if cited.is_empty() {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (class, place, year) in self.own.iter().flat_map(|block| self.ends(&block.bytes)) {
            let other = if class == Class::Through { Class::Until } else { Class::Through };
            let Some((first, others)) = cited.get(&(other, year)).and_then(|places| places.split_first()) else {
                continue;
            };
            let (here, there) = (self.of(&place), self.of(first));
            out.push(Check {
                kind: CheckKind::Bounds,
                says: format!("“{here}” here, “{there}” in a cited title: the year may be counted in or not."),
                places: [&place, first].into_iter().chain(others).cloned().collect(),
            });
        }
        out
    }

    fn relative_dates(&self) -> Vec<Check> {
        // The dates of notes by their marks.
        let mut dated: BTreeMap<usize, &Citation> = BTreeMap::new();
        for citation in self.citations {
            let marks = citation.note.and_then(|note| self.notes.get(note)).map(|note| &note.marks);
            dated.extend(marks.into_iter().flatten().map(|mark| (mark.start, citation)));
        }
        let mut out = Vec::new();
        for block in self.own {
            let mut marks = dated.range(block.bytes.clone()).peekable();
            if marks.peek().is_none() {
                continue;
            }
            for sentence in segment(block.of(self.text), self.layout) {
                let sentence = block.bytes.start + sentence.start..block.bytes.start + sentence.end;
                let own: Vec<&Citation> = marks
                    .clone()
                    .skip_while(|(mark, _)| **mark < sentence.start)
                    .take_while(|(mark, _)| **mark < sentence.end)
                    .map(|(_, citation)| *citation)
                    .collect();
                while marks.next_if(|(mark, _)| **mark < sentence.end).is_some() {}
                let Some(citation) = own.first().filter(|_| sentence.len() <= SENTENCE) else { continue };
                for place in self.phrases(&sentence, Class::Relative) {
                    out.push(Check {
                        kind: CheckKind::RelativeDate,
                        says: format!(
                            "“{}” is reckoned from a day that is not told; the note to the sentence is dated {}.",
                            self.of(&place),
                            citation.date.date.shown()
                        ),
                        places: vec![place, citation.date.bytes.clone()],
                    });
                }
            }
        }
        out
    }

    /// The phrases of a class in a stretch of the text.
    fn phrases(&self, bytes: &Range<usize>, class: Class) -> Vec<Range<usize>> {
        let tokens = tokens(self.of(bytes));
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let count = self.lexicon.begins(tokens.get(at..).unwrap_or_default(), class);
            if let (Some(first), Some(last)) = (tokens.get(at), (at + count).checked_sub(1).and_then(|n| tokens.get(n)))
                && count > 0
            {
                out.push(bytes.start + first.bytes.start..bytes.start + last.bytes.end);
            }
            at += count.max(1);
        }
        out
    }

    /// A word of the headline that a sentence “according to” a cited source has, outside of quotation marks, and no excerpt of
    /// that source in any form. Words of the headline alone, because they are what a text is about.
    fn not_in_excerpts(&self) -> Vec<Check> {
        let headline = self.parts.iter().find(|part| part.what == What::Headline).map(|part| &part.bytes);
        let stems = |tokens: Vec<Token>| -> HashSet<String> {
            tokens.iter().map(|token| stem(&token.word, token.script, self.language)).collect()
        };
        let Some(title) = headline.map(|bytes| stems(tokens(self.of(bytes)))) else { return Vec::new() };
        let mut excerpts: HashMap<usize, HashSet<String>> = HashMap::new();
        for part in self.parts {
            if let What::Excerpt { citation, .. } = &part.what {
                excerpts.entry(*citation).or_default().extend(stems(tokens(self.of(&part.bytes))));
            }
        }
        if excerpts.is_empty() {
            return Vec::new();
        }
        let mut out = Vec::new();
        for block in self.own {
            for sentence in segment(block.of(self.text), self.layout) {
                let sentence = block.bytes.start + sentence.start..block.bytes.start + sentence.end;
                out.extend(self.lacking(&sentence, &title, &excerpts));
            }
        }
        out
    }

    fn lacking(
        &self,
        sentence: &Range<usize>,
        title: &HashSet<String>,
        excerpts: &HashMap<usize, HashSet<String>>,
    ) -> Option<Check> {
        let words = Some(self.of(sentence)).filter(|words| words.len() <= SENTENCE)?;
        let all = wordings(words, self.language, wordings::Lexicon::built_in());
        let frame = all.iter().find(|wording| wording.class == wordings::Class::Frame && !wording.quoted)?;
        let tokens = tokens(words);
        let citation = self.outlets.cited_by(&tokens)?;
        let held = excerpts.get(&citation)?;
        // What is attributed stands behind the comma that ends the frame's clause, where the sentence begins with it.
        let begins = words.get(..frame.bytes.start).is_some_and(|before| before.trim().is_empty());
        let comma = words.get(frame.bytes.end..).and_then(|rest| rest.find([',', '،'])).map(|at| frame.bytes.end + at);
        let clause = match comma.filter(|_| begins) {
            Some(comma) => {
                let rest = words.get(comma..).unwrap_or_default();
                let start = comma + rest.len() - rest.trim_start_matches([',', '،', ' ', '\u{A0}']).len();
                start..words.len()
            }
            None => 0..frame.bytes.start,
        };
        let quoted = quotations(words);
        let lacks = |token: &&Token| {
            let inside = clause.start <= token.bytes.start && token.bytes.end <= clause.end;
            let is_quoted = quoted.iter().any(|q| q.start <= token.bytes.start && token.bytes.end <= q.end);
            let stem = stem(&token.word, token.script, self.language);
            inside
                && !is_quoted
                && token.word.chars().count() >= WORD
                && !is_stop_word(&token.word, self.language)
                && title.contains(&stem)
                && !held.contains(&stem)
        };
        let word = tokens.iter().find(lacks)?;
        let moved = |bytes: &Range<usize>| sentence.start + bytes.start..sentence.start + bytes.end;
        let source = self.citations.get(citation)?;
        Some(Check {
            kind: CheckKind::NotInExcerpt,
            says: format!(
                "“{}” is attributed to a source here; the excerpt given of it has no form of the word.",
                words.get(word.bytes.clone()).unwrap_or_default()
            ),
            places: vec![moved(&word.bytes), moved(&clause), source.bytes.clone()],
        })
    }

    fn orphans(&self) -> Vec<Check> {
        let (mut marks, mut bodies) = (Vec::new(), Vec::new());
        for note in self.notes {
            match &note.body {
                None => marks.extend(note.marks.iter().cloned()),
                Some(body) if note.marks.is_empty() => bodies.push(body.clone()),
                Some(_) => {}
            }
        }
        let told = |kind: CheckKind, places: Vec<Range<usize>>, says: &str| {
            (!places.is_empty()).then(|| Check { kind, says: says.to_owned(), places })
        };
        let marks = told(CheckKind::MarkWithoutNote, marks, "Marks that no note in the text follows.");
        let bodies = told(CheckKind::NoteWithoutMark, bodies, "Notes that no mark in the text leads to.");
        marks.into_iter().chain(bodies).collect()
    }
}

/// Most names whose spellings are kept in mind.
const MOST_NAMES: usize = 100_000;

/// A word with every doubled letter once.
fn once_each(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}
