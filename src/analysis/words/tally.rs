//! How often each word is used in some documents and in the rest, and the lists that are made of it: all words, those that
//! are used more there than in the rest, those that are used less.

use super::corpus::{Corpus, Text};
use super::measures;
use crate::domain::vocabulary::vocabulary;
use crate::domain::{Id, Words, fold};
use std::collections::HashSet;

/// Documents whose words are counted; the rest is what they are held against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Those {
    /// All of them.
    #[default]
    All,
    /// These.
    Of(HashSet<Id>),
}

impl Those {
    /// True when a document is one of them.
    pub fn has(&self, document: Id) -> bool {
        match self {
            Self::All => true,
            Self::Of(these) => these.contains(&document),
        }
    }
}

vocabulary! {
    /// Which words are listed.
    Kind {
        Used = "used", "all words";
        More = "more", "used more than in the rest";
        Less = "less", "used less than in the rest";
    }
}

vocabulary! {
    /// What a column of a list of words shows, and what it can be sorted by.
    Column {
        Word = "word", "word";
        Count = "count", "count";
        Million = "per_million", "per million";
        Documents = "documents", "documents";
        Deviation = "deviation", "spread DP";
        Rest = "rest", "in the rest";
        RestMillion = "rest_per_million", "per million";
        Likelihood = "log_likelihood", "G²";
        Ratio = "log_ratio", "log ratio";
    }
}

/// Which words are sought, in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// Which.
    pub kind: Kind,
    /// What they are sorted by.
    pub column: Column,
    /// True for the greatest first.
    pub descending: bool,
    /// Only words with these letters in them.
    pub letters: String,
    /// True when stop words are listed too.
    pub stop_words: bool,
    /// Only words that are used at least so often.
    pub least: u32,
    /// At most so many.
    pub limit: usize,
}

/// A word of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// As it is written most often.
    pub word: Words,
    /// Folded: what names it.
    pub folded: Words,
    /// How often it is used.
    pub count: u64,
    /// The same in a million words.
    pub per_million: f64,
    /// In how many documents.
    pub documents: u64,
    /// Its deviation of proportions, of 0 (spread evenly) to 1.
    pub deviation: f64,
    /// How often it is used in the rest.
    pub rest: u64,
    /// The same in a million words.
    pub rest_per_million: f64,
    /// How surely it is not used alike in both.
    pub likelihood: f64,
    /// By how many doublings it is used more.
    pub ratio: f64,
}

/// A list of words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Its first words.
    pub rows: Vec<Row>,
    /// How many words there are in it.
    pub of: usize,
    /// How many words the documents have.
    pub words: u64,
    /// How many documents.
    pub documents: u64,
    /// How many words the rest has.
    pub rest_words: u64,
    /// How many documents.
    pub rest_documents: u64,
}

/// What is counted of a word.
#[derive(Clone, Debug, Default)]
struct Counted {
    here: u64,
    rest: u64,
    documents: u64,
    /// Occurrences as a stop word, in all documents.
    stops: u64,
    deviation: f64,
    /// Its most frequent form, and how often that stands.
    form: (usize, u64),
}

/// The counts of all words.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    words: Vec<Counted>,
    here: (u64, u64),
    rest: (u64, u64),
}

impl Corpus {
    /// Counts all words; `None` when it is given up.
    pub fn tally(&self, those: &Those, given_up: &dyn Fn() -> bool) -> Option<Tally> {
        let mut tally = Tally { words: vec![Counted::default(); self.words.len()], ..Tally::default() };
        let mut forms = vec![0_u64; self.forms.len()];
        // The number of the text each word was met in last, counted from 1.
        let mut last = vec![0_u32; self.words.len()];
        for ((document, text), n) in self.texts.iter().zip(1_u32..) {
            if given_up() {
                return None;
            }
            let here = those.has(*document);
            let side = if here { &mut tally.here } else { &mut tally.rest };
            *side = (side.0 + text.count, side.1 + 1);
            for form in text.forms() {
                if let Some(count) = forms.get_mut(form) {
                    *count += 1;
                }
                let word = self.word_of(form);
                let (Some(counted), Some(last)) = (tally.words.get_mut(word), last.get_mut(word)) else { continue };
                if here {
                    counted.here += 1;
                } else {
                    counted.rest += 1;
                }
                if *last != n {
                    *last = n;
                    counted.documents += u64::from(here);
                }
                if self.words.get(word).is_some_and(|word| word.stop & text.stop != 0) {
                    counted.stops += 1;
                }
            }
        }
        for (form, count) in forms.into_iter().enumerate() {
            // Of two that stand as often, the one without capitals: the other begins a sentence.
            let small = |form: usize| !self.forms.get(form).is_some_and(|f| f.written.contains(char::is_uppercase));
            if let Some(counted) = tally.words.get_mut(self.word_of(form))
                && (count > counted.form.1 || count == counted.form.1 && small(form) && !small(counted.form.0))
            {
                counted.form = (form, count);
            }
        }
        self.deviations(&mut tally, those, given_up).then_some(tally)
    }

    /// Reckons how evenly each word is spread; `false` when it is given up.
    fn deviations(&self, tally: &mut Tally, those: &Those, given_up: &dyn Fn() -> bool) -> bool {
        let here = || self.texts.iter().filter(|(document, text)| those.has(**document) && text.count > 0);
        let all = tally.here.0.max(1) as f64;
        let least = here().map(|(_, text)| text.count).min().unwrap_or(0) as f64 / all;
        let mut deviations = vec![measures::Deviation::default(); self.words.len()];
        let mut counts = PerText::new(self.words.len());
        for (_, text) in here() {
            if given_up() {
                return false;
            }
            let share = text.count as f64 / all;
            counts.each(self, text, |word, count| {
                if let (Some(deviation), Some(counted)) = (deviations.get_mut(word), tally.words.get(word)) {
                    deviation.tell(count as f64 / counted.here as f64, share);
                }
            });
        }
        for (counted, deviation) in tally.words.iter_mut().zip(deviations) {
            if counted.here > 0 {
                counted.deviation = deviation.reckon(least);
            }
        }
        true
    }

    /// The words that are sought.
    pub fn list(&self, tally: &Tally, sought: &Sought) -> List {
        let letters = fold(&sought.letters);
        let least = u64::from(sought.least.max(1));
        let kept = |word: usize, counted: &Counted| {
            let enough = match sought.kind {
                Kind::Used | Kind::More => counted.here,
                Kind::Less => counted.rest,
            };
            enough >= least
                && (sought.stop_words || counted.stops * 2 <= counted.here + counted.rest)
                && self.words.get(word).is_some_and(|word| letters.is_empty() || word.folded.contains(&letters))
        };
        let rows = tally.words.iter().enumerate().filter(|(word, counted)| kept(*word, counted));
        let mut rows: Vec<(f64, &str, usize, Ratios)> = rows
            .filter_map(|(word, counted)| {
                let ratios = Ratios::of(tally, counted);
                let listed = match sought.kind {
                    Kind::Used => true,
                    Kind::More => ratios.ratio > 0.0,
                    Kind::Less => ratios.ratio < 0.0,
                };
                let folded: &str = &self.words.get(word)?.folded;
                listed.then(|| (ratios.of_column(counted, sought.column), folded, word, ratios))
            })
            .collect();
        rows.sort_by(|a, b| {
            let order = if sought.column == Column::Word { b.1.cmp(a.1) } else { b.0.total_cmp(&a.0) };
            let order = if sought.descending { order } else { order.reverse() };
            order.then_with(|| a.1.cmp(b.1))
        });
        let of = rows.len();
        let shown = rows.into_iter().take(sought.limit).filter_map(|(_, folded, word, ratios)| {
            let counted = tally.words.get(word)?;
            Some(Row {
                word: self.written(tally, word),
                folded: Words::new(folded),
                count: counted.here,
                per_million: ratios.per_million,
                documents: counted.documents,
                deviation: counted.deviation,
                rest: counted.rest,
                rest_per_million: ratios.rest_per_million,
                likelihood: ratios.likelihood,
                ratio: ratios.ratio,
            })
        });
        let (words, documents) = tally.here;
        let (rest_words, rest_documents) = tally.rest;
        List { rows: shown.collect(), of, words, documents, rest_words, rest_documents }
    }

    /// A word as it is written most often.
    pub(super) fn written(&self, tally: &Tally, word: usize) -> Words {
        let form = tally.words.get(word).map(|counted| counted.form.0);
        Words::new(form.and_then(|form| self.forms.get(form)).map_or("", |form| &*form.written))
    }
}

impl Tally {
    /// How many words the documents have, and how many documents there are.
    pub(super) fn here(&self) -> (u64, u64) {
        self.here
    }

    /// How often a word is used in them.
    pub(super) fn count(&self, word: usize) -> u64 {
        self.words.get(word).map_or(0, |counted| counted.here)
    }

    /// In how many of them, and how evenly.
    pub(super) fn spread(&self, word: usize) -> (u64, f64) {
        self.words.get(word).map_or((0, 0.0), |counted| (counted.documents, counted.deviation))
    }

    /// True for a word that is a stop word more often than not.
    pub(super) fn is_stop(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|counted| counted.stops * 2 > counted.here + counted.rest)
    }
}

/// What is reckoned of a word's counts.
struct Ratios {
    per_million: f64,
    rest_per_million: f64,
    likelihood: f64,
    ratio: f64,
}

impl Ratios {
    fn of(tally: &Tally, counted: &Counted) -> Self {
        let (here, rest) = (tally.here.0, tally.rest.0);
        Self {
            per_million: measures::per_million(counted.here, here),
            rest_per_million: measures::per_million(counted.rest, rest),
            likelihood: measures::keyness(counted.here, here, counted.rest, rest),
            ratio: measures::log_ratio(counted.here, here, counted.rest, rest),
        }
    }

    fn of_column(&self, counted: &Counted, column: Column) -> f64 {
        match column {
            Column::Word => 0.0,
            Column::Count | Column::Million => counted.here as f64,
            Column::Documents => counted.documents as f64,
            Column::Deviation => counted.deviation,
            Column::Rest | Column::RestMillion => counted.rest as f64,
            Column::Likelihood => self.likelihood,
            Column::Ratio => self.ratio,
        }
    }
}

/// Counts the words of one text after the other.
struct PerText {
    counts: Vec<u32>,
    there: Vec<usize>,
}

impl PerText {
    fn new(words: usize) -> Self {
        Self { counts: vec![0; words], there: Vec::new() }
    }

    /// Calls `take` with each word of a text and how often it stands there.
    fn each(&mut self, corpus: &Corpus, text: &Text, mut take: impl FnMut(usize, u64)) {
        for form in text.forms() {
            let word = corpus.word_of(form);
            let Some(count) = self.counts.get_mut(word) else { continue };
            if *count == 0 {
                self.there.push(word);
            }
            *count += 1;
        }
        for word in self.there.drain(..) {
            if let Some(count) = self.counts.get_mut(word) {
                take(word, u64::from(std::mem::take(count)));
            }
        }
    }
}
