//! The list of abbreviations in `assets/lexicons/abbreviations.txt`, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a full stop after a word is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The word is no abbreviation.
    Ordinary,
    /// The stop belongs to an abbreviation and ends nothing.
    Inside,
    /// The stop belongs to an abbreviation and ends the sentence as well.
    InsideAndEnd,
}

#[derive(Default)]
struct Lexicon {
    inside: HashSet<&'static str>,
    number: HashSet<&'static str>,
    either: HashSet<&'static str>,
    starters: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read(include_str!("../../../assets/lexicons/abbreviations.txt")));

fn read(list: &'static str) -> Lexicon {
    let mut rules: HashMap<&str, HashSet<&'static str>> = HashMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split_whitespace();
        if let (Some(_language), Some(rule)) = (fields.next(), fields.next()) {
            rules.entry(rule).or_default().extend(fields);
        }
    }
    let mut of = |rule| rules.remove(rule).unwrap_or_default();
    Lexicon { inside: of("inside"), number: of("number"), either: of("either"), starters: of("starter") }
}

/// What a stop after `token` is worth when `next` follows. Languages share one list: a word is only ever looked for in
/// its own script, and a text's language may change within a line.
pub(super) fn stop_after(token: &str, next: &str) -> Stop {
    if token.is_empty() {
        return Stop::Ordinary;
    }
    let lower = token.to_lowercase();
    let known = lower.as_str();
    if LEXICON.inside.contains(known) || (LEXICON.number.contains(known) && starts_number(next)) {
        Stop::Inside
    } else if LEXICON.either.contains(known) || is_initial(token) {
        if LEXICON.starters.contains(next) { Stop::InsideAndEnd } else { Stop::Inside }
    } else {
        Stop::Ordinary
    }
}

fn starts_number(next: &str) -> bool {
    // "No. I did not": I alone is taken for the pronoun.
    let roman = next != "I" && !next.is_empty() && next.chars().all(|c| "IVXLCDM".contains(c));
    roman || next.starts_with(char::is_numeric)
}

/// One letter, or letters with stops between them: `А`, `U.S`, `Ph.D`.
fn is_initial(token: &str) -> bool {
    token.split('.').all(|part| {
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        letters == part.chars().filter(|c| c.is_alphanumeric()).count()
            && (letters == 1 || (letters == 2 && token.contains('.')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_and_every_line_has_a_known_rule() {
        for line in include_str!("../../../assets/lexicons/abbreviations.txt").lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fields: Vec<&str> = line.split_whitespace().collect();
            assert!(fields.len() > 2 && fields[0].len() == 2, "{line}");
            assert!(["inside", "number", "either", "starter"].contains(&fields[1]), "{line}");
            for word in &fields[2..] {
                assert!(!word.ends_with('.'), "{word} in {line}");
                assert!(fields[1] == "starter" || word.to_lowercase() == *word, "{word} in {line}");
            }
        }
        assert_eq!(stop_after("Gen", "Viktor"), Stop::Inside);
        assert_eq!(stop_after("No", "5"), Stop::Inside);
        assert_eq!(stop_after("No", "I"), Stop::Ordinary);
        assert_eq!(stop_after("г", "Лукашенко"), Stop::Inside);
        assert_eq!(stop_after("U.S", "The"), Stop::InsideAndEnd);
        assert_eq!(stop_after("2026", "The"), Stop::Ordinary);
        assert_eq!(stop_after("attacks", "The"), Stop::Ordinary);
    }
}
