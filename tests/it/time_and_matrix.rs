//! The timeline and the matrix from the command line: claims of the two sample documents as somebody recorded them, as tables
//! and pictures, and what one document is silent about.

use crate::program::{Place, text_of};
use crate::tensions::project;

fn table(place: &Place, file: &str) -> Vec<Vec<String>> {
    let bytes = std::fs::read(place.path(file)).unwrap();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap().to_vec();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column(table: &[Vec<String>], name: &str) -> usize {
    table[0].iter().position(|head| head.contains(name)).unwrap_or_else(|| panic!("no {name} in {:?}", table[0]))
}

#[test]
fn what_one_document_names_and_the_other_does_not_is_a_gap_in_the_matrix_and_no_denial() {
    let (place, _) = project("seeds");
    place.run(["export", "p.assay", "csv", "--matrix", "--rows", "name", "-o", "m.csv"]).well();
    let table = table(&place, "m.csv");
    let (a, b) = (column(&table, "000_"), column(&table, "002_"));
    let row = |name: &str| table.iter().find(|row| row[1] == name).unwrap();
    // d10: the article has Russia as a hub; the digest has no word of it.
    let russia = row("Russia");
    assert_eq!(russia[a], "silent");
    assert!(russia[b].contains("affirms") && russia[b].contains("hedges"), "{}", russia[b]);
    assert!(!table.iter().any(|row| row[1] == "Russia" && row[a].contains("denies")));
    // Both speak of Iran.
    let iran = row("Iran");
    assert!(iran[a].contains("affirms") && iran[b].contains("affirms"), "{iran:?}");
}

#[test]
fn who_lays_claims_to_somebody_unnamed_stands_over_its_column() {
    let (place, _) = project("seeds");
    place.run(["export", "p.assay", "svg", "--matrix", "-o", "m.svg"]).well();
    let svg = std::fs::read_to_string(place.path("m.svg")).unwrap();
    // d11: the digest names its speakers; the article has analysts and officials without names.
    let under = |heading: &str| {
        let after = &svg[svg.find(heading).unwrap()..];
        let line = after.lines().find(|line| line.contains(" claims")).unwrap();
        line[line.find('>').unwrap() + 1..].split('<').next().unwrap().to_owned()
    };
    assert!(!under("000_8").contains("unnamed"), "{}", under("000_8"));
    assert!(under("002_2").contains("unnamed"), "{}", under("002_2"));
}

#[test]
fn the_timeline_has_a_row_a_claim_with_its_three_times_as_exactly_as_they_are_known_and_the_lags_between() {
    let (place, refs) = project("seeds");
    place.run(["export", "p.assay", "csv", "--timeline", "-o", "t.csv"]).well();
    let table = table(&place, "t.csv");
    assert_eq!(table.len(), 41, "every claim has a row, dated or not");
    let at = |name: &str| table[0].iter().position(|head| head == name).unwrap();
    let of = |reference: &str| {
        let words = refs.iter().find(|(_, own)| *own == reference).unwrap().0;
        table.iter().find(|row| row[at("words")] == *words).unwrap()
    };
    let pulled = of("a_pullquote");
    let cell = |name: &str| pulled[at(name)].as_str();
    assert_eq!((cell("said_first"), cell("said_last"), cell("said_precision")), ("2023-10-17", "2023-10-17", "day"));
    assert_eq!((cell("published"), cell("published_precision"), cell("published_last")), ("2023-10-17/..", "open", ""));
    assert_eq!((cell("published_after_days_least"), cell("published_after_days_most")), ("0", ""));
    assert_eq!(cell("lags"), "published the same day or later");
    // Nothing a cell begins with is a formula.
    assert!(table.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
}

#[test]
fn both_are_drawn_and_words_that_run_leftwards_do() {
    let place = Place::with_seeds();
    let claims = [
        ("=HYPERLINK(\"https://evil.example\")<script>alert(1)</script>", "2023-10-17", "Ana"),
        ("همکاری با Minsk علیه هیچ کشور ثالثی نیست", "2023-11", "لوکاشنکو"),
    ];
    let lines: String = claims
        .iter()
        .map(|(words, said, speaker)| {
            let op = serde_json::json!({ "op": "add_claim", "words": words, "said_at": said, "speaker": speaker, "stance": "denies" });
            format!("{op}\n")
        })
        .collect();
    place.apply(&lines).well();
    for (what, file) in [("--timeline", "t"), ("--matrix", "m")] {
        let (svg, png, csv) = (format!("{file}.svg"), format!("{file}.png"), format!("{file}.csv"));
        let ran = place.run(["export", "p.assay", "svg", what, "-o", &svg, "--json"]).well();
        assert_eq!(ran.json()["recorded"], true);
        let text = std::fs::read_to_string(place.path(&svg)).unwrap();
        assert!(!text.contains("<script") && text.contains("&lt;script&gt;"));
        let persian = text.lines().find(|line| line.contains("همکاری")).unwrap();
        assert!(persian.contains("direction=\"rtl\" text-anchor=\"end\"") && persian.contains("Minsk"), "{persian}");
        place.run(["export", "p.assay", "png", what, "-o", &png]).well();
        let picture = std::fs::File::open(place.path(&png)).unwrap();
        let mut reader = png::Decoder::new(std::io::BufReader::new(picture)).read_info().unwrap();
        let mut points = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut points).unwrap();
        assert!(points.iter().any(|point| *point < 0x40), "there is ink on it");
        place.run(["export", "p.assay", "csv", what, "-o", &csv]).well();
        let table = table(&place, &csv);
        assert!(table.iter().flatten().any(|cell| cell.starts_with("'=HYPERLINK")), "{table:?}");
        assert!(table.iter().flatten().any(|cell| cell.contains("همکاری")));
    }
}

#[test]
fn a_format_or_an_option_that_does_not_fit_is_refused_with_what_does() {
    let place = Place::with_seeds();
    for (arguments, says) in [
        (["export", "p.assay", "svg", "--timeline", "--rows", "tag", "-o", "x.svg"], "belongs to --matrix"),
        (["export", "p.assay", "csv", "--matrix", "--rows", "colour", "-o", "x.csv"], "matter name tag"),
        (["export", "p.assay", "svg", "--matrix", "--search", "Minsk", "-o", "x.svg"], "products of their own"),
    ] {
        let ran = place.run(arguments);
        assert_eq!(ran.code(), 2);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    let ran = place.run(["export", "p.assay", "docx", "--timeline", "-o", "x.docx"]);
    assert!(ran.fault(1, "AS-EXP-11").contains("svg, png and csv"));
    let ran = place.run(["export", "p.assay", "svg", "-o", "x.svg"]);
    assert!(ran.fault(1, "AS-EXP-11").contains("docx, html and md"));
    assert!(!place.path("x.svg").exists() && !place.path("x.docx").exists());
    assert_eq!(text_of(&place.list("documents")[0], "triage"), "inbox");
}

#[test]
fn too_many_claims_for_one_picture_are_refused_and_what_holds_them_is_named() {
    let place = Place::with_seeds();
    let lines: String = (0..600)
        .map(|n| format!("{{\"op\":\"add_claim\",\"words\":\"claim number {n}\",\"said_at\":\"2023-10-17\"}}\n"))
        .collect();
    place.apply(&lines).well();
    let ran = place.run(["export", "p.assay", "png", "--timeline", "-o", "t.png"]);
    assert!(ran.fault(1, "AS-EXP-12").contains("SVG or CSV"));
    assert!(!place.path("t.png").exists());
    place.run(["export", "p.assay", "svg", "--timeline", "-o", "t.svg"]).well();
    let svg = std::fs::read_to_string(place.path("t.svg")).unwrap();
    assert_eq!(svg.matches(">“claim number ").count(), 600);
}
