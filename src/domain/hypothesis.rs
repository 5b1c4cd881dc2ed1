//! Hypotheses and what is held against them: the matrix of the analysis of competing hypotheses (Heuer, ch. 8), the
//! assumptions a line of analysis rests on, and the indicators that would show which hypothesis comes true.

use super::grade::ContentGrade;
use super::vocabulary::vocabulary;
use super::{Date, Id, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// How much something weighs in the matrix.
    Weight {
        Low = "low", "low";
        Medium = "medium", "medium";
        High = "high", "high";
    }
}

impl Weight {
    /// How credible an item is by its claim's content grade: 1 and 2 high, 3 medium, 4 and 5 low. `None` for a 6, which
    /// says that it cannot be judged.
    pub fn of_grade(grade: ContentGrade) -> Option<Self> {
        match grade.number() {
            1 | 2 => Some(Self::High),
            3 => Some(Self::Medium),
            4 | 5 => Some(Self::Low),
            _ => None,
        }
    }
}

vocabulary! {
    /// What an item is to a hypothesis: if it were true, would this be expected? No rating at all means not rated yet.
    Rating {
        VeryConsistent = "CC", "very consistent";
        Consistent = "C", "consistent";
        Neutral = "N", "neutral";
        Inconsistent = "I", "inconsistent";
        VeryInconsistent = "II", "very inconsistent";
        NotApplicable = "NA", "not applicable";
    }
}

vocabulary! {
    /// How well an assumption stands.
    Standing {
        Solid = "solid", "solid";
        Caveated = "caveated", "holds with caveats";
        Unsupported = "unsupported", "unsupported";
    }
}

vocabulary! {
    /// Whether what an indicator says is to be seen.
    IndicatorStatus {
        NotSeen = "not_seen", "not seen";
        Emerging = "emerging", "emerging";
        Seen = "seen", "seen";
        Contrary = "contrary", "the contrary is seen";
    }
}

/// One of several answers to the same question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hypothesis {
    /// Identity.
    pub id: Id,
    /// What it says.
    pub words: Words,
    /// A note.
    pub memo: Option<Words>,
    /// Its place among the others.
    pub ordinal: i64,
}

/// A claim that is held against the hypotheses: a row of the matrix. A claim is in it at most once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AchItem {
    /// Identity.
    pub id: Id,
    /// The claim.
    pub claim: Id,
    /// How credible it is; when it is not said, the claim's content grade says it.
    pub credibility: Option<Weight>,
    /// How much it matters for the question.
    pub relevance: Weight,
    /// A note.
    pub memo: Option<Words>,
    /// Its place among the others.
    pub ordinal: i64,
}

/// What an item is to a hypothesis: a cell of the matrix, one a pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AchCell {
    /// Identity.
    pub id: Id,
    /// The hypothesis.
    pub hypothesis: Id,
    /// The item.
    pub item: Id,
    /// How it was rated.
    pub rating: Rating,
    /// A note, such as why.
    pub note: Option<Words>,
}

/// Something that is taken for true without being shown, and that an analysis rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// Identity.
    pub id: Id,
    /// What is assumed.
    pub words: Words,
    /// The hypothesis that needs it.
    pub hypothesis: Option<Id>,
    /// The judgement that rests on it.
    pub judgement: Option<Id>,
    /// Why it is held to be true.
    pub why: Option<Words>,
    /// What becomes of the analysis if it is wrong.
    pub if_wrong: Option<Words>,
    /// How well it stands.
    pub standing: Standing,
}

/// Something that can be seen and that would speak for one hypothesis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Identity.
    pub id: Id,
    /// What would be seen.
    pub words: Words,
    /// The hypothesis it would speak for.
    pub hypothesis: Id,
    /// Whether it is seen.
    pub status: IndicatorStatus,
    /// When that was so.
    pub at: Option<Date>,
    /// The claim that shows it.
    pub claim: Option<Id>,
    /// When to look again.
    pub review_at: Option<Date>,
    /// A note.
    pub memo: Option<Words>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_grade_says_how_credible_an_item_is_but_for_the_one_that_cannot_be_judged() {
        let of = |n: u8| Weight::of_grade(ContentGrade::try_from(n).unwrap());
        let (high, medium, low) = (Some(Weight::High), Some(Weight::Medium), Some(Weight::Low));
        assert_eq!([1, 2, 3, 4, 5, 6].map(of), [high, high, medium, low, low, None]);
    }
}
