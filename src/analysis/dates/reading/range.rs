//! Stretches from one time to another: “from 3 to 5 May”, “2019–2021”, “May 3–5, 2023”.

use super::MOST_BEFORE;
use super::Reading;
use crate::analysis::dates::said::{Said, What};
use crate::domain::calendar::Calendar;
use crate::domain::date::lexicon::{Link, Sense, kinds};
use crate::domain::date::point::{At, Figures, Led, PLAIN_YEARS, Point};
use crate::domain::date::scan::Gap;
use std::cmp::Ordering;

impl Reading<'_> {
    /// From one time to another. `link` is the preposition before it.
    pub(super) fn range(&self, at: usize, next: usize, link: Option<Link>) -> Option<At<Said>> {
        if link == Some(Link::About) {
            return None;
        }
        let mut next = next;
        for _ in 0..MOST_BEFORE {
            if next > at && !self.close(next) {
                return None;
            }
            let found = self.range_from(next, link, false);
            if found.is_some() || next == at {
                return found;
            }
            next = self.scan.small(next, self.spoken.whole)?;
        }
        None
    }

    fn range_from(&self, at: usize, link: Option<Link>, night: bool) -> Option<At<Said>> {
        let tok = self.scan.toks.get(at).filter(|_| self.scan.may(at, kinds::MONTH))?;
        let found = if let Some(figure) = tok.figure {
            let begins = if figure.len <= 2 { self.scan.begins_day(at) } else { self.scan.begins_well(at, false) };
            if !begins {
                return None;
            }
            self.range_of_days(at, link, night)
                .or_else(|| self.years_backwards(at))
                .or_else(|| self.range_of_points(at, link, night))
        } else {
            self.days_after_month(at).or_else(|| self.range_of_points(at, link, night))
        }?;
        let link = link.filter(|link| *link != Link::In);
        let said = found.map(|what| Said { link: link.or(Some(Link::From)), ..Said::of(what) });
        Some(self.close_off_range(said))
    }

    /// “3 to 5 May”, “17.–18.10.2020”: the month stands at the end. “17.10.–18.10.2020”: the year does.
    fn range_of_days(&self, at: usize, link: Option<Link>, night: bool) -> Option<At<What>> {
        let (next, day) = self.scan.day(at, self.spoken.any)?;
        let month = (self.scan.gap(next) == Gap::Dot).then(|| self.scan.figure(next)).flatten();
        let month = month.filter(|month| month.len <= 2 && !month.tail && (1..=12).contains(&month.value));
        let month = month.and_then(|month| u8::try_from(month.value).ok());
        let next = next + usize::from(month.is_some());
        let from_end = self.scan.end_before(next);
        let (other, inside) = self.to(next, link, night)?;
        let in_figures = || {
            let found = self.scan.figures_from(other, self.spoken, Led::Weakly)?;
            match found.what {
                Figures::One(point) => Some(found.map(|_| point)),
                _ => None,
            }
        };
        let worded = self.scan.worded(other, self.spoken).filter(|_| month.is_none());
        let end = worded.or_else(in_figures).filter(|end| end.what.day.is_some())?;
        let to = end.what;
        let mut from = Point { day: Some(day), month: month.or(to.month), ..to };
        if from.month > to.month {
            from.year = from.year.map(|year| year - 1);
        }
        if from == to {
            return Some(end.map(|to| What::Named(to.into())));
        }
        if from.month == to.month && from.day > to.day {
            return Some(end.map(|to| What::Backwards(from, from_end, self.start_of(other), to)));
        }
        Some(end.map(|to| What::Range(from, to, inside)))
    }

    /// “2020–2018”.
    fn years_backwards(&self, at: usize) -> Option<At<What>> {
        let year = |at: usize| {
            let figure = self.scan.figure(at).filter(|figure| figure.len == 4 && !figure.tail)?;
            let plain = PLAIN_YEARS.contains(&figure.value);
            i32::try_from(figure.value).ok().filter(|_| plain)
        };
        let (from, to) = (year(at)?, year(at + 1)?);
        let is_dashed = matches!(self.scan.gap(at + 1), Gap::Dash | Gap::Hyphen);
        if from <= to || !is_dashed || self.scan.is_numbered(at, self.spoken.whole, Led::No) {
            return None;
        }
        if !self.scan.ends_well(self.scan.end_before(at + 2)) {
            return None;
        }
        let point = |year: i32| Point { calendar: Calendar::Gregorian, year: Some(year), month: None, day: None };
        let what = What::Backwards(point(from), self.scan.end_before(at + 1), self.start_of(at + 1), point(to));
        Some(self.scan.at(at + 2, self.spoken.whole, what))
    }

    fn start_of(&self, at: usize) -> usize {
        self.scan.toks.get(at).map_or(0, |tok| tok.start)
    }

    /// “Night of 17 to 18 October”, «ночь на 18 октября».
    pub(super) fn night(&self, at: usize) -> Option<At<Said>> {
        if !self.scan.may(at, kinds::NIGHT) {
            return None;
        }
        let (next, _, to) = self.scan.longest(at, self.spoken.whole, |sense| match sense {
            Sense::Night(to) => Some(to),
            _ => None,
        })?;
        let found = if to { self.night_to(next) } else { self.night_of(next) }?;
        Some(found.map(|said| Said { inclusive: true, ..said }))
    }

    /// A night between two days.
    fn night_of(&self, next: usize) -> Option<At<Said>> {
        let mut next = next;
        for _ in 0..MOST_BEFORE {
            if !self.close(next) {
                return None;
            }
            if let Some(found) = self.range_from(next, Some(Link::From), true) {
                return Some(found);
            }
            let small = |sense| matches!(sense, Sense::Article | Sense::Link(_)).then_some(());
            next = self.scan.longest(next, self.spoken.whole, small)?.0;
        }
        None
    }

    /// The night that ends on a day.
    fn night_to(&self, next: usize) -> Option<At<Said>> {
        let article = self.close(next).then(|| self.scan.says(next, self.spoken.whole, Sense::Article)).flatten();
        let next = article.unwrap_or(next);
        let day = self.close(next).then(|| self.scan.worded(next, self.spoken)).flatten()?;
        let eve = day.what.eve()?;
        Some(day.map(|day| Said { link: Some(Link::From), ..Said::of(What::Range(eve, day, true)) }))
    }

    fn close_off_range(&self, found: At<Said>) -> At<Said> {
        let after =
            self.close(found.next).then(|| self.scan.says(found.next, self.spoken.whole, Sense::Inclusive)).flatten();
        match after {
            Some(next) => self.scan.at(next, found.tongues, Said { inclusive: true, ..found.what }),
            None => found,
        }
    }

    /// “May 3–5, 2023”.
    fn days_after_month(&self, at: usize) -> Option<At<What>> {
        let month = self.scan.month(at, self.spoken.any)?;
        if !matches!(self.scan.gap(month.next), Gap::Space | Gap::DotSpace) {
            return None;
        }
        let (next, from) = self.scan.day(month.next, self.spoken.any)?;
        let from_end = self.scan.end_before(next);
        let (other, inside) = self.to(next, None, false)?;
        let (next, to) = self.scan.day(other, self.spoken.any)?;
        let year = match self.scan.gap(next) {
            Gap::Comma | Gap::Space => self.scan.year(next, month.tongues, true),
            _ => None,
        };
        let point = |day: u8| Point { day: Some(day), year: year.as_ref().map(|(year, _)| *year), ..month.what };
        let tongues = if year.is_some() { month.tongues } else { month.tongues & self.spoken.whole };
        let next = year.as_ref().map_or(next, |(_, found)| found.next);
        let what = match from.cmp(&to) {
            Ordering::Less => What::Range(point(from), point(to), inside),
            Ordering::Equal => What::Named(point(to).into()),
            Ordering::Greater => What::Backwards(point(from), from_end, self.start_of(other), point(to)),
        };
        let ends_well = year.is_some() || self.scan.ends_well(self.scan.end_before(next));
        (tongues != 0 && ends_well).then(|| self.scan.at(next, tongues, what))
    }

    fn range_of_points(&self, at: usize, link: Option<Link>, night: bool) -> Option<At<What>> {
        let led = if link.is_some() { Led::Weakly } else { Led::No };
        let from = self.end_point(at, led)?;
        let (other, inside) = self.to(from.next, link, night)?;
        let mut other = other;
        let to = loop {
            if let Some(to) = self.end_point(other, led) {
                break to;
            }
            other = self.scan.small(other, self.spoken.whole).filter(|next| self.close(*next))?;
        };
        let (mut first, mut last) = (from.what, to.what);
        if first.calendar != last.calendar || first.month.is_some() != last.month.is_some() && first.year.is_none() {
            return None;
        }
        let order = |point: &Point| (point.month, point.day);
        let turns = order(&first) > order(&last);
        if first.month == last.month && turns && first.year.is_none() != last.year.is_none() {
            // “18 October to 17 October 2020”: that it is of a year before is not said.
            let year = first.year.or(last.year);
            (first.year, last.year) = (year, year);
            return Some(to.map(|_| What::Backwards(first, from.end, self.start_of(other), last)));
        }
        match (first.year, last.year) {
            (None, Some(year)) => first.year = Some(year - i32::from(turns)),
            (Some(year), None) => last.year = Some(year + i32::from(turns)),
            (Some(one), Some(other)) if one > other => return None,
            _ => {}
        }
        Some(to.map(|_| What::Range(first, last, inside)))
    }

    /// A day, a month or a year at an end of a range.
    fn end_point(&self, at: usize, led: Led) -> Option<At<Point>> {
        if let Some(found) = self.scan.worded(at, self.spoken) {
            let sure = led != Led::No || found.what.day.is_some() || found.what.year.is_some();
            let sure = sure || self.scan.unsure(at) & found.tongues != found.tongues;
            return sure.then_some(found);
        }
        if let Some(found) = self.scan.figures(at, self.spoken, led) {
            return match found.what {
                Figures::One(point) => Some(found.map(|_| point)),
                _ => None,
            };
        }
        self.scan.bare_year(at, self.spoken, led)
    }

    /// What parts the two ends of a range: where the second begins, and whether it is said to be inside.
    fn to(&self, next: usize, link: Option<Link>, night: bool) -> Option<(usize, bool)> {
        if matches!(self.scan.gap(next), Gap::Dash | Gap::Hyphen) && link != Some(Link::Between) {
            return Some((next, true));
        }
        // “Before 3–5 May” is before them all, “after 3 May until 5 May” is not after them.
        if matches!(link, Some(Link::Before | Link::After | Link::Until | Link::Through | Link::By)) {
            return None;
        }
        // “1. bis 14. Mai”.
        let day = |at: usize| self.scan.figure(at).is_some_and(|figure| figure.len <= 2);
        let after_day = self.scan.gap(next) == Gap::DotSpace && next.checked_sub(1).is_some_and(day);
        if !self.close(next) && !after_day {
            return None;
        }
        let (after, _, inside) = self.scan.longest(next, self.spoken.whole, |sense| match sense {
            Sense::And | Sense::ToNight if night => Some(true),
            Sense::And if link == Some(Link::Between) => Some(false),
            Sense::To(inside) if link != Some(Link::Between) => Some(inside),
            _ => None,
        })?;
        let (after, mut next) = (after, after);
        // “Du 3 au 5”, “to the 5th”.
        while let Some(on) = self.scan.says(next, self.spoken.whole, Sense::Article).filter(|_| next < after + 2) {
            next = on;
        }
        (self.close(after)).then_some((next, inside))
    }
}
