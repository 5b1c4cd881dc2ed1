//! What files are, whatever they are called: heads of real files, look-alikes and wrong endings.

use super::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const MIME: &str = "application/vnd.oasis.opendocument";

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in files {
        let packing =
            if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        out.start_file(*name, SimpleFileOptions::default().compression_method(packing)).unwrap();
        out.write_all(words.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// An old Office file as far as it is looked at: a head and a directory with these names.
fn ole(names: &[&str]) -> Vec<u8> {
    let mut out = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    out.resize(512, 0);
    for (name, kind) in std::iter::once(("Root Entry", 5)).chain(names.iter().map(|name| (*name, 2))) {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend((u16::try_from(name.len()).unwrap() * 2 + 2).to_le_bytes());
        entry.push(kind);
        entry.resize(128, 0);
        out.extend(entry);
    }
    out
}

fn tar() -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_ustar();
    header.set_size(5);
    header.set_path("a.txt").unwrap();
    header.set_cksum();
    out.append(&header, b"words".as_slice()).unwrap();
    out.into_inner().unwrap()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn check(cases: &[(&str, &[u8], Format)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(name, bytes, format)| format_of(bytes, name) != *format)
        .map(|(name, bytes, format)| {
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
            format!("{name} {head:?}: {:?}, not {format:?}", format_of(bytes, name))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn containers_are_told_by_what_lies_in_them() {
    let types = "[Content_Types].xml";
    let main = |kind: &str| {
        format!(
            "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.{kind}.main+xml\"/></Types>"
        )
    };
    let (word, sheet) = (main("wordprocessingml.document"), main("spreadsheetml.sheet"));
    let (odt, ods, odp, odg, ott) = (
        format!("{MIME}.text"),
        format!("{MIME}.spreadsheet"),
        format!("{MIME}.presentation"),
        format!("{MIME}.graphics"),
        format!("{MIME}.text-template"),
    );
    let plain = zipped(&[("word/document.xml", "x"), ("readme.txt", "y")]);
    let docx = zipped(&[(types, &word), ("word/document.xml", "<x/>")]);
    let cut = docx[..docx.len() - 30].to_vec();
    let late = zipped(&[("content.xml", "<x/>"), ("mimetype", &odt)]);
    let empty = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
    check(&[
        ("a.docx", &docx, Format::Docx),
        ("a.zip", &docx, Format::Docx),
        ("a.pdf", &docx, Format::Docx),
        ("a", &docx, Format::Docx),
        ("cut.docx", &cut, Format::Docx),
        ("odd.docx", &zipped(&[(types, &word), ("main.xml", "<x/>")]), Format::Docx),
        ("odd.xlsx", &zipped(&[(types, &sheet), ("book.xml", "<x/>")]), Format::Sheet),
        ("a.xlsx", &zipped(&[(types, &sheet), ("xl/workbook.xml", "<x/>")]), Format::Sheet),
        ("a.docx", &zipped(&[(types, &sheet), ("xl/workbook.xml", "<x/>")]), Format::Sheet),
        ("a.xlsb", &zipped(&[(types, "<x/>"), ("xl/workbook.bin", "")]), Format::Sheet),
        (
            "a.pptx",
            &zipped(&[(types, "<x/>"), ("ppt/presentation.xml", "<x/>")]),
            Format::Binary("a PowerPoint presentation"),
        ),
        ("a.odt", &zipped(&[("mimetype", &odt), ("content.xml", "<x/>")]), Format::Odt),
        ("a.ott", &zipped(&[("mimetype", &ott), ("content.xml", "<x/>")]), Format::Odt),
        ("a.zip", &zipped(&[("mimetype", &odt), ("content.xml", "<x/>")]), Format::Odt),
        ("late.odt", &late, Format::Odt),
        ("a.ods", &zipped(&[("mimetype", &ods), ("content.xml", "<x/>")]), Format::Sheet),
        ("a.odp", &zipped(&[("mimetype", &odp)]), Format::Binary("an OpenDocument presentation")),
        ("a.odg", &zipped(&[("mimetype", &odg)]), Format::Binary("an OpenDocument drawing")),
        ("a.epub", &zipped(&[("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<x/>")]), Format::Epub),
        ("a.zip", &zipped(&[("META-INF/container.xml", "<x/>")]), Format::Epub),
        ("a.zip", &zipped(&[("a.txt", "words")]), Format::Zip),
        ("a.docx", &plain, Format::Zip),
        ("a.jar", &zipped(&[("META-INF/MANIFEST.MF", "x")]), Format::Zip),
        ("a.txt", &zipped(&[("a.txt", "words")]), Format::Zip),
        ("empty.zip", &empty, Format::Zip),
        ("broken.zip", b"PK\x03\x04nonsense", Format::Zip),
        ("a.xls", &ole(&["Workbook"]), Format::Sheet),
        ("old.xls", &ole(&["Book"]), Format::Sheet),
        ("a.doc", &ole(&["Workbook"]), Format::Sheet),
        ("a.doc", &ole(&["WordDocument", "1Table"]), Format::Binary("an old Word document")),
        ("a.xls", &ole(&["WordDocument"]), Format::Binary("an old Word document")),
        ("a.ppt", &ole(&["PowerPoint Document"]), Format::Binary("an old PowerPoint presentation")),
        ("a.msg", &ole(&["__substg1.0_001A001F"]), Format::Binary("an Outlook message")),
        ("a.docx", &ole(&["EncryptedPackage", "EncryptionInfo"]), Format::Binary("an encrypted Office document")),
        ("a.db", &ole(&[]), Format::Binary("an old Office document")),
        ("a.tar", &tar(), Format::Tar),
        ("a", &tar(), Format::Tar),
        ("a.txt", &tar(), Format::Tar),
        ("a.tar", b"a.txt is not a tar, though it is called one", Format::Text),
        ("a.tar.gz", b"\x1F\x8B\x08\0\0\0\0\0", Format::Gzip),
        ("a.txt", b"\x1F\x8B\x08\0\0\0\0\0", Format::Gzip),
    ]);
}

#[test]
fn magic_numbers_count_whatever_the_name() {
    let mut program = b"MZ\x90\0\x03\0\0\0".to_vec();
    program.resize(128, 0);
    check(&[
        ("a.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", Format::Pdf),
        ("a.txt", b"%PDF-1.4\n", Format::Pdf),
        ("late.pdf", b"HTTP/1.1 200 OK\n\n%PDF-1.4\n1 0 obj\nstartxref\n9\n%%EOF\n", Format::Pdf),
        ("about.txt", b"A file that begins with\n%PDF-1.4 is a PDF document.\n", Format::Text),
        ("a.rtf", b"{\\rtf1\\ansi Hello}", Format::Rtf),
        ("a.doc", b"{\\rtf1\\ansi Hello}", Format::Rtf),
        ("a.tex", b"{\\bf bold}", Format::Text),
        ("a.png", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", Format::Image("a PNG picture")),
        ("a.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", Format::Image("a PNG picture")),
        ("a.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF", Format::Image("a JPEG picture")),
        ("a.gif", b"GIF89a\x01\0\x01\0", Format::Image("a GIF picture")),
        ("a.tif", b"II*\0\x08\0\0\0", Format::Image("a TIFF picture")),
        ("a.tif", b"MM\0*\0\0\0\x08", Format::Image("a TIFF picture")),
        ("a.webp", b"RIFF\x24\0\0\0WEBPVP8 ", Format::Image("a WebP picture")),
        ("a.bmp", b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", Format::Image("a BMP picture")),
        ("bmw.txt", b"BMW and others built cars in Munich.\n", Format::Text),
        ("types.txt", b"reloftype oid (references pg_type.oid)\n", Format::Text),
        ("otto.txt", "OTTO VON BISMARCK war nicht müde.\n".as_bytes(), Format::Text),
        ("gif.txt", b"GIF89a is the later of two versions of the format.\n", Format::Text),
        ("id3.txt", b"ID3 is a container of metadata.\n", Format::Text),
        ("a.otf", b"OTTO\0\x0B\0\x80\0\x03\0\x30CFF ", Format::Binary("a font")),
        ("a.ico", b"\0\0\x01\0\x01\0\x10\x10", Format::Image("an icon")),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0", Format::Image("a HEIC picture")),
        ("a.avif", b"\0\0\0\x20ftypavif\0\0\0\0", Format::Image("an AVIF picture")),
        ("a.djvu", b"AT&TFORM\0\0\0\x10DJVU", Format::Image("a DjVu document")),
        ("a.mp4", b"\0\0\0\x18ftypisom\0\0\0\0", Format::Binary("an MP4 recording")),
        ("a.wav", b"RIFF\x24\0\0\0WAVEfmt ", Format::Binary("a WAV recording")),
        ("a.mp3", b"ID3\x03\0\0\0\0\0\0", Format::Binary("an MP3 recording")),
        ("a.ogg", b"OggS\0\x02\0\0", Format::Binary("an Ogg recording")),
        ("a.exe", &program, Format::Binary("a program")),
        ("mz.txt", b"MZ is what programs begin with.\n", Format::Text),
        ("a.so", b"\x7FELF\x02\x01\x01\0", Format::Binary("a program")),
        ("a.class", b"\xCA\xFE\xBA\xBE\0\0\0\x34", Format::Binary("a program")),
        ("a.db", b"SQLite format 3\0\x10\0", Format::Binary("an SQLite database")),
        ("a.7z", b"7z\xBC\xAF\x27\x1C\0\x04", Format::Binary("a 7-Zip archive")),
        ("a.rar", b"Rar!\x1A\x07\x01\0", Format::Binary("a RAR archive")),
        ("a.xz", b"\xFD7zXZ\0\0\x04", Format::Binary("an xz archive")),
        ("a.bz2", b"BZh91AY&SY", Format::Binary("a bzip2 archive")),
        ("a.zst", b"\x28\xB5\x2F\xFD\x04\0", Format::Binary("a zstd archive")),
        ("a.deb", b"!<arch>\ndebian-binary", Format::Binary("an ar archive")),
        ("a.ps", b"%!PS-Adobe-3.0\n", Format::Binary("a PostScript document")),
        ("a.woff2", b"wOF2\0\x01\0\0", Format::Binary("a font")),
        ("a.bin", b"\x01\0\x02\0\0\0\x07\0\0\xFF\x03\0\x09\0\0", Format::Binary("a file of an unknown kind")),
        ("a.txt", b"\x01\0\x02\0\0\0\x07\0\0\xFF\x03\0\x09\0\0", Format::Binary("a file of an unknown kind")),
    ]);
}

#[test]
fn pages_are_told_from_text_about_pages() {
    check(&[
        ("a.html", b"<!DOCTYPE html>\n<html><body><p>x</p></body></html>", Format::Html),
        ("a", b"<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">\n<title>x</title>", Format::Html),
        ("a.txt", b"<!DOCTYPE html><html><p>x</html>", Format::Html),
        ("a.pdf", b"<html><head><title>404</title></head></html>", Format::Html),
        ("a.htm", b"\xEF\xBB\xBF\r\n<HTML><BODY>x</BODY></HTML>", Format::Html),
        ("a", b"<!-- saved from url=(0020)https://example.org/ -->\n<html><body>x</body></html>", Format::Html),
        ("a.xhtml", b"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\" \"x\">\n<html xmlns=\"x\"></html>", Format::Html),
        ("a.xml", b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>", Format::Html),
        ("a.html", b"<p>Only a piece</p>", Format::Html),
        ("a.html", b"Words first, then <b>tags</b>.", Format::Html),
        ("a.html", b"No tag at all in here, 3 < 4.", Format::Text),
        ("a", b"<head><title>x</title></head><body>y</body>", Format::Html),
        ("a.html", &wide("\u{FEFF}<html><body>x</body></html>"), Format::Html),
        ("a", &wide("<html><body>some words of a page</body></html>"), Format::Html),
        ("a.txt", b"The tag <html> begins a page, and </html> ends it.\n", Format::Text),
        ("a.txt", b"<html> is the tag that pages begin with\n\nSome words.\n", Format::Html),
        ("notes", b"<htmlish> is no tag.\n", Format::Text),
        ("README.md", b"<div align=\"center\">\n<h1>Project</h1>\n</div>\n\n# Use\n", Format::Text),
        ("README", b"<p align=\"center\">\n<img src=\"x.png\">\n</p>\n\nProject\n=======\n", Format::Text),
        ("README.md", b"<!-- badges -->\n# Project\n", Format::Text),
        ("a.md", b"# Title\n\n```html\n<html></html>\n```\n", Format::Text),
        ("a.php", b"<?php echo '<html>'; ?>\n", Format::Text),
        ("a.vue", b"<template>\n<div/>\n</template>\n", Format::Text),
        ("a.jsx", b"<App>\n</App>", Format::Text),
        ("irc.log", b"<anna> hello\n<boris> hi </irony>\n", Format::Text),
        ("irc", b"<anna> hello\n<boris> hi\n", Format::Text),
        ("mail.txt", b"<anna@example.org> wrote:\n> words\n", Format::Text),
        ("a.js", b"document.write('<html>');\n", Format::Text),
        ("a.py", b"\"\"\"<html></html>\"\"\"\nprint(1)\n", Format::Text),
    ]);
}

#[test]
fn xml_is_told_from_text_in_angles() {
    check(&[
        ("a.xml", b"<?xml version=\"1.0\"?><a/>", Format::Xml),
        ("a.txt", b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI><text/></TEI>", Format::Xml),
        ("a.rss", b"<?xml version='1.0'?>\n<!-- x -->\n<rss version=\"2.0\"></rss>", Format::Xml),
        // A packet of metadata names no version.
        ("a.xml", b"<!-- Licence -->\n<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>\n<x:meta xmlns:x=\"x\"><x:a>b</x:a></x:meta>", Format::Xml),
        ("a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>x</text></svg>", Format::Xml),
        ("a", b"<note>\n <to>Anna</to>\n</note>\n", Format::Xml),
        ("a", b"<tei:TEI xmlns:tei=\"x\"><tei:p/></tei:TEI>", Format::Xml),
        ("a.xml", b"<!DOCTYPE book [<!ENTITY x \"y\">]>\n<book>&x;</book>", Format::Xml),
        ("a", b"<config/>", Format::Xml),
        ("a.xml", &wide("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>x</a>"), Format::Xml),
        ("a.txt", b"<note> This is no element.\n", Format::Text),
        ("a.xml", b"Not XML in the least.\n", Format::Text),
        ("a.xml", b"<p>one</p>", Format::Xml),
        ("a.txt", b"<<< cut here >>>\n", Format::Text),
        ("a.txt", b"<?xmlish?> words\n", Format::Text),
        ("a.md", b"<note>x</note>\n", Format::Text),
    ]);
}

#[test]
fn json_is_told_from_brackets() {
    let ended = br#"{"a": 1}"#;
    check(&[
        ("a.json", ended, Format::Json),
        ("a", ended, Format::Json),
        ("a.txt", b"\xEF\xBB\xBF{\"a\": [1, 2]}\n", Format::Json),
        ("a.json", b"[1, 2, 3]", Format::Json),
        ("a", b"[\"a\", \"b\"]", Format::Json),
        ("a.json", b"{}", Format::Json),
        ("a.json", br#"{"a": "cut"#, Format::Json),
        ("a.jsonl", b"{\"a\": 1}\n{\"a\": 2}\n", Format::JsonLines),
        ("a.json", b"{\"a\": 1}\n{\"a\": 2}\n", Format::JsonLines),
        ("a.ndjson", b"{\"a\": 1}\n", Format::JsonLines),
        ("a.jsonl", b"\"one\"\n\"two\"\n", Format::JsonLines),
        ("a", b"{\"a\": 1}\r\n{\"b\": {\"c\": []}}\r\n", Format::JsonLines),
        ("a.txt", b"[1]\n", Format::Text),
        ("a.txt", b"[1] A footnote.\n[2] Another.\n", Format::Text),
        ("a.txt", b"[Music]\nHello and welcome.\n", Format::Text),
        ("a.txt", b"[2023]\n", Format::Text),
        ("a.txt", b"{curly words}\n", Format::Text),
        ("a.json", b"{ // with a remark\n \"a\": 1 }", Format::Text),
        ("a.json", b"{'a': 1}", Format::Text),
        ("a.json", b"no JSON at all", Format::Text),
        ("a.css", b"{ }", Format::Text),
        ("a.ini", b"[section]\nkey=value\n", Format::Text),
        ("a.js", b"{\"a\": 1}", Format::Text),
    ]);
}

#[test]
fn tables_are_told_from_text_with_commas() {
    let table = b"name,town,year\nAnna,Minsk,1994\nBoris,Rome,2001\nVera,Oslo,1970\n";
    check(&[
        ("a.csv", table, Format::Csv),
        ("a", table, Format::Csv),
        ("a.txt", table, Format::Csv),
        ("a.md", table, Format::Text),
        ("a.csv", b"one\ntwo\n", Format::Csv),
        ("a.tsv", b"a\tb\n1\t2\n", Format::Csv),
        ("a.csv", b"<!DOCTYPE html><html>Not found</html>", Format::Html),
        ("a.csv", b"PK\x03\x04nonsense", Format::Zip),
        ("a.xls", b"name\ttown\nAnna\tMinsk\nBoris\tRome\nVera\tOslo\n", Format::Csv),
        ("a.txt", b"We came, saw, and left.\nThen, later, we slept.\n", Format::Text),
        ("list.txt", b"tea, milk, sugar\nsalt, bread, oil\nrice, corn, rye\nsoap, wax, ink\n", Format::Text),
    ]);
}

#[test]
fn mails_are_told_from_pages_and_notes() {
    let mail = b"Received: from x by y\nFrom: a@example.org\nTo: b@example.org\nSubject: x\nDate: Tue, 17 Oct 2023 08:00:00 +0300\n\
                 Message-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: text/plain\n\nWords\n";
    let memo = b"From: Anna\nTo: Boris\nDate: Tuesday\nSubject: house\n\nWords\n";
    let page = b"From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/\nSubject: x\nDate: Tue, 17 Oct 2023 08:00:00 -0000\n\
                 MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"x\"\n\n--x\n";
    let word = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\n";
    let related = b"From: a@example.org\nTo: b@example.org\nDate: x\nMessage-ID: <1@x>\nMIME-Version: 1.0\n\
                    Content-Type: multipart/related; boundary=x\n\n--x\n";
    let boxed = b"From anna@example.org Tue Oct 17 08:00:00 2023\nFrom: a@example.org\nSubject: x\n\nWords\n";
    check(&[
        ("a.eml", mail, Format::Mail),
        ("a", mail, Format::Mail),
        ("a.txt", mail, Format::Mail),
        ("a.txt", memo, Format::Text),
        ("a.eml", memo, Format::Mail),
        ("a.mht", page, Format::Mhtml),
        ("a", page, Format::Mhtml),
        ("a.mhtml", word, Format::Mhtml),
        ("a", word, Format::Mhtml),
        ("a.eml", related, Format::Mail),
        ("a.mbox", boxed, Format::Mbox),
        ("a", boxed, Format::Mbox),
        ("a.txt", b"From the first day of 2023 on, at 10:30, we met.\nThere: words\n", Format::Text),
        ("a.txt", b"Title: x\nAuthor: y\n\nWords\n", Format::Text),
        ("a.txt", b"Note: this is about mail.\nFrom: here on it is different.\nmore words\n", Format::Text),
    ]);
}

#[test]
fn text_is_text() {
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode("Беседа со старшим вице-адмиралом флота прошла вчера.\n");
    check(&[
        ("a.txt", b"Words.\n", Format::Text),
        ("a", b"Words.\n", Format::Text),
        ("a.pdf", b"Words.\n", Format::Text),
        ("a.docx", b"Words.\n", Format::Text),
        ("empty.txt", b"", Format::Text),
        ("a.txt", b"\n \n", Format::Text),
        ("a.txt", &cyrillic, Format::Text),
        ("a.txt", &wide("\u{FEFF}Some words in UTF-16.\n"), Format::Text),
        ("a.rs", b"//! Words.\nfn main() {}\n", Format::Text),
        ("a.yaml", b"a: 1\nb:\n  - 2\n", Format::Text),
        ("a.tex", b"\\documentclass{article}\n", Format::Text),
        ("a.csv.txt", b"a\n", Format::Text),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nWords\n", Format::Text),
    ]);
}

/// What is read of a file, as its golden has it: the text, then what stands beside it.
fn told(name: &str, bytes: &[u8]) -> String {
    use crate::import::{archive, data, sheets, table};
    use std::fmt::Write as _;
    let format = format_of(bytes, name);
    let beat: &mut dyn FnMut() = &mut || {};
    let parsed = match format {
        Format::Sheet => sheets::parse(bytes, beat),
        Format::Csv => table::parse(bytes, beat),
        Format::Json | Format::JsonLines => data::parse_json(bytes, beat),
        Format::Xml => data::parse_xml(bytes, beat),
        _ => archive::parse(bytes, beat),
    }
    .unwrap();
    let mut out = format!("{}----\n{format:?}\n", parsed.text);
    for block in &parsed.blocks {
        writeln!(out, "{:?} {:?}", block.kind, block.span).unwrap();
    }
    let meta = parsed.meta;
    for (field, value) in [
        ("title", meta.title),
        ("author", meta.author),
        ("outlet", meta.outlet),
        ("published", meta.published),
        ("language", meta.language),
        ("url", meta.url),
    ] {
        value.into_iter().for_each(|value| writeln!(out, "{field}: {value}").unwrap());
    }
    parsed.remarks.iter().for_each(|remark| writeln!(out, "{remark}").unwrap());
    parsed.parts.iter().for_each(|part| writeln!(out, "part {}: {} bytes", part.name, part.bytes.len()).unwrap());
    out
}

#[test]
fn whole_files_are_read_as_their_goldens_say() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import/data/");
    let names = [
        "article.json",
        "book.ods",
        "book.xls",
        "book.xlsx",
        "feed.xml",
        "files.tar.gz",
        "files.zip",
        "posts.jsonl",
        "table.csv",
    ];
    for name in names {
        let bytes = std::fs::read(format!("{folder}{name}")).unwrap();
        let golden = std::fs::read_to_string(format!("{folder}{name}.golden")).unwrap_or_default();
        assert_eq!(told(name, &bytes), golden, "{name}");
    }
}
