//! The package: which parts there are, how they hang together, and one zip file of them that is the same every time.

use super::PackageError;
use super::element::{Element, el};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// The parts that are the same in every package, by the path they have in it.
const READY: [(&str, &str); 8] = [
    ("[Content_Types].xml", include_str!("parts/content_types.xml")),
    ("_rels/.rels", include_str!("parts/package_rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("parts/document_rels.xml")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/numbering.xml", include_str!("parts/numbering.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
    ("word/fontTable.xml", include_str!("parts/font_table.xml")),
    ("docProps/app.xml", include_str!("parts/app.xml")),
];

/// What is said of the document as a whole: its title and its language. No author, no hour, no machine.
pub(super) fn core(title: &str) -> Element {
    el("cp:coreProperties")
        .set("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with(el("dc:title").text(title))
        .with(el("dc:language").text("en-US"))
}

/// One zip file of the ready parts and the `made` ones.
pub(super) fn zipped(made: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, PackageError> {
    // Neither the clock nor the system that runs this may show in the bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let ready = READY.iter().map(|(path, part)| (*path, part.trim_end().as_bytes()));
    for (path, part) in ready.chain(made.iter().map(|(path, part)| (*path, part.as_slice()))) {
        zip.start_file(path, options)?;
        zip.write_all(part)?;
    }
    Ok(zip.finish()?.into_inner())
}
