//! The grammar of expressions of time: what begins at a word, of which parts it is made, and where it ends.

mod amount;
mod clock;
mod piece;
mod range;
mod year;

use super::said::{Kind, Named, Said, What, Year};
use crate::domain::calendar::Calendar;
use crate::domain::date::lexicon::{Kinds, Link, Part, Sense, Tongues, Unit, Which, kinds};
use crate::domain::date::point::{At, Figures, Led, Spoken};
use crate::domain::date::scan::{Gap, Scan};

/// Most words before a time that say nothing of it: “in the”, “since about the”.
const MOST_BEFORE: usize = 4;

/// Most bytes of a word that is cut short with a point.
const SHORT: usize = 4;

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
        // A command or an address, not a word.
        let tok = self.scan.toks.get(at).filter(|tok| tok.figure.is_none());
        if tok.is_some_and(|tok| matches!(self.scan.before(tok.start).0, Some('\\' | '@' | '_'))) {
            return None;
        }
        if !self.scan.may(at, Kinds::MAX) {
            return None;
        }
        let none = self.scan.may(at, kinds::NONE);
        let not = none.then(|| self.scan.says(at, self.spoken.whole, Sense::Not)).flatten();
        let found = match self.link(at) {
            Some((next, link)) => {
                // A preposition may be of a time itself: “vor drei Tagen”, “avant-hier”.
                let found = longer(self.time(at, Led::No), self.led(at, next, link));
                longer(self.range(at, next, Some(link)), found)
            }
            None => longer(self.range(at, at, None), self.time(at, Led::No).or_else(|| self.hours(at)))
                .or_else(|| self.night(at)),
        };
        let found = match (found, none.then(|| self.vague(at)).flatten()) {
            (Some(found), Some(vague)) => longer(Some(vague), Some(found)),
            (found, vague) => found.or(vague),
        };
        match (found, not) {
            (found, Some(not)) if found.is_none_or(|found| found.next <= not) => Some(Begun::Not(not)),
            (found, _) => found.map(Begun::Said),
        }
    }

    fn link(&self, at: usize) -> Option<(usize, Link)> {
        if !self.scan.may(at, kinds::LINK) {
            return None;
        }
        let (next, _, link) = self.scan.longest(at, self.spoken.whole, |sense| match sense {
            Sense::Link(link) => Some(link),
            _ => None,
        })?;
        Some((next, link))
    }

    /// A time of day after the word for it: “ساعت ۱۰:۳۰”.
    fn hours(&self, at: usize) -> Option<At<Said>> {
        let next = self.scan.says(at, self.spoken.whole, Sense::Clock).filter(|next| self.close(*next))?;
        self.clock_and_day(next, Led::Well)
    }

    fn vague(&self, at: usize) -> Option<At<Said>> {
        let next = self.scan.says(at, self.spoken.whole, Sense::Vague)?;
        Some(self.scan.at(next, self.spoken.whole, Said::of(What::Vague)))
    }

    /// True where nothing but space stands before a word, or the point of a short word: “ca. 1920”.
    fn close(&self, at: usize) -> bool {
        let short = || {
            let before = at.checked_sub(1).and_then(|before| self.scan.toks.get(before));
            before.is_some_and(|tok| tok.figure.is_none() && tok.end - tok.start <= SHORT)
        };
        match self.scan.gap(at) {
            Gap::Space | Gap::Nothing | Gap::Apostrophe => true,
            Gap::DotSpace => short(),
            _ => false,
        }
    }

    /// A time after a preposition.
    fn led(&self, at: usize, next: usize, link: Link) -> Option<At<Said>> {
        let (mut next, mut about) = (next, link == Link::About);
        let sure = matches!(link, Link::In | Link::Since) && self.scan.unsure(at) & self.spoken.whole == 0;
        let led = if sure { Led::Well } else { Led::Weakly };
        // “By 3 p.m.”, “about noon”: of several prepositions the first tells how something stands to the time.
        for _ in 0..MOST_BEFORE {
            if !self.close(next) {
                return None;
            }
            if let Some(night) = self.night(next) {
                return Some(night);
            }
            if let Some(found) = self.time(next, led) {
                let alone = found.what.what == What::Clock;
                if alone && self.scan.says(at, self.spoken.whole, Sense::Clock).is_none() && !self.has_half(found.next)
                {
                    return None;
                }
                return Some(self.close_off(found.map(|said| Said {
                    link: Some(link),
                    about: about || said.about,
                    ..said
                })));
            }
            // “Took over on 3 May”: the first of them is of the verb.
            if self.scan.unsure(at) & self.spoken.whole != 0
                && self.scan.says(next, self.spoken.whole, Sense::Link(Link::In)).is_some()
                && self.scan.says(next, self.spoken.whole, Sense::Article).is_none()
            {
                return None;
            }
            let small = self.scan.longest(next, self.spoken.whole, |sense| match sense {
                Sense::Link(Link::About) => Some(true),
                Sense::Link(Link::In) | Sense::Article | Sense::MonthMark | Sense::YearMark | Sense::DayMark => {
                    Some(false)
                }
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
    fn time(&self, at: usize, led: Led) -> Option<At<Said>> {
        let part = self.scan.may(at, kinds::PART).then(|| {
            self.scan.longest(at, self.spoken.whole, |sense| match sense {
                Sense::Part(part) => Some(part),
                _ => None,
            })
        });
        let part = part.flatten();
        if let Some(found) = part.and_then(|(next, _, part)| self.parted(next, part)) {
            return Some(found);
        }
        self.core(at, led)
    }

    /// A time after the word for a part of it: “early 2023”, “the end of last year”.
    fn parted(&self, next: usize, part: Part) -> Option<At<Said>> {
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
            let found = if hung { self.hung(next) } else { self.core(next, Led::Well) };
            if let Some(found) = found.filter(|found| can_be(found.what.what)) {
                return Some(found.map(|said| Said { part: Some(part), ..said }));
            }
            next = self.scan.small(next, self.spoken.whole)?;
        }
        None
    }

    /// A year or month after “mid-”.
    fn hung(&self, at: usize) -> Option<At<Said>> {
        if self.scan.figure(at).is_none() {
            return self.core(at, Led::Well);
        }
        if let Some(decade) = self.decade(at, Led::Well) {
            return Some(decade);
        }
        let (year, found) = self.scan.year(at, self.spoken.whole, true)?;
        let calendar = found.what.unwrap_or(Calendar::Gregorian);
        let named = Named { kind: Kind::Date(calendar, None, None), year: Year::Said(calendar, year) };
        Some(found.map(|_| Said::of(What::Named(named))))
    }

    fn core(&self, at: usize, led: Led) -> Option<At<Said>> {
        if self.scan.figure(at).is_some() {
            return self
                .clock_and_day(at, led)
                .or_else(|| self.iso(at))
                .or_else(|| self.amount(at))
                .or_else(|| self.piece(at))
                .or_else(|| self.part_of_year(at))
                .or_else(|| self.decade(at, led))
                .or_else(|| self.named(at, led));
        }
        let may = |kinds: Kinds| self.scan.may(at, kinds).then_some(());
        let piece = || may(kinds::PIECE).and_then(|()| self.piece(at).or_else(|| self.part_of_year(at)));
        piece()
            .or_else(|| may(kinds::SHIFT).and_then(|()| self.shift(at)))
            .or_else(|| may(kinds::WEEKDAY).and_then(|()| self.weekday(at, led)))
            .or_else(|| may(kinds::WHICH).and_then(|()| self.which(at)))
            .or_else(|| may(kinds::AMOUNT).and_then(|()| self.amount(at)))
            .or_else(|| may(kinds::DECADE).and_then(|()| self.decade(at, led)))
            .or_else(|| may(kinds::SEASON).and_then(|()| self.season(at, led)))
            .or_else(|| may(kinds::PIECE).and_then(|()| self.unit_which(at)))
            .or_else(|| may(kinds::MONTH | kinds::YEAR).and_then(|()| self.named(at, led)))
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
        let (next, tongues, (unit, _)) = self.unit_or_units(at, tongues)?;
        Some((next, tongues, unit))
    }

    /// A unit, and whether the word is of many.
    fn unit_or_units(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, (Unit, bool))> {
        self.scan.longest(at, tongues, |sense| match sense {
            Sense::Unit(unit, many) => Some((unit, many)),
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
    fn weekday(&self, at: usize, led: Led) -> Option<At<Said>> {
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
        let sure = led != Led::No || marked.is_some() || self.scan.unsure(from) & tongues != tongues;
        sure.then(|| self.scan.at(next, tongues, Said::of(What::Weekday(day, None))))
    }

    /// The date after a day of the week or a time of day: “, 18 October 2023”.
    fn dated_after(&self, next: usize) -> Option<At<Said>> {
        let mut next = next;
        for _ in 0..MOST_BEFORE {
            if !matches!(self.scan.gap(next), Gap::Space | Gap::Comma | Gap::DotSpace) {
                return None;
            }
            let found = self.named(next, Led::No).filter(|found| has_day(&found.what.what));
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
        if let Some((next, tongues, (unit, many))) = self.unit_or_units(next, tongues) {
            // “The past years”: how many is not said.
            // “The last week of talks” is not last week.
            let last = self.scan.says(at, tongues, Sense::Final).is_some() && self.close(next);
            let of = |sense: Sense| last && self.scan.says(next, tongues, sense).is_some();
            if of(Sense::Of) && !of(Sense::Link(Link::In)) && !of(Sense::Link(Link::From)) {
                return None;
            }
            let what = if many && count.is_none() { What::Vague } else { of_unit(which, count, unit)? };
            return Some(self.scan.at(next, tongues, Said::of(what)));
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
        let (next, tongues, (unit, many)) = self.unit_or_units(at, self.spoken.whole)?;
        let (next, tongues, which) = self.close(next).then(|| self.which_at(next, true, tongues)).flatten()?;
        let what = if many { What::Vague } else { of_unit(which, None, unit)? };
        Some(self.scan.at(next, tongues, Said::of(what)))
    }

    /// A date, a month or a year, and what is said of its year and its time of day.
    fn named(&self, at: usize, led: Led) -> Option<At<Said>> {
        if let Some(found) = self.scan.worded(at, self.spoken) {
            let named = Named::from(found.what);
            if named.year != Year::Unsaid {
                return Some(self.with_clock(found.map(|_| Said::of(What::Named(named)))));
            }
            if let Some((next, tongues, year)) = self.year_of(found.next, found.tongues, None) {
                return Some(self.scan.at(next, tongues, Said::of(What::Named(Named { year, ..named }))));
            }
            let alone = found.what.day.is_none();
            if alone {
                let which = self.close(found.next).then(|| self.which_at(found.next, true, found.tongues)).flatten();
                if let Some((next, tongues, which)) = which {
                    let named = Named { year: Year::Which(which), ..named };
                    return Some(self.scan.at(next, tongues, Said::of(What::Named(named))));
                }
                if led == Led::No && self.scan.unsure(at) & found.tongues == found.tongues {
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
        let year = self.scan.bare_year(marked.unwrap_or(at), self.spoken, led)?;
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
}

fn season(sense: Sense) -> Option<u8> {
    match sense {
        Sense::Season(season) => Some(season),
        _ => None,
    }
}

/// What “last” and a number say of a stretch of time; nothing of a day or an hour, which only the story knows.
fn of_unit(which: Which, count: Option<u16>, unit: Unit) -> Option<What> {
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
