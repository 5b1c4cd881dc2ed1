//! When something was said or happens, as the first and the last day it may be.

use crate::domain::Date;

/// The first and the last day a date may stand for, each as year, month, day in one number; open ends are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Period {
    first: Option<i32>,
    last: Option<i32>,
}

impl Period {
    /// `None` for a date without a year.
    pub(super) fn of(date: &Date) -> Option<Self> {
        let text = date.as_str();
        match text.split_once('/') {
            Some((from, "..")) => Some(Self { first: Some(point(from)?.0), last: None }),
            Some(("..", to)) => Some(Self { first: None, last: Some(point(to)?.1) }),
            Some((from, to)) => Some(Self { first: Some(point(from)?.0), last: Some(point(to)?.1) }),
            None => point(text).map(|(first, last)| Self { first: Some(first), last: Some(last) }),
        }
    }

    /// The same for a time of which mostly the beginning is known, “2023 or later”: about then.
    pub(super) fn about(date: &Date) -> Option<Self> {
        let of = Self::of(date)?;
        Some(Self { first: of.first.or(of.last), last: of.last.or(of.first) })
    }

    /// True when all of it lies before all of the other.
    pub(super) fn is_before(self, other: Self) -> bool {
        matches!((self.last, other.first), (Some(last), Some(first)) if last < first)
    }

    /// True when no day is in both.
    pub(super) fn is_apart(self, other: Self) -> bool {
        self.is_before(other) || other.is_before(self)
    }
}

/// The first and the last day of a year, a month, a season or a day.
fn point(text: &str) -> Option<(i32, i32)> {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let mut parts = bare.split('-');
    // The last figures of a year may be open: a decade.
    let year = parts.next().filter(|year| year.len() == 4)?;
    let of = |fill: &str| year.replace('X', fill).parse::<i32>().ok().filter(|_| !year.starts_with('X'));
    let (early, late) = (of("0")?, of("9")?);
    let Some(month) = parts.next().and_then(|month| month.parse::<i32>().ok()) else {
        return Some((early * 10_000 + 101, late * 10_000 + 1_231));
    };
    // A season: spring begins in March.
    let (from, to) = match month {
        21..=23 => ((month - 20) * 3, (month - 20) * 3 + 2),
        24 => (12, 12),
        _ => (month, month),
    };
    let (first, last) = match parts.next().and_then(|day| day.parse::<i32>().ok()) {
        Some(day) => (day, day),
        None => (1, 31),
    };
    Some((early * 10_000 + from * 100 + first, late * 10_000 + to * 100 + last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_lie_before_each_other_or_overlap() {
        let of = |text: &str| Period::of(&text.parse().unwrap());
        let before = |one: &str, other: &str| of(one).unwrap().is_before(of(other).unwrap());
        assert!(before("2023-10-17", "2023-11"));
        assert!(before("2023", "2024-07/.."));
        assert!(!before("2023-10", "2023"));
        assert!(!before("2023-01/..", "2024"));
        assert!(of("2023-03-13/2026").unwrap().is_apart(of("2027").unwrap()));
        assert_eq!(of("XXXX-08"), None);
    }
}
