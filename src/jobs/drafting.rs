//! A brief from a template, and a product to look at: read on a worker, so that the window never waits.

use crate::analysis::template::{self, Drafted, Scope, TemplateError};
use crate::domain::{Fault, Id, ProjectRead, Words};
use crate::export::{self, SheetLine};
use std::path::PathBuf;

/// Most bytes of a template.
const MOST: u64 = 1 << 20;

/// A template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Template {
    /// One of [`TEMPLATES`], by its place.
    Ours(usize),
    /// A file of the analyst's.
    File(PathBuf),
}

/// The templates that come with the program: name, what it makes, text.
pub const TEMPLATES: [(&str, &str, &str); 3] = [
    (
        "OE Watch item",
        "headline, pull quote, commentary, each cited document with its excerpts",
        include_str!("../../assets/templates/oe-watch.jinja"),
    ),
    (
        "Claim dossier",
        "every claim with the words it rests on, judgements, what is not held",
        include_str!("../../assets/templates/claim-dossier.jinja"),
    ),
    (
        "Annotated bibliography",
        "every document with its citation, a note and its first excerpts",
        include_str!("../../assets/templates/annotated-bibliography.jinja"),
    ),
];

/// A brief as a template makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The brief's identity.
    pub brief: Id,
    /// What it is called.
    pub title: Words,
    /// Its blocks.
    pub blocks: Vec<Drafted>,
}

pub(super) fn draft(project: &dyn ProjectRead, template: &Template, scope: Scope) -> Result<Draft, Fault> {
    let (name, source) = match template {
        Template::Ours(at) => {
            let (name, _, source) = TEMPLATES.get(*at).or(TEMPLATES.first()).copied().unwrap_or_default();
            (name.to_owned(), source.to_owned())
        }
        Template::File(path) => {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            (name, read(path)?)
        }
    };
    let brief = Id::new();
    let blocks = template::draft(&source, template::context(project, scope)?, brief).map_err(|error| wrong(&error))?;
    Ok(Draft { brief, title: Words::new(name), blocks })
}

fn read(path: &PathBuf) -> Result<String, Fault> {
    let unread = |why: String| {
        let what = format!("The template {} cannot be read: {why}.", path.display());
        Fault::new("AS-TPL-02", what, "Nothing was made.", "Choose a text file in UTF-8 of at most 1 MB.")
    };
    let size = std::fs::metadata(path).map_err(|e| unread(e.to_string()))?;
    if !size.is_file() || size.len() > MOST {
        return Err(unread("it is no file of at most 1 MB".to_owned()));
    }
    std::fs::read_to_string(path).map_err(|e| unread(e.to_string()))
}

fn wrong(error: &TemplateError) -> Fault {
    let (what, todo) = match error.line {
        Some(line) => (
            format!("Line {line} of the template is wrong: {error}."),
            format!("Mend line {line} and choose the template again."),
        ),
        None => (format!("The template makes nothing: {error}."), "Choose more, or another template.".to_owned()),
    };
    Fault::new("AS-TPL-01", what, "Nothing was made.", todo)
}

pub(super) fn sheet(project: &dyn ProjectRead, brief: Id) -> Result<Vec<SheetLine>, Fault> {
    Ok(export::preview(project, brief, env!("CARGO_PKG_VERSION"))?)
}
