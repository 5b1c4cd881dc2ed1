//! What came of a file, in one line: `ok`, `partial:…` with what a reader is told, `refused:…` with why. Of a file that holds
//! files also how many became documents and how many were not taken.

use serde_json::Value;
use std::collections::BTreeMap;

/// The outcomes of all files of an import, by their names. `report` is what `add --json` prints, `documents` what
/// `list documents --json` does; both give paths below the folder that was imported.
pub fn outcomes(names: &[String], report: &Value, documents: &[Value]) -> BTreeMap<String, String> {
    let remarks = |kind: &str| -> Vec<(String, String)> {
        let list = report[kind].as_array().unwrap();
        list.iter().map(|r| (text(&r["path"]), text(&r["what"]))).collect()
    };
    let (not_taken, warnings) = (remarks("not_taken"), remarks("warnings"));
    let paths = |document: &Value| -> Vec<String> { document["paths"].as_array().unwrap().iter().map(text).collect() };
    let mut at: BTreeMap<String, &Value> = BTreeMap::new();
    for document in documents {
        at.extend(paths(document).into_iter().map(|path| (path, document)));
    }
    let outcome = |name: &String| {
        let own = |list: &[(String, String)]| -> Vec<String> {
            list.iter().filter(|(path, _)| path == name).map(|(_, what)| what.clone()).collect()
        };
        let inside = format!("{name}/");
        let files = at.keys().filter(|path| path.starts_with(&inside)).count();
        let left = not_taken.iter().filter(|(path, _)| path.starts_with(&inside)).count();
        let mut told: Vec<String> = own(&warnings).iter().map(|what| token(what)).collect();
        let document = at.get(name);
        let trouble = document.and_then(|d| d["trouble"].as_str()).map(token).unwrap_or_default();
        // What was left out of an archive was not taken; the archive was.
        let (left_out, refused): (Vec<String>, Vec<String>) =
            own(&not_taken).iter().map(|what| token(what)).partition(|word| word == "left-out");
        told.extend(left_out);
        let refused = refused.into_iter().next();
        let refused = refused.or_else(|| (!trouble.is_empty() && trouble != "no-text").then(|| trouble.clone()));
        let mut line = match refused {
            Some(why) => format!("refused:{why}"),
            None => {
                told.extend((trouble == "no-text").then_some(trouble));
                told.sort();
                told.dedup();
                if told.is_empty() { "ok".to_owned() } else { format!("partial:{}", told.join(",")) }
            }
        };
        if document.is_none() && files + left == 0 && line == "ok" {
            line = "nothing".to_owned();
        }
        if files > 0 {
            line.push_str(&format!(";files={files}"));
        }
        if left > 0 {
            line.push_str(&format!(";left={left}"));
        }
        line
    };
    names.iter().map(|name| (name.clone(), outcome(name))).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// A sentence of the program as a word of the table.
fn token(sentence: &str) -> String {
    let number = || {
        let digits: String = sentence.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() { "1".to_owned() } else { digits }
    };
    let has = |words: &str| sentence.contains(words);
    let kind =
        [("Left out", "left-out"), ("Damaged: ", "damaged")].into_iter().find(|(start, _)| sentence.starts_with(start));
    let own = ["not safe were changed", "have the same name"].iter().any(|words| has(words));
    if let Some((_, word)) = kind.filter(|_| !own) {
        return word.to_owned();
    }
    let counted = [
        ("not fetched", "remote"),
        ("Scripts, not run", "scripts"),
        ("Hidden pieces of text", "hidden"),
        ("Files inside it", "attached"),
        ("Forms or computed fields", "fields"),
        ("could not be decoded", "replaced"),
        ("Control characters", "controls"),
        ("change the direction of writing", "direction"),
        ("not safe were changed", "names"),
    ];
    if let Some((_, word)) = counted.iter().find(|(words, _)| has(words)) {
        return format!("{word}={}", number());
    }
    let plain = [
        ("holds no text", "no-text"),
        ("holds macros", "macros"),
        ("nothing but white space", "blank"),
        ("have the same name; the last", "twins"),
        ("the file is damaged", "damaged"),
        ("The file is damaged", "damaged"),
        ("is encrypted", "encrypted"),
        ("are not read", "not-read"),
        ("without progress", "silent"),
        ("was stopped after", "slow"),
        ("broke down", "broke"),
        ("parser failed", "failed"),
        ("gave nonsense", "nonsense"),
        ("file is empty", "empty"),
        (", not text", "binary"),
        ("There are no files in it", "no-files"),
    ];
    if let Some((_, word)) = plain.iter().find(|(words, _)| has(words)) {
        return (*word).to_owned();
    }
    if let Some((_, rest)) = sentence.split_once("holds more than ") {
        let what = rest.split_once(' ').map_or(rest, |(_, what)| what);
        return format!("over {}", what.trim_end_matches('.'));
    }
    format!("?{sentence}")
}
