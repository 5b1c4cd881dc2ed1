//! From what an expression says to a date: of its words alone, and by the document's date; with the reason for each.

use super::now::{Now, months_on, weekday};
use super::said::{Kind, Named, Said, What, Year};
use super::{Edge, Precision};
use crate::domain::Date;
use crate::domain::calendar::{BadDay, Calendar, later};
use crate::domain::date::SEASONS;
use crate::domain::date::lexicon::{Language, Link, Part, Unit, Which};
use crate::domain::date::point::{Figures, Point};
use jiff::civil::Date as Civil;

/// What became of an expression.
pub(super) struct Resolved {
    pub(super) edtf: Option<Date>,
    pub(super) reading: Option<Date>,
    pub(super) precision: Precision,
    pub(super) calendar: Calendar,
    pub(super) edge: Option<Edge>,
    pub(super) reason: String,
}

/// What is known beside the words.
pub(super) struct Resolver<'a> {
    /// The document's date, if its record has one.
    pub(super) now: Option<&'a Now>,
    /// The language the expression is in.
    pub(super) language: Option<&'a Language>,
}

/// A value on the way.
#[derive(Default)]
struct Value {
    edtf: Option<Date>,
    reading: Option<Date>,
    precision: Option<Precision>,
    calendar: Option<Calendar>,
    why: Vec<String>,
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn name<const N: usize>(names: &[&'static str; N], number: u8) -> &'static str {
    names.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or_default()
}

fn month_name(calendar: Calendar, month: u8) -> &'static str {
    name(calendar.months(), month)
}

fn month_edtf(year: i32, month: u8) -> Option<Date> {
    format!("{year:04}-{month:02}").parse().ok()
}

fn days(from: Civil, to: Civil) -> Option<Date> {
    format!("{from}/{to}").parse().ok()
}

impl Resolver<'_> {
    pub(super) fn resolve(&self, said: &Said) -> Resolved {
        let ahead = matches!(said.link, Some(Link::By | Link::Until | Link::Through));
        let mut value = match said.what {
            What::Named(named) => self.named(named, ahead),
            What::Figures(figures) => figured(figures),
            What::Range(from, to, _) => self.range(from, to),
            What::Backwards(from, ..) => self.named(from.into(), ahead),
            What::Decade(calendar, first) => decade(calendar, first),
            What::DecadeOf(ten) => self.decade_of(ten),
            What::Weekday(day, which) => self.weekday(day, which, ahead),
            What::Unit(unit, which) => self.unit(unit, which),
            What::Shift(unit, by) => self.shift(unit, i32::from(by)),
            What::Ago(count, unit, on) => self.ago(i32::from(count), unit, on),
            What::Window(count, unit, on) => self.window(i32::from(count), unit, on),
            What::Clock => Value {
                precision: Some(Precision::Hour),
                why: vec!["a time of day; which day is not said".to_owned()],
                ..Value::default()
            },
            What::Vague => Value {
                precision: Some(Precision::Unknown),
                why: vec!["it does not say when".to_owned()],
                ..Value::default()
            },
        };
        value.why.extend(said.part.map(part).map(str::to_owned));
        if let Some((hour, minute)) = said.clock.filter(|_| said.what != What::Clock) {
            value.why.push(format!("at {hour:02}:{minute:02}"));
            value.precision = Some(Precision::Hour);
        }
        if said.backwards {
            value.why.push("the stretch it stands in runs backwards, and is not read as one".to_owned());
        }
        if said.about {
            let about = |date: Option<Date>| date.and_then(|date| date.about());
            (value.edtf, value.reading) = (about(value.edtf), about(value.reading));
            value.why.push("about then".to_owned());
        }
        self.check_weekday(said, &mut value);
        let edge = bounded(said, &mut value);
        let precision = value.precision.unwrap_or(Precision::Relative);
        Resolved {
            precision,
            calendar: value.calendar.unwrap_or(Calendar::Gregorian),
            edge,
            reason: value.why.join("; "),
            edtf: value.edtf,
            reading: value.reading,
        }
    }

    /// Why a time that counts from when the text was written has no reading.
    fn unresolved(&self, wants: &str) -> String {
        match self.now {
            None => "it counts from when the text was written, and no date of the document is recorded".to_owned(),
            Some(now) => {
                format!("it counts from when the text was written; the document’s date, {}, says no {wants}", now.shown)
            }
        }
    }

    fn told_from(&self, what: &str) -> String {
        match self.now {
            Some(now) => format!("{what} the document’s date, {}", now.shown),
            None => what.to_owned(),
        }
    }

    fn calendar(&self) -> Calendar {
        self.language.map_or(Calendar::Gregorian, |language| language.calendar)
    }

    /// A value that counts from now, or why there is none.
    fn relative(&self, reading: Option<Date>, precision: Precision, why: String, wants: &str) -> Value {
        match reading {
            Some(date) => Value { reading: Some(date), precision: Some(precision), why: vec![why], ..Value::default() },
            None => Value { why: vec![self.unresolved(wants)], ..Value::default() },
        }
    }

    fn named(&self, named: Named, ahead: bool) -> Value {
        let Named { kind, year } = named;
        let mut value = match (kind, year) {
            (_, Year::Said(calendar, year)) => said_year(kind, calendar, year),
            (Kind::Date(calendar, month, day), _) => self.partial(calendar, month, day, year, ahead),
            (Kind::Season(season), _) => self.season(season, year, ahead),
            (Kind::Quarter(_) | Kind::Half(_), Year::FromNow(by)) => {
                let calendar = self.calendar();
                let of = self.now.and_then(|now| now.year(calendar)).map(|now| now + i32::from(by));
                match of {
                    Some(of) => {
                        let Value { edtf, precision, calendar, mut why, .. } = said_year(kind, calendar, of);
                        why.push(self.told_from(&format!("of {}", years_from(by))));
                        Value { edtf: None, reading: edtf, precision, calendar, why }
                    }
                    None => Value { why: vec![self.unresolved("year")], ..Value::default() },
                }
            }
            (Kind::Quarter(_) | Kind::Half(_), _) => {
                Value { why: vec!["the year is not said".to_owned()], ..Value::default() }
            }
        };
        let calendar = value.calendar.unwrap_or(Calendar::Gregorian);
        if !calendar.is_exact() && (value.edtf.is_some() || value.reading.is_some()) {
            value.why.push("it is counted, and may be a day or two off".to_owned());
        }
        value
    }

    /// A month or a day whose year is not said.
    fn partial(&self, calendar: Calendar, month: Option<u8>, day: Option<u8>, year: Year, ahead: bool) -> Value {
        let precision = if day.is_some() { Precision::Day } else { Precision::Month };
        let Some(month) = month else { return Value::default() };
        if let Err(never) = calendar.check(None, month, day.unwrap_or(1)) {
            return impossible(never, calendar);
        }
        let point = |year: Option<i32>| Point { calendar, year, month: Some(month), day };
        let date = |year: i32| point(Some(year)).date().ok().flatten();
        let edtf = point(None).date().ok().flatten();
        let called = match day {
            Some(day) => format!("{day} {}", month_name(calendar, month)),
            None => month_name(calendar, month).to_owned(),
        };
        let here = self.now.and_then(|now| match calendar {
            Calendar::Gregorian => {
                let (year, month) = now.month()?;
                Some((year, month, now.day().and_then(|day| u8::try_from(day.day()).ok())))
            }
            _ => now.in_calendar(calendar).map(|(year, month, day)| (year, month, Some(day))),
        });
        // Against now: a month that is under way is neither before nor after it.
        let against = |now: (i32, u8, Option<u8>)| match (month.cmp(&now.1), day, now.2) {
            (std::cmp::Ordering::Equal, Some(day), Some(today)) => Some(day.cmp(&today)),
            (std::cmp::Ordering::Equal, Some(_), None) => None,
            (order, ..) => Some(order),
        };
        let mut why = Vec::new();
        let of = match year {
            Year::FromNow(by) => {
                why.push(self.told_from(&format!("of {}", years_from(by))));
                self.now.and_then(|now| now.year(calendar)).map(|now| now + i32::from(by))
            }
            Year::Which(Which::This) => {
                why.push(self.told_from("of the year of"));
                here.map(|now| now.0)
            }
            Year::Which(Which::Last | Which::Past) => {
                why.push(self.told_from(&format!("the last {called} before")));
                here.and_then(|now| Some(now.0 - i32::from(against(now)?.is_ge())))
            }
            Year::Which(Which::Next | Which::Coming) => {
                why.push(self.told_from(&format!("the first {called} after")));
                here.and_then(|now| Some(now.0 + i32::from(against(now)?.is_le())))
            }
            Year::Unsaid | Year::Said(..) if ahead => {
                why.push(self.told_from(&format!("the year is not said; the first {called} from")));
                here.and_then(|now| Some(now.0 + i32::from(against(now)?.is_lt())))
            }
            Year::Unsaid | Year::Said(..) => {
                why.push(self.told_from(&format!("the year is not said; the nearest {called} up to")));
                here.and_then(|now| Some(now.0 - i32::from(against(now)?.is_gt())))
            }
        };
        // 29 February is not in every year.
        let back = !ahead && matches!(year, Year::Unsaid | Year::Which(Which::Last));
        let reading = of.and_then(|of| {
            let found = date(of);
            if found.is_none() && back { (1..8).find_map(|years| date(of - years)) } else { found }
        });
        if reading.is_none() {
            why = vec![match (year, self.now) {
                (Year::Unsaid, None) => "the year is not said".to_owned(),
                (Year::Unsaid, Some(now)) => {
                    format!("the year is not said, and the document’s date, {}, does not tell it", now.shown)
                }
                _ => self.unresolved("month"),
            }];
        }
        Value { edtf, reading, precision: Some(precision), calendar: Some(calendar), why }
    }

    fn season(&self, season: u8, year: Year, ahead: bool) -> Value {
        let edtf = format!("XXXX-{}", 20 + season).parse().ok();
        let calendar = self.calendar();
        let mut why = Vec::new();
        // The month it begins in, and how many months on it is over.
        let begins = season * 3;
        let here = self.now.and_then(|now| match calendar {
            Calendar::Gregorian => now.month(),
            // Their seasons begin with the year; counted in months from a March, so that one rule serves.
            _ => now.in_calendar(calendar).map(|(year, month, _)| months_on((year, month), 2)),
        });
        let first = |year: i32| year * 12 + i32::from(begins);
        let at = |(year, month): (i32, u8)| year * 12 + i32::from(month);
        let called = name(&SEASONS, season);
        let of = match year {
            Year::FromNow(by) => {
                why.push(self.told_from(&format!("of {}", years_from(by))));
                self.now.and_then(|now| now.year(calendar)).map(|now| now + i32::from(by))
            }
            Year::Which(Which::Last | Which::Past) => {
                why.push(self.told_from(&format!("the last {called} that was over before")));
                here.map(|now| (now.0 - 2..=now.0).rev().find(|year| first(*year) + 2 < at(now)).unwrap_or(now.0 - 1))
            }
            Year::Which(Which::Next | Which::Coming) => {
                why.push(self.told_from(&format!("the first {called} that began after")));
                here.map(|now| (now.0..=now.0 + 1).find(|year| first(*year) > at(now)).unwrap_or(now.0 + 1))
            }
            Year::Which(Which::This) => {
                why.push(self.told_from("of the year of"));
                here.map(|now| now.0 - i32::from(season == 4 && now.1 <= 2))
            }
            Year::Unsaid | Year::Said(..) => {
                let which = if ahead { "first" } else { "last" };
                why.push(self.told_from(&format!("the year is not said; the {which} {called} that began up to")));
                here.map(|now| now.0 - i32::from(!ahead && first(now.0) > at(now)))
            }
        };
        let reading = of.and_then(|of| said_year(Kind::Season(season), calendar, of).edtf);
        if reading.is_none() {
            let unsaid = self.now.is_none() && year == Year::Unsaid;
            why = vec![if unsaid { "the year is not said".to_owned() } else { self.unresolved("month") }];
        }
        let counted = if reading.is_some() { calendar } else { Calendar::Gregorian };
        Value { edtf, reading, precision: Some(Precision::Quarter), calendar: Some(counted), why }
    }

    fn range(&self, from: Point, to: Point) -> Value {
        if from.year.is_some() || from.month.is_none() {
            let (first, last) = match (from.date(), to.date()) {
                (Ok(first), Ok(last)) => (first, last),
                (Err(never), _) | (_, Err(never)) => return impossible(never, from.calendar),
            };
            let edtf = first.zip(last).and_then(|(first, last)| Date::between(&first, &last));
            let precision = precision_of(&from).max(precision_of(&to));
            let mut why = vec![format!("from {} to {}", called(&from), called(&to))];
            if !from.calendar.is_exact() {
                why.push("it is counted, and may be a day or two off".to_owned());
            }
            return Value { edtf, precision: Some(precision), calendar: Some(from.calendar), why, ..Value::default() };
        }
        // Neither end has a year: the second is placed, and the first before it.
        let end = self.named(to.into(), false);
        let first = from.date().ok().flatten();
        let edtf = first.zip(end.edtf.as_ref()).and_then(|(first, last)| Date::between(&first, last));
        let turns = (from.month, from.day) > (to.month, to.day);
        let year = end.reading.as_ref().and_then(Date::year).map(|year| i32::from(year) - i32::from(turns));
        let reading = end.reading.as_ref().and_then(|last| {
            let year = match from.calendar {
                Calendar::Gregorian => year?,
                calendar => {
                    let day: Civil = last.as_str().get(..10)?.parse().ok()?;
                    calendar.of_gregorian(day)?.0 - i32::from(turns)
                }
            };
            Date::between(&Point { year: Some(year), ..from }.date().ok().flatten()?, last)
        });
        Value { edtf, reading, ..end }
    }

    fn decade_of(&self, ten: u8) -> Value {
        let year = self.now.and_then(|now| now.year(Calendar::Gregorian));
        let reading = year.and_then(|year| {
            let first = year - year.rem_euclid(100) + i32::from(ten);
            let first = if first > year { first - 100 } else { first };
            decade(Calendar::Gregorian, first).edtf
        });
        let mut why = vec!["the century is not said".to_owned()];
        if reading.is_some() {
            why.push(self.told_from("the last such years up to"));
        }
        let precision = if reading.is_some() { Precision::Year } else { Precision::Unknown };
        Value { reading, precision: Some(precision), why, ..Value::default() }
    }

    fn weekday(&self, day: u8, which: Option<Which>, ahead: bool) -> Value {
        let called = name(&WEEKDAYS, day);
        let today = self.now.and_then(Now::day);
        let since = |today: Civil| (i64::from(weekday(today)) - i64::from(day)).rem_euclid(7);
        let (on, why) = match which {
            Some(Which::Last | Which::Past) => {
                (today.map(|today| -(since(today) + 6) % 7 - 1), format!("the last {called} before"))
            }
            Some(Which::Next | Which::Coming) => {
                (today.map(|today| 7 - since(today)), format!("the first {called} after"))
            }
            Some(Which::This) => {
                let from = self.language.map_or(1, |language| language.week_from);
                let place = |day: u8| (i64::from(day) - i64::from(from)).rem_euclid(7);
                (today.map(|today| place(day) - place(weekday(today))), format!("the {called} of the week of"))
            }
            None if ahead => (today.map(|today| (7 - since(today)) % 7), format!("the first {called} from")),
            None => (today.map(|today| -since(today)), format!("the nearest {called} up to")),
        };
        let date = today.zip(on).and_then(|(today, on)| later(today, on)).and_then(|day| day.to_string().parse().ok());
        self.relative(date, Precision::Day, self.told_from(&why), "day")
    }

    fn unit(&self, unit: Unit, which: Which) -> Value {
        let by = match which {
            Which::Last | Which::Past => -1,
            Which::This => 0,
            Which::Next | Which::Coming => 1,
        };
        self.shift(unit, by)
    }

    /// So many units from the one now is in.
    fn shift(&self, unit: Unit, by: i32) -> Value {
        let calendar = self.calendar();
        let which = match by {
            0 => "of".to_owned(),
            -1 => "before that of".to_owned(),
            1 => "after that of".to_owned(),
            by if by < 0 => format!("{} before that of", -by),
            by => format!("{by} after that of"),
        };
        let why = |unit: &str| self.told_from(&format!("the {unit} {which}"));
        let mut value = match unit {
            Unit::Day | Unit::Hour => {
                let day = self.now.and_then(Now::day).and_then(|day| later(day, i64::from(by)));
                let date = day.and_then(|day| day.to_string().parse().ok());
                self.relative(date, Precision::Day, why("day"), "day")
            }
            Unit::Week => {
                let from = self.language.map_or(1, |language| language.week_from);
                let week = self.now.and_then(|now| now.week(from, i64::from(by))).and_then(|(from, to)| days(from, to));
                let begins = format!("{}, weeks beginning with {}", why("week"), name(&WEEKDAYS, from));
                self.relative(week, Precision::Day, begins, "day")
            }
            Unit::Month => {
                let date = self.month_on(calendar, by);
                self.relative(date, Precision::Month, why("month"), "month")
            }
            Unit::Quarter | Unit::Half => {
                let length: u8 = if unit == Unit::Quarter { 3 } else { 6 };
                let here = self.now.and_then(|now| match calendar {
                    Calendar::Gregorian => now.month(),
                    _ => now.in_calendar(calendar).map(|(year, month, _)| (year, month)),
                });
                let date = here.and_then(|(year, month)| {
                    let all = year * i32::from(12 / length) + i32::from((month - 1) / length) + by;
                    let number = u8::try_from(all.rem_euclid(i32::from(12 / length))).ok()? + 1;
                    let kind = if unit == Unit::Quarter { Kind::Quarter(number) } else { Kind::Half(number) };
                    said_year(kind, calendar, all.div_euclid(i32::from(12 / length))).edtf
                });
                let (called, precision) = match unit {
                    Unit::Quarter => ("quarter", Precision::Quarter),
                    _ => ("half-year", Precision::Month),
                };
                self.relative(date, precision, why(called), "month")
            }
            Unit::Year => {
                let year = self.now.and_then(|now| now.year(calendar)).map(|year| year + by);
                let date = year.and_then(|year| said_year(Kind::Date(calendar, None, None), calendar, year).edtf);
                self.relative(date, Precision::Year, why("year"), "day of that calendar")
            }
            Unit::Decade => {
                let year = self.now.and_then(|now| now.year(Calendar::Gregorian));
                let date = year.and_then(|year| decade(Calendar::Gregorian, year - year.rem_euclid(10) + by * 10).edtf);
                self.relative(date, Precision::Year, why("ten years"), "year")
            }
        };
        if value.reading.is_some() && matches!(unit, Unit::Month | Unit::Quarter | Unit::Half | Unit::Year) {
            value.calendar = Some(calendar);
        }
        value
    }

    fn month_on(&self, calendar: Calendar, by: i32) -> Option<Date> {
        let now = self.now?;
        if calendar == Calendar::Gregorian {
            let (year, month) = months_on(now.month()?, by);
            return month_edtf(year, month);
        }
        let (year, month, _) = now.in_calendar(calendar)?;
        let (year, month) = months_on((year, month), by);
        Point { calendar, year: Some(year), month: Some(month), day: None }.date().ok().flatten()
    }

    fn ago(&self, count: i32, unit: Unit, on: bool) -> Value {
        if unit == Unit::Hour {
            let why = vec!["it counts in hours from when the text was written".to_owned()];
            return Value { precision: Some(Precision::Relative), why, ..Value::default() };
        }
        let by = if on { count } else { -count };
        let (unit, by) = if unit == Unit::Decade { (Unit::Year, by * 10) } else { (unit, by) };
        self.shift(unit, by)
    }

    /// The past so many units up to now, or the coming.
    fn window(&self, count: i32, unit: Unit, on: bool) -> Value {
        let by = if on { count } else { -count };
        let ends = match unit {
            Unit::Hour => None,
            Unit::Day | Unit::Week => {
                let days = if unit == Unit::Week { by * 7 } else { by };
                let now = self.now.and_then(Now::day);
                let other = now.and_then(|day| later(day, i64::from(days)));
                let edtf = |day: Option<Civil>| day.and_then(|day| day.to_string().parse().ok());
                edtf(other).zip(edtf(now))
            }
            unit => {
                let (unit, by) = match unit {
                    Unit::Decade => (Unit::Year, by * 10),
                    Unit::Quarter => (Unit::Month, by * 3),
                    Unit::Half => (Unit::Month, by * 6),
                    unit => (unit, by),
                };
                self.shift(unit, by).reading.zip(self.shift(unit, 0).reading)
            }
        };
        let date = ends.and_then(
            |(other, now): (Date, Date)| {
                if on { Date::between(&now, &other) } else { Date::between(&other, &now) }
            },
        );
        let precision = match unit {
            Unit::Hour | Unit::Day | Unit::Week => Precision::Day,
            Unit::Month | Unit::Quarter | Unit::Half => Precision::Month,
            Unit::Year | Unit::Decade => Precision::Year,
        };
        let why = if on { "counted on from" } else { "counted back from" };
        let mut value = self.relative(date, precision, self.told_from(why), "day");
        if value.reading.is_some() && precision != Precision::Day {
            value.calendar = Some(self.calendar());
        }
        value
    }

    /// Holds the day of the week that is said against the date beside it.
    fn check_weekday(&self, said: &Said, value: &mut Value) {
        let Some(told) = said.weekday else { return };
        let date = value.edtf.as_ref().filter(|date| date.year().is_some()).or(value.reading.as_ref());
        let day = date.and_then(|date| date.as_str().parse::<Civil>().ok());
        if let Some(is) = day.map(weekday).filter(|is| *is != told) {
            let (told, is) = (name(&WEEKDAYS, told), name(&WEEKDAYS, is));
            value.why.push(format!("the text says {told}, but that day is a {is}"));
        }
    }
}

/// How a time bounds a stretch: the same value as a beginning or an end, and whether it is inside.
fn bounded(said: &Said, value: &mut Value) -> Option<Edge> {
    let opens = said.link.filter(|link| !matches!(link, Link::In | Link::About | Link::From | Link::Between));
    if let What::Range(.., inside) = said.what
        && opens.is_none_or(|link| link == Link::Since)
    {
        let edge = if inside || said.inclusive { Edge::Inside } else { Edge::NotSaid };
        if edge == Edge::NotSaid {
            value.why.push("whether the end is inside is not said".to_owned());
        }
        return Some(edge);
    }
    if let What::Figures(Figures::Years(..)) = said.what
        && opens.is_none()
    {
        return Some(Edge::Inside);
    }
    if matches!(said.what, What::Clock | What::Vague) {
        return None;
    }
    let at_its_end = said.part == Some(Part::End);
    let (open, edge, why): (fn(&Date) -> Option<Date>, _, _) = match opens? {
        Link::In | Link::About | Link::From | Link::Between => return None,
        Link::Since => (Date::or_later, Edge::Inside, "from then on"),
        Link::After => (Date::and_after, Edge::Outside, "later than that, which is outside"),
        Link::Through => (Date::or_earlier, Edge::Inside, "up to then, the end inside"),
        Link::By => (Date::or_earlier, Edge::Inside, "at the latest then"),
        Link::Before => (Date::and_before, Edge::Outside, "earlier than that, which is outside"),
        Link::Until if said.inclusive || at_its_end => (Date::or_earlier, Edge::Inside, "up to then, the end inside"),
        Link::Until => (Date::or_earlier, Edge::NotSaid, "up to then; whether the end is inside is not said"),
    };
    let opened = |date: &mut Option<Date>| {
        // What is open already stays so.
        if let Some(whole) = date.as_ref() {
            *date = open(whole);
        }
    };
    opened(&mut value.edtf);
    opened(&mut value.reading);
    value.why.push(why.to_owned());
    Some(edge)
}

fn impossible(never: BadDay, calendar: Calendar) -> Value {
    Value {
        precision: Some(Precision::Unknown),
        calendar: Some(calendar),
        why: vec![format!("there is no such day: {never}")],
        ..Value::default()
    }
}

fn figured(figures: Figures) -> Value {
    match figures {
        Figures::One(point) => match point.date() {
            Ok(edtf) => Value {
                edtf,
                precision: Some(precision_of(&point)),
                calendar: Some(point.calendar),
                why: vec![as_said(&point)],
                ..Value::default()
            },
            Err(never) => impossible(never, point.calendar),
        },
        Figures::Years(from, to) => {
            let ends = from.date().ok().flatten().zip(to.date().ok().flatten());
            Value {
                edtf: ends.and_then(|(from, to)| Date::between(&from, &to)),
                precision: Some(Precision::Year),
                why: vec![format!("from {} to {}", called(&from), called(&to))],
                ..Value::default()
            }
        }
        Figures::Either(one, other) => {
            let calendars = one.calendar != other.calendar;
            let of = |point: &Point| {
                let of = if calendars { format!(" of the {}", point.calendar.name()) } else { String::new() };
                format!("{}{of}", called(point))
            };
            two_readings(&of(&one), &of(&other))
        }
        Figures::MonthOrYears(from, to) => {
            let month = u8::try_from(to.year.unwrap_or(0).rem_euclid(100)).unwrap_or(0);
            let month = Point { month: Some(month), ..from };
            two_readings(&called(&month), &format!("the years {} to {}", called(&from), called(&to)))
        }
        Figures::Never(never) => impossible(never, Calendar::Gregorian),
    }
}

fn two_readings(one: &str, other: &str) -> Value {
    let why = vec![format!("it can be {one} or {other}")];
    Value { precision: Some(Precision::Unknown), why, ..Value::default() }
}

fn decade(calendar: Calendar, first: i32) -> Value {
    let edtf = match calendar {
        Calendar::Gregorian => format!("{:03}X", first.div_euclid(10)).parse().ok(),
        _ => {
            let ends = calendar.stretch(first, None).ok().zip(calendar.stretch(first + 9, None).ok());
            ends.and_then(|((from, _), (_, to))| days(from, to))
        }
    };
    let why = vec![format!("the ten years from {first}{}", of_calendar(calendar))];
    Value { edtf, precision: Some(Precision::Year), calendar: Some(calendar), why, ..Value::default() }
}

/// A part of a year that is said.
fn said_year(kind: Kind, calendar: Calendar, year: i32) -> Value {
    let stretch = |from: u8, to: u8| -> Option<Date> {
        if calendar == Calendar::Gregorian {
            return format!("{year:04}-{from:02}/{year:04}-{to:02}").parse().ok();
        }
        let (first, _) = calendar.stretch(year, Some(from)).ok()?;
        let (_, last) = calendar.stretch(year, Some(to)).ok()?;
        let date = days(first, last)?;
        if calendar.is_exact() { Some(date) } else { date.about() }
    };
    let (edtf, precision, why) = match kind {
        // A day or a month has its own calendar, of which its year is.
        Kind::Date(of, month, day) => {
            let of = if month.is_some() { of } else { calendar };
            let point = Point { calendar: of, year: Some(year), month, day };
            match point.date() {
                Ok(edtf) => {
                    let why = vec![as_said(&point)];
                    let precision = Some(precision_of(&point));
                    return Value { edtf, precision, calendar: Some(of), why, ..Value::default() };
                }
                Err(never) => return impossible(never, of),
            }
        }
        Kind::Season(season) if calendar == Calendar::Hijri => {
            let why = format!("the years of the {} move through the seasons", calendar.name());
            let why = vec![format!("{why}, so that nobody can tell when {} {year} was", name(&SEASONS, season))];
            return Value { precision: Some(Precision::Unknown), calendar: Some(calendar), why, ..Value::default() };
        }
        Kind::Season(season) => {
            let edtf = Date::of_season(calendar, year, season);
            (edtf, Precision::Quarter, format!("{} {year}", name(&SEASONS, season)))
        }
        Kind::Quarter(n) => (stretch(n * 3 - 2, n * 3), Precision::Quarter, format!("quarter {n} of {year}")),
        Kind::Half(n) => (stretch(n * 6 - 5, n * 6), Precision::Month, format!("half {n} of {year}")),
    };
    let why = vec![format!("{why}{}", of_calendar(calendar))];
    Value { edtf, precision: Some(precision), calendar: Some(calendar), why, ..Value::default() }
}

fn of_calendar(calendar: Calendar) -> String {
    if calendar == Calendar::Gregorian { String::new() } else { format!(" of the {}", calendar.name()) }
}

/// A point in words.
fn called(point: &Point) -> String {
    let Point { calendar, year, month, day } = *point;
    let month = month.map(|month| month_name(calendar, month).to_owned());
    let parts = [day.map(|day| day.to_string()), month, year.map(|year| year.to_string())];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}{}", parts.join(" "), of_calendar(calendar))
}

/// What a point whose year is said has of a date; by another calendar, which.
fn as_said(point: &Point) -> String {
    match (point.calendar, point.month, point.day) {
        (Calendar::Gregorian, Some(_), Some(_)) => "day, month and year are said".to_owned(),
        (Calendar::Gregorian, Some(_), None) => "month and year are said".to_owned(),
        (Calendar::Gregorian, None, _) => "the year is said".to_owned(),
        _ => called(point),
    }
}

fn precision_of(point: &Point) -> Precision {
    match (point.month, point.day) {
        (_, Some(_)) => Precision::Day,
        (Some(_), None) => Precision::Month,
        (None, None) => Precision::Year,
    }
}

fn years_from(by: i8) -> &'static str {
    match by {
        0 => "the year of",
        ..0 => "the year before that of",
        _ => "the year after that of",
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Start => "its beginning",
        Part::Early => "early in it",
        Part::Middle => "its middle",
        Part::Late => "late in it",
        Part::End => "its end",
        Part::Earlier => "within it, before the text was written",
        Part::Later => "within it, after the text was written",
        Part::Some => "a piece of it, which is told no closer",
    }
}
