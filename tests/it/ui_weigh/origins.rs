//! Where the reports on a claim come from, on its card: from two claims of which one is a wire copy of the other to one
//! origin, a step corrected by hand, two origins, and the lock on content grade 1.

use super::claim;
use crate::ui_support::Window;
use assay::app::cards::CardAction;
use assay::app::origins::OriginsWish;
use assay::app::{Action, Command, Hand};
use assay::domain::Id;
use assay::domain::link::{ClaimLink, LinkKind, LinkStatus};
use assay::domain::{Edit, Op};
use egui::{Key, Modifiers, Theme, vec2};

const BODY: &str = "The bridge over the river was closed to all traffic on Tuesday night. Barges wait \
at both locks, and the ferry goes every twenty minutes until further notice. Engineers found a crack in the second pier when \
the water fell, and they want to look at the others before anybody drives over it again. How long that takes is not \
known, nor who pays for the work. Two schools on the far bank stay shut until Monday, and the market was moved to the square \
before the town hall.";
const CLOSED: &str = "The bridge over the river was closed to all traffic on Tuesday night";

/// A window on two papers of which the second prints what the first has, a claim in each, said to be the same.
fn window() -> (Window, [Id; 2]) {
    let corpus = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("agency.txt", format!("RIVERTON, 3 May 2024 (Agency) - {BODY}\n")),
        ("post.txt", format!("Bridge closed\n\n{BODY}\n")),
        ("release.txt", "The harbour office closes the bridge and gives no date.\n".to_owned()),
    ] {
        std::fs::write(corpus.path().join(name), text).unwrap();
    }
    // High enough for the whole card.
    let mut window = Window::on(vec2(1366.0, 1700.0), Theme::Light, Some(corpus.path()));
    let post = window.document("post.txt").id;
    window.until("the copies are found", |app| app.copies.of(post).is_some());
    for (name, outlet) in [("agency.txt", "Agency"), ("post.txt", "Post")] {
        window.act(Action::Outlet(window.document(name).id, outlet.to_owned()));
    }
    let claims = ["agency.txt", "post.txt"].map(|name| claim(&mut window, name, CLOSED));
    let link = ClaimLink {
        id: Id::new(),
        from_claim: claims[1],
        to_claim: claims[0],
        kind: LinkKind::SameAs,
        note: None,
        status: LinkStatus::Accepted,
        rule: None,
    };
    window.act(Action::Edit(Edit::new("Link two claims", vec![Op::add(link)])));
    window.act(Action::Hand(Hand::Claim(claims[0])));
    (window, claims)
}

fn grade(window: &Window, claim: Id) -> Option<u8> {
    window.app().model().unwrap().claims[&claim].content_grade.map(assay::domain::grade::ContentGrade::number)
}

#[test]
fn a_copy_is_one_origin_until_it_is_corrected_by_hand_and_grade_1_unlocks() {
    let (mut window, claims) = window();
    assert!(window.shows("2 reports, 2 outlets, 1 origin") && window.shows("independence not established"));
    // Grade 1 says why it is locked, and cannot be chosen.
    window.click("content not graded");
    assert!(!window.is_enabled("1 confirmed by other sources"));
    assert!(window.shows("locked until two independent origins show"));
    window.click("2 probably true");
    assert_eq!(grade(&window, claims[0]), Some(2));

    // Every step is there; the one that is wrong is taken away.
    assert!(!window.shows("What is known leads to"));
    window.act(Action::Card(CardAction::Origins(OriginsWish::Unfold(true))));
    assert!(window.shows("What is known leads to “Agency”."));
    assert!(window.shows("was published by “Post”") && window.shows("is a copy of “agency.txt”"));
    assert!(window.shows("says the same as: “The bridge over the river"));
    window.click("This is no copy");
    assert!(window.shows("2 reports, 2 outlets, 2 origins") && window.shows("two are independent"));
    assert!(window.shows("were held for no copies of one another"));
    window.click("content 2");
    assert!(window.is_enabled("1 confirmed by other sources"));
    window.click("1 confirmed by other sources");
    assert_eq!(grade(&window, claims[0]), Some(1));
    assert!(!window.shows("Grade 1 does not hold"));

    // What takes an origin away again is told at the grade, which stays for the analyst to change.
    window.click("They may be copies after all");
    assert!(window.shows("2 reports, 2 outlets, 1 origin") && window.shows("Grade 1 does not hold"));
    window.stroke(Modifiers::COMMAND, Key::Z);
    assert!(window.shows("two are independent") && !window.shows("Grade 1 does not hold"));
}

#[test]
fn an_owner_is_added_on_the_card_of_a_name_and_taken_away_at_the_step() {
    let (mut window, claims) = window();
    window.act(Action::Card(CardAction::Origins(OriginsWish::Unfold(true))));
    window.click("This is no copy");
    let model = window.app().model().unwrap();
    let [agency, post] = ["Agency", "Post"].map(|words| model.name_spelled(words).unwrap());
    for name in [agency, post] {
        window.act(Action::Hand(Hand::Name(name)));
        window.click("+ owner");
        window.letters("holding");
        window.key(Key::Enter);
    }
    window.act(Action::Hand(Hand::Claim(claims[0])));
    assert!(window.shows("2 reports, 2 outlets, 1 origin"));
    assert!(window.shows("“Agency” and “Post” count as one origin: “holding” is behind them."));
    let before = window.app().model().unwrap().ownership.len();
    assert_eq!((before, window.count("Take this owner away")), (2, 2));
    let one = window.app().model().unwrap().ownership.values().next().unwrap().id;
    window.act(Action::Delete(assay::domain::Table::Ownership, one));
    assert!(window.shows("two are independent"));
    window.click("Take this owner away");
    assert!(window.app().model().unwrap().ownership.is_empty());
}

#[test]
fn a_claim_without_a_document_says_what_is_missing() {
    let mut window = Window::on_seeds();
    let made = claim(&mut window, "002", "there are no closed topics");
    assert!(window.shows("1 report, 0 outlets"));
    window.act(Action::Card(CardAction::AddHop(made)));
    window.key(Key::Escape);
    assert!(window.shows("somebody") && window.app().is_enabled(Command::AddHop));
    let evidence = *window.app().model().unwrap().evidence.keys().next().unwrap();
    window.act(Action::Delete(assay::domain::Table::Evidence, evidence));
    assert!(window.shows("0 reports, 0 outlets, 0 origins"));
}
