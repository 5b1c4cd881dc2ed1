//! The table of files in the window: an import is held, stopped and gone on with by its buttons, each file opens, and what
//! is otherwise where the documents came from is shown before it is taken.

use crate::ui_support::Window;
use assay::app::intake::{FileState, IntakeWish, Sight, Stand};
use assay::app::{Action, App, Command};
use assay::domain::Id;
use egui::accesskit::Role;
use egui::{Theme, vec2};
use std::fs;
use std::path::Path;

/// A folder of notes, a program among them.
fn corpus(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..count {
        fs::write(folder.path().join(format!("note {n:03}.txt")), format!("The note of day {n}.\nNobody read it.\n"))
            .unwrap();
    }
    fs::write(folder.path().join("program"), b"\x7fELF\x02\x01\x01 and so on").unwrap();
    folder
}

fn window(theme: Theme) -> Window {
    Window::on(vec2(1366.0, 768.0), theme, None)
}

/// Begins an import and holds it before it can come to its end.
fn held(window: &mut Window, folder: &Path) {
    let hold = Action::Intake(IntakeWish::Hold(true));
    window.act_together(vec![Action::Import(vec![folder.to_owned()]), hold]);
    window.until("it is held", |app| app.importing.as_ref().is_some_and(|now| now.held && now.walked));
}

fn count(window: &Window, state: FileState) -> usize {
    window.app().intake.count(Stand::Is(state))
}

#[test]
fn an_import_is_held_stopped_and_gone_on_with_by_its_buttons_and_every_file_is_listed() {
    let folder = corpus(300);
    let mut window = window(Theme::Light);
    held(&mut window, folder.path());
    window.act_once(Action::Command(Command::ImportFiles));
    assert!(window.shows("paused") && window.is_enabled("Go on"));
    assert_eq!(window.app().intake.len(), 301, "what waits is listed too");
    assert!(count(&window, FileState::Waiting) > 0);
    window.click_once("Stop");
    window.until("it is stopped", |app| app.unfinished().is_some());
    window.settle();
    assert!(window.app().overlay.is_none(), "the table says it all");
    assert!(window.shows("stopped"));

    // After a restart it is offered, and going on ends it.
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::Command(Command::CloseProject));
    window.act(Action::OpenProject(path));
    window.until("it is offered", |app| app.unfinished().is_some());
    window.settle();
    assert!(window.shows("Not finished:"));
    window.click("Go on with the import");
    window.until("nothing is left to go on with", |app| app.unfinished().is_none());
    window.settle();
    assert!(!window.shows("Not finished:"));
    assert_eq!(window.app().model().unwrap().shown_documents().count(), 300);
    assert_eq!(count(&window, FileState::Taken) + count(&window, FileState::AlreadyHere), 300);
    assert_eq!(count(&window, FileState::NotTaken), 1);

    // One state alone is listed, with the reason; a click on a file opens its document.
    window.click_role(Role::Button, "not taken 1");
    let rows = window.names(Role::ListBoxOption);
    assert!(matches!(rows.as_slice(), [only] if only.starts_with("program, not taken: ")), "{rows:?}");
    window.click_role(Role::Button, "all 301");
    let rows = window.names(Role::ListBoxOption);
    assert!(rows.len() < 40, "few of many rows are drawn: {}", rows.len());
    let row = rows.iter().find(|row| row.starts_with("note 007.txt")).unwrap().clone();
    window.click_role(Role::ListBoxOption, &row);
    assert_eq!(window.app().open_document_record().unwrap().file_name.raw(), "note 007.txt");
    assert!(!window.app().shows_intake());
}

#[test]
fn an_import_nobody_wants_any_more_is_not_offered_again() {
    let folder = corpus(200);
    let mut window = window(Theme::Light);
    held(&mut window, folder.path());
    window.act_once(Action::CancelImport);
    window.until("it is stopped", |app| app.unfinished().is_some());
    window.settle();
    window.act(Action::CloseOverlay);
    window.click("Leave it so");
    window.until("it is left so", |app| app.unfinished().is_none());
    window.settle();
    assert!(!window.shows("Not finished:"));
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::Command(Command::CloseProject));
    window.act(Action::OpenProject(path));
    assert!(!window.shows("Not finished:"));
}

#[test]
fn what_is_otherwise_is_shown_first_then_taken_and_taken_back() {
    let folder = corpus(6);
    let mut window = window(Theme::Dark);
    window.act(Action::Import(vec![folder.path().to_owned()]));
    window.act(Action::CloseOverlay);
    window.act(Action::Command(Command::Rescan));
    assert!(window.shows("cannot be taken 1"), "the program is none of the news");

    fs::write(folder.path().join("note 000.txt"), "Corrected.\nThe note of day 0.\n").unwrap();
    fs::write(folder.path().join("note 006.txt"), "The note of day 6.\n").unwrap();
    fs::rename(folder.path().join("note 001.txt"), folder.path().join("moved.txt")).unwrap();
    fs::remove_file(folder.path().join("note 002.txt")).unwrap();
    window.act(Action::Command(Command::Rescan));
    for (sight, n) in [(Sight::New, 1), (Sight::Changed, 1), (Sight::Moved, 1), (Sight::Gone, 1)] {
        assert_eq!(window.app().intake.count(Stand::Seen(sight)), n, "{sight:?}");
    }
    let before = window.app().model().unwrap().shown_documents().count();
    assert_eq!(before, 6, "nothing is written yet");
    window.click("Take these in");
    assert!(window.shows("1 document has a new version"));
    assert_eq!(window.app().model().unwrap().shown_documents().count(), 7);
    // A document whose file is gone is marked, and can be read as before.
    let marked = |app: &App| -> Vec<Id> {
        let all = app.model().unwrap().shown_documents().map(|document| document.id);
        all.filter(|id| app.found_at(*id).iter().any(|path| path.gone)).collect()
    };
    window.until("the mark is there", |app| marked(app).len() == 1);
    let gone = marked(window.app())[0];
    window.act(Action::OpenDocument(gone));
    assert!(window.shows("note 002.txt"));
    // A file that lies elsewhere has its new name.
    assert_eq!(window.document("moved.txt").file_name.raw(), "moved.txt");
    window.act(Action::Command(Command::Undo));
    window.until("the mark is gone", |app| marked(app).is_empty());
    assert_eq!(window.document("note 001.txt").file_name.raw(), "note 001.txt");
    window.settle();
    assert_eq!(window.app().model().unwrap().shown_documents().count(), 6);

    // A folder that is not there is said, and nothing in it is gone.
    let away = folder.path().with_extension("away");
    fs::rename(folder.path(), &away).unwrap();
    window.act(Action::Command(Command::Rescan));
    assert!(window.shows("Could not be looked into"));
    assert!(!window.shows("Take these in"));
    fs::rename(&away, folder.path()).unwrap();
}
