//! How much two texts have in common: the runs of words both have by the runs either has (the Jaccard index), kept as
//! the two counts, so that nothing is rounded before it is shown.

use serde::{Deserialize, Serialize};

/// The common runs of words of two texts and all of theirs, each run counted once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Overlap {
    /// Runs both have.
    pub common: u32,
    /// Runs either has; never less than `common`.
    pub all: u32,
}

impl Overlap {
    /// Of a text with itself.
    pub const WHOLE: Self = Self { common: 1, all: 1 };

    /// True for copies of one text: at least four fifths are common.
    pub fn is_near(self) -> bool {
        self.all > 0 && u64::from(self.common) * 5 >= u64::from(self.all) * 4
    }

    /// In whole hundredths, rounded down, so that 100 stands only for texts that have all in common.
    pub fn percent(self) -> u8 {
        let percent = u64::from(self.common) * 100 / u64::from(self.all.max(1));
        u8::try_from(percent).unwrap_or(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_fifths_make_a_copy_and_a_hundred_is_never_rounded_to() {
        let overlap = |common, all| Overlap { common, all };
        assert!(overlap(4, 5).is_near() && overlap(800_001, 1_000_000).is_near());
        assert!(!overlap(799_999, 1_000_000).is_near() && !overlap(0, 0).is_near());
        assert_eq!((overlap(999_999, 1_000_000).percent(), Overlap::WHOLE.percent()), (99, 100));
        assert_eq!(overlap(u32::MAX, u32::MAX).percent(), 100);
    }
}
