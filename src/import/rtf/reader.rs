//! Groups and their states: what each run of bytes belongs to, and what becomes of it.

use super::charset::{Page, language};
use super::sheet::{Paragraph, Sheet, Words};
use super::state::{Counts, Font, Place, State, Style};
use super::token::Token;
use crate::import::limits::{MAX_CHARS, MAX_DEPTH};
use crate::import::parsed::Elsewhere;
use crate::import::{Meta, ParseError, Parsed, Remark};
use std::collections::{BTreeSet, HashMap};

/// Most fonts and styles that are kept.
const MAX_TABLE: usize = 20_000;
/// Longest title, name, instruction or style name, in bytes.
pub(super) const MAX_NAME: usize = 4096;

/// Reads tokens into a document.
#[derive(Debug)]
pub(super) struct Reader {
    pub state: State,
    stack: Vec<State>,
    entered: u64,
    /// Bytes of text that are not decoded yet: characters may be of several.
    pending: Vec<u8>,
    /// How many more bytes only stand in for a character already taken.
    pub skip: usize,
    /// The first half of a character outside the first plane.
    high: Option<u32>,
    pub page: Page,
    pub font: Option<i32>,
    pub fonts: HashMap<i32, Font>,
    /// The character sets that fonts are marked with, those known here.
    marked: BTreeSet<i32>,
    pub defining: i32,
    pub style: Style,
    headings: HashMap<i32, u8>,
    pub sheet: Sheet,
    /// The words of the document and, above it, of the notes and shapes that are open.
    pub words: Vec<Words>,
    notes: Vec<Words>,
    chars: usize,
    was_hidden: bool,
    /// The instructions of the fields that are open.
    fields: Vec<String>,
    named: String,
    pub created: [i32; 3],
    pub meta: Meta,
    pub counts: Counts,
    last: Paragraph,
}

impl Reader {
    pub(super) fn new() -> Self {
        let state = State {
            place: Place::Words,
            entered: 0,
            outer: (Place::Words, 0),
            silent: false,
            font: None,
            fallback: 1,
            hidden: false,
            deleted: false,
            starred: false,
            paragraph: Paragraph::default(),
        };
        Self {
            state,
            stack: Vec::new(),
            entered: 0,
            pending: Vec::new(),
            skip: 0,
            high: None,
            page: Page::WESTERN,
            font: None,
            fonts: HashMap::new(),
            marked: BTreeSet::new(),
            defining: 0,
            style: Style::default(),
            headings: HashMap::new(),
            sheet: Sheet::default(),
            words: vec![Words::default()],
            notes: Vec::new(),
            chars: 0,
            was_hidden: false,
            fields: Vec::new(),
            named: String::new(),
            created: [0; 3],
            meta: Meta::default(),
            counts: Counts::default(),
            last: Paragraph::default(),
        }
    }

    /// Takes one token; false after the end of the document.
    pub(super) fn read(&mut self, token: Token<'_>) -> Result<bool, ParseError> {
        match token {
            Token::Bytes(bytes) => {
                let skipped = self.skip.min(bytes.len());
                self.skip -= skipped;
                if self.state.place != Place::Skipped {
                    self.pending.extend_from_slice(bytes.get(skipped..).unwrap_or_default());
                }
            }
            Token::Hex(byte) => self.byte(byte),
            Token::Symbol(byte @ (b'\\' | b'{' | b'}')) => self.byte(byte),
            Token::Binary(_) => self.skip = self.skip.saturating_sub(1),
            Token::Open => {
                self.flush()?;
                self.skip = 0;
                if self.stack.len() >= MAX_DEPTH {
                    return Err(ParseError::TooMany { what: "groups inside each other", limit: MAX_DEPTH as u64 });
                }
                self.stack.push(self.state);
            }
            Token::Close => {
                self.flush()?;
                self.skip = 0;
                let Some(outer) = self.stack.pop() else { return Ok(false) };
                let inner = std::mem::replace(&mut self.state, outer);
                if inner.entered != outer.entered && outer.place != Place::Ansi {
                    self.leave(inner)?;
                }
                return Ok(!self.stack.is_empty());
            }
            Token::Word(word, number) => {
                self.flush()?;
                self.word(word, number)?;
            }
            Token::Symbol(symbol) => {
                self.flush()?;
                self.symbol(symbol)?;
            }
        }
        Ok(true)
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.state.place != Place::Skipped {
            self.pending.push(byte);
        }
    }

    fn flush(&mut self) -> Result<(), ParseError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let text = self.current_page().decode(&self.pending);
        self.pending.clear();
        self.put(&text)
    }

    fn current_page(&self) -> Page {
        let font = self.state.font.or(self.font).and_then(|number| self.fonts.get(&number));
        let Some(font) = font else { return self.page };
        match (font.page, font.charset) {
            (Some(page), _) => page,
            // Programs that do not know character sets call every font western, and mean the document's own.
            (None, Some(0)) if !self.marked.iter().any(|charset| Page::of_charset(*charset) == Some(self.page)) => {
                self.page
            }
            (None, Some(charset)) => Page::of_charset(charset).unwrap_or(self.page),
            (None, None) => self.page,
        }
    }

    /// Half of a character outside the first plane, or a whole one, by its UTF-16 number.
    pub(super) fn unit(&mut self, unit: u32) -> Result<(), ParseError> {
        match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                Ok(())
            }
            (Some(high), 0xDC00..=0xDFFF) => {
                let both = 0x1_0000 + ((high - 0xD800) << 10) + (unit - 0xDC00);
                self.put_char(char::from_u32(both).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            (_, 0xF000..=0xF0FF) => self.put_char(super::charset::sign(unit)),
            _ => self.put_char(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    pub(super) fn put_char(&mut self, c: char) -> Result<(), ParseError> {
        self.put(c.encode_utf8(&mut [0; 4]))
    }

    /// Words, wherever they belong.
    pub(super) fn put(&mut self, text: &str) -> Result<(), ParseError> {
        if self.high.take().is_some() {
            self.put(char::REPLACEMENT_CHARACTER.encode_utf8(&mut [0; 4]))?;
        }
        match self.state.place {
            Place::Words | Place::Result | Place::Note | Place::Shape => self.put_words(text)?,
            Place::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    append(field, text);
                }
            }
            Place::Title | Place::Author => append(&mut self.named, text),
            Place::Styles => match text.split_once(';') {
                Some((name, _)) => {
                    append(&mut self.style.name, name);
                    self.end_style();
                }
                None => append(&mut self.style.name, text),
            },
            Place::Margin => self.counts.margins |= !text.trim().is_empty(),
            _ => {}
        }
        Ok(())
    }

    fn put_words(&mut self, text: &str) -> Result<(), ParseError> {
        if self.state.silent {
            return Ok(());
        }
        if self.state.hidden && !text.trim().is_empty() && !self.was_hidden {
            self.counts.hidden = self.counts.hidden.saturating_add(1);
        }
        self.was_hidden = self.state.hidden;
        if self.state.hidden || self.state.deleted {
            self.counts.deleted |= self.state.deleted;
            return Ok(());
        }
        self.chars += text.chars().count();
        if self.chars > MAX_CHARS {
            return Err(ParseError::TooMany { what: "characters", limit: MAX_CHARS as u64 });
        }
        if self.words.len() == 1 {
            self.last = self.state.paragraph;
        }
        if let Some(words) = self.words.last_mut() {
            words.text.push_str(text);
        }
        Ok(())
    }

    /// The group goes to another place.
    pub(super) fn enter(&mut self, place: Place) {
        self.entered += 1;
        if !matches!(self.state.place, Place::Ansi) {
            self.state.outer = (self.state.place, self.state.entered);
        }
        self.state.place = place;
        self.state.entered = self.entered;
        self.state.silent |= matches!(place, Place::Margin | Place::Comment | Place::Skipped);
        match place {
            Place::Note | Place::Shape => {
                self.words.push(Words::default());
                self.state.paragraph = Paragraph::default();
            }
            Place::Field => self.fields.push(String::new()),
            Place::Result => {
                let target = self.fields.last().and_then(|field| super::fields::link(field));
                if let (Some(target), Some(words), false) = (target, self.words.last_mut(), self.state.silent) {
                    words.open_link(target);
                }
            }
            _ => {}
        }
    }

    /// The second half of `\upr`: back to the place around it.
    pub(super) fn unicode_half(&mut self) {
        if self.state.place == Place::Ansi {
            (self.state.place, self.state.entered) = self.state.outer;
        }
    }

    /// The group that went there ends.
    fn leave(&mut self, inner: State) -> Result<(), ParseError> {
        match inner.place {
            Place::Note => {
                let note = self.words.pop().unwrap_or_default();
                if !inner.silent {
                    self.notes.push(note);
                }
            }
            Place::Shape => {
                let mut shape = self.words.pop().unwrap_or_default();
                // In a cell or a note its words stand among the others, else as a paragraph before.
                let among = self.words.len() > 1 || self.state.paragraph.in_table;
                match self.words.last_mut().filter(|_| among) {
                    Some(words) => {
                        words.space();
                        words.text.push_str(shape.text.trim());
                        words.space();
                    }
                    None => self.sheet.paragraph(&mut shape, None, None)?,
                }
            }
            Place::Result => {
                if let Some(words) = self.words.last_mut() {
                    words.close_link();
                }
            }
            Place::Field => {
                let field = self.fields.pop().unwrap_or_default();
                match super::fields::field(&field) {
                    super::fields::Field::Link => {}
                    super::fields::Field::Remote => {
                        self.counts.remote = self.counts.remote.saturating_add(1);
                        if let Some((to, kind)) = super::fields::fetched(&field) {
                            Elsewhere::keep(&mut self.counts.elsewhere, &to, kind);
                        }
                    }
                    // The numbers of pages in headers and footers are no words of the document.
                    super::fields::Field::Computed if inner.silent => {}
                    super::fields::Field::Computed => self.counts.fields = self.counts.fields.saturating_add(1),
                }
            }
            Place::Styles => self.end_style(),
            Place::Title => self.meta.title = self.take_name().or(self.meta.title.take()),
            Place::Author => self.meta.author = self.take_name().or(self.meta.author.take()),
            Place::Created => self.meta.published = super::fields::day(self.created),
            Place::Comment => self.counts.comments = self.counts.comments.saturating_add(1),
            _ => {}
        }
        Ok(())
    }

    fn take_name(&mut self) -> Option<String> {
        let name = std::mem::take(&mut self.named);
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    }

    fn end_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        let level = style.outline.or_else(|| super::fields::heading_level(&style.name));
        if let Some(level) = level
            && self.headings.len() < MAX_TABLE
        {
            self.headings.insert(style.number, level);
        }
    }

    /// The font being defined has this character set; the first counts.
    pub(super) fn mark_font(&mut self, charset: i32) {
        let Some(font) = self.defined_font().filter(|font| font.charset.is_none()) else { return };
        font.charset = Some(charset);
        if Page::of_charset(charset).is_some() {
            self.marked.insert(charset);
        }
    }

    /// The font being defined in the table of fonts.
    pub(super) fn defined_font(&mut self) -> Option<&mut Font> {
        if self.fonts.len() >= MAX_TABLE && !self.fonts.contains_key(&self.defining) {
            return None;
        }
        Some(self.fonts.entry(self.defining).or_default())
    }

    /// Ends the paragraph that `paragraph` tells of.
    pub(super) fn end_paragraph(&mut self, paragraph: Paragraph) -> Result<(), ParseError> {
        if self.state.silent {
            return Ok(());
        }
        let inside = self.words.len() > 1;
        let Some(words) = self.words.last_mut() else { return Ok(()) };
        if inside {
            if !words.text.is_empty() {
                words.text.push('\n');
            }
        } else if paragraph.in_table {
            words.space();
        } else {
            let heading = paragraph.outline.or_else(|| self.headings.get(&paragraph.style?).copied());
            let item = (paragraph.list > 0).then_some(paragraph.depth.saturating_add(1));
            self.sheet.paragraph(words, heading, item)?;
        }
        Ok(())
    }

    /// What came of it all.
    pub(super) fn finish(mut self) -> Result<Parsed, ParseError> {
        self.flush()?;
        let complete = self.stack.is_empty();
        while self.words.len() > 1 {
            self.notes.extend(self.words.pop());
        }
        self.state.silent = false;
        self.end_paragraph(Paragraph { in_table: false, ..self.last })?;
        self.sheet.end_pages()?;
        for (number, mut note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.sheet.note((number + 1).to_string(), &mut note)?;
        }
        let (text, blocks) = self.sheet.finish();
        let mut counts = self.counts;
        let elsewhere = std::mem::take(&mut counts.elsewhere);
        let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
        let replaced = u32::try_from(replaced).unwrap_or(u32::MAX);
        let some = |n: u32, remark: Remark| (n > 0).then_some(remark);
        let left = |said: bool, what: &str| said.then(|| Remark::LeftOut(what.to_owned()));
        let remarks = [
            text.is_empty().then_some(Remark::NoText),
            some(counts.remote, Remark::Remote(counts.remote)),
            some(counts.hidden, Remark::Hidden(counts.hidden)),
            some(counts.attached, Remark::Attached(counts.attached)),
            some(counts.fields, Remark::Fields(counts.fields)),
            some(replaced, Remark::Replaced(replaced)),
            left(counts.margins, "headers and footers"),
            left(counts.deleted, "words that a tracked change deletes"),
            left(counts.comments > 0, &format!("comments: {}", counts.comments)),
            (!complete).then(|| Remark::Damaged("it breaks off; what stands before that was read".to_owned())),
        ];
        let remarks = remarks.into_iter().flatten().collect();
        Ok(Parsed { text, blocks, meta: self.meta, remarks, elsewhere, parts: Vec::new() })
    }

    /// The language a number stands for, for the document.
    pub(super) fn set_language(&mut self, number: i32) {
        if let Some(tag) = language(number) {
            self.meta.language = Some(tag.to_owned());
        }
    }
}

/// Adds to a name, up to its longest.
fn append(name: &mut String, text: &str) {
    let room = MAX_NAME.saturating_sub(name.len());
    name.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or_default());
}
