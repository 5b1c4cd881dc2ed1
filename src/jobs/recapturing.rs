//! A document whose file has other bytes now: every passage is looked for in the new text, and what is not found keeps its
//! words and loses its place.

use super::importing::NewVersion;
use crate::analysis::anchoring;
use crate::analysis::carrying::{Carrying, Was};
use crate::domain::brief::Block;
use crate::domain::document::{Document, Revision};
use crate::domain::passage::{Anchor, AnchorState};
use crate::domain::{Fault, Id, ProjectRead, Words};
use crate::store::{CarriedAnchor, CarriedStruck, KnownPath, NewDocument, Reader, Recapture};

/// How often places are computed again when somebody works on the document meanwhile.
const TRIES: usize = 8;

/// Finds the place of every passage and hands the new text to `write`, which gives it back when passages changed
/// meanwhile. `None` when there is no text.
pub(super) fn take(
    reader: &Reader,
    new: NewDocument,
    text: &str,
    known: &KnownPath,
    write: &mut dyn FnMut(Recapture) -> Result<Option<Recapture>, Fault>,
) -> Result<Option<NewVersion>, Fault> {
    let project: &dyn ProjectRead = reader;
    let Some(mut recapture) = Recapture::of(new, known.document, known.id, 1) else { return Ok(None) };
    let Some(revision) = recapture.revision() else { return Ok(None) };
    for _ in 0..TRIES {
        let document: Document = project.get(known.document)?.ok_or_else(gone)?;
        let ordinals = project.of::<Revision>("document", document.id)?.into_iter().map(|r| r.ordinal);
        recapture.again(ordinals.max().unwrap_or(0).saturating_add(1));
        let mut done = NewVersion { document: document.id, carried: 0, alike: 0, lost: 0, whole_again: 0 };
        if let Some(now) = document.revision {
            let old: Revision = project.get(now)?.ok_or_else(gone)?;
            let old = project.text(now, 0..old.text_bytes)?;
            let carrying = Carrying::new(&old, text);
            for anchor in project.of::<Anchor>("revision", now)? {
                carry(project, &carrying, text, (anchor, revision), &mut recapture, &mut done)?;
            }
        }
        match write(recapture)? {
            None => return Ok(Some(done)),
            Some(back) => recapture = back,
        }
    }
    Err(Fault::new(
        "AS-IMP-92",
        "A new version of a document was not taken, because passages of the document kept changing meanwhile.",
        "The document is read as before; what was taken before is in the project.",
        "Look for changes again when nothing else is written to the project.",
    ))
}

/// Gives one passage its place in the new text, and the quotations of it what is left out of them.
fn carry(
    project: &dyn ProjectRead,
    carrying: &Carrying<'_>,
    text: &str,
    (anchor, revision): (Anchor, Id),
    recapture: &mut Recapture,
    done: &mut NewVersion,
) -> Result<(), Fault> {
    let Some(was) = anchor.span() else { return Ok(()) };
    let found = carrying.carry(Was {
        span: (anchor.state != AnchorState::Orphaned).then_some(was),
        quote: anchor.quote.raw(),
        prefix: anchor.prefix.raw(),
        suffix: anchor.suffix.raw(),
    });
    let place = found.and_then(|found| Some((found, text.get(found.span.index())?)));
    let to = match place {
        Some((found, words)) => {
            let (prefix, suffix) = anchoring::context(text, found.span);
            match found.state {
                AnchorState::Fuzzy => done.alike += 1,
                _ => done.carried += 1,
            }
            Anchor {
                id: Id::new(),
                passage: anchor.passage,
                revision,
                start: found.span.start(),
                end: found.span.end(),
                quote: Words::new(words),
                prefix: Words::new(prefix),
                suffix: Words::new(suffix),
                state: found.state,
                score: found.score,
            }
        }
        None => {
            done.lost += 1;
            Anchor { id: Id::new(), revision, state: AnchorState::Orphaned, score: None, ..anchor.clone() }
        }
    };
    for block in project.of::<Block>("passage", anchor.passage)? {
        if let Some(was) = block.struck {
            // Only of the very same words the same can be left out.
            let same = to.quote == anchor.quote;
            done.whole_again += usize::from(!same);
            recapture.struck.push(CarriedStruck { block: block.id, was: was.clone(), to: same.then_some(was) });
        }
    }
    recapture.anchors.push(CarriedAnchor { from: anchor.id, was, to });
    Ok(())
}

fn gone() -> Fault {
    Fault::new(
        "AS-IMP-93",
        "A new version of a document was not taken, because the document does not stand as the project says.",
        "The document is read as before.",
        "Run `assay check` on the project.",
    )
}
