//! Claims in time, and who says what: what is drawn has names for everybody, the keys and the pointer choose a time that narrows
//! every list, and both go out as pictures and tables.

use super::{claim, rows, three_claims};
use crate::ui_support::Window;
use assay::app::overlay::{Ask, Overlay, PathAsk};
use assay::app::{Action, Command, Hand, List, Place, TagWish};
use assay::domain::claim::{ClaimTag, Stance};
use assay::domain::link::{ClaimLink, LinkKind, LinkStatus};
use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Edit, Id, Op, Table};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

const A: &str = "000_84839096dc77e6c1.txt";
const B: &str = "002_288d556eec8bee92.txt";

fn set(window: &mut Window, id: Id, field: &'static str, value: &str) {
    window.act(Action::Set { table: Table::Claim, id, field, value: value.into() });
}

/// Three claims: one said on a day in 2023, one in a month of 2024 that denies, one of which no time is known.
fn with_claims() -> (Window, [Id; 3]) {
    let (mut window, [resist, against, isolated]) = three_claims();
    set(&mut window, resist, "said_at", "2023-10-17");
    set(&mut window, against, "said_at", "2024-08");
    set(&mut window, against, "stance", Stance::Denies.as_str());
    set(&mut window, isolated, "said_at", "XXXX-08");
    window.act(Action::Command(Command::Weigh));
    (window, [resist, against, isolated])
}

fn lines(window: &Window) -> Vec<String> {
    rows(window).into_iter().map(|name| name.split(['“', '”']).nth(1).unwrap_or(&name).to_owned()).collect()
}

#[test]
fn the_timeline_comes_with_the_second_date_and_leaves_no_claim_out() {
    let mut window = Window::on_seeds();
    let one = claim(&mut window, A, "cooperate together to resist these attacks,");
    set(&mut window, one, "said_at", "2023-10-17");
    window.act(Action::Command(Command::Weigh));
    let rail = |window: &Window| window.names(Role::ListBoxOption);
    assert!(!rail(&window).contains(&"Timeline".to_owned()));

    let (mut window, [resist, against, _]) = with_claims();
    assert!(rail(&window).contains(&"Timeline".to_owned()) && rail(&window).contains(&"Who says what".to_owned()));
    window.click_role(Role::ListBoxOption, "Timeline");
    assert!(window.shows("2 dated · 1 not"), "what has no year is counted");
    let named = rows(&window);
    assert_eq!(named.len(), 3, "{named:?}");
    assert!(named[0].starts_with("Alexander Lukashenko: “cooperate"), "{named:?}");
    assert!(named[0].ends_with("; said 17 October 2023 · 25 Mehr 1402, about 2 Rabi II 1445"), "{}", named[0]);
    assert!(named[1].ends_with("; said August 2024"), "{}", named[1]);
    assert!(named[2].ends_with("; said August, year unknown"), "{}", named[2]);

    // The card of a claim and the words it rests on are one key away.
    window.find_role(Role::ListBoxOption, &named[1]).focus();
    window.frames(2);
    assert_eq!(window.app().hand, Hand::Claim(against));
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().place, Place::Read);
    let passage = window.app().model().unwrap().support(against).unwrap();
    assert_eq!(window.app().hand, Hand::Passage(passage));
    window.act(Action::List(List::Timeline));
    window.click_role(Role::ListBoxOption, &named[0]);
    assert_eq!(window.app().hand, Hand::Claim(resist));
}

#[test]
fn how_long_after_it_was_said_it_was_published_is_told() {
    let (mut window, [resist, ..]) = with_claims();
    let document = window.document(A).id;
    window.act(Action::Set { table: Table::Document, id: document, field: "published", value: "2023-11-20".into() });
    set(&mut window, resist, "happens_at", "2023-10");
    window.act(Action::List(List::Timeline));
    let named = rows(&window);
    let line = named.iter().find(|name| name.contains("resist")).unwrap();
    assert!(line.contains("it was published 34 days after"), "{line}");
    assert!(line.contains("it was said between 14 days before and 16 days after"), "{line}");
}

#[test]
fn a_time_typed_in_another_calendar_narrows_every_list_until_esc() {
    let (mut window, _) = with_claims();
    window.act(Action::List(List::Timeline));
    window.type_into("Only the time", "۲۵ مهر ۱۴۰۲");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(lines(&window), ["cooperate together to resist these attacks,"]);
    assert!(window.shows("Show all times again"));
    window.click_role(Role::ListBoxOption, "Claims");
    assert_eq!(lines(&window), ["cooperate together to resist these attacks,"]);
    assert!(window.shows("1 of 3"));
    window.click_role(Role::ListBoxOption, "Who says what");
    assert!(!window.shows("denies"), "what was said later is not counted");
    window.click_role(Role::ListBoxOption, "Claims");
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(rows(&window).len(), 3);
    assert!(!window.shows("Show all times again"));

    window.act(Action::List(List::Timeline));
    window.type_into("Only the time", "2024");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(rows(&window).len(), 1);
    window.click("Show all times again");
    assert_eq!(rows(&window).len(), 3);
    for (typed, said) in [("XXXX-08", "That time has no year"), ("next week or so", "is not a date")] {
        window.type_into("Only the time", typed);
        window.press(Modifiers::NONE, Key::Enter);
        assert!(window.shows(said), "{typed}");
        assert_eq!(rows(&window).len(), 3, "nothing is narrowed by what is no time");
    }
}

#[test]
fn a_drag_over_the_time_narrows_to_its_days() {
    let (mut window, _) = with_claims();
    window.act(Action::List(List::Timeline));
    let chart = window.find_role(Role::Image, "Time; drag to show only a part of it").rect();
    // What was said in 2023 stands at the left end, the month of 2024 at the right.
    let y = chart.bottom() - 20.0;
    window.drag_between(egui::pos2(chart.left() + 2.0, y), egui::pos2(chart.center().x, y));
    assert_eq!(lines(&window), ["cooperate together to resist these attacks,"]);
    let (from, to) = window.app().timing.within.unwrap();
    assert!(from < to);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.app().timing.within, None);
}

#[test]
fn lanes_are_by_outlet_and_tag_too() {
    let (mut window, _) = with_claims();
    window.act(Action::List(List::Timeline));
    window.act(Action::Outlet(window.document(A).id, "OE Watch".into()));
    window.click("Lanes by outlet");
    assert!(rows(&window)[0].contains("resist"), "{:?}", rows(&window));
    window.click("Lanes by tag");
    assert_eq!(rows(&window).len(), 3, "what has no tag is not left out");
}

#[test]
fn who_says_what_shows_denials_and_silence_apart() {
    let (mut window, [resist, against, _]) = with_claims();
    window.act(Action::List(List::Matrix));
    let cells = |window: &Window| window.names(Role::Cell);
    let silent = |window: &Window| cells(window).iter().filter(|name| name.ends_with(": silent")).count();
    assert_eq!(cells(&window).len(), 6, "three matters, two documents: {:?}", cells(&window));
    assert_eq!(silent(&window), 3);
    let kind = LinkKind::PullsAgainst;
    let link = ClaimLink {
        id: Id::new(),
        from_claim: against,
        to_claim: resist,
        kind,
        note: None,
        status: LinkStatus::Accepted,
        rule: None,
    };
    window.act(Action::Edit(Edit::new("Link", vec![Op::add(link)])));
    assert_eq!((cells(&window).len(), silent(&window)), (4, 1), "what is linked is one matter");
    let denies = format!("“cooperate together to resist these attacks,”, {B}: denies 1");
    window.click_role(Role::Cell, &denies);
    assert_eq!(window.app().hand, Hand::Claim(against));
    window.find_role(Role::Cell, &denies).focus();
    window.frames(2);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().place, Place::Read);

    window.act(Action::List(List::Matrix));
    window.click("Columns by speaker");
    assert!(
        cells(&window).iter().any(|name| name.ends_with("Alexander Lukashenko: affirms 1, denies 1")),
        "{:?}",
        cells(&window)
    );
    window.click("Rows by name");
    assert!(window.shows("Nothing to lay side by side"), "no name is marked yet");
}

#[test]
fn a_document_without_a_claim_has_no_column_and_is_counted() {
    let mut window = Window::on_seeds();
    for words in ["both nations have faced international isolation", "the sharing of military technology"] {
        let made = claim(&mut window, B, words);
        window.act(Action::Speaker(made, words.split(' ').next().unwrap().into()));
    }
    window.act(Action::List(List::Matrix));
    assert_eq!(window.names(Role::ColumnHeader).len(), 1);
    assert!(window.shows("1 document has no claim yet"));
    claim(&mut window, A, "cooperate together to resist these attacks,");
    window.act(Action::List(List::Matrix));
    assert_eq!(window.names(Role::ColumnHeader).len(), 2);
    assert!(!window.shows("no claim yet"));
}

#[test]
fn both_go_out_from_the_window_as_they_are_looked_at() {
    let (mut window, _) = with_claims();
    window.act(Action::List(List::Timeline));
    window.type_into("Only the time", "2024");
    window.press(Modifiers::NONE, Key::Enter);
    for (command, ask, file, holds, lacks) in [
        (Command::ExportTimeline, Ask::Timeline, "time.csv", "is not directed", "resist"),
        (Command::ExportTimeline, Ask::Timeline, "time.svg", "is not directed", "resist"),
        (Command::ExportMatrix, Ask::Matrix, "who.csv", "denies", "affirms"),
    ] {
        window.act(Action::Command(command));
        assert!(matches!(&window.app().overlay, Some(Overlay::Path(asked)) if asked.ask == ask));
        let path = window.folder().join(file);
        window.act(Action::Overlay(Overlay::Path(PathAsk::new(ask, path.to_string_lossy().into_owned()))));
        window.act(Action::Accept);
        window.until("it is written", |_| path.exists());
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(holds) && !text.contains(lacks), "{file}: {text}");
    }
}

#[test]
fn what_a_tag_hides_from_the_pictures_does_not_go_out_with_them() {
    let (mut window, [_, against, _]) = with_claims();
    let tag = |name: &str, parent| Tag {
        id: Id::new(),
        parent,
        name: TagName::try_from(name.to_owned()).unwrap(),
        color: Color([0x3F, 0x7D, 0x6E]),
        definition: None,
        digit: None,
        ordinal: 1,
    };
    let port = tag("port", None);
    let quay = tag("quay", Some(port.id));
    let bridge = tag("bridge", None);
    let (above, below, other) = (port.id, quay.id, bridge.id);
    let on = ClaimTag { id: Id::new(), claim: against, tag: below };
    let ops = vec![Op::add(port), Op::add(quay), Op::add(bridge), Op::add(on)];
    window.act(Action::Edit(Edit::new("Tags", ops)));
    // The other claim rests on a clause of the sentence that is tagged.
    let document = window.document(A).id;
    window.select(document, "and cooperate together to resist these attacks,” stated the President");
    window.act(Action::Tag(other));

    for (filter, called, holds, lacks) in
        [(above, "port", "is not directed", "resist"), (other, "bridge", "resist", "is not directed")]
    {
        window.act(Action::TagTree(TagWish::Filter(Some(filter))));
        for (command, ask, what) in [
            (Command::ExportTimeline, Ask::Timeline, "time"),
            (Command::ExportMatrix, Ask::Matrix, "who"),
            (Command::ExportGraph, Ask::Graph, "graph"),
        ] {
            for format in ["svg", "csv"] {
                let path = window.folder().join(format!("{what}-{called}.{format}"));
                window.act(Action::Command(command));
                window.act(Action::Overlay(Overlay::Path(PathAsk::new(ask, path.to_string_lossy().into_owned()))));
                window.act(Action::Accept);
                window.until("it is written", |_| path.exists());
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(!text.contains(lacks), "{what}, {called}: {text}");
                if what != "who" {
                    assert!(text.contains(holds), "{what}, {called}: {text}");
                }
                if format == "svg" {
                    assert!(text.contains(&format!("tagged “{called}”")), "{what}: {text}");
                }
            }
        }
    }
}
