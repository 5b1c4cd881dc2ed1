//! Edits on names: spellings, roles, merging two into one and parting them again.

use crate::analysis::names::Holder;
use crate::app::model::Model;
use crate::app::overlay::names::{RoleDraft, SpellingDraft};
use crate::domain::declined::{Declined, DeclinedKind};
use crate::domain::name::{DifferentNames, Name, NameKind, Role, Spelling};
use crate::domain::{Date, Edit, Id, Op, Table, Words};
use crate::jobs::naming::holder_key;
use crate::say::history as say;

/// A new name, and the edit that adds it. `None` for words that are empty.
pub fn new_name(words: &str, kind: NameKind) -> Option<(Id, Edit)> {
    let name = Name::new(kind, Words::filled(words)?);
    let label = say::add_name(name.words.raw());
    Some((name.id, Edit::new(label, vec![Op::add(name)])))
}

/// Makes one name stand for another as well. What is merged keeps all it has, so that [`split`] parts them as they were.
///
/// # Errors
/// Why these two cannot be merged, as a sentence.
pub fn merge(model: &Model, gone: Id, kept: Id) -> Result<Edit, &'static str> {
    if gone == kept {
        return Err(crate::say::weigh::MERGE_ITSELF);
    }
    let (Some(other), Some(into)) = (model.names.get(&gone), model.names.get(&kept)) else {
        return Err(crate::say::weigh::MERGE_GONE);
    };
    if model.who(gone) == model.who(kept) {
        return Err(crate::say::weigh::MERGE_ONE_ALREADY);
    }
    if other.merged_into.is_some() || into.merged_into.is_some() {
        return Err(crate::say::weigh::MERGE_GONE);
    }
    let label = say::merge_names(other.words.brief(60).raw(), into.words.brief(60).raw());
    Ok(Edit::new(label, vec![Op::set(Table::Name, gone, "merged_into", kept)]))
}

/// Parts a merged name from the one it was merged into.
pub fn split(model: &Model, id: Id) -> Option<Edit> {
    let name = model.names.get(&id)?;
    let into = model.names.get(&name.merged_into?)?;
    let label = say::split_names(name.words.brief(60).raw(), into.words.brief(60).raw());
    Some(Edit::new(label, vec![Op::set(Table::Name, id, "merged_into", None::<Id>)]))
}

/// Decides that two names are different.
pub fn different(model: &Model, one: Id, other: Id) -> Option<Edit> {
    let (first, second) = (model.names.get(&one)?, model.names.get(&other)?);
    let label = say::different_names(first.words.brief(60).raw(), second.words.brief(60).raw());
    Some(Edit::new(label, vec![Op::add(DifferentNames { id: Id::new(), one, other, note: None })]))
}

/// Enters the holder of an office, with the office as a role, and merges a name into him.
pub fn holder(model: &Model, id: Id, holder: &Holder) -> Option<Edit> {
    let name = model.names.get(&id)?;
    let meant = Name::new(NameKind::Person, Words::new(holder.words.as_str()));
    let role = Role {
        id: Id::new(),
        name: meant.id,
        words: Words::new(holder.office.as_str()),
        since: Some(holder.since.clone()),
        until: holder.until.clone(),
    };
    let label = say::merge_names(name.words.brief(60).raw(), meant.words.brief(60).raw());
    let into = Op::set(Table::Name, id, "merged_into", meant.id);
    Some(Edit::new(label, vec![Op::add(meant), Op::add(role), into]))
}

/// Decides that a name does not mean the holder of an office.
pub fn not_holder(model: &Model, id: Id, holder: &Holder) -> Option<Edit> {
    let name = model.names.get(&id)?;
    let label = say::different_names(name.words.brief(60).raw(), &holder.words);
    let key = Words::new(holder_key(id, holder));
    Some(Edit::new(label, vec![Op::add(Declined { id: Id::new(), kind: DeclinedKind::Name, key, note: None })]))
}

/// Adds or changes a spelling.
///
/// # Errors
/// What is wrong with it, as a sentence.
pub fn spelling(model: &Model, draft: &SpellingDraft) -> Result<Edit, String> {
    let words = Words::filled(&draft.words).ok_or(crate::say::weigh::SPELLING_EMPTY)?;
    let (scheme, note) = (Words::filled(&draft.scheme), Words::filled(&draft.note));
    let name = model.names.get(&draft.name).map(|name| name.words.brief(60)).unwrap_or_default();
    Ok(match draft.id {
        None => Edit::new(
            say::add_spelling(words.brief(60).raw(), name.raw()),
            vec![Op::add(Spelling { id: Id::new(), name: draft.name, words, scheme, note })],
        ),
        Some(id) => {
            let label = say::change_spelling(words.brief(60).raw(), name.raw());
            let set = |field, value: Option<Words>| Op::set(Table::Spelling, id, field, value);
            Edit::new(label, vec![set("words", Some(words)), set("scheme", scheme), set("note", note)])
        }
    })
}

/// Uses another spelling as the one we write; the one used so far becomes another spelling.
pub fn use_spelling(model: &Model, id: Id) -> Option<Edit> {
    let spelling = model.spellings.get(&id)?;
    let name = model.names.get(&model.who(spelling.name))?;
    let label = say::use_spelling(name.words.brief(60).raw(), spelling.words.brief(60).raw());
    let mut ops = vec![Op::set(Table::Name, name.id, "words", &spelling.words)];
    if spelling.name == name.id {
        // They change places; scheme and note belong to the spelling that goes out of sight.
        ops.extend([
            Op::delete(Table::Spelling, id),
            Op::add(Spelling { id: Id::new(), name: name.id, words: name.words.clone(), scheme: None, note: None }),
        ]);
    } else {
        // What was merged keeps its own.
        let words = name.words.clone();
        ops.push(Op::add(Spelling { id: Id::new(), name: name.id, words, scheme: None, note: None }));
    }
    Some(Edit::new(label, ops))
}

/// Adds or changes a role.
///
/// # Errors
/// What is wrong with it, as a sentence.
pub fn role(model: &Model, draft: &RoleDraft) -> Result<Edit, String> {
    let words = Words::filled(&draft.words).ok_or(crate::say::weigh::ROLE_EMPTY)?;
    let date = |text: &str| match text.trim() {
        "" => Ok(None),
        text => Date::read(text).map(Some).map_err(|bad| bad.to_string()),
    };
    let (since, until) = (date(&draft.since)?, date(&draft.until)?);
    let name = model.names.get(&draft.name).map(|name| name.words.brief(60)).unwrap_or_default();
    Ok(match draft.id {
        None => Edit::new(
            say::add_role(words.brief(60).raw(), name.raw()),
            vec![Op::add(Role { id: Id::new(), name: draft.name, words, since, until })],
        ),
        Some(id) => Edit::new(
            say::change_role(words.brief(60).raw(), name.raw()),
            vec![
                Op::set(Table::Role, id, "words", words),
                Op::set(Table::Role, id, "since", since),
                Op::set(Table::Role, id, "until", until),
            ],
        ),
    })
}
