//! Puts the words of a page down: white space made one space or kept, lines and paragraphs ended where elements do,
//! blocks begun at their first word and ended at their last.

use crate::import::limits::MAX_BLOCKS;
use crate::import::{Block, BlockKind, Builder, ParseError};

/// White space that HTML collapses.
const WHITE: [char; 5] = [' ', '\t', '\n', '\r', '\u{C}'];

/// A block in the making: begun, but perhaps without a word yet.
pub(super) type BlockId = usize;

/// Text in the making.
#[derive(Debug, Default)]
pub(super) struct Words {
    out: Builder,
    /// Blocks with their kinds; those without a word yet have no start.
    blocks: Vec<(Option<u32>, u32, BlockKind)>,
    /// Blocks that wait for their first word.
    waiting: Vec<BlockId>,
    space: bool,
    gap: u8,
    tabs: usize,
    /// True when nothing stands in the list item that is open.
    fresh: bool,
    /// True when nothing stands in the part set as typed that is open.
    fresh_kept: bool,
    /// How many cells of tables with rows as lines are open; line ends are spaces in them.
    cells: usize,
}

impl Words {
    /// Where the next words will stand at the earliest, in bytes.
    pub(super) fn at(&self) -> u32 {
        u32::try_from(self.out.at()).unwrap_or(u32::MAX)
    }

    /// The text from here on.
    pub(super) fn since(&self, start: u32) -> &str {
        self.out.text().get(start as usize..).unwrap_or_default()
    }

    /// What stands before comes to an end: 0 not at all, 1 its line, 2 its paragraph.
    pub(super) fn end(&mut self, gap: u8) {
        if gap == 0 {
            return;
        }
        if self.cells > 0 {
            self.space = true;
        } else {
            self.gap = self.gap.max(if self.fresh { gap.min(1) } else { gap });
            self.space = false;
        }
    }

    /// A line end that was asked for: the second in a row leaves a blank line.
    pub(super) fn break_line(&mut self) {
        let again = self.gap > 0 && self.cells == 0;
        self.end(if again { 2 } else { 1 });
    }

    /// An item of a list begins.
    pub(super) fn begin_item(&mut self) {
        self.end(1);
        self.fresh = true;
    }

    /// An item of a list ends: the next stands on the next line, whatever this one ended with.
    pub(super) fn end_item(&mut self) {
        self.end(1);
        self.gap = self.gap.min(1);
        self.fresh = false;
    }

    /// A row of a table begins or ends.
    pub(super) fn end_row(&mut self) {
        self.tabs = 0;
        self.end(1);
    }

    /// A cell begins, not the first of its row unless said so.
    pub(super) fn begin_cell(&mut self, first: bool) {
        self.tabs += usize::from(!first);
        self.cells += 1;
        self.space = false;
    }

    /// A cell ends.
    pub(super) fn end_cell(&mut self) {
        self.cells = self.cells.saturating_sub(1);
        self.space = false;
    }

    /// True inside a cell of a row.
    pub(super) fn in_cell(&self) -> bool {
        self.cells > 0
    }

    /// Begins a block at the next word.
    pub(super) fn open(&mut self, kind: BlockKind) -> Result<BlockId, ParseError> {
        if self.blocks.len() >= MAX_BLOCKS {
            return Err(ParseError::TooMany { what: "blocks", limit: MAX_BLOCKS as u64 });
        }
        let id = self.blocks.len();
        self.blocks.push((None, 0, kind));
        self.waiting.push(id);
        Ok(id)
    }

    /// Ends a block at the last word. Blocks may end in any order.
    pub(super) fn close(&mut self, id: BlockId) {
        // What waits for a word is gone without one; it is among the last that wait.
        self.waiting.retain(|waiting| *waiting != id);
        let end = u32::try_from(self.out.text().trim_end().len()).unwrap_or(u32::MAX);
        if let Some((_, ends, _)) = self.blocks.get_mut(id) {
            *ends = end;
        }
    }

    /// Adds text whose white space collapses.
    pub(super) fn push(&mut self, text: &str) -> Result<(), ParseError> {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(WHITE);
            self.space |= word.len() < rest.len();
            let end = word.find(WHITE).unwrap_or(word.len());
            let (word, after) = word.split_at(end);
            if !word.is_empty() {
                self.begin()?;
                self.out.push(word)?;
            }
            rest = after;
        }
        Ok(())
    }

    /// A part set as typed begins.
    pub(super) fn begin_kept(&mut self) {
        self.fresh_kept = true;
    }

    /// Adds text as it stands, unless it is in a cell, whose row is one line. Empty lines before the first words of the
    /// part add nothing to the line end that sets it apart.
    pub(super) fn push_kept(&mut self, text: &str) -> Result<(), ParseError> {
        if self.cells > 0 {
            return self.push(text);
        }
        let text = if self.fresh_kept { text.trim_start_matches('\n') } else { text };
        if text.is_empty() {
            return Ok(());
        }
        self.begin()?;
        self.out.push(text)
    }

    /// Makes the text ready for a word: ends what is to be ended, begins the blocks that wait.
    fn begin(&mut self) -> Result<(), ParseError> {
        match self.gap {
            0 => {}
            1 => self.out.end_line(),
            _ => self.out.end_paragraph(),
        }
        let text = self.out.text();
        if self.gap == 0 && self.tabs == 0 && self.space && !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
            self.out.push(" ")?;
        }
        for _ in 0..self.tabs {
            self.out.push("\t")?;
        }
        (self.gap, self.tabs, self.space, self.fresh, self.fresh_kept) = (0, 0, false, false, false);
        let at = self.at();
        for id in self.waiting.drain(..) {
            if let Some((start, _, _)) = self.blocks.get_mut(id) {
                *start = Some(at);
            }
        }
        Ok(())
    }

    /// The text, and the blocks that hold any of it.
    pub(super) fn finish(self) -> (String, Vec<Block>) {
        let (text, _) = self.out.finish();
        let last = u32::try_from(text.trim_end().len()).unwrap_or(u32::MAX);
        let blocks = self.blocks.into_iter().filter_map(|(start, end, kind)| {
            let span = start?..end.min(last);
            (span.start < span.end).then_some(Block { span, kind })
        });
        (text, blocks.collect())
    }
}
