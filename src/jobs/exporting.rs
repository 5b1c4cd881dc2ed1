//! Making an export: render, write the file safely, and say what was made so that it can be recorded.

use crate::domain::{Fault, ProjectRead};
use crate::export::{self, Format, Product};
use crate::store::ExportRecord;
use std::path::Path;

/// Renders a product and writes it to a file.
pub fn make(project: &dyn ProjectRead, product: &Product, format: Format, to: &Path) -> Result<ExportRecord, Fault> {
    let rendered = export::render(project, product, format, env!("CARGO_PKG_VERSION"))?;
    export::write_file(to, &rendered.bytes)?;
    let product = match product {
        Product::Brief(id) => id.to_string(),
        Product::Report(_) => "report".to_owned(),
        Product::Wanted => "wanted".to_owned(),
        Product::Timeline { .. } => "timeline".to_owned(),
        Product::Matrix { .. } => "matrix".to_owned(),
        Product::Graph { .. } => "graph".to_owned(),
    };
    Ok(ExportRecord {
        product,
        format: format.as_str().to_owned(),
        sha256: rendered.sha256,
        head: project.facts()?.head,
    })
}
