//! Tables as text: values with commas, semicolons, tabs or strokes between them.

use super::parsed::{BlockKind, Builder, ParseError, Parsed, Remark};
use super::text::decode;
use csv::{ByteRecord, ReaderBuilder};

/// Most cells of one table.
pub(super) const MAX_CELLS: u64 = 5_000_000;
/// How much of a text shows what separates its values, in bytes.
const HEAD: usize = 64 * 1024;
/// What may separate values, the surest first.
const SEPARATORS: &[u8] = b"\t;,|";

/// The rows of a table, a line each, with tabs between cells.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let decoded = decode(bytes, None).map_err(|error| ParseError::Damaged(error.to_string()))?;
    let (separator, text) = said_separator(&decoded.text).unwrap_or_else(|| (separator(&decoded.text), &decoded.text));
    let mut out = Builder::new();
    let mut cells = 0_u64;
    out.open(BlockKind::Table)?;
    let mut rows = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .quoting(quotes_pair(text))
        .from_reader(text.as_bytes());
    let mut row = ByteRecord::new();
    let mut read = 0_u64;
    while rows.read_byte_record(&mut row).map_err(|error| ParseError::Damaged(error.to_string()))? {
        read += 1;
        if read.is_multiple_of(4096) {
            beat();
        }
        cells = cells.saturating_add(row.len() as u64);
        if cells > MAX_CELLS {
            return Err(ParseError::TooMany { what: "cells", limit: MAX_CELLS });
        }
        let line = row.iter().map(|cell| one_line(&String::from_utf8_lossy(cell)));
        push_row(&mut out, line)?;
    }
    out.close();
    let (text, blocks) = out.finish();
    let mut remarks = Vec::new();
    if decoded.replaced > 0 {
        remarks.push(Remark::Replaced(decoded.replaced));
    }
    if text.is_empty() {
        remarks.push(Remark::NoText);
    }
    Ok(Parsed { text, blocks, remarks, ..Parsed::default() })
}

/// Adds a row as a line; empty cells at its end are dropped, and so is a row without any words.
pub(super) fn push_row(out: &mut Builder, cells: impl Iterator<Item = String>) -> Result<(), ParseError> {
    let mut line = String::new();
    let mut filled = 0;
    for (cell, at) in cells.zip(0_usize..) {
        if at > 0 {
            line.push('\t');
        }
        line.push_str(&cell);
        if !cell.is_empty() {
            filled = line.len();
        }
    }
    line.truncate(filled);
    if !line.is_empty() {
        out.push(&line)?;
        out.end_line();
    }
    Ok(())
}

/// A cell's words on one line: its own line ends and tabs become spaces, white space around it goes.
pub(super) fn one_line(cell: &str) -> String {
    let cell = cell.trim_matches([' ', '\t', '\n', '\r']);
    if !cell.contains(['\n', '\r', '\t']) {
        return cell.to_owned();
    }
    let lines = cell.split(['\n', '\r', '\t']).map(|line| line.trim_matches(' ')).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// The separator a first line `sep=;` names, as spreadsheet programs write it, and the text behind that line.
fn said_separator(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    match *line.trim_end().strip_prefix("sep=")?.as_bytes() {
        [one] => Some((one, rest)),
        _ => None,
    }
}

/// The lines that are looked at, without the last if it may be cut.
fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or(text);
    if end == text.len() { head } else { head.rfind('\n').and_then(|at| head.get(..=at)).unwrap_or(head) }
}

/// False when a quotation mark at the start of a value is never closed as one would be: then marks are only marks.
fn quotes_pair(text: &str) -> bool {
    text.bytes().filter(|b| *b == b'"').count().is_multiple_of(2)
}

/// How many values each of the first rows has.
fn widths(text: &str, separator: u8) -> Vec<Vec<String>> {
    let reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .quoting(quotes_pair(text))
        .from_reader(text.as_bytes());
    reader
        .into_byte_records()
        .flatten()
        .take(500)
        .map(|row| row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect())
        .collect()
}

/// What share of rows has the commonest number of values, and that number.
fn evenness(rows: &[Vec<String>]) -> (f64, usize) {
    let mut counts = std::collections::BTreeMap::new();
    for row in rows {
        *counts.entry(row.len()).or_insert(0_u32) += 1;
    }
    let Some((width, count)) = counts.into_iter().max_by_key(|(width, count)| (*count, *width)) else {
        return (0.0, 1);
    };
    (f64::from(count) / rows.len().max(1) as f64, width)
}

/// What separates the values of a text that is known to be a table: what divides the first rows most evenly.
fn separator(text: &str) -> u8 {
    let head = head(text);
    let mut best = (0.0, b',');
    for &one in SEPARATORS {
        let (share, width) = evenness(&widths(head, one));
        // Evenness says most; among the equally even the one that makes more of a row.
        let score = if width < 2 { 0.0 } else { share + 0.02 * (width.min(10) as f64) };
        if score > best.0 {
            best = (score, one);
        }
    }
    best.1
}

/// True when a text is surely a table: several rows of the same number of short values under a head of different names. Prose
/// with commas is none, nor is a table drawn in Markdown.
pub(super) fn looks_like_csv(text: &str) -> bool {
    if said_separator(text).is_some() {
        return true;
    }
    let head = head(text);
    SEPARATORS.iter().any(|one| is_table(head, *one))
}

fn is_table(head: &str, separator: u8) -> bool {
    let least = if separator == b'\t' { 2 } else { 3 };
    // Most texts are told to be none by their first line, unless a mark in it may let a value go on in the next.
    let first = head.trim_start_matches(['\n', '\r']).lines().next().unwrap_or_default();
    if !first.contains('"') && first.bytes().filter(|byte| *byte == separator).count() + 1 < least {
        return false;
    }
    let rows = widths(head, separator);
    let (share, width) = evenness(&rows);
    let Some(first) = rows.first() else { return false };
    if rows.len() < 4 || width < least || share < 0.98 || first.len() != width {
        return false;
    }
    let named = first.iter().all(|name| {
        let name = name.trim();
        !name.is_empty() && name.chars().count() <= 60 && !name.ends_with(['.', '!', '?', ':'])
    });
    let names: std::collections::BTreeSet<&str> = first.iter().map(|name| name.trim()).collect();
    if !named || names.len() != width {
        return false;
    }
    let cells: Vec<&String> = rows.iter().flatten().collect();
    // In prose a space follows a comma.
    let spaced = cells.iter().filter(|cell| cell.starts_with(' ')).count();
    let long = cells.iter().filter(|cell| cell.chars().count() > 200).count();
    spaced * 3 < cells.len() && long * 20 < cells.len()
}

#[cfg(test)]
mod tests;
