//! Groups of documents: folders they were taken from, sets put together by hand, filters under a name.

use super::super::ui_support::Window;
use assay::app::groups::{GroupWish, Within};
use assay::app::listing::Arrangement;
use assay::app::{Action, Command};
use assay::domain::document::Triage;
use assay::domain::{Id, Words};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, vec2};

/// Nine reports in three folders below “press”, and a letter.
fn window() -> Window {
    let folder = tempfile::tempdir().unwrap();
    let press = folder.path().join("press");
    for (below, count) in [("2023", 4), ("2023/Минск", 2), ("2024", 3)] {
        std::fs::create_dir_all(press.join(below)).unwrap();
        for n in 0..count {
            let name = format!("{} {n}.txt", below.replace('/', " "));
            std::fs::write(press.join(below).join(name), format!("Text {n} of {below}.\n")).unwrap();
        }
    }
    std::fs::write(press.join("letter.txt"), "A letter.\n").unwrap();
    Window::on(vec2(1366.0, 768.0), Theme::Light, Some(&press))
}

fn rows(window: &Window) -> Vec<String> {
    let app = window.app();
    let headings = app.listing.rows().iter().map(|id| app.model().unwrap().documents[id].heading());
    headings.map(|words| words.raw().to_owned()).collect()
}

/// The rows of the groups, as an assistive technology names them.
fn groups(window: &Window) -> Vec<String> {
    let all = window.names(Role::ListBoxOption);
    all.into_iter().filter(|name| name.ends_with(" documents") || name.ends_with(" document")).collect()
}

fn set(window: &Window, name: &str) -> Id {
    let model = window.app().model().unwrap();
    model.sets.values().find(|set| set.name.words().raw() == name).unwrap().id
}

#[test]
fn folders_stand_as_a_tree_with_counts_and_narrow_the_list() {
    let mut window = window();
    assert!(groups(&window).is_empty(), "they are folded away at first");
    window.click("Show groups");
    assert_eq!(groups(&window), ["press, 10 documents", "2023, 6 documents", "2024, 3 documents"]);
    window.click("Unfold 2023");
    assert!(groups(&window).contains(&"Минск, 2 documents".to_owned()));
    window.click_role(Role::ListBoxOption, "2023, 6 documents");
    assert_eq!(rows(&window).len(), 6);
    window.click_role(Role::ListBoxOption, "Минск, 2 documents");
    assert_eq!(rows(&window), ["2023 Минск 0.txt", "2023 Минск 1.txt"]);
    // The same once more lists all again; so does the chip over the list.
    window.click_role(Role::ListBoxOption, "Минск, 2 documents");
    assert_eq!(rows(&window).len(), 10);
    window.click_role(Role::ListBoxOption, "2024, 3 documents");
    window.click("List all documents again");
    assert_eq!(rows(&window).len(), 10);
    // An undone import takes its folders with it.
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(groups(&window).is_empty());
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    assert_eq!(groups(&window).len(), 4, "and brings them again, as they were unfolded");
}

#[test]
fn a_set_is_made_of_chosen_documents_by_keyboard_alone_and_undone_in_one_step() {
    let mut window = window();
    window.point_with(Modifiers::COMMAND, Role::ListBoxOption, "2024 1.txt");
    window.stroke(Modifiers::SHIFT, Key::ArrowDown);
    let chosen: Vec<Id> = window.app().documents_in_hand();
    assert_eq!(chosen.len(), 2);
    window.key(Key::S);
    window.letters("to read");
    window.key(Key::Enter);
    let id = set(&window, "to read");
    assert_eq!(window.app().groups.in_set(id), 2);
    assert!(window.shows("Put 2 documents into the set to read"));
    // The open document goes in too; one that is in it already changes nothing.
    window.act(Action::Choose(assay::app::selection::Choose::Nothing));
    window.act(Action::OpenDocument(window.document("letter").id));
    for _ in 0..2 {
        window.key(Key::S);
        window.letters("read");
        window.key(Key::Enter);
        assert_eq!(window.app().groups.in_set(id), 3);
    }
    assert!(window.shows("They are in it already:"));
    // The palette's command narrows the list to it.
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::G);
    window.letters("to read");
    window.key(Key::Enter);
    assert_eq!(window.app().within, Some(Within::Set(id)));
    assert_eq!(rows(&window), ["2024 1.txt", "2024 2.txt", "letter.txt"]);
    // Taken out, it leaves the list at once.
    window.act(Action::Command(Command::TakeOutOfSet));
    assert_eq!(rows(&window), ["2024 1.txt", "2024 2.txt"]);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(rows(&window).len(), 3);
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.app().model().unwrap().sets.is_empty());
    assert_eq!((window.app().within.as_ref(), rows(&window).len()), (None, 10), "without its set the list has all");
    for _ in 0..2 {
        window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    }
    assert_eq!(window.app().groups.in_set(id), 3);
}

#[test]
fn sets_are_renamed_and_deleted_by_the_keys_of_their_rows_and_no_two_have_one_name() {
    let mut window = window();
    for name in ["first", "second"] {
        window.key(Key::S);
        window.letters(name);
        window.key(Key::Enter);
    }
    window.click("Show groups");
    let row = "second, 1 document";
    window.find_role(Role::ListBoxOption, row).focus();
    window.frames(2);
    window.key(Key::F2);
    window.type_into("Name", "first");
    window.key(Key::Enter);
    assert!(window.shows("Another one has this name already."), "the form stays");
    window.type_into("Name", "برای خواندن");
    window.key(Key::Enter);
    let id = set(&window, "برای خواندن");
    // What it holds goes with it, and undo brings both.
    let row = groups(&window).into_iter().find(|row| row.starts_with("برای")).unwrap();
    window.find_role(Role::ListBoxOption, &row).focus();
    window.frames(2);
    window.key(Key::Delete);
    let model = window.app().model().unwrap();
    assert_eq!((model.sets.len(), model.in_sets.len()), (1, 1));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.app().groups.in_set(id), 1);
}

#[test]
fn a_filter_is_kept_under_a_name_and_counts_what_it_lets_through_as_work_goes_on() {
    let mut window = window();
    window.act(Action::FilterWords("2023".to_owned()));
    let parked = Arrangement { triage: Some(Triage::Parked), ..window.app().arrangement.clone() };
    window.act(Action::Arrange(parked));
    window.act(Action::Command(Command::KeepFilter));
    window.letters("parked of 2023");
    window.key(Key::Enter);
    assert_eq!(groups(&window)[0], "parked of 2023, 0 documents", "it is shown where it stands from now on");
    let id = *window.app().model().unwrap().filters.keys().next().unwrap();
    window.click_role(Role::ListBoxOption, "parked of 2023, 0 documents");
    assert_eq!((rows(&window).len(), window.app().list_words.as_str()), (10, ""), "it was the one in force");
    // Counts follow what is decided, described and undone.
    let document = window.document("2023 2").id;
    let set = |field, value: serde_json::Value| Action::Set {
        table: assay::domain::Table::Document,
        id: document,
        field,
        value,
    };
    window.act(set("triage", "parked".into()));
    assert_eq!(window.app().groups.let_through(id), 1);
    window.act(set("title", "No year".into()));
    assert_eq!(window.app().groups.let_through(id), 1, "its file still has it");
    window.click_role(Role::ListBoxOption, "parked of 2023, 1 document");
    assert_eq!(rows(&window), ["No year"]);
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!((window.app().groups.let_through(id), rows(&window).len()), (0, 0));
    window.act(Action::Group(GroupWish::Apply(id)));
    assert_eq!(rows(&window).len(), 10);
    // One that is held to a folder and a tag: tagging brings documents in.
    window.act(Action::Group(GroupWish::Narrow(Some(Within::Folder(Words::new("press/2024"))))));
    window.act(Action::OpenDocument(window.document("2024 0").id));
    super::new_tag(&mut window, "weather");
    let tag = *window.app().model().unwrap().tags.keys().next().unwrap();
    window.act(Action::TagTree(assay::app::TagWish::Filter(Some(tag))));
    window.act(Action::Command(Command::KeepFilter));
    window.letters("weather of 2024");
    window.key(Key::Enter);
    let both = *window.app().model().unwrap().filters.keys().next_back().unwrap();
    assert_eq!(window.app().groups.let_through(both), 1);
    window.act(Action::Group(GroupWish::Apply(both)));
    for (heading, count) in [("letter", 1), ("2024 1", 2)] {
        window.act(Action::OpenDocument(window.document(heading).id));
        window.act(Action::Tag(tag));
        assert_eq!(window.app().groups.let_through(both), count, "{heading}");
    }
    // All of it stands with the project.
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::OpenProject(path));
    window.until("the groups", |app| app.groups.let_through(both) == 2);
    assert_eq!(window.app().groups.let_through(id), 0);
}
