//! Expressions of time in a text: dates in words and figures, in three calendars, whole or in part, days of the week,
//! “yesterday” and “last month”, stretches from one time to another, seasons, quarters and decades. Each is told in EDTF as
//! far as its words alone say, and, where the document's date adds something, as it is read by that, with the reason. The words
//! are `assets/lexicons/dates.txt`, language by language. What is found is a remark on the words, and decides nothing.

mod now;
mod reading;
mod resolving;
mod said;
#[cfg(test)]
mod tests;

use crate::domain::Date;
use crate::domain::calendar::Calendar;
use crate::domain::date::lexicon::{Language, Tongues};
use crate::domain::date::point::Spoken;
use crate::domain::date::scan::Scan;
use crate::domain::tokens::{Script, primary_language, script_of};
use now::Now;
use reading::{Begun, Reading};
use resolving::Resolver;
use said::{Said, What};
use std::ops::Range;

pub use crate::domain::date::Lexicon;

/// How fine a time is told: by the finest unit its value is made of (a week is told by its days, a decade by its years).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// It has no value: it has two readings, there is no such day, or nobody can place it.
    Unknown,
    /// It counts from another time, and that is not known.
    Relative,
    /// By years.
    Year,
    /// A quarter of a year or a season.
    Quarter,
    /// By months.
    Month,
    /// By days.
    Day,
    /// With a time of day, which a kept date does not have.
    Hour,
}

impl Precision {
    /// All of them with their words in answers, as standards have them.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Unknown, "unknown"),
        (Self::Relative, "relative"),
        (Self::Year, "year"),
        (Self::Quarter, "quarter"),
        (Self::Month, "month"),
        (Self::Day, "day"),
        (Self::Hour, "hour"),
    ];

    /// Its word in answers.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(precision, _)| *precision == self).map_or("", |(_, word)| word)
    }
}

/// Whether the day, month or year that bounds a stretch is inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// “Through 2026”.
    Inside,
    /// “Before 2026”.
    Outside,
    /// “Until 2026”: some mean it so, some so.
    NotSaid,
}

impl Edge {
    /// Its word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Outside => "outside",
            Self::NotSaid => "not_said",
        }
    }
}

/// An expression of time where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Where, in bytes of the text, its preposition included.
    pub bytes: Range<usize>,
    /// What its words alone say. `2023-10-17/..` is from then on, `../2026` up to then; see [`Expression::edge`].
    pub edtf: Option<Date>,
    /// What it means by the document's date, where the words alone do not say it.
    pub reading: Option<Date>,
    /// How fine it is told, of the reading where there is one.
    pub precision: Precision,
    /// The calendar it is told in.
    pub calendar: Calendar,
    /// For what bounds a stretch: whether it is inside.
    pub edge: Option<Edge>,
    /// The time of day, in hours and minutes.
    pub clock: Option<(u8, u8)>,
    /// True where a preposition leads it or it counts from when the text was written, so that it is of a verb rather than of a
    /// noun, as in “the 2015 accord”.
    pub of_verb: bool,
    /// Why it is read so, in words.
    pub reason: String,
}

/// The expressions of time of a text in order. `language` is the text's own as a BCP 47 tag, where it is known; `written` is
/// when it was written. Words of other scripts are looked up in all lists of those, a text whose language is not known in the
/// first lists of its script; a date with a month in words and a year is read in any language. A text is taken by itself: the
/// year of “in August” is not looked for in other dates of it. Time and memory grow with the text and no faster.
pub fn expressions(text: &str, language: Option<&str>, written: Option<&Date>, lexicon: &Lexicon) -> Vec<Expression> {
    let scan = Scan::of(text, lexicon);
    let spoken = spoken(text, language, lexicon);
    let reading = Reading { scan, spoken };
    let now = written.map(Now::of);
    let (mut at, mut out) = (0, Vec::new());
    while let Some(tok) = reading.scan.toks.get(at) {
        match reading.at(at) {
            Some(Begun::Said(found)) => {
                let language = reading.scan.lexicon.languages(found.tongues & spoken.whole).next();
                let resolver = Resolver { now: now.as_ref(), language };
                match found.what.what {
                    // No stretch is made of it, and neither of its ends is lost.
                    What::Backwards(from, end, start, to) => {
                        let ends = [(tok.start..end, from), (start..found.end, to)];
                        out.extend(ends.map(|(bytes, point)| {
                            let said = Said { backwards: true, ..Said::of(What::Named(point.into())) };
                            expression(bytes, &said, &resolver)
                        }));
                    }
                    _ => out.push(expression(tok.start..found.end, &found.what, &resolver)),
                }
                at = found.next.max(at + 1);
            }
            Some(Begun::Not(next)) => at = next.max(at + 1),
            None => at += 1,
        }
    }
    out
}

fn expression(bytes: Range<usize>, said: &Said, resolver: &Resolver<'_>) -> Expression {
    let resolved = resolver.resolve(said);
    Expression {
        bytes,
        edtf: resolved.edtf,
        reading: resolved.reading,
        precision: resolved.precision,
        calendar: resolved.calendar,
        edge: resolved.edge,
        clock: said.clock,
        of_verb: said.link.is_some() || matches!(said.what, What::Shift(..) | What::Ago(..) | What::Unit(..)),
        reason: resolved.reason,
    }
}

/// The languages that are read whole in a text, and its own.
fn spoken(text: &str, language: Option<&str>, lexicon: &Lexicon) -> Spoken {
    let language = language.map(primary_language);
    let script = language.as_deref().map_or_else(|| most_used(text), |language| Some(script_of(language)));
    let of = |script: Script| lexicon.tongues(|known: &Language| known.script == script);
    let own = match (&language, script) {
        (Some(tag), _) => lexicon.tongues(|known| known.tag == *tag),
        (None, Some(script)) => first_bit(of(script)),
        (None, None) => 0,
    };
    let others = [Script::Latin, Script::Cyrillic, Script::Arabic].into_iter().filter(|other| Some(*other) != script);
    Spoken { whole: others.map(of).fold(own, |all, one| all | one), any: lexicon.tongues(|_| true), own }
}

fn first_bit(tongues: Tongues) -> Tongues {
    tongues & tongues.wrapping_neg()
}

/// The script of most letters at the beginning of a text.
fn most_used(text: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().take(4_000).map(Script::of).filter(|script| *script != Script::Other) {
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(script, _)| script)
}
