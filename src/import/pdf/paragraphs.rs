//! From lines to paragraphs. Lines are joined by how they stand, never by what they say: a line goes on when the next
//! line's first word had no room on it.

use super::layout::direction;
use super::layout::{Block, Line, Unit, is_wide, median, reads_leftwards};
use super::words::{cells, reach, text, units};
use unicode_bidi::BidiClass;

/// A gap this wide, in ems, parts cells where it meets one in a line beside.
const CELL_GAP: f64 = 1.0;

/// A piece of a page's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// A paragraph and the height of its letters.
    Paragraph(String, f64),
    /// Rows of a table, their cells.
    Table(Vec<Vec<String>>),
}

/// A line as text, with what decides whether it goes on. Left and right are swapped where writing goes leftwards.
struct Row {
    text: String,
    start: f64,
    end: f64,
    base: f64,
    size: f64,
    first_word: f64,
    cells: Vec<(f64, f64, String)>,
}

/// The paragraphs and tables of a block.
pub(super) fn pieces(block: Block) -> Vec<Piece> {
    let leftwards = reads_leftwards(block.iter().flat_map(|line| &line.spans));
    let rows: Vec<Row> =
        block.into_iter().map(|line| row(line, leftwards)).filter(|row| !row.text.is_empty()).collect();
    let leading = median(rows.windows(2).filter_map(|pair| match pair {
        [a, b] if b.base > a.base => Some((b.base - a.base) / a.size.max(b.size)),
        _ => None,
    }));
    let leading = leading.unwrap_or(1.2).clamp(0.9, 2.2);
    let mut out = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let rest = rows.get(at..).unwrap_or_default();
        let table = table_rows(rest, leading);
        if table > 0 {
            let cells = |row: &Row| row.cells.iter().map(|cell| cell.2.clone()).collect();
            out.push(Piece::Table(rest.iter().take(table).map(cells).collect()));
            at += table;
            continue;
        }
        let next_table = (1..rest.len()).find(|n| table_rows(rest.get(*n..).unwrap_or_default(), leading) > 0);
        let prose = next_table.unwrap_or(rest.len());
        join(rest.get(..prose).unwrap_or_default(), leading, &mut out);
        at += prose;
    }
    out
}

fn row(line: Line, leftwards: bool) -> Row {
    let (start, end, base, size) = (line.start, line.end, line.base, line.size);
    let units = units(line);
    let whole = text(&units, leftwards);
    let turn = |(start, end): (f64, f64)| if leftwards { (-end, -start) } else { (start, end) };
    let cells = cells(&units, CELL_GAP * size);
    // Most lines are one cell.
    let text_of = |cell: &[Unit]| if cell.len() == units.len() { whole.clone() } else { text(cell, leftwards) };
    let mut parts: Vec<(f64, f64, String)> = cells
        .into_iter()
        .filter_map(|cell| reach(cell).map(turn).map(|(start, end)| (start, end, text_of(cell))))
        .filter(|cell| !cell.2.is_empty())
        .collect();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (start, end) = turn((start, end));
    let chars = whole.chars().count().max(1) as f64;
    let first = whole.split_whitespace().next().unwrap_or_default();
    let first = if first.chars().any(is_wide) { 1.0 } else { first.chars().count() as f64 };
    let first_word = (end - start) * first / chars;
    Row { text: whole, start, end, base, size, first_word, cells: parts }
}

/// How many of the first rows are rows of a table: each has several cells, and each is in line with its neighbour.
fn table_rows(rows: &[Row], leading: f64) -> usize {
    let mut count = 0;
    let mut wide = 0;
    for (at, row) in rows.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| rows.get(i));
        let near = before.is_none_or(|b| row.base - b.base < 3.0 * leading * row.size.max(b.size));
        if row.cells.len() < 2 || !near || before.is_some_and(|before| !in_line(before, row)) {
            break;
        }
        count += 1;
        wide = wide.max(row.cells.len());
    }
    // Two columns of two rows may be chance; a table has more of one or the other.
    if count >= 3 || (count == 2 && wide >= 3) { count } else { 0 }
}

/// True when two of the cells of one row begin, end or have their middle where two of the other row do.
fn in_line(a: &Row, b: &Row) -> bool {
    let near = 0.6 * a.size.max(b.size);
    let same = |x: &&(f64, f64, String)| {
        b.cells
            .iter()
            .any(|y| (x.0 - y.0).abs() < near || (x.1 - y.1).abs() < near || ((x.0 + x.1) - (y.0 + y.1)).abs() < near)
    };
    a.cells.iter().filter(same).count() >= 2
}

fn join(rows: &[Row], leading: f64, out: &mut Vec<Piece>) {
    let right = |at: usize| {
        // The edge is where lines beside this one end; other paragraphs may be set to another width.
        let near = rows.get(at.saturating_sub(6)..(at + 7).min(rows.len())).unwrap_or_default();
        near.iter().map(|row| row.end).fold(f64::NEG_INFINITY, f64::max)
    };
    let mut open: Option<(String, f64)> = None;
    for (at, row) in rows.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| rows.get(i));
        let goes_on = before.is_some_and(|before| {
            continues(
                before,
                row,
                rows.get(at + 1),
                at.checked_sub(2).and_then(|i| rows.get(i)),
                right(at - 1),
                leading,
            )
        });
        match open.as_mut().filter(|_| goes_on) {
            Some((text, _)) => append(text, &row.text),
            None => {
                out.extend(open.take().map(|(text, size)| Piece::Paragraph(text, size)));
                open = Some((row.text.clone(), row.size));
            }
        }
    }
    out.extend(open.map(|(text, size)| Piece::Paragraph(text, size)));
}

/// True when a line goes on in the next one.
fn continues(line: &Row, next: &Row, after: Option<&Row>, earlier: Option<&Row>, right: f64, leading: f64) -> bool {
    let size = line.size.max(next.size);
    let step = next.base - line.base;
    if line.size.min(next.size) < 0.85 * size || step > (leading * 1.25).max(1.1) * size || step < 0.3 * size {
        return false;
    }
    // A broken word says itself that it goes on.
    if right - line.end > next.first_word + 0.35 * size && !is_broken(&line.text, &next.text) {
        return false;
    }
    let indent = next.start - line.start;
    let same = |a: f64, b: f64| (a - b).abs() < 0.4 * size;
    if indent > 0.8 * size {
        // Further in: a new paragraph, unless the lines after it stand there too, as those of a list's item do, or the
        // line before ran over from there.
        let stays = after.is_some_and(|after| same(after.start, next.start) && after.base - next.base < 2.0 * size);
        let first =
            earlier.is_none_or(|earlier| !same(earlier.start, line.start) || earlier.end < line.end - 2.0 * size);
        return stays || (after.is_none_or(|after| !same(after.start, line.start)) && first && indent < 4.0 * size);
    }
    if indent < -0.8 * size {
        // Further out: the second line of a paragraph whose first is set in, or the next item of a list.
        let opened =
            earlier.is_none_or(|earlier| !same(earlier.start, line.start) || line.base - earlier.base > 2.0 * size);
        return opened && indent > -5.0 * size;
    }
    true
}

/// True when a line ends in a hyphen and the next one goes on in lower case.
fn is_broken(line: &str, next: &str) -> bool {
    let mut ends = line.chars().rev();
    matches!(ends.next(), Some('-' | '\u{2010}' | '\u{AD}'))
        && ends.next().is_some_and(char::is_alphabetic)
        && next.chars().next().is_some_and(char::is_lowercase)
}

/// Adds a line to a paragraph: with a space, without one between letters that are written without, and without the
/// hyphen when a word goes on in lower case.
fn append(text: &mut String, next: &str) {
    let mut ends = text.chars().rev();
    let (last, before) = (ends.next(), ends.next());
    let first = next.chars().next();
    let both_wide = last.is_some_and(is_wide) && first.is_some_and(is_wide);
    if is_broken(text, next) || last == Some('\u{AD}') {
        text.pop();
    } else if !(both_wide || hyphen_before_letter(last, before, first)) {
        text.push(' ');
    }
    text.push_str(next);
}

/// A hyphen that stays is not followed by a space when a word follows it.
fn hyphen_before_letter(last: Option<char>, before: Option<char>, first: Option<char>) -> bool {
    let strong = |c: char| matches!(direction(c), BidiClass::L | BidiClass::R | BidiClass::AL | BidiClass::EN);
    matches!(last, Some('-' | '\u{2010}')) && before.is_some_and(strong) && first.is_some_and(strong)
}
