//! `analyse ach`: the matrix of competing hypotheses, how much speaks against each, and what that rests on.

use super::{End, complain, one_line, print, print_json, read};
use crate::analysis::hypotheses::{Credibility, Item, Order, Without, column, row};
use crate::domain::hypothesis::Rating;
use crate::domain::{Id, ProjectRead, Words};
use crate::jobs::hypotheses::Competing;
use serde_json::{Value, json};
use std::path::Path;

/// How much of a claim or a hypothesis is shown to people, in characters.
const SHOWN: usize = 100;

pub(super) fn ach(path: &Path, json: bool) -> Result<(), End> {
    let reader = read(path)?;
    let project: &dyn ProjectRead = &reader;
    let competing = Competing::of(project)?;
    if json {
        print_json(&as_json(&competing));
    } else {
        show(&competing);
    }
    if competing.hypotheses.is_empty() {
        complain("There are no hypotheses.");
        return Err(End::No);
    }
    Ok(())
}

/// What credibility an item has, and where that is from.
fn credibility(item: &Item) -> (&'static str, &'static str) {
    let from = match item.credibility {
        Credibility::Set(_) => "item",
        Credibility::Graded(_) => "content_grade",
        Credibility::NotWeighed => "not_weighed",
    };
    (item.credibility.weight().as_str(), from)
}

fn as_json(competing: &Competing) -> Value {
    let Competing { matrix, weighed, .. } = competing;
    let ids = |numbers: &[usize]| numbers.iter().filter_map(|n| matrix.hypotheses.get(*n)).collect::<Vec<_>>();
    let order = |order: &Order| order.iter().map(|group| json!(ids(group))).collect::<Vec<_>>();
    let item = |n: &usize| matrix.items.get(*n).map(|item| item.id);
    let without = |without: &Without| {
        json!({
            "order": order(&without.order),
            "survive": ids(&without.survive),
            "without_evidence": ids(&without.without_evidence),
        })
    };
    let hypotheses = competing.hypotheses.iter().zip(&weighed.scores).zip(&weighed.evidence).enumerate();
    let hypotheses = hypotheses.map(|(n, ((hypothesis, score), evidence))| {
        json!({
            "id": hypothesis.id,
            "words": hypothesis.words,
            "memo": hypothesis.memo,
            "score": score.value(),
            "evidence": evidence,
            "rank": weighed.rank(n),
            "survives": weighed.survive.contains(&n),
        })
    });
    let items = matrix.items.iter().zip(&competing.claims).zip(weighed.diagnosticity.iter().zip(&weighed.items));
    let items = items.map(|((item, held), (diagnosticity, changes))| {
        let (credibility, credibility_from) = credibility(item);
        let sources = item.sources.iter().map(|id| json!({ "id": id, "name": source(competing, *id) }));
        json!({
            "id": item.id,
            "claim": item.claim,
            "words": held.claim.words,
            "status": held.claim.status,
            "content_grade": held.claim.content_grade,
            "credibility": credibility,
            "credibility_from": credibility_from,
            "relevance": item.relevance,
            "sources": sources.collect::<Vec<_>>(),
            "cells": item.cells,
            "diagnosticity": diagnosticity,
            "non_diagnostic": item.tells_nothing_apart(),
            "passages": held.passages,
            "lost_place": held.lost,
            "without": changes.as_ref().map(&without),
        })
    });
    let sources = weighed.sources.iter().map(|of| {
        json!({
            "id": of.source,
            "name": source(competing, of.source),
            "items": of.items.iter().filter_map(item).collect::<Vec<_>>(),
            "without": of.without.as_ref().map(&without),
        })
    });
    let remarks = competing
        .remarks
        .iter()
        .map(|remark| json!({ "why": remark.why, "words": remark.why.label(), "of": remark.of }));
    json!({
        "hypotheses": hypotheses.collect::<Vec<_>>(),
        "items": items.collect::<Vec<_>>(),
        "order": order(&weighed.order),
        "survive": ids(&weighed.survive),
        "by_diagnosticity": weighed.by_diagnosticity().iter().filter_map(item).collect::<Vec<_>>(),
        "sources": sources.collect::<Vec<_>>(),
        "assumptions": competing.assumptions,
        "indicators": competing.indicators,
        "remarks": remarks.collect::<Vec<_>>(),
    })
}

fn source(competing: &Competing, id: Id) -> Option<&Words> {
    competing.sources.get(&id).map(|name| &name.words)
}

fn brief(words: &Words) -> String {
    words.brief(SHOWN).raw().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The matrix for people.
fn show(competing: &Competing) {
    let Competing { matrix, weighed, .. } = competing;
    let say = |line: &str| print(one_line(line).trim_end());
    if competing.hypotheses.is_empty() {
        return;
    }
    say(
        "Hypotheses, the one least speaks against first. The figure says how much speaks against it; it is no probability.",
    );
    for n in weighed.by_rank() {
        let (Some(hypothesis), Some(score)) = (competing.hypotheses.get(n), weighed.scores.get(n)) else { continue };
        let place = match weighed.rank(n) {
            None => "no evidence, not ranked".to_owned(),
            Some(_) if weighed.survive.contains(&n) && weighed.survive.len() > 1 => "survives best, tied".to_owned(),
            Some(_) if weighed.survive.contains(&n) => "survives best".to_owned(),
            Some(rank) => format!("place {rank}"),
        };
        say(&format!("  {:<4} {:>8.4}  {place:<24} {}", column(n), score.value(), brief(&hypothesis.words)));
    }
    if !matrix.items.is_empty() {
        say("Items, those that tell most apart first.");
        let head: String = (0..matrix.hypotheses.len()).map(|n| format!("{:<4}", column(n))).collect();
        say(&format!("  {:<5}{head} apart   credible  relevant  claim", ""));
    }
    for n in weighed.by_diagnosticity() {
        let (Some(item), Some(held)) = (matrix.items.get(n), competing.claims.get(n)) else { continue };
        let cells: String = item.cells.iter().map(|cell| format!("{:<4}", cell.map_or("-", Rating::as_str))).collect();
        let apart = item.diagnosticity().map_or_else(|| "   -".to_owned(), |apart| format!("{apart:.2}"));
        let (credible, from) = credibility(item);
        let credible = if from == "not_weighed" { format!("{credible}?") } else { credible.to_owned() };
        let sources: Vec<String> = item.sources.iter().filter_map(|id| source(competing, *id)).map(brief).collect();
        let lost = if held.lost.is_empty() { "" } else { "  [lost its place]" };
        say(&format!(
            "  {:<5}{cells} {apart:<7} {credible:<9} {:<9} {}  ({}){lost}",
            row(n),
            item.relevance.as_str(),
            brief(&held.claim.words),
            if sources.is_empty() { "no source".to_owned() } else { sources.join(", ") },
        ));
    }
    show_changes(competing);
    for assumption in &competing.assumptions {
        say(&format!("Assumed, {}: {}", assumption.standing.label(), brief(&assumption.words)));
    }
    for indicator in &competing.indicators {
        let of = matrix.hypotheses.iter().position(|id| *id == indicator.hypothesis).map(column).unwrap_or_default();
        say(&format!("Indicator of {of}, {}: {}", indicator.status.label(), brief(&indicator.words)));
    }
    for remark in &competing.remarks {
        let of: Vec<String> = remark.of.iter().map(|id| competing.called(*id)).collect();
        let of = if of.is_empty() { String::new() } else { format!("{}: ", of.join(", ")) };
        say(&format!("! {of}{}", remark.why.label()));
    }
}

/// What the order rests on: the items and sources without which it is another.
fn show_changes(competing: &Competing) {
    let weighed = &competing.weighed;
    let told = |what: &str, without: &Without| {
        let ranked = |n: &&usize| !without.without_evidence.contains(n);
        let together =
            |group: &[usize]| group.iter().filter(ranked).map(|n| column(*n)).collect::<Vec<_>>().join(" and ");
        let groups = without.order.iter().map(|group| together(group)).filter(|group| !group.is_empty());
        let order = match groups.collect::<Vec<_>>().join(", then ") {
            none if none.is_empty() => "nothing is said of any".to_owned(),
            order => order,
        };
        let other = if without.survive == weighed.survive { "" } else { ". Another survives best" };
        print(&one_line(&format!("  without {what}: {order}{other}.")));
    };
    let items = weighed.items.iter().enumerate().filter_map(|(n, without)| Some((row(n), without.as_ref()?)));
    let sources = weighed.sources.iter().filter_map(|of| {
        let name = source(competing, of.source).map(brief).unwrap_or_default();
        let items: Vec<String> = of.items.iter().map(|n| row(*n)).collect();
        Some((format!("{name} ({})", items.join(", ")), of.without.as_ref()?))
    });
    let changes: Vec<(String, &Without)> = items.chain(sources).collect();
    if changes.is_empty() {
        print("The order rests on no single item and no single source.");
        return;
    }
    print("The order, or what survives best, is another");
    changes.iter().for_each(|(what, without)| told(what, without));
}
