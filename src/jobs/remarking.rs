//! A text looked through for quiet marks, piece by piece.

use super::words::each_piece;
use crate::analysis::remarks::{self, RemarkKind};
use crate::domain::{Fault, Span};
use crate::store::{HasText, Reader};

/// The remarks of some kinds on a whole text, by their first bytes; `goes_on` is asked between pieces, and `None` given where it
/// said no: part of them would be taken for all.
pub(super) fn remarks(
    reader: &Reader,
    text: &HasText,
    kinds: &[RemarkKind],
    goes_on: &dyn Fn() -> bool,
) -> Result<Option<Vec<(Span, RemarkKind)>>, Fault> {
    let (mut out, mut whole) = (Vec::new(), goes_on());
    if !whole {
        return Ok(None);
    }
    each_piece(reader, text, &mut |piece, start| {
        let place = |at: usize| u32::try_from(at).ok().and_then(|at| start.checked_add(at));
        for (bytes, kind) in remarks::remarks(piece, text.language.as_deref(), kinds) {
            let span = place(bytes.start).zip(place(bytes.end)).and_then(|(from, to)| Span::new(from, to).ok());
            out.extend(span.map(|span| (span, kind)));
        }
        whole = goes_on();
        whole
    })?;
    Ok(whole.then_some(out))
}
