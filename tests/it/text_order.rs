//! Mixed lines are read in the order the Unicode bidirectional algorithm says, as another implementation works it out.

use crate::text_support::{CHINESE, Dice, mixed_line};
use assay::text::{Direction, Fonts, ParagraphLayout, Style, Weight};
use unicode_segmentation::UnicodeSegmentation;

/// Starts of graphemes from left to right, as laid out.
fn laid_out(layout: &ParagraphLayout) -> Vec<u32> {
    let mut starts: Vec<u32> = layout.lines().iter().flat_map(|line| layout.clusters(line)).map(|c| c.start).collect();
    // Two fonts may share a grapheme; it still counts once.
    starts.dedup();
    starts
}

/// The same by `unicode-bidi` alone, for a stretch of the text that is one line.
fn by_the_book(text: &str, line: std::ops::Range<usize>) -> (Vec<u32>, bool) {
    let info = unicode_bidi::BidiInfo::new(text, None);
    let paragraph = &info.paragraphs[0];
    let (levels, runs) = info.visual_runs(paragraph, line);
    let mut starts = Vec::new();
    for run in runs {
        let graphemes = text[run.clone()].grapheme_indices(true).map(|(at, _)| u32::try_from(run.start + at).unwrap());
        if levels[run.start].is_rtl() { starts.extend(graphemes.rev()) } else { starts.extend(graphemes) }
    }
    (starts, paragraph.level.is_rtl())
}

#[test]
fn two_thousand_mixed_lines_stand_in_the_standard_order() {
    let mut fonts = Fonts::bundled(&[CHINESE]);
    let style = Style { wrap: None, ..Style::reading(0.0) };
    let (mut right_to_left, mut turned) = (0, 0);
    for seed in 0..2_000 {
        let mut dice = Dice::new(seed);
        let words = 1 + dice.below(14);
        let line = mixed_line(&mut dice, words);
        if line.is_empty() {
            continue;
        }
        let layout = ParagraphLayout::new(&mut fonts, &line, &style, Direction::Own);
        let (expected, rtl) = by_the_book(&line, 0..line.len());
        assert_eq!(layout.right_to_left(), rtl, "direction of line {seed}: {line:?}");
        assert_eq!(laid_out(&layout), expected, "order of line {seed}: {line:?}");
        right_to_left += usize::from(rtl);
        turned += usize::from(!expected.is_sorted());
    }
    // The lines are of the kinds they are meant to be.
    assert!(right_to_left > 500 && turned > 1_000, "{right_to_left} right to left, {turned} with turned stretches");
}

#[test]
fn wrapped_lines_stand_in_the_standard_order_too() {
    let mut fonts = Fonts::bundled(&[CHINESE]);
    let mut ends = [0, 0];
    for seed in 0..500 {
        let text = mixed_line(&mut Dice::new(seed + 9_000), 60);
        let layout = ParagraphLayout::new(&mut fonts, &text, &Style::reading(330.0), Direction::Own);
        for line in layout.lines() {
            let mut found: Vec<u32> = layout.clusters(line).iter().map(|c| c.start).collect();
            found.dedup();
            let bytes = line.bytes.start as usize..line.bytes.end as usize;
            let (expected, _) = by_the_book(&text, bytes.clone());
            assert_eq!(found, expected, "line {bytes:?} of {seed}: {text:?}");
            assert!(line.left >= -0.01 && line.right <= 330.01, "{} to {} in {seed}", line.left, line.right);
            ends[usize::from(layout.right_to_left())] += 1;
        }
    }
    assert!(ends[0] > 500 && ends[1] > 500, "{ends:?}");
}

#[test]
fn every_place_has_a_rectangle_and_every_rectangle_leads_back() {
    let mut fonts = Fonts::bundled(&[CHINESE]);
    for seed in 0..200 {
        let line = mixed_line(&mut Dice::new(seed), 40);
        let layout = ParagraphLayout::new(&mut fonts, &line, &Style::reading(300.0), Direction::Own);
        let covered: f32 = layout.rects(0..u32::try_from(line.len()).unwrap()).iter().map(|r| r.x1 - r.x0).sum();
        let lines: f32 = layout.lines().iter().map(|line| line.right - line.left).sum();
        assert!((covered - lines).abs() < 0.5, "the whole is covered once: {covered} of {lines} in {line:?}");
        for at in 0..line.len() {
            let byte = u32::try_from(at).unwrap();
            let inside = layout.rects(byte..byte + 9).iter().all(|r| r.x0 >= -0.01 && r.x1 <= 300.01);
            assert!(inside, "white space that hangs over is not covered: byte {at} of {line:?}");
        }
        for window in layout.lines().windows(2) {
            assert_eq!(window[0].bytes.end, window[1].bytes.start);
        }
        for line in layout.lines() {
            let (y, edge) = ((line.top + line.bottom) / 2.0, 0.2);
            for cluster in layout.clusters(line).iter().filter(|c| c.x1 - c.x0 > 1.0) {
                let (left, right) = (layout.hit(cluster.x0 + edge, y), layout.hit(cluster.x1 - edge, y));
                let expected =
                    if cluster.right_to_left { (cluster.end, cluster.start) } else { (cluster.start, cluster.end) };
                assert_eq!((left, right), expected);
            }
        }
    }
}

#[test]
fn no_text_is_too_strange_to_be_laid_out() {
    let mut fonts = Fonts::bundled(&[CHINESE]);
    let odd = [
        '\u{0}',
        '\r',
        '\n',
        '\t',
        '\u{2028}',
        '\u{85}',
        '\u{202E}',
        '\u{2067}',
        '\u{200D}',
        '\u{301}',
        '\u{FEFF}',
        '\u{E0041}',
    ];
    for seed in 0..1_500 {
        let mut dice = Dice::new(seed + 31);
        let any = |dice: &mut Dice| match dice.below(4) {
            0 => odd[dice.below(odd.len())],
            1 => char::from_u32(u32::try_from(dice.below(0x11_0000)).unwrap()).unwrap_or('\u{FFFD}'),
            2 => char::from_u32(u32::try_from(dice.below(0x3000)).unwrap()).unwrap_or('a'),
            _ => ['a', ' ', 'ب', 'ש', '👩', '中'][dice.below(6)],
        };
        let text: String = (0..dice.below(60)).map(|_| any(&mut dice)).collect();
        let style = Style { invisibles: seed % 2 == 0, ..Style::reading(120.0) };
        let layout = ParagraphLayout::new(&mut fonts, &text, &style, Direction::Own);
        let len = u32::try_from(text.len()).unwrap();
        // Every byte has its line, every point its place between two characters.
        assert!(layout.lines().iter().all(|line| line.bytes.end <= len), "{text:?}");
        for y in 0..layout.lines().len() {
            for x in 0..8 {
                let byte = layout.hit(x as f32 * 15.0, y as f32 * 25.84 + 5.0);
                assert!(text.is_char_boundary(byte as usize), "{byte} in {text:?}");
            }
        }
        for byte in 0..=len {
            layout.caret(byte);
            layout.word_at(byte);
        }
        layout.rects(0..len);
    }
}

#[test]
fn right_to_left_paragraphs_stand_at_the_right_and_arabic_letters_are_larger_and_wider_led() {
    let mut fonts = Fonts::bundled(&[]);
    let mut lay = |text: &str| ParagraphLayout::new(&mut fonts, text, &Style::reading(600.0), Direction::Own);
    let persian = lay("همکاری ما علیه هیچ کشور ثالثی نیست.");
    assert!(persian.right_to_left());
    assert!((persian.lines()[0].right - 600.0).abs() < 0.5, "ends at {}", persian.lines()[0].right);
    assert!((persian.height() - 17.0 * 1.15 * 1.7).abs() < 0.1, "{}", persian.height());
    let russian = lay("Встреча в Минске");
    assert!(!russian.right_to_left() && russian.lines()[0].left.abs() < 0.5);
    assert!((russian.height() - 17.0 * 1.52).abs() < 0.1);
    // A Persian name does not push lines of English apart, but its letters are as large as in Persian.
    let mixed = lay("He met مسعود in Minsk");
    assert!((mixed.height() - 17.0 * 1.52).abs() < 0.1);
    let sizes: Vec<f32> = mixed.runs(&mixed.lines()[0]).iter().map(|run| run.size).collect();
    assert!(sizes.iter().any(|s| (s - 17.0 * 1.15).abs() < 0.01) && sizes.contains(&17.0), "{sizes:?}");
}

#[test]
fn every_script_of_a_semi_bold_line_is_heavier() {
    let mut fonts = Fonts::bundled(&[]);
    let mut lay = |weight| {
        let style = Style { weight, ..Style::interface(13.0) };
        let layout = ParagraphLayout::new(&mut fonts, "Minsk سلام שלום", &style, Direction::Own);
        layout.runs(&layout.lines()[0]).iter().map(|run| (run.font.data.id(), run.embolden)).collect::<Vec<_>>()
    };
    let (regular, heavy) = (lay(Weight::Regular), lay(Weight::SemiBold));
    assert_eq!(regular.len(), heavy.len());
    for (regular, heavy) in regular.iter().zip(&heavy) {
        assert!(!regular.1 && (heavy.1 || heavy.0 != regular.0), "{regular:?} {heavy:?}");
    }
}

#[test]
fn characters_without_a_picture_can_be_shown_and_still_be_selected_as_one() {
    let mut fonts = Fonts::bundled(&[]);
    let text = "pay \u{202E}resu\u{202C} now";
    let hidden = ParagraphLayout::new(&mut fonts, text, &Style { wrap: None, ..Style::reading(0.0) }, Direction::Own);
    let shown = Style { wrap: None, invisibles: true, ..Style::reading(0.0) };
    let shown = ParagraphLayout::new(&mut fonts, text, &shown, Direction::Own);
    assert!(shown.width() > hidden.width() + 20.0);
    assert!(!laid_out(&hidden).is_sorted(), "the override turns the letters");
    assert!(laid_out(&shown).is_sorted(), "shown, it is a word and turns nothing");
    let token = shown.rects(4..7);
    assert_eq!(token.len(), 1);
    assert!(token[0].x1 - token[0].x0 > 10.0);
    assert_eq!(shown.hit(token[0].x0 + 1.0, 5.0), 4);
    assert_eq!(shown.hit(token[0].x1 - 1.0, 5.0), 7);
    assert!(!shown.tokens().is_empty());
}
