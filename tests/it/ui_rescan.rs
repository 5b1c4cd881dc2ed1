//! Looking again where documents came from, in the window: what becomes of each file and its passages is said before anything
//! is taken, going back leads to the list again, and what an import would refuse is no news.

use crate::ui_support::Window;
use assay::app::intake::{FileState, IntakeWish, Sight, Stand};
use assay::app::{Action, Command};
use assay::domain::Span;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, vec2};
use std::fs;

/// A window on a note and a list with a passage each, and an empty file that was refused.
fn window(folder: &tempfile::TempDir) -> Window {
    for (name, text) in
        [("list.txt", "One.\nTwo.\n"), ("note.txt", "The port opens.\nNobody knew.\n"), ("empty.txt", "")]
    {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, None);
    window.act(Action::Import(vec![folder.path().to_owned()]));
    window.act(Action::CloseOverlay);
    for name in ["list.txt", "note.txt"] {
        window.act(Action::OpenDocument(window.document(name).id));
        window.act(Action::Select(Some(Span::new(0, 4).unwrap())));
        window.key(Key::T);
        window.letters("mark");
        window.key(Key::Enter);
    }
    assert_eq!(window.app().model().unwrap().passages.len(), 2);
    window
}

#[test]
fn what_becomes_of_each_file_is_said_and_going_back_leads_to_the_list_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(&folder);
    fs::write(folder.path().join("note.txt"), "The port opens today.\nNobody knew.\n").unwrap();
    fs::remove_file(folder.path().join("list.txt")).unwrap();
    window.act(Action::Command(Command::Rescan));
    assert!(window.shows("gets a new text, in which its passage is looked for"));
    assert!(window.shows("its document stays with its passage and is marked"));
    // What was refused before is refused again.
    assert_eq!(window.app().intake.count(Stand::Seen(Sight::New)), 0);
    assert_eq!(window.app().intake.count(Stand::Seen(Sight::NotTaken)), 1);
    // The three ways on have names of their own.
    for name in ["Decide later", "Take none of it", "Take these in"] {
        assert!(window.is_enabled(name), "{name}");
    }
    // A changed file leads nowhere yet; one that is gone to its document, and from there back.
    let row = |window: &Window, start: &str| {
        window.names(Role::ListBoxOption).into_iter().find(|name| name.starts_with(start)).unwrap()
    };
    let changed = row(&window, "note.txt, changed");
    window.click_role(Role::ListBoxOption, &changed);
    assert!(window.app().shows_intake());
    let gone = row(&window, "list.txt, gone");
    window.click_role(Role::ListBoxOption, &gone);
    assert!(!window.app().shows_intake());
    window.press(Modifiers::ALT, Key::ArrowLeft);
    assert!(window.app().shows_intake() && window.is_enabled("Take these in"));
    window.click("Take none of it");
    assert!(window.app().intake.is_empty());
}

#[test]
fn an_import_says_how_many_documents_have_no_text_and_archives_are_no_documents() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cut.pdf"), b"%PDF-1.4\nnothing more").unwrap();
    let mut zip = zip::ZipWriter::new(fs::File::create(folder.path().join("all.zip")).unwrap());
    zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, b"The first.\n").unwrap();
    zip.finish().unwrap();
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, None);
    window.act(Action::Import(vec![folder.path().to_owned()]));
    assert!(window.shows("2 new documents, 1 of them without text"));
    window.act(Action::CloseOverlay);
    let count = |state| window.app().intake.count(Stand::Is(state));
    assert_eq!([FileState::Taken, FileState::NoText, FileState::Opened].map(count), [1, 1, 1]);
}

#[test]
fn an_import_that_is_held_says_so_at_the_top() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..100 {
        fs::write(folder.path().join(format!("{n}.txt")), format!("Note {n}.\n")).unwrap();
    }
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, None);
    let hold = Action::Intake(IntakeWish::Hold(true));
    window.act_together(vec![Action::Import(vec![folder.path().to_owned()]), hold]);
    window.until("it is held", |app| app.importing.as_ref().is_some_and(|now| now.held && now.walked));
    window.frames(2);
    assert!(window.shows("Paused: ") && !window.shows("Importing…"));
    window.act_once(Action::CancelImport);
    window.until("it is stopped", |app| app.importing.is_none());
}

#[test]
fn what_was_taken_in_and_undone_is_not_listed_as_taken_and_is_again_after_a_redo() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(&folder);
    fs::write(folder.path().join("note.txt"), "The port opens today.\nNobody knew.\n").unwrap();
    fs::write(folder.path().join("new.txt"), "A ship came.\n").unwrap();
    window.act(Action::Command(Command::Rescan));
    window.click("Take these in");
    window.until("it is taken in", |app| app.importing.is_none() && app.intake.report.is_some());
    window.settle();
    assert!(window.shows("new.txt, taken") && window.shows("note.txt, new version"));

    window.press(Modifiers::COMMAND, Key::Z);
    window.until("it is undone", |app| app.intake.undone);
    window.settle();
    assert!(window.app().model().unwrap().shown_documents().all(|d| d.file_name.raw() != "new.txt"));
    assert!(!window.shows("new.txt, taken") && !window.shows("note.txt, new version"));
    assert!(window.shows("What was taken in here was undone"));

    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    window.until("it is there again", |app| !app.intake.undone);
    window.settle();
    assert!(window.shows("new.txt, taken") && window.shows("note.txt, new version"));
    // Other steps that are undone say nothing of it.
    window.act(Action::Command(Command::Documents));
    window.act(Action::OpenDocument(window.document("list.txt").id));
    window.key(Key::K);
    window.press(Modifiers::COMMAND, Key::Z);
    window.act(Action::Intake(IntakeWish::Show));
    assert!(window.shows("new.txt, taken"));
}
