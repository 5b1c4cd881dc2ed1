//! Words copied out of a document with where they are from, as plain text.

use super::ExportError;
use super::cite::{Citer, numbered};
use super::model::{Line, Piece, ours};
use super::visible::has_rtl;
use crate::domain::document::Document;
use crate::domain::{Fault, Id, ProjectRead, Table, Words};

/// The words in quotation marks, exactly as they stand, and on a line of its own the citation of their document with
/// their pages, where the text has any, and the paragraph, counted from 1. Words that have quotation marks around them already get no second pair.
pub fn quote_with_citation(
    project: &dyn ProjectRead,
    document: Id,
    words: &Words,
    pages: Option<&Words>,
    paragraph: u32,
) -> Result<Words, Fault> {
    let found: Document = project.get(document)?.ok_or_else(|| ExportError::missing(Table::Document, document))?;
    let mut line = Citer::of(project)?.citation(&found)?;
    line.push(ours(" "));
    line.extend(numbered(pages, paragraph));
    let citation = plain(&line);
    let raw = words.raw().trim();
    let quoted = match (raw.chars().next(), raw.chars().next_back()) {
        (Some('“'), Some('”')) | (Some('«'), Some('»')) | (Some('„'), Some('“' | '”')) => raw.to_owned(),
        _ => format!("“{raw}”"),
    };
    Ok(Words::new(format!("{quoted}\n{citation}.")))
}

/// A line without any format. What runs from right to left is set apart from what stands beside it.
fn plain(line: &Line) -> String {
    let mut out = String::new();
    for piece in line {
        match piece {
            Piece::Foreign(words, _) if has_rtl(words) => {
                out.push('\u{2068}');
                out.push_str(words);
                out.push('\u{2069}');
            }
            Piece::Ours(words) | Piece::Foreign(words, _) | Piece::Code(words) => out.push_str(words),
            Piece::Label(words) => out.push_str(words),
            Piece::Mark(_) => {}
        }
    }
    out
}
