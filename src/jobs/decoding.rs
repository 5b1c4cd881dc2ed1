//! Reading a document in another encoding, because the first one was detected wrongly: decode the original again, carry
//! every passage through the original bytes, hand the writer a new revision.

use super::importing::{self, known::place};
use crate::analysis::anchoring;
use crate::domain::brief::Block;
use crate::domain::document::{Document, DocumentPath, Revision};
use crate::domain::passage::{Anchor, AnchorState};
use crate::domain::{By, Fault, Id, ProjectRead as _, Row, Sha256, Span, Struck, Words};
use crate::import::{self, Carried};
use crate::store::{CarriedAnchor, CarriedStruck, NewRevision, Reader};
use std::path::{Path, PathBuf};

pub use crate::import::Preview;

/// How often places are computed again when somebody works on the document meanwhile.
const TRIES: usize = 8;

/// What reading a document in another encoding did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The document.
    pub document: Id,
    /// The encoding it is read in now.
    pub encoding: String,
    /// Passages that stand in the new text.
    pub passages: usize,
    /// Passages that were widened, because a character of the new text lies across their edge.
    pub widened: usize,
    /// Quotations in briefs that are whole again, because what was left out of them is no part of the new text.
    pub whole_again: usize,
}

/// What the first telling lines of a document would be in each encoding that is offered.
pub(super) fn previews(project: &Path, document: Id) -> Result<Vec<Preview>, Fault> {
    let reader = Reader::open(project)?;
    let document: Document = one(&reader, document)?;
    Ok(import::previews(&original(&reader, project, &document)?))
}

/// Decodes a document again. `write` gives it to the writer and is `false` when the passages changed meanwhile.
pub(super) fn run(
    project: &Path,
    document: Id,
    encoding: &str,
    mut write: impl FnMut(NewRevision) -> Result<bool, Fault>,
) -> Result<Decoded, Fault> {
    let reader = Reader::open(project)?;
    let record: Document = one(&reader, document)?;
    if let Some(format) = &record.format {
        return Err(Fault::new(
            "AS-ENC-06",
            format!("This is a document in the format {}, which says itself how it is to be read.", format.raw()),
            "The document is read as before.",
            "Only plain text is read in another encoding.",
        ));
    }
    let bytes = original(&reader, project, &record)?;
    let extraction = import::decode(&bytes, Some(encoding))?;
    for _ in 0..TRIES {
        let record: Document = one(&reader, document)?;
        let Some(now) = record.revision.map(|id| one::<Revision>(&reader, id)).transpose()? else {
            return Err(gone());
        };
        if now.encoding.raw().eq_ignore_ascii_case(extraction.encoding) {
            return Err(Fault::new(
                "AS-ENC-02",
                format!("The document is read as {} already.", extraction.encoding),
                "Nothing was changed.",
                "Choose another encoding.",
            ));
        }
        let ordinals = all::<Revision>(&reader, "document", document)?.into_iter().map(|r| r.ordinal);
        let ordinal = ordinals.max().unwrap_or(0).saturating_add(1);
        let mut new = NewRevision::prepare(&record, ordinal, &extraction.text, importing::decoding(&extraction))?;
        let mut done =
            Decoded { document, encoding: extraction.encoding.to_owned(), passages: 0, widened: 0, whole_again: 0 };
        carry(&reader, &now, &bytes, &extraction.text, &mut new, &mut done)?;
        if write(new)? {
            return Ok(done);
        }
    }
    Err(Fault::new(
        "AS-ENC-03",
        "The encoding was not changed, because passages of the document kept changing meanwhile.",
        "The document is read as before.",
        "Try again when nothing else is written to the project.",
    ))
}

/// Gives every passage its place in the new text, and every quotation what is left out of it.
fn carry(
    reader: &Reader,
    now: &Revision,
    bytes: &[u8],
    text: &str,
    new: &mut NewRevision,
    done: &mut Decoded,
) -> Result<(), Fault> {
    let mut anchors: Vec<(Anchor, Span)> = Vec::new();
    for anchor in all::<Anchor>(reader, "revision", now.id)? {
        match anchor.span() {
            // What lost its place keeps its words in every further text.
            Some(was) if anchor.state == AnchorState::Orphaned => {
                let to = Anchor { id: Id::new(), revision: new.id(), ..anchor.clone() };
                new.anchors.push(CarriedAnchor { from: anchor.id, was, to });
            }
            Some(span) => anchors.push((anchor, span)),
            None => {}
        }
    }
    let mut blocks: Vec<(Block, Struck, Span)> = Vec::new();
    for (anchor, span) in &anchors {
        let own = all::<Block>(reader, "passage", anchor.passage)?;
        blocks.extend(own.into_iter().filter_map(|block| Some((block.clone(), block.struck?, *span))));
    }
    // Stretches left out count from the start of their passage.
    let out = |(_, struck, passage): &(Block, Struck, Span)| {
        let at = |span: &Span| Span::new(passage.start() + span.start(), passage.start() + span.end()).ok();
        struck.spans().iter().filter_map(at).collect::<Vec<_>>()
    };
    let spans: Vec<Span> = anchors.iter().map(|(_, span)| *span).chain(blocks.iter().flat_map(out)).collect();
    let mut places = import::carry(bytes, now.encoding.raw(), &done.encoding, &spans)?.into_iter();
    let mut quotes: Vec<(Id, Span, Words)> = Vec::new();
    for (anchor, was) in anchors {
        let place = places.next().flatten().and_then(|place| Some((place, text.get(place.span.index())?)));
        let Some((Carried { span, exact }, quote)) = place else { return Err(gone()) };
        let (prefix, suffix) = anchoring::context(text, span);
        let to = Anchor {
            id: Id::new(),
            passage: anchor.passage,
            revision: new.id(),
            start: span.start(),
            end: span.end(),
            quote: Words::new(quote),
            prefix: Words::new(prefix),
            suffix: Words::new(suffix),
            state: if exact { anchor.state } else { AnchorState::Moved },
            score: None,
        };
        quotes.push((anchor.passage, span, to.quote.clone()));
        done.passages += 1;
        done.widened += usize::from(!exact);
        new.anchors.push(CarriedAnchor { from: anchor.id, was, to });
    }
    for (block, was, _) in blocks {
        let stretches: Vec<_> = places.by_ref().take(was.spans().len()).collect();
        let quote = quotes.iter().find(|(passage, ..)| Some(*passage) == block.passage);
        let to = quote.and_then(|(_, passage, words)| {
            let inside = |place: Option<Carried>| {
                let place = place.filter(|place| place.exact)?;
                Span::new(
                    place.span.start().checked_sub(passage.start())?,
                    place.span.end().checked_sub(passage.start())?,
                )
                .ok()
            };
            let spans: Option<Vec<Span>> = stretches.into_iter().map(inside).collect();
            Struck::new(spans?).filter(|struck| struck.fits(words))
        });
        done.whole_again += usize::from(to.is_none());
        new.struck.push(CarriedStruck { block: block.id, was, to });
    }
    Ok(())
}

/// The original bytes: those the project keeps, else a file with their hash at one of the paths the document was found at.
pub(super) fn original(reader: &Reader, project: &Path, document: &Document) -> Result<Vec<u8>, Fault> {
    if document.kept {
        return Ok(reader.original(document.sha256)?);
    }
    let mut looked = Vec::new();
    let is_it = |path: &Path| {
        let read = import::read_file(path, import::MAX_TEXT_BYTES).ok()?;
        (Sha256::of(&read.bytes) == document.sha256).then_some(read.bytes)
    };
    // Where it was taken from, where that is known; else somewhere beside the project.
    let origins = reader.origins()?;
    for known in reader.known_paths(None)?.iter().filter(|known| known.document == document.id) {
        let origin = origins.iter().find(|origin| origin.batch == known.batch);
        let root = origin.and_then(|origin| origin.roots.get(usize::try_from(known.root).ok()?));
        if let Some(bytes) = root.and_then(|root| is_it(Path::new(&place(root, known.path.raw())))) {
            return Ok(bytes);
        }
    }
    for path in all::<DocumentPath>(reader, "document", document.id)? {
        for candidate in candidates(project, Path::new(path.path.raw())) {
            if let Some(bytes) = is_it(&candidate) {
                return Ok(bytes);
            }
        }
        looked.push(path.path.raw().to_owned());
    }
    Err(Fault::new(
        "AS-ENC-01",
        format!(
            "The original of {} is not kept in the project, and no file with its bytes is beside the project at {}.",
            document.heading().brief(60).raw(),
            looked.join(", ")
        ),
        "The document is read as before; its text and passages are in the project.",
        "Put the file into the folder of the project, under the path it had, and try again.",
    ))
}

/// Where a file may lie that was imported from below some folder: as it was given, beside the project, or in a folder there.
fn candidates(project: &Path, path: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    if path.is_absolute() {
        out.push(path.to_owned());
    }
    let Some(folder) = project.parent() else { return out };
    out.push(folder.join(path));
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    out.extend(folders.take(1_000).map(|entry| entry.path().join(path)));
    out
}

fn one<R: Row>(reader: &Reader, id: Id) -> Result<R, Fault> {
    let found = reader.records(R::TABLE, By::Id(id))?.into_iter().find_map(R::from_record);
    found.ok_or_else(gone)
}

fn all<R: Row>(reader: &Reader, field: &'static str, id: Id) -> Result<Vec<R>, Fault> {
    Ok(reader.records(R::TABLE, By::Ref(field, id))?.into_iter().filter_map(R::from_record).collect())
}

fn gone() -> Fault {
    Fault::new(
        "AS-ENC-04",
        "The encoding was not changed, because the document’s text does not stand as the project says.",
        "The document is read as before.",
        "Run `assay check` on the project.",
    )
}
