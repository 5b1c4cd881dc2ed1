//! XLS. Its reader keeps each sheet as a rectangle as large as its cells lie apart, and reserves what the file claims, so both
//! are looked at first, record by record.

use super::{Book, Grid, cell, damaged, guarded, meta_of, table};
use crate::import::parsed::{ParseError, Parsed, Remark};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::{Cursor, Read, Seek, SeekFrom, Write};

/// Most records looked at, however often sheets point to the same ones.
const MAX_RECORDS: u64 = 20_000_000;

/// The words of an XLS workbook.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let mut compound = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).map_err(|error| damaged(&error))?;
    if compound.exists("/EncryptedPackage") {
        return Err(ParseError::Encrypted);
    }
    let macros = compound.exists("/_VBA_PROJECT_CUR");
    let name = ["/Workbook", "/Book"].into_iter().find(|name| compound.exists(name));
    let Some(name) = name else { return Err(ParseError::Damaged("there is no workbook in it".to_owned())) };
    let mut stream = compound.open_stream(name).map_err(|error| damaged(&error))?;
    let mut records = Vec::new();
    stream.read_to_end(&mut records).map_err(|error| damaged(&error))?;
    for claim in weigh(&records, beat)? {
        // Nothing is lost with a claim: the cells say where they lie.
        stream.seek(SeekFrom::Start(claim as u64)).map_err(|error| damaged(&error))?;
        stream.write_all(&[0; 8]).map_err(|error| damaged(&error))?;
    }
    stream.flush().map_err(|error| damaged(&error))?;
    drop(stream);
    drop(records);
    let bytes = compound.into_inner().into_inner();
    guarded(|| {
        let mut file = Xls::new(Cursor::new(bytes.as_slice())).map_err(|error| match error {
            XlsError::Password => ParseError::Encrypted,
            error => damaged(&error),
        })?;
        let mut book = Book::new();
        for sheet in file.sheets_metadata().to_vec() {
            beat();
            if sheet.visible != SheetVisible::Visible {
                book.hidden.push(sheet.name);
                continue;
            }
            if sheet.typ != SheetType::WorkSheet {
                book.charts.push(sheet.name);
                continue;
            }
            let range = file.worksheet_range(&sheet.name).map_err(|error| damaged(&error))?;
            let (top, left) = range.start().unwrap_or((0, 0));
            let mut grid = Grid::default();
            for (row, column, value) in range.used_cells() {
                book.count(1)?;
                let at = |start: u32, step: usize| u32::try_from(step).unwrap_or(u32::MAX).saturating_add(start);
                grid.put(at(top, row), at(left, column), &shown(value))?;
            }
            book.sheet(&sheet.name, grid, beat)?;
        }
        if macros {
            book.remarks.push(Remark::Macros);
        }
        let meta = meta_of(file.workbook_properties().unwrap_or_default());
        Ok(book.finish(meta))
    })
}

fn shown(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::Int(value) => value.to_string(),
        Data::Float(value) => cell::number(*value),
        Data::String(value) | Data::DateTimeIso(value) | Data::DurationIso(value) => value.clone(),
        Data::Bool(value) => cell::truth(*value),
        Data::DateTime(value) => cell::moment(value),
        Data::Error(value) => value.to_string(),
    }
}

/// Where the cells of one sheet lie.
#[derive(Default)]
struct Bounds {
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
}

impl Bounds {
    fn take(&mut self, row: u64, column: u64) {
        let wider = |known: Option<(u64, u64)>, at: u64| Some(known.map_or((at, at), |(a, b)| (a.min(at), b.max(at))));
        self.rows = wider(self.rows, row);
        self.columns = wider(self.columns, column);
    }

    fn area(&self) -> u64 {
        let length = |range: Option<(u64, u64)>| range.map_or(0, |(a, b)| b - a + 1);
        length(self.rows) * length(self.columns)
    }
}

/// Counts what the sheets of a workbook would take, and gives the places of claims that are too large, in bytes.
fn weigh(records: &[u8], beat: &mut dyn FnMut()) -> Result<Vec<usize>, ParseError> {
    let mut starts = Vec::new();
    let mut locked = false;
    let mut seen = 0_u64;
    each(records, 0, &mut seen, beat, |kind, _, body| match kind {
        // What comes after it is not what it seems.
        0x002F => locked = true,
        0x0085 => starts.extend(number(body, 0, 4)),
        _ => {}
    })?;
    if locked {
        return Err(ParseError::Encrypted);
    }
    let mut claims = Vec::new();
    let mut cells = 0_u64;
    for start in starts {
        let Ok(start) = usize::try_from(start) else { continue };
        let mut bounds = Bounds::default();
        each(records, start, &mut seen, beat, |kind, at, body| {
            let two = |from: usize| number(body, from, 2);
            match kind {
                0x0200 => {
                    let wide = body.len() >= 14;
                    let rows = if wide { number(body, 4, 4) } else { two(2) };
                    let columns = if wide { two(10) } else { two(6) };
                    if rows.unwrap_or(0).saturating_mul(columns.unwrap_or(0)) > table::MAX_CELLS {
                        claims.push(at);
                    }
                    // Rows that end before they begin would be counted below nothing.
                    let first = if wide { number(body, 0, 4) } else { two(0) };
                    if first > rows {
                        claims.push(at);
                    }
                }
                0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x00D6 | 0x00FD | 0x027E | 0x00BD => {
                    if let (Some(row), Some(column)) = (two(0), two(2)) {
                        bounds.take(row, column);
                        if kind == 0x00BD
                            && let Some(last) = two(body.len().saturating_sub(2))
                        {
                            bounds.take(row, last);
                        }
                    }
                }
                _ => {}
            }
        })?;
        cells = cells.saturating_add(bounds.area());
        if cells > table::MAX_CELLS {
            return Err(ParseError::TooMany { what: "cells", limit: table::MAX_CELLS });
        }
    }
    Ok(claims)
}

/// Tells each record from here on to the end of its part: its kind, where its body begins, and its body.
fn each(
    records: &[u8],
    start: usize,
    seen: &mut u64,
    beat: &mut dyn FnMut(),
    mut tell: impl FnMut(u16, usize, &[u8]),
) -> Result<(), ParseError> {
    let mut at = start;
    let mut depth = 0_u32;
    while let (Some(kind), Some(length)) =
        (records.get(at..).and_then(|r| number(r, 0, 2)), records.get(at..).and_then(|r| number(r, 2, 2)))
    {
        *seen += 1;
        if *seen > MAX_RECORDS {
            return Err(ParseError::TooMany { what: "records", limit: MAX_RECORDS });
        }
        if seen.is_multiple_of(65_536) {
            beat();
        }
        let from = at + 4;
        let end = from + usize::try_from(length).unwrap_or(0);
        let Some(body) = records.get(from..end) else { break };
        let kind = u16::try_from(kind).unwrap_or(0);
        match kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            kind => tell(kind, from, body),
        }
        at = end;
    }
    Ok(())
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], from: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(from..from.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}
