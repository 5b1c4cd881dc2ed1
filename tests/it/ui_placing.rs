//! Passages after a new version of their text: the list of those that moved, changed or lost their place, and one set anew
//! by hand.

use crate::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::placing::carried;
use assay::app::{Action, Command, Hand};
use assay::domain::Id;
use assay::domain::passage::AnchorState;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, vec2};
use std::fs;

const BEFORE: &str = "The port opened in March.\n\nThe lease of Aldan harbour was signed by both ministers on Tuesday.\n\nНикто не ответил на вопросы.\n";
const AFTER: &str = "A correction stands here now.\n\nThe port opened in March.\n\nBoth sides initialled a paper.\n\nНикто не ответил на вопросы.\n";

/// A document with three tagged sentences, whose file has other words since: one of them is nowhere in it.
fn changed() -> (tempfile::TempDir, Window, Id) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.txt"), BEFORE).unwrap();
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    let document = window.document("report.txt").id;
    for words in ["The port opened in March.", "The lease of Aldan harbour was signed", "Никто не ответил"]
    {
        window.select(document, words);
        window.key(Key::T);
        window.letters("port");
        window.key(Key::Enter);
    }
    assert_eq!(window.app().model().unwrap().passage_tags.len(), 3);
    fs::write(folder.path().join("report.txt"), AFTER).unwrap();
    window.act(Action::Command(Command::Rescan));
    window.click("Take these in");
    window.act(Action::CloseOverlay);
    (folder, window, document)
}

fn states(window: &Window) -> Vec<AnchorState> {
    carried(window.app().model().unwrap()).into_iter().map(|(_, state)| state).collect()
}

#[test]
fn a_passage_whose_words_are_gone_is_listed_first_and_set_anew_in_one_edit() {
    let (_folder, mut window, document) = changed();
    // Given a list of what moved and what was lost, over whatever is shown
    window.act(Action::Command(Command::Search));
    window.act(Action::Command(Command::Places));
    assert_eq!(states(&window), [AnchorState::Orphaned, AnchorState::Moved, AnchorState::Moved]);
    let rows = window.names(Role::ListBoxOption);
    let rows: Vec<&String> = rows.iter().filter(|row| row.contains(": ")).collect();
    assert!(rows[0].starts_with("lost its place: The lease of Aldan harbour"), "{rows:?}");
    assert!(rows[1].starts_with("moved: The port opened"), "{rows:?}");
    let lost = carried(window.app().model().unwrap())[0].0;
    // When it is placed anew, on words that are selected
    window.click("Place anew");
    assert!(window.app().overlay.is_none());
    assert_eq!(window.app().hand, Hand::Passage(lost));
    assert!(window.shows("Select where this stands now:"));
    let before = window.app().model().unwrap().generation;
    window.select(document, "Both sides initialled a paper");
    window.key(Key::Enter);
    // Then it stands there, exactly, by one edit
    let model = window.app().model().unwrap();
    assert_eq!(model.generation, before + 1);
    let anchor = model.place(lost).unwrap();
    assert_eq!((anchor.quote.raw(), anchor.state), ("Both sides initialled a paper", AnchorState::Exact));
    assert!(AFTER[anchor.start as usize..].starts_with("Both sides"));
    assert_eq!(model.tags_of(lost).count(), 1, "its tag came with it");
    assert!(window.app().being_placed().is_none());
    assert_eq!(states(&window).len(), 2);
    // And undo lets it be lost again, with the words it had.
    window.press(Modifiers::COMMAND, Key::Z);
    let anchor = window.app().model().unwrap().anchor(lost).unwrap().clone();
    assert_eq!(anchor.state, AnchorState::Orphaned);
    assert_eq!(anchor.quote.raw(), "The lease of Aldan harbour was signed");
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    assert!(window.app().model().unwrap().place(lost).is_some());
}

#[test]
fn enter_opens_a_passage_of_the_list_and_esc_leaves_one_as_it_was() {
    let (_folder, mut window, document) = changed();
    window.act(Action::Command(Command::Places));
    window.key(Key::ArrowDown);
    assert!(matches!(window.app().overlay, Some(Overlay::Places { at: 1 })));
    window.key(Key::Enter);
    let reading = window.app().reading.as_ref().unwrap();
    assert_eq!(reading.document, document);
    let cursor = reading.text(reading.cursor.unwrap().range()).unwrap().into_owned();
    assert_eq!(cursor.trim(), "The port opened in March.");
    // From its card it can be set anew too; Esc leaves it.
    let moved = carried(window.app().model().unwrap())[1].0;
    let before = window.app().model().unwrap().generation;
    window.act(Action::Hand(Hand::Passage(moved)));
    window.click("Place anew");
    assert!(window.app().being_placed().is_some());
    window.key(Key::Escape);
    assert!(window.app().being_placed().is_none());
    assert_eq!(window.app().model().unwrap().generation, before);
    // Where every passage stands as it was marked the list says so.
    window.press(Modifiers::COMMAND, Key::Z);
    for _ in 0..20 {
        if states(&window).is_empty() {
            break;
        }
        window.press(Modifiers::COMMAND, Key::Z);
    }
    window.act(Action::Command(Command::Places));
    assert!(window.shows("Every passage stands exactly where it was marked."));
}
