//! Walks the text of an ODT: paragraphs, headings, lists, tables, notes, text boxes, fields.

use super::styles::Styles;
use crate::import::flow::{Blanks, Flow};
use crate::import::parsed::{BlockKind, ElsewhereKind, ParseError};
use crate::import::seen::Seen;
use crate::import::xml::{Element, Manner, Node, Space, Xml};

/// Most blanks that one element stands for.
const MAX_BLANKS: usize = 10_000;
/// Most cells that one element stands for.
const MAX_REPEATED: usize = 256;

/// An element that is open and needs something done at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    Plain,
    /// A paragraph or heading, and whether it is hidden.
    Paragraph(bool),
    /// A span, and whether it is hidden.
    Span(bool),
    Link,
    List,
    Table,
    Row,
    TextBox,
    NoteBody,
}

struct Walk<'w> {
    styles: &'w Styles,
    flow: &'w mut Flow,
    seen: &'w mut Seen,
    frames: Vec<Frame>,
    /// Whether words stand in the elements around, innermost last: they do in paragraphs, not between them.
    inline: Vec<bool>,
    /// How deep in lists, innermost text set aside last.
    lists: Vec<u8>,
    /// Columns of the tables that are open, and whether the table has begun in the text.
    tables: Vec<(usize, bool)>,
    /// How many hidden paragraphs and spans are open.
    hidden: usize,
    /// The marks of the notes that are open.
    marks: Vec<String>,
}

/// Walks the content of a document.
pub(super) fn walk(
    text: &str,
    styles: &Styles,
    flow: &mut Flow,
    seen: &mut Seen,
    beat: &mut dyn FnMut(),
) -> Result<(), ParseError> {
    let mut walk = Walk {
        styles,
        flow,
        seen,
        frames: Vec::new(),
        inline: Vec::new(),
        lists: vec![0],
        tables: Vec::new(),
        hidden: 0,
        marks: Vec::new(),
    };
    let mut xml = Xml::new(text, Manner::Strict);
    while let Some(node) = xml.next(beat)? {
        match node {
            Node::Start(element) => walk.start(&element, &mut xml, beat)?,
            Node::Words(words) => walk.words(&words)?,
            Node::End => walk.end()?,
        }
    }
    Ok(())
}

impl Walk<'_> {
    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        let frame = match (element.space, element.name()) {
            (Space::Office, "automatic-styles" | "font-face-decls" | "event-listeners" | "binary-data")
            | (Space::Svg, "title" | "desc")
            | (Space::Text, "sequence-decls" | "variable-decls" | "user-field-decls" | "ruby-text") => {
                if element.name() == "ruby-text" {
                    self.seen.left_out("the readings set beside words");
                }
                return xml.skip(beat);
            }
            (Space::Office, "scripts") => return self.scripts(xml, beat),
            (Space::Office, "forms") => return self.forms(xml, beat),
            (Space::Office, "annotation") => {
                self.seen.comments = self.seen.comments.saturating_add(1);
                return xml.skip(beat);
            }
            (Space::Text, name) => return self.text_element(name, element, xml, beat),
            (Space::Table, "table") => {
                self.tables.push((0, false));
                Frame::Table
            }
            (Space::Table, "table-column") => {
                if let Some((columns, _)) = self.tables.last_mut() {
                    *columns = columns.saturating_add(repeated(element, "number-columns-repeated"));
                }
                Frame::Plain
            }
            (Space::Table, "table-row") => {
                if let Some((columns, begun)) = self.tables.last_mut().filter(|(_, begun)| !begun) {
                    *begun = true;
                    self.flow.table(if *columns == 0 { 2 } else { *columns })?;
                }
                Frame::Row
            }
            (Space::Table, "table-cell" | "covered-table-cell") => {
                for _ in 0..repeated(element, "number-columns-repeated").min(MAX_REPEATED) {
                    self.flow.cell()?;
                }
                Frame::Plain
            }
            (
                Space::Draw,
                "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "line" | "polyline" | "polygon" | "path"
                | "connector" | "caption" | "measure",
            ) => {
                self.set_aside();
                Frame::TextBox
            }
            (Space::Draw, "object" | "object-ole" | "image" | "plugin" | "floating-frame") => {
                let to = element.get(Space::Xlink, "href").unwrap_or_default();
                if is_remote(to) {
                    let kind = match element.name() {
                        "image" => ElsewhereKind::Image,
                        "floating-frame" => ElsewhereKind::Frame,
                        "plugin" => ElsewhereKind::Media,
                        _ => ElsewhereKind::File,
                    };
                    self.seen.refers(to, kind);
                } else if element.name() != "image" {
                    self.seen.attached = self.seen.attached.saturating_add(1);
                }
                Frame::Plain
            }
            _ => Frame::Plain,
        };
        self.frames.push(frame);
        Ok(())
    }

    fn text_element(
        &mut self,
        name: &str,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
        beat: &mut dyn FnMut(),
    ) -> Result<(), ParseError> {
        let get = |name| element.get(Space::Text, name);
        let frame = match name {
            "p" | "h" => self.paragraph(element)?,
            "span" => {
                let hidden = get("style-name").and_then(|name| self.styles.hidden("text", name)).unwrap_or(false);
                self.hides(hidden);
                Frame::Span(hidden)
            }
            "a" => match element.get(Space::Xlink, "href").filter(|to| !to.starts_with('#') && self.hidden == 0) {
                Some(to) => {
                    self.flow.link(to)?;
                    Frame::Link
                }
                None => Frame::Plain,
            },
            "s" => {
                let count = get("c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1).min(MAX_BLANKS);
                if self.shows() {
                    self.flow.words(&" ".repeat(count), Blanks::Kept)?;
                }
                Frame::Plain
            }
            "tab" if self.shows() => {
                self.flow.tab()?;
                Frame::Plain
            }
            "line-break" if self.shows() => {
                self.flow.line_break()?;
                Frame::Plain
            }
            "list" => {
                if let Some(depth) = self.lists.last_mut() {
                    *depth = depth.saturating_add(1);
                }
                Frame::List
            }
            // The number of an item or a heading as it was shown, stored beside it.
            "number" => {
                let number = xml.text(beat)?;
                if self.shows() && !number.trim().is_empty() {
                    self.flow.words(&format!("{} ", number.trim()), Blanks::Kept)?;
                }
                return Ok(());
            }
            "note-citation" => {
                let mark = xml.text(beat)?.trim().to_owned();
                if self.shows() {
                    self.flow.words(&format!("[{mark}]"), Blanks::Kept)?;
                }
                self.marks.push(mark);
                return Ok(());
            }
            "note-body" => {
                self.set_aside();
                Frame::NoteBody
            }
            "section" if get("display") == Some("none") || get("is-hidden") == Some("true") => {
                let gone = !xml.text(beat)?.trim().is_empty();
                self.hides(gone);
                self.hidden = self.hidden.saturating_sub(usize::from(gone));
                return Ok(());
            }
            "section-source" => {
                self.seen.refers(element.get(Space::Xlink, "href").unwrap_or_default(), ElsewhereKind::Part);
                Frame::Plain
            }
            // Who changed what stands before the words that were deleted, so each deletion counts as one.
            "deletion" => {
                self.seen.hidden = self.seen.hidden.saturating_add(1);
                return xml.skip(beat);
            }
            "script" => {
                self.seen.scripts = self.seen.scripts.saturating_add(1);
                return xml.skip(beat);
            }
            name if name.ends_with("-source") => return xml.skip(beat),
            name if is_field(name) => {
                self.seen.fields = self.seen.fields.saturating_add(1);
                Frame::Plain
            }
            _ => Frame::Plain,
        };
        self.frames.push(frame);
        Ok(())
    }

    fn paragraph(&mut self, element: &Element<'_>) -> Result<Frame, ParseError> {
        let style = element.get(Space::Text, "style-name").unwrap_or_default();
        let depth = self.lists.last().copied().unwrap_or(0);
        let kind = if element.name() == "h" {
            let level = element.get(Space::Text, "outline-level").and_then(|level| level.parse().ok());
            Some(BlockKind::Heading(level.unwrap_or(1).max(1)))
        } else if depth > 0 {
            Some(BlockKind::Item(depth))
        } else {
            self.styles.set_apart(style)
        };
        self.flow.end()?;
        self.flow.begin(kind);
        let hidden = self.styles.hidden("paragraph", style).unwrap_or(false);
        self.hides(hidden);
        self.inline.push(true);
        Ok(Frame::Paragraph(hidden))
    }

    /// Something begins that may be hidden.
    fn hides(&mut self, hidden: bool) {
        self.hidden += usize::from(hidden);
        self.seen.hidden = self.seen.hidden.saturating_add(u32::from(hidden));
    }

    fn shows(&self) -> bool {
        self.hidden == 0 && self.inline.last() == Some(&true)
    }

    fn words(&mut self, words: &str) -> Result<(), ParseError> {
        if self.shows() { self.flow.words(words, Blanks::Collapsed) } else { Ok(()) }
    }

    fn set_aside(&mut self) {
        self.flow.aside();
        self.inline.push(false);
        self.lists.push(0);
    }

    fn scripts(&mut self, xml: &mut Xml<'_>, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        self.each_within(xml, beat, |seen, element| {
            if (element.space, element.name()) == (Space::Office, "script") {
                seen.scripts = seen.scripts.saturating_add(1);
            }
        })
    }

    fn forms(&mut self, xml: &mut Xml<'_>, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        self.each_within(xml, beat, |seen, element| {
            if (element.space, element.name()) == (Space::Form, "form") {
                seen.fields = seen.fields.saturating_add(1);
            }
        })
    }

    /// Looks at every element within the one that began last, to its end.
    fn each_within(
        &mut self,
        xml: &mut Xml<'_>,
        beat: &mut dyn FnMut(),
        look: impl Fn(&mut Seen, &Element<'_>),
    ) -> Result<(), ParseError> {
        let mut open = 1_usize;
        while open > 0 {
            match xml.next(beat)? {
                Some(Node::Start(element)) => {
                    open += 1;
                    look(self.seen, &element);
                }
                Some(Node::End) => open -= 1,
                Some(Node::Words(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ParseError> {
        match self.frames.pop().unwrap_or(Frame::Plain) {
            Frame::Plain => {}
            Frame::Paragraph(hidden) => {
                self.inline.pop();
                self.hidden = self.hidden.saturating_sub(usize::from(hidden));
                self.flow.end()?;
            }
            Frame::Span(hidden) => self.hidden = self.hidden.saturating_sub(usize::from(hidden)),
            Frame::Link => self.flow.link_end(),
            Frame::List => {
                if let Some(depth) = self.lists.last_mut() {
                    *depth = depth.saturating_sub(1);
                }
            }
            Frame::Row => self.flow.row_end()?,
            Frame::Table => {
                if self.tables.pop().is_some_and(|(_, begun)| begun) {
                    self.flow.table_end()?;
                }
            }
            Frame::TextBox => {
                let aside = self.come_back()?;
                self.flow.text_box(aside)?;
            }
            Frame::NoteBody => {
                let aside = self.come_back()?;
                let mark = self.marks.pop().unwrap_or_default();
                if self.hidden == 0 {
                    self.flow.note(mark, aside);
                }
            }
        }
        Ok(())
    }

    fn come_back(&mut self) -> Result<crate::import::flow::Aside, ParseError> {
        self.inline.pop();
        self.lists.pop();
        self.flow.aside_end()
    }
}

/// How often an element stands.
fn repeated(element: &Element<'_>, name: &str) -> usize {
    element.get(Space::Table, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// Whether an address leads out of the package.
fn is_remote(to: &str) -> bool {
    to.contains("://") || to.starts_with("//") || to.starts_with("../")
}

/// Whether this is a field whose words a program computes or fetches.
fn is_field(name: &str) -> bool {
    matches!(
        name,
        "conditional-text"
            | "hidden-text"
            | "hidden-paragraph"
            | "dde-connection"
            | "dde-connection-decl"
            | "database-display"
            | "database-next"
            | "execute-macro"
            | "expression"
            | "variable-set"
            | "variable-get"
            | "user-field-get"
            | "text-input"
            | "drop-down"
            | "sequence"
            | "date"
            | "time"
            | "page-number"
            | "page-count"
            | "title"
            | "author-name"
            | "author-initials"
            | "file-name"
            | "chapter"
            | "bookmark-ref"
            | "reference-ref"
            | "note-ref"
            | "sequence-ref"
    )
}
