//! The quotations of a brief against all texts that are held. What stands between quotation marks in our own words is looked for
//! like the quotations of a document; what is quoted by its passage is read anew where the passage stands.

use super::{Checked, FEWEST, Piece, Placed, check_words};
use crate::analysis::quotation::{Class, Sign};
use crate::domain::brief::{Block, BlockKind};
use crate::domain::claim::Claim;
use crate::domain::judgement::Judgement;
use crate::domain::passage::{Anchor, AnchorState, Passage};
use crate::domain::struck;
use crate::domain::tokens::tokens;
use crate::domain::{Fault, Id, ProjectRead, Span};
use crate::import;
use crate::store::Reader;

/// A quotation of a brief. Its `quotation` is in bytes of the block's words, or of the passage's, and names the block in place
/// of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct InBrief {
    /// What the block is.
    pub kind: BlockKind,
    /// The quotation, and what it is.
    pub checked: Checked,
}

/// Checks the quotations of a brief in its order and hands each on, until `take` says `false`.
pub fn check_brief(reader: &Reader, brief: Id, take: &mut dyn FnMut(InBrief) -> bool) -> Result<(), Fault> {
    let project: &dyn ProjectRead = reader;
    let mut blocks = project.of::<Block>("brief", brief)?;
    blocks.sort_by_key(|block| block.ordinal);
    let mut told: Vec<(Id, BlockKind, String)> = Vec::new();
    for block in &blocks {
        let words = match (block.claim, block.judgement) {
            (Some(claim), _) => project.get::<Claim>(claim)?.map(|claim| claim.words),
            (_, Some(judgement)) => project.get::<Judgement>(judgement)?.map(|judgement| judgement.words),
            _ => block.words.clone(),
        };
        told.push((block.id, block.kind, words.map(|words| without_marks(words.raw())).unwrap_or_default()));
    }
    let all: Vec<&str> = told.iter().map(|(_, _, words)| words.as_str()).collect();
    let language = import::language(&all.join("\n"));
    for (block, (id, kind, words)) in blocks.iter().zip(&told) {
        let mut goes_on = true;
        if let Some(checked) = passage(reader, block)? {
            goes_on = take(InBrief { kind: *kind, checked });
        }
        if goes_on {
            check_words(reader, *id, words, language, &mut |checked| {
                goes_on = take(InBrief { kind: *kind, checked });
                goes_on
            })?;
        }
        if !goes_on {
            break;
        }
    }
    Ok(())
}

/// A quotation that has its words from a passage: whether they still stand there.
fn passage(reader: &Reader, block: &Block) -> Result<Option<Checked>, Fault> {
    let quotes = matches!(block.kind, BlockKind::Quotation | BlockKind::PullQuote);
    let Some(passage) = block.passage.filter(|_| quotes) else { return Ok(None) };
    let project: &dyn ProjectRead = reader;
    let anchor = project.of::<Anchor>("passage", passage)?.into_iter().next();
    let Some((anchor, passage)) = anchor.zip(project.get::<Passage>(passage)?) else { return Ok(None) };
    let quote = anchor.quote.raw();
    let Some(own) = u32::try_from(quote.len()).ok().and_then(|end| Span::new(0, end).ok()) else { return Ok(None) };
    let quotation = Placed { document: block.id, span: own, paragraph: 1, words: quote.to_owned() };
    let stands = match anchor.span().filter(|_| anchor.state != AnchorState::Orphaned) {
        Some(span) if project.text(anchor.revision, span.start()..span.end())? == quote => Some(span),
        _ => None,
    };
    let pieces = block.struck.as_ref().map(|struck| struck.pieces(quote)).unwrap_or_default();
    let hidden: Vec<String> = pieces
        .iter()
        .filter_map(|piece| match piece {
            struck::Piece::Hidden(words) => Some((*words).to_owned()),
            struck::Piece::Kept(_) => None,
        })
        .collect();
    let class = match (&stands, hidden.is_empty()) {
        (None, _) => Class::NotHeld,
        (Some(_), true) => Class::Verbatim,
        (Some(_), false) => Class::Elided,
    };
    let mut found = Vec::new();
    if let Some(span) = stands {
        let same = vec![(0..quote.len(), Sign::Same)];
        found.push(Piece {
            words: quote.to_owned(),
            at: 0..quote.len(),
            class,
            place: Placed {
                document: passage.document,
                span,
                paragraph: reader.paragraph_at(anchor.revision, span.start())?,
                words: quote.to_owned(),
            },
            runs: (same.clone(), same),
            speakers: Vec::new(),
        });
    }
    let long = tokens(quote).len() >= FEWEST || class == Class::NotHeld;
    Ok(long.then(|| Checked {
        quotation,
        class,
        pieces: found,
        hidden,
        changes: Vec::new(),
        pulled: block.kind == BlockKind::PullQuote,
        translated: None,
    }))
}

/// Words with the marks of endnotes blanked, so that all else keeps its place.
fn without_marks(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let number = from.get(1..).unwrap_or_default();
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mark = digits > 0 && number.get(digits..).is_some_and(|behind| behind.starts_with(']'));
        let len = if mark { digits + 2 } else { 1 };
        out.push_str(&if mark { " ".repeat(len) } else { "[".to_owned() });
        rest = from.get(len..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_endnotes_are_no_words() {
        assert_eq!(without_marks("We “dig.[12]” [we] said[3]"), "We “dig.    ” [we] said   ");
    }
}
