//! The reading worker: opens documents and fetches text for the window on a read-only connection.

use super::beside::{Beside, Besides, Outlined, Stands};
use super::folders::Folders;
use super::looking::{Looking, Quoted, Text};
use super::news::{Event, Tell};
use super::parts::Parts;
use crate::analysis::anchoring;
use crate::domain::read::EditLine;
use crate::domain::{Fault, Id, ProjectRead as _, Span, Words};
use crate::export;
use crate::store::{Chunk, Reader, snapshot};
use std::ops::Range;
use std::sync::mpsc::{Receiver, RecvError, TryRecvError};

/// Something to read.
#[derive(Clone, Debug)]
pub enum Read {
    /// Open a revision's text: where its paragraphs are and the chunk around a byte.
    Open {
        /// The revision.
        revision: Id,
        /// The byte that is shown first.
        at: u32,
    },
    /// The chunks that hold a stretch of text, in bytes.
    Chunk {
        /// The revision.
        revision: Id,
        /// The stretch.
        bytes: Range<u32>,
    },
    /// Where words stand: the number of the paragraph they begin in, and their pages.
    Place {
        /// The revision.
        revision: Id,
        /// The words, in bytes.
        span: Span,
    },
    /// Every place where words stand as whole words, to be marked as a name.
    Everywhere {
        /// The revision.
        revision: Id,
        /// The name.
        name: Id,
        /// The words.
        words: Words,
    },
    /// The structure beside a text.
    Beside {
        /// The revision.
        revision: Id,
        /// Length of its text, in bytes.
        text_bytes: u32,
    },
    /// The headings of a text with their words, its sections and its pages.
    Outline {
        /// The revision.
        revision: Id,
        /// Length of its text, in bytes.
        text_bytes: u32,
    },
    /// The parts of a text, and what it cites.
    Parts {
        /// The revision.
        revision: Id,
        /// Length of its text, in bytes.
        text_bytes: u32,
        /// The document's language, where it is known.
        language: Option<Words>,
    },
    /// The steps that touched one record.
    Past {
        /// The record.
        id: Id,
    },
    /// Imports as they were asked for.
    Origins,
    /// The folders documents were taken from.
    Folders,
    /// Paths documents were found at.
    Paths {
        /// The record after which; `None` for the first.
        after: Option<Id>,
    },
    /// Lines of the history after a number.
    History {
        /// The number, exclusive; 0 for the start.
        after: i64,
    },
    /// Find words in a text, instead of what was looked for before.
    Find {
        /// Names the search in the answers.
        number: u64,
        /// The revision.
        revision: Id,
        /// Length of its text, in bytes.
        len: u32,
        /// The words as they were typed; without any the search before is given up.
        typed: String,
    },
    /// Look for a quotation in texts, instead of the one before.
    Check {
        /// Names the check in the answers.
        number: u64,
        /// The quotation's words; without any the check before is given up.
        words: String,
        /// Where it stands.
        own: Option<Quoted>,
        /// The texts, in order.
        texts: Vec<Text>,
    },
    /// The citation of a document.
    Cite {
        /// The document.
        document: Id,
        /// Words to stand before it.
        words: Words,
        /// Where they stand.
        stands: Stands,
    },
    /// The snapshots of the project.
    Kept,
}

/// A text that was opened.
#[derive(Clone, Debug)]
pub struct OpenedText {
    /// The revision.
    pub revision: Id,
    /// The first byte of every paragraph.
    pub starts: Vec<u32>,
    /// Length of the text, in bytes.
    pub bytes: u32,
    /// The first text to show.
    pub chunk: Chunk,
    /// The structure beside it; `Err` says why one that is kept is not used.
    pub structure: Beside,
}

/// Words found in a text, to be marked as a name.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundWords {
    /// The revision.
    pub revision: Id,
    /// The name.
    pub name: Id,
    /// The words.
    pub words: Words,
    /// Where they stand.
    pub places: Vec<FoundPlace>,
    /// True when there are more places than are marked at once.
    pub more: bool,
}

/// One place where words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPlace {
    /// Their bytes.
    pub span: Span,
    /// Up to 64 code points before.
    pub prefix: Words,
    /// Up to 64 code points after.
    pub suffix: Words,
}

/// Most places marked in one edit.
const PLACES: usize = 10_000;
/// Most paths fetched at once.
const PATHS: u32 = 4_096;
/// Most history lines fetched at once.
const LINES: u32 = 1_000;

pub(super) fn run(reader: &Reader, requests: &Receiver<Read>, tell: &Tell) {
    let (mut looking, mut besides) = (Looking::default(), Besides::default());
    loop {
        // Who asks for text waits for it; what is looked for can wait.
        let request = if looking.is_over() {
            requests.recv().map_err(|RecvError| TryRecvError::Disconnected)
        } else {
            requests.try_recv()
        };
        match request {
            Ok(Read::Find { number, revision, len, typed }) => looking.find(number, revision, len, &typed),
            Ok(Read::Check { number, words, own, texts }) => looking.check(number, &words, own, texts),
            Ok(request) => match answer(reader, &mut besides, request) {
                Ok(Some(event)) => tell.event(event),
                Ok(None) => {}
                Err(fault) => tell.event(Event::ReadFailed { fault }),
            },
            Err(TryRecvError::Empty) => looking.step(reader, tell),
            Err(TryRecvError::Disconnected) => return,
        }
    }
}

fn answer(reader: &Reader, besides: &mut Besides, request: Read) -> Result<Option<Event>, Fault> {
    Ok(Some(match request {
        Read::Open { revision, at } => {
            let map = reader.text_map(revision)?;
            let chunk = reader.chunk(revision, at..at.saturating_add(1))?;
            let structure = besides.of(reader, revision, map.bytes)?;
            Event::Opened(OpenedText { revision, starts: map.starts, bytes: map.bytes, chunk, structure })
        }
        Read::Chunk { revision, bytes } => Event::Text { revision, chunk: reader.chunk(revision, bytes)? },
        Read::Place { revision, span } => {
            Event::Placed { revision, span, stands: besides.stands(reader, revision, span)? }
        }
        Read::Beside { revision, text_bytes } => {
            Event::Beside { revision, structure: besides.of(reader, revision, text_bytes)? }
        }
        Read::Outline { revision, text_bytes } => {
            Event::Outlined(Outlined { revision, lines: besides.outline(reader, revision, text_bytes)? })
        }
        Read::Parts { revision, text_bytes, language } => {
            let structure = besides.of(reader, revision, text_bytes)?.ok().flatten();
            let text = (revision, text_bytes);
            Event::Parts(Parts::of(reader, text, language.as_ref(), structure.as_deref())?)
        }
        Read::Everywhere { revision, name, words } => Event::Everywhere(everywhere(reader, revision, name, words)),
        Read::Past { id } => Event::Past { id, lines: reader.edits_of(id, LINES)? },
        Read::Kept => Event::Kept(snapshot::kept(reader.path())?),
        Read::Origins => Event::Origins { origins: reader.origins()? },
        Read::Folders => Event::Folders(Folders::of(&reader.lying()?)),
        Read::Paths { after } => {
            let (paths, next) = reader.found_paths(after, PATHS)?;
            Event::Paths { after, paths, next }
        }
        Read::History { after } => Event::History { lines: history(reader, after)? },
        Read::Cite { document, words, stands: Stands { paragraph, pages } } => {
            Event::Cited { text: export::quote_with_citation(reader, document, &words, pages.as_ref(), paragraph)? }
        }
        Read::Find { .. } | Read::Check { .. } => return Ok(None),
    }))
}

fn history(reader: &Reader, after: i64) -> Result<Vec<EditLine>, Fault> {
    reader.edits(after, LINES)
}

/// Every place of the words. A text that cannot be read has none: reading it has said so by then.
fn everywhere(reader: &Reader, revision: Id, name: Id, words: Words) -> FoundWords {
    let mut found = FoundWords { revision, name, words, places: Vec::new(), more: false };
    let Ok(Chunk { text, .. }) = reader.chunk(revision, 0..u32::MAX) else { return found };
    let mut spans = anchoring::find_words(&text, found.words.raw());
    found.more = spans.len() > PLACES;
    spans.truncate(PLACES);
    for span in spans {
        let (prefix, suffix) = anchoring::context(&text, span);
        found.places.push(FoundPlace { span, prefix: Words::new(prefix), suffix: Words::new(suffix) });
    }
    found
}
