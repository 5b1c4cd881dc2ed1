//! Projects of earlier schemas still open, and what later schemas brought keeps its rules.

use super::program::{Place, SEED_B, one, text_of};
use std::path::Path;

/// A project as an earlier schema left it, with edits of many kinds, one undone and redone, and how many claims and names
/// it holds.
const EARLIER: [(&str, usize, usize); 5] = [
    ("schema_1.assay", 2, 1),
    ("schema_2.assay", 14, 13),
    ("schema_3.assay", 14, 11),
    ("schema_4.assay", 14, 11),
    ("schema_5.assay", 14, 12),
];

fn earlier(name: &str) -> Place {
    let place = Place::new();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    place.put("p.assay", std::fs::read(fixture).unwrap());
    place
}

#[test]
fn a_project_of_an_earlier_schema_is_read_without_a_change_to_its_file() {
    for (name, claims, names) in EARLIER {
        let place = earlier(name);
        let before = std::fs::read(place.project()).unwrap();
        place.check();
        assert_eq!((place.list("claims").len(), place.list("names").len()), (claims, names), "{name}");
        assert!(std::fs::read(place.project()).unwrap() == before, "{name}: reading changes nothing");
    }
}

#[test]
fn a_project_of_an_earlier_schema_is_brought_up_to_date_by_the_first_edit_and_undone_to_its_beginning() {
    for (name, all, _) in EARLIER {
        let place = earlier(name);
        let before = place.contents();
        place.apply(r#"{"op":"add_tag","name":"later"}"#).well();
        place.check();
        place.run(["undo", "p.assay"]).well();
        let claims = |place: &Place| place.list("claims").len();
        assert_eq!(claims(&place), all, "{name}");
        // The work of the old version is undone and redone by the new one.
        let mut steps = 0;
        while claims(&place) > 0 {
            place.run(["undo", "p.assay"]).well();
            steps += 1;
        }
        place.check();
        for _ in 0..steps {
            place.run(["redo", "p.assay"]).well();
        }
        place.check();
        let lists = |contents: Vec<(String, Vec<serde_json::Value>)>| {
            contents.into_iter().filter(|(kind, _)| kind != "edits").collect::<Vec<_>>()
        };
        assert_eq!(lists(place.contents()), lists(before), "{name}");
    }
}

#[test]
fn texts_of_an_earlier_schema_are_found_once_the_project_may_be_written() {
    let place = earlier("schema_2.assay");
    let found = place.run(["search", "p.assay", "roadmap", "--json"]).well().json();
    assert_eq!((found["documents"].as_u64(), found["waiting"].as_u64()), (Some(1), Some(0)), "{found}");
    place.check();
}

#[test]
fn a_name_is_merged_and_parted_again_and_never_into_itself_or_round_in_a_circle() {
    let place = Place::with_seeds();
    let refs = place
        .apply(
            r#"{"op":"add_name","words":"Masoud Pezeshkian","kind":"person","ref":"right"}
{"op":"add_name","words":"Masoud Puzhehan","kind":"person","ref":"wrong"}
{"op":"add_name","words":"مسعود پزشکیان","kind":"person","ref":"persian"}
{"op":"set_name","ref":"wrong","merged_into":"right"}
{"op":"set_name","ref":"right","merged_into":"persian"}"#,
        )
        .well()
        .json();
    let id = |name: &str| text_of(&refs, name).to_owned();
    for (from, into) in [("right", "right"), ("persian", "wrong"), ("persian", "persian")] {
        let line = format!(r#"{{"op":"set_name","id":"{}","merged_into":"{}"}}"#, id(from), id(into));
        let refused = place.apply(&line);
        assert!(refused.fault(1, "AS-BAT-01").contains("cannot be merged into itself, nor round in a circle"));
    }
    // A spelling of a merged name means the name it was merged into.
    let claim = r#"{"op":"add_claim","words":"He came in August.","speaker":"masoud puzhehan"}"#;
    place.apply(claim).well();
    assert_eq!(text_of(&place.list("claims")[0], "speaker"), id("persian"));
    let names = place.list("names");
    let wrong = one(&names, "id", &id("wrong"));
    assert_eq!((text_of(wrong, "stands_for"), text_of(wrong, "stands_for_name")), (&*id("persian"), "مسعود پزشکیان"));
    let merged: Vec<String> = vec![id("right"), id("wrong")];
    assert_eq!(one(&names, "id", &id("persian"))["merged"], serde_json::json!(merged));
    assert_eq!(text_of(&place.list("sources")[0], "name"), "مسعود پزشکیان");
    let parted = format!(r#"{{"op":"set_name","id":"{}","merged_into":null}}"#, id("wrong"));
    place.apply(&parted).well();
    assert!(one(&place.list("names"), "id", &id("wrong")).get("merged_into").is_none());
    place.check();
}

#[test]
fn marks_mentions_and_words_left_out_keep_their_rules() {
    let place = Place::with_seeds();
    let made = place
        .apply(&format!(
            r#"{{"op":"add_passage","document":"{SEED_B}","quote":"not directed against any third party","occurrence":1,"ref":"p"}}
{{"op":"add_name","words":"Alexander Lukashenko","ref":"n"}}
{{"op":"add_mention","passage":"p","name":"n"}}
{{"op":"add_block","kind":"text","words":"It targets no one.[1]","ref":"t"}}
{{"op":"add_block","kind":"quotation","passage":"p","struck":"4-13","ref":"q"}}
{{"op":"add_cite","block":"t","label":1,"passage":"p"}}"#
        ))
        .well()
        .json();
    let id = |name: &str| text_of(&made, name).to_owned();
    let (p, n, t, q) = (id("p"), id("n"), id("t"), id("q"));
    for (line, why) in [
        (format!(r#"{{"op":"add_mention","passage":"{p}","name":"{n}"}}"#), "names it already"),
        (format!(r#"{{"op":"add_cite","block":"{t}","label":1}}"#), "the same number"),
        (format!(r#"{{"op":"add_cite","block":"{t}","label":0}}"#), "number from 1"),
        (format!(r#"{{"op":"add_cite","block":"{q}","label":2}}"#), "blocks of text"),
        (format!(r#"{{"op":"set_block","id":"{q}","struck":"0-36"}}"#), "some of them stay"),
        (format!(r#"{{"op":"set_block","id":"{q}","struck":"30-99"}}"#), "part of its words"),
        (format!(r#"{{"op":"set_block","id":"{q}","struck":"9-4"}}"#), "which bytes are left out"),
        (format!(r#"{{"op":"set_block","id":"{t}","struck":"0-2"}}"#), "quotations alone"),
        (format!(r#"{{"op":"delete_passage","id":"{p}"}}"#), "in use"),
    ] {
        let refused = place.apply(&line);
        assert!(refused.fault(1, "AS-BAT-01").contains(why), "{line}: {}", refused.fault(1, "AS-BAT-01"));
    }
    place.check();
}

#[test]
fn a_source_has_a_kind_a_country_and_a_language_and_owners_that_never_go_round_in_a_circle() {
    let place = Place::with_seeds();
    let refs = place
        .apply(
            r#"{"op":"add_name","words":"Channel One","source_kind":"state_media","country":"Belarus","language":"Russian","ref":"one"}
{"op":"add_name","words":"Media Holding","ref":"two"}
{"op":"add_name","words":"The State","ref":"three"}
{"op":"add_name","words":"Channel 1","ref":"again"}
{"op":"add_ownership","name":"one","owner":"two","since":"2005","note":"51 %","ref":"first"}
{"op":"add_ownership","name":"two","owner":"three","since":"2001","until":"2024/..","ref":"second"}
{"op":"add_ownership","name":"again","owner":"A bank","ref":"third"}"#,
        )
        .well()
        .json();
    let id = |name: &str| text_of(&refs, name).to_owned();
    let names = place.list("names");
    let source = one(&names, "id", &id("one"));
    assert_eq!((text_of(source, "source_kind"), text_of(source, "country")), ("state_media", "Belarus"));
    assert_eq!(text_of(source, "language"), "ru");
    assert_eq!(text_of(&source["owners"][0], "owner"), id("two"));
    assert_eq!(text_of(one(&names, "words", "A bank"), "kind"), "unknown", "an owner nobody knew becomes a name");
    let own =
        |name: &str, owner: &str| format!(r#"{{"op":"add_ownership","name":"{}","owner":"{}"}}"#, id(name), id(owner));
    let merge =
        |from: &str, into: &str| format!(r#"{{"op":"set_name","id":"{}","merged_into":"{}"}}"#, id(from), id(into));
    for (line, why) in [
        (own("one", "one"), "a name does not own itself"),
        (
            own("two", "one"),
            "“Media Holding” would own itself: “Media Holding” is owned by “Channel One”, “Channel One” is owned by “Media Holding”",
        ),
        (
            own("three", "one"),
            "“The State” would own itself: “The State” is owned by “Channel One”, “Channel One” is owned by “Media Holding”, “Media Holding” is owned by “The State”",
        ),
        // Who owns it may not become one with it either, near or far.
        (merge("two", "one"), "“Channel One” would own itself, because names that were merged are one"),
        (
            merge("one", "three"),
            "“The State” would own itself: “The State” is owned by “Media Holding”, “Media Holding” is owned by “The State”",
        ),
        (format!(r#"{{"op":"set_ownership","id":"{}","owner":"{}"}}"#, id("second"), id("one")), "would own itself"),
        (
            format!(r#"{{"op":"add_ownership","name":"{}","owner":"{}","since":"2005"}}"#, id("one"), id("two")),
            "already",
        ),
        (format!(r#"{{"op":"add_ownership","name":"{}","owner":"{}","since":"soon"}}"#, id("one"), id("two")), "soon"),
        (format!(r#"{{"op":"set_name","id":"{}","source_kind":"paper"}}"#, id("one")), "paper"),
        (format!(r#"{{"op":"set_name","id":"{}","language":"Klingonish"}}"#, id("one")), "Klingonish"),
        (format!(r#"{{"op":"delete_name","id":"{}"}}"#, id("three")), "in use: an ownership refers to it"),
    ] {
        let refused = place.apply(&line);
        assert!(refused.fault(1, "AS-BAT-01").contains(why), "{line}: {}", refused.fault(1, "AS-BAT-01"));
    }
    // A circle that only merged names close: the bank of one spelling owns what owns the other.
    place.apply(&merge("again", "one")).well();
    let bank = text_of(one(&place.list("names"), "words", "A bank"), "id").to_owned();
    let circle = format!(r#"{{"op":"add_ownership","name":"{bank}","owner":"{}"}}"#, id("one"));
    assert!(
        place
            .apply(&circle)
            .fault(1, "AS-BAT-01")
            .contains("“A bank” would own itself: “A bank” is owned by “Channel One”")
    );
    // The same owner over another time, and the other way round once the first is gone.
    place
        .apply(&format!(r#"{{"op":"add_ownership","name":"{}","owner":"{}","since":"2015"}}"#, id("one"), id("two")))
        .well();
    place.apply(&format!(r#"{{"op":"delete_ownership","id":"{}"}}"#, id("second"))).well();
    place.apply(&own("three", "one")).well();
    place.check();
    // What is owned takes that along when it goes.
    place.apply(&format!(r#"{{"op":"delete_name","id":"{}"}}"#, id("three"))).well();
    assert_eq!(place.list("ownerships").len(), 3);
    place.check();
}

#[test]
fn names_that_are_held_to_be_different_are_not_merged_and_proposals_are_declined_once() {
    let place = Place::with_seeds();
    let refs = place
        .apply(
            r#"{"op":"add_name","words":"Ivan Petrov","ref":"a"}
{"op":"add_name","words":"I. Petrov","ref":"b"}
{"op":"add_name","words":"Petrov the younger","ref":"c"}
{"op":"add_name","words":"Ivan Petrov, minister","ref":"d"}
{"op":"add_different_names","one":"a","other":"c","note":"father and son","ref":"x"}
{"op":"set_name","ref":"d","merged_into":"a"}
{"op":"add_declined","kind":"wanted","key":"date of 002","note":"it has none","ref":"n"}"#,
        )
        .well()
        .json();
    let id = |name: &str| text_of(&refs, name).to_owned();
    let different = |one: &str, other: &str| {
        format!(r#"{{"op":"add_different_names","one":"{}","other":"{}"}}"#, id(one), id(other))
    };
    let merge =
        |from: &str, into: &str| format!(r#"{{"op":"set_name","id":"{}","merged_into":"{}"}}"#, id(from), id(into));
    for (line, why) in [
        (different("a", "a"), "not different from itself"),
        (different("c", "a"), "it was decided already that “Petrov the younger” and “Ivan Petrov” are different"),
        (different("d", "a"), "“Ivan Petrov, minister” and “Ivan Petrov” were merged"),
        (merge("a", "c"), "it was decided that “Ivan Petrov” and “Petrov the younger” are different"),
        (merge("c", "d"), "it was decided that"),
        // Both in one file: the later line is at fault.
        (format!("{}\n{}", merge("b", "a"), merge("c", "b")), "line 2: it was decided that"),
        (
            format!("{}\n{}", merge("b", "a"), different("b", "d")),
            "line 2: “I. Petrov” and “Ivan Petrov, minister” were merged",
        ),
        (r#"{"op":"add_declined","kind":"wanted","key":"date of 002"}"#.to_owned(), "declined already"),
        (r#"{"op":"add_declined","kind":"wanted","key":" "}"#.to_owned(), "needs a key"),
        (r#"{"op":"add_declined","kind":"lunch","key":"k"}"#.to_owned(), "lunch"),
    ] {
        let refused = place.apply(&line);
        assert!(refused.fault(1, "AS-BAT-01").contains(why), "{line}: {}", refused.fault(1, "AS-BAT-01"));
    }
    let names = place.list("names");
    assert_eq!(one(&names, "id", &id("c"))["different_from"], serde_json::json!([id("a")]));
    // The same key is another proposal where it is of another kind.
    place.apply(r#"{"op":"add_declined","kind":"citation","key":"date of 002"}"#).well();
    // Taken back, they may be merged; a name that goes takes the decision along.
    place.apply(&format!(r#"{{"op":"delete_different_names","id":"{}"}}"#, id("x"))).well();
    place.apply(&merge("c", "d")).well();
    place.apply(&different("a", "b")).well();
    place.apply(&format!(r#"{{"op":"delete_name","id":"{}"}}"#, id("b"))).well();
    assert_eq!((place.list("different_names").len(), place.list("declined").len()), (0, 2));
    place.check();
    place.run(["undo", "p.assay"]).well();
    assert_eq!(place.list("different_names").len(), 1);
    place.check();
}
