//! Words of a corpus on the command line: counts in several scripts, neighbours of a word, what sets some documents apart.

use crate::program::Place;
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
