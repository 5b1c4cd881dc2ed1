//! The command line as a script uses it: every verb, the shapes of its JSON, its exit codes, and the batch format.

use super::program::{Place, SEED_A, SEED_B, feed, one, seed, seeds, text_of};
use serde_json::{Value, json};

/// The lines the format was agreed on, with the words they left open.
const BATCH: &str = r##"
{"op":"add_tag","name":"stance"}
{"op":"add_tag","name":"denial","parent":"stance","color":"#B4573C","digit":1}
{"op":"add_passage","document":"002_288d556eec8bee92.txt","quote":"not directed against any third party","occurrence":1,"tags":["denial"],"memo":"the denial","ref":"p1"}
{"op":"add_claim","words":"The partnership is not directed against any third party.","speaker":"Alexander Lukashenko","stance":"denies","firmness":"asserted","form":"indirect_quote","said_at":"XXXX-08","content_grade":3,"evidence":[{"passage":"p1","role":"states"}],"tags":["denial"],"ref":"c1"}
{"op":"add_claim","words":"Together we can resist these attacks.","speaker":"alexander lukashenko","ref":"c2"}
{"op":"link_claims","from":"c1","to":"c2","kind":"pulls_against","note":"against whom, then?","ref":"l1"}
{"op":"set_document","document":"002_288d556eec8bee92.txt","title":"Minsk and Tehran","outlet":"BelTA","published":"2023-10-17","triage":"kept"}
{"op":"grade_source","source":"BelTA","reliability":"C","reason":"a state agency"}
{"op":"add_judgement","words":"The denial is meant for a third party.","ladder":"icd203","term":"likely","confidence":"moderate","rests_on":["c1"],"ref":"j1"}
{"op":"add_block","kind":"quotation","passage":"p1","ref":"b1"}
"##;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_batch_is_answered_with_its_refs_and_the_lists_show_what_it_made() {
    let place = Place::with_seeds();
    let refs = place.apply(BATCH).well().json();
    assert_eq!(keys(&refs), ["b1", "c1", "c2", "j1", "l1", "p1"]);

    let tags = place.list("tags");
    let (stance, denial) = (one(&tags, "name", "stance"), one(&tags, "name", "denial"));
    assert_eq!((&denial["parent"], &denial["color"], &denial["digit"]), (&stance["id"], &json!("#B4573C"), &json!(1)));
    assert_eq!((&stance["parent"], &stance["digit"]), (&Value::Null, &Value::Null));

    let documents = place.list("documents");
    assert_eq!(documents.len(), 2);
    for (document, name) in documents.iter().zip([SEED_A, SEED_B]) {
        let bytes = seed(name);
        let chars = std::str::from_utf8(&bytes).unwrap().chars().count();
        assert_eq!((text_of(document, "name"), &document["bytes"]), (name, &json!(bytes.len())));
        assert_eq!(document["chars"], chars);
        assert_eq!(text_of(document, "sha256"), assay::domain::Sha256::of(&bytes).to_string());
        assert!(keys(document).contains(&"language"), "{document}");
    }
    let b = one(&documents, "name", SEED_B);
    assert_eq!((text_of(b, "title"), text_of(b, "triage"), &b["passages"]), ("Minsk and Tehran", "kept", &json!(1)));
    assert_eq!((text_of(b, "published"), text_of(b, "outlet_name")), ("2023-10-17", "BelTA"));
    let a = one(&documents, "name", SEED_A);
    assert_eq!((&a["title"], text_of(a, "triage"), &a["passages"]), (&Value::Null, "inbox", &json!(0)));

    let passages = place.list("passages");
    let passage = one(&passages, "id", text_of(&refs, "p1"));
    let quote = "not directed against any third party";
    assert_eq!((&passage["document"], text_of(passage, "quote")), (&b["id"], quote));
    let at = |field: &str| usize::try_from(passage[field].as_u64().unwrap()).unwrap();
    assert_eq!(&seed(SEED_B)[at("start_byte")..at("end_byte")], quote.as_bytes());
    assert_eq!((&passage["tags"], text_of(passage, "memo")), (&json!(["denial"]), "the denial"));
    assert_eq!(text_of(passage, "state"), "exact");

    let claims = place.list("claims");
    let claim = one(&claims, "id", text_of(&refs, "c1"));
    for (field, value) in [
        ("words", json!("The partnership is not directed against any third party.")),
        ("speaker_name", json!("Alexander Lukashenko")),
        ("stance", json!("denies")),
        ("firmness", json!("asserted")),
        ("form", json!("indirect_quote")),
        ("said_at", json!("XXXX-08")),
        ("content_grade", json!(3)),
        ("tags", json!(["denial"])),
        ("status", json!("open")),
        ("supported", json!(true)),
        ("reworded", json!(false)),
    ] {
        assert_eq!(claim[field], value, "{field}");
    }
    assert_eq!((&claim["evidence"][0]["passage"], &claim["evidence"][0]["role"]), (&refs["p1"], &json!("states")));
    let other = one(&claims, "id", text_of(&refs, "c2"));
    assert_eq!(claim["speaker"], other["speaker"], "a name in other letters is the same name");
    assert_eq!((&other["supported"], &other["evidence"]), (&json!(false), &json!([])));
    for seen_from in [claim, other] {
        let link = &seen_from["links"][0];
        assert_eq!((&link["from_claim"], &link["to_claim"]), (&refs["c1"], &refs["c2"]));
        assert_eq!((&link["kind"], &link["note"]), (&json!("pulls_against"), &json!("against whom, then?")));
    }
    assert_eq!(place.list("links").len(), 1);

    let sources = place.list("sources");
    let agency = one(&sources, "name", "BelTA");
    assert_eq!((text_of(agency, "reliability"), &agency["grades"][0]["reason"]), ("C", &json!("a state agency")));
    assert_eq!(text_of(one(&sources, "name", "Alexander Lukashenko"), "reliability"), "F");
    assert_eq!(place.list("names").len(), 2);

    let judgements = place.list("judgements");
    assert_eq!((&judgements[0]["rests_on"], &judgements[0]["term"]), (&json!([refs["c1"]]), &json!("likely")));
    let briefs = place.list("briefs");
    assert_eq!((briefs.len(), &briefs[0]["blocks"][0]["passage"]), (1, &refs["p1"]));
    assert_eq!(place.list("wanted"), Vec::<Value>::new());

    let edits = place.list("edits");
    for (edit, seq) in edits.iter().zip(1..) {
        assert_eq!((&edit["seq"], text_of(edit, "author")), (&json!(seq), "Ana"));
        assert_eq!(text_of(edit, "hash").len(), 64);
        assert!(text_of(edit, "at").ends_with('Z') && !text_of(edit, "label").is_empty(), "{edit}");
    }
    assert_eq!(text_of(edits.last().unwrap(), "label"), "Apply a batch of 10 lines", "a whole file is one edit");
    place.check();
    assert_eq!(place.names(), ["p.assay"], "a project at rest is one file");
}

/// For every noun: a line that adds one, a field to set with its new value, and the lines that must stand before.
const NOUNS: &[(&str, &str, &str, &str)] = &[
    ("tag", r#""name":"x""#, "name", r#""y""#),
    ("passage", r#""document":"002_288d556eec8bee92.txt","start_byte":0,"end_byte":4"#, "memo", r#""m""#),
    ("claim", r#""words":"x""#, "stance", r#""asks""#),
    ("link", r#""from_claim":"c1","to_claim":"c2","kind":"supports""#, "kind", r#""contradicts""#),
    ("passage_link", r#""from_passage":"p1","to_passage":"p2","kind":"same_as""#, "note", r#""n""#),
    ("name", r#""words":"X""#, "kind", r#""person""#),
    ("spelling", r#""name":"N","words":"Ν""#, "scheme", r#""greek""#),
    ("role", r#""name":"N","words":"minister""#, "since", r#""2021""#),
    ("grade", r#""name":"N","reliability":"B""#, "reason", r#""r""#),
    ("judgement", r#""words":"x""#, "confidence", r#""low""#),
    ("brief", r#""title":"x""#, "title", r#""y""#),
    ("block", r#""kind":"text","words":"x""#, "words", r#""y""#),
    ("wanted", r#""words":"the original""#, "status", r#""found""#),
    ("translation", r#""passage":"p1","words":"x""#, "language", r#""ru""#),
    ("evidence", r#""claim":"c1","passage":"p1","role":"states""#, "role", r#""implies""#),
    ("hop", r#""claim":"c1","ordinal":0,"medium":"speech""#, "note", r#""n""#),
    ("passage_tag", r#""passage":"p1","tag":"t1""#, "tag", r#""t2""#),
    ("claim_tag", r#""claim":"c1","tag":"t1""#, "tag", r#""t2""#),
    ("ownership", r#""name":"N","owner":"Owner""#, "since", r#""2005""#),
    ("different_names", r#""one":"N","other":"M""#, "note", r#""n""#),
    ("declined", r#""kind":"wanted","key":"k""#, "kind", r#""citation""#),
    ("hypothesis", r#""words":"x""#, "memo", r#""m""#),
    ("ach_item", r#""claim":"c2""#, "credibility", r#""low""#),
    ("ach_cell", r#""hypothesis":"h2","item":"i1","rating":"CC""#, "rating", r#""II""#),
    ("assumption", r#""words":"x","hypothesis":"h1","judgement":"j1""#, "standing", r#""solid""#),
    ("indicator", r#""words":"x","hypothesis":"h1","claim":"c1""#, "at", r#""2023-10/2024""#),
    (
        "looked",
        r#""words":"x","outcome":"unclear","documents":["002_288d556eec8bee92.txt"]"#,
        "outcome",
        r#""nothing""#,
    ),
    ("looked_in", r#""looked":"l1","document":"002_288d556eec8bee92.txt""#, "looked", r#""l2""#),
    ("judgement_looked", r#""judgement":"j1","looked":"l1""#, "looked", r#""l2""#),
];

const STAGE: &str = r#"{"op":"add_tag","name":"one","ref":"t1"}
{"op":"add_tag","name":"two","ref":"t2"}
{"op":"add_name","words":"N"}
{"op":"add_passage","document":"002_288d556eec8bee92.txt","start_byte":0,"end_byte":5,"ref":"p1"}
{"op":"add_passage","document":"002_288d556eec8bee92.txt","start_byte":6,"end_byte":9,"ref":"p2"}
{"op":"add_claim","words":"one","ref":"c1"}
{"op":"add_claim","words":"two","ref":"c2"}
{"op":"add_hypothesis","words":"one","ref":"h1"}
{"op":"add_hypothesis","words":"two","ref":"h2"}
{"op":"add_ach_item","claim":"c1","ref":"i1"}
{"op":"add_ach_cell","hypothesis":"h1","item":"i1","rating":"C"}
{"op":"add_judgement","words":"j","ref":"j1"}
{"op":"add_looked","words":"one","outcome":"nothing","ref":"l1"}
{"op":"add_looked","words":"two","outcome":"nothing","ref":"l2"}
"#;

#[test]
fn every_noun_is_added_set_and_deleted() {
    let place = Place::with_seeds();
    for (noun, add, field, value) in NOUNS {
        let empty = place.list("edits").len();
        let lines = format!("{STAGE}{{\"op\":\"add_{noun}\",{add},\"ref\":\"it\"}}\n");
        // In one file, by the ref …
        let set = format!("{{\"op\":\"set_{noun}\",\"ref\":\"it\",\"{field}\":{value}}}\n");
        let refs = place.apply(&(lines + &set)).well().json();
        let id = text_of(&refs, "it").to_owned();
        let shown = place.run(["show", "p.assay", &id, "--json"]).well().json();
        assert_eq!(shown["id"], refs["it"], "{noun}");
        let wanted: Value = serde_json::from_str(value).unwrap();
        let wanted = wanted.as_str().and_then(|name| refs.get(name)).cloned().unwrap_or(wanted);
        assert_eq!(shown[*field], wanted, "{noun}.{field}");
        // … and in another, by the id.
        place.apply(&format!(r#"{{"op":"delete_{noun}","id":"{id}"}}"#)).well();
        let gone = place.run(["show", "p.assay", &id]);
        gone.fault(1, "AS-CLI-01");
        for _ in empty..place.list("edits").len() {
            place.run(["undo", "p.assay"]).well();
        }
        assert_eq!(place.list("tags"), Vec::<Value>::new(), "{noun}");
    }
    place.check();
}

#[test]
fn a_bad_line_is_named_and_nothing_of_its_file_is_kept() {
    let place = Place::with_seeds();
    let before = place.contents();
    let long = "x".repeat(301);
    let bad: &[(&str, &str)] = &[
        ("not json", "this is not JSON"),
        ("[1]", "one JSON object"),
        ("{}", "“op”"),
        (r#"{"op":5}"#, "should be text"),
        (r#"{"op":"add_dragon"}"#, "add_dragon"),
        (r#"{"op":"burn_tag"}"#, "burn_tag"),
        (r#"{"op":"add_tag"}"#, "name"),
        (r#"{"op":"add_tag","name":" "}"#, "needs a name"),
        (r#"{"op":"add_tag","name":"x","color":"red"}"#, "#RRGGBB"),
        (r#"{"op":"add_tag","name":"x","digit":0}"#, "1 to 9"),
        (r#"{"op":"add_tag","name":"x","parent":"nobody"}"#, "nobody"),
        (r#"{"op":"add_tag","name":"x","color":"\#112233"}"#, ""),
        (r#"{"op":"add_tag","name":"x","weight":3}"#, "weight"),
        (r#"{"op":"add_tag","name":"first"}"#, "already a tag"),
        (r#"{"op":"add_claim","words":""}"#, "needs words"),
        (r#"{"op":"add_claim","words":"x","stance":"maybe"}"#, "maybe"),
        (r#"{"op":"add_claim","words":"x","said_at":"last week"}"#, "last week"),
        (r#"{"op":"add_claim","words":"x","content_grade":7}"#, "7"),
        (r#"{"op":"add_claim","words":"x","content_grade":1}"#, "two documents"),
        (r#"{"op":"add_claim","words":"x","evidence":[{"role":"states"}]}"#, "basis"),
        (r#"{"op":"add_claim","words":"x","evidence":[{"passage":"p9"}]}"#, "p9"),
        (r#"{"op":"add_claim","words":"x","tags":["nobody"]}"#, "nobody"),
        (r#"{"op":"add_passage","quote":"x"}"#, "document"),
        (r#"{"op":"add_passage","document":"nowhere.txt","quote":"x"}"#, "nowhere.txt"),
        (r#"{"op":"add_passage","document":"002_288d556eec8bee92.txt"}"#, "quote"),
        (r#"{"op":"add_passage","document":"002_288d556eec8bee92.txt","start_byte":9,"end_byte":9}"#, "ends after"),
        (r#"{"op":"add_passage","document":"002_288d556eec8bee92.txt","start_byte":-1,"end_byte":9}"#, "whole number"),
        (r#"{"op":"add_passage","document":"002_288d556eec8bee92.txt","start_byte":0,"end_byte":4294967295}"#, "past"),
        (
            r#"{"op":"add_passage","document":"002_288d556eec8bee92.txt","start_byte":0,"end_byte":4,"quote":"nono"}"#,
            "not",
        ),
        (r#"{"op":"link_claims","from":"c1","to":"c1","kind":"supports"}"#, "itself"),
        (r#"{"op":"link_claims","from":"c1","to":"first","kind":"supports"}"#, "first"),
        (r#"{"op":"link_claims","from":"c1","to":"t1","kind":"supports"}"#, "not a claim"),
        (r#"{"op":"set_tag","name":"x"}"#, "which tag"),
        (r#"{"op":"set_tag","id":"77","name":"x"}"#, "not an id"),
        (r#"{"op":"set_tag","ref":"t1","id":"x"}"#, "not an id"),
        (r#"{"op":"set_tag","ref":"t1","weight":"x"}"#, "weight"),
        (r#"{"op":"set_tag","ref":"t1","parent":"t1"}"#, "below itself"),
        (r#"{"op":"set_document","document":"002_288d556eec8bee92.txt","sha256":"00"}"#, "sha256"),
        (r#"{"op":"set_document","document":"002_288d556eec8bee92.txt","triage":"burnt"}"#, "burnt"),
        (r#"{"op":"delete_document","document":"002_288d556eec8bee92.txt"}"#, "not deleted"),
        (r#"{"op":"delete_tag","ref":"t1","name":"x"}"#, "name"),
        (r#"{"op":"delete_claim","id":"00000000-0000-0000-0000-000000000000"}"#, "no claim"),
        (r#"{"op":"add_claim","words":"x","ref":"t1"}"#, "used as a ref before"),
        (r#"{"op":"grade_source","source":"S","reliability":"Z"}"#, "Z"),
        (r#"{"op":"add_judgement","words":"x","ladder":"icd203"}"#, "both or neither"),
        (r#"{"op":"add_judgement","words":"x","ladder":"icd203","term":"perhaps"}"#, "perhaps"),
        (r#"{"op":"add_block","kind":"quotation"}"#, "refer"),
        (r#"{"op":"add_block","kind":"quotation","passage":"c1"}"#, "not a passage"),
        // What only an import makes, or what holds a passage in its place, is not for a batch.
        (r#"{"op":"add_document","file_name":"x"}"#, "only by import"),
        (r#"{"op":"add_import_batch","label":"x","started_ms":0}"#, "add_import_batch"),
        (r#"{"op":"set_anchor","ref":"p1","start":1}"#, "set_anchor"),
        (r#"{"op":"delete_anchor","ref":"p1"}"#, "delete_anchor"),
        (r#"{"op":"set_passage","ref":"p1","document":"000_84839096dc77e6c1.txt"}"#, "document"),
    ];
    for (line, why) in bad {
        // Two good lines, an empty one, the bad one, a good one.
        let good = "{\"op\":\"add_tag\",\"name\":\"first\",\"ref\":\"t1\"}\n{\"op\":\"add_claim\",\"words\":\"c\",\"ref\":\"c1\"}\n{\"op\":\"add_passage\",\"document\":\"002_288d556eec8bee92.txt\",\"start_byte\":0,\"end_byte\":4,\"ref\":\"p1\"}\n\n";
        let refused = place.apply(&format!("{good}{line}\n{{\"op\":\"add_tag\",\"name\":\"last\"}}\n"));
        let sentence = refused.fault(1, "AS-BAT-01");
        assert!(sentence.contains("line 5:"), "{line}: {sentence}");
        assert!(sentence.contains(why), "{line}: {sentence}");
        assert_eq!(refused.out, b"", "no answer is given for what was not done");
    }
    let circle = ["\"ref\":\"a\"", "\"ref\":\"b\",\"parent\":\"a\""]
        .map(|f| format!("{{\"op\":\"add_tag\",\"name\":\"x\",{f}}}\n"));
    let circle = circle.concat() + "{\"op\":\"set_tag\",\"ref\":\"a\",\"parent\":\"b\"}";
    assert!(place.apply(&circle).fault(1, "AS-BAT-01").contains("line 3: a tag cannot be below itself"));
    let many = format!("{{\"op\":\"add_tag\",\"name\":\"{long}\"}}\n");
    assert!(place.apply(&many).fault(1, "AS-BAT-01").contains("line 1:"));
    assert!(place.apply("\n \n").fault(1, "AS-BAT-01").contains("no lines"));
    assert_eq!(place.contents(), before, "not a trace of any of them");
    place.check();
}

#[test]
fn an_ambiguous_name_or_document_is_asked_back() {
    let place = Place::new();
    place.put("corpus/a/x.txt", "one");
    place.put("corpus/b/x.txt", "two");
    place.run(["new", "p.assay", "--corpus", "corpus"]).well();
    let twice = place.apply(r#"{"op":"add_passage","document":"x.txt","quote":"one"}"#);
    assert!(twice.fault(1, "AS-BAT-01").contains("2 documents"));
    let names = "{\"op\":\"add_name\",\"words\":\"Lee\"}\n{\"op\":\"add_name\",\"words\":\"LEE\"}\n";
    let twice = place.apply(&format!("{names}{{\"op\":\"add_claim\",\"words\":\"x\",\"speaker\":\"lee\"}}"));
    assert!(twice.fault(1, "AS-BAT-01").contains("line 3: 2 names"));
    let tags = "{\"op\":\"add_tag\",\"name\":\"a\",\"ref\":\"a\"}\n{\"op\":\"add_tag\",\"name\":\"b\",\"parent\":\"a\"}\n{\"op\":\"add_tag\",\"name\":\"b\"}\n";
    let twice = place.apply(&format!("{tags}{{\"op\":\"add_claim\",\"words\":\"x\",\"tags\":[\"b\"]}}"));
    assert!(twice.fault(1, "AS-BAT-01").contains("2 tags"));
    // By id it is not ambiguous.
    let id = text_of(&place.list("documents")[0], "id").to_owned();
    place.apply(&format!(r#"{{"op":"add_passage","document":"{id}","quote":"one"}}"#)).well();
}

#[test]
fn exit_codes_tell_done_no_wrong_use_and_cannot_open() {
    let place = Place::with_seeds();
    place.put("batch.jsonl", r#"{"op":"add_tag","name":"x"}"#);
    place.put("bad.bin", b"\x7FELF\x02\x01\x01\0\0\0");
    let done = |arguments: &[&str]| {
        let mut command = place.command([]);
        command.args(arguments);
        super::program::Ran::from(command.output().unwrap())
    };
    for (code, arguments) in [
        (0, vec!["help"]),
        (0, vec!["--version"]),
        (0, vec!["list", "p.assay", "tags"]),
        (0, vec!["apply", "p.assay", "batch.jsonl"]),
        (0, vec!["undo", "p.assay"]),
        (0, vec!["redo", "p.assay"]),
        (0, vec!["check", "p.assay"]),
        (0, vec!["export", "p.assay", "md", "-o", "o.md"]),
        (0, vec!["export", "p.assay", "html", "--report", "-o", "o.html"]),
        (0, vec!["export", "p.assay", "docx", "-o", "o.docx"]),
        (1, vec!["redo", "p.assay"]),
        (1, vec!["show", "p.assay", "00000000-0000-0000-0000-000000000000"]),
        (1, vec!["text", "p.assay", "00000000-0000-0000-0000-000000000000"]),
        (1, vec!["add", "p.assay", "nowhere.txt"]),
        (1, vec!["add", "p.assay", "bad.bin"]),
        (1, vec!["apply", "p.assay", "nowhere.jsonl"]),
        (1, vec!["apply", "p.assay", "batch.jsonl"]),
        (1, vec!["export", "p.assay", "md", "-o", "nowhere/o.md"]),
        (2, vec!["list"]),
        (2, vec!["list", "p.assay"]),
        (2, vec!["list", "p.assay", "dragons"]),
        (2, vec!["list", "p.assay", "tags", "more"]),
        (2, vec!["list", "p.assay", "tags", "--frobnicate"]),
        (2, vec!["show", "p.assay", "not-an-id"]),
        (2, vec!["apply", "p.assay"]),
        (2, vec!["add", "p.assay"]),
        (2, vec!["export", "p.assay", "md"]),
        (2, vec!["export", "p.assay", "odt", "-o", "o.odt"]),
        (2, vec!["new"]),
        (2, vec!["new", "q.assay", "--corpus"]),
        (2, vec!["undo", "p.assay", "--author"]),
        (3, vec!["list", "nowhere.assay", "tags"]),
        (3, vec!["check", "nowhere.assay"]),
        (3, vec!["undo", "nowhere.assay"]),
        (3, vec!["apply", "nowhere.assay", "batch.jsonl"]),
        (3, vec!["new", "p.assay"]),
        (3, vec!["new", "nowhere/p.assay"]),
    ] {
        let ran = done(&arguments);
        assert_eq!(ran.code(), code, "{arguments:?}: {ran:?}");
        assert!(code == 0 || !ran.err.is_empty(), "{arguments:?} says why");
    }
    assert_eq!(place.list("tags").len(), 1);
    place.check();
}

#[test]
fn with_json_every_verb_answers_in_json_a_failure_too() {
    let place = Place::with_seeds();
    let id = text_of(&place.list("documents")[0], "id").to_owned();
    place.put("x.txt", "new words");
    place.put("batch.jsonl", r#"{"op":"add_tag","name":"x","ref":"t"}"#);
    assert_eq!(place.run(["add", "p.assay", "x.txt", "--json"]).well().json()["added"].as_array().unwrap().len(), 1);
    assert_eq!(keys(&place.run(["apply", "p.assay", "batch.jsonl", "--json"]).well().json()), ["t"]);
    assert_eq!(place.run(["undo", "p.assay", "--json"]).well().json()["label"], "Undo: Apply a batch of 1 line");
    assert_eq!(place.run(["redo", "p.assay", "--json"]).well().json()["label"], "Redo: Apply a batch of 1 line");
    let shown = place.run(["show", "p.assay", &id, "--json"]).well().json();
    assert_eq!((text_of(&shown, "kind"), text_of(&shown, "name")), ("document", SEED_A));
    let text = place.run(["text", "p.assay", &id, "--json"]).well().json();
    assert_eq!(text_of(&text, "text").as_bytes(), seed(SEED_A));
    assert_eq!(place.run(["check", "p.assay", "--json"]).well().json()["findings"], json!([]));
    let made = place.run(["export", "p.assay", "md", "-o", "o.md", "--json"]).well().json();
    let written = std::fs::read(place.path("o.md")).unwrap();
    assert_eq!(text_of(&made, "sha256"), assay::domain::Sha256::of(&written).to_string());
    assert_eq!((&made["recorded"], &made["head"]), (&json!(true), &place.list("edits").last().unwrap()["hash"]));
    assert_eq!(place.run(["new", "q.assay", "--json"]).well().json()["project"], "q.assay");
    for (arguments, code) in [
        (["show", "p.assay", "00000000-0000-0000-0000-000000000000", "--json"], "AS-CLI-01"),
        (["list", "nowhere.assay", "tags", "--json"], "AS-STO-01"),
        (["apply", "p.assay", "nowhere.jsonl", "--json"], "AS-CLI-02"),
    ] {
        let error = &place.run(arguments).json()["error"];
        assert_eq!(error["code"], code);
        for part in ["what", "safe", "todo"] {
            assert!(text_of(error, part).ends_with('.'), "{error}");
        }
    }
}

#[test]
fn a_text_comes_back_to_the_byte() {
    let place = Place::with_seeds();
    let said = "Привет, мир.\r\nשלום עולם\r\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(said.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    place.put("utf16.txt", &utf16);
    place.run(["add", "p.assay", "utf16.txt"]).well();
    let documents = place.list("documents");
    let text = |name: &str| {
        let document = one(&documents, "name", name);
        let ran = place.run(["text", "p.assay", text_of(document, "id")]).well();
        assert_eq!(text_of(document, "text_sha256"), assay::domain::Sha256::of(&ran.out).to_string());
        ran.out
    };
    assert_eq!(text(SEED_A), seed(SEED_A));
    assert_eq!(text(SEED_B), seed(SEED_B));
    assert_eq!(text("utf16.txt"), said.replace("\r\n", "\n").as_bytes());
    let document = one(&documents, "name", "utf16.txt");
    assert_eq!((&document["bytes"], text_of(document, "encoding")), (&json!(utf16.len()), "UTF-16LE"));
    assert_eq!(text_of(document, "sha256"), assay::domain::Sha256::of(&utf16).to_string());
}

#[test]
fn the_same_bytes_twice_are_one_document_with_two_paths_and_undo_takes_the_path_away() {
    let place = Place::new();
    place.put("first/a.txt", "the same words");
    place.put("second/b.txt", "the same words");
    place.run(["new", "p.assay", "--corpus", "first"]).well();
    let before = place.list("documents");
    let added = place.run(["add", "p.assay", "second", "--json"]).well();
    assert_eq!(added.json()["second_paths"], json!([{ "path": "b.txt", "document": before[0]["id"] }]));
    assert!(added.err.contains("one document, two paths"), "{}", added.err);
    assert_eq!(place.list("documents")[0]["paths"], json!(["a.txt", "b.txt"]));
    place.run(["undo", "p.assay"]).well();
    assert_eq!(place.list("documents"), before);
    place.run(["undo", "p.assay"]).well();
    assert_eq!(place.list("documents"), Vec::<Value>::new());
    let back = place.run(["add", "p.assay", "first", "--json"]).well();
    assert_eq!(back.json()["brought_back"], 1);
    assert_eq!(place.list("documents")[0]["id"], before[0]["id"]);
    place.check();
}

#[test]
fn undo_and_redo_go_by_files_of_edits_and_work_across_runs() {
    let place = Place::with_seeds();
    let start = place.contents();
    let tags = |place: &Place| place.list("tags").iter().map(|t| text_of(t, "name").to_owned()).collect::<Vec<_>>();
    for name in ["a", "b"] {
        place
            .apply(&format!("{{\"op\":\"add_tag\",\"name\":\"{name}1\"}}\n{{\"op\":\"add_tag\",\"name\":\"{name}2\"}}"))
            .well();
    }
    place.run(["undo", "p.assay"]).well();
    assert_eq!(tags(&place), ["a1", "a2"]);
    place.run(["undo", "p.assay"]).well();
    assert_eq!(tags(&place), Vec::<String>::new());
    place.run(["redo", "p.assay"]).well();
    place.run(["redo", "p.assay"]).well();
    assert_eq!(tags(&place), ["a1", "a2", "b1", "b2"]);
    place.run(["redo", "p.assay"]).fault(1, "AS-EDT-02");
    place.run(["undo", "p.assay"]).well();
    place.run(["undo", "p.assay", "--author", "Boris"]).well();
    assert_eq!(text_of(place.list("edits").last().unwrap(), "author"), "Boris");
    let all_but_history =
        |c: Vec<(String, Vec<Value>)>| c.into_iter().filter(|(k, _)| k != "edits").collect::<Vec<_>>();
    assert_eq!(all_but_history(place.contents()), all_but_history(start));
    place.check();
}

/// What an export's quotations are, once the format's own escapes are taken off: lines that begin with `> `.
fn markdown_quotations(text: &str) -> Vec<String> {
    let unescape = |line: &str| {
        let mut out = String::new();
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => out.extend(chars.next()),
                c => out.push(c),
            }
        }
        out
    };
    let quotes = text.lines().filter_map(|line| line.strip_prefix("> "));
    quotes.map(unescape).collect()
}

fn html_quotations(text: &str) -> Vec<String> {
    let pieces = text.split("<blockquote").skip(1);
    pieces
        .map(|piece| {
            let inner = &piece[piece.find('>').unwrap() + 1..piece.find("</blockquote>").unwrap()];
            assert!(!inner.contains('<'), "a quotation holds words alone: {inner}");
            ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&amp;&"].iter().fold(inner.to_owned(), |text, pair| {
                let (from, to) = pair.split_at(pair.len() - 1);
                text.replace(from, to)
            })
        })
        .collect()
}

#[test]
fn quotations_in_exports_are_the_bytes_of_the_passages() {
    let place = Place::new();
    let hostile =
        "Start.\n*Not* <b>bold</b> & \"quoted\" [link](http://x) `code` # 1. - | ~~x~~ \\ end.\nСлова и שלום и 中文.\n";
    place.put("hostile.txt", hostile);
    place.run(["new", "p.assay", "--corpus", seeds().to_str().unwrap()]).well();
    place.run(["add", "p.assay", "hostile.txt"]).well();
    let mut lines = String::new();
    for (document, quote) in [
        (SEED_B, "not directed against any third party"),
        (SEED_A, "“Встреча с первым вице-презмдентом Ирана Мохаммадом Мохбером"),
        ("hostile.txt", "*Not* <b>bold</b> & \"quoted\" [link](http://x) `code` # 1. - | ~~x~~ \\ end."),
        ("hostile.txt", "Слова и שלום и 中文."),
    ] {
        let passage = json!({ "op": "add_passage", "document": document, "quote": quote, "ref": quote });
        let block = json!({ "op": "add_block", "kind": "quotation", "passage": quote });
        lines += &format!("{passage}\n{block}\n");
    }
    place.apply(&lines).well();
    let quotes: Vec<String> = place.list("passages").iter().map(|p| text_of(p, "quote").to_owned()).collect();
    assert_eq!(quotes.len(), 4);
    place.run(["export", "p.assay", "md", "-o", "o.md"]).well();
    place.run(["export", "p.assay", "html", "-o", "o.html"]).well();
    let read = |name: &str| std::fs::read_to_string(place.path(name)).unwrap();
    assert_eq!(markdown_quotations(&read("o.md")), quotes);
    assert_eq!(html_quotations(&read("o.html")), quotes);
    assert!(!read("o.html").contains("<b>bold"), "words of a document are never markup");
    place.check();
}

/// Everything that could steer a terminal: C0 but line end and tab, DEL, C1, and what turns the direction of writing.
fn steers(text: &str) -> Option<char> {
    text.chars().find(|c| {
        (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[test]
fn nothing_foreign_reaches_the_terminal_raw() {
    let place = Place::new();
    let evil = "a\u{1b}[31m\u{9b}2J\u{7f}\rb\u{202e}txt.\u{7}.txt";
    place.put(&format!("corpus/{evil}"), "Words with \u{1b}]0;title\u{7} and \u{9b}31m inside.");
    place.put(&format!("corpus/{evil}.pdf"), b"\x7FELF\x02\x01\x01\0\0\0");
    place.put("corpus/line\nbreak\t0 imported.pdf", b"\x7FELF\x02\x01\x01\0\0\0");
    let made = place.run(["new", "p.assay", "--corpus", "corpus"]);
    assert_eq!(made.code(), 1, "{made:?}");
    assert_eq!(made.err.lines().count(), 3, "a name with a line end does not make a line of its own: {}", made.err);
    let id = text_of(&place.list("documents")[0], "id").to_owned();
    let batch = json!({ "op": "add_tag", "name": "t", "definition": evil, "ref": evil }).to_string();
    let quote = json!({ "op": "add_passage", "document": id, "quote": "\u{1b}]0;title\u{7}", "ref": "p" }).to_string();
    let hostile_path = format!("corpus/{evil}");
    let mut all = vec![("new", made)];
    all.push((
        "apply",
        feed(place.command(["apply", "p.assay", "-", "--author", evil]), &format!("{batch}\n{quote}")).into(),
    ));
    for arguments in [
        ["list", "p.assay", "documents", "--json"],
        ["list", "p.assay", "passages", "--json"],
        ["list", "p.assay", "tags", "--json"],
        ["list", "p.assay", "edits", "--json"],
        ["show", "p.assay", &id, "--json"],
        ["text", "p.assay", &id, "--json"],
        ["add", "p.assay", &hostile_path, "--json"],
        ["add", "p.assay", evil, "--json"],
        ["list", evil, "tags", "--json"],
        ["show", "p.assay", evil, "--json"],
        ["apply", "p.assay", evil, "--json"],
        ["export", "p.assay", evil, "-o"],
        ["undo", "p.assay", "--json", evil],
    ] {
        all.push((arguments[0], place.run(arguments)));
        let [a, b, c, d] = arguments;
        if d == "--json" && a != "text" {
            all.push((a, place.run([a, b, c])));
        }
    }
    all.push(("export", place.run(["export", "p.assay", "md", "-o", evil])));
    all.push(("export", place.run(["export", "p.assay", "md", "-o", &format!("{evil}/x"), "--json"])));
    all.push(("new", place.run(["new", &format!("{evil}/p.assay")])));
    all.push(("new", place.run(["new", &format!("{evil}.assay")])));
    for (verb, ran) in all {
        assert_eq!(steers(ran.text()), None, "{verb}: {ran:?}");
        assert_eq!(steers(&ran.err), None, "{verb}: {ran:?}");
    }
    // What was asked for as bytes is given as bytes.
    assert!(place.run(["text", "p.assay", &id]).well().text().contains("\u{1b}]0;title\u{7}"));
    // And JSON says the same words, whatever it escapes.
    assert_eq!(text_of(&place.list("documents")[0], "name"), evil);
}

#[test]
fn a_project_somebody_writes_can_be_read_and_exported_but_not_written() {
    let place = Place::with_seeds();
    let store = assay::store::Store::open(&place.project(), Some(&assay::domain::Words::new("Ana"))).unwrap();
    assert_eq!(place.list("documents").len(), 2);
    place.check();
    let told = place.run(["undo", "p.assay"]).fault(3, "AS-STO-07").to_owned();
    assert!(told.contains("open by Ana since 2"), "{told}");
    let made = place.run(["export", "p.assay", "md", "-o", "o.md", "--json"]).well();
    assert_eq!(made.json()["recorded"], false);
    assert!(made.err.contains("not recorded"), "{}", made.err);
    store.close().unwrap();
    place.run(["undo", "p.assay"]).well();
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::with_seeds();
    let mut child = place.command(["text", "p.assay", text_of(&place.list("documents")[0], "id")]).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
}
