//! Regular expressions over a whole corpus, on real projects: in four languages, beside words and fields, in patterns that
//! ruin other engines, and in a paragraph of megabytes.

use super::program::{Place, one, text_of};
use serde_json::Value;
use std::collections::BTreeSet;

const TEXTS: [(&str, &str); 5] = [
    ("en.txt", "Minsk signed in Tehran on 17 October 2023.\nIt was SIGNED on paper.\n\nNobody signed\nin March.\n"),
    ("ru.txt", "Договор № 15 подписан 17 октября 2023 года.\nДоговоры № 7 и № 8 не подписаны.\n"),
    ("fa.txt", "پیمان در تاریخ ۲۵ مهر ۱۴۰۲ امضا شد.\nکتاب\u{200C}ها و کتاب‌خانه\u{200C}ها بسته‌اند.\n"),
    ("zh.txt", "明斯克和德黑兰2023年10月17日签署条约。\n该条约不针对任何第三方。\n"),
    ("none.txt", "The weather was mild.\n"),
];

fn place() -> Place {
    Place::with_texts(&TEXTS)
}

/// Every place a question finds, as document and words; each is checked against the text it is of.
fn places(place: &Place, question: &str) -> BTreeSet<(String, String)> {
    let ran = place.run(["search", "p.assay", question, "--json"]);
    let answer = ran.json();
    assert_eq!(ran.code(), i32::from(answer["documents"] == 0), "{question}: {ran:?}");
    let documents = place.list("documents");
    let mut out = BTreeSet::new();
    for hit in answer["hits"].as_array().unwrap() {
        let name = text_of(one(&documents, "id", text_of(hit, "document")), "file_name").replace(".txt", "");
        let text = place.run(["text", "p.assay", text_of(hit, "document")]).well().out;
        for line in hit["lines"].as_array().unwrap() {
            let at = |field: &str| usize::try_from(line[field].as_u64().unwrap()).unwrap();
            let quote = text_of(line, "quote");
            assert_eq!(text.get(at("start_byte")..at("end_byte")), Some(quote.as_bytes()), "{question}");
            out.insert((name.clone(), quote.to_owned()));
        }
    }
    out
}

#[track_caller]
fn finds(place: &Place, question: &str, wanted: &[(&str, &str)]) {
    let wanted: BTreeSet<_> = wanted.iter().map(|(name, quote)| ((*name).to_owned(), (*quote).to_owned())).collect();
    assert_eq!(places(place, question), wanted, "{question}");
}

#[test]
fn places_are_found_as_the_texts_have_them_in_four_languages() {
    let place = place();
    finds(&place, r"/signed (in|on) \w+/", &[("en", "signed in Tehran")]);
    finds(&place, r"/signed (in|on) \w+/i", &[("en", "signed in Tehran"), ("en", "SIGNED on paper")]);
    finds(&place, r"/договор\w* № \d+/i", &[("ru", "Договор № 15"), ("ru", "Договоры № 7")]);
    finds(&place, r"/\bне\b/", &[("ru", "не")]);
    finds(&place, r"/\d+ \p{Arabic}+ \d{4}/", &[("fa", "۲۵ مهر ۱۴۰۲")]);
    finds(&place, "/کتاب\u{200C}ها/", &[("fa", "کتاب\u{200C}ها")]);
    finds(&place, r"/\d{4}年\d+月\d+日/", &[("zh", "2023年10月17日")]);
    finds(&place, r"/\p{Han}{2}约$|条约。$/", &[("zh", "条约。")]);
    // A paragraph has a beginning and an end, and nothing runs over them.
    finds(&place, r"/^\w+ signed$/", &[("en", "Nobody signed")]);
    finds(&place, r"/signed\s+in M/", &[]);
}

#[test]
fn words_and_fields_beside_it_narrow_the_documents_and_its_places_alone_are_shown() {
    let place = place();
    let in_both = [("en", "17"), ("en", "2023"), ("zh", "2023"), ("zh", "10"), ("zh", "17")];
    finds(&place, r"/[0-9]+/ (Tehran OR 条约)", &in_both);
    finds(
        &place,
        r"lang:ru /[0-9]+/ NOT погода",
        &[("ru", "15"), ("ru", "17"), ("ru", "2023"), ("ru", "7"), ("ru", "8")],
    );
    finds(&place, r"/[0-9]+/ weather", &[]);
    // Two of them: a document has both.
    finds(&place, r"/October/ /Minsk|Договор/", &[("en", "October"), ("en", "Minsk")]);
    let counted = place.run(["search", "p.assay", "/[0-9]{4}/", "--facets", "--json"]).well().json();
    assert_eq!(counted["documents"], 3);
    let languages: u64 =
        counted["facets"]["languages"].as_array().unwrap().iter().map(|pair| pair["documents"].as_u64().unwrap()).sum();
    assert_eq!(languages, 3, "{counted}");
}

#[test]
fn a_place_has_letters_and_splits_no_character() {
    let place = Place::new();
    place.put("corpus/a.txt", "caf\u{e9} cafe\u{301} 👩\u{200D}🔬 xyz\n");
    place.run(["new", "p.assay", "--corpus", "corpus", "--author", "Ana"]).well();
    finds(&place, "/y*/", &[("a", "y")]);
    finds(&place, "/q*/", &[]);
    // The letter alone is not what a reader sees; the accent belongs to it.
    finds(&place, "/cafe/", &[("a", "cafe\u{301}")]);
    finds(&place, "/👩/", &[("a", "👩\u{200D}🔬")]);
}

#[test]
fn patterns_that_ruin_other_engines_answer_and_those_too_large_are_refused_at_their_place() {
    let place = Place::new();
    place.put("corpus/a.txt", format!("{}!\n{}\n", "a".repeat(30_000), "x".repeat(30_000)));
    place.run(["new", "p.assay", "--corpus", "corpus", "--author", "Ana"]).well();
    finds(&place, "/^(a+)+$/", &[]);
    finds(&place, "/^(a|a)*b/", &[]);
    finds(&place, "/^(x+x+)+y/", &[]);
    finds(&place, "/(a?){25}a{25}!/", &[("a", &format!("{}!", "a".repeat(50)))]);
    let ran = place.run(["search", "p.assay", r"a /(\w{1000}){1000}/", "--json"]);
    assert_eq!((ran.code(), ran.json()["error"]["at_byte"].as_u64()), (2, Some(2)), "{ran:?}");
    assert!(ran.err.contains("too large"), "{}", ran.err);
    let ran = place.run(["search", "p.assay", "мир /а(б/"]);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!((ran.code(), lines[1]), (2, "      ^"), "{}", ran.err);
    assert_eq!(lines[2], "In the regular expression: unclosed group.");
}

#[test]
fn a_paragraph_of_five_megabytes_on_one_line_is_looked_through_to_its_end() {
    let place = Place::new();
    let mut text = String::new();
    while text.len() < 5 * 1024 * 1024 {
        if text.len().is_multiple_of(7) {
            text.push_str(&format!("договор-{:09} ", text.len()));
        } else {
            text.push_str("слово ");
        }
    }
    let last = format!("END-{}", text.len());
    text.push_str(&last);
    place.put("corpus/long.txt", &text);
    place.run(["new", "p.assay", "--corpus", "corpus", "--author", "Ana"]).well();
    let wanted: Vec<&str> = text.split(' ').filter(|word| word.starts_with("договор")).collect();
    let answer = place.run(["search", "p.assay", r"/\bдоговор-[0-9]{9}\b/", "--json"]).well().json();
    let lines = answer["hits"][0]["lines"].as_array().unwrap();
    let found: Vec<&str> = lines.iter().map(|line| text_of(line, "quote")).collect();
    assert_eq!(found.len(), wanted.len());
    assert_eq!(found, wanted, "each of them once, in order");
    for line in lines {
        let at = usize::try_from(line["start_byte"].as_u64().unwrap()).unwrap();
        assert!(text[at..].starts_with(text_of(line, "quote")));
        let before = text_of(line, "before");
        assert!(text[..at].ends_with(before) && before.chars().count() == at.min(60).min(before.chars().count()));
    }
    // Its beginning and its end are those of the line, not of a piece.
    finds(&place, r"/^\w+/", &[("long", text.split([' ', '-']).next().unwrap())]);
    finds(&place, r"/[A-Z]+-\d+$/", &[("long", &last)]);
    // What is longer than a reader can take in is shown from its beginning.
    let answer = place.run(["search", "p.assay", "/.+/", "--json"]).well().json();
    assert_eq!(answer["documents"], 1, "{}", answer["remarks"]);
    let quote = text_of(&answer["hits"][0]["lines"][0], "quote");
    assert!(text.starts_with(quote) && quote.len() > 8_000 && quote.len() <= 8 * 1024);
    let remarks = answer["remarks"].to_string();
    assert!(remarks.contains("may be missed") && remarks.contains("the beginning is taken"), "{remarks}");
}

#[test]
fn every_place_goes_into_a_table() {
    let place = place();
    place.run(["export", "p.assay", "csv", "--search", r"/[0-9]{4}/", "-o", "hits.csv"]).well();
    let bytes = std::fs::read(place.path("hits.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap());
    let quote = reader.headers().unwrap().iter().position(|name| name == "quote").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.iter().filter(|row| &row[quote] == "2023").count(), 3, "{rows:?}");
    let refused: Value = place.run(["search", "p.assay", "/(/", "--json"]).json();
    assert_eq!(refused["error"]["at_byte"], 1);
}
