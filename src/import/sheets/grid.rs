//! The filled cells of a sheet, and how they become lines.

use crate::import::parsed::{Builder, ParseError};
use crate::import::table::{one_line, push_row};

/// Columns and rows past these are in no spreadsheet program.
pub(super) const MAX_COLUMNS: u32 = 16_384;
/// Most rows of a sheet.
pub(super) const MAX_ROWS: u32 = 1_048_576;

/// Cells in the order they come, their words in one string.
#[derive(Default)]
pub(super) struct Grid {
    /// Row, column, where the words begin and how long they are.
    cells: Vec<(u32, u32, u32, u32)>,
    words: String,
}

impl Grid {
    /// Keeps the words of a cell; an empty one is not kept.
    pub(super) fn put(&mut self, row: u32, column: u32, words: &str) -> Result<(), ParseError> {
        let words = one_line(words);
        if words.is_empty() {
            return Ok(());
        }
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(ParseError::Damaged("a cell lies outside every sheet".to_owned()));
        }
        let limit = crate::import::limits::MAX_CHARS as u64;
        let long = |_| ParseError::TooMany { what: "characters", limit };
        let from = u32::try_from(self.words.len()).map_err(long)?;
        let length = u32::try_from(words.len()).map_err(long)?;
        if self.words.len() + words.len() > crate::import::limits::MAX_CHARS * 4 {
            return Err(ParseError::TooMany { what: "characters", limit });
        }
        self.words.push_str(&words);
        self.cells.push((row, column, from, length));
        Ok(())
    }

    /// Writes the rows that have words, from the first column that has any.
    pub(super) fn write(mut self, out: &mut Builder, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        self.cells.sort_by_key(|(row, column, ..)| (*row, *column));
        let first = self.cells.iter().map(|(_, column, ..)| *column).min().unwrap_or(0);
        for (row, count) in self.cells.chunk_by(|a, b| a.0 == b.0).zip(1_u32..) {
            if count.is_multiple_of(1024) {
                beat();
            }
            let mut next = first;
            let mut line: Vec<String> = Vec::new();
            for (_, column, from, length) in row {
                while next < *column {
                    line.push(String::new());
                    next += 1;
                }
                let (from, length) = (*from as usize, *length as usize);
                let words = self.words.get(from..from + length).unwrap_or_default().to_owned();
                // Two cells at one place are in no honest file; both are shown.
                match line.last_mut() {
                    Some(last) if next > *column => {
                        last.push(' ');
                        last.push_str(&words);
                    }
                    _ => {
                        line.push(words);
                        next += 1;
                    }
                }
            }
            push_row(out, line.into_iter())?;
        }
        Ok(())
    }
}
