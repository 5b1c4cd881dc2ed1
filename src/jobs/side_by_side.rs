//! Two copies of a text laid beside each other: the passages in which they differ, with the words as they stand there.

use crate::analysis::near::LONGEST;
use crate::analysis::near::differing::differences;
use crate::analysis::quotation::Run;
use crate::domain::document::{Document, Revision};
use crate::domain::{Fault, Id, ProjectRead, Words};
use crate::store::Reader;

/// One side of a passage in which two texts differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The words, those around what differs included; none where this side has nothing at all.
    pub words: Words,
    /// What they are, stretch by stretch, in bytes of `words`.
    pub runs: Vec<Run>,
    /// The byte of the text they begin at.
    pub byte: u32,
    /// The number of the paragraph they begin in, counted from 1.
    pub paragraph: u32,
}

/// Two texts beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct SideBySide {
    /// The documents, left and right.
    pub documents: (Id, Id),
    /// The passages in which they differ, left and right, in the order of the left text.
    pub passages: Vec<(Side, Side)>,
    /// Words that only the left text has, and only the right.
    pub only: (usize, usize),
    /// Words that stand in another place.
    pub moved: usize,
    /// True when there are more passages than are given.
    pub more: bool,
}

/// Lays the texts of two documents beside each other, as far as texts are compared at all.
pub(super) fn side_by_side(reader: &Reader, left: Id, right: Id) -> Result<SideBySide, Fault> {
    let texts = (text(reader, left)?, text(reader, right)?);
    let found = differences(&texts.0.1, &texts.1.1);
    let side = |(revision, text): &(Option<Id>, String), place: std::ops::Range<usize>, runs| -> Result<Side, Fault> {
        let byte = u32::try_from(place.start).unwrap_or(u32::MAX);
        let paragraph = revision.map_or(Ok(1), |revision| reader.paragraph_at(revision, byte))?;
        Ok(Side { words: Words::new(text.get(place).unwrap_or_default()), runs, byte, paragraph })
    };
    let mut passages = Vec::with_capacity(found.passages.len());
    for passage in found.passages {
        passages.push((
            side(&texts.0, passage.left, passage.left_runs)?,
            side(&texts.1, passage.right, passage.right_runs)?,
        ));
    }
    let only = (found.left_only, found.right_only);
    Ok(SideBySide { documents: (left, right), passages, only, moved: found.moved, more: found.more })
}

/// The revision that is read of a document, and its text.
fn text(reader: &Reader, document: Id) -> Result<(Option<Id>, String), Fault> {
    let project: &dyn ProjectRead = reader;
    let revision = project.get::<Document>(document)?.and_then(|d| d.revision);
    let revision = revision.map(|id| project.get::<Revision>(id)).transpose()?.flatten();
    let Some(revision) = revision else { return Ok((None, String::new())) };
    Ok((Some(revision.id), project.text(revision.id, 0..revision.text_bytes.min(LONGEST))?))
}
