//! The program asks nothing of any network, whatever it does and whatever lies in the documents: every verb runs watched,
//! and what the watch notes is looked at. That it notes is tried first.
#![cfg(target_os = "linux")]

use super::inject::{reached, watch_network};
use super::program::{Place, Ran, SEED_B, feed};
use serde_json::Value;
use std::collections::BTreeSet;
use std::net::{TcpStream, ToSocketAddrs as _, UdpSocket};
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the documents would have things fetched from: an address that leads nowhere, names that are nobody's, a share.
const ELSEWHERE: &[&str] = &[
    "http://192.0.2.1/x",
    "https://beacon.invalid/x",
    "//beacon.invalid/x",
    "ftp://beacon.invalid/x",
    "\\\\beacon.invalid\\s\\x",
];

/// This test program again, as far as one test of it, watched. What it may do is said in a variable.
fn again(what: &str, note: &Path) -> Ran {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "network::whoever_reaches_out_is_noted", "--nocapture"]).env(REACH, what);
    watch_network(&mut command, note);
    command.output().unwrap().into()
}

const REACH: &str = "ASSAY_TEST_REACH";

#[test]
fn whoever_reaches_out_is_noted() {
    if let Ok(what) = std::env::var(REACH) {
        let refused = match what.as_str() {
            "tcp" => TcpStream::connect("127.0.0.1:9").is_err(),
            "udp" => UdpSocket::bind("[::1]:0").is_err(),
            "name" => "beacon.invalid:80".to_socket_addrs().is_err(),
            // A program that is given no environment: it does not load the watch, but keeps its filter.
            "child" => Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "network::whoever_reaches_out_is_noted"])
                .env_clear()
                .env(REACH, "tcp")
                .output()
                .is_ok_and(|ended| ended.status.signal() == Some(31)),
            // What the window needs is let through: here nobody listens.
            _ => UnixStream::connect("/nobody").is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound),
        };
        assert!(refused, "{what}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (what, noted) in
        [("tcp", &["socket"][..]), ("udp", &["socket"]), ("name", &["getaddrinfo"]), ("child", &[]), ("local", &[])]
    {
        let note = folder.path().join(what);
        again(what, &note).well();
        assert_eq!(reached(&note), noted, "{what}");
    }
}

/// A place whose verbs all run watched.
struct Watched {
    place: Place,
    notes: tempfile::TempDir,
    verbs: BTreeSet<String>,
}

impl Watched {
    fn new() -> Self {
        Self { place: Place::new(), notes: tempfile::tempdir().unwrap(), verbs: BTreeSet::new() }
    }

    fn command<const N: usize>(&mut self, arguments: [&str; N]) -> (Command, PathBuf) {
        self.verbs.insert(arguments[0].to_owned());
        let note = self.notes.path().join(format!("{:?}", arguments.join(" ").replace('/', "|")));
        let mut command = self.place.command(arguments);
        watch_network(&mut command, &note);
        (command, note)
    }

    /// Runs a verb; it must succeed and must have reached nothing.
    #[track_caller]
    fn run<const N: usize>(&mut self, arguments: [&str; N]) -> Ran {
        let (mut command, note) = self.command(arguments);
        let ran = Ran::from(command.output().unwrap()).well();
        assert_eq!(reached(&note), [""; 0], "{arguments:?}");
        ran
    }
}

/// The files of [`remote`]; one of them holds another.
const FILES: usize = 9;

/// Files of many formats that are full of what a reader would fetch, each with words that must come in.
fn remote(place: &Place) {
    let all = |with: &dyn Fn(&str) -> String| ELSEWHERE.iter().map(|at| with(at)).collect::<String>();
    let html = all(&|at| {
        format!(
            "<link rel=stylesheet href='{at}'><link rel=prefetch href='{at}'><base href='{at}'><script src='{at}'></script>\
             <style>@import url('{at}'); @font-face {{ font-family: x; src: url('{at}') }}</style>\
             <meta http-equiv=refresh content='0;url={at}'><img src='{at}' srcset='{at} 2x'><iframe src='{at}'></iframe>\
             <object data='{at}'></object><embed src='{at}'><video src='{at}' poster='{at}'></video><audio src='{at}'></audio>\
             <svg><image href='{at}'/><use href='{at}#a'/></svg><form action='{at}'></form><p style=\"background: url('{at}')\">\
             <a href='{at}' ping='{at}'>a link</a></p>"
        )
    });
    let html = format!("<html><head><title>Pages</title></head><body><p>The words of a page.</p>{html}</body></html>");
    place.put("in/page.html", &html);
    place.put(
        "in/page.mhtml",
        format!(
            "From: <Saved>\r\nSnapshot-Content-Location: {}\r\nSubject: Pages kept\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\
             Content-Location: {}\r\n\r\n<p>Kept.</p>{html}\r\n--x--\r\n",
            ELSEWHERE[0], ELSEWHERE[1]
        ),
    );
    place.put(
        "in/mail.eml",
        format!(
            "From: ana@beacon.invalid\r\nTo: ben@beacon.invalid\r\nSubject: A mail\r\nMIME-Version: 1.0\r\n\
             Disposition-Notification-To: <ana@beacon.invalid>\r\nList-Unsubscribe: <{}>\r\nContent-Type: multipart/mixed; \
             boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Words of a mail.</p>{html}\r\n--x\r\n\
             Content-Type: message/external-body; access-type=URL; URL=\"{}\"\r\n\r\nContent-Type: text/plain\r\n\r\n\
             --x--\r\n",
            ELSEWHERE[1], ELSEWHERE[0]
        ),
    );
    let doctypes = format!("<!DOCTYPE a SYSTEM \"{0}\" [<!ENTITY far SYSTEM \"{0}\">]>", ELSEWHERE[0]);
    let sheets = all(&|at| format!("<?xml-stylesheet href=\"{at}\"?>"));
    place.put("in/page.xhtml", format!("<?xml version=\"1.0\"?>{sheets}{doctypes}{html}"));
    let fields = all(&|at| format!("{{\\field{{\\*\\fldinst INCLUDEPICTURE \"{at}\" \\\\d}}{{\\fldrslt here}}}}"));
    place.put(
        "in/letter.rtf",
        format!("{{\\rtf1\\ansi {{\\*\\template {}}}Words of a letter. {fields}}}", ELSEWHERE[0]),
    );
    place.put("in/notes.md", format!("# Notes\n\nWords of notes.\n\n{}", all(&|at| format!("![x]({at}) <{at}>\n"))));
    place.put("in/addresses.txt", format!("Words of a list.\n{}", all(&|at| format!("{at}\n"))));
    place.put("in/letter.docx", docx());
    place.put("in/paper.pdf", pdf());
}

/// All of them came in, with their words.
#[track_caller]
fn came_in(documents: &[Value]) {
    let whole = documents.iter().filter(|d| d.get("part_of").is_none() && d["chars"].as_u64() > Some(10));
    let whole: Vec<&Value> = whole.map(|d| &d["name"]).collect();
    assert_eq!(whole.len(), FILES, "{whole:?}");
}

/// A letter whose template, picture and sub-document lie elsewhere.
fn docx() -> Vec<u8> {
    let kinds = ["attachedTemplate", "image", "subDocument", "oleObject", "hyperlink", "aFChunk"];
    let at = |n: usize| ELSEWHERE[n % ELSEWHERE.len()];
    let relations: String = kinds
        .iter()
        .enumerate()
        .map(|(n, kind)| {
            format!(
                "<Relationship Id=\"r{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
                 Target=\"{}\" TargetMode=\"External\"/>",
                at(n)
            )
        })
        .collect();
    let relationships = |inside: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
        )
    };
    let body = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
        xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><w:body><w:p><w:r><w:t>Words of a letter of an \
        office.</w:t></w:r><w:r><w:drawing><a:blip r:link=\"r1\"/></w:drawing></w:r></w:p><w:subDoc r:id=\"r2\"/>\
        <w:altChunk r:id=\"r5\"/></w:body></w:document>";
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
        ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" \
        ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let main = "<Relationship Id=\"m\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"word/document.xml\"/>";
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, words) in [
        ("[Content_Types].xml", types.to_owned()),
        ("_rels/.rels", relationships(main)),
        ("word/document.xml", body.to_owned()),
        ("word/_rels/document.xml.rels", relationships(&relations)),
    ] {
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut out, words.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A page that opens an address, sends a form and has its picture elsewhere.
fn pdf() -> Vec<u8> {
    let words = "BT /F1 12 Tf 72 700 Td (Words of a paper.) Tj ET /I1 Do";
    let objects = [
        format!(
            "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({0})>>/AA<</WC<</S/SubmitForm/F<</FS/URL/F({0})>>>>>>>>",
            ELSEWHERE[0]
        ),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</I1 6 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{words}\nendstream", words.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        format!(
            "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 0/F<</FS/URL/F({})>>>>\
             \nstream\n\nendstream",
            ELSEWHERE[1]
        ),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.push_str(&format!("{n} 0 obj\n{object}\nendobj\n"));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    places.iter().for_each(|at| out.push_str(&format!("{at:010} 00000 n \n")));
    out.push_str(&format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    out.into_bytes()
}

#[test]
fn no_verb_reaches_a_network_whatever_lies_in_the_documents() {
    let mut watched = Watched::new();
    // Given documents that would have much fetched
    remote(&watched.place);
    // When every verb is used on them
    watched.run(["new", "p.assay", "--corpus", "in", "--author", "Ana"]);
    let documents = watched.place.list("documents");
    came_in(&documents);
    watched.place.put("more/more.html", format!("<p>More words.</p><img src='{}'>", ELSEWHERE[0]));
    std::fs::copy(super::program::seeds().join(SEED_B), watched.place.path(&format!("more/{SEED_B}"))).unwrap();
    watched.run(["add", "p.assay", "more"]);
    watched.place.put("in/page.html", format!("<p>Other words.</p><img src='{}'>", ELSEWHERE[1]));
    watched.run(["rescan", "p.assay"]);
    watched.run(["list", "p.assay", "documents"]);
    let id = documents[0]["id"].as_str().unwrap();
    watched.run(["show", "p.assay", id]);
    watched.run(["text", "p.assay", id]);
    let (command, note) = watched.command(["apply", "p.assay", "-"]);
    let lines = format!(
        "{{\"op\":\"add_passage\",\"document\":\"{SEED_B}\",\"start_byte\":0,\"end_byte\":20,\"ref\":\"p\"}}\n\
         {{\"op\":\"add_claim\",\"words\":\"http://192.0.2.1/x\",\"evidence\":[{{\"passage\":\"p\"}}]}}\n"
    );
    Ran::from(feed(command, &lines)).well();
    assert_eq!(reached(&note), [""; 0]);
    watched.run(["undo", "p.assay"]);
    watched.run(["redo", "p.assay"]);
    watched.run(["search", "p.assay", "words", "--facets"]);
    watched.run(["analyse", "p.assay", "duplicates"]);
    watched.run(["analyse", "p.assay", "words"]);
    for format in ["docx", "html", "md"] {
        watched.run(["export", "p.assay", format, "--report", "-o", &format!("out.{format}")]);
    }
    watched.run(["export", "p.assay", "csv", "--search", "words", "-o", "out.csv"]);
    assay::store::snapshot::make(&watched.place.project(), None).unwrap();
    watched.run(["snapshots", "p.assay"]);
    watched.run(["restore", "p.assay", "-o", "again.assay"]);
    watched.run(["check", "p.assay"]);
    // Then none was left out, and none reached out
    let help = watched.place.run(["help"]).well();
    let told = help.text().lines().filter_map(|line| line.strip_prefix("  assay ")).flat_map(|line| line.split(" | "));
    let told: BTreeSet<_> = told
        .filter_map(|line| line.trim_start_matches("assay ").split(' ').next())
        .filter(|verb| verb.chars().all(|c| c.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect();
    assert!(told.len() >= 15, "{told:?}");
    assert_eq!(watched.verbs, told);
}

#[test]
fn an_import_where_there_is_no_network_is_the_same() {
    let empty = ["-rn", "--", "true"];
    if !Command::new("unshare").args(empty).output().is_ok_and(|ended| ended.status.success()) {
        // Not every machine lets its people make an empty network; the watch above needs no leave.
        return;
    }
    let place = Place::new();
    remote(&place);
    let mut command = Command::new("unshare");
    command.args(["-rn", "--", env!("CARGO_BIN_EXE_assay"), "new", "p.assay", "--corpus", "in"]);
    command.current_dir(place.path(".")).env_clear().env("HOME", place.path(".")).env("PATH", "/usr/bin:/bin");
    Ran::from(command.output().unwrap()).well();
    came_in(&place.list("documents"));
    place.check();
}
