//! When a text was written, as far as its record says, and the times that count from then.

use crate::domain::Date;
use crate::domain::calendar::{Calendar, later};
use jiff::civil::Date as Civil;

/// The document's date.
#[derive(Clone, Debug)]
pub(super) struct Now {
    /// In words.
    pub(super) shown: String,
    year: Option<i32>,
    month: Option<u8>,
    day: Option<Civil>,
}

impl Now {
    /// Of a recorded date. A stretch of time, and a date whose year is not known, say nothing of when “yesterday” was.
    pub(super) fn of(date: &Date) -> Self {
        let text = date.as_str().trim_end_matches('~');
        let mut parts = if text.contains('/') { "" } else { text }.split('-');
        let year = parts.next().and_then(|year| year.parse().ok());
        let month = parts.next().and_then(|month| month.parse().ok()).filter(|month| year.is_some() && *month <= 12);
        let day = text.parse().ok().filter(|_| month.is_some() && text.len() == 10);
        Self { shown: date.shown(), year, month, day }
    }

    pub(super) fn day(&self) -> Option<Civil> {
        self.day
    }

    /// Year and month of the Gregorian calendar.
    pub(super) fn month(&self) -> Option<(i32, u8)> {
        self.year.zip(self.month)
    }

    /// The year by a calendar.
    pub(super) fn year(&self, calendar: Calendar) -> Option<i32> {
        match calendar {
            Calendar::Gregorian => self.year,
            _ => self.in_calendar(calendar).map(|(year, ..)| year),
        }
    }

    /// Year, month and day by a calendar.
    pub(super) fn in_calendar(&self, calendar: Calendar) -> Option<(i32, u8, u8)> {
        calendar.of_gregorian(self.day?)
    }

    /// The first and last day of the week so many weeks on; weeks begin with a day of the week, Monday 1.
    pub(super) fn week(&self, from: u8, on: i64) -> Option<(Civil, Civil)> {
        let day = self.day?;
        let since = (i64::from(weekday(day)) - i64::from(from)).rem_euclid(7);
        let first = later(day, on * 7 - since)?;
        Some((first, later(first, 6)?))
    }
}

/// The day of the week, Monday 1.
pub(super) fn weekday(day: Civil) -> u8 {
    u8::try_from(day.weekday().to_monday_one_offset()).unwrap_or(1)
}

/// A month so many months on.
pub(super) fn months_on((year, month): (i32, u8), on: i32) -> (i32, u8) {
    let all = year * 12 + i32::from(month) - 1 + on;
    (all.div_euclid(12), u8::try_from(all.rem_euclid(12)).unwrap_or(0) + 1)
}
