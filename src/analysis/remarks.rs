//! What a reader may have marked in a text beside what was recorded of it: hedges, words that attribute, sources that are not
//! named, dates. A remark is on the words alone, and decides nothing.

use super::capture::lists::Group;
use super::dates::{self, expressions};
use super::sentences::sentences;
use super::wordings::{Class, Lexicon, wordings};
use crate::domain::tokens::tokens;
use crate::domain::vocabulary::vocabulary;
use std::ops::Range;

vocabulary! {
    /// What is remarked.
    RemarkKind {
        Hedge = "hedge", "hedges";
        Said = "said", "who says so";
        Unnamed = "unnamed", "unnamed sources";
        Date = "date", "dates";
    }
}

/// The remarks of some kinds on a text, by their first bytes. `language` is the text's own as a BCP 47 tag, where it is known.
pub fn remarks(text: &str, language: Option<&str>, kinds: &[RemarkKind]) -> Vec<(Range<usize>, RemarkKind)> {
    let wants = |kind: RemarkKind| kinds.contains(&kind);
    let mut out: Vec<(Range<usize>, RemarkKind)> = Vec::new();
    if wants(RemarkKind::Hedge) || wants(RemarkKind::Said) || wants(RemarkKind::Unnamed) {
        let all = wordings(text, language, Lexicon::built_in());
        for wording in &all {
            let kind = match wording.class {
                Class::Hearsay => RemarkKind::Unnamed,
                class if class.attributes() => RemarkKind::Said,
                _ => RemarkKind::Hedge,
            };
            out.extend(wants(kind).then(|| (wording.bytes.clone(), kind)));
        }
        if wants(RemarkKind::Unnamed) {
            let said: Vec<&Range<usize>> =
                all.iter().filter(|wording| wording.class.attributes()).map(|wording| &wording.bytes).collect();
            out.extend(unnamed(text, &said).into_iter().map(|bytes| (bytes, RemarkKind::Unnamed)));
        }
    }
    if wants(RemarkKind::Date) {
        let found = expressions(text, language, None, dates::Lexicon::built_in());
        out.extend(found.into_iter().map(|date| (date.bytes, RemarkKind::Date)));
    }
    out.sort_by_key(|(bytes, kind)| (bytes.start, bytes.end, *kind));
    // “Officials said” tells of hearsay where “Dutch officials” does already.
    let mut end = 0;
    out.retain(|(bytes, kind)| {
        let again = *kind == RemarkKind::Unnamed && bytes.start < end;
        if *kind == RemarkKind::Unnamed {
            end = end.max(bytes.end);
        }
        !again
    });
    out
}

/// Those who are not named, in sentences with a word that attributes: “Dutch officials”, with the word before that has a capital.
fn unnamed(text: &str, said: &[&Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut after = 0;
    for sentence in sentences(text) {
        after += said.get(after..).unwrap_or_default().iter().take_while(|said| said.start < sentence.start).count();
        if said.get(after).is_none_or(|said| said.start >= sentence.end) {
            continue;
        }
        let words = text.get(sentence.clone()).unwrap_or_default();
        let tokens = tokens(words);
        for (n, token) in tokens.iter().enumerate().filter(|(_, token)| Group::Unnamed.has(&token.word)) {
            let before = n.checked_sub(1).and_then(|before| tokens.get(before)).filter(|before| {
                words.get(before.bytes.clone()).is_some_and(|word| word.starts_with(char::is_uppercase))
            });
            let start = before.map_or(token.bytes.start, |before| before.bytes.start);
            out.push(sentence.start + start..sentence.start + token.bytes.end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, kinds: &[RemarkKind]) -> Vec<String> {
        let all = remarks(text, Some("en"), kinds);
        all.into_iter().map(|(bytes, kind)| format!("{} {}", kind.as_str(), &text[bytes])).collect()
    }

    #[test]
    fn each_kind_is_remarked_where_it_is_wanted_and_nowhere_else() {
        let text = "Dutch officials said on 5 May 2021 that the ship may have sunk. The officials went home.";
        assert_eq!(
            told(text, RemarkKind::ALL),
            ["unnamed Dutch officials", "said said", "date on 5 May 2021", "hedge may"]
        );
        assert_eq!(told(text, &[RemarkKind::Date]), ["date on 5 May 2021"]);
        assert_eq!(told(text, &[]), Vec::<String>::new());
    }
}
