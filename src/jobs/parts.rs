//! The parts of a text as the window wants them: what they lead to in the outline, what a claim recorded in one of them is, and
//! what the text cites.

use crate::analysis::anatomy::{Given, Lexicon, What, anatomy, key_of};
use crate::domain::parts::PartKind;
use crate::domain::{Date, Fault, Id, Span, Structure, Words};
use crate::store::Reader;
use std::ops::Range;

/// Longest text that is taken apart as it is opened, in bytes.
const LONGEST: u32 = 512 * 1024;
/// Most parts and most citations.
const MOST: usize = 2_000;
/// Most of the words of a part that are kept, in code points.
const SHOWN: usize = 160;

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: PartKind,
    /// Its first words.
    pub words: Words,
}

/// What a text cites.
#[derive(Clone, Debug, PartialEq)]
pub struct Cites {
    /// Where the citation stands, in bytes.
    pub span: Span,
    /// The title as the original has it.
    pub title: Words,
    /// The title as documents are compared by it.
    pub key: String,
    /// Who published it.
    pub outlet: Words,
    /// The same in the language of the text.
    pub outlet_translated: Option<Words>,
    /// What the citation says of the outlet.
    pub descriptor: Option<Words>,
    /// When it was published.
    pub date: Date,
    /// What would be wanted where the original is not held.
    pub wanted: String,
}

/// The parts of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The revision.
    pub revision: Id,
    /// In the order they stand, an outer one before what is in it.
    pub parts: Vec<Part>,
    /// In the order they stand.
    pub cites: Vec<Cites>,
}

impl Parts {
    /// Takes a text of so many bytes apart; of a very long one nothing is told.
    pub(super) fn of(
        reader: &Reader,
        (revision, text_bytes): (Id, u32),
        language: Option<&Words>,
        structure: Option<&Structure>,
    ) -> Result<Self, Fault> {
        let mut out = Self { revision, parts: Vec::new(), cites: Vec::new() };
        if text_bytes > LONGEST {
            return Ok(out);
        }
        let text = reader.chunk(revision, 0..text_bytes)?.text;
        let found = anatomy(&Given::of(&text, language.map(Words::raw), structure), Lexicon::built_in());
        let line = |range: &Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default();
            Words::new(words.split_whitespace().collect::<Vec<_>>().join(" ")).brief(SHOWN)
        };
        let mut in_notes = false;
        for part in &found.parts {
            let kind = match &part.what {
                What::Headline => PartKind::Headline,
                What::Heading => PartKind::Heading,
                What::PullQuote(_) => PartKind::PullQuote,
                What::Commentary(_) => PartKind::Commentary,
                What::Citation(_) => PartKind::Citation,
                What::Excerpt { citation, .. } => {
                    let of = found.citations.get(*citation);
                    PartKind::Excerpt { translated: of.is_some_and(|citation| citation.title_translated.is_some()) }
                }
                What::Endnote(_) if !in_notes => {
                    in_notes = true;
                    PartKind::Endnotes
                }
                _ => continue,
            };
            let Some(span) = span(&part.bytes).filter(|_| out.parts.len() < MOST) else { continue };
            out.parts.push(Part { span, kind, words: line(&part.bytes) });
        }
        for (n, citation) in found.citations.iter().enumerate().take(MOST) {
            let Some(span) = span(&citation.bytes) else { continue };
            let wanted = found.wanted.iter().find(|proposal| proposal.citation == Some(n));
            out.cites.push(Cites {
                span,
                title: line(&citation.title),
                key: key_of(text.get(citation.title.clone()).unwrap_or_default()),
                outlet: line(&citation.outlet),
                outlet_translated: citation.outlet_translated.as_ref().map(line),
                descriptor: citation.descriptor.as_ref().map(line),
                date: citation.date.date.clone(),
                wanted: wanted.map(|proposal| proposal.text.clone()).unwrap_or_default(),
            });
        }
        Ok(out)
    }

    /// The kinds of the parts a stretch stands in.
    pub fn around(&self, span: Span) -> impl Iterator<Item = PartKind> {
        let holds = move |part: &&Part| part.span.start() <= span.start() && span.end() <= part.span.end();
        self.parts.iter().filter(holds).map(|part| part.kind)
    }
}

fn span(range: &Range<usize>) -> Option<Span> {
    Span::new(u32::try_from(range.start).ok()?, u32::try_from(range.end).ok()?).ok()
}
