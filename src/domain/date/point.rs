//! A day, a month or a year as it is written: in figures, or with the month as a word, in any of three calendars.

use super::lexicon::{Sense, Tongues, kinds};
use super::scan::{Digits, Figure, Gap, Scan};
use crate::domain::Date;
use crate::domain::calendar::{BadDay, Calendar};

/// Years that stand in texts without anything that says they are years.
pub(crate) const PLAIN_YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;
/// The same of the Solar Hijri calendar, in a language where it is at home.
pub(super) const PLAIN_JALALI: std::ops::RangeInclusive<u32> = 1300..=1420;
/// Years that something says are years.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;
/// Years a Solar Hijri or Islamic calendar is in now, or was in the last centuries.
const OTHER_YEARS: std::ops::RangeInclusive<u32> = 1178..=1501;
/// Years that a preposition which may stand before any number says are years, unless they are round.
const LATER_YEARS: std::ops::RangeInclusive<u32> = 1700..=2099;
/// Years near which a date with a day and a month lies, by its calendar, without anything that says it is a year.
const NEAR_YEARS: [(Calendar, std::ops::RangeInclusive<u32>); 3] =
    [(Calendar::Gregorian, PLAIN_YEARS), (Calendar::Jalali, PLAIN_JALALI), (Calendar::Hijri, 1300..=1500)];
/// How far a line is looked at that may be one of a program, in bytes.
const CODE: usize = 120;
/// A word of many things has more letters than these.
const SHORTEST_COUNTED: usize = 4;
/// Numbers of things are told in such steps.
const ROUND: u32 = 50;
/// Most small words between the parts of a date.
const MOST_SMALL: usize = 3;

/// A day, a month or a year of a calendar; what is not said is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) calendar: Calendar,
    pub(crate) year: Option<i32>,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
}

impl Point {
    /// The date it is, in EDTF: a month or a year of another calendar is from one Gregorian day to another. `None` for a month
    /// or day of another calendar whose year is not said.
    ///
    /// # Errors
    /// What there is not.
    pub(crate) fn date(&self) -> Result<Option<Date>, BadDay> {
        let Self { calendar, year, month, day } = *self;
        if let Some(month) = month {
            calendar.check(year, month, day.unwrap_or(1))?;
        }
        let edtf = match (calendar, year) {
            (Calendar::Gregorian, year) => {
                let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
                let rest = [month, day].into_iter().flatten().map(|part| format!("-{part:02}"));
                year + &rest.collect::<String>()
            }
            (_, None) => return Ok(None),
            (_, Some(year)) => match (month, day) {
                (Some(month), Some(day)) => calendar.to_gregorian(year, month, day)?.to_string(),
                _ => {
                    let (from, to) = calendar.stretch(year, month)?;
                    format!("{from}/{to}")
                }
            },
        };
        let date: Option<Date> = edtf.parse().ok();
        Ok(if calendar.is_exact() { date } else { date.and_then(|date| date.about()) })
    }

    /// The day before a day; of the first of a March or a last month whose year is not said, none.
    pub(crate) fn eve(&self) -> Option<Self> {
        let Self { calendar, year, month: Some(month), day: Some(day) } = *self else { return None };
        if day > 1 {
            return Some(Self { day: Some(day - 1), ..*self });
        }
        let (year, month) = if month > 1 { (year, month - 1) } else { (year.map(|year| year - 1), 12) };
        let same = |one: i32, other: i32| {
            let days = |year: i32| calendar.days_in(year, month).ok();
            days(one).filter(|_| days(one) == days(other))
        };
        // Of these two years one is a leap year and the other none, in each of the calendars.
        let day = match year {
            Some(year) => calendar.days_in(year, month).ok(),
            None => same(1399, 1396),
        };
        Some(Self { calendar, year, month: Some(month), day: Some(day?) })
    }

    fn of_year(calendar: Calendar, year: i32) -> Self {
        Self { calendar, year: Some(year), month: None, day: None }
    }
}

/// What was read at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At<T> {
    /// The place after it.
    pub(crate) next: usize,
    /// Where it ends, in bytes.
    pub(crate) end: usize,
    /// The languages it can be of.
    pub(crate) tongues: Tongues,
    pub(crate) what: T,
}

impl<T> At<T> {
    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> At<U> {
        At { next: self.next, end: self.end, tongues: self.tongues, what: make(self.what) }
    }
}

/// What figures can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figures {
    One(Point),
    /// Nobody can tell which.
    Either(Point, Point),
    /// From one year to another.
    Years(Point, Point),
    /// The second may be a month, or the last two figures of a year.
    MonthOrYears(Point, Point),
    /// There is no such day.
    Never(BadDay),
}

/// Whether a word before a number says that a time follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Led {
    /// None does.
    No,
    /// One that stands before other numbers as well: “about”, “from”.
    Weakly,
    /// “In”, “since”.
    Well,
}

/// The languages of a text: those read whole, and those of which only a date with a month and a year is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spoken {
    pub(crate) whole: Tongues,
    pub(crate) any: Tongues,
    /// The language of the text itself, which is among those read whole if there are lists for it.
    pub(crate) own: Tongues,
}

impl Scan<'_> {
    /// Where the word before a place ends.
    pub(crate) fn end_before(&self, next: usize) -> usize {
        next.checked_sub(1).and_then(|at| self.toks.get(at)).map_or(0, |tok| tok.end)
    }

    /// What was read up to a place. The point of a short word, as in “г.” and “p.m.”, is of it.
    pub(crate) fn at<T>(&self, next: usize, tongues: Tongues, what: T) -> At<T> {
        let last = next.checked_sub(1).and_then(|at| self.toks.get(at));
        let word = last.filter(|tok| tok.figure.is_none()).and_then(|tok| self.text.get(tok.start..tok.end));
        let end = self.end_before(next);
        let short = word.is_some_and(|word| word.chars().count() <= 2) && self.gap(next - 1) != Gap::Hyphen;
        // “17.10.2020г.”
        let short = short || next > 0 && self.tail(next - 1, tongues, |sense| sense == Sense::YearMarkAfter);
        let pointed = short && self.text.get(end..).is_some_and(|after| after.starts_with('.'));
        At { next, end: end + usize::from(pointed), tongues, what }
    }

    /// True when words say this at a place.
    pub(crate) fn says(&self, at: usize, tongues: Tongues, sense: Sense) -> Option<usize> {
        self.longest(at, tongues, |found| (found == sense).then_some(())).map(|(next, ..)| next)
    }

    /// A date that has its month as a word, from a place on: day, month and year, or as much of it as there is.
    pub(crate) fn worded(&self, at: usize, spoken: Spoken) -> Option<At<Point>> {
        let found = match self.figure(at) {
            Some(figure) if figure.len == 4 => self.year_first(at, spoken),
            Some(_) => self.day_first(at, spoken),
            None if !self.may(at, kinds::MONTH) => None,
            None => self.month_first(at, spoken),
        }?;
        let Point { year, month, .. } = found.what;
        if year.is_some() && month.is_some() {
            return Some(found);
        }
        let tongues = found.tongues & spoken.whole;
        (tongues != 0).then_some(At { tongues, ..found })
    }

    fn day_first(&self, at: usize, spoken: Spoken) -> Option<At<Point>> {
        // What stands before a dash may be the day it is from.
        if !matches!(self.gap(at), Gap::Dash | Gap::Hyphen) && !self.begins_day(at) {
            return None;
        }
        let (next, day) = self.day(at, spoken.any)?;
        let mut next = next;
        for _ in 0..MOST_SMALL {
            let gap = self.gap(next);
            if !matches!(gap, Gap::Space | Gap::DotSpace | Gap::Dot | Gap::Hyphen | Gap::Apostrophe | Gap::Nothing) {
                return None;
            }
            if self.month(next, spoken.any).is_some() {
                break;
            }
            next = self.small(next, spoken.any)?;
        }
        let month = self.month(next, spoken.any)?;
        let found = At { what: Point { day: Some(day), ..month.what }, ..month };
        Some(self.with_year(found))
    }

    /// “2002 February 15”.
    fn year_first(&self, at: usize, spoken: Spoken) -> Option<At<Point>> {
        let figure = self.figure(at).filter(|figure| !figure.tail && PLAIN_YEARS.contains(&figure.value))?;
        let spaced = |at: usize| matches!(self.gap(at), Gap::Space | Gap::Comma);
        if !self.begins_day(at) || !spaced(at + 1) {
            return None;
        }
        let month = self.month(at + 1, spoken.any).filter(|month| spaced(month.next))?;
        let (next, day) = self.day(month.next, spoken.any).filter(|(next, _)| self.day_ends_well(next - 1))?;
        let year = i32::try_from(figure.value).ok();
        Some(self.at(next, month.tongues, Point { year, day: Some(day), ..month.what }))
    }

    fn month_first(&self, at: usize, spoken: Spoken) -> Option<At<Point>> {
        let month = self.month(at, spoken.any)?;
        let short = self.longest(at, spoken.any, |s| matches!(s, Sense::Short(_)).then_some(())).is_some();
        let with_day = matches!(self.gap(month.next), Gap::Space | Gap::DotSpace | Gap::Dot | Gap::Nothing)
            .then(|| self.day(month.next, spoken.any))
            .flatten()
            .filter(|_| month.what.calendar == Calendar::Gregorian)
            .filter(|(next, _)| self.gap(*next) != Gap::Colon && self.day_ends_well(next - 1));
        let found = match with_day {
            Some((next, day)) => self.at(next, month.tongues, Point { day: Some(day), ..month.what }),
            None => month,
        };
        let dated = self.with_year(found);
        // A short form alone is another word.
        (!short || dated.what.year.is_some() || dated.what.day.is_some()).then_some(dated)
    }

    /// The day of a month in figures.
    pub(crate) fn day(&self, at: usize, tongues: Tongues) -> Option<(usize, u8)> {
        let figure = self.figure(at).filter(|figure| figure.len <= 2 && (1..=31).contains(&figure.value))?;
        if figure.tail && !self.tail(at, tongues, |sense| sense == Sense::OrdinalEnd) {
            return None;
        }
        let hung = self.gap(at + 1) == Gap::Hyphen;
        let next = hung.then(|| self.says(at + 1, tongues, Sense::OrdinalEnd)).flatten().unwrap_or(at + 1);
        Some((next, u8::try_from(figure.value).ok()?))
    }

    /// A month as a word, and the same month again as others call it: “تشرين الأول/أكتوبر”.
    pub(crate) fn month(&self, at: usize, tongues: Tongues) -> Option<At<Point>> {
        let of = |at: usize, tongues: Tongues| {
            self.longest(at, tongues, |sense| match sense {
                Sense::Month(calendar, month) => Some((calendar, month)),
                Sense::Short(month) => Some((Calendar::Gregorian, month)),
                _ => None,
            })
        };
        let (mut next, tongues, (calendar, month)) = of(at, tongues)?;
        if self.gap(next) == Gap::Slash
            && let Some((after, _, again)) = of(next, tongues)
            && again == (calendar, month)
        {
            next = after;
        }
        // “دی ماه”.
        let mark = (self.gap(next) == Gap::Space).then(|| self.says(next, tongues, Sense::MonthMark)).flatten();
        let next = mark.unwrap_or(next);
        Some(self.at(next, tongues, Point { calendar, year: None, month: Some(month), day: None }))
    }

    /// A small word that stands between the parts of a date and says nothing.
    pub(crate) fn small(&self, at: usize, tongues: Tongues) -> Option<usize> {
        let says_nothing =
            |sense| matches!(sense, Sense::Of | Sense::Article | Sense::YearMark | Sense::MonthMark).then_some(());
        self.longest(at, tongues, says_nothing).map(|(next, ..)| next)
    }

    /// The same with the year that stands after it, if one does.
    fn with_year(&self, found: At<Point>) -> At<Point> {
        let mut next = found.next;
        for _ in 0..=MOST_SMALL {
            let gap = self.gap(next);
            if matches!(gap, Gap::Dash | Gap::Colon | Gap::Other) {
                return found;
            }
            if let Some(figure) = self.figure(next) {
                let Some((year, era)) = self.year(next, found.tongues, true) else { return found };
                let marked = figure.tail || era.next > next + 1;
                if !marked && self.is_count(figure.value, gap == Gap::Comma, &era.map(|_| found.what)) {
                    return found;
                }
                return era.map(|_| Point { year: Some(year), ..found.what });
            }
            match self.small(next, found.tongues) {
                Some(after) => next = after,
                None => return found,
            }
        }
        found
    }

    /// True where four figures behind a month count what follows: “on 5 May, 1500 people”, “5 мая 1500 человек”. Between the
    /// years of a lifetime or two few numbers are not years; any other number is a count where a word for many things follows,
    /// where a comma parts it from the date and nothing parts it from what follows, and, if it is round, before any word.
    fn is_count(&self, value: u32, comma: bool, of: &At<Point>) -> bool {
        let near = NEAR_YEARS.iter().any(|(calendar, years)| *calendar == of.what.calendar && years.contains(&value));
        let follows = self.text.get(of.end..).and_then(|after| after.strip_prefix([' ', '\u{A0}']));
        let Some(first) = follows.and_then(|after| after.chars().next()) else { return false };
        let counted = self.is_counted(of.next, of.tongues);
        let many = || self.looks_counted(of.end, of.tongues);
        if near {
            // What is counted follows a year that nothing says is one more often where letters are not Latin; 1900 and 2000 are
            // counts as often as years.
            let round = comma && value.is_multiple_of(100);
            return counted && !first.is_ascii() || round && (counted || many());
        }
        if counted || many() {
            return true;
        }
        let round = value.is_multiple_of(ROUND);
        let said = |sense| matches!(sense, Sense::Article | Sense::Link(_) | Sense::Of | Sense::And).then_some(());
        let small = self.gap(of.next) == Gap::Space && self.longest(of.next, of.tongues, said).is_some();
        let later = LATER_YEARS.contains(&value);
        first.is_alphabetic() && !first.is_uppercase() && !small && (round || comma && !later)
    }

    /// A year of four figures and what is said after it: that it is one, and of which calendar. A `dated` one stands behind a
    /// month or a season, which says already that it is a year, whatever sign touches it.
    pub(crate) fn year(&self, at: usize, tongues: Tongues, dated: bool) -> Option<(i32, At<Option<Calendar>>)> {
        let figure = self.figure(at).filter(|figure| figure.len == 4 && YEARS.contains(&figure.value))?;
        let year = i32::try_from(figure.value).ok()?;
        let era = |sense: Sense| match sense {
            Sense::YearMarkAfter => Some(None),
            Sense::Era(calendar) => Some(Some(calendar)),
            _ => None,
        };
        if figure.tail {
            let (mut is, mut of) = (false, None);
            for (calendar, _) in Calendar::ALL {
                if self.tail(at, tongues, |sense| era(sense) == Some(Some(calendar))) {
                    (is, of) = (true, Some(calendar));
                }
            }
            is |= self.tail(at, tongues, |sense| sense == Sense::YearMarkAfter);
            return is.then(|| (year, self.at(at + 1, tongues, of)));
        }
        // “2014-м”.
        let hung = self.gap(at + 1) == Gap::Hyphen;
        if let Some(next) = hung.then(|| self.says(at + 1, tongues, Sense::OrdinalEnd)).flatten() {
            return Some((year, self.at(next, tongues, None)));
        }
        let (mut next, mut of) = (at + 1, None);
        for _ in 0..2 {
            if !matches!(self.gap(next), Gap::Space | Gap::Nothing) {
                break;
            }
            let Some((after, _, calendar)) = self.longest(next, tongues, era) else { break };
            // “2023 Jahr” is said; a mark that begins the next date is not of this one.
            if self.figure(after).is_some() && matches!(self.gap(after), Gap::Space) && calendar.is_none() {
                break;
            }
            (next, of) = (after, of.or(calendar));
        }
        let ends_well = if dated { self.year_ends_well(at) } else { self.figure_ends_well(at) };
        if next == at + 1 && !ends_well {
            return None;
        }
        Some((year, self.at(next, tongues, of)))
    }

    /// True where what stands before says a number is no year: “page”, “version”. Of a preposition that leads it, as “no later
    /// than” does, only what may stand before any number says so.
    pub(crate) fn is_numbered(&self, at: usize, tongues: Tongues, led: Led) -> bool {
        if led != Led::No && at.checked_sub(1).is_some_and(|before| self.unsure(before) & tongues == 0) {
            return false;
        }
        let near =
            matches!(self.gap(at), Gap::Space | Gap::DotSpace | Gap::Dot | Gap::Colon | Gap::Hyphen | Gap::Nothing);
        near && at.checked_sub(1).is_some_and(|before| {
            self.longest(before, tongues, |sense| (sense == Sense::Numbered).then_some(())).is_some()
        })
    }

    /// True where what stands after says a number is no year: “tons”, “people”.
    pub(crate) fn is_counted(&self, next: usize, tongues: Tongues) -> bool {
        matches!(self.gap(next), Gap::Space | Gap::Hyphen | Gap::Nothing)
            && self.says(next, tongues, Sense::Counted).is_some()
    }

    /// True when nothing before a number makes it part of a longer one, a code or a path. A `whole` date may follow a colon.
    pub(crate) fn begins_well(&self, at: usize, whole: bool) -> bool {
        let Some(tok) = self.toks.get(at) else { return false };
        // An Arabic “and” is written together with it.
        if self.gap(at) == Gap::Nothing {
            return true;
        }
        match self.before(tok.start) {
            (Some(c), _) if c.is_alphanumeric() => false,
            (Some(','), Some(before)) => !before.is_numeric(),
            (Some('.'), Some(before)) => !before.is_alphanumeric(),
            // “17.10.2020/18.10.2020”, “2020-10-17/2020-10-18”.
            (Some('/'), Some(before)) if whole && before.is_numeric() => {
                let sign = self.gap(at + 1);
                let dated = matches!(sign, Gap::Dot | Gap::Hyphen) && at > 2 && self.gap(at - 1) == sign;
                dated && self.gap(at) == Gap::Slash && self.gap(at - 2) == sign
            }
            (Some(':'), Some(before)) => whole && !before.is_ascii_digit(),
            (Some('–' | '—'), Some(before)) => !before.is_numeric(),
            (
                Some('-' | '.' | ',' | '/' | ':' | '_' | '#' | '$' | '€' | '£' | '¥' | '§' | '№' | '+' | '=' | '@'),
                _,
            ) => false,
            (Some(c), Some('№' | '§' | '#' | '$' | '€' | '£')) if c.is_whitespace() => false,
            (Some('\\' | '~' | '^' | '&' | '%' | '°' | '×' | '<' | '?' | '{'), _) => false,
            _ => true,
        }
    }

    /// True when nothing before the day of a month in words makes it part of a longer number. Most signs may touch it: they
    /// stand between sentences, notes, quotations and columns.
    pub(crate) fn begins_day(&self, at: usize) -> bool {
        let Some(tok) = self.toks.get(at) else { return false };
        if self.gap(at) == Gap::Nothing {
            return true;
        }
        match self.before(tok.start) {
            (Some(c), _) if c.is_alphanumeric() => false,
            // “17 October 2020/18 October 2020”: a year ends before the stroke.
            (Some('/'), Some(before)) if before.is_numeric() => {
                let year =
                    at.checked_sub(1).and_then(|before| self.figure(before)).is_some_and(|figure| figure.len == 4);
                year && self.gap(at) == Gap::Slash
            }
            // “F-16 October” is no day.
            (Some('-'), Some(before)) => !before.is_alphanumeric(),
            (Some('.' | ',' | ':' | '/' | '–' | '—' | '\'' | '’'), Some(before)) => !before.is_numeric(),
            (Some('$' | '€' | '£' | '¥' | '§' | '№' | '+' | '@' | '\\' | '%' | '°' | '×'), _) => false,
            (Some(c), Some('№' | '§' | '$' | '€' | '£')) if c.is_whitespace() => false,
            _ => true,
        }
    }

    /// The same after the day of a month in words.
    fn day_ends_well(&self, at: usize) -> bool {
        let Some(tok) = self.toks.get(at) else { return false };
        match self.after(tok.end) {
            (Some(c), _) if c.is_alphanumeric() => false,
            (Some('.' | ',' | ':' | '/' | '-' | '–' | '—' | '\'' | '’'), Some(after)) if after.is_numeric() => {
                // A year or a time behind it is looked at by whoever asks for one.
                self.gap(at + 1) == Gap::Comma && self.figure(at + 1).is_some_and(|figure| figure.len == 4)
            }
            (Some('%' | '°' | '€' | '$' | '£' | '+'), _) => false,
            _ => true,
        }
    }

    /// The same after a year that stands behind a month. Only what makes it a quantity says that it is none.
    fn year_ends_well(&self, at: usize) -> bool {
        let Some((tok, figure)) = self.toks.get(at).zip(self.figure(at)) else { return false };
        match self.after(tok.end) {
            (Some('%' | '°' | '€' | '$' | '£'), _) => false,
            (Some('.' | ',' | ':'), Some(after)) if after.is_numeric() => PLAIN_YEARS.contains(&figure.value),
            _ => true,
        }
    }

    fn figure_ends_well(&self, at: usize) -> bool {
        self.toks.get(at).is_some_and(|tok| self.ends_well(tok.end))
    }

    /// True when nothing after a byte makes what ends there part of a longer number, a code or a path.
    pub(crate) fn ends_well(&self, end: usize) -> bool {
        match self.after(end) {
            (Some(c), _) if c.is_alphanumeric() => false,
            // The space before a sentence was lost: “in 2020.He”.
            (Some('.'), Some(after)) => !after.is_alphanumeric() || after.is_uppercase(),
            (Some(',' | ':'), Some(after)) => !after.is_numeric(),
            (Some('/' | '-' | '_'), Some(after)) => !after.is_alphanumeric(),
            (Some('–' | '—'), Some(after)) => !after.is_numeric(),
            (Some('\'' | '’'), Some(after)) => !after.is_alphanumeric() || after == 's',
            // A note is hung on it.
            (Some('*'), after) => after.is_none_or(|after| !after.is_alphanumeric()),
            (Some('('), after) => after.is_some_and(char::is_alphabetic),
            (Some('%' | '°' | '€' | '$' | '£' | '+' | '=' | '@' | '\\' | '_' | '^' | '&' | '/' | '#'), _) => false,
            _ => true,
        }
    }

    /// The same after a whole date in figures between which this sign stands.
    fn figures_end_well(&self, end: usize, sign: Gap) -> bool {
        match self.after(end) {
            (Some('('), _) => true,
            (Some(c), _) if c.is_alphabetic() => true,
            (Some('/'), Some(after)) if after.is_numeric() => sign != Gap::Slash,
            (Some('-'), Some(after)) if after.is_alphanumeric() => sign != Gap::Hyphen,
            (Some('–' | '—'), _) => true,
            _ => self.ends_well(end),
        }
    }

    /// A year that stands by itself.
    pub(crate) fn bare_year(&self, at: usize, spoken: Spoken, led: Led) -> Option<At<Point>> {
        let figure = self.figure(at)?;
        if !self.begins_well(at, false) || self.is_numbered(at, spoken.whole, led) {
            return None;
        }
        let (year, era) = self.year(at, spoken.whole, false)?;
        let before = at.checked_sub(1).filter(|_| self.gap(at) == Gap::Space);
        let after = |sense: Sense| before.is_some_and(|before| self.says(before, spoken.whole, sense) == Some(at));
        let marked = era.next > at + 1 || figure.tail || after(Sense::YearMark);
        let calendar = era.what.unwrap_or_else(|| self.calendar_of(figure, spoken.own));
        if calendar == Calendar::Gregorian && self.says(era.next, spoken.whole, Sense::BeforeAll).is_some() {
            return None;
        }
        if !marked {
            // Of numbers in a row none is a year.
            let next_to = |at: usize| self.gap(at) == Gap::Space && self.figure(at).is_some();
            let in_row =
                (led == Led::No && next_to(at + 1)) || before.is_some_and(|before| self.figure(before).is_some());
            if in_row || self.is_counted(era.next, spoken.whole) {
                return None;
            }
            let led = if led == Led::No && after(Sense::Of) { Led::Weakly } else { led };
            let plain = match calendar {
                Calendar::Gregorian => PLAIN_YEARS.contains(&figure.value),
                // Where that calendar is at home.
                Calendar::Jalali => PLAIN_JALALI.contains(&figure.value),
                Calendar::Hijri => false,
            };
            let later =
                calendar == Calendar::Gregorian && LATER_YEARS.contains(&figure.value) && figure.value % 100 != 0;
            // “In 1500 villages”: what follows is counted, whatever it is.
            let counted = self.looks_counted(era.end, spoken.whole);
            let can_be = match led {
                // A thousand and two thousand are counts as often as years.
                Led::No => plain && !self.is_of_code(at) && (figure.value % 1000 != 0 || after(Sense::Article)),
                Led::Weakly => plain || (later && !counted),
                Led::Well => plain || !counted,
            };
            if !can_be {
                return None;
            }
        }
        Some(era.map(|_| Point::of_year(calendar, year)))
    }

    /// True for the number of a line of a program, a number in quotation marks, and one that has a cell of a table for itself.
    fn is_of_code(&self, at: usize) -> bool {
        let Some(tok) = self.toks.get(at) else { return false };
        let (before, after) = (self.before(tok.start).0, self.after(tok.end).0);
        let edge = |c: Option<char>| c.is_none_or(|c| matches!(c, '\t' | '\n'));
        if edge(before) && edge(after) && (before == Some('\t') || after == Some('\t')) {
            return true;
        }
        let quote = |c: Option<char>| {
            c.is_some_and(|c| matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '`'))
        };
        if quote(before) && quote(after) {
            return true;
        }
        let rest =
            self.text.get(tok.end..self.text.ceil_char_boundary(tok.end.saturating_add(CODE).min(self.text.len())));
        let line = rest.and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        // A page of a program may have lost its line ends.
        line.trim_start().starts_with(['}', '{', '\\']) || (before.is_none_or(|c| c == '\n') && line.contains('\\'))
    }

    /// True before a word of many things, by what it ends with in these languages. Only German sets a capital to it.
    fn looks_counted(&self, end: usize, tongues: Tongues) -> bool {
        let after = self.text.get(end..).unwrap_or_default();
        let Some(after) = after.strip_prefix([' ', '\u{A0}']) else { return false };
        let length = after.chars().take(24).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        let word = after.get(..length).unwrap_or_default();
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let ends = (1..=3).filter_map(|count| word.char_indices().rev().nth(count - 1));
        word.chars().count() > SHORTEST_COUNTED
            && ends.filter_map(|(at, _)| word.get(at..)).any(|end| {
                let node = self.lexicon.at(self.lexicon.root(&crate::domain::fold(end)));
                let of = |(in_these, sense): &(Tongues, Sense)| {
                    let nouns = self.lexicon.tongues(|known| known.tag == "de");
                    let in_these = in_these & tongues & if capital { nouns } else { !nouns };
                    *sense == Sense::CountedEnd && in_these != 0
                };
                node.is_some_and(|node| node.senses.iter().any(of))
            })
    }

    /// The calendar of a year by whose digits it is written in and in which language.
    pub(crate) fn calendar_of(&self, figure: Figure, tongues: Tongues) -> Calendar {
        if !OTHER_YEARS.contains(&figure.value) {
            return Calendar::Gregorian;
        }
        let all = |is: fn(&super::lexicon::Language) -> bool| {
            let mut languages = self.lexicon.languages(tongues).peekable();
            languages.peek().is_some() && languages.all(is)
        };
        match figure.digits {
            Digits::Persian => Calendar::Jalali,
            _ if all(|language| language.calendar == Calendar::Jalali) => Calendar::Jalali,
            Digits::Arabic => Calendar::Hijri,
            // In Arabic a year of the thirteenth century of our count is told less often than one of the Islamic.
            Digits::Ascii if figure.value >= 1300 && all(|language| language.tag == "ar") => Calendar::Hijri,
            Digits::Ascii => Calendar::Gregorian,
        }
    }

    /// The same of the year of a season: years of the Islamic calendar have no seasons, and of the years of seasons that are
    /// told today those of the Solar Hijri calendar are far more than those of the Middle Ages.
    pub(crate) fn season_calendar_of(&self, figure: Figure, tongues: Tongues) -> Calendar {
        match self.calendar_of(figure, tongues) {
            Calendar::Gregorian if PLAIN_JALALI.contains(&figure.value) => Calendar::Jalali,
            calendar => calendar,
        }
    }

    /// A date in figures, from a place on.
    pub(crate) fn figures(&self, at: usize, spoken: Spoken, led: Led) -> Option<At<Figures>> {
        if !self.begins_well(at, true) || self.is_numbered(at, spoken.whole, led) {
            return None;
        }
        self.figures_from(at, spoken, led)
    }

    /// The same, whatever stands before.
    pub(crate) fn figures_from(&self, at: usize, spoken: Spoken, led: Led) -> Option<At<Figures>> {
        let first = self.figure(at).filter(|figure| !figure.tail)?;
        let sign = self.gap(at + 1);
        let second = self.figure(at + 1).filter(|figure| !figure.tail)?;
        if !matches!(sign, Gap::Hyphen | Gap::Dash | Gap::Slash | Gap::Dot) {
            return None;
        }
        // “17.10.2020г.”
        let marked = |at: usize| self.tail(at, spoken.whole, |sense| sense == Sense::YearMarkAfter);
        let third = self.figure(at + 2).filter(|figure| self.gap(at + 2) == sign && (!figure.tail || marked(at + 2)));
        let what = match third {
            Some(third) => self.three((first, second, third), sign, spoken)?,
            None => self.two(first, second, sign, led)?,
        };
        let next = at + if third.is_some() { 3 } else { 2 };
        // “2023 г.” in figures too.
        let mark = |sense| matches!(sense, Sense::YearMarkAfter).then_some(());
        let mark = (self.gap(next) == Gap::Space).then(|| self.longest(next, spoken.whole, mark)).flatten();
        let ends_well = match third {
            Some(third) => third.tail || self.figures_end_well(self.end_before(next), sign),
            None => self.figure_ends_well(next - 1),
        };
        let next = mark.map_or(next, |(next, ..)| next);
        (mark.is_some() || ends_well).then(|| self.at(next, spoken.any, what))
    }

    fn three(&self, of: (Figure, Figure, Figure), sign: Gap, spoken: Spoken) -> Option<Figures> {
        let (a, b, c) = of;
        if sign == Gap::Dash || b.len > 2 {
            return None;
        }
        let (year, month, day) = match (a.len, c.len) {
            (4, 1 | 2) => (a, b.value, c.value),
            (1 | 2, 4) => (c, b.value, a.value),
            _ => return None,
        };
        if !YEARS.contains(&year.value) {
            return None;
        }
        let point = |calendar, month: u32, day: u32| {
            let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            let year = i32::try_from(year.value).ok()?;
            let point = Point { calendar, year: Some(year), month: Some(month), day: Some(day) };
            Some(calendar.check(Some(year), month, day).map(|()| point))
        };
        let calendar = self.calendar_of(year, spoken.own);
        if calendar == Calendar::Gregorian && OTHER_YEARS.contains(&year.value) && sign != Gap::Hyphen {
            return Some(match (point(Calendar::Jalali, month, day)?, point(Calendar::Hijri, month, day)?) {
                (Ok(jalali), Ok(hijri)) => Figures::Either(jalali, hijri),
                (Ok(one), Err(_)) | (Err(_), Ok(one)) => Figures::One(one),
                (Err(never), Err(_)) => Figures::Never(never),
            });
        }
        let told = point(calendar, month, day)?;
        if a.len == 4 || sign == Gap::Dot {
            return Some(told.map_or_else(Figures::Never, Figures::One));
        }
        let other = point(calendar, day, month)?;
        let mut languages = self.lexicon.languages(spoken.own).peekable();
        let day_first = languages.peek().is_some() && languages.all(|language| language.day_first);
        Some(match (told, other) {
            (Ok(told), Ok(other)) if told != other && !day_first => Figures::Either(told, other),
            (Ok(one), _) | (Err(_), Ok(one)) => Figures::One(one),
            (Err(never), Err(_)) => Figures::Never(never),
        })
    }

    fn two(&self, a: Figure, b: Figure, sign: Gap, led: Led) -> Option<Figures> {
        let year = |value: u32| i32::try_from(value).ok().map(|year| Point::of_year(Calendar::Gregorian, year));
        let plain = |value: u32| PLAIN_YEARS.contains(&value) || (led == Led::Well && YEARS.contains(&value));
        let month = |year: u32, month: u32| {
            let year = i32::try_from(year).ok()?;
            let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
            Some(Point { calendar: Calendar::Gregorian, year: Some(year), month: Some(month), day: None })
        };
        match (a.len, b.len) {
            // “1874–1954”: the second says that the first is a year too.
            (4, 4)
                if sign != Gap::Dot
                    && (plain(a.value) || LATER_YEARS.contains(&a.value))
                    && plain(b.value)
                    && a.value < b.value =>
            {
                Some(Figures::Years(year(a.value)?, year(b.value)?))
            }
            (4, 2) if plain(a.value) && sign != Gap::Dot => {
                let later = a.value - a.value % 100 + b.value;
                let years = if later > a.value { year(a.value).zip(year(later)) } else { None };
                let month = month(a.value, b.value).filter(|_| sign == Gap::Hyphen);
                match (years, month) {
                    (Some((from, to)), Some(_)) => Some(Figures::MonthOrYears(from, to)),
                    (Some((from, to)), None) => Some(Figures::Years(from, to)),
                    (None, month) => month.map(Figures::One),
                }
            }
            (1 | 2, 4) if PLAIN_YEARS.contains(&b.value) && matches!(sign, Gap::Slash | Gap::Dot) => {
                let sure = led != Led::No || (a.len == 2 && sign == Gap::Slash);
                month(b.value, a.value).filter(|_| sure).map(Figures::One)
            }
            _ => None,
        }
    }
}
