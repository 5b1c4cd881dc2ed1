//! ODS, read as it is shown: a number or a word as its cell displays it, a date as ISO 8601 has it. Rows and cells that are
//! said to repeat are counted before they are repeated.

use super::grid::MAX_COLUMNS;
use super::weigh::Package;
use super::{Book, Grid, archive, damaged};
use crate::import::limits::{MAX_ATTRIBUTE, MAX_ATTRIBUTES, MAX_DEPTH, MAX_PART_BYTES};
use crate::import::parsed::{Meta, ParseError, Parsed, Remark};
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// How many events pass between two signs of progress.
const STEP: u32 = 4096;
/// Parts of a sheet whose words are not its cells'.
const ASIDE: &[&str] = &["annotation", "tracked-changes", "dde-links", "shapes", "forms", "scripts", "font-face-decls"];

/// The words of an ODS workbook that was weighed.
pub(super) fn parse(bytes: &[u8], package: &Package, beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let manifest = part(bytes, "META-INF/manifest.xml", beat)?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ParseError::Encrypted);
    }
    let content = part(bytes, "content.xml", beat)?.unwrap_or_default();
    let mut reading = Reading::new();
    events(&content, beat, |event| reading.take(event))?;
    let mut book = reading.book;
    book.remarks = package.remarks();
    if reading.sources > 0 {
        book.remarks.push(Remark::Remote(reading.sources));
    }
    if reading.comments > 0 {
        book.remarks.push(Remark::LeftOut(format!("comments on cells: {}", reading.comments)));
    }
    let said = part(bytes, "meta.xml", beat)?.unwrap_or_default();
    let mut meta = Meta::default();
    let mut words = String::new();
    // What the file says of itself is worth no refusal.
    let read = events(&said, beat, |event| {
        match event {
            Piece::Start(_) => words.clear(),
            Piece::Words(more) if words.len() < 1000 => words.push_str(more),
            Piece::Words(_) => {}
            Piece::End(name) => {
                let value = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
                match name {
                    "title" => meta.title = value,
                    "initial-creator" => meta.author = value,
                    "creator" if meta.author.is_none() => meta.author = value,
                    "creation-date" => meta.published = value.and_then(|date| date.get(..10).map(str::to_owned)),
                    "language" => meta.language = value,
                    _ => {}
                }
                words.clear();
            }
        }
        Ok(())
    });
    if read.is_err() {
        book.remarks.push(Remark::Damaged("what the file says of itself could not be read".to_owned()));
    }
    Ok(book.finish(meta))
}

/// One part of the package.
fn part(bytes: &[u8], name: &str, beat: &mut dyn FnMut()) -> Result<Option<String>, ParseError> {
    let mut zip = archive::open(bytes)?;
    let Ok(mut file) = zip.by_name(name) else { return Ok(None) };
    let packed = file.compressed_size();
    let bytes = archive::unpacked(&mut file, packed, MAX_PART_BYTES, beat)
        .map_err(|stop| ParseError::Damaged(format!("{name}: {}", stop.why())))?;
    Ok(Some(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())))
}

/// What stands in a part.
enum Piece<'e> {
    Start(&'e BytesStart<'e>),
    Words(&'e str),
    /// The end of an element of this name, without its prefix.
    End(&'e str),
}

/// Tells what stands in XML, one after the other, within the limits.
fn events(
    text: &str,
    beat: &mut dyn FnMut(),
    mut tell: impl FnMut(Piece<'_>) -> Result<(), ParseError>,
) -> Result<(), ParseError> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut seen) = (0_usize, 0_u32);
    loop {
        seen = seen.wrapping_add(1);
        if seen.is_multiple_of(STEP) {
            beat();
        }
        match reader.read_event().map_err(|error| damaged(&error))? {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(ParseError::TooMany { what: "elements inside each other", limit: MAX_DEPTH as u64 });
                }
                tell(Piece::Start(&start))?;
            }
            Event::Empty(start) => {
                tell(Piece::Start(&start))?;
                tell(Piece::End(start.local_name().into_inner()))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                tell(Piece::End(end.local_name().into_inner()))?;
            }
            Event::Text(words) => tell(Piece::Words(&words))?,
            Event::CData(words) => tell(Piece::Words(&words))?,
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().map_err(|error| damaged(&error))?;
                match c {
                    Some(c) => tell(Piece::Words(c.encode_utf8(&mut [0; 4])))?,
                    None => tell(Piece::Words(resolve_xml_entity(&reference).unwrap_or("\u{FFFD}")))?,
                }
            }
            Event::DocType(declared) if declared.contains('[') => {
                return Err(ParseError::Damaged("its XML defines a document type".to_owned()));
            }
            Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof if depth > 0 => return Err(ParseError::Damaged("its XML ends before its end".to_owned())),
            Event::Eof => return Ok(()),
        }
    }
}

/// The attributes of an element that matter here, by their names without prefixes.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    attributes.with_checks(false);
    let found = attributes.take(MAX_ATTRIBUTES).flatten().find(|a| a.key.local_name().into_inner() == name)?;
    if found.value.len() > MAX_ATTRIBUTE {
        return None;
    }
    unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

/// How often an element says it is repeated.
fn repeated(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}

/// A cell that is being read.
struct Cell {
    times: u32,
    date: Option<String>,
    /// What is shown where no words are.
    value: Option<String>,
    words: String,
    /// How many elements were open where it began.
    depth: usize,
}

struct Sheet {
    name: String,
    hidden: bool,
    grid: Grid,
    row: u32,
}

struct Reading {
    book: Book,
    depth: usize,
    /// At how many open elements words began that are none of a cell's.
    aside: Option<usize>,
    style: String,
    unseen: HashSet<String>,
    sheet: Option<Sheet>,
    row_times: u32,
    column: u32,
    row: Vec<(u32, u32, String)>,
    cell: Option<Cell>,
    /// How many elements were open where a paragraph of the cell began.
    paragraph: Option<usize>,
    sources: u32,
    comments: u32,
}

impl Reading {
    fn new() -> Self {
        Self {
            book: Book::new(),
            depth: 0,
            aside: None,
            style: String::new(),
            unseen: HashSet::new(),
            sheet: None,
            row_times: 1,
            column: 0,
            row: Vec::new(),
            cell: None,
            paragraph: None,
            sources: 0,
            comments: 0,
        }
    }

    fn take(&mut self, piece: Piece<'_>) -> Result<(), ParseError> {
        match piece {
            Piece::Start(start) => {
                self.depth += 1;
                if self.aside.is_none() {
                    self.start(start)?;
                }
                Ok(())
            }
            Piece::Words(words) => {
                if self.aside.is_none() && self.paragraph.is_some() {
                    self.words(words);
                }
                Ok(())
            }
            Piece::End(name) => {
                self.depth = self.depth.saturating_sub(1);
                if self.aside == Some(self.depth) {
                    self.aside = None;
                } else if self.aside.is_none() {
                    self.end(name)?;
                }
                Ok(())
            }
        }
    }

    /// White space runs together, as the format has it.
    fn words(&mut self, words: &str) {
        let Some(cell) = &mut self.cell else { return };
        for c in words.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !blank {
                cell.words.push(c);
            } else if !cell.words.ends_with(' ') {
                cell.words.push(' ');
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ParseError> {
        let name = start.local_name().into_inner();
        if ASIDE.contains(&name) {
            self.comments += u32::from(name == "annotation");
            self.aside = Some(self.depth - 1);
            return Ok(());
        }
        match name {
            "style" => self.style = attribute(start, "name").unwrap_or_default(),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                self.unseen.insert(self.style.clone());
            }
            "table-source" => self.sources = self.sources.saturating_add(1),
            "table" if self.sheet.is_none() => {
                let name = attribute(start, "name").unwrap_or_default();
                let hidden = attribute(start, "style-name").is_some_and(|style| self.unseen.contains(&style));
                self.sheet = Some(Sheet { name, hidden, grid: Grid::default(), row: 0 });
            }
            "table-row" => {
                self.row_times = repeated(start, "number-rows-repeated");
                self.column = 0;
                self.row.clear();
            }
            "table-cell" | "covered-table-cell" if self.cell.is_none() => {
                let kind = attribute(start, "value-type").unwrap_or_default();
                self.cell = Some(Cell {
                    times: repeated(start, "number-columns-repeated"),
                    date: attribute(start, "date-value").filter(|_| kind == "date"),
                    value: attribute(start, if kind == "string" { "string-value" } else { "value" }),
                    words: String::new(),
                    depth: self.depth,
                });
            }
            // Pictures and drawings in a cell have paragraphs of their own, deeper in.
            "p" if self.cell.as_ref().is_some_and(|cell| self.depth == cell.depth + 1) => {
                self.paragraph = Some(self.depth);
                self.words(" ");
            }
            "s" if self.paragraph.is_some() => {
                // Several are asked for to indent, which a cell of a line has no use for.
                let times = repeated(start, "c").min(1000) as usize;
                if let Some(cell) = &mut self.cell {
                    cell.words.push_str(&" ".repeat(times));
                }
            }
            "tab" | "line-break" if self.paragraph.is_some() => self.words(" "),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ParseError> {
        if self.paragraph == Some(self.depth + 1) {
            self.paragraph = None;
        }
        match name {
            "table-cell" | "covered-table-cell" if self.cell.as_ref().is_some_and(|c| c.depth == self.depth + 1) => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let date = cell.date.map(|date| date.strip_suffix("T00:00:00").map_or(date.clone(), str::to_owned));
                let shown = Some(cell.words.trim_matches(' ').to_owned()).filter(|words| !words.is_empty());
                let words = date.or(shown).or(cell.value).unwrap_or_default();
                if !words.is_empty() {
                    self.row.push((self.column, cell.times, words));
                }
                self.column = self.column.saturating_add(cell.times);
            }
            "table-row" => self.end_row()?,
            "table" if self.cell.is_none() => {
                let Some(sheet) = self.sheet.take() else { return Ok(()) };
                if sheet.hidden {
                    self.book.hidden.push(sheet.name);
                } else {
                    self.book.sheet(&sheet.name, sheet.grid, &mut || {})?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ParseError> {
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        let cells: u64 = self.row.iter().map(|(_, times, _)| u64::from(*times)).sum();
        if !sheet.hidden && cells > 0 {
            self.book.count(cells.saturating_mul(u64::from(self.row_times)))?;
            for row in 0..self.row_times {
                for (column, times, words) in &self.row {
                    // The last cell of a row is often said to reach to the end of the sheet.
                    for at in 0..(*times).min(MAX_COLUMNS) {
                        sheet.grid.put(sheet.row.saturating_add(row), column.saturating_add(at), words)?;
                    }
                }
            }
        }
        sheet.row = sheet.row.saturating_add(self.row_times);
        self.row.clear();
        Ok(())
    }
}
