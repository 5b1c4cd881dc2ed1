//! XML of no known kind: the words of its elements in their order. Elements between words belong to the line around them.

use super::{date, short};
use crate::import::decode;
use crate::import::limits::{MAX_ATTRIBUTE, MAX_ATTRIBUTES, MAX_DEPTH, MAX_TEXT_NODE};
use crate::import::parsed::{Builder, Meta, ParseError, Parsed, Remark};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::HashSet;

/// How many events pass between two signs of progress.
const STEP: u32 = 4096;
/// Most different names of elements that are remembered.
const MAX_NAMES: usize = 100_000;
/// How deep an element may lie that says something of the whole.
const META_DEPTH: usize = 4;

/// The words of XML in their order.
pub(in crate::import) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let said = said_encoding(bytes);
    let decoded = decode(bytes, said.as_deref())
        .or_else(|_| decode(bytes, None))
        .map_err(|error| ParseError::Damaged(error.to_string()))?;
    let mixed = mixed_elements(&decoded.text, beat)?;
    let mut writer = Writer { mixed, ..Writer::default() };
    let mut remarks = Vec::new();
    let mut stream = Stream::new(&decoded.text);
    let ended = loop {
        match stream.next(beat) {
            Ok(Some(piece)) => writer.take(piece)?,
            Ok(None) => break None,
            Err(ParseError::Damaged(what)) => break Some(what),
            Err(error) => return Err(error),
        }
    };
    if let Some(what) = ended {
        if stream.defines || writer.out.text().trim().is_empty() {
            return Err(ParseError::Damaged(what));
        }
        remarks.push(Remark::Damaged(format!("{what}; what stands before is shown")));
    }
    if stream.remote > 0 {
        remarks.push(Remark::Remote(stream.remote));
    }
    if writer.scripts > 0 {
        remarks.push(Remark::Scripts(writer.scripts));
    }
    if decoded.replaced > 0 {
        remarks.push(Remark::Replaced(decoded.replaced));
    }
    let (text, blocks) = writer.out.finish();
    if text.is_empty() {
        remarks.push(Remark::NoText);
    }
    Ok(Parsed { text, blocks, meta: writer.meta, remarks, ..Parsed::default() })
}

/// The encoding the first line names, where bytes are such that the name can be read.
fn said_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..256).unwrap_or(bytes));
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value.get(1..)?.split(quote).next()?;
    // What says UTF-16 in letters of one byte is not UTF-16.
    Some(encoding_rs::Encoding::for_label(label.as_bytes())?.output_encoding().name().to_owned())
}

/// What stands in XML, one after the other.
enum Piece<'t> {
    Start { name: String, language: Option<String>, preserved: Option<bool> },
    Words(std::borrow::Cow<'t, str>),
    End,
}

/// XML within the limits.
struct Stream<'t> {
    reader: Reader<&'t [u8]>,
    depth: usize,
    /// Bytes of words since the last start or end.
    run: usize,
    empty: bool,
    seen: u32,
    /// How many files elsewhere it refers to.
    remote: u32,
    /// It defines a document type of its own.
    defines: bool,
}

fn damaged(what: &str) -> ParseError {
    ParseError::Damaged(what.to_owned())
}

impl<'t> Stream<'t> {
    fn new(text: &'t str) -> Self {
        Self { reader: Reader::from_str(text), depth: 0, run: 0, empty: false, seen: 0, remote: 0, defines: false }
    }

    fn next(&mut self, beat: &mut dyn FnMut()) -> Result<Option<Piece<'t>>, ParseError> {
        if std::mem::take(&mut self.empty) {
            self.depth -= 1;
            return Ok(Some(Piece::End));
        }
        loop {
            self.seen = self.seen.wrapping_add(1);
            if self.seen.is_multiple_of(STEP) {
                beat();
            }
            let event = self.reader.read_event().map_err(|error| ParseError::Damaged(error.to_string()))?;
            return Ok(Some(match event {
                Event::Start(start) => self.start(&start)?,
                Event::Empty(start) => {
                    self.empty = true;
                    self.start(&start)?
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.run = 0;
                    Piece::End
                }
                Event::Text(text) => self.words(text.into_inner())?,
                Event::CData(text) => self.words(text.into_inner())?,
                Event::GeneralRef(reference) => {
                    let words = resolved(&reference)?;
                    self.words(words.into())?
                }
                Event::DocType(declared) => {
                    if declared.contains('[') {
                        self.defines = true;
                        return Err(ParseError::NotRead("XML files that define a document type of their own"));
                    }
                    // One that is only named is never fetched.
                    self.remote += u32::from(declared.contains("SYSTEM") || declared.contains("PUBLIC"));
                    continue;
                }
                Event::PI(instruction) => {
                    self.remote += u32::from(instruction.target() == "xml-stylesheet");
                    continue;
                }
                Event::Comment(_) | Event::Decl(_) => continue,
                Event::Eof if self.depth > 0 => return Err(damaged("its XML ends before its end")),
                Event::Eof => return Ok(None),
            }));
        }
    }

    fn words(&mut self, words: std::borrow::Cow<'t, str>) -> Result<Piece<'t>, ParseError> {
        self.run += words.len();
        if self.run > MAX_TEXT_NODE {
            return Err(ParseError::TooMany { what: "bytes in one run of text", limit: MAX_TEXT_NODE as u64 });
        }
        Ok(Piece::Words(words))
    }

    fn start(&mut self, start: &BytesStart<'t>) -> Result<Piece<'t>, ParseError> {
        self.depth += 1;
        self.run = 0;
        if self.depth > MAX_DEPTH {
            return Err(ParseError::TooMany { what: "elements inside each other", limit: MAX_DEPTH as u64 });
        }
        let (mut language, mut preserved) = (None, None);
        let mut attributes = start.attributes();
        // Comparing every name with every other takes quadratic time.
        attributes.with_checks(false);
        for (attribute, count) in attributes.zip(1_usize..) {
            if count > MAX_ATTRIBUTES {
                return Err(ParseError::TooMany { what: "attributes of one element", limit: MAX_ATTRIBUTES as u64 });
            }
            let Ok(attribute) = attribute else { return Err(damaged("an attribute is not written as it must be")) };
            if attribute.value.len() > MAX_ATTRIBUTE {
                return Err(ParseError::TooMany { what: "bytes in one attribute", limit: MAX_ATTRIBUTE as u64 });
            }
            match attribute.key.0 {
                "xml:lang" | "lang" if (2..=35).contains(&attribute.value.len()) => {
                    language = Some(attribute.value.clone().into_owned());
                }
                "xml:space" => preserved = Some(&*attribute.value == "preserve"),
                _ => {}
            }
        }
        Ok(Piece::Start { name: start.local_name().into_inner().to_owned(), language, preserved })
    }
}

/// What a reference stands for; one that XML does not define stays as it is written.
fn resolved(reference: &BytesRef<'_>) -> Result<String, ParseError> {
    if let Some(c) = reference.resolve_char_ref().map_err(|error| ParseError::Damaged(error.to_string()))? {
        return Ok(c.to_string());
    }
    Ok(resolve_xml_entity(reference).map_or_else(|| format!("&{};", &**reference), str::to_owned))
}

/// The names of elements that have words of their own and elements between them.
fn mixed_elements(text: &str, beat: &mut dyn FnMut()) -> Result<HashSet<String>, ParseError> {
    let mut mixed = HashSet::new();
    let mut open: Vec<(String, bool, bool)> = Vec::new();
    let mut stream = Stream::new(text);
    loop {
        match stream.next(beat) {
            Ok(Some(Piece::Start { name, .. })) => {
                if let Some((_, _, elements)) = open.last_mut() {
                    *elements = true;
                }
                open.push((name, false, false));
            }
            Ok(Some(Piece::Words(words))) => {
                if let Some((_, own, _)) = open.last_mut() {
                    *own |= !words.trim().is_empty();
                }
            }
            Ok(Some(Piece::End)) => {
                if let Some((name, true, true)) = open.pop()
                    && mixed.len() < MAX_NAMES
                {
                    mixed.insert(name);
                }
            }
            // The damage is met again where it is told.
            Ok(None) | Err(ParseError::Damaged(_)) => return Ok(mixed),
            Err(error) => return Err(error),
        }
    }
}

#[derive(Default)]
struct Writer {
    out: Builder,
    mixed: HashSet<String>,
    /// Name, whether it stands in a line of others, whether its white space stays.
    open: Vec<(String, bool, bool)>,
    /// The words of the element begun last, as far as they may say something of the whole.
    said: String,
    /// At how many open elements a script began.
    script: Option<usize>,
    scripts: u32,
    meta: Meta,
}

impl Writer {
    fn take(&mut self, piece: Piece<'_>) -> Result<(), ParseError> {
        match piece {
            Piece::Start { name, language, preserved } => {
                if self.meta.language.is_none() && self.open.len() < META_DEPTH {
                    self.meta.language = language;
                }
                let inline = self.open.last().is_some_and(|(outer, inline, _)| *inline || self.mixed.contains(outer));
                if !inline {
                    self.out.end_paragraph();
                }
                if self.script.is_none() && matches!(name.as_str(), "script" | "style") {
                    self.script = Some(self.open.len());
                    self.scripts = self.scripts.saturating_add(u32::from(name == "script"));
                }
                let kept = preserved.unwrap_or_else(|| self.open.last().is_some_and(|(_, _, kept)| *kept));
                self.open.push((name, inline, kept));
                self.said.clear();
            }
            Piece::Words(words) => self.words(&words)?,
            Piece::End => {
                let depth = self.open.len();
                let Some((name, inline, _)) = self.open.pop() else { return Ok(()) };
                if self.script == Some(self.open.len()) {
                    self.script = None;
                }
                if depth <= META_DEPTH {
                    self.propose(&name);
                }
                self.said.clear();
                if !inline {
                    self.out.end_paragraph();
                }
            }
        }
        Ok(())
    }

    fn words(&mut self, words: &str) -> Result<(), ParseError> {
        if self.script.is_some() || self.open.is_empty() {
            return Ok(());
        }
        if self.said.len() < 1000 && self.open.len() <= META_DEPTH {
            self.said.push_str(words);
        }
        if self.open.last().is_some_and(|(_, _, kept)| *kept) {
            return self.out.push(words);
        }
        let mut line = String::with_capacity(words.len());
        let after = self.out.text().ends_with([' ', '\n']) || self.out.text().is_empty();
        let mut space = after;
        for c in words.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !blank || !space {
                line.push(if blank { ' ' } else { c });
            }
            space = blank;
        }
        self.out.push(&line)
    }

    /// Proposes what an element near the root says of the whole.
    fn propose(&mut self, name: &str) {
        let words = short(&self.said);
        if words.is_empty() {
            return;
        }
        let field = match name.to_lowercase().as_str() {
            "title" | "headline" => &mut self.meta.title,
            "author" | "creator" | "byline" => &mut self.meta.author,
            "publisher" => &mut self.meta.outlet,
            "language" | "lang" if words.len() <= 35 && !words.contains(' ') => &mut self.meta.language,
            "link" | "url" if words.starts_with("http://") || words.starts_with("https://") => &mut self.meta.url,
            "date" | "pubdate" | "published" | "issued" => {
                if self.meta.published.is_none() {
                    self.meta.published = date(&words);
                }
                return;
            }
            _ => return,
        };
        if field.is_none() {
            *field = Some(words);
        }
    }
}
