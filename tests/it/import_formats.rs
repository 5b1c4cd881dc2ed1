//! Files of every format through the program: each becomes a document or is said not to, what lies in it comes with it, and
//! a file that breaks its parser is an entry with its reason.

use super::program::{Place, one, text_of};
use serde_json::Value;
use std::path::Path;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)).unwrap()
}

fn document<'a>(documents: &'a [Value], path: &str) -> &'a Value {
    documents
        .iter()
        .find(|d| d["paths"].as_array().unwrap().iter().any(|p| p == path))
        .unwrap_or_else(|| panic!("no document at {path}: {documents:?}"))
}

/// A picture of one point.
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1F\x15\xC4\x89";

#[test]
fn a_folder_of_many_formats_is_read_by_what_its_files_are() {
    let place = Place::new();
    place.run(["new", "p.assay"]).well();
    for (name, from) in [
        ("in/letter.docx", "rich_libreoffice.docx"),
        ("in/letter.odt", "russian_libreoffice.odt"),
        ("in/book.epub", "rich_pandoc.epub"),
        ("in/paper.pdf", "columns_ru.pdf"),
        ("in/news.html", "news.html"),
        // The ending lies; the bytes do not.
        ("in/station.txt", "station_1251.html"),
        ("in/locked.pdf", "locked.pdf"),
    ] {
        place.put(name, fixture(from));
    }
    place.put("in/plain.txt", "The lease was signed.\n");
    place.put("in/table.csv", "port,year\nAldan,2025\nMinsk,2026\nOdesa,2024\n");
    place.put("in/picture.png", PNG);
    place.put("in/program", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
    place.put("in/cut.pdf", &fixture("columns_ru.pdf")[..2_000]);
    place.put(
        "in/mail.eml",
        "From: ana@example.org\r\nTo: ben@example.org\r\nSubject: The lease\r\nDate: Tue, 4 Mar 2025 10:00:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n\
         See the notice.\r\n--x\r\nContent-Type: text/plain; name=notice.txt\r\n\
         Content-Disposition: attachment; filename=notice.txt\r\n\r\nThe lease of Aldan harbour is signed.\r\n--x--\r\n",
    );
    let added = place.run(["add", "p.assay", "in"]);
    assert_eq!(added.code(), 1, "something was not taken");
    assert!(added.err.contains("program"), "{}", added.err);
    place.check();
    let documents = place.list("documents");

    for (path, format, words) in [
        ("letter.docx", "DOCX", ""),
        ("letter.odt", "ODT", ""),
        ("book.epub", "EPUB", ""),
        ("paper.pdf", "PDF", ""),
        ("news.html", "HTML", ""),
        ("station.txt", "HTML", ""),
        ("table.csv", "CSV", "port\tyear\nAldan\t2025\n"),
        ("mail.eml", "mail", "See the notice."),
    ] {
        let found = document(&documents, path);
        assert_eq!((text_of(found, "format"), text_of(found, "readiness")), (format, "ready"), "{path}");
        let read = place.run(["text", "p.assay", text_of(found, "id")]).well();
        let text = read.text();
        assert!(text.len() > 20 && text.contains(words), "{path}: {text}");
    }
    let mail = document(&documents, "mail.eml");
    assert_eq!((text_of(mail, "title"), text_of(mail, "published")), ("The lease", "2025-03-04"));
    let notice = document(&documents, "mail.eml/notice.txt");
    assert_eq!(text_of(notice, "part_of"), text_of(mail, "id"), "an attachment knows what it came with");

    for (path, why) in [("picture.png", "no text"), ("locked.pdf", "encrypted"), ("cut.pdf", "damaged")] {
        let found = document(&documents, path);
        assert_eq!(text_of(found, "readiness"), "no_text", "{path}");
        assert!(text_of(found, "trouble").contains(why), "{path}: {}", found["trouble"]);
        assert!(found["revision"].is_null());
    }
    assert!(documents.iter().all(|d| text_of(d, "file_name") != "program"), "programs are no documents");
    let plain = one(&documents, "file_name", "plain.txt");
    assert!(plain.get("format").is_none_or(Value::is_null), "plain text is read as before");

    // One undo takes the whole import back, redo brings it again, and the same folder once more changes nothing.
    let count = documents.len();
    place.run(["undo", "p.assay"]).well();
    assert_eq!(place.list("documents").len(), 0);
    place.run(["redo", "p.assay"]).well();
    assert_eq!(place.run(["add", "p.assay", "in"]).code(), 1);
    assert_eq!(place.list("documents").len(), count);
    place.check();
}

#[test]
fn an_archive_is_a_folder_and_what_lies_too_deep_is_said() {
    let place = Place::new();
    place.run(["new", "p.assay"]).well();
    let zip = |entries: &[(&str, &[u8])]| {
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut out, bytes).unwrap();
        }
        out.finish().unwrap().into_inner()
    };
    let third = zip(&[("deep.txt", b"Too deep to be read.\n")]);
    let second = zip(&[("b.txt", b"In two archives.\n"), ("third.zip", &third)]);
    let first = zip(&[("notes/a.txt", "Порт не будет сдан.\n".as_bytes()), ("second.zip", &second)]);
    place.put("in/all.zip", first);
    let report = place.run(["add", "p.assay", "in"]).err;
    let documents = place.list("documents");
    let paths: Vec<&str> = documents.iter().map(|d| d["paths"][0].as_str().unwrap()).collect();
    assert_eq!(paths, ["all.zip/notes/a.txt", "all.zip/second.zip/b.txt"]);
    assert!(report.contains("all.zip/second.zip/third.zip"), "{report}");
    place.check();
}

#[test]
fn a_large_document_comes_in_with_what_stands_beside_its_text() {
    let place = Place::new();
    place.run(["new", "p.assay"]).well();
    // Larger than is written at once.
    let picture = "A".repeat(5 << 20);
    let page = format!("<!DOCTYPE html><h1>The lease</h1><p>Signed.</p><img src='data:image/png;base64,{picture}'>");
    place.put("in/large.html", page);
    place.put("in/small.html", "<!DOCTYPE html><p>Not signed.</p>");
    place.run(["add", "p.assay", "in"]).well();
    let documents = place.list("documents");
    let large = document(&documents, "large.html");
    assert_eq!((documents.len(), text_of(large, "readiness")), (2, "ready"));
    assert_eq!(place.run(["text", "p.assay", text_of(large, "id")]).well().text(), "The lease\n\nSigned.\n");
    place.check();
}
