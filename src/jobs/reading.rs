//! The reading worker: opens documents and fetches text for the window on a read-only connection.

use super::news::{Event, Tell};
use crate::domain::read::EditLine;
use crate::domain::{Fault, Id, ProjectRead as _};
use crate::store::{Chunk, Reader};
use std::ops::Range;
use std::sync::mpsc::Receiver;

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
    /// Lines of the history after a number.
    History {
        /// The number, exclusive; 0 for the start.
        after: i64,
    },
}

/// A text that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedText {
    /// The revision.
    pub revision: Id,
    /// The first byte of every paragraph.
    pub starts: Vec<u32>,
    /// Length of the text, in bytes.
    pub bytes: u32,
    /// The first text to show.
    pub chunk: Chunk,
}

/// Most history lines fetched at once.
const LINES: u32 = 1_000;

pub(super) fn run(reader: &Reader, requests: &Receiver<Read>, tell: &Tell) {
    while let Ok(request) = requests.recv() {
        match answer(reader, request) {
            Ok(event) => tell.event(event),
            Err(fault) => tell.event(Event::ReadFailed { fault }),
        }
    }
}

fn answer(reader: &Reader, request: Read) -> Result<Event, Fault> {
    Ok(match request {
        Read::Open { revision, at } => {
            let map = reader.text_map(revision)?;
            let chunk = reader.chunk(revision, at..at.saturating_add(1))?;
            Event::Opened(OpenedText { revision, starts: map.starts, bytes: map.bytes, chunk })
        }
        Read::Chunk { revision, bytes } => Event::Text { revision, chunk: reader.chunk(revision, bytes)? },
        Read::History { after } => Event::History { lines: history(reader, after)? },
    })
}

fn history(reader: &Reader, after: i64) -> Result<Vec<EditLine>, Fault> {
    reader.edits(after, LINES)
}
