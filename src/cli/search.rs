//! `search`: documents that answer a question, with the lines the words stand in.

use super::arguments::{Arguments, Usage};
use super::{End, complain, one_line, print, print_json, read};
use crate::domain::query::{Query, QueryError};
use crate::domain::tokens::Script;
use crate::jobs::{hit_table, naming};
use crate::store::search::{Extent, Facets, Hit, Hits, How, Line};
use crate::store::{ExportRecord, Reader, Store, StoreError};
use serde_json::{Value, json};
use std::path::Path;
use unicode_segmentation::UnicodeSegmentation as _;

/// How many documents are shown when it is not said.
const LIMIT: usize = 20;
/// How many characters are shown on each side of what is found when it is not said.
const CONTEXT: usize = 60;
/// How many lines of a document are shown to people; in JSON all are.
const LINES: usize = 3;
/// How many places of a document are counted for people.
const COUNTED: usize = 20;

pub(super) fn search(mut arguments: Arguments) -> Result<(), End> {
    let limit = number(&mut arguments, "--limit", LIMIT)?;
    let context = number(&mut arguments, "--context", CONTEXT)?;
    let facets = arguments.flag("--facets");
    let path = arguments.path("the project")?;
    let question = arguments.text("what to search for")?;
    let json = arguments.json();
    arguments.end()?;
    let query = understood(question)?;
    let (reader, query, hits) =
        answer(&path, &query, &Extent { documents: limit, lines: if json { usize::MAX } else { COUNTED }, context })?;
    let facets = if facets { Some(reader.facets(&query)?) } else { None };
    if json {
        print_json(&as_json(&hits, facets.as_ref()));
    } else {
        for hit in &hits.hits {
            show(&reader, hit)?;
        }
    }
    if let Some(facets) = facets.filter(|_| !json) {
        show_facets(&facets);
    }
    for remark in &hits.remarks {
        complain(&one_line(remark));
    }
    if hits.waiting > 0 {
        complain(&format!("{} texts are not indexed yet; what is in them may be missing.", hits.waiting));
    }
    complain(&match (hits.documents, hits.hits.len()) {
        (0, _) => "Nothing was found.".to_owned(),
        (1, _) => "Found in 1 document.".to_owned(),
        (all, shown) if shown < all => format!("Found in {all} documents; the best {shown} are shown."),
        (all, _) => format!("Found in {all} documents."),
    });
    if hits.are_doubtful()
        && let Some(meant) = reader.meant(&query)?
    {
        let words: Vec<&str> = meant.words.iter().map(|(_, word)| word.as_str()).collect();
        complain(&one_line(&format!("Did you mean “{}”?", words.join(" "))));
    }
    if hits.documents == 0 { Err(End::No) } else { Ok(()) }
}

/// The question, if it can be asked.
fn understood(question: String) -> Result<Query, End> {
    let understood = question.parse().and_then(|query: Query| query.matchers().map(|_ready| query));
    understood.map_err(|error| End::NotUnderstood(question, error))
}

fn number(arguments: &mut Arguments, name: &str, otherwise: usize) -> Result<usize, Usage> {
    let Some(text) = arguments.option(name)? else { return Ok(otherwise) };
    let text = text.to_string_lossy().into_owned();
    text.parse().map_err(|_odd| Usage(format!("{name} needs a number, not “{text}”")))
}

fn as_json(hits: &Hits, facets: Option<&Facets>) -> Value {
    let line = |line: &Line| {
        json!({
            "start_byte": line.bytes.start(),
            "end_byte": line.bytes.end(),
            "quote": line.quote,
            "before": line.before,
            "after": line.after,
            "how": line.how,
        })
    };
    let hit = |hit: &Hit| {
        json!({
            "document": hit.document,
            "revision": hit.revision,
            "heading": hit.heading,
            "score": hit.score,
            "places": hit.places,
            "more": hit.more,
            "found_by": hit.by,
            "lines": hit.lines.iter().map(line).collect::<Vec<_>>(),
        })
    };
    let mut answer = json!({
        "documents": hits.documents,
        "hits": hits.hits.iter().map(hit).collect::<Vec<_>>(),
        "remarks": hits.remarks,
        "waiting": hits.waiting,
    });
    if let (Some(facets), Some(answer)) = (facets, answer.as_object_mut()) {
        let pairs = |all: Vec<(Value, usize)>| -> Value {
            all.into_iter().map(|(value, count)| json!({ "value": value, "documents": count })).collect()
        };
        let facets = json!({
            "sources": pairs(facets.outlets.iter().map(|(words, n)| (json!(words), *n)).collect()),
            "languages": pairs(facets.languages.iter().map(|(tag, n)| (json!(tag), *n)).collect()),
            "years": pairs(facets.years.iter().map(|(year, n)| (json!(year), *n)).collect()),
        });
        answer.insert("facets".to_owned(), facets);
    }
    answer
}

fn show_facets(facets: &Facets) {
    const UNKNOWN: &str = "not known";
    let line = |what: &str, value: &str, count: usize| print(&one_line(&format!("{what}  {count:>6}  {value}")));
    for (words, count) in &facets.outlets {
        line("source  ", words.as_ref().map_or(UNKNOWN, |words| words.raw()), *count);
    }
    for (tag, count) in &facets.languages {
        line("language", tag.as_deref().unwrap_or(UNKNOWN), *count);
    }
    for (year, count) in &facets.years {
        line("year    ", &year.map_or_else(|| UNKNOWN.to_owned(), |year| year.to_string()), *count);
    }
}

/// Writes every place a question finds into a table.
pub(super) fn export(path: &Path, question: String, out: &Path) -> Result<(Reader, ExportRecord), End> {
    let query = understood(question)?;
    let (reader, _, hits) = answer(path, &query, &hit_table::EVERY_PLACE)?;
    let made = hit_table::write(&reader, &hits, out)?;
    for remark in &hits.remarks {
        complain(&one_line(remark));
    }
    let places: usize = hits.hits.iter().map(|hit| hit.lines.len()).sum();
    complain(&format!("{places} places in {} documents.", hits.documents));
    Ok((reader, made))
}

/// Opens a project with every text in the index, where it can be written just now.
pub(super) fn indexed(path: &Path) -> Result<Reader, End> {
    let mut reader = read(path)?;
    if reader.waits_for_index()? > 0 {
        // What waits is indexed first, where the project can be written just now.
        let indexed = Store::open(path, None).and_then(|mut store| {
            store.index_all()?;
            store.close()
        });
        if indexed.is_ok() {
            reader = read(path)?;
        }
    }
    Ok(reader)
}

/// Asks the index, bringing it up to date first where the project can be written just now; and for names that may be the same.
fn answer(path: &Path, query: &Query, extent: &Extent) -> Result<(Reader, Query, Hits), End> {
    let mut reader = indexed(path)?;
    let query = query.with_names(&naming::may_be(&naming::proposals(&reader, &mut || true)?));
    let hits = match reader.search(&query, extent) {
        Err(StoreError::IndexDamaged(_)) => {
            let mut store = super::open(path, None)?;
            store.empty_index()?;
            store.index_all()?;
            store.close()?;
            complain("The search index was damaged and has been made anew.");
            reader = read(path)?;
            reader.search(&query, extent)?
        }
        found => found?,
    };
    Ok((reader, query, hits))
}

/// One document for people.
fn show(reader: &Reader, hit: &Hit) -> Result<(), End> {
    let places = match (hit.places, hit.more) {
        (1, false) => "1 place".to_owned(),
        (n, false) => format!("{n} places"),
        (n, true) => format!("{n} places or more"),
    };
    print(&one_line(&format!("{}  {}  {places}", hit.document, hit.heading.raw())));
    for line in hit.lines.iter().take(LINES) {
        let paragraph = reader.paragraph_at(hit.revision, line.bytes.start())?;
        let words = [line.before.raw(), "[", line.quote.raw(), "]", line.after.raw()].concat();
        let plain: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let how = match line.how {
            How::Typed | How::Form | How::Tagged => "",
            How::Spelling => "  (another spelling of the name)",
            How::Transliterated => "  (transliterated)",
            How::Proposed => "  (proposed: a name that may be the same)",
        };
        print(&one_line(&format!("  ¶{paragraph}  {plain}{how}")));
    }
    if hit.places > LINES {
        print(&format!("  and {} more", hit.places - LINES));
    }
    Ok(())
}

/// Shows a question that is not understood with a caret under the character it is about.
pub(super) fn point_at(question: &str, error: &QueryError, json: bool) {
    if json {
        print_json(&json!({ "error": { "code": "AS-CLI-03", "what": error.what, "at_byte": error.at } }));
    }
    let before = question.get(..error.at).unwrap_or(question);
    let wide = |grapheme: &str| grapheme.chars().next().is_some_and(|c| Script::of(c) == Script::Han);
    let columns: usize = one_line(before).graphemes(true).map(|g| if wide(g) { 2 } else { 1 }).sum();
    complain(&one_line(question));
    complain(&format!("{}^", " ".repeat(columns)));
    complain(&one_line(&error.what));
}
