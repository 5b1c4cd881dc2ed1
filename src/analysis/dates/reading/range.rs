//! Stretches from one time to another: “from 3 to 5 May”, “2019–2021”, “May 3–5, 2023”.

use super::MOST_BEFORE;
use super::Reading;
use crate::analysis::dates::said::{Said, What};
use crate::domain::date::lexicon::{Link, Sense};
use crate::domain::date::point::{At, Figures, Led, Point};
use crate::domain::date::scan::Gap;

impl Reading<'_> {
    /// From one time to another. `link` is the preposition before it.
    pub(super) fn range(&self, at: usize, next: usize, link: Option<Link>) -> Option<At<Said>> {
        if !link.is_none_or(|link| matches!(link, Link::From | Link::Between | Link::Since | Link::In)) {
            return None;
        }
        let mut next = next;
        for _ in 0..MOST_BEFORE {
            if next > at && !self.close(next) {
                return None;
            }
            let found = self.range_from(next, link);
            if found.is_some() || next == at {
                return found;
            }
            next = self.scan.small(next, self.spoken.whole)?;
        }
        None
    }

    fn range_from(&self, at: usize, link: Option<Link>) -> Option<At<Said>> {
        let tok = self.scan.toks.get(at)?;
        let spoken = self.spoken;
        let found = if tok.figure.is_some() {
            if !self.scan.begins_well(at, false) {
                return None;
            }
            // “3 to 5 May”: the month stands at the end.
            let of_days = self.scan.day(at, spoken.any).and_then(|(next, day)| {
                let (other, inside) = self.to(next, link)?;
                let end = self.scan.worded(other, spoken).filter(|end| end.what.day.is_some())?;
                let from = Point { day: Some(day), ..end.what };
                Some(end.map(|to| What::Range(from, to, inside)))
            });
            of_days.or_else(|| self.range_of_points(at, link))
        } else {
            self.days_after_month(at).or_else(|| self.range_of_points(at, link))
        }?;
        let link = link.filter(|link| *link != Link::In);
        let said = found.map(|what| Said { link: link.or(Some(Link::From)), ..Said::of(what) });
        Some(self.close_off_range(said))
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
        let (other, inside) = self.to(next, None)?;
        let (next, to) = self.scan.day(other, self.spoken.any)?;
        if to <= from {
            return None;
        }
        let year = match self.scan.gap(next) {
            Gap::Comma | Gap::Space => self.scan.year(next, month.tongues),
            _ => None,
        };
        let point = |day: u8| Point { day: Some(day), year: year.as_ref().map(|(year, _)| *year), ..month.what };
        let tongues = if year.is_some() { month.tongues } else { month.tongues & self.spoken.whole };
        let next = year.as_ref().map_or(next, |(_, found)| found.next);
        (tongues != 0 && self.scan.ends_well(self.scan.end_before(next)))
            .then(|| self.scan.at(next, tongues, What::Range(point(from), point(to), inside)))
    }

    fn range_of_points(&self, at: usize, link: Option<Link>) -> Option<At<What>> {
        let led = if link.is_some() { Led::Weakly } else { Led::No };
        let from = self.end_point(at, led)?;
        let (other, inside) = self.to(from.next, link)?;
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
    fn to(&self, next: usize, link: Option<Link>) -> Option<(usize, bool)> {
        if matches!(self.scan.gap(next), Gap::Dash | Gap::Hyphen) && link != Some(Link::Between) {
            return Some((next, true));
        }
        // “1. bis 14. Mai”.
        let day = |at: usize| self.scan.figure(at).is_some_and(|figure| figure.len <= 2);
        let after_day = self.scan.gap(next) == Gap::DotSpace && next.checked_sub(1).is_some_and(day);
        if !self.close(next) && !after_day {
            return None;
        }
        let (after, _, inside) = self.scan.longest(next, self.spoken.whole, |sense| match sense {
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
