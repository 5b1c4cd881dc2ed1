//! Times of day, alone and beside a date.

use super::{Reading, has_day};
use crate::analysis::dates::said::{Said, What};
use crate::domain::calendar::Calendar;
use crate::domain::date::lexicon::{Link, Sense};
use crate::domain::date::point::{At, Led, Point};
use crate::domain::date::scan::{Digits, Gap};

impl Reading<'_> {
    /// A date with the time of day after it.
    pub(super) fn with_clock(&self, found: At<Said>) -> At<Said> {
        if !has_day(&found.what.what) || !matches!(self.scan.gap(found.next), Gap::Space | Gap::Comma) {
            return found;
        }
        let leads = |sense: Sense| matches!(sense, Sense::Clock | Sense::Link(Link::In)).then_some(());
        let led = self.scan.longest(found.next, self.spoken.whole, leads).filter(|(next, ..)| self.close(*next));
        match self.clock(led.map_or(found.next, |(next, ..)| next)) {
            Some((next, clock)) => self.scan.at(next, found.tongues, Said { clock: Some(clock), ..found.what }),
            None => found,
        }
    }

    /// A time of day, and the day after it.
    pub(super) fn clock_and_day(&self, at: usize, led: Led) -> Option<At<Said>> {
        let (next, clock) = self.clock(at)?;
        if let Some(dated) = self.dated_after(next) {
            return Some(dated.map(|said| Said { clock: Some(clock), ..said }));
        }
        let said = Said { clock: Some(clock), ..Said::of(What::Clock) };
        (led != Led::No || self.has_half(next)).then(|| self.scan.at(next, self.spoken.whole, said))
    }

    /// “14:30”, “2:30 p.m.”, “6pm”, “14 Uhr”, “10 h 30”.
    fn clock(&self, at: usize) -> Option<(usize, (u8, u8))> {
        let figure = self.scan.figure(at).filter(|figure| figure.len <= 2 && figure.value <= 24)?;
        let hour = u8::try_from(figure.value).ok().filter(|_| self.scan.begins_well(at, false))?;
        let two = |at: usize| {
            let figure = self.scan.figure(at).filter(|figure| figure.len == 2 && !figure.tail && figure.value <= 59)?;
            u8::try_from(figure.value).ok()
        };
        let of = |sense: Sense| match sense {
            Sense::Am => Some(Half::Am),
            Sense::Pm => Some(Half::Pm),
            Sense::OClock => Some(Half::None),
            _ => None,
        };
        let (mut next, mut minute) = (at + 1, None);
        if figure.tail {
            let said = [Sense::Am, Sense::Pm, Sense::OClock].into_iter();
            let half = said.into_iter().find(|said| self.scan.tail(at, self.spoken.whole, |sense| sense == *said));
            let half = half.and_then(of)?;
            minute = two(next).filter(|_| half == Half::None && self.scan.gap(next) == Gap::Nothing);
            return Some((next + usize::from(minute.is_some()), (half.of(hour), minute.unwrap_or(0))));
        }
        let sign = self.scan.gap(next);
        if matches!(sign, Gap::Colon | Gap::Dot) {
            minute = two(next);
            next += usize::from(minute.is_some());
        }
        // Seconds.
        if minute.is_some() && self.scan.gap(next) == Gap::Colon && two(next).is_some() {
            next += 1;
        }
        let spaced = matches!(self.scan.gap(next), Gap::Space | Gap::Nothing);
        if let Some((after, _, half)) = spaced.then(|| self.scan.longest(next, self.spoken.whole, of)).flatten() {
            let late =
                (half == Half::None && minute.is_none() && self.scan.gap(after) == Gap::Space).then(|| two(after));
            let late = late.flatten();
            return Some((after + usize::from(late.is_some()), (half.of(hour), minute.or(late).unwrap_or(0))));
        }
        // Hours alone, and figures with a point between them, are hours only where it is said.
        let told = sign == Gap::Colon && self.scan.ends_well(self.scan.end_before(next));
        minute.filter(|_| told).map(|minute| (next, (hour, minute)))
    }

    /// `2023-10-17T14:05`.
    pub(super) fn iso(&self, at: usize) -> Option<At<Said>> {
        let tok = self.scan.toks.get(at).filter(|_| self.scan.begins_well(at, true))?;
        let first = tok.figure.filter(|figure| figure.len == 4 && figure.digits == Digits::Ascii)?;
        let written = self.scan.text.get(tok.start..tok.start + 16)?;
        let shape: String = written.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        if shape != "0000-00-00T00:00" {
            return None;
        }
        let part = |range: std::ops::Range<usize>| written.get(range).and_then(|part| part.parse::<u8>().ok());
        let (month, day) = (part(5..7)?, part(8..10)?);
        let clock = (part(11..13).filter(|hour| *hour <= 24)?, part(14..16).filter(|minute| *minute < 60)?);
        let year = i32::try_from(first.value).ok()?;
        let calendar = Calendar::Gregorian;
        calendar.check(Some(year), month, day).ok()?;
        let point = Point { calendar, year: Some(year), month: Some(month), day: Some(day) };
        // Seconds and the zone belong to it.
        let rest = self.scan.text.get(tok.start + 16..).unwrap_or_default();
        let more = rest.bytes().take(20).take_while(|b| b.is_ascii_digit() || b":.+-Z".contains(b)).count();
        let more = rest.get(..more).unwrap_or_default().trim_end_matches([':', '.', '+', '-']).len();
        let end = tok.start + 16 + more;
        let next = at + self.scan.toks.get(at..)?.iter().take(12).take_while(|tok| tok.start < end).count();
        let said = Said { clock: Some(clock), ..Said::of(What::Named(point.into())) };
        Some(At { next, end, tongues: self.spoken.any, what: said })
    }
}

/// The half of a day an hour is of.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    None,
    Am,
    Pm,
}

impl Half {
    /// The hour of 24.
    fn of(self, hour: u8) -> u8 {
        match self {
            Self::Pm if hour < 12 => hour + 12,
            Self::Am if hour == 12 => 0,
            _ => hour,
        }
    }
}
