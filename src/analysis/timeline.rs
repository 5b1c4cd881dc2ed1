//! Claims in time: when what is claimed happens, when it was said, when it was published, each as the days it may be; claims in
//! lanes; how long the one came after the other. Nothing is left out for want of a date: what has none is listed apart.

mod axis;

pub use axis::{Tick, ticks};

use super::placed::{Placed, unique};
use crate::domain::claim::ClaimStatus;
use crate::domain::date::Bound;
use crate::domain::vocabulary::vocabulary;
use crate::domain::{Date, Id};
use foldhash::fast::RandomState;
use jiff::civil;
use std::collections::HashMap;

/// A day, counted from 1 January 1970 of the Gregorian calendar.
pub type Day = i64;

/// The day counts begin with.
const FIRST: civil::Date = civil::date(1970, 1, 1);
/// Days in a month and in a year, on the average.
const MONTH: f64 = 30.44;
const YEAR: f64 = 365.24;

vocabulary! {
    /// What claims are put into lanes by.
    Lanes {
        Speaker = "speaker", "speaker";
        Outlet = "outlet", "outlet";
        Tag = "tag", "tag";
    }
}

vocabulary! {
    /// One of the three times of a claim.
    Clock {
        Happens = "happens", "happens";
        Said = "said", "said";
        Published = "published", "published";
    }
}

vocabulary! {
    /// How exactly a time is known.
    Precision {
        Day = "day", "to the day";
        Month = "month", "to the month";
        Season = "season", "to the season";
        Year = "year", "to the year";
        Decade = "decade", "to the decade";
        Stretch = "stretch", "a stretch of time";
        Open = "open", "one end only";
    }
}

/// The days a time may be. One end at least is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// The first day; `None` where it has no beginning.
    pub first: Option<Day>,
    /// The last day; `None` where it has no end.
    pub last: Option<Day>,
    /// How exactly it is known.
    pub precision: Precision,
    /// True for about then.
    pub about: bool,
}

impl Time {
    /// The days of a date; `None` for one whose year is not known, which has no place in time.
    pub fn of(date: &Date) -> Option<Self> {
        let (first, last) = (date.first_day().and_then(number), date.last_day().and_then(number));
        let precision = match (first, last) {
            (None, None) => return None,
            (Some(_), Some(_)) => precision(date.as_str()),
            _ => Precision::Open,
        };
        Some(Self { first, last, precision, about: date.as_str().contains('~') })
    }

    /// True when it may be one of these days, both ends included.
    pub fn touches(&self, (from, to): (Day, Day)) -> bool {
        self.first.is_none_or(|first| first <= to) && self.last.is_none_or(|last| last >= from)
    }

    /// The day it is put in order by: its first, or its last where there is no first.
    fn order(&self) -> Day {
        self.first.or(self.last).unwrap_or_default()
    }
}

fn precision(edtf: &str) -> Precision {
    if edtf.contains('/') {
        return Precision::Stretch;
    }
    let edtf = edtf.trim_end_matches('~');
    match (edtf.len(), edtf.get(5..7)) {
        (10, _) => Precision::Day,
        (7, Some("21" | "22" | "23" | "24")) => Precision::Season,
        (7, _) => Precision::Month,
        _ if edtf.ends_with('X') => Precision::Decade,
        _ => Precision::Year,
    }
}

/// The number of a day; one past the end of its month is the month's last.
fn number(day: Bound) -> Option<Day> {
    let date = civil::Date::new(day.year, day.month, day.day)
        .or_else(|_past| civil::Date::new(day.year, day.month, 1).map(civil::Date::last_of_month));
    date.ok().map(day_of)
}

/// The number of a day.
pub fn day_of(date: civil::Date) -> Day {
    // Both at midnight without a zone: whole days.
    date.duration_since(FIRST).as_hours() / 24
}

/// The day of a number; the last there is for one beyond.
pub fn date_of(day: Day) -> civil::Date {
    let last = if day < 0 { civil::Date::MIN } else { civil::Date::MAX };
    crate::domain::calendar::later(FIRST, day).unwrap_or(last)
}

/// How many days one time came after another, at least and at most; an end that is not known is `None`. Below zero it came
/// before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lag {
    /// At least so many.
    pub least: Option<i64>,
    /// At most so many.
    pub most: Option<i64>,
}

impl Lag {
    /// The lag from one time to another; `None` where nothing can be said of it.
    pub fn between(from: &Time, to: &Time) -> Option<Self> {
        let less = |to: Option<Day>, from: Option<Day>| Some(to? - from?);
        let lag = Self { least: less(to.first, from.last), most: less(to.last, from.first) };
        (lag.least.is_some() || lag.most.is_some()).then_some(lag)
    }

    /// In words: “the same day”, “3 days after”, “3 to 34 days after”, “at least 9 months after”, “2 days before”, “between 5 days
    /// before and 26 days after”.
    pub fn shown(&self) -> String {
        match (self.least, self.most) {
            (Some(0), Some(0)) => "the same day".to_owned(),
            (Some(least), Some(most)) if least == most => format!("{} {}", long(least), side(least)),
            (Some(least), Some(most)) if least >= 0 => between(least, most, "after"),
            (Some(least), Some(most)) if most <= 0 => between(-most, -least, "before"),
            (Some(least), Some(most)) => format!("between {} before and {} after", long(least), long(most)),
            (Some(least), None) if least > 0 => format!("at least {} after", long(least)),
            (None, Some(most)) if most < 0 => format!("at least {} before", long(most)),
            (Some(0), None) => "the same day or later".to_owned(),
            (None, Some(0)) => "the same day or earlier".to_owned(),
            (Some(least), None) => format!("at most {} before, or later", long(least)),
            (None, Some(most)) => format!("at most {} after, or earlier", long(most)),
            (None, None) => String::new(),
        }
    }
}

fn side(days: i64) -> &'static str {
    if days < 0 { "before" } else { "after" }
}

fn between(least: i64, most: i64, side: &str) -> String {
    let (from, to) = (long(least), long(most));
    if least == 0 {
        return format!("up to {to} {side}");
    }
    if from == to {
        return format!("{from} {side}");
    }
    // The unit is said once where both have it.
    match (from.rsplit_once(' '), to.rsplit_once(' ')) {
        (Some((count, unit)), Some((_, other))) if unit.trim_end_matches('s') == other.trim_end_matches('s') => {
            format!("{count} to {} {side}", to.trim_start_matches("about "))
        }
        _ => format!("{from} to {to} {side}"),
    }
}

/// So many days, in days, months or years.
fn long(days: i64) -> String {
    let days = days.unsigned_abs();
    let (count, unit) = match days {
        0..=90 => (days, "day"),
        91..=1095 => ((days as f64 / MONTH).round() as u64, "month"),
        _ => ((days as f64 / YEAR).round() as u64, "year"),
    };
    let about = if unit == "day" { "" } else { "about " };
    format!("{about}{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// A claim in its lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The claim.
    pub claim: Id,
    /// When it happens, was said, was published, in the order of [`Clock::ALL`].
    pub times: [Option<Time>; 3],
}

impl Line {
    /// One of its times.
    pub fn at(&self, clock: Clock) -> Option<&Time> {
        let [happens, said, published] = &self.times;
        match clock {
            Clock::Happens => happens.as_ref(),
            Clock::Said => said.as_ref(),
            Clock::Published => published.as_ref(),
        }
    }

    /// How long after it happened it was said.
    pub fn said_after(&self) -> Option<Lag> {
        Lag::between(self.at(Clock::Happens)?, self.at(Clock::Said)?)
    }

    /// How long after it was said it was published.
    pub fn published_after(&self) -> Option<Lag> {
        Lag::between(self.at(Clock::Said)?, self.at(Clock::Published)?)
    }

    /// When it was said, else when it happens, else when it was published.
    fn order(&self) -> Day {
        let clocks = [Clock::Said, Clock::Happens, Clock::Published];
        clocks.iter().find_map(|clock| self.at(*clock)).map_or(0, Time::order)
    }
}

/// The three times of a claim.
pub fn times(placed: &Placed<'_>) -> [Option<Time>; 3] {
    let claim = placed.claim;
    [claim.happens_at.as_ref(), claim.said_at.as_ref(), placed.published()].map(|date| date.and_then(Time::of))
}

/// Claims that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The speaker, the outlet (or the document that has none) or the tag; `None` for what has none.
    pub of: Option<Id>,
    /// Its claims by the time they were said, else happen, else were published.
    pub lines: Vec<Line>,
}

/// Claims in time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// The lanes, those with most claims first, then those that begin first; what belongs to none last.
    pub lanes: Vec<Lane>,
    /// The claims no time of which has a place: none is known, or not the year.
    pub undated: Vec<Id>,
    /// How many claims have one.
    pub dated: usize,
    /// The first and the last day of any time.
    pub days: Option<(Day, Day)>,
}

/// Lays claims out in time. What was dropped by us is left out; a claim of several outlets or tags is in the lane of each.
/// `within` leaves only what may be of some days.
pub fn timeline(claims: &[Placed<'_>], by: Lanes, within: Option<(Day, Day)>) -> Timeline {
    let mut out = Timeline::default();
    let mut lanes: HashMap<Option<Id>, Vec<Line>, RandomState> = HashMap::default();
    for placed in claims.iter().filter(|placed| placed.claim.status != ClaimStatus::Dropped) {
        let line = Line { claim: placed.claim.id, times: times(placed) };
        let known = || line.times.iter().flatten();
        if within.is_some_and(|days| !known().any(|time| time.touches(days))) {
            continue;
        }
        if known().next().is_none() {
            out.undated.push(line.claim);
            continue;
        }
        out.dated += 1;
        for day in known().flat_map(|time| [time.first, time.last]).flatten() {
            let (from, to) = out.days.unwrap_or((day, day));
            out.days = Some((from.min(day), to.max(day)));
        }
        let several = match by {
            Lanes::Speaker => {
                lanes.entry(placed.speaker).or_default().push(line);
                continue;
            }
            Lanes::Outlet => placed.outlets(),
            Lanes::Tag => unique(placed.tags.iter().copied()),
        };
        if several.is_empty() {
            lanes.entry(None).or_default().push(line);
        }
        for id in several {
            lanes.entry(Some(id)).or_default().push(line);
        }
    }
    out.lanes = lanes.into_iter().map(|(of, lines)| Lane { of, lines }).collect();
    for lane in &mut out.lanes {
        // A line is large: it is moved once.
        lane.lines.sort_by_cached_key(|line| (line.order(), line.claim));
    }
    let first = |lane: &Lane| lane.lines.first().map(Line::order);
    out.lanes.sort_by_key(|lane| (lane.of.is_none(), std::cmp::Reverse(lane.lines.len()), first(lane), lane.of));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::claim::Claim;

    fn time(edtf: &str) -> Time {
        Time::of(&edtf.parse().unwrap()).unwrap()
    }

    fn day(text: &str) -> Day {
        time(text).first.unwrap()
    }

    #[test]
    fn a_time_is_as_exact_as_its_date_and_one_without_a_year_has_no_place() {
        let months = time("2023-02");
        assert_eq!((months.first, months.last), (Some(day("2023-02-01")), Some(day("2023-02-28"))));
        for (edtf, precision, about) in [
            ("2023-10-17", Precision::Day, false),
            ("2023-10-17~", Precision::Day, true),
            ("2023-10", Precision::Month, false),
            ("2023-22", Precision::Season, false),
            ("2023", Precision::Year, false),
            ("199X", Precision::Decade, false),
            ("2023-03-13/2026", Precision::Stretch, false),
            ("2024/..", Precision::Open, false),
            ("../2024-05-01", Precision::Open, false),
        ] {
            assert_eq!((time(edtf).precision, time(edtf).about), (precision, about), "{edtf}");
        }
        assert_eq!(Time::of(&"XXXX-08".parse().unwrap()), None);
        assert_eq!((day("1970-01-01"), day("1969-12-31"), day("1970-02-01")), (0, -1, 31));
        assert_eq!(date_of(day("1898-02-15")).to_string(), "1898-02-15");
    }

    #[test]
    fn an_open_time_touches_whatever_lies_on_its_side() {
        let from = time("2024/..");
        assert!(from.touches((day("2030-01-01"), day("2030-01-02"))));
        assert!(!from.touches((day("2023-01-01"), day("2023-12-31"))));
        assert!(time("2023").touches((day("2023-12-31"), day("2024-01-01"))));
    }

    #[test]
    fn a_lag_is_as_exact_as_the_times_it_lies_between() {
        for (from, to, shown) in [
            ("2023-10-17", "2023-10-17", "the same day"),
            ("2023-10-17", "2023-10-20", "3 days after"),
            ("2023-10-17", "2023-10-18", "1 day after"),
            ("2023-10-17", "2023-10-15", "2 days before"),
            ("2023-10-17", "2023-11", "15 to 44 days after"),
            ("2023-10", "2023-10-31", "up to 30 days after"),
            ("2023-10-17", "2023-10", "between 16 days before and 14 days after"),
            ("2023-10-17", "2024-07/..", "at least about 8 months after"),
            ("2023-10-17", "2023-10-17/..", "the same day or later"),
            ("2020-01-01", "2026", "about 6 to 7 years after"),
            ("2026", "2025-12-01", "31 days to about 13 months before"),
        ] {
            assert_eq!(Lag::between(&time(from), &time(to)).unwrap().shown(), shown, "{from} {to}");
        }
        assert_eq!(Lag::between(&time("2023/.."), &time("2024/..")), None, "either may be first");
    }

    #[test]
    fn claims_are_in_lanes_by_time_and_what_has_no_date_is_listed_apart() {
        let claim = |said: Option<&str>, happens: Option<&str>, status: ClaimStatus| Claim {
            said_at: said.map(|date| date.parse().unwrap()),
            happens_at: happens.map(|date| date.parse().unwrap()),
            status,
            ..Claim::of("words".into())
        };
        let open = ClaimStatus::Open;
        let claims = [
            claim(Some("2023-10-17"), None, open),
            claim(None, Some("2022"), open),
            claim(Some("XXXX-08"), None, open),
            claim(Some("2021"), None, open),
            claim(Some("2021"), None, ClaimStatus::Dropped),
        ];
        let speaker = Id::new();
        let placed = |at: usize, speaker: Option<Id>| Placed {
            claim: &claims[at],
            speaker,
            documents: Vec::new(),
            tags: Vec::new(),
            names: Vec::new(),
        };
        let all =
            [placed(0, Some(speaker)), placed(1, Some(speaker)), placed(2, None), placed(3, None), placed(4, None)];
        let lanes = timeline(&all, Lanes::Speaker, None);
        let shown: Vec<(Option<Id>, Vec<Id>)> =
            lanes.lanes.iter().map(|lane| (lane.of, lane.lines.iter().map(|line| line.claim).collect())).collect();
        assert_eq!(shown, [(Some(speaker), vec![claims[1].id, claims[0].id]), (None, vec![claims[3].id])]);
        assert_eq!((lanes.undated, lanes.dated), (vec![claims[2].id], 3));
        assert_eq!(lanes.days, Some((day("2021-01-01"), day("2023-10-17"))));
        let brushed = timeline(&all, Lanes::Speaker, Some((day("2022-12-01"), day("2023-01-05"))));
        assert_eq!((brushed.dated, brushed.undated.len()), (1, 0), "what has no date is in no time");
    }
}
