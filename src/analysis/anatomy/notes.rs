//! Endnotes: the marks in a text, the lines they lead to, and which of both leads nowhere.

use super::blocks::Block;
use crate::domain::roman;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// A note: its marks in the text, and its words. Either may be missing. All places are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What its marks say, without brackets: “i”, “1”.
    pub label: String,
    /// Its marks in the text.
    pub marks: Vec<Range<usize>>,
    /// All of its block, the mark that begins it included.
    pub body: Option<Range<usize>>,
}

/// A mark where it stands.
struct Mark<'t> {
    bytes: Range<usize>,
    label: Cow<'t, str>,
}

/// The notes of a text, in the order of what stands first of each, and the blocks that are their bodies, by number.
pub(super) fn notes(text: &str, blocks: &[Block]) -> (Vec<Note>, HashSet<usize>) {
    let mut bodies: HashMap<String, Vec<(usize, Range<usize>)>> = HashMap::new();
    let mut are_bodies = HashSet::new();
    for (n, block) in blocks.iter().enumerate() {
        if let Some(mark) = begins(text, block) {
            are_bodies.insert(n);
            bodies.entry(mark.label.into_owned()).or_default().push((n, block.bytes.clone()));
        }
    }
    let mut out: Vec<Note> = Vec::new();
    // The note of a label's body, by the number of the body; of marks that lead nowhere by their label.
    let mut of_body: HashMap<usize, usize> = HashMap::new();
    let mut lost: HashMap<String, usize> = HashMap::new();
    for (n, block) in blocks.iter().enumerate() {
        let own = are_bodies.contains(&n);
        if own && !of_body.contains_key(&n) {
            let label = begins(text, block).map(|mark| mark.label.into_owned()).unwrap_or_default();
            of_body.insert(n, out.len());
            out.push(Note { label, marks: Vec::new(), body: Some(block.bytes.clone()) });
        }
        for mark in marks(text, block, own, &|label| bodies.contains_key(label)) {
            let label = mark.label.as_ref();
            // The next with its label, else the last.
            let body = bodies.get(label).and_then(|of| of.get(of.partition_point(|(at, _)| *at < n)).or(of.last()));
            let note = match body {
                Some((at, bytes)) => *of_body.entry(*at).or_insert_with(|| {
                    out.push(Note { label: label.to_owned(), marks: Vec::new(), body: Some(bytes.clone()) });
                    out.len() - 1
                }),
                None => *lost.entry(label.to_owned()).or_insert_with(|| {
                    out.push(Note { label: label.to_owned(), marks: Vec::new(), body: None });
                    out.len() - 1
                }),
            };
            if let Some(note) = out.get_mut(note) {
                note.marks.push(mark.bytes);
            }
        }
    }
    (out, are_bodies)
}

/// The mark a block begins with, where words follow it.
fn begins<'t>(text: &'t str, block: &Block) -> Option<Mark<'t>> {
    let mark = mark_at(text, block.bytes.start)?;
    let rest = text.get(mark.bytes.end..block.bytes.end)?;
    let spaced = rest.starts_with(char::is_whitespace) || text.get(mark.bytes.clone())?.starts_with(superscript);
    let words = rest.get(..rest.floor_char_boundary(200)).unwrap_or(rest);
    (spaced && words.contains(char::is_alphabetic)).then_some(mark)
}

/// The marks in a block. One that is glued to the end of a sentence or a clause is one by itself, any other where there is a
/// body for it.
fn marks<'t>(text: &'t str, block: &Block, is_body: bool, has_body: &dyn Fn(&str) -> bool) -> Vec<Mark<'t>> {
    let words = block.of(text);
    let mut out: Vec<Mark<'t>> = Vec::new();
    let mut after = 0;
    for (at, c) in words.char_indices().filter(|(_, c)| *c == '[' || superscript(*c)) {
        let start = block.bytes.start + at;
        if start < after || (is_body && at == 0) {
            continue;
        }
        let Some(mark) = mark_at(text, start) else { continue };
        after = mark.bytes.end;
        let next = text.get(mark.bytes.end..block.bytes.end).and_then(|rest| rest.chars().next());
        if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '_' | '=' | '{')) {
            continue;
        }
        let mut before = words.get(..at).unwrap_or_default().chars().rev();
        let last = before.next();
        // Figures on figures are a power, those on one or two letters a measure.
        let letters = before.take(2).take_while(|c| c.is_alphanumeric()).count();
        let power = c != '[' && last.is_some_and(|c| c.is_numeric() || (c.is_alphabetic() && letters < 2));
        let ends = |c: Option<char>| {
            c.is_some_and(|c| {
                matches!(c, '.' | '!' | '?' | ',' | ';' | '…' | '”' | '’' | '»' | '。' | '！' | '？' | '؟')
            })
        };
        let behind_mark = out.last().is_some_and(|other| other.bytes.end == start);
        let glued = ends(last) || behind_mark;
        let known = has_body(&mark.label);
        if glued || (known && !power) {
            out.push(mark);
        }
    }
    out
}

fn superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The mark that stands at a byte: `[i]`, `[12]`, superscript figures.
fn mark_at(text: &str, at: usize) -> Option<Mark<'_>> {
    const LONGEST: usize = 7;
    let rest = text.get(at..)?;
    if let Some(inner) = rest.strip_prefix('[') {
        let length = inner.bytes().take(LONGEST).position(|b| b == b']')?;
        let inner = inner.get(..length)?;
        let number = inner.len() <= 4 && !inner.starts_with('0') && inner.bytes().all(|b| b.is_ascii_digit());
        let label = (!inner.is_empty() && (number || is_roman(inner))).then_some(inner)?;
        return Some(Mark { bytes: at..at + length + 2, label: label.into() });
    }
    let figures: String = rest.chars().take_while(|c| superscript(*c)).take(4).filter_map(figure).collect();
    let length: usize = rest.chars().take(figures.len()).map(char::len_utf8).sum();
    let real = !figures.is_empty() && !figures.starts_with('0');
    real.then(|| Mark { bytes: at..at + length, label: figures.into() })
}

fn figure(c: char) -> Option<char> {
    let value = match c {
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁰' => 0,
        _ => u32::from(c).checked_sub(0x2070)?,
    };
    char::from_digit(value, 10)
}

/// True for a number in small Roman figures, of as many notes as a text may have.
fn is_roman(figures: &str) -> bool {
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| (1..400).map(roman).collect());
    KNOWN.contains(figures)
}
