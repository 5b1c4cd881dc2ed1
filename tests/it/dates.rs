//! Expressions of time: a table of them in seven languages and three calendars, all of them in the two sample documents, and
//! the command line over them.

use crate::program::{Place, text_of};
use assay::analysis::dates::{Edge, Expression, Lexicon, expressions};
use assay::domain::Date;
use assay::domain::calendar::Calendar;
use serde_json::{Value, json};

/// An expression as a line of the table has it.
fn told(text: &str, found: &Expression) -> String {
    let date = |date: &Option<Date>| date.as_ref().map_or("-", Date::as_str).to_owned();
    let calendar = if found.calendar == Calendar::Gregorian { "" } else { found.calendar.as_str() };
    let edge = found.edge.map_or("", Edge::as_str);
    let remarks = [calendar, edge].into_iter().filter(|remark| !remark.is_empty()).collect::<Vec<_>>().join(" ");
    let place = &text[found.bytes.clone()];
    let precision = found.precision.as_str();
    format!("[{place}] {} {} {precision} {remarks}", date(&found.edtf), date(&found.reading)).trim().to_owned()
}

/// Lines of a table of which what is found is not what they say, and how many lines there are.
fn wrong_in(table: &str) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        lines += 1;
        let fields: Vec<&str> = line.split('\t').collect();
        let [language, written, marked, values @ ..] = fields.as_slice() else {
            panic!("a line has a language, a date and a text: {line}");
        };
        let text = marked.replace(['[', ']'], "").replace('⟨', "[").replace('⟩', "]");
        let written = Some(*written).filter(|written| *written != "-").map(|written| written.parse::<Date>().unwrap());
        let found = expressions(&text, Some(language), written.as_ref(), Lexicon::built_in());
        let found: Vec<String> = found.iter().map(|found| told(&text, found)).collect();
        let places = marked.split('[').skip(1).map(|rest| rest.split(']').next().unwrap());
        let wanted: Vec<String> = places
            .enumerate()
            .map(|(at, place)| {
                let of = |field: usize| values.get(at * 4 + field).copied().unwrap_or_default();
                format!("[{place}] {} {} {} {}", of(0), of(1), of(2), of(3)).trim().to_owned()
            })
            .collect();
        if found != wanted {
            wrong.push(format!("{language}: {marked}\n  wanted {wanted:?}\n  found  {found:?}"));
        }
    }
    (wrong, lines)
}

#[test]
fn every_expression_of_the_table_is_found_where_it_stands_and_read_as_it_says() {
    let (wrong, lines) = wrong_in(include_str!("dates.tsv"));
    assert!(lines > 350, "{lines}");
    assert!(wrong.is_empty(), "{} of {lines} are wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_dates_of_sentences_as_papers_have_them_are_read() {
    let (wrong, lines) = wrong_in(include_str!("dates_sentences.tsv"));
    assert!(lines > 60, "{lines}");
    assert!(wrong.is_empty(), "{} of {lines} are wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Where it stands in characters, its words, EDTF, the reading, precision and edge.
fn line(text: &str, found: &Value) -> String {
    let byte = |field: &str| usize::try_from(found[field].as_u64().unwrap()).unwrap();
    let (start, end) = (byte("start_byte"), byte("end_byte"));
    let (quote, precision) = (text_of(found, "quote"), text_of(found, "precision"));
    assert_eq!(&text[start..end], quote);
    let chars = |to: usize| text[..to].chars().count();
    let or_dash = |field: &str| found[field].as_str().unwrap_or("-").to_owned();
    let (edtf, reading, edge) = (or_dash("edtf"), or_dash("reading"), or_dash("edge"));
    format!("{}–{} {quote} | {edtf} | {reading} | {precision} | {edge}", chars(start), chars(end))
}

#[test]
fn all_in_the_sample_documents_is_found_and_what_counts_from_an_unknown_day_stays_so() {
    let place = Place::with_seeds();
    let [(a_id, a), (b_id, b)] = place.seeds();
    let in_a: Vec<String> = place.analysed("dates", &a_id).iter().map(|found| line(&a, found)).collect();
    assert_eq!(
        in_a,
        [
            "1099–1116 earlier this year | - | - | relative | -",
            "1186–1198 through 2026 | ../2026 | - | year | inside",
            "2552–2567 17 October 2023 | 2023-10-17 | - | day | -",
            "3703–3720 01 September 2023 | 2023-09-01 | - | day | -",
            "5530–5542 до 2026 года | ../2026 | - | year | not_said",
            "5607–5617 until 2026 | ../2026 | - | year | not_said",
            "5660–5673 13 March 2023 | 2023-03-13 | - | day | -",
        ]
    );
    let in_b: Vec<String> = place.analysed("dates", &b_id).iter().map(|found| line(&b, found)).collect();
    let august = "929–938 in August | XXXX-08 | - | month | -";
    assert_eq!(in_b, ["147–154 in 2026 | 2026 | - | year | -", august]);
}

#[test]
fn the_document_s_recorded_date_is_what_the_words_count_from() {
    let place = Place::with_seeds();
    let [(a_id, a), (b_id, b)] = place.seeds();
    let set = |id: &str, date: &str| json!({"op": "set_document", "id": id, "published": date}).to_string();
    place.put("dates.jsonl", format!("{}\n{}\n", set(&a_id, "2023-11-20"), set(&b_id, "2025-11-04")));
    place.run(["apply", "p.assay", "dates.jsonl"]).well();

    let in_a = place.analysed("dates", &a_id);
    assert_eq!(line(&a, &in_a[0]), "1099–1116 earlier this year | - | 2023 | year | -");
    let in_b = place.analysed("dates", &b_id);
    assert_eq!(line(&b, &in_b[1]), "929–938 in August | XXXX-08 | 2025-08 | month | -");
    let reason = "the year is not said; the nearest August up to the document’s date, 04 November 2025";
    assert_eq!(text_of(&in_b[1], "reason"), reason);

    let shown = place.run(["analyse", "p.assay", "dates"]).well();
    assert!(shown.text().contains("(04 November 2025)"), "{shown:?}");
    assert!(shown.text().contains("2025-08                month     "), "{shown:?}");
    assert!(shown.text().contains("[in August], during which he met") && shown.text().contains(reason), "{shown:?}");
    assert!(shown.err.contains("9 expressions of time in 2 of 2 documents."), "{shown:?}");
}

#[test]
fn words_of_ones_own_are_used_but_for_lines_that_cannot_be() {
    let place = Place::with_texts(&[(
        "a.txt",
        "The mill stood still in Thrimilce 2021, and yesterday it burned down at last.\n",
    )]);
    place.put("own.txt", "# mine\nen month.5  Thrimilce\nen month.13  Smarch\nen in  in\nen\n");
    let ran = place.run(["analyse", "p.assay", "dates", "--dates", "own.txt", "--json"]).well();
    let found: Vec<Value> = ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(found.len(), 1, "{ran:?}");
    assert_eq!((text_of(&found[0], "quote"), text_of(&found[0], "edtf")), ("in Thrimilce 2021", "2021-05"));
    let told = &ran.err;
    assert!(told.contains("line 3: “month.13” is no class; ") && told.contains("line 5: no words; "), "{told}");

    place.run(["analyse", "p.assay", "dates", "--dates", "none.txt"]).fault(1, "AS-CLI-05");
    assert_eq!(place.run(["analyse", "p.assay", "words", "--dates", "own.txt"]).code(), 2);
    place.put("empty.txt", "");
    let figures = place.run(["analyse", "p.assay", "dates", "--dates", "empty.txt"]).well();
    assert!(figures.text().contains("Thrimilce [2021], and"), "without words there are figures alone: {figures:?}");
    place.put("corpus/b.txt", "The mill stood still.\n");
    place.run(["add", "p.assay", "corpus/b.txt"]).well();
    let documents = place.list("documents");
    let mill = documents.iter().find(|document| text_of(document, "file_name") == "b.txt").unwrap();
    let mill = text_of(mill, "id");
    assert_eq!(place.run(["analyse", "p.assay", "dates", "--document", mill]).code(), 1);
}
