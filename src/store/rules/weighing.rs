//! What the records of weighing keep to beside others: nothing of a kind twice, ownership without circles, decisions about
//! names that do not deny each other.

use super::{count, refused};
use crate::domain::name::{DifferentNames, Ownership, stands_for};
use crate::domain::{Id, Record, Table};
use crate::store::{StoreError, rows};
use rusqlite::{Connection, params};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The rules a record keeps beside others of its kind.
pub(super) fn check(conn: &Connection, record: &Record) -> Result<(), StoreError> {
    // One of a pair is looked up by its index, the other compared: hence the plus.
    let once = |sql: &str, pair: [Id; 2], why: &str| if count(conn, sql, pair)? > 1 { refused(why) } else { Ok(()) };
    match record {
        Record::Ownership(row) => owned(conn, row),
        Record::DifferentNames(row) => different(conn, row),
        Record::Declined(row) => {
            let sql = "SELECT count(*) FROM declined WHERE key = ?1 AND kind = ?2";
            if count(conn, sql, [row.key.raw(), row.kind.as_str()])? > 1 {
                return refused("this proposal was declined already");
            }
            Ok(())
        }
        Record::AchItem(row) => {
            if count(conn, "SELECT count(*) FROM ach_item WHERE claim = ?1", [row.claim])? > 1 {
                return refused("this claim is in the matrix already");
            }
            Ok(())
        }
        Record::AchCell(row) => once(
            "SELECT count(*) FROM ach_cell WHERE item = ?1 AND +hypothesis = ?2",
            [row.item, row.hypothesis],
            "this item is rated against this hypothesis already",
        ),
        // By the few looks into the document, never by the many documents of a look.
        Record::LookedIn(row) => once(
            "SELECT count(*) FROM looked_in WHERE document = ?1 AND +looked = ?2",
            [row.document, row.looked],
            "it is noted already that this document was looked in",
        ),
        Record::JudgementLooked(row) => once(
            "SELECT count(*) FROM judgement_looked WHERE judgement = ?1 AND +looked = ?2",
            [row.judgement, row.looked],
            "the judgement rests on this already",
        ),
        _ => Ok(()),
    }
}

/// What a name that was merged must not bring about: that a name owns itself, or that two names which somebody decided are
/// different are one.
pub(super) fn merged(conn: &Connection, name: Id) -> Result<(), StoreError> {
    no_circle(conn, name)?;
    let into = known_as(conn, name)?;
    let mut statement = conn.prepare_cached(
        "WITH RECURSIVE here(id) AS (SELECT ?1 UNION SELECT n.id FROM name n JOIN here ON n.merged_into = here.id)
         SELECT one, other FROM different_names WHERE one IN here AND other IN here LIMIT 1",
    )?;
    let mut found = statement.query([into])?;
    let Some(row) = found.next()? else { return Ok(()) };
    let (one, other) = (spelled(conn, row.get(0)?)?, spelled(conn, row.get(1)?)?);
    refused(format!("it was decided that {one} and {other} are different; take that decision away before they are one"))
}

fn owned(conn: &Connection, row: &Ownership) -> Result<(), StoreError> {
    let sql = "SELECT count(*) FROM ownership WHERE name = ?1 AND +owner = ?2 AND since IS ?3 AND until IS ?4";
    let date = |date: &Option<crate::domain::Date>| date.as_ref().map(|date| date.as_str().to_owned());
    if count(conn, sql, params![row.name, row.owner, date(&row.since), date(&row.until)])? > 1 {
        return refused("it is noted already that this name is owned by that one over this time");
    }
    no_circle(conn, row.name)
}

/// Goes up from a name to all who own it, in the end, and refuses to come back to it. Merged names are one.
fn no_circle(conn: &Connection, name: Id) -> Result<(), StoreError> {
    let first = known_as(conn, name)?;
    let mut below = HashMap::new();
    let mut next = vec![first];
    while let Some(at) = next.pop() {
        for owner in owners(conn, at)? {
            if owner == first {
                return refused(circle(conn, first, at, &below)?);
            }
            if let Entry::Vacant(new) = below.entry(owner) {
                new.insert(at);
                next.push(owner);
            }
        }
    }
    Ok(())
}

/// Says of a circle how it closes: up from the first name to the last, whose owner is the first again.
fn circle(conn: &Connection, first: Id, last: Id, below: &HashMap<Id, Id>) -> Result<String, StoreError> {
    let mut names = vec![spelled(conn, last)?];
    let mut at = last;
    while let Some(under) = below.get(&at).filter(|_| at != first) {
        at = *under;
        names.push(spelled(conn, at)?);
    }
    names.reverse();
    let first = spelled(conn, first)?;
    if names.len() == 1 {
        return Ok(format!("{first} would own itself, because names that were merged are one"));
    }
    let owners = names.iter().skip(1).chain([&first]);
    let steps = names.iter().zip(owners).map(|(name, owner)| format!("{name} is owned by {owner}"));
    Ok(format!("{first} would own itself: {}", steps.collect::<Vec<_>>().join(", ")))
}

/// Who owns a name, or a name that was merged into it: each as the name it stands for.
fn owners(conn: &Connection, name: Id) -> Result<Vec<Id>, StoreError> {
    let mut statement = conn.prepare_cached(
        "WITH RECURSIVE here(id) AS (SELECT ?1 UNION SELECT n.id FROM name n JOIN here ON n.merged_into = here.id)
         SELECT o.owner FROM here JOIN ownership o ON o.name = here.id ORDER BY o.id",
    )?;
    let owners: Vec<Id> = statement.query_map([name], |row| row.get(0))?.collect::<Result<_, _>>()?;
    owners.into_iter().map(|owner| known_as(conn, owner)).collect()
}

fn different(conn: &Connection, row: &DifferentNames) -> Result<(), StoreError> {
    let sql = "SELECT (SELECT count(*) FROM different_names WHERE one = ?1 AND other = ?2)
                    + (SELECT count(*) FROM different_names WHERE one = ?2 AND other = ?1)";
    let (one, other) = (spelled(conn, row.one)?, spelled(conn, row.other)?);
    if count(conn, sql, [row.one, row.other])? > 1 {
        return refused(format!("it was decided already that {one} and {other} are different"));
    }
    if known_as(conn, row.one)? == known_as(conn, row.other)? {
        return refused(format!("{one} and {other} were merged; part them before they are held to be different"));
    }
    Ok(())
}

/// The name a name stands for.
fn known_as(conn: &Connection, name: Id) -> Result<Id, StoreError> {
    stands_for(name, |id| merged_into(conn, id))
}

fn merged_into(conn: &Connection, name: Id) -> Result<Option<Id>, StoreError> {
    Ok(match name_of(conn, name)? {
        Some(Record::Name(name)) => name.merged_into,
        _ => None,
    })
}

/// How a name is spelled, in quotation marks.
fn spelled(conn: &Connection, name: Id) -> Result<String, StoreError> {
    Ok(match name_of(conn, name)? {
        Some(Record::Name(name)) => format!("“{}”", name.words.raw()),
        _ => name.to_string(),
    })
}

fn name_of(conn: &Connection, name: Id) -> Result<Option<Record>, StoreError> {
    rows::get(conn, Table::Name, name)?.map(|fields| rows::record(Table::Name, fields)).transpose()
}
