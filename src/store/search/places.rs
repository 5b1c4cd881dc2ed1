//! Where in a row the words stand, and the line around them: rows that are shown are taken apart again.

use super::answer::{Extent, Line};
use super::matching::{Found, Leaf};
use crate::domain::tokens::{Token, tokens};
use crate::domain::{Id, Span, Words};
use crate::store::{StoreError, text};
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation as _;

/// A row of the index as the text has it.
pub(super) struct Row {
    /// The byte of the text it starts at.
    start: u32,
    text: String,
    pub tokens: Vec<Token>,
}

/// Reads a row of a text, with `letters` taking apart only the lines that have one of them; `None` when it is not there.
pub(super) fn row(conn: &Connection, n: i64, id: i64, letters: Option<&[char]>) -> Result<Option<Row>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT s.revision, r.start_byte, r.end_byte FROM search_row r, search_text s WHERE r.id = ?1 AND s.n = ?2",
    )?;
    let found =
        statement.query_row([id, n], |row| Ok((row.get::<_, Id>(0)?, row.get::<_, u32>(1)?..row.get::<_, u32>(2)?)));
    let Some((revision, bytes)) = found.optional()? else { return Ok(None) };
    let start = bytes.start;
    let text = text::slice(conn, revision, bytes)?.unwrap_or_default();
    let tokens = match letters {
        None => tokens(&text),
        Some(letters) => tokens_of_lines(&text, letters),
    };
    Ok(Some(Row { start, text, tokens }))
}

/// The words of the lines that have one of some letters.
fn tokens_of_lines(text: &str, letters: &[char]) -> Vec<Token> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.contains(letters) {
            let moved = |token: Token| Token { bytes: token.bytes.start + start..token.bytes.end + start, ..token };
            out.extend(tokens(line).into_iter().map(moved));
        }
        start += line.len();
    }
    out
}

/// The lines of rows of a text, and whether something was left out.
pub(super) fn lines(
    conn: &Connection,
    n: i64,
    rows: &BTreeMap<i64, Vec<&Leaf>>,
    extent: &Extent,
) -> Result<(Vec<Line>, bool), StoreError> {
    let mut out = Vec::new();
    let mut left = rows.len();
    for (id, leaves) in rows {
        // Taking a row apart is what costs; what nobody asked to see is left.
        if out.len() >= extent.lines {
            break;
        }
        left -= 1;
        let letters: Option<Vec<Vec<char>>> = leaves.iter().map(|leaf| leaf.letters()).collect();
        let letters = letters.map(|letters| letters.concat());
        let Some(row) = row(conn, n, *id, letters.as_deref())? else { continue };
        let mut found: Vec<Found> = leaves.iter().flat_map(|leaf| leaf.places(&row.tokens)).collect();
        found.sort_by_key(|found| (found.words.start, found.words.end, found.how));
        found.dedup_by_key(|found| found.words.clone());
        out.extend(found.iter().filter_map(|found| line(&row, found, extent.context)));
    }
    let more = left > 0 || out.len() > extent.lines;
    out.truncate(extent.lines);
    Ok((out, more))
}

fn line(row: &Row, found: &Found, context: usize) -> Option<Line> {
    let words = row.tokens.get(found.words.clone())?;
    let (start, end) = (words.first()?.bytes.start, words.last()?.bytes.end);
    let at = |byte: usize| Some(row.start.saturating_add(u32::try_from(byte).ok()?));
    let before = row.text.get(..start)?.rsplit('\n').next().unwrap_or_default();
    let after = row.text.get(end..)?.split('\n').next().unwrap_or_default();
    // Cut between what a reader takes for one character.
    let cut = before.grapheme_indices(true).rev().take(context).last().map_or(before.len(), |(at, _)| at);
    let reach = after.grapheme_indices(true).nth(context).map_or(after.len(), |(at, _)| at);
    Some(Line {
        bytes: Span::new(at(start)?, at(end)?).ok()?,
        before: Words::new(before.get(cut..)?),
        quote: Words::new(row.text.get(start..end)?),
        after: Words::new(after.get(..reach)?),
        how: found.how,
    })
}
