//! Ladders of likelihood terms as data: ICD 203 (two rows), the UK PHIA yardstick, AJP-2.1 and Sherman Kent's. A term is
//! always stored with its ladder, because the same word means different ranges on different ladders.

/// One term and the percentages it stands for, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rung {
    /// The term as it is stored and written.
    pub term: &'static str,
    /// Lowest percentage.
    pub low: u8,
    /// Highest percentage.
    pub high: u8,
}

/// A ladder: a name and its rungs, least likely first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ladder {
    /// The stable id that is stored.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Its terms, least likely first.
    pub rungs: &'static [Rung],
}

const fn rung(term: &'static str, low: u8, high: u8) -> Rung {
    Rung { term, low, high }
}

/// How confidence in a basis is written (ICD 203).
pub const CONFIDENCE: [&str; 4] = ["high confidence", "moderate confidence", "medium confidence", "low confidence"];
/// The same between two levels, as in “low-to-moderate confidence”.
pub const CONFIDENCE_ALONE: &str = "confidence";

/// Every ladder we know. ICD 203 is two ladders, since a product keeps to one row.
pub const LADDERS: &[Ladder] = &[
    Ladder {
        id: "icd203",
        name: "ICD 203, first row",
        rungs: &[
            rung("almost no chance", 1, 5),
            rung("very unlikely", 5, 20),
            rung("unlikely", 20, 45),
            rung("roughly even chance", 45, 55),
            rung("likely", 55, 80),
            rung("very likely", 80, 95),
            rung("almost certain", 95, 99),
        ],
    },
    Ladder {
        id: "icd203_2",
        name: "ICD 203, second row",
        rungs: &[
            rung("remote", 1, 5),
            rung("highly improbable", 5, 20),
            rung("improbable", 20, 45),
            rung("roughly even odds", 45, 55),
            rung("probable", 55, 80),
            rung("highly probable", 80, 95),
            rung("nearly certain", 95, 99),
        ],
    },
    Ladder {
        id: "phia",
        name: "UK PHIA yardstick",
        rungs: &[
            rung("remote chance", 0, 5),
            rung("highly unlikely", 10, 20),
            rung("unlikely", 25, 35),
            rung("realistic possibility", 40, 49),
            rung("likely or probable", 55, 75),
            rung("highly likely", 80, 90),
            rung("almost certain", 95, 100),
        ],
    },
    Ladder {
        id: "ajp21",
        name: "NATO AJP-2.1",
        rungs: &[
            rung("highly unlikely", 0, 10),
            rung("unlikely", 10, 40),
            rung("even chance", 40, 60),
            rung("likely", 60, 90),
            rung("highly likely", 90, 100),
        ],
    },
    Ladder {
        id: "kent",
        name: "Sherman Kent, 1964",
        rungs: &[
            rung("impossible", 0, 0),
            rung("almost certainly not", 2, 12),
            rung("probably not", 20, 40),
            rung("chances about even", 40, 60),
            rung("probable", 63, 87),
            rung("almost certain", 87, 99),
            rung("certain", 100, 100),
        ],
    },
];

/// A likelihood: a term of a known ladder. Nothing else can be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likelihood {
    ladder: &'static Ladder,
    rung: &'static Rung,
}

impl Likelihood {
    /// Looks the pair up; the error lists what would have been right.
    pub fn new(ladder: &str, term: &str) -> Result<Self, String> {
        let Some(found) = LADDERS.iter().find(|l| l.id == ladder) else {
            let ids: Vec<_> = LADDERS.iter().map(|l| l.id).collect();
            return Err(format!("“{ladder}” is not a ladder; there are {}", ids.join(", ")));
        };
        match found.rungs.iter().find(|r| r.term == term) {
            Some(rung) => Ok(Self { ladder: found, rung }),
            None => {
                let terms: Vec<_> = found.rungs.iter().map(|r| r.term).collect();
                Err(format!("“{term}” is not on the ladder {ladder}; it has {}", terms.join(", ")))
            }
        }
    }

    /// The ladder's id.
    pub fn ladder(self) -> &'static str {
        self.ladder.id
    }

    /// The term.
    pub fn term(self) -> &'static str {
        self.rung.term
    }

    /// The percentages the term stands for, both ends included.
    pub fn range(self) -> (u8, u8) {
        (self.rung.low, self.rung.high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_belongs_to_its_ladder() {
        assert_eq!(Likelihood::new("icd203", "unlikely").unwrap().range(), (20, 45));
        assert_eq!(Likelihood::new("phia", "unlikely").unwrap().range(), (25, 35));
        assert!(Likelihood::new("icd203", "probable").unwrap_err().contains("likely"));
        assert!(Likelihood::new("nobody", "likely").unwrap_err().contains("icd203"));
    }
}
