//! A name that may be another one is found by the other's spellings in any script, and said to be only proposed until somebody
//! decides.

use super::{answered, ask};
use crate::ui_support::Window;
use assay::app::searching::FoundHow;
use assay::app::{Action, Command, List};
use assay::domain::name::{Name, NameKind, Role};
use assay::domain::{Edit, Id, Op};

/// The words that are found, each with how.
fn found(window: &Window) -> Vec<(String, FoundHow)> {
    let lines = window.app().searching.lines().iter();
    lines.filter(|line| line.span.is_some()).map(|line| (line.quote.raw().to_owned(), line.how)).collect()
}

#[test]
fn what_is_proposed_to_be_the_same_is_found_as_proposed_and_as_the_same_when_it_is() {
    let mut window = Window::on_seeds();
    ask(&mut window, "Пезешкиан");
    assert_eq!(found(&window), [], "the right spelling is in neither document");

    let name = Name::new(NameKind::Person, "Masoud Puzhehan".into());
    let (since, until) = (None, None);
    let role = Role { id: Id::new(), name: name.id, words: "Iranian President".into(), since, until };
    window.act(Action::Edit(Edit::new("Name", vec![Op::add(name), Op::add(role)])));
    let proposed = [("Puzhehan".to_owned(), FoundHow::Proposed)];
    window.until("what is proposed", |app| app.searching.lines().iter().any(|line| line.span.is_some()));
    answered(&mut window, "Пезешкиан");
    assert_eq!(found(&window), proposed);
    for query in ["Pezeshkian", "پزشکیان"] {
        ask(&mut window, query);
        assert_eq!(found(&window), proposed, "{query}");
    }
    // Who looks for what stands there finds it as it was typed.
    ask(&mut window, "Puzhehan");
    assert_eq!(found(&window), [("Puzhehan".to_owned(), FoundHow::Typed)]);

    window.act(Action::List(List::Names));
    window.click("Enter and merge");
    for query in ["Пезешкиан", "Pezeshkian", "پزشکیان"] {
        ask(&mut window, query);
        assert_eq!(found(&window), [("Puzhehan".to_owned(), FoundHow::Spelling)], "{query}");
    }

    // Taken back and declined, it is not led to any more.
    window.act(Action::Command(Command::Undo));
    window.act(Action::List(List::Names));
    window.click("Different");
    ask(&mut window, "Пезешкиан");
    assert_eq!(found(&window), []);
}
