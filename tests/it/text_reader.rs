//! Reading: scrolling that never jumps, text that is not there yet, documents far larger than the screen.

use crate::text_support::{Dice, Document, Window, button, mixed_line};
use assay::domain::Span;
use assay::ui::text::{MarkKind, ReaderEvent};
use assay::ui::theme::Palette;
use egui::{Event, Key, Modifiers};

fn long_document(paragraphs: usize) -> Document {
    let mut dice = Dice::new(5);
    let lines: Vec<String> = (0..paragraphs).map(|i| format!("{i}. {}", mixed_line(&mut dice, 10 + i % 60))).collect();
    Document::new(lines.join("\n"))
}

/// Height on the screen of some paragraph in sight, and which it is.
fn landmarks(window: &Window, document: &Document) -> Vec<(usize, f32)> {
    let sight = window.state.in_sight().unwrap();
    let (first, last) = (document.paragraphs.at(sight.start), document.paragraphs.at(sight.end.saturating_sub(1)));
    (first..=last)
        .filter_map(|p| {
            let start = document.paragraphs.start(p);
            let top = window.state.rects(Span::new(start, start + 1).unwrap()).first()?.top();
            Some((p, top))
        })
        .collect()
}

#[test]
fn text_moves_by_what_the_wheel_says_in_both_directions_and_by_nothing_else() {
    let document = long_document(400);
    let mut window = Window::new();
    window.state.reveal(document.text.len() as u32 / 2);
    window.frame(&document, vec![]);
    let mut compared = 0;
    for step in 0..120 {
        let before = landmarks(&window, &document);
        // Down for a while, then up over paragraphs that were never laid out.
        let by = if step < 40 { 90.0 } else { -110.0 };
        window.wheel(&document, by);
        let after = landmarks(&window, &document);
        for (paragraph, top) in &before {
            if let Some((_, now)) = after.iter().find(|(p, _)| p == paragraph) {
                assert!(
                    (top - by - now).abs() < 0.6,
                    "step {step}: ¶{paragraph} went from {top} to {now}, not by {by}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn the_line_under_the_eye_stays_when_the_window_or_the_letters_change() {
    let document = long_document(300);
    let mut window = Window::new();
    window.state.reveal(document.text.len() as u32 / 3);
    window.frame(&document, vec![]);
    let line = |window: &Window| {
        let sight = window.state.in_sight().unwrap();
        (document.paragraphs.at(sight.start), sight.start)
    };
    let before = line(&window);
    for (width, zoom) in [(600.0, 1.0), (900.0, 1.0), (900.0, 1.5), (816.0, 0.8), (816.0, 1.0)] {
        window.size.x = width;
        window.state.zoom = zoom;
        window.frame(&document, vec![]);
        let now = line(&window);
        assert!(now.0.abs_diff(before.0) <= 1, "at {width} wide and zoom {zoom}: ¶{} was ¶{}", now.0, before.0);
    }
}

#[test]
fn a_byte_is_brought_into_sight_and_what_is_in_sight_is_left_alone() {
    let document = long_document(500);
    let mut window = Window::new();
    window.frame(&document, vec![]);
    for paragraph in [250, 499, 3, 498, 0] {
        let byte = document.paragraphs.start(paragraph);
        window.state.reveal(byte);
        window.frame(&document, vec![]);
        let rect = window.state.rects(Span::new(byte, byte + 1).unwrap())[0];
        assert!(rect.top() >= 0.0 && rect.bottom() <= 700.0, "¶{paragraph} stands at {rect:?}");
        window.state.reveal(byte);
        window.frame(&document, vec![]);
        assert_eq!(window.state.rects(Span::new(byte, byte + 1).unwrap())[0], rect);
    }
}

#[test]
fn page_and_end_keys_walk_the_document() {
    let document = long_document(200);
    let mut window = Window::new();
    window.frame(&document, vec![]);
    let top = |window: &Window| window.state.in_sight().unwrap().start;
    window.key(&document, Key::PageDown, Modifiers::NONE);
    let one_page = top(&window);
    assert!(one_page > 0);
    window.key(&document, Key::End, Modifiers::NONE);
    assert_eq!(window.state.in_sight().unwrap().end as usize, document.text.len());
    window.key(&document, Key::PageUp, Modifiers::NONE);
    assert!(window.state.in_sight().unwrap().end < document.text.len() as u32);
    window.key(&document, Key::Home, Modifiers::NONE);
    assert_eq!(top(&window), 0);
}

#[test]
fn text_that_is_not_loaded_is_asked_for_and_takes_its_place_without_pushing_what_is_read() {
    let mut document = long_document(100);
    let half = document.paragraphs.start(50);
    document.loaded = 0..half;
    let mut window = Window::new();
    window.state.reveal(document.paragraphs.start(49));
    let said = window.frame(&document, vec![]);
    let wanted: Vec<_> =
        said.iter().filter_map(|e| if let ReaderEvent::Need(bytes) = e { Some(bytes.clone()) } else { None }).collect();
    assert!(wanted.iter().any(|bytes| bytes.start == half), "{said:?}");
    assert!(wanted.iter().all(|bytes| bytes.start >= half && bytes.start < bytes.end));
    let before = landmarks(&window, &document);
    document.loaded = 0..document.text.len() as u32;
    let said = window.frame(&document, vec![]);
    assert!(!said.iter().any(|event| matches!(event, ReaderEvent::Need(_))));
    let after = landmarks(&window, &document);
    for (paragraph, top) in before.iter().filter(|(p, _)| *p < 50) {
        assert!(after.contains(&(*paragraph, *top)), "¶{paragraph} moved");
    }
    assert!(after.iter().any(|(p, _)| *p >= 50), "what came is shown");
}

#[test]
fn a_byte_whose_text_is_missing_is_found_when_the_text_comes() {
    let mut document = long_document(300);
    let len = document.text.len() as u32;
    let byte = document.paragraphs.start(200);
    document.loaded = 0..4_000;
    let mut window = Window::new();
    window.state.reveal(byte);
    let said = window.frame(&document, vec![]);
    assert!(
        said.iter().any(|e| matches!(e, ReaderEvent::Need(bytes) if bytes.start <= byte && byte < bytes.end)),
        "{said:?}"
    );
    document.loaded = 0..len;
    window.frame(&document, vec![]);
    assert_eq!(window.state.rects(Span::new(byte, byte + 1).unwrap()).len(), 1);
}

#[test]
fn a_slice_whose_beginning_is_looked_for_in_missing_text_asks_for_that_too() {
    let mut document = Document::new("Встреча прошла в Минске. ".repeat(20_000));
    let len = document.text.len() as u32;
    let middle = document.text.floor_char_boundary(document.text.len() / 2) as u32;
    document.loaded = middle..len;
    let mut window = Window::new();
    window.state.reveal(middle);
    let mut frames = 0;
    // The caller loads whole chunks of 64 KiB, and only what it is asked for.
    loop {
        let said = window.frame(&document, vec![]);
        let wanted =
            said.iter().find_map(|e| if let ReaderEvent::Need(bytes) = e { Some(bytes.clone()) } else { None });
        let Some(wanted) = wanted else { break };
        document.loaded.start = document
            .loaded
            .start
            .min(document.text.floor_char_boundary(wanted.start as usize / 65_536 * 65_536) as u32);
        frames += 1;
        assert!(frames < 5, "asks for ever: {wanted:?} with {:?} loaded", document.loaded);
    }
    assert!(window.state.in_sight().unwrap().contains(&middle));
}

#[test]
fn the_scrollbar_goes_where_it_is_drawn_to() {
    let document = long_document(2_000);
    let mut window = Window::new();
    window.frame(&document, vec![]);
    let at = |part: f32| egui::pos2(804.0, 12.0 + 676.0 * part);
    for part in [0.5, 0.9, 0.1] {
        window.frame(&document, vec![Event::PointerMoved(at(0.3)), button(at(0.3), true, Modifiers::NONE)]);
        window.frame(&document, vec![Event::PointerMoved(at(part))]);
        window.frame(&document, vec![button(at(part), false, Modifiers::NONE)]);
        window.frame(&document, vec![]);
        let sight = window.state.in_sight().unwrap();
        let there = f64::from(sight.start) / document.text.len() as f64;
        assert!((there - f64::from(part)).abs() < 0.04, "drawn to {part}, stands at {there}");
        assert_eq!(window.state.selection(), None);
    }
}

#[test]
fn lines_broken_by_hand_stand_together_and_paragraphs_apart() {
    let wrapped = "This line of text was broken by hand at about seventy characters, so\n".repeat(12);
    let blank = "A short paragraph.\n\nAnother one.\n\n\nA third, after two blank lines.\nA fourth, after none.";
    let steps = |text: &str| -> Vec<f32> {
        let document = Document::new(text);
        let mut window = Window::new();
        window.frame(&document, vec![]);
        let tops: Vec<f32> = landmarks(&window, &document).iter().map(|(_, top)| *top).collect();
        tops.windows(2).map(|pair| pair[1] - pair[0]).collect()
    };
    assert!(steps(&wrapped).iter().all(|step| (step - 17.0 * 1.52).abs() < 0.1), "{:?}", steps(&wrapped));
    let apart = steps(blank);
    assert!(apart[1] > apart[0] && apart[0] > apart[2] && apart[2] > 17.0 * 1.52 + 5.0, "{apart:?}");
    let blocks = steps("Notes\n=====\n\n * One thing that\n   goes on.\n\n * Another that\n   goes on.\n\nThe end.\n");
    let tight: Vec<bool> = blocks.iter().map(|step| (step - 17.0 * 1.52).abs() < 0.1).collect();
    assert_eq!(tight, [true, false, true, false, true, false], "{blocks:?}");
}

/// The filled rectangles of the last frame: place and color.
fn rectangles(window: &Window) -> Vec<(egui::Rect, egui::Color32)> {
    let filled = window.shapes.iter().filter_map(|clipped| match &clipped.shape {
        egui::Shape::Rect(r) => Some((r.rect, r.fill)),
        _ => None,
    });
    filled.collect()
}

#[test]
fn washes_are_never_stacked_and_underlines_lie_above_them_three_points_apart() {
    let mut document =
        Document::new("He clarified that the partnership is not directed against any third party. More.");
    document.passage("the partnership is not directed", "passage: denial", &[[0xB4, 0x57, 0x3C]]);
    document.passage("is not", "passage: alliance", &[[0x5A, 0x5F, 0xA8]]);
    let mut window = Window::new();
    window.cursor = Some(document.find("He clarified that the partnership is not directed against any third party."));
    window.frame(&document, vec![]);
    let palette = Palette::of(&window.ctx);
    let count = |window: &Window, color| rectangles(window).iter().filter(|(_, fill)| *fill == color).count();
    assert!(count(&window, palette.wash) > 0 && count(&window, palette.selection) == 0);
    window.state.select(Some(document.find("is not directed")));
    window.frame(&document, vec![]);
    assert_eq!((count(&window, palette.wash), count(&window, palette.selection)), (0, 1));
    let painted = rectangles(&window);
    let place = |rgb| painted.iter().position(|(r, fill)| r.height() < 3.0 && *fill == palette.adjusted(rgb));
    let wash = painted.iter().position(|(_, fill)| *fill == palette.selection).unwrap();
    let (first, second) = (place([0xB4, 0x57, 0x3C]).unwrap(), place([0x5A, 0x5F, 0xA8]).unwrap());
    assert!(wash < first && wash < second, "painted after the wash");
    assert_eq!(painted[second].0.top() - painted[first].0.top(), 3.0);
}

#[test]
fn pointing_at_a_mark_holds_the_others_back() {
    let mut document =
        Document::new("He clarified that the partnership is not directed.\nThe second paragraph is marked too.");
    document.passage("the partnership", "passage: denial", &[[0xB4, 0x57, 0x3C]]);
    document.passage("second paragraph", "passage: alliance", &[[0x5A, 0x5F, 0xA8]]);
    let mut window = Window::new();
    window.frame(&document, vec![]);
    let palette = Palette::of(&window.ctx);
    let [rust, violet] = [[0xB4, 0x57, 0x3C], [0x5A, 0x5F, 0xA8]].map(|rgb| palette.adjusted(rgb));
    let underlined =
        |window: &Window, color| rectangles(window).iter().any(|(r, fill)| r.height() < 2.5 && *fill == color);
    assert!(underlined(&window, rust) && underlined(&window, violet));
    // On its words, then on its lane.
    let words = window.middle(document.find("the partnership"));
    let lane = rectangles(&window).iter().find(|(r, fill)| r.width() == 4.0 && *fill == rust).unwrap().0.center();
    for at in [words, lane] {
        for _ in 0..2 {
            window.frame(&document, vec![Event::PointerMoved(at)]);
        }
        assert!(underlined(&window, rust), "what is pointed at stays as it is");
        assert!(!underlined(&window, violet) && underlined(&window, palette.dimmed(violet)));
        window.frame(&document, vec![Event::PointerGone]);
    }
}

#[test]
fn glyphs_of_many_sizes_do_not_pile_up_on_the_graphics_card() {
    let document = long_document(60);
    let mut window = Window::new();
    for step in 0..60_u8 {
        window.state.zoom = 3.0 + f32::from(step) / 60.0;
        // The glyphs of a size may go only when nothing on the screen has needed them for a while.
        for _ in 0..4 {
            window.frame(&document, vec![]);
        }
    }
    assert!((4..=16).contains(&window.engine.pages()), "{} pages", window.engine.pages());
}

#[test]
fn twenty_megabytes_on_one_line_open_at_once_anywhere() {
    let word = "Встреча с первым вице-президентом. ";
    let mut text = String::from("שלום ");
    while text.len() < 20 << 20 {
        text.push_str(word);
    }
    let document = Document::new(text);
    assert_eq!(document.paragraphs.len(), 1);
    let mut window = Window::new();
    for part in [0, 1, 3, 2] {
        let byte = document.text.floor_char_boundary(document.text.len() / 4 * part) as u32;
        window.state.reveal(byte);
        window.frame(&document, vec![]);
        let width = document.text[byte as usize..].chars().next().unwrap().len_utf8() as u32;
        let rect = window.state.rects(Span::new(byte, byte + width).unwrap());
        assert_eq!(rect.len(), 1, "byte {byte} is in sight");
    }
    assert!(window.engine.laid_out() < 40, "{} slices were laid out", window.engine.laid_out());
    // Slices run the way their paragraph does, though they hold no Hebrew: what follows stands at the right.
    let sight = window.state.in_sight().unwrap();
    let rects = window.state.rects(Span::new(sight.start, sight.end).unwrap());
    let right = rects.iter().map(egui::Rect::right).fold(0.0, f32::max);
    // The first and the last line are in sight in part.
    let whole = &rects[1..rects.len() - 1];
    assert!(whole.len() > 10 && whole.iter().all(|r| (r.right() - right).abs() < 1.0), "ragged at the left: {rects:?}");
    // And scrolling crosses from slice to slice without a seam.
    let mut last = window.state.in_sight().unwrap();
    for _ in 0..30 {
        window.wheel(&document, 400.0);
        let now = window.state.in_sight().unwrap();
        assert!(now.start > last.start && now.start <= last.end, "{last:?} then {now:?}");
        last = now;
    }
}

#[test]
fn of_ten_thousand_marks_only_those_in_sight_are_painted() {
    let mut document = long_document(10_000);
    for paragraph in 0..10_000 {
        let start = document.paragraphs.start(paragraph);
        let span = Span::new(start, start + 4).unwrap();
        document.mark(span, "passage: denial", MarkKind::Passage { colors: vec![[0xB4, 0x57, 0x3C]] });
    }
    let mut window = Window::new();
    window.state.reveal(document.paragraphs.start(5_000));
    window.frame(&document, vec![]);
    document.handed_out.set(0);
    window.frame(&document, vec![]);
    let in_sight = landmarks(&window, &document).len();
    assert!(document.handed_out.get() <= in_sight + 2, "{} of {in_sight} paragraphs", document.handed_out.get());
    assert!(window.shapes.len() < 700 + in_sight * 12, "{} shapes", window.shapes.len());
}
