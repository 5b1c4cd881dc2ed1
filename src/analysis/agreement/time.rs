//! When something was said or happens, as the first and the last day it may be.

use crate::domain::Date;

/// The first and the last day a date may stand for, as text that is in order; open ends are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Period {
    first: Option<String>,
    last: Option<String>,
}

impl Period {
    /// `None` for a date without a year.
    pub(super) fn of(date: &Date) -> Option<Self> {
        let (first, last) = (date.earliest(), date.latest());
        (first.is_some() || last.is_some()).then_some(Self { first, last })
    }

    /// The same for a time of which mostly the beginning is known, “2023 or later”: about then.
    pub(super) fn about(date: &Date) -> Option<Self> {
        let Self { first, last } = Self::of(date)?;
        Some(Self { first: first.clone().or_else(|| last.clone()), last: last.or(first) })
    }

    /// The day, where it is one.
    pub(super) fn day(&self) -> Option<&str> {
        self.first.as_deref().filter(|first| self.last.as_deref() == Some(*first))
    }

    /// True when all of it lies before all of the other.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        matches!((&self.last, &other.first), (Some(last), Some(first)) if last < first)
    }

    /// True when no day is in both.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        self.is_before(other) || other.is_before(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_lie_before_each_other_or_overlap() {
        let of = |text: &str| Period::of(&text.parse().unwrap());
        let before = |one: &str, other: &str| of(one).unwrap().is_before(&of(other).unwrap());
        assert!(before("2023-10-17", "2023-11"));
        assert!(before("2023", "2024-07/.."));
        assert!(!before("2023-10", "2023"));
        assert!(!before("2023-01/..", "2024"));
        assert!(of("2023-03-13/2026").unwrap().is_apart(&of("2027").unwrap()));
        assert_eq!(of("XXXX-08"), None, "no year is told");
        assert!(Period::about(&"2023-10-17/..".parse().unwrap()).unwrap().is_before(&of("2024").unwrap()));
    }
}
