//! The guide's pages taken apart: titles, paragraphs, items, pictures, keys.

use crate::domain::fold;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// Words that stand out.
    Strong(String),
    /// A key.
    Key(String),
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading inside the page.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Piece>),
    /// An item, with what stands before it: a number or nothing.
    Item(Option<String>, Vec<Piece>),
    /// A picture: what it shows, and its file.
    Picture(String, String),
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

impl Page {
    /// Takes a page apart.
    pub fn of(text: &str) -> Self {
        let mut lines = text.lines();
        let title = lines.next().unwrap_or_default().trim_start_matches("# ").to_owned();
        Self { title, parts: lines.filter(|line| !line.trim().is_empty()).map(part).collect() }
    }

    /// True when every word that is looked for stands on the page, whatever its case.
    pub fn answers(&self, query: &str) -> bool {
        let text = fold(&self.text());
        fold(query).split(' ').all(|word| text.contains(word))
    }

    /// Its words without marks.
    pub fn text(&self) -> String {
        let mut out = self.title.clone();
        for part in &self.parts {
            out.push('\n');
            out.push_str(&part.text());
        }
        out
    }
}

impl Part {
    /// Its words without marks.
    pub fn text(&self) -> String {
        let joined = |pieces: &[Piece]| {
            let words = |piece: &Piece| match piece {
                Piece::Words(text) | Piece::Strong(text) | Piece::Key(text) => text.clone(),
            };
            pieces.iter().map(words).collect::<String>()
        };
        match self {
            Self::Heading(text) | Self::Picture(text, _) => text.clone(),
            Self::Paragraph(pieces) | Self::Item(_, pieces) => joined(pieces),
        }
    }
}

fn part(line: &str) -> Part {
    if let Some(text) = line.strip_prefix("## ") {
        return Part::Heading(text.to_owned());
    }
    if let Some(text) = line.strip_prefix("- ") {
        return Part::Item(None, pieces(text));
    }
    if let Some((what, file)) =
        line.strip_prefix("![").and_then(|l| l.strip_suffix(')')).and_then(|l| l.split_once("]("))
    {
        return Part::Picture(what.to_owned(), file.to_owned());
    }
    match line.split_once(". ") {
        Some((number, text)) if number.parse::<u8>().is_ok() => Part::Item(Some(number.to_owned()), pieces(text)),
        _ => Part::Paragraph(pieces(line)),
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*']) {
        let (before, marked) = rest.split_at(at);
        let mark = if marked.starts_with("**") { "**" } else { "`" };
        let inside = marked.strip_prefix(mark).and_then(|inside| inside.split_once(mark));
        let Some((inside, after)) = inside else { break };
        if !before.is_empty() {
            out.push(Piece::Words(before.to_owned()));
        }
        let inside = inside.to_owned();
        out.push(if mark == "`" { Piece::Key(inside) } else { Piece::Strong(inside) });
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Piece::Words(rest.to_owned()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Command;
    use crate::say::help::{PAGES, PICTURES};
    use std::collections::BTreeSet;

    #[test]
    fn a_line_is_taken_apart_at_its_marks() {
        let page = Page::of("# Tag\n1. Press `T`, **then** `Enter`.\n\n![A list](tag.png)\n## More\n- a * b\n");
        assert_eq!(page.title, "Tag");
        let words = |text: &str| Piece::Words(text.to_owned());
        let key = |text: &str| Piece::Key(text.to_owned());
        let first = vec![
            words("Press "),
            key("T"),
            words(", "),
            Piece::Strong("then".to_owned()),
            words(" "),
            key("Enter"),
            words("."),
        ];
        assert_eq!(page.parts[0], Part::Item(Some("1".to_owned()), first));
        assert_eq!(page.parts[1], Part::Picture("A list".to_owned(), "tag.png".to_owned()));
        assert_eq!(page.parts[3], Part::Item(None, vec![words("a * b")]));
        assert!(page.answers("ENTER press") && !page.answers("judgement"));
    }

    #[test]
    fn every_picture_is_there_and_is_shown() {
        let shown: BTreeSet<String> = PAGES
            .iter()
            .flat_map(|text| Page::of(text).parts)
            .filter_map(|part| match part {
                Part::Picture(_, file) => Some(file),
                _ => None,
            })
            .collect();
        let held: BTreeSet<String> = PICTURES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(shown, held);
        let weight: usize = PICTURES.iter().map(|(_, bytes)| bytes.len()).sum();
        assert!(weight < 400_000, "{weight} bytes of pictures");
    }

    /// Keys in the guide are keys of commands, of the reader or of a sheet; a command whose keys change takes its pages along.
    #[test]
    fn the_guide_names_no_key_that_does_nothing() {
        let own = [
            "Enter",
            "Esc",
            "Backspace",
            "Shift",
            "Space",
            "Page Down",
            "Ctrl+Space",
            "Ctrl+Enter",
            "S",
            "D",
            "A",
            "F",
            "W",
            "Ctrl+Plus",
            "Ctrl+Minus",
            "Tab",
            "0",
            "Delete",
            "Ctrl",
            "Ctrl+A",
            "←",
            "→",
            "+",
            "−",
        ];
        let mut known: BTreeSet<String> = own.into_iter().map(str::to_owned).collect();
        known.extend(Command::ALL.iter().map(|c| c.keys(false)));
        for text in PAGES {
            let page = Page::of(text);
            for part in &page.parts {
                let (Part::Paragraph(pieces) | Part::Item(_, pieces)) = part else { continue };
                for piece in pieces {
                    if let Piece::Key(key) = piece {
                        assert!(known.contains(key), "{}: {key}", page.title);
                    }
                }
            }
        }
    }
}
