//! Write: the brief, its blocks and what they rest on.

mod blocks;
mod quotations;
mod sentences;
mod templates;

use super::ui_support::Window;
use assay::app::brief_view::{BriefView, Support};
use assay::app::overlay::Overlay;
use assay::app::{Action, Command, Hand, Place};
use assay::domain::brief::BlockKind;
use assay::domain::claim::Claim;
use assay::domain::{Edit, Id, Op, Table, Words};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

/// The brief as the window shows it.
fn brief(window: &Window) -> BriefView {
    window.app().brief_shown()
}

fn kinds(window: &Window) -> Vec<BlockKind> {
    brief(window).blocks.iter().map(|row| row.kind).collect()
}

fn written(window: &Window, block: Id) -> Option<String> {
    window.app().model().unwrap().blocks[&block].words.clone().map(Words::into_raw)
}

/// Puts some words of a document into the brief, as B does, and comes back to Write.
fn quote(window: &mut Window, document: &str, words: &str) {
    let document = window.document(document).id;
    window.select(document, words);
    window.press(Modifiers::NONE, Key::B);
    window.act(Action::Command(Command::Write));
}

/// Makes a claim of some words, as C Enter does.
fn claim(window: &mut Window, document: &str, words: &str) -> Id {
    let document = window.document(document).id;
    window.select(document, words);
    window.act(Action::Command(Command::Claim));
    assert!(matches!(window.app().overlay, Some(Overlay::Claim(_))));
    window.act(Action::Accept);
    match window.app().hand {
        Hand::Claim(id) => id,
        other => panic!("{other:?} is in hand after a claim was made"),
    }
}

#[test]
fn an_empty_brief_says_what_to_do_and_begins_with_what_is_written() {
    let mut window = Window::on_seeds();
    window.act(Action::Command(Command::Write));
    assert!(window.shows("Nothing is in the brief yet"));
    window.click("Write text");
    let block = window.app().block.unwrap();
    // The caret is in the new block already.
    assert!(window.find_role(Role::MultilineTextInput, "Text").is_focused());
    window.type_into("Text", "Belarus and Iran plan an exercise.");
    assert_eq!(written(&window, block), None, "what is half-typed is no edit yet");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(written(&window, block).as_deref(), Some("Belarus and Iran plan an exercise."));
    assert!(window.shows("1 unsupported"), "nothing says so yet, and nobody said that it is ours");

    window.type_into("Text", "Belarus and Iran plan a joint exercise.");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(written(&window, block).as_deref(), Some("Belarus and Iran plan a joint exercise."));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(written(&window, block).as_deref(), Some("Belarus and Iran plan an exercise."));
    let field = window.find_role(Role::MultilineTextInput, "Text").value();
    assert_eq!(field.as_deref(), Some("Belarus and Iran plan an exercise."), "the field shows what is in the project");
}

#[test]
fn a_headline_stays_on_one_line_however_it_is_typed() {
    let mut window = Window::on_seeds();
    window.act(Action::Command(Command::Write));
    window.click("Write a headline");
    let block = window.app().block.unwrap();
    window.type_into("Headline", "Minsk and Tehran\n Plan an Exercise ");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(written(&window, block).as_deref(), Some("Minsk and Tehran Plan an Exercise"));
    // Emptied, it is a block without words again and says so in the outline.
    window.type_into("Headline", " ");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(written(&window, block), None);
    assert_eq!(window.names(Role::ListBoxOption), ["headline: empty headline"]);
}

#[test]
fn what_stands_in_the_brief_says_what_it_rests_on_and_endnotes_number_themselves() {
    let mut window = Window::on_seeds();
    quote(&mut window, "002", "there are no closed topics");
    let made = claim(&mut window, "002", "the specific location remains undisclosed");
    window.act(Action::Command(Command::ToBrief));
    quote(&mut window, "000", "these attacks");

    let view = brief(&window);
    assert_eq!((view.supported, view.ours, view.unsupported), (3, 0, 0));
    assert_eq!(view.notes.iter().map(|note| note.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(view.notes[2].place.raw().starts_with("source F · 000_"));
    let shown: Vec<&str> = view.blocks.iter().map(|row| row.words.as_ref().unwrap().raw()).collect();
    assert!(shown[0].ends_with("topics\u{2060}¹") && shown[1].ends_with("undisclosed”\u{2060}²"), "{shown:?}");
    assert!(window.shows("3 supported") && window.shows("0 unsupported"));

    // The last goes first: the numbers follow the order of the page.
    window.click("Move up");
    window.click("Move up");
    let view = brief(&window);
    assert!(view.blocks[0].words.as_ref().unwrap().raw().ends_with("attacks\u{2060}¹"));
    assert!(view.notes[0].place.raw().starts_with("source F · 000_"));

    // An endnote leads to its words.
    let note = window.names(Role::Link);
    assert_eq!(note.len(), 3);
    window.click_role(Role::Link, &note[0]);
    assert_eq!(window.app().place, Place::Read);
    assert!(window.app().open_document_record().unwrap().heading().raw().starts_with("000_"));

    // Without its passage the claim is no longer supported, and the window says so.
    let evidence = window.app().model().unwrap().ids(assay::app::model::By::Evidence, made).next().unwrap();
    window.act(Action::Delete(Table::Evidence, evidence));
    window.act(Action::Command(Command::Write));
    let row = brief(&window).blocks.into_iter().find(|row| row.kind == BlockKind::Claim).unwrap();
    assert_eq!(row.support, Support::Unsupported);
    assert!(window.shows("1 unsupported") && window.shows("No passage held supports it."));
}

#[test]
fn a_claim_with_two_passages_has_two_endnotes() {
    let mut window = Window::on_seeds();
    let made = claim(&mut window, "002", "the specific location remains undisclosed");
    let document = window.document("000").id;
    window.select(document, "these attacks");
    window.act(Action::Command(Command::MoreEvidence));
    window.act(Action::Hand(Hand::Claim(made)));
    window.act(Action::Command(Command::ToBrief));
    let view = brief(&window);
    assert!(view.blocks[0].words.as_ref().unwrap().raw().ends_with("\u{2060}¹\u{202f}²"));
    assert_eq!(view.blocks[0].notes, 0..2);
}

#[test]
fn blocks_are_added_after_the_one_in_hand_moved_deleted_and_brought_back() {
    let mut window = Window::on_seeds();
    window.act(Action::Command(Command::Write));
    window.click("Write text");
    let text = window.app().block.unwrap();
    window.click_role(Role::Button, "Headline");
    let headline = window.app().block.unwrap();
    window.click_role(Role::Button, "Citation");
    let ids = |window: &Window| brief(window).blocks.iter().map(|row| row.id).collect::<Vec<_>>();
    let citation = window.app().block.unwrap();
    assert_eq!(ids(&window), [text, headline, citation]);
    assert_eq!(kinds(&window), [BlockKind::Text, BlockKind::Headline, BlockKind::Citation]);

    window.act(Action::Block(Some(headline)));
    window.click("Move up");
    assert_eq!(ids(&window), [headline, text, citation]);
    assert!(!window.is_enabled("Move up"), "nothing is above the first");
    window.click("Move down");
    window.click("Move down");
    assert_eq!(ids(&window), [text, citation, headline]);
    window.click("Delete");
    assert_eq!(ids(&window), [text, citation]);
    assert_eq!(window.app().block, None);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(ids(&window), [text, citation, headline]);
    // What the outline lists is what stands on the page.
    let outline: Vec<&str> = vec!["text: empty text", "citation: 000_84839096dc77e6c1.txt", "headline: empty headline"];
    assert_eq!(window.names(Role::ListBoxOption), outline);
}

#[test]
fn a_block_is_taken_into_hand_by_a_click_and_opens_in_read() {
    let mut window = Window::on_seeds();
    quote(&mut window, "002", "there are no closed topics");
    window.act(Action::Block(None));
    window.click_role(Role::Button, "quotation: there are no closed topics");
    assert!(window.app().block.is_some());
    window.click("Open in Read");
    assert_eq!(window.app().place, Place::Read);
    assert!(matches!(window.app().hand, Hand::Passage(_)));
}

#[test]
fn of_a_brief_of_two_thousand_blocks_only_those_in_sight_are_laid_out() {
    let mut window = Window::on_seeds();
    window.act(Action::AddBlock(BlockKind::Headline));
    let brief_id = window.app().brief().unwrap();
    let ops = (1..2_000_i64).map(|n| {
        let mut block = assay::domain::brief::Block::new(brief_id, BlockKind::Text, n * 10_000);
        block.words = Some(Words::new(format!("Paragraph {n} of many. {}", "It goes on for a while. ".repeat(12))));
        Op::add(block)
    });
    window.act(Action::Edit(Edit::new("Write much", ops.collect())));
    let before = window.laid_out();
    window.act(Action::Command(Command::Write));
    assert!(window.laid_out() - before < 200, "{} paragraphs were laid out", window.laid_out() - before);
    let last = brief(&window).blocks.last().unwrap().id;
    window.act(Action::Block(Some(last)));
    window.frames(4);
    assert!(window.find_role(Role::MultilineTextInput, "Text").value().unwrap().starts_with("Paragraph 1999"));
    assert!(window.laid_out() - before < 400, "{} paragraphs were laid out", window.laid_out() - before);
}

#[test]
fn a_claim_without_a_passage_is_unsupported_in_the_brief_with_an_endnote_that_says_so() {
    let mut window = Window::on_seeds();
    let heard = Claim::of("the two countries declared an alliance".into());
    let id = heard.id;
    window.act(Action::Edit(Edit::new("Claim", vec![Op::add(heard)])));
    window.act(Action::Hand(Hand::Claim(id)));
    window.act(Action::Command(Command::ToBrief));
    window.act(Action::Command(Command::Write));
    let view = brief(&window);
    assert_eq!((view.supported, view.ours, view.unsupported), (0, 0, 1));
    assert_eq!(view.notes[0].words.raw(), "No passage held");
    assert_eq!(view.notes[0].passage, None);
    assert!(window.shows("No passage held supports it."));
}

#[test]
fn the_brief_is_exported_with_the_endnotes_the_window_shows() {
    let mut window = Window::on_seeds();
    let made = claim(&mut window, "002", "the specific location remains undisclosed");
    let document = window.document("000").id;
    window.select(document, "these attacks");
    window.act(Action::Command(Command::MoreEvidence));
    quote(&mut window, "002", "there are no closed topics");
    window.act(Action::Hand(Hand::Claim(made)));
    window.act(Action::Command(Command::ToBrief));
    let heard = Claim::of("the two countries declared an alliance".into());
    let id = heard.id;
    window.act(Action::Edit(Edit::new("Claim", vec![Op::add(heard)])));
    window.act(Action::Hand(Hand::Claim(id)));
    window.act(Action::Command(Command::ToBrief));
    let view = brief(&window);
    assert_eq!(view.notes.len(), 4);

    window.click_role(Role::Button, "Export brief…");
    let Some(Overlay::Path(mut asked)) = window.app().overlay.clone() else { panic!("no path is asked for") };
    let path = window.folder().join("brief.md");
    asked.text = path.to_string_lossy().into_owned();
    window.act(Action::Overlay(Overlay::Path(asked)));
    window.act(Action::Accept);
    window.until("the brief is written", |_| path.exists());
    let text = std::fs::read_to_string(&path).unwrap();
    let (_, endnotes) = text.split_once("## Endnotes").unwrap();
    let lines: Vec<&str> = endnotes.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), view.notes.len(), "{text}");
    for (line, note) in lines.iter().zip(&view.notes) {
        match note.passage.map(|id| window.app().model().unwrap().anchor(id).unwrap().start) {
            Some(start) => assert!(line.contains(&format!("bytes {start}–")), "{line}"),
            None => assert!(line.contains("No passage held"), "{line}"),
        }
    }
}

#[test]
fn a_quotation_becomes_the_pull_quote_and_back() {
    let mut window = Window::on_seeds();
    quote(&mut window, "002_288d556eec8bee92.txt", "there are no closed topics");
    assert_eq!(kinds(&window), [BlockKind::Quotation]);
    window.click("As pull quote");
    assert_eq!(kinds(&window), [BlockKind::PullQuote]);
    window.click("As quotation");
    assert_eq!(kinds(&window), [BlockKind::Quotation]);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(kinds(&window), [BlockKind::PullQuote]);
}
