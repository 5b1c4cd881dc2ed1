//! The numbers of a claim, in figures or in words: “12,000”, “3 million”, “two hundred and fifty-three”. The words are those of
//! `assets/lexicons/numbers.txt`.

use crate::domain::lists::{Slip, lines};
use crate::domain::tokens::{Token, tokens};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A number, and the words it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u64,
    /// By their places in the row of words.
    pub words: Range<usize>,
    /// Four figures that may be a year.
    pub is_year: bool,
}

/// The words for numbers of one language.
#[derive(Debug, Default)]
struct Words {
    plain: HashMap<String, u64>,
    /// Words that multiply what stands before them.
    scales: HashMap<String, u64>,
    /// Words that count behind others alone.
    behind: HashMap<String, u64>,
}

static BUILT_IN: LazyLock<HashMap<String, Words>> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicons/numbers.txt")).0);

/// Reads lists, and says which lines could not be read.
fn read(lists: &str) -> (HashMap<String, Words>, Vec<Slip>) {
    let (mut out, mut slips) = (HashMap::<String, Words>::new(), Vec::new());
    for line in lines(lists) {
        let line = match line {
            Ok(line) => line,
            Err(slip) => {
                slips.push(slip);
                continue;
            }
        };
        let (sign, value) = match line.class.chars().next() {
            Some(sign @ ('×' | '+')) => (Some(sign), line.class.trim_start_matches(sign)),
            _ => (None, line.class),
        };
        let Some(value) = value.parse().ok().filter(|value| *value > 0) else {
            slips.push(
                line.slip(format!("“{}” is no number; a line has a language, a number and its words", line.class)),
            );
            continue;
        };
        let of = out.entry(line.language.to_owned()).or_default();
        let list = match sign {
            Some('×') => &mut of.scales,
            Some(_) => &mut of.behind,
            None => &mut of.plain,
        };
        list.extend(line.words.split_whitespace().flat_map(tokens).map(|token| (token.word, value)));
    }
    (out, slips)
}

/// The words of a language; of one without words for numbers, or of none that is known, the English ones.
fn of_language(language: Option<&str>) -> Option<&'static Words> {
    let own = language.and_then(|language| BUILT_IN.get(language.split('-').next()?));
    own.or_else(|| BUILT_IN.get("en"))
}

/// The numbers of a text in order. What has a fraction is none: nothing that is counted has one.
pub(super) fn numbers(text: &str, words: &[Token], language: Option<&str>) -> Vec<Number> {
    let known = of_language(language);
    let plain = |word: &str| known.and_then(|known| known.plain.get(word)).copied();
    let behind = |word: &str| plain(word).or_else(|| known.and_then(|known| known.behind.get(word)).copied());
    let scale_of = |word: &str| known.and_then(|known| known.scales.get(word)).copied();
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
                while scale_of(word(n)).is_some() {
                    n += 1;
                }
                continue;
            }
        } else if let Some(value) = plain(word(n)) {
            (part, n) = (value, n + 1);
        } else if let Some(scale) = scale_of(word(n)) {
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
            if let Some(scale) = scale_of(next).filter(|_| here && and == 0) {
                part = part.max(1).saturating_mul(scale);
                if scale >= 1_000 {
                    (whole, part) = (whole.saturating_add(part), 0);
                }
                is_year = false;
            } else if let Some(value) =
                behind(next).filter(|value| here && !in_figures && fits(whole, part, *value, and > 0))
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
    // French goes on from sixty to nineteen more.
    let behind_tens = tens >= 20 && tens.is_multiple_of(10) && value < 10 || tens == 60 && value < 20;
    // “Hundred and one”; “a hundred one …” may be anything.
    let behind_scale = (part >= 100 || whole > 0) && tens == 0 && (value > 1 || and);
    behind_tens || behind_scale
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<u64> {
        numbers(text, &tokens(text), None).into_iter().map(|number| number.value).collect()
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
    fn words_of_other_languages_are_read_and_a_wrong_line_is_named() {
        let of = |language: &str, text: &str| -> Vec<u64> {
            numbers(text, &tokens(text), Some(language)).into_iter().map(|number| number.value).collect()
        };
        assert_eq!(of("de", "Elf Boote, zwölf Dutzend Körbe, ein einziger Korb"), [11, 144, 1]);
        assert_eq!(of("fr", "quatorze barques et deux cents paniers, soixante-douze filets"), [14, 200, 72]);
        assert_eq!(of("ru", "сорок пять лодок, двести тысяч корзин, один рыбак"), [45, 200_000]);
        // A word of one language counts nothing in another.
        assert_eq!((of("en", "an elf"), of("fi", "two boats")), (vec![], vec![2]));
        assert_eq!(super::read(include_str!("../../../assets/lexicons/numbers.txt")).1, []);
        let slips = super::read("en 2 two\nen many lots\nen ×0 none").1;
        assert_eq!(slips.iter().map(|slip| slip.line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn a_year_is_four_figures_alone() {
        let years = |text: &str| numbers(text, &tokens(text), None).iter().filter(|number| number.is_year).count();
        assert_eq!((years("in 2026"), years("2,026 men"), years("2000 thousand"), years("02026")), (1, 0, 0, 0));
    }
}
