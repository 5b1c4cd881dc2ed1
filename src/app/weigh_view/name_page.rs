//! What is known of a name beside what it said: the claims about it, when it was seen first and last, and with whom.

use super::names::{rows_of, spelled};
use crate::app::model::{By, Model};
use crate::domain::claim::Claim;
use crate::domain::passage::Anchor;
use crate::domain::{Date, Id, Words};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// When and where a name was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// When the document that has it was published, or when it spoke.
    pub date: Date,
    /// Where.
    pub at: SeenAt,
}

/// Where a name was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenAt {
    /// It is marked in this document.
    Document(Id),
    /// It says this.
    Claim(Id),
}

/// The page of a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Claims of others that name it or rest on words in which it is marked, oldest first.
    pub about: Vec<Id>,
    /// When it was seen first, and last where that is another time; of what has no date nothing is said.
    pub seen: Vec<Seen>,
    /// The names that are marked or speak in the same documents, and in how many; the most first.
    pub with: Vec<(Id, usize)>,
}

/// The page of a name and of those that were merged into it.
pub fn page(model: &Model, name: Id) -> Page {
    let marks: Vec<&Anchor> = rows_of(model, By::Mentioned, name)
        .into_iter()
        .filter_map(|id| model.anchor(model.mentions.get(&id)?.passage))
        .collect();
    let said = rows_of(model, By::Said, name);
    let (seen, with) = (seen(model, &marks, &said), with(model, name, &marks, &said));
    Page { about: about(model, name, &marks), seen, with }
}

/// The document a passage of a claim stands in.
fn document_of(model: &Model, claim: Id) -> Option<Id> {
    Some(model.passages.get(&model.support(claim)?)?.document)
}

fn document_at(model: &Model, mark: &Anchor) -> Option<Id> {
    Some(model.passages.get(&mark.passage)?.document)
}

fn about(model: &Model, name: Id, marks: &[&Anchor]) -> Vec<Id> {
    let spellings: Vec<&str> = spelled(model, name).map(Words::raw).filter(|words| !words.is_empty()).collect();
    let mut by_text: HashMap<Id, Vec<&Anchor>> = HashMap::new();
    for mark in marks {
        by_text.entry(mark.revision).or_default().push(mark);
    }
    let marked = |claim: &Claim| {
        let rests = model.support(claim.id).and_then(|passage| model.anchor(passage))?;
        let here = by_text.get(&rests.revision)?;
        here.iter().any(|mark| rests.start <= mark.start && mark.end <= rests.end).then_some(())
    };
    let is_about = |claim: &&Claim| {
        claim.speaker.map(|speaker| model.who(speaker)) != Some(name)
            && (spellings.iter().any(|words| has_words(claim.words.raw(), words)) || marked(claim).is_some())
    };
    model.claims.values().filter(is_about).map(|claim| claim.id).collect()
}

/// True where a text has words with no letter before and behind them.
fn has_words(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let (before, behind) = (text.get(..at), text.get(at + found.len()..));
        !is_letter(before.and_then(|text| text.chars().next_back()))
            && !is_letter(behind.and_then(|text| text.chars().next()))
    })
}

fn seen(model: &Model, marks: &[&Anchor], said: &[Id]) -> Vec<Seen> {
    let marked = marks.iter().filter_map(|mark| {
        let document = model.documents.get(&document_at(model, mark)?)?;
        Some(Seen { date: document.published.clone()?, at: SeenAt::Document(document.id) })
    });
    let said = said.iter().filter_map(|id| {
        let date = model.claims.get(id)?.said_at.clone()?;
        Some(Seen { date, at: SeenAt::Claim(*id) })
    });
    let mut all: Vec<Seen> = marked.chain(said).filter(|seen| seen.date.year().is_some()).collect();
    all.sort_by(|one, other| one.date.cmp(&other.date));
    let last = all.pop();
    all.truncate(1);
    all.extend(last.filter(|last| all.first().is_none_or(|first| first.date != last.date)));
    all
}

fn with(model: &Model, name: Id, marks: &[&Anchor], said: &[Id]) -> Vec<(Id, usize)> {
    let marked = marks.iter().filter_map(|mark| document_at(model, mark));
    let here: BTreeSet<Id> = marked.chain(said.iter().filter_map(|claim| document_of(model, *claim))).collect();
    if here.is_empty() {
        return Vec::new();
    }
    let mentions = model
        .mentions
        .values()
        .filter_map(|mention| Some((model.passages.get(&mention.passage)?.document, mention.name)));
    let speakers = model.claims.values().filter_map(|claim| Some((document_of(model, claim.id)?, claim.speaker?)));
    let together: BTreeSet<(Id, Id)> = mentions
        .chain(speakers)
        .filter(|(document, _)| here.contains(document))
        .map(|(document, other)| (document, model.who(other)))
        .filter(|(_, other)| *other != name)
        .collect();
    let mut count: BTreeMap<Id, usize> = BTreeMap::new();
    for (_, other) in together {
        *count.entry(other).or_default() += 1;
    }
    let mut with: Vec<(Id, usize)> = count.into_iter().collect();
    with.sort_by_key(|(id, count)| (Reverse(*count), *id));
    with
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_within_another_word_is_not_there() {
        assert!(has_words("«Иран» ответил", "Иран"));
        assert!(has_words("Iranian, then Iran.", "Iran"));
        assert!(!has_words("Iranian", "Iran"));
        assert!(!has_words("", "Iran"));
    }
}
