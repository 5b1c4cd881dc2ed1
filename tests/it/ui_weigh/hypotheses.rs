//! The matrix of competing hypotheses by hand: claims held against hypotheses, rated by keys, and what the order rests on.

use super::claim;
use crate::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::overlay::hypotheses::IndicatorDraft;
use assay::app::weigh_view::hypotheses::Table;
use assay::app::{Action, Command, Hand, List, Place};
use assay::domain::claim::Claim;
use assay::domain::hypothesis::Rating;
use assay::domain::passage::AnchorState;
use assay::domain::{Edit, Id, Op, Table as Of};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

const OFFENCE: &str = "The partnership is directed against the West.";
const SHELTER: &str = "Both look for shelter from sanctions.";

/// A project with three claims and no hypothesis.
fn with_claims() -> (Window, [Id; 3]) {
    let mut window = Window::on_seeds();
    let ids = [
        ("000", "cooperate together to resist these attacks,"),
        ("002", "the partnership between Belarus and Iran is not directed against any third party"),
        ("002", "both nations have faced international isolation"),
    ]
    .map(|(document, words)| claim(&mut window, document, words));
    window.act(Action::Command(Command::Weigh));
    (window, ids)
}

fn hypothesis(window: &mut Window, words: &str) -> Id {
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    window.type_into("What may be so", words);
    window.press(Modifiers::NONE, Key::Enter);
    match window.app().hand {
        Hand::Hypothesis(id) => id,
        other => panic!("{other:?} is in hand after a hypothesis was made"),
    }
}

/// Two hypotheses, and every claim held against them.
fn with_matrix() -> (Window, [Id; 3], [Id; 2]) {
    let (mut window, claims) = with_claims();
    let hypotheses = [OFFENCE, SHELTER].map(|words| hypothesis(&mut window, words));
    window.press(Modifiers::NONE, Key::A);
    for _ in claims {
        window.press(Modifiers::NONE, Key::Enter);
    }
    assert!(window.app().overlay.is_none(), "it closes when every claim is in");
    (window, claims, hypotheses)
}

/// The matrix as it is shown.
fn table(window: &Window) -> Table {
    window.app().matrix()
}

/// The hypotheses as they stand, with how much speaks against each.
fn order(window: &Window) -> Vec<(String, String)> {
    table(window).columns.into_iter().map(|column| (column.label, column.figure)).collect()
}

/// Takes the cell of a claim and a hypothesis into the hand with a click, and presses a digit.
fn rate(window: &mut Window, claim: Id, hypothesis: Id, key: Key) {
    let shown = table(window);
    let row = shown.rows.iter().find(|row| row.claim == claim).unwrap();
    let at = shown.columns.iter().position(|column| column.id == hypothesis).unwrap();
    let rated = row.cells[at].map_or("not rated", Rating::label);
    window.click_role(Role::Button, &format!("{} against {}: {rated}", row.label, shown.columns[at].label));
    window.press(Modifiers::NONE, key);
}

#[test]
fn hypotheses_are_not_on_the_screen_before_the_first_and_are_offered_where_claims_are_assessed() {
    let (mut window, _) = with_claims();
    assert!(!window.names(Role::ListBoxOption).contains(&"Hypotheses".to_owned()));
    assert!(!window.app().is_enabled(Command::HoldAgainst));
    window.act(Action::List(List::Judgements));
    window.click("New hypothesis…");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("A hypothesis needs words."));
    window.type_into("What may be so", OFFENCE);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!((window.app().place, window.app().list), (Place::Weigh, List::Hypotheses));
    assert!(window.names(Role::ListBoxOption).contains(&"Hypotheses".to_owned()));
    assert!(window.shows("One hypothesis competes with nothing."));
    assert!(window.shows("No claim is held against them yet."));
    window.act(Action::List(List::Judgements));
    assert!(!window.shows("Several answers possible?"), "it is said once");
}

#[test]
fn three_claims_are_rated_against_two_hypotheses_and_the_order_changes_is_told_undone_and_kept() {
    // The picker offers the latest claim first, and so the rows stand.
    let (mut window, [isolation, against, attacks], [offence, shelter]) = with_matrix();
    assert_eq!(table(&window).rows.len(), 3);
    assert!(window.shows("Nothing is rated yet."));

    // Keys alone: across the first row, then down.
    window.press(Modifiers::NONE, Key::Num1);
    assert!(window.shows("Only one hypothesis has ratings that count"));
    assert!(table(&window).columns.iter().all(|column| !column.best) && table(&window).rests_on.is_empty());
    window.press(Modifiers::NONE, Key::ArrowRight);
    window.press(Modifiers::NONE, Key::Num4);
    assert_eq!(order(&window), [("H1".to_owned(), "0".to_owned()), ("H2".to_owned(), "−1.00".to_owned())]);
    assert!(window.shows("Least speaks against H1"));
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Num0);
    window.press(Modifiers::NONE, Key::Backspace);
    let rated = |window: &Window| window.app().model().unwrap().ach_cells.len();
    assert_eq!(rated(&window), 2, "0 rated, Backspace took it out");

    // The denial speaks strongly against the first, and the order turns.
    rate(&mut window, against, offence, Key::Num5);
    rate(&mut window, against, shelter, Key::Num1);
    let shown = table(&window);
    assert_eq!(shown.columns[0].label, "H1", "nothing moves while cells are rated");
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(table(&window).columns[0].label, "H1", "nor for another row in hand");
    window.click("Put in order");
    assert!(table(&window).in_order && !window.shows("Put in order"));
    assert_eq!(order(&window), [("H2".to_owned(), "−1.00".to_owned()), ("H1".to_owned(), "−2.00".to_owned())]);
    let shown = table(&window);
    assert_eq!(shown.rows[0].claim, against, "what tells most apart stands first");
    assert!(shown.columns[0].best && shown.columns[0].place == "survives best");
    rate(&mut window, isolation, offence, Key::Num3);
    rate(&mut window, isolation, shelter, Key::Num3);
    let same = table(&window).rows.into_iter().find(|row| row.claim == isolation).unwrap();
    assert!(same.nothing_apart);

    // Which single claim the order rests on.
    assert!(window.shows("WHAT THE ORDER RESTS ON"));
    assert!(window.shows("not directed against any third party”"));
    let told: Vec<_> = table(&window).rests_on.iter().map(|line| line.raw().to_owned()).collect();
    assert!(told[0].starts_with("If “") && told[0].ends_with("is false, H1 survives best."), "{told:?}");

    // Undo takes the ratings back one by one, and the old order with them.
    for _ in 0..4 {
        window.stroke(Modifiers::COMMAND, Key::Z);
        window.settle();
    }
    window.click("Put in order");
    assert_eq!(order(&window)[0].0, "H1");
    assert_eq!(rated(&window), 2);
    for _ in 0..4 {
        window.stroke(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        window.settle();
    }

    // Opened again it is the same.
    let before = table(&window);
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::Command(Command::CloseProject));
    window.act(Action::OpenProject(path));
    window.settle();
    window.act(Action::Command(Command::Hypotheses));
    assert_eq!(table(&window), before);
    assert_eq!(before.rows.iter().map(|row| row.claim).collect::<Vec<_>>(), [against, attacks, isolation]);
    let model = window.app().model().unwrap();
    assert!(model.hypotheses.contains_key(&offence) && model.hypotheses.contains_key(&shelter));
}

#[test]
fn two_digits_in_one_breath_rate_a_cell_once() {
    let (mut window, ..) = with_matrix();
    window.ahead(&[Key::Num4, Key::Num5, Key::Backspace, Key::Num2, Key::Num2]);
    window.settle();
    let model = window.app().model().unwrap();
    assert_eq!(model.ach_cells.values().map(|cell| cell.rating).collect::<Vec<_>>(), [Rating::Consistent]);
    assert!(window.app().notices.iter().all(|notice| !matches!(notice.what, assay::app::notice::Said::Fault(_))));
}

#[test]
fn who_rated_a_cell_is_told_with_every_rating_before() {
    let (mut window, [attacks, ..], [offence, _]) = with_matrix();
    rate(&mut window, attacks, offence, Key::Num4);
    rate(&mut window, attacks, offence, Key::Num2);
    window.until("its steps are there", |app| app.competing.steps.len() == 2);
    window.settle();
    assert!(window.shows("inconsistent against “The partnership is directed"));
    assert!(window.shows("unnamed, "));
}

#[test]
fn a_claim_goes_into_the_matrix_by_a_key_from_the_list_of_claims_and_goes_out_again() {
    let (mut window, [attacks, ..]) = with_claims();
    hypothesis(&mut window, OFFENCE);
    window.act(Action::List(List::Claims));
    window.act(Action::Hand(Hand::Claim(attacks)));
    window.press(Modifiers::NONE, Key::A);
    assert!(window.shows("Held against the hypotheses:"));
    assert_eq!(window.app().model().unwrap().ach_items.values().map(|item| item.claim).collect::<Vec<_>>(), [attacks]);
    window.press(Modifiers::NONE, Key::A);
    assert!(window.shows("is held against the hypotheses already"));

    // Its card says how it is weighed.
    assert!(window.shows("AGAINST THE HYPOTHESES"));
    window.click("medium, not weighed");
    window.click("high");
    let item = window.app().model().unwrap().ach_items.values().next().unwrap().clone();
    assert_eq!(item.credibility.map(assay::domain::hypothesis::Weight::label), Some("high"));
    window.click("Hold it against them no more");
    assert!(window.app().model().unwrap().ach_items.is_empty());
}

#[test]
fn weak_claims_say_so_in_the_matrix() {
    let (mut window, [attacks, ..], _) = with_matrix();
    let heard = Claim::of("they declared an alliance".into());
    let heard_id = heard.id;
    window.act(Action::Edit(Edit::new("Claim", vec![Op::add(heard)])));
    window.act(Action::Ach(assay::app::competing::AchWish::Hold(heard_id)));
    let model = window.app().model().unwrap();
    let passage = model.support(attacks).unwrap();
    let anchor = model.anchor(passage).unwrap().id;
    window.act(Action::Edit(Edit::new("Lose", vec![Op::set(Of::Anchor, anchor, "state", AnchorState::Orphaned)])));
    let weak = |window: &Window, claim: Id| table(window).rows.into_iter().find(|row| row.claim == claim).unwrap().weak;
    assert_eq!(weak(&window, attacks), Some("lost its place"));
    assert_eq!(weak(&window, heard_id), Some("unsupported"));
    assert!(window.names(Role::RowHeader).iter().any(|name| name.ends_with(", lost its place")));
    assert!(window.shows("evidence lost its place"));
}

#[test]
fn assumptions_and_indicators_are_written_down_changed_and_told() {
    let (mut window, _, [offence, _]) = with_matrix();
    window.act(Action::Hand(Hand::Hypothesis(offence)));
    window.click("Add an assumption…");
    window.type_into("What is assumed", "The translation is right.");
    window.click("unsupported");
    window.type_into("If it is wrong", "the denial falls");
    window.press(Modifiers::NONE, Key::Enter);
    let assumed = window.app().model().unwrap().assumptions.values().next().unwrap().clone();
    assert_eq!((assumed.hypothesis, assumed.standing.as_str()), (Some(offence), "unsupported"));
    assert!(window.shows("H1 · unsupported · the denial falls"));
    assert!(window.shows("assumed, with nothing that supports it"));

    window.act(Action::Overlay(Overlay::Indicator(IndicatorDraft::new(offence))));
    window.type_into("What would be seen", "A joint drill near a border.");
    window.type_into("Look again", "no day at all");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.app().model().unwrap().indicators.is_empty(), "what is no date is said, and nothing is lost");
    window.type_into("Look again", "1 March 2026");
    window.press(Modifiers::NONE, Key::Enter);
    let review = |window: &Window| window.app().model().unwrap().indicators.values().next().unwrap().review_at.clone();
    assert_eq!(review(&window).map(|date| date.as_str().to_owned()).as_deref(), Some("2026-03-01"));
    let row = window.app().model().unwrap().indicators.values().next().unwrap().clone();
    window.act(Action::Overlay(Overlay::Indicator(IndicatorDraft::of(&row))));
    window.click("emerging");
    window.press(Modifiers::NONE, Key::Enter);
    let indicator = window.app().model().unwrap().indicators.values().next().unwrap().clone();
    assert_eq!((indicator.hypothesis, indicator.status.as_str()), (offence, "emerging"));
}

#[test]
fn many_hypotheses_scroll_beside_their_claims_and_the_cell_in_hand_stays_in_sight() {
    let (mut window, [attacks, ..], _) = with_matrix();
    for n in 3..=12 {
        hypothesis(&mut window, &format!("Answer number {n}."));
    }
    let row = table(&window).rows.into_iter().find(|row| row.claim == attacks).unwrap().label;
    for _ in 0..11 {
        window.press(Modifiers::NONE, Key::ArrowRight);
    }
    let seen =
        |window: &Window| window.names(Role::Button).into_iter().filter(|name| name.contains(" against H")).count();
    let last = table(&window).columns[11].label.clone();
    let first = table(&window).rows[0].label.clone();
    assert!(window.names(Role::Button).contains(&format!("{first} against {last}: not rated")));
    assert!(seen(&window) < 36, "{} cells are drawn", seen(&window));
    assert!(window.names(Role::RowHeader).iter().any(|name| name.starts_with(&row)), "claims stay");
    window.press(Modifiers::NONE, Key::Num5);
    assert_eq!(window.app().model().unwrap().ach_cells.len(), 1);
}

#[test]
fn the_matrix_is_exported_as_a_table() {
    let (mut window, [_, against, _], [offence, _]) = with_matrix();
    rate(&mut window, against, offence, Key::Num5);
    let path = window.folder().join("matrix.csv");
    window.act(Action::Command(Command::ExportHypotheses));
    window.type_into("Path", path.to_str().unwrap());
    window.press(Modifiers::NONE, Key::Enter);
    window.until("it is written", |_| path.exists());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.lines().next().unwrap().ends_with(&format!("\"H1 {OFFENCE}\",\"H2 {SHELTER}\"")), "{text}");
    assert!(text.contains("\"inconsistency\",") && text.contains("\"2.0000\""), "{text}");
}
