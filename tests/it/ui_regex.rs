//! A regular expression on the search page: places come while every text is looked through, Esc breaks that off, and what
//! is found is marked as other places are.

use crate::ui_support::Window;
use assay::app::searching::{Order, Wish, wanted};
use egui::{Key, Modifiers, Theme, vec2};
use std::path::Path;

const FIELD: &str = "Search all documents";

/// Thirty short reports, with a long one of noughts and ones after them when it is wanted.
fn corpus(folder: &Path, long: bool) {
    for n in 0..30 {
        let text = format!("Report {n:02}. Договор № {n} подписан. Nobody answered.\n");
        std::fs::write(folder.join(format!("{n:02}.txt")), text).unwrap();
    }
    if long {
        // No engine sees a pattern in these, so none can be quick.
        let mut state = 1_u32;
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if state >> 31 == 0 { '0' } else { '1' }
        };
        let digits: String = (0..8_000_000).map(next).collect();
        std::fs::write(folder.join("long.txt"), digits).unwrap();
    }
}

fn window(long: bool) -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), long);
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    // The texts that are looked through are those that are indexed.
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    window.type_into(FIELD, "report");
    window.until("every text is indexed", |app| app.searching.answer.as_ref().is_some_and(|a| a.waiting == 0));
    (folder, window)
}

#[test]
fn places_of_a_regular_expression_are_marked_in_the_text_stepped_through_and_tagged_in_one_edit() {
    let (_folder, mut window) = window(false);
    window.type_into(FIELD, r"/договор № \d+/i");
    let page = &window.app().searching;
    assert_eq!((page.lines().len(), page.answer.as_ref().unwrap().documents), (30, 30));
    assert!(window.shows("30 places in 30 documents"));
    assert!(window.shows("Looked through 30 texts"));
    window.until("how they are spread", |app| app.searching.answer.as_ref().is_some_and(|a| a.facets.is_some()));
    let page = &window.app().searching;
    // Another order and back brings the lines as they came, without another look.
    let came: Vec<String> = page.lines().iter().map(|line| line.quote.raw().to_owned()).collect();
    window.act(wanted(Wish::Order(Order::After)));
    window.act(wanted(Wish::Order(Order::Best)));
    let again: Vec<String> = window.app().searching.lines().iter().map(|line| line.quote.raw().to_owned()).collect();
    assert_eq!(came, again);
    // Enter opens one; it is marked there, and F3 goes on.
    window.key(Key::Enter);
    window.key(Key::Enter);
    let line = window.app().searching.lines()[0].clone();
    assert_eq!(window.app().lit.all(), [line.span.unwrap()]);
    window.key(Key::F3);
    let next = window.app().searching.lines()[1].clone();
    assert_eq!(window.app().reading.as_ref().unwrap().document, next.document);
    // Back on the page all of them are tagged.
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    window.key(Key::Enter);
    window.key(Key::T);
    window.until("what will be marked", |app| app.searching.gathered.is_some());
    window.settle();
    assert!(window.shows("Tag 30 sentences in 30 documents"));
    window.letters("treaty");
    window.key(Key::Enter);
    let model = window.app().model().unwrap();
    assert_eq!(model.passage_tags.len(), 30);
    assert!(model.passages.keys().any(|id| model.anchor(*id).unwrap().quote.raw() == "Договор № 7 подписан."));
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.app().model().unwrap().passage_tags.is_empty());
}

#[test]
fn a_pattern_too_large_is_pointed_at_and_the_next_question_is_answered() {
    let (_folder, mut window) = window(false);
    window.type_into(FIELD, r"report /(\w{1000}){1000}/");
    let wrong = window.app().searching.wrong.clone().unwrap();
    assert_eq!(wrong.at, "report ".len());
    assert!(window.shows("too large"));
    window.type_into(FIELD, r"/Report \d+/");
    assert!(window.app().searching.wrong.is_none());
    assert_eq!(window.app().searching.lines().len(), 30);
}

#[test]
fn first_places_are_there_while_it_is_looked_on_and_esc_or_the_next_question_breaks_it_off() {
    let (_folder, mut window) = window(true);
    // Given a look that would take long, the first places are shown before it is over.
    let slow = r"/Report \d+|[01]*1[01]{500}x/";
    window.act_once(wanted(Wish::Ask(slow.to_owned())));
    window.until("the first places", |app| !app.searching.lines().is_empty());
    assert!(window.app().searching.is_looking());
    // What has arrived may be drawn with the next frame only.
    window.frames(2);
    assert!(window.shows("texts"));
    // When Esc is pressed, then the page stays with what was found.
    window.key(Key::Escape);
    let page = &window.app().searching;
    assert!(page.shown && !page.is_looking() && page.looking.unwrap().broken_off);
    assert!(!page.lines().is_empty());
    assert!(window.shows("Broken off after"));
    assert_eq!(
        window.focused(),
        Some((egui::accesskit::Role::TextInput, FIELD.to_owned())),
        "one types on in the field"
    );
    // And another question is answered though the look would not be over.
    window.act_once(wanted(Wish::Ask(slow.to_owned())));
    window.until("it is looked again", |app| app.searching.looking.is_some_and(|looking| looking.looked > 0));
    window.type_into(FIELD, "nobody");
    let page = &window.app().searching;
    assert!(page.looking.is_none());
    assert_eq!(page.answer.as_ref().unwrap().documents, 30);
    // Esc leaves the page when nothing is on its way.
    window.key(Key::Escape);
    assert!(!window.app().searching.shown);
}
