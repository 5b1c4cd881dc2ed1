//! Quarters, halves, seasons and decades, and of which year they are.

use super::piece::Place;
use super::{MOST_BEFORE, Reading, season};
use crate::analysis::dates::said::{Kind, Named, Said, What, Year};
use crate::domain::calendar::Calendar;
use crate::domain::date::lexicon::{Part, Sense, Tongues, Unit, Which};
use crate::domain::date::point::{At, Figures, Led, Spoken};
use crate::domain::date::scan::{Figure, Gap};

impl Reading<'_> {
    /// “Third quarter of 2023”, “Q3 2023”, “erstes Halbjahr”, “first half of October”.
    pub(super) fn part_of_year(&self, at: usize) -> Option<At<Said>> {
        let tongues = self.spoken.whole;
        let named = self.scan.longest(at, tongues, |sense| match sense {
            Sense::Quarter(n) => Some(Kind::Quarter(n)),
            Sense::Half(n) => Some(Kind::Half(n)),
            _ => None,
        });
        let (next, tongues, kind) = named.or_else(|| self.ordered(at, tongues))?;
        if let Some((next, tongues, year)) =
            self.year_of(next, tongues, Some(&|year, tongues| self.scan.calendar_of(year, tongues)))
        {
            return Some(self.scan.at(next, tongues, Said::of(What::Named(Named { kind, year }))));
        }
        let Kind::Half(half) = kind else { return None };
        // A half of a month is the earlier or the later part of it.
        let part = if half == 1 { Part::Early } else { Part::Late };
        let month = self.close(next).then(|| self.named(next, Led::Well)).flatten();
        let is_month =
            |found: &At<Said>| matches!(found.what.what, What::Named(Named { kind: Kind::Date(_, Some(_), None), .. }));
        month.filter(is_month).map(|found| found.map(|said| Said { part: Some(part), ..said }))
    }

    /// “Third quarter” in either order.
    pub(super) fn ordered(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, Kind)> {
        let kind = |unit: Unit, place: Place| match (unit, place) {
            (Unit::Quarter, Place::Nth(n)) if n <= 4 => Some(Kind::Quarter(n)),
            (Unit::Quarter, Place::Last) => Some(Kind::Quarter(4)),
            (Unit::Half, Place::Nth(n)) if n <= 2 => Some(Kind::Half(n)),
            (Unit::Half, Place::Last) => Some(Kind::Half(2)),
            _ => None,
        };
        let spaced = |at: usize| matches!(self.scan.gap(at), Gap::Space | Gap::DotSpace | Gap::Hyphen);
        if let Some((next, tongues, place)) = self.place(at, tongues).filter(|(next, ..)| spaced(*next))
            && let Some((next, tongues, unit)) = self.unit(next, tongues)
        {
            return Some((next, tongues, kind(unit, place)?));
        }
        let (next, tongues, unit) = self.unit(at, tongues).filter(|(next, ..)| spaced(*next))?;
        let (next, tongues, place) = self.place(next, tongues)?;
        Some((next, tongues, kind(unit, place)?))
    }

    pub(super) fn ordinal(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, u8)> {
        if let Some(figure) = self.scan.figure(at) {
            let (next, n) = self.scan.day(at, tongues)?;
            let said = figure.tail || next > at + 1 || self.scan.gap(next) == Gap::DotSpace;
            return said.then_some((next, tongues, n));
        }
        self.scan.longest(at, tongues, |sense| match sense {
            Sense::Ordinal(n) => Some(n),
            _ => None,
        })
    }

    /// The year after a part of it: said, or told from now. `calendar` tells of which calendar a said one is; without it none
    /// is looked for.
    pub(super) fn year_of(
        &self,
        next: usize,
        tongues: Tongues,
        calendar: Option<&dyn Fn(Figure, Tongues) -> Calendar>,
    ) -> Option<(usize, Tongues, Year)> {
        let mut next = next;
        for _ in 0..MOST_BEFORE {
            let gap = self.scan.gap(next);
            if !matches!(gap, Gap::Space | Gap::Nothing | Gap::Apostrophe | Gap::Comma | Gap::Slash | Gap::Hyphen) {
                return None;
            }
            if let Some(figure) = self.scan.figure(next) {
                let calendar_of = calendar?;
                let spoken = Spoken { whole: tongues, any: tongues, own: tongues };
                if let Some(At { what: Figures::Years(from, _), next, .. }) = self.scan.figures(next, spoken, Led::Well)
                {
                    return Some((next, tongues, Year::Said(from.calendar, from.year?)));
                }
                let (year, found) = self.scan.year(next, tongues, true)?;
                let calendar = found.what.unwrap_or_else(|| calendar_of(figure, tongues));
                return Some((found.next, tongues, Year::Said(calendar, year)));
            }
            if let Some(from_now) = self.year_from_now(next, tongues) {
                return Some(from_now);
            }
            next = self.scan.small(next, tongues)?;
        }
        None
    }

    /// “Last year”, “прошлого года”, “پارسال”.
    pub(super) fn year_from_now(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, Year)> {
        let of = |which: Which| match which {
            Which::Last => Some(Year::FromNow(-1)),
            Which::This => Some(Year::FromNow(0)),
            Which::Next => Some(Year::FromNow(1)),
            Which::Past | Which::Coming => None,
        };
        if let Some((next, tongues, which)) = self.which_at(at, false, tongues).filter(|(next, ..)| self.close(*next))
            && let Some((next, tongues, Unit::Year)) = self.unit(next, tongues)
        {
            return Some((next, tongues, of(which)?));
        }
        if let Some((next, tongues, Unit::Year)) = self.unit(at, tongues).filter(|(next, ..)| self.close(*next))
            && let Some((next, tongues, which)) = self.which_at(next, true, tongues)
        {
            return Some((next, tongues, of(which)?));
        }
        let (next, tongues, by) = self.scan.longest(at, tongues, |sense| match sense {
            Sense::Shift(Unit::Year, by) => Some(by),
            _ => None,
        })?;
        Some((next, tongues, Year::FromNow(by)))
    }

    pub(super) fn season(&self, at: usize, led: Led) -> Option<At<Said>> {
        let (next, tongues, season) = self.scan.longest(at, self.spoken.whole, season)?;
        let kind = Kind::Season(season);
        if let Some((next, tongues, year)) =
            self.year_of(next, tongues, Some(&|year, tongues| self.scan.season_calendar_of(year, tongues)))
        {
            return Some(self.scan.at(next, tongues, Said::of(What::Named(Named { kind, year }))));
        }
        let which = self.close(next).then(|| self.which_at(next, true, tongues)).flatten();
        let (next, tongues, year) = match which {
            Some((next, tongues, which)) => (next, tongues, Year::Which(which)),
            // “A spring in the step”: what only may be a season is none without a preposition and an article.
            None if led != Led::No && !self.has_of(next) && self.scan.unsure(at) & tongues == 0 => {
                (next, tongues, Year::Unsaid)
            }
            None => return None,
        };
        Some(self.scan.at(next, tongues, Said::of(What::Named(Named { kind, year }))))
    }

    /// True before “of”: “the fall of the wall”.
    fn has_of(&self, next: usize) -> bool {
        self.scan.says(next, self.spoken.whole, Sense::Of).is_some()
    }

    /// “1990s”, “1990-х годах”, “années 1990”, “دهه ۱۳۸۰”, “nineties”.
    pub(super) fn decade(&self, at: usize, led: Led) -> Option<At<Said>> {
        let tongues = self.spoken.whole;
        let word = self.scan.longest(at, tongues, |sense| match sense {
            Sense::Decade(ten) => Some(ten),
            _ => None,
        });
        if let Some((next, tongues, ten)) = word {
            let (next, marked) = self.decade_marks(next, tongues);
            if let Some(end) = self.last_century(next, tongues) {
                return Some(self.scan.at(
                    end,
                    tongues,
                    Said::of(What::Decade(Calendar::Gregorian, 1900 + i32::from(ten))),
                ));
            }
            return (led != Led::No || marked).then(|| self.scan.at(next, tongues, Said::of(What::DecadeOf(ten))));
        }
        let mark = self.scan.says(at, tongues, Sense::DecadeMark).filter(|next| self.close(*next));
        let at = mark.unwrap_or(at);
        let figure = self.scan.figure(at).filter(|figure| figure.value % 10 == 0 && matches!(figure.len, 2 | 4))?;
        if !self.scan.begins_well(at, false) && self.scan.gap(at) != Gap::Hyphen {
            return None;
        }
        let mut next = at + 1;
        let mut hung = figure.tail && self.scan.tail(at, tongues, |sense| sense == Sense::DecadeEnd);
        if !figure.tail
            && matches!(self.scan.gap(next), Gap::Hyphen | Gap::Apostrophe)
            && let Some(after) = self.scan.says(next, tongues, Sense::DecadeEnd)
        {
            // “2020’s last convoy” is of a year, “1990’s music” and “the 2010’s” are of ten.
            let told = figure.len == 2
                || figure.value < 2000
                || self.scan.gap(next) == Gap::Hyphen
                || mark.is_some()
                || self.is_the(at);
            (next, hung) = if told { (after, true) } else { (next, false) };
        }
        let is_decade = hung || (mark.is_some() && !figure.tail);
        if !is_decade || !self.scan.ends_well(self.scan.end_before(next)) {
            return None;
        }
        let (next, marked) = self.decade_marks(next, tongues);
        let what = if figure.len == 4 {
            let calendar = self.scan.calendar_of(figure, self.spoken.own);
            What::Decade(calendar, i32::try_from(figure.value).ok()?)
        } else {
            let ten = u8::try_from(figure.value).ok().filter(|_| mark.is_some() || marked || led != Led::No)?;
            match self.last_century(next, tongues) {
                Some(end) => {
                    let what = What::Decade(Calendar::Gregorian, 1900 + i32::from(ten));
                    return Some(self.scan.at(end, tongues, Said::of(what)));
                }
                None => What::DecadeOf(ten),
            }
        };
        Some(self.scan.at(next, tongues, Said::of(what)))
    }

    /// True behind an article or a word for a part: “the 1990’s”, “mid-1990’s”.
    fn is_the(&self, at: usize) -> bool {
        let is = |sense| matches!(sense, Sense::Article | Sense::Part(_)).then_some(());
        let before = at.checked_sub(1).filter(|_| matches!(self.scan.gap(at), Gap::Space | Gap::Hyphen));
        before
            .is_some_and(|before| self.scan.longest(before, self.spoken.whole, is).is_some_and(|(next, ..)| next == at))
    }

    /// Past the word for years after a decade, and whether there is one.
    fn decade_marks(&self, next: usize, tongues: Tongues) -> (usize, bool) {
        let years = |sense| matches!(sense, Sense::YearMark | Sense::YearMarkAfter).then_some(());
        let mark = (self.scan.gap(next) == Gap::Space).then(|| self.scan.longest(next, tongues, years)).flatten();
        mark.map_or((next, false), |(next, ..)| (next, true))
    }

    fn last_century(&self, next: usize, tongues: Tongues) -> Option<usize> {
        self.close(next).then(|| self.scan.says(next, tongues, Sense::LastCentury)).flatten()
    }
}
