//! Quiet marks in the open document, each sort off until it is wanted: hedges, words that attribute, sources that are not named,
//! dates. They are fetched for the whole text when one is turned on or another text is read.

use super::{App, view_keys};
pub use crate::analysis::remarks::RemarkKind;
use crate::domain::{Fault, Id, Span, Words};
use std::ops::Range;

/// Longest remark in bytes, for finding those that reach into what is in sight.
const LONGEST: u32 = 512;

/// The quiet marks.
#[derive(Debug, Default)]
pub struct Remarking {
    /// The sorts that are on, each once.
    on: Vec<RemarkKind>,
    /// The remarks on a text, by their first bytes.
    found: Vec<(Span, RemarkKind)>,
    /// The text and the sorts they are of, and its language then.
    of: Option<(Id, Vec<RemarkKind>)>,
    language: Option<Words>,
    asking: bool,
}

impl Remarking {
    /// True while they are fetched.
    pub(super) fn is_asking(&self) -> bool {
        self.asking
    }

    /// True for a sort that is on.
    pub fn is_on(&self, kind: RemarkKind) -> bool {
        self.on.contains(&kind)
    }

    /// The sorts that are on.
    pub fn on(&self) -> &[RemarkKind] {
        &self.on
    }

    /// The remarks on a text that may share a byte with `bytes`.
    pub fn within(&self, revision: Id, bytes: Range<u32>) -> &[(Span, RemarkKind)] {
        if self.of.as_ref().is_none_or(|(of, _)| *of != revision) {
            return &[];
        }
        let from = self.found.partition_point(|(span, _)| span.start().saturating_add(LONGEST) <= bytes.start);
        let to = self.found.partition_point(|(span, _)| span.start() < bytes.end);
        self.found.get(from..to.max(from)).unwrap_or_default()
    }
}

impl App {
    /// Turns a sort of quiet marks on or off; it stays so in this project.
    pub(super) fn remark(&mut self, kind: RemarkKind) {
        let on = &mut self.remarking.on;
        match on.iter().position(|known| *known == kind) {
            Some(at) => {
                on.remove(at);
            }
            None => on.push(kind),
        }
        on.sort_unstable();
        let kept: Vec<&str> = on.iter().map(|kind| kind.as_str()).collect();
        let kept = kept.join(" ");
        self.keep_view_state(view_keys::REMARKS, kept);
    }

    /// Takes over which sorts were on when the project was last open.
    pub(super) fn remember_remarks(&mut self, view_state: &[(String, String)]) {
        let kept = view_state.iter().find(|(key, _)| key == view_keys::REMARKS).map_or("", |(_, value)| value);
        let on = RemarkKind::ALL.iter().copied().filter(|kind| kept.split(' ').any(|word| word == kind.as_str()));
        self.remarking = Remarking { on: on.collect(), ..Remarking::default() };
    }

    /// Fetches the remarks where they are wanted and not those that are shown.
    pub(super) fn see_remarks(&mut self) {
        let Some(project) = self.project.as_mut().filter(|_| !self.remarking.asking) else { return };
        let Some(reading) = self.reading.as_ref().filter(|reading| reading.paragraphs.is_some()) else { return };
        let wanted = (reading.revision, self.remarking.on.clone());
        let document = project.model.documents.get(&reading.document);
        let language = document.and_then(|document| document.language.clone());
        if self.remarking.of.as_ref() == Some(&wanted) && self.remarking.language == language {
            return;
        }
        self.remarking.language.clone_from(&language);
        if wanted.1.is_empty() {
            (self.remarking.found, self.remarking.of) = (Vec::new(), Some(wanted));
            return;
        }
        let Some(text) = project.model.revisions.get(&reading.revision) else { return };
        self.remarking.asking = true;
        project.session.remarks(reading.document, text, language, wanted.1);
    }

    /// Takes them.
    pub(super) fn take_remarks(&mut self, of: (Id, Vec<RemarkKind>), found: Result<Vec<(Span, RemarkKind)>, Fault>) {
        self.remarking.asking = false;
        match found {
            Ok(found) => self.remarking.found = found,
            Err(fault) => {
                self.remarking.found = Vec::new();
                self.fault(fault);
            }
        }
        self.remarking.of = Some(of);
    }
}
