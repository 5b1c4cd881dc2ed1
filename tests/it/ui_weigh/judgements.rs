//! Judgements: what we assess, how likely, how sure, on what it rests.

use super::{claim, rows};
use crate::ui_support::Window;
use assay::app::model::By;
use assay::app::weigh_view::judgements::{judgement_row, rests_on};
use assay::app::{Action, Command, Hand, List, Weighing};
use assay::domain::brief::BlockKind;
use assay::domain::claim::Claim;
use assay::domain::ladder::Likelihood;
use assay::domain::{Edit, Id, Op, Table};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

fn judged(window: &mut Window) -> (Id, Id) {
    let made = claim(window, "002", "there are no closed topics");
    window.act(Action::Command(Command::Weigh));
    window.press(Modifiers::COMMAND, Key::J);
    assert!(window.shows("Rests on"), "it rests on the claim in hand");
    window.type_into("What we assess", "The two will hold a drill this year.");
    window.press(Modifiers::COMMAND, Key::Enter);
    let Hand::Judgement(id) = window.app().hand else { panic!("{:?}", window.app().hand) };
    (made, id)
}

#[test]
fn a_judgement_is_made_of_a_claim_given_a_likelihood_and_a_confidence_and_put_into_the_brief() {
    let mut window = Window::on_seeds();
    let (made, id) = judged(&mut window);
    assert_eq!(window.app().list, List::Judgements);
    assert_eq!(rows(&window), ["The two will hold a drill this year."]);
    let model = window.app().model().unwrap();
    assert_eq!(rests_on(model, id).iter().map(|row| row.claim).collect::<Vec<_>>(), [made]);

    window.click("likelihood not given");
    window.click("UK PHIA yardstick");
    window.click("highly likely · 80–90 %");
    window.click("confidence not given");
    window.click("moderate");
    let model = window.app().model().unwrap();
    let row = judgement_row(model, id).unwrap();
    assert_eq!(row.likelihood.as_deref(), Some("highly likely, 80–90 %"));
    assert_eq!(row.confidence.map(assay::domain::judgement::Confidence::label), Some("moderate"));
    assert_eq!((row.claims, row.unsupported, row.used), (1, 0, false));

    window.press(Modifiers::NONE, Key::B);
    let model = window.app().model().unwrap();
    let block = model.blocks.values().next().unwrap();
    assert_eq!((block.kind, block.judgement), (BlockKind::Judgement, Some(id)));
    assert!(window.shows("USED IN"));
    assert!(judgement_row(model, id).unwrap().used);
}

#[test]
fn a_judgement_may_rest_on_more_and_on_less_and_unsupported_claims_show() {
    let mut window = Window::on_seeds();
    let (_, id) = judged(&mut window);
    let heard = Claim::of("they declared an alliance".into());
    let heard_id = heard.id;
    window.act(Action::Edit(Edit::new("Claim", vec![Op::add(heard)])));
    window.click("Add a claim…");
    window.type_into("On which claim does it rest?", "alliance");
    window.press(Modifiers::NONE, Key::Enter);
    let model = window.app().model().unwrap();
    let row = judgement_row(model, id).unwrap();
    assert_eq!((row.claims, row.unsupported), (2, 1));
    // The same once more is not taken.
    window.act(Action::Command(Command::RestOn));
    window.type_into("On which claim does it rest?", "alliance");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("rests on this claim already"));
    let model = window.app().model().unwrap();
    let first = rests_on(model, id).iter().find(|row| row.claim == heard_id).unwrap().id;
    window.act(Action::Delete(Table::JudgementClaim, first));
    assert_eq!(window.app().model().unwrap().count(By::RestsOn, id), 1);
}

#[test]
fn what_cannot_be_is_not_offered_and_not_taken() {
    let mut window = Window::on_seeds();
    let (_, id) = judged(&mut window);
    // A likelihood goes off whole: ladder and term.
    let likely = Likelihood::new("icd203", "likely").unwrap();
    window.act(Action::Weigh(Weighing::Likelihood(id, Some(likely))));
    window.act(Action::Weigh(Weighing::Likelihood(id, None)));
    let judgement = &window.app().model().unwrap().judgements[&id];
    assert_eq!((judgement.ladder.as_ref(), judgement.term.as_ref()), (None, None));
    // No words, no judgement.
    window.press(Modifiers::COMMAND, Key::J);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(window.shows("A judgement needs words."));
    // Both in one sentence is said at once.
    window.type_into("What we assess", "With high confidence a drill is likely.");
    assert!(window.shows("both a likelihood and a confidence"));
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.app().model().unwrap().judgements.len(), 1);
}

#[test]
fn the_list_is_filtered_and_says_what_to_do_while_it_is_empty() {
    let mut window = Window::on_seeds();
    window.act(Action::List(List::Judgements));
    assert!(window.shows("No judgements yet"));
    let _ = judged(&mut window);
    window.type_into("Filter judgements", "nobody says");
    assert!(window.shows("No judgement has these words."));
    window.type_into("Filter judgements", "DRILL");
    assert_eq!(rows(&window).len(), 1);
    window.find_role(Role::ListBoxOption, "The two will hold a drill this year.").focus();
    window.frames(2);
    assert!(matches!(window.app().hand, Hand::Judgement(_)));
}

#[test]
fn the_card_of_a_judgement_tells_what_was_done_to_it() {
    let mut window = Window::on_seeds();
    let (_, id) = judged(&mut window);
    let likely = Likelihood::new("icd203", "likely").unwrap();
    window.act(Action::Weigh(Weighing::Likelihood(id, Some(likely))));
    window.click("more: history");
    window.until("the history is there", |app| app.cards.past.lines.len() >= 2);
    window.frames(2);
    assert!(!window.shows("Being fetched…") && window.shows("ikelihood"));
}
