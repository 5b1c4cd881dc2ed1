//! `analyse words`: how often each word is used, what stands beside one of them, what sets some documents apart.

use super::arguments::{Arguments, Usage};
use super::{End, complain, one_line, print, print_json, read, search};
use crate::analysis::words::{Collocate, Column, InDocument, Kind, Near, Row, Sought, Those, Window};
use crate::domain::document::Document;
use crate::domain::query::Query;
use crate::domain::{ProjectRead, Words};
use crate::jobs::words::{Counter, Told};
use crate::store::Reader;
use serde_json::{Value, json};
use std::path::Path;

/// How many words are shown when it is not said.
const LIMIT: usize = 50;
/// How far is looked around a word.
const WINDOW: Window = Window { before: 5, after: 5 };
/// How often words stand together at least.
const LEAST: u32 = 2;

/// What was asked beside the project.
pub(super) struct Asked {
    of: Option<String>,
    search: Option<String>,
    limit: Option<usize>,
    stop_words: bool,
}

impl Asked {
    pub(super) fn read(arguments: &mut Arguments) -> Result<Self, Usage> {
        let mut text = |name| arguments.option(name).map(|text| text.map(|text| text.to_string_lossy().into_owned()));
        let (of, search, limit) = (text("--of")?, text("--search")?, text("--limit")?);
        let number = |text: String| text.parse().map_err(|_odd| Usage(format!("--limit needs a number, not “{text}”")));
        Ok(Self { of, search, limit: limit.map(number).transpose()?, stop_words: arguments.flag("--stop-words") })
    }

    /// Refuses what is for words alone.
    pub(super) fn is_empty(&self) -> Result<(), Usage> {
        if self.of.is_some() || self.search.is_some() || self.limit.is_some() || self.stop_words {
            return Err(Usage("--of, --search, --limit and --stop-words go with “words”".to_owned()));
        }
        Ok(())
    }
}

pub(super) fn words(path: &Path, asked: &Asked, json: bool) -> Result<(), End> {
    let folded = asked.of.as_ref().map(|typed| {
        let mut all = Vec::new();
        crate::analysis::words::words(typed, |folded, _, _| all.push(folded.to_owned()));
        all.pop().filter(|_| all.is_empty()).ok_or_else(|| Usage(format!("--of needs one word, not “{typed}”")))
    });
    let folded = folded.transpose()?;
    let question = asked
        .search
        .clone()
        .map(|question| question.parse::<Query>().map_err(|error| End::NotUnderstood(question, error)));
    let question = question.transpose()?;
    let reader = if question.is_some() { search::indexed(path)? } else { read(path)? };
    let mut counter = Counter::default();
    counter.follow(&reader, &mut |_, _| true)?;
    let those = match &question {
        Some(question) => {
            let waiting = reader.waits_for_index()?;
            if waiting > 0 {
                complain(&format!("{waiting} texts are not indexed yet; the search does not find them."));
            }
            Those::Of(reader.documents_found(question)?.into_iter().collect())
        }
        None => Those::All,
    };
    let limit = asked.limit.unwrap_or(LIMIT);
    let answered = match folded {
        Some(folded) => {
            let near = Near { window: WINDOW, least: LEAST, stop_words: asked.stop_words, limit };
            let told = counter.word(&folded, &those, near, &|| false);
            show_word(&reader, &told.unwrap_or_default(), limit, json)?
        }
        None => {
            let kinds = if question.is_some() { vec![Kind::More, Kind::Less] } else { vec![Kind::Used] };
            show_lists(&mut counter, &those, asked, &kinds, json)
        }
    };
    if answered { Ok(()) } else { Err(End::No) }
}

/// Shows a list of each kind; `false` when none has a word.
fn show_lists(counter: &mut Counter, those: &Those, asked: &Asked, kinds: &[Kind], json: bool) -> bool {
    let (mut answer, mut some) = (serde_json::Map::new(), false);
    for kind in kinds {
        let column = if *kind == Kind::Used { Column::Count } else { Column::Likelihood };
        let sought = Sought {
            kind: *kind,
            column,
            descending: true,
            letters: String::new(),
            stop_words: asked.stop_words,
            least: 1,
            limit: asked.limit.unwrap_or(LIMIT),
        };
        let list = counter.list(those, &sought, &|| false).unwrap_or_default();
        some |= !list.rows.is_empty();
        let key = kind.as_str().to_owned();
        if json {
            answer.insert("words".to_owned(), json!(list.words));
            answer.insert("documents".to_owned(), json!(list.documents));
            answer.insert("rest_words".to_owned(), json!(list.rest_words));
            answer.insert("rest_documents".to_owned(), json!(list.rest_documents));
            answer.insert(format!("{key}_in_all"), json!(list.of));
            answer.insert(key, list.rows.iter().map(|row| row_as_json(row, *kind)).collect());
            continue;
        }
        match kind {
            Kind::Used => print("     count  per million  documents    DP  word"),
            _ => print(&format!("{}\n     count    in the rest  log ratio      G²  word", kind.label())),
        }
        for row in &list.rows {
            print(&one_line(&line(row, *kind)));
        }
        if list.of > list.rows.len() {
            complain(&format!("The first {} of {} words are shown.", list.rows.len(), list.of));
        }
        if *kind == *kinds.last().unwrap_or(kind) {
            complain(&format!("{} words in {} documents.", list.words, list.documents));
        }
    }
    if json {
        print_json(&Value::Object(answer));
    }
    some
}

fn line(row: &Row, kind: Kind) -> String {
    let word = row.word.raw();
    match kind {
        Kind::Used => format!(
            "{:>10}  {:>11.2}  {:>9}  {:>4.2}  {word}",
            row.count, row.per_million, row.documents, row.deviation
        ),
        _ => format!("{:>10}  {:>13}  {:>9.2}  {:>6.1}  {word}", row.count, row.rest, row.ratio, row.likelihood),
    }
}

fn row_as_json(row: &Row, kind: Kind) -> Value {
    let mut out = json!({
        "word": row.word,
        "folded": row.folded,
        "count": row.count,
        "per_million": row.per_million,
        "documents": row.documents,
        "deviation": row.deviation,
    });
    if let (true, Some(out)) = (kind != Kind::Used, out.as_object_mut()) {
        out.insert("rest".to_owned(), json!(row.rest));
        out.insert("rest_per_million".to_owned(), json!(row.rest_per_million));
        out.insert("log_likelihood".to_owned(), json!(row.likelihood));
        out.insert("log_ratio".to_owned(), json!(row.ratio));
    }
    out
}

/// Shows what is told of a word; `false` when it is not used.
fn show_word(reader: &Reader, told: &Told, limit: usize, json: bool) -> Result<bool, End> {
    let spots = &told.spots;
    let project: &dyn ProjectRead = reader;
    let mut documents: Vec<(&InDocument, Words)> = Vec::new();
    for found in spots.documents.iter().take(limit) {
        let called = project.get::<Document>(found.document)?.map(|document| document.heading().clone());
        documents.push((found, called.unwrap_or_default()));
    }
    if json {
        let documents: Vec<Value> = documents
            .iter()
            .map(|(found, called)| {
                json!({
                    "document": found.document,
                    "revision": found.revision,
                    "heading": called,
                    "count": found.count,
                    "words": found.words,
                    "at_words": found.at,
                })
            })
            .collect();
        print_json(&json!({
            "word": spots.word,
            "folded": told.folded,
            "count": spots.count,
            "per_million": spots.per_million,
            "deviation": spots.deviation,
            "in_documents": spots.in_documents,
            "of_documents": spots.of,
            "documents": documents,
            "collocates": told.collocates.iter().map(collocate_as_json).collect::<Vec<_>>(),
            "collocates_in_all": told.of,
        }));
    } else if spots.count > 0 {
        print("  together  before   after     MI      G²  collocate");
        for found in &told.collocates {
            let Collocate { together, before, after, information, likelihood, word, .. } = found;
            let figures = format!("{together:>10}  {before:>6}  {after:>6}  {information:>5.2}  {likelihood:>6.1}");
            print(&one_line(&format!("{figures}  {}", word.raw())));
        }
        print("\n     count  document");
        for (found, called) in &documents {
            print(&one_line(&format!("{:>10}  {}  {}", found.count, found.document, called.raw())));
        }
    }
    complain(&one_line(&match spots.count {
        0 => "The word is not used.".to_owned(),
        count => format!(
            "{}: {count} times, {:.2} per million, in {} of {} documents, spread DP {:.2}.",
            spots.word.raw(),
            spots.per_million,
            spots.in_documents,
            spots.of,
            spots.deviation
        ),
    }));
    Ok(spots.count > 0)
}

fn collocate_as_json(found: &Collocate) -> Value {
    json!({
        "word": found.word,
        "folded": found.folded,
        "together": found.together,
        "before": found.before,
        "after": found.after,
        "count": found.count,
        "log_likelihood": found.likelihood,
        "mutual_information": found.information,
    })
}
