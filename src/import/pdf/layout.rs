//! From glyphs to lines in reading order. Glyphs that follow each other on one baseline make a span; a gap that spans on
//! both sides keep free over several lines parts columns; what is left is read line by line.

use super::glyphs::{Glyph, Seen};
use unicode_bidi::{BidiClass, bidi_class};

/// How wide a gap between columns is at least, in ems.
const GUTTER: f64 = 0.8;
/// How many lines stand on both sides of a gap between columns at least.
const COLUMN_LINES: usize = 3;
/// How many places are tried as the edge of a column.
const MAX_EDGES: usize = 48;
/// How often a page is parted into columns inside columns.
const MAX_DEPTH: usize = 24;

/// A glyph in a frame whose baselines run to the right and whose lines go down, in points.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Its characters.
    pub(super) text: Box<str>,
    /// Where it begins.
    pub(super) start: f64,
    /// Where it ends.
    pub(super) end: f64,
    /// Its baseline.
    pub(super) base: f64,
    /// The height of its em.
    pub(super) size: f64,
}

impl Unit {
    /// True when it is nothing but white space.
    pub(super) fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// Glyphs that follow each other on one baseline without a wide gap.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// Its glyphs, as they were drawn.
    pub(super) units: Vec<Unit>,
    /// Its place among the spans in the order they were drawn.
    pub(super) drawn: usize,
    /// Where its first visible glyph begins.
    pub(super) start: f64,
    /// Where its last visible glyph ends.
    pub(super) end: f64,
    /// Its baseline.
    pub(super) base: f64,
    /// The height of its largest em.
    pub(super) size: f64,
}

impl Span {
    fn top(&self) -> f64 {
        self.base - 0.75 * self.size
    }

    fn bottom(&self) -> f64 {
        self.base + 0.22 * self.size
    }
}

/// A line of text: spans on one baseline, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its spans.
    pub(super) spans: Vec<Span>,
    /// Where it begins.
    pub(super) start: f64,
    /// Where it ends.
    pub(super) end: f64,
    /// The baseline of its largest letters.
    pub(super) base: f64,
    /// The height of its largest em.
    pub(super) size: f64,
}

/// Lines that are read one after the other, all in one column.
pub(super) type Block = Vec<Line>;

/// The blocks of a page in reading order: first what runs along the page's own direction, then what was turned.
pub(super) fn blocks(seen: &Seen) -> Vec<Block> {
    let mut frames: Vec<(i32, Vec<&Glyph>)> = Vec::new();
    for glyph in seen.glyphs.iter().filter(|glyph| !glyph.text.is_empty()) {
        let angle = turned(glyph);
        match frames.iter_mut().find(|(of, _)| *of == angle) {
            Some((_, glyphs)) => glyphs.push(glyph),
            None => frames.push((angle, vec![glyph])),
        }
    }
    frames.sort_by_key(|(_, glyphs)| std::cmp::Reverse(glyphs.len()));
    let mut out = Vec::new();
    for (angle, glyphs) in frames {
        let spans = spans(&glyphs, f64::from(angle).to_radians());
        let rules: &[(f64, f64, f64)] = if angle == 0 { &seen.rules } else { &[] };
        part(spans, rules, 0, &mut out);
    }
    out
}

/// The direction of a glyph's baseline in whole degrees; what is nearly straight is straight.
fn turned(glyph: &Glyph) -> i32 {
    let angle = glyph.along.1.atan2(glyph.along.0).to_degrees();
    let straight = (angle / 90.0).round() * 90.0;
    let angle = if (angle - straight).abs() < 4.0 { straight } else { angle.round() };
    (angle as i32).rem_euclid(360)
}

/// Makes spans of glyphs in the order they were drawn, in a frame turned by this angle.
fn spans(glyphs: &[&Glyph], angle: f64) -> Vec<Span> {
    let (sin, cos) = angle.sin_cos();
    let mut spans: Vec<Vec<Unit>> = Vec::new();
    for glyph in glyphs {
        let start = glyph.x * cos + glyph.y * sin;
        let base = glyph.y * cos - glyph.x * sin;
        let unit = Unit { text: glyph.text.clone(), start, end: start + glyph.advance, base, size: glyph.size };
        let open = spans.last_mut().filter(|span| span.last().is_some_and(|last| follows(last, &unit)));
        match open {
            Some(span) => span.push(unit),
            None => spans.push(vec![unit]),
        }
    }
    spans.into_iter().enumerate().filter_map(|(at, units)| span_of(at, with_marks_joined(units))).collect()
}

/// True when a glyph stands beside the one drawn before it, to whichever side writing goes.
fn follows(last: &Unit, next: &Unit) -> bool {
    let size = last.size.min(next.size);
    let near = |gap: f64| gap > -0.9 * size && gap < 0.45 * size;
    (last.base - next.base).abs() < 0.15 * size && (near(next.start - last.end) || near(last.start - next.end))
}

/// Joins signs that stand above or below a letter to the letter nearest to them.
fn with_marks_joined(units: Vec<Unit>) -> Vec<Unit> {
    let is_mark = |unit: &Unit| unit.text.chars().all(|c| direction(c) == BidiClass::NSM) && !unit.text.is_empty();
    if !units.iter().any(is_mark) {
        return units;
    }
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    let mut waiting = String::new();
    let mut units = units.into_iter().peekable();
    while let Some(mut unit) = units.next() {
        if !is_mark(&unit) {
            if !waiting.is_empty() {
                unit.text = format!("{}{}", unit.text, std::mem::take(&mut waiting)).into();
            }
            out.push(unit);
            continue;
        }
        let away = |from: &Unit| ((from.start + from.end) - (unit.start + unit.end)).abs();
        let before = out.last().filter(|u| !u.is_space()).map(away);
        let after = units.peek().filter(|u| !is_mark(u) && !u.is_space()).map(away);
        match (before, after) {
            (None, Some(_)) => waiting.push_str(&unit.text),
            (Some(before), Some(after)) if after < before => waiting.push_str(&unit.text),
            (Some(_), _) => {
                if let Some(last) = out.last_mut() {
                    last.text = format!("{}{}", last.text, unit.text).into();
                }
            }
            (None, None) => out.push(unit),
        }
    }
    out
}

fn span_of(drawn: usize, units: Vec<Unit>) -> Option<Span> {
    let visible = || units.iter().filter(|unit| !unit.is_space());
    let start = visible().map(|unit| unit.start).reduce(f64::min)?;
    let end = visible().map(|unit| unit.end).reduce(f64::max)?;
    let size = visible().map(|unit| unit.size).reduce(f64::max)?;
    let base = visible().next()?.base;
    Some(Span { units, drawn, start, end, base, size })
}

/// A stretch of a page where a gap parts two columns.
struct Gutter {
    /// The edge where the right column begins.
    edge: f64,
    /// The spans of the stretch, as a range of the spans in the order of their baselines.
    from: usize,
    to: usize,
    /// The lines on the side with fewer.
    lines: usize,
}

/// Parts spans into columns and gives each column's lines, from top to bottom.
fn part(mut spans: Vec<Span>, rules: &[(f64, f64, f64)], depth: usize, out: &mut Vec<Block>) {
    if spans.is_empty() {
        return;
    }
    spans.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.start.total_cmp(&b.start)));
    let gutter = if depth < MAX_DEPTH { best_gutter(&spans, rules) } else { None };
    let Some(gutter) = gutter else {
        out.push(lines(spans));
        return;
    };
    let below = spans.split_off(gutter.to);
    let both = spans.split_off(gutter.from);
    let (left, right): (Vec<Span>, Vec<Span>) = both.into_iter().partition(|span| span.start < gutter.edge);
    part(spans, rules, depth + 1, out);
    // Where writing goes leftwards so do columns, unless a program drew all of the left one first.
    let last_left = left.iter().map(|span| span.drawn).max();
    let left_is_first = last_left < right.iter().map(|span| span.drawn).min();
    let rtl = reads_leftwards(left.iter().chain(&right)) && !left_is_first;
    let (first, second) = if rtl { (right, left) } else { (left, right) };
    part(first, rules, depth + 1, out);
    part(second, rules, depth + 1, out);
    part(below, rules, depth + 1, out);
}

/// The direction of a character. Most letters and digits need not be looked up.
pub(super) fn direction(c: char) -> BidiClass {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{400}'..='\u{481}' => BidiClass::L,
        '0'..='9' => BidiClass::EN,
        c => bidi_class(c),
    }
}

/// True when most letters of these spans are written from right to left.
pub(super) fn reads_leftwards<'a>(spans: impl Iterator<Item = &'a Span>) -> bool {
    let mut balance = 0i64;
    for c in spans.flat_map(|span| &span.units).flat_map(|unit| unit.text.chars()) {
        match direction(c) {
            BidiClass::R | BidiClass::AL => balance -= 1,
            BidiClass::L => balance += 1,
            _ => {}
        }
    }
    balance < 0
}

/// The gap between columns that parts most lines.
fn best_gutter(spans: &[Span], rules: &[(f64, f64, f64)]) -> Option<Gutter> {
    if spans.len() < 2 * COLUMN_LINES {
        return None;
    }
    let size = median(spans.iter().map(|span| span.size))?;
    // Columns of writing from left to right begin in line; those of writing from right to left end in line.
    let starts = spans.iter().map(|span| span.start);
    let ends = spans.iter().map(|span| span.end + GUTTER * size + 0.5);
    let sparse = sparse_rows(spans);
    let mut found: Vec<Gutter> = Vec::new();
    for edge in often(starts).into_iter().chain(often(ends)) {
        stretches(spans, rules, &sparse, edge, GUTTER * size, &mut found);
    }
    found.sort_by(|a, b| b.lines.cmp(&a.lines).then(a.edge.total_cmp(&b.edge)));
    found.into_iter().take(16).find(|gutter| {
        let inside = spans.get(gutter.from..gutter.to).unwrap_or_default();
        let (left, right): (Vec<&Span>, Vec<&Span>) = inside.iter().partition(|span| span.start < gutter.edge);
        is_prose(&left) && is_prose(&right)
    })
}

/// The places that come up more than once, the most frequent first.
fn often(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut places: Vec<f64> = places.collect();
    places.sort_by(f64::total_cmp);
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

/// The stretches where nothing crosses the gap before this edge.
fn stretches(spans: &[Span], rules: &[(f64, f64, f64)], sparse: &[f64], edge: f64, gap: f64, found: &mut Vec<Gutter>) {
    let crosses = |span: &Span| span.start < edge - 0.5 && span.end > edge - gap;
    let mut crossing: Vec<f64> = spans.iter().filter(|span| crosses(span)).map(|span| span.base).collect();
    crossing.extend_from_slice(sparse);
    crossing.sort_by(f64::total_cmp);
    let mut ruled: Vec<f64> = rules.iter().filter(|(x0, x1, _)| *x0 < edge - gap && *x1 > edge).map(|r| r.2).collect();
    ruled.sort_by(f64::total_cmp);
    let any_within = |sorted: &[f64], from: f64, to: f64| {
        sorted.get(sorted.partition_point(|y| *y <= from)).is_some_and(|y| *y < to)
    };
    let mut from = 0;
    let (mut left, mut right) = (Count::default(), Count::default());
    let mut close = |from: usize, to: usize, left: &Count, right: &Count| {
        let lines = left.lines.min(right.lines);
        if lines >= COLUMN_LINES {
            found.push(Gutter { edge: edge - 0.5, from, to, lines });
        }
    };
    let mut last_base = f64::NEG_INFINITY;
    for (at, span) in spans.iter().enumerate() {
        // A line that crosses bars all of itself, not only the span that does.
        let barred = any_within(&crossing, span.base - 0.4 * span.size, span.base + 0.4 * span.size);
        if barred || any_within(&ruled, last_base, span.base - span.size * 0.3) {
            close(from, at, &left, &right);
            (left, right) = (Count::default(), Count::default());
            from = if barred { at + 1 } else { at };
        }
        if !barred {
            if span.start < edge - 0.5 { left.add(span) } else { right.add(span) }
        }
        last_base = span.base;
    }
    close(from, spans.len(), &left, &right);
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

/// Counts lines among spans that come in the order of their baselines.
#[derive(Default)]
struct Count {
    lines: usize,
    base: f64,
}

impl Count {
    fn add(&mut self, span: &Span) {
        if self.lines == 0 || span.base - self.base > 0.5 * span.size {
            self.lines += 1;
            self.base = span.base;
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

/// True for letters as wide as they are high, which are written without spaces.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{30FF}' | '\u{3100}'..='\u{312F}' | '\u{31A0}'..='\u{31FF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}')
}

/// The middle one of some numbers.
pub(super) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Puts spans, in the order of their baselines, together to lines.
fn lines(spans: Vec<Span>) -> Block {
    let mut lines: Vec<Line> = Vec::new();
    for span in spans {
        let near = lines.iter().enumerate().rev().take(4).find(|(_, line)| shares(line, &span)).map(|(at, _)| at);
        match near.and_then(|at| lines.get_mut(at)) {
            Some(line) => {
                line.start = line.start.min(span.start);
                line.end = line.end.max(span.end);
                if span.size > line.size * 1.05 {
                    line.size = span.size;
                    line.base = span.base;
                }
                line.spans.push(span);
            }
            None => {
                let (start, end, base, size) = (span.start, span.end, span.base, span.size);
                lines.push(Line { spans: vec![span], start, end, base, size });
            }
        }
    }
    for line in &mut lines {
        line.spans.sort_by(|a, b| a.start.total_cmp(&b.start));
    }
    lines.sort_by(|a, b| a.base.total_cmp(&b.base));
    lines
}

/// True when a span stands on a line, be it as a raised or lowered sign.
fn shares(line: &Line, span: &Span) -> bool {
    let (top, bottom) = (line.base - 0.75 * line.size, line.base + 0.22 * line.size);
    let overlap = bottom.min(span.bottom()) - top.max(span.top());
    let smaller = (bottom - top).min(span.bottom() - span.top());
    // Two spans that cover each other are not one line, but letters may reach into each other a little.
    let covered = line.spans.iter().any(|other| {
        other.end.min(span.end) - other.start.max(span.start) > 0.6 * span.size.min(other.size)
            && (other.base - span.base).abs() > 0.2 * span.size
    });
    overlap > 0.5 * smaller && !covered
}
