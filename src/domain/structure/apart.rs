//! Blocks as they are kept: their starts, lengths, kinds and addresses each in a list of their own, for like beside like
//! packs best, and links and items of lists, which are most of them, as a number.

use super::{Block, BlockKind, Packed, unpack};
use serde::{Deserialize, Serialize};

/// Blocks to be written.
#[derive(Serialize)]
pub(super) struct Lent<'a> {
    starts: Vec<i64>,
    lengths: Vec<i64>,
    kinds: Vec<LentKind<'a>>,
    links: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum LentKind<'a> {
    /// An item of a list so deep; 0 a link.
    Number(u8),
    Other(&'a BlockKind),
}

impl<'a> Lent<'a> {
    pub(super) fn of(blocks: &'a [Block]) -> Self {
        let mut before = 0;
        let (starts, lengths) = blocks
            .iter()
            .map(|Block { span, .. }| {
                let (start, end) = (i64::from(span.start), i64::from(span.end));
                (start - std::mem::replace(&mut before, start), end - start)
            })
            .unzip();
        let mut links = Vec::new();
        let kinds = blocks.iter().map(|block| match &block.kind {
            BlockKind::Link(to) => {
                links.push(to.as_str());
                LentKind::Number(0)
            }
            BlockKind::Item(deep @ 1..) => LentKind::Number(*deep),
            other => LentKind::Other(other),
        });
        let kinds = kinds.collect();
        Self { starts, lengths, kinds, links }
    }
}

/// Blocks as they were kept. What stands in them need not be possible.
#[derive(Deserialize)]
pub(super) struct Kept {
    starts: Vec<i64>,
    lengths: Vec<i64>,
    kinds: Vec<KeptKind>,
    links: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum KeptKind {
    Number(u8),
    Other(BlockKind),
}

impl Kept {
    /// The blocks; else the number of the first that is not whole or stands where no text can be.
    pub(super) fn together(self) -> Result<Vec<Block>, usize> {
        let Self { starts, lengths, kinds, links } = self;
        let least = starts.len().min(lengths.len()).min(kinds.len());
        if least < starts.len().max(lengths.len()).max(kinds.len()) {
            return Err(least);
        }
        let mut links = links.into_iter();
        let block = |(i, ((start, length), kind))| -> Result<Packed, usize> {
            let kind = match kind {
                KeptKind::Number(0) => BlockKind::Link(links.next().ok_or(i)?),
                KeptKind::Number(deep) => BlockKind::Item(deep),
                KeptKind::Other(kind) => kind,
            };
            Ok(Packed::new(start, length, kind))
        };
        let packed = starts.into_iter().zip(lengths).zip(kinds).enumerate().map(block);
        unpack(packed.collect::<Result<_, _>>()?)
    }
}
