//! What a hand draws the pointer over is what is selected, in any mixture of directions.

use crate::text_support::{Dice, Document, Window, button, mixed_line};
use assay::domain::Span;
use assay::ui::text::ReaderEvent;
use egui::{Event, Key, Modifiers, Pos2, pos2};
use unicode_segmentation::UnicodeSegmentation;

/// The graphemes of a text: where each begins and ends, and whether it reads leftwards, by `unicode-bidi`.
fn graphemes(text: &str) -> Vec<(u32, u32, bool)> {
    let info = unicode_bidi::BidiInfo::new(text, None);
    text.grapheme_indices(true)
        .filter(|(_, g)| !g.chars().all(char::is_whitespace))
        .map(|(at, g)| (u32::try_from(at).unwrap(), u32::try_from(at + g.len()).unwrap(), info.levels[at].is_rtl()))
        .collect()
}

/// A point inside a grapheme, near where its reading begins or ends.
fn point(window: &Window, grapheme: (u32, u32, bool), at_start: bool) -> Option<Pos2> {
    let (start, end, leftwards) = grapheme;
    let rects = window.state.rects(Span::new(start, end).unwrap());
    let [rect] = rects.as_slice() else { return None };
    let inside = rect.width() * 0.12;
    let x = if at_start == leftwards { rect.right() - inside } else { rect.left() + inside };
    // Thinner than a hand is still: nobody aims at these.
    (rect.width() > 3.2).then(|| pos2(x, rect.center().y))
}

#[test]
fn ten_thousand_spans_drawn_by_hand_are_the_spans_meant() {
    let (mut tried, mut across_lines, mut mixed) = (0, 0, 0);
    for seed in 0..20 {
        let mut dice = Dice::new(seed + 77);
        let text: Vec<String> = (0..5).map(|_| mixed_line(&mut dice, 22)).collect();
        let document = Document::new(text.join("\n"));
        let mut window = Window::new();
        window.frame(&document, vec![]);
        let graphemes = graphemes(&document.text);
        for _ in 0..500 {
            // Draw until two graphemes come out that a pointer can be aimed at.
            let (meant, from, to) = loop {
                let (a, b) = (dice.below(graphemes.len()), dice.below(graphemes.len()));
                let (first, last) = (graphemes[a.min(b)], graphemes[a.max(b)]);
                if let (Some(from), Some(to)) = (point(&window, first, true), point(&window, last, false)) {
                    break (Span::new(first.0, last.1).unwrap(), from, to);
                }
            };
            let selected = window.drag(&document, from, to);
            assert_eq!(selected, Some(meant), "seed {seed}, {:?}", &document.text[meant.index()]);
            // And what is washed begins and ends under the hand.
            let rects = window.state.rects(meant);
            assert!(
                rects.iter().any(|r| r.expand(0.01).contains(from))
                    && rects.iter().any(|r| r.expand(0.01).contains(to))
            );
            tried += 1;
            across_lines += usize::from((from.y - to.y).abs() > 5.0);
            mixed += usize::from(rects.len() > 1 && (from.y - to.y).abs() < 5.0);
        }
    }
    assert_eq!(tried, 10_000);
    assert!(
        across_lines > 1_000 && mixed > 100,
        "{across_lines} across lines, {mixed} in several stretches of one line"
    );
}

#[test]
fn a_drag_the_other_way_selects_the_same_words_and_keeps_its_anchor() {
    let document = Document::new("He further clarified that the partnership is not directed against any third party.");
    let mut window = Window::new();
    window.frame(&document, vec![]);
    let words = document.find("not directed");
    let rect = window.state.rects(words)[0];
    let (left, right) = (pos2(rect.left() + 1.0, rect.center().y), pos2(rect.right() - 1.0, rect.center().y));
    window.frame(&document, vec![Event::PointerMoved(right), button(right, true, Modifiers::NONE)]);
    let said = window.frame(&document, vec![Event::PointerMoved(left), button(left, false, Modifiers::NONE)]);
    assert!(said.contains(&ReaderEvent::Select { anchor: words.end(), head: words.start() }), "{said:?}");
    assert_eq!(window.state.selection(), Some(words));
}

#[test]
fn clicks_place_double_clicks_take_the_word_triple_clicks_the_paragraph() {
    let document = Document::new("One line of words.\nرئیس‌جمهور ایران، در مینسک گفت.\nThree.");
    let mut window = Window::new();
    window.frame(&document, vec![]);
    let word = document.find("مینسک");
    let at = window.middle(word);
    let press = |window: &mut Window, time: f64| {
        window.frame_at(&document, vec![Event::PointerMoved(at), button(at, true, Modifiers::NONE)], time);
        window.frame_at(&document, vec![button(at, false, Modifiers::NONE)], time + 0.05)
    };
    let first = press(&mut window, 10.0);
    assert!(
        first.iter().any(|event| matches!(event, ReaderEvent::Place { byte } if word.contains(*byte))),
        "{first:?}"
    );
    press(&mut window, 10.15);
    assert_eq!(window.state.selection(), Some(word));
    press(&mut window, 10.3);
    assert_eq!(window.state.selection(), Some(document.find("رئیس‌جمهور ایران، در مینسک گفت.")));
}

#[test]
fn enter_and_space_leave_the_cursor_where_it_is() {
    let document = Document::new("One line of words.\nAnother line.");
    let mut window = Window::new();
    window.frame(&document, vec![]);
    let at = window.middle(document.find("words"));
    assert!(!window.click(&document, at).is_empty());
    for key in [Key::Enter, Key::Space] {
        let said = window.key(&document, key, Modifiers::NONE);
        assert_eq!(said, [], "{key:?}");
    }
}

#[test]
fn shift_click_and_shift_arrows_widen_and_narrow_by_words() {
    let document = Document::new("He clarified the partnership. Another sentence.");
    let mut window = Window::new();
    window.cursor = Some(document.find("He clarified the partnership."));
    window.frame(&document, vec![]);
    window.key(&document, Key::ArrowLeft, Modifiers::SHIFT);
    assert_eq!(window.state.selection(), Some(document.find("He clarified the ")));
    window.key(&document, Key::ArrowLeft, Modifiers::SHIFT);
    assert_eq!(window.state.selection(), Some(document.find("He clarified ")));
    let said = window.key(&document, Key::ArrowRight, Modifiers::SHIFT);
    assert_eq!(window.state.selection(), Some(document.find("He clarified the")));
    assert!(said.iter().any(|event| matches!(event, ReaderEvent::Select { anchor: 0, .. })));
    // Shift and a click carry the head there.
    let target = window.state.rects(document.find("Another"))[0];
    let at = pos2(target.right() - 1.0, target.center().y);
    window.frame(&document, vec![Event::PointerMoved(at), button(at, true, Modifiers::SHIFT)]);
    window.frame(&document, vec![button(at, false, Modifiers::SHIFT)]);
    assert_eq!(window.state.selection(), Some(document.find("He clarified the partnership. Another")));
}

#[test]
fn shift_arrows_follow_the_eye_in_a_persian_paragraph_and_cross_into_the_next() {
    let document = Document::new("همکاری ما نیست.\nThe end.");
    let mut window = Window::new();
    window.cursor = Some(document.find("همکاری"));
    window.frame(&document, vec![]);
    // Leftwards is onwards.
    window.key(&document, Key::ArrowLeft, Modifiers::SHIFT);
    assert_eq!(window.state.selection(), Some(document.find("همکاری ما")));
    window.key(&document, Key::ArrowDown, Modifiers::SHIFT);
    let selected = window.state.selection().unwrap();
    assert!(selected.end() > document.find("The").start(), "the head is in the next paragraph: {selected:?}");
}

#[test]
fn what_is_selected_is_copied_in_the_order_it_was_written() {
    let document = Document::new("He met مسعود پزشکیان (Masoud) in Минск.");
    let mut window = Window::new();
    window.frame(&document, vec![]);
    let words = document.find("مسعود پزشکیان (Masoud)");
    window.state.select(Some(words));
    window.frame(&document, vec![Event::Copy]);
    assert_eq!(window.copied.as_deref(), Some("مسعود پزشکیان (Masoud)"));
}

#[test]
fn what_is_not_loaded_is_asked_for_and_copied_when_it_comes() {
    let mut document = Document::new("First paragraph.\nSecond paragraph.\nThird paragraph.");
    let span = document.find("paragraph.\nSecond paragraph.\nThird");
    let all = std::mem::replace(&mut document.loaded, 0..20);
    let mut window = Window::new();
    window.state.select(Some(span));
    let said = window.frame(&document, vec![Event::Copy]);
    assert!(said.contains(&ReaderEvent::Need(span.range())), "{said:?}");
    assert_eq!(window.copied, None);
    document.loaded = all;
    window.frame(&document, vec![]);
    assert_eq!(window.copied.as_deref(), Some("paragraph.\nSecond paragraph.\nThird"));
}
