//! Finding by typing: the lines a picker offers for what is typed. Letters match in order, whole beginnings before
//! beginnings of words before anything else; matching is on folded words, so accents and ё do not matter.

use super::command::Command;
use super::model::Model;
use super::trail::Trail;
use super::view::speaker_words;
use crate::domain::{Id, Words, fold};

/// Most lines offered at once.
const LINES: usize = 50;

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A command.
    Command(Command),
    /// A document.
    Document(Id, Words),
    /// A tag.
    Tag(Id, Words),
    /// A new tag of this name.
    NewTag(Words),
    /// A bookmark: its document, its byte and how its sentence begins.
    Bookmark(Id, u32, Words),
    /// A claim.
    Claim(Id, Words),
    /// A name.
    Name(Id, Words),
    /// A new name.
    NewName(Words),
}

/// How well `text` (folded) answers to `query` (folded); higher is better, `None` not at all.
fn score(text: &str, query: &str) -> Option<u32> {
    if query.is_empty() {
        return Some(0);
    }
    if text.starts_with(query) {
        return Some(4);
    }
    if text.split_whitespace().any(|word| word.starts_with(query)) {
        return Some(3);
    }
    if text.contains(query) {
        return Some(2);
    }
    // Letters apart count only from the beginning of a word on: anything holds three given letters somewhere.
    let words = std::iter::once(0).chain(text.match_indices(char::is_whitespace).map(|(at, space)| at + space.len()));
    let apart = |from: &str| {
        let mut rest = from.chars();
        query.starts_with(|c| rest.next() == Some(c)) && query.chars().skip(1).all(|wanted| rest.any(|c| c == wanted))
    };
    words.into_iter().any(|at| apart(&text[at..])).then_some(1)
}

fn best(query: &str, offered: impl Iterator<Item = (Found, String)>) -> Vec<Found> {
    let query = fold(query);
    let mut scored: Vec<(u32, Found)> =
        offered.filter_map(|(found, text)| Some((score(&fold(&text), &query)?, found))).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().take(LINES).map(|(_, found)| found).collect()
}

/// Tags for what is typed; a name nobody has is offered as a new tag.
pub fn tags(model: &Model, query: &str) -> Vec<Found> {
    let all = model.tags.values().map(|tag| {
        let words = tag.name.words().clone();
        let text = words.raw().to_owned();
        (Found::Tag(tag.id, words), text)
    });
    let mut found = best(query, all);
    let known = model.tags.values().any(|tag| fold(tag.name.words().raw()) == fold(query));
    if let Some(words) = Words::filled(query)
        && !known
    {
        found.push(Found::NewTag(words));
    }
    found
}

/// Claims for what is typed, without `except`; latest first among equals.
pub fn claims(model: &Model, query: &str, except: Id) -> Vec<Found> {
    let all = model.claims.values().rev().filter(|claim| claim.id != except).map(|claim| {
        let speaker = speaker_words(model, claim).map_or("", Words::raw);
        (Found::Claim(claim.id, claim.words.clone()), format!("{} {speaker}", claim.words.raw()))
    });
    best(query, all)
}

/// Names for what is typed; a spelling nobody has is offered as a new name.
pub fn names(model: &Model, query: &str) -> Vec<Found> {
    let spelled = |id| {
        let others = model.spellings.values().filter(move |s| s.name == id);
        others.map(|s| s.words.raw()).collect::<Vec<_>>().join(" ")
    };
    let all = model
        .names
        .values()
        .map(|name| (Found::Name(name.id, name.words.clone()), format!("{} {}", name.words.raw(), spelled(name.id))));
    let mut found = best(query, all);
    if let Some(words) = Words::filled(query)
        && model.name_spelled(query).is_none()
    {
        found.push(Found::NewName(words));
    }
    found
}

/// Everything for what is typed: commands first, then documents, bookmarks, tags, claims and names.
pub fn anything(model: Option<&Model>, trail: &Trail, query: &str, enabled: impl Fn(Command) -> bool) -> Vec<Found> {
    let commands = Command::ALL.iter().copied().filter(|c| enabled(*c) && *c != Command::Palette);
    let mut found = best(query, commands.map(|c| (Found::Command(c), c.name().to_owned())));
    if let Some(model) = model {
        let documents = model.shown_documents().map(|d| {
            (Found::Document(d.id, d.heading().clone()), format!("{} {}", d.heading().raw(), d.file_name.raw()))
        });
        found.extend(best(query, documents));
        let bookmarks = trail.all_bookmarks().filter_map(|(id, bookmark)| {
            let document = model.documents.get(&id).filter(|d| model.is_shown(d))?;
            let text = format!("bookmark {} {}", bookmark.words.raw(), document.heading().raw());
            Some((Found::Bookmark(id, bookmark.byte, bookmark.words.clone()), text))
        });
        found.extend(best(query, bookmarks));
        if !query.trim().is_empty() {
            found.extend(tags(model, query).into_iter().filter(|f| matches!(f, Found::Tag(..))));
            found.extend(claims(model, query, Id::new()));
            found.extend(names(model, query).into_iter().filter(|f| matches!(f, Found::Name(..))));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_beginnings_come_before_the_middle_of_words() {
        let words = ["sanctions", "joint exercise", "against the West", "denial"];
        let offered = || words.iter().map(|w| (Found::NewTag(Words::new(*w)), (*w).to_owned()));
        let first = |query: &str| best(query, offered()).into_iter().next();
        assert_eq!(first("ex"), Some(Found::NewTag("joint exercise".into())));
        assert_eq!(first("den"), Some(Found::NewTag("denial".into())));
        assert_eq!(first("agw"), Some(Found::NewTag("against the West".into())));
        assert_eq!(first("nts"), None);
        assert_eq!(first("zzz"), None);
        assert_eq!(first("SANC"), Some(Found::NewTag("sanctions".into())));
    }
}
