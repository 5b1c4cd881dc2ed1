//! Where a quotation stands: the text is read again, its hash compared with the recorded one, the words with the quote,
//! and the paragraph counted. A document's text is read once, in pieces, whatever its size.

use super::ExportError;
use super::since::{Since, Standing};
use super::visible::one_line;
use crate::domain::document::{Document, Revision};
use crate::domain::passage::{Anchor, AnchorState, Passage};
use crate::domain::{Id, ProjectRead, Sha256, Structure, Words};
use sha2::Digest;
use std::collections::BTreeMap;
use std::collections::HashMap;

/// Bytes read at a time.
const PIECE: u32 = 64 * 1024;

/// A quotation with its proved place.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The document it is from.
    pub document: Document,
    /// The revision its bytes count in.
    pub revision: Revision,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words between, as they stand in the text.
    pub words: Words,
    /// The paragraph the first of them stands in, counted from 1.
    pub paragraph: u32,
    /// The pages they stand on, as they are cited; `None` where the text has none.
    pub pages: Option<Words>,
    /// The language of the paragraph they stand in, else of the document, where it is known.
    pub language: Option<Words>,
    /// What became of them since they were marked.
    pub since: Since,
}

impl Place {
    /// SHA-256 of the file whose text they stand in.
    pub(super) fn original(&self) -> Sha256 {
        self.revision.original.unwrap_or(self.document.sha256)
    }

    /// True when the file they stand in is not the one the document has now.
    pub(super) fn is_of_another_file(&self) -> bool {
        self.original() != self.document.sha256
    }
}

/// What is known at a byte: the non-blank lines ended before it, and whether the line it is in has anything yet.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    lines: u32,
    open: bool,
}

impl Count {
    fn take(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' {
                self.lines = self.lines.saturating_add(u32::from(self.open));
                self.open = false;
            } else if !c.is_whitespace() {
                self.open = true;
            }
        }
    }
}

/// Places that were looked up, with what was learnt of each text on the way.
pub(super) struct Places<'a> {
    project: &'a dyn ProjectRead,
    counts: HashMap<Id, BTreeMap<u32, Count>>,
    structures: HashMap<Id, Option<Structure>>,
}

impl<'a> Places<'a> {
    /// Nothing known yet.
    pub(super) fn of(project: &'a dyn ProjectRead) -> Self {
        Self { project, counts: HashMap::new(), structures: HashMap::new() }
    }

    /// Proves a passage's place; `None` when it lost its place in every text held.
    pub(super) fn find(&mut self, passage: &Passage) -> Result<Option<Place>, ExportError> {
        let document: Document = self
            .project
            .get(passage.document)?
            .ok_or(ExportError::Missing { what: "document", id: passage.document })?;
        let revisions: Vec<Revision> = self.project.of("document", document.id)?;
        let anchors: Vec<Anchor> = self.project.of("passage", passage.id)?;
        let rank = |revision: &Revision| (document.revision == Some(revision.id), revision.ordinal);
        let held = anchors
            .iter()
            .filter(|a| a.state != AnchorState::Orphaned)
            .filter_map(|a| revisions.iter().find(|r| r.id == a.revision).map(|r| (r.clone(), a.clone())))
            .max_by_key(|(revision, anchor)| (rank(revision), anchor.id));
        let Some((revision, anchor)) = held else { return Ok(None) };
        let since = Standing { document: &document, revisions: &revisions, anchors: &anchors }.since(
            &revision,
            &anchor,
            self.project,
        )?;

        let heading = || one_line(document.heading().brief(80).raw());
        let mismatch = || ExportError::Mismatch { heading: heading(), start: anchor.start, end: anchor.end };
        let span = anchor.span().filter(|s| s.end() <= revision.text_bytes).ok_or_else(mismatch)?;
        let words = self.project.text(revision.id, span.range())?;
        if words != anchor.quote.raw() {
            return Err(mismatch());
        }
        if !self.counts.contains_key(&revision.id) {
            let counts = self.survey(&revision)?.ok_or_else(|| ExportError::TextChanged { heading: heading() })?;
            self.counts.insert(revision.id, counts);
        }
        let paragraph = self.paragraph(revision.id, span.start(), &words)?;
        let (start, end) = (span.start(), span.end());
        if !self.structures.contains_key(&revision.id) {
            let structure = self.project.structure(revision.id, revision.text_bytes)?;
            self.structures.insert(revision.id, structure);
        }
        let structure = self.structures.get(&revision.id).and_then(Option::as_ref);
        let pages = structure.and_then(|structure| structure.cited(&(start..end)));
        let language = structure.and_then(|structure| structure.other_language(start)).map(Words::new);
        let language = language.or_else(|| document.language.clone());
        Ok(Some(Place { document, revision, start, end, words: Words::new(words), paragraph, pages, language, since }))
    }

    /// Reads a text once from end to end; `None` when its hash is not the recorded one.
    fn survey(&self, revision: &Revision) -> Result<Option<BTreeMap<u32, Count>>, ExportError> {
        let mut hash = sha2::Sha256::new();
        let mut counts = BTreeMap::new();
        let mut count = Count::default();
        let mut at = 0_u32;
        while at < revision.text_bytes {
            counts.insert(at, count);
            let text = self.project.text(revision.id, at..at.saturating_add(PIECE).min(revision.text_bytes))?;
            hash.update(text.as_bytes());
            count.take(&text);
            let read = u32::try_from(text.len()).unwrap_or(u32::MAX);
            if read == 0 || read > revision.text_bytes - at {
                return Ok(None);
            }
            at += read;
        }
        let found = Sha256::from_bytes(hash.finalize().into());
        Ok((found == revision.text_sha256).then_some(counts))
    }

    fn paragraph(&self, revision: Id, start: u32, words: &str) -> Result<u32, ExportError> {
        let known = self.counts.get(&revision).and_then(|counts| counts.range(..=start).next_back());
        let (from, mut count) = known.map_or((0, Count::default()), |(at, count)| (*at, *count));
        if from < start {
            count.take(&self.project.text(revision, from..start)?);
        }
        if count.open {
            return Ok(count.lines.saturating_add(1));
        }
        let begins = words.chars().any(|c| !c.is_whitespace());
        Ok(count.lines.saturating_add(u32::from(begins)).max(1))
    }
}
