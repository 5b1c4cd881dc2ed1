//! Where in a row the words stand, and the line around them: rows that are shown are taken apart again.

use super::answer::{Extent, Line};
use super::matching::{Found, How, Leaf, Starts};
use crate::domain::tokens::{Script, Token, each_word};
use crate::domain::{Id, Span, Words};
use crate::store::{StoreError, text};
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// How much of a row is taken apart before it is seen whether that is enough, in bytes; then twice as much each time.
const FIRST_LOOK: usize = 2 * 1024;

/// A row of the index as the text has it.
pub(super) struct Row {
    /// The byte of the text it starts at.
    start: u32,
    text: String,
}

/// Where in a row something stands, in bytes of the row.
struct Place {
    bytes: Range<usize>,
    how: How,
}

/// Reads a row of a text; `None` when it is not there.
pub(super) fn row(conn: &Connection, n: i64, id: i64) -> Result<Option<Row>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT s.revision, r.start_byte, r.end_byte FROM search_row r, search_text s WHERE r.id = ?1 AND s.n = ?2",
    )?;
    let found =
        statement.query_row([id, n], |row| Ok((row.get::<_, Id>(0)?, row.get::<_, u32>(1)?..row.get::<_, u32>(2)?)));
    let Some((revision, bytes)) = found.optional()? else { return Ok(None) };
    let start = bytes.start;
    Ok(Some(Row { start, text: text::slice(conn, revision, bytes)?.unwrap_or_default() }))
}

impl Row {
    /// True when something stands in it.
    pub(super) fn has(&self, leaf: &Leaf) -> bool {
        !self.places(&[leaf], 1).is_empty()
    }

    /// Where leaves stand in it, in order: the first `most` at least, where there are so many. Taking a row apart is what
    /// costs, so it ends once they are found.
    fn places(&self, leaves: &[&Leaf], most: usize) -> Vec<Place> {
        let starts = Starts::of(leaves);
        let letters: Option<Vec<Vec<char>>> = leaves.iter().map(|leaf| leaf.letters()).collect();
        let letters = letters.map(|letters| letters.concat());
        let reach = leaves.iter().map(|leaf| leaf.reach()).max().unwrap_or(0);
        let mut tokens: Vec<Token> = Vec::new();
        let (mut looked, mut step) = (0, FIRST_LOOK);
        loop {
            let rest = self.text.get(looked..).unwrap_or_default();
            let ends = rest.get(rest.floor_char_boundary(step)..).and_then(|far| far.find('\n'));
            let piece = ends.and_then(|end| rest.get(..=rest.floor_char_boundary(step) + end)).unwrap_or(rest);
            take_apart(piece, looked, letters.as_deref(), &starts, &mut tokens);
            looked += piece.len();
            let is_all = piece.len() == rest.len();
            let mut found: Vec<Found> = leaves.iter().flat_map(|leaf| leaf.places(&tokens)).collect();
            found.sort_by_key(|found| (found.words.start, found.words.end, found.how));
            found.dedup_by_key(|found| found.words.clone());
            // With the words that come next, what stands at the end may be another or a longer place.
            let sure = tokens.len().saturating_sub(reach);
            let count = found.iter().take_while(|found| is_all || found.words.end <= sure).count();
            if is_all || count >= most {
                found.truncate(count);
                return found.iter().filter_map(|found| place(&tokens, found)).collect();
            }
            step *= 2;
        }
    }
}

fn place(tokens: &[Token], found: &Found) -> Option<Place> {
    let words = tokens.get(found.words.clone())?;
    Some(Place { bytes: words.first()?.bytes.start..words.last()?.bytes.end, how: found.how })
}

/// Puts the words of a piece of a row that starts at a byte beside those there are; with `letters` only those of the
/// lines that have one of them. Words that nothing sought begins like stay empty.
fn take_apart(piece: &str, start: usize, letters: Option<&[char]>, starts: &Starts, tokens: &mut Vec<Token>) {
    let mut take = |text: &str, start: usize| {
        each_word(text, |lent| {
            let word = if starts.has(lent.word) { lent.word.to_owned() } else { String::new() };
            let bytes = lent.bytes.start + start..lent.bytes.end + start;
            tokens.push(Token { word, script: lent.script, bytes, joined: lent.joined });
        });
    };
    let Some(letters) = letters else { return take(piece, start) };
    let mut at = start;
    for line in piece.split_inclusive('\n') {
        if line.contains(letters) {
            take(line, at);
        }
        at += line.len();
    }
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
        // What nobody asked to see is left.
        if out.len() >= extent.lines {
            break;
        }
        left -= 1;
        let Some(row) = row(conn, n, *id)? else { continue };
        // One more than is wanted tells that there are more.
        let places = row.places(leaves, (extent.lines - out.len()).saturating_add(1));
        let line = |place: Place| line_at(row.start, &row.text, place.bytes, place.how, extent.context);
        out.extend(places.into_iter().filter_map(line));
    }
    let more = left > 0 || out.len() > extent.lines;
    out.truncate(extent.lines);
    Ok((out, more))
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
    let cut = start_of_last(before, context);
    let reach = end_of_first(after, context);
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

/// Where the last `count` characters begin.
fn start_of_last(text: &str, count: usize) -> usize {
    let near = text.len().saturating_sub(count.saturating_add(1));
    // Letters of ASCII never join, so with one more of them each is a character.
    match text.get(near..) {
        Some(end) if end.is_ascii() && !end.contains('\r') => text.len().saturating_sub(count),
        _ => text.grapheme_indices(true).rev().take(count).last().map_or(text.len(), |(at, _)| at),
    }
}

/// Where the first `count` characters end.
fn end_of_first(text: &str, count: usize) -> usize {
    let near = count.saturating_add(1).min(text.len());
    match text.get(..near) {
        Some(start) if start.is_ascii() && !start.contains('\r') => count.min(text.len()),
        _ => text.grapheme_indices(true).nth(count).map_or(text.len(), |(at, _)| at),
    }
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

#[cfg(test)]
mod tests {
    use super::super::matching::{Pattern, Way};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What is found by a few characters of ASCII at an edge is what Unicode's rules find.
        #[test]
        fn a_line_is_cut_between_characters(text in "[a-c \r\n\u{301}\u{200D}é👩🏽اب]{0,12}", count in 0_usize..8) {
            let at: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let characters = at.len() - 1;
            prop_assert_eq!(start_of_last(&text, count), at[characters.saturating_sub(count)]);
            prop_assert_eq!(end_of_first(&text, count), at[count.min(characters)]);
        }

        /// A place is found where it stands however much of the row is looked at.
        #[test]
        fn the_first_places_are_the_first_of_all(lines in prop::collection::vec("[a-d ]{0,40}", 0..400), most in 1_usize..6) {
            let row = Row { start: 0, text: lines.join("\n") };
            let way = |words: &[&str]| Way {
                how: How::Typed,
                pattern: Pattern::Phrase(words.iter().map(|word| (*word).to_owned()).collect()),
            };
            let leaf = Leaf { parts: vec![vec![way(&["a", "b"])], vec![way(&["c"])]], within: 3 };
            let places = |most| row.places(&[&leaf], most).into_iter().map(|p| p.bytes).collect::<Vec<_>>();
            let (all, some) = (places(usize::MAX), places(most));
            prop_assert!(some.len() >= most.min(all.len()));
            prop_assert_eq!(&all[..some.len()], &some[..]);
        }
    }
}
