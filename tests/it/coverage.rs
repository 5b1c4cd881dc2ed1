//! What of the corpus was read how far, and what was looked for in it without being there: negative evidence a judgement
//! can rest on.

use super::program::{Place, one, text_of};
use assay::store::Store;
use serde_json::{Value, json};

const HARBOUR: &str = "The harbour was closed at noon.\nNo ship left it until the evening.\n";
const LEDGER: &str = "Grain was sold on Monday.\nNothing else was sold.\n";
const LETTER: &str = "Dear brother, all is well here.\n";

fn project() -> Place {
    Place::with_texts(&[("harbour.txt", HARBOUR), ("ledger.txt", LEDGER), ("letter.txt", LETTER)])
}

fn covered(place: &Place) -> Value {
    place.run(["analyse", "p.assay", "coverage", "--json"]).well().json()
}

fn document(place: &Place, name: &str) -> String {
    text_of(one(&place.list("documents"), "name", name), "id").to_owned()
}

fn of<'a>(covered: &'a Value, name: &str) -> &'a Value {
    one(covered["documents"].as_array().unwrap(), "name", name)
}

#[test]
fn a_document_is_read_as_far_as_it_was_left_or_marked_by_hand_and_not_by_a_rule() {
    let place = project();
    let found = covered(&place);
    assert_eq!(found["unread"].as_array().unwrap().len(), 3);
    assert_eq!((&found["percent"], &found["read_bytes"]), (&json!(0), &json!(0)));
    // One was read in the window, and left; in another somebody marked words.
    let (harbour, ledger, letter) =
        (document(&place, "harbour.txt"), document(&place, "ledger.txt"), document(&place, "letter.txt"));
    let store = Store::open(&place.project(), None).unwrap();
    store.set_view_state(&format!("position {harbour}"), "16").unwrap();
    store.close().unwrap();
    let made = place
        .apply(
            r#"{"op":"add_tag","name":"sale","ref":"t"}
{"op":"add_saved_search","query":"brother","tag":"sale","ref":"r"}
{"op":"add_passage","document":"ledger.txt","quote":"Grain was sold on Monday","ref":"p"}
{"op":"add_claim","words":"Grain was sold","evidence":[{"passage":"p"}]}
{"op":"add_passage","document":"letter.txt","quote":"brother","ref":"q"}"#,
        )
        .well()
        .json();
    let rule = |field: &str| text_of(&made, field).to_owned();
    let by_rule = format!(
        r#"{{"op":"add_passage_tag","passage":"{}","tag":"sale","rule":"{}","ref":"x"}}"#,
        rule("q"),
        rule("r")
    );
    let tagged = place.apply(&by_rule).well().json();
    let found = covered(&place);
    let harbour_now = of(&found, "harbour.txt");
    assert_eq!((&harbour_now["left_at_byte"], &harbour_now["read_to_byte"]), (&json!(16), &json!(16)));
    assert_eq!(harbour_now["percent"], json!(16 * 100 / HARBOUR.len()));
    let ledger_now = of(&found, "ledger.txt");
    let end = "Grain was sold on Monday".len();
    assert_eq!((&ledger_now["left_at_byte"], &ledger_now["marked_to_byte"]), (&Value::Null, &json!(end)));
    assert_eq!((&ledger_now["read_to_byte"], &ledger_now["claims"]), (&json!(end), &json!(1)));
    assert_eq!(found["unread"], json!([letter]), "what a rule marked was read by nobody");
    assert_eq!(of(&found, "letter.txt")["passages"], 1);
    let all = HARBOUR.len() + LEDGER.len() + LETTER.len();
    assert_eq!(found["percent"], json!((16 + end) * 100 / all));
    // Somebody confirms the tag: the words were read.
    let confirm = format!(r#"{{"op":"set_passage_tag","id":"{}","rule":null}}"#, text_of(&tagged, "x"));
    place.apply(&confirm).well();
    assert_eq!(covered(&place)["unread"], json!([]));
    // The place it was left at lies behind the words that are marked, or past the end of a text that got shorter.
    let store = Store::open(&place.project(), None).unwrap();
    store.set_view_state(&format!("position {ledger}"), "3").unwrap();
    store.set_view_state("position", &format!("{harbour} 4000")).unwrap();
    store.close().unwrap();
    let found = covered(&place);
    assert_eq!(of(&found, "ledger.txt")["read_to_byte"], json!(end));
    assert_eq!(
        (&of(&found, "harbour.txt")["percent"], &of(&found, "harbour.txt")["read_to_byte"]),
        (&json!(100), &json!(HARBOUR.len()))
    );
    place.check();
}

#[test]
fn what_was_looked_for_in_vain_is_told_with_where_and_what_rests_on_it() {
    let place = project();
    let refs = place
        .apply(
            r#"{"op":"add_looked","words":"a ship that left before the evening","query":"ship NEAR/5 left","outcome":"nothing","documents":["harbour.txt","ledger.txt"],"ref":"l1"}
{"op":"add_looked","words":"a price of the grain","outcome":"something","documents":["ledger.txt"],"at_ms":1697500800000,"ref":"l2"}
{"op":"add_judgement","words":"No ship left.","looked":["l1"],"ref":"j"}"#,
        )
        .well()
        .json();
    let (harbour, ledger) = (document(&place, "harbour.txt"), document(&place, "ledger.txt"));
    let found = covered(&place);
    let looked = found["looked"].as_array().unwrap();
    let first = one(looked, "id", text_of(&refs, "l1"));
    assert_eq!(first["documents"], json!([harbour, ledger]));
    assert_eq!((&first["not_in"], &first["judgements"]), (&json!(1), &json!([refs["j"]])));
    assert_eq!((text_of(first, "query"), &first["changed_since"]), ("ship NEAR/5 left", &json!([])));
    let second = one(looked, "id", text_of(&refs, "l2"));
    assert_eq!((text_of(second, "at"), text_of(second, "outcome")), ("2023-10-17", "something"));
    // It was looked in long before it was imported, as far as that says.
    assert_eq!(second["changed_since"], json!([ledger]));
    assert_eq!(of(&found, "harbour.txt")["absent"], json!([refs["l1"]]));
    assert_eq!(of(&found, "ledger.txt")["absent"], json!([refs["l1"]]), "what was found there is not absent");
    assert_eq!(of(&found, "letter.txt")["absent"], json!([]));
    let told = place.run(["analyse", "p.assay", "coverage"]).well();
    let line = "Looked for “a ship that left before the evening”, by the search ship NEAR/5 left on ";
    assert!(told.text().contains(line), "{}", told.text());
    assert!(told.text().contains("in 2 of 3 documents: nothing found; a judgement rests on it"), "{}", told.text());
    // A document changes: in its present text nobody looked.
    place.put("corpus/harbour.txt", format!("{HARBOUR}One ship left at one.\n"));
    place.run(["rescan", "p.assay"]).well();
    let found = covered(&place);
    let first = one(found["looked"].as_array().unwrap(), "id", text_of(&refs, "l1"));
    assert_eq!(first["changed_since"], json!([harbour]));
    place.check();
}

#[test]
fn a_judgement_that_rests_on_what_was_not_there_is_exported_with_where_it_was_looked_for() {
    let place = project();
    place
        .apply(
            r#"{"op":"add_looked","words":"a ship that left before the evening","query":"ship","outcome":"nothing","documents":["harbour.txt","ledger.txt"],"at_ms":1697500800000,"ref":"l"}
{"op":"add_judgement","words":"No ship left.","looked":["l"],"ref":"j"}
{"op":"set_document","document":"harbour.txt","title":"The harbour book"}
{"op":"set_document","document":"ledger.txt","title":"The ledger"}
{"op":"add_block","kind":"judgement","judgement":"j"}"#,
        )
        .well();
    for format in ["md", "html"] {
        let name = format!("out.{format}");
        place.run(["export", "p.assay", format, "-o", &name]).well();
        let out = std::fs::read_to_string(place.path(&name)).unwrap().replace('\\', "");
        let line = out.lines().find(|line| line.contains("Looked for “")).unwrap_or_else(|| panic!("{format}: {out}"));
        let rest = ", on 17 October 2023, in 2 documents: nothing found.";
        assert!(line.contains("a ship that left before the evening") && line.contains(rest), "{format}: {line}");
        assert!(!out.contains("no recorded claim"), "{format}: {out}");
        // The note names both, and both stand among the sources; the third was not looked in.
        let note = out.lines().find(|line| line.contains("The harbour book") && line.contains("The ledger"));
        assert!(note.is_some() && out.contains("ledger.txt") && !out.contains("letter.txt"), "{format}: {out}");
    }
}

#[test]
fn looking_keeps_its_rules_and_goes_whole() {
    let place = project();
    let refs = place
        .apply(
            r#"{"op":"add_looked","words":"a ship","outcome":"nothing","documents":["harbour.txt"],"ref":"l"}
{"op":"add_judgement","words":"No ship left.","looked":["l"],"ref":"j"}"#,
        )
        .well()
        .json();
    let (looked, judgement) = (text_of(&refs, "l"), text_of(&refs, "j"));
    for (line, why) in [
        (r#"{"op":"add_looked","words":"x"}"#.to_owned(), "outcome"),
        (r#"{"op":"add_looked","words":"x","outcome":"perhaps"}"#.to_owned(), "perhaps"),
        (r#"{"op":"add_looked","words":" ","outcome":"nothing"}"#.to_owned(), "what was looked for"),
        (
            r#"{"op":"add_looked","words":"x","outcome":"nothing","documents":["nowhere.txt"]}"#.to_owned(),
            "nowhere.txt",
        ),
        (format!(r#"{{"op":"add_looked_in","looked":"{looked}","document":"harbour.txt"}}"#), "already"),
        (format!(r#"{{"op":"add_judgement_looked","judgement":"{judgement}","looked":"{looked}"}}"#), "already"),
        (format!(r#"{{"op":"add_judgement","words":"x","looked":["{judgement}"]}}"#), "no look for something"),
    ] {
        let refused = place.apply(&line);
        assert!(refused.fault(1, "AS-BAT-01").contains(why), "{line}: {}", refused.fault(1, "AS-BAT-01"));
    }
    assert_eq!(place.list("judgements")[0]["looked"], json!([looked]));
    let shown = place.run(["show", "p.assay", looked, "--json"]).well().json();
    assert_eq!(
        (&shown["documents"], &shown["judgements"]),
        (&json!([document(&place, "harbour.txt")]), &json!([judgement]))
    );
    place.apply(&format!(r#"{{"op":"delete_looked","id":"{looked}"}}"#)).well();
    assert_eq!((place.list("looked"), &place.list("judgements")[0]["looked"]), (vec![], &json!([])));
    place.check();
    place.run(["undo", "p.assay"]).well();
    assert_eq!(place.list("judgements")[0]["looked"], json!([looked]));
    place.check();
}

#[test]
fn a_project_without_documents_says_so_and_one_without_text_is_not_unread() {
    let place = Place::new();
    place.run(["new", "p.assay"]).well();
    let none = place.run(["analyse", "p.assay", "coverage", "--json"]);
    assert_eq!((none.code(), &none.json()["documents"]), (1, &json!([])));
    assert!(none.err.contains("no documents"), "{none:?}");
    // A picture of a page that holds no words.
    place.put("in/scan.pdf", b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\ntrailer <</Root 1 0 R>>\n");
    place.run(["add", "p.assay", "in"]);
    let found = covered(&place);
    let scan = of(&found, "scan.pdf");
    assert_eq!((&scan["text_bytes"], &scan["percent"]), (&Value::Null, &Value::Null));
    assert_eq!((&found["unread"], &found["without_text"]), (&json!([]), &json!([scan["document"]])));
    assert_eq!(found["percent"], Value::Null);
    assert!(place.run(["analyse", "p.assay", "coverage"]).well().text().contains("no text"));
}
