//! What is shown of documents that a question finds by what is known of them: their tagged passages, or else why they were
//! found.

use super::answer::{Extent, Line};
use super::matching::{How, stands_in};
use super::{fields, places};
use crate::domain::query::{Field, Lacked, Reason};
use crate::domain::tokens::tokens;
use crate::domain::{Id, Span};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeSet;

/// The passages of a text with the tags that are asked for or those below them, in the order of the text.
pub(super) fn tagged(
    conn: &Connection,
    revision: Id,
    asked: &[&Field],
    extent: &Extent,
) -> Result<(Vec<Line>, bool), StoreError> {
    let mut tags = BTreeSet::new();
    for field in asked {
        if let Field::Tag(name) = field {
            tags.extend(fields::tags(conn, name)?);
        }
    }
    let mut found: BTreeSet<Span> = BTreeSet::new();
    let mut statement = conn.prepare_cached(
        "SELECT a.start, a.\"end\" FROM anchor a WHERE a.revision = ?1 AND a.state <> 'orphaned' AND a.passage IN
         (SELECT passage FROM passage_tag WHERE tag = ?2 UNION
          SELECT e.passage FROM claim_tag t JOIN evidence e ON e.claim = t.claim WHERE t.tag = ?2)",
    )?;
    for tag in tags {
        let spans = statement.query_map(params![revision, tag], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for span in spans {
            let (start, end) = span?;
            found.extend(Span::new(start, end));
        }
    }
    let more = found.len() > extent.lines;
    let mut lines = Vec::new();
    for span in found.into_iter().take(extent.lines) {
        lines.extend(places::stretch(conn, revision, span, How::Tagged, extent.context)?);
    }
    Ok((lines, more))
}

/// Why a document was found, each reason once.
pub(super) fn reasons(conn: &Connection, document: Id, asked: &[&Field]) -> Result<Vec<Reason>, StoreError> {
    let mut out = BTreeSet::new();
    for field in asked {
        match field {
            Field::Title(words) => {
                let mut statement = conn.prepare_cached(
                    "SELECT s.language, d.title, d.title_translated, d.file_name FROM document d
                     JOIN search_text s ON s.revision = d.revision WHERE d.id = ?1",
                )?;
                let known = statement.query_row([document], |row| {
                    let titles: [Option<String>; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
                    Ok((row.get::<_, String>(0)?, titles))
                });
                let Some((language, titles)) = known.optional()? else { continue };
                let have = |title: &Option<String>| {
                    title.as_ref().is_some_and(|title| stands_in(words, &tokens(title), Some(&language)))
                };
                let reasons = [Reason::Title, Reason::TranslatedTitle, Reason::FileName];
                out.extend(titles.iter().zip(reasons).filter(|(title, _)| have(title)).map(|(_, reason)| reason));
            }
            Field::Source(_) | Field::Lacks(Lacked::Source) => {
                out.insert(Reason::Outlet);
            }
            Field::Language(_) | Field::Lacks(Lacked::Language) => {
                out.insert(Reason::Language);
            }
            Field::Date(_) | Field::Lacks(Lacked::Date) => {
                out.insert(Reason::Date);
            }
            Field::Tag(_) => {
                out.insert(Reason::Tag);
            }
            Field::Set(_) => {
                out.insert(Reason::Set);
            }
            Field::HasClaim => {
                out.insert(Reason::Claim);
            }
        }
    }
    Ok(out.into_iter().collect())
}
