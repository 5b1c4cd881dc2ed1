//! Names, spellings and roles being made, changed or merged.

use crate::domain::Id;
use crate::domain::name::{NameKind, Role, Spelling};

/// A name being made.
#[derive(Clone, Debug, PartialEq)]
pub struct NameDraft {
    /// Its spelling.
    pub words: String,
    /// What it names.
    pub kind: NameKind,
}

/// A spelling being made or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct SpellingDraft {
    /// The spelling that is changed; `None` makes a new one.
    pub id: Option<Id>,
    /// The name it is of.
    pub name: Id,
    /// The spelling.
    pub words: String,
    /// The romanisation it follows.
    pub scheme: String,
    /// A note, such as “misspelling”.
    pub note: String,
}

/// A role being made or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleDraft {
    /// The role that is changed; `None` makes a new one.
    pub id: Option<Id>,
    /// Who holds it.
    pub name: Id,
    /// The role.
    pub words: String,
    /// Since when, in words or as EDTF.
    pub since: String,
    /// Until when, in words or as EDTF.
    pub until: String,
}

/// Two names about to become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergeDraft {
    /// One of them.
    pub one: Id,
    /// The other.
    pub other: Id,
    /// The one that is kept.
    pub kept: Id,
}

impl MergeDraft {
    /// The one that will stand behind the other.
    pub fn gone(&self) -> Id {
        if self.kept == self.one { self.other } else { self.one }
    }
}

impl SpellingDraft {
    /// A new one.
    pub fn new(name: Id) -> Self {
        Self { id: None, name, words: String::new(), scheme: String::new(), note: String::new() }
    }

    /// One as it is.
    pub fn of(row: &Spelling) -> Self {
        let text = |words: &Option<crate::domain::Words>| words.clone().unwrap_or_default().into_raw();
        Self {
            id: Some(row.id),
            name: row.name,
            words: row.words.raw().to_owned(),
            scheme: text(&row.scheme),
            note: text(&row.note),
        }
    }
}

impl RoleDraft {
    /// A new one.
    pub fn new(name: Id) -> Self {
        Self { id: None, name, words: String::new(), since: String::new(), until: String::new() }
    }

    /// One as it is.
    pub fn of(row: &Role) -> Self {
        let shown = |date: &Option<crate::domain::Date>| date.as_ref().map(crate::domain::Date::shown);
        Self {
            id: Some(row.id),
            name: row.name,
            words: row.words.raw().to_owned(),
            since: shown(&row.since).unwrap_or_default(),
            until: shown(&row.until).unwrap_or_default(),
        }
    }
}
