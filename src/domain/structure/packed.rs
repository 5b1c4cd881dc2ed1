//! Blocks as they are sent: each `[start, length, kind]`, its start counted from the start of the one before. Written out in
//! full they would often be longer than the text they are of.

use super::{Block, BlockKind};
use serde::{Deserialize, Serialize, Serializer};

/// A block as it was written. What stands in it need not be possible.
#[derive(Debug, Deserialize)]
pub struct Packed(i64, i64, BlockKind);

impl Packed {
    pub(super) fn new(start: i64, length: i64, kind: BlockKind) -> Self {
        Self(start, length, kind)
    }
}

/// Writes blocks.
pub fn pack<S: Serializer>(blocks: &[Block], to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Lent<'a>(i64, i64, &'a BlockKind);
    let mut before = 0;
    to.collect_seq(blocks.iter().map(|Block { span, kind }| {
        let (start, end) = (i64::from(span.start), i64::from(span.end));
        Lent(start - std::mem::replace(&mut before, start), end - start, kind)
    }))
}

/// The blocks that were written; else the number of the first that stands where no text can be.
pub fn unpack(packed: Vec<Packed>) -> Result<Vec<Block>, usize> {
    let mut before = 0_i64;
    let block = |(i, Packed(start, length, kind)): (usize, Packed)| {
        let start = before.checked_add(start).ok_or(i)?;
        let end = start.checked_add(length).ok_or(i)?;
        before = start;
        let byte = |at: i64| u32::try_from(at).map_err(|_beyond| i);
        Ok(Block { span: byte(start)?..byte(end)?, kind })
    };
    packed.into_iter().enumerate().map(block).collect()
}
