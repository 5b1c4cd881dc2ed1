//! XML as a stream of starts, words and ends, within the limits: no document type definitions, no entities but the five of
//! XML (and in XHTML those of HTML), no depth, attribute or run of words beyond what `limits` allows. Names are matched by
//! namespace, whatever prefix a file gives it.

use super::limits::{MAX_ATTRIBUTE, MAX_ATTRIBUTES, MAX_DEPTH, MAX_TEXT_NODE};
use super::parsed::ParseError;
use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;

/// Most declarations of namespaces in force at one place.
const MAX_BINDINGS: usize = 1024;
/// How many events pass between two signs of progress.
const STEP: u32 = 4096;

/// A namespace we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// None at all.
    None,
    /// One we do not know.
    Other,
    /// `xml:`, bound everywhere.
    Xml,
    /// WordprocessingML.
    Word,
    /// Markup compatibility of OOXML.
    Compatibility,
    /// Mathematics in OOXML.
    Math,
    /// References from OOXML parts to relationships.
    Reference,
    /// The relationships of a package.
    Relationships,
    /// The core properties of OOXML.
    Core,
    /// Dublin Core elements.
    Dc,
    /// Dublin Core terms.
    Terms,
    /// OpenDocument, `office:`.
    Office,
    /// OpenDocument, `text:`.
    Text,
    /// OpenDocument, `table:`.
    Table,
    /// OpenDocument, `style:`.
    Style,
    /// OpenDocument, `draw:`.
    Draw,
    /// OpenDocument, `form:`.
    Form,
    /// OpenDocument, `script:`.
    Script,
    /// OpenDocument, `meta:`.
    Meta,
    /// OpenDocument, `fo:`.
    Fo,
    /// OpenDocument, `manifest:`.
    Manifest,
    /// OpenDocument, `svg:`.
    Svg,
    /// XLink.
    Xlink,
    /// XHTML.
    Xhtml,
    /// `epub:`.
    Ops,
    /// The package file of an EPUB.
    Opf,
    /// The older table of contents of an EPUB.
    Ncx,
    /// The container file of an EPUB.
    Container,
    /// XML encryption.
    Encryption,
}

impl Space {
    fn of(uri: &str) -> Self {
        match uri {
            "" => Self::None,
            "http://www.w3.org/XML/1998/namespace" => Self::Xml,
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Self::Reference,
            "http://schemas.openxmlformats.org/package/2006/relationships" => Self::Relationships,
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties" => Self::Core,
            "http://purl.org/dc/elements/1.1/" => Self::Dc,
            "http://purl.org/dc/terms/" => Self::Terms,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Self::Office,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Self::Text,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Self::Table,
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Self::Style,
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Self::Draw,
            "urn:oasis:names:tc:opendocument:xmlns:form:1.0" => Self::Form,
            "urn:oasis:names:tc:opendocument:xmlns:script:1.0" => Self::Script,
            "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" => Self::Meta,
            "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" => Self::Fo,
            "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" => Self::Manifest,
            "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" => Self::Svg,
            "http://www.w3.org/1999/xlink" => Self::Xlink,
            "http://www.w3.org/1999/xhtml" => Self::Xhtml,
            "http://www.idpf.org/2007/ops" => Self::Ops,
            "http://www.idpf.org/2007/opf" => Self::Opf,
            "http://www.daisy.org/z3986/2005/ncx/" => Self::Ncx,
            "urn:oasis:names:tc:opendocument:xmlns:container" => Self::Container,
            "http://www.w3.org/2001/04/xmlenc#" => Self::Encryption,
            _ => Self::Other,
        }
    }
}

/// What stands in an XML file, one after the other. Every start has its end.
pub(super) enum Node<'t> {
    /// An element begins.
    Start(Element<'t>),
    /// Words; one run may come in several pieces.
    Words(Cow<'t, str>),
    /// The element that began last and has not ended ends.
    End,
}

/// The start of an element.
pub(super) struct Element<'t> {
    /// The namespace of its name.
    pub space: Space,
    start: BytesStart<'t>,
    attributes: Vec<(Space, String, String)>,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute; [`Space::None`] for one without a prefix.
    pub(super) fn get(&self, space: Space, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(s, n, _)| *s == space && n == name).map(|(_, _, value)| value.as_str())
    }
}

/// How strict a file is held to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// XML: a document type is refused, so is an entity XML does not define.
    Strict,
    /// XHTML and what stands beside it: a document type is passed over unless it defines something, the entities of HTML
    /// are known, unknown ones stay as they are written, and attributes past their longest are passed over.
    Web,
    /// The same for what is not well formed: an element whose end is missing ends with the one around it, an end without a
    /// start is passed over, and so is what cannot be read at the end.
    Broken,
}

/// Elements of HTML that have no end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// A reader over the text of an XML file.
pub(super) struct Xml<'t> {
    reader: Reader<&'t [u8]>,
    manner: Manner,
    /// Prefixes in force, with the depth of the element that binds them.
    bindings: Vec<(usize, String, Space)>,
    depth: usize,
    /// Bytes of words since the last start or end.
    run: usize,
    /// How many ends come next: of an element without content, or in broken files of elements that have no end.
    ends: usize,
    /// The names of the elements that are open, in broken files.
    open: Vec<String>,
    seen: u32,
}

impl<'t> Xml<'t> {
    /// A reader at the start of this text.
    pub(super) fn new(text: &'t str, manner: Manner) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = manner != Manner::Strict;
        reader.config_mut().check_end_names = manner != Manner::Broken;
        reader.config_mut().allow_unmatched_ends = manner == Manner::Broken;
        let bindings = vec![(0, "xml".to_owned(), Space::Xml)];
        Self { reader, manner, bindings, depth: 0, run: 0, ends: 0, open: Vec::new(), seen: 0 }
    }

    /// What comes next; nothing at the end.
    pub(super) fn next(&mut self, beat: &mut dyn FnMut()) -> Result<Option<Node<'t>>, ParseError> {
        if self.ends > 0 {
            self.ends -= 1;
            return Ok(Some(self.end()));
        }
        loop {
            self.seen = self.seen.wrapping_add(1);
            if self.seen.is_multiple_of(STEP) {
                beat();
            }
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(_) if self.manner == Manner::Broken => Event::Eof,
                Err(error) => return Err(damaged(&error)),
            };
            return Ok(Some(match event {
                Event::Start(start) => {
                    let element = self.start(start)?;
                    if self.manner == Manner::Broken {
                        self.ends += usize::from(VOID.contains(&element.name()));
                        self.open.push(element.start.name().into_inner().to_owned());
                    }
                    Node::Start(element)
                }
                Event::Empty(start) => {
                    self.ends += 1;
                    let element = self.start(start)?;
                    if self.manner == Manner::Broken {
                        self.open.push(element.start.name().into_inner().to_owned());
                    }
                    Node::Start(element)
                }
                Event::End(end) if self.manner == Manner::Broken => {
                    let name = end.name().into_inner();
                    let Some(above) = self.open.iter().rev().position(|open| open == name) else { continue };
                    self.ends = above;
                    self.end()
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.words(text.into_inner())?,
                Event::CData(text) => self.words(text.into_inner())?,
                Event::GeneralRef(reference) => {
                    let words = self.reference(&reference)?;
                    self.words(words)?
                }
                Event::DocType(declared) => {
                    if self.manner == Manner::Strict || declared.contains('[') {
                        return Err(ParseError::Damaged("its XML defines a document type".to_owned()));
                    }
                    continue;
                }
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::Eof if self.depth > 0 && self.manner == Manner::Broken => {
                    self.ends = self.depth.saturating_sub(1);
                    self.end()
                }
                Event::Eof if self.depth > 0 => {
                    return Err(ParseError::Damaged("its XML ends before its end".to_owned()));
                }
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// Passes over all that is left of the element that began last, its end included.
    pub(super) fn skip(&mut self, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next(beat)?.is_some() {}
        Ok(())
    }

    /// The words of the element that began last, to its end.
    pub(super) fn text(&mut self, beat: &mut dyn FnMut()) -> Result<String, ParseError> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next(beat)? {
                Some(Node::Words(words)) if text.len() + words.len() <= MAX_TEXT_NODE => text.push_str(&words),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }

    fn start(&mut self, start: BytesStart<'t>) -> Result<Element<'t>, ParseError> {
        self.run = 0;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ParseError::TooMany { what: "elements inside each other", limit: MAX_DEPTH as u64 });
        }
        let mut written: Vec<(String, String)> = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(_) if self.manner == Manner::Broken => break,
                Err(error) => return Err(damaged(&error)),
            };
            if written.len() >= MAX_ATTRIBUTES {
                return Err(ParseError::TooMany { what: "attributes on one element", limit: MAX_ATTRIBUTES as u64 });
            }
            if attribute.value.len() > MAX_ATTRIBUTE {
                if self.manner != Manner::Strict {
                    continue;
                }
                return Err(ParseError::TooMany { what: "bytes in one attribute", limit: MAX_ATTRIBUTE as u64 });
            }
            let value = match self.manner {
                Manner::Strict => attribute
                    .normalized_value_with(XmlVersion::Implicit1_0, 1, resolve_xml_entity)
                    .map_err(|error| damaged(&error))?,
                // An address in the wild often has a bare `&`: it is then taken as it is written.
                Manner::Web | Manner::Broken => attribute
                    .normalized_value_with(XmlVersion::Implicit1_0, 1, resolve_html5_entity)
                    .unwrap_or_else(|_| attribute.value.clone()),
            };
            let key = attribute.key.into_inner();
            if let Some(prefix) = key.strip_prefix("xmlns").filter(|rest| rest.is_empty() || rest.starts_with(':')) {
                if self.bindings.len() >= MAX_BINDINGS {
                    return Err(ParseError::TooMany { what: "namespaces", limit: MAX_BINDINGS as u64 });
                }
                let prefix = prefix.trim_start_matches(':').to_owned();
                self.bindings.push((self.depth, prefix, Space::of(&value)));
            }
            written.push((key.to_owned(), value.into_owned()));
        }
        let attributes = written
            .into_iter()
            .map(|(key, value)| match key.split_once(':') {
                Some((prefix, local)) => (self.bound(prefix), local.to_owned(), value),
                None => (Space::None, key, value),
            })
            .collect();
        let prefix = start.name().into_inner().split_once(':').map_or("", |(prefix, _)| prefix);
        let space = self.bound(prefix);
        Ok(Element { space, start, attributes })
    }

    fn end(&mut self) -> Node<'t> {
        self.run = 0;
        while self.bindings.last().is_some_and(|(depth, _, _)| *depth == self.depth && *depth > 0) {
            self.bindings.pop();
        }
        self.depth = self.depth.saturating_sub(1);
        self.open.truncate(self.depth);
        Node::End
    }

    fn words(&mut self, words: Cow<'t, str>) -> Result<Node<'t>, ParseError> {
        self.run += words.len();
        if self.run > MAX_TEXT_NODE {
            return Err(ParseError::TooMany { what: "bytes in one run of text", limit: MAX_TEXT_NODE as u64 });
        }
        Ok(Node::Words(words))
    }

    fn reference(&self, reference: &BytesRef<'t>) -> Result<Cow<'t, str>, ParseError> {
        let name: &str = reference;
        let known = match self.manner {
            Manner::Strict => resolve_xml_entity(name),
            Manner::Web | Manner::Broken => resolve_html5_entity(name),
        };
        if let Some(words) = known {
            return Ok(Cow::Borrowed(words));
        }
        match reference.resolve_char_ref() {
            Ok(Some(letter)) => Ok(Cow::Owned(letter.to_string())),
            _ if self.manner != Manner::Strict => Ok(Cow::Owned(format!("&{name};"))),
            _ => Err(ParseError::Damaged("its XML refers to something it does not define".to_owned())),
        }
    }

    fn bound(&self, prefix: &str) -> Space {
        let found = self.bindings.iter().rev().find(|(_, bound, _)| bound == prefix);
        found.map_or(if prefix.is_empty() { Space::None } else { Space::Other }, |(_, _, space)| *space)
    }
}

fn damaged(error: &dyn std::fmt::Display) -> ParseError {
    ParseError::Damaged(format!("its XML is not well formed: {error}"))
}

/// The text of an XML file, by its byte order mark, else by what it declares, else UTF-8; and how many places could not be
/// decoded.
pub(super) fn decoded(bytes: &[u8]) -> (Cow<'_, str>, u32) {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let (encoding, mark) = match (Encoding::for_bom(bytes), head) {
        (Some(found), _) => found,
        // Without a mark the `<` at the start tells UTF-16.
        (None, [b'<', 0, ..]) => (encoding_rs::UTF_16LE, 0),
        (None, [0, b'<', ..]) => (encoding_rs::UTF_16BE, 0),
        _ => (declared(head).unwrap_or(UTF_8), 0),
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    let replaced = if broken { text.matches('\u{FFFD}').count() } else { 0 };
    (text, u32::try_from(replaced).unwrap_or(u32::MAX))
}

fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let label = value.get(1..)?.split(quote).next()?;
    // A file that declares UTF-16 in letters of one byte is not UTF-16.
    Encoding::for_label(label.as_bytes()).map(Encoding::output_encoding)
}

#[cfg(test)]
mod tests;
