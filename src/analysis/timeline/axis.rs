//! Where an axis of days is marked: at days, weeks, months or years, as many as have room.

use super::{Day, date_of, day_of};
use jiff::ToSpan as _;
use jiff::civil;

/// A mark: its day, and what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The day.
    pub day: Day,
    /// “17 Oct 2023”, “Oct 2023”, “2023”.
    pub label: String,
}

/// How far apart marks are.
#[derive(Clone, Copy)]
enum Step {
    Days(i64),
    Months(i32),
    Years(i32),
}

/// From the finest, each with the days it has at least.
const STEPS: [(Step, f64); 13] = [
    (Step::Days(1), 1.0),
    (Step::Days(7), 7.0),
    (Step::Months(1), 28.0),
    (Step::Months(3), 90.0),
    (Step::Months(6), 181.0),
    (Step::Years(1), 365.0),
    (Step::Years(2), 730.0),
    (Step::Years(5), 1826.0),
    (Step::Years(10), 3652.0),
    (Step::Years(25), 9131.0),
    (Step::Years(50), 18_262.0),
    (Step::Years(100), 36_524.0),
    (Step::Years(500), 182_621.0),
];

/// The marks of the days from `from` to `to`, at most about `most` of them.
pub fn ticks(from: f64, to: f64, most: usize) -> Vec<Tick> {
    let room = (to - from).max(1.0) / most.max(1) as f64;
    let step = STEPS.iter().find(|(_, days)| *days >= room).map_or(Step::Years(1000), |(step, _)| *step);
    let mut out = Vec::new();
    let mut at = first(step, date_of(from.floor() as Day));
    while out.len() <= 4 * most {
        let day = day_of(at);
        if day as f64 > to {
            break;
        }
        if day as f64 >= from {
            let label = match step {
                Step::Days(_) => at.strftime("%-d %b %Y").to_string(),
                Step::Months(_) => at.strftime("%b %Y").to_string(),
                Step::Years(_) => at.year().to_string(),
            };
            out.push(Tick { day, label });
        }
        let next = match step {
            Step::Days(days) => at.checked_add(days.days()),
            Step::Months(months) => at.checked_add(months.months()),
            Step::Years(years) => at.checked_add(years.years()),
        };
        match next {
            Ok(next) => at = next,
            Err(_past) => break,
        }
    }
    out
}

/// The mark at or before a day.
fn first(step: Step, day: civil::Date) -> civil::Date {
    let at = |year: i16, month: i8| civil::Date::new(year, month, 1).unwrap_or(day);
    match step {
        Step::Days(1) => day,
        Step::Days(_) => {
            let back = i64::from(day.weekday().to_monday_zero_offset());
            day.checked_sub(back.days()).unwrap_or(day)
        }
        Step::Months(months) => {
            let months = i8::try_from(months).unwrap_or(1);
            at(day.year(), (day.month() - 1) / months * months + 1)
        }
        Step::Years(years) => {
            let years = i16::try_from(years).unwrap_or(1);
            at(day.year().div_euclid(years) * years, 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: (i16, i8, i8), to: (i16, i8, i8), most: usize) -> Vec<String> {
        let day = |(y, m, d)| day_of(civil::date(y, m, d)) as f64;
        ticks(day(from), day(to), most).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn marks_are_as_fine_as_there_is_room() {
        assert_eq!(labels((2023, 10, 16), (2023, 10, 18), 5), ["16 Oct 2023", "17 Oct 2023", "18 Oct 2023"]);
        assert_eq!(labels((2023, 10, 15), (2023, 11, 1), 4), ["16 Oct 2023", "23 Oct 2023", "30 Oct 2023"]);
        assert_eq!(labels((2023, 2, 3), (2023, 12, 1), 6), ["Apr 2023", "Jul 2023", "Oct 2023"]);
        assert_eq!(labels((2019, 5, 1), (2026, 12, 31), 5), ["2020", "2022", "2024", "2026"]);
        assert_eq!(labels((1870, 1, 1), (2020, 1, 1), 4), ["1900", "1950", "2000"]);
    }
}
