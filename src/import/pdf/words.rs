//! The characters of one line: spaces where gaps are, cells parted by tabs, and the order they are read in where writing
//! goes from right to left.

use super::accents;
use super::layout::direction;
use super::layout::{Line, Unit};
use icu_normalizer::DecomposingNormalizerBorrowed;
use unicode_bidi::BidiClass;

/// From this gap on, in ems, two letters stand in two words.
const SPACE: f64 = 0.13;

/// The glyphs of a line from left to right.
pub(super) fn units(line: Line) -> Vec<Unit> {
    let mut spans = line.spans.into_iter().map(|span| span.units);
    let mut units = spans.next().unwrap_or_default();
    spans.for_each(|more| units.extend(more));
    // By their middles: a sign without width stands between its neighbours.
    units.sort_by(|a, b| (a.start + a.end).total_cmp(&(b.start + b.end)));
    accents::joined(units)
}

/// The cells of a line, parted wherever gaps between its glyphs are wider than this, in points.
pub(super) fn cells(units: &[Unit], gap: f64) -> Vec<&[Unit]> {
    let mut cells = Vec::new();
    let mut from = 0;
    let mut end = f64::INFINITY;
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.is_space()) {
        if unit.start - end > gap {
            cells.extend(units.get(from..at));
            from = at;
        }
        end = if end.is_finite() { end.max(unit.end) } else { unit.end };
    }
    cells.extend(units.get(from..));
    cells
}

/// Where visible glyphs begin and end.
pub(super) fn reach(units: &[Unit]) -> Option<(f64, f64)> {
    let visible = units.iter().filter(|unit| !unit.is_space()).map(|unit| (unit.start, unit.end));
    visible.reduce(|all, unit| (all.0.min(unit.0), all.1.max(unit.1)))
}

/// The text of glyphs that stand from left to right, in the order it is read.
pub(super) fn text(units: &[Unit], leftwards: bool) -> String {
    if !units.iter().any(|unit| matches!(class(&unit.text), BidiClass::R | BidiClass::AL)) {
        let mut text = String::with_capacity(units.len() + units.len() / 4);
        each_piece(units, |piece| text.push_str(piece));
        let kept = text.trim().len();
        return if kept == text.len() { text } else { text.trim().to_owned() };
    }
    let mut pieces = Vec::with_capacity(units.len() + units.len() / 4);
    each_piece(units, |piece| pieces.push(piece.to_owned()));
    plain_letters(logical(pieces, leftwards).concat().trim())
}

/// Goes through the pieces of a line with one space wherever words part.
fn each_piece(units: &[Unit], mut take: impl FnMut(&str)) {
    let mut after_space = true;
    let mut last: Option<&Unit> = None;
    for unit in units {
        if unit.is_space() {
            if unit.text.len() > 1 && unit.text.contains('\u{A0}') {
                take(&unit.text);
                after_space = true;
            } else if !after_space {
                take(" ");
                after_space = true;
            }
            continue;
        }
        if let Some(last) = last
            && !after_space
            && unit.start - last.end > SPACE * last.size.min(unit.size)
            && !(ends_wide(&last.text) && starts_wide(&unit.text) && unit.start - last.end < 0.8 * unit.size)
        {
            take(" ");
        }
        let is_odd = |c: char| c.is_whitespace() && c != ' ' && c != '\u{A0}';
        // One byte that is no space is no odd one either.
        if unit.text.len() > 1 && unit.text.contains(is_odd) {
            take(&unit.text.replace(is_odd, " "));
        } else {
            take(&unit.text);
        }
        after_space = false;
        last = Some(unit);
    }
}

fn ends_wide(text: &str) -> bool {
    text.chars().next_back().is_some_and(super::layout::is_wide)
}

fn starts_wide(text: &str) -> bool {
    text.chars().next().is_some_and(super::layout::is_wide)
}

/// The direction of the first character of a piece that has one.
fn class(piece: &str) -> BidiClass {
    let strong = |class: &BidiClass| {
        matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL | BidiClass::EN | BidiClass::AN)
    };
    let first = || piece.chars().map(direction);
    first().find(strong).or_else(|| first().next()).unwrap_or(BidiClass::ON)
}

/// Turns pieces that stand from left to right into the order they are read in.
fn logical(pieces: Vec<String>, leftwards: bool) -> Vec<String> {
    let classes: Vec<BidiClass> = pieces.iter().map(|piece| class(piece)).collect();
    let kinds = kinds(&classes, leftwards);
    // Runs of one direction, in the order they stand.
    let mut runs: Vec<(bool, Vec<String>)> = Vec::new();
    for (piece, rtl) in pieces.into_iter().zip(kinds) {
        match runs.last_mut() {
            Some((of, run)) if *of == rtl => run.push(piece),
            _ => runs.push((rtl, vec![piece])),
        }
    }
    if leftwards {
        runs.reverse();
    }
    runs.into_iter().flat_map(|(rtl, run)| if rtl { read_leftwards(run) } else { run }).collect()
}

/// For every piece, whether it belongs to writing from right to left. Numbers and what joins them keep their order;
/// what has no direction goes with its neighbours when they agree, else with the line.
fn kinds(classes: &[BidiClass], leftwards: bool) -> Vec<bool> {
    let own = |class: &BidiClass| match class {
        BidiClass::R | BidiClass::AL => Some(true),
        BidiClass::L | BidiClass::EN | BidiClass::AN => Some(false),
        _ => None,
    };
    let mut out = Vec::with_capacity(classes.len());
    let mut at = 0;
    let mut before: Option<bool> = None;
    while let Some(class) = classes.get(at) {
        if let Some(rtl) = own(class) {
            out.push(rtl);
            before = Some(rtl);
            at += 1;
            continue;
        }
        let rest = classes.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|class| own(class).is_none()).count();
        let after = rest.get(length).and_then(own);
        let between_numbers = length == 1
            && matches!(class, BidiClass::CS | BidiClass::ES)
            && is_number(at.checked_sub(1).and_then(|i| classes.get(i)))
            && is_number(rest.get(1));
        let rtl = match (before, after) {
            _ if between_numbers => false,
            // Between a number and a number a line from right to left turns, unless one letter is of the other kind.
            (Some(a), Some(b)) if a == b && (a || !leftwards || !numbers_only(classes, at, length)) => a,
            _ => leftwards,
        };
        out.extend(std::iter::repeat_n(rtl, length));
        at += length;
    }
    // A sign of percent or money goes with its number.
    for at in 0..classes.len() {
        if classes.get(at) == Some(&BidiClass::ET) {
            let beside = [at.checked_sub(1), Some(at + 1)];
            if beside.into_iter().flatten().any(|i| is_number(classes.get(i)))
                && let Some(rtl) = out.get_mut(at)
            {
                *rtl = false;
            }
        }
    }
    out
}

fn is_number(class: Option<&BidiClass>) -> bool {
    matches!(class, Some(BidiClass::EN | BidiClass::AN))
}

fn numbers_only(classes: &[BidiClass], at: usize, length: usize) -> bool {
    is_number(at.checked_sub(1).and_then(|i| classes.get(i))) && is_number(classes.get(at + length))
}

/// Turns a run round, and its brackets with it where that is what makes pairs of them.
fn read_leftwards(mut run: Vec<String>) -> Vec<String> {
    run.reverse();
    let unpaired = |swap: bool| {
        let (mut open, mut bad) = (0usize, 0usize);
        for c in run.iter().flat_map(|piece| piece.chars()) {
            let c = if swap { mirrored(c) } else { c };
            match c {
                '(' | '[' | '{' | '«' => open += 1,
                ')' | ']' | '}' | '»' if open > 0 => open -= 1,
                ')' | ']' | '}' | '»' => bad += 1,
                _ => {}
            }
        }
        open + bad
    };
    if unpaired(true) < unpaired(false) {
        run.iter_mut().for_each(|piece| *piece = piece.chars().map(mirrored).collect());
    }
    run
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '«' => '»',
        '»' => '«',
        '<' => '>',
        '>' => '<',
        other => other,
    }
}

/// The letters behind the shapes of Arabic letters. Nothing else changes.
fn plain_letters(text: &str) -> String {
    let is_shape = |c: char| matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    if !text.contains(is_shape) {
        return text.to_owned();
    }
    let letters = DecomposingNormalizerBorrowed::new_nfkd();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_shape(c) {
            out.extend(letters.normalize_iter(std::iter::once(c)));
        } else {
            out.push(c);
        }
    }
    out
}
