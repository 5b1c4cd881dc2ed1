//! Walks the story of a DOCX: paragraphs, runs, tables, fields, notes, text boxes.

use super::fields::{Fields, Step, address};
use super::marks::{Marks, Notes};
use super::relations::Relations;
use super::styles::{Styles, is_on, value};
use crate::import::flow::{Blanks, Flow};
use crate::import::parsed::{BlockKind, ParseError};
use crate::import::seen::Seen;
use crate::import::signs::sign;
use crate::import::xml::{Element, Manner, Node, Space, Xml};

/// An element that is open and needs something done at its end, or changes what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    Plain,
    Paragraph,
    ParagraphProperties,
    MarkProperties,
    Run,
    RunProperties,
    Link,
    Table,
    Grid,
    Row,
    TextBox,
    Note,
}

/// What a paragraph says of itself.
#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    depth: Option<u8>,
    /// Its end is deleted: the next paragraph goes on with it.
    joined: bool,
}

/// What a run says of itself.
#[derive(Debug, Default)]
struct Run {
    hidden: Option<bool>,
    style_hidden: Option<bool>,
    counted: bool,
}

struct Walk<'w> {
    relations: &'w Relations,
    styles: &'w Styles,
    marks: &'w mut Marks,
    flow: &'w mut Flow,
    seen: &'w mut Seen,
    frames: Vec<Frame>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    /// Columns of the tables that are open, and whether the table has begun in the text.
    tables: Vec<(usize, bool)>,
    fields: Fields,
    /// A note whose mark is the words that follow.
    own_mark: Option<(Notes, String)>,
    /// The notes being walked, and the mark of the note that is open.
    notes: Option<(Notes, String)>,
}

/// Walks the main story.
pub(super) fn walk(
    text: &str,
    relations: &Relations,
    styles: &Styles,
    marks: &mut Marks,
    flow: &mut Flow,
    seen: &mut Seen,
    beat: &mut dyn FnMut(),
) -> Result<(), ParseError> {
    Walk::new(relations, styles, marks, flow, seen, None).run(text, beat)
}

/// Walks the notes the main story refers to.
#[allow(clippy::too_many_arguments)] // one more than the main story: which notes
pub(super) fn walk_notes(
    text: &str,
    relations: &Relations,
    styles: &Styles,
    kind: Notes,
    marks: &mut Marks,
    flow: &mut Flow,
    seen: &mut Seen,
    beat: &mut dyn FnMut(),
) -> Result<(), ParseError> {
    Walk::new(relations, styles, marks, flow, seen, Some((kind, String::new()))).run(text, beat)
}

impl<'w> Walk<'w> {
    fn new(
        relations: &'w Relations,
        styles: &'w Styles,
        marks: &'w mut Marks,
        flow: &'w mut Flow,
        seen: &'w mut Seen,
        notes: Option<(Notes, String)>,
    ) -> Self {
        Self {
            relations,
            styles,
            marks,
            flow,
            seen,
            frames: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            fields: Fields::default(),
            own_mark: None,
            notes,
        }
    }

    fn run(mut self, text: &str, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        let mut xml = Xml::new(text, Manner::Strict);
        while let Some(node) = xml.next(beat)? {
            match node {
                Node::Start(element) => match element.space {
                    Space::Word => self.start(&element, &mut xml, beat)?,
                    Space::Math if element.name() == "t" => {
                        let words = xml.text(beat)?;
                        self.words(&words, Blanks::Kept)?;
                    }
                    // Of the ways to show the same thing the first is taken.
                    Space::Compatibility if element.name() == "Fallback" => xml.skip(beat)?,
                    _ => self.frames.push(Frame::Plain),
                },
                Node::Words(_) => {}
                Node::End => self.end()?,
            }
        }
        self.seen.fields = self.seen.fields.saturating_add(self.fields.unended());
        Ok(())
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        let within = self.frames.last().copied().unwrap_or(Frame::Plain);
        let frame = match (within, element.name()) {
            (Frame::ParagraphProperties, "rPr") => Frame::MarkProperties,
            (Frame::MarkProperties, name) => {
                if let ("del" | "moveFrom", Some(paragraph)) = (name, self.paragraphs.last_mut()) {
                    paragraph.joined = true;
                }
                return xml.skip(beat);
            }
            (Frame::RunProperties, name) => {
                self.run_property(name, element);
                return xml.skip(beat);
            }
            (
                _,
                // The reading of a word comes inside the run that bears the word.
                "rt" | "rPrChange" | "pPrChange" | "tblPrChange" | "tcPrChange" | "trPrChange" | "sectPrChange"
                | "sectPr" | "sdtPr" | "sdtEndPr" | "tblPr" | "tcPr" | "trPr" | "tabs" | "ffData",
            ) => return xml.skip(beat),
            (Frame::ParagraphProperties, name) => {
                self.paragraph_property(name, element);
                Frame::ParagraphProperties
            }
            (Frame::Run, name) => return self.in_run(name, element, xml, beat),
            (_, "p") => {
                self.paragraphs.push(Paragraph::default());
                Frame::Paragraph
            }
            (_, "pPr") => Frame::ParagraphProperties,
            (_, "r") => {
                self.runs.push(Run::default());
                Frame::Run
            }
            (_, "del" | "moveFrom") => {
                let gone = !xml.text(beat)?.trim().is_empty();
                self.seen.hidden = self.seen.hidden.saturating_add(u32::from(gone));
                return Ok(());
            }
            (_, "hyperlink") => self.hyperlink(element)?,
            (_, "fldSimple") => self.simple_field(element)?,
            (_, "tbl") => {
                self.tables.push((0, false));
                Frame::Table
            }
            (_, "tblGrid") => Frame::Grid,
            (Frame::Grid, "gridCol") => {
                if let Some((columns, _)) = self.tables.last_mut() {
                    *columns += 1;
                }
                Frame::Plain
            }
            (_, "tr") => {
                self.table_begins()?;
                Frame::Row
            }
            (_, "tc") => {
                self.flow.cell()?;
                Frame::Plain
            }
            (_, "txbxContent") => {
                self.flow.aside();
                Frame::TextBox
            }
            (_, "altChunk") => {
                self.seen.left_out("parts in another format");
                Frame::Plain
            }
            (_, name) if self.notes.as_ref().is_some_and(|(kind, _)| name == kind.element()) => {
                return self.note(element, xml, beat);
            }
            _ => Frame::Plain,
        };
        self.frames.push(frame);
        Ok(())
    }

    fn run_property(&mut self, name: &str, element: &Element<'_>) {
        let Some(run) = self.runs.last_mut() else { return };
        match name {
            "vanish" => run.hidden = Some(is_on(element)),
            "rStyle" => run.style_hidden = self.styles.hidden(value(element)),
            _ => {}
        }
    }

    fn paragraph_property(&mut self, name: &str, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = Some(value(element).to_owned()),
            "outlineLvl" => paragraph.outline = value(element).parse().ok(),
            "numId" => paragraph.list = Some(value(element).to_owned()),
            "ilvl" => paragraph.depth = value(element).parse().ok(),
            _ => {}
        }
    }

    /// What a paragraph is, by what it says itself, else by its style.
    fn kind(&self, paragraph: &Paragraph) -> Option<BlockKind> {
        let style = paragraph.style.as_deref();
        let own = paragraph.outline.map(|level| level.saturating_add(1)).filter(|level| *level <= 9);
        if let Some(level) = own.or_else(|| self.styles.heading(style)) {
            return Some(BlockKind::Heading(level));
        }
        let item = match paragraph.list.as_deref() {
            Some("0") => None,
            Some(_) => Some(paragraph.depth.unwrap_or(0).saturating_add(1)),
            None => self.styles.item(style),
        };
        item.map(BlockKind::Item).or_else(|| self.styles.set_apart(style))
    }

    fn in_run(
        &mut self,
        name: &str,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
        beat: &mut dyn FnMut(),
    ) -> Result<(), ParseError> {
        match name {
            "rPr" => {
                self.frames.push(Frame::RunProperties);
                return Ok(());
            }
            "t" => {
                let kept = element.get(Space::Xml, "space") == Some("preserve");
                let words = xml.text(beat)?;
                let words = if kept { &words } else { words.trim_matches([' ', '\t', '\n', '\r']) };
                if let Some((kind, id)) = self.own_mark.take() {
                    self.marks.set(kind, &id, words.trim().to_owned());
                }
                return self.words(words, Blanks::Kept);
            }
            "instrText" => {
                let words = xml.text(beat)?;
                self.fields.instruct(&words);
                return Ok(());
            }
            "fldChar" => {
                self.field(element.get(Space::Word, "fldCharType").unwrap_or_default())?;
                return xml.skip(beat);
            }
            "tab" | "ptab" if self.shows() => self.flow.tab()?,
            "br" | "cr" if self.shows() => self.flow.line_break()?,
            "noBreakHyphen" => self.words("\u{2011}", Blanks::Kept)?,
            "softHyphen" => self.words("\u{AD}", Blanks::Kept)?,
            "sym" => {
                let own = |name| element.get(Space::Word, name).unwrap_or_default();
                self.symbol(own("font"), own("char"))?;
            }
            "footnoteReference" => self.reference(Notes::Foot, element)?,
            "endnoteReference" => self.reference(Notes::End, element)?,
            "rt" | "delText" | "delInstrText" => return xml.skip(beat),
            // Words with their reading beside them: the words stand.
            "ruby" => self.seen.left_out("the readings set beside words"),
            "txbxContent" => {
                self.flow.aside();
                self.frames.push(Frame::TextBox);
                return Ok(());
            }
            _ => {}
        }
        self.frames.push(Frame::Plain);
        Ok(())
    }

    /// Whether what stands in the run is seen.
    fn shows(&mut self) -> bool {
        if self.fields.instructing() {
            return false;
        }
        let Some(run) = self.runs.last_mut() else { return true };
        let style = self.paragraphs.last().and_then(|p| p.style.as_deref());
        let hidden = run.hidden.or(run.style_hidden).or_else(|| self.styles.hidden(style?)).unwrap_or(false);
        if hidden && !run.counted {
            run.counted = true;
            self.seen.hidden = self.seen.hidden.saturating_add(1);
        }
        !hidden
    }

    fn words(&mut self, words: &str, blanks: Blanks) -> Result<(), ParseError> {
        if words.is_empty() || !self.shows() { Ok(()) } else { self.flow.words(words, blanks) }
    }

    /// A character of a symbol font: those fonts lay their own signs where no character has a meaning.
    fn symbol(&mut self, font: &str, code: &str) -> Result<(), ParseError> {
        let place = u32::from_str_radix(code, 16).ok();
        let known = place.and_then(|place| sign(font, place));
        let letter = known.or_else(|| place.and_then(char::from_u32)).filter(|c| !c.is_control());
        match letter {
            Some(letter) if !('\u{E000}'..='\u{F8FF}').contains(&letter) => {
                self.words(letter.encode_utf8(&mut [0; 4]), Blanks::Kept)
            }
            _ => {
                self.seen.replaced = self.seen.replaced.saturating_add(u32::from(self.shows()));
                self.words("\u{FFFD}", Blanks::Kept)
            }
        }
    }

    fn reference(&mut self, kind: Notes, element: &Element<'_>) -> Result<(), ParseError> {
        if !self.shows() {
            return Ok(());
        }
        let id = element.get(Space::Word, "id").unwrap_or_default();
        if matches!(element.get(Space::Word, "customMarkFollows"), Some("1" | "true" | "on")) {
            self.own_mark = Some((kind, id.to_owned()));
            return Ok(());
        }
        let mark = self.marks.next(kind, id);
        self.flow.words(&format!("[{mark}]"), Blanks::Kept)
    }

    fn hyperlink(&mut self, element: &Element<'_>) -> Result<Frame, ParseError> {
        let Some(to) = element.get(Space::Reference, "id").and_then(|id| self.relations.outside(id)) else {
            return Ok(Frame::Plain);
        };
        let to = match element.get(Space::Word, "anchor") {
            Some(anchor) => format!("{to}#{anchor}"),
            None => to.to_owned(),
        };
        self.flow.link(&to)?;
        Ok(Frame::Link)
    }

    fn simple_field(&mut self, element: &Element<'_>) -> Result<Frame, ParseError> {
        if let Some(to) = address(element.get(Space::Word, "instr").unwrap_or_default()) {
            self.flow.link(&to)?;
            return Ok(Frame::Link);
        }
        self.seen.fields = self.seen.fields.saturating_add(1);
        Ok(Frame::Plain)
    }

    fn field(&mut self, what: &str) -> Result<(), ParseError> {
        match self.fields.step(what) {
            Step::Nothing => {}
            Step::Link(to) => self.flow.link(&to)?,
            Step::End { link, computed } => {
                self.seen.fields = self.seen.fields.saturating_add(u32::from(computed));
                if link {
                    self.flow.link_end();
                }
            }
        }
        Ok(())
    }

    fn table_begins(&mut self) -> Result<(), ParseError> {
        if let Some((columns, begun)) = self.tables.last_mut().filter(|(_, begun)| !begun) {
            *begun = true;
            // Without a grid a table is taken to have columns.
            self.flow.table(if *columns == 0 { 2 } else { *columns })?;
        }
        Ok(())
    }

    fn note(&mut self, element: &Element<'_>, xml: &mut Xml<'_>, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        let Some((kind, open)) = &mut self.notes else { return xml.skip(beat) };
        if element.get(Space::Word, "type").is_some_and(|kind| kind != "normal") {
            return xml.skip(beat);
        }
        let id = element.get(Space::Word, "id").unwrap_or_default().to_owned();
        let Some(mark) = self.marks.of(*kind, &id) else {
            // Nothing in the text leads to it, so no reader sees it.
            let unseen = !xml.text(beat)?.trim().is_empty();
            self.seen.hidden = self.seen.hidden.saturating_add(u32::from(unseen));
            return Ok(());
        };
        mark.clone_into(open);
        self.flow.aside();
        self.frames.push(Frame::Note);
        Ok(())
    }

    fn end(&mut self) -> Result<(), ParseError> {
        match self.frames.pop().unwrap_or(Frame::Plain) {
            Frame::Plain | Frame::MarkProperties | Frame::RunProperties | Frame::Grid => {}
            Frame::ParagraphProperties => {
                if self.frames.last() == Some(&Frame::Paragraph)
                    && let Some(paragraph) = self.paragraphs.last()
                {
                    let kind = self.kind(paragraph);
                    self.flow.begin(kind);
                }
            }
            Frame::Paragraph => {
                if !self.paragraphs.pop().is_some_and(|paragraph| paragraph.joined) {
                    self.flow.end()?;
                }
            }
            Frame::Run => {
                self.runs.pop();
                self.own_mark = None;
            }
            Frame::Link => self.flow.link_end(),
            Frame::Row => self.flow.row_end()?,
            Frame::Table => {
                if self.tables.pop().is_some_and(|(_, begun)| begun) {
                    self.flow.table_end()?;
                }
            }
            Frame::TextBox => {
                let aside = self.flow.aside_end()?;
                self.flow.text_box(aside)?;
            }
            Frame::Note => {
                let aside = self.flow.aside_end()?;
                let mark = self.notes.as_ref().map(|(_, mark)| mark.clone()).unwrap_or_default();
                self.flow.note(mark, aside);
            }
        }
        Ok(())
    }
}
