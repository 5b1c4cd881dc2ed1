//! Tagging, and the tag tree.

use super::{A, B, model, new_tag, open, sentence, walk_to};
use crate::ui_support::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

fn tag_names(window: &Window) -> Vec<String> {
    let mut names: Vec<String> = model(window).tags.values().map(|t| t.name.words().raw().to_owned()).collect();
    names.sort();
    names
}

#[test]
fn an_unknown_name_makes_a_tag_and_its_digit_sets_it() {
    let mut window = Window::on_seeds();
    new_tag(&mut window, "denial");
    assert_eq!(tag_names(&window), ["denial"]);
    assert_eq!(window.count("passage: denial"), 1);
    assert!(window.find_role(Role::ListBoxOption, "denial").rect().is_positive(), "it is in the tree");
    window.key(Key::ArrowDown);
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::Num1));
    assert_eq!(strokes, 1);
    assert_eq!(window.count("passage: denial"), 2);
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::Num1));
    assert_eq!(strokes, 1, "the same digit again takes it off");
    assert_eq!(window.count("passage: denial"), 1);
    assert_eq!(model(&window).passages.len(), 1, "and nothing is left behind");
    window.key(Key::Num7);
    assert!(window.shows("No tag is pinned to"), "a digit without a tag says so");
}

#[test]
fn any_tag_is_five_strokes_and_a_full_stop_repeats_it() {
    let mut window = Window::on_seeds();
    for name in ["denial", "drill", "defence"] {
        new_tag(&mut window, name);
        window.key(Key::ArrowDown);
    }
    let (strokes, ()) = window.strokes_of(|window| {
        window.key(Key::T);
        window.letters("dri");
        window.key(Key::Enter);
    });
    assert!(strokes <= 5, "{strokes}");
    assert_eq!(window.count("passage: drill"), 2);
    assert_eq!(model(&window).tags.len(), 3, "no tag was made");
    let (strokes, ()) = window.strokes_of(|window| {
        window.key(Key::ArrowDown);
        window.key(Key::Period);
    });
    assert_eq!(strokes, 2);
    assert_eq!(model(&window).passage_tags.len(), 5);
    let there = sentence(&window);
    let quotes = model(&window).anchors.values().filter(|a| a.quote.raw() == there).count();
    assert_eq!(quotes, 1, "it went on the sentence under the cursor");
}

#[test]
fn a_tag_is_picked_right_after_a_click_into_the_text() {
    let mut window = Window::on_seeds();
    open(&mut window, B);
    walk_to(&mut window, "He further clarified");
    window.click_in_text("He further clarified");
    window.key(Key::T);
    window.letters("denial");
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert_eq!(tag_names(&window), ["denial"]);
    let quote = &model(&window).anchors.values().next().unwrap().quote;
    assert!(quote.raw().starts_with("He further clarified"), "the cursor stayed on the sentence");
}

#[test]
fn the_tree_makes_renames_and_deletes_and_passages_survive() {
    let mut window = Window::on_seeds();
    new_tag(&mut window, "stance");
    // A new tag by its command, with digit and color.
    window.stroke(Modifiers::COMMAND, Key::T);
    window.letters("drill");
    window.click("ochre");
    window.key(Key::Enter);
    assert_eq!(tag_names(&window), ["drill", "stance"]);
    // One below another.
    window.point_secondary(Role::ListBoxOption, "stance");
    window.click("New tag below…");
    window.letters("denial");
    window.click("Save tag");
    let denial = model(&window).tags.values().find(|t| t.name.words().raw() == "denial").unwrap();
    let parent = denial.parent.and_then(|id| model(&window).tags.get(&id)).unwrap();
    assert_eq!(parent.name.words().raw(), "stance");
    // Renamed.
    window.point_secondary(Role::ListBoxOption, "stance");
    window.click("Change…");
    window.type_into("Name of the tag", "position");
    window.key(Key::Enter);
    assert_eq!(tag_names(&window), ["denial", "drill", "position"]);
    assert_eq!(window.count("passage: position"), 1, "the passage shows the new name");
    // Deleted, after it was asked.
    window.point_secondary(Role::ListBoxOption, "position");
    window.click("Delete…");
    assert!(window.shows("It is taken off 1 passage "));
    window.click("Leave it");
    assert_eq!(model(&window).tags.len(), 3);
    window.point_secondary(Role::ListBoxOption, "position");
    window.click("Delete…");
    window.click("Delete the tag");
    assert_eq!(tag_names(&window), ["denial", "drill"]);
    assert_eq!(model(&window).passages.len(), 1, "the passage is still there");
    assert_eq!(window.count("passage"), 1, "and shown");
    assert!(model(&window).tags.values().all(|t| t.parent.is_none()), "what was below moved up");
    window.stroke(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.count("passage: position"), 1, "undo brings it back with its passage");
}

#[test]
fn a_click_on_any_tag_of_the_tree_shows_only_what_has_it() {
    let mut window = Window::on_seeds();
    for name in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"] {
        window.stroke(Modifiers::COMMAND, Key::T);
        window.letters(name);
        window.key(Key::Enter);
    }
    let ten = model(&window).tags.values().find(|t| t.name.words().raw() == "ten").unwrap();
    assert_eq!(ten.digit, None, "the digits are used up");
    let ten = ten.id;
    window.act(assay::app::Action::OpenDocument(window.document(A).id));
    window.key(Key::Num1);
    window.click_role(Role::ListBoxOption, "one");
    assert_eq!(window.count("passage: one"), 1, "it stays on the passage in hand");
    assert!(window.app().tag_filter.is_some());
    window.click_role(Role::ListBoxOption, "one");
    assert_eq!(window.app().tag_filter, None, "a second click shows all again");
    // The tenth lies below the others; the tree scrolls to it.
    window.find_role(Role::ListBoxOption, "six").scroll_down();
    window.find_role(Role::ListBoxOption, "six").scroll_down();
    window.settle();
    window.click_role(Role::ListBoxOption, "ten");
    assert_eq!(window.app().tag_filter, Some(ten));
    assert_eq!(model(&window).passage_tags.len(), 1, "nothing was tagged by it");
}

#[test]
fn the_hue_and_the_digit_of_a_tag_can_be_chosen() {
    let mut window = Window::on_seeds();
    new_tag(&mut window, "denial");
    window.stroke(Modifiers::COMMAND, Key::T);
    window.letters("drill");
    window.click("1");
    window.key(Key::Enter);
    let digit = |name: &str| {
        let tag = model(&window).tags.values().find(|t| t.name.words().raw() == name).unwrap();
        tag.digit.map(u8::from)
    };
    assert_eq!((digit("drill"), digit("denial")), (Some(1), None), "a digit belongs to one tag");
}

#[test]
fn a_tag_named_by_a_character_nobody_sees_is_named_in_the_palette_too() {
    let mut window = Window::on_seeds();
    let hidden = "\u{200B}";
    let name = assay::domain::tag::TagName::try_from(hidden.to_owned()).unwrap();
    let color = assay::domain::tag::Color([0xB4, 0x57, 0x3C]);
    let id = assay::domain::Id::new();
    let tag = assay::domain::tag::Tag {
        id,
        parent: None,
        name,
        color,
        definition: Some("hidden".into()),
        digit: None,
        ordinal: 1,
    };
    window.act(assay::app::Action::Edit(assay::domain::Edit::new("Tags", vec![assay::domain::Op::add(tag)])));
    window.press(Modifiers::COMMAND, Key::K);
    window.type_into("Find anything", "hidden");
    let rows: Vec<egui::Rect> = window.rects(Role::ListBoxOption, hidden);
    let line = rows.into_iter().find(|row| row.width() > 300.0).unwrap();
    // Between the color and the count at the right.
    let words = egui::Rect::from_min_max(line.min + egui::vec2(18.0, 0.0), line.max - egui::vec2(120.0, 0.0));
    assert!(window.painted_within(words) >= 4 * 6, "the brackets and the four letters of its name");
}
