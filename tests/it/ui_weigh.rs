//! Weigh: the claims and the sources of a project.

mod decide;
mod graph;
mod hypotheses;
mod judgements;
mod names;
mod origins;
mod sources;
mod time;
mod wanted;

use super::ui_support::Window;
use assay::app::model::By;
use assay::app::overlay::Overlay;
use assay::app::{Action, Command, Hand, List, Place};
use assay::domain::claim::{Claim, Stance};
use assay::domain::grade::Reliability;
use assay::domain::link::LinkKind;
use assay::domain::{Edit, Id, Op, Table};
use egui::Key;
use egui::Modifiers;
use egui::accesskit::Role;

/// Makes a claim of some words, as C Enter does.
fn claim(window: &mut Window, document: &str, words: &str) -> Id {
    let document = window.document(document).id;
    window.select(document, words);
    window.act(Action::Command(Command::Claim));
    window.act(Action::Accept);
    match window.app().hand {
        Hand::Claim(id) => id,
        other => panic!("{other:?} is in hand after a claim was made"),
    }
}

/// Three claims of the sample: two of one speaker that pull against each other, and one of nobody known.
fn three_claims() -> (Window, [Id; 3]) {
    let mut window = Window::on_seeds();
    let resist = claim(&mut window, "000", "cooperate together to resist these attacks,");
    let against = "the partnership between Belarus and Iran is not directed against any third party";
    let against = claim(&mut window, "002", against);
    let isolated = claim(&mut window, "002", "both nations have faced international isolation");
    for id in [resist, against] {
        window.act(Action::Speaker(id, "Alexander Lukashenko".into()));
    }
    (window, [resist, against, isolated])
}

/// Grades a source as its sheet does.
fn grade(window: &mut Window, name: Id, letter: Reliability) {
    window.act(Action::Overlay(Overlay::Grade {
        document: None,
        name: Some(name),
        outlet: String::new(),
        letter: Some(letter),
        reason: "as far as we know".into(),
    }));
    window.act(Action::Accept);
}

/// The rows of the list in the middle: those that are neither of the rail nor only proposed.
fn rows(window: &Window) -> Vec<String> {
    let rail = [
        "To decide",
        "Timeline",
        "Who says what",
        "Graph",
        "Claims",
        "Sources",
        "Names",
        "Judgements",
        "Hypotheses",
        "Wanted",
    ];
    let ours = |name: &String| !rail.contains(&name.as_str()) && !name.starts_with("proposed: ");
    window.names(Role::ListBoxOption).into_iter().filter(ours).collect()
}

#[test]
fn a_new_project_lists_the_documents_that_were_imported() {
    let window = Window::on_seeds();
    let rows = window.names(Role::ListBoxOption);
    assert_eq!(rows, ["000_84839096dc77e6c1.txt", "002_288d556eec8bee92.txt"]);
    assert!(window.shows("Belarus and Iran Form Alliance"), "the first is open");
}

#[test]
fn weigh_says_how_to_make_a_claim_while_there_is_none_and_does_not_speak_of_sources() {
    let mut window = Window::on_seeds();
    window.press(Modifiers::COMMAND, Key::Num2);
    assert_eq!(window.app().place, Place::Weigh);
    assert!(window.shows("No claims yet"));
    assert_eq!(window.names(Role::ListBoxOption), ["Claims", "Names", "Judgements", "Wanted"]);
}

#[test]
fn a_claim_is_listed_taken_into_hand_by_a_click_and_opens_its_passage_by_a_double_click_or_enter() {
    let mut window = Window::on_seeds();
    let made = claim(&mut window, "002", "there are no closed topics");
    window.act(Action::Speaker(made, "Alexander Lukashenko".into()));
    window.act(Action::OpenDocument(window.document("000").id));
    window.act(Action::Command(Command::Weigh));
    // They stand in quotation marks there.
    let name = "Alexander Lukashenko: “there are no closed topics”, affirms";
    assert_eq!(rows(&window), [name]);
    window.click_role(Role::ListBoxOption, name);
    assert_eq!((window.app().hand, window.app().place), (Hand::Claim(made), Place::Weigh));

    let passage = window.app().model().unwrap().support(made).unwrap();
    let at_the_passage = |window: &Window| {
        let open = window.app().open_document_record().unwrap().heading().raw();
        window.app().place == Place::Read && window.app().hand == Hand::Passage(passage) && open.starts_with("002")
    };
    window.double_click(Role::ListBoxOption, name);
    assert!(at_the_passage(&window));

    window.act(Action::OpenDocument(window.document("000").id));
    window.act(Action::Command(Command::Weigh));
    window.find_role(Role::ListBoxOption, name).focus();
    window.frames(2);
    assert_eq!(window.app().hand, Hand::Claim(made), "the focus takes it into the hand");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(at_the_passage(&window));
}

#[test]
fn claims_are_put_in_order_and_filtered_by_words_and_speaker() {
    let mut window = Window::on_seeds();
    let first = claim(&mut window, "000", "resist these attacks");
    let second = claim(&mut window, "002", "there are no closed topics");
    let third = claim(&mut window, "002", "signing a formal plan");
    window.act(Action::Speaker(first, "Mokhber".into()));
    window.act(Action::Speaker(second, "Lukashenko".into()));
    let dated = |id, date: &str| Action::Set { table: Table::Claim, id, field: "said_at", value: date.into() };
    window.act(dated(first, "2023-10-17"));
    window.act(dated(third, "2023-08"));
    window.act(Action::Command(Command::Weigh));

    let speakers = |window: &Window| -> Vec<String> {
        rows(window).iter().map(|name| name.split(':').next().unwrap().to_owned()).collect()
    };
    let (a, b, c) = ("Mokhber", "Lukashenko", "speaker not known");
    assert_eq!(speakers(&window), [c, b, a], "the newest first");
    window.click("Sort by speaker");
    assert_eq!(speakers(&window), [b, a, c], "those nobody is known to have said are last");
    window.click("Sort by date");
    assert_eq!(speakers(&window), [c, a, b], "unknown dates are last");
    window.click("Sort by document");
    assert_eq!(speakers(&window), [a, c, b], "by document, then as they stand in it");

    window.type_into("Filter claims", "lukashenko");
    assert_eq!(speakers(&window), [b]);
    assert!(window.shows("1 of 3"));
    window.type_into("Filter claims", "PLAN");
    assert_eq!(speakers(&window), [c]);
    window.type_into("Filter claims", "nobody says this");
    assert_eq!(rows(&window).len(), 0);
    assert!(window.shows("No claim has these words"));
    window.type_into("Filter claims", " ");
    assert_eq!(rows(&window).len(), 3);
}

#[test]
fn what_is_weak_about_a_claim_stands_in_its_row() {
    let mut window = Window::on_seeds();
    let held = claim(&mut window, "002", "there are no closed topics");
    let mut heard = Claim::of("the two countries declared an alliance".into());
    heard.stance = Some(Stance::Denies);
    heard.reworded = true;
    let id = heard.id;
    window.act(Action::Edit(Edit::new("Claim", vec![Op::add(heard)])));
    window.act(Action::Overlay(Overlay::PickClaim {
        from: held,
        kind: LinkKind::PullsAgainst,
        query: "alliance".into(),
        at: 0,
    }));
    window.act(Action::Accept);
    let model = window.app().model().unwrap();
    assert_eq!((model.count(By::Links, held), model.count(By::Links, id)), (1, 1));
    let row = assay::app::weigh_view::claim_row(model, &model.claims[&id]);
    assert_eq!((row.links, row.unsupported, row.rests_on.raw()), (1, true, "no passage"));
    window.act(Action::Command(Command::Weigh));
    assert!(
        rows(&window)
            .contains(&"speaker not known: the two countries declared an alliance, denies, unsupported".into())
    );
}

#[test]
fn sources_are_listed_with_their_grades_and_the_rail_counts_those_without() {
    let mut window = Window::on_seeds();
    let document = window.document("000").id;
    window.act(Action::Outlet(document, "OE Watch".into()));
    let made = claim(&mut window, "002", "there are no closed topics");
    window.act(Action::Speaker(made, "Alexander Lukashenko".into()));
    window.act(Action::List(List::Sources));
    let (watch, speaker) = ("OE Watch, not graded, 1 document", "Alexander Lukashenko, not graded, 1 claim");
    assert_eq!(rows(&window), [speaker, watch], "by name");
    assert!(!window.shows("source C"));

    let name = window.app().model().unwrap().documents[&document].outlet.unwrap();
    grade(&mut window, name, Reliability::C);
    let watch = "OE Watch, source C, 1 document";
    assert_eq!(rows(&window), [speaker, watch]);
    window.click("Sort by documents");
    assert_eq!(rows(&window), [watch, speaker]);
    window.click("Sort by grade");
    assert_eq!(rows(&window), [speaker, watch], "what nobody has graded is to be decided first");
    window.click_role(Role::ListBoxOption, watch);
    assert_eq!(window.app().hand, Hand::Name(name));
    // The one in hand is graded, whatever document is open.
    window.press(Modifiers::NONE, Key::G);
    assert!(
        matches!(&window.app().overlay, Some(Overlay::Grade { name: Some(of), document: None, .. }) if *of == name)
    );
    window.press(Modifiers::NONE, Key::B);
    window.press(Modifiers::NONE, Key::Enter);
    assert!(rows(&window).contains(&"OE Watch, source B, 1 document".to_owned()), "{:?}", rows(&window));
}

#[test]
fn of_ten_thousand_claims_only_those_in_sight_are_drawn() {
    let mut window = Window::on_seeds();
    let ops = (0..10_000).map(|n| Op::add(Claim::of(format!("claim number {n}").as_str().into())));
    window.act(Action::Edit(Edit::new("Claim much", ops.collect())));
    let before = window.laid_out();
    window.act(Action::Command(Command::Weigh));
    let drawn = rows(&window);
    assert!(drawn.len() < 12, "{} rows", drawn.len());
    assert!(drawn[0].contains("claim number 9999"));
    assert!(window.laid_out() - before < 100, "{} lines were laid out", window.laid_out() - before);
}
