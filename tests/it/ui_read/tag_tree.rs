//! The tag tree: moving, merging, folding, filtering, by mouse and by keys.

use super::{B, model, new_tag, open, walk_to};
use crate::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::overlay::drafts::TagPick;
use assay::app::tag_view::tag_rows;
use assay::app::{Action, Command, List, TagWish};
use assay::domain::claim::{Claim, ClaimTag};
use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Edit, Id, Op};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use std::collections::BTreeSet;

fn tag(name: &str, parent: Option<Id>, ordinal: i64) -> Tag {
    let name = TagName::try_from(name.to_owned()).unwrap();
    Tag { id: Id::new(), parent, name, color: Color([0x3F, 0x7D, 0x6E]), definition: None, digit: None, ordinal }
}

/// A window with the tags a, b, c at the top.
fn abc() -> (Window, [Id; 3]) {
    let mut window = Window::on_seeds();
    let tags = ["alpha", "beta", "gamma"].map(|name| tag(name, None, 0));
    let ids = [tags[0].id, tags[1].id, tags[2].id];
    let ops = tags.into_iter().zip(1..).map(|(tag, ordinal)| Op::add(Tag { ordinal, ..tag }));
    window.act(Action::Edit(Edit::new("Tags", ops.collect())));
    (window, ids)
}

fn tree(window: &Window) -> Vec<String> {
    let rows = tag_rows(model(window), &window.app().folded);
    rows.iter().map(|row| format!("{}{}", "-".repeat(row.depth), row.name.raw())).collect()
}

#[test]
fn a_drag_puts_a_tag_below_another_or_between_two_and_undo_takes_it_back() {
    let (mut window, [alpha, _, _]) = abc();
    window.drag_row("gamma", "alpha", 0.5);
    assert_eq!(tree(&window), ["alpha", "-gamma", "beta"]);
    window.drag_row("beta", "alpha", 0.05);
    assert_eq!(tree(&window), ["beta", "alpha", "-gamma"]);
    assert_eq!(model(&window).passage_tags.len(), 0, "a drag is no click");
    // Onto a tag of its own branch: it stays.
    window.drag_row("alpha", "gamma", 0.5);
    assert_eq!(tree(&window), ["beta", "alpha", "-gamma"]);
    assert!(window.shows("A tag cannot lie below itself"));
    window.stroke(Modifiers::COMMAND, Key::Z);
    window.stroke(Modifiers::COMMAND, Key::Z);
    assert_eq!(tree(&window), ["alpha", "beta", "gamma"]);
    assert!(model(&window).tags[&alpha].parent.is_none());
}

#[test]
fn the_same_is_done_with_keys() {
    let (mut window, _) = abc();
    window.find_role(Role::ListBoxOption, "alpha").focus();
    window.frames(2);
    window.stroke(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(tree(&window), ["beta", "alpha", "gamma"]);
    window.stroke(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(tree(&window), ["alpha", "beta", "gamma"]);
    // By commands, with two pickers.
    window.act(Action::Command(Command::MoveTag));
    window.letters("gam");
    window.key(Key::Enter);
    window.letters("alp");
    window.key(Key::Enter);
    assert_eq!(tree(&window), ["alpha", "-gamma", "beta"]);
    // Folded and unfolded; it stays so after a restart.
    window.find_role(Role::ListBoxOption, "alpha").focus();
    window.frames(2);
    window.key(Key::ArrowLeft);
    assert_eq!(window.names(Role::ListBoxOption).iter().filter(|name| *name == "gamma").count(), 0);
    let path = window.app().path().unwrap().to_owned();
    window.act(Action::OpenProject(path));
    assert_eq!(tree(&window), ["alpha", "beta"]);
    window.click("Unfold alpha");
    assert_eq!(tree(&window), ["alpha", "-gamma", "beta"]);
    // The menu by its key.
    window.find_role(Role::ListBoxOption, "gamma").focus();
    window.frames(2);
    window.stroke(Modifiers::SHIFT, Key::F10);
    window.click("Move to the top");
    assert_eq!(tree(&window), ["alpha", "beta", "gamma"]);
    window.find_role(Role::ListBoxOption, "beta").focus();
    window.frames(2);
    window.key(Key::Delete);
    assert!(matches!(window.app().overlay, Some(Overlay::DeleteTag(_))));
}

#[test]
fn two_tags_become_one_their_taggings_move_and_doubles_are_dropped() {
    let mut window = Window::on_seeds();
    new_tag(&mut window, "denial");
    new_tag(&mut window, "refusal");
    window.key(Key::ArrowDown);
    window.key(Key::Num2);
    let id =
        |window: &Window, name: &str| model(window).tags.values().find(|t| t.name.words().raw() == name).unwrap().id;
    let (denial, refusal) = (id(&window, "denial"), id(&window, "refusal"));
    let claim = Claim::of("no".into());
    let tagged = ClaimTag { id: Id::new(), claim: claim.id, tag: refusal };
    let below = tag("flat refusal", Some(refusal), 9);
    window.act(Action::Edit(Edit::new("Claim", vec![Op::add(claim), Op::add(tagged), Op::add(below)])));
    assert_eq!(model(&window).passage_tags.len(), 3);

    window.point_secondary(Role::ListBoxOption, "refusal");
    window.click("Merge into…");
    window.letters("refu");
    window.key(Key::Enter);
    assert!(window.shows("A tag cannot be merged with itself"));
    assert!(matches!(window.app().overlay, Some(Overlay::PickTagTo { act: TagPick::MergeInto(_), .. })));
    window.act(Action::Overlay(Overlay::PickTagTo { act: TagPick::MergeInto(refusal), query: "den".into(), at: 0 }));
    window.act(Action::Accept);
    assert_eq!(tree(&window), ["denial", "-flat refusal"]);
    let passages: BTreeSet<Id> = model(&window).passage_tags.values().map(|row| row.passage).collect();
    assert_eq!((model(&window).passage_tags.len(), passages.len()), (2, 2), "one tagging a passage");
    assert!(model(&window).passage_tags.values().all(|row| row.tag == denial));
    assert_eq!(model(&window).claim_tags.values().next().unwrap().tag, denial);
    window.stroke(Modifiers::COMMAND, Key::Z);
    assert_eq!(tree(&window), ["denial", "refusal", "-flat refusal"]);
    assert_eq!(model(&window).passage_tags.len(), 3);
}

#[test]
fn a_merger_with_a_tag_of_its_own_branch_lifts_what_leads_to_it() {
    let (mut window, [alpha, beta, gamma]) = abc();
    for (tag, parent) in [(beta, alpha), (gamma, beta)] {
        window.act(Action::TagTree(TagWish::Move { tag, parent: Some(parent), before: None }));
    }
    assert_eq!(tree(&window), ["alpha", "-beta", "--gamma"]);
    window.act(Action::Overlay(Overlay::PickTagTo { act: TagPick::MergeInto(alpha), query: "gam".into(), at: 0 }));
    window.act(Action::Accept);
    assert_eq!(tree(&window), ["beta", "-gamma"]);
}

#[test]
fn a_tag_as_filter_limits_documents_claims_and_marks() {
    let mut window = Window::on_seeds();
    open(&mut window, B);
    walk_to(&mut window, "He further clarified");
    new_tag(&mut window, "denial");
    window.key(Key::C);
    window.key(Key::Enter);
    window.key(Key::ArrowDown);
    new_tag(&mut window, "other");
    window.key(Key::C);
    window.key(Key::Enter);
    assert_eq!(model(&window).claims.len(), 3, "two of the first sentence, one of the second");

    window.point_secondary(Role::ListBoxOption, "denial");
    window.click("Show only this");
    let documents: Vec<String> =
        window.app().listing.rows().iter().map(|id| model(&window).documents[id].heading().raw().to_owned()).collect();
    assert_eq!(documents, [B]);
    let mut marks = assay::app::view::Marks::default();
    marks.refresh(window.app());
    let held_back: Vec<(String, bool)> =
        marks.all().iter().map(|row| (row.name.raw().to_owned(), row.dimmed)).collect();
    for (name, dimmed) in &held_back {
        let denial = ["denial", "He further", "Lukashenko", "underscoring"].iter().any(|words| name.contains(words));
        assert_eq!(*dimmed, !denial, "{name}");
    }
    assert!(held_back.iter().any(|(_, dimmed)| *dimmed) && held_back.iter().any(|(_, dimmed)| !*dimmed));
    window.act(Action::List(List::Claims));
    assert!(window.shows("2 of 3"), "claims on the clauses of a sentence that has the tag");
    window.click("Show all again");
    assert!(!window.shows("2 of 3"));
    assert_eq!(window.app().tag_filter, None);
    // By keys.
    window.act(Action::Command(Command::Read));
    window.stroke(Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    window.letters("oth");
    window.key(Key::Enter);
    assert!(window.app().tag_filter.is_some());
    // A filter goes with its tag.
    let other = window.app().tag_filter.unwrap();
    window.act(Action::Overlay(Overlay::DeleteTag(other)));
    window.act(Action::Accept);
    assert_eq!(window.app().tag_filter, None);
}

#[test]
fn a_tag_gets_another_color_and_digit_from_its_menu() {
    let (mut window, [alpha, _, _]) = abc();
    window.point_secondary(Role::ListBoxOption, "alpha");
    window.click("plum");
    assert_eq!(model(&window).tags[&alpha].color, Color([0x93, 0x4E, 0x78]));
    window.point_secondary(Role::ListBoxOption, "alpha");
    window.click("Digit 7");
    assert_eq!(model(&window).tags[&alpha].digit.map(assay::domain::tag::Digit::number), Some(7));
}

#[test]
fn ten_thousand_tags_and_odd_names_stay_a_tree_of_which_only_the_sight_is_drawn() {
    let mut window = Window::on_seeds();
    let odd = [
        "x".repeat(300),
        "מתקפה נגד המערב".to_owned(),
        "a\u{202E}b\u{200B}c".to_owned(),
        "\u{200B}\u{200D}".to_owned(),
    ];
    let odd_tags = odd.iter().zip(1..).map(|(name, n)| Op::add(tag(name, None, n)));
    let above: Vec<Tag> = (0..100).map(|n| tag(&format!("branch {n}"), None, 100 + n)).collect();
    let below = (0..9_900).map(|n| tag(&format!("tag {n}"), Some(above[n % 100].id), n.try_into().unwrap()));
    let many: Vec<Op> = above.iter().cloned().chain(below).map(Op::add).collect();
    window.act(Action::Edit(Edit::new("Tags", odd_tags.chain(many).collect())));
    let before = window.laid_out();
    window.frames(3);
    assert_eq!(tree(&window).len(), 10_004);
    let drawn = window.names(Role::ListBoxOption).len();
    assert!(drawn < 40, "{drawn} rows are drawn");
    assert!(window.laid_out() - before < 60, "{} lines were laid out again", window.laid_out() - before);
    for name in &odd {
        assert!(window.find_role(Role::ListBoxOption, name).rect().width() < 240.0, "{name:?} is elided");
    }
    window.find_role(Role::ListBoxOption, &odd[0]).hover();
    window.frames(8);
    assert!(window.count(&odd[0]) > 1, "a hover shows the whole name");
}
