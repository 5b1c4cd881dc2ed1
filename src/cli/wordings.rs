//! `analyse hedges`: the wordings of the texts that show how sure they are and whom they have their words from.

use super::arguments::{Arguments, Usage};
use super::{End, complain, one_line, print, print_json, read, texts_of};
use crate::analysis::wordings::{Lexicon, Wording, wordings};
use crate::domain::document::Document;
use crate::domain::lists::Slip;
use crate::domain::{Fault, Id, ProjectRead};
use crate::jobs::words::each_piece;
use crate::store::HasText;
use serde_json::json;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Most of the words around a wording that are shown, in characters on each side.
const AROUND: usize = 40;

/// Lists of somebody's own, in a file that is named by an option.
pub(super) struct Own {
    option: &'static str,
    file: Option<PathBuf>,
}

impl Own {
    /// Whether the option was given.
    pub(super) fn read(arguments: &mut Arguments, option: &'static str) -> Result<Self, Usage> {
        Ok(Self { option, file: arguments.option(option)?.map(PathBuf::from) })
    }

    /// Refuses the option where none of what it goes `with` is asked for.
    pub(super) fn goes_with(&self, what: &str, with: &[&str]) -> Result<(), Usage> {
        if self.file.is_some() && !with.contains(&what) {
            let with: Vec<String> = with.iter().map(|what| format!("“{what}”")).collect();
            return Err(Usage(format!("{} goes with {}", self.option, with.join(" and "))));
        }
        Ok(())
    }

    /// The lists in place of those Assay comes with, where a file was named; lines that cannot be used are said, the others
    /// hold. `called` says what is in the file, which has `longest` bytes at most.
    pub(super) fn lists<L>(
        &self,
        called: &str,
        longest: u64,
        read: impl Fn(&str) -> (L, Vec<Slip>),
    ) -> Result<Option<L>, End> {
        let Some(path) = &self.file else { return Ok(None) };
        let (lists, slips) = read(&file_of_lists(path, called, longest)?);
        for slip in &slips {
            complain(&one_line(&format!("{}, {slip}. The line is left out.", path.display())));
        }
        Ok(Some(lists))
    }
}

pub(super) fn hedges(path: &Path, document: Option<Id>, own: &Own, json: bool) -> Result<(), End> {
    let own = own.lists("lists of wordings", Lexicon::LONGEST, Lexicon::read)?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::built_in());
    let reader = read(path)?;
    let texts = texts_of(&reader, document)?;
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
fn file_of_lists(path: &Path, what: &str, longest: u64) -> Result<String, End> {
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
