//! `analyse hedges`: the wordings of the texts that show how sure they are and whom they have their words from.

use super::arguments::{Arguments, Usage};
use super::found::{Piece, Sought, each_found};
use super::{End, complain, one_line, print, print_json};
use crate::analysis::wordings::{Lexicon, Wording, wordings};
use crate::domain::lists::Slip;
use crate::domain::{Fault, Id};
use serde_json::json;
use std::path::{Path, PathBuf};

const WORDINGS: Sought = Sought { none: "There are no such wordings.", many: "wordings" };

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
    each_found(
        (path, document, json),
        &WORDINGS,
        |words, language, _| wordings(words, language, lexicon),
        |_| String::new(),
        |piece, wording| show(piece, wording, json),
    )
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

fn show(piece: Piece<'_>, wording: &Wording, json: bool) {
    let Wording { bytes, class, quoted, negated, stacked } = wording;
    let words = piece.quote(bytes);
    if json {
        print_json(&json!({
            "document": piece.text().document,
            "revision": piece.text().revision,
            "class": class.as_str(),
            "start_byte": piece.byte(bytes.start),
            "end_byte": piece.byte(bytes.end),
            "quote": words,
            "quoted": quoted,
            "negated": negated,
            "stacked": stacked,
        }));
        return;
    }
    let (before, after) = piece.around(bytes);
    let remarks = [(*quoted, "in a quotation"), (*negated, "negated"), (*stacked, "beside another")];
    let remarks: Vec<&str> = remarks.iter().filter(|(yes, _)| *yes).map(|(_, remark)| *remark).collect();
    let remarks = if remarks.is_empty() { String::new() } else { format!("  ({})", remarks.join(", ")) };
    print(&one_line(&format!("  {:<13}  {before}[{words}]{after}{remarks}", class.as_str())));
}
