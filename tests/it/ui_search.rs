//! Searching every document in the window: the places under each other, how they are spread, and from what was found to
//! tags, names and rules.

mod asking;
mod many;
mod marking;
mod names;

use crate::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::searching::{Order, Wish};
use assay::app::{Action, Place};
use assay::domain::passage::PassageTag;
use assay::domain::saved::Around;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, vec2};
use std::collections::BTreeSet;
use std::path::Path;

const FIELD: &str = "Search all documents";

/// Thirty reports, two sentences about sanctions in each, one in Russian letters; and one that says nothing of them.
fn corpus(folder: &Path) {
    for n in 0..30 {
        let text = format!(
            "Report {n}. The new sanctions came in March. Nobody answered.\n\nВ ответ на санкции {n} порт закрыли. Больше ничего.\n"
        );
        std::fs::write(folder.join(format!("{n:02}.txt")), text).unwrap();
    }
    std::fs::write(folder.join("weather.txt"), "The weather was mild.\n").unwrap();
}

fn window() -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path());
    let window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    (folder, window)
}

/// Opens the page, types a question and waits until every text is indexed and answered for.
fn ask(window: &mut Window, question: &str) {
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    window.type_into(FIELD, question);
    answered(window, question);
}

fn answered(window: &mut Window, question: &str) {
    window.until("the answer", |app| {
        let page = &app.searching;
        !page.busy
            && page.query == question
            && (page.wrong.is_some() || page.answer.as_ref().is_some_and(|a| a.waiting == 0))
    });
    window.settle();
}

fn gathered(window: &mut Window) {
    window.until("what will be marked", |app| app.searching.gathered.is_some());
    window.settle();
}

fn taggings(window: &Window) -> Vec<&PassageTag> {
    window.app().model().unwrap().passage_tags.values().collect()
}

/// Counts edits that came in.
fn edits(window: &Window) -> u64 {
    window.app().model().unwrap().generation
}

#[test]
fn places_stand_under_each_other_and_open_where_they_are() {
    let (_folder, mut window) = window();
    ask(&mut window, "sanctions");
    let page = &window.app().searching;
    assert_eq!(page.answer.as_ref().unwrap().documents, 30);
    assert_eq!(page.lines().len(), 30);
    assert!(window.shows("30 places in 30 documents"));
    // Enter goes among the lines and opens nothing yet; Enter there opens the place.
    window.key(Key::Enter);
    assert!(window.app().searching.shown);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert!(!window.app().searching.shown);
    let line = window.app().searching.lines()[1].clone();
    let reading = window.app().reading.as_ref().unwrap();
    assert_eq!(reading.document, line.document);
    let cursor = reading.cursor.unwrap();
    assert!(cursor.covers(line.span.unwrap()), "the sentence with the place is under the cursor");
    assert_eq!(window.app().lit.all(), [line.span.unwrap()]);
    // F3 goes on to the next document, and back to the page brings the same lines.
    window.key(Key::F3);
    assert_eq!(window.app().reading.as_ref().unwrap().document, window.app().searching.lines()[2].document);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    assert_eq!(window.app().searching.lines().len(), 30);
    // Esc leaves the page; in the document it takes the marks off.
    window.key(Key::Escape);
    assert!(!window.app().searching.shown);
    window.key(Key::Escape);
    assert!(window.app().lit.all().is_empty());
}

#[test]
fn sixty_places_are_tagged_in_one_edit_and_untagged_in_one() {
    let (_folder, mut window) = window();
    ask(&mut window, "санкции OR sanctions");
    assert_eq!(window.app().searching.lines().len(), 60);
    let before = edits(&window);
    window.key(Key::Enter);
    window.key(Key::T);
    gathered(&mut window);
    assert!(window.shows("Tag 60 sentences in 30 documents"));
    assert!(taggings(&window).is_empty(), "nothing is tagged before it was seen");
    window.letters("measures");
    window.key(Key::Enter);
    assert_eq!(taggings(&window).len(), 60);
    assert_eq!(edits(&window), before + 1);
    let model = window.app().model().unwrap();
    let words: BTreeSet<&str> = model.passages.keys().map(|id| model.anchor(*id).unwrap().quote.raw()).collect();
    assert!(words.contains("The new sanctions came in March."), "{words:?}");
    assert!(words.contains("В ответ на санкции 7 порт закрыли."), "{words:?}");
    // The same once more finds nothing to do.
    window.key(Key::T);
    gathered(&mut window);
    window.letters("measures");
    window.key(Key::Enter);
    assert_eq!(edits(&window), before + 1);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(taggings(&window).is_empty());
    assert!(window.app().model().unwrap().passages.is_empty());
}

#[test]
fn chosen_places_alone_are_marked_and_as_names_when_that_is_wanted() {
    let (_folder, mut window) = window();
    ask(&mut window, "March");
    window.key(Key::Enter);
    window.key(Key::Space);
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.app().searching.chosen_count(), 2);
    window.key(Key::N);
    gathered(&mut window);
    assert!(window.shows("Mark 2 places in 2 documents"));
    window.letters("march");
    window.key(Key::Enter);
    let model = window.app().model().unwrap();
    assert_eq!(model.mentions.len(), 2);
    let words: BTreeSet<&str> = model.passages.keys().map(|id| model.anchor(*id).unwrap().quote.raw()).collect();
    assert_eq!(words, BTreeSet::from(["March"]));
    // A paragraph can be marked instead of a sentence.
    ask(&mut window, "weather");
    window.key(Key::Enter);
    window.key(Key::T);
    gathered(&mut window);
    window.act(Action::Search(Wish::Around(Around::Paragraph)));
    gathered(&mut window);
    assert_eq!(window.app().searching.around, Around::Paragraph);
    window.key(Key::Escape);
    assert!(window.app().overlay.is_none());
}

#[test]
fn a_rule_tags_what_comes_later_until_somebody_confirms_or_undoes_it() {
    let (folder, mut window) = window();
    ask(&mut window, "sanctions");
    window.key(Key::Enter);
    window.key(Key::T);
    gathered(&mut window);
    window.click("Keep as a rule: tag what comes later too");
    window.letters("sanctions");
    window.key(Key::Enter);
    assert_eq!(taggings(&window).len(), 30);
    assert!(taggings(&window).iter().all(|row| row.rule.is_none()), "what was looked at is confirmed");
    let rule = window.app().model().unwrap().saved.values().next().unwrap().id;

    // A new document comes.
    let late = folder.path().join("late.txt");
    std::fs::write(&late, "More sanctions were announced. That is all.\n").unwrap();
    window.act(Action::Import(vec![late]));
    window.until("the rule", |app| app.model().unwrap().passage_tags.len() == 31);
    window.settle();
    let by_rule: Vec<_> = taggings(&window).into_iter().filter(|row| row.rule == Some(rule)).cloned().collect();
    assert_eq!(by_rule.len(), 1);
    let model = window.app().model().unwrap();
    assert_eq!(model.anchor(by_rule[0].passage).unwrap().quote.raw(), "More sanctions were announced.");

    // Its card says so, and a click confirms it.
    window.act(Action::OpenPassage(by_rule[0].passage));
    window.act(Action::Hand(assay::app::Hand::Passage(by_rule[0].passage)));
    window.click("by rule");
    assert!(taggings(&window).iter().all(|row| row.rule.is_none()));
    // An undo takes back the confirming, then the import with what the rule tagged in it; the rule does not insist.
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(taggings(&window).len(), 30);
    assert_eq!(window.app().model().unwrap().shown_documents().count(), 31);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    assert_eq!((taggings(&window).len(), window.app().model().unwrap().shown_documents().count()), (31, 32));
    window.press(Modifiers::COMMAND, Key::Z);
    ask(&mut window, "weather");
    assert_eq!(taggings(&window).len(), 30);
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::OpenProject(path));
    ask(&mut window, "weather");
    assert_eq!(taggings(&window).len(), 30, "nor after it was opened again");
    assert_eq!(window.app().model().unwrap().saved.len(), 1);
}

#[test]
fn a_rule_is_run_over_the_new_text_of_a_document_that_changed_and_repeats_nothing_that_was_decided() {
    let (folder, mut window) = window();
    let file = folder.path().join("00.txt");
    let write = |text: &str| std::fs::write(&file, text).unwrap();
    write(
        "Sanctions came in March. Other sanctions came in April. Nobody in the government answered the sanctions of the neighbours.\n\nThe port is shut.\n",
    );
    window.act(Action::Command(assay::app::Command::Rescan));
    window.click("Take these in");
    window.until("the changes", |app| app.importing.is_none() && app.model().unwrap().revisions.len() == 32);
    ask(&mut window, "sanctions");
    window.key(Key::Enter);
    window.key(Key::T);
    gathered(&mut window);
    window.click("Keep as a rule: tag what comes later too");
    window.letters("measures");
    window.key(Key::Enter);
    assert_eq!(taggings(&window).len(), 32);
    let rule = window.app().model().unwrap().saved.values().next().unwrap().id;
    // One of them is taken off by a person.
    let model = window.app().model().unwrap();
    let words = |row: &PassageTag| model.anchor(row.passage).unwrap().quote.raw().to_owned();
    let off = taggings(&window).into_iter().find(|row| words(row).starts_with("Nobody in the")).unwrap().id;
    window.act(Action::Delete(assay::domain::Table::PassageTag, off));
    assert_eq!(taggings(&window).len(), 31);

    // The file changes: a sentence is new, one that stood there says something new, and those that were decided about are
    // still there, one of them in other words.
    write(
        "Sanctions came in March. Other sanctions came in April. Nobody in the government answered to the sanctions of the neighbours.\n\n\
         The port is shut because of sanctions. New sanctions are to follow.\n",
    );
    window.act(Action::Command(assay::app::Command::Rescan));
    window.click("Take these in");
    window.until("the rule", |app| app.model().unwrap().passage_tags.values().any(|row| row.rule == Some(rule)));
    window.settle();
    let by_rule = |window: &Window| -> BTreeSet<String> {
        let model = window.app().model().unwrap();
        let rows = model.passage_tags.values().filter(|row| row.rule == Some(rule));
        rows.map(|row| model.anchor(row.passage).unwrap().quote.raw().to_owned()).collect()
    };
    let new = ["New sanctions are to follow.", "The port is shut because of sanctions."];
    assert_eq!(by_rule(&window), BTreeSet::from(new.map(str::to_owned)));
    assert_eq!(taggings(&window).len(), 33);

    // What is undone is not done again, neither by looking nor when another document comes.
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(by_rule(&window).is_empty());
    let late = folder.path().join("late.txt");
    std::fs::write(&late, "More sanctions were announced.\n").unwrap();
    window.act(Action::Import(vec![late]));
    window.until("the rule", |app| app.model().unwrap().passage_tags.values().any(|row| row.rule == Some(rule)));
    window.settle();
    assert_eq!(by_rule(&window), BTreeSet::from(["More sanctions were announced.".to_owned()]));
}

#[test]
fn the_line_in_hand_stays_in_sight_however_far_one_goes() {
    let (_folder, mut window) = window();
    ask(&mut window, "санкции OR sanctions");
    window.key(Key::Enter);
    for _ in 0..59 {
        window.key(Key::ArrowDown);
        let drawn = window.names(Role::ListBoxOption);
        let line = &window.app().searching.lines()[window.app().searching.at];
        let words = format!("{}{}{}", line.before.raw(), line.quote.raw(), line.after.raw());
        assert!(drawn.contains(&words), "line {}: {words}", window.app().searching.at);
    }
    assert_eq!(window.app().searching.at, 59, "the last of them");
}

#[test]
fn what_is_not_understood_is_pointed_at_and_nothing_is_lost() {
    let (_folder, mut window) = window();
    ask(&mut window, "sanctions AND (");
    let wrong = window.app().searching.wrong.clone().unwrap();
    assert_eq!(wrong.at, "sanctions AND (".len());
    assert!(window.shows("Not understood:"));
    ask(&mut window, "sanctions");
    assert!(window.app().searching.wrong.is_none());
    assert_eq!(window.app().searching.lines().len(), 30);
    // Keys that mark do nothing where nothing was found.
    ask(&mut window, "qqqq");
    assert!(window.shows("Nothing was found."));
    window.key(Key::Tab);
    window.key(Key::T);
    assert!(!matches!(window.app().overlay, Some(Overlay::MarkFound { .. })));
}

#[test]
fn lines_are_put_in_order_by_their_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("1.txt", "late harbour news\n"), ("2.txt", "early harbour closing\n"), ("3.txt", "quiet harbour air\n")]
    {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    ask(&mut window, "harbour");
    let sides = |window: &Window| -> Vec<String> {
        let lines = window.app().searching.lines();
        lines.iter().map(|line| format!("{}|{}", line.before.raw().trim(), line.after.raw().trim())).collect()
    };
    window.click("by the words before");
    assert_eq!(sides(&window), ["early|closing", "late|news", "quiet|air"]);
    window.click("by the words after");
    assert_eq!(sides(&window), ["quiet|air", "early|closing", "late|news"]);
    assert_eq!(window.app().searching.order, Order::After);
}

#[test]
fn a_saved_search_stays_with_the_project_and_counts_what_came_since() {
    let (folder, mut window) = window();
    ask(&mut window, "sanctions");
    window.click("Save search");
    let saved = window.app().model().unwrap().saved.values().next().unwrap().clone();
    assert_eq!((saved.query.raw(), saved.tag), ("sanctions", None));
    window.until("a count", |app| app.searching.counts.get(&saved.id) == Some(&30));
    std::fs::write(folder.path().join("late.txt"), "More sanctions.\n").unwrap();
    window.act(Action::Import(vec![folder.path().join("late.txt")]));
    window.until("the new count", |app| app.searching.counts.get(&saved.id) == Some(&31));
    // A click asks it again; it can be let go.
    window.type_into(FIELD, "weather");
    answered(&mut window, "weather");
    window.click_role(Role::Button, "sanctions");
    answered(&mut window, "sanctions");
    assert_eq!(window.app().place, Place::Read);
    window.click("Saved ✓");
    assert!(window.app().model().unwrap().saved.is_empty());
}

#[test]
fn words_of_ours_are_found_beside_the_documents_and_lead_to_where_they_stand() {
    let (_folder, mut window) = window();
    window.press(Modifiers::COMMAND, Key::Num1);
    window.key(Key::C);
    window.key(Key::Enter);
    let claim = *window.app().model().unwrap().claims.keys().next().unwrap();
    window.act(Action::Set {
        table: assay::domain::Table::Claim,
        id: claim,
        field: "memo",
        value: "Compare the embargo of 2019.".into(),
    });
    ask(&mut window, "embargo");
    window.until("our own words", |app| app.searching.answer.as_ref().is_some_and(|answer| !answer.own.is_empty()));
    window.settle();
    assert_eq!(window.app().searching.answer.as_ref().unwrap().documents, 0);
    assert!(window.shows("IN YOUR OWN WORDS"));
    window.click_role(Role::Link, "Compare the embargo of 2019.");
    assert_eq!(window.app().place, Place::Weigh);
    assert_eq!(window.app().hand, assay::app::Hand::Claim(claim));
    // What is asked of documents alone finds none of them.
    ask(&mut window, "lang:en");
    assert!(window.app().searching.answer.as_ref().unwrap().own.is_empty());
}
