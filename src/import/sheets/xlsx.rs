//! XLSX, cell by cell: the reader never keeps a sheet as large as the file says it is.

use super::weigh::Package;
use super::{Book, Grid, cell, damaged, guarded, meta_of};
use crate::import::parsed::{ParseError, Parsed};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;

/// The words of an XLSX workbook that was weighed.
pub(super) fn parse(bytes: &[u8], package: &Package, beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    guarded(|| {
        let mut file = Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
        let mut book = Book::new();
        for sheet in file.sheets_metadata().to_vec() {
            if sheet.visible != SheetVisible::Visible {
                book.hidden.push(sheet.name);
            } else if sheet.typ != SheetType::WorkSheet {
                book.charts.push(sheet.name);
            } else {
                read_sheet(&mut file, &sheet.name, &mut book, beat)?;
            }
        }
        book.remarks = package.remarks();
        let meta = meta_of(file.workbook_properties().unwrap_or_default());
        Ok(book.finish(meta))
    })
}

fn refused(error: &XlsxError) -> ParseError {
    if matches!(error, XlsxError::Password) { ParseError::Encrypted } else { damaged(error) }
}

fn read_sheet(
    file: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    book: &mut Book,
    beat: &mut dyn FnMut(),
) -> Result<(), ParseError> {
    let mut cells = match file.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => {
            book.charts.push(name.to_owned());
            return Ok(());
        }
        Err(error) => {
            book.remarks.push(crate::import::Remark::Damaged(format!("the sheet {name}: {error}")));
            return Ok(());
        }
    };
    let codes: Vec<Option<String>> = cells
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map(|format| format.format_code.clone()))
        .collect();
    let mut grid = Grid::default();
    let mut read = 0_u32;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| damaged(&error))? {
        read = read.wrapping_add(1);
        if read.is_multiple_of(4096) {
            beat();
        }
        let words = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(value) => value.to_string(),
            DataRef::Float(value) => match codes.get(style).and_then(Option::as_ref) {
                Some(code) => cell::formatted(*value, code),
                None => cell::number(*value),
            },
            DataRef::String(value) => value.clone(),
            DataRef::SharedString(value) => (*value).to_owned(),
            DataRef::Bool(value) => cell::truth(*value),
            DataRef::DateTime(value) => cell::moment(value),
            DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => value.clone(),
            DataRef::Error(value) => value.to_string(),
        };
        book.count(1)?;
        let (row, column) = cell.get_position();
        grid.put(row, column, &words)?;
    }
    book.sheet(name, grid, beat)
}
