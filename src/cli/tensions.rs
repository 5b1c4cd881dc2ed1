//! `analyse tensions`: the pairs of claims that are to be decided.

use super::{End, complain, one_line, print, print_json, read};
use crate::analysis::agreement::Proposal;
use crate::domain::claim::Claim;
use crate::domain::link::LinkKind;
use crate::domain::{Id, ProjectRead, Words};
use crate::jobs::tensions;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

pub(super) fn tensions(path: &Path, json: bool) -> Result<(), End> {
    let reader = read(path)?;
    let project: &dyn ProjectRead = &reader;
    let claims: HashMap<Id, Claim> = project.all::<Claim>()?.into_iter().map(|claim| (claim.id, claim)).collect();
    let proposals = tensions::tensions(&mut None, &reader, &mut |_| true)?;
    for proposal in &proposals {
        let words = |id: Id| claims.get(&id).map(|claim| claim.words.clone()).unwrap_or_default();
        let (one, other) = (words(proposal.claims.0), words(proposal.claims.1));
        if json {
            print_json(&as_json(proposal, (&one, &other)));
        } else {
            let first = proposal.kinds.first().map_or("", |kind| kind.label());
            let others: Vec<&str> = proposal.kinds.iter().skip(1).map(|kind| kind.label()).collect();
            print(&one_line(&format!("{first}  ({})  {}", others.join(", "), proposal.why)));
            print(&one_line(&format!("  {}  {}", proposal.claims.0, one.raw())));
            print(&one_line(&format!("  {}  {}", proposal.claims.1, other.raw())));
        }
    }
    complain(&match proposals.len() {
        0 => "There is nothing to decide.".to_owned(),
        1 => "One pair of claims is to be decided.".to_owned(),
        n => format!("{n} pairs of claims are to be decided."),
    });
    if proposals.is_empty() { Err(End::No) } else { Ok(()) }
}

fn as_json(proposal: &Proposal, (one, other): (&Words, &Words)) -> Value {
    let side = |id: Id, words: &Words, marked: &[Range<usize>]| {
        let marks = marked.iter().map(|bytes| {
            json!({
                "start_byte": bytes.start,
                "end_byte": bytes.end,
                "quote": words.raw().get(bytes.clone()).unwrap_or_default(),
            })
        });
        json!({ "claim": id, "words": words, "marked": marks.collect::<Vec<_>>() })
    };
    json!({
        "one": side(proposal.claims.0, one, &proposal.marked.0),
        "other": side(proposal.claims.1, other, &proposal.marked.1),
        "kinds": proposal.kinds.iter().map(|kind| LinkKind::as_str(*kind)).collect::<Vec<_>>(),
        "rule": proposal.rule,
        "why": proposal.why,
    })
}
