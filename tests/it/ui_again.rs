//! A document whose file ended its parser is tried again, for longer, when somebody asks for it.

use crate::program::Place;
use crate::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::{Action, App};
use assay::domain::document::{Document, ImportBatch};
use assay::domain::{Edit, Id, Op, Words};
use assay::store::{About, FoundAt, NewDocument, Origin, Root, Store};
use egui::{Key, Modifiers};

const STOPPED: &str = "Its parser was stopped after 60 s.";
const BUTTON: &str = "Try for up to ten minutes";

/// A project that holds a file whose parser was stopped in an import, as the import writes it.
fn stopped(place: &Place, name: &str, format: &str, bytes: &[u8], trouble: &str) {
    place.put(&format!("in/{name}"), bytes);
    let mut store = Store::create(&place.project(), None).unwrap();
    let (batch, group, label) = (Id::new(), Id::new(), Words::new("Import in"));
    let roots = vec![Root { path: place.path("in"), is_folder: true }];
    let origin = Origin { batch, group, label: label.clone(), roots, keep_limit: 0, finished: true };
    let of = ImportBatch { id: batch, label: label.clone(), started_ms: 0, removed_at: None };
    store.commit(&Edit { label, group: Some(group), ops: vec![Op::add(of)] }).unwrap();
    store.begin_import(&origin).unwrap();
    let found = FoundAt { file_name: Words::new(name), path: Words::new(name), modified_ms: None };
    let about = About { format: Some(Words::new(format)), trouble: Some(Words::new(trouble)), ..About::default() };
    let new = NewDocument::without_text(found, bytes.to_vec(), false).below(0).described(about, None).unwrap();
    store.import(batch, group, &[new]).unwrap();
    store.close().unwrap();
}

fn only(app: &App) -> &Document {
    app.model().unwrap().documents.values().find(|document| document.part_of.is_none()).unwrap()
}

#[test]
fn a_file_that_ended_its_parser_is_read_when_it_is_tried_for_longer_and_one_undo_takes_that_back() {
    // Given a mail with another text in it, whose parser was stopped
    let place = Place::new();
    let mail = "From: ana@example.org\r\nSubject: The lease\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n\
                The port was leased.\r\n--x\r\nContent-Type: text/plain; name=\"terms.txt\"\r\n\
                Content-Disposition: attachment; filename=\"terms.txt\"\r\n\r\nNinety-nine years.\r\n--x--\r\n";
    stopped(&place, "lease.eml", "EML", mail.as_bytes(), STOPPED);
    let mut window = Window::at(&place.project());
    window.act(Action::OpenDocument(only(window.app()).id));
    assert!(window.shows(STOPPED) && window.shows("This document has no text"));
    // When somebody lets it be tried for longer
    window.click(BUTTON);
    window.until("it is read", |app| app.importing.is_none() && only(app).revision.is_some());
    window.settle();
    // Then the same document has its text, and what lies in it is a document too.
    let document = only(window.app()).clone();
    assert_eq!((document.trouble, document.title.unwrap().raw()), (None, "The lease"));
    assert_eq!(window.app().model().unwrap().documents.len(), 2);
    window.act(Action::CloseOverlay);
    assert!(!window.shows(BUTTON));
    window.press(Modifiers::COMMAND, Key::Z);
    window.until("all of it is taken back", |app| {
        only(app).revision.is_none() && app.model().unwrap().shown_documents().count() == 1
    });
    assert_eq!(only(window.app()).trouble.as_ref().unwrap().raw(), STOPPED);
    drop(window);
    place.check();
}

#[test]
fn what_gives_no_text_in_longer_either_is_left_as_it_was_and_says_so() {
    let place = Place::new();
    stopped(&place, "cut.pdf", "PDF", b"%PDF-1.7\nnothing more", STOPPED);
    let mut window = Window::at(&place.project());
    window.act(Action::OpenDocument(only(window.app()).id));
    let before = window.app().model().unwrap().generation;
    window.click(BUTTON);
    window.until("it is over", |app| app.importing.is_none() && app.overlay.is_some());
    let Some(Overlay::Imported(report)) = &window.app().overlay else { panic!("{:?}", window.app().overlay) };
    assert_eq!((report.not_taken.len(), report.new_versions.len(), report.added.len()), (1, 0, 0), "{report:?}");
    assert!(report.not_taken[0].what.starts_with("it gave no text. "), "{report:?}");
    window.act(Action::CloseOverlay);
    assert_eq!(window.app().model().unwrap().generation, before);
    assert!(window.shows(STOPPED) && window.shows(BUTTON), "it can be asked for again");
}

#[test]
fn what_its_parser_understood_is_not_offered_to_be_tried_for_longer() {
    let place = Place::new();
    stopped(&place, "closed.pdf", "PDF", b"%PDF-1.7\nclosed", "The file is encrypted or asks for a password.");
    let mut window = Window::at(&place.project());
    window.act(Action::OpenDocument(only(window.app()).id));
    assert!(window.shows("The file is encrypted or asks for a password.") && !window.shows(BUTTON));
}
