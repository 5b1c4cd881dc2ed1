//! Changing a question as it is typed: a field that narrows it, put in or taken out, and words in place of others.

use super::Searching;
use crate::domain::Words;
use crate::domain::query::Query;
use crate::jobs::Meant;
use std::ops::Range;

impl Searching {
    /// True when the question that is typed has this field with this value.
    pub fn narrows(&self, name: &str, value: &Words) -> bool {
        whole(&self.query, &super::field(name, value.raw())).is_some()
    }

    /// The question with the words that may have been meant in place of those that were typed.
    pub fn with_meant(&self, meant: &Meant) -> String {
        meant.words.iter().fold(self.query.clone(), |query, (typed, word)| match whole(&query, typed) {
            Some(place) => put(&query, place, word),
            None => query,
        })
    }
}

/// The question with a field put at its end, or without it when it is there.
pub(super) fn narrowed(query: &str, field: &str) -> String {
    if let Some(place) = whole(query, field) {
        let (before, after) =
            (query.get(..place.start).unwrap_or_default(), query.get(place.end..).unwrap_or_default());
        let without = [before.trim_end(), after.trim_start()].join(" ").trim().to_owned();
        // One that belongs to an operator stays: without it the question would be none.
        return if without.is_empty() || without.parse::<Query>().is_ok() { without } else { query.to_owned() };
    }
    let query = query.trim_end();
    if query.is_empty() { field.to_owned() } else { format!("{query} {field}") }
}

fn put(query: &str, place: Range<usize>, words: &str) -> String {
    let (before, after) = (query.get(..place.start).unwrap_or_default(), query.get(place.end..).unwrap_or_default());
    [before, words, after].concat()
}

/// Where something stands in a question with nothing but blanks or brackets beside it.
fn whole(query: &str, part: &str) -> Option<Range<usize>> {
    let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')'));
    let stands = |at: &usize| {
        let (before, after) = (query.get(..*at), query.get(at + part.len()..));
        before.is_some_and(|text| ends(text.chars().next_back()) && !text.trim_end().ends_with("NOT"))
            && after.is_some_and(|text| ends(text.chars().next()))
    };
    query.match_indices(part).map(|(at, _)| at).find(stands).map(|at| at..at + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_put_in_once_and_taken_out_again() {
        assert_eq!(narrowed("", "lang:en"), "lang:en");
        assert_eq!(narrowed("treaty ", "lang:en"), "treaty lang:en");
        assert_eq!(narrowed("treaty lang:en date:2023", "lang:en"), "treaty date:2023");
        assert_eq!(narrowed("lang:en", "lang:en"), "");
        assert_eq!(narrowed("treaty source:\"OE Watch\"", "source:\"OE Watch\""), "treaty");
        // Another value that begins alike is another value.
        assert_eq!(narrowed("lang:eng", "lang:en"), "lang:eng lang:en");
        // What is left would be no question.
        assert_eq!(narrowed("treaty OR lang:en", "lang:en"), "treaty OR lang:en");
    }

    #[test]
    fn words_that_were_meant_take_the_place_of_those_that_were_typed() {
        let page = Searching { query: "(sanctoins OR embargo) lang:en".to_owned(), ..Searching::default() };
        let meant = Meant { words: vec![("sanctoins".to_owned(), "sanctions".to_owned())], documents: 3 };
        assert_eq!(page.with_meant(&meant), "(sanctions OR embargo) lang:en");
    }
}
