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
}

/// A picture that was exported, in points of two pixels a side.
struct Points {
    wide: usize,
    points: Vec<u8>,
}

impl Points {
    fn of(place: &Place, file: &str) -> Self {
        let picture = std::fs::File::open(place.path(file)).unwrap();
        let mut reader = png::Decoder::new(std::io::BufReader::new(picture)).read_info().unwrap();
        let mut points = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut points).unwrap();
        Self { wide: info.width as usize, points }
    }

    fn at(&self, x: f32, y: f32) -> String {
        let from = 3 * ((2.0 * y) as usize * self.wide + (2.0 * x) as usize);
        let [r, g, b] = self.points[from..from + 3] else { unreachable!() };
        format!("#{r:02X}{g:02X}{b:02X}")
    }
}

#[test]
fn the_picture_has_its_nodes_at_the_places_and_in_the_colours_of_the_drawing() {
    const TEXT: &str = "#1F1D1A";
    const NAME: &str = "#2F5D8A";
    const PAPER: &str = "#FFFFFF";
    let place = sample();
    for format in ["svg", "png"] {
        let file = format!("g.{format}");
        place.run(["export", "p.assay", format, "--graph", "-o", &file]).well();
    }
    let svg = std::fs::read_to_string(place.path("g.svg")).unwrap();
    let points = Points::of(&place, "g.png");
    let boxes = |fill: &str| -> Vec<[f32; 4]> {
        let of = format!("fill=\"{fill}\"");
        let lines = svg.lines().filter(|line| line.starts_with("<rect x") && line.contains(&of));
        lines.map(|line| ["x", "y", "width", "height"].map(|side| attribute(line, side))).collect()
    };
    // The ground of a name's words may lie over what is beside it.
    let grounds = boxes(PAPER);
    let covered =
        |x: f32, y: f32| grounds.iter().any(|[l, t, w, h]| (*l..l + w).contains(&x) && (*t..t + h).contains(&y));
    let names = boxes(NAME);
    assert_eq!(names.len(), 6, "five names and the sign of one");
    for [x, y, w, h] in names {
        for (across, down) in [(0.5, 0.5), (0.15, 0.15), (0.85, 0.85), (0.15, 0.85)] {
            let (x, y) = (x + w * across, y + h * down);
            assert!(covered(x, y) || points.at(x, y) == NAME, "{x} {y}: {}", points.at(x, y));
        }
        assert_ne!(points.at(x - 4.0, y - 4.0), NAME, "and not beyond it");
    }
    let (mut full, mut empty) = (0, 0);
    for line in svg.lines().filter(|line| line.starts_with("<circle") && attribute(line, "r") > 5.0) {
        let [x, y, r] = ["cx", "cy", "r"].map(|side| attribute(line, side));
        if covered(x, y) {
            continue;
        }
        if line.contains(&format!("fill=\"{TEXT}\"")) {
            full += 1;
            assert_eq!(points.at(x, y), TEXT);
            assert_eq!(points.at(x + r * 0.8, y), TEXT);
        } else if line.contains(&format!("stroke=\"{TEXT}\"")) {
            empty += 1;
            assert_eq!(points.at(x + r, y), TEXT, "its edge");
            assert_eq!(points.at(x + r * 0.7, y), PAPER, "and nothing within");
        }
        assert_ne!(points.at(x, y + r + 2.5), TEXT, "and not beyond it");
    }
    assert!(full > 6 && empty > 4, "{full} and {empty} of fourteen claims, and four signs");
    assert!(points.points.chunks_exact(3).any(|point| point == [0xB4, 0x57, 0x3C]), "a clash");
}

#[test]
fn long_words_are_cut_at_the_end_of_a_word_and_chinese_ones_between_characters() {
    let place = Place::with_seeds();
    let latin =
        "International cooperation notwithstanding, neither of the governments confirmed the arrangement publicly";
    let chinese = "双方在联合声明中强调这一伙伴关系并不针对任何第三方而是为了维护地区的和平与稳定并且将继续深化在各个领域的务实合作和交流";
    let claim = |words: &str| serde_json::json!({ "op": "add_claim", "words": words }).to_string();
    place.apply(&[claim(latin), claim(chinese)].join("\n")).well();
    place.run(["export", "p.assay", "svg", "--graph", "-o", "g.svg"]).well();
    let svg = std::fs::read_to_string(place.path("g.svg")).unwrap();
    let cut: Vec<&str> = svg.split('>').filter_map(|part| part.split_once("…</text")).map(|(words, _)| words).collect();
    // Somebody is quoted.
    let cut: Vec<&str> = cut.into_iter().map(|words| words.trim_start_matches('“')).collect();
    assert_eq!(cut.len(), 2, "{svg}");
    let rest = |whole: &'static str| {
        let shown = cut.iter().find(|shown| whole.starts_with(**shown)).unwrap_or_else(|| panic!("{cut:?}"));
        (shown.chars().count(), &whole[shown.len()..])
    };
    let (shown, after) = rest(latin);
    assert!(shown > 20 && after.starts_with([' ', ',']), "{cut:?}");
    assert!(rest(chinese).0 > 10, "they have as much room as Latin ones: {cut:?}");
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
