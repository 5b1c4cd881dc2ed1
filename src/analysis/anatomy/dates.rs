//! The dates of a stretch of text: days, months with their years, and years, in all languages and calendars that the words of
//! time are known of.

use crate::domain::Date;
use crate::domain::date::Lexicon;
use crate::domain::date::point::{Figures, Led, Point, Spoken};
use crate::domain::date::scan::Scan;
use std::ops::Range;

/// Years that stand by themselves and are taken for some.
const YEARS: Range<u32> = 1000..2200;

/// A date where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Where, in bytes.
    pub bytes: Range<usize>,
    /// In EDTF: with `XXXX` where no year stands there; an interval for a month or a year of another calendar.
    pub date: Date,
}

/// The dates of a stretch of text, in order; with a single year only where `years` says so. What has two readings, and a day of
/// another calendar without its year, is none. A stretch should be short.
pub(super) fn dates(text: &str, years: bool) -> Vec<Dated> {
    let scan = Scan::of(text, Lexicon::built_in());
    let any = scan.lexicon.tongues(|_| true);
    let spoken = Spoken { whole: any, any, own: any };
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(tok) = scan.toks.get(at) {
        match date_at(&scan, at, spoken, years) {
            Some((next, point)) => {
                // What there is not, as 31 September, is passed over whole.
                let date = point.and_then(|point| point.date().ok().flatten());
                // Its full stop, if one follows, is the sentence's.
                out.extend(date.map(|date| Dated { bytes: tok.start..scan.end_before(next), date }));
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

/// What is dated at a place, and the place after it.
fn date_at(scan: &Scan<'_>, at: usize, spoken: Spoken, years: bool) -> Option<(usize, Option<Point>)> {
    if let Some(figures) = scan.figures(at, spoken, Led::Well) {
        let point = match figures.what {
            Figures::One(point) => Some(point).filter(|point| point.day.is_some()),
            _ => None,
        };
        return Some((figures.next, point));
    }
    if let Some(found) = scan.worded(at, spoken) {
        let told = found.what.day.is_some() || found.what.year.is_some();
        return told.then_some((found.next, Some(found.what)));
    }
    let figure = scan.figure(at).filter(|figure| years && YEARS.contains(&figure.value))?;
    let (year, found) = scan.year(at, spoken.whole, true).filter(|_| scan.begins_well(at, false))?;
    let calendar = found.what.unwrap_or_else(|| scan.calendar_of(figure, spoken.own));
    Some((found.next, Some(Point { calendar, year: Some(year), month: None, day: None })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_languages_of_the_lists() {
        for (text, edtf) in [
            ("18 October 2023", "2023-10-18"),
            ("02 September 2023", "2023-09-02"),
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
            ("۱۴۰۲.", "2023-03-21/2024-03-19"),
            ("۲۵.۷.۱۴۰۲", "2023-10-17"),
            ("17 жовтня 2023", "2023-10-17"),
            ("17 أكتوبر 2023", "2023-10-17"),
            ("10/17/2023", "2023-10-17"),
            ("18 October 2023*", "2023-10-18"),
        ] {
            let found = dates(text, true);
            assert_eq!(found.first().map(|found| found.date.as_str()), Some(edtf), "{text}");
            assert_eq!(found.len(), 1, "{text}");
        }
        for none in ["31 September 2023", "۳۰ اسفند ۱۴۰۲", "17 of them", "May", "May I", "in 20234", "03/04/2023"]
        {
            let found = dates(none, false);
            assert!(found.iter().all(|found| found.date.as_str().len() != 10), "{none}: {found:?}");
        }
        let year = dates("of 2023 года", true);
        assert_eq!(year.first().map(|found| found.bytes.clone()), Some(3..16));
    }
}
