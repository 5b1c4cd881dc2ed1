//! Competing hypotheses through the program: tables that were worked by hand come out as they were worked, what must be
//! said beside an order is said, and the records keep their rules.

use super::program::{Place, one, text_of};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// The tables of `tests/ach`.
fn tables() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ach/tables.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn list<'a>(value: &'a Value, field: &str) -> &'a Vec<Value> {
    value[field].as_array().unwrap_or_else(|| panic!("no list “{field}” in {value}"))
}

fn lines(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// How a table is entered: the analyst's own word for credibility and a speaker, or the claim's grade and an outlet.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    SetAndSpoken,
    GradedAndPublished,
}

/// A project with a table in it, and the refs of its records: `h0` … and `e0` ….
fn entered(table: &Value, way: Way) -> (Place, Value) {
    let evidence = list(table, "evidence");
    let sources: BTreeSet<&str> = evidence.iter().map(|item| text_of(item, "source")).collect();
    let texts: Vec<(String, String)> = sources
        .iter()
        .enumerate()
        .map(|(n, source)| {
            let words = evidence.iter().filter(|item| item["source"] == **source).map(|item| text_of(item, "words"));
            (format!("{n}.txt"), words.map(|words| format!("{words}.\n")).collect())
        })
        .collect();
    // A table without evidence has a document too.
    let texts =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).chain([("other.txt", "Other words.\n")]);
    let texts: Vec<(&str, &str)> = texts.collect();
    let place = Place::with_texts(&texts);
    let mut batch = Vec::new();
    for (n, words) in list(table, "hypotheses").iter().enumerate() {
        batch.push(json!({ "op": "add_hypothesis", "words": words, "ref": format!("h{n}") }));
    }
    if way == Way::GradedAndPublished {
        for (n, source) in sources.iter().enumerate() {
            batch.push(json!({ "op": "set_document", "document": format!("{n}.txt"), "outlet": source }));
        }
    }
    for (n, item) in evidence.iter().enumerate() {
        let (passage, claim) = (format!("p{n}"), format!("c{n}"));
        let document = sources.iter().position(|source| item["source"] == *source).unwrap();
        batch.push(json!({
            "op": "add_passage", "document": format!("{document}.txt"), "quote": item["words"], "ref": passage
        }));
        let mut add = json!({
            "op": "add_claim", "words": item["words"], "evidence": [{ "passage": passage }], "ref": claim
        });
        let mut row = json!({
            "op": "add_ach_item", "claim": claim, "relevance": item["relevance"], "ref": format!("e{n}")
        });
        match (way, text_of(item, "credibility")) {
            (Way::SetAndSpoken, credibility) => {
                (add["speaker"], row["credibility"]) = (item["source"].clone(), json!(credibility));
                // What the analyst says of the item goes before what is said of the claim.
                add["content_grade"] = json!(if credibility == "low" { 2 } else { 5 });
            }
            (_, "high") => add["content_grade"] = json!(2),
            (_, "medium") => add["content_grade"] = json!(3),
            (_, _) => add["content_grade"] = json!(if n % 2 == 0 { 4 } else { 5 }),
        }
        batch.extend([add, row]);
        for (h, cell) in list(item, "cells").iter().enumerate().filter(|(_, cell)| !cell.is_null()) {
            batch.push(json!({
                "op": "add_ach_cell", "hypothesis": format!("h{h}"), "item": format!("e{n}"), "rating": cell
            }));
        }
    }
    let refs = place.apply(&lines(&batch)).well().json();
    (place, refs)
}

fn analysed(place: &Place) -> Value {
    place.run(["analyse", "p.assay", "ach", "--json"]).well().json()
}

#[track_caller]
fn near(found: &Value, worked: &Value, what: &str) {
    let (found, worked) = (found.as_f64().unwrap(), worked.as_f64().unwrap());
    assert!((found - worked).abs() < 1e-9, "{what}: {found}, worked {worked}");
}

#[test]
fn tables_worked_by_hand_come_out_as_they_were_worked() {
    let tables = tables();
    assert!(tables.len() >= 14, "{} tables", tables.len());
    for table in &tables {
        for way in [Way::SetAndSpoken, Way::GradedAndPublished] {
            let (place, refs) = entered(table, way);
            let found = analysed(&place);
            let told = format!("{} {way:?}", text_of(table, "id"));
            let ids = |letter: char, field: &str| -> Vec<Value> {
                (0..list(table, field).len()).map(|n| refs[format!("{letter}{n}")].clone()).collect()
            };
            let (hypotheses, items) = (ids('h', "hypotheses"), ids('e', "evidence"));
            let of = |field: &str| list(&found, field).iter().map(|v| v["id"].clone()).collect::<Vec<_>>();
            assert_eq!((of("hypotheses"), of("items")), (hypotheses.clone(), items.clone()), "{told}");
            for (n, worked) in list(table, "scores").iter().enumerate() {
                near(&found["hypotheses"][n]["score"], worked, &format!("{told} h{n}"));
            }
            let number = |id: &Value| hypotheses.iter().position(|known| known == id).unwrap();
            let order: Vec<Vec<usize>> =
                list(&found, "order").iter().map(|g| g.as_array().unwrap().iter().map(number).collect()).collect();
            assert_eq!(json!(order), table["order"], "{told}");
            for (n, worked) in list(table, "diagnosticity").iter().enumerate() {
                let diagnosticity = &found["items"][n]["diagnosticity"];
                match worked {
                    Value::Null => assert_eq!(diagnosticity, worked, "{told} e{n}"),
                    _ => near(diagnosticity, worked, &format!("{told} e{n}")),
                }
            }
            let those = |is: &dyn Fn(&Value) -> bool| -> Vec<usize> {
                let all = list(&found, "items").iter().enumerate();
                all.filter(|(_, item)| is(item)).map(|(n, _)| n).collect()
            };
            assert_eq!(json!(those(&|item| item["non_diagnostic"] == true)), table["non_diagnostic"], "{told}");
            assert_eq!(json!(those(&|item| !item["without"].is_null())), table["sensitive_items"], "{told}");
            let sources = list(&found, "sources");
            let changing = |source: &&Value| !source["without"].is_null();
            let changing: BTreeSet<&str> = sources.iter().filter(changing).map(|s| text_of(s, "name")).collect();
            let worked: BTreeSet<&str> =
                list(table, "sensitive_sources").iter().map(|source| source.as_str().unwrap()).collect();
            assert_eq!(changing, worked, "{told}");
            let all: BTreeSet<&str> = list(table, "evidence").iter().map(|item| text_of(item, "source")).collect();
            assert_eq!(sources.iter().map(|s| text_of(s, "name")).collect::<BTreeSet<_>>(), all, "{told}");
            // What survives is among the first, unless nothing is said of those.
            for hypothesis in list(&found, "hypotheses") {
                assert_eq!(hypothesis["rank"].is_null(), hypothesis["evidence"] == 0, "{told}");
                assert_eq!(hypothesis["survives"] == true, hypothesis["rank"] == 1, "{told}");
            }
            place.check();
        }
    }
}

/// Two hypotheses and one claim that is rated against the first alone.
const LITTLE: &str = r#"{"op":"add_hypothesis","words":"The gate was left open","ref":"h1"}
{"op":"add_hypothesis","words":"The gate was forced","ref":"h2"}
{"op":"add_claim","words":"The lock is whole","ref":"c1"}
{"op":"add_ach_item","claim":"c1","ref":"e1"}
{"op":"add_ach_cell","hypothesis":"h1","item":"e1","rating":"I"}
"#;

/// What a remark of this kind is of.
fn remarked(found: &Value, why: &str) -> Vec<Value> {
    let remarks = list(found, "remarks");
    remarks.iter().filter(|remark| remark["why"] == why).flat_map(|remark| list(remark, "of").clone()).collect()
}

#[test]
fn a_hypothesis_without_evidence_is_told_and_does_not_win() {
    let place = Place::with_seeds();
    let refs = place.apply(LITTLE).well().json();
    let found = analysed(&place);
    let second = one(list(&found, "hypotheses"), "id", text_of(&refs, "h2"));
    assert_eq!((&second["score"], &second["evidence"], &second["rank"]), (&json!(0.0), &json!(0), &Value::Null));
    assert_eq!(found["survive"], json!([refs["h1"]]));
    assert_eq!(remarked(&found, "no_evidence"), [refs["h2"].clone()]);
    // What is not rated, not weighed, rests on nothing and comes from nobody is told too.
    for why in ["not_weighed", "no_source", "unsupported"] {
        assert_eq!(remarked(&found, why), [refs["e1"].clone()], "{why}");
    }
    assert_eq!(remarked(&found, "not_rated"), [] as [Value; 0], "but not twice");
    let item = &found["items"][0];
    assert_eq!((text_of(item, "credibility"), text_of(item, "credibility_from")), ("medium", "not_weighed"));
    // A grade weighs it, but for the one that says it cannot be judged; the analyst's word goes before.
    let (claim, item) = (text_of(&refs, "c1"), text_of(&refs, "e1"));
    for (grade, credibility, from) in
        [(2, "high", "content_grade"), (5, "low", "content_grade"), (6, "medium", "not_weighed")]
    {
        place.apply(&format!(r#"{{"op":"set_claim","id":"{claim}","content_grade":{grade}}}"#)).well();
        let item = analysed(&place)["items"][0].clone();
        assert_eq!((text_of(&item, "credibility"), text_of(&item, "credibility_from")), (credibility, from));
    }
    place.apply(&format!(r#"{{"op":"set_ach_item","id":"{item}","credibility":"high"}}"#)).well();
    let item = analysed(&place)["items"][0].clone();
    assert_eq!((text_of(&item, "credibility"), text_of(&item, "credibility_from")), ("high", "item"));
    let told = place.run(["analyse", "p.assay", "ach"]).well();
    let line = told.text().lines().find(|line| line.contains("forced")).unwrap();
    assert!(line.contains("no evidence, not ranked"), "{line}");
    let at = |words: &str| told.text().find(words).unwrap();
    assert!(at("left open") < at("was forced"), "what is not ranked stands last: {}", told.text());
    // An item that was not rated against a hypothesis of which something is said.
    let more = r#"{"op":"add_claim","words":"There is a crowbar","speaker":"S","ref":"c2"}
{"op":"add_ach_item","claim":"c2","ref":"e2"}
"#;
    let (first, second) = (text_of(&refs, "h1"), text_of(&refs, "h2"));
    let cell = format!(r#"{{"op":"add_ach_cell","hypothesis":"{second}","item":"e2","rating":"I"}}"#);
    let other = place.apply(&format!("{more}{cell}")).well().json()["e2"].clone();
    let found = analysed(&place);
    assert_eq!(remarked(&found, "not_rated"), [refs["e1"].clone(), other.clone()]);
    // Without it nothing is said of the second again, and what rises to zero by that does not survive.
    let without = &one(list(&found, "items"), "id", other.as_str().unwrap())["without"];
    assert_eq!((&without["survive"], &without["without_evidence"]), (&json!([first]), &json!([second])));
    assert!(told.text().contains("it is no probability"), "{}", told.text());
}

#[test]
fn evidence_that_lost_its_place_and_claims_that_are_not_open_are_marked() {
    let place = Place::with_texts(&[("report.txt", "The lock is whole.\nNobody saw the guard.\n")]);
    let refs = place
        .apply(&format!(
            r#"{{"op":"add_passage","document":"report.txt","quote":"The lock is whole","ref":"p1"}}
{LITTLE}{{"op":"add_evidence","claim":"c1","passage":"p1","role":"states"}}
{{"op":"add_ach_cell","hypothesis":"h2","item":"e1","rating":"II"}}"#
        ))
        .well()
        .json();
    let found = analysed(&place);
    assert_eq!(remarked(&found, "lost_place"), [] as [Value; 0]);
    assert_eq!((&found["items"][0]["lost_place"], &found["items"][0]["passages"]), (&json!([]), &json!(1)));
    // The document is changed, and no longer has the words.
    place.put("corpus/report.txt", "Nobody saw the guard.\nThe rest was taken back by the editors.\n");
    place.run(["rescan", "p.assay"]).well();
    let found = analysed(&place);
    assert_eq!(remarked(&found, "lost_place"), [refs["e1"].clone()]);
    assert_eq!(found["items"][0]["lost_place"], json!([refs["p1"]]));
    assert!(place.run(["analyse", "p.assay", "ach"]).well().text().contains("[lost its place]"));
    assert_eq!(remarked(&found, "not_open"), [] as [Value; 0]);
    place.apply(&format!(r#"{{"op":"set_claim","id":"{}","status":"retracted"}}"#, text_of(&refs, "c1"))).well();
    assert_eq!(remarked(&analysed(&place), "not_open"), [refs["e1"].clone()]);
    place.check();
}

#[test]
fn merged_names_are_one_source_and_an_item_of_two_outlets_stands_without_either() {
    let place = Place::with_texts(&[("a.txt", "The lock is whole.\n"), ("b.txt", "The lock was found whole.\n")]);
    let refs = place
        .apply(
            r#"{"op":"set_document","document":"a.txt","outlet":"Morning Post"}
{"op":"set_document","document":"b.txt","outlet":"Evening Post"}
{"op":"add_passage","document":"a.txt","quote":"The lock is whole","ref":"p1"}
{"op":"add_passage","document":"b.txt","quote":"The lock was found whole","ref":"p2"}
{"op":"add_hypothesis","words":"one","ref":"h1"}
{"op":"add_hypothesis","words":"two","ref":"h2"}
{"op":"add_claim","words":"The lock is whole","evidence":[{"passage":"p1"},{"passage":"p2"}],"ref":"c1"}
{"op":"add_ach_item","claim":"c1","ref":"e1"}
{"op":"add_ach_cell","hypothesis":"h1","item":"e1","rating":"C"}
{"op":"add_ach_cell","hypothesis":"h2","item":"e1","rating":"I"}"#,
        )
        .well()
        .json();
    let found = analysed(&place);
    let sources: Vec<(&str, &Value, bool)> = list(&found, "sources")
        .iter()
        .map(|source| (text_of(source, "name"), &source["items"], source["without"].is_null()))
        .collect();
    assert_eq!(sources, [("Morning Post", &json!([]), true), ("Evening Post", &json!([]), true)]);
    // They turn out to be one paper: without it the item falls.
    let names = place.list("names");
    let id = |name: &str| text_of(one(&names, "words", name), "id").to_owned();
    let merge = format!(r#"{{"op":"set_name","id":"{}","merged_into":"{}"}}"#, id("Evening Post"), id("Morning Post"));
    place.apply(&merge).well();
    let found = analysed(&place);
    let source = &found["sources"][0];
    assert_eq!((list(&found, "sources").len(), &source["items"]), (1, &json!([refs["e1"]])));
    let both = json!([refs["h1"], refs["h2"]]);
    assert_eq!(source["without"], json!({ "order": [both], "survive": [], "without_evidence": both }));
    let told = place.run(["analyse", "p.assay", "ach"]).well();
    let line = "without Morning Post (E1): nothing is said of any. Another survives best.";
    assert!(told.text().contains(line), "{}", told.text());
}

#[test]
fn indicators_that_stand_everywhere_and_assumptions_nothing_supports_are_told() {
    let place = Place::with_seeds();
    let none = place.run(["analyse", "p.assay", "ach", "--json"]);
    assert_eq!((none.code(), &none.json()["hypotheses"]), (1, &json!([])));
    assert!(none.err.contains("no hypotheses"), "{none:?}");
    let refs = place
        .apply(&format!(
            r#"{LITTLE}{{"op":"add_indicator","hypothesis":"h1","words":"The guard is questioned","ref":"s1"}}
{{"op":"add_indicator","hypothesis":"h2","words":"the Guard is questioned","ref":"s2"}}
{{"op":"add_indicator","hypothesis":"h2","words":"A crowbar is found","status":"emerging","at":"2023-10","ref":"s3"}}
{{"op":"add_assumption","words":"The camera was off","ref":"a1"}}
{{"op":"add_assumption","words":"There is one gate","standing":"solid","hypothesis":"h1","ref":"a2"}}"#
        ))
        .well()
        .json();
    let found = analysed(&place);
    assert_eq!(remarked(&found, "indicator_everywhere"), [refs["s1"].clone(), refs["s2"].clone()]);
    assert_eq!(remarked(&found, "assumption_unsupported"), [refs["a1"].clone()]);
    assert_eq!((list(&found, "assumptions").len(), list(&found, "indicators").len()), (2, 3));
    let told = place.run(["analyse", "p.assay", "ach"]).well();
    assert!(told.text().contains("Indicator of H2, emerging: A crowbar is found"), "{}", told.text());
}

#[test]
fn what_belongs_to_a_hypothesis_goes_with_it_and_a_claim_of_the_matrix_is_not_deleted_under_it() {
    let place = Place::with_seeds();
    let refs = place
        .apply(&format!(
            r#"{LITTLE}{{"op":"add_ach_cell","hypothesis":"h2","item":"e1","rating":"II"}}
{{"op":"add_indicator","hypothesis":"h1","words":"The guard is questioned","claim":"c1","ref":"s1"}}
{{"op":"add_assumption","words":"There is one gate","hypothesis":"h1","ref":"a1"}}"#
        ))
        .well()
        .json();
    let id = |name: &str| text_of(&refs, name).to_owned();
    let (claim, item, first) = (id("c1"), id("e1"), id("h1"));
    for (line, why) in [
        (format!(r#"{{"op":"add_ach_item","claim":"{claim}"}}"#), "in the matrix already"),
        (format!(r#"{{"op":"add_ach_cell","hypothesis":"{first}","item":"{item}","rating":"C"}}"#), "already"),
        (format!(r#"{{"op":"add_ach_cell","hypothesis":"{first}","item":"{item}","rating":"maybe"}}"#), "maybe"),
        (format!(r#"{{"op":"add_ach_item","claim":"{first}"}}"#), "no claim with the id"),
        (r#"{"op":"add_hypothesis","words":" "}"#.to_owned(), "needs words"),
        (r#"{"op":"add_assumption","words":""}"#.to_owned(), "needs words"),
        (format!(r#"{{"op":"add_indicator","words":"","hypothesis":"{first}"}}"#), "would be seen"),
        (r#"{"op":"add_indicator","words":"x"}"#.to_owned(), "hypothesis"),
        (format!(r#"{{"op":"delete_claim","id":"{claim}"}}"#), "in use: an item of the matrix refers to it"),
    ] {
        let refused = place.apply(&line);
        assert!(refused.fault(1, "AS-BAT-01").contains(why), "{line}: {}", refused.fault(1, "AS-BAT-01"));
    }
    let before = place.contents();
    place.apply(&format!(r#"{{"op":"delete_hypothesis","id":"{first}"}}"#)).well();
    assert_eq!((place.list("ach_cells").len(), place.list("indicators").len()), (1, 0));
    assert_eq!(place.list("assumptions")[0]["hypothesis"], Value::Null, "what was assumed stays");
    place.check();
    place.run(["undo", "p.assay"]).well();
    let without_edits = |contents: Vec<(String, Vec<Value>)>| {
        contents.into_iter().filter(|(kind, _)| kind != "edits").collect::<Vec<_>>()
    };
    assert_eq!(without_edits(place.contents()), without_edits(before));
    // Once it is out of the matrix, the claim goes, and what was noted of it says so no longer.
    place.apply(&format!(r#"{{"op":"delete_ach_item","id":"{item}"}}"#)).well();
    assert_eq!(place.list("ach_cells").len(), 0);
    place.apply(&format!(r#"{{"op":"delete_claim","id":"{claim}"}}"#)).well();
    assert_eq!(place.list("indicators")[0]["claim"], Value::Null);
    place.check();
}

#[test]
fn hypotheses_and_items_stand_in_the_order_they_are_given_and_new_ones_come_last() {
    let place = Place::with_seeds();
    let refs = place.apply(LITTLE).well().json();
    place.apply(r#"{"op":"add_hypothesis","words":"There was no gate"}"#).well();
    let words = |place: &Place| -> Vec<String> {
        place.list("hypotheses").iter().map(|h| text_of(h, "words").to_owned()).collect()
    };
    assert_eq!(words(&place), ["The gate was left open", "The gate was forced", "There was no gate"]);
    place.apply(&format!(r#"{{"op":"set_hypothesis","id":"{}","ordinal":9999}}"#, text_of(&refs, "h1"))).well();
    assert_eq!(words(&place), ["The gate was forced", "There was no gate", "The gate was left open"]);
    let found = analysed(&place);
    assert_eq!(found["items"][0]["cells"], json!([null, null, "I"]));
    let shown = place.run(["show", "p.assay", text_of(&refs, "e1"), "--json"]).well().json();
    assert_eq!((text_of(&shown, "kind"), text_of(&shown, "claim_words")), ("ach_item", "The lock is whole"));
}
