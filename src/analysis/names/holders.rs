//! Holders of offices with their terms, by `assets/lexicons/offices.txt`: where a text calls somebody by an office and spells
//! the name wrong, the office and the date say who is meant.

use super::lists::{Slip, barred, each_line};
use super::person::{self, Agreement, Person};
use super::roles::Standing;
use super::{Known, KnownRole, Likeness, Profile};
use crate::domain::Date;
use crate::domain::name::NameKind;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Somebody who held an office.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The office, in English.
    pub office: String,
    /// Since when.
    pub since: Date,
    /// Until when; empty where it had not ended.
    pub until: Option<Date>,
    /// The spelling that is proposed.
    pub words: String,
    /// Every spelling of the list, that one first.
    pub spellings: Vec<String>,
    profile: Profile,
}

/// All holders, and by the keys of their names which.
#[derive(Debug, Default)]
struct Holders {
    all: Vec<Holder>,
    by_key: HashMap<String, Vec<usize>>,
}

const OFFICES: &str = include_str!("../../../assets/lexicons/offices.txt");

static HOLDERS: LazyLock<Holders> = LazyLock::new(|| read(OFFICES).0);

fn read(list: &str) -> (Holders, Vec<Slip>) {
    let mut holders = Holders::default();
    let slips = each_line(list, |line| {
        let holder = holder(line)?;
        let number = holders.all.len();
        for key in holder.profile.keys() {
            let at = holders.by_key.entry(key).or_default();
            if at.last() != Some(&number) {
                at.push(number);
            }
        }
        holders.all.push(holder);
        Ok(())
    });
    (holders, slips)
}

fn holder(line: &str) -> Result<Holder, String> {
    let line = barred(line)?;
    let quoted = line.head.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let (office, term) = quoted.ok_or("a line begins with an office in quotation marks")?;
    let mut term = term.split_whitespace();
    let mut date = || term.next().ok_or("behind the office stand two dates, the second “..” where it has not ended");
    let read = |text: &str| text.parse::<Date>().map_err(|error| error.to_string());
    let since = read(date()?)?;
    let until = match date()? {
        ".." => None,
        text => Some(read(text)?),
    };
    let spellings = line.languages.iter().flat_map(|language| &language.wordings).map(|words| (*words).to_owned());
    let spellings: Vec<String> = spellings.collect();
    let words = spellings.first().cloned().ok_or("the holder has no name")?;
    let role = KnownRole { words: office.to_owned(), since: Some(since.clone()), until: until.clone() };
    let known = Known {
        kind: NameKind::Person,
        words: words.clone(),
        spellings: spellings.iter().skip(1).cloned().collect(),
        roles: vec![role],
        seen: None,
    };
    Ok(Holder { office: office.to_owned(), since, until, words, spellings, profile: Profile::of(&known) })
}

/// Holders whom a person may be by name, each once.
fn candidates(person: &Person) -> Vec<&'static Holder> {
    let mut numbers: Vec<usize> =
        person.keys().iter().filter_map(|key| HOLDERS.by_key.get(key)).flatten().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().filter_map(|number| HOLDERS.all.get(number)).collect()
}

/// A holder who is meant, and why.
pub(super) type Meant = (&'static Holder, Likeness);

/// The holder whom a person means by office, time and name; none where there are two.
fn holder_of(person: &Person) -> Option<&Meant> {
    let find = || {
        let found = candidates(person).into_iter().filter_map(|holder| {
            let likeness = person::by_office(person, holder.profile.person.as_ref()?)?;
            Some((holder, likeness))
        });
        let found: Vec<Meant> = found.collect();
        let (first, _) = found.first()?;
        let one = found.iter().all(|(holder, _)| holder.words == first.words);
        let best = found.iter().max_by_key(|(_, likeness)| likeness.score).cloned();
        best.filter(|_| one)
    };
    let office = !person.roles.is_empty();
    person.holder.get_or_init(|| office.then(find).flatten()).as_ref()
}

/// The holder whom a record means, see [`Profile::holder`].
pub(super) fn meant(profile: &Profile) -> Option<Meant> {
    holder_of(profile.person.as_ref()?).cloned()
}

/// Whether two records whose names may be one are so because one means a holder of an office by the office, and the other has
/// the holder's name. `standing` is how their roles stand to each other.
pub(super) fn through(one: &Person, other: &Person, standing: Standing) -> Option<Likeness> {
    let try_one = |one: &Person, other: &Person| {
        let (holder, likeness) = holder_of(one)?;
        let agreement = person::same_name(other, holder.profile.person.as_ref()?)?;
        if matches!(standing, Standing::Clash | Standing::Posts) && agreement != Agreement::Patronymic {
            return None;
        }
        let mut likeness = likeness.clone();
        likeness.score = likeness.score.saturating_sub(5).max(70);
        likeness.because.push(format!("the list of offices has {} as {}", holder.words, holder.office));
        Some(likeness)
    };
    try_one(one, other).or_else(|| try_one(other, one))
}

#[cfg(test)]
pub(super) fn slips_of_built_in() -> Vec<Slip> {
    read(OFFICES).1
}
