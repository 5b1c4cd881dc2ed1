//! Quiet marks: off at first, each sort turned on and off by itself, kept with the project, and no marks of the record.

use crate::ui_support::Window;
use assay::app::remarking::RemarkKind;
use assay::app::{Action, Command};
use egui::accesskit::Role;

/// The words that are marked quietly in the open document, with their sorts.
fn marked(window: &Window) -> Vec<(String, RemarkKind)> {
    let reading = window.app().reading.as_ref().unwrap();
    let all = window.app().remarking.within(reading.revision, 0..u32::MAX);
    all.iter().map(|(span, kind)| (reading.text(span.range()).unwrap().into_owned(), *kind)).collect()
}

#[test]
fn hedges_and_dates_are_marked_quietly_where_that_is_wanted() {
    let mut window = Window::on_seeds();
    let news = window.document("002").id;
    window.act(Action::OpenDocument(news));
    assert!(marked(&window).is_empty(), "off at first");
    window.act(Action::Command(Command::MarkHedges));
    window.until("hedges are marked", |app| {
        app.reading.as_ref().is_some_and(|r| !app.remarking.within(r.revision, 0..u32::MAX).is_empty())
    });
    let found = marked(&window);
    assert!(found.contains(&("is expected to".to_owned(), RemarkKind::Hedge)), "{found:?}");
    assert!(found.iter().all(|(_, kind)| *kind == RemarkKind::Hedge));

    window.act(Action::Command(Command::MarkUnnamed));
    window.act(Action::Command(Command::MarkDates));
    window.until("dates are marked too", |app| {
        let of = app.reading.as_ref().map(|r| app.remarking.within(r.revision, 0..u32::MAX)).unwrap_or_default();
        of.iter().any(|(_, kind)| *kind == RemarkKind::Date)
    });
    let found = marked(&window);
    assert!(found.contains(&("in August".to_owned(), RemarkKind::Date)), "{found:?}");
    assert!(found.contains(&("Russian officials".to_owned(), RemarkKind::Unnamed)), "{found:?}");
    assert!(window.app().model().unwrap().passages.is_empty(), "nothing is recorded");

    // Another document has its own.
    window.act(Action::OpenDocument(window.document("000").id));
    window.until("the other text is looked through", |app| {
        app.reading.as_ref().is_some_and(|r| !app.remarking.within(r.revision, 0..u32::MAX).is_empty())
    });
    assert!(!marked(&window).contains(&("in August".to_owned(), RemarkKind::Date)));

    // A chip for each says what its line means, and turns it off.
    window.click_role(Role::Button, "hedges");
    window.until("hedges are off", |app| !app.remarking.is_on(RemarkKind::Hedge));
    window.until("no hedge is marked", |app| {
        let of = app.reading.as_ref().map(|r| app.remarking.within(r.revision, 0..u32::MAX)).unwrap_or_default();
        of.iter().all(|(_, kind)| *kind != RemarkKind::Hedge)
    });
    window.reopen_at_the_first_page();
    assert_eq!(window.app().remarking.on(), [RemarkKind::Unnamed, RemarkKind::Date], "kept with the project");
}
