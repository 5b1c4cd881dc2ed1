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
fn an_archive_that_breaks_its_parser_has_an_entry_with_its_reason() {
    // Given an archive that is cut off, one whose entries are encrypted beside a whole one, and one in another
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
    let whole = zip(&[("a.txt", "Порт не будет сдан.\n".repeat(40).as_bytes())]);
    let cut = &whole[..whole.len() / 2];
    place.put("in/cut.zip", cut);
    place.put("in/outer.zip", zip(&[("b.txt", b"The lease was signed.\n"), ("inner.zip", &whole[..whole.len() - 30])]));
    place.put("in/cut.gz", [&[0x1F, 0x8B, 8, 8][..], &[0; 3]].concat());
    // When they are imported
    place.run(["add", "p.assay", "in"]).well();
    // Then each is a document without a text, labelled as what it is, that says why
    let documents = place.list("documents");
    for (path, format) in [("cut.zip", "ZIP"), ("outer.zip/inner.zip", "ZIP"), ("cut.gz", "GZIP")] {
        let found = document(&documents, path);
        assert_eq!(text_of(found, "readiness"), "no_text", "{path}");
        assert!(text_of(found, "format").to_uppercase().contains(format), "{path}: {}", found["format"]);
        assert!(text_of(found, "trouble").contains("damaged"), "{path}: {}", found["trouble"]);
    }
    assert_eq!(text_of(document(&documents, "outer.zip/b.txt"), "readiness"), "ready");
    assert_eq!(documents.len(), 4);
    // And one undo takes all of them back; brought again, the same files once more change nothing.
    place.run(["undo", "p.assay"]).well();
    assert_eq!(place.list("documents").len(), 0);
    place.run(["redo", "p.assay"]).well();
    place.run(["add", "p.assay", "in"]).well();
    assert_eq!(place.list("documents").len(), 4);
    place.check();
}

#[test]
fn what_a_document_refers_to_elsewhere_is_listed_with_what_it_was() {
    let place = Place::new();
    place.run(["new", "p.assay"]).well();
    let pictures: String = (0..250).map(|n| format!("<img src='https://a.invalid/Путь/{n}.png'>")).collect();
    let page = format!(
        "<!DOCTYPE html><script src='//cdn.invalid/Run.js'></script><style>p {{ background: url(https://a.invalid/Bg.png) }}\
         </style><iframe src='https://b.invalid/'></iframe><p>The lease was signed.</p>{pictures}"
    );
    place.put("in/page.html", page);
    place.put("in/plain.html", "<!DOCTYPE html><p>Nothing is elsewhere here.</p>");
    place.put(
        "in/mail.eml",
        "From: ana@example.org\r\nSubject: News\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n\
         <p>See here.</p><img src=https://track.invalid/p.gif>\r\n",
    );
    place.put(
        "in/letter.rtf",
        r#"{\rtf1 Words {\field{\*\fldinst INCLUDEPICTURE "https://c.invalid/x.png" \\d}{\fldrslt }} end.}"#,
    );
    place.run(["add", "p.assay", "in"]).well();
    let documents = place.list("documents");
    let shown = |path: &str| {
        let id = text_of(document(&documents, path), "id").to_owned();
        place.run(["show", "p.assay", &id, "--json"]).well().json()
    };
    let page = shown("page.html");
    let list = page["elsewhere"].as_array().unwrap();
    assert_eq!((list.len(), page["elsewhere_more"].as_u64()), (200, Some(53)));
    let pair = |at: usize| (text_of(&list[at], "as").to_owned(), text_of(&list[at], "to").to_owned());
    let wanted = |kind: &str, to: &str| (kind.to_owned(), to.to_owned());
    assert_eq!(pair(0), wanted("script", "//cdn.invalid/Run.js"));
    assert_eq!(pair(1), wanted("style", "https://a.invalid/Bg.png"));
    assert_eq!(pair(2), wanted("frame", "https://b.invalid/"));
    assert_eq!(pair(3), wanted("image", "https://a.invalid/Путь/0.png"));
    let mail = shown("mail.eml");
    assert_eq!(mail["elsewhere"], serde_json::json!([{ "to": "https://track.invalid/p.gif", "as": "image" }]));
    let letter = shown("letter.rtf");
    assert_eq!(letter["elsewhere"], serde_json::json!([{ "to": "https://c.invalid/x.png", "as": "image" }]));
    assert_eq!(shown("plain.html")["elsewhere"], serde_json::json!([]));
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

#[test]
fn a_report_has_the_date_at_its_head_and_a_page_its_own() {
    let place = Place::new();
    place.put("in/wire.txt", "VELMORA, 14 March 2024 (Agency). The port was leased.\n");
    let page = |date: &str| {
        format!(
            "<html><head>{date}<title>The lease</title></head><body><p>Velmora, 14 March 2024. It was leased.</p></body></html>"
        )
    };
    place.put("in/page.html", page(r#"<meta property="article:published_time" content="2024-03-15T08:00:00Z">"#));
    place.put("in/bare.html", page(""));
    place.put(
        "in/later.txt",
        "The port was leased.\n\nNobody knew.\n\nNobody asked.\n\nIt ended.\n\nThat was on 2 May 2020.\n",
    );
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    let documents = place.list("documents");
    let published = |name: &str| one(&documents, "file_name", name)["published"].clone();
    assert_eq!(published("wire.txt"), "2024-03-14");
    assert_eq!(published("page.html"), "2024-03-15");
    assert_eq!(published("bare.html"), "2024-03-14");
    assert!(published("later.txt").is_null());
}
