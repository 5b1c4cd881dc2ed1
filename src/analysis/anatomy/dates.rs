//! Dates as texts write them, in the languages of the lists: “17 October 2023”, “Oct. 17”, «17 октября 2023 г.»,
//! “17. Oktober 2023”, «۲۵ مهر ۱۴۰۲». Years of the Iranian calendar are reckoned over.

use super::lexicon::{Class, Lexicon};
use crate::domain::Date;
use crate::domain::tokens::{Token, tokens};
use std::ops::Range;

/// Years that are taken for years of our calendar, and of the Iranian one.
const YEARS: Range<u32> = 1000..2200;
const SOLAR: Range<u32> = 1210..1500;

/// A date where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Where, in bytes.
    pub bytes: Range<usize>,
    /// In EDTF: with `XXXX` where no year stands there; an interval for a month of the Iranian calendar.
    pub date: Date,
}

/// What a word may be in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A number of one or two figures, which “17th” is too.
    Day(u32),
    /// One of four.
    Year(u32),
    Month(u32),
    Solar(u32),
}

/// The dates of a stretch of text, in order; with a single year only where `years` says so. A stretch should be short.
pub(super) fn dates(text: &str, lexicon: &Lexicon, years: bool) -> Vec<Dated> {
    let words = tokens(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match date_at(text, words.get(at..).unwrap_or_default(), lexicon, years) {
            Some((count, dated)) => {
                out.push(dated);
                at += count.max(1);
            }
            None => at += 1,
        }
    }
    out
}

/// The date some words begin with, and how many words it has.
fn date_at(text: &str, words: &[Token], lexicon: &Lexicon, years: bool) -> Option<(usize, Dated)> {
    // A date has three words at most.
    let near = words.get(..words.len().min(3))?;
    let pieces: Vec<Vec<Piece>> = near.iter().map(|token| pieces(token, lexicon)).collect();
    let gap = |n: usize| {
        let (one, other) = (near.get(n)?, near.get(n + 1)?);
        text.get(one.bytes.end..other.bytes.start)
    };
    let joined =
        |n: usize| gap(n).is_some_and(|gap| gap.len() <= 4 && gap.trim_matches([' ', '\u{A0}', '.']).is_empty());
    let comma = |n: usize| {
        gap(n).is_some_and(|gap| gap.len() <= 5 && gap.trim_matches([' ', '\u{A0}', '.', ',', '،']).is_empty())
    };
    let sign = |n: usize, sign: &str| gap(n) == Some(sign);
    let is = |n: usize| pieces.get(n).map_or(&[] as &[Piece], Vec::as_slice);
    let day = |n: usize| is(n).iter().find_map(|p| if let Piece::Day(day) = p { Some(*day) } else { None });
    let year = |n: usize| is(n).iter().find_map(|p| if let Piece::Year(year) = p { Some(*year) } else { None });
    let months = |n: usize| is(n).iter().copied().filter(|p| matches!(p, Piece::Month(_) | Piece::Solar(_)));
    let made = |count: usize, edtf: Option<String>| {
        let date = Date::try_from(edtf?).ok()?;
        let (first, last) = (near.first()?, near.get(count.checked_sub(1)?)?);
        Some((count, Dated { bytes: first.bytes.start..last.bytes.end, date }))
    };
    // With the word for “year” behind it.
    let with_year = |(count, dated): (usize, Dated)| {
        let behind =
            words.get(count).filter(|_| lexicon.begins(words.get(count..).unwrap_or_default(), Class::Year) > 0);
        let apart = behind.and_then(|token| text.get(dated.bytes.end..token.bytes.start));
        match behind.zip(apart.filter(|gap| gap.len() <= 2 && gap.trim().is_empty())) {
            Some((token, _)) => (count + 1, Dated { bytes: dated.bytes.start..token.bytes.end, ..dated }),
            None => (count, dated),
        }
    };
    // Figures alone: year-month-day, and day.month.year.
    if let (Some(y), Some(m), Some(d)) = (year(0), day(1), day(2))
        && sign(0, "-")
        && sign(1, "-")
    {
        return made(3, ours(y, m, Some(d)));
    }
    if let (Some(d), Some(m), Some(y)) = (day(0), day(1), year(2))
        && sign(0, ".")
        && sign(1, ".")
    {
        return made(3, ours(y, m, Some(d))).map(with_year);
    }
    // Day and month, and mostly a year.
    if let Some(d) = day(0).filter(|_| joined(0)) {
        for month in months(1) {
            let whole = year(2).filter(|_| comma(1)).and_then(|y| made(3, edtf(Some(y), month, Some(d))));
            if let Some(found) = whole {
                return Some(with_year(found));
            }
            if let Some(found) = made(2, edtf(None, month, Some(d))) {
                return Some(found);
            }
        }
    }
    for month in months(0) {
        if let Some(d) = day(1).filter(|_| joined(0)) {
            let whole = year(2).filter(|_| comma(1)).and_then(|y| made(3, edtf(Some(y), month, Some(d))));
            if let Some(found) = whole.or_else(|| made(2, edtf(None, month, Some(d)))) {
                return Some(found);
            }
        }
        if let Some(found) = year(1).filter(|_| comma(0)).and_then(|y| made(2, edtf(Some(y), month, None))) {
            return Some(with_year(found));
        }
    }
    let alone = year(0).filter(|y| years && YEARS.contains(y));
    alone.and_then(|y| made(1, Some(format!("{y:04}")))).map(with_year)
}

fn pieces(token: &Token, lexicon: &Lexicon) -> Vec<Piece> {
    let word = token.word.as_str();
    let figures = word.trim_end_matches(|c: char| c.is_alphabetic());
    if let Ok(number) = figures.parse::<u32>() {
        let ending = word.get(figures.len()..).unwrap_or_default();
        return match (figures.len(), ending) {
            (1 | 2, "" | "st" | "nd" | "rd" | "th" | "er" | "го" | "е") => vec![Piece::Day(number)],
            (4, "") => vec![Piece::Year(number)],
            _ => Vec::new(),
        };
    }
    // A name may be one of both calendars', or of a year that is given by two words.
    let of = |hit: super::lexicon::Hit| match hit.class {
        Class::Month(month) if hit.words == 1 => Some(Piece::Month(month.into())),
        Class::Solar(month) if hit.words == 1 => Some(Piece::Solar(month.into())),
        _ => None,
    };
    lexicon.at(std::slice::from_ref(token)).filter_map(of).collect()
}

fn edtf(year: Option<u32>, month: Piece, day: Option<u32>) -> Option<String> {
    match month {
        Piece::Month(month) => match (year, day) {
            (Some(year), day) => ours(year, month, day),
            (None, Some(day)) => Some(format!("XXXX-{month:02}-{day:02}")),
            (None, None) => None,
        },
        // Without its year a day of the Iranian calendar is no day of ours.
        Piece::Solar(month) => {
            let year = year.filter(|year| SOLAR.contains(year))?;
            match day {
                Some(day) => from_solar(year, month, day),
                None => {
                    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                    let (first, behind) = (solar_number(year, month, 1), solar_number(next_year, next, 1));
                    Some(format!("{}/{}", written(first)?, written(behind - 1)?))
                }
            }
        }
        Piece::Day(_) | Piece::Year(_) => None,
    }
}

fn ours(year: u32, month: u32, day: Option<u32>) -> Option<String> {
    if !YEARS.contains(&year) {
        return None;
    }
    Some(match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    })
}

/// A day of the Iranian calendar as one of ours.
fn from_solar(year: u32, month: u32, day: u32) -> Option<String> {
    let longest = if month <= 6 { 31 } else { 30 };
    if !(1..=longest).contains(&day) || (month == 12 && day == 30 && !is_leap(year)) {
        return None;
    }
    written(solar_number(year, month, day))
}

/// A leap year of the Iranian calendar, by the cycle of 33 years that it keeps to from 1210 to 1633.
fn is_leap(year: u32) -> bool {
    matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30)
}

/// Days from 1 January 1970 to a day of the Iranian calendar. Its year 1400 began on 21 March 2021, which is day 18,707.
fn solar_number(year: u32, month: u32, day: u32) -> i64 {
    let years: i64 = if year >= 1400 {
        (1400..year).map(|year| 365 + i64::from(is_leap(year))).sum()
    } else {
        -(year..1400).map(|year| 365 + i64::from(is_leap(year))).sum::<i64>()
    };
    let months = i64::from((month - 1) * 30 + (month - 1).min(6));
    18_707 + years + months + i64::from(day) - 1
}

fn written(days: i64) -> Option<String> {
    let date = jiff::civil::Date::new(1970, 1, 1).ok()?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(date.strftime("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_languages_of_the_lists() {
        for (text, edtf) in [
            ("17 October 2023", "2023-10-17"),
            ("01 September 2023", "2023-09-01"),
            ("on the 17th October, 2023 he", "2023-10-17"),
            ("Oct. 17, 2023", "2023-10-17"),
            ("MINSK, Oct 17 (", "XXXX-10-17"),
            ("March 2023", "2023-03"),
            ("17 октября 2023 г.", "2023-10-17"),
            ("17 окт — РИА", "XXXX-10-17"),
            ("17. Oktober 2023", "2023-10-17"),
            ("1er mars 2023", "2023-03-01"),
            ("17 août 2023", "2023-08-17"),
            ("2023-10-17", "2023-10-17"),
            ("17.10.2023", "2023-10-17"),
            ("۱۷ اکتبر ۲۰۲۳", "2023-10-17"),
            ("۲۵ مهر ۱۴۰۲", "2023-10-17"),
            ("۱ فروردین ۱۴۰۰", "2021-03-21"),
            ("۳۰ اسفند ۱۳۹۹", "2021-03-20"),
            ("۲۲ بهمن ۱۳۵۷", "1979-02-11"),
            ("۱ فروردین ۱۴۰۴", "2025-03-21"),
            ("مهر ۱۴۰۲", "2023-09-23/2023-10-22"),
        ] {
            let found = dates(text, Lexicon::built_in(), true);
            assert_eq!(found.first().map(|found| found.date.as_str()), Some(edtf), "{text}");
            assert_eq!(found.len(), 1, "{text}");
        }
        for none in ["31 September 2023", "۳۰ اسفند ۱۴۰۲", "17 of them", "May", "May I", "in 20234", "10/17/2023"]
        {
            let found = dates(none, Lexicon::built_in(), false);
            assert!(found.iter().all(|found| found.date.as_str().len() != 10), "{none}: {found:?}");
        }
        let year = dates("of 2023 года", Lexicon::built_in(), true);
        assert_eq!(year.first().map(|found| found.bytes.clone()), Some(3..16));
    }
}
