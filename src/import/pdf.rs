//! PDF: the words a page shows, in the order they are read, page by page. The format says where glyphs stand and not what
//! they are to each other: lines, columns, paragraphs and tables are found by how they stand.

mod about;
mod accents;
mod columns;
mod ending;
mod fonts;
mod glyphs;
mod guard;
mod labels;
mod layout;
mod paragraphs;
#[cfg(test)]
mod tests;
mod words;

use super::limits::MAX_CHARS;
use super::{BlockKind, Builder, ParseError, Parsed, Remark};
use fonts::Fonts;
use glyphs::{Collector, Seen, Sight};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use layout::median;
use paragraphs::Piece;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most pages.
const MAX_PAGES: usize = 10_000;
/// Most bytes the contents of all pages unpack to. The reader of the format keeps them all, beside what it unpacked.
const MAX_CONTENT: usize = 256 * 1024 * 1024;
/// How much larger than the text's letters those of a heading are.
const HEADING: f64 = 1.15;
/// Longest heading, in characters.
const MAX_HEADING: usize = 200;

/// Reads a PDF.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    guard::check_streams(bytes, beat)?;
    beat();
    // The reader of the format is not ours: should it give way, one file is lost and not the program.
    let cut = ending::is_cut(bytes);
    let whole = if cut { ending::ended(bytes) } else { bytes.to_vec() };
    let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new(whole)));
    let pdf = opened.unwrap_or(Err(LoadPdfError::Invalid)).map_err(refused)?;
    beat();
    let about = catch_unwind(AssertUnwindSafe(|| (about::meta(&pdf), about::remarks(&pdf, &mut *beat))));
    let (meta, remarks) = about.unwrap_or_else(|_| {
        let damaged = Remark::Damaged("what the file says of itself could not be read".to_owned());
        (Default::default(), Ok((vec![damaged], Vec::new())))
    });
    let (mut remarks, elsewhere) = remarks?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(ParseError::Damaged("it has no pages".to_owned()));
    }
    if pages.len() > MAX_PAGES {
        return Err(ParseError::TooMany { what: "pages", limit: MAX_PAGES as u64 });
    }
    let mut reading = Reading::default();
    reading.read(pages, beat)?;
    let labels = labels::labels(&pdf, pages.len());
    let (text, blocks) = reading.write(&labels)?;
    if ending::archive_behind(bytes) {
        remarks.push(Remark::LeftOut("an archive that stands behind it in the same file".to_owned()));
    }
    if cut {
        remarks.push(Remark::Damaged("its end is missing, and with it perhaps pages and words".to_owned()));
    }
    remarks.extend(reading.remarks(text.is_empty()));
    Ok(Parsed { text, blocks, meta, remarks, elsewhere, parts: Vec::new() })
}

fn refused(error: LoadPdfError) -> ParseError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ParseError::Encrypted
        }
        LoadPdfError::Decryption(_) => ParseError::Damaged("its encryption is not valid".to_owned()),
        LoadPdfError::Invalid => {
            ParseError::Damaged("it has no pages, or its table of objects cannot be found".to_owned())
        }
    }
}

/// What reading the pages gave.
#[derive(Default)]
struct Reading {
    pages: Vec<Vec<Piece>>,
    chars: usize,
    hidden: u32,
    unknown: u32,
    pictures: u32,
    broken: Vec<usize>,
    stopped: Vec<usize>,
    unread: usize,
}

impl Reading {
    fn read(&mut self, pages: &[Page<'_>], beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        let mut cache = InterpreterCache::new();
        let mut fonts = Fonts::default();
        let mut content = 0usize;
        for (at, page) in pages.iter().enumerate() {
            beat();
            content = content.saturating_add(page.page_stream().map_or(0, <[u8]>::len));
            if content > MAX_CONTENT {
                self.unread = pages.len() - at;
                break;
            }
            let (seen, whole) = see(page, &cache, &mut fonts, beat);
            if !whole {
                cache = InterpreterCache::new();
                if seen.stopped { self.stopped.push(at + 1) } else { self.broken.push(at + 1) }
            }
            self.take(seen);
            if self.chars > MAX_CHARS {
                return Err(ParseError::TooMany { what: "characters", limit: MAX_CHARS as u64 });
            }
        }
        Ok(())
    }

    /// Lays out what was seen of one page.
    fn take(&mut self, mut seen: Seen) {
        let has_words = |sight: Sight| seen.glyphs.iter().any(|g| g.sight == sight && !g.text.trim().is_empty());
        let shown = has_words(Sight::Shown);
        // A scanned page with words recognised behind its picture: they are all the words it has.
        let kept = if shown { Sight::Shown } else { Sight::Behind };
        let left_out: HashSet<u32> = seen
            .glyphs
            .iter()
            .filter(|glyph| glyph.sight != kept && !glyph.text.trim().is_empty())
            .map(|glyph| glyph.run)
            .collect();
        self.hidden = self.hidden.saturating_add(u32::try_from(left_out.len()).unwrap_or(u32::MAX));
        self.unknown = self.unknown.saturating_add(seen.unknown);
        if seen.pictures && !shown && !has_words(Sight::Behind) {
            self.pictures += 1;
        }
        seen.glyphs.retain(|glyph| glyph.sight == kept);
        self.chars += seen.glyphs.iter().map(|glyph| glyph.text.len()).sum::<usize>();
        self.pages.push(layout::blocks(seen).into_iter().flat_map(paragraphs::pieces).collect());
    }

    /// The text of all pages and its blocks.
    fn write(&self, labels: &[String]) -> Result<(String, Vec<super::Block>), ParseError> {
        let levels = self.levels();
        let mut out = Builder::new();
        for (page, label) in self.pages.iter().zip(labels) {
            out.open(BlockKind::Page(label.clone()))?;
            for piece in page {
                match piece {
                    Piece::Paragraph(words, size) => {
                        let short = words.chars().count() <= MAX_HEADING;
                        let level = levels.iter().position(|level| (level - size).abs() < 0.3).filter(|_| short);
                        if let Some(level) = level {
                            out.open(BlockKind::Heading(u8::try_from(level + 1).unwrap_or(6).min(6)))?;
                        }
                        out.push(words)?;
                        if level.is_some() {
                            out.close();
                        }
                        out.end_paragraph();
                    }
                    Piece::Table(rows) => {
                        out.open(BlockKind::Table)?;
                        for row in rows {
                            out.push(&row.join("\t"))?;
                            out.end_line();
                        }
                        out.close();
                        out.end_paragraph();
                    }
                }
            }
            out.close();
            out.end_paragraph();
        }
        Ok(out.finish())
    }

    /// The sizes of headings, the largest first: all that are well above that of most of the text.
    fn levels(&self) -> Vec<f64> {
        let paragraphs = || {
            self.pages.iter().flatten().filter_map(|piece| match piece {
                Piece::Paragraph(words, size) => Some((words, *size)),
                Piece::Table(_) => None,
            })
        };
        let body = median(paragraphs().flat_map(|(words, size)| std::iter::repeat_n(size, words.len() / 16 + 1)));
        let Some(body) = body else { return Vec::new() };
        let is_heading = |words: &str, size: f64| size > HEADING * body && words.chars().count() <= MAX_HEADING;
        let mut sizes: Vec<f64> = paragraphs().filter(|(words, size)| is_heading(words, *size)).map(|p| p.1).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        sizes.dedup_by(|a, b| (*a - *b).abs() < 0.3);
        sizes
    }

    fn remarks(&self, empty: bool) -> Vec<Remark> {
        let mut out = Vec::new();
        if empty {
            out.push(Remark::NoText);
        } else if self.pictures > 0 {
            out.push(Remark::LeftOut(format!("the text of {} that are pictures", pages(self.pictures as usize))));
        }
        if self.hidden > 0 {
            out.push(Remark::Hidden(self.hidden));
        }
        if self.unknown > 0 {
            out.push(Remark::Replaced(self.unknown));
        }
        if self.unread > 0 {
            out.push(Remark::LeftOut(format!(
                "the last {}, because the contents before them are too long",
                pages(self.unread)
            )));
        }
        let mut damaged = Vec::new();
        if let Some(first) = self.broken.first() {
            damaged.push(format!(
                "{} could not be read to the end, the first of them page {first}",
                pages(self.broken.len())
            ));
        }
        if let Some(first) = self.stopped.first() {
            damaged
                .push(format!("{} draw more than is read, the first of them page {first}", pages(self.stopped.len())));
        }
        if !damaged.is_empty() {
            out.push(Remark::Damaged(damaged.join("; ")));
        }
        out
    }
}

fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}

/// Draws a page to see its glyphs; false when it could not be drawn to its end.
fn see<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, fonts: &mut Fonts, beat: &mut dyn FnMut()) -> (Seen, bool) {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = Affine::new(page.initial_transform(true).as_coeffs());
    let mut collector = Collector::new(area, fonts, beat);
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let mut context = Context::new(transform, area, cache, page.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut collector);
    }));
    (collector.seen(), drawn.is_ok())
}
