//! The structure beside a text as the reading worker hands it out: read once for all who ask for the same text, and what is
//! found in it: where words stand, the outline.

use crate::domain::parts::PartKind;
use crate::domain::{Fault, Id, ProjectRead as _, Span, Structure, Words, sentence};
use crate::store::{Reader, StoreError};
use std::collections::VecDeque;
use std::sync::Arc;

/// How many texts' structures are kept.
const KEPT: usize = 8;
/// Most lines of an outline, and the longest of them, in code points.
const LINES: usize = 20_000;
const LONGEST: usize = 160;

/// The structure beside a text, if there is one; `Err` says why one that is kept is not used.
pub type Beside = Result<Option<Arc<Structure>>, Words>;

/// Where words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// The number of the paragraph they begin in, counted from 1.
    pub paragraph: u32,
    /// Their pages, as they are cited, where the text has pages.
    pub pages: Option<Words>,
}

/// A line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineLine {
    /// Where it leads, in bytes.
    pub byte: u32,
    /// The words of a heading, the name of a section, the label of a page.
    pub words: Words,
    /// What it is.
    pub kind: LineKind,
}

/// What a line of the outline leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A heading of this level, from 1.
    Heading(u8),
    /// A section.
    Section,
    /// A page.
    Page,
    /// A part the text was taken apart into, where its import knows no headings.
    Part(PartKind),
}

/// The outline of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlined {
    /// The revision.
    pub revision: Id,
    /// Its lines, in the order they stand; pages among them.
    pub lines: Vec<OutlineLine>,
}

/// The structures read last.
#[derive(Debug, Default)]
pub(super) struct Besides(VecDeque<(Id, Beside)>);

impl Besides {
    /// The structure beside a revision's text of so many bytes. A damaged one is no reason not to show the text.
    pub(super) fn of(&mut self, reader: &Reader, revision: Id, text_bytes: u32) -> Result<Beside, Fault> {
        if let Some((_, known)) = self.0.iter().find(|(of, _)| *of == revision) {
            return Ok(known.clone());
        }
        let read = match reader.structure(revision, text_bytes) {
            Ok(structure) => Ok(structure.map(Arc::new)),
            Err(StoreError::Damaged(why)) => Err(Words::new(sentence(&why))),
            Err(other) => return Err(other.into()),
        };
        self.0.truncate(KEPT - 1);
        self.0.push_front((revision, read.clone()));
        Ok(read)
    }

    /// Where words of a revision stand.
    pub(super) fn stands(&mut self, reader: &Reader, revision: Id, span: Span) -> Result<Stands, Fault> {
        let text_bytes = reader.text_bytes(revision)?;
        let structure = self.of(reader, revision, text_bytes)?.ok().flatten();
        let pages = structure.and_then(|structure| structure.cited(&span.range()));
        Ok(Stands { paragraph: reader.paragraph_at(revision, span.start())?, pages })
    }

    /// The outline of a text: its headings, sections and pages.
    pub(super) fn outline(
        &mut self,
        reader: &Reader,
        revision: Id,
        text_bytes: u32,
    ) -> Result<Vec<OutlineLine>, Fault> {
        let Ok(Some(structure)) = self.of(reader, revision, text_bytes)? else { return Ok(Vec::new()) };
        let mut lines = Vec::new();
        for place in structure.places.iter().take(LINES) {
            let (byte, kind) = (place.span.start, LineKind::Heading(place.level));
            let line = match &place.name {
                Some(name) => OutlineLine { byte, words: name.brief(LONGEST), kind: LineKind::Section },
                None => {
                    let end = place.span.end.min(byte.saturating_add(1_000));
                    let text = reader.text(revision, byte..end)?;
                    let words = Words::new(text.split_whitespace().collect::<Vec<_>>().join(" ")).brief(LONGEST);
                    OutlineLine { byte, words, kind }
                }
            };
            lines.push(line);
        }
        let page = |page: &crate::domain::structure::Page| OutlineLine {
            byte: page.start,
            words: page.label.clone(),
            kind: LineKind::Page,
        };
        lines.extend(structure.pages.iter().take(LINES).map(page));
        // A page comes before the heading it begins with.
        lines.sort_by_key(|line| (line.byte, line.kind != LineKind::Page));
        Ok(lines)
    }
}
