//! Weighted inconsistency, kept exactly. The weights are low 1/√2, medium 1 and high √2, so that every sum of them is a
//! number of halves and a number of halves of √2; two sums are the same only where both numbers are. Ties are therefore
//! found without a tolerance, by whichever products they came about.

use crate::domain::hypothesis::{Rating, Weight};
use std::cmp::Ordering;
use std::ops::{Add, Sub};

/// The weighted inconsistency of a hypothesis: never above zero, and nearest zero survives best. It is no probability.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    halves: i32,
    halves_of_root: i32,
}

impl Score {
    /// Nothing speaks against it.
    pub const ZERO: Self = Self { halves: 0, halves_of_root: 0 };

    /// What one cell of the matrix adds: II −2, I −1 and all else nothing, times credibility times relevance.
    pub fn of(rating: Option<Rating>, credibility: Weight, relevance: Weight) -> Self {
        let against = match rating {
            Some(Rating::VeryInconsistent) => -2,
            Some(Rating::Inconsistent) => -1,
            _ => 0,
        };
        // Each weight is a power of √2, and their product is one too.
        let power = |weight| match weight {
            Weight::Low => -1,
            Weight::Medium => 0,
            Weight::High => 1,
        };
        match power(credibility) + power(relevance) {
            -2 => Self { halves: against, halves_of_root: 0 },
            -1 => Self { halves: 0, halves_of_root: against },
            0 => Self { halves: 2 * against, halves_of_root: 0 },
            1 => Self { halves: 0, halves_of_root: 2 * against },
            _ => Self { halves: 4 * against, halves_of_root: 0 },
        }
    }

    /// As a number, to be shown.
    pub fn value(self) -> f64 {
        (f64::from(self.halves) + f64::from(self.halves_of_root) * std::f64::consts::SQRT_2) / 2.0
    }
}

impl Add for Score {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            halves: self.halves.saturating_add(other.halves),
            halves_of_root: self.halves_of_root.saturating_add(other.halves_of_root),
        }
    }
}

impl Sub for Score {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            halves: self.halves.saturating_sub(other.halves),
            halves_of_root: self.halves_of_root.saturating_sub(other.halves_of_root),
        }
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        let ones = i64::from(self.halves) - i64::from(other.halves);
        let roots = i64::from(self.halves_of_root) - i64::from(other.halves_of_root);
        // The sign of ones + roots·√2: where the two pull apart, their squares tell which is larger, and are never equal.
        let (ones_squared, roots_squared) = (i128::from(ones).pow(2), 2 * i128::from(roots).pow(2));
        match (ones.cmp(&0), roots.cmp(&0)) {
            (Ordering::Equal, sign) | (sign, Ordering::Equal) => sign,
            (one, root) if one == root => one,
            (Ordering::Greater, _) => ones_squared.cmp(&roots_squared),
            _ => roots_squared.cmp(&ones_squared),
        }
    }
}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_adds_its_value_times_both_weights() {
        let weights = [(Weight::Low, 0.5_f64.sqrt()), (Weight::Medium, 1.0), (Weight::High, 2.0_f64.sqrt())];
        for (credibility, first) in weights {
            for (relevance, second) in weights {
                for rating in Rating::ALL {
                    let against = match rating.as_str() {
                        "II" => -2.0,
                        "I" => -1.0,
                        _ => 0.0,
                    };
                    let score = Score::of(Some(*rating), credibility, relevance).value();
                    assert!(
                        (score - against * first * second).abs() < 1e-12,
                        "{rating:?} {credibility:?} {relevance:?}"
                    );
                }
            }
        }
        assert_eq!(Score::of(None, Weight::High, Weight::High), Score::ZERO);
    }

    #[test]
    fn sums_are_ordered_as_the_numbers_they_are_and_equal_only_where_they_are_the_same() {
        let score = |halves, halves_of_root| Score { halves, halves_of_root };
        for ones in -40..=40 {
            for roots in -40..=40 {
                let (this, zero) = (score(ones, roots), Score::ZERO);
                let by_value = this.value().partial_cmp(&0.0).unwrap();
                assert_eq!(this.cmp(&zero), by_value, "{ones} {roots}");
                assert_eq!(zero.cmp(&this), by_value.reverse());
                assert_eq!((this + score(3, -5)).cmp(&score(3, -5)), by_value);
            }
        }
        // Fractions that come near √2 from either side: a hair apart, and no tie.
        assert!(score(0, -24) > score(-34, 0));
        assert!(score(-8119, 5741) > Score::ZERO && score(-3363, 2378) < Score::ZERO);
    }
}
