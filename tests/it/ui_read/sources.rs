//! The bibliographic record and the grade of the source.

use super::{A, model, sentence};
use crate::ui_support::Window;
use assay::app::Action;
use assay::domain::Words;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

#[test]
fn the_record_is_a_form_whose_fields_are_saved_when_they_are_left() {
    let mut window = Window::on_seeds();
    assert!(window.shows("no outlet") && window.shows("no date"), "what is missing is shown");
    window.type_into("Title", "Belarus and Iran Form Alliance");
    assert_eq!(window.document(A).title, None, "half-typed, it is no edit yet");
    window.click_in_text("Our answer is one");
    let document = window.document("Belarus and Iran Form Alliance");
    assert_eq!(document.title.as_ref().unwrap().raw(), "Belarus and Iran Form Alliance");
    assert!(window.find_role(Role::ListBoxOption, "Belarus and Iran Form Alliance").rect().height() > 0.0);
    window.type_into("Outlet", "Eurasia Digest");
    window.key(Key::Enter);
    window.type_into("Published", "2023-10-17");
    window.stroke(Modifiers::COMMAND, Key::Enter);
    window.type_into("Language", "en");
    window.type_into("Author", "A. Writer");
    window.stroke(Modifiers::NONE, Key::Enter);
    let document = window.document("Belarus and Iran Form Alliance");
    assert_eq!(model(&window).names[&document.outlet.unwrap()].words.raw(), "Eurasia Digest");
    assert_eq!(document.published.as_ref().unwrap().as_str(), "2023-10-17");
    assert_eq!(document.language.as_ref().unwrap().raw(), "en");
    assert_eq!(document.author.as_ref().unwrap().raw(), "A. Writer");
    assert!(!window.shows("no outlet") && !window.shows("no date"), "the chips of the header follow");
    // Letters typed into a field are no commands.
    assert_eq!(model(&window).claims.len(), 0);
    assert_eq!(model(&window).passages.len(), 0);
}

#[test]
fn a_date_that_is_none_is_refused_with_a_sentence() {
    let mut window = Window::on_seeds();
    window.type_into("Published", "the other day");
    window.key(Key::Enter);
    assert_eq!(window.document(A).published, None);
    assert!(window.shows("the other day"), "the notice names it: {:?}", window.app().notices);
    assert!(!window.app().notices.is_empty());
    window.click_role(Role::Button, "Close");
    assert!(window.app().notices.is_empty());
    // What was typed is still there, to be mended.
    let typed = window.find_role(Role::TextInput, "Published").value();
    assert_eq!(typed.as_deref(), Some("the other day"));
    window.type_into("Published", "2023-10");
    window.key(Key::Enter);
    assert_eq!(window.document(A).published.as_ref().unwrap().as_str(), "2023-10");
}

#[test]
fn a_source_is_graded_in_three_strokes() {
    let mut window = Window::on_seeds();
    window.type_into("Outlet", "Eurasia Digest");
    window.key(Key::Enter);
    let before = sentence(&window);
    let (strokes, ()) = window.strokes_of(|window| {
        window.point(Role::Button, "source F");
        window.key(Key::C);
        window.key(Key::Enter);
    });
    assert_eq!(strokes, 3);
    assert_eq!(window.count("source C"), 1);
    let grade = model(&window).grades.values().next().unwrap();
    assert_eq!(grade.reliability.as_str(), "C");
    assert_eq!(sentence(&window), before);
    assert_eq!(model(&window).claims.len(), 0, "the letter was the grade's");
    // Another grade later stands before it; both are kept.
    window.key(Key::G);
    window.key(Key::B);
    window.type_into("Reason", "two reports were wrong");
    window.key(Key::Enter);
    assert_eq!(window.count("source B"), 1);
    assert_eq!(model(&window).grades.len(), 2);
    assert_eq!(
        model(&window).grades.values().next_back().unwrap().reason.as_ref().unwrap().raw(),
        "two reports were wrong"
    );
}

#[test]
fn grading_a_document_without_an_outlet_asks_for_its_name() {
    let mut window = Window::on_seeds();
    window.point(Role::Button, "source F");
    window.letters("Daily Bugle");
    window.click("D   not usually reliable");
    window.click_role(Role::Button, "Grade");
    let document = window.document(A);
    assert_eq!(model(&window).names[&document.outlet.unwrap()].words.raw(), "Daily Bugle");
    assert_eq!(window.count("source D"), 1);
}

#[test]
fn a_chip_for_what_is_not_known_puts_the_caret_where_it_is_typed() {
    let mut window = Window::on_seeds();
    window.point(Role::Button, "no outlet");
    window.frames(3);
    assert_eq!(window.focused(), Some((Role::TextInput, "Outlet".to_owned())));
    window.letters("Tk Daily");
    window.key(Key::Enter);
    window.settle();
    let outlet = window.document(A).outlet.unwrap();
    assert_eq!(model(&window).names[&outlet].words.raw(), "Tk Daily");
    assert!(model(&window).passages.is_empty(), "no letter was a command");
}

#[test]
fn the_reason_of_a_grade_is_one_tab_behind_its_letter_and_its_letters_are_no_grades() {
    let mut window = Window::on_seeds();
    window.type_into("Outlet", "Eurasia Digest");
    window.key(Key::Enter);
    window.point(Role::Button, "source F");
    window.key(Key::B);
    window.key(Key::Tab);
    window.letters("edited by a desk");
    window.key(Key::Enter);
    let grade = model(&window).grades.values().next().unwrap();
    assert_eq!(grade.reliability.as_str(), "B");
    assert_eq!(grade.reason.as_ref().map(Words::raw), Some("edited by a desk"));
    // From the name of a source that is not known yet it is one stroke to the letters.
    let other = window.document("002").id;
    window.act(Action::OpenDocument(other));
    window.key(Key::G);
    window.letters("Global Wire");
    window.key(Key::Tab);
    window.key(Key::D);
    window.key(Key::Enter);
    let grade = model(&window).grades.values().next_back().unwrap();
    assert_eq!((grade.reliability.as_str(), grade.reason.is_none()), ("D", true));
}
