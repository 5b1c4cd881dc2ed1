//! The graph: nodes are pointed at, gone to with the keys, and opened; what is shown is chosen; it goes out as it is looked at.

use super::{claim, three_claims};
use crate::ui_support::Window;
use assay::app::graphing::{GraphWish, NodeKind, Shown};
use assay::app::overlay::{Ask, Overlay, PathAsk};
use assay::app::{Action, Command, Hand, List, Place};
use assay::domain::claim::Stance;
use assay::domain::link::{ClaimLink, LinkKind, LinkStatus};
use assay::domain::{Edit, Id, Op, Table};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

const A: &str = "000_84839096dc77e6c1.txt";
const B: &str = "002_288d556eec8bee92.txt";
const RESIST: &str = "“cooperate together to resist these attacks,”";
const AGAINST: &str = "“the partnership between Belarus and Iran is not directed against any third party”";
const ISOLATED: &str = "both nations have faced international isolation";

fn link(window: &mut Window, from_claim: Id, to_claim: Id, kind: LinkKind) {
    let id = Id::new();
    let link = ClaimLink { id, from_claim, to_claim, kind, note: None, status: LinkStatus::Accepted, rule: None };
    window.act(Action::Edit(Edit::new("Link", vec![Op::add(link)])));
}

/// Two claims of one speaker that clash, and one of nobody known.
fn with_claims() -> (Window, [Id; 3]) {
    let (mut window, [resist, against, isolated]) = three_claims();
    let denies = Stance::Denies.as_str().into();
    window.act(Action::Set { table: Table::Claim, id: against, field: "stance", value: denies });
    window.act(Action::Set { table: Table::Claim, id: resist, field: "said_at", value: "2023-10-17".into() });
    link(&mut window, against, resist, LinkKind::PullsAgainst);
    window.act(Action::Command(Command::Weigh));
    (window, [resist, against, isolated])
}

/// The nodes assistive technology is told of.
fn nodes(window: &Window) -> Vec<String> {
    let mut out = super::rows(window);
    out.sort();
    out
}

fn of(words: &str, rest: &str) -> String {
    format!("Alexander Lukashenko: {words}, {rest}")
}

#[test]
fn the_graph_comes_with_the_first_link_and_has_a_name_for_every_node() {
    let mut window = Window::on_seeds();
    let one = claim(&mut window, A, "cooperate together to resist these attacks,");
    let other = claim(&mut window, B, "both nations have faced international isolation");
    window.act(Action::Command(Command::Weigh));
    assert!(!window.names(Role::ListBoxOption).contains(&"Graph".to_owned()));
    assert!(!window.app().is_enabled(Command::Graph));
    link(&mut window, one, other, LinkKind::DifferentThing);
    assert!(!window.names(Role::ListBoxOption).contains(&"Graph".to_owned()), "what is kept apart is no graph");

    let (mut window, _) = with_claims();
    window.click_role(Role::ListBoxOption, "Graph");
    assert!(window.shows("3 claims · 1 name · 1 link"));
    let clash = "affirms, clashes with 1 claim";
    assert_eq!(
        nodes(&window),
        [
            "Alexander Lukashenko, 2 claims".to_owned(),
            of(RESIST, clash),
            of(AGAINST, "denies, clashes with 1 claim"),
            format!("speaker not known: {ISOLATED}, affirms"),
        ]
    );
}

#[test]
fn a_click_takes_a_node_into_the_hand_and_a_double_click_or_enter_opens_its_words() {
    let (mut window, [resist, against, _]) = with_claims();
    window.act(Action::List(List::Graph));
    let name = of(AGAINST, "denies, clashes with 1 claim");
    // With the pointer, on the node itself.
    window.point(Role::ListBoxOption, &name);
    assert_eq!((window.app().hand, window.app().place), (Hand::Claim(against), Place::Weigh));
    assert!(window.shows("is not directed against any third party"), "its card is there");
    window.press(Modifiers::NONE, Key::Enter);
    let passage = |window: &Window, id| window.app().model().unwrap().support(id).unwrap();
    assert_eq!(window.app().place, Place::Read);
    assert_eq!(window.app().hand, Hand::Passage(passage(&window, against)));
    window.act(Action::List(List::Graph));
    window.double_click(Role::ListBoxOption, &of(RESIST, "affirms, clashes with 1 claim"));
    assert_eq!(window.app().hand, Hand::Passage(passage(&window, resist)));
    // A name opens where it says something.
    window.act(Action::List(List::Graph));
    window.point(Role::ListBoxOption, "Alexander Lukashenko, 2 claims");
    let speaker = window.app().model().unwrap().claims[&resist].speaker.unwrap();
    assert_eq!(window.app().hand, Hand::Name(speaker));
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().hand, Hand::Passage(passage(&window, resist)));
}

#[test]
fn the_arrows_go_from_node_to_node_and_reach_every_one() {
    let (mut window, all) = with_claims();
    window.act(Action::List(List::Graph));
    window.act(Action::Hand(Hand::Claim(all[0])));
    let mut met = vec![all[0]];
    // From every node that was met, to all four sides.
    let mut at = 0;
    while let Some(from) = met.get(at).copied() {
        at += 1;
        for key in [Key::ArrowRight, Key::ArrowDown, Key::ArrowLeft, Key::ArrowUp] {
            let hand = if all.contains(&from) { Hand::Claim(from) } else { Hand::Name(from) };
            window.act(Action::Hand(hand));
            window.press(Modifiers::NONE, key);
            assert_eq!((window.app().place, window.app().list), (Place::Weigh, List::Graph));
            let to = window.app().node_in_hand().unwrap();
            if !met.contains(&to) {
                met.push(to);
            }
            let (role, _) = window.focused().expect("the node has the keyboard");
            assert_eq!(role, Role::ListBoxOption);
        }
    }
    assert_eq!(met.len(), 4, "three claims and who says two of them");
    let (_, name) = window.focused().unwrap();
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().place, Place::Read, "{name}");
}

#[test]
fn what_is_shown_is_chosen_by_kind_by_link_and_by_words() {
    let (mut window, [resist, ..]) = with_claims();
    window.act(Action::List(List::Graph));
    let count = |window: &Window, kind| window.app().graphing.picture.as_ref().unwrap().graph.count(kind);
    window.click("Show documents");
    assert_eq!(count(&window, NodeKind::Document), 2);
    assert!(nodes(&window).contains(&format!("{B}, 2 claims")), "{:?}", nodes(&window));
    window.click("Show speakers");
    assert_eq!(count(&window, NodeKind::Name), 0);
    window.click("Show speakers");
    window.click("Show clash");
    assert!(window.shows("3 claims · 1 name · 2 documents · 0 links"));
    window.click("Show clash");
    window.click("Show documents");

    window.type_into("Filter the graph", "resist");
    assert!(window.shows("1 claim · 1 name · 0 links"));
    window.type_into("Filter the graph", "lukashenko");
    assert!(window.shows("2 claims · 1 name · 1 link"), "by speaker too");
    window.type_into("Filter the graph", "nobody says this");
    assert!(window.shows("No claim that is shown has these words"));
    window.type_into("Filter the graph", " ");
    assert_eq!(nodes(&window).len(), 4);

    // The time that narrows every list narrows the graph.
    window.act(Action::Time(assay::app::timing::TimeWish::Typed("2023".into())));
    assert_eq!(count(&window, NodeKind::Claim), 1);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(count(&window, NodeKind::Claim), 3);

    // What is around a node, one step and two, and back.
    window.act(Action::Hand(Hand::Claim(resist)));
    window.click("Only around this");
    assert_eq!(nodes(&window).len(), 3);
    let speaker = window.app().model().unwrap().claims[&resist].speaker.unwrap();
    window.act(Action::Graph(GraphWish::Show(Shown { clashes: false, around: Some((resist, 1)), ..Shown::default() })));
    assert_eq!((count(&window, NodeKind::Claim), count(&window, NodeKind::Name)), (1, 1), "{speaker}");
    window.click("Show what is 2 steps away");
    assert_eq!(count(&window, NodeKind::Claim), 2);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(nodes(&window).len(), 4);
}

#[test]
fn a_document_is_taken_into_the_hand_where_one_is_and_opened_by_enter() {
    let (mut window, _) = with_claims();
    window.act(Action::OpenDocument(window.document(A).id));
    window.act(Action::List(List::Graph));
    window.click("Show documents");
    let name = format!("{B}, 2 claims");
    window.point(Role::ListBoxOption, &name);
    assert_eq!((window.app().place, window.app().hand), (Place::Weigh, Hand::Document));
    assert_eq!(window.app().node_in_hand(), Some(window.document(B).id), "the card is that document's");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().place, Place::Read);
    assert!(window.app().open_document_record().unwrap().heading().raw().starts_with("002"));
}

#[test]
fn it_is_moved_by_a_drag_comes_nearer_by_keys_and_is_whole_again() {
    let (mut window, _) = with_claims();
    window.act(Action::List(List::Graph));
    let name = "Alexander Lukashenko, 2 claims";
    let at = |window: &Window| window.rects(Role::ListBoxOption, name)[0].center();
    let canvas = window.find_role(Role::Image, "Graph; arrow keys go from node to node").rect();
    let before = at(&window);
    let corner = canvas.left_top() + egui::vec2(12.0, 12.0);
    window.drag_between(corner, corner + egui::vec2(60.0, 40.0));
    let moved = at(&window) - before;
    assert!((moved - egui::vec2(60.0, 40.0)).length() < 2.0, "{moved:?}");
    let claim = of(RESIST, "affirms, clashes with 1 claim");
    let apart = |window: &Window| window.rects(Role::ListBoxOption, &claim)[0].center().distance(at(window));
    let far = apart(&window);
    window.press(Modifiers::NONE, Key::Plus);
    assert!(apart(&window) > far * 1.2);
    window.press(Modifiers::NONE, Key::Minus);
    assert!((apart(&window) - far).abs() < 1.0);
    window.press(Modifiers::NONE, Key::Num0);
    assert!((at(&window) - before).length() < 1.0, "as it was at first");
}

#[test]
fn one_claim_more_leaves_the_others_where_they_are() {
    let (mut window, _) = with_claims();
    window.act(Action::List(List::Graph));
    let places = |window: &Window| {
        let picture = window.app().graphing.picture.clone().unwrap();
        let ids = picture.graph.nodes.iter().map(|node| node.id);
        ids.zip(picture.places.clone()).collect::<Vec<_>>()
    };
    let before = places(&window);
    let ops = vec![Op::add(assay::domain::claim::Claim::of("something else".into()))];
    window.act(Action::Edit(Edit::new("Claim", ops)));
    let after = places(&window);
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|place| after.contains(place)));
}

#[test]
fn it_goes_out_as_it_is_looked_at() {
    let (mut window, _) = with_claims();
    window.act(Action::List(List::Graph));
    window.type_into("Filter the graph", "resist");
    for (file, holds) in [("graph.svg", "Alexander Lukashenko</text>"), ("graph.csv", "\"says\""), ("graph.png", "")] {
        window.act(Action::Command(Command::ExportGraph));
        assert!(matches!(&window.app().overlay, Some(Overlay::Path(asked)) if asked.ask == Ask::Graph));
        let path = window.folder().join(file);
        window.act(Action::Overlay(Overlay::Path(PathAsk::new(Ask::Graph, path.to_string_lossy().into_owned()))));
        window.act(Action::Accept);
        window.until("it is written", |_| path.exists());
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains(holds) && !text.contains("not directed"), "{file}");
    }
}

#[test]
fn of_very_many_claims_the_best_connected_are_drawn_and_the_rest_is_told() {
    let (mut window, [resist, ..]) = with_claims();
    let mut ops = Vec::new();
    for n in 0..2_100 {
        let other = assay::domain::claim::Claim::of(format!("claim number {n}").as_str().into());
        if n < 3 {
            let (id, to_claim) = (Id::new(), other.id);
            let (kind, status) = (LinkKind::Supports, LinkStatus::Accepted);
            ops.push(Op::add(ClaimLink { id, from_claim: resist, to_claim, kind, note: None, status, rule: None }));
        }
        ops.push(Op::add(other));
    }
    // Claims come before what links them.
    ops.sort_by_key(|op| format!("{op:?}").contains("from_claim"));
    window.act(Action::Edit(Edit::new("Claim much", ops)));
    let before = window.laid_out();
    window.act(Action::List(List::Graph));
    assert!(window.shows("104 of 2104 are left out"), "{:?}", window.names(Role::Label));
    assert!(nodes(&window).len() <= 150, "what is told has an end");
    assert!(window.laid_out() - before < 500, "{} words were laid out", window.laid_out() - before);
    window.type_into("Filter the graph", "number 17");
    assert!(!window.shows("are left out"));
}
