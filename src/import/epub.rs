//! EPUB: the chapters of a book in the order they are read, each a section.

use super::dated::dated;
use super::flow::Flow;
use super::package::{Package, resolved};
use super::parsed::{BlockKind, ParseError, Parsed, Remark};
use super::seen::Seen;
use super::xml::{Manner, Node, Space, Xml, decoded};
use book::Book;
use std::collections::HashMap;

mod book;
mod chapter;

/// How a book may be encrypted and still be read: its fonts are, against being copied out of it.
const FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// The text of an EPUB file.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let mut package = Package::document(bytes, beat)?;
    if let Some(said) = package.read("META-INF/encryption.xml", beat)?
        && is_locked(&decoded(&said).0, beat)?
    {
        return Err(ParseError::Encrypted);
    }
    let Some(container) = package.read("META-INF/container.xml", beat)? else {
        return Err(ParseError::Damaged("its package names no book".to_owned()));
    };
    let at = root(&decoded(&container).0, beat)?;
    let Some(bytes) = package.read(&at, beat)? else {
        return Err(ParseError::Damaged("its package holds no book".to_owned()));
    };
    let book = Book::read(&decoded(&bytes).0, &at, beat)?;
    let titles = titles(&mut package, &book, beat)?;
    let mut seen = Seen::default();
    let mut flow = Flow::default();
    let mut marks = HashMap::new();
    for item in &book.spine {
        if !item.is_chapter {
            seen.left_out(&format!("{}, which is no text", item.path));
            continue;
        }
        let Some(bytes) = package.read(&item.path, beat)? else {
            seen.note(Remark::Damaged(format!("the chapter {} is missing", item.path)));
            continue;
        };
        let (text, replaced) = decoded(&bytes);
        seen.replaced = seen.replaced.saturating_add(replaced);
        let mut read = chapter::read(&text, &item.path, Manner::Web, &mut marks, beat);
        if let Err(ParseError::Damaged(_)) = read {
            read = chapter::read(&text, &item.path, Manner::Broken, &mut marks, beat);
            if read.is_ok() {
                let what = format!("the chapter {} is not well formed and was read as far as it could be", item.path);
                seen.note(Remark::Damaged(what));
            }
        }
        match read {
            Ok(chapter) => {
                seen.add(&chapter.seen);
                let own = chapter.title.filter(|title| Some(title) != book.meta.title.as_ref());
                let file = item.path.rsplit('/').next().unwrap_or_default().to_owned();
                let title = titles.get(&item.path).cloned().or(own).unwrap_or(file);
                flow.open(BlockKind::Section(title))?;
                flow.text_box(chapter.text)?;
                flow.close()?;
            }
            Err(why) => {
                seen.note(Remark::Damaged(format!("the chapter {} was left out: {why}", item.path)));
            }
        }
    }
    flow.finish(book.meta, seen)
}

/// Whether more than fonts is encrypted.
fn is_locked(text: &str, beat: &mut dyn FnMut()) -> Result<bool, ParseError> {
    let mut xml = Xml::new(text, Manner::Web);
    let mut within = false;
    while let Some(node) = xml.next(beat)? {
        let Node::Start(element) = node else { continue };
        match (element.space, element.name()) {
            (Space::Encryption, "EncryptedData") => within = true,
            (Space::Encryption, "EncryptionMethod") if within => {
                let how = element.get(Space::None, "Algorithm").unwrap_or_default();
                if !FONTS.contains(&how) {
                    return Ok(true);
                }
            }
            _ => {}
        }
    }
    Ok(false)
}

/// Where the package file stands.
fn root(text: &str, beat: &mut dyn FnMut()) -> Result<String, ParseError> {
    let mut xml = Xml::new(text, Manner::Web);
    while let Some(node) = xml.next(beat)? {
        if let Node::Start(element) = node
            && (element.space, element.name()) == (Space::Container, "rootfile")
            && let Some(path) = element.get(Space::None, "full-path")
        {
            return Ok(path.to_owned());
        }
    }
    Err(ParseError::Damaged("its package names no book".to_owned()))
}

/// The titles of the chapters by the table of contents, the newer kind before the older.
fn titles(
    package: &mut Package<'_>,
    book: &Book,
    beat: &mut dyn FnMut(),
) -> Result<HashMap<String, String>, ParseError> {
    let mut titles = HashMap::new();
    for path in [&book.nav, &book.ncx].into_iter().flatten() {
        let Some(bytes) = package.read(path, beat)? else { continue };
        // A damaged table of contents costs titles, not the book.
        if let Ok(found) = contents(&decoded(&bytes).0, path, beat) {
            for (to, title) in found {
                titles.entry(to).or_insert(title);
            }
        }
    }
    Ok(titles)
}

/// What a table of contents leads to, and the words it says there.
fn contents(text: &str, path: &str, beat: &mut dyn FnMut()) -> Result<Vec<(String, String)>, ParseError> {
    let mut xml = Xml::new(text, Manner::Web);
    let mut found = Vec::new();
    let mut label = String::new();
    while let Some(node) = xml.next(beat)? {
        let Node::Start(element) = node else { continue };
        let to = match (element.space, element.name()) {
            (Space::Xhtml, "a") => element.get(Space::None, "href").map(str::to_owned),
            (Space::Ncx, "content") => element.get(Space::None, "src").map(str::to_owned),
            (Space::Ncx, "text") => {
                label = xml.text(beat)?;
                continue;
            }
            _ => continue,
        };
        if element.space == Space::Xhtml {
            label = xml.text(beat)?;
        }
        let title = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(to) = to.filter(|_| !title.is_empty()) {
            found.push((led_to(path, &to), title));
        }
    }
    Ok(found)
}

/// The part an address inside the book leads to, without the place in it.
fn led_to(from: &str, to: &str) -> String {
    let to = to.split('#').next().unwrap_or_default();
    if to.is_empty() { from.to_owned() } else { resolved(from, &unescaped(to)) }
}

/// An address with its `%` escapes undone.
fn unescaped(address: &str) -> String {
    let mut out = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                out.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests;
