//! Finding by typing: the lines a picker offers for what is typed, best first.

use super::command::Command;
use super::fuzzy::{Ready, Typed};
use super::marking::is_held;
use super::model::{By, Model};
use super::view::{outlet_words, speaker_words};
use super::weigh_view::names::spelled;
use crate::analysis::words::is_stop_word;
use crate::domain::tokens::tokens;
use crate::domain::{Id, Words, fold};
use crate::jobs::Folders;
use std::collections::HashSet;

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
    /// A passage.
    Passage(Id, Words),
    /// A name.
    Name(Id, Words),
    /// A judgement.
    Judgement(Id, Words),
    /// What was looked for.
    Looked(Id, Words),
    /// A brief.
    Brief(Id, Words),
    /// A kept search or a rule.
    Search(Id, Words),
    /// A new name.
    NewName(Words),
    /// A set of documents.
    Set(Id, Words),
    /// A new set of this name.
    NewSet(Words),
    /// A filter.
    Filter(Id, Words),
    /// A folder by its path, and as it is shown.
    Folder(Words, Words),
}

fn best(query: &str, offered: impl Iterator<Item = (Found, String)>) -> Vec<Found> {
    let typed = Typed::new(query);
    let mut scored: Vec<(u32, Found)> =
        offered.filter_map(|(found, text)| Some((Ready::new(&text, "").answer(&typed, None)?, found))).collect();
    if !typed.is_empty() {
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    }
    scored.into_iter().take(LINES).map(|(_, found)| found).collect()
}

/// Tags for what is typed.
pub fn known_tags(model: &Model, query: &str) -> Vec<Found> {
    let all = model.tags.values().map(|tag| {
        let words = tag.name.words().clone();
        let text = words.raw().to_owned();
        (Found::Tag(tag.id, words), text)
    });
    best(query, all)
}

/// Tags for what is typed; a name nobody has is offered as a new tag.
pub fn tags(model: &Model, query: &str) -> Vec<Found> {
    let mut found = known_tags(model, query);
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
    best(query, offered_claims(model).filter(|(found, _)| !matches!(found, Found::Claim(id, _) if *id == except)))
}

/// What a judgement can rest on, for what is typed: claims, or what was looked for; latest first among equals.
pub fn basis(model: &Model, looked: bool, query: &str) -> Vec<Found> {
    if !looked {
        return best(query, offered_claims(model));
    }
    let all = model.looked.values().rev();
    best(query, all.map(|looked| (Found::Looked(looked.id, looked.words.clone()), looked.words.raw().to_owned())))
}

fn offered_claims(model: &Model) -> impl Iterator<Item = (Found, String)> {
    model.claims.values().rev().map(|claim| {
        let speaker = speaker_words(model, claim).map_or("", Words::raw);
        (Found::Claim(claim.id, claim.words.clone()), format!("{} {speaker}", claim.words.raw()))
    })
}

/// Documents that are shown, for what is typed; latest first among equals.
pub fn documents(model: &Model, query: &str) -> Vec<Found> {
    let all = model.documents.values().rev().filter(|document| model.is_shown(document));
    let offered = all.map(|d| {
        let outlet = outlet_words(model, d).map_or("", Words::raw);
        (Found::Document(d.id, d.heading().clone()), format!("{} {} {outlet}", d.heading().raw(), d.file_name.raw()))
    });
    best(query, offered)
}

/// What is offered when nothing is typed: what has most words in common with the sentence, the latest first among equals.
fn nearest(sentence: &str, offered: impl Iterator<Item = (Found, String)>) -> Vec<Found> {
    // The words of it that say something.
    let own = |words: &str| tokens(words).into_iter().map(|token| token.word).collect::<HashSet<String>>();
    let sentence: HashSet<String> = own(sentence).into_iter().filter(|word| !is_stop_word(word, None)).collect();
    let mut all: Vec<(usize, Found)> =
        offered.map(|(found, words)| (own(&words).intersection(&sentence).count(), found)).collect();
    all.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    all.into_iter().take(LINES).map(|(_, found)| found).collect()
}

/// What can support a sentence, for what is typed: claims, passages, documents; or judgements alone. While nothing is typed,
/// those with most words of the sentence come first; the latest first among equals.
pub fn support(model: &Model, query: &str, sentence: &str, judgement: bool) -> Vec<Found> {
    let best = |offered: &mut dyn Iterator<Item = (Found, String)>| match query.trim() {
        "" => nearest(sentence, offered),
        _ => best(query, offered),
    };
    if judgement {
        let all = model.judgements.values().rev();
        return best(&mut all.map(|j| (Found::Judgement(j.id, j.words.clone()), j.words.raw().to_owned())));
    }
    let mut found = best(&mut offered_claims(model));
    // The passage a claim rests on is offered as the claim, which says more.
    let passages = model.passages.values().rev().filter(|p| model.count(By::Gives, p.id) == 0);
    // One that only marks where a name stands says nothing.
    let passages = passages.filter(|p| model.count(By::Mentions, p.id) == 0 || is_held(model, p.id));
    let passages = passages.filter_map(|p| Some((p.id, model.anchor(p.id)?.quote.clone())));
    found.extend(best(&mut passages.map(|(id, words)| (Found::Passage(id, words.clone()), words.into_raw()))));
    if !query.trim().is_empty() {
        let mut documents = model.shown_documents().map(|d| {
            (Found::Document(d.id, d.heading().clone()), format!("{} {}", d.heading().raw(), d.file_name.raw()))
        });
        found.extend(best(&mut documents));
    }
    found
}

/// Sets for what is typed; with `new`, a name nobody has is offered as a new set.
pub fn sets(model: &Model, query: &str, new: bool) -> Vec<Found> {
    let mut found = best(query, offered_sets(model));
    let known = model.sets.values().any(|set| fold(set.name.words().raw()) == fold(query));
    if let Some(words) = Words::filled(query)
        && new
        && !known
    {
        found.push(Found::NewSet(words));
    }
    found
}

fn offered_sets(model: &Model) -> impl Iterator<Item = (Found, String)> {
    model.sets.values().map(|set| {
        let words = set.name.words().clone();
        let text = words.raw().to_owned();
        (Found::Set(set.id, words), text)
    })
}

/// Filters, sets and folders for what is typed.
pub fn groups(model: &Model, folders: &Folders, query: &str) -> Vec<Found> {
    let filters = model.filters.values().map(|filter| {
        let words = filter.name.words().clone();
        let text = words.raw().to_owned();
        (Found::Filter(filter.id, words), text)
    });
    let folders = folders.all().iter().map(|folder| {
        let found = Found::Folder(folder.key.clone(), folder.key.clone());
        (found, folder.key.raw().to_owned())
    });
    best(query, filters.chain(offered_sets(model)).chain(folders))
}

/// Names for what is typed, by any of their spellings and those of names merged into them.
pub fn register(model: &Model, query: &str) -> Vec<Found> {
    let all = model.names.values().filter(|name| name.merged_into.is_none()).map(|name| {
        let text: Vec<&str> = spelled(model, name.id).map(Words::raw).collect();
        (Found::Name(name.id, name.words.clone()), text.join(" "))
    });
    best(query, all)
}

/// Names for what is typed; a spelling nobody has is offered as a new name.
pub fn names(model: &Model, query: &str) -> Vec<Found> {
    let mut found = register(model, query);
    if let Some(words) = Words::filled(query)
        && model.name_spelled(query).is_none()
    {
        found.push(Found::NewName(words));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_beginnings_come_before_the_middle_of_words() {
        let words = ["sanctions", "joint exercise", "above the Water", "denial"];
        let offered = || words.iter().map(|w| (Found::NewTag(Words::new(*w)), (*w).to_owned()));
        let first = |query: &str| best(query, offered()).into_iter().next();
        assert_eq!(first("ex"), Some(Found::NewTag("joint exercise".into())));
        assert_eq!(first("den"), Some(Found::NewTag("denial".into())));
        assert_eq!(first("abw"), Some(Found::NewTag("above the Water".into())));
        assert_eq!(first("nts"), None);
        assert_eq!(first("zzz"), None);
        assert_eq!(first("SANC"), Some(Found::NewTag("sanctions".into())));
    }
}
