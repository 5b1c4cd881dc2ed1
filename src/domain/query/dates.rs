//! Stretches of days, and whether a document's date falls into one.

use super::super::Date;

/// Days from one to another, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first, `YYYY-MM-DD`; `0000` when there is none.
    from: String,
    /// The last; `9999` when there is none.
    until: String,
}

impl Days {
    /// Reads `2023-10..2024`, `2023-10-17`, `..2024` or `2023..`.
    pub fn read(text: &str) -> Option<Self> {
        let (from, until) = match text.split_once("..") {
            Some(("", "")) => return None,
            Some((from, until)) => (from, until),
            None => (text, text),
        };
        let point = |text: &str| -> Option<Option<Date>> {
            if text.is_empty() {
                return Some(None);
            }
            // A year, a month or a day; neither a stretch nor a year nobody knows.
            text.parse().ok().filter(|_| !text.contains('/') && !text.starts_with('X')).map(Some)
        };
        let (from, until) = (point(from)?, point(until)?);
        let days = Self {
            from: from.map_or_else(|| "0000".to_owned(), |date| first(date.as_str())),
            until: until.map_or_else(|| "9999".to_owned(), |date| last(date.as_str())),
        };
        (days.from <= days.until).then_some(days)
    }

    /// True when a date, or some day of it, falls into them. A date without a year falls nowhere.
    pub fn hold(&self, date: &Date) -> bool {
        let text = date.as_str();
        let (from, until) = text.split_once('/').unwrap_or((text, text));
        if from.starts_with('X') || until.starts_with('X') {
            return false;
        }
        let from = if from == ".." { "0000".to_owned() } else { first(from) };
        let until = if until == ".." { "9999".to_owned() } else { last(until) };
        from <= self.until && self.from <= until
    }
}

fn first(point: &str) -> String {
    let rest = "0000-01-01".get(point.len()..).unwrap_or_default();
    format!("{point}{rest}")
}

/// The last day as text that no day of the stretch comes after; whether a month has 31 days does not matter for that.
fn last(point: &str) -> String {
    let rest = "0000-12-31".get(point.len()..).unwrap_or_default();
    format!("{point}{rest}")
}
