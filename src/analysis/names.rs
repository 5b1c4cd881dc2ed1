//! Whether two names of the register are one: names and roles of two records compared across scripts and languages, with the
//! reason in words that can be checked, and what speaks against it. Nothing is merged here, and where the records do not
//! allow a guess, none is made.
//!
//! After standards for romanising names (BGN/PCGN, ALA-LC, ISO 9, ICAO 9303, KMU 55, ELOT 743) and the lists in
//! `assets/lexicons`, which can be edited.

mod gazetteer;
mod given;
mod holders;
mod lists;
mod parts;
mod people;
mod person;
mod register;
mod roles;
mod sounds;
mod spelling;
mod terms;
mod things;
mod when;
mod words;

use crate::domain::Date;
use crate::domain::name::NameKind;
use people::Form;
use person::Person;
use roles::Role;
use things::Thing;
use when::Span;

pub use gazetteer::{Gazetteer, Mention, TooMany};
pub use holders::Holder;
pub use lists::Slip;
pub use register::{Pair, Register};

/// The stem of a word for an office, a body or a place that a folded word has but for one slip, in any of the languages of the
/// lists; `None` where it has one as it is.
pub fn slip_of(word: &str) -> Option<&'static str> {
    terms::Terms::built_in().slip_of(word)
}

/// Most spellings of one name that are compared.
const MOST_FORMS: usize = 24;

/// True when a wording for an office, a calling or a kind of relative begins with the first of some words of a text.
pub(super) fn is_role(text: &str, words: &[crate::domain::tokens::Token]) -> bool {
    use terms::Class;
    let of_a_person = |class: Class| {
        matches!(class, Class::Head | Class::Calling | Class::Kin | Class::Deputy | Class::Past | Class::Title)
    };
    terms::Terms::built_in().at(text, words, &of_a_person).0 > 0
}

/// True for two folded given names that are no forms of one.
pub(super) fn are_two_given(one: &str, other: &str) -> bool {
    given::is_given(one) && given::is_given(other) && given::same(one, other).is_none()
}

/// Least score, in hundredths, at which merging two names is suggested; what is proposed below is a possible variant.
pub const SURE: u8 = 90;

/// What is known of somebody or something that is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// What it names.
    pub kind: NameKind,
    /// The spelling we use.
    pub words: String,
    /// Other spellings.
    pub spellings: Vec<String>,
    /// Its roles.
    pub roles: Vec<KnownRole>,
    /// When it was seen, where no role says more.
    pub seen: Option<Date>,
}

/// A role that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownRole {
    /// The role.
    pub words: String,
    /// Since when.
    pub since: Option<Date>,
    /// Until when; empty where that is open or not known.
    pub until: Option<Date>,
}

/// What two names that are one are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both spellings are right.
    Variant,
    /// One of them is a slip.
    Misspelling,
    /// The surname is not written as it should be; given name and role say who is meant.
    RoleAndGivenName,
}

impl Outcome {
    /// Its word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Variant => "variant",
            Self::Misspelling => "misspelling",
            Self::RoleAndGivenName => "role_and_given_name",
        }
    }
}

/// That two names may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// How likely, in hundredths, for putting proposals in order: no measured probability.
    pub score: u8,
    /// What they are to each other.
    pub outcome: Outcome,
    /// What speaks for it, each ground in words.
    pub because: Vec<String>,
    /// What speaks against it.
    pub against: Vec<String>,
}

/// A record that was read, so that it can be compared with many.
#[derive(Clone, Debug)]
pub struct Profile {
    kind: NameKind,
    person: Option<Person>,
    thing: Option<Thing>,
}

impl Profile {
    /// Reads a record.
    pub fn of(known: &Known) -> Self {
        let seen = known.seen.as_ref().and_then(Span::of);
        let spellings = || std::iter::once(&known.words).chain(&known.spellings).map(String::as_str);
        let role = |role: &KnownRole| {
            let term = Span::term(role.since.as_ref(), role.until.as_ref());
            Role::of(&role.words, term.or(seen), term.is_some())
        };
        let roles: Vec<Role> = known.roles.iter().map(role).collect();
        let may_be_person = matches!(known.kind, NameKind::Person | NameKind::Unknown);
        let person = may_be_person.then(|| {
            let forms = forms(spellings());
            // What stands in front of the name is a role where no other is told.
            let titles = forms.iter().map(|form| form.titles.as_str()).find(|titles| !titles.is_empty());
            let titled = titles.filter(|_| roles.is_empty()).map(|titles| Role::of(titles, seen, false));
            Person::of(forms, roles.iter().cloned().chain(titled).collect(), seen)
        });
        let thing = (known.kind != NameKind::Person).then(|| Thing::of(spellings(), roles, known.kind));
        Self { kind: known.kind, person, thing }
    }

    /// Whether two records may be one; `None` where nothing says so.
    pub fn compare(&self, other: &Self) -> Option<Likeness> {
        if self.kind != other.kind && self.kind != NameKind::Unknown && other.kind != NameKind::Unknown {
            return None;
        }
        let things =
            || self.thing.as_ref().zip(other.thing.as_ref()).and_then(|(one, other)| things::compare(one, other));
        let persons = || {
            let (one, other) = self.person.as_ref().zip(other.person.as_ref())?;
            person::compare(one, other)
        };
        // What is called by words of bodies and places is none of a person's names.
        let is_thing = |profile: &Self| profile.thing.as_ref().is_some_and(Thing::is_told);
        if is_thing(self) || is_thing(other) {
            return things();
        }
        persons().or_else(things)
    }

    /// Keys under which it is found.
    fn keys(&self) -> Vec<String> {
        self.person.as_ref().map(Person::keys).unwrap_or_default()
    }

    /// Keys under which a register has it.
    fn index_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.person.iter().flat_map(Person::index_keys).collect();
        keys.extend(self.thing.iter().flat_map(Thing::index_keys));
        keys.sort();
        keys.dedup();
        keys
    }

    /// The holder of an office whom this record means by office, time and name, where there is one.
    pub fn holder(&self) -> Option<(&'static Holder, Likeness)> {
        holders::meant(self)
    }
}

/// A name's spellings taken apart; one that is a surname alone is also tried with the given names of the first.
fn forms<'a>(spellings: impl Iterator<Item = &'a str>) -> Vec<Form> {
    let mut out: Vec<Form> = spellings.map(Form::of).filter(|form| !form.parts.is_empty()).collect();
    let Some(main) = out.first().cloned() else { return out };
    let more: Vec<Form> = out.iter().skip(1).filter_map(|form| main.with_surname(form)).collect();
    out.extend(more);
    // Spellings that differ in nothing that is compared are one.
    let mut kept: Vec<Form> = Vec::new();
    for form in out {
        if kept.len() < MOST_FORMS && !kept.iter().any(|known| known.is_same(&form)) {
            kept.push(form);
        }
    }
    kept
}

/// Whether two records may be one; `None` where nothing says so.
pub fn compare(one: &Known, other: &Known) -> Option<Likeness> {
    Profile::of(one).compare(&Profile::of(other))
}

#[cfg(test)]
mod tests;
