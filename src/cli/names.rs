//! `analyse names`: which names may be one, with the reason and what speaks against it, and where the texts have each.

use super::{End, complain, one_line, print, print_json, read};
use crate::analysis::names::{Outcome, SURE};
use crate::domain::{Date, Words};
use crate::jobs::naming::{Named, Naming, Other, Proposal, names};
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn analyse(path: &Path, json: bool) -> Result<(), End> {
    let found = names(&read(path)?)?;
    let mentioned = found.names.iter().filter(|named| named.mentions > 0).count();
    if json {
        print_json(&as_json(&found));
    } else {
        found.proposals.iter().for_each(show);
        found.names.iter().filter(|named| named.mentions > 0).for_each(show_name);
    }
    complain(&match (found.names.len(), found.proposals.len()) {
        (0, _) => "There are no names; add some with “apply”.".to_owned(),
        (all, 0) => format!("{mentioned} of {all} names are in the texts; none may be another."),
        (all, pairs) => format!("{mentioned} of {all} names are in the texts; {pairs} may be another."),
    });
    if mentioned > 0 || !found.proposals.is_empty() { Ok(()) } else { Err(End::No) }
}

fn as_json(found: &Naming) -> Value {
    let name = |id: &crate::domain::Id, words: &Words| json!({ "id": id, "words": words });
    let proposal = |proposal: &Proposal| {
        let mut out = json!({
            "one": name(&proposal.one.id, &proposal.one.words),
            "outcome": proposal.likeness.outcome.as_str(),
            "score": proposal.likeness.score,
            "because": proposal.likeness.because,
            "against": proposal.likeness.against,
        });
        let (key, other) = match &proposal.other {
            Other::Name(other) => ("other", name(&other.id, &other.words)),
            Other::Holder(holder) => (
                "office_holder",
                json!({
                    "words": holder.words,
                    "office": holder.office,
                    "since": holder.since,
                    "until": holder.until,
                }),
            ),
        };
        if let Some(fields) = out.as_object_mut() {
            fields.insert(key.to_owned(), other);
        }
        out
    };
    let named = |named: &Named| {
        json!({
            "id": named.id,
            "words": named.words,
            "mentions": named.mentions,
            "documents": named.documents,
            "spellings": named.spellings,
            "first_seen": named.seen.as_ref().map(|(first, _)| first),
            "last_seen": named.seen.as_ref().map(|(_, last)| last),
        })
    };
    json!({
        "proposals": found.proposals.iter().map(proposal).collect::<Vec<_>>(),
        "names": found.names.iter().map(named).collect::<Vec<_>>(),
    })
}

/// One pair for people.
fn show(proposal: &Proposal) {
    let likeness = &proposal.likeness;
    let what = match likeness.outcome {
        Outcome::Variant if likeness.score >= SURE => "one name?",
        Outcome::Variant => "perhaps a variant",
        Outcome::Misspelling => "misspelt?",
        Outcome::RoleAndGivenName => "meant by role and given name?",
    };
    let one = proposal.one.words.raw();
    let other = match &proposal.other {
        Other::Name(other) => other.words.raw().to_owned(),
        Other::Holder(holder) => {
            let until = holder.until.as_ref().map_or_else(String::new, |until| format!(" to {}", until.shown()));
            format!("{}  ({}, {}{until}, by the list of offices)", holder.words, holder.office, since(&holder.since))
        }
    };
    print(&one_line(&format!("{}  {one} = {other}  {what}", likeness.score)));
    likeness.because.iter().for_each(|ground| print(&one_line(&format!("    {ground}"))));
    likeness.against.iter().for_each(|ground| print(&one_line(&format!("    against: {ground}"))));
}

fn since(date: &Date) -> String {
    format!("since {}", date.shown())
}

/// Where the texts have a name, for people.
fn show_name(named: &Named) {
    let seen = match &named.seen {
        Some((first, last)) if first == last => format!("  {}", first.shown()),
        Some((first, last)) => format!("  {} to {}", first.shown(), last.shown()),
        None => String::new(),
    };
    let spellings: Vec<String> = named.spellings.iter().map(|(words, count)| format!("{words} {count}")).collect();
    let line = format!(
        "{}  {}  {} mentions in {} documents{seen}: {}",
        named.id,
        named.words.raw(),
        named.mentions,
        named.documents,
        spellings.join(", ")
    );
    print(&one_line(&line));
}
