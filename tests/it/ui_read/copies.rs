//! Copies of one text in the window: on the card, in the list, beside each other.

use super::{model, open};
use crate::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::{Action, App, Command};
use assay::domain::Id;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, vec2};

const BODY: &str = "The ministers of both countries met in the capital on Tuesday and signed a plan for the coming year, the press service said. It names a joint exercise, training for officers and the exchange of experience in repair. Nobody said where the exercise is to be held, and no date was given for it. The talks go on in spring, when a delegation of the general staff is to come with a list of its own wishes. Trade between both countries has grown by a third since the roadmap was signed, and both sides called that a beginning. Reporters were shown the hall but not the papers, and no questions were taken at the end.";

/// A window on three copies of a story and something else.
fn window() -> Window {
    let corpus = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("1 mirror.txt", format!("Plan signed\n\n{BODY}\n")),
        ("2 agency.txt", format!("MINSK, 17 October 2023 (Agency) - {BODY}\n")),
        ("3 daily.txt", format!("Ministers sign\n\n{}\n", BODY.replace("capital on Tuesday", "capital this week"))),
        ("4 other.txt", "Farmers in the west have brought in more grain than last year.\n".to_owned()),
    ] {
        std::fs::write(corpus.path().join(name), text).unwrap();
    }
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(corpus.path()));
    let id = window.document("1 mirror.txt").id;
    window.until("the copies are found", |app| app.copies.of(id).is_some());
    window.settle();
    window
}

fn listed(window: &Window) -> Vec<String> {
    let documents = &model(window).documents;
    window.app().listing.rows().iter().map(|id| documents[id].heading().raw().to_owned()).collect()
}

fn is_beside(app: &App, left: Id, right: Id) -> bool {
    app.copies.beside.as_ref().is_some_and(|beside| beside.documents == (left, right))
}

#[test]
fn the_card_names_the_copies_with_their_likely_original_and_a_click_opens_one() {
    let mut window = window();
    open(&mut window, "1 mirror.txt");
    assert!(window.shows("2 near copies"));
    assert!(window.shows("The likely original was dated first at its head, 17 October 2023."));
    assert!(window.shows("likely original"));
    window.click_role(Role::Button, "2 agency.txt");
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), "2 agency.txt");
    assert!(window.shows("This is likely the original: dated first at its head, 17 October 2023."));
    // What is published earlier is the original from then on.
    open(&mut window, "3 daily.txt");
    window.type_into("Published", "2023-10-16");
    window.stroke(Modifiers::COMMAND, Key::Enter);
    let daily = window.document("3 daily.txt").id;
    window.until("another original", |app| app.copies.is_original(daily));
    window.settle();
    assert!(window.shows("This is likely the original: published first, 16 October 2023."));
    open(&mut window, "4 other.txt");
    assert!(!window.shows("near cop"));
    assert!(!window.app().is_enabled(Command::Copies));
}

#[test]
fn two_copies_lie_beside_each_other_and_the_arrows_take_the_next() {
    let mut window = window();
    open(&mut window, "2 agency.txt");
    let [mirror, agency, daily] = ["1 mirror.txt", "2 agency.txt", "3 daily.txt"].map(|name| window.document(name).id);
    window.click("Compare");
    window.until("both beside each other", |app| is_beside(app, agency, mirror));
    window.settle();
    assert!(window.shows("5 words only at the left, 2 words only at the right."), "{:?}", window.app().copies.beside);
    assert!(window.shows("MINSK, 17 October 2023 (Agency) - The ministers"));
    window.key(Key::ArrowDown);
    window.until("the next copy", |app| is_beside(app, agency, daily));
    window.settle();
    assert!(window.shows("capital this week"));
    // Enter opens the right one.
    window.key(Key::Enter);
    assert_eq!(window.app().overlay, None);
    assert_eq!(window.app().open_document_record().unwrap().id, daily);
    // By command, and back with Esc; the place of a passage can be opened too.
    window.act(Action::Command(Command::Copies));
    assert!(matches!(window.app().overlay, Some(Overlay::Copies { left, .. }) if left == daily));
    window.key(Key::Escape);
    assert_eq!(window.app().overlay, None);
}

#[test]
fn the_list_shows_copies_alone_and_all_again_and_loses_them_with_their_import() {
    let mut window = window();
    open(&mut window, "3 daily.txt");
    window.click("List them");
    assert_eq!(listed(&window), ["1 mirror.txt", "2 agency.txt", "3 daily.txt"]);
    assert!(window.shows("List all documents again"));
    window.click("List all documents again");
    assert_eq!(listed(&window).len(), 4);
    window.act(Action::Command(Command::OnlyCopies));
    assert_eq!(listed(&window).len(), 3);
    window.act(Action::Command(Command::OnlyCopies));
    assert_eq!(listed(&window).len(), 4);
    let daily = window.document("3 daily.txt").id;
    window.stroke(Modifiers::COMMAND, Key::Z);
    window.until("the copies have gone", |app| app.copies.of(daily).is_none());
    window.stroke(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    window.until("the copies are back", |app| app.copies.of(daily).is_some());
}
