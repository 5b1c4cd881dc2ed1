//! HTML pages, as browsers save them or programs ship them: their whole text in reading order, the article marked in it.

mod article;
mod charset;
mod entity;
mod remote;
mod says;
mod style;
mod tables;
mod tags;
#[cfg(test)]
mod tests;
mod token;
mod walk;
mod words;

use super::limits::{MAX_BLOCKS, MAX_PART_BYTES};
use super::{Block, BlockKind, ParseError, Parsed, Remark};
use std::collections::HashSet;
use walk::{DEEPEST, MOST_TAGS, Reading, Walk};

/// Parses a page by itself.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    parse_part(bytes, None, &HashSet::new(), beat)
}

/// Parses a page that came with other files. `charset` is what the transport declared, which counts for more than what the
/// page does; `own` are the addresses of the files that came along, which are not elsewhere.
pub(super) fn parse_part(
    bytes: &[u8],
    charset: Option<&str>,
    own: &HashSet<String>,
    beat: &mut dyn FnMut(),
) -> Result<Parsed, ParseError> {
    if u64::try_from(bytes.len()).map_or(true, |length| length > MAX_PART_BYTES) {
        return Err(ParseError::TooMany { what: "bytes of HTML", limit: MAX_PART_BYTES });
    }
    let (page, replaced) = charset::read(bytes, charset)?;
    beat();
    let layouts = tables::layouts(&page, MOST_TAGS, beat);
    let (mut walk, mut faults) = Walk::over(&page, Reading::Shown, &layouts, own, beat)?;
    if walk.words.at() == 0 {
        (walk, faults) = Walk::over(&page, Reading::WithoutScripts, &layouts, own, beat)?;
    }
    let (text, mut blocks) = walk.words.finish();
    if let Some(span) = walk.outline.article(&text, beat) {
        mark_article(&mut blocks, span);
    }
    let mut remarks = Vec::new();
    let mut counted = |count: u32, remark: fn(u32) -> Remark| {
        if count > 0 {
            remarks.push(remark(count));
        }
    };
    counted(walk.reach.remote, Remark::Remote);
    counted(walk.reach.scripts, Remark::Scripts);
    counted(walk.hidden, Remark::Hidden);
    counted(walk.reach.forms, Remark::Fields);
    counted(replaced, Remark::Replaced);
    if text.is_empty() {
        remarks.push(Remark::NoText);
    }
    if walk.cut {
        remarks.push(Remark::LeftOut("the rest of a run of text longer than 16 MiB".to_owned()));
    }
    let mut wrong = Vec::new();
    if walk.flattened {
        wrong.push(format!(
            "elements lie deeper than {DEEPEST} or are more than {MOST_TAGS}; what lies beyond is read without structure"
        ));
    }
    if faults.attributes {
        wrong.push("a tag has more than 256 attributes; those beyond are not read".to_owned());
    }
    if faults.unended {
        wrong.push("a comment, script or tag is never ended; what follows it is no text".to_owned());
    }
    if !wrong.is_empty() {
        remarks.push(Remark::Damaged(wrong.join("; ")));
    }
    let elsewhere = walk.reach.elsewhere;
    Ok(Parsed { text, blocks, meta: walk.says.given(), remarks, elsewhere, parts: Vec::new() })
}

/// Puts the article's block where it belongs: before the blocks that begin in it, after those that began before.
fn mark_article(blocks: &mut Vec<Block>, span: std::ops::Range<u32>) {
    if blocks.len() < MAX_BLOCKS {
        let at = blocks.partition_point(|block| {
            block.span.start < span.start || (block.span.start == span.start && block.span.end > span.end)
        });
        blocks.insert(at, Block { span, kind: BlockKind::Article });
    }
}
