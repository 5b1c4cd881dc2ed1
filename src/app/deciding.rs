//! What is to be decided: pairs of claims that are proposed to agree or to clash, fetched whenever claims have changed, and the
//! decisions on them.

use super::checking::{Run, Sign};
use super::model::{By, Model};
use super::weigh_view::quoted;
use super::{App, List, Place};
pub use crate::analysis::agreement::Proposal;
use crate::domain::claim::Claim;
use crate::domain::link::{ClaimLink, LinkKind, LinkStatus};
use crate::domain::{Edit, Fault, Id, Op, Record, RowChange, Words};
use crate::say::history as say;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// How many kinds of link are offered for a pair.
const KINDS: usize = 6;
/// How many have a digit.
const DIGITS: usize = 9;
/// What is offered beside what is proposed, as far as there are digits for it.
const USUAL: [LinkKind; 4] =
    [LinkKind::PullsAgainst, LinkKind::Contradicts, LinkKind::LaterStateOf, LinkKind::DifferentThing];

/// The pairs that are proposed.
#[derive(Debug, Default)]
pub struct Deciding {
    found: Vec<Arc<Proposal>>,
    /// The pairs that were put off, which come last.
    later: Vec<(Id, Id)>,
    /// The state of the project they were fetched for.
    of: Option<u64>,
    asking: bool,
    /// The pair that was asked last, which stays the first until it is decided: a digit never meets another.
    asked: Option<(Id, Id)>,
    /// What was decided since the pairs were fetched and may not be saved yet.
    decided: Vec<(Id, Id)>,
    /// What has changed since the project was in the state they are of, and since it was in the state that is asked for.
    touched: Touched,
    since: Touched,
    /// How often they were fetched or put off.
    pub turns: u64,
}

/// Claims whose pairs may not be open any more.
#[derive(Debug, Default)]
struct Touched {
    claims: HashSet<Id>,
    /// Any of them, for all that is known.
    any: bool,
}

impl Touched {
    fn has(&self, (one, other): (Id, Id)) -> bool {
        self.any || !self.claims.is_empty() && (self.claims.contains(&one) || self.claims.contains(&other))
    }
}

/// What is decided on a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are nothing to each other.
    No,
    /// They are what is proposed.
    Proposed,
    /// They are this.
    Kind(LinkKind),
    /// They are what a digit stands for, if that is offered; 0 is no.
    Digit(u8),
}

/// True when somebody decided on a pair.
fn is_decided(model: &Model, (one, other): (Id, Id)) -> bool {
    let mut links = model.ids(By::Links, one).filter_map(|id| model.links.get(&id));
    links.any(|link| [link.from_claim, link.to_claim].contains(&other))
}

/// The digit of a kind of link: the same for every pair, so that a hand learns it. The rarest have none.
pub fn digit(kind: LinkKind) -> Option<u8> {
    let at = LinkKind::ALL.iter().take(DIGITS).position(|known| *known == kind)?;
    u8::try_from(at + 1).ok()
}

/// The kinds that are offered for a pair, by their digits.
pub fn kinds(proposal: &Proposal) -> Vec<LinkKind> {
    let mut kinds = proposal.kinds.clone();
    kinds.extend(USUAL.iter().filter(|kind| !proposal.kinds.contains(kind)));
    kinds.truncate(KINDS);
    kinds.sort_by_key(|kind| digit(*kind).unwrap_or(u8::MAX));
    kinds
}

/// A claim's words as they are shown, and what of them is marked.
pub fn quote(claim: &Claim, marked: &[Range<usize>]) -> (Words, Vec<Run>) {
    let shown = quoted(claim);
    // Marks set around the words move them; words that are trimmed are found again.
    let by = shown.raw().find(claim.words.raw().trim()).unwrap_or(0);
    let cut = claim.words.raw().len() - claim.words.raw().trim_start().len();
    let runs = marked.iter().map(|bytes| {
        let at = |byte: usize| (byte + by).saturating_sub(cut);
        (at(bytes.start)..at(bytes.end), Sign::Differs)
    });
    let runs = runs.collect();
    (shown, runs)
}

impl Deciding {
    /// True while pairs are fetched.
    pub(super) fn is_asking(&self) -> bool {
        self.asking
    }

    /// Takes note of what was committed, so that of many pairs only a few are looked at again.
    pub(super) fn follow(&mut self, changes: &[RowChange]) {
        for record in changes.iter().flat_map(|change| [&change.before, &change.after]).flatten() {
            let claims = match record {
                Record::ClaimLink(link) => [link.from_claim, link.to_claim],
                Record::Claim(claim) => [claim.id; 2],
                _ => continue,
            };
            self.touched.claims.extend(claims);
            self.since.claims.extend(claims);
        }
    }

    /// Takes note that the project is another state, whatever has changed.
    pub(super) fn follow_all(&mut self) {
        (self.touched.any, self.since.any) = (true, true);
    }
}

impl App {
    /// The pairs that are to be decided, in the order they are asked.
    pub fn to_decide(&self) -> Vec<Arc<Proposal>> {
        let Some(model) = self.model() else { return Vec::new() };
        let open = |proposal: &&Arc<Proposal>| {
            let (one, other) = proposal.claims;
            let here = || [one, other].iter().all(|claim| model.claims.contains_key(claim));
            let as_it_was = !self.deciding.touched.has(proposal.claims);
            let then = self.time_scope().is_none_or(|scope| scope.has(one) || scope.has(other));
            then && (as_it_was || here() && !is_decided(model, proposal.claims))
                && !self.deciding.decided.contains(&proposal.claims)
        };
        let mut out: Vec<Arc<Proposal>> = self.deciding.found.iter().filter(open).cloned().collect();
        let put_off = |proposal: &Proposal| self.deciding.later.iter().position(|pair| *pair == proposal.claims);
        out.sort_by_key(|proposal| {
            (self.deciding.asked != Some(proposal.claims), put_off(proposal).map_or(0, |at| at + 1))
        });
        out
    }

    /// Fetches the pairs where they are shown and the project has changed since.
    pub(super) fn see_tensions(&mut self) {
        if self.place != Place::Weigh || self.deciding.asking {
            return;
        }
        let Some(project) = &mut self.project else { return };
        let generation = project.model.generation;
        if self.deciding.of == Some(generation) || project.first_page.is_some() {
            return;
        }
        self.deciding.asking = true;
        self.deciding.of = Some(generation);
        self.deciding.since = Touched::default();
        project.session.tensions();
    }

    /// Takes the pairs.
    pub(super) fn take_tensions(&mut self, found: Result<Vec<Arc<Proposal>>, Fault>) {
        self.deciding.asking = false;
        self.deciding.asked = self.to_decide().first().map(|proposal| proposal.claims);
        match found {
            Ok(found) => {
                self.deciding.decided.clear();
                self.deciding.touched = std::mem::take(&mut self.deciding.since);
                self.deciding.found = found;
                self.deciding.turns += 1;
            }
            Err(fault) => self.fault(fault),
        }
    }

    /// Decides on the pair that is asked.
    pub(super) fn decide(&mut self, verdict: Verdict) {
        let Some(proposal) = self.to_decide().into_iter().next() else { return };
        let of_digit = |of: u8| kinds(&proposal).into_iter().find(|kind| digit(*kind) == Some(of));
        let (kind, status) = match verdict {
            Verdict::No | Verdict::Digit(0) => (proposal.kinds.first().copied(), LinkStatus::Rejected),
            Verdict::Proposed => (proposal.kinds.first().copied(), LinkStatus::Accepted),
            Verdict::Kind(kind) => (Some(kind), LinkStatus::Accepted),
            Verdict::Digit(of) => (of_digit(of), LinkStatus::Accepted),
        };
        let Some(kind) = kind else { return };
        // What was said later is said of what was said before.
        let (earlier, later) = proposal.claims;
        let link = ClaimLink {
            id: Id::new(),
            from_claim: later,
            to_claim: earlier,
            kind,
            note: None,
            status,
            rule: Some(Words::new(proposal.rule)),
        };
        self.deciding.decided.push(proposal.claims);
        self.deciding.turns += 1;
        let label = if status == LinkStatus::Rejected { say::no_link() } else { say::link(kind.label()) };
        self.edit(Edit::new(label, vec![Op::add(link)]));
    }

    /// Puts the pair that is asked behind the others.
    pub(super) fn decide_later(&mut self) {
        let Some(first) = self.to_decide().first().map(|proposal| proposal.claims) else { return };
        self.deciding.later.retain(|pair| *pair != first);
        self.deciding.later.push(first);
        self.deciding.asked = None;
        self.deciding.turns += 1;
    }

    /// True where digits decide.
    pub fn decides(&self) -> bool {
        self.place == Place::Weigh && self.list == List::ToDecide && self.can_write()
    }
}
