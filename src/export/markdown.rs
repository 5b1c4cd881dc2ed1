//! The Markdown of a product (CommonMark with tables). Every character Markdown could read is escaped, so what a document
//! or a person wrote stays what it is. Quotations are written so that a Markdown reader gets their exact characters back:
//! a line end is a hard break (`\` at the end of the line), and white space at the ends of a line, or a character that
//! has no picture, is a numeric reference such as `&#9;`. (Of control characters some readers show a replacement
//! character; the file holds which it was.)

use super::model::{Given, Judged, Line, Paper, Part, Piece, Prose, Quote, SourceRow, mark};
use super::visible::{has_rtl, hidden, turns};

/// Writes a product.
pub(super) fn write(paper: &Paper) -> String {
    let mut out = Vec::new();
    out.extend(paper.kind.map(escape));
    out.push(format!("# {}", escape(&paper.title.plain())));
    paper.parts.iter().for_each(|p| part(&mut out, p));
    if !paper.sources.is_empty() {
        out.push("## Sources".to_owned());
        out.push(table(&paper.sources));
    }
    out.push(line(&paper.close));
    if !paper.notes.is_empty() {
        out.push("## Endnotes".to_owned());
        out.extend((1_u32..).zip(&paper.notes).map(|(n, words)| format!("{} {}", escape(&mark(n)), line(words))));
    }
    out.join("\n\n") + "\n"
}

fn part(out: &mut Vec<String>, part: &Part) {
    match part {
        Part::Headline(words) => out.push(format!("## {}", escape(&words.plain()))),
        Part::Section(level, words) => {
            out.push(format!("{} {}", "#".repeat(usize::from((*level).clamp(2, 4))), line(words)));
        }
        Part::Prose(words) => out.push(prose(words)),
        Part::Say(words) | Part::Facts(words) | Part::Citation(words) => out.push(line(words)),
        Part::List(lines) => list(out, lines),
        Part::Quote(words) => quote(out, words),
        Part::Claim(words) => claim(out, words),
        Part::Judgement(words) => judgement(out, words),
    }
}

fn list(out: &mut Vec<String>, lines: &[Line]) {
    if !lines.is_empty() {
        let items: Vec<String> = lines.iter().map(|l| format!("- {}", line(l))).collect();
        out.push(items.join("\n"));
    }
}

fn prose(words: &Prose) -> String {
    let lines: Vec<String> = words.lines.iter().map(line).collect();
    lines.join("\\\n")
}

fn quote(out: &mut Vec<String>, quote: &Quote) {
    out.push(exact(quote.words.raw()));
    out.push(line(&quote.from));
    for translation in &quote.translations {
        out.extend(translation.words.iter().map(prose));
        out.push(line(&translation.by));
    }
    memo(out, &quote.memo);
}

fn memo(out: &mut Vec<String>, words: &[Prose]) {
    if !words.is_empty() {
        out.push("Memo:".to_owned());
        out.extend(words.iter().map(prose));
    }
}

fn claim(out: &mut Vec<String>, claim: &Given) {
    let label = if claim.unsupported { "**Unsupported: not given as fact.** " } else { "" };
    out.push(format!("{label}{}", line(&claim.who)));
    out.push(line(&claim.words));
    let facts: Vec<String> = claim.facts.iter().map(line).collect();
    out.push(format!("*{}*", facts.join(" · ")));
    claim.evidence.iter().for_each(|q| quote(out, q));
    list(out, &claim.links);
    memo(out, &claim.memo);
}

fn judgement(out: &mut Vec<String>, judgement: &Judged) {
    out.push(format!("**{}**", Judged::CALLED));
    out.extend(judgement.words.iter().map(prose));
    out.extend(judgement.sentences.iter().map(line));
    out.push(judgement.rests().to_owned());
    if !judgement.rests_on.is_empty() {
        list(out, &judgement.rests_on);
    }
}

fn table(rows: &[SourceRow]) -> String {
    let mut out = String::from("| Document | Source | File | SHA-256 |\n|---|---|---|---|");
    for row in rows {
        out.push_str(&format!(
            "\n| {} | {} | {} | `{}` |",
            line(&row.citation),
            line(&row.grade),
            line(&row.file),
            row.sha256
        ));
    }
    out
}

fn line(pieces: &Line) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Ours(words) => {
                let words = escape_after(words, &out);
                out.push_str(&words);
            }
            Piece::Foreign(words, _) if has_rtl(words) => {
                out = append(out + "\u{2068}", words) + "\u{2069}";
            }
            Piece::Foreign(words, _) => {
                let words = escape_after(words, &out);
                out.push_str(&words);
            }
            Piece::Label(words) => out.push_str(&format!("**{}**", escape(words))),
            Piece::Code(words) => out.push_str(&format!("`{words}`")),
            Piece::Mark(n) => out.push_str(&escape(&mark(*n))),
        }
    }
    out
}

fn append(line: String, words: &str) -> String {
    let words = escape_after(words, &line);
    line + &words
}

/// A quotation as a block quote that reads back to exactly these words.
fn exact(words: &str) -> String {
    // Line ends at the very end cannot be hard breaks, which need something after them.
    let body = words.trim_end_matches('\n');
    let tail = words.len() - body.len();
    let mut lines: Vec<String> = body.split('\n').map(exact_line).collect();
    if let Some(last) = lines.last_mut() {
        last.push_str(&"&#10;".repeat(tail));
    }
    format!("> {}", lines.join("\\\n> "))
}

fn exact_line(text: &str) -> String {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len().max(start);
    let mut out = String::with_capacity(text.len() + 8);
    let (before, rest) = text.split_at(start);
    let (inner, after) = rest.split_at(end - start);
    before.chars().for_each(|c| reference(&mut out, c));
    for c in escape_after(inner, "").chars() {
        if turns(c) || hidden(c) || c == '\t' {
            reference(&mut out, c);
        } else {
            out.push(c);
        }
    }
    after.chars().for_each(|c| reference(&mut out, c));
    out
}

fn reference(out: &mut String, c: char) {
    out.push_str(&format!("&#{};", u32::from(c)));
}

fn escape(words: &str) -> String {
    escape_after(words, "")
}

/// Puts a backslash before every ASCII punctuation character that Markdown or a usual extension reads. Full stops, round
/// brackets, hyphens and plus signs are read only at the start of a line, and there they are escaped.
fn escape_after(words: &str, before: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 16);
    // True while only digits, which could number a list, stand before.
    let mut numbering = before.bytes().all(|b| b.is_ascii_digit());
    let mut first = before.is_empty();
    let mut letters = words.chars().peekable();
    let mut last_three = ['\0'; 3];
    while let Some(c) = letters.next() {
        let reads = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '!' | '|' | '~' | '&' | '=' | '@'
            | '$' | '^' => true,
            '-' | '+' => first,
            '.' => (numbering && !first) || last_three.iter().all(|w| matches!(w, 'w' | 'W')),
            ')' => numbering && !first,
            // An address or a definition: a colon that something follows at once, or that begins a line.
            ':' => first || letters.peek().is_some_and(|next| !next.is_whitespace()),
            _ => false,
        };
        if reads {
            out.push('\\');
        }
        out.push(c);
        numbering &= c.is_ascii_digit();
        first = false;
        last_three = [last_three[1], last_three[2], c];
    }
    out
}
