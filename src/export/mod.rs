//! Exports: a project in, the bytes of a finished product out. A product is first put together as a paper, a
//! tree that knows nothing of any format; one pure writer a format turns that tree into a file.
//!
//! What is promised: every quotation is compared with the text it is taken from before anything is written, and one that
//! differs refuses the whole export; what a document or a person wrote is inert text in the product; the same project
//! gives the same bytes, for no clock is read.

mod brief;
mod citation;
mod cite;
mod claim;
mod copied;
mod docx;
mod drawing;
mod graph;
mod html;
mod markdown;
mod marks;
mod matrix;
mod model;
mod place;
mod placed;
mod png;
mod preview;
mod report;
mod since;
mod svg;
pub mod table;
mod timeline;
mod visible;
mod wanted;
mod write;

pub use copied::quote_with_citation;
pub use docx::PackageError;
pub use preview::{Set, SheetLine, preview};
pub use write::{WriteError, file_name, write_file};

use crate::analysis::graph::Shown;
use crate::analysis::matrix::{Columns, Rows};
use crate::analysis::timeline::{Day, Lanes};
use crate::domain::vocabulary::vocabulary;
use crate::domain::{Fault, Id, ProjectRead, Sha256, Table};

vocabulary! {
    /// The format of a product.
    Format {
        Markdown = "md", "Markdown";
        Html = "html", "HTML";
        Docx = "docx", "Word";
        Svg = "svg", "SVG";
        Png = "png", "PNG";
        Csv = "csv", "CSV";
    }
}

/// What an annotation report covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The documents; empty for every one that is kept or in the inbox.
    pub documents: Vec<Id>,
    /// The tags, each with all below it; empty for every tag and for what has none.
    pub tags: Vec<Id>,
}

/// Which claims a picture or its table shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Only those that may be of these days, both ends included.
    pub within: Option<(Day, Day)>,
    /// Only those under this tag or one below it, as the window counts them: the claim has it, or a passage it rests on, or one
    /// that passage stands within.
    pub tag: Option<Id>,
}

/// What is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Product {
    /// The brief with this identity.
    Brief(Id),
    /// An annotation report.
    Report(Report),
    /// What we do not hold and still look for, as a list to take to a connected machine.
    Wanted,
    /// Claims in time.
    Timeline {
        /// What they are in lanes by.
        lanes: Lanes,
        /// Which claims.
        scope: Scope,
    },
    /// Matters against sources.
    Matrix {
        /// What the matters are.
        rows: Rows,
        /// What the sources are.
        columns: Columns,
        /// Which claims.
        scope: Scope,
    },
    /// Claims, names and documents, and what links them.
    Graph {
        /// What of them.
        shown: Shown,
        /// Which claims.
        scope: Scope,
    },
}

impl Product {
    /// True for what is a picture or a table, and no text.
    pub fn is_picture(&self) -> bool {
        matches!(self, Self::Timeline { .. } | Self::Matrix { .. } | Self::Graph { .. })
    }
}

/// A finished product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Their hash.
    pub sha256: Sha256,
    /// How many quotations stand in it, each compared with its text.
    pub quotes: u32,
}

/// Why a product was not made. Nothing is written in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The project could not be read.
    #[error("the project could not be read")]
    Read(#[from] Fault),
    /// There is no such brief.
    #[error("there is no brief {0}")]
    NoBrief(Id),
    /// Something the product needs is not in the project.
    #[error("the {what} {id} is not in the project or has nothing to show")]
    Missing {
        /// Its noun.
        what: &'static str,
        /// Its identity.
        id: Id,
    },
    /// A passage that the brief needs has no place in any text we hold.
    #[error("a passage of “{heading}” lost its place")]
    LostPlace {
        /// What its document is called.
        heading: String,
    },
    /// What a quotation leaves out is no longer part of its words.
    #[error("what is left out of a quotation of “{heading}” is not part of its words")]
    LeftOut {
        /// What its document is called.
        heading: String,
    },
    /// A judgement's likelihood is not a term of a ladder.
    #[error("the likelihood of a judgement cannot be given: {0}")]
    Likelihood(String),
    /// The finished text holds something an export never holds.
    #[error("the finished text holds {0}, which no export may hold")]
    Forbidden(String),
    /// The product does not come in that format.
    #[error("{what} cannot be written as {format}; {formats}")]
    NotAs {
        /// What was to be written.
        what: &'static str,
        /// The format.
        format: &'static str,
        /// Those there are.
        formats: &'static str,
    },
    /// There is too much of it for a picture in points.
    #[error("there is too much for one PNG picture")]
    TooLarge,
    /// The file could not be put together.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A quotation is not what stands at its place.
    #[error("bytes {start} to {end} of “{heading}” are not the words that were quoted from there")]
    Mismatch {
        /// What the document is called.
        heading: String,
        /// First byte.
        start: u32,
        /// One past the last byte.
        end: u32,
    },
    /// A document's text is not the one that was read.
    #[error("the text of “{heading}” does not have the hash that was recorded for it")]
    TextChanged {
        /// What the document is called.
        heading: String,
    },
}

impl ExportError {
    fn missing(table: Table, id: Id) -> Self {
        Self::Missing { what: table.label(), id }
    }
}

impl From<ExportError> for Fault {
    fn from(error: ExportError) -> Fault {
        const SAFE: &str = "The project is as it was, and no file was written.";
        let (code, todo) = match &error {
            ExportError::Read(_) => ("AS-EXP-01", "Run `assay check` on the project, then export again."),
            ExportError::NoBrief(_) => ("AS-EXP-02", "List the briefs and name one of them."),
            ExportError::Missing { .. } => {
                ("AS-EXP-03", "Take that block out of the brief, or fill it, then export again.")
            }
            ExportError::LostPlace { .. } => {
                ("AS-EXP-04", "Find the passage's place again, or take it out of the brief.")
            }
            ExportError::LeftOut { .. } => ("AS-EXP-10", "Choose again what that quotation leaves out, then export."),
            ExportError::Likelihood(_) => ("AS-EXP-05", "Choose the judgement's likelihood again."),
            ExportError::NotAs { .. } => ("AS-EXP-11", "Choose one of those formats."),
            ExportError::TooLarge => ("AS-EXP-12", "Export as SVG or CSV, which hold any number of claims."),
            ExportError::Package(_) => ("AS-EXP-09", "Export as HTML or Markdown, and report this with its code."),
            ExportError::Forbidden(_) => ("AS-EXP-06", "This is a mistake in Assay; please report it with this code."),
            ExportError::Mismatch { .. } => {
                ("AS-EXP-07", "Run `assay check` on the project, mark the passage again, then export.")
            }
            ExportError::TextChanged { .. } => {
                ("AS-EXP-08", "Run `assay check` on the project before you use this document.")
            }
        };
        with_causes(Fault::new(code, sentence(&error.to_string()), SAFE, todo), &error)
    }
}

/// The words as a sentence: a capital first, a full stop last.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

/// The fault with whatever caused the error, but not the error itself, whose words the fault has already.
fn with_causes(fault: Fault, error: &dyn std::error::Error) -> Fault {
    match error.source() {
        Some(cause) => fault.caused_by(cause),
        None => fault,
    }
}

/// Makes a product. `version` is the program's, named in the last line.
///
/// # Errors
/// See [`ExportError`]; above all, a quotation that is not what stands at its place.
pub fn render(
    project: &dyn ProjectRead,
    product: &Product,
    format: Format,
    version: &str,
) -> Result<Rendered, ExportError> {
    let paper = match product {
        Product::Brief(id) => brief::paper(project, *id, version)?,
        Product::Report(report) => report::paper(project, report, version)?,
        Product::Wanted => wanted::paper(project, version)?,
        Product::Timeline { lanes, scope } => {
            let records = placed::Records::read(project, *scope)?;
            let draw = |title: &str| timeline::draw(&records, *lanes, title);
            return picture(project, format, draw, || timeline::csv(&records));
        }
        Product::Matrix { rows, columns, scope } => {
            let records = placed::Records::read(project, *scope)?;
            let shown = matrix::made(&records, *rows, *columns);
            let draw = |title: &str| matrix::draw(&records, &shown, (*rows, *columns), title);
            return picture(project, format, draw, || matrix::csv(&records, &shown, *rows));
        }
        Product::Graph { shown: asked, scope } => {
            let records = placed::Records::read(project, *scope)?;
            let shown = graph::made(&records, asked);
            let draw = |title: &str| graph::draw(&records, &shown, asked, title);
            return picture(project, format, draw, || graph::csv(&records, &shown));
        }
    };
    let bytes = match format {
        Format::Markdown => markdown::write(&paper).into_bytes(),
        Format::Html => {
            let text = html::write(&paper);
            html::inspect(&text).map_err(ExportError::Forbidden)?;
            text.into_bytes()
        }
        Format::Docx => docx::write(&paper)?,
        Format::Svg | Format::Png | Format::Csv => {
            let (what, formats) = ("what is made of text", "there are docx, html and md");
            return Err(ExportError::NotAs { what, format: format.label(), formats });
        }
    };
    Ok(Rendered { sha256: Sha256::of(&bytes), bytes, quotes: paper.quotes })
}

/// A picture, or the table behind it.
fn picture(
    project: &dyn ProjectRead,
    format: Format,
    draw: impl FnOnce(&str) -> drawing::Drawing,
    csv: impl FnOnce() -> Vec<u8>,
) -> Result<Rendered, ExportError> {
    let title = visible::one_line(project.facts()?.name.raw());
    let bytes = match format {
        Format::Svg => svg::write(&draw(&title), &title).into_bytes(),
        Format::Png => png::write(draw(&title)).ok_or(ExportError::TooLarge)?,
        Format::Csv => csv(),
        Format::Markdown | Format::Html | Format::Docx => {
            let (what, formats) = ("a timeline, matrix or graph", "there are svg, png and csv");
            return Err(ExportError::NotAs { what, format: format.label(), formats });
        }
    };
    Ok(Rendered { sha256: Sha256::of(&bytes), bytes, quotes: 0 })
}
