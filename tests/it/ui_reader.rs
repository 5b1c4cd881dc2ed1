//! Reading with the whole window: words found in a document, back and forward, bookmarks, overlapping passages and their
//! edges, sentences apart, copying, the panels, the check of a quotation.

use super::ui_support::Window;
use assay::app::checking::{Class, Verdict, Voice};
use assay::app::overlay::Overlay;
use assay::app::{Action, Command, Hand};
use assay::domain::Span;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

const A: &str = "000_84839096dc77e6c1.txt";
const B: &str = "002_288d556eec8bee92.txt";

fn open(window: &mut Window, heading: &str) {
    let id = window.document(heading).id;
    window.act(Action::OpenDocument(id));
}

fn words(window: &Window, span: Span) -> String {
    window.app().reading.as_ref().unwrap().text(span.range()).unwrap().into_owned()
}

fn sentence(window: &Window) -> String {
    words(window, window.app().reading.as_ref().unwrap().cursor.unwrap()).trim().to_owned()
}

fn heading(window: &Window) -> String {
    window.app().open_document_record().unwrap().heading().raw().to_owned()
}

/// Looks for words; waits until the whole document was looked through.
fn find(window: &mut Window, typed: &str) {
    window.letters(typed);
    found(window);
}

fn found(window: &mut Window) {
    window.until("the document is looked through", |app| app.finding.as_ref().is_none_or(|f| f.done));
    window.settle();
}

fn hits(window: &Window) -> Vec<String> {
    window.app().finding.as_ref().unwrap().hits.iter().map(|hit| words(window, *hit)).collect()
}

fn at(window: &Window) -> Option<usize> {
    window.app().finding.as_ref().unwrap().at
}

/// The quote of the passage in hand.
fn in_hand(window: &Window) -> String {
    match window.app().hand {
        Hand::Passage(id) => window.app().model().unwrap().anchor(id).unwrap().quote.raw().to_owned(),
        other => panic!("{other:?} is in hand"),
    }
}

fn tag(window: &mut Window, name: &str) {
    window.key(Key::T);
    window.letters(name);
    window.key(Key::Enter);
}

#[test]
fn words_are_found_in_the_document_whatever_their_case_and_marks() {
    let mut window = Window::on_seeds();
    open(&mut window, A);
    window.stroke(Modifiers::COMMAND, Key::F);
    find(&mut window, "one another");
    assert_eq!(hits(&window), ["one another", "one another", "one another"]);
    assert!(window.shows("1 of 3"), "the first at or after the cursor");
    window.key(Key::Enter);
    assert!(window.shows("2 of 3"));
    assert!(sentence(&window).contains("goal of the alliance"), "the cursor goes along: {}", sentence(&window));
    window.key(Key::F3);
    window.key(Key::Enter);
    assert!(window.shows("1 of 3"), "and round");
    window.stroke(Modifiers::SHIFT, Key::Enter);
    assert!(window.shows("3 of 3"));
    window.stroke(Modifiers::SHIFT, Key::F3);
    // Typing on stays at the hit that is looked at.
    let there = window.app().finding.as_ref().unwrap().hit().unwrap().start();
    find(&mut window, " and");
    assert_eq!(hits(&window), ["one another and", "one another and"]);
    assert_eq!(at(&window), Some(1));
    assert_eq!(window.app().finding.as_ref().unwrap().hit().unwrap().start(), there);
    for (typed, found_words) in
        [("ВСТРЕЧА", "Встреча"), ("\"встреча", "“Встреча"), ("ministry’s", ""), ("resist…ATTACKS", "resist…attacks")]
    {
        window.type_into("Find in document", typed);
        found(&mut window);
        assert_eq!(hits(&window).first().map_or("", String::as_str), found_words, "{typed}");
    }
    window.type_into("Find in document", "zebra");
    found(&mut window);
    assert!(window.shows("none"));
    window.key(Key::Escape);
    assert!(window.app().finding.is_none());
    // And the keys are the reader's again.
    let before = sentence(&window);
    window.key(Key::ArrowDown);
    assert_ne!(sentence(&window), before);
}

#[test]
fn the_same_words_are_found_in_the_next_document() {
    let mut window = Window::on_seeds();
    open(&mut window, A);
    window.stroke(Modifiers::COMMAND, Key::F);
    find(&mut window, "lukashenko");
    let in_a = hits(&window).len();
    window.act(Action::Command(Command::NextDocument));
    found(&mut window);
    assert_eq!(heading(&window), B);
    assert!(in_a != hits(&window).len() && !hits(&window).is_empty());
    assert!(hits(&window).iter().all(|hit| hit == "Lukashenko"));
}

/// Eight million characters: the hits come while the window goes on, and those of a search given up do not.
#[test]
fn a_large_document_is_looked_through_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::new();
    for n in 0..60_000 {
        text.push_str(&format!("Paragraph {n} speaks of «ёлка» and of nothing else that anybody would look for.\n\n"));
    }
    text.push_str("The needle stands at the very end.\n");
    std::fs::write(folder.path().join("large.txt"), &text).unwrap();
    let mut window = Window::on(egui::vec2(1366.0, 768.0), egui::Theme::Light, Some(folder.path()));
    window.act(Action::Command(Command::FindHere));
    window.act(Action::Find("paragraph".to_owned()));
    window.act(Action::Find("\"елка\" and".to_owned()));
    found(&mut window);
    assert_eq!(window.app().finding.as_ref().unwrap().hits.len(), 60_000, "of the search typed last");
    window.act(Action::Find("NEEDLE".to_owned()));
    found(&mut window);
    window.until("the cursor is there", |app| {
        let reading = app.reading.as_ref().unwrap();
        reading.cursor.is_some_and(|c| reading.text(c.range()).is_some_and(|t| t.starts_with("The needle")))
    });
    window.act(Action::CloseFind);
    window.act(Action::Command(Command::Back));
    assert!(sentence(&window).starts_with("Paragraph 0 "), "{}", sentence(&window));
    window.act(Action::Command(Command::Forward));
    assert!(sentence(&window).starts_with("The needle"));
}

#[test]
fn alt_and_arrows_go_back_and_forward_through_jumps() {
    let mut window = Window::on_seeds();
    open(&mut window, A);
    window.key(Key::ArrowDown);
    let first = sentence(&window);
    window.click_role(Role::ListBoxOption, B);
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    let second = sentence(&window);
    window.stroke(Modifiers::COMMAND, Key::F);
    find(&mut window, "third party");
    window.key(Key::Escape);
    let third = sentence(&window);
    assert!(third.starts_with("He further clarified"));
    for there in [&second, &first] {
        window.stroke(Modifiers::ALT, Key::ArrowLeft);
        assert_eq!(sentence(&window), *there);
    }
    assert_eq!(heading(&window), A);
    for there in [&second, &third] {
        window.stroke(Modifiers::ALT, Key::ArrowRight);
        assert_eq!(sentence(&window), *there);
    }
    assert!(!window.app().is_enabled(Command::Forward));
    // Each document is come back to where it was left.
    window.click_role(Role::ListBoxOption, A);
    assert_eq!(sentence(&window), first);
    window.click_role(Role::ListBoxOption, B);
    assert_eq!(sentence(&window), third);
}

#[test]
fn bookmarks_and_positions_come_back_with_the_project() {
    let mut window = Window::on_seeds();
    open(&mut window, B);
    for _ in 0..4 {
        window.key(Key::ArrowDown);
    }
    let marked = sentence(&window);
    window.key(Key::D);
    open(&mut window, A);
    for _ in 0..3 {
        window.key(Key::ArrowDown);
    }
    let left = sentence(&window);
    open(&mut window, B);
    let path = window.app().path().unwrap().to_owned();
    window.stroke(Modifiers::COMMAND, Key::W);
    window.act(Action::OpenProject(path));
    assert_eq!(heading(&window), B);
    open(&mut window, A);
    assert_eq!(sentence(&window), left, "not only the last document's place is remembered");
    window.stroke(Modifiers::COMMAND, Key::K);
    window.letters("bookmark");
    let offered = window.names(Role::ListBoxOption);
    let row = offered.iter().find(|name| marked.starts_with(name.trim_end_matches('…'))).cloned();
    window.click_role(Role::ListBoxOption, &row.unwrap_or_else(|| panic!("{offered:?}")));
    assert_eq!((heading(&window).as_str(), sentence(&window)), (B, marked));
    window.key(Key::D);
    let document = window.document(B).id;
    assert!(window.app().trail.bookmarks(document).is_empty(), "the same key takes it off");
    assert_eq!(
        window.app().project.as_ref().unwrap().can_undo.as_ref().map(|l| l.raw().starts_with("Import")),
        Some(true)
    );
}

#[test]
fn outward_goes_from_the_smallest_passage_to_the_largest_and_round() {
    let mut window = Window::on_seeds();
    let b = window.document(B).id;
    for (quote, name) in [
        ("not directed against any third party", "small"),
        ("the partnership between Belarus and Iran is not directed against any third party", "middle"),
        (
            "He further clarified that the partnership between Belarus and Iran is not directed against any third party, underscoring the non-confrontational nature of their collaboration.",
            "large",
        ),
        ("underscoring the non-confrontational nature", "beside"),
    ] {
        window.select(b, quote);
        tag(&mut window, name);
    }
    // The passage in hand is brought into sight.
    window.key(Key::O);
    window.click_in_text("directed against any");
    assert!(in_hand(&window).starts_with("not directed"), "a click takes the smallest");
    let mut seen = Vec::new();
    for _ in 0..4 {
        window.key(Key::O);
        seen.push(in_hand(&window).chars().take(10).collect::<String>());
    }
    assert_eq!(seen, ["the partne", "He further", "not direct", "the partne"]);
    window.act(Action::Hand(Hand::Document));
    window.act(Action::Command(Command::Previous));
    window.key(Key::O);
    assert!(window.shows("No passage lies here yet"));
}

#[test]
fn an_edge_is_moved_by_arrows_and_kept_as_one_edit() {
    let mut window = Window::on_seeds();
    let b = window.document(B).id;
    window.select(b, "not directed against any third party");
    tag(&mut window, "denial");
    let passage = *window.app().model().unwrap().passages.keys().next().unwrap();
    window.key(Key::E);
    assert!(window.shows("the other edge") && window.shows("leave as it was"));
    window.key(Key::ArrowLeft);
    window.key(Key::ArrowLeft);
    assert_eq!(words(&window, window.app().edges.unwrap().span), "not directed against any");
    window.key(Key::Escape);
    assert_eq!(in_hand(&window), "not directed against any third party", "left as it was");
    window.key(Key::E);
    window.key(Key::Tab);
    window.key(Key::ArrowLeft);
    assert_eq!(words(&window, window.app().edges.unwrap().span), "is not directed against any third party");
    window.key(Key::ArrowLeft);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowLeft);
    // By the letter, and back to the other edge.
    window.stroke(Modifiers::SHIFT, Key::ArrowRight);
    window.stroke(Modifiers::SHIFT, Key::ArrowLeft);
    window.key(Key::E);
    window.stroke(Modifiers::SHIFT, Key::ArrowRight);
    window.key(Key::Enter);
    let quote = "Iran is not directed against any third party,";
    assert_eq!(in_hand(&window), quote);
    let model = window.app().model().unwrap();
    let anchor = model.anchor(passage).unwrap();
    assert_eq!(anchor.end - anchor.start, u32::try_from(quote.len()).unwrap());
    assert!(anchor.prefix.raw().ends_with("Belarus and ") && anchor.suffix.raw().starts_with(" underscoring"));
    assert_eq!((model.passages.len(), model.anchors.len(), model.passage_tags.len()), (1, 1, 1));
    window.stroke(Modifiers::COMMAND, Key::Z);
    assert_eq!(
        window.app().model().unwrap().anchor(passage).unwrap().quote.raw(),
        "not directed against any third party"
    );
    // The edges never cross.
    window.key(Key::E);
    for _ in 0..20 {
        window.key(Key::ArrowLeft);
    }
    assert!(!words(&window, window.app().edges.unwrap().span).is_empty());
    window.key(Key::Escape);
}

#[test]
fn an_edge_is_dragged_by_its_knob() {
    let mut window = Window::on_seeds();
    let b = window.document(B).id;
    window.select(b, "further clarified that");
    tag(&mut window, "hedge");
    window.key(Key::O);
    window.drag_to_words(Role::Splitter, "End of the passage", "partnership between", false);
    assert_eq!(in_hand(&window), "further clarified that the partnership between");
    window.drag_to_words(Role::Splitter, "Beginning of the passage", "clarified", true);
    assert_eq!(in_hand(&window), "clarified that the partnership between");
    let history = window.app().project.as_ref().unwrap().can_undo.clone().unwrap();
    assert!(history.raw().starts_with("Move the edges of “further clarified"), "{history:?}");
}

#[test]
fn the_edges_of_a_sentence_make_a_selection() {
    let mut window = Window::on_seeds();
    let whole = sentence(&window);
    window.key(Key::E);
    window.key(Key::ArrowLeft);
    window.key(Key::Enter);
    let reading = window.app().reading.as_ref().unwrap();
    let selected = words(&window, reading.selection.unwrap());
    assert!(whole.starts_with(&selected) && selected.len() < whole.len() && whole.ends_with("West"));
}

#[test]
fn sentences_stand_apart_and_nothing_else_changes() {
    let mut window = Window::on_seeds();
    open(&mut window, A);
    for _ in 0..4 {
        window.key(Key::ArrowDown);
    }
    let here = sentence(&window);
    let before = window.lines_in_sight();
    window.act(Action::Command(Command::SentencesApart));
    assert_eq!(sentence(&window), here, "the cursor stays");
    let after = window.lines_in_sight();
    for start in ["In response to perceived", "According to the", "In an additional press"] {
        assert!(after.iter().any(|line| line.starts_with(start)), "{start} begins a line: {after:?}");
    }
    assert!(!before.iter().any(|line| line.starts_with("In an additional press")));
    // The words are where they are drawn: a drag takes exactly them.
    window.drag_over("additional press statement");
    let reading = window.app().reading.as_ref().unwrap();
    assert_eq!(words(&window, reading.selection.unwrap()), "additional press statement");
    window.act(Action::Command(Command::SentencesApart));
    assert_eq!(window.lines_in_sight(), before);
}

#[test]
fn words_are_copied_alone_or_with_their_citation() {
    let mut window = Window::on_seeds();
    let b = window.document(B).id;
    open(&mut window, B);
    let whole = sentence(&window);
    assert_eq!(window.copied().as_deref(), Some(whole.as_str()), "the sentence under the cursor");
    window.select(b, "not directed against any third party");
    assert_eq!(window.copied().as_deref(), Some("not directed against any third party"));
    window.stroke(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    window.until("the citation", |app| app.copied.is_some());
    let copied = window.app().copied.as_ref().unwrap().0.raw().to_owned();
    assert_eq!(copied, "“not directed against any third party”\n“[untitled],” [publisher unknown], n.d. ¶ 9.");
    window.type_into("Outlet", "Eurasia Digest");
    window.key(Key::Enter);
    window.act(Action::Hand(Hand::Document));
    window.act(Action::Command(Command::CopyCited));
    window.until("the next citation", |app| app.copied.as_ref().is_some_and(|(_, times)| *times == 2));
    assert!(window.app().copied.as_ref().unwrap().0.raw().ends_with("“[untitled],” Eurasia Digest, n.d. ¶ 9."));
}

#[test]
fn f6_goes_round_the_panels_and_back() {
    let mut window = Window::on_seeds();
    tag(&mut window, "denial");
    let mut seen = Vec::new();
    for _ in 0..6 {
        window.key(Key::F6);
        seen.push(window.focused().unwrap_or_else(|| panic!("nothing has the focus after {seen:?}")));
    }
    assert!(seen.contains(&(Role::Document, A.to_owned())), "{seen:?}");
    assert_eq!(seen.iter().filter(|one| **one == seen[0]).count(), 1, "{seen:?}");
    window.key(Key::F6);
    assert_eq!(window.focused().unwrap(), seen[0], "and round: {seen:?}");
    for expected in seen.iter().rev() {
        window.stroke(Modifiers::SHIFT, Key::F6);
        assert_eq!(window.focused().as_ref(), Some(expected));
    }
}

/// What the check found first.
fn checked(window: &mut Window) -> (Verdict, Voice, String) {
    window.key(Key::Q);
    window.until(
        "every document is looked through",
        |app| matches!(&app.overlay, Some(Overlay::Quotation(check)) if check.done),
    );
    window.settle();
    let Some(Overlay::Quotation(check)) = &window.app().overlay else { panic!("the check is open") };
    let best = check.places.first().unwrap_or_else(|| panic!("no place has {:?}", check.words));
    (best.likeness.verdict, best.likeness.voice, best.words.raw().to_owned())
}

#[test]
fn q_shows_what_is_quoted_beside_what_is_held() {
    let mut window = Window::on_seeds();
    let a = window.document(A).id;
    // The quotation around the cursor, wherever in it that is: direct speech here, indirect speech there.
    window.select(a, "eight-year war, numerous");
    let (verdict, voice, words) = checked(&mut window);
    assert_eq!((verdict, voice), (Verdict::Typography, Voice::Told));
    assert!(words.starts_with("from the beginning") && words.ends_with("independent government"));
    for said in [
        "AS QUOTED",
        "In quotation marks here. There it is indirect speech and narration. The original is not held.",
        "Put together",
        "Indirect speech",
        "Narration",
        "2 documents were looked through",
        "¶ 3",
        "¶ 8",
        "¶ 9",
    ] {
        assert!(window.shows(said), "{said}");
    }
    let Some(Overlay::Quotation(check)) = &window.app().overlay else { panic!("the check is open") };
    let pieces: Vec<(Class, &str)> =
        check.pieces().unwrap().iter().map(|piece| (piece.class, piece.place.words.as_str())).collect();
    assert_eq!(pieces.iter().map(|(class, _)| *class).collect::<Vec<_>>(), [Class::Indirect, Class::Narration]);
    assert!(pieces[0].1.ends_with("prosperity of Iran.") && pieces[1].1.starts_with("But, despite"), "{pieces:?}");
    window.key(Key::Enter);
    assert!(
        sentence(&window).contains("also noted that from the beginning"),
        "Enter goes there: {}",
        sentence(&window)
    );
    window.stroke(Modifiers::ALT, Key::ArrowLeft);
    assert!(sentence(&window).contains("eight-year war"));
    // Shortened: what the dots hide is shown.
    window.select(a, "closely with one another and cooperate together to resist…attacks");
    let (verdict, voice, words) = checked(&mut window);
    assert_eq!((verdict, voice), (Verdict::Shortened, Voice::Quoted));
    assert!(words.contains("resist these attacks"));
    assert!(
        window.shows("Punctuation differs too") && window.shows("The dots stand for:") && window.count("these") == 1
    );
    window.key(Key::Escape);
    // A line set apart, without marks.
    window.select(a, "Our answer is one: we must work closely with one another and cooperate");
    window.act(Action::Place(60));
    let (verdict, voice, _) = checked(&mut window);
    assert_eq!((verdict, voice), (Verdict::Punctuation, Voice::Quoted));
    assert!(window.shows("Same words, other punctuation") && window.shows("No quotation marks here"));
    window.key(Key::Escape);
    // What no document has.
    let b = window.document(B).id;
    window.select(b, "there are no closed topics");
    window.key(Key::Q);
    window.until("looked through", |app| matches!(&app.overlay, Some(Overlay::Quotation(c)) if c.done));
    window.settle();
    assert!(window.shows("Original not held") && !window.shows("abricated"));
    window.key(Key::Escape);
    assert!(window.app().overlay.is_none());
}
