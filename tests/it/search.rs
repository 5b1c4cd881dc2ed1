//! Search on real projects, as a person asks: every operator in four languages, names across scripts, what hides and what
//! comes back.

use super::program::{Place, one, text_of};
use assay::jobs::importing::{self, Gate, Wanted};
use assay::jobs::{How, Session};
use assay::store::search::Extent;
use assay::store::{Reader, Store};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The same small story in four languages, and two documents beside it.
const TEXTS: [(&str, &str); 6] = [
    (
        "en.txt",
        "Minsk and Tehran signed a treaty on Thursday.\n\nPresident Pezeshkian said the treaties are not directed against any third party. Lukashenko’s guards kept the colour guard waiting.\n",
    ),
    (
        "ru.txt",
        "Минск и Тегеран подписали договор в четверг.\n\nПрезидент Пезешкиан заявил, что договоры не направлены против третьих стран. Всё это сказано Лукашенко.\n",
    ),
    (
        "fa.txt",
        "مینسک و تهران روز پنجشنبه پیمان امضا کردند.\n\nرئیس‌جمهور پزشکیان گفت این پیمان علیه هیچ کشور ثالثی نیست. كتاب\u{200C}ها مى\u{200C}گويند ۱۴۰۲.\n",
    ),
    ("zh.txt", "明斯克和德黑兰周四签署条约。\n\n总统佩泽希齐扬表示，该条约不针对任何第三方。公开信说卢卡申科同意。\n"),
    ("other.txt", "The weather in October was mild, and nobody signed anything.\n"),
    (
        "notes.txt",
        "A treaty of peace.\n\nWords about Minsk, and much later, in one and the same paragraph, about treaties.\n",
    ),
];

fn place() -> Place {
    Place::with_texts(&TEXTS)
}

fn asked(place: &Place, question: &str) -> Value {
    let ran = place.run(["search", "p.assay", question, "--json"]);
    let answer = ran.json();
    assert_eq!(ran.code(), i32::from(answer["documents"] == 0), "{question}: {ran:?}");
    assert_eq!(answer["waiting"], 0);
    answer
}

/// The names of the documents a question finds.
fn found(place: &Place, question: &str) -> BTreeSet<String> {
    let answer = asked(place, question);
    let documents = place.list("documents");
    let name = |hit: &Value| text_of(one(&documents, "id", text_of(hit, "document")), "file_name").replace(".txt", "");
    answer["hits"].as_array().unwrap().iter().map(name).collect()
}

#[track_caller]
fn finds(place: &Place, question: &str, wanted: &str) {
    let wanted: BTreeSet<String> = wanted.split_whitespace().map(str::to_owned).collect();
    assert_eq!(found(place, question), wanted, "{question}");
}

fn document(place: &Place, name: &str) -> String {
    let documents = place.list("documents");
    let of = documents.iter().find(|d| text_of(d, "file_name") == format!("{name}.txt")).unwrap();
    text_of(of, "id").to_owned()
}

#[test]
fn every_operator_works_in_english() {
    let place = place();
    finds(&place, "treaty", "en notes");
    finds(&place, "=treaties", "en notes");
    finds(&place, "=treaty signed", "en");
    finds(&place, "\"signed a treaty\"", "en");
    finds(&place, "\"a signed treaty\"", "");
    finds(&place, "treaty OR weather", "en notes other");
    finds(&place, "signed NOT treaty", "other");
    finds(&place, "(weather OR treaty) AND Thursday", "en");
    finds(&place, "minsk NEAR/3 treaty", "");
    finds(&place, "minsk NEAR/4 treaty", "en notes");
    finds(&place, "signed NEAR/3 treaty NEAR/3 thursday", "en");
    finds(&place, "peace NEAR/2 treaty", "notes");
    finds(&place, "direct*", "en");
    finds(&place, "c*r", "en");
    finds(&place, "colou?r", "");
    finds(&place, "colo?r OR colo*r", "en");
    finds(&place, "treety~1", "en notes");
    finds(&place, "\"Lukashenko's guards\"", "en");
}

#[test]
fn every_operator_works_in_russian() {
    let place = place();
    finds(&place, "договором", "ru");
    finds(&place, "=договор", "ru");
    finds(&place, "=договору", "");
    finds(&place, "\"подписали договор\"", "ru");
    finds(&place, "все", "ru");
    finds(&place, "ДОГОВОР OR погода", "ru");
    finds(&place, "договор NOT четверг", "");
    finds(&place, "минск NEAR/3 договор", "ru");
    finds(&place, "минск NEAR/1 договор", "");
    finds(&place, "направ*", "ru");
    finds(&place, "*говор", "ru");
    finds(&place, "догов?р", "ru");
    finds(&place, "дагавор~2", "ru");
    finds(&place, "дагавор~1", "");
}

#[test]
fn every_operator_works_in_persian() {
    let place = place();
    finds(&place, "پیمان", "fa");
    // Arabic letters, no joiner, Arabic digits.
    finds(&place, "پيمان", "fa");
    finds(&place, "كتابها", "fa");
    finds(&place, "کتاب\u{200C}ها", "fa");
    finds(&place, "1402 ١٤٠٢", "fa");
    finds(&place, "«پیمان امضا»", "fa");
    finds(&place, "\"امضا پیمان\"", "");
    finds(&place, "پیمان OR هوا", "fa");
    finds(&place, "پیمان NOT تهران", "");
    finds(&place, "تهران NEAR/2 پیمان", "fa");
    finds(&place, "تهران NEAR/1 پیمان", "");
    finds(&place, "پنج*", "fa");
    finds(&place, "*شنبه", "fa");
    finds(&place, "پی?ان", "fa");
    finds(&place, "پیمون~1", "fa");
}

#[test]
fn every_operator_works_in_chinese() {
    let place = place();
    finds(&place, "条约", "zh");
    finds(&place, "公开", "zh");
    finds(&place, "信", "zh");
    finds(&place, "开公", "");
    finds(&place, "\"不针对任何第三方\"", "zh");
    finds(&place, "条约 OR 天气", "zh");
    finds(&place, "条约 NOT 总统", "");
    // Each character is a word between.
    finds(&place, "表示 NEAR/1 条约", "zh");
    finds(&place, "表示 NEAR/0 条约", "");
    finds(&place, "公开*", "zh");
    finds(&place, "=条约", "zh");
    // A pair over a full stop is none.
    finds(&place, "约总", "");
}

#[test]
fn a_name_in_latin_letters_is_found_in_every_script_and_marked() {
    let place = place();
    for question in ["Pezeshkian", "pezeshkian"] {
        let answer = asked(&place, question);
        let mut how: Vec<(String, String, String)> = Vec::new();
        for hit in answer["hits"].as_array().unwrap() {
            for line in hit["lines"].as_array().unwrap() {
                let field = |name| text_of(line, name).to_owned();
                how.push((text_of(hit, "heading").to_owned(), field("quote"), field("how")));
            }
        }
        how.sort();
        let mark = |name: &str, quote: &str, how: &str| (name.to_owned(), quote.to_owned(), how.to_owned());
        let mut wanted = vec![
            mark("en.txt", "Pezeshkian", "typed"),
            mark("fa.txt", "پزشکیان", "transliterated"),
            mark("ru.txt", "Пезешкиан", "transliterated"),
        ];
        if question == "Pezeshkian" {
            wanted.push(mark("zh.txt", "佩泽希齐扬", "transliterated"));
        }
        assert_eq!(how, wanted, "{question}");
    }
    finds(&place, "Lukashenko", "en ru zh");
    finds(&place, "Пезешкиан", "en ru fa");
    finds(&place, "پزشکیان", "en ru fa");
    finds(&place, "=Pezeshkian", "en");
    let shown = place.run(["search", "p.assay", "Pezeshkian NOT lang:en"]).well();
    assert!(shown.text().contains("[پزشکیان]"), "{}", shown.text());
    assert!(shown.text().contains("(transliterated)"));
}

#[test]
fn documents_are_found_by_the_sets_they_are_in_and_sets_go_out_and_come_in_as_lines() {
    let place = place();
    let lines = r#"{"op":"add_document_set","name":"To Read","ref":"s","documents":["en.txt","fa.txt"]}
{"op":"add_document_in_set","document_set":"s","document":"ru.txt"}
{"op":"add_saved_filter","name":"kept ones","triage":"kept","document_set":"s"}"#;
    let made = place.apply(lines).well().json();
    let set = text_of(&made, "s").to_owned();
    finds(&place, "set:\"to read\"", "en fa ru");
    finds(&place, "treaty set:\"to read\" NOT lang:fa", "en");
    finds(&place, "NOT set:\"to read\"", "notes other zh");
    finds(&place, "set:nobody", "");
    // What is in it is listed with it, in the form it comes in again.
    let sets = place.list("sets");
    assert_eq!((sets.len(), sets[0]["documents"].as_array().unwrap().len()), (1, 3));
    let other = Place::new();
    for (name, text) in TEXTS {
        other.put(&format!("corpus/{name}"), text);
    }
    other.run(["new", "p.assay", "--corpus", "corpus", "--author", "Ana"]).well();
    let (from, to) = (place.list("documents"), other.list("documents"));
    let names = sets[0]["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| text_of(one(&from, "id", id.as_str().unwrap()), "file_name"));
    let line = serde_json::json!({ "op": "add_document_set", "name": sets[0]["name"], "documents": names.collect::<Vec<_>>() });
    other.apply(&line.to_string()).well();
    assert_eq!(to.len(), 6);
    finds(&other, "set:\"to read\"", "en fa ru");
    // A set has its rules, and a filter goes with what it is held to.
    for (line, why) in [
        (r#"{"op":"add_document_set","name":"To Read"}"#.to_owned(), "there is already a set"),
        (r#"{"op":"add_document_set","name":" "}"#.to_owned(), "needs a name"),
        (format!(r#"{{"op":"add_document_in_set","document_set":"{set}","document":"ru.txt"}}"#), "in the set already"),
        (r#"{"op":"add_saved_filter","name":"all"}"#.to_owned(), "is none"),
        (format!(r#"{{"op":"add_saved_filter","name":"x","document_set":"{set}","folder":"a"}}"#), "not to both"),
    ] {
        let refused = place.apply(&line);
        assert!(refused.fault(1, "AS-BAT-01").contains(why), "{line}: {}", refused.fault(1, "AS-BAT-01"));
    }
    place.apply(&format!(r#"{{"op":"delete_document_set","id":"{set}"}}"#)).well();
    assert!(place.list("filters").is_empty());
    finds(&place, "set:\"to read\"", "");
    place.run(["undo", "p.assay"]).well();
    finds(&place, "set:\"to read\"", "en fa ru");
    assert_eq!(place.list("filters").len(), 1);
    place.check();
}

#[test]
fn a_name_of_the_register_is_found_by_any_of_its_spellings() {
    let place = place();
    let lines = r#"{"op":"add_name","words":"Masoud Puzhehan","kind":"person","ref":"n"}
{"op":"add_spelling","name":"n","words":"مسعود پزشکیان"}
{"op":"add_spelling","name":"n","words":"马苏德·佩泽希齐扬"}"#;
    place.apply(lines).well();
    finds(&place, "Puzhehan", "fa zh");
    finds(&place, "Puzhehan lang:fa OR =Puzhehan", "fa");
    let answer = asked(&place, "Puzhehan پنجشنبه");
    let lines = answer["hits"][0]["lines"].as_array().unwrap().clone();
    assert!(lines.iter().any(|l| l["quote"] == "پزشکیان" && l["how"] == "spelling"), "{lines:?}");
}

#[test]
fn fields_ask_for_what_is_known_of_documents() {
    let place = place();
    let (en, ru, fa) = (document(&place, "en"), document(&place, "ru"), document(&place, "fa"));
    let lines = format!(
        r##"{{"op":"add_name","words":"BelTA","kind":"organisation","ref":"b"}}
{{"op":"add_name","words":"БелТА","kind":"organisation","merged_into":"b","ref":"c"}}
{{"op":"set_document","id":"{en}","title":"A Treaty Signed","language":"en","published":"2023-10-17","outlet":"b"}}
{{"op":"set_document","id":"{ru}","language":"ru-RU","published":"2024-02","outlet":"c"}}
{{"op":"set_document","id":"{fa}","language":"fa","published":"XXXX-08"}}
{{"op":"add_tag","name":"Denial","ref":"t"}}
{{"op":"add_tag","name":"Plain","parent":"t","ref":"u"}}
{{"op":"add_passage","document":"{en}","quote":"not directed against any third party","occurrence":1,"ref":"p"}}
{{"op":"add_passage_tag","passage":"p","tag":"u"}}
{{"op":"add_claim","words":"It targets no one.","ref":"k"}}
{{"op":"add_evidence","claim":"k","passage":"p","role":"states"}}"##
    );
    place.apply(&lines).well();
    finds(&place, "title:treaties", "en");
    finds(&place, "title:\"treaty signed\"", "en");
    finds(&place, "title:weather", "");
    finds(&place, "source:belta", "en ru");
    finds(&place, "lang:ru", "ru");
    finds(&place, "lang:FA-IR", "fa");
    finds(&place, "tag:denial", "en");
    finds(&place, "tag:plain has:claim", "en");
    finds(&place, "date:2023-10..2023-12", "en");
    finds(&place, "date:2024", "ru");
    finds(&place, "date:..2030 NOT lang:en", "ru");
    finds(&place, "NOT (treaty OR lang:fa OR lang:ru)", "zh other");
    finds(&place, "has:claim weather", "");
    // In a document in Russian the stems are Russian still; the index followed the language.
    finds(&place, "договоры", "ru");
    place.check();
}

#[test]
fn bytes_and_context_are_those_of_the_text() {
    let place = place();
    let answer = asked(&place, "\"third party\"");
    let (hit, line) = (&answer["hits"][0], &answer["hits"][0]["lines"][0]);
    let text = TEXTS[0].1;
    let at = text.find("third party").unwrap();
    assert_eq!((line["start_byte"].as_u64(), line["end_byte"].as_u64()), (Some(at as u64), Some(at as u64 + 11)));
    assert_eq!((text_of(line, "quote"), hit["places"].as_u64()), ("third party", Some(1)));
    assert!(text_of(line, "before").ends_with("not directed against any "));
    assert!(!text_of(line, "before").contains("Thursday"), "the paragraph before is not context");
    let short = place.run(["search", "p.assay", "\"third party\"", "--context", "4", "--json"]).well().json();
    let line = &short["hits"][0]["lines"][0];
    // Four characters on each side, without the beginning of a word that is not whole.
    assert_eq!((text_of(line, "before"), text_of(line, "after")), ("any ", ". "));
    let some = place.run(["search", "p.assay", "treaty OR signed", "--limit", "1", "--json"]).well().json();
    assert_eq!((some["documents"].as_u64(), some["hits"].as_array().unwrap().len()), (Some(3), 1));
    let shown = place.run(["search", "p.assay", "\"third party\""]).well();
    assert!(shown.text().contains("  ¶2  "), "{}", shown.text());
    assert!(shown.err.contains("Found in 1 document."), "{}", shown.err);
}

#[test]
fn a_question_that_is_not_understood_is_pointed_at() {
    let place = place();
    let ran = place.run(["search", "p.assay", "мир AND"]);
    assert_eq!(ran.code(), 2);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines, ["мир AND", "       ^", "Something to search for is missing at the end."]);
    let ran = place.run(["search", "p.assay", "公开 foo:x", "--json"]);
    assert_eq!((ran.code(), ran.json()["error"]["at_byte"].as_u64()), (2, Some(7)));
    assert!(ran.err.contains("\n     ^\n"), "{}", ran.err);
    let ran = place.run(["search", "p.assay", "nothingofthekind"]);
    assert_eq!((ran.code(), ran.text()), (1, ""));
    assert_eq!(place.run(["search", "p.assay"]).code(), 2);
    assert_eq!(place.run(["search", "p.assay", "x", "--limit", "many"]).code(), 2);
    assert_eq!(place.run(["search", "none.assay", "war"]).code(), 3);
}

#[test]
fn undoing_an_import_hides_what_it_brought_and_redoing_shows_it() {
    let place = place();
    place.put("more/late.txt", "A late treaty.\n");
    place.run(["add", "p.assay", "more"]).well();
    finds(&place, "treaty", "en notes late");
    place.run(["undo", "p.assay"]).well();
    finds(&place, "treaty", "en notes");
    finds(&place, "NOT treaty", "ru fa zh other");
    place.run(["redo", "p.assay"]).well();
    finds(&place, "treaty", "en notes late");
    place.check();
}

#[test]
fn a_damaged_index_costs_no_work_and_is_made_anew_by_the_next_search() {
    let place = place();
    let conn = rusqlite::Connection::open(place.project()).unwrap();
    assert!(conn.execute("UPDATE search_data SET block = x'00' WHERE id > 10", []).unwrap() > 0);
    drop(conn);
    assert_eq!(place.run(["check", "p.assay"]).code(), 1);
    assert_eq!(place.list("documents").len(), 6);
    let ran = place.run(["search", "p.assay", "treaty", "--json"]).well();
    assert!(ran.err.contains("has been made anew"), "{}", ran.err);
    finds(&place, "treaty", "en notes");
    place.check();
}

/// A project whose documents came in before the program ended suddenly: nothing is indexed.
fn broken_off() -> Place {
    let place = Place::new();
    for (name, text) in TEXTS {
        place.put(&format!("corpus/{name}"), text);
    }
    let mut store = Store::create(&place.project(), None).unwrap();
    importing::run(&Wanted::new(vec![place.path("corpus")], 0), &Gate::default(), &mut (), &mut store).unwrap();
    let asked_now = store
        .reader()
        .unwrap()
        .search(&"treaty".parse().unwrap(), &Extent { documents: 9, lines: 9, context: 9 })
        .unwrap();
    assert_eq!((asked_now.documents, asked_now.waiting), (0, 6), "and it says so");
    store.abandon().unwrap();
    place
}

#[test]
fn what_was_not_indexed_before_a_sudden_end_is_indexed_by_the_next_search() {
    let place = broken_off();
    finds(&place, "treaty", "en notes");
    place.check();
}

#[test]
fn an_open_window_indexes_what_waits_while_nothing_else_does() {
    let place = broken_off();
    let session = Session::begin(&place.project(), How::Open, None, Arc::new(|| {}), Box::new(()));
    let reader = Reader::open(&place.project()).unwrap();
    while reader.waits_for_index().unwrap() > 0 {
        while session.event().is_some() {}
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let hits = reader.search(&"treaty".parse().unwrap(), &Extent { documents: 9, lines: 9, context: 9 }).unwrap();
    assert_eq!((hits.documents, hits.waiting), (2, 0));
    drop(reader);
    assert_eq!(session.close(), []);
    place.check();
}

#[test]
fn what_is_found_is_counted_by_source_language_and_year() {
    let place = place();
    let documents = place.list("documents");
    let of = |name: &str| text_of(one(&documents, "file_name", name), "id").to_owned();
    place
        .apply(&format!(
            r#"{{"op":"set_document","document":"{}","outlet":"Minsk Daily","published":"2024-05-01"}}
{{"op":"set_document","document":"{}","outlet":"Minsk Daily","published":"2023"}}"#,
            of("en.txt"),
            of("ru.txt")
        ))
        .well();
    let answer = place.run(["search", "p.assay", "Minsk OR Минск", "--facets", "--json"]).json();
    assert_eq!(answer["documents"], 5, "in every script");
    let counts = |what: &str| -> Vec<(Value, u64)> {
        let all = answer["facets"][what].as_array().unwrap();
        all.iter().map(|pair| (pair["value"].clone(), pair["documents"].as_u64().unwrap())).collect()
    };
    assert_eq!(counts("sources"), [(Value::Null, 3), ("Minsk Daily".into(), 2)]);
    assert_eq!(counts("years"), [(2023.into(), 1), (2024.into(), 1), (Value::Null, 3)]);
    assert_eq!(counts("languages"), [("en".into(), 2), ("fa".into(), 1), ("ru".into(), 1), ("zh".into(), 1)]);
    let plain = place.run(["search", "p.assay", "Minsk OR Минск", "--facets"]);
    assert!(String::from_utf8_lossy(&plain.out).contains("Minsk Daily"), "{plain:?}");
}

#[test]
fn every_place_goes_into_a_table_a_spreadsheet_cannot_take_for_formulas() {
    let place = Place::new();
    place.put("corpus/=1+1.txt", "=HYPERLINK(\"http://example.invalid\") treaty, then another treaty.\n");
    place.put("corpus/b.txt", "The treaty \"held\".\n");
    place.run(["new", "p.assay", "--corpus", "corpus", "--author", "Ana"]).well();
    place.run(["export", "p.assay", "csv", "--search", "treaty", "-o", "hits.csv"]).well();
    let bytes = std::fs::read(place.path("hits.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let column = |name: &str| head.iter().position(|have| have == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    for row in &rows {
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
        let (start, end): (usize, usize) =
            (row[column("start_byte")].parse().unwrap(), row[column("end_byte")].parse().unwrap());
        let text = place.run(["text", "p.assay", &row[column("document")]]).well().out;
        assert_eq!(text.get(start..end), Some(row[column("quote")].as_bytes()));
    }
    assert!(rows.iter().any(|row| &row[column("file_name")] == "'=1+1.txt"));
    assert!(rows.iter().all(|row| row[column("sha256")].len() == 64));
    assert!(rows.iter().any(|row| &row[column("path")] == "b.txt" && row[column("archive")].is_empty()));
    // The words before begin with a whole word.
    let cut =
        "of many years of careful preparation by everybody who took part in it the treaty was signed in spring.\n";
    place.put("more/c.txt", cut);
    place.run(["add", "p.assay", "more"]).well();
    place.run(["export", "p.assay", "csv", "--search", "treaty spring", "-o", "more.csv"]).well();
    let table = std::fs::read_to_string(place.path("more.csv")).unwrap();
    let before = table.lines().nth(1).unwrap().split("\",\"").nth(column("before")).unwrap().to_owned();
    assert!(before.len() < 61 && cut.contains(&format!(" {}", before.trim_start())), "{before}");
    let refused = place.run(["export", "p.assay", "csv", "-o", "x.csv"]);
    assert_eq!(refused.code(), 2, "{refused:?}");
    place.check();
}

#[test]
fn two_pairs_of_near_words_are_two_places_and_words_that_may_be_a_name_come_last() {
    let place = Place::new();
    place.put("corpus/a.txt", "От Дебиан до Дебиан, Дебиан и снова Дебиан, всё Дебиан.\n");
    place.put(
        "corpus/b.txt",
        "Among many other words of a long report that says little, one finds Debian named once.\n",
    );
    place.put(
        "corpus/c.txt",
        "Minsk and Tehran signed. Nobody else came to it for a long while. Then Tehran wrote to Minsk.\n",
    );
    place.run(["new", "p.assay", "--corpus", "corpus", "--author", "Ana"]).well();
    let near = asked(&place, "Minsk NEAR/3 Tehran");
    assert_eq!(near["hits"][0]["places"], 2);
    assert_eq!(near["hits"][0]["lines"][0]["quote"], "Minsk and Tehran");
    assert_eq!(near["hits"][0]["lines"][1]["quote"], "Tehran wrote to Minsk");
    let named = asked(&place, "Debian");
    assert_eq!(named["documents"], 2);
    assert_eq!(named["hits"][0]["lines"][0]["how"], "typed");
    assert_eq!(named["hits"][1]["lines"][0]["how"], "transliterated");
    // What is not known is asked for with ?, and it is told what found a document.
    assert_eq!(asked(&place, "date:?")["documents"], 3);
    assert_eq!(asked(&place, "title:a")["hits"][0]["found_by"], json!(["file_name"]));
}
