//! HTML bodies. The one function here is where the reader of web pages is asked.

use crate::import::{Builder, ParseError, Parsed, Remark};

/// The text of an HTML body, and what it would load and run.
pub(super) fn html_body(html: &str, beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    strip(html, beat)
}

/// Elements that stand on lines of their own, apart from what is around them.
const BLOCKS: [&str; 26] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];
/// Elements whose insides are not words.
const NOT_WORDS: [&str; 7] = ["head", "title", "style", "script", "template", "noscript", "svg"];

/// Words without tags, in one pass.
fn strip(html: &str, beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let mut out = Builder::new();
    let (mut remote, mut scripts) = (0_u32, 0_u32);
    let mut rest = html;
    let mut inside: Option<&str> = None;
    let mut space = false;
    for count in 0_usize.. {
        if count % 16_384 == 0 {
            beat();
        }
        let Some(at) = rest.find('<') else {
            words(&mut out, if inside.is_none() { rest } else { "" }, &mut space)?;
            break;
        };
        let (text, tag) = rest.split_at(at);
        if inside.is_none() {
            words(&mut out, text, &mut space)?;
        } else if inside == Some("style") {
            remote = remote.saturating_add(u32::from(text.contains("url(") || text.contains("@import")));
        }
        let (tag, after) = match tag.strip_prefix("<!--") {
            Some(comment) => ("", comment.split_once("-->").map_or("", |(_, after)| after)),
            None => tag.split_once('>').unwrap_or((tag, "")),
        };
        rest = after;
        let tag = tag.trim_start_matches('<');
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        match inside {
            // The head ends where the body begins, too.
            Some(outer) if (closes && name == outer) || (outer == "head" && name == "body") => inside = None,
            Some(_) => {}
            None => inside = NOT_WORDS.into_iter().find(|known| !closes && *known == name && !tag.ends_with('/')),
        }
        if !closes {
            scripts = scripts.saturating_add(u32::from(name == "script"));
            remote = remote.saturating_add(u32::from(loads(&name, tag)));
        }
        match name.as_str() {
            "br" | "tr" | "li" => out.end_line(),
            "td" | "th" if !closes && !out.text().is_empty() && !out.text().ends_with('\n') => out.push("\t")?,
            name if BLOCKS.contains(&name) => out.end_paragraph(),
            _ => continue,
        }
        space = false;
    }
    let (text, blocks) = out.finish();
    let counted = [(remote, Remark::Remote(remote)), (scripts, Remark::Scripts(scripts))];
    let remarks = counted.into_iter().filter(|(n, _)| *n > 0).map(|(_, remark)| remark).collect();
    Ok(Parsed { text, blocks, remarks, ..Parsed::default() })
}

/// True when a tag makes a program fetch something from elsewhere.
fn loads(name: &str, tag: &str) -> bool {
    let tag: String = tag.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace() && !"\"'".contains(*c)).collect();
    let fetches = |attribute: &str| {
        ["http:", "https:", "//", "ftp:", "file:", "\\\\"]
            .iter()
            .any(|scheme| tag.contains(&format!("{attribute}={scheme}")))
    };
    ["src", "background", "srcset", "poster"].iter().any(|attribute| fetches(attribute))
        || (name == "link" && fetches("href"))
        || tag.contains("url(http")
        || tag.contains("url(//")
}

fn words(out: &mut Builder, text: &str, space: &mut bool) -> Result<(), ParseError> {
    let text = html_text(text);
    for part in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let word = part.trim_end_matches(|c: char| c.is_ascii_whitespace());
        if !word.is_empty() {
            let follows = !out.text().is_empty() && !out.text().ends_with(['\n', '\t']);
            out.push(if *space && follows { " " } else { "" })?;
            out.push(word)?;
            *space = false;
        }
        *space |= word.len() < part.len();
    }
    Ok(())
}

/// Words with their entities resolved.
fn html_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let end = entity.bytes().take(12).position(|b| b == b';');
        let name = end.and_then(|end| entity.get(1..end)).unwrap_or_default();
        match character(name) {
            Some(c) => {
                out.push(c);
                rest = entity.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let number = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(number).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "ndash" => '–',
        "mdash" => '—',
        "laquo" => '«',
        "raquo" => '»',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "lsquo" => '‘',
        "rsquo" => '’',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "copy" => '©',
        "reg" => '®',
        "euro" => '€',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        _ => return None,
    })
}
