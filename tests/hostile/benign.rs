//! The ordinary corpus: none of its files is refused, and the text of each holds the words that a reference program reads in
//! it. What is done against hostile files must not eat honest ones.

use super::outcome::outcomes;
use super::{Place, bounds};
use icu_normalizer::ComposingNormalizerBorrowed;
use std::collections::BTreeMap;

/// The files and what is read in them; `README.md` beside it says how they were made.
const PACKED: &[u8] = include_bytes!("../fixtures/benign/benign.tar.zst");
/// How much of the words must be the same.
const ENOUGH: f64 = 0.97;
/// The fewest files.
const FEWEST: usize = 100;

/// Files whose text differs from the reference by more, how alike they are at the least, and why that is right.
const OTHERWISE: &[(&str, f64, &str)] = &[
    ("zh_libreoffice.docx", 0.95, "pandoc takes the title for what the document says of itself and leaves it out"),
    ("zh_pandoc.docx", 0.95, "pandoc takes the title for what the document says of itself and leaves it out"),
    ("zh_pandoc.epub", 0.95, "the title stands on the title page and above the chapter; pandoc leaves out the page"),
];

/// Imports the ordinary corpus and adds what is not as it should be.
pub fn benign(wrong: &mut Vec<String>) {
    let place = Place::new();
    tar::Archive::new(zstd::Decoder::new(PACKED).unwrap()).unpack(place.path()).unwrap();
    let entries = std::fs::read_dir(place.path().join("files")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= FEWEST, "{} files", names.len());
    let (report, seen) = place.import("benign.assay", "files", wrong);
    bounds("benign", &seen, wrong);
    let documents = place.list("benign.assay");
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for document in &documents {
        let id = document["id"].as_str().unwrap();
        let text =
            if document["revision"].is_null() { String::new() } else { place.run(&["text", "benign.assay", id]) };
        for path in document["paths"].as_array().unwrap() {
            texts.insert(path.as_str().unwrap().to_owned(), text.clone());
        }
    }
    let mut alike = 0;
    for (name, outcome) in outcomes(&names, &report, &documents) {
        if outcome.starts_with("refused") || outcome.contains("no-text") || outcome.contains("damaged") {
            wrong.push(format!("benign/{name}: came to {outcome}"));
        }
        // An archive's words are those of its files.
        let inside = format!("{name}/");
        let text = texts.get(&name).cloned().unwrap_or_else(|| {
            texts.iter().filter(|(path, _)| path.starts_with(&inside)).map(|(_, text)| text.as_str()).collect()
        });
        let golden = std::fs::read_to_string(place.path().join(format!("golden/{name}.txt"))).unwrap();
        let same = likeness(&words(&text), &words(&golden));
        let enough = OTHERWISE.iter().find(|(file, ..)| *file == name).map_or(ENOUGH, |(_, least, _)| *least);
        if same >= enough {
            alike += 1;
        } else {
            wrong.push(format!("benign/{name}: {same:.3} of its words are right\n    {text:?}\n    {golden:?}"));
        }
    }
    println!("ordinary files: {}, alike: {alike}", names.len());
    place.run(&["check", "benign.assay"]);
}

/// The words of a text and how often each stands in it. In Chinese every character counts as one.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            *out.entry(std::mem::take(word)).or_default() += 1;
        }
    };
    for c in ComposingNormalizerBorrowed::new_nfkc().normalize_iter(text.chars().flat_map(char::to_lowercase)) {
        let wide = ('\u{2E80}'..='\u{9FFF}').contains(&c);
        if wide || !c.is_alphanumeric() {
            end(&mut word);
        }
        if c.is_alphanumeric() {
            word.push(c);
        }
        if wide {
            end(&mut word);
        }
    }
    end(&mut word);
    out
}

/// How much of the words of two texts is the same, from 0 to 1.
fn likeness(one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>) -> f64 {
    let shared: usize = one.iter().map(|(word, count)| (*count).min(other.get(word).copied().unwrap_or(0))).sum();
    let all: usize = one.values().chain(other.values()).sum();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}
