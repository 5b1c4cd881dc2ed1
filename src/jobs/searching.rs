//! Searching for the window, on a thread and a connection of its own: only what was asked last of each kind is answered,
//! and what is on its way is broken off when something else is asked.

use super::news::{Event, Tell};
use super::sweeping;
use crate::analysis::anchoring;
use crate::analysis::sentences::{Layout, one_sentence_per_line, segment};
use crate::domain::query::Query;
use crate::domain::saved::Around;
use crate::domain::{Fault, Id, Paragraphs, Span, Words};
use crate::store::search::{Extent, Hit};
use crate::store::{Breaker, Chunk, Reader, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Documents whose places are shown at once.
pub(super) const DOCUMENTS: usize = 200;
/// Most of the analyst's own words that are shown.
pub(super) const OWN: usize = 50;
/// Places of each that are shown.
pub(super) const LINES: usize = 20;
/// Characters of context on each side.
pub(super) const CONTEXT: usize = 90;
/// Most places that are marked in one edit.
const PLACES: usize = 10_000;
/// How much of a text tells whether it has one sentence a line, in bytes.
const SAMPLE: usize = 64 * 1024;

/// Something to look for.
#[derive(Clone, Debug)]
pub enum Search {
    /// The documents and places a question finds, and then how they are spread.
    Find {
        /// Names the search in the answers.
        number: u64,
        /// The question.
        query: Query,
    },
    /// The stretches to be marked for a question.
    Gather {
        /// Names the search in the answer.
        number: u64,
        /// The question.
        query: Query,
        /// What is marked around a place.
        around: Around,
        /// Only these places, by revision and first byte; all of them without.
        only: Option<BTreeSet<(Id, u32)>>,
        /// Only documents that came after this one; all of them without.
        after: Option<Id>,
    },
    /// Nothing any more: what is found for a question is not wanted.
    Nothing,
    /// How many documents each of several questions finds.
    Count(Vec<(Id, Query)>),
}

/// The stretches to be marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gathered {
    /// In the order of the answer.
    pub places: Vec<Stretch>,
    /// True when there are more than are marked at once.
    pub more: bool,
}

/// A stretch of a text with what an anchor keeps of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// The document.
    pub document: Id,
    /// The decoding the bytes are of.
    pub revision: Id,
    /// Where, in bytes.
    pub span: Span,
    /// Its words.
    pub quote: Words,
    /// Up to 64 code points before.
    pub prefix: Words,
    /// Up to 64 code points after.
    pub suffix: Words,
}

/// What waits to be looked for.
#[derive(Default)]
pub(super) struct Desk {
    waiting: Mutex<Waiting>,
    told: Condvar,
}

#[derive(Default)]
struct Waiting {
    /// At most one of each kind: find, gather, count.
    asked: [Option<Search>; 3],
    /// The kind that is being looked for.
    at_work: Option<usize>,
    breaker: Option<Breaker>,
    closed: bool,
}

impl Search {
    fn kind(&self) -> usize {
        match self {
            Self::Find { .. } | Self::Nothing => 0,
            Self::Gather { .. } => 1,
            Self::Count(_) => 2,
        }
    }
}

impl Desk {
    /// Asks for something, instead of what was asked of this kind before.
    pub(super) fn ask(&self, search: Search) {
        let mut waiting = self.lock();
        let kind = search.kind();
        if waiting.at_work == Some(kind) {
            waiting.break_off();
        }
        if let Some(place) = waiting.asked.get_mut(kind) {
            *place = Some(search);
        }
        self.told.notify_all();
    }

    /// Ends the search, also what is at work.
    pub(super) fn close(&self) {
        let mut waiting = self.lock();
        waiting.closed = true;
        waiting.break_off();
        self.told.notify_all();
    }

    fn next(&self) -> Option<Search> {
        let mut waiting = self.lock();
        waiting.at_work = None;
        loop {
            if waiting.closed {
                return None;
            }
            if let Some(search) = waiting.asked.iter_mut().find_map(Option::take) {
                waiting.at_work = Some(search.kind());
                return Some(search);
            }
            waiting = self.told.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// True when what is at work is not wanted any more.
    pub(super) fn is_given_up(&self) -> bool {
        let waiting = self.lock();
        waiting.closed || waiting.at_work.is_some_and(|kind| waiting.asked.get(kind).is_some_and(Option::is_some))
    }

    /// True when something is asked that is answered before what is at work.
    pub(super) fn has_more_urgent(&self) -> bool {
        let waiting = self.lock();
        let before = waiting.at_work.and_then(|kind| waiting.asked.get(..kind));
        before.is_some_and(|before| before.iter().any(Option::is_some))
    }

    /// Puts back what is at work, to be begun again; what was asked of its kind since stays.
    pub(super) fn put_back(&self, search: Search) {
        let mut waiting = self.lock();
        if let Some(place) = waiting.asked.get_mut(search.kind()) {
            place.get_or_insert(search);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn break_off(&self) {
        if let Some(breaker) = &self.breaker {
            breaker.break_off();
        }
    }
}

/// Answers until the desk is closed.
pub(super) fn run(path: &Path, desk: &Desk, tell: &Tell) {
    // The connection is opened with the first question.
    let mut reader: Option<Reader> = None;
    while let Some(search) = desk.next() {
        let open = match reader.take() {
            Some(open) => Ok(open),
            None => Reader::open(path),
        };
        let done = open.and_then(|open| {
            let open = reader.insert(open);
            desk.lock().breaker.get_or_insert_with(|| open.breaker());
            answer(open, search, desk, tell)
        });
        match done {
            Ok(()) => {}
            Err(error) if error.is_broken_off() => {}
            Err(error) => tell.event(Event::SearchFailed(Fault::from(error))),
        }
    }
    desk.lock().breaker = None;
}

fn answer(reader: &Reader, search: Search, desk: &Desk, tell: &Tell) -> Result<(), StoreError> {
    match search {
        Search::Nothing => {}
        Search::Find { number, query } if !query.expressions().is_empty() => {
            sweeping::find(reader, number, &query, desk, tell)?;
        }
        Search::Find { number, query } => {
            let hits = reader.search(&query, &Extent { documents: DOCUMENTS, lines: LINES, context: CONTEXT })?;
            tell.event(Event::Hits { number, hits });
            if !desk.is_given_up() {
                let facets = reader.facets(&query)?;
                let (own, more_own) = reader.own_words(&query, OWN)?;
                tell.event(Event::Facets { number, facets, own, more_own });
            }
        }
        Search::Gather { number, query, around, only, after } => {
            let wants = |document: Id| after.is_none_or(|after| document > after);
            let hits = if query.expressions().is_empty() {
                let extent = Extent { documents: PLACES, lines: PLACES, context: 0 };
                Some(reader.search(&query, &extent)?.hits)
            } else {
                sweeping::places(reader, &query, PLACES, only.as_ref(), &wants, desk)?
            };
            let hits = hits.map(|hits| hits.into_iter().filter(|hit| wants(hit.document)).collect());
            let gathered = match hits {
                Some(hits) => gather(reader, hits, around, only.as_ref(), desk)?,
                None => None,
            };
            match gathered {
                Some(gathered) => tell.event(Event::Gathered { number, gathered }),
                // A question that is typed is answered first.
                None => desk.put_back(Search::Gather { number, query, around, only, after }),
            }
        }
        Search::Count(queries) => {
            let mut counts = BTreeMap::new();
            // To count what a regular expression finds is to read everything; that is done for one that is asked.
            for (id, query) in queries.into_iter().filter(|(_, query)| query.expressions().is_empty()) {
                if desk.is_given_up() {
                    return Ok(());
                }
                counts.insert(id, reader.count(&query)?);
            }
            tell.event(Event::Counted(counts));
        }
    }
    Ok(())
}

/// The stretches a question marks; `None` when nobody wants them any more.
fn gather(
    reader: &Reader,
    hits: Vec<Hit>,
    around: Around,
    only: Option<&BTreeSet<(Id, u32)>>,
    desk: &Desk,
) -> Result<Option<Gathered>, StoreError> {
    let mut out = Gathered::default();
    for hit in hits {
        if desk.is_given_up() {
            return Ok(None);
        }
        let spans = hit.lines.iter().map(|line| line.bytes);
        let spans: Vec<Span> =
            spans.filter(|span| only.is_none_or(|only| only.contains(&(hit.revision, span.start())))).collect();
        if spans.is_empty() {
            continue;
        }
        out.more |= hit.more && only.is_none();
        let Chunk { text, .. } = reader.chunk(hit.revision, 0..u32::MAX)?;
        for span in stretches(&text, &spans, around) {
            if out.places.len() == PLACES {
                out.more = true;
                return Ok(Some(out));
            }
            let Some(quote) = text.get(span.index()) else { continue };
            let (prefix, suffix) = anchoring::context(&text, span);
            out.places.push(Stretch {
                document: hit.document,
                revision: hit.revision,
                span,
                quote: Words::new(quote),
                prefix: Words::new(prefix),
                suffix: Words::new(suffix),
            });
        }
    }
    Ok(Some(out))
}

/// What is marked in a text for places in it: each stretch once, in order.
fn stretches(text: &str, spans: &[Span], around: Around) -> BTreeSet<Span> {
    if around == Around::Words {
        return spans.iter().copied().collect();
    }
    let paragraphs = Paragraphs::of(text);
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let layout = if one_sentence_per_line(sample) { Layout::SentencePerLine } else { Layout::Prose };
    let mut out = BTreeSet::new();
    for span in spans {
        let own = paragraphs.range(paragraphs.at(span.start()));
        let (start, end) = (own.start, own.end.max(span.end()));
        let Some(paragraph) = text.get(start as usize..end as usize) else { continue };
        let at = |byte: usize| u32::try_from(byte).map_or(u32::MAX, |byte| start.saturating_add(byte));
        let sentences = segment(paragraph, layout);
        let touched = |range: &&std::ops::Range<usize>| at(range.start) < span.end() && at(range.end) > span.start();
        // A phrase may run over the end of a sentence: all it touches is marked as one.
        let (first, last) = match around {
            Around::Paragraph => (sentences.first(), sentences.last()),
            _ => (sentences.iter().find(touched), sentences.iter().rfind(touched)),
        };
        let whole = first.zip(last).and_then(|(first, last)| Span::new(at(first.start), at(last.end)).ok());
        out.insert(whole.unwrap_or(*span));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_a_sentence_or_a_paragraph_is_marked_each_once() {
        let text = "Minsk signed. Tehran signed too, in Minsk.\n\nNobody else did.\n";
        let found: Vec<Span> = ["Minsk", "Tehran", "Nobody"]
            .iter()
            .flat_map(|word| text.match_indices(word))
            .map(|(at, word)| Span::new(at as u32, (at + word.len()) as u32).unwrap())
            .collect();
        let marked = |around| -> Vec<&str> {
            stretches(text, &found, around).iter().filter_map(|span| text.get(span.index())).collect()
        };
        assert_eq!(marked(Around::Words), ["Minsk", "Tehran", "Minsk", "Nobody"]);
        assert_eq!(marked(Around::Sentence), ["Minsk signed.", "Tehran signed too, in Minsk.", "Nobody else did."]);
        assert_eq!(marked(Around::Paragraph), ["Minsk signed. Tehran signed too, in Minsk.", "Nobody else did."]);
    }

    #[test]
    fn what_is_asked_last_of_a_kind_takes_the_place_of_what_waits() {
        let desk = Desk::default();
        let find = |number| Search::Find { number, query: "x".parse().unwrap() };
        desk.ask(Search::Count(Vec::new()));
        desk.ask(find(1));
        desk.ask(find(2));
        assert!(matches!(desk.next(), Some(Search::Find { number: 2, .. })), "what is typed comes first");
        desk.ask(find(3));
        assert!(desk.is_given_up());
        assert!(matches!(desk.next(), Some(Search::Find { number: 3, .. })));
        assert!(!desk.is_given_up());
        assert!(matches!(desk.next(), Some(Search::Count(_))));
        desk.close();
        assert!(desk.next().is_none());
    }
}
