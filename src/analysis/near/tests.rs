//! Sketches that never change, runs in every script, clusters and their likely original, and what differs between copies.

use super::clusters::{Cluster, Copy, Why, clusters};
use super::differing::{MOST, differences};
use super::*;
use crate::analysis::quotation::Sign;
use crate::domain::{Date, Id};

#[test]
fn a_sketch_is_the_same_on_every_machine_and_in_every_version() {
    let words = Hashed::of("Minsk and Tehran signed a treaty on Thursday. Всё это сказано. 公开信说卢卡申科同意。");
    let kept = words.sketch().to_bytes();
    assert_eq!(kept.len(), KEPT);
    // What was kept by an earlier version is compared with what is made now.
    assert_eq!(crate::domain::Sha256::of(&kept).short(), "9d93da8615d35ce6");
    assert_eq!(Sketch::from_bytes(&kept), Some(words.sketch()));
    assert_eq!(Sketch::from_bytes(&kept[1..]), None);
    let made_otherwise = [&[MADE - 1], &kept[1..]].concat();
    assert_eq!(Sketch::from_bytes(&made_otherwise), None);
}

#[test]
fn runs_are_of_three_words_and_of_pairs_of_characters_where_no_space_parts_words() {
    assert_eq!(Runs::of("one two three four").len(), 2);
    assert_eq!(Runs::of("“One, TWO three!”"), Runs::of("one  two\nthree"));
    // Four pairs of characters, the last of one alone: two runs.
    assert_eq!(Runs::of("公开信说").len(), 2);
    assert_ne!(Runs::of("公开信说"), Runs::of("公 开 信 说"));
    assert_eq!(Runs::of("two words").len(), 1);
    assert_ne!(Runs::of("two words"), Runs::of("words two"));
    assert!(Runs::of("… — !").is_empty());
    let overlap = Runs::of("a b c d e").overlap(&Runs::of("a b c d f"));
    assert_eq!((overlap.common, overlap.all), (2, 4));
    assert_eq!(Runs::of("").overlap(&Runs::of("")).percent(), 0);
}

#[test]
fn sketches_of_copies_meet_in_a_band_and_a_crowd_of_copies_does_not_fill_it() {
    let text: String = (0..300).map(|n| format!("word{n} ")).collect();
    let changed = text.replace("word7 ", "another ");
    let mut bands = Bands::default();
    for n in 0..1_000 {
        bands.insert(n, &Hashed::of(&text).sketch());
    }
    bands.insert(1_000, &Hashed::of("quite another text, of which nothing is here").sketch());
    let like = bands.like(&Hashed::of(&changed).sketch());
    assert_eq!(like, (0..100).collect::<Vec<_>>());
    assert!(Hashed::of(&text).sketch().is_worth_comparing(&Hashed::of(&changed).sketch()));
}

#[test]
fn sketches_tell_how_much_is_common_whatever_the_length_of_the_texts() {
    let pairs = 200;
    for runs in [5, 20, 60, 200, 700, 3_000] {
        let (mut agreeing, mut overlapping, mut met) = (0, 0.0, 0);
        for pair in 0..pairs {
            let words = |from: usize| (from..from + runs + 2).map(|n| format!("p{pair}w{n} ")).collect::<String>();
            // Moved on by a ninth: eight of ten runs of both are common.
            let (one, other) = (words(0), words(runs.div_ceil(9)));
            let overlap = Runs::of(&one).overlap(&Runs::of(&other));
            overlapping += f64::from(overlap.common) / f64::from(overlap.all);
            let (one, other) = (Hashed::of(&one).sketch(), Hashed::of(&other).sketch());
            agreeing += one.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
            met += usize::from(one.bands().zip(other.bands()).any(|(a, b)| a == b));
        }
        let (told, is) = (agreeing as f64 / f64::from(pairs) / PLACES as f64, overlapping / f64::from(pairs));
        assert!((told - is).abs() < 0.02, "{runs} runs: {told} told of {is}");
        // Of five runs four ninths and more may be another.
        assert!(runs == 5 || met >= 196, "{runs} runs: {met} of {pairs} meet");
    }
    // Words that come again and again are no more than once.
    assert_eq!(Hashed::of(&"again ".repeat(9)).sketch(), Hashed::of(&"again ".repeat(90_000)).sketch());
    assert_eq!(Hashed::of("").sketch(), Hashed::of("…").sketch());
}

fn copy(n: u128, text: i64, published: Option<&str>, dateline: Option<&str>) -> Copy {
    let date = |text: &str| text.parse::<Date>().unwrap();
    Copy { document: id(n), text, published: published.map(date), dateline: dateline.map(date) }
}

fn id(n: u128) -> Id {
    Id::from_bytes(n.to_be_bytes())
}

fn order(cluster: &Cluster) -> Vec<Id> {
    cluster.copies.iter().map(|copy| copy.document).collect()
}

#[test]
fn the_original_is_what_was_published_first_else_dated_first_else_imported_first_and_it_is_said_why() {
    let near = |one, other| (one, other, Overlap { common: 9, all: 10 });
    let why = |copies: Vec<Copy>| {
        let pairs: Vec<_> = copies.windows(2).map(|c| near(c[0].text, c[1].text)).collect();
        let found = clusters(copies, &pairs);
        assert_eq!(found.len(), 1);
        (order(&found[0]), found[0].why.clone())
    };
    let date = |text: &str| text.parse::<Date>().unwrap();
    // A month is not known to be before a day in it.
    let published = why(vec![
        copy(1, 1, None, Some("2023-10-01")),
        copy(2, 2, Some("2023-10"), None),
        copy(3, 3, Some("2023-10-17"), None),
    ]);
    assert_eq!(published, (vec![id(3), id(2), id(1)], Why::Published(date("2023-10-17"))));
    let same_day = why(vec![
        copy(1, 1, Some("2023-10-17"), Some("2023-10-17")),
        copy(2, 2, Some("2023-10-17"), Some("2023-10-16")),
    ]);
    assert_eq!(same_day, (vec![id(2), id(1)], Why::Dateline(date("2023-10-16"))));
    let unknown =
        why(vec![copy(1, 1, Some("XXXX-08"), None), copy(2, 2, None, None), copy(3, 2, Some("2024/.."), None)]);
    assert_eq!(unknown, (vec![id(1), id(2), id(3)], Why::Imported));
}

#[test]
fn clusters_hold_together_by_copies_of_copies_and_fall_apart_when_the_one_between_goes() {
    let near = |one, other| (one, other, Overlap { common: 85, all: 100 });
    let far = (1, 9, Overlap { common: 7, all: 10 });
    let pairs = [near(1, 2), near(2, 3), near(5, 6), far, near(9, 42)];
    let all = [copy(1, 1, None, None), copy(2, 2, None, None), copy(3, 3, None, None), copy(4, 9, None, None)];
    let found = clusters(all.to_vec(), &pairs);
    assert_eq!(found.iter().map(order).collect::<Vec<_>>(), [vec![id(1), id(2), id(3)]]);
    assert_eq!(found[0].overlap(id(2), id(1)).map(Overlap::percent), Some(85));
    assert_eq!(found[0].overlap(id(1), id(3)), None);
    // Without the one between there is nothing left.
    assert_eq!(clusters(vec![all[0].clone(), all[2].clone()], &pairs), []);
    // The same text twice needs no pair.
    let same = clusters(vec![copy(1, 1, None, None), copy(2, 4, None, None), copy(3, 1, None, None)], &[]);
    assert_eq!(order(&same[0]), [id(1), id(3)]);
    assert!(same[0].is_exact() && same[0].overlap(id(1), id(3)) == Some(Overlap::WHOLE));
}

#[test]
fn ten_thousand_copies_in_a_row_are_one_cluster() {
    let copies = (1..=10_000).map(|n: i64| copy(n.unsigned_abs().into(), n, None, None)).collect();
    let pairs: Vec<_> = (1..10_000).rev().map(|n| (n, n + 1, Overlap { common: 9, all: 10 })).collect();
    let found = clusters(copies, &pairs);
    assert_eq!((found.len(), found[0].copies.len()), (1, 10_000));
}

/// The marked words of one side of a passage, each with its sign.
fn marked(text: &str, place: &std::ops::Range<usize>, runs: &[(std::ops::Range<usize>, Sign)]) -> Vec<(String, Sign)> {
    let words = &text[place.clone()];
    let marked = runs.iter().filter(|(_, sign)| *sign != Sign::Same);
    marked.map(|(range, sign)| (words[range.clone()].to_owned(), *sign)).collect()
}

#[test]
fn what_differs_is_shown_with_the_words_around_it_and_nothing_else_is() {
    let left = "MINSK, 17 October. Poland and Iraq signed a plan for joint drills on Tuesday, the ministry said in a short statement to the press. Nobody else took part in it.";
    let right = "Poland and Iraq signed a plan for large joint drills on Tuesday, the ministry said in a short “statement” to the press. Nobody else took part, an official said.";
    let found = differences(left, right);
    assert_eq!(found.passages.len(), 2);
    let [first, last] = found.passages.as_slice() else { unreachable!() };
    assert_eq!(marked(left, &first.left, &first.left_runs), [("MINSK, 17 October".to_owned(), Sign::Differs)]);
    assert_eq!(marked(right, &first.right, &first.right_runs), [("large".to_owned(), Sign::Differs)]);
    assert_eq!(marked(left, &last.left, &last.left_runs), [("in it".to_owned(), Sign::Differs)]);
    assert_eq!(marked(right, &last.right, &last.right_runs), [("an official said".to_owned(), Sign::Differs)]);
    assert_eq!(&left[last.left.clone()], "statement to the press. Nobody else took part in it");
    assert_eq!((found.left_only, found.right_only, found.moved), (5, 4, 0));
    assert_eq!(differences(left, &left.to_uppercase()).passages, []);
    assert_eq!(differences("", ""), super::differing::Differences::default());
}

#[test]
fn the_words_around_a_difference_are_of_its_own_paragraph() {
    let left = "A headline\n\nThe ministers of both countries met in the capital for an hour and then met on Tuesday and spoke of trade.\n\nNo date was given.";
    let right = "Another headline\n\nThe ministers of both countries met in the capital for an hour and then met on Tuesday and spoke of trade.\n\nRead also: who came.\n\nNo date was given.";
    let found = differences(left, right);
    let shown: Vec<(&str, &str)> =
        found.passages.iter().map(|p| (&left[p.left.clone()], &right[p.right.clone()])).collect();
    assert_eq!(
        shown,
        [
            ("A headline", "Another headline"),
            // Where one side has nothing, what stands before shows the place.
            ("then met on Tuesday and spoke of trade", "Read also: who came"),
        ]
    );
}

#[test]
fn what_stands_in_another_place_is_told_from_what_is_only_here() {
    let (one, two, three) = (
        "The ministers met in the capital on Tuesday and spoke of trade.",
        "Earlier the press office had denied that any such meeting was planned.",
        "No date was given for the drills, whose place is still unknown to us.",
    );
    let found = differences(&[one, two, three].join("\n"), &[two, one, three].join("\n"));
    assert_eq!((found.left_only, found.right_only), (0, 0));
    assert!(found.moved >= 11, "{found:?}");
    let signs = |runs: &[(std::ops::Range<usize>, Sign)]| runs.iter().any(|(_, sign)| *sign == Sign::Hidden);
    assert!(found.passages.iter().any(|p| signs(&p.left_runs)) && found.passages.iter().any(|p| signs(&p.right_runs)));
}

#[test]
fn texts_that_differ_everywhere_give_no_more_than_can_be_looked_at() {
    let word = |n: usize, every: usize| if n.is_multiple_of(20) { format!("x{every}y{n} ") } else { format!("w{n} ") };
    let text = |every: usize| (0..10_000).map(|n| word(n, every)).collect::<String>();
    let found = differences(&text(1), &text(2));
    assert_eq!((found.passages.len(), found.more, found.left_only), (MOST, true, 500));
    // Long stretches without a word in common are not weighed word by word, and stand as they are.
    let other = |letter: char| (0..2_000).map(|n| format!("{letter}{} ", n % 700)).collect::<String>();
    assert_eq!(differences(&other('a'), &other('b')).left_only, 2_000);
}
