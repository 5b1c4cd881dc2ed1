//! The list of documents and the table of them: filtered, ordered, chosen from, decided about, described.

use super::super::ui_support::Window;
use assay::app::listing::Column;
use assay::app::notice::Said;
use assay::app::{Action, Command};
use assay::domain::Words;
use assay::domain::document::{Document, Triage};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, vec2};

/// Twelve documents in four scripts; their file names are their headings.
const FILES: [&str; 12] = [
    "alpha.txt",
    "bravo.txt",
    "charlie.txt",
    "delta.txt",
    "echo.txt",
    "Минск.txt",
    "Тегеран.txt",
    "تهران.txt",
    "ירושלים.txt",
    "golf.txt",
    "hotel.txt",
    "india.txt",
];

fn window() -> Window {
    let folder = tempfile::tempdir().unwrap();
    for (n, name) in FILES.iter().enumerate() {
        std::fs::write(folder.path().join(name), format!("Text {n}.\n\nIt says {}.\n", "more ".repeat(n))).unwrap();
    }
    Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()))
}

fn rows(window: &Window) -> Vec<String> {
    let app = window.app();
    let headings = app.listing.rows().iter().map(|id| app.model().unwrap().documents[id].heading());
    headings.map(|words| words.raw().to_owned()).collect()
}

fn chosen(window: &Window) -> Vec<String> {
    let app = window.app();
    let rows = app.listing.rows().iter().filter(|id| app.selection.has(**id));
    rows.map(|id| app.model().unwrap().documents[id].heading().raw().to_owned()).collect()
}

fn open(window: &Window) -> String {
    window.app().open_document_record().unwrap().heading().raw().to_owned()
}

fn documents(window: &Window) -> Vec<&Document> {
    window.app().model().unwrap().shown_documents().collect()
}

fn in_state(window: &Window, state: Triage) -> usize {
    documents(window).iter().filter(|d| d.triage == state).count()
}

fn edits(window: &Window) -> usize {
    window.app().history.len()
}

/// Reads the history anew.
fn history(window: &mut Window) {
    window.act(assay::app::Action::Command(Command::History));
    window.until("the history", |app| !app.history.is_empty());
    window.act(assay::app::Action::CloseOverlay);
}

#[test]
fn the_list_is_filtered_as_words_are_typed_and_ordered_by_a_menu() {
    let mut window = window();
    let all = rows(&window);
    assert_eq!(all.len(), 12);
    assert_eq!(window.names(Role::ListBoxOption)[..3], all[..3]);
    window.type_into("Filter documents", "минск");
    assert_eq!(rows(&window), ["Минск.txt"], "case and script are folded");
    window.type_into("Filter documents", "nobody");
    assert!(window.shows("No title, file name, path or outlet has these words."));
    window.type_into("Filter documents", "o txt");
    assert_eq!(rows(&window).len(), 4, "every word counts: {:?}", rows(&window));
    window.type_into("Filter documents", " ");
    assert_eq!(rows(&window), all);

    window.click("Sort documents");
    window.click("title");
    let mut by_title = all.clone();
    by_title.sort_by_key(|name| assay::domain::fold(name));
    assert_eq!(rows(&window), by_title);
    window.click("Sort documents");
    window.click("Greatest first");
    by_title.reverse();
    assert_eq!(rows(&window), by_title);
    // Without a date every document is the last; in the order they came.
    window.click("Sort documents");
    window.click("date");
    assert_eq!(rows(&window), all);
}

#[test]
fn an_order_follows_what_is_changed_without_being_put_together_anew() {
    let mut window = window();
    window.act(assay::app::Action::Arrange(window.app().sorted_by(Column::Title)));
    let id = window.document("golf").id;
    let set = |title: serde_json::Value| assay::app::Action::Set {
        table: assay::domain::Table::Document,
        id,
        field: "title",
        value: title,
    };
    window.act(set("Aardvark".into()));
    assert_eq!(rows(&window)[0], "Aardvark");
    window.act(set("Zulu".into()));
    assert_eq!(window.app().listing.position(id), Some(7), "before the scripts that sort after Latin");
    window.act(assay::app::Action::Command(Command::Undo));
    window.act(assay::app::Action::Command(Command::Undo));
    assert_eq!(window.app().listing.position(id), Some(5));
    // By what is counted: a tagged sentence moves its document to the top of the greatest.
    let by = assay::app::listing::Arrangement { descending: true, ..window.app().sorted_by(Column::Passages) };
    window.act(assay::app::Action::Arrange(by));
    super::open(&mut window, "india.txt");
    super::new_tag(&mut window, "weather");
    assert_eq!(rows(&window)[0], "india.txt");
}

#[test]
fn several_documents_are_chosen_and_decided_in_one_edit() {
    let mut window = window();
    let all = rows(&window);
    let ctrl = Modifiers::COMMAND;
    window.point_with(ctrl, Role::ListBoxOption, "bravo.txt");
    assert_eq!(chosen(&window), [all[0].clone(), "bravo.txt".to_owned()], "the open one counts as chosen");
    window.point_with(ctrl, Role::ListBoxOption, &all[0]);
    window.point_with(Modifiers::SHIFT, Role::ListBoxOption, &all[4]);
    assert_eq!(chosen(&window), all[..=4], "from where it began");
    window.stroke(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(chosen(&window), all[..=3]);
    assert!(window.shows("4 chosen"));
    assert_eq!(open(&window), all[0], "choosing opens nothing");

    history(&mut window);
    let before = edits(&window);
    window.key(Key::K);
    assert_eq!(in_state(&window, Triage::Kept), 4);
    assert_eq!(open(&window), all[4], "on to the next that waits");
    assert!(chosen(&window).is_empty() && window.shows("Keep 4 documents"));
    history(&mut window);
    assert_eq!(edits(&window), before + 1, "one edit");
    window.stroke(ctrl, Key::Z);
    assert_eq!(in_state(&window, Triage::Inbox), 12);

    window.point_with(ctrl, Role::ListBoxOption, &all[6]);
    window.stroke(ctrl, Key::A);
    assert_eq!(chosen(&window).len(), 12);
    window.key(Key::Escape);
    assert!(chosen(&window).is_empty());
    // What the filter hides is not decided about.
    window.point_with(ctrl, Role::ListBoxOption, &all[6]);
    window.stroke(ctrl, Key::A);
    window.type_into("Filter documents", "golf");
    assert_eq!(chosen(&window), ["golf.txt"]);
}

#[test]
fn the_next_document_is_the_next_of_the_list_as_it_is_shown() {
    let mut window = window();
    window.act(assay::app::Action::Arrange(window.app().sorted_by(Column::Title)));
    let listed = rows(&window);
    super::open(&mut window, &listed[2]);
    window.key(Key::P);
    assert_eq!(open(&window), listed[3]);
    window.key(Key::X);
    assert_eq!(open(&window), listed[4]);
    window.click("PARKED 1");
    assert_eq!(rows(&window), [listed[2].clone()]);
    window.click("PARKED 1");
    // The last of the list goes round to the first that waits.
    window.act(assay::app::Action::OpenDocument(window.document(&listed[11]).id));
    assert!(window.names(Role::ListBoxOption).contains(&listed[11]), "the list goes along");
    window.key(Key::K);
    assert_eq!(open(&window), listed[0]);
}

#[test]
fn a_reason_is_asked_for_nothing_and_given_later_for_one_or_many() {
    let mut window = window();
    let all = rows(&window);
    window.key(Key::X);
    assert!(window.app().overlay.is_none(), "nothing is asked");
    super::open(&mut window, &all[0]);
    window.click("no reason");
    window.letters("same as the one before");
    window.key(Key::Enter);
    assert_eq!(window.document(&all[0]).triage_reason.unwrap().raw(), "same as the one before");
    assert!(window.shows("same as the one before"), "the header says so");
    for name in &all[1..=2] {
        super::open(&mut window, name);
        window.key(Key::P);
    }
    super::open(&mut window, &all[1]);
    window.point_with(Modifiers::COMMAND, Role::ListBoxOption, &all[2]);
    window.click("Reason…");
    window.letters("later");
    window.key(Key::Enter);
    let why = |window: &Window, name: &str| window.document(name).triage_reason.map(Words::into_raw);
    assert_eq!((why(&window, &all[1]), why(&window, &all[2])), (Some("later".to_owned()), Some("later".to_owned())));
    // Kept after all: the reason was one for parking.
    super::open(&mut window, &all[1]);
    window.key(Key::K);
    assert_eq!((why(&window, &all[1]), why(&window, &all[2])), (None, Some("later".to_owned())));
}

#[test]
fn what_is_known_of_many_documents_is_set_at_once_and_only_what_was_touched() {
    let mut window = window();
    let all = rows(&window);
    let id = window.document(&all[0]).id;
    window.act(assay::app::Action::Set {
        table: assay::domain::Table::Document,
        id,
        field: "language",
        value: "fa".into(),
    });
    super::open(&mut window, &all[0]);
    window.point_with(Modifiers::SHIFT, Role::ListBoxOption, &all[2]);
    window.stroke(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert!(window.shows("Only the fields you change are set"));
    window.type_into("outlet", "BelTA");
    window.type_into("date", "the day before");
    assert!(window.shows("is not a date"), "what is wrong is said while it is typed");
    window.key(Key::Enter);
    assert!(window.app().overlay.is_some() && documents(&window).iter().all(|d| d.outlet.is_none()));
    window.type_into("date", "2023-10");
    assert!(window.shows("Changes 3 of 3 documents."));
    window.key(Key::Enter);
    let belta = |d: &&&Document| {
        let outlet = d.outlet.and_then(|id| window.app().model().unwrap().names.get(&id));
        outlet.is_some_and(|name| name.words.raw() == "BelTA")
    };
    assert_eq!(documents(&window).iter().filter(belta).count(), 3);
    let first = window.document(&all[0]);
    assert_eq!(first.published.unwrap().as_str(), "2023-10");
    assert_eq!(first.language.unwrap().raw(), "fa", "what was not touched stays");
    assert!(window.document(&all[1]).language.is_none());
    assert_eq!(window.app().model().unwrap().names.len(), 1, "one name, not three");
    window.stroke(Modifiers::COMMAND, Key::Z);
    assert!(documents(&window).iter().all(|d| d.outlet.is_none() && d.published.is_none()));
    assert!(window.app().model().unwrap().names.is_empty(), "the name came with the edit and goes with it");
}

#[test]
fn all_documents_stand_in_a_table_with_the_columns_somebody_chose() {
    let mut window = window();
    let all = rows(&window);
    window.stroke(Modifiers::COMMAND, Key::D);
    assert!(window.app().table && window.names(Role::ListBoxOption).len() >= 12);
    window.click("Sort by file");
    let mut by_file = all.clone();
    by_file.sort_by_key(|name| assay::domain::fold(name));
    assert_eq!(rows(&window), by_file);
    window.click("Sort by file");
    by_file.reverse();
    assert_eq!(rows(&window), by_file);
    assert_eq!(window.count("Sort by bytes"), 0);
    window.click("Columns");
    window.click("bytes");
    window.key(Key::Escape);
    assert_eq!(window.count("Sort by bytes"), 1);
    window.click("Sort by bytes");
    assert_eq!(window.app().arrangement.sort, Column::Bytes);
    assert_eq!(rows(&window)[0], "alpha.txt");

    // A click chooses, the arrows move, keys decide, letters that act on sentences do nothing here.
    window.point(Role::ListBoxOption, "bravo.txt");
    assert_eq!(chosen(&window), ["bravo.txt"]);
    let at = window.app().listing.position(window.document("bravo").id).unwrap();
    window.key(Key::ArrowDown);
    window.stroke(Modifiers::SHIFT, Key::ArrowDown);
    let expected: Vec<String> = rows(&window)[at + 1..=at + 2].to_vec();
    assert_eq!(chosen(&window), expected);
    window.key(Key::T);
    assert!(window.app().overlay.is_none());
    window.key(Key::X);
    assert_eq!(in_state(&window, Triage::Dropped), 2);
    assert!(window.app().table, "the table stays");

    window.point(Role::ListBoxOption, "hotel.txt");
    window.key(Key::Enter);
    assert!(!window.app().table);
    assert_eq!(open(&window), "hotel.txt");
    // How it was laid out is kept with the project.
    let path = window.app().path().unwrap().to_owned();
    window.act(assay::app::Action::Command(Command::CloseProject));
    window.act(assay::app::Action::OpenProject(path));
    assert_eq!(window.app().arrangement.sort, Column::Bytes);
    window.stroke(Modifiers::COMMAND, Key::D);
    assert_eq!(window.count("Sort by bytes"), 1);
    assert_eq!(rows(&window)[0], "alpha.txt");
}

#[test]
fn a_long_list_stands_at_its_first_page_until_the_rest_is_read_and_nothing_is_changed_before() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..150 {
        std::fs::write(folder.path().join(format!("{n:03}.txt")), format!("Text {n}.\n")).unwrap();
    }
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    let all = rows(&window);
    assert_eq!(all.len(), 150);
    let last = window.app().listing.rows()[100];
    window.act(Action::OpenDocument(last));
    let words = window.app().reading.as_ref().unwrap().document;
    window.reopen_at_the_first_page();

    // A page around the document that was open, with its words; the list is as long as it will be.
    let page = window.app().project.as_ref().unwrap().first_page.unwrap();
    assert_eq!((page.before, page.documents), (68, 150));
    assert_eq!(rows(&window), all[68..132]);
    assert_eq!(window.app().reading.as_ref().unwrap().document, words);
    let drawn = window.names(Role::ListBoxOption);
    assert!(drawn.contains(&all[100]), "{drawn:?}");

    // Nothing can be changed yet, and it says why.
    let title =
        Action::Set { table: assay::domain::Table::Document, id: last, field: "title", value: "Changed".into() };
    window.act_once(title.clone());
    let said = |window: &Window| {
        window.app().notices.iter().any(|n| matches!(&n.what, Said::Word(words) if words.contains("still being read")))
    };
    assert!(said(&window), "{:?}", window.app().notices);
    assert!(window.shows("still being read"));
    assert_eq!(rows(&window), all[68..132], "and nothing was");

    // Then all is there, the same document is open, and the same edit is taken.
    window.rest();
    assert!(window.app().project.as_ref().unwrap().first_page.is_none());
    assert_eq!(rows(&window), all);
    assert_eq!(open(&window), all[100]);
    window.act(title);
    assert_eq!(open(&window), "Changed");
}

#[test]
fn a_project_is_closed_at_its_first_page_without_waiting_for_the_rest() {
    let mut window = window();
    let all = rows(&window);
    window.reopen_at_the_first_page();
    // Closed and opened again from the half of it that is there: nothing is lost and nobody waits for a frame.
    window.reopen_at_the_first_page();
    window.rest();
    assert_eq!(rows(&window), all);
    assert!(!window.shows("unexpected stop"), "it was closed");
}
