//! JSON as a stream of names and values, read without recursion; several values may follow each other.

use crate::import::limits::MAX_DEPTH;
use std::borrow::Cow;

/// What stands in JSON, one after the other.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// An object begins.
    Object,
    /// The object begun last ends.
    EndObject,
    /// An array begins.
    Array,
    /// The array begun last ends.
    EndArray,
    /// A name in an object; its value follows.
    Key(Cow<'t, str>),
    /// The characters of a string.
    Text(Cow<'t, str>),
    /// A number as it is written, `true`, `false` or `null`.
    Word(&'t str),
}

/// Why it cannot be read on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Something stands where it may not.
    Broken,
    /// It ends before its end.
    Ends,
    /// Too many values lie in each other.
    Deep,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Awaited {
    Value,
    /// A value, or the end of an array that has none.
    First,
    Key,
    /// A name, or the end of an object that has none.
    FirstKey,
    /// A comma or an end.
    More,
}

/// Reads JSON from a text.
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// For each value that is open: whether it is an object.
    open: Vec<bool>,
    awaited: Awaited,
    /// How many halves of characters stood alone and became replacement marks.
    pub(super) replaced: u32,
}

impl<'t> Lexer<'t> {
    /// A reader at this byte of a text.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, open: Vec::new(), awaited: Awaited::Value, replaced: 0 }
    }

    /// Where the next token is looked for, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// How many values are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r' | 0x1E) = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// What comes next; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'t>>, Fault> {
        let Some(mut byte) = self.peek() else {
            return if self.open.is_empty() && self.awaited == Awaited::Value { Ok(None) } else { Err(Fault::Ends) };
        };
        if self.awaited == Awaited::More {
            let object = self.open.last().copied();
            match (byte, object) {
                (b',', Some(object)) => {
                    self.at += 1;
                    self.awaited = if object { Awaited::Key } else { Awaited::Value };
                    byte = self.peek().ok_or(Fault::Ends)?;
                }
                (b'}', Some(true)) | (b']', Some(false)) => return Ok(Some(self.end())),
                _ => return Err(Fault::Broken),
            }
        }
        match (self.awaited, byte) {
            (Awaited::FirstKey, b'}') | (Awaited::First, b']') => Ok(Some(self.end())),
            (Awaited::Key | Awaited::FirstKey, b'"') => {
                let key = self.string()?;
                if self.peek().ok_or(Fault::Ends)? != b':' {
                    return Err(Fault::Broken);
                }
                self.at += 1;
                self.awaited = Awaited::Value;
                Ok(Some(Token::Key(key)))
            }
            (Awaited::Value | Awaited::First, byte) => self.value(byte).map(Some),
            _ => Err(Fault::Broken),
        }
    }

    fn value(&mut self, byte: u8) -> Result<Token<'t>, Fault> {
        match byte {
            b'{' | b'[' => {
                if self.open.len() >= MAX_DEPTH {
                    return Err(Fault::Deep);
                }
                let object = byte == b'{';
                self.at += 1;
                self.open.push(object);
                self.awaited = if object { Awaited::FirstKey } else { Awaited::First };
                Ok(if object { Token::Object } else { Token::Array })
            }
            b'"' => {
                let text = self.string()?;
                self.valued();
                Ok(Token::Text(text))
            }
            _ => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                let end = rest
                    .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
                    .unwrap_or(rest.len());
                let word = rest.get(..end).unwrap_or_default();
                let number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && word.parse::<f64>().is_ok();
                // Python writes the last three, and what was written is shown.
                if !number && !matches!(word, "true" | "false" | "null" | "NaN" | "Infinity" | "-Infinity") {
                    return Err(if end == rest.len() { Fault::Ends } else { Fault::Broken });
                }
                self.at += end;
                self.valued();
                Ok(Token::Word(word))
            }
        }
    }

    fn valued(&mut self) {
        self.awaited = if self.open.is_empty() { Awaited::Value } else { Awaited::More };
    }

    fn end(&mut self) -> Token<'t> {
        self.at += 1;
        let object = self.open.pop().unwrap_or(false);
        self.valued();
        if object { Token::EndObject } else { Token::EndArray }
    }

    /// The characters of the string that begins here.
    fn string(&mut self) -> Result<Cow<'t, str>, Fault> {
        self.at += 1;
        let mut made: Option<String> = None;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let stop = rest.find(['"', '\\']).ok_or(Fault::Ends)?;
            let plain = rest.get(..stop).unwrap_or_default();
            self.at += stop + 1;
            if rest.as_bytes().get(stop) == Some(&b'"') {
                return Ok(match made {
                    Some(mut made) => {
                        made.push_str(plain);
                        Cow::Owned(made)
                    }
                    None => Cow::Borrowed(plain),
                });
            }
            let out = made.get_or_insert_default();
            out.push_str(plain);
            let escaped = self.escape()?;
            out.push(escaped);
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let letter = *self.text.as_bytes().get(self.at).ok_or(Fault::Ends)?;
        self.at += 1;
        Ok(match letter {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit(self.at).ok_or(Fault::Broken)?;
                self.at += 4;
                let low = self
                    .text
                    .get(self.at..self.at + 2)
                    .filter(|mark| *mark == "\\u")
                    .and_then(|_| self.unit(self.at + 2));
                if let Some(c) = char::from_u32(unit) {
                    c
                } else if (0xD800..0xDC00).contains(&unit)
                    && let Some(low @ 0xDC00..0xE000) = low
                {
                    self.at += 6;
                    char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00)).unwrap_or('\u{FFFD}')
                } else {
                    self.replaced = self.replaced.saturating_add(1);
                    '\u{FFFD}'
                }
            }
            _ => return Err(Fault::Broken),
        })
    }

    fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    }
}
