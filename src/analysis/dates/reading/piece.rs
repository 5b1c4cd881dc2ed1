//! Pieces of a month or a year: “the last week of October 2020”, “first three months of 2023”, “la dernière semaine de mai”.
//! A day, a month, a quarter or a half of it has a value of its own; any other piece is told as the whole it is of.

use super::{MOST_BEFORE, Reading};
use crate::analysis::dates::said::{Kind, Named, Said, What, Year};
use crate::domain::calendar::Calendar;
use crate::domain::date::lexicon::{Link, Part, Sense, Tongues, Unit};
use crate::domain::date::point::{At, Led};

/// A year that the calendars have whose months do not follow a moon.
const ANY_YEAR: i32 = 1400;
const LONGEST_MONTH: u8 = 31;

/// A place in a row.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// Counted from 1.
    Nth(u8),
    Last,
}

/// What is told of the whole.
#[derive(Clone, Copy)]
struct Piece {
    place: Place,
    /// How many units there are; none where it is not said.
    count: Option<u16>,
    unit: Unit,
}

impl Reading<'_> {
    /// A piece and the whole it is of.
    pub(super) fn piece(&self, at: usize) -> Option<At<Said>> {
        let (from, tongues, piece) = self.piece_alone(at)?;
        let mut next = from;
        for _ in 0..MOST_BEFORE {
            if !self.close(next) {
                return None;
            }
            // “Last week October” is none, but «последняя неделя октября» is.
            if next > from || !self.is_latin(at) {
                let whole = self.named(next, Led::Well).filter(|whole| is_whole(&whole.what.what));
                let whole = whole.or_else(|| self.which(next)).or_else(|| self.unit_which(next));
                if let Some(whole) = whole.filter(|whole| can_have(&whole.what.what, piece.unit)) {
                    // “The first day of the 2023 talks” is no day of a year.
                    let exact = !self.is_after_article(next, tongues);
                    return Some(whole.map(|said| piece.of(said, exact)));
                }
            }
            let of = |sense| matches!(sense, Sense::Link(Link::In) | Sense::YearMark).then_some(());
            let small = self.scan.small(next, tongues);
            next = small.or_else(|| self.scan.longest(next, tongues, of).map(|(next, ..)| next))?;
        }
        None
    }

    /// “Last week”, “first three months”, “الأسبوع الأخير”.
    fn piece_alone(&self, at: usize) -> Option<(usize, Tongues, Piece)> {
        let whole = self.spoken.whole;
        let is_small = |unit: Unit| matches!(unit, Unit::Day | Unit::Week | Unit::Month);
        if let Some((next, tongues, place)) = self.place(at, whole).filter(|(next, ..)| self.close(*next)) {
            let number = self.number(next, tongues).filter(|(next, ..)| self.close(*next));
            let (next, count) = number.map_or((next, None), |(next, _, count)| (next, Some(count)));
            let (next, tongues, (unit, many)) = self.unit_or_units(next, tongues)?;
            let count = count.or((!many).then_some(1));
            return is_small(unit).then_some((next, tongues, Piece { place, count, unit }));
        }
        let (next, tongues, unit) =
            self.unit(at, whole).filter(|(next, _, unit)| self.close(*next) && is_small(*unit))?;
        let (next, tongues, place) = self.place(next, tongues)?;
        Some((next, tongues, Piece { place, count: Some(1), unit }))
    }

    /// A place in a row, in words or figures.
    pub(super) fn place(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, Place)> {
        let last = self.scan.longest(at, tongues, |sense| (sense == Sense::Final).then_some(Place::Last));
        last.or_else(|| self.ordinal(at, tongues).map(|(next, tongues, n)| (next, tongues, Place::Nth(n))))
    }

    fn is_latin(&self, at: usize) -> bool {
        let first = self.scan.toks.get(at).and_then(|tok| self.scan.text.as_bytes().get(tok.start));
        first.is_some_and(u8::is_ascii)
    }

    /// True where an article stands before a place that is no part of an “of the”, as “des” is.
    fn is_after_article(&self, next: usize, tongues: Tongues) -> bool {
        let says = |sense: Sense| {
            next.checked_sub(1).is_some_and(|before| self.scan.says(before, tongues, sense) == Some(next))
        };
        says(Sense::Article) && !says(Sense::Of)
    }
}

/// True for a month or a year.
fn is_whole(what: &What) -> bool {
    matches!(what, What::Named(Named { kind: Kind::Date(_, _, None), .. }))
}

/// True where a whole has more than one of such units.
fn can_have(what: &What, unit: Unit) -> bool {
    match what {
        What::Named(Named { kind: Kind::Date(_, Some(_), None), .. }) | What::Unit(Unit::Month, _) => {
            unit != Unit::Month
        }
        What::Named(Named { kind: Kind::Date(_, None, None), .. }) => true,
        What::Unit(Unit::Year | Unit::Quarter | Unit::Half, _) => true,
        _ => false,
    }
}

impl Piece {
    /// The value of a piece of a whole, or the whole and that it is a piece of it.
    fn of(self, whole: Said, exact: bool) -> Said {
        let exact = match whole.what {
            What::Named(Named { kind: Kind::Date(calendar, month, None), year }) if exact => {
                self.kind(calendar, month, year).map(|kind| Named { kind, year })
            }
            _ => None,
        };
        match exact {
            Some(named) => Said { what: What::Named(named), ..whole },
            None => Said { part: Some(Part::Some), ..whole },
        }
    }

    fn kind(self, calendar: Calendar, month: Option<u8>, year: Year) -> Option<Kind> {
        let said = match year {
            Year::Said(_, year) => Some(year),
            _ => None,
        };
        let nth = |last: u8| match self.place {
            Place::Nth(n) => (n <= last).then_some(n),
            Place::Last => Some(last),
        };
        let ends = |first: Kind, last: Kind| match self.place {
            Place::Nth(1) => Some(first),
            Place::Nth(_) => None,
            Place::Last => Some(last),
        };
        match (self.unit, self.count, month) {
            (Unit::Day, Some(1), Some(month)) => {
                // The last day of February is not known without its year.
                let varies = matches!(
                    (calendar, month),
                    (Calendar::Gregorian, 2) | (Calendar::Jalali, 12) | (Calendar::Hijri, _)
                );
                let last = match self.place {
                    Place::Nth(_) => LONGEST_MONTH,
                    Place::Last if varies && said.is_none() => return None,
                    Place::Last => calendar.days_in(said.unwrap_or(ANY_YEAR), month).ok()?,
                };
                Some(Kind::Date(calendar, Some(month), Some(nth(last)?)))
            }
            (Unit::Month, Some(1), None) => Some(Kind::Date(calendar, Some(nth(12)?), None)),
            (Unit::Month, Some(3), None) => ends(Kind::Quarter(1), Kind::Quarter(4)),
            (Unit::Month, Some(6), None) => ends(Kind::Half(1), Kind::Half(2)),
            _ => None,
        }
    }
}
