//! What is wanted, and what empty fields propose.

use super::{claim, rows};
use crate::ui_support::Window;
use assay::app::overlay::{Ask, Overlay};
use assay::app::weigh_view::wanted::{Missing, proposals};
use assay::app::{Action, Command, Hand, List};
use assay::domain::claim::{Claim, Form, Hop, Medium};
use assay::domain::wanted::WantedStatus;
use assay::domain::{Edit, Id, Op, Table};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use serde_json::Value;

fn missing(window: &Window) -> Vec<Missing> {
    proposals(window.app().model().unwrap(), &window.app().dismissed).into_iter().map(|p| p.missing).collect()
}

#[test]
fn what_a_document_and_its_claims_lack_is_proposed_and_becomes_wanted_or_is_dismissed_for_good() {
    let mut window = Window::on_seeds();
    assert!(missing(&window).is_empty(), "a document no claim rests on lacks nothing yet");
    let made = claim(&mut window, "002", "The plan outlines a series of collaborative initiatives");
    // The language of its text was told; here nobody knows it.
    let told = window.document("002").id;
    window.act(Action::Set { table: Table::Document, id: told, field: "language", value: Value::Null });
    let all = [Missing::Published, Missing::Outlet, Missing::Language, Missing::Speaker, Missing::Said];
    assert_eq!(missing(&window), all);
    window.act(Action::Speaker(made, "Alexander Lukashenko".into()));
    window.act(Action::Set { table: Table::Claim, id: made, field: "said_at", value: "XXXX-08".into() });
    let document = window.document("002").id;
    window.act(Action::Outlet(document, "a news site".into()));
    assert_eq!(missing(&window), [Missing::Published, Missing::Language], "what was filled is not missing");

    window.act(Action::List(List::Wanted));
    assert!(window.shows("Nothing is wanted"));
    let row = format!("proposed: Date of publication, {}", window.document("002").heading().raw());
    window.find_role(Role::ListBoxOption, &row).focus();
    window.frames(2);
    window.press(Modifiers::NONE, Key::Enter);
    let model = window.app().model().unwrap();
    let item = model.wanted.values().next().unwrap();
    assert_eq!(
        (item.words.raw(), item.document, item.status),
        ("Date of publication", Some(document), WantedStatus::Open)
    );
    assert_eq!(missing(&window), [Missing::Language]);
    let id = item.id;

    // Reworded it is still the same; undone it is proposed again.
    window.act(Action::Set { table: Table::Wanted, id, field: "words", value: Value::from("When it came out") });
    assert_eq!(missing(&window), [Missing::Language]);

    window.click("Dismiss");
    assert!(missing(&window).is_empty());
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::OpenProject(path));
    assert!(missing(&window).is_empty(), "also after a restart");
    window.act(Action::List(List::Wanted));
    assert_eq!(rows(&window), ["When it came out, open"]);
}

#[test]
fn an_accepted_proposal_that_is_undone_is_proposed_again() {
    let mut window = Window::on_seeds();
    let _ = claim(&mut window, "002", "there are no closed topics");
    let before = missing(&window);
    window.act(Action::List(List::Wanted));
    let first = proposals(window.app().model().unwrap(), &window.app().dismissed)[0];
    window.act(Action::Weigh(assay::app::Weighing::Want(first)));
    assert_eq!(missing(&window).len(), before.len() - 1);
    window.act(Action::Command(Command::Undo));
    assert_eq!(missing(&window), before);
}

#[test]
fn translated_words_want_their_original_and_hops_their_document() {
    let mut window = Window::on_seeds();
    let mut heard = Claim::of("they must resist these attacks".into());
    (heard.translated, heard.form) = (true, Some(Form::DirectQuote));
    let claim = heard.id;
    let hop = Hop {
        id: Id::new(),
        claim,
        ordinal: 0,
        actor: None,
        medium: Medium::PressRelease,
        at: None,
        document: None,
        note: None,
    };
    window.act(Action::Edit(Edit::new("Claim", vec![Op::add(heard), Op::add(hop.clone())])));
    let all = [Missing::Speaker, Missing::Said, Missing::Passage, Missing::Original, Missing::Hop(0)];
    assert_eq!(missing(&window), all);
    window.act(Action::List(List::Wanted));
    assert!(window.shows("The press release it came through (1)"));
    let held = window.document("000").id;
    window.act(Action::Edit(Edit::new("Hold it", vec![Op::set(Table::Hop, hop.id, "document", held)])));
    assert!(!missing(&window).contains(&Missing::Original), "what came through a document we hold has its original");
    assert!(!missing(&window).contains(&Missing::Hop(0)));
}

#[test]
fn something_is_wanted_of_the_document_that_is_read_and_stands_under_the_tags() {
    let mut window = Window::on_seeds();
    window.press(Modifiers::NONE, Key::W);
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Say what is wanted."));
    window.type_into("What is wanted", "Revenko’s post on X");
    window.press(Modifiers::NONE, Key::Enter);
    let document = window.document("000");
    let name = "Revenko’s post on X";
    window.click_role(Role::ListBoxOption, name);
    let Hand::Wanted(id) = window.app().hand else { panic!() };
    assert_eq!(window.app().model().unwrap().wanted[&id].document, Some(document.id));
    window.act(Action::OpenDocument(window.document("002").id));
    assert_eq!(window.count(&format!("{name} · {}", document.heading().raw())), 1, "beside another it says of which");
    window.act(Action::OpenDocument(document.id));
    window.click_role(Role::ListBoxOption, name);
    window.click("open");
    window.click("found");
    assert_eq!(window.app().model().unwrap().wanted[&id].status, WantedStatus::Found);
    assert_eq!(window.count(name), 0, "what was found is not wanted any more");
}

#[test]
fn the_list_is_written_for_a_connected_machine() {
    let mut window = Window::on_seeds();
    assert!(!window.app().is_enabled(Command::ExportWanted), "while nothing is wanted");
    window.press(Modifiers::NONE, Key::W);
    window.type_into("What is wanted", "the <original> of the speech");
    window.press(Modifiers::NONE, Key::Enter);
    for (file, says) in [("wanted.md", "original"), ("wanted.html", "the &lt;original&gt; of the speech")] {
        window.act(Action::Command(Command::ExportWanted));
        let Some(Overlay::Path(mut asked)) = window.app().overlay.clone() else { panic!() };
        assert_eq!(asked.ask, Ask::Wanted);
        let to = window.folder().join(file);
        asked.text = to.to_string_lossy().into_owned();
        window.act(Action::Overlay(Overlay::Path(asked)));
        window.act(Action::Accept);
        window.until("it is written", |_| to.exists());
        let written = std::fs::read_to_string(&to).unwrap();
        assert!(written.contains(says), "{written}");
        assert!(written.contains("84839096dc77e6c1.txt"));
    }
}
