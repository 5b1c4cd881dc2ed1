//! A row of a table laid out as one paragraph: its cells stand side by side in columns, each with lines of its own. The
//! bytes of the row stay as they are, so that what is clicked and selected in it is found as in any other paragraph.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::fonts::Fonts;
use super::paragraph::{Cluster, Line, ParagraphLayout, Rect, small};
use super::style::{Direction, Style, first_strong};

/// The least width of a column, in points.
const NARROWEST: f32 = 24.0;
/// The greatest width of a column of a table that does not fit, where its words need no more, in points.
const COMFORTABLE: f32 = 260.0;

/// The columns of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Width of each, in points.
    pub widths: Vec<f32>,
    /// Space between two, in points.
    pub gap: f32,
    /// The first column stands at the right.
    pub right_to_left: bool,
    /// The left edge of the leftmost, in points: a table that runs leftwards begins at the right of its room.
    pub from: f32,
}

impl Hash for Columns {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.widths.iter().for_each(|width| width.to_bits().hash(state));
        (self.gap.to_bits(), self.from.to_bits(), self.right_to_left).hash(state);
    }
}

impl Columns {
    /// Shares `room` among columns that would like to be as wide as the first of each pair, in points: each has what it
    /// would like if that fits; else the widest give way, but none below the second, its longest word, so that no number
    /// and no word is broken. Columns whose longest words do not fit together are wider than the room.
    pub fn share(wanted: &[(f32, f32)], room: f32, gap: f32, right_to_left: bool) -> Option<Self> {
        let free = room - gap * wanted.len().saturating_sub(1) as f32;
        let at = |most: f32| wanted.iter().map(move |(like, least)| like.min(most).max(*least).max(NARROWEST).ceil());
        let mut most = f32::MAX;
        if at(most).sum::<f32>() > free {
            // The greatest width all may have, found by halving.
            let (mut low, mut high) = (0.0_f32, free.max(0.0));
            for _ in 0..24 {
                let middle = low.midpoint(high);
                if at(middle).sum::<f32>() > free { high = middle } else { low = middle }
            }
            // What has to be moved sideways anyway need not be narrow.
            most = if at(0.0).sum::<f32>() > free { COMFORTABLE } else { low };
        }
        let mut out = Self { widths: at(most).collect(), gap, right_to_left, from: 0.0 };
        if right_to_left {
            out.from = (room - out.width()).max(0.0);
        }
        (!out.widths.is_empty()).then_some(out)
    }

    /// From the left edge of the outermost column to the right edge of the other, in points.
    pub fn width(&self) -> f32 {
        self.widths.iter().sum::<f32>() + self.gap * self.widths.len().saturating_sub(1) as f32
    }

    /// The left edge of a column.
    fn left(&self, column: usize) -> f32 {
        let before: f32 = self.widths.iter().take(column).map(|width| width + self.gap).sum();
        let width = self.widths.get(column).copied().unwrap_or(0.0);
        self.from + if self.right_to_left { self.width() - before - width } else { before }
    }
}

/// A cell of a row that was laid out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// Half of the gap at either side included, in points.
    x: (f32, f32),
    lines: Range<usize>,
}

impl ParagraphLayout {
    /// Lays a row out whose cells are parted by tabs; `None` when it has more cells than there are columns.
    pub fn row(fonts: &mut Fonts, text: &str, columns: &Columns, style: &Style) -> Option<Self> {
        let own = |cell: &str| {
            first_strong(cell).unwrap_or(if columns.right_to_left {
                Direction::RightToLeft
            } else {
                Direction::LeftToRight
            })
        };
        let mut row: Option<Self> = None;
        let mut from = 0_usize;
        for (n, cell) in text.split('\t').enumerate() {
            let width = columns.widths.get(n).copied()?;
            let at = (columns.left(n), small(from));
            let part = Self::new(fonts, cell, &Style { wrap: Some(width), ..*style }, own(cell));
            let mut whole = row.take().unwrap_or_else(|| part.bare());
            whole.take_beside(part, at, (columns.gap / 2.0, width));
            from += cell.len();
            if from < text.len() {
                whole.end_cell(small(from));
                from += 1;
            }
            row = Some(whole);
        }
        let mut row = row?;
        row.text = text.into();
        row.width = columns.from + columns.width();
        Some(row)
    }

    /// The same without anything in it.
    fn bare(&self) -> Self {
        let (lines, clusters, runs, tokens, cells) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let right_to_left = self.right_to_left;
        Self {
            text: "".into(),
            lines,
            clusters,
            runs,
            width: 0.0,
            height: 0.0,
            right_to_left,
            tokens,
            lacks: None,
            cells,
        }
    }

    /// Sets a cell, whose text begins at byte `from`, beside those before it, its left edge at `x`.
    fn take_beside(&mut self, part: Self, (x, from): (f32, u32), (half_gap, width): (f32, f32)) {
        self.lacks = self.lacks.or(part.lacks);
        let (first, clusters, runs) = (self.lines.len(), self.clusters.len(), self.runs.len());
        self.lines.extend(part.lines.into_iter().map(|line| Line {
            left: line.left + x,
            right: line.right + x,
            bytes: line.bytes.start + from..line.bytes.end + from,
            clusters: line.clusters.start + clusters..line.clusters.end + clusters,
            runs: line.runs.start + runs..line.runs.end + runs,
            ..line
        }));
        self.clusters.extend(part.clusters.into_iter().map(|c| Cluster {
            x0: c.x0 + x,
            x1: c.x1 + x,
            start: c.start + from,
            end: c.end + from,
            ..c
        }));
        self.runs.extend(part.runs.into_iter().map(|mut run| {
            run.glyphs.iter_mut().for_each(|glyph| glyph.x += x);
            run
        }));
        self.tokens.extend(part.tokens.into_iter().map(|t| Rect { x0: t.x0 + x, x1: t.x1 + x, ..t }));
        self.height = self.height.max(part.height);
        self.cells.push(Cell { x: (x - half_gap, x + width + half_gap), lines: first..self.lines.len() });
    }

    /// The tab at byte `at` stands, with no width, where reading the last cell ends.
    fn end_cell(&mut self, at: u32) {
        let Some(line) = self.lines.last_mut() else { return };
        line.bytes.end = at + 1;
        let last = self.clusters.get(line.clusters.clone()).and_then(|on_line| on_line.iter().max_by_key(|c| c.start));
        let leftwards = last.is_some_and(|c| c.right_to_left);
        let x = if leftwards { line.left } else { line.right };
        let tab = Cluster { x0: x, x1: x, start: at, end: at + 1, right_to_left: leftwards };
        let index = if leftwards { line.clusters.start } else { line.clusters.end };
        self.clusters.insert(index.min(self.clusters.len()), tab);
        line.clusters.end += 1;
    }

    /// The lines of the cell under or nearest to `x`; all of them where there are no cells.
    pub(super) fn column_at(&self, x: f32) -> Range<usize> {
        let off = |cell: &&Cell| (cell.x.0 - x).max(x - cell.x.1).max(0.0);
        let nearest = self.cells.iter().min_by(|a, b| off(a).total_cmp(&off(b)));
        nearest.map_or(0..self.lines.len(), |cell| cell.lines.clone())
    }

    /// The lines above and below a line: those of its cell, all of them where there are no cells.
    pub(super) fn column_of(&self, line: usize) -> Range<usize> {
        let cell = self.cells.iter().find(|cell| cell.lines.contains(&line));
        cell.map_or(0..self.lines.len(), |cell| cell.lines.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Fonts;

    /// Where a caret stands at each place between two letters, a click finds the same place again.
    fn every_place_is_found_again(text: &str, columns: &Columns) -> ParagraphLayout {
        let mut fonts = Fonts::bundled(&[]);
        let row = ParagraphLayout::row(&mut fonts, text, columns, &Style::reading(0.0)).unwrap();
        for line in row.lines() {
            for cluster in row.clusters(line).iter().filter(|c| c.x1 > c.x0) {
                let y = (line.top + line.bottom) / 2.0;
                let (near, far) = (cluster.x0 + 0.1, cluster.x1 - 0.1);
                let (first, last) = if cluster.right_to_left { (far, near) } else { (near, far) };
                assert_eq!((row.hit(first, y), row.hit(last, y)), (cluster.start, cluster.end), "{text:?} {cluster:?}");
            }
        }
        let covered: Vec<u32> = row.lines().iter().flat_map(|line| [line.bytes.start, line.bytes.end]).collect();
        assert!(covered.is_sorted() && covered.last() == Some(&small(text.len())), "{covered:?}");
        row
    }

    #[test]
    fn cells_stand_in_their_columns_and_what_is_clicked_is_what_is_drawn() {
        let columns = Columns::share(&[(60.0, 40.0), (80.0, 40.0), (400.0, 60.0)], 360.0, 20.0, false).unwrap();
        assert!(columns.width() <= 360.0, "the widest gives way: {columns:?}");
        let text = "beta\tסך הכול\tthe drains are blocked, and nobody knows since when";
        let row = every_place_is_found_again(text, &columns);
        let last = row.lines().last().unwrap();
        assert!(last.top > 0.0 && last.left >= columns.left(2) - 0.5, "a long cell has lines of its own: {last:?}");
        // Right of a cell's words is their end, not the next cell; below a short cell is its last line.
        assert_eq!(row.hit(columns.left(1) - 12.0, 5.0), 4);
        assert_eq!(row.hit(5.0, last.bottom - 1.0), 0);
        // A line down from a cell of one line leaves the row.
        assert_eq!(row.line_step(2, 1, 10.0), None);
    }

    #[test]
    fn a_table_that_runs_leftwards_begins_at_the_right() {
        let columns = Columns::share(&[(60.0, 60.0), (40.0, 40.0)], 300.0, 20.0, true).unwrap();
        let row = every_place_is_found_again("עיר\t14", &columns);
        let (town, count) = (&row.lines()[0], &row.lines()[1]);
        assert!((town.right - 300.0).abs() < 0.5 && count.right < town.left, "{town:?} {count:?}");
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word_and_a_longer_row_is_no_row() {
        let columns = Columns::share(&[(300.0, 90.0), (80.0, 70.0), (300.0, 120.0)], 400.0, 20.0, false).unwrap();
        assert!(columns.width() <= 400.0 && columns.widths[1] == 80.0, "the widest give way: {columns:?}");
        assert!(columns.widths[2] >= 120.0);
        let wide = Columns::share(&[(100.0, 100.0); 12], 600.0, 20.0, false).unwrap();
        assert_eq!(wide.widths, [100.0; 12], "what does not fit is wider than the room");
        let columns = Columns::share(&[(50.0, 50.0)], 600.0, 20.0, false).unwrap();
        let row = ParagraphLayout::row(&mut Fonts::bundled(&[]), "a\tb", &columns, &Style::reading(0.0));
        assert!(row.is_none());
    }
}
