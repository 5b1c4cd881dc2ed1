//! The sentences of the seeds and of lines made to mislead.

use super::*;
use proptest::prelude::*;

const SEED_A: &str = include_str!("../../../seeds/000_84839096dc77e6c1.txt");
const SEED_B: &str = include_str!("../../../seeds/002_288d556eec8bee92.txt");

fn words(paragraph: &str) -> Vec<&str> {
    sentences(paragraph).into_iter().map(|span| &paragraph[span]).collect()
}

/// A paragraph written with its sentences set apart by `|`: the bars are where it has to be cut, and nowhere else.
fn cut_at_bars(marked: &str) {
    let parts: Vec<&str> = marked.split('|').map(str::trim).collect();
    let paragraph = marked.replace('|', "");
    assert_eq!(words(&paragraph), parts);
}

/// Sentences in code points, as the golden figures of the seeds are counted.
fn in_code_points(text: &str) -> Vec<(usize, usize)> {
    let count = |end: usize| text[..end].chars().count();
    sentences(text).into_iter().map(|span| (count(span.start), count(span.end))).collect()
}

#[test]
fn the_commentary_and_excerpts_of_the_first_seed() {
    let found = in_code_points(SEED_A);
    assert_eq!(found.len(), 35);
    for golden in [
        (0, 47),   // a headline has no stop
        (49, 153), // the pull quote
        (155, 377),
        (378, 585), // “resist…attacks.” is not cut at its omission, and keeps its closing quote
        (902, 1070),
        (1071, 1202), // keeps its endnote mark
        (1203, 1375),
        (2331, 2568), // a citation is one
        (2797, 2840),
        (2880, 3030), // ends with the omission that is glued to the next
        (3030, 3275),
        (3276, 3296),
        (3723, 4164), // two no-break spaces follow it
        (5017, 5116),
        (5116, 5317),
        (5320, 5674), // an endnote begins with its mark
    ] {
        assert!(found.contains(&golden), "{golden:?}");
    }
}

#[test]
fn the_second_seed_has_a_sentence_on_each_line() {
    let found = in_code_points(SEED_B);
    assert_eq!(found.len(), 24);
    for golden in [(0, 155), (156, 403), (1140, 1286), (1287, 1462), (2519, 2781), (3648, 3908)] {
        assert!(found.contains(&golden), "{golden:?}");
    }
    assert!(one_sentence_per_line(SEED_B));
    assert_eq!(segment(SEED_B, Layout::SentencePerLine), segment(SEED_B, Layout::Prose));
    assert!(!one_sentence_per_line(SEED_A));
    assert!(!one_sentence_per_line("One line.\n"));
    assert!(!one_sentence_per_line("A title\n\nA short paragraph.\n\nAnd another.\n\nAnd one more.\n\nThe end.\n"));
}

#[test]
fn a_line_that_is_a_sentence_is_not_cut_again() {
    let line = "  He said: “No. Never.” Then he left.  ";
    let whole = 2..line.trim_end().len();
    assert_eq!(segment(line, Layout::SentencePerLine), vec![whole]);
    assert_eq!(segment(line, Layout::Prose).len(), 3);
    assert_eq!(segment("a\n\n \nb", Layout::SentencePerLine), [0..1, 5..6]);
}

#[test]
fn abbreviations_titles_and_initials_end_no_sentence() {
    for marked in [
        "Lt. Gen. Viktor Khrenin met Brig. Gen. M. R. Ashtiani. | Mr. Raisi and Dr. Mokhber were there.",
        "A. Lukashenko spoke to U.S. President Biden in the U.S. | The visit was short.",
        "See No. 5, vol. II, p. 17. | It was dated Oct. 17, 2023. | 17 people came.",
        "He refused. | No. | I cannot, he said.",
        "Many states (e.g. Iran, i.e. Tehran, etc.) agreed. | Others, cf. Belarus, did not.",
        "Acme Inc. signed at 5 p.m. | However, Acme Ltd. Minsk did not.",
        "The U.S.-led coalition and St. Petersburg. | J.R.R. Tolkien wrote it at www.example.com in 3.5 hours.",
        "Visit Dr.Smith about index.html?Page and v2.0. | Next.",
        "1. Findings are here. | 2. Results follow.",
        "1. Findings",
        "So do I. | The plan is plan B. | It works.",
    ] {
        cut_at_bars(marked);
    }
}

#[test]
fn russian() {
    for marked in [
        "В 2023 г. Лукашенко и А. Г. Мохбер подписали документ. | Он действует до 2026 г. | Это важно.",
        "Площадь им. Ленина и ул. Карла Маркса, г. Минск, т. е. центр. | Цена 5 млн. руб. за шт. | В Минске это решил В. С. Иванов.",
        "В 1990–2000 гг. Беларусь росла, ср. ст. 5 и п. 3. | «Встреча прошла хорошо». | Подробности см. Известия.",
        "«Что вы думаете?» — спросил он. | «Мы готовы!» | Все согласились и т. д. | Потом разошлись…| Никто не спорил.",
        "Ну… может быть. | — Да! | — Нет.",
    ] {
        cut_at_bars(marked);
    }
}

#[test]
fn persian_and_arabic() {
    for marked in [
        "رئیس‌جمهور ایران به مینسک سفر کرد. | آیا توافق امضا شد؟ | بله، در سال ۱۴۰۲ امضا شد! | نرخ ۳.۵ درصد است.",
        "دکتر. پزشکیان آمد. | او گفت: «ما آماده‌ایم.» | سپس رفت.",
        "یہ پہلا جملہ ہے۔ | یہ دوسرا ہے۔",
        "التقى الرئيسان في مينسك. | هل وقّعا الاتفاق؟ | نعم.",
    ] {
        cut_at_bars(marked);
    }
}

#[test]
fn chinese_and_japanese() {
    for marked in [
        "卢卡申科会见了伊朗副总统。|他说：“我们必须合作。”|会谈持续多久？|不知道！|好的……也许吧。",
        "会談は二時間でした。|彼は「協力する。」と述べた。|「はい。」|以上。",
    ] {
        cut_at_bars(marked);
    }
}

#[test]
fn quotes_marks_and_omissions_stay_with_their_sentence() {
    for marked in [
        "“Why now?” he asked. | “Because we must!” | She left.",
        "They agreed.[12] | Then they parted.¹ | It was over. [i] | Nobody asked.[a][b] | The end.",
        "He said \"stop.\" | \"Go on,\" she said. | 'Fine.' | It was.",
        "(It was late.) | He left (at last). | [Applause.] | They stood.",
        "We must act [...] now. | [...] The parties agreed... | Then nothing.",
        "He was tired ... and slept. | Wait... | What?! | Really?.. | Yes.",
        "End of one.“Start of two. | Third. | ***",
        "»So ist es.« | »Nein!« | „Gut.“ | Das war z.B. Herr Dr. Maier.",
        "one\n|two. three\n|\n|Four.",
    ] {
        let marked = marked.replace("one.“Start", "one.|“Start").replace(" | ***", " ***").replace("\n|\n|", "\n\n|");
        cut_at_bars(&marked);
    }
}

#[test]
fn nothing_in_gives_nothing_out() {
    for empty in ["", " ", "\u{A0}\n \n"] {
        assert!(sentences(empty).is_empty());
        assert!(segment(empty, Layout::SentencePerLine).is_empty());
    }
    assert_eq!(words(" … "), ["…"]);
    assert_eq!(words("* * *"), ["* * *"]);
}

/// A million bytes of what makes a look ahead or behind run far. A scan that looked to the end each time would never
/// come back from this test.
#[test]
fn a_paragraph_made_to_be_slow_costs_what_its_length_costs() {
    let size = 1_000_000;
    for (part, least) in [
        (")", 1),
        (" ", 1),
        (".", 1),
        ("a. ", 1),
        ("[", 1),
        ("A.", 1),
        ("“.", 1),
        ("Yes. ", size / 5),
        ("…", 1),
        ("¹", 1),
    ] {
        let text = format!("Start.{}End.", part.repeat(size / part.len()));
        assert!(sentences(&text).len() >= least, "{part}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn spans_are_in_order_trimmed_and_leave_no_word_out(
        text in "([a-zA-Zа-яА-Я]{1,4}|[.!?…。؟]|[”“«»\"\\)\\(]|\\[[i1]\\]| |\u{A0}|\n|\\PC){0,60}",
    ) {
        let found = sentences(&text);
        let mut last = 0;
        for span in &found {
            prop_assert!(last <= span.start && span.start < span.end);
            let sentence = &text[span.clone()];
            prop_assert_eq!(sentence.trim(), sentence);
            prop_assert!(text[last..span.start].trim().is_empty());
            last = span.end;
        }
        prop_assert!(text[last..].trim().is_empty());
    }
}
