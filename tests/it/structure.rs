//! The structure beside a text, through the program: pages in every export, proposals that edits settle, and a structure
//! that is damaged or made to do harm, which costs the text nothing.

use super::program::{Place, one, text_of};
use serde_json::Value;
use std::io::Read as _;
use std::path::Path;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)).unwrap()
}

/// A project with a PDF of two pages; gives the document's identity and its text.
fn with_pdf() -> (Place, String, String) {
    let place = Place::new();
    place.run(["new", "p.assay", "--author", "Ana"]).well();
    place.put("in/paper.pdf", fixture("columns_ru.pdf"));
    place.run(["add", "p.assay", "in"]).well();
    let id = text_of(&place.list("documents")[0], "id").to_owned();
    let text = place.run(["text", "p.assay", &id]).well().text().to_owned();
    (place, id, text)
}

/// Marks the words over the page break.
fn mark_over_the_break(place: &Place, id: &str, text: &str) {
    let at = text.find("\n\nсравнили 14 снимков").unwrap();
    let (start, end) = (text[..at].rfind(' ').unwrap() + 1, at + "\n\nсравнили".len());
    let line = format!(r#"{{"op":"add_passage","document":"{id}","start_byte":{start},"end_byte":{end}}}"#);
    place.apply(&line).well();
}

/// The words of an export, whatever its format.
fn exported(place: &Place, format: &str) -> String {
    let name = format!("out.{format}");
    place.run(["export", "p.assay", format, "--report", "-o", &name]).well();
    let bytes = std::fs::read(place.path(&name)).unwrap();
    if format != "docx" {
        return String::from_utf8(bytes).unwrap();
    }
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for part in ["word/document.xml", "word/endnotes.xml"] {
        if let Ok(mut file) = zip.by_name(part) {
            file.read_to_string(&mut all).unwrap();
        }
    }
    // The words between the tags.
    all.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words).collect()
}

#[test]
fn every_export_cites_the_pages_of_a_passage() {
    // Given a passage that goes over from the first page to the second
    let (place, id, text) = with_pdf();
    mark_over_the_break(&place, &id, &text);
    // Then each export names both pages before the paragraph
    for format in ["md", "html", "docx"] {
        let out = exported(&place, format);
        assert!(out.contains("pp. 1–2"), "{format}: {out}");
        assert!(out.contains("¶ "), "{format}: {out}");
    }
    place.check();
}

#[test]
fn a_damaged_structure_costs_the_text_its_pages_and_nothing_else() {
    // Given structures as no program of ours writes them
    let packed = |json: &[u8]| zstd::bulk::compress(json, 3).unwrap();
    let beyond = br#"{"version":1,"blocks":[{"span":{"start":4000000000,"end":4000000001},"kind":"table"}],"meta":{},"remarks":[]}"#;
    let deep = b"[".repeat(200_000);
    let later = br#"{"version":7,"anything":true}"#;
    let broken: [Vec<u8>; 5] = [b"no zstd".to_vec(), packed(b"{"), packed(beyond), packed(&deep), packed(later)];
    for body in broken {
        let (place, id, text) = with_pdf();
        mark_over_the_break(&place, &id, &text);
        let conn = rusqlite::Connection::open(place.project()).unwrap();
        assert_eq!(conn.execute("UPDATE structure SET body = ?1", [&body]).unwrap(), 1);
        conn.close().unwrap();
        // Then the text is read as before, and is cited without a page
        assert_eq!(place.run(["text", "p.assay", &id]).well().text(), text);
        let out = exported(&place, "md");
        assert!(out.contains("сравнили") && !out.contains("pp. 1"), "{out}");
        place.check();
    }
}

#[test]
fn what_somebody_sets_is_no_proposal_any_more_and_what_no_file_proposes_is_refused() {
    // Given a page that says who wrote it and when
    let place = Place::new();
    place.run(["new", "p.assay", "--author", "Ana"]).well();
    place.put("in/news.html", fixture("news.html"));
    place.run(["add", "p.assay", "in"]).well();
    let document = || one(&place.list("documents"), "file_name", "news.html").clone();
    let id = text_of(&document(), "id").to_owned();
    assert_eq!(text_of(&document(), "proposed"), "title author published url language");
    // When a field is set, though to what it was, and another changed
    place
        .apply(&format!(
            r#"{{"op":"set_document","id":"{id}","language":"en-GB"}}
{{"op":"set_document","id":"{id}","title":"Harbour wall","author":null}}"#
        ))
        .well();
    assert_eq!(text_of(&document(), "proposed"), "published url");
    // And the rest accepted
    place.apply(&format!(r#"{{"op":"set_document","id":"{id}","proposed":null}}"#)).well();
    assert!(document().get("proposed").is_none_or(Value::is_null));
    let refused = place.apply(&format!(r#"{{"op":"set_document","id":"{id}","proposed":"outlet"}}"#));
    assert_ne!(refused.code(), 0, "{refused:?}");
    // Then undoing goes back step by step
    place.run(["undo", "p.assay"]).well();
    assert_eq!(text_of(&document(), "proposed"), "published url");
    place.run(["undo", "p.assay"]).well();
    assert_eq!(text_of(&document(), "proposed"), "title author published url language");
    place.check();
}

/// A Russian report with an English statement in it.
const MIXED: &str = "Министр транспорта заявил в понедельник, что порт не будет сдан в аренду никому, сообщило агентство.\n\n\
    На следующей неделе вопрос обсудит городской совет, сообщили в администрации порта журналистам.\n\n\
    The council is expected to discuss the matter next week, and the dockers said that nothing was known to them.\n\n\
    Докеры говорят, что им ничего не сообщали о новом операторе порта и условиях аренды.\n";

#[test]
fn a_quotation_goes_out_in_the_language_of_its_paragraph() {
    let place = Place::new();
    place.run(["new", "p.assay", "--author", "Ana"]).well();
    place.put("in/mixed.txt", MIXED);
    place.put("in/plain.txt", "The council is expected to discuss the matter of the harbour next week.\n");
    place.run(["add", "p.assay", "in"]).well();
    let documents = place.list("documents");
    let id = text_of(one(&documents, "file_name", "mixed.txt"), "id");
    assert_eq!(text_of(one(&documents, "id", id), "language"), "ru");
    for quote in ["The council is expected to discuss the matter next week", "порт не будет сдан в аренду"]
    {
        place.apply(&format!(r#"{{"op":"add_passage","document":"{id}","quote":"{quote}"}}"#)).well();
    }
    place.run(["export", "p.assay", "docx", "--report", "-o", "out.docx"]).well();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(place.path("out.docx")).unwrap()).unwrap();
    let mut word = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut word).unwrap();
    let language_of = |words: &str| {
        let before = word.split(words).next().unwrap();
        let run = before.rsplit("<w:r>").next().unwrap();
        run.split("<w:lang w:val=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    assert_eq!(language_of("The council is expected to discuss the matter next week"), "en-US");
    assert_eq!(language_of("порт не будет сдан в аренду"), "ru-RU");
    place.check();
}
