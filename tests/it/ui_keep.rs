//! Snapshots, damage and the second window, as a person meets them.

use super::ui_support::Window;
use assay::app::{Action, App, Command};
use assay::domain::Id;
use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Edit, Op};
use assay::store::Store;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

fn add_tag(name: &str) -> Action {
    let name = TagName::try_from(name.to_owned()).unwrap();
    let (id, color) = (Id::new(), Color([1, 2, 3]));
    let tag = Tag { id, parent: None, name, color, definition: None, digit: None, ordinal: 0 };
    Action::Edit(Edit::new("Add a tag", vec![Op::add(tag)]))
}

fn tags(app: &App) -> Vec<&str> {
    app.model().map(|model| model.tags.values().map(|tag| tag.name.words().raw()).collect()).unwrap_or_default()
}

#[test]
fn a_snapshot_is_made_compared_with_now_and_brought_back_as_a_new_project() {
    let mut window = Window::on_seeds();
    window.act(add_tag("first"));
    window.act(Action::Command(Command::Snapshots));
    window.until("the list is there", |app| app.kept.is_some());
    window.settle();
    assert!(window.shows("There is no snapshot yet."));
    window.click("Snapshot now");
    window.until("it is made and listed", |app| app.kept.as_ref().is_some_and(|kept| kept.snapshots.len() == 1));
    window.settle();
    assert!(window.shows("2 documents · 1 tag") && window.shows("The same as now"));
    window.key(Key::Escape);
    window.act(add_tag("second"));
    window.act(Action::Command(Command::Snapshots));
    window.until("the list is there", |app| app.kept.is_some());
    window.settle();
    assert!(window.shows("1 tag and 1 step of work fewer than now"));
    let restore = window.names(Role::Button).into_iter().find(|name| name.starts_with("Restore the snapshot")).unwrap();
    let before = window.app().path().unwrap().to_owned();
    window.click(&restore);
    window.until("the new project is open", |app| app.path().is_some_and(|path| path != before) && app.is_idle());
    assert_eq!(window.app().path().unwrap().file_name().unwrap(), "Minsk–Tehran restored.assay");
    assert_eq!(tags(window.app()), ["first"]);
    window.act(Action::OpenProject(before));
    assert_eq!(tags(window.app()), ["first", "second"], "the project before it is as it was");
}

#[test]
fn a_damaged_project_says_what_is_safe_and_enter_opens_the_newest_sound_snapshot() {
    let mut window = Window::on_seeds();
    window.act(add_tag("first"));
    let path = window.app().path().unwrap().to_owned();
    // Closing makes a snapshot.
    window.stroke(Modifiers::COMMAND, Key::W);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 3]).unwrap();
    window.act(Action::OpenProject(path.clone()));
    window.until("it is seen", |app| app.damaged.is_some());
    window.settle();
    assert!(window.shows("This file no longer reads as a project"));
    assert!(window.shows("Your work is in a snapshot beside it"));
    assert!(window.shows("It holds everything that was saved"));
    assert!(window.shows("Nothing was written to the damaged file"));
    window.key(Key::Enter);
    window.until("the new project is open", |app| app.project.is_some() && app.is_idle());
    assert_eq!(window.app().path().unwrap().file_name().unwrap(), "Minsk–Tehran restored.assay");
    assert_eq!(tags(window.app()), ["first"]);
    assert_eq!(std::fs::read(&path).unwrap().len(), bytes.len() / 3, "the damaged file is as it was");
}

#[test]
fn a_damaged_project_is_copied_aside_only_when_that_is_wanted() {
    let mut window = Window::on_seeds();
    let path = window.app().path().unwrap().to_owned();
    window.stroke(Modifiers::COMMAND, Key::W);
    std::fs::write(&path, vec![0; 4_096]).unwrap();
    window.act(Action::OpenProject(path.clone()));
    window.until("it is seen", |app| app.damaged.is_some());
    window.settle();
    let copy = window.folder().join("Minsk–Tehran.assay.damaged-1");
    assert!(!copy.exists());
    window.click("Copy the damaged file aside");
    window.until("it is copied", |app| app.damaged.as_ref().is_some_and(|d| d.aside.is_some()));
    window.settle();
    assert!(window.shows("The copy by itself is not sound"));
    assert_eq!(std::fs::read(copy).unwrap(), vec![0; 4_096]);
    window.click("Leave it for now");
    assert!(window.app().damaged.is_none() && window.app().project.is_none());
}

#[test]
fn a_second_window_says_so_follows_the_first_and_writes_when_that_one_has_closed() {
    let mut window = Window::on_seeds();
    let path = window.app().path().unwrap().to_owned();
    window.stroke(Modifiers::COMMAND, Key::W);
    let mut other = Store::open(&path, None).unwrap();
    window.act(Action::OpenProject(path));
    assert!(window.shows("Open in another window: you can read, not write."));
    window.key(Key::C);
    assert!(window.app().overlay.is_none() && window.shows("in use"), "a key that writes says why it does not");
    window.key(Key::F5);
    window.until("the answer is there", |app| !app.notices.is_empty());
    let Action::Edit(edit) = add_tag("by the other") else { unreachable!() };
    other.commit(&edit).unwrap();
    window.click("Reload");
    window.until("it is there", |app| tags(app) == ["by the other"]);
    other.close().unwrap();
    window.click("Write here");
    window.until("it is open for writing", App::can_write);
    window.settle();
    window.act(add_tag("mine"));
    assert_eq!(tags(window.app()), ["by the other", "mine"]);
}

#[test]
fn little_room_on_the_disk_is_told_with_what_to_do_and_work_goes_on() {
    let mut window = Window::on_seeds();
    window.act(add_tag("first"));
    let path = window.app().path().unwrap().to_owned();
    window.stroke(Modifiers::COMMAND, Key::W);
    assert!(window.app().notices.is_empty(), "there is room for a small project");
    // SQLite leaves what lies behind its last page alone, and a hole takes no room: the project is long, the disk as it was.
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(1 << 40).unwrap();
    window.act(Action::OpenProject(path));
    window.until("the room is looked at", |app| !app.notices.is_empty());
    window.settle();
    assert!(window.shows("The disk of this project has little room left"));
    assert!(window.shows("Everything is saved as always.") && window.shows("until 2199.0 GB are free"));
    window.click("Close");
    window.act(add_tag("second"));
    assert_eq!(tags(window.app()), ["first", "second"]);
    assert!(window.app().notices.is_empty(), "once is enough");
}
