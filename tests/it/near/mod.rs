//! Copies of one text: how many of the made pairs are found, and what a project tells of them.

mod gold;
mod project;

use super::program::{Place, one, text_of};
use assay::analysis::near::{Bands, Hashed, Runs, Sketch};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_made_pairs_are_many_of_many_kinds_and_on_both_sides_of_the_line() {
    let pairs = gold::pairs();
    let between = |low: f64, high: f64| pairs.iter().filter(|p| p.likeness >= low && p.likeness < high).count();
    let (far, below, just, near) = (between(0.0, 0.5), between(0.5, 0.8), between(0.8, 0.9), between(0.9, 1.1));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in &pairs {
        *kinds.entry(pair.made_by).or_default() += 1;
    }
    assert!(pairs.len() >= 500 && kinds.len() >= 12, "{} pairs: {kinds:?}", pairs.len());
    assert!(far >= 50 && below >= 100 && just >= 100 && near >= 100, "{far}, {below}, {just}, {near}");
    let texts: BTreeSet<&str> = pairs.iter().map(|p| p.right.as_str()).collect();
    assert!(texts.len() * 20 >= pairs.len() * 19, "no more than a few come twice: {} of {}", texts.len(), pairs.len());
    let again = gold::pairs();
    assert!(pairs.iter().zip(&again).all(|(a, b)| a.right == b.right && a.left == b.left), "the same each time");
}

/// How many of these there are, in hundredths of all.
fn percent(part: usize, all: usize) -> usize {
    part * 100 / all.max(1)
}

#[test]
#[expect(clippy::print_stdout, reason = "whoever wants to know reads the figures")]
fn of_the_made_copies_more_than_ninety_five_in_a_hundred_are_found_and_what_is_found_is_a_copy() {
    let pairs = gold::pairs();
    // All texts lie in one pile, as they would in a project.
    let texts: BTreeSet<&str> = pairs.iter().flat_map(|p| [p.left.as_str(), p.right.as_str()]).collect();
    let texts: Vec<&str> = texts.into_iter().collect();
    let runs: Vec<Runs> = texts.iter().map(|text| Runs::of(text)).collect();
    let sketches: Vec<Sketch> = texts.iter().map(|text| Hashed::of(text).sketch()).collect();
    let mut bands = Bands::default();
    let mut found: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (n, text) in texts.iter().enumerate() {
        let sketch = &sketches[n];
        for other in bands.like(sketch).into_iter().map(|other| usize::try_from(other).unwrap()) {
            let worth = sketches[other].is_worth_comparing(sketch);
            if worth && runs[other].overlap(&runs[n]).is_near() {
                found.insert((texts[other], text));
            }
        }
        bands.insert(u32::try_from(n).unwrap(), sketch);
    }
    // Every two texts of the pile laid against each other, run by run.
    let every = (0..texts.len()).flat_map(|n| (0..n).map(move |other| (other, n)));
    let near: Vec<(&str, &str)> =
        every.filter(|(a, b)| runs[*a].overlap(&runs[*b]).is_near()).map(|(a, b)| (texts[a], texts[b])).collect();
    let near_found = near.iter().filter(|pair| found.contains(*pair)).count();
    let is_found = |p: &gold::Pair| found.contains(&(p.left.as_str().min(&p.right), p.left.as_str().max(&p.right)));
    let copies: Vec<_> = pairs.iter().filter(|p| p.likeness >= 0.8 && p.left != p.right).collect();
    let missed: Vec<_> = copies.iter().filter(|p| !is_found(p)).map(|p| (p.made_by, p.likeness)).collect();
    let right = found.iter().filter(|(one, other)| gold::likeness(one, other) >= 0.8).count();
    println!(
        "{} made pairs, {} of them copies: {} found; {} pairs found among {} texts, {right} of them copies; {near_found} of \
         all {} copies found",
        pairs.len(),
        copies.len(),
        copies.len() - missed.len(),
        found.len(),
        texts.len(),
        near.len(),
    );
    assert!(copies.len() >= 200);
    assert!(percent(copies.len() - missed.len(), copies.len()) >= 95, "missed: {missed:?}");
    assert!(percent(near_found, near.len()) >= 95, "{near_found} of {}", near.len());
    assert!(percent(right, found.len()) >= 99, "{right} of {} are copies", found.len());
    // Nothing that only shares boilerplate or a quotation was taken for a copy.
    let taken = pairs.iter().filter(|p| p.likeness < 0.75 && is_found(p)).count();
    assert_eq!(taken, 0);
}

/// One wire story as five outlets printed it, and a story that only quotes it.
const STORY: &str = "Belarus and Iran have signed a formal plan for military cooperation in 2026, the defence ministry said on Tuesday.\n\nThe plan was announced by Valery Revenko, who heads the department for international military cooperation, in a post on the social network X.\n\nHe said it was finalized during a meeting in Minsk between officials of the ministry and a delegation of the Iranian general staff. The centerpiece is a joint exercise on the territory of one of the two nations, though its place was not disclosed.\n\nThe agreement follows a visit by the president of Iran in August, during which he met Alexander Lukashenko. The two spoke about food supply and about the military and technical sphere. Lukashenko said that there were no closed topics between the two countries, and that their partnership was not directed against any third party.\n";

fn wire(place: &Place) {
    let cut = STORY.rsplit_once(" Lukashenko said").unwrap().0;
    for (name, text) in [
        ("1 agency.txt", format!("Belarus and Iran sign plan\n\nMINSK, 17 October 2023 (Agency) - {STORY}")),
        ("2 daily.txt", format!("A plan for drills\n\nMINSK, 18 October 2023. {}", STORY.replace("Tuesday", "Wednesday"))),
        ("3 herald.txt", STORY.replace("Lukashenko", "Lukashenka").replace("social network X", "network X")),
        ("4 mirror.html", format!("<html><body><p>{}</p></body></html>", STORY.replace("\n\n", "</p><p>"))),
        ("5 short.txt", format!("{cut}\n")),
        ("6 other.txt", "Lukashenko said that there were no closed topics between the two countries, and that their partnership was not directed against any third party. Analysts doubt it, and so do we, for reasons that fill the rest of this page and have nothing in common with the agency.\n".to_owned()),
    ] {
        place.put(&format!("wire/{name}"), text);
    }
}

fn copies(place: &Place) -> Value {
    let ran = place.run(["analyse", "p.assay", "duplicates", "--json"]);
    let answer = ran.json();
    assert_eq!(ran.code(), i32::from(answer["clusters"] == serde_json::json!([])), "{ran:?}");
    assert_eq!(answer["waiting"], 0);
    answer
}

/// The file names of the documents of each cluster, the likely original first.
fn clusters(place: &Place) -> Vec<Vec<String>> {
    let documents = place.list("documents");
    let name = |id: &Value| text_of(one(&documents, "id", id.as_str().unwrap()), "file_name").to_owned();
    let answer = copies(place);
    let of = |cluster: &Value| -> Vec<String> {
        cluster["documents"].as_array().unwrap().iter().map(|d| name(&d["document"])).collect()
    };
    answer["clusters"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn the_command_line_tells_the_copies_of_a_wire_story_and_its_likely_original() {
    let place = Place::new();
    wire(&place);
    place.run(["new", "p.assay", "--corpus", "wire", "--author", "Ana"]).well();
    let expected = ["1 agency.txt", "2 daily.txt", "3 herald.txt", "4 mirror.html", "5 short.txt"];
    let first = copies(&place);
    assert_eq!(clusters(&place), [expected]);
    assert_eq!((&first["documents"], &first["clusters"][0]["why"]), (&5.into(), &"dateline".into()));
    assert_eq!(first["clusters"][0]["date"], "2023-10-17");
    let percents: Vec<Option<u64>> =
        first["clusters"][0]["documents"].as_array().unwrap().iter().map(|d| d["percent"].as_u64()).collect();
    assert_eq!(percents[0], Some(100));
    assert!(percents[1].is_some_and(|p| (80..100).contains(&p)), "{percents:?}");
    let said = place.run(["analyse", "p.assay", "duplicates"]).well();
    assert!(said.err.contains("5 documents are copies of one text."), "{said:?}");
    assert!(said.text().contains("the first is dated first, 17 October 2023") && said.text().contains("original?"));
    // What is published earlier is the original, whatever its text says of itself.
    let documents = place.list("documents");
    let herald = text_of(one(&documents, "file_name", "3 herald.txt"), "id");
    place.apply(&format!(r#"{{"op":"set_document","id":"{herald}","published":"2023-10-16"}}"#)).well();
    let now = copies(&place);
    assert_eq!((&now["clusters"][0]["original"], &now["clusters"][0]["why"]), (&herald.into(), &"published".into()));
    assert_eq!(now["clusters"][0]["documents"][0]["published"], "2023-10-16");
    let wrong = place.run(["analyse", "p.assay", "nonsense"]);
    assert!(wrong.code() == 2 && wrong.err.contains("cannot be looked for"), "{wrong:?}");
    place.check();
}

#[test]
fn copies_go_when_their_import_is_undone_and_come_back_with_it() {
    let place = Place::new();
    wire(&place);
    place.run(["new", "p.assay", "--author", "Ana"]).well();
    place.run(["add", "p.assay", "wire/1 agency.txt", "wire/5 short.txt"]).well();
    // One is too short a part of the other, and only what stands between them makes them copies.
    assert_eq!(clusters(&place), [["1 agency.txt"; 0]; 0]);
    place.run(["add", "p.assay", "wire/3 herald.txt", "wire/4 mirror.html"]).well();
    let with_all = clusters(&place);
    assert_eq!(with_all, [["1 agency.txt", "5 short.txt", "3 herald.txt", "4 mirror.html"]]);
    place.run(["undo", "p.assay"]).well();
    assert_eq!(clusters(&place), [["1 agency.txt"; 0]; 0]);
    place.run(["redo", "p.assay"]).well();
    assert_eq!(clusters(&place), with_all);
    place.check();
}

#[test]
fn documents_without_words_are_no_copies_and_the_same_text_in_another_file_is_one() {
    let place = Place::new();
    place.put("in/empty.txt", "\n\n");
    place.put("in/blank.txt", "  … \n");
    place.put("in/one.txt", "Two words\n");
    place.put("in/two.txt", "Two\r\nwords\r\n");
    place.put("in/three.txt", "Two\nwords\n");
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    let found = copies(&place);
    assert_eq!(clusters(&place), [["one.txt", "three.txt", "two.txt"]]);
    assert_eq!(found["clusters"][0]["same_text"], false);
}
