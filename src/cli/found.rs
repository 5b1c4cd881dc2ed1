//! What an analysis finds in the texts piece by piece, each text under the name of its document: the part that `analyse hedges`
//! and `analyse dates` have in common.

use super::{End, complain, one_line, print, read, texts_of};
use crate::domain::document::Document;
use crate::domain::{Id, ProjectRead};
use crate::jobs::words::each_piece;
use crate::store::HasText;
use std::ops::Range;
use std::path::Path;

/// Most of the words around a place that are shown, in characters on each side.
const AROUND: usize = 40;

/// What is looked for, in words.
pub(super) struct Sought {
    /// Said where there is none of it.
    pub(super) none: &'static str,
    /// What so many of it are.
    pub(super) many: &'static str,
}

/// A piece of a text, and where it begins in it.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    text: &'a HasText,
    words: &'a str,
    start: u32,
}

impl<'a> Piece<'a> {
    /// The text it is of.
    pub(super) fn text(&self) -> &'a HasText {
        self.text
    }

    /// Words of it.
    pub(super) fn quote(&self, bytes: &Range<usize>) -> &'a str {
        self.words.get(bytes.clone()).unwrap_or_default()
    }

    /// A place in it as one of the text, in bytes.
    pub(super) fn byte(&self, at: usize) -> u32 {
        self.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// What stands before and after some bytes, in their line.
    pub(super) fn around(&self, bytes: &Range<usize>) -> (&'a str, &'a str) {
        let line = |c: char| c == '\n';
        let before = self.words.get(..bytes.start).and_then(|text| text.rsplit(line).next()).unwrap_or_default();
        let after = self.words.get(bytes.end..).and_then(|text| text.split(line).next()).unwrap_or_default();
        let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default())
    }
}

/// Goes through the texts of a project, or that of one document, and shows what `find` finds in each piece, given the language
/// of its text and its document. Without `json` a line with the document and what `remark` says of it stands above the first.
pub(super) fn each_found<T>(
    (path, document, json): (&Path, Option<Id>, bool),
    sought: &Sought,
    find: impl Fn(&str, Option<&str>, Option<&Document>) -> Vec<T>,
    remark: impl Fn(Option<&Document>) -> String,
    show: impl Fn(Piece<'_>, &T),
) -> Result<(), End> {
    let reader = read(path)?;
    let texts = texts_of(&reader, document)?;
    let (mut found, mut documents) = (0_u64, 0_u64);
    let project: &dyn ProjectRead = &reader;
    for text in &texts {
        let record = project.get::<Document>(text.document)?;
        let before = found;
        each_piece(&reader, text, &mut |words, start| {
            for one in find(words, text.language.as_deref(), record.as_ref()) {
                if found == before && !json {
                    let called = record.as_ref().map(|document| document.heading().clone()).unwrap_or_default();
                    let remark = remark(record.as_ref());
                    print(&one_line(&format!("{}  {}{remark}", text.document, called.raw())));
                }
                found += 1;
                show(Piece { text, words, start }, &one);
            }
            true
        })?;
        documents += u64::from(found > before);
    }
    complain(&match found {
        0 => sought.none.to_owned(),
        _ => format!("{found} {} in {documents} of {} documents.", sought.many, texts.len()),
    });
    if found > 0 { Ok(()) } else { Err(End::No) }
}
