//! `analyse hedges`: the wordings of the texts that show how sure they are and whom they have their words from.

use super::arguments::{Arguments, Usage};
use super::{End, complain, one_line, print, print_json, read};
use crate::analysis::wordings::{Lexicon, Slip, Wording, wordings};
use crate::domain::document::Document;
use crate::domain::{Fault, Id, ProjectRead};
use crate::jobs::words::each_piece;
use crate::store::HasText;
use serde_json::json;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Most of the words around a wording that are shown, in characters on each side.
const AROUND: usize = 40;

/// What was asked beside the project.
pub(super) struct Asked {
    lists: Option<PathBuf>,
}

impl Asked {
    pub(super) fn read(arguments: &mut Arguments) -> Result<Self, Usage> {
        Ok(Self { lists: arguments.option("--wordings")?.map(PathBuf::from) })
    }

    /// Refuses what is for hedges and anatomy alone.
    pub(super) fn is_empty(&self) -> Result<(), Usage> {
        if self.lists.is_some() {
            return Err(Usage("--wordings goes with “hedges” and “anatomy”".to_owned()));
        }
        Ok(())
    }

    /// Lists of somebody's own in place of those Assay comes with, where a file was named; lines that cannot be used are said,
    /// the others hold. A file has `longest` bytes at most.
    pub(super) fn lists<L>(&self, longest: u64, read: impl Fn(&str) -> (L, Vec<Slip>)) -> Result<Option<L>, End> {
        let Some(path) = &self.lists else { return Ok(None) };
        let (lists, slips) = read(&file_of_lists(path, "lists of wordings", longest)?);
        slips.iter().for_each(|slip| left_out(path, slip));
        Ok(Some(lists))
    }
}

pub(super) fn hedges(path: &Path, document: Option<Id>, asked: &Asked, json: bool) -> Result<(), End> {
    let own = asked.lists(Lexicon::LONGEST, Lexicon::read)?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::built_in());
    let reader = read(path)?;
    let mut texts = reader.texts()?;
    if let Some(document) = document {
        texts.retain(|text| text.document == document);
        if texts.is_empty() {
            return Err(super::not_here(document));
        }
    }
    let (mut found, mut documents) = (0_u64, 0_u64);
    let project: &dyn ProjectRead = &reader;
    for text in &texts {
        let called =
            project.get::<Document>(text.document)?.map(|document| document.heading().clone()).unwrap_or_default();
        let before = found;
        each_piece(&reader, text, &mut |piece, start| {
            for wording in wordings(piece, text.language.as_deref(), lexicon) {
                if found == before && !json {
                    print(&one_line(&format!("{}  {}", text.document, called.raw())));
                }
                found += 1;
                show(text, piece, start, &wording, json);
            }
            true
        })?;
        documents += u64::from(found > before);
    }
    complain(&match found {
        0 => "There are no such wordings.".to_owned(),
        _ => format!("{found} wordings in {documents} of {} documents.", texts.len()),
    });
    if found > 0 { Ok(()) } else { Err(End::No) }
}

/// A file of lists, up to so many bytes.
pub(super) fn file_of_lists(path: &Path, what: &str, longest: u64) -> Result<String, End> {
    let cannot = |why: &dyn std::fmt::Display| {
        let what = format!("The {what} in {} cannot be read: {why}.", path.display());
        let fault =
            Fault::new("AS-CLI-05", what, "Nothing was changed.", "Check the path, and that the file is UTF-8 text.");
        End::Failed(fault)
    };
    let length = std::fs::metadata(path).map_err(|error| cannot(&error))?.len();
    if length > longest {
        return Err(cannot(&format!("it is longer than {} MiB", longest >> 20)));
    }
    std::fs::read_to_string(path).map_err(|error| cannot(&error))
}

/// Says that a line of such a file is not used.
pub(super) fn left_out(path: &Path, slip: &dyn std::fmt::Display) {
    complain(&one_line(&format!("{}, {slip}. The line is left out.", path.display())));
}

fn show(text: &HasText, piece: &str, start: u32, wording: &Wording, json: bool) {
    let Wording { bytes, class, quoted, negated, stacked } = wording;
    let words = piece.get(bytes.clone()).unwrap_or_default();
    let byte = |at: usize| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
    if json {
        print_json(&json!({
            "document": text.document,
            "revision": text.revision,
            "class": class.as_str(),
            "start_byte": byte(bytes.start),
            "end_byte": byte(bytes.end),
            "quote": words,
            "quoted": quoted,
            "negated": negated,
            "stacked": stacked,
        }));
        return;
    }
    let (before, after) = around(piece, bytes);
    let remarks = [(*quoted, "in a quotation"), (*negated, "negated"), (*stacked, "beside another")];
    let remarks: Vec<&str> = remarks.iter().filter(|(yes, _)| *yes).map(|(_, remark)| *remark).collect();
    let remarks = if remarks.is_empty() { String::new() } else { format!("  ({})", remarks.join(", ")) };
    print(&one_line(&format!("  {:<13}  {before}[{words}]{after}{remarks}", class.as_str())));
}

/// What stands before and after some bytes, in their line.
pub(super) fn around<'t>(piece: &'t str, bytes: &Range<usize>) -> (&'t str, &'t str) {
    let line = |c: char| c == '\n';
    let before = piece.get(..bytes.start).and_then(|text| text.rsplit(line).next()).unwrap_or_default();
    let after = piece.get(bytes.end..).and_then(|text| text.split(line).next()).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default())
}
