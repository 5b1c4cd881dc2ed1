//! Carrying places from one text to a later version of it: what stands between the same lines first, then the same words
//! anywhere, then the same words but for typography, then words much like them near where they stood. What is not sure is
//! not carried.

use super::anchoring;
use crate::domain::passage::AnchorState;
use crate::domain::{Folded, Span, fold};
use std::collections::HashMap;
use std::ops::Range;

/// Least likeness in all, of the words alone, and by how much the best place must be better than the next, in thousandths.
const LEAST: u32 = 800;
const LEAST_WORDS: u32 = 750;
const MARGIN: u32 = 50;
/// Words shorter than this, in code points, are found as they are or not at all.
const SHORT: usize = 12;
/// Most steps one search for words much like others may take.
const STEPS: usize = 8_000_000;
/// How far around where words should stand words much like them are looked for, in bytes.
const AROUND: usize = 16 * 1024;

/// A place in the old text, with what was kept of it.
#[derive(Clone, Copy, Debug)]
pub struct Was<'a> {
    /// Its bytes; `None` when it had lost its place.
    pub span: Option<Span>,
    /// Its words.
    pub quote: &'a str,
    /// Words before.
    pub prefix: &'a str,
    /// Words after.
    pub suffix: &'a str,
}

/// A place in the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub span: Span,
    /// How it was found.
    pub state: AnchorState,
    /// How like it is, in thousandths, where that is in question.
    pub score: Option<u32>,
}

/// Two versions of a text, laid side by side line by line.
pub struct Carrying<'a> {
    new: &'a str,
    /// Stretches that are the same in both, in order: where they begin in the old text and in the new one, and their length.
    same: Vec<(usize, usize, usize)>,
    old_len: usize,
    folded: std::cell::OnceCell<Folded>,
}

impl<'a> Carrying<'a> {
    /// Lays two versions side by side.
    pub fn new(old: &str, new: &'a str) -> Self {
        Self { new, same: same_lines(old, new), old_len: old.len(), folded: std::cell::OnceCell::new() }
    }

    /// Where a place of the old text is in the new one; `None` when nowhere for sure.
    pub fn carry(&self, was: Was<'_>) -> Option<Found> {
        let exact = |span| {
            let state = if was.span == Some(span) { AnchorState::Exact } else { AnchorState::Moved };
            Found { span, state, score: None }
        };
        if was.quote.trim().is_empty() {
            return None;
        }
        if let Some(span) = was.span.and_then(|span| self.mapped(span)).filter(|span| self.is(*span, was.quote)) {
            return Some(exact(span));
        }
        let places = anchoring::find_all(self.new, was.quote);
        match places.as_slice() {
            [] => self.folded(was).or_else(|| self.alike(was)),
            [only] => Some(exact(*only)),
            several => self.best(was, several).map(exact),
        }
    }

    /// The same stretch of unchanged lines in the new text.
    fn mapped(&self, span: Span) -> Option<Span> {
        let Range { start, end } = span.index();
        let (old, new, len) = self.same.iter().rev().find(|(old, ..)| *old <= start)?;
        let at = |byte: usize| u32::try_from(byte - old + new).ok();
        if end > old + len {
            return None;
        }
        Span::new(at(start)?, at(end)?).ok()
    }

    fn is(&self, span: Span, words: &str) -> bool {
        self.new.get(span.index()) == Some(words)
    }

    /// Of several places of the same words the one with the most of the old surroundings, when it is clearly that one.
    fn best(&self, was: Was<'_>, places: &[Span]) -> Option<Span> {
        let mut scored: Vec<(u32, Span)> = places.iter().map(|span| (self.surroundings(was, *span), *span)).collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        match scored.as_slice() {
            [(best, span), (next, _), ..] if *best >= next + MARGIN => Some(*span),
            [(_, span)] => Some(*span),
            _ => None,
        }
    }

    /// How much of what stood before and after stands there now, in thousandths.
    fn surroundings(&self, was: Was<'_>, span: Span) -> u32 {
        let (before, after) = anchoring::context(self.new, span);
        let left = was.prefix.chars().rev().zip(before.chars().rev()).take_while(|(a, b)| a == b).count();
        let right = was.suffix.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
        let all = was.prefix.chars().count() + was.suffix.chars().count();
        thousandths(left + right, all)
    }

    /// The same words but for capitals, kinds of marks and white space.
    fn folded(&self, was: Was<'_>) -> Option<Found> {
        let folded = self.folded.get_or_init(|| Folded::of(self.new));
        let wanted = fold(was.quote);
        if wanted.is_empty() {
            return None;
        }
        let hits = anchoring::find_all(folded.text(), &wanted).into_iter().filter_map(|hit| {
            let at = folded.canonical(hit.index());
            let span = Span::new(u32::try_from(at.start).ok()?, u32::try_from(at.end).ok()?).ok()?;
            anchoring::snap_outward(self.new, span).ok()
        });
        let places: Vec<Span> = hits.collect();
        let span = match places.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => self.best(was, several),
        };
        span.map(|span| Found { span, state: AnchorState::Folded, score: None })
    }

    /// Words much like them, near where they stood.
    fn alike(&self, was: Was<'_>) -> Option<Found> {
        let quote: Vec<char> = was.quote.chars().collect();
        let room = self.around(was.span?);
        let text = self.new.get(room.clone())?;
        if quote.len() < SHORT || quote.len().saturating_mul(text.len()) > STEPS {
            return None;
        }
        let (at, next) = nearest(&quote, text)?;
        let words = thousandths(quote.len().saturating_sub(at.distance), quote.len());
        let (start, end) = (room.start + at.bytes.start, room.start + at.bytes.end);
        let span = Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?).ok()?;
        let span = anchoring::snap_outward(self.new, span).ok()?;
        let total = (words * 8 + self.surroundings(was, span) * 2) / 10;
        let second = next.map_or(0, |distance| thousandths(quote.len().saturating_sub(distance), quote.len()));
        let sure = total >= LEAST && words >= LEAST_WORDS && words >= second + MARGIN;
        sure.then_some(Found { span, state: AnchorState::Fuzzy, score: Some(total) })
    }

    /// Where in the new text a place of the old one should be: between the unchanged lines around it.
    fn around(&self, span: Span) -> Range<usize> {
        let Range { start, end } = span.index();
        let before = self.same.iter().rev().find(|(old, _, len)| old + len <= start);
        let after = self.same.iter().find(|(old, ..)| *old >= end);
        let from = before.map_or(0, |(_, new, len)| new + len);
        let to = after.map_or(self.new.len(), |(_, new, _)| *new).max(from);
        // Where it begins is its share of the way between them.
        let (left, right) = (before.map_or(0, |(old, _, len)| old + len), after.map_or(self.old_len, |(old, ..)| *old));
        let share = (start - left.min(start)) as f64 / (right.saturating_sub(left)).max(1) as f64;
        let middle = from + ((to - from) as f64 * share) as usize;
        let (from, to) = (from.max(middle.saturating_sub(AROUND)), to.min(middle + (end - start) + AROUND));
        self.new.floor_char_boundary(from)..self.new.ceil_char_boundary(to)
    }
}

fn thousandths(part: usize, all: usize) -> u32 {
    u32::try_from((part * 1_000).checked_div(all).unwrap_or(0)).unwrap_or(0)
}

/// Where some words come nearest to a quotation.
struct Nearest {
    bytes: Range<usize>,
    distance: usize,
}

/// The stretch of a text with the fewest characters to change to make the quotation of it, and how many it takes at a
/// stretch elsewhere.
fn nearest(quote: &[char], text: &str) -> Option<(Nearest, Option<usize>)> {
    // Sellers: a column a character of the text; each cell has its cost and where its stretch begins.
    let mut column: Vec<(usize, usize)> = (0..=quote.len()).map(|cost| (cost, 0)).collect();
    let mut ends: Vec<(usize, usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let mut diagonal = (0, at);
        if let Some(top) = column.first_mut() {
            diagonal = (top.0, at);
            *top = (0, at + c.len_utf8());
        }
        let mut above = (0, at + c.len_utf8());
        for (cell, wanted) in column.iter_mut().skip(1).zip(quote) {
            let changed = (diagonal.0 + usize::from(*wanted != c), diagonal.1);
            let here =
                [changed, (cell.0 + 1, cell.1), (above.0 + 1, above.1)].into_iter().min_by_key(|(cost, _)| *cost);
            diagonal = *cell;
            *cell = here.unwrap_or(changed);
            above = *cell;
        }
        let (cost, start) = column.last().copied()?;
        ends.push((cost, start, at + c.len_utf8()));
    }
    let (distance, start, end) = ends.iter().copied().min_by_key(|(cost, ..)| *cost)?;
    if start >= end {
        return None;
    }
    let elsewhere = ends.iter().filter(|(_, from, to)| *to <= start || *from >= end);
    let next = elsewhere.map(|(cost, ..)| *cost).min();
    Some((Nearest { bytes: start..end, distance }, next))
}

/// Stretches of whole lines that are the same in both texts: what both begin and end with, and between them lines that
/// stand once in each and in the same order, with their like neighbours.
fn same_lines(old: &str, new: &str) -> Vec<(usize, usize, usize)> {
    let (a, b) = (lines(old), lines(new));
    let head = a.iter().zip(&b).take_while(|((_, x), (_, y))| x == y).count();
    let left = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(left).take_while(|((_, x), (_, y))| x == y).count();
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|n| (n, n)).collect();
    let (inner_a, inner_b) = (head..a.len() - tail, head..b.len() - tail);
    for (mut x, mut y) in ordered(&once_each(&a, inner_a.clone(), &b, inner_b.clone())) {
        // Like neighbours before it, down to what is paired already.
        let (last_x, last_y) = pairs.last().map_or((0, 0), |(x, y)| (x + 1, y + 1));
        let (end_x, mut before) = (x, Vec::new());
        while x > last_x && y > last_y && a.get(x - 1).map(line) == b.get(y - 1).map(line) {
            (x, y) = (x - 1, y - 1);
            before.push((x, y));
        }
        if end_x >= last_x {
            pairs.extend(before.iter().rev());
            pairs.push((end_x, y + (end_x - x)));
        }
        // And after it.
        while let Some((x, y)) = pairs.last().map(|(x, y)| (x + 1, y + 1)) {
            if x < inner_a.end && y < inner_b.end && a.get(x).map(line) == b.get(y).map(line) {
                pairs.push((x, y));
            } else {
                break;
            }
        }
    }
    pairs.extend((0..tail).rev().map(|n| (a.len() - 1 - n, b.len() - 1 - n)));
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for (x, y) in pairs {
        let (Some((x, words)), Some((y, _))) = (a.get(x), b.get(y)) else { continue };
        match out.last_mut() {
            Some((from, to, len)) if *from + *len == *x && *to + *len == *y => *len += words.len(),
            _ => out.push((*x, *y, words.len())),
        }
    }
    out
}

/// The words of a line, without where it begins.
fn line<'l>((_, line): &(usize, &'l str)) -> &'l str {
    line
}

/// The lines of a text with where they begin, their ends included.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let begin = |line: &str| {
        at += line.len();
        at - line.len()
    };
    let starts: Vec<usize> = text.split_inclusive('\n').map(begin).collect();
    starts.into_iter().zip(text.split_inclusive('\n')).collect()
}

/// Lines that stand once in each of two stretches, in the order of the first.
fn once_each(a: &[(usize, &str)], of_a: Range<usize>, b: &[(usize, &str)], of_b: Range<usize>) -> Vec<(usize, usize)> {
    // How often a line stands in each, and where.
    let mut seen: HashMap<&str, [(usize, usize); 2]> = HashMap::new();
    for (side, (lines, range)) in [(a, of_a.clone()), (b, of_b)].into_iter().enumerate() {
        for (n, (_, line)) in lines.iter().enumerate().take(range.end).skip(range.start) {
            if let Some((count, at)) = seen.entry(line).or_default().get_mut(side) {
                (*count, *at) = (*count + 1, n);
            }
        }
    }
    let pair = |(_, line): &(usize, &str)| match seen.get(line) {
        Some([(1, x), (1, y)]) => Some((*x, *y)),
        _ => None,
    };
    a.iter().take(of_a.end).skip(of_a.start).filter_map(pair).collect()
}

/// The longest part of some pairs whose second halves go up as well.
fn ordered(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Patience: the top of each pile, and what lay below each card when it was put down.
    let mut tops: Vec<usize> = Vec::new();
    let mut below: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |n: usize| pairs.get(n).map_or(0, |(_, y)| *y);
    for n in 0..pairs.len() {
        let pile = tops.partition_point(|top| second(*top) < second(n));
        below.push(pile.checked_sub(1).and_then(|pile| tops.get(pile)).copied());
        match tops.get_mut(pile) {
            Some(top) => *top = n,
            None => tops.push(n),
        }
    }
    let mut out = Vec::new();
    let mut at = tops.last().copied();
    while let Some(n) = at {
        out.extend(pairs.get(n).copied());
        at = below.get(n).copied().flatten();
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OLD: &str = "The port opens in May.\nNobody was told.\nA clerk said: “We were not asked.”\nThe end.\n";

    fn carry(new: &str, quote: &str) -> Option<(String, AnchorState)> {
        let span = anchoring::occurrence(OLD, quote, None).unwrap();
        let (prefix, suffix) = anchoring::context(OLD, span);
        let found = Carrying::new(OLD, new).carry(Was { span: Some(span), quote, prefix, suffix })?;
        Some((new[found.span.index()].to_owned(), found.state))
    }

    #[test]
    fn each_rung_of_the_ladder() {
        let is = |new: &str, quote: &str, words: &str, state| {
            assert_eq!(carry(new, quote), Some((words.to_owned(), state)), "{quote} in {new}");
        };
        is(OLD, "Nobody was told.", "Nobody was told.", AnchorState::Exact);
        let above = format!("Corrected on 4 May.\n{OLD}");
        is(&above, "Nobody was told.", "Nobody was told.", AnchorState::Moved);
        // The same words twice: the unchanged lines around say which.
        let twice = OLD.replace("The end.\n", "Nobody was told.\nThe end.\n");
        is(&twice, "Nobody was told.", "Nobody was told.", AnchorState::Exact);
        let typed = OLD.replace("“We were not asked.”", "\"We  were not ASKED.\"");
        is(&typed, "“We were not asked.”", "\"We  were not ASKED.\"", AnchorState::Folded);
        let mended = OLD.replace("A clerk said: “We were not asked.”", "A clerk has said: “We were not asked.”");
        is(&mended, "A clerk said: “We were", "A clerk has said: “We were", AnchorState::Fuzzy);
        // What was taken out, and what became something else, is nowhere.
        assert_eq!(carry(&OLD.replace("Nobody was told.\n", ""), "Nobody was told."), None);
        assert_eq!(
            carry(&OLD.replace("in May", "in June or July of the year"), "in May."),
            None,
            "too short to be like"
        );
        assert_eq!(carry("", "The end."), None);
    }

    #[test]
    fn of_two_places_alike_neither_is_taken() {
        let new = "Nobody was told\nNobody was tald\n";
        assert_eq!(carry(new, "Nobody was told.\nA"), None);
        let elsewhere = "x Nobody was told. x\nx Nobody was told. x\n";
        assert_eq!(carry(elsewhere, "Nobody was told."), None, "the same words twice, with the same around them");
    }

    proptest! {
        #[test]
        fn unchanged_stretches_are_the_same_in_both_and_in_order(
            old in "([abc]\n|[abc]{1,2}){0,14}", new in "([abc]\n|[abc]{1,2}){0,14}",
        ) {
            let mut ends = (0, 0);
            for (from, to, len) in same_lines(&old, &new) {
                prop_assert!(from >= ends.0 && to >= ends.1 && len > 0);
                prop_assert_eq!(&old[from..from + len], &new[to..to + len]);
                ends = (from + len, to + len);
            }
        }
    }
}
