//! The numbers of a claim, in figures or in English words: “12,000”, “3 million”, “two hundred and fifty-three”.

use crate::domain::tokens::Token;
use std::ops::Range;

/// A number, and the words it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u64,
    /// By their places in the row of words.
    pub words: Range<usize>,
    /// Four figures that may be a year.
    pub is_year: bool,
}

/// Words for numbers below a hundred.
const SMALL: [(&str, u64); 28] = [
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("single", 1),
    // Only behind tens: alone it is as often a pronoun.
    ("one", 1),
];

/// Words that multiply what stands before them.
const SCALES: [(&str, u64); 5] =
    [("dozen", 12), ("hundred", 100), ("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000)];

fn of(list: &[(&str, u64)], word: &str) -> Option<u64> {
    list.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

/// The numbers of a text in order. What has a fraction is none: nothing that is counted has one.
pub(super) fn numbers(text: &str, words: &[Token]) -> Vec<Number> {
    let word = |n: usize| words.get(n).map_or("", |word| word.word.as_str());
    let gap = |n: usize| {
        let pair = n.checked_sub(1).and_then(|before| words.get(before)).zip(words.get(n));
        pair.and_then(|(a, b)| text.get(a.bytes.end..b.bytes.start)).unwrap_or("\n")
    };
    let mut out = Vec::new();
    let mut n = 0;
    while n < words.len() {
        let from = n;
        // “In 1900 two ships sank” is a year and a number.
        let in_figures = word(n).parse::<u64>().is_ok();
        let mut is_year = false;
        // What stands before the next scale, and what is complete.
        let mut whole = 0_u64;
        let mut part;
        if let Ok(figures) = word(n).parse::<u64>() {
            let mut broken = false;
            (part, n) = (figures, n + 1);
            // “12,000”, “12.000”, “12 000” with a space that does not break; “3.5” is no count.
            while matches!(gap(n), "," | "." | "\u{A0}" | "\u{202F}") && word(n).bytes().all(|b| b.is_ascii_digit()) {
                let group = word(n).parse::<u64>().ok().filter(|_| word(n).len() == 3);
                broken |= group.is_none();
                part = part.saturating_mul(1_000).saturating_add(group.unwrap_or(0));
                n += 1;
            }
            is_year = n == from + 1 && word(from).len() == 4 && (1_000..2_200).contains(&figures);
            if broken {
                // “3.5 million”: the scale is of what has a fraction.
                while of(&SCALES, word(n)).is_some() {
                    n += 1;
                }
                continue;
            }
        } else if let Some(value) = of(&SMALL, word(n)).filter(|_| word(n) != "one") {
            (part, n) = (value, n + 1);
        } else if let Some(scale) = of(&SCALES, word(n)) {
            n += 1;
            (whole, part) = if scale >= 1_000 { (scale, 0) } else { (0, scale) };
        } else {
            n += 1;
            continue;
        }
        loop {
            let joins = |n: usize| matches!(gap(n), " " | "-" | "‑" | "\u{A0}");
            let and = usize::from(word(n) == "and" && joins(n) && joins(n + 1));
            let (next, here) = (word(n + and), joins(n + and));
            if let Some(scale) = of(&SCALES, next).filter(|_| here && and == 0) {
                part = part.max(1).saturating_mul(scale);
                if scale >= 1_000 {
                    (whole, part) = (whole.saturating_add(part), 0);
                }
                is_year = false;
            } else if let Some(value) =
                of(&SMALL, next).filter(|value| here && !in_figures && fits(whole, part, *value, and > 0))
            {
                part = part.saturating_add(value);
            } else {
                break;
            }
            n += and + 1;
        }
        out.push(Number { value: whole.saturating_add(part), words: from..n, is_year });
    }
    out
}

/// True where a small number goes on with what was said before it: “twenty-one”, “two hundred and six”; not “two three”.
fn fits(whole: u64, part: u64, value: u64, and: bool) -> bool {
    let tens = part % 100;
    let behind_tens = tens >= 20 && tens.is_multiple_of(10) && value < 10;
    // “Hundred and one”; “a hundred one …” may be anything.
    let behind_scale = (part >= 100 || whole > 0) && tens == 0 && (value > 1 || and);
    behind_tens || behind_scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tokens::tokens;

    fn read(text: &str) -> Vec<u64> {
        numbers(text, &tokens(text)).into_iter().map(|number| number.value).collect()
    }

    #[test]
    fn figures_groups_scales_and_words_are_read() {
        assert_eq!(read("12,000 men and 1 500 horses, 1\u{A0}500 guns"), [12_000, 1, 500, 1_500]);
        assert_eq!(read("1.500.000 Euro and 3.5 per cent"), [1_500_000]);
        assert_eq!(read("Twenty-one fishermen, two hundred and fifty-three sailors"), [21, 253]);
        assert_eq!(read("3 million people, two dozen boats, a hundred and six shots"), [3_000_000, 24, 106]);
        assert_eq!(read("two thousand three hundred and one"), [2_301]);
        assert_eq!(read("one of them, no one, ninety one"), [91]);
        assert_eq!(read("In 1898, 35 men"), [1_898, 35]);
        assert_eq!(read("one thousand two hundred men, a million two hundred thousand pounds"), [1_200, 1_200_000]);
        assert!(read("3.5 million people, 1.5 million pounds").is_empty());
        assert_eq!(read("In 1900 two ships sank, of 200 three"), [1_900, 2, 200, 3]);
    }

    #[test]
    fn a_year_is_four_figures_alone() {
        let years = |text: &str| numbers(text, &tokens(text)).iter().filter(|number| number.is_year).count();
        assert_eq!((years("in 2026"), years("2,026 men"), years("2000 thousand"), years("02026")), (1, 0, 0, 0));
    }
}
