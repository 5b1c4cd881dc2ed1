//! Words of a corpus on the command line: counts in several scripts, neighbours of a word, what sets some documents apart.

use crate::program::Place;
use assay::analysis::words::{Column, Kind, Sought, Those};
use assay::jobs::words::Counter;
use assay::store::Reader;
use serde_json::{Value, json};

/// Two reports on a treaty and one on weather, in English; a Russian, a Persian and a Chinese text.
fn corpus(place: &Place) {
    for (name, text) in [
        ("1 treaty.txt", "The treaty was signed in Minsk. The new treaty names a joint exercise.\n"),
        ("2 exercise.txt", "A joint exercise follows the treaty.\n\nAnother joint exercise was held before.\n"),
        ("3 weather.txt", "The weather was mild, and the harvest was good. The harvest came in early this year.\n"),
        ("4 russian.txt", "Санкции против Минска. Эти санкции ничего не меняют, сказал министр.\n"),
        ("5 persian.txt", "تحریم‌ها علیه ایران ادامه دارد. وزیر خارجه ایران گفت تحریم‌ها بی‌اثر است.\n"),
        ("6 chinese.txt", "北约在北京举行会议。中国外交部说，北约的会议没有结果。\n"),
    ] {
        place.put(&format!("in/{name}"), text);
    }
}

fn place() -> Place {
    let place = Place::new();
    corpus(&place);
    place.run(["new", "p.assay", "--corpus", "in", "--author", "Ana"]).well();
    place
}

/// Words of a list with their counts.
fn counted(list: &Value) -> Vec<(&str, u64)> {
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| (row["word"].as_str().unwrap(), row["count"].as_u64().unwrap())).collect()
}

#[test]
fn words_of_every_script_are_counted_as_they_are_written() {
    let place = place();
    let answer = place.run(["analyse", "p.assay", "words", "--json", "--limit", "500"]).well().json();
    let words = counted(&answer["used"]);
    for (word, count) in [
        ("treaty", 3),
        ("joint", 3),
        ("harvest", 2),
        ("Minsk", 1),
        ("санкции", 2),
        ("ایران", 2),
        ("北约", 2),
        ("会议", 2),
        ("北京", 1),
    ] {
        assert!(words.contains(&(word, count)), "{word}: {words:?}");
    }
    for stop in ["the", "The", "was", "не", "است", "在", "的"] {
        assert!(words.iter().all(|(word, _)| *word != stop), "{stop}: {words:?}");
    }
    assert_eq!((&answer["documents"], &answer["used_in_all"]), (&json!(6), &json!(words.len())));
    let with = place.run(["analyse", "p.assay", "words", "--json", "--stop-words", "--limit", "1"]).well().json();
    assert_eq!(counted(&with["used"]), [("The", 6)], "four times at the head of a sentence");
    assert_eq!(with["used"][0]["documents"], 3);
    // For people: the greatest first, and how much is not shown.
    let said = place.run(["analyse", "p.assay", "words", "--limit", "2"]).well();
    let lines: Vec<&str> = said.text().lines().collect();
    assert_eq!(lines.len(), 3, "{said:?}");
    assert!(lines[1].ends_with("exercise") && said.err.contains("The first 2 of "), "{said:?}");
}

#[test]
fn a_word_is_told_with_its_neighbours_and_its_documents() {
    let place = place();
    let answer = place.run(["analyse", "p.assay", "words", "--of", "Exercise", "--json"]).well().json();
    assert_eq!(
        (&answer["word"], &answer["count"], &answer["in_documents"]),
        (&json!("exercise"), &json!(3), &json!(2))
    );
    let joint = &answer["collocates"][0];
    assert_eq!((&joint["word"], &joint["together"], &joint["before"]), (&json!("joint"), &json!(3), &json!(3)));
    assert!(joint["log_likelihood"].as_f64().unwrap() > 10.0 && joint["mutual_information"].as_f64().unwrap() > 1.0);
    let documents = answer["documents"].as_array().unwrap();
    assert_eq!((documents.len(), &documents[0]["heading"]), (2, &json!("2 exercise.txt")));
    assert_eq!(documents[0]["at_words"], json!([2, 8]));
    // Other scripts; what is not used is a no.
    for (word, count) in [("САНКЦИИ", 2), ("ایران", 2), ("北约", 2)] {
        let answer = place.run(["analyse", "p.assay", "words", "--of", word, "--json"]).well().json();
        assert_eq!(answer["count"], count, "{word}");
    }
    let said = place.run(["analyse", "p.assay", "words", "--of", "exercise"]).well();
    assert!(said.text().contains("collocate\n") && said.err.contains("3 times"), "{said:?}");
    let none = place.run(["analyse", "p.assay", "words", "--of", "zeppelin"]);
    assert!(none.code() == 1 && none.err.contains("The word is not used."), "{none:?}");
}

#[test]
fn what_a_search_finds_is_held_against_the_rest() {
    let place = place();
    let answer = place.run(["analyse", "p.assay", "words", "--search", "treaty", "--json"]).well().json();
    assert_eq!((&answer["documents"], &answer["rest_documents"]), (&json!(2), &json!(4)));
    let more = counted(&answer["more"]);
    assert!(more[..3].contains(&("treaty", 3)) && more[..3].contains(&("joint", 3)), "{more:?}");
    assert_eq!((&answer["more"][0]["rest"], answer["more"][0]["log_ratio"].as_f64().unwrap() > 2.0), (&json!(0), true));
    let less = counted(&answer["less"]);
    assert!(less.contains(&("harvest", 0)) && !less.iter().any(|(word, _)| *word == "treaty"), "{less:?}");
    place.check();
}

#[test]
fn what_makes_no_sense_is_wrong_use() {
    let place = place();
    for (arguments, says) in [
        (["analyse", "p.assay", "words", "--of", "two words"], "--of needs one word"),
        (["analyse", "p.assay", "words", "--of", "…"], "--of needs one word"),
        (["analyse", "p.assay", "words", "--limit", "many"], "--limit needs a number"),
        (["analyse", "p.assay", "duplicates", "--limit", "3"], "go with “words”"),
        (["analyse", "p.assay", "words", "--search", "("], ""),
    ] {
        let ran = place.run(arguments);
        assert!(ran.code() == 2 && ran.err.contains(says), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn counting_that_is_given_up_goes_on_where_it_was_and_reads_what_is_new_alone() {
    let place = place();
    let reader = Reader::open(&place.project()).unwrap();
    let mut counter = Counter::default();
    let mut told = Vec::new();
    let mut some = |done: usize, of: usize| {
        told.push((done, of));
        done < 3
    };
    assert!(!counter.follow(&reader, &mut some).unwrap());
    assert_eq!(told.last(), Some(&(3, 6)));
    told.clear();
    let mut all = |done: usize, _: usize| {
        told.push((done, 6));
        true
    };
    assert!(counter.follow(&reader, &mut all).unwrap());
    assert_eq!(told.first(), Some(&(3, 6)), "what was read before is not read again");
    // A second time nothing is read, and after an import only what came in.
    assert!(counter.follow(&reader, &mut |_, _| panic!("all of it is known")).unwrap());
    place.put("late.txt", "treaty treaty\n");
    place.run(["add", "p.assay", "late.txt"]).well();
    let mut read = Vec::new();
    let mut late = |done: usize, of: usize| {
        read.push((done, of));
        true
    };
    assert!(counter.follow(&reader, &mut late).unwrap());
    assert!(!read.is_empty() && read.iter().all(|one| *one == (6, 7)), "{read:?}");
    assert_eq!(count(&mut counter, "treaty"), 5);
    place.run(["undo", "p.assay"]).well();
    assert!(counter.follow(&reader, &mut |_, _| panic!("nothing is new")).unwrap());
    assert_eq!(count(&mut counter, "treaty"), 3);
}

/// How often a word is used in all documents.
fn count(counter: &mut Counter, word: &str) -> u64 {
    let (kind, column, letters) = (Kind::Used, Column::Count, word.to_owned());
    let sought = Sought { kind, column, descending: true, letters, stop_words: true, least: 1, limit: 50 };
    let list = counter.list(&Those::All, &sought, &|| false).unwrap();
    list.rows.iter().find(|row| row.folded.is(word)).map_or(0, |row| row.count)
}

#[test]
fn no_word_is_cut_where_a_long_text_is_stored_in_pieces() {
    let place = Place::new();
    // Paragraphs of more than two hundred kilobytes, so that pieces end inside them.
    place.put("in/english.txt", format!("{}\n", "parliament ".repeat(20_000)));
    place.put("in/russian.txt", format!("{}\n", "парламент, ".repeat(12_000)));
    place.put("in/chinese.txt", format!("{}\n", "北约在北京举行会议。".repeat(8_000)));
    place.run(["new", "p.assay", "--corpus", "in", "--author", "Ana"]).well();
    let answer = place.run(["analyse", "p.assay", "words", "--stop-words", "--json"]).well().json();
    let expected = [("parliament", 20_000), ("парламент", 12_000), ("举行", 8_000), ("会议", 8_000), ("北京", 8_000)];
    let words = counted(&answer["used"]);
    for pair in expected.into_iter().chain([("北约", 8_000), ("在", 8_000)]) {
        assert!(words.contains(&pair), "{pair:?}: {words:?}");
    }
    assert_eq!((words.len(), &answer["words"]), (7, &json!(72_000)));
}
