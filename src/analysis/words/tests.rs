//! Counting over small corpora, in several scripts, against counts made by hand.

use super::*;
use crate::domain::{Id, Words};
use std::collections::HashSet;

/// A corpus of these texts with their languages, and the documents in order.
fn corpus(texts: &[(&str, Option<&str>)]) -> (Corpus, Vec<Id>) {
    let mut corpus = Corpus::default();
    let mut ids = Vec::new();
    for (text, language) in texts {
        let id = Id::new();
        let mut reading = Corpus::begin(id, Id::new(), *language);
        for line in text.split_inclusive('\n') {
            corpus.read(&mut reading, line);
        }
        corpus.take(reading);
        ids.push(id);
    }
    (corpus, ids)
}

fn sought(kind: Kind) -> Sought {
    let column = if kind == Kind::Used { Column::Count } else { Column::Likelihood };
    Sought { kind, column, descending: true, letters: String::new(), stop_words: false, least: 1, limit: 100 }
}

fn listed(corpus: &Corpus, those: &Those, sought: &Sought) -> Vec<(String, u64)> {
    let list = corpus.list(&corpus.tally(those, &|| false).unwrap(), sought);
    list.rows.into_iter().map(|row| (row.word.into_raw(), row.count)).collect()
}

fn pairs(words: &[(&str, u64)]) -> Vec<(String, u64)> {
    words.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect()
}

#[test]
fn words_are_counted_folded_and_shown_as_they_are_written_most_often() {
    let (corpus, _) = corpus(&[
        ("Iran and IRAN met. Iran’s plan.\n", Some("en")),
        ("Ещё о плане: Иран, ИРАН, Иран и планом.\n", Some("ru")),
        ("برنامهٔ ایران و ایران\n", Some("fa")),
        ("伊朗在北京举行会议，伊朗同意。", Some("zh")),
    ]);
    let words = listed(&corpus, &Those::All, &sought(Kind::Used));
    assert_eq!(&words[..2], pairs(&[("Iran", 3), ("Иран", 3)]));
    assert!(words.contains(&("伊朗".to_owned(), 2)) && words.contains(&("ایران".to_owned(), 2)), "{words:?}");
    assert!(words.iter().all(|(word, _)| !["and", "о", "и", "و", "在", "s"].contains(&word.as_str())), "{words:?}");
    // With stop words, and by letters anywhere in the word.
    let all = Sought { stop_words: true, letters: "ПЛАН".to_owned(), ..sought(Kind::Used) };
    assert_eq!(listed(&corpus, &Those::All, &all), pairs(&[("плане", 1), ("планом", 1)]));
    let all = Sought { stop_words: true, ..sought(Kind::Used) };
    assert!(listed(&corpus, &Those::All, &all).contains(&("and".to_owned(), 1)));
}

#[test]
fn a_stop_word_of_one_language_is_a_word_of_another() {
    let (corpus, _) = corpus(&[("The war, the war.", Some("en")), ("Es war die Stadt.", Some("de"))]);
    let words = listed(&corpus, &Those::All, &sought(Kind::Used));
    assert_eq!(words, pairs(&[("war", 3), ("Stadt", 1)]));
}

#[test]
fn lists_are_sorted_cut_and_say_how_many_there_are() {
    let (corpus, ids) = corpus(&[("a1 b1 b1 c1 c1 c1", None), ("c1 c1 c1", None)]);
    let tally = corpus.tally(&Those::All, &|| false).unwrap();
    let list = corpus.list(&tally, &Sought { limit: 2, ..sought(Kind::Used) });
    assert_eq!((list.of, list.words, list.documents, list.rows.len()), (3, 9, 2, 2));
    let first = &list.rows[0];
    assert_eq!((first.folded.raw(), first.count, first.documents), ("c1", 6, 2));
    // By hand: shares of the documents 6/9 and 3/9; “c1” 3/6 and 3/6. DP = 1/6, and 1/6 / (1 − 1/3) = 0.25.
    assert!((first.deviation - 0.25).abs() < 1e-9 && (first.per_million - 666_666.67).abs() < 0.01);
    let by = |column, descending| {
        let list = corpus.list(&tally, &Sought { column, descending, ..sought(Kind::Used) });
        list.rows.into_iter().map(|row| row.folded.into_raw()).collect::<Vec<_>>()
    };
    assert_eq!(by(Column::Word, false), ["a1", "b1", "c1"]);
    assert_eq!(by(Column::Count, false), ["a1", "b1", "c1"]);
    assert_eq!(by(Column::Deviation, true), ["a1", "b1", "c1"]);
    // In one document alone nothing is spread unevenly.
    let one = corpus.tally(&Those::Of(HashSet::from([ids[1]])), &|| false).unwrap();
    let list = corpus.list(&one, &sought(Kind::Used));
    assert_eq!((list.rows[0].count, list.rows[0].deviation, list.rest_words), (3, 0.0, 6));
    assert!(corpus.tally(&Those::All, &|| true).is_none(), "it can be given up");
}

#[test]
fn some_documents_are_held_against_the_rest() {
    let (corpus, ids) = corpus(&[
        ("treaty treaty treaty market", None),
        ("market market drought drought", None),
        ("market drought drought market", None),
    ]);
    let those = Those::Of(HashSet::from([ids[0]]));
    let tally = corpus.tally(&those, &|| false).unwrap();
    let more = corpus.list(&tally, &sought(Kind::More));
    let key = &more.rows[0];
    assert_eq!((more.rows.len(), key.folded.raw(), key.count, key.rest), (1, "treaty", 3, 0));
    // By hand: 3 of 4 against none of 8: 2 · 3 · ln 3, and log2((3/4) / (0.5/8)).
    assert!((key.likelihood - 6.0 * 3_f64.ln()).abs() < 1e-9 && (key.ratio - 12_f64.log2()).abs() < 1e-9);
    let less = corpus.list(&tally, &sought(Kind::Less));
    let words: Vec<&str> = less.rows.iter().map(|row| row.folded.raw()).collect();
    assert_eq!(words, ["drought", "market"], "one that is missing there stands first");
    assert!(less.rows.iter().all(|row| row.ratio < 0.0));
}

#[test]
fn neighbours_are_told_with_how_surely_they_belong_together() {
    let (corpus, _) = corpus(&[
        ("joint drill here\njoint drill there\njoint drill now\n", None),
        ("other words stand here\nother words stand there\nother words stand now\n", None),
    ]);
    let tally = corpus.tally(&Those::All, &|| false).unwrap();
    let near = |before, after| Near { window: Window { before, after }, least: 1, stop_words: true, limit: 10 };
    let (found, of) = corpus.collocates("drill", &Those::All, &tally, near(1, 0), &|| false).unwrap();
    assert_eq!((found.len(), of), (1, 1));
    let joint = &found[0];
    assert_eq!((joint.word.raw(), joint.together, joint.before, joint.after, joint.count), ("joint", 3, 3, 0, 3));
    // By hand: 3 places beside “drill”, 3 of “joint” among 18 other words: 0.5 expected, log2(3 / 0.5).
    assert!((joint.information - 6_f64.log2()).abs() < 1e-9);
    assert!((joint.likelihood - measures::association(3, 0, 0, 15)).abs() < 1e-9);
    let (after, _) = corpus.collocates("drill", &Those::All, &tally, near(0, 1), &|| false).unwrap();
    let words: Vec<&str> = after.iter().map(|found| found.folded.raw()).collect();
    assert_eq!(words, ["here", "now", "there"]);
    let twice = Near { least: 2, ..near(5, 5) };
    let (often, _) = corpus.collocates("drill", &Those::All, &tally, twice, &|| false).unwrap();
    assert!(often.iter().all(|found| found.together >= 2));
    assert_eq!(corpus.collocates("nobody", &Those::All, &tally, twice, &|| false), Some((Vec::new(), 0)));
}

#[test]
fn a_word_is_found_in_its_documents_and_at_its_bytes() {
    let texts = ["Тегеран и Минск. тегеран\n", "Minsk\n", "北京，北京。Тегеран\n"];
    let (corpus, ids) = corpus(&texts.map(|text| (text, None)));
    let tally = corpus.tally(&Those::All, &|| false).unwrap();
    let spots = corpus.spots("тегеран", &Those::All, &tally, &|| false).unwrap();
    let counts: Vec<(Id, u64)> = spots.documents.iter().map(|found| (found.document, found.count)).collect();
    assert_eq!(counts, [(ids[0], 2), (ids[2], 1)]);
    assert_eq!((spots.count, spots.of, spots.word), (3, 3, Words::new("Тегеран")));
    let mut bytes: Vec<u32> = Vec::new();
    assert_eq!(spots.documents[0].at, [0, 3]);
    bytes_of(texts[0], 100, "тегеран", |span| bytes.push(span.start()));
    assert_eq!(bytes, [100, 100 + u32::try_from(texts[0].rfind("тегеран").unwrap()).unwrap()]);
    bytes.clear();
    bytes_of(texts[2], 0, "北京", |span| bytes.push(span.start()));
    assert_eq!(bytes, [0, u32::try_from("北京，".len()).unwrap()]);
}

#[test]
fn a_corpus_follows_what_becomes_of_its_documents() {
    let (mut corpus, ids) = corpus(&[("one", None), ("two", None)]);
    let other = Id::new();
    let mut reading = Corpus::begin(ids[0], other, None);
    corpus.read(&mut reading, "three three");
    corpus.take(reading);
    assert!(corpus.has(ids[0], other) && corpus.len() == 2);
    assert_eq!(listed(&corpus, &Those::All, &sought(Kind::Used)), pairs(&[("three", 2), ("two", 1)]));
    assert!(corpus.keep(&HashSet::from([ids[1]])) && !corpus.keep(&HashSet::from([ids[1]])));
    assert_eq!(listed(&corpus, &Those::All, &sought(Kind::Used)), pairs(&[("two", 1)]));
    let mut reading = Corpus::begin(ids[0], other, None);
    corpus.read(&mut reading, "the war");
    corpus.take(reading);
    assert!(corpus.tell_language(ids[0], Some("de")) && !corpus.tell_language(ids[0], Some("de")));
    assert!(listed(&corpus, &Those::All, &sought(Kind::Used)).contains(&("the".to_owned(), 1)));
}
