//! `analyse dates`: the expressions of time in the texts, and the dates they come to.

use super::wordings::{Own, around};
use super::{End, complain, one_line, print, print_json, read, texts_of};
use crate::analysis::dates::{Edge, Expression, Lexicon, expressions};
use crate::domain::calendar::Calendar;
use crate::domain::document::Document;
use crate::domain::{Date, Id, ProjectRead};
use crate::jobs::words::each_piece;
use crate::store::HasText;
use serde_json::json;
use std::path::Path;

pub(super) fn dates(path: &Path, document: Option<Id>, own: &Own, json: bool) -> Result<(), End> {
    let own = own.lists("words of time", Lexicon::LONGEST, Lexicon::read)?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::built_in());
    let reader = read(path)?;
    let texts = texts_of(&reader, document)?;
    let (mut found, mut documents) = (0_u64, 0_u64);
    let project: &dyn ProjectRead = &reader;
    for text in &texts {
        let record = project.get::<Document>(text.document)?;
        let called = record.as_ref().map(|document| document.heading().clone()).unwrap_or_default();
        let written = record.and_then(|document| document.published);
        let before = found;
        each_piece(&reader, text, &mut |piece, start| {
            for expression in expressions(piece, text.language.as_deref(), written.as_ref(), lexicon) {
                if found == before && !json {
                    let dated = written.as_ref().map_or_else(|| "no date".to_owned(), Date::shown);
                    print(&one_line(&format!("{}  {}  ({dated})", text.document, called.raw())));
                }
                found += 1;
                show(text, piece, start, &expression, json);
            }
            true
        })?;
        documents += u64::from(found > before);
    }
    complain(&match found {
        0 => "There are no expressions of time.".to_owned(),
        _ => format!("{found} expressions of time in {documents} of {} documents.", texts.len()),
    });
    if found > 0 { Ok(()) } else { Err(End::No) }
}

fn show(text: &HasText, piece: &str, start: u32, expression: &Expression, json: bool) {
    let Expression { bytes, edtf, reading, precision, calendar, edge, clock, reason } = expression;
    let words = piece.get(bytes.clone()).unwrap_or_default();
    let byte = |at: usize| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
    if json {
        print_json(&json!({
            "document": text.document,
            "revision": text.revision,
            "start_byte": byte(bytes.start),
            "end_byte": byte(bytes.end),
            "quote": words,
            "edtf": edtf,
            "reading": reading,
            "precision": precision.as_str(),
            "calendar": calendar.as_str(),
            "edge": edge.map(Edge::as_str),
            "clock": clock.map(|(hour, minute)| format!("{hour:02}:{minute:02}")),
            "reason": reason,
        }));
        return;
    }
    let (before, after) = around(piece, bytes);
    let value = reading.as_ref().or(edtf.as_ref()).map_or("–", Date::as_str);
    let of = if *calendar == Calendar::Gregorian { "" } else { calendar.as_str() };
    print(&one_line(&format!("  {value:<21}  {:<8}  {before}[{words}]{after}", precision.as_str())));
    print(&one_line(&format!("  {of:<21}  {:<8}  {reason}", "")));
}
