//! The HTML of a product: one file that needs nothing else, runs nothing and asks for nothing. Everything that is not
//! ours passes through [`escape`]; the tags written here are the only ones in it, which [`inspect`] checks again at the end.

use super::model::{Given, Judged, Lang, Line, Paper, Part, Piece, Prose, Quote, SourceRow, mark};
use super::visible::{code, hidden, turns};

const STYLE: &str = include_str!("paper.css");

/// The elements a product may hold.
const ALLOWED: [&str; 35] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "header",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "br",
    "a",
    "b",
    "bdi",
    "span",
    "code",
    "ol",
    "ul",
    "li",
    "figure",
    "figcaption",
    "blockquote",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "!DOCTYPE",
    "sup",
];

/// The attributes they may have, always with a value in quotation marks.
const ATTRIBUTES: [&str; 10] =
    ["http-equiv", "content", "charset", "name", "lang", "dir", "class", "id", "title", "href"];

/// Writes a product.
pub(super) fn write(paper: &Paper) -> String {
    let mut out = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n\
         <meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>",
    );
    out.push_str(&escape(&paper.title.plain()));
    out.push_str("</title>\n<style>\n");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body>\n<main>\n<header>\n");
    if let Some(kind) = paper.kind {
        out.push_str(&format!("<p class=\"kind\">{kind}</p>\n"));
    }
    prose(&mut out, "h1", &paper.title);
    out.push_str("</header>\n");
    paper.parts.iter().for_each(|p| part(&mut out, p));
    sources(&mut out, &paper.sources);
    wrapped(&mut out, "p", "close", &paper.close);
    notes(&mut out, &paper.notes);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn part(out: &mut String, part: &Part) {
    match part {
        Part::Headline(words) => prose(out, "h2", words),
        Part::Section(level, words) => {
            let level = level.clamp(&2, &4);
            out.push_str(&format!("<h{level} class=\"section\">"));
            line(out, words);
            out.push_str(&format!("</h{level}>\n"));
        }
        Part::Prose(words) => prose(out, "p", words),
        Part::Say(words) => wrapped(out, "p", "", words),
        Part::Facts(words) => wrapped(out, "p", "facts", words),
        Part::List(lines) => list(out, "", lines),
        Part::Quote(words) => quote(out, words),
        Part::Claim(words) => claim(out, words),
        Part::Citation(words) => wrapped(out, "p", "citation", words),
        Part::Judgement(words) => judgement(out, words),
    }
}

fn wrapped(out: &mut String, tag: &str, class: &str, words: &Line) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    out.push_str(&format!("<{tag}{class}>"));
    line(out, words);
    out.push_str(&format!("</{tag}>\n"));
}

fn list(out: &mut String, class: &str, lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    out.push_str(if class.is_empty() { "<ul>\n" } else { "<ul class=\"links\">\n" });
    lines.iter().for_each(|words| wrapped(out, "li", "", words));
    out.push_str("</ul>\n");
}

fn prose(out: &mut String, tag: &str, words: &Prose) {
    out.push_str(&format!("<{tag} dir=\"auto\"{}>", lang_of(words.lang.as_ref())));
    for (n, words) in words.lines.iter().enumerate() {
        if n > 0 {
            out.push_str("<br>");
        }
        line(out, words);
    }
    out.push_str(&format!("</{tag}>\n"));
}

fn quote(out: &mut String, quote: &Quote) {
    out.push_str("<figure");
    if let Some(passage) = quote.passage {
        out.push_str(&format!(" id=\"p-{passage}\""));
    }
    out.push_str(match (quote.pull, quote.translations.is_empty()) {
        (true, _) => " class=\"pull\">",
        (false, false) => " class=\"beside\">",
        (false, true) => ">",
    });
    out.push_str(&format!("<blockquote dir=\"auto\"{}>", lang_of(quote.lang.as_ref())));
    exact(out, quote.words.raw());
    out.push_str("</blockquote>\n<figcaption>");
    line(out, &quote.from);
    out.push_str("</figcaption>\n");
    if !quote.translations.is_empty() {
        out.push_str("<div class=\"translations\">\n");
        for translation in &quote.translations {
            translation.words.iter().for_each(|p| prose(out, "p", p));
            wrapped(out, "p", "source", &translation.by);
        }
        out.push_str("</div>\n");
    }
    memo(out, &quote.memo);
    out.push_str("</figure>\n");
}

fn memo(out: &mut String, words: &[Prose]) {
    if words.is_empty() {
        return;
    }
    out.push_str("<div class=\"memo\">\n<p class=\"by\">Memo</p>\n");
    words.iter().for_each(|p| prose(out, "p", p));
    out.push_str("</div>\n");
}

fn claim(out: &mut String, claim: &Given) {
    out.push_str(if claim.unsupported {
        "<section class=\"claim unsupported\">\n"
    } else {
        "<section class=\"claim\">\n"
    });
    if claim.unsupported {
        out.push_str("<p class=\"by\">Unsupported: not given as fact</p>\n");
    }
    wrapped(out, "p", "who", &claim.who);
    wrapped(out, "p", "words", &claim.words);
    out.push_str("<p class=\"facts\">");
    for (i, fact) in claim.facts.iter().enumerate() {
        if i > 0 {
            out.push_str(" · ");
        }
        line(out, fact);
    }
    out.push_str("</p>\n");
    claim.evidence.iter().for_each(|q| quote(out, q));
    list(out, "links", &claim.links);
    memo(out, &claim.memo);
    out.push_str("</section>\n");
}

fn judgement(out: &mut String, judgement: &Judged) {
    out.push_str(&format!("<section class=\"judgement\">\n<p class=\"by\">{}</p>\n", Judged::CALLED));
    judgement.words.iter().for_each(|p| prose(out, "p", p));
    judgement.sentences.iter().for_each(|s| wrapped(out, "p", "", s));
    out.push_str(&format!("<p class=\"facts\">{}</p>\n", judgement.rests()));
    if !judgement.rests_on.is_empty() {
        list(out, "links", &judgement.rests_on);
    }
    out.push_str("</section>\n");
}

fn notes(out: &mut String, notes: &[Line]) {
    if notes.is_empty() {
        return;
    }
    out.push_str("<section class=\"notes\">\n<h2 class=\"section\">Endnotes</h2>\n");
    for (number, words) in (1_u32..).zip(notes) {
        let mark = mark(number);
        out.push_str(&format!("<p id=\"note-{number}\"><a href=\"#mark-{number}\">{mark}</a> "));
        line(out, words);
        out.push_str("</p>\n");
    }
    out.push_str("</section>\n");
}

fn sources(out: &mut String, rows: &[SourceRow]) {
    if rows.is_empty() {
        return;
    }
    out.push_str(
        "<section class=\"sources\">\n<h2 class=\"section\">Sources</h2>\n<table>\n\
         <thead><tr><th>Document</th><th>Source</th><th>File</th><th>SHA-256</th></tr></thead>\n<tbody>\n",
    );
    for row in rows {
        out.push_str("<tr>");
        for cell in [&row.citation, &row.grade, &row.file] {
            out.push_str("<td>");
            line(out, cell);
            out.push_str("</td>");
        }
        out.push_str(&format!("<td><code>{}</code></td></tr>\n", row.sha256));
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

fn line(out: &mut String, pieces: &Line) {
    for piece in pieces {
        match piece {
            Piece::Ours(words) => out.push_str(&escape(words)),
            Piece::Foreign(words, lang) => {
                out.push_str(&format!("<bdi{}>{}</bdi>", lang_of(lang.as_ref()), escape(words)));
            }
            Piece::Label(words) => out.push_str(&format!("<b>{}</b>", escape(words))),
            Piece::Code(words) => out.push_str(&format!("<code>{}</code>", escape(words))),
            Piece::Mark(n) => {
                out.push_str(&format!("<a class=\"mark\" id=\"mark-{n}\" href=\"#note-{n}\">{}</a>", mark(*n)));
            }
        }
    }
}

fn lang_of(lang: Option<&Lang>) -> String {
    lang.map_or_else(String::new, |lang| format!(" lang=\"{}\"", lang.as_str()))
}

/// The words of a quotation. Line ends and white space stand as they are (the style keeps them). A character that turns
/// directions stands in a box of its own, named and without effect; one that HTML cannot hold is named instead.
fn exact(out: &mut String, words: &str) {
    for c in words.chars() {
        if turns(c) {
            out.push_str(&format!("<span class=\"turn\" title=\"{}\">&#x{:X};</span>", code(c), u32::from(c)));
        } else if hidden(c) {
            out.push_str(&format!("<span class=\"hidden\">{}</span>", code(c)));
        } else {
            push_escaped(out, c);
        }
    }
}

fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    words.chars().for_each(|c| push_escaped(&mut out, c));
    out
}

fn push_escaped(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        c => out.push(c),
    }
}

/// Reads a finished product again: every tag is one of ours, none has a handler, and nothing leads out of the file. The
/// error names what was found.
pub(super) fn inspect(html: &str) -> Result<(), String> {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let tag = rest.split('>').next().unwrap_or_default();
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !ALLOWED.contains(&name) {
            return Err(format!("an element “{}”", name.chars().take(20).collect::<String>().escape_default()));
        }
        let outside_values = tag.split('"').step_by(2).flat_map(str::split_whitespace).skip(1);
        let ours = |word: &str| word.strip_suffix('=').is_some_and(|name| ATTRIBUTES.contains(&name));
        if name != "!DOCTYPE" && !outside_values.into_iter().all(ours) {
            return Err("an attribute that is not ours".to_owned());
        }
        if tag.split("href=\"").skip(1).any(|target| !target.starts_with('#')) {
            return Err("a link out of the file".to_owned());
        }
    }
    Ok(())
}
