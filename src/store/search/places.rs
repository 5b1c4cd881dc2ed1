//! Where in a row the words stand, and the line around them: rows that are shown are taken apart again.

use super::answer::{Extent, Line};
use super::matching::{Found, How, Leaf};
use crate::domain::tokens::{Script, Token, tokens};
use crate::domain::{Id, Span, Words};
use crate::store::{StoreError, text};
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::BTreeMap;
use std::ops::Range;
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
    let place = words.first()?.bytes.start..words.last()?.bytes.end;
    line_at(row.start, &row.text, place, found.how, context)
}

/// The line of a stretch of a text, whatever stands there; `None` when it is not in the text.
pub(super) fn stretch(
    conn: &Connection,
    revision: Id,
    span: Span,
    how: How,
    context: usize,
) -> Result<Option<Line>, StoreError> {
    // A character is four bytes at most, and what is taken for one seldom more than a few of them.
    let beside = u32::try_from(context.saturating_mul(16)).unwrap_or(u32::MAX);
    let wanted = span.start().saturating_sub(beside)..span.end().saturating_add(beside);
    let (text, start) = text::around(conn, revision, wanted)?;
    let from = span.start().saturating_sub(start) as usize;
    Ok(line_at(start, &text, from..from + (span.end() - span.start()) as usize, how, context))
}

/// The line of a place in a text that begins at byte `first`.
pub(super) fn line_at(first: u32, text: &str, place: Range<usize>, how: How, context: usize) -> Option<Line> {
    let (start, end) = (place.start, place.end);
    let at = |byte: usize| Some(first.saturating_add(u32::try_from(byte).ok()?));
    let before = text.get(..start)?.rsplit('\n').next().unwrap_or_default();
    let after = text.get(end..)?.split('\n').next().unwrap_or_default();
    // Cut between what a reader takes for one character, and not within a word.
    let cut = before.grapheme_indices(true).rev().take(context).last().map_or(before.len(), |(at, _)| at);
    let reach = after.grapheme_indices(true).nth(context).map_or(after.len(), |(at, _)| at);
    let cut = cut + cut_word(before.get(..cut)?, before.get(cut..)?);
    let reach = reach - cut_off(after.get(..reach)?, after.get(reach..)?);
    Some(Line {
        bytes: Span::new(at(start)?, at(end)?).ok()?,
        before: Words::new(before.get(cut..)?),
        quote: Words::new(text.get(start..end)?),
        after: Words::new(after.get(..reach)?),
        how,
    })
}

/// How many bytes at the start of `kept` are the end of a word that begins in `lost`.
fn cut_word(lost: &str, kept: &str) -> usize {
    if !is_cut(lost, kept) {
        return 0;
    }
    kept.find(|c: char| !c.is_alphanumeric()).unwrap_or(0)
}

/// How many bytes at the end of `kept` are the beginning of a word that goes on in `lost`.
fn cut_off(kept: &str, lost: &str) -> usize {
    if !is_cut(kept, lost) {
        return 0;
    }
    let ends = kept.char_indices().rfind(|(_, c)| !c.is_alphanumeric());
    ends.map_or(0, |(at, c)| kept.len() - at - c.len_utf8())
}

/// True when a word of letters stands on both sides of a cut. Scripts without spaces are cut anywhere.
fn is_cut(before: &str, after: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !Script::of(c).is_unspaced());
    letter(before.chars().next_back()) && letter(after.chars().next())
}
