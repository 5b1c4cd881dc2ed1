//! The grammar of expressions of time: what begins at a word, of which parts it is made, and where it ends.

use super::said::{Kind, Named, Said, What, Year};
use crate::domain::calendar::Calendar;
use crate::domain::date::lexicon::{Link, Part, Sense, Tongues, Unit, Which};
use crate::domain::date::point::{At, Figures, Point, Spoken};
use crate::domain::date::scan::{Digits, Gap, Scan};

/// Most words before a time that say nothing of it: “in the”, “since about the”.
const MOST_BEFORE: usize = 4;

/// A text that is read.
pub(super) struct Reading<'a> {
    pub(super) scan: Scan<'a>,
    pub(super) spoken: Spoken,
}

/// What a word begins.
pub(super) enum Begun {
    Said(At<Said>),
    /// What looks like a time and is none, up to a place.
    Not(usize),
}

impl Reading<'_> {
    /// What begins at a place.
    pub(super) fn at(&self, at: usize) -> Option<Begun> {
        let not = self.scan.says(at, self.spoken.whole, Sense::Not);
        let found = match self.link(at) {
            Some((next, link)) => {
                // A preposition may be of a time itself: “vor drei Tagen”, “avant-hier”.
                let found = longer(self.time(at, false), self.led(at, next, link));
                longer(self.range(at, next, Some(link)), found)
            }
            None => longer(self.range(at, at, None), self.time(at, false)),
        };
        let found = match (found, self.vague(at)) {
            (Some(found), Some(vague)) => longer(Some(vague), Some(found)),
            (found, vague) => found.or(vague),
        };
        match (found, not) {
            (found, Some(not)) if found.is_none_or(|found| found.next <= not) => Some(Begun::Not(not)),
            (found, _) => found.map(Begun::Said),
        }
    }

    fn link(&self, at: usize) -> Option<(usize, Link)> {
        let (next, _, link) = self.scan.longest(at, self.spoken.whole, |sense| match sense {
            Sense::Link(link) => Some(link),
            _ => None,
        })?;
        Some((next, link))
    }

    fn vague(&self, at: usize) -> Option<At<Said>> {
        let next = self.scan.says(at, self.spoken.whole, Sense::Vague)?;
        Some(self.scan.at(next, self.spoken.whole, Said::of(What::Vague)))
    }

    /// True where nothing but space stands before a word.
    fn close(&self, at: usize) -> bool {
        matches!(self.scan.gap(at), Gap::Space | Gap::Nothing | Gap::Apostrophe | Gap::DotSpace)
    }

    /// A time after a preposition.
    fn led(&self, at: usize, next: usize, link: Link) -> Option<At<Said>> {
        let (mut next, mut about) = (next, link == Link::About);
        // “By 3 p.m.”, “about noon”: of several prepositions the first tells how something stands to the time.
        for _ in 0..MOST_BEFORE {
            if !self.close(next) {
                return None;
            }
            if let Some(found) = self.time(next, true) {
                let alone = found.what.what == What::Clock;
                if alone && self.scan.says(at, self.spoken.whole, Sense::Clock).is_none() && !self.has_half(found.next) {
                    return None;
                }
                return Some(self.close_off(found.map(|said| Said { link: Some(link), about, ..said })));
            }
            let small = self.scan.longest(next, self.spoken.whole, |sense| match sense {
                Sense::Link(Link::About) => Some(true),
                Sense::Link(Link::In) | Sense::Article | Sense::MonthMark | Sense::YearMark | Sense::DayMark => Some(false),
                _ => None,
            });
            let (after, _, is_about) = small?;
            (next, about) = (after, about || is_about);
        }
        None
    }

    /// True when the word before a place is “a.m.” or “p.m.”.
    fn has_half(&self, next: usize) -> bool {
        let half = |sense| matches!(sense, Sense::Am | Sense::Pm).then_some(());
        (1..=2).any(|back| {
            let from = next.checked_sub(back);
            from.and_then(|from| self.scan.longest(from, self.spoken.whole, half)).is_some_and(|(end, ..)| end == next)
        })
    }

    /// What may stand after a time: that the end is inside, or that it goes on from there.
    fn close_off(&self, found: At<Said>) -> At<Said> {
        if !self.close(found.next) {
            return found;
        }
        let after = self.scan.longest(found.next, self.spoken.whole, |sense| match sense {
            Sense::Inclusive => Some(false),
            Sense::Onwards => Some(true),
            _ => None,
        });
        let open = matches!(found.what.link, Some(Link::From | Link::Since));
        match after {
            Some((next, _, true)) if open => {
                self.scan.at(next, found.tongues, Said { link: Some(Link::Since), ..found.what })
            }
            Some((next, _, false)) => self.scan.at(next, found.tongues, Said { inclusive: true, ..found.what }),
            _ => found,
        }
    }

    /// A time without its preposition. `led` where it has one.
    fn time(&self, at: usize, led: bool) -> Option<At<Said>> {
        let part = self.scan.longest(at, self.spoken.whole, |sense| match sense {
            Sense::Part(part) => Some(part),
            _ => None,
        });
        if let Some(found) = part.and_then(|(next, _, part)| self.parted(next, part, led)) {
            return Some(found);
        }
        self.core(at, led)
    }

    /// A time after the word for a part of it: “early 2023”, “the end of last year”.
    fn parted(&self, next: usize, part: Part, led: bool) -> Option<At<Said>> {
        let mut next = next;
        for _ in 0..MOST_BEFORE {
            if !self.close(next) && self.scan.gap(next) != Gap::Hyphen {
                return None;
            }
            // “Late in the day” is no time that a part can be told of.
            let can_be = |what: What| {
                matches!(what, What::Named(_) | What::Unit(..) | What::Decade(..) | What::DecadeOf(_))
                    || matches!(what, What::Shift(Unit::Year | Unit::Month, _))
            };
            let hung = self.scan.gap(next) == Gap::Hyphen;
            let found = if hung { self.hung(next) } else { self.core(next, true) };
            if let Some(found) = found.filter(|found| can_be(found.what.what)) {
                return Some(found.map(|said| Said { part: Some(part), ..said }));
            }
            next = self.scan.small(next, self.spoken.whole).filter(|_| led || next > 0)?;
        }
        None
    }

    /// A year or month after “mid-”.
    fn hung(&self, at: usize) -> Option<At<Said>> {
        if self.scan.figure(at).is_none() {
            return self.core(at, true);
        }
        if let Some(decade) = self.decade(at, true) {
            return Some(decade);
        }
        let (year, found) = self.scan.year(at, self.spoken.whole)?;
        let calendar = found.what.unwrap_or(Calendar::Gregorian);
        let named = Named { kind: Kind::Date(calendar, None, None), year: Year::Said(calendar, year) };
        Some(found.map(|_| Said::of(What::Named(named))))
    }

    fn core(&self, at: usize, led: bool) -> Option<At<Said>> {
        if self.scan.figure(at).is_some() {
            return self
                .clock_and_day(at, led)
                .or_else(|| self.iso(at))
                .or_else(|| self.amount(at))
                .or_else(|| self.part_of_year(at))
                .or_else(|| self.decade(at, led))
                .or_else(|| self.named(at, led));
        }
        self.shift(at)
            .or_else(|| self.weekday(at, led))
            .or_else(|| self.which(at))
            .or_else(|| self.amount(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.decade(at, led))
            .or_else(|| self.season(at, led))
            .or_else(|| self.unit_which(at))
            .or_else(|| self.named(at, led))
    }

    fn shift(&self, at: usize) -> Option<At<Said>> {
        let (next, tongues, (unit, by)) = self.scan.longest(at, self.spoken.whole, |sense| match sense {
            Sense::Shift(unit, by) => Some((unit, by)),
            _ => None,
        })?;
        Some(self.scan.at(next, tongues, Said::of(What::Shift(unit, by))))
    }

    fn which_at(&self, at: usize, after: bool, tongues: Tongues) -> Option<(usize, Tongues, Which)> {
        self.scan.longest(at, tongues, |sense| match sense {
            Sense::Which(which, stands) if stands == after => Some(which),
            _ => None,
        })
    }

    fn unit(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, Unit)> {
        self.scan.longest(at, tongues, |sense| match sense {
            Sense::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    /// A number of at most two digits, or as a word.
    fn number(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, u8)> {
        if let Some(figure) = self.scan.figure(at) {
            let small = figure.len <= 2 && !figure.tail && figure.value > 0;
            let begins = self.scan.begins_well(at, false);
            return u8::try_from(figure.value).ok().filter(|_| small && begins).map(|value| (at + 1, tongues, value));
        }
        self.scan.longest(at, tongues, |sense| match sense {
            Sense::Number(number) => Some(number),
            _ => None,
        })
    }

    fn weekday_at(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, (u8, bool))> {
        self.scan.longest(at, tongues, |sense| match sense {
            Sense::Weekday(day) => Some((day, false)),
            Sense::ShortWeekday(day) => Some((day, true)),
            _ => None,
        })
    }

    /// A day of the week, with the date beside it.
    fn weekday(&self, at: usize, led: bool) -> Option<At<Said>> {
        let marked = self.scan.says(at, self.spoken.whole, Sense::DayMark).filter(|next| self.close(*next));
        let from = marked.unwrap_or(at);
        let (next, tongues, (day, short)) = self.weekday_at(from, self.spoken.any)?;
        if let Some(dated) = self.dated_after(next) {
            return Some(dated.map(|said| Said { weekday: Some(day), ..said }));
        }
        let tongues = tongues & self.spoken.whole;
        if short || tongues == 0 {
            return None;
        }
        let which = self.close(next).then(|| self.which_at(next, true, tongues)).flatten();
        if let Some((next, tongues, which)) = which {
            return Some(self.scan.at(next, tongues, Said::of(What::Weekday(day, Some(which)))));
        }
        let sure = led || marked.is_some() || self.scan.unsure(from) & tongues != tongues;
        sure.then(|| self.scan.at(next, tongues, Said::of(What::Weekday(day, None))))
    }

    /// The date after a day of the week or a time of day: “, 17 October 2023”.
    fn dated_after(&self, next: usize) -> Option<At<Said>> {
        let mut next = next;
        for _ in 0..MOST_BEFORE {
            if !matches!(self.scan.gap(next), Gap::Space | Gap::Comma | Gap::DotSpace) {
                return None;
            }
            let found = self.named(next, false).filter(|found| has_day(&found.what.what));
            if found.is_some() {
                return found;
            }
            let skipped = |sense: Sense| matches!(sense, Sense::Article | Sense::Link(Link::In)).then_some(());
            next = self.scan.longest(next, self.spoken.whole, skipped)?.0;
        }
        None
    }

    /// “Last month”, “the past three years”, “next Tuesday”, “this spring”.
    fn which(&self, at: usize) -> Option<At<Said>> {
        let (mut next, tongues, which) = self.which_at(at, false, self.spoken.whole)?;
        if !self.close(next) {
            return None;
        }
        let mut count = None;
        if let Some((after, _, number)) = self.number(next, tongues).filter(|(after, ..)| self.close(*after)) {
            (next, count) = (after, Some(number));
        }
        if let Some((next, tongues, unit)) = self.unit(next, tongues) {
            return Some(self.scan.at(next, tongues, Said::of(of_unit(which, count, unit)?)));
        }
        if count.is_some() {
            return None;
        }
        if let Some((next, tongues, (day, false))) = self.weekday_at(next, tongues) {
            return Some(self.scan.at(next, tongues, Said::of(What::Weekday(day, Some(which)))));
        }
        let season = self.scan.longest(next, tongues, season);
        if let Some((next, tongues, season)) = season {
            let named = Named { kind: Kind::Season(season), year: Year::Which(which) };
            return Some(self.scan.at(next, tongues, Said::of(What::Named(named))));
        }
        let month = self.scan.month(next, tongues)?;
        let named = Named { kind: Named::from(month.what).kind, year: Year::Which(which) };
        Some(month.map(|_| Said::of(What::Named(named))))
    }

    /// “سال گذشته”, “le mois dernier”.
    fn unit_which(&self, at: usize) -> Option<At<Said>> {
        let (next, tongues, unit) = self.unit(at, self.spoken.whole)?;
        let (next, tongues, which) = self.close(next).then(|| self.which_at(next, true, tongues)).flatten()?;
        Some(self.scan.at(next, tongues, Said::of(of_unit(which, None, unit)?)))
    }

    /// So many units ago, from now, or up to now where the word for it stands in the middle or at the end.
    fn amount(&self, at: usize) -> Option<At<Said>> {
        let before = self.scan.longest(at, self.spoken.whole, |sense| match sense {
            Sense::Ago(true) => Some(false),
            Sense::Ahead(true) => Some(true),
            _ => None,
        });
        if let Some((next, tongues, ahead)) = before {
            if self.close(next) {
                if let Some((next, tongues, (count, unit))) = self.counted(next, tongues) {
                    return Some(self.scan.at(next, tongues, Said::of(What::Ago(count, unit, ahead))));
                }
            }
        }
        if let Some((next, tongues, count)) = self.number(at, self.spoken.whole).filter(|(next, ..)| self.close(*next)) {
            // “Les trois dernières années”.
            if let Some((next, tongues, which)) = self.which_at(next, false, tongues) {
                let unit = self.close(next).then(|| self.unit(next, tongues)).flatten();
                if let Some((next, tongues, unit)) = unit {
                    return Some(self.scan.at(next, tongues, Said::of(of_unit(which, Some(count), unit)?)));
                }
            }
        }
        let (next, tongues, (count, unit)) = self.counted(at, self.spoken.whole)?;
        if !self.close(next) {
            return None;
        }
        let ago = self.scan.longest(next, tongues, |sense| match sense {
            Sense::Ago(false) => Some(What::Ago(count, unit, false)),
            Sense::Ahead(false) => Some(What::Ago(count, unit, true)),
            _ => None,
        });
        let (next, tongues, what) = ago.or_else(|| {
            let (next, tongues, which) = self.which_at(next, true, tongues)?;
            Some((next, tongues, of_unit(which, Some(count), unit)?))
        })?;
        Some(self.scan.at(next, tongues, Said::of(what)))
    }

    /// A number of units.
    fn counted(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, (u8, Unit))> {
        let amount = self.scan.longest(at, tongues, |sense| match sense {
            Sense::Amount(unit, count) => Some((count, unit)),
            _ => None,
        });
        amount.or_else(|| {
            let (next, tongues, count) = self.number(at, tongues).filter(|(next, ..)| self.close(*next))?;
            let (next, tongues, unit) = self.unit(next, tongues)?;
            Some((next, tongues, (count, unit)))
        })
    }

    /// “Third quarter of 2023”, “Q3 2023”, “erstes Halbjahr”, “first half of October”.
    fn part_of_year(&self, at: usize) -> Option<At<Said>> {
        let tongues = self.spoken.whole;
        let named = self.scan.longest(at, tongues, |sense| match sense {
            Sense::Quarter(n) => Some(Kind::Quarter(n)),
            Sense::Half(n) => Some(Kind::Half(n)),
            _ => None,
        });
        let (next, tongues, kind) = named.or_else(|| self.ordered(at, tongues))?;
        if let Some((next, tongues, year)) = self.year_of(next, tongues) {
            return Some(self.scan.at(next, tongues, Said::of(What::Named(Named { kind, year }))));
        }
        let Kind::Half(half) = kind else { return None };
        // A half of a month is the earlier or the later part of it.
        let part = if half == 1 { Part::Early } else { Part::Late };
        let month = self.close(next).then(|| self.named(next, true)).flatten();
        let is_month = |found: &At<Said>| matches!(found.what.what, What::Named(Named { kind: Kind::Date(_, Some(_), None), .. }));
        month.filter(is_month).map(|found| found.map(|said| Said { part: Some(part), ..said }))
    }

    /// “Third quarter” in either order.
    fn ordered(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, Kind)> {
        let kind = |unit: Unit, n: u8| match unit {
            Unit::Quarter if n <= 4 => Some(Kind::Quarter(n)),
            Unit::Half if n <= 2 => Some(Kind::Half(n)),
            _ => None,
        };
        let spaced = |at: usize| matches!(self.scan.gap(at), Gap::Space | Gap::DotSpace | Gap::Hyphen);
        if let Some((next, tongues, n)) = self.ordinal(at, tongues).filter(|(next, ..)| spaced(*next)) {
            if let Some((next, tongues, unit)) = self.unit(next, tongues) {
                return Some((next, tongues, kind(unit, n)?));
            }
        }
        let (next, tongues, unit) = self.unit(at, tongues).filter(|(next, ..)| spaced(*next))?;
        let (next, tongues, n) = self.ordinal(next, tongues)?;
        Some((next, tongues, kind(unit, n)?))
    }

    fn ordinal(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, u8)> {
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

    /// The year after a part of it: said, or told from now.
    fn year_of(&self, next: usize, tongues: Tongues) -> Option<(usize, Tongues, Year)> {
        let mut next = next;
        for _ in 0..MOST_BEFORE {
            if !self.close(next) && !matches!(self.scan.gap(next), Gap::Comma | Gap::Slash | Gap::Hyphen) {
                return None;
            }
            if let Some(figure) = self.scan.figure(next) {
                let spoken = Spoken { whole: tongues, any: tongues };
                if let Some(At { what: Figures::Years(from, _), next, .. }) = self.scan.figures(next, spoken, true) {
                    return Some((next, tongues, Year::Said(from.calendar, from.year?)));
                }
                let (year, found) = self.scan.year(next, tongues)?;
                let calendar = found.what.unwrap_or_else(|| self.scan.calendar_of(figure, tongues));
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
    fn year_from_now(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, Year)> {
        let of = |which: Which| match which {
            Which::Last => Some(Year::FromNow(-1)),
            Which::This => Some(Year::FromNow(0)),
            Which::Next => Some(Year::FromNow(1)),
            Which::Past | Which::Coming => None,
        };
        if let Some((next, tongues, which)) = self.which_at(at, false, tongues).filter(|(next, ..)| self.close(*next)) {
            if let Some((next, tongues, Unit::Year)) = self.unit(next, tongues) {
                return Some((next, tongues, of(which)?));
            }
        }
        if let Some((next, tongues, Unit::Year)) = self.unit(at, tongues).filter(|(next, ..)| self.close(*next)) {
            if let Some((next, tongues, which)) = self.which_at(next, true, tongues) {
                return Some((next, tongues, of(which)?));
            }
        }
        let (next, tongues, by) = self.scan.longest(at, tongues, |sense| match sense {
            Sense::Shift(Unit::Year, by) => Some(by),
            _ => None,
        })?;
        Some((next, tongues, Year::FromNow(by)))
    }

    fn season(&self, at: usize, led: bool) -> Option<At<Said>> {
        let (next, tongues, season) = self.scan.longest(at, self.spoken.whole, season)?;
        let kind = Kind::Season(season);
        if let Some((next, tongues, year)) = self.year_of(next, tongues) {
            return Some(self.scan.at(next, tongues, Said::of(What::Named(Named { kind, year }))));
        }
        let which = self.close(next).then(|| self.which_at(next, true, tongues)).flatten();
        let (next, tongues, year) = match which {
            Some((next, tongues, which)) => (next, tongues, Year::Which(which)),
            // “A spring in the step”: what only may be a season is none without a preposition and an article.
            None if led && !self.has_of(next) && self.scan.unsure(at) & tongues == 0 => (next, tongues, Year::Unsaid),
            None => return None,
        };
        Some(self.scan.at(next, tongues, Said::of(What::Named(Named { kind, year }))))
    }

    /// True before “of”: “the fall of the wall”.
    fn has_of(&self, next: usize) -> bool {
        self.scan.says(next, self.spoken.whole, Sense::Of).is_some()
    }

    /// “1990s”, “1990-х годах”, “années 1990”, “دهه ۱۳۸۰”, “nineties”.
    fn decade(&self, at: usize, led: bool) -> Option<At<Said>> {
        let tongues = self.spoken.whole;
        let word = self.scan.longest(at, tongues, |sense| match sense {
            Sense::Decade(ten) => Some(ten),
            _ => None,
        });
        if let Some((next, tongues, ten)) = word {
            let (next, marked) = self.decade_marks(next, tongues);
            if let Some(end) = self.last_century(next, tongues) {
                return Some(self.scan.at(end, tongues, Said::of(What::Decade(Calendar::Gregorian, 1900 + i32::from(ten)))));
            }
            return (led || marked).then(|| self.scan.at(next, tongues, Said::of(What::DecadeOf(ten))));
        }
        let mark = self.scan.says(at, tongues, Sense::DecadeMark).filter(|next| self.close(*next));
        let at = mark.unwrap_or(at);
        let figure = self.scan.figure(at).filter(|figure| figure.value % 10 == 0 && matches!(figure.len, 2 | 4))?;
        if !self.scan.begins_well(at, false) && self.scan.gap(at) != Gap::Hyphen {
            return None;
        }
        let mut next = at + 1;
        let mut hung = figure.tail && self.scan.tail(at, tongues, |sense| sense == Sense::DecadeEnd);
        if !figure.tail && matches!(self.scan.gap(next), Gap::Hyphen | Gap::Apostrophe) {
            if let Some(after) = self.scan.says(next, tongues, Sense::DecadeEnd) {
                (next, hung) = (after, true);
            }
        }
        if figure.tail && !hung || !hung && mark.is_none() || !self.scan.ends_well(self.scan.end_before(next)) {
            return None;
        }
        let (next, marked) = self.decade_marks(next, tongues);
        let what = if figure.len == 4 {
            let calendar = self.scan.calendar_of(figure, tongues);
            What::Decade(calendar, i32::try_from(figure.value).ok()?)
        } else {
            let ten = u8::try_from(figure.value).ok().filter(|_| mark.is_some() || marked || led)?;
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

    /// Past the word for years after a decade, and whether there is one.
    fn decade_marks(&self, next: usize, tongues: Tongues) -> (usize, bool) {
        let mark = (self.scan.gap(next) == Gap::Space).then(|| self.scan.says(next, tongues, Sense::YearMark)).flatten();
        mark.map_or((next, false), |next| (next, true))
    }

    fn last_century(&self, next: usize, tongues: Tongues) -> Option<usize> {
        self.close(next).then(|| self.scan.says(next, tongues, Sense::LastCentury)).flatten()
    }

    /// A date, a month or a year, and what is said of its year and its time of day.
    fn named(&self, at: usize, led: bool) -> Option<At<Said>> {
        if let Some(found) = self.scan.worded(at, self.spoken) {
            let named = Named::from(found.what);
            if named.year != Year::Unsaid {
                return Some(self.with_clock(found.map(|_| Said::of(What::Named(named)))));
            }
            if let Some((next, tongues, year)) = self.year_of(found.next, found.tongues) {
                return Some(self.scan.at(next, tongues, Said::of(What::Named(Named { year, ..named }))));
            }
            let alone = found.what.day.is_none();
            if alone {
                let which = self.close(found.next).then(|| self.which_at(found.next, true, found.tongues)).flatten();
                if let Some((next, tongues, which)) = which {
                    let named = Named { year: Year::Which(which), ..named };
                    return Some(self.scan.at(next, tongues, Said::of(What::Named(named))));
                }
                if !led && self.scan.unsure(at) & found.tongues == found.tongues {
                    return None;
                }
            }
            return Some(self.with_clock(found.map(|_| Said::of(What::Named(named)))));
        }
        if let Some(found) = self.scan.figures(at, self.spoken, led) {
            let said = match found.what {
                Figures::One(point) => What::Named(point.into()),
                figures => What::Figures(figures),
            };
            return Some(self.with_clock(found.map(|_| Said::of(said))));
        }
        let marked = self.scan.says(at, self.spoken.whole, Sense::YearMark).filter(|next| self.close(*next));
        let year = self.scan.bare_year(marked.unwrap_or(at), self.spoken, led, marked.is_some())?;
        // “2023 Q3”.
        let quarter = self.scan.longest(year.next, self.spoken.whole, |sense| match sense {
            Sense::Quarter(n) => Some(n),
            _ => None,
        });
        let named = Named::from(year.what);
        if let Some((next, tongues, n)) = quarter.filter(|_| self.close(year.next)) {
            let named = Named { kind: Kind::Quarter(n), ..named };
            return Some(self.scan.at(next, tongues, Said::of(What::Named(named))));
        }
        Some(year.map(|_| Said::of(What::Named(named))))
    }

    /// A date with the time of day after it.
    fn with_clock(&self, found: At<Said>) -> At<Said> {
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
    fn clock_and_day(&self, at: usize, led: bool) -> Option<At<Said>> {
        let (next, clock) = self.clock(at)?;
        if let Some(dated) = self.dated_after(next) {
            return Some(dated.map(|said| Said { clock: Some(clock), ..said }));
        }
        let said = Said { clock: Some(clock), ..Said::of(What::Clock) };
        (led || self.has_half(next)).then(|| self.scan.at(next, self.spoken.whole, said))
    }

    /// “14:30”, “2:30 p.m.”, “14 Uhr”, “2 p.m.”.
    fn clock(&self, at: usize) -> Option<(usize, (u8, u8))> {
        let small = |at: usize, most: u32| {
            let figure = self.scan.figure(at).filter(|figure| figure.len <= 2 && !figure.tail && figure.value <= most)?;
            u8::try_from(figure.value).ok()
        };
        let hour = small(at, 24).filter(|_| self.scan.begins_well(at, false))?;
        let (mut next, mut minute) = (at + 1, None);
        let two = |at: usize| self.scan.figure(at).is_some_and(|figure| figure.len == 2);
        if matches!(self.scan.gap(next), Gap::Colon | Gap::Dot) && two(next) {
            minute = small(next, 59);
            next += usize::from(minute.is_some());
        }
        let dotted = self.scan.gap(at + 1) == Gap::Dot;
        if self.scan.gap(next) == Gap::Colon && two(next) {
            next += 1;
        }
        let after = matches!(self.scan.gap(next), Gap::Space | Gap::Nothing).then(|| {
            self.scan.longest(next, self.spoken.whole, |sense| match sense {
                Sense::Am => Some(Some(false)),
                Sense::Pm => Some(Some(true)),
                Sense::OClock => Some(None),
                _ => None,
            })
        });
        let (next, half) = match after.flatten() {
            Some((next, _, half)) => (next, half),
            // Hours alone, and figures with a point between them, are hours only where it is said.
            None if minute.is_none() || dotted => return None,
            None if !self.scan.ends_well(self.scan.end_before(next)) => return None,
            None => (next, None),
        };
        let hour = match half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        Some((next, (hour, minute.unwrap_or(0))))
    }

    /// `2023-10-17T14:05`.
    fn iso(&self, at: usize) -> Option<At<Said>> {
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

    /// From one time to another. `link` is the preposition before it.
    fn range(&self, at: usize, next: usize, link: Option<Link>) -> Option<At<Said>> {
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
        let after = self.close(found.next).then(|| self.scan.says(found.next, self.spoken.whole, Sense::Inclusive)).flatten();
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
        let from = self.end_point(at, link.is_some())?;
        let (other, inside) = self.to(from.next, link)?;
        let mut other = other;
        let to = loop {
            if let Some(to) = self.end_point(other, link.is_some()) {
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
    fn end_point(&self, at: usize, led: bool) -> Option<At<Point>> {
        if let Some(found) = self.scan.worded(at, self.spoken) {
            let sure = led || found.what.day.is_some() || found.what.year.is_some();
            let sure = sure || self.scan.unsure(at) & found.tongues != found.tongues;
            return sure.then_some(found);
        }
        if let Some(found) = self.scan.figures(at, self.spoken, led) {
            return match found.what {
                Figures::One(point) => Some(found.map(|_| point)),
                _ => None,
            };
        }
        self.scan.bare_year(at, self.spoken, led, false)
    }

    /// What parts the two ends of a range: where the second begins, and whether it is said to be inside.
    fn to(&self, next: usize, link: Option<Link>) -> Option<(usize, bool)> {
        if matches!(self.scan.gap(next), Gap::Dash | Gap::Hyphen) && link != Some(Link::Between) {
            return Some((next, true));
        }
        if !self.close(next) {
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

fn season(sense: Sense) -> Option<u8> {
    match sense {
        Sense::Season(season) => Some(season),
        _ => None,
    }
}

/// What “last” and a number say of a stretch of time; nothing of a day or an hour, which only the story knows.
fn of_unit(which: Which, count: Option<u8>, unit: Unit) -> Option<What> {
    match (which, count, unit) {
        (Which::Last | Which::Past, Some(count), _) => Some(What::Window(count, unit, false)),
        (Which::Next | Which::Coming, Some(count), _) => Some(What::Window(count, unit, true)),
        (_, _, Unit::Day | Unit::Hour) | (Which::This, Some(_), _) => None,
        (Which::Past, None, _) => Some(What::Window(1, unit, false)),
        (Which::Coming, None, _) => Some(What::Window(1, unit, true)),
        (which, None, unit) => Some(What::Unit(unit, which)),
    }
}

fn has_day(what: &What) -> bool {
    matches!(what, What::Named(Named { kind: Kind::Date(_, _, Some(_)), .. }))
}

/// The one that ends later; of equals the first.
fn longer(one: Option<At<Said>>, other: Option<At<Said>>) -> Option<At<Said>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other.end > one.end { other } else { one }),
        (one, other) => one.or(other),
    }
}
