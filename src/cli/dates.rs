//! `analyse dates`: the expressions of time in the texts, and the dates they come to.

use super::found::{Piece, Sought, each_found};
use super::wordings::Own;
use super::{End, one_line, print, print_json};
use crate::analysis::dates::{Edge, Expression, Lexicon, expressions};
use crate::domain::calendar::Calendar;
use crate::domain::document::Document;
use crate::domain::{Date, Id};
use serde_json::json;
use std::path::Path;

const EXPRESSIONS: Sought = Sought { none: "There are no expressions of time.", many: "expressions of time" };

pub(super) fn dates(path: &Path, document: Option<Id>, own: &Own, json: bool) -> Result<(), End> {
    let own = own.lists("words of time", Lexicon::LONGEST, Lexicon::read)?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::built_in());
    let written = |document: Option<&Document>| document.and_then(|document| document.published.clone());
    each_found(
        (path, document, json),
        &EXPRESSIONS,
        |words, language, document| expressions(words, language, written(document).as_ref(), lexicon),
        |document| format!("  ({})", written(document).as_ref().map_or_else(|| "no date".to_owned(), Date::shown)),
        |piece, expression| show(piece, expression, json),
    )
}

fn show(piece: Piece<'_>, expression: &Expression, json: bool) {
    let Expression { bytes, edtf, reading, precision, calendar, edge, clock, reason, .. } = expression;
    let words = piece.quote(bytes);
    if json {
        print_json(&json!({
            "document": piece.text().document,
            "revision": piece.text().revision,
            "start_byte": piece.byte(bytes.start),
            "end_byte": piece.byte(bytes.end),
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
    let (before, after) = piece.around(bytes);
    let value = reading.as_ref().or(edtf.as_ref()).map_or("–", Date::as_str);
    let of = if *calendar == Calendar::Gregorian { "" } else { calendar.as_str() };
    print(&one_line(&format!("  {value:<21}  {:<8}  {before}[{words}]{after}", precision.as_str())));
    print(&one_line(&format!("  {of:<21}  {:<8}  {reason}", "")));
}
