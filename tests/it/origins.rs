//! Where the reports on a claim come from, by the program: wire copies, chains, owners, corrections by hand, and the lock on
//! content grade 1.

use crate::program::{Place, Ran, one, text_of};
use serde_json::{Value, json};

const BODY: &str = "The bridge over the river was closed to all traffic on Tuesday night, the harbour office said. Barges wait \
at both locks, and the ferry goes every twenty minutes until further notice. Engineers found a crack in the second pier when \
the water fell, and they want to look at the others before anybody drives over it again. The office did not say how long that \
would take, nor who pays for the work. Two schools on the far bank stay shut until Monday, and the market was moved to the square \
before the town hall.";
/// What is claimed.
const CLOSED: &str = "The bridge over the river was closed to all traffic on Tuesday night";

/// A project of three papers: the second prints what the agency sent word for word, the third has its own words.
fn place() -> Place {
    let place = Place::with_texts(&[
        ("agency.txt", &format!("RIVERTON, 3 May 2024 (Agency) - {BODY}\n")),
        ("post.txt", &format!("Bridge closed\n\n{BODY}\n")),
        ("sun.txt", "Nobody drives over the bridge since Tuesday night, as our reporter saw this morning.\n"),
        ("radio.txt", "The wireless had it at noon that nobody drives over the bridge any more.\n"),
    ]);
    place
        .apply(&format!(
            r#"{{"op":"add_name","kind":"organisation","words":"Agency","ref":"agency"}}
{{"op":"add_name","kind":"organisation","words":"Post","ref":"post"}}
{{"op":"add_name","kind":"organisation","words":"Sun","ref":"sun"}}
{{"op":"set_document","document":"agency.txt","outlet":"agency"}}
{{"op":"set_document","document":"post.txt","outlet":"post"}}
{{"op":"set_document","document":"sun.txt","outlet":"sun"}}
{{"op":"add_passage","document":"agency.txt","quote":"{CLOSED}","ref":"p1"}}
{{"op":"add_passage","document":"post.txt","quote":"{CLOSED}","ref":"p2"}}
{{"op":"add_passage","document":"sun.txt","quote":"Nobody drives over the bridge since Tuesday night","ref":"p3"}}
{{"op":"add_claim","words":"{CLOSED}","evidence":[{{"passage":"p1"}}],"ref":"c1"}}
{{"op":"add_claim","words":"The bridge was closed on Tuesday night","evidence":[{{"passage":"p2"}}],"ref":"c2"}}
{{"op":"add_claim","words":"Nobody drives over the bridge","evidence":[{{"passage":"p3"}}],"ref":"c3"}}
{{"op":"link_claims","from":"c2","to":"c1","kind":"same_as"}}"#
        ))
        .well();
    place
}

fn claim(place: &Place, words: &str) -> String {
    text_of(one(&place.list("claims"), "words", words), "id").to_owned()
}

fn origins(place: &Place, claim: &str) -> Value {
    place.run(["analyse", "p.assay", "origins", "--claim", claim, "--json"]).well().json()
}

fn grade(place: &Place, claim: &str) -> Ran {
    place.apply(&json!({ "op": "set_claim", "id": claim, "content_grade": 1 }).to_string())
}

#[test]
fn a_wire_copy_is_no_second_origin_until_somebody_says_so_and_grade_1_goes_by_the_same_rule() {
    let place = place();
    let first = claim(&place, CLOSED);
    let found = origins(&place, &first);
    assert_eq!(found["sentence"], "2 reports, 2 outlets, 1 origin: independence not established");
    assert_eq!(found["counts"], json!({ "reports": 2, "outlets": 2, "origins": 1, "unknown": 0, "lost": 0 }));
    assert_eq!(found["independent"], false);
    assert_eq!(found["origins"][0]["names"][0]["words"], "Agency");
    let report = &found["reports"][1];
    assert_eq!((&report["outlet_name"], &report["claims"][0]["quote"]), (&json!("Post"), &json!(CLOSED)));
    let copy = one(report["claims"][0]["steps"].as_array().unwrap(), "why", "copy");
    assert_eq!(copy["to"]["heading"], "agency.txt");
    assert!(text_of(copy, "words").starts_with("“post.txt” is a copy of “agency.txt”, "), "{copy}");
    // The lock says the same.
    let before = place.contents();
    let refused = grade(&place, &first);
    let said = refused.fault(1, "AS-BAT-01");
    assert!(said.contains("2 reports, 2 outlets, 1 origin: independence not established"), "{said}");
    assert!(said.contains("“Agency”"), "{said}");
    assert_eq!(place.contents(), before);

    // A reader who compared them decides that the one does not come from the other; files are named as everywhere.
    place.apply(r#"{"op":"add_declined","kind":"copy","documents":["post.txt","agency.txt"]}"#).well();
    let found = origins(&place, &first);
    assert_eq!(found["sentence"], "2 reports, 2 outlets, 2 origins: two are independent");
    grade(&place, &first).well();
    // Undone, it is locked again.
    place.run(["undo", "p.assay"]).well();
    place.run(["undo", "p.assay"]).well();
    assert_eq!(origins(&place, &first)["independent"], false);
    assert_eq!(grade(&place, &first).code(), 1);
    place.check();
}

#[test]
fn hops_are_added_changed_and_taken_away_and_every_step_is_told() {
    let place = place();
    let (first, third) = (claim(&place, CLOSED), claim(&place, "Nobody drives over the bridge"));
    place.apply(&json!({ "op": "link_claims", "from": third, "to": first, "kind": "supports" }).to_string()).well();
    assert_eq!(origins(&place, &third)["sentence"], "3 reports, 3 outlets, 2 origins: two are independent");
    // It turns out that the Sun has it from the agency, by its web site.
    let add = json!({ "op": "add_hop", "claim": third, "actor": "Agency", "medium": "website", "at": "2024-05-03" });
    place.apply(&add.to_string()).well();
    let found = origins(&place, &first);
    assert_eq!(found["sentence"], "3 reports, 3 outlets, 1 origin: independence not established");
    let hops = |place: &Place| {
        let claims = place.list("claims");
        one(&claims, "id", &third)["via"].as_array().unwrap().clone()
    };
    let hop = text_of(&hops(&place)[0], "id").to_owned();
    let step = one(found["reports"][2]["claims"][0]["steps"].as_array().unwrap(), "why", "hop").clone();
    assert_eq!(step["of"], json!({ "hop": hop, "medium": "website" }));
    assert_eq!(step["words"], "“sun.txt” has it from “Agency”, by website");
    // The next hop stands nearer to us; places need not be given.
    place.apply(&json!({ "op": "add_hop", "claim": third, "medium": "meeting" }).to_string()).well();
    assert_eq!(hops(&place).iter().map(|hop| hop["ordinal"].as_u64().unwrap()).collect::<Vec<_>>(), [0, 1]);
    // The hop is corrected: a driver told them.
    place.apply(&json!({ "op": "set_hop", "id": hop, "actor": "A driver", "medium": "interview" }).to_string()).well();
    assert_eq!(origins(&place, &first)["independent"], true);
    // And its document is named as documents are, then taken away again.
    place.apply(&json!({ "op": "set_hop", "id": hop, "actor": null, "document": "radio.txt" }).to_string()).well();
    let found = origins(&place, &first);
    assert_eq!(found["reports"][2]["claims"][0]["unknown"], "its outlet is not known");
    assert_eq!(found["sentence"], "3 reports, 3 outlets, 1 origin, 1 of unknown origin: independence not established");
    place.apply(&json!({ "op": "set_hop", "id": hop, "document": null }).to_string()).well();
    assert_eq!(origins(&place, &first)["reports"][2]["claims"][0]["unknown"], "its source is not named");
    place.apply(&json!({ "op": "delete_hop", "id": hop }).to_string()).well();
    assert_eq!(hops(&place).len(), 1);
    for (line, says) in [
        (json!({ "op": "add_hop", "actor": "Agency" }), "“claim”"),
        (json!({ "op": "add_hop", "claim": third, "medium": "pigeon" }), "pigeon"),
        (json!({ "op": "add_hop", "claim": third, "document": "nowhere.txt" }), "nowhere.txt"),
        (json!({ "op": "add_hop", "claim": third, "at": "soon" }), "soon"),
        (json!({ "op": "set_hop", "id": hop, "medium": "wire" }), "no hop"),
        (json!({ "op": "add_declined", "kind": "copy", "documents": ["sun.txt"] }), "the two"),
        (json!({ "op": "add_declined", "kind": "copy", "documents": ["sun.txt", "sun.txt"] }), "two documents"),
        (json!({ "op": "add_declined", "kind": "copy", "key": "post.txt sun.txt" }), "two documents"),
    ] {
        let before = place.contents();
        let ran = place.apply(&line.to_string());
        assert!(ran.code() == 1 && ran.err.contains(says), "{line}: {ran:?}");
        assert_eq!(place.contents(), before);
    }
    place.check();
}

#[test]
fn a_common_owner_makes_one_origin_of_two_and_grade_1_stands_in_the_way_of_a_merger() {
    let place = place();
    let third = claim(&place, "Nobody drives over the bridge");
    let first = claim(&place, CLOSED);
    place.apply(&json!({ "op": "link_claims", "from": third, "to": first, "kind": "supports" }).to_string()).well();
    place
        .apply(
            r#"{"op":"add_ownership","name":"Agency","owner":"Holding"}
{"op":"add_ownership","name":"Sun","owner":"Holding","since":"2020"}"#,
        )
        .well();
    let found = origins(&place, &first);
    assert_eq!(found["sentence"], "3 reports, 3 outlets, 1 origin: independence not established");
    assert_eq!(found["origins"][0]["joined"][0]["words"], "Holding");
    let owned = place.list("ownerships");
    let sun = owned.iter().find(|row| row["since"] == "2020").unwrap();
    place.apply(&json!({ "op": "delete_ownership", "id": sun["id"] }).to_string()).well();
    grade(&place, &first).well();
    // What would make the two origins one is refused while the grade stands.
    let names = place.list("names");
    let id = |words: &str| text_of(one(&names, "words", words), "id").to_owned();
    let merge = json!({ "op": "set_name", "id": id("Sun"), "merged_into": id("Agency") }).to_string();
    let refused = place.apply(&merge);
    assert!(refused.code() == 1 && refused.err.contains("two origins"), "{refused:?}");
    place.apply(&json!({ "op": "set_claim", "id": first, "content_grade": 2 }).to_string()).well();
    place.apply(&merge).well();
    assert_eq!(origins(&place, &first)["outlets"].as_array().unwrap().len(), 2);
}

#[test]
fn chains_that_go_round_are_told_and_come_to_an_end() {
    let place = place();
    let (first, second) = (claim(&place, CLOSED), claim(&place, "The bridge was closed on Tuesday night"));
    for (claim, document) in [(&first, "post.txt"), (&second, "agency.txt")] {
        place.apply(&json!({ "op": "add_hop", "claim": claim, "document": document }).to_string()).well();
    }
    let found = origins(&place, &first);
    let told =
        "The chains go round in a circle: “agency.txt” has it from “post.txt”, “post.txt” has it from “agency.txt”.";
    assert_eq!(found["troubles"], json!([told]));
    assert_eq!(found["reports"][0]["claims"][0]["unknown"], "the reports have it from one another");
    assert_eq!(grade(&place, &first).code(), 1);
    // People are told the same.
    let ran = place.run(["analyse", "p.assay", "origins", "--claim", &first]).well();
    assert!(ran.text().contains(told) && ran.text().contains("origin not known"), "{ran:?}");
}

#[test]
fn every_matter_is_told_once_and_what_is_not_there_is_said() {
    let place = place();
    let ran = place.run(["analyse", "p.assay", "origins", "--json"]).well();
    let told: Vec<Value> = ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // Two that say the same are one matter, the third stands alone.
    assert_eq!(told.iter().map(|matter| matter["claims"].as_array().unwrap().len()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(told[1]["reason"], "One document alone reports it.");
    let nobody = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
    place.run(["analyse", "p.assay", "origins", "--claim", nobody]).fault(1, "AS-CLI-01");
    for wrong in [&["analyse", "p.assay", "origins", "--claim", "x"], &["analyse", "p.assay", "ach", "--claim", nobody]]
    {
        assert_eq!(place.run(*wrong).code(), 2);
    }
    let empty = Place::with_texts(&[("a.txt", "Nothing is claimed here.\n")]);
    let ran = empty.run(["analyse", "p.assay", "origins"]);
    assert!(ran.code() == 1 && ran.err.contains("There are no claims"), "{ran:?}");
}
