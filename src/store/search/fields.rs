//! Documents by what is known of them.

use super::matching::stands_in;
use super::names::Register;
use crate::domain::query::{Field, Lacked};
use crate::domain::tokens::tokens;
use crate::domain::{Date, Id, fold};
use crate::store::StoreError;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Most names that are listed where one is unknown.
const LISTED: usize = 12;

/// The numbers of texts of documents for which this holds.
pub(super) fn texts(conn: &Connection, field: &Field) -> Result<BTreeSet<i64>, StoreError> {
    let mut out = BTreeSet::new();
    match field {
        Field::Title(words) => {
            let sql = "SELECT s.n, s.language, d.title, d.title_translated, d.file_name
                       FROM document d JOIN search_text s ON s.revision = d.revision";
            let mut statement = conn.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let language: String = row.get(1)?;
                for column in 2..5 {
                    let title: Option<String> = row.get(column)?;
                    if title.is_some_and(|title| stands_in(words, &tokens(&title), Some(&language))) {
                        out.insert(row.get(0)?);
                    }
                }
            }
            // A file with the bytes of another is the same document under another name.
            let sql = "SELECT s.n, s.language, p.path FROM document_path p
                       JOIN import_batch b ON b.id = p.batch AND b.removed_at IS NULL
                       JOIN document d ON d.id = p.document JOIN search_text s ON s.revision = d.revision";
            let mut statement = conn.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (language, path): (String, String) = (row.get(1)?, row.get(2)?);
                let name = path.rsplit('/').next().unwrap_or_default();
                if stands_in(words, &tokens(name), Some(&language)) {
                    out.insert(row.get(0)?);
                }
            }
        }
        Field::Source(words) => {
            let of_outlet =
                "SELECT s.n FROM document d JOIN search_text s ON s.revision = d.revision WHERE d.outlet = ?1";
            for name in Register::read(conn)?.that_are(|spelling| stands_in(words, spelling, None)) {
                add(conn, of_outlet, params![name], &mut out)?;
            }
        }
        Field::Language(language) => {
            let sql = "SELECT s.n FROM search_text s WHERE s.language = ?1";
            add(conn, sql, params![language], &mut out)?;
        }
        Field::Tag(tag) => {
            for tag in tags(conn, tag)? {
                let tagged = "SELECT s.n FROM passage_tag t JOIN passage p ON p.id = t.passage
                              JOIN document d ON d.id = p.document JOIN search_text s ON s.revision = d.revision
                              WHERE t.tag = ?1";
                add(conn, tagged, params![tag], &mut out)?;
                let claimed = "SELECT s.n FROM claim_tag t JOIN evidence e ON e.claim = t.claim
                               JOIN passage p ON p.id = e.passage JOIN document d ON d.id = p.document
                               JOIN search_text s ON s.revision = d.revision WHERE t.tag = ?1";
                add(conn, claimed, params![tag], &mut out)?;
            }
        }
        Field::Set(name) => {
            let mut statement = conn.prepare_cached("SELECT id, name FROM document_set")?;
            let sets = statement.query_map([], |row| Ok((row.get::<_, Id>(0)?, row.get::<_, String>(1)?)))?;
            let sets: Vec<(Id, String)> = sets.collect::<Result<_, _>>()?;
            for (set, _) in sets.iter().filter(|(_, own)| fold(own) == *name) {
                let within = "SELECT s.n FROM document_in_set i JOIN document d ON d.id = i.document
                              JOIN search_text s ON s.revision = d.revision WHERE i.document_set = ?1";
                add(conn, within, params![set], &mut out)?;
            }
        }
        Field::Date(days) => {
            let sql = "SELECT s.n, d.published FROM document d JOIN search_text s ON s.revision = d.revision
                       WHERE d.published IS NOT NULL";
            let mut statement = conn.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let published: Result<Date, _> = row.get::<_, String>(1)?.parse();
                if published.is_ok_and(|date| days.hold(&date)) {
                    out.insert(row.get(0)?);
                }
            }
        }
        Field::Lacks(lacked) => {
            let sql = match lacked {
                Lacked::Source => {
                    "SELECT s.n FROM document d JOIN search_text s ON s.revision = d.revision WHERE d.outlet IS NULL"
                }
                Lacked::Language => "SELECT n FROM search_text WHERE language = ''",
                Lacked::Date => {
                    "SELECT s.n FROM document d JOIN search_text s ON s.revision = d.revision WHERE d.published IS NULL"
                }
            };
            add(conn, sql, [], &mut out)?;
        }
        Field::HasClaim => {
            let sql = "SELECT DISTINCT s.n FROM evidence e JOIN passage p ON p.id = e.passage
                       JOIN document d ON d.id = p.document JOIN search_text s ON s.revision = d.revision";
            add(conn, sql, [], &mut out)?;
        }
    }
    Ok(out)
}

/// What is to be said of a field that no document has: that there is no such tag, set or language, and which there are.
pub(super) fn unknown(conn: &Connection, field: &Field) -> Result<Option<String>, StoreError> {
    let (what, asked, all) = match field {
        Field::Tag(name) => ("tag", name, "SELECT name FROM tag ORDER BY name"),
        Field::Set(name) => ("set", name, "SELECT name FROM document_set ORDER BY name"),
        Field::Language(tag) => (
            "document in the language",
            tag,
            "SELECT language FROM search_text WHERE language > '-' GROUP BY 1 ORDER BY count(*) DESC, 1",
        ),
        _ => return Ok(None),
    };
    let mut statement = conn.prepare_cached(all)?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if names.iter().any(|name| fold(name) == *asked) {
        return Ok(None);
    }
    // Those that have the letters come first.
    let (near, far): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| fold(name).contains(asked.as_str()));
    let listed: Vec<&str> = near.into_iter().chain(far).take(LISTED).map(String::as_str).collect();
    let more = if names.len() > listed.len() { ", and others" } else { "" };
    Ok(Some(match listed.as_slice() {
        [] => format!("There is no {what} “{asked}”."),
        _ => format!("There is no {what} “{asked}”; there are: {}{more}.", listed.join(", ")),
    }))
}

fn add(conn: &Connection, sql: &str, values: impl rusqlite::Params, out: &mut BTreeSet<i64>) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    for n in statement.query_map(values, |row| row.get(0))? {
        out.insert(n?);
    }
    Ok(())
}

/// The tags of a folded name, and all below them.
pub(super) fn tags(conn: &Connection, name: &str) -> Result<BTreeSet<Id>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id, parent, name FROM tag")?;
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, Id>(0)?, row.get::<_, Option<Id>>(1)?, row.get::<_, String>(2)?)))?;
    let all: Vec<(Id, Option<Id>, String)> = rows.collect::<Result<_, _>>()?;
    let mut out: BTreeSet<Id> = all.iter().filter(|(_, _, own)| fold(own) == name).map(|(id, ..)| *id).collect();
    loop {
        let below = all.iter().filter(|(_, parent, _)| parent.is_some_and(|parent| out.contains(&parent)));
        let below: Vec<Id> = below.map(|(id, ..)| *id).filter(|id| !out.contains(id)).collect();
        if below.is_empty() {
            return Ok(out);
        }
        out.extend(below);
    }
}
