//! Dates as people know them: whole, partial or unknown in part. Stored as EDTF (ISO 8601-2, level 1) text, shown in words.

mod read;

use serde::{Deserialize, Serialize};

/// A date in EDTF: `2023-10-17`, `2023-10`, `2023`, `XXXX-08` (August, year unknown), an interval `2023-03-13/2026`, or
/// an open interval `2024/..` ("2024 or later").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(String);

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date; write {FORMS}", FORMS = Date::FORMS)]
pub struct BadDate(String);

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// How a date may be written, for whoever wrote none.
    pub const FORMS: &str =
        "2023-10-17 or 17 October 2023, 2023-10, 2023, XXXX-08 (year unknown), 2023/2026, 2024/.. or 2024 or later";

    /// The stored EDTF text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In English words, day in two digits: “17 October 2023”, “August, year unknown”, “2024 or later”.
    pub fn shown(&self) -> String {
        match self.0.split_once('/') {
            Some((from, "..")) => format!("{} or later", point_shown(from)),
            Some(("..", to)) => format!("{} or earlier", point_shown(to)),
            Some((from, to)) => format!("{} to {}", point_shown(from), point_shown(to)),
            None => point_shown(&self.0),
        }
    }

    /// The year, where there is one.
    pub fn year(&self) -> Option<u16> {
        self.0.get(0..4).and_then(|y| y.parse().ok())
    }
}

fn point_shown(point: &str) -> String {
    let mut parts = point.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    match (year == "XXXX", month, parts.next()) {
        (false, Some(m), Some(d)) => format!("{d} {m} {year}"),
        (false, Some(m), None) => format!("{m} {year}"),
        (true, Some(m), Some(d)) => format!("{d} {m}, year unknown"),
        (true, Some(m), None) => format!("{m}, year unknown"),
        _ => year.to_owned(),
    }
}

fn is_point(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let Some((year, rest)) = parts.split_first() else { return false };
    let unknown_year = *year == "XXXX";
    if !unknown_year && !digits(year, 4) {
        return false;
    }
    let month_ok = |m: &str| digits(m, 2) && (1..=12).contains(&m.parse::<u8>().unwrap_or(0));
    match rest {
        [] => !unknown_year,
        [m] => month_ok(m),
        [m, d] => {
            month_ok(m) && digits(d, 2) && {
                // A year that has a 29 February stands for an unknown one.
                let y = if unknown_year { 2000 } else { year.parse::<i16>().unwrap_or(0) };
                let (m, d) = (m.parse::<i8>().unwrap_or(0), d.parse::<i8>().unwrap_or(0));
                jiff::civil::Date::new(y, m, d).is_ok()
            }
        }
        _ => false,
    }
}

impl TryFrom<String> for Date {
    type Error = BadDate;
    fn try_from(text: String) -> Result<Self, BadDate> {
        let ok = match text.split_once('/') {
            Some((from, "..")) => is_point(from),
            Some(("..", to)) => is_point(to),
            Some((from, to)) => is_point(from) && is_point(to),
            None => is_point(&text),
        };
        if ok { Ok(Self(text)) } else { Err(BadDate(text)) }
    }
}

impl std::str::FromStr for Date {
    type Err = BadDate;
    fn from_str(text: &str) -> Result<Self, BadDate> {
        Self::try_from(text.trim().to_owned())
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_checked_and_shown_in_words() {
        for (edtf, shown) in [
            ("2023-10-17", "17 October 2023"),
            ("2023-09-01", "01 September 2023"),
            ("2023-03", "March 2023"),
            ("2023", "2023"),
            ("XXXX-08", "August, year unknown"),
            ("2024/..", "2024 or later"),
            ("2023-03-13/2026", "13 March 2023 to 2026"),
        ] {
            assert_eq!(edtf.parse::<Date>().unwrap().shown(), shown);
        }
        for bad in ["", "17.10.2023", "2023-13", "2023-02-30", "XXXX", "2023/", "2023-1-1", "next week"] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }
}
