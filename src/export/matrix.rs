//! Who says what: a drawing of matters against sources, and a table with a column a source. Silence is written as silence.

use super::drawing::{Drawing, Look, Mark, RULE, SOFT, Shape, TEXT};
use super::placed::Records;
use super::table;
use crate::analysis::matrix::{Columns, Matrix, Row, Rows, Says, matrix};

const MARGIN: f32 = 40.0;
const LABEL: f32 = 380.0;
const COLUMN: f32 = 132.0;
const LINE: f32 = 40.0;
/// Lines within a cell.
const TELL: f32 = 17.0;

const TITLE: Look = Look::new(20.0, TEXT).bold();
const HEADING: Look = Look::new(12.0, TEXT).bold();
const BODY: Look = Look::new(13.0, TEXT);
const SMALL: Look = Look::new(11.0, SOFT);

/// What a silence is called.
const SILENT: &str = "silent";
/// A column of claims that nobody known prints or says.
const NOBODY: &str = "no source";

/// What is said, as a matrix.
pub(super) fn made(records: &Records, rows: Rows, columns: Columns) -> Matrix {
    matrix(&records.placed_then(), records.links.iter(), rows, columns)
}

fn one(says: Says, count: usize) -> String {
    if count == 1 { says.label().to_owned() } else { format!("{} × {count}", says.label()) }
}

/// A full disc affirms, a cross denies, an empty disc hedges, a dot is unclear.
fn mark(says: Says) -> Mark {
    match says {
        Says::Affirms => Mark::Disc,
        Says::Denies => Mark::Cross,
        Says::Hedges => Mark::Ring,
        Says::Unclear => Mark::Dot,
    }
}

/// What a cell says: “affirms × 2, denies”; nothing where no source is known.
fn told(matrix: &Matrix, row: &Row, column: usize) -> String {
    match row.cell(column) {
        Some(cell) => cell.says().into_iter().map(|(says, count)| one(says, count)).collect::<Vec<_>>().join(", "),
        None if matrix.is_gap(row, column) => SILENT.to_owned(),
        None => String::new(),
    }
}

/// The drawing.
pub(super) fn draw(records: &Records, shown: &Matrix, (rows, columns): (Rows, Columns), title: &str) -> Drawing {
    let wide = MARGIN + LABEL + COLUMN * shown.columns.len() as f32 + MARGIN;
    let mut out = Drawing::new(wide.max(720.0));
    let room = out.width - 2.0 * MARGIN;
    out.write((MARGIN, 52.0), title, TITLE, room);
    let about = format!("Who says what: by {}, against {}{}", rows.label(), columns.label(), records.narrowed());
    out.write((MARGIN, 76.0), &about, Look { ink: SOFT, ..BODY }, room);
    let silence = "Silent: no claim of this source on this matter is recorded. That is a gap, and no denial.";
    out.write((MARGIN, 96.0), silence, SMALL, room);
    let left = MARGIN + LABEL;
    for (n, column) in shown.columns.iter().enumerate() {
        let x = left + COLUMN * n as f32;
        let name = column.of.map_or_else(|| NOBODY.to_owned(), |id| records.called(id));
        out.write((x, 132.0), &name, HEADING, COLUMN - 14.0);
        let unnamed = if column.unnamed > 0 { format!(", {} unnamed", column.unnamed) } else { String::new() };
        let claims = if column.claims == 1 { "claim" } else { "claims" };
        out.write((x, 149.0), &format!("{} {claims}{unnamed}", column.claims), SMALL, COLUMN - 14.0);
    }
    let mut y = 162.0;
    for row in &shown.rows {
        out.add(Shape::Box { at: [MARGIN, y, room, 1.0], ink: RULE });
        out.write((MARGIN, y + 25.0), &records.drawn(row.of), BODY, LABEL - 24.0);
        for n in 0..shown.columns.len() {
            let x = left + COLUMN * n as f32;
            if let Some(cell) = row.cell(n) {
                for (line, (says, count)) in cell.says().into_iter().enumerate() {
                    let y = y + 25.0 + TELL * line as f32;
                    out.add(Shape::Mark { x: x + 5.0, y: y - 4.5, mark: mark(says), ink: TEXT });
                    out.write((x + 16.0, y), &one(says, count), BODY, COLUMN - 30.0);
                }
            } else if shown.is_gap(row, n) {
                out.add(Shape::Dashed { at: [x, y + 9.0, COLUMN - 14.0, 23.0], ink: RULE });
                out.write((x + 10.0, y + 25.0), SILENT, SMALL, COLUMN - 30.0);
            }
        }
        let most = row.cells.iter().map(|cell| cell.says().len()).max().unwrap_or(1);
        y += LINE + TELL * most.saturating_sub(1) as f32;
    }
    out.height = y + MARGIN;
    out
}

/// The table.
pub(super) fn csv(records: &Records, shown: &Matrix, rows: Rows) -> Vec<u8> {
    let name =
        |column: &crate::analysis::matrix::Column| column.of.map_or_else(|| NOBODY.to_owned(), |id| records.called(id));
    let names: Vec<String> = shown.columns.iter().map(name).collect();
    let mut head = vec!["id", rows.as_str(), "claims"];
    head.extend(names.iter().map(String::as_str));
    let cells = shown.rows.iter().map(|row| {
        let own = [row.of.to_string(), records.called(row.of), row.claims.to_string()];
        own.into_iter().chain((0..shown.columns.len()).map(|column| told(shown, row, column))).collect::<Vec<_>>()
    });
    table::csv(&head, cells)
}
