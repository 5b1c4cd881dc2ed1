//! The two grades of the Admiralty scale (STANAG 2511): a letter for a source, a number for one item of information. They
//! are kept apart and never averaged; F and 6 mean “cannot be judged”, not “worst”.

use super::vocabulary::vocabulary;

vocabulary! {
    /// How reliable a source is.
    Reliability {
        A = "A", "completely reliable";
        B = "B", "usually reliable";
        C = "C", "fairly reliable";
        D = "D", "not usually reliable";
        E = "E", "unreliable";
        F = "F", "reliability cannot be judged";
    }
}

impl Reliability {
    /// What the letter means, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A => "A proven source that can be depended on.",
            Self::B => "A good record, with some doubt in the given case.",
            Self::C => "Used at times, with moderate trust.",
            Self::D => "Used before, and wrong more often than right.",
            Self::E => "Used before, and not worthy of trust.",
            Self::F => "No record yet. This does not mean bad.",
        }
    }
}

/// How credible one item of information is, 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct ContentGrade(u8);

impl ContentGrade {
    /// Confirmed by other sources: locked until two independent origins show.
    pub const CONFIRMED: Self = Self(1);

    /// Every grade, 1 to 6.
    pub const ALL: [Self; 6] = [Self(1), Self(2), Self(3), Self(4), Self(5), Self(6)];

    /// The number.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The label of STANAG 2511.
    pub fn label(self) -> &'static str {
        match self.0 {
            1 => "confirmed by other sources",
            2 => "probably true",
            3 => "possibly true",
            4 => "doubtful",
            5 => "improbable",
            _ => "truth cannot be judged",
        }
    }
}

impl TryFrom<u8> for ContentGrade {
    type Error = String;
    fn try_from(n: u8) -> Result<Self, String> {
        if (1..=6).contains(&n) { Ok(Self(n)) } else { Err(format!("a content grade is 1 to 6, not {n}")) }
    }
}

impl From<ContentGrade> for u8 {
    fn from(grade: ContentGrade) -> u8 {
        grade.0
    }
}
