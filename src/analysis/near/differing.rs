//! In what two copies of a text differ: the passages that only one of them has, each with some words around it that both
//! have. Words are compared as search sees them, so that capitals, quotation marks and white space make no difference.

use crate::analysis::quotation::{Run, Sign};
use crate::domain::tokens::{Token, tokens};
use std::collections::HashMap;
use std::ops::Range;

/// Most pairs of words that are weighed one against the other, where no rare word shows what belongs together.
const MOST_PAIRS: usize = 250_000;
/// Words both have that are shown on each side of a passage.
const AROUND: usize = 8;
/// Most passages that are given.
pub const MOST: usize = 200;
/// How many words in a row are looked for in another place of the other text.
const MOVED: usize = 5;

/// A passage in which two texts differ, in bytes of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the left text, the words around it included.
    pub left: Range<usize>,
    /// The same in the right text.
    pub right: Range<usize>,
    /// The left words stretch by stretch, in bytes from the start of `left`; what stands in another place of the other
    /// text is [`Sign::Hidden`].
    pub left_runs: Vec<Run>,
    /// The same of the right words.
    pub right_runs: Vec<Run>,
}

/// In what two texts differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The passages, in the order of the left text.
    pub passages: Vec<Passage>,
    /// Words only the left text has; what stands in another place is not counted.
    pub left_only: usize,
    /// Words only the right text has.
    pub right_only: usize,
    /// Words that stand in another place.
    pub moved: usize,
    /// True when there are more passages than are given.
    pub more: bool,
}

/// Lays two texts against each other.
pub fn differences(left: &str, right: &str) -> Differences {
    let texts = (left, right);
    let (left, right) = (tokens(left), tokens(right));
    let mut numbers = HashMap::new();
    let mut numbered = |tokens: &[Token]| -> Vec<u32> {
        let number = |token: &Token| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(token.word.clone()).or_insert(next)
        };
        tokens.iter().map(number).collect()
    };
    let (a, b) = (numbered(&left), numbered(&right));
    let mut pairs = Vec::new();
    pair(&a, &b, (0, 0), &mut pairs);
    let mut signs = (vec![Sign::Differs; a.len()], vec![Sign::Differs; b.len()]);
    for (i, j) in &pairs {
        set(&mut signs.0, *i, Sign::Same);
        set(&mut signs.1, *j, Sign::Same);
    }
    mark_moved(&a, &b, &mut signs);
    let count = |signs: &[Sign], sign: Sign| signs.iter().filter(|s| **s == sign).count();
    let mut out = Differences {
        left_only: count(&signs.0, Sign::Differs),
        right_only: count(&signs.1, Sign::Differs),
        moved: count(&signs.0, Sign::Hidden).max(count(&signs.1, Sign::Hidden)),
        ..Differences::default()
    };
    for (i, j) in gaps(&pairs, a.len(), b.len()) {
        if out.passages.len() == MOST {
            out.more = true;
            break;
        }
        let (i, j) = (widened(texts.0, &left, i), widened(texts.1, &right, j));
        let (Some((left, left_runs)), Some((right, right_runs))) =
            (shown(&left, &signs.0, i), shown(&right, &signs.1, j))
        else {
            continue;
        };
        out.passages.push(Passage { left, right, left_runs, right_runs });
    }
    out
}

fn set(signs: &mut [Sign], at: usize, sign: Sign) {
    if let Some(place) = signs.get_mut(at) {
        *place = sign;
    }
}

/// Pairs equal words in order. Words that both sides have once show what belongs together; what lies between them is
/// paired in the same way, and where there are none, so that as many as can be are paired.
fn pair(a: &[u32], b: &[u32], from: (usize, usize), out: &mut Vec<(usize, usize)>) {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    out.extend((0..head).map(|n| (from.0 + n, from.1 + n)));
    let (a, b) = (a.get(head..).unwrap_or_default(), b.get(head..).unwrap_or_default());
    let from = (from.0 + head, from.1 + head);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a_rest, b_rest) = (a.len() - tail, b.len() - tail);
    let (middle_a, middle_b) = (a.get(..a_rest).unwrap_or_default(), b.get(..b_rest).unwrap_or_default());
    if !middle_a.is_empty() && !middle_b.is_empty() {
        let anchors = anchors(middle_a, middle_b);
        if anchors.is_empty() {
            in_full(middle_a, middle_b, from, out);
        } else {
            let mut at = (0, 0);
            for (i, j) in anchors.into_iter().chain([(a_rest, b_rest)]) {
                let (x, y) = (middle_a.get(at.0..i).unwrap_or_default(), middle_b.get(at.1..j).unwrap_or_default());
                pair(x, y, (from.0 + at.0, from.1 + at.1), out);
                if i < a_rest {
                    out.push((from.0 + i, from.1 + j));
                }
                at = (i + 1, j + 1);
            }
        }
    }
    out.extend((0..tail).map(|n| (from.0 + a_rest + n, from.1 + b_rest + n)));
}

/// The words that stand once on each side, as many of them as follow each other on both.
fn anchors(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let once = |side: &[u32]| {
        let mut places: HashMap<u32, Option<usize>> = HashMap::new();
        for (at, word) in side.iter().enumerate() {
            places.entry(*word).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (in_a, in_b) = (once(a), once(b));
    let place = |(at, word): (usize, &u32)| {
        in_a.get(word).copied().flatten()?;
        Some((at, in_b.get(word).copied().flatten()?))
    };
    rising(&a.iter().enumerate().filter_map(place).collect::<Vec<_>>())
}

/// The longest row of pairs in which the second numbers rise as the first do.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best row of each length, and the pair before each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |at: &usize| pairs.get(*at).map_or(0, |pair| pair.1);
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| second(end) < pair.1);
        before.push(length.checked_sub(1).and_then(|n| ends.get(n).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(here) = at {
        row.extend(pairs.get(here));
        at = before.get(here).copied().flatten();
    }
    row.reverse();
    row
}

/// Pairs as many words as can be, weighing every pair. What is too long for that stays unpaired.
fn in_full(a: &[u32], b: &[u32], from: (usize, usize), out: &mut Vec<(usize, usize)>) {
    let wide = b.len() + 1;
    if a.len().saturating_mul(wide) > MOST_PAIRS {
        return;
    }
    // How many words can be paired from here to the end.
    let mut best = vec![0_u32; (a.len() + 1) * wide];
    let at = |best: &[u32], i: usize, j: usize| best.get(i * wide + j).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let here = if x == y { at(&best, i + 1, j + 1) + 1 } else { at(&best, i + 1, j).max(at(&best, i, j + 1)) };
            if let Some(cell) = best.get_mut(i * wide + j) {
                *cell = here;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            out.push((from.0 + i, from.1 + j));
            (i, j) = (i + 1, j + 1);
        } else if at(&best, i + 1, j) >= at(&best, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Marks on both sides what stands in another place on the other: several words in a row that neither has paired.
fn mark_moved(a: &[u32], b: &[u32], signs: &mut (Vec<Sign>, Vec<Sign>)) {
    let unpaired = |signs: &[Sign], at: usize| {
        signs.get(at..at + MOVED).is_some_and(|run| run.iter().all(|sign| *sign != Sign::Same))
    };
    let mut places: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for (j, run) in b.windows(MOVED).enumerate().filter(|(j, _)| unpaired(&signs.1, *j)) {
        places.entry(run).or_default().push(j);
    }
    for (i, run) in a.windows(MOVED).enumerate() {
        if let Some(found) = places.get(run).filter(|_| unpaired(&signs.0, i)) {
            (i..i + MOVED).for_each(|at| set(&mut signs.0, at, Sign::Hidden));
            for j in found {
                (*j..j + MOVED).for_each(|at| set(&mut signs.1, at, Sign::Hidden));
            }
        }
    }
}

/// The stretches between pairs, in words of each side; neighbours whose surroundings meet are one.
fn gaps(pairs: &[(usize, usize)], a: usize, b: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut at = (0, 0);
    for (i, j) in pairs.iter().copied().chain([(a, b)]) {
        if i > at.0 || j > at.1 {
            match out.last_mut().filter(|(left, _)| at.0 - left.end <= 2 * AROUND) {
                Some((left, right)) => (left.end, right.end) = (i, j),
                None => out.push((at.0..i, at.1..j)),
            }
        }
        at = (i + 1, j + 1);
    }
    out
}

/// Words with some around them that stand in the same paragraphs.
fn widened(text: &str, tokens: &[Token], words: Range<usize>) -> Range<usize> {
    let parted = |before: Option<&Token>, after: Option<&Token>| {
        let between = before.zip(after).and_then(|(before, after)| text.get(before.bytes.end..after.bytes.start));
        between.is_none_or(|between| between.contains('\n'))
    };
    let (mut start, mut end) = (words.start, words.end);
    // Where this side has nothing, the words before it show its place.
    let nothing = words.is_empty();
    while start > words.start.saturating_sub(AROUND) {
        let before = start.checked_sub(1).and_then(|at| tokens.get(at));
        if parted(before, tokens.get(start)) && !(nothing && start == words.start) {
            break;
        }
        start -= 1;
    }
    while end < (words.end + AROUND).min(tokens.len()) {
        let before = end.checked_sub(1).and_then(|at| tokens.get(at));
        if parted(before, tokens.get(end)) && !(nothing && end == words.end && start == words.start) {
            break;
        }
        end += 1;
    }
    start..end
}

/// Where these words of a side stand, and what they are, stretch by stretch.
fn shown(tokens: &[Token], signs: &[Sign], words: Range<usize>) -> Option<(Range<usize>, Vec<Run>)> {
    let (tokens, signs) = (tokens.get(words.clone())?, signs.get(words)?);
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Some((0..0, Vec::new())) };
    let start = first.bytes.start;
    let mut runs: Vec<Run> = Vec::new();
    for (token, sign) in tokens.iter().zip(signs) {
        let place = token.bytes.start - start..token.bytes.end - start;
        match runs.last_mut().filter(|(_, before)| before == sign) {
            Some((run, _)) => run.end = place.end,
            None => runs.push((place, *sign)),
        }
    }
    Some((start..last.bytes.end, runs))
}
