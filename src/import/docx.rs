//! DOCX: the text of a word processor's document as a reader of its last state sees it. Insertions stand, deletions and hidden
//! text do not; results of fields stand, their instructions do not; notes come after the text.

use super::dated::dated;
use super::flow::Flow;
use super::package::Package;
use super::parsed::{Meta, ParseError, Parsed};
use super::seen::Seen;
use super::xml::{Manner, Node, Space, Xml, decoded};
use marks::{Marks, Notes};
use relations::{Relations, beside};
use styles::Styles;

mod body;
mod fields;
mod marks;
mod relations;
mod styles;

/// The text of a DOCX file.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    // A DOCX with a password is no package at all but an older kind of container around one.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(if holds_package(bytes) { ParseError::Encrypted } else { ParseError::NotRead("older Word files") });
    }
    let mut package = Package::document(bytes, beat)?;
    let mut seen = Seen::default();
    for entry in package.entries() {
        let name = entry.name.to_lowercase();
        seen.macros |= name.ends_with("vbaproject.bin");
        seen.attached += u32::from(name.contains("/embeddings/") && !entry.folder);
    }
    // Templates are named beside the settings, pictures of headers beside these: every part may lead outside.
    let beside_parts = package.entries().iter().map(|entry| entry.name.clone());
    for name in beside_parts.filter(|name| name.to_lowercase().ends_with(".rels")).collect::<Vec<_>>() {
        for (to, kind) in Relations::read(&mut package, &name, "", beat)?.elsewhere() {
            seen.refers(to, kind);
        }
    }
    let main = Relations::read(&mut package, "_rels/.rels", "", beat)?
        .first("officeDocument")
        .unwrap_or_else(|| "word/document.xml".to_owned());
    if !package.has(&main) {
        return Err(ParseError::Damaged("its package holds no document".to_owned()));
    }
    let relations = Relations::read(&mut package, &beside(&main), &main, beat)?;
    let styles = match relations.first("styles") {
        Some(name) => Styles::read(&part(&mut package, &name, &mut seen, beat)?, beat)?,
        None => Styles::default(),
    };
    let mut flow = Flow::default();
    let text = part(&mut package, &main, &mut seen, beat)?;
    let mut marks = Marks::default();
    body::walk(&text, &relations, &styles, &mut marks, &mut flow, &mut seen, beat)?;
    drop(text);
    for kind in [Notes::Foot, Notes::End] {
        let Some(name) = relations.first(kind.relation()).filter(|name| package.has(name)) else { continue };
        let own = Relations::read(&mut package, &beside(&name), &name, beat)?;
        let text = part(&mut package, &name, &mut seen, beat)?;
        body::walk_notes(&text, &own, &styles, kind, &mut marks, &mut flow, &mut seen, beat)?;
    }
    if let Some(name) = relations.first("comments") {
        let text = part(&mut package, &name, &mut seen, beat)?;
        seen.comments = count(&text, "comment", beat)?;
    }
    for (kind, what) in [("header", "headers"), ("footer", "footers")] {
        for name in relations.all(kind) {
            let text = part(&mut package, &name, &mut seen, beat)?;
            if has_words(&text, beat)? {
                seen.left_out(&format!("{what} of its pages"));
            }
        }
    }
    let meta = match package.read("docProps/core.xml", beat)? {
        Some(bytes) => core(&decoded(&bytes).0, beat)?,
        None => Meta::default(),
    };
    flow.finish(meta, seen)
}

/// Whether a compound file holds a package under a password.
fn holds_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// The text of a part; nothing when there is no such part.
fn part(package: &mut Package<'_>, name: &str, seen: &mut Seen, beat: &mut dyn FnMut()) -> Result<String, ParseError> {
    let bytes = package.read(name, beat)?.unwrap_or_default();
    let (text, replaced) = decoded(&bytes);
    seen.replaced = seen.replaced.saturating_add(replaced);
    if let std::borrow::Cow::Owned(text) = text {
        return Ok(text);
    }
    drop(text);
    // Well-formed UTF-8 is taken as it is, without a second copy; a byte order mark is passed over.
    let mut text = String::from_utf8(bytes).unwrap_or_default();
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(text)
}

/// Whether a header or footer holds more than the number of the page.
fn has_words(text: &str, beat: &mut dyn FnMut()) -> Result<bool, ParseError> {
    let mut xml = Xml::new(text, Manner::Strict);
    while let Some(node) = xml.next(beat)? {
        if let Node::Start(element) = node
            && (element.space, element.name()) == (Space::Word, "t")
            && xml.text(beat)?.contains(char::is_alphabetic)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How many WordprocessingML elements of this name there are.
fn count(text: &str, name: &str, beat: &mut dyn FnMut()) -> Result<u32, ParseError> {
    let mut xml = Xml::new(text, Manner::Strict);
    let mut found = 0_u32;
    while let Some(node) = xml.next(beat)? {
        if let Node::Start(element) = node {
            found = found.saturating_add(u32::from(element.space == Space::Word && element.name() == name));
        }
    }
    Ok(found)
}

/// What the core properties say.
fn core(text: &str, beat: &mut dyn FnMut()) -> Result<Meta, ParseError> {
    let mut xml = Xml::new(text, Manner::Strict);
    let mut meta = Meta::default();
    let mut modified = None;
    while let Some(node) = xml.next(beat)? {
        let Node::Start(element) = node else { continue };
        let slot = match (element.space, element.name()) {
            (Space::Dc, "title") => &mut meta.title,
            (Space::Dc, "creator") => &mut meta.author,
            (Space::Dc, "language") => &mut meta.language,
            (Space::Terms, "created") => &mut meta.published,
            (Space::Terms, "modified") => &mut modified,
            _ => continue,
        };
        let said = xml.text(beat)?;
        *slot = Some(said.trim().to_owned()).filter(|said| !said.is_empty());
    }
    meta.published = meta.published.or(modified).as_deref().and_then(dated);
    Ok(meta)
}

#[cfg(test)]
mod tests;
