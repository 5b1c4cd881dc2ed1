//! Read: what an analyst does with documents, by keyboard and mouse, every control found by its accessible name.

mod cards;
mod claims;
mod copies;
mod documents;
mod groups;
mod project;
mod quiet;
mod sources;
mod tag_tree;
mod tags;
mod whereabouts;

use super::ui_support::Window;
use assay::app::model::{By, Model};
use assay::app::{Command, Hand};
use assay::domain::document::Triage;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

/// The two sample documents by their headings.
const A: &str = "000_84839096dc77e6c1.txt";
const B: &str = "002_288d556eec8bee92.txt";

/// The sentence under the cursor.
fn sentence(window: &Window) -> String {
    let reading = window.app().reading.as_ref().unwrap();
    reading.text(reading.cursor.unwrap().range()).unwrap().trim().to_owned()
}

/// Opens a document by its row in the list.
fn open(window: &mut Window, heading: &str) {
    window.click_role(Role::ListBoxOption, heading);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), heading);
}

/// Walks down until a sentence begins with some words.
fn walk_to(window: &mut Window, start: &str) {
    while !sentence(window).starts_with(start) {
        let before = sentence(window);
        window.key(Key::ArrowDown);
        assert_ne!(sentence(window), before, "no sentence begins with {start:?}");
    }
}

/// Tags what is under the cursor with a new tag.
fn new_tag(window: &mut Window, name: &str) {
    window.key(Key::T);
    window.letters(name);
    window.key(Key::Enter);
}

/// The rows of the project, to be compared.
fn rows(model: &Model) -> String {
    format!(
        "{:#?}",
        (
            (&model.documents, &model.names, &model.grades, &model.tags, &model.passages, &model.anchors),
            (&model.passage_tags, &model.claims, &model.evidence, &model.links, &model.briefs, &model.blocks),
        )
    )
}

fn model(window: &Window) -> &Model {
    window.app().model().unwrap()
}

#[test]
fn a_sentence_is_always_under_the_cursor_and_the_arrows_move_it() {
    let mut window = Window::on_seeds();
    assert_eq!(sentence(&window), "Belarus and Iran Form Alliance Against the West");
    window.key(Key::ArrowDown);
    assert!(sentence(&window).starts_with("Our answer is one"), "{}", sentence(&window));
    window.key(Key::ArrowDown);
    assert!(sentence(&window).starts_with("In response to perceived"), "{}", sentence(&window));
    assert!(window.shows("¶ 3 of"), "the header says where that is");
    window.key(Key::ArrowUp);
    assert!(sentence(&window).starts_with("Our answer is one"));
    // Both documents to their ends, in English and Russian, and never without a sentence.
    for heading in [A, B] {
        open(&mut window, heading);
        let mut seen = vec![sentence(&window)];
        loop {
            window.key(Key::ArrowDown);
            let next = sentence(&window);
            assert!(!next.is_empty());
            if seen.last() == Some(&next) {
                break;
            }
            seen.push(next);
        }
        assert!(seen.len() > 20, "{heading} has many sentences, not {}", seen.len());
        assert_eq!(heading == A, seen.iter().any(|s| s.contains("Встреча")), "the Russian was reached");
    }
}

#[test]
fn one_key_decides_on_a_document_and_goes_on_to_the_next() {
    let mut window = Window::on_seeds();
    let state = |window: &Window, heading: &str| window.document(heading).triage;
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::K));
    assert_eq!(strokes, 1);
    assert_eq!(state(&window, A), Triage::Kept);
    assert!(window.shows("KEPT 1") && window.shows("INBOX 1"), "the list counts");
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), B, "on to the next");
    window.key(Key::P);
    assert_eq!(state(&window, B), Triage::Parked);
    open(&mut window, A);
    window.key(Key::X);
    assert_eq!(state(&window, A), Triage::Dropped);
    assert!(window.shows("DROPPED 1") && window.shows("PARKED 1"));
    // The counts are filters.
    window.click("DROPPED 1");
    assert_eq!(window.names(Role::ListBoxOption), [A]);
    window.click("DROPPED 1");
    assert_eq!(window.names(Role::ListBoxOption), [A, B]);
}

#[test]
fn the_next_document_after_the_last_is_the_first_that_waits() {
    let mut window = Window::on_seeds();
    open(&mut window, B);
    window.key(Key::K);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), A);
    window.key(Key::J);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), B);
    window.stroke(Modifiers::SHIFT, Key::J);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), A);
}

#[test]
fn three_words_inside_a_passage_are_tagged_apart_from_it() {
    let mut window = Window::on_seeds();
    open(&mut window, B);
    walk_to(&mut window, "He further clarified");
    window.click_in_text("He further clarified");
    let whole = sentence(&window);
    assert!(whole.starts_with("He further clarified that"), "{whole}");
    new_tag(&mut window, "denial");
    window.drag_over("further clarified that");
    let reading = window.app().reading.as_ref().unwrap();
    assert_eq!(reading.text(reading.selection.unwrap().range()).unwrap(), "further clarified that");
    new_tag(&mut window, "hedge");
    assert_eq!(window.count("passage: denial"), 1);
    assert_eq!(window.count("passage: hedge"), 1);
    let place = |name| window.find_role(Role::Button, name).rect();
    assert!(place("passage: denial").left() != place("passage: hedge").left(), "each has its own lane");
    assert!(place("passage: denial").height() > place("passage: hedge").height(), "as long as its words");
    let color = |name: &str| model(&window).tags.values().find(|t| t.name.words().raw() == name).unwrap().color;
    assert_ne!(color("denial"), color("hedge"));
    // Each is taken into the hand by its lane, and the card shows its words.
    let in_hand = |window: &Window| match window.app().hand {
        Hand::Passage(id) => model(window).anchor(id).unwrap().quote.raw().to_owned(),
        other => panic!("{other:?} is in hand"),
    };
    window.point(Role::Button, "passage: hedge");
    assert_eq!(in_hand(&window), "further clarified that");
    assert_eq!(window.count("further clarified that"), 1, "its card shows its words");
    window.point(Role::Button, "passage: denial");
    assert_eq!(in_hand(&window), whole);
    assert_eq!(window.count("further clarified that"), 0);
    // A click into the words takes the smaller of the two.
    window.click_in_text("clarified");
    assert_eq!(in_hand(&window), "further clarified that");
}

#[test]
fn shift_and_arrows_narrow_the_sentence_to_words() {
    let mut window = Window::on_seeds();
    let whole = sentence(&window);
    window.stroke(Modifiers::SHIFT, Key::ArrowLeft);
    let reading = window.app().reading.as_ref().unwrap();
    let selected = reading.text(reading.selection.unwrap().range()).unwrap().into_owned();
    assert!(whole.starts_with(&selected) && selected.len() < whole.len(), "{selected}");
    new_tag(&mut window, "short");
    let passage = *model(&window).passages.keys().next().unwrap();
    let quote = &model(&window).anchor(passage).unwrap().quote;
    assert_eq!(quote.raw(), selected.trim(), "white space at the ends of a selection is not tagged");
    window.key(Key::Num1);
    assert_eq!(model(&window).passages.len(), 0, "the same selection and digit take it off");
}

#[test]
fn a_memo_is_written_on_the_thing_in_hand() {
    let mut window = Window::on_seeds();
    window.key(Key::M);
    window.letters("read twice");
    window.stroke(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.document(A).memo.unwrap().raw(), "read twice");
    new_tag(&mut window, "denial");
    window.key(Key::M);
    window.letters("weigh this");
    window.click("Save memo");
    let passage = model(&window).passages.values().next().unwrap();
    assert_eq!(passage.memo.as_ref().unwrap().raw(), "weigh this");
    // A memo holds its passage when the tag goes.
    window.key(Key::Num1);
    assert_eq!(model(&window).passages.len(), 1);
    assert_eq!(model(&window).passage_tags.len(), 0);
}

#[test]
fn one_key_puts_the_thing_in_hand_into_the_brief() {
    let mut window = Window::on_seeds();
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::B));
    assert_eq!(strokes, 1);
    let block = model(&window).blocks.values().next().unwrap();
    let quote = &model(&window).anchor(block.passage.unwrap()).unwrap().quote;
    assert_eq!(quote.raw(), "Belarus and Iran Form Alliance Against the West");
    window.key(Key::ArrowDown);
    window.key(Key::C);
    window.key(Key::Enter);
    window.key(Key::B);
    let brief = *model(&window).briefs.keys().next().unwrap();
    let blocks = model(&window).blocks_of(brief);
    assert_eq!(blocks.len(), 2, "the claim stands after the quotation");
    assert!(blocks[1].claim.is_some());
    assert_eq!(model(&window).briefs.len(), 1);
    assert_eq!(model(&window).ids(By::Blocks, brief).count(), 2);
}

#[test]
fn the_key_strip_gives_the_same_commands_to_the_mouse() {
    let mut window = Window::on_seeds();
    window.click("next sentence");
    assert!(sentence(&window).starts_with("Our answer is one"));
    window.click("any tag");
    window.letters("pact");
    window.key(Key::Enter);
    assert_eq!(window.count("passage: pact"), 1);
    window.click("keep");
    assert_eq!(window.document(A).triage, Triage::Kept);
    assert!(window.app().is_enabled(Command::Undo));
}
