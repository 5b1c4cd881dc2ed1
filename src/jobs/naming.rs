//! The names of a project looked for in its texts, and laid beside each other: which of them may be one, and which are
//! spelled otherwise than the holder of the office they are told by.

use super::words::each_piece;
use crate::analysis::names::{Gazetteer, Holder, Known, KnownRole, Likeness, Profile, Register};
use crate::domain::document::Document;
use crate::domain::name::{Name, Role, Spelling};
use crate::domain::{Date, Fault, Id, ProjectRead, Words, fold};
use crate::store::Reader;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// When the first and the last of these documents were published, among those of which that is known.
    pub seen: Option<(Date, Date)>,
    known: Known,
}

/// What a name may be the same as.
#[derive(Clone, Debug)]
pub enum Other {
    /// Another one of the register.
    Name(Id, Words),
    /// Somebody who held an office, by another spelling.
    Holder(&'static Holder),
}

/// That two names may be one.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The one.
    pub one: (Id, Words),
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
    let known = names.iter().map(|named| {
        let mut known = named.known.clone();
        known.seen = named.seen.as_ref().and_then(|(first, last)| between(first, last));
        known
    });
    let register = Register::of(known);
    let proposals = proposals(&names, &register);
    names.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.words.cmp(&b.words)));
    Ok(Naming { proposals, names })
}

/// The names of the project, each with the spellings and roles of those that were merged into it.
fn register(reader: &Reader) -> Result<Vec<Named>, Fault> {
    let project: &dyn ProjectRead = reader;
    let all: Vec<Name> = project.all()?;
    let into: HashMap<Id, Id> = all.iter().filter_map(|name| Some((name.id, name.merged_into?))).collect();
    let stands_for = |mut id: Id| {
        // Names merged in a circle are refused when they are written; a file may have them all the same.
        for _ in 0..into.len() {
            let Some(next) = into.get(&id) else { break };
            id = *next;
        }
        id
    };
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
        names.push(Named { id: name.id, words, mentions: 0, documents: 0, spellings, seen: None, known });
    }
    let spellings: Vec<Spelling> = project.all()?;
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
    Ok(names)
}

/// Counts where the texts have the names.
fn find(reader: &Reader, names: &mut [Named]) -> Result<(), Fault> {
    let spellings = names.iter().enumerate().flat_map(|(at, named)| {
        std::iter::once(&named.known.words).chain(&named.known.spellings).map(move |words| (at, words.as_str()))
    });
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
            if let Some(date) = published.as_ref().filter(|date| date.year().is_some()) {
                let (first, last) = named.seen.take().unwrap_or_else(|| (date.clone(), date.clone()));
                named.seen = Some((first.min(date.clone()), last.max(date.clone())));
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

fn proposals(names: &[Named], register: &Register) -> Vec<Proposal> {
    let of = |at: usize| names.get(at).map(|named| (named.id, named.words.clone()));
    let mut out: Vec<Proposal> = Vec::new();
    // Names that were merged are one entry and make no pair. A decision that two names are different is asked here, before a
    // pair is laid out, as soon as a project can hold one.
    for pair in register.pairs(|| false).unwrap_or_default() {
        if let (Some(one), Some((id, words))) = (of(pair.one), of(pair.other)) {
            out.push(Proposal { one, other: Other::Name(id, words), likeness: pair.likeness });
        }
    }
    for (at, named) in names.iter().enumerate() {
        let holder = register.profile(at).and_then(Profile::holder);
        if let Some((holder, likeness)) = holder.filter(|(holder, _)| !is_spelled(named, &holder.words)) {
            let one = (named.id, named.words.clone());
            out.push(Proposal { one, other: Other::Holder(holder), likeness });
        }
    }
    out.sort_by_key(|proposal| std::cmp::Reverse(proposal.likeness.score));
    out
}

/// True where a name has this spelling already.
fn is_spelled(named: &Named, words: &str) -> bool {
    let words = fold(words);
    std::iter::once(&named.known.words).chain(&named.known.spellings).any(|spelling| fold(spelling) == words)
}
