//! Mail: the lines a reader cites from the header, the body, and the files that came with it. A mailbox is only its messages.

mod body;
mod bounds;
mod headers;
#[cfg(test)]
mod hostile;
mod markup;
mod mbox;
mod parts;
#[cfg(test)]
mod tests;

#[allow(unused_imports)] // Until files are given to their parsers.
pub(super) use mbox::parse as parse_mbox;

use super::parsed::Elsewhere;
use super::{Block, Builder, Meta, ParseError, Parsed, Remark};
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use std::cmp::Reverse;

/// Longest mail, in bytes.
pub(super) const MAX_BYTES: usize = 128 * 1024 * 1024;

/// The header fields that are shown, in this order.
const SHOWN: [&str; 5] = ["From", "To", "Cc", "Date", "Subject"];

/// Reads one message.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    if bytes.len() > MAX_BYTES {
        return Err(ParseError::TooMany { what: "bytes of one mail", limit: MAX_BYTES as u64 });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let bounded = bounds::bounded(bytes, beat);
    beat();
    let broken = bounded.broken && bounded.left.is_none();
    let torn = bounded.torn;
    let mut sheet = Sheet { remarks: bounded.left.map(Remark::LeftOut).into_iter().collect(), ..Sheet::default() };
    // The parser's own checks give up on parts that end where others begin. It keeps nothing between two messages.
    let message = std::panic::catch_unwind(|| MessageParser::default().parse(&*bounded.bytes));
    beat();
    let Ok(message) = message else {
        return sheet.unstructured(&bounded.bytes, beat);
    };
    let message = message.ok_or_else(|| ParseError::Damaged("it has no header of a mail".to_owned()))?;
    sheet.header(&bounded.bytes, body::coding(&message))?;
    sheet.body(&message, beat)?;
    let parts = parts::parts(&message, beat)?;
    if message.parts.iter().any(|part| part.is_content_type("multipart", "encrypted")) {
        sheet.remarks.push(Remark::LeftOut("the encrypted body".to_owned()));
    }
    // A part whose words are in another place, which programs would fetch.
    let elsewhere = message.parts.iter().filter(|part| part.is_content_type("message", "external-body")).count();
    sheet.remote = sheet.remote.saturating_add(u32::try_from(elsewhere).unwrap_or(u32::MAX));
    let damaged = |part: &mail_parser::MessagePart<'_>| part.is_encoding_problem && part.offset_end > part.offset_body;
    if broken {
        sheet.remarks.push(Remark::Damaged("it ends before its parts do; what is there was read".to_owned()));
    }
    if torn {
        let what = "a boundary stands inside a line; words after it may be missing";
        sheet.remarks.push(Remark::Damaged(what.to_owned()));
    }
    if message.parts.iter().any(damaged) {
        sheet.remarks.push(Remark::Damaged("a part does not keep to its encoding and was read as it is".to_owned()));
    }
    if !parts.is_empty() {
        sheet.remarks.push(Remark::Attached(u32::try_from(parts.len()).unwrap_or(u32::MAX)));
    }
    Ok(Parsed { parts, ..sheet.finish() })
}

/// A message as it becomes text.
#[derive(Debug, Default)]
struct Sheet {
    out: Builder,
    /// Blocks of bodies that were read as HTML, where they stand in the text.
    inner: Vec<Block>,
    meta: Meta,
    remarks: Vec<Remark>,
    remote: u32,
    elsewhere: Vec<Elsewhere>,
    scripts: u32,
    hidden: u32,
}

impl Sheet {
    fn header(&mut self, bytes: &[u8], coding: Option<&'static encoding_rs::Encoding>) -> Result<(), ParseError> {
        let fields = headers::Fields::of(bytes);
        for name in SHOWN {
            for field in fields.named(name) {
                let value = headers::shown(field.value, coding);
                if value.is_empty() {
                    continue;
                }
                self.out.push(field.name)?;
                self.out.push(": ")?;
                self.out.push(&value)?;
                self.out.end_line();
            }
        }
        self.out.end_paragraph();
        let first = |name| fields.named(name).next().map(|field| headers::shown(field.value, coding));
        let said = |value: Option<String>| value.filter(|value| !value.is_empty());
        self.meta.title = said(first("Subject"));
        self.meta.author = said(first("From").map(|from| from.replace('"', "")));
        self.meta.published = fields.named("Date").next().and_then(|field| headers::time(field.value));
        if fields.ask_for_receipt() {
            self.remarks.push(Remark::LeftOut("a request for a receipt".to_owned()));
        }
        Ok(())
    }

    /// A message whose parts cannot be told apart: its header, and all the rest as plain text.
    fn unstructured(mut self, bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
        self.header(bytes, None)?;
        let rest = bytes.get(headers::Fields::of(bytes).end..).unwrap_or_default();
        body::plain(&mut self.out, &body::guessed(rest), body::Flow::Fixed, beat)?;
        self.remarks.push(Remark::Damaged("its parts cannot be told apart and were read as one text".to_owned()));
        Ok(self.finish())
    }

    /// The plain body, or the HTML one where there are no plain words.
    fn body(&mut self, message: &Message<'_>, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        let start = self.out.at();
        if let Some(part) = body::undivided(message) {
            body::plain(&mut self.out, &body::guessed(&body::bytes(message, part)), body::Flow::Fixed, beat)?;
        }
        for part in message.text_bodies() {
            match &part.body {
                PartType::Html(_) => self.html(message, part, beat)?,
                PartType::Text(_) => {
                    self.out.end_paragraph();
                    body::plain(&mut self.out, &body::text(message, part), body::Flow::of(part), beat)?;
                }
                _ => {}
            }
        }
        let blank = self.out.text().get(start..).is_none_or(|text| text.trim().is_empty());
        let shown = |id: &u32| !blank || message.text_body.contains(id);
        for id in &message.html_body {
            let Some(part) = message.part(*id).filter(|part| part.is_text_html()) else { continue };
            if !shown(id) {
                self.html(message, part, beat)?;
            } else if !message.text_body.contains(id) {
                // What it would load and run counts even though its words are those of the plain body.
                let parsed = markup::html_body(&body::text(message, part), beat)?;
                self.count(&parsed);
            }
        }
        Ok(())
    }

    fn html(
        &mut self,
        message: &Message<'_>,
        part: &mail_parser::MessagePart<'_>,
        beat: &mut dyn FnMut(),
    ) -> Result<(), ParseError> {
        let parsed = markup::html_body(&body::text(message, part), beat)?;
        self.count(&parsed);
        self.out.end_paragraph();
        let start = u32::try_from(self.out.at()).unwrap_or(u32::MAX);
        self.out.push(&parsed.text)?;
        self.inner.extend(parsed.blocks.into_iter().map(|block| Block {
            span: block.span.start.saturating_add(start)..block.span.end.saturating_add(start),
            kind: block.kind,
        }));
        Ok(())
    }

    fn count(&mut self, parsed: &Parsed) {
        parsed.elsewhere.iter().for_each(|one| Elsewhere::keep(&mut self.elsewhere, &one.to, one.kind));
        for remark in &parsed.remarks {
            match remark {
                Remark::Remote(n) => self.remote = self.remote.saturating_add(*n),
                Remark::Scripts(n) => self.scripts = self.scripts.saturating_add(*n),
                Remark::Hidden(n) => self.hidden = self.hidden.saturating_add(*n),
                Remark::Replaced(_) | Remark::NoText => {}
                other if !self.remarks.contains(other) => self.remarks.push(other.clone()),
                _ => {}
            }
        }
    }

    fn finish(self) -> Parsed {
        let (text, mut blocks) = self.out.finish();
        let within = |block: &Block| text.get(block.span.start as usize..block.span.end as usize).is_some();
        blocks.extend(self.inner.into_iter().filter(within));
        blocks.sort_by_key(|block| (block.span.start, Reverse(block.span.end)));
        let replaced = u32::try_from(text.matches(char::REPLACEMENT_CHARACTER).count()).unwrap_or(u32::MAX);
        let mut remarks = self.remarks;
        let counted = [
            (self.remote, Remark::Remote(self.remote)),
            (self.scripts, Remark::Scripts(self.scripts)),
            (self.hidden, Remark::Hidden(self.hidden)),
            (replaced, Remark::Replaced(replaced)),
            (u32::from(text.is_empty()), Remark::NoText),
        ];
        remarks.extend(counted.into_iter().filter(|(n, _)| *n > 0).map(|(_, remark)| remark));
        Parsed { text, blocks, meta: self.meta, remarks, elsewhere: self.elsewhere, parts: Vec::new() }
    }
}
