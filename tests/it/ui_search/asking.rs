//! What a search leads to: narrowing and widening it, slips put right, the way back from the documents, what is tagged
//! already, and searches found again.

use super::{answered, ask, gathered, taggings, window};
use crate::ui_support::Window;
use assay::app::palette::Group;
use assay::app::searching::{FoundHow, Wish, tags_on};
use assay::app::{Action, Command};
use egui::{Key, Modifiers, Theme, vec2};

fn spread(window: &mut Window) {
    window.until("how it is spread", |app| app.searching.answer.as_ref().is_some_and(|a| a.facets.is_some()));
    window.settle();
}

#[test]
fn a_second_click_on_a_value_takes_it_out_again() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("en", "The treaty was signed by both of them in the spring, and nobody has said that it was not."),
        ("ru", "Этот treaty был подписан весной, и никто не сказал, что он не был подписан в Минске."),
        ("none", "treaty 1 2 3"),
    ] {
        std::fs::write(folder.path().join(format!("{name}.txt")), text).unwrap();
    }
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    ask(&mut window, "treaty");
    spread(&mut window);
    // When what is not known is asked for, the documents without it are found.
    window.act(Action::Search(Wish::Narrow("date", "?".into())));
    answered(&mut window, "treaty date:?");
    assert_eq!(window.app().searching.answer.as_ref().unwrap().documents, 3);
    window.act(Action::Search(Wish::Narrow("date", "?".into())));
    answered(&mut window, "treaty");
    // A value clicked twice is written once, and taken out again.
    window.act(Action::Search(Wish::Narrow("lang", "ru".into())));
    answered(&mut window, "treaty lang:ru");
    assert!(window.app().searching.narrows("lang", &"ru".into()));
    window.act(Action::Search(Wish::Narrow("lang", "ru".into())));
    answered(&mut window, "treaty");
    assert_eq!(window.app().searching.answer.as_ref().unwrap().documents, 3);
}

#[test]
fn a_misspelt_word_that_finds_nothing_is_put_right_with_a_click() {
    let (_folder, mut window) = window();
    ask(&mut window, "sanctoins");
    window.until("what was meant", |app| app.searching.answer.as_ref().is_some_and(|a| a.meant.is_some()));
    window.settle();
    assert!(window.shows("Did you mean"));
    assert!(window.shows("in 30 documents?"));
    window.click("sanctions");
    answered(&mut window, "sanctions");
    assert_eq!(window.app().searching.answer.as_ref().unwrap().documents, 30);
}

#[test]
fn the_way_through_the_places_is_counted_and_leads_back_to_the_one_in_hand() {
    let (_folder, mut window) = window();
    ask(&mut window, "sanctions");
    window.act(Action::Search(Wish::Open(0)));
    assert!(window.shows("hit 1 of 30"));
    window.key(Key::F3);
    window.key(Key::F3);
    assert!(window.shows("hit 3 of 30"));
    let here = window.app().reading.as_ref().unwrap().document;
    // Also when the project has changed since, and the same is asked again.
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    answered(&mut window, "sanctions");
    let page = &window.app().searching;
    assert_eq!(page.at, 2);
    assert_eq!(page.lines()[page.at].document, here);
}

#[test]
fn what_is_tagged_already_is_seen_in_the_list_and_found_by_its_tag() {
    let (_folder, mut window) = window();
    // Given two places of thirty that are tagged.
    ask(&mut window, "sanctions");
    window.key(Key::Enter);
    window.key(Key::Space);
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    window.key(Key::T);
    gathered(&mut window);
    window.letters("measures");
    window.key(Key::Enter);
    window.until("the tags", |app| app.model().unwrap().passage_tags.len() == 2);
    window.settle();
    assert_eq!(taggings(&window).len(), 2);
    // Then the list says which.
    let (model, page) = (window.app().model().unwrap(), &window.app().searching);
    let tag = *model.tags.keys().next().unwrap();
    let marked = tags_on(model, page.lines()).iter().filter(|tags| **tags == [tag]).count();
    assert_eq!(marked, 2);
    // And the number beside the tag leads to the passages, each a line.
    window.act(Action::Search(Wish::Leave));
    window.click("List the passages of measures");
    answered(&mut window, "tag:measures");
    let lines = window.app().searching.lines();
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line.quote.raw() == "The new sanctions came in March."));
    assert!(lines.iter().all(|line| line.how == FoundHow::Tagged));
    assert!(window.shows("2 places in 2 documents"));
    // Where only what is known of a document was asked for, it is said what.
    window.act(Action::Search(Wish::Ask("title:07".to_owned())));
    answered(&mut window, "title:07");
    assert_eq!(window.app().searching.lines().len(), 1);
    assert!(window.app().searching.lines()[0].span.is_none());
}

#[test]
fn the_palette_finds_a_saved_search_and_asks_it() {
    let (_folder, mut window) = window();
    ask(&mut window, "sanctions");
    window.click("Save search");
    window.until("the saved search", |app| !app.model().unwrap().saved.is_empty());
    window.act(Action::Search(Wish::Ask("weather".to_owned())));
    window.act(Action::Search(Wish::Leave));
    window.act(Action::Command(Command::Palette));
    window.letters("sanct");
    assert!(window.app().palette.lines.iter().any(|line| line.group == Group::Searches));
    window.letters("ions");
    let at = window.app().palette.lines.iter().position(|line| line.group == Group::Searches).unwrap();
    for _ in 0..at {
        window.key(Key::ArrowDown);
    }
    window.key(Key::Enter);
    answered(&mut window, "sanctions");
    assert!(window.app().searching.shown);
}
