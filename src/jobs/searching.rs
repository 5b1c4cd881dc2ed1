//! Searching for the window, on a thread and a connection of its own: only what was asked last of each kind is answered,
//! and what is on its way is broken off when something else is asked.

use super::desk::{Asked, Desk};
use super::news::{Event, Tell};
use crate::analysis::anchoring;
use crate::analysis::sentences::{Layout, one_sentence_per_line, segment};
use crate::domain::query::Query;
use crate::domain::saved::Around;
use crate::domain::{Fault, Id, Paragraphs, Span, Words};
use crate::store::search::{Extent, Hits};
use crate::store::{Chunk, Reader, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Documents whose places are shown at once.
const DOCUMENTS: usize = 200;
/// Most of the analyst's own words that are shown.
const OWN: usize = 50;
/// Places of each that are shown.
const LINES: usize = 20;
/// Characters of context on each side.
const CONTEXT: usize = 90;
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
        /// Which of its places.
        chosen: Chosen,
    },
    /// All places of one document of which only the first were told.
    Whole {
        /// Names the search in the answer.
        number: u64,
        /// The question.
        query: Query,
        /// The text.
        revision: Id,
    },
    /// How many places there are in texts of which only the first were told.
    Places {
        /// Names the search in the answer.
        number: u64,
        /// The question.
        query: Query,
        /// The texts.
        revisions: Vec<Id>,
    },
    /// How many documents each of several questions finds.
    Count(Vec<(Id, Query)>),
}

/// Which of the places a question finds are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// True for all places but those that are named, whether they were told or not.
    pub every: bool,
    /// Places, by revision and first byte.
    pub places: BTreeSet<(Id, u32)>,
}

impl Chosen {
    /// Every place there is.
    pub fn all() -> Self {
        Self { every: true, places: BTreeSet::new() }
    }

    /// True when a place is meant.
    pub fn holds(&self, place: (Id, u32)) -> bool {
        self.every != self.places.contains(&place)
    }
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

impl Asked for Search {
    const KINDS: usize = 5;

    fn kind(&self) -> usize {
        match self {
            Self::Find { .. } => 0,
            Self::Whole { .. } => 1,
            Self::Gather { .. } => 2,
            Self::Count(_) => 3,
            Self::Places { .. } => 4,
        }
    }
}

/// Answers until the desk is closed.
pub(super) fn run(path: &Path, desk: &Desk<Search>, tell: &Tell) {
    // The connection is opened with the first question.
    let mut reader: Option<Reader> = None;
    while let Some(search) = desk.next() {
        let open = match reader.take() {
            Some(open) => Ok(open),
            None => Reader::open(path),
        };
        let done = open.and_then(|open| {
            let open = reader.insert(open);
            desk.can_break(Some(open.breaker()));
            answer(open, search, desk, tell)
        });
        match done {
            Ok(()) => {}
            Err(error) if error.is_broken_off() => {}
            Err(error) => tell.event(Event::SearchFailed(Fault::from(error))),
        }
    }
    desk.can_break(None);
}

fn answer(reader: &Reader, search: Search, desk: &Desk<Search>, tell: &Tell) -> Result<(), StoreError> {
    match search {
        Search::Find { number, query } => {
            let hits = reader.search(&query, &Extent { documents: DOCUMENTS, lines: LINES, context: CONTEXT })?;
            let nothing = hits.documents == 0;
            tell.event(Event::Hits { number, hits });
            if !desk.is_given_up() {
                let facets = reader.facets(&query)?;
                let (own, more_own) = reader.own_words(&query, OWN)?;
                let meant = if nothing { reader.meant(&query)? } else { None };
                tell.event(Event::Facets { number, facets, meant, own, more_own });
            }
        }
        Search::Whole { number, query, revision } => {
            let extent = Extent { documents: 1, lines: PLACES, context: CONTEXT };
            let hit = reader.search_in(&query, revision, &extent)?;
            tell.event(Event::AllPlaces { number, revision, hit });
        }
        Search::Places { number, query, revisions } => {
            let counts = reader.count_in(&query, &revisions, PLACES, &|| !desk.is_awaited())?;
            tell.event(Event::Places { number, counts });
        }
        Search::Gather { number, query, around, chosen } => {
            if let Some(gathered) = gather(reader, &query, around, &chosen, desk)? {
                tell.event(Event::Gathered { number, gathered });
            }
        }
        Search::Count(queries) => {
            let mut counts = BTreeMap::new();
            for (id, query) in queries {
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
    query: &Query,
    around: Around,
    chosen: &Chosen,
    desk: &Desk<Search>,
) -> Result<Option<Gathered>, StoreError> {
    let mut out = Gathered::default();
    let Hits { hits, .. } = reader.search(query, &Extent { documents: PLACES, lines: PLACES, context: 0 })?;
    for hit in hits {
        if desk.is_given_up() {
            return Ok(None);
        }
        let spans = hit.lines.iter().map(|line| line.bytes);
        let spans: Vec<Span> = spans.filter(|span| chosen.holds((hit.revision, span.start()))).collect();
        if spans.is_empty() {
            continue;
        }
        out.more |= hit.more && chosen.every;
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
