//! What a journalist met in the first hour with the window: each is a small thing that went another way than anybody
//! would expect.

use super::ui_support::Window;
use assay::app::find::Found;
use assay::app::guide::Page;
use assay::app::model::Model;
use assay::app::notice::Said;
use assay::app::overlay::Overlay;
use assay::app::{Action, Command};
use assay::domain::document::Document;
use assay::say::help::PAGES;
use egui::accesskit::Role;
use egui::{Key, Theme, vec2};

fn model(window: &Window) -> &Model {
    window.app().model().unwrap()
}

/// The document that is open, as the project has it.
fn open(window: &Window) -> &Document {
    &model(window).documents[&window.app().reading.as_ref().unwrap().document]
}

/// The faults that are said.
fn faults(window: &Window) -> Vec<String> {
    let fault = |what: &Said| match what {
        Said::Fault(fault) => Some(format!("{} {}", fault.what, fault.todo)),
        _ => None,
    };
    window.app().notices.iter().filter_map(|notice| fault(&notice.what)).collect()
}

#[test]
fn after_enter_every_field_of_the_card_keeps_the_keyboard_and_no_letter_is_a_command() {
    let mut window = Window::on_seeds();
    assert!(open(&window).is_proposed("language"), "the sign that accepts the language goes when it is set");
    assert!(open(&window).outlet.is_none(), "the way to the outlet comes when it is set");
    let fields = [
        ("Title", "A title"),
        ("Author", "Nobody"),
        ("Outlet", "Velmora Courier"),
        ("Published", "2024-03-14"),
        ("Address", "https://example.org"),
        ("Accessed", "2024-03-15"),
        ("Language", "de"),
    ];
    for (field, text) in fields {
        window.type_into(field, text);
        window.key(Key::Enter);
        assert_eq!(window.focused(), Some((Role::TextInput, field.to_owned())));
        let before = open(&window).clone();
        window.letters("dkx");
        assert_eq!(open(&window).triage, before.triage, "{field}");
        assert!(window.app().notices.is_empty() && window.app().overlay.is_none(), "{field}");
        let value = window.value(field);
        assert!(value.ends_with("dkx"), "{field} holds {value:?}");
        // What was typed on is taken back out of the field.
        window.type_into(field, text);
        window.key(Key::Enter);
    }
    assert_eq!(open(&window).language.as_ref().unwrap().raw(), "de");
    assert!(!open(&window).is_proposed("language"));
}

#[test]
fn what_is_said_of_a_wrong_date_goes_with_the_next_try_the_right_value_and_the_document() {
    let mut window = Window::on_seeds();
    let other = model(&window).shown_documents().find(|d| d.id != open(&window).id).unwrap().id;
    window.type_into("Published", "14 Smarch");
    window.key(Key::Enter);
    let said = faults(&window);
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("“14 Smarch” is not a date that can be read. Write 2023-10-18"), "{said:?}");
    window.type_into("Published", "2024-02-30");
    window.key(Key::Enter);
    let said = faults(&window);
    assert!(said.len() == 1 && said[0].contains("2024-02-30"), "the newest only: {said:?}");

    window.type_into("Published", "2024-03-14");
    window.key(Key::Enter);
    assert!(faults(&window).is_empty(), "the value is right");
    assert_eq!(window.value("Published"), "14 March 2024", "as dates are shown");
    window.type_into("Published", "soon");
    window.key(Key::Enter);
    assert_eq!(faults(&window).len(), 1);
    window.type_into("Published", "2024-03-14");
    window.key(Key::Enter);
    assert!(faults(&window).is_empty(), "what the project holds is right too");
    assert_eq!(window.value("Published"), "14 March 2024");

    window.type_into("Published", "soon");
    window.key(Key::Enter);
    assert_eq!(faults(&window).len(), 1);
    window.act(Action::OpenDocument(other));
    assert!(faults(&window).is_empty(), "nothing is wrong here");
}

#[test]
fn what_the_writer_refuses_of_a_field_goes_when_the_field_is_right() {
    let mut window = Window::on_seeds();
    for wrong in ["qqqq", "zz top"] {
        window.type_into("Language", wrong);
        window.key(Key::Enter);
        let said = faults(&window);
        assert!(said.len() == 1 && said[0].contains(wrong), "{said:?}");
    }
    window.type_into("Language", "Russian");
    window.key(Key::Enter);
    assert!(faults(&window).is_empty());
    assert_eq!(window.value("Language"), "ru");
}

#[test]
fn a_pinned_card_of_another_document_says_so_and_is_let_go_from_there() {
    let mut window = Window::on_seeds();
    let first = open(&window).clone();
    let other = model(&window).shown_documents().find(|d| d.id != first.id).unwrap().id;
    window.key(Key::I);
    assert!(!window.shows("Pinned:"), "one card, of what is read");
    window.act(Action::OpenDocument(other));
    assert!(window.shows("Pinned:") && window.shows("You are reading another document."));
    assert_eq!(window.count("Title"), 2, "both cards are there");
    let strip = window.rects(Role::Label, "You are reading another document.")[0];
    let heading = window.rects(Role::Label, first.heading().raw());
    assert!(heading.iter().any(|at| strip.bottom() > at.top() && strip.left() <= at.left()), "it says of which");
    let cards = window.rects(Role::Label, "THE DOCUMENT YOU ARE READING");
    assert!(cards[0].top() > strip.bottom(), "and which card is that of what is read");

    // What is typed above goes where the strip says.
    window.act(Action::OpenDocument(first.id));
    assert!(!window.shows("Pinned:"));
    window.act(Action::OpenDocument(other));
    window.click("Unpin");
    assert_eq!(window.app().cards.pinned, None);
    assert_eq!((window.count("Title"), window.shows("Pinned:")), (1, false));
}

#[test]
fn a_pinned_passage_says_whether_it_stands_in_what_is_read() {
    let mut window = Window::on_seeds();
    let first = open(&window).id;
    let other = model(&window).shown_documents().find(|d| d.id != first).unwrap().id;
    window.key(Key::T);
    window.letters("denial");
    window.key(Key::Enter);
    let passage = *model(&window).passages.keys().next().unwrap();
    window.act(Action::OpenPassage(passage));
    window.key(Key::I);
    window.act(Action::Hand(assay::app::Hand::Document));
    assert!(window.shows("What is in hand now stands below."));
    window.act(Action::OpenDocument(other));
    assert!(window.shows("It stands in another document than the one you are reading."));
}

/// A window on sixty wires, the last of them open, and a file that gave no text.
fn on_wires() -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..60 {
        let text = format!("Wire {n}. The council met about the lease of the port.\n");
        std::fs::write(folder.path().join(format!("wire-{n:02}.txt")), text).unwrap();
    }
    std::fs::write(folder.path().join("cut.pdf"), b"%PDF-1.4\nnothing more").unwrap();
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    window.act(Action::CloseOverlay);
    let last = window.document("wire-59").id;
    window.act(Action::OpenDocument(last));
    (folder, window)
}

/// The rows of documents in sight, from the top.
fn in_sight(window: &Window) -> Vec<String> {
    window.names(Role::ListBoxOption)
}

#[test]
fn what_the_words_of_the_filter_leave_begins_at_its_top_in_the_list_and_in_the_table() {
    let (_folder, mut window) = on_wires();
    for table in [false, true] {
        if table {
            window.act(Action::Command(Command::Documents));
        }
        assert!(!in_sight(&window).contains(&"wire-00.txt".to_owned()), "one stands far down");
        window.type_into("Filter documents", "wire");
        assert_eq!(in_sight(&window)[0], "wire-00.txt", "table: {table}");
        window.type_into("Filter documents", "wire txt");
        assert_eq!(in_sight(&window)[0], "wire-00.txt");
        window.type_into("Filter documents", " ");
        assert!(in_sight(&window).contains(&"wire-59.txt".to_owned()), "the one that is read is there again");
    }
}

#[test]
fn the_filter_finds_what_rows_say_of_text_outlet_and_date() {
    let (_folder, mut window) = on_wires();
    window.type_into("Published", "2024-03-14");
    window.key(Key::Enter);
    let row = window.app().document_row(model(&window), &window.document("cut.pdf"));
    assert_eq!(row.about.raw(), "no text · no outlet · no date", "so a row says");
    let found = |window: &mut Window, words: &str| {
        window.type_into("Filter documents", words);
        let model = model(window);
        let file = |id| model.documents[id].file_name.raw().to_owned();
        window.app().listing.rows().iter().map(file).collect::<Vec<_>>()
    };
    assert_eq!(found(&mut window, "no text"), ["cut.pdf"]);
    assert_eq!(found(&mut window, "pdf No  Text no date"), ["cut.pdf"]);
    assert!(found(&mut window, "wire no text").is_empty());
    assert_eq!(found(&mut window, "no date").len(), 60);
    assert_eq!(found(&mut window, "2024"), ["wire-59.txt"]);
    assert_eq!(found(&mut window, "2024-03"), ["wire-59.txt"]);
    assert_eq!(found(&mut window, "02"), ["wire-02.txt"], "a number in a name is no date");

    window.act(Action::FilterWords("no date".to_owned()));
    window.type_into("Published", " ");
    window.key(Key::Enter);
    assert_eq!(window.app().listing.rows().len(), 61, "the list follows what is changed");
}

#[test]
fn the_title_of_a_page_of_the_guide_leads_to_its_command_from_the_palette() {
    let mut window = Window::on_seeds();
    let offered = |window: &mut Window, typed: &str| {
        window.act(Action::Overlay(Overlay::Palette { query: typed.to_owned(), at: 0 }));
        let lines = &window.app().palette.lines;
        let command = |found: &Found| match found {
            Found::Command(command) => Some(*command),
            _ => None,
        };
        lines.iter().filter_map(|line| command(&line.found)).collect::<Vec<_>>()
    };
    assert_eq!(offered(&mut window, "count words")[0], Command::Words);
    assert!(offered(&mut window, "rule").contains(&Command::Search), "where a rule is made");
    for page in PAGES {
        let title = Page::of(page).title;
        // These need a claim in hand, or a sentence of the brief.
        let needs = ["Link and weigh", "Support every sentence"];
        if !needs.contains(&title.as_str()) {
            assert!(!offered(&mut window, &title).is_empty(), "{title}");
        }
    }
}
