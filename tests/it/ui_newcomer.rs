//! What somebody does who has never seen the window: clicks to look, types on after Enter, presses a key too often, opens
//! menus on a small screen. Nothing is done to the work unseen, and everything can be reached.

use super::ui_support::Window;
use assay::app::model::Model;
use assay::app::notice::Said;
use assay::app::overlay::Overlay;
use assay::app::{Action, Command, Hand};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

fn model(window: &Window) -> &Model {
    window.app().model().unwrap()
}

/// Tags the sentence in hand with a new tag, through the key for any tag.
fn tag(window: &mut Window, name: &str) {
    window.key(Key::T);
    window.letters(name);
    window.key(Key::Enter);
}

/// What the notices say, one string each.
fn said(window: &Window) -> Vec<String> {
    let words = |what: &Said| match what {
        Said::Fault(fault) => fault.what.clone(),
        Said::Word(word) => (*word).to_owned(),
        Said::About(before, words, after) => format!("{before} {} {after}", words.raw()).trim().to_owned(),
    };
    window.app().notices.iter().map(|notice| words(&notice.what)).collect()
}

#[test]
fn a_tag_dragged_onto_a_sentence_tags_it_and_says_so() {
    let mut window = Window::on_seeds();
    tag(&mut window, "denial");
    let there = window.lines_in_sight();
    let words = there.iter().filter(|line| line.len() > 40).nth(2).unwrap().split(' ').take(3).collect::<Vec<_>>();
    let words = words.join(" ");
    window.drag_to_words(Role::ListBoxOption, "denial", &words, true);
    assert_eq!(model(&window).passage_tags.len(), 2);
    assert!(said(&window).iter().any(|said| said.contains("denial") && said.ends_with("Ctrl+Z takes it back.")));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(model(&window).passage_tags.len(), 1);
}

#[test]
fn a_tag_taken_off_is_said_and_the_word_goes_when_it_is_true_no_more() {
    let mut window = Window::on_seeds();
    tag(&mut window, "denial");
    window.key(Key::Num1);
    assert!(model(&window).passage_tags.is_empty());
    assert!(said(&window).iter().any(|said| said.starts_with("Take the tag denial off “")), "{:?}", said(&window));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(said(&window).len(), 1, "only what was undone is said: {:?}", said(&window));
    assert!(said(&window)[0].starts_with("Undone:"));
    window.key(Key::ArrowDown);
    window.key(Key::Num1);
    assert!(said(&window).is_empty(), "after another step nothing is undone: {:?}", said(&window));
}

#[test]
fn a_digit_pressed_quickly_puts_on_and_takes_off_and_a_held_one_acts_once() {
    let mut window = Window::on_seeds();
    tag(&mut window, "denial");
    window.key(Key::ArrowDown);
    window.ahead(&[Key::Num1, Key::Num1, Key::Num1]);
    assert_eq!(model(&window).passages.len(), 2, "one passage, not three equal ones");
    assert_eq!(model(&window).passage_tags.len(), 2);
    window.ahead(&[Key::Num1, Key::Num1]);
    window.ahead(&[Key::Num1]);
    assert_eq!(model(&window).passages.len(), 1, "an even number of strokes leaves nothing");
    window.key(Key::ArrowDown);
    window.hold(Key::Num1, 6);
    assert_eq!(model(&window).passage_tags.len(), 2, "five repeats of a held key do nothing");
}

#[test]
fn enter_takes_a_field_of_the_card_and_what_is_typed_on_gives_no_commands() {
    let mut window = Window::on_seeds();
    tag(&mut window, "denial");
    window.act(Action::Hand(Hand::Document));
    let document = window.app().reading.as_ref().unwrap().document;
    window.type_into("Title", "A title of our own");
    window.key(Key::Enter);
    let title = |window: &Window| model(window).documents[&document].title.clone().unwrap();
    assert_eq!(title(&window).raw(), "A title of our own", "Enter takes it, without a line end");
    window.type_into("Published", "2023");
    window.key(Key::Enter);
    assert_eq!(model(&window).documents[&document].published.as_ref().unwrap().shown(), "2023");
    let (tags, triage) = (model(&window).passage_tags.len(), model(&window).documents[&document].triage);
    window.letters("1kx");
    assert_eq!(model(&window).passage_tags.len(), tags);
    assert_eq!(model(&window).documents[&document].triage, triage, "the letters stand in the field");
}

#[test]
fn another_sentence_of_the_same_paragraph_lets_go_of_the_passage() {
    let mut window = Window::on_seeds();
    tag(&mut window, "denial");
    assert!(matches!(window.app().hand, Hand::Passage(_)));
    let end = window.app().reading.as_ref().unwrap().cursor.unwrap().end();
    window.act(Action::Place(end + 4));
    assert_eq!(window.app().hand, Hand::Document);
}

#[test]
fn every_command_of_a_long_menu_is_reached_on_a_small_screen() {
    let mut window = Window::on_seeds();
    for (menu, command) in [("Edit", Command::NewWanted), ("View", Command::Palette)] {
        window.click("Menu");
        window.click(menu);
        let items = window.names(Role::Button);
        assert!(items.iter().any(|name| name.contains(command.name())), "{menu}: {items:?}");
        let (first, last) = window.menu_reach(command.name());
        assert!(first >= 0.0 && last <= 768.0, "{menu} ends at {last}");
        window.key(Key::Escape);
    }
}

#[test]
fn escape_closes_the_menu_on_top_and_not_the_page_below() {
    let mut window = Window::on_seeds();
    tag(&mut window, "denial");
    window.act(Action::Command(Command::Search));
    window.act(Action::CloseOverlay);
    window.click("Menu");
    assert!(window.shows("Project"));
    window.key(Key::Escape);
    assert!(window.app().searching.shown, "the page stays");
    assert_eq!(window.count("Help"), 0, "the menu is closed");
}

#[test]
fn scripts_without_a_font_are_said_once_for_all_and_not_again_when_put_away() {
    let mut window = Window::on_seeds();
    window.act(Action::NoFont("Han"));
    window.act(Action::NoFont("Katakana"));
    assert!(window.shows("scripts Han, Katakana"));
    assert!(window.app().notices.is_empty(), "no notice lies over the page");
    window.click("Close");
    assert!(!window.shows("Katakana"));
    window.act(Action::NoFont("Han"));
    assert!(!window.shows("Han"), "it is known");
    window.act(Action::NoFont("Hebrew"));
    assert!(window.shows("script Hebrew"), "another one is news");
}

#[test]
fn the_history_says_what_was_set_of_what_and_to_what() {
    let mut window = Window::on_seeds();
    window.type_into("Language", "fr");
    window.key(Key::Enter);
    window.press(Modifiers::COMMAND, Key::H);
    assert!(matches!(window.app().overlay, Some(Overlay::History)));
    assert!(window.shows("Set the language to “fr”, of the document “"), "to what, and of which document");
}
