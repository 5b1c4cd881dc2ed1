//! Web pages saved as one file (MHTML): a mail of several parts, of which one is the page and the rest is what it shows.

use super::html;
use super::limits::{MAX_NESTING, MAX_PARTS};
use super::{ParseError, Parsed, Remark};
use std::borrow::Cow;
use std::collections::HashSet;

/// Longest head of a part, in bytes.
const MAX_HEAD: usize = 1024 * 1024;

/// A part: its head, and its body as sent.
#[derive(Clone, Copy, Debug)]
struct Entity<'a> {
    head: &'a [u8],
    body: &'a [u8],
}

/// Parses a page saved as one file. The pictures and style sheets beside the page are counted and not given.
pub(super) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let whole = Entity::of(bytes);
    let mut parts = Vec::new();
    split(whole, 0, &mut parts, beat)?;
    let root = root(whole, &parts).ok_or_else(|| ParseError::Damaged("none of its parts is a web page".to_owned()))?;
    let page = parts.get(root).copied().unwrap_or(whole);
    let own: HashSet<String> = parts.iter().filter_map(|part| part.field("Content-Location")).collect();
    let body = page.decoded();
    beat();
    let charset = page.field("Content-Type").and_then(|kind| parameter(&kind, "charset"));
    // The page alone says when it was published: the date of the whole is the day it was saved.
    let mut parsed = html::parse_part(&body, charset.as_deref(), &own, beat)?;
    let address = whole.field("Snapshot-Content-Location").or_else(|| page.field("Content-Location"));
    if parsed.meta.url.is_none() {
        parsed.meta.url = address.filter(|address| address.starts_with("http:") || address.starts_with("https:"));
    }
    let beside = u32::try_from(parts.len().saturating_sub(1)).unwrap_or(u32::MAX);
    if beside > 0 {
        parsed.remarks.push(Remark::Attached(beside));
    }
    Ok(parsed)
}

/// The place of the page among the parts: the one the whole names as its start, else the first in HTML.
fn root(whole: Entity<'_>, parts: &[Entity<'_>]) -> Option<usize> {
    let start = whole.field("Content-Type").and_then(|kind| parameter(&kind, "start"));
    let named = start.and_then(|id| parts.iter().position(|part| part.field("Content-ID").as_ref() == Some(&id)));
    named.filter(|at| parts.get(*at).is_some_and(Entity::is_page)).or_else(|| parts.iter().position(Entity::is_page))
}

/// Gathers the parts that hold something, in their order.
fn split<'a>(
    entity: Entity<'a>,
    depth: usize,
    parts: &mut Vec<Entity<'a>>,
    beat: &mut dyn FnMut(),
) -> Result<(), ParseError> {
    let kind = entity.field("Content-Type").unwrap_or_default();
    let several = kind.get(..10).is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/"));
    let Some(boundary) = parameter(&kind, "boundary").filter(|b| several && !b.is_empty() && depth <= MAX_NESTING)
    else {
        if parts.len() >= MAX_PARTS {
            return Err(ParseError::TooMany { what: "parts", limit: MAX_PARTS as u64 });
        }
        parts.push(entity);
        return Ok(());
    };
    let mark = [b"--", boundary.as_bytes()].concat();
    let mut begins = None;
    let mut at = 0;
    for line in entity.body.split_inclusive(|b| *b == b'\n') {
        let start = at;
        at += line.len();
        let Some(after) = line.strip_prefix(mark.as_slice()) else { continue };
        let after = after.trim_ascii();
        if !after.is_empty() && after != b"--" {
            continue;
        }
        beat();
        if let Some(begins) = begins {
            let part = entity.body.get(begins..start).unwrap_or_default();
            split(Entity::of(part), depth + 1, parts, beat)?;
        }
        begins = after.is_empty().then_some(at);
        if begins.is_none() {
            break;
        }
    }
    // The last part may lack its end when the file was cut off.
    if let Some(part) = begins.and_then(|begins| entity.body.get(begins..)).filter(|part| !part.trim_ascii().is_empty())
    {
        split(Entity::of(part), depth + 1, parts, beat)?;
    }
    Ok(())
}

impl<'a> Entity<'a> {
    /// Head and body, parted by the first empty line.
    fn of(bytes: &'a [u8]) -> Self {
        let mut at = 0;
        for line in bytes.split_inclusive(|b| *b == b'\n') {
            at += line.len();
            if line.trim_ascii().is_empty() || at > MAX_HEAD {
                break;
            }
        }
        let (head, body) = bytes.split_at(at.min(bytes.len()));
        Self { head, body }
    }

    /// A field of the head, its lines joined.
    fn field(&self, name: &str) -> Option<String> {
        let head = String::from_utf8_lossy(self.head);
        let mut found: Option<String> = None;
        for line in head.lines() {
            if line.starts_with([' ', '\t']) {
                if let Some(value) = &mut found {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if found.is_some() {
                break;
            } else if let Some((key, value)) = line.split_once(':')
                && key.trim().eq_ignore_ascii_case(name)
            {
                found = Some(value.trim().to_owned());
            }
        }
        found
    }

    fn is_page(&self) -> bool {
        let kind = self.field("Content-Type").unwrap_or_default().to_ascii_lowercase();
        kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml")
    }

    /// The body as it was before it was sent.
    fn decoded(&self) -> Cow<'a, [u8]> {
        match self.field("Content-Transfer-Encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "quoted-printable" => Cow::Owned(quoted_printable(self.body)),
            "base64" => Cow::Owned(base64(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }
}

/// A parameter of a field, such as the boundary in `multipart/related; boundary="x"`.
fn parameter(field: &str, name: &str) -> Option<String> {
    let (_, mut rest) = field.split_once(';')?;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => {
                let end = after.find(';').unwrap_or(after.len());
                after.split_at(end)
            }
        };
        if key.trim_matches([';', ' ', '\t']).eq_ignore_ascii_case(name) {
            return Some(value.trim().to_owned());
        }
        rest = next;
    }
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|b| *b == b'\n') {
        let content = line.trim_ascii_end();
        let soft = content.last() == Some(&b'=');
        let content = if soft { content.get(..content.len() - 1).unwrap_or_default() } else { content };
        let mut rest = content;
        while let Some((first, after)) = rest.split_first() {
            let digits =
                rest.get(1..3).filter(|_| *first == b'=').and_then(|pair| Some((hex(pair, 0)?, hex(pair, 1)?)));
            match digits {
                Some((high, low)) => {
                    out.push(high << 4 | low);
                    rest = rest.get(3..).unwrap_or_default();
                }
                None => {
                    out.push(*first);
                    rest = after;
                }
            }
        }
        if !soft && line.ends_with(b"\n") {
            out.push(b'\n');
        }
    }
    out
}

fn hex(pair: &[u8], at: usize) -> Option<u8> {
    let digit = char::from(*pair.get(at)?).to_digit(16)?;
    u8::try_from(digit).ok()
}

/// Reads base64; what belongs to no alphabet is passed over.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xFF).unwrap_or_default());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROMIUM: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.invalid/a?b=1\r\n\
        Subject: A title\r\nDate: Sun, 5 Jul 2020 10:11:12 +0300\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----MultipartBoundary--x----\"\r\n\r\n\r\n\
        ------MultipartBoundary--x----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n\
        Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.invalid/a?b=1\r\n\r\n\
        <html><head><meta http-equiv=3D\"Content-Type\" content=3D\"text/html; charset=\r\n=3DUTF-8\"><title>A title</title>\
        </head><body><p>=D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82, wor=\r\nld=20</p><img src=3D\"https://news.invalid/i.png\">\
        <img src=3D\"https://far.invalid/j.png\"></body></html>\r\n\
        ------MultipartBoundary--x----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Location: https://news.invalid/i.png\r\n\r\niVBORw0KGgo=\r\n\r\n------MultipartBoundary--x------\r\n";

    const EXPLORER: &[u8] = b"From: <Saved by Windows Internet Explorer 8>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_NextPart_000\"\r\n\r\n\
        This is a multi-part message in MIME format.\r\n\r\n------=_NextPart_000\r\nContent-Type: text/html;\r\n\
        \tcharset=\"windows-1251\"\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://old.invalid/\r\n\r\n\
        PHA+z/Do4uXyPC9w\r\nPg==\r\n";

    #[test]
    fn a_page_saved_by_chromium_is_read() {
        let parsed = parse(CHROMIUM.as_bytes(), &mut || {}).unwrap();
        assert_eq!(parsed.text, "Привет, world\n");
        assert_eq!(parsed.meta.title.as_deref(), Some("A title"));
        assert_eq!(parsed.meta.url.as_deref(), Some("https://news.invalid/a?b=1"));
        assert_eq!(parsed.meta.published, None, "it was saved then");
        // The picture that came along is not elsewhere, the other is.
        assert_eq!(parsed.remarks, [Remark::Remote(1), Remark::Attached(1)]);
    }

    #[test]
    fn a_page_saved_by_explorer_and_cut_off_is_read() {
        let parsed = parse(EXPLORER, &mut || {}).unwrap();
        assert_eq!(parsed.text, "Привет\n");
        assert_eq!(parsed.meta.url.as_deref(), Some("http://old.invalid/"));
        assert_eq!(parsed.remarks, []);
    }

    #[test]
    fn a_mail_without_a_page_is_refused() {
        let mail = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\
            Content-Type: image/png\r\n\r\nabc\r\n--x--\r\n";
        let refused = parse(mail, &mut || {}).unwrap_err();
        assert_eq!(refused.to_string(), "the file is damaged: none of its parts is a web page");
    }

    #[test]
    fn parts_in_parts_and_parts_without_number_are_refused_or_left() {
        let many = format!(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n{}",
            "--x\nContent-Type: text/css\n\na\n".repeat(MAX_PARTS + 1)
        );
        let refused = parse(many.as_bytes(), &mut || {}).unwrap_err();
        assert_eq!(refused.to_string(), "the file holds more than 10000 parts");
        let deep = (0..100_000).fold("MIME-Version: 1.0\n".to_owned(), |mut mail, n| {
            mail.push_str(&format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"));
            mail
        });
        assert!(parse(deep.as_bytes(), &mut || {}).is_err());
    }
}
