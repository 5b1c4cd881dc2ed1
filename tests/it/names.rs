//! Pairs of names against cases of somebody who had not seen the program (see `tests/names/README.md`), and names of a
//! project on the command line.

use crate::program::{Place, text_of};
use assay::analysis::names::{Known, KnownRole, Outcome, compare};
use assay::domain::Date;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn date(value: &Value) -> Option<Date> {
    value.as_str().map(|text| text.parse().unwrap())
}

fn known(value: &Value) -> Known {
    let roles = value["roles"].as_array().unwrap().iter().map(|role| KnownRole {
        words: text_of(role, "words").to_owned(),
        since: date(&role["since"]),
        until: date(&role["until"]),
    });
    Known {
        kind: serde_json::from_value(value["kind"].clone()).unwrap(),
        words: text_of(value, "words").to_owned(),
        spellings: value["spellings"].as_array().unwrap().iter().map(|s| s.as_str().unwrap().to_owned()).collect(),
        roles: roles.collect(),
        seen: date(&value["seen"]),
    }
}

/// Fails with the totals where pairs are told less well than asked, and with the figures of every class and the pairs
/// themselves where those may be seen.
#[track_caller]
fn hold(cases: &str, precision: f64, recall: f64, wrong_too: bool) {
    let mut classes: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut wrong = String::new();
    let [mut right, mut proposed, mut there] = [0_usize; 3];
    for line in cases.lines().filter(|line| !line.trim().is_empty()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let (one, other) = (known(&case["one"]), known(&case["other"]));
        let same = case["same"].as_bool().unwrap();
        let told = compare(&one, &other);
        assert_eq!(told.is_some(), compare(&other, &one).is_some(), "{} depends on the order", text_of(&case, "id"));
        if let Some(likeness) = &told {
            assert!(!likeness.because.is_empty() && (70..=100).contains(&likeness.score), "{likeness:?}");
        }
        there += usize::from(same);
        proposed += usize::from(told.is_some());
        right += usize::from(same && told.is_some());
        let class = classes.entry(text_of(&case, "class").to_owned()).or_default();
        class[0] += usize::from(same == told.is_some());
        class[1] += 1;
        if same != told.is_some() {
            writeln!(wrong, "{}: {} / {}: {told:?}", text_of(&case, "id"), one.words, other.words).unwrap();
        }
    }
    let share = |part: usize, of: usize| if of == 0 { 1.0 } else { part as f64 / of as f64 };
    let is = [share(right, proposed), share(right, there)];
    let mut table = format!("precision {:.3} of {proposed}, recall {:.3} of {there}\n", is[0], is[1]);
    for (class, [right, of]) in classes.iter().filter(|_| wrong_too) {
        writeln!(table, "{class}: {right} of {of} told rightly").unwrap();
    }
    assert!(is[0] >= precision && is[1] >= recall, "\n{table}{}", if wrong_too { wrong.as_str() } else { "" });
}

#[test]
fn names_that_are_one_are_proposed_and_others_are_not() {
    hold(include_str!("../names/cases.jsonl"), 0.95, 0.9, true);
}

#[test]
fn those_written_when_the_program_was_there_are_told_as_well() {
    hold(include_str!("../names/more.jsonl"), 0.95, 0.9, true);
}

#[test]
fn names_held_out_are_told_nearly_as_well() {
    // It may be kept apart from those who write the program, and is therefore not built in.
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names/held_out.jsonl");
    hold(&std::fs::read_to_string(path).unwrap(), 0.9, 0.85, false);
}

/// Somebody with one role, in the term given as EDTF.
fn holds(words: &str, role: &str, since: &str, until: &str) -> Known {
    let term = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    let role = KnownRole { words: role.to_owned(), since: term(since), until: term(until) };
    let kind = assay::domain::name::NameKind::Person;
    Known { kind, words: words.to_owned(), spellings: Vec::new(), roles: vec![role], seen: None }
}

fn seen(words: &str, role: &str, date: &str) -> Known {
    let mut known = holds(words, role, "", "");
    known.seen = Some(date.parse().unwrap());
    known
}

#[test]
fn what_no_measure_of_letters_tells_apart_is_told_by_role_and_time() {
    let president = holds("Masoud Pezeshkian", "President of Iran", "2024-07-28", "");
    let puzhehan = seen("Masoud Puzhehan", "Iranian President", "2024/..");
    let likeness = compare(&president, &puzhehan).unwrap();
    assert_eq!(likeness.outcome, Outcome::RoleAndGivenName, "{likeness:?}");
    assert!(likeness.because.iter().any(|ground| ground.contains("within the term")), "{likeness:?}");
    // A name that is nearer by its letters, the same at another time, in another office, of another given name.
    for other in [
        seen("Masoud Puzanov", "Iranian President", "2024/.."),
        seen("Masoud Puzhehan", "Iranian President", "2022"),
        seen("Masoud Puzhehan", "Iranian oil minister", "2024/.."),
        seen("Masoud Puzhehan", "football coach", "2024/.."),
        seen("Hassan Puzhehan", "Iranian President", "2024/.."),
    ] {
        assert_eq!(compare(&president, &other), None, "{other:?}");
    }
    let pairs = |one: [&str; 2], other: [&str; 2]| {
        let one = holds(one[0], one[1], "2019-01", "");
        compare(&one, &seen(other[0], other[1], "2023-06"))
    };
    for [one, other, role] in [
        ["Masoud Pezeshkian", "Masoud Pezeshkiyan", "President of Iran"],
        ["Masoud Pezeshkian", "Masoud Pizishkiyan", "President of Iran"],
        ["Alexander Lukashenko", "Alexander Lukashenka", "President of Belarus"],
        ["Viktor Khrenin", "Viktor Hrenin", "Minister of Defence of Belarus"],
        ["Ebrahim Raisi", "Ebrahim Reisi", "President of Iran"],
        ["Masoud Barzani", "Masud Barzani", "Kurdish leader"],
        ["Alexander Lukashenko", "Aliaksandr Lukashenka", "President of Belarus"],
        ["Mohammad Bagher Qalibaf", "Mohammad Bagher Ghalibaf", "Speaker of the Majlis"],
        ["Abbas Araghchi", "Abbas Araqchi", "Foreign Minister of Iran"],
    ] {
        assert!(pairs([one, role], [other, role]).is_some(), "{one} / {other}");
    }
    for [one, other, role] in [
        ["Ebrahim Raisi", "Ebrahim Rashidi", "President of Iran"],
        ["Alexander Lukashenko", "Alexander Tymoshenko", "President of Belarus"],
        ["Masoud Puzhehan", "Masoud Puzanov", "President of Iran"],
    ] {
        assert_eq!(pairs([one, role], [other, role]), None, "{one} / {other}");
    }
}

fn names(place: &Place) -> Value {
    place.run(["analyse", "p.assay", "names", "--json"]).well().json()
}

#[test]
fn the_misspelt_president_of_the_sample_is_proposed_as_the_holder_of_the_office() {
    let place = Place::with_seeds();
    let names_of = [
        json!({ "op": "add_name", "ref": "p", "kind": "person", "words": "Masoud Puzhehan" }),
        json!({ "op": "add_role", "name": "p", "words": "Iranian President" }),
        json!({ "op": "add_name", "ref": "z", "kind": "person", "words": "Masoud Puzanov" }),
        json!({ "op": "add_role", "name": "z", "words": "Iranian President" }),
        json!({ "op": "add_name", "ref": "l", "kind": "person", "words": "Alexander Lukashenko" }),
        json!({ "op": "add_spelling", "name": "l", "words": "Lukashenko" }),
        json!({ "op": "add_name", "ref": "m", "kind": "person", "words": "Мохаммад Мохбер" }),
        json!({ "op": "add_name", "ref": "e", "kind": "person", "words": "Mohammad Mokhber" }),
    ];
    let lines: String = names_of.iter().map(|line| format!("{line}\n")).collect();
    place.apply(&lines).well();
    let found = names(&place);
    let proposals = found["proposals"].as_array().unwrap();
    let holder: Vec<&Value> = proposals.iter().filter(|p| p["office_holder"].is_object()).collect();
    assert_eq!(holder.len(), 1, "{found:#}");
    assert_eq!(text_of(&holder[0]["one"], "words"), "Masoud Puzhehan");
    assert_eq!(text_of(&holder[0]["office_holder"], "words"), "Masoud Pezeshkian");
    assert_eq!(text_of(holder[0], "outcome"), "role_and_given_name");
    let pair: Vec<&Value> = proposals.iter().filter(|p| p["other"].is_object()).collect();
    assert_eq!(pair.len(), 1, "{found:#}");
    assert_eq!([&pair[0]["one"]["words"], &pair[0]["other"]["words"]], ["Мохаммад Мохбер", "Mohammad Mokhber"]);

    // Found in every case, and once where the longer spelling holds the shorter.
    let of = |words: &str| found["names"].as_array().unwrap().iter().find(|n| n["words"] == words).unwrap().clone();
    assert_eq!(of("Мохаммад Мохбер")["spellings"], json!({ "Мохаммадом Мохбером": 1 }));
    assert_eq!(of("Masoud Puzhehan")["mentions"], 1);
    assert_eq!(of("Masoud Puzanov")["mentions"], 0);
    let lukashenko = of("Alexander Lukashenko");
    assert_eq!((&lukashenko["documents"], &lukashenko["first_seen"]), (&json!(2), &Value::Null), "{lukashenko}");
    assert!(lukashenko["spellings"]["Alexander Lukashenko"].as_u64() >= Some(2), "{lukashenko}");

    // For people, the reason stands below.
    let told = place.run(["analyse", "p.assay", "names"]).well();
    assert!(told.text().contains("Masoud Puzhehan = Masoud Pezeshkian"), "{}", told.text());
    assert!(told.text().contains("have like consonants"), "{}", told.text());

    // What was merged is one, and is not proposed again.
    let id = |words: &str| text_of(&of(words), "id").to_owned();
    let merge = json!({ "op": "set_name", "id": id("Mohammad Mokhber"), "merged_into": id("Мохаммад Мохбер") });
    place.apply(&format!("{merge}\n")).well();
    let found = names(&place);
    assert!(found["proposals"].as_array().unwrap().iter().all(|p| p["office_holder"].is_object()), "{found:#}");
    let names = found["names"].as_array().unwrap();
    let merged = names.iter().find(|n| n["words"] == "Мохаммад Мохбер").unwrap();
    assert!(merged["spellings"].as_object().unwrap().len() > 1, "{merged}");
    assert!(!names.iter().any(|n| n["words"] == "Mohammad Mokhber"));
    place.check();
}

#[test]
fn dates_of_documents_say_when_a_name_was_seen_and_whether_a_term_fits() {
    let place = Place::with_texts(&[
        ("a.txt", "Иранский президент Масуд Пезешкян прибыл в Минск.\n"),
        ("b.txt", "President Ebrahim Raisi spoke.\n\nA note on Raisi.\n"),
        ("c.txt", "In the archive: Ebrahim Raisi, Raisin.\n"),
    ]);
    let id = |heading: &str| {
        let documents = place.list("documents");
        text_of(documents.iter().find(|d| d["file_name"] == heading).unwrap(), "id").to_owned()
    };
    let lines = [
        json!({ "op": "set_document", "id": id("a.txt"), "published": "2025-08-20" }),
        json!({ "op": "set_document", "id": id("b.txt"), "published": "2022-03" }),
        json!({ "op": "set_document", "id": id("c.txt"), "published": "2023-11-02" }),
        json!({ "op": "add_name", "ref": "r", "kind": "person", "words": "Ebrahim Raisi" }),
        json!({ "op": "add_spelling", "name": "r", "words": "Raisi" }),
        json!({ "op": "add_name", "ref": "p", "kind": "person", "words": "Масуд Пезешкян" }),
        json!({ "op": "add_role", "name": "p", "words": "президент Ирана" }),
    ];
    place.apply(&lines.iter().map(|line| format!("{line}\n")).collect::<String>()).well();
    let found = names(&place);
    let raisi = found["names"].as_array().unwrap().iter().find(|n| n["words"] == "Ebrahim Raisi").unwrap();
    assert_eq!([&raisi["first_seen"], &raisi["last_seen"]], ["2022-03", "2023-11-02"]);
    assert_eq!((&raisi["mentions"], &raisi["documents"]), (&json!(3), &json!(2)));
    assert_eq!(raisi["spellings"], json!({ "Ebrahim Raisi": 2, "Raisi": 1 }));
    let proposals = found["proposals"].as_array().unwrap();
    assert_eq!(proposals.len(), 1, "{proposals:?}");
    assert_eq!(text_of(&proposals[0]["office_holder"], "words"), "Masoud Pezeshkian");
}

/// The words of each pair that is proposed.
fn pairs(found: &Value) -> Vec<[String; 2]> {
    let words = |value: &Value| value["words"].as_str().map(str::to_owned);
    let of = |proposal: &Value| {
        let other = words(&proposal["other"]).or_else(|| words(&proposal["office_holder"]));
        [words(&proposal["one"]).unwrap(), other.unwrap()]
    };
    found["proposals"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn what_was_declined_is_never_proposed_again_also_when_names_are_merged() {
    let place = Place::with_seeds();
    let lines = [
        json!({ "op": "add_name", "ref": "a", "kind": "person", "words": "Masoud Pezeshkian" }),
        json!({ "op": "add_name", "ref": "b", "kind": "person", "words": "Masoud Puzhehan" }),
        json!({ "op": "add_role", "name": "b", "words": "Iranian President" }),
        json!({ "op": "add_name", "ref": "c", "kind": "person", "words": "Масуд Пезешкиан" }),
    ];
    place.apply(&lines.iter().map(|line| format!("{line}\n")).collect::<String>()).well();
    let found = names(&place);
    let pezeshkian = ["Masoud Pezeshkian".to_owned(), "Masoud Puzhehan".to_owned()];
    assert!(pairs(&found).contains(&pezeshkian), "{found:#}");
    assert!(
        found["proposals"].as_array().unwrap().iter().all(|p| p["office_holder"].is_null()),
        "told once: {found:#}"
    );
    let id = |words: &str| {
        let listed = place.list("names");
        text_of(listed.iter().find(|name| name["words"] == words).unwrap(), "id").to_owned()
    };
    let [a, b, c] = ["Masoud Pezeshkian", "Masoud Puzhehan", "Масуд Пезешкиан"].map(id);
    let different = json!({ "op": "add_different_names", "one": b, "other": a });
    let merge = json!({ "op": "set_name", "id": c, "merged_into": a });
    place.apply(&format!("{different}\n")).well();
    assert!(!pairs(&names(&place)).contains(&pezeshkian));
    place.apply(&format!("{merge}\n")).well();
    assert_eq!(
        pairs(&names(&place)),
        Vec::<[String; 2]>::new(),
        "neither by the name it was merged with nor by its office"
    );

    // A name with itself, and in a circle.
    for (one, other, why) in [(&a, &a, "itself"), (&a, &c, "circle")] {
        let ran = place.apply(&format!("{}\n", json!({ "op": "set_name", "id": one, "merged_into": other })));
        assert_ne!(ran.code(), 0);
        assert!(ran.err.contains(why), "{}", ran.err);
    }
    let same = place.apply(&format!("{}\n", json!({ "op": "add_different_names", "one": a, "other": a })));
    assert_ne!(same.code(), 0);
    let merged = place.apply(&format!("{}\n", json!({ "op": "set_name", "id": b, "merged_into": a })));
    assert!(merged.err.contains("are different"), "{}", merged.err);
    place.check();
}

#[test]
fn a_declined_holder_of_an_office_is_not_proposed_and_search_says_what_is_only_proposed() {
    let place = Place::with_seeds();
    let lines = [
        json!({ "op": "add_name", "ref": "b", "kind": "person", "words": "Masoud Puzhehan" }),
        json!({ "op": "add_role", "name": "b", "words": "Iranian President" }),
    ];
    place.apply(&lines.iter().map(|line| format!("{line}\n")).collect::<String>()).well();
    assert_eq!(pairs(&names(&place)), [["Masoud Puzhehan", "Masoud Pezeshkian"]]);
    let hows = |query: &str| -> Vec<[String; 2]> {
        let found = place.run(["search", "p.assay", query, "--json"]).json();
        let lines = found["hits"].as_array().unwrap().iter().flat_map(|hit| hit["lines"].as_array().unwrap().clone());
        lines.map(|line| ["quote", "how"].map(|key| text_of(&line, key).to_owned())).collect()
    };
    assert_eq!(hows("Пезешкиан"), [["Puzhehan", "proposed"]]);
    assert_eq!(hows("Пузанов"), Vec::<[String; 2]>::new());
    let told = place.run(["search", "p.assay", "Pezeshkian"]).well();
    assert!(told.text().contains("(proposed: "), "{}", told.text());

    let id = text_of(&place.list("names")[0], "id").to_owned();
    let key = format!("{id} Masoud Pezeshkian");
    place.apply(&format!("{}\n", json!({ "op": "add_declined", "kind": "name", "key": key }))).well();
    assert_eq!(pairs(&names(&place)), Vec::<[String; 2]>::new());
    assert_eq!(hows("Пезешкиан"), Vec::<[String; 2]>::new());
    place.check();
}

#[test]
fn a_project_without_names_says_so() {
    let place = Place::with_seeds();
    let ran = place.run(["analyse", "p.assay", "names"]);
    assert_eq!(ran.code(), 1);
    assert_eq!(place.run(["analyse", "p.assay", "names", "--document", "x"]).code(), 2);
}
