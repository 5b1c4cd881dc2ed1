//! Searching for the window, on a thread and a connection of its own: only what was asked last of each kind is answered,
//! and what is on its way is broken off when something else is asked.

use super::desk::{Asked, Desk};
use super::news::{Event, Tell};
use super::sweeping;
use crate::analysis::anchoring;
use crate::analysis::carrying::{Carrying, Was};
use crate::analysis::sentences::{Layout, one_sentence_per_line, segment};
use crate::domain::query::Query;
use crate::domain::saved::Around;
use crate::domain::{Fault, Id, Paragraphs, Span, Words, fold};
use crate::store::search::{Extent, Hit, Hits};
use crate::store::{Chunk, Reader, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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
        /// Which of its places.
        chosen: Chosen,
        /// Only in texts that came after this one, a revision, and of them only what did not stand in the text before.
        after: Option<Id>,
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
    /// Nothing any more: what is found for a question is not wanted.
    Nothing,
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
    /// How many texts could not be looked through yet.
    pub waiting: u64,
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
            Self::Find { .. } | Self::Nothing => 0,
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
        Search::Nothing => {}
        Search::Find { number, query } if !query.expressions().is_empty() => {
            sweeping::find(reader, number, &query, desk, tell)?;
        }
        Search::Find { number, query } => {
            let hits = reader.search(&query, &Extent { documents: DOCUMENTS, lines: LINES, context: CONTEXT })?;
            let doubtful = hits.are_doubtful();
            tell.event(Event::Hits { number, hits });
            if !desk.is_given_up() {
                let facets = reader.facets(&query)?;
                let (own, more_own) = reader.own_words(&query, OWN)?;
                let meant = if doubtful { reader.meant(&query)? } else { None };
                tell.event(Event::Facets { number, facets, meant, own, more_own });
            }
        }
        Search::Whole { number, query, revision } => {
            let extent = Extent { documents: 1, lines: PLACES, context: CONTEXT };
            let go_on = || !desk.is_given_up() && !desk.has_more_urgent();
            let hit = reader.search_in(&query, revision, &extent, &go_on)?;
            if go_on() {
                tell.event(Event::AllPlaces { number, revision, hit });
            }
        }
        Search::Places { number, query, revisions } => {
            let counts = reader.count_in(&query, &revisions, PLACES, &|| !desk.is_awaited())?;
            tell.event(Event::Places { number, counts });
        }
        Search::Gather { number, query, around, chosen, after } => {
            // Texts that came later are newer than any that was there.
            let wants = |revision: Id| after.is_none_or(|after| revision > after);
            let found = if query.expressions().is_empty() {
                let extent = Extent { documents: PLACES, lines: PLACES, context: 0 };
                let Hits { hits, waiting, .. } = reader.search(&query, &extent)?;
                Some((hits, waiting))
            } else {
                let hits = sweeping::places(reader, &query, PLACES, &chosen, &wants, desk)?;
                hits.map(|hits| Ok::<_, StoreError>((hits, reader.waits_for_index()?))).transpose()?
            };
            let gathered = match found {
                Some((mut hits, waiting)) => {
                    hits.retain(|hit| wants(hit.revision));
                    gather(reader, hits, around, (&chosen, after), desk)?
                        .map(|gathered| Gathered { waiting, ..gathered })
                }
                None => None,
            };
            match gathered {
                Some(gathered) => tell.event(Event::Gathered { number, gathered }),
                // A question that is typed is answered first.
                None => desk.put_back(Search::Gather { number, query, around, chosen, after }),
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
    (chosen, after): (&Chosen, Option<Id>),
    desk: &Desk<Search>,
) -> Result<Option<Gathered>, StoreError> {
    let mut out = Gathered::default();
    for hit in hits {
        if desk.is_given_up() {
            return Ok(None);
        }
        let spans = hit.lines.iter().map(|line| line.bytes);
        let mut spans: Vec<Span> = spans.filter(|span| chosen.holds((hit.revision, span.start()))).collect();
        if spans.is_empty() {
            continue;
        }
        out.more |= hit.more && chosen.every;
        let Chunk { text, .. } = reader.chunk(hit.revision, 0..u32::MAX)?;
        let cut = Cut::of(&text);
        if let Some(before) = after.map(|after| text_before(reader, hit.document, after)).transpose()?.flatten() {
            let carrying = Carrying::new(&text, &before);
            spans.retain(|span| !stood(&cut, &carrying, &before, *span));
        }
        for span in cut.stretches(&spans, around) {
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

/// The text a document had when a revision was the newest there was; `None` when it came later.
fn text_before(reader: &Reader, document: Id, newest: Id) -> Result<Option<String>, StoreError> {
    let last = reader.last_revision(document, newest)?;
    last.map(|revision| Ok(reader.chunk(revision, 0..u32::MAX)?.text)).transpose()
}

/// True when a place that was found stood in the text before, in the same sentence or in one much like it.
fn stood(cut: &Cut<'_>, carrying: &Carrying<'_>, before: &str, place: Span) -> bool {
    let sentence = cut.stretch(place, Around::Sentence);
    let (Some(quote), Some(found)) = (cut.text.get(sentence.index()), cut.text.get(place.index())) else {
        return false;
    };
    if before.contains(quote) {
        return true;
    }
    let (prefix, suffix) = anchoring::context(cut.text, sentence);
    let was = carrying.carry(Was { span: Some(sentence), quote, prefix, suffix });
    // A sentence that was there without these words says something new.
    was.and_then(|was| before.get(was.span.index())).is_some_and(|old| fold(old).contains(&fold(found)))
}

/// A text with what is needed to take sentences out of it.
struct Cut<'a> {
    text: &'a str,
    paragraphs: Paragraphs,
    layout: Layout,
}

impl<'a> Cut<'a> {
    fn of(text: &'a str) -> Self {
        let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
        let layout = if one_sentence_per_line(sample) { Layout::SentencePerLine } else { Layout::Prose };
        Self { text, paragraphs: Paragraphs::of(text), layout }
    }

    /// What is marked for places: each stretch once, in order.
    fn stretches(&self, places: &[Span], around: Around) -> BTreeSet<Span> {
        places.iter().map(|place| self.stretch(*place, around)).collect()
    }

    /// What is marked for one place.
    fn stretch(&self, place: Span, around: Around) -> Span {
        if around == Around::Words {
            return place;
        }
        let own = self.paragraphs.range(self.paragraphs.at(place.start()));
        let (start, end) = (own.start, own.end.max(place.end()));
        let Some(paragraph) = self.text.get(start as usize..end as usize) else { return place };
        let at = |byte: usize| u32::try_from(byte).map_or(u32::MAX, |byte| start.saturating_add(byte));
        let sentences = segment(paragraph, self.layout);
        let touched = |range: &&std::ops::Range<usize>| at(range.start) < place.end() && at(range.end) > place.start();
        // A phrase may run over the end of a sentence: all it touches is marked as one.
        let (first, last) = match around {
            Around::Paragraph => (sentences.first(), sentences.last()),
            _ => (sentences.iter().find(touched), sentences.iter().rfind(touched)),
        };
        let whole = first.zip(last).and_then(|(first, last)| Span::new(at(first.start), at(last.end)).ok());
        whole.unwrap_or(place)
    }
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
            Cut::of(text).stretches(&found, around).iter().filter_map(|span| text.get(span.index())).collect()
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
