//! Three calendars, and days brought from one into another: the Gregorian (proleptic), the Solar Hijri of Iran and
//! Afghanistan, and the Islamic.
//!
//! The Solar Hijri year begins on the day whose noon at 52.5° E is the first after the vernal equinox. Over the years that are
//! read here that is the same as eight leap years in 33: the equinoxes of 1178 to 1502 were computed (Meeus, Astronomical
//! Algorithms, ch. 27) and every New Year agrees. The lengths of months are those in law in Iran since 1304; earlier dates
//! are counted back by them.
//!
//! The Islamic month begins with a moon that was seen, which no arithmetic knows. What is read here is the tabular calendar
//! with the civil epoch (16 July 622 of the Julian calendar) and 11 leap years in 30, a day or two off from what a country
//! kept: see [`Calendar::is_exact`].

use jiff::civil::Date as Civil;

/// The first year of the Solar Hijri calendar that is read, and its first day.
const FIRST_JALALI: i32 = 1178;
const LAST_JALALI: i32 = 1501;
/// New Year of 1402.
const NOWRUZ: (i32, Civil) = (1402, jiff::civil::date(2023, 3, 21));
/// The last Islamic year that is read, and the first day of its first.
const LAST_HIJRI: i32 = 1700;
const HIJRA: Civil = jiff::civil::date(622, 7, 19);

/// A way to count years, months and days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// The one most of the world uses.
    Gregorian,
    /// The Solar Hijri one of Iran and Afghanistan.
    Jalali,
    /// The Islamic one, of twelve moons.
    Hijri,
}

/// Why there is no such day, month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDay {
    /// The arithmetic is not good for the year.
    #[error("years of the {} are read from {first} to {last}", calendar.name())]
    Year {
        /// The calendar.
        calendar: Calendar,
        /// The first year that is read.
        first: i32,
        /// The last.
        last: i32,
    },
    /// A month under 1 or over 12.
    #[error("there is no month {0}")]
    Month(u8),
    /// A day the month does not have.
    #[error("{month} has {has} days{}", in_year(*year))]
    Day {
        /// The month's name in English.
        month: &'static str,
        /// How many days it has.
        has: u8,
        /// The year, where the count depends on it.
        year: Option<i32>,
    },
}

fn in_year(year: Option<i32>) -> String {
    year.map(|year| format!(" in {year}")).unwrap_or_default()
}

impl Calendar {
    /// All of them, with the word they have in answers.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Gregorian, "gregorian"), (Self::Jalali, "jalali"), (Self::Hijri, "hijri")];

    /// Its word in answers.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(calendar, _)| *calendar == self).map_or("", |(_, word)| word)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gregorian => "Gregorian calendar",
            Self::Jalali => "Solar Hijri calendar",
            Self::Hijri => "Islamic calendar",
        }
    }

    /// False where a day that was counted may be a day or two off.
    pub fn is_exact(self) -> bool {
        self != Self::Hijri
    }

    /// The years that are read, both ends included.
    pub fn years(self) -> (i32, i32) {
        match self {
            Self::Gregorian => (0, 9999),
            Self::Jalali => (FIRST_JALALI, LAST_JALALI),
            Self::Hijri => (1, LAST_HIJRI),
        }
    }

    /// The English names of its months.
    pub fn months(self) -> &'static [&'static str; 12] {
        match self {
            Self::Gregorian => &[
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
            Self::Jalali => &[
                "Farvardin",
                "Ordibehesht",
                "Khordad",
                "Tir",
                "Mordad",
                "Shahrivar",
                "Mehr",
                "Aban",
                "Azar",
                "Dey",
                "Bahman",
                "Esfand",
            ],
            Self::Hijri => &[
                "Muharram",
                "Safar",
                "Rabi I",
                "Rabi II",
                "Jumada I",
                "Jumada II",
                "Rajab",
                "Shaban",
                "Ramadan",
                "Shawwal",
                "Dhu al-Qada",
                "Dhu al-Hijja",
            ],
        }
    }

    /// How many days a month has, from 1 for the first month.
    ///
    /// # Errors
    /// A month there is not, or a year that is not read.
    pub fn days_in(self, year: i32, month: u8) -> Result<u8, BadDay> {
        let (first, last) = self.years();
        if !(first..=last).contains(&year) {
            return Err(BadDay::Year { calendar: self, first, last });
        }
        let odd = month % 2 == 1;
        Ok(match (self, month) {
            (_, 0 | 13..) => return Err(BadDay::Month(month)),
            (Self::Gregorian, 2) => 28 + u8::from(self.is_leap(year)),
            (Self::Gregorian, _) if odd == (month < 8) => 31,
            (Self::Jalali, ..7) => 31,
            (Self::Jalali, 12) => 29 + u8::from(self.is_leap(year)),
            (Self::Hijri, 12) => 29 + u8::from(self.is_leap(year)),
            (Self::Hijri, _) if !odd => 29,
            _ => 30,
        })
    }

    /// True for a year with a day more.
    pub fn is_leap(self, year: i32) -> bool {
        match self {
            Self::Gregorian => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0),
            Self::Jalali => (25 * year + 11).rem_euclid(33) < 8,
            Self::Hijri => (11 * year + 14).rem_euclid(30) < 11,
        }
    }

    /// Checks that there is such a day; a day of no year may be the last of a leap year.
    ///
    /// # Errors
    /// What there is not.
    pub fn check(self, year: Option<i32>, month: u8, day: u8) -> Result<(), BadDay> {
        let any_leap = match self {
            Self::Gregorian => 2000,
            Self::Jalali => 1399,
            Self::Hijri => 1445,
        };
        let has = self.days_in(year.unwrap_or(any_leap), month)?;
        if (1..=has).contains(&day) {
            return Ok(());
        }
        let name = self.months().get(usize::from(month.saturating_sub(1))).copied().unwrap_or_default();
        let depends = matches!((self, month), (Self::Gregorian, 2) | (Self::Jalali | Self::Hijri, 12));
        Err(BadDay::Day { month: name, has, year: year.filter(|_| depends) })
    }

    /// The Gregorian day of a day of this calendar.
    ///
    /// # Errors
    /// What there is not.
    pub fn to_gregorian(self, year: i32, month: u8, day: u8) -> Result<Civil, BadDay> {
        self.check(Some(year), month, day)?;
        let (first, last) = self.years();
        let beyond = BadDay::Year { calendar: self, first, last };
        let days = match self {
            Self::Gregorian => {
                let (year, month, day) = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
                let date = year.ok().zip(month.ok()).zip(day.ok());
                return date.and_then(|((y, m), d)| Civil::new(y, m, d).ok()).ok_or(beyond);
            }
            // Six months of 31 days, then of 30.
            Self::Jalali => {
                let (months, late) = (i64::from(month) - 1, (i64::from(month) - 7).max(0));
                days_since_nowruz(year) + months * 31 - late
            }
            // 30 and 29 days by turns.
            Self::Hijri => hijri_days(year) + (59 * (i64::from(month) - 1) + 1) / 2,
        };
        let from = if self == Self::Jalali { NOWRUZ.1 } else { HIJRA };
        later(from, days + i64::from(day) - 1).ok_or(beyond)
    }

    /// Year, month and day of a Gregorian day in this calendar; `None` where its years are not read.
    pub fn of_gregorian(self, date: Civil) -> Option<(i32, u8, u8)> {
        let (first, last) = self.years();
        let whole = (i32::from(date.year()), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
        let guess = match self {
            Self::Gregorian => return Some(whole),
            Self::Jalali => whole.0 - 621,
            Self::Hijri => i32::try_from(days_from(HIJRA, date) * 30 / 10_631).ok()? + 1,
        };
        // The guess is the year or one beside it.
        let begins = |year: i32| self.to_gregorian(year, 1, 1).ok().map(|first| (year, first));
        let near = (guess - 1..=guess + 1).rev().filter(|year| (first..=last).contains(year)).filter_map(begins);
        let (year, new_year) = near.into_iter().find(|(_, first)| *first <= date)?;
        let mut left = days_from(new_year, date);
        for month in 1..=12 {
            let has = self.days_in(year, month).ok()?;
            if left < i64::from(has) {
                return Some((year, month, u8::try_from(left + 1).ok()?));
            }
            left -= i64::from(has);
        }
        None
    }

    /// The first and the last Gregorian day of a year, or of a month of it.
    ///
    /// # Errors
    /// What there is not.
    pub fn stretch(self, year: i32, month: Option<u8>) -> Result<(Civil, Civil), BadDay> {
        let (from, to) = month.map_or((1, 12), |month| (month, month));
        Ok((self.to_gregorian(year, from, 1)?, self.to_gregorian(year, to, self.days_in(year, to)?)?))
    }
}

/// Days from New Year of 1402 to that of another year.
fn days_since_nowruz(year: i32) -> i64 {
    let year_days = |year: i32| 365 + i64::from(Calendar::Jalali.is_leap(year));
    if year >= NOWRUZ.0 { (NOWRUZ.0..year).map(year_days).sum() } else { -(year..NOWRUZ.0).map(year_days).sum::<i64>() }
}

/// Days from the first day of the Islamic calendar to the first of a year.
fn hijri_days(year: i32) -> i64 {
    let year = i64::from(year);
    (year - 1) * 354 + (11 * year + 3).div_euclid(30)
}

fn days_from(from: Civil, to: Civil) -> i64 {
    let day = |date: Civil| {
        // Both at midnight without a zone: whole days.
        date.duration_since(jiff::civil::date(1, 1, 1)).as_hours() / 24
    };
    day(to) - day(from)
}

/// The day so many days on, or back.
pub fn later(from: Civil, days: i64) -> Option<Civil> {
    from.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_new_years_of_iran_are_those_that_were_kept() {
        for (year, new_year) in [
            (1304, date(1925, 3, 21)),
            (1332, date(1953, 3, 21)),
            (1357, date(1978, 3, 21)),
            (1358, date(1979, 3, 21)),
            (1375, date(1996, 3, 20)),
            (1376, date(1997, 3, 21)),
            (1379, date(2000, 3, 20)),
            (1388, date(2009, 3, 21)),
            (1392, date(2013, 3, 21)),
            (1395, date(2016, 3, 20)),
            (1396, date(2017, 3, 21)),
            (1399, date(2020, 3, 20)),
            (1400, date(2021, 3, 21)),
            (1401, date(2022, 3, 21)),
            (1402, date(2023, 3, 21)),
            (1403, date(2024, 3, 20)),
            (1404, date(2025, 3, 21)),
            (1408, date(2029, 3, 20)),
            (1409, date(2030, 3, 21)),
        ] {
            assert_eq!(Calendar::Jalali.to_gregorian(year, 1, 1), Ok(new_year), "{year}");
        }
        let leap: Vec<i32> = (1300..1420).filter(|year| Calendar::Jalali.is_leap(*year)).collect();
        let known = [
            1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350, 1354, 1358, 1362, 1366, 1370,
            1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416,
        ];
        assert_eq!(leap, known);
    }

    #[test]
    fn days_of_history_fall_where_they_fell() {
        for (calendar, (year, month, day), civil) in [
            // The law that made it Iran's calendar, and days everybody there knows.
            (Calendar::Jalali, (1304, 1, 11), date(1925, 3, 31)),
            (Calendar::Jalali, (1357, 11, 22), date(1979, 2, 11)),
            (Calendar::Jalali, (1332, 5, 28), date(1953, 8, 19)),
            (Calendar::Jalali, (1402, 7, 25), date(2023, 10, 17)),
            (Calendar::Jalali, (1403, 12, 30), date(2025, 3, 20)),
            (Calendar::Jalali, (1285, 5, 14), date(1906, 8, 6)),
            (Calendar::Hijri, (1, 1, 1), date(622, 7, 19)),
            (Calendar::Hijri, (1400, 1, 1), date(1979, 11, 21)),
            (Calendar::Hijri, (1420, 9, 1), date(1999, 12, 9)),
            (Calendar::Hijri, (1445, 1, 1), date(2023, 7, 19)),
            (Calendar::Hijri, (1445, 4, 2), date(2023, 10, 17)),
            (Calendar::Hijri, (1445, 9, 1), date(2024, 3, 11)),
            (Calendar::Hijri, (1445, 12, 30), date(2024, 7, 7)),
        ] {
            assert_eq!(calendar.to_gregorian(year, month, day), Ok(civil), "{calendar:?} {year}-{month}-{day}");
            assert_eq!(calendar.of_gregorian(civil), Some((year, month, day)), "{civil}");
        }
        let (from, to) = Calendar::Jalali.stretch(1402, Some(7)).unwrap();
        assert_eq!((from, to), (date(2023, 9, 23), date(2023, 10, 22)));
    }

    #[test]
    fn what_no_calendar_has_is_named() {
        for (calendar, (year, month, day), why) in [
            (Calendar::Gregorian, (2023, 2, 30), "February has 28 days in 2023"),
            (Calendar::Gregorian, (2023, 9, 31), "September has 30 days"),
            (Calendar::Gregorian, (2023, 13, 1), "there is no month 13"),
            (Calendar::Jalali, (1402, 7, 31), "Mehr has 30 days"),
            (Calendar::Jalali, (1402, 12, 30), "Esfand has 29 days in 1402"),
            (Calendar::Jalali, (1402, 1, 0), "Farvardin has 31 days"),
            (Calendar::Jalali, (1600, 1, 1), "years of the Solar Hijri calendar are read from 1178 to 1501"),
            (Calendar::Hijri, (1445, 2, 30), "Safar has 29 days"),
            (Calendar::Hijri, (1446, 12, 30), "Dhu al-Hijja has 29 days in 1446"),
        ] {
            assert_eq!(calendar.to_gregorian(year, month, day).unwrap_err().to_string(), why);
        }
        for (calendar, month) in [(Calendar::Gregorian, 2), (Calendar::Jalali, 12), (Calendar::Hijri, 12)] {
            let has = if calendar == Calendar::Gregorian { 29 } else { 30 };
            assert_eq!(calendar.check(None, month, has), Ok(()));
            assert!(calendar.check(None, month, has + 1).is_err());
        }
        assert_eq!(Calendar::Jalali.of_gregorian(date(1500, 1, 1)), None);
        assert_eq!(Calendar::Hijri.of_gregorian(date(600, 1, 1)), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn a_day_goes_there_and_back(days in 0_i64..117_900) {
            // 1800 to 2122: what all three calendars read.
            let civil = later(date(1800, 3, 21), days).unwrap();
            for (calendar, _) in Calendar::ALL {
                let (year, month, day) = calendar.of_gregorian(civil).unwrap();
                prop_assert_eq!(calendar.to_gregorian(year, month, day), Ok(civil));
                let next = calendar.of_gregorian(later(civil, 1).unwrap()).unwrap();
                prop_assert!(next > (year, month, day), "the days stay in order");
            }
        }

        #[test]
        fn every_day_a_calendar_has_comes_back(year in 1178_i32..=1501, month in 1_u8..=12, day in 1_u8..=31) {
            for calendar in [Calendar::Jalali, Calendar::Hijri] {
                if let Ok(civil) = calendar.to_gregorian(year, month, day) {
                    prop_assert_eq!(calendar.of_gregorian(civil), Some((year, month, day)));
                }
            }
        }
    }
}
