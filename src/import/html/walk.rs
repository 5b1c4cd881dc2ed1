//! Walks over the tags of a page and keeps the stack of what is open, with the end tags HTML lets people leave out. No tree
//! is built: the time grows with the length, and the stack has a limit.

mod ends;

use super::article::Outline;
use super::remote::Reach;
use super::says::Says;
use super::style::{is_hidden, is_script, keeps_space};
use super::tags::{TAGS, Tag};
use super::token::{Attributes, Token, Tokens};
use super::words::{BlockId, Words};
use crate::import::limits::MAX_TEXT_NODE;
use crate::import::{BlockKind, ParseError};
use memchr::memchr;
use std::collections::HashSet;

/// How deep elements lie in each other at most; browsers stop here as well. What lies deeper is read without structure.
pub(super) const DEEPEST: usize = 512;
/// How many tags are read with their structure. Behind that, the text alone is read.
pub(super) const MOST_TAGS: usize = 2_000_000;

/// How much of a run of text is put down between two signs of progress, in bytes.
const STEP: usize = 1024 * 1024;

/// An element that is open.
#[derive(Debug)]
struct Open<'a> {
    tag: Tag,
    name: &'a str,
    block: Option<BlockId>,
    /// Its text is left out; true for the second when it is left out because its author hid it.
    skips: bool,
    hidden: bool,
    keeps_space: bool,
    row_cell: bool,
    /// Where it begins in the text, at the earliest.
    from: u32,
    /// True when its words may say who wrote the page or what it is called.
    said: bool,
    /// Its part in the outline of the page.
    part: Option<usize>,
}

/// What is left out of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// What a browser shows that runs scripts.
    Shown,
    /// What a browser shows that runs none: with `noscript` and `noframes`.
    WithoutScripts,
}

/// What came of a page.
#[derive(Debug, Default)]
pub(super) struct Walk<'a> {
    /// Its words and blocks.
    pub words: Words,
    /// What it says of itself.
    pub says: Says,
    /// Its parts, from which the article is found.
    pub outline: Outline,
    /// What it would fetch and run.
    pub reach: Reach,
    /// Pieces of text its author hid.
    pub hidden: u32,
    /// True when elements lay too deep or were too many.
    pub flattened: bool,
    /// True when a run of text was cut.
    pub cut: bool,
    open: Vec<Open<'a>>,
    counts: Vec<u32>,
    /// Elements open beyond the deepest.
    beyond: usize,
    flat: bool,
    skipping: usize,
    keeping: usize,
    /// True when the hidden piece that is open was counted.
    counted: bool,
    /// Of each open table: whether its rows are lines, and the cells of the row so far.
    tables: Vec<(bool, u32)>,
    tables_begun: usize,
    lists: u8,
    script: String,
}

impl<'a> Walk<'a> {
    /// Walks over a page; `layouts` tells of each table whether it lays out, `own` holds the addresses that came along.
    pub(super) fn over(
        page: &'a str,
        reading: Reading,
        layouts: &[bool],
        own: &HashSet<String>,
        beat: &mut dyn FnMut(),
    ) -> Result<(Self, super::token::Faults), ParseError> {
        let mut walk = Self { counts: vec![0; TAGS], ..Self::default() };
        // The page itself, which may lack its own tags.
        walk.outline.begin(Tag::Html, &Attributes::default(), 0);
        let mut tokens = Tokens::of(page);
        let (mut count, mut tags) = (0_usize, 0_usize);
        while let Some(token) = tokens.next() {
            count += 1;
            if count.is_multiple_of(4096) {
                beat();
            }
            match token {
                Token::Text(text) => walk.text(text, beat)?,
                Token::Raw(tag, text) => walk.raw(tag, text, reading, own, beat)?,
                Token::Comment(comment) => walk.says.comment(comment),
                Token::Start(tag, name, closed) => {
                    tags += 1;
                    if tags > MOST_TAGS && !walk.flat {
                        walk.pop_to(0);
                        (walk.flat, walk.flattened) = (true, true);
                    }
                    walk.reach.tag(tag, &tokens.attributes, own);
                    walk.start(tag, name, closed, &tokens.attributes, reading, layouts)?;
                }
                Token::End(tag, name) => walk.end(tag, name),
            }
        }
        walk.pop_to(0);
        Ok((walk, tokens.faults))
    }

    fn text(&mut self, text: &str, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        if self.skipping > 0 {
            if !self.counted && !text.trim().is_empty() && self.open.iter().any(|open| open.hidden) {
                self.hidden = self.hidden.saturating_add(1);
                self.counted = true;
            }
            return Ok(());
        }
        let kept = text.floor_char_boundary(MAX_TEXT_NODE);
        self.cut |= kept < text.len();
        let text = super::entity::decode(text.get(..kept).unwrap_or_default(), false);
        let text = if memchr(0, text.as_bytes()).is_some() { text.replace('\0', "").into() } else { text };
        let mut rest = &*text;
        while !rest.is_empty() {
            let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
            if self.keeping > 0 {
                self.words.push_kept(step)?;
            } else {
                self.words.push(step)?;
            }
            rest = after;
            if !rest.is_empty() {
                beat();
            }
        }
        Ok(())
    }

    /// The text of an element in which nothing is markup.
    fn raw(
        &mut self,
        tag: Tag,
        text: &str,
        reading: Reading,
        own: &HashSet<String>,
        beat: &mut dyn FnMut(),
    ) -> Result<(), ParseError> {
        match tag {
            Tag::Title => {
                if !self.open.iter().any(|open| open.tag == Tag::Svg) {
                    self.says.title(&super::entity::decode(text, false));
                }
                Ok(())
            }
            Tag::Style => {
                self.reach.css(text, own);
                Ok(())
            }
            Tag::Script => {
                if self.script.trim().eq_ignore_ascii_case("application/ld+json") {
                    self.says.linked(text);
                }
                Ok(())
            }
            Tag::Textarea => self.text(text, beat),
            Tag::Noframes if reading == Reading::WithoutScripts => {
                // Markup of its own, of which the words alone are read.
                let mut tokens = Tokens::of(text);
                while let Some(token) = tokens.next() {
                    match token {
                        Token::Text(text) => self.text(text, beat)?,
                        Token::Start(tag, ..) | Token::End(tag, _) => self.words.end(tag.stands_apart()),
                        _ => {}
                    }
                }
                Ok(())
            }
            _ if tag.is_pre() && self.skipping == 0 => self.words.push_kept(text),
            _ => Ok(()),
        }
    }

    fn start(
        &mut self,
        tag: Tag,
        name: &'a str,
        closed: bool,
        attributes: &Attributes<'_>,
        reading: Reading,
        layouts: &[bool],
    ) -> Result<(), ParseError> {
        self.says.tag(tag, attributes);
        match tag {
            Tag::Script => {
                self.script = attributes.get("type").unwrap_or_default().into_owned();
                self.reach.script(&self.script);
                return Ok(());
            }
            Tag::Br if self.skipping == 0 => self.words.break_line(),
            Tag::Hr => {
                self.end_paragraph_element();
                self.gap(2);
            }
            Tag::Body | Tag::Html | Tag::Head => {
                if tag == Tag::Body && self.counts.get(tag as usize) == Some(&0) {
                    self.outline.begin(tag, attributes, self.words.at());
                }
                return Ok(());
            }
            _ => {}
        }
        if tag.is_void() || matches!(tag, Tag::Title | Tag::Style | Tag::Iframe | Tag::Noembed | Tag::Noframes) {
            return Ok(());
        }
        self.imply_ends(tag);
        let mut layout = false;
        if tag == Tag::Table {
            layout = layouts.get(self.tables_begun).copied().unwrap_or(true);
            self.tables_begun += 1;
        }
        if self.flat || self.open.len() >= DEEPEST {
            self.flattened = true;
            self.beyond += usize::from(!self.flat);
            self.gap(tag.stands_apart());
            return Ok(());
        }
        let hidden = is_hidden(attributes) || (tag == Tag::Dialog && attributes.get("open").is_none());
        let unseen = tag.is_unseen() || (tag == Tag::Noscript && reading == Reading::Shown);
        let style_keeps = attributes.get("style").is_some_and(|style| keeps_space(&style));
        let said = self.skipping == 0 && !hidden && self.says.wants(tag, attributes);
        // Of elements that change nothing only those are kept track of whose end must be found again.
        let matters = hidden || unseen || style_keeps || said || self.skipping > 0 || self.keeping > 0 || has_end(tag);
        if !matters || (closed && matches!(tag, Tag::Other)) {
            return Ok(());
        }
        self.begin(tag, name, attributes, layout, Marks { hidden, unseen, style_keeps, said })
    }

    /// Puts an element on the stack and begins what it begins.
    fn begin(
        &mut self,
        tag: Tag,
        name: &'a str,
        attributes: &Attributes<'_>,
        layout: bool,
        marks: Marks,
    ) -> Result<(), ParseError> {
        let skips = marks.hidden || marks.unseen;
        let mut row_cell = false;
        if self.skipping == 0 && !skips {
            match tag {
                Tag::Li | Tag::Dd | Tag::Dt => self.words.begin_item(),
                Tag::Tr => self.row(),
                tag if tag.is_cell() => row_cell = self.cell(),
                tag if tag.is_list() || tag == Tag::Dl => self.gap(self.list_gap()),
                tag => self.gap(tag.stands_apart()),
            }
        }
        if tag.is_list() {
            self.lists = self.lists.saturating_add(1);
        }
        if tag == Tag::Table {
            self.tables.push((!layout, 0));
        }
        let shown = self.skipping == 0 && !skips;
        let block = match self.kind(tag, attributes, layout) {
            Some(kind) if shown => Some(self.words.open(kind)?),
            _ => None,
        };
        let part =
            if shown && tag.is_container() { Some(self.outline.begin(tag, attributes, self.words.at())) } else { None };
        let keeps_space = tag.is_pre() || tag == Tag::Textarea || marks.style_keeps;
        if tag.is_pre() || tag == Tag::Textarea {
            self.words.begin_kept();
        }
        let (from, said) = (self.words.at(), marks.said);
        if let Some(level) = tag.heading().filter(|_| shown) {
            self.outline.heading(from, level);
        }
        if let Some(count) = self.counts.get_mut(tag as usize) {
            *count += 1;
        }
        self.counted &= self.skipping > 0;
        self.skipping += usize::from(skips);
        self.keeping += usize::from(keeps_space);
        let hidden = marks.hidden;
        self.open.push(Open { tag, name, block, skips, hidden, keeps_space, row_cell, from, said, part });
        Ok(())
    }

    /// The block an element makes.
    fn kind(&self, tag: Tag, attributes: &Attributes<'_>, layout: bool) -> Option<BlockKind> {
        if tag == Tag::A {
            let address = attributes.get("href")?;
            let address = address.trim();
            let leads = !address.is_empty() && !address.starts_with('#') && !is_script(address);
            return leads.then(|| BlockKind::Link(address.to_owned()));
        }
        // A row is one line; what stands in its cells is no block.
        if self.words.in_cell() {
            return (tag == Tag::Q).then_some(BlockKind::Quote);
        }
        match tag {
            Tag::Blockquote | Tag::Q => Some(BlockKind::Quote),
            Tag::Li => Some(BlockKind::Item(self.lists.max(1))),
            Tag::Table if !layout => Some(BlockKind::Table),
            tag if tag.is_pre() => Some(BlockKind::Code),
            tag => tag.heading().map(BlockKind::Heading),
        }
    }

    fn row(&mut self) {
        if let Some((rows, cells)) = self.tables.last_mut() {
            *cells = 0;
            if *rows {
                self.words.end_row();
                return;
            }
        }
        self.gap(1);
    }

    /// A cell begins; true when it is one of a row that is a line.
    fn cell(&mut self) -> bool {
        match self.tables.last_mut() {
            Some((true, cells)) => {
                self.words.begin_cell(*cells == 0);
                *cells = cells.saturating_add(1);
                true
            }
            _ => {
                self.gap(1);
                false
            }
        }
    }

    fn gap(&mut self, gap: u8) {
        if self.skipping == 0 {
            self.words.end(gap);
        }
    }

    /// A list in a list stands on the lines below its item; any other stands apart.
    fn list_gap(&self) -> u8 {
        if self.lists > 0 || self.is_open(Tag::Dl) { 1 } else { 2 }
    }

    fn is_open(&self, tag: Tag) -> bool {
        self.counts.get(tag as usize).is_some_and(|count| *count > 0)
    }

    /// Closes all that is open from this place on, the innermost first.
    fn pop_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            self.close(open);
        }
    }

    fn close(&mut self, open: Open<'a>) {
        if let Some(count) = self.counts.get_mut(open.tag as usize) {
            *count = count.saturating_sub(1);
        }
        self.skipping = self.skipping.saturating_sub(usize::from(open.skips));
        self.keeping = self.keeping.saturating_sub(usize::from(open.keeps_space));
        if open.tag.is_list() {
            self.lists = self.lists.saturating_sub(1);
        }
        if let Some(id) = open.block {
            self.words.close(id);
        }
        if open.tag == Tag::A && self.skipping == 0 {
            self.outline.link(open.from, self.words.at());
        }
        if open.said {
            self.says.heard(open.tag, self.words.since(open.from));
        }
        if let Some(part) = open.part {
            self.outline.end(part, self.words.at());
        }
        let shown = self.skipping == 0 && !open.skips;
        match open.tag {
            Tag::Table => {
                self.tables.pop();
                self.gap(2);
            }
            _ if open.row_cell => self.words.end_cell(),
            _ if !shown => {}
            Tag::Li | Tag::Dd | Tag::Dt if !self.words.in_cell() => self.words.end_item(),
            Tag::Tr if self.tables.last().is_some_and(|(rows, _)| *rows) => self.words.end_row(),
            tag if tag.is_cell() => self.gap(1),
            tag if tag.is_list() || tag == Tag::Dl => self.gap(self.list_gap()),
            tag => self.gap(tag.stands_apart()),
        }
    }
}

/// What an element's attributes and name say of how it is read.
#[derive(Clone, Copy, Debug)]
struct Marks {
    hidden: bool,
    unseen: bool,
    style_keeps: bool,
    said: bool,
}

/// True for elements whose end is waited for, since they change what is around the text in them.
fn has_end(tag: Tag) -> bool {
    tag.stands_apart() > 0
        || tag.is_cell()
        || matches!(
            tag,
            Tag::A | Tag::Q | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Svg | Tag::Button | Tag::Template
        )
}
