//! Looking again where a project's documents came from: what is new, changed, moved and gone is seen first, taken as one
//! batch, and taken back by one undo; passages follow their words, and what lost its place is said.

use super::program::{Place, one, text_of};
use assay::domain::passage::{Anchor, AnchorState};
use assay::domain::{Edit, Fault, Id, Op, ProjectRead, Table, Words};
use assay::jobs::importing::{Gate, ImportSink};
use assay::jobs::rescanning::{self, Sight};
use assay::store::{ImportOutcome, NewDocument, Origin, PathNews, Reader, Recapture, Store};
use serde_json::{Value, json};
use std::fs;

const STATEMENT: &str =
    "The port opens in May.\nNobody in town was told of it.\nA clerk said: “We were not asked.”\nThe end.\n";

/// A project of a folder with a statement, a letter and a list; the statement has three passages.
fn marked() -> Place {
    let place = Place::new();
    place.put("in/statement.txt", STATEMENT);
    place.put("in/letters/letter.txt", "Dear all, the list is attached.\n");
    place.put("in/list.txt", "One.\nTwo.\nThree.\n");
    place.run(["new", "p.assay", "--corpus", "in", "--author", "Ana"]).well();
    let lines: Vec<String> = ["Nobody in town was told of it.", "“We were not asked.”", "The end."]
        .iter()
        .map(|quote| json!({ "op": "add_passage", "document": "statement.txt", "quote": quote }).to_string())
        .collect();
    place.apply(&lines.join("\n")).well();
    place
}

fn look(place: &Place) -> Value {
    place.run(["rescan", "p.assay", "--dry-run", "--json"]).json()
}

fn counts(seen: &Value) -> Vec<(String, u64)> {
    let all = seen["counts"].as_object().unwrap();
    all.iter().map(|(what, n)| (what.clone(), n.as_u64().unwrap())).filter(|(_, n)| *n > 0).collect()
}

fn named(place: &Place, name: &str) -> Value {
    one(&place.list("documents"), "name", name).clone()
}

/// The anchors in the text that is read of a document: words and state.
fn anchors(place: &Place, name: &str) -> Vec<(String, AnchorState)> {
    let revision = text_of(&named(place, name), "revision").to_owned();
    let reader = Reader::open(&place.project()).unwrap();
    let all = (&reader as &dyn ProjectRead).all::<Anchor>().unwrap();
    let own = all.into_iter().filter(|anchor| anchor.revision.to_string() == revision);
    own.map(|anchor| (anchor.quote.raw().to_owned(), anchor.state)).collect()
}

#[test]
fn what_is_new_changed_moved_and_gone_is_seen_taken_as_one_batch_and_taken_back_by_one_undo() {
    let place = marked();
    assert_eq!(counts(&look(&place)), [], "nothing is otherwise at first");
    let before = (named(&place, "statement.txt"), anchors(&place, "statement.txt"));
    // Given: one of each.
    place.put("in/new.txt", "Something new.\n");
    place.put("in/statement.txt", format!("Corrected.\n{}", STATEMENT.replace("The end.\n", "")));
    fs::rename(place.path("in/letters/letter.txt"), place.path("in/moved.txt")).unwrap();
    fs::remove_file(place.path("in/list.txt")).unwrap();

    // When it is only looked at, nothing is written.
    let contents = place.contents();
    let seen = look(&place);
    let expected = [("changed", 1), ("gone", 1), ("moved", 1), ("new", 1)].map(|(what, n)| (what.to_owned(), n));
    assert_eq!(counts(&seen), expected);
    let files = seen["files"].as_array().unwrap();
    let moved = one(files, "what", "moved");
    assert_eq!((text_of(moved, "path"), text_of(moved, "was")), ("moved.txt", "letters/letter.txt"));
    assert_eq!(place.contents(), contents);

    // Then it is taken, and there is nothing left to take.
    let taken = place.run(["rescan", "p.assay", "--json"]).well().json();
    let version = &taken["taken"]["new_versions"][0];
    assert_eq!((&version["passages_carried"], &version["passages_lost"]), (&json!(2), &json!(1)), "{taken}");
    let statement = named(&place, "statement.txt");
    assert_eq!(statement["id"], before.0["id"], "the same document");
    assert!(place.run(["text", "p.assay", text_of(&statement, "id")]).well().text().starts_with("Corrected."));
    assert_eq!(
        anchors(&place, "statement.txt"),
        [
            ("Nobody in town was told of it.".to_owned(), AnchorState::Moved),
            ("“We were not asked.”".to_owned(), AnchorState::Moved),
            ("The end.".to_owned(), AnchorState::Orphaned),
        ],
        "what is no longer there keeps its words"
    );
    assert_eq!(place.list("passages").len(), 3);
    let letter = named(&place, "moved.txt");
    assert_eq!((&letter["paths"], &letter["gone"]), (&json!(["moved.txt"]), &json!([])));
    let list = named(&place, "list.txt");
    assert_eq!((&list["paths"], &list["gone"]), (&json!([]), &json!(["list.txt"])), "marked, not deleted");
    assert_eq!(place.list("documents").len(), 4);
    place.check();
    assert_eq!(counts(&look(&place)), []);
    assert!(place.run(["rescan", "p.assay", "--json"]).well().json()["taken"].is_null());

    // One undo takes all of it back, one redo brings it again.
    place.run(["undo", "p.assay"]).well();
    place.check();
    assert_eq!((named(&place, "statement.txt"), anchors(&place, "statement.txt")), before);
    assert_eq!(named(&place, "letter.txt")["paths"], json!(["letters/letter.txt"]));
    assert_eq!(named(&place, "list.txt")["gone"], json!([]));
    assert_eq!(place.list("documents").len(), 3);
    assert_eq!(counts(&look(&place)), expected, "and it can be seen again");
    place.run(["redo", "p.assay"]).well();
    place.check();
    assert_eq!(anchors(&place, "statement.txt")[2].1, AnchorState::Orphaned);
    assert_eq!(place.list("documents").len(), 4);
    // The words it had are there to be proved: an export gives the passage from the text it stands in.
    place.run(["export", "p.assay", "md", "--report", "-o", "report.md"]).well();
    assert!(fs::read_to_string(place.path("report.md")).unwrap().contains("The end"));
}

#[test]
fn a_passage_that_lost_its_place_finds_it_again_when_its_words_come_back() {
    let place = marked();
    place.put("in/statement.txt", STATEMENT.replace("The end.\n", "To be gone on with.\n"));
    place.run(["rescan", "p.assay"]).well();
    assert_eq!(anchors(&place, "statement.txt")[2], ("The end.".to_owned(), AnchorState::Orphaned));
    place.put("in/statement.txt", format!("{STATEMENT}Signed.\n"));
    place.run(["rescan", "p.assay"]).well();
    assert_eq!(anchors(&place, "statement.txt")[2], ("The end.".to_owned(), AnchorState::Moved));
    let count = |place: &Place| anchors(place, "statement.txt").len();
    assert_eq!(count(&place), 3);
    place.check();
    for _ in 0..2 {
        place.run(["undo", "p.assay"]).well();
    }
    assert!(anchors(&place, "statement.txt").iter().all(|(_, state)| *state == AnchorState::Exact));
    place.check();
}

#[test]
fn a_folder_that_cannot_be_reached_is_said_and_nothing_in_it_is_gone() {
    let place = marked();
    let contents = place.contents();
    // The folder is away, then an empty one stands in its place, as when a disk is not there.
    fs::rename(place.path("in"), place.path("away")).unwrap();
    for emptied in [false, true] {
        if emptied {
            fs::create_dir(place.path("in")).unwrap();
        }
        let ran = place.run(["rescan", "p.assay", "--json"]);
        assert_eq!(ran.code(), 1, "{ran:?}");
        assert_eq!(counts(&ran.json()["seen"]), []);
        assert_eq!(ran.json()["seen"]["away"].as_array().unwrap().len(), 1);
        assert!(ran.err.contains("could not be looked into"), "{}", ran.err);
    }
    assert_eq!(place.contents(), contents);
}

#[cfg(unix)]
#[test]
fn what_lies_below_a_folder_that_was_shut_is_not_said_to_be_gone() {
    use std::os::unix::fs::PermissionsExt;
    let place = marked();
    let shut = place.path("in/letters");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything is not kept out.
    let kept_out = fs::read_dir(&shut).is_err();
    let seen = look(&place);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(counts(&seen), []);
    assert_eq!(seen["away"].as_array().unwrap().len(), usize::from(kept_out));
}

#[test]
fn attachments_change_and_go_with_the_mail_they_came_in() {
    let place = Place::new();
    let mail = |attached: &[(&str, &str)]| {
        let parts: String = attached
            .iter()
            .map(|(name, text)| {
                format!("--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{text}\r\n")
            })
            .collect();
        format!(
            "From: a@example.org\r\nTo: b@example.org\r\nSubject: The lease\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee the notices.\r\n{parts}--x--\r\n"
        )
    };
    place.put("in/mail.eml", mail(&[("one.txt", "The first notice."), ("two.txt", "The second notice.")]));
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    assert_eq!(place.list("documents").len(), 3);
    let first = named(&place, "one.txt");
    place.put("in/mail.eml", mail(&[("one.txt", "The first notice, as corrected.")]));
    place.run(["rescan", "p.assay"]).well();
    let now = named(&place, "one.txt");
    assert_eq!(now["id"], first["id"]);
    assert_ne!(now["sha256"], first["sha256"]);
    assert_eq!(named(&place, "two.txt")["gone"], json!(["mail.eml/two.txt"]));
    place.check();
    assert_eq!(counts(&look(&place)), []);
    // Moved, the whole takes its parts along.
    fs::rename(place.path("in/mail.eml"), place.path("in/old.eml")).unwrap();
    place.run(["rescan", "p.assay"]).well();
    assert_eq!(named(&place, "one.txt")["paths"], json!(["old.eml/one.txt"]));
    place.check();
}

#[test]
fn by_reference_a_changed_file_leaves_the_text_it_had_and_a_file_that_came_back_is_there_again() {
    let place = Place::new();
    place.put("in/a.txt", "The text as it was.\n");
    place.put("in/b.txt", "Another.\n");
    place.run(["new", "p.assay"]).well();
    place.run(["add", "p.assay", "in", "--by-reference", "--jobs", "3"]).well();
    assert_eq!(named(&place, "a.txt")["kept"], json!(false));
    // The original gone: its text is read as before, and only marked.
    fs::rename(place.path("in/a.txt"), place.path("a.txt")).unwrap();
    place.run(["rescan", "p.assay"]).well();
    let gone = named(&place, "a.txt");
    assert_eq!(gone["gone"], json!(["a.txt"]));
    assert_eq!(place.run(["text", "p.assay", text_of(&gone, "id")]).well().text(), "The text as it was.\n");
    assert_eq!(counts(&look(&place)), [], "it is said once");
    fs::rename(place.path("a.txt"), place.path("in/a.txt")).unwrap();
    assert_eq!(counts(&look(&place)), [("back".to_owned(), 1)]);
    place.run(["rescan", "p.assay"]).well();
    assert_eq!(named(&place, "a.txt")["gone"], json!([]));
    place.put("in/a.txt", "The text as it is.\n");
    place.run(["rescan", "p.assay"]).well();
    let changed = named(&place, "a.txt");
    assert_eq!((&changed["kept"], &changed["paths"]), (&json!(false), &json!(["a.txt"])), "by reference as before");
    place.check();
    assert_eq!(place.run(["add", "p.assay", "in", "--jobs", "none"]).code(), 2);
}

#[test]
fn new_bytes_that_give_no_text_are_said_and_the_document_is_read_as_before() {
    let place = Place::new();
    place.put("in/a.html", "<p>The words of a page.</p>");
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    place.put("in/a.html", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1]);
    let ran = place.run(["rescan", "p.assay"]);
    assert_eq!(ran.code(), 1, "{ran:?}");
    let page = named(&place, "a.html");
    assert_eq!(place.run(["text", "p.assay", text_of(&page, "id")]).well().text().trim(), "The words of a page.");
    place.check();
    assert!(Words::new(ran.err.as_str()).raw().contains("read as before"), "{}", ran.err);
}

#[test]
fn what_became_otherwise_again_between_being_seen_and_being_taken_is_taken_as_it_is_then() {
    let place = marked();
    place.put("in/new.txt", "Something new.\n");
    place.put("in/other.txt", "Something else that is new.\n");
    place.put("in/statement.txt", STATEMENT.replace("May", "June"));
    let mut store = Store::open(&place.project(), None).unwrap();
    let seen = rescanning::look(&store.reader().unwrap(), &Gate::default(), &mut |_| {}).unwrap();
    assert_eq!([Sight::New, Sight::Changed].map(|sight| seen.count(sight)), [2, 1]);
    // Meanwhile one of the new files goes, one becomes another, and the statement is as it was.
    fs::remove_file(place.path("in/new.txt")).unwrap();
    place.put("in/other.txt", "Something else again.\n");
    place.put("in/statement.txt", STATEMENT);
    let report = rescanning::take(seen, &Gate::default(), &mut (), &mut store).unwrap();
    assert_eq!((report.added.len(), report.new_versions.len(), report.already_here), (1, 0, 1));
    assert!(matches!(report.not_taken.as_slice(), [only] if only.path.raw() == "new.txt"), "{:?}", report.not_taken);
    store.close().unwrap();
    let other = named(&place, "other.txt");
    assert_eq!(place.run(["text", "p.assay", text_of(&other, "id")]).well().text(), "Something else again.\n");
    place.check();
}

/// A project on which somebody gives a document a title just before its new text is written.
struct Meanwhile<'a> {
    store: &'a mut Store,
    title: Edit,
}

impl ImportSink for Meanwhile<'_> {
    fn begin(&mut self, edit: Option<Edit>, origin: &Origin) -> Result<(), Fault> {
        self.store.begin(edit, origin)
    }

    fn take(&mut self, batch: Id, group: Id, documents: Vec<NewDocument>) -> Result<Vec<ImportOutcome>, Fault> {
        self.store.take(batch, group, documents)
    }

    fn recapture(&mut self, group: Id, new: Recapture) -> Result<Option<Recapture>, Fault> {
        self.store.commit(&self.title)?;
        ImportSink::recapture(self.store, group, new)
    }

    fn note_paths(&mut self, batch: Id, group: Id, news: Vec<PathNews>) -> Result<(), Fault> {
        ImportSink::note_paths(self.store, batch, group, news)
    }

    fn end(&mut self, batch: Id) -> Result<(), Fault> {
        self.store.end(batch)
    }

    fn reader(&self) -> Result<Reader, Fault> {
        ImportSink::reader(self.store)
    }
}

#[test]
fn work_done_while_changes_are_taken_is_undone_by_itself() {
    let place = marked();
    place.put("in/statement.txt", format!("Corrected.\n{STATEMENT}"));
    let id: Id = text_of(&named(&place, "statement.txt"), "id").parse().unwrap();
    let mut store = Store::open(&place.project(), None).unwrap();
    let seen = rescanning::look(&store.reader().unwrap(), &Gate::default(), &mut |_| {}).unwrap();
    let title = Edit::new("Give it a title", vec![Op::set(Table::Document, id, "title", "The statement")]);
    rescanning::take(seen, &Gate::default(), &mut (), &mut Meanwhile { store: &mut store, title }).unwrap();
    store.close().unwrap();
    let is = |title: Value, corrected: bool| {
        let now = named(&place, "statement.txt");
        let text = place.run(["text", "p.assay", &id.to_string()]).well();
        assert_eq!((&now["title"], text.text().starts_with("Corrected.")), (&title, corrected));
        place.check();
    };
    is(json!("The statement"), true);
    // Each undo takes back its own fields of the same record, and each redo brings them again.
    place.run(["undo", "p.assay"]).well();
    is(Value::Null, true);
    place.run(["undo", "p.assay"]).well();
    is(Value::Null, false);
    place.run(["redo", "p.assay"]).well();
    is(Value::Null, true);
    place.run(["redo", "p.assay"]).well();
    is(json!("The statement"), true);
}

#[test]
fn files_in_an_archive_are_followed_one_by_one() {
    let place = Place::new();
    let zip = |entries: &[(&str, &str)]| {
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in entries {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut out, text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    };
    place.put("in/all.zip", zip(&[("a.txt", "The first.\n"), ("b.txt", "The second.\n"), ("c.txt", "The third.\n")]));
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    let first = named(&place, "a.txt");
    assert_eq!(counts(&look(&place)), [], "an archive that looks as it did is not opened");
    place.put(
        "in/all.zip",
        zip(&[("a.txt", "The first, mended.\n"), ("b.txt", "The second.\n"), ("d.txt", "A fourth.\n")]),
    );
    assert_eq!(counts(&look(&place)), [("changed".to_owned(), 1)]);
    place.run(["rescan", "p.assay"]).well();
    assert_eq!(named(&place, "a.txt")["id"], first["id"]);
    assert_ne!(named(&place, "a.txt")["sha256"], first["sha256"]);
    assert_eq!(named(&place, "c.txt")["gone"], json!(["all.zip/c.txt"]));
    assert_eq!(named(&place, "d.txt")["paths"], json!(["all.zip/d.txt"]));
    assert_eq!(place.list("documents").len(), 4);
    place.check();
    place.run(["undo", "p.assay"]).well();
    assert_eq!(named(&place, "a.txt")["sha256"], first["sha256"]);
    assert_eq!(place.list("documents").len(), 3);
    place.check();
}

#[test]
fn an_archive_that_gives_nothing_is_not_new_each_time_one_looks() {
    // Given a folder that gets an archive with nothing in it, and one with a file
    let place = Place::new();
    place.put("in/note.txt", "A note.\n");
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    let options = zip::write::SimpleFileOptions::default();
    let nothing = zip::ZipWriter::new(std::io::Cursor::new(Vec::new())).finish().unwrap().into_inner();
    place.put("in/nothing.zip", nothing);
    let mut good = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    good.start_file("a.txt", options).unwrap();
    std::io::Write::write_all(&mut good, b"A text.").unwrap();
    place.put("in/good.zip", good.finish().unwrap().into_inner());
    // When one looks, takes, and looks again, then only the good one is new, once.
    assert_eq!(counts(&look(&place)), [("new".to_owned(), 1), ("not_taken".to_owned(), 1)]);
    place.run(["rescan", "p.assay"]);
    assert_eq!(place.list("documents").len(), 2);
    assert_eq!(counts(&look(&place)), [("not_taken".to_owned(), 1)]);
}
