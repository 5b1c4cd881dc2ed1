//! Dates as people write them: “17 October 2023”, “Oct 2023”, “Aug”, “2024 or later”, “13 March 2023 to 2026”.

use super::{BadDate, Date, MONTHS};

impl Date {
    /// Reads a date in EDTF or in people's English words. Only figures of ASCII are read, because a year in others may count
    /// from another beginning; figures with strokes between them are not, because nobody can tell day from month.
    pub fn read(text: &str) -> Result<Self, BadDate> {
        let text = text.trim();
        if let Ok(date) = text.parse() {
            return Ok(date);
        }
        let bad = || BadDate(text.to_owned());
        let between = [" to ", " – ", "–"].iter().find_map(|sign| text.split_once(sign));
        let edtf = if let Some(from) = text.strip_suffix(" or later") {
            point(from).map(|from| format!("{from}/.."))
        } else if let Some(to) = text.strip_suffix(" or earlier") {
            point(to).map(|to| format!("../{to}"))
        } else if let Some((from, to)) = between {
            point(from).zip(point(to)).map(|(from, to)| format!("{from}/{to}"))
        } else {
            point(text)
        };
        edtf.ok_or_else(bad)?.parse().map_err(|_odd| bad())
    }
}

/// One day, month or year as EDTF.
fn point(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix("year unknown").unwrap_or(text);
    let parts: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.')).filter(|part| !part.is_empty()).collect();
    let year = |part: &str| (part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.to_owned());
    let day = |part: &str| {
        let figures = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let known = matches!(&part[figures.len()..], "" | "st" | "nd" | "rd" | "th");
        (known && figures.len() <= 2).then(|| figures.parse::<u8>().ok()).flatten()
    };
    let none = || "XXXX".to_owned();
    match parts.as_slice() {
        [one] => year(one).or_else(|| Some(format!("{}-{:02}", none(), month(one)?))),
        [one, two] => match (month(one), month(two)) {
            (Some(m), _) => match year(two) {
                Some(year) => Some(format!("{year}-{m:02}")),
                None => Some(format!("{}-{m:02}-{:02}", none(), day(two)?)),
            },
            (None, Some(m)) => Some(format!("{}-{m:02}-{:02}", none(), day(one)?)),
            _ => None,
        },
        [one, two, three] => {
            let year = year(three)?;
            match (month(one), month(two)) {
                (Some(m), _) => Some(format!("{year}-{m:02}-{:02}", day(two)?)),
                (None, Some(m)) => Some(format!("{year}-{m:02}-{:02}", day(one)?)),
                // Days come first where stops stand between the figures.
                _ if text.contains('.') => Some(format!("{year}-{:02}-{:02}", day(two)?, day(one)?)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A month by its name or at least three letters of it, counted from 1.
fn month(part: &str) -> Option<usize> {
    let part = part.to_lowercase();
    let wanted = if part == "sept" { "sep" } else { part.as_str() };
    let found = MONTHS.iter().position(|month| wanted.len() >= 3 && month.to_lowercase().starts_with(wanted));
    found.map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_dates_in_many_ways() {
        for (written, edtf) in [
            ("2023-10-17", "2023-10-17"),
            ("17 October 2023", "2023-10-17"),
            ("17 Oct. 2023", "2023-10-17"),
            ("October 17, 2023", "2023-10-17"),
            ("17th October 2023", "2023-10-17"),
            ("17.10.2023", "2023-10-17"),
            ("Sept 2023", "2023-09"),
            ("2023", "2023"),
            ("Aug", "XXXX-08"),
            ("August, year unknown", "XXXX-08"),
            ("5 Aug", "XXXX-08-05"),
            ("2024 or later", "2024/.."),
            ("May 2024 or earlier", "../2024-05"),
            ("13 March 2023 to 2026", "2023-03-13/2026"),
        ] {
            let read = Date::read(written).unwrap();
            assert_eq!(read.as_str(), edtf, "{written}");
            assert_eq!(Date::read(&read.shown()).unwrap(), read, "what is shown can be read");
        }
        for bad in
            ["", "next week", "10/17/2023", "30 February 2023", "17 2023", "۲۵ مهر ۱۴۰۲", "32 May 2023", "éé 2023"]
        {
            assert!(Date::read(bad).is_err(), "{bad}");
        }
    }
}
