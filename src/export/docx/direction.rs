//! Which words of a line run from right to left. Word does not find out by itself: a run says so, and its neutral
//! characters follow it. The rules are those of the Unicode bidirectional algorithm for strong letters, numbers and
//! neutrals (W7, N1, N2), which is what is needed to cut a line into runs.

use super::super::visible::is_rtl;

/// A stretch of a line in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    /// True from right to left.
    pub rtl: bool,
    /// The words.
    pub words: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Strong(bool),
    Number,
    Neutral,
}

fn class(c: char) -> Class {
    if is_rtl(c) {
        Class::Strong(true)
    } else if c.is_numeric() {
        Class::Number
    } else if c.is_alphabetic() || c == '\u{200E}' {
        Class::Strong(false)
    } else {
        Class::Neutral
    }
}

/// The direction of the first letter that has one; from left to right when none has.
pub(super) fn is_base_rtl(words: &str) -> bool {
    words
        .chars()
        .find_map(|c| match class(c) {
            Class::Strong(rtl) => Some(rtl),
            _ => None,
        })
        .unwrap_or(false)
}

/// Cuts words into stretches of one direction, given the direction of the whole.
pub(super) fn stretches(words: &str, base: bool) -> Vec<Stretch<'_>> {
    // Each character's direction, `None` for neutrals at first; a number goes with the letters before it.
    let mut last = base;
    let mut known: Vec<(usize, Option<bool>)> = Vec::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let direction = match class(c) {
            Class::Strong(rtl) => {
                last = rtl;
                Some(rtl)
            }
            Class::Number => Some(last),
            Class::Neutral => None,
        };
        known.push((at, direction));
    }
    // Neutrals take the direction both sides have, else that of the whole.
    let mut before = base;
    let mut out: Vec<Stretch<'_>> = Vec::new();
    let mut start = 0;
    let mut current: Option<bool> = None;
    let mut rest = known.iter().peekable();
    while let Some((at, direction)) = rest.next() {
        let rtl = direction.unwrap_or_else(|| {
            let after = rest.clone().find_map(|(_, d)| *d).unwrap_or(base);
            if before == after { before } else { base }
        });
        if let Some(d) = direction {
            before = *d;
        }
        if current.is_some_and(|now| now != rtl) {
            out.extend(words.get(start..*at).map(|words| Stretch { rtl: !rtl, words }));
            start = *at;
        }
        current = Some(rtl);
    }
    if let (Some(rtl), Some(words)) = (current, words.get(start..)) {
        out.push(Stretch { rtl, words });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(words: &str) -> Vec<(bool, &str)> {
        stretches(words, is_base_rtl(words)).into_iter().map(|s| (s.rtl, s.words)).collect()
    }

    #[test]
    fn words_are_cut_where_their_direction_changes() {
        assert_eq!(cut("Minsk, 2026."), [(false, "Minsk, 2026.")]);
        assert_eq!(cut("وزیر دفاع: «ما»."), [(true, "وزیر دفاع: «ما».")]);
        assert_eq!(cut("سال 2024 در Minsk (BY)."), [(true, "سال 2024 در "), (false, "Minsk (BY"), (true, ").")]);
        assert_eq!(cut("said «ما در» twice"), [(false, "said «"), (true, "ما در"), (false, "» twice")]);
        assert_eq!(cut("123 …"), [(false, "123 …")]);
        assert_eq!(cut(""), []);
    }
}
