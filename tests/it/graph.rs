//! The graph from the command line: the claims of the two sample documents with the links somebody made between them, as a picture
//! and as a table of edges.

use crate::program::{Place, text_of};
use std::collections::BTreeSet;

/// The sample: two documents, and the work on them.
fn sample() -> Place {
    let place = Place::with_seeds();
    place.apply(&std::fs::read_to_string("assets/sample/sample.jsonl").unwrap()).well();
    place
}

fn table(place: &Place, file: &str) -> Vec<Vec<String>> {
    let bytes = std::fs::read(place.path(file)).unwrap();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap().to_vec();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_table_is_one_of_edges_with_a_row_a_tie_and_nothing_is_lost() {
    let place = sample();
    place.run(["export", "p.assay", "csv", "--graph", "-o", "g.csv"]).well();
    let table = table(&place, "g.csv");
    assert_eq!(table[0][..4], ["Source", "Target", "Type", "Label"], "as Gephi looks for them");
    let at = |name: &str| table[0].iter().position(|head| head == name).unwrap();
    let rows = &table[1..];
    let with = |tie: &str| rows.iter().filter(|row| row[at("tie")] == tie).collect::<Vec<_>>();
    assert_eq!((with("clashes").len(), with("agrees").len(), with("other").len()), (5, 2, 0));
    let clash = with("clashes").into_iter().find(|row| row[1].contains("resist these attacks")).unwrap();
    assert_eq!(clash[0], "The partnership between Belarus and Iran is directed against a third party");
    assert_eq!([&clash[3], &clash[at("source_says")], &clash[at("status")]], ["pulls against", "denies", "accepted"]);
    assert!(clash[at("note")].starts_with("The same speaker"));
    let says = with("says").into_iter().find(|row| row[1].contains("resist these attacks")).unwrap();
    assert_eq!([&says[0], &says[at("source_kind")]], ["Alexander Lukashenko", "name"]);
    // Every claim is there, one that is tied to nothing without a target.
    let listed: BTreeSet<String> = place.list("claims").iter().map(|claim| text_of(claim, "id").to_owned()).collect();
    let found: BTreeSet<String> =
        rows.iter().flat_map(|row| [row[at("source_id")].clone(), row[at("target_id")].clone()]).collect();
    assert!(listed.is_subset(&found));
    assert!(rows.iter().any(|row| row[1].is_empty() && row[at("source_kind")] == "claim"));
    // Two nodes never have one name.
    let named: BTreeSet<(&str, &str)> = rows
        .iter()
        .flat_map(|row| [(row[0].as_str(), row[at("source_id")].as_str()), (&row[1], &row[at("target_id")])])
        .filter(|(words, _)| !words.is_empty())
        .collect();
    let words: BTreeSet<&str> = named.iter().map(|(words, _)| *words).collect();
    assert_eq!(words.len(), named.len());
}

#[test]
fn documents_and_mentioned_names_are_drawn_when_they_are_asked_for() {
    let place = sample();
    let read = |name: &str| std::fs::read_to_string(place.path(name)).unwrap();
    let svg = |name: &str| {
        place.run(["export", "p.assay", "svg", "--graph", "-o", name]).well();
        read(name)
    };
    let plain = svg("plain.svg");
    assert!(plain.contains(">Graph: 14 claims, 5 names, 7 links<"));
    assert!(plain.contains(">Alexander Lukashenko<") && !plain.contains(">Masoud Pezeshkian<"));
    assert_eq!(svg("again.svg"), plain, "the same project gives the same picture");
    place.run(["export", "p.assay", "svg", "--graph", "--documents", "--mentions", "-o", "whole.svg"]).well();
    let whole = read("whole.svg");
    assert!(whole.contains(" 2 documents, 7 links<"), "{}", whole.lines().nth(5).unwrap());
    // No words lie beyond the page.
    let width: f32 = attribute(whole.lines().next().unwrap(), "width");
    for line in whole.lines().filter(|line| line.starts_with("<text")) {
        let (x, long): (f32, f32) = (attribute(line, "x"), attribute(line, "textLength"));
        assert!(x >= 0.0 && x + long <= width, "{line}");
    }
    place.run(["export", "p.assay", "png", "--graph", "-o", "g.png", "--json"]).well();
    let picture = std::fs::File::open(place.path("g.png")).unwrap();
    let mut reader = png::Decoder::new(std::io::BufReader::new(picture)).read_info().unwrap();
    let mut points = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut points).unwrap();
    let has = |ink: [u8; 3]| points.chunks_exact(3).any(|point| point == ink);
    assert!(has([0x1F, 0x1D, 0x1A]) && has([0x2F, 0x5D, 0x8A]) && has([0xB4, 0x57, 0x3C]), "claims, names, clashes");
}

fn attribute(line: &str, name: &str) -> f32 {
    let begin = format!(" {name}=\"");
    let from = line.find(&begin).unwrap() + begin.len();
    line[from..].split('"').next().unwrap().parse().unwrap()
}

#[test]
fn hostile_words_are_words_and_two_claims_of_the_same_words_are_two_nodes() {
    let place = Place::with_seeds();
    let evil = "=HYPERLINK(\"https://evil.example\")<script>alert(1)</script>";
    let claim = |name: &str, words: &str| {
        serde_json::json!({ "op": "add_claim", "ref": name, "words": words, "speaker": "لوکاشنکو" }).to_string()
    };
    let link = r#"{"op":"link_claims","from":"a","to":"b","kind":"contradicts"}"#;
    let lines = [claim("a", evil), claim("b", evil), link.to_owned()].join("\n");
    place.apply(&lines).well();
    place.run(["export", "p.assay", "svg", "--graph", "-o", "g.svg"]).well();
    let svg = std::fs::read_to_string(place.path("g.svg")).unwrap();
    assert!(!svg.contains("<script") && svg.contains("direction=\"rtl\""));
    place.run(["export", "p.assay", "csv", "--graph", "-o", "g.csv"]).well();
    let table = table(&place, "g.csv");
    assert!(table.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    let row = table.iter().find(|row| row[3] == "contradicts").unwrap();
    assert_eq!(row[1], format!("{} (2)", row[0]));
}

#[test]
fn options_that_do_not_fit_are_refused() {
    let place = Place::with_seeds();
    for (ran, says) in [
        (place.run(["export", "p.assay", "svg", "--timeline", "--documents", "-o", "x.svg"]), "belongs to --graph"),
        (place.run(["export", "p.assay", "svg", "--graph", "--matrix", "-o", "x.svg"]), "one at a time"),
        (place.run(["export", "p.assay", "svg", "--graph", "--rows", "tag", "-o", "x.svg"]), "belongs to --matrix"),
        (place.run(["export", "p.assay", "csv", "--graph", "--search", "x", "-o", "x.csv"]), "products of their own"),
    ] {
        assert_eq!(ran.code(), 2);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    let ran = place.run(["export", "p.assay", "docx", "--graph", "-o", "x.docx"]);
    assert!(ran.fault(1, "AS-EXP-11").contains("svg, png and csv"));
    assert!(!place.path("x.svg").exists() && !place.path("x.docx").exists());
}
