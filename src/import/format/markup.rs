//! HTML, XML and text that only begins with a bracket, told apart.

use super::Format;

/// Elements that stand at the start of a page and nowhere else.
const PAGE: &[&str] = &["html", "head", "body", "title", "meta", "base", "frameset"];
/// Elements pieces of pages begin with.
const PIECE: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "br",
    "center",
    "div",
    "em",
    "figure",
    "font",
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
    "i",
    "iframe",
    "img",
    "li",
    "link",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "table",
    "tbody",
    "td",
    "template",
    "tr",
    "ul",
];

/// What text is that begins with a bracket or is called a page; `end` is the last of it.
pub(super) fn kind(start: &str, end: &str, ending: &str, as_written: bool) -> Option<Format> {
    let called_page = matches!(ending, "html" | "htm" | "xhtml" | "shtml");
    let declared = start.starts_with("<?xml") && start.get(5..6).is_some_and(|c| c.trim().is_empty());
    let mut rest = start;
    let mut doctype = None;
    // What may stand before the first element.
    loop {
        rest = rest.trim_start();
        let skipped = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?x") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.get(..9).is_some_and(|d| d.eq_ignore_ascii_case("<!doctype")) {
            doctype = rest.get(9..).map(name_of);
            let inner = rest.find('[').filter(|at| rest.find('>').is_some_and(|close| *at < close));
            match inner {
                Some(open) => rest.get(open..).and_then(|r| r.find("]").map(|close| open + close)),
                None => Some(0),
            }
            .and_then(|from| rest.get(from..).and_then(|r| r.find('>')).map(|at| from + at + 1))
        } else {
            None
        };
        match skipped.and_then(|at| rest.get(at..)) {
            Some(after) => rest = after,
            None => break,
        }
    }
    if doctype.as_deref() == Some("html") {
        return Some(Format::Html);
    }
    let root = rest.strip_prefix('<').map(name_of).unwrap_or_default();
    let local = root.rsplit(':').next().unwrap_or_default().to_lowercase();
    if local == "html" && (declared || rest.get(5..6).is_some_and(|c| c == ">" || c.trim().is_empty())) {
        return Some(Format::Html);
    }
    if declared || (doctype.is_some() && !root.is_empty()) {
        return Some(Format::Xml);
    }
    if as_written {
        return None;
    }
    let closes = start.contains("</") || start.contains("/>");
    if PAGE.contains(&local.as_str()) && (closes || called_page) && !matches!(ending, "xml" | "txt") {
        return Some(Format::Html);
    }
    if called_page {
        let has_tag = PAGE.iter().chain(PIECE).any(|tag| {
            [format!("<{tag}>"), format!("<{tag} "), format!("</{tag}>")]
                .iter()
                .any(|t| start.to_lowercase().contains(t))
        });
        return has_tag.then_some(Format::Html);
    }
    if root.is_empty() || PIECE.contains(&local.as_str()) && ending != "xml" {
        return None;
    }
    // An element that is closed by the last words of the file is its root.
    let closed = end.trim_end().strip_suffix('>').map(str::trim_end).is_some_and(|e| e.ends_with(&format!("</{root}")));
    let called_xml =
        matches!(ending, "xml" | "rss" | "atom" | "svg" | "kml" | "gpx" | "opml" | "rdf" | "tei" | "xsd" | "xsl");
    let alone = rest
        .find('>')
        .is_some_and(|at| rest.get(..at).is_some_and(|r| r.ends_with('/')) && rest.trim_end().len() == at + 1);
    (closed || called_xml && closes || alone).then_some(Format::Xml)
}

/// The name at the start of this.
fn name_of(text: &str) -> String {
    let name = text.trim_start().chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
    let name: String = name.collect();
    if name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        if name.eq_ignore_ascii_case("html") { name.to_lowercase() } else { name }
    } else {
        String::new()
    }
}
