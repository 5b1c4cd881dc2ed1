//! Deciding on pairs of claims: what is proposed is shown side by side, a digit decides, and what was decided does not come again.

use super::claim;
use crate::ui_support::Window;
use assay::app::{Action, Command, List};
use assay::domain::link::{ClaimLink, LinkKind, LinkStatus};
use assay::domain::{Edit, Id, Op};
use egui::{Key, Modifiers};

const A: &str = "000_84839096dc77e6c1.txt";
const B: &str = "002_288d556eec8bee92.txt";

/// A project with a few claims of the sample that clash and agree.
fn with_claims() -> Window {
    let mut window = Window::on_seeds();
    for (document, words) in [
        (A, "cooperate together to resist these attacks,"),
        (A, "unfriendly Western states, led by the United States, are constantly directing this conflict against Iran"),
        (A, "unprecedented sanctions and political pressure, Iran has built"),
        (B, "the partnership between Belarus and Iran is not directed against any third party"),
        (B, "both nations have faced international isolation"),
        (B, "the sharing of military technology"),
    ] {
        claim(&mut window, document, words);
    }
    window.act(Action::Command(Command::Weigh));
    window.until("the pairs are there", |app| app.deciding.turns > 0);
    window.act(Action::List(List::ToDecide));
    window.settle();
    window
}

#[test]
fn pairs_are_shown_side_by_side_and_a_digit_decides() {
    let mut window = with_claims();
    let pairs = window.app().to_decide();
    assert!(pairs.len() >= 2, "{pairs:?}");
    assert!(window.shows("To decide") && window.shows(&format!("1 of {}", pairs.len())) && window.shows("Why"));
    let first = &pairs[0];
    assert_eq!(first.kinds[0], LinkKind::PullsAgainst, "{first:?}");
    assert!(window.shows("pulls against") && window.shows("different thing"));
    let model = window.app().model().unwrap();
    for id in [first.claims.0, first.claims.1] {
        let words = model.claims[&id].words.raw().to_owned();
        assert!(window.shows(&words), "{words}");
    }

    // The digit records the link, said of what was said later, with the rule that proposed it.
    window.key(Key::Enter);
    window.settle();
    let model = window.app().model().unwrap();
    let link = model.links.values().next().unwrap();
    assert_eq!((link.from_claim, link.to_claim), (first.claims.1, first.claims.0));
    assert_eq!((link.kind, link.status), (LinkKind::PullsAgainst, LinkStatus::Accepted));
    assert_eq!(link.rule.as_ref().map(assay::domain::Words::raw), Some(first.rule));
    let after = window.app().to_decide();
    assert!(!after.iter().any(|pair| pair.claims == first.claims));

    // “No” is kept too, and shown nowhere as a link.
    let second = after[0].claims;
    window.key(Key::Num0);
    window.settle();
    let model = window.app().model().unwrap();
    let rejected = model.links.values().find(|link| link.status == LinkStatus::Rejected).unwrap();
    assert_eq!((rejected.to_claim, rejected.from_claim), second);
    assert!(!window.app().to_decide().iter().any(|pair| pair.claims == second));

    // And it stands in nobody's way who finds that they are linked after all.
    let (from_claim, to_claim, kind) = (rejected.from_claim, rejected.to_claim, rejected.kind);
    let by_hand = ClaimLink { id: Id::new(), status: LinkStatus::Accepted, rule: None, ..rejected.clone() };
    window.act(Action::Edit(Edit::new("Link by hand", vec![Op::add(by_hand)])));
    window.settle();
    let links = window.app().model().unwrap().links.values();
    let of_pair = links.filter(|l| (l.from_claim, l.to_claim, l.kind) == (from_claim, to_claim, kind)).count();
    assert_eq!(of_pair, 2);
    window.stroke(Modifiers::COMMAND, Key::Z);
    window.settle();

    // Undo brings the question back.
    window.stroke(Modifiers::COMMAND, Key::Z);
    window.settle();
    window.until("it is asked again", |app| app.to_decide().iter().any(|pair| pair.claims == second));
}

#[test]
fn space_puts_a_pair_behind_the_others() {
    let mut window = with_claims();
    let before: Vec<_> = window.app().to_decide().iter().map(|pair| pair.claims).collect();
    window.key(Key::Space);
    window.settle();
    let after: Vec<_> = window.app().to_decide().iter().map(|pair| pair.claims).collect();
    assert_eq!(after.last(), before.first());
    assert_eq!(after.first(), before.get(1));
    assert_eq!(window.app().model().unwrap().links.len(), 0, "nothing was decided");
}

#[test]
fn a_claim_that_is_recorded_later_brings_its_pairs_and_leaves_the_question_where_it_is() {
    let mut window = with_claims();
    let asked = window.app().to_decide()[0].claims;
    let before = window.app().to_decide().len();
    window.act(Action::Command(Command::Read));
    let new = claim(&mut window, B, "possibly the sharing of military technology");
    window.act(Action::Command(Command::Weigh));
    let is_of_new = move |(one, other): (Id, Id)| [one, other].contains(&new);
    window.until("its pairs are there", move |app| app.to_decide().iter().any(|pair| is_of_new(pair.claims)));
    window.settle();
    let pairs = window.app().to_decide();
    assert_eq!(pairs[0].claims, asked, "the hand is where it was");
    assert!(pairs.len() > before);

    // Taken back, it takes them with it at once.
    window.stroke(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert!(!window.app().model().unwrap().claims.contains_key(&new));
    assert!(!window.app().to_decide().iter().any(|pair| is_of_new(pair.claims)));
}

#[test]
fn without_claims_there_is_no_question() {
    let mut window = Window::on_seeds();
    window.act(Action::Command(Command::Weigh));
    window.settle();
    assert!(!window.shows("To decide"));
    window.act(Action::List(List::ToDecide));
    window.settle();
    assert!(window.shows("Nothing to decide"));
}

#[test]
fn a_project_that_is_opened_again_asks_again() {
    let mut window = with_claims();
    let before = window.app().to_decide().len();
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::Command(Command::CloseProject));
    assert!(window.app().to_decide().is_empty());
    window.act(Action::OpenProject(path));
    window.settle();
    window.act(Action::Command(Command::Weigh));
    window.until("the pairs are there", |app| app.to_decide().len() == before);
}

#[test]
fn two_papers_with_one_year_in_common_are_a_different_thing_and_why_is_said() {
    let (place, refs) = crate::tensions::project("seeds");
    let mut window = Window::at(&place.path("p.assay"));
    window.act(Action::Command(Command::Weigh));
    window.until("the pairs are there", |app| !app.to_decide().is_empty());
    let of = |window: &Window, of: &str| {
        let (words, _) = refs.iter().find(|(_, name)| *name == of).unwrap();
        window.app().model().unwrap().claims.values().find(|claim| claim.words.raw() == words).unwrap().id
    };
    let papers = [of(&window, "a_roadmap"), of(&window, "b_plan_2026")];
    let is_of = |(one, other): (Id, Id)| papers.contains(&one) && papers.contains(&other);
    window.act(Action::List(List::ToDecide));
    window.settle();
    // Whatever lies before it is put off.
    for _ in 0..60 {
        if is_of(window.app().to_decide()[0].claims) {
            break;
        }
        window.key(Key::Space);
        window.settle();
    }
    let pair = &window.app().to_decide()[0];
    assert!(is_of(pair.claims) && pair.kinds == [LinkKind::DifferentThing], "{pair:?}");
    for told in ["two papers are named", "other times", "a year in common makes them look alike"] {
        assert!(window.shows(told), "{told}: {}", pair.why);
    }
    // Its digit is the same for every pair; one of a kind that is not offered does nothing.
    window.key(Key::Num9);
    window.settle();
    assert!(window.app().model().unwrap().links.is_empty());
    window.key(Key::Num7);
    window.settle();
    let link = window.app().model().unwrap().links.values().next().unwrap();
    assert_eq!((link.kind, link.status), (LinkKind::DifferentThing, LinkStatus::Accepted));
    assert!(is_of((link.from_claim, link.to_claim)));
}
