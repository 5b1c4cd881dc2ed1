//! The date a text gives for itself at its head: “MINSK, 18 October 2023 (Agency)”, “2023-10-17”, “Oct. 17, 2023”.

use crate::domain::Date;
use std::ops::Range;

/// How many lines with words make a text's head, and how much of each is looked at, in characters: a date further on is
/// more likely one the text tells of.
const LINES: usize = 4;
const REACH: usize = 80;
/// How many words a date has at most.
const WORDS: usize = 3;

/// True when what is there of a text holds all of its head.
pub fn has_all_of_the_head(beginning: &str) -> bool {
    let lines = beginning.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    lines.filter(|line| line.chars().any(char::is_alphanumeric)).take(LINES).count() == LINES
}

/// The first whole date at the head of a text, and where it stands in it, in bytes. Only what [`Date::read`] reads.
pub fn dateline(text: &str) -> Option<(Date, Range<usize>)> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    lines.filter(|(_, line)| line.chars().any(char::is_alphanumeric)).take(LINES).find_map(|(start, line)| {
        let end = line.char_indices().nth(REACH).map_or(line.len(), |(at, _)| at);
        let (date, place) = in_line(line.get(..end)?)?;
        Some((date, start + place.start..start + place.end))
    })
}

fn in_line(line: &str) -> Option<(Date, Range<usize>)> {
    let words: Vec<(usize, &str)> = line
        .split(char::is_whitespace)
        .map(|word| (word.as_ptr().addr().saturating_sub(line.as_ptr().addr()), word))
        .filter(|(_, word)| !word.is_empty())
        .collect();
    (0..words.len()).find_map(|from| {
        (1..=WORDS).rev().find_map(|count| {
            let group = words.get(from..from + count)?;
            let (first, last) = (group.first()?, group.last()?);
            let whole = line.get(first.0..last.0 + last.1.len())?;
            // To read a date is what costs, and one has digits.
            whole.contains(char::is_numeric).then_some(())?;
            let bare = whole.trim_matches(|c: char| !c.is_alphanumeric());
            let date = Date::read(bare).ok().filter(is_a_day)?;
            let start = first.0 + whole.find(bare)?;
            Some((date, start..start + bare.len()))
        })
    })
}

/// True for one day of a known year.
fn is_a_day(date: &Date) -> bool {
    date.year().is_some() && date.as_str().len() == "2023-10-17".len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_at_the_head_of_a_text_is_read_and_no_other() {
        for (text, date) in [
            ("MINSK, 18 October 2023 (BelTA) - Poland and Iraq", Some("2023-10-18")),
            ("Poland and Iraq Build Road\n\nWARSAW, Oct. 18, 2023. The", Some("2023-10-18")),
            ("A headline\n2023-10-18\nSome words", Some("2023-10-18")),
            ("A headline\n(18.10.2023) Some words", Some("2023-10-18")),
            ("MINSK, October 18 - no year, no date", None),
            ("In 2023 the two sides drew a roadmap", None),
            ("One\nTwo\nThree\nFour\n18 October 2023", None),
            ("", None),
        ] {
            let found = dateline(text);
            assert_eq!(found.as_ref().map(|(date, _)| date.as_str()), date, "{text}");
            assert!(found.is_none_or(|(_, place)| text[place].contains("18")), "{text}");
        }
    }
}
