//! The margin: what each sentence rests on, and what is done about one that rests on nothing.

use super::blocks::{texts, with_text};
use super::{brief, claim};
use crate::ui_support::Window;
use assay::app::brief_view::{How, Support};
use assay::app::overlay::Overlay;
use assay::app::{Action, Command, Hand, Place, Write};
use assay::domain::brief::Cite;
use assay::domain::judgement::Judgement;
use assay::domain::{Edit, Id, Op, Table};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

fn states(window: &Window) -> Vec<Support> {
    brief(window).blocks.iter().flat_map(|row| row.sentences.iter().map(|s| s.support)).collect()
}

#[test]
fn each_sentence_says_what_it_rests_on_as_it_is_typed() {
    let (mut window, block) = with_text("Belarus signed a plan. The two declared an alliance. We expect more.");
    assert_eq!(states(&window), [Support::Unsupported; 3], "also before it is saved");
    assert!(window.shows("3 unsupported"));
    assert_eq!(window.count("unsupported: The two declared an alliance."), 1);
    // The sentence under the caret is the last; a click on a sign takes another.
    window.click("Mark as ours");
    assert_eq!(states(&window), [Support::Unsupported, Support::Unsupported, Support::Ours]);
    assert_eq!(texts(&window), ["Belarus signed a plan. The two declared an alliance. We expect more.[1]"]);
    window.point(Role::Button, "unsupported: Belarus signed a plan.");
    assert_eq!(window.app().text_in_hand().map(|(id, at)| (id, at < 22)), Some((block, true)));
    assert!(window.shows("No passage or claim says so yet."));
    window.click("Mark as ours");
    assert_eq!(texts(&window), ["Belarus signed a plan.[2] The two declared an alliance. We expect more.[1]"]);
    assert!(window.shows("2 ours") && window.shows("1 unsupported"));
    assert!(brief(&window).notes.is_empty(), "what is ours has no endnote");
}

#[test]
fn b_in_read_supports_the_sentence_at_the_caret_in_one_stroke() {
    let (mut window, block) = with_text("There are no limits to it. Second sentence.");
    window.act(Action::Write(Write::TakeAt(block, 5)));
    let document = window.document("002").id;
    window.select(document, "there are no closed topics");
    let (strokes, ()) = window.strokes_of(|window| window.key(Key::B));
    assert_eq!(strokes, 1);
    assert_eq!(texts(&window), ["There are no limits to it.[1] Second sentence."]);
    assert_eq!(states(&window), [Support::Supported, Support::Unsupported]);
    window.act(Action::Command(Command::Write));
    window.act(Action::Write(Write::TakeAt(block, 5)));
    // The card names the place to the paragraph, with the source's letter.
    assert!(window.shows("there are no closed topics"));
    assert!(window.shows("¶ 8 · source F · 002_"));
    // What is supported is not made ours by a slip of the hand.
    window.act(Action::Command(Command::MarkOurs));
    assert_eq!(states(&window), [Support::Supported, Support::Unsupported]);
    assert_eq!(texts(&window), ["There are no limits to it.[1] Second sentence."]);
    window.click_role(Role::Button, "Open in Read");
    assert_eq!(window.app().place, Place::Read);
    // Read as it will be, the mark is a raised number.
    window.act(Action::Command(Command::Write));
    window.act(Action::Block(None));
    let view = brief(&window);
    assert_eq!(view.blocks[0].words.as_ref().unwrap().raw(), "There are no limits to it.\u{2060}¹ Second sentence.");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(states(&window), [Support::Unsupported, Support::Unsupported]);
    assert!(window.app().model().unwrap().cites.is_empty(), "mark and token are one step");
}

#[test]
fn support_is_found_among_claims_and_becomes_a_mark() {
    let mut window = Window::on_seeds();
    let made = claim(&mut window, "002", "the specific location remains undisclosed");
    window.act(Action::Command(Command::Write));
    window.click("Write text");
    window.type_into("Text", "Nobody says where.");
    window.click("Find support");
    assert!(matches!(window.app().overlay, Some(Overlay::PickSupport { .. })));
    window.letters("undisclosed");
    window.key(Key::Enter);
    assert_eq!(texts(&window), ["Nobody says where.[1]"]);
    assert_eq!(states(&window), [Support::Supported]);
    let cite = window.app().model().unwrap().cites.values().next().unwrap().clone();
    assert_eq!(cite.claim, Some(made));

    // Without its passage the claim supports nothing, and the sentence says why.
    let evidence = window.app().model().unwrap().evidence.keys().next().copied().unwrap();
    window.act(Action::Delete(Table::Evidence, evidence));
    assert_eq!(states(&window), [Support::Unsupported]);
    assert!(window.shows("No passage held supports it."));
    assert_eq!(brief(&window).notes[0].words.raw(), "No passage held");
}

#[test]
fn typing_over_a_mark_takes_it_out_in_the_same_step() {
    let (mut window, block) = with_text("One stands. Two stands.");
    window.act(Action::Write(Write::Ours(block, 3)));
    window.act(Action::Write(Write::Ours(block, 20)));
    assert_eq!(texts(&window), ["One stands.[1] Two stands.[2]"]);
    window.type_into("Text", "One stands. Two stands.[2]");
    assert_eq!(states(&window), [Support::Unsupported, Support::Ours]);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.app().model().unwrap().cites.len(), 1);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.app().model().unwrap().cites.len(), 2, "and comes back with it");
    // A number in brackets that is no mark is words.
    window.type_into("Text", "See [9]. One.[1]");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(states(&window), [Support::Unsupported, Support::Ours]);
}

#[test]
fn a_judgement_makes_a_sentence_ours_and_a_note_alone_supports_nothing() {
    let (mut window, block) = with_text("We assess a drill is likely. It rains.");
    let judgement = Judgement {
        id: Id::new(),
        words: "A drill in Belarus is likely".into(),
        ladder: None,
        term: None,
        confidence: None,
        basis: None,
    };
    window.act(Action::Write(Write::Leave));
    window.act(Action::Edit(Edit::new("Judge", vec![Op::add(judgement)])));
    window.act(Action::Write(Write::TakeAt(block, 3)));
    window.click("Link a judgement");
    window.key(Key::Enter);
    assert_eq!(texts(&window), ["We assess a drill is likely.[1] It rains."]);
    assert_eq!(states(&window), [Support::Ours, Support::Unsupported]);
    assert!(window.shows("A drill in Belarus is likely"));

    let note = Cite {
        id: Id::new(),
        block,
        label: 7,
        passage: None,
        claim: None,
        document: None,
        judgement: None,
        note: Some("as every April".into()),
    };
    let words = "We assess a drill is likely.[1] It rains.[7]";
    let ops = vec![Op::set(Table::Block, block, "words", words), Op::add(note)];
    window.act(Action::Edit(Edit::new("Note", ops)));
    assert_eq!(states(&window), [Support::Ours, Support::Unsupported]);
    assert_eq!(brief(&window).notes[0].words.raw(), "as every April");
}

#[test]
fn an_endnote_says_when_the_words_in_quotation_marks_are_not_the_sources() {
    let (mut window, block) = with_text("The two must “resist attacks.” They “resist these attacks.” They resist.");
    let document = window.document("000").id;
    for at in [3, 40, 76] {
        window.act(Action::Write(Write::TakeAt(block, at)));
        window.select(document, "together to resist these attacks");
        window.act(Action::Command(Command::ToBrief));
    }
    let how: Vec<How> = brief(&window).notes.iter().map(|note| note.how.clone()).collect();
    assert_eq!(how, [How::Differs, How::Verbatim, How::Told]);
    window.act(Action::Command(Command::Write));
    assert!(window.names(Role::Link).len() == 3);
}

#[test]
fn a_mark_is_taken_out_and_gets_a_note_of_ours_from_its_card() {
    let (mut window, block) = with_text("One stands.");
    let made = claim(&mut window, "002", "the specific location remains undisclosed");
    window.act(Action::Command(Command::Write));
    window.act(Action::Write(Write::TakeAt(block, 3)));
    window.act(Action::Hand(Hand::Claim(made)));
    window.act(Action::Command(Command::ToBrief));
    window.click("Note…");
    window.type_into("Words of the endnote", "See also the roadmap.");
    window.key(Key::Enter);
    let cite = window.app().model().unwrap().cites.values().next().unwrap().clone();
    assert_eq!(cite.note, Some("See also the roadmap.".into()));
    window.click("Remove");
    assert_eq!(texts(&window), ["One stands."]);
    assert!(window.app().model().unwrap().cites.is_empty());
}
