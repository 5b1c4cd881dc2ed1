//! Times as stretches of days, for asking whether somebody was seen within a term of office.

use crate::domain::Date;

/// Days in a month and months in a year, as counted here: only order and rough distance matter.
const MONTH: i32 = 31;
const YEAR: i32 = 12 * MONTH;
/// Days by which terms and sightings may miss each other: dates of the press are not exact.
const SLACK: i32 = 3 * MONTH;

/// A stretch of time, open where an end is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    from: Option<i32>,
    to: Option<i32>,
}

impl Span {
    /// When a date may be.
    pub(super) fn of(date: &Date) -> Option<Self> {
        let text = date.as_str();
        let span = match text.split_once('/') {
            Some((from, "..")) => Self { from: first_day(from), to: None },
            Some(("..", to)) => Self { from: None, to: last_day(to) },
            Some((from, to)) => Self { from: first_day(from), to: last_day(to) },
            None => Self { from: first_day(text), to: last_day(text) },
        };
        (span.from.is_some() || span.to.is_some()).then_some(span)
    }

    /// A term of office; `None` where neither end is known.
    pub(super) fn term(since: Option<&Date>, until: Option<&Date>) -> Option<Self> {
        let from = since.and_then(Self::of).and_then(|span| span.from);
        let to = until.and_then(Self::of).and_then(|span| span.to);
        (from.is_some() || to.is_some()).then_some(Self { from, to })
    }

    /// A year of people's words.
    pub(super) fn year(year: i32) -> Self {
        Self { from: Some(year * YEAR), to: Some(year * YEAR + YEAR - 1) }
    }

    /// True where both may be at one time, give or take some weeks.
    pub(super) fn meets(self, other: Self) -> bool {
        self.years_apart(other) <= f64::from(SLACK) / f64::from(YEAR)
    }

    /// True where most likely both were at one time: they share more than the weeks between two terms.
    pub(super) fn overlaps(self, other: Self) -> bool {
        let from = self.from.unwrap_or(i32::MIN).max(other.from.unwrap_or(i32::MIN));
        let to = self.to.unwrap_or(i32::MAX).min(other.to.unwrap_or(i32::MAX));
        // A sighting of a day or a month is short, and may lie on the edge of a term.
        let edge = |span: Self| span.from.zip(span.to).map_or(SLACK, |(from, to)| ((to - from) / 3).min(SLACK));
        let least = edge(self).min(edge(other));
        from.saturating_add(least) <= to
    }

    /// True where this lies wholly before the other.
    pub(super) fn is_before(self, other: Self) -> bool {
        self.to.zip(other.from).is_some_and(|(to, from)| to < from)
    }

    /// How many years lie between the two; 0 where they meet.
    pub(super) fn years_apart(self, other: Self) -> f64 {
        let gap = |before: Self, after: Self| before.to.zip(after.from).map_or(0, |(to, from)| (from - to).max(0));
        f64::from(gap(self, other).max(gap(other, self))) / f64::from(YEAR)
    }

    /// The years from the beginning of the earlier to the end of the later, where both are known.
    pub(super) fn years_over(self, other: Self) -> f64 {
        let first = [self.from.or(self.to), other.from.or(other.to)].into_iter().flatten().min();
        let last = [self.to.or(self.from), other.to.or(other.from)].into_iter().flatten().max();
        first.zip(last).map_or(0.0, |(first, last)| f64::from(last - first) / f64::from(YEAR))
    }
}

fn parts(point: &str) -> Option<(i32, Option<i32>, Option<i32>)> {
    let mut parts = point.split('-');
    let year = parts.next()?.parse().ok()?;
    let mut next = || parts.next().and_then(|part| part.parse().ok());
    Some((year, next(), next()))
}

fn first_day(point: &str) -> Option<i32> {
    let (year, month, day) = parts(point)?;
    Some(year * YEAR + (month.unwrap_or(1) - 1) * MONTH + day.unwrap_or(1) - 1)
}

fn last_day(point: &str) -> Option<i32> {
    let (year, month, day) = parts(point)?;
    Some(year * YEAR + (month.unwrap_or(12) - 1) * MONTH + day.unwrap_or(MONTH) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> Span {
        Span::of(&text.parse().unwrap()).unwrap()
    }

    #[test]
    fn terms_and_sightings_are_laid_beside_each_other() {
        let term = |since: &str, until: &str| {
            let date = |text: &str| text.parse::<Date>().ok();
            Span::term(date(since).as_ref(), date(until).as_ref()).unwrap()
        };
        let raisi = term("2021-08-03", "2024-05-19");
        assert!(raisi.meets(span("2022")) && raisi.meets(span("2024")) && raisi.meets(span("2024/..")));
        assert!(!raisi.meets(span("2025")) && !raisi.meets(span("2020")));
        assert!(term("2024-07", "").meets(span("2031-02-01")));
        assert_eq!(Span::of(&"XXXX-08".parse().unwrap()), None);
        assert!(span("1840").years_apart(span("2022")) > 180.0);
        // One term after another is not both at once.
        assert!(!term("2020-01", "2024-05").overlaps(term("2024-05", "")));
        assert!(term("2020-01", "2024-05").overlaps(span("2021")));
    }
}
