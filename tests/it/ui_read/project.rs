//! The project as a whole: undo and redo over restarts, the history, menu and palette, imports, what is refused.

use super::{A, B, model, new_tag, open, rows, sentence};
use crate::ui_support::Window;
use assay::app::{Action, Command, Place};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use std::path::PathBuf;

/// Closes the project and opens it again.
fn reopen(window: &mut Window) {
    let path = window.app().path().unwrap().to_owned();
    window.stroke(Modifiers::COMMAND, Key::W);
    assert!(window.app().project.is_none());
    assert!(window.shows("Open project…"), "the window says what to do next");
    window.act(Action::OpenProject(path));
    assert!(window.app().project.is_some(), "{:?}", window.app().notices);
}

fn undo(window: &mut Window) {
    window.stroke(Modifiers::COMMAND, Key::Z);
}

fn redo(window: &mut Window) {
    window.stroke(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
}

/// One of everything.
fn work(window: &mut Window) {
    open(window, A);
    window.type_into("Outlet", "Eurasia Digest");
    window.key(Key::Enter);
    window.point(Role::Button, "source F");
    window.key(Key::C);
    window.key(Key::Enter);
    new_tag(window, "denial");
    window.key(Key::M);
    window.letters("weigh this");
    window.stroke(Modifiers::COMMAND, Key::Enter);
    window.key(Key::B);
    window.key(Key::ArrowDown);
    window.key(Key::Num1);
    window.key(Key::C);
    window.key(Key::Enter);
    open(window, B);
    window.key(Key::C);
    window.key(Key::Enter);
    window.key(Key::L);
    window.letters("our");
    window.key(Key::Enter);
    window.key(Key::B);
    window.key(Key::K);
}

#[test]
fn everything_is_undone_and_redone_also_after_a_restart() {
    let mut window = Window::on_seeds();
    let start = rows(model(&window));
    work(&mut window);
    let end = rows(model(&window));
    assert_eq!(model(&window).links.len(), 1);
    assert_eq!(model(&window).blocks.len(), 2);
    reopen(&mut window);
    assert_eq!(rows(model(&window)), end, "closing and opening changes nothing");
    let mut steps = 0;
    while rows(model(&window)) != start {
        assert!(window.app().is_enabled(Command::Undo), "the start is reached by undo");
        undo(&mut window);
        steps += 1;
        if steps == 4 {
            reopen(&mut window);
        }
    }
    assert_eq!(steps, 11, "outlet, grade, tag, memo, brief, digit, claim, claim, link, brief, keep");
    reopen(&mut window);
    for step in 0..steps {
        assert!(window.app().is_enabled(Command::Redo), "step {step}");
        redo(&mut window);
    }
    assert_eq!(rows(model(&window)), end);
    assert!(!window.app().is_enabled(Command::Redo));
    assert!(window.app().notices.iter().all(|n| !matches!(n.what, assay::app::notice::Said::Fault(_))));
}

#[test]
fn a_restart_comes_back_to_the_place_that_was_read() {
    let mut window = Window::on_seeds();
    open(&mut window, B);
    for _ in 0..5 {
        window.key(Key::ArrowDown);
    }
    let there = sentence(&window);
    reopen(&mut window);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), B);
    assert_eq!(sentence(&window), there);
}

#[test]
fn the_history_lists_every_step_in_words() {
    let mut window = Window::on_seeds();
    new_tag(&mut window, "denial");
    window.key(Key::K);
    window.stroke(Modifiers::COMMAND, Key::H);
    window.until("the history", |app| !app.history.is_empty());
    window.settle();
    for line in ["Keep 000_84839096dc77e6c1.txt", "Tag “Belarus and Iran Form Alliance Against", "Import seeds"] {
        assert!(window.shows(line), "{line}");
    }
    window.click("Undo the last");
    window.until("the undone step", |app| app.history.len() == 6);
    window.settle();
    assert!(window.shows("Undo: Keep 000_84839096dc77e6c1.txt"), "it goes on while it is open");
    window.key(Key::Escape);
    assert!(window.app().overlay.is_none());
}

#[test]
fn the_palette_finds_commands_documents_tags_claims_and_names() {
    let mut window = Window::on_seeds();
    new_tag(&mut window, "denial");
    window.key(Key::C);
    window.key(Key::S);
    window.letters("Khrenin");
    window.key(Key::Enter);
    window.key(Key::Enter);
    // A command is run.
    window.stroke(Modifiers::COMMAND, Key::K);
    window.letters("weigh");
    window.key(Key::Enter);
    assert_eq!(window.app().place, Place::Weigh);
    // A document is opened.
    window.click("Find anything");
    window.letters("002_");
    window.key(Key::Enter);
    assert_eq!(window.app().place, Place::Read);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), B);
    // A tag leads to its passage.
    window.stroke(Modifiers::COMMAND, Key::K);
    window.letters("denial");
    window.key(Key::Enter);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), A);
    for typed in ["khren", "alliance against"] {
        window.stroke(Modifiers::COMMAND, Key::K);
        window.letters(typed);
        assert!(window.names(Role::ListBoxOption).len() > 2, "{typed}: {:?}", window.names(Role::ListBoxOption));
        window.key(Key::Escape);
    }
    window.stroke(Modifiers::COMMAND, Key::K);
    window.letters("zzqq");
    assert!(window.shows("Nothing answers to that"));
}

#[test]
fn the_menu_holds_the_commands_with_their_keys() {
    let mut window = Window::on_seeds();
    window.click("Menu");
    for (menu, names) in [
        ("Project", &["New project…", "Open project…", "Import…", "Export report…"][..]),
        ("Edit", &["Undo", "Redo", "Claim…"]),
        ("Help", &["Guide and keys"]),
        ("View", &["History"]),
    ] {
        window.click_role(Role::Button, menu);
        for name in names {
            assert!(window.shows(name), "{menu}: {name}");
        }
    }
    window.click_role(Role::Button, "Weigh Ctrl+2");
    assert_eq!(window.app().place, Place::Weigh);
    window.stroke(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.app().place, Place::Read);
    window.key(Key::F1);
    window.click_role(Role::ListBoxOption, "Keys");
    assert!(window.shows("Keep the document and go on to the next"), "F1 leads to the keys");
}

#[test]
fn a_project_that_can_only_be_read_refuses_edits_with_a_sentence() {
    let mut window = Window::on_seeds();
    new_tag(&mut window, "denial");
    let path = window.app().path().unwrap().to_owned();
    window.stroke(Modifiers::COMMAND, Key::W);
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).unwrap();
    window.act(Action::OpenProject(path));
    assert!(window.shows("Read only"));
    assert!(window.shows("This file cannot be written: you can read, not write."), "it is said why");
    let before = rows(model(&window));
    let notices: Vec<u64> = window.app().notices.iter().map(|n| n.id).collect();
    for id in notices {
        window.act(Action::Dismiss(id));
    }
    for key in [Key::Num1, Key::K, Key::T, Key::C, Key::B, Key::M] {
        window.key(key);
        assert!(window.app().overlay.is_none(), "{key:?} opens nothing that could not be saved");
        assert_eq!(rows(model(&window)), before);
        assert!(!window.app().notices.is_empty(), "{key:?} is answered with a sentence");
        let notices: Vec<u64> = window.app().notices.iter().map(|n| n.id).collect();
        for id in notices {
            window.act(Action::Dismiss(id));
        }
    }
    // Reading goes on.
    window.key(Key::ArrowDown);
    assert!(sentence(&window).starts_with("Our answer is one"));
}

#[test]
fn a_project_that_another_window_has_open_is_shown_for_reading() {
    let first = Window::on_seeds();
    let path = first.app().path().unwrap().to_owned();
    let mut second = Window::on_seeds();
    second.stroke(Modifiers::COMMAND, Key::W);
    second.act(Action::OpenProject(path));
    assert!(second.shows("Read only"), "{:?}", second.app().notices);
    assert_eq!(second.names(Role::ListBoxOption), [A, B]);
}

#[test]
fn an_import_reports_every_file_that_was_not_taken() {
    let mut window = Window::on_seeds();
    let folder = window.folder().join("found");
    std::fs::create_dir_all(folder.join("deep")).unwrap();
    std::fs::write(folder.join("deep/note.txt"), "A note of our own.\n").unwrap();
    std::fs::write(folder.join("picture.txt"), [0_u8, 1, 2, 3, 0, 255, 0, 17].repeat(50)).unwrap();
    std::fs::write(folder.join("empty.txt"), "").unwrap();
    let seed = super::super::ui_support::seeds().join(A);
    std::fs::copy(seed, folder.join("the same again.txt")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/nowhere", folder.join("link.txt")).unwrap();
    #[cfg(unix)]
    let _socket = std::os::unix::net::UnixListener::bind(folder.join("socket.txt")).unwrap();
    // By the path, as without a dialog of the system.
    window.stroke(Modifiers::COMMAND, Key::I);
    window.type_into("Path", folder.to_str().unwrap());
    window.key(Key::Enter);
    window.until("the import", |app| app.overlay.is_some() || !app.notices.is_empty());
    window.settle();
    for said in ["1 new document", "NOT TAKEN", "picture.txt", "empty.txt", "HERE UNDER ANOTHER PATH"] {
        assert!(window.shows(said), "{said}; {:?}", window.app().overlay);
    }
    if cfg!(unix) {
        assert!(window.shows("link.txt") && window.shows("socket.txt"));
    }
    window.click_role(Role::Button, "Close");
    assert_eq!(window.names(Role::ListBoxOption), [A, B, "note.txt"]);
    // One undo takes the import back, redo brings it again.
    undo(&mut window);
    assert_eq!(window.names(Role::ListBoxOption), [A, B]);
    redo(&mut window);
    assert_eq!(window.names(Role::ListBoxOption), [A, B, "note.txt"]);
}

#[test]
fn a_new_project_is_made_by_its_path_and_starts_empty() {
    let mut window = Window::on_seeds();
    let path: PathBuf = window.folder().join("Second");
    window.stroke(Modifiers::COMMAND, Key::N);
    window.type_into("Path", path.to_str().unwrap());
    window.type_into("Your name", "R. Reader");
    window.key(Key::Enter);
    window.until("the project", |app| app.project.is_some());
    window.settle();
    assert_eq!(window.app().path().unwrap().file_name().unwrap(), "Second.assay");
    assert!(window.shows("No document yet"), "the empty window says what to do");
    assert!(window.shows("Import…"));
    // There is one of that name now.
    window.stroke(Modifiers::COMMAND, Key::N);
    window.type_into("Path", path.to_str().unwrap());
    window.key(Key::Enter);
    assert!(window.shows("There is a file of this name, and a project is never written over another."));
}
