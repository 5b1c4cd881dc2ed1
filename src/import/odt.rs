//! ODT: the text of an OpenDocument text as a reader of its last state sees it. Insertions stand, deletions and hidden text do
//! not; notes come after the text.

use super::dated::dated;
use super::flow::Flow;
use super::package::Package;
use super::parsed::{Meta, ParseError, Parsed};
use super::seen::Seen;
use super::xml::{Manner, Node, Space, Xml, decoded};
use styles::Styles;

mod body;
mod styles;

/// The text of an ODT file.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let mut package = Package::document(bytes, beat)?;
    if let Some(manifest) = package.read("META-INF/manifest.xml", beat)?
        && is_encrypted(&decoded(&manifest).0, beat)?
    {
        return Err(ParseError::Encrypted);
    }
    let mut seen = Seen::default();
    for entry in package.entries() {
        let name = entry.name.to_lowercase();
        // Every library of macros has a table of contents beside its modules, even an empty one.
        let module = name.starts_with("basic/") && name.ends_with(".xml") && !name.ends_with("-lc.xml");
        seen.macros |= module && !name.ends_with("-lb.xml") || (name.starts_with("scripts/") && !entry.folder);
    }
    let mut styles = Styles::default();
    if let Some(bytes) = package.read("styles.xml", beat)? {
        styles.read(&decoded(&bytes).0, &mut seen, beat)?;
    }
    let Some(content) = package.read("content.xml", beat)? else {
        return Err(ParseError::Damaged("its package holds no document".to_owned()));
    };
    let (content, replaced) = decoded(&content);
    seen.replaced = replaced;
    styles.read(&content, &mut seen, beat)?;
    let mut flow = Flow::default();
    body::walk(&content, &styles, &mut flow, &mut seen, beat)?;
    let meta = match package.read("meta.xml", beat)? {
        Some(bytes) => about(&decoded(&bytes).0, beat)?,
        None => Meta::default(),
    };
    flow.finish(meta, seen)
}

/// Whether the manifest of a package says that parts of it are encrypted.
fn is_encrypted(manifest: &str, beat: &mut dyn FnMut()) -> Result<bool, ParseError> {
    // Manifests of older programs name a document type.
    let mut xml = Xml::new(manifest, Manner::Web);
    while let Some(node) = xml.next(beat)? {
        if let Node::Start(element) = node
            && element.space == Space::Manifest
            && element.name() == "encryption-data"
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the document says of itself: who wrote it first comes before who saved it last.
fn about(text: &str, beat: &mut dyn FnMut()) -> Result<Meta, ParseError> {
    let mut xml = Xml::new(text, Manner::Strict);
    let mut meta = Meta::default();
    let (mut saved_by, mut saved) = (None, None);
    while let Some(node) = xml.next(beat)? {
        let Node::Start(element) = node else { continue };
        let slot = match (element.space, element.name()) {
            (Space::Dc, "title") => &mut meta.title,
            (Space::Dc, "language") => &mut meta.language,
            (Space::Meta, "initial-creator") => &mut meta.author,
            (Space::Dc, "creator") => &mut saved_by,
            (Space::Meta, "creation-date") => &mut meta.published,
            (Space::Dc, "date") => &mut saved,
            _ => continue,
        };
        let said = xml.text(beat)?;
        *slot = Some(said.trim().to_owned()).filter(|said| !said.is_empty());
    }
    meta.author = meta.author.or(saved_by);
    meta.published = meta.published.or(saved).as_deref().and_then(dated);
    Ok(meta)
}

#[cfg(test)]
mod tests;
