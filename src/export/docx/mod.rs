//! The Word document of a product (Office Open XML, transitional): a fresh package that holds only parts written here. What
//! never changes (styles, lists, settings, fonts) lies ready in `parts`; the text and the endnotes are made of the paper.
//!
//! Word reads the children of an element in the order of the schema and refuses a file that has them otherwise, so every
//! function here writes them in that order. Nothing in the package tells of the machine, the person or the hour.

mod body;
mod direction;
mod element;
mod endnotes;
mod languages;
mod package;
mod run;

use super::model::Paper;

/// Why a package was not made.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// A part could not be written.
    #[error("a part of the Word document could not be written")]
    Part(#[from] std::io::Error),
    /// The parts could not be put together.
    #[error("the parts of the Word document could not be put together")]
    Zip(#[from] zip::result::ZipError),
}

/// Writes a product.
///
/// # Errors
/// See [`PackageError`]; a disk has no part in it, for the package is made in memory.
pub(super) fn write(paper: &Paper) -> Result<Vec<u8>, PackageError> {
    package::zipped(&[
        ("word/document.xml", body::document(paper).to_xml()?),
        ("word/endnotes.xml", endnotes::part(&paper.notes).to_xml()?),
        ("docProps/core.xml", package::core(&paper.title.plain()).to_xml()?),
    ])
}
