//! Names: persons, organisations, places, instruments and events, with their spellings and roles. Speaker, outlet and
//! owner are roles a name plays, so nobody is entered twice. A name that publishes or speaks is a source and is graded.

use super::grade::Reliability;
use super::vocabulary::vocabulary;
use super::{Date, Id, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What a name names.
    NameKind {
        Person = "person", "person";
        Organisation = "organisation", "organisation";
        Place = "place", "place";
        Instrument = "instrument", "instrument";
        Event = "event", "event";
        Unknown = "unknown", "not said";
    }
}

vocabulary! {
    /// What sort of source a name is.
    SourceKind {
        StateMedia = "state_media", "state media";
        OfficialBody = "official_body", "official body";
        PrivateMedia = "private_media", "private media";
        WireAgency = "wire_agency", "wire agency";
        SocialAccount = "social_account", "social account";
        ThinkTank = "think_tank", "think tank";
        Aggregator = "aggregator", "aggregator";
        Blog = "blog", "blog";
        Academic = "academic", "academic";
        Ngo = "ngo", "non-governmental organisation";
        Anonymous = "anonymous", "anonymous";
        Unknown = "unknown", "not known";
    }
}

/// Somebody or something that is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// Identity.
    pub id: Id,
    /// What it names.
    pub kind: NameKind,
    /// The spelling we use.
    pub words: Words,
    /// A note.
    pub memo: Option<Words>,
    /// The name this one was found to be the same as. Everything that refers to this one then means that one, and
    /// emptying the field parts them again as they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<Id>,
    /// What sort of source it is, where it publishes or speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_kind: Option<SourceKind>,
    /// The country it is at home in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Words>,
    /// The language it publishes or speaks in, as a tag (BCP 47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Words>,
}

impl Name {
    /// A name of which only a spelling is known.
    pub fn new(kind: NameKind, words: Words) -> Self {
        let (merged_into, source_kind, country, language) = (None, None, None, None);
        Self { id: Id::new(), kind, words, memo: None, merged_into, source_kind, country, language }
    }
}

/// The name a name stands for: itself, or the one it was merged into, by what `merged` tells of each. The writer refuses
/// circles; the bound is for a file of another's making.
pub fn stands_for<E>(name: Id, mut merged: impl FnMut(Id) -> Result<Option<Id>, E>) -> Result<Id, E> {
    const FAR: usize = 1_000;
    let mut at = name;
    for _ in 0..FAR {
        match merged(at)? {
            Some(into) => at = into,
            None => break,
        }
    }
    Ok(at)
}

/// The same where every answer is at hand.
pub fn known_as(name: Id, merged: impl Fn(Id) -> Option<Id>) -> Id {
    let Ok(name) = stands_for(name, |id| Ok::<_, std::convert::Infallible>(merged(id)));
    name
}

/// A name marked in the text: the passage names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// Identity.
    pub id: Id,
    /// Where it is named.
    pub passage: Id,
    /// The name.
    pub name: Id,
}

/// Another spelling of a name, in any script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// Identity.
    pub id: Id,
    /// The name.
    pub name: Id,
    /// The spelling.
    pub words: Words,
    /// The romanisation it follows, if any, such as BGN/PCGN.
    pub scheme: Option<Words>,
    /// A note, such as “misspelling”.
    pub note: Option<Words>,
}

/// A role a name holds over a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Identity.
    pub id: Id,
    /// Who holds it.
    pub name: Id,
    /// The role.
    pub words: Words,
    /// Since when.
    pub since: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
}

/// One grading of a source. The latest is in force; the earlier ones are its history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceGrade {
    /// Identity.
    pub id: Id,
    /// The name that is graded.
    pub name: Id,
    /// The letter.
    pub reliability: Reliability,
    /// What the grade holds for, when not for everything.
    pub scope: Option<Words>,
    /// Why.
    pub reason: Option<Words>,
    /// When it was given, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// Who owns a source, over a time. Ownership never goes round in a circle, merged names counted as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ownership {
    /// Identity.
    pub id: Id,
    /// The name that is owned.
    pub name: Id,
    /// The name that owns it.
    pub owner: Id,
    /// Since when.
    pub since: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
    /// A note, such as how large the share is.
    pub note: Option<Words>,
}

/// The analyst's decision that two names are not the same, in whichever order they stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DifferentNames {
    /// Identity.
    pub id: Id,
    /// One of them.
    pub one: Id,
    /// The other.
    pub other: Id,
    /// A note, such as what tells them apart.
    pub note: Option<Words>,
}
