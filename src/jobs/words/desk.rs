//! Counting for the window, on a thread and a read-only connection of its own. What is asked anew takes the place of what is
//! on its way; texts that were read by then stay counted.

use super::super::desk::{Asked, Desk};
use super::super::inbox::Inbox;
use super::super::news::{Event, Tell};
use super::super::writer::Work;
use super::{Counter, Told, place, table};
use crate::analysis::words::{List, Near, Sought, Those};
use crate::domain::query::Query;
use crate::domain::{Fault, Id, Span, Words};
use crate::export;
use crate::store::{ExportRecord, Reader, StoreError};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often it is told how far the counting is.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// Documents whose words are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    #[default]
    All,
    /// These.
    Of(HashSet<Id>),
    /// Those that a question finds.
    Found(Query),
}

/// Something to count.
#[derive(Clone, Debug)]
pub enum Count {
    /// A list of words.
    List {
        /// Names it in the answer.
        number: u64,
        /// The documents.
        part: Part,
        /// Which words.
        sought: Sought,
    },
    /// What stands beside a word, and where it stands.
    Word {
        /// Names it in the answer.
        number: u64,
        /// The documents.
        part: Part,
        /// The word, folded.
        folded: Words,
        /// Which neighbours.
        near: Near,
    },
    /// The bytes of a word in one document.
    Place {
        /// The document.
        document: Id,
        /// The word, folded.
        folded: Words,
        /// Which of its places, counted from 0.
        nth: usize,
    },
    /// A list, or with a word its neighbours, as a table in a file.
    Write {
        /// The documents.
        part: Part,
        /// Which words.
        sought: Sought,
        /// The word whose neighbours are written, folded.
        of: Option<(Words, Near)>,
        /// The file.
        to: PathBuf,
    },
}

/// A place of a word in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The document.
    pub document: Id,
    /// The revision the bytes are of.
    pub revision: Id,
    /// Its places in the order they stand, as far as they are marked.
    pub spans: Vec<Span>,
    /// The one that was asked for.
    pub span: Span,
}

/// What the thread tells.
#[derive(Debug)]
pub enum WordNews {
    /// So many texts of so many are counted.
    Counting {
        /// Done.
        done: usize,
        /// In all.
        of: usize,
    },
    /// A list.
    Listed {
        /// Which.
        number: u64,
        /// The words.
        list: List,
    },
    /// A word.
    Told {
        /// Which question.
        number: u64,
        /// What is told of it.
        told: Told,
    },
    /// Where a word stands in a document; nothing where it does not any more.
    Placed(Option<Place>),
    /// Counting failed.
    Failed(Fault),
}

impl Asked for Count {
    const KINDS: usize = 4;

    fn kind(&self) -> usize {
        match self {
            Self::Place { .. } => 0,
            Self::List { .. } => 1,
            Self::Word { .. } => 2,
            Self::Write { .. } => 3,
        }
    }
}

/// Counts until the desk is closed.
pub(in super::super) fn run(path: &Path, desk: &Desk<Count>, inbox: &Inbox, tell: &Tell) {
    // The connection is opened, and everything counted, with the first question.
    let mut kept: Option<(Reader, Counter)> = None;
    while let Some(count) = desk.next() {
        let open = match kept.take() {
            Some(open) => Ok(open),
            None => Reader::open(path).map(|reader| (reader, Counter::default())),
        };
        let writes = matches!(count, Count::Write { .. });
        let done = open.map_err(Failed::from).and_then(|open| {
            let (reader, counter) = kept.insert(open);
            desk.can_break(Some(reader.breaker()));
            answer(reader, counter, count, (desk, inbox, tell))
        });
        match done {
            Ok(()) | Err(Failed::GivenUp) => {}
            Err(Failed::Fault(fault)) if writes => tell.event(Event::Exported(Err(fault))),
            Err(Failed::Fault(fault)) => tell.event(Event::Words(Box::new(WordNews::Failed(fault)))),
        }
    }
    desk.can_break(None);
}

/// Why there is no answer.
enum Failed {
    /// Nobody wants it any more.
    GivenUp,
    Fault(Fault),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        if error.is_broken_off() { Self::GivenUp } else { Self::Fault(error.into()) }
    }
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

fn answer(
    reader: &Reader,
    counter: &mut Counter,
    count: Count,
    (desk, inbox, tell): (&Desk<Count>, &Inbox, &Tell),
) -> Result<(), Failed> {
    let news = |news| tell.event(Event::Words(Box::new(news)));
    let given_up = || desk.is_given_up();
    if let Count::Place { document, folded, nth } = count {
        let place = place(reader, document, folded.raw(), nth, &mut || !given_up())?;
        if given_up() {
            return Err(Failed::GivenUp);
        }
        news(WordNews::Placed(place));
        return Ok(());
    }
    let mut told = Instant::now();
    let mut watch = |done, of| {
        if told.elapsed() >= TOLD_EVERY {
            told = Instant::now();
            news(WordNews::Counting { done, of });
        }
        !given_up()
    };
    if !counter.follow(reader, &mut watch)? {
        return Err(Failed::GivenUp);
    }
    match count {
        Count::Place { .. } => {}
        Count::List { number, part, sought } => {
            let list = counter.list(&those(reader, part)?, &sought, &given_up).ok_or(Failed::GivenUp)?;
            news(WordNews::Listed { number, list });
        }
        Count::Word { number, part, folded, near } => {
            let those = those(reader, part)?;
            let told = counter.word(folded.raw(), &those, near, &given_up).ok_or(Failed::GivenUp)?;
            news(WordNews::Told { number, told });
        }
        Count::Write { part, sought, of, to } => {
            let those = those(reader, part)?;
            let bytes = match of {
                Some((folded, near)) => {
                    table::collocates(&counter.word(folded.raw(), &those, near, &given_up).ok_or(Failed::GivenUp)?)
                }
                None => table::list(&counter.list(&those, &sought, &given_up).ok_or(Failed::GivenUp)?, sought.kind),
            };
            export::write_file(&to, &bytes).map_err(Fault::from)?;
            let record = ExportRecord {
                product: "words".to_owned(),
                format: "csv".to_owned(),
                sha256: crate::domain::Sha256::of(&bytes),
                head: reader.project_facts()?.head,
            };
            // A full queue means that writing has stopped, which the window says already.
            drop(inbox.push(Work::Export(record)));
            tell.event(Event::Exported(Ok(to)));
        }
    }
    Ok(())
}

fn those(reader: &Reader, part: Part) -> Result<Those, StoreError> {
    Ok(match part {
        Part::All => Those::All,
        Part::Of(documents) => Those::Of(documents),
        Part::Found(query) => Those::Of(reader.documents_found(&query)?.into_iter().collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::words::{Column, Kind};

    #[test]
    fn a_newer_list_takes_the_place_of_one_on_its_way_and_a_place_comes_first() {
        let desk: Desk<Count> = Desk::default();
        let (kind, column, letters) = (Kind::Used, Column::Count, String::new());
        let sought = Sought { kind, column, descending: true, letters, stop_words: false, least: 1, limit: 9 };
        let list = |number| Count::List { number, part: Part::All, sought: sought.clone() };
        desk.ask(list(1));
        assert!(matches!(desk.next(), Some(Count::List { number: 1, .. })));
        desk.ask(Count::Place { document: Id::new(), folded: Words::default(), nth: 0 });
        assert!(!desk.is_given_up(), "what is asked of another kind waits");
        desk.ask(list(2));
        desk.ask(list(3));
        assert!(desk.is_given_up());
        assert!(matches!(desk.next(), Some(Count::Place { .. })));
        assert!(matches!(desk.next(), Some(Count::List { number: 3, .. })));
        desk.close();
        assert!(desk.next().is_none());
    }
}
