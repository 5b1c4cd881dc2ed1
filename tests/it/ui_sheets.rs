//! What lies over the window keeps the keys that are its own, and lets through what leaves it without loss.

use crate::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::{Action, Command, Hand};
use assay::domain::claim::Claim;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

fn claims(window: &Window) -> Vec<&Claim> {
    window.app().model().unwrap().claims.values().collect()
}

#[test]
fn tab_goes_round_the_sheet_and_never_to_what_lies_behind_it() {
    let mut window = Window::on_seeds();
    window.key(Key::C);
    let mut reached = Vec::new();
    for _ in 0..12 {
        window.key(Key::Tab);
        reached.push(window.focused().expect("something of the sheet has the focus").1);
    }
    for chip in ["no speaker", "affirms", "asserted", "narration", "verbatim", "Record claim"] {
        assert_eq!(reached.iter().filter(|name| *name == chip).count(), 2, "{chip}: {reached:?}");
    }
    window.key(Key::Escape);
    assert!(claims(&window).is_empty());
}

#[test]
fn a_click_behind_a_sheet_closes_it_and_does_nothing_else() {
    let mut window = Window::on_seeds();
    window.press(Modifiers::COMMAND, Key::Comma);
    let before = window.app().place;
    window.point(Role::Tab, "Weigh");
    assert!(window.app().overlay.is_none());
    assert_eq!(window.app().place, before);
    window.point(Role::Tab, "Weigh");
    assert_ne!(window.app().place, before, "now it is reached");
}

#[test]
fn a_click_behind_a_sheet_throws_nothing_away_that_was_typed() {
    let mut window = Window::on_seeds();
    let path = |window: &Window| match &window.app().overlay {
        Some(Overlay::Path(asked)) => Some(asked.text.clone()),
        _ => None,
    };
    window.act(Action::Command(Command::Import));
    assert!(path(&window).is_some());
    window.point(Role::Tab, "Weigh");
    assert_eq!(path(&window), None, "nothing was typed");

    window.act(Action::Command(Command::Import));
    window.type_into("Path", "/home/mara/leaks/2024");
    window.point(Role::Tab, "Weigh");
    assert_eq!(path(&window).as_deref(), Some("/home/mara/leaks/2024"));
    window.press(Modifiers::COMMAND, Key::K);
    assert_eq!(path(&window).as_deref(), Some("/home/mara/leaks/2024"), "nor by a key that goes elsewhere");
    window.key(Key::Escape);
    assert_eq!(path(&window), None, "Esc is meant");

    window.key(Key::M);
    window.letters("half a thought");
    window.point(Role::Tab, "Weigh");
    assert!(matches!(&window.app().overlay, Some(Overlay::Memo { text, .. }) if text == "half a thought"));
}

#[test]
fn keys_that_go_elsewhere_leave_a_sheet_unless_something_is_filled_in() {
    let mut window = Window::on_seeds();
    let opened = |window: &Window| window.app().overlay.clone();
    window.press(Modifiers::COMMAND, Key::K);
    window.press(Modifiers::COMMAND, Key::O);
    assert!(matches!(opened(&window), Some(Overlay::Path(_))));
    window.key(Key::F1);
    assert!(matches!(opened(&window), Some(Overlay::Help { .. })));
    window.key(Key::F1);
    assert_eq!(opened(&window), None, "the key that opened it closes it");

    window.key(Key::M);
    window.letters("half a thought");
    window.press(Modifiers::COMMAND, Key::O);
    assert!(matches!(opened(&window), Some(Overlay::Memo { text, .. }) if text == "half a thought"));
    let zoom = window.app().zoom;
    window.press(Modifiers::COMMAND, Key::Plus);
    assert!(window.app().zoom > zoom && opened(&window).is_some(), "how it looks can be changed over any sheet");
    window.key(Key::Escape);
    window.press(Modifiers::COMMAND, Key::H);
    window.press(Modifiers::COMMAND, Key::W);
    assert!(window.app().project.is_none(), "the project is closed from over a sheet that holds nothing");
}

#[test]
fn the_focus_follows_the_letter_of_a_grade() {
    let mut window = Window::on_seeds();
    window.key(Key::G);
    window.letters("Herald");
    window.key(Key::Tab);
    let row = |window: &Window| window.focused().unwrap().1;
    assert!(row(&window).starts_with('A'));
    window.key(Key::C);
    assert!(row(&window).starts_with('C'), "one row stands out: {}", row(&window));
    window.key(Key::Enter);
    let model = window.app().model().unwrap();
    let grade = model.grades.values().next().unwrap();
    assert_eq!(grade.reliability.as_str(), "C");
}

#[test]
fn a_claim_is_put_into_words_of_ours_as_it_is_made_and_afterwards() {
    let mut window = Window::on_seeds();
    window.key(Key::C);
    window.key(Key::W);
    window.press(Modifiers::COMMAND, Key::A);
    window.letters("an alliance is signed");
    assert!(
        matches!(&window.app().overlay, Some(Overlay::Claim(capture)) if capture.drafts[0].own.as_deref() == Some("an alliance is signed"))
    );
    window.key(Key::Enter);
    let made = claims(&window)[0].clone();
    assert_eq!((made.words.raw(), made.reworded), ("an alliance is signed", true));
    let model = window.app().model().unwrap();
    let quote = model.support(made.id).and_then(|id| model.anchor(id)).unwrap().quote.clone();
    assert!(quote.raw().starts_with("Belarus and Iran Form Alliance"), "the passage keeps the words of the document");

    window.act(Action::Hand(Hand::Claim(made.id)));
    window.key(Key::F2);
    assert!(window.shows("Reword the claim"));
    window.press(Modifiers::COMMAND, Key::A);
    window.letters("a pact is signed");
    window.key(Key::Enter);
    assert_eq!(claims(&window)[0].words.raw(), "a pact is signed");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(claims(&window)[0].words.raw(), "an alliance is signed");

    // The same words again are none of ours.
    window.key(Key::ArrowDown);
    window.key(Key::C);
    window.key(Key::W);
    window.key(Key::Enter);
    assert!(!claims(&window)[1].reworded);
    // And nothing is reworded without words.
    window.act(Action::Command(Command::Reword));
    window.press(Modifiers::COMMAND, Key::A);
    window.key(Key::Backspace);
    window.key(Key::Enter);
    assert!(claims(&window)[1].words.is_filled());
}

#[test]
fn what_is_half_typed_on_a_sheet_is_there_again_after_a_sudden_end() {
    let mut window = Window::on_seeds();
    for (key, modifiers, words) in
        [(Key::J, Modifiers::COMMAND, "we assess that"), (Key::Y, Modifiers::NONE, "a translation begun")]
    {
        window.stroke(modifiers, key);
        window.letters(words);
        window.until("the draft", |app| app.drafts().any(|kept| kept.raw() == words));
        // The program is gone before the sheet was taken or left.
        window.reopen_at_the_first_page();
        window.rest();
        window.stroke(modifiers, key);
        let held = match &window.app().overlay {
            Some(Overlay::Judgement(draft)) => &draft.words,
            Some(Overlay::Translation(draft)) => &draft.words,
            other => panic!("{other:?}"),
        };
        assert_eq!(held, words);
        window.key(Key::Escape);
        assert_eq!(window.app().drafts().count(), 0, "what was left is forgotten");
    }
}
