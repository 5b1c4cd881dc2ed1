//! What assistive technology finds: the document, its paragraphs, its marks by name.

use crate::text_support::{Document, engine};
use assay::domain::{Id, Span, Words};
use assay::ui::text::{LabelStyle, MarkKind, Reader, ReaderEvent, ReaderState, field};
use assay::ui::theme;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use unicode_segmentation::UnicodeSegmentation;

fn open<'a>(document: &'a Document, said: &Rc<RefCell<Vec<ReaderEvent>>>) -> Harness<'a> {
    let engine = engine();
    let mut state = ReaderState::new();
    let said = Rc::clone(said);
    let name = Words::new("Belarus and Iran");
    let mut harness =
        Harness::builder().with_size(egui::vec2(816.0, 600.0)).with_context_setup(theme::install).build_ui(move |ui| {
            let reader = Reader { engine: &engine, source: document, name: &name, cursor: None };
            said.borrow_mut().extend(reader.show(ui, &mut state).events);
        });
    harness.run_ok();
    harness
}

fn sample() -> (Document, Id, Id) {
    let mut document =
        Document::new("He clarified that the partnership is not directed.\nهمکاری ما علیه هیچ کشور نیست.");
    let passage = document.passage("the partnership is not", "passage: denial", &[[0xB4, 0x57, 0x3C]]);
    let claim = document.claim("partnership", "claim: Lukashenko denies", "L");
    (document, passage, claim)
}

#[test]
fn a_document_its_paragraphs_and_its_marks_have_names() {
    let (document, passage, claim) = sample();
    let said = Rc::new(RefCell::new(Vec::new()));
    let mut harness = open(&document, &said);
    let reader = harness.get_by_role_and_label(Role::Document, "Belarus and Iran");
    let paragraphs: Vec<String> =
        reader.get_all_by_role(Role::Paragraph).map(|p| p.accesskit_node().label().unwrap()).collect();
    assert_eq!(paragraphs, document.text.lines().collect::<Vec<_>>());
    let runs: Vec<String> =
        harness.get_all_by_role(Role::TextRun).map(|run| run.accesskit_node().value().unwrap().clone()).collect();
    assert_eq!(runs, paragraphs);
    harness.get_by_role_and_label(Role::Button, "passage: denial").click();
    harness.run_ok();
    harness.get_by_role_and_label(Role::Button, "claim: Lukashenko denies").click();
    harness.run_ok();
    let opened: Vec<_> = said.borrow().iter().filter(|e| matches!(e, ReaderEvent::Open(_))).cloned().collect();
    assert_eq!(opened, [ReaderEvent::Open(passage), ReaderEvent::Open(claim)]);
}

#[test]
fn lines_tell_where_each_character_stands_and_what_is_selected() {
    let document = Document::new("He met مسعود in Минск, e\u{301}t\u{e9}.");
    let mut state = ReaderState::new();
    state.select(Some(document.find("مسعود")));
    let (engine, name) = (engine(), Words::new("Runs"));
    let mut harness =
        Harness::builder().with_size(egui::vec2(816.0, 300.0)).with_context_setup(theme::install).build_ui(|ui| {
            Reader { engine: &engine, source: &document, name: &name, cursor: None }.show(ui, &mut state);
        });
    harness.run_ok();
    let run = harness.get_by_role(Role::TextRun);
    let run = run.accesskit_node();
    let lengths: Vec<usize> = run.data().character_lengths().iter().map(|&n| usize::from(n)).collect();
    let graphemes: Vec<usize> = document.text.graphemes(true).map(str::len).collect();
    assert_eq!(lengths, graphemes);
    let words: Vec<usize> = run.data().word_starts().iter().map(|&n| usize::from(n)).collect();
    assert_eq!(words, [0, 3, 7, 13, 16, 23], "He, met, مسعود, in, Минск, été");
    let widths: f32 = run.data().character_widths().unwrap().iter().sum();
    assert!((f64::from(widths) - run.data().bounds().unwrap().width()).abs() < 0.5);
    let reader = harness.get_by_role(Role::Document);
    let selection = reader.accesskit_node().data().text_selection().copied().unwrap();
    assert_eq!((selection.anchor.character_index, selection.focus.character_index), (7, 12));
}

#[test]
fn a_click_on_marked_words_places_the_cursor_and_takes_the_shortest_mark() {
    let (document, passage, claim) = sample();
    for (words, expected) in [("partnership", claim), ("the ", passage)] {
        let said = Rc::new(RefCell::new(Vec::new()));
        let mut window = crate::text_support::Window::new();
        window.frame(&document, vec![]);
        let at = window.middle(document.find(words));
        said.borrow_mut().extend(window.click(&document, at));
        let said = said.borrow();
        assert!(
            said.iter().any(|e| matches!(e, ReaderEvent::Place { byte } if document.find(words).contains(*byte))),
            "{said:?}"
        );
        assert!(said.contains(&ReaderEvent::Open(expected)), "{words}: {said:?}");
    }
}

#[test]
fn a_mark_keeps_its_lane_while_others_come_and_go() {
    let lines: Vec<String> = (0..200).map(|i| format!("Line {i} of a document in which passages overlap.")).collect();
    let mut document = Document::new(lines.join("\n"));
    for i in (0..190).step_by(2) {
        let span = Span::new(document.paragraphs.start(i), document.paragraphs.start(i + 1 + i % 9)).unwrap();
        document.mark(span, &format!("passage: {i}"), MarkKind::Passage { colors: vec![[0x3F, 0x7D, 0x6E]] });
    }
    let engine = engine();
    let state = Rc::new(RefCell::new(ReaderState::new()));
    let (shared, name) = (Rc::clone(&state), Words::new("Lanes"));
    let mut harness =
        Harness::builder().with_size(egui::vec2(816.0, 600.0)).with_context_setup(theme::install).build_ui(|ui| {
            Reader { engine: &engine, source: &document, name: &name, cursor: None }.show(ui, &mut shared.borrow_mut());
        });
    harness.run_ok();
    let lanes = |harness: &Harness<'_>| -> BTreeMap<String, egui::Rect> {
        let buttons = harness.get_all_by_role(Role::Button);
        buttons.map(|node| (node.accesskit_node().label().unwrap(), node.rect())).collect()
    };
    let (mut compared, mut seen) = (0, BTreeSet::new());
    let mut before = lanes(&harness);
    // Down by lines, then up again.
    for step in (0..150).chain((0..150).rev()) {
        state.borrow_mut().reveal(document.paragraphs.start(step));
        harness.run_ok();
        let now = lanes(&harness);
        for (name, rect) in &now {
            if let Some(was) = before.get(name) {
                assert_eq!(was.left(), rect.left(), "{name} changed its lane at step {step}");
                compared += 1;
            }
            seen.insert(rect.left().to_bits());
        }
        // Within a lane nothing lies upon anything else, unless the last lane overflows.
        for (a, ra) in &now {
            for (b, rb) in now.iter().filter(|(b, _)| *a < **b) {
                assert!(!ra.shrink(1.5).intersects(rb.shrink(1.5)), "{a} and {b} lie on each other at step {step}");
            }
        }
        before = now;
    }
    assert!(compared > 1_000 && seen.len() > 2, "{compared} compared on {} lanes", seen.len());
}

#[test]
fn of_two_readers_side_by_side_only_one_follows_the_keys() {
    let lines: Vec<String> = (0..200).map(|i| format!("Line {i} of a document that is read in two places.")).collect();
    let document = Document::new(lines.join("\n"));
    let engine = engine();
    let states = Rc::new(RefCell::new([ReaderState::new(), ReaderState::new()]));
    let shared = Rc::clone(&states);
    let names = [Words::new("left"), Words::new("right")];
    let mut harness =
        Harness::builder().with_size(egui::vec2(900.0, 500.0)).with_context_setup(theme::install).build_ui(|ui| {
            ui.columns(2, |columns| {
                for ((ui, state), name) in columns.iter_mut().zip(shared.borrow_mut().iter_mut()).zip(&names) {
                    Reader { engine: &engine, source: &document, name, cursor: None }.show(ui, state);
                }
            });
        });
    harness.run_ok();
    let tops = || states.borrow().each_ref().map(|state| state.in_sight().unwrap().start);
    harness.key_press(egui::Key::PageDown);
    harness.run_ok();
    assert!(tops()[0] > 0 && tops()[1] == 0, "{:?}", tops());
    harness.get_by_role_and_label(Role::Document, "right").focus();
    harness.run_ok();
    harness.key_press(egui::Key::End);
    harness.run_ok();
    let [left, right] = tops();
    assert!(right > left, "the right one has the focus now: {left} {right}");
}

#[test]
fn labels_and_fields_are_found_by_name() {
    let engine = engine();
    let mut typed = String::new();
    let clicked = Rc::new(RefCell::new(0));
    let count = Rc::clone(&clicked);
    let title = Words::new("רחוב דיזנגוף 12, a long title that will not fit into a narrow list");
    let mut harness =
        Harness::builder().with_size(egui::vec2(220.0, 300.0)).with_context_setup(theme::install).build_ui(move |ui| {
            let response = engine.label(ui, &title, LabelStyle::body().one_line().clickable());
            assert!(response.rect.width() <= ui.available_width() + 0.5, "cut to the room there is");
            *count.borrow_mut() += usize::from(response.clicked());
            field::wide_line(ui, "Find anything", "Find", &mut typed);
        });
    harness.run_ok();
    harness
        .get_by_role_and_label(Role::Button, "רחוב דיזנגוף 12, a long title that will not fit into a narrow list")
        .click();
    harness.get_by_role_and_label(Role::TextInput, "Find anything").focus();
    harness.run_ok();
    harness.get_by_label("Find anything").type_text("Минск");
    harness.run_ok();
    assert_eq!(harness.get_by_label("Find anything").value().as_deref(), Some("Минск"));
    assert_eq!(*clicked.borrow(), 1);
}

#[test]
fn a_label_is_cut_at_its_last_line_and_measured_as_it_is_drawn() {
    let engine = engine();
    let words = Words::new(
        "Lukashenko emphasized that Belarus is open to addressing any topic with Iran, stating that there are no closed topics",
    );
    let one = engine.sized(&words, &LabelStyle::body().one_line(), 200.0);
    let two = engine.sized(&words, &LabelStyle::body().lines(2), 200.0);
    let all = engine.sized(&words, &LabelStyle::body(), 200.0);
    assert!((two.y - 2.0 * one.y).abs() < 0.1 && all.y > two.y);
    assert!(one.x <= 200.0 && two.x <= 200.0 && one.x > 150.0, "{one:?} {two:?}");
    let short = Words::new("سلام");
    assert!(engine.sized(&short, &LabelStyle::quote(), 300.0).x < 60.0);
}
