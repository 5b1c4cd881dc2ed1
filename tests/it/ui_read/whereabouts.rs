//! Where files lie: one document with two files, what came out of an archive, columns that say so; and passages whose words
//! are not as they were marked, on the card of their document.

use super::open;
use crate::ui_support::Window;
use assay::app::intake::{FileState, IntakeWish};
use assay::app::listing::{Arrangement, Column, cell};
use assay::app::{Action, Command, Hand};
use assay::domain::passage::{Anchor, AnchorState, Passage};
use assay::domain::{Edit, Id, Op, Words};
use egui::{Theme, vec2};
use std::fs;
use std::io::Write as _;

const PAGE: &str = "The handbook of the house, in one page.\n";

/// Two files with the same bytes in two folders, and an archive with a statement.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("copies/leak-01.txt", PAGE), ("web/handbook.txt", PAGE), ("web/other.txt", "Something else.\n")]
    {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut zip = zip::ZipWriter::new(fs::File::create(folder.path().join("copies/leak-archive.zip")).unwrap());
    zip.start_file("statement.txt", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(b"We answer as one.\n").unwrap();
    zip.finish().unwrap();
    folder
}

fn window(folder: &tempfile::TempDir) -> Window {
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, None);
    window.act(Action::Import(vec![folder.path().to_owned()]));
    window.until("where files lie", |app| app.importing.is_none());
    window.settle();
    window
}

fn listed(window: &mut Window, typed: &str) -> Vec<String> {
    window.act(Action::FilterWords(typed.to_owned()));
    let app = window.app();
    app.listing.rows().iter().map(|id| app.model().unwrap().documents[id].heading().raw().to_owned()).collect()
}

#[test]
fn a_document_with_two_files_is_found_by_both_names_and_its_card_says_where_each_lies() {
    let folder = corpus();
    let mut window = window(&folder);
    // Which document the second file is, in the report and in the table.
    assert!(window.shows("the same bytes as copies/leak-01.txt"));
    window.act(Action::CloseOverlay);
    window.act(Action::Intake(IntakeWish::Show));
    window.act(Action::Intake(IntakeWish::Filter(Some(assay::app::intake::Stand::Is(FileState::AlreadyHere)))));
    assert!(window.shows("the same bytes as copies/leak-01.txt"));
    window.act(Action::Intake(IntakeWish::Leave));
    // Both names, the folder and the archive find it.
    assert_eq!(listed(&mut window, "handbook"), ["leak-01.txt"]);
    assert_eq!(listed(&mut window, "leak-01"), ["leak-01.txt"]);
    assert_eq!(listed(&mut window, "web").len(), 2);
    assert_eq!(listed(&mut window, "leak-archive"), ["statement.txt"]);
    assert_eq!(listed(&mut window, "").len(), 3);
    // The card has both paths, whole.
    open(&mut window, "leak-01.txt");
    let whole = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert!(window.shows(&whole("copies/leak-01.txt")) && window.shows(&whole("web/handbook.txt")));
    open(&mut window, "statement.txt");
    assert!(window.shows(&whole("copies/leak-archive.zip/statement.txt")));
    assert!(window.find("leak-archive.zip").rect().is_positive());
}

#[test]
fn columns_say_where_a_file_lies_what_it_is_and_whether_it_has_text() {
    let folder = corpus();
    fs::write(folder.path().join("page.html"), "<title>A page</title><p></p>").unwrap();
    let mut window = window(&folder);
    window.act(Action::CloseOverlay);
    let columns = vec![Column::Path, Column::Format, Column::Author, Column::Text, Column::Date];
    window.act(Action::Arrange(Arrangement { columns, sort: Column::Path, ..Arrangement::default() }));
    window.act(Action::Command(Command::Documents));
    let model = window.app().model().unwrap();
    let page = window.document("A page");
    let of = |column| cell(model, &page, column).map(assay::domain::Words::into_raw);
    assert_eq!((of(Column::Text).as_deref(), of(Column::Format).as_deref()), (Some("no text"), Some("HTML")));
    let paths: Vec<_> =
        window.app().listing.rows().iter().map(|id| window.app().path_of(*id).unwrap().clone()).collect();
    let names: Vec<&str> = paths.iter().map(assay::domain::Words::raw).collect();
    let sorted = ["copies/leak-01.txt", "copies/leak-archive.zip/statement.txt", "page.html", "web/other.txt"];
    assert_eq!(names, sorted);
}

#[test]
fn passages_that_are_not_as_they_were_marked_stand_on_the_card_with_the_words_they_had() {
    let folder = tempfile::tempdir().unwrap();
    let gone = "Our answer is one.";
    let was = "Nobody in the whole town was told of the plan at all.";
    let text = format!("The port opens in May.\n{gone}\n{was}\nThe end.\n");
    fs::write(folder.path().join("draft.txt"), &text).unwrap();
    let mut window = window(&folder);
    window.act(Action::OpenDocument(window.document("draft.txt").id));
    let ids: Vec<Id> = [gone, was].map(|quote| mark(&mut window, &text, quote)).to_vec();
    assert!(!window.shows("NOT AS THEY WERE MARKED"));
    // When its file changes, and that is taken in.
    let now = "Nobody in the whole town was told of this plan at all.";
    fs::write(folder.path().join("draft.txt"), text.replace(&format!("{gone}\n"), "").replace(was, now)).unwrap();
    window.act(Action::Command(Command::Rescan));
    window.act(Action::Intake(IntakeWish::Take));
    window.act(Action::OpenDocument(window.document("draft.txt").id));
    window.settle();
    // Then the card has the lost one with its words, and the changed one with both.
    assert!(window.shows("1 passage lost its place · 1 passage stands on changed words"));
    for words in [gone, was, now, "lost: not in the text that is read now"] {
        assert!(window.shows(words), "{words}");
    }
    window.click("lost: not in the text that is read now");
    assert_eq!(window.app().hand, Hand::Passage(ids[0]));
    assert!(window.shows(gone) && window.shows("lost its place"));
    // The passage's own card says what it read.
    window.act(Action::OpenPassage(ids[1]));
    assert!(window.shows("When it was marked it read") && window.shows(was));
    // Once the new version is taken back nothing is said.
    window.act(Action::Command(Command::Undo));
    window.act(Action::Hand(Hand::Document));
    assert!(!window.shows("passage lost its place"));
}

/// Marks some words of the open document.
fn mark(window: &mut Window, text: &str, quote: &str) -> Id {
    let reading = window.app().reading.as_ref().unwrap();
    let (document, revision) = (reading.document, reading.revision);
    let start = text.find(quote).unwrap();
    let passage = Passage { id: Id::new(), document, memo: None };
    let anchor = Anchor {
        id: Id::new(),
        passage: passage.id,
        revision,
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(start + quote.len()).unwrap(),
        quote: quote.into(),
        prefix: Words::new(&text[..start]),
        suffix: Words::new(&text[start + quote.len()..]),
        state: AnchorState::Exact,
        score: None,
    };
    let id = passage.id;
    window.act(Action::Edit(Edit::new("Mark it", vec![Op::add(passage), Op::add(anchor)])));
    id
}
