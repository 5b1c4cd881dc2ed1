//! Judgements: what we assess, how likely, how sure, on what it rests.

use super::{claim, rows};
use crate::ui_support::Window;
use assay::app::model::By;
use assay::app::weigh_view::judgements::{judgement_row, looks_of, rests_on};
use assay::app::weigh_view::looked::looked_row;
use assay::app::{Action, App, Command, Hand, List, Weighing};
use assay::domain::brief::BlockKind;
use assay::domain::claim::Claim;
use assay::domain::ladder::Likelihood;
use assay::domain::looked::Outcome;
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

#[test]
fn what_was_looked_for_in_vain_is_noted_from_the_search_and_a_judgement_rests_on_it() {
    let mut window = Window::on_seeds();
    let (_, judgement) = judged(&mut window);
    // A search that finds nothing offers to keep that.
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_into("Search all documents", "mobilization order");
    window.until("nothing was found", App::found_nothing);
    window.click("Note that nothing was found…");
    assert!(window.shows("mobilization order") && window.shows("all 2 documents"));
    window.type_into("What was looked for", "an order to call up reserves");
    window.press(Modifiers::NONE, Key::Enter);
    let model = window.app().model().unwrap();
    let looked = model.looked.values().next().unwrap().clone();
    assert_eq!(looked.words.raw(), "an order to call up reserves");
    assert_eq!(looked.query.as_ref().unwrap().raw(), "mobilization order");
    assert_eq!((looked.outcome, model.looked_in.len()), (Outcome::Nothing, 2));
    assert!(window.shows("It stands in Weigh, under Judgements."));

    // It stands under the judgements, and one of them can rest on it.
    window.act(Action::Command(Command::Weigh));
    window.act(Action::List(List::Judgements));
    window.act(Action::Hand(Hand::Judgement(judgement)));
    window.click("Add what was looked for…");
    window.type_into("On what that was looked for does it rest?", "reserves");
    window.press(Modifiers::NONE, Key::Enter);
    let model = window.app().model().unwrap();
    assert_eq!(looks_of(model, judgement).map(|looked| looked.id).collect::<Vec<_>>(), [looked.id]);
    let row = judgement_row(model, judgement).unwrap();
    assert_eq!((row.claims, row.looks), (1, 1));
    assert!(window.shows("Looked for: an order to call up reserves"));
    // The same once more is not taken.
    window.click("Add what was looked for…");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("The judgement rests on that already."));

    window.act(Action::Hand(Hand::Looked(looked.id)));
    assert!(window.shows("LOOKED IN") && window.shows("2 documents") && window.shows("CARRIES"));
    assert!(window.shows("The two will hold a drill this year."));
    window.click("Delete this record");
    assert_eq!(window.app().model().unwrap().count(By::Looks, judgement), 0);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.app().model().unwrap().count(By::Looks, judgement), 1, "all of it comes back");
}

#[test]
fn what_was_looked_for_by_reading_is_of_the_documents_in_hand() {
    let mut window = Window::on_seeds();
    let document = window.document("002").id;
    window.act(Action::OpenDocument(document));
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    assert!(window.shows("Looked in") && window.shows("the one in hand") && window.shows("all 2 documents"));
    // Without words nothing is noted, and the sheet stays.
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Say what was looked for."));
    window.click("unclear");
    window.type_into("What was looked for", "a date of signing");
    window.press(Modifiers::NONE, Key::Enter);
    let model = window.app().model().unwrap();
    let looked = model.looked.values().next().unwrap();
    let row = looked_row(model, looked.id).unwrap();
    assert_eq!((looked.outcome, looked.query.as_ref()), (Outcome::Unclear, None));
    assert_eq!((row.documents.len(), row.rest, row.changed), (1, (1, 2), 0));
    assert!(row.about.starts_with("unclear · in 1 document · "));
}
