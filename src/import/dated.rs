//! Points in time as files write them, brought to the forms that [`super::Meta`] takes.

/// `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an RFC 3339 time as it is; of a time without a zone, the day; else nothing.
pub(super) fn dated(said: &str) -> Option<String> {
    let said = said.trim();
    if said.parse::<jiff::Timestamp>().is_ok() {
        return Some(said.to_owned());
    }
    if let Some((day, _)) = said.split_once('T') {
        return day.parse::<jiff::civil::Date>().is_ok().then(|| day.to_owned());
    }
    let shape: String = said.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let known = match shape.as_str() {
        "0000" => true,
        "0000-00" => format!("{said}-01").parse::<jiff::civil::Date>().is_ok(),
        "0000-00-00" => said.parse::<jiff::civil::Date>().is_ok(),
        _ => false,
    };
    known.then(|| said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::dated;

    #[test]
    fn a_time_without_a_zone_gives_the_day() {
        assert_eq!(dated("2023-10-17T08:30:00Z").as_deref(), Some("2023-10-17T08:30:00Z"));
        assert_eq!(dated("2023-10-17T08:30:00.123456789").as_deref(), Some("2023-10-17"));
        assert_eq!(dated(" 2023-10 ").as_deref(), Some("2023-10"));
        assert_eq!(dated("1999").as_deref(), Some("1999"));
        assert_eq!(dated("2023-13"), None);
        assert_eq!(dated("18 October 2023"), None);
    }
}
