//! What stands beside a word: its collocates.

use super::corpus::Corpus;
use super::measures;
use super::tally::{Tally, Those};
use crate::domain::Words;

/// How many words before and after a word are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Before it.
    pub before: u32,
    /// After it.
    pub after: u32,
}

/// Which neighbours are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// How far they stand at most.
    pub window: Window,
    /// Only those that stand there at least so often.
    pub least: u32,
    /// True when stop words are listed too.
    pub stop_words: bool,
    /// At most so many.
    pub limit: usize,
}

/// A word that stands beside another more often than it would by chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Collocate {
    /// As it is written most often.
    pub word: Words,
    /// Folded: what names it.
    pub folded: Words,
    /// How often it stands there.
    pub together: u64,
    /// Of these, how often before.
    pub before: u64,
    /// And how often after.
    pub after: u64,
    /// How often it is used in all.
    pub count: u64,
    /// How surely that is no chance.
    pub likelihood: f64,
    /// By how many doublings it is more than by chance.
    pub information: f64,
}

impl Corpus {
    /// The collocates of a word, given folded, in the documents that were tallied: what stands there more often than by
    /// chance, the surest first, and how many there are in all. `None` when it is given up.
    ///
    /// A place counts once, however many of the word it stands beside, on the side of the nearest; the word itself is no
    /// neighbour, and no window reaches over the end of a document.
    pub fn collocates(
        &self,
        folded: &str,
        those: &Those,
        tally: &Tally,
        near: Near,
        given_up: &dyn Fn() -> bool,
    ) -> Option<(Vec<Collocate>, usize)> {
        let Some(node) = self.word(folded) else { return Some((Vec::new(), 0)) };
        let mut sides = vec![(0_u64, 0_u64); self.words.len()];
        let mut places = 0_u64;
        let mut words: Vec<usize> = Vec::new();
        for (document, text) in &self.texts {
            if given_up() {
                return None;
            }
            if !those.has(*document) {
                continue;
            }
            words.clear();
            words.extend(text.forms().map(|form| self.word_of(form)));
            beside(&words, node, near.window, |word, before| {
                places += 1;
                if let Some(side) = sides.get_mut(word) {
                    *side = if before { (side.0 + 1, side.1) } else { (side.0, side.1 + 1) };
                }
            });
        }
        // What is held against the windows is every other word of the documents.
        let others = tally.here().0.saturating_sub(tally.count(node));
        let least = u64::from(near.least.max(1));
        let mut found: Vec<(usize, Collocate)> = Vec::new();
        for (word, (before, after)) in sides.into_iter().enumerate() {
            let (together, count) = (before + after, tally.count(word));
            let expected = measures::expected(places, count, others);
            if together < least || together as f64 <= expected || (!near.stop_words && tally.is_stop(word)) {
                continue;
            }
            let (alone, elsewhere) = (places.saturating_sub(together), count.saturating_sub(together));
            let neither = others.saturating_sub(places).saturating_sub(elsewhere);
            let folded = Words::new(self.words.get(word).map_or("", |word| &*word.folded));
            let collocate = Collocate {
                word: Words::default(),
                folded,
                together,
                before,
                after,
                count,
                likelihood: measures::association(together, alone, elsewhere, neither),
                information: measures::mutual_information(together, expected),
            };
            found.push((word, collocate));
        }
        found.sort_by(|(_, a), (_, b)| b.likelihood.total_cmp(&a.likelihood).then_with(|| a.folded.cmp(&b.folded)));
        let of = found.len();
        let shown = found.into_iter().take(near.limit);
        let named = shown.map(|(word, collocate)| Collocate { word: self.written(tally, word), ..collocate });
        Some((named.collect(), of))
    }
}

/// Calls `take` with every word within the window of a word of `node`, and whether the nearest one comes after it.
fn beside(words: &[usize], node: usize, window: Window, mut take: impl FnMut(usize, bool)) {
    let (before, after) = (window.before as usize, window.after as usize);
    let nodes: Vec<usize> = words.iter().enumerate().filter(|(_, word)| **word == node).map(|(at, _)| at).collect();
    // Where the next place to be looked at is: none counts twice.
    let mut free = 0;
    for (n, at) in nodes.iter().enumerate() {
        let next = nodes.get(n + 1).copied();
        let start = at.saturating_sub(before).max(free);
        // Up to the next of them, whose own places before it may reach back.
        let end = (at + after + 1).min(words.len()).min(next.unwrap_or(usize::MAX));
        for place in start..end {
            let Some(word) = words.get(place).filter(|_| place != *at) else { continue };
            let nearer_next =
                next.is_some_and(|next| next - place <= before && place > *at && next - place < place - at);
            take(*word, place < *at || nearer_next);
        }
        free = end.max(at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The neighbours of 0 in a row of words, with `<` for before and `>` for after.
    fn row(words: &[usize], before: u32, after: u32) -> String {
        let mut out = String::new();
        beside(words, 0, Window { before, after }, |word, is_before| {
            out.push_str(&format!("{}{word} ", if is_before { '<' } else { '>' }));
        });
        out.trim_end().to_owned()
    }

    #[test]
    fn a_window_counts_every_place_once_on_the_side_of_the_nearest() {
        assert_eq!(row(&[1, 2, 3, 0, 4, 5, 6], 2, 2), "<2 <3 >4 >5");
        assert_eq!(row(&[1, 2, 3, 0, 4, 5, 6], 0, 1), ">4");
        assert_eq!(row(&[0, 1, 2, 3, 0], 3, 3), ">1 >2 <3");
        assert_eq!(row(&[0, 1, 2, 3, 4, 0], 1, 2), ">1 >2 <4");
        assert_eq!(row(&[0, 0, 1], 5, 5), ">1");
        assert_eq!(row(&[1, 0, 2, 0], 5, 0), "<1 <2");
        assert_eq!(row(&[1, 2], 5, 5), "");
    }
}
