//! `analyse coverage`: what of the corpus was read how far, what was looked for and not found in which documents, what
//! nobody read.

use super::{End, complain, one_line, print, print_json, read};
use crate::domain::Id;
use crate::domain::looked::Looked;
use crate::jobs::coverage::{Coverage, Covered, Sought, hundredths};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

pub(super) fn coverage(path: &Path, json: bool) -> Result<(), End> {
    let reader = read(path)?;
    let coverage = Coverage::of(&reader)?;
    let sums = Sums::of(&coverage.documents);
    if json {
        print_json(&as_json(&coverage, &sums));
    } else {
        show(&coverage);
    }
    if coverage.documents.is_empty() {
        complain("There are no documents.");
        return Err(End::No);
    }
    complain(&sums.said());
    Ok(())
}

/// The corpus in figures.
struct Sums {
    documents: usize,
    unread: usize,
    without_text: usize,
    text_bytes: u64,
    read_bytes: u64,
}

impl Sums {
    fn of(documents: &[Covered]) -> Self {
        let count = |is: &dyn Fn(&&Covered) -> bool| documents.iter().filter(is).count();
        Self {
            documents: documents.len(),
            unread: count(&|of| of.is_unread()),
            without_text: count(&|of| of.text_bytes.is_none()),
            text_bytes: documents.iter().filter_map(|of| of.text_bytes).map(u64::from).sum(),
            read_bytes: documents.iter().filter_map(Covered::read_to).map(u64::from).sum(),
        }
    }

    fn percent(&self) -> Option<u32> {
        hundredths(self.read_bytes, self.text_bytes)
    }

    fn said(&self) -> String {
        let mut parts = vec![counted(self.documents, "document", "documents")];
        if self.unread > 0 {
            parts.push(format!("{} of them nobody read, as far as is known", self.unread));
        }
        if self.without_text > 0 {
            parts.push(format!("{} without text", self.without_text));
        }
        parts.extend(self.percent().map(|percent| format!("read up to {percent} % of the text")));
        format!("{}.", parts.join("; "))
    }
}

fn counted(n: usize, one: &str, several: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}

fn as_json(coverage: &Coverage, sums: &Sums) -> Value {
    let documents = coverage.documents.iter().map(|of| {
        json!({
            "document": of.document.id,
            "name": of.document.file_name,
            "heading": of.document.heading(),
            "triage": of.document.triage,
            "text_bytes": of.text_bytes,
            "left_at_byte": of.left_at,
            "marked_to_byte": of.marked_to,
            "read_to_byte": of.read_to(),
            "percent": of.percent(),
            "passages": of.passages,
            "claims": of.claims,
            "absent": of.absent,
        })
    });
    let sought = coverage.sought.iter().map(|of| {
        json!({
            "id": of.looked.id,
            "words": of.looked.words,
            "query": of.looked.query,
            "at_ms": of.looked.at_ms,
            "at": day(&of.looked),
            "outcome": of.looked.outcome,
            "memo": of.looked.memo,
            "documents": of.documents,
            "not_in": coverage.documents.len() - of.documents.len(),
            "changed_since": of.changed_since,
            "judgements": of.judgements,
        })
    });
    let unread = coverage.documents.iter().filter(|of| of.is_unread()).map(|of| of.document.id);
    let without_text = coverage.documents.iter().filter(|of| of.text_bytes.is_none()).map(|of| of.document.id);
    json!({
        "documents": documents.collect::<Vec<_>>(),
        "unread": unread.collect::<Vec<_>>(),
        "without_text": without_text.collect::<Vec<_>>(),
        "looked": sought.collect::<Vec<_>>(),
        "text_bytes": sums.text_bytes,
        "read_bytes": sums.read_bytes,
        "percent": sums.percent(),
    })
}

/// The day somebody looked, in UTC.
fn day(looked: &Looked) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(looked.at_ms).ok()?;
    Some(at.strftime("%Y-%m-%d").to_string())
}

/// All of it for people.
fn show(coverage: &Coverage) {
    let say = |line: &str| print(one_line(line).trim_end());
    let headings: HashMap<Id, String> =
        coverage.documents.iter().map(|of| (of.document.id, of.document.heading().raw().to_owned())).collect();
    for of in &coverage.documents {
        let read = match (of.text_bytes, of.percent()) {
            (None, _) => "no text".to_owned(),
            (_, None) => "not read".to_owned(),
            (_, Some(percent)) => format!("up to {percent} %"),
        };
        let marks = [counted(of.passages, "passage", "passages"), counted(of.claims, "claim", "claims")].join(", ");
        let heading = headings.get(&of.document.id).map_or("", String::as_str);
        say(&format!("{read:>9}  {:<7}  {marks:<24}  {}  {heading}", of.document.triage.as_str(), of.document.id));
    }
    for of in &coverage.sought {
        say(&looked_for(of, coverage.documents.len()));
        for document in &of.documents {
            let since = if of.changed_since.contains(document) { "  (its text is newer than that)" } else { "" };
            say(&format!("  in {document}  {}{since}", headings.get(document).map_or("", String::as_str)));
        }
    }
}

/// What was looked for, in a line.
fn looked_for(of: &Sought, all: usize) -> String {
    let query = of.looked.query.as_ref().map_or_else(String::new, |query| format!(", by the search {}", query.raw()));
    let day = day(&of.looked).map_or_else(String::new, |day| format!(" on {day}"));
    let rests = match of.judgements.len() {
        0 => String::new(),
        1 => "; a judgement rests on it".to_owned(),
        n => format!("; {n} judgements rest on it"),
    };
    format!(
        "Looked for “{}”{query}{day} in {} of {all} documents: {}{rests}",
        of.looked.words.raw(),
        of.documents.len(),
        of.looked.outcome.label()
    )
}
