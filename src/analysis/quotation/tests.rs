//! Quotations of the sample documents against what the documents hold, and odd cases.

use super::*;
use proptest::prelude::*;

const A: &str = include_str!("../../../seeds/000_84839096dc77e6c1.txt");
const B: &str = include_str!("../../../seeds/002_288d556eec8bee92.txt");

/// The bytes of a stretch given in code points, as the standards sheet counts.
fn bytes(text: &str, points: Range<usize>) -> Range<usize> {
    let at = |n| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    at(points.start)..at(points.end)
}

/// The places of a stretch of A's own words elsewhere in A.
fn elsewhere(points: Range<usize>) -> (String, Vec<Likeness>) {
    let range = bytes(A, points);
    let quotation = Quotation::of(&A[range.clone()]).unwrap();
    (A[range.clone()].to_owned(), quotation.places(A, Some("en"), Some(&range)))
}

fn of_sign(text: &str, runs: &[Run], sign: Sign) -> Vec<String> {
    runs.iter().filter(|run| run.1 == sign).map(|run| text[run.0.clone()].to_owned()).collect()
}

#[test]
fn the_pull_quote_differs_from_the_excerpt_by_one_comma() {
    let (quote, places) = elsewhere(49..153);
    let excerpt = bytes(A, 3297..3402);
    let best = &places[0];
    assert!(excerpt.start <= best.place.start && best.place.end <= excerpt.end, "{best:?}");
    assert_eq!((best.verdict, best.voice, best.share), (Verdict::Punctuation, Voice::Quoted, 1_000));
    assert_eq!(of_sign(A, &best.held, Sign::Differs), [","]);
    assert_eq!(of_sign(&quote, &best.quotation, Sign::Differs), [""; 0]);
}

#[test]
fn a_shortened_quotation_hides_one_word() {
    let cursor = bytes(A, 530..531);
    let range = around(A, cursor).unwrap();
    assert!(A[range.clone()].starts_with("work closely") && A[range.clone()].ends_with("attacks."));
    let places = Quotation::of(&A[range.clone()]).unwrap().places(A, Some("en"), Some(&range));
    // The words of the speaker come before the unquoted line at the top, though that has the same commas.
    let best = &places[0];
    assert_eq!((best.verdict, best.voice, best.punctuation), (Verdict::Shortened, Voice::Quoted, true));
    assert_eq!(of_sign(A, &best.held, Sign::Hidden), ["these"]);
    assert_eq!(of_sign(&A[range.clone()], &best.quotation, Sign::Hidden), ["…"]);
    let line = places.iter().find(|place| place.voice == Voice::Narrated).unwrap();
    assert_eq!((line.verdict, line.punctuation), (Verdict::Shortened, false));
    assert_eq!(line.place, bytes(A, 76..152), "the words of the unquoted line");
}

#[test]
fn what_is_given_as_direct_speech_stands_outside_quotation_marks() {
    let range = around(A, bytes(A, 800..801)).unwrap();
    assert_eq!(range, bytes(A, 715..1069));
    let places = Quotation::of(&A[range.clone()]).unwrap().places(A, Some("en"), Some(&range));
    assert_eq!(places.len(), 1);
    let best = &places[0];
    assert_eq!(best.voice, Voice::Told);
    assert_eq!((best.verdict, best.share), (Verdict::Typography, 1_000));
    assert_eq!(best.place.start, A.rfind(&A[bytes(A, 715..748)]).unwrap());
    assert!(A[best.place.clone()].ends_with("independent government"));
    assert_eq!(Quotation::of(&A[range]).unwrap().places(B, Some("en"), None), []);
}

#[test]
fn changed_words_are_marked_and_other_words_are_not_held() {
    let changed = A[bytes(A, 3297..3401)].replace(" one:", " two:").replace("cooperate", "fight");
    let best = &Quotation::of(&changed).unwrap().places(A, Some("en"), None)[0];
    assert_eq!((best.verdict, best.voice), (Verdict::Differs, Voice::Quoted));
    assert_eq!(of_sign(&changed, &best.quotation, Sign::Differs), ["two", "fight"]);
    assert_eq!(of_sign(A, &best.held, Sign::Differs), ["one", "cooperate"]);
    for strange in ["we shall never surrender our rivers to the sea", "the President", "Иран"] {
        let places = Quotation::of(strange).unwrap().places(B, Some("en"), None);
        assert!(places.iter().all(|p| p.share == 1_000 && p.differences == 0), "{strange}");
    }
    assert!(Quotation::of("… , «»").is_none());
    assert!(Quotation::of(&"word ".repeat(MOST_TOKENS + 1)).is_none());
}

#[test]
fn quotations_are_found_by_the_marks_of_many_languages() {
    let words = |text: &str| quotations(text).into_iter().map(|q| text[q].to_owned()).collect::<Vec<_>>();
    assert_eq!(
        words("He said “one ‘two’ three” and «четыре „пять“ шесть», then \"seven\"."),
        ["one ‘two’ three", "четыре „пять“ шесть", "seven"]
    );
    assert_eq!(words("„eins“ – „zwei”"), ["eins", "zwei"]);
    assert_eq!(words("“It goes on\n\n“and is closed here.” “”"), ["It goes on", "and is closed here."]);
    assert_eq!(words("it's nobody's, in the ‘90s"), [""; 0]);
    assert_eq!(words("stating that ‘there’s no closed topic’ between"), ["there’s no closed topic"]);
    assert_eq!(words("He said ``one, two'' and no more."), ["one, two"]);
    assert_eq!(words("'It's ours,' she said, 'and the dogs' too.'"), ["It's ours,", "and the dogs' too."]);
    assert_eq!(words("the dogs' bowls and the '90s' cars"), [""; 0]);
    assert_eq!(words("‘The dogs’ bowls are empty,’ she said."), ["The dogs’ bowls are empty,"]);
    assert_eq!(words("‘It goes on\nand is closed.’"), ["It goes on\nand is closed."]);
    let persian = "او گفت: «این توافق علیه هیچ کشوری نیست» و رفت.";
    let quotation = Quotation::of("اين توافق عليه هيچ كشوري نيست").unwrap();
    assert_eq!(
        quotation.places(persian, Some("fa"), None)[0].verdict,
        Verdict::Typography,
        "in the letters of another keyboard"
    );
    assert_eq!(quotation.places(persian, Some("fa"), None)[0].voice, Voice::Quoted);
}

/// How words stand in a text, and who is named for them.
fn standing(text: &str, words: &str, language: &str) -> (Standing, Vec<String>) {
    let at = text.find(words).unwrap();
    let spoken = Spoken::of(text, Some(language), None);
    let all = spoken.standing(&(at..at + words.len()), &[]);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    (all[0].1, all[0].2.map(|speech| speech.names.clone()).unwrap_or_default())
}

#[test]
fn what_attributes_holds_for_its_own_clause() {
    for (language, text, words, is) in [
        ("en", "The pit is shut, said Ida Holm.", "The pit is shut", Standing::Reported),
        ("en", "When Holm announced her leave, the pit was shut.", "the pit was shut", Standing::Narrated),
        ("en", "“No,” said Holm, and the lamp went out.", "the lamp went out", Standing::Narrated),
        ("en", "The lamp went out and Holm said nothing.", "The lamp went out", Standing::Narrated),
        ("en", "Holm told us all was well. The pit would be shut by May.", "The pit would be shut", Standing::Reported),
        ("en", "Holm wept. The pit would be shut by May.", "The pit would be shut", Standing::Narrated),
        ("de", "Holm zuckte die Schultern. Die Grube sei leer.", "Die Grube sei leer", Standing::Reported),
        ("de", "Die Grube ist leer, so Holm.", "Die Grube ist leer", Standing::Reported),
        ("fr", "Holm disait avoir peur. La mine serait vide.", "La mine serait vide", Standing::Reported),
        ("ru", "Шахта, мол, пуста, а он спал.", "пуста", Standing::Reported),
        ("ar", "وأضاف هولم أن المنجم فارغ.", "المنجم فارغ", Standing::Reported),
    ] {
        assert_eq!(standing(text, words, language).0, is, "{text}");
    }
}

#[test]
fn whoever_speaks_is_named_in_many_forms_of_a_text() {
    for (text, words, names) in [
        ("“We dig,” Ida Holm laughed.", "We dig", vec!["ida", "holm"]),
        ("“We dig,” said the Harrow Post.", "We dig", vec![]),
        ("Ida Holm came in. “We dig,” she said of Brandt.", "We dig", vec!["ida", "holm"]),
        ("[10:32] Ida Holm: We dig.\n[10:33] Piet Vos: Why?", "We dig", vec!["ida", "holm"]),
        ("From: Ida Holm\nTo: all\n\nWe dig on Monday.", "We dig on Monday", vec!["ida", "holm"]),
        ("STATEMENT OF IDA HOLM\n\nI was there. We dig at night.", "We dig at night", vec!["ida", "holm"]),
    ] {
        let (standing, mut found) = standing(text, words, "en");
        found.retain(|name| name != "statement");
        found.dedup();
        found.truncate(2);
        assert_eq!((standing, found), (Standing::Direct, names.iter().map(ToString::to_string).collect()), "{text}");
    }
    let text = "“My father said, ‘Never dig here,’” Ida Holm recalled.";
    let spoken = Spoken::of(text, Some("en"), None);
    let at = text.find("Never").unwrap();
    let inner = spoken.standing(&(at..at + 10), &[])[0].2.unwrap();
    assert_eq!(inner.others, ["ida", "holm"]);
}

proptest! {
    #[test]
    fn runs_cover_both_sides_whole_and_in_order(
        quote in "([a-d]{1,2}[ ,.…]{1,2}){1,14}", text in "([a-d]{1,2}[ ,.…“”\\n]{1,2}){1,60}",
    ) {
        let Some(quotation) = Quotation::of(&quote) else { return Ok(()) };
        for place in quotation.places(&text, None, None) {
            for (runs, whole) in [(&place.quotation, 0..quote.len()), (&place.held, place.place.clone())] {
                let source = if whole.start == 0 && runs == &place.quotation { &quote } else { &text };
                let mut at = whole.start;
                for (range, _) in runs {
                    prop_assert_eq!(range.start, at);
                    prop_assert!(source.get(range.clone()).is_some());
                    at = range.end;
                }
                prop_assert_eq!(at, whole.end);
            }
        }
    }
}
