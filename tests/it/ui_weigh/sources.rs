//! Sources on their card: what sort they are, where they are at home, and what rested on a grade that was changed.

use super::{claim, grade, rows};
use crate::ui_support::Window;
use assay::app::weigh_view::regraded::regraded;
use assay::app::{Action, Command, Hand, List};
use assay::domain::Id;
use assay::domain::grade::Reliability;
use assay::domain::name::SourceKind;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

fn outlet(window: &mut Window) -> Id {
    let document = window.document("002").id;
    window.act(Action::Outlet(document, "Daily Bugle".into()));
    window.app().model().unwrap().documents[&document].outlet.unwrap()
}

#[test]
fn a_source_has_a_sort_a_country_and_a_language_and_its_row_says_them() {
    let mut window = Window::on_seeds();
    let name = outlet(&mut window);
    window.act(Action::List(List::Sources));
    window.act(Action::Hand(Hand::Name(name)));
    window.click_role(Role::Button, "not said");
    window.click("state media");
    window.type_into("Country", "Belarus");
    window.press(Modifiers::NONE, Key::Enter);
    window.type_into("Language", "Russian");
    window.press(Modifiers::NONE, Key::Enter);
    let kept = &window.app().model().unwrap().names[&name];
    assert_eq!(kept.source_kind, Some(SourceKind::StateMedia));
    assert_eq!(kept.country.as_ref().unwrap().raw(), "Belarus");
    assert_eq!(kept.language.as_ref().unwrap().raw(), "ru", "a language is kept by its tag");
    assert_eq!(rows(&window), ["Daily Bugle, not graded, state media · Belarus · ru, 1 document"]);
}

#[test]
fn a_changed_grade_lists_the_claims_that_rested_on_it_those_we_used_first() {
    let mut window = Window::on_seeds();
    let name = outlet(&mut window);
    let plain = claim(&mut window, "002", "signing a formal plan");
    let used = claim(&mut window, "002", "there are no closed topics");
    let other = claim(&mut window, "000", "resist these attacks");
    window.act(Action::Hand(Hand::Claim(used)));
    window.act(Action::Command(Command::Weigh));
    window.press(Modifiers::COMMAND, Key::J);
    window.type_into("What we assess", "They will agree.");
    window.press(Modifiers::COMMAND, Key::Enter);
    let Hand::Judgement(judgement) = window.app().hand else { panic!("{:?}", window.app().hand) };

    grade(&mut window, name, Reliability::B);
    window.act(Action::List(List::Sources));
    window.act(Action::Hand(Hand::Name(name)));
    assert!(!window.shows("Rested on the earlier grade"), "a first grade changes none");
    grade(&mut window, name, Reliability::D);
    let later = claim(&mut window, "002", "Minsk");
    let model = window.app().model().unwrap();
    let changed = regraded(model, name).unwrap();
    assert_eq!((changed.before, changed.now), (Reliability::B, Reliability::D));
    let listed: Vec<Id> = changed.claims.iter().map(|rested| rested.claim).collect();
    assert_eq!(listed, [used, plain], "neither {later} nor {other}");
    window.act(Action::List(List::Sources));
    window.act(Action::Hand(Hand::Name(name)));
    assert!(window.shows("Changed from B to D on") && window.shows("2 claims it said, published or passed on"));
    assert!(window.shows("carries 1 judgement"));
    window.click("“there are no closed topics”");
    assert_eq!(window.app().hand, Hand::Claim(used));
    // The claim says what it carries, and leads there.
    window.click("judgement: They will agree.");
    assert_eq!(window.app().hand, Hand::Judgement(judgement));
    // The same letter once more is no further change.
    grade(&mut window, name, Reliability::D);
    assert_eq!(regraded(window.app().model().unwrap(), name), Some(changed));
}
