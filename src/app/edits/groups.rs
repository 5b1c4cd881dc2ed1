//! Edits on sets of documents and on filters.

use crate::app::model::{By, Model};
use crate::domain::group::{DocumentInSet, DocumentSet, GroupName, SavedFilter};
use crate::domain::{Edit, Id, Op, Table};
use crate::say::groups as say;
use std::collections::HashSet;

/// Puts documents into a set; `None` when all are in it.
pub fn put_in(model: &Model, set: Id, documents: &[Id]) -> Option<Edit> {
    let name = &model.sets.get(&set)?.name;
    let there: HashSet<Id> =
        model.ids(By::InSet, set).filter_map(|row| model.in_sets.get(&row)).map(|row| row.document).collect();
    let new: Vec<Id> = documents.iter().copied().filter(|document| !there.contains(document)).collect();
    if new.is_empty() {
        return None;
    }
    let label = say::put_in(new.len(), name.words().brief(60).raw());
    Some(Edit::new(label, new.into_iter().map(|document| row(set, document)).collect()))
}

/// Makes a set of documents.
pub fn new_set(name: GroupName, documents: &[Id]) -> Edit {
    let label = say::put_in(documents.len(), name.words().brief(60).raw());
    let set = DocumentSet { id: Id::new(), name };
    let rows = documents.iter().map(|document| row(set.id, *document));
    let rows: Vec<Op> = rows.collect();
    Edit::new(label, std::iter::once(Op::add(set)).chain(rows).collect())
}

fn row(document_set: Id, document: Id) -> Op {
    Op::add(DocumentInSet { id: Id::new(), document_set, document })
}

/// Takes documents out of a set; `None` when none is in it.
pub fn take_out(model: &Model, set: Id, documents: &[Id]) -> Option<Edit> {
    let name = &model.sets.get(&set)?.name;
    let rows = documents.iter().flat_map(|document| model.ids(By::Sets, *document));
    let rows: Vec<Id> = rows
        .filter_map(|row| model.in_sets.get(&row))
        .filter(|row| row.document_set == set)
        .map(|row| row.id)
        .collect();
    if rows.is_empty() {
        return None;
    }
    let label = say::take_out(rows.len(), name.words().brief(60).raw());
    Some(Edit::new(label, rows.into_iter().map(|row| Op::delete(Table::DocumentInSet, row)).collect()))
}

/// Gives a set or a filter another name; `None` when it has it.
pub fn rename(model: &Model, table: Table, id: Id, name: &GroupName) -> Option<Edit> {
    let now = named(model, table, id)?;
    if now == name {
        return None;
    }
    let label = say::rename(now.words().brief(60).raw(), name.words().brief(60).raw());
    Some(Edit::new(label, vec![Op::set(table, id, "name", name)]))
}

/// Takes a set or a filter out; the documents stay.
pub fn delete(model: &Model, table: Table, id: Id) -> Option<Edit> {
    let name = named(model, table, id)?.words().brief(60);
    let label = say::delete(table == Table::DocumentSet, name.raw());
    Some(Edit::new(label, vec![Op::delete(table, id)]))
}

/// Keeps a filter.
pub fn keep_filter(filter: SavedFilter) -> Edit {
    let label = say::keep_filter(filter.name.words().brief(60).raw());
    Edit::new(label, vec![Op::add(filter)])
}

fn named(model: &Model, table: Table, id: Id) -> Option<&GroupName> {
    match table {
        Table::DocumentSet => model.sets.get(&id).map(|set| &set.name),
        Table::SavedFilter => model.filters.get(&id).map(|filter| &filter.name),
        _ => None,
    }
}
