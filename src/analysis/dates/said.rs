//! What an expression of time says, as its words have it and before anybody asks when it was said.

use crate::domain::calendar::Calendar;
use crate::domain::date::lexicon::{Link, Part, Unit, Which};
use crate::domain::date::point::{Figures, Point};

/// An expression of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Said {
    /// How something stands to the time.
    pub(super) link: Option<Link>,
    /// True for “about then”.
    pub(super) about: bool,
    /// The part of it that is meant.
    pub(super) part: Option<Part>,
    /// The time of day, in hours and minutes.
    pub(super) clock: Option<(u8, u8)>,
    /// The day of the week that stands beside a date, Monday 1.
    pub(super) weekday: Option<u8>,
    /// True where it is said that the end is inside.
    pub(super) inclusive: bool,
    /// True for an end of a stretch that runs backwards.
    pub(super) backwards: bool,
    pub(super) what: What,
}

impl Said {
    pub(super) fn of(what: What) -> Self {
        let (link, part, clock, weekday) = (None, None, None, None);
        Self { link, about: false, part, clock, weekday, inclusive: false, backwards: false, what }
    }
}

/// A time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Named(Named),
    Figures(Figures),
    /// From one to another; whether it is said that the other is inside.
    Range(Point, Point, bool),
    /// Ten years of a calendar, from the first.
    Decade(Calendar, i32),
    /// The nineties are 90.
    DecadeOf(u8),
    Weekday(u8, Option<Which>),
    /// “Last month”.
    Unit(Unit, Which),
    /// “Yesterday”.
    Shift(Unit, i8),
    /// So many units ago, or from now.
    Ago(u16, Unit, bool),
    /// The past so many units, or the coming.
    Window(u16, Unit, bool),
    /// Two ends of which the second is before the first. The first one's words end at one byte, the second's begin at the other.
    Backwards(Point, usize, usize, Point),
    /// A time of day alone.
    Clock,
    /// A time nobody can place.
    Vague,
}

/// A part of a year, or a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Named {
    pub(super) kind: Kind,
    pub(super) year: Year,
}

/// What part of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// A month and a day of it, or a month, or the year itself.
    Date(Calendar, Option<u8>, Option<u8>),
    Season(u8),
    Quarter(u8),
    Half(u8),
}

/// Of which year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Year {
    Said(Calendar, i32),
    /// So many years from now.
    FromNow(i8),
    /// The last one, this one, the next one there is.
    Which(Which),
    Unsaid,
}

impl From<Point> for Named {
    fn from(point: Point) -> Self {
        let Point { calendar, year, month, day } = point;
        let year = year.map_or(Year::Unsaid, |year| Year::Said(calendar, year));
        Self { kind: Kind::Date(calendar, month, day), year }
    }
}
