//! Finding words in a text that is read in pieces: case, kinds of quotation marks, accents and letter variants do not
//! matter, and every hit leads back to the words as they are written.

use crate::domain::{Folded, Span, fold};
use std::ops::Range;

/// How much of the text is looked through at once, in bytes.
pub const WINDOW: u32 = 512 * 1024;
/// Most hits that are kept.
pub const MOST: usize = 100_000;

/// Words that are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle(String);

impl Needle {
    /// `None` when nothing is left of what was typed once it is folded.
    pub fn of(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        (!folded.is_empty()).then_some(Self(folded))
    }

    /// How far beyond a window a hit that begins in it may reach, in bytes; white space that would be longer parts words.
    pub fn reach(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX / 8).saturating_mul(4).saturating_add(8 * 1024)
    }

    /// Where the words stand, in order, no two sharing a byte.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::of(text);
        folded.text().match_indices(&self.0).map(|(at, found)| folded.canonical(at..at + found.len())).collect()
    }
}

/// A search through one text, window by window.
#[derive(Debug)]
pub struct Finding {
    needle: Needle,
    /// The byte the next window begins at.
    at: u32,
    /// Length of the whole text, in bytes.
    len: u32,
    /// Where the last hit ended.
    last: u32,
    found: usize,
    cut_short: bool,
}

impl Finding {
    /// A search through a text of `len` bytes.
    pub fn of(needle: Needle, len: u32) -> Self {
        Self { needle, at: 0, len, last: 0, found: 0, cut_short: false }
    }

    /// The stretch of text, in bytes, that the next step needs; `None` when all was looked through. Its ends may cut a
    /// character.
    pub fn needs(&self) -> Option<Range<u32>> {
        let more = self.at < self.len && !self.cut_short;
        more.then(|| self.at..self.at.saturating_add(WINDOW).saturating_add(self.needle.reach()).min(self.len))
    }

    /// True when hits were left out, because there are too many.
    pub fn is_cut_short(&self) -> bool {
        self.cut_short
    }

    /// Looks through one window. `text` holds what [`Self::needs`] asked for and begins at byte `start`, at or before it.
    pub fn step(&mut self, start: u32, text: &str) -> Vec<Span> {
        let local = |byte: u32| text.floor_char_boundary(byte.saturating_sub(start) as usize);
        let (from, reach) = (local(self.at), self.needs().map_or(self.at, |range| range.end));
        let next = self.at.saturating_add(WINDOW).min(self.len);
        let (nominal_end, to) = (local(next), local(reach));
        let mut out = Vec::new();
        for hit in self.needle.hits(text.get(from..to).unwrap_or_default()) {
            if from + hit.start >= nominal_end {
                break;
            }
            if self.found >= MOST {
                self.cut_short = true;
                break;
            }
            let at = |n: usize| u32::try_from(from + n).ok().and_then(|n| start.checked_add(n));
            if let (Some(a), Some(b)) = (at(hit.start), at(hit.end))
                && a >= self.last
                && let Ok(span) = Span::new(a, b)
            {
                self.last = b;
                self.found += 1;
                out.push(span);
            }
        }
        self.at = next;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, typed: &str) -> Vec<Span> {
        let mut finding = Finding::of(Needle::of(typed).unwrap(), u32::try_from(text.len()).unwrap());
        let mut hits = Vec::new();
        while let Some(needed) = finding.needs() {
            // As the store gives it: a little more at both ends, cut between characters.
            let from = text.floor_char_boundary((needed.start as usize).saturating_sub(7));
            let to = text.ceil_char_boundary((needed.end as usize + 5).min(text.len()));
            hits.extend(finding.step(u32::try_from(from).unwrap(), &text[from..to]));
        }
        hits
    }

    #[test]
    fn hits_are_the_same_wherever_the_windows_are_cut() {
        let word = "Беседа «со старшим вице-адмиралом» — Café, كتابي. ";
        let text: String = word.repeat(20_000);
        assert!(text.len() > 3 * WINDOW as usize);
        for (typed, count) in [
            ("беседа", 20_000),
            ("\"СО СТАРШИМ", 20_000),
            ("cafe", 20_000),
            ("адмиралом\" - c", 20_000),
            ("کتابی. беседа", 19_999),
        ] {
            let hits = all(&text, typed);
            assert_eq!(hits.len(), count, "{typed}");
            assert!(hits.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            assert!(hits.iter().all(|hit| fold(&text[hit.index()]) == fold(typed)), "{typed}");
        }
    }

    #[test]
    fn too_many_hits_are_cut_short_and_say_so() {
        let text = "a ".repeat(MOST + 10);
        let mut finding = Finding::of(Needle::of("A").unwrap(), u32::try_from(text.len()).unwrap());
        let mut count = 0;
        while finding.needs().is_some() {
            count += finding.step(0, &text).len();
        }
        assert_eq!((count, finding.is_cut_short()), (MOST, true));
        assert_eq!(Needle::of(" \u{200B} "), None);
    }
}
