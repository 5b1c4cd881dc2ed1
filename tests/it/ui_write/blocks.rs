//! Blocks of our own words: written where they stand, split, joined, moved, changed; several briefs.

use super::{brief, claim, kinds, quote, written};
use crate::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::{Action, Command, Hand, Write};
use assay::domain::brief::BlockKind;
use assay::domain::{Id, Words};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

/// A brief with one text, the caret at its end.
pub(super) fn with_text(words: &str) -> (Window, Id) {
    let mut window = Window::on_seeds();
    window.act(Action::Command(Command::Write));
    window.click("Write text");
    window.type_into("Text", words);
    let block = window.app().block.unwrap();
    (window, block)
}

pub(super) fn texts(window: &Window) -> Vec<String> {
    let app = window.app();
    let blocks = app.model().unwrap().blocks_of(app.brief().unwrap());
    blocks.iter().filter_map(|b| b.words.clone()).map(Words::into_raw).collect()
}

#[test]
fn enter_splits_a_text_and_what_is_typed_at_once_goes_into_the_new_one() {
    let (mut window, first) = with_text("Belarus signed a plan.");
    // Not a letter waits for the new block to be saved.
    window.ahead(&[Key::Enter, Key::K, Key::X, Key::P]);
    let second = window.app().block.unwrap();
    assert_ne!(first, second);
    assert_eq!(window.find_role(Role::MultilineTextInput, "Text").value().as_deref(), Some("kxp"));
    window.letters(" one");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(texts(&window), ["Belarus signed a plan.", "kxp one"]);
    let triage = window.app().open_document_record().unwrap().triage;
    assert_eq!(triage, assay::domain::document::Triage::Inbox, "no letter was taken for a command");

    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(texts(&window), ["Belarus signed a plan."], "the split is one step");
}

#[test]
fn backspace_at_the_beginning_joins_two_texts_and_their_marks() {
    let mut window = Window::on_seeds();
    let made = claim(&mut window, "002", "the specific location remains undisclosed");
    window.act(Action::Command(Command::Write));
    window.click("Write text");
    window.type_into("Text", "One stands. Two stands.");
    let first = window.app().block.unwrap();
    for at in [3, 16] {
        window.act(Action::Write(Write::TakeAt(first, at)));
        window.act(Action::Hand(Hand::Claim(made)));
        window.act(Action::Command(Command::ToBrief));
    }
    assert_eq!(texts(&window), ["One stands.[1] Two stands.[2]"]);
    window.act(Action::Write(Write::Split(first, 14)));
    let second = window.app().block.unwrap();
    assert_eq!(texts(&window), ["One stands.[1]", "Two stands.[2]"]);
    assert_eq!((brief(&window).supported, brief(&window).notes.len()), (2, 2), "each mark went with its sentence");

    window.act(Action::Write(Write::TakeAt(second, 0)));
    window.key(Key::Backspace);
    assert_eq!(texts(&window), ["One stands.[1] Two stands.[2]"]);
    assert_eq!(window.app().block, Some(first));
    assert_eq!(brief(&window).supported, 2);

    // Two texts that both have a [1]: the second gets another number.
    window.act(Action::Write(Write::Split(first, 14)));
    let second = window.app().block.unwrap();
    window.act(Action::Hand(Hand::Claim(made)));
    window.act(Action::Write(Write::Unmark(window.app().model().unwrap().cites.keys().copied().next_back().unwrap())));
    assert_eq!(texts(&window), ["One stands.[1]", "Two stands."]);
    window.act(Action::Write(Write::TakeAt(second, 3)));
    window.act(Action::Command(Command::ToBrief));
    assert_eq!(texts(&window), ["One stands.[1]", "Two stands.[1]"]);
    window.act(Action::Write(Write::Join(second)));
    assert_eq!(texts(&window), ["One stands.[1] Two stands.[2]"]);
    assert_eq!((brief(&window).supported, brief(&window).unsupported), (2, 0));
}

#[test]
fn an_empty_block_goes_with_backspace() {
    let (mut window, first) = with_text("Belarus signed a plan.");
    window.key(Key::Enter);
    assert_eq!(brief(&window).blocks.len(), 2);
    window.key(Key::Backspace);
    assert_eq!(brief(&window).blocks.len(), 1);
    assert_eq!(window.app().block, Some(first));
    window.letters("x");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(texts(&window), ["Belarus signed a plan.x"], "the caret stood at the end");
}

#[test]
fn what_is_typed_becomes_one_edit_when_the_block_is_left_however_it_is_left() {
    let (mut window, block) = with_text("One.");
    assert_eq!(written(&window, block), None);
    window.stroke(Modifiers::COMMAND, Key::Num1);
    assert_eq!(written(&window, block).as_deref(), Some("One."));
    window.act(Action::Command(Command::Write));
    window.type_into("Text", "Two.");
    window.click_role(Role::Button, "Headline");
    assert_eq!(written(&window, block).as_deref(), Some("Two."));
    assert_eq!(kinds(&window), [BlockKind::Text, BlockKind::Headline]);
}

#[test]
fn alt_and_arrows_move_a_block_while_it_is_written() {
    let (mut window, first) = with_text("One.");
    window.key(Key::Enter);
    window.letters("two.");
    window.stroke(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(texts(&window), ["two.", "One."]);
    window.stroke(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(texts(&window), ["One.", "two."]);
    let second = window.app().block.unwrap();
    window.act(Action::Write(Write::Move(second, Some(first))));
    assert_eq!(texts(&window), ["two.", "One."]);
}

#[test]
fn a_text_becomes_a_headline_without_its_marks_and_back() {
    let (mut window, block) = with_text("One stands.");
    window.click("Mark as ours");
    assert_eq!(texts(&window), ["One stands.[1]"]);
    window.act(Action::Write(Write::Kind(block, BlockKind::Headline)));
    assert_eq!(texts(&window), ["One stands."]);
    assert_eq!(kinds(&window), [BlockKind::Headline]);
    assert!(window.app().model().unwrap().cites.is_empty());
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(texts(&window), ["One stands.[1]"]);
    assert_eq!(brief(&window).ours, 1);
}

#[test]
fn arrows_go_from_block_to_block() {
    let (mut window, first) = with_text("One.");
    window.key(Key::Enter);
    window.letters("two.");
    let second = window.app().block.unwrap();
    window.key(Key::ArrowUp);
    assert_eq!(window.app().block, Some(first));
    window.key(Key::ArrowDown);
    assert_eq!(window.app().block, Some(second));
}

#[test]
fn a_project_has_several_briefs_and_what_is_deleted_comes_back() {
    let mut window = Window::on_seeds();
    quote(&mut window, "002", "there are no closed topics");
    window.act(Action::Command(Command::NewBrief));
    let Some(Overlay::Brief { brief: None, .. }) = window.app().overlay else { panic!("no title is asked for") };
    window.type_into("Title", "Second");
    window.key(Key::Enter);
    assert!(window.shows("Briefs: Second") && window.shows("Nothing is in the brief yet"));
    window.click("Write text");
    window.type_into("Text", "Ours.");
    window.click("Mark as ours");

    let second = window.app().brief().unwrap();
    window.act(Action::Write(Write::Duplicate(second)));
    assert!(window.shows("Briefs: Second (copy)"));
    assert_eq!((brief(&window).ours, texts(&window)), (1, vec!["Ours.[1]".to_owned()]), "marks are copied too");
    let copy = window.app().brief().unwrap();
    window.act(Action::Write(Write::Rename(copy)));
    window.type_into("Title", "Third");
    window.key(Key::Enter);
    assert!(window.shows("Briefs: Third"));
    window.act(Action::Write(Write::Delete(copy)));
    assert_eq!(window.app().model().unwrap().briefs.len(), 2);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.shows("Briefs: Third"));
    assert_eq!(brief(&window).ours, 1);

    // The menu opens the first again.
    window.click("Briefs: Third");
    window.click_role(Role::MenuItemRadio, "Brief");
    assert_eq!(kinds(&window), [BlockKind::Quotation]);
}

#[test]
fn a_block_is_dragged_to_another_place_in_the_outline() {
    let mut window = Window::on_seeds();
    for words in ["there are no closed topics", "in August", "announced"] {
        quote(&mut window, "002", words);
    }
    let order = |window: &Window| brief(window).blocks.iter().map(|row| row.first.raw().to_owned()).collect::<Vec<_>>();
    assert_eq!(order(&window), ["there are no closed topics", "in August", "announced"]);
    window.drag_rows("quotation: there are no closed topics", "quotation: announced");
    assert_eq!(order(&window), ["in August", "there are no closed topics", "announced"]);
}
