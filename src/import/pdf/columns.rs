//! Where a page is parted into columns: at a gap that spans on both sides keep free over several lines, where what stands on
//! the two sides is running text, or where no row goes from one side to the other.

use super::layout::{Span, is_wide, median};

/// How wide a gap between columns is at least, in ems.
const GUTTER: f64 = 0.8;
/// How many lines stand on both sides of a gap between columns at least.
const COLUMN_LINES: usize = 3;
/// How many lines stand on both sides of a gap that parts what is no running text.
const APART_LINES: usize = 8;
/// How many places are tried as the edge of a column.
const MAX_EDGES: usize = 48;
/// A stretch of a page where a gap parts two columns.
pub(super) struct Gutter {
    /// The edge where the right column begins.
    pub(super) edge: f64,
    /// The spans of the stretch, as a range of the spans in the order of their baselines.
    pub(super) from: usize,
    /// Where the stretch ends.
    pub(super) to: usize,
    /// The lines on the side with fewer.
    lines: usize,
}

/// The gap between columns that parts most lines. Spans come in the order of their baselines, and the lines drawn across
/// in the order of their y.
pub(super) fn best_gutter(spans: &[Span], rules: &[(f64, f64, f64)]) -> Option<Gutter> {
    if spans.len() < 2 * COLUMN_LINES {
        return None;
    }
    let size = median(spans.iter().map(|span| span.size))?;
    let places = Places::of(spans, rules);
    // Columns of writing from left to right begin in line; those of writing from right to left end in line.
    let starts = places.starts.iter().copied();
    let ends = places.ends.iter().map(|end| end + GUTTER * size + 0.5);
    let edges: Vec<f64> = often(starts).into_iter().chain(often(ends)).collect();
    let sides = |gutter: &Gutter| -> (Vec<&Span>, Vec<&Span>) {
        let inside = spans.get(gutter.from..gutter.to).unwrap_or_default();
        inside.iter().partition(|span| span.start < gutter.edge)
    };
    let widest = |sparse: &[f64], least: usize| {
        let mut found: Vec<Gutter> = Vec::new();
        for edge in &edges {
            places.stretches(sparse, *edge, GUTTER * size, least, &mut found);
        }
        found.sort_by(|a, b| b.lines.cmp(&a.lines).then(a.edge.total_cmp(&b.edge)));
        found.truncate(16);
        found
    };
    let prose = widest(&sparse_rows(spans), COLUMN_LINES).into_iter().find(|gutter| {
        let (left, right) = sides(gutter);
        is_prose(&left) && is_prose(&right)
    });
    // Columns of short lines, lists and small tables: no row goes through them.
    prose.or_else(|| {
        let apart = |gutter: &Gutter| {
            let (left, right) = sides(gutter);
            are_apart(&left, &right)
        };
        widest(&[], APART_LINES).into_iter().find(apart)
    })
}

/// True when the lines on two sides of a gap have nothing to do with each other. Cells of one row stand at one height, or
/// always as far apart; lines of two columns stand as it happens.
fn are_apart(left: &[&Span], right: &[&Span]) -> bool {
    let (few, many) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let mut counts = [0_usize; 12];
    for span in few {
        let at = many.partition_point(|other| other.base < span.base);
        let beside = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|at| many.get(at));
        let away = beside.map(|other| (span.base - other.base) / span.size).min_by(|a, b| a.abs().total_cmp(&b.abs()));
        // Tenths of an em from a little above to a little below.
        let tenth = away.map(|away| (away * 10.0).round() + 6.0).filter(|tenth| (0.0..12.0).contains(tenth));
        if let Some(count) = tenth.and_then(|tenth| counts.get_mut(tenth as usize)) {
            *count += 1;
        }
    }
    // Two places side by side, so that none is parted by rounding.
    let most = counts.windows(2).map(|two| two.iter().sum::<usize>()).max().unwrap_or(0);
    most * 2 < few.len()
}

/// Those of some places in order that come up more than once, the most frequent first.
fn often(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut counted: Vec<(usize, f64)> = Vec::new();
    for place in places {
        match counted.last_mut() {
            Some((count, at)) if place - *at < 1.5 => *count += 1,
            _ => counted.push((1, place)),
        }
    }
    counted.retain(|(count, _)| *count >= 2);
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counted.into_iter().take(MAX_EDGES).map(|(_, place)| place).collect()
}

/// The place of a span, apart from its glyphs: many edges are tried on all of them.
#[derive(Clone, Copy)]
struct Place {
    start: f64,
    end: f64,
    base: f64,
    size: f64,
}

/// What edges are tried on.
struct Places<'r> {
    /// The places of all spans, in the order of their baselines.
    all: Vec<Place>,
    /// Where they start, in order.
    starts: Vec<f64>,
    /// Where they end, in order.
    ends: Vec<f64>,
    /// Lines drawn across: left, right, y; in the order of their y.
    rules: &'r [(f64, f64, f64)],
}

impl<'r> Places<'r> {
    fn of(spans: &[Span], rules: &'r [(f64, f64, f64)]) -> Self {
        let place = |span: &Span| Place { start: span.start, end: span.end, base: span.base, size: span.size };
        let all: Vec<Place> = spans.iter().map(place).collect();
        let mut starts: Vec<f64> = all.iter().map(|place| place.start).collect();
        let mut ends: Vec<f64> = all.iter().map(|place| place.end).collect();
        starts.sort_unstable_by(f64::total_cmp);
        ends.sort_unstable_by(f64::total_cmp);
        Self { all, starts, ends, rules }
    }

    /// The most spans there can be on the side with fewer of the gap before an edge. Most edges are those of the only
    /// column there is.
    fn beside(&self, edge: f64, gap: f64) -> usize {
        let left = self.ends.partition_point(|end| *end <= edge - gap);
        let right = self.starts.len() - self.starts.partition_point(|start| *start < edge - 0.5);
        left.min(right)
    }

    /// The stretches where nothing crosses the gap before this edge, neither a span nor one of the rules and sparse rows,
    /// and so many lines at `least` stand on both sides.
    fn stretches(&self, sparse: &[f64], edge: f64, gap: f64, least: usize, found: &mut Vec<Gutter>) {
        if self.beside(edge, gap) < least {
            return;
        }
        let crosses = |place: &Place| place.start < edge - 0.5 && place.end > edge - gap;
        let mut crossing: Vec<f64> = self.all.iter().filter(|place| crosses(place)).map(|place| place.base).collect();
        if !sparse.is_empty() {
            crossing.extend_from_slice(sparse);
            crossing.sort_by(f64::total_cmp);
        }
        let across = |rule: &&(f64, f64, f64)| rule.0 < edge - gap && rule.1 > edge;
        let mut ruled = self.rules.iter().filter(across).map(|rule| rule.2).peekable();
        let mut from = 0;
        let (mut left, mut right) = (Count::default(), Count::default());
        let mut close = |from: usize, to: usize, left: &Count, right: &Count| {
            let lines = left.lines.min(right.lines);
            if lines >= least {
                found.push(Gutter { edge: edge - 0.5, from, to, lines });
            }
        };
        let mut last_base = f64::NEG_INFINITY;
        let mut passed = 0;
        for (at, place) in self.all.iter().enumerate() {
            while crossing.get(passed).is_some_and(|y| *y <= place.base) {
                passed += 1;
            }
            while ruled.next_if(|y| *y <= last_base).is_some() {}
            // A line that crosses bars all of itself, not only the span that does.
            let before = passed.checked_sub(1).and_then(|at| crossing.get(at));
            let barred = before.is_some_and(|y| *y > place.base - 0.4 * place.size)
                || crossing.get(passed).is_some_and(|y| *y < place.base + 0.4 * place.size);
            if barred || ruled.peek().is_some_and(|y| *y < place.base - 0.3 * place.size) {
                close(from, at, &left, &right);
                (left, right) = (Count::default(), Count::default());
                from = if barred { at + 1 } else { at };
            }
            if !barred {
                if place.start < edge - 0.5 { left.add(place) } else { right.add(place) }
            }
            last_base = place.base;
        }
        close(from, self.all.len(), &left, &right);
    }
}

/// The baselines of rows that are mostly gaps, as those of a table are, where one stands beside another. Spans come in the
/// order of their baselines.
fn sparse_rows(spans: &[Span]) -> Vec<f64> {
    let mut rows: Vec<(f64, bool)> = Vec::new();
    let mut rest = spans;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|span| span.base - first.base <= 0.4 * first.size).count().max(1);
        let (row, below) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = below;
        let mut reach: Vec<(f64, f64)> = row.iter().map(|span| (span.start, span.end)).collect();
        reach.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut cells: Vec<(f64, f64)> = Vec::new();
        for (start, end) in reach {
            match cells.last_mut() {
                Some((_, to)) if start - *to < 1.5 * first.size => *to = to.max(end),
                _ => cells.push((start, end)),
            }
        }
        let filled: f64 = cells.iter().map(|(start, end)| end - start).sum();
        let whole = cells.last().map_or(0.0, |last| last.1) - cells.first().map_or(0.0, |first| first.0);
        let most = match cells.len() {
            0 | 1 => 0.0,
            2 => 0.35,
            _ => 0.5,
        };
        rows.push((first.base, filled < most * whole));
    }
    let is_sparse = |at: Option<usize>| at.and_then(|at| rows.get(at)).is_some_and(|row| row.1);
    let beside = |at: usize| is_sparse(at.checked_sub(1)) || is_sparse(at.checked_add(1));
    rows.iter().enumerate().filter(|(at, row)| row.1 && beside(*at)).map(|(_, row)| row.0).collect()
}

/// Counts lines among places that come in the order of their baselines.
#[derive(Default)]
struct Count {
    lines: usize,
    base: f64,
}

impl Count {
    fn add(&mut self, place: &Place) {
        if self.lines == 0 || place.base - self.base > 0.5 * place.size {
            self.lines += 1;
            self.base = place.base;
        }
    }
}

/// True when these spans look like lines of running text rather than cells of a table: most lines fill their column, and
/// hold more than a word or two.
fn is_prose(spans: &[&Span]) -> bool {
    let mut lines: Vec<(f64, f64, f64, f64)> = Vec::new();
    for span in spans {
        let wide: f64 =
            span.units.iter().flat_map(|unit| unit.text.chars()).map(|c| if is_wide(c) { 2.0 } else { 1.0 }).sum();
        match lines.last_mut() {
            Some((base, start, end, chars)) if span.base - *base <= 0.5 * span.size => {
                *start = start.min(span.start);
                *end = end.max(span.end);
                *chars += wide;
            }
            _ => lines.push((span.base, span.start, span.end, wide)),
        }
    }
    let start = lines.iter().map(|line| line.1).fold(f64::INFINITY, f64::min);
    let end = lines.iter().map(|line| line.2).fold(f64::NEG_INFINITY, f64::max);
    let full = lines.iter().filter(|line| line.2 - line.1 > 0.6 * (end - start)).count();
    let chars = median(lines.iter().map(|line| line.3)).unwrap_or(0.0);
    lines.len() >= COLUMN_LINES && full * 2 >= lines.len() && chars >= 14.0
}
