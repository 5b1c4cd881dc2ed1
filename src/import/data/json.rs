//! JSON, one value or many: a name and its value a line, the members of a list a line each, records apart from each other.

use super::lexer::{Fault, Lexer, Token};
use super::{date, short};
use crate::import::decode;
use crate::import::limits::{MAX_BLOCKS, MAX_DEPTH};
use crate::import::parsed::{BlockKind, Builder, Meta, ParseError, Parsed, Remark};

/// How many tokens pass between two signs of progress.
const STEP: u32 = 8192;
/// Fields that name a record, the best first.
const NAMES: &[&str] = &["title", "headline", "name", "label", "subject", "id", "_id", "@id", "url", "key"];

/// Fields whose objects are no records but say who wrote one.
const PERSONS: &[&str] = &["author", "authors", "byline", "creator", "publisher"];

/// The words of JSON in their order.
pub(in crate::import) fn parse(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    let decoded = decode(bytes, None).map_err(|error| ParseError::Damaged(error.to_string()))?;
    let mut writer =
        Writer { out: Builder::new(), open: Vec::new(), meta: Meta::default(), records: 0, roots: 0, blocks: 0 };
    let mut lexer = Lexer::new(&decoded.text, 0);
    let mut seen = 0_u32;
    let mut remarks = Vec::new();
    loop {
        seen = seen.wrapping_add(1);
        if seen.is_multiple_of(STEP) {
            beat();
        }
        let from = lexer.at();
        match lexer.next() {
            Ok(Some(token)) => writer.take(&token, &decoded.text, from)?,
            Ok(None) => break,
            Err(Fault::Deep) => {
                return Err(ParseError::TooMany { what: "values inside each other", limit: MAX_DEPTH as u64 });
            }
            Err(fault) => {
                let line = decoded.text.get(..lexer.at()).unwrap_or_default().matches('\n').count() + 1;
                let how = if fault == Fault::Ends { "it ends before its end" } else { "it is no JSON" };
                let what = format!("in line {line} {how}; what stands before is shown");
                if writer.out.text().trim().is_empty() {
                    return Err(ParseError::Damaged(format!("in line {line} {how}")));
                }
                remarks.push(Remark::Damaged(what));
                break;
            }
        }
    }
    let replaced = decoded.replaced.saturating_add(lexer.replaced);
    if replaced > 0 {
        remarks.push(Remark::Replaced(replaced));
    }
    let meta = if writer.roots == 1 { writer.meta } else { Meta::default() };
    let (text, blocks) = writer.out.finish();
    if text.is_empty() {
        remarks.push(Remark::NoText);
    }
    Ok(Parsed { text, blocks, meta, remarks, ..Parsed::default() })
}

/// A value that is open.
struct Open {
    object: bool,
    /// A block was opened for it.
    section: bool,
    /// The name its members stand under, or the name just read.
    key: String,
}

struct Writer {
    out: Builder,
    open: Vec<Open>,
    meta: Meta,
    records: u32,
    /// How many values are not in another.
    roots: u32,
    blocks: usize,
}

impl Writer {
    fn take(&mut self, token: &Token<'_>, text: &str, from: usize) -> Result<(), ParseError> {
        match token {
            Token::Key(key) => {
                self.out.push(key)?;
                self.out.push(":")?;
                if let Some(open) = self.open.last_mut() {
                    open.key = key.clone().into_owned();
                }
            }
            Token::Object | Token::Array => self.begin(matches!(token, Token::Object), text, from)?,
            Token::EndObject | Token::EndArray => self.end(),
            Token::Text(value) => {
                self.propose(value);
                self.scalar(value, true)?;
            }
            Token::Word(value) => self.scalar(value, false)?,
        }
        Ok(())
    }

    fn begin(&mut self, object: bool, text: &str, from: usize) -> Result<(), ParseError> {
        if self.open.is_empty() {
            self.roots = self.roots.saturating_add(1);
        }
        // The name of the field stands on a line of its own.
        self.out.end_line();
        let alone = match self.open.last() {
            Some(outer) => outer.object,
            // One object is the document itself; of several each is a record.
            None => !object || (self.roots == 1 && is_last(text, from)),
        };
        let persons =
            self.open.last().is_some_and(|outer| PERSONS.iter().any(|key| outer.key.eq_ignore_ascii_case(key)));
        let inside = self.open.iter().any(|open| open.section);
        let section = object && !alone && !persons && !inside && self.blocks < MAX_BLOCKS / 2;
        if section {
            self.records = self.records.saturating_add(1);
            self.blocks += 1;
            self.out.end_paragraph();
            let name = name_of(text, from).unwrap_or_else(|| self.records.to_string());
            self.out.open(BlockKind::Section(name))?;
        }
        let key = self.open.last().map(|outer| outer.key.clone()).unwrap_or_default();
        self.open.push(Open { object, section, key });
        Ok(())
    }

    fn end(&mut self) {
        let Some(ended) = self.open.pop() else { return };
        self.out.end_line();
        if ended.section {
            self.out.close();
        }
        if ended.object || self.open.is_empty() {
            self.out.end_paragraph();
        }
    }

    fn scalar(&mut self, value: &str, text: bool) -> Result<(), ParseError> {
        let lists = self.open.iter().filter(|open| !open.object).count();
        match self.open.last() {
            Some(open) if open.object => {
                if !value.is_empty() {
                    self.out.push(" ")?;
                    self.out.push(value)?;
                }
                self.out.end_line();
            }
            Some(_) => {
                let item = text && self.blocks < MAX_BLOCKS / 2;
                if item {
                    self.blocks += 1;
                    self.out.open(BlockKind::Item(u8::try_from(lists).unwrap_or(u8::MAX)))?;
                }
                self.out.push(value)?;
                if item {
                    self.out.close();
                }
                self.out.end_line();
            }
            None => {
                self.roots = self.roots.saturating_add(1);
                self.out.push(value)?;
                self.out.end_line();
            }
        }
        Ok(())
    }

    /// Proposes what a field of the outermost object says of the whole, as articles and their feeds are commonly written.
    fn propose(&mut self, value: &str) {
        let key = match self.open.as_slice() {
            [root] if root.object => root.key.as_str(),
            // Persons and publishers are objects with a name, or lists of names or of such objects.
            [root, list] if root.object && !list.object => root.key.as_str(),
            [root, person] if root.object && person.object && person.key == "name" => root.key.as_str(),
            [root, list, person] if root.object && !list.object && person.object && person.key == "name" => {
                root.key.as_str()
            }
            _ => return,
        };
        let direct = self.open.len() == 1;
        let words = || Some(short(value)).filter(|words| !words.is_empty());
        match key.to_lowercase().as_str() {
            "title" | "headline" if direct => set(&mut self.meta.title, words()),
            "author" | "authors" | "byline" | "creator" => match &mut self.meta.author {
                Some(known) if !direct && known.chars().count() < 200 => {
                    known.push_str("; ");
                    known.push_str(&short(value));
                }
                author => set(author, words()),
            },
            "publisher" | "site_name" | "sitename" | "outlet" => set(&mut self.meta.outlet, words()),
            "date" | "published" | "datepublished" | "date_published" | "publishedat" | "published_at" | "pubdate"
            | "publication_date"
                if direct =>
            {
                set(&mut self.meta.published, date(value));
            }
            "url" | "link" | "permalink"
                if direct && (value.starts_with("http://") || value.starts_with("https://")) =>
            {
                set(&mut self.meta.url, words());
            }
            "language" | "lang" | "inlanguage" if direct => {
                let tag = value.len() <= 35 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
                set(&mut self.meta.language, words().filter(|_| tag && value.len() >= 2));
            }
            _ => {}
        }
    }
}

/// Sets what was not said before.
fn set(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value;
    }
}

/// True when nothing follows the value that begins here.
fn is_last(text: &str, from: usize) -> bool {
    let mut lexer = Lexer::new(text, from);
    loop {
        match lexer.next() {
            Ok(Some(_)) if lexer.depth() == 0 => {
                return text.get(lexer.at()..).is_none_or(|rest| rest.trim().is_empty());
            }
            Ok(Some(_)) => {}
            _ => return true,
        }
    }
}

/// The name of the record that begins here, by its own fields.
fn name_of(text: &str, from: usize) -> Option<String> {
    // Behind the comma that divides it from the record before.
    let from = text.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at)?;
    let mut lexer = Lexer::new(text, from);
    let mut best: Option<(usize, String)> = None;
    let mut rank = None;
    loop {
        match lexer.next() {
            Ok(Some(Token::Key(key))) if lexer.depth() == 1 => {
                rank = NAMES.iter().position(|name| key.eq_ignore_ascii_case(name));
            }
            Ok(Some(Token::Text(value))) if lexer.depth() == 1 => keep(&mut best, rank.take(), &value),
            Ok(Some(Token::Word(value))) if lexer.depth() == 1 && value != "null" => {
                keep(&mut best, rank.take(), value);
            }
            Ok(Some(_)) if lexer.depth() > 0 => {}
            _ => return best.map(|(_, name)| name),
        }
    }
}

fn keep(best: &mut Option<(usize, String)>, rank: Option<usize>, value: &str) {
    let name = short(value);
    if let Some(rank) = rank
        && !name.is_empty()
        && best.as_ref().is_none_or(|(known, _)| rank < *known)
    {
        *best = Some((rank, name));
    }
}
