//! A chapter of an EPUB: XHTML to text, with headings, lists, tables, quotations and notes.

use super::{led_to, unescaped};
use crate::import::flow::{Aside, Blanks, Flow};
use crate::import::parsed::{BlockKind, ElsewhereKind, ParseError};
use crate::import::seen::Seen;
use crate::import::xml::{Element, Manner, Node, Space, Xml};
use std::collections::HashMap;

/// What came of a chapter.
pub(super) struct Chapter {
    /// Its text.
    pub text: Aside,
    /// The title in its head.
    pub title: Option<String>,
    /// What was met in it.
    pub seen: Seen,
}

/// The marks of notes, by the part and the id that they lead to.
pub(super) type Marks = HashMap<(String, String), String>;

/// An element that is open and needs something done at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    Plain,
    /// Begins and ends a paragraph.
    Block,
    /// The same, and its paragraphs are of a kind of their own.
    Kind,
    /// Paragraphs that belong together.
    Group,
    List,
    Pre,
    Link,
    Table,
    Row,
    Cell,
    Caption,
}

struct Walk<'w> {
    path: &'w str,
    marks: &'w mut Marks,
    flow: Flow,
    seen: Seen,
    title: Option<String>,
    frames: Vec<Frame>,
    /// What the paragraphs here are, innermost last.
    kinds: Vec<BlockKind>,
    lists: u8,
    /// How many elements are open in which every blank stands.
    pre: usize,
    /// The columns of the tables to come, last first.
    columns: Vec<usize>,
}

/// Reads the chapter that stands at `path`.
pub(super) fn read(
    text: &str,
    path: &str,
    manner: Manner,
    marks: &mut Marks,
    beat: &mut dyn FnMut(),
) -> Result<Chapter, ParseError> {
    let columns = if text.contains("table") { columns(text, manner, beat)? } else { Vec::new() };
    let mut walk = Walk {
        path,
        marks,
        flow: Flow::default(),
        seen: Seen::default(),
        title: None,
        frames: Vec::new(),
        kinds: Vec::new(),
        lists: 0,
        pre: 0,
        columns,
    };
    let mut xml = Xml::new(text, manner);
    walk.flow.aside();
    while let Some(node) = xml.next(beat)? {
        match node {
            Node::Start(element) => walk.start(&element, &mut xml, beat)?,
            Node::Words(words) => {
                let blanks = if walk.pre > 0 { Blanks::Lines } else { Blanks::Collapsed };
                walk.flow.words(&words, blanks)?;
            }
            Node::End => walk.end()?,
        }
    }
    let text = walk.flow.aside_end()?;
    Ok(Chapter { text, title: walk.title, seen: walk.seen })
}

/// How many cells the widest row of each table has, the last table first.
fn columns(text: &str, manner: Manner, beat: &mut dyn FnMut()) -> Result<Vec<usize>, ParseError> {
    let mut xml = Xml::new(text, manner);
    let mut widths: Vec<usize> = Vec::new();
    // The tables that are open, with the cells of the row so far.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut frames: Vec<bool> = Vec::new();
    while let Some(node) = xml.next(beat)? {
        match node {
            Node::Start(element) => {
                let table = element.name() == "table";
                frames.push(table);
                match (element.name(), open.last_mut()) {
                    ("table", _) => {
                        open.push((widths.len(), 0));
                        widths.push(0);
                    }
                    ("tr", Some((_, cells))) => *cells = 0,
                    ("td" | "th", Some((at, cells))) => {
                        *cells += 1;
                        if let Some(width) = widths.get_mut(*at) {
                            *width = (*width).max(*cells);
                        }
                    }
                    _ => {}
                }
            }
            Node::Words(_) => {}
            Node::End => {
                if frames.pop() == Some(true) {
                    open.pop();
                }
            }
        }
    }
    widths.reverse();
    Ok(widths)
}

impl Walk<'_> {
    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        if !matches!(element.space, Space::Xhtml | Space::None) {
            // Pictures and formulas in the text: their words are seen, what they say of themselves is not.
            if matches!(element.name(), "title" | "desc" | "metadata" | "annotation" | "annotation-xml" | "style") {
                return xml.skip(beat);
            }
            self.scripts_and_sources(element);
            self.frames.push(Frame::Plain);
            return Ok(());
        }
        let note = is_a(element, &["footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"]);
        if !note && is_hidden(element) {
            let gone = !xml.text(beat)?.trim().is_empty();
            self.seen.hidden = self.seen.hidden.saturating_add(u32::from(gone));
            return Ok(());
        }
        self.scripts_and_sources(element);
        let name = element.name();
        match name {
            "title" => {
                let title = xml.text(beat)?.split_whitespace().collect::<Vec<_>>().join(" ");
                self.title = self.title.take().or(Some(title).filter(|title| !title.is_empty()));
                return Ok(());
            }
            "script" | "style" | "select" | "textarea" | "datalist" => return xml.skip(beat),
            "rt" | "rp" => {
                self.seen.left_out("the readings set beside words");
                return xml.skip(beat);
            }
            "a" => return self.anchor(element, xml, beat),
            "br" => self.flow.line_break()?,
            _ => {}
        }
        if note && name != "a" {
            let id = element.get(Space::None, "id").unwrap_or_default().to_owned();
            let mark = self.marks.get(&(self.path.to_owned(), id)).cloned().unwrap_or_default();
            return self.group(BlockKind::Note(mark));
        }
        let frame = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.trim_start_matches('h').parse().unwrap_or(1);
                return self.kind(BlockKind::Heading(level));
            }
            "ul" | "ol" | "dir" | "menu" => {
                self.lists = self.lists.saturating_add(1);
                self.between()?;
                Frame::List
            }
            "li" => return self.kind(BlockKind::Item(self.lists.max(1))),
            "blockquote" => return self.group(BlockKind::Quote),
            "pre" => {
                self.group(BlockKind::Code)?;
                self.frames.pop();
                self.pre += 1;
                Frame::Pre
            }
            "table" => {
                self.flow.table(self.columns.pop().unwrap_or(2))?;
                Frame::Table
            }
            "caption" => Frame::Caption,
            "tr" => Frame::Row,
            "td" | "th" => {
                self.between()?;
                self.flow.cell()?;
                Frame::Cell
            }
            "p" | "div" | "section" | "article" | "header" | "footer" | "figure" | "figcaption" | "address"
            | "main" | "aside" | "nav" | "dl" | "dt" | "dd" | "center" | "hgroup" | "details" | "summary" | "body"
            | "hr" | "fieldset" | "legend" | "form" => {
                self.between()?;
                Frame::Block
            }
            _ => Frame::Plain,
        };
        self.frames.push(frame);
        Ok(())
    }

    /// One paragraph ends and another begins, of the kind that paragraphs are here.
    fn between(&mut self) -> Result<(), ParseError> {
        self.flow.end()?;
        self.flow.begin(self.kinds.last().cloned());
        Ok(())
    }

    fn kind(&mut self, kind: BlockKind) -> Result<(), ParseError> {
        self.kinds.push(kind);
        self.between()?;
        self.frames.push(Frame::Kind);
        Ok(())
    }

    fn group(&mut self, kind: BlockKind) -> Result<(), ParseError> {
        self.flow.open(kind)?;
        self.between()?;
        self.frames.push(Frame::Group);
        Ok(())
    }

    fn anchor(&mut self, element: &Element<'_>, xml: &mut Xml<'_>, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        let to = element.get(Space::None, "href").unwrap_or_default();
        if is_a(element, &["noteref", "doc-noteref"]) {
            let id = unescaped(to.split_once('#').map_or("", |(_, id)| id));
            let mark = xml.text(beat)?;
            let part = led_to(self.path, to);
            self.marks.insert((part, id), mark.trim().trim_matches(['[', ']', '(', ')']).to_owned());
            return self.flow.words(&mark, Blanks::Collapsed);
        }
        let scheme = to.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric()));
        if scheme {
            self.flow.link(to)?;
        }
        self.frames.push(if scheme { Frame::Link } else { Frame::Plain });
        Ok(())
    }

    fn scripts_and_sources(&mut self, element: &Element<'_>) {
        let attributes: &[(Space, &str)] = match element.name() {
            "script" => {
                self.seen.scripts = self.seen.scripts.saturating_add(1);
                &[(Space::None, "src")]
            }
            "input" | "select" | "textarea" | "button" => {
                self.seen.fields = self.seen.fields.saturating_add(1);
                return;
            }
            "img" | "iframe" | "audio" | "video" | "source" | "embed" | "track" => &[(Space::None, "src")],
            "link" => &[(Space::None, "href")],
            "object" => &[(Space::None, "data")],
            "image" => &[(Space::Xlink, "href"), (Space::None, "href")],
            _ => return,
        };
        let away = |to: &str| to.starts_with("//") || to.contains("://");
        let to = attributes.iter().find_map(|(space, name)| element.get(*space, name).filter(|to| away(to)));
        if let Some(to) = to {
            let kind = match element.name() {
                "img" | "image" => ElsewhereKind::Image,
                "link" => ElsewhereKind::Style,
                "script" => ElsewhereKind::Script,
                "iframe" => ElsewhereKind::Frame,
                "object" => ElsewhereKind::File,
                _ => ElsewhereKind::Media,
            };
            self.seen.refers(to, kind);
        }
    }

    fn end(&mut self) -> Result<(), ParseError> {
        match self.frames.pop().unwrap_or(Frame::Plain) {
            Frame::Plain => {}
            Frame::Block | Frame::Cell => self.between()?,
            Frame::Kind => {
                self.kinds.pop();
                self.between()?;
            }
            Frame::Group => {
                self.flow.close()?;
                self.between()?;
            }
            Frame::Pre => {
                self.pre = self.pre.saturating_sub(1);
                self.flow.close()?;
                self.between()?;
            }
            Frame::List => {
                self.lists = self.lists.saturating_sub(1);
                self.between()?;
            }
            Frame::Link => self.flow.link_end(),
            Frame::Row | Frame::Caption => {
                self.flow.row_end()?;
                self.between()?;
            }
            Frame::Table => {
                self.flow.table_end()?;
                self.between()?;
            }
        }
        Ok(())
    }
}

/// Whether an element says it is one of these, in the words of EPUB or of ARIA.
fn is_a(element: &Element<'_>, what: &[&str]) -> bool {
    let said = [element.get(Space::Ops, "type"), element.get(Space::None, "role")];
    said.into_iter().flatten().flat_map(str::split_whitespace).any(|word| what.contains(&word))
}

/// Whether an element says of itself that it is not shown.
fn is_hidden(element: &Element<'_>) -> bool {
    let style: String = element.get(Space::None, "style").unwrap_or_default().split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    element.get(Space::None, "hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}
