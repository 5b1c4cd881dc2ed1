//! Expressions of time: a table of them in seven languages and three calendars.

use assay::analysis::dates::{Edge, Expression, Lexicon, expressions};
use assay::domain::Date;
use assay::domain::calendar::Calendar;

/// An expression as a line of the table has it.
fn told(text: &str, found: &Expression) -> String {
    let date = |date: &Option<Date>| date.as_ref().map_or("-", Date::as_str).to_owned();
    let calendar = if found.calendar == Calendar::Gregorian { "" } else { found.calendar.as_str() };
    let edge = found.edge.map_or("", Edge::as_str);
    let remarks = [calendar, edge].into_iter().filter(|remark| !remark.is_empty()).collect::<Vec<_>>().join(" ");
    let place = &text[found.bytes.clone()];
    let precision = found.precision.as_str();
    format!("[{place}] {} {} {precision} {remarks}", date(&found.edtf), date(&found.reading)).trim().to_owned()
}

#[test]
fn every_expression_of_the_table_is_found_where_it_stands_and_read_as_it_says() {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in include_str!("dates.tsv").lines().filter(|line| !line.starts_with('#')) {
        lines += 1;
        let fields: Vec<&str> = line.split('\t').collect();
        let [language, written, marked, edtf, reading, precision, remarks @ ..] = fields.as_slice() else {
            panic!("a line has six fields or seven: {line}");
        };
        let text = marked.replace(['[', ']'], "");
        let written = Some(*written).filter(|written| *written != "-").map(|written| written.parse::<Date>().unwrap());
        let found = expressions(&text, Some(language), written.as_ref(), Lexicon::built_in());
        let found: Vec<String> = found.iter().map(|found| told(&text, found)).collect();
        let wanted = match marked.split_once('[') {
            Some((_, rest)) => {
                let place = rest.split(']').next().unwrap();
                let remarks = remarks.first().copied().unwrap_or_default();
                vec![format!("[{place}] {edtf} {reading} {precision} {remarks}").trim().to_owned()]
            }
            None => Vec::new(),
        };
        if found != wanted {
            wrong.push(format!("{language}: {marked}\n  wanted {wanted:?}\n  found  {found:?}"));
        }
    }
    assert!(lines > 250, "{lines}");
    assert!(wrong.is_empty(), "{} of {lines} are wrong\n{}", wrong.len(), wrong.join("\n"));
}
