//! Names that may be one: pairs, and names that mean the holder of an office, fetched whenever the project has changed, with the
//! reasons; and what of them is still to be decided.

use super::model::Model;
use super::{App, Place};
use crate::analysis::names::Holder;
use crate::domain::declined::DeclinedKind;
use crate::domain::{Date, Fault, Id, Words, fold};
use crate::jobs::naming::{Other, Proposal, holder_key, may_be};
use crate::say::{shared, weigh as say};
use std::collections::HashSet;

/// The proposals.
#[derive(Debug, Default)]
pub struct Naming {
    found: Vec<Proposal>,
    /// The state of the project they were fetched for.
    of: Option<u64>,
    asking: bool,
    /// How often they were fetched.
    pub turns: u64,
}

/// One proposal as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// The one name.
    pub one: Id,
    /// The other; `None` for the holder of an office, who is no name of the register.
    pub other: Option<Id>,
    /// How the two are spelled.
    pub words: [Words; 2],
    /// What is known of each: what it names, or what office he held when.
    pub about: [Words; 2],
    /// What speaks for it.
    pub why: Words,
    /// What speaks against it; empty where nothing does.
    pub against: Words,
}

impl Naming {
    /// True while they are fetched.
    pub(super) fn is_asking(&self) -> bool {
        self.asking
    }
}

/// What somebody decided: that two names are different, or that a name does not mean a holder.
struct Decided<'a> {
    pairs: HashSet<(Id, Id)>,
    holders: HashSet<&'a str>,
}

impl<'a> Decided<'a> {
    fn of(model: &'a Model) -> Self {
        let pairs = model.different_names.values().map(|row| in_order(model.who(row.one), model.who(row.other)));
        let declined = model.declined.values().filter(|row| row.kind == DeclinedKind::Name);
        Self { pairs: pairs.collect(), holders: declined.map(|row| row.key.raw()).collect() }
    }

    fn has(&self, proposal: &Proposal) -> bool {
        let one = proposal.one.id;
        match &proposal.other {
            Other::Name(other) => self.pairs.contains(&in_order(one, other.id)),
            Other::Holder(holder) => self.holders.contains(holder_key(one, holder).as_str()),
        }
    }
}

fn in_order(one: Id, other: Id) -> (Id, Id) {
    (one.min(other), one.max(other))
}

fn shown(model: &Model, proposal: &Proposal) -> Option<Alike> {
    let stands = |id: Id| model.names.get(&id).filter(|name| name.merged_into.is_none());
    let one = stands(proposal.one.id)?;
    let kind = |name: &crate::domain::name::Name| Words::new(name.kind.label());
    let (other, words, about) = match &proposal.other {
        Other::Name(other) => stands(other.id).map(|name| (Some(name.id), name.words.clone(), kind(name)))?,
        Other::Holder(holder) => (None, Words::new(holder.words.as_str()), Words::new(office(holder))),
    };
    let same = fold(one.words.raw()) == fold(words.raw());
    let likeness = &proposal.likeness;
    let against = likeness.against.join("; ");
    Some(Alike {
        one: one.id,
        other,
        about: [if same || other.is_none() { kind(one) } else { Words::default() }, about],
        words: [one.words.clone(), words],
        why: Words::new(likeness.because.join("; ")),
        against: if against.is_empty() { Words::default() } else { Words::new(say::against(&against)) },
    })
}

/// What office somebody held, and when.
fn office(holder: &Holder) -> String {
    let until = holder.until.as_ref().map(Date::shown);
    let when = shared::held(Some(&holder.since.shown()), until.as_deref()).unwrap_or_default();
    say::by_the_list(&holder.office, &when)
}

impl App {
    /// The names that may be one and were not decided on, the likeliest first.
    pub fn alike(&self) -> Vec<Alike> {
        let Some(model) = self.model() else { return Vec::new() };
        let decided = Decided::of(model);
        let open = self.naming.found.iter().filter(|proposal| !decided.has(proposal));
        open.filter_map(|proposal| shown(model, proposal)).collect()
    }

    /// The holder of an office who is proposed for a name.
    pub(super) fn holder_of(&self, name: Id) -> Option<&'static Holder> {
        self.naming.found.iter().filter(|proposal| proposal.one.id == name).find_map(|proposal| match proposal.other {
            Other::Holder(holder) => Some(holder),
            Other::Name(_) => None,
        })
    }

    /// Fetches the proposals where they are shown or searched by, and the project has changed since.
    pub(super) fn see_names(&mut self) {
        if self.naming.asking || self.place != Place::Weigh && !self.searching.shown {
            return;
        }
        let Some(project) = &mut self.project else { return };
        let generation = project.model.generation;
        if self.naming.of == Some(generation) || project.first_page.is_some() {
            return;
        }
        self.naming.of = Some(generation);
        if !project.model.names.is_empty() {
            self.naming.asking = true;
            project.session.names();
        } else if !self.naming.found.is_empty() {
            self.take_names(Ok(Vec::new()));
        }
    }

    /// Takes the proposals.
    pub(super) fn take_names(&mut self, found: Result<Vec<Proposal>, Fault>) {
        self.naming.asking = false;
        match found {
            Ok(found) => {
                self.may_be(may_be(&found));
                self.naming.found = found;
                self.naming.turns += 1;
            }
            Err(fault) => self.fault(fault),
        }
    }
}
