//! The register of names: one row a name, whatever it was merged from; where each is used.

use crate::app::model::{By, Model};
use crate::domain::grade::Reliability;
use crate::domain::name::{NameKind, Role, SourceGrade, Spelling};
use crate::domain::{Id, Words, fold};
use std::cmp::Reverse;

/// In what order names are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameOrder {
    /// By the spelling we use.
    #[default]
    Name,
    /// By what they name.
    Kind,
    /// Those used most first.
    Used,
    /// The newest first.
    Newest,
}

/// A row of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct NameRow {
    /// The name.
    pub id: Id,
    /// The spelling we use.
    pub words: Words,
    /// What it names.
    pub kind: NameKind,
    /// Its other spellings, those of merged names among them.
    pub also: Words,
    /// Its grade; `None` when it was never graded.
    pub letter: Option<&'static str>,
    /// How often it is used.
    pub used: usize,
}

/// Rows of a kind that refer to a name or to one merged into it, oldest first.
pub fn rows_of(model: &Model, by: By, name: Id) -> Vec<Id> {
    let mut rows: Vec<Id> = model.merged(name).into_iter().flat_map(|id| model.ids(by, id)).collect();
    rows.sort_unstable();
    rows
}

/// How many rows of a kind refer to a name or to one merged into it.
pub fn count_of(model: &Model, by: By, name: Id) -> usize {
    model.merged(name).into_iter().map(|id| model.count(by, id)).sum()
}

/// Where a name is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uses {
    /// Claims it said.
    pub claims: Vec<Id>,
    /// Documents it published; those whose import was undone are not among them.
    pub documents: Vec<Id>,
    /// Hops: claims it passed on.
    pub hops: Vec<Id>,
    /// Marks in texts.
    pub mentions: Vec<Id>,
}

impl Uses {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.claims.len() + self.documents.len() + self.hops.len() + self.mentions.len()
    }
}

/// Where a name is used, and where what was merged into it is.
pub fn uses(model: &Model, name: Id) -> Uses {
    let shown = |id: &Id| model.documents.get(id).is_some_and(|document| model.is_shown(document));
    Uses {
        claims: rows_of(model, By::Said, name),
        documents: rows_of(model, By::Published, name).into_iter().filter(shown).collect(),
        hops: rows_of(model, By::PassedOn, name),
        mentions: rows_of(model, By::Mentioned, name),
    }
}

fn used(model: &Model, name: Id) -> usize {
    let kinds = [By::Said, By::Published, By::PassedOn, By::Mentioned];
    kinds.into_iter().map(|by| count_of(model, by, name)).sum()
}

/// The names that stand for themselves, whose spellings (any of them) hold `query`, of a kind, in an order.
pub fn name_ids(model: &Model, order: NameOrder, kind: Option<NameKind>, query: &str) -> Vec<Id> {
    let wanted = fold(query.trim());
    let own = model.names.values().filter(|name| name.merged_into.is_none());
    let mut names: Vec<_> = own
        .filter(|name| kind.is_none_or(|kind| name.kind == kind))
        .filter(|name| wanted.is_empty() || spelled(model, name.id).any(|words| fold(words.raw()).contains(&wanted)))
        .collect();
    match order {
        NameOrder::Name => {}
        NameOrder::Newest => names.sort_by_key(|name| Reverse(name.id)),
        NameOrder::Kind => names.sort_by_cached_key(|name| (name.kind, fold(name.words.raw()), name.id)),
        NameOrder::Used => {
            names.sort_by_cached_key(|name| (Reverse(used(model, name.id)), fold(name.words.raw()), name.id));
        }
    }
    if order == NameOrder::Name {
        names.sort_by_cached_key(|name| (fold(name.words.raw()), name.id));
    }
    names.into_iter().map(|name| name.id).collect()
}

/// Every spelling of a name and of what was merged into it, the one we use first.
pub fn spelled(model: &Model, name: Id) -> impl Iterator<Item = &Words> {
    let all = model.merged(name);
    let own: Vec<&Words> = all.iter().filter_map(|id| model.names.get(id)).map(|name| &name.words).collect();
    own.into_iter().chain(spellings(model, name).map(|spelling| &spelling.words))
}

/// The other spellings of a name, those of merged names after its own.
pub fn spellings(model: &Model, name: Id) -> impl Iterator<Item = &Spelling> {
    let rows = model.merged(name).into_iter().flat_map(|id| model.ids(By::Spellings, id));
    rows.filter_map(|id| model.spellings.get(&id))
}

/// The roles of a name by their beginning, unknown ones last.
pub fn roles(model: &Model, name: Id) -> Vec<&Role> {
    let mut roles: Vec<&Role> = rows_of(model, By::Roles, name).iter().filter_map(|id| model.roles.get(id)).collect();
    roles.sort_by_key(|role| (role.since.is_none(), role.since.clone(), role.id));
    roles
}

/// Every grading of a name, the one in force first.
pub fn grades(model: &Model, name: Id) -> Vec<&SourceGrade> {
    let mut grades: Vec<&SourceGrade> =
        rows_of(model, By::Grades, name).iter().filter_map(|id| model.grades.get(id)).collect();
    grades.sort_by_key(|grade| Reverse((grade.at_ms, grade.id)));
    grades
}

/// One row of the register.
pub fn name_row(model: &Model, id: Id) -> Option<NameRow> {
    let name = model.names.get(&id)?;
    let mut also: Vec<&str> = Vec::new();
    for words in spelled(model, id).map(Words::raw) {
        if words != name.words.raw() && !also.contains(&words) {
            also.push(words);
        }
    }
    Some(NameRow {
        id,
        words: name.words.clone(),
        kind: name.kind,
        also: Words::new(also.join(" · ")),
        letter: model.reliability(id).map(Reliability::as_str),
        used: used(model, id),
    })
}
