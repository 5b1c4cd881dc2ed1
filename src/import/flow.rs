//! Paragraphs, lists, tables, notes and text boxes on their way into the canonical text: where lines end, where white space
//! collapses, what stands beside each other in a row. The word processors' formats and EPUB share it.

use super::parsed::{Block, BlockKind, Builder, Meta, ParseError, Parsed};
use super::seen::Seen;
use std::mem::take;

/// How white space in words is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blanks {
    /// Every blank stands; a line end counts as a blank.
    Kept,
    /// A run of blanks is one blank, and none stands at the start of a line.
    Collapsed,
    /// Every blank and every line end stands.
    Lines,
}

/// A text set aside: a note, a text box.
#[derive(Debug, Default)]
pub(super) struct Aside {
    text: String,
    blocks: Vec<Block>,
}

impl Aside {
    /// There are no words in it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// What is being written: the text of the document or a text set aside.
#[derive(Debug, Default)]
struct Stream {
    out: Builder,
    /// What the paragraph is, opened with its first words.
    kind: Option<BlockKind>,
    /// Words stand in the paragraph.
    begun: bool,
    /// Blocks the paragraph opened: its own and those of links.
    opened: usize,
    /// The last paragraph was of the kind that follows line on line: an item, a line of code.
    tight: bool,
    /// Tables that are open; false for one of a single column, which is a frame and no table.
    tables: Vec<Option<Row>>,
    /// Text boxes to come after the paragraph.
    boxes: Vec<Aside>,
}

/// Where in a row of a table.
#[derive(Debug, Default)]
struct Row {
    /// Cells begun in this row.
    cells: u32,
    /// Words stand in this cell, and a paragraph ended since.
    gap: bool,
    /// Words stand in this cell.
    filled: bool,
}

/// Puts a document together.
#[derive(Debug, Default)]
pub(super) struct Flow {
    now: Stream,
    outer: Vec<Stream>,
    notes: Vec<(String, Aside)>,
}

impl Flow {
    /// A paragraph begins; one that is still open goes on, so that a caller ends it first where it should end.
    pub(super) fn begin(&mut self, kind: Option<BlockKind>) {
        if !self.now.begun {
            self.now.kind = if self.in_cell() { None } else { kind };
        }
    }

    /// Adds words to the paragraph.
    pub(super) fn words(&mut self, words: &str, blanks: Blanks) -> Result<(), ParseError> {
        let lines = blanks == Blanks::Lines && !self.in_cell();
        if blanks == Blanks::Collapsed {
            return self.collapsed(words);
        }
        if words.is_empty() {
            return Ok(());
        }
        self.start()?;
        if !lines && words.contains(['\n', '\r', '\t']) {
            let cell = self.in_cell();
            let line: String =
                words.chars().map(|c| if matches!(c, '\n' | '\r') || (cell && c == '\t') { ' ' } else { c }).collect();
            return self.now.out.push(&line);
        }
        self.now.out.push(words)
    }

    fn collapsed(&mut self, words: &str) -> Result<(), ParseError> {
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        if words.starts_with(blank) && self.now.begun && !self.now.out.text().ends_with([' ', '\n', '\t']) {
            self.now.out.push(" ")?;
        }
        let mut first = true;
        for word in words.split(blank).filter(|word| !word.is_empty()) {
            if first {
                self.start()?;
            } else {
                self.now.out.push(" ")?;
            }
            self.now.out.push(word)?;
            first = false;
        }
        if !first && words.ends_with(blank) {
            self.now.out.push(" ")?;
        }
        Ok(())
    }

    /// A tab; in a row of a table, where tabs stand between cells, a blank.
    pub(super) fn tab(&mut self) -> Result<(), ParseError> {
        self.start()?;
        let tab = if self.in_cell() { " " } else { "\t" };
        self.now.out.push(tab)
    }

    /// The line ends and the paragraph goes on; in a row of a table, a blank.
    pub(super) fn line_break(&mut self) -> Result<(), ParseError> {
        if self.in_cell() {
            return if self.now.begun && !self.now.out.text().ends_with(' ') { self.now.out.push(" ") } else { Ok(()) };
        }
        if self.now.begun && !self.now.out.text().ends_with('\n') {
            let trailing = self.now.out.text().ends_with([' ', '\t']);
            if trailing {
                self.now.out.end_line();
            } else {
                self.now.out.push("\n")?;
            }
        }
        Ok(())
    }

    /// The paragraph ends.
    pub(super) fn end(&mut self) -> Result<(), ParseError> {
        while self.now.opened > 0 {
            self.now.out.close();
            self.now.opened -= 1;
        }
        let kind = self.now.kind.take();
        if take(&mut self.now.begun) {
            if let Some(Some(row)) = self.now.tables.last_mut() {
                row.gap = row.filled;
            } else {
                self.now.tight = matches!(kind, Some(BlockKind::Item(_) | BlockKind::Code));
                if self.now.tight {
                    self.now.out.end_line();
                } else {
                    self.now.out.end_paragraph();
                }
            }
        }
        for aside in take(&mut self.now.boxes) {
            self.pour(&aside)?;
        }
        Ok(())
    }

    /// Words that lead elsewhere begin; they end with [`Self::link_end`] or with the paragraph.
    pub(super) fn link(&mut self, to: &str) -> Result<(), ParseError> {
        self.start()?;
        self.now.out.open(BlockKind::Link(to.to_owned()))?;
        self.now.opened += 1;
        Ok(())
    }

    /// Words that lead elsewhere end.
    pub(super) fn link_end(&mut self) {
        let own = usize::from(self.now.kind.is_some());
        if self.now.opened > own {
            self.now.out.close();
            self.now.opened -= 1;
        }
    }

    /// A block of paragraphs begins.
    pub(super) fn open(&mut self, kind: BlockKind) -> Result<(), ParseError> {
        self.end()?;
        self.settle(None);
        if self.in_cell() { Ok(()) } else { self.now.out.open(kind) }
    }

    /// The block of paragraphs that began last ends.
    pub(super) fn close(&mut self) -> Result<(), ParseError> {
        self.end()?;
        if !self.in_cell() {
            self.now.out.close();
            self.settle(None);
        }
        Ok(())
    }

    /// A table begins. One of a single column is a frame around paragraphs, not a table.
    pub(super) fn table(&mut self, columns: usize) -> Result<(), ParseError> {
        self.end()?;
        if columns < 2 && !self.in_cell() {
            self.now.tables.push(None);
            return Ok(());
        }
        if self.in_cell() {
            self.now.out.end_line();
        } else {
            self.settle(None);
            self.now.out.open(BlockKind::Table)?;
        }
        self.now.tables.push(Some(Row::default()));
        Ok(())
    }

    /// A cell of a row begins.
    pub(super) fn cell(&mut self) -> Result<(), ParseError> {
        if let Some(Some(row)) = self.now.tables.last_mut() {
            row.cells += 1;
            row.gap = false;
            row.filled = false;
            if row.cells > 1 {
                self.now.out.push("\t")?;
            }
        }
        Ok(())
    }

    /// The row ends.
    pub(super) fn row_end(&mut self) -> Result<(), ParseError> {
        self.end()?;
        if let Some(Some(row)) = self.now.tables.last_mut() {
            *row = Row::default();
            self.now.out.end_line();
        }
        Ok(())
    }

    /// The table that began last ends.
    pub(super) fn table_end(&mut self) -> Result<(), ParseError> {
        self.row_end()?;
        if self.now.tables.pop().is_some_and(|table| table.is_some()) && !self.in_cell() {
            self.now.out.close();
            self.settle(None);
        }
        Ok(())
    }

    /// What comes next is set aside, to [`Self::aside_end`].
    pub(super) fn aside(&mut self) {
        self.outer.push(take(&mut self.now));
    }

    /// What was set aside since the last [`Self::aside`].
    pub(super) fn aside_end(&mut self) -> Result<Aside, ParseError> {
        self.end()?;
        let inner = std::mem::replace(&mut self.now, self.outer.pop().unwrap_or_default());
        let (text, blocks) = inner.out.finish();
        Ok(Aside { text, blocks })
    }

    /// A text box stands at this place: it comes after the paragraph.
    pub(super) fn text_box(&mut self, aside: Aside) -> Result<(), ParseError> {
        if aside.is_empty() {
            return Ok(());
        }
        if self.now.begun {
            self.now.boxes.push(aside);
            return Ok(());
        }
        let kind = self.now.kind.take();
        self.pour(&aside)?;
        self.now.kind = kind;
        Ok(())
    }

    /// A note with this mark, to stand after the text.
    pub(super) fn note(&mut self, mark: String, aside: Aside) {
        if !aside.is_empty() {
            self.notes.push((mark, aside));
        }
    }

    /// The document that came of it.
    pub(super) fn finish(mut self, meta: Meta, mut seen: Seen) -> Result<Parsed, ParseError> {
        while !self.outer.is_empty() {
            let aside = self.aside_end()?;
            self.text_box(aside)?;
        }
        self.end()?;
        self.now.tables.clear();
        for (mark, aside) in take(&mut self.notes) {
            self.open(BlockKind::Note(mark.clone()))?;
            // Between the mark and the words stands what the file has there, at least a blank.
            let blank = if aside.text.starts_with(char::is_whitespace) { "" } else { " " };
            self.now.out.push(&format!("[{mark}]{blank}"))?;
            self.pour_here(&aside)?;
            self.close()?;
        }
        let (text, blocks) = self.now.out.finish();
        let elsewhere = std::mem::take(&mut seen.elsewhere);
        let remarks = seen.remarks(text.is_empty());
        Ok(Parsed { text, blocks, meta, remarks, elsewhere, parts: Vec::new() })
    }

    fn in_cell(&self) -> bool {
        self.now.tables.iter().any(Option::is_some)
    }

    /// Opens the paragraph before its first words.
    fn start(&mut self) -> Result<(), ParseError> {
        if self.now.begun {
            return Ok(());
        }
        self.now.begun = true;
        if let Some(Some(row)) = self.now.tables.last_mut() {
            row.filled = true;
            if take(&mut row.gap) {
                self.now.out.push(" ")?;
            }
            return Ok(());
        }
        let kind = self.now.kind.clone();
        self.settle(kind.as_ref());
        if let Some(kind) = kind {
            self.now.out.open(kind)?;
            self.now.opened += 1;
        }
        Ok(())
    }

    /// Sees to the blank line before what follows, which is a paragraph of this kind.
    fn settle(&mut self, next: Option<&BlockKind>) {
        if self.in_cell() {
            return;
        }
        if !(self.now.tight && matches!(next, Some(BlockKind::Item(_) | BlockKind::Code))) {
            self.now.out.end_paragraph();
            self.now.tight = false;
        }
    }

    /// Adds what was set aside as paragraphs of their own, or in a cell as words.
    fn pour(&mut self, aside: &Aside) -> Result<(), ParseError> {
        if self.in_cell() {
            self.collapsed(&aside.text)?;
            return self.end();
        }
        self.settle(None);
        self.pour_here(aside)?;
        self.now.out.end_paragraph();
        Ok(())
    }

    /// Adds what was set aside, its blocks with it.
    fn pour_here(&mut self, aside: &Aside) -> Result<(), ParseError> {
        let out = &mut self.now.out;
        let text = aside.text.trim_end();
        let mut at = 0;
        let mut ends: Vec<usize> = Vec::new();
        let to = |out: &mut Builder, at: &mut usize, end: usize| {
            let words = text.get(*at..end).unwrap_or_default();
            *at = end.max(*at);
            out.push(words)
        };
        for block in &aside.blocks {
            let start = block.span.start as usize;
            while let Some(end) = ends.pop_if(|end| *end <= start) {
                to(out, &mut at, end)?;
                out.close();
            }
            to(out, &mut at, start)?;
            out.open(block.kind.clone())?;
            ends.push(block.span.end as usize);
        }
        while let Some(end) = ends.pop() {
            to(out, &mut at, end)?;
            out.close();
        }
        to(out, &mut at, text.len())
    }
}
