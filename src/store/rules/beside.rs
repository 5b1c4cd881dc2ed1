//! What a record keeps to beside others: nothing of a kind twice, trees and chains without circles, decisions about names
//! that do not deny each other.

use super::{confirmed, count, refused};
use crate::domain::name::{DifferentNames, Name, Ownership};
use crate::domain::{Id, Record, Table, Words};
use crate::store::{StoreError, rows};
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// The rules a record keeps beside others of its kind.
pub(super) fn check(conn: &Connection, record: &Record) -> Result<(), StoreError> {
    match record {
        Record::Tag(tag) => {
            let mut above = tag.parent;
            let mut steps = 0;
            while let Some(id) = above {
                steps += 1;
                if id == tag.id || steps > 1_000 {
                    return refused("a tag cannot be below itself");
                }
                above = match rows::get(conn, Table::Tag, id)?.map(|f| rows::record(Table::Tag, f)).transpose()? {
                    Some(Record::Tag(parent)) => parent.parent,
                    _ => None,
                };
            }
            let name = tag.name.words().raw();
            let sql = "SELECT count(*) FROM tag WHERE name = ?1 AND parent IS ?2 AND id <> ?3";
            if count(conn, sql, params![name, tag.parent, tag.id])? > 0 {
                return refused(format!("there is already a tag “{name}” here"));
            }
        }
        Record::Name(name) if name.merged_into.is_some() => merged(conn, name)?,
        Record::Mention(row) => {
            let sql = "SELECT count(*) FROM mention WHERE passage = ?1 AND +name = ?2";
            if count(conn, sql, [row.passage, row.name])? > 1 {
                return refused("this passage names it already");
            }
        }
        Record::Cite(row) => {
            let sql = "SELECT count(*) FROM cite WHERE block = ?1 AND label = ?2";
            if count(conn, sql, params![row.block, row.label])? > 1 {
                return refused("two marks of a block have the same number");
            }
        }
        Record::PassageTag(row) => {
            // By the few tags of the passage, never by the many passages of the tag: hence the plus.
            let sql = "SELECT count(*) FROM passage_tag WHERE passage = ?1 AND +tag = ?2";
            if count(conn, sql, [row.passage, row.tag])? > 1 {
                return refused("this passage has the tag already");
            }
        }
        Record::ClaimTag(row) => {
            let sql = "SELECT count(*) FROM claim_tag WHERE claim = ?1 AND +tag = ?2";
            if count(conn, sql, [row.claim, row.tag])? > 1 {
                return refused("this claim has the tag already");
            }
        }
        Record::DocumentSet(set) => {
            let sql = "SELECT count(*) FROM document_set WHERE name = ?1 AND id <> ?2";
            if count(conn, sql, params![set.name.words().raw(), set.id])? > 0 {
                return refused(format!("there is already a set “{}”", set.name.words().raw()));
            }
        }
        Record::SavedFilter(filter) => {
            let sql = "SELECT count(*) FROM saved_filter WHERE name = ?1 AND id <> ?2";
            if count(conn, sql, params![filter.name.words().raw(), filter.id])? > 0 {
                return refused(format!("there is already a filter “{}”", filter.name.words().raw()));
            }
        }
        Record::DocumentInSet(row) => {
            // By the few sets of the document, never by the many documents of the set.
            let sql = "SELECT count(*) FROM document_in_set WHERE document = ?1 AND +document_set = ?2";
            if count(conn, sql, [row.document, row.document_set])? > 1 {
                return refused("this document is in the set already");
            }
        }
        Record::ClaimLink(link) => {
            let sql = "SELECT count(*) FROM claim_link WHERE from_claim = ?1 AND to_claim = ?2 AND kind = ?3";
            if count(conn, sql, params![link.from_claim, link.to_claim, link.kind.as_str()])? > 1 {
                return refused(format!("these two claims are linked already as “{}”", link.kind.label()));
            }
        }
        _ => {}
    }
    Ok(())
}

