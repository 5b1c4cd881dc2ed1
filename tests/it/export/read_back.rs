//! Small strict readers of the two formats. They take nothing the writers do not promise, so whatever is unescaped,
//! unclosed or unknown fails the test.

/// A start or end tag, or the text between two.
#[derive(Debug)]
enum Token {
    Start(String, Vec<(String, String)>),
    End(String),
    Text(String),
}

const ALLOWED: &str = "html head meta title style body main header footer section h1 h2 h3 h4 p br a b bdi span code ul li figure figcaption blockquote div table thead tbody tr th td";

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find(';').expect("an ampersand that begins nothing");
        let name = &rest[at + 1..end];
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            _ => {
                let hex = name.strip_prefix("#x").unwrap_or_else(|| panic!("the reference &{name};"));
                char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()
            }
        });
        rest = &rest[end + 1..];
    }
    out + rest
}

fn tokens(html: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").unwrap();
    let mut open = Vec::new();
    while let Some(at) = rest.find('<') {
        let before = &rest[..at];
        assert!(!before.contains('>') || open.last().is_some_and(|o| o == "style"), "a bare > in {before:?}");
        out.push(Token::Text(if open.last().is_some_and(|o| o == "style") {
            before.to_owned()
        } else {
            unescape(before)
        }));
        let end = at + rest[at..].find('>').unwrap();
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags cross each other");
            out.push(Token::End(name.to_owned()));
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(ALLOWED.split(' ').any(|known| known == name), "<{name}> is not one of ours");
        let mut found = Vec::new();
        while !attributes.is_empty() {
            let (key, more) = attributes.split_once("=\"").unwrap_or_else(|| panic!("<{tag}>"));
            let (value, more) = more.split_once('"').unwrap();
            found.push((key.to_owned(), unescape(value)));
            attributes = more.strip_prefix(' ').unwrap_or(more);
        }
        if name != "meta" && name != "br" {
            open.push(name.to_owned());
        }
        out.push(Token::Start(name.to_owned(), found));
    }
    assert_eq!(rest.trim(), "");
    assert_eq!(open, Vec::<String>::new());
    out
}

pub fn html_tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    tokens(html)
        .into_iter()
        .filter_map(|t| match t {
            Token::Start(name, attributes) => Some((name, attributes)),
            _ => None,
        })
        .collect()
}

/// The text of the body.
pub fn html_text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for token in tokens(html) {
        match token {
            Token::Start(name, _) => inside |= name == "body",
            Token::Text(text) if inside => out.push_str(&text),
            _ => {}
        }
    }
    out
}

fn class(attributes: &[(String, String)]) -> &str {
    attributes.iter().find(|(k, _)| k == "class").map_or("", |(_, v)| v)
}

/// The words of every block quote, characters that are only named put back.
pub fn html_quotes(html: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut quote: Option<String> = None;
    let mut named = false;
    for token in tokens(html) {
        match (token, &mut quote) {
            (Token::Start(name, _), None) if name == "blockquote" => quote = Some(String::new()),
            (Token::End(name), Some(words)) if name == "blockquote" => {
                out.push(std::mem::take(words));
                quote = None;
            }
            (Token::Start(name, attributes), Some(_)) => {
                assert_eq!(name, "span");
                named = class(&attributes) == "hidden";
            }
            (Token::End(_), Some(_)) => named = false,
            (Token::Text(text), Some(words)) if named => {
                let code = u32::from_str_radix(text.strip_prefix("U+").unwrap(), 16).unwrap();
                words.push(char::from_u32(code).unwrap());
            }
            (Token::Text(text), Some(words)) => words.push_str(&text),
            _ => {}
        }
    }
    out
}

/// The numbers of the endnotes' marks as they appear, each with a link to its note; and of the notes with a link back.
pub fn html_marks(html: &str) -> (Vec<usize>, Vec<usize>) {
    let (mut marks, mut notes) = (Vec::new(), Vec::new());
    let tags = html_tags(html);
    let number =
        |value: Option<&String>, prefix: &str| value.and_then(|v| v.strip_prefix(prefix)?.parse::<usize>().ok());
    for (i, (_, attributes)) in tags.iter().enumerate() {
        let of = |key: &str| attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v);
        if let Some(n) = number(of("id"), "mark-") {
            assert_eq!(number(of("href"), "#note-"), Some(n));
            marks.push(n);
        }
        if let Some(n) = number(of("id"), "note-") {
            let back = tags[i + 1].1.iter().find(|(k, _)| k == "href").map(|(_, v)| v);
            assert_eq!(number(back, "#mark-"), Some(n));
            notes.push(n);
        }
    }
    (marks, notes)
}

/// The characters of one line of Markdown text; whatever Markdown would read as more than text fails.
fn markdown_line(line: &str) -> String {
    let mut out = String::new();
    let mut letters = line.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => {
                let next = letters.next().expect("a backslash at the end");
                assert!(next.is_ascii_punctuation(), "\\{next} in {line:?}");
                out.push(next);
            }
            '&' => {
                let name: String = letters.by_ref().take_while(|c| *c != ';').collect();
                let code = name.strip_prefix('#').unwrap_or_else(|| panic!("&{name} in {line:?}"));
                out.push(char::from_u32(code.parse().unwrap()).unwrap());
            }
            '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '!' | '|' | '~' => panic!("a bare {c} in {line:?}"),
            c => out.push(c),
        }
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    assert!(!numbered && !line.starts_with(['-', '+', '=', ':']), "{line:?} begins a list or a heading");
    assert_eq!(line.trim(), line, "white space that Markdown takes away");
    out
}

/// The words of every block quote.
pub fn markdown_quotes(markdown: &str) -> Vec<String> {
    let mut out = Vec::new();
    for paragraph in markdown.split("\n\n").filter(|p| p.starts_with("> ")) {
        let lines: Vec<&str> =
            paragraph.trim_end_matches('\n').split('\n').map(|l| l.strip_prefix("> ").unwrap()).collect();
        let (last, broken) = lines.split_last().unwrap();
        let mut words = String::new();
        for line in broken {
            words.push_str(&markdown_line(line.strip_suffix('\\').expect("a line that ends without a break")));
            words.push('\n');
        }
        out.push(words + &markdown_line(last));
    }
    out
}

/// The endnotes' marks as they appear, and the notes.
pub fn markdown_marks(markdown: &str) -> (Vec<String>, Vec<String>) {
    let (body, notes) = markdown.trim_end().split_once("\n\n## Endnotes\n\n").unwrap();
    let mark = |at: &str| {
        let inside = at.split("\\]").next().unwrap_or_default();
        (!inside.is_empty() && inside.chars().all(|c| "ivxlcdm".contains(c))).then(|| inside.to_owned())
    };
    let marks = body.split("\\[").skip(1).filter_map(mark).collect();
    let notes = notes.split("\n\n").map(|n| mark(n.strip_prefix("\\[").unwrap()).unwrap()).collect();
    (marks, notes)
}

/// Every block is one of ours, and takes nothing but text from elsewhere.
pub fn assert_markdown_inert(markdown: &str) {
    for block in markdown.trim_end().split("\n\n") {
        if block.starts_with("> ") {
            markdown_quotes(block);
            continue;
        }
        for line in block.split('\n') {
            if line.starts_with("| ") || line == "|---|---|---|---|" {
                assert_eq!(line.replace("\\\\", "").replace("\\|", "").matches('|').count(), 5, "{line:?}");
                continue;
            }
            let line = line.strip_suffix('\\').filter(|l| !l.ends_with('\\') || l.ends_with("\\\\")).unwrap_or(line);
            let line = line.trim_start_matches('#').strip_prefix(' ').unwrap_or(line);
            let line = line.strip_prefix("- ").unwrap_or(line);
            // Our own emphasis and code, where they stand.
            let mut bare = line.to_owned();
            let ours = [
                ("**Unsupported: not given as fact.** ", ""),
                ("**Our judgement**", ""),
                ("**supports**", "supports"),
                ("`assay check PROJECT`", ""),
            ];
            for (own, left) in ours {
                bare = bare.replace(own, left);
            }
            let bare = without_hashes(&bare);
            let bare = match bare.strip_prefix('*').and_then(|l| l.strip_suffix('*')) {
                Some(facts) if !facts.ends_with('\\') => facts,
                _ => &bare,
            };
            markdown_line(bare.trim());
        }
    }
}

fn without_hashes(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_hexdigit).count();
        let closed = rest[at + 1 + digits..].starts_with('`') && !rest[..at].ends_with('\\');
        if matches!(digits, 16 | 64) && closed {
            out.push_str(&rest[..at]);
            rest = &rest[at + digits + 2..];
        } else {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
        }
    }
    out + rest
}
