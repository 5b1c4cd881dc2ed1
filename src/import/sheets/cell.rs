//! How the value of a cell is shown.

use calamine::{CellErrorType, ExcelDateTime, ExcelDateTimeType};

/// A number with as many digits as spreadsheet programs keep, without the rest that binary fractions leave.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return CellErrorType::Num.to_string();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let size = value.abs();
    if (1e-9..1e15).contains(&size) {
        let digits = 14 - size.log10().floor() as i32;
        let fixed = format!("{value:.*}", usize::try_from(digits).unwrap_or(0));
        if fixed.contains('.') { fixed.trim_end_matches('0').trim_end_matches('.').to_owned() } else { fixed }
    } else {
        let written = format!("{value:.14e}");
        let (digits, power) = written.split_once('e').unwrap_or((&written, "0"));
        format!("{}E{power}", digits.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// A number as a format of its cell shows it: its places, its percent sign, its currency. Digits are not grouped, because
/// every country groups them otherwise.
pub(super) fn formatted(value: f64, code: &str) -> String {
    let Some(format) = Format::of(code) else { return number(value) };
    if !value.is_finite() {
        return number(value);
    }
    let shown = if format.percent { value * 100.0 } else { value };
    let digits = match format.places {
        Some((least, most)) if shown.abs() < 1e15 => {
            // What lies between two steps goes away from zero, as on paper, although its binary fraction lies below.
            let fixed = format!("{:.*}", most, shown + shown.signum() * shown.abs() * 1e-15);
            match fixed.split_once('.') {
                Some((whole, rest)) => {
                    let kept = rest.trim_end_matches('0').len().max(least);
                    let rest = rest.get(..kept).unwrap_or(rest);
                    if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
                }
                None => fixed,
            }
        }
        _ => number(shown),
    };
    let digits = if digits.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.')) {
        digits.trim_start_matches('-').to_owned()
    } else {
        digits
    };
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
    format!("{sign}{}{digits}{}", format.before, format.after)
}

/// What a format of a number asks for.
struct Format {
    /// Fewest and most digits behind the point.
    places: Option<(usize, usize)>,
    percent: bool,
    before: String,
    after: String,
}

impl Format {
    /// Reads a format; `None` for one that is general or more than places, percent and currency.
    fn of(code: &str) -> Option<Self> {
        let section = code.split(';').next()?;
        if section.eq_ignore_ascii_case("general") || section.is_empty() {
            return None;
        }
        let mut format = Self { places: None, percent: false, before: String::new(), after: String::new() };
        let (mut digits, mut places, mut point) = (false, (0, 0), false);
        let mut chars = section.chars();
        while let Some(c) = chars.next() {
            let aside = if digits { &mut format.after } else { &mut format.before };
            match c {
                '0' | '#' | '?' => {
                    digits = true;
                    if point {
                        places.1 += 1;
                        if c == '0' {
                            places.0 = places.1;
                        }
                    }
                }
                '.' => point = true,
                // A comma behind all digits divides by a thousand; between them it groups.
                ',' => {
                    if !chars.as_str().contains(['0', '#']) {
                        return None;
                    }
                }
                '%' => {
                    format.percent = true;
                    aside.push('%');
                }
                '"' => aside.extend(chars.by_ref().take_while(|c| *c != '"')),
                '\\' => aside.extend(chars.next()),
                '_' | '*' => drop(chars.next()),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    if let Some(currency) = inside.strip_prefix('$') {
                        aside.push_str(currency.split('-').next().unwrap_or_default());
                    }
                }
                ' ' | '-' | '+' | '(' | ')' | '$' | '€' | '£' | '¥' | '₽' | ':' => aside.push(c),
                _ => return None,
            }
        }
        // Brackets mark negative numbers in another section.
        format.before = format.before.trim_start_matches('(').to_owned();
        format.after = format.after.trim_end_matches(')').trim_end().to_owned();
        format.places = Some(places);
        digits.then_some(format)
    }
}

/// A date, a time or both, as ISO 8601 has them; a span of time as hours, minutes and seconds.
pub(super) fn moment(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if !value.is_finite() || value.abs() > 3_000_000.0 {
        return number(value);
    }
    let seconds = (value * 86_400.0).round() as i64;
    let clock = |seconds: i64| {
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if rest == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{rest:02}") }
    };
    if moment.is_duration() {
        let size = seconds.abs();
        let sign = if seconds < 0 { "-" } else { "" };
        return format!("{sign}{}:{:02}:{:02}", size / 3600, size / 60 % 60, size % 60);
    }
    if seconds < 0 {
        return number(value);
    }
    if seconds < 86_400 {
        return clock(seconds);
    }
    // To the whole second, a hair above so that no fraction falls below it.
    let is_1904 =
        moment.to_ymd_hms_milli() != ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false).to_ymd_hms_milli();
    let whole = ExcelDateTime::new(seconds as f64 / 86_400.0 + 1e-9, ExcelDateTimeType::DateTime, is_1904);
    let (year, month, day, ..) = whole.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let of_day = seconds % 86_400;
    if of_day == 0 { date } else { format!("{date}T{}:{:02}", clock(of_day / 60 * 60), of_day % 60) }
}

/// A truth as spreadsheet programs write it.
pub(super) fn truth(value: bool) -> String {
    if value { "TRUE" } else { "FALSE" }.to_owned()
}
