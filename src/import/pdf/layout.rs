//! From glyphs to lines in reading order. Glyphs that follow each other on one baseline make a span; a gap that spans on
//! both sides keep free over several lines parts columns; what is left is read line by line.

use super::columns::best_gutter;
use super::glyphs::{Glyph, Seen};
use smol_str::SmolStr;
use std::sync::LazyLock;
use unicode_bidi::{BidiClass, bidi_class};

/// How often a page is parted into columns inside columns.
const MAX_DEPTH: usize = 24;

/// For how many glyphs there is room in a span from the first.
const GLYPHS_OF_A_LINE: usize = 32;

/// A glyph in a frame whose baselines run to the right and whose lines go down, in points.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Its characters.
    pub(super) text: SmolStr,
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
        match self.text.as_bytes() {
            [byte] => matches!(byte, 0x9..=0xD | b' '),
            _ => self.text.chars().all(char::is_whitespace),
        }
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
pub(super) fn blocks(seen: Seen) -> Vec<Block> {
    let mut frames: Vec<(i32, Vec<Glyph>)> = Vec::new();
    for glyph in seen.glyphs.into_iter().filter(|glyph| !glyph.text.is_empty()) {
        let angle = turned(&glyph);
        match frames.iter_mut().find(|(of, _)| *of == angle) {
            Some((_, glyphs)) => glyphs.push(glyph),
            None => frames.push((angle, vec![glyph])),
        }
    }
    frames.sort_by_key(|(_, glyphs)| std::cmp::Reverse(glyphs.len()));
    let mut out = Vec::new();
    for (angle, glyphs) in frames {
        let spans = spans(glyphs, f64::from(angle).to_radians());
        let rules: &[(f64, f64, f64)] = if angle == 0 { &seen.rules } else { &[] };
        part(spans, rules, 0, &mut out);
    }
    out
}

/// The direction of a glyph's baseline in whole degrees; what is nearly straight is straight.
fn turned(glyph: &Glyph) -> i32 {
    // Less than four degrees off, as nearly all are.
    if glyph.along.1.abs() < 0.069 * glyph.along.0 {
        return 0;
    }
    let angle = glyph.along.1.atan2(glyph.along.0).to_degrees();
    let straight = (angle / 90.0).round() * 90.0;
    let angle = if (angle - straight).abs() < 4.0 { straight } else { angle.round() };
    (angle as i32).rem_euclid(360)
}

/// Makes spans of glyphs in the order they were drawn, in a frame turned by this angle.
fn spans(glyphs: Vec<Glyph>, angle: f64) -> Vec<Span> {
    let (sin, cos) = angle.sin_cos();
    let mut spans: Vec<Vec<Unit>> = Vec::new();
    for glyph in glyphs {
        let start = glyph.x * cos + glyph.y * sin;
        let base = glyph.y * cos - glyph.x * sin;
        let unit = Unit { text: glyph.text, start, end: start + glyph.advance, base, size: glyph.size };
        let open = spans.last_mut().filter(|span| span.last().is_some_and(|last| follows(last, &unit)));
        match open {
            Some(span) => span.push(unit),
            None => {
                // Room for what most lines have.
                let mut span = Vec::with_capacity(GLYPHS_OF_A_LINE);
                span.push(unit);
                spans.push(span);
            }
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
    let mut visible = units.iter().filter(|unit| !unit.is_space());
    let first = visible.next()?;
    let (mut start, mut end, mut size) = (first.start, first.end, first.size);
    for unit in visible {
        (start, end, size) = (start.min(unit.start), end.max(unit.end), size.max(unit.size));
    }
    let base = first.base;
    Some(Span { units, drawn, start, end, base, size })
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

/// The direction of a character. What most texts have need not be looked for among all there are.
pub(super) fn direction(c: char) -> BidiClass {
    static TABLE: LazyLock<Vec<BidiClass>> = LazyLock::new(|| ('\0'..'\u{530}').map(bidi_class).collect());
    TABLE.get(c as usize).copied().unwrap_or_else(|| bidi_class(c))
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
