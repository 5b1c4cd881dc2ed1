//! How each stretch of a text is set, by the blocks that cover it: found by a byte, whatever blocks lie in each other.

use super::{Block, BlockKind};
use std::ops::Range;

/// How a stretch of text is set. Plain running text is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The level of the heading it is, from 1; 0 for none.
    pub heading: u8,
    /// How deep in lists it lies; 0 for in none.
    pub item: u8,
    /// Where the innermost item begins, in bytes.
    pub item_start: u32,
    /// In how many quotes it lies.
    pub quotes: u8,
    /// The number of the table it is in.
    pub table: Option<u32>,
    /// Set exactly as typed.
    pub code: bool,
    /// A footnote or endnote.
    pub note: bool,
}

/// The shapes of a text, each from its first byte up to that of the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shapes {
    from: Vec<(u32, Shape)>,
    tables: Vec<Range<u32>>,
}

impl Shapes {
    /// The shape at a byte.
    pub(super) fn at(&self, byte: u32) -> Shape {
        let after = self.from.partition_point(|(start, _)| *start <= byte);
        after.checked_sub(1).and_then(|i| self.from.get(i)).map_or_else(Shape::default, |(_, shape)| *shape)
    }

    pub(super) fn table(&self, number: u32) -> Option<Range<u32>> {
        self.tables.get(number as usize).cloned()
    }

    /// From blocks, in any order and however they cross.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut out = Self::default();
        let mut edges: Vec<(u32, bool, usize)> = Vec::new();
        let mut numbers: Vec<u32> = Vec::new();
        let set: Vec<&Block> = blocks.iter().filter(|block| is_set(&block.kind)).collect();
        for (i, block) in set.iter().enumerate() {
            edges.extend([(block.span.start, true, i), (block.span.end, false, i)]);
            numbers.push(u32::try_from(out.tables.len()).unwrap_or(u32::MAX));
            if block.kind == BlockKind::Table {
                out.tables.push(block.span.clone());
            }
        }
        // At one byte what ends goes before what begins, and an outer block begins before an inner one.
        edges.sort_unstable();
        let mut open: Vec<usize> = Vec::new();
        let mut edges = edges.into_iter().peekable();
        while let Some((at, begins, i)) = edges.next() {
            if begins {
                open.push(i);
            } else if let Some(was) = open.iter().rposition(|other| *other == i) {
                open.remove(was);
            }
            if edges.peek().is_none_or(|(next, ..)| *next > at) {
                let shape = shape_of(&open, &set, &numbers);
                if out.from.last().map_or_else(Shape::default, |(_, last)| *last) != shape {
                    out.from.push((at, shape));
                }
            }
        }
        out
    }
}

/// True for blocks that change how text is set.
fn is_set(kind: &BlockKind) -> bool {
    use BlockKind::{Article, Link, Page, Section};
    !matches!(kind, Article | Link(_) | Page(_) | Section(_))
}

fn shape_of(open: &[usize], blocks: &[&Block], numbers: &[u32]) -> Shape {
    let mut shape = Shape::default();
    for (block, number) in open.iter().filter_map(|i| blocks.get(*i).zip(numbers.get(*i))) {
        match &block.kind {
            BlockKind::Heading(level) => shape.heading = (*level).clamp(1, 6),
            BlockKind::Item(depth) => (shape.item, shape.item_start) = ((*depth).max(1), block.span.start),
            BlockKind::Quote => shape.quotes = shape.quotes.saturating_add(1),
            BlockKind::Table => shape.table = Some(*number),
            BlockKind::Code => shape.code = true,
            BlockKind::Note(_) => shape.note = true,
            BlockKind::Article | BlockKind::Link(_) | BlockKind::Page(_) | BlockKind::Section(_) => {}
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(blocks: &[(Range<u32>, BlockKind)]) -> Shapes {
        Shapes::of(
            &blocks.iter().map(|(span, kind)| Block { span: span.clone(), kind: kind.clone() }).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn an_outer_item_goes_on_behind_the_inner_ones() {
        let of = shapes(&[(10..60, BlockKind::Item(1)), (20..30, BlockKind::Item(2)), (31..40, BlockKind::Item(2))]);
        let deep = |byte| (of.at(byte).item, of.at(byte).item_start);
        assert_eq!([9, 10, 25, 31, 45, 60].map(deep), [(0, 0), (1, 10), (2, 20), (2, 31), (1, 10), (0, 0)]);
    }

    #[test]
    fn blocks_that_cross_do_no_harm() {
        let of = shapes(&[(0..20, BlockKind::Quote), (10..30, BlockKind::Table), (12..18, BlockKind::Quote)]);
        assert_eq!([5, 11, 13, 19, 25, 30].map(|byte| of.at(byte).quotes), [1, 1, 2, 1, 0, 0]);
        assert_eq!(of.at(25).table.and_then(|number| of.table(number)), Some(10..30));
        assert_eq!(of.at(5).table, None);
    }
}
