//! From paragraphs, rows and notes to the canonical text, with the blocks beside it.

use crate::import::limits::MAX_BLOCKS;
use crate::import::{Block, BlockKind, Builder, ParseError};
use std::cmp::Reverse;
use std::ops::Range;

/// What a paragraph is, from its controls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The style it is set in.
    pub style: Option<i32>,
    /// Its level in the outline, from 1.
    pub outline: Option<u8>,
    /// The list it belongs to; 0 is none.
    pub list: i32,
    /// How deep in that list, from 0.
    pub depth: u8,
    /// It stands in a cell.
    pub in_table: bool,
}

/// Words of one paragraph, row or note as they come.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The words so far.
    pub text: String,
    links: Vec<(Range<usize>, String)>,
    open: Option<(usize, String)>,
}

impl Words {
    /// What comes next leads to `target`.
    pub(super) fn open_link(&mut self, target: String) {
        self.close_link();
        self.open = Some((self.text.len(), target));
    }

    pub(super) fn close_link(&mut self) {
        if let Some((start, target)) = self.open.take() {
            self.links.push((start..self.text.len(), target));
        }
    }

    /// The words and links so far; a link that is open goes on in what follows.
    fn take(&mut self) -> (String, Vec<(Range<usize>, String)>) {
        let open = self.open.clone();
        self.close_link();
        self.open = open.map(|(_, target)| (0, target));
        (std::mem::take(&mut self.text), std::mem::take(&mut self.links))
    }

    /// White space between what stands here and what follows.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }
}

/// The document as it grows.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    out: Builder,
    blocks: Vec<Block>,
    after_item: bool,
    table: Option<Range<usize>>,
    breaks: Vec<usize>,
}

impl Sheet {
    fn block(&mut self, span: Range<usize>, kind: BlockKind) -> Result<(), ParseError> {
        if self.blocks.len() >= MAX_BLOCKS {
            return Err(ParseError::TooMany { what: "blocks", limit: MAX_BLOCKS as u64 });
        }
        if let (Ok(start), Ok(end)) = (u32::try_from(span.start), u32::try_from(span.end)) {
            self.blocks.push(Block { span: start..end, kind });
        }
        Ok(())
    }

    /// Adds a paragraph, if it has words. `heading` is its level as one, `item` its depth as an item of a list, from 1.
    pub(super) fn paragraph(
        &mut self,
        words: &mut Words,
        heading: Option<u8>,
        item: Option<u8>,
    ) -> Result<(), ParseError> {
        let (text, links) = words.take();
        if text.trim().is_empty() {
            return Ok(());
        }
        self.end_table()?;
        let item = if heading.is_some() { None } else { item };
        if self.after_item && item.is_some() {
            self.out.end_line();
        } else {
            self.out.end_paragraph();
        }
        self.after_item = item.is_some();
        // The space before a heading or an item is only its place on the line.
        let leading: &[char] = if heading.is_some() || item.is_some() { &['\n', '\t', ' '] } else { &['\n'] };
        let span = self.add(&text, links, leading)?;
        match (heading, item) {
            (Some(level), _) => self.block(span, BlockKind::Heading(level)),
            (None, Some(depth)) => self.block(span, BlockKind::Item(depth)),
            (None, None) => Ok(()),
        }
    }

    /// Adds words without what `leading` says at their start.
    fn add(
        &mut self,
        text: &str,
        links: Vec<(Range<usize>, String)>,
        leading: &[char],
    ) -> Result<Range<usize>, ParseError> {
        let shown = text.trim_start_matches(leading);
        let cut = text.len() - shown.len();
        let start = self.out.at();
        self.out.push(shown.trim_end())?;
        for (span, target) in links {
            let place = |at: usize| start + at.saturating_sub(cut);
            self.block(place(span.start)..place(span.end), BlockKind::Link(target))?;
        }
        Ok(start..self.out.at())
    }

    /// Adds a row of a table, its cells apart by tabs.
    pub(super) fn row(&mut self, words: &mut Words) -> Result<(), ParseError> {
        let (text, links) = words.take();
        if text.trim().is_empty() {
            return Ok(());
        }
        self.after_item = false;
        let start = match &self.table {
            Some(table) => {
                self.out.end_line();
                table.start
            }
            None => {
                self.out.end_paragraph();
                self.out.at()
            }
        };
        let row = self.add(&text, links, &['\n'])?;
        self.table = Some(start..row.end);
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ParseError> {
        match self.table.take() {
            Some(span) => {
                self.out.end_paragraph();
                self.block(span, BlockKind::Table)
            }
            None => Ok(()),
        }
    }

    /// A new page begins with what comes next.
    pub(super) fn page_break(&mut self) -> Result<(), ParseError> {
        self.end_table()?;
        self.out.end_paragraph();
        self.breaks.push(self.out.at());
        if self.breaks.len() > MAX_BLOCKS {
            return Err(ParseError::TooMany { what: "pages", limit: MAX_BLOCKS as u64 });
        }
        Ok(())
    }

    /// Adds a note with its mark.
    pub(super) fn note(&mut self, mark: String, words: &mut Words) -> Result<(), ParseError> {
        let (text, links) = words.take();
        if text.trim().is_empty() {
            return Ok(());
        }
        self.end_table()?;
        self.out.end_paragraph();
        let span = self.add(&text, links, &['\n', '\t', ' '])?;
        self.block(span, BlockKind::Note(mark))
    }

    /// The pages of what stands so far, if there was a page break.
    pub(super) fn end_pages(&mut self) -> Result<(), ParseError> {
        self.end_table()?;
        if self.breaks.is_empty() {
            return Ok(());
        }
        let ends = std::mem::take(&mut self.breaks);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let end = self.out.at();
        for (number, (start, end)) in starts.zip(ends.iter().copied().chain([end])).enumerate() {
            self.block(start..end, BlockKind::Page((number + 1).to_string()))?;
        }
        Ok(())
    }

    /// The text and its blocks, outer ones first.
    pub(super) fn finish(self) -> (String, Vec<Block>) {
        let (text, _) = self.out.finish();
        let mut blocks = self.blocks;
        for block in &mut blocks {
            let words = text.get(block.span.start as usize..(block.span.end as usize).min(text.len()));
            let length = words.map_or(0, |words| words.trim_end().len());
            block.span.end = block.span.start + u32::try_from(length).unwrap_or(0);
        }
        blocks.retain(|block| block.span.start < block.span.end);
        // A page is wider than a table of the same length, and came last.
        blocks.reverse();
        blocks.sort_by_key(|block| (block.span.start, Reverse(block.span.end)));
        (text, blocks)
    }
}
