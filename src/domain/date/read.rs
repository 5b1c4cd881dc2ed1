//! Dates as people write them: “18 October 2023”, “Oct 2023”, “Aug”, “2024 or later”, “14 March 2023 to 2026”, «17 октября
//! 2023 г.», “25 Mehr 1402”.

use super::lexicon::{Lexicon, Sense};
use super::point::{Figures, Led, Point, Spoken};
use super::scan::Scan;
use super::{BadDate, Date, point_shown};
use crate::domain::calendar::Calendar;

impl Date {
    /// Reads a date in EDTF, or as people write it in English, Russian, Ukrainian, Persian, Arabic, German or French, by the
    /// Gregorian, the Solar Hijri or the Islamic calendar. What another calendar calls a month or a year becomes the stretch
    /// of days it is. A date of the Islamic calendar is about then, because it is counted and no moon was seen.
    ///
    /// # Errors
    /// When it is no date, when there is no such day, and when it has two readings, as figures with strokes between them may:
    /// both are named.
    pub fn read(text: &str) -> Result<Self, BadDate> {
        let text = text.trim();
        if let Ok(date) = text.parse() {
            return forwards(date, text);
        }
        let bad = || BadDate::Unknown(text.to_owned());
        if let Some(from) = text.strip_suffix(" or later") {
            return whole(from)?.or_later().ok_or_else(bad);
        }
        if let Some(to) = text.strip_suffix(" or earlier") {
            return whole(to)?.or_earlier().ok_or_else(bad);
        }
        let between = [" to ", " – ", "–", "—", " - "].iter().find_map(|sign| text.split_once(sign));
        // A hyphen parts the figures of a date as well; before a day that has its month as a word it stands between days.
        let is_day = |text: &str| text.chars().count() <= 2 && text.chars().all(char::is_numeric);
        let between =
            between.or_else(|| text.split_once('-').filter(|(from, to)| is_day(from) && day_of(to).is_some()));
        match between {
            Some((from, to)) => {
                let to_date = whole(to)?;
                // “17–18 October 2020”: the second says of which month the first is.
                let shared = || Some(Scan::of(from, Lexicon::built_in()).figure(0)?.value).zip(day_of(to));
                let from_date = match is_day(from.trim()).then(shared).flatten() {
                    Some((day, to)) => {
                        let never = |why| BadDate::Never { text: text.to_owned(), why };
                        let day = u8::try_from(day).ok();
                        Point { day, ..to }.date().map_err(never)?.ok_or_else(bad)?
                    }
                    None => whole(from)?,
                };
                let from_date = with_year_of(&from_date, &to_date).unwrap_or(from_date);
                forwards(Self::between(&from_date, &to_date).ok_or_else(bad)?, text)
            }
            None => whole(text),
        }
    }
}

/// The first end of a stretch whose year is said at the second: of the year before where its month is after that.
fn with_year_of(from: &Date, to: &Date) -> Option<Date> {
    let (from, year) = (from.0.strip_prefix("XXXX-")?, to.year()?);
    let to = to.0.get(5..)?;
    let back = from.get(..2)? > to.get(..2)? && !from.starts_with('2');
    format!("{:04}-{from}", year.checked_sub(u16::from(back))?).parse().ok()
}

/// A date whose end is not before its beginning.
fn forwards(date: Date, text: &str) -> Result<Date, BadDate> {
    match date.0.split_once('/').filter(|_| date.is_backwards()) {
        Some((from, to)) => {
            Err(BadDate::Backwards { text: text.to_owned(), from: point_shown(from), to: point_shown(to) })
        }
        None => Ok(date),
    }
}

/// The day that some text is, as its words have it.
fn day_of(text: &str) -> Option<Point> {
    let scan = Scan::of(text.trim(), Lexicon::built_in());
    match of_words(&scan)? {
        (Typed::Figures(Figures::One(point)), _) if point.day.is_some() => Some(point),
        _ => None,
    }
}

/// One day, month, season or year, or about then.
fn whole(text: &str) -> Result<Date, BadDate> {
    let text = text.trim();
    let bad = || BadDate::Unknown(text.to_owned());
    if let Some(then) = ["about ", "around ", "circa ", "ca. "].iter().find_map(|about| text.strip_prefix(about)) {
        return whole(then)?.about().ok_or_else(bad);
    }
    if let Some(date) = text.parse().ok().or_else(|| point(text)?.parse().ok()) {
        return Ok(date);
    }
    let scan = Scan::of(text.strip_suffix(", year unknown").unwrap_or(text), Lexicon::built_in());
    // What stands before the first word of time, or after the last, says something else.
    let starts = scan.toks.first().is_some_and(|tok| tok.start == 0);
    let (what, next) = of_words(&scan).filter(|_| starts).ok_or_else(bad)?;
    if next != scan.toks.len() || !is_end(scan.text.get(scan.end_before(next)..).unwrap_or_default()) {
        return Err(bad());
    }
    let never = |why| BadDate::Never { text: text.to_owned(), why };
    match what {
        Typed::Date(date) => Ok(date),
        Typed::NoSeason => Err(BadDate::NoSeason(text.to_owned())),
        Typed::Figures(Figures::One(point)) => point.date().map_err(never)?.ok_or_else(bad),
        Typed::Figures(Figures::Never(why)) => Err(never(why)),
        Typed::Figures(Figures::Either(one, other)) => {
            let calendars = one.calendar != other.calendar;
            let said = |point: &Point| {
                let date = point.date().ok().flatten().as_ref().map(Date::shown)?;
                Some(if calendars { format!("{date} by the {}", point.calendar.name()) } else { date })
            };
            let (one, other) = (said(&one).ok_or_else(bad)?, said(&other).ok_or_else(bad)?);
            Err(BadDate::Either { text: text.to_owned(), one, other })
        }
        Typed::Figures(Figures::Years(from, to) | Figures::MonthOrYears(from, to)) => {
            let (from, to) = (from.date().map_err(never)?, to.date().map_err(never)?);
            forwards(from.zip(to).and_then(|(from, to)| Date::between(&from, &to)).ok_or_else(bad)?, text)
        }
    }
}

/// What was typed.
enum Typed {
    Date(Date),
    /// A season of a year of the Islamic calendar.
    NoSeason,
    Figures(Figures),
}

/// What the words of a whole text are, and the place after them.
fn of_words(scan: &Scan<'_>) -> Option<(Typed, usize)> {
    let any = scan.lexicon.tongues(|_| true);
    let spoken = Spoken { whole: any, any, own: any };
    // “On Tuesday, the 17th”: the day of the week says nothing more.
    let weekday = |sense| matches!(sense, Sense::Weekday(_) | Sense::ShortWeekday(_)).then_some(());
    let mut at = scan.longest(0, any, weekday).map_or(0, |(next, ..)| next);
    while at > 0 && scan.says(at, any, Sense::Article).is_some() {
        at += 1;
    }
    if let Some(figures) = scan.figures(at, spoken, Led::Well) {
        return Some((Typed::Figures(figures.what), figures.next));
    }
    if let Some(found) = scan.worded(at, spoken) {
        return Some((Typed::Figures(Figures::One(found.what)), found.next));
    }
    if let Some((next, tongues, season)) = scan.longest(at, any, |sense| match sense {
        Sense::Season(season) => Some(season),
        _ => None,
    }) {
        let said = scan.figure(next).zip(scan.year(next, tongues, true));
        let Some((figure, (year, found))) = said else {
            return Some((Typed::Date(format!("XXXX-{}", 20 + season).parse().ok()?), next));
        };
        // A year in the letters of a language is of its calendar.
        let calendar = found.what.unwrap_or_else(|| scan.season_calendar_of(figure, tongues));
        let what = match (calendar, Date::of_season(calendar, year, season)) {
            (_, Some(date)) => Typed::Date(date),
            (Calendar::Hijri, None) => Typed::NoSeason,
            (_, None) => return None,
        };
        return Some((what, found.next));
    }
    let figure = scan.figure(at)?;
    if figure.len == 4 && scan.tail(at, any, |sense| sense == Sense::DecadeEnd) && figure.value % 10 == 0 {
        return Some((Typed::Date(format!("{}X", figure.value / 10).parse().ok()?), at + 1));
    }
    let (year, found) = scan.year(at, any, false)?;
    let calendar = found.what.unwrap_or_else(|| scan.calendar_of(figure, any));
    let year = Point { calendar, year: Some(year), month: None, day: None };
    Some((Typed::Figures(Figures::One(year)), found.next))
}

/// True for what may stand after a date: nothing, or the point of a short word.
fn is_end(rest: &str) -> bool {
    rest.trim().is_empty() || rest.trim() == "."
}

/// One day, month or year in English as EDTF.
fn point(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix("year unknown").unwrap_or(text);
    let parts: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.')).filter(|part| !part.is_empty()).collect();
    let year = |part: &str| (part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.to_owned());
    let day = |part: &str| {
        let figures = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let known = matches!(&part[figures.len()..], "" | "st" | "nd" | "rd" | "th");
        (known && figures.len() <= 2).then(|| figures.parse::<u8>().ok()).flatten()
    };
    let none = || "XXXX".to_owned();
    match parts.as_slice() {
        [one] => year(one).or_else(|| Some(format!("{}-{:02}", none(), month(one)?))),
        [one, two] => match (month(one), month(two)) {
            (Some(m), _) => match year(two) {
                Some(year) => Some(format!("{year}-{m:02}")),
                None => Some(format!("{}-{m:02}-{:02}", none(), day(two)?)),
            },
            (None, Some(m)) => Some(format!("{}-{m:02}-{:02}", none(), day(one)?)),
            _ => None,
        },
        [one, two, three] => {
            let year = year(three)?;
            match (month(one), month(two)) {
                (Some(m), _) => Some(format!("{year}-{m:02}-{:02}", day(two)?)),
                (None, Some(m)) => Some(format!("{year}-{m:02}-{:02}", day(one)?)),
                // Days come first where stops stand between the figures.
                _ if text.contains('.') => Some(format!("{year}-{:02}-{:02}", day(two)?, day(one)?)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A month by its name or at least three letters of it, counted from 1.
fn month(part: &str) -> Option<usize> {
    let part = part.to_lowercase();
    let wanted = if part == "sept" { "sep" } else { part.as_str() };
    let found = Calendar::Gregorian
        .months()
        .iter()
        .position(|month| wanted.len() >= 3 && month.to_lowercase().starts_with(wanted));
    found.map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_dates_in_many_ways() {
        for (written, edtf) in [
            ("2023-10-17", "2023-10-17"),
            ("18 October 2023", "2023-10-18"),
            ("17 Oct. 2023", "2023-10-17"),
            ("October 17, 2023", "2023-10-17"),
            ("17th October 2023", "2023-10-17"),
            ("17.10.2023", "2023-10-17"),
            ("Sept 2023", "2023-09"),
            ("2023", "2023"),
            ("Aug", "XXXX-08"),
            ("August, year unknown", "XXXX-08"),
            ("5 Aug", "XXXX-08-05"),
            ("2024 or later", "2024/.."),
            ("May 2024 or earlier", "../2024-05"),
            ("14 March 2023 to 2026", "2023-03-14/2026"),
        ] {
            let read = Date::read(written).unwrap();
            assert_eq!(read.as_str(), edtf, "{written}");
            assert_eq!(Date::read(&read.shown()).unwrap(), read, "what is shown can be read");
        }
        for bad in
            ["", "next week", "17 2023", "32 May 2023", "éé 2023", "on or about", "18 October 2023 x", "2023 tons", "/"]
        {
            assert!(matches!(Date::read(bad), Err(BadDate::Unknown(_))), "{bad}");
        }
    }

    #[test]
    fn dates_of_seven_languages_and_three_calendars_are_read() {
        for (written, edtf) in [
            ("10/17/2023", "2023-10-17"),
            ("17/10/2023", "2023-10-17"),
            ("04/04/2023", "2023-04-04"),
            ("2023/10/17", "2023-10-17"),
            ("Wednesday, 18 October 2023", "2023-10-18"),
            ("17 октября 2023 г.", "2023-10-17"),
            ("17 октября 2023 года", "2023-10-17"),
            ("17 окт. 2023", "2023-10-17"),
            ("октябрь 2023", "2023-10"),
            ("2023 год", "2023"),
            ("2 листопада 2023 року", "2023-11-02"),
            ("17. Oktober 2023", "2023-10-17"),
            ("Dienstag, den 17. Oktober 2023", "2023-10-17"),
            ("März 2023", "2023-03"),
            ("17 octobre 2023", "2023-10-17"),
            ("1er août 2023", "2023-08-01"),
            ("١٧ أكتوبر ٢٠٢٣", "2023-10-17"),
            ("17 تشرين الأول/أكتوبر 2023", "2023-10-17"),
            ("٢٠٢٣", "2023"),
            ("2 ربيع الآخر 1445", "2023-10-17~"),
            ("رمضان 1445 هـ", "2024-03-11~/2024-04-09~"),
            ("۲۵ مهر ۱۴۰۲", "2023-10-17"),
            ("۲۵ مهرماه ۱۴۰۲", "2023-10-17"),
            ("25 Mehr 1402", "2023-10-17"),
            ("۱۴۰۲/۷/۲۵", "2023-10-17"),
            ("۱۴۰۲/۰۷/۲۵", "2023-10-17"),
            ("۱۴۰۲", "2023-03-21/2024-03-19"),
            ("مهر ۱۴۰۲", "2023-09-23/2023-10-22"),
            ("مهر ۱۴۰۲ to آذر ۱۴۰۲", "2023-09-23/2023-12-21"),
            ("۱۷ اکتبر ۲۰۲۳", "2023-10-17"),
            ("2 Ramadan 1445", "2024-03-12~"),
            ("spring 2023", "2023-21"),
            ("весна 2023 года", "2023-21"),
            ("1990s", "199X"),
            ("about 2015", "2015~"),
            ("about 18 October 2023 to 2024", "2023-10-18~/2024"),
            ("2010-12 to 2011", "2010-12/2011"),
            ("17–18 October 2020", "2020-10-17/2020-10-18"),
            ("17-18 October 2020", "2020-10-17/2020-10-18"),
            ("18 October to 3 November 2020", "2020-10-18/2020-11-03"),
            ("December – February 2021", "2020-12/2021-02"),
            ("۲۵–۲۷ مهر ۱۴۰۲", "2023-10-17/2023-10-19"),
            ("بهار ۱۴۰۲", "2023-03-21/2023-06-21"),
            ("spring 1402", "2023-03-21/2023-06-21"),
            ("autumn 1402", "2023-09-23/2023-12-21"),
            ("winter 1402 SH", "2023-12-22/2024-03-19"),
            ("spring 1402 AD", "1402-21"),
        ] {
            let read = Date::read(written).unwrap_or_else(|bad| panic!("{bad}"));
            assert_eq!(read.as_str(), edtf, "{written}");
            assert_eq!(Date::read(&read.shown()).unwrap(), read, "what is shown can be read");
        }
    }

    #[test]
    fn a_date_with_two_readings_names_both_and_one_there_is_not_says_why() {
        for (written, why) in [
            ("03/04/2023", "“03/04/2023” can be 03 April 2023 or 04 March 2023; write the month as a word"),
            ("5-6-2023", "“5-6-2023” can be 05 June 2023 or 06 May 2023; write the month as a word"),
            (
                "1402/7/26",
                "“1402/7/26” can be 18 October 2023 by the Solar Hijri calendar or about 20 May 1982 by the Islamic calendar; \
                 write the month as a word",
            ),
            ("30 February 2023", "“30 February 2023” is no day: February has 28 days in 2023"),
            ("31.09.2023", "“31.09.2023” is no day: September has 30 days"),
            ("31 сентября 2023", "“31 сентября 2023” is no day: September has 30 days"),
            ("۳۱ مهر ۱۴۰۲", "“۳۱ مهر ۱۴۰۲” is no day: Mehr has 30 days"),
            ("31 مهر", "“31 مهر” is no day: Mehr has 30 days"),
            ("30 Esfand 1402", "“30 Esfand 1402” is no day: Esfand has 29 days in 1402"),
            ("2023/13/01", "“2023/13/01” is no day: there is no month 13"),
            ("۱۴۰۲/۱۳/۱", "“۱۴۰۲/۱۳/۱” is no day: there is no month 13"),
            (
                "18–17 October 2020",
                "“18–17 October 2020” runs backwards: 18 October 2020 is after 17 October 2020; write the earlier one first",
            ),
            ("2020–2018", "“2020–2018” runs backwards: 2020 is after 2018; write the earlier one first"),
            ("2020/2018", "“2020/2018” runs backwards: 2020 is after 2018; write the earlier one first"),
            (
                "18 October – 17 October 2020",
                "“18 October – 17 October 2020” runs backwards: 18 October 2020 is after 17 October 2020; write the earlier \
                 one first",
            ),
            (
                "spring 1445 AH",
                "“spring 1445 AH” has no place: the years of the Islamic calendar move through the seasons; write a month of it",
            ),
            ("25 Mehr 2023", "“25 Mehr 2023” is no day: years of the Solar Hijri calendar are read from 1178 to 1501"),
        ] {
            assert_eq!(Date::read(written).unwrap_err().to_string(), why, "{written}");
        }
        assert!(matches!(Date::read("۲۵ مهر"), Err(BadDate::Unknown(_))), "it is not said of which year");
    }
}
