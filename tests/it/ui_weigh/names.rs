//! The register of names: spellings, roles, merging and splitting.

use super::{claim, grade, rows};
use crate::ui_support::Window;
use assay::app::model::By;
use assay::app::overlay::Overlay;
use assay::app::overlay::names::MergeDraft;
use assay::app::view::{source_rows, speaker_words};
use assay::app::weigh_view::names::{name_ids, name_row, uses};
use assay::app::{Action, Command, Hand, List};
use assay::domain::grade::Reliability;
use assay::domain::name::{Name, NameKind};
use assay::domain::{Edit, Id, Op, Table};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

/// A claim of each of two spellings of one man.
fn two_spellings(window: &mut Window) -> (Id, Id, Id, Id) {
    let first = claim(window, "002", "The plan outlines a series of collaborative initiatives");
    window.act(Action::Speaker(first, "Masoud Pezeshkian".into()));
    let second = claim(window, "002", "signing a formal plan");
    window.act(Action::Speaker(second, "Masoud Puzhehan".into()));
    let model = window.app().model().unwrap();
    let speaker = |claim: Id| model.claims[&claim].speaker.unwrap();
    (first, second, speaker(first), speaker(second))
}

#[test]
fn two_names_become_one_and_are_parted_again_through_undo_and_a_restart() {
    let mut window = Window::on_seeds();
    let (first, second, right, wrong) = two_spellings(&mut window);
    grade(&mut window, wrong, Reliability::D);
    window.act(Action::List(List::Names));
    assert_eq!(rows(&window), ["Masoud Pezeshkian, person", "Masoud Puzhehan, person"]);

    // From the card of the misspelling, with another name, which is to be kept.
    window.click_role(Role::ListBoxOption, "Masoud Puzhehan, person");
    assert_eq!(window.app().hand, Hand::Name(wrong));
    window.click("Merge…");
    window.type_into("With which name is it one?", "pezesh");
    window.press(Modifiers::NONE, Key::Enter);
    // The one that was graded is offered to be kept; the other can be chosen.
    assert_eq!(window.app().overlay, Some(Overlay::Merge(MergeDraft { one: wrong, other: right, kept: wrong })));
    window.act(Action::Overlay(Overlay::Merge(MergeDraft { one: wrong, other: right, kept: right })));
    assert!(window.shows("person · 1 grade · 1 claim"), "the preview says what each brings");
    window.press(Modifiers::NONE, Key::Enter);

    let one = |window: &Window| {
        let model = window.app().model().unwrap();
        let words = |claim: Id| speaker_words(model, &model.claims[&claim]).unwrap().raw().to_owned();
        assert_eq!((words(first), words(second)), ("Masoud Pezeshkian".into(), "Masoud Pezeshkian".into()));
        assert_eq!(model.claims[&second].speaker, Some(wrong), "what was merged is kept as it was");
        assert_eq!(uses(model, right).claims, [first, second]);
        assert_eq!(model.reliability(right), Some(Reliability::D), "its grades came with it");
        let sources = source_rows(model);
        assert_eq!(sources.iter().map(|row| (row.id, row.claims)).collect::<Vec<_>>(), [(right, 2)]);
    };
    one(&window);
    assert_eq!(rows(&window), ["Masoud Pezeshkian, person"]);
    assert_eq!(window.app().hand, Hand::Name(right));
    assert!(window.shows("ALSO ENTERED AS"));
    assert_eq!(
        window.app().project.as_ref().unwrap().can_undo.as_ref().unwrap().raw(),
        "Merge Masoud Puzhehan into Masoud Pezeshkian"
    );

    // Found by what it was called, in the register and everywhere.
    window.type_into("Filter names", "PUZHEHAN");
    assert_eq!(rows(&window), ["Masoud Pezeshkian, person"]);
    window.type_into("Filter names", " ");
    let found = assay::app::find::register(window.app().model().unwrap(), "puzh");
    assert_eq!(found, [assay::app::find::Found::Name(right, "Masoud Pezeshkian".into())]);

    // Undo and redo, and a restart between.
    window.act(Action::Command(Command::Undo));
    assert_eq!(rows(&window).len(), 2);
    window.act(Action::Command(Command::Redo));
    one(&window);
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::OpenProject(path));
    one(&window);
    window.act(Action::List(List::Names));
    window.click_role(Role::ListBoxOption, "Masoud Pezeshkian, person");
    window.click("Split");
    assert_eq!(rows(&window), ["Masoud Pezeshkian, person", "Masoud Puzhehan, person"]);
    let model = window.app().model().unwrap();
    assert_eq!(uses(model, right).claims, [first]);
    assert_eq!((model.reliability(right), model.reliability(wrong)), (None, Some(Reliability::D)));
}

#[test]
fn a_name_is_not_merged_into_itself_nor_round_in_a_circle() {
    let mut window = Window::on_seeds();
    let (_, _, right, wrong) = two_spellings(&mut window);
    window.act(Action::List(List::Names));
    window.act(Action::Hand(Hand::Name(right)));
    window.act(Action::Command(Command::MergeName));
    window.type_into("With which name is it one?", "Pezeshkian");
    assert!(window.shows("A name cannot be merged into itself"));
    window.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(window.app().overlay, Some(Overlay::PickOther { .. })), "the picker stays");
    window.press(Modifiers::NONE, Key::Escape);

    window.act(Action::Overlay(Overlay::Merge(MergeDraft { one: right, other: wrong, kept: right })));
    window.act(Action::Accept);
    // The one that stands behind leads to the one that is kept: only that is offered, and it is itself.
    window.act(Action::Hand(Hand::Name(wrong)));
    window.act(Action::Command(Command::MergeName));
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("A name cannot be merged into itself"));
    window.press(Modifiers::NONE, Key::Escape);
    window.act(Action::Overlay(Overlay::Merge(MergeDraft { one: right, other: wrong, kept: wrong })));
    window.act(Action::Accept);
    assert!(window.shows("one name already"));
    // Past the window, the writer refuses it too.
    let circle = Op::set(Table::Name, right, "merged_into", wrong);
    window.act(Action::Edit(Edit::new("Merge", vec![circle])));
    assert!(window.shows("round in a circle"));
    assert_eq!(window.app().model().unwrap().who(wrong), right);
}

#[test]
fn spellings_in_any_script_and_roles_with_their_time_stand_on_the_card() {
    let mut window = Window::on_seeds();
    let (_, _, name, _) = two_spellings(&mut window);
    window.act(Action::List(List::Names));
    window.act(Action::Hand(Hand::Name(name)));
    window.click("Add a spelling…");
    window.type_into("Spelling", "مسعود پزشکیان");
    window.type_into("Note", "Persian");
    window.press(Modifiers::NONE, Key::Enter);
    window.click("Add a spelling…");
    window.type_into("Spelling", "Pizishkiyān");
    window.click("ALA-LC");
    window.press(Modifiers::NONE, Key::Enter);
    let model = window.app().model().unwrap();
    let row = name_row(model, name).unwrap();
    assert_eq!(row.also.raw(), "مسعود پزشکیان · Pizishkiyān");
    window.type_into("Filter names", "pizishkiyan");
    assert_eq!(rows(&window), ["Masoud Pezeshkian, person"], "accents do not matter");

    window.click("مسعود پزشکیان");
    window.click("Use this spelling");
    let model = window.app().model().unwrap();
    assert_eq!(model.names[&name].words.raw(), "مسعود پزشکیان");
    assert_eq!(name_row(model, name).unwrap().also.raw(), "Pizishkiyān · Masoud Pezeshkian");

    window.click("Add a role…");
    window.type_into("Role", "President of Iran");
    window.type_into("Since", "soon");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(window.app().overlay, Some(Overlay::Role(_))), "the form stays to be mended");
    window.type_into("Since", "28 July 2024");
    window.press(Modifiers::NONE, Key::Enter);
    let roles = &window.app().model().unwrap().roles;
    assert_eq!(roles.values().next().unwrap().since.as_ref().unwrap().as_str(), "2024-07-28");
    assert!(window.shows("since 28 July 2024"));
}

#[test]
fn a_new_name_needs_letters_and_can_be_a_place() {
    let mut window = Window::on_seeds();
    window.act(Action::List(List::Names));
    assert!(window.shows("No names yet"));
    window.click("New name…");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("A spelling needs at least one letter."));
    window.type_into("Name", "Minsk");
    window.click("place");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(rows(&window), ["Minsk, place"]);
    assert!(window.shows("Nowhere yet."));
}

/// The pairs that are proposed, as the window shows them.
fn alike(window: &Window) -> Vec<[String; 2]> {
    window.app().alike().into_iter().map(|pair| pair.words.map(|words| words.raw().to_owned())).collect()
}

#[test]
fn names_spelled_alike_are_offered_as_one_until_they_are_said_to_be_different() {
    let mut window = Window::on_seeds();
    let add = |words: &str, kind| Op::add(Name::new(kind, words.into()));
    window.act(Action::Edit(Edit::new(
        "Names",
        vec![
            add("Jörg Grünwald", NameKind::Person),
            add("JORG GRUNWALD", NameKind::Person),
            add("Iran", NameKind::Place),
        ],
    )));
    window.act(Action::List(List::Names));
    assert!(window.shows("The same?"));
    assert_eq!(alike(&window).len(), 1);
    assert!(!window.app().alike()[0].why.is_empty(), "it is said why");
    window.click("Different");
    assert!(!window.shows("The same?"));
    // It is a step of work like any other: it is undone, done again, and holds after a restart.
    window.act(Action::Command(Command::Undo));
    assert!(window.shows("The same?"));
    window.act(Action::Command(Command::Redo));
    assert!(!window.shows("The same?"));
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::OpenProject(path));
    window.act(Action::List(List::Names));
    assert!(!window.shows("The same?"), "also after a restart");
    let ids: Vec<Id> = window.app().model().unwrap().names.keys().copied().collect();
    // What was held to be different is not merged before that is taken back.
    window.act(Action::Overlay(Overlay::Merge(MergeDraft { one: ids[0], other: ids[1], kept: ids[0] })));
    window.act(Action::Accept);
    assert!(window.shows("are different"));
    assert_eq!(window.app().model().unwrap().count(By::Merged, ids[0]), 0);
}

#[test]
fn the_misspelt_president_is_proposed_with_the_reason_and_entered_as_the_holder_of_the_office() {
    let mut window = Window::on_seeds();
    let people = ["Masoud Puzhehan", "Masoud Puzanov"].map(|words| Name::new(NameKind::Person, words.into()));
    let roles = people.clone().map(|name| {
        let (since, until) = (None, None);
        Op::add(assay::domain::name::Role {
            id: Id::new(),
            name: name.id,
            words: "Iranian President".into(),
            since,
            until,
        })
    });
    let [puzhehan, puzanov] = people.clone().map(|name| name.id);
    window.act(Action::Edit(Edit::new("Names", people.map(Op::add).into_iter().chain(roles).collect())));
    window.act(Action::List(List::Names));
    assert_eq!(alike(&window), [["Masoud Puzhehan", "Masoud Pezeshkian"]]);
    let why = window.app().alike()[0].why.raw().to_owned();
    assert!(window.shows(&why), "{why}");

    // Declined, it does not come again; the decision is undone.
    window.click("Different");
    assert_eq!(alike(&window), Vec::<[String; 2]>::new());
    window.act(Action::Command(Command::Undo));
    assert_eq!(alike(&window).len(), 1);

    window.click("Enter and merge");
    let model = window.app().model().unwrap();
    let president = model.who(puzhehan);
    assert_eq!(model.names[&president].words.raw(), "Masoud Pezeshkian");
    assert_eq!(model.names[&puzanov].merged_into, None);
    let role = model.roles.values().find(|role| role.name == president).unwrap();
    assert_eq!(role.since.as_ref().unwrap().as_str(), "2024-07-28");
    assert_eq!(alike(&window), Vec::<[String; 2]>::new());
    assert_eq!(rows(&window), ["Masoud Pezeshkian, person", "Masoud Puzanov, person"]);
    window.act(Action::Command(Command::Undo));
    assert_eq!(rows(&window), ["Masoud Puzanov, person", "Masoud Puzhehan, person"]);
}

#[test]
fn the_card_of_a_name_says_what_is_claimed_about_it_when_it_was_seen_and_with_whom() {
    let mut window = Window::on_seeds();
    let said = claim(&mut window, "002", "there are no closed topics");
    window.act(Action::Speaker(said, "Alexander Lukashenko".into()));
    let about = claim(&mut window, "002", "visit by Iranian President Masoud Puzhehan to Belarus");
    window.act(Action::Speaker(about, "Viktor Khrenin".into()));
    let puzhehan = Name::new(NameKind::Person, "Masoud Puzhehan".into());
    let name = puzhehan.id;
    window.act(Action::Edit(Edit::new("Name", vec![Op::add(puzhehan)])));
    window.select(window.document("002").id, "Masoud Puzhehan");
    window.act(Action::Command(Command::NameHere));
    window.press(Modifiers::NONE, Key::Enter);
    let document = window.document("002").id;
    window.act(Action::Set { table: Table::Document, id: document, field: "published", value: "2024-08-20".into() });

    window.act(Action::List(List::Names));
    window.act(Action::Hand(Hand::Name(name)));
    let page = assay::app::weigh_view::name_page::page(window.app().model().unwrap(), name);
    assert_eq!(page.about, [about], "by its words and by the mark");
    assert!(window.shows("1 claim about it"));
    assert!(window.shows("first: 20 August 2024"));
    assert!(!window.shows("last: 20 August 2024"), "once is said once");
    let with: Vec<(&str, usize)> =
        page.with.iter().map(|(id, count)| (window.app().model().unwrap().names[id].words.raw(), *count)).collect();
    assert_eq!(with, [("Alexander Lukashenko", 1), ("Viktor Khrenin", 1)]);
    window.click_role(Role::Button, "Alexander Lukashenko");
    assert!(matches!(window.app().hand, Hand::Name(id) if id != name));
}

#[test]
fn of_ten_thousand_names_only_those_in_sight_are_drawn() {
    let mut window = Window::on_seeds();
    let ops = (0..10_000).map(|n| Op::add(Name::new(NameKind::Person, format!("name {n:05}").into())));
    window.act(Action::Edit(Edit::new("Many names", ops.collect())));
    window.act(Action::List(List::Names));
    let drawn = rows(&window);
    assert!(drawn.len() < 20, "{} rows", drawn.len());
    assert_eq!(drawn[0], "name 00000, person");
    let model = window.app().model().unwrap();
    assert_eq!(name_ids(model, assay::app::weigh_view::names::NameOrder::Newest, None, "").len(), 10_000);
}
