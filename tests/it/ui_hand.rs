//! The hand: the strokes each of the nine acts takes, the same acts on keyboards of other layouts, and the same work by
//! a screen reader alone.

use super::ui_support::Window;
use assay::app::model::Model;
use assay::app::overlay::Overlay;
use assay::app::{Action, Hand};
use assay::domain::document::Triage;
use egui::accesskit::{self, ActionData, Role, TextSelection};
use egui::{Key, Modifiers};

const A: &str = "000_84839096dc77e6c1.txt";
const B: &str = "002_288d556eec8bee92.txt";

fn model(window: &Window) -> &Model {
    window.app().model().unwrap()
}

fn sentence(window: &Window) -> String {
    let reading = window.app().reading.as_ref().unwrap();
    reading.text(reading.cursor.unwrap().range()).unwrap().trim().to_owned()
}

/// A tag by its name, through the key for any tag.
fn tag(window: &mut Window, name: &str) {
    window.key(Key::T);
    window.letters(name);
    window.key(Key::Enter);
}

/// How many passages bear a tag.
fn tagged(window: &Window, name: &str) -> usize {
    let tag = model(window).tags.values().find(|tag| tag.name.words().raw() == name).unwrap().id;
    model(window).passage_tags.values().filter(|row| row.tag == tag).count()
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is there to be read")]
fn each_of_the_nine_acts_takes_the_strokes_of_the_table() {
    let mut window = Window::on_seeds();
    let mut counted: Vec<(&str, usize)> = Vec::new();

    let (strokes, ()) = window.strokes_of(|window| window.key(Key::P));
    assert_eq!(window.document(A).triage, Triage::Parked);
    counted.push(("park a document, on to the next", strokes));
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::K));
    assert_eq!(window.document(B).triage, Triage::Kept);
    counted.push(("keep a document, on to the next", strokes));
    let a = window.document(A).id;
    window.act(Action::OpenDocument(a));
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::X));
    assert_eq!(window.document(A).triage, Triage::Dropped);
    counted.push(("drop a document", strokes));
    window.act(Action::OpenDocument(a));

    let (strokes, ()) = window.strokes_of(|window| tag(window, "den"));
    assert_eq!(tagged(&window, "den"), 1);
    counted.push(("any tag, a new one", strokes));
    window.key(Key::ArrowDown);
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::Num1));
    assert_eq!(tagged(&window, "den"), 2);
    counted.push(("tag the sentence", strokes));
    let (strokes, ()) = window.strokes_of(|window| {
        window.key(Key::ArrowDown);
        window.key(Key::Period);
    });
    assert_eq!(tagged(&window, "den"), 3);
    counted.push(("the same tag on the next sentence", strokes));
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::Num1));
    assert_eq!(tagged(&window, "den"), 2);
    counted.push(("the same digit takes it off", strokes));

    let claim = |window: &mut Window| {
        window.key(Key::C);
        window.key(Key::Enter);
    };
    let (strokes, ()) = window.strokes_of(claim);
    assert_eq!(model(&window).claims.len(), 1);
    counted.push(("claim", strokes));
    let (strokes, ()) = window.strokes_of(|window| {
        window.key(Key::ArrowDown);
        window.stroke(Modifiers::SHIFT, Key::C);
    });
    assert_eq!(model(&window).evidence.len(), 2);
    counted.push(("more evidence, of the next sentence", strokes));
    window.key(Key::ArrowUp);
    window.key(Key::ArrowUp);
    claim(&mut window);
    let (strokes, ()) = window.strokes_of(|window| {
        window.key(Key::L);
        window.letters("in ");
        window.key(Key::Enter);
    });
    assert_eq!(model(&window).links.len(), 1);
    counted.push(("link two claims", strokes));

    window.select(a, "cooperate together to resist…attacks");
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::Q));
    assert!(matches!(window.app().overlay, Some(Overlay::Quotation(_))));
    counted.push(("check a quotation", strokes));
    window.key(Key::Escape);

    window.type_into("Outlet", "OE Watch");
    window.key(Key::Enter);
    window.act(Action::Hand(Hand::Document));
    let (strokes, ()) = window.strokes_of(|window| {
        window.point(Role::Button, "source F");
        window.key(Key::B);
        window.key(Key::Enter);
    });
    assert_eq!(model(&window).grades.len(), 1, "{:?}", window.app().overlay);
    counted.push(("grade the source", strokes));

    let (strokes, ()) = window.strokes_of(|window| window.key(Key::B));
    assert_eq!(model(&window).blocks.len(), 1);
    counted.push(("put it into the brief", strokes));

    let table = [
        ("park a document, on to the next", 1),
        ("keep a document, on to the next", 1),
        ("drop a document", 1),
        ("any tag, a new one", 5),
        ("tag the sentence", 1),
        ("the same tag on the next sentence", 2),
        ("the same digit takes it off", 1),
        ("claim", 2),
        ("more evidence, of the next sentence", 2),
        ("link two claims", 5),
        ("check a quotation", 1),
        ("grade the source", 3),
        ("put it into the brief", 1),
    ];
    println!("strokes: {counted:#?}");
    assert_eq!(counted, table);
}

/// A key of a layout: its place, what egui calls it there (the place, where the layout's letter has no name), and what it
/// types.
type Cap = (Key, Key, &'static str);

/// The keys of the single-key acts on a Russian keyboard.
const RUSSIAN: &[Cap] = &[
    (Key::T, Key::T, "е"),
    (Key::C, Key::C, "с"),
    (Key::L, Key::L, "д"),
    (Key::M, Key::M, "ь"),
    (Key::B, Key::B, "и"),
    (Key::G, Key::G, "п"),
    (Key::K, Key::K, "л"),
    (Key::P, Key::P, "з"),
    (Key::X, Key::X, "ч"),
    (Key::J, Key::J, "о"),
    (Key::Q, Key::Q, "й"),
    (Key::E, Key::E, "у"),
    (Key::O, Key::O, "щ"),
    (Key::D, Key::D, "в"),
    (Key::Period, Key::Period, "ю"),
    (Key::Num1, Key::Num1, "1"),
];

/// And on a Persian one.
const PERSIAN: &[Cap] = &[
    (Key::T, Key::T, "ف"),
    (Key::C, Key::C, "ز"),
    (Key::L, Key::L, "م"),
    (Key::M, Key::M, "پ"),
    (Key::B, Key::B, "ذ"),
    (Key::G, Key::G, "ل"),
    (Key::K, Key::K, "ن"),
    (Key::P, Key::P, "ح"),
    (Key::X, Key::X, "ط"),
    (Key::J, Key::J, "ت"),
    (Key::Q, Key::Q, "ض"),
    (Key::E, Key::E, "ث"),
    (Key::O, Key::O, "خ"),
    (Key::D, Key::D, "ی"),
    (Key::Period, Key::Period, "."),
    (Key::Num1, Key::Num1, "۱"),
];

/// On a French one the letters are Latin: they count by what is written on them. The digits type signs.
const FRENCH: &[Cap] = &[
    (Key::T, Key::T, "t"),
    (Key::C, Key::C, "c"),
    (Key::L, Key::L, "l"),
    (Key::Semicolon, Key::M, "m"),
    (Key::B, Key::B, "b"),
    (Key::G, Key::G, "g"),
    (Key::K, Key::K, "k"),
    (Key::P, Key::P, "p"),
    (Key::X, Key::X, "x"),
    (Key::J, Key::J, "j"),
    (Key::A, Key::Q, "q"),
    (Key::E, Key::E, "e"),
    (Key::O, Key::O, "o"),
    (Key::D, Key::D, "d"),
    (Key::Comma, Key::Period, "."),
    (Key::Num1, Key::Num1, "&"),
];

/// Strikes the key that is `meant`.
fn strike(window: &mut Window, layout: &[Cap], meant: Key, modifiers: Modifiers) {
    let (place, key, types) = layout.iter().find(|cap| cap.1 == meant).unwrap();
    window.stroke_of_layout(*key, *place, modifiers, Some(types));
}

#[test]
fn every_single_key_acts_on_every_layout() {
    for (name, layout) in [("Russian", RUSSIAN), ("Persian", PERSIAN), ("French", FRENCH)] {
        let mut window = Window::on_seeds();
        let strike = |window: &mut Window, key: Key| strike(window, layout, key, Modifiers::NONE);
        strike(&mut window, Key::T);
        assert!(matches!(window.app().overlay, Some(Overlay::PickTag { .. })), "{name}");
        window.letters("den");
        window.key(Key::Enter);
        assert_eq!(tagged(&window, "den"), 1, "{name}");
        window.key(Key::ArrowDown);
        strike(&mut window, Key::Num1);
        assert_eq!(tagged(&window, "den"), 2, "{name}: the digit, by its place");
        window.key(Key::ArrowDown);
        strike(&mut window, Key::Period);
        assert_eq!(tagged(&window, "den"), 3, "{name}");
        strike(&mut window, Key::O);
        assert!(matches!(window.app().hand, Hand::Passage(_)), "{name}");
        strike(&mut window, Key::E);
        assert!(window.app().edges.is_some(), "{name}");
        window.key(Key::Escape);
        assert!(window.app().edges.is_none(), "{name}");
        strike(&mut window, Key::D);
        let document = window.app().reading.as_ref().unwrap().document;
        assert_eq!(window.app().trail.bookmarks(document).len(), 1, "{name}");
        strike(&mut window, Key::Q);
        assert!(matches!(window.app().overlay, Some(Overlay::Quotation(_))), "{name}");
        window.key(Key::Escape);
        strike(&mut window, Key::M);
        assert!(matches!(window.app().overlay, Some(Overlay::Memo { .. })), "{name}");
        window.key(Key::Escape);
        strike(&mut window, Key::G);
        assert!(matches!(window.app().overlay, Some(Overlay::Grade { .. })), "{name}");
        window.key(Key::Escape);
        strike(&mut window, Key::C);
        window.key(Key::Enter);
        assert_eq!(model(&window).claims.len(), 1, "{name}");
        window.key(Key::ArrowDown);
        super::ui_hand::strike(&mut window, layout, Key::C, Modifiers::SHIFT);
        assert_eq!(model(&window).evidence.len(), 2, "{name}");
        strike(&mut window, Key::L);
        assert!(matches!(window.app().overlay, Some(Overlay::PickClaim { .. })), "{name}");
        window.key(Key::Escape);
        strike(&mut window, Key::B);
        assert_eq!(model(&window).blocks.len(), 1, "{name}");
        for (key, state) in [(Key::K, Triage::Kept), (Key::P, Triage::Parked), (Key::X, Triage::Dropped)] {
            let open = window.app().reading.as_ref().unwrap().document;
            strike(&mut window, key);
            assert_eq!(model(&window).documents[&open].triage, state, "{name}");
            window.act(Action::OpenDocument(open));
        }
        let open = window.app().reading.as_ref().unwrap().document;
        strike(&mut window, Key::J);
        let next = window.app().reading.as_ref().unwrap().document;
        super::ui_hand::strike(&mut window, layout, Key::J, Modifiers::SHIFT);
        let back = window.app().reading.as_ref().unwrap().document;
        assert!(next != open || back != open, "{name}: {open} {next} {back}");
    }
}

#[test]
fn in_a_field_every_layout_types_its_letters_and_nothing_else() {
    for layout in [RUSSIAN, PERSIAN, FRENCH] {
        let mut window = Window::on_seeds();
        window.key(Key::M);
        let before = format!("{:?}", model(&window).documents);
        for (place, key, types) in layout {
            window.stroke_of_layout(*key, *place, Modifiers::NONE, Some(types));
        }
        let typed: String = layout.iter().map(|cap| cap.2).collect();
        let Some(Overlay::Memo { text, .. }) = &window.app().overlay else { panic!("the memo is open") };
        assert_eq!(*text, typed, "all letters, in order");
        window.key(Key::Escape);
        // A field that lies in a panel, not over the window.
        window.stroke(Modifiers::COMMAND, Key::F);
        for (place, key, types) in layout {
            window.stroke_of_layout(*key, *place, Modifiers::NONE, Some(types));
        }
        assert_eq!(window.app().finding.as_ref().unwrap().query, typed);
        assert_eq!(format!("{:?}", model(&window).documents), before, "no act was done");
        assert!(model(&window).passages.is_empty() && window.app().overlay.is_none());
    }
}

/// In Hebrew the sign at the place of Q has a name of its own, the slash.
#[test]
fn a_layout_whose_letters_are_signs_acts_by_place() {
    let mut window = Window::on_seeds();
    window.stroke_of_layout(Key::C, Key::C, Modifiers::NONE, Some("ב"));
    window.key(Key::Escape);
    window.stroke_of_layout(Key::Slash, Key::Q, Modifiers::NONE, Some("/"));
    assert!(matches!(window.app().overlay, Some(Overlay::Quotation(_))));
    window.key(Key::Escape);
    // On a Latin layout the slash is the slash, wherever it lies.
    window.stroke_of_layout(Key::J, Key::J, Modifiers::NONE, Some("j"));
    window.stroke_of_layout(Key::Slash, Key::Q, Modifiers::NONE, Some("/"));
    assert!(window.app().overlay.is_none());
}

/// Names, kinds and actions of the accessibility tree, and nothing that is seen.
#[test]
fn a_screen_reader_opens_a_document_tags_a_sentence_and_makes_a_claim() {
    use accesskit::Action as Ask;
    let mut window = Window::on_seeds();
    window.ask(Role::ListBoxOption, B, Ask::Focus, None);
    window.ask(Role::ListBoxOption, B, Ask::Click, None);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), B);
    // The text is a document of paragraphs; the place is asked for as a screen reader counts, in characters of a line.
    window.ask(Role::Document, B, Ask::Focus, None);
    let (from, to) = window.text_positions("Valery Revenko");
    let caret = Some(ActionData::SetTextSelection(TextSelection { anchor: from, focus: from }));
    window.ask(Role::Document, B, Ask::SetTextSelection, caret);
    assert!(sentence(&window).starts_with("This development was announced"));
    // The strip's commands are there for whoever has no keys.
    window.ask(Role::Label, "any tag", Ask::Click, None);
    window.ask(Role::TextInput, "Tag", Ask::Focus, None);
    window.letters("denial");
    window.key(Key::Enter);
    assert_eq!(tagged(&window, "denial"), 1);
    assert_eq!(window.count("passage: denial"), 1, "the passage is told");
    let words = Some(ActionData::SetTextSelection(TextSelection { anchor: from, focus: to }));
    window.ask(Role::Document, B, Ask::SetTextSelection, words);
    let reading = window.app().reading.as_ref().unwrap();
    assert_eq!(reading.text(reading.selection.unwrap().range()).unwrap(), "Valery Revenko");
    window.ask(Role::Label, "claim", Ask::Click, None);
    window.ask(Role::Button, "Record claim", Ask::Click, None);
    let claim = model(&window).claims.values().next().unwrap();
    assert_eq!(claim.words.raw(), "Valery Revenko");
    // What was asked for is told back.
    assert!(window.can_be_asked(Role::Document, B, Ask::SetTextSelection));
}
