//! What became of a passage since it was marked: its words may have left the present version of their document, or stand
//! there in other words. What goes out says so, and from which version the words are.

use super::ExportError;
use super::model::{Line, Piece, ours};
use super::place::Place;
use super::visible::{foreign, one_line};
use crate::domain::document::{Document, Revision};
use crate::domain::passage::{Anchor, AnchorState};
use crate::domain::{ProjectRead, Sha256, Words};

/// What became of some words since they were marked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Since {
    /// They stand in the text that is read now, as they were marked.
    Same,
    /// They are not in the text that is read now.
    Gone {
        /// The number of the text that is read now.
        now: Option<u32>,
    },
    /// They read otherwise when they were marked.
    Changed {
        /// The words they had.
        words: Words,
        /// The number of the text these are from.
        ordinal: u32,
        /// SHA-256 of the file that text is from.
        original: Sha256,
    },
}

/// A document and a passage in it, in all its versions.
pub(super) struct Standing<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its texts.
    pub revisions: &'a [Revision],
    /// The passage's places in them.
    pub anchors: &'a [Anchor],
}

impl Standing<'_> {
    /// What became of a passage whose words are taken from this place in this text.
    pub(super) fn since(
        &self,
        revision: &Revision,
        anchor: &Anchor,
        project: &dyn ProjectRead,
    ) -> Result<Since, ExportError> {
        if self.document.revision != Some(revision.id) {
            let now = self.revisions.iter().find(|r| self.document.revision == Some(r.id));
            return Ok(Since::Gone { now: now.map(|r| r.ordinal) });
        }
        let mut earlier: Vec<(&Revision, &Anchor)> = self
            .anchors
            .iter()
            .filter_map(|a| Some((self.revisions.iter().find(|r| r.id == a.revision)?, a)))
            .filter(|(r, a)| r.ordinal < revision.ordinal && a.state != AnchorState::Orphaned)
            .collect();
        earlier.sort_by_key(|(r, a)| (std::cmp::Reverse(r.ordinal), a.id));
        // Back from version to version: what was found only by its likeness had other words in the version before.
        let (mut state, mut had) = (anchor.state, None);
        for (older, at) in earlier {
            if matches!(state, AnchorState::Fuzzy | AnchorState::Folded) {
                had = Some((older, at));
            }
            state = at.state;
        }
        let Some((older, at)) = had.filter(|(_, at)| at.quote != anchor.quote) else { return Ok(Since::Same) };
        let told = project.text(older.id, at.start..at.end)?;
        if told != at.quote.raw() {
            let heading = one_line(self.document.heading().brief(80).raw());
            return Err(ExportError::Mismatch { heading, start: at.start, end: at.end });
        }
        let original = older.original.unwrap_or(self.document.sha256);
        Ok(Since::Changed { words: at.quote.clone(), ordinal: older.ordinal, original })
    }
}

/// What a reader is told right beside the place; nothing when all is as it was.
pub(super) fn remark(place: &Place) -> Line {
    match &place.since {
        Since::Same => Line::new(),
        Since::Gone { .. } => {
            let what = if place.is_of_another_file() { "version of the document" } else { "reading of the file" };
            vec![ours(format!(" of revision {}; not in the present {what}", place.revision.ordinal))]
        }
        Since::Changed { words, .. } => {
            vec![ours("; changed since it was marked, when it read “"), foreign(words), ours("”")]
        }
    }
}

/// The same as it stands in an endnote or a list of places: which text it is from, and the hash of the file it can be
/// proved with.
pub(super) fn proof(place: &Place) -> Line {
    match &place.since {
        Since::Same => Line::new(),
        Since::Gone { now } => {
            let what = if place.is_of_another_file() { "version of the document" } else { "reading of the file" };
            let now = now.map_or_else(String::new, |now| format!(", revision {now}"));
            let ordinal = place.revision.ordinal;
            vec![
                ours(format!("; not in the present {what}{now}, but in revision {ordinal}, whose file has SHA-256 ")),
                Piece::Code(place.original().to_string()),
            ]
        }
        Since::Changed { words, ordinal, original } => vec![
            ours("; changed since it was marked, when it read “"),
            foreign(words),
            ours(format!("” in revision {ordinal}, whose file has SHA-256 ")),
            Piece::Code(original.to_string()),
        ],
    }
}
