//! Quotations: their words are the passage's; leaving words out is the one thing that can be done to them.

use super::{brief, quote};
use crate::ui_support::Window;
use assay::app::{Action, Write};
use assay::domain::{Id, Span, Struck};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

const QUOTE: &str = "cooperate together to resist these attacks";

fn on_quotation() -> (Window, Id) {
    let mut window = Window::on_seeds();
    quote(&mut window, "000", QUOTE);
    let block = window.app().block.unwrap();
    (window, block)
}

fn struck(window: &Window, block: Id) -> Option<String> {
    window.app().model().unwrap().blocks[&block].struck.clone().map(String::from)
}

#[test]
fn words_are_left_out_with_the_keyboard_and_stay_known() {
    let (mut window, block) = on_quotation();
    assert!(window.shows("Drag over words and press Del"));
    window.point(Role::Document, QUOTE);
    assert!(window.app().writing.chosen.is_some(), "a click chooses the word");
    window.key(Key::ArrowLeft);
    for _ in 0..6 {
        window.key(Key::ArrowLeft);
    }
    for _ in 0..4 {
        window.key(Key::ArrowRight);
    }
    window.stroke(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(window.app().writing.chosen.map(|(_, span)| &QUOTE[span.index()]), Some("these"));
    window.key(Key::Delete);
    assert_eq!(struck(&window, block).as_deref(), Some("29-34"));
    let view = brief(&window);
    assert_eq!(view.blocks[0].words.as_ref().unwrap().raw(), "cooperate together to resist … attacks\u{2060}¹");
    assert!(window.shows("elided: hides “these”"), "the endnote says what is hidden");
    assert_eq!(window.count("these"), 1, "so does the card");

    window.click("Put back");
    assert_eq!(struck(&window, block), None);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(struck(&window, block).as_deref(), Some("29-34"));
}

#[test]
fn not_everything_can_be_left_out_and_a_pull_quote_is_whole() {
    let (mut window, block) = on_quotation();
    let span = |from, to| Span::new(from, to).unwrap();
    window.act(Action::Write(Write::Strike(block, span(0, u32::try_from(QUOTE.len()).unwrap()))));
    assert_eq!(struck(&window, block), None);
    assert!(window.shows("Something of a quotation has to stay."));
    window.act(Action::Write(Write::Strike(block, span(0, 9))));
    window.act(Action::Write(Write::Strike(block, span(29, 34))));
    assert_eq!(struck(&window, block).as_deref(), Some("0-9 29-34"));
    window.act(Action::Write(Write::PutBack(block, span(4, 31))));
    assert_eq!(struck(&window, block), Some(String::from(Struck::new([span(0, 4), span(31, 34)]).unwrap())));
    window.click("As pull quote");
    assert_eq!(struck(&window, block), None);
    assert!(brief(&window).blocks[0].words.as_ref().unwrap().raw().contains(QUOTE));
}
