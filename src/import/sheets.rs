//! Workbooks: each sheet a section, each row a line with tabs between cells. Values are those the file keeps for its formulas;
//! nothing is computed.

mod cell;
mod grid;
mod ods;
#[cfg(test)]
mod tests;
mod weigh;
mod xls;
mod xlsx;

use super::parsed::{BlockKind, Builder, Meta, ParseError, Parsed, Remark};
use super::{archive, table};
use grid::Grid;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The words of a workbook.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return xls::parse(bytes, beat);
    }
    let package = weigh::weigh(bytes, beat)?;
    if package.has("xl/workbook.bin") {
        return Err(ParseError::NotRead("binary workbooks (.xlsb)"));
    }
    if package.has("content.xml") { ods::parse(bytes, &package, beat) } else { xlsx::parse(bytes, &package, beat) }
}

/// What is found of a workbook while its sheets are read.
struct Book {
    out: Builder,
    cells: u64,
    hidden: Vec<String>,
    charts: Vec<String>,
    remarks: Vec<Remark>,
}

impl Book {
    fn new() -> Self {
        Self { out: Builder::new(), cells: 0, hidden: Vec::new(), charts: Vec::new(), remarks: Vec::new() }
    }

    /// Counts cells before they are kept.
    fn count(&mut self, cells: u64) -> Result<(), ParseError> {
        self.cells = self.cells.saturating_add(cells);
        if self.cells > table::MAX_CELLS {
            return Err(ParseError::TooMany { what: "cells", limit: table::MAX_CELLS });
        }
        Ok(())
    }

    /// Adds a sheet under its name.
    fn sheet(&mut self, name: &str, grid: Grid, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        self.out.open(BlockKind::Section(name.to_owned()))?;
        self.out.open(BlockKind::Table)?;
        grid.write(&mut self.out, beat)?;
        self.out.close();
        self.out.close();
        self.out.end_paragraph();
        Ok(())
    }

    fn finish(mut self, meta: Meta) -> Parsed {
        let (text, blocks) = self.out.finish();
        let mut remarks = std::mem::take(&mut self.remarks);
        if !self.hidden.is_empty() {
            remarks.push(Remark::Hidden(u32::try_from(self.hidden.len()).unwrap_or(u32::MAX)));
            remarks.push(Remark::LeftOut(format!("hidden sheets: {}", listed(&self.hidden))));
        }
        if !self.charts.is_empty() {
            remarks.push(Remark::LeftOut(format!("sheets that are no tables: {}", listed(&self.charts))));
        }
        if text.is_empty() {
            remarks.push(Remark::NoText);
        }
        Parsed { text, blocks, meta, remarks, ..Parsed::default() }
    }
}

/// The first names of a list, and how many more there are.
fn listed(names: &[String]) -> String {
    let first: Vec<String> = names.iter().take(10).map(|name| name.chars().take(60).collect()).collect();
    let more = if names.len() > 10 { format!(" and {} more", names.len() - 10) } else { String::new() };
    first.join(", ") + &more
}

/// What the properties of a workbook say of it.
fn meta_of(properties: calamine::WorkbookProperties) -> Meta {
    let filled = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let published = filled(properties.created).filter(|date| date.get(..4).is_some_and(|y| y.parse::<u16>().is_ok()));
    Meta { title: filled(properties.title), author: filled(properties.creator), published, ..Meta::default() }
}

/// Lets the reader of a format work. It indexes and subtracts by what a file says; where that is out of bounds, the file is
/// damaged.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParseError>) -> Result<T, ParseError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(ParseError::Damaged("its tables point outside the file".to_owned())))
}

fn damaged(error: &dyn std::fmt::Display) -> ParseError {
    ParseError::Damaged(error.to_string())
}
