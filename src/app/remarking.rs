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
    /// What they are of.
    of: Option<Of>,
    /// What is fetched, by its number.
    asked: Option<(u64, Of)>,
    number: u64,
}

/// A text and its language, and the sorts.
type Of = (Id, Option<Words>, Vec<RemarkKind>);

impl Remarking {
    /// True while they are fetched.
    pub(super) fn is_asking(&self) -> bool {
        self.asked.is_some()
    }

    /// True for a sort that is on.
    pub fn is_on(&self, kind: RemarkKind) -> bool {
        self.on.contains(&kind)
    }

    /// The sorts that are on.
    pub fn on(&self) -> &[RemarkKind] {
        &self.on
    }

    /// True for what is neither shown nor on its way; what could not be had counts as shown, with nothing in it.
    fn wants(&self, wanted: &Of) -> bool {
        self.asked.as_ref().map(|(_, of)| of).or(self.of.as_ref()) != Some(wanted)
    }

    /// Remarks are to be fetched; gives their number. Those before are not waited for any more.
    fn ask(&mut self, of: Of) -> u64 {
        self.number += 1;
        self.asked = Some((self.number, of));
        self.number
    }

    /// Takes those that were asked last. Where they could not be had it gives why.
    fn take(&mut self, number: u64, found: Result<Vec<(Span, RemarkKind)>, Fault>) -> Option<Fault> {
        let (_, of) = self.asked.take_if(|(asked, _)| *asked == number)?;
        self.of = Some(of);
        let (found, fault) = found.map_or_else(|fault| (Vec::new(), Some(fault)), |found| (found, None));
        self.found = found;
        fault
    }

    /// The remarks on a text that may share a byte with `bytes`.
    pub fn within(&self, revision: Id, bytes: Range<u32>) -> &[(Span, RemarkKind)] {
        if self.of.as_ref().is_none_or(|(of, ..)| *of != revision) {
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

    /// Fetches the remarks where they are wanted and not those that are shown or on their way.
    pub(super) fn see_remarks(&mut self) {
        let Some(project) = self.project.as_mut() else { return };
        let Some(reading) = self.reading.as_ref().filter(|reading| reading.paragraphs.is_some()) else { return };
        let document = project.model.documents.get(&reading.document);
        let language = document.and_then(|document| document.language.clone());
        let wanted = (reading.revision, language, self.remarking.on.clone());
        if !self.remarking.wants(&wanted) {
            return;
        }
        let (_, language, kinds) = wanted.clone();
        if kinds.is_empty() {
            (self.remarking.found, self.remarking.of, self.remarking.asked) = (Vec::new(), Some(wanted), None);
            return;
        }
        let Some(text) = project.model.revisions.get(&reading.revision) else { return };
        let number = self.remarking.ask(wanted);
        project.session.remarks(number, reading.document, text, language, kinds);
    }

    /// Takes them. Where they could not be had that is told, and they are not asked for again until something else is wanted.
    pub(super) fn take_remarks(&mut self, number: u64, found: Result<Vec<(Span, RemarkKind)>, Fault>) {
        if let Some(fault) = self.remarking.take(number, found) {
            self.fault(fault);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(revision: u8) -> Of {
        (Id::from_bytes([revision; 16]), None, vec![RemarkKind::Hedge])
    }

    #[test]
    fn what_is_newer_is_asked_at_once_and_what_failed_is_told_and_not_asked_again() {
        let mut remarking = Remarking::default();
        let first = remarking.ask(of(1));
        assert!(!remarking.wants(&of(1)) && remarking.wants(&of(2)), "what is on its way is not asked again");
        let second = remarking.ask(of(2));
        let found = vec![(Span::new(0, 3).unwrap(), RemarkKind::Hedge)];
        assert!(remarking.take(first, Ok(found.clone())).is_none() && remarking.is_asking(), "it comes too late");
        assert!(remarking.take(second, Ok(found)).is_none());
        assert_eq!(remarking.within(Id::from_bytes([2; 16]), 0..9).len(), 1);
        let third = remarking.ask(of(3));
        let fault = Fault::new("AS-JOB-02", "It failed.", "All is safe.", "Go on.");
        assert!(remarking.take(third, Err(fault)).is_some());
        assert!(!remarking.wants(&of(3)) && !remarking.is_asking(), "not in a loop");
        assert!(remarking.within(Id::from_bytes([3; 16]), 0..9).is_empty() && remarking.wants(&of(1)));
    }
}
