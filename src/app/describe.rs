//! What is known of documents, set on many at once: only the fields somebody touched, in one edit.

use super::edits::name_for;
use super::model::Model;
use crate::domain::document::Document;
use crate::domain::language::tag_of;
use crate::domain::name::NameKind;
use crate::domain::vocabulary::vocabulary;
use crate::domain::{Date, Edit, Id, Op, Table, Words};
use crate::say::documents as say;
use serde_json::Value;
use std::collections::BTreeMap;

vocabulary! {
    /// A field that can be set on many documents; the stored string is the column.
    Field {
        Outlet = "outlet", "outlet";
        Published = "published", "date";
        Language = "language", "language";
        Author = "author", "author";
        Accessed = "accessed", "accessed";
        Url = "url", "address";
        Reason = "triage_reason", "reason";
    }
}

/// What is being set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    /// On which documents.
    pub documents: Vec<Id>,
    /// The fields that were touched, with what was typed; an empty text empties the field.
    pub fields: BTreeMap<Field, String>,
}

/// What an edit would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// How many documents it changes.
    pub changed: usize,
    /// How many documents are chosen.
    pub of: usize,
    /// How many documents get another value of each touched field.
    pub fields: Vec<(Field, usize)>,
}

/// What the chosen documents have in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Common {
    /// None of them has it.
    Nothing,
    /// All have this.
    Same(Words),
    /// They differ.
    Different,
}

/// The value of a field as it is typed.
pub fn value(model: &Model, document: &Document, field: Field) -> Option<Words> {
    match field {
        Field::Outlet => document.outlet.and_then(|id| model.names.get(&id)).map(|name| name.words.clone()),
        Field::Published => document.published.as_ref().map(|date| Words::new(date.as_str())),
        Field::Language => document.language.clone(),
        Field::Author => document.author.clone(),
        Field::Accessed => document.accessed.as_ref().map(|date| Words::new(date.as_str())),
        Field::Url => document.url.clone(),
        Field::Reason => document.triage_reason.clone(),
    }
}

/// What documents have in common.
pub fn common(model: &Model, documents: &[Id], field: Field) -> Common {
    let mut values = documents.iter().filter_map(|id| model.documents.get(id)).map(|d| value(model, d, field));
    let Some(first) = values.next() else { return Common::Nothing };
    if values.any(|other| other != first) {
        return Common::Different;
    }
    first.map_or(Common::Nothing, Common::Same)
}

/// The edit, and what it would do; the error says which field cannot hold what was typed.
pub fn edit(model: &Model, wanted: &Description) -> Result<(Edit, Preview), String> {
    let mut set: Vec<(Field, Option<Words>, Value)> = Vec::new();
    let mut ops = Vec::new();
    for (field, text) in &wanted.fields {
        let mut words = Words::filled(text);
        let value = match field {
            Field::Outlet => {
                let named = words.as_ref().and_then(|words| name_for(model, words.raw(), NameKind::Organisation));
                let (id, op) = named.map_or((None, None), |(id, op)| (Some(id), op));
                ops.extend(op);
                id.map_or(Value::Null, |id| id.to_string().into())
            }
            Field::Published | Field::Accessed => match &words {
                Some(words) => {
                    let date = Date::try_from(words.raw().to_owned()).map_err(|e| format!("{}: {e}", field.label()))?;
                    date.as_str().to_owned().into()
                }
                None => Value::Null,
            },
            Field::Language => match words.take() {
                Some(typed) => {
                    let tag = tag_of(typed.raw()).map_err(|e| format!("{}: {e}", field.label()))?;
                    words = Some(Words::new(tag.as_str()));
                    tag.into()
                }
                None => Value::Null,
            },
            _ => words.as_ref().map_or(Value::Null, |words| words.raw().to_owned().into()),
        };
        set.push((*field, words, value));
    }
    let mut preview =
        Preview { changed: 0, of: wanted.documents.len(), fields: set.iter().map(|(f, ..)| (*f, 0)).collect() };
    for document in wanted.documents.iter().filter_map(|id| model.documents.get(id)) {
        let mut fields = crate::domain::record::Fields::new();
        for ((field, words, new), (_, count)) in set.iter().zip(&mut preview.fields) {
            if value(model, document, *field) != *words {
                fields.insert(field.as_str().to_owned(), new.clone());
                *count += 1;
            }
        }
        if !fields.is_empty() {
            preview.changed += 1;
            ops.push(Op::Set { table: Table::Document, id: document.id, fields });
        }
    }
    if preview.changed == 0 {
        // A name nobody bears is not worth an edit.
        ops.clear();
    }
    let named: Vec<&str> = set.iter().map(|(field, ..)| field.label()).collect();
    let what = match named.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => say::and(&rest.join(", "), last),
        None => say::NOTHING.to_owned(),
    };
    let label = match wanted.documents.as_slice() {
        [one] => {
            let heading = model.documents.get(one).map(|d| d.heading().brief(60)).unwrap_or_default();
            say::set_of_one(&what, heading.raw())
        }
        _ => say::set_of_many(&what, preview.changed),
    };
    Ok((Edit::new(label, ops), preview))
}
