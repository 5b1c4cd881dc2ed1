//! What the parts of a text say of its quotations: its pull quotes have no marks and are quotations, the titles it cites have
//! marks and are none, and excerpts of what was published in another language are a translation.

use crate::analysis::anatomy::{Anatomy, Given, Lexicon, What, anatomy};
use crate::domain::tokens::{Script, primary_language};
use crate::import;
use std::ops::Range;

/// Longest text that is taken apart, in bytes; longer ones are books.
const LONGEST: usize = 512 * 1024;

/// What something was translated from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Original {
    /// Its title, as the citation has it.
    pub title: String,
    /// Its language as a BCP 47 tag, where that is known.
    pub language: Option<String>,
}

/// The parts of a text that matter here, in bytes of it.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Words set apart above the excerpt they were taken from.
    pub pulled: Vec<Range<usize>>,
    /// Citations.
    cited: Vec<Range<usize>>,
    /// Excerpts that are a translation.
    translated: Vec<(Range<usize>, Original)>,
}

impl Parts {
    /// Of a whole text; `language` is its BCP 47 tag, where it is known.
    pub(super) fn of(text: &str, language: Option<&str>) -> Self {
        if text.len() > LONGEST {
            return Self::default();
        }
        let found = anatomy(&Given::of(text, language, None), Lexicon::built_in());
        let mut out = Self { cited: found.citations.iter().map(|c| c.bytes.clone()).collect(), ..Self::default() };
        for part in &found.parts {
            match &part.what {
                What::PullQuote(_) => out.pulled.push(part.bytes.clone()),
                What::Excerpt { citation, blocks } => {
                    if let Some(original) = original(text, &found, *citation, language) {
                        out.translated.extend(blocks.iter().map(|block| (block.bytes.clone(), original.clone())));
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// True where a stretch is the title of something cited.
    pub(super) fn cites(&self, bytes: &Range<usize>) -> bool {
        self.cited.iter().any(|cited| cited.start <= bytes.start && bytes.end <= cited.end)
    }

    /// What the excerpt around a stretch was translated from.
    pub(super) fn original(&self, bytes: &Range<usize>) -> Option<&Original> {
        let around =
            |(excerpt, _): &&(Range<usize>, Original)| excerpt.start <= bytes.start && bytes.end <= excerpt.end;
        self.translated.iter().find(around).map(|(_, original)| original)
    }
}

/// What is cited, where the citation gives its title in translation beside the original's.
fn original(text: &str, found: &Anatomy, citation: usize, language: Option<&str>) -> Option<Original> {
    let citation = found.citations.get(citation).filter(|citation| citation.title_translated.is_some())?;
    let title = text.get(citation.title.clone())?;
    let own = language.map(primary_language);
    let tag = import::language(title).filter(|tag| own.as_deref() != Some(*tag));
    Some(Original { title: title.to_owned(), language: tag.map(str::to_owned) })
}

/// True where a text may hold citations of what was published in other letters than its own: only such a text is worth taking
/// apart for what it translates.
pub(super) fn may_translate(text: &str) -> bool {
    let mut letters =
        text.chars().filter(|c| c.is_alphabetic()).map(Script::of).filter(|script| *script != Script::Other);
    let first = letters.next();
    letters.any(|script| Some(script) != first)
}
