//! The names of a project laid beside each other: which of them may be one, and which are spelled otherwise than the holder of
//! the office they are told by; and looked for in its texts.

use super::words::each_piece;
use crate::analysis::names::{Gazetteer, Holder, Known, KnownRole, Likeness, Profile, Register};
use crate::domain::called::MayBe;
use crate::domain::claim::Claim;
use crate::domain::declined::{Declined, DeclinedKind};
use crate::domain::document::Document;
use crate::domain::name::{DifferentNames, Mention, Name, Role, Spelling, known_as};
use crate::domain::passage::Passage;
use crate::domain::{Date, Fault, Id, ProjectRead, Words, fold};
use crate::store::Reader;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A name with those that were merged into it, and where texts have it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its identity.
    pub id: Id,
    /// The spelling we use.
    pub words: Words,
    /// How often the texts have it.
    pub mentions: u64,
    /// In how many documents.
    pub documents: u64,
    /// As it is written there, and how often.
    pub spellings: BTreeMap<String, u64>,
    /// When the first and the last document that has it was published, or when it spoke first and last, as far as that is
    /// known.
    pub seen: Option<(Date, Date)>,
    known: Known,
    /// It and those that were merged into it.
    ids: Vec<Id>,
}

impl Named {
    fn spellings(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.known.words).chain(&self.known.spellings)
    }

    fn is_seen(&mut self, date: &Date) {
        if date.year().is_some() {
            let (first, last) = self.seen.take().unwrap_or_else(|| (date.clone(), date.clone()));
            self.seen = Some((first.min(date.clone()), last.max(date.clone())));
        }
    }

    fn as_side(&self) -> Side {
        Side { id: self.id, words: self.words.clone(), spellings: self.spellings().cloned().collect() }
    }
}

/// One of two names that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Its identity.
    pub id: Id,
    /// The spelling we use.
    pub words: Words,
    /// Every spelling, that one first.
    pub spellings: Vec<String>,
}

/// What a name may be the same as.
#[derive(Clone, Debug)]
pub enum Other {
    /// Another one of the register.
    Name(Side),
    /// Somebody who held an office, by another spelling.
    Holder(&'static Holder),
}

/// That two names may be one.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The one.
    pub one: Side,
    /// The other.
    pub other: Other,
    /// Why, and what speaks against it.
    pub likeness: Likeness,
}

/// The names of a project.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    /// Pairs that may be one, each once, the likeliest first.
    pub proposals: Vec<Proposal>,
    /// All names that were not merged into others, those found most often first.
    pub names: Vec<Named>,
}

/// Looks through all texts for all names, then lays the names beside each other.
pub fn names(reader: &Reader) -> Result<Naming, Fault> {
    let mut names = register(reader)?;
    find(reader, &mut names)?;
    let proposals = laid_beside(reader, &names, &mut || true)?;
    names.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.words.cmp(&b.words)));
    Ok(Naming { proposals, names })
}

/// Lays the names beside each other without looking through the texts: of those it is known where they are marked and when
/// they spoke. `goes_on` is asked between names; what it ends is empty.
pub fn proposals(project: &dyn ProjectRead, goes_on: &mut dyn FnMut() -> bool) -> Result<Vec<Proposal>, Fault> {
    laid_beside(project, &register(project)?, goes_on)
}

/// What search asks for beside what was typed, because names may be one.
pub fn may_be(proposals: &[Proposal]) -> Vec<MayBe> {
    let ways = proposals.iter().flat_map(|proposal| {
        let one = &proposal.one.spellings;
        let (other, back) = match &proposal.other {
            Other::Name(other) => (&other.spellings, Some((&other.spellings, one))),
            Other::Holder(holder) => (&holder.spellings, None),
        };
        // Who looks for the misspelling is not led to a holder of whom the project may have nothing.
        std::iter::once((other, one)).chain(back.map(|(other, one)| (one, other)))
    });
    ways.map(|(called, also)| MayBe { called: called.clone(), also: also.clone() }).collect()
}

/// By what a declined proposal that a name means a holder is known again.
pub fn holder_key(name: Id, holder: &Holder) -> String {
    format!("{name} {}", holder.words)
}

/// The names of the project, each with the spellings and roles of those that were merged into it, and with when it was seen
/// where it is marked and where it speaks.
fn register(project: &dyn ProjectRead) -> Result<Vec<Named>, Fault> {
    let all: Vec<Name> = project.all()?;
    let into: HashMap<Id, Id> = all.iter().filter_map(|name| Some((name.id, name.merged_into?))).collect();
    let stands_for = |id: Id| known_as(id, |id| into.get(&id).copied());
    let mut names: Vec<Named> = Vec::new();
    let mut places: HashMap<Id, usize> = HashMap::new();
    for name in all.iter().filter(|name| stands_for(name.id) == name.id) {
        places.insert(name.id, names.len());
        let known = Known {
            kind: name.kind,
            words: name.words.raw().to_owned(),
            spellings: Vec::new(),
            roles: Vec::new(),
            seen: None,
        };
        let (words, spellings) = (name.words.clone(), BTreeMap::new());
        let ids = vec![name.id];
        names.push(Named { id: name.id, words, mentions: 0, documents: 0, spellings, seen: None, known, ids });
    }
    let spellings: Vec<Spelling> = project.all()?;
    for name in all.iter().filter(|name| name.merged_into.is_some()) {
        if let Some(named) = places.get(&stands_for(name.id)).and_then(|at| names.get_mut(*at)) {
            named.ids.push(name.id);
        }
    }
    let merged = all.iter().filter(|name| name.merged_into.is_some()).map(|name| (name.id, &name.words));
    for (name, words) in merged.chain(spellings.iter().map(|spelling| (spelling.name, &spelling.words))) {
        if let Some(named) = places.get(&stands_for(name)).and_then(|at| names.get_mut(*at)) {
            named.known.spellings.push(words.raw().to_owned());
        }
    }
    let roles: Vec<Role> = project.all()?;
    for role in roles {
        if let Some(named) = places.get(&stands_for(role.name)).and_then(|at| names.get_mut(*at)) {
            let words = role.words.raw().to_owned();
            named.known.roles.push(KnownRole { words, since: role.since, until: role.until });
        }
    }
    let mut seen = |name: Id, date: &Date| {
        if let Some(named) = places.get(&stands_for(name)).and_then(|at| names.get_mut(*at)) {
            named.is_seen(date);
        }
    };
    let claims: Vec<Claim> = project.all()?;
    for (name, date) in claims.iter().filter_map(|claim| Some((claim.speaker?, claim.said_at.as_ref()?))) {
        seen(name, date);
    }
    let mut published: HashMap<Id, Option<Date>> = HashMap::new();
    for mention in project.all::<Mention>()? {
        let Some(passage) = project.get::<Passage>(mention.passage)? else { continue };
        let date = match published.get(&passage.document) {
            Some(known) => known.clone(),
            None => project.get::<Document>(passage.document)?.and_then(|document| document.published),
        };
        if let Some(date) = &date {
            seen(mention.name, date);
        }
        published.insert(passage.document, date);
    }
    Ok(names)
}

/// Counts where the texts have the names.
fn find(reader: &Reader, names: &mut [Named]) -> Result<(), Fault> {
    let spellings =
        names.iter().enumerate().flat_map(|(at, named)| named.spellings().map(move |words| (at, words.as_str())));
    let gazetteer = Gazetteer::of(spellings).map_err(|error| {
        let what = format!("The texts cannot be looked through for {} names: {error}.", names.len());
        Fault::new("AS-NAM-01", what, "Nothing was changed.", "Merge names that are one, and shorten the longest.")
    })?;
    let project: &dyn ProjectRead = reader;
    for text in reader.texts()? {
        let published = project.get::<Document>(text.document)?.and_then(|document| document.published);
        let mut here: BTreeSet<usize> = BTreeSet::new();
        each_piece(reader, &text, &mut |piece, _| {
            for mention in gazetteer.find(piece) {
                let written = piece.get(mention.bytes.clone()).unwrap_or_default();
                for at in mention.names {
                    let Some(named) = names.get_mut(at) else { continue };
                    named.mentions += 1;
                    *named.spellings.entry(on_one_line(written)).or_default() += 1;
                    here.insert(at);
                }
            }
            true
        })?;
        for at in here {
            let Some(named) = names.get_mut(at) else { continue };
            named.documents += 1;
            if let Some(date) = &published {
                named.is_seen(date);
            }
        }
    }
    Ok(())
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The time from one date to another; the first alone where they are no two ends.
fn between(first: &Date, last: &Date) -> Option<Date> {
    if first == last {
        return Some(first.clone());
    }
    format!("{}/{}", first.as_str(), last.as_str()).parse().ok().or_else(|| Some(first.clone()))
}

/// What was decided: pairs of names that are different, each as the names they stand for, and holders who are not meant.
struct Decided {
    different: HashSet<(Id, Id)>,
    declined: HashSet<String>,
}

impl Decided {
    fn read(project: &dyn ProjectRead, names: &[Named]) -> Result<Self, Fault> {
        let stands: HashMap<Id, Id> =
            names.iter().flat_map(|named| named.ids.iter().map(move |id| (*id, named.id))).collect();
        let who = |id: Id| stands.get(&id).copied().unwrap_or(id);
        let different: Vec<DifferentNames> = project.all()?;
        let different = different.iter().map(|row| pair(who(row.one), who(row.other))).collect();
        let declined: Vec<Declined> = project.all()?;
        let declined = declined.into_iter().filter(|row| row.kind == DeclinedKind::Name);
        Ok(Self { different, declined: declined.map(|row| row.key.into_raw()).collect() })
    }

    fn is_other(&self, named: &Named, holder: &Holder) -> bool {
        named.ids.iter().any(|id| self.declined.contains(&holder_key(*id, holder)))
    }
}

fn pair(one: Id, other: Id) -> (Id, Id) {
    (one.min(other), one.max(other))
}

/// All names laid beside each other. Names that were merged are one entry and make no pair; what was decided is not asked again.
fn laid_beside(
    project: &dyn ProjectRead,
    names: &[Named],
    goes_on: &mut dyn FnMut() -> bool,
) -> Result<Vec<Proposal>, Fault> {
    let decided = Decided::read(project, names)?;
    let register = Register::of(names.iter().map(|named| {
        let mut known = named.known.clone();
        known.seen = named.seen.as_ref().and_then(|(first, last)| between(first, last));
        known
    }));
    let mut out: Vec<Proposal> = Vec::new();
    // Pairs that are told or were decided on, by their places: there a holder would say the same once more.
    let mut said: HashSet<(Id, Id)> = decided.different.clone();
    for found in register.pairs(|| !goes_on()).unwrap_or_default() {
        let Some((one, other)) = names.get(found.one).zip(names.get(found.other)) else { continue };
        if !said.insert(pair(one.id, other.id)) {
            continue;
        }
        let (one, other) = (one.as_side(), Other::Name(other.as_side()));
        out.push(Proposal { one, other, likeness: found.likeness });
    }
    let mut by_spelling: HashMap<String, Vec<Id>> = HashMap::new();
    for named in names {
        named.spellings().for_each(|words| by_spelling.entry(fold(words)).or_default().push(named.id));
    }
    for (at, named) in names.iter().enumerate() {
        if !goes_on() {
            return Ok(Vec::new());
        }
        let Some((holder, likeness)) = register.profile(at).and_then(Profile::holder) else { continue };
        let called_so = by_spelling.get(&fold(&holder.words)).map_or(&[][..], Vec::as_slice);
        let is_said = called_so.iter().any(|id| *id == named.id || said.contains(&pair(*id, named.id)));
        if !is_said && !decided.is_other(named, holder) {
            out.push(Proposal { one: named.as_side(), other: Other::Holder(holder), likeness });
        }
    }
    out.sort_by_key(|proposal| std::cmp::Reverse(proposal.likeness.score));
    Ok(out)
}
