//! Dates as people know them: whole, partial or unknown in part. Stored as EDTF (ISO 8601-2, level 1) text, shown in words.

pub(crate) mod lexicon;
pub(crate) mod point;
mod read;
pub(crate) mod scan;

use super::calendar::{BadDay, Calendar};
use serde::{Deserialize, Serialize};

pub use lexicon::Lexicon;

/// A date in EDTF: `2023-10-17`, `2023-10`, `2023`, `XXXX-08` (August, year unknown), `2023-21` (spring; 22 summer, 23 autumn,
/// 24 winter), `199X` (the 1990s), an interval `2023-03-13/2026`, or an open interval `2024/..` (“2024 or later”). A `~` after
/// a day, month or year says that it is about then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(String);

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDate {
    /// It cannot be read as one.
    #[error("“{0}” is not a date; write {FORMS}", FORMS = Date::FORMS)]
    Unknown(String),
    /// It can be read in two ways.
    #[error("“{text}” can be {one} or {other}; write the month as a word")]
    Either {
        /// What was written.
        text: String,
        /// One reading, in words.
        one: String,
        /// The other.
        other: String,
    },
    /// There is no such day.
    #[error("“{text}” is no day: {why}")]
    Never {
        /// What was written.
        text: String,
        /// What there is not.
        why: BadDay,
    },
    /// Its second end is before the first.
    #[error("“{text}” runs backwards: {from} is after {to}; write the earlier one first")]
    Backwards {
        /// What was written.
        text: String,
        /// The first end, in words.
        from: String,
        /// The second.
        to: String,
    },
    /// A season of a year that has none.
    #[error("“{0}” has no place: the years of the Islamic calendar move through the seasons; write a month of it")]
    NoSeason(String),
}

/// The seasons in English, of which spring is the first.
pub(crate) const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

impl Date {
    /// How a date may be written, for whoever wrote none.
    pub const FORMS: &str = "2023-10-18 or 18 October 2023 (the month also in Russian, Ukrainian, Persian, Arabic, German or \
        French), 2023-10, 2023, XXXX-08 (year unknown), 2023/2026, 2024/.. or 2024 or later";

    /// The stored EDTF text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In English words, day in two digits: “18 October 2023”, “August, year unknown”, “2024 or later”, “spring 2023”,
    /// “about 2015”.
    pub fn shown(&self) -> String {
        match self.0.split_once('/') {
            Some((from, "..")) => format!("{} or later", point_shown(from)),
            Some(("..", to)) => format!("{} or earlier", point_shown(to)),
            Some((from, to)) => format!("{} to {}", point_shown(from), point_shown(to)),
            None => point_shown(&self.0),
        }
    }

    /// The year, where there is one.
    pub fn year(&self) -> Option<u16> {
        self.0.get(0..4).and_then(|y| y.parse().ok())
    }

    /// The first day it can stand for, as text that is in order with `YYYY-MM-DD`; `None` where the year is not known or it
    /// has no beginning. A season can be any day of its year.
    pub fn earliest(&self) -> Option<String> {
        bound(self.begin(), Side::First).map(Bound::shown)
    }

    /// The last day it can stand for; the months of 30 days count 31, since no other day comes after them either.
    pub fn latest(&self) -> Option<String> {
        bound(self.end(), Side::Last).map(Bound::shown)
    }

    /// As [`Self::earliest`], in figures: thousands of claims are put in time at once.
    pub fn first_day(&self) -> Option<Bound> {
        bound(self.begin(), Side::First)
    }

    /// As [`Self::latest`], in figures.
    pub fn last_day(&self) -> Option<Bound> {
        bound(self.end(), Side::Last)
    }

    fn begin(&self) -> &str {
        self.0.split_once('/').map_or(self.0.as_str(), |(from, _)| from)
    }

    fn end(&self) -> &str {
        self.0.split_once('/').map_or(self.0.as_str(), |(_, to)| to)
    }

    /// From one point to another, of dates that may be stretches themselves.
    pub(crate) fn between(from: &Self, to: &Self) -> Option<Self> {
        let from = from.0.split_once('/').map_or(from.0.as_str(), |(from, _)| from);
        let to = to.0.split_once('/').map_or(to.0.as_str(), |(_, to)| to);
        format!("{from}/{to}").parse().ok()
    }

    /// A season of a year, spring 1: of the Iranian calendar, where seasons are three months, from one day to another; none of
    /// the Islamic, whose years move through the seasons.
    pub(crate) fn of_season(calendar: Calendar, year: i32, season: u8) -> Option<Self> {
        match calendar {
            Calendar::Gregorian => format!("{year:04}-{}", 20 + season).parse().ok(),
            Calendar::Jalali => {
                let (from, _) = calendar.stretch(year, Some(season * 3 - 2)).ok()?;
                let (_, to) = calendar.stretch(year, Some(season * 3)).ok()?;
                format!("{from}/{to}").parse().ok()
            }
            Calendar::Hijri => None,
        }
    }

    /// True when a stretch ends before it begins. Of days without years it is one within a month.
    fn is_backwards(&self) -> bool {
        let Some((from, to)) = self.0.split_once('/') else { return false };
        let of = |point: &str| point.trim_end_matches('~').to_owned();
        let (from, to) = (of(from), of(to));
        let within_month = from.len() == 10 && to.len() == 10 && from.get(..8) == to.get(..8);
        let days = bound(&from, Side::First).zip(bound(&to, Side::Last));
        days.is_some_and(|(from, to)| from > to) || (within_month && from > to)
    }

    /// The end of a stretch and all after it.
    pub(crate) fn and_after(&self) -> Option<Self> {
        let to = self.0.split_once('/').map_or(self.0.as_str(), |(_, to)| to);
        format!("{to}/..").parse().ok()
    }

    /// The beginning of a stretch and all before it.
    pub(crate) fn and_before(&self) -> Option<Self> {
        let from = self.0.split_once('/').map_or(self.0.as_str(), |(from, _)| from);
        format!("../{from}").parse().ok()
    }

    /// From a point on.
    pub(crate) fn or_later(&self) -> Option<Self> {
        let from = self.0.split_once('/').map_or(self.0.as_str(), |(from, _)| from);
        format!("{from}/..").parse().ok()
    }

    /// Up to a point.
    pub(crate) fn or_earlier(&self) -> Option<Self> {
        let to = self.0.split_once('/').map_or(self.0.as_str(), |(_, to)| to);
        format!("../{to}").parse().ok()
    }

    /// About then, at each end.
    pub(crate) fn about(&self) -> Option<Self> {
        let about = |point: &str| match point {
            ".." => point.to_owned(),
            point => format!("{}~", point.trim_end_matches('~')),
        };
        let points: Vec<String> = self.0.split('/').map(about).collect();
        points.join("/").parse().ok()
    }
}

/// A day at an end of what a date can stand for. The months of 30 days have 31 here, February too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound {
    /// From 0 to 9999.
    pub year: i16,
    /// From 1 to 12.
    pub month: i8,
    /// From 1 to 31.
    pub day: i8,
}

impl Bound {
    fn shown(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The first day a date can stand for, or the last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Last,
}

/// A day a point can stand for: what it does not say is the first there is, or the last.
fn bound(point: &str, side: Side) -> Option<Bound> {
    if point == ".." || point.starts_with('X') {
        return None;
    }
    let (unknown, month, day) = if side == Side::First { (0, 1, 1) } else { (9, 12, 31) };
    let mut parts = point.trim_end_matches('~').split('-');
    let figure =
        |year: i16, c: char| Some(year * 10 + if c == 'X' { unknown } else { i16::try_from(c.to_digit(10)?).ok()? });
    let year = parts.next()?.chars().try_fold(0, figure)?;
    let part = |text: Option<&str>, open: i8| text.map_or(Some(open), |text| text.parse().ok());
    Some(match part(parts.next(), month)? {
        said @ 1..=12 => Bound { year, month: said, day: part(parts.next(), day)? },
        // A season.
        _ => Bound { year, month, day },
    })
}

/// The season a point is, in English.
fn season(point: &str) -> Option<&'static str> {
    let number: usize = point.get(4..)?.strip_prefix("-2")?.parse().ok()?;
    SEASONS.get(number.checked_sub(1)?).copied()
}

fn point_shown(point: &str) -> String {
    if let Some(point) = point.strip_suffix('~') {
        return format!("about {}", point_shown(point));
    }
    let mut parts = point.split('-');
    let year = parts.next().unwrap_or_default();
    let names = Calendar::Gregorian.months();
    let month = parts.next().and_then(|m| m.parse::<usize>().ok()).and_then(|m| names.get(m.wrapping_sub(1)).copied());
    match (year == "XXXX", month.or_else(|| season(point)), parts.next()) {
        (false, Some(m), Some(d)) => format!("{d} {m} {year}"),
        // Without it the season would be read as one of the Iranian year.
        (false, Some(m), None) if season(point).is_some() && is_jalali(year) => format!("{m} {year} AD"),
        (false, Some(m), None) => format!("{m} {year}"),
        (true, Some(m), Some(d)) => format!("{d} {m}, year unknown"),
        (true, Some(m), None) => format!("{m}, year unknown"),
        _ => match year.strip_suffix('X') {
            Some(decade) => format!("{decade}0s"),
            None => year.to_owned(),
        },
    }
}

/// True for a year that the Iranian calendar is in.
fn is_jalali(year: &str) -> bool {
    year.parse().is_ok_and(|year| point::PLAIN_JALALI.contains(&year))
}

fn is_point(text: &str) -> bool {
    let text = text.strip_suffix('~').unwrap_or(text);
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let Some((year, rest)) = parts.split_first() else { return false };
    if year.strip_suffix('X').is_some_and(|decade| digits(decade, 3)) {
        return rest.is_empty();
    }
    let unknown_year = *year == "XXXX";
    if !unknown_year && !digits(year, 4) {
        return false;
    }
    let month_ok = |m: &str| digits(m, 2) && (1..=12).contains(&m.parse::<u8>().unwrap_or(0));
    match rest {
        [] => !unknown_year,
        [m] => month_ok(m) || matches!(*m, "21" | "22" | "23" | "24"),
        [m, d] => {
            month_ok(m) && digits(d, 2) && {
                // A year that has a 29 February stands for an unknown one.
                let y = if unknown_year { 2000 } else { year.parse::<i16>().unwrap_or(0) };
                let (m, d) = (m.parse::<i8>().unwrap_or(0), d.parse::<i8>().unwrap_or(0));
                jiff::civil::Date::new(y, m, d).is_ok()
            }
        }
        _ => false,
    }
}

impl TryFrom<String> for Date {
    type Error = BadDate;
    fn try_from(text: String) -> Result<Self, BadDate> {
        let ok = match text.split_once('/') {
            Some((from, "..")) => is_point(from),
            Some(("..", to)) => is_point(to),
            Some((from, to)) => is_point(from) && is_point(to),
            None => is_point(&text),
        };
        if ok { Ok(Self(text)) } else { Err(BadDate::Unknown(text)) }
    }
}

impl std::str::FromStr for Date {
    type Err = BadDate;
    fn from_str(text: &str) -> Result<Self, BadDate> {
        Self::try_from(text.trim().to_owned())
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_checked_and_shown_in_words() {
        for (edtf, shown) in [
            ("2023-10-18", "18 October 2023"),
            ("2023-09-02", "02 September 2023"),
            ("2023-03", "March 2023"),
            ("2023", "2023"),
            ("XXXX-08", "August, year unknown"),
            ("2024/..", "2024 or later"),
            ("2023-03-14/2026", "14 March 2023 to 2026"),
            ("2023-21", "spring 2023"),
            ("XXXX-24", "winter, year unknown"),
            ("199X", "1990s"),
            ("2015~", "about 2015"),
            ("2023-10-16~/2023-11-13~", "about 16 October 2023 to about 13 November 2023"),
        ] {
            assert_eq!(edtf.parse::<Date>().unwrap().shown(), shown);
        }
        for bad in [
            "",
            "17.10.2023",
            "2023-13",
            "2023-02-30",
            "XXXX",
            "2023/",
            "2023-1-1",
            "next week",
            "2023-25",
            "2023-21-01",
            "19XX",
            "199X-01",
            "~",
            "2023~~",
            "../..~",
        ] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_days_a_date_can_stand_for_have_an_order() {
        let days = |edtf: &str| {
            let date: Date = edtf.parse().unwrap();
            (date.earliest().unwrap_or_default(), date.latest().unwrap_or_default())
        };
        for (edtf, from, to) in [
            ("2023-10-17~", "2023-10-17", "2023-10-17"),
            ("2023-02", "2023-02-01", "2023-02-31"),
            ("2023", "2023-01-01", "2023-12-31"),
            ("2023-24", "2023-01-01", "2023-12-31"),
            ("199X", "1990-01-01", "1999-12-31"),
            ("2023-03-13/2026~", "2023-03-13", "2026-12-31"),
            ("2024/..", "2024-01-01", ""),
            ("XXXX-08", "", ""),
        ] {
            assert_eq!(days(edtf), (from.to_owned(), to.to_owned()), "{edtf}");
        }
    }
}
