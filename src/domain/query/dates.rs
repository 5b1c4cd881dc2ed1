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
            from: from.and_then(|date| date.earliest()).unwrap_or_else(|| "0000".to_owned()),
            until: until.and_then(|date| date.latest()).unwrap_or_else(|| "9999".to_owned()),
        };
        (days.from <= days.until).then_some(days)
    }

    /// True when a date, or some day of it, falls into them. A date without a year falls nowhere.
    pub fn hold(&self, date: &Date) -> bool {
        let text = date.as_str();
        let (open, closed) = (text.starts_with(".."), text.ends_with(".."));
        let from = if open { Some("0000".to_owned()) } else { date.earliest() };
        let until = if closed { Some("9999".to_owned()) } else { date.latest() };
        from.zip(until).is_some_and(|(from, until)| from <= self.until && self.from <= until)
    }
}
