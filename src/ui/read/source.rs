//! The open document as the reader reads it.

use crate::app::finding::Finding;
use crate::app::reading::Reading;
use crate::app::remarking::{RemarkKind, Remarking};
use crate::app::searching::Lit;
use crate::app::view::Marks;
use crate::domain::{Paragraphs, Span, Structure};
use crate::ui::text::{Mark, Quiet, ReaderSource, Tick};
use std::borrow::Cow;
use std::ops::Range;

pub(super) struct OpenText<'a> {
    pub reading: &'a Reading,
    pub paragraphs: &'a Paragraphs,
    pub marks: &'a Marks,
    pub ticks: &'a [Tick],
    pub finding: Option<&'a Finding>,
    pub lit: &'a Lit,
    pub bookmarks: &'a [u32],
    pub remarking: &'a Remarking,
}

/// The line a sort of remarks has.
pub(super) fn quiet(kind: RemarkKind) -> Quiet {
    match kind {
        RemarkKind::Hedge => Quiet::Wave,
        RemarkKind::Said => Quiet::Line,
        RemarkKind::Unnamed => Quiet::Double,
        RemarkKind::Date => Quiet::Dashes,
    }
}

impl ReaderSource for OpenText<'_> {
    fn paragraphs(&self) -> &Paragraphs {
        self.paragraphs
    }

    fn text(&self, bytes: Range<u32>) -> Option<Cow<'_, str>> {
        self.reading.text(bytes)
    }

    fn boundary(&self, byte: u32) -> Option<u32> {
        self.reading.boundary(byte)
    }

    fn marks(&self, bytes: Range<u32>, out: &mut Vec<Mark>) {
        out.extend(self.marks.within(bytes).map(Mark::from));
    }

    fn sentence_starts(&self, text: &str) -> Vec<u32> {
        self.reading.sentence_starts(text)
    }

    fn structure(&self) -> Option<&Structure> {
        self.reading.layer()
    }

    fn shown(&self) -> Range<usize> {
        self.reading.shown()
    }

    fn hits(&self, bytes: Range<u32>) -> &[Span] {
        self.finding.map_or_else(|| self.lit.within(bytes.clone()), |finding| finding.within(bytes.clone()))
    }

    fn hit(&self) -> Option<Span> {
        self.finding.and_then(Finding::hit)
    }

    fn all_hits(&self) -> &[Span] {
        self.finding.map_or_else(|| self.lit.all(), |finding| &finding.hits)
    }

    fn remarks(&self, bytes: Range<u32>, out: &mut Vec<(Span, Quiet)>) {
        let all = self.remarking.within(self.reading.revision, bytes);
        let on = all.iter().filter(|(_, kind)| self.remarking.is_on(*kind));
        out.extend(on.map(|(span, kind)| (*span, quiet(*kind))));
    }

    fn bookmarks(&self) -> &[u32] {
        self.bookmarks
    }

    fn ticks(&self) -> &[Tick] {
        self.ticks
    }
}
