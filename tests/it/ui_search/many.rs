//! Documents with more places than are shown at first: they are counted, opened, gone through and tagged to the last.

use super::{answered, ask, gathered};
use crate::ui_support::Window;
use assay::app::Action;
use assay::app::searching::{Order, Wish};
use egui::{Key, Theme, vec2};

/// A list of sixty-one payments, each under sanctions, and a letter that speaks of them once.
fn payments() -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    let list: Vec<String> =
        (0..61).map(|n| format!("Payment {n} was stopped by the sanctions of that year.")).collect();
    std::fs::write(folder.path().join("payments.txt"), list.join("\n\n")).unwrap();
    std::fs::write(folder.path().join("letter.txt"), "Of the sanctions nothing was said before.\n").unwrap();
    let window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    (folder, window)
}

fn counted(window: &mut Window) {
    window.until("every place counted", |app| !app.searching.places().1);
    window.settle();
}

#[test]
fn every_place_is_counted_and_the_rest_of_a_document_opens() {
    let (_folder, mut window) = payments();
    // Given a document with more places than are lines at first.
    ask(&mut window, "sanctions");
    counted(&mut window);
    assert!(window.shows("62 places in 2 documents"));
    assert!(window.shows("41 more in this document"));
    // When they are opened, they are lines like the others.
    window.key(Key::Enter);
    let rest = window.app().searching.lines().iter().position(|line| line.rest).unwrap();
    window.act(Action::Search(Wish::At(rest)));
    window.key(Key::Enter);
    window.until("the rest", |app| app.searching.lines().iter().all(|line| !line.rest));
    window.settle();
    assert_eq!(window.app().searching.lines().len(), 62);
    assert!(window.shows("62 places in 2 documents"));
    // The same asked again keeps them.
    window.act(Action::Search(Wish::Order(Order::Best)));
    answered(&mut window, "sanctions");
    assert_eq!(window.app().searching.lines().len(), 62);
    assert!(window.app().searching.lines().iter().all(|line| !line.rest));
}

#[test]
fn f3_goes_through_all_places_and_all_are_marked_in_the_text() {
    let (_folder, mut window) = payments();
    ask(&mut window, "sanctions");
    counted(&mut window);
    let at = window.app().searching.lines().iter().position(|line| line.rest).unwrap();
    let long = window.app().searching.lines()[at].revision;
    // Given the last place that was told, looked at in its document.
    window.act(Action::Search(Wish::Open(at - 1)));
    window.until("all places marked", |app| app.lit.all().len() == 61);
    window.settle();
    // When one goes on, one comes to the next in the text, and so to all of them.
    let mut seen = vec![window.app().searching.lines()[window.app().searching.at].span.unwrap()];
    for _ in 0..41 {
        window.key(Key::F3);
        let page = &window.app().searching;
        assert_eq!(page.lines()[page.at].revision, long);
        seen.push(page.lines()[page.at].span.unwrap());
    }
    assert!(seen.is_sorted());
    assert_eq!(seen.len(), 42);
}

#[test]
fn all_places_ticked_are_as_many_as_are_tagged_when_none_is() {
    let (_folder, mut window) = payments();
    ask(&mut window, "sanctions");
    counted(&mut window);
    // When all are ticked, none of them being shown,
    window.click("all places");
    assert!(window.shows("62 chosen"));
    window.key(Key::Enter);
    window.key(Key::T);
    gathered(&mut window);
    // Then all of them are to be tagged, as without the tick.
    assert!(window.shows("Tag 62 sentences in 2 documents"));
    window.key(Key::Escape);
    window.click("62 chosen");
    assert!(window.shows("all places"));
    window.key(Key::Enter);
    window.key(Key::T);
    gathered(&mut window);
    assert!(window.shows("Tag 62 sentences in 2 documents"));
    window.key(Key::Escape);
    // One that is let go is the only one left out.
    window.act(Action::Search(Wish::All(true)));
    window.act(Action::Search(Wish::Toggle(0)));
    assert!(window.shows("61 chosen"));
    window.key(Key::T);
    gathered(&mut window);
    assert!(window.shows("Tag 61 sentences in 2 documents") || window.shows("Tag 61 sentences in 1 document"));
}

#[test]
fn what_was_found_is_written_into_a_table_from_the_window() {
    let (folder, mut window) = payments();
    ask(&mut window, "sanctions");
    window.click("Export…");
    let to = folder.path().join("found.csv");
    window.type_into("File name", to.to_str().unwrap());
    window.key(Key::Enter);
    window.until("the table", |_| to.is_file());
    let table = std::fs::read_to_string(&to).unwrap();
    // Every place, also those that were no lines.
    assert_eq!(table.lines().count(), 63);
    assert!(table.contains("\"path\",\"archive\",\"sha256\""), "{table}");
}

#[test]
fn what_a_regular_expression_finds_is_counted_opened_and_marked_to_the_last_as_well() {
    let (folder, mut window) = payments();
    window.act(Action::Search(Wish::Show));
    window.act(Action::Search(Wish::Ask("/sanctions? of/".to_owned())));
    window.until("the look", |app| app.searching.looking.is_some_and(|looking| !looking.goes_on()));
    // Given more places than are told at first, all of one document.
    counted(&mut window);
    assert!(window.shows("61 places in 1 document"));
    let list = window.app().searching.lines()[0].revision;
    assert_eq!(window.app().searching.rest_of(list), Some(41));
    // When all are ticked and one is let go, the others are gathered, also those that are no lines.
    window.act(Action::Search(Wish::All(true)));
    window.act(Action::Search(Wish::Toggle(0)));
    assert!(window.shows("60 chosen"));
    window.act(Action::Search(Wish::Mark { tag: None, name: true }));
    gathered(&mut window);
    assert_eq!(window.app().searching.gathered.as_ref().unwrap().places.len(), 60);
    window.key(Key::Escape);
    // The rest opens, and stays open when the same is asked again.
    let rest = window.app().searching.lines().iter().position(|line| line.rest).unwrap();
    window.act(Action::Search(Wish::Open(rest)));
    window.until("the rest", |app| app.searching.lines().iter().all(|line| !line.rest));
    window.settle();
    let lines = window.app().searching.lines();
    assert_eq!(lines.len(), 61);
    assert!(lines.is_sorted_by_key(|line| line.span));
    window.act(Action::Search(Wish::Ask("/sanctions? of/".to_owned())));
    window.until("another look", |app| !app.searching.is_looking() && app.searching.lines().len() == 61);
    // And every place goes into a table.
    window.click("Export…");
    let to = folder.path().join("found.csv");
    window.type_into("File name", to.to_str().unwrap());
    window.key(Key::Enter);
    window.until("the table", |_| to.is_file());
    assert_eq!(std::fs::read_to_string(&to).unwrap().lines().count(), 62);
}
